import type { Argument, Expr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

/** What stands in a list, a hash or behind a call of Ruby. */

/**
 * Pairs with a symbol as their key are named arguments; those with another key (`get '/x' => 'users#index'`) are
 * together one map, at the place of the first. `&block` has the name `&`.
 */
export function argumentsOf(nodes: readonly Node[], build: FactsBuilder): Argument[] {
  const args: Argument[] = [];
  const entries: MapEntry[] = [];
  for (const node of nodes) {
    if (node.type === 'pair') {
      const key = field(node, 'key');
      const value = field(node, 'value') ?? key;
      if (key?.type === 'hash_key_symbol' || key?.type === 'simple_symbol') {
        const isShort = field(node, 'value') === null;
        const name = key.text.replace(/^:/, '');
        args.push({
          name,
          value: isShort
            ? { kind: 'name', name, line: lineOf(key), column: columnOf(key) }
            : build.expr(value),
          spread: false,
        });
        continue;
      }
      if (entries.length === 0)
        args.push({
          name: null,
          value: { kind: 'map', entries, line: lineOf(node), column: columnOf(node) },
          spread: false,
        });
      entries.push({ key: build.expr(key), value: build.expr(value) });
    } else if (node.type === 'block_argument')
      args.push({ name: '&', value: build.expr(node.firstNamedChild), spread: false });
    else {
      const spread = node.type.endsWith('splat_argument');
      args.push({ name: null, value: build.expr(spread ? node.firstNamedChild : node), spread });
    }
  }
  return args;
}

/** The arguments of `format`: named ones are one map. */
export function valuesOf(args: readonly Argument[]): readonly Expr[] {
  const [first] = args;
  if (first === undefined || first.name === null) return args.map(({ value }) => value);
  const { line, column } = first.value;
  const entries = args.map(
    ({ name, value }): MapEntry => ({
      key: name === null ? null : { kind: 'text', value: name, line, column },
      value,
    }),
  );
  return [{ kind: 'map', entries, line, column }];
}

/** `[*a, b]` is `a` and `[b]` put together. */
export function listExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const items = named(node);
  if (!items.some(({ type }) => type === 'splat_argument'))
    return { kind: 'list', items: items.map((item) => build.expr(item)), line, column };
  const parts = items.map(
    (item): Expr =>
      item.type === 'splat_argument'
        ? build.expr(item.firstNamedChild)
        : { kind: 'list', items: [build.expr(item)], line: lineOf(item), column: columnOf(item) },
  );
  return { kind: 'join', parts, line, column };
}

/** An entry of a hash. What is spread into it has no key. */
export function entryOf(entry: Node, build: FactsBuilder): readonly MapEntry[] {
  if (entry.type === 'hash_splat_argument')
    return [{ key: null, value: build.expr(entry.firstNamedChild) }];
  const key = field(entry, 'key');
  const value = field(entry, 'value');
  if (key === null) return [];
  return [
    {
      key: build.expr(key),
      value:
        value === null
          ? { kind: 'name', name: key.text, line: lineOf(key), column: columnOf(key) }
          : build.expr(value),
    },
  ];
}
