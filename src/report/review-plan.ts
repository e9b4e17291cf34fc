// What is to be done so that the comments of a review say what an audit found: posted, folded away, shown again.
import { LIMITS } from './limits.ts';
import type { ReviewComment } from './review.ts';
import { type HasComment, markOf, readMarker, remark } from './review-marker.ts';

/** A comment of ours on a line of the diff, as it stands on GitHub. */
export interface StandingReviewComment {
  /** GitHub's node id. */
  readonly id: string;
  readonly body: string;
  /** Whether it is folded away; null where that is not known: then it is left as it is. */
  readonly isMinimized: boolean | null;
}

/** A comment that is to say something else, and to be folded away or shown. */
export interface Restated {
  readonly id: string;
  readonly body: string;
}

export interface ReviewPlan {
  /** In the order in which they were wanted. */
  readonly post: readonly ReviewComment[];
  /** How many drifts have no comment, neither now nor then. */
  readonly without: number;
  /** Their drifts are gone. */
  readonly hide: readonly Restated[];
  /** Their drifts came back after they were folded away here. */
  readonly show: readonly (Restated & { readonly isMinimized: boolean })[];
}

export interface ReviewPlanInput {
  /** Of what has no comment, see `spokenOf`; the worst first. */
  readonly wanted: readonly ReviewComment[];
  readonly standing: readonly StandingReviewComment[];
  /** Fingerprints of all drifts that are worth a comment. */
  readonly found: ReadonlySet<string>;
  /** Whether what was not found is gone: not so where something could not be checked. */
  readonly isComplete: boolean;
}

/** Tells what the comments that stand on a diff speak of. */
export function spokenOf(standing: readonly Pick<StandingReviewComment, 'body'>[]): HasComment {
  const marks = new Set(standing.flatMap(({ body }) => readMarker(body)?.marks ?? []));
  return (fingerprint) => marks.has(markOf(fingerprint));
}

/**
 * A comment is posted for what has none yet, as long as there are not too many. One whose drifts are all gone is
 * folded away once: who unfolds it then is left alone, and so is what a person has folded away.
 */
export function planReview({ wanted, standing, found, isComplete }: ReviewPlanInput): ReviewPlan {
  const marks = new Set([...found].map(markOf));
  const ours = standing.flatMap((comment) => {
    const marker = readMarker(comment.body);
    if (marker === null) return [];
    return [{ ...comment, ...marker, stands: marker.marks.some((each) => marks.has(each)) }];
  });
  const hasComment = spokenOf(standing);
  const room = LIMITS.reviewComments - ours.filter(({ stands }) => stands).length;
  const post = wanted
    .filter(({ fingerprints }) => !fingerprints.every(hasComment))
    .slice(0, Math.max(0, room));
  const told = new Set(post.flatMap(({ fingerprints }) => fingerprints));
  return {
    post,
    without: [...found].filter((each) => !hasComment(each) && !told.has(each)).length,
    hide: ours
      .filter((one) => isComplete && one.isMinimized === false)
      .filter(({ stands, state }) => !stands && state === 'open')
      .map(({ id, body }) => ({ id, body: remark(body, 'gone') })),
    show: ours
      .filter(({ stands, state }) => stands && state === 'gone')
      .flatMap(({ id, body, isMinimized }) =>
        isMinimized === null ? [] : [{ id, body: remark(body, 'open'), isMinimized }],
      ),
  };
}
