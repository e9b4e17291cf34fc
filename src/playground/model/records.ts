import type { GitRepository } from '../git/repository.ts';

/** What the stand-in remembers. Records are changed in place by the model and read by everything else. */

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
  readonly createdAt: string;
}

export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export const REACTIONS = [
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
] as const;
export type ReactionContent = (typeof REACTIONS)[number];

export interface Reaction {
  readonly id: number;
  readonly user: Account;
  readonly content: ReactionContent;
  readonly createdAt: string;
}

/** One side of a pull request. */
export interface PullSide {
  readonly repository: Repository;
  ref: string;
  sha: string;
}

/** What a pull request has beyond an issue. */
export interface Pull {
  readonly id: number;
  readonly head: PullSide;
  readonly base: PullSide;
  draft: boolean;
  /** Null while it is not known. */
  mergeable: boolean | null;
  conflicts: readonly string[];
  mergeCommitSha: string | null;
  mergedAt: string | null;
  mergedBy: Account | null;
  readonly maintainerCanModify: boolean;
  readonly reviewers: Account[];
}

/** An issue; every pull request is one, with `pull` set. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly user: Account;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  locked: boolean;
  labels: Label[];
  assignees: Account[];
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: Account | null;
  readonly pull: Pull | null;
  readonly reactions: Reaction[];
  /** Whether an app opened it. */
  readonly viaApp: boolean;
}

export type PullRequest = Issue & { readonly pull: Pull };

export interface Comment {
  readonly id: number;
  readonly issue: Issue;
  readonly user: Account;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
  readonly viaApp: boolean;
}

export interface Review {
  readonly id: number;
  readonly issue: PullRequest;
  readonly user: Account;
  body: string;
  state: 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'PENDING' | 'DISMISSED';
  readonly commitId: string;
  submittedAt: string | null;
}

export type DiffSide = 'LEFT' | 'RIGHT';

export interface ReviewComment {
  readonly id: number;
  readonly review: Review;
  readonly user: Account;
  readonly path: string;
  readonly commitId: string;
  readonly line: number;
  readonly side: DiffSide;
  readonly startLine: number | null;
  readonly startSide: DiffSide | null;
  readonly diffHunk: string;
  readonly inReplyTo: number | null;
  /** Why it is folded away, as GraphQL's classifier; null where it is shown. */
  minimizedReason: string | null;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export const CONCLUSIONS = [
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'success',
  'skipped',
  'stale',
  'timed_out',
] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title: string | null;
  readonly raw_details: string | null;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckSuite {
  readonly id: number;
  readonly repository: Repository;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly before: string | null;
  readonly createdAt: string;
  updatedAt: string;
  rerequestable: boolean;
  /** Rerequested, and nothing has been done about it yet. */
  queuedAgain: boolean;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  name: string;
  readonly headSha: string;
  status: CheckStatus;
  conclusion: Conclusion | null;
  startedAt: string;
  completedAt: string | null;
  externalId: string;
  detailsUrl: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Annotation[];
  actions: readonly CheckAction[];
}

export type RunConclusion = Conclusion | 'startup_failure';

/** One run of a workflow of the repository. */
export interface WorkflowRun {
  readonly id: number;
  readonly repository: Repository;
  /** The workflow's file: `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly workflowId: number;
  /** What the workflow calls itself. */
  readonly name: string;
  readonly number: number;
  readonly headBranch: string;
  readonly headSha: string;
  readonly actor: Account;
  triggeringActor: Account;
  attempt: number;
  status: CheckStatus;
  conclusion: RunConclusion | null;
  readonly createdAt: string;
  startedAt: string;
  updatedAt: string;
}

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  name: string;
  readonly description: string | null;
  readonly private: boolean;
  /** The repository this one was forked from. */
  readonly parent: Repository | null;
  defaultBranch: string;
  archived: boolean;
  hasIssues: boolean;
  readonly createdAt: string;
  updatedAt: string;
  pushedAt: string;
  readonly git: GitRepository;
  /** Heads as last seen: branch name to SHA. */
  branches: Map<string, string>;
  /** Tags as last seen: name to the object they name. */
  tags: Map<string, string>;
  readonly collaborators: Map<string, Permission>;
  readonly labels: Map<string, Label>;
  readonly issues: Map<number, Issue>;
  readonly comments: Map<number, Comment>;
  readonly reviews: Map<number, Review>;
  readonly reviewComments: Map<number, ReviewComment>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly checkRuns: Map<number, CheckRun>;
  /** Ids of workflows, by the path of their file. */
  readonly workflows: Map<string, number>;
  readonly workflowRuns: Map<number, WorkflowRun>;
}

export type PermissionLevel = 'read' | 'write';
export type Permissions = Readonly<Record<string, PermissionLevel>>;

/** The one app that is registered. */
export interface App {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly privateKey: string;
  readonly publicKey: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly createdAt: string;
  webhookUrl: string | null;
  webhookSecret: string;
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  /** Null: all repositories of the account. */
  repositories: Set<number> | null;
  permissions: Permissions;
  readonly createdAt: string;
  updatedAt: string;
  suspendedAt: string | null;
}

export interface AccessToken {
  readonly token: string;
  /** Milliseconds since the epoch; null never expires. */
  readonly expiresAt: number | null;
  readonly grant:
    | { readonly kind: 'user'; readonly user: Account }
    | {
        readonly kind: 'installation';
        readonly installation: Installation;
        readonly permissions: Permissions;
        /** Null: all of the installation's repositories. */
        readonly repositories: ReadonlySet<number> | null;
      };
}

/** Whether an issue is a pull request. */
export function isPull(issue: Issue): issue is PullRequest {
  return issue.pull !== null;
}

/** `owner/name`. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
