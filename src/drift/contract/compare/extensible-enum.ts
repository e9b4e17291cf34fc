/** `x-extensible-enum` (Zalando's guidelines, rule 112): values that are known today, of which more may come. */
import type { JsonValue } from '../../../document/document.ts';
import { isList, type Node } from '../model/node.ts';
import { canonical, preview } from '../schema/canonical.ts';
import type { SchemaView } from '../schema/view.ts';
import type { SchemaPair } from './schema.ts';
import type { Finding } from './unit.ts';
import { describe } from './where.ts';

/** Whether consumers were told that values may come which are not listed; `true` says so of the `enum` beside it. */
export function isExtensible({ annotations }: SchemaView): boolean {
  const value = annotations.get(KEYWORD)?.value;
  return value === true || (value !== undefined && isList(value));
}

/** What is said of values that may come in a response, where base told consumers to expect unknown ones. */
export const EXPECTED_UNKNOWN: Pick<Finding, 'compatibility' | 'reason'> = {
  compatibility: 'non_breaking',
  reason: 'The values were declared as extensible, so consumers expect unknown ones.',
};

/** Which values came to the extensible list or went from it, and whether a list became extensible. */
export function compareExtensibleEnum(pair: SchemaPair): void {
  compareExtensibility(pair);
  const before = pair.base.annotations.get(KEYWORD) ?? null;
  const after = pair.head.annotations.get(KEYWORD) ?? null;
  if (before === null || after === null) return;
  const [old, now] = [listed(before), listed(after)];
  if (old === null || now === null) return;
  for (const [text, value] of now)
    if (!old.has(text)) reportValue(pair, 'added', text, value, after, after);
  for (const [text, value] of old)
    if (!now.has(text)) reportValue(pair, 'removed', text, value, before, after);
}

const KEYWORD = 'x-extensible-enum';

/** Values that were all there could be, and from now on are not: consumers were not told to expect others. */
function compareExtensibility({ unit, flow, base, head }: SchemaPair): void {
  const isClosed = base.values !== null && head.values !== null;
  if (flow !== 'response' || !isClosed || isExtensible(base) || !isExtensible(head)) return;
  unit.report({
    rule: { fact: 'became-not-enum' },
    detail: KEYWORD,
    action: 'change',
    base: base.valuesNode,
    head: head.annotations.get(KEYWORD) ?? head.valuesNode,
    near: null,
    message: (where) => `The values of ${describe(where)} became extensible: others may come.`,
  });
}

function listed({ value }: Node): ReadonlyMap<string, JsonValue> | null {
  if (!isList(value)) return null;
  const texts = value.map((member) => [canonical(member), member] as const);
  return new Map(texts.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function reportValue(
  pair: SchemaPair,
  what: 'added' | 'removed',
  text: string,
  value: JsonValue,
  place: Node,
  near: Node,
): void {
  // Where `enum` has the same change, it says it already.
  const [had, has] = [pair.base.values?.has(text), pair.head.values?.has(text)];
  if (what === 'added' ? had === false && has === true : had === true && has === false) return;
  const isAdded = what === 'added';
  pair.unit.report({
    rule: { fact: `x-extensible-enum-value-${what}` },
    detail: text,
    action: isAdded ? 'add' : 'remove',
    base: isAdded ? null : place,
    head: isAdded ? place : null,
    near: isAdded ? null : near,
    message: (where) =>
      `Value ${preview(value, 80)} was ${isAdded ? 'added to' : 'removed from'} the extensible list of ${describe(where)}.`,
    ...(isAdded ? { after: value } : { before: value }),
    ...(isAdded || pair.flow === 'response' ? {} : judgedByEnum(had, has)),
  });
}

/** A value that goes from the list of known ones only: `enum` beside it says whether it is accepted. */
function judgedByEnum(
  had: boolean | undefined,
  has: boolean | undefined,
): Pick<Finding, 'compatibility' | 'reason'> {
  if (has === true)
    return { compatibility: 'non_breaking', reason: 'The value is accepted: enum lists it still.' };
  if (had === false)
    return {
      compatibility: 'non_breaking',
      reason: 'The value was not accepted before: enum did not list it.',
    };
  return {};
}
