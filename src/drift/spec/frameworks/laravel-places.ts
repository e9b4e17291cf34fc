import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { phpCallables } from '../php-routing.ts';

/** Functions that call each other are followed so far … */
const MAX_DEPTH = 6;
/** … and told apart by so many of their calls. */
const MAX_PLACES = 300;

/** One call of a function that tells routes: they stand on what is around the call. */
export interface Place {
  /** The function, as `file#scope`, and its scope. */
  readonly scope: number;
  readonly file: string;
  /** What tells this call of the function from the others. */
  readonly key: string;
  readonly frame: Frame;
  /** Where it is called, and the call of the function around that. */
  readonly caller: Site;
  readonly outer: Place | null;
}

/** Tells by which calls the functions of a program run that tell Laravel of routes. */
export class LaravelPlaces {
  /** Functions that are given to `group` by their names: `group([Routes::class, 'admin'])`. */
  readonly #grouped = new Set<string>();
  readonly #known = new Map<string, readonly Place[]>();

  constructor(private readonly code: Code) {
    for (const { path, facts } of code.program.files()) {
      for (const { call, scope } of facts.language === 'php' ? facts.calls : []) {
        const last = lastName(call.callee) === 'group' ? call.args.at(-1)?.value : undefined;
        if (last === undefined || last.kind === 'function' || last.kind === 'text') continue;
        for (const fn of phpCallables(last, { file: path, scope }, code))
          this.#grouped.add(`${fn.file}#${fn.scope}`);
      }
    }
  }

  /** Whether a function is given to `group` by its name. */
  isGrouped(file: string, scope: number): boolean {
    return this.#grouped.has(`${file}#${scope}`);
  }

  /** The calls by which the function runs that a place stands in; null alone where nobody in the program calls it. */
  of({ file, scope }: Site, depth = 0): readonly (Place | null)[] {
    const index = this.code.program.file(file)?.index;
    for (const around of index?.enclosing(scope) ?? []) {
      if (index?.scope(around)?.kind !== 'function' || index.argumentOf(around) !== undefined)
        continue;
      if (depth > MAX_DEPTH || this.isGrouped(file, around)) return [null];
      const places = this.#callsOf(file, around, depth);
      return places.length > 0 && places.length <= MAX_PLACES ? places : [null];
    }
    return [null];
  }

  #callsOf(file: string, scope: number, depth: number): readonly Place[] {
    const key = `${file}#${scope}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // A function that calls itself is not followed to that.
    this.#known.set(key, []);
    const { callers, program, evaluator } = this.code;
    const found = callers.of(file, scope).flatMap(({ call, site }) => {
      const source = program.file(site.file);
      const turns =
        source === undefined ? [call] : unrolled({ call, scope: site.scope }, source, this.code);
      return turns.flatMap((turn, number) =>
        this.of(site, depth + 1).map((outer): Place => {
          const frame = evaluator.frame(turn, site, { file, scope }, outer?.frame ?? null);
          const own = `${site.file}:${call.line}:${call.column}:${number}`;
          return { file, scope, key: `${own} ${outer?.key ?? ''}`, frame, caller: site, outer };
        }),
      );
    });
    this.#known.set(key, found);
    return found;
  }
}
