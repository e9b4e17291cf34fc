/** What asks for audits: of pull requests, and of whatever was audited at a head. */
import type { AppActions } from './actions.ts';
import { type EventContext, placeOf } from './place.ts';

/** Asks for audits of pull requests at their newest heads. */
export async function auditPullRequests(
  actions: AppActions,
  context: EventContext,
  pullRequests: readonly number[],
): Promise<void> {
  const place = placeOf(context);
  if (place === null) return;
  for (const pullRequest of pullRequests) {
    await actions.enqueue({
      kind: 'audit-pull-request',
      ...place,
      pullRequest,
      trigger: 'pull_request',
    });
  }
}

/** Audits again whatever was audited at the head of a check run or suite. */
export async function auditHead(
  actions: AppActions,
  context: EventContext,
  check: {
    readonly head_sha: string;
    readonly head_branch?: string | null | undefined;
    readonly pull_requests?:
      | readonly ({
          readonly number: number;
          readonly base?: { readonly repo: { readonly id: number } };
        } | null)[]
      | null;
  },
): Promise<void> {
  const place = placeOf(context);
  if (place === null) return;
  const { head_sha: headSha } = check;
  const known = await actions.auditsAt(place.installationId, place.repositoryId, headSha);
  // In a fork, GitHub names the pull requests that are open upstream from the same head.
  const named = (check.pull_requests ?? []).flatMap((one) =>
    one === null || (one.base?.repo.id ?? place.repositoryId) !== place.repositoryId
      ? []
      : [one.number],
  );
  const pullRequests = new Set(named);
  for (const { pullRequest, branch, baseSha } of known) {
    if (pullRequest !== null) pullRequests.add(pullRequest);
    else if (branch !== null)
      await actions.enqueue({
        kind: 'audit-branch',
        ...place,
        branch,
        trigger: 'manual',
        requestedBy: null,
      });
    else {
      const queued = queuedPullRequest(check.head_branch);
      await actions.enqueue({ kind: 'audit-merge-group', ...place, baseSha, headSha, ...queued });
    }
  }
  await auditPullRequests(
    actions,
    context,
    [...pullRequests].sort((a, b) => a - b),
  );
}

/** The pull request that a merge queue's branch is for, by the name that GitHub gives such branches. */
export function queuedPullRequest(branch: string | null | undefined): {
  readonly pullRequest?: number;
} {
  const number = /(?:^|\/)gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]{40,64}$/.exec(branch ?? '')?.[1];
  return number === undefined ? {} : { pullRequest: Number(number) };
}
