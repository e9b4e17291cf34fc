import { afterEach, expect, test } from '@jest/globals';
import { DEFAULT_PERMISSIONS } from '../../src/playground/model/state.ts';
import { checkDeliveries } from './github-contract.ts';
import { closeAll, openPull, REPO, start } from './shop.ts';

afterEach(closeAll);

test('webhooks are as GitHub describes them', async () => {
  const {
    playground,
    client,
    installation: octokit,
  } = await start({
    app: {
      events: [
        'pull_request',
        'push',
        'check_run',
        'check_suite',
        'issues',
        'issue_comment',
        'pull_request_review',
        'pull_request_review_comment',
        'merge_group',
        'repository',
        'repository_dispatch',
        'workflow_run',
      ],
      permissions: { ...DEFAULT_PERMISSIONS, actions: 'write' },
      // Nobody listens there: the deliveries are logged all the same.
      webhookUrl: 'http://127.0.0.1:9/',
    },
  });
  const { number, head_sha: head } = await openPull(client);
  const pull = { repository: 'acme/shop', number, user: 'dana' };
  await client.changePull({ ...pull, draft: true });
  await client.changePull({ ...pull, draft: false, title: 'Another title' });
  await client.changePull({ ...pull, state: 'closed' });
  await client.changePull({ ...pull, state: 'open' });
  await client.commit({
    repository: 'acme/shop',
    branch: 'feature/x',
    message: 'More',
    author: 'dana',
    files: { 'more.txt': 'more\n' },
  });
  const { data: run } = await octokit.checks.create({
    ...REPO,
    name: 'Holdfast',
    head_sha: head,
    conclusion: 'success',
  });
  await client.recheck({ repository: 'acme/shop', user: 'dana', check_run: run.id });
  await client.recheck({ repository: 'acme/shop', user: 'dana', check_run: run.id, action: 'fix' });
  const suite = run.check_suite?.id ?? 0;
  await client.recheck({ repository: 'acme/shop', user: 'dana', check_suite: suite });
  await client.comment({ ...pull, body: '/holdfast help' });
  const { number: issue } = await client.openIssue({
    repository: 'acme/shop',
    title: 'Issue',
    body: '- [ ] one\n- [ ] two\n',
    user: 'dana',
  });
  const change = { repository: 'acme/shop', number: issue, user: 'dana' };
  await client.changeIssue({ ...change, checkbox: 2, labels: ['drift'], assignees: ['dana'] });
  await client.changeIssue({ ...change, labels: [], assignees: [] });
  await client.changeIssue({ ...change, state: 'closed', reason: 'not_planned' });
  await client.changeIssue({ ...change, state: 'open' });
  await client.dispatch({ repository: 'acme/shop', user: 'dana', event: 'holdfast audit' });
  await client.changeRepository({ repository: 'acme/shop', user: 'dana', archived: true });
  await client.changeRepository({
    repository: 'acme/shop',
    user: 'dana',
    archived: false,
    defaultBranch: 'feature/x',
  });
  await client.changeRepository({ repository: 'acme/shop', user: 'dana', defaultBranch: 'main' });
  await client.commit({
    repository: 'acme/shop',
    branch: 'main',
    message: 'Test',
    author: 'dana',
    files: { '.github/workflows/test.yml': 'on: workflow_dispatch\n' },
  });
  await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...REPO,
    workflow_id: 'test.yml',
    ref: 'main',
  });
  const { repositories } = await client.state();
  const [dispatched] = repositories[0]?.workflow_runs ?? [];
  await client.concludeRun({ repository: 'acme/shop', run: dispatched?.id ?? 0 });
  await client.setPermissions('acme/shop', { actions: 'read' });
  await client.enqueuePull('acme/shop', number, 'dana');
  await client.changePull({ ...pull, merge: 'squash' });
  await client.suspend('acme/shop', true);
  await client.suspend('acme/shop', false);
  await client.uninstall('acme/shop');
  await client.webhooksSent();
  const { deliveries } = playground.site.webhooks;
  const names = deliveries.map(({ event, action }) => `${event}.${action}`);
  expect(names).toEqual(
    expect.arrayContaining([
      'pull_request.opened',
      'pull_request.synchronize',
      'pull_request.edited',
      'pull_request.closed',
      'pull_request.reopened',
      'pull_request.ready_for_review',
      'check_run.created',
      'check_run.rerequested',
      'check_run.requested_action',
      'check_suite.requested',
      'check_suite.rerequested',
      'issue_comment.created',
      'issues.opened',
      'issues.edited',
      'issues.labeled',
      'issues.unlabeled',
      'issues.assigned',
      'issues.unassigned',
      'issues.closed',
      'issues.reopened',
      'repository_dispatch.holdfast audit',
      'repository.archived',
      'repository.unarchived',
      'repository.edited',
      'merge_group.checks_requested',
      'workflow_run.requested',
      'workflow_run.completed',
      'installation.new_permissions_accepted',
      'installation.suspend',
      'installation.deleted',
      'push.null',
    ]),
  );
  const edited = deliveries.find(({ event, action }) => event === 'issues' && action === 'edited');
  expect(edited?.payload).toMatchObject({
    issue: { body: '- [ ] one\n- [x] two\n' },
    changes: { body: { from: '- [ ] one\n- [ ] two\n' } },
  });
  expect(checkDeliveries(deliveries)).toEqual([]);
});
