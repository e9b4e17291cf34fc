import type { Binding, CallExpr, Expr } from './facts.ts';
import type { Origin } from './origin.ts';
import type { Program, Site, SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

type ListOrigin = Extract<Origin, { kind: 'value' }>;

/** What a list of Go's is made of that is appended to: what it was before, and the items that are added. */
export interface AppendedList {
  /** Lists that it was given, or that are appended as a whole, each where it stands. */
  readonly lists: readonly { readonly expr: Expr; readonly site: Site }[];
  readonly items: readonly ListOrigin[];
}

/** The parts of `routes` after `routes = append(routes, route, more()...)`; null for what is never appended to. */
export function appendedList(list: Expr, site: Site, resolver: Resolver): AppendedList | null {
  const { program } = resolver;
  if (program.file(site.file)?.facts.language !== 'go') return null;
  const given = givenTo(list, site, program);
  if (!given.some(({ binding }) => isAppending(binding))) return null;
  const parts = given.map(({ binding, site: at }) => partsOf(binding, at, resolver));
  return {
    lists: parts.flatMap(({ lists }) => lists),
    items: parts.flatMap(({ items }) => items),
  };
}

interface Given {
  readonly binding: Binding;
  readonly site: Site;
}

/** All that a variable is given in its function, one of a package in all of that, and a field in its package. */
function givenTo(list: Expr, { file: path, scope }: Site, program: Program): readonly Given[] {
  const file = program.file(path);
  if (file === undefined) return [];
  if (list.kind === 'member')
    return inPackage(file, program, ({ index }) => index.assigned(list.name));
  if (list.kind !== 'name') return [];
  for (const around of file.index.enclosing(scope)) {
    if (around === 0) break;
    const own = file.index.bindings(around, list.name);
    if (own.length > 0)
      return own.map((binding) => ({ binding, site: { file: path, scope: around } }));
    if (file.index.scope(around)?.params.some(({ name }) => name === list.name)) return [];
  }
  return inPackage(file, program, ({ index }) =>
    index.bindingsOf(list.name).filter((one) => one.scope === 0 || isAppending(one)),
  );
}

function inPackage(
  file: SourceFile,
  program: Program,
  found: (file: SourceFile) => readonly Binding[],
): readonly Given[] {
  const others = program.siblings(file.path).flatMap((path) => program.file(path) ?? []);
  return [file, ...others].flatMap((one) =>
    found(one).map((binding) => ({ binding, site: { file: one.path, scope: binding.scope } })),
  );
}

/** `x = append(x, …)`. */
function isAppending({ name, value }: Binding): boolean {
  return appendTo(value) === name;
}

/** What a call of `append` adds to, as it is written; null for anything else. */
function appendTo(value: Expr | null): string | null {
  if (value?.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'append')
    return null;
  const to = value.args[0]?.value;
  if (to?.kind === 'name') return to.name;
  return to?.kind === 'member' && to.object.kind === 'name' ? `${to.object.name}.${to.name}` : null;
}

function partsOf({ value, name }: Binding, site: Site, resolver: Resolver): AppendedList {
  if (value === null) return { lists: [], items: [] };
  if (value.kind !== 'call' || appendTo(value) !== name)
    return { lists: [{ expr: value, site }], items: [] };
  const added = value.args.slice(1);
  const items = added.flatMap((one) => (one.spread ? [] : [one.value]));
  for (const item of items) resolver.settle(item, site);
  return {
    lists: added.flatMap((one) => (one.spread ? [{ expr: one.value, site }] : [])),
    items: items.length === 0 ? [] : [{ ...site, kind: 'value', expr: listOf(items, value) }],
  };
}

function listOf(items: readonly Expr[], { line, column }: CallExpr): Expr {
  return { kind: 'list', items, line, column };
}
