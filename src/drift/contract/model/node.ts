import {
  isObject,
  type JsonObject,
  type JsonValue,
  type NodePath,
  type SourceDocument,
  toPointer,
} from '../../../document/document.ts';

/** A value of a contract that knows where it stands, so that whatever is found about it has a place. */
export interface Node<T extends JsonValue = JsonValue> {
  readonly document: SourceDocument;
  readonly parent: Node | null;
  /** Its key or index in the parent; empty for the root. */
  readonly key: string | number;
  readonly value: T;
}

export type ObjectNode = Node<JsonObject>;

/** Whether a value is an array. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a node holds an object. */
export function isObjectNode(node: Node): node is ObjectNode {
  return isObject(node.value);
}

/** The root of a document as a node. */
export function rootNode(document: SourceDocument): Node {
  return { document, parent: null, key: '', value: document.value };
}

/** The member or element under `key`; null where there is none. Inherited names are not members. */
export function childOf(node: Node, key: string | number): Node | null {
  const { value } = node;
  let found: JsonValue | undefined;
  if (isList(value)) found = typeof key === 'number' ? value[key] : undefined;
  else if (isObject(value) && Object.hasOwn(value, key)) found = value[key];
  return found === undefined ? null : { document: node.document, parent: node, key, value: found };
}

/** The elements of an array, or the members of an object in the order of their keys. */
export function childrenOf(node: Node): Node[] {
  const { document, value } = node;
  if (isList(value)) {
    return value.map((item, key) => ({ document, parent: node, key, value: item }));
  }
  if (!isObject(value)) return [];
  const children: Node[] = [];
  for (const key of Object.keys(value).sort()) {
    const child = childOf(node, key);
    if (child !== null) children.push(child);
  }
  return children;
}

/** Keys and indexes from the root of its document. */
export function pathOf(node: Node): NodePath {
  const path: (string | number)[] = [];
  for (let at: Node = node; at.parent !== null; at = at.parent) path.push(at.key);
  return path.reverse();
}

/** RFC 6901 pointer of a node in its own file. */
export function pointerOf(node: Node): string {
  return toPointer(pathOf(node));
}

/** The node under `key` if there is one, else the node itself: the nearest place to point at. */
export function nearest(node: Node, key: string | number): Node {
  return childOf(node, key) ?? node;
}
