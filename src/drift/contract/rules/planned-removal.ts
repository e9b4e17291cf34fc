import type { Compatibility, Direction, MismatchType } from '../../drift.ts';
import type { Rule } from '../../rule.ts';
import { rulesOf } from './define.ts';
import { capital } from './judgement.ts';

/** Parts of an operation that can be announced to end; operations and parameters have rules that are older. */
export const PLANNED_SUBJECTS = {
  'request-property': {
    direction: 'request',
    mismatch_type: 'unexpected_field',
    compatibility: 'potentially_breaking',
    name: 'a request property',
  },
  'request-enum-value': {
    direction: 'request',
    mismatch_type: 'constraint_violation',
    compatibility: 'definitely_breaking',
    name: 'a listed value of a request',
  },
  'response-enum-value': {
    direction: 'response',
    mismatch_type: 'constraint_violation',
    compatibility: 'non_breaking',
    name: 'a listed value of a response',
  },
  'response-property': {
    direction: 'response',
    mismatch_type: 'missing_required_field',
    compatibility: 'potentially_breaking',
    name: 'a response property',
  },
  'response-header': {
    direction: 'response',
    mismatch_type: 'header_mismatch',
    compatibility: 'definitely_breaking',
    name: 'a response header',
  },
  'request-body-media-type': {
    direction: 'request',
    mismatch_type: 'media_type_mismatch',
    compatibility: 'definitely_breaking',
    name: 'a media type of the request body',
  },
  'response-media-type': {
    direction: 'response',
    mismatch_type: 'media_type_mismatch',
    compatibility: 'definitely_breaking',
    name: 'a media type of a response',
  },
} as const satisfies Readonly<
  Record<
    string,
    {
      direction: Direction;
      mismatch_type: MismatchType;
      /** Of the usual removal without an announcement. */
      compatibility: Compatibility;
      name: string;
    }
  >
>;

export type PlannedSubject = keyof typeof PLANNED_SUBJECTS;

interface Kind {
  readonly title: (subject: string) => string;
  /** Where it is not that of the removal without an announcement. */
  readonly compatibility?: Compatibility;
  readonly severity?: 'low';
  readonly why: string;
  readonly remedy: string;
  readonly note: string;
}

/** How a removal stands to what was announced, where something was. */
const KINDS = {
  'with-deprecation': {
    title: (subject) => `${capital(subject)} that was deprecated was removed`,
    compatibility: 'non_breaking',
    severity: 'low',
    why: 'It was announced as deprecated, and its sunset date has come.',
    remedy: 'Make sure that nobody uses it any more.',
    note: 'Where no sunset date was given, nobody could tell when it would go: then it is potentially breaking, if it breaks at all without an announcement.',
  },
  'before-sunset': {
    title: (subject) => `${capital(subject)} was removed before its sunset date`,
    why: 'It was promised to stay until the date.',
    remedy: 'Restore it and remove it after the sunset date.',
    note: 'As bad as the same removal without an announcement.',
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type PlannedRuleId = `${PlannedSubject}-removed-${keyof typeof KINDS}`;

/** Of what nobody misses: a value that no longer comes is one that consumers could read and need not any more. */
const HARMLESS = {
  severity: 'low',
  why: 'Consumers can read every value that still comes.',
  remedy: 'Nothing to do.',
} as const;

/** Removals of what was announced to end, for every subject. */
export const plannedRemovalRules: readonly Rule[] = subjects().flatMap((subject) => {
  const { name, ...shared } = PLANNED_SUBJECTS[subject];
  const breaksNobody = shared.compatibility === 'non_breaking' ? HARMLESS : {};
  return Object.entries<Kind>(KINDS).flatMap(([kind, { title, ...entry }]) =>
    rulesOf({
      [`${subject}-removed-${kind}`]: { ...shared, ...entry, ...breaksNobody, title: title(name) },
    }),
  );
});

function subjects(): PlannedSubject[] {
  return Object.keys(PLANNED_SUBJECTS).filter((key): key is PlannedSubject =>
    Object.hasOwn(PLANNED_SUBJECTS, key),
  );
}
