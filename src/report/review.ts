// The comments of a review: which drifts get one, on which line of the diff, and what it says.
import { decidingProblems } from '../audit/outcome.ts';
import type { AuditReport } from '../audit/report.ts';
import { type Drift, subjectName } from '../drift/drift.ts';
import type { Location } from '../location.ts';
import { visible } from '../visible.ts';
import { type FileHunks, type Hunk, inRange } from './diff-hunks.ts';
import { type Fold, foldChanges, othersInWords } from './fold.ts';
import { type JudgedChange, judgedChanges } from './judgement.ts';
import { byteLength, LIMITS } from './limits.ts';
import { type Links, NO_LINKS } from './links.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import { Page } from './page.ts';
import { type HasComment, writeMarker } from './review-marker.ts';
import { COMPATIBILITY_WORDS, count, lineOf, number } from './wording.ts';

/** `LEFT` are the lines of base, `RIGHT` those of head. */
export type DiffSide = 'LEFT' | 'RIGHT';

/** A comment on lines of a pull request's diff. */
export interface ReviewComment {
  readonly path: string;
  /** The line, or the last of several. */
  readonly line: number;
  readonly side: DiffSide;
  /** The first of several lines; null for one. */
  readonly startLine: number | null;
  /** Markdown that begins with the hidden marker. */
  readonly body: string;
  /** Of the drifts it speaks of; never empty. */
  readonly fingerprints: readonly string[];
}

/** Lines of head that a proven fix puts in the place of others. */
export interface Suggestion {
  /** Of all drifts that are gone with it. */
  readonly fingerprints: readonly string[];
  readonly path: string;
  /** Lines of head that go, from 1, ends included; at least one. */
  readonly startLine: number;
  readonly endLine: number;
  /** The lines that take their place, each with its line end (LF); empty where they only go. */
  readonly replacement: string;
}

export interface ReviewOptions {
  readonly links?: Links;
  readonly suggestions?: readonly Suggestion[];
  /** What has a comment already, and gets no other. */
  readonly hasComment?: HasComment;
}

/** A drift that is not shown in the diff stands on the nearest changed line, if it is no further away than this. */
const MOST_LINES_AWAY = 10;
/** A longer suggestion is no suggestion any more. */
const MAX_SUGGESTION_BYTES = 16 * 1024;
/** Drifts in one marker, which take a quarter of the room of a comment. */
const MAX_MARKED = 1_000;

/**
 * A comment for each change that breaks, or counts towards an exceeded limit, and that can be pinned to a line of
 * the diff: the worst first. Changes that differ only in a value have one together.
 */
export function reviewComments(
  report: AuditReport,
  diff: readonly FileHunks[],
  options: ReviewOptions = {},
): readonly ReviewComment[] {
  return worstFolds(report, options.hasComment).flatMap((fold) => {
    const suggestion = suggestionFor(fold, diff, options.suggestions ?? []);
    const place = suggestion === null ? pin(fold.first.drift, diff) : placeOf(suggestion);
    if (place === null) return [];
    const fingerprints = driftsOf(fold).map(({ fingerprint }) => fingerprint);
    const body = bodyOf(fold, place, suggestion, fingerprints, options.links ?? NO_LINKS);
    return [{ ...place, body, fingerprints }];
  });
}

/** The drifts of each comment that there would be on a diff, in the order of the comments. */
export function commentedDrifts(
  report: AuditReport,
  diff: readonly FileHunks[],
  hasComment?: HasComment,
): readonly (readonly Drift[])[] {
  return worstFolds(report, hasComment)
    .filter(({ first }) => pin(first.drift, diff) !== null)
    .map(driftsOf);
}

/** What is worth a comment and has none, what exceeds a budget first. */
function worstFolds(report: AuditReport, hasComment: HasComment = () => false): readonly Fold[] {
  const telling = judgedChanges(report)
    .filter(isTelling)
    .filter(({ drift }) => !hasComment(drift.fingerprint));
  return foldChanges([
    ...telling.filter(({ exceeds }) => exceeds),
    ...telling.filter(({ exceeds }) => !exceeds),
  ]);
}

function driftsOf({ first, others }: Fold): readonly Drift[] {
  return [first, ...others].map(({ drift }) => drift);
}

/** Fingerprints of all that a comment would be written for, if it could be pinned to a line. */
export function tellingFingerprints(report: AuditReport): ReadonlySet<string> {
  const telling = judgedChanges(report).filter(isTelling);
  return new Set(telling.map(({ drift }) => drift.fingerprint));
}

/**
 * Whether what an audit did not find is gone. Where contracts could not be compared, it may only be unseen: also where
 * that is so at base and at head alike, which decides nothing otherwise. Areas that look at one tree at a time have
 * more that they never can check, as a framework that is not known: what stands there on both sides hides nothing new.
 */
export function isAllCompared({ areas: { contract, ...states } }: AuditReport): boolean {
  const others = Object.values(states).map(({ problems }) => decidingProblems(problems));
  return [contract.problems, ...others].every(({ length }) => length === 0);
}

/** A file on both sides; null where it is not there. */
export interface FilePair {
  readonly base: string | null;
  readonly head: string | null;
}

/** Where everything that is worth a comment stands, on both sides. */
export function reviewedFiles(report: AuditReport): readonly FilePair[] {
  const pairs = judgedChanges(report)
    .filter(isTelling)
    .map(({ drift: { base, head } }) => ({ base: base?.file ?? null, head: head?.file ?? null }));
  return [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()];
}

function isTelling({ counted, exceeds }: JudgedChange): boolean {
  return counted === 'definitely_breaking' || exceeds;
}

type Place = Pick<ReviewComment, 'path' | 'line' | 'side' | 'startLine'>;

/** The line a drift stands on: its own, the one that was removed, or the nearest changed one. */
function pin(drift: Drift, diff: readonly FileHunks[]): Place | null {
  const { action, base, head } = drift;
  const left = diff.flatMap(({ path, basePath, hunks }) =>
    base?.file === basePath && hunks.some(({ removed }) => removed.includes(base?.line ?? 0))
      ? [on(path, 'LEFT', base?.line ?? 0)]
      : [],
  )[0];
  const hunks = diff.find(({ path }) => path === head?.file)?.hunks ?? [];
  const shown = head !== null && hunks.some(({ right }) => inRange(head.line, right));
  const right = shown ? on(head.file, 'RIGHT', head.line) : undefined;
  const exact = action === 'remove' ? (left ?? right) : (right ?? left);
  return exact ?? (head === null ? null : nearest(head, hunks));
}

function on(path: string, side: DiffSide, line: number): Place {
  return { path, side, line, startLine: null };
}

/** The nearest changed line of the file at head. */
function nearest({ file, line }: Location, hunks: readonly Hunk[]): Place | null {
  const distance = (other: number) => Math.abs(other - line);
  const [best] = hunks
    .flatMap(({ added, right }) => (added.length > 0 ? added : [right.from, right.to]))
    .filter((other) => other > 0 && distance(other) <= MOST_LINES_AWAY)
    .sort((a, b) => distance(a) - distance(b) || a - b);
  return best === undefined ? null : on(file, 'RIGHT', best);
}

/** The suggestion that puts right all of a fold, if all its lines are in one hunk and it hides nothing. */
function suggestionFor(
  fold: Fold,
  diff: readonly FileHunks[],
  suggestions: readonly Suggestion[],
): Suggestion | null {
  const drifts = driftsOf(fold);
  const found = suggestions.find(
    ({ fingerprints, path, startLine, endLine, replacement }) =>
      drifts.every(({ fingerprint }) => fingerprints.includes(fingerprint)) &&
      startLine >= 1 &&
      startLine <= endLine &&
      byteLength(replacement) <= MAX_SUGGESTION_BYTES &&
      isPlain(replacement) &&
      diff.some(
        (file) =>
          file.path === path &&
          file.hunks.some(({ right }) => inRange(startLine, right) && inRange(endLine, right)),
      ),
  );
  return found ?? null;
}

/** Whether every character of lines of a file can be seen: nobody is to commit what they cannot see. */
function isPlain(lines: string): boolean {
  const text = lines.replace(/[\t\n]/g, ' ');
  return visible(text) === text;
}

function placeOf({ path, startLine, endLine }: Suggestion): Place {
  return { ...on(path, 'RIGHT', endLine), startLine: startLine < endLine ? startLine : null };
}

function bodyOf(
  fold: Fold,
  place: Place,
  suggestion: Suggestion | null,
  fingerprints: readonly string[],
  links: Links,
): string {
  const { drift, counted, promoted, exceeds } = fold.first;
  const { sign, word } = COMPATIBILITY_WORDS[counted];
  const page = new Page(LIMITS.commentBytes);
  const kind = `${sign} **${word}${exceeds ? ', over its budget' : ''}**`;
  page.add(
    [
      writeMarker('open', fingerprints.slice(0, MAX_MARKED)),
      `${kind}: ${subjectInWords(drift)} (${code(drift.rule)})`,
    ].join('\n'),
  );
  const others = othersInWords(fold, (text) => code(text, 80));
  page.add(`${escapeText(drift.message)}${others === null ? '' : `<br>${others}`}`);
  page.add(explanation(drift, promoted).join('\n'));
  const elsewhere = placeElsewhere(drift, place, links);
  if (elsewhere !== null) page.add(elsewhere);
  if (suggestion !== null) page.add(suggestionBlock(suggestion.replacement));
  return page.text();
}

function subjectInWords({ subject, operations }: Drift): string {
  const others = operations.length - 1;
  const name = code(subjectName(subject));
  return others > 0 ? `${name} and ${number(others)} more` : name;
}

/** Whom it breaks and why, the value that shows it, what to do: one line each. */
function explanation({ why, remedy, witness }: Drift, promoted: string | null): readonly string[] {
  const lines = [`- **Why:** ${escapeText(why)}`];
  if (promoted !== null) lines.push(`- **Counted as breaking:** ${escapeText(promoted)}`);
  if (witness !== null) {
    const refuses = witness.accepted_by === 'base' ? 'head' : 'base';
    lines.push(
      `- **Shown by:** ${code(witness.value)}, which ${witness.accepted_by} accepts and ${refuses} does not`,
    );
  }
  return [...lines, `- **Instead:** ${escapeText(remedy)}`];
}

/** Where the drift is, if the comment does not stand there. */
function placeElsewhere({ action, base, head }: Drift, place: Place, links: Links): string | null {
  if (base !== null && (action === 'remove' || head === null)) {
    return standsAt(place, 'LEFT', base)
      ? null
      : `It stood at ${linked(base, links.base(base))} at base.`;
  }
  return head === null || standsAt(place, 'RIGHT', head)
    ? null
    : `It stands at ${linked(head, links.head(head))}.`;
}

function standsAt(place: Place, side: DiffSide, { file, line }: Location): boolean {
  const from = place.startLine ?? place.line;
  return place.side === side && place.path === file && inRange(line, { from, to: place.line });
}

function linked(location: Location, address: string | null): string {
  const name = code(lineOf(location));
  return address === null ? name : link(name, address);
}

/** GitHub's block for a change that can be committed from the page; no text in it can end it. */
function suggestionBlock(replacement: string): string {
  const longest = Math.max(2, ...(replacement.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}suggestion\n${replacement}${fence}`;
}

/** What a review says itself, above its comments. `more` changes have none: for them the check run is named. */
export function reviewBody(posted: number, more: number, detailsUrl: string | null): string {
  const details = detailsUrl === null ? 'the check run' : link('the check run', detailsUrl);
  const rest =
    more === 0 ? 'all changes' : `${count(more, 'more change')} like these, and the rest`;
  return `${count(posted, 'comment')} on what breaks, or exceeds a budget. See ${details} for ${rest}.`;
}
