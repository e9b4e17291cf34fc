import type { Logger } from 'pino';
import type { Probot } from 'probot';
import type { AppConnection } from '../github/connection.ts';
import { RateLimited, toGitHubError } from '../github/request-error.ts';
import type { Store } from '../store/store.ts';
import { auditBranch } from './audit-branch.ts';
import { auditMergeGroup, auditPullRequest } from './audit-subject.ts';
import type { AuditThreads } from './audit-threads.ts';
import { backfill } from './backfill.ts';
import { pressButton } from './check-action.ts';
import { concludeAbandoned, concludeExhausted } from './conclude.ts';
import { deliveryReceiver } from './delivery.ts';
import { obeyCommand } from './issue-command.ts';
import { followIssue } from './issue-state.ts';
import { publishFixes } from './publish-fixes.ts';
import { publishIncidents } from './publish-incidents.ts';
import { type JobHandlers, type Queue, RunAgainAt } from './queue.ts';

/** What the handlers of jobs work with. */
export interface JobResources {
  readonly store: Store;
  readonly queue: Pick<Queue, 'enqueue' | 'schedule' | 'waits'>;
  readonly connection: AppConnection;
  readonly probot: Probot;
  readonly threads: AuditThreads;
  readonly log: Logger;
  /** The clock. */
  readonly now: () => Date;
}

/** What is done for each kind of job. A rate limit of GitHub puts a job off until it is over. */
export function jobHandlers(resources: JobResources): JobHandlers {
  const patient = (work: Promise<void>) => puttingOff(work, resources.now);
  return {
    delivery: deliveryReceiver(resources),
    'audit-pull-request': (job, { signal }) => patient(auditPullRequest(resources, job, signal)),
    'audit-merge-group': (job, { signal }) => patient(auditMergeGroup(resources, job, signal)),
    'audit-branch': (job, { signal }) => patient(auditBranch(resources, job, signal)),
    'publish-incidents': (job) => patient(publishIncidents(resources, job)),
    'publish-fixes': (job, { signal }) => patient(publishFixes(resources, job, signal)),
    'issue-state': (job) => patient(followIssue(resources, job)),
    'issue-command': (job) => patient(obeyCommand(resources, job)),
    'check-action': (job) => patient(pressButton(resources, job)),
    backfill: (job, { signal }) => patient(backfill(resources, job, signal)),
    'conclude-abandoned': (job) => patient(concludeAbandoned(resources, job)),
    onExhausted: (job, error) => patient(concludeExhausted(resources, job, error)),
  };
}

async function puttingOff(work: Promise<void>, now: () => Date): Promise<void> {
  try {
    await work;
  } catch (caught) {
    const error = toGitHubError(caught, now());
    if (error instanceof RateLimited) throw new RunAgainAt(error.until, error.message);
    throw error;
  }
}
