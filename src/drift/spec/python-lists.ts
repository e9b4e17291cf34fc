import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { unrolled } from '../code/unroll.ts';

/** Lists of routes that grow after they are made: `routes.append(Route("/x", view))`, `urls.extend(more)`. */

/** What a list grows by. */
export interface Growth {
  /** One more item, or (`isList`) a list of them. */
  readonly expr: Expr;
  readonly isList: boolean;
  readonly site: Site;
}

/** Finds what the lists of a program grow by. */
export class GrowingLists {
  #found: ReadonlyMap<string, readonly Growth[]> | undefined;

  /**
   * @param names what lists of routes are called, for those that grow by another list
   * @param items the functions that make an item of such a list
   */
  constructor(
    private readonly code: Code,
    private readonly names: RegExp,
    private readonly items: RegExp,
  ) {}

  /** What a list grows by where it is kept. */
  of(list: Origin): readonly Growth[] {
    this.#found ??= this.#find();
    return this.#found.get(originKey(list)) ?? [];
  }

  #find(): ReadonlyMap<string, readonly Growth[]> {
    const found = new Map<string, Growth[]>();
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'python') continue;
      for (const made of file.facts.calls) {
        const { call } = made;
        const site = { file: file.path, scope: made.scope };
        if (this.growthOf(call, site) === null || call.callee.kind !== 'member') continue;
        const growths = unrolled(made, file, this.code).flatMap(
          (one) => this.growthOf(one, site) ?? [],
        );
        for (const origin of this.code.resolver.origins(call.callee.object, site)) {
          const key = originKey(origin);
          const known = found.get(key);
          if (known === undefined) found.set(key, growths);
          else known.push(...growths);
        }
      }
    }
    return found;
  }

  /** What a call makes a list of routes grow by; null for any other call. */
  growthOf({ callee, args }: CallExpr, site: Site): Growth | null {
    if (callee.kind !== 'member' || !/^(?:append|extend|insert)$/.test(callee.name)) return null;
    const expr = args.at(-1)?.value;
    if (expr === undefined) return null;
    const { object } = callee;
    const name = object.kind === 'name' || object.kind === 'member' ? object.name : '';
    const isItem = (expr.kind === 'list' ? expr.items : [expr]).some(
      (one) => one.kind === 'call' && this.items.test(lastPart(one.callee)),
    );
    const isList = callee.name === 'extend';
    return isItem || this.names.test(name) ? { expr, isList, site } : null;
  }
}

function lastPart(callee: Expr): string {
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
}
