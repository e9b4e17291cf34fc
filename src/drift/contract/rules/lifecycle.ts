import type { Compatibility, Direction, Severity } from '../../drift.ts';
import type { Rule } from '../../rule.ts';
import { rulesOf } from './define.ts';

/** What announcements are made about; the first words of the rule's id, and what it is called in titles. */
export const LIFECYCLE_SUBJECTS = {
  api: { direction: 'none', name: 'an operation' },
  'request-parameter': { direction: 'request', name: 'a parameter' },
  'request-property': { direction: 'request', name: 'a request property' },
  'request-body-media-type': { direction: 'request', name: 'a media type of the request body' },
  'request-enum-value': { direction: 'request', name: 'a listed value of a request' },
  'response-property': { direction: 'response', name: 'a response property' },
  'response-enum-value': { direction: 'response', name: 'a listed value of a response' },
  'response-header': { direction: 'response', name: 'a response header' },
  'response-media-type': { direction: 'response', name: 'a media type of a response' },
} as const satisfies Readonly<Record<string, { direction: Direction; name: string }>>;

export type LifecycleSubject = keyof typeof LIFECYCLE_SUBJECTS;

interface Event {
  /** Completed by the name of the subject. */
  readonly title: (subject: string) => string;
  readonly compatibility: Compatibility;
  readonly severity?: Severity;
  readonly why: string;
  readonly remedy: string;
}

/**
 * What can be announced. An announcement changes no request and no answer,
 * so that none of these is definitely breaking; a promise about time that is taken back is potentially so.
 */
const EVENTS = {
  deprecated: {
    title: (subject) => `${capital(subject)} was deprecated`,
    compatibility: 'non_breaking',
    why: 'It still works; whoever uses it is told to move on.',
    remedy: 'Say in its description what to use instead, and give an x-sunset date.',
  },
  'deprecated-with-sunset': {
    title: (subject) => `A sunset date was announced for ${subject}`,
    compatibility: 'non_breaking',
    why: 'It works until the date; whoever uses it is told to move on.',
    remedy: 'Say in its description what to use instead.',
  },
  'deprecated-sunset-missing': {
    title: (subject) =>
      `${capital(subject)} that is declared stable was deprecated without a sunset date`,
    compatibility: 'non_breaking',
    severity: 'low',
    why: 'It was promised to be stable, and nobody can tell how long it stays.',
    remedy: 'Add an x-sunset date.',
  },
  'sunset-parse': {
    title: (subject) => `The sunset date of ${subject} cannot be read`,
    compatibility: 'potentially_breaking',
    why: 'Nobody can tell how long it stays.',
    remedy: 'Write the date as YYYY-MM-DD, such as 2030-12-31.',
  },
  'sunset-date-too-small': {
    title: (subject) => `The sunset date announced for ${subject} has already passed`,
    compatibility: 'potentially_breaking',
    why: 'Whoever uses it has no time left to move on.',
    remedy: 'Announce a date that leaves time to move on.',
  },
  'sunset-date-changed-too-small': {
    title: (subject) => `The sunset date of ${subject} was moved to an earlier day`,
    compatibility: 'potentially_breaking',
    why: 'Whoever planned by the old date has less time than was promised.',
    remedy: 'Keep the date that was promised, or a later one.',
  },
  'sunset-date-postponed': {
    title: (subject) => `The sunset date of ${subject} was moved to a later day`,
    compatibility: 'non_breaking',
    why: 'It stays longer than was promised.',
    remedy: 'Nothing to do.',
  },
  'sunset-deleted': {
    title: (subject) => `The sunset date of ${subject} was taken back`,
    compatibility: 'potentially_breaking',
    why: 'It is still deprecated, and may now be removed on any day.',
    remedy: 'Keep the date, or take back the deprecation as well.',
  },
  reactivated: {
    title: (subject) => `${capital(subject)} is no longer deprecated`,
    compatibility: 'non_breaking',
    why: 'It works as before and stays.',
    remedy: 'Nothing to do.',
  },
  'stability-decreased': {
    title: (subject) => `The stability level of ${subject} was lowered`,
    compatibility: 'potentially_breaking',
    why: 'Whoever relies on it was promised more than holds from now on.',
    remedy: 'Keep the level, and deprecate what cannot be kept stable.',
  },
  'stability-increased': {
    title: (subject) => `The stability level of ${subject} was raised`,
    compatibility: 'non_breaking',
    why: 'More is promised than before.',
    remedy: 'Nothing to do.',
  },
  'invalid-stability-level': {
    title: (subject) => `The stability level of ${subject} is none that is known`,
    compatibility: 'potentially_breaking',
    why: 'Nobody can tell what is promised.',
    remedy: 'Write draft, alpha, beta or stable.',
  },
} as const satisfies Readonly<Record<string, Event>>;

export type LifecycleEvent = keyof typeof EVENTS;

/** Ids of operations' rules that are not made of subject and event: shorter, and older than the table. */
const OPERATION_IDS = [
  ['deprecated', 'endpoint-deprecated'],
  ['deprecated-with-sunset', 'endpoint-deprecated-with-sunset'],
  ['reactivated', 'endpoint-reactivated'],
  ['sunset-deleted', 'sunset-deleted'],
  ['sunset-parse', 'api-deprecated-sunset-parse'],
] as const satisfies readonly (readonly [LifecycleEvent, string])[];

type OperationRuleId = (typeof OPERATION_IDS)[number][1];
export type LifecycleRuleId = OperationRuleId | `${LifecycleSubject}-${LifecycleEvent}`;

const OLDER_IDS: ReadonlyMap<LifecycleEvent, OperationRuleId> = new Map(OPERATION_IDS);

/** The rule of an announcement about a kind of thing. */
export function lifecycleRuleId(subject: LifecycleSubject, event: LifecycleEvent): LifecycleRuleId {
  const older = subject === 'api' ? OLDER_IDS.get(event) : undefined;
  return older ?? `${subject}-${event}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Every event for every subject. */
export const lifecycleRules: readonly Rule[] = subjects().flatMap((subject) => {
  const { direction, name } = LIFECYCLE_SUBJECTS[subject];
  return events().flatMap((event) => {
    const { title, ...entry }: Event = EVENTS[event];
    const id = lifecycleRuleId(subject, event);
    return rulesOf({
      [id]: { ...entry, direction, mismatch_type: 'metadata_mismatch', title: title(name) },
    });
  });
});

function subjects(): LifecycleSubject[] {
  return Object.keys(LIFECYCLE_SUBJECTS).filter((key): key is LifecycleSubject =>
    Object.hasOwn(LIFECYCLE_SUBJECTS, key),
  );
}

function events(): LifecycleEvent[] {
  return Object.keys(EVENTS).filter((key): key is LifecycleEvent => Object.hasOwn(EVENTS, key));
}
