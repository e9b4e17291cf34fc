/** A fix pull request stays a draft until the workflows that the settings name have succeeded on its branch. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PullSnapshot, WorkflowRunSnapshot } from '../../src/playground/client.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const FINE = shopContract();
const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });
const PREFIX = 'holdfast/drift-fix/';
const GITOPS = '  gitops:\n    enabled: true\n    regenerate_clients: clients.yml\n';
const DISPATCHABLE = 'on:\n  workflow_dispatch:\njobs: {}\n';
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'openapi.yaml': FINE,
      '.github/holdfast.yml': `${SETTINGS}${GITOPS}    run_tests: test.yml\n`,
      '.github/workflows/clients.yml': `name: Generate *clients* @everyone\n${DISPATCHABLE}`,
      '.github/workflows/test.yml': DISPATCHABLE,
    },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

test('where the App may not run workflows, the pull request says so and stays a draft', async () => {
  await stack.github.setPermissions(SHOP, { actions: null });
  await push({ 'openapi.yaml': BROKEN });
  const told = await fixThat(({ body }) => hasText(body, 'The App may not run workflows here'));
  expect(told).toMatchObject({ state: 'open', draft: true });
  await stack.github.setPermissions(SHOP, { actions: 'write' });
}, 120_000);

test('clients are generated, then tests run on what came of it, then it is ready', async () => {
  const main = await push({ 'README.md': 'A shop\n' });
  const draft = await fixThat(
    ({ body, base }) => base.sha === main && hasText(body, '(`clients.yml`): running'),
  );
  const regenerate = await runThat(({ head_sha: sha }) => sha === draft.head.sha);
  expect(draft.draft).toBe(true);
  expect(regenerate).toMatchObject({
    workflow: 'clients.yml',
    actor: 'holdfast[bot]',
    head_branch: draft.head.ref,
  });
  expect(draft.body).toContain('Tests (`test.yml`): not run yet.');

  const files = { 'clients/shop.ts': 'export const users = "/api/users";\n' };
  const message = 'Generate clients, fixes #1\n\nMore.';
  await stack.github.concludeRun({ repository: SHOP, run: regenerate.id, files, message });
  const grown = await fixThat(({ body }) => hasText(body, 'It added 1 commit:'));
  const tests = await runThat(({ workflow }) => workflow === 'test.yml');
  expect(tests.head_sha).toBe(grown.head.sha);
  expect(grown.head.sha).not.toBe(draft.head.sha);
  expect(grown.draft).toBe(true);
  const link = `([run](<${regenerate.html_url}>))`;
  expect(grown.body).toContain(
    `Generate clients (Generate \\*clients\\* @&#8203;everyone, \`clients.yml\`): succeeded ${link}. It added 1 commit:\n  - ${grown.head.sha} Generate clients, fixes \\#&#8203;1`,
  );

  await stack.github.concludeRun({ repository: SHOP, run: tests.id });
  const ready = await fixThat(({ draft: isDraft }) => !isDraft);
  await fixThat(({ body }) => hasText(body, 'They have succeeded on the newest commit'));
  expect(ready.head.sha).toBe(grown.head.sha);
  expect(await runsOn(draft.head.sha)).toHaveLength(1);
  expect(await runsOn(grown.head.sha)).toHaveLength(1);
  expect(await commentsOn(ready.number)).toEqual([]);
}, 120_000);

test('when the base moves, it is a draft again and they run anew', async () => {
  const before = await fixThat(({ draft }) => !draft);
  await push({ 'README.md': 'Shop\n' });
  const again = await fixThat(({ draft, head }) => draft && head.sha !== before.head.sha);
  const regenerate = await runThat(
    ({ workflow, head_sha: sha }) => workflow === 'clients.yml' && sha === again.head.sha,
  );
  expect(await clone.git('fetch', '--quiet', 'origin')).toBe('');
  const range = `origin/main..origin/${again.head.ref}`;
  expect(await clone.git('rev-list', '--count', range)).toBe('1');

  await stack.github.concludeRun({ repository: SHOP, run: regenerate.id });
  const tests = await runThat(
    ({ workflow, head_sha: sha }) => workflow === 'test.yml' && sha === again.head.sha,
  );
  await stack.github.concludeRun({ repository: SHOP, run: tests.id, conclusion: 'failure' });
  const failed = await fixThat(({ body }) =>
    hasText(body, `Tests (\`test.yml\`): **failed** ([run](<${tests.html_url}>))`),
  );
  expect(failed.draft).toBe(true);
}, 120_000);

test('a failed run that is run again and succeeds makes it ready', async () => {
  const failed = await runThat(({ conclusion }) => conclusion === 'failure');
  await stack.github.rerunRun(SHOP, failed.id, 'dana');
  await stack.github.concludeRun({ repository: SHOP, run: failed.id });
  const ready = await fixThat(({ draft }) => !draft);
  expect(ready.head.sha).toBe(failed.head_sha);
}, 60_000);

test('what cannot be dispatched is told, with what to do', async () => {
  await push({ '.github/workflows/clients.yml': 'on: push\njobs: {}\n' });
  const told = await fixThat(({ body }) =>
    hasText(body, "does not have 'workflow\\_dispatch' trigger"),
  );
  expect(told.draft).toBe(true);
  expect(told.body).toContain('Add \\`workflow\\_dispatch:\\` to its \\`on:\\`.');

  await push({ '.github/workflows/clients.yml': null });
  await fixThat(({ body }) => hasText(body, 'There is no workflow clients.yml'));
}, 120_000);

test('a commit of a person on the branch still makes it theirs', async () => {
  await push({ '.github/workflows/clients.yml': DISPATCHABLE });
  const pull = await fixThat(({ body }) => hasText(body, '(`clients.yml`): running'));
  const regenerate = await runThat(({ head_sha: sha }) => sha === pull.head.sha);
  await clone.git('fetch', '--quiet', 'origin');
  await clone.git('checkout', '--quiet', '-B', pull.head.ref, `origin/${pull.head.ref}`);
  const mine = await clone.push(pull.head.ref, { 'notes.txt': 'mine\n' });
  await commentThat(pull.number, 'dana pushed to this branch');
  const files = { 'clients/shop.ts': 'export {};\n' };
  await stack.github.concludeRun({ repository: SHOP, run: regenerate.id, files });
  await push({ 'README.md': 'Shop\n' });
  await stack.github.webhooksSent();
  await clone.git('fetch', '--quiet', 'origin');
  expect(await clone.git('rev-parse', `origin/${pull.head.ref}~1`)).toBe(mine);
  const after = await fixThat(({ number }) => number === pull.number);
  expect(after).toMatchObject({ state: 'open', draft: true });
}, 120_000);

/** Commits files to the default branch and waits for the cycle. Gives the commit. */
async function push(files: Readonly<Record<string, string | null>>): Promise<string> {
  const { sha } = await stack.github.commit({
    repository: SHOP,
    branch: 'main',
    message: `Change ${Object.keys(files).join(', ')}`,
    files,
    author: 'dana',
  });
  await concluded(stack.github, SHOP, sha);
  return sha;
}

function fixThat(isWanted: (pull: PullSnapshot) => boolean): Promise<PullSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).pulls.find(
      (pull) => pull.head.ref.startsWith(PREFIX) && isWanted(pull),
    ),
  );
}

function runThat(isWanted: (run: WorkflowRunSnapshot) => boolean): Promise<WorkflowRunSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).workflow_runs.find(isWanted),
  );
}

async function runsOn(sha: string): Promise<readonly WorkflowRunSnapshot[]> {
  const { repositories } = await stack.github.state();
  return repositoryOf(repositories, SHOP).workflow_runs.filter((run) => run.head_sha === sha);
}

async function commentsOn(issue: number) {
  const { repositories } = await stack.github.state();
  return repositoryOf(repositories, SHOP).comments.filter((comment) => comment.issue === issue);
}

function commentThat(issue: number, text: string) {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).comments.find(
      (comment) => comment.issue === issue && comment.body.includes(text),
    ),
  );
}

function hasText(body: string | null, text: string): boolean {
  return body?.includes(text) ?? false;
}
