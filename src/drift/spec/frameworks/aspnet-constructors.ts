import { basesOf, type ClassRef, ownMethods, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import type { KnownText } from '../../code/known-text.ts';
import type { Site } from '../../code/program.ts';

/** Constructors are followed so far, from class to class. */
const MAX_CHAIN = 8;

/** A class of the chain that an object is made by, and what is known in its constructor. */
export interface Construction {
  readonly ref: ClassRef;
  /** That of the constructor; of the class itself where it has none. */
  readonly site: Site;
  readonly frame: Frame | null;
  /** `: base(…)`, where it leads out of the repository. */
  readonly outside: CallExpr | null;
}

/**
 * The constructors that run when an object is made, that of its own class first and then those of its bases, each with
 * what it is given. `made` is null where a container makes the object.
 */
export function constructions(
  code: Code,
  ref: ClassRef,
  made: CallExpr | null,
  met: Site,
): readonly Construction[] {
  const found: Construction[] = [];
  let next: Step | null = { ref, call: made, met, frame: null };
  while (next !== null && found.length < MAX_CHAIN) {
    const { construction, onward }: Taken = taken(code, next);
    found.push(construction);
    next = onward;
  }
  return found;
}

interface Step {
  readonly ref: ClassRef;
  readonly call: CallExpr | null;
  readonly met: Site;
  readonly frame: Frame | null;
}

interface Taken {
  readonly construction: Construction;
  readonly onward: Step | null;
}

function taken(code: Code, { ref, call, met, frame: outer }: Step): Taken {
  const scope = constructorOf(ref, call);
  const site: Site = { file: ref.file.path, scope };
  const isGiven = call !== null && scope !== ref.scope;
  const frame = isGiven ? code.evaluator.frame(call, met, site, outer) : null;
  const given = onwardCall(ref, scope);
  const isOwn = given !== null && lastName(given.callee) === 'this';
  const [base] = isOwn ? [ref] : basesOf(code, ref);
  return {
    construction: { ref, site, frame, outside: base === undefined ? given : null },
    onward:
      base === undefined ? null : { ref: base, call: given ?? emptyCall(ref), met: site, frame },
  };
}

/** What the constructors of a class give first to a base outside of the repository. */
export function givenToBase(
  code: Code,
  ref: ClassRef,
  made: CallExpr | null,
): readonly KnownText[] {
  for (const { site, frame, outside } of constructions(code, ref, made, siteIn(ref))) {
    const first = outside?.args[0]?.value;
    if (first !== undefined) return code.evaluator.texts(first, site, frame);
  }
  return [];
}

/** The constructor that a call runs: the one with the fewest parameters that takes its arguments; else the class. */
function constructorOf(ref: ClassRef, call: CallExpr | null): number {
  const own = ownMethods(ref)
    .filter(({ declared }) => declared.name === 'constructor')
    .map(({ scope, declared }) => ({ scope, count: declared.params.length }))
    .filter(({ count }) => count >= (call?.args.length ?? 0))
    .sort((a, b) => a.count - b.count);
  return own[0]?.scope ?? ref.scope;
}

/** `: base(…)` or `: this(…)` of a constructor, or what a class without one gives to its base. */
function onwardCall({ file }: ClassRef, scope: number): CallExpr | null {
  const found = file.facts.calls.find(
    ({ call, scope: at }) =>
      at === scope &&
      call.callee.kind === 'name' &&
      (call.callee.name === 'base' || call.callee.name === 'this'),
  );
  return found?.call ?? null;
}

function emptyCall({ declared: { line, column } }: ClassRef): CallExpr {
  const callee = { kind: 'name', name: 'base', line, column } as const;
  return { kind: 'call', callee, args: [], line, column };
}
