import { nearest } from '../model/node.ts';
import type { Operation } from '../model/operation.ts';
import { type Server, type Servers, serversOf } from '../model/server.ts';
import { sameValue } from '../schema/sameness.ts';
import type { OperationCase } from './operation.ts';
import { quote } from './where.ts';

/**
 * Compares where an operation can be reached: server and path are one address, so that a prefix may move
 * from one to the other. Operations that lost all of their addresses are reported as moved instead.
 */
export function compareServers({ comparison, unit, pair }: OperationCase): void {
  const base = serversOf(comparison.base.contract, pair.base.item, pair.base.node);
  const head = serversOf(comparison.head.contract, pair.head.item, pair.head.node);
  if (pair.base.template === pair.head.template) {
    if (sameValue(base.node?.value ?? null, head.node?.value ?? null)) {
      if (sameOrigins(base.servers, head.servers)) return;
    }
  }
  if (!pair.base.addresses.some((address) => pair.head.addresses.includes(address))) return;
  const before = orUsual(base);
  const after = orUsual(head);
  const lost = base.servers.filter(
    (server) => !after.some((other) => sameAddress(pair.base, server, pair.head, other)),
  );
  const gained = head.servers.filter(
    (server) => !before.some((other) => sameAddress(pair.base, other, pair.head, server)),
  );
  const root = comparison.head.contract.root;
  const near = head.node ?? nearest(root, 'servers');
  const [onlyLost, secondLost] = lost;
  const [onlyGained, secondGained] = gained;
  const isOne = secondLost === undefined && secondGained === undefined;
  if (onlyLost !== undefined && onlyGained !== undefined && isOne) {
    unit.report({
      rule: 'api-server-changed',
      action: 'change',
      base: onlyLost.node,
      head: onlyGained.node,
      near: null,
      message: () => `The server is now ${nameOf(onlyGained)} instead of ${nameOf(onlyLost)}.`,
      before: urlOf(onlyLost),
      after: urlOf(onlyGained),
    });
    return;
  }
  for (const server of lost) {
    const isPathLost = !pair.head.addresses.includes(server.prefix + pair.base.template);
    unit.report({
      rule: 'api-server-removed',
      detail: urlOf(server),
      action: 'remove',
      base: server.node,
      head: null,
      near,
      message: () => `Server ${nameOf(server)} was removed.`,
      before: urlOf(server),
      // Another host may serve the same; another path is another address for certain.
      ...(isPathLost ? { compatibility: 'definitely_breaking' as const } : {}),
    });
  }
  for (const server of gained) {
    unit.report({
      rule: 'api-server-added',
      detail: urlOf(server),
      action: 'add',
      base: null,
      head: server.node,
      near: null,
      message: () => `Server ${nameOf(server)} was added.`,
      after: urlOf(server),
    });
  }
}

/** Where nothing is said, the contract is served where it stands: `/` (OpenAPI 3.1, section 4.8.1). */
function orUsual({ node, servers }: Servers): readonly Address[] {
  return node === null ? [{ origin: '', prefix: '' }] : servers;
}

type Address = Pick<Server, 'origin' | 'prefix'>;

function sameOrigins(base: readonly Server[], head: readonly Server[]): boolean {
  return base.map(urlOf).sort().join(' ') === head.map(urlOf).sort().join(' ');
}

/** Whether a server of base and one of head lead to the same address; a scheme that is not named fits any. */
function sameAddress(before: Operation, base: Address, after: Operation, head: Address): boolean {
  if (base.prefix + before.template !== head.prefix + after.template) return false;
  if (base.origin === head.origin) return true;
  const open = base.origin.startsWith('//') || head.origin.startsWith('//');
  return open && hostOf(base) === hostOf(head);
}

function hostOf({ origin }: Address): string {
  return origin.replace(/^[^/]*/, '');
}

function urlOf({ origin, prefix }: Address): string {
  return `${origin}${prefix}` || '/';
}

function nameOf(server: Server): string {
  return quote(urlOf(server));
}
