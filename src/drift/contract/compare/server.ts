import { nearest } from '../model/node.ts';
import type { Operation } from '../model/operation.ts';
import { type Server, type Servers, serversOf } from '../model/server.ts';
import { sameValue } from '../schema/sameness.ts';
import type { OperationCase } from './operation.ts';
import { compareServerVariables } from './server-variable.ts';
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
  const before = addressesOf(orUsual(base), pair.base);
  const after = addressesOf(orUsual(head), pair.head);
  const allLost = base.servers.filter((server) => !after.includes(server, pair.base));
  const allGained = head.servers.filter((server) => !before.includes(server, pair.head));
  const known = compareServerVariables({ unit, pair }, base.servers, head.servers, allLost);
  const lost = allLost.filter(({ node }) => !known.has(node.value));
  const gained = allGained.filter(({ node }) => !known.has(node.value));
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

interface Addresses {
  readonly includes: (server: Address, operation: Operation) => boolean;
}

/** The addresses of an operation at its servers; a scheme that is not named fits any. */
function addressesOf(servers: readonly Address[], { template }: Operation): Addresses {
  const exact = new Set<string>();
  const open = new Set<string>();
  const hosts = new Set<string>();
  for (const { origin, prefix } of servers) {
    const path = prefix + template;
    exact.add(origin + path);
    hosts.add(hostOf(origin) + path);
    if (isOpen(origin)) open.add(origin + path);
  }
  return {
    includes: ({ origin, prefix }, operation) => {
      const path = prefix + operation.template;
      const host = hostOf(origin) + path;
      return exact.has(origin + path) || (isOpen(origin) ? hosts : open).has(host);
    },
  };
}

/** Whether an address names a host, but no scheme. */
function isOpen(origin: string): boolean {
  return origin.startsWith('//');
}

function hostOf(origin: string): string {
  return origin.replace(/^[^/]*/, '');
}

function urlOf({ origin, prefix }: Address): string {
  return `${origin}${prefix}` || '/';
}

function nameOf(server: Server): string {
  return quote(urlOf(server));
}
