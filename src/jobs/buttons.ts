/** The buttons on a check run: which there are, and when. */
import type { AuditReport } from '../audit/report.ts';
import type { CheckAction } from '../github/check-run.ts';
import { judgedChanges } from '../report/judgement.ts';
import type { CheckActionName } from './job.ts';

const button = (
  identifier: CheckActionName,
  label: string,
  description: string,
): CheckAction & { readonly identifier: CheckActionName } => ({ identifier, label, description });

/** Audits a commit again, also where GitHub's own "Re-run" is not at hand. */
export const RECHECK = button('recheck', 'Check again', 'Audit this commit once more');

export const ACCEPT = button('accept', 'Accept as intended', 'Waive it for this pull request');

/** "Open fix pull request" would be a character too long for GitHub. */
export const OPEN_FIX = button('open-fix', 'Open fix PR', 'Open a pull request that repairs it');

/** All of them, in the order they are shown. */
export const BUTTONS = [OPEN_FIX, ACCEPT, RECHECK] as const;

/**
 * The buttons under the verdict of a pull request: only those that have something to do. Fixes are for what breaks and
 * for fixtures that it leaves behind, and are never written to a fork. Whether one can be proven is found out when it
 * is asked for.
 */
export function buttonsFor(
  report: AuditReport,
  { isFork, leavesFixtures }: { readonly isFork: boolean; readonly leavesFixtures: boolean },
): readonly CheckAction[] {
  const changes = judgedChanges(report);
  const isAcceptable = changes.some(({ exceeds }) => exceeds);
  const breaks = changes.some(({ drift }) => drift.compatibility === 'definitely_breaking');
  const isFixable = !isFork && (breaks || leavesFixtures);
  return [...(isFixable ? [OPEN_FIX] : []), ...(isAcceptable ? [ACCEPT] : []), RECHECK];
}
