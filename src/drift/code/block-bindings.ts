import type { Binding, Place } from './facts.ts';

/**
 * The bindings of a name that can be seen where it stands: in a block that declares the name itself what is given to it
 * there; outside of such blocks what is given to it outside. `own` is the binding in whose value the name stands.
 */
export function visibleBindings(
  bindings: readonly Binding[],
  own: Binding | undefined,
  at: Place | undefined,
): readonly Binding[] {
  if (at === undefined || !bindings.some((one) => one.until !== undefined)) return bindings;
  const covers = (one: Binding, place: Place): boolean =>
    one.until !== undefined && isBefore(one, place) && place.line <= one.until;
  const hiding = bindings.filter((one) => one !== own && covers(one, at)).at(-1);
  const around = (one: Binding) => bindings.filter((block) => covers(block, one)).at(-1);
  return bindings.filter((one) =>
    one.until === undefined
      ? around(one)?.until === hiding?.until
      : hiding !== undefined && one.until === hiding.until,
  );
}

export function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
