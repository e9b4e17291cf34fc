// Makes many changes of one document, and reads its text again as seldom as can be: large files take long to read.
import { type JsonValue, type SourceDocument, toPointer } from '../document/document.ts';
import { CannotEdit } from './cannot-edit.ts';
import type { ValueChange } from './edit.ts';
import { checkedText, editDocument } from './edit-document.ts';
import { spliceJson } from './json-splice.ts';
import { type Splice, splicedAll } from './splice.ts';
import { changed, equalValues, isList, valueAt } from './values.ts';
import { spliceYaml } from './yaml-splice.ts';

/** A document with all changes made, or which of them cannot be made exactly: at least one, and all that are known. */
export type EditedMany =
  | { readonly ok: true; readonly document: SourceDocument }
  | { readonly ok: false; readonly failures: readonly [FailedChange, ...FailedChange[]] };

/** A change that cannot be made, by its index, and why. */
export interface FailedChange {
  readonly index: number;
  readonly reason: string;
}

/**
 * Makes changes as if one after the other: all that are apart in the text at once, then those that were in their way,
 * and so on. Where that does not come to what is meant, each half is made by itself.
 */
export function editMany(document: SourceDocument, changes: readonly ValueChange[]): EditedMany {
  if (changes.length < 2) return editOne(document, changes);
  const intended = valueWith(document.value, changes);
  if (!intended.ok) return intended;
  let edited = document;
  let waiting = changes.map((change, index) => ({ change, index }));
  while (waiting.length > 0) {
    const { now, later, failures } = apart(edited, waiting);
    const [first, ...others] = failures;
    if (now.length === 0 && first !== undefined) return { ok: false, failures: [first, ...others] };
    const made = madeAtOnce(edited, now);
    if (made === undefined) return editHalves(document, changes);
    edited = made;
    waiting = later;
  }
  // The place of a change that had to wait may have been moved by one that did not.
  if (!equalValues(edited.value, intended.value)) return editHalves(document, changes);
  return { ok: true, document: edited };
}

function editOne(document: SourceDocument, [change]: readonly ValueChange[]): EditedMany {
  if (change === undefined) return { ok: true, document };
  try {
    return { ok: true, document: editDocument(document, change) };
  } catch (error) {
    return { ok: false, failures: [failed(error, 0)] };
  }
}

function editHalves(document: SourceDocument, changes: readonly ValueChange[]): EditedMany {
  const middle = Math.ceil(changes.length / 2);
  const first = editMany(document, changes.slice(0, middle));
  if (!first.ok) return first;
  const second = editMany(first.document, changes.slice(middle));
  if (second.ok) return second;
  const [one, ...others] = second.failures;
  const moved = (each: FailedChange) => ({ ...each, index: each.index + middle });
  return { ok: false, failures: [moved(one), ...others.map(moved)] };
}

function failed(error: unknown, index: number): FailedChange {
  if (error instanceof CannotEdit) return { index, reason: error.message };
  throw error;
}

type Intended =
  | { readonly ok: true; readonly value: JsonValue }
  | Extract<EditedMany, { readonly ok: false }>;

function valueWith(value: JsonValue, changes: readonly ValueChange[]): Intended {
  let intended = value;
  for (const [index, change] of changes.entries()) {
    try {
      intended = changed(intended, change);
    } catch (error) {
      return { ok: false, failures: [failed(error, index)] };
    }
  }
  return { ok: true, value: intended };
}

/** A change and its number in the order in which changes are made. */
interface Numbered {
  readonly change: ValueChange;
  readonly index: number;
}

interface Placed extends Numbered, Splice {}

interface Apart {
  /** Changes that can be made at once, in the order of the text. */
  readonly now: readonly Placed[];
  readonly later: Numbered[];
  /** Those of `later` that cannot be made as the document is. */
  readonly failures: readonly FailedChange[];
}

function apart(document: SourceDocument, waiting: readonly Numbered[]): Apart {
  const splice = document.format === 'json' ? spliceJson : spliceYaml;
  const now: Placed[] = [];
  const later: Numbered[] = [];
  const failures: FailedChange[] = [];
  const held = new HeldLists(document);
  const standing = afterStanding(waiting.map(({ change }) => change));
  for (const [at, numbered] of waiting.entries()) {
    const change = standing[at] ?? numbered.change;
    const wait = () => {
      held.add(change);
      later.push(numbered);
    };
    if (held.has(change)) {
      wait();
      continue;
    }
    try {
      const placed = { ...numbered, ...splice(document, change) };
      const place = placeAmong(now, placed);
      if (isApartAt(now, place, placed, document)) now.splice(place, 0, placed);
      else wait();
    } catch (error) {
      failures.push(failed(error, numbered.index));
      wait();
    }
  }
  return { now, later, failures };
}

/** Lists in which a change has to wait: nothing that comes after it may move its place. */
class HeldLists {
  private readonly pointers = new Set<string>();

  constructor(private readonly document: SourceDocument) {}

  add({ path }: ValueChange): void {
    let at: JsonValue | undefined = this.document.value;
    for (const [depth, key] of path.entries()) {
      if (isList(at)) this.pointers.add(toPointer(path.slice(0, depth)));
      at = at === undefined ? undefined : valueAt(at, [key]);
    }
  }

  /** Whether a change moves items of such a list. */
  has({ kind, path }: ValueChange): boolean {
    if (this.pointers.size === 0 || kind === 'replace' || kind === 'add') return false;
    return this.pointers.has(toPointer(path.slice(0, -1)));
  }
}

/** Changes in which what is added after another new member is added after the one that stands before both. */
function afterStanding(changes: readonly ValueChange[]): readonly ValueChange[] {
  const places = new Map<string, string | null | undefined>();
  return changes.map((change) => {
    if (change.kind !== 'add') return change;
    const parent = change.path.slice(0, -1);
    const key = (name: string | number | null | undefined) => JSON.stringify([...parent, name]);
    const isNew = change.after !== undefined && places.has(key(change.after));
    const after = isNew ? places.get(key(change.after)) : change.after;
    places.set(key(change.path.at(-1)), after);
    const { after: _, ...rest } = change;
    return after === undefined ? rest : { ...rest, after };
  });
}

/** Where a splice stands among others that are in the order of the text. */
function placeAmong(others: readonly Placed[], placed: Placed): number {
  let from = 0;
  let to = others.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = others[middle];
    if (other !== undefined && orderInText(other, placed) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function orderInText(a: Placed, b: Placed): number {
  return a.start - b.start || a.end - b.end || orderAt(a, b);
}

/** What comes first of what is put in at one place: the inner one; items of a list are given from the last on. */
function orderAt(a: Numbered, b: Numbered): number {
  const depth = b.change.path.length - a.change.path.length;
  if (depth !== 0) return depth;
  return a.change.kind === 'insert' ? b.index - a.index : a.index - b.index;
}

function isApartAt(
  others: readonly Placed[],
  place: number,
  placed: Placed,
  { format }: SourceDocument,
): boolean {
  const [before, after] = [others[place - 1], others[place]];
  const isApart = (a: Placed | undefined, b: Placed | undefined) =>
    a === undefined ||
    b === undefined ||
    (b.start >= a.end && (b.start > a.start || b.end > a.end || canFollow(a.text, b.text, format)));
  return isApart(before, placed) && isApart(placed, after);
}

/** Whether two texts that are put in at one place do not need anything between them. */
function canFollow(a: string, b: string, format: SourceDocument['format']): boolean {
  const isEach = (pattern: RegExp) => pattern.test(a) && pattern.test(b);
  return (
    isEach(/^\s*,/) || isEach(/,\s*$/) || (format === 'yaml' && (isEach(/\n$/) || isEach(/^\r?\n/)))
  );
}

function madeAtOnce(
  document: SourceDocument,
  splices: readonly Placed[],
): SourceDocument | undefined {
  const changes = [...splices].sort((a, b) => a.index - b.index).map(({ change }) => change);
  try {
    const intended = changes.reduce<JsonValue>(changed, document.value);
    return checkedText(document, splicedAll(document.text, splices), intended);
  } catch (error) {
    if (error instanceof CannotEdit) return undefined;
    throw error;
  }
}
