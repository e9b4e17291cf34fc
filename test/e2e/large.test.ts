import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LIMITS } from '../../src/report/limits.ts';
import { shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const require = createRequire(import.meta.url);
const OLD = require.resolve('openapi-github-16/generated/api.github.com.json');
const NEW = require.resolve('@octokit/openapi/generated/api.github.com.json');
let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
}, 60_000);

afterAll(async () => {
  await stack.stop();
}, 30_000);

test("GitHub's own API, years apart, gets a readable verdict inside GitHub's limits", async () => {
  const repository = 'github/rest-api';
  await stack.github.createRepository({
    owner: 'github',
    name: 'rest-api',
    files: { 'openapi/api.github.com.json': await readFile(OLD, 'utf8') },
    collaborators: { mona: 'write' },
  });
  const clone = await Clone.of(stack.github, repository, 'mona');
  const sha = await clone.push('years-later', {
    'openapi/api.github.com.json': await readFile(NEW),
  });
  await clone.remove();
  const pull = await stack.github.openPull({
    repository,
    head: 'years-later',
    title: 'Seven versions later',
    author: 'mona',
  });
  const [run, ...others] = await concluded(stack.github, repository, sha);
  const comment = await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, repository).comments.find(({ issue }) => issue === pull.number),
  );

  expect(others).toEqual([]);
  expect(run?.conclusion).toBe('failure');
  expect(run?.title).toMatch(/^\d[\d,]* breaking changes exceed the budgets of \d+/);
  for (const text of [run?.summary, run?.text, comment.body]) {
    expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(LIMITS.checkRunTextBytes);
  }
  expect(run?.summary).toMatch(/… and [\d,]+ more/);
  expect(run?.annotations.length).toBeGreaterThan(50);
  expect(run?.annotations.length).toBeLessThanOrEqual(LIMITS.annotations);
}, 180_000);

test('a repository full of bad input has its problems named and its good contract judged', async () => {
  const repository = 'acme/mess';
  await stack.github.createRepository({
    owner: 'acme',
    name: 'mess',
    files: { 'openapi.yaml': shopContract(), 'README.md': 'A mess.\n' },
    collaborators: { dana: 'write' },
  });
  const bad = {
    'bad/not-yaml.yaml': 'openapi: 3.0.0\npaths: {\n  oops: [\n',
    'bad/nest.yaml': `openapi: ${'['.repeat(1_800)}\n`,
    'bad/duplicates.yaml': `openapi: 3.0.0\n${'x-same: 1\n'.repeat(40_000)}`,
    'bad/leaves-tree.yaml': contractWith("$ref: '../../../etc/passwd'"),
    'bad/leaves-machine.yaml': contractWith("$ref: 'http://169.254.169.254/latest/meta-data'"),
    'bad/cyclic.yaml': contractWith("$ref: '#/components/schemas/A'"),
    'bad/link.yaml': { symlink: '/etc/passwd' },
    'bad/module': { submodule: 'a'.repeat(40) },
  };
  await stack.github.commit({
    repository,
    branch: 'mess',
    message: 'Make a mess',
    files: {
      ...bad,
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
      '.github/holdfast.yml': '- a\n- list\n',
    },
    author: 'dana',
  });
  const pull = await stack.github.openPull({
    repository,
    head: 'mess',
    title: 'A mess',
    author: 'dana',
  });
  const [run] = await concluded(stack.github, repository, pull.head_sha);
  const said = `${run?.summary}\n${run?.text}`;

  expect(run?.title).toMatch(
    /^1 breaking change exceeds the budget of POST \/api\/users; could not check/,
  );
  for (const file of [
    'not-yaml.yaml',
    'nest.yaml',
    'duplicates.yaml',
    'leaves-tree.yaml',
    'leaves-machine.yaml',
    'cyclic.yaml',
  ]) {
    expect(said).toMatch(new RegExp(`bad/${file.replace('.', '\\.')}:\\d+`));
  }
  expect(
    (await concluded(stack.github, repository, pull.head_sha, 'Holdfast: .github/holdfast.yml'))[0],
  ).toMatchObject({
    conclusion: 'failure',
  });
  expect((await fetch(`${stack.app.url}/healthz`)).status).toBe(200);
}, 120_000);

function contractWith(reference: string): string {
  return `openapi: 3.0.3
info: { title: Bad, version: '1' }
paths:
  /things:
    get:
      responses:
        '200':
          description: Things.
          content:
            application/json:
              schema:
                ${reference}
components:
  schemas:
    A:
      $ref: '#/components/schemas/B'
    B:
      $ref: '#/components/schemas/A'
`;
}
