import type { JsonValue } from './document.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './limits.ts';
import { Refusal } from './refusal.ts';

interface Anchored {
  readonly node: number;
  readonly value: JsonValue;
  /** Values in it, those behind its own aliases included. */
  readonly size: number;
}

/** What an alias stands for. */
export interface AliasTarget {
  readonly node: number;
  readonly value: JsonValue;
}

/**
 * The anchors of a YAML document while it is read. Values behind aliases are shared, not copied,
 * but they count as copies: whoever walks the document meets them each time.
 */
export class YamlAnchors {
  private readonly known = new Map<string, Anchored | 'open'>();
  private aliased = 0;

  constructor(private readonly limits: DocumentLimits = DOCUMENT_LIMITS) {}

  /** Starts a node with an anchor; the result is what `close` wants back. */
  open(name: string): number {
    this.known.set(name, 'open');
    return this.aliased;
  }

  /** Ends it. `nodes` is the number of values in its own text. */
  close(name: string, opened: number, anchored: AliasTarget & { readonly nodes: number }): void {
    const { node, value, nodes } = anchored;
    this.known.set(name, { node, value, size: nodes + this.aliased - opened });
  }

  /** What the alias of a name stands for at an offset. Throws a `Refusal` for one that has no end. */
  resolve(name: string, offset: number): AliasTarget {
    const anchored = this.known.get(name);
    if (anchored === undefined) {
      throw new Refusal(
        'syntax-error',
        `The alias "*${name}" names no anchor that stands before it. Add "&${name}" where its value is.`,
        offset,
      );
    }
    if (anchored === 'open') {
      throw new Refusal(
        'cyclic-reference',
        `The alias "*${name}" stands inside the value it names, so it has no end. Name another value.`,
        offset,
      );
    }
    this.aliased += anchored.size;
    if (this.aliased > this.limits.aliasedNodes) throw this.tooMany(offset);
    return anchored;
  }

  private tooMany(offset: number): Refusal {
    const limit = this.limits.aliasedNodes.toLocaleString('en-US');
    return new Refusal(
      'too-many-aliases',
      `The aliases up to here stand for more than ${limit} values, which is not read. Use fewer aliases.`,
      offset,
    );
  }
}
