import { ApiError } from './errors.ts';

/** Whether a value is an object of a JSON body. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Length in characters as GitHub counts them: code points, so an emoji is one. */
export function characters(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) count -= 1;
  }
  return count;
}

/** Typed access to a JSON object from outside; what is wrong is GitHub's 422. */
export class Body {
  constructor(
    readonly values: Readonly<Record<string, unknown>>,
    readonly at = '',
  ) {}

  #fail(key: string, expected: string): ApiError {
    const got = this.values[key];
    const shown = JSON.stringify(got)?.slice(0, 100) ?? 'nothing';
    return new ApiError(
      422,
      `Invalid request.\n\nFor '${this.at}${key}', ${shown} is not ${expected}.`,
    );
  }

  has(key: string): boolean {
    return this.values[key] !== undefined;
  }

  /** A text; undefined where the key is absent or null. */
  text(key: string, maximum?: number): string | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw this.#fail(key, 'a string');
    const length = maximum === undefined ? 0 : characters(value);
    if (maximum !== undefined && length > maximum) {
      throw new ApiError(
        422,
        `Invalid request.\n\nOnly ${maximum} characters are allowed for '${this.at}${key}'; ${length} were supplied.`,
      );
    }
    return value;
  }

  requiredText(key: string, maximum?: number): string {
    const value = this.text(key, maximum);
    if (value === undefined) throw this.#missing(key);
    return value;
  }

  #missing(key: string): ApiError {
    return new ApiError(422, `Invalid request.\n\n"${this.at}${key}" wasn't supplied.`);
  }

  integer(key: string): number | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) throw this.#fail(key, 'an integer');
    return value;
  }

  requiredInteger(key: string): number {
    const value = this.integer(key);
    if (value === undefined) throw this.#missing(key);
    return value;
  }

  flag(key: string): boolean | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'boolean') throw this.#fail(key, 'a boolean');
    return value;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw this.#fail(key, `a member of [${allowed.join(', ')}]`);
    return found;
  }

  object(key: string): Body | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    if (!isRecord(value)) throw this.#fail(key, 'an object');
    return new Body(value, `${this.at}${key}.`);
  }

  /** The values of an array; undefined where the key is absent or null. */
  list(key: string): readonly unknown[] | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw this.#fail(key, 'an array');
    return value;
  }

  objects(key: string): readonly Body[] | undefined {
    return this.list(key)?.map((value, index) => {
      if (!isRecord(value)) throw this.#fail(key, 'an array of objects');
      return new Body(value, `${this.at}${key}[${index}].`);
    });
  }

  texts(key: string): readonly string[] | undefined {
    return this.list(key)?.map((value) => {
      if (typeof value !== 'string') throw this.#fail(key, 'an array of strings');
      return value;
    });
  }
}
