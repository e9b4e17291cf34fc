import { basesOf, type ClassRef, type Known, ownMethods } from './class-hierarchy.ts';
import type { CallExpr } from './facts.ts';
import { lastName } from './facts-index.ts';
import type { Frame } from './frame.ts';
import type { Site } from './program.ts';

/** Constructors are followed so far, from class to class. */
const MAX_CHAIN = 8;
/** How a constructor calls another: C#'s `: base(…)` and `: this(…)`, `super(…)` of Java, what Kotlin's bases are given. */
const ONWARD = /^(?:base|super|this)$/;

/** What is known of the program, and how the frame of a call is made. */
export interface Maker extends Known {
  frame(call: CallExpr, site: Site, callee: Site, outer: Frame | null): Frame;
}

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
  maker: Maker,
  ref: ClassRef,
  made: CallExpr | null,
  met: Site,
): readonly Construction[] {
  const found: Construction[] = [];
  let next: Step | null = { ref, call: made, met, frame: null };
  while (next !== null && found.length < MAX_CHAIN) {
    const { construction, onward }: Taken = taken(maker, next);
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

function taken(maker: Maker, { ref, call, met, frame: outer }: Step): Taken {
  const scope = constructorOf(ref, call);
  const site: Site = { file: ref.file.path, scope };
  const isGiven = call !== null && (ref.file.index.scope(scope)?.params.length ?? 0) > 0;
  const frame = isGiven ? maker.frame(call, met, site, outer) : null;
  const given = onwardCall(ref, scope);
  const isOwn = given !== null && lastName(given.callee) === 'this';
  const [base] = isOwn ? [ref] : basesOf(maker, ref);
  return {
    construction: { ref, site, frame, outside: base === undefined ? given : null },
    onward:
      base === undefined ? null : { ref: base, call: given ?? emptyCall(ref), met: site, frame },
  };
}

/**
 * The constructor that a call runs: the one with the fewest parameters that takes its arguments. The class itself where
 * it has none, or says the parameters of its only one (C#'s and Java's records).
 */
function constructorOf(ref: ClassRef, call: CallExpr | null): number {
  const count = (call?.args ?? []).filter(({ value }) => value.kind !== 'map').length;
  const own = ownMethods(ref)
    .filter(({ declared }) => declared.name === 'constructor')
    .map(({ scope, declared }) => ({ scope, takes: declared.params.length }))
    .filter(({ takes }) => takes >= count)
    .sort((a, b) => a.takes - b.takes);
  return own[0]?.scope ?? ref.scope;
}

/** What a constructor calls before its own body; what a class without one gives to its base. */
function onwardCall({ file, scope: around }: ClassRef, scope: number): CallExpr | null {
  const onward = file.facts.calls.filter(
    ({ call: { callee } }) => callee.kind === 'name' && ONWARD.test(callee.name),
  );
  const found =
    onward.find(({ scope: at }) => at === scope) ?? onward.find(({ scope: at }) => at === around);
  return found?.call ?? null;
}

function emptyCall({ declared: { line, column } }: ClassRef): CallExpr {
  const callee = { kind: 'name', name: 'base', line, column } as const;
  return { kind: 'call', callee, args: [], line, column };
}
