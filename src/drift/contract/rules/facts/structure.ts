import {
  ACCEPTED,
  capital,
  changed,
  type Fact,
  type Judgement,
  narrowed,
  undecided,
  widened,
} from '../judgement.ts';

const NOTE_PREFIX =
  'Judged by what is accepted: a schema for one more position refuses values there, whether or not more items may follow.';
const NOTE_HINT =
  'A discriminator refuses no value, but programs that were generated from the contract choose the type by it.';

const HINT: Judgement = {
  compatibility: 'potentially_breaking',
  why: 'Programs that choose the type by the discriminator choose another one, or none.',
  remedy: 'Keep the discriminator and its values as they were, and only add to them.',
};
const HARMLESS: Judgement = {
  compatibility: 'non_breaking',
  why: 'It only helps to choose the type; which values are accepted does not change.',
  remedy: 'Nothing to do.',
};
const hint = { request: HINT, response: HINT } as const;
const harmless = { request: HARMLESS, response: HARMLESS } as const;

/** What can happen to the shape a schema gives: alternatives, further properties, items, conditions. */
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
  'contains-added': {
    title: (site) => `contains was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'contains-removed': {
    title: (site) => `contains was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'contains-changed': {
    title: (site) => `contains of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'not-added': {
    title: (site) => `not was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'not-removed': {
    title: (site) => `not was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'not-changed': {
    title: (site) => `not of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'property-names-added': {
    title: (site) => `propertyNames was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'property-names-removed': {
    title: (site) => `propertyNames was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'property-names-changed': {
    title: (site) => `propertyNames of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'dependent-required-added': {
    title: (site) => `dependentRequired was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'dependent-required-removed': {
    title: (site) => `dependentRequired was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'dependent-required-changed': {
    title: (site) => `dependentRequired of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'dependent-schema-added': {
    title: (site) => `dependentSchemas was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'dependent-schema-removed': {
    title: (site) => `dependentSchemas was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'dependent-schema-changed': {
    title: (site) => `dependentSchemas of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'if-added': {
    title: (site) => `if was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'if-removed': {
    title: (site) => `if was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'if-changed': {
    title: (site) => `if of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'then-added': {
    title: (site) => `then was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'then-removed': {
    title: (site) => `then was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'then-changed': {
    title: (site) => `then of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...undecided,
  },
  'else-added': {
    title: (site) => `else was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...narrowed,
  },
  'else-removed': {
    title: (site) => `else was removed from ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    ...widened,
  },
  'else-changed': {
    title: (site) => `else of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
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
  'content-encoding-changed': {
    title: (site) => `The content encoding of ${site} changed`,
    mismatch_type: 'format_mismatch',
    bodies: true,
    annotation: true,
    ...changed,
  },
  'content-media-type-changed': {
    title: (site) => `The content media type of ${site} changed`,
    mismatch_type: 'format_mismatch',
    bodies: true,
    annotation: true,
    ...changed,
  },
  'content-schema-added': {
    title: (site) => `A schema of the encoded content was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...narrowed,
  },
  'content-schema-removed': {
    title: (site) => `The schema of the encoded content of ${site} was removed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...widened,
  },
  'content-schema-changed': {
    title: (site) => `The schema of the encoded content of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...undecided,
  },
  'discriminator-added': {
    title: (site) => `A discriminator was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...harmless,
  },
  'discriminator-removed': {
    title: (site) => `The discriminator of ${site} was removed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
  'discriminator-property-name-changed': {
    title: (site) => `The discriminator property of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
  'discriminator-mapping-added': {
    title: (site) => `A value was added to the discriminator mapping of ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...harmless,
  },
  'discriminator-mapping-changed': {
    title: (site) => `A value of the discriminator mapping of ${site} leads to another schema`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
  'discriminator-mapping-deleted': {
    title: (site) => `A value was removed from the discriminator mapping of ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
} as const satisfies Readonly<Record<string, Fact>>;
