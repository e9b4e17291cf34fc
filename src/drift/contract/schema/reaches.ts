import type { Contract } from '../model/contract.ts';
import { childOf, isList, type Node, type ObjectNode } from '../model/node.ts';
import { isAnything } from './nothing.ts';
import { closesAlone } from './rest-alone.ts';

/** What parts of an `allOf` speak of that others list: the rest of their own part, or what is not evaluated. */
export type Mixed = 'rest' | 'unevaluated' | false;

/** What one part of an `allOf` lists by itself, and whether it speaks of the rest. */
interface Reach {
  readonly node: ObjectNode;
  readonly properties: number;
  readonly patterns: number;
  readonly positions: number;
  /** `additionalProperties` speaks of what the part itself does not list. */
  readonly restOfObject: boolean;
  readonly restOfArray: boolean;
  /** `unevaluated…` speaks of what the part and all that it combines does not list. */
  readonly unevaluatedProperties: boolean;
  readonly unevaluatedItems: boolean;
  /** Whether the part is the schema itself, so that all other parts are combined by it. */
  readonly isRoot: boolean;
}

/**
 * Tells whether merging parts of an `allOf` loses what they mean: `additionalProperties` and `items` speak of what the
 * part they stand in does not list (JSON Schema 2020-12, section 10.3), whatever other parts list.
 */
export class Reaches {
  private readonly all: readonly Reach[];

  /** `merged` are all parts that were merged, `parts` those that it began with. */
  constructor(contract: Contract, merged: readonly ObjectNode[], parts: readonly Node[]) {
    const [root, second] = parts;
    this.all = merged
      .filter((node) => KEYWORDS.some((keyword) => speaks(contract, node, keyword)))
      .map((node) => reachOf(contract, node, second === undefined && node.value === root?.value));
  }

  /** Whether a part speaks of properties that it does not list, and others list more; `listed` is what all list. */
  areObjectsMixed(listed: number): Mixed {
    const patterns = this.all.reduce((sum, part) => sum + part.patterns, 0);
    if (
      this.all.some(
        (part) => part.restOfObject && (part.properties < listed || part.patterns < patterns),
      )
    )
      return 'rest';
    return this.all.some((part) => part.unevaluatedProperties && !part.isRoot)
      ? 'unevaluated'
      : false;
  }

  /** The parts that speak of what they do not list. */
  rests(): readonly ObjectNode[] {
    return this.all
      .filter(
        (part) =>
          part.restOfObject ||
          part.restOfArray ||
          part.unevaluatedProperties ||
          part.unevaluatedItems,
      )
      .map(({ node }) => node);
  }

  areArraysMixed(): Mixed {
    const most = Math.max(...this.all.map(({ positions }) => positions));
    if (this.all.some((part) => part.restOfArray && part.positions < most)) return 'rest';
    return this.all.some((part) => part.unevaluatedItems && !part.isRoot) ? 'unevaluated' : false;
  }
}

const KEYWORDS = [
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
] as const;

function countOf(held: unknown): number {
  return typeof held === 'object' && held !== null ? Object.keys(held).length : 0;
}

function speaks(contract: Contract, part: ObjectNode, keyword: string): boolean {
  const node = part.value[keyword] === undefined ? null : childOf(part, keyword);
  return node !== null && !isAnything(contract, node);
}

function reachOf(contract: Contract, node: ObjectNode, isRoot: boolean): Reach {
  const speaksOf = (keyword: string): boolean => speaks(contract, node, keyword);
  const part = node.value;
  const { prefixItems, items } = part;
  const isAlone = closesAlone(contract, node);
  const positions = [prefixItems, items].find((held) => isList(held ?? null));
  return {
    node,
    properties: countOf(part['properties']),
    patterns: countOf(part['patternProperties']),
    positions: countOf(positions),
    restOfObject: speaksOf('additionalProperties') || isAlone,
    restOfArray: (speaksOf('items') && !isList(items ?? null)) || speaksOf('additionalItems'),
    unevaluatedProperties: speaksOf('unevaluatedProperties') && !isAlone,
    unevaluatedItems: speaksOf('unevaluatedItems'),
    isRoot,
  };
}
