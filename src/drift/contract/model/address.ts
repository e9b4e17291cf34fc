import type { Contract } from './contract.ts';
import type { ObjectNode } from './node.ts';
import { serversOf } from './server.ts';

/** A path with the names of its parameters left out, which no caller sees: `/users/{}`. */
export function templateOf(path: string): string {
  return path.replace(/\{[^{}/]*\}/g, '{}');
}

/** The names of the parameters of a path, in order. */
export function pathParameterNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1] ?? '');
}

/**
 * Where an operation can be reached: the path prefix of each server, and its template. Hosts are left out,
 * because the same contract is deployed in many places.
 */
export function addressesOf(
  contract: Contract,
  path: string,
  item: ObjectNode,
  operation: ObjectNode,
): readonly string[] {
  const template = templateOf(path);
  const { servers } = serversOf(contract, item, operation);
  const prefixes = new Set(servers.map(({ prefix }) => prefix));
  if (prefixes.size === 0) prefixes.add('');
  return [...prefixes].sort().map((prefix) => prefix + template);
}
