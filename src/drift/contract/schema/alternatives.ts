import type { Contract } from '../model/contract.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node } from '../model/node.ts';
import { canonical } from './canonical.ts';
import { ANNOTATION_KEYWORDS, ANNOUNCEMENTS, kindOfKeyword } from './keywords.ts';
import { isNullable } from './nullable.ts';
import { hasSiblings } from './siblings.ts';
import { NULL, type TypeSet, typeOfValue, typesOf } from './types.ts';

/** Whether a member of a union accepts null and nothing else. */
export function isNullSchema(contract: Contract, node: Node): boolean {
  const target = followAlone(contract, node);
  if (target === undefined || !isObjectNode(target)) return false;
  const says = Object.keys(target.value).filter((key) => kindOfKeyword(key) !== undefined);
  if (says.some((key) => !NULL_KEYWORDS.has(key))) return false;
  const { type, enum: values, const: only } = target.value;
  if (only !== undefined && only !== null) return false;
  if (values !== undefined && !(isList(values) && values.includes(null))) return false;
  const isOnlyValue = only === null || (isList(values) && values.every((value) => value === null));
  if (type === 'null') return true;
  return (
    isOnlyValue &&
    (type === undefined ||
      ((typesOf(type) ?? 0) & NULL) !== 0 ||
      isNullable(contract, target.value))
  );
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

/** What a `$ref` leads to; undefined where keywords beside it count. */
function followAlone(contract: Contract, node: Node): Node | undefined {
  const { referenceSiblings } = contract.dialect;
  const target = contract.follow(node, (at) => referenceSiblings && hasSiblings(at));
  return target === undefined || contract.referenceOf(target) !== undefined ? undefined : target;
}

/** Keywords that may stand beside each other where null is all that is accepted. */
const NULL_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  'nullable',
  'x-nullable',
  ...ANNOTATION_KEYWORDS,
]);

/** The types of schemas that say nothing but their type; undefined when any says more. */
export function bareTypes(contract: Contract, nodes: readonly Node[]): TypeSet | undefined {
  let types: TypeSet = 0;
  for (const node of nodes) {
    const target = followAlone(contract, node);
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
    const target = followAlone(contract, node);
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
