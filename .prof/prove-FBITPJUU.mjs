import {
  ARRAY,
  Acceptance,
  BOOLEAN,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  alternativeOf,
  anything,
  childOf,
  childrenOf,
  compatibilityOf,
  countOf,
  findText,
  isList,
  isMeaningful,
  isNullable,
  isObject,
  isObjectNode,
  lowerLimit,
  numbersOf,
  patternSchemas,
  propertyShape,
  requiredNames,
  saysNothing,
  strongest,
  textsOf,
  upperLimit
} from "./chunk-LEUKAN7O.mjs";
import "./chunk-KXT3YPIV.mjs";

// src/drift/contract/witness/sizes.ts
var MAX_SIZE = 2e3;
function edgeSizes(views, keywords) {
  const sizes = /* @__PURE__ */ new Set();
  for (const view of views) {
    for (const keyword of keywords) {
      const bound = view === void 0 ? null : strongest(view, keyword);
      if (bound === null) continue;
      for (const size of [bound, bound - 1, bound + 1]) {
        if (Number.isInteger(size) && size >= 0 && size <= MAX_SIZE) sizes.add(size);
      }
    }
  }
  return [...sizes];
}

// src/drift/contract/witness/array-candidates.ts
function* arrayCandidates(sampler, view, edge, depth) {
  const sizes = edgeSizes([edge, view], SIZE_KEYWORDS);
  if (sizes.length === 0 && !view.constraints.has("contains")) yield [];
  const positions = (view.constraints.get("prefixItems") ?? []).flatMap(childrenOf);
  const prefix = positions.map((position) => sampler.sample([position], depth) ?? null);
  const kept = view.constraints.has("uniqueItems") || edge?.constraints.has("uniqueItems");
  const items = [...sampler.values(view.items, edge?.items ?? [], depth, kept ? 24 : 8)];
  const contained = [view, edge].flatMap(
    (side) => (side?.constraints.get("contains") ?? []).flatMap((node) => [
      ...side === view ? sampler.values([node], [], depth, 2) : sampler.otherValues([node], depth, 2)
    ])
  );
  const fill = (size, value) => {
    const list = prefix.slice(0, size);
    while (list.length < size) list.push(value);
    return list;
  };
  const needed = countOf(view, "minItems");
  const usual = [Math.max(1, needed), positions.length, positions.length + 1, 2, needed, 0];
  for (const size of /* @__PURE__ */ new Set([...sizes, ...usual])) {
    if (size > MAX_SIZE) continue;
    for (const value of [...contained, ...items.slice(0, 8), null]) yield fill(size, value);
    for (const value of contained) {
      for (const other of items.slice(0, 2)) {
        if (size > prefix.length + 1) yield [...fill(size - 1, other), value];
        if (size > prefix.length + 2) yield [...fill(size - 2, other), value, value];
      }
    }
    yield [...prefix.slice(0, size), ...distinct(items, size - prefix.length)];
  }
}
var SIZE_KEYWORDS = ["minItems", "maxItems", "minContains", "maxContains"];
function distinct(known, count) {
  const values = [...known];
  for (let index = 0; values.length < count && index < MAX_SIZE; index += 1) values.push(index);
  return values.slice(0, Math.max(0, count));
}

// src/drift/contract/witness/formats.ts
import { fullFormats } from "ajv-formats/dist/formats.js";
var FORMATS = new Map(Object.entries(fullFormats));
var testFormat = (name, value) => {
  const format = FORMATS.get(name);
  if (format === void 0) return true;
  if (format === true) return true;
  if (typeof value === "string") {
    if (format instanceof RegExp) return format.test(value);
    if (typeof format === "function") return format(value);
    if (typeof format === "object" && "validate" in format) {
      const { validate, type } = format;
      if (type === "number") return true;
      if (validate instanceof RegExp) return validate.test(value);
      return typeof validate === "function" ? Boolean(Reflect.apply(validate, null, [value])) : void 0;
    }
    return void 0;
  }
  if (typeof format === "object" && "validate" in format && format.type === "number") {
    const { validate } = format;
    return typeof validate === "function" ? Boolean(Reflect.apply(validate, null, [value])) : void 0;
  }
  return true;
};

// src/drift/contract/witness/number-candidates.ts
function numberCandidates(view, edge) {
  const near = [];
  for (const side of edge === void 0 ? [view] : [edge, view]) {
    const limits = [lowerLimit(side), upperLimit(side)].flatMap(
      (limit) => limit === null ? [] : [limit.value]
    );
    for (const limit of limits) near.push(limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5);
    const steps = [...numbersOf(view, "multipleOf"), ...numbersOf(side, "multipleOf")];
    const [lower, upper] = [lowerLimit(side), upperLimit(side)];
    if (lower !== null && upper !== null) near.push((lower.value + upper.value) / 2);
    for (const step of steps) {
      near.push(step, step * 2, step * 3, step + 1, step / 2, -step);
      for (const limit of limits) {
        const [below, above] = [Math.floor(limit / step), Math.ceil(limit / step)];
        near.push(below * step, above * step, (below + 1) * step, (above - 1) * step);
        near.push(limit + step / 2, limit - step / 2);
      }
    }
  }
  return [...near, ...ORDINARY].filter(Number.isFinite);
}
var ORDINARY = [1, 0, -1, 0.5, 2147483648, 4294967296, 1e300, 7, 10];

// src/drift/contract/witness/object-candidates.ts
var MAX_PROBED = 200;
var MAX_LEFT_OUT = 12;
function* objectCandidates(sampler, view, edge, depth) {
  const needed = sampler.required(view);
  const least = {};
  for (const name of needed) setOwn(least, name, sampler.property(view, name, depth) ?? PROBE);
  yield least;
  if (edge === void 0 && depth > 0) return;
  for (const name of dependents(edge)) yield* withProperty(sampler, view, least, name, depth);
  const names = probedNames(view, edge);
  const first = /* @__PURE__ */ new Map();
  for (const name of names) {
    for (const probe of sampler.probes(view, edge, name, depth)) {
      if (!first.has(name)) first.set(name, probe);
      yield copyOf(least, [[name, probe]]);
    }
  }
  yield* sized(sampler, view, edge, least, depth);
  const whole = copyOf(
    least,
    names.flatMap((name) => {
      const value = first.get(name) ?? sampler.property(view, name, depth);
      return value === void 0 || Object.hasOwn(least, name) ? [] : [[name, value]];
    })
  );
  yield whole;
  const left = /* @__PURE__ */ new Set([...edge?.required.keys() ?? [], ...names.slice(0, MAX_LEFT_OUT)]);
  for (const name of left) {
    if (needed.includes(name) || !Object.hasOwn(whole, name)) continue;
    const rest = copyOf(whole, []);
    delete rest[name];
    yield rest;
  }
}
var PROBE = "a";
function setOwn(object, name, value) {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true
  });
}
function copyOf(object, more) {
  const copy = {};
  for (const [name, value] of [...Object.entries(object), ...more]) setOwn(copy, name, value);
  return copy;
}
function probedNames(view, edge) {
  const names = /* @__PURE__ */ new Set([
    ...edge?.required.keys() ?? [],
    ...view.properties.keys(),
    ...edge?.properties.keys() ?? [],
    ...["additional", "A", "1"]
  ]);
  for (const side of [view, edge]) {
    for (const { value } of side?.constraints.get("patternProperties") ?? []) {
      if (!isObject(value)) continue;
      for (const pattern of Object.keys(value)) {
        const text = findText([pattern], [])?.text ?? null;
        if (text !== null) names.add(text);
      }
    }
  }
  return [...names].slice(0, MAX_PROBED);
}
function dependents(edge) {
  const rules = [
    ...edge?.constraints.get("dependentRequired") ?? [],
    ...edge?.constraints.get("dependentSchemas") ?? []
  ];
  return [...new Set(rules.flatMap(childrenOf).map(({ key }) => String(key)))];
}
function* withProperty(sampler, view, least, name, depth) {
  if (Object.hasOwn(least, name)) return;
  const value = sampler.property(view, name, depth);
  if (value !== void 0) yield copyOf(least, [[name, value]]);
}
function* sized(sampler, view, edge, least, depth) {
  for (const size of edgeSizes([view, edge], ["minProperties", "maxProperties"])) {
    const object = copyOf(least, []);
    const names = [
      ...probedNames(view, void 0),
      ...Array.from({ length: 200 }, (_, i) => `p${i}`)
    ];
    for (const name of names) {
      if (Object.keys(object).length >= size) break;
      const value = Object.hasOwn(object, name) ? void 0 : sampler.property(view, name, depth);
      if (value !== void 0) setOwn(object, name, value);
    }
    yield object;
  }
}

// src/drift/contract/witness/sequences.ts
function* inTurn(sources) {
  let left = sources.map((source) => source[Symbol.iterator]());
  while (left.length > 0) {
    const going = [];
    for (const source of left) {
      const { done, value } = source.next();
      if (done === true) continue;
      yield value;
      going.push(source);
    }
    left = going;
  }
}
function* firstOf(values, most) {
  let count = 0;
  for (const value of values) {
    if (count >= most) return;
    count += 1;
    yield value;
  }
}

// src/drift/contract/witness/text-candidates.ts
function* textCandidates(view, edge) {
  const inside = textsOf(view, "pattern");
  const outside = edge === void 0 ? [] : textsOf(edge, "pattern");
  const least = countOf(view, "minLength");
  const most = countOf(view, "maxLength");
  const format = view.format?.value;
  const ofFormat = typeof format === "string" ? FORMAT_SAMPLES.get(format) : void 0;
  if (ofFormat !== void 0) yield ofFormat;
  for (const pattern of outside) {
    if (!inside.includes(pattern)) yield* matching(inside, [pattern], [least, most]);
  }
  const lengths = edgeSizes([edge, view], ["minLength", "maxLength"]);
  for (const size of lengths) {
    if (size < least || size > most) continue;
    yield "a".repeat(size);
    if (inside.length > 0) yield* matching(inside, [], [size, size]);
  }
  if (inside.length > 0) yield* matching(inside, [], [least, most]);
  yield* SAMPLES;
}
function* matching(inside, outside, [least, most]) {
  if (least > MAX_SIZE || least > most) return;
  const text = findText(inside, outside, [least, most])?.text ?? null;
  if (text !== null) yield text;
}
var FORMAT_SAMPLES = /* @__PURE__ */ new Map([
  ["date", "2024-01-31"],
  ["date-time", "2024-01-31T12:00:00Z"],
  ["time", "12:00:00Z"],
  ["duration", "P1D"],
  ["email", "user@example.com"],
  ["idn-email", "user@example.com"],
  ["hostname", "example.com"],
  ["idn-hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/a"],
  ["url", "https://example.com/a"],
  ["iri", "https://example.com/a"],
  ["uri-reference", "/a"],
  ["iri-reference", "/a"],
  ["uri-template", "/a/{b}"],
  ["json-pointer", "/a"],
  ["relative-json-pointer", "1"],
  ["uuid", "123e4567-e89b-12d3-a456-426614174000"],
  ["byte", "YQ=="],
  ["regex", "a"]
]);
var SAMPLES = [
  "a",
  "",
  "2024-01-31",
  "2024-01-31T12:00:00Z",
  "12:00:00Z",
  "P1D",
  "user@example.com",
  "example.com",
  "192.0.2.1",
  "2001:db8::1",
  "https://example.com/a",
  "/a",
  "123e4567-e89b-12d3-a456-426614174000",
  "YQ==",
  "1",
  "not a value of any format: %{"
];

// src/drift/contract/witness/candidates.ts
var MAX_DEPTH = 6;
var MAX_WORK = 3e3;
var MAX_PROBES = 8;
var MAX_SAMPLED = 12;
var MAX_CONDITIONS = 6;
var NOTHING_ASKED = /* @__PURE__ */ new Set();
var Candidates = class _Candidates {
  constructor(model, other, flow, isSame, effort) {
    this.model = model;
    this.other = other;
    this.flow = flow;
    this.isSame = isSame;
    this.effort = effort;
    this.acceptance = new Acceptance(model, flow, testFormat, effort);
  }
  model;
  other;
  flow;
  isSame;
  effort;
  work = 0;
  acceptance;
  /** Values of schemas that nothing is said about on the other side: the same wherever they stand. */
  samples = /* @__PURE__ */ new Map();
  sampling = /* @__PURE__ */ new Set();
  mirror;
  /**
   * Values of `view`, those first that probe what `edge` says otherwise, and of alternatives those in `asked`.
   * They may repeat, and not all are accepted.
   */
  *of(view, edge, asked = NOTHING_ASKED, depth = 0) {
    this.work = depth === 0 ? 0 : this.work + 1;
    this.effort.spent += 10;
    if (depth > MAX_DEPTH || this.work > MAX_WORK) return;
    for (const text of view.values?.keys() ?? []) yield parse(text);
    for (const union of view.unions) yield* this.ofUnion(view, union, edge, asked, depth);
    const types = view.effectiveTypes;
    const first = edge === void 0 ? 0 : types & ~edge.effectiveTypes;
    for (const type of /* @__PURE__ */ new Set([...KINDS.filter((kind) => (first & kind) !== 0), ...KINDS])) {
      if ((types & type) !== 0) yield* this.ofType(type, view, edge, depth);
    }
    for (const union of edge?.unions ?? []) yield* this.ofOtherUnion(union, depth);
    if (depth === 0) yield* this.ofConditions(view, edge);
  }
  /** Values that meet the conditions of either side, one by one and together. */
  *ofConditions(view, edge) {
    const types = view.effectiveTypes;
    const others = edge === void 0 ? [] : this.mirrored().meeting(conditionsOf(edge), types);
    const own = this.meeting(conditionsOf(view), types);
    yield* others;
    yield* own;
    const least = this.acceptedOf({ ...view, constraints: /* @__PURE__ */ new Map() }, 0);
    const objects = [...own, ...others].filter(isObject);
    for (const first of objects) {
      for (const second of objects) {
        if (isObject(least)) yield { ...least, ...first, ...second };
      }
    }
  }
  /** A few values of each schema that are of certain types. */
  meeting(nodes, types) {
    return nodes.flatMap((node) => {
      const view = this.model.schemas.of([node])?.view();
      if (view === void 0) return [];
      const effectiveTypes = view.effectiveTypes & types;
      return [...firstOf(this.of({ ...view, effectiveTypes }, void 0, NOTHING_ASKED, 1), 3)];
    });
  }
  /** Makes values of the other contract's schemas: what is wrong in them stands in its documents. */
  mirrored() {
    const isSame = (own, other) => this.isSame(other, own);
    this.mirror ??= new _Candidates(this.other, this.model, this.flow, isSame, this.effort);
    return this.mirror;
  }
  /** Values of the alternatives in turn, so that each has its say before any has said all. */
  *ofUnion(view, union, edge, asked, depth) {
    const core = edge === void 0 ? void 0 : { ...edge, unions: [] };
    const isPart = view.parts.length > 0 && !isOnlyUnion(view);
    const ofMember = (member) => {
      const own = this.model.schemas.of(isPart ? [...view.parts, member] : [member])?.view();
      if (own === void 0) return [];
      const unions = own.unions.filter(({ node }) => node.value !== union.node.value);
      return this.of({ ...own, unions }, core, NOTHING_ASKED, depth + 1);
    };
    const isAsked = (member) => {
      const target = this.model.contract.follow(member);
      return asked.has(member.value) || target !== void 0 && asked.has(target.value);
    };
    const [first, rest] = [union.members.filter(isAsked), union.members.filter((m) => !isAsked(m))];
    yield* inTurn(first.map(ofMember));
    if (union.orNull) yield null;
    yield* inTurn(rest.map(ofMember));
  }
  *ofOtherUnion(union, depth) {
    const mirrored = this.mirrored();
    const members = union.members.map((member) => {
      const own = this.other.schemas.of([member])?.view();
      if (own === void 0) return [];
      const unions = own.unions.filter(({ node }) => node.value !== union.node.value);
      return mirrored.of({ ...own, unions }, void 0, NOTHING_ASKED, depth + 1);
    });
    yield* inTurn(members);
    if (union.orNull) yield null;
  }
  ofType(type, view, edge, depth) {
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
  sample(nodes, depth) {
    if (nodes.length === 0) return PROBE;
    const schema = this.model.schemas.of(nodes);
    if (schema === void 0) return void 0;
    if (this.samples.has(schema)) return this.samples.get(schema);
    if (this.sampling.has(schema)) return void 0;
    this.sampling.add(schema);
    const value = this.acceptedOf(schema.view(), depth);
    this.sampling.delete(schema);
    if (depth <= 1 || value !== void 0) this.samples.set(schema, value);
    return value;
  }
  acceptedOf(view, depth) {
    let likely;
    let count = 0;
    for (const value of this.of(view, void 0, NOTHING_ASKED, depth + 1)) {
      const answer = this.acceptance.byView(view, value);
      if (answer === true) return value;
      if (answer === void 0) likely ??= value;
      count += 1;
      if (count >= MAX_SAMPLED) break;
    }
    return likely;
  }
  *values(nodes, edges, depth, most) {
    if (nodes.length === 0) {
      if (edges.length > 0) yield* this.refusable(edges, depth);
      yield* [PROBE, 1, true, null];
      return;
    }
    const schema = this.model.schemas.of(nodes);
    if (schema === void 0) return;
    const edge = edges.length === 0 ? void 0 : this.other.schemas.of(edges);
    if (edge === void 0 && most === 1) {
      const value = this.sample(nodes, depth);
      if (value !== void 0) yield value;
      return;
    }
    yield* firstOf(this.of(schema.view(), edge?.view(), NOTHING_ASKED, depth + 1), most);
  }
  /** Values that a schema of the other contract may refuse, for what is not restricted here. */
  *refusable(edges, depth) {
    const edge = this.other.schemas.of(edges)?.view();
    if (edge === void 0 || depth > 2) return;
    const types = [NUMBER, STRING, ARRAY, OBJECT].filter(
      (type) => (type & edge.effectiveTypes) !== 0
    );
    for (const type of types) {
      if (type === NUMBER) yield* numberCandidates(edge, void 0).slice(0, 4);
      if (type === STRING) yield* firstOf(textCandidates(edge, void 0), 4);
      if (type === ARRAY) yield [];
      if (type === OBJECT) yield {};
    }
  }
  *otherValues(nodes, depth, most) {
    const schema = this.other.schemas.of(nodes);
    if (schema === void 0) return;
    const values = this.mirrored().of(schema.view(), void 0, NOTHING_ASKED, depth + 1);
    yield* firstOf(values, most);
  }
  property(view, name, depth) {
    const { schemas, forbidden, hidden } = propertyShape(this.model, view, name, this.flow);
    return forbidden || hidden ? void 0 : this.sample(schemas, depth);
  }
  *probes(view, edge, name, depth) {
    const { schemas, forbidden, hidden } = propertyShape(this.model, view, name, this.flow);
    if (forbidden || hidden) return;
    const others = edge === void 0 ? [] : [
      ...propertyShape(this.other, edge, name, this.flow).schemas,
      ...patternSchemas(edge, name) ?? []
    ];
    const [own, other] = [schemas[0], others[0]];
    const isListed = view.properties.has(name);
    const isBare = view.constraints.size + (edge?.constraints.size ?? 0) === 0;
    if (own !== void 0 && other !== void 0 && isListed && isBare && this.isSame(own, other))
      return;
    const isFree = schemas.length === 0 && others.length === 0;
    yield* firstOf(this.values(schemas, others, depth, MAX_PROBES), isFree ? 1 : MAX_PROBES);
  }
  required(view) {
    return requiredNames(this.model, view, this.flow);
  }
};
function isOnlyUnion(view) {
  return view.unions.length === 1 && saysNothing({ ...view, unions: [] });
}
function conditionsOf({ constraints }) {
  return [
    ...["not", "if", "then", "else"].flatMap((keyword) => constraints.get(keyword) ?? []),
    ...(constraints.get("dependentSchemas") ?? []).flatMap(childrenOf)
  ].slice(0, MAX_CONDITIONS);
}
var KINDS = [STRING, NUMBER, BOOLEAN, ARRAY, OBJECT, NULL];
function parse(text) {
  const value = JSON.parse(text);
  return value;
}

// src/drift/contract/witness/confirm.ts
import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats as fullFormats2 } from "ajv-formats/dist/formats.js";
import { RE2JS } from "re2js";
var linear = Object.assign(
  (pattern) => {
    const expression = RE2JS.compile(pattern);
    return {
      test: (text) => expression.matcher(text).find(),
      toString: () => pattern
    };
  },
  { code: "linear" }
);
var Confirmation = class {
  /** Compiled as `not`: then `ajv` writes no code for messages that nobody reads. */
  compiled = /* @__PURE__ */ new Map();
  ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false,
    logger: false,
    addUsedSchema: false,
    // Lists are gone through rather than written out: each schema is run once, and writing takes the time.
    loopRequired: 1,
    loopEnum: 1,
    messages: false,
    // What every object inherits, such as `toString`, is not a property of the value.
    ownProperties: true,
    formats: fullFormats2,
    code: { regExp: linear, optimize: false }
  });
  /** Whether each part of a value is accepted; undefined where that is not known of one and none is refused. */
  acceptsAll(cuts) {
    let answer = true;
    for (const { schema, value } of cuts) {
      const own = this.accepts(schema, value);
      if (own === false) return false;
      if (own === void 0) answer = void 0;
    }
    return answer;
  }
  /** Whether a schema (JSON Schema 2020-12, without references) accepts a value; undefined where it is no schema. */
  accepts(schema, value) {
    if (typeof schema === "boolean") return schema;
    if (typeof schema !== "object" || schema === null) return void 0;
    try {
      const text = JSON.stringify(schema);
      const refuses = this.compiled.get(text) ?? this.ajv.compile({ not: schema });
      this.compiled.set(text, refuses);
      return !refuses(value);
    } catch {
      return void 0;
    }
  }
};

// src/drift/contract/witness/effort.ts
var MAX_EFFORT = 8e6;

// src/drift/contract/witness/focus.ts
function focusOf({ topic, rule, detail, base, head }, view) {
  const empty = anything(view.node);
  const words = topic?.split(" ") ?? [];
  const keyword = words[0] === "bound" || words[0] === "constraint" ? words[1] : topic;
  const held = keyword === void 0 ? void 0 : view.constraints.get(keyword);
  if (keyword !== void 0 && held !== void 0) {
    const together = TOGETHER.find((group) => group.includes(keyword)) ?? [keyword];
    const constraints = new Map([...view.constraints].filter(([name]) => together.includes(name)));
    return { ...empty, constraints };
  }
  if (topic === "type" || topic === "nullable")
    return { ...empty, types: view.effectiveTypes, effectiveTypes: view.effectiveTypes };
  if (topic === "format") return { ...empty, format: view.format };
  if (topic?.startsWith("property")) {
    const name = topic === "property-required" ? detail : String((head ?? base)?.key);
    const entry = name === void 0 ? void 0 : view.required.get(name);
    if (name !== void 0 && entry !== void 0)
      return { ...empty, required: /* @__PURE__ */ new Map([[name, entry]]) };
  }
  const fact = typeof rule !== "string" && "fact" in rule ? rule.fact : null;
  if (fact === null || !/enum|const(?!raint)/.test(fact)) return view;
  const removed = base === null || fact !== "enum-value-removed" ? null : detail;
  if (removed === null || removed === void 0 || view.values === null) {
    return { ...empty, values: view.values };
  }
  return { ...empty, constraints: /* @__PURE__ */ new Map([["not", [notOf(view, removed)]]]) };
}
var TOGETHER = [
  ["if", "then", "else"],
  ["contains", "minContains", "maxContains"]
];
function notOf(view, text) {
  const value = JSON.parse(text);
  return { ...view.node, value: { enum: [asJson(value)] } };
}
function asJson(value) {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

// src/drift/contract/witness/lift.ts
var MAX_UNITS = 3e3;
function liftsOf(unit) {
  const ordinary = [{ unit, steps: [], needed: 0 }];
  const throughUnions = [];
  const seen = /* @__PURE__ */ new Set();
  for (let count = 0; count < MAX_UNITS; count += 1) {
    const way = ordinary.shift() ?? throughUnions.shift();
    if (way === void 0) break;
    if (seen.has(way.unit)) continue;
    seen.add(way.unit);
    for (const { unit: parent, label } of way.unit.parents) {
      if (parent.schemas === null) return way.steps.slice(0, way.needed);
      const steps = [...way.steps, { unit: parent, label }];
      const decides = label.isAlternative === true || mayKeepOut(parent.schemas, label.step ?? "");
      const next = { unit: parent, steps, needed: decides ? steps.length : way.needed };
      (next.needed > 0 ? throughUnions : ordinary).push(next);
    }
  }
  return [];
}
function mayKeepOut({ base, head }, step) {
  const keywords = step === "[]" ? OF_ITEMS : step.startsWith(".") ? OF_PROPERTIES : [];
  return [base, head].some((schema) => {
    const { constraints, closed, mixed, mixedItems } = schema.view();
    if (step === ".*" && closed !== null) return true;
    if (step.startsWith(".") ? mixed : step.startsWith("[") && mixedItems) return true;
    return keywords.some((keyword) => constraints.has(keyword));
  });
}
var CONDITIONS = ["not", "if"];
var OF_ITEMS = [...CONDITIONS, "prefixItems", "maxItems", "contains", "unevaluatedItems"];
var OF_PROPERTIES = [
  ...CONDITIONS,
  "patternProperties",
  "propertyNames",
  "maxProperties",
  "dependentSchemas",
  "dependentRequired",
  "unevaluatedProperties"
];

// src/drift/contract/witness/slice-keywords.ts
function mergeValues(values) {
  if (values.every((value) => typeof value !== "object" || value === null)) return values[0];
  if (values.every((value) => JSON.stringify(value) === JSON.stringify(values[0])))
    return values[0];
  return void 0;
}
var PLAIN = /* @__PURE__ */ new Set([
  "enum",
  "multipleOf",
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minItems",
  "uniqueItems",
  "maxProperties",
  "minProperties",
  "minContains",
  "maxContains",
  "dependentRequired"
]);
function typeOf(type, orNull) {
  const names = (isList(type) ? type : [type]).map((name) => name === "file" ? "string" : name);
  return orNull && !names.includes("null") ? [...names, "null"] : names;
}
function listedBy(schema) {
  if (!isObject(schema) || Object.hasOwn(schema, "$ref")) return void 0;
  const listed = schema["enum"];
  if (isList(listed)) return listed;
  return Object.hasOwn(schema, "const") && schema["const"] !== void 0 ? [schema["const"]] : void 0;
}

// src/drift/contract/witness/slice.ts
var MAX_STEPS = 4e3;
var MAX_DEPTH2 = 60;
var Slicer = class {
  constructor(contract, flow, effort) {
    this.contract = contract;
    this.flow = flow;
    this.effort = effort;
  }
  contract;
  flow;
  effort;
  steps = 0;
  depth = 0;
  /** How many keywords around the present place only hold in part: alternatives, conditions, negations. */
  doubtful = 0;
  cuts = [];
  /**
   * What schemas that hold together ask of a value: it is accepted where all cuts are. Members that have to hold in
   * any case are cuts of their own, so that the same small schema need not be compiled wherever it stands.
   */
  all(nodes, value) {
    this.steps = 0;
    this.doubtful = 0;
    this.cuts = [];
    const allOf = [];
    for (const node of nodes) {
      const slice = this.slice(node, value, false);
      if (slice === void 0) return void 0;
      allOf.push(slice);
    }
    const [first] = allOf;
    const whole = allOf.length === 1 && first !== void 0 ? first : { allOf };
    return [...this.cuts, { schema: whole, value }];
  }
  /** The schema of a member of the value: true where it has become a cut of its own. */
  ofMember(node, value) {
    const slice = this.slice(node, value, false);
    if (slice === void 0 || this.doubtful > 0) return slice;
    this.cuts.push({ schema: slice, value });
    return true;
  }
  /** Cuts what does not have to hold in any case. */
  inDoubt(cut) {
    this.doubtful += 1;
    const made = cut();
    this.doubtful -= 1;
    return made;
  }
  slice(node, value, orNull) {
    this.steps += 1;
    this.effort.spent += 100;
    if (this.steps > MAX_STEPS || this.depth > MAX_DEPTH2) return void 0;
    this.depth += 1;
    const cut = this.cut(node, value, orNull);
    this.depth -= 1;
    return cut;
  }
  cut(node, value, orNull) {
    if (typeof node.value === "boolean") return node.value;
    if (!isObjectNode(node)) return void 0;
    const reference = this.contract.referenceOf(node);
    if (reference === void 0) return this.object(node, value, orNull);
    const target = this.contract.lookUp(node.document, reference);
    const followed = target === void 0 ? void 0 : this.slice(target, value, orNull);
    if (followed === void 0 || !this.contract.dialect.referenceSiblings) return followed;
    const beside = this.object(node, value, orNull);
    return beside === void 0 ? void 0 : { allOf: [followed, beside] };
  }
  object(node, value, nullable) {
    const orNull = nullable || isNullable(this.contract, node.value);
    const schema = {};
    const beside = [];
    for (const key of Object.keys(node.value).sort()) {
      const child = childOf(node, key);
      if (child === null) continue;
      const held = this.rest(node, key, child, value) ?? (this.isRest(key, child) ? void 0 : this.keyword(node, key, child, value, orNull));
      if (held === void 0) return void 0;
      if (this.isRest(key, child)) beside.push(held);
      else Object.assign(schema, held);
    }
    return beside.length === 0 ? schema : { allOf: [schema, ...beside] };
  }
  /** Whether a keyword gives the schema of members that others do not list: those are cut one by one. */
  isRest(key, child) {
    return (key === "items" || key === "additionalProperties") && isObjectNode(child);
  }
  rest(node, key, child, value) {
    if (!this.isRest(key, child)) return void 0;
    if (key === "items" && isList(value)) {
      const prefix = node.value["prefixItems"];
      const skip = isList(prefix) ? prefix.length : 0;
      const slices = value.map((item, index) => index < skip ? true : this.ofMember(child, item));
      const known = slices.filter((slice) => slice !== void 0);
      if (known.length < slices.length) return void 0;
      return known.length === 0 ? {} : { prefixItems: known };
    }
    if (key === "additionalProperties" && isObject(value)) {
      if (node.value["patternProperties"] !== void 0) return void 0;
      const listed = node.value["properties"];
      const properties = {};
      for (const [name, member] of Object.entries(value)) {
        if (isObject(listed) && Object.hasOwn(listed, name)) continue;
        const slice = this.ofMember(child, member);
        if (slice === void 0) return void 0;
        properties[name] = slice;
      }
      return { properties };
    }
    return {};
  }
  /** What a keyword becomes; empty where it does not bear on the value. */
  keyword(node, key, child, value, orNull) {
    switch (key) {
      case "type":
        return { type: typeOf(child.value, orNull) };
      case "const":
        return orNull ? { enum: [child.value, null] } : { const: child.value };
      case "format":
        return typeof child.value === "string" && isMeaningful(child.value) ? { format: child.value } : {};
      case "exclusiveMinimum":
      case "exclusiveMaximum":
        return typeof child.value === "number" ? { [key]: child.value } : {};
      case "minimum":
      case "maximum": {
        const exclusive = key === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
        return { [node.value[exclusive] === true ? exclusive : key]: child.value };
      }
      case "properties":
        return this.named(key, child, value, false);
      case "patternProperties":
        return this.named(key, child, value, true);
      case "required":
        return isList(child.value) ? { required: this.required(node, child.value) } : {};
      case "allOf":
      case "anyOf":
      case "oneOf":
        return this.members(key, child, value, orNull);
      case "items":
        if (isList(child.value)) return isList(value) ? this.positions(child, value) : {};
        return isList(value) && typeof child.value === "boolean" ? { items: child.value } : {};
      case "prefixItems":
        return isList(value) ? this.positions(child, value) : {};
      case "additionalProperties":
      case "unevaluatedProperties":
      case "propertyNames":
      case "contains":
      case "unevaluatedItems":
      case "additionalItems":
        return this.each(key === "additionalItems" ? "items" : key, child, value);
      case "not":
      case "if":
      case "then":
      case "else": {
        const slice = this.inDoubt(() => this.slice(child, value, false));
        return slice === void 0 ? void 0 : { [key]: slice };
      }
      case "dependentSchemas":
        return this.dependent(child, value);
      default:
        return PLAIN.has(key) ? { [key]: child.value } : {};
    }
  }
  /** What holds where a property is there, for those that are. */
  dependent(child, value) {
    if (!isObject(value) || !isObjectNode(child)) return {};
    const held = {};
    for (const schema of childrenOf(child)) {
      const name = String(schema.key);
      if (!Object.hasOwn(value, name)) continue;
      const slice = this.inDoubt(() => this.slice(schema, value, false));
      if (slice === void 0) return void 0;
      held[name] = slice;
    }
    return { dependentSchemas: held };
  }
  named(key, child, value, all) {
    if (!isObject(value) || !isObjectNode(child)) return {};
    const properties = {};
    for (const property of childrenOf(child)) {
      const name = String(property.key);
      const held = all ? this.worst(property, Object.values(value)) : this.member(property, value);
      if (held === void 0) return void 0;
      properties[name] = held;
    }
    return { [key]: properties };
  }
  member(property, value) {
    const name = String(property.key);
    const own = Object.hasOwn(value, name) ? value[name] : void 0;
    if (own === void 0 || this.isHidden(property)) return true;
    return this.ofMember(property, own);
  }
  required(node, names) {
    const properties = childOf(node, "properties");
    return names.filter((name) => {
      const property = typeof name === "string" && properties !== null ? childOf(properties, name) : null;
      return property === null || !this.isHidden(property);
    });
  }
  /** Whether a property is not part of data that flows this way (OpenAPI 3.0, section 4.7.24.2, `readOnly`). */
  isHidden(property) {
    const keyword = this.flow === "request" ? "readOnly" : "writeOnly";
    const own = isObject(property.value) && property.value[keyword] === true;
    if (own) return true;
    const target = this.contract.follow(property);
    return target !== void 0 && isObject(target.value) && target.value[keyword] === true;
  }
  members(key, child, value, orNull) {
    if (!isList(child.value)) return void 0;
    const slices = [];
    for (const member of childrenOf(child)) {
      const slice = key === "allOf" ? this.slice(member, value, orNull) : this.refusal(member, value) ?? this.inDoubt(() => this.slice(member, value, false));
      if (slice === void 0) return void 0;
      slices.push(slice);
    }
    const isUnion = key === "anyOf" || key === "oneOf";
    return isUnion && orNull && value === null ? {} : { [key]: slices };
  }
  /**
   * Of an alternative that plainly is not meant by an object, only the keyword that refuses it: the names it needs, or
   * the values that one of its properties lists. To leave out the rest changes no answer and spares most compiling.
   */
  refusal(member, value) {
    if (!isObject(value)) return void 0;
    const target = this.contract.follow(member);
    if (target === void 0 || !isObjectNode(target)) return void 0;
    const names = target.value["required"];
    if (isList(names)) {
      const missing = this.required(target, names).find(
        (name) => typeof name === "string" && !Object.hasOwn(value, name)
      );
      if (missing !== void 0) return { required: [missing] };
    }
    const properties = childOf(target, "properties");
    if (properties === null || !isObjectNode(properties)) return void 0;
    for (const [name, own] of Object.entries(value)) {
      const property = typeof own === "object" ? null : childOf(properties, name);
      const listed = property === null ? void 0 : listedBy(property.value);
      if (property === null || listed === void 0 || listed.includes(own)) continue;
      if (!this.isHidden(property)) return { properties: { [name]: { enum: listed } } };
    }
    return void 0;
  }
  positions(child, value) {
    const slices = [];
    for (const [index, position] of childrenOf(child).entries()) {
      const item = value[index];
      const slice = item === void 0 ? true : this.ofMember(position, item);
      if (slice === void 0) return void 0;
      slices.push(slice);
    }
    return slices.length === 0 ? {} : { prefixItems: slices };
  }
  /** A schema that holds for several values at once, cut for all of them together. */
  each(key, child, value) {
    const values = isList(value) ? value : isObject(value) ? Object.values(value) : [];
    const held = key === "propertyNames" ? this.worst(child, [""]) : this.worst(child, values);
    return held === void 0 ? void 0 : { [key]: held };
  }
  worst(child, values) {
    if (typeof child.value === "boolean") return child.value;
    if (values.length === 0) return true;
    const [first] = values;
    const merged = values.length === 1 ? first : mergeValues(values);
    return merged === void 0 ? void 0 : this.inDoubt(() => this.slice(child, merged, false));
  }
};

// src/drift/contract/witness/wrap.ts
function wrap(value, step, around, candidates) {
  if (step === "") return value;
  if (step.startsWith("[")) return inList(value, step, around, candidates);
  const name = nameOf(step);
  if (name === void 0) return void 0;
  return Object.fromEntries([...Object.entries(firstObject(around, candidates)), [name, value]]);
}
function inList(value, step, around, candidates) {
  const positions = (around.constraints.get("prefixItems") ?? []).flatMap(childrenOf);
  const list = positions.map((position) => candidates.sample([position], 0) ?? null);
  const index = step === "[]" ? list.length : Number(step.slice(1, -1));
  while (list.length < index) list.push(null);
  list[index] = value;
  return list;
}
function nameOf(step) {
  if (!step.startsWith(".")) return void 0;
  if (step === ".*") return "additional";
  const pattern = /^\.\/(.*)\/$/s.exec(step)?.[1];
  return pattern === void 0 ? step.slice(1) : findText([pattern], [])?.text ?? void 0;
}
function firstObject(around, candidates) {
  for (const sample of candidates.of(around, void 0)) if (isObject(sample)) return sample;
  return {};
}

// src/drift/contract/witness/search.ts
var MAX_LOOKED_AT = 300;
var MAX_IN_VAIN = 1e4;
var MAX_WITNESS = 2e4;
var Search = class {
  constructor(base, head, sameness) {
    this.base = base;
    this.head = head;
    this.sameness = sameness;
  }
  base;
  head;
  sameness;
  confirmation = new Confirmation();
  candidates = /* @__PURE__ */ new Map();
  decisions = {
    request: /* @__PURE__ */ new Map(),
    response: /* @__PURE__ */ new Map()
  };
  effort = { spent: 0 };
  /** Whether nothing more is searched, since the values looked for so far took all that searching may take. */
  get isSpent() {
    return this.effort.spent > MAX_EFFORT;
  }
  /** What the search came to for each finding of a claim: preferably a value that what it says alone refuses. */
  resultsOf(unit, claim) {
    const sides = this.sidesOf(claim);
    const { accepting, refusing } = sides;
    const [own, other] = [accepting.schema.view(), refusing.schema.view()];
    const lifts = liftsOf(unit);
    const wanted = new Map(claim.findings.map((finding) => [finding, focusOf(finding, other)]));
    const found = /* @__PURE__ */ new Map();
    const seen = /* @__PURE__ */ new Set();
    let any;
    let accepted = 0;
    let open = 0;
    let inVain = 0;
    const asked = askedBy(claim);
    const most = Math.max(2 * asked.size, MAX_LOOKED_AT / costOf(own, other));
    for (const value of this.candidatesOf(claim.flow).of(own, other, asked)) {
      if (this.isSpent || wanted.size === 0 || seen.size >= most || inVain >= MAX_IN_VAIN) break;
      const text = JSON.stringify(value);
      if (seen.has(text)) continue;
      seen.add(text);
      const isOwn = accepting.acceptance.byView(own, value);
      if (isOwn === false) continue;
      if (refusing.acceptance.byView(other, value) === true) {
        accepted += isOwn === true ? 1 : 0;
        continue;
      }
      const fitting = fittingOf(wanted, value, sides, () => this.isSpent);
      if (fitting.length === 0 && any !== void 0) continue;
      const trial = this.show(value, text, lifts, sides);
      if (trial === "accepted") accepted += 1;
      if (trial === "undecided") open += 1;
      if (typeof trial === "string") {
        inVain += Math.max(text.length, MAX_IN_VAIN / 24);
        continue;
      }
      any ??= trial.shown;
      for (const finding of fitting) {
        found.set(finding, this.shown(trial.shown, claim.flow));
        wanted.delete(finding);
      }
    }
    const isOpen = lifts.length === 0 && (accepted === 0 || open > 0);
    for (const finding of wanted.keys()) {
      const isDefinite = compatibilityOf(finding, claim.flow) === "definitely_breaking";
      if (any !== void 0 && isDefinite) found.set(finding, this.shown(any, claim.flow));
      else found.set(finding, { kind: isOpen ? "none-made" : "both-accept" });
    }
    return found;
  }
  shown(value, flow) {
    return {
      kind: "shown",
      witness: { value, accepted_by: flow === "request" ? "base" : "head" }
    };
  }
  sidesOf({ base, head, flow }) {
    const before = this.sideOf(this.base, base, flow);
    const after = this.sideOf(this.head, head, flow);
    return flow === "request" ? { accepting: before, refusing: after, flow } : { accepting: after, refusing: before, flow };
  }
  sideOf(model, schema, flow) {
    return { model, schema, ...this.deciding(model, flow) };
  }
  /** What decides about values of a contract: one for all claims, as it keeps what it decided. */
  deciding(model, flow) {
    const byModel = this.decisions[flow];
    let known = byModel.get(model);
    if (known === void 0) {
      known = {
        acceptance: new Acceptance(model, flow, testFormat, this.effort),
        slicer: new Slicer(model.contract, flow, this.effort)
      };
      byModel.set(model, known);
    }
    return known;
  }
  candidatesOf(flow) {
    let known = this.candidates.get(flow);
    if (known === void 0) {
      const { base, head, effort } = this;
      const same = (left, right) => this.sameness.same(left, right);
      known = flow === "request" ? new Candidates(base, head, flow, (own, other) => same(own, other), effort) : new Candidates(head, base, flow, (own, other) => same(other, own), effort);
      this.candidates.set(flow, known);
    }
    return known;
  }
  /** A value as JSON text where it shows the break, with what is around it as far as alternatives reach. */
  show(value, text, lifts, sides) {
    if (text.length > MAX_WITNESS) return "undecided";
    const trial = this.confirm(value, sides);
    if (trial !== "refused") return trial;
    if (lifts.length === 0) return { shown: text };
    return this.lift(value, lifts, sides);
  }
  /** The value around one that shows the break for all alternatives. */
  lift(start, lifts, sides) {
    let value = start;
    for (const { unit, label } of lifts) {
      if (unit.schemas === null) return "undecided";
      const { base, head } = unit.schemas;
      const [accepting, refusing] = sides.flow === "request" ? [base, head] : [head, base];
      const wrapped = wrap(
        value,
        label.step ?? "",
        accepting.view(),
        this.candidatesOf(sides.flow)
      );
      if (wrapped === void 0) return "undecided";
      value = wrapped;
      const trial = this.confirm(value, {
        ...sides,
        accepting: { ...sides.accepting, schema: accepting },
        refusing: { ...sides.refusing, schema: refusing }
      });
      if (trial !== "refused") return trial;
    }
    const text = JSON.stringify(value);
    return text.length > MAX_WITNESS ? "undecided" : { shown: text };
  }
  /** What `ajv` says of a value, with schemas that are cut out independently of the normal form. */
  confirm(value, { accepting, refusing }) {
    const refuses = this.accepts(refusing, value);
    if (refuses === void 0) return "undecided";
    const accepts = this.accepts(accepting, value);
    if (accepts !== true) return "undecided";
    return refuses ? "accepted" : "refused";
  }
  accepts({ slicer, schema }, value) {
    const cuts = slicer.all(schema.parts, value);
    return cuts === void 0 ? void 0 : this.confirmation.acceptsAll(cuts);
  }
};
function askedBy({ findings, flow }) {
  return new Set(
    findings.flatMap(({ base, head }) => {
      const node = flow === "request" ? base : head;
      return node === null ? [] : [node.value];
    })
  );
}
function fittingOf(wanted, value, sides, isSpent) {
  const certain = [];
  const open = [];
  for (const [finding, focus] of wanted) {
    if (isSpent()) break;
    if (!isOfMember(finding, value, sides)) continue;
    const answer = sides.refusing.acceptance.byView(focus, value);
    if (answer === false) certain.push(finding);
    if (answer === void 0) open.push(finding);
  }
  return certain.length > 0 ? certain : open;
}
function isOfMember(finding, value, { accepting, flow }) {
  const member = alternativeOf(finding, flow);
  return member === null || accepting.acceptance.byNodes([member], value) !== false;
}
function costOf(...views) {
  const members = views.flatMap(({ unions }) => unions.flatMap((union) => union.members));
  return 1 + members.length;
}

// src/drift/contract/witness/prove.ts
var MAX_CLAIMS = 5e3;
function proveClaims({ units, sameness }, base, head) {
  const search = new Search(base, head, sameness);
  let count = 0;
  for (const unit of units) {
    const { claim } = unit;
    if (claim === null) continue;
    count += 1;
    const isOver = count > MAX_CLAIMS || search.isSpent;
    const results = isOver ? NOT_SEARCHED : search.resultsOf(unit, claim);
    for (const finding of claim.findings) {
      settle(finding, claim.flow, results.get(finding) ?? { kind: "none-made" });
    }
  }
}
var NOT_SEARCHED = /* @__PURE__ */ new Map();
function settle(finding, flow, result) {
  const isDefinite = compatibilityOf(finding, flow) === "definitely_breaking";
  switch (result.kind) {
    case "shown":
      finding.witness = result.witness;
      finding.compatibility = "definitely_breaking";
      if (finding.isDoubted === true) finding.doubt = SHOWN_TOGETHER[flow];
      return;
    case "none-made":
      if (isDefinite) finding.isUnshown = true;
      else finding.doubt = NO_VALUE[flow];
      return;
    case "both-accept":
      if (isDefinite) finding.compatibility = "potentially_breaking";
      finding.doubt = NO_VALUE[flow];
  }
}
var SHOWN_TOGETHER = {
  request: "By itself it would be harmless; together with what stands beside it, a value that was accepted is now refused.",
  response: "By itself it would be harmless; together with what stands beside it, a value can come that could not before."
};
var NO_VALUE = {
  request: "No value was found that was accepted and is now refused, and it could not be proven that there is none.",
  response: "No value was found that can come now and could not before, and it could not be proven that there is none."
};
export {
  proveClaims
};
//# sourceMappingURL=prove-FBITPJUU.mjs.map
