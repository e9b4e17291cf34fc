import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { contractRules } from '../../../src/drift/contract/rules/index.ts';
import type { Compatibility } from '../../../src/drift/drift.ts';

/** A check of the list whose rule has another name, several, or another compatibility. */
interface Entry {
  readonly rules: readonly string[];
  /** Why we classify otherwise, or how the check is expressed. */
  readonly why?: string;
}

interface Checklist {
  readonly mapped: Readonly<Record<string, Entry>>;
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const { mapped }: Checklist = JSON.parse(read('checklist.json'));
const levels: Readonly<Record<string, Compatibility>> = {
  ERR: 'definitely_breaking',
  WARN: 'potentially_breaking',
  INFO: 'non_breaking',
};
const checks = read('checklist.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([id = '', level = '']) => ({ id, compatibility: levels[level] }));
const rules = new Map(contractRules.map((rule) => [rule.id, rule]));

describe('the checklist of contract checks', () => {
  test('has 509 checks, each known once', () => {
    expect(checks).toHaveLength(509);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(509);
    const known = new Set(checks.map(({ id }) => id));
    for (const id of Object.keys(mapped)) expect(known).toContain(id);
  });

  test.each(checks)('$id is a rule, or it is said how it is expressed', ({ id, compatibility }) => {
    const entry = mapped[id];
    if (entry === undefined) {
      expect(rules.get(id)?.compatibility).toBe(compatibility);
      return;
    }
    const found = entry.rules.map((rule) => rules.get(rule)?.compatibility);
    expect(found).not.toContain(undefined);
    const differs = entry.rules.length === 0 || found.some((own) => own !== compatibility);
    if (differs) expect(entry.why).toMatch(/^[A-Z].*\.$/);
  });

  /** What the fixture of a rule came to, beside what the rule says of itself. */
  const shown = (rule: string): readonly { rule: string; compatibility: Compatibility }[] =>
    JSON.parse(read(`../../fixtures/contract/${rule}/expected.json`));

  test.each(checks.filter(({ id }) => mapped[id]?.rules.includes(id)))(
    'the change that $id is about is judged as its rule says',
    ({ id }) => {
      const judged = shown(id).filter(({ rule }) => rule === id);
      expect(judged).not.toEqual([]);
      // What stays open by one keyword alone is decided by the schemas of the fixture.
      const declared = rules.get(id)?.compatibility;
      if (declared !== 'potentially_breaking' || !id.endsWith('-changed'))
        expect(judged.map((change) => change.compatibility)).toContain(declared);
    },
  );

  test.each(checks.filter(({ id }) => mapped[id] === undefined))(
    'the change that $id is about is judged as the list does',
    ({ id, compatibility }) => {
      expect(
        shown(id)
          .filter(({ rule }) => rule === id)
          .map((change) => change.compatibility),
      ).toContain(compatibility);
    },
  );
});
