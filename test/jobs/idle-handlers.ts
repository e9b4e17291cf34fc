import type { JobHandlers } from '../../src/jobs/queue.ts';

/** Handlers that do nothing but what is given. */
export function handlers(given: Partial<JobHandlers>): JobHandlers {
  const nothing = async () => undefined;
  return {
    delivery: nothing,
    'audit-pull-request': nothing,
    'audit-merge-group': nothing,
    'audit-branch': nothing,
    'publish-incidents': nothing,
    'publish-fixes': nothing,
    'issue-state': nothing,
    'issue-command': nothing,
    'check-action': nothing,
    backfill: nothing,
    'conclude-abandoned': nothing,
    onExhausted: nothing,
    ...given,
  };
}
