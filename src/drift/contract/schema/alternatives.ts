import type { Contract } from '../model/contract.ts';
import { isList, isObjectNode, type Node } from '../model/node.ts';
import { kindOfKeyword } from './keywords.ts';
import { type TypeSet, typesOf } from './types.ts';

/** Whether a member of a union accepts null and nothing else. */
export function isNullSchema(contract: Contract, node: Node): boolean {
  const target = contract.follow(node);
  if (target === undefined || !isObjectNode(target)) return false;
  const { type, enum: values } = target.value;
  if (type === 'null' || target.value['const'] === null) return true;
  return isList(values) && values.length === 1 && values[0] === null;
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
