import type { MemberExpr } from './facts.ts';
import { type Frame, givenIn } from './frame.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Parameters are followed through this many calls. */
const MAX_DEPTH = 8;

/** The name of Python's `model.__name__`: that of a class or a function; null for any other member. */
export function classNameOf(
  { object, name }: MemberExpr,
  site: Site,
  frame: Frame | null,
  resolver: Resolver,
): string | null {
  if (name !== '__name__') return null;
  const names = new Set<string | null>();
  const add = (origin: Origin, known: Frame | null, depth: number) => {
    const given = origin.kind === 'param' ? givenIn(known, origin) : undefined;
    if (given !== undefined && depth < MAX_DEPTH) {
      for (const one of resolver.origins(given.expr, given.site)) add(one, given.frame, depth + 1);
    } else if (origin.kind === 'class' || origin.kind === 'function')
      names.add(resolver.program.file(origin.file)?.index.scope(origin.scope)?.name ?? null);
    else names.add(null);
  };
  for (const origin of resolver.origins(object, site)) add(origin, frame, 0);
  const [only = null] = names;
  return names.size === 1 ? only : null;
}
