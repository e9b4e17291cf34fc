import type { JsonValue } from '../../../document/document.ts';
import type { Witness } from '../../drift.ts';
import { alternativeOf } from '../compare/alternative.ts';
import { compatibilityOf } from '../compare/judge.ts';
import type { Claim, Finding, Unit } from '../compare/unit.ts';
import type { ContractModel } from '../model/contract-model.ts';
import type { Node } from '../model/node.ts';
import { Acceptance } from '../schema/accepts.ts';
import type { Sameness } from '../schema/sameness.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { SchemaView } from '../schema/view.ts';
import { type Asked, Candidates } from './candidates.ts';
import { Confirmation } from './confirm.ts';
import { type Effort, MAX_EFFORT } from './effort.ts';
import { focusOf } from './focus.ts';
import { testFormat } from './formats.ts';
import { type Lift, liftsOf } from './lift.ts';
import { Slicer } from './slice.ts';
import { wrap } from './wrap.ts';

/** Values that are looked at for one claim; each counts once more for every alternative. */
const MAX_LOOKED_AT = 300;
/** Values that `ajv` is asked about in vain, by the length of their text: many small ones, few large ones. */
const MAX_IN_VAIN = 10_000;
/** Longer values are of no help to a reader. */
const MAX_WITNESS = 20_000;

/** What the search for a value that shows a break came to. */
export type SearchResult =
  | { readonly kind: 'shown'; readonly witness: Witness }
  /** Values were made that the one side accepts, and the other accepts them all. */
  | { readonly kind: 'both-accept' }
  /** No value was made that tells anything. */
  | { readonly kind: 'none-made' };

/** What decides whether values are accepted, by the normal form and for `ajv`. */
interface Deciding {
  readonly acceptance: Acceptance;
  readonly slicer: Slicer;
}

/** One end of the data flow of a claim. */
interface Side extends Deciding {
  readonly model: ContractModel;
  readonly schema: SchemaNode;
}

/** Whoever accepts the value, and whoever refuses it. */
interface Sides {
  readonly accepting: Side;
  readonly refusing: Side;
  readonly flow: Claim['flow'];
}

/** What one try with a value came to: as text where it is confirmed. */
type Trial = { readonly shown: string } | 'accepted' | 'undecided';

/** Searches values that one contract accepts and the other refuses. */
export class Search {
  private readonly confirmation = new Confirmation();
  private readonly candidates = new Map<Claim['flow'], Candidates>();
  private readonly decisions: Record<Claim['flow'], Map<ContractModel, Deciding>> = {
    request: new Map(),
    response: new Map(),
  };
  private readonly effort: Effort = { spent: 0 };

  constructor(
    private readonly base: ContractModel,
    private readonly head: ContractModel,
    private readonly sameness: Sameness,
  ) {}

  /** Whether nothing more is searched, since the values looked for so far took all that searching may take. */
  get isSpent(): boolean {
    return this.effort.spent > MAX_EFFORT;
  }

  /** What the search came to for each finding of a claim: preferably a value that what it says alone refuses. */
  resultsOf(unit: Unit, claim: Claim): ReadonlyMap<Finding, SearchResult> {
    const sides = this.sidesOf(claim);
    const { accepting, refusing } = sides;
    const [own, other] = [accepting.schema.view(), refusing.schema.view()];
    const lifts = liftsOf(unit);
    const wanted = new Map(claim.findings.map((finding) => [finding, focusOf(finding, other)]));
    const found = new Map<Finding, SearchResult>();
    const seen = new Set<string>();
    let any: string | undefined;
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
      if (fitting.length === 0 && any !== undefined) continue;
      const trial = this.show(value, text, lifts, sides);
      if (trial === 'accepted') accepted += 1;
      if (trial === 'undecided') open += 1;
      if (typeof trial === 'string') {
        inVain += Math.max(text.length, MAX_IN_VAIN / 24);
        continue;
      }
      any ??= trial.shown;
      for (const finding of fitting) {
        found.set(finding, this.shown(trial.shown, claim.flow));
        wanted.delete(finding);
      }
    }
    // Where more than the schema itself has a say, nothing is certain without a value.
    const isOpen = lifts.length === 0 && (accepted === 0 || open > 0);
    for (const finding of wanted.keys()) {
      const isDefinite = compatibilityOf(finding, claim.flow) === 'definitely_breaking';
      if (any !== undefined && isDefinite) found.set(finding, this.shown(any, claim.flow));
      else found.set(finding, { kind: isOpen ? 'none-made' : 'both-accept' });
    }
    return found;
  }

  private shown(value: string, flow: Claim['flow']): SearchResult {
    return {
      kind: 'shown',
      witness: { value, accepted_by: flow === 'request' ? 'base' : 'head' },
    };
  }

  private sidesOf({ base, head, flow }: Claim): Sides {
    const before = this.sideOf(this.base, base, flow);
    const after = this.sideOf(this.head, head, flow);
    return flow === 'request'
      ? { accepting: before, refusing: after, flow }
      : { accepting: after, refusing: before, flow };
  }

  private sideOf(model: ContractModel, schema: SchemaNode, flow: Claim['flow']): Side {
    return { model, schema, ...this.deciding(model, flow) };
  }

  /** What decides about values of a contract: one for all claims, as it keeps what it decided. */
  private deciding(model: ContractModel, flow: Claim['flow']): Deciding {
    const byModel = this.decisions[flow];
    let known = byModel.get(model);
    if (known === undefined) {
      known = {
        acceptance: new Acceptance(model, flow, testFormat, this.effort),
        slicer: new Slicer(model.contract, flow, this.effort),
      };
      byModel.set(model, known);
    }
    return known;
  }

  private candidatesOf(flow: Claim['flow']): Candidates {
    let known = this.candidates.get(flow);
    if (known === undefined) {
      const { base, head, effort } = this;
      const same = (left: Node, right: Node): boolean => this.sameness.same(left, right);
      known =
        flow === 'request'
          ? new Candidates(base, head, flow, (own, other) => same(own, other), effort)
          : new Candidates(head, base, flow, (own, other) => same(other, own), effort);
      this.candidates.set(flow, known);
    }
    return known;
  }

  /** A value as JSON text where it shows the break, with what is around it as far as alternatives reach. */
  private show(value: JsonValue, text: string, lifts: readonly Lift[], sides: Sides): Trial {
    if (text.length > MAX_WITNESS) return 'undecided';
    const trial = this.confirm(value, sides);
    if (trial !== 'refused') return trial;
    if (lifts.length === 0) return { shown: text };
    return this.lift(value, lifts, sides);
  }

  /** The value around one that shows the break for all alternatives. */
  private lift(start: JsonValue, lifts: readonly Lift[], sides: Sides): Trial {
    let value = start;
    for (const { unit, label } of lifts) {
      if (unit.schemas === null) return 'undecided';
      const { base, head } = unit.schemas;
      const [accepting, refusing] = sides.flow === 'request' ? [base, head] : [head, base];
      const wrapped = wrap(
        value,
        label.step ?? '',
        accepting.view(),
        this.candidatesOf(sides.flow),
      );
      if (wrapped === undefined) return 'undecided';
      value = wrapped;
      const trial = this.confirm(value, {
        ...sides,
        accepting: { ...sides.accepting, schema: accepting },
        refusing: { ...sides.refusing, schema: refusing },
      });
      if (trial !== 'refused') return trial;
    }
    const text = JSON.stringify(value);
    return text.length > MAX_WITNESS ? 'undecided' : { shown: text };
  }

  /** What `ajv` says of a value, with schemas that are cut out independently of the normal form. */
  private confirm(
    value: JsonValue,
    { accepting, refusing }: Sides,
  ): 'refused' | 'accepted' | 'undecided' {
    const refuses = this.accepts(refusing, value);
    if (refuses === undefined) return 'undecided';
    const accepts = this.accepts(accepting, value);
    if (accepts !== true) return 'undecided';
    return refuses ? 'accepted' : 'refused';
  }

  private accepts({ slicer, schema }: Side, value: JsonValue): boolean | undefined {
    const cuts = slicer.all(schema.parts, value);
    return cuts === undefined ? undefined : this.confirmation.acceptsAll(cuts);
  }
}

/** What the findings are about on the accepting side: values of that show them best. */
function askedBy({ findings, flow }: Claim): Asked {
  return new Set(
    findings.flatMap(({ base, head }) => {
      const node = flow === 'request' ? base : head;
      return node === null ? [] : [node.value];
    }),
  );
}

/** The findings that a value shows: those whose own part refuses it, or else those of which that is not known. */
function fittingOf(
  wanted: ReadonlyMap<Finding, SchemaView>,
  value: JsonValue,
  sides: Sides,
  isSpent: () => boolean,
): readonly Finding[] {
  const certain: Finding[] = [];
  const open: Finding[] = [];
  for (const [finding, focus] of wanted) {
    if (isSpent()) break;
    if (!isOfMember(finding, value, sides)) continue;
    const answer = sides.refusing.acceptance.byView(focus, value);
    if (answer === false) certain.push(finding);
    if (answer === undefined) open.push(finding);
  }
  return certain.length > 0 ? certain : open;
}

/** Whether a value is one of the alternative that a finding is about; true for findings that are about none. */
function isOfMember(finding: Finding, value: JsonValue, { accepting, flow }: Sides): boolean {
  const member = alternativeOf(finding, flow);
  return member === null || accepting.acceptance.byNodes([member], value) !== false;
}

/** What looking at one value takes: a value is held against every alternative. */
function costOf(...views: readonly SchemaView[]): number {
  const members = views.flatMap(({ unions }) => unions.flatMap((union) => union.members));
  return 1 + members.length;
}
