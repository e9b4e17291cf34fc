import type { Binding, Block } from './facts.ts';
import { columnOf, lineOf } from './nodes.ts';
import type { Node } from './syntax-tree.ts';

/** What runs under a condition, in turns or unless something fails, by the names that the grammars have for it. */
const CONDITIONAL =
  /^(?:if|elif|else|elsif|unless|while|until|for|foreach|do|case|when|in|switch|try|catch|except|rescue|match|loop|default|enhanced_for|expression_case|type_case|communication_case)(?:_|$)/;
/** Those of them that are one of several ways as a whole. */
const WAY = /(?:_|^)(?:case|default|section|group|arm|entry|rule|clause|else|elsif|when|rescue)$/;
/** What else of them is the part that may not run. */
const BODY = /(?:^|_)(?:block|body|statement|then|do)$/;
/** Names are known within the nearest of these alone … */
const BRACES = /^(?:block|statement_block|switch_body|match_block)$/;
/** … if they are declared by one of these. */
const DECLARATION =
  /^(?:lexical_declaration|short_var_declaration|var_spec|const_spec|let_declaration|let_condition|local_variable_declaration|local_declaration_statement|property_declaration)$/;

/**
 * Bindings with the blocks around those whose name their scope gives several values. `names` are the nodes of their
 * names, `isScope` tells the nodes that are functions and classes.
 */
export function inBlocks(
  bindings: readonly Binding[],
  names: readonly Node[],
  isScope: (node: Node) => boolean,
): readonly Binding[] {
  const times = new Map<string, number>();
  const keyOf = ({ scope, name }: Binding) => `${scope} ${name}`;
  for (const one of bindings) times.set(keyOf(one), (times.get(keyOf(one)) ?? 0) + 1);
  const blocks = new Map<number, Block>();
  return bindings.map((one, number) => {
    const name = names[number];
    if (name === undefined || times.get(keyOf(one)) === 1) return one;
    const around = blockAround(name, isScope);
    if (around === undefined) return one;
    const { node, isOwn } = around;
    const block = blocks.get(node.id) ?? blockOf(node);
    blocks.set(node.id, block);
    return isOwn ? { ...one, block, isOwn } : { ...one, block };
  });
}

/** Where a name is given a value, and whether it is known there alone. */
interface BlockOfName {
  readonly node: Node;
  readonly isOwn: boolean;
}

/**
 * The innermost part of a function around a name that is given a value, if that part does not always run or has the
 * name for itself.
 */
function blockAround(name: Node, isScope: (node: Node) => boolean): BlockOfName | undefined {
  let isOwn = false;
  let part = name;
  for (let node = name.parent; node !== null && !isScope(node); node = node.parent) {
    const { type } = node;
    if (DECLARATION.test(type)) isOwn = true;
    if (CONDITIONAL.test(type)) {
      const isBody = !WAY.test(type) && BODY.test(part.type);
      if (!isBody && declaresInLoop(part, node)) isOwn = true;
      return { node: isBody ? part : node, isOwn };
    }
    const outer = isOwn && BRACES.test(type) ? node.parent : null;
    if (outer !== null && !isScope(outer) && !CONDITIONAL.test(outer.type)) return { node, isOwn };
    part = node;
  }
  return undefined;
}

/** Whether a name is counted up or down by the head of a loop: `for (let i = 0; …)`. */
export function isCounter(name: Node): boolean {
  let part = name;
  for (let node = name.parent, step = 0; node !== null && step < 4; node = node.parent, step += 1) {
    if (/^for_(?:statement|clause)$/.test(node.type)) return !BODY.test(part.type);
    part = node;
  }
  return false;
}

/** Whether what stands before the body of a loop declares a name for it: not in Python, Ruby and PHP. */
function declaresInLoop(part: Node, loop: Node): boolean {
  if (/^(?:enhanced_for_statement|for_expression)$/.test(loop.type)) return true;
  if (/^(?:range_clause|(?:multi_)?variable_declaration)$/.test(part.type)) return true;
  if (loop.type === 'for_in_statement') return loop.childForFieldName('kind') !== null;
  // C#; PHP's names are others.
  return loop.type === 'foreach_statement' && /^(?:identifier|tuple_pattern)$/.test(part.type);
}

/** Where a part of the code stands. */
export function blockOf(node: Node): Block {
  const { tree, endLine } = node;
  const before = tree.text.lastIndexOf('\n', node.endIndex - 1);
  return {
    line: lineOf(node),
    column: columnOf(node),
    endLine,
    endColumn: node.endIndex - before,
  };
}
