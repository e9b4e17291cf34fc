import type { Contract } from '../model/contract.ts';
import { isObjectNode, type Node, nearest, type ObjectNode } from '../model/node.ts';
import { isMultiple } from './bounds.ts';
import { saysNothing } from './keywords.ts';
import { mergeBounds, mergeKeyword } from './merge-keywords.ts';
import { isAnything } from './nothing.ts';
import { isNullable, reportDroppedNullable } from './nullable.ts';
import { Reaches } from './reaches.ts';
import { hasSiblings } from './siblings.ts';
import { ANY, FRACTION, NULL, OBJECT, type TypeSet, typeOfValue } from './types.ts';
import type { SchemaView, Union } from './view.ts';
import { NO_KEYWORDS, NO_LISTS, NO_NODES, OwnParts } from './view-parts.ts';

/** A schema that is still to be merged, and whether null is accepted beside what it accepts. */
interface Waiting {
  readonly node: Node;
  readonly orNull: boolean;
  readonly nullListed: boolean;
}

/** The view while it is being built. */
export class ViewBuilder implements SchemaView {
  types: TypeSet = ANY;
  typeNode: Node;
  effectiveTypes: TypeSet = ANY;
  values: Map<string, Node> | null = null;
  valuesNode: Node;
  format: Node | null = null;
  properties: ReadonlyMap<string, readonly Node[]> = NO_LISTS;
  propertiesNode: Node;
  required: ReadonlyMap<string, Node> = NO_NODES;
  requiredNode: Node;
  readonly items: Node[] = [];
  readonly additional: Node[] = [];
  closed: Node | null = null;
  opened: ReadonlySet<string> = NO_KEYWORDS;
  readonly unions: Union[] = [];
  constraints: ReadonlyMap<string, readonly Node[]> = NO_LISTS;
  readOnly = false;
  writeOnly = false;
  hasDefault = false;
  annotations: ReadonlyMap<string, Node> = NO_NODES;
  mixed: SchemaView['mixed'] = false;
  mixedItems: SchemaView['mixedItems'] = false;
  rests: readonly ObjectNode[] = [];
  broken: ReadonlySet<string> = NO_KEYWORDS;
  /** The parts that were merged, which are mostly one. */
  private first: ObjectNode | undefined;
  private further: ObjectNode[] | undefined;
  private readonly waiting: Waiting[] = [];
  /** Whether a union around the part at hand lists null: then also a list of values without null accepts it. */
  nullListed = false;
  readonly own = new OwnParts();

  constructor(
    readonly contract: Contract,
    readonly node: Node,
    readonly parts: readonly Node[],
  ) {
    this.typeNode = node;
    this.valuesNode = node;
    this.propertiesNode = node;
    this.requiredNode = node;
  }

  merge(): this {
    for (const node of [...this.parts].reverse()) this.wait(node, false, false);
    for (let part = this.waiting.pop(); part !== undefined; part = this.waiting.pop()) {
      this.nullListed = part.nullListed;
      this.mergePart(part.node, part.orNull);
    }
    if (this.first !== undefined && this.further !== undefined) {
      const reaches = new Reaches(this.contract, [this.first, ...this.further], this.parts);
      this.mixed = reaches.areObjectsMixed(this.properties.size);
      this.mixedItems = reaches.areArraysMixed();
      if (this.mixed || this.mixedItems) this.rests = reaches.rests();
    }
    if (this.constraints.has('multipleOf')) this.mergeMultiples();
    this.effectiveTypes = this.types;
    if (this.values !== null) {
      let allowed: TypeSet = 0;
      for (const text of this.values.keys()) allowed |= typeOfValue(JSON.parse(text));
      this.effectiveTypes &= allowed;
    }
    return this;
  }

  /** Multiples of 1 are the integers, and every integer is one of 1, of 0.5, of 0.1 … */
  private mergeMultiples(): void {
    const factors = this.constraints.get('multipleOf') ?? [];
    if (factors.some(({ value }) => value === 1)) this.types &= ~FRACTION;
    if ((this.types & FRACTION) !== 0) return;
    const left = factors.filter(({ value }) => typeof value !== 'number' || !isMultiple(1, value));
    if (left.length === factors.length) return;
    const others = [...this.constraints].filter(([keyword]) => keyword !== 'multipleOf');
    this.constraints = new Map(left.length === 0 ? others : [...others, ['multipleOf', left]]);
  }

  /** Notes a schema that holds as well, to be merged after what is at hand. */
  wait(node: Node, orNull: boolean, nullListed = this.nullListed): void {
    this.waiting.push({ node, orNull, nullListed });
  }

  private mergePart(node: Node, orNull: boolean): void {
    if (node.value === true) return;
    if (node.value === false) {
      this.types &= orNull ? NULL : 0;
      this.typeNode = node;
      return;
    }
    if (!isObjectNode(node)) {
      this.contract.reportInvalid(node, 'a schema');
      this.broken = this.own.breakKeyword('schema');
      return;
    }
    if (this.own.hasMet(node.value)) return;
    const { value } = node;
    if (this.contract.referenceOf(node) !== undefined) {
      const target = this.contract.follow(node, (at) => at !== node && this.stopsAt(at));
      if (target === undefined) this.broken = this.own.breakKeyword('schema');
      else this.wait(target, orNull);
      if (!this.contract.dialect.referenceSiblings) return;
    } else if (value['$ref'] !== undefined) {
      this.contract.checkReference(node);
      this.broken = this.own.breakKeyword('$ref');
    }
    const nullable = orNull || isNullable(this.contract, value);
    reportDroppedNullable(this.contract, node);
    for (const keyword of Object.keys(value)) mergeKeyword(this, node, keyword, nullable);
    mergeBounds(this, node);
    if (this.first === undefined) this.first = node;
    else if (this.further === undefined) this.further = [node];
    else this.further.push(node);
  }

  private stopsAt(node: Node): boolean {
    return this.contract.dialect.referenceSiblings && hasSiblings(node);
  }

  /** Adds what a part says about a property. */
  addProperty(name: string, node: Node): void {
    this.properties = this.own.addProperty(name, node);
  }

  /** Adds a required name and what says so. */
  require(name: string, node: Node): void {
    if (!this.required.has(name)) this.required = this.own.require(name, node);
  }

  /** Adds what a keyword asks for, unless it asks for nothing. */
  addConstraint(keyword: string, node: Node): void {
    if (saysNothing(keyword, node.value)) return;
    if (SPEAKING_OF_REST.has(keyword) && isAnything(this.contract, node)) {
      this.opened = this.own.open(keyword);
      return;
    }
    this.constraints = this.own.constrain(keyword, node);
  }

  /** Reports a keyword that cannot be read; what it says is not compared. */
  breakKeyword(node: Node, expected: string): void {
    this.contract.reportInvalid(node, expected);
    this.broken = this.own.breakKeyword(String(node.key));
  }
}

/** Keywords that speak of what is not listed: where they let anything pass, it still is evaluated. */
const SPEAKING_OF_REST: ReadonlySet<string> = new Set([
  'additionalItems',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** The view of a form of Swagger 2.0, whose fields stand among the parameters. */
export function viewForm(
  contract: Contract,
  node: Node,
  fields: ReadonlyMap<string, ObjectNode>,
): SchemaView {
  const view = new ViewBuilder(contract, node, []);
  view.types = OBJECT;
  view.effectiveTypes = OBJECT;
  for (const [name, field] of fields) {
    view.addProperty(name, field);
    if (field.value['required'] === true) view.require(name, nearest(field, 'required'));
  }
  return view;
}

/** Brings the schemas that hold at one place (one, or the parts of an `allOf`) to normal form. */
export function viewSchema(contract: Contract, node: Node, parts: readonly Node[]): SchemaView {
  return new ViewBuilder(contract, node, parts).merge();
}
