import { describe, expect, test } from '@jest/globals';
import { checkFixtures, proposeFixtureFix } from '../../src/drift/contract/fix/fixtures.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import type { FixtureMapping } from '../../src/settings/settings.ts';
import { openFiles } from '../../src/tree/memory.ts';

/** An operation with a success, errors of a range, and the rest; each says which one it is. */
const schema = (kind: string) =>
  `{type: object, required: [kind], properties: {kind: {type: string, enum: [${kind}]}}}`;
const CONTRACT = `openapi: 3.0.3
info: {title: Users, version: 1.0.0}
paths:
  /users/{id}:
    get:
      operationId: getUser
      responses:
        '200':
          description: ok
          content: {application/json: {schema: ${schema('user')}}}
        4XX:
          description: refused
          content: {application/json: {schema: ${schema('refused')}}}
        default:
          description: else
          content: {application/json: {schema: ${schema('failed')}}}
`;
const OTHER = CONTRACT.replaceAll('users', 'shops').replace('getUser', 'getShop');

function inputOf(
  files: Readonly<Record<string, string>>,
  fixtures: readonly FixtureMapping[] = [],
) {
  const { gitops, ...defaults } = defaultSettings('acme/shop');
  const settings = { ...defaults, gitops: { ...gitops, fixtures } };
  const contracts = { 'api/users.yaml': CONTRACT, 'api/shops.yaml': OTHER };
  return { tree: openFiles({ ...contracts, ...files }), settings };
}

/** Files by path as the fix writes them. */
async function fixed(input: ReturnType<typeof inputOf>): Promise<Record<string, unknown>> {
  const { fixes } = await proposeFixtureFix(input);
  const files = fixes.flatMap((fix) => fix.files);
  return Object.fromEntries(files.map(({ path, after }) => [path, JSON.parse(after ?? '')]));
}

describe('the settings say what fixtures are of', () => {
  const user = { file: 'data/*.json', operation: 'get /users/{name}/' };

  test('by a glob and an operation, whatever its parameters are called', async () => {
    const input = inputOf({ 'data/a.json': '{}', 'data/deep/b.json': '{}' }, [user]);
    expect(await fixed(input)).toEqual({ 'data/a.json': { kind: 'user' } });
  });

  test.each([
    [200, 'user'],
    [404, 'refused'],
    ['4xx', 'refused'],
    [500, 'failed'],
    ['default', 'failed'],
  ])('with the status %s, which is %s', async (status, kind) => {
    const input = inputOf({ 'data/a.json': '{}' }, [{ ...user, status }]);
    expect(await fixed(input)).toEqual({ 'data/a.json': { kind } });
  });

  test('and win over the path', async () => {
    const path = 'fixtures/users/{id}/get.200.json';
    const mapping = { file: 'fixtures/**', operation: 'GET /users/{id}', status: 404 };
    expect(await fixed(inputOf({ [path]: '{}' }))).toEqual({ [path]: { kind: 'user' } });
    expect(await fixed(inputOf({ [path]: '{}' }, [mapping]))).toEqual({
      [path]: { kind: 'refused' },
    });
  });

  test('of an operation that no contract has, without effect', async () => {
    const input = inputOf({ 'data/a.json': '{}' }, [{ ...user, operation: 'PUT /users/{id}' }]);
    expect(await checkFixtures(input)).toMatchObject({ found: [], checked: [] });
  });
});

describe('one fix for all fixtures', () => {
  const FILES = {
    'fixtures/getUser.json': '{}',
    'fixtures/getUser.404.json': '{"kind": "user"}',
    'fixtures/getShop.json': '{}',
    'fixtures/getShop.200.right.json': '{"kind": "user"}',
  };

  test('says what was checked before and after', async () => {
    const { fixes, refused } = await proposeFixtureFix(inputOf(FILES));
    expect(refused).toEqual([]);
    expect(fixes).toHaveLength(1);
    expect(fixes[0]?.files).toHaveLength(3);
    expect(fixes[0]?.proof).toMatchObject({ before: 3, after: 0 });
    expect(fixes[0]?.proof.checked).toEqual(Object.keys(FILES).sort());
  });

  test('leaves out what cannot be edited exactly, and says why', async () => {
    const commented = 'kind:\n  a: 1 # why\n  b: 2\n';
    const input = inputOf({ ...FILES, 'fixtures/getUser.remark.yaml': commented });
    const { fixes, refused } = await proposeFixtureFix(input);
    expect(fixes[0]?.files).toHaveLength(3);
    expect(fixes[0]?.proof).toMatchObject({ before: 4, after: 1 });
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toContain('fixtures/getUser.remark.yaml: ');
  });

  test('leaves alone what it is told to, and contracts that are not meant', async () => {
    const input = inputOf(FILES);
    const { found } = await checkFixtures(input);
    const leave = found.filter(({ file }) => file === 'fixtures/getUser.json');
    const { fixes } = await proposeFixtureFix(
      { ...input, contracts: ['api/users.yaml'] },
      new Set(leave.map(({ fingerprint }) => fingerprint)),
    );
    expect(fixes[0]?.files.map(({ path }) => path)).toEqual(['fixtures/getUser.404.json']);
  });

  test('tells of a fixture that cannot be read', async () => {
    const { problems } = await proposeFixtureFix(inputOf({ 'fixtures/getUser.json': '{' }));
    expect(problems).toMatchObject([{ file: 'fixtures/getUser.json', line: 1 }]);
  });

  test('is not made where the settings do not want it', async () => {
    const { tree, settings } = inputOf(FILES);
    const gitops = { ...settings.gitops, update_fixtures: false };
    const none = await proposeFixtureFix({ tree, settings: { ...settings, gitops } });
    expect(none).toEqual({ fixes: [], refused: [], problems: [] });
  });
});
