import { judge } from '../budget/judge.ts';
import { type AreaReport, countDrifts } from '../drift/area-report.ts';
import { detectContractDrift } from '../drift/contract/detect.ts';
import { compareProblems, type Problem } from '../problem.ts';
import { defaultSettings } from '../settings/defaults.ts';
import type { SettingsOutcome } from '../settings/find.ts';
import type { Tree } from '../tree/tree.ts';
import { decidingProblems } from './outcome.ts';
import type { AuditOutcome, AuditReport, Trigger } from './report.ts';
import { tuneDrifts } from './tune.ts';
import { applyWaivers } from './waive.ts';

/** Everything an audit depends on. The same input gives the same report, byte for byte. */
export interface AuditInput {
  /** `owner/name` of the repository; the workspace's id where the settings name none. */
  readonly repository: string;
  readonly trigger: Trigger;
  readonly base: Tree;
  readonly head: Tree;
  /** The settings of the base commit: the head never decides how it is judged. */
  readonly settings: SettingsOutcome;
  /** The audit's date, YYYY-MM-DD: sunsets and waivers are compared with it. */
  readonly date: string;
}

/**
 * Compares two trees area by area and judges what the head introduces.
 * With broken settings the areas are still examined, with Holdfast's defaults, so that nothing found is
 * lost; but nothing is judged, and the outcome is `unchecked`.
 * Rejects only when a tree's source fails (network, git).
 */
export async function audit(input: AuditInput): Promise<AuditReport> {
  const settings = input.settings.ok ? input.settings.settings : defaultSettings(input.repository);
  const found = await detectContractDrift({
    base: input.base,
    head: input.head,
    settings,
    date: input.date,
    components: settings.contracts.components,
  });
  const { drifts, left_out } = tuneDrifts(found.changes, settings.rules);
  const { counted, waived, uses } = applyWaivers(drifts, settings.waivers, input.date);
  const contract: AreaReport = {
    ...found,
    changes: counted,
    waived,
    left_out,
    summary: countDrifts(counted),
  };
  const verdicts = input.settings.ok ? judge(contract.changes, settings) : [];
  const problems = [...input.settings.problems].sort(compareProblems);
  return {
    report_version: 1,
    workspace: settings.workspace,
    trigger: input.trigger,
    base_revision: input.base.revision,
    head_revision: input.head.revision,
    date: input.date,
    outcome: outcomeOf(
      verdicts.some((verdict) => verdict.status === 'exceeded'),
      input.settings.ok,
      contract.problems,
    ),
    settings_files: settings.files,
    areas: { contract },
    verdicts,
    waivers: uses,
    problems,
  };
}

function outcomeOf(
  exceeded: boolean,
  settingsHold: boolean,
  problems: readonly Problem[],
): AuditOutcome {
  if (exceeded) return 'exceeded';
  return settingsHold && decidingProblems(problems).length === 0 ? 'within' : 'unchecked';
}
