import { isObject } from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import {
  childOf,
  childrenOf,
  isList,
  isObjectNode,
  type Node,
  nearest,
  type ObjectNode,
} from '../model/node.ts';
import { isIdle } from './adjacent.ts';
import { bareTypes, isNullSchema, listedValues, overlap } from './alternatives.ts';
import { canonical } from './canonical.ts';
import {
  ANNOTATION_KEYWORDS,
  ANNOUNCEMENTS,
  CONSTRAINT_KEYWORDS,
  kindOfKeyword,
  saysNothing,
} from './keywords.ts';
import { acceptsNothing, isAnything } from './nothing.ts';
import { takesNullBeside } from './null-beside.ts';
import { isNullable, reportDroppedNullable } from './nullable.ts';
import { Reaches } from './reaches.ts';
import { closesAlone } from './rest-alone.ts';
import { hasSiblings } from './siblings.ts';
import { ANY, NULL, OBJECT, type TypeSet, typeOfValue, typesOf } from './types.ts';
import type { SchemaView, Union } from './view.ts';
import { NO_KEYWORDS, NO_LISTS, NO_NODES, OwnParts } from './view-parts.ts';

/** A schema that is still to be merged, and whether null is accepted beside what it accepts. */
interface Waiting {
  readonly node: Node;
  readonly orNull: boolean;
  readonly nullListed: boolean;
}

/** The view while it is being built. */
class ViewBuilder implements SchemaView {
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
  private nullListed = false;
  private readonly own = new OwnParts();

  constructor(
    private readonly contract: Contract,
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
    this.effectiveTypes = this.types;
    if (this.values !== null) {
      let allowed: TypeSet = 0;
      for (const text of this.values.keys()) allowed |= typeOfValue(JSON.parse(text));
      this.effectiveTypes &= allowed;
    }
    return this;
  }

  private wait(node: Node, orNull: boolean, nullListed = this.nullListed): void {
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
    }
    const nullable = orNull || isNullable(this.contract, value);
    reportDroppedNullable(this.contract, node);
    for (const keyword of Object.keys(value)) this.mergeKeyword(node, keyword, nullable);
    this.mergeBounds(node);
    if (this.first === undefined) this.first = node;
    else if (this.further === undefined) this.further = [node];
    else this.further.push(node);
  }

  private stopsAt(node: Node): boolean {
    return this.contract.dialect.referenceSiblings && hasSiblings(node);
  }

  private mergeKeyword(part: ObjectNode, keyword: string, orNull: boolean): void {
    if (kindOfKeyword(keyword) === undefined) return;
    const node = childOf(part, keyword);
    if (node === null) return;
    switch (keyword) {
      case 'type':
        this.mergeType(node, orNull);
        return;
      case 'enum':
        this.mergeValues(node, isList(node.value) ? childrenOf(node) : undefined, orNull);
        return;
      case 'const':
        this.mergeValues(node, [node], orNull);
        return;
      case 'format':
        if (typeof node.value !== 'string') return;
        if (this.format === null) this.format = node;
        else if (this.format.value !== node.value) this.addConstraint(keyword, node);
        return;
      case 'properties':
        this.mergeProperties(node);
        return;
      case 'required':
        this.mergeRequired(node);
        return;
      case 'items':
        // A list of schemas is how drafts before 2020-12 write `prefixItems`.
        if (isList(node.value)) this.addConstraint('prefixItems', node);
        else this.items.push(node);
        return;
      case 'additionalProperties':
        this.mergeAdditional(node);
        return;
      case 'unevaluatedProperties':
        if (closesAlone(this.contract, part)) this.closed ??= node;
        else this.addConstraint(keyword, node);
        return;
      case 'allOf':
        this.mergeAll(node, orNull);
        return;
      case 'anyOf':
      case 'oneOf':
        this.mergeUnion(keyword, node, orNull);
        return;
      case 'not':
        if (!this.mergeNot(node)) this.addConstraint(keyword, node);
        return;
      case 'minContains':
      case 'maxContains':
        if (!isIdle(node)) this.addConstraint(keyword, node);
        return;
      case 'readOnly':
        this.readOnly ||= node.value === true;
        return;
      case 'writeOnly':
        this.writeOnly ||= node.value === true;
        return;
      case '$dynamicRef':
      case '$recursiveRef':
        this.broken = this.own.breakKeyword(keyword);
        this.contract.report(
          node,
          'not-checked',
          `'${keyword}' is not followed, so what it adds was not compared. Use $ref.`,
        );
        return;
      default:
        if (keyword === 'default') this.hasDefault = true;
        if (ANNOTATION_KEYWORDS.has(keyword) && !this.annotations.has(keyword))
          this.annotations = this.own.annotate(keyword, node);
        if (CONSTRAINT_KEYWORDS.has(keyword) && !isBound(keyword))
          this.addConstraint(keyword, node);
    }
  }

  private mergeType(node: Node, orNull: boolean): void {
    const types = typesOf(node.value);
    if (types === undefined) {
      this.breakKeyword(node, 'one of the JSON Schema types or a list of them');
      return;
    }
    if (this.types === ANY) this.typeNode = node;
    this.types &= orNull ? types | NULL : types;
  }

  private mergeValues(
    node: Node,
    members: readonly Node[] | undefined,
    orNull: boolean,
    isUnion = false,
  ): void {
    if (members === undefined) {
      this.breakKeyword(node, 'a list of values');
      return;
    }
    const values = new Map<string, Node>();
    for (const member of members) values.set(canonical(member.value), member);
    if (orNull && (isUnion || this.nullListed || node.key === 'const')) values.set('null', node);
    const known = this.values;
    if (known === null) {
      this.values = values;
      this.valuesNode = node;
      return;
    }
    for (const text of [...known.keys()]) if (!values.has(text)) known.delete(text);
  }

  private mergeProperties(node: Node): void {
    if (!isObjectNode(node)) {
      this.breakKeyword(node, 'an object of schemas by name');
      return;
    }
    if (this.properties.size === 0) this.propertiesNode = node;
    for (const property of childrenOf(node)) this.addProperty(String(property.key), property);
  }

  private mergeRequired(node: Node): void {
    if (!isList(node.value)) {
      // In Swagger 2.0 a parameter is its own schema, and `required: true` is the parameter's.
      if (this.contract.dialect.family === 'openapi')
        this.breakKeyword(node, 'a list of property names');
      return;
    }
    if (this.required.size === 0) this.requiredNode = node;
    for (const entry of childrenOf(node)) {
      if (typeof entry.value !== 'string')
        this.contract.reportInvalid(entry, 'the name of a property');
      else this.require(entry.value, entry);
    }
  }

  /** Adds what a part says about a property. */
  addProperty(name: string, node: Node): void {
    this.properties = this.own.addProperty(name, node);
  }

  /** Adds a required name and what says so. */
  require(name: string, node: Node): void {
    if (!this.required.has(name)) this.required = this.own.require(name, node);
  }

  private mergeAdditional(node: Node): void {
    if (acceptsNothing(this.contract, node)) this.closed ??= node;
    else if (!isAnything(this.contract, node)) this.additional.push(node);
    else this.opened = this.own.open('additionalProperties');
  }

  private mergeAll(node: Node, orNull: boolean): void {
    if (!isList(node.value)) {
      this.breakKeyword(node, 'a list of schemas');
      return;
    }
    for (const member of childrenOf(node).reverse()) this.wait(member, orNull);
  }

  /** Whether `not` refuses everything or nothing, as a schema of `false` or `true` does. */
  private mergeNot(node: Node): boolean {
    if (acceptsNothing(this.contract, node)) return true;
    if (!isAnything(this.contract, node)) return false;
    this.types = 0;
    this.typeNode = node;
    return true;
  }

  private mergeUnion(keyword: 'anyOf' | 'oneOf', node: Node, orNull: boolean): void {
    if (!isList(node.value)) {
      this.breakKeyword(node, 'a list of schemas');
      return;
    }
    const members = childrenOf(node);
    const others = members.filter((member) => !isNullSchema(this.contract, member));
    const nulls = members.length - others.length;
    const isTwice = keyword === 'oneOf' && nulls > 1;
    if (isTwice || (nulls > 0 && !takesNullBeside(this.contract, keyword, others))) {
      this.unions.push({ keyword, node, members, orNull });
      return;
    }
    const withNull = orNull || others.length < members.length;
    const [only] = others;
    if (only !== undefined && others.length === 1) {
      this.wait(only, withNull, this.nullListed || others.length < members.length);
      return;
    }
    const types = overlap(this.contract, keyword, others)
      ? undefined
      : bareTypes(this.contract, others);
    if (types === undefined) {
      const listed = listedValues(this.contract, keyword, others);
      if (listed !== undefined) {
        this.mergeValues(node, listed, withNull, true);
        // What is announced about single values has to be the same for two unions to say the same.
        if (others.some(announces)) this.annotations = this.own.annotate(keyword, node);
      } else this.unions.push({ keyword, node, members: others, orNull: withNull });
      return;
    }
    if (this.types === ANY) this.typeNode = node;
    this.types &= withNull ? types | NULL : types;
  }

  /** OpenAPI 3.0 says `exclusiveMinimum: true` beside a `minimum` (JSON Schema draft 4); later versions give the number. */
  private mergeBounds(part: ObjectNode): void {
    for (const [plain, exclusive] of BOUNDS) {
      const bound = childOf(part, plain);
      const exclusiveBound = childOf(part, exclusive);
      if (bound !== null)
        this.addConstraint(exclusiveBound?.value === true ? exclusive : plain, bound);
      if (typeof exclusiveBound?.value === 'number') this.addConstraint(exclusive, exclusiveBound);
    }
  }

  private addConstraint(keyword: string, node: Node): void {
    if (saysNothing(keyword, node.value)) return;
    if (SPEAKING_OF_REST.has(keyword) && isAnything(this.contract, node)) {
      this.opened = this.own.open(keyword);
      return;
    }
    this.constraints = this.own.constrain(keyword, node);
  }

  private breakKeyword(node: Node, expected: string): void {
    this.contract.reportInvalid(node, expected);
    this.broken = this.own.breakKeyword(String(node.key));
  }
}

function announces({ value }: Node): boolean {
  return isObject(value) && ANNOUNCEMENTS.some((keyword) => Object.hasOwn(value, keyword));
}

/** Keywords that speak of what is not listed: where they let anything pass, it still is evaluated. */
const SPEAKING_OF_REST: ReadonlySet<string> = new Set([
  'additionalItems',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

const BOUNDS = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const;

function isBound(keyword: string): boolean {
  return BOUNDS.some((pair) => pair.some((bound) => bound === keyword));
}

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
