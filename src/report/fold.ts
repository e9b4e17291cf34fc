/** Changes that are one change for readers: the same happened at one declaration to many values. */
import { type Drift, subjectName } from '../drift/drift.ts';
import { groupBy, type JudgedChange } from './judgement.ts';
import { number } from './wording.ts';

/** The first of changes that only differ in their value, and the others in the report's order. */
export interface Fold {
  readonly first: JudgedChange;
  readonly others: readonly JudgedChange[];
}

/** Values of the others that are named beside the first one. */
const MOST_NAMED = 4;
/** How much of a value messages quote at most. */
const QUOTED = 80;

/** Folds changes of one rule at one declaration that differ only in the value, in order of first appearance. */
export function foldChanges(changes: readonly JudgedChange[]): readonly Fold[] {
  return [...groupBy(changes, foldKey).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ first, others }],
  );
}

/** How many changes each fold stands for. */
export function foldSizes(folds: readonly Fold[]): readonly number[] {
  return folds.map(({ others }) => others.length + 1);
}

/** `and 801 more: "b", "c" …`, each value written by `style`; null where nothing is folded. */
export function othersInWords({ others }: Fold, style: (text: string) => string): string | null {
  if (others.length === 0) return null;
  const named = others.slice(0, MOST_NAMED).map(({ drift }) => style(changedValue(drift) ?? ''));
  const rest = others.length > named.length ? ' …' : '';
  return `and ${number(others.length)} more: ${named.join(', ')}${rest}`;
}

function foldKey({ drift, counted, promoted, exceeds }: JudgedChange): string {
  const { rule, why, remedy, subject, operations } = drift;
  const message = withoutValue(drift);
  if (message === null) return drift.fingerprint;
  return JSON.stringify([
    [rule, counted, promoted, exceeds, why, remedy, message],
    [subjectName(subject), operations.length, subjectName(operations[0] ?? subject)],
    [drift.base?.file ?? null, drift.head?.file ?? null],
    [listOf(drift.base_pointer), listOf(drift.head_pointer)],
  ]);
}

/** The one value that came or went; null where a value became another one. */
function changedValue({ before, after }: Drift): string | null {
  return before === null || after === null ? (after ?? before) : null;
}

/** The message as it is for every value; null where it does not name the value. */
function withoutValue(drift: Drift): string | null {
  const value = changedValue(drift);
  if (value === null || value === '') return null;
  const quoted = drift.message.includes(value) ? value : value.slice(0, QUOTED);
  const at = drift.message.indexOf(quoted);
  if (at < 0) return null;
  return [drift.message.slice(0, at), drift.message.slice(at + quoted.length)].join('\0');
}

/** The list that a member stands in; what is no member of a list stands for itself. */
function listOf(pointer: string | null): string | null {
  return pointer?.replace(/\/\d+$/, '/') ?? null;
}
