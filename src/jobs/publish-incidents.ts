/** Shows a repository's incidents as issues: each once, written only where something changed. */
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { assignable, readCodeOwners } from '../github/code-owners.ts';
import { ISSUE_PERMISSIONS, tokenClient } from '../github/connection.ts';
import {
  addComments,
  ensureLabels,
  type IssueState,
  IssuesUnavailable,
  type KnownIssue,
  openIssue,
  readIssue,
  readOurIssues,
  updateIssue,
  type WantedIssue,
} from '../github/issue.ts';
import {
  assignableOwners,
  type CodeOwnersRule,
  parseCodeOwners,
} from '../incidents/code-owners.ts';
import { type Incident, type IncidentEvent, isUnsettled } from '../incidents/incident.ts';
import { eventComment, eventMarker, stillThereComment } from '../report/incident-comment.ts';
import {
  DRIFT_LABEL,
  type IncidentContext,
  incidentIssue,
  incidentMarker,
  LABELS,
  OVERFLOW_MARKER,
  overflowIssue,
} from '../report/incident-issue.ts';
import { DEFAULT_INCIDENT_ISSUES } from '../settings/defaults.ts';
import type { UnpublishedIncident } from '../store/incidents.ts';
import type { JobResources } from './handlers.ts';
import type { PublishIncidentsJob } from './job.ts';
import { publishDashboard } from './publish-dashboard.ts';

/** An event may have been written this much before the version of its incident that was shown last, in milliseconds. */
const OVERLAP_MS = 15 * 60_000;

/** What one run works with. Issues are listed at most once, and only when one is looked for by its marker. */
export interface Publishing extends JobResources, RepositoryRef {
  readonly client: GitHubClient;
  readonly slug: string;
  readonly ours: () => Promise<readonly KnownIssue[]>;
  /** Makes the labels before the first issue is opened. */
  readonly labels: () => Promise<void>;
  /** The rules of CODEOWNERS; none where owners are not to be assigned. */
  readonly owners: () => Promise<readonly CodeOwnersRule[]>;
}

/**
 * Brings the issues of a repository to what its incidents say. Opens at most as many new ones as the settings
 * allow; the rest is listed in one issue until the next run. Run twice, it writes nothing the second time.
 */
export async function publishIncidents(
  resources: JobResources,
  job: PublishIncidentsJob,
): Promise<void> {
  const { store, connection, log } = resources;
  const { installationId, repositoryId, owner, repo } = job;
  const memory = await store.repositories.find(installationId, repositoryId);
  const settings = memory?.settings?.incident_issues ?? DEFAULT_INCIDENT_ISSUES;
  if (memory === null || memory.archived || !settings.enabled) return;
  const unpublished = await store.incidents.listUnpublished(installationId, repositoryId);
  if (unpublished.length === 0 && !settings.dashboard) return;
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    ISSUE_PERMISSIONS,
  );
  const client = tokenClient(token, connection.address);
  const { slug } = await connection.identity();
  const publishing: Publishing = {
    ...resources,
    owner,
    repo,
    client,
    slug,
    ours: once(() => readOurIssues(client, { owner, repo, app: { slug }, label: DRIFT_LABEL })),
    labels: once(() => ensureLabels(client, { owner, repo }, LABELS)),
    owners: once(async () => {
      const text = settings.assign_code_owners
        ? await readCodeOwners(client, { owner, repo })
        : null;
      return text === null ? [] : parseCodeOwners(text);
    }),
  };
  try {
    await publishAll(publishing, unpublished, settings.max_new);
    if (settings.dashboard) await publishDashboard(publishing, memory);
  } catch (error) {
    if (!(error instanceof IssuesUnavailable)) throw error;
    log.warn(
      { err: error, repository: `${owner}/${repo}` },
      'Incidents cannot be shown as issues.',
    );
    for (const incident of unpublished) await store.incidents.markPublished(incident, null);
  }
}

async function publishAll(
  publishing: Publishing,
  unpublished: readonly UnpublishedIncident[],
  maxNew: number,
): Promise<void> {
  const waiting: Incident[] = [];
  let opened = 0;
  for (const incident of unpublished) {
    const known = await issueOf(publishing, incident);
    if (known === null && isUnsettled(incident.status) && opened >= maxNew) {
      waiting.push(incident);
      continue;
    }
    if (known === null && isUnsettled(incident.status)) opened += 1;
    const number = await publishOne(publishing, incident, known);
    await publishing.store.incidents.markPublished(incident, number);
  }
  await listWaiting(publishing, waiting, unpublished);
}

/** The incident's issue; null when there is none, or it is gone. */
async function issueOf(
  { client, owner, repo, ours }: Publishing,
  { id, issueNumber }: Incident,
): Promise<KnownIssue | null> {
  const numbered =
    issueNumber === null ? null : await readIssue(client, { owner, repo, number: issueNumber });
  const marker = incidentMarker(id);
  if (numbered?.body.startsWith(marker)) return numbered;
  return (await ours()).find(({ body }) => body.startsWith(marker)) ?? null;
}

/** Brings one issue up to date and gives its number; null where the incident needs none. */
async function publishOne(
  publishing: Publishing,
  incident: UnpublishedIncident,
  known: KnownIssue | null,
): Promise<number | null> {
  const { client, owner, repo, store } = publishing;
  const context = await contextOf(publishing, incident);
  const wanted: WantedIssue = { ...incidentIssue(incident, context), state: stateOf(incident) };
  if (known === null) {
    if (!isUnsettled(incident.status)) return null;
    await publishing.labels();
    const assignees = await assigneesOf(publishing, incident);
    return openIssue(client, { owner, repo }, { ...wanted, assignees });
  }
  // Closed as not planned by a person: what that means for the incident is decided by the event's own job.
  if (known.state === 'not_planned' && isUnsettled(incident.status)) return known.number;
  const history = await store.incidents.history(incident.installationId, incident.id);
  const comments = [
    ...eventComments(incident, history, context),
    ...(known.state === 'completed' && isUnsettled(incident.status)
      ? stillThere(incident, history, context)
      : []),
  ];
  await addComments(
    client,
    { owner, repo, number: known.number },
    { slug: publishing.slug },
    comments,
  );
  await updateIssue(client, { owner, repo }, known, wanted);
  return known.number;
}

/** The owners of the contracts that an incident is about. */
async function assigneesOf(
  { client, owner, repo, owners }: Publishing,
  { details }: Incident,
): Promise<readonly string[]> {
  const files = details.drifts.flatMap(({ head, base }) => (head ?? base)?.file ?? []);
  const logins = assignableOwners(await owners(), [...new Set(files)]);
  return assignable(client, { owner, repo }, logins);
}

function stateOf({ status }: Incident): IssueState {
  if (isUnsettled(status)) return 'open';
  return status === 'resolved' ? 'completed' : 'not_planned';
}

async function contextOf(
  { store, connection, owner, repo }: Publishing,
  { installationId, syncCycleId }: Incident,
): Promise<IncidentContext> {
  const cycle = await store.audits.find(installationId, syncCycleId);
  return {
    serverUrl: connection.address.webUrl,
    owner,
    repo,
    trigger: cycle?.trigger ?? 'push',
  };
}

/** Comments on the events since the issue was brought up to date last. */
function eventComments(
  incident: UnpublishedIncident,
  history: readonly IncidentEvent[],
  context: IncidentContext,
) {
  const since = (incident.publishedAt?.getTime() ?? 0) - OVERLAP_MS;
  return history.flatMap((event, index) => {
    const body =
      event.at.getTime() < since ? null : eventComment(incident, event, index + 1, context);
    return body === null ? [] : [{ marker: eventMarker(incident.id, index + 1), body }];
  });
}

/** Somebody closed the issue as completed, but the newest cycle still finds the drift. */
function stillThere(
  incident: Incident,
  history: readonly IncidentEvent[],
  context: IncidentContext,
) {
  // A reopening of its own says it already.
  if (history.at(-1)?.kind === 'reopened') return [];
  return [stillThereComment(incident, context)];
}

/** One issue for the incidents that have none of their own yet; closed when there are none left. */
async function listWaiting(
  publishing: Publishing,
  waiting: readonly Incident[],
  unpublished: readonly UnpublishedIncident[],
): Promise<void> {
  const { client, owner, repo } = publishing;
  const hadNone = unpublished.every(({ issueNumber }) => issueNumber !== null);
  if (waiting.length === 0 && hadNone) return;
  const known = (await publishing.ours()).find(({ body }) => body.startsWith(OVERFLOW_MARKER));
  const wanted: WantedIssue = {
    ...overflowIssue(waiting),
    state: waiting.length > 0 ? 'open' : 'completed',
  };
  if (known !== undefined) {
    await updateIssue(client, { owner, repo }, known, wanted);
  } else if (waiting.length > 0) {
    await openIssue(client, { owner, repo }, wanted);
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
