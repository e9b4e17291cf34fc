import type { Code } from '../../code/code.ts';
import type { Argument, CallExpr, CallSite } from '../../code/facts.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { RouteGraph } from '../route-graph.ts';
import { contextOf, isRouting, pathOf, VERBS } from './rails-calls.ts';
import {
  ACTIONS,
  type Action,
  type Context,
  isTrue,
  limited,
  wholeTexts,
} from './rails-context.ts';
import {
  type Declared,
  type MountPoint,
  mountsAt,
  partAt,
  resourcesAt,
  rootRoute,
  scopeAt,
  verbRoute,
} from './rails-declarations.ts';
import { deviseRoutes } from './rails-devise.ts';
import { doorkeeperRoutes } from './rails-gems.ts';

/** Calls whose block says more of the same place. */
const TRANSPARENT =
  /^(?:constraints|defaults|controller|with_options|authenticate|authenticated|unauthenticated|devise_scope|as|each|each_pair|each_key|each_value|each_with_index|tap|instance_exec|instance_eval|with_scope|format)$/;
/** Calls by which gems add routes of their own. */
const OF_GEMS = /^use_doorkeeper_openid_connect$/;
const APPLICATION = /^(?:Rails\.application|(?:\w+\.)*Application|ActionController\.Routing)$/;
const MAX_DEPTH = 30;

/** Ruby on Rails: `config/routes.rb`, the files that it draws, and the routes of engines. */
export const rails: Framework = {
  id: 'rails',
  languages: ['ruby'],
  mark: /\broutes\.(?:draw|append|prepend)\b|\.add_routes\b|\bRoutes\.draw\b|\bapi_only\b|\bdevise[ (]+[:*]|\bconfig\.omniauth\b/,
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
      for (const call of unrolled(made, file, this.code))
        this.#call(withGiven(call, context.given), file, scope, inner);
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
    const { code } = this;
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
    } else if (VERBS.test(name))
      this.#add([verbRoute(name, call, context, site, code)], call, context, site);
    else if (name === 'root')
      this.#add([rootRoute(call, context, site, code)], call, context, site);
    else if (name === 'resources' || name === 'resource')
      this.#resources(call, name === 'resource', file, context, site);
    else if (name === 'namespace' || name === 'scope')
      this.#block(call, file, scopeAt(call, name, context, site, code));
    else if (/^(?:member|collection|new|nested)$/.test(name))
      this.#block(call, file, partAt(name, context));
    else if (name === 'shallow') this.#block(call, file, { ...context, shallow: true });
    else if (name === 'mount') this.#mount(call, context, site);
    else if (name === 'draw') this.#drawFile(call, context, site);
    else if (name === 'concern') this.#concern(call, context, site);
    else if (name === 'concerns') this.#useConcerns(call.args, context, site);
    else if (/^(?:devise_for|mount_devise_token_auth_for)$/.test(name)) {
      this.#add(deviseRoutes(call, context, site, code), call, context, site);
      this.#block(call, file, context);
    } else if (name === 'use_doorkeeper')
      this.#add(doorkeeperRoutes(call, context, site, code), call, context, site);
    else if (name === 'extend') this.#extend(call, context, site);
    else if (OF_GEMS.test(name)) this.#ofGem(name, call, site);
    else if (TRANSPARENT.test(name)) {
      const actions = limited(context.actions, call, site, code);
      this.#block(call, file, { ...context, actions });
    } else this.#own(name, file, scope, context);
  }

  #block(call: CallExpr, file: SourceFile, context: Context): void {
    const last = call.args.at(-1);
    // `constraints: ->(request) { … }` is no block.
    if (last?.name === null && last.value.kind === 'function')
      this.#walk(file, last.value.scope, context);
  }

  /** `extend Routes::Api`, a module with `def self.extended(router)` that has routes told to the router. */
  #extend(call: CallExpr, context: Context, site: Site): void {
    for (const { value } of call.args) {
      for (const origin of this.code.resolver.origins(value, site)) {
        const file = origin.kind === 'class' ? this.code.program.file(origin.file) : undefined;
        if (file === undefined || origin.kind !== 'class') continue;
        for (const hook of file.index.declared(origin.scope, 'extended'))
          this.#walk(file, hook, context);
      }
    }
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

  #resources(
    call: CallExpr,
    isSingle: boolean,
    file: SourceFile,
    context: Context,
    site: Site,
  ): void {
    const concerns = call.args.filter(({ name }) => name === 'concerns');
    for (const { routes, inner } of resourcesAt(call, isSingle, context, site, this.code)) {
      this.#add(routes, call, context, site);
      if (concerns.length > 0)
        this.#useConcerns(
          concerns.map((one) => ({ ...one, name: null })),
          inner,
          site,
        );
      this.#block(call, file, inner);
    }
  }

  #mount(call: CallExpr, context: Context, site: Site): void {
    for (const mount of mountsAt(call, context, site, this.code)) {
      this.mounts.push(mount);
      const name = pathOf(mount.app);
      if (name === null) continue;
      for (const path of mount.paths) this.#graph.mount(`engine ${name}`, context.router, path);
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

  /** `concerns :commentable, only: :index`: what is named goes to the parameter of the concern's block. */
  #useConcerns(args: readonly Argument[], context: Context, site: Site): void {
    const options = args.filter(({ name }) => name !== null);
    const names = args.filter(({ name }) => name === null);
    for (const name of names.flatMap(({ value }) => wholeTexts(value, site, this.code))) {
      const concern = context.concerns.get(name);
      const file = concern === undefined ? undefined : this.code.program.file(concern.file);
      if (concern === undefined || file === undefined) continue;
      const param = file.index.scope(concern.scope)?.params.at(-1)?.name.replace(/^\*+/, '');
      const given = param === undefined ? context.given : new Map([[param, options]]);
      this.#walk(file, concern.scope, { ...context, given });
    }
  }

  #ofGem(name: string, call: CallExpr, site: Site): void {
    this.#graph.problem(
      `'${name}' adds routes that a gem declares. They are not listed.`,
      site.file,
      call,
    );
  }

  #add(declared: readonly Declared[], call: CallExpr, { router }: Context, { file }: Site): void {
    for (const { methods, paths } of declared) {
      if (methods.length === 0) continue;
      for (const path of paths) this.#graph.add({ router, methods, path, file, at: call.callee });
    }
  }
}

/** A call with the options that a concern is used with in the place of the parameter that stands for them. */
function withGiven(call: CallExpr, given: Context['given']): CallExpr {
  if (given.size === 0) return call;
  const args = call.args.flatMap((one) => {
    const options = one.value.kind === 'name' ? given.get(one.value.name) : undefined;
    return options ?? [one];
  });
  return { ...call, args };
}
