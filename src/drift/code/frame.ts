import type { Expr } from './facts.ts';
import type { Origin } from './origin.ts';
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
  /** The object whose method or constructor it is, where that is known. */
  readonly own?: Extract<Origin, { kind: 'instance' }>;
}

/** The object whose methods are called in a frame, or in one of those around it. */
export function ownIn(frame: Frame | null): Frame['own'] {
  for (let at = frame; at !== null; at = at.outer) if (at.own !== undefined) return at.own;
  return undefined;
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

/** Whether two frames are those of the same call. */
export function isSameCall(one: Frame | null, other: Frame | null): boolean {
  if (one === null || other === null) return false;
  return one.key === other.key && one.args.every(({ expr }, at) => expr === other.args[at]?.expr);
}
