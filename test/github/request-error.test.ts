import { beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { readAppIdentity } from '../../src/github/client.ts';
import { readMergeBase, readPullRequest } from '../../src/github/pull-request.ts';
import {
  GitHubRefused,
  GitHubUnavailable,
  RateLimited,
  toGitHubError,
  translateErrors,
} from '../../src/github/request-error.ts';
import { API, client, REPO, reset } from './exchange.ts';

const NOW = new Date('2026-01-05T12:00:00Z');

beforeEach(reset);

async function errorOf(
  status: number,
  headers: Record<string, string>,
  message = 'No',
): Promise<unknown> {
  nock(API).get('/repos/acme/shop/pulls/12').reply(status, { message }, headers);
  return translateErrors(
    () => readPullRequest(client(), { ...REPO, number: 12 }),
    () => NOW,
  ).catch((error: unknown) => error);
}

describe('a refused request', () => {
  test.each([
    [429, { 'retry-after': '90' }, 'Slow down', '2026-01-05T12:01:30.000Z'],
    [
      403,
      { 'retry-after': '30' },
      'You have exceeded a secondary rate limit',
      '2026-01-05T12:00:30.000Z',
    ],
    [403, {}, 'You have exceeded a secondary rate limit', '2026-01-05T12:01:00.000Z'],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1_000 + 600) },
      'API rate limit exceeded',
      '2026-01-05T12:10:00.000Z',
    ],
    [429, {}, 'Slow down', '2026-01-05T12:01:00.000Z'],
    [429, { 'retry-after': '999999999' }, 'Slow down', '2026-01-05T14:00:00.000Z'],
    [429, { 'retry-after': 'soon' }, 'Slow down', '2026-01-05T12:01:00.000Z'],
  ])('%d with %j says until when to wait', async (status, headers, message, until) => {
    const error = await errorOf(status, headers, message);
    expect(error).toBeInstanceOf(RateLimited);
    expect(error).toMatchObject({
      until: new Date(until),
      message: expect.stringContaining(until),
    });
  });

  test.each([500, 502, 503, 504])('%d may be tried again', async (status) => {
    expect(await errorOf(status, {})).toBeInstanceOf(GitHubUnavailable);
  });

  test('so may no answer at all', async () => {
    nock(API).get('/repos/acme/shop/pulls/12').replyWithError('socket hang up');
    await expect(
      translateErrors(() => readPullRequest(client(), { ...REPO, number: 12 })),
    ).rejects.toBeInstanceOf(GitHubUnavailable);
    expect(toGitHubError(new DOMException('Too late', 'TimeoutError'), NOW)).toBeInstanceOf(
      GitHubUnavailable,
    );
  });

  test('403 without a limit names the permission that is missing', async () => {
    const error = await errorOf(403, { 'x-accepted-github-permissions': 'pull_requests=read' });
    expect(error).toBeInstanceOf(GitHubRefused);
    expect(error).toMatchObject({
      status: 403,
      message:
        'GitHub refused GET /repos/acme/shop/pulls/12 with 403: the token may not do this. The installation may lack a permission, or be suspended. GitHub names the permissions that would do: pull_requests=read.',
    });
  });

  test.each([
    [401, 'credentials'],
    [404, 'installed on the repository'],
    [422, 'No'],
  ])('%d says what to do', async (status, advice) => {
    expect(await errorOf(status, {})).toMatchObject({
      status,
      message: expect.stringContaining(advice),
    });
  });

  test('an error of our own stays what it is', () => {
    const error = new TypeError('Ours');
    expect(toGitHubError(error, NOW)).toBe(error);
  });
});

describe('reading', () => {
  test('a pull request of a fork', async () => {
    nock(API)
      .get('/repos/acme/shop/pulls/12')
      .reply(200, {
        number: 12,
        state: 'open',
        draft: true,
        title: 'Change',
        html_url: 'https://github.com/acme/shop/pull/12',
        base: { ref: 'main', sha: 'a1', repo: { full_name: 'acme/shop' } },
        head: { ref: 'topic', sha: 'b1', repo: { full_name: 'ann/shop' } },
      });
    expect(await readPullRequest(client(), { ...REPO, number: 12 })).toEqual({
      number: 12,
      state: 'open',
      draft: true,
      title: 'Change',
      baseRef: 'main',
      baseSha: 'a1',
      headRef: 'topic',
      headSha: 'b1',
      headRepo: 'ann/shop',
      isFork: true,
      url: 'https://github.com/acme/shop/pull/12',
    });
  });

  test('a deleted fork is still a fork', async () => {
    nock(API)
      .get('/repos/acme/shop/pulls/12')
      .reply(200, {
        number: 12,
        state: 'closed',
        title: '',
        html_url: '',
        base: { ref: 'main', sha: 'a1', repo: { full_name: 'acme/shop' } },
        head: { ref: 'topic', sha: 'b1', repo: null },
      });
    expect(await readPullRequest(client(), { ...REPO, number: 12 })).toMatchObject({
      headRepo: null,
      isFork: true,
      draft: false,
    });
  });

  test('the merge base', async () => {
    nock(API)
      .get('/repos/acme/shop/compare/a1...b1')
      .query(true)
      .reply(200, { merge_base_commit: { sha: 'm1' } });
    expect(await readMergeBase(client(), { ...REPO, baseSha: 'a1', headSha: 'b1' })).toBe('m1');
  });

  test('who the app is', async () => {
    nock(API).get('/app').reply(200, { id: 7, slug: 'holdfast' });
    expect(await readAppIdentity(client())).toEqual({ appId: 7, slug: 'holdfast' });
  });
});
