/** Where a fix comes to rest: written down, and said on its pull request. */
import { deleteFixBranch } from '../github/fix-branch.ts';
import { closeFixPull, type KnownFixPull, sayOnFixPull } from '../github/fix-pull-request.ts';
import { GitHubRefused, toGitHubError } from '../github/request-error.ts';
import type { Fix, FixStatus } from '../incidents/fix.ts';
import { growthOf } from '../incidents/fix-run.ts';
import { fixMarker } from '../report/fix-pull-request.ts';
import { code, escapeText } from '../report/markdown-escape.ts';
import type { Store } from '../store/store.ts';
import type { FixPublishing } from './follow-fix.ts';
import { tellAsker } from './tell-asker.ts';

/** What ending a fix takes. */
export type FixEnding = Pick<
  FixPublishing,
  'owner' | 'repo' | 'app' | 'client' | 'now' | 'incidents' | 'defaultSha'
> & { readonly store: Pick<Store, 'fixes' | 'fixRuns'> };

export interface Settled {
  readonly status: FixStatus;
  readonly note: string | null;
  readonly input?: string;
}

/** Writes down where a fix is, and tells whoever asked why there is no pull request. */
export async function settle(
  publishing: FixEnding,
  fix: Fix,
  settled: Settled,
): Promise<FixStatus> {
  const { store, now } = publishing;
  const { status, note, input = fix.input } = settled;
  // What is closed again says so on its own pull request; one of an earlier request does not speak of this one.
  const isSilent = fix.number === null || fix.status === 'wanted';
  if (isSilent && note !== null && note !== fix.note) {
    await tellAsker(publishing, fix, note);
  }
  if (status !== fix.status || note !== fix.note || input !== fix.input) {
    await store.fixes.progress(fix, settled, now());
  }
  return status;
}

/**
 * Somebody else's commit is on the branch. Where its pull request is open, both are theirs now, and they are told so
 * once; where it is not, the branch is in the way of a new one, and whoever asked is told.
 */
export async function leaveAlone(
  publishing: FixEnding,
  fix: Fix,
  known: KnownFixPull | null,
  { branch, by, input }: { readonly branch: string; readonly by: string | null; input: string },
): Promise<FixStatus> {
  const { client, owner, repo, app } = publishing;
  if (known?.state !== 'open') {
    const whose = by === null ? 'somebody else' : by;
    const note = `The branch ${branch} has a commit of ${whose}, which Holdfast leaves alone. Delete the branch, and ask again.`;
    return settle(publishing, fix, { status: 'impossible', note, input });
  }
  const who = by === null ? 'Somebody' : escapeText(by);
  const marker = fixMarker({ key: `${fix.key}:taken-over` });
  const where =
    fix.target.kind === 'pull_request' ? `#${fix.target.number}` : 'the issue of the incident';
  const body = `${marker}\n${who} pushed to this branch, so it is theirs now: Holdfast leaves the branch and this pull request alone. For a new one close it, delete its branch, and ask with ${code('/holdfast fix')} on ${where}.`;
  await sayOnFixPull(client, { owner, repo, app, number: known.number }, { marker, body });
  const note = `${by ?? 'Somebody'} pushed to the branch, which Holdfast leaves alone since.`;
  return settle(publishing, fix, { status: 'taken_over', note });
}

/** No digest of a search: one that is not over is looked at again. */
const UNFINISHED = '';

/**
 * Closes the pull request and deletes the branch; written down first, so that a closed one is not taken for a no.
 * What is `impossible` may become possible: after a crash in between it still is, and is not forgotten.
 */
export async function withdraw(
  publishing: FixEnding,
  fix: Fix,
  branch: string,
  known: KnownFixPull | null,
  { status, note: why, input }: Settled & { status: 'withdrawn' | 'impossible'; note: string },
): Promise<FixStatus> {
  const { client, owner, repo, app, store, now, defaultSha } = publishing;
  await settle(publishing, fix, { status, note: why, input: UNFINISHED });
  const place = { owner, repo, app };
  if (known?.state === 'open' && fix.status !== 'taken_over') {
    const marker = fixMarker({ key: `${fix.key}:withdrawn:${fix.commitSha ?? ''}` });
    const body = `${marker}\nClosed: ${escapeText(why)}`;
    await sayOnFixPull(client, { ...place, number: known.number }, { marker, body });
    await closeFixPull(client, { ...place, number: known.number });
  }
  if (fix.branch !== null && fix.status !== 'taken_over') {
    const growth = growthOf(fix.commitSha, await store.fixRuns.list(fix));
    const { commitSha: knownSha } = fix;
    await deleteQuietly(client, { ...place, branch, baseSha: defaultSha, knownSha, growth });
  }
  await store.fixes.progress(
    fix,
    {
      status,
      branch: null,
      commitSha: null,
      heldBack: false,
      ...(input === undefined ? {} : { input }),
    },
    now(),
  );
  return status;
}

/** Whether a fix that had become impossible still has its branch: closing it came to no end. */
export function isHalfWithdrawn({ status, branch, input }: Fix): boolean {
  return status === 'impossible' && branch !== null && input === UNFINISHED;
}

/** A branch that a rule of the repository protects stays. */
async function deleteQuietly(...args: Parameters<typeof deleteFixBranch>): Promise<void> {
  try {
    await deleteFixBranch(...args);
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && error.status === 422) return;
    throw caught;
  }
}
