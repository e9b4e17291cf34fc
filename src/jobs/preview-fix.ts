/** What a fix of incidents would be, without writing anything. */
import { readBranchHead } from '../github/branch.ts';
import { READ_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { coverageOf, type Fix, type FixPreview, fixKey, repairsOf } from '../incidents/fix.ts';
import { progressOf, wantedWorkflows } from '../incidents/fix-run.ts';
import type { Incident } from '../incidents/incident.ts';
import { fixPullRequest } from '../report/fix-pull-request.ts';
import { DEFAULT_GITOPS } from '../settings/defaults.ts';
import type { JobResources } from './handlers.ts';
import { repairableOn } from './request-fix.ts';

export type Previewing = Pick<JobResources, 'store' | 'connection' | 'threads' | 'now'>;

/** A search of a caller who waits ends after this, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Looks for a fix of incidents of one repository. Rejects as the search does. */
export async function previewFix(
  { store, connection, threads, now }: Previewing,
  incidents: readonly Incident[],
): Promise<FixPreview> {
  const [given] = incidents;
  if (given === undefined) return nothing('There is no open incident.');
  const { installationId, repositoryId } = given;
  const memory = await store.repositories.find(installationId, repositoryId);
  if (memory === null) return nothing('The repository is not known any more.');
  const repairable = repairableOn(incidents, memory.defaultBranch);
  if (repairable.length === 0)
    return nothing('None of the incidents can be repaired by edits of the default branch.');
  const fixes = await store.fixes.list(installationId, repositoryId);
  const { left, underWay } = coverageOf(repairable, fixes);
  const [first] = left;
  if (first === undefined)
    return nothing(`It is under way already: ${underWay.map(nameOf).join(', ')}.`);
  const { branch } = first;
  const { owner, name: repo } = memory;
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    READ_PERMISSIONS,
  );
  const head = await readBranchHead(tokenClient(token, connection.address), {
    owner,
    repo,
    branch,
  });
  if (head === null) return nothing(`The branch ${branch} is not there any more.`);
  const at = now();
  const date = at.toISOString().slice(0, 10);
  const found = await threads.fix(
    {
      address: connection.address,
      token,
      defaultsToken: await connection.defaultsToken(installationId, at),
      owner,
      repo,
      headSha: head.sha,
      settingsSha: head.sha,
      date,
      waivers: await store.waivers.list(installationId, repositoryId, date),
      repairs: repairsOf(left),
    },
    AbortSignal.timeout(PATIENCE_MS),
  );
  const refused = found.refused.map(({ message, reason }) => ({ message, reason }));
  if (found.files.length === 0) {
    const why =
      found.standing === 0 ? 'There is nothing left to repair.' : 'No edit could be proven.';
    return { ...nothing(found.problems[0] ?? why), refused };
  }
  const target = { kind: 'incidents', incidentIds: left.map(({ id }) => id) } as const;
  const fix = { key: fixKey(target, left), target };
  const wanted = wantedWorkflows(memory.settings?.gitops ?? DEFAULT_GITOPS);
  const workflows = { steps: progressOf(wanted, null, []), isAllowed: true };
  const page = fixPullRequest({ ...found, fix, base: branch, incidents: left, workflows });
  const files = found.files.map(({ path }) => path);
  return { title: page.title, body: page.body, files, refused, note: null };
}

function nameOf({ number, key }: Fix): string {
  return number === null ? `the fix ${key}, which has no pull request yet` : `#${number}`;
}

function nothing(note: string): FixPreview {
  return { title: null, body: null, files: [], refused: [], note };
}
