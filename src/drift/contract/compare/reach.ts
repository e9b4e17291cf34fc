import { OperationSet } from './operation-set.ts';
import type { Unit } from './unit.ts';
import { advance, labelKey, type Where } from './where.ts';

const NOWHERE: Where = { site: 'request-body', phrase: '', steps: '' };

/** Whom a unit reaches: how the first operation names it, and all operations. */
export interface Reach {
  readonly where: Where;
  /** Indexes of operations, ascending. */
  readonly operations: readonly number[];
}

/**
 * For each unit that found something: the operations it is reached from.
 * Only what leads to findings is walked, and each step of it a bounded number of times, cycles included.
 * `order` gives the operations' indexes in the order of the report; the first one that reaches a unit names it.
 */
export function reachOf(
  units: readonly Unit[],
  order: readonly number[],
): ReadonlyMap<Unit, Reach> {
  const changed = units.filter((unit) => unit.findings.length > 0);
  const relevant = ancestorsOf(changed);
  const children = childrenOf(relevant);
  const sets = spreadOperations(relevant, children, order.length);
  const places = namePlaces(relevant, children, order);
  const reach = new Map<Unit, Reach>();
  for (const unit of changed) {
    const reached = sets.get(unit);
    reach.set(unit, {
      where: places.get(unit) ?? NOWHERE,
      operations: reached?.members() ?? [],
    });
  }
  return reach;
}

function ancestorsOf(units: readonly Unit[]): ReadonlySet<Unit> {
  const found = new Set(units);
  const waiting = [...units];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    for (const { unit: parent } of unit.parents) {
      if (found.has(parent)) continue;
      found.add(parent);
      waiting.push(parent);
    }
  }
  return found;
}

interface Step {
  readonly unit: Unit;
  readonly key: string;
  readonly index: number;
}

function childrenOf(units: ReadonlySet<Unit>): ReadonlyMap<Unit, readonly Step[]> {
  const children = new Map<Unit, Step[]>();
  for (const unit of units) {
    unit.parents.forEach(({ unit: parent, label }, index) => {
      const step = { unit, key: labelKey(label), index };
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [step]);
      else known.push(step);
    });
  }
  return children;
}

/** Spreads the sets of operations down to all units, until nothing changes. */
function spreadOperations(
  units: ReadonlySet<Unit>,
  children: ReadonlyMap<Unit, readonly Step[]>,
  count: number,
): ReadonlyMap<Unit, OperationSet> {
  const sets = new Map<Unit, OperationSet>();
  const waiting: Unit[] = [];
  const queued = new Set<Unit>();
  for (const unit of units) {
    const own = new OperationSet(count);
    sets.set(unit, own);
    if (unit.operation === null) continue;
    own.add(unit.operation);
    waiting.push(unit);
    queued.add(unit);
  }
  for (let next = 0; next < waiting.length; next += 1) {
    const unit = waiting[next];
    const reached = unit === undefined ? undefined : sets.get(unit);
    if (unit === undefined || reached === undefined) continue;
    queued.delete(unit);
    for (const { unit: child } of children.get(unit) ?? []) {
      const target = sets.get(child);
      if (target === undefined || !target.addAll(reached) || queued.has(child)) continue;
      queued.add(child);
      waiting.push(child);
    }
  }
  return sets;
}

/** Names each unit by the shortest way to it from the first operation that reaches it. */
function namePlaces(
  units: ReadonlySet<Unit>,
  children: ReadonlyMap<Unit, readonly Step[]>,
  order: readonly number[],
): ReadonlyMap<Unit, Where> {
  const roots = new Map<number, Unit>();
  const others: Unit[] = [];
  for (const unit of units) {
    if (unit.operation !== null) roots.set(unit.operation, unit);
    else if (unit.parents.length === 0) others.push(unit);
  }
  const places = new Map<Unit, Where | undefined>();
  for (const index of order) {
    const root = roots.get(index);
    if (root !== undefined) spreadPlaces(root, children, places);
  }
  for (const root of others) spreadPlaces(root, children, places);
  const known = new Map<Unit, Where>();
  for (const [unit, where] of places) if (where !== undefined) known.set(unit, where);
  return known;
}

function spreadPlaces(
  root: Unit,
  children: ReadonlyMap<Unit, readonly Step[]>,
  places: Map<Unit, Where | undefined>,
): void {
  places.set(root, root.name === '' ? undefined : { ...NOWHERE, phrase: root.name, isSent: true });
  const waiting = [root];
  for (let next = 0; next < waiting.length; next += 1) {
    const unit = waiting[next];
    if (unit === undefined) continue;
    const steps = [...(children.get(unit) ?? [])].sort((a, b) =>
      a.key < b.key ? -1 : a.key > b.key ? 1 : 0,
    );
    for (const step of steps) {
      const label = step.unit.parents[step.index]?.label;
      if (label === undefined || places.has(step.unit)) continue;
      places.set(step.unit, advance(places.get(unit), label));
      waiting.push(step.unit);
    }
  }
}
