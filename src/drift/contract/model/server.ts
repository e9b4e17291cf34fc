import { isObject } from '../../../document/document.ts';
import type { Contract } from './contract.ts';
import { listField, textField, textsField } from './fields.ts';
import { childOf, isObjectNode, type Node, nearest, type ObjectNode } from './node.ts';

/** One address that a contract is served at. */
export interface Server {
  readonly node: Node;
  /** `https://api.example.com`, lower case; `//host` where no scheme is named, empty for relative addresses. */
  readonly origin: string;
  /** The path of the address, without slashes at its end: `/v1`. */
  readonly prefix: string;
}

/** The servers in force for an operation. */
export interface Servers {
  /** Where they are listed; null where nothing is said. */
  readonly node: Node | null;
  readonly servers: readonly Server[];
}

/**
 * The servers of the operation, else of its path, else of the contract are in force (OpenAPI 3.1, section 4.8.5);
 * Swagger 2.0 has `schemes`, `host` and `basePath`.
 */
export function serversOf(contract: Contract, item: ObjectNode, operation: ObjectNode): Servers {
  if (contract.dialect.family === 'swagger') return swaggerServers(contract, operation);
  for (const node of [operation, item, contract.root]) {
    const servers = listField(contract, node, 'servers');
    if (servers !== null && servers !== undefined && servers.length > 0)
      return { node: childOf(node, 'servers'), servers: servers.map(readServer) };
  }
  return { node: null, servers: [] };
}

function swaggerServers(contract: Contract, operation: ObjectNode): Servers {
  const { root } = contract;
  const host = isObjectNode(root) ? textField(root, 'host') : null;
  const basePath = isObjectNode(root) ? textField(root, 'basePath') : null;
  if (host === null && basePath === null) return { node: null, servers: [] };
  const node = host === null ? nearest(root, 'basePath') : nearest(root, 'host');
  const schemes = textsField(operation, 'schemes') ?? textsField(root, 'schemes') ?? [];
  const origins = schemes.map((scheme) => `${scheme}://${host}`.toLowerCase());
  const usual = host === null ? [''] : origins.length > 0 ? origins : [`//${host.toLowerCase()}`];
  const prefix = prefixOf(basePath ?? '');
  return { node, servers: usual.map((origin) => ({ node, origin, prefix })) };
}

function readServer(node: Node): Server {
  const url = isObjectNode(node) ? filledUrl(node) : '';
  const [origin = ''] = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(url) ?? [];
  return { node, origin: withoutUsualPort(origin.toLowerCase()), prefix: prefixOf(url) };
}

/** The port that a scheme has anyway says nothing (RFC 3986, section 6.2.3). */
function withoutUsualPort(origin: string): string {
  return origin.replace(/^((?:http|ws):.*):80$|^((?:https|wss):.*):443$/, '$1$2');
}

/** The address with the usual values of its variables. */
function filledUrl(server: ObjectNode): string {
  const url = textField(server, 'url') ?? '';
  const variables = childOf(server, 'variables')?.value;
  return url.replace(/\{([^{}]*)\}/g, (_whole, name: string) => {
    const variable =
      isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = isObject(variable) ? variable['default'] : undefined;
    return typeof value === 'string' ? value : '{}';
  });
}

/** The path of a server's address, without host, query and trailing slashes. */
function prefixOf(url: string): string {
  const path = url.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  const trimmed = path.replace(/^(?:\.\/|\.$)/, '').replace(/(?<!\/)\/+$|^\/+$/, '');
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}
