/** The ways to write a schema that accepts nothing, and one that accepts everything. */
import { isObject } from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import { childOf, childrenOf, type Node } from '../model/node.ts';
import { isEmptySchema, kindOfKeyword } from './keywords.ts';

/** Schemas within schemas that are looked at. */
const MAX_DEPTH = 4;

/** Whether a schema accepts everything, in one of the ways to write it: `{}`, or in an `allOf`. */
export function isAnything(contract: Contract, node: Node, depth = 0): boolean {
  const { value } = node;
  if (isEmptySchema(value)) return true;
  if (!isObject(value) || depth > MAX_DEPTH) return false;
  const says = Object.keys(value).filter((key) => key === '$ref' || kindOfKeyword(key));
  const [keyword, second] = says;
  if (second !== undefined) return false;
  if (keyword === '$ref') {
    const target = contract.follow(node);
    return target !== undefined && target !== node && isAnything(contract, target, depth + 1);
  }
  const parts = keyword === 'allOf' ? childOf(node, keyword) : null;
  return parts !== null && childrenOf(parts).every((part) => isAnything(contract, part, depth + 1));
}

/** Whether a schema is `false`, in one of the ways to write it: `not: {}`, or in an `allOf`. */
export function acceptsNothing(contract: Contract, node: Node, depth = 0): boolean {
  if (node.value === false) return true;
  if (!isObject(node.value) || depth > MAX_DEPTH) return false;
  const { not, allOf, $ref } = node.value;
  if (not === undefined && allOf === undefined && $ref === undefined) return false;
  if ($ref !== undefined) {
    const target = contract.follow(node);
    return target !== undefined && target !== node && acceptsNothing(contract, target, depth + 1);
  }
  const [refused, parts] = [childOf(node, 'not'), childOf(node, 'allOf')];
  return (
    (refused !== null && isAnything(contract, refused)) ||
    (parts !== null && childrenOf(parts).some((part) => acceptsNothing(contract, part, depth + 1)))
  );
}
