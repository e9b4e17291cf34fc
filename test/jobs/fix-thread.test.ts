/** What the search for a fix finds in a repository at GitHub. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { servePort } from '../../src/jobs/cache-port.ts';
import type { FixFindings } from '../../src/jobs/fix-task.ts';
import search from '../../src/jobs/fix-thread.ts';
import type { PlaygroundClient } from '../../src/playground/client.ts';
import { MemoryByteCache } from '../../src/tree/byte-cache.ts';
import { closeAll, start } from '../playground/shop.ts';

const GONE = 'd'.repeat(40);
const FIXTURES = {
  'fixtures/users/get.200.json': '{ "id": "u1" }\n',
  'fixtures/users/get.200.broken.json': '{ "id": \n',
  '.github/workflows/users.json': '{ "id": "u2" }\n',
};
const SETTINGS = `drift_budget:
  gitops:
    fixtures:
      - { file: .github/workflows/users.json, operation: "GET /users" }
`;

const contract = (required: string) => `openapi: 3.0.3
info: {title: Users, version: 1.0.0}
paths:
  /users:
    get:
      responses:
        '200':
          description: A user.
          content:
            application/json:
              schema:
                type: object
                required: [${required}]
                properties:
                  id: {type: string}
                  role: {type: string, enum: [admin, guest]}
`;

let client: PlaygroundClient;
let find: (
  headSha: string,
  baseSha: string,
  drifts: readonly string[] | null,
) => Promise<FixFindings>;

beforeEach(async () => {
  const { playground, installation, ...shop } = await start();
  client = shop.client;
  const auth = await installation.auth({ type: 'installation' });
  const token = typeof auth === 'object' && auth !== null && 'token' in auth ? `${auth.token}` : '';
  const { url } = playground;
  const address = { apiUrl: url, webUrl: url };
  const place = { address, token, defaultsToken: null, owner: 'acme', repo: 'shop', waivers: [] };
  find = async (headSha, baseSha, fingerprints) => {
    const { port, close } = servePort(new MemoryByteCache());
    const repairs = [{ baseSha, fingerprints }];
    const date = '2026-11-21';
    const answer = await search({
      ...place,
      headSha,
      settingsSha: headSha,
      date,
      repairs,
      cache: port,
    });
    close();
    if (answer.kind !== 'done') throw new Error(`It ended as ${answer.kind}.`);
    return answer.findings;
  };
}, 60_000);

afterEach(closeAll);

async function commit(files: Readonly<Record<string, string>>): Promise<string> {
  const change = { repository: 'acme/shop', branch: 'main', message: 'Change', author: 'dana' };
  return (await client.commit({ ...change, files })).sha;
}

test.each([
  ['an incident', ['f1', 'f2'], 2],
  ['a pull request', null, 1],
])(
  'what cannot be checked, as the commit of %s before is gone, still stands',
  async (_, drifts, standing) => {
    const head = await commit({ 'openapi.yaml': contract('id') });
    const found = await find(head, GONE, drifts);
    expect(found).toMatchObject({ standing, files: [] });
    expect(found.refused).toHaveLength(standing);
    expect(found.refused[0]?.reason).toContain('ddddddd is not there any more');
  },
);

test('a fixture where Holdfast never writes is left out by itself, one that cannot be read is told', async () => {
  const base = await commit({
    'openapi.yaml': contract('id'),
    '.github/holdfast.yml': SETTINGS,
    ...FIXTURES,
  });
  const head = await commit({ 'openapi.yaml': contract('id, role') });
  const { files, refused, unread } = await find(head, base, null);
  expect(files.map(({ path }) => path)).toEqual(['fixtures/users/get.200.json']);
  expect(refused.map(({ reason }) => reason)).toEqual([
    'Holdfast never writes to .github/workflows/users.json.',
  ]);
  expect(unread).toMatchObject([{ file: 'fixtures/users/get.200.broken.json' }]);
});
