import { afterEach, describe, expect, test } from '@jest/globals';
import { checkExchanges } from './github-contract.ts';
import { closeAll, failure, openPull, REPO, start } from './shop.ts';

afterEach(closeAll);

describe('reading', () => {
  test('answers everything that the app reads as GitHub describes it', async () => {
    const { playground, client, app, installation: octokit } = await start();
    const { number, head_sha: head, base_sha: base } = await openPull(client);

    expect((await app.apps.getAuthenticated()).data?.slug).toBe('holdfast');
    await app.apps.listInstallations();
    await app.apps.getRepoInstallation(REPO);
    await octokit.apps.listReposAccessibleToInstallation();
    expect((await octokit.repos.get(REPO)).data.default_branch).toBe('main');
    const tree = await octokit.git.getTree({ ...REPO, tree_sha: head, recursive: '1' });
    expect(tree.data.tree.map(({ path, type }) => `${type} ${path}`)).toEqual([
      'blob new.txt',
      'blob openapi.yaml',
    ]);
    const sha = tree.data.tree[0]?.sha ?? '';
    const blob = await octokit.git.getBlob({ ...REPO, file_sha: sha });
    expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('new\n');
    const compared = await octokit.repos.compareCommitsWithBasehead({
      ...REPO,
      basehead: `${base}...${head}`,
    });
    expect(compared.data.files?.map(({ filename, status }) => `${status} ${filename}`)).toEqual([
      'removed docs/read me.md',
      'added new.txt',
      'modified openapi.yaml',
    ]);
    expect(compared.data.merge_base_commit.sha).toBe(base);
    const pull = await octokit.pulls.get({ ...REPO, pull_number: number });
    expect(pull.data).toMatchObject({ mergeable: true, changed_files: 3, commits: 1 });
    await octokit.pulls.list({ ...REPO, head: 'acme:feature/x', state: 'open' });
    await octokit.pulls.listFiles({ ...REPO, pull_number: number });
    await octokit.pulls.listCommits({ ...REPO, pull_number: number });
    await octokit.repos.getCommit({ ...REPO, ref: 'feature/x' });
    await octokit.repos.listCommits({ ...REPO, sha: 'main' });
    await octokit.repos.getContent({ ...REPO, path: 'docs/read me.md' });
    await octokit.repos.getContent({ ...REPO, path: 'docs' });
    await octokit.repos.getBranch({ ...REPO, branch: 'feature/x' });
    await octokit.repos.listBranches(REPO);
    await octokit.git.getRef({ ...REPO, ref: 'heads/feature/x' });
    await octokit.git.getCommit({ ...REPO, commit_sha: head });
    await octokit.checks.listSuitesForRef({ ...REPO, ref: head });
    await octokit.repos.getCollaboratorPermissionLevel({ ...REPO, username: 'dana' });
    await octokit.rateLimit.get();
    await octokit.users.getByUsername({ username: 'dana' });
    await octokit.issues.get({ ...REPO, issue_number: number });
    await octokit.repos.listPullRequestsAssociatedWithCommit({ ...REPO, commit_sha: head });
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('cuts long lists into pages and big trees with a mark', async () => {
    const { playground, installation: octokit } = await start({ limits: { treeEntries: 2 } });
    for (let number = 1; number <= 7; number += 1) {
      await octokit.issues.create({ ...REPO, title: `Issue ${number}` });
    }
    const all = await octokit.paginate(octokit.issues.listForRepo, { ...REPO, per_page: 3 });
    expect(all.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    const tree = await octokit.git.getTree({ ...REPO, tree_sha: 'main', recursive: 'true' });
    expect(tree.data).toMatchObject({ truncated: true });
    expect(tree.data.tree).toHaveLength(2);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('answers 304 to a caller that has the answer already', async () => {
    const { installation: octokit } = await start();
    const { headers } = await octokit.repos.get(REPO);
    const again = octokit.repos.get({ ...REPO, headers: { 'if-none-match': headers.etag } });
    expect((await failure(again)).status).toBe(304);
  });
});

describe('writing', () => {
  test('takes what the app writes and checks it as GitHub describes it', async () => {
    const {
      playground,
      client,
      installation: octokit,
    } = await start({
      app: {
        permissions: {
          checks: 'write',
          issues: 'write',
          pull_requests: 'write',
          contents: 'write',
        },
      },
    });
    const { number, head_sha: head } = await openPull(client);

    const run = await octokit.checks.create({
      ...REPO,
      name: 'Holdfast',
      head_sha: head,
      status: 'in_progress',
    });
    await octokit.checks.update({
      ...REPO,
      check_run_id: run.data.id,
      conclusion: 'failure',
      output: {
        title: 'Exceeded',
        summary: '| a | b |',
        annotations: [
          {
            path: 'openapi.yaml',
            start_line: 2,
            end_line: 2,
            start_column: 1,
            end_column: 5,
            annotation_level: 'failure',
            message: 'It breaks',
          },
        ],
      },
      actions: [{ label: 'Check again', description: 'Runs the audit again', identifier: 'again' }],
    });
    const got = await octokit.checks.get({ ...REPO, check_run_id: run.data.id });
    expect(got.data).toMatchObject({ status: 'completed', conclusion: 'failure' });
    const annotations = await octokit.checks.listAnnotations({
      ...REPO,
      check_run_id: run.data.id,
    });
    expect(annotations.data).toHaveLength(1);
    const listed = await octokit.checks.listForRef({ ...REPO, ref: head, check_name: 'Holdfast' });
    expect(listed.data.total_count).toBe(1);

    const comment = await octokit.issues.createComment({
      ...REPO,
      issue_number: number,
      body: 'one',
    });
    await octokit.issues.updateComment({ ...REPO, comment_id: comment.data.id, body: 'two' });
    await octokit.reactions.createForIssueComment({
      ...REPO,
      comment_id: comment.data.id,
      content: 'eyes',
    });
    const comments = await octokit.issues.listComments({ ...REPO, issue_number: number });
    expect(comments.data.map(({ body }) => body)).toEqual(['two']);
    await octokit.issues.deleteComment({ ...REPO, comment_id: comment.data.id });

    const issue = await octokit.issues.create({ ...REPO, title: 'Drift', labels: ['drift'] });
    await octokit.issues.addLabels({ ...REPO, issue_number: issue.data.number, labels: ['area'] });
    await octokit.issues.update({
      ...REPO,
      issue_number: issue.data.number,
      state: 'closed',
      state_reason: 'not_planned',
    });
    await octokit.issues.createLabel({ ...REPO, name: 'technical-debt', color: 'ffcc00' });

    await octokit.pulls.createReview({
      ...REPO,
      pull_number: number,
      event: 'COMMENT',
      comments: [{ path: 'openapi.yaml', line: 2, side: 'RIGHT', body: 'here' }],
    });
    const notes = await octokit.pulls.listReviewComments({ ...REPO, pull_number: number });
    expect(notes.data).toMatchObject([{ path: 'openapi.yaml', line: 2, body: 'here' }]);

    const fix = await octokit.git.createBlob({ ...REPO, content: 'fixed\n', encoding: 'utf-8' });
    const tree = await octokit.git.createTree({
      ...REPO,
      base_tree: head,
      tree: [{ path: 'deep/fix.txt', mode: '100644', type: 'blob', sha: fix.data.sha }],
    });
    const commit = await octokit.git.createCommit({
      ...REPO,
      message: 'Fix',
      tree: tree.data.sha,
      parents: [head],
    });
    await octokit.git.createRef({ ...REPO, ref: 'refs/heads/fix', sha: commit.data.sha });
    await octokit.git.updateRef({ ...REPO, ref: 'heads/feature/x', sha: commit.data.sha });
    const moved = await octokit.pulls.get({ ...REPO, pull_number: number });
    expect(moved.data.head.sha).toBe(commit.data.sha);
    const other = await octokit.pulls.create({ ...REPO, head: 'fix', base: 'main', title: 'Fix' });
    await octokit.pulls.update({ ...REPO, pull_number: other.data.number, state: 'closed' });
    await octokit.git.deleteRef({ ...REPO, ref: 'heads/fix' });
    const merged = await octokit.pulls.merge({ ...REPO, pull_number: number });
    expect(merged.data.merged).toBe(true);
    expect((await octokit.pulls.get({ ...REPO, pull_number: number })).data.merged).toBe(true);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('refuses what GitHub refuses', async () => {
    const { client, installation: octokit } = await start();
    const { number, head_sha: head } = await openPull(client);
    const run = { ...REPO, name: 'Holdfast', head_sha: head };
    const output = { title: 'Title', summary: 'Summary' };
    const annotation = {
      path: 'openapi.yaml',
      start_line: 1,
      end_line: 1,
      annotation_level: 'notice',
      message: 'message',
    } as const;
    const many = Array.from({ length: 51 }, () => annotation);
    const action = { label: 'Again', description: 'Again', identifier: 'again' };
    const long = 'x'.repeat(65_536);

    const refused = [
      octokit.checks.create({ ...run, output: { ...output, annotations: many } }),
      octokit.checks.create({ ...run, output: { ...output, summary: long } }),
      octokit.checks.create({ ...run, output: { ...output, text: long } }),
      octokit.checks.create({ ...run, status: 'completed' }),
      octokit.checks.create({ ...run, actions: [action, action, action, action] }),
      octokit.checks.create({ ...run, actions: [{ ...action, label: 'x'.repeat(21) }] }),
      octokit.checks.create({ ...run, actions: [{ ...action, description: 'x'.repeat(41) }] }),
      octokit.checks.create({ ...run, head_sha: '0'.repeat(40) }),
      octokit.issues.createComment({ ...REPO, issue_number: number, body: long }),
      octokit.pulls.createReview({
        ...REPO,
        pull_number: number,
        event: 'COMMENT',
        comments: [{ path: 'openapi.yaml', line: 77, side: 'RIGHT', body: 'there' }],
      }),
    ];
    const statuses = (await Promise.all(refused.map(failure))).map(({ status }) => status);
    expect(statuses).toEqual(refused.map(() => 422));
    const comment = await octokit.issues.createComment({
      ...REPO,
      issue_number: number,
      body: 'x'.repeat(65_535),
    });
    expect(comment.status).toBe(201);
  });
});

test('a rerequest queues the suite and leaves the run to the app', async () => {
  const { client, installation: octokit, playground } = await start();
  const { head_sha: head } = await openPull(client);
  const { data: run } = await octokit.checks.create({
    ...REPO,
    name: 'Holdfast',
    head_sha: head,
    conclusion: 'success',
  });
  const suite = { ...REPO, check_suite_id: run.check_suite?.id ?? 0 };
  expect((await octokit.checks.getSuite(suite)).data.status).toBe('completed');
  await octokit.checks.rerequestRun({ ...REPO, check_run_id: run.id });
  const again = await octokit.checks.get({ ...REPO, check_run_id: run.id });
  expect(again.data).toMatchObject({ status: 'completed', conclusion: 'success' });
  expect((await octokit.checks.getSuite(suite)).data).toMatchObject({
    status: 'queued',
    conclusion: null,
  });
  expect(checkExchanges(playground.exchanges)).toEqual([]);
});
