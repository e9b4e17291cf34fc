import type { JsonObject } from '../../../document/document.ts';
import { isList, type Node, type ObjectNode } from '../model/node.ts';

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
  constructor(merged: readonly ObjectNode[], parts: readonly Node[]) {
    const [root, second] = parts;
    this.all = merged
      .filter(({ value }) => KEYWORDS.some((keyword) => speaks(value, keyword)))
      .map((node) => reachOf(node, second === undefined && node.value === root?.value));
  }
  /** Whether a part speaks of properties that it does not list, and others list more; `listed` is what all list. */
  areObjectsMixed(listed: number): boolean {
    const patterns = this.all.reduce((sum, part) => sum + part.patterns, 0);
    return this.all.some(
      (part) =>
        (part.restOfObject && (part.properties < listed || part.patterns < patterns)) ||
        (part.unevaluatedProperties && !part.isRoot),
    );
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

  areArraysMixed(): boolean {
    const most = Math.max(...this.all.map(({ positions }) => positions));
    return this.all.some(
      (part) =>
        (part.restOfArray && part.positions < most) || (part.unevaluatedItems && !part.isRoot),
    );
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

function speaks(part: JsonObject, keyword: string): boolean {
  return part[keyword] !== undefined && part[keyword] !== true;
}

function reachOf(node: ObjectNode, isRoot: boolean): Reach {
  const part = node.value;
  const { prefixItems, items } = part;
  const positions = [prefixItems, items].find((held) => isList(held ?? null));
  return {
    node,
    properties: countOf(part['properties']),
    patterns: countOf(part['patternProperties']),
    positions: countOf(positions),
    restOfObject: speaks(part, 'additionalProperties'),
    restOfArray:
      (speaks(part, 'items') && !isList(items ?? null)) || speaks(part, 'additionalItems'),
    unevaluatedProperties: speaks(part, 'unevaluatedProperties'),
    unevaluatedItems: speaks(part, 'unevaluatedItems'),
    isRoot,
  };
}
