import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import type { FunctionAt } from '../php-routing.ts';

/** The methods that a program adds to Laravel's router: `Route::macro('archive', function (string $uri) { … })`. */
export class LaravelMacros {
  readonly #byName = new Map<string, FunctionAt[]>();

  constructor(private readonly code: Code) {
    for (const { path, facts } of code.program.files()) {
      for (const { call, scope } of facts.language === 'php' ? facts.calls : []) {
        const { callee, args } = call;
        if (callee.kind !== 'member' || callee.name !== 'macro') continue;
        const [name, body] = args.map(({ value }) => value);
        if (lastName(callee.object) !== 'Route' || body?.kind !== 'function') continue;
        const said = name === undefined ? null : code.evaluator.text(name, { file: path, scope });
        if (said === null) continue;
        const known = this.#byName.get(said) ?? [];
        this.#byName.set(said, [...known, { file: path, scope: body.scope }]);
      }
    }
  }

  /** The functions of a macro's name. */
  of(name: string): readonly FunctionAt[] {
    return this.#byName.get(name) ?? [];
  }

  /** Whether a place is within a macro: what it tells depends on the calls of the macro. */
  isWithin(file: string, scope: number): boolean {
    const own = [...this.#byName.values()].flat().filter((one) => one.file === file);
    if (own.length === 0) return false;
    const around = this.code.program.file(file)?.index.enclosing(scope) ?? [];
    return [...around].some((at) => own.some((one) => one.scope === at));
  }
}
