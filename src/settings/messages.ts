import type { ErrorObject } from 'ajv';
import {
  fromPointer,
  isObject,
  type JsonValue,
  type SourceDocument,
  toPointer,
} from '../document/document.ts';
import { type Problem, problem } from '../problem.ts';
import { nearMiss } from './near-miss.ts';
import { SETTINGS_SCHEMA } from './schema.ts';
import type { SettingsSchema } from './schema-parts.ts';

type Path = readonly (string | number)[];

/** Keywords that only repeat, without a place of their own, what another error says better. */
const WRAPPERS = new Set(['propertyNames', 'if', 'allOf', 'not']);

/**
 * Turns the validator's errors into sentences for people: which key, what is there, what is allowed, and
 * what was probably meant. One problem for each place and cause, at the line of the key or value at fault.
 */
export function explainErrors(
  document: SourceDocument,
  errors: readonly ErrorObject[],
): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const error of errors) {
    if (WRAPPERS.has(error.keyword)) continue;
    const { at, key, message } = explain(document, error);
    const place = key ? document.locate(at) : document.locateValue(at);
    // Type, range and pattern of one value give the same sentence.
    const identity = `${toPointer(at)} ${message}`;
    if (!problems.has(identity)) {
      problems.set(identity, problem('invalid-settings', message, place));
    }
  }
  return [...problems.values()];
}

interface Explanation {
  readonly at: Path;
  /** Whether the key is at fault rather than the value. */
  readonly key: boolean;
  readonly message: string;
}

function explain(document: SourceDocument, error: ErrorObject): Explanation {
  const path = typedPath(document.value, error.instancePath);
  const schema: SettingsSchema = error.parentSchema ?? {};
  if (error.propertyName !== undefined) {
    const at = [...path, error.propertyName];
    const message = `The key ${shownKey(error.propertyName, at)} in ${pointerName(path)} must be ${allowed(schema)}.`;
    return { at, key: true, message };
  }
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(path, schema, String(error.params['additionalProperty']));
    case 'required':
      return {
        at: path,
        key: false,
        message: `${pointerName(path)} needs the key ${error.params['missingProperty']}.`,
      };
    case 'false schema':
      return misplacedKey(document, path);
    case 'uniqueItems': {
      const at = [...path, Math.max(Number(error.params['i']), Number(error.params['j']))];
      const value = shown(valueAt(document.value, at), at);
      return {
        at,
        key: false,
        message: `${pointerName(path)} lists ${value} twice; once is enough.`,
      };
    }
    case 'minItems':
      return {
        at: path,
        key: false,
        message: `${pointerName(path)} must have at least one entry; remove the key to get the default.`,
      };
    default:
      return wrongValue(document, path, schema);
  }
}

function wrongValue(document: SourceDocument, path: Path, schema: SettingsSchema): Explanation {
  const value = valueAt(document.value, path);
  const meant = typeof value === 'string' && schema.enum ? nearMiss(value, schema.enum) : undefined;
  const hint = meant ? ` Did you mean ${meant}?` : '';
  const state =
    value === null
      ? 'it is empty: give it a value or remove the key'
      : `it is ${shown(value, path)}`;
  return {
    at: path,
    key: false,
    message: `${pointerName(path)} must be ${allowed(schema)}; ${state}.${hint}`,
  };
}

function unknownKey(path: Path, schema: SettingsSchema, key: string): Explanation {
  const at = [...path, key];
  const known = Object.keys(schema.properties ?? {});
  const meant = nearMiss(key, known);
  const home = meant === undefined ? homeOf(key) : undefined;
  const hint = meant
    ? ` Did you mean ${meant}?`
    : home !== undefined
      ? ` It belongs in ${home}.`
      : '';
  return {
    at,
    key: true,
    message: `${pointerName(path)} has no key ${shownKey(key, at)}.${hint} Allowed here: ${known.join(', ')}.`,
  };
}

function misplacedKey(document: SourceDocument, at: Path): Explanation {
  const entry = valueAt(document.value, at.slice(0, -1));
  const kind = isObject(entry) ? entry['type'] : undefined;
  const message = `The key ${at.at(-1)} in ${pointerName(at.slice(0, -1))} is not for an entry of type ${kind}; remove it or change the type.`;
  return { at, key: true, message };
}

/** Where the schema has a key of this name, as a pointer; undefined unless there is exactly one such place. */
function homeOf(key: string): string | undefined {
  const found: string[] = [];
  const visit = (schema: SettingsSchema, path: Path): void => {
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      if (member === false) continue;
      if (name === key) found.push(pointerName(path));
      visit(member, [...path, name]);
    }
  };
  visit(SETTINGS_SCHEMA, []);
  return found.length === 1 ? found[0] : undefined;
}

/** What a schema allows, in words. */
function allowed(schema: SettingsSchema): string {
  if (schema.patternErrorMessage !== undefined) return schema.patternErrorMessage;
  if (schema.enum !== undefined) return `one of ${schema.enum.join(', ')}`;
  switch (schema.type) {
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
      return schema.properties === undefined
        ? 'a map'
        : `a map with the keys ${Object.keys(schema.properties).join(', ')}`;
    default:
      return schema.maxLength === undefined
        ? 'a text that is not empty'
        : `a text of 1 to ${schema.maxLength} characters`;
  }
}

function range(schema: SettingsSchema): string {
  if (schema.minimum === undefined) return '';
  return schema.maximum === undefined
    ? `, ${schema.minimum} or more`
    : ` from ${schema.minimum} to ${schema.maximum}`;
}

/** A value for people. What webhooks hold is not repeated: addresses and headers may be secrets. */
function shown(value: JsonValue | undefined, path: Path): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a map';
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'boolean') return String(value);
  const harmless =
    path[0] !== 'incidents' || (path[3] === 'events' && /^[a-z._]+$/.test(`${value}`));
  if (!harmless) return `a ${typeof value === 'string' ? 'text' : 'number'} (not shown)`;
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}

/** A key for people; below webhooks only when it looks like one, since an address may stand there by mistake. */
function shownKey(key: string, path: Path): string {
  const harmless = path[0] !== 'incidents' || /^[A-Za-z_ -]{1,40}$/.test(key);
  return harmless ? shown(key, []) : '(not shown)';
}

function pointerName(path: Path): string {
  return path.length === 0 ? 'The file' : toPointer(path);
}

function typedPath(root: JsonValue, pointer: string): Path {
  const path: (string | number)[] = [];
  for (const key of fromPointer(pointer) ?? []) {
    path.push(Array.isArray(valueAt(root, path)) ? Number(key) : key);
  }
  return path;
}

function valueAt(root: JsonValue, path: Path): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of path) {
    if (Array.isArray(value)) value = typeof key === 'number' ? value[key] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, key) ? value[key] : undefined;
    else return undefined;
  }
  return value;
}
