import {
  isObject,
  type JsonObject,
  type JsonValue,
  type SourceDocument,
} from '../../document/document.ts';
import type { JsonAhead } from '../../document/json-ahead.ts';
import { parseDocument } from '../../document/parse.ts';
import { type Outcome, type Problem, problem } from '../../problem.ts';
import type { Tree, TreeFile } from '../../tree/tree.ts';
import { Contract, type Side } from './model/contract.ts';
import { dialectOf } from './model/dialect.ts';
import { isList } from './model/node.ts';
import { parseReference } from './model/reference.ts';
import { referenceTexts } from './reference-texts.ts';

/** Files one contract may be spread over. */
const MAX_FILES = 2000;

/**
 * Reads a contract and every file of the same tree that it refers to, each once. Nothing is fetched.
 * What it cannot refer to becomes a problem when, and where, a comparison follows the reference.
 */
export async function loadContract(
  tree: Tree,
  path: string,
  side: Side,
  file?: TreeFile,
  ahead?: JsonAhead,
): Promise<Outcome<Contract>> {
  const read =
    file === undefined ? await readOn(tree, path, side) : { ok: true as const, value: file };
  if (!read.ok) return read;
  const parsed = parseDocument(path, read.value, {
    side,
    ...(ahead === undefined ? {} : { ahead }),
  });
  if (!parsed.ok) return parsed;
  const found = dialectOf(versionsOf(parsed.value));
  if (found.kind === 'not-a-contract') {
    const isEmpty = parsed.value.text.trim() === '';
    const message = isEmpty
      ? 'The file is empty; an API contract was expected.'
      : 'This file has no `openapi` or `swagger` version at its top, so it is not an API contract. Name another file or add the version.';
    return {
      ok: false,
      problem: problem('not-a-contract', message, { file: path, line: 1, column: 1, side }),
    };
  }
  if (found.kind === 'unsupported') {
    const message = `The version says ${found.version.slice(0, 40)}. Holdfast reads Swagger 2.0 and OpenAPI 3.x; convert the contract to one of them.`;
    const place = parsed.value.locate([
      found.version.startsWith('openapi') ? 'openapi' : 'swagger',
    ]);
    return { ok: false, problem: problem('unsupported-version', message, { ...place, side }) };
  }
  const others = await loadReferenced(tree, parsed.value, side);
  return { ok: true, value: new Contract(side, found.dialect, parsed.value, others) };
}

/** The versions that a document names, read without the rest of it. */
function versionsOf(document: SourceDocument): JsonObject {
  const versions: Record<string, JsonValue> = {};
  for (const key of ['openapi', 'swagger']) {
    const written = document.written([key]);
    if (written === undefined) continue;
    const value: JsonValue | undefined =
      document.format === 'json'
        ? JSON.parse(written)
        : isObject(document.value)
          ? document.value[key]
          : undefined;
    if (value !== undefined) versions[key] = value;
  }
  return versions;
}

/** Reads a file; a problem names the side it was met on. */
async function readOn(tree: Tree, path: string, side: Side): Promise<Outcome<TreeFile>> {
  const read = await tree.read(path);
  return read.ok ? read : { ok: false, problem: { ...read.problem, side } };
}

async function loadReferenced(
  tree: Tree,
  root: SourceDocument,
  side: Side,
): Promise<ReadonlyMap<string, SourceDocument | Problem>> {
  const others = new Map<string, SourceDocument | Problem>();
  const waiting = referencedFiles(root);
  await tree.prefetch?.(waiting.slice(0, MAX_FILES));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path === root.file || others.has(path)) continue;
    if (others.size >= MAX_FILES) {
      others.set(
        path,
        problem('limit-reached', `the contract is spread over more than ${MAX_FILES} files.`, {
          file: path,
          side,
        }),
      );
      break;
    }
    const read = await tree.read(path);
    const parsed = read.ok ? parseDocument(path, read.value, { side }) : read;
    others.set(path, parsed.ok ? parsed.value : parsed.problem);
    if (!parsed.ok) continue;
    const further = referencedFiles(parsed.value).filter((file) => !others.has(file));
    await tree.prefetch?.(further.slice(0, MAX_FILES));
    waiting.push(...further);
  }
  return others;
}

/** Files of the tree that a document's `$ref`s name; most documents have none, which the text tells fast. */
function referencedFiles(document: SourceDocument): string[] {
  const texts = referenceTexts(document);
  const mayHaveFiles =
    texts === null
      ? mayReferToFiles(document.text)
      : [...texts].some((each) => !each.startsWith('#'));
  if (!mayHaveFiles) return [];
  const files = new Set<string>();
  const waiting: JsonValue[] = [document.value];
  const seen = new Set<JsonValue>();
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isList(value)) {
      for (const item of value) waiting.push(item);
      continue;
    }
    if (!isObject(value)) continue;
    for (const item of Object.values(value)) waiting.push(item);
    const text = Object.hasOwn(value, '$ref') ? value['$ref'] : undefined;
    const reference = typeof text === 'string' ? parseReference(text, document.file) : undefined;
    if (reference?.kind === 'pointer') files.add(reference.file);
  }
  files.delete(document.file);
  return [...files].sort();
}

/** Whether a text has a `$ref` that does not start with `#`, or one written with escapes. */
export function mayReferToFiles(text: string): boolean {
  return /\$ref["']?\s*:\s*["']?[^\s"'#]|\\u0024|\\x24/.test(text);
}
