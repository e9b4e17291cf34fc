// The hidden line by which a comment of a review is known again, and what became of its drifts.

/** What the first line of a review comment says. */
export interface ReviewMarker {
  /** `open` as it was posted; `gone` once it was folded away because its drifts are gone. */
  readonly state: 'open' | 'gone';
  /** Marks of the drifts it speaks of. */
  readonly marks: readonly string[];
}

/** Only at the very start: what follows may quote anything. */
const MARKER = /^<!-- holdfast:review (open|gone)((?: [0-9a-f]{16,32})+) -->/;

/** Digits of a fingerprint that tell the drifts of one pull request apart. */
const MARK_DIGITS = 16;

/** What a marker keeps of a fingerprint: a comment can speak of hundreds. */
export function markOf(fingerprint: string): string {
  return fingerprint.slice(0, MARK_DIGITS);
}

/** Whether a drift has a comment, open or folded away, by its fingerprint. */
export type HasComment = (fingerprint: string) => boolean;

/** A marker of drifts, by their fingerprints or marks. */
export function writeMarker(state: ReviewMarker['state'], drifts: readonly string[]): string {
  return `<!-- holdfast:review ${state} ${drifts.map(markOf).join(' ')} -->`;
}

/** The marker of a comment; null where it does not begin with one. */
export function readMarker(body: string): ReviewMarker | null {
  const [, state, list = ''] = MARKER.exec(body) ?? [];
  if (state !== 'open' && state !== 'gone') return null;
  return { state, marks: list.trim().split(' ').map(markOf) };
}

/** The same comment with another state. */
export function remark(body: string, state: ReviewMarker['state']): string {
  const marker = readMarker(body);
  return marker === null ? body : body.replace(MARKER, writeMarker(state, marker.marks));
}
