import type { AuditReport } from '../audit/report.ts';
import type { LimitUse, Verdict } from '../budget/verdict.ts';
import { type DriftCounts, type StateAreaReport, WORST_FIRST } from '../drift/area-report.ts';
import { type Compatibility, type Drift, subjectName } from '../drift/drift.ts';
import { compareProblems, type Problem } from '../problem.ts';
import { LIMIT_COMPATIBILITY } from './wording.ts';

/** One change together with what the budgets made of it: what every form of the report shows. */
export interface JudgedChange {
  readonly drift: Drift;
  /** How it counted: its own compatibility, or breaking where a setting says so. */
  readonly counted: Compatibility;
  /** Why it counted as breaking although its rule does not say so; null otherwise. */
  readonly promoted: string | null;
  /** Whether it counts towards a limit that is exceeded. */
  readonly exceeds: boolean;
  /** The limit it counts towards: an exceeded one if there is one; null where none is set. */
  readonly limit: LimitUse | null;
  /** Whether a budget judged it at all. */
  readonly judged: boolean;
}

/** Every change of a report with its judgement, worst first. */
export function judgedChanges(report: AuditReport): readonly JudgedChange[] {
  const verdicts = new Map<string, Verdict[]>();
  for (const verdict of report.verdicts) {
    for (const fingerprint of verdict.drifts) {
      const known = verdicts.get(fingerprint);
      if (known === undefined) verdicts.set(fingerprint, [verdict]);
      else known.push(verdict);
    }
  }
  const promotions = promotionsOf(report.verdicts);
  const changes = Object.values(report.areas)
    .flatMap(({ changes }) => changes)
    .map((drift) =>
      judgeChange(
        drift,
        verdicts.get(drift.fingerprint) ?? [],
        promotions.get(drift.fingerprint) ?? null,
      ),
    );
  return worstFirst(changes);
}

/** Changes that no budget has judged, as `diff` finds them. */
export function unjudgedChanges(drifts: readonly Drift[]): readonly JudgedChange[] {
  return worstFirst(
    drifts.map((drift) => ({
      drift,
      counted: drift.compatibility,
      promoted: null,
      exceeds: false,
      limit: null,
      judged: false,
    })),
  );
}

/** How many changes there are, as they were counted. */
export function countJudged(changes: readonly JudgedChange[]): DriftCounts {
  const counts = { non_breaking: 0, potentially_breaking: 0, definitely_breaking: 0 };
  for (const { counted } of changes) counts[counted] += 1;
  return counts;
}

/** Everything a report could not check, of the areas and of the whole, in order. */
export function allProblems(report: AuditReport): readonly Problem[] {
  return [
    ...report.problems,
    ...Object.values(report.areas).flatMap(({ problems }) => problems),
  ].sort(compareProblems);
}

/** Every contract file that was compared, sorted. */
export function checkedFiles({ areas }: AuditReport): readonly string[] {
  return [...new Set(areas.contract.checked)].sort();
}

/** How far code agrees with what is promised of it, a sentence for each area that was looked at. */
export function alignmentInWords({ areas }: AuditReport): readonly string[] {
  return [
    ...agreement('Code and contracts', areas.spec, 'operations'),
    ...agreement('Code and documentation', areas.config, 'settings'),
  ];
}

function agreement(
  sides: string,
  area: StateAreaReport | undefined,
  things: string,
): readonly string[] {
  return area === undefined || area.alignment.total === 0
    ? []
    : [`${sides} agree on ${share(area.alignment, things)}${standing(area)}.`, ...area.notes];
}

/** `41 of 44 operations (93 %)`, rounded down so that only all is 100 %. */
function share({ aligned, total }: StateAreaReport['alignment'], things: string): string {
  return `${aligned} of ${total} ${things} (${Math.floor((100 * aligned) / total)} %)`;
}

function standing({ standing: all }: StateAreaReport): string {
  return all.length === 0
    ? ''
    : `; ${all.length} ${all.length === 1 ? 'drift stands' : 'drifts stand'}`;
}

/** The verdicts that say a budget is exceeded, in the report's order. */
export function exceededVerdicts(report: AuditReport): readonly Verdict[] {
  return report.verdicts.filter(({ status }) => status === 'exceeded');
}

/** Changes by the subject they stand at, in order of first appearance: the worst subject first. */
export function bySubject(
  changes: readonly JudgedChange[],
): ReadonlyMap<string, readonly JudgedChange[]> {
  return groupBy(changes, ({ drift }) => subjectName(drift.subject));
}

/** Groups in order of first appearance. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function promotionsOf(verdicts: readonly Verdict[]): ReadonlyMap<string, string> {
  const promotions = new Map<string, string>();
  for (const { promoted } of verdicts) {
    for (const { fingerprint, reason } of promoted) {
      if (!promotions.has(fingerprint)) promotions.set(fingerprint, reason);
    }
  }
  return promotions;
}

function judgeChange(
  drift: Drift,
  verdicts: readonly Verdict[],
  promoted: string | null,
): JudgedChange {
  const counted = promoted === null ? drift.compatibility : 'definitely_breaking';
  const limits = verdicts
    .flatMap(({ limits }) => limits)
    .filter(({ key }) => LIMIT_COMPATIBILITY[key] === counted);
  const limit = limits.find(({ exceeded }) => exceeded) ?? limits[0] ?? null;
  return {
    drift,
    counted,
    promoted,
    exceeds: limit?.exceeded ?? false,
    limit,
    judged: verdicts.some(({ status }) => status !== 'not_judged'),
  };
}

function worstFirst(changes: readonly JudgedChange[]): readonly JudgedChange[] {
  return WORST_FIRST.flatMap((compatibility) =>
    changes.filter(({ counted }) => counted === compatibility),
  );
}
