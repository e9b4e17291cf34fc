import type { Expr } from './facts.ts';
import type { Site } from './program.ts';

/** What the parameters of a function are given in one call of it, by `file#scope`. */
export interface Frame {
  readonly key: string;
  readonly args: readonly {
    readonly expr: Expr;
    readonly site: Site;
    readonly frame: Frame | null;
  }[];
  readonly outer: Frame | null;
}

/** What a parameter is given in a call, or in one of those around it. */
export function givenIn(
  frame: Frame | null,
  {
    file,
    scope,
    position,
  }: { readonly file: string; readonly scope: number; readonly position: number },
): Frame['args'][number] | undefined {
  const key = `${file}#${scope}`;
  for (let at = frame; at !== null; at = at.outer) {
    const given = at.key === key ? at.args[position] : undefined;
    if (given !== undefined) return given;
  }
  return undefined;
}
