import type { Code } from '../../code/code.ts';
import type { CallExpr, CallSite, Expr } from '../../code/facts.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { type PathTemplate, ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { contextOf, isRouting, pathOf, routePaths, VERBS } from './rails-calls.ts';
import {
  ACTIONS,
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
  railsPaths,
  resourceAt,
  wholeTexts,
} from './rails-context.ts';
import { deviseRoutes } from './rails-devise.ts';

/** Calls whose block says more of the same place. */
const TRANSPARENT =
  /^(?:constraints|defaults|controller|with_options|authenticate|authenticated|unauthenticated|devise_scope|each|each_with_index|tap|instance_exec|instance_eval|with_scope|format)$/;
/** Calls by which gems add routes of their own. */
const OF_GEMS = /^(?:use_doorkeeper|use_doorkeeper_openid_connect|mount_devise_token_auth_for)$/;
const APPLICATION = /^(?:Rails\.application|(?:\w+\.)*Application|ActionController\.Routing)$/;
const MAX_DEPTH = 30;

/** Something that is mounted in `routes.rb`: an engine, or an application of another framework. */
export interface MountPoint {
  readonly app: Expr;
  readonly site: Site;
  readonly paths: readonly PathTemplate[];
}

/** Ruby on Rails: `config/routes.rb`, the files that it draws, and the routes of engines. */
export const rails: Framework = {
  id: 'rails',
  languages: ['ruby'],
  mark: /\broutes\.(?:draw|append|prepend)\b|\.add_routes\b|\bRoutes\.draw\b|\bapi_only\b|\bdevise :\w/,
  files: /(?:^|\/)(?:config\/routes(?:\/.*)?|routes)\.rb$/,
  routes: (code) => new RailsRoutes(code).findings(),
};

/** What the routes of Rails mount, for the frameworks that it may belong to. */
export function railsMounts(code: Code): readonly MountPoint[] {
  const routes = new RailsRoutes(code);
  routes.findings();
  return routes.mounts;
}

class RailsRoutes {
  readonly mounts: MountPoint[] = [];
  readonly #graph = new RouteGraph('rails');
  readonly #calls = new Map<string, ReadonlyMap<number, readonly CallSite[]>>();
  readonly #walked = new Set<string>();
  #depth = 0;

  constructor(private readonly code: Code) {}

  findings(): RouteFindings {
    const files = [...this.code.program.files()].filter(({ facts }) => facts.language === 'ruby');
    const isApi = files.some(({ facts }) =>
      facts.bindings.some(({ name, value }) => /(?:^|\.)api_only$/.test(name) && isTrue(value)),
    );
    const actions = ACTIONS.filter((action) => !isApi || (action !== 'new' && action !== 'edit'));
    for (const file of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      for (const { call } of file.facts.calls) this.#draw(call, file, new Set(actions));
    }
    for (const file of files) this.#bare(file, new Set(actions));
    return this.#graph.findings();
  }

  /** `Rails.application.routes.draw do … end`, and the same of an engine. */
  #draw(call: CallExpr, file: SourceFile, actions: ReadonlySet<Action>): void {
    if (
      call.callee.kind !== 'member' ||
      !/^(?:draw|append|prepend|add_routes)$/.test(call.callee.name)
    )
      return;
    const block = call.args.at(-1)?.value;
    const written = pathOf(call.callee.object) ?? '';
    // Spree's engines: `Spree::Core::Engine.add_routes do`.
    const owner =
      call.callee.name === 'add_routes' ? written : /^(.*)\.(?:routes|Routes)$/.exec(written)?.[1];
    if (block?.kind !== 'function' || owner === undefined) return;
    const isApplication = APPLICATION.test(owner);
    const folder = /^(.*?)(?:config|lib|app)\//.exec(file.path)?.[1] ?? '';
    const router = isApplication ? `application ${folder}` : `engine ${owner}`;
    this.#graph.declare(router, isApplication);
    this.#walk(file, block.scope, contextOf(router, actions));
  }

  /** A file of routes without the block around them, which nothing draws: a part of an application. */
  #bare(file: SourceFile, actions: ReadonlySet<Action>): void {
    if (this.#walked.has(file.path) || !rails.files?.test(file.path)) return;
    if (!file.facts.calls.some(({ call }) => isRouting(call))) return;
    this.#graph.declare('application', true);
    this.#walk(file, 0, contextOf('application', actions));
  }

  #walk(file: SourceFile, scope: number, context: Context): void {
    if (this.#depth > MAX_DEPTH) return;
    this.#walked.add(file.path);
    this.#depth += 1;
    const params = file.index.scope(scope)?.params ?? [];
    const inner: Context = {
      ...context,
      mappers: new Set([...context.mappers, ...params.map(({ name }) => name)]),
    };
    for (const made of this.#callsIn(file, scope)) {
      for (const call of unrolled(made, file, this.code)) this.#call(call, file, scope, inner);
    }
    this.#depth -= 1;
  }

  #callsIn(file: SourceFile, scope: number): readonly CallSite[] {
    const known = this.#calls.get(file.path);
    if (known !== undefined) return known.get(scope) ?? [];
    const made = new Map<number, CallSite[]>();
    for (const one of file.facts.calls) {
      const list = made.get(one.scope);
      if (list === undefined) made.set(one.scope, [one]);
      else list.push(one);
    }
    this.#calls.set(file.path, made);
    return made.get(scope) ?? [];
  }

  #call(call: CallExpr, file: SourceFile, scope: number, context: Context): void {
    const site = { file: file.path, scope };
    const { callee } = call;
    const isOwn =
      callee.kind === 'name' ||
      (callee.kind === 'member' &&
        callee.object.kind === 'name' &&
        (callee.object.name === 'self' || context.mappers.has(callee.object.name)));
    const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
    if (!isOwn) {
      if (TRANSPARENT.test(name)) this.#block(call, file, context);
    } else if (VERBS.test(name)) this.#route(name, call, context, site);
    else if (name === 'root') this.#root(call, context, site);
    else if (name === 'resources' || name === 'resource')
      this.#resources(call, name === 'resource', file, context, site);
    else if (name === 'namespace' || name === 'scope') this.#scope(call, name, file, context, site);
    else if (name === 'member' || name === 'collection' || name === 'new')
      this.#block(call, file, { ...context, paths: basePaths(context, name), resource: null });
    else if (name === 'nested')
      this.#block(call, file, { ...context, paths: basePaths(context, undefined), resource: null });
    else if (name === 'shallow') this.#block(call, file, { ...context, shallow: true });
    else if (name === 'mount') this.#mount(call, context, site);
    else if (name === 'draw') this.#drawFile(call, context, site);
    else if (name === 'concern') this.#concern(call, context, site);
    else if (name === 'concerns')
      this.#useConcerns(
        call.args.map(({ value }) => value),
        context,
        site,
      );
    else if (name === 'devise_for') this.#devise(call, file, context, site);
    else if (OF_GEMS.test(name)) this.#ofGem(name, call, site);
    else if (TRANSPARENT.test(name)) {
      const actions = limited(context.actions, call, site, this.code);
      this.#block(call, file, { ...context, actions });
    } else this.#own(name, file, scope, context);
  }

  #block(call: CallExpr, file: SourceFile, context: Context): void {
    const last = call.args.at(-1);
    // `constraints: ->(request) { … }` is no block.
    if (last?.name === null && last.value.kind === 'function')
      this.#walk(file, last.value.scope, context);
  }

  /** A method of the same file that declares routes. */
  #own(name: string, file: SourceFile, scope: number, context: Context): void {
    for (const around of file.index.enclosing(scope)) {
      const [declared] = file.index.declared(around, name);
      if (declared === undefined || declared === scope) continue;
      this.#walk(file, declared, context);
      return;
    }
  }

  /** `get 'photos/:id', to: 'photos#show'`, `get :preview, on: :member`, `match 'x' => 'y#z', via: [:get, :post]`. */
  #route(verb: string, call: CallExpr, context: Context, site: Site): void {
    const [on] = wholeTexts(option(call, 'on'), site, this.code);
    const methods = verb === 'match' ? this.#via(call, site) : [verb.toUpperCase()];
    const base = basePaths(context, on);
    const said = option(call, 'path');
    const paths = said !== null && !isNothing(said) ? [said] : routePaths(call);
    for (const path of paths) {
      for (const template of below(base, railsPaths(path, site, this.code)))
        this.#add(context, methods, template, call, site);
    }
  }

  #via(call: CallExpr, site: Site): readonly string[] {
    const via = option(call, 'via');
    if (via === null) return ['*'];
    const names = wholeTexts(via, site, this.code).map((name) => name.toUpperCase());
    return names.map((name) => (name === 'ALL' || name === 'ANY' ? '*' : name));
  }

  #root(call: CallExpr, context: Context, site: Site): void {
    if (call.args.length === 0) return;
    const methods = option(call, 'via') === null ? ['GET'] : this.#via(call, site);
    for (const path of basePaths(context, undefined)) this.#add(context, methods, path, call, site);
  }

  #resources(
    call: CallExpr,
    isSingle: boolean,
    file: SourceFile,
    context: Context,
    site: Site,
  ): void {
    const names = call.args
      .filter(
        ({ name, value }) => name === null && value.kind !== 'function' && value.kind !== 'map',
      )
      .flatMap(({ value }) => wholeTexts(value, site, this.code));
    const [on] = wholeTexts(option(call, 'on'), site, this.code);
    const outer: Context =
      on === undefined
        ? { ...context, names: actionNames(context, call, site, this.code) }
        : { ...context, paths: basePaths(context, on), resource: null };
    const actions = limited(context.actions, call, site, this.code);
    const shallow = option(call, 'shallow');
    const isShallow = shallow === null ? context.shallow : isTrue(shallow);
    for (const name of names) {
      const own = { ...outer, shallow: isShallow };
      const resource = resourceAt(name, isSingle, call, own, site, this.code);
      for (const action of actions) {
        if (isSingle && action === 'index') continue;
        const at = this.#action(action, resource, own.names);
        for (const path of at.paths) this.#add(context, at.methods, path, call, site);
      }
      const inner: Context = { ...own, paths: resource.nested, resource, actions: context.actions };
      const concerns = option(call, 'concerns');
      if (concerns !== null) this.#useConcerns([concerns], inner, site);
      this.#block(call, file, inner);
    }
  }

  #action(
    action: Action,
    resource: {
      readonly collection: readonly PathTemplate[];
      readonly member: readonly PathTemplate[];
    },
    names: Context['names'],
  ): { readonly methods: readonly string[]; readonly paths: readonly PathTemplate[] } {
    const { collection, member } = resource;
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

  /** `namespace :admin do`, `scope '/admin', module: 'x' do`, `scope path: ':locale' do`. */
  #scope(call: CallExpr, kind: string, file: SourceFile, context: Context, site: Site): void {
    const positional = call.args
      .filter(
        ({ name, value }) => name === null && value.kind !== 'function' && value.kind !== 'map',
      )
      .map(({ value }) => value);
    const said = call.args.find(({ name }) => name === 'path')?.value;
    const parts =
      said === undefined
        ? positional
        : [...(kind === 'scope' ? positional : []), ...(isNothing(said) ? [] : [said])];
    const add = (before: readonly PathTemplate[]) =>
      parts.reduce((paths, part) => below(paths, railsPaths(part, site, this.code)), before);
    const shallow = option(call, 'shallow');
    const shallowPath = option(call, 'shallow_path');
    this.#block(call, file, {
      ...context,
      paths: add(basePaths(context, undefined)),
      shallowPaths:
        shallowPath === null
          ? add(context.shallowPaths)
          : below([ROOT], railsPaths(shallowPath, site, this.code)),
      shallow: shallow === null ? context.shallow : isTrue(shallow),
      resource: null,
      actions: limited(context.actions, call, site, this.code),
      names: actionNames(context, call, site, this.code),
    });
  }

  /** `mount Blog::Engine => '/blog'`, `mount Api::Root, at: '/api'`. */
  #mount(call: CallExpr, context: Context, site: Site): void {
    const [first] = call.args;
    if (first === undefined || first.name !== null) return;
    const at = option(call, 'at') ?? option(call, 'path');
    const pairs: readonly (readonly [Expr, Expr | null])[] =
      first.value.kind === 'map'
        ? first.value.entries.flatMap(({ key, value }) =>
            key === null ? [] : [[key, value] as const],
          )
        : [[first.value, at]];
    for (const [app, path] of pairs) {
      const own = path === null ? [ROOT] : railsPaths(path, site, this.code);
      const paths = below(basePaths(context, undefined), own);
      this.mounts.push({ app, site, paths });
      const name = pathOf(app);
      if (name === null) continue;
      for (const one of paths) this.#graph.mount(`engine ${name}`, context.router, one);
    }
  }

  /** `draw(:admin)` evaluates `config/routes/admin.rb` in its place. */
  #drawFile(call: CallExpr, context: Context, site: Site): void {
    const folder = /^(.*?\bconfig)\//.exec(site.file)?.[1] ?? 'config';
    for (const name of wholeTexts(call.args[0]?.value ?? null, site, this.code)) {
      const path = `${folder}/routes/${name}.rb`;
      const file = this.code.program.file(path);
      if (file !== undefined) this.#walk(file, 0, context);
      else if (!this.code.program.has(path)) {
        this.#graph.problem(
          `The file '${path}', which is drawn here, is not in this repository. Its routes are missing.`,
          site.file,
          call,
        );
      }
    }
  }

  #concern(call: CallExpr, { concerns }: Context, site: Site): void {
    const [name] = wholeTexts(call.args[0]?.value ?? null, site, this.code);
    const block = call.args.at(-1)?.value;
    if (name !== undefined && block?.kind === 'function')
      concerns.set(name, { file: site.file, scope: block.scope });
  }

  #useConcerns(values: readonly Expr[], context: Context, site: Site): void {
    for (const name of values.flatMap((value) => wholeTexts(value, site, this.code))) {
      const concern = context.concerns.get(name);
      const file = concern === undefined ? undefined : this.code.program.file(concern.file);
      if (concern !== undefined && file !== undefined) this.#walk(file, concern.scope, context);
    }
  }

  #devise(call: CallExpr, file: SourceFile, context: Context, site: Site): void {
    for (const { methods, path } of deviseRoutes(call, context, site, this.code))
      this.#add(context, methods, path, call, site);
    this.#block(call, file, context);
  }

  #ofGem(name: string, call: CallExpr, site: Site): void {
    this.#graph.problem(
      `'${name}' adds routes that a gem declares. They are not listed.`,
      site.file,
      call,
    );
  }

  #add(
    { router }: Context,
    methods: readonly string[],
    path: PathTemplate,
    call: CallExpr,
    site: Site,
  ): void {
    if (methods.length > 0)
      this.#graph.add({ router, methods, path, file: site.file, at: call.callee });
  }
}
