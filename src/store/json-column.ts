/** What is kept as JSON in the database, checked when it is read back. */
import { Ajv, type SchemaObject } from 'ajv';
import type { Prisma } from './generated/client.ts';
import { storable } from './text.ts';

const ajv = new Ajv({ allErrors: false });

/** A reader of one kind of JSON. @throws CorruptRow when a row holds something else. */
export function jsonReader<T>(what: string, schema: SchemaObject): (value: unknown) => T {
  const isValid = ajv.compile<T>(schema);
  return (value) => {
    if (isValid(value)) return value;
    throw new CorruptRow(
      `The database holds ${what} that this version cannot read: ${ajv.errorsText(isValid.errors)}.`,
    );
  };
}

/** A row holds what this version did not write: another version did, or somebody by hand. */
export class CorruptRow extends Error {
  override readonly name = 'CorruptRow';
}

/** Plain data as the database takes it: PostgreSQL refuses what a hostile document can hold, see `storable`. */
export function asJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'string' ? storable(inner) : inner,
    ),
  );
}
