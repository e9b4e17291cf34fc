/** Everything an audit reads of a pull request before it writes, in one query. */
import type { SeenCheckRun } from './check-run-list.ts';
import { type AppIdentity, type GitHubClient, isOwnApp } from './client.ts';
import type { OurComment } from './comment.ts';
import { type PullRequest, type PullRequestRef, readPullRequest } from './pull-request.ts';
import { askQuery } from './query.ts';
import {
  commentsOfThreads,
  type OurReviewComment,
  REVIEW_THREADS,
  type ReviewThreads,
} from './review-comments.ts';

/** What stands on GitHub already; null where a list is not known in full, so that it is read when it is needed. */
export interface Seen {
  /** Every check run of this app on the head commit, oldest first. */
  readonly checkRuns: readonly SeenCheckRun[] | null;
  /** Every comment of this app on the pull request, oldest first. */
  readonly comments: readonly OurComment[] | null;
  /** Every comment of this app that begins a thread on the diff, oldest first. */
  readonly reviewComments: readonly OurReviewComment[] | null;
}

/** A pull request as it is at this moment. */
export interface PullRequestView extends Seen {
  readonly pull: PullRequest;
  /** Where the head left its base; null where that has to be asked for. */
  readonly mergeBase: string | null;
  /**
   * The newest commit of the base branch; null where that has to be asked for. What a pull request itself calls its
   * base stays as it was when its head was last pushed.
   */
  readonly baseTip: string | null;
}

/** Nothing is known of what stands on GitHub. */
export const NOTHING_SEEN: Seen = { checkRuns: null, comments: null, reviewComments: null };

export interface ViewOptions extends PullRequestRef {
  readonly app: { readonly appId: number; readonly slug: string };
  /** Whether to find out where the head left its base. */
  readonly history: boolean;
}

/**
 * Reads a pull request with its newest comments and this app's check runs on its head. Where GitHub refuses the
 * query, or gives less than was asked for, what is missing is null. Rejects with the request error when the pull
 * request is not there.
 */
export async function readPullRequestView(
  client: GitHubClient,
  options: ViewOptions,
): Promise<PullRequestView> {
  const answer = await ask(client, options);
  if (answer === null) {
    return {
      pull: await readPullRequest(client, options),
      mergeBase: null,
      baseTip: null,
      ...NOTHING_SEEN,
    };
  }
  const { repository, pull } = answer;
  const headRepo = pull.headRepository?.nameWithOwner ?? null;
  return {
    pull: {
      number: pull.number,
      state: pull.state === 'OPEN' ? 'open' : 'closed',
      draft: pull.isDraft,
      title: pull.title,
      baseRef: pull.baseRefName,
      baseSha: pull.baseRefOid,
      headRef: pull.headRefName,
      headSha: pull.headRefOid,
      headRepo,
      isFork: headRepo !== repository,
      url: pull.url,
    },
    mergeBase: pull.history === undefined ? null : linearMergeBase(pull.headRefOid, pull.history),
    baseTip: pull.baseRef?.target?.oid ?? null,
    checkRuns: checkRunsOf(pull.headRefOid, pull.newest),
    comments: commentsOf(pull.comments, options.app),
    reviewComments: commentsOfThreads(pull.reviewThreads, options.app),
  };
}

interface Connection<T> {
  readonly nodes: readonly (T | null)[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean };
}

interface HistoryAnswer {
  readonly totalCount: number;
  readonly nodes:
    | readonly ({
        readonly commit: {
          readonly oid: string;
          readonly parents: {
            readonly totalCount: number;
            readonly nodes: readonly ({ readonly oid: string } | null)[] | null;
          };
        };
      } | null)[]
    | null;
}

interface CheckRunAnswer {
  readonly url: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: { readonly totalCount: number } | null;
}

interface CommentAnswer {
  readonly url: string;
  readonly body: string;
  readonly author: { readonly __typename: string; readonly login: string } | null;
}

interface NewestAnswer {
  readonly nodes:
    | readonly ({
        readonly commit: {
          readonly oid: string;
          readonly checkSuites: Connection<{
            readonly checkRuns: Connection<CheckRunAnswer> | null;
          }> | null;
        };
      } | null)[]
    | null;
}

interface PullAnswer {
  readonly number: number;
  readonly state: string;
  readonly isDraft: boolean;
  readonly title: string;
  readonly url: string;
  readonly baseRefName: string;
  readonly baseRefOid: string;
  /** Null where the branch is gone. */
  readonly baseRef: { readonly target: { readonly oid: string } | null } | null;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly headRepository: { readonly nameWithOwner: string } | null;
  readonly history?: HistoryAnswer;
  readonly newest: NewestAnswer;
  readonly comments: Connection<CommentAnswer>;
  readonly reviewThreads: ReviewThreads;
}

interface Answer {
  readonly repository: {
    readonly nameWithOwner: string;
    readonly pullRequest: PullAnswer | null;
  } | null;
}

const HISTORY = `
      history: commits(first: 100) {
        totalCount
        nodes { commit { oid parents(first: 1) { totalCount nodes { oid } } } }
      }`;

function query(history: boolean): string {
  return `query ($owner: String!, $repo: String!, $number: Int!, $app: Int!) {
  repository(owner: $owner, name: $repo) {
    nameWithOwner
    pullRequest(number: $number) {
      number state isDraft title url baseRefName baseRefOid headRefName headRefOid
      baseRef { target { oid } }
      headRepository { nameWithOwner }${history ? HISTORY : ''}
      newest: commits(last: 1) {
        nodes { commit { oid
          checkSuites(first: 20, filterBy: { appId: $app }) {
            pageInfo { hasNextPage }
            nodes { checkRuns(first: 100, filterBy: { checkType: ALL }) {
              pageInfo { hasNextPage }
              nodes {
                url name externalId status conclusion title summary text
                annotations(first: 1) { totalCount }
              }
            } }
          }
        } }
      }
      comments(first: 100) {
        pageInfo { hasNextPage }
        nodes { url body author { __typename login } }
      }
      reviewThreads(first: 100) { ${REVIEW_THREADS} }
    }
  }
}`;
}

/** Null where GitHub refuses the query: then the same is asked for in other ways, whose refusals say why. */
async function ask(
  client: GitHubClient,
  { owner, repo, number, app, history }: ViewOptions,
): Promise<{ readonly repository: string; readonly pull: PullAnswer } | null> {
  const answer = await askQuery<Answer>(client, query(history), {
    owner,
    repo,
    number,
    app: app.appId,
  });
  const repository = answer?.repository ?? null;
  const pull = repository?.pullRequest ?? null;
  return repository === null || pull === null
    ? null
    : { repository: repository.nameWithOwner, pull };
}

/**
 * Where a row of commits starts, none of which has two parents: the parent of the oldest. A commit that is listed
 * is not on the base branch, so the first that is not listed is the newest that both share.
 */
function linearMergeBase(headSha: string, { totalCount, nodes }: HistoryAnswer): string | null {
  const parents = new Map<string, string>();
  for (const node of nodes ?? []) {
    const parent = node?.commit.parents.nodes?.[0]?.oid;
    if (node === null || parent === undefined || node.commit.parents.totalCount !== 1) return null;
    parents.set(node.commit.oid, parent);
  }
  if (totalCount === 0 || parents.size !== totalCount) return null;
  let sha = headSha;
  let steps = 0;
  for (let next = parents.get(sha); next !== undefined; next = parents.get(sha)) {
    sha = next;
    steps += 1;
  }
  return steps === totalCount ? sha : null;
}

function checkRunsOf(headSha: string, newest: NewestAnswer): readonly SeenCheckRun[] | null {
  const commit = newest.nodes?.[0]?.commit;
  if (commit === undefined || commit.oid !== headSha) return null;
  const suites = itemsOf(commit.checkSuites);
  const runs = suites?.map(({ checkRuns }) => itemsOf(checkRuns)) ?? [null];
  const seen: SeenCheckRun[] = [];
  for (const run of runs.flat()) {
    // Ids are in addresses: as numbers of GraphQL they would be too large.
    const id = idAtEnd(run?.url, /\/runs\/(\d+)$/);
    if (run === null || id === null) return null;
    seen.push({
      id,
      name: run.name,
      externalId: run.externalId ?? '',
      status: run.status.toLowerCase(),
      conclusion: run.conclusion?.toLowerCase() ?? null,
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotationsCount: run.annotations?.totalCount ?? 0,
      url: run.url,
    });
  }
  return seen.sort((a, b) => a.id - b.id);
}

function commentsOf(
  comments: Connection<CommentAnswer>,
  app: Pick<AppIdentity, 'slug'>,
): readonly OurComment[] | null {
  const ours: OurComment[] = [];
  for (const { author, body, url } of itemsOf(comments) ?? []) {
    if (!isOwnApp(author, app)) continue;
    const id = idAtEnd(url, /#issuecomment-(\d+)$/);
    if (id === null) return null;
    ours.push({ id, body });
  }
  return itemsOf(comments) === null ? null : ours.sort((a, b) => a.id - b.id);
}

/** The items of a list that is complete; null for one that is not. */
function itemsOf<T>(list: Connection<T> | null): readonly T[] | null {
  if (list === null || list.nodes === null || list.pageInfo.hasNextPage) return null;
  return list.nodes.filter((node) => node !== null);
}

function idAtEnd(url: string | undefined, pattern: RegExp): number | null {
  const digits = pattern.exec(url ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
