import { isObject } from '../../../document/document.ts';
import type { Contract } from './contract.ts';
import { listField, textField } from './fields.ts';
import { childOf, isObjectNode, type Node, type ObjectNode } from './node.ts';

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
 * because the same contract is deployed in many places. The servers of the operation, else of its path,
 * else of the contract are in force (OpenAPI 3.1, section 4.8.5); Swagger 2.0 has `basePath`.
 */
export function addressesOf(
  contract: Contract,
  path: string,
  item: ObjectNode,
  operation: ObjectNode,
): readonly string[] {
  const template = templateOf(path);
  const prefixes = new Set(prefixesOf(contract, item, operation));
  return [...prefixes].sort().map((prefix) => prefix + template);
}

function prefixesOf(contract: Contract, item: ObjectNode, operation: ObjectNode): string[] {
  const { root } = contract;
  if (contract.dialect.family === 'swagger') {
    const basePath = isObjectNode(root) ? textField(root, 'basePath') : null;
    return [prefixOf(basePath ?? '')];
  }
  for (const node of [operation, item, root]) {
    const servers = listField(contract, node, 'servers');
    if (servers !== null && servers !== undefined && servers.length > 0)
      return servers.map(serverPrefix);
  }
  return [''];
}

function serverPrefix(server: Node): string {
  if (!isObjectNode(server)) return '';
  const url = textField(server, 'url') ?? '';
  const variables = childOf(server, 'variables')?.value;
  const filled = url.replace(/\{([^{}]*)\}/g, (_whole, name: string) => {
    const variable =
      isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = isObject(variable) ? variable['default'] : undefined;
    return typeof value === 'string' ? value : '{}';
  });
  return prefixOf(filled);
}

/** The path of a server's address, without host, query and trailing slashes. */
function prefixOf(url: string): string {
  const path = url.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  const trimmed = path.replace(/^(?:\.\/|\.$)/, '').replace(/(?<!\/)\/+$|^\/+$/, '');
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}
