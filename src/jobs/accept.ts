/** Accepts what exceeds the budgets of a pull request: for it and for its merge. */
import type { AuditReport } from '../audit/report.ts';
import type { GitHubClient } from '../github/client.ts';
import { readPullRequest } from '../github/pull-request.ts';
import { exceededChurn } from '../report/churn.ts';
import { judgedChanges } from '../report/judgement.ts';
import type { Audit } from '../store/audits.ts';
import { readReport } from '../store/recorded-report.ts';
import type { JobResources } from './handlers.ts';

/** What is accepted, by whom, and with which words. */
export interface Accepting {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly pullRequest: number;
  readonly login: string;
  readonly reason: string;
  /** The last day it holds: `YYYY-MM-DD`; null for as long as the pull request. */
  readonly expires: string | null;
}

/** The reason of what is accepted with the button. */
export function acceptedAsIntended(login: string, pullRequest: number): string {
  return `Accepted as intended by @${login} on #${pullRequest}`;
}

/**
 * Accepts every drift that made the verdict of an audit exceed, and queues the audit that shows it. Null when it is
 * done, otherwise what is possible instead, in Markdown. Done twice, it is as done once.
 */
export async function acceptExceeding(
  { store, queue }: Pick<JobResources, 'store' | 'queue'>,
  client: GitHubClient,
  audit: Pick<Audit, 'id' | 'headSha'> | null,
  { login, owner, repo, ...given }: Accepting,
): Promise<string | null> {
  const { installationId, repositoryId, pullRequest } = given;
  const stored = audit === null ? null : await store.audits.report(installationId, audit.id);
  if (audit === null || stored === null) {
    return 'This pull request has no verdict yet. Wait for its check, or audit it again: press *Check again*, or write `/holdfast audit`.';
  }
  const report = readReport(stored);
  const exceeding = judgedChanges(report).filter(({ exceeds }) => exceeds);
  if (exceeding.length === 0) return nothingToAccept(report);
  const pull = await readPullRequest(client, { owner, repo, number: pullRequest });
  if (pull.state === 'closed') {
    return 'This pull request is closed. What has been merged is accepted in the issue of its incident, with `/holdfast waive <until> <reason>`.';
  }
  await store.transaction(async (transaction) => {
    await transaction.acceptances.accept({
      ...given,
      headSha: audit.headSha,
      changes: exceeding.map(({ drift: { fingerprint, compatibility, after } }) => ({
        fingerprint,
        compatibility,
        after,
      })),
      createdBy: `github:${login}`,
    });
    const place = { installationId, repositoryId, owner, repo };
    await queue.enqueue(
      { kind: 'audit-pull-request', ...place, pullRequest, trigger: 'pull_request' },
      { transaction },
    );
  });
  return null;
}

function nothingToAccept(report: AuditReport): string {
  if (exceededChurn(report).length > 0) {
    return 'A budget over time is exceeded: no single change can be accepted for it. Raise its limit in the settings.';
  }
  return report.outcome === 'unchecked'
    ? 'Nothing that was found exceeds a budget, but something could not be checked: the check run says what.'
    : 'Nothing exceeds a budget here: there is nothing to accept.';
}
