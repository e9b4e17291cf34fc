import { RareYaml } from './rare-yaml.ts';
import { type YamlTokenKind, YamlTokens } from './yaml-tokens.ts';

/**
 * A place among the tokens of a YAML text, with the steps that reading takes over and over.
 * Throws `RareYaml` at a token that is not expected.
 */
export class YamlCursor extends YamlTokens {
  constructor(private readonly text: string) {
    super(text);
  }

  /** Whether a plain or quoted scalar stands here. */
  isScalar(): boolean {
    return this.kind === 'plain' || this.kind === 'quoted';
  }

  /** Whether nothing more stands on the line, but for a comment. */
  isLineEnd(): boolean {
    return this.kind === 'newline' || this.kind === 'comment' || this.kind === 'end';
  }

  /** Passes blanks on the line. Tabs are rare, and some places forbid them. */
  skipSpace(): void {
    while (this.kind === 'space') {
      if (this.source.includes('\t')) throw this.rare();
      this.advance();
    }
  }

  /** Passes blanks, comments and line ends. */
  skipToLine(): void {
    for (;;) {
      this.skipSpace();
      if (this.kind === 'newline') this.advance();
      else if (this.kind === 'comment') this.comment();
      else return;
    }
  }

  /** Passes a comment, before which there must be a blank (YAML 1.2.2 section 6.6). */
  comment(): void {
    const before = this.offset > 0 ? this.text.charAt(this.offset - 1) : ' ';
    if (!/[ \t\n]/.test(before)) throw this.rare();
    this.advance();
  }

  /** Passes a token that must be of a kind. */
  expect(kind: YamlTokenKind): void {
    if (this.kind !== kind) throw this.rare();
    this.advance();
  }

  rare(): RareYaml {
    return new RareYaml(this.offset);
  }
}
