import { CST, Lexer } from 'yaml';

export type YamlTokenKind =
  | 'end'
  | 'document'
  | 'document-start'
  | 'document-end'
  | 'newline'
  | 'space'
  | 'comment'
  | 'item'
  | 'explicit-key'
  | 'colon'
  | 'open'
  | 'close'
  | 'comma'
  | 'anchor'
  | 'alias'
  | 'tag'
  | 'plain'
  | 'quoted'
  | 'block-header'
  | 'rare';

const KINDS: Readonly<Record<string, YamlTokenKind>> = {
  'doc-mode': 'document',
  'doc-start': 'document-start',
  'doc-end': 'document-end',
  newline: 'newline',
  space: 'space',
  comment: 'comment',
  'seq-item-ind': 'item',
  'explicit-key-ind': 'explicit-key',
  'map-value-ind': 'colon',
  'flow-map-start': 'open',
  'flow-seq-start': 'open',
  'flow-map-end': 'close',
  'flow-seq-end': 'close',
  comma: 'comma',
  anchor: 'anchor',
  alias: 'alias',
  tag: 'tag',
  'single-quoted-scalar': 'quoted',
  'double-quoted-scalar': 'quoted',
  'block-scalar-header': 'block-header',
};

/**
 * The tokens of a YAML text one at a time, as `yaml`'s lexer cuts them, with their place.
 * A scalar that is not quoted (plain, or the lines of a block scalar) is of kind `plain`.
 */
export class YamlTokens {
  kind: YamlTokenKind = 'end';
  source = '';
  /** Offset of the token. */
  offset = 0;
  /** Offset just after it. */
  end = 0;
  /** Tokens so far. */
  count = 0;
  private lineStart = 0;
  private readonly lexemes: Iterator<string>;

  constructor(text: string) {
    this.lexemes = new Lexer().lex(text);
    this.advance();
  }

  /** Characters between the start of the line and the token. */
  get column(): number {
    return this.offset - this.lineStart;
  }

  /** Goes to the next token; at the end it stays there. */
  advance(): void {
    this.passLineBreaks();
    const lexeme = this.lexemes.next();
    this.offset = this.end;
    if (lexeme.done === true) {
      this.kind = 'end';
      this.source = '';
      return;
    }
    this.count += 1;
    if (lexeme.value === CST.SCALAR) this.plain();
    else this.token(lexeme.value);
  }

  private token(source: string): void {
    this.source = source;
    this.kind = KINDS[CST.tokenType(source) ?? ''] ?? 'rare';
    const isMark = source === CST.DOCUMENT || source === CST.FLOW_END;
    if (!isMark) this.end += source.length;
  }

  /** The lexer announces such a scalar by a mark before its text. */
  private plain(): void {
    const content = this.lexemes.next();
    this.source = content.done === true ? '' : content.value;
    this.kind = 'plain';
    this.end += this.source.length;
  }

  private passLineBreaks(): void {
    if (this.kind === 'newline') this.lineStart = this.end;
    else if (this.kind === 'plain' || this.kind === 'quoted') {
      const lineBreak = this.source.lastIndexOf('\n');
      if (lineBreak !== -1) this.lineStart = this.offset + lineBreak + 1;
    }
  }
}
