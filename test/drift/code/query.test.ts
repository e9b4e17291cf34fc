import { describe, expect, test } from '@jest/globals';
import treeSitter from '@vscode/tree-sitter-wasm';
import { grammar } from '../../../src/drift/code/grammar.ts';
import { languageOf, withParsed } from './parser-of.ts';

const TEXT = `
import { a as b } from './a.js';
class Store { get(id) { return this.all[id] ?? null; } }
const app = make(1, 'two', make());
if (app.kind === 'x' || app.kind == y || 'k' in app) app.get('/a', (req) => req.send(app.b.c));
switch (app.kind) { case 'one': case 'two': break; }
for (const one of [app, 'app', app]) one();
`;

const QUERIES: readonly (readonly [string, string])[] = [
  ['a type', '(call_expression) @call'],
  ['several types', '[(call_expression) (member_expression) (arrow_function)] @one'],
  ['several patterns for one type', '(identifier) @a (identifier) @b (class_body) @c'],
  ['a child of any name', '(array (string) @text)'],
  ['a child by its name', '(call_expression function: (member_expression) @callee) @call'],
  ['signs', '(binary_expression operator: ["===" "=="] right: (string)) @comparison'],
  ['children of children', '(switch_body (switch_case value: (string) @case))'],
  ['several children', '(arguments (number) (string) @second)'],
  ['a first child', '(arguments . (string) @first)'],
  ['a text', '((identifier) @name (#eq? @name "app"))'],
  ['one of several texts', '((property_identifier) @name (#any-of? @name "kind" "get"))'],
  ['a pattern of a text', '((string) @text (#match? @text "^\'t"))'],
  ['a keyword, not the node of its name', '["import" "class"] @word'],
];

describe('queries', () => {
  test.each(QUERIES)('%s: finds what the parser finds', async (_, source) => {
    const language = await languageOf('javascript');
    const loaded = await grammar('javascript');
    const found = loaded?.parse(TEXT, (root) =>
      loaded
        .captures(source, root)
        .map(({ name, node }) => `${name} ${node.startIndex} ${node.text}`),
    );
    const expected = withParsed(language, TEXT, (root) =>
      new treeSitter.Query(language, source)
        .captures(root)
        .map(({ name, node }) => `${name} ${node.startIndex} ${node.text}`),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(found?.sort()).toEqual(expected.sort());
  });

  test.each([
    ['(nonsense) @a', 'The grammar of javascript has no "nonsense".'],
    ['(identifier', 'A query has "its end" where a sign is expected.'],
    ['(identifier) @a {', 'This is no query:  {'],
    ['((identifier) @a (#lua? @a "b"))', 'A query has a condition that is not known: #lua?'],
    [')', 'A query has ")" where a node is expected.'],
  ])('%s is told as a fault', async (source, message) => {
    const loaded = await grammar('javascript');
    expect(() => loaded?.parse('a', (root) => loaded.captures(source, root))).toThrow(message);
  });
});
