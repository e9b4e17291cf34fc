// Proven fixes as suggestions: lines of head that others take the place of.
import type { ProvenFix } from '../fix/fix.ts';
import type { Suggestion } from './review.ts';

/** A suggestion over more lines than this cannot be read in a comment. */
const MAX_LINES = 60;

/**
 * The suggestions that fixes can be made of, one for each drift of a fix: only of those that change one file of
 * head, in one place. What only adds lines takes the line before with it, as a suggestion has to replace something.
 */
export function suggestionsOf(
  fixes: readonly Pick<ProvenFix, 'drifts' | 'files'>[],
): readonly Suggestion[] {
  return fixes.flatMap(({ drifts, files }) => {
    const [file, ...others] = files;
    if (file === undefined || others.length > 0) return [];
    const { path, before, after } = file;
    const lines = before === null || after === null ? null : replacedLines(before, after);
    return lines === null ? [] : drifts.map((fingerprint) => ({ fingerprint, path, ...lines }));
  });
}

/** From the first line that differs to the last; null where there is none, or too many. */
function replacedLines(
  before: string,
  after: string,
): Pick<Suggestion, 'startLine' | 'endLine' | 'replacement'> | null {
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
  const replaced = old.length - end - start;
  const taken = now.slice(start, now.length - end);
  if (replaced < 1 || replaced > MAX_LINES || taken.length > MAX_LINES) return null;
  return { startLine: start + 1, endLine: start + replaced, replacement: taken.join('') };
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}
