// Proven fixes as suggestions: lines of head that others take the place of, only where that is exact.
import type { FixedFile } from '../fix/edit.ts';
import type { ProvenFix } from '../fix/fix.ts';
import type { Suggestion } from './review.ts';

/** A suggestion over more lines than this cannot be read in a comment. */
const MAX_LINES = 60;

/**
 * The suggestions that fixes can be made of, those that do the least first: only of fixes that change one file of
 * head, in one place, and that come out exactly when a suggestion is committed. What only adds lines takes the line
 * before with it, as a suggestion has to replace something.
 */
export function suggestionsOf(
  fixes: readonly Pick<ProvenFix, 'drifts' | 'files'>[],
): readonly Suggestion[] {
  return fixes
    .flatMap(({ drifts: fingerprints, files }) => {
      const [file, ...others] = files;
      if (file === undefined || others.length > 0) return [];
      const lines = linesReplacedIn(file);
      return lines === null ? [] : [{ fingerprints, path: file.path, ...lines }];
    })
    .sort((a, b) => a.fingerprints.length - b.fingerprints.length);
}

type ReplacedLines = Pick<Suggestion, 'startLine' | 'endLine' | 'replacement'>;

function linesReplacedIn({ before, after, content }: FixedFile): ReplacedLines | null {
  if (before === null || after === null || content === null) return null;
  const lines = replacedLines(before, after);
  // A byte order mark is no part of the text, but of the first line.
  const hasMark = !Buffer.from(content).equals(Buffer.from(after));
  return lines === null || (hasMark && lines.startLine === 1) ? null : lines;
}

/** From the first line that differs to the last; null where there is none, too many, or it could come out otherwise. */
function replacedLines(before: string, after: string): ReplacedLines | null {
  const [old, now] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  if (start === old.length && start === now.length) return null;
  // Nothing is replaced where lines are only added: then the line before is, or the one after at the very start.
  const isAddition = start === old.length - end;
  if (isAddition && start > 0) start -= 1;
  else if (isAddition && end > 0) end -= 1;
  const replaced = old.slice(start, old.length - end);
  const taken = now.slice(start, now.length - end);
  if (replaced.length < 1 || replaced.length > MAX_LINES || taken.length > MAX_LINES) return null;
  if (![...replaced, ...taken].every(isPlainLine)) return null;
  // Nobody can tell a block of blank lines from an empty one.
  if (taken.length > 0 && taken.every((line) => line.trim() === '')) return null;
  return { startLine: start + 1, endLine: start + replaced.length, replacement: taken.join('') };
}

/** Whether a line ends in a line feed alone: a page knows no other line end, and always writes one. */
function isPlainLine(line: string): boolean {
  return line.endsWith('\n') && !line.includes('\r');
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}
