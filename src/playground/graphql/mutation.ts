import { draftMutations } from './drafts.ts';
import type { Resolved } from './execute.ts';
import { reviewMutations } from './reviews.ts';
import type { View } from './view.ts';

/** The fields that a mutation starts from. */
export function mutationRoot(view: View): Resolved {
  return { __typename: 'Mutation', ...reviewMutations(view), ...draftMutations(view) };
}
