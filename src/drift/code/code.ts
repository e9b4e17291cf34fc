import { Callers } from './callers.ts';
import { Evaluator } from './evaluate.ts';
import type { CallExpr, CallSite } from './facts.ts';
import type { Program } from './program.ts';
import { Resolver } from './resolve.ts';

/** The code of a repository and everything that can be asked of it. */
export class Code {
  /** Calls as they are made in each turn of the loops around them, for as long as nothing is added. */
  #turns = new WeakMap<CallSite, readonly CallExpr[]>();
  #generation = 0;
  readonly resolver: Resolver;
  readonly callers: Callers;
  readonly evaluator: Evaluator;

  constructor(readonly program: Program) {
    this.resolver = new Resolver(program);
    this.callers = new Callers(this.resolver);
    this.evaluator = new Evaluator(this.resolver, this.callers);
  }

  /** What `turns` made of a call, which is asked once: then all who look at a call see the same. */
  unrolled(site: CallSite, turns: () => readonly CallExpr[]): readonly CallExpr[] {
    if (this.#generation !== this.program.generation) {
      this.#turns = new WeakMap();
      this.#generation = this.program.generation;
    }
    const known = this.#turns.get(site);
    if (known !== undefined) return known;
    const made = turns();
    this.#turns.set(site, made);
    return made;
  }
}
