import { type Fact, narrowed, undecided, widened } from '../judgement.ts';

/** What can happen to the conditions of a schema: `not`, `if`, `contains`, and what depends on other properties. */
export const conditionFacts = {
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
} as const satisfies Readonly<Record<string, Fact>>;
