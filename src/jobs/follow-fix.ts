/** One fix from request to pull request: what there is at GitHub, what the thread finds, and what is written. */
import { isGrownFrom } from '../github/branch-growth.ts';
import type { AppIdentity, GitHubClient } from '../github/client.ts';
import { ensureFixBranch } from '../github/fix-branch.ts';
import {
  findFixPull,
  giveCompany,
  type KnownFixPull,
  openFixPull,
  updateFixPull,
  type WantedFixPull,
} from '../github/fix-pull-request.ts';
import type { Fix, FixStatus } from '../incidents/fix.ts';
import { growthOf, type WantedWorkflow } from '../incidents/fix-run.ts';
import type { Incident } from '../incidents/incident.ts';
import { FIX_LABELS, fixPullRequest } from '../report/fix-pull-request.ts';
import { withWorkflows } from '../report/fix-workflows.ts';
import type { GitopsSettings } from '../settings/settings.ts';
import { AuditFailed } from './audit-threads.ts';
import { isHalfWithdrawn, leaveAlone, type Settled, settle, withdraw } from './end-fix.ts';
import { type Ground, groundOf, inputOf, search, waiversFor, withoutOthers } from './fix-ground.ts';
import type { FixFindings } from './fix-task.ts';
import { endDraft, followWorkflows, type WrittenFix } from './fix-workflows.ts';
import type { JobResources } from './handlers.ts';

/** What one run works with. */
export interface FixPublishing extends JobResources {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly client: GitHubClient;
  readonly app: AppIdentity;
  readonly signal: AbortSignal;
  readonly gitops: GitopsSettings;
  readonly defaultBranch: string;
  /** The newest commit of the default branch: what settings are read from, and what fixes of incidents stand on. */
  readonly defaultSha: string;
  /** Whether a cycle has judged that commit. Until then nobody knows which incidents stand there. */
  readonly isJudged: boolean;
  readonly incidents: readonly Incident[];
  /** The workflows that the settings name. */
  readonly workflows: readonly WantedWorkflow[];
  /** A client that may run workflows, and nothing else; null where the installation does not let Holdfast. */
  readonly workflowClient: () => Promise<GitHubClient | null>;
  /** Tells when to look again, where nothing else would say that there is something to see. */
  readonly lookAgain: (at: Date) => void;
  /** The people to ask for a review of a change of files. */
  readonly reviewersOf: (files: readonly string[]) => Promise<readonly string[]>;
}

/** Brings one fix further and says where it is then. `room`: how many more may be opened. */
export async function followFix(
  publishing: FixPublishing,
  asked: Fix,
  room: number,
): Promise<FixStatus> {
  const own = await withoutOthers(publishing, asked);
  const fix = typeof own === 'string' ? asked : own;
  const branch = fix.branch ?? `${publishing.gitops.branch_prefix}/${fix.key}`;
  const known = await findFixPull(publishing.client, { ...publishing, branch });
  const ended = endOf(fix, known);
  if (ended !== null) {
    const status = await settle(publishing, fix, ended);
    return status === 'wanted'
      ? followFix(publishing, { ...fix, status, note: null }, room)
      : status;
  }
  // What stands by then is known once the cycle is there, which has this run again.
  if (fix.target.kind === 'incidents' && !publishing.isJudged) return fix.status;
  if (typeof own === 'string') {
    return withdraw(publishing, fix, branch, known, { status: 'withdrawn', note: own });
  }
  const ground = fix.status === 'withdrawn' ? 'gone' : await groundOf(publishing, fix);
  if (ground === 'gone') return withdraw(publishing, fix, branch, known, NOTHING_LEFT);
  if (fix.status === 'taken_over') return 'taken_over';
  if (typeof ground === 'string')
    return settle(publishing, fix, { status: 'impossible', note: ground });
  // One whose opening was not recorded takes no more room than it has.
  if (fix.status !== 'open' && known?.state !== 'open' && room <= 0) {
    return settle(publishing, fix, { status: 'wanted', note: WAITS });
  }
  const waivers = await waiversFor(publishing, ground);
  const input = inputOf(publishing, ground, waivers);
  if (input === fix.input && (await isSettled(publishing, fix, known))) {
    return keepUp(publishing, fix, branch, known);
  }
  const found = await search(publishing, ground, waivers).catch(async (caught: unknown) => {
    // It would fail the same way again: whoever waits is told, and the log has the rest.
    if (caught instanceof AuditFailed && fix.status === 'wanted')
      await settle(publishing, fix, { status: 'impossible', note: FAILED, input });
    throw caught;
  });
  // What may be edited is not known until the settings hold again: what is open stays so.
  if (found.problems.length > 0 && fix.status === 'open') return fix.status;
  if (found.standing === 0) return withdraw(publishing, fix, branch, known, NOTHING_LEFT);
  if (found.files.length === 0) {
    const impossible = { status: 'impossible', note: whyNot(found), input } as const;
    return known?.state === 'open' || isHalfWithdrawn(fix)
      ? withdraw(publishing, fix, branch, known, impossible)
      : settle(publishing, fix, impossible);
  }
  return show(publishing, fix, { branch, known, input }, ground, found);
}

/** Whether what was found then stands: nothing, or a pull request that is open and whose branch is as it was. */
async function isSettled(
  { client, owner, repo, app, store }: FixPublishing,
  fix: Fix,
  known: KnownFixPull | null,
): Promise<boolean> {
  const { status, commitSha } = fix;
  if (status === 'impossible') return true;
  if (status !== 'open' || known?.state !== 'open' || commitSha === null) return false;
  if (fix.companyNumber !== known.number) return false;
  if (known.headSha === commitSha) return true;
  const growth = growthOf(commitSha, await store.fixRuns.list(fix));
  const place = { owner, repo, app, commitSha, growth };
  return isGrownFrom(client, { ...place, tip: known.headSha });
}

/** Follows the workflows of a pull request that is as it is to be otherwise. */
async function keepUp(
  publishing: FixPublishing,
  fix: Fix,
  branch: string,
  known: KnownFixPull | null,
): Promise<FixStatus> {
  const { commitSha } = fix;
  const hasWorkflows = publishing.workflows.length > 0 || fix.heldBack;
  if (fix.status !== 'open' || known === null || commitSha === null || !hasWorkflows) {
    return fix.status;
  }
  const written: WrittenFix = { ...fix, branch, commitSha };
  const standing = await followWorkflows(publishing, written, known);
  const { owner, repo } = publishing;
  const body = withWorkflows(known.body, standing);
  await updateFixPull(publishing.client, { owner, repo }, known, { ...known, body });
  await endDraft(publishing, written, known, standing);
  return fix.status;
}

const FAILED =
  'The search for it failed, as it took too long or has a fault; the log of Holdfast has more.';
const NOTHING_LEFT = { status: 'withdrawn', note: 'There is nothing left to repair.' } as const;
const WAITS = 'Waits until fewer fix pull requests are open (gitops.max_open).';

/** What a person did with the pull request, and whether it is wanted again since; null while it is open, or before there is one. */
function endOf(fix: Fix, known: KnownFixPull | null): Settled | null {
  // One of an earlier request says nothing of this one.
  if (known === null || known.number !== fix.number || fix.status === 'withdrawn') return null;
  if (fix.status !== 'open' && fix.status !== 'taken_over') return null;
  if (known.state === 'merged') return { status: 'merged', note: null };
  // GitHub counts in seconds.
  const isAskedSince = known.closedAt !== null && known.closedAt < secondOf(fix.requestedAt);
  if (known.state === 'closed' && isAskedSince) return { status: 'wanted', note: null };
  if (known.state === 'closed') return { status: 'declined', note: 'The pull request was closed.' };
  return null;
}

function secondOf(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function whyNot({ problems, refused }: FixFindings): string {
  const [problem] = problems;
  if (problem !== undefined) return `The settings do not hold: ${problem}`;
  const [first] = refused;
  if (first === undefined) return 'No edit was found that repairs it.';
  return refused.length === 1
    ? first.reason
    : `None of ${refused.length} drifts can be repaired; the first: ${first.reason}`;
}

/** Writes the branch and the pull request. */
async function show(
  publishing: FixPublishing,
  fix: Fix,
  { branch, known, input }: { branch: string; known: KnownFixPull | null; input: string },
  ground: Ground,
  found: FixFindings,
): Promise<FixStatus> {
  const { client, owner, repo, app, store, now } = publishing;
  const { base, baseSha, incidents } = ground;
  const { files } = found;
  const { message } = fixPullRequest({ ...found, fix, base, incidents, workflows: NO_WORKFLOWS });
  // The name is remembered first: what is written under it is found again after a crash.
  if (fix.branch !== branch) await store.fixes.progress(fix, { branch }, now());
  const growth = growthOf(fix.commitSha, await store.fixRuns.list(fix));
  const place = { owner, repo, app, branch, baseSha, knownSha: fix.commitSha, growth };
  const written = await ensureFixBranch(client, { ...place, files, message });
  if (written.kind === 'foreign') {
    return leaveAlone(publishing, fix, known, { branch, by: written.by, input });
  }
  const { sha: commitSha } = written;
  if (commitSha !== fix.commitSha) await store.fixes.progress(fix, { commitSha }, now());
  const itsOwn = { ...fix, branch, commitSha };
  const open = known?.state === 'open' ? known : null;
  const workflows = await followWorkflows(publishing, itsOwn, open);
  const { title, body } = fixPullRequest({ ...found, fix, base, incidents, workflows });
  const wanted = { title, body, head: branch, base, draft: !workflows.isDone };
  const number = open?.number ?? (await openNew(publishing, fix, wanted));
  if (open !== null) {
    await updateFixPull(client, { owner, repo }, open, wanted);
    await endDraft(publishing, itsOwn, open, workflows);
  }
  await store.fixes.progress(fix, { status: 'open', number, note: null, input }, now());
  // Once for each pull request: what a person takes away later is not given back.
  if (fix.companyNumber !== number) {
    const reviewers = await publishing.reviewersOf(files.map(({ path }) => path));
    const company = { labels: FIX_LABELS, reviewers };
    await giveCompany(client, { owner, repo, app, number }, company);
    await store.fixes.progress(fix, { companyNumber: number }, now());
  }
  return 'open';
}

const NO_WORKFLOWS = { steps: [], isAllowed: true } as const;

async function openNew(
  { client, owner, repo, app, store, now }: FixPublishing,
  fix: Fix,
  wanted: WantedFixPull,
): Promise<number> {
  // Written down first: a draft that nobody knows to be ours would stay one.
  await store.fixes.progress(fix, { heldBack: wanted.draft }, now());
  return openFixPull(client, { owner, repo, app }, wanted);
}
