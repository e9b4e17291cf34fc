/** Runs the workflows that the settings name on the branch of a fix, and follows each to its end. */
import { readGrowth } from '../github/branch-growth.ts';
import type { GitHubClient } from '../github/client.ts';
import { makeDraft, makeReady } from '../github/draft.ts';
import { readTip } from '../github/fix-branch.ts';
import type { KnownFixPull } from '../github/fix-pull-request.ts';
import {
  dispatchWorkflow,
  findRun,
  readRun,
  readWorkflowBlob,
  type WorkflowRun,
} from '../github/workflow.ts';
import type { Fix } from '../incidents/fix.ts';
import {
  type AddedCommit,
  type FixRun,
  hasSucceeded,
  nextStep,
  progressOf,
  type StepProgress,
} from '../incidents/fix-run.ts';
import { RUN_HOURS, type WorkflowsReport } from '../report/fix-workflows.ts';
import type { RunProgress } from '../store/fix-runs.ts';
import type { Store } from '../store/store.ts';
import type { FixPublishing } from './follow-fix.ts';

/** What following workflows takes. */
export type WorkflowFollowing = Pick<
  FixPublishing,
  'owner' | 'repo' | 'app' | 'client' | 'defaultSha' | 'now'
> &
  Pick<FixPublishing, 'workflows' | 'workflowClient' | 'lookAgain'> & {
    readonly store: Pick<Store, 'fixes' | 'fixRuns'>;
  };

/** A fix whose commit is on its branch. */
export type WrittenFix = Fix & { readonly branch: string; readonly commitSha: string };

/** How far the workflows of a fix are. */
export interface WorkflowsStanding extends WorkflowsReport {
  /** Whether all have succeeded; true where none is wanted. */
  readonly isDone: boolean;
  /** The newest commit that they have left on the branch; null where none is wanted or they are not done. */
  readonly tip: string | null;
}

/**
 * Runs what is to be run now, and looks at what was run. Run again it starts nothing twice. `known` is the pull
 * request, where there is one.
 */
export async function followWorkflows(
  publishing: WorkflowFollowing,
  fix: WrittenFix,
  known: KnownFixPull | null,
): Promise<WorkflowsStanding> {
  const { workflows: wanted, store } = publishing;
  if (wanted.length === 0) return { steps: [], isAllowed: true, isDone: true, tip: null };
  const client = await publishing.workflowClient();
  let runs = await store.fixRuns.list(fix);
  for (;;) {
    const steps = progressOf(wanted, fix.commitSha, runs);
    const step = nextStep(steps);
    const isAllowed = client !== null;
    if (step === null) {
      await forgetOthers(publishing, fix, steps, runs);
      return { steps, isAllowed, isDone: true, tip: steps.at(-1)?.run?.tipSha ?? null };
    }
    if (client === null) return { steps, isAllowed, isDone: false, tip: null };
    const run = await advance({ publishing, fix, known, client, step });
    runs = [...runs.filter((one) => !isSameRun(one, step)), ...(run === null ? [] : [run])];
    if (!hasSucceeded(run)) {
      const reached = progressOf(wanted, fix.commitSha, runs);
      await forgetOthers(publishing, fix, reached, runs);
      return { steps: reached, isAllowed, isDone: false, tip: null };
    }
  }
}

function isSameRun(run: FixRun, { workflow, headSha }: StepProgress): boolean {
  return run.workflow === workflow && run.headSha === headSha;
}

/** Runs on commits that the branch does not have any more say nothing. */
async function forgetOthers(
  { store }: WorkflowFollowing,
  fix: WrittenFix,
  steps: readonly StepProgress[],
  runs: readonly FixRun[],
): Promise<void> {
  const current = steps.flatMap(({ headSha }) => headSha ?? []);
  if (runs.every(({ headSha }) => current.includes(headSha))) return;
  await store.fixRuns.keepOnly(fix, current);
}

/** The pull request becomes ready for review when all has succeeded, once: what a person makes of it then, stays. */
export async function endDraft(
  { client, store, now }: WorkflowFollowing,
  fix: WrittenFix,
  known: KnownFixPull,
  { isDone, tip }: WorkflowsStanding,
): Promise<void> {
  if (!fix.heldBack || !isDone || (tip !== null && tip !== known.headSha)) return;
  if (known.draft && !(await makeReady(client, known.nodeId))) return;
  await store.fixes.progress(fix, { heldBack: false }, now());
}

/** One workflow of one fix, to be brought further. */
interface Step {
  readonly publishing: WorkflowFollowing;
  readonly fix: WrittenFix;
  readonly known: KnownFixPull | null;
  /** It may run workflows. */
  readonly client: GitHubClient;
  readonly step: StepProgress & { readonly headSha: string };
}

/** How long GitHub may take until a run that it was asked for is listed, in milliseconds. */
const LISTED_AFTER_MS = 60_000;

/** Brings a workflow further and gives its run; null where there is none yet. */
async function advance(at: Step): Promise<FixRun | null> {
  const { run } = at.step;
  if (run === null) {
    await holdBack(at);
    return claimed(at, null);
  }
  if (run.state === 'refused') return claimed(at, run);
  if (run.state !== 'asked') return look(at, run);
  // Whether GitHub was asked is not known: its own list says so, if it was.
  const found = await findRun(at.client, placeOf(at));
  if (found !== null) return note(at, run, found);
  const { now, lookAgain } = at.publishing;
  const patience = new Date(run.askedAt.getTime() + LISTED_AFTER_MS);
  if (now() >= patience) return claimed(at, run);
  lookAgain(patience);
  return run;
}

/** A pull request that was open before is a draft again, before the first workflow runs on a new commit. */
async function holdBack({ publishing, fix, known, step }: Step): Promise<void> {
  const { client, store, now } = publishing;
  if (known?.state !== 'open' || known.draft || step.headSha !== fix.commitSha) return;
  if (await makeDraft(client, known.nodeId)) {
    await store.fixes.progress(fix, { heldBack: true }, now());
  }
}

/** Starts a workflow, unless somebody else is about to. */
async function claimed(at: Step, before: FixRun | null): Promise<FixRun | null> {
  const { store, now } = at.publishing;
  const { step, workflow, headSha } = at.step;
  const askedAt = before?.askedAt ?? null;
  const wanted = { step, workflow, headSha, at: now(), before: askedAt };
  const isMine = await store.fixRuns.claim(at.fix, wanted);
  const runs = await store.fixRuns.list(at.fix);
  const run = runs.find((one) => isSameRun(one, at.step)) ?? null;
  return isMine && run !== null ? start(at, run) : run;
}

async function start(at: Step, run: FixRun): Promise<FixRun> {
  const place = placeOf(at);
  const found = await findRun(at.client, place);
  if (found !== null) return note(at, run, found);
  const why = await obstacle(at);
  if (why !== null) return progress(at, run, { state: 'refused', note: why });
  const answer = await dispatchWorkflow(at.client, place);
  if (answer.kind === 'refused') {
    return progress(at, run, { state: 'refused', note: answer.reason });
  }
  const { id: runId = null, url = null } = answer.run ?? {};
  return progress(at, run, { state: 'dispatched', runId, url });
}

function placeOf({ publishing: { owner, repo, app }, fix: { branch }, step }: Step) {
  return { owner, repo, app, branch, workflow: step.workflow, headSha: step.headSha };
}

/** Why the branch is not one to run the workflow on, as a sentence; null where it is. */
async function obstacle({ publishing, fix, step }: Step): Promise<string | null> {
  const { client, owner, repo, defaultSha } = publishing;
  const { workflow, headSha } = step;
  if ((await readTip(client, { owner, repo, branch: fix.branch })) !== headSha) {
    return 'The branch has another commit by now.';
  }
  if (fix.target.kind !== 'pull_request') return null;
  // The branch stands on the head of a pull request, which has no say in what is run.
  const [theirs, ours] = await Promise.all(
    [headSha, defaultSha].map((ref) => readWorkflowBlob(client, { owner, repo, workflow, ref })),
  );
  // What the default branch does not have either, GitHub refuses.
  return theirs === ours || ours === null
    ? null
    : `The pull request has another ${workflow} than the default branch.`;
}

/** Looks how far a run is that GitHub has. */
async function look(at: Step, run: FixRun): Promise<FixRun> {
  const { owner, repo } = at.publishing;
  const found =
    run.runId === null
      ? await findRun(at.client, placeOf(at))
      : await readRun(at.client, { owner, repo, runId: run.runId });
  return found === null ? waiting(at, run, run.askedAt) : note(at, run, found);
}

/** Notes what GitHub says of a run. */
async function note(at: Step, run: FixRun, found: WorkflowRun): Promise<FixRun> {
  if (found.headSha !== run.headSha) {
    const why = 'The branch had another commit when it ran.';
    return progress(at, run, { state: 'refused', note: why });
  }
  const seen = { ...run, runId: found.id, name: found.name, url: found.url };
  if (found.conclusion === null) return waiting(at, seen, found.startedAt ?? run.askedAt);
  const commits = run.step === 'regenerate_clients' ? await addedCommits(at) : [];
  // Somebody else's commit is there: the next look at the branch says so.
  if (commits === null) return run;
  return progress(at, seen, {
    state: 'ended',
    conclusion: found.conclusion,
    tipSha: commits.at(-1)?.sha ?? run.headSha,
    commits,
  });
}

/** A run that has not ended is not waited for for ever. */
function waiting(at: Step, run: FixRun, since: Date): Promise<FixRun> {
  const isLate = at.publishing.now().getTime() - since.getTime() > RUN_HOURS * 3_600_000;
  return progress(at, run, { state: isLate ? 'overdue' : 'dispatched', conclusion: null });
}

/** What the workflow has put on the branch; null where something else is there too. */
async function addedCommits({
  publishing,
  fix,
  step,
}: Step): Promise<readonly AddedCommit[] | null> {
  const { client, owner, repo, app } = publishing;
  const tip = await readTip(client, { owner, repo, branch: fix.branch });
  if (tip === step.headSha) return [];
  if (tip === null) return null;
  const above = await readGrowth(client, { owner, repo, app, from: step.headSha, tip });
  return above?.map(({ sha, subject }) => ({ sha, subject })) ?? null;
}

/** Writes down what differs from what was known of a run. */
async function progress(
  { publishing, fix }: Step,
  run: FixRun,
  change: RunProgress,
): Promise<FixRun> {
  const { runId, name, url } = run;
  const next = { ...run, ...change };
  await publishing.store.fixRuns.progress(fix, run, { runId, name, url, ...change });
  return next;
}
