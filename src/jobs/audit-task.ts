import type { MessagePort } from 'node:worker_threads';
import type { AuditReport, Trigger } from '../audit/report.ts';
import type { StandingDrifts } from '../audit/standing.ts';
import type { OperationSnapshot } from '../drift/contract/snapshot.ts';
import type { Problem } from '../problem.ts';
import type { FileHunks } from '../report/diff-hunks.ts';
import type { Suggestion } from '../report/review.ts';
import type { ChangedSettings } from '../settings/changed.ts';
import type { RecordedSettings } from '../settings/recorded.ts';
import type { Waiver } from '../settings/settings.ts';
import type { AuditMemory } from './memory.ts';
import type { ThreadAnswer, ThreadSource } from './thread-trees.ts';

/** What a thread is told: plain data, so that it can be handed over. */
export interface AuditTask extends ThreadSource {
  readonly repo: string;
  /** The commit that is compared with: where the head left its base. */
  readonly baseSha: string;
  readonly headSha: string;
  /** The commit whose settings judge: the newest of the base branch. */
  readonly settingsSha: string;
  readonly trigger: Trigger;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** What was accepted in comments. */
  readonly waivers?: readonly Waiver[];
  /** What is remembered of the branch, and the budgets of the API. */
  readonly memory?: AuditMemory;
  /** What is needed to comment on a diff; without it there is none. */
  readonly review?: ReviewTask;
  /** Older commits to hold against the head: whether what broke since then still stands. */
  readonly standing?: readonly string[];
}

/** What a thread is told of a review. */
export interface ReviewTask {
  /** Whether new comments are posted: those of a draft are not. */
  readonly posts: boolean;
  /** Marks of the drifts that have a comment already. */
  readonly commented: readonly string[];
}

/** What the thread gets: the task, and the way to what is kept beyond one audit. */
export interface ThreadTask extends AuditTask {
  readonly cache: MessagePort;
}

export interface AuditFindings {
  readonly report: AuditReport;
  /** What comments on lines are made of; null where there are to be none. */
  readonly review: ReviewFindings | null;
  /** Whether a pull request leaves fixtures behind that a fix may update. */
  readonly leavesFixtures: boolean;
  /** The settings files that judged and what is wrong with them; empty when nothing is. */
  readonly settingsProblems: readonly Problem[];
  readonly changedSettings: readonly ChangedSettings[];
  /** What the settings say, to be remembered; null when they do not hold. */
  readonly settings: RecordedSettings | null;
  /** Of the older commits asked for, those that could be compared. */
  readonly standing: readonly StandingDrifts[];
  /** The fields of all contracts at head, for cycles; null for others. */
  readonly fields: HeadFields | null;
}

/** What is needed to comment on lines, beside the report. */
export interface ReviewFindings {
  /** The lines that can be commented on. */
  readonly diff: readonly FileHunks[];
  /** Proven fixes, as lines of head. */
  readonly suggestions: readonly Suggestion[];
}

/** What a cycle records of the contracts' fields. */
export interface HeadFields {
  readonly operations: readonly OperationSnapshot[];
  /** Fields at head, and those that differ from the state recorded last. */
  readonly total: number;
  readonly changed: number;
}

export type AuditAnswer = ThreadAnswer<AuditFindings>;
