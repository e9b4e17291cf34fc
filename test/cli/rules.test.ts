import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rules, rulesPage } from '../../src/cli/rules.ts';
import { allRules } from '../../src/drift/catalogue.ts';
import { contractRules } from '../../src/drift/contract/rules/index.ts';
import { lineDiff } from '../../src/report/line-diff.ts';
import { rulesMarkdown, ruleText } from '../../src/report/rules.ts';
import { ruleExample } from '../../src/rule-example.ts';
import { rule } from '../report/make.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('docs/rules.md', () => {
  test('is up to date (npm run docs writes it)', () => {
    expect(existsSync(join(ROOT, 'docs/rules.md'))).toBe(true);
    expect(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8')).toBe(rulesPage(ROOT));
  });

  test('shows every rule with what to do and an example', () => {
    const page = rulesPage(ROOT);
    for (const { id, why, remedy } of contractRules) {
      const section = page.split(`\n## ${id}\n`)[1]?.split('\n## ')[0] ?? '';
      expect(section).toContain(why);
      expect(section).toContain(remedy);
      expect(section).toContain('```diff\n');
    }
  });

  test('says why checks that are known from elsewhere are expressed or judged otherwise', () => {
    const none = { before: null, after: null };
    const checks = [
      { id: 'same', compatibility: 'definitely_breaking', rules: ['same'], why: null },
      { id: 'milder', compatibility: 'non_breaking', rules: ['milder'], why: 'It | breaks.' },
      { id: 'absent', compatibility: 'potentially_breaking', rules: [], why: 'Not part of it.' },
    ] as const;
    const page = rulesMarkdown([rule('same'), rule('milder')], () => none, checks);
    expect(page).toContain('a list of 3 checks');
    expect(page).toContain(
      '| `milder` | harmless | [`milder`](#milder), breaking | It \\| breaks. |',
    );
    expect(page).toContain('| `absent` | potentially breaking | no rule | Not part of it. |');
    expect(page).not.toContain('| `same` |');
  });

  test('prints the note of a rule that has one', () => {
    const noted = rule('a-rule', { note: 'Others call it harmless.' });
    const none = { before: null, after: null };
    expect(rulesMarkdown([noted], () => none, [])).toContain('**Note:** Others call it harmless.');
    expect(ruleText(noted, none)).toContain('note: Others call it harmless.');
    expect(ruleText(rule('a-rule'), none)).not.toContain('note:');
  });
});

describe('holdfast rules', () => {
  test('lists every rule as text and as JSON', () => {
    const listed: unknown = JSON.parse(rules(undefined, 'json'));
    expect(listed).toEqual(allRules.map(({ id }) => expect.objectContaining({ id })));
    for (const { id } of allRules) expect(rules(undefined, 'text')).toContain(`${id} `);
  });

  test('explains one with its example', () => {
    const text = rules('endpoint-deprecated', 'text');
    expect(text).toContain('why:  It still works');
    expect(text).toMatch(/for example:\n(.*\n)*.*\+ .*deprecated: true/);
    expect(JSON.parse(rules('endpoint-deprecated', 'json'))).toMatchObject({
      id: 'endpoint-deprecated',
      example: expect.stringContaining('deprecated: true'),
    });
  });

  test('says what was meant by an id that does not exist', () => {
    expect(() => rules('endpoint-depreciated', 'text')).toThrow(
      'Did you mean endpoint-deprecated?',
    );
    expect(() => rules('nonsense', 'json')).toThrow('`holdfast rules` lists all ids.');
    expect(() => rules('../../../package', 'text')).toThrow('there is no rule');
  });
});

test('every rule has a fixture on at least one side', () => {
  for (const { id } of contractRules) {
    const { before, after } = ruleExample(ROOT, id);
    expect([id, before ?? after]).not.toEqual([id, null]);
  }
});

describe('the diff of an example', () => {
  test.each([
    ['a\nb\nc\n', 'a\nc\n', '  a\n- b\n  c'],
    ['', 'a\nb\n', '+ a\n+ b'],
    ['a\n', 'b\n', '- a\n+ b'],
    ['1\n2\n3\n4\n5\nx\n', '1\n2\n3\n4\n5\ny\n', '  …\n  3\n  4\n  5\n- x\n+ y'],
    [
      'x\n2\n3\n4\n5\n6\n7\n8\n9\nz\n',
      'y\n2\n3\n4\n5\n6\n7\n8\n9\n',
      '- x\n+ y\n  2\n  3\n  4\n  …\n  7\n  8\n  9\n- z',
    ],
    ['same\n', 'same\n', '  …'],
  ])('%j and %j', (before, after, expected) => {
    expect(lineDiff(before, after)).toBe(expected);
  });
});
