import { isObject, type JsonValue } from '../../../document/document.ts';
import type { Witness } from '../../drift.ts';
import { alternativeOf } from '../compare/alternative.ts';
import type { ContractFindings } from '../compare/contract.ts';
import { compatibilityOf } from '../compare/judge.ts';
import type { Claim, Finding, Unit } from '../compare/unit.ts';
import type { ContractModel } from '../model/contract-model.ts';
import type { Node } from '../model/node.ts';
import { Acceptance } from '../schema/accepts.ts';
import type { Sameness } from '../schema/sameness.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { SchemaView } from '../schema/view.ts';
import { Candidates } from './candidates.ts';
import { Confirmation, testFormat } from './confirm.ts';
import { type Effort, MAX_EFFORT } from './effort.ts';
import { focusOf } from './focus.ts';
import { type Lift, liftsOf } from './lift.ts';
import { Slicer } from './slice.ts';

/** Values tried with ajv for one claim, and claims that are tried at all. */
const MAX_TRIES = 4;
const MAX_CLAIMS = 5_000;
/** Longer values are of no help to a reader. */
const MAX_WITNESS = 20_000;

/** One end of the data flow of a claim. */
interface Side {
  readonly model: ContractModel;
  readonly schema: SchemaNode;
  readonly acceptance: Acceptance;
  readonly slicer: Slicer;
}

interface Tools {
  readonly base: ContractModel;
  readonly head: ContractModel;
  readonly sameness: Sameness;
  readonly confirmation: Confirmation;
  readonly candidates: Map<Claim['flow'], Candidates>;
  readonly effort: Effort;
}

/**
 * Looks for a value that shows each claimed break, has `ajv` confirm it, and takes back to "potentially"
 * what no value shows. What was open and is shown by a value becomes definite.
 */
export function proveClaims(
  { units, sameness }: ContractFindings,
  base: ContractModel,
  head: ContractModel,
): void {
  const tools: Tools = {
    base,
    head,
    sameness,
    confirmation: new Confirmation(),
    candidates: new Map(),
    effort: { spent: 0 },
  };
  let count = 0;
  for (const unit of units) {
    const { claim } = unit;
    if (claim === null) continue;
    count += 1;
    const witnesses = count > MAX_CLAIMS || isSpent(tools) ? NONE : witnessesOf(unit, claim, tools);
    const doubt = count > MAX_CLAIMS || isSpent(tools) ? NOT_TRIED : NO_VALUE[claim.flow];
    for (const finding of claim.findings)
      settle(finding, claim.flow, witnesses.get(finding), doubt);
  }
}

function isSpent({ effort }: Tools): boolean {
  return effort.spent > MAX_EFFORT;
}

function isAboutPresence({ rule }: Finding): boolean {
  return typeof rule === 'string' && /required|optional|property-removed/.test(rule);
}

const NONE: ReadonlyMap<Finding, Witness> = new Map();

function settle(
  finding: Finding,
  flow: Claim['flow'],
  witness: Witness | undefined,
  doubt: string,
): void {
  if (witness !== undefined) {
    finding.witness = witness;
    finding.compatibility = 'definitely_breaking';
    return;
  }
  // Whether a property has to be there is certain also where the search makes no value for the rest of the schema.
  if (isAboutPresence(finding)) return;
  if (compatibilityOf(finding, flow) === 'definitely_breaking')
    finding.compatibility = 'potentially_breaking';
  finding.doubt = doubt;
}

const NO_VALUE = {
  request:
    'No value was found that was accepted and is now refused, and it could not be proven that there is none.',
  response:
    'No value was found that can come now and could not before, and it could not be proven that there is none.',
} as const;

const NOT_TRIED =
  'Whether it breaks was not tried to the end: these contracts differ in too many or too large schemas to show each break by a value.';

/**
 * A witness for each finding of a claim that has one: preferably one that what it says alone refuses.
 */
function witnessesOf(unit: Unit, claim: Claim, tools: Tools): ReadonlyMap<Finding, Witness> {
  const sides = {
    base: sideOf(tools.base, claim.base, claim, tools.effort),
    head: sideOf(tools.head, claim.head, claim, tools.effort),
  };
  const acceptedBy = claim.flow === 'request' ? 'base' : 'head';
  const [inner, outer] =
    acceptedBy === 'base' ? [sides.base, sides.head] : [sides.head, sides.base];
  const lifts = liftsOf(unit);
  const found = new Map<Finding, Witness>();
  const telling = (view: SchemaView): JsonValue[] =>
    candidatesOf(tools, claim.flow)
      .of(view, outer.schema.view())
      .filter(
        (value) =>
          inner.acceptance.byView(inner.schema.view(), value) !== false &&
          outer.acceptance.byView(outer.schema.view(), value) !== true,
      );
  const possible = telling(inner.schema.view());
  const tried = new Map<JsonValue, Witness | null>();
  const attempt = (value: JsonValue): Witness | null => {
    const known = tried.get(value);
    if (known !== undefined) return known;
    const shown = show(value, lifts, claim, [inner, outer], tools);
    const witness =
      shown === undefined ? null : ({ value: shown, accepted_by: acceptedBy } as const);
    tried.set(value, witness);
    return witness;
  };
  for (const finding of claim.findings) {
    if (isSpent(tools)) break;
    const focus = focusOf(finding, outer.schema.view());
    const alternative = alternativeOf(finding, claim.flow);
    const own = alternative === null ? undefined : inner.model.schemas.of([alternative])?.view();
    const values = own === undefined ? possible : telling(own);
    const fitting = values.filter((value) => outer.acceptance.byView(focus, value) === false);
    for (const value of [...fitting.slice(0, MAX_TRIES), ...values.slice(0, MAX_TRIES)]) {
      const witness = attempt(value);
      if (witness === null) continue;
      found.set(finding, witness);
      break;
    }
  }
  return found;
}

/** A value as JSON text where it shows the break, with what is around it as far as alternatives reach. */
function show(
  value: JsonValue,
  lifts: readonly Lift[],
  claim: Claim,
  [inner, outer]: readonly [Side, Side],
  tools: Tools,
): string | undefined {
  const text = JSON.stringify(value);
  if (text.length > MAX_WITNESS || !isConfirmed(inner, outer, value, tools.confirmation))
    return undefined;
  if (lifts.length === 0) return text;
  const lifted = lift(value, lifts, claim, [inner, outer], tools);
  return lifted === undefined ? undefined : JSON.stringify(lifted);
}

function candidatesOf(tools: Tools, flow: Claim['flow']): Candidates {
  const { sameness, effort } = tools;
  const same = (base: Node, head: Node): boolean => sameness.same(base, head);
  let known = tools.candidates.get(flow);
  if (known === undefined) {
    known =
      flow === 'request'
        ? new Candidates(tools.base, tools.head, flow, (own, other) => same(own, other), effort)
        : new Candidates(tools.head, tools.base, flow, (own, other) => same(other, own), effort);
    tools.candidates.set(flow, known);
  }
  return known;
}

/** The value around one that shows the break for all alternatives; undefined where another alternative accepts it. */
function lift(
  start: JsonValue,
  lifts: readonly Lift[],
  { flow }: Claim,
  [inner, outer]: readonly [Side, Side],
  { confirmation, effort }: Tools,
): JsonValue | undefined {
  let value = start;
  for (const { unit, label } of lifts) {
    if (unit.schemas === null) return undefined;
    const isForward = flow === 'request';
    const accepting = isForward ? unit.schemas.base : unit.schemas.head;
    const refusing = isForward ? unit.schemas.head : unit.schemas.base;
    const wrapped = wrap(value, label.step ?? '', () =>
      new Candidates(inner.model, outer.model, flow, () => false, effort).of(
        accepting.view(),
        undefined,
      ),
    );
    if (wrapped === undefined) return undefined;
    value = wrapped;
    const sides = [
      { ...inner, schema: accepting },
      { ...outer, schema: refusing },
    ] as const;
    if (!isConfirmed(...sides, value, confirmation)) return undefined;
  }
  return JSON.stringify(value).length > MAX_WITNESS ? undefined : value;
}

/** Puts a value at its place in a value around it. */
function wrap(
  value: JsonValue,
  step: string,
  samples: () => readonly JsonValue[],
): JsonValue | undefined {
  if (step === '') return value;
  if (step === '[]') return [value];
  if (!step.startsWith('.') || step.startsWith('./')) return undefined;
  const around = samples().find(isObject) ?? {};
  return { ...around, [step === '.*' ? 'additional' : step.slice(1)]: value };
}

function sideOf(model: ContractModel, schema: SchemaNode, { flow }: Claim, effort: Effort): Side {
  return {
    model,
    schema,
    acceptance: new Acceptance(model, flow, testFormat, effort),
    slicer: new Slicer(model.contract, flow, effort),
  };
}

function isConfirmed(
  inner: Side,
  outer: Side,
  value: JsonValue,
  confirmation: Confirmation,
): boolean {
  const accepting = inner.slicer.all(inner.schema.parts, value);
  const refusing = outer.slicer.all(outer.schema.parts, value);
  if (accepting === undefined || refusing === undefined) return false;
  return (
    confirmation.accepts(accepting, value) === true &&
    confirmation.accepts(refusing, value) === false
  );
}
