import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { argument, externalBases, lineage } from '../python-routing.ts';

/** A function of a view set that a router gives a route by a method. */
export interface Mapping {
  readonly name: string;
  readonly method: string;
  /** Whether it is for one object. */
  readonly isDetail: boolean;
}

/** The functions that every router gives routes (Django REST framework, "Routers"). */
export const STANDARD = [
  { name: 'list', method: 'GET', isDetail: false },
  { name: 'create', method: 'POST', isDetail: false },
  { name: 'retrieve', method: 'GET', isDetail: true },
  { name: 'update', method: 'PUT', isDetail: true },
  { name: 'partial_update', method: 'PATCH', isDetail: true },
  { name: 'destroy', method: 'DELETE', isDetail: true },
] as const satisfies readonly Mapping[];

/** What the router of djangorestframework-bulk adds. */
const BULK: readonly Mapping[] = [
  { name: 'bulk_update', method: 'PUT', isDetail: false },
  { name: 'partial_bulk_update', method: 'PATCH', isDetail: false },
  { name: 'bulk_destroy', method: 'DELETE', isDetail: false },
];
/** In the list of a router's routes the first is for all objects, the third for one. */
const DETAIL = 2;

/**
 * What a router of a class of the repository's own adds to the standard: `self.routes[0].mapping.update({'put':
 * 'bulk_update'})` in its constructor, or the same for `routes` in the class.
 */
export function addedMappings(router: Expr, site: Site, code: Code): readonly Mapping[] {
  return code.resolver.origins(router, site).flatMap((origin): readonly Mapping[] => {
    if (origin.kind === 'call') {
      const made = code.resolver.origins(origin.call.callee, origin);
      return made.some((one) => one.kind === 'external' && isBulk(`${one.module}.${one.name}`))
        ? BULK
        : [];
    }
    if (origin.kind !== 'instance') return [];
    const own = lineage(origin, code).flatMap(({ file, scope }) => {
      const source = code.program.file(file);
      const scopes = [scope, ...(source?.index.declared(scope, '__init__') ?? [])];
      return (source?.facts.calls ?? []).flatMap((one) =>
        scopes.includes(one.scope) ? updated(one.call) : [],
      );
    });
    return externalBases(origin, code).some(isBulk) ? [...BULK, ...own] : own;
  });
}

function isBulk(name: string): boolean {
  return /^rest_framework_bulk\.(?:\w+\.)*BulkRouter$/.test(name);
}

/** What `routes[0].mapping.update({…})` adds; nothing for any other call. */
function updated(call: CallExpr): readonly Mapping[] {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.name !== 'update') return [];
  const { object } = callee;
  if (object.kind !== 'member' || object.name !== 'mapping' || object.object.kind !== 'index')
    return [];
  const { object: routes, index } = object.object;
  const isRoutes = (routes.kind === 'name' || routes.kind === 'member') && routes.name === 'routes';
  const added = argument(call, 'other', 0);
  if (!isRoutes || index.kind !== 'literal' || added?.kind !== 'map') return [];
  const position = Number(index.text);
  if (position !== 0 && position !== DETAIL) return [];
  return added.entries.flatMap(({ key, value }) =>
    key?.kind === 'text' && value.kind === 'text'
      ? [{ name: value.value, method: key.value.toUpperCase(), isDetail: position === DETAIL }]
      : [],
  );
}
