import type { Rule } from '../rule.ts';

type Entry = Omit<Rule, 'id' | 'area' | 'direction'>;

/** The rules of the area, by id. None breaks for certain: what the code does at run time is not known for certain. */
const ENTRIES = {
  'undocumented-operation': {
    compatibility: 'non_breaking',
    severity: 'medium',
    mismatch_type: 'endpoint_not_found',
    title: 'Operation that the code serves and no contract has',
    why: 'Callers cannot know of it, and nothing holds it to what they would rely on.',
    remedy:
      'Add it to the contract, or exclude its path with `spec.exclude` where it is not for callers.',
  },
  'unimplemented-operation': {
    compatibility: 'potentially_breaking',
    severity: 'medium',
    mismatch_type: 'endpoint_not_found',
    title: 'Operation that a contract has and the code does not serve',
    why: 'Callers who go by the contract get an answer that nothing is there.',
    remedy: 'Serve it, or take it out of the contract.',
  },
  'method-mismatch': {
    compatibility: 'potentially_breaking',
    severity: 'medium',
    mismatch_type: 'method_not_allowed',
    title: 'Path that the code serves by another method than the contract has',
    why: 'Callers who go by the contract are told that the method is not allowed.',
    remedy: 'Bring the method of the contract in line with the code, or the other way round.',
  },
  'path-parameter-mismatch': {
    compatibility: 'non_breaking',
    severity: 'low',
    mismatch_type: 'metadata_mismatch',
    title: 'Path parameter that has another name in the code than in the contract',
    why: 'Callers do not see the name, but generated servers and handlers go by it.',
    remedy: 'Give the parameter one name on both sides.',
  },
  'undocumented-parameter': {
    compatibility: 'non_breaking',
    severity: 'low',
    mismatch_type: 'query_param_mismatch',
    title: 'Parameter that the code reads and the contract does not have',
    why: 'Callers cannot know of it; where it is required, what they send is refused.',
    remedy: 'Add the parameter to the operation in the contract.',
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type SpecRuleId = keyof typeof ENTRIES;

export const specRules: readonly Rule[] = Object.entries(ENTRIES).map(([id, entry]) => ({
  ...entry,
  id,
  area: 'spec',
  direction: 'none',
}));

/** A rule of the area by its id. */
export function specRule(id: SpecRuleId): Entry {
  return ENTRIES[id];
}
