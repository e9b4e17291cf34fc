/** The workflows that are run on the branch of a fix, one after the other, and how far they are. Plain data. */
import type { GitopsSettings } from '../settings/settings.ts';

/** What a workflow is run for, in the order of the runs; named as in the settings. */
export const FIX_STEPS = ['regenerate_clients', 'run_tests'] as const;
export type FixStep = (typeof FIX_STEPS)[number];

/**
 * - `asked`: about to be dispatched; whether GitHub has got it is not known yet.
 * - `dispatched`: GitHub has it.
 * - `ended`: it has a conclusion.
 * - `refused`: GitHub did not take it; tried again with the next look.
 * - `overdue`: it has not ended in time.
 */
export type FixRunState = 'asked' | 'dispatched' | 'ended' | 'refused' | 'overdue';

/** A commit that a workflow has put on the branch. */
export interface AddedCommit {
  readonly sha: string;
  /** The first line of its message; unescaped text. */
  readonly subject: string;
}

/** One workflow on one commit of the branch. */
export interface FixRun {
  readonly step: FixStep;
  /** Its file name in `.github/workflows`. */
  readonly workflow: string;
  /** The commit it is run on. */
  readonly headSha: string;
  readonly state: FixRunState;
  /** When it was asked for. */
  readonly askedAt: Date;
  /** GitHub's id of the run; null while it is not known. */
  readonly runId: number | null;
  /** What the workflow calls itself; unescaped text. */
  readonly name: string | null;
  /** The page of the run. */
  readonly url: string | null;
  /** How it ended, in GitHub's words: `success`, `failure`, `cancelled` … */
  readonly conclusion: string | null;
  /** Why it was refused, as a sentence; unescaped text. */
  readonly note: string | null;
  /** The newest commit of the branch when it had ended: `headSha`, or the last of `commits`. */
  readonly tipSha: string | null;
  /** What it has put on the branch, the oldest first. */
  readonly commits: readonly AddedCommit[];
}

export interface WantedWorkflow {
  readonly step: FixStep;
  readonly workflow: string;
}

/** The workflows that the settings name, in the order of their runs. */
export function wantedWorkflows(
  settings: Pick<GitopsSettings, FixStep>,
): readonly WantedWorkflow[] {
  return FIX_STEPS.flatMap((step) => {
    const workflow = settings[step];
    return workflow === false ? [] : [{ step, workflow }];
  });
}

/** How far a wanted workflow is. */
export interface StepProgress extends WantedWorkflow {
  /** The commit it is to run on; null as long as what goes before has not succeeded. */
  readonly headSha: string | null;
  /** Its run there; null before it was asked for. */
  readonly run: FixRun | null;
}

/** How far the workflows are on `commitSha`, our commit: each runs on what the one before it has left. */
export function progressOf(
  wanted: readonly WantedWorkflow[],
  commitSha: string | null,
  runs: readonly FixRun[],
): readonly StepProgress[] {
  let headSha = commitSha;
  return wanted.map(({ step, workflow }) => {
    const known = runs.find((run) => run.workflow === workflow && run.headSha === headSha);
    const progress = { step, workflow, headSha, run: known ?? null };
    headSha = hasSucceeded(known) ? known.tipSha : null;
    return progress;
  });
}

/** Whether a run has ended well. */
export function hasSucceeded(
  run: FixRun | null | undefined,
): run is FixRun & { readonly tipSha: string } {
  return run?.state === 'ended' && run.conclusion === 'success' && run.tipSha !== null;
}

/** The next workflow to be looked after; null where all have succeeded. */
export function nextStep(
  steps: readonly StepProgress[],
): (StepProgress & { readonly headSha: string }) | null {
  for (const { headSha, ...step } of steps) {
    if (headSha !== null && !hasSucceeded(step.run)) return { ...step, headSha };
  }
  return null;
}

/** What stands above our commit on the branch and is expected there. */
export interface Growth {
  /** The newest commit that a workflow of ours has left; null where it left none, or is not done. */
  readonly tipSha: string | null;
  /** Whether a workflow of ours may put commits there now. */
  readonly mayGrow: boolean;
}

export const NO_GROWTH: Growth = { tipSha: null, mayGrow: false };

/**
 * What the workflow that regenerates clients may have put above `commitSha`: only while a run of it that we asked for
 * has not succeeded may there be more. One that failed can be run again by a person.
 */
export function growthOf(commitSha: string | null, runs: readonly FixRun[]): Growth {
  const run = runs.find(
    ({ step, headSha }) => step === 'regenerate_clients' && headSha === commitSha,
  );
  if (run === undefined || run.state === 'refused') return NO_GROWTH;
  return hasSucceeded(run)
    ? { tipSha: run.tipSha, mayGrow: false }
    : { tipSha: null, mayGrow: true };
}
