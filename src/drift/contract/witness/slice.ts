import { isObject, type JsonObject, type JsonValue } from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import {
  childOf,
  childrenOf,
  isList,
  isObjectNode,
  type Node,
  type ObjectNode,
} from '../model/node.ts';
import { isMeaningful } from '../schema/formats.ts';
import { isNullable } from '../schema/nullable.ts';
import type { DataFlow } from '../schema/shape.ts';
import type { Effort } from './effort.ts';
import { listedBy, mergeValues, PLAIN, typeOf } from './slice-keywords.ts';

/** Nested schemas that are followed for one value at most. */
const MAX_STEPS = 4_000;
/** How deep they may be nested; alternatives that come back to themselves have no end. */
const MAX_DEPTH = 60;

/** A part of a value and what it has to be. */
export interface Cut {
  readonly schema: JsonValue;
  readonly value: JsonValue;
}

/**
 * Cuts out of a schema of any dialect what bears on one value, as JSON Schema 2020-12 without references.
 * Properties that the value does not have and items beyond its length are left out: they say nothing about it.
 * Made from the document as written, not from the normal form, so that a check with it is independent of that.
 * Undefined where a reference leads nowhere or a schema is not one.
 */
export class Slicer {
  private steps = 0;
  private depth = 0;
  /** How many keywords around the present place only hold in part: alternatives, conditions, negations. */
  private doubtful = 0;
  private cuts: Cut[] = [];

  constructor(
    private readonly contract: Contract,
    private readonly flow: DataFlow,
    private readonly effort: Effort,
  ) {}

  /**
   * What schemas that hold together ask of a value: it is accepted where all cuts are. Members that have to hold in
   * any case are cuts of their own, so that the same small schema need not be compiled wherever it stands.
   */
  all(nodes: readonly Node[], value: JsonValue): readonly Cut[] | undefined {
    this.steps = 0;
    this.doubtful = 0;
    this.cuts = [];
    const allOf: JsonValue[] = [];
    for (const node of nodes) {
      const slice = this.slice(node, value, false);
      if (slice === undefined) return undefined;
      allOf.push(slice);
    }
    const [first] = allOf;
    const whole = allOf.length === 1 && first !== undefined ? first : { allOf };
    return [...this.cuts, { schema: whole, value }];
  }

  /** The schema of a member of the value: true where it has become a cut of its own. */
  private ofMember(node: Node, value: JsonValue): JsonValue | undefined {
    const slice = this.slice(node, value, false);
    if (slice === undefined || this.doubtful > 0) return slice;
    this.cuts.push({ schema: slice, value });
    return true;
  }

  /** Cuts what does not have to hold in any case. */
  private inDoubt<T>(cut: () => T): T {
    this.doubtful += 1;
    const made = cut();
    this.doubtful -= 1;
    return made;
  }

  private slice(node: Node, value: JsonValue, orNull: boolean): JsonValue | undefined {
    this.steps += 1;
    // What is cut out is compiled.
    this.effort.spent += 100;
    if (this.steps > MAX_STEPS || this.depth > MAX_DEPTH) return undefined;
    this.depth += 1;
    const cut = this.cut(node, value, orNull);
    this.depth -= 1;
    return cut;
  }

  private cut(node: Node, value: JsonValue, orNull: boolean): JsonValue | undefined {
    if (typeof node.value === 'boolean') return node.value;
    if (!isObjectNode(node)) return undefined;
    const reference = this.contract.referenceOf(node);
    if (reference === undefined) return this.object(node, value, orNull);
    const target = this.contract.lookUp(node.document, reference);
    const followed = target === undefined ? undefined : this.slice(target, value, orNull);
    if (followed === undefined || !this.contract.dialect.referenceSiblings) return followed;
    const beside = this.object(node, value, orNull);
    return beside === undefined ? undefined : { allOf: [followed, beside] };
  }

  private object(node: ObjectNode, value: JsonValue, nullable: boolean): JsonValue | undefined {
    const orNull = nullable || isNullable(this.contract, node.value);
    const schema: Record<string, JsonValue> = {};
    const beside: JsonValue[] = [];
    for (const key of Object.keys(node.value).sort()) {
      const child = childOf(node, key);
      if (child === null) continue;
      const held =
        this.rest(node, key, child, value) ??
        (this.isRest(key, child) ? undefined : this.keyword(node, key, child, value, orNull));
      if (held === undefined) return undefined;
      if (this.isRest(key, child)) beside.push(held);
      else Object.assign(schema, held);
    }
    return beside.length === 0 ? schema : { allOf: [schema, ...beside] };
  }

  /** Whether a keyword gives the schema of members that others do not list: those are cut one by one. */
  private isRest(key: string, child: Node): boolean {
    return (key === 'items' || key === 'additionalProperties') && isObjectNode(child);
  }

  private rest(
    node: ObjectNode,
    key: string,
    child: Node,
    value: JsonValue,
  ): JsonObject | undefined {
    if (!this.isRest(key, child)) return undefined;
    if (key === 'items' && isList(value)) {
      const prefix = node.value['prefixItems'];
      const skip = isList(prefix) ? prefix.length : 0;
      const slices = value.map((item, index) => (index < skip ? true : this.ofMember(child, item)));
      const known = slices.filter((slice) => slice !== undefined);
      if (known.length < slices.length) return undefined;
      return known.length === 0 ? {} : { prefixItems: known };
    }
    if (key === 'additionalProperties' && isObject(value)) {
      if (node.value['patternProperties'] !== undefined) return undefined;
      const listed = node.value['properties'];
      const properties: Record<string, JsonValue> = {};
      for (const [name, member] of Object.entries(value)) {
        if (isObject(listed) && Object.hasOwn(listed, name)) continue;
        const slice = this.ofMember(child, member);
        if (slice === undefined) return undefined;
        properties[name] = slice;
      }
      return { properties };
    }
    return {};
  }

  /** What a keyword becomes; empty where it does not bear on the value. */
  private keyword(
    node: ObjectNode,
    key: string,
    child: Node,
    value: JsonValue,
    orNull: boolean,
  ): JsonObject | undefined {
    switch (key) {
      case 'type':
        return { type: typeOf(child.value, orNull) };
      case 'const':
        return orNull ? { enum: [child.value, null] } : { const: child.value };
      case 'format':
        return typeof child.value === 'string' && isMeaningful(child.value)
          ? { format: child.value }
          : {};
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        return typeof child.value === 'number' ? { [key]: child.value } : {};
      case 'minimum':
      case 'maximum': {
        const exclusive = key === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
        return { [node.value[exclusive] === true ? exclusive : key]: child.value };
      }
      case 'properties':
        return this.named(key, child, value, false);
      case 'patternProperties':
        return this.named(key, child, value, true);
      case 'required':
        return isList(child.value) ? { required: this.required(node, child.value) } : {};
      case 'allOf':
      case 'anyOf':
      case 'oneOf':
        return this.members(key, child, value, orNull);
      case 'items':
        if (isList(child.value)) return isList(value) ? this.positions(child, value) : {};
        return isList(value) && typeof child.value === 'boolean' ? { items: child.value } : {};
      case 'prefixItems':
        return isList(value) ? this.positions(child, value) : {};
      case 'additionalProperties':
      case 'unevaluatedProperties':
      case 'propertyNames':
      case 'contains':
      case 'unevaluatedItems':
      case 'additionalItems':
        return this.each(key === 'additionalItems' ? 'items' : key, child, value);
      case 'not':
      case 'if':
      case 'then':
      case 'else': {
        const slice = this.inDoubt(() => this.slice(child, value, false));
        return slice === undefined ? undefined : { [key]: slice };
      }
      case 'dependentSchemas':
        return this.dependent(child, value);
      default:
        return PLAIN.has(key) ? { [key]: child.value } : {};
    }
  }

  /** What holds where a property is there, for those that are. */
  private dependent(child: Node, value: JsonValue): JsonObject | undefined {
    if (!isObject(value) || !isObjectNode(child)) return {};
    const held: Record<string, JsonValue> = {};
    for (const schema of childrenOf(child)) {
      const name = String(schema.key);
      if (!Object.hasOwn(value, name)) continue;
      const slice = this.inDoubt(() => this.slice(schema, value, false));
      if (slice === undefined) return undefined;
      held[name] = slice;
    }
    return { dependentSchemas: held };
  }

  private named(key: string, child: Node, value: JsonValue, all: boolean): JsonObject | undefined {
    if (!isObject(value) || !isObjectNode(child)) return {};
    const properties: Record<string, JsonValue> = {};
    for (const property of childrenOf(child)) {
      const name = String(property.key);
      const held = all ? this.worst(property, Object.values(value)) : this.member(property, value);
      if (held === undefined) return undefined;
      // A property that is not there still is a listed one, for `additionalProperties`.
      properties[name] = held;
    }
    return { [key]: properties };
  }

  private member(property: Node, value: JsonObject): JsonValue | undefined {
    const name = String(property.key);
    const own = Object.hasOwn(value, name) ? value[name] : undefined;
    if (own === undefined || this.isHidden(property)) return true;
    return this.ofMember(property, own);
  }

  private required(node: ObjectNode, names: readonly JsonValue[]): readonly JsonValue[] {
    const properties = childOf(node, 'properties');
    return names.filter((name) => {
      const property =
        typeof name === 'string' && properties !== null ? childOf(properties, name) : null;
      return property === null || !this.isHidden(property);
    });
  }

  /** Whether a property is not part of data that flows this way (OpenAPI 3.0, section 4.7.24.2, `readOnly`). */
  private isHidden(property: Node): boolean {
    const keyword = this.flow === 'request' ? 'readOnly' : 'writeOnly';
    const own = isObject(property.value) && property.value[keyword] === true;
    if (own) return true;
    const target = this.contract.follow(property);
    return target !== undefined && isObject(target.value) && target.value[keyword] === true;
  }

  private members(
    key: string,
    child: Node,
    value: JsonValue,
    orNull: boolean,
  ): JsonObject | undefined {
    if (!isList(child.value)) return undefined;
    const slices: JsonValue[] = [];
    for (const member of childrenOf(child)) {
      const slice =
        key === 'allOf'
          ? this.slice(member, value, orNull)
          : (this.refusal(member, value) ?? this.inDoubt(() => this.slice(member, value, false)));
      if (slice === undefined) return undefined;
      slices.push(slice);
    }
    const isUnion = key === 'anyOf' || key === 'oneOf';
    return isUnion && orNull && value === null ? {} : { [key]: slices };
  }

  /**
   * Of an alternative that plainly is not meant by an object, only the keyword that refuses it: the names it needs, or
   * the values that one of its properties lists. To leave out the rest changes no answer and spares most compiling.
   */
  private refusal(member: Node, value: JsonValue): JsonValue | undefined {
    if (!isObject(value)) return undefined;
    const target = this.contract.follow(member);
    if (target === undefined || !isObjectNode(target)) return undefined;
    const names = target.value['required'];
    if (isList(names)) {
      const missing = this.required(target, names).find(
        (name) => typeof name === 'string' && !Object.hasOwn(value, name),
      );
      if (missing !== undefined) return { required: [missing] };
    }
    const properties = childOf(target, 'properties');
    if (properties === null || !isObjectNode(properties)) return undefined;
    for (const [name, own] of Object.entries(value)) {
      const property = typeof own === 'object' ? null : childOf(properties, name);
      const listed = property === null ? undefined : listedBy(property.value);
      if (property === null || listed === undefined || listed.includes(own)) continue;
      if (!this.isHidden(property)) return { properties: { [name]: { enum: listed } } };
    }
    return undefined;
  }

  private positions(child: Node, value: readonly JsonValue[]): JsonObject | undefined {
    const slices: JsonValue[] = [];
    for (const [index, position] of childrenOf(child).entries()) {
      const item = value[index];
      const slice = item === undefined ? true : this.ofMember(position, item);
      if (slice === undefined) return undefined;
      slices.push(slice);
    }
    return slices.length === 0 ? {} : { prefixItems: slices };
  }

  /** A schema that holds for several values at once, cut for all of them together. */
  private each(key: string, child: Node, value: JsonValue): JsonObject | undefined {
    const values = isList(value) ? value : isObject(value) ? Object.values(value) : [];
    const held = key === 'propertyNames' ? this.worst(child, ['']) : this.worst(child, values);
    return held === undefined ? undefined : { [key]: held };
  }

  private worst(child: Node, values: readonly JsonValue[]): JsonValue | undefined {
    if (typeof child.value === 'boolean') return child.value;
    if (values.length === 0) return true;
    const [first] = values;
    const merged = values.length === 1 ? first : mergeValues(values);
    return merged === undefined ? undefined : this.inDoubt(() => this.slice(child, merged, false));
  }
}
