import type { AuditReport } from '../audit/report.ts';
import type { WaiverUse } from '../audit/waive.ts';
import { exceededChurn, exceededChurnList } from './churn.ts';
import { allProblems, countJudged, exceededVerdicts, judgedChanges } from './judgement.ts';
import { LIMITS } from './limits.ts';
import { type Links, NO_LINKS } from './links.ts';
import { changesTable } from './markdown-changes.ts';
import { escapeText, link } from './markdown-escape.ts';
import { exceededList, problemList } from './markdown-verdicts.ts';
import { Page } from './page.ts';
import { verdictTitle } from './title.ts';
import { idleList, waivedChanges } from './waivers.ts';
import { count, countsInWords, number } from './wording.ts';

/** By this the comment is found again. Text from a repository can never contain it: `<` is always escaped. */
export const COMMENT_MARKER = '<!-- holdfast:verdict -->';

/** What an earlier comment becomes when there is nothing left to say. It names no commit, so it is written once. */
export const RESOLVED_COMMENT = `${COMMENT_MARKER}\n✅ **Holdfast:** all resolved, this pull request is within its budgets.`;

/** A comment is a glance; the check run has the rest. */
const MOST_ROWS = 20;

export interface CommentOptions {
  readonly links?: Links;
  /** Address of the check run with the details. */
  readonly detailsUrl?: string;
}

/**
 * The one comment on a pull request; null when there is nothing to say: no budget exceeded, nothing that breaks
 * or may break, everything checked.
 */
export function commentBody(report: AuditReport, options: CommentOptions = {}): string | null {
  const changes = judgedChanges(report);
  const telling = changes.filter(({ counted, exceeds }) => counted !== 'non_breaking' || exceeds);
  if (report.outcome === 'within' && telling.length === 0) return null;
  const links = options.links ?? NO_LINKS;
  const sign = report.outcome === 'within' ? '🟡' : report.outcome === 'exceeded' ? '🔴' : '⚠️';
  const page = new Page(LIMITS.commentBytes);
  page.add(`${COMMENT_MARKER}\n### ${sign} ${escapeText(verdictTitle(report))}`);
  page.addRows({ ...problemList(allProblems(report), links), most: 10 });
  page.addRows({ ...idleList(expiredInUse(report), links), most: 5 });
  page.addRows(exceededList(exceededVerdicts(report), links));
  page.addRows(exceededChurnList(exceededChurn(report), links));
  const reserve = 600;
  page.addRows({
    ...changesTable(telling, links),
    more: (left) => `\n… and ${count(left, 'more change')} in the check run`,
    most: MOST_ROWS,
    share: page.room - reserve,
  });
  const words = [countsInWords(countJudged(changes)), waivedInWords(report)];
  page.add(footer(words.filter((part) => part !== '').join(', '), options.detailsUrl));
  return page.text();
}

/** Expired waivers whose change is here again: why something counts that was accepted before. */
function expiredInUse({ waivers }: AuditReport): readonly WaiverUse[] {
  return waivers.filter(({ status, found }) => status === 'expired' && found);
}

function waivedInWords(report: AuditReport): string {
  const waived = waivedChanges(report).length;
  return waived === 0 ? '' : `${number(waived)} waived`;
}

function footer(words: string, detailsUrl: string | undefined): string {
  const details = 'Why each one breaks and what to do instead';
  const where =
    detailsUrl === undefined ? `${details}: in the check run.` : `${link(details, detailsUrl)}.`;
  return `<sub>${words === '' ? '' : `${words} in all. `}${where} Edited in place with every push.</sub>`;
}
