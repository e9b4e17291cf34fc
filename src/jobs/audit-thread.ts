// One audit, in a thread of its own: a large or hostile document must not keep the process from
// answering webhooks, and its memory is bounded there. Started by audit-threads.ts.
import { parentPort } from 'node:worker_threads';
import { auditWithSnapshot } from '../audit/audit.ts';
import type { AuditReport } from '../audit/report.ts';
import { type StandingDrifts, standingDrifts } from '../audit/standing.ts';
import { withApiBudgets } from '../budget/api-budgets.ts';
import { FieldHistory, type HistoryPoint } from '../budget/field-history.ts';
import type { OperationSnapshot } from '../drift/contract/snapshot.ts';
import { tokenClient } from '../github/connection.ts';
import { GitHubUnavailable, RateLimited, translateErrors } from '../github/request-error.ts';
import { listen } from '../observation.ts';
import { problem } from '../problem.ts';
import { changedSettings } from '../settings/changed.ts';
import { loadSettings } from '../settings/find.ts';
import { recordedSettings } from '../settings/recorded.ts';
import type { Settings, SettingsOutcome } from '../settings/settings.ts';
import { BlobCache } from '../tree/blob-cache.ts';
import { openGitHubTree } from '../tree/github.ts';
import type { Tree } from '../tree/tree.ts';
import type { AuditAnswer, AuditFindings, AuditTask, HeadFields } from './audit-task.ts';

/** Repositories whose blobs are kept between audits. */
const KEPT_REPOSITORIES = 4;
const kept = new Map<string, BlobCache>();

// What happens in a thread is told to the process.
listen((observation) => parentPort?.postMessage(observation));

/** Answers always: what goes wrong is part of the answer, as errors lose their kind between threads. */
export default async function run(task: AuditTask): Promise<AuditAnswer> {
  try {
    return { kind: 'done', findings: await translateErrors(() => findings(task)) };
  } catch (error) {
    if (error instanceof RateLimited) return { kind: 'rate-limited', until: error.until.getTime() };
    if (error instanceof GitHubUnavailable) return { kind: 'unavailable', message: error.message };
    return {
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
      stack: error instanceof Error ? (error.stack ?? '') : '',
    };
  }
}

async function findings(task: AuditTask): Promise<AuditFindings> {
  const client = tokenClient(task.token, task.address);
  const blobs = blobsOf(`${task.address.apiUrl} ${task.owner}/${task.repo}`);
  const at = (commitSha: string) =>
    openGitHubTree({ client, owner: task.owner, repo: task.repo, commitSha, blobs });
  const head = at(task.headSha);
  const wanted = task.baseSha === task.headSha ? head : at(task.baseSha);
  // A pull request's base is there as long as it is open; that of a cycle may have been pushed away.
  const isBaseGone = task.standing !== undefined && !(await isThere(wanted));
  const base = isBaseGone ? head : wanted;
  const settingsTree = task.settingsSha === task.baseSha ? base : at(task.settingsSha);
  const repository = `${task.owner}/${task.repo}`;
  const files = await loadSettings({
    tree: settingsTree,
    organisation: await organisationTree(task),
    repository,
  });
  const { trigger, date } = task;
  const { history = [], budgets = [] } = task.memory ?? {};
  const settings: SettingsOutcome = files.ok
    ? { ...files, settings: withApiBudgets(files.settings, budgets) }
    : files;
  const isCycle = task.standing !== undefined;
  const { report, snapshot } = await auditWithSnapshot({
    repository,
    trigger,
    base,
    head,
    settings,
    date,
    history,
    snapshot: isCycle && settings.ok,
  });
  return {
    report: isBaseGone ? withoutBase(report, task.baseSha) : report,
    settingsProblems: settings.ok ? [] : settings.problems,
    changedSettings: await changedSettings(settingsTree, head),
    settings: settings.ok ? recordedSettings(settings.settings) : null,
    fields:
      snapshot === null || !settings.ok
        ? null
        : headFields(snapshot.operations, history.at(-1), settings.settings, date),
    standing: settings.ok
      ? await standingAt(task.standing ?? [], at, { head, settings: settings.settings, date })
      : [],
  };
}

/** The fields of head, and how many differ from what was recorded last. */
function headFields(
  operations: readonly OperationSnapshot[],
  newest: HistoryPoint | undefined,
  settings: Settings,
  date: string,
): HeadFields {
  const head = { at: `${date}T00:00:00.000Z`, commit: 'head', operations };
  const fields = new FieldHistory(newest === undefined ? [head] : [newest, head], settings);
  const { fields_changed: changed } = fields.churnOf(fields.operationsSince(0), 0);
  const total = operations.reduce(
    (sum, operation) => sum + Object.keys(operation.fields).length,
    0,
  );
  return { operations, total, changed };
}

/** A cycle that could not be compared: what it would have found is not known, and it says so. */
function withoutBase(report: AuditReport, baseSha: string): AuditReport {
  const gone = problem(
    'missing-file',
    `The commit that was audited before, ${baseSha}, is not in the repository any more (a forced push does that), so what changed since then is not known. The next audit compares with this one.`,
  );
  return { ...report, outcome: 'unchecked', problems: [...report.problems, gone] };
}

/** Older commits that are gone, as after a forced push, are left out: nothing can be said of them. */
async function standingAt(
  commits: readonly string[],
  at: (commitSha: string) => Tree,
  against: { readonly head: Tree; readonly settings: Settings; readonly date: string },
): Promise<StandingDrifts[]> {
  const standing: StandingDrifts[] = [];
  for (const commit of commits) {
    const base = at(commit);
    if (await isThere(base)) standing.push(await standingDrifts({ base, ...against }));
  }
  return standing;
}

/** Whether a tree can be listed: false for a commit (404) or a repository (409: empty) that is not there. */
async function isThere(tree: Tree): Promise<boolean> {
  try {
    await tree.list();
    return true;
  } catch (error) {
    if (error instanceof Error && 'status' in error && [404, 409].includes(Number(error.status))) {
      return false;
    }
    throw error;
  }
}

function blobsOf(repository: string): BlobCache {
  const blobs = kept.get(repository) ?? new BlobCache();
  kept.delete(repository);
  kept.set(repository, blobs);
  for (const [oldest] of kept) {
    if (kept.size <= KEPT_REPOSITORIES) break;
    kept.delete(oldest);
  }
  return blobs;
}

/** The owner's defaults; null where its `.github` repository is gone (404) or empty (409). */
async function organisationTree({
  defaultsToken,
  address,
  owner,
}: AuditTask): Promise<Tree | null> {
  if (defaultsToken === null) return null;
  const client = tokenClient(defaultsToken, address);
  const blobs = blobsOf(`${address.apiUrl} ${owner}/.github`);
  const tree = openGitHubTree({ client, owner, repo: '.github', commitSha: 'HEAD', blobs });
  return (await isThere(tree)) ? tree : null;
}
