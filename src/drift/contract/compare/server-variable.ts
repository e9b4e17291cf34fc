import type { JsonValue } from '../../../document/document.ts';
import { childOf, type Node, nearest } from '../model/node.ts';
import { type Server, type ServerVariable, variablesOf } from '../model/server.ts';
import { sameValue } from '../schema/sameness.ts';
import type { OperationCase } from './operation.ts';
import type { Finding } from './unit.ts';
import { quote } from './where.ts';

type Place = Pick<OperationCase, 'unit' | 'pair'>;

/** One variable of a server whose address is written the same on both sides. */
interface Variable extends Place {
  readonly name: string;
  readonly base: ServerVariable;
  readonly head: ServerVariable;
  /** Whether the server has addresses that are not served any more, and whether one of them is another path. */
  readonly isLost: boolean;
  readonly isPathLost: boolean;
}

/**
 * Compares the variables of servers that are written the same on both sides. Answers the servers that were found so,
 * whose addresses need not be spoken of one by one.
 */
export function compareServerVariables(
  place: Place,
  base: readonly Server[],
  head: readonly Server[],
  lost: readonly Server[],
): ReadonlySet<JsonValue> {
  const known = new Set<JsonValue>();
  const nodes = new Set(head.map(({ node }) => node));
  for (const before of new Set(base.map(({ node }) => node))) {
    const url = urlOf(before);
    if (url === null || known.has(before.value)) continue;
    const after = [...nodes].find((node) => urlOf(node) === url && !known.has(node.value));
    if (after === undefined) continue;
    known.add(before.value).add(after.value);
    if (sameValue(before.value, after.value)) continue;
    const gone = lost.filter(({ node }) => node.value === before.value);
    const isPathLost = gone.some(
      ({ prefix }) => !place.pair.head.addresses.includes(prefix + place.pair.base.template),
    );
    compareVariables(place, before, after, { isLost: gone.length > 0, isPathLost });
  }
  return known;
}

/** The address of a server as it is written, where it has variables. */
function urlOf(server: Node): string | null {
  const url = childOf(server, 'url')?.value;
  return typeof url === 'string' && url.includes('{') ? url : null;
}

function compareVariables(
  place: Place,
  before: Node,
  after: Node,
  loss: Pick<Variable, 'isLost' | 'isPathLost'>,
): void {
  const [base, head] = [variablesOf(before), variablesOf(after)];
  for (const name of [...new Set([...base.keys(), ...head.keys()])].sort()) {
    const old = base.get(name);
    const own = head.get(name);
    if (old !== undefined && own !== undefined) {
      compareVariable({ ...place, ...loss, name, base: old, head: own });
      continue;
    }
    place.unit.report({
      rule: own === undefined ? 'api-server-variable-removed' : 'api-server-variable-added',
      detail: name,
      action: own === undefined ? 'remove' : 'add',
      base: old?.node ?? null,
      head: own?.node ?? null,
      near: own === undefined ? nearest(after, 'variables') : null,
      message: () =>
        `Variable ${quote(name)} of the server is ${own === undefined ? 'no longer' : 'now'} declared.`,
    });
  }
}

function compareVariable(variable: Variable): void {
  const { base, head, name, unit } = variable;
  if (base.usual !== head.usual) {
    unit.report({
      rule: 'api-server-variable-default-changed',
      detail: name,
      action: 'change',
      base: nearest(base.node, 'default'),
      head: nearest(head.node, 'default'),
      near: null,
      message: () =>
        `The default of server variable ${quote(name)} is now ${quote(head.usual ?? '')} instead of ${quote(base.usual ?? '')}.`,
      before: base.usual,
      after: head.usual,
    });
  }
  if (base.values !== null && head.values !== null) compareValues(variable);
  else if (base.values !== null || head.values !== null) {
    const isListed = head.values !== null;
    unit.report({
      rule: `api-server-variable-became-${isListed ? 'enum' : 'not-enum'}`,
      detail: name,
      action: 'change',
      base: nearest(base.node, 'enum'),
      head: nearest(head.node, 'enum'),
      near: null,
      message: () =>
        `Server variable ${quote(name)} is ${isListed ? 'now' : 'no longer'} restricted to listed values.`,
    });
  }
}

function compareValues({ base, head, name, unit, isLost, isPathLost }: Variable): void {
  for (const [value, node] of head.values ?? []) {
    if (base.values?.has(value) === true) continue;
    unit.report({
      rule: 'api-server-variable-value-added',
      detail: `${name} ${value}`,
      action: 'add',
      base: null,
      head: node,
      near: null,
      message: () => `Value ${quote(value)} was added to server variable ${quote(name)}.`,
      after: value,
    });
  }
  for (const [value, node] of base.values ?? []) {
    if (head.values?.has(value) === true) continue;
    unit.report({
      rule: 'api-server-variable-value-removed',
      detail: `${name} ${value}`,
      action: 'remove',
      base: node,
      head: null,
      near: nearest(head.node, 'enum'),
      message: () => `Value ${quote(value)} was removed from server variable ${quote(name)}.`,
      before: value,
      // Another server may serve the same; another path is another address for certain.
      ...(isPathLost ? { compatibility: 'definitely_breaking' as const } : {}),
      ...(isLost ? {} : STILL_SERVED),
    });
  }
}

/** What goes without an address going with it. */
const STILL_SERVED: Pick<Finding, 'compatibility' | 'reason'> = {
  compatibility: 'non_breaking',
  reason: 'Every address that was served still is.',
};
