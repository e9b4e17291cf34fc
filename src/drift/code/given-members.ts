import { lastName } from './facts-index.ts';
import type { Origin } from './origin.ts';
import type { ExprAt } from './scope-names.ts';

type MemberOrigin = Extract<Origin, { kind: 'member' }>;

/**
 * What an object of a class that is not in the repository was given under the name of its attribute:
 * `bp.url_prefix` of `Blueprint("users", __name__, url_prefix="/users")`, whose first argument is its name.
 */
export function givenTo({ object, name }: MemberOrigin): ExprAt | null {
  if ((object.kind !== 'call' && object.kind !== 'instance') || object.call === null) return null;
  const { callee, args } = object.call;
  if (!/^[A-Z]/.test(lastName(callee) ?? '')) return null;
  const named = args.find((one) => one.name === name);
  const given = named ?? (name === 'name' ? args.find((one) => one.name === null) : undefined);
  const site = object.kind === 'instance' ? (object.at ?? object) : object;
  return given === undefined ? null : { expr: given.value, site };
}

/** The text of an enum's member: `Paths.USERS.value` in Python, `Paths::USERS->value` in PHP; null for anything else. */
export function valueOfMember({ object, name }: MemberOrigin): ExprAt | null {
  const isText =
    object.kind === 'value' && (object.expr.kind === 'text' || object.expr.kind === 'join');
  return name === 'value' && isText ? { expr: object.expr, site: object } : null;
}
