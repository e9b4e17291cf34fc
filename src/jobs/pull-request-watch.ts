import type { StillCurrent } from '../github/client.ts';
import type { PullRequest } from '../github/pull-request.ts';
import type { PullRequestView, Seen } from '../github/pull-request-view.ts';

/** What is known of the place that an audit is about to write to, so that it is not read once for each write. */
export interface Watch {
  /** What stood there when it was last read. */
  readonly seen: Seen;
  /** Reads it again where it may have changed since: before the first of several writes. */
  lookAgain(): Promise<void>;
}

/** What was read within this time is not read again as long as GitHub tells of nothing new, in milliseconds. */
const RECENT_MS = 60_000;

/** A pull request as it was last read, and whether it still is what is audited. */
export class PullRequestWatch implements Watch {
  /** The pull request that is audited. */
  readonly #audited: PullRequest;
  readonly #read: () => Promise<PullRequestView>;
  readonly #hasNews: () => Promise<boolean>;
  readonly #now: () => Date;
  #view: PullRequestView;
  #readAt: number;

  /** `hasNews` tells without a request whether GitHub has said anything of the pull request since. */
  constructor(
    first: PullRequestView,
    {
      read,
      hasNews,
      now,
    }: {
      readonly read: () => Promise<PullRequestView>;
      readonly hasNews: () => Promise<boolean>;
      readonly now: () => Date;
    },
  ) {
    this.#audited = first.pull;
    this.#view = first;
    this.#read = read;
    this.#hasNews = hasNews;
    this.#now = now;
    this.#readAt = now().getTime();
  }

  get seen(): Seen {
    return this.#view;
  }

  async lookAgain(): Promise<void> {
    if (!this.#isRecent() || (await this.#hasNews())) await this.#refresh();
  }

  async #refresh(): Promise<void> {
    this.#view = await this.#read();
    this.#readAt = this.#now().getTime();
  }

  /** Asked before each write. */
  readonly stillCurrent: StillCurrent = async () => {
    await this.lookAgain();
    return sameHead(this.#audited, this.#view.pull);
  };

  #isRecent(): boolean {
    return this.#now().getTime() - this.#readAt <= RECENT_MS;
  }
}

/** What was audited is what there is: the same head, the same base branch, still open. */
function sameHead(then: PullRequest, now: PullRequest): boolean {
  return then.headSha === now.headSha && then.baseRef === now.baseRef && now.state === 'open';
}
