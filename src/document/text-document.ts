import type { Location } from '../location.ts';
import type { JsonValue, NodePath, NodePlace, SourceDocument, TextRange } from './document.ts';
import type { NotedKey } from './json-keys.ts';
import type { Utf8Text } from './json-source.ts';
import type { ParsedText } from './parsed-text.ts';
import { NO_KEY } from './position-table.ts';
import type { SourcePositions } from './source-positions.ts';

/** A document over its text and the positions of its nodes, whatever its format. */
export class TextDocument implements SourceDocument {
  readonly format: 'json' | 'yaml';
  private readonly positions: SourcePositions;
  private read: { readonly value: JsonValue } | undefined;

  constructor(
    readonly file: string,
    readonly hash: string | null,
    private readonly source: string | Utf8Text,
    private readonly parsed: ParsedText,
  ) {
    this.format = parsed.format;
    this.positions = parsed.positions;
  }

  get text(): string {
    return typeof this.source === 'string' ? this.source : this.source.text;
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
    if (!exact) return undefined;
    const { unitsBefore } = this.parsed;
    return { start: unitsBefore(table.value(node)), end: unitsBefore(table.end(node)) };
  }

  place(path: NodePath): NodePlace | undefined {
    const { table } = this.positions;
    const { node, exact, isShared } = this.positions.find(path);
    if (!exact) return undefined;
    const { unitsBefore } = this.parsed;
    const key = table.key(node);
    return {
      key: key === NO_KEY ? null : unitsBefore(key),
      start: unitsBefore(table.value(node)),
      end: unitsBefore(table.end(node)),
      isShared,
    };
  }

  written(path: NodePath): string | undefined {
    const { table } = this.positions;
    const { node, exact } = this.positions.find(path);
    return exact ? this.parsed.slice(table.value(node), table.end(node)) : undefined;
  }

  textsOf(key: NotedKey): ReadonlySet<string> | null {
    return this.parsed.textsOf(key);
  }

  private location(offset: number): Location {
    return { file: this.file, ...this.parsed.place(offset) };
  }
}
