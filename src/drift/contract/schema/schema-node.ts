import type { JsonValue } from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import { isObjectNode, type Node } from '../model/node.ts';
import { viewSchema } from './build-view.ts';
import { hasSiblings } from './siblings.ts';
import type { SchemaView } from './view.ts';

/** Sets of schemas that hold together, at most: recursion through allOf can make as many as there are subsets. */
const MAX_COMPOUND = 20_000;

/** A schema at one place, with its identity: the same declaration is the same object however it is reached. */
export class SchemaNode {
  private known: SchemaView | undefined;

  constructor(
    private readonly contract: Contract,
    /** The schemas that hold here; several where several parts of an `allOf` declare the same property. */
    readonly parts: readonly Node[],
    readonly node: Node,
    view?: SchemaView,
  ) {
    this.known = view;
  }

  view(): SchemaView {
    this.known ??= viewSchema(this.contract, this.node, this.parts);
    return this.known;
  }
}

/** The schemas of one contract, each made once. */
export class SchemaNodes {
  private readonly single = new Map<JsonValue, SchemaNode>();
  private readonly plain = new Map<JsonValue, Map<string | number, SchemaNode>>();
  private readonly compound = new Map<string, SchemaNode>();
  private readonly numbers = new Map<JsonValue, number>();

  constructor(readonly contract: Contract) {}

  /** The schema of the given parts; undefined, with a problem, where a reference cannot be followed. */
  of(parts: readonly Node[]): SchemaNode | undefined {
    const only = parts[0];
    if (only !== undefined && parts.length === 1) {
      const target = this.follow(only);
      return target === undefined ? undefined : this.singleOf(target);
    }
    return this.ofSeveral(parts);
  }

  private ofSeveral(parts: readonly Node[]): SchemaNode | undefined {
    const targets: Node[] = [];
    for (const part of parts) {
      const target = this.follow(part);
      if (target === undefined) return undefined;
      if (!targets.some((known) => known.value === target.value)) targets.push(target);
    }
    const [first] = targets;
    if (first === undefined) return undefined;
    if (targets.length === 1) return this.singleOf(first);
    const key = targets
      .map((target) => this.numberOf(target))
      .sort((a, b) => a - b)
      .join(' ');
    let known = this.compound.get(key);
    if (known === undefined) {
      if (this.compound.size >= MAX_COMPOUND) {
        this.contract.report(
          first,
          'limit-reached',
          `More than ${MAX_COMPOUND} combinations of schemas come together in allOf. The rest was not compared; simplify the recursion.`,
        );
        return undefined;
      }
      known = new SchemaNode(this.contract, targets, first);
      this.compound.set(key, known);
    }
    return known;
  }

  /** What a schema's `$ref`s lead to; the schema itself where keywords beside the `$ref` count. */
  follow(node: Node): Node | undefined {
    const { referenceSiblings } = this.contract.dialect;
    return this.contract.follow(node, (at) => referenceSiblings && hasSiblings(at));
  }

  private singleOf(node: Node): SchemaNode {
    if (!isObjectNode(node)) return this.plainOf(node);
    let known = this.single.get(node.value);
    if (known === undefined) {
      known = new SchemaNode(this.contract, [node], node);
      this.single.set(node.value, known);
    }
    return known;
  }

  /** `true` and `false` have no identity of their own: they are known by where they stand. */
  private plainOf(node: Node): SchemaNode {
    const holder = node.parent?.value ?? null;
    let byKey = this.plain.get(holder);
    if (byKey === undefined) {
      byKey = new Map();
      this.plain.set(holder, byKey);
    }
    let known = byKey.get(node.key);
    if (known === undefined) {
      known = new SchemaNode(this.contract, [node], node);
      byKey.set(node.key, known);
    }
    return known;
  }

  private numberOf(node: Node): number {
    let number = this.numbers.get(node.value);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(node.value, number);
    }
    return number;
  }
}
