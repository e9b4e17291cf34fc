import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DOCUMENT_PATH, documentText, openApiDocument } from '../../src/api/document.ts';
import { OPERATIONS } from '../../src/api/operations.ts';
import { detectContractDrift } from '../../src/drift/contract/detect.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { startApi } from './server.ts';

let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.store.close());

const file = readFileSync('docs/openapi.json', 'utf8');

describe('the OpenAPI document', () => {
  test('in docs/ is the one that is served, to everyone', async () => {
    expect(file).toBe(documentText());
    const answer = await api.ask('GET', DOCUMENT_PATH);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(file));
  });

  test('has every operation that is served, and no other', () => {
    const { paths } = openApiDocument();
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => key !== 'parameters')
        .map((method) => `${method} ${path}`),
    );
    const served = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect(documented.toSorted()).toEqual([...served, `get ${DOCUMENT_PATH}`].toSorted());
  });

  async function compare(base: string, head: string) {
    const { problems, changes, checked } = await detectContractDrift({
      base: openFiles({ 'docs/openapi.json': base }),
      head: openFiles({ 'docs/openapi.json': head }),
      settings: defaultSettings('acme/holdfast'),
      date: '2026-01-01',
      components: true,
    });
    expect(checked).toHaveLength(1);
    return { problems, changes };
  }

  test('is a contract that our own engine reads without a problem', async () => {
    // Written otherwise, as what is the same text is not even read.
    const compact = JSON.stringify(JSON.parse(file));
    expect(await compare(file, compact)).toEqual({ problems: [], changes: [] });
  });

  test('is one in which our own engine finds what breaks', async () => {
    const document = openApiDocument();
    const name = '/api/v1/drift/budgets/tag';
    const stricter = JSON.stringify(document).replace(
      '"required":["tag"]',
      '"required":["tag","enabled"]',
    );
    const { changes } = await compare(file, stricter);
    const breaking = changes.filter((one) => one.compatibility === 'definitely_breaking');
    expect(breaking).toEqual([
      expect.objectContaining({
        subject: expect.objectContaining({ method: 'POST', path: name }),
      }),
    ]);
  });

  test('names each operation once, and says what each can answer', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(file).toContain('/components/responses/Refused429');
  });
});
