import { hasChurnBudget, judgeChurn } from '../budget/churn.ts';
import type { ChurnVerdict } from '../budget/churn-verdict.ts';
import type { HistoryPoint } from '../budget/field-history.ts';
import { judge } from '../budget/judge.ts';
import {
  type AreaReport,
  countDrifts,
  STATE_AREA_NAMES,
  type StateAreaName,
  type StateAreaReport,
} from '../drift/area-report.ts';
import { FactsCache } from '../drift/code/facts-cache.ts';
import { detectContractDrift } from '../drift/contract/detect.ts';
import {
  ChangedOperations,
  type ContractsSnapshot,
  snapshotContracts,
} from '../drift/contract/snapshot.ts';
import { compareProblems, type Problem } from '../problem.ts';
import { defaultSettings } from '../settings/defaults.ts';
import type { SettingsOutcome } from '../settings/find.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import { decidingProblems, isDecidingChurn } from './outcome.ts';
import type { AuditAreas, AuditOutcome, AuditReport, Trigger } from './report.ts';
import { detectStates, type ReadElsewhere } from './state-areas.ts';
import { tuneDrifts } from './tune.ts';
import { applyWaivers, type WaiverUse } from './waive.ts';

/** Everything an audit depends on. The same input gives the same report, byte for byte. */
export interface AuditInput {
  /** `owner/name` of the repository; the workspace's id where the settings name none. */
  readonly repository: string;
  readonly trigger: Trigger;
  readonly base: Tree;
  readonly head: Tree;
  /** The settings of the base commit: the head never decides how it is judged. */
  readonly settings: SettingsOutcome;
  /** The audit's date, YYYY-MM-DD: sunsets, waivers and windows are compared with it. */
  readonly date: string;
  /**
   * The recorded states of the default branch, oldest first, as far back as the longest window and the one before.
   * Without any, budgets over time are not judged.
   */
  readonly history?: readonly HistoryPoint[];
  /** What is known of the content of source files, where several audits share it. */
  readonly cache?: FactsCache;
  /** A second thread for much code, where the trees can be opened there too. */
  readonly elsewhere?: ReadElsewhere;
  /** Whether the fields of head are wanted beside the report. */
  readonly snapshot?: boolean;
}

/** What an audit comes to. */
export interface AuditResult {
  readonly report: AuditReport;
  /** What the contracts' detector found: not tuned by the settings' rules, nothing waived. */
  readonly found: AreaReport;
  /**
   * The fields of all contracts of head, where they were asked for. Of a contract that cannot be read they are those
   * that were recorded last.
   */
  readonly snapshot: ContractsSnapshot | null;
}

/** As `auditWithSnapshot`, for those who only want the report. */
export async function audit(input: AuditInput): Promise<AuditReport> {
  const { report } = await auditWithSnapshot(input);
  return report;
}

/**
 * Compares two trees area by area and judges what the head introduces.
 * With broken settings the areas are still examined, with Holdfast's defaults, so that nothing found is
 * lost; but nothing is judged, and the outcome is `unchecked`.
 * Rejects only when a tree's source fails (network, git).
 */
export async function auditWithSnapshot(input: AuditInput): Promise<AuditResult> {
  const settings = input.settings.ok ? input.settings.settings : defaultSettings(input.repository);
  const isChurnJudged = input.settings.ok && hasChurnBudget(settings);
  const newest = input.history?.at(-1);
  const operations =
    input.snapshot || (isChurnJudged && newest !== undefined) ? new ChangedOperations() : undefined;
  const found = await detectContractDrift({
    base: input.base,
    head: input.head,
    settings,
    date: input.date,
    components: settings.contracts.components,
    ...(operations === undefined ? {} : { operations }),
  });
  const snapshot =
    input.snapshot && operations !== undefined
      ? await snapshotHead(input.head, settings, operations, newest)
      : null;
  const states = await detectStates({
    base: input.base,
    head: input.head,
    settings,
    cache: input.cache ?? new FactsCache(),
    elsewhere: input.elsewhere,
    isChange: input.trigger === 'pull_request',
  });
  const { areas, uses } = settleAreas({ contract: found, ...states }, settings, input.date);
  const { contract } = areas;
  const changes = Object.values(areas).flatMap((area) => area.changes);
  const verdicts = input.settings.ok ? judge(changes, settings) : [];
  const churn = isChurnJudged ? judgeOverTime(input, settings, operations, snapshot) : [];
  const problems = [...input.settings.problems, ...cutShort(operations)].sort(compareProblems);
  const report: AuditReport = {
    report_version: 1,
    workspace: settings.workspace,
    trigger: input.trigger,
    base_revision: input.base.revision,
    head_revision: input.head.revision,
    date: input.date,
    outcome: outcomeOf(
      verdicts.some(({ status }) => status === 'exceeded') ||
        churn.some((verdict) => isDecidingChurn(verdict, input.trigger)),
      input.settings.ok,
      contract.problems,
    ),
    settings_files: settings.files,
    areas,
    verdicts,
    churn,
    waivers: uses,
    problems,
  };
  return { report, found, snapshot };
}

/** The areas as the settings want them: rules tuned, and what is waived set apart. */
function settleAreas(
  found: AuditAreas,
  settings: Settings,
  date: string,
): { readonly areas: AuditAreas; readonly uses: readonly WaiverUse[] } {
  const tuned = new Map(
    Object.values(found).map((area) => [area, tuneDrifts(area.changes, settings.rules)]),
  );
  const all = [...tuned.values()].flatMap(({ drifts }) => drifts);
  const { counted, waived, uses } = applyWaivers(all, settings.waivers, date);
  const settle = <A extends AreaReport>(area: A): A => {
    const { drifts = [], left_out = 0 } = tuned.get(area) ?? {};
    const own = new Set(drifts);
    const changes = counted.filter((drift) => own.has(drift));
    return {
      ...area,
      changes,
      waived: waived.filter(({ drift }) => own.has(drift)),
      left_out,
      summary: countDrifts(changes),
    };
  };
  const { contract, ...states } = found;
  const settled: Partial<Record<StateAreaName, StateAreaReport>> = {};
  for (const name of STATE_AREA_NAMES) {
    const area = states[name];
    if (area !== undefined) settled[name] = settleStanding(settle(area), settings);
  }
  return { areas: { contract: settle(contract), ...settled }, uses };
}

/** What stands, as the settings want it. */
function settleStanding(area: StateAreaReport, { rules }: Settings): StateAreaReport {
  return { ...area, standing: tuneDrifts(area.standing, rules).drifts };
}

/** All fields of head. What the comparison has read is not read again. */
async function snapshotHead(
  head: Tree,
  settings: Settings,
  changed: ChangedOperations,
  newest: HistoryPoint | undefined,
): Promise<ContractsSnapshot> {
  const snapshot = await snapshotContracts(head, settings, changed.contracts);
  const unreadable = new Set(snapshot.unreadable);
  const kept = (newest?.operations ?? []).filter(({ file }) => unreadable.has(file));
  return {
    ...snapshot,
    operations: [...snapshot.operations, ...kept],
    problems: [...snapshot.problems, ...changed.problems].sort(compareProblems),
  };
}

/** Head as the newest state: its own, or else what it changes, put upon what was recorded last. */
function judgeOverTime(
  { history = [], head, date }: AuditInput,
  settings: Settings,
  changed: ChangedOperations | undefined,
  snapshot: ContractsSnapshot | null,
): readonly ChurnVerdict[] {
  const newest = history.at(-1);
  if (newest === undefined) return judgeChurn({ history, settings, date });
  const operations =
    snapshot?.operations ?? changed?.applyTo(newest.operations) ?? newest.operations;
  const point = { at: `${date}T00:00:00.000Z`, commit: head.revision, operations };
  return judgeChurn({ history: [...history, point], settings, date });
}

/** Fields that were too many to be counted. Other problems of contracts stand in their area already. */
function cutShort(changed: ChangedOperations | undefined): readonly Problem[] {
  return (changed?.problems ?? []).filter(({ code }) => code === 'limit-reached');
}

function outcomeOf(
  exceeded: boolean,
  settingsHold: boolean,
  problems: readonly Problem[],
): AuditOutcome {
  if (exceeded) return 'exceeded';
  return settingsHold && decidingProblems(problems).length === 0 ? 'within' : 'unchecked';
}
