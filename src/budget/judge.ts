import {
  type Compatibility,
  compareDrifts,
  type Drift,
  type OperationSubject,
  type Severity,
  type Subject,
  subjectName,
} from '../drift/drift.ts';
import { REMARKS } from '../drift/remarks.ts';
import { compareText } from '../location.ts';
import type { Settings } from '../settings/settings.ts';
import { type Classification, classify } from './classify.ts';
import { budgetResolver, type EffectiveBudget, switchedOffBy } from './resolve.ts';
import type { KeySource, LimitUse, Verdict } from './verdict.ts';

/** The limits in the order they are shown, and what each counts. */
const LIMITS = [
  ['max_breaking_changes', 'definitely_breaking'],
  ['max_potentially_breaking_changes', 'potentially_breaking'],
  ['max_non_breaking_changes', 'non_breaking'],
] as const satisfies readonly (readonly [LimitUse['key'], Compatibility])[];

/**
 * Judges drifts against the budgets: one verdict for each subject that has any.
 * A drift counts once for every operation it reaches, or for its subject where it reaches none.
 * Remarks on other drifts are not counted. A limit is exceeded when more is used than it allows. Exceeded verdicts come first, then by subject.
 */
export function judge(drifts: readonly Drift[], settings: Settings): readonly Verdict[] {
  const resolve = budgetResolver(settings);
  const classifier = classifierOf(settings);
  return groupBySubject(drifts.filter(({ rule }) => !REMARKS.has(rule)))
    .map((group) => judgeSubject(group, resolve(group.subject), settings, classifier))
    .sort(compareVerdicts);
}

interface SubjectGroup {
  readonly subject: Subject;
  /** In the order of their fingerprints. */
  readonly drifts: readonly Drift[];
}

/** Operations are the same when service, method and path are; their tags are those of all mentions. */
function groupBySubject(drifts: readonly Drift[]): readonly SubjectGroup[] {
  interface Group {
    readonly first: Subject;
    readonly tags: Set<string>;
    readonly drifts: Drift[];
  }
  const groups = new Map<string, Group>();
  // Detection shares one subject object between drifts: most look-ups need no key.
  const known = new Map<Subject, Group>();
  const groupOf = (subject: Subject): Group => {
    const seen = known.get(subject);
    if (seen !== undefined) return seen;
    const key = subjectKey(subject);
    const group = groups.get(key) ?? { first: subject, tags: new Set<string>(), drifts: [] };
    if (subject.kind === 'operation') for (const tag of subject.tags) group.tags.add(tag);
    groups.set(key, group);
    known.set(subject, group);
    return group;
  };
  const ordered = [...drifts].sort(
    (a, b) => compareText(a.fingerprint, b.fingerprint) || compareDrifts(a, b),
  );
  for (const drift of ordered) {
    const subjects: readonly Subject[] =
      drift.operations.length > 0 ? drift.operations : [drift.subject];
    for (const subject of subjects) {
      const group = groupOf(subject);
      if (group.drifts.at(-1) !== drift) group.drifts.push(drift);
    }
  }
  return [...groups.values()].map(({ first, tags, drifts: found }) => ({
    subject: first.kind === 'operation' ? withTags(first, tags) : first,
    drifts: found,
  }));
}

function withTags(subject: OperationSubject, tags: ReadonlySet<string>): OperationSubject {
  return tags.size === new Set(subject.tags).size
    ? subject
    : { ...subject, tags: [...tags].sort(compareText) };
}

function subjectKey(subject: Subject): string {
  return JSON.stringify([subject.kind, subject.service, subjectName(subject)]);
}

type Classifier = (drift: Drift, threshold: Severity | undefined) => Classification;

/** Classifies each drift once for each threshold, however many operations it reaches. */
function classifierOf(settings: Settings): Classifier {
  const byThreshold = new Map<Severity | undefined, Map<Drift, Classification>>();
  return (drift, threshold) => {
    const known = byThreshold.get(threshold) ?? new Map<Drift, Classification>();
    byThreshold.set(threshold, known);
    const seen = known.get(drift);
    if (seen !== undefined) return seen;
    const classification = classify(drift, threshold, settings.breaking_change_rules);
    known.set(drift, classification);
    return classification;
  };
}

function judgeSubject(
  { subject, drifts }: SubjectGroup,
  budget: EffectiveBudget,
  settings: Settings,
  classifyDrift: Classifier,
): Verdict {
  const counts = { non_breaking: 0, potentially_breaking: 0, definitely_breaking: 0 };
  const promoted: { fingerprint: string; reason: string }[] = [];
  for (const drift of drifts) {
    const { counted_as, reason } = classifyDrift(drift, budget.values.severity_threshold);
    counts[counted_as] += 1;
    if (reason !== null) promoted.push({ fingerprint: drift.fingerprint, reason });
  }
  const limits = limitsOf(budget, counts);
  const off = switchedOffBy(budget, settings);
  const exceeded = limits.find((limit) => limit.exceeded);
  return {
    subject,
    status: off !== null ? 'not_judged' : exceeded ? 'exceeded' : 'within',
    counts,
    limits,
    judged_by: off ?? exceeded?.source ?? mostSpecific(budget),
    drifts: drifts.map((drift) => drift.fingerprint),
    promoted,
  };
}

function limitsOf(
  budget: EffectiveBudget,
  counts: Readonly<Record<Compatibility, number>>,
): readonly LimitUse[] {
  return LIMITS.flatMap(([key, compatibility]) => {
    const limit = budget.values[key];
    const source = budget.keys.find((resolved) => resolved.key === key)?.source;
    if (limit === undefined || source === undefined) return [];
    const used = counts[compatibility];
    return [{ key, limit, used, left: Math.max(0, limit - used), exceeded: used > limit, source }];
  });
}

/** The source of the key that comes from the strongest level, of those that take part in judging. */
function mostSpecific(budget: EffectiveBudget): KeySource {
  for (const { level } of budget.levels) {
    for (const { key, source } of budget.keys) {
      if (key === 'max_field_churn_percent' || key === 'time_window_days') continue;
      if (source.level === level) return source;
    }
  }
  return { level: 'default', name: '', origin: { kind: 'built_in' }, location: null };
}

function compareVerdicts(a: Verdict, b: Verdict): number {
  const rank = (verdict: Verdict): number => (verdict.status === 'exceeded' ? 0 : 1);
  return (
    rank(a) - rank(b) ||
    compareText(subjectName(a.subject), subjectName(b.subject)) ||
    compareText(a.subject.service ?? '', b.subject.service ?? '') ||
    compareText(a.subject.kind, b.subject.kind)
  );
}
