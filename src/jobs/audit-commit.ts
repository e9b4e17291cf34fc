import type { AuditReport, Trigger } from '../audit/report.ts';
import {
  type Conclusion,
  concludeCheckRun,
  conclusionOf,
  startCheckRun,
} from '../github/check-run.ts';
import type { Ensured, GitHubClient, StillCurrent } from '../github/client.ts';
import {
  GitHubRefused,
  GitHubUnavailable,
  RateLimited,
  toGitHubError,
} from '../github/request-error.ts';
import { ensureSettingsCheck } from '../github/settings-check.ts';
import { annotationsOf } from '../report/annotations.ts';
import { type Links, permalinks } from '../report/links.ts';
import { checkRunOutput } from '../report/markdown.ts';
import { settingsCheckReport } from '../report/settings-report.ts';
import type { Audit } from '../store/audits.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { AuditFindings, ReviewFindings, ReviewTask } from './audit-task.ts';
import { buttonsFor, RECHECK } from './buttons.ts';
import { failAudit, supersedeAudit } from './conclude.ts';
import type { JobResources } from './handlers.ts';
import { CHECK_NAME } from './job.ts';
import { readMemory } from './memory.ts';
import type { Watch } from './pull-request-watch.ts';

/** Where a commit is and what it is compared with. */
export interface CommitToAudit {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  /** Null for what is no pull request. */
  readonly pullRequest: number | null;
  /** The pull request whose acceptances hold: itself, or the one that a merge queue is about to merge. */
  readonly acceptedOn: number | null;
  /** Whether the head lives in a fork, where Holdfast never writes. */
  readonly isFork: boolean;
  readonly trigger: Trigger;
  /** What the check run is about, the same for each of its runs: `pull/12`. */
  readonly subject: string;
  readonly baseSha: string;
  readonly settingsSha: string;
  /** The branch it is to be merged into, whose past counts in budgets over time; null for the default branch. */
  readonly baseBranch: string | null;
  readonly headSha: string;
}

/** What one audit works with: the job's own client and token, and whether its head still is the newest. */
export interface AuditResources extends JobResources {
  readonly client: GitHubClient;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly stillCurrent: StillCurrent;
  /** What stands on GitHub already, where that is read at once; without it each part is read when it is needed. */
  readonly watch?: Watch;
}

/** What is known when the check run is concluded. */
export interface Published {
  readonly report: AuditReport;
  readonly links: Links;
  readonly checkRunUrl: string | null;
  readonly review: ReviewFindings | null;
}

export interface AuditSteps {
  /** What a review of the diff is to know; without it there is none. */
  readonly review?: ReviewTask;
  /** What else is to be written after the check run. */
  readonly afterwards?: (published: Published) => Promise<Ensured>;
}

/**
 * Audits one commit: check run started, audit done in a thread, check run concluded, settings checked.
 * What is at fault in Holdfast itself concludes the check run at once, with the run's id; what may pass
 * (GitHub or the store not answering) rejects, so that the job is run again.
 */
export async function auditCommit(
  resources: AuditResources,
  commit: CommitToAudit,
  steps: AuditSteps,
): Promise<void> {
  const audit = await resources.store.audits.begin({
    ...commit,
    repository: { id: commit.repositoryId, owner: commit.owner, name: commit.repo },
    branch: null,
  });
  const log = resources.log.child({ run: audit.id, repository: `${commit.owner}/${commit.repo}` });
  try {
    const ended = await publish({ ...resources, log }, commit, audit, steps);
    if (ended === 'superseded') await supersedeAudit(resources, resources.client, commit, audit.id);
  } catch (caught) {
    const error = toGitHubError(caught, resources.now());
    if (mayPass(error) || resources.signal.aborted) throw error;
    log.error({ err: error }, 'An audit failed; its check run says so.');
    await failAudit(resources, resources.client, commit, audit.id, error);
  }
}

/** Whether trying again later may help. A 401 means that a token ran out while it was used. */
export function mayPass(error: unknown): boolean {
  return (
    error instanceof RateLimited ||
    error instanceof GitHubUnavailable ||
    error instanceof StoreUnavailable ||
    (error instanceof GitHubRefused && error.status === 401)
  );
}

async function publish(
  resources: AuditResources,
  commit: CommitToAudit,
  audit: Audit,
  { afterwards, review }: AuditSteps,
): Promise<'done' | 'superseded'> {
  const { store, client, connection, stillCurrent, watch, log } = resources;
  const { owner, repo, installationId, headSha, isFork } = commit;
  const { appId } = await connection.identity();
  const started = await startCheckRun(
    client,
    {
      owner,
      repo,
      appId,
      headSha,
      name: CHECK_NAME,
      subject: commit.subject,
      runId: audit.id,
      seen: watch?.seen.checkRuns ?? null,
    },
    stillCurrent,
  );
  if (started === 'superseded') return started;
  await store.audits.recordCheckRun(installationId, audit.id, started.checkRunId);

  const findings = await findingsOf(resources, commit, review);
  const { report, leavesFixtures } = findings;
  const serverUrl = connection.address.webUrl;
  const links = permalinks({ serverUrl, owner, repo, baseSha: commit.baseSha, headSha });
  const output = checkRunOutput(report, { links });
  // One look before the writes that now follow each other.
  await watch?.lookAgain();
  const concluded = await concludeCheckRun(
    client,
    {
      owner,
      repo,
      checkRunId: started.checkRunId,
      conclusion: conclusionFor(findings),
      output,
      annotations: annotationsOf(report).annotations,
      actions:
        commit.pullRequest === null ? [RECHECK] : buttonsFor(report, { isFork, leavesFixtures }),
      isNew: started.isNew,
    },
    stillCurrent,
  );
  if (concluded.checkRunId !== started.checkRunId) {
    await store.audits.recordCheckRun(installationId, audit.id, concluded.checkRunId);
  }
  if (concluded.result === 'superseded') return 'superseded';
  if ((await checkSettings(resources, commit, appId, findings, links)) === 'superseded') {
    return 'superseded';
  }
  // A check run that had to be made anew has another address than the one that was started.
  const checkRunUrl = concluded.checkRunId === started.checkRunId ? started.url : null;
  const last = await afterwards?.({ report, links, checkRunUrl, review: findings.review });
  if (last === 'superseded') return 'superseded';
  await store.audits.conclude(installationId, audit.id, {
    outcome: report.outcome,
    summary: output.title,
    report,
  });
  log.info({ outcome: report.outcome, headSha }, output.title);
  return 'done';
}

async function findingsOf(
  { store, threads, connection, token, signal, now }: AuditResources,
  commit: CommitToAudit,
  review: ReviewTask | undefined,
): Promise<AuditFindings> {
  const { owner, repo, baseSha, headSha, settingsSha, trigger, installationId } = commit;
  const { repositoryId, baseBranch: branch, acceptedOn } = commit;
  const date = now().toISOString().slice(0, 10);
  const given = await store.waivers.list(installationId, repositoryId, date);
  const onPullRequest = acceptedOn === null ? [] : [acceptedOn];
  const accepted = await store.acceptances.list(installationId, repositoryId, onPullRequest);
  return threads.run(
    {
      address: connection.address,
      token,
      defaultsToken: await connection.defaultsToken(installationId, now()),
      owner,
      repo,
      baseSha,
      headSha,
      settingsSha,
      trigger,
      date,
      ...(review === undefined ? {} : { review }),
      waivers: [...accepted, ...given],
      memory: await readMemory(
        store,
        { installationId, repositoryId, branch, isCycle: false },
        now(),
      ),
    },
    signal,
  );
}

/**
 * What the check run concludes. Settings that do not hold on the base branch leave everything unjudged; a pull
 * request that puts them right, and breaks nothing, must be able to pass, or nobody could.
 */
function conclusionFor({ report, settingsProblems, changedSettings }: AuditFindings): Conclusion {
  const repaired =
    settingsProblems.length > 0 &&
    changedSettings.length > 0 &&
    changedSettings.every(({ problems }) => problems.length === 0);
  const { summary, problems } = report.areas.contract;
  if (repaired && summary.definitely_breaking === 0 && problems.length === 0) return 'neutral';
  return conclusionOf(report.outcome);
}

/** One check for each settings file that has something to be said of: changed by the head, or broken at the base. */
async function checkSettings(
  { client, stillCurrent, watch }: AuditResources,
  { owner, repo, headSha }: CommitToAudit,
  appId: number,
  { report, settingsProblems, changedSettings }: AuditFindings,
  links: Links,
): Promise<Ensured> {
  const changed = new Set(changedSettings.map(({ file }) => file));
  const broken = [...new Set(settingsProblems.map(({ file }) => file ?? 'settings'))];
  const files = [
    ...changedSettings.map(({ file, problems }) => ({ file, problems, inHead: true })),
    ...[...new Set([...broken, ...report.settings_files])]
      .filter((file) => !changed.has(file))
      .map((file) => ({
        file,
        problems: settingsProblems.filter((problem) => (problem.file ?? 'settings') === file),
        inHead: false,
      })),
  ];
  let result: Ensured = 'unchanged';
  for (const { file, problems, inHead } of files) {
    const ensured = await ensureSettingsCheck(
      client,
      {
        owner,
        repo,
        appId,
        headSha,
        file,
        valid: problems.length === 0,
        changed: inHead,
        report: settingsCheckReport(file, problems, { inHead, links }),
        seen: watch?.seen.checkRuns ?? null,
      },
      stillCurrent,
    );
    if (ensured === 'superseded') return ensured;
    if (ensured === 'written') result = ensured;
  }
  return result;
}
