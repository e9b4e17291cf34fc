import { imported } from './exports.ts';
import type { Expr } from './facts.ts';
import { dottedName } from './facts-index.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

// Members that are told by how they are written (`app.router`), not by what their object is.

/** Names for the object that a method belongs to. */
export const OWN_OBJECT = /^(?:\$?this|self|super)$/;

/** Python's `import app.views` brings `app.views` as it is written. */
export function importedMember(
  resolver: Resolver,
  object: Expr,
  name: string,
  site: Site,
): readonly Origin[] {
  const index = resolver.program.file(site.file)?.index;
  if (index?.facts.language !== 'python') return [];
  const dotted = dottedName(object);
  return dotted === null
    ? []
    : index
        .imports(`${dotted}.${name}`)
        .flatMap((one) => imported(resolver, one, site.file))
        .filter(({ kind }) => kind === 'module');
}

/** `app.router` where the same text is given a value in a scope around: `app.router = express.Router()`. */
export function assignedMember(
  resolver: Resolver,
  object: Expr,
  name: string,
  site: Site,
): readonly Origin[] {
  if (object.kind !== 'name' || OWN_OBJECT.test(object.name)) return [];
  const file = resolver.program.file(site.file);
  if (file === undefined) return [];
  const whole = `${object.name}.${name}`;
  for (const scope of file.index.enclosing(site.scope)) {
    const bound = resolver.once(`${site.file}#${scope} ${whole}`, () =>
      file.index
        .bindings(scope, whole)
        .flatMap(({ value }) =>
          value === null ? [] : resolver.origins(value, { file: site.file, scope }),
        ),
    );
    if (bound.length > 0) return bound;
  }
  return [];
}

/** `this.server.app` where the same text is given a value anywhere in the class around. */
export function assignedWithin(
  resolver: Resolver,
  object: Expr,
  name: string,
  { file: path, scope }: Site,
): readonly Origin[] {
  const file = resolver.program.file(path);
  const dotted = object.kind === 'member' ? dottedName(object) : null;
  if (file === undefined || dotted === null || !OWN_OBJECT.test(dotted.split('.')[0] ?? ''))
    return [];
  const whole = `${dotted}.${name}`;
  const around = file.index.classAround(scope);
  return resolver.once(`${path}#${around} ${whole}`, () =>
    file.index
      .bindingsOf(whole)
      .filter((binding) => file.index.classAround(binding.scope) === around)
      .flatMap(({ value, scope: inner }) =>
        value === null ? [] : resolver.origins(value, { file: path, scope: inner }),
      ),
  );
}
