import { beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { ensureComment } from '../../src/github/comment.ts';
import type { GitHubRefused } from '../../src/github/request-error.ts';
import { API, always, client, Exchange, never, REPO, reset } from './exchange.ts';

const MARKER = '<!-- holdfast:verdict -->';
const BODY = `${MARKER}\n### Two breaking changes`;
const RESOLVED = `${MARKER}\nAll resolved.`;
const LIST = '/repos/acme/shop/issues/12/comments';
const OPTIONS = {
  ...REPO,
  number: 12,
  app: { slug: 'holdfast' },
  marker: MARKER,
  body: BODY,
  resolvedBody: RESOLVED,
  onRefusal: (refusal: GitHubRefused) => {
    throw refusal;
  },
} as const;

function comment(id: number, body: string, user = { login: 'holdfast[bot]', type: 'Bot' }) {
  return { id, body, user };
}

function github(...comments: unknown[]): Exchange {
  return new Exchange()
    .reads(LIST, comments)
    .accepts('POST', LIST)
    .accepts('PATCH', '/repos/acme/shop/issues/comments/{id}')
    .accepts('DELETE', '/repos/acme/shop/issues/comments/{id}');
}

function writes(exchange: Exchange) {
  return exchange.sent.map(({ method, path, body }) => [method, path, body['body']]);
}

beforeEach(reset);

describe('the one comment', () => {
  test('is made when there is something to say', async () => {
    const exchange = github();
    expect(await ensureComment(client(), OPTIONS, always)).toBe('written');
    expect(writes(exchange)).toEqual([['POST', LIST, BODY]]);
    expect(exchange.complaints()).toEqual([]);
  });

  test('is not made when there is nothing to say', async () => {
    const exchange = github(comment(1, 'Nice work', { login: 'ann', type: 'User' }));
    expect(await ensureComment(client(), { ...OPTIONS, body: null }, always)).toBe('unchanged');
    expect(exchange.sent).toEqual([]);
  });

  test('is found again and edited only when it differs', async () => {
    const same = github(comment(3, `${BODY.replaceAll('\n', '\r\n')}\n`));
    expect(await ensureComment(client(), OPTIONS, always)).toBe('unchanged');
    expect(same.sent).toEqual([]);
    reset();
    const other = github(comment(3, `${MARKER}\nOld news`));
    expect(await ensureComment(client(), OPTIONS, always)).toBe('written');
    expect(writes(other)).toEqual([['PATCH', '/repos/acme/shop/issues/comments/3', BODY]]);
  });

  test('is found behind hundreds of others', async () => {
    const others = Array.from({ length: 250 }, (_, index) =>
      comment(index + 1, 'Hello', { login: 'ann', type: 'User' }),
    );
    const exchange = github(...others, comment(300, BODY));
    expect(await ensureComment(client(), OPTIONS, always)).toBe('unchanged');
    expect(exchange.sent).toEqual([]);
  });

  test('becomes one line when all is resolved, once', async () => {
    const exchange = github(comment(3, BODY));
    expect(await ensureComment(client(), { ...OPTIONS, body: null }, always)).toBe('written');
    expect(writes(exchange)).toEqual([['PATCH', '/repos/acme/shop/issues/comments/3', RESOLVED]]);
    reset();
    const again = github(comment(3, RESOLVED));
    expect(await ensureComment(client(), { ...OPTIONS, body: null }, always)).toBe('unchanged');
    expect(again.sent).toEqual([]);
  });

  test('is not made where none may be, and one that is there still says what is true', async () => {
    const none = github();
    expect(await ensureComment(client(), { ...OPTIONS, mayPost: false }, always)).toBe('unchanged');
    expect(none.sent).toEqual([]);
    reset();
    const old = github(comment(3, `${MARKER}\nOld news`));
    expect(await ensureComment(client(), { ...OPTIONS, mayPost: false }, always)).toBe('written');
    expect(writes(old)).toEqual([['PATCH', '/repos/acme/shop/issues/comments/3', BODY]]);
  });

  test('that GitHub refuses, as in a locked pull request, fails nothing, and is told', async () => {
    new Exchange().reads(LIST, []);
    const message = 'Unable to create comment because issue is locked.';
    nock(API).post(LIST).reply(403, { message });
    const refusals: GitHubRefused[] = [];
    const onRefusal = (refusal: GitHubRefused) => refusals.push(refusal);
    expect(await ensureComment(client(), { ...OPTIONS, onRefusal }, always)).toBe('unchanged');
    expect(refusals).toMatchObject([{ status: 403 }]);
  });

  test('that GitHub asks to wait with is no refusal', async () => {
    new Exchange().reads(LIST, []);
    nock(API).post(LIST).reply(403, { message: 'API rate limit exceeded' });
    await expect(ensureComment(client(), OPTIONS, always)).rejects.toMatchObject({ status: 403 });
  });

  test('with the marker from anyone else is theirs', async () => {
    const exchange = github(
      comment(1, BODY, { login: 'mallory', type: 'User' }),
      comment(2, BODY, { login: 'other[bot]', type: 'Bot' }),
      comment(3, BODY, { login: 'holdfast', type: 'User' }),
      comment(6, BODY, { login: 'holdfast[bot]', type: 'User' }),
      comment(4, `Quoting:\n${BODY}`),
    );
    expect(await ensureComment(client(), OPTIONS, always)).toBe('written');
    expect(writes(exchange)).toEqual([['POST', LIST, BODY]]);
  });

  test('that two workers made is one again: the oldest stays', async () => {
    const exchange = github(comment(9, BODY), comment(5, `${MARKER}\nOld news`));
    expect(await ensureComment(client(), OPTIONS, always)).toBe('written');
    expect(writes(exchange)).toEqual([
      ['PATCH', '/repos/acme/shop/issues/comments/5', BODY],
      ['DELETE', '/repos/acme/shop/issues/comments/9', undefined],
    ]);
  });

  test('is not written for a superseded head', async () => {
    for (const comments of [[], [comment(3, 'x')], [comment(3, BODY), comment(4, BODY)]]) {
      reset();
      const exchange = github(...comments);
      expect(await ensureComment(client(), OPTIONS, never)).toBe('superseded');
      expect(exchange.sent).toEqual([]);
    }
  });
});
