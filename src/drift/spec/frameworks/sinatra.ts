import type { Code } from '../../code/code.ts';
import type { CallExpr, CallSite, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { usesPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { RouteGraph } from '../route-graph.ts';
import { callsByScope, classMacro, constantName, mountPoints, RubyClasses } from '../ruby-apps.ts';
import { looksClassic, madeApps, VERBS, withoutSend } from './sinatra-apps.ts';
import { blockOf, functionOf, TOP, type Within } from './sinatra-blocks.ts';
import { behind, isPathLike, sinatraPaths } from './sinatra-paths.ts';

const PACKAGES = /^sinatra(?:\/|$)/;
const BASE = /^Sinatra::(?:Base|Application)$/;
/** Blocks that say more of the same application. */
const TRANSPARENT =
  /^(?:configure|each|each_pair|each_key|each_value|each_with_index|class_eval|instance_eval|tap)$/;
/** The router of what is written at the top of files: Sinatra's classic style. */
const CLASSIC = 'classic';

/** Sinatra: classic and modular applications, namespaces, extensions, and where they are mounted. */
export const sinatra: Framework = {
  id: 'sinatra',
  languages: ['ruby'],
  mark: /\b[sS]inatra\b|\bdef (?:self\.)?registered\b|^\s*(?:get|post|put|patch|delete)[ (]+['"%]|\b(?:run|map|use|mount)\b.*\b[A-Z]/m,
  routes(code) {
    const classes = new RubyClasses(code);
    const apps = classes.descendants(BASE);
    const isUsed = usesPackage(code, PACKAGES) || apps.length > 0;
    const isClassic = usesPackage(code, /^sinatra(?:\/main)?$/) || (!isUsed && looksClassic(code));
    if (!isUsed && !isClassic) return { routes: [], problems: [] };
    return new SinatraRoutes(code, classes, apps, isClassic).findings();
  },
};

class SinatraRoutes {
  readonly #graph = new RouteGraph('sinatra');
  /** Extensions by the applications that register them. */
  readonly #extensions = new Map<string, string[]>();
  /** Applications that `Sinatra.new` makes, by the names that they get. */
  readonly #made: Map<string, Site>;
  readonly #calls = new Map<string, ReadonlyMap<number, readonly CallSite[]>>();

  constructor(
    private readonly code: Code,
    private readonly classes: RubyClasses,
    private readonly apps: readonly string[],
    private readonly isClassic: boolean,
  ) {
    this.#made = madeApps(code);
  }

  findings(): RouteFindings {
    const mounted = this.#mounts();
    for (const app of this.apps) {
      // Where nothing is mounted anywhere, every application serves by itself.
      this.#graph.declare(app, mounted.size === 0 && !this.#isBase(app));
      for (const parent of this.classes.parents(app)) this.#graph.mount(parent, app);
      for (const { file, scope } of this.classes.places(app)) this.#body(file, scope, app);
    }
    for (const [app, { file, scope }] of this.#made) {
      this.#graph.declare(app, mounted.size === 0);
      this.#body(file, scope, app);
    }
    if (this.isClassic) {
      this.#graph.declare(CLASSIC, !mounted.has(CLASSIC));
      for (const { path, facts } of this.code.program.files())
        if (facts.language === 'ruby') this.#body(path, 0, CLASSIC);
    }
    return this.#graph.findings();
  }

  /** Whether other applications extend one: then it serves within them. */
  #isBase(app: string): boolean {
    return this.apps.some((other) => this.classes.parents(other).includes(app));
  }

  /** Mounts what `config.ru` and the routes of Rails name; gives the names. */
  #mounts(): ReadonlySet<string> {
    const mounted = new Set<string>();
    for (const { app, site, paths } of mountPoints(this.code)) {
      const written = constantName(app);
      const inline = written === 'Sinatra' ? this.#inline(app, site) : null;
      const name =
        inline ??
        (written === 'Sinatra::Application'
          ? CLASSIC
          : this.classes.resolve(constantOf(app), site));
      if (name === null || (name !== CLASSIC && !this.#isApp(name))) continue;
      mounted.add(name);
      this.#graph.declare('server', true);
      for (const path of paths) this.#graph.mount(name, 'server', path);
    }
    for (const { path, facts } of this.code.program.files()) {
      for (const { call, scope } of facts.language === 'ruby' ? facts.calls : []) {
        if (call.callee.kind !== 'member' || call.callee.name !== 'run!') continue;
        const name = this.classes.resolve(call.callee.object, { file: path, scope });
        if (name === null || !this.#isApp(name)) continue;
        mounted.add(name);
        this.#graph.declare(name, true);
      }
    }
    return mounted;
  }

  /** `run Sinatra.new { … }`: an application that has no name but its place. */
  #inline(app: Expr, { file }: Site): string | null {
    const block = app.kind === 'call' ? app.args.at(-1)?.value : undefined;
    if (block?.kind !== 'function') return null;
    const name = `${file}#${block.scope}`;
    this.#made.set(name, { file, scope: block.scope });
    return name;
  }

  #isApp(name: string): boolean {
    return this.apps.includes(name) || this.#made.has(name);
  }

  #body(path: string, scope: number, app: string): void {
    const file = this.code.program.file(path);
    if (file !== undefined) this.#walk(file, scope, { ...TOP, app });
  }

  #walk(file: SourceFile, scope: number, within: Within): void {
    const known = this.#calls.get(file.path);
    const calls = known ?? callsByScope(file);
    if (known === undefined) this.#calls.set(file.path, calls);
    const site = { file: file.path, scope };
    for (const made of calls.get(scope) ?? []) {
      for (const turn of unrolled(made, file, this.code)) {
        const call = withoutSend(turn, (name) =>
          this.code.evaluator.text(name, site, within.frame),
        );
        this.#call(call, file, scope, within);
      }
    }
  }

  #call(call: CallExpr, file: SourceFile, scope: number, within: Within): void {
    const site = { file: file.path, scope };
    const { callee } = call;
    const { app, paths, on, frame } = within;
    const block = blockOf(call, file, within);
    const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
    const isOwn =
      on === null
        ? callee.kind === 'name' || (callee.kind === 'member' && isSelf(callee.object))
        : callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === on;
    const hasBlock = block !== null || call.args.at(-1)?.name === '&';
    if (this.#isYield(call, within)) this.#yield(call, site, within);
    else if (block !== null && TRANSPARENT.test(name))
      this.#walk(block.file, block.scope, {
        ...block.within,
        paths,
        on: /_eval$/.test(name) ? null : on,
      });
    else if (on !== null && callee.kind === 'name') this.#passOn(call, file, scope, within, on);
    else if (callee.kind === 'member' && name === 'call')
      this.#macroCall(functionOf(callee.object, site, this.code), call, site, within);
    else if (!isOwn) return;
    else if (name === 'namespace' && block !== null && call.args[0] !== undefined) {
      const inner = behind(paths, sinatraPaths(call.args[0].value, site, frame, this.code));
      this.#walk(block.file, block.scope, { ...block.within, app, paths: inner, on: null });
    } else if (VERBS.test(name) && hasBlock)
      this.#route([name.toUpperCase()], call.args, call, site, within);
    else if (name === 'route' && hasBlock) this.#multi(call, site, within);
    else if (name === 'use' || name === 'register') this.#use(call, site, within);
    else if (callee.kind === 'name' && app !== CLASSIC) {
      const macro = this.#macro(name, file, scope, app) ?? functionOf(callee, site, this.code);
      this.#macroCall(macro, call, site, within);
    }
  }

  /** What a method or a lambda of the program tells in one call of it, which may give it a block. */
  #macroCall(macro: Site | undefined, call: CallExpr, site: Site, within: Within): void {
    const source = macro === undefined ? undefined : this.code.program.file(macro.file);
    const key = `${macro?.file}#${macro?.scope}`;
    if (macro === undefined || source === undefined || within.active.has(key)) return;
    const own = this.code.program.file(site.file);
    const given = own === undefined ? null : blockOf(call, own, within);
    const name = source.index.scope(macro.scope)?.params.at(-1)?.name ?? null;
    this.#walk(source, macro.scope, {
      ...within,
      on: null,
      frame: this.code.evaluator.frame(call, site, macro, within.frame),
      block: given === null ? null : { ...given, name },
      active: new Set([...within.active, key]),
    });
  }

  /** `yield '/x'`, and `block.call('/x')` of the block that a method is given. */
  #isYield({ callee }: CallExpr, { block }: Within): boolean {
    if (block === null) return false;
    if (callee.kind === 'name') return callee.name === 'yield' || callee.name === block.name;
    return (
      callee.kind === 'member' && callee.name === 'call' && lastName(callee.object) === block.name
    );
  }

  #yield(call: CallExpr, site: Site, { block, app, paths, frame }: Within): void {
    if (block === null) return;
    const { file, scope } = block;
    const inner = this.code.evaluator.frame(call, site, { file: file.path, scope }, frame);
    this.#walk(file, scope, { ...block.within, app, paths, frame: inner });
  }

  /** `index(app)` in an extension: another of its methods is told the application. */
  #passOn(call: CallExpr, file: SourceFile, scope: number, within: Within, on: string): void {
    const position = call.args.findIndex(({ value }) => value.kind === 'name' && value.name === on);
    const declared = classMacro(lastName(call.callee) ?? '', file, scope);
    const param =
      declared === undefined ? undefined : file.index.scope(declared)?.params[position]?.name;
    const key = `${file.path}#${declared}`;
    if (declared === undefined || param === undefined || within.active.has(key)) return;
    const active = new Set([...within.active, key]);
    this.#walk(file, declared, { ...within, on: param, active });
  }

  /** The method of a class that a call in its body is of: its own, or one of what it extends and registers. */
  #macro(name: string, file: SourceFile, scope: number, app: string): Site | undefined {
    const own = classMacro(name, file, scope);
    if (own !== undefined) return { file: file.path, scope: own };
    const owners = this.#lineage(app).flatMap((one) => [one, ...(this.#extensions.get(one) ?? [])]);
    return owners
      .flatMap((owner) => this.classes.places(owner))
      .flatMap((place): readonly Site[] => {
        const declared =
          this.code.program.file(place.file)?.index.declared(place.scope, name) ?? [];
        return declared.map((found) => ({ file: place.file, scope: found }));
      })
      .find((one) => one.file !== file.path || one.scope !== scope);
  }

  /** An application and those that it extends. */
  #lineage(app: string, depth = 0): readonly string[] {
    const parents = depth > 8 ? [] : this.classes.parents(app).filter((name) => name !== app);
    return [app, ...parents.flatMap((name) => this.#lineage(name, depth + 1))];
  }

  #route(
    methods: readonly string[],
    args: CallExpr['args'],
    call: CallExpr,
    site: Site,
    { app, paths, frame }: Within,
  ): void {
    const given = args.filter(({ name, value }) => name === null && value.kind !== 'function');
    const own = given.flatMap(({ value }) => (value.kind === 'map' ? [] : [value]));
    // Within a namespace a route may be that of the namespace itself.
    if (given.length === 0 && paths.every(({ path }) => path !== '')) {
      for (const path of paths)
        this.#graph.add({ router: app, methods, path, file: site.file, at: call.callee });
    }
    for (const path of own) {
      if (app === CLASSIC && !isPathLike(path)) continue;
      for (const template of behind(paths, sinatraPaths(path, site, frame, this.code))) {
        this.#graph.add({ router: app, methods, path: template, file: site.file, at: call.callee });
      }
    }
  }

  /** sinatra-contrib's `route :get, :post, '/x' do`. */
  #multi(call: CallExpr, site: Site, within: Within): void {
    const isVerb = (value: Expr) => value.kind === 'text' && VERBS.test(value.value.toLowerCase());
    const methods = call.args.flatMap(({ value }) =>
      value.kind === 'text' && isVerb(value) ? [value.value.toUpperCase()] : [],
    );
    const rest = call.args.filter(({ value }) => !isVerb(value));
    this.#route(methods, rest, call, site, within);
  }

  /** `use Other` puts an application before this one; `register Extension` gives its routes to this one. */
  #use(call: CallExpr, site: Site, within: Within): void {
    const { app, paths } = within;
    for (const { value } of call.args) {
      const name = value.kind === 'function' ? null : this.classes.resolve(value, site);
      if (name === null) continue;
      if (this.#isApp(name)) {
        for (const path of paths) this.#graph.mount(name, app, path);
        continue;
      }
      this.#extensions.set(app, [...(this.#extensions.get(app) ?? []), name]);
      for (const place of this.classes.places(name)) {
        const file = this.code.program.file(place.file);
        const [registered] = file?.index.declared(place.scope, 'registered') ?? [];
        if (file === undefined || registered === undefined) continue;
        const on = file.index.scope(registered)?.params[0]?.name ?? null;
        this.#walk(file, registered, { ...within, on });
      }
    }
  }
}

function isSelf(expr: Expr): boolean {
  return expr.kind === 'name' && expr.name === 'self';
}

/** The constant of `App.new(…)`. */
function constantOf(expr: Expr): Expr {
  return expr.kind === 'call' && expr.callee.kind === 'member'
    ? constantOf(expr.callee.object)
    : expr;
}
