import type { Rule } from '../rule.ts';

type Entry = Omit<Rule, 'id' | 'area' | 'direction'>;

/** The rules of the area, by id. None breaks for certain: what an environment holds when it runs is not known. */
const ENTRIES = {
  'undocumented-variable': {
    compatibility: 'potentially_breaking',
    severity: 'high',
    mismatch_type: 'configuration_mismatch',
    title: 'Setting that the code reads and nothing documents or supplies',
    why: 'Whoever runs the code does not know that it has to be set.',
    remedy:
      'Add it to the example of the environment or to the documentation; with a default in the code it may be left out.',
    note: 'High where the code has no default for it; low, and not breaking, where it has one.',
  },
  'stale-variable': {
    compatibility: 'non_breaking',
    severity: 'low',
    mismatch_type: 'configuration_mismatch',
    title: 'Setting that is documented or supplied and never read',
    why: 'Whoever sets it believes that it does something.',
    remedy: 'Take it out, or list it under `config.exclude` where a program of others reads it.',
  },
  'default-mismatch': {
    compatibility: 'non_breaking',
    severity: 'medium',
    mismatch_type: 'configuration_mismatch',
    title: 'Setting whose documented default is not that of the code',
    why: 'Whoever leaves it out gets something else than what is said.',
    remedy: 'Bring the documented default in line with that of the code.',
    note: 'Low for the value in a file to copy, which may be meant as an example.',
  },
  'environment-mismatch': {
    compatibility: 'potentially_breaking',
    severity: 'medium',
    mismatch_type: 'configuration_mismatch',
    title: 'Setting that is there for one environment and missing for another',
    why: 'What works in one environment fails in the other.',
    remedy: 'Set it for the other environment too, or for all of them in one place.',
    note: 'Low, and not breaking, where the code has a default for it.',
  },
  'secret-in-example': {
    compatibility: 'potentially_breaking',
    severity: 'critical',
    mismatch_type: 'configuration_mismatch',
    title: 'Value in an example or a document that looks like a real secret',
    why: 'Whoever can read the repository can use it.',
    remedy: 'Revoke the secret, and put a placeholder in its place.',
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type ConfigRuleId = keyof typeof ENTRIES;

export const configRules: readonly Rule[] = Object.entries(ENTRIES).map(([id, entry]) => ({
  ...entry,
  id,
  area: 'config',
  direction: 'none',
}));

/** A rule of the area by its id. */
export function configRule(id: ConfigRuleId): Entry {
  return ENTRIES[id];
}
