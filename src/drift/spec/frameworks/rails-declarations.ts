import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { type PathTemplate, ROOT } from '../path-template.ts';
import { routePaths } from './rails-calls.ts';
import {
  type Action,
  actionNames,
  basePaths,
  below,
  type Context,
  isNothing,
  isTrue,
  limited,
  literal,
  option,
  type ResourceAt,
  railsPaths,
  resourceAt,
  wholeTexts,
} from './rails-context.ts';

/** What one call in `routes.rb` declares where it stands ("Rails Routing from the Outside In"). */

/** Routes for some methods. */
export interface Declared {
  readonly methods: readonly string[];
  readonly paths: readonly PathTemplate[];
}

/** The actions that have no path of their own (`ActionDispatch::Routing::Mapper::Resources::CANONICAL_ACTIONS`). */
const CANONICAL = new Set(['index', 'create', 'new', 'show', 'update', 'destroy']);

/** `get 'photos/:id', to: 'photos#show'`, `get :preview, on: :member`, `match 'x' => 'y#z', via: [:get, :post]`. */
export function verbRoute(
  verb: string,
  call: CallExpr,
  context: Context,
  site: Site,
  code: Code,
): Declared {
  const [on] = wholeTexts(option(call, 'on'), site, code);
  const methods = verb === 'match' ? methodsVia(call, site, code) : [verb.toUpperCase()];
  const base = basePaths(context, on);
  const said = option(call, 'path');
  if (said !== null && !isNothing(said))
    return { methods, paths: below(base, railsPaths(said, site, code)) };
  const isOfActions = on !== undefined || context.isOfActions;
  const paths = routePaths(call).flatMap((path) =>
    isOfActions && path.kind === 'text' && path.isSymbol && CANONICAL.has(path.value)
      ? base
      : below(base, railsPaths(path, site, code)),
  );
  return { methods, paths };
}

function methodsVia(call: CallExpr, site: Site, code: Code): readonly string[] {
  const via = option(call, 'via');
  if (via === null) return ['*'];
  const names = wholeTexts(via, site, code).map((name) => name.toUpperCase());
  return names.map((name) => (name === 'ALL' || name === 'ANY' ? '*' : name));
}

/** `root 'home#index'`. */
export function rootRoute(call: CallExpr, context: Context, site: Site, code: Code): Declared {
  const methods = option(call, 'via') === null ? ['GET'] : methodsVia(call, site, code);
  return { methods, paths: call.args.length === 0 ? [] : basePaths(context, undefined) };
}

/** `resources :photos, :books`: the routes of each, and what holds in its block. */
export function resourcesAt(
  call: CallExpr,
  isSingle: boolean,
  context: Context,
  site: Site,
  code: Code,
): readonly { readonly routes: readonly Declared[]; readonly inner: Context }[] {
  const [on] = wholeTexts(option(call, 'on'), site, code);
  const outer: Context =
    on === undefined
      ? { ...context, names: actionNames(context, call, site, code) }
      : { ...context, paths: basePaths(context, on), resource: null };
  const actions = limited(context.actions, call, site, code);
  const said = option(call, 'shallow');
  const own = { ...outer, shallow: said === null ? context.shallow : isTrue(said) };
  return positional(call)
    .flatMap((value) => wholeTexts(value, site, code))
    .map((name) => {
      const resource = resourceAt(name, isSingle, call, own, site, code);
      const routes = [...actions]
        .filter((action) => !isSingle || action !== 'index')
        .map((action) => actionRoute(action, resource, own.names));
      const inner: Context = {
        ...own,
        paths: resource.nested,
        resource,
        actions: context.actions,
        isOfActions: false,
      };
      return { routes, inner };
    });
}

function actionRoute(
  action: Action,
  { collection, member }: ResourceAt,
  names: Context['names'],
): Declared {
  switch (action) {
    case 'index':
      return { methods: ['GET'], paths: collection };
    case 'create':
      return { methods: ['POST'], paths: collection };
    case 'new':
      return { methods: ['GET'], paths: below(collection, literal(names.new)) };
    case 'edit':
      return { methods: ['GET'], paths: below(member, literal(names.edit)) };
    case 'show':
      return { methods: ['GET'], paths: member };
    case 'update':
      return { methods: ['PATCH', 'PUT'], paths: member };
    case 'destroy':
      return { methods: ['DELETE'], paths: member };
  }
}

/** What holds in the block of `namespace :admin do`, `scope '/admin', module: 'x' do`, `scope path: ':locale' do`. */
export function scopeAt(
  call: CallExpr,
  kind: string,
  context: Context,
  site: Site,
  code: Code,
): Context {
  const said = call.args.find(({ name }) => name === 'path')?.value;
  const parts =
    said === undefined
      ? positional(call)
      : [...(kind === 'scope' ? positional(call) : []), ...(isNothing(said) ? [] : [said])];
  const add = (before: readonly PathTemplate[]) =>
    parts.reduce((paths, part) => below(paths, railsPaths(part, site, code)), before);
  const shallow = option(call, 'shallow');
  const shallowPath = option(call, 'shallow_path');
  return {
    ...context,
    paths: add(basePaths(context, undefined)),
    shallowPaths:
      shallowPath === null
        ? add(context.shallowPaths)
        : below([ROOT], railsPaths(shallowPath, site, code)),
    shallow: shallow === null ? context.shallow : isTrue(shallow),
    resource: null,
    isOfActions: false,
    actions: limited(context.actions, call, site, code),
    names: actionNames(context, call, site, code),
  };
}

/** What holds in the block of `member do`, `collection do`, `new do` and `nested do`. */
export function partAt(part: string, context: Context): Context {
  const isNested = part === 'nested';
  return {
    ...context,
    paths: basePaths(context, isNested ? undefined : part),
    resource: null,
    isOfActions: !isNested,
  };
}

/** Something that is mounted in `routes.rb`: an engine, or an application of another framework. */
export interface MountPoint {
  readonly app: Expr;
  readonly site: Site;
  readonly paths: readonly PathTemplate[];
}

/** `mount Blog::Engine => '/blog'`, `mount Api::Root, at: '/api'`. */
export function mountsAt(
  call: CallExpr,
  context: Context,
  site: Site,
  code: Code,
): readonly MountPoint[] {
  const [first] = call.args;
  if (first === undefined || first.name !== null) return [];
  const at = option(call, 'at') ?? option(call, 'path');
  const pairs: readonly (readonly [Expr, Expr | null])[] =
    first.value.kind === 'map'
      ? first.value.entries.flatMap(({ key, value }) =>
          key === null ? [] : [[key, value] as const],
        )
      : [[first.value, at]];
  return pairs.map(([app, path]) => {
    const own = path === null ? [ROOT] : railsPaths(path, site, code);
    return { app, site, paths: below(basePaths(context, undefined), own) };
  });
}

/** What a call is given that has no name and is no block. */
function positional(call: CallExpr): readonly Expr[] {
  return call.args
    .filter(({ name, value }) => name === null && value.kind !== 'function' && value.kind !== 'map')
    .map(({ value }) => value);
}
