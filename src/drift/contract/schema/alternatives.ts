import type { Contract } from '../model/contract.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node } from '../model/node.ts';
import { canonical } from './canonical.ts';
import { ANNOUNCEMENTS, kindOfKeyword } from './keywords.ts';
import { type TypeSet, typeOfValue, typesOf } from './types.ts';

/** Whether a member of a union accepts null and nothing else. */
export function isNullSchema(contract: Contract, node: Node): boolean {
  const target = contract.follow(node);
  if (target === undefined || !isObjectNode(target)) return false;
  const { type, enum: values } = target.value;
  if (type === 'null' || target.value['const'] === null) return true;
  return isList(values) && values.length === 1 && values[0] === null;
}

/** Whether a value may be of two alternatives of a `oneOf` by their types, which excludes it. */
export function overlap(
  contract: Contract,
  keyword: 'anyOf' | 'oneOf',
  nodes: readonly Node[],
): boolean {
  if (keyword === 'anyOf') return false;
  let met: TypeSet = 0;
  for (const node of nodes) {
    const types = bareTypes(contract, [node]);
    if (types === undefined || (met & types) !== 0) return true;
    met |= types;
  }
  return false;
}

/** The types of schemas that say nothing but their type; undefined when any says more. */
export function bareTypes(contract: Contract, nodes: readonly Node[]): TypeSet | undefined {
  let types: TypeSet = 0;
  for (const node of nodes) {
    const target = contract.follow(node);
    if (target === undefined || !isObjectNode(target)) return undefined;
    for (const key of Object.keys(target.value)) {
      if (key !== 'type' && kindOfKeyword(key) !== undefined) return undefined;
    }
    const own = target.value['type'];
    const bits = own === undefined ? undefined : typesOf(own);
    if (bits === undefined) return undefined;
    types |= bits;
  }
  return nodes.length === 0 ? undefined : types;
}

/**
 * The values of members that do nothing but list values (`enum` or `const`, with their type), or announce that they
 * end: a union of them
 * is one list. Undefined when any member says more, and where `oneOf` lists a value twice, which excludes it.
 */
export function listedValues(
  contract: Contract,
  keyword: 'anyOf' | 'oneOf',
  nodes: readonly Node[],
): readonly Node[] | undefined {
  const values = new Map<string, Node>();
  for (const node of nodes) {
    const target = contract.follow(node);
    if (target === undefined || !isObjectNode(target)) return undefined;
    const { type, enum: list, const: one } = target.value;
    for (const key of Object.keys(target.value)) {
      if (['type', 'enum', 'const'].includes(key) || ANNOUNCEMENTS.includes(key)) continue;
      if (kindOfKeyword(key) !== undefined) return undefined;
    }
    if ((list === undefined) === (one === undefined)) return undefined;
    const types = type === undefined ? undefined : typesOf(type);
    if (type !== undefined && types === undefined) return undefined;
    const holder = childOf(target, one === undefined ? 'enum' : 'const');
    if (holder === null || (one === undefined && !isList(holder.value))) return undefined;
    const own = new Map<string, Node>();
    for (const member of one === undefined ? childrenOf(holder) : [holder]) {
      if (types === undefined || (typeOfValue(member.value) & types) !== 0)
        own.set(canonical(member.value), member);
    }
    for (const [text, member] of own) {
      if (keyword === 'oneOf' && values.has(text)) return undefined;
      values.set(text, member);
    }
  }
  return nodes.length === 0 ? undefined : [...values.values()];
}
