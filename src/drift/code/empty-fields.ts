import type { MemberExpr } from './facts.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/**
 * Whether a field is a text of a Go struct that some literal leaves out, and so the empty text there (The Go
 * Programming Language Specification, "The zero value"): `options.BaseURL` of `Options{}`. Fields with tags are filled
 * from outside, so nothing is known of them.
 */
export function isLeftEmpty(resolver: Resolver, { object, name }: MemberExpr, site: Site): boolean {
  if (resolver.program.file(site.file)?.facts.language !== 'go') return false;
  return resolver
    .origins(object, site)
    .flatMap((origin) => structsOf(resolver, origin))
    .some((struct) => {
      const file = struct.kind === 'class' ? resolver.program.file(struct.file) : undefined;
      if (struct.kind !== 'class' || file === undefined) return false;
      const isText = file.index.bindings(struct.scope, name).some(({ type }) => type === 'string');
      const isFilled = file.facts.tags.some(
        (tag) => tag.scope === struct.scope && tag.field === name,
      );
      const type = file.index.scope(struct.scope)?.name ?? '';
      return isText && !isFilled && isLeftOut(resolver, type, name);
    });
}

/** The struct that something is of. */
function structsOf(resolver: Resolver, origin: Origin): readonly Origin[] {
  if (origin.kind === 'class') return [origin];
  if (origin.kind === 'instance') return [{ ...origin, kind: 'class' }];
  if (origin.kind === 'typed') return resolver.typeOrigins(origin.type, origin);
  if (origin.kind !== 'param') return [];
  const type = resolver.program.file(origin.file)?.index.scope(origin.scope)?.params[
    origin.position
  ]?.type;
  return resolver.typeOrigins(type ?? '', { file: origin.file, scope: 0 });
}

function isLeftOut(resolver: Resolver, type: string, field: string): boolean {
  for (const { facts, index } of resolver.program.files()) {
    if (facts.language !== 'go') continue;
    for (const { map } of index.literals(type)) {
      const isGiven = map.entries.some(({ key }) => key?.kind !== 'text' || key.value === field);
      if (!isGiven) return true;
    }
  }
  return false;
}
