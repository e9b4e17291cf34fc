/**
 * Bounds on what is read as a document. They are far above any real contract (GitHub's own description,
 * one of the largest, has 260,000 values) and low enough that hostile text stays harmless.
 */
export interface DocumentLimits {
  /** Levels of nested objects and arrays. */
  readonly depth: number;
  /** Values in the text. */
  readonly nodes: number;
  /** Values that YAML aliases add when each alias counts as a copy of what it names. */
  readonly aliasedNodes: number;
  /** Tokens of YAML that uses rare features, which takes a slower parser with much more memory. */
  readonly rareYamlTokens: number;
  /** Blank lines, comments, anchors and tags in a row in such YAML: that parser's time grows with their square. */
  readonly rareYamlGap: number;
}

export const DOCUMENT_LIMITS: DocumentLimits = {
  depth: 256,
  nodes: 4_000_000,
  aliasedNodes: 1_000_000,
  rareYamlTokens: 600_000,
  rareYamlGap: 8_000,
};
