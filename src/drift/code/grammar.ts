import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import treeSitter from '@vscode/tree-sitter-wasm';

/** A node of a syntax tree. Only this folder's `languages/` see one. */
export type Node = treeSitter.Node;
export type Query = treeSitter.Query;

/** The grammars there are, by the name of their file. */
export type GrammarName =
  | 'bash'
  | 'c-sharp'
  | 'go'
  | 'java'
  | 'javascript'
  | 'kotlin'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'tsx'
  | 'typescript';

const require = createRequire(import.meta.url);
const loading = new Map<GrammarName, Promise<Grammar>>();
let started: Promise<void> | undefined;

/** A grammar that is loaded: parses text and runs queries, each compiled once. */
export class Grammar {
  readonly #parser = new treeSitter.Parser();
  readonly #queries = new Map<string, Query>();

  constructor(private readonly language: treeSitter.Language) {
    this.#parser.setLanguage(language);
  }

  /** A query over this grammar. Throws for one that is not valid, which is a fault in Holdfast itself. */
  query(source: string): Query {
    const known = this.#queries.get(source);
    if (known !== undefined) return known;
    const made = new treeSitter.Query(this.language, source);
    this.#queries.set(source, made);
    return made;
  }

  /**
   * Parses a text and gives the root of its tree to `use`; the tree is freed afterwards, so nothing of it may be kept.
   * A text with mistakes has a tree too.
   */
  parse<T>(text: string, use: (root: Node) => T): T {
    this.#parser.reset();
    const tree = this.#parser.parse(text);
    if (tree === null) throw new Error('The parser gave no tree, though nothing stopped it.');
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  }
}

/** The grammar of a name, loaded when it is asked for first. */
export function grammar(name: GrammarName): Promise<Grammar> {
  const known = loading.get(name);
  if (known !== undefined) return known;
  const made = load(name);
  loading.set(name, made);
  return made;
}

async function load(name: GrammarName): Promise<Grammar> {
  started ??= treeSitter.Parser.init();
  await started;
  const file =
    name === 'kotlin'
      ? '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm'
      : `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
  return new Grammar(await treeSitter.Language.load(await readFile(require.resolve(file))));
}
