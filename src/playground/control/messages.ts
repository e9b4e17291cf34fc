import type { FaultOptions } from '../http/faults.ts';
import type { Exchange, RequestPattern } from '../http/recorder.ts';
import type { Annotation, CheckAction, Permission } from '../model/records.ts';

/** What goes over the control API, between the demo or a test and the stand-in. */

/** A file's content: text, bytes in base64, a link, a submodule's commit, or null to delete it. */
export type WireContent =
  | string
  | { readonly base64: string }
  | { readonly symlink: string }
  | { readonly submodule: string }
  | null;
export type WireFiles = Readonly<Record<string, WireContent>>;

export interface RepositoryMessage {
  readonly owner: string;
  readonly name: string;
  /** Default `Organization`. */
  readonly ownerType?: 'User' | 'Organization';
  readonly description?: string;
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly hasIssues?: boolean;
  readonly files?: WireFiles;
  /** A folder on the stand-in's machine, taken as it is. */
  readonly sourceDir?: string;
  readonly message?: string;
  readonly collaborators?: Readonly<Record<string, Permission>>;
  /** Whether the app is installed on it; default true. */
  readonly install?: boolean;
}

export interface RepositoryAnswer {
  readonly id: number;
  readonly full_name: string;
  readonly default_branch: string;
  /** Null for an empty repository. */
  readonly head_sha: string | null;
  readonly clone_url: string;
  readonly html_url: string;
  /** Null where the app is not installed. */
  readonly installation_id: number | null;
}

export interface CommitMessage {
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  /** Where a new branch starts: branch or SHA; default the default branch. */
  readonly from?: string;
  readonly message: string;
  readonly files: WireFiles;
  readonly author: string;
}

export interface PullMessage {
  readonly repository: string;
  /** `branch`, or `owner:branch` for a fork. */
  readonly head: string;
  /** Default: the default branch. */
  readonly base?: string;
  readonly title: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly author: string;
}

export interface PullAnswer {
  readonly number: number;
  readonly html_url: string;
  readonly head_sha: string;
  readonly base_sha: string;
}

export interface PullChangeMessage {
  readonly repository: string;
  readonly number: number;
  readonly user: string;
  readonly title?: string;
  readonly body?: string;
  readonly base?: string;
  readonly draft?: boolean;
  readonly state?: 'open' | 'closed';
  readonly merge?: 'merge' | 'squash' | 'rebase';
}

/** What a person does to an issue; what is left out stays as it is. */
export interface IssueChangeMessage {
  readonly repository: string;
  readonly number: number;
  readonly user: string;
  readonly title?: string;
  readonly body?: string;
  /** Which checkbox of the body is clicked, from 1. */
  readonly checkbox?: number;
  /** Whether the click ticks it (default) or clears it. */
  readonly ticked?: boolean;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly state?: 'open' | 'closed';
  readonly reason?: 'completed' | 'not_planned' | 'reopened' | 'duplicate';
}

/** What an administrator changes in a repository's settings. */
export interface RepositoryChangeMessage {
  readonly repository: string;
  readonly user: string;
  readonly archived?: boolean;
  readonly hasIssues?: boolean;
  readonly defaultBranch?: string;
}

/** How a run of a workflow ends. */
export interface RunEndMessage {
  readonly repository: string;
  readonly run: number;
  /** Default `success`. */
  readonly conclusion?: 'success' | 'failure' | 'cancelled' | 'timed_out' | 'skipped';
  /** What the run commits to its branch before it ends, as `github-actions[bot]`. */
  readonly files?: WireFiles;
  readonly message?: string;
}

export interface WorkflowRunSnapshot {
  readonly id: number;
  /** The name of the workflow's file. */
  readonly workflow: string;
  readonly head_branch: string;
  readonly head_sha: string;
  readonly actor: string;
  readonly attempt: number;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: string | null;
  readonly html_url: string;
}

export interface IssueSnapshot {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly state_reason: string | null;
  readonly user: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly html_url: string;
}

export interface PullSnapshot extends IssueSnapshot {
  readonly draft: boolean;
  readonly merged: boolean;
  readonly mergeable: boolean | null;
  /** Who is asked to review. */
  readonly reviewers: readonly string[];
  readonly head: { readonly repository: string; readonly ref: string; readonly sha: string };
  readonly base: { readonly ref: string; readonly sha: string };
}

export interface CommentSnapshot {
  readonly id: number;
  /** Number of the issue or pull request. */
  readonly issue: number;
  readonly user: string;
  readonly body: string;
  readonly created_at: string;
  readonly updated_at: string;
  /** `login: reaction`. */
  readonly reactions: readonly string[];
}

export interface ReviewCommentSnapshot {
  readonly id: number;
  readonly pull: number;
  readonly review: number;
  readonly user: string;
  readonly path: string;
  /** The commit it was made on. */
  readonly commit: string;
  readonly line: number;
  readonly start_line: number | null;
  readonly side: 'LEFT' | 'RIGHT';
  /** Why it is folded away; null where it is shown. */
  readonly minimized: string | null;
  /** The first comment of its thread; null for that one itself. */
  readonly reply_to: number | null;
  /** `login: content`. */
  readonly reactions: readonly string[];
  readonly body: string;
}

export interface CheckRunSnapshot {
  readonly id: number;
  readonly suite: number;
  readonly name: string;
  readonly head_sha: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: string | null;
  readonly external_id: string;
  readonly details_url: string | null;
  readonly html_url: string;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: readonly Annotation[];
  readonly actions: readonly CheckAction[];
}

export interface RepositorySnapshot {
  readonly full_name: string;
  readonly default_branch: string;
  readonly archived: boolean;
  readonly has_issues: boolean;
  /** Branch name to SHA. */
  readonly branches: Readonly<Record<string, string>>;
  readonly issues: readonly IssueSnapshot[];
  readonly pulls: readonly PullSnapshot[];
  readonly comments: readonly CommentSnapshot[];
  readonly reviews: readonly {
    readonly id: number;
    readonly pull: number;
    readonly user: string;
    readonly state: string;
    readonly body: string;
  }[];
  readonly review_comments: readonly ReviewCommentSnapshot[];
  readonly check_runs: readonly CheckRunSnapshot[];
  readonly workflow_runs: readonly WorkflowRunSnapshot[];
}

export interface DeliverySnapshot {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly repository: string | null;
  readonly redelivery: boolean;
  /** 0 while under way and where no answer came. */
  readonly status_code: number;
  /** `pending` while under way. */
  readonly status: string;
  /** Seconds. */
  readonly duration: number | null;
}

/** Everything there is to see, at one moment. */
export interface StateSnapshot {
  /** Grows with every change. */
  readonly version: number;
  readonly repositories: readonly RepositorySnapshot[];
  readonly deliveries: readonly DeliverySnapshot[];
}

export interface FaultAnswer {
  readonly id: number;
  readonly met: number;
  readonly released: boolean;
}

export type { Exchange, FaultOptions, RequestPattern };
