// Brings the edits of several drifts together: each made once, none within another, in an order that works.

import { type Change, type Edit, isValueEdit, type ValueChange } from './edit.ts';
import { inOrderOfPlaces } from './order.ts';
import { isWithinPath } from './values.ts';

/** Edits that were worked out on the same state of the files, as steps that can be taken one after the other. */
export function combined(edits: readonly Edit[]): readonly Edit[] {
  const byFile = new Map<string, Edit[]>();
  for (const edit of edits) {
    const group = byFile.get(edit.file);
    if (group === undefined) byFile.set(edit.file, [edit]);
    else group.push(edit);
  }
  return [...byFile.keys()].sort().flatMap((file) => ofFile(byFile.get(file) ?? []));
}

function ofFile(edits: readonly Edit[]): readonly Edit[] {
  const seen = new Set<string>();
  const once = edits.filter(({ change }) => {
    const key = keyOf(change);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  const whole = once.filter(({ change }) => change.kind === 'create' || change.kind === 'delete');
  if (whole.length > 0) return whole.slice(0, 1);
  // From the last line to the first, so that the lines before keep their numbers; what is put in at one place backwards,
  // so that it stands in its order in the end.
  const lines = once
    .filter(({ change }) => change.kind === 'lines')
    .reverse()
    .sort((a, b) => lineOf(b.change) - lineOf(a.change));
  const values = once.filter(isValueEdit);
  const outer = values.filter(
    (edit) => !values.some((other) => other !== edit && covers(other.change, edit.change)),
  );
  return [...inOrderOfPlaces(outer), ...lines];
}

function keyOf(change: Change): string {
  switch (change.kind) {
    case 'create':
    case 'delete':
      return change.kind;
    case 'lines':
      return JSON.stringify([change.kind, change.from, change.expected, change.lines]);
    case 'insert':
      return JSON.stringify([change.kind, change.path, change.value]);
    default:
      return JSON.stringify(['value', change.path.map(String)]);
  }
}

function lineOf(change: Change): number {
  return change.kind === 'lines' ? change.from : 0;
}

/** Whether what one change writes or takes away has the place of another one in it. */
function covers(outer: ValueChange, inner: ValueChange): boolean {
  if (outer.kind === 'insert' || outer.path.length > inner.path.length) return false;
  if (outer.path.length === inner.path.length) return false;
  return isWithinPath(inner.path, outer.path);
}
