import type { Direction } from '../../drift.ts';
import type { Rule } from '../../rule.ts';
import { rulesOf } from './define.ts';
import { annotationFacts } from './facts/annotation.ts';
import { boundFacts } from './facts/bound.ts';
import { conditionFacts } from './facts/condition.ts';
import { structureFacts } from './facts/structure.ts';
import { valueFacts } from './facts/value.ts';
import type { Fact, Judgement } from './judgement.ts';

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

/** What can happen to a schema by itself. Each fact is one rule for each site that it can be told of. */
const FACTS = {
  ...valueFacts,
  ...structureFacts,
  ...conditionFacts,
  ...annotationFacts,
  ...boundFacts,
};

export type SchemaFact = keyof typeof FACTS;
export type SchemaRuleId = `${Site}-${SchemaFact}`;

/** The declaration of a fact. */
export function factOf(fact: SchemaFact): Fact {
  return FACTS[fact];
}

/** How a fact is judged at a site. */
function judgementAt(fact: Fact, site: Site): Judgement {
  if (site === 'request-parameter' && fact.parameter !== undefined) return fact.parameter;
  return fact[SITES[site].direction];
}

/** The rule for a fact at a site: that of constraints in general where the site has none of its own. */
export function schemaRuleId(site: Site, fact: SchemaFact): SchemaRuleId {
  return factOf(fact).bodies === true && !isBody(site)
    ? `${site}-constraint-changed`
    : `${site}-${fact}`;
}

function isBody(site: string): boolean {
  return !site.endsWith('-parameter') && !site.endsWith('-header');
}

/** Every fact at every site that has a rule for it. */
export const schemaRules: readonly Rule[] = sites().flatMap((site) =>
  Object.entries<Fact>(FACTS)
    .filter(([, { bodies }]) => bodies !== true || isBody(site))
    .flatMap(([name, fact]) => {
      const { direction, name: siteName } = SITES[site];
      const { mismatch_type, note } = fact;
      return rulesOf({
        [`${site}-${name}`]: {
          direction,
          mismatch_type,
          title: fact.title(siteName),
          ...judgementAt(fact, site),
          ...(note === undefined ? {} : { note }),
        },
      });
    }),
);

function sites(): Site[] {
  return Object.keys(SITES).filter((site): site is Site => site in SITES);
}
