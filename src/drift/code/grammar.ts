import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import treeSitter from '@vscode/tree-sitter-wasm';

/** A node of a syntax tree. Only this folder's `languages/` see one. */
export type Node = treeSitter.Node;
/** A node that a query has found, under the name that the query gives it. */
export type Capture = Pick<treeSitter.QueryCapture, 'name' | 'node'>;

/** Code is not nested deeper than this; long chains of operators are. */
const MAX_DEPTH = 300;
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
  readonly #queries = new Map<string, treeSitter.Query>();

  constructor(private readonly language: treeSitter.Language) {
    this.#parser.setLanguage(language);
  }

  /** A query over this grammar. Throws for one that is not valid, which is a fault in Holdfast itself. */
  #query(source: string): treeSitter.Query {
    const known = this.#queries.get(source);
    if (known !== undefined) return known;
    const made = new treeSitter.Query(this.language, source);
    this.#queries.set(source, made);
    return made;
  }

  /**
   * What a query finds, in the order of the text. Matches begin at a depth that code of people does not reach at most,
   * and a file that is mistakes above all has none: a query takes more than linear time there, and memory without end.
   */
  captures(source: string, root: Node): readonly Capture[] {
    const isRubble = [root, ...(root.hasError ? root.children : [])].some(
      (node) => node?.isError === true && node.childCount > MAX_MISTAKES,
    );
    return isRubble ? [] : this.#query(source).captures(root, { maxStartDepth: MAX_DEPTH });
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
        return use(tree.rootNode);
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
  started ??= treeSitter.Parser.init();
  await started;
  const file =
    name === 'kotlin'
      ? '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm'
      : `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
  return new Grammar(await treeSitter.Language.load(await readFile(require.resolve(file))));
}
