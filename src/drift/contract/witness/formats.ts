import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { FormatTest } from '../schema/accepts.ts';

type Format = (typeof fullFormats)[keyof typeof fullFormats];
const FORMATS: ReadonlyMap<string, Format> = new Map(Object.entries(fullFormats));

/** Whether values are of a format, by the definitions that `ajv` uses. */
export const testFormat: FormatTest = (name, value) => {
  const format = FORMATS.get(name);
  if (format === undefined) return true;
  if (format === true) return true;
  if (typeof value === 'string') {
    if (format instanceof RegExp) return format.test(value);
    if (typeof format === 'function') return format(value);
    if (typeof format === 'object' && 'validate' in format) {
      const { validate, type } = format;
      if (type === 'number') return true;
      if (validate instanceof RegExp) return validate.test(value);
      return typeof validate === 'function'
        ? Boolean(Reflect.apply(validate, null, [value]))
        : undefined;
    }
    return undefined;
  }
  if (typeof format === 'object' && 'validate' in format && format.type === 'number') {
    const { validate } = format;
    return typeof validate === 'function'
      ? Boolean(Reflect.apply(validate, null, [value]))
      : undefined;
  }
  return true;
};
