/** Keeps the issue "Drift health" current. */
import { isObject } from '../document/document.ts';
import {
  type KnownIssue,
  openIssue,
  readIssue,
  updateIssue,
  type WantedIssue,
} from '../github/issue.ts';
import { isUnsettled } from '../incidents/incident.ts';
import { DASHBOARD_MARKER, type DashboardInput, dashboard } from '../report/dashboard.ts';
import type { RepositoryMemory } from '../store/repositories.ts';
import type { Publishing } from './publish-incidents.ts';

/** How long a repaired incident is shown, in milliseconds. */
const RECENT_MS = 30 * 86_400_000;

/** Enough of the newest points for each area's last and the one before. */
const POINTS = 20;

/**
 * Brings the dashboard to what is known now. It is opened with the first incident: before that there is nothing to
 * say. One that a person closed stays closed, but current.
 */
export async function publishDashboard(
  publishing: Publishing,
  memory: RepositoryMemory,
): Promise<void> {
  const { client, owner, repo, store } = publishing;
  const input = await readInput(publishing, memory);
  if (input === null) return;
  const isEmpty = input.incidents.length === 0;
  if (memory.dashboardIssue === null && isEmpty) return;
  const known = await dashboardIssue(publishing, memory);
  if (known === null && isEmpty) return;
  const wanted: WantedIssue = { ...dashboard(input), state: known?.state ?? 'open' };
  if (known !== null) await updateIssue(client, { owner, repo }, known, wanted);
  const number = known?.number ?? (await openDashboard(publishing, wanted));
  if (number !== memory.dashboardIssue) {
    await store.repositories.recordDashboard(memory.installationId, memory.id, number);
  }
}

async function openDashboard(
  { client, owner, repo, labels }: Publishing,
  wanted: WantedIssue,
): Promise<number> {
  await labels();
  return openIssue(client, { owner, repo }, wanted);
}

/** The dashboard there is; null when there is none, or it is gone. */
async function dashboardIssue(
  { client, owner, repo, ours }: Publishing,
  { dashboardIssue: number }: RepositoryMemory,
): Promise<KnownIssue | null> {
  const numbered = number === null ? null : await readIssue(client, { owner, repo, number });
  if (numbered?.body.startsWith(DASHBOARD_MARKER)) return numbered;
  return (await ours()).find(({ body }) => body.startsWith(DASHBOARD_MARKER)) ?? null;
}

/** Null before the first cycle of the default branch. */
async function readInput(
  { store, connection, owner, repo, now }: Publishing,
  { installationId, id: repositoryId, defaultBranch: branch }: RepositoryMemory,
): Promise<DashboardInput | null> {
  if (branch === null) return null;
  const points = await store.samples.latest(installationId, repositoryId, branch, POINTS);
  const [newest] = points;
  if (newest === undefined) return null;
  const since = now().getTime() - RECENT_MS;
  const incidents = await store.incidents.listOfBranch(installationId, repositoryId, branch);
  return {
    serverUrl: connection.address.webUrl,
    owner,
    repo,
    branch,
    points,
    incidents: incidents.filter(
      ({ status, endedAt }) =>
        isUnsettled(status) || (status === 'resolved' && (endedAt?.getTime() ?? 0) >= since),
    ),
    fixes: await store.fixes.list(installationId, repositoryId),
    operations: await store.snapshots.newestOperations({ installationId, repositoryId, branch }),
    problems:
      newest.problems === 0
        ? []
        : problemsOf(await store.audits.report(installationId, newest.auditId)),
  };
}

/** The problems of a stored report, as far as this version can read it: another one may have written it. */
function problemsOf(report: unknown): DashboardInput['problems'] {
  const areas = isObject(report) && isObject(report['areas']) ? Object.values(report['areas']) : [];
  return [report, ...areas].flatMap((part) => {
    const problems = isObject(part) ? part['problems'] : undefined;
    return Array.isArray(problems) ? problems.flatMap(readProblem) : [];
  });
}

function readProblem(problem: unknown): DashboardInput['problems'] {
  if (!isObject(problem) || typeof problem['message'] !== 'string') return [];
  const { file, message } = problem;
  return [{ file: typeof file === 'string' ? file : null, message }];
}
