import type { Compatibility } from '../../drift.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { type Lifecycle, STABILITY_LEVELS, stabilityOf, sunsetDate } from '../model/lifecycle.ts';
import { type Node, nearest } from '../model/node.ts';
import type { LifecycleEvent } from '../rules/lifecycle.ts';
import type { PlannedRuleId, PlannedSubject } from '../rules/planned-removal.ts';
import { sameValue } from '../schema/sameness.ts';
import type { Finding, Unit } from './unit.ts';
import type { Where } from './where.ts';

/** How a removal stands to what was announced before. */
export type Removal = 'without-deprecation' | 'before-sunset' | 'with-deprecation';

/**
 * Whether a removal was announced: deprecated, and no sunset date (`x-sunset`) after the audit's date was promised.
 * Dates are `YYYY-MM-DD`, alone or at the start of a date-time (RFC 3339).
 */
export function removalOf(
  model: ContractModel,
  thing: { readonly deprecated: boolean; readonly sunset: Node | null },
  date: string,
): Removal {
  if (!thing.deprecated) return 'without-deprecation';
  if (thing.sunset === null) return 'with-deprecation';
  const sunset = sunsetDate(thing.sunset);
  if (sunset === undefined) {
    model.contract.reportInvalid(thing.sunset, 'a date such as 2030-12-31');
    return 'without-deprecation';
  }
  return sunset > date ? 'before-sunset' : 'with-deprecation';
}

/** What is reported instead of a removal of which something was announced. */
export interface PlannedRemoval {
  readonly rule: PlannedRuleId;
  readonly compatibility: Compatibility;
  /** ` before its sunset date`, to end the sentence with. */
  readonly when: string;
}

/**
 * How a removal is judged that was announced; null where nothing was. With its sunset date reached it is planned and
 * breaks nobody; without a date nobody could tell when, so that it may; before the date it is as bad as `otherwise`,
 * its judgement without an announcement.
 */
export function plannedRemoval(
  { base, date }: { readonly base: ContractModel; readonly date: string },
  lifecycle: Lifecycle,
  subject: PlannedSubject,
  otherwise: Compatibility,
): PlannedRemoval | null {
  const { deprecated, sunset } = lifecycle;
  const removal = removalOf(base, { deprecated: deprecated !== null, sunset }, date);
  if (removal === 'without-deprecation') return null;
  if (removal === 'before-sunset') {
    return {
      rule: `${subject}-removed-before-sunset`,
      compatibility: otherwise,
      when: PHRASES[removal],
    };
  }
  return {
    rule: `${subject}-removed-with-deprecation`,
    compatibility:
      sunset === null && otherwise !== 'non_breaking' ? 'potentially_breaking' : 'non_breaking',
    when: PHRASES[removal],
  };
}

/** The end of a sentence about a removal. */
export const PHRASES: Readonly<Record<Removal, string>> = {
  'without-deprecation': '',
  'before-sunset': ' before its sunset date',
  'with-deprecation': ' after it was deprecated',
};

/** A thing that is announced to end, or no longer is, on both sides. */
export interface LifecyclePair {
  readonly unit: Unit;
  readonly base: Lifecycle;
  readonly head: Lifecycle;
  /** The audit's date. */
  readonly date: string;
  readonly ruleOf: (event: LifecycleEvent) => Finding['rule'];
  readonly nameOf: (where: Where) => string;
  /** What tells the thing from others of the same declaration. */
  readonly detail?: string;
}

/** Compares what is announced about a thing: deprecation, the date of its end, its stability. */
export function compareLifecycle(pair: LifecyclePair): void {
  const { base, head } = pair;
  if (base.deprecated !== null || head.deprecated !== null) compareDeprecation(pair);
  if (base.stability !== null || head.stability !== null) compareStability(pair);
}

function compareDeprecation(pair: LifecyclePair): void {
  const { base, head } = pair;
  if (head.deprecated === null) {
    report(pair, 'reactivated', 'is no longer deprecated', 'deprecated');
    return;
  }
  const before = base.deprecated === null || base.sunset === null ? null : base.sunset;
  if (head.sunset === null) {
    if (before !== null) report(pair, 'sunset-deleted', 'no longer has a sunset date', 'x-sunset');
    else if (base.deprecated === null) reportWithoutSunset(pair);
    return;
  }
  if (before !== null && sameValue(before.value, head.sunset.value)) return;
  reportSunset(pair, before === null ? undefined : sunsetDate(before), sunsetDate(head.sunset));
}

/** A date of the end is owed where something is declared to be relied on. */
function reportWithoutSunset(pair: LifecyclePair): void {
  const { stability } = pair.head;
  if (stability !== null && ['beta', 'stable'].includes(String(stability.value))) {
    const text = `is declared ${String(stability.value)} and was deprecated without a sunset date`;
    report(pair, 'deprecated-sunset-missing', text, 'deprecated');
  } else report(pair, 'deprecated', 'was deprecated', 'deprecated');
}

function reportSunset(
  pair: LifecyclePair,
  before: string | undefined,
  after: string | undefined,
): void {
  if (after === undefined) {
    report(pair, 'sunset-parse', 'has a sunset date that cannot be read', 'x-sunset');
  } else if (before !== undefined) {
    if (after < before) {
      const text = `now ends on ${after} instead of ${before}`;
      report(pair, 'sunset-date-changed-too-small', text, 'x-sunset');
    } else if (after > before) {
      const text = `now ends on ${after} instead of ${before}`;
      report(pair, 'sunset-date-postponed', text, 'x-sunset');
    }
  } else if (after <= pair.date) {
    const text = `was deprecated with a sunset date that has passed, ${after}`;
    report(pair, 'sunset-date-too-small', text, 'x-sunset');
  } else {
    report(pair, 'deprecated-with-sunset', `was deprecated and ends on ${after}`, 'x-sunset');
  }
}

function compareStability(pair: LifecyclePair): void {
  const { base, head } = pair;
  if (sameValue(base.stability?.value ?? null, head.stability?.value ?? null)) return;
  const after = stabilityOf(head);
  if (after === undefined) {
    const text = 'has a stability level that is not known';
    report(pair, 'invalid-stability-level', text, 'x-stability-level');
    return;
  }
  const before = stabilityOf(base);
  if (before === undefined || before === after) return;
  const isLower = STABILITY_LEVELS.indexOf(after) < STABILITY_LEVELS.indexOf(before);
  const text = `is now ${after} instead of ${before}`;
  const event = isLower ? 'stability-decreased' : 'stability-increased';
  report(pair, event, text, 'x-stability-level');
}

/** Which part of an announcement is spoken of, by the keyword it is written with. */
const PARTS = {
  deprecated: 'deprecated',
  'x-sunset': 'sunset',
  'x-stability-level': 'stability',
} as const;

function report(
  { unit, base, head, ruleOf, nameOf, detail }: LifecyclePair,
  event: LifecycleEvent,
  text: string,
  keyword: keyof typeof PARTS,
): void {
  const before = base[PARTS[keyword]] ?? nearest(base.node, keyword);
  const after = head[PARTS[keyword]] ?? nearest(head.node, keyword);
  unit.report({
    rule: ruleOf(event),
    topic: event,
    ...(detail === undefined ? {} : { detail }),
    action: 'change',
    base: before,
    head: after,
    near: null,
    message: (where) => `${nameOf(where)} ${text}.`,
    ...(before === base.node ? {} : { before: before.value }),
    ...(after === head.node ? {} : { after: after.value }),
  });
}
