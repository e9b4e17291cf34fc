import { afterEach, describe, expect, test } from '@jest/globals';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { startPlayground } from '../../src/playground/playground.ts';
import { checkExchanges } from './github-contract.ts';
import { closeAll, failure, log, REPO, start } from './shop.ts';

afterEach(closeAll);

describe('authentication', () => {
  test('scopes tokens to repositories and permissions', async () => {
    const { client, app, repository, playground } = await start();
    await client.createRepository({ owner: 'acme', name: 'other', files: { a: 'a' } });
    const token = await app.apps.createInstallationAccessToken({
      installation_id: repository.installation_id ?? 0,
      repositories: ['shop'],
      permissions: { contents: 'read' },
    });
    const octokit = new Octokit({ log, baseUrl: playground.url, auth: token.data.token });
    expect((await octokit.repos.get(REPO)).status).toBe(200);
    expect(await failure(octokit.repos.get({ owner: 'acme', repo: 'other' }))).toMatchObject({
      status: 404,
    });
    const comment = octokit.issues.create({ ...REPO, title: 'No' });
    expect(await failure(comment)).toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
    const greedy = app.apps.createInstallationAccessToken({
      installation_id: repository.installation_id ?? 0,
      permissions: { contents: 'write' },
    });
    expect((await failure(greedy)).status).toBe(422);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('lets tokens expire', async () => {
    let now = Date.now();
    const { app, repository, playground } = await start({ now: () => new Date(now) });
    const token = await app.apps.createInstallationAccessToken({
      installation_id: repository.installation_id ?? 0,
    });
    const octokit = new Octokit({ log, baseUrl: playground.url, auth: token.data.token });
    expect((await octokit.repos.get(REPO)).status).toBe(200);
    now += 3_600_001;
    expect((await failure(octokit.repos.get(REPO))).status).toBe(401);
  });

  test('refuses a key that is not the app’s', async () => {
    const { playground } = await start();
    const stranger = await startPlayground();
    const octokit = new Octokit({
      log,
      baseUrl: playground.url,
      authStrategy: createAppAuth,
      auth: { appId: playground.appId, privateKey: stranger.privateKey },
    });
    expect((await failure(octokit.apps.getAuthenticated())).status).toBe(401);
    await stranger.close();
  });

  test('knows people by their tokens and what they may do', async () => {
    const { playground, client } = await start();
    const as = async (login: string) =>
      new Octokit({
        log,
        baseUrl: `${playground.url}/api/v3`,
        auth: await client.createUserToken(login),
      });
    const dana = await as('dana');
    const eve = await as('eve');
    expect((await dana.users.getAuthenticated()).data.login).toBe('dana');
    const sha = (await eve.git.getRef({ ...REPO, ref: 'heads/main' })).data.object.sha;
    expect((await dana.git.createRef({ ...REPO, ref: 'refs/heads/d', sha })).status).toBe(201);
    const refused = eve.git.createRef({ ...REPO, ref: 'refs/heads/e', sha });
    expect((await failure(refused)).status).toBe(403);
    const check = dana.checks.create({ ...REPO, name: 'x', head_sha: sha });
    expect((await failure(check)).status).toBe(403);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });
});
