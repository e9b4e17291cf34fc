import { type ClassRef, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import { constructions, type Maker } from '../../code/constructions.ts';
import type { CallExpr } from '../../code/facts.ts';
import type { KnownText } from '../../code/known-text.ts';

/** How the constructors of a program are followed. */
export function makerOf({ program, resolver, evaluator }: Code): Maker {
  return { program, resolver, frame: (...asked) => evaluator.frame(...asked) };
}

/** What the constructors of a class give first to a base outside of the repository. */
export function givenToBase(
  code: Code,
  ref: ClassRef,
  made: CallExpr | null,
): readonly KnownText[] {
  for (const { site, frame, outside } of constructions(makerOf(code), ref, made, siteIn(ref))) {
    const first = outside?.args[0]?.value;
    if (first !== undefined) return code.evaluator.texts(first, site, frame);
  }
  return [];
}
