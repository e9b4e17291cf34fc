/** The work that is queued: plain data. */
import type { Trigger } from '../audit/report.ts';

/** The name of the check run that carries the verdict. */
export const CHECK_NAME = 'Holdfast';

/** What the buttons on a check run are called: at most 20 characters each. */
export const CHECK_ACTIONS = ['recheck', 'accept', 'open-fix'] as const;
export type CheckActionName = (typeof CHECK_ACTIONS)[number];

/** Turn a stored webhook delivery into what it asks for. */
export interface DeliveryJob {
  readonly kind: 'delivery';
  /** The delivery's GUID. */
  readonly deliveryId: string;
}

/** Where a job works. */
interface RepositoryPlace {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

/** Audit a pull request at whatever its head is when the job runs. */
export interface AuditPullRequestJob extends RepositoryPlace {
  readonly kind: 'audit-pull-request';
  readonly pullRequest: number;
  readonly trigger: Trigger;
}

/** Audit a group of a merge queue: its commits never move. */
export interface AuditMergeGroupJob extends RepositoryPlace {
  readonly kind: 'audit-merge-group';
  readonly baseSha: string;
  readonly headSha: string;
  /** The pull request that the queue is about to merge, where the group's branch says so. */
  readonly pullRequest?: number;
}

/** Audit a branch at whatever its head is when the job runs: a sync cycle. */
export interface AuditBranchJob extends RepositoryPlace {
  readonly kind: 'audit-branch';
  /** Null for the default branch, whatever that is when the job runs. */
  readonly branch: string | null;
  readonly trigger: Trigger;
  /** The head before the push: what a first cycle is compared with. */
  readonly before?: string;
  /** What a push said of its branch; left out where nobody said. */
  readonly isDefaultBranch?: boolean;
  /** Who asked for it: `github:<login>`, `token:<name>`; null where nobody did. */
  readonly requestedBy: string | null;
}

/** Bring the issues of a repository to what its incidents say. */
export interface PublishIncidentsJob extends RepositoryPlace {
  readonly kind: 'publish-incidents';
}

/** Bring the fix pull requests of a repository to what is asked for. */
export interface PublishFixesJob extends RepositoryPlace {
  readonly kind: 'publish-fixes';
}

/** What a person did with one of our issues. */
export const ISSUE_CHANGES = [
  'completed',
  'not_planned',
  'reopened',
  'audit_ticked',
  'fix_ticked',
] as const;
export type IssueChange = (typeof ISSUE_CHANGES)[number];

/** Take what a person did with one of our issues to its incident. */
export interface IssueStateJob extends RepositoryPlace {
  readonly kind: 'issue-state';
  readonly issue: number;
  readonly change: IssueChange;
  readonly login: string;
  /** The incidents whose boxes on the dashboard were ticked. */
  readonly incidentIds?: readonly string[];
}

/** Do what a comment asks for. */
export interface IssueCommandJob extends RepositoryPlace {
  readonly kind: 'issue-command';
  /** Number of the issue or pull request. */
  readonly issue: number;
  readonly isPullRequest: boolean;
  readonly commentId: number;
  /** The first comment of the thread, where it stands on a line of a diff; absent in a conversation. */
  readonly threadId?: number;
  /** Who wrote it. */
  readonly login: string;
  /** The line that starts with `/holdfast`. */
  readonly line: string;
  /** When it was written, as GitHub says it: `2026-01-31T12:00:00Z`. */
  readonly writtenAt: string;
}

/** Do what a button on a check run says. */
export interface CheckActionJob extends RepositoryPlace {
  readonly kind: 'check-action';
  readonly action: CheckActionName;
  readonly checkRunId: number;
  readonly headSha: string;
  /** What the check run is about and which run of it, see `externalId`. */
  readonly externalId: string;
  /** Who pressed. */
  readonly login: string;
  /** The pull request of a merge group. */
  readonly pullRequest?: number;
}

/** Record what the contracts of a branch promised before Holdfast was there. */
export interface BackfillJob extends RepositoryPlace {
  readonly kind: 'backfill';
  readonly branch: string;
  readonly headSha: string;
  /** The contracts. */
  readonly files: readonly string[];
  /** How far back. */
  readonly days: number;
}

/** Conclude the check run of an audit that nobody works on any more. */
export interface ConcludeAbandonedJob {
  readonly kind: 'conclude-abandoned';
  readonly installationId: number;
  /** The audit's run id. */
  readonly auditId: string;
}

export type Job =
  | DeliveryJob
  | AuditPullRequestJob
  | AuditMergeGroupJob
  | AuditBranchJob
  | PublishIncidentsJob
  | PublishFixesJob
  | IssueStateJob
  | IssueCommandJob
  | CheckActionJob
  | BackfillJob
  | ConcludeAbandonedJob;

/** The job of one kind. */
export type JobOf<K extends Job['kind']> = Extract<Job, { readonly kind: K }>;

/** Of the jobs with the same key that wait, there is only one. */
export function jobKey(job: Job): string {
  switch (job.kind) {
    case 'delivery':
      return `delivery/${job.deliveryId}`;
    case 'audit-pull-request':
      return `pull-request/${job.installationId}/${job.repositoryId}/${job.pullRequest}`;
    case 'audit-merge-group':
      return `merge-group/${job.installationId}/${job.repositoryId}/${job.headSha}`;
    case 'audit-branch': {
      // A first look knows of no commit before; a push does, and must not be taken for the same.
      const isFirst =
        job.trigger === 'sync' || (job.trigger === 'push' && job.before === undefined);
      return `${isFirst ? 'first-look/' : ''}${branchKey(job)}`;
    }
    case 'publish-incidents':
      return `incidents/${job.installationId}/${job.repositoryId}`;
    case 'publish-fixes':
      return `fixes/${job.installationId}/${job.repositoryId}`;
    case 'issue-state':
      return [
        `issue/${job.installationId}/${job.repositoryId}/${job.issue}/${job.change}`,
        ...(job.incidentIds ?? []),
      ].join('/');
    case 'issue-command':
      return [
        `command/${job.installationId}/${job.repositoryId}/${job.commentId}`,
        ...(job.threadId === undefined ? [] : ['diff']),
      ].join('/');
    case 'check-action':
      return `button/${job.installationId}/${job.repositoryId}/${job.checkRunId}/${job.action}/${job.login}`;
    case 'backfill':
      return `backfill/${job.installationId}/${job.repositoryId}/${job.branch}`;
    case 'conclude-abandoned':
      return `abandoned/${job.installationId}/${job.auditId}`;
  }
}

/**
 * Jobs of the same group never run at once. A first look at a branch and the audit of a push to it are two jobs:
 * run together, each would show a check run of its own before one of them finds that it was overtaken.
 */
export function jobGroup(job: Job): string {
  return job.kind === 'audit-branch' ? branchKey(job) : jobKey(job);
}

function branchKey({ installationId, repositoryId, branch, isDefaultBranch }: AuditBranchJob) {
  // By name or not, the default branch is one.
  const name = isDefaultBranch === true ? '' : (branch ?? '');
  return `branch/${installationId}/${repositoryId}/${name}`;
}
