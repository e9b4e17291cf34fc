import { type ChildPattern, type Condition, type Pattern, parseQuery } from './query-syntax.ts';
import { type GrammarNames, Node, type SyntaxTree } from './syntax-tree.ts';

/** A node that a query has found, under the name that the query gives it. */
export interface Capture {
  readonly name: string;
  readonly node: Node;
}

/** A pattern whose types and fields are numbers. */
interface Matcher {
  /** The types of the grammar that have the name, and whether nodes with a rule are meant. */
  readonly types: readonly number[];
  readonly isNamed: boolean;
  readonly children: readonly ChildMatcher[];
  readonly captures: readonly string[];
}
interface ChildMatcher {
  /** 0 for any. */
  readonly field: number;
  readonly isFirst: boolean;
  readonly options: readonly Matcher[];
}
interface Start extends Matcher {
  readonly conditions: readonly Condition[];
  /** Whether nothing is asked of a node but its type. */
  readonly isPlain: boolean;
}
/** What one match has captured: names, and the numbers of the nodes. */
type Match = readonly (readonly [string, number])[];

const NO_CAPTURES: readonly Match[] = [[]];

/**
 * A query of one grammar. It is looked for in trees that were taken over from the parser, by going once through their
 * types: the parser's own engine steps through its tree for each query, which takes half as long as parsing.
 */
export class Query {
  readonly #starts: (Start[] | undefined)[] = [];

  constructor(
    source: string,
    private readonly names: GrammarNames,
  ) {
    for (const { pattern, conditions } of parseQuery(source))
      for (const matcher of this.#matchers(pattern, []))
        for (const type of matcher.types) {
          const starts = this.#starts[type] ?? [];
          this.#starts[type] = starts;
          const isPlain = matcher.children.length === 0 && conditions.length === 0;
          starts.push({ ...matcher, conditions, isPlain });
        }
  }

  /** What the query finds in a tree, in the order of the text. Matches begin at this depth at most. */
  captures(tree: SyntaxTree, maxDepth: number): readonly Capture[] {
    const { nodes } = tree;
    const found: (readonly [string, number])[] = [];
    let isSorted = true;
    for (let at = 0; at < nodes.size; at += 1) {
      const starts = this.#starts[nodes.type[at] ?? 0];
      if (starts === undefined || (nodes.depth[at] ?? 0) > maxDepth) continue;
      for (const start of starts) {
        if (start.isPlain) {
          // Most patterns are a type and nothing else.
          if (nodes.isNamed(at) === start.isNamed)
            for (const name of start.captures) found.push([name, at]);
          continue;
        }
        isSorted = false;
        found.push(...capturesAt(tree, start, at));
      }
    }
    if (!isSorted) found.sort(([, a], [, b]) => a - b);
    return found.map(([name, at]) => ({ name, node: new Node(tree, at) }));
  }

  /** A pattern as the matchers that it may be, each of one type. */
  #matchers(pattern: Pattern, outer: readonly string[]): readonly Matcher[] {
    const captures = pattern.capture === null ? outer : [...outer, pattern.capture];
    if (pattern.kind === 'choice')
      return pattern.options.flatMap((option) => this.#matchers(option, captures));
    const types = this.names.numbersOf(pattern.type);
    if (types.length === 0)
      throw new Error(`The grammar of ${this.names.grammar} has no "${pattern.type}".`);
    const children = pattern.children.map((child) => this.#child(child));
    return [{ types, isNamed: pattern.isNamed, children, captures }];
  }

  #child({ field, isFirst, pattern }: ChildPattern): ChildMatcher {
    return {
      field: field === null ? 0 : this.names.field(field),
      isFirst,
      options: this.#matchers(pattern, []),
    };
  }
}

/** What a pattern captures of a node and what is within it, over all ways in which it matches. */
function capturesAt(tree: SyntaxTree, start: Start, at: number): Match {
  const [first, ...others] = matches(tree, start, at).filter((match) => holds(tree, start, match));
  if (first === undefined || others.length === 0) return first ?? [];
  const all = [first, ...others].flat();
  return all.filter(
    ([name, node], index) => all.findIndex((one) => one[0] === name && one[1] === node) === index,
  );
}

function holds(tree: SyntaxTree, { conditions }: Start, match: Match): boolean {
  return conditions.every(({ capture, holds: isRight }) =>
    match.every(([name, at]) => name !== capture || isRight(new Node(tree, at).text)),
  );
}

/** The ways in which a node matches; none where it does not. */
function matches(tree: SyntaxTree, matcher: Matcher, at: number): readonly Match[] {
  const { nodes } = tree;
  if (nodes.isNamed(at) !== matcher.isNamed || !matcher.types.includes(nodes.type[at] ?? 0))
    return [];
  const own: Match = matcher.captures.map((name) => [name, at]);
  if (matcher.children.length === 0) return [own];
  return childMatches(tree, matcher.children, at, at + 1).map((inner) => [...own, ...inner]);
}

/** The ways in which children from `from` on are as they are wanted, in this order. */
function childMatches(
  tree: SyntaxTree,
  [wanted, ...rest]: readonly ChildMatcher[],
  parent: number,
  from: number,
): readonly Match[] {
  if (wanted === undefined) return NO_CAPTURES;
  const { next } = tree.nodes;
  const found: Match[] = [];
  for (let at = from; at < (next[parent] ?? 0); at = next[at] ?? 0) {
    if (wanted.field === 0 || tree.nodes.hasField(at, wanted.field))
      for (const option of wanted.options)
        for (const own of matches(tree, option, at))
          for (const others of childMatches(tree, rest, parent, next[at] ?? 0))
            found.push([...own, ...others]);
    if (wanted.isFirst && tree.nodes.isNamed(at)) break;
  }
  return found;
}
