import type { Expr, NameExpr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { lastName } from '../facts-index.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

const PATTERN = /^(?:pattern_list|tuple_pattern|list_pattern)$/;

/** How Python's assignments, loops and `with` give names their values. */

/** Binds a name, `object.name`, or the parts of a pattern. What is assigned to `a[b]` is left out. */
export function bind(
  left: Node | null,
  value: Expr | null,
  build: FactsBuilder,
  type: string | null = null,
): void {
  if (left === null) return;
  if (left.type === 'identifier') build.addBinding(left, left.text, value, { type });
  else if (left.type === 'attribute')
    build.addBinding(left, left.text.replace(/\s+/g, ''), value, { type });
  else if (
    value !== null &&
    /^(?:pattern_list|tuple_pattern|list_pattern|tuple|list)$/.test(left.type)
  ) {
    for (const [position, part] of named(left).entries()) {
      if (part.type === 'list_splat_pattern')
        bind(part.firstNamedChild, restFrom(value, position, part), build);
      else bind(part, itemOf(value, position, part), build);
    }
  }
}

/** What is left of a list from a position on: `urls` of `for resource, *urls in list`. */
function restFrom(object: Expr, position: number, at: Node): Expr {
  const { line, column } = placeOf(at);
  const index: Expr = { kind: 'literal', type: 'number', text: `${position}:`, line, column };
  return { kind: 'index', object, index, line, column };
}

function itemOf(value: Expr, position: number, at: Node): Expr {
  if (value.kind === 'list')
    return (
      value.items[position] ?? { kind: 'unknown', text: '', line: lineOf(at), column: columnOf(at) }
    );
  const { line, column } = placeOf(at);
  return {
    kind: 'index',
    object: value,
    index: { kind: 'literal', type: 'number', text: String(position), line, column },
    line,
    column,
  };
}

/**
 * `with env.prefixed("DB_"):` of environs holds for the lines of its block, which its name tells: no code has one like
 * it. Other blocks of that kind without a name mean nothing here.
 */
export function addPrefixed(node: Node, build: FactsBuilder): void {
  const items = named(named(node).find(({ type }) => type === 'with_clause') ?? null);
  for (const item of items) {
    const value = build.expr(item.childForFieldName('value'));
    if (value.kind !== 'call' || lastName(value.callee) !== 'prefixed') continue;
    build.addBinding(node, `with ${node.line}-${node.endLine}`, value);
  }
}

/** `with a.group() as b`. */
export function addWith(node: Node, build: FactsBuilder): void {
  const target = field(node, 'alias')?.firstNamedChild ?? null;
  bind(target, build.expr(node.firstNamedChild), build);
}

/** `for name in list`; of `for a, b in list` each name is a part of an item, and the item has a name that no code has. */
export function addLoop(node: Node, build: FactsBuilder): void {
  const left = field(node, 'left');
  const list = build.expr(field(node, 'right'));
  if (left === null) return;
  if (left.type === 'identifier') {
    build.addBinding(left, left.text, list, { each: true });
    return;
  }
  if (!PATTERN.test(left.type)) return;
  const item = addItem(left, list, build, true);
  addParts(left, item, build);
}

/** An item that is taken apart, under a name that no code has. */
function addItem(pattern: Node, value: Expr, build: FactsBuilder, each: boolean): NameExpr {
  const at = placeOf(pattern);
  const name = `for ${at.line}:${at.column}`;
  build.addBinding(pattern, name, value, { each });
  return { kind: 'name', name, ...at };
}

/** The parts of an item; one that is taken apart itself, `for path, (method, name) in …`, is an item too. */
function addParts(pattern: Node, item: NameExpr, build: FactsBuilder): void {
  for (const [position, part] of named(pattern).entries()) {
    if (part.type === 'list_splat_pattern')
      bind(part.firstNamedChild, restFrom(item, position, part), build);
    else if (PATTERN.test(part.type))
      addParts(part, addItem(part, itemOf(item, position, part), build, false), build);
    else bind(part, itemOf(item, position, part), build);
  }
}
