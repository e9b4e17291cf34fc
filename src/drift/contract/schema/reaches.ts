import type { JsonObject } from '../../../document/document.ts';
import { isList, type ObjectNode } from '../model/node.ts';

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
  private readonly all: Reach[] = [];

  /** Whether a part has a keyword that reaches to what is not listed, or is reached by one. */
  static isAsked(part: JsonObject): boolean {
    return KEYWORDS.some((keyword) => part[keyword] !== undefined && part[keyword] !== true);
  }

  add(node: ObjectNode, isRoot: boolean): void {
    const part = node.value;
    const speaks = (keyword: string) => part[keyword] !== undefined && part[keyword] !== true;
    const { prefixItems, items } = part;
    this.all.push({
      node,
      properties: countOf(part['properties']),
      patterns: countOf(part['patternProperties']),
      positions: isList(prefixItems ?? null)
        ? countOf(prefixItems)
        : isList(items ?? null)
          ? countOf(items)
          : 0,
      restOfObject: speaks('additionalProperties'),
      restOfArray: (speaks('items') && !isList(items ?? null)) || speaks('additionalItems'),
      unevaluatedProperties: speaks('unevaluatedProperties'),
      unevaluatedItems: speaks('unevaluatedItems'),
      isRoot,
    });
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
