import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { JsonValue } from './document.ts';
import type { ParsedText } from './parsed-text.ts';
import { NO_KEY } from './position-table.ts';
import { Refusal } from './refusal.ts';
import { YamlAnchors } from './yaml-anchors.ts';
import { setMember, YamlNodes } from './yaml-nodes.ts';
import { endsWithinLine } from './yaml-scalar.ts';

/**
 * Reads any YAML with `yaml`'s own parser: the way for rare features, and for exact error messages.
 * Only for text that `guardYaml` has let pass. Throws a `Refusal`.
 */
export function readComposedYaml(text: string): ParsedText {
  const document = parseDocument(text, {
    schema: 'core',
    version: '1.2',
    merge: false,
    stringKeys: true,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const faults: YAMLError[] = [...document.errors, ...document.warnings];
  const [first] = faults.sort((a, b) => a.pos[0] - b.pos[0]);
  if (first !== undefined) throw faultRefusal(first, text);
  return new ComposedWalk(text).run(document.contents);
}

/** The commonest faults in plain words with what to do, by `yaml`'s error code. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  BAD_DQ_ESCAPE:
    'This is no escape that YAML knows. Write "\\\\" for a backslash, or use single quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A mapping or list cannot start here, on the line of a key. Put text that holds ": " in quotes, start the mapping or list on its own line, and check the indentation of the next line.',
  MULTILINE_IMPLICIT_KEY:
    'A key and its ":" must be on one line. If this belongs to the value before it, indent it more than that value\'s key.',
  NON_STRING_KEY: 'A list or mapping cannot be a key. Use a text.',
  TAB_AS_INDENT: 'Tabs cannot indent YAML. Use spaces.',
};

/** What to do about others, after `yaml`'s own words. */
const ADVICE: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Indent it like its neighbours.',
  BAD_SCALAR_START: 'Put the text in quotes.',
  MISSING_CHAR: 'Add what is missing, or check the lines before.',
  TAG_RESOLVE_FAILED: 'Only plain JSON-like values are read: remove the tag.',
  UNEXPECTED_TOKEN: 'Check quotes, brackets and indentation here and on the line before.',
};

/** Characters of `yaml`'s words that are shown; they may quote the file. */
const MAX_FAULT_LENGTH = 200;

function faultRefusal(fault: YAMLError, text: string): Refusal {
  const offset = Math.min(fault.pos[0], text.length);
  if (fault.code === 'MULTIPLE_DOCS') {
    return new Refusal(
      'multiple-documents',
      'The file holds more than one YAML document; only files with one are read. Split it at the "---" lines.',
      offset,
    );
  }
  if (fault.code === 'RESOURCE_EXHAUSTION') {
    return new Refusal(
      'too-deep',
      'The YAML is nested too deep to be read. Make it flatter.',
      offset,
    );
  }
  const explanation = EXPLANATIONS[fault.code];
  if (explanation !== undefined) return new Refusal('syntax-error', explanation, offset);
  const isLong = fault.message.length > MAX_FAULT_LENGTH;
  const words = isLong ? `${fault.message.slice(0, MAX_FAULT_LENGTH)}…` : fault.message;
  const sentence = /[.…]$/.test(words) ? words : `${words}.`;
  return new Refusal('syntax-error', `${sentence} ${ADVICE[fault.code] ?? ''}`.trim(), offset);
}

type Members = Record<string, JsonValue>;

/** Turns `yaml`'s nodes into values and positions. */
class ComposedWalk {
  private readonly nodes = new YamlNodes();
  private readonly anchors = new YamlAnchors();
  private lastEnd = 0;

  constructor(private readonly text: string) {}

  run(root: ParsedNode | null): ParsedText {
    if (root !== null) return this.nodes.finish(this.node(root, NO_KEY, ''), this.text);
    this.nodes.leaf(NO_KEY, '', 0, 0);
    return this.nodes.finish(null, this.text);
  }

  private node(node: unknown, keyOffset: number, key: string): JsonValue {
    if (isAlias(node)) return this.alias(node, keyOffset, key);
    if (!isScalar(node) && !isCollection(node)) return this.empty(keyOffset, key);
    const { anchor } = node;
    if (anchor === undefined) return this.content(node, keyOffset, key);
    const first = this.nodes.table.size;
    const opened = this.anchors.open(anchor);
    const value = this.content(node, keyOffset, key);
    const nodes = this.nodes.table.size - first;
    this.anchors.close(anchor, opened, { node: first, value, nodes });
    return value;
  }

  private content(node: Scalar | YAMLMap | YAMLSeq, keyOffset: number, key: string): JsonValue {
    if (isMap(node)) return this.mapping(node, keyOffset, key);
    if (isSeq(node)) return this.sequence(node, keyOffset, key);
    const [start, end] = this.span(node);
    const isBlock = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
    if (isBlock && this.hasTextWithin(start, end)) throw Refusal.tabAfterBlockScalar(end);
    this.nodes.leaf(keyOffset, key, start, end);
    this.lastEnd = end;
    return scalarValue(node);
  }

  /** Whether a block scalar, header included, has lines and ends within one. */
  private hasTextWithin(start: number, end: number): boolean {
    const header = this.text.indexOf('\n', start) + 1;
    return header > 0 && endsWithinLine(this.text, header, end);
  }

  private mapping(map: YAMLMap, keyOffset: number, key: string): JsonValue {
    const node = this.nodes.open(keyOffset, key, map.range?.[0] ?? 0);
    const members: Members = {};
    let hasMerge = false;
    for (const pair of map.items) {
      const name = this.keyText(pair.key);
      const offset = rangeStart(pair.key);
      this.nodes.refuseDuplicate(node, members, name, offset);
      hasMerge ||= name === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN';
      setMember(members, name, this.node(pair.value, offset, name));
    }
    this.endCollection(node, map);
    if (hasMerge) this.nodes.merge(node, members);
    return members;
  }

  private sequence(sequence: YAMLSeq, keyOffset: number, key: string): JsonValue {
    const node = this.nodes.open(keyOffset, key, sequence.range?.[0] ?? 0);
    const items: JsonValue[] = [];
    for (const item of sequence.items) items.push(this.node(item, NO_KEY, ''));
    this.endCollection(node, sequence);
    return items;
  }

  private endCollection(node: number, collection: YAMLMap | YAMLSeq): void {
    // A block collection's own range takes in the blank lines and comments after it.
    if (collection.flow === true) this.lastEnd = collection.range?.[1] ?? this.lastEnd;
    this.nodes.close(node, this.lastEnd);
  }

  private alias(alias: Alias, keyOffset: number, key: string): JsonValue {
    const [start, end] = this.span(alias);
    const target = this.anchors.resolve(alias.source, start);
    this.nodes.alias(keyOffset, key, start, end, target);
    this.lastEnd = end;
    return target.value;
  }

  private empty(keyOffset: number, key: string): JsonValue {
    this.nodes.leaf(keyOffset, key, this.lastEnd, this.lastEnd);
    return null;
  }

  private keyText(key: unknown): string {
    if (isScalar(key) && key.anchor === undefined) return key.source ?? String(key.value);
    throw new Refusal(
      'syntax-error',
      'A key must be plain text here, without anchor or alias. Write the text itself.',
      rangeStart(key),
    );
  }

  /** Start and end of a scalar; an empty one stands right after what comes before it. */
  private span(node: Scalar | Alias): readonly [number, number] {
    const [start, end] = node.range ?? [0, 0];
    if (start !== end) return [start, end];
    const before = this.text.slice(Math.max(0, start - 1000), start);
    const at = start - (before.length - before.trimEnd().length);
    return [at, at];
  }
}

function rangeStart(node: unknown): number {
  return isScalar(node) || isCollection(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
}

/** A scalar's value where JSON can hold it, else its text. */
function scalarValue(node: Scalar): JsonValue {
  const { value } = node;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return node.source ?? String(value);
}
