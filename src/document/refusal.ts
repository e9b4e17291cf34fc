import type { ProblemCode } from '../problem.ts';
import type { DocumentLimits } from './limits.ts';

/**
 * Why a text is not taken as a document, with the offset at which that shows.
 * Thrown inside this folder to leave a deep parse; `parseDocument` turns it into a problem.
 */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly offset: number,
    /** A second place that belongs to it: where the key stood first. */
    readonly firstOffset: number | null = null,
  ) {
    super(message);
  }

  static tooDeep(offset: number, limits: DocumentLimits): Refusal {
    return new Refusal(
      'too-deep',
      `The document is nested more than ${limits.depth} levels deep here, which is not read. Make it flatter.`,
      offset,
    );
  }

  static tooManyNodes(offset: number, limits: DocumentLimits): Refusal {
    return new Refusal(
      'too-many-nodes',
      `The document has more than ${limits.nodes.toLocaleString('en-US')} values, which is not read. Split it.`,
      offset,
    );
  }

  static duplicateKey(key: string, offset: number, firstOffset: number): Refusal {
    const shown = key.length > 80 ? `${key.slice(0, 80)}…` : key;
    return new Refusal(
      'duplicate-key',
      `The key ${JSON.stringify(shown)} is there twice in one object, so it is open which of them counts. Keep one of them.`,
      offset,
      firstOffset,
    );
  }

  /**
   * For tabs below the lines of a YAML block scalar: the lexer takes in the indentation of the line after
   * them too, and the parser would give its content to another parent without a word.
   */
  static tabAfterBlockScalar(offset: number): Refusal {
    return new Refusal(
      'syntax-error',
      'A line with tabs ends the block text before this place. Remove the tabs, or use spaces.',
      offset,
    );
  }
}
