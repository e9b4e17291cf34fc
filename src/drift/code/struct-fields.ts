import type { Origin } from './origin.ts';
import type { Resolver } from './resolve.ts';

/** A field that is given more different values than this is not followed to them. */
const MAX_VALUES = 16;

/**
 * What a field of a struct is given anywhere: in literals of the struct (`&Server{router: r}`) and by assignments to
 * it (`s.router = r`). Structs have no constructors, so this takes their place. Of equal importance, in the order of
 * files and text.
 */
export function fieldValues(
  resolver: Resolver,
  path: string,
  scope: number,
  field: string,
): readonly Origin[] {
  const own = resolver.program.file(path);
  const type = own?.index.scope(scope)?.name;
  const language = own?.facts.language;
  if (type === undefined || type === null || !/^(?:go|rust)$/.test(language ?? '')) return [];
  return resolver.once(`${path}#${scope} field ${field}`, () => {
    const found: Origin[] = [];
    const isOwn = (origin: Origin) =>
      (origin.kind === 'class' || origin.kind === 'instance') &&
      origin.file === path &&
      origin.scope === scope;
    const files = [...resolver.program.files()].sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const file of files) {
      if (file.facts.language !== language) continue;
      for (const literal of file.index.literals(type)) {
        const site = { file: file.path, scope: literal.scope };
        const entry = literal.map.entries.find(
          ({ key }) => key?.kind === 'text' && key.value === field,
        );
        if (entry === undefined || !resolver.typeOrigins(literal.type, site).some(isOwn)) continue;
        found.push(...resolver.origins(entry.value, site));
      }
      for (const { name, value, scope: at } of file.index.assigned(field)) {
        if (value === null) continue;
        const site = { file: file.path, scope: at };
        const [first = '', ...path] = name.split('.').slice(0, -1);
        const objects = path.reduce(
          (found, member) => found.flatMap((one) => resolver.memberOf(one, member)),
          resolver.lookUp(first, site),
        );
        const isOfIt = objects.some(
          (origin) =>
            isOwn(origin) ||
            (origin.kind === 'value' &&
              origin.expr.kind === 'map' &&
              origin.expr.type !== undefined &&
              resolver.typeOrigins(origin.expr.type, origin).some(isOwn)),
        );
        if (isOfIt) found.push(...resolver.origins(value, site));
      }
      if (found.length > MAX_VALUES) return [];
    }
    return found;
  });
}
