import type { Compatibility, Direction, MismatchType } from '../../drift.ts';
import type { Rule } from '../../rule.ts';
import { rulesOf } from './define.ts';

/** Where a schema is used; the first word of the rule's id, and what it is called in titles. */
export const SITES = {
  'request-body': { direction: 'request', name: 'the request body' },
  'request-property': { direction: 'request', name: 'a request property' },
  'request-parameter': { direction: 'request', name: 'a parameter' },
  'response-body': { direction: 'response', name: 'a response body' },
  'response-property': { direction: 'response', name: 'a response property' },
  'response-header': { direction: 'response', name: 'a response header' },
} as const satisfies Readonly<Record<string, { direction: Direction; name: string }>>;

export type Site = keyof typeof SITES;

interface Judgement {
  readonly compatibility: Compatibility;
  readonly why: string;
  readonly remedy: string;
}

interface Fact {
  /** Completed by the name of the site: `The type of …`. */
  readonly title: (site: string) => string;
  readonly mismatch_type: MismatchType;
  readonly request: Judgement;
  readonly response: Judgement;
}

const REFUSED: Judgement = {
  compatibility: 'definitely_breaking',
  why: 'Callers send values that were accepted and are now refused.',
  remedy: 'Keep accepting the old values, or add a new property, parameter or operation.',
};
const ACCEPTED: Judgement = {
  compatibility: 'non_breaking',
  why: 'Every value that callers send is still accepted.',
  remedy: 'Nothing to do.',
};
const UNEXPECTED: Judgement = {
  compatibility: 'definitely_breaking',
  why: 'Consumers get values that could not come before and that they cannot read.',
  remedy: 'Keep sending only the old values, or add a new property or operation for the others.',
};
const EXPECTED: Judgement = {
  compatibility: 'non_breaking',
  why: 'Every value that can come could come before.',
  remedy: 'Nothing to do.',
};
const UNDECIDED_REQUEST: Judgement = {
  compatibility: 'potentially_breaking',
  why: 'It could not be decided whether every value that was accepted still is.',
  remedy: 'Compare the two, and keep accepting what callers send.',
};
const UNDECIDED_RESPONSE: Judgement = {
  compatibility: 'potentially_breaking',
  why: 'It could not be decided whether consumers can read every value that may come now.',
  remedy: 'Compare the two, and keep to what consumers can read.',
};

const narrowed = { request: REFUSED, response: EXPECTED } as const;
const widened = { request: ACCEPTED, response: UNEXPECTED } as const;
const changed = { request: REFUSED, response: UNEXPECTED } as const;

/** What can happen to a schema by itself. Each fact is one rule for each site. */
const FACTS = {
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
  'constraint-changed': {
    title: (site) => `A constraint of ${site} changed`,
    mismatch_type: 'constraint_violation',
    request: UNDECIDED_REQUEST,
    response: UNDECIDED_RESPONSE,
  },
} as const satisfies Readonly<Record<string, Fact>>;

export type SchemaFact = keyof typeof FACTS;
export type SchemaRuleId = `${Site}-${SchemaFact}`;

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Every fact at every site. */
export const schemaRules: readonly Rule[] = Object.entries(SITES).flatMap(
  ([site, { direction, name }]) =>
    Object.entries(FACTS).flatMap(([fact, { title, mismatch_type, ...judgements }]) =>
      rulesOf({
        [`${site}-${fact}`]: {
          direction,
          mismatch_type,
          title: title(name),
          ...judgements[direction],
        },
      }),
    ),
);
