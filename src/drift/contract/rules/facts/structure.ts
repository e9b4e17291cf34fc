import { ACCEPTED, capital, type Fact, narrowed, undecided, widened } from '../judgement.ts';

const NOTE_PREFIX =
  'Judged by what is accepted: a schema for one more position refuses values there, whether or not more items may follow.';
/** What can happen to the shape a schema gives: alternatives, further properties, items. */
export const structureFacts = {
  'one-of-added': {
    title: (site) => `An alternative was added to oneOf of ${site}`,
    mismatch_type: 'type_mismatch',
    ...widened,
  },
  'one-of-removed': {
    title: (site) => `An alternative was removed from oneOf of ${site}`,
    mismatch_type: 'type_mismatch',
    ...narrowed,
  },
  'any-of-added': {
    title: (site) => `An alternative was added to anyOf of ${site}`,
    mismatch_type: 'type_mismatch',
    ...widened,
  },
  'any-of-removed': {
    title: (site) => `An alternative was removed from anyOf of ${site}`,
    mismatch_type: 'type_mismatch',
    ...narrowed,
  },
  'additional-properties-forbidden': {
    title: (site) => `${capital(site)} no longer allows properties that are not listed`,
    mismatch_type: 'unexpected_field',
    ...narrowed,
  },
  'additional-properties-allowed': {
    title: (site) => `${capital(site)} now allows properties that are not listed`,
    mismatch_type: 'unexpected_field',
    request: ACCEPTED,
    response: {
      compatibility: 'potentially_breaking',
      why: 'Consumers that refuse unknown properties may meet some.',
      remedy: 'Make sure that consumers ignore properties that they do not know.',
    },
  },
  'multiple-of-added': {
    title: (site) => `multipleOf was added to ${site}`,
    mismatch_type: 'constraint_violation',
    ...narrowed,
  },
  'multiple-of-removed': {
    title: (site) => `multipleOf was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    ...widened,
  },
  'unique-items-added': {
    title: (site) => `uniqueItems was added to ${site}`,
    mismatch_type: 'constraint_violation',
    ...narrowed,
  },
  'unique-items-removed': {
    title: (site) => `uniqueItems was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    ...widened,
  },
  'multiple-of-changed': {
    title: (site) => `multipleOf of ${site} changed`,
    mismatch_type: 'constraint_violation',
    ...undecided,
  },
  'unevaluated-items-added': {
    title: (site) => `unevaluatedItems was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'unevaluated-items-removed': {
    title: (site) => `unevaluatedItems was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'unevaluated-items-changed': {
    title: (site) => `unevaluatedItems of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'unevaluated-properties-added': {
    title: (site) => `unevaluatedProperties was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'unevaluated-properties-removed': {
    title: (site) => `unevaluatedProperties was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'unevaluated-properties-changed': {
    title: (site) => `unevaluatedProperties of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'pattern-property-added': {
    title: (site) => `The schema of a pattern of property names was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'pattern-property-removed': {
    title: (site) => `The schema of a pattern of property names was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'prefix-items-added': {
    title: (site) => `A position was added to prefixItems of ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
    note: NOTE_PREFIX,
  },
  'prefix-items-removed': {
    title: (site) => `A position was removed from prefixItems of ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
    note: NOTE_PREFIX,
  },
} as const satisfies Readonly<Record<string, Fact>>;
