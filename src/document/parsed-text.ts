import type { JsonValue } from './document.ts';
import type { SourcePositions } from './source-positions.ts';

/** What the reader of a format makes of a text. */
export interface ParsedText {
  readonly format: 'json' | 'yaml';
  /** Makes the value; called at most once. */
  readonly readValue: () => JsonValue;
  readonly positions: SourcePositions;
}
