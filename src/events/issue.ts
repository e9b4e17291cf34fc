import type { IssueChange } from '../jobs/job.ts';
import type { AppActions } from './actions.ts';
import { type EventContext, isBot, placeOf, type Sender } from './place.ts';

/** What a person did with an issue. What a bot does, ours included, follows from something else. */
export async function followIssue(
  actions: AppActions,
  context: EventContext & {
    readonly payload: {
      readonly issue: { readonly number: number };
      readonly sender: Sender;
    };
  },
  change: IssueChange,
  incidentIds?: readonly string[],
): Promise<void> {
  const place = placeOf(context);
  const { issue, sender } = context.payload;
  if (place === null || isBot(sender)) return;
  await actions.enqueue({
    kind: 'issue-state',
    ...place,
    issue: issue.number,
    change,
    login: sender.login,
    ...(incidentIds === undefined ? {} : { incidentIds }),
  });
}
