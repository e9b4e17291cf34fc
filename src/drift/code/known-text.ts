import type { Expr } from './facts.ts';
import { lastName } from './facts-index.ts';

/** A text as far as it is known: what stands in it, and the holes of which nothing is known. */
export type KnownText = readonly TextPart[];
export type TextPart = string | { readonly hole: string };

/**
 * Where a default stands beside what only the running program knows, it is the default that is promised; what is known
 * in part is not forgotten beside it.
 */
export function promised(texts: readonly KnownText[]): readonly KnownText[] {
  if (texts.every((text) => wholeText(text) === null)) return texts;
  return texts.filter(
    (text) =>
      wholeText(text) !== null || text.some((part) => typeof part === 'string' && /\w/.test(part)),
  );
}

/** A hole that shows what stands there: a plain name where there is one. */
export function holeOf(expr: Expr): TextPart {
  const name = expr.kind === 'call' ? lastName(expr.callee) : lastName(expr);
  return { hole: name ?? '' };
}

/** The text, if all of it is known. */
export function wholeText(text: KnownText): string | null {
  let whole = '';
  for (const part of text) {
    if (typeof part !== 'string') return null;
    whole += part;
  }
  return whole;
}

/** A text whose known parts that follow each other are one part. */
export function merged(text: KnownText): KnownText {
  const parts: TextPart[] = [];
  for (const part of text) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

/** Each text once. */
export function distinct(texts: readonly KnownText[]): readonly KnownText[] {
  if (texts.length < 2) return texts;
  return [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];
}
