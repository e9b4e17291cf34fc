import type { SettingsCheckReport } from '../report/settings-report.ts';
import { readCheckRuns, type SeenCheckRun } from './check-run-list.ts';
import type { Ensured, GitHubClient, RepositoryRef, StillCurrent } from './client.ts';

/** The name of the check run that speaks of a settings file. */
export function settingsCheckName(file: string): string {
  return `Holdfast: ${file}`;
}

export interface SettingsCheckOptions extends RepositoryRef {
  readonly appId: number;
  readonly headSha: string;
  readonly file: string;
  /** Whether the file has errors. */
  readonly valid: boolean;
  /** Whether the pull request changes the file: then a valid file gets its check too. */
  readonly changed: boolean;
  readonly report: SettingsCheckReport;
  /** This app's check runs on the commit, where they have just been read. */
  readonly seen?: readonly SeenCheckRun[] | null;
}

/**
 * Makes sure that a settings file with errors has a failing check run of its own on the head commit. A valid one
 * gets a passing check run only where it says something: the pull request changes the file, or the newest check
 * on this commit failed. One request makes it, annotations included, so there is nothing half done.
 */
export async function ensureSettingsCheck(
  client: GitHubClient,
  options: SettingsCheckOptions,
  stillCurrent: StillCurrent,
): Promise<Ensured> {
  const { owner, repo, appId, headSha, file, valid, changed, report, seen = null } = options;
  const name = settingsCheckName(file);
  const conclusion = valid ? 'success' : 'failure';
  const newest = (await readCheckRuns(client, { owner, repo, appId, headSha, name, seen })).at(-1);
  if (newest === undefined && valid && !changed) return 'unchanged';
  const { output } = report;
  const { annotations } = report.annotations;
  if (
    newest?.status === 'completed' &&
    newest.conclusion === conclusion &&
    newest.title === output.title &&
    newest.summary?.trimEnd() === output.summary.trimEnd() &&
    newest.annotationsCount === annotations.length
  ) {
    return 'unchanged';
  }
  if (!(await stillCurrent())) return 'superseded';
  await client.request('POST /repos/{owner}/{repo}/check-runs', {
    owner,
    repo,
    name,
    head_sha: headSha,
    status: 'completed',
    conclusion,
    output: {
      title: output.title,
      summary: output.summary,
      ...(annotations.length === 0
        ? {}
        : { annotations: annotations.map((annotation) => ({ ...annotation })) }),
    },
  });
  return 'written';
}
