/** Workflows on the branch of a fix, when things go wrong between Holdfast and GitHub. */

import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import type { KnownFixPull } from '../../src/github/fix-pull-request.ts';
import { findFixPull } from '../../src/github/fix-pull-request.ts';
import type { WrittenFix } from '../../src/jobs/fix-workflows.ts';
import { endDraft, followWorkflows, type WorkflowFollowing } from '../../src/jobs/fix-workflows.ts';
import type { Job } from '../../src/jobs/job.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import type { PlaygroundClient } from '../../src/playground/client.ts';
import { DEFAULT_PERMISSIONS } from '../../src/playground/model/state.ts';
import type { Playground } from '../../src/playground/playground.ts';
import type { Store } from '../../src/store/store.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { closeAll, start } from '../playground/shop.ts';
import { openEmptyStore } from '../store/empty-store.ts';
import { dataImage } from '../store/open-test-store.ts';

const SHOP = 'acme/shop';
const BRANCH = 'holdfast/drift-fix/0123456789ab';
const MINUTE = 60_000;
const WORKFLOW = 'on: workflow_dispatch\n';

let store: Store;
let playground: Playground;
let client: PlaygroundClient;
let octokit: Octokit;
let fix: WrittenFix;
let looks: Date[];
/** The clock. */
let time: number;

beforeAll(async () => {
  await dataImage();
}, 120_000);

beforeEach(async () => {
  const permissions = { ...DEFAULT_PERMISSIONS, contents: 'write', actions: 'write' } as const;
  const shop = await start({ app: { permissions } });
  ({ playground, client, installation: octokit } = shop);
  store = await openEmptyStore();
  looks = [];
  time = Date.now();
  const installationId = shop.repository.installation_id ?? 0;
  const repositoryId = shop.repository.id;
  await store.installations.save({ id: installationId, account: 'acme', state: 'active' });
  await store.installations.saveRepositories(installationId, [
    { id: repositoryId, owner: 'acme', name: 'shop' },
  ]);
  await commit('main', { '.github/workflows/test.yml': WORKFLOW });
  const wanted = await store.fixes.want({
    installationId,
    repositoryId,
    key: '0123456789ab',
    target: { kind: 'incidents', incidentIds: [] },
    requestedBy: 'holdfast',
    at: new Date(),
  });
  const commitSha = await commit(BRANCH, { 'fixed.txt': 'fixed\n' }, 'holdfast[bot]');
  fix = { ...wanted, branch: BRANCH, commitSha };
}, 60_000);

afterEach(async () => {
  await store.close();
  await closeAll();
});

async function commit(
  branch: string,
  files: Readonly<Record<string, string>>,
  author = 'dana',
): Promise<string> {
  const message = 'Change';
  return (await client.commit({ repository: SHOP, branch, message, files, author })).sha;
}

function following(change: Partial<WorkflowFollowing> = {}): WorkflowFollowing {
  return {
    owner: 'acme',
    repo: 'shop',
    app: { appId: playground.appId, slug: 'holdfast' },
    client: octokit,
    defaultSha: 'main',
    now: () => new Date(time),
    workflows: [{ step: 'run_tests', workflow: 'test.yml' }],
    workflowClient: async () => octokit,
    lookAgain: (at) => looks.push(at),
    store,
    ...change,
  };
}

async function runs() {
  const { repositories } = await client.state();
  return repositories[0]?.workflow_runs ?? [];
}

/** How far the workflow is, after one look. */
async function look(change: Partial<WorkflowFollowing> = {}) {
  const standing = await followWorkflows(following(change), fix, null);
  return { ...standing, run: standing.steps[0]?.run ?? null };
}

async function conclude(conclusion: 'success' | 'failure' = 'success'): Promise<void> {
  const run = (await runs()).at(-1)?.id ?? 0;
  await client.concludeRun({ repository: SHOP, run, conclusion });
}

describe('a workflow', () => {
  test('is dispatched once for a commit, whoever looks and how often', async () => {
    await Promise.all([look(), look(), look()]);
    await look();
    expect(await runs()).toMatchObject([{ head_sha: fix.commitSha, status: 'queued' }]);
    await conclude();
    expect(await look()).toMatchObject({ isDone: true, tip: fix.commitSha });
    await look();
    expect(await runs()).toHaveLength(1);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('that was dispatched before a crash is found again', async () => {
    await look();
    await store.sql.query("update fix_runs set state = 'asked', run_id = null, url = null");
    expect((await look()).run).toMatchObject({ state: 'dispatched', url: expect.any(String) });
    await store.sql.query('delete from fix_runs');
    expect((await look()).run).toMatchObject({ state: 'dispatched', url: expect.any(String) });
    expect(await runs()).toHaveLength(1);
  });

  test('that GitHub may not have got is dispatched when it is not listed in time', async () => {
    const [before] = [new Date(time)];
    await store.fixRuns.claim(fix, {
      step: 'run_tests',
      workflow: 'test.yml',
      headSha: fix.commitSha,
      at: before,
      before: null,
    });
    expect((await look()).run?.state).toBe('asked');
    expect(looks).toEqual([new Date(time + MINUTE)]);
    expect(await runs()).toEqual([]);
    time += 2 * MINUTE;
    expect((await look()).run?.state).toBe('dispatched');
    expect(await runs()).toHaveLength(1);
  });

  test('is followed where GitHub does not tell which run it started', async () => {
    // As older versions of GitHub Enterprise Server answer: with nothing.
    await look();
    await store.sql.query('update fix_runs set run_id = null, url = null');
    await conclude('failure');
    expect((await look()).run).toMatchObject({ state: 'ended', conclusion: 'failure' });
  });

  test('that does not end is not waited for for ever, and still counts when it does', async () => {
    await look();
    time += 7 * 60 * MINUTE;
    expect((await look()).run?.state).toBe('overdue');
    await conclude();
    expect((await look()).isDone).toBe(true);
  });

  test('that somebody else dispatched on the commit is not ours', async () => {
    const dana = new Octokit({
      baseUrl: playground.url,
      auth: await client.createUserToken('dana'),
    });
    const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
    const place = { owner: 'acme', repo: 'shop', workflow_id: 'test.yml' };
    await dana.request(route, { ...place, ref: BRANCH });
    await conclude();
    expect((await look()).isDone).toBe(false);
    expect(await runs()).toMatchObject([{ actor: 'dana' }, { actor: 'holdfast[bot]' }]);
  });

  test('is not run on what somebody has put on the branch', async () => {
    await commit(BRANCH, { 'notes.txt': 'mine\n' });
    expect((await look()).run).toMatchObject({
      state: 'refused',
      note: 'The branch has another commit by now.',
    });
    expect(await runs()).toEqual([]);
  });

  test('that a pull request has changed is not run for its fix', async () => {
    const theirs = { '.github/workflows/test.yml': `${WORKFLOW}# mine\n` };
    const commitSha = await commit(BRANCH, theirs, 'holdfast[bot]');
    fix = { ...fix, commitSha, target: { kind: 'pull_request', number: 3 } };
    expect((await look()).run?.note).toBe(
      'The pull request has another test.yml than the default branch.',
    );
    expect(await runs()).toEqual([]);
  });

  test('of a commit that the branch does not have any more is forgotten', async () => {
    await look();
    const commitSha = await commit(BRANCH, { 'fixed.txt': 'anew\n' }, 'holdfast[bot]');
    fix = { ...fix, commitSha };
    await look();
    expect((await store.fixRuns.list(fix)).map(({ headSha }) => headSha)).toEqual([commitSha]);
  });

  test('that regenerates leaves what it has put on the branch to the tests', async () => {
    const workflows = [
      { step: 'regenerate_clients', workflow: 'test.yml' },
      { step: 'run_tests', workflow: 'test.yml' },
    ] as const;
    await look({ workflows });
    const run = (await runs())[0]?.id ?? 0;
    await client.concludeRun({ repository: SHOP, run, files: { 'client.ts': 'made\n' } });
    const { steps } = await look({ workflows });
    const tip = (await runs())[1]?.head_sha;
    expect(steps).toMatchObject([
      { run: { tipSha: tip, commits: [{ sha: tip, subject: 'Generate' }] } },
      { headSha: tip, run: { state: 'dispatched' } },
    ]);
    expect(tip).not.toBe(fix.commitSha);
  });

  test('that regenerates says nothing of what a person has put above it', async () => {
    const workflows = [{ step: 'regenerate_clients', workflow: 'test.yml' }] as const;
    await look({ workflows });
    await commit(BRANCH, { 'notes.txt': 'mine\n' });
    await conclude();
    expect(await look({ workflows })).toMatchObject({ isDone: false, run: { tipSha: null } });
  });
});

describe('the pull request', () => {
  async function known(): Promise<KnownFixPull> {
    const app = { slug: 'holdfast' };
    const found = await findFixPull(octokit, { owner: 'acme', repo: 'shop', branch: BRANCH, app });
    if (found === null) throw new Error('There is no pull request.');
    return found;
  }

  async function followAsPull(): Promise<void> {
    const pull = await known();
    const standing = await followWorkflows(following(), fix, pull);
    const stored = await store.fixes.find(fix.installationId, fix.id);
    fix = { ...fix, heldBack: stored?.heldBack ?? false };
    await endDraft(following(), fix, pull, standing);
    const after = await store.fixes.find(fix.installationId, fix.id);
    fix = { ...fix, heldBack: after?.heldBack ?? false };
  }

  beforeEach(async () => {
    const place = { owner: 'acme', repo: 'shop', head: BRANCH, base: 'main' };
    await octokit.pulls.create({ ...place, title: 'Fix' });
  });

  test('is a draft as long as they run, and what a person makes of it then stays', async () => {
    await followAsPull();
    expect((await known()).draft).toBe(true);
    await conclude();
    await followAsPull();
    const ready = await known();
    expect(ready.draft).toBe(false);
    const { number } = ready;
    await client.changePull({ repository: SHOP, number, user: 'dana', draft: true });
    await followAsPull();
    expect((await known()).draft).toBe(true);
  });

  test('that a person makes ready while they run is left so', async () => {
    await followAsPull();
    const { number } = await known();
    await client.changePull({ repository: SHOP, number, user: 'dana', draft: false });
    await followAsPull();
    expect((await known()).draft).toBe(false);
  });

  test('that a person had made a draft before stays one', async () => {
    const { number } = await known();
    await client.changePull({ repository: SHOP, number, user: 'dana', draft: true });
    await followAsPull();
    await conclude();
    await followAsPull();
    expect((await known()).draft).toBe(true);
  });
});

test('the sweep looks again where the end of a workflow was not told', async () => {
  await look();
  const queued: Job[] = [];
  const enqueue = async (job: Job) => {
    queued.push(job);
    return 'queued' as const;
  };
  await sweep({ store, queue: { enqueue } }, new Date(time + MINUTE));
  expect(queued).toEqual([]);
  await sweep({ store, queue: { enqueue } }, new Date(time + 10 * MINUTE));
  const { installationId, repositoryId } = fix;
  const place = { installationId, repositoryId, owner: 'acme', repo: 'shop' };
  expect(queued).toEqual([{ kind: 'publish-fixes', ...place }]);
  await conclude();
  await look();
  queued.length = 0;
  await sweep({ store, queue: { enqueue } }, new Date(time + 10 * MINUTE));
  expect(queued).toEqual([]);
});
