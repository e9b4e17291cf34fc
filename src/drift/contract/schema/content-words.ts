/** Texts that hold bytes: OpenAPI 3.0 says so by `format`, JSON Schema 2020-12 by `contentEncoding` and `contentMediaType`. */

import { saysNothing } from './anything.ts';
import { ANY, STRING } from './types.ts';
import type { SchemaView } from './view.ts';

type ContentKeyword = 'contentEncoding' | 'contentMediaType';

/** What each format of OpenAPI 3.0 became (OpenAPI 3.1.0, section 4.8.14.2, and its migration notes). */
const WORDS: ReadonlyMap<string, readonly [keyword: ContentKeyword, value: string]> = new Map([
  ['byte', ['contentEncoding', 'base64']],
  ['binary', ['contentMediaType', 'application/octet-stream']],
]);

/**
 * The keyword by which one of two schemas says what the other one says by `format`: the difference in both is no
 * difference in meaning. Null where they do not say the same in these two ways.
 */
export function rewordedContent(one: SchemaView, other: SchemaView): ContentKeyword | null {
  return reworded(one, other) ?? reworded(other, one);
}

function reworded(byFormat: SchemaView, byKeyword: SchemaView): ContentKeyword | null {
  const format = byFormat.format?.value;
  const words = typeof format === 'string' ? WORDS.get(format) : undefined;
  if (words === undefined || byKeyword.format !== null) return null;
  const [keyword, value] = words;
  return !byFormat.annotations.has(keyword) && said(byKeyword, keyword) === value ? keyword : null;
}

function said({ annotations }: SchemaView, keyword: ContentKeyword): string | null {
  const value = annotations.get(keyword)?.value;
  // Names of encodings and media types are the same in any case (RFC 2045, sections 5.1 and 6.1).
  return typeof value === 'string' ? value.toLowerCase() : null;
}

/** Whether a schema says of a text that it is just bytes, and nothing more. */
export function isOnlyBytes(view: SchemaView): boolean {
  const isBytes =
    view.format?.value === 'binary' ||
    said(view, 'contentMediaType') === 'application/octet-stream' ||
    view.typeNode.value === 'file';
  return view.types === STRING && isBytes && saysNothing({ ...view, types: ANY, format: null });
}
