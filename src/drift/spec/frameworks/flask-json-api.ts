import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { classesOf, classValue, externalBases, methodNames } from '../python-routing.ts';

/** The methods of the classes of Flask-REST-JSONAPI, by the end of their names. */
const METHODS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^flask_\w*jsonapi\.(?:\w+\.)*ResourceList$/, ['GET', 'POST']],
  [/^flask_\w*jsonapi\.(?:\w+\.)*ResourceDetail$/, ['GET', 'PATCH', 'DELETE']],
  [/^flask_\w*jsonapi\.(?:\w+\.)*ResourceRelationship$/, ['GET', 'POST', 'PATCH', 'DELETE']],
];

/** What `api.route(PersonList, 'person_list', '/persons')` serves; null for any other call. */
export function jsonApiResource(
  call: CallExpr,
  site: Site,
  code: Code,
): { readonly paths: readonly Expr[]; readonly methods: readonly string[] } | null {
  const [resource, , ...paths] = call.args.filter(({ name }) => name === null);
  const [own] = resource === undefined ? [] : classesOf(resource.value, site, code);
  if (own === undefined) return null;
  const bases = externalBases(own, code);
  const known = METHODS.find(([end]) => bases.some((base) => end.test(base)))?.[1];
  if (known === undefined) return null;
  const said = classValue(own, 'methods', code);
  const methods = said === null ? null : methodNames(said.value, said.site, code);
  return { paths: paths.map(({ value }) => value), methods: methods ?? known };
}
