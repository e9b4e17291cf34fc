import { Callers } from './callers.ts';
import { Evaluator } from './evaluate.ts';
import type { Program } from './program.ts';
import { Resolver } from './resolve.ts';

/** The code of a repository and everything that can be asked of it. */
export class Code {
  readonly resolver: Resolver;
  readonly callers: Callers;
  readonly evaluator: Evaluator;

  constructor(readonly program: Program) {
    this.resolver = new Resolver(program);
    this.callers = new Callers(this.resolver);
    this.evaluator = new Evaluator(this.resolver, this.callers);
  }
}
