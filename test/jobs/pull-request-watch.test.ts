import { describe, expect, test } from '@jest/globals';
import { NOTHING_SEEN, type PullRequestView } from '../../src/github/pull-request-view.ts';
import { PullRequestWatch } from '../../src/jobs/pull-request-watch.ts';

const pull = {
  number: 1,
  state: 'open',
  draft: false,
  title: 'Change',
  baseRef: 'main',
  baseSha: 'b'.repeat(40),
  headRef: 'change',
  headSha: 'a'.repeat(40),
  headRepo: 'acme/shop',
  isFork: false,
  url: 'https://github.localhost/acme/shop/pull/1',
} as const;
const view: PullRequestView = { pull, mergeBase: null, baseTip: null, ...NOTHING_SEEN };

/** A watch whose pull request has moved on since it was read, on a clock of its own. */
function watched({ hasNews }: { readonly hasNews: boolean }) {
  let time = 0;
  let reads = 0;
  const watch = new PullRequestWatch(view, {
    read: async () => {
      reads += 1;
      return { ...view, pull: { ...pull, headSha: 'c'.repeat(40) } };
    },
    hasNews: async () => hasNews,
    now: () => new Date(time),
  });
  return { watch, reads: () => reads, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('a pull request that was just read', () => {
  test('is not read again before something is written', async () => {
    const { watch, reads } = watched({ hasNews: false });
    await watch.lookAgain();
    expect(await watch.stillCurrent()).toBe(true);
    expect(reads()).toBe(0);
  });

  test('is read again where something happened to it since', async () => {
    const { watch, reads } = watched({ hasNews: true });
    await watch.lookAgain();
    expect(await watch.stillCurrent()).toBe(false);
    expect(reads()).toBe(2);
  });

  test('is read again where that was some time ago, once for the writes that follow', async () => {
    const { watch, reads, pass } = watched({ hasNews: false });
    pass(61_000);
    await watch.lookAgain();
    expect(await watch.stillCurrent()).toBe(false);
    expect(reads()).toBe(1);
  });
});
