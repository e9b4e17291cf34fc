import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { contractRules } from '../../../src/drift/contract/rules/index.ts';
import type { Compatibility } from '../../../src/drift/drift.ts';

interface Shown {
  readonly rule: string;
  readonly compatibility: Compatibility;
}

/**
 * Rules whose fixture is judged otherwise than they declare, and why. What one keyword leaves open is decided by what
 * the schemas accept, and the fixtures are such that it can be; the rule's own judgement stands where it cannot.
 */
const DECIDED = new RegExp(
  [
    '-(constraint|contains|dependent-required|dependent-schema|multiple-of|not|property-names)-changed$',
    '-(if|then|else|unevaluated-items|unevaluated-properties)-changed$',
  ].join('|'),
);

const shownBy = (rule: string): readonly Shown[] =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/contract/${rule}/expected.json`, import.meta.url), 'utf8'),
  );

describe('what a rule declares is what it reports', () => {
  const told = contractRules.map(({ id, compatibility }) => ({
    id,
    compatibility,
    reported: shownBy(id)
      .filter(({ rule }) => rule === id)
      .map((shown) => shown.compatibility),
  }));

  test.each(told.filter(({ id }) => !DECIDED.test(id)))('$id', ({ compatibility, reported }) => {
    expect(reported).toContain(compatibility);
  });

  test.each(told.filter(({ id }) => DECIDED.test(id)))(
    '$id leaves open what its fixture decides',
    ({ compatibility, reported }) => {
      if (!reported.includes(compatibility)) expect(compatibility).toBe('potentially_breaking');
    },
  );
});
