import type { Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

/**
 * What a `use` brings (The Rust Reference, "Use declarations"): each name on its own. A name in lower case may be a
 * module as well as a function, so it stands twice: as an item of its path, and as the module itself.
 */
export function addUse(node: Node, build: FactsBuilder): void {
  const argument = node.childForFieldName('argument');
  if (argument !== null) addPart(argument, [], build);
}

function addPart(node: Node, path: readonly string[], build: FactsBuilder): void {
  const own = within(path, node.childForFieldName('path'));
  if (node.type === 'use_list') addList(node, path, build);
  else if (node.type === 'scoped_use_list') addList(node.childForFieldName('list'), own, build);
  else if (node.type === 'use_as_clause')
    addName(node, own, node.childForFieldName('alias')?.text ?? null, build);
  else if (node.type === 'use_wildcard')
    build.addImport(node, '*', within(path, node.firstNamedChild).join('::'), '*');
  else addName(node, within(path, node), null, build);
}

function addList(list: Node | null, path: readonly string[], build: FactsBuilder): void {
  for (const part of named(list)) addPart(part, path, build);
}

function within(path: readonly string[], node: Node | null): readonly string[] {
  if (node === null) return path;
  return [
    ...path,
    ...node.text
      .replace(/\s+/g, '')
      .split('::')
      .filter((part) => part !== ''),
  ];
}

function addName(
  node: Node,
  whole: readonly string[],
  alias: string | null,
  build: FactsBuilder,
): void {
  // `use a::{self, b}`: the module `a`.
  const path = whole.at(-1) === 'self' && whole.length > 1 ? whole.slice(0, -1) : whole;
  const name = path.at(-1);
  if (name === undefined) return;
  const local = alias ?? name;
  if (path.length > 1 && isInline(path[0] === 'self' ? path[1] : path[0], build)) {
    build.addBinding(node, local, pathExpr(path[0] === 'self' ? path.slice(1) : path, node));
    return;
  }
  if (path.length > 1) build.addImport(node, local, path.slice(0, -1).join('::'), name);
  if (/^[a-z_]/.test(name)) build.addImport(node, local, path.join('::'), '*');
}

/** Whether something is declared in the file itself, as modules with a body are. */
function isInline(name: string | undefined, build: FactsBuilder): boolean {
  return build.scopes().some((scope) => scope.kind === 'class' && scope.name === name);
}

/** `paths::BASE` as it would be written where it is used. */
function pathExpr([first = '', ...rest]: readonly string[], node: Node): Expr {
  const at = placeOf(node);
  return rest.reduce<Expr>((object, name) => ({ kind: 'member', object, name, ...at }), {
    kind: 'name',
    name: first,
    path: true,
    ...at,
  });
}
