/** The end of check runs that get no verdict: their work failed, or something else has taken their place. */
import type { Ensured, GitHubClient, RepositoryRef } from './client.ts';

export interface CheckRunRef extends RepositoryRef {
  readonly checkRunId: number;
}

/**
 * Concludes a check run whose work failed in Holdfast itself: says so with the run's id, and no more.
 * One that is concluded already is left as it is. Writes even when the head has moved: no run stays open.
 */
export async function failCheckRun(
  client: GitHubClient,
  options: CheckRunRef & { readonly runId: string },
): Promise<Ensured> {
  const { owner, repo, checkRunId, runId } = options;
  return concludeIfOpen(client, { owner, repo, checkRunId }, 'failure', {
    title: `Holdfast could not finish; run ${runId}`,
    summary: `Something went wrong in Holdfast itself, so this change is **not checked**. Press *Re-run* to try again. If it happens again, tell whoever runs Holdfast the run's id: \`${runId}\`.`,
  });
}

/** Concludes a check run whose head has been overtaken by a newer commit. Writes even though it is not current. */
export async function supersedeCheckRun(
  client: GitHubClient,
  options: CheckRunRef,
): Promise<Ensured> {
  return concludeIfOpen(client, options, 'cancelled', {
    title: 'A newer commit is checked instead',
    summary: 'The pull request moved on while this commit was being checked.',
  });
}

async function concludeIfOpen(
  client: GitHubClient,
  { owner, repo, checkRunId }: CheckRunRef,
  conclusion: 'failure' | 'cancelled',
  output: { readonly title: string; readonly summary: string },
): Promise<Ensured> {
  const run = { owner, repo, check_run_id: checkRunId };
  const { data } = await client.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', run);
  if (data.status === 'completed') return 'unchanged';
  await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...run,
    status: 'completed',
    conclusion,
    output: { ...output },
  });
  return 'written';
}

/** Concludes a check run that another one takes the place of. */
export async function cancelCheckRun(
  client: GitHubClient,
  { owner, repo, checkRunId }: CheckRunRef,
  title: string,
): Promise<void> {
  await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    owner,
    repo,
    check_run_id: checkRunId,
    status: 'completed',
    conclusion: 'cancelled',
    output: { title, summary: 'See the newest check run of this name.' },
  });
}
