import { type Expression, parsePattern } from './parse.ts';
import type { Ranges } from './ranges.ts';

/** States of one automaton at most, and pairs of state sets that are looked at when two are compared. */
const MAX_STATES = 3_000;
const MAX_PAIRS = 4_000;
/** States that are stepped through in one search at most, which bounds its time. */
const MAX_WORK = 1_000_000;

interface State {
  readonly edges: { readonly ranges: Ranges; readonly to: number }[];
  readonly free: number[];
}

/** A nondeterministic automaton of the texts that match a pattern. */
export class Automaton {
  readonly states: State[] = [];
  readonly start: number;
  readonly end: number;
  full = false;

  constructor(expression: Expression) {
    this.start = this.state();
    this.end = this.build(expression, this.start);
  }

  private state(): number {
    if (this.states.length >= MAX_STATES) this.full = true;
    else this.states.push({ edges: [], free: [] });
    return this.states.length - 1;
  }

  /** Adds an expression after a state and answers the state where it ends. */
  private build(expression: Expression, from: number): number {
    if (this.full) return from;
    switch (expression.kind) {
      case 'set': {
        const to = this.state();
        this.states[from]?.edges.push({ ranges: expression.ranges, to });
        return to;
      }
      case 'sequence': {
        let at = from;
        for (const part of expression.parts) at = this.build(part, at);
        return at;
      }
      case 'choice': {
        const to = this.state();
        for (const part of expression.parts) {
          const own = this.state();
          this.states[from]?.free.push(own);
          this.states[this.build(part, own)]?.free.push(to);
        }
        return to;
      }
      case 'repeat':
        return this.repeat(expression, from);
    }
  }

  private repeat({ part, least, most }: Expression & { kind: 'repeat' }, from: number): number {
    let at = from;
    for (let count = 0; count < least; count += 1) at = this.build(part, at);
    if (!Number.isFinite(most)) {
      const loop = this.state();
      this.states[at]?.free.push(loop);
      const back = this.build(part, loop);
      this.states[back]?.free.push(loop);
      return loop;
    }
    const to = this.state();
    for (let count = least; count < most && !this.full; count += 1) {
      this.states[at]?.free.push(to);
      const own = this.state();
      this.states[at]?.free.push(own);
      at = this.build(part, own);
    }
    this.states[at]?.free.push(to);
    return to;
  }

  /** The states reached from some without reading anything, sorted. */
  closure(states: Iterable<number>): number[] {
    const found = new Set<number>();
    const waiting = [...states];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (found.has(at)) continue;
      found.add(at);
      waiting.push(...(this.states[at]?.free ?? []));
    }
    return [...found].sort((a, b) => a - b);
  }

  /** The states after reading one code unit. */
  step(states: readonly number[], code: number): number[] {
    const next: number[] = [];
    for (const at of states) {
      for (const { ranges, to } of this.states[at]?.edges ?? []) {
        if (ranges.some(([low, high]) => code >= low && code <= high)) next.push(to);
      }
    }
    return this.closure(next);
  }

  accepts(text: string): boolean {
    let states = this.closure([this.start]);
    for (let index = 0; index < text.length && states.length > 0; index += 1)
      states = this.step(states, text.charCodeAt(index));
    return states.includes(this.end);
  }

  /** Code units where the behaviour of the given states may change. */
  cuts(states: readonly number[]): number[] {
    const cuts: number[] = [];
    for (const at of states) {
      for (const { ranges } of this.states[at]?.edges ?? []) {
        for (const [low, high] of ranges) cuts.push(low, high + 1);
      }
    }
    return cuts;
  }
}

/** What all searches of one comparison may step through together: a second or two, and far more than real contracts take. */
const MAX_WORK_TOGETHER = 5_000_000;

/** What one comparison asked about patterns so far, and what that cost: it is the same for the same contracts, as time is not. */
export class PatternWork {
  /** States that were stepped through. */
  spent = 0;
  /** Automata by pattern; null where there is none. */
  readonly machines = new Map<string, Automaton | null>();
  /** What was found, by what was asked for; null where it was not decided. */
  readonly searches = new Map<string, TextSearch | null>();

  get isSpent(): boolean {
    return this.spent >= MAX_WORK_TOGETHER;
  }
}

let current = new PatternWork();

/** Says for which comparison patterns are asked about from now on; to be said again after every wait. */
export function workOnPatterns(work: PatternWork): void {
  current = work;
}

/** Whether the comparison in hand has done all the work on patterns that it may, so that what follows is not decided. */
export function arePatternsSpent(): boolean {
  return current.isSpent;
}

/** The automaton of a pattern; undefined where the pattern is outside the regular subset, or too large. */
export function automatonOf(pattern: string): Automaton | undefined {
  const { machines } = current;
  let found = machines.get(pattern);
  if (found === undefined) {
    const expression = parsePattern(pattern);
    const made = expression === undefined ? null : new Automaton(expression);
    found = made === null || made.full ? null : made;
    if (machines.size > 500) machines.clear();
    machines.set(pattern, found);
  }
  return found ?? undefined;
}

export interface TextSearch {
  /** A shortest text that all of `inside` match and none of `outside`; null where there is none. */
  readonly text: string | null;
}

/**
 * Looks for a text that matches every pattern of `inside` and no pattern of `outside`, with a length within bounds.
 * Undefined where a pattern is outside the regular subset, the search grew too large, or the comparison spent all it may.
 */
export function findText(
  inside: readonly string[],
  outside: readonly string[],
  lengths: readonly [number, number] = [0, Number.POSITIVE_INFINITY],
): TextSearch | undefined {
  // The same patterns are asked about for every schema that has them.
  const key = JSON.stringify([inside, outside, lengths.map(String)]);
  const { searches } = current;
  const asked = searches.get(key);
  if (asked !== undefined) return asked ?? undefined;
  if (current.isSpent) return undefined;
  const found = searchText(inside, outside, lengths);
  if (searches.size > 500) searches.clear();
  searches.set(key, found ?? null);
  return found;
}

function searchText(
  inside: readonly string[],
  outside: readonly string[],
  [least, most]: readonly [number, number],
): TextSearch | undefined {
  const machines = [...inside, ...outside].map(automatonOf);
  const all: Automaton[] = [];
  for (const machine of machines) {
    if (machine === undefined) return undefined;
    all.push(machine);
  }
  interface Place {
    readonly sets: readonly (readonly number[])[];
    readonly text: string;
  }
  const start: Place = { sets: all.map((machine) => machine.closure([machine.start])), text: '' };
  const seen = new Set<string>();
  const waiting: Place[] = [start];
  let work = 0;
  for (let next = 0; next < waiting.length; next += 1) {
    const place = waiting[next];
    if (place === undefined) break;
    if (next > MAX_PAIRS) return undefined;
    const matches = place.sets.map((set, index) => set.includes(all[index]?.end ?? -1));
    const fits = matches.every((match, index) => match === index < inside.length);
    if (fits && place.text.length >= least) return { text: place.text };
    if (place.text.length >= most) continue;
    for (const code of representatives(all, place.sets)) {
      const sets = place.sets.map((set, index) => all[index]?.step(set, code) ?? []);
      const cost = sets.reduce((sum, set) => sum + set.length + 1, 0);
      work += cost;
      current.spent += cost;
      if (work > MAX_WORK || current.isSpent) return undefined;
      if (sets.some((set, index) => index < inside.length && set.length === 0)) continue;
      const length = place.text.length + 1;
      // Up to the least length, and where there is a most, the length is part of the state.
      const counted = Number.isFinite(most) || length <= least ? length : 'any';
      const key = `${counted};${sets.map((set) => set.join(',')).join(';')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      waiting.push({ sets, text: place.text + String.fromCharCode(code) });
    }
  }
  return { text: null };
}

/** One code unit for each group that all machines treat alike, plain letters and digits first. */
function representatives(
  machines: readonly Automaton[],
  sets: readonly (readonly number[])[],
): number[] {
  const cuts = [0, ...PLEASANT];
  machines.forEach((machine, index) => {
    cuts.push(...machine.cuts(sets[index] ?? []));
  });
  const sorted = [...new Set(cuts)].filter((cut) => cut <= 0xffff).sort((a, b) => a - b);
  return sorted
    .sort((a, b) => rank(a) - rank(b) || a - b)
    .filter((code) => code < 0xd800 || code > 0xdfff);
}

/** Starts of ranges that read well: `a`, `A`, `0`, and what follows printable text. */
const PLEASANT = [97, 65, 48, 45, 32, 127];

function rank(code: number): number {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  if (code >= 48 && code <= 57) return 2;
  return code > 32 && code < 127 ? 3 : 4;
}
