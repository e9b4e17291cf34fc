import type { Location } from '../location.ts';
import type { JsonValue, NodePath, SourceDocument, TextRange } from './document.ts';
import { LineIndex } from './line-index.ts';
import type { ParsedText } from './parsed-text.ts';
import { NO_KEY } from './position-table.ts';
import type { SourcePositions } from './source-positions.ts';

/** A document over its text and the positions of its nodes, whatever its format. */
export class TextDocument implements SourceDocument {
  readonly format: 'json' | 'yaml';
  private readonly positions: SourcePositions;
  private readonly lines: LineIndex;
  private read: { readonly value: JsonValue } | undefined;

  constructor(
    readonly file: string,
    readonly hash: string | null,
    readonly text: string,
    private readonly parsed: ParsedText,
  ) {
    this.format = parsed.format;
    this.positions = parsed.positions;
    // A JSON text has line feeds only between its tokens, where the scan has met them all.
    this.lines = new LineIndex(
      text,
      this.format === 'json' ? this.positions.table.lineFeeds : undefined,
    );
  }

  get value(): JsonValue {
    this.read ??= { value: this.parsed.readValue() };
    return this.read.value;
  }

  locate(path: NodePath): Location {
    const { table } = this.positions;
    const { node } = this.positions.find(path);
    const key = table.key(node);
    return this.location(key === NO_KEY ? table.value(node) : key);
  }

  locateValue(path: NodePath): Location {
    return this.location(this.positions.table.value(this.positions.find(path).node));
  }

  range(path: NodePath): TextRange | undefined {
    const { table } = this.positions;
    const { node, exact } = this.positions.find(path);
    return exact ? { start: table.value(node), end: table.end(node) } : undefined;
  }

  private location(offset: number): Location {
    return { file: this.file, ...this.lines.place(offset) };
  }
}
