import { afterEach, expect, test } from '@jest/globals';
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
      ],
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
  await client.openIssue({ repository: 'acme/shop', title: 'Issue', user: 'dana' });
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
      'merge_group.checks_requested',
      'installation.suspend',
      'installation.deleted',
      'push.null',
    ]),
  );
  expect(checkDeliveries(deliveries)).toEqual([]);
});
