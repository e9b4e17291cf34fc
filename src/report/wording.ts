import type { KeySource, LimitUse } from '../budget/verdict.ts';
import { type DriftCounts, WORST_FIRST } from '../drift/area-report.ts';
import { type Compatibility, type Subject, subjectName, type Witness } from '../drift/drift.ts';
import { formatLocation, type Location } from '../location.ts';

/** What people call each compatibility, and the sign that stands for it. Never colour or sign alone. */
export const COMPATIBILITY_WORDS: Readonly<
  Record<Compatibility, { readonly word: string; readonly mark: string; readonly sign: string }>
> = {
  definitely_breaking: { word: 'breaking', mark: '✗', sign: '🔴' },
  potentially_breaking: { word: 'potentially breaking', mark: '!', sign: '🟡' },
  non_breaking: { word: 'harmless', mark: '·', sign: '🟢' },
};

/** Which compatibility each limit counts. */
export const LIMIT_COMPATIBILITY: Readonly<Record<LimitUse['key'], Compatibility>> = {
  max_breaking_changes: 'definitely_breaking',
  max_potentially_breaking_changes: 'potentially_breaking',
  max_non_breaking_changes: 'non_breaking',
};

/** `1,234`: the same on every machine. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 change`, `1,234 changes`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `1 breaking, 3 harmless changes`; the empty text when there are none. */
export function countsInWords(counts: DriftCounts): string {
  const parts = WORST_FIRST.filter((compatibility) => counts[compatibility] > 0).map(
    (compatibility) =>
      `${number(counts[compatibility])} ${COMPATIBILITY_WORDS[compatibility].word}`,
  );
  const total = WORST_FIRST.reduce((sum, compatibility) => sum + counts[compatibility], 0);
  return total === 0 ? '' : `${parts.join(', ')} ${total === 1 ? 'change' : 'changes'}`;
}

/** How names and places are written: plain in a terminal, as code and links in Markdown. */
export interface Style {
  name(text: string): string;
  place(location: Location): string;
}

/** Which budget a key came from, in words: `the budget of tag users (.github/holdfast.yml:12:5)`. */
export function sourceInWords(source: KeySource, style: Style): string {
  const { origin } = source;
  if (origin.kind === 'built_in') return 'Holdfast’s built-in default budget';
  const budget =
    source.level === 'default'
      ? 'the default budget'
      : `the budget of ${source.level} ${style.name(source.name)}`;
  if (origin.kind === 'api') return `${budget} (set through the API, id ${style.name(origin.id)})`;
  return `${budget} (${style.place(source.location ?? origin.location)})`;
}

/** `2 breaking changes, 0 allowed: 2 too many` or `1 of 5 potentially breaking changes used, 4 left`. */
export function useInWords(use: LimitUse): string {
  const { word } = COMPATIBILITY_WORDS[LIMIT_COMPATIBILITY[use.key]];
  return use.exceeded
    ? `${count(use.used, `${word} change`)}, ${number(use.limit)} allowed: ${number(use.used - use.limit)} too many`
    : `${number(use.used)} of ${count(use.limit, `${word} change`)} used, ${number(use.left)} left`;
}

/** The plain style: text as it is made visible by its caller. */
export function plainStyle(show: (text: string) => string): Style {
  return { name: show, place: (location) => show(formatLocation(location)) };
}

/** `POST /api/users`, or the file's name for a contract. */
export function nameOf(subject: Subject): string {
  return subjectName(subject);
}

/** `file:line`, for places whose column helps nobody: what is linked is the line. */
export function lineOf({ file, line }: Location): string {
  return `${file}:${line}`;
}

/** A value that shows a break, and who accepts it. The value is text of the repository: escape it. */
export function witnessInWords({ value, accepted_by }: Witness): string {
  const [accepts, refuses] = accepted_by === 'base' ? ['base', 'head'] : ['head', 'base'];
  return `${value} (${accepts} accepts it, ${refuses} does not)`;
}
