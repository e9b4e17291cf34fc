import type { Problem } from '../problem.ts';

/**
 * Problems that leave something unchecked that this change could have touched: all but those that stand at base
 * and at head alike, which the change did not bring and cannot hide behind. Those are shown, but do not decide.
 */
export function decidingProblems(problems: readonly Problem[]): readonly Problem[] {
  const atBase = new Set(problems.filter(({ side }) => side === 'base').map(identity));
  const atHead = new Set(problems.filter(({ side }) => side === 'head').map(identity));
  return problems.filter((problem) => {
    const key = identity(problem);
    return !(atBase.has(key) && atHead.has(key));
  });
}

/** The same problem on both sides, wherever its lines have moved to. */
function identity({ code, file, message }: Problem): string {
  return JSON.stringify([code, file, message]);
}
