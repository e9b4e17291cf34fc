import { afterEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { checkExchanges } from './github-contract.ts';
import { closeAll, failure, log, REPO, start } from './shop.ts';

afterEach(closeAll);

/** Octokit with a token of the installation that has these permissions only, or with a user's token. */
async function others(started: Awaited<ReturnType<typeof start>>) {
  const { playground, client, app, repository } = started;
  const octokit = (auth: string) => new Octokit({ log, baseUrl: playground.url, auth });
  return {
    limited: async (permissions: Readonly<Record<string, 'read' | 'write'>>) => {
      const { data } = await app.apps.createInstallationAccessToken({
        installation_id: repository.installation_id ?? 0,
        repository_ids: [repository.id],
        permissions,
      });
      return octokit(data.token);
    },
    user: async (login: string) => octokit(await client.createUserToken(login)),
  };
}

describe('issues', () => {
  test('are closed with a reason and reopened', async () => {
    const { playground, installation: octokit } = await start();
    const { data: issue } = await octokit.issues.create({ ...REPO, title: 'Drift' });
    const at = { ...REPO, issue_number: issue.number };
    const closed = await octokit.issues.update({ ...at, state: 'closed' });
    expect(closed.data).toMatchObject({ state: 'closed', state_reason: 'completed' });
    const other = await octokit.issues.update({ ...at, state_reason: 'not_planned' });
    expect(other.data).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
    // An edit without a state leaves the reason as it is.
    const edited = await octokit.issues.update({ ...at, title: 'Drift again' });
    expect(edited.data).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
    const open = await octokit.issues.update({ ...at, state: 'open' });
    expect(open.data).toMatchObject({ state: 'open', state_reason: 'reopened', closed_at: null });
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('are listed by label, creator, assignee and state', async () => {
    const { playground, client, installation: octokit } = await start();
    await client.openIssue({ repository: 'acme/shop', title: 'A person’s', user: 'dana' });
    await octokit.issues.create({ ...REPO, title: 'One', labels: ['drift', 'high'] });
    await octokit.issues.create({ ...REPO, title: 'Two', labels: ['drift'], assignees: ['dana'] });
    await octokit.issues.update({ ...REPO, issue_number: 2, state: 'closed' });
    const numbers = async (options: Parameters<typeof octokit.issues.listForRepo>[0]) =>
      (await octokit.issues.listForRepo({ ...REPO, ...options })).data.map(({ number }) => number);
    expect(await numbers({ ...REPO, labels: 'drift' })).toEqual([3]);
    expect(await numbers({ ...REPO, labels: 'drift', state: 'all' })).toEqual([3, 2]);
    expect(await numbers({ ...REPO, labels: 'drift,high', state: 'all' })).toEqual([2]);
    expect(await numbers({ ...REPO, creator: 'holdfast[bot]', state: 'all' })).toEqual([3, 2]);
    expect(await numbers({ ...REPO, assignee: 'dana' })).toEqual([3]);
    expect(await numbers({ ...REPO, assignee: 'none', sort: 'created', direction: 'asc' })).toEqual(
      [1],
    );
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('are assigned to those who have access, and to nobody else', async () => {
    const { playground, installation: octokit } = await start();
    const { data: issue } = await octokit.issues.create({ ...REPO, title: 'Drift' });
    const at = { ...REPO, issue_number: issue.number };
    const assigned = await octokit.issues.addAssignees({ ...at, assignees: ['dana', 'nobody'] });
    expect(assigned.data.assignees?.map(({ login }) => login)).toEqual(['dana']);
    expect(
      (await octokit.issues.checkUserCanBeAssigned({ ...REPO, assignee: 'dana' })).status,
    ).toBe(204);
    const stranger = octokit.issues.checkUserCanBeAssigned({ ...REPO, assignee: 'nobody' });
    expect((await failure(stranger)).status).toBe(404);
    const wrong = octokit.issues.create({ ...REPO, title: 'More', assignees: ['nobody'] });
    expect((await failure(wrong)).status).toBe(422);
    const none = await octokit.issues.removeAssignees({ ...at, assignees: ['dana'] });
    expect(none.data.assignees).toEqual([]);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('need the permission on issues; the one on pull requests is not enough', async () => {
    const started = await start();
    const { limited } = await others(started);
    const { data: issue } = await started.installation.issues.create({ ...REPO, title: 'Drift' });
    const octokit = await limited({ pull_requests: 'write' });
    const at = { ...REPO, issue_number: issue.number };
    const refused = [
      octokit.issues.create({ ...REPO, title: 'Another' }),
      octokit.issues.update({ ...at, state: 'closed' }),
      octokit.issues.createComment({ ...at, body: 'A comment' }),
      octokit.issues.addLabels({ ...at, labels: ['drift'] }),
      octokit.reactions.createForIssue({ ...at, content: 'eyes' }),
    ];
    const statuses = (await Promise.all(refused.map(failure))).map(({ status }) => status);
    expect(statuses).toEqual(refused.map(() => 403));
    expect((await octokit.issues.listForRepo(REPO)).data).toEqual([]);
    const reader = await limited({ issues: 'read' });
    expect((await reader.issues.get(at)).data.title).toBe('Drift');
    expect((await failure(reader.issues.update({ ...at, state: 'closed' }))).status).toBe(403);
  });

  test('are not there where they are disabled, and stay as they are where all is archived', async () => {
    const { playground, client, installation: octokit } = await start();
    const { data: issue } = await octokit.issues.create({ ...REPO, title: 'Drift' });
    const at = { ...REPO, issue_number: issue.number };
    const repository = { repository: 'acme/shop', user: 'dana' };
    await client.changeRepository({ ...repository, hasIssues: false });
    expect((await failure(octokit.issues.create({ ...REPO, title: 'More' }))).status).toBe(410);
    expect((await failure(octokit.issues.get(at))).status).toBe(410);
    expect((await octokit.issues.listForRepo(REPO)).data).toEqual([]);
    expect((await octokit.repos.get(REPO)).data.has_issues).toBe(false);
    await client.changeRepository({ ...repository, hasIssues: true, archived: true });
    expect((await octokit.issues.get(at)).data.title).toBe('Drift');
    const closing = await failure(octokit.issues.update({ ...at, state: 'closed' }));
    expect(closing).toMatchObject({ status: 403, message: expect.stringContaining('archived') });
    expect((await octokit.repos.get(REPO)).data.archived).toBe(true);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });
});

describe('repositories', () => {
  test('say what a user may do there, by name and by id, and in the user’s list', async () => {
    const started = await start();
    const { playground, client, repository } = started;
    const { user } = await others(started);
    const own = await client.createRepository({ owner: 'acme', name: 'secret', private: true });
    await client.setCollaborator('acme/secret', 'erin', 'read');
    const dana = await user('dana');
    expect((await dana.repos.get(REPO)).data.permissions).toMatchObject({ admin: true });
    const byId = await dana.request('GET /repositories/{repository_id}', {
      repository_id: repository.id,
    });
    expect(byId.data).toMatchObject({ full_name: 'acme/shop', permissions: { push: true } });
    const hidden = dana.request('GET /repositories/{repository_id}', { repository_id: own.id });
    expect((await failure(hidden)).status).toBe(404);
    const erin = await user('erin');
    const listed = await erin.repos.listForAuthenticatedUser();
    expect(listed.data).toMatchObject([
      { full_name: 'acme/secret', permissions: { pull: true, push: false } },
    ]);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('list the commits of a path and of a time', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const started = await start({ now: () => now });
    const { playground, client } = started;
    // A user's token knows no time.
    const octokit = await (await others(started)).user('dana');
    const commit = (day: string, path: string) => {
      now = new Date(`${day}T00:00:00Z`);
      return client.commit({
        repository: 'acme/shop',
        branch: 'main',
        message: day,
        author: 'dana',
        files: { [path]: day },
      });
    };
    await commit('2026-01-02', 'a.txt');
    await commit('2026-01-03', 'b.txt');
    await commit('2026-01-04', 'a.txt');
    const messages = async (options: { path?: string; since?: string; until?: string }) =>
      (await octokit.repos.listCommits({ ...REPO, sha: 'main', ...options })).data.map(
        (one) => one.commit.message,
      );
    expect(await messages({ path: 'a.txt' })).toEqual(['2026-01-04', '2026-01-02']);
    expect(await messages({ since: '2026-01-03T00:00:00Z' })).toEqual(['2026-01-04', '2026-01-03']);
    expect(
      await messages({ since: '2026-01-02T00:00:00Z', until: '2026-01-03T12:00:00Z' }),
    ).toEqual(['2026-01-03', '2026-01-02']);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('take a dispatch from those who may write contents', async () => {
    const started = await start({
      app: {
        permissions: { contents: 'write' },
        events: ['repository_dispatch'],
        webhookUrl: 'http://127.0.0.1:9/',
      },
    });
    const { playground, installation: octokit } = started;
    const { limited } = await others(started);
    const dispatch = { ...REPO, event_type: 'holdfast-audit', client_payload: { ref: 'main' } };
    expect((await octokit.repos.createDispatchEvent(dispatch)).status).toBe(204);
    const reader = await limited({ contents: 'read' });
    expect((await failure(reader.repos.createDispatchEvent(dispatch))).status).toBe(403);
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 1]));
    const large = octokit.repos.createDispatchEvent({ ...dispatch, client_payload: many });
    expect((await failure(large)).status).toBe(422);
    const sent = playground.site.webhooks.deliveries.filter(
      ({ event }) => event === 'repository_dispatch',
    );
    expect(sent).toMatchObject([
      {
        action: 'holdfast-audit',
        payload: { branch: 'main', client_payload: { ref: 'main' }, sender: { type: 'Bot' } },
      },
    ]);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });
});
