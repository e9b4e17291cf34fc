import { afterEach, describe, expect, test } from '@jest/globals';
import { tokenClient } from '../../src/github/connection.ts';
import { readPullRequestView } from '../../src/github/pull-request-view.ts';
import type { GitHubRefused } from '../../src/github/request-error.ts';
import { ensureReview, type ReviewOptions } from '../../src/github/review.ts';
import { readReviewComments } from '../../src/github/review-comments.ts';
import { type FileHunks, inRange } from '../../src/report/diff-hunks.ts';
import type { ReviewComment } from '../../src/report/review.ts';
import { writeMarker } from '../../src/report/review-marker.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { closeAll, openPull, REPO, start } from '../playground/shop.ts';
import { always, never } from './exchange.ts';

afterEach(closeAll);

const print = (index: number) => index.toString(16).padStart(16, '0').repeat(2);

/** A comment on a line of the new file, or wherever it is wanted. */
const comment = (index: number, more: Partial<ReviewComment> = {}): ReviewComment => ({
  path: 'new.txt',
  line: 1,
  side: 'RIGHT',
  startLine: null,
  body: `${writeMarker('open', [print(index)])}\nNumber ${index}`,
  fingerprints: [print(index)],
  ...more,
});

/** A stand-in for GitHub with a pull request, and a review as the app ensures it. */
async function opened() {
  const { playground, app, repository, client: people, installation } = await start();
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
  const place = { ...REPO, number: pull.number, app: identity };
  const refusals: GitHubRefused[] = [];
  const review = async (
    wanted: readonly ReviewComment[],
    more: Partial<ReviewOptions> = {},
    current = always,
  ) => {
    const view = await readPullRequestView(client, { ...place, history: false });
    return ensureReview(
      client,
      {
        ...place,
        headSha: pull.head_sha,
        diff: [],
        commentsOn: () => wanted,
        found: new Set(wanted.flatMap(({ fingerprints }) => fingerprints)),
        isComplete: true,
        mayPost: true,
        detailsUrl: null,
        seen: view.reviewComments,
        onRefusal: (refusal) => refusals.push(refusal),
        ...more,
      },
      current,
    );
  };
  const shop = async () => {
    const [one] = (await people.state()).repositories;
    if (one === undefined) throw new Error('The stand-in has no repository.');
    return one;
  };
  /** What stands: `number`, or `(number)` where it is folded away. */
  const standing = async () =>
    (await shop()).review_comments.map(({ body, minimized }) => {
      const number = /Number (\d+)/.exec(body)?.[1] ?? '';
      return minimized === null ? number : `(${number})`;
    });
  return {
    playground,
    people,
    installation,
    client,
    pull,
    place,
    review,
    shop,
    standing,
    refusals,
  };
}

describe('a review', () => {
  test('has all that is new, on the commit that was audited, and is not written twice', async () => {
    const { playground, pull, review, shop, refusals } = await opened();
    const gone = comment(2, { path: 'docs/read me.md', side: 'LEFT', line: 5, startLine: 3 });
    expect(await review([comment(1), gone])).toBe('written');
    expect(await review([comment(1), gone])).toBe('unchanged');

    const { reviews, review_comments } = await shop();
    expect(reviews).toMatchObject([
      { user: 'holdfast[bot]', state: 'COMMENTED', body: expect.stringContaining('2 comments') },
    ]);
    expect(review_comments).toMatchObject([
      { path: 'new.txt', side: 'RIGHT', line: 1, commit: pull.head_sha },
      { path: 'docs/read me.md', side: 'LEFT', start_line: 3, line: 5 },
    ]);
    expect(refusals).toEqual([]);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('adds what comes later, folds away what is gone once, and shows it again when it comes back', async () => {
    const { playground, review, shop, standing } = await opened();
    await review([comment(1), comment(2)]);
    expect(await review([comment(2), comment(3)])).toBe('written');
    expect(await standing()).toEqual(['(1)', '2', '3']);
    expect((await shop()).review_comments[0]?.minimized).toBe('RESOLVED');
    expect(await review([comment(2), comment(3)])).toBe('unchanged');

    expect(await review([comment(1), comment(2), comment(3)])).toBe('written');
    expect(await standing()).toEqual(['1', '2', '3']);
    expect((await shop()).reviews).toHaveLength(2);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('says nothing new where it may not, or the head has moved', async () => {
    const { review, standing } = await opened();
    expect(await review([comment(1)], { mayPost: false })).toBe('unchanged');
    expect(await review([comment(1)], {}, never)).toBe('superseded');
    expect(await standing()).toEqual([]);
  });

  test('takes no comment for its own that somebody else wrote, marker or not', async () => {
    const { people, place, pull, review, standing, client } = await opened();
    const dana = tokenClient(await people.createUserToken('dana'), {
      webUrl: people.url,
      apiUrl: people.url,
    });
    await dana.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      ...REPO,
      pull_number: pull.number,
      event: 'COMMENT',
      comments: [{ path: 'new.txt', line: 1, body: comment(1).body }],
    });
    expect(await readReviewComments(client, place)).toEqual([]);
    expect(await review([comment(1)])).toBe('written');
    expect(await review([])).toBe('written');
    expect(await standing()).toEqual(['1', '(1)']);
  });

  test('is written on the lines of GitHub’s own diff where ours had others', async () => {
    const { playground, review, shop, refusals } = await opened();
    const commentsOn = (diff: readonly FileHunks[]) => {
      const file = diff.find(({ path }) => path === 'openapi.yaml');
      const line = file?.hunks.some(({ right }) => inRange(2, right)) ? 2 : 400;
      return [comment(1, { path: 'openapi.yaml', line })];
    };
    expect(await review([comment(1)], { commentsOn })).toBe('written');
    expect((await shop()).review_comments).toMatchObject([{ path: 'openapi.yaml', line: 2 }]);
    expect(refusals).toEqual([]);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('that GitHub refuses all the same fails nothing, and is told', async () => {
    const { review, standing, refusals } = await opened();
    expect(await review([comment(1, { line: 400 })])).toBe('unchanged');
    expect(refusals).toMatchObject([{ status: 422 }]);
    expect(await standing()).toEqual([]);
  });

  test('that the app may not write fails nothing', async () => {
    const { playground, pull, review, refusals } = await opened();
    playground.faults.add({
      method: 'POST',
      path: `/repos/acme/shop/pulls/${pull.number}/reviews`,
      effect: { kind: 'status', status: 403 },
    });
    expect(await review([comment(1)])).toBe('unchanged');
    expect(refusals).toMatchObject([{ status: 403 }]);
  });

  test('is written where GitHub takes no queries; what is gone stays as it is then', async () => {
    const { playground, review, standing } = await opened();
    await review([comment(1)]);
    for (let times = 0; times < 4; times += 1) {
      playground.faults.add({ path: '/graphql', effect: { kind: 'status', status: 404 } });
    }
    expect(await review([comment(2)])).toBe('written');
    expect(await standing()).toEqual(['1', '2']);
  });

  test('of very many threads is read page by page', async () => {
    const { installation, pull, client, place, review, standing } = await opened();
    await installation.pulls.createReview({
      ...REPO,
      pull_number: pull.number,
      event: 'COMMENT',
      comments: Array.from({ length: 120 }, (_, index) => {
        const { path, line, body } = comment(index);
        return { path, line, body };
      }),
    });
    expect(await readReviewComments(client, place)).toHaveLength(120);
    expect(await review([comment(119)])).toBe('written');
    const left = (await standing()).filter((one) => !one.startsWith('('));
    expect(left).toEqual(['119']);
  });
});
