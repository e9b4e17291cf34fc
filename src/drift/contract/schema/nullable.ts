/** Null beside the type of a schema, as versions of OpenAPI before 3.1 write it. */
import type { JsonObject } from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import { childOf, type ObjectNode } from '../model/node.ts';

/**
 * Whether a schema accepts null by `nullable` (OpenAPI 3.0.3, section 4.7.24.1) or the extension `x-nullable`.
 * OpenAPI 3.1 dropped `nullable`: there it is a word that JSON Schema does not know, and has no effect.
 */
export function isNullable({ dialect }: Contract, schema: JsonObject): boolean {
  return schema['x-nullable'] === true || (schema['nullable'] === true && dialect.nullable);
}

/** Says where `nullable` is written in a version that has dropped it: whoever wrote it means something by it. */
export function reportDroppedNullable(contract: Contract, schema: ObjectNode): void {
  if (contract.dialect.nullable || schema.value['nullable'] !== true) return;
  contract.report(
    childOf(schema, 'nullable') ?? schema,
    'invalid-contract',
    "'nullable' has no effect in OpenAPI 3.1 and later, so it was passed over. Where null may come, list it among the types: type: [string, 'null'].",
  );
}
