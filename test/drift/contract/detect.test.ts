import { describe, expect, test } from '@jest/globals';
import { detectContractDrift } from '../../../src/drift/contract/detect.ts';
import { listOperations } from '../../../src/drift/contract/list-operations.ts';
import { problem } from '../../../src/problem.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { type Files, openFiles } from '../../../src/tree/memory.ts';
import type { Tree, TreeEntry } from '../../../src/tree/tree.ts';
import { contract, DATE, diffFiles, responseOf, rules } from './compare.ts';

const json = (value: unknown) => JSON.stringify(value, null, 2);
const old = json(responseOf({ type: 'string' }));
const changed = json(responseOf({ type: 'integer' }));

/** A tree that remembers what was read. */
function watched(files: Files): { tree: Tree; reads: string[] } {
  const inner = openFiles(files);
  const reads: string[] = [];
  const read: Tree['read'] = (path) => {
    reads.push(path);
    return inner.read(path);
  };
  return { tree: { revision: 'watched', list: () => inner.list(), read }, reads };
}

/** A tree whose file at `path` cannot be read. */
function withUnreadable(files: Files, path: string, kind: TreeEntry['kind']): Tree {
  const inner = openFiles(files);
  return {
    revision: 'unreadable',
    list: async () => {
      const { entries, problems } = await inner.list();
      return {
        entries: entries.map((entry) =>
          entry.path === path ? { ...entry, kind, hash: 'other' } : entry,
        ),
        problems,
      };
    },
    read: async (asked) =>
      asked === path
        ? {
            ok: false,
            problem: problem('symlink', 'The file is a link, and links are not followed.', {
              file: path,
            }),
          }
        : inner.read(asked),
  };
}

async function detect(base: Tree, head: Tree, changes: Partial<Settings> = {}) {
  const settings = { ...defaultSettings('acme/shop'), ...changes };
  return detectContractDrift({ base, head, settings, date: DATE });
}

describe('which files are compared', () => {
  test('contracts of any name, in JSON and YAML; other files are left alone', async () => {
    const report = await diffFiles(
      { 'api/shop.json': old, 'package.json': '{"name":"a"}', 'README.md': 'openapi: 3.0.0' },
      { 'api/shop.json': changed, 'package.json': '{"name":"b"}', 'README.md': 'openapi: 3.1.0' },
    );
    expect(rules(report)).toEqual(['response-body-type-changed GET /users']);
    expect(report.checked).toEqual(['api/shop.json']);
    expect(report.problems).toEqual([]);
  });

  test('only files that changed are read', async () => {
    const base = watched({ 'a.json': old, 'b.json': old, 'c.yaml': 'x: 1' });
    const head = watched({ 'a.json': changed, 'b.json': old, 'c.yaml': 'x: 1' });
    await detect(base.tree, head.tree);
    expect([...new Set(base.reads)]).toEqual(['a.json']);
    expect([...new Set(head.reads)]).toEqual(['a.json']);
  });

  test('an unchanged contract is compared when a file that it refers to changed', async () => {
    const root = json(responseOf({ $ref: 'schemas/user.json' }));
    const report = await diffFiles(
      {
        'openapi.json': root,
        'schemas/user.json': '{"$ref":"deep.json"}',
        'schemas/deep.json': '{"type":"string"}',
      },
      {
        'openapi.json': root,
        'schemas/user.json': '{"$ref":"deep.json"}',
        'schemas/deep.json': '{"type":"integer"}',
      },
    );
    expect(rules(report)).toEqual(['response-body-type-changed GET /users']);
    expect(report.changes[0]?.head).toEqual({ file: 'schemas/deep.json', line: 1, column: 2 });
  });

  test('the settings say which files are contracts and whose they are', async () => {
    const files = (text: string) => openFiles({ 'users.json': text, 'orders.json': text });
    const report = await detect(files(old), files(changed), {
      contracts: { include: [], exclude: [], components: false },
      services: [
        {
          name: 'user-service',
          contracts: ['users.json'],
          sources: [],
          location: { file: 'holdfast.yml', line: 1, column: 1 },
        },
      ],
    });
    expect(report.checked).toEqual(['users.json']);
    expect(report.changes[0]?.subject).toMatchObject({ service: 'user-service' });
  });

  test('a contract that was moved is compared with where it went', async () => {
    const report = await diffFiles({ 'openapi.json': old }, { 'api/v1.json': changed });
    expect(rules(report)).toEqual(['response-body-type-changed GET /users']);
    expect(report.changes[0]?.base?.file).toBe('openapi.json');
    expect(report.changes[0]?.head?.file).toBe('api/v1.json');
  });

  test('a contract that is gone is one change, however many operations it had', async () => {
    const shop = json(contract({ '/a': { get: {}, put: {} }, '/b': { get: {} } }));
    const report = await diffFiles({ 'openapi.json': shop }, {});
    expect(rules(report)).toEqual(['contract-removed openapi.json']);
    expect(report.changes[0]?.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /a',
      'PUT /a',
      'GET /b',
    ]);
  });
});

describe('what cannot be checked is said', () => {
  test('a contract that is broken at head is a problem, and the others are compared', async () => {
    const report = await diffFiles(
      { 'a.json': old, 'b.json': old },
      { 'a.json': `${old.slice(0, 40)}`, 'b.json': changed },
    );
    expect(report.problems.map(({ code, file, side }) => [code, file, side])).toEqual([
      ['syntax-error', 'a.json', 'head'],
    ]);
    expect(rules(report)).toEqual(['response-body-type-changed GET /users']);
  });

  test('a contract that became something unreadable, without any sign of a contract', async () => {
    const nest = '['.repeat(1800);
    const report = await diffFiles({ 'a.yaml': old }, { 'a.yaml': nest });
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]).toMatchObject({ file: 'a.yaml', line: 1, side: 'head' });
    expect(report.changes).toEqual([]);
  });

  test('a broken file that is no contract is nobody’s business', async () => {
    const report = await diffFiles({ 'a.json': '{' }, { 'a.json': '{{', 'b.yaml': 'a: [' });
    expect(report).toMatchObject({ changes: [], problems: [], checked: [] });
  });

  test('a contract that became a link', async () => {
    const head = withUnreadable({ 'a.json': old }, 'a.json', 'symlink');
    const report = await detect(openFiles({ 'a.json': old }), head);
    expect(report.problems).toMatchObject([{ code: 'symlink', file: 'a.json', side: 'head' }]);
    expect(report.changes).toEqual([]);
  });

  test('a version that is not known', async () => {
    const report = await diffFiles(
      {},
      { 'a.json': '{"swagger":"1.2"}', 'b.json': '{"openapi":{"a":1}}' },
    );
    expect(report.problems).toMatchObject([
      { code: 'unsupported-version', file: 'a.json', line: 1 },
    ]);
  });
});

test('operations are listed with what code is held against', async () => {
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
  const users = {
    get: { operationId: 'listUsers', tags: ['users'], parameters: [limit], responses: {} },
  };
  const document = {
    ...contract({ '/users': users }),
    servers: [{ url: 'https://x.example/v1/' }],
  };
  const tree = openFiles({ 'a.json': json(document), 'b.json': '{}' });
  expect(await listOperations(tree, defaultSettings('acme/shop'))).toEqual({
    operations: [
      {
        subject: {
          kind: 'operation',
          method: 'GET',
          path: '/users',
          tags: ['users'],
          operation_id: 'listUsers',
          service: null,
        },
        contract: 'a.json',
        location: { file: 'a.json', line: 9, column: 7 },
        pointer: '/paths/~1users/get',
        prefixes: ['/v1'],
        parameters: [{ name: 'limit', in: 'query' }],
      },
    ],
    problems: [],
  });
});
