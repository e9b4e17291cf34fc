// Both sides of a comparison as files that are read once: what a fixer of contracts looks at.
import { posix } from 'node:path';
import {
  isObject,
  type JsonValue,
  type SourceDocument,
  toPointer,
} from '../../../document/document.ts';
import type { Documents } from '../../../fix/documents.ts';
import { type Difference, differences } from '../../../fix/value-diff.ts';
import { isList } from '../model/node.ts';
import { parseReference } from '../model/reference.ts';

/** A file on both sides, and what has to change at head so that it says what base says. */
export interface FilePair {
  readonly base: SourceDocument;
  readonly head: SourceDocument;
  readonly differences: readonly Difference[];
}

/** The files of both sides; each is read and compared once. */
export class Sides {
  private readonly pairs = new Map<string, Promise<FilePair | null>>();
  private readonly renamed = new Map<string, string>();

  constructor(
    private readonly baseFiles: Documents,
    private readonly headFiles: Documents,
  ) {}

  /** Says that a file of base has another name at head. */
  rename(base: string, head: string): void {
    this.renamed.set(base, head);
  }

  headFile(base: string): string {
    return this.renamed.get(base) ?? base;
  }

  /** The file of base that became a file of head. */
  baseFile(head: string): string {
    for (const [base, renamed] of this.renamed) if (renamed === head) return base;
    return head;
  }

  base(file: string): Promise<SourceDocument | null> {
    return this.baseFiles.document(file);
  }

  head(file: string): Promise<SourceDocument | null> {
    return this.headFiles.document(file);
  }

  /** A file of base with the one of head that it became; null where either cannot be read. */
  pair(baseFile: string): Promise<FilePair | null> {
    const known = this.pairs.get(baseFile);
    if (known !== undefined) return known;
    const pair = this.compare(baseFile);
    this.pairs.set(baseFile, pair);
    return pair;
  }

  private async compare(baseFile: string): Promise<FilePair | null> {
    const [base, head] = await Promise.all([
      this.base(baseFile),
      this.head(this.headFile(baseFile)),
    ]);
    if (base === null || head === null) return null;
    return { base, head, differences: differences(head.value, base.value) };
  }

  /** A value of a file of base as it is to stand in a file of head: its references name the same things from there. */
  carried(value: JsonValue, from: string, to: string): JsonValue {
    if (this.headFile(from) === to && posix.dirname(from) === posix.dirname(to)) return value;
    return mapReferences(value, (text) => {
      const reference = parseReference(text, from);
      if (reference.kind !== 'pointer') return text;
      const file = this.headFile(reference.file);
      const address = file === to ? '' : posix.relative(posix.dirname(to), file);
      return `${address}#${toPointer(reference.keys)}`;
    });
  }
}

function mapReferences(value: JsonValue, map: (text: string) => string): JsonValue {
  if (isList(value)) return value.map((item) => mapReferences(item, map));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? map(item) : mapReferences(item, map),
    ]),
  );
}

/** Every text that stands under `$ref` in a value. */
export function referencesIn(value: JsonValue): readonly string[] {
  const found: string[] = [];
  const visit = (at: JsonValue): void => {
    if (isList(at)) for (const item of at) visit(item);
    else if (isObject(at)) {
      for (const [key, item] of Object.entries(at)) {
        if (key === '$ref' && typeof item === 'string') found.push(item);
        else visit(item);
      }
    }
  };
  visit(value);
  return found;
}

/** Names of security schemes that a value asks for. */
export function securityIn(value: JsonValue): readonly string[] {
  const found: string[] = [];
  const visit = (at: JsonValue): void => {
    if (isList(at)) for (const item of at) visit(item);
    else if (isObject(at)) {
      for (const [key, item] of Object.entries(at)) {
        if (key === 'security' && isList(item))
          found.push(...item.flatMap((each) => (isObject(each) ? Object.keys(each) : [])));
        else visit(item);
      }
    }
  };
  visit(value);
  return found;
}
