import { fromModules } from './exports.ts';
import type { Expr } from './facts.ts';
import { dottedName } from './facts-index.ts';
import { type Origin, WITHOUT_THIS } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/** A class that is named with its whole package or namespace: `Shop.Controllers.UsersBase`, `org.shop.Users`. */
export function qualifiedMember(
  resolver: Resolver,
  object: Expr,
  name: string,
  { file, scope }: Site,
): readonly Origin[] {
  const source = resolver.program.file(file);
  const namespace = dottedName(object);
  if (source === undefined || namespace === null || !/^[A-Z]/.test(name)) return [];
  if (!WITHOUT_THIS.has(source.facts.language)) return [];
  const [first = ''] = namespace.split('.');
  return resolver.lookUp(first, { file, scope }).length > 0
    ? []
    : fromModules(resolver, namespace, name, file).filter(({ kind }) => kind === 'class');
}
