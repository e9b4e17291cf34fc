import type { Import } from './facts.ts';
import { lookUpMember } from './members.ts';
import { assignedMember } from './named-members.ts';
import { type Origin, WITHOUT_THIS } from './origin.ts';
import type { Resolver } from './resolve.ts';
import { inScope } from './scope-names.ts';

/** What a file offers to others under a name. */
export function exported(resolver: Resolver, path: string, name: string): readonly Origin[] {
  const file = resolver.program.file(path);
  if (file === undefined) return [];
  if (name === '*') return [{ kind: 'module', file: path }];
  const { exports } = file.facts;
  if (file.facts.language !== 'javascript') {
    const own = inScope(resolver, name, file, 0);
    if (own.length > 0) return own;
    if (file.facts.language === 'go') {
      const beside = inPackage(resolver, path, name);
      if (beside.length > 0) return beside;
    }
    return resolver.once(`${path} export ${name}`, () =>
      file.index.imports(name).flatMap((one) => imported(resolver, one, path)),
    );
  }
  return resolver.once(`${path} export ${name}`, () => {
    const site = { file: path, scope: 0 };
    const own = exports.filter((one) => one.name === name);
    const found = own.flatMap((one) =>
      one.from === null
        ? resolver.origins(one.value, site)
        : fromModules(resolver, one.from, one.value.kind === 'name' ? one.value.name : name, path),
    );
    if (found.length > 0) return found;
    for (const one of exports) {
      if (one.name !== '*' || one.from === null) continue;
      const passedOn = fromModules(resolver, one.from, name, path);
      if (passedOn.length > 0) return passedOn;
    }
    // CommonJS: a member of `module.exports = { … }`, or of `routes` in `module.exports = routes`.
    return name === 'default'
      ? []
      : exports
          .filter((one) => one.name === 'default')
          .flatMap(({ value }) => {
            const given = value.kind === 'name' ? assignedMember(resolver, value, name, site) : [];
            return given.length > 0
              ? given
              : resolver
                  .origins(value, site)
                  .flatMap((origin) => lookUpMember(resolver, origin, name));
          });
  });
}

/** A name in the other files of a Go package: all files of a folder are one. */
function inPackage(resolver: Resolver, path: string, name: string): readonly Origin[] {
  for (const sibling of resolver.program.siblings(path, name)) {
    const other = resolver.program.file(sibling);
    const found = other === undefined ? [] : inScope(resolver, name, other, 0);
    if (found.length > 0) return found;
  }
  return [];
}

/** What an import brings: of the repository's own, or else of a package. */
export function imported(
  resolver: Resolver,
  { module, name }: Import,
  from: string,
): readonly Origin[] {
  const found = fromModules(resolver, module, name, from);
  if (found.length > 0) return found;
  const isOwn = resolver.program.modules(module, from).length > 0;
  return isOwn ? [] : [{ kind: 'external', module, name }];
}

/** What the files that an import may mean offer under a name. */
export function fromModules(
  resolver: Resolver,
  module: string,
  name: string,
  from: string,
): readonly Origin[] {
  for (const path of resolver.program.modules(module, from, name)) {
    const found = exported(resolver, path, name);
    if (found.length > 0) return found;
  }
  const language = resolver.program.file(from)?.facts.language;
  if (language !== undefined && WITHOUT_THIS.has(language)) {
    const inner = withinClass(resolver, module, name, from);
    if (inner.length > 0) return inner;
  }
  const submodule =
    language === undefined
      ? undefined
      : resolver.program.language(language)?.submodule?.(module, name);
  return submodule === undefined
    ? []
    : resolver.program
        .modules(submodule, from)
        .slice(0, 1)
        .map((file): Origin => ({ kind: 'module', file }));
}

/** `import a.b.Outer.Inner`, `import static a.b.Paths.BASE`, `using static A.Paths`: a member of a class of the module. */
function withinClass(
  resolver: Resolver,
  module: string,
  name: string,
  from: string,
): readonly Origin[] {
  const segments = module.split('.');
  const inner = segments.at(-1) === name ? segments : [...segments, name];
  for (let at = inner.length - 2; at >= Math.max(0, inner.length - 4); at -= 1) {
    const outer = inner[at] ?? '';
    for (const path of resolver.program.modules(module, from)) {
      const file = resolver.program.file(path);
      const classes = file === undefined ? [] : inScope(resolver, outer, file, 0);
      const found = inner.slice(at + 1).reduce<readonly Origin[]>(
        (objects, part) => objects.flatMap((object) => lookUpMember(resolver, object, part)),
        classes.filter(({ kind }) => kind === 'class'),
      );
      if (found.length > 0) return found;
    }
  }
  return [];
}
