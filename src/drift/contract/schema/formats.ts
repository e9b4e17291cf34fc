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
  'password',
]);

/** Formats that exclude nothing: of numbers, those that hold every number that programs exchange; of text, a hint for forms. */
const WIDEST: ReadonlySet<string> = new Set(['double', 'password']);

/** Whether it is known which values a format allows. */
export function isMeaningful(format: string): boolean {
  return MEANINGFUL.has(format);
}

/** Whether a format, or none, excludes no value that programs exchange (RFC 8259, section 6). */
export function excludesNothing(format: string | null, integers = false): boolean {
  return format === null || WIDEST.has(format) || (format === 'int64' && integers);
}

/** Whether every value of one format is a value of another; null is no format, which every value has. */
export function isPartOf(part: string | null, whole: string | null): boolean {
  if (whole === null || part === whole) return true;
  return part !== null && (PART_OF.get(part)?.includes(whole) ?? false);
}

/** Whole numbers in as many bits, by format (OpenAPI Format Registry): the smallest and the largest. */
const WHOLE_NUMBERS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['int8', [-(2 ** 7), 2 ** 7 - 1]],
  ['int16', [-(2 ** 15), 2 ** 15 - 1]],
  ['int32', [-(2 ** 31), 2 ** 31 - 1]],
  ['uint8', [0, 2 ** 8 - 1]],
  ['uint16', [0, 2 ** 16 - 1]],
  ['uint32', [0, 2 ** 32 - 1]],
]);

/** Whether a number is of a format; undefined for texts and for formats that are not of whole numbers. */
export function isNumberOf(format: string, value: string | number): boolean | undefined {
  const range = WHOLE_NUMBERS.get(format);
  if (range === undefined || typeof value !== 'number') return undefined;
  return Number.isInteger(value) && value >= range[0] && value <= range[1];
}
