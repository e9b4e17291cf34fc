import { fromModules } from './exports.ts';
import { literalText } from './expr-parts.ts';
import type { CallExpr } from './facts.ts';
import { lastName } from './facts-index.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Python's `getattr(x, "name")`, `import_module("a.b")` and `import_string("a.b:c")`, where the text is known. */
export function takenByText(resolver: Resolver, call: CallExpr, site: Site): readonly Origin[] {
  const name = lastName(call.callee);
  if (name !== 'getattr' && name !== 'import_module' && name !== 'import_string') return [];
  const { program } = resolver;
  if (program.file(site.file)?.facts.language !== 'python') return [];
  const [first, second] = call.args;
  if (name === 'getattr') {
    const member = second === undefined ? null : literalText(second.value);
    if (first === undefined || member === null) return [];
    const { line, column } = call;
    const home = resolver.homeOf(call, site);
    return resolver.origins(
      { kind: 'member', object: first.value, name: member, line, column },
      home,
    );
  }
  const module = first === undefined ? null : literalText(first.value);
  const [file] = module === null ? [] : program.modules(module, site.file);
  if (file !== undefined) return [{ kind: 'module', file }];
  const [, outer, inner] = /^(.+)[.:](\w+)$/.exec(module ?? '') ?? [];
  return outer === undefined || inner === undefined
    ? []
    : fromModules(resolver, outer, inner, site.file);
}
