import { canonical } from './canonical.ts';
import { BOOLEAN, isWithin, NULL, typeOfValue } from './types.ts';
import type { SchemaView } from './view.ts';

/** The values a schema lists, or has by its type; undefined where there are too many to tell. */
export function finiteValues({ values, effectiveTypes }: SchemaView) {
  if (values !== null) {
    return [...values]
      .flatMap(([text, { value }]) => (canonical(value) === text ? [value] : [null]))
      .filter((value) => (typeOfValue(value) & effectiveTypes) !== 0);
  }
  if (!isWithin(effectiveTypes, NULL | BOOLEAN)) return undefined;
  const found: (boolean | null)[] = [];
  if ((effectiveTypes & NULL) !== 0) found.push(null);
  if ((effectiveTypes & BOOLEAN) !== 0) found.push(true, false);
  return found;
}
