import type { JsonValue } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import type { Node } from '../model/node.ts';
import { Acceptance } from './accepts.ts';
import { saysNothing } from './anything.ts';
import { containsConditions } from './contain-conditions.ts';
import { containsDistributed } from './contain-distributed.ts';
import { containsObjects } from './contain-objects.ts';
import { containsRests, withoutRests } from './contain-rests.ts';
import { containsUnion, eachAlternative, NO_SPLIT, type Split } from './contain-unions.ts';
import { containsArrays, containsNumbers, containsTexts } from './contain-values.ts';
import { Disjointness } from './disjoint.ts';
import { finiteValues } from './finite-values.ts';
import { isNumberOf } from './formats.ts';
import { sameAnnotations } from './same-annotations.ts';
import type { Sameness } from './sameness.ts';
import type { SchemaNode } from './schema-node.ts';
import type { DataFlow } from './shape.ts';
import { ARRAY, INTEGER, isWithin, NUMBER, OBJECT, STRING, type TypeSet } from './types.ts';
import type { SchemaView } from './view.ts';

/** Steps of all proofs of one comparison at most, and how deep they go, those that they ask for counted with them. */
const MAX_STEPS = 400_000;
const MAX_DEPTH = 300;
/** Steps of one proof at most: alternatives within alternatives multiply. */
const MAX_SPENT = 20_000;
/** Unions directly within unions that a proof goes into at most: each level doubles what there is to try. */
const MAX_NESTED = 4;

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
  /** How deep all proofs of the comparison are in: they share one call stack. */
  readonly stack: { depth: number };
  /** The proof of the opposite: that everything of `outer` is of `inner`. */
  readonly opposite?: () => Containment;
  /** The proof that everything of `outer` is of `inner`, to the letter: for what is refused, or asked for in some case. */
  readonly inverse?: () => Containment;
}

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
  /** Pairs in flight. */
  private depth = 0;
  private nested = 0;
  /** Alternatives of the inner side that the value at hand is known not to be of. */
  excluded: readonly Node[] = [];

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
    if (this.steps > MAX_STEPS || this.isTooDeep()) return false;
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

  /** The values of an inner schema where it has few enough to tell; undefined where it has more. */
  valuesOf(inner: SchemaView): readonly JsonValue[] | undefined {
    return finiteValues(inner)?.filter((value) => this.own.byView(inner, value) !== false);
  }

  /** Whether an outer schema is known to accept a value. */
  takes(outer: SchemaView, value: JsonValue): boolean {
    return this.acceptance.byView(outer, value) === true;
  }

  /** Takes steps. @returns whether there are any left. */
  spend(steps: number): boolean {
    this.steps += steps;
    return this.steps <= MAX_STEPS;
  }

  isTooDeep(): boolean {
    return this.sides.stack.depth > MAX_DEPTH;
  }

  /** Goes into a union; not where too many are around it already. */
  nesting(holds: () => boolean): boolean {
    if (this.nested === MAX_NESTED) return false;
    this.nested += 1;
    const found = holds();
    this.nested -= 1;
    return found;
  }

  /** Goes a level deeper, where the value at hand is known not to be of some alternatives. */
  excluding(members: readonly Node[], holds: () => boolean): boolean {
    const { excluded } = this;
    if (members.length > 0) this.excluded = [...excluded, ...members];
    this.sides.stack.depth += 1;
    const found = holds();
    this.sides.stack.depth -= 1;
    this.excluded = excluded;
    return found;
  }

  /** What is left of an inner schema where another one holds as well. */
  narrowed(inner: SchemaView, node: Node): SchemaView | undefined {
    const view = this.sides.inner.schemas.of([...inner.parts, node])?.view();
    if (view === undefined) return undefined;
    const effectiveTypes = view.effectiveTypes & inner.effectiveTypes;
    return { ...view, types: view.types & inner.types, effectiveTypes };
  }

  /** Whether the schemas at one place of each side are one each, and written the same. */
  isSame(inner: readonly Node[], outer: readonly Node[]): boolean {
    const left = inner[0];
    const right = outer[0];
    if (left === undefined || right === undefined || inner.length + outer.length > 2) return false;
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

  /** Whether what an inner schema accepts is proven to be accepted by an outer one. */
  views(inner: SchemaView, outer: SchemaView, split: Split): boolean {
    this.steps += 1;
    this.spent += 1;
    if (this.steps > MAX_STEPS || this.spent > MAX_SPENT || this.isTooDeep()) return false;
    const { stack } = this.sides;
    stack.depth += 1;
    const holds = this.compared(inner, outer, split);
    stack.depth -= 1;
    return holds;
  }

  private compared(inner: SchemaView, outer: SchemaView, split: Split): boolean {
    if (inner.broken.size > 0 || outer.broken.size > 0) return false;
    if (this.sides.strict && !sameAnnotations(inner, outer)) return false;
    if (inner.effectiveTypes === 0) return true;
    return (
      (this.core(inner, outer, split) &&
        outer.unions.every((union) => containsUnion(this, inner, union, split))) ||
      containsDistributed(this, inner, outer, split)
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
      eachAlternative(this, inner, union, split, (view, rest) => this.core(view, outer, rest))
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
    const values = this.valuesOf(inner);
    if (values === undefined) return undefined;
    const withoutUnions: SchemaView = { ...outer, unions: [] };
    return values.every((value) => this.takes(withoutUnions, value));
  }

  /** Where values could not be judged, as by a format that is not known: whether both list them and say the same. */
  private listedAlike(inner: SchemaView, outer: SchemaView): boolean {
    if (inner.values === null) return false;
    const isListed = [...inner.values.keys()].every((text) => outer.values?.has(text) ?? true);
    return isListed && this.plain(inner, { ...outer, values: null });
  }
}
