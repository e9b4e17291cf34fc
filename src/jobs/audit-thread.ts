// One audit, in a thread of its own: a large or hostile document must not keep the process from
// answering webhooks, and its memory is bounded there. Started by audit-threads.ts.
import { type AuditResult, auditWithSnapshot } from '../audit/audit.ts';
import { withChangesSince } from '../audit/changes-since.ts';
import { type AuditReport, standingStates } from '../audit/report.ts';
import { type StandingDrifts, standingDrifts } from '../audit/standing.ts';
import { withWaivers } from '../audit/waive.ts';
import { withApiBudgets } from '../budget/api-budgets.ts';
import { FieldHistory, type HistoryPoint } from '../budget/field-history.ts';
import { FactsCache } from '../drift/code/facts-cache.ts';
import { candidatesOf, changedPaths, listSide } from '../drift/contract/discover.ts';
import type { OperationSnapshot } from '../drift/contract/snapshot.ts';
import { problem } from '../problem.ts';
import { changedSettings } from '../settings/changed.ts';
import { defaultSettings } from '../settings/defaults.ts';
import { loadSettings, SETTINGS_PATHS } from '../settings/find.ts';
import { recordedSettings } from '../settings/recorded.ts';
import type { Settings, SettingsOutcome, Waiver } from '../settings/settings.ts';
import type { ByteCache } from '../tree/byte-cache.ts';
import type { Tree } from '../tree/tree.ts';
import type {
  AuditAnswer,
  AuditFindings,
  AuditTask,
  HeadFields,
  ReviewFindings,
  ReviewTask,
  ThreadTask,
} from './audit-task.ts';
import { diffToReview } from './review-diff.ts';
import { type SuggestInput, suggestionsFor } from './review-suggestions.ts';
import { leavesFixtures } from './stale-fixtures.ts';
import { answering, isThere, organisationTree, repositoryAt } from './thread-trees.ts';

/** Of source files by their content: what the next audit of the thread need not read again. */
const facts = new FactsCache();

/** Answers always: what goes wrong is part of the answer, as errors lose their kind between threads. */
export default function run({ cache: port, ...task }: ThreadTask): Promise<AuditAnswer> {
  return answering(port, (cache) => findings(task, cache));
}

async function findings(task: AuditTask, cache: ByteCache): Promise<AuditFindings> {
  const { owner, repo, baseSha, headSha, settingsSha, trigger, date } = task;
  const repository = `${owner}/${repo}`;
  const source = repositoryAt(task, cache, task.token, repo);
  const head = source.tree(headSha);
  const wanted = baseSha === headSha ? head : source.tree(baseSha);
  // A pull request's base is there as long as it is open; that of a cycle may have been pushed away.
  const isCycle = task.standing !== undefined;
  const [isBaseThere] = await Promise.all([isCycle ? isThere(wanted) : wanted.list(), head.list()]);
  const isBaseGone = isBaseThere === false;
  const base = isBaseGone ? head : wanted;
  // What follows is asked for at the same time, so that it is read together.
  const [judging, organisation] = await Promise.all([
    settingsSha === baseSha
      ? base
      : settingsSha === headSha
        ? head
        : source.files(settingsSha, SETTINGS_PATHS),
    organisationTree(task, cache),
    prefetchLikely(repository, base, head),
  ]);
  const files = await loadSettings({ tree: judging, organisation, repository });
  const { history = [], budgets = [] } = task.memory ?? {};
  const settings: SettingsOutcome = files.ok
    ? {
        ...files,
        settings: withWaivers(
          withApiBudgets(files.settings, budgets),
          await waiversFor(task, { head, settings: files.settings, date }, source.tree),
        ),
      }
    : files;
  const result = await auditWithSnapshot({
    repository,
    trigger,
    base,
    head,
    settings,
    date,
    history,
    cache: facts,
    snapshot: isCycle && settings.ok,
  });
  const { report, snapshot } = result;
  const { review } = task;
  return {
    report: isBaseGone ? withoutBase(report, baseSha) : report,
    review:
      review !== undefined && settings.ok && settings.settings.review === 'comments'
        ? await reviewFindings({ base, head, settings: settings.settings, date }, result, review)
        : null,
    leavesFixtures:
      review !== undefined &&
      settings.ok &&
      (await leavesFixtures({ base, head, settings: settings.settings }, report)),
    settingsProblems: settings.ok ? [] : settings.problems,
    changedSettings: await changedSettings(judging, head),
    settings: settings.ok ? recordedSettings(settings.settings) : null,
    fields:
      snapshot === null || !settings.ok
        ? null
        : headFields(snapshot.operations, history.at(-1), settings.settings, date),
    standing: settings.ok
      ? await standingAt(task.standing ?? [], source.tree, {
          head,
          settings: settings.settings,
          date,
          states: standingStates(report),
        })
      : [],
  };
}

/** On a pull request, what was accepted is told what has changed there since. */
async function waiversFor(
  { review, waivers = [] }: AuditTask,
  against: { readonly head: Tree; readonly settings: Settings; readonly date: string },
  at: (commitSha: string) => Tree,
): Promise<readonly Waiver[]> {
  if (review === undefined) return waivers;
  return withChangesSince(waivers, against, async (commitSha) => {
    const tree = at(commitSha);
    return (await isThere(tree)) ? tree : null;
  });
}

async function reviewFindings(
  input: SuggestInput,
  result: AuditResult,
  review: ReviewTask,
): Promise<ReviewFindings> {
  const diff = await diffToReview(result.report, input.base, input.head);
  return { diff, suggestions: await suggestionsFor(input, result, diff, review) };
}

/** Gets what the audit is about to read, before the settings say which of it, in one go. */
async function prefetchLikely(repository: string, base: Tree, head: Tree): Promise<void> {
  const [before, after] = await Promise.all([listSide('base', base), listSide('head', head)]);
  const { isCandidate } = candidatesOf(defaultSettings(repository));
  const paths = [...changedPaths(before, after).filter(isCandidate), ...SETTINGS_PATHS];
  await Promise.all([base.prefetch?.(paths), head.prefetch?.(paths)]);
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
  against: Omit<Parameters<typeof standingDrifts>[0], 'base'>,
): Promise<StandingDrifts[]> {
  const standing: StandingDrifts[] = [];
  for (const commit of commits) {
    const base = at(commit);
    if (await isThere(base)) standing.push(await standingDrifts({ base, ...against }));
  }
  return standing;
}
