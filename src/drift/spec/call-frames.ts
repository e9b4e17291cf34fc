import type { Caller } from '../code/call-names.ts';
import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import { type Frame, givenIn } from '../code/frame.ts';
import { placeKey, type Site } from '../code/program.ts';
import { unrolled } from '../code/unroll.ts';

/** A call of a function, and what its parameters are there. */
interface FramedCall {
  readonly caller: Caller;
  readonly frame: Frame;
}

/** What the parameters of functions are from one of their calls to the next, where that makes texts differ. */
export class CallFrames {
  readonly #known = new Map<string, readonly FramedCall[]>();

  constructor(private readonly code: Code) {}

  /** The frames of the function around, where texts differ from one of its calls to the next; else none. */
  around(site: Site, texts: readonly Expr[]): readonly (Frame | null)[] {
    const index = this.code.program.file(site.file)?.index;
    if (index === undefined || texts.every(isSettled)) return [null];
    for (const scope of index.enclosing(site.scope)) {
      if ((index.scope(scope)?.params.length ?? 0) === 0) continue;
      const frames = this.of(site.file, scope);
      if (this.differ(texts, site, frames)) return frames.map(({ frame }) => frame);
    }
    return [null];
  }

  /** The calls of a function, each once for every turn of the loop that it stands in. */
  of(file: string, scope: number): readonly FramedCall[] {
    const key = `${file}#${scope}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.code.callers.of(file, scope).flatMap(({ call, site }) => {
      const around = this.code.program.file(site.file);
      const turns =
        around === undefined ? [call] : unrolled({ call, scope: site.scope }, around, this.code);
      return turns.map((turn) => ({
        caller: { call: turn, site },
        frame: this.code.evaluator.frame(turn, site, { file, scope }, null),
      }));
    });
    this.#known.set(key, found);
    return found;
  }

  /** Whether texts are not the same in all frames. */
  differ(
    texts: readonly Expr[],
    site: Site,
    frames: readonly { readonly frame: Frame }[],
  ): boolean {
    if (frames.length < 2) return false;
    const seen = frames.map(({ frame }) =>
      JSON.stringify(texts.map((text) => this.#meaning(text, site, frame))),
    );
    return new Set(seen).size > 1;
  }

  /** What tells an expression from others: its texts; of what has none the place of what the function is given. */
  #meaning(expr: Expr, site: Site, frame: Frame): unknown {
    const texts = this.code.evaluator.texts(expr, site, frame);
    if (texts.every((text) => text.every((part) => typeof part === 'string'))) return texts;
    const places = this.code.resolver.origins(beginning(expr), site).flatMap((origin) => {
      const given = origin.kind === 'param' ? givenIn(frame, origin) : undefined;
      return given === undefined ? [] : [placeKey(given.site.file, given.expr)];
    });
    return [texts, places];
  }
}

/** `users` of `users.router` and of `users.routes()`. */
function beginning(expr: Expr): Expr {
  let at = expr;
  while (at.kind === 'member' || at.kind === 'call')
    at = at.kind === 'member' ? at.object : at.callee;
  return at;
}

/** Whether an expression means the same in every call of the function around it. */
export function isSettled(expr: Expr): boolean {
  if (expr.kind === 'list') return expr.items.every(isSettled);
  return expr.kind === 'text' || expr.kind === 'literal' || expr.kind === 'function';
}
