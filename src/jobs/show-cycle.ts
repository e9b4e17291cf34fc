/** What a cycle shows on the commit that it judged. */
import type { AuditReport } from '../audit/report.ts';
import { concludeCheckRun, conclusionOf, startCheckRun } from '../github/check-run.ts';
import type { GitHubClient } from '../github/client.ts';
import { annotationsOf } from '../report/annotations.ts';
import { permalinks } from '../report/links.ts';
import { checkRunOutput } from '../report/markdown.ts';
import type { Audit } from '../store/audits.ts';
import type { BranchState } from './branch-state.ts';
import { RECHECK } from './buttons.ts';
import type { JobResources } from './handlers.ts';
import { type AuditBranchJob, CHECK_NAME } from './job.ts';

/** The check run of the head commit, where the cycle has something to judge. Gives the verdict in a sentence. */
export async function showOnCommit(
  { store, connection }: JobResources,
  client: GitHubClient,
  { installationId, owner, repo }: AuditBranchJob,
  { branch }: BranchState,
  { id, baseSha, headSha }: Audit,
  report: AuditReport,
): Promise<string> {
  const links = permalinks({
    serverUrl: connection.address.webUrl,
    owner,
    repo,
    baseSha,
    headSha,
  });
  const output = checkRunOutput(report, { links });
  if (baseSha === headSha) return output.title;
  const always = async () => true;
  const { appId } = await connection.identity();
  const about = { owner, repo, appId, headSha, name: CHECK_NAME };
  const started = await startCheckRun(
    client,
    { ...about, subject: `branch/${branch}`, runId: id },
    always,
  );
  if (started === 'superseded') return output.title;
  const concluded = await concludeCheckRun(
    client,
    {
      owner,
      repo,
      checkRunId: started.checkRunId,
      conclusion: conclusionOf(report.outcome),
      output,
      annotations: annotationsOf(report).annotations,
      actions: [RECHECK],
      isNew: started.isNew,
    },
    always,
  );
  await store.audits.recordCheckRun(installationId, id, concluded.checkRunId);
  return output.title;
}
