/** Where `unevaluatedProperties` speaks of just what `additionalProperties` would speak of. */
import type { Contract } from '../model/contract.ts';
import { childOf, childrenOf, isObjectNode, type Node, type ObjectNode } from '../model/node.ts';
import { acceptsNothing } from './nothing.ts';

/** Schemas applied in place within each other that are looked at. */
const MAX_DEPTH = 6;

/**
 * Whether a schema forbids by `unevaluatedProperties` what it does not list, and nothing that is applied to the same object evaluates more properties than those listed beside
 * it (JSON Schema 2020-12 Core, sections 10.3.2.3 and 11.3): then it says what `additionalProperties: false` would say.
 */
export function closesAlone(contract: Contract, part: ObjectNode): boolean {
  const said = childOf(part, 'unevaluatedProperties');
  if (said === null || !acceptsNothing(contract, said)) return false;
  if (part.value['additionalProperties'] !== undefined) return false;
  const names = new Set(namesOf(part));
  return inPlace(contract, part)?.every((node) => addsNothing(contract, node, names, 0)) ?? false;
}

function addsNothing(
  contract: Contract,
  node: Node,
  names: ReadonlySet<string>,
  depth: number,
): boolean {
  if (typeof node.value === 'boolean') return true;
  if (!isObjectNode(node) || depth > MAX_DEPTH) return false;
  if (EVALUATING.some((keyword) => node.value[keyword] !== undefined)) return false;
  if (!namesOf(node).every((name) => names.has(name))) return false;
  return (
    inPlace(contract, node)?.every((held) => addsNothing(contract, held, names, depth + 1)) ?? false
  );
}

/** What a schema applies to the same value; undefined where that is not known. */
function inPlace(contract: Contract, node: ObjectNode): readonly Node[] | undefined {
  if (ELSEWHERE.some((keyword) => node.value[keyword] !== undefined)) return undefined;
  const found = [
    ...SINGLE.flatMap((keyword) => childOf(node, keyword) ?? []),
    ...SEVERAL.flatMap((keyword) => {
      const held = childOf(node, keyword);
      return held === null ? [] : childrenOf(held);
    }),
  ];
  const reference = contract.referenceOf(node);
  if (reference === undefined) return found;
  const target = contract.lookUp(node.document, reference);
  return target === undefined ? undefined : [...found, target];
}

function namesOf(node: ObjectNode): readonly string[] {
  const held = childOf(node, 'properties');
  return held === null ? [] : childrenOf(held).map(({ key }) => String(key));
}

/** Keywords that evaluate names that are not listed one by one. */
const EVALUATING = ['patternProperties', 'additionalProperties', 'unevaluatedProperties'] as const;
const ELSEWHERE = ['$dynamicRef', '$recursiveRef'] as const;
const SINGLE = ['if', 'then', 'else'] as const;
const SEVERAL = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'] as const;
