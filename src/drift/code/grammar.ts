import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import treeSitter from '@vscode/tree-sitter-wasm';
import { readTree } from './parser-memory.ts';
import { type Capture, Query } from './query.ts';
import { GrammarNames, type Node, NodeTable, SyntaxTree } from './syntax-tree.ts';

/** Code is not nested deeper than this, chains of calls and of operators included. */
const MAX_DEPTH = 1_200;
/** Parts of one mistake, from which on a file is not read. */
const MAX_MISTAKES = 5_000;

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
/**
 * What the parser's module is started with; it then keeps views of its memory there, which it renews where that grows.
 */
const parserModule: {
  readonly locateFile: (file: string, folder: string) => string;
  readonly HEAPU8?: Uint8Array;
} = { locateFile: (file, folder) => folder + file };
/** Tables that no tree uses at the moment. */
const spare: NodeTable[] = [];
/** For one file, in milliseconds: fifty times what one of the largest takes on a small machine. */
const MAX_MS = 10_000;
/** … and in bytes: the parser's own limit, beyond which it breaks for good, is several times this. */
const MAX_MEMORY = 400 * 1024 * 1024;
/** How often memory is looked at: most files are through before, and asking the system takes as long as a small one. */
const LOOKED_EVERY_MS = 20;
/** Whether the parser has run out of memory: then it answers nothing any more in this thread. */
let isBroken = false;

const loading = new Map<GrammarName, Promise<Grammar>>();
let started: Promise<void> | undefined;

/** A grammar that is loaded: parses text and runs queries, each compiled once. */
export class Grammar {
  readonly #parser = new treeSitter.Parser();
  readonly #queries = new Map<string, Query>();
  readonly #names: GrammarNames;

  constructor(name: GrammarName, language: treeSitter.Language) {
    this.#parser.setLanguage(language);
    this.#names = new GrammarNames(name, language.types, language.fields);
  }

  /** A query over this grammar. Throws for one that is not valid, which is a fault in Holdfast itself. */
  #query(source: string): Query {
    const known = this.#queries.get(source);
    if (known !== undefined) return known;
    const made = new Query(source, this.#names);
    this.#queries.set(source, made);
    return made;
  }

  /**
   * What a query finds, in the order of the text. Matches begin at a depth that code of people does not reach at most,
   * and a file that is mistakes above all has none: what looks around from each of them would take for ever.
   */
  captures(source: string, root: Node): readonly Capture[] {
    const isRubble = [root, ...(root.hasError ? root.children : [])].some(
      (node) => node.isError && node.children.length > MAX_MISTAKES,
    );
    return isRubble ? [] : this.#query(source).captures(root.tree, MAX_DEPTH);
  }

  /**
   * Parses a text and gives the root of its tree to `use`; the tree is freed afterwards, so nothing of it may be kept.
   * A text with mistakes has a tree too. Undefined for a text that the parser does not get through: no code of people
   * is one, but texts can be made on which it takes more than linear time or memory.
   */
  parse<T>(text: string, use: (root: Node) => T): T | undefined {
    if (isBroken) return undefined;
    try {
      this.#parser.reset();
      const tree = this.#parser.parse(text, null, { progressCallback: allowance() });
      if (tree === null) return undefined;
      try {
        return this.#use(tree.rootNode.id, text, use);
      } finally {
        tree.delete();
      }
    } catch (error) {
      // WebAssembly's own errors are of the name alone the same everywhere.
      if (!(error instanceof Error) || error.name !== 'RuntimeError') throw error;
      isBroken = true;
      return undefined;
    }
  }

  /** Takes a tree over from the parser, for as long as it is used. */
  #use<T>(root: number, text: string, use: (root: Node) => T): T {
    const memory = parserModule.HEAPU8;
    if (memory === undefined) throw new Error('The parser does not show its memory.');
    const nodes = spare.pop() ?? new NodeTable();
    try {
      readTree(memory.buffer, root, nodes);
      return use(new SyntaxTree(nodes, text, this.#names).root);
    } finally {
      spare.push(nodes);
    }
  }
}

/** Whether the parser has broken on a text, so that it reads nothing more in this thread. */
export function isParserBroken(): boolean {
  return isBroken;
}

/** Answers, while one file is parsed, whether to give up. */
function allowance(): () => boolean {
  const until = performance.now() + MAX_MS;
  let next = performance.now() + LOOKED_EVERY_MS;
  let before: number | undefined;
  return () => {
    const now = performance.now();
    if (now < next) return false;
    next = now + LOOKED_EVERY_MS;
    const memory = process.memoryUsage.rss();
    before ??= memory;
    return now > until || memory - before > MAX_MEMORY;
  };
}

/** The grammar of a name, loaded when it is asked for first; undefined where the parser works no more. */
export async function grammar(name: GrammarName): Promise<Grammar | undefined> {
  if (isBroken) return undefined;
  const known = loading.get(name);
  if (known !== undefined) return known;
  const made = load(name);
  loading.set(name, made);
  return made;
}

async function load(name: GrammarName): Promise<Grammar> {
  started ??= treeSitter.Parser.init(parserModule);
  await started;
  const file =
    name === 'kotlin'
      ? '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm'
      : `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
  return new Grammar(name, await treeSitter.Language.load(await readFile(require.resolve(file))));
}
