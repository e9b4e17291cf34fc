import type { OpenAPIV3 } from 'openapi-types';
import { compareText } from '../../../location.ts';
import { addressesOf, templateOf } from './address.ts';
import type { Contract } from './contract.ts';
import { definition, objectField, textField, textsField } from './fields.ts';
import { operationLifecycle } from './lifecycle.ts';
import { childOf, childrenOf, type Node, type ObjectNode } from './node.ts';

/** Methods an operation can have. `query` is new in OpenAPI 3.2. */
const METHODS = [
  'delete',
  'get',
  'head',
  'options',
  'patch',
  'post',
  'put',
  'query',
  'trace',
] as const satisfies readonly (`${OpenAPIV3.HttpMethods}` | 'query')[];

/** One operation as declared; its parameters, body and responses are read when they are compared. */
export interface Operation {
  /** Data of webhooks and callbacks flows the other way: their request is what consumers get. */
  readonly kind: 'operation' | 'webhook' | 'callback';
  /** Upper case. */
  readonly method: string;
  /** The path template, or the webhook's name, as written. */
  readonly path: string;
  /** The path with the names of its parameters left out. */
  readonly template: string;
  /** Where it can be reached: path prefix of each server, and template. */
  readonly addresses: readonly string[];
  readonly node: ObjectNode;
  /** The path item, which may hold parameters of all its operations. */
  readonly item: ObjectNode;
  /** The entry of the path under `paths`. */
  readonly entry: Node;
  readonly tags: readonly string[];
  readonly operationId: string | null;
  readonly deprecated: boolean;
  /** The `x-sunset` date, of the operation or its path item, where there is one. */
  readonly sunset: Node | null;
}

/** All operations and webhooks of a contract, sorted by path and method. */
export function readOperations(contract: Contract): readonly Operation[] {
  const operations = [
    ...readPaths(contract, 'paths', 'operation'),
    ...readPaths(contract, 'webhooks', 'webhook'),
  ];
  return operations.sort(
    (a, b) =>
      compareText(a.kind, b.kind) || compareText(a.path, b.path) || compareText(a.method, b.method),
  );
}

function readPaths(contract: Contract, field: string, kind: Operation['kind']): Operation[] {
  const paths = objectField(contract, contract.root, field);
  if (paths === null || paths === undefined) return [];
  return childrenOf(paths)
    .filter((entry) => kind === 'webhook' || isPath(contract, entry))
    .flatMap((entry) => readItem(contract, entry, kind));
}

/** Whether an entry of `paths` is a path; what is neither that nor an extension is reported. */
function isPath(contract: Contract, entry: Node): boolean {
  const key = String(entry.key);
  if (key.startsWith('/')) return true;
  if (!key.startsWith('x-'))
    contract.report(
      entry,
      'invalid-contract',
      `Path ${JSON.stringify(key.slice(0, 80))} does not begin with a slash, so that it was not compared. Write ${JSON.stringify(`/${key}`.slice(0, 80))}.`,
    );
  return false;
}

/** The operations of one path item; its name stands for the path. */
export function readItem(contract: Contract, entry: Node, kind: Operation['kind']): Operation[] {
  const item = definition(contract, entry, 'an object of operations');
  if (item === undefined) return [];
  const path = String(entry.key);
  const operations: Operation[] = [];
  for (const [method, found] of declaredMethods(contract, item)) {
    const node = definition(contract, found, 'an operation');
    if (node === undefined) continue;
    const { deprecated, sunset } = operationLifecycle({ node, item });
    operations.push({
      kind,
      method,
      path,
      template: templateOf(path),
      addresses: kind === 'operation' ? addressesOf(contract, path, item, node) : [path],
      node,
      item,
      entry,
      tags: textsField(node, 'tags') ?? [],
      operationId: textField(node, 'operationId'),
      deprecated: deprecated !== null,
      sunset,
    });
  }
  return operations;
}

/** Operations by method: upper case, but those of `additionalOperations` as written (OpenAPI 3.2, section 4.9). */
function declaredMethods(contract: Contract, item: ObjectNode): (readonly [string, Node])[] {
  const found: (readonly [string, Node])[] = [];
  for (const method of METHODS) {
    const node = childOf(item, method);
    if (node !== null) found.push([method.toUpperCase(), node]);
  }
  const further = objectField(contract, item, 'additionalOperations');
  for (const node of further ? childrenOf(further) : []) found.push([String(node.key), node]);
  return found;
}

/** The callbacks of an operation, or of the components, by name: operations that the server calls at an address it was given. */
export function readCallbacks(
  contract: Contract,
  operation: Pick<Operation, 'node'>,
): ReadonlyMap<string, readonly Operation[]> {
  const found = new Map<string, readonly Operation[]>();
  const callbacks = objectField(contract, operation.node, 'callbacks');
  for (const use of callbacks ? childrenOf(callbacks) : []) {
    const callback = definition(contract, use, 'an object of addresses');
    if (callback === undefined) continue;
    const operations = childrenOf(callback)
      .filter((entry) => !String(entry.key).startsWith('x-'))
      .flatMap((entry) => readItem(contract, entry, 'callback'));
    found.set(String(use.key), operations);
  }
  return found;
}

/** `GET /users`, the name of an operation for people. */
export function operationName({ method, path }: Operation): string {
  return `${method} ${path}`;
}
