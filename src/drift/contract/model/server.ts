import type { Contract } from './contract.ts';
import { listField, textField, textsField } from './fields.ts';
import {
  childOf,
  childrenOf,
  isList,
  isObjectNode,
  type Node,
  nearest,
  type ObjectNode,
} from './node.ts';

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
  return (
    listedServers(contract, operation) ?? listedServers(contract, item) ?? rootServers(contract)
  );
}

function listedServers(contract: Contract, node: Node): Servers | undefined {
  const servers = listField(contract, node, 'servers');
  if (servers === null || servers === undefined || servers.length === 0) return undefined;
  return { node: childOf(node, 'servers'), servers: servers.flatMap(readServers) };
}

const OF_ROOTS = new WeakMap<Contract, Servers>();

/** The servers of the contract as a whole, read once, since most operations have no others. */
function rootServers(contract: Contract): Servers {
  let known = OF_ROOTS.get(contract);
  if (known === undefined) {
    known = listedServers(contract, contract.root) ?? { node: null, servers: [] };
    OF_ROOTS.set(contract, known);
  }
  return known;
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

/** Addresses that one server with variables stands for, at most. */
const MAX_ADDRESSES = 64;

/** The addresses that a server stands for: one, or one for each choice of its variables, the usual choice first. */
function readServers(node: Node): Server[] {
  const url = isObjectNode(node) ? (textField(node, 'url') ?? '') : '';
  if (!url.includes('{')) return [serverAt(node, url)];
  const variables = variablesOf(node);
  let urls = [''];
  for (const [index, part] of url.split(/\{([^{}]*)\}/).entries()) {
    const choices = index % 2 === 0 ? [part] : choicesOf(variables.get(part));
    const longer = choices.flatMap((choice) => urls.map((start) => start + choice));
    urls =
      longer.length <= MAX_ADDRESSES ? longer : urls.map((start) => start + (choices[0] ?? ''));
  }
  return [...new Set(urls)].map((filled) => serverAt(node, filled));
}

function serverAt(node: Node, url: string): Server {
  const [origin = ''] = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(url) ?? [];
  return { node, origin: withoutUsualPort(origin.toLowerCase()), prefix: prefixOf(url) };
}

/** The port that a scheme has anyway says nothing (RFC 3986, section 6.2.3). */
function withoutUsualPort(origin: string): string {
  return origin.replace(/^((?:http|ws):.*):80$|^((?:https|wss):.*):443$/, '$1$2');
}

/** A variable of a server's address (OpenAPI 3.1, section 4.8.6). */
export interface ServerVariable {
  readonly node: Node;
  readonly usual: string | null;
  /** The values it may have; null where any goes. */
  readonly values: ReadonlyMap<string, Node> | null;
}

/** The variables of a server by name, those that its address does not have included. */
export function variablesOf(server: Node): ReadonlyMap<string, ServerVariable> {
  const holder = childOf(server, 'variables');
  const variables = new Map<string, ServerVariable>();
  for (const node of holder === null ? [] : childrenOf(holder)) {
    const usual = childOf(node, 'default')?.value;
    const list = childOf(node, 'enum');
    const values = list === null || !isList(list.value) ? null : childrenOf(list);
    variables.set(String(node.key), {
      node,
      usual: isPlain(usual) ? String(usual) : null,
      values:
        values && new Map(values.filter(isPlainNode).map((value) => [String(value.value), value])),
    });
  }
  return variables;
}

/** YAML makes a number of a port or version that is not quoted. */
function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isPlainNode({ value }: Node): boolean {
  return isPlain(value);
}

function choicesOf(variable: ServerVariable | undefined): readonly string[] {
  const usual = variable?.usual ?? null;
  const values = [...(variable?.values?.keys() ?? [])];
  const choices = usual === null ? values : [usual, ...values.filter((value) => value !== usual)];
  return choices.length === 0 ? ['{}'] : choices;
}

/** The path of a server's address, without host, query and trailing slashes. */
function prefixOf(url: string): string {
  const path = url.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  const trimmed = path.replace(/^(?:\.\/|\.$)/, '').replace(/(?<!\/)\/+$|^\/+$/, '');
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}
