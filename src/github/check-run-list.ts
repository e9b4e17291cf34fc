import { type GitHubClient, type RepositoryRef, readPages } from './client.ts';

/** One check run of this app as it stands on GitHub. */
export interface SeenCheckRun {
  readonly id: number;
  readonly name: string;
  /** Empty where none was given. */
  readonly externalId: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotationsCount: number;
  readonly url: string | null;
}

export interface CheckRunQuery extends RepositoryRef {
  readonly appId: number;
  readonly headSha: string;
  readonly name: string;
  /** This app's check runs on the commit, where they have just been read; they are not read again then. */
  readonly seen?: readonly SeenCheckRun[] | null;
}

/** Every check run of this app with this name on a commit, oldest first. Other apps' runs are never ours. */
export async function readCheckRuns(
  client: GitHubClient,
  { owner, repo, appId, headSha, name, seen = null }: CheckRunQuery,
): Promise<readonly SeenCheckRun[]> {
  if (seen !== null) return seen.filter((run) => run.name === name);
  const runs = await readPages(async (page, perPage) => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      owner,
      repo,
      ref: headSha,
      check_name: name,
      app_id: appId,
      filter: 'all',
      per_page: perPage,
      page,
    });
    return data.check_runs;
  });
  return runs
    .filter((run) => run.app?.id === appId && run.name === name)
    .map((run) => ({
      id: Number(run.id),
      name: run.name,
      externalId: run.external_id ?? '',
      status: run.status,
      conclusion: run.conclusion,
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotationsCount: run.output.annotations_count,
      url: run.html_url,
    }))
    .sort((a, b) => a.id - b.id);
}
