/** Samples of cycles as series over time: one for each workspace and area, a point for each day or week. Pure. */
import type { Area } from '../drift/drift.ts';
import { compareText } from '../location.ts';
import type { Sample } from '../store/samples.ts';

export type Interval = 'day' | 'week';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The beginning of the day or week (from Monday) of a moment, in UTC. */
export function periodOf(at: Date, interval: Interval): Date {
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(interval === 'day' ? day : day - sinceMonday * DAY_MS);
}

/** Samples of one repository, branch and period in the order in which they were taken; at least one. */
type Cycles = readonly [Sample, ...Sample[]];

/**
 * What is counted in cycles (drifts, changed fields) is summed; what stands at a time (incidents, alignment, budgets)
 * is that of the period's last cycle of each repository's branch. Periods without a cycle have no point. `samples` are
 * oldest first.
 */
export function seriesOf(samples: readonly Sample[], interval: Interval) {
  return [...grouped(samples, ({ workspace, area }) => `${area} ${workspace}`).values()]
    .map((own) => ({
      workspace_id: own[0].workspace,
      area: own[0].area,
      points: pointsOf(own, interval),
    }))
    .sort(bySubject);
}

function pointsOf(samples: Cycles, interval: Interval) {
  /** Fields after the newest cycle so far, by branch. */
  const fields = new Map<string, number>();
  const periods = grouped(samples, ({ takenAt }) => periodOf(takenAt, interval).toISOString());
  return [...periods].map(([period, cycles]) => {
    const churn = churnOf(cycles, fields);
    for (const sample of cycles) {
      if (sample.fieldsTotal !== null) fields.set(branchOf(sample), sample.fieldsTotal);
    }
    return pointOf(period.slice(0, 10), cycles, churn);
  });
}

/** Changed fields of the fields there were: after the cycle before, or after the first one where there is none. */
function churnOf(cycles: Cycles, fields: ReadonlyMap<string, number>): number | null {
  const known = cycles.filter(({ fieldsChanged }) => fieldsChanged !== null);
  const changed = known.reduce((sum, sample) => sum + (sample.fieldsChanged ?? 0), 0);
  const first = [...grouped(known, branchOf).values()].map(([one]) => one);
  const whole = first.reduce(
    (sum, one) => sum + (fields.get(branchOf(one)) ?? one.fieldsTotal ?? 0),
    0,
  );
  return whole === 0 ? null : rounded(changed / whole);
}

function branchOf({ repositoryId, branch }: Sample): string {
  return `${repositoryId} ${branch}`;
}

/** In percent with two decimals. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 100;
}

function bySubject(
  a: { readonly workspace_id: string; readonly area: Area },
  b: { readonly workspace_id: string; readonly area: Area },
): number {
  return compareText(a.workspace_id, b.workspace_id) || compareText(a.area, b.area);
}

function pointOf(date: string, cycles: Cycles, churn: number | null) {
  const branches = grouped(cycles, branchOf);
  const last = [...branches.values()].map((own) => own.at(-1) ?? own[0]);
  const total = (of: readonly Sample[], read: (sample: Sample) => number | null) =>
    of.reduce((sum, sample) => sum + (read(sample) ?? 0), 0);
  return {
    date,
    cycles: cycles.length,
    drifts: {
      non_breaking: total(cycles, ({ nonBreaking }) => nonBreaking),
      potentially_breaking: total(cycles, ({ potentiallyBreaking }) => potentiallyBreaking),
      definitely_breaking: total(cycles, ({ definitelyBreaking }) => definitelyBreaking),
    },
    open_incidents: total(last, ({ standing }) => standing),
    problems: total(last, ({ problems }) => problems),
    alignment_percent: percent(
      last,
      ({ aligned }) => aligned,
      (sample) => sample.total,
    ),
    churn_percent: churn,
    budgets: last.flatMap(({ budgets }) =>
      budgets.map(({ level, name, key, limit, used }) => ({
        level,
        name,
        key,
        limit,
        used,
        left: Math.max(0, limit - used),
      })),
    ),
  };
}

/** Part of whole over all that have both, in percent with two decimals; null where none has. */
function percent(
  samples: readonly Sample[],
  part: (sample: Sample) => number | null,
  whole: (sample: Sample) => number | null,
): number | null {
  let parts = 0;
  let wholes = 0;
  for (const sample of samples) {
    const a = part(sample);
    const b = whole(sample);
    if (a === null || b === null) continue;
    parts += a;
    wholes += b;
  }
  return wholes === 0 ? null : rounded(parts / wholes);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
