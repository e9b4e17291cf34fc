import { isObject, type JsonValue } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { childrenOf, type Node } from '../model/node.ts';
import { Acceptance } from '../schema/accepts.ts';
import { saysNothing } from '../schema/anything.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import {
  type DataFlow,
  type PropertyShape,
  patternSchemas,
  propertyShape,
  requiredNames,
} from '../schema/shape.ts';
import { ARRAY, BOOLEAN, NULL, NUMBER, OBJECT, STRING } from '../schema/types.ts';
import type { SchemaView, Union } from '../schema/view.ts';
import { arrayCandidates } from './array-candidates.ts';
import type { Effort } from './effort.ts';
import { testFormat } from './formats.ts';
import { numberCandidates } from './number-candidates.ts';
import { objectCandidates, PROBE } from './object-candidates.ts';
import type { Sampler } from './sampler.ts';
import { firstOf, inTurn } from './sequences.ts';
import { textCandidates } from './text-candidates.ts';

/** How deep values go, and schemas that are asked for the values of one. */
const MAX_DEPTH = 6;
const MAX_WORK = 3_000;
/** Values of one property that are tried at most. */
const MAX_PROBES = 8;
/** Values that are looked at for one that stands for a schema wherever nothing more is asked of it. */
const MAX_SAMPLED = 12;
/** Conditions of one schema that values are made for. */
const MAX_CONDITIONS = 6;

/** Schemas, by what stands there, whose values are wanted before those of other alternatives. */
export type Asked = ReadonlySet<JsonValue>;
const NOTHING_ASKED: Asked = new Set();

/** Makes values that a schema is likely to accept and that lie at the edges of what another says. */
export class Candidates implements Sampler {
  private work = 0;
  private readonly acceptance: Acceptance;
  /** Values of schemas that nothing is said about on the other side: the same wherever they stand. */
  private readonly samples = new Map<SchemaNode, JsonValue | undefined>();
  private readonly sampling = new Set<SchemaNode>();
  private mirror: Candidates | undefined;

  constructor(
    private readonly model: ContractModel,
    private readonly other: ContractModel,
    private readonly flow: DataFlow,
    private readonly isSame: (own: Node, other: Node) => boolean,
    private readonly effort: Effort,
  ) {
    this.acceptance = new Acceptance(model, flow, testFormat, effort);
  }

  /**
   * Values of `view`, those first that probe what `edge` says otherwise, and of alternatives those in `asked`.
   * They may repeat, and not all are accepted.
   */
  *of(
    view: SchemaView,
    edge: SchemaView | undefined,
    asked: Asked = NOTHING_ASKED,
    depth = 0,
  ): Generator<JsonValue> {
    this.work = depth === 0 ? 0 : this.work + 1;
    this.effort.spent += 10;
    if (depth > MAX_DEPTH || this.work > MAX_WORK) return;
    for (const text of view.values?.keys() ?? []) yield parse(text);
    for (const union of view.unions) yield* this.ofUnion(view, union, edge, asked, depth);
    const types = view.effectiveTypes;
    const first = edge === undefined ? 0 : types & ~edge.effectiveTypes;
    for (const type of new Set([...KINDS.filter((kind) => (first & kind) !== 0), ...KINDS])) {
      if ((types & type) !== 0) yield* this.ofType(type, view, edge, depth);
    }
    for (const union of edge?.unions ?? []) yield* this.ofOtherUnion(union, depth);
    if (depth === 0) yield* this.ofConditions(view, edge);
  }

  /** Values that meet the conditions of either side, one by one and together. */
  private *ofConditions(view: SchemaView, edge: SchemaView | undefined): Generator<JsonValue> {
    const types = view.effectiveTypes;
    const others = edge === undefined ? [] : this.mirrored().meeting(conditionsOf(edge), types);
    const own = this.meeting(conditionsOf(view), types);
    yield* others;
    yield* own;
    const least = this.acceptedOf({ ...view, constraints: new Map() }, 0);
    const objects = [...own, ...others].filter(isObject);
    for (const first of objects) {
      for (const second of objects) {
        if (isObject(least)) yield { ...least, ...first, ...second };
      }
    }
  }

  /** A few values of each schema that are of certain types. */
  private meeting(nodes: readonly Node[], types: number): JsonValue[] {
    return nodes.flatMap((node) => {
      const view = this.model.schemas.of([node])?.view();
      if (view === undefined) return [];
      const effectiveTypes = view.effectiveTypes & types;
      return [...firstOf(this.of({ ...view, effectiveTypes }, undefined, NOTHING_ASKED, 1), 3)];
    });
  }

  /** Makes values of the other contract's schemas: what is wrong in them stands in its documents. */
  private mirrored(): Candidates {
    const isSame = (own: Node, other: Node): boolean => this.isSame(other, own);
    this.mirror ??= new Candidates(this.other, this.model, this.flow, isSame, this.effort);
    return this.mirror;
  }

  /** Values of the alternatives in turn, so that each has its say before any has said all. */
  private *ofUnion(
    view: SchemaView,
    union: Union,
    edge: SchemaView | undefined,
    asked: Asked,
    depth: number,
  ): Generator<JsonValue> {
    const core = edge === undefined ? undefined : { ...edge, unions: [] };
    const isPart = view.parts.length > 0 && !isOnlyUnion(view);
    const ofMember = (member: Node): Iterable<JsonValue> => {
      const own = this.model.schemas.of(isPart ? [...view.parts, member] : [member])?.view();
      if (own === undefined) return [];
      const unions = own.unions.filter(({ node }) => node.value !== union.node.value);
      return this.of({ ...own, unions }, core, NOTHING_ASKED, depth + 1);
    };
    const isAsked = (member: Node): boolean => {
      const target = this.model.contract.follow(member);
      return asked.has(member.value) || (target !== undefined && asked.has(target.value));
    };
    const [first, rest] = [union.members.filter(isAsked), union.members.filter((m) => !isAsked(m))];
    yield* inTurn(first.map(ofMember));
    if (union.orNull) yield null;
    yield* inTurn(rest.map(ofMember));
  }

  private *ofOtherUnion(union: Union, depth: number): Generator<JsonValue> {
    const mirrored = this.mirrored();
    const members = union.members.map((member): Iterable<JsonValue> => {
      const own = this.other.schemas.of([member])?.view();
      if (own === undefined) return [];
      const unions = own.unions.filter(({ node }) => node.value !== union.node.value);
      return mirrored.of({ ...own, unions }, undefined, NOTHING_ASKED, depth + 1);
    });
    yield* inTurn(members);
    if (union.orNull) yield null;
  }

  private ofType(
    type: number,
    view: SchemaView,
    edge: SchemaView | undefined,
    depth: number,
  ): Iterable<JsonValue> {
    switch (type) {
      case NULL:
        return [null];
      case BOOLEAN:
        return [true, false];
      case NUMBER:
        return numberCandidates(view, edge);
      case STRING:
        return textCandidates(view, edge);
      case ARRAY:
        return arrayCandidates(this, view, edge, depth);
      default:
        return objectCandidates(this, view, edge, depth);
    }
  }

  sample(nodes: readonly Node[], depth: number): JsonValue | undefined {
    if (nodes.length === 0) return PROBE;
    const schema = this.model.schemas.of(nodes);
    if (schema === undefined) return undefined;
    if (this.samples.has(schema)) return this.samples.get(schema);
    // A schema inside itself: what is asked for here cannot need it without end.
    if (this.sampling.has(schema)) return undefined;
    this.sampling.add(schema);
    const value = this.acceptedOf(schema.view(), depth);
    this.sampling.delete(schema);
    if (depth <= 1 || value !== undefined) this.samples.set(schema, value);
    return value;
  }

  private acceptedOf(view: SchemaView, depth: number): JsonValue | undefined {
    let likely: JsonValue | undefined;
    let count = 0;
    for (const value of this.of(view, undefined, NOTHING_ASKED, depth + 1)) {
      const answer = this.acceptance.byView(view, value);
      if (answer === true) return value;
      if (answer === undefined) likely ??= value;
      count += 1;
      if (count >= MAX_SAMPLED) break;
    }
    return likely;
  }

  *values(
    nodes: readonly Node[],
    edges: readonly Node[],
    depth: number,
    most: number,
  ): Generator<JsonValue> {
    if (nodes.length === 0) {
      if (edges.length > 0) yield* this.refusable(edges, depth);
      yield* [PROBE, 1, true, null];
      return;
    }
    const schema = this.model.schemas.of(nodes);
    if (schema === undefined) return;
    const edge = edges.length === 0 ? undefined : this.other.schemas.of(edges);
    if (edge === undefined && most === 1) {
      const value = this.sample(nodes, depth);
      if (value !== undefined) yield value;
      return;
    }
    yield* firstOf(this.of(schema.view(), edge?.view(), NOTHING_ASKED, depth + 1), most);
  }

  /** Values that a schema of the other contract may refuse, for what is not restricted here. */
  private *refusable(edges: readonly Node[], depth: number): Generator<JsonValue> {
    const edge = this.other.schemas.of(edges)?.view();
    if (edge === undefined || depth > 2) return;
    const types = [NUMBER, STRING, ARRAY, OBJECT].filter(
      (type) => (type & edge.effectiveTypes) !== 0,
    );
    for (const type of types) {
      if (type === NUMBER) yield* numberCandidates(edge, undefined).slice(0, 4);
      if (type === STRING) yield* firstOf(textCandidates(edge, undefined), 4);
      if (type === ARRAY) yield [];
      if (type === OBJECT) yield {};
    }
  }

  *otherValues(nodes: readonly Node[], depth: number, most: number): Generator<JsonValue> {
    const schema = this.other.schemas.of(nodes);
    if (schema === undefined) return;
    const values = this.mirrored().of(schema.view(), undefined, NOTHING_ASKED, depth + 1);
    yield* firstOf(values, most);
  }

  property(view: SchemaView, name: string, depth: number): JsonValue | undefined {
    const { schemas, forbidden, hidden } = this.shapeOf(view, name);
    return forbidden || hidden ? undefined : this.sample(schemas, depth);
  }

  *probes(
    view: SchemaView,
    edge: SchemaView | undefined,
    name: string,
    depth: number,
  ): Generator<JsonValue> {
    const { schemas, forbidden, hidden } = this.shapeOf(view, name);
    if (forbidden || hidden) return;
    const others =
      edge === undefined
        ? []
        : [
            ...propertyShape(this.other, edge, name, this.flow).schemas,
            ...(patternSchemas(edge, name) ?? []),
          ];
    const [own, other] = [schemas[0], others[0]];
    const isListed = view.properties.has(name);
    const isBare = view.constraints.size + (edge?.constraints.size ?? 0) === 0;
    if (own !== undefined && other !== undefined && isListed && isBare && this.isSame(own, other))
      return;
    const isFree = schemas.length === 0 && others.length === 0;
    yield* firstOf(this.values(schemas, others, depth, MAX_PROBES), isFree ? 1 : MAX_PROBES);
  }

  /** What a value under a name has to be, the schemas of patterns that match it included. */
  private shapeOf(view: SchemaView, name: string): PropertyShape {
    const shape = propertyShape(this.model, view, name, this.flow);
    const matching = patternSchemas(view, name) ?? [];
    if (matching.length === 0) return shape;
    const own = view.properties.has(name) ? shape.schemas : [];
    return { ...shape, schemas: [...own, ...matching], forbidden: false };
  }

  required(view: SchemaView): readonly string[] {
    return requiredNames(this.model, view, this.flow);
  }
}

/** Whether a schema says nothing beside one union. */
function isOnlyUnion(view: SchemaView): boolean {
  return view.unions.length === 1 && saysNothing({ ...view, unions: [] });
}

/** The schemas of conditions: what is asked for, asked against, or asked for in some case. */
function conditionsOf({ constraints }: SchemaView): readonly Node[] {
  return [
    ...['not', 'if', 'then', 'else'].flatMap((keyword) => constraints.get(keyword) ?? []),
    ...(constraints.get('dependentSchemas') ?? []).flatMap(childrenOf),
  ].slice(0, MAX_CONDITIONS);
}

const KINDS = [STRING, NUMBER, BOOLEAN, ARRAY, OBJECT, NULL] as const;

function parse(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  return value;
}
