import type { Unit } from '../compare/unit.ts';
import type { Label } from '../compare/where.ts';

/** One step up from a schema to the one that it is a part of. */
export interface Lift {
  readonly unit: Unit;
  readonly label: Label;
}

const MAX_UNITS = 3_000;

/**
 * The way up from a schema to the outermost one around it that has a say in whether its values come at all, nearest
 * step first; empty where there is none: an `anyOf` or `oneOf`, of which another alternative may accept what this one
 * refuses, and whatever may keep a member from being there. A value has to be shown there.
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
      const decides = label.isAlternative === true || mayKeepOut(parent.schemas, label.step ?? '');
      const next = { unit: parent, steps, needed: decides ? steps.length : way.needed };
      (next.needed > 0 ? throughUnions : ordinary).push(next);
    }
  }
  return [];
}

/** Whether either schema says more than `properties` and `items` do of whether there is a member at a step. */
function mayKeepOut({ base, head }: NonNullable<Unit['schemas']>, step: string): boolean {
  const keywords = step === '[]' ? OF_ITEMS : step.startsWith('.') ? OF_PROPERTIES : [];
  return [base, head].some((schema) => {
    const { constraints, closed, mixed, mixedItems } = schema.view();
    if (step === '.*' && closed !== null) return true;
    // Another part of an `allOf` may refuse what this one lists, as it is of the rest for that one.
    if (step.startsWith('.') ? mixed : step.startsWith('[') && mixedItems) return true;
    return keywords.some((keyword) => constraints.has(keyword));
  });
}

const CONDITIONS = ['not', 'if'];
const OF_ITEMS = [...CONDITIONS, 'prefixItems', 'maxItems', 'contains', 'unevaluatedItems'];
const OF_PROPERTIES = [
  ...CONDITIONS,
  'patternProperties',
  'propertyNames',
  'maxProperties',
  'dependentSchemas',
  'dependentRequired',
  'unevaluatedProperties',
];
