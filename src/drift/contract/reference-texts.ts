import type { SourceDocument } from '../../document/document.ts';

const KNOWN = new WeakMap<SourceDocument, ReadonlySet<string> | null>();

/**
 * Every text that a JSON document has as a `$ref`, without looking at its values: most contracts say all that is
 * asked of their references with that. Also holds those in examples, which refer to nothing. Null for YAML.
 */
export function referenceTexts(document: SourceDocument): ReadonlySet<string> | null {
  const known = KNOWN.get(document);
  if (known !== undefined) return known;
  const found = document.textsOf('$ref');
  KNOWN.set(document, found);
  return found;
}
