import { afterEach, describe, expect, test } from '@jest/globals';
import { tokenClient } from '../../src/github/connection.ts';
import { readMergeBase } from '../../src/github/pull-request.ts';
import { readPullRequestView } from '../../src/github/pull-request-view.ts';
import { RateLimited, translateErrors } from '../../src/github/request-error.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { closeAll, openPull, REPO, start } from '../playground/shop.ts';

afterEach(closeAll);

/** A stand-in for GitHub with a pull request, read as the app reads it. */
async function opened() {
  const started = await start();
  const { playground, app, repository, client: people, installation } = started;
  const pull = await openPull(people);
  const { data } = await app.apps.createInstallationAccessToken({
    installation_id: repository.installation_id ?? 0,
    permissions: { contents: 'read', checks: 'write', pull_requests: 'write' },
  });
  const client = tokenClient(data.token, {
    webUrl: playground.url,
    apiUrl: `${playground.url}/api/v3`,
  });
  const identity = { appId: playground.appId, slug: 'holdfast' };
  const place = { ...REPO, number: pull.number };
  const read = () => readPullRequestView(client, { ...place, app: identity, history: true });
  return { playground, people, installation, pull, client, read };
}

describe('a pull request at one look', () => {
  test('has its base, our check runs and our comments, in one request', async () => {
    const { playground, people, installation, pull, read } = await opened();
    const check = { ...REPO, name: 'Holdfast', head_sha: pull.head_sha };
    const { data: first } = await installation.checks.create({ ...check, external_id: 'pull/1#1' });
    const { data: second } = await installation.checks.create({
      ...check,
      conclusion: 'failure',
      output: {
        title: 'Title',
        summary: 'Summary',
        annotations: [
          {
            path: 'openapi.yaml',
            start_line: 1,
            end_line: 1,
            annotation_level: 'failure',
            message: 'It breaks',
          },
        ],
      },
    });
    await people.comment({
      repository: 'acme/shop',
      number: pull.number,
      user: 'dana',
      body: 'Not ours',
    });
    const ours = await installation.issues.createComment({
      ...REPO,
      issue_number: pull.number,
      body: 'Ours',
    });
    const before = playground.exchanges.length;
    const view = await read();

    expect(view).toMatchObject({
      pull: {
        number: pull.number,
        state: 'open',
        draft: false,
        baseRef: 'main',
        baseSha: pull.base_sha,
        headRef: 'feature/x',
        headSha: pull.head_sha,
        headRepo: 'acme/shop',
        isFork: false,
      },
      mergeBase: pull.base_sha,
      checkRuns: [
        { id: first.id, externalId: 'pull/1#1', status: 'queued', conclusion: null },
        {
          id: second.id,
          status: 'completed',
          conclusion: 'failure',
          title: 'Title',
          summary: 'Summary',
          annotationsCount: 1,
        },
      ],
      comments: [{ id: ours.data.id, body: 'Ours' }],
    });
    expect(playground.exchanges.length - before).toBe(1);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('knows where a row of commits left the base, and leaves a merge to be asked for', async () => {
    const { people, client, pull, read } = await opened();
    const commit = (branch: string, path: string) =>
      people.commit({
        repository: 'acme/shop',
        branch,
        message: path,
        author: 'dana',
        files: { [path]: path },
      });
    await commit('feature/x', 'second.txt');
    await commit('main', 'other.txt');
    const { mergeBase, pull: row } = await read();
    expect(mergeBase).toBe(pull.base_sha);
    expect(mergeBase).toBe(await readMergeBase(client, { ...REPO, ...row }));
    const main = (await people.state()).repositories[0]?.branches['main'] ?? '';
    const token = await people.createUserToken('dana');
    const dana = tokenClient(token, { webUrl: people.url, apiUrl: people.url });
    const tree = await dana.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
      ...REPO,
      commit_sha: row.headSha,
    });
    const merge = await dana.request('POST /repos/{owner}/{repo}/git/commits', {
      ...REPO,
      message: 'Merge main',
      tree: tree.data.tree.sha,
      parents: [row.headSha, main],
    });
    await dana.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
      ...REPO,
      ref: 'heads/feature/x',
      sha: merge.data.sha,
    });
    const merged = await read();
    expect(merged.pull.headSha).toBe(merge.data.sha);
    expect(merged.mergeBase).toBeNull();
  });

  test('knows the newest commit of its base branch, however long its head was not pushed', async () => {
    const { people, read } = await opened();
    const { sha } = await people.commit({
      repository: 'acme/shop',
      branch: 'main',
      message: 'Move on',
      author: 'dana',
      files: { 'more.txt': 'more\n' },
    });
    const { pull, baseTip } = await read();
    expect(baseTip).toBe(sha);
    expect(pull.baseSha).not.toBe(sha);
  });

  test('leaves lists open that are longer than one page', async () => {
    const { installation, pull, read } = await opened();
    for (let index = 0; index < 101; index += 1) {
      await installation.issues.createComment({
        ...REPO,
        issue_number: pull.number,
        body: String(index),
      });
    }
    const view = await read();
    expect(view.comments).toBeNull();
    expect(view.checkRuns).toEqual([]);
  });

  test('is read through REST where GitHub refuses the query', async () => {
    const { playground, pull, read } = await opened();
    playground.faults.add({ path: '/graphql', effect: { kind: 'status', status: 404 } });
    const view = await read();
    expect(view).toMatchObject({ mergeBase: null, checkRuns: null, comments: null });
    expect(view.pull.headSha).toBe(pull.head_sha);
  });

  test('waits where GitHub asks to wait', async () => {
    const { playground, read } = await opened();
    playground.faults.add({
      path: '/graphql',
      effect: { kind: 'secondary-rate-limit', retryAfterSeconds: 60 },
    });
    await expect(translateErrors(read)).rejects.toThrow(RateLimited);
  });
});
