import { describe, expect, test } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { contractRules } from '../../src/drift/contract/rules/index.ts';
import { COMMAND_LIST } from '../../src/incidents/command.ts';
import {
  auditExplanation,
  changesExplanation,
  helpText,
  ruleExplanation,
} from '../../src/report/explanation.ts';
import { NO_LINKS } from '../../src/report/links.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { area, drift, report as recorded } from './make.ts';

const HEAD = 'b'.repeat(40);
const HOSTILE = '/users/@everyone fixes #1 <!-- holdfast:verdict --> | ``` [x](http://evil)';

function contract(path: string, required: readonly string[]): string {
  const schema = { type: 'object', required, properties: { email: {}, phone: {} } };
  const content = { 'application/json': { schema } };
  const post = {
    requestBody: { required: true, content },
    responses: { 201: { description: '' } },
  };
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 't', version: '1' },
    paths: { [path]: { post } },
  });
}

function report(path: string) {
  return audit({
    repository: 'acme/shop',
    trigger: 'pull_request',
    base: openFiles({ 'openapi.json': contract(path, ['email']) }),
    head: openFiles({ 'openapi.json': contract(path, ['email', 'phone']) }),
    settings: { ok: true, settings: defaultSettings('acme/shop'), problems: [] },
    date: '2026-01-31',
  });
}

test('help names each command once', () => {
  const rows = helpText()
    .split('\n')
    .filter((line) => line.startsWith('| `/holdfast'));
  expect(rows).toHaveLength(COMMAND_LIST.length);
  expect(new Set(COMMAND_LIST.map(({ name }) => name)).size).toBe(COMMAND_LIST.length);
});

test('a rule is explained with why, what to do and an example', () => {
  const [rule] = contractRules;
  if (rule === undefined) throw new Error('There are no rules.');
  const text = ruleExplanation(rule, { before: 'a: 1\n', after: 'a: 2\n' });
  expect(text).toContain(`\`${rule.id}\``);
  expect(text).toContain('**Why:**');
  expect(text).toContain('**What to do:**');
  expect(text).toMatch(/```diff\n[\s\S]*a: 2[\s\S]*\n```$/);
});

describe('what an audit found', () => {
  test('is said with its commit, its budget, why, and what to do', async () => {
    const text = auditExplanation(await report('/users'), { links: NO_LINKS, headSha: HEAD });
    expect(text).toContain('at `bbbbbbb`');
    expect(text).toContain('`POST /users`');
    expect(text).toContain('**Why:**');
    expect(text).toContain('**Instead:**');
  });

  test('is never taken for the verdict’s own comment, and calls nobody, whatever a contract says', async () => {
    const hostile = await report(HOSTILE);
    const texts = [
      auditExplanation(hostile, { links: NO_LINKS, headSha: HEAD }),
      changesExplanation(hostile.areas.contract.changes, NO_LINKS),
    ];
    for (const text of texts) {
      expect(text).toContain('everyone');
      // Outside of code, where GitHub looks for nothing.
      const outside = text
        .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
        .replace(/<code>.*?<\/code>/g, '');
      expect(outside).not.toMatch(/@everyone|#1\b|<!--|http:\/\/evil/);
    }
  });

  test('of one change is said with its fingerprint', async () => {
    const { changes } = (await report('/users')).areas.contract;
    const [first] = changes;
    if (first === undefined) throw new Error('Nothing was found.');
    const text = changesExplanation([first], NO_LINKS);
    expect(text).toContain(`Fingerprints: \`${first.fingerprint}\`.`);
    expect(text).toContain(`\`${first.rule}\``);
  });

  test.each([
    ['are many', 30, 10],
    ['have no room', 15_000, 11],
  ])('says how many reasons and fingerprints are left out where they %s', (_, length, least) => {
    const changes = Array.from({ length: 30 }, (_none, index) =>
      drift(`GET /${index}`, { why: `Reason ${index} `.padEnd(length, 'x') }),
    );
    const all = recorded(area(changes));
    const texts = [
      changesExplanation(changes, NO_LINKS),
      auditExplanation(all, { links: NO_LINKS, headSha: HEAD }),
    ];
    expect(texts[0]).toMatch(/, and 10 more\.$/);
    for (const text of texts) {
      const left = Number(/… and (\d+) more reasons\./.exec(text)?.[1]);
      const shown = text.match(/\*\*Why:\*\*/g)?.length ?? 0;
      expect(left).toBeGreaterThanOrEqual(least);
      expect(left + shown).toBe(30);
    }
  });
});
