// The comments of this app on the lines of a pull request's diff: one review for what is new, what is gone folded away.
import { type FileHunks, hunksOfPatch } from '../report/diff-hunks.ts';
import { type ReviewComment, reviewBody } from '../report/review.ts';
import type { HasComment } from '../report/review-marker.ts';
import {
  planReview,
  type Restated,
  type ReviewPlan,
  type ReviewPlanInput,
  spokenOf,
} from '../report/review-plan.ts';
import {
  type AppIdentity,
  type Ensured,
  type GitHubClient,
  readPages,
  type StillCurrent,
} from './client.ts';
import type { PullRequestRef } from './pull-request.ts';
import { askQuery } from './query.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';
import { type OurReviewComment, readReviewComments } from './review-comments.ts';

export interface ReviewOptions
  extends PullRequestRef,
    Pick<ReviewPlanInput, 'found' | 'isComplete'> {
  /** Who we are: only comments of this app are ever ours. */
  readonly app: Pick<AppIdentity, 'slug'>;
  /** The commit that was audited, which the comments are about. */
  readonly headSha: string;
  /** The lines that the diff is taken to show. */
  readonly diff: readonly FileHunks[];
  /** What is to be said on a diff of what has no comment, the worst first. */
  readonly commentsOn: (
    diff: readonly FileHunks[],
    hasComment: HasComment,
  ) => readonly ReviewComment[];
  /** False: nothing new is said; what is gone is folded away all the same. */
  readonly mayPost: boolean;
  /** Address of the check run with all the rest. */
  readonly detailsUrl: string | null;
  /** This app's comments there, where they have just been read; they are not read again then. */
  readonly seen?: readonly OurReviewComment[] | null;
  /** Told why nothing could be posted: GitHub refused it, which fails nothing else. */
  readonly onRefusal: (refusal: GitHubRefused) => void;
}

/**
 * Makes sure that each drift that can be pinned to a line of the diff has one comment of ours, as many as there may
 * be, and that comments whose drifts are gone are folded away. What is new is posted as one review: all its
 * comments or none, so that a crash leaves nothing half done.
 */
export async function ensureReview(
  client: GitHubClient,
  options: ReviewOptions,
  stillCurrent: StillCurrent,
): Promise<Ensured> {
  const standing = options.seen ?? (await readReviewComments(client, options));
  const planOn = (diff: readonly FileHunks[]) =>
    planReview({
      wanted: options.mayPost ? options.commentsOn(diff, spokenOf(standing)) : [],
      standing,
      found: options.found,
      isComplete: options.isComplete,
    });
  const plan = planOn(options.diff);
  const posted = await post(client, options, plan, planOn, stillCurrent);
  if (posted === 'superseded') return posted;
  const restated = await restate(client, plan, stillCurrent);
  return restated === 'unchanged' ? posted : restated;
}

/** Posts a review. Where GitHub's diff has other lines than ours, it is asked for its own and the lines chosen anew. */
async function post(
  client: GitHubClient,
  options: ReviewOptions,
  plan: ReviewPlan,
  planOn: (diff: readonly FileHunks[]) => ReviewPlan,
  stillCurrent: StillCurrent,
): Promise<Ensured> {
  const first = await tryPost(client, options, plan, stillCurrent);
  if (typeof first === 'string') return first;
  if (first.status !== 422) {
    options.onRefusal(first);
    return 'unchanged';
  }
  const again = planOn(await readDiff(client, options));
  const second = await tryPost(client, options, again, stillCurrent);
  if (typeof second === 'string') return second;
  options.onRefusal(second);
  return 'unchanged';
}

async function tryPost(
  client: GitHubClient,
  { owner, repo, number, headSha, detailsUrl }: ReviewOptions,
  plan: ReviewPlan,
  stillCurrent: StillCurrent,
): Promise<Ensured | GitHubRefused> {
  if (plan.post.length === 0) return 'unchanged';
  if (!(await stillCurrent())) return 'superseded';
  try {
    await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      owner,
      repo,
      pull_number: number,
      commit_id: headSha,
      event: 'COMMENT',
      body: reviewBody(plan.post.length, plan.without, detailsUrl),
      comments: plan.post.map(asGitHubTakesIt),
    });
    return 'written';
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && [403, 404, 422].includes(error.status)) return error;
    throw error;
  }
}

function asGitHubTakesIt({ path, line, side, startLine, body }: ReviewComment) {
  const start = startLine === null ? {} : { start_line: startLine, start_side: side };
  return { path, line, side, body, ...start };
}

/** The diff as GitHub shows it. Files without a `patch`, large or binary, have no lines to comment on. */
async function readDiff(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<readonly FileHunks[]> {
  const files = await readPages(async (page, per_page) => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      owner,
      repo,
      pull_number: number,
      per_page,
      page,
    });
    return data;
  });
  return files.flatMap(({ filename, previous_filename: before, status, patch }) =>
    patch === undefined
      ? []
      : [
          {
            path: filename,
            basePath: status === 'added' ? null : (before ?? filename),
            hunks: hunksOfPatch(patch),
          },
        ],
  );
}

/** A comment to fold away or show, and to mark. */
interface Step extends Restated {
  /** Null where it is only to be marked. */
  readonly fold: 'minimizeComment' | 'unminimizeComment' | null;
}

/** Comments that are restated in one request. */
const STEPS_PER_REQUEST = 30;

/**
 * Folds away what is gone and shows what came back, many in one request. Where GitHub does only half of it, the
 * comment is seen: it is shown before it is marked as open, and folded away after it is marked as gone. Where GitHub
 * refuses, nothing is done.
 */
async function restate(
  client: GitHubClient,
  { hide, show }: ReviewPlan,
  stillCurrent: StillCurrent,
): Promise<Ensured> {
  const steps: readonly Step[] = [
    ...hide.map((one) => ({ ...one, fold: 'minimizeComment' as const })),
    ...show.map(({ isMinimized, ...one }) => ({
      ...one,
      fold: isMinimized ? ('unminimizeComment' as const) : null,
    })),
  ];
  for (let from = 0; from < steps.length; from += STEPS_PER_REQUEST) {
    if (!(await stillCurrent())) return 'superseded';
    const taken = await take(client, steps.slice(from, from + STEPS_PER_REQUEST));
    if (!taken) return 'unchanged';
  }
  return steps.length === 0 ? 'unchanged' : 'written';
}

/** Takes steps in one request; false where GitHub refuses. */
async function take(client: GitHubClient, steps: readonly Step[]): Promise<boolean> {
  const declared = steps.map((_, index) => `$id${index}: ID!, $body${index}: String!`);
  const mutation = `mutation (${declared.join(', ')}) {
${steps.map(({ fold }, index) => fieldsOf(fold, index)).join('\n')}
}`;
  const variables = steps.flatMap(({ id, body }, index) => [
    [`id${index}`, id],
    [`body${index}`, body],
  ]);
  return (await askQuery<unknown>(client, mutation, Object.fromEntries(variables))) !== null;
}

function fieldsOf(fold: Step['fold'], index: number): string {
  const fields = [foldField(fold, index), markField(index)];
  return (fold === 'minimizeComment' ? fields.reverse() : fields).join('\n');
}

function foldField(fold: Step['fold'], index: number): string {
  if (fold === null) return '';
  const classifier = fold === 'minimizeComment' ? ', classifier: RESOLVED' : '';
  return `  fold${index}: ${fold}(input: { subjectId: $id${index}${classifier} }) { clientMutationId }`;
}

function markField(index: number): string {
  return `  mark${index}: updatePullRequestReviewComment(
    input: { pullRequestReviewCommentId: $id${index}, body: $body${index} }
  ) { clientMutationId }`;
}
