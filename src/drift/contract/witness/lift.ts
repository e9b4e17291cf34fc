import type { Unit } from '../compare/unit.ts';
import type { Label } from '../compare/where.ts';

/** One step up from a schema to the one that it is a part of. */
export interface Lift {
  readonly unit: Unit;
  readonly label: Label;
}

const MAX_UNITS = 3_000;

/**
 * The way up from a schema to the outermost `anyOf` or `oneOf` around it, nearest step first; empty where it is
 * reached without one. Another alternative may accept what this one refuses, so that a value has to be shown there.
 */
export function liftsOf(unit: Unit): readonly Lift[] {
  interface Way {
    readonly unit: Unit;
    readonly steps: readonly Lift[];
    /** How many of the steps lead up to the last alternative that was passed. */
    readonly needed: number;
  }
  const ordinary: Way[] = [{ unit, steps: [], needed: 0 }];
  const throughUnions: Way[] = [];
  const seen = new Set<Unit>();
  for (let count = 0; count < MAX_UNITS; count += 1) {
    const way = ordinary.shift() ?? throughUnions.shift();
    if (way === undefined) break;
    if (seen.has(way.unit)) continue;
    seen.add(way.unit);
    for (const { unit: parent, label } of way.unit.parents) {
      // Where the part of an operation begins, there is nothing further around the value.
      if (parent.schemas === null) return way.steps.slice(0, way.needed);
      const steps = [...way.steps, { unit: parent, label }];
      const isAlternative = label.isAlternative === true;
      const next = { unit: parent, steps, needed: isAlternative ? steps.length : way.needed };
      (next.needed > 0 ? throughUnions : ordinary).push(next);
    }
  }
  return [];
}
