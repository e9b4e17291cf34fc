import type { Compatibility } from '../../drift.ts';
import type { SchemaPair } from './schema.ts';
import { describe, quote } from './where.ts';

/** Formats whose values are a part of another format's values (OpenAPI Format Registry). */
const PART_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['int8', ['int16', 'int32', 'int64']],
  ['int16', ['int32', 'int64']],
  ['int32', ['int64']],
  ['uint8', ['uint16', 'uint32', 'uint64', 'int16', 'int32', 'int64']],
  ['uint16', ['uint32', 'uint64', 'int32', 'int64']],
  ['uint32', ['uint64', 'int64']],
  ['float', ['double']],
  ['email', ['idn-email']],
  ['hostname', ['idn-hostname']],
  ['uri', ['uri-reference', 'iri', 'iri-reference', 'uri-template']],
  ['uri-reference', ['iri-reference']],
  ['iri', ['iri-reference']],
  ['json-pointer', ['uri-reference']],
]);

/** Formats that say which values are allowed (JSON Schema 2020-12 Validation, section 7.3; OpenAPI Format Registry). */
const MEANINGFUL: ReadonlySet<string> = new Set([
  ...[...PART_OF].flatMap(([part, wholes]) => [part, ...wholes]),
  'date-time',
  'date',
  'time',
  'duration',
  'ipv4',
  'ipv6',
  'uuid',
  'relative-json-pointer',
  'regex',
  'byte',
  'base64url',
]);

/** Whether the format changed: to a wider one, a narrower one, or another. */
export function compareFormat({ unit, base, head }: SchemaPair): void {
  const before = formatOf(base.format?.value);
  const after = formatOf(head.format?.value);
  if (before === after) return;
  const compatibility = judgeFormats(before, after);
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
function judgeFormats(before: string | null, after: string | null): Compatibility | undefined {
  if (undecided(before) || undecided(after)) return 'potentially_breaking';
  const isVoid = (format: string | null) => format === null || WIDEST_NUMBERS.has(format);
  return isVoid(before) && isVoid(after) ? 'non_breaking' : undefined;
}

/** Formats of numbers that hold every number that programs exchange. */
const WIDEST_NUMBERS: ReadonlySet<string> = new Set(['int64', 'double']);

/** Whether a format's name says nothing certain about the values. */
function undecided(format: string | null): boolean {
  return format !== null && !MEANINGFUL.has(format);
}

function formatFact(before: string | null, after: string | null) {
  if (after === null || (before !== null && PART_OF.get(before)?.includes(after))) {
    return 'format-generalized';
  }
  if (before === null || PART_OF.get(after)?.includes(before)) return 'format-specialized';
  return 'format-changed';
}
