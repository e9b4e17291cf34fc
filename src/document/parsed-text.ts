import type { JsonValue } from './document.ts';
import type { NotedKey } from './json-keys.ts';
import type { TextPlace } from './line-index.ts';
import type { SourcePositions } from './source-positions.ts';

/** What the reader of a format makes of a text. Offsets are in what the format is read in: bytes or code units. */
export interface ParsedText {
  readonly format: 'json' | 'yaml';
  /** Makes the value; called at most once. */
  readonly readValue: () => JsonValue;
  readonly positions: SourcePositions;
  /** The place of an offset. */
  readonly place: (offset: number) => TextPlace;
  /** The text between two offsets. */
  readonly slice: (start: number, end: number) => string;
  /** An offset as code units of the text. */
  readonly unitsBefore: (offset: number) => number;
  /** Every text that stands under a key anywhere; null where the reader does not note it. */
  readonly textsOf: (key: NotedKey) => ReadonlySet<string> | null;
}
