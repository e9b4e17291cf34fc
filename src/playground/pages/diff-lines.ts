import { type PatchLine, parsePatch } from '../git/diff.ts';

/** Lines shown before one that the patch does not have. */
const BEFORE = 3;

function context(head: readonly string[], from: number, to: number): PatchLine[] {
  const lines: PatchLine[] = [
    { kind: 'hunk', left: null, right: null, text: `Unchanged, lines ${from} to ${to}` },
  ];
  for (let number = from; number <= to; number += 1) {
    lines.push({ kind: 'context', left: null, right: number, text: head[number - 1] ?? '' });
  }
  return lines;
}

/** The first line of head that each hunk starts with. */
function hunksOf(patch: readonly PatchLine[]): { start: number; lines: PatchLine[] }[] {
  const hunks: { start: number; lines: PatchLine[] }[] = [];
  for (const line of patch) {
    if (line.kind === 'hunk') {
      const start = Number(/\+(\d+)/.exec(line.text)?.[1] ?? 0);
      hunks.push({ start, lines: [line] });
    } else {
      hunks.at(-1)?.lines.push(line);
    }
  }
  return hunks;
}

/**
 * The lines of a patch and, in their place between the hunks, those lines of the head file that
 * something was noted at and that the patch does not show, each with a few before it.
 */
export function linesToShow(
  patch: string | null,
  head: readonly string[],
  noted: readonly number[],
): PatchLine[] {
  const hunks = hunksOf(patch === null || patch === '' ? [] : parsePatch(patch));
  const present = new Set(hunks.flatMap(({ lines }) => lines.map(({ right }) => right)));
  const missing = [...new Set(noted)]
    .filter((number) => !present.has(number) && number >= 1 && number <= head.length)
    .sort((a, b) => a - b);
  let end = 0;
  for (const number of missing) {
    if (number <= end) continue;
    // Noted lines close to each other share one piece.
    const last = missing.reduce(
      (to, next) => (next > to && next <= to + BEFORE ? next : to),
      number,
    );
    let from = Math.max(1, number - BEFORE);
    while (from < number && present.has(from)) from += 1;
    hunks.push({ start: from, lines: context(head, from, last) });
    end = last;
  }
  return hunks.sort((a, b) => a.start - b.start).flatMap(({ lines }) => lines);
}
