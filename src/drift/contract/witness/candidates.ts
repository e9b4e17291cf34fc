import { isObject, type JsonObject, type JsonValue } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { childrenOf, type Node } from '../model/node.ts';
import { findText } from '../pattern/automaton.ts';
import {
  countOf,
  lowerLimit,
  numbersOf,
  strongest,
  textsOf,
  upperLimit,
} from '../schema/bounds.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { type DataFlow, propertyShape, requiredNames } from '../schema/shape.ts';
import { ARRAY, BOOLEAN, NULL, NUMBER, OBJECT, STRING } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import type { Effort } from './effort.ts';

/** Texts and lists are made no longer than this. */
const MAX_SIZE = 2_000;
/** How many values one schema gives, and how deep values go. */
const MAX_VALUES = 160;
const MAX_DEPTH = 6;

/** Makes values that a schema is likely to accept and that lie at the edges of what another says. */
export class Candidates {
  private work = 0;
  private mirror: Candidates | undefined;
  /** Values of schemas that nothing is said about on the other side: the same wherever they stand. */
  private readonly samples = new Map<SchemaNode, JsonValue[]>();

  constructor(
    private readonly model: ContractModel,
    private readonly other: ContractModel,
    private readonly flow: DataFlow,
    private readonly isSame: (own: Node, other: Node) => boolean,
    private readonly effort: Effort,
  ) {}

  /** Values of `view`, those first that probe what `edge` says otherwise. */
  of(view: SchemaView, edge: SchemaView | undefined, depth = 0): JsonValue[] {
    this.work = depth === 0 ? 0 : this.work + 1;
    this.effort.spent += 10;
    if (depth > MAX_DEPTH || this.work > 2_000) return [];
    const found = new Map<string, JsonValue>();
    const most = depth === 0 ? MAX_VALUES : 24;
    const add = (values: readonly JsonValue[]): void => {
      for (const value of values) {
        if (found.size >= most) return;
        const text = JSON.stringify(value);
        if (!found.has(text)) found.set(text, value);
      }
    };
    if (view.values !== null) add([...view.values.keys()].map(parse));
    for (const union of [...view.unions, ...(edge?.unions ?? [])]) {
      const isOwn = view.unions.includes(union);
      for (const member of union.members) {
        if (found.size >= most) break;
        const model = isOwn ? this.model : this.other;
        const parts =
          isOwn && view.parts.length > 0 && view.properties.size > 0
            ? [...view.parts, member]
            : [member];
        const own = model.schemas.of(parts)?.view();
        if (own === undefined) continue;
        const rest: SchemaView = {
          ...own,
          unions: own.unions.filter(({ node }) => node.value !== union.node.value),
        };
        add(isOwn ? this.of(rest, edge, depth + 1) : this.ofOther(rest, view, depth + 1));
      }
      if (union.orNull) add([null]);
    }
    const types = view.effectiveTypes;
    const first = edge === undefined ? 0 : types & ~edge.effectiveTypes;
    for (const type of [...KINDS.filter((kind) => (first & kind) !== 0), ...KINDS]) {
      if ((types & type) !== 0) add(this.ofType(type, view, edge, depth));
    }
    return [...found.values()];
  }

  /** Values of a schema of the other side, by its model: what is wrong there stands in its documents. */
  private ofOther(view: SchemaView, edge: SchemaView, depth: number): JsonValue[] {
    this.mirror ??= new Candidates(
      this.other,
      this.model,
      this.flow,
      (own, other) => this.isSame(other, own),
      this.effort,
    );
    this.mirror.mirror = this;
    this.mirror.work = this.work;
    const values = this.mirror.of(view, edge, depth);
    this.work = this.mirror.work;
    return values;
  }

  private ofType(
    type: number,
    view: SchemaView,
    edge: SchemaView | undefined,
    depth: number,
  ): JsonValue[] {
    switch (type) {
      case NULL:
        return [null];
      case BOOLEAN:
        return [true, false];
      case NUMBER:
        return numbers(view, edge);
      case STRING:
        return texts(view, edge);
      case ARRAY:
        return this.arrays(view, edge, depth);
      default:
        return this.objects(view, edge, depth);
    }
  }

  private arrays(view: SchemaView, edge: SchemaView | undefined, depth: number): JsonValue[] {
    if (edge === undefined && depth > 0 && countOf(view, 'minItems') === 0) return [[]];
    const item = this.first(view.items, edge?.items ?? [], depth);
    const positions = (view.constraints.get('prefixItems') ?? []).flatMap(childrenOf);
    const prefix = positions.map((position) => this.first([position], [], depth)[0] ?? null);
    const sizes = edges([view, edge], ['minItems', 'maxItems', 'minContains', 'maxContains']);
    const lists: JsonValue[] = [];
    const contained = [view, edge].flatMap((side) =>
      (side?.constraints.get('contains') ?? []).flatMap((node) =>
        this.first([node], [], depth, side === view ? this.model : this.other).slice(0, 2),
      ),
    );
    for (const size of [...sizes, positions.length, 1, 2, 0]) {
      for (const value of [...contained, ...item.slice(0, 4), null]) {
        const list = [...prefix.slice(0, size)];
        while (list.length < size) list.push(value);
        lists.push(list);
      }
      lists.push([...prefix.slice(0, size), ...distinct(item, size - prefix.length)]);
    }
    return lists;
  }

  private objects(view: SchemaView, edge: SchemaView | undefined, depth: number): JsonValue[] {
    const needed = requiredNames(this.model, view, this.flow);
    const sample = (name: string): JsonValue | undefined => {
      const { schemas, forbidden } = propertyShape(this.model, view, name, this.flow);
      if (forbidden) return undefined;
      return schemas.length === 0 ? PROBE : this.first(schemas, [], depth)[0];
    };
    const least: Record<string, JsonValue> = {};
    for (const name of needed) least[name] = sample(name) ?? PROBE;
    if (edge === undefined && depth > 0) return [least];
    const values: JsonObject[] = [least];
    const names = new Set([
      ...(edge?.required.keys() ?? []),
      ...view.properties.keys(),
      ...(edge?.properties.keys() ?? []),
      ...extraNames(view, edge),
    ]);
    const whole: Record<string, JsonValue> = { ...least };
    for (const name of [...names].slice(0, 60)) {
      const { schemas, forbidden, hidden } = propertyShape(this.model, view, name, this.flow);
      if (forbidden || hidden) continue;
      const others =
        edge === undefined ? undefined : propertyShape(this.other, edge, name, this.flow);
      const [own, other] = [schemas[0], others?.schemas[0]];
      if (
        own !== undefined &&
        other !== undefined &&
        view.properties.has(name) &&
        view.constraints.size + (edge?.constraints.size ?? 0) === 0 &&
        this.isSame(own, other)
      )
        continue;
      const probes =
        schemas.length === 0 ? [PROBE, 1, null] : this.first(schemas, others?.schemas ?? [], depth);
      for (const probe of probes.slice(0, 8)) values.push({ ...least, [name]: probe });
      const [first] = probes;
      if (first !== undefined) whole[name] ??= first;
    }
    values.push(whole);
    for (const name of edge?.required.keys() ?? []) {
      if (needed.includes(name)) continue;
      const { [name]: _left, ...rest } = whole;
      values.push(rest);
    }
    const dependent = edge?.constraints.get('dependentRequired') ?? [];
    for (const { value } of dependent) {
      if (!isObject(value)) continue;
      for (const name of Object.keys(value))
        values.push({ ...least, [name]: sample(name) ?? PROBE });
    }
    for (const size of edges([view, edge], ['minProperties', 'maxProperties'])) {
      const sized: Record<string, JsonValue> = { ...least };
      for (const name of view.properties.keys()) {
        const own = Object.keys(sized).length < size ? sample(name) : undefined;
        if (own !== undefined) sized[name] = own;
      }
      for (let index = 0; Object.keys(sized).length < size && index < 200; index += 1) {
        const own = sample(`p${index}`);
        if (own !== undefined) sized[`p${index}`] = own;
      }
      values.push(sized);
    }
    return values;
  }

  private first(
    nodes: readonly Node[],
    edges: readonly Node[],
    depth: number,
    model = this.model,
  ): JsonValue[] {
    if (nodes.length === 0) return [PROBE, 1, true, null];
    const schema = model.schemas.of(nodes);
    if (schema === undefined) return [];
    const edge = edges.length === 0 ? undefined : this.other.schemas.of(edges);
    const isPlain = edge === undefined || (nodes.length === 1 && depth > 2);
    const known = isPlain ? this.samples.get(schema) : undefined;
    if (known !== undefined) return known;
    const values = this.of(schema.view(), isPlain ? undefined : edge?.view(), depth + 1);
    if (isPlain && depth <= 1) this.samples.set(schema, values);
    return values;
  }
}

const PROBE = 'a';
const KINDS = [STRING, NUMBER, BOOLEAN, ARRAY, OBJECT, NULL] as const;

function parse(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  return value;
}

function extraNames(view: SchemaView, edge: SchemaView | undefined): string[] {
  const patterns = [
    ...(view.constraints.get('patternProperties') ?? []),
    ...(edge?.constraints.get('patternProperties') ?? []),
  ];
  const matching = patterns.flatMap(({ value }) =>
    isObject(value)
      ? Object.keys(value).flatMap((pattern) => findText([pattern], [])?.text ?? [])
      : [],
  );
  return ['additional', 'A', '1', ...matching];
}

/** Sizes at, below and above the bounds of two schemas. */
function edges(views: readonly (SchemaView | undefined)[], keywords: readonly string[]): number[] {
  const sizes = new Set<number>();
  for (const view of views) {
    for (const keyword of keywords) {
      const bound = view === undefined ? null : strongest(view, keyword);
      if (bound === null) continue;
      for (const size of [bound, bound - 1, bound + 1]) {
        if (Number.isInteger(size) && size >= 0 && size <= MAX_SIZE) sizes.add(size);
      }
    }
  }
  return [...sizes];
}

function distinct(known: readonly JsonValue[], count: number): JsonValue[] {
  const values: JsonValue[] = [...known];
  for (let index = 0; values.length < count && index < MAX_SIZE; index += 1) values.push(index);
  return values.slice(0, Math.max(0, count));
}

function numbers(view: SchemaView, edge: SchemaView | undefined): number[] {
  const near: number[] = [];
  for (const side of [edge, view]) {
    if (side === undefined) continue;
    for (const limit of [lowerLimit(side), upperLimit(side)]) {
      if (limit !== null)
        near.push(
          limit.value,
          limit.value - 1,
          limit.value + 1,
          limit.value - 0.5,
          limit.value + 0.5,
        );
    }
    const steps = numbersOf(view, 'multipleOf');
    for (const step of [...steps, ...numbersOf(side, 'multipleOf')]) {
      near.push(step, step * 2, step * 3, step + 1, step / 2, -step);
      for (const limit of [lowerLimit(side), upperLimit(side)]) {
        if (limit !== null)
          near.push(
            Math.floor(limit.value / step) * step,
            Math.ceil(limit.value / step) * step,
            (Math.floor(limit.value / step) + 1) * step,
            (Math.ceil(limit.value / step) - 1) * step,
          );
      }
    }
  }
  return [...near, 1, 0, -1, 0.5, 2_147_483_648, 4_294_967_296, 1e300, 7, 10].filter(
    Number.isFinite,
  );
}

/** Texts by format, at the bounds of length, and such that match the patterns of one side and not of the other. */
function texts(view: SchemaView, edge: SchemaView | undefined): string[] {
  const inside = textsOf(view, 'pattern');
  const outside = edge === undefined ? [] : textsOf(edge, 'pattern');
  const least = countOf(view, 'minLength');
  const most = countOf(view, 'maxLength');
  const found: string[] = [];
  const search = (not: readonly string[], low: number, high: number): void => {
    if (low > MAX_SIZE || low > high) return;
    const text = findText(inside, not, [low, high])?.text ?? null;
    if (text !== null) found.push(text);
  };
  for (const pattern of outside) if (!inside.includes(pattern)) search([pattern], least, most);
  const lengths = edges([edge, view], ['minLength', 'maxLength']).filter(
    (size) => size >= least && size <= most,
  );
  for (const size of lengths) {
    found.push('a'.repeat(size));
    if (inside.length > 0) search([], size, size);
  }
  if (inside.length > 0) search([], least, most);
  const format = view.format?.value;
  const ofFormat = typeof format === 'string' ? FORMAT_SAMPLES.get(format) : undefined;
  // What is of the format comes first: it is what stands for the text in values that hold it.
  return [...(ofFormat === undefined ? [] : [ofFormat]), ...found, ...SAMPLES];
}

const FORMAT_SAMPLES: ReadonlyMap<string, string> = new Map([
  ['date', '2024-01-31'],
  ['date-time', '2024-01-31T12:00:00Z'],
  ['time', '12:00:00Z'],
  ['duration', 'P1D'],
  ['email', 'user@example.com'],
  ['idn-email', 'user@example.com'],
  ['hostname', 'example.com'],
  ['idn-hostname', 'example.com'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['uri', 'https://example.com/a'],
  ['url', 'https://example.com/a'],
  ['iri', 'https://example.com/a'],
  ['uri-reference', '/a'],
  ['iri-reference', '/a'],
  ['uri-template', '/a/{b}'],
  ['json-pointer', '/a'],
  ['relative-json-pointer', '1'],
  ['uuid', '123e4567-e89b-12d3-a456-426614174000'],
  ['byte', 'YQ=='],
  ['regex', 'a'],
]);

/** A text of each format, and some that are of none. */
const SAMPLES = [
  'a',
  '',
  '2024-01-31',
  '2024-01-31T12:00:00Z',
  '12:00:00Z',
  'P1D',
  'user@example.com',
  'example.com',
  '192.0.2.1',
  '2001:db8::1',
  'https://example.com/a',
  '/a',
  '123e4567-e89b-12d3-a456-426614174000',
  'YQ==',
  '1',
  'not a value of any format: %{',
];
