import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { argument } from '../python-routing.ts';
import type { Registration } from '../route-graph.ts';

/** What the calls that make Django's patterns say. */

/** `GET` and `POST` of `rest_path("users", GET=get_users, POST=add_user)`; null for a call without such names. */
export function verbsOf({ args }: CallExpr): readonly string[] | null {
  const found = args.flatMap(({ name }) =>
    name !== null && /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(name) ? [name.toUpperCase()] : [],
  );
  return found.length > 0 ? found : null;
}

export function includedOf(view: Expr): Expr | null {
  if (view.kind !== 'call') return null;
  const position = lastName(view.callee) === 'decorator_include' ? 1 : 0;
  return argument(view, 'arg', position);
}

/**
 * A function that does not look at the method answers any, but is written for `GET` and for what else it shows; it is
 * listed for these, and nothing is held against it for the others.
 */
export function listed(methods: readonly string[]): Pick<Registration, 'methods' | 'answersAll'> {
  if (!methods.includes('*')) return { methods };
  return {
    methods: [...new Set(['GET', ...methods.filter((one) => one !== '*')])],
    answersAll: true,
  };
}
