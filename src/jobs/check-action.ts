/** Does what a button on a check run says, for those who may write to the repository. */
import { type CheckAction, readExternalId } from '../github/check-run.ts';
import { noteOnCheckRun } from '../github/check-run-note.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { mayWrite } from '../github/command-answer.ts';
import { BUTTON_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { readPullRequest } from '../github/pull-request.ts';
import { escapeText } from '../report/markdown-escape.ts';
import type { Audit } from '../store/audits.ts';
import { readReport } from '../store/recorded-report.ts';
import { acceptExceeding, acceptedAsIntended } from './accept.ts';
import { BUTTONS, buttonsFor, RECHECK } from './buttons.ts';
import type { JobResources } from './handlers.ts';
import type { CheckActionJob } from './job.ts';
import { type FixRequest, requestFix } from './request-fix.ts';
import { RunAgainAt } from './run.ts';

/** How long a button waits for an audit that is just being recorded. */
const UNDER_WAY_MS = 1_000;

type ButtonResources = Pick<JobResources, 'store' | 'queue' | 'connection' | 'now'>;

/**
 * Does what was pressed, if whoever pressed may write now. What cannot be done is said at the top of the check run,
 * where that person looks. Done twice, it is as done once, but for one audit more.
 */
export async function pressButton(resources: ButtonResources, job: CheckActionJob): Promise<void> {
  const { connection, store } = resources;
  const { installationId, repositoryId, owner, repo, login, checkRunId } = job;
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    BUTTON_PERMISSIONS,
  );
  const client = tokenClient(token, connection.address);
  const audit = await auditOf(resources, job);
  if (job.action !== 'recheck' && audit !== null && isUnderWay(audit))
    throw new RunAgainAt(
      new Date(resources.now().getTime() + UNDER_WAY_MS),
      'The audit has told its verdict, but is not recorded yet',
    );
  const answer = (await mayWrite(client, { owner, repo, login }))
    ? await act(resources, client, job, audit)
    : 'Only people who may write to this repository can do that.';
  if (answer === null) return;
  const label = BUTTONS.find(({ identifier }) => identifier === job.action)?.label ?? job.action;
  const stored = audit === null ? null : await store.audits.report(installationId, audit.id);
  const actions: readonly CheckAction[] =
    stored === null || audit?.pullRequest === null
      ? [RECHECK]
      : buttonsFor(readReport(stored), {
          isFork: await isFork(client, job, audit),
          // It was there, whatever for.
          leavesFixtures: job.action === 'open-fix',
        });
  const note = `**${escapeText(login)}** pressed *${label}*. ${answer}`;
  await noteOnCheckRun(client, { owner, repo, checkRunId, note, actions });
}

/** The buttons are there once the check run is concluded; comments are written before the verdict is recorded. */
function isUnderWay({ state }: Audit): boolean {
  return state === 'queued' || state === 'running';
}

async function isClosed(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  number: number,
): Promise<boolean> {
  return (await readPullRequest(client, { owner, repo, number })).state === 'closed';
}

async function isFork(
  client: GitHubClient,
  { owner, repo }: CheckActionJob,
  audit: Audit | null,
): Promise<boolean> {
  const number = audit?.pullRequest ?? null;
  return number !== null && (await readPullRequest(client, { owner, repo, number })).isFork;
}

/** The audit whose check run it is; null where it is not known any more. */
async function auditOf(
  { store }: ButtonResources,
  { installationId, repositoryId, headSha, externalId }: CheckActionJob,
): Promise<Audit | null> {
  const named = readExternalId(externalId);
  if (named === null) return null;
  const audit = await store.audits.find(installationId, named.runId);
  return audit?.repositoryId === repositoryId && audit.headSha === headSha ? audit : null;
}

/** Null when it is done, otherwise what is possible instead, in Markdown. */
async function act(
  resources: ButtonResources,
  client: GitHubClient,
  job: CheckActionJob,
  audit: Audit | null,
): Promise<string | null> {
  const { installationId, repositoryId, owner, repo, login } = job;
  const place = { installationId, repositoryId, owner, repo };
  if (audit === null) {
    return 'Holdfast does not know the audit behind this check run any more. Press *Re-run* instead.';
  }
  const { pullRequest } = audit;
  switch (job.action) {
    case 'recheck':
      if (pullRequest !== null && (await isClosed(client, place, pullRequest))) {
        return 'This pull request is closed and is not audited any more. Open it again first.';
      }
      await checkAgain(resources, job, audit);
      return null;
    case 'accept': {
      if (pullRequest === null) return 'Only what a pull request brings can be accepted here.';
      const reason = acceptedAsIntended(login, pullRequest);
      const accepting = { ...place, pullRequest, login, reason, expires: null };
      return acceptExceeding(resources, client, audit, accepting);
    }
    case 'open-fix':
      if (pullRequest === null) return 'Only what a pull request brings can be repaired here.';
      return askForFix(resources, { ...place, pullRequest, login });
  }
}

/** What becomes of it is said by the fix pull request, or else in a comment on the one it was asked for. */
async function askForFix(
  resources: ButtonResources,
  { login, ...place }: Omit<FixRequest, 'incidents' | 'requestedBy' | 'at'> & { login: string },
): Promise<string | null> {
  const asked = await requestFix(resources, {
    ...place,
    incidents: null,
    requestedBy: `github:${login}`,
    at: resources.now(),
  });
  return asked.ok ? null : escapeText(asked.reason);
}

async function checkAgain(
  { queue }: ButtonResources,
  job: CheckActionJob,
  { pullRequest, branch, baseSha, headSha }: Audit,
): Promise<void> {
  const { installationId, repositoryId, owner, repo, login } = job;
  const place = { installationId, repositoryId, owner, repo };
  if (pullRequest !== null) {
    await queue.enqueue({
      kind: 'audit-pull-request',
      ...place,
      pullRequest,
      trigger: 'pull_request',
    });
  } else if (branch !== null) {
    await queue.enqueue({
      kind: 'audit-branch',
      ...place,
      branch,
      trigger: 'manual',
      requestedBy: `github:${login}`,
    });
  } else {
    const queued = job.pullRequest === undefined ? {} : { pullRequest: job.pullRequest };
    await queue.enqueue({ kind: 'audit-merge-group', ...place, baseSha, headSha, ...queued });
  }
}
