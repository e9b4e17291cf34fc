// Which of the differences between two files take a drift back: the narrowest choice first.
import type { JsonValue, NodePath, SourceDocument } from '../../../document/document.ts';
import { fromPointer } from '../../../document/document.ts';
import { type Difference, differences } from '../../../fix/value-diff.ts';
import { isList, isWithinPath, valueAt } from '../../../fix/values.ts';
import type { ContractDrift } from '../../drift.ts';
import { preview } from '../schema/canonical.ts';
import { isOnWay, pathAt, withIndexes } from './paths.ts';
import type { FilePair } from './sides.ts';

/** Differences that are chosen together, of one file. */
export type Choice = readonly Difference[];

/** Paths with fewer keys than this hold more than one declaration: `/paths/~1users/get`. */
const DECLARATION = 3;
/** Keys at the end of a pointer that may have another place at head. */
const MOST_TAIL = 4;

/** Choices of differences that may take a drift back, the narrowest first, none of them twice. */
export function choicesFor(drift: ContractDrift, pair: FilePair): readonly Choice[] {
  const base = pathOf(drift.base_pointer, pair.base);
  const head = pathOf(drift.head_pointer, pair.head);
  const own = atPlaces(pair.differences, base, head);
  const choices: Choice[] = [];
  if (drift.action === 'change') {
    choices.push(own.filter((each) => isAsShown(each, drift, pair)));
    choices.push(own.filter((each) => isOfNode(each, base, head)));
  }
  choices.push(own);
  choices.push(...elsewhere(drift, pair, base, head));
  for (let up = 1; up < 40; up += 1) {
    const [outerBase, outerHead] = [shortened(base, up), shortened(head, up)];
    if (outerBase === null && outerHead === null) break;
    const outer = atPlaces(pair.differences, outerBase, outerHead);
    choices.push(outer.filter((each) => isOfNode(each, outerBase, outerHead)));
    choices.push(outer);
  }
  return unique(choices.map((choice) => withRequired(choice, pair)));
}

function pathOf(pointer: string | null, { value }: SourceDocument): NodePath | null {
  const path = pointer === null ? undefined : fromPointer(pointer);
  return path === undefined ? null : withIndexes(value, path);
}

function shortened(path: NodePath | null, by: number): NodePath | null {
  return path === null || path.length - by < DECLARATION ? null : path.slice(0, path.length - by);
}

function atPlaces(all: Choice, base: NodePath | null, head: NodePath | null): Choice {
  return all.filter(
    ({ change, target }) =>
      (base !== null && target !== null && isOnWay(target, base)) ||
      (head !== null && isOnWay(change.path, head)),
  );
}

/** Whether a difference is the one that the drift shows: what was before, and what is there after. */
function isAsShown({ change, target }: Difference, drift: ContractDrift, pair: FilePair): boolean {
  const before = target === null ? undefined : valueAt(pair.base.value, target);
  const after =
    change.kind === 'add' || change.kind === 'insert'
      ? undefined
      : valueAt(pair.head.value, change.path);
  return isShown(before, drift.before) && isShown(after, drift.after);
}

function isShown(value: JsonValue | undefined, shown: string | null): boolean {
  return value === undefined ? shown === null : shown !== null && preview(value) === shown;
}

/** Whether a difference is at a node itself or one of its own keywords, not deeper. */
function isOfNode(
  { change, target }: Difference,
  base: NodePath | null,
  head: NodePath | null,
): boolean {
  const isOf = (path: NodePath | null, node: NodePath | null) =>
    path !== null && node !== null && (path.length <= node.length + 1 || isListOf(path, node));
  return isOf(change.path, head) || isOf(target, base);
}

/** Items of the lists that are keywords: `required`, `enum`, `type`. */
function isListOf(path: NodePath, node: NodePath): boolean {
  return (
    path.length === node.length + 2 &&
    /^(?:required|enum|type|tags)$/.test(String(path[node.length]))
  );
}

/** For what moved: the end of its pointer at base, put at the place of head that is nearest to it. */
function elsewhere(
  drift: ContractDrift,
  pair: FilePair,
  base: NodePath | null,
  head: NodePath | null,
): readonly Choice[] {
  if (base === null) {
    return head === null ? [] : [[{ change: { kind: 'remove', path: head }, target: null }]];
  }
  const near = head ?? (drift.head === null ? undefined : pathAt(pair.head, drift.head));
  if (near === undefined) return [];
  const choices: Choice[] = [];
  for (let tail = head === null ? 1 : 0; tail <= (head === null ? MOST_TAIL : 0); tail += 1) {
    const from = base.slice(0, base.length - tail);
    if (base.length < tail || (isWithinPath(from, near) && isWithinPath(near, from))) continue;
    const [there, here] = [valueAt(pair.base.value, from), valueAt(pair.head.value, near)];
    if (there === undefined || here === undefined || isList(there) !== isList(here)) continue;
    const moved = differences(here, there).map(({ change, target }) => ({
      change: { ...change, path: [...near, ...change.path] },
      target: target === null ? null : [...from, ...target],
    }));
    choices.push(atPlaces(moved, base, head));
  }
  return choices;
}

/** A property comes and goes with its entry in `required`. */
function withRequired(choice: Choice, pair: FilePair): Choice {
  const names = new Map<string, Set<string>>();
  for (const { change } of choice) {
    if (change.kind !== 'add' && change.kind !== 'remove') continue;
    const { path } = change;
    if (path.at(-2) !== 'properties') continue;
    const owner = JSON.stringify(path.slice(0, -2));
    names.set(owner, (names.get(owner) ?? new Set()).add(String(path.at(-1))));
  }
  if (names.size === 0) return choice;
  const further = pair.differences.filter((each) => {
    const { path } = each.change;
    const at = path.at(-1) === 'required' ? path.length - 1 : path.length - 2;
    if (at < 0 || path[at] !== 'required' || choice.includes(each)) return false;
    const wanted = names.get(JSON.stringify(path.slice(0, at)));
    return wanted !== undefined && namesIn(each, pair).some((name) => wanted.has(name));
  });
  return [...choice, ...further];
}

function namesIn({ change }: Difference, pair: FilePair): readonly string[] {
  const now =
    change.kind === 'add' || change.kind === 'insert'
      ? undefined
      : valueAt(pair.head.value, change.path);
  const meant = change.kind === 'remove' ? undefined : change.value;
  return [now, meant].flatMap((value) =>
    isList(value) ? value.map(String) : typeof value === 'string' ? [value] : [],
  );
}

function unique(choices: readonly Choice[]): readonly Choice[] {
  const seen = new Set<string>();
  return choices.filter((choice) => {
    const key = choice
      .map(({ change }) => `${change.kind} ${JSON.stringify(change.path)}`)
      .sort()
      .join('\n');
    if (choice.length === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
