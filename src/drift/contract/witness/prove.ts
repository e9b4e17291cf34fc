import { isObject, type JsonValue } from '../../../document/document.ts';
import type { Witness } from '../../drift.ts';
import type { ContractFindings } from '../compare/contract.ts';
import { compatibilityOf } from '../compare/judge.ts';
import type { Claim, Unit } from '../compare/unit.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { Acceptance } from '../schema/accepts.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { Candidates } from './candidates.ts';
import { Confirmation, testFormat } from './confirm.ts';
import { type Lift, liftsOf } from './lift.ts';
import { Slicer } from './slice.ts';

/** Values tried with ajv for one claim, and claims that are tried at all. */
const MAX_TRIES = 4;
const MAX_CLAIMS = 5_000;
/** Longer values are of no help to a reader. */
const MAX_WITNESS = 4_000;

/** One end of the data flow of a claim. */
interface Side {
  readonly model: ContractModel;
  readonly schema: SchemaNode;
  readonly acceptance: Acceptance;
  readonly slicer: Slicer;
}

/**
 * Looks for a value that shows each claimed break, has `ajv` confirm it, and takes back to "potentially"
 * what no value shows. What was open and is shown by a value becomes definite.
 */
export function proveClaims(
  { units }: ContractFindings,
  base: ContractModel,
  head: ContractModel,
): void {
  const confirmation = new Confirmation();
  let count = 0;
  for (const unit of units) {
    const { claim } = unit;
    if (claim === null) continue;
    count += 1;
    const witness = count > MAX_CLAIMS ? null : witnessOf(unit, claim, base, head, confirmation);
    settle(claim, witness);
  }
}

function settle({ findings, flow }: Claim, witness: Witness | null): void {
  for (const finding of findings) {
    const isDefinite = compatibilityOf(finding, flow) === 'definitely_breaking';
    if (witness !== null) {
      finding.witness = witness;
      finding.compatibility = 'definitely_breaking';
    } else if (isDefinite) {
      finding.compatibility = 'potentially_breaking';
      finding.doubt = NO_VALUE[flow];
    } else {
      finding.doubt = NO_VALUE[flow];
    }
  }
}

const NO_VALUE = {
  request:
    'No value was found that was accepted and is now refused, and it could not be proven that there is none.',
  response:
    'No value was found that can come now and could not before, and it could not be proven that there is none.',
} as const;

function witnessOf(
  unit: Unit,
  claim: Claim,
  base: ContractModel,
  head: ContractModel,
  confirmation: Confirmation,
): Witness | null {
  const sides = {
    base: sideOf(base, claim.base, claim),
    head: sideOf(head, claim.head, claim),
  };
  const accepts = claim.flow === 'request' ? 'base' : 'head';
  const [inner, outer] = accepts === 'base' ? [sides.base, sides.head] : [sides.head, sides.base];
  const candidates = new Candidates(inner.model, outer.model, claim.flow);
  const lifts = liftsOf(unit);
  let tries = 0;
  for (const value of candidates.of(inner.schema.view(), outer.schema.view())) {
    if (outer.acceptance.byView(outer.schema.view(), value) === true) continue;
    if (inner.acceptance.byView(inner.schema.view(), value) === false) continue;
    const text = JSON.stringify(value);
    if (text.length > MAX_WITNESS) continue;
    tries += 1;
    if (tries > MAX_TRIES) break;
    if (!isConfirmed(inner, outer, value, confirmation)) continue;
    const outermost =
      lifts.length === 0 ? value : lift(value, lifts, claim, [inner, outer], confirmation);
    if (outermost !== undefined) return { value: JSON.stringify(outermost), accepted_by: accepts };
  }
  return null;
}

/** The value around one that shows the break for all alternatives; undefined where another alternative accepts it. */
function lift(
  start: JsonValue,
  lifts: readonly Lift[],
  { flow }: Claim,
  [inner, outer]: readonly [Side, Side],
  confirmation: Confirmation,
): JsonValue | undefined {
  let value = start;
  for (const { unit, label } of lifts) {
    if (unit.schemas === null) return undefined;
    const isForward = flow === 'request';
    const accepting = isForward ? unit.schemas.base : unit.schemas.head;
    const refusing = isForward ? unit.schemas.head : unit.schemas.base;
    const wrapped = wrap(value, label.step ?? '', () =>
      new Candidates(inner.model, outer.model, flow).of(accepting.view(), undefined),
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

function sideOf(model: ContractModel, schema: SchemaNode, { flow }: Claim): Side {
  return {
    model,
    schema,
    acceptance: new Acceptance(model, flow, testFormat),
    slicer: new Slicer(model.contract, flow),
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
