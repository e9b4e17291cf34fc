// What a fix changes, line by line: for suggestions in a review, and as a patch that `git apply` takes.
import type { FixedFile } from './edit.ts';

/** Lines that take the place of others. */
export interface LineChange {
  /** The first line that is replaced, from 1; where only lines are added, the one before which they come. */
  readonly from: number;
  /** The lines as they were and as they are, without line feeds; a carriage return is part of its line. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Lines that have to be the same again before two texts are taken to be back in step. */
const IN_STEP = 3;
/** Lines around a change that a patch shows. */
const AROUND = 3;

/** The places where two texts differ, in their order. A text without a line feed at its end differs in its last line. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let tail = 0;
  while (
    tail < Math.min(old.length, now.length) &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const ends = { old: old.length - tail, now: now.length - tail };
  const changes: LineChange[] = [];
  for (let i = 0, j = 0; i < ends.old || j < ends.now; ) {
    if (i < ends.old && j < ends.now && old[i] === now[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [gone, come] = outOfStep(old, now, i, j, ends);
    changes.push({
      from: i + 1,
      removed: old.slice(i, i + gone).map(shown),
      added: now.slice(j, j + come).map(shown),
    });
    i += gone;
    j += come;
  }
  return changes;
}

/** Lines with their line feeds, so that one that lacks it differs from one that has it. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function shown(line: string): string {
  return line.replace(/\n$/, '');
}

/** How many lines of each text are passed until both are in step again: the fewest together. */
function outOfStep(
  old: readonly string[],
  now: readonly string[],
  i: number,
  j: number,
  ends: { readonly old: number; readonly now: number },
): readonly [number, number] {
  const [restOld, restNow] = [ends.old - i, ends.now - j];
  for (let sum = 1; sum < restOld + restNow; sum += 1) {
    for (let gone = Math.max(0, sum - restNow); gone <= Math.min(sum, restOld); gone += 1) {
      if (isInStep(old, now, i + gone, j + sum - gone, ends)) return [gone, sum - gone];
    }
  }
  return [restOld, restNow];
}

function isInStep(
  old: readonly string[],
  now: readonly string[],
  i: number,
  j: number,
  ends: { readonly old: number; readonly now: number },
): boolean {
  for (let step = 0; step < IN_STEP; step += 1) {
    const isOver = i + step >= ends.old && j + step >= ends.now;
    if (isOver) return true;
    if (i + step >= ends.old || j + step >= ends.now || old[i + step] !== now[j + step])
      return false;
  }
  return true;
}

/** The files of a fix as one patch in the unified format, with the names `git apply` expects. */
export function patchOf(files: readonly FixedFile[]): string {
  return files.map(filePatch).join('');
}

function filePatch({ path, before, after }: FixedFile): string {
  const [old, now] = [linesOf(before ?? ''), linesOf(after ?? '')];
  const names = `--- ${before === null ? '/dev/null' : `a/${path}`}\n+++ ${after === null ? '/dev/null' : `b/${path}`}\n`;
  const kind =
    before === null ? 'new file mode 100644\n' : after === null ? 'deleted file mode 100644\n' : '';
  let text = `diff --git a/${path} b/${path}\n${kind}${names}`;
  let shift = 0;
  for (const group of grouped(lineChanges(before ?? '', after ?? ''))) {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const start = Math.max(0, first.from - 1 - AROUND);
    const end = Math.min(old.length, last.from - 1 + last.removed.length + AROUND);
    const grown = group.reduce((sum, { added, removed }) => sum + added.length - removed.length, 0);
    text += `@@ -${range(start, end - start)} +${range(start + shift, end - start + grown)} @@\n`;
    text += body(old, now, group, start, end, shift);
    shift += grown;
  }
  return text;
}

/** Where a hunk starts and how many lines it has; without lines it names the one before. */
function range(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}

function body(
  old: readonly string[],
  now: readonly string[],
  group: readonly LineChange[],
  start: number,
  end: number,
  shift: number,
): string {
  const parts: string[] = [];
  const write = (mark: string, lines: readonly string[]): void => {
    for (const line of lines)
      parts.push(
        line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`,
      );
  };
  let at = start;
  let moved = shift;
  for (const { from, removed, added } of group) {
    write(' ', old.slice(at, from - 1));
    write('-', old.slice(from - 1, from - 1 + removed.length));
    write('+', now.slice(from - 1 + moved, from - 1 + moved + added.length));
    at = from - 1 + removed.length;
    moved += added.length - removed.length;
  }
  write(' ', old.slice(at, end));
  return parts.join('');
}

/** Changes that are so near to each other that what is shown around them meets. */
function grouped(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const isNear =
      last !== undefined && change.from - last.from - last.removed.length <= 2 * AROUND;
    if (group !== undefined && isNear) group.push(change);
    else groups.push([change]);
  }
  return groups;
}
