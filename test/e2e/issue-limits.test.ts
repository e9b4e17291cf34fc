/** Incidents where not each can have an issue: more of them than one audit opens, and a repository without issues. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isObject } from '../../src/document/document.ts';
import type { IssueSnapshot } from '../../src/playground/client.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const BUSY = 'acme/busy';
const SILENT = 'acme/silent';
const THINGS = ['carts', 'orders', 'users'];
let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
}, 60_000);

afterAll(() => stack.stop(), 30_000);

/** A contract of one operation for each thing, which asks for `required`. */
function contract(required: readonly string[]): string {
  const operations = THINGS.map(
    (thing) => `  /${thing}:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [${required.join(', ')}]
              properties:
                name: {type: string}
                phone: {type: string}
      responses:
        "201": {description: Created.}
`,
  );
  return `openapi: 3.0.3
info: {title: Busy, version: 1.0.0}
paths:
${operations.join('')}`;
}

test('more incidents than an audit opens issues are listed in one, and get their own later', async () => {
  await stack.github.createRepository({
    owner: 'acme',
    name: 'busy',
    files: {
      'openapi.yaml': contract(['name']),
      '.github/holdfast.yml': `${SETTINGS}incidents:\n  issues:\n    max_new: 1\n`,
    },
    collaborators: { dana: 'write' },
  });
  const clone = await Clone.of(stack.github, BUSY, 'dana');
  try {
    await clone.push('main', { 'openapi.yaml': contract(['name', 'phone']) });
    const list = await listThat(({ state, title }) => state === 'open' && title.startsWith('2 '));
    expect(await incidentIssues()).toHaveLength(1);

    await clone.push('main', { 'README.md': 'One more audit' });
    await listThat(({ number, title }) => number === list.number && title === '1 more incident');
    expect(await incidentIssues()).toHaveLength(2);

    await clone.push('main', { 'README.md': 'The last one' });
    await listThat(({ number, state }) => number === list.number && state === 'closed');
    const titles = (await incidentIssues()).map(({ title }) => title);
    expect(titles).toHaveLength(3);
    expect(THINGS.filter((thing) => titles.some((title) => title.includes(`/${thing}`)))).toEqual(
      THINGS,
    );
  } finally {
    await clone.remove();
  }
}, 120_000);

test('a repository with issues switched off has its check run and its incident, and nothing fails', async () => {
  await stack.github.createRepository({
    owner: 'acme',
    name: 'silent',
    hasIssues: false,
    files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS },
    collaborators: { dana: 'write' },
  });
  const clone = await Clone.of(stack.github, SILENT, 'dana');
  try {
    const broken = await clone.push('main', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
    });
    expect(await concluded(stack.github, SILENT, broken)).toMatchObject([
      { conclusion: 'failure' },
    ]);
    await logged((line) => line.includes('cannot be shown as issues') && line.includes(SILENT));
    expect(await incidentsOf(SILENT)).toMatchObject({
      total: 1,
      items: [{ status: 'open', head_sha: broken, endpoint: '/api/users' }],
    });

    const repaired = await clone.push('main', { 'openapi.yaml': shopContract() });
    expect(await concluded(stack.github, SILENT, repaired)).toMatchObject([
      { conclusion: 'success' },
    ]);
    await logged((line) => line.includes('"outcome":"within"') && line.includes(repaired));
    expect(await incidentsOf(SILENT)).toMatchObject({ items: [{ status: 'resolved' }] });

    expect(repositoryOf((await stack.github.state()).repositories, SILENT).issues).toEqual([]);
    expect(stack.app.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  } finally {
    await clone.remove();
  }
}, 120_000);

function listThat(isWanted: (issue: IssueSnapshot) => boolean): Promise<IssueSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, BUSY).issues.find(
      (issue) => issue.body?.startsWith('<!-- holdfast:more-incidents -->') && isWanted(issue),
    ),
  );
}

async function incidentIssues(): Promise<readonly IssueSnapshot[]> {
  const { issues } = repositoryOf((await stack.github.state()).repositories, BUSY);
  return issues.filter(({ body }) => body?.startsWith('<!-- holdfast:incident:'));
}

/** Waits for a line of the log: what writes nothing at GitHub is seen there. */
async function logged(isWanted: (line: string) => boolean): Promise<void> {
  while (!stack.app.log.some(isWanted)) await setImmediate();
}

async function incidentsOf(workspace: string): Promise<object> {
  const token = await stack.github.createUserToken('dana');
  const query = new URLSearchParams({ workspace_id: workspace });
  const response = await fetch(`${stack.app.url}/api/v1/drift/incidents?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const answer: unknown = await response.json();
  return isObject(answer) ? answer : {};
}
