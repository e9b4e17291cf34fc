import type { CallExpr, Expr } from './facts.ts';

/** What is made by a call is known by its place, so that what each turn of a loop makes has one of its own, far to the right. */
const COLUMNS = 10_000;
const FAR = 100_000_000;

/** A call as it is made in the turn of a loop in which the item is `first`. */
export function madeInTurn(call: CallExpr, first: Expr): CallExpr {
  const item = first.kind === 'member' ? first.object : first;
  const turn = FAR + (item.line % COLUMNS) * COLUMNS + (item.column % COLUMNS);
  const column = (call.callee.column % COLUMNS) + COLUMNS * turn;
  return { ...call, callee: { ...call.callee, column } };
}

/** The call as it is written in the loop; null for one that is not made in turns. */
export function writtenInLoop(call: CallExpr): CallExpr | null {
  const { column } = call.callee;
  if (column < COLUMNS * FAR) return null;
  return { ...call, callee: { ...call.callee, column: column % COLUMNS } };
}
