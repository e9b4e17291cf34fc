import {
  isObject,
  type JsonObject,
  type JsonValue,
  type SourceDocument,
} from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import { isList, type Node } from '../model/node.ts';
import { sameImpliedNames } from './discriminator.ts';
import { type KeywordKind, kindOfKeyword } from './keywords.ts';

/**
 * Pairs of schemas under different names that are looked at, at most. Where every component was renamed there are as
 * many as there are components; a proof that tries each alternative with each other could make all of their product.
 */
const MAX_RENAMED = 200_000;

/** A pair of schemas that references lead to. */
interface Pair {
  readonly base: Node;
  readonly head: Node;
  /** Undecided while its neighbours are being looked at. */
  state: 'undecided' | 'same' | 'different';
  /** Pairs that refer to this one. */
  readonly referrers: Pair[];
}

/** Text of two `$ref`s that have to name the same thing. */
type ReferencePair = readonly [base: string, head: string];

/**
 * Tells fast whether two schemas are written the same, references included, so that only what differs is compared.
 * Every pair of referenced schemas is looked at once: pairs that differ by themselves make all that refer to them
 * different; what is left, cycles included, is the same (coinduction).
 */
export class Sameness {
  private readonly pairs = new Map<JsonValue, Map<JsonValue, Pair>>();
  /** Inline schemas known to differ, so that going down into them does not read them again and again. */
  private readonly different = new Map<JsonObject, JsonObject>();
  private readonly siblings: boolean;
  /** Whether `nullable` means the same on both sides. */
  private readonly isNullableAlike: boolean;
  private renamed = 0;

  constructor(
    private readonly base: Contract,
    private readonly head: Contract,
  ) {
    this.siblings = base.dialect.referenceSiblings && head.dialect.referenceSiblings;
    this.isNullableAlike = base.dialect.nullable === head.dialect.nullable;
  }

  /** Whether two schemas are the same. False may also mean: written differently, compare them. */
  same(base: Node, head: Node): boolean {
    const references: ReferencePair[] = [];
    const same = this.sameSchema(base.value, head.value, references);
    return same && this.sameTargets(base, head, references);
  }

  /** Whether what a keyword holds is the same: a value, a schema, schemas in a list or by name. */
  sameHeld(keyword: string, base: Node, head: Node): boolean {
    const references: ReferencePair[] = [];
    const kind = kindOfKeyword(keyword) ?? 'value';
    const same = this.sameKeyword(kind, base.value, head.value, references);
    return same && this.sameTargets(base, head, references);
  }

  private sameTargets(base: Node, head: Node, references: readonly ReferencePair[]): boolean {
    // Loops over indexes here and below: this code is asked most, and too seldom to be compiled for it.
    for (let index = 0; index < references.length; index += 1) {
      const pair = references[index];
      if (pair !== undefined && !this.sameTarget(base.document, head.document, pair)) return false;
    }
    return true;
  }

  private sameTarget(base: SourceDocument, head: SourceDocument, names: ReferencePair): boolean {
    const pair = this.pairOf(base, head, names);
    if (pair === undefined) return this.areBothLost(base, head, names);
    if (pair.state === 'undecided') this.decide(pair);
    return pair.state === 'same';
  }

  /** Whether two references that are written the same lead nowhere on both sides, which a problem says. */
  private areBothLost(base: SourceDocument, head: SourceDocument, names: ReferencePair): boolean {
    return (
      names[0] === names[1] &&
      this.base.lookUp(base, names[0]) === undefined &&
      this.head.lookUp(head, names[1]) === undefined
    );
  }

  private pairOf(
    base: SourceDocument,
    head: SourceDocument,
    names: ReferencePair,
  ): Pair | undefined {
    const baseNode = this.base.lookUp(base, names[0]);
    const headNode = this.head.lookUp(head, names[1]);
    if (baseNode === undefined || headNode === undefined) return undefined;
    let byHead = this.pairs.get(baseNode.value);
    if (byHead === undefined) {
      byHead = new Map();
      this.pairs.set(baseNode.value, byHead);
    }
    let pair = byHead.get(headNode.value);
    if (pair === undefined) {
      if (names[0] !== names[1]) this.renamed += 1;
      if (this.renamed > MAX_RENAMED && names[0] !== names[1]) return undefined;
      pair = { base: baseNode, head: headNode, state: 'undecided', referrers: [] };
      byHead.set(headNode.value, pair);
    }
    return pair;
  }

  /** Looks at everything undecided that can be reached from `start`, and decides all of it. */
  private decide(start: Pair): void {
    const explored = new Set<Pair>([start]);
    const waiting = [start];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      const references: ReferencePair[] = [];
      if (!this.sameSchema(pair.base.value, pair.head.value, references)) {
        this.spread(pair);
        continue;
      }
      for (const names of references) {
        const next = this.pairOf(pair.base.document, pair.head.document, names);
        if (next === undefined) {
          if (!this.areBothLost(pair.base.document, pair.head.document, names)) this.spread(pair);
        } else if (next.state === 'different') this.spread(pair);
        else if (next.state === 'undecided') {
          next.referrers.push(pair);
          if (!explored.has(next)) {
            explored.add(next);
            waiting.push(next);
          }
        }
      }
    }
    for (const pair of explored) if (pair.state === 'undecided') pair.state = 'same';
  }

  /** Marks a pair, and all that refer to it, as different. */
  private spread(start: Pair): void {
    const waiting = [start];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      if (pair.state === 'different') continue;
      pair.state = 'different';
      waiting.push(...pair.referrers);
    }
  }

  private sameSchema(base: JsonValue, head: JsonValue, references: ReferencePair[]): boolean {
    if (!isObject(base) || !isObject(head)) return sameValue(base, head);
    if (this.different.get(base) === head) return false;
    const same = this.sameKeywords(base, head, references);
    if (!same) this.different.set(base, head);
    return same;
  }

  private sameKeywords(base: JsonObject, head: JsonObject, references: ReferencePair[]): boolean {
    const baseReference = base['$ref'];
    const headReference = head['$ref'];
    if (typeof baseReference === 'string' || typeof headReference === 'string') {
      if (typeof baseReference !== 'string' || typeof headReference !== 'string') return false;
      references.push([baseReference, headReference]);
      if (!this.siblings) return true;
    }
    let balance = 0;
    const keys = Object.keys(base);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const kind = kindOfKeyword(key);
      if (kind === undefined) continue;
      balance += 1;
      const left = base[key];
      const right = Object.hasOwn(head, key) ? head[key] : undefined;
      if (left === undefined || right === undefined) return false;
      if (key === 'nullable' && left === true && !this.isNullableAlike) return false;
      if (!this.sameKeyword(kind, left, right, references)) return false;
    }
    const others = Object.keys(head);
    for (let index = 0; index < others.length; index += 1) {
      if (kindOfKeyword(others[index] ?? '') !== undefined) balance -= 1;
    }
    return balance === 0 && sameImpliedNames(base, head);
  }

  private sameKeyword(
    kind: KeywordKind,
    base: JsonValue,
    head: JsonValue,
    references: ReferencePair[],
  ): boolean {
    if (kind === 'value') return sameValue(base, head);
    if (isList(base)) {
      if (!isList(head) || base.length !== head.length) return false;
      return base.every((member, index) => {
        const other = head[index];
        return other !== undefined && this.sameSchema(member, other, references);
      });
    }
    if (kind === 'schema' || !isObject(base) || !isObject(head))
      return this.sameSchema(base, head, references);
    const names = Object.keys(base);
    if (names.length !== Object.keys(head).length) return false;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? '';
      const left = base[name];
      const right = Object.hasOwn(head, name) ? head[name] : undefined;
      if (left === undefined || right === undefined) return false;
      if (!this.sameSchema(left, right, references)) return false;
    }
    return true;
  }
}

/** Deep equality of plain values, whatever the order of keys. */
export function sameValue(base: JsonValue, head: JsonValue): boolean {
  if (base === head) return true;
  if (isList(base)) {
    if (!isList(head) || base.length !== head.length) return false;
    return base.every((item, index) => {
      const other = head[index];
      return other !== undefined && sameValue(item, other);
    });
  }
  if (!isObject(base) || !isObject(head)) return false;
  const keys = Object.keys(base);
  if (keys.length !== Object.keys(head).length) return false;
  return keys.every((key) => {
    const left = base[key];
    const right = Object.hasOwn(head, key) ? head[key] : undefined;
    return left !== undefined && right !== undefined && sameValue(left, right);
  });
}
