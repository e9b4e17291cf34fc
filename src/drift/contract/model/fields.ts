import type { Contract } from './contract.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node, type ObjectNode } from './node.ts';

/** A field that is there and right, `null` where it is absent, `undefined` where it is broken (a problem says so). */
export type Field<T> = T | null | undefined;

/** A field that must be an object. */
export function objectField(contract: Contract, node: Node, key: string): Field<ObjectNode> {
  const field = childOf(node, key);
  return field === null ? null : asObject(contract, field, 'an object');
}

/** A field that must be a list: its elements. */
export function listField(contract: Contract, node: Node, key: string): Field<readonly Node[]> {
  const field = childOf(node, key);
  if (field === null) return null;
  if (isList(field.value)) return childrenOf(field);
  contract.reportInvalid(field, 'a list');
  return undefined;
}

/** The node as an object, with a problem where it is not one. */
export function asObject(contract: Contract, node: Node, expected: string): ObjectNode | undefined {
  if (isObjectNode(node)) return node;
  contract.reportInvalid(node, expected);
  return undefined;
}

/** What a node refers to, as an object; undefined, with a problem, where there is none. */
export function definition(
  contract: Contract,
  node: Node,
  expected: string,
): ObjectNode | undefined {
  const target = contract.follow(node);
  return target === undefined ? undefined : asObject(contract, target, expected);
}

/** A text field; null where it is absent or not a text. */
export function textField(node: ObjectNode, key: string): string | null {
  const value = Object.hasOwn(node.value, key) ? node.value[key] : undefined;
  return typeof value === 'string' ? value : null;
}

/** Whether a field says true. */
export function flagField(node: ObjectNode, key: string): boolean {
  return node.value[key] === true;
}

/** The texts of a list; what is not text is left out. */
export function textsField(node: Node, key: string): string[] | null {
  const field = childOf(node, key);
  if (field === null || !isList(field.value)) return null;
  return field.value.filter((item) => typeof item === 'string');
}
