import type { Expr, Place } from './facts.ts';

/** Parts as one expression: a text where all of them are, with texts side by side made one. */
export function joined(parts: readonly Expr[], { line, column }: Place): Expr {
  const merged: Expr[] = [];
  for (const part of parts.flatMap((one) => (one.kind === 'join' ? one.parts : [one]))) {
    const last = merged.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      merged[merged.length - 1] = { ...last, value: last.value + part.value };
    else merged.push(part);
  }
  const [only] = merged;
  if (only === undefined) return { kind: 'text', value: '', line, column };
  return merged.length === 1 && only.kind === 'text'
    ? only
    : { kind: 'join', parts: merged, line, column };
}
