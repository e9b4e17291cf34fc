/** What it means for an incident that a person closed or reopened its issue, or ticked the dashboard's box. */
import { mayWrite } from '../github/command-answer.ts';
import { ISSUE_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { readIssue } from '../github/issue.ts';
import type { Incident } from '../incidents/incident.ts';
import { isUnsettled } from '../incidents/incident.ts';
import { decide } from './decision.ts';
import type { JobResources } from './handlers.ts';
import type { IssueStateJob } from './job.ts';
import { requestFix } from './request-fix.ts';

/**
 * - Closed as completed: the branch is audited. When the audit agrees the incident is resolved, otherwise its issue
 *   is opened again with an explanation.
 * - Closed as not planned: the incident is closed.
 * - Opened again: so is the incident; the next cycle looks for it where it was.
 * - A box of the dashboard ticked: the default branch is audited, or a fix is asked for.
 */
export async function followIssue(resources: JobResources, job: IssueStateJob): Promise<void> {
  if (job.change === 'audit_ticked' || job.change === 'fix_ticked')
    return startTicked(resources, job);
  const { store, queue } = resources;
  const { installationId, repositoryId, owner, repo, login, issue } = job;
  const incident = await store.incidents.findByIssue(installationId, repositoryId, issue);
  if (incident === null || !isCalledFor(incident, job)) return;
  const client = await clientFor(resources, job);
  const now = await readIssue(client, { owner, repo, number: issue });
  // Events can arrive late: what counts is how the issue is now.
  if (now?.state !== (job.change === 'reopened' ? 'open' : job.change)) return;
  const by = { installationId, repositoryId, owner, repo, login };
  switch (job.change) {
    case 'completed':
      await queue.enqueue({
        kind: 'audit-branch',
        installationId,
        repositoryId,
        owner,
        repo,
        branch: incident.branch,
        trigger: 'manual',
        requestedBy: `github:${login}`,
      });
      return;
    case 'not_planned':
      await decide(resources, incident, { status: 'closed', note: NOT_PLANNED }, by);
      return;
    case 'reopened':
      await decide(resources, incident, { status: 'open', note: REOPENED }, by);
  }
}

const NOT_PLANNED = 'The issue was closed as not planned.';
const REOPENED = 'The issue was opened again. The next audit looks whether it is still there.';

/** Whether the issue says something else than the incident does. */
function isCalledFor({ status }: Incident, { change }: IssueStateJob): boolean {
  if (change === 'completed') return isUnsettled(status);
  return change === 'not_planned' ? status !== 'closed' : !isUnsettled(status);
}

async function startTicked(resources: JobResources, job: IssueStateJob): Promise<void> {
  const { store, queue } = resources;
  const { installationId, repositoryId, owner, repo, login, issue } = job;
  const place = { installationId, repositoryId, owner, repo };
  const repository = await store.repositories.find(installationId, repositoryId);
  if (repository?.dashboardIssue !== issue) return;
  const client = await clientFor(resources, job);
  if (await mayWrite(client, { owner, repo, login })) {
    if (job.change === 'fix_ticked') await requestTicked(resources, job);
    else {
      await queue.enqueue({
        kind: 'audit-branch',
        ...place,
        branch: null,
        trigger: 'manual',
        requestedBy: `github:${login}`,
      });
    }
  }
  await queue.enqueue({ kind: 'publish-incidents', ...place });
}

/** A fix for each incident whose box was ticked. */
async function requestTicked(resources: JobResources, job: IssueStateJob): Promise<void> {
  const { installationId, repositoryId, owner, repo, login } = job;
  for (const id of job.incidentIds ?? []) {
    const incident = await resources.store.incidents.find(installationId, id);
    if (incident === null || incident.repositoryId !== repositoryId) continue;
    await requestFix(resources, {
      installationId,
      repositoryId,
      owner,
      repo,
      incidents: [incident],
      pullRequest: null,
      requestedBy: `github:${login}`,
      at: resources.now(),
    });
  }
}

async function clientFor(
  { connection }: JobResources,
  { installationId, repositoryId }: IssueStateJob,
) {
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    ISSUE_PERMISSIONS,
  );
  return tokenClient(token, connection.address);
}
