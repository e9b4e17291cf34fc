import type { Code } from '../../code/code.ts';
import type { CallExpr, CallSite, Expr } from '../../code/facts.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings, RouteParameter } from '../framework.ts';
import { ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { callsByScope, classMacro, mountPoints, RubyClasses } from '../ruby-apps.ts';
import { inheritedFrom, mixedIn } from '../ruby-hooks.ts';
import {
  before,
  type Context,
  mountedBy,
  versionPaths,
  withConfiguration,
} from './grape-context.ts';
import { below, isNothing, literal, option, railsPaths, wholeTexts } from './rails-context.ts';

const BASE = /^Grape::API(?:::Instance)?$/;
const VERBS = /^(?:get|post|put|patch|delete|options|head)$/;
const NAMESPACE = /^(?:namespace|resource|resources|group|segment)$/;
/** Blocks that say more of the same place. */
const TRANSPARENT =
  /^(?:each|each_pair|each_key|each_value|each_with_index|class_eval|instance_eval|tap|given|rescue_from_block)$/;
const MAX_DEPTH = 24;

/** Grape: versions, prefixes, namespaces and APIs that are mounted on each other, in Rack or in Rails. */
export const grape: Framework = {
  id: 'grape',
  languages: ['ruby'],
  mark: /\bGrape\b|\b(?:run|map|mount|use)\b.*\b[A-Z]|\broute_param\b/,
  routes(code) {
    const classes = new RubyClasses(code);
    const apis = classes.descendants(BASE);
    return apis.length === 0
      ? { routes: [], problems: [] }
      : new GrapeRoutes(code, classes, new Set(apis)).findings();
  },
};

class GrapeRoutes {
  readonly #graph = new RouteGraph('grape');
  readonly #calls = new Map<string, ReadonlyMap<number, readonly CallSite[]>>();
  #depth = 0;

  constructor(
    private readonly code: Code,
    private readonly classes: RubyClasses,
    private readonly apis: ReadonlySet<string>,
  ) {}

  findings(): RouteFindings {
    const served = this.#served();
    const inner = this.#innerApis();
    const parents = new Set([...this.apis].flatMap((api) => this.classes.parents(api)));
    for (const api of this.apis) {
      if (inner.has(api) && !served.has(api)) continue;
      // A class that others extend gives them its settings; it serves nothing itself.
      if (parents.has(api) && !served.has(api)) continue;
      this.#graph.declare(api, served.size === 0);
      const root = [ROOT];
      this.#api(api, {
        router: api,
        mounts: root,
        prefixes: root,
        versions: root,
        namespaces: root,
        configuration: null,
      });
    }
    return this.#graph.findings();
  }

  /** The APIs that `config.ru` and the routes of Rails serve; they are mounted there. */
  #served(): ReadonlySet<string> {
    const served = new Set<string>();
    for (const { app, site, paths } of mountPoints(this.code)) {
      const name = this.classes.resolve(constantOf(app), site);
      if (name === null || !this.apis.has(name)) continue;
      served.add(name);
      this.#graph.declare('server', true);
      for (const path of paths) this.#graph.mount(name, 'server', path);
    }
    return served;
  }

  /** The APIs that others mount. */
  #innerApis(): ReadonlySet<string> {
    const inner = new Set<string>();
    for (const file of this.code.program.files()) {
      for (const made of file.facts.language === 'ruby' ? file.facts.calls : []) {
        if (made.call.callee.kind !== 'name' || made.call.callee.name !== 'mount') continue;
        const site = { file: file.path, scope: made.scope };
        if (!this.#isWithinApi(site.file, site.scope)) continue;
        for (const call of unrolled(made, file, this.code)) {
          for (const { app } of mountedBy(call)) {
            const name = this.classes.resolve(app, site);
            if (name !== null) inner.add(name);
          }
        }
      }
    }
    return inner;
  }

  #isWithinApi(path: string, scope: number): boolean {
    const index = this.code.program.file(path)?.index;
    const around = index?.classAround(scope);
    return [...this.apis].some((api) =>
      this.classes.places(api).some((place) => place.file === path && place.scope === around),
    );
  }

  #api(api: string, context: Context): void {
    if (this.#depth > MAX_DEPTH) return;
    this.#depth += 1;
    let own = context;
    const lineage = this.#lineage(api);
    for (const name of lineage) own = this.#settings(this.#bodies(name), own);
    const hooked = lineage.flatMap((name) =>
      name === api ? [] : inheritedFrom(name, this.classes, this.code),
    );
    own = this.#settings(hooked, own);
    for (const { file, scope } of [...hooked, ...this.#bodies(api)]) {
      const source = this.code.program.file(file);
      if (source !== undefined) this.#walk(source, scope, own);
    }
    this.#depth -= 1;
  }

  /** What is written in an API, and before it what it includes. */
  #bodies(api: string): readonly Site[] {
    return [...mixedIn(api, this.classes, this.code), ...this.classes.places(api)];
  }

  /** The API itself behind those that it extends. */
  #lineage(api: string): readonly string[] {
    const parents = this.classes.parents(api).filter((name) => name !== api && this.apis.has(name));
    return [...parents.flatMap((name) => this.#lineage(name)), api];
  }

  /** `prefix` and `version` hold for all of a class, wherever in it they stand. */
  #settings(bodies: readonly Site[], context: Context): Context {
    let { prefixes, versions } = context;
    for (const { file, scope } of bodies) {
      const source = this.code.program.file(file);
      const site = { file, scope };
      for (const { call } of source === undefined ? [] : this.#callsIn(source, scope)) {
        const name = call.callee.kind === 'name' ? call.callee.name : '';
        const [first] = call.args;
        if (first === undefined || isBlock(call)) continue;
        // `prefix nil` only asks for the prefix.
        if (name === 'prefix' && !isNothing(first.value))
          prefixes = railsPaths(first.value, site, this.code);
        else if (name === 'version') versions = versionPaths(call, site, this.code);
      }
    }
    return { ...context, prefixes, versions };
  }

  #callsIn(file: SourceFile, scope: number): readonly CallSite[] {
    const known = this.#calls.get(file.path);
    const calls = known ?? callsByScope(file);
    if (known === undefined) this.#calls.set(file.path, calls);
    return calls.get(scope) ?? [];
  }

  #walk(file: SourceFile, scope: number, context: Context): void {
    let declared: readonly RouteParameter[] = [];
    for (const made of this.#callsIn(file, scope)) {
      const name = made.call.callee.kind === 'name' ? made.call.callee.name : '';
      const configured = (call: CallExpr) => withConfiguration(call, context.configuration);
      if (name === 'params') declared = this.#declared(made.call, file);
      else if (VERBS.test(name) || name === 'route') {
        for (const call of unrolled(made, file, this.code))
          this.#route(name, configured(call), declared, context, { file: file.path, scope });
        declared = [];
      } else {
        for (const call of unrolled(made, file, this.code))
          this.#call(configured(call), file, scope, context);
      }
    }
  }

  #call(call: CallExpr, file: SourceFile, scope: number, context: Context): void {
    const site = { file: file.path, scope };
    const { callee } = call;
    const block = call.args.at(-1)?.value;
    const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
    if (block?.kind === 'function' && TRANSPARENT.test(name))
      this.#walk(file, block.scope, context);
    else if (callee.kind !== 'name') return;
    else if (name === 'mount') this.#mount(call, context, site);
    else if (this.#own(name, file, scope, context)) return;
    else if (block?.kind !== 'function') return;
    else if (name === 'version')
      this.#walk(file, block.scope, { ...context, versions: versionPaths(call, site, this.code) });
    else if (NAMESPACE.test(name)) {
      const [first] = call.args;
      const own =
        first === undefined || first.value === block
          ? [ROOT]
          : railsPaths(first.value, site, this.code);
      this.#walk(file, block.scope, { ...context, namespaces: below(context.namespaces, own) });
    } else if (name === 'route_param') {
      const [first] = call.args;
      const [param] = first === undefined ? [] : wholeTexts(first.value, site, this.code);
      if (param === undefined) return;
      const namespaces = below(context.namespaces, literal(`{${param}}`));
      this.#walk(file, block.scope, { ...context, namespaces });
    }
  }

  /** A method of the class that declares routes: `def self.crud(name)`. */
  #own(name: string, file: SourceFile, scope: number, context: Context): boolean {
    const declared = classMacro(name, file, scope);
    if (declared === undefined || this.#depth > MAX_DEPTH) return false;
    this.#depth += 1;
    this.#walk(file, declared, context);
    this.#depth -= 1;
    return true;
  }

  /** `get ':id' do`, `get do`, `route ['GET', 'POST'], '/x' do`, `route :any, '*path' do`. */
  #route(
    verb: string,
    call: CallExpr,
    declared: readonly RouteParameter[],
    context: Context,
    site: Site,
  ): void {
    const positional = call.args
      .filter(
        ({ name, value }) => name === null && value.kind !== 'function' && value.kind !== 'map',
      )
      .map(({ value }) => value);
    const [said] = positional;
    if (verb === 'route' && said === undefined) return;
    const methods =
      verb === 'route'
        ? wholeTexts(said ?? null, site, this.code).map((name) =>
            /^(?:any|\*)$/i.test(name) ? '*' : name.toUpperCase(),
          )
        : [verb.toUpperCase()];
    const paths = verb === 'route' ? positional.slice(1) : positional;
    const own =
      paths.length === 0 ? [ROOT] : paths.flatMap((path) => railsPaths(path, site, this.code));
    const isRead = methods.every((method) => /^(?:GET|HEAD|DELETE)$/.test(method));
    for (const path of below(before(context), own)) {
      this.#graph.add({
        router: context.router,
        methods,
        path,
        file: site.file,
        at: call.callee,
        // Of other methods parameters are read from the body too.
        ...(isRead ? { parameters: declared } : {}),
      });
    }
  }

  /** `mount Users`, `mount Users => '/users'`, `mount({ Users => '/users' }, with: {})`. */
  #mount(call: CallExpr, context: Context, site: Site): void {
    for (const { app, path } of mountedBy(call)) {
      const name = this.classes.resolve(app, site);
      if (name === null || !this.apis.has(name)) continue;
      const own = path === null ? [ROOT] : railsPaths(path, site, this.code);
      const configuration = option(call, 'with');
      this.#api(name, { ...context, mounts: below(context.mounts, own), configuration });
    }
  }

  /** The parameters of `params do requires :id; optional :page end`, without those of hashes inside. */
  #declared(call: CallExpr, file: SourceFile): readonly RouteParameter[] {
    const block = call.args.at(-1)?.value;
    if (block?.kind !== 'function') return [];
    const site = { file: file.path, scope: block.scope };
    return this.#callsIn(file, block.scope).flatMap(({ call: { callee, args } }) => {
      if (callee.kind !== 'name' || !/^(?:requires|optional)$/.test(callee.name)) return [];
      return args
        .filter(({ name, value }) => name === null && value.kind === 'text')
        .flatMap(({ value }) => wholeTexts(value, site, this.code))
        .map(
          (name): RouteParameter => ({ name, in: 'query', required: callee.name === 'requires' }),
        );
    });
  }
}

function isBlock(call: CallExpr): boolean {
  return call.args.at(-1)?.value.kind === 'function';
}

/** The constant of `Api.new`. */
function constantOf(expr: Expr): Expr {
  return expr.kind === 'call' && expr.callee.kind === 'member'
    ? constantOf(expr.callee.object)
    : expr;
}
