import { expect, test } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { leavesFixtures } from '../../src/jobs/stale-fixtures.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';

const SETTINGS = defaultSettings('acme/shop');
const FIXTURE = 'fixtures/users/get.200.json';

function contract(required: readonly string[]): string {
  const schema = { type: 'object', required, properties: { id: {}, role: { type: 'string' } } };
  const responses = { 200: { description: '', content: { 'application/json': { schema } } } };
  const paths = { '/users': { get: { responses } } };
  return JSON.stringify({ openapi: '3.0.3', info: { title: 't', version: '1' }, paths });
}

const BASE = { 'openapi.json': contract(['id']), [FIXTURE]: '{"id":1}' };
const HEAD = { ...BASE, 'openapi.json': contract(['id', 'role']) };

async function isLeft(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  settings = SETTINGS,
): Promise<boolean> {
  const [base, head] = [openFiles(before), openFiles(after)];
  const report = await audit({
    repository: 'acme/shop',
    trigger: 'pull_request',
    base,
    head,
    settings: { ok: true, settings, problems: [] },
    date: '2026-01-31',
  });
  return leavesFixtures({ base, head, settings }, report);
}

test('a fixture that agreed with its contract and does not any more is left behind', async () => {
  expect(await isLeft(BASE, HEAD)).toBe(true);
});

test('and so is one that its contract names', async () => {
  const named = (text: string) => text.replace('"responses"', '"x-fixture":"ada.json","responses"');
  const base = { 'openapi.json': named(contract(['id'])), 'ada.json': '{"id":1}' };
  const head = { ...base, 'openapi.json': named(contract(['id', 'role'])) };
  expect(await isLeft(base, head)).toBe(true);
});

const OFF = { ...SETTINGS, gitops: { ...SETTINGS.gitops, update_fixtures: false } };

test.each([
  ['follows its contract', BASE, { ...HEAD, [FIXTURE]: '{"id":1,"role":"a"}' }, SETTINGS],
  ['never agreed', { ...BASE, [FIXTURE]: '1' }, { ...HEAD, [FIXTURE]: '1' }, SETTINGS],
  ['is of a contract that did not change', BASE, { ...BASE, [FIXTURE]: '1' }, SETTINGS],
  ['is not to be updated', BASE, HEAD, OFF],
  ['is too large', { ...BASE, [FIXTURE]: large() }, { ...HEAD, [FIXTURE]: large() }, SETTINGS],
])('one that %s is not', async (_, before, after, settings) => {
  expect(await isLeft(before, after, settings)).toBe(false);
});

function large(): string {
  return JSON.stringify({ id: 'x'.repeat(5 * 1024 * 1024) });
}
