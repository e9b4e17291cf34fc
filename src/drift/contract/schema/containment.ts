import { isObject, type JsonValue } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import type { Node } from '../model/node.ts';
import { Acceptance } from './accepts.ts';
import { anything, saysNothing } from './anything.ts';
import { canonical } from './canonical.ts';
import { containsConditions } from './contain-conditions.ts';
import { containsObjects } from './contain-objects.ts';
import { containsRests, withoutRests } from './contain-rests.ts';
import { containsArrays, containsNumbers, containsTexts } from './contain-values.ts';
import { rewordedContent } from './content-words.ts';
import { sameImpliedNames } from './discriminator.ts';
import { Disjointness } from './disjoint.ts';
import { samePairs } from './evaluated.ts';
import { isNumberOf } from './formats.ts';
import type { Sameness } from './sameness.ts';
import type { SchemaNode } from './schema-node.ts';
import type { DataFlow } from './shape.ts';
import {
  ARRAY,
  BOOLEAN,
  INTEGER,
  isWithin,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  type TypeSet,
  typeOfValue,
} from './types.ts';
import type { SchemaView, Union } from './view.ts';

/** Steps of all proofs of one comparison at most, and how deep one goes. */
const MAX_STEPS = 400_000;
const MAX_DEPTH = 300;
/** Steps of one proof at most: alternatives within alternatives multiply. */
const MAX_SPENT = 20_000;
/** Unions directly within unions that a proof goes into at most: each level doubles what there is to try. */
const MAX_NESTED = 4;
/** Members that two unions may have for each to be looked for among all of the other. */
const MAX_MEMBERS = 500;
/** Alternatives of two unions that are compared with all that is said beside them. */
const MAX_DISTRIBUTED = 100;
/** Alternatives of two unions written otherwise that are tried with each other. */
const MAX_REWRITTEN = 8;

/** The two contracts of a proof: every value of `inner` shall be one of `outer`. */
export interface ProofSides {
  readonly inner: ContractModel;
  readonly outer: ContractModel;
  readonly flow: DataFlow;
  /** Whether the inner side is base, which `Sameness` has to know. */
  readonly forward: boolean;
  readonly sameness: Sameness;
  /** Whether annotations have to be equal too, so that two schemas say the same in every way. */
  readonly strict: boolean;
  /** Whether it is taken for granted that nothing is sent under names that an open object says nothing of. */
  readonly isCustomary: boolean;
  /** The proof of the opposite: that everything of `outer` is of `inner`. */
  readonly opposite?: () => Containment;
  /** The proof that everything of `outer` is of `inner`, to the letter: for what is refused, or asked for in some case. */
  readonly inverse?: () => Containment;
}

/** Unions that a proof has gone into already, alternative by alternative. */
type Split = ReadonlySet<Union['node']['value']>;
const NO_SPLIT: Split = new Set();

/**
 * Proves that everything one schema accepts is accepted by another. `false` means: not proven.
 * Pairs in flight are assumed to hold (coinduction); what was concluded from an assumption that fails is forgotten.
 */
export class Containment {
  private readonly states = new Map<SchemaNode, Map<SchemaNode, 'held' | 'open' | 'failed'>>();
  private readonly trail: (readonly [SchemaNode, SchemaNode])[] = [];
  private readonly acceptance: Acceptance;
  /** What the inner side accepts. */
  private readonly own: Acceptance;
  private readonly disjointness: Disjointness;
  private steps = 0;
  private spent = 0;
  private depth = 0;
  private nested = 0;
  /** Alternatives of the inner side that the value at hand is known not to be of. */
  private excluded: readonly Node[] = [];

  constructor(readonly sides: ProofSides) {
    const { inner, outer, flow, isCustomary } = sides;
    this.acceptance = new Acceptance(outer, flow, isNumberOf);
    this.own = new Acceptance(inner, flow, isNumberOf);
    this.disjointness = new Disjointness(inner, outer, flow, isCustomary);
  }

  /** Whether the schemas at one place of the inner side are proven to be within those of the outer side. */
  nodes(inner: readonly Node[], outer: readonly Node[]): boolean {
    if (outer.length === 0 || outer.every(({ value }) => value === true)) return true;
    if (this.isSame(inner, outer)) return true;
    const { inner: innerModel, outer: outerModel } = this.sides;
    const innerSchema = innerModel.schemas.of(inner);
    const outerSchema = outerModel.schemas.of(outer);
    if (outerSchema === undefined) return false;
    if (innerSchema === undefined) return inner.length === 0 && saysNothing(outerSchema.view());
    return this.schemas(innerSchema, outerSchema);
  }

  schemas(inner: SchemaNode, outer: SchemaNode): boolean {
    let byOuter = this.states.get(inner);
    if (byOuter === undefined) {
      byOuter = new Map();
      this.states.set(inner, byOuter);
    }
    const known = byOuter.get(outer);
    if (known !== undefined) return known !== 'failed';
    this.steps += 1;
    if (this.steps > MAX_STEPS || this.depth > MAX_DEPTH) return false;
    if (this.depth === 0) this.spent = 0;
    byOuter.set(outer, 'open');
    const mark = this.trail.length;
    this.trail.push([inner, outer]);
    const { nested, excluded } = this;
    this.nested = 0;
    this.excluded = [];
    this.depth += 1;
    const holds = this.views(inner.view(), outer.view(), NO_SPLIT);
    this.depth -= 1;
    this.nested = nested;
    this.excluded = excluded;
    if (!holds) {
      for (const [left, right] of this.trail.splice(mark)) this.states.get(left)?.delete(right);
      byOuter.set(outer, 'failed');
    } else if (this.depth === 0) {
      for (const [left, right] of this.trail.splice(0)) this.states.get(left)?.set(right, 'held');
    }
    return holds;
  }

  /** Whether schemas of the outer side are proven to be within those of the inner one. */
  isWithin(outer: readonly Node[], inner: readonly Node[]): boolean {
    return this.isSame(inner, outer) || this.sides.inverse?.().nodes(outer, inner) === true;
  }

  /** Whether two schemas are proven to accept the same. */
  isEqual(inner: Node, outer: Node): boolean {
    return this.nodes([inner], [outer]) && this.isWithin([outer], [inner]);
  }

  /** Whether what is left of an inner schema is within a schema of the outer side. */
  fits(inner: SchemaView, outer: Node): boolean {
    const view = this.sides.outer.schemas.of([outer])?.view();
    return view !== undefined && this.views(inner, view, NO_SPLIT);
  }

  /** Whether nothing of an inner schema is of a schema of the outer side. */
  isApart(inner: SchemaView, outer: Node): boolean {
    const view = this.sides.outer.schemas.of([outer])?.view();
    return view !== undefined && this.disjointness.areDisjoint(inner, view);
  }

  /** Whether a schema of the outer side is known to accept a value. */
  accepts(outer: Node, value: JsonValue): boolean {
    return this.acceptance.byNodes([outer], value) === true;
  }

  /** What is left of an inner schema where another one holds as well. */
  narrowed(inner: SchemaView, node: Node): SchemaView | undefined {
    const view = this.sides.inner.schemas.of([...inner.parts, node])?.view();
    if (view === undefined) return undefined;
    const effectiveTypes = view.effectiveTypes & inner.effectiveTypes;
    return { ...view, types: view.types & inner.types, effectiveTypes };
  }

  private isSame(inner: readonly Node[], outer: readonly Node[]): boolean {
    const [left, second] = inner;
    const [right, other] = outer;
    if (left === undefined || right === undefined || second !== undefined || other !== undefined)
      return false;
    const { sameness, forward } = this.sides;
    return forward ? sameness.same(left, right) : sameness.same(right, left);
  }

  /** Whether a keyword holds the same at one place of each side. */
  sameHeld(keyword: string, inner: Node, outer: Node): boolean {
    const { sameness, forward } = this.sides;
    return forward
      ? sameness.sameHeld(keyword, inner, outer)
      : sameness.sameHeld(keyword, outer, inner);
  }

  private views(inner: SchemaView, outer: SchemaView, split: Split): boolean {
    this.steps += 1;
    this.spent += 1;
    if (this.steps > MAX_STEPS || this.spent > MAX_SPENT || this.depth > MAX_DEPTH) return false;
    this.depth += 1;
    const holds = this.compared(inner, outer, split);
    this.depth -= 1;
    return holds;
  }

  private compared(inner: SchemaView, outer: SchemaView, split: Split): boolean {
    if (inner.broken.size > 0 || outer.broken.size > 0) return false;
    if (this.sides.strict && !sameAnnotations(inner, outer)) return false;
    if (inner.effectiveTypes === 0) return true;
    return (
      (this.core(inner, outer, split) &&
        outer.unions.every((union) => this.union(inner, union, split))) ||
      this.distributed(inner, outer, split)
    );
  }

  /**
   * Whether each alternative, with all that is said beside it, has one of the other side that says the same: what is
   * common to all of them may stand in each, or beside them once.
   */
  private distributed(inner: SchemaView, outer: SchemaView, split: Split): boolean {
    if (!saysMoreBeside(inner, outer)) return false;
    return inner.unions.some((own) =>
      outer.unions.some((other) => this.distributedUnion(inner, own, outer, other, split)),
    );
  }

  private distributedUnion(
    inner: SchemaView,
    own: Union,
    outer: SchemaView,
    other: Union,
    split: Split,
  ): boolean {
    const isOne = own.keyword === 'oneOf';
    if (own.keyword !== other.keyword || split.has(own.node.value)) return false;
    if (own.members.length !== other.members.length || own.members.length > MAX_DISTRIBUTED)
      return false;
    const left = wholes(this.sides.inner, inner, own);
    const right = wholes(this.sides.outer, outer, other);
    if (left === undefined || right === undefined) return false;
    this.steps += left.length;
    const hasNull = own.orNull && (inner.effectiveTypes & NULL) !== 0;
    return (
      (!hasNull || this.views(nullOf(inner), outer, split)) &&
      samePairs(
        left,
        right,
        (before, after) =>
          this.views(before, after, split) &&
          // Which ones a value is not of counts for `oneOf`.
          (!isOne || this.sides.inverse?.().views(after, before, NO_SPLIT) === true),
      )
    );
  }

  /** What the outer schema says by itself, its alternatives aside. */
  private core(inner: SchemaView, outer: SchemaView, split: Split): boolean {
    const listed = this.listed(inner, outer);
    if (listed !== undefined) return listed || this.listedAlike(inner, outer);
    if (this.plain(inner, outer)) return true;
    // What holds for each alternative holds for their union.
    const [union] = inner.unions.filter(({ node }) => !split.has(node.value));
    return (
      union !== undefined &&
      this.alternatives(inner, union, split, (view, rest) => this.core(view, outer, rest))
    );
  }

  private plain(inner: SchemaView, outer: SchemaView): boolean {
    if (inner.rests.length > 0 || outer.rests.length > 0) {
      return (
        containsRests(this, inner, outer) && this.plain(withoutRests(inner), withoutRests(outer))
      );
    }
    if (outer.values !== null || !isWithin(inner.effectiveTypes, outer.types)) return false;
    const common = inner.effectiveTypes;
    const has = (types: TypeSet) => (common & types) !== 0;
    return (
      (!has(STRING) || containsTexts(inner, outer)) &&
      (!has(NUMBER) || containsNumbers(inner, outer, (common & NUMBER) === INTEGER)) &&
      (!has(ARRAY) || containsArrays(this, inner, outer)) &&
      (!has(OBJECT) || containsObjects(this, inner, outer)) &&
      containsConditions(this, inner, outer)
    );
  }

  /** Where the inner schema lists its values, each is tried; undefined where it does not. */
  private listed(inner: SchemaView, outer: SchemaView): boolean | undefined {
    const values = finiteValues(inner)?.filter((value) => this.own.byView(inner, value) !== false);
    if (values === undefined) return undefined;
    const withoutUnions: SchemaView = { ...outer, unions: [] };
    return values.every((value) => this.acceptance.byView(withoutUnions, value) === true);
  }

  /** Where values could not be judged, as by a format that is not known: whether both list them and say the same. */
  private listedAlike(inner: SchemaView, outer: SchemaView): boolean {
    if (inner.values === null) return false;
    const isListed = [...inner.values.keys()].every((text) => outer.values?.has(text) ?? true);
    return isListed && this.plain(inner, { ...outer, values: null });
  }

  private union(inner: SchemaView, union: Union, split: Split): boolean {
    if (this.sameUnion(inner, union)) return true;
    if (inner.effectiveTypes === NULL && union.orNull) return true;
    const values = finiteValues(inner)?.filter((value) => this.own.byView(inner, value) !== false);
    if (values !== undefined) {
      const only: SchemaView = { ...anything(union.node), unions: [union] };
      return (
        values.every((value) => this.acceptance.byView(only, value) === true) ||
        this.likeUnion(inner, union)
      );
    }
    if (this.inOne(inner, union, split)) return true;
    if (this.likeUnion(inner, union)) return true;
    const [own] = inner.unions.filter(({ node }) => !split.has(node.value));
    if (own === undefined) return this.byType(inner, union, split);
    return this.alternatives(inner, own, split, (view, rest) => this.union(view, union, rest));
  }

  /** Whether one alternative alone takes all that the inner schema accepts. */
  private inOne(inner: SchemaView, union: Union, split: Split): boolean {
    if (this.nested === MAX_NESTED) return false;
    this.nested += 1;
    const found = this.likeliestFirst(inner, union).some((member) => {
      const view = this.sides.outer.schemas.of([member])?.view();
      if (view === undefined || !this.views(withoutNull(inner, union), view, split)) return false;
      return union.keyword === 'anyOf' || this.isOnlyIn(inner, union, member);
    });
    this.nested -= 1;
    return found;
  }

  /** The alternatives, one that is written like the inner schema before others, which are tried at length. */
  private likeliestFirst({ parts }: SchemaView, { members }: Union): readonly Node[] {
    const same = parts.length === 1 ? members.find((it) => this.isSame(parts, [it])) : undefined;
    return same === undefined || same === members[0]
      ? members
      : [same, ...members.filter((member) => member !== same)];
  }

  /** Types of the inner schema one by one, where an alternative takes each. */
  private byType(inner: SchemaView, union: Union, split: Split): boolean {
    const types = TYPES.filter((type) => (inner.effectiveTypes & type) !== 0);
    if (types.length < 2 || inner.values !== null) return false;
    return types.every((type) =>
      this.union(
        { ...inner, types: inner.types & type, effectiveTypes: inner.effectiveTypes & type },
        union,
        split,
      ),
    );
  }

  /** Whether no other alternative of a `oneOf` accepts what the inner schema accepts. */
  private isOnlyIn(inner: SchemaView, union: Union, chosen: Node): boolean {
    return union.members.every((member) => {
      if (member === chosen || this.excluded.some((node) => this.isSame([node], [member])))
        return true;
      const other = this.sides.outer.schemas.of([member])?.view();
      if (other !== undefined && this.disjointness.areDisjoint(inner, other)) return true;
      return this.isExcluded(member);
    });
  }

  /** Whether an alternative accepts no more than one that the value at hand is known not to be of. */
  private isExcluded(member: Node): boolean {
    const opposite = this.sides.opposite?.();
    return opposite !== undefined && this.excluded.some((node) => opposite.nodes([member], [node]));
  }

  /** Whether the inner schema has a union of the same alternatives, each matched with one that is written the same. */
  private sameUnion(inner: SchemaView, outer: Union): boolean {
    return inner.unions.some((union) => this.unmatched(union, outer)?.own.length === 0);
  }

  /** The same, with the few that are written otherwise matched with one that is proven to be equal. */
  private likeUnion(inner: SchemaView, outer: Union): boolean {
    return inner.unions.some((union) => {
      const { own, others } = this.unmatched(union, outer) ?? {};
      if (own === undefined || others === undefined || own.length > MAX_REWRITTEN) return false;
      return samePairs(own, others, (left, right) => this.isEqual(left, right));
    });
  }

  /** The alternatives of two unions that have none written the same; undefined for unions of another kind. */
  private unmatched(union: Union, outer: Union) {
    if (union.keyword !== outer.keyword || union.members.length !== outer.members.length)
      return undefined;
    if (union.orNull && !outer.orNull) return undefined;
    const left = new Set(outer.members);
    const own = union.members.filter((member, index) => {
      const match = this.memberLike(member, left, outer.members[index]);
      if (match !== undefined) left.delete(match);
      return match === undefined;
    });
    return { own, others: [...left] };
  }

  /** One of the alternatives left that is the same: the one at the same place where it is, as it mostly is. */
  private memberLike(
    member: Node,
    left: ReadonlySet<Node>,
    guess: Node | undefined,
  ): Node | undefined {
    if (guess !== undefined && left.has(guess) && this.isSame([member], [guess])) return guess;
    if (left.size > MAX_MEMBERS) return undefined;
    for (const other of left) if (this.isSame([member], [other])) return other;
    return undefined;
  }

  /** Whether something holds for each alternative of one of the inner schema's unions. */
  private alternatives(
    inner: SchemaView,
    union: Union,
    split: Split,
    holds: (view: SchemaView, split: Split) => boolean,
  ): boolean {
    const rest = new Set([...split, union.node.value]);
    if (this.depth > MAX_DEPTH || rest.size > 4 || union.members.length > 100) return false;
    const isBare = saysNothing({ ...inner, unions: [] }) && inner.unions.length === 1;
    const views = union.members.map((member) =>
      this.sides.inner.schemas.of(isBare ? [member] : [...inner.parts, member])?.view(),
    );
    this.steps += views.length;
    if (this.steps > MAX_STEPS) return false;
    this.depth += 1;
    const { excluded } = this;
    const all = views.every((view, index) => {
      if (view === undefined) return false;
      const types = view.effectiveTypes & inner.effectiveTypes;
      if (types === 0) return true;
      // What is of one alternative of a `oneOf` is of none of the others.
      if (union.keyword === 'oneOf')
        this.excluded = [...excluded, ...union.members.filter((_, other) => other !== index)];
      return holds({ ...view, types: view.types & inner.types, effectiveTypes: types }, rest);
    });
    this.excluded = excluded;
    this.depth -= 1;
    return all && (!union.orNull || holds(nullOf(inner), rest));
  }
}

const TYPES: readonly TypeSet[] = [NULL, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT];

/** The values a schema lists, or has by its type; undefined where there are too many to tell. */
function finiteValues({ values, effectiveTypes }: SchemaView) {
  if (values !== null) {
    return [...values]
      .flatMap(([text, { value }]) => (canonical(value) === text ? [value] : [null]))
      .filter((value) => (typeOfValue(value) & effectiveTypes) !== 0);
  }
  if (!isWithin(effectiveTypes, NULL | BOOLEAN)) return undefined;
  const found: (boolean | null)[] = [];
  if ((effectiveTypes & NULL) !== 0) found.push(null);
  if ((effectiveTypes & BOOLEAN) !== 0) found.push(true, false);
  return found;
}

/** Whether what two schemas say beside their alternatives differs, and can be told from them. */
function saysMoreBeside(inner: SchemaView, outer: SchemaView): boolean {
  if (inner.unions.length === 0 || outer.unions.length === 0) return false;
  if ([inner, outer].some(({ constraints }) => UNEVALUATED.some((it) => constraints.has(it))))
    return false;
  return (
    inner.types !== outer.types ||
    inner.properties.size !== outer.properties.size ||
    inner.required.size !== outer.required.size ||
    inner.constraints.size !== outer.constraints.size
  );
}

/** What is listed in an alternative is not seen by these where they stand in another part. */
const UNEVALUATED = ['unevaluatedProperties', 'unevaluatedItems'] as const;

/** The alternatives of a union, each with all that is said beside the union. */
function wholes(
  { schemas }: ContractModel,
  view: SchemaView,
  union: Union,
): SchemaView[] | undefined {
  if (view.parts.length === 0) return undefined;
  const found: SchemaView[] = [];
  for (const member of union.members) {
    const whole = schemas.of([...view.parts, member])?.view();
    if (whole === undefined) return undefined;
    found.push({
      ...whole,
      types: whole.types & view.types,
      effectiveTypes: whole.effectiveTypes & view.effectiveTypes,
      unions: whole.unions.filter(({ node }) => node.value !== union.node.value),
    });
  }
  return found;
}

function nullOf(view: SchemaView): SchemaView {
  return { ...view, types: NULL, effectiveTypes: NULL, values: null, unions: [] };
}

function withoutNull(view: SchemaView, union: Union): SchemaView {
  if (!union.orNull) return view;
  return { ...view, types: view.types & ~NULL, effectiveTypes: view.effectiveTypes & ~NULL };
}

function sameImplied({ parent: inner }: Node, { parent: outer }: Node): boolean {
  if (!isObject(inner?.value) || !isObject(outer?.value)) return true;
  return sameImpliedNames(inner.value, outer.value);
}

/** The annotations of a schema, without what another one says by its format. */
function meant(view: SchemaView, other: SchemaView): ReadonlyMap<string, Node> {
  const reworded = rewordedContent(view, other);
  if (reworded === null) return view.annotations;
  return new Map([...view.annotations].filter(([keyword]) => keyword !== reworded));
}

function sameAnnotations(inner: SchemaView, outer: SchemaView): boolean {
  const { readOnly, writeOnly } = inner;
  const left = meant(inner, outer);
  const right = meant(outer, inner);
  if (left.size !== right.size || readOnly !== outer.readOnly || writeOnly !== outer.writeOnly)
    return false;
  return [...left].every(([keyword, node]) => {
    const other = right.get(keyword);
    return (
      other !== undefined &&
      canonical(node.value) === canonical(other.value) &&
      (keyword !== 'discriminator' || sameImplied(node, other))
    );
  });
}
