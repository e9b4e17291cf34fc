import type { Argument, CallExpr, Expr, Place } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { columnOf, lineOf, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { formattedText } from './rust-text.ts';

/** An attribute: a call of its name, its tokens as arguments. */
export function attributeCall(
  node: Node,
  path: Node,
  tree: Node | null,
  build: FactsBuilder,
): CallExpr {
  return {
    kind: 'call',
    callee: build.expr(path),
    args: argumentsOf(tree, build),
    line: lineOf(node),
    column: columnOf(node),
  };
}

/** A macro: what it puts together where that is known (`format!`, `concat!`, `vec!`), otherwise a call of its name. */
export function macroExpr(
  node: Node,
  path: Node | null,
  tree: Node | null,
  build: FactsBuilder,
): Expr {
  return invoked(build.expr(path), argumentsOf(tree, build), placeOf(node));
}

function invoked(callee: Expr, args: readonly Argument[], at: Place): Expr {
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
  const { line, column } = at;
  const call: CallExpr = { kind: 'call', callee, args, line, column, isMacro: true };
  if (name === 'format') return formattedText(args, at) ?? call;
  if (name === 'concat')
    return joined(
      args.map(({ value }) => value),
      at,
    );
  if (name === 'vec')
    return {
      kind: 'list',
      items: args.map(({ value }) => value),
      line,
      column,
    };
  return call;
}

/** Whether a token can stand before `(…)` in what is called. */
const CALLED = /^(?:identifier|self|super|crate|metavariable|::|\.|!|\?|token_tree)$/;

/** `f(x)` among the tokens of a macro, for the tokens in its parentheses; not understood for other tokens. */
export function treeCall(tree: Node, build: FactsBuilder): Expr {
  const siblings = tree.parent?.children ?? [];
  const position = siblings.findIndex((sibling) => sibling?.id === tree.id);
  let start = position;
  while (start > 1 && CALLED.test(siblings[start - 1]?.type ?? '')) {
    // Two names side by side do not belong together: `return f(x)`.
    const isWord = siblings[start]?.isNamed === true && siblings[start]?.type !== 'token_tree';
    if (isWord && siblings[start - 1]?.isNamed === true) break;
    start -= 1;
  }
  if (start === position) return build.unknown(tree);
  const tokens = siblings.slice(start, position + 1).filter((token) => token !== null);
  return tokensExpr(tokens, build, tree);
}

/** The `static ref NAME: T = value;` of `lazy_static!` and the `static NAME: T = value;` of `thread_local!`. */
export function staticsOf(
  node: Node,
  build: FactsBuilder,
): readonly { readonly at: Node; readonly value: Expr; readonly type: string }[] {
  const name = node.childForFieldName('macro')?.text ?? '';
  if (!/\b(?:lazy_static|thread_local)$/.test(name)) return [];
  const tree = node.children.at(-1);
  return split(inside(tree ?? null), ';').flatMap((tokens) => {
    const equals = tokens.findIndex(({ type }) => type === '=');
    const colon = tokens.findIndex(({ type }) => type === ':');
    const at = tokens[colon - 1];
    if (equals === -1 || colon < 1 || colon > equals || at === undefined) return [];
    const value = tokensExpr(tokens.slice(equals + 1), build, node);
    const type = tokens
      .slice(colon + 1, equals)
      .map(({ text }) => text)
      .join('');
    return [{ at, value, type }];
  });
}

function inside(tree: Node | null): readonly Node[] {
  return (tree?.children ?? [])
    .slice(1, -1)
    .filter((token) => token !== null)
    .filter((token) => !token.type.endsWith('comment'));
}

function split(tokens: readonly Node[], separator: string): readonly (readonly Node[])[] {
  const parts: Node[][] = [[]];
  for (const token of tokens) {
    if (token.type === separator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

function argumentsOf(tree: Node | null, build: FactsBuilder): readonly Argument[] {
  if (tree?.type !== 'token_tree') return [];
  return split(inside(tree), ',').map((tokens): Argument => {
    const [name, equals, ...rest] = tokens;
    const isNamed = name?.type === 'identifier' && equals?.type === '=' && rest.length > 0;
    return {
      name: isNamed ? name.text : null,
      value: tokensExpr(isNamed ? rest : tokens, build, tree),
      spread: false,
    };
  });
}

/** An expression of tokens: a literal, a path, calls and members of it; lists and groups. */
function tokensExpr(tokens: readonly Node[], build: FactsBuilder, around: Node): Expr {
  let at = 0;
  while (/^(?:&|\*|mut|move|async|mutable_specifier|::|\|\|)$/.test(tokens[at]?.type ?? ''))
    at += 1;
  // `self::create` is `create` of the same module.
  if (tokens[at]?.type === 'self' && tokens[at + 1]?.type === '::') at += 2;
  const first = tokens[at];
  if (first === undefined) return build.unknown(around);
  let made = atom(first, build);
  for (at += 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === undefined) break;
    if (token.type === '?') continue;
    if ((token.type === '.' || token.type === '::') && next !== undefined) {
      if (next.type === '<') {
        while (at < tokens.length && tokens[at]?.type !== '>') at += 1;
        continue;
      }
      made = {
        kind: 'member',
        object: made,
        name: next.text,
        line: lineOf(next),
        column: columnOf(next),
      };
      at += 1;
    } else if (token.type === '!' && next?.type === 'token_tree') {
      made = invoked(made, argumentsOf(next, build), placeOf(first));
      at += 1;
    } else if (token.type === 'token_tree' && token.firstChild?.type === '(') {
      made = {
        kind: 'call',
        callee: made,
        args: argumentsOf(token, build),
        line: lineOf(first),
        column: columnOf(first),
      };
    } else return build.unknown(first);
  }
  return made;
}

function atom(token: Node, build: FactsBuilder): Expr {
  if (token.type !== 'token_tree') return build.expr(token);
  const items = argumentsOf(token, build).map(({ value }) => value);
  const [only] = items;
  return token.firstChild?.type === '(' && items.length === 1 && only !== undefined
    ? only
    : { kind: 'list', items, line: lineOf(token), column: columnOf(token) };
}
