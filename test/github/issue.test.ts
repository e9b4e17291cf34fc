import { beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import {
  addComments,
  ensureLabels,
  IssuesUnavailable,
  type KnownIssue,
  openIssue,
  readIssue,
  readOurIssues,
  updateIssue,
  type WantedIssue,
} from '../../src/github/issue.ts';
import { API, client, Exchange, REPO, reset } from './exchange.ts';

const MARKER = '<!-- holdfast:incident:1 -->';
const ISSUES = '/repos/acme/shop/issues';
const ISSUE = `${ISSUES}/12`;
const COMMENTS = `${ISSUE}/comments`;
const LABELS = '/repos/acme/shop/labels';
const APP = { slug: 'holdfast' };
const BOT = { login: 'holdfast[bot]', type: 'Bot' };
const ANN = { login: 'ann', type: 'User' };

/** An issue as GitHub gives it. */
function atGitHub(number: number, more: object = {}) {
  return {
    number,
    title: 'It breaks',
    body: `${MARKER}\nWhat broke`,
    state: 'open',
    state_reason: null,
    labels: [{ name: 'drift' }, { name: 'severity: high' }],
    user: BOT,
    ...more,
  };
}

const KNOWN: KnownIssue = {
  number: 12,
  title: 'It breaks',
  body: `${MARKER}\nWhat broke`,
  state: 'open',
  labels: ['drift', 'severity: high'],
  closedBy: null,
};
const WANTED: WantedIssue = {
  title: KNOWN.title,
  body: KNOWN.body,
  labels: KNOWN.labels,
  state: 'open',
};

function writable(): Exchange {
  return new Exchange()
    .accepts('POST', ISSUES, { number: 30 })
    .accepts('PATCH', `${ISSUES}/{number}`)
    .accepts('POST', COMMENTS)
    .accepts('POST', LABELS);
}

/** GitHub that refuses whatever is asked of it. */
function refusing(status: number, message: string): void {
  for (const method of ['GET', 'POST', 'PATCH']) {
    nock(API).persist().intercept(/.*/, method).reply(status, { message });
  }
}

/** What bringing a known issue to the wanted one sends. */
async function edits(known: Partial<KnownIssue>, wanted: Partial<WantedIssue>) {
  reset();
  const exchange = writable();
  const outcome = await updateIssue(
    client(),
    REPO,
    { ...KNOWN, ...known },
    { ...WANTED, ...wanted },
  );
  expect(exchange.complaints()).toEqual([]);
  expect(outcome).toBe(exchange.sent.length === 0 ? 'unchanged' : 'written');
  return exchange.sent.map(({ method, path, body }) => [method, path, body]);
}

beforeEach(reset);

describe('an issue is found', () => {
  test('by its number, with how it was closed and by whom', async () => {
    new Exchange()
      .reads(ISSUE, atGitHub(12))
      .reads(`${ISSUES}/13`, {
        ...atGitHub(13, { state: 'closed', state_reason: 'not_planned', closed_by: ANN }),
      })
      .reads(`${ISSUES}/14`, atGitHub(14, { state: 'closed', body: null, labels: ['drift'] }));
    const read = (number: number) => readIssue(client(), { ...REPO, number });
    expect(await read(12)).toEqual(KNOWN);
    expect(await read(13)).toMatchObject({ state: 'not_planned', closedBy: 'ann' });
    expect(await read(14)).toMatchObject({ state: 'completed', closedBy: null, body: '' });
  });

  test.each([404, 410])('no more once it is gone (%d)', async (status) => {
    refusing(status, 'Gone');
    expect(await readIssue(client(), { ...REPO, number: 12 })).toBeNull();
  });

  test('by its marker among those that our bot wrote with our label, behind hundreds of others', async () => {
    let asked: URLSearchParams | undefined;
    const all = [
      ...Array.from({ length: 150 }, (_, index) => atGitHub(index + 100, { body: 'Other' })),
      atGitHub(12),
    ];
    nock(API)
      .persist()
      .get((uri) => uri.split('?')[0] === ISSUES)
      .reply(200, (uri) => {
        asked = new URL(uri, API).searchParams;
        const page = Number(asked.get('page') ?? 1);
        return all.slice((page - 1) * 100, page * 100);
      });
    const ours = await readOurIssues(client(), { ...REPO, app: APP, label: 'drift' });
    expect(ours.filter(({ body }) => body.startsWith(MARKER))).toEqual([KNOWN]);
    // Another person's issue with our marker is never seen: GitHub gives the bot's alone.
    expect(Object.fromEntries(asked ?? [])).toMatchObject({
      creator: 'holdfast[bot]',
      labels: 'drift',
      state: 'all',
    });
  });

  test('and never taken from a pull request, or from anyone else', async () => {
    new Exchange().reads(ISSUES, [
      atGitHub(9, { pull_request: { url: 'https://example.com' } }),
      atGitHub(10, { user: ANN }),
      atGitHub(11, { user: { login: 'other[bot]', type: 'Bot' } }),
      atGitHub(12),
    ]);
    const ours = await readOurIssues(client(), { ...REPO, app: APP, label: 'drift' });
    expect(ours.map(({ number }) => number)).toEqual([12]);
  });
});

describe('an issue is opened', () => {
  test('with its labels, and with owners where there are any', async () => {
    const exchange = writable();
    expect(await openIssue(client(), REPO, WANTED)).toBe(30);
    expect(await openIssue(client(), REPO, { ...WANTED, assignees: ['dana'] })).toBe(30);
    const { title, body, labels } = WANTED;
    expect(exchange.sent.map((sent) => sent.body)).toEqual([
      { title, body, labels },
      { title, body, labels, assignees: ['dana'] },
    ]);
    expect(exchange.complaints()).toEqual([]);
  });
});

describe('an issue is edited', () => {
  test('not at all where nothing differs, line ends and the end of the text aside', async () => {
    expect(await edits({}, {})).toEqual([]);
    expect(await edits({ body: `${MARKER}\r\nWhat broke\r\n` }, {})).toEqual([]);
  });

  test('only in what differs', async () => {
    expect(await edits({}, { title: 'It breaks more' })).toEqual([
      ['PATCH', ISSUE, { title: 'It breaks more' }],
    ]);
    const body = `${MARKER}\nMore broke`;
    expect(await edits({}, { body })).toEqual([['PATCH', ISSUE, { body }]]);
  });

  test('with the labels of people kept, and our stale severity taken off', async () => {
    const labels = ['drift', 'team: api', 'severity: high', 'priority'];
    expect(await edits({ labels }, {})).toEqual([]);
    expect(await edits({ labels }, { labels: ['drift', 'severity: critical'] })).toEqual([
      ['PATCH', ISSUE, { labels: ['drift', 'team: api', 'priority', 'severity: critical'] }],
    ]);
  });

  test('when it is to be closed as completed or as not planned, or opened again', async () => {
    expect(await edits({}, { state: 'completed' })).toEqual([
      ['PATCH', ISSUE, { state: 'closed', state_reason: 'completed' }],
    ]);
    expect(await edits({}, { state: 'not_planned' })).toEqual([
      ['PATCH', ISSUE, { state: 'closed', state_reason: 'not_planned' }],
    ]);
    expect(await edits({ state: 'completed' }, {})).toEqual([
      ['PATCH', ISSUE, { state: 'open', state_reason: 'reopened' }],
    ]);
    expect(await edits({ state: 'not_planned' }, { state: 'completed' })).toEqual([
      ['PATCH', ISSUE, { state: 'closed', state_reason: 'completed' }],
    ]);
    expect(await edits({ state: 'completed' }, { state: 'completed' })).toEqual([]);
  });
});

describe('comments', () => {
  const FIRST = {
    marker: '<!-- holdfast:event:1:1 -->',
    body: '<!-- holdfast:event:1:1 -->\nWorse',
  };
  const SECOND = {
    marker: '<!-- holdfast:event:1:2 -->',
    body: '<!-- holdfast:event:1:2 -->\nGone',
  };
  const add = (...comments: (typeof FIRST)[]) =>
    addComments(client(), { ...REPO, number: 12 }, APP, comments);

  test('with a marker that is there are not written twice', async () => {
    const exchange = writable().reads(COMMENTS, [
      ...Array.from({ length: 120 }, () => ({ body: 'Hello', user: ANN })),
      { body: FIRST.body, user: BOT },
    ]);
    await add(FIRST, SECOND);
    expect(exchange.sent.map(({ body }) => body)).toEqual([{ body: SECOND.body }]);
    expect(exchange.complaints()).toEqual([]);
  });

  test('with the marker from anyone else, or quoted, do not count', async () => {
    const exchange = writable().reads(COMMENTS, [
      { body: FIRST.body, user: ANN },
      { body: FIRST.body, user: null },
      { body: `> ${FIRST.body}`, user: BOT },
    ]);
    await add(FIRST);
    expect(exchange.sent.map(({ body }) => body)).toEqual([{ body: FIRST.body }]);
  });

  test('are not asked for when there is none to write', async () => {
    await add();
  });
});

test('labels are made where they are missing, whatever their case', async () => {
  const exchange = writable().reads(LABELS, [{ name: 'Drift' }]);
  const label = (name: string) => ({ name, color: '5319e7', description: 'Says what it is' });
  await ensureLabels(client(), REPO, [label('drift'), label('severity: high')]);
  expect(exchange.sent.map(({ body }) => body)).toEqual([label('severity: high')]);
  expect(exchange.complaints()).toEqual([]);
});

describe('a repository that takes no issues', () => {
  const asked = [
    ['listing', () => readOurIssues(client(), { ...REPO, app: APP, label: 'drift' })],
    ['opening', () => openIssue(client(), REPO, WANTED)],
    ['editing', () => updateIssue(client(), REPO, KNOWN, { ...WANTED, title: 'New' })],
  ] as const;

  test.each(asked)('because they are switched off says so when %s', async (_, work) => {
    refusing(410, 'Issues has been disabled in this repository.');
    await expect(work()).rejects.toThrow(IssuesUnavailable);
  });

  test.each(asked)('because it is archived says so when %s', async (_, work) => {
    refusing(403, 'Repository was archived so is read-only.');
    await expect(work()).rejects.toThrow(IssuesUnavailable);
  });

  test.each(asked)('is not every refusal when %s', async (_, work) => {
    refusing(403, 'Resource not accessible by integration');
    await expect(work()).rejects.not.toBeInstanceOf(IssuesUnavailable);
  });
});
