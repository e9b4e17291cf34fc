import { afterEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_PERMISSIONS } from '../../src/playground/model/state.ts';
import { checkExchanges } from './github-contract.ts';
import { closeAll, failure, openPull, REPO, start } from './shop.ts';

afterEach(closeAll);

const DISPATCH = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
const RUNS = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
const FILES = {
  '.github/workflows/test.yml': 'name: Tests\non: [push, workflow_dispatch]\n',
  '.github/workflows/push.yml': 'on: push\n',
  '.github/workflows/inputs.yml':
    'on:\n  workflow_dispatch:\n    inputs:\n      target:\n        required: true\n',
};

async function workflows() {
  const shop = await start({
    app: { permissions: { ...DEFAULT_PERMISSIONS, contents: 'write', actions: 'write' } },
  });
  const { client } = shop;
  const commit = { repository: 'acme/shop', message: 'Workflows', author: 'dana' };
  const { sha } = await client.commit({ ...commit, branch: 'main', files: FILES });
  return { ...shop, commit, sha };
}

describe('workflows', () => {
  test('are listed, dispatched, found again and followed to their end', async () => {
    const { playground, client, installation: octokit, sha } = await workflows();
    const { data: all } = await octokit.request(
      'GET /repos/{owner}/{repo}/actions/workflows',
      REPO,
    );
    expect(all.workflows.map(({ name }) => name)).toEqual([
      '.github/workflows/inputs.yml',
      '.github/workflows/push.yml',
      'Tests',
    ]);
    const place = { ...REPO, workflow_id: 'test.yml' };
    const answer = await octokit.request(DISPATCH, {
      ...place,
      ref: 'main',
      return_run_details: true,
    });
    const { data: found } = await octokit.request(RUNS, { ...place, head_sha: sha });
    expect(found.workflow_runs).toMatchObject([
      { head_sha: sha, status: 'queued', conclusion: null, actor: { login: 'holdfast[bot]' } },
    ]);
    const run = Number(found.workflow_runs[0]?.id);
    expect(answer.data).toMatchObject({ workflow_run_id: run });
    const { data: others } = await octokit.request(RUNS, { ...place, branch: 'other' });
    expect(others.total_count).toBe(0);

    const files = { 'made.txt': 'made\n' };
    const end = { repository: 'acme/shop', run, conclusion: 'failure', files } as const;
    await client.concludeRun(end);
    const { data: ended } = await octokit.request(
      'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
      {
        ...REPO,
        run_id: run,
      },
    );
    expect(ended).toMatchObject({ status: 'completed', conclusion: 'failure', head_sha: sha });
    const { data: head } = await octokit.repos.getCommit({ ...REPO, ref: 'main' });
    expect(head).toMatchObject({
      author: { login: 'github-actions[bot]' },
      parents: [{ sha }],
    });
    await client.rerunRun('acme/shop', run, 'dana');
    const { repositories } = await client.state();
    expect(repositories[0]?.workflow_runs).toMatchObject([
      { id: run, attempt: 2, status: 'queued', conclusion: null },
    ]);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test.each([
    ['that are not on the default branch', 'none.yml', 404, 'Not Found'],
    ['without the trigger', 'push.yml', 422, "does not have 'workflow_dispatch' trigger"],
    ['whose inputs are not given', 'inputs.yml', 422, "Required input 'target' not provided"],
  ])('%s are refused', async (_, workflow_id, status, message) => {
    const { installation: octokit } = await workflows();
    const refused = await failure(octokit.request(DISPATCH, { ...REPO, workflow_id, ref: 'main' }));
    expect(refused).toMatchObject({ status, message: expect.stringContaining(message) });
  });

  test('are refused to who may not', async () => {
    const { playground, client, installation: octokit } = await start();
    await client.commit({
      repository: 'acme/shop',
      branch: 'main',
      message: 'Workflows',
      author: 'dana',
      files: FILES,
    });
    const wanted = { ...REPO, workflow_id: 'test.yml', ref: 'main' };
    expect(await failure(octokit.request(DISPATCH, wanted))).toMatchObject({ status: 403 });
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });
});

test('a pull request is made a draft and ready for review by its id', async () => {
  const { client, installation: octokit } = await workflows();
  const { number } = await openPull(client);
  const { data: pull } = await octokit.pulls.get({ ...REPO, pull_number: number });
  const change = async (field: string) => {
    const text = `mutation ($id: ID!) {
      ${field}(input: { pullRequestId: $id }) { pullRequest { isDraft } }
    }`;
    return octokit.graphql(text, { id: pull.node_id });
  };
  expect(await change('convertPullRequestToDraft')).toEqual({
    convertPullRequestToDraft: { pullRequest: { isDraft: true } },
  });
  expect(await change('markPullRequestReadyForReview')).toEqual({
    markPullRequestReadyForReview: { pullRequest: { isDraft: false } },
  });
});
