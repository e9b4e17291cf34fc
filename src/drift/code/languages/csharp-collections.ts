import type { Expr, ListExpr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

const LIST = /^(?:\w+\.)*(?:List|HashSet|SortedSet|Collection|Queue|LinkedList)$/;
const MAP = /^(?:\w+\.)*(?:Sorted|Concurrent|Ordered)?(?:Dictionary|List)$/;

/** What an initializer makes of a type of the library: a list, or a map of what each of its items says. */
export function collectionOf(
  type: Node | null,
  initial: Node,
  build: FactsBuilder,
): Expr | undefined {
  const name = type?.text.replace(/<.*$/s, '') ?? '';
  const items = named(initial);
  const isPairs = items.every(
    (item) => item.type === 'initializer_expression' && item.namedChildren.length === 2,
  );
  if (items.length > 0 && isPairs && MAP.test(name)) {
    const entries = items.flatMap((item): MapEntry[] => {
      const [key, value] = named(item).map((part) => build.expr(part));
      return key === undefined || value === undefined ? [] : [{ key, value }];
    });
    return { kind: 'map', entries, ...placeOf(initial) };
  }
  if (/Dictionary$/.test(name) && items.every(({ type: one }) => one === 'assignment_expression'))
    return mapOf(initial, build);
  if (!LIST.test(name) || items.some(({ type: one }) => one === 'assignment_expression'))
    return undefined;
  return withNames(build.expr(initial), tupleNames(type?.text ?? ''));
}

/** `{ A = 1, ["b"] = 2 }`. */
export function mapOf(initial: Node, build: FactsBuilder): Expr {
  const entries = named(initial).flatMap((item): MapEntry[] => {
    const left = item.childForFieldName('left');
    if (left === null) return [];
    const key: Expr =
      left.type === 'element_binding_expression'
        ? build.expr(left.firstNamedChild)
        : { kind: 'text', value: left.text, ...placeOf(left) };
    return [{ key, value: build.expr(item.childForFieldName('right')) }];
  });
  return { kind: 'map', entries, ...placeOf(initial) };
}

/** `new List<(string Path, string Method)> { … }`, which the grammar takes for comparisons; undefined for those. */
export function comparedCollection(node: Node, build: FactsBuilder): Expr | undefined {
  const inner = node.childForFieldName('left');
  const initial = node.childForFieldName('right');
  const type = inner?.childForFieldName('left');
  const tuple = inner?.childForFieldName('right');
  if (inner?.type !== 'binary_expression' || type?.type !== 'object_creation_expression')
    return undefined;
  if (initial?.type !== 'initializer_expression' || tuple?.type !== 'tuple_expression')
    return undefined;
  return withNames(build.expr(initial), tupleNames(`(${tuple.text})`));
}

/** A tuple, or a map where its items have names: `(Path: "/x", Name: "x")`. */
export function tupleOf(node: Node, build: FactsBuilder): Expr {
  const items = named(node);
  const values = items.map((item) => build.expr(item));
  const names = items.map((item) => item.childForFieldName('name')?.text ?? '');
  const list: ListExpr = { kind: 'list', items: values, ...placeOf(node) };
  return names.every((name) => name !== '') ? withNamesOf(list, names) : list;
}

/** A list of tuples to whose items the type of the list gives names. */
export function withNames(list: Expr, names: readonly string[] | null): Expr {
  if (names === null || list.kind !== 'list') return list;
  return {
    ...list,
    items: list.items.map((item) =>
      item.kind === 'list' && item.items.length === names.length ? withNamesOf(item, names) : item,
    ),
  };
}

function withNamesOf({ items, line, column }: ListExpr, names: readonly string[]): Expr {
  const entries = items.map((value, position): MapEntry => {
    const key: Expr = { kind: 'text', value: names[position] ?? '', line, column };
    return { key, value };
  });
  return { kind: 'map', entries, line, column };
}

/** `Path` and `Method` of `List<(string Path, string Method)>`; null for a type that names no items. */
export function tupleNames(type: string): readonly string[] | null {
  const [, inner] = /\(((?:[^()<>]|<[^()<>]*(?:<[^<>]*>)?[^()<>]*>)*)\)/.exec(type) ?? [];
  if (inner === undefined) return null;
  const parts = inner.replace(/<[^()]*?>(?=\s)/g, '').split(',');
  const names = parts.map((part) => /^\s*[\w.?[\]]+\s+(\w+)\s*$/.exec(part)?.[1] ?? '');
  return names.length > 1 && names.every((name) => name !== '') ? names : null;
}
