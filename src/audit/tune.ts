import { USUAL_SEVERITY } from '../drift/contract/rules/define.ts';
import { compareDrifts, type Drift } from '../drift/drift.ts';
import { pathMatcher, ruleMatcher } from '../settings/rule-match.ts';
import type { RuleSetting } from '../settings/settings.ts';

/** Drifts as the settings want them, in report order, and how many the settings leave out. */
export interface TunedDrifts {
  readonly drifts: readonly Drift[];
  readonly left_out: number;
}

/**
 * Applies a repository's own view of the rules: other compatibilities and severities, rules that are off, rules
 * kept to paths and tags. A drift that reaches operations in and out of the paths keeps those inside.
 */
export function tuneDrifts(
  drifts: readonly Drift[],
  settings: readonly RuleSetting[],
): TunedDrifts {
  if (settings.length === 0) return { drifts, left_out: 0 };
  const ofRule = new Map<string, (drift: Drift) => Drift | null>();
  const tuned: Drift[] = [];
  for (const drift of drifts) {
    const tune = ofRule.get(drift.rule) ?? tuningOf(settingOf(drift.rule, settings));
    ofRule.set(drift.rule, tune);
    const kept = tune(drift);
    if (kept !== null) tuned.push(kept);
  }
  return { drifts: tuned.sort(compareDrifts), left_out: drifts.length - tuned.length };
}

type Setting = Omit<RuleSetting, 'rules'>;

/**
 * What the settings say of one rule, key by key: a file before weaker files, the id itself before patterns, a
 * longer pattern before a shorter one.
 */
export function settingOf(id: string, settings: readonly RuleSetting[]): Setting {
  const matching = settings
    .filter(({ rules }) => ruleMatcher(rules)(id))
    .map((setting, index) => ({ setting, index }));
  // The weakest first, so that the strongest has the last word; `sort` keeps the order of files.
  const weakestFirst = matching
    .sort((a, b) => specificity(a.setting) - specificity(b.setting) || b.index - a.index)
    .map(({ setting: { rules: _rules, ...setting } }) => setting);
  return Object.assign({}, ...weakestFirst);
}

function specificity({ rules }: RuleSetting): number {
  return rules.includes('*') ? rules.replaceAll('*', '').length : Number.MAX_SAFE_INTEGER;
}

function tuningOf(setting: Setting): (drift: Drift) => Drift | null {
  if (setting.enabled === false) return () => null;
  const restricted = restriction(setting);
  return (drift) => {
    const kept = restricted(drift);
    return kept === null ? null : reclassified(kept, setting);
  };
}

function reclassified(drift: Drift, { compatibility, severity }: Setting): Drift {
  if (compatibility === undefined) return severity === undefined ? drift : { ...drift, severity };
  const isSame = compatibility === drift.compatibility;
  const usual = isSame ? drift.severity : USUAL_SEVERITY[compatibility];
  return { ...drift, compatibility, severity: severity ?? usual };
}

/** Keeps of a drift the operations that paths and tags both allow; null where none is left. */
function restriction({ paths, tags }: Setting): (drift: Drift) => Drift | null {
  if (paths === undefined && tags === undefined) return (drift) => drift;
  const isAtPath = paths === undefined ? () => true : pathMatcher(paths);
  const wanted = tags === undefined ? null : new Set(tags);
  return (drift) => {
    const operations = drift.operations.filter(
      (operation) =>
        isAtPath(operation.path) &&
        (wanted === null || operation.tags.some((tag) => wanted.has(tag))),
    );
    const [subject] = operations;
    if (subject === undefined) return null;
    if (operations.length === drift.operations.length) return drift;
    if (drift.area === 'config') return null;
    return drift.subject.kind === 'operation' || drift.area === 'spec'
      ? { ...drift, subject, operations }
      : { ...drift, operations };
  };
}
