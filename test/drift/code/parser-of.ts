import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import treeSitter from '@vscode/tree-sitter-wasm';
import { type GrammarName, grammar } from '../../../src/drift/code/grammar.ts';

const require = createRequire(import.meta.url);

/** The parser's own language, to hold what is made of its trees against what it answers itself. */
export async function languageOf(name: GrammarName): Promise<treeSitter.Language> {
  // The parser is started with the first grammar.
  await grammar(name);
  const file =
    name === 'kotlin'
      ? '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm'
      : `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
  return treeSitter.Language.load(readFileSync(require.resolve(file)));
}

/** Gives the root of the parser's own tree of a text to `use`, and frees the tree. */
export function withParsed<T>(
  language: treeSitter.Language,
  text: string,
  use: (root: treeSitter.Node) => T,
): T {
  const parser = new treeSitter.Parser();
  parser.setLanguage(language);
  const tree = parser.parse(text);
  if (tree === null) throw new Error('The parser does not get through the text.');
  try {
    return use(tree.rootNode);
  } finally {
    tree.delete();
    parser.delete();
  }
}
