/** Text as PostgreSQL takes it. */

/**
 * `text` with U+0000 and lone surrogates replaced by U+FFFD: PostgreSQL has neither in its text and
 * JSON, but a hostile document can have both.
 */
export function storable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

/** The same for what may be missing. */
export function storableOrNull(text: string | null): string | null {
  return text === null ? null : storable(text);
}
