import {
  ACCEPTED,
  capital,
  changed,
  EXPECTED,
  type Fact,
  type Judgement,
  narrowed,
  undecided,
  widened,
} from '../judgement.ts';

const OTHER_DEFAULT: Judgement = {
  compatibility: 'potentially_breaking',
  why: 'Callers that leave the value out are served differently from before.',
  remedy: 'Keep the default, or tell callers to send the value.',
};
const NOTE_DEFAULT =
  'A default refuses no value, so that it is not certain to break, for parameters as for properties; but another default changes what callers get who leave the value out.';
const NOTE_RESPONSE =
  'Judged by what can come: consumers that were promised a pattern meet values that do not match it.';

/** What can happen to the values a schema lists or describes: type, format, enum, const, pattern, default. */
export const valueFacts = {
  'type-changed': {
    title: (site) => `The type of ${site} changed`,
    mismatch_type: 'type_mismatch',
    ...changed,
  },
  'type-generalized': {
    title: (site) => `The type of ${site} became wider`,
    mismatch_type: 'type_mismatch',
    ...widened,
  },
  'type-specialized': {
    title: (site) => `The type of ${site} became narrower`,
    mismatch_type: 'type_mismatch',
    ...narrowed,
  },
  'became-nullable': {
    title: (site) => `${capital(site)} can now be null`,
    mismatch_type: 'type_mismatch',
    ...widened,
  },
  'became-not-nullable': {
    title: (site) => `${capital(site)} can no longer be null`,
    mismatch_type: 'type_mismatch',
    ...narrowed,
  },
  'format-changed': {
    title: (site) => `The format of ${site} changed`,
    mismatch_type: 'format_mismatch',
    ...changed,
  },
  'format-generalized': {
    title: (site) => `The format of ${site} became wider`,
    mismatch_type: 'format_mismatch',
    ...widened,
  },
  'format-specialized': {
    title: (site) => `The format of ${site} became narrower`,
    mismatch_type: 'format_mismatch',
    ...narrowed,
  },
  'enum-value-added': {
    title: (site) => `An allowed value was added to ${site}`,
    mismatch_type: 'constraint_violation',
    request: ACCEPTED,
    response: {
      compatibility: 'potentially_breaking',
      why: 'Consumers that handle only the known values meet one that they do not know.',
      remedy: 'Tell consumers to expect unknown values before sending the new one.',
    },
  },
  'enum-value-removed': {
    title: (site) => `An allowed value was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    ...narrowed,
  },
  'became-enum': {
    title: (site) => `${capital(site)} was restricted to listed values`,
    mismatch_type: 'constraint_violation',
    ...narrowed,
  },
  'became-not-enum': {
    title: (site) => `${capital(site)} is no longer restricted to listed values`,
    mismatch_type: 'constraint_violation',
    request: ACCEPTED,
    response: {
      compatibility: 'potentially_breaking',
      why: 'Consumers that handle only the listed values meet ones that they do not know.',
      remedy: 'Tell consumers to expect unknown values before sending others.',
    },
  },
  'constraint-changed': {
    title: (site) => `A constraint of ${site} changed`,
    mismatch_type: 'constraint_violation',
    ...undecided,
  },
  'list-of-types-widened': {
    title: (site) => `The list of types of ${site} became longer`,
    mismatch_type: 'type_mismatch',
    ...widened,
  },
  'list-of-types-narrowed': {
    title: (site) => `The list of types of ${site} became shorter`,
    mismatch_type: 'type_mismatch',
    ...narrowed,
  },
  'type-compatible': {
    title: (site) => `The type of ${site} changed, but is written the same`,
    mismatch_type: 'type_mismatch',
    request: {
      ...ACCEPTED,
      why: 'The value is sent as text, and every text that was accepted still is.',
    },
    response: {
      ...EXPECTED,
      why: 'The value is sent as text, and every text that can come could come before.',
    },
  },
  'const-added': {
    title: (site) => `${capital(site)} was restricted to one value`,
    mismatch_type: 'constraint_violation',
    ...narrowed,
  },
  'const-changed': {
    title: (site) => `The only value of ${site} changed`,
    mismatch_type: 'constraint_violation',
    ...changed,
  },
  'const-removed': {
    title: (site) => `${capital(site)} is no longer restricted to one value`,
    mismatch_type: 'constraint_violation',
    ...widened,
  },
  'pattern-added': {
    title: (site) => `A pattern was added to ${site}`,
    mismatch_type: 'constraint_violation',
    ...narrowed,
  },
  'pattern-removed': {
    title: (site) => `The pattern of ${site} was removed`,
    mismatch_type: 'constraint_violation',
    ...widened,
    note: NOTE_RESPONSE,
  },
  'pattern-generalized': {
    title: (site) => `The pattern of ${site} matches more than before`,
    mismatch_type: 'constraint_violation',
    ...widened,
  },
  'pattern-specialized': {
    title: (site) => `The pattern of ${site} matches less than before`,
    mismatch_type: 'constraint_violation',
    ...narrowed,
  },
  'pattern-changed': {
    title: (site) => `The pattern of ${site} changed`,
    mismatch_type: 'constraint_violation',
    ...undecided,
    note: NOTE_RESPONSE,
  },
  'default-value-added': {
    title: (site) => `A default was added to ${site}`,
    mismatch_type: 'constraint_violation',
    annotation: true,
    request: {
      compatibility: 'non_breaking',
      why: 'It says what leaving the value out means; no request is refused.',
      remedy: 'Nothing to do.',
    },
    response: {
      compatibility: 'non_breaking',
      why: 'It says what a missing value means.',
      remedy: 'Nothing to do.',
    },
    parameter: OTHER_DEFAULT,
    note: NOTE_DEFAULT,
  },
  'default-value-changed': {
    title: (site) => `The default of ${site} changed`,
    mismatch_type: 'constraint_violation',
    annotation: true,
    request: OTHER_DEFAULT,
    response: {
      compatibility: 'non_breaking',
      why: 'Which values can come does not change.',
      remedy: 'Nothing to do.',
    },
    note: NOTE_DEFAULT,
  },
  'default-value-removed': {
    title: (site) => `The default of ${site} was removed`,
    mismatch_type: 'constraint_violation',
    annotation: true,
    request: OTHER_DEFAULT,
    response: {
      compatibility: 'non_breaking',
      why: 'Which values can come does not change.',
      remedy: 'Nothing to do.',
    },
    note: NOTE_DEFAULT,
  },
  'x-extensible-enum-value-added': {
    title: (site) => `A value was added to the extensible list of ${site}`,
    mismatch_type: 'constraint_violation',
    annotation: true,
    request: ACCEPTED,
    response: {
      compatibility: 'non_breaking',
      why: 'The list is declared as one that grows, so consumers expect unknown values.',
      remedy: 'Nothing to do.',
    },
  },
  'x-extensible-enum-value-removed': {
    title: (site) => `A value was removed from the extensible list of ${site}`,
    mismatch_type: 'constraint_violation',
    annotation: true,
    request: {
      compatibility: 'definitely_breaking',
      why: 'Callers send a value that is no longer known.',
      remedy: 'Keep accepting the value.',
    },
    response: EXPECTED,
  },
} as const satisfies Readonly<Record<string, Fact>>;
