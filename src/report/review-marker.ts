// The hidden line by which a comment of a review is known again, and what became of its drifts.

/** What the first line of a review comment says. */
export interface ReviewMarker {
  /** `open` as it was posted; `gone` once it was folded away because its drifts are gone. */
  readonly state: 'open' | 'gone';
  /** Of the drifts it speaks of. */
  readonly fingerprints: readonly string[];
}

/** Only at the very start: what follows may quote anything. */
const MARKER = /^<!-- holdfast:review (open|gone)((?: [0-9a-f]{32})+) -->/;

export function writeMarker({ state, fingerprints }: ReviewMarker): string {
  return `<!-- holdfast:review ${state} ${fingerprints.join(' ')} -->`;
}

/** The marker of a comment; null where it does not begin with one. */
export function readMarker(body: string): ReviewMarker | null {
  const [, state, list = ''] = MARKER.exec(body) ?? [];
  if (state !== 'open' && state !== 'gone') return null;
  return { state, fingerprints: list.trim().split(' ') };
}

/** The same comment with another state. */
export function remark(body: string, state: ReviewMarker['state']): string {
  const marker = readMarker(body);
  return marker === null ? body : body.replace(MARKER, writeMarker({ ...marker, state }));
}
