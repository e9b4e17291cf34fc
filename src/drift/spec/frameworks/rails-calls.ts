import type { CallExpr, Expr } from '../../code/facts.ts';
import { ROOT } from '../path-template.ts';
import type { Action, Context } from './rails-context.ts';

/** How the calls of `routes.rb` are told, and what stands in them. */

/** Calls that declare a route for one path. */
export const VERBS = /^(?:get|post|put|patch|delete|options|head|match)$/;

/** What holds at the top of the routes of an application or engine. */
export function contextOf(router: string, actions: ReadonlySet<Action>): Context {
  return {
    router,
    paths: [ROOT],
    shallowPaths: [ROOT],
    shallow: false,
    resource: null,
    actions,
    names: { new: 'new', edit: 'edit' },
    concerns: new Map(),
    isOfActions: false,
    given: new Map(),
    mappers: new Set(),
  };
}

/** Whether a call tells routes as Rails alone does: `resources :users`, `get 'x', to: 'users#x'`. */
export function isRouting({ callee, args }: CallExpr): boolean {
  if (callee.kind !== 'name') return false;
  if (/^(?:resources?|devise_for)$/.test(callee.name)) return args[0]?.value.kind === 'text';
  const isTo = ({ name, value }: CallExpr['args'][number]) =>
    (name === 'to' || (name === null && callee.name === 'root')) &&
    value.kind === 'text' &&
    value.value.includes('#');
  return (VERBS.test(callee.name) || callee.name === 'root') && args.some(isTo);
}

/** The paths of `get 'a', 'b'`, of `get 'a' => 'x#y'`, and of `get a: 'x#y'` where nothing else is one. */
export function routePaths({ args }: CallExpr): readonly Expr[] {
  const positional = args.filter(({ name, value }) => name === null && value.kind !== 'function');
  const paths = positional.flatMap(({ value }) =>
    value.kind === 'map'
      ? value.entries.flatMap(({ key }) => (key === null ? [] : [key]))
      : [value],
  );
  if (paths.length > 0) return paths;
  const [first] = args;
  return first?.name && first.value.kind === 'text' && first.value.value.includes('#')
    ? [{ ...first.value, value: first.name }]
    : [];
}

/** `Rails.application.routes` of names, members and calls without arguments; null for any other. */
export function pathOf(expr: Expr): string | null {
  if (expr.kind === 'name') return expr.name;
  if (expr.kind === 'call' && expr.args.length === 0) return pathOf(expr.callee);
  if (expr.kind !== 'member') return null;
  const object = pathOf(expr.object);
  return object === null ? null : `${object}.${expr.name}`;
}
