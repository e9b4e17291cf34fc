import type { ChurnVerdict } from '../budget/churn-verdict.ts';
import type { Problem } from '../problem.ts';
import type { Trigger } from './report.ts';

/**
 * Problems that leave something unchecked that this change could have touched: all but those that stand at base
 * and at head alike, which the change did not bring and cannot hide behind. Those are shown, but do not decide.
 * `headName` gives the name that a file of the base has at head, where it has another.
 */
export function decidingProblems(
  problems: readonly Problem[],
  headName: (baseFile: string) => string = (file) => file,
): readonly Problem[] {
  const identity = ({ code, file, message, side }: Problem) =>
    JSON.stringify([code, file !== null && side === 'base' ? headName(file) : file, message]);
  const atBase = new Set(problems.filter(({ side }) => side === 'base').map(identity));
  const atHead = new Set(problems.filter(({ side }) => side === 'head').map(identity));
  return problems.filter((problem) => {
    const key = identity(problem);
    return !(atBase.has(key) && atHead.has(key));
  });
}

/**
 * Whether a budget over time makes an audit exceeded. A pull request does not answer for what was changed before it:
 * one that adds nothing to the churn is not held up by a budget that others have used up.
 */
export function isDecidingChurn(
  { status, fields_changed_by_head }: ChurnVerdict,
  trigger: Trigger,
): boolean {
  return status === 'exceeded' && (trigger !== 'pull_request' || fields_changed_by_head > 0);
}
