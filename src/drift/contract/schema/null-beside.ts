import { isObject } from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import { childOf, childrenOf, isObjectNode, type Node } from '../model/node.ts';
import { isNullable } from './nullable.ts';
import { NULL, typesOf } from './types.ts';

/** Schemas within schemas that are looked at. */
const MAX_DEPTH = 8;
/** Keywords that judge null too, so that it cannot be let in beside what they say. */
const CONDITIONS = ['not', 'if', 'const', '$dynamicRef', '$recursiveRef'] as const;

/**
 * Whether null beside the alternatives of a union can be told apart from them: `oneOf` refuses null where an
 * alternative accepts it as well, and conditions of an alternative would judge it.
 */
export function takesNullBeside(
  contract: Contract,
  keyword: 'anyOf' | 'oneOf',
  others: readonly Node[],
): boolean {
  if (keyword === 'oneOf') return others.every((node) => refusesNull(contract, node, 0));
  return others.length !== 1 || others.every((node) => !judgesNull(contract, node, 0));
}

/** Whether a schema is known to refuse null by what it says of types and values. */
function refusesNull(contract: Contract, node: Node, depth: number): boolean {
  if (node.value === false) return true;
  const target = depth > MAX_DEPTH ? undefined : contract.follow(node);
  if (target === undefined || !isObjectNode(target)) return target?.value === false;
  const { type, enum: values, const: only } = target.value;
  if (isNullable(contract, target.value)) return false;
  const types = type === undefined ? undefined : typesOf(type);
  if (types !== undefined && (types & NULL) === 0) return true;
  if (Array.isArray(values) && !values.includes(null)) return true;
  if (only !== undefined && only !== null) return true;
  const all = childOf(target, 'allOf');
  if (all !== null && childrenOf(all).some((part) => refusesNull(contract, part, depth + 1)))
    return true;
  return UNIONS.some((keyword) => {
    const union = childOf(target, keyword);
    return (
      union !== null && childrenOf(union).every((part) => refusesNull(contract, part, depth + 1))
    );
  });
}

const UNIONS = ['anyOf', 'oneOf'] as const;

/** Whether a schema has conditions that null would have to meet. */
function judgesNull(contract: Contract, node: Node, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  const { value } = node;
  if (!isObject(value)) return false;
  if (CONDITIONS.some((keyword) => value[keyword] !== undefined)) return true;
  const target = contract.referenceOf(node) === undefined ? undefined : contract.follow(node);
  if (target !== undefined && target !== node && judgesNull(contract, target, depth + 1))
    return true;
  return ['allOf', ...UNIONS].some((keyword) => {
    const held = childOf(node, keyword);
    return held !== null && childrenOf(held).some((part) => judgesNull(contract, part, depth + 1));
  });
}
