import type { Code } from '../../code/code.ts';
import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import type { KnownText } from '../../code/known-text.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate, templates } from '../path-template.ts';
import { singularize } from '../singularize.ts';

/** The standard actions of resources ("Rails Routing from the Outside In", sections 2.2 and 2.5). */
export const ACTIONS = ['index', 'create', 'new', 'edit', 'show', 'update', 'destroy'] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a part of `routes.rb` stands: what its paths begin with, and what is said around it. */
export interface Context {
  readonly router: string;
  readonly paths: readonly PathTemplate[];
  /** Where the routes of single resources begin within `shallow`. */
  readonly shallowPaths: readonly PathTemplate[];
  readonly shallow: boolean;
  /** The resource that is right around. */
  readonly resource: ResourceAt | null;
  /** The actions that resources have here at most. */
  readonly actions: ReadonlySet<Action>;
  readonly names: { readonly new: string; readonly edit: string };
  /** Blocks by the names of their concerns; one map for all of an application. */
  readonly concerns: Map<string, Site>;
  /** Whether routes here are those of actions: in the blocks of a resource's member, collection and new. */
  readonly isOfActions: boolean;
  /** Arguments by the name of the parameter that stands for them: the options of a concern. */
  readonly given: ReadonlyMap<string, readonly Argument[]>;
  /** Names of blocks' parameters that routes are declared on: `map.resources`. */
  readonly mappers: ReadonlySet<string>;
}

/** A resource, by the paths that what is declared in its block begins with. */
export interface ResourceAt {
  readonly collection: readonly PathTemplate[];
  readonly member: readonly PathTemplate[];
  readonly nested: readonly PathTemplate[];
}

/** The value of a named argument; null where it is not given. */
export function option(call: CallExpr, name: string): Expr | null {
  return call.args.find((one) => one.name === name)?.value ?? null;
}

/** The texts of an expression that are known whole; none for no expression. */
export function wholeTexts(expr: Expr | null, site: Site, code: Code): readonly string[] {
  if (expr === null) return [];
  return code.evaluator
    .texts(expr, site)
    .flatMap((text) => (text.every((part) => typeof part === 'string') ? [text.join('')] : []));
}

/** The paths that an expression means in Rails' notation: `:id`, `*rest`, `(optional)`; `(.:format)` goes. */
export function railsPaths(expr: Expr, site: Site, code: Code): readonly PathTemplate[] {
  return code.evaluator.texts(expr, site).flatMap((text: KnownText) =>
    templates(
      text.map((part) => (typeof part === 'string' ? part.replace(/\(\.:?\w+\)/g, '') : part)),
      { colon: true, star: true, optional: '()' },
    ),
  );
}

/** All of some paths behind all of others. */
export function below(
  before: readonly PathTemplate[],
  paths: readonly PathTemplate[],
): readonly PathTemplate[] {
  return before.flatMap((one) => paths.map((path) => joinPaths(one, path)));
}

export function literal(path: string): readonly PathTemplate[] {
  return [{ path, dynamic: false }];
}

/** Where what is declared in a block begins, for `on: :member` and the like. */
export function basePaths(context: Context, on: string | undefined): readonly PathTemplate[] {
  const { resource } = context;
  if (resource === null) return context.paths;
  if (on === 'member') return resource.member;
  if (on === 'collection') return resource.collection;
  if (on === 'new') return below(resource.collection, literal(context.names.new));
  return resource.nested;
}

/** The actions that `only:` and `except:` leave of those there are. */
export function limited(
  actions: ReadonlySet<Action>,
  call: CallExpr,
  site: Site,
  code: Code,
): ReadonlySet<Action> {
  const only = option(call, 'only');
  const except = option(call, 'except');
  const names = (expr: Expr) => new Set(wholeTexts(expr, site, code));
  if (only !== null && !isNothing(only)) {
    const wanted = names(only);
    return new Set(ACTIONS.filter((action) => wanted.has(action)));
  }
  if (except === null) return actions;
  const unwanted = names(except);
  return new Set([...actions].filter((action) => !unwanted.has(action)));
}

/** `path_names: { new: 'make', edit: 'change' }`. */
export function actionNames(
  context: Context,
  call: CallExpr,
  site: Site,
  code: Code,
): Context['names'] {
  const map = option(call, 'path_names');
  if (map?.kind !== 'map') return context.names;
  const named = (name: string, otherwise: string) => {
    const entry = map.entries.find(({ key }) => key?.kind === 'text' && key.value === name);
    return entry === undefined ? otherwise : (wholeTexts(entry.value, site, code)[0] ?? otherwise);
  };
  return { new: named('new', context.names.new), edit: named('edit', context.names.edit) };
}

/** The paths of `resources :photos` or `resource :profile` in a context. */
export function resourceAt(
  name: string,
  isSingle: boolean,
  call: CallExpr,
  context: Context,
  site: Site,
  code: Code,
): ResourceAt {
  const said = option(call, 'path');
  const own = said === null || isNothing(said) ? literal(name) : railsPaths(said, site, code);
  const collection = below(basePaths(context, undefined), own);
  if (isSingle) return { collection, member: collection, nested: collection };
  const [param = 'id'] = wholeTexts(option(call, 'param'), site, code);
  const [as = name] = wholeTexts(option(call, 'as'), site, code);
  const before = context.shallow ? below(context.shallowPaths, own) : collection;
  return {
    collection,
    member: below(before, literal(`{${param}}`)),
    nested: below(before, literal(`{${singularize(as)}_${param}}`)),
  };
}

export function isNothing(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.type === 'null';
}

export function isTrue(expr: Expr | null): boolean {
  return expr?.kind === 'literal' && expr.text === 'true';
}
