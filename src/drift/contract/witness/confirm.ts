import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { RE2JS } from 're2js';
import type { JsonValue } from '../../../document/document.ts';
import type { Cut } from './slice.ts';

/** Patterns come from the repository: they are run by an engine whose time is linear in the text. */
const linear = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(pattern);
    // `ajv` keeps expressions by their text.
    return {
      test: (text: string) => expression.matcher(text).find(),
      toString: () => pattern,
    };
  },
  { code: 'linear' },
);

/** What `ajv` says of values, with schemas compiled one at a time and kept only as long as they are asked for. */
export class Confirmation {
  /** Compiled as `not`: then `ajv` writes no code for messages that nobody reads. */
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false,
    logger: false,
    addUsedSchema: false,
    // Lists are gone through rather than written out: each schema is run once, and writing takes the time.
    loopRequired: 1,
    loopEnum: 1,
    messages: false,
    // What every object inherits, such as `toString`, is not a property of the value.
    ownProperties: true,
    formats: fullFormats,
    code: { regExp: linear, optimize: false },
  });

  /** Whether each part of a value is accepted; undefined where that is not known of one and none is refused. */
  acceptsAll(cuts: readonly Cut[]): boolean | undefined {
    let answer: boolean | undefined = true;
    for (const { schema, value } of cuts) {
      const own = this.accepts(schema, value);
      if (own === false) return false;
      if (own === undefined) answer = undefined;
    }
    return answer;
  }

  /** Whether a schema (JSON Schema 2020-12, without references) accepts a value; undefined where it is no schema. */
  private accepts(schema: JsonValue, value: JsonValue): boolean | undefined {
    if (typeof schema === 'boolean') return schema;
    if (typeof schema !== 'object' || schema === null) return undefined;
    try {
      const text = JSON.stringify(schema);
      const refuses = this.compiled.get(text) ?? this.ajv.compile({ not: schema });
      this.compiled.set(text, refuses);
      return !refuses(value);
    } catch {
      // A schema that ajv refuses to compile confirms nothing; the claim stays open and is reported so.
      return undefined;
    }
  }
}
