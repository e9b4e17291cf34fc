import type { Compatibility } from '../../drift.ts';
import { rewordedContent } from '../schema/content-words.ts';
import { excludesNothing, isMeaningful, isPartOf } from '../schema/formats.ts';
import { FRACTION } from '../schema/types.ts';
import type { SchemaPair } from './schema.ts';
import { describe, quote } from './where.ts';

/** Whether the format changed: to a wider one, a narrower one, or another. */
export function compareFormat({ unit, base, head }: SchemaPair): void {
  if (rewordedContent(base, head) !== null) return;
  const before = formatOf(base.format?.value);
  const after = formatOf(head.format?.value);
  if (before === after) return;
  const integers = [base, head].every(({ effectiveTypes }) => (effectiveTypes & FRACTION) === 0);
  const compatibility = judgeFormats(before, after, integers);
  const fact = formatFact(before, after);
  const isHarmless =
    fact === (unit.direction === 'request' ? 'format-generalized' : 'format-specialized');
  const override: { compatibility?: Compatibility } =
    compatibility === undefined || isHarmless ? {} : { compatibility };
  unit.report({
    rule: { fact },
    topic: 'format',
    action: before === null ? 'add' : after === null ? 'remove' : 'change',
    base: base.format,
    head: head.format,
    near: head.node,
    message: (where) => {
      if (before === null) return `Format ${quote(after ?? '')} was added to ${describe(where)}.`;
      if (after === null) return `Format ${quote(before)} was removed from ${describe(where)}.`;
      return `${describe(where)} changed format from ${quote(before)} to ${quote(after)}.`;
    },
    before,
    after,
    ...override,
  });
}

function formatOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * Where formats are judged otherwise than the rule says: unknown ones, of which nobody can tell what they allow,
 * and those that say no more than the numbers of JSON do (RFC 8259, section 6), so that they exclude nothing.
 */
function judgeFormats(
  before: string | null,
  after: string | null,
  integers: boolean,
): Compatibility | undefined {
  if (undecided(before) || undecided(after)) return 'potentially_breaking';
  return [before, after].every((format) => excludesNothing(format, integers))
    ? 'non_breaking'
    : undefined;
}

/** Whether a format's name says nothing certain about the values. */
function undecided(format: string | null): boolean {
  return format !== null && !isMeaningful(format);
}

function formatFact(before: string | null, after: string | null) {
  if (isPartOf(before, after)) return 'format-generalized';
  return isPartOf(after, before) ? 'format-specialized' : 'format-changed';
}
