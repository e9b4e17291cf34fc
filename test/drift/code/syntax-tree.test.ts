import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type treeSitter from '@vscode/tree-sitter-wasm';
import fc from 'fast-check';
import { type GrammarName, grammar } from '../../../src/drift/code/grammar.ts';
import { languageOf as sourceLanguageOf } from '../../../src/drift/code/languages/index.ts';
import type { Node } from '../../../src/drift/code/syntax-tree.ts';
import { languageOf, withParsed } from './parser-of.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** Files of each grammar that are looked at. */
const FILES = 12;

const sources = new Map<GrammarName, string[]>();
for (const folder of ['routes', 'env'])
  for (const name of readdirSync(join(fixtures, folder), { recursive: true }).map(String).sort()) {
    const of = sourceLanguageOf(name)?.grammar(name);
    if (of === undefined) continue;
    const known = sources.get(of) ?? [];
    sources.set(of, known);
    if (known.length < FILES) known.push(join(fixtures, folder, name));
  }

/** Everything that can be asked of a node, of ours and of the parser's own in the same words. */
function ours(node: Node, fields: readonly string[]): string {
  const { type, isNamed, isError, isMissing, hasError, startIndex, endIndex } = node;
  const named = fields.flatMap((field) => {
    const first = node.childForFieldName(field);
    const all = node.childrenForFieldName(field);
    return first === null && all.length === 0
      ? []
      : [`${field} ${first?.type} ${first?.startIndex} ${all.map((one) => one.startIndex)}`];
  });
  return JSON.stringify([
    [type, isNamed, isError, isMissing, hasError, startIndex, endIndex, node.text],
    [node.line, node.column, node.endLine],
    [node.firstChild, node.lastChild, node.firstNamedChild, node.lastNamedChild].map(startOf),
    siblings(node),
    [node.children.length, node.namedChildren.map(startOf)],
    named,
  ]);
}

function theirs(node: treeSitter.Node, fields: readonly string[]): string {
  const { type, isNamed, isError, isMissing, hasError, startIndex, endIndex } = node;
  const named = fields.flatMap((field) => {
    const first = node.childForFieldName(field);
    const all = node.childrenForFieldName(field);
    return first === null && all.length === 0
      ? []
      : [`${field} ${first?.type} ${first?.startIndex} ${all.map((one) => one?.startIndex)}`];
  });
  return JSON.stringify([
    [type, isNamed, isError, isMissing, hasError, startIndex, endIndex, node.text],
    [node.startPosition.row + 1, node.startPosition.column + 1, node.endPosition.row + 1],
    [node.firstChild, node.lastChild, node.firstNamedChild, node.lastNamedChild].map(startOf),
    siblings(node),
    [node.children.length, node.namedChildren.map(startOf)],
    named,
  ]);
}

/** The parser passes over signs that a mistake left out when it is asked for what stands beside them. */
function siblings(node: Node | treeSitter.Node): readonly string[] {
  const { parent, nextSibling, previousSibling, previousNamedSibling } = node;
  return parent?.hasError === true
    ? [startOf(parent)]
    : [parent, nextSibling, previousSibling, previousNamedSibling].map(startOf);
}

function startOf(node: { readonly type: string; readonly startIndex: number } | null): string {
  return node === null ? '-' : `${node.type} ${node.startIndex}`;
}

/** The places where a tree that was taken over says something else than the parser. */
function differences(
  node: Node,
  parsed: treeSitter.Node,
  fields: readonly string[],
): readonly string[] {
  const [own, other] = [ours(node, fields), theirs(parsed, fields)];
  if (own !== other) return [`${own}\n${other}`];
  const { children } = node;
  return parsed.children.flatMap((child, index) => {
    const same = children[index];
    return child === null || same === undefined ? [] : differences(same, child, fields);
  });
}

async function compared(name: GrammarName, texts: readonly string[]): Promise<readonly string[]> {
  const language = await languageOf(name);
  const loaded = await grammar(name);
  const fields = language.fields.flatMap((field) => field ?? []);
  return texts.flatMap((text) =>
    withParsed(language, text, (parsed) => {
      const found = loaded?.parse(text, (root) => differences(root, parsed, fields));
      return found ?? ['not read'];
    }),
  );
}

describe('a syntax tree that is taken over from the parser is what the parser says', () => {
  test.each([...sources.keys()])('%s', async (name) => {
    const texts = (sources.get(name) ?? []).map((path) => readFileSync(path, 'utf8'));
    expect(texts.length).toBeGreaterThan(0);
    expect((await compared(name, texts)).slice(0, 1)).toEqual([]);
  });

  test.each([...sources.keys()])(
    '%s with mistakes, and with other signs than ASCII',
    async (name) => {
      const [path = ''] = sources.get(name) ?? [];
      const text = readFileSync(path, 'utf8').slice(0, 1_500);
      const place = fc.nat({ max: text.length });
      const broken = fc.tuple(place, place, fc.constantFrom('', '(', '}', '"', 'é', '😀\n', '\t<'));
      const samples = fc.sample(broken, { numRuns: 15, seed: 6 });
      const texts = samples.map(
        ([at, length, put]) => text.slice(0, at) + put + text.slice(at + (length % 40)),
      );
      expect((await compared(name, ['', ' \n', ...texts])).slice(0, 1)).toEqual([]);
    },
  );

  test('a text that is read while another is being read does not disturb it', async () => {
    const loaded = await grammar('javascript');
    const types = loaded?.parse('outer(1)', (root) => {
      const inner = loaded.parse('const inner = 2', (other) => other.firstChild?.type);
      return [root.firstChild?.text, inner];
    });
    expect(types).toEqual(['outer(1)', 'lexical_declaration']);
  });

  test('the innermost node at a place', async () => {
    const loaded = await grammar('javascript');
    const at = (index: number) =>
      loaded?.parse('a(b, c.d)', (root) => root.descendantForIndex(index).text);
    expect([0, 2, 7].map(at)).toEqual(['a', 'b', 'd']);
  });
});
