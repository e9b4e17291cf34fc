import { lowerLimit, numbersOf, upperLimit } from '../schema/bounds.ts';
import type { SchemaView } from '../schema/view.ts';

/** Numbers at the bounds and steps of two schemas, then ordinary ones. */
export function numberCandidates(view: SchemaView, edge: SchemaView | undefined): number[] {
  const near: number[] = [];
  for (const side of edge === undefined ? [view] : [edge, view]) {
    const limits = [lowerLimit(side), upperLimit(side)].flatMap((limit) =>
      limit === null ? [] : [limit.value],
    );
    for (const limit of limits) near.push(limit, limit - 1, limit + 1, limit - 0.5, limit + 0.5);
    const steps = [...numbersOf(view, 'multipleOf'), ...numbersOf(side, 'multipleOf')];
    const [lower, upper] = [lowerLimit(side), upperLimit(side)];
    if (lower !== null && upper !== null) near.push((lower.value + upper.value) / 2);
    for (const step of steps) {
      near.push(step, step * 2, step * 3, step + 1, step / 2, -step);
      for (const limit of limits) {
        const [below, above] = [Math.floor(limit / step), Math.ceil(limit / step)];
        near.push(below * step, above * step, (below + 1) * step, (above - 1) * step);
        near.push(limit + step / 2, limit - step / 2);
      }
    }
  }
  return [...near, ...ORDINARY].filter(Number.isFinite);
}

const ORDINARY = [1, 0, -1, 0.5, 2_147_483_648, 4_294_967_296, 1e300, 7, 10];
