import type { AuditReport } from '../audit/report.ts';
import type { AreaReport } from '../drift/area-report.ts';
import type { Problem } from '../problem.ts';
import { shorten, shown } from '../visible.ts';
import { churnName, exceededChurn, percent } from './churn.ts';
import {
  allProblems,
  checkedFiles,
  countJudged,
  exceededVerdicts,
  judgedChanges,
} from './judgement.ts';
import { LIMITS } from './limits.ts';
import {
  COMPATIBILITY_WORDS,
  count,
  countsInWords,
  LIMIT_COMPATIBILITY,
  nameOf,
  plainStyle,
} from './wording.ts';

const MAX_NAME = 60;

const STYLE = plainStyle((text) => shown(text, MAX_NAME));

/** The verdict of an audit in one sentence, plain text of at most 140 characters. */
export function verdictTitle(report: AuditReport): string {
  const unchecked = couldNotCheck(allProblems(report));
  if (report.outcome === 'unchecked') return fit(unchecked ?? 'Could not check everything');
  const sentence =
    report.outcome === 'exceeded' ? exceededSentence(report) : withinSentence(report);
  return fit(unchecked === null ? sentence : `${sentence}; ${lowerFirst(unchecked)}`);
}

/** What changed between two contracts in one sentence, plain text. */
export function diffTitle(area: AreaReport): string {
  const unchecked = couldNotCheck(area.problems);
  if (unchecked !== null && area.changes.length === 0) return fit(unchecked);
  const changes = countsInWords(area.summary);
  const sentence = changes === '' ? 'No contract changes' : changes;
  return fit(unchecked === null ? sentence : `${sentence}; ${lowerFirst(unchecked)}`);
}

/** `Could not check openapi.yaml`; null when there are no problems. */
export function couldNotCheck(problems: readonly Problem[]): string | null {
  const [first] = problems;
  if (first === undefined) return null;
  const files = [...new Set(problems.flatMap(({ file }) => (file === null ? [] : [file])))];
  const [file] = files;
  if (file === undefined) return `Could not check: ${lowerFirst(shown(first.message, MAX_NAME))}`;
  return files.length === 1
    ? `Could not check ${shown(file, MAX_NAME)}`
    : `Could not check ${count(files.length, 'file')}`;
}

function exceededSentence(report: AuditReport): string {
  const churn = exceededChurn(report);
  const [first] = churn;
  if (first === undefined) return exceededByChanges(report);
  if (exceededVerdicts(report).length > 0) {
    return `${exceededByChanges(report)}; ${count(churn.length, 'budget over time is', 'budgets over time are')} exceeded too`;
  }
  return churn.length === 1
    ? `${percent(first.used ?? 0)} field churn exceeds the budget of ${churnName(first, STYLE)}`
    : `Field churn exceeds ${count(churn.length, 'budget')} over time`;
}

function exceededByChanges(report: AuditReport): string {
  const verdicts = exceededVerdicts(report);
  const limits = verdicts.flatMap(({ limits }) => limits.filter(({ exceeded }) => exceeded));
  const [verdict] = verdicts;
  const [limit] = limits;
  if (
    verdict !== undefined &&
    limit !== undefined &&
    verdicts.length === 1 &&
    limits.length === 1
  ) {
    const { word } = COMPATIBILITY_WORDS[LIMIT_COMPATIBILITY[limit.key]];
    return `${count(limit.used, `${word} change exceeds`, `${word} changes exceed`)} the budget of ${shown(nameOf(verdict.subject), MAX_NAME)}`;
  }
  // A change can reach many endpoints; here it is counted once.
  const changes = countsInWords(
    countJudged(judgedChanges(report).filter(({ exceeds }) => exceeds)),
  );
  const where =
    verdict !== undefined && verdicts.length === 1
      ? `the budget of ${shown(nameOf(verdict.subject), MAX_NAME)}`
      : `the budgets of ${count(verdicts.length, verdicts.every(({ subject }) => subject.kind === 'operation') ? 'endpoint' : 'subject')}`;
  const single = changes.endsWith(' change');
  return changes === '' ? `Over ${where}` : `${changes} ${single ? 'exceeds' : 'exceed'} ${where}`;
}

function withinSentence(report: AuditReport): string {
  const changes = judgedChanges(report);
  if (changes.length === 0) {
    return checkedFiles(report).length === 0 ? 'No contract was changed' : 'No contract changes';
  }
  const words = countsInWords(countJudged(changes));
  return changes.some(({ judged }) => judged)
    ? `Within budget: ${words}`
    : `Not judged, budgets are off: ${words}`;
}

function fit(title: string): string {
  return shorten(title, LIMITS.checkRunTitleCharacters);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
