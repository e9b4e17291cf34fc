import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Frame, givenIn } from '../../code/frame.ts';
import type { Origin } from '../../code/origin.ts';
import { placeKey, type Site, type SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { usesPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { type PathTemplate, ROOT } from '../path-template.ts';
import { GrowingLists } from '../python-lists.ts';
import { type PythonCall, pythonCalls } from '../python-routers.ts';
import { argument, type ClassAt } from '../python-routing.ts';
import { RouteGraph } from '../route-graph.ts';
import { DjangoIncludes, isFunction } from './django-includes.ts';
import { NINJA, NinjaRouters } from './django-ninja.ts';
import { FRAMEWORK_PAGES, PACKAGE_URLS } from './django-packages.ts';
import { calledName, includedOf, listed, pathsOf, verbsOf } from './django-patterns.ts';
import { RestRouters } from './django-rest.ts';
import { unknownView, viewMethods } from './django-views.ts';

const PACKAGES = /^(?:django|rest_framework|ninja|ninja_extra)(?:\.|$)/;
/** Functions that give lists of patterns for static files. */
const STATIC = /^(?:static|staticfiles_urlpatterns)$/;
const INCLUDE = /^(?:include|decorator_include)$/;
const PATTERN = /^(?:path|re_path|url)$/;
const MAX_DEPTH = 40;

/** Django's URL configurations, with the views they lead to, and the routers of Django REST framework. */
export const django: Framework = {
  id: 'django',
  languages: ['python'],
  mark: /\burlpatterns\b|\bROOT_URLCONF\b|\bDefaultRouter\b|\bSimpleRouter\b|\brouter\.register\(|\bNinja\w*API\b|\bninja\b/,
  routes(code) {
    if (!usesPackage(code, PACKAGES)) return { routes: [], problems: [] };
    return new DjangoRoutes(code).findings();
  },
};

class DjangoRoutes {
  readonly #graph = new RouteGraph('django');
  readonly #rest: RestRouters;
  readonly #ninja: NinjaRouters | null;
  readonly #included = new Set<string>();
  readonly #listed = new Set<string>();
  readonly #growing: GrowingLists;
  readonly #includes: DjangoIncludes;
  #depth = 0;
  /** What the parameters are in the call of a function that is looked at for its patterns. */
  #frame: Frame | null = null;
  /** The methods that this call names its handlers by. */
  #verbs: readonly string[] | null = null;

  constructor(private readonly code: Code) {
    this.#includes = new DjangoIncludes(code);
    this.#growing = new GrowingLists(code, /url|pattern|route/i, PATTERN);
    this.#rest = new RestRouters(code, this.#graph);
    this.#ninja = usesPackage(code, NINJA) ? new NinjaRouters(code, this.#graph) : null;
  }

  findings(): RouteFindings {
    const files = [...this.code.program.files()].filter(({ facts }) => facts.language === 'python');
    const roots = files.flatMap((file) => this.#roots(file));
    const lists = files.filter(({ index }) => index.bindings(0, 'urlpatterns').length > 0);
    for (const made of pythonCalls(this.code)) this.#call(made);
    for (const file of lists) this.#patternsOf(file);
    for (const { path } of lists) {
      // Where no settings say which one is served, it is that which no other includes.
      const isRoot = roots.includes(path) || (roots.length === 0 && !this.#included.has(path));
      this.#graph.declare(path, isRoot);
    }
    return this.#graph.findings();
  }

  /** The files that `ROOT_URLCONF` names. */
  #roots({ path, facts }: SourceFile): readonly string[] {
    return facts.bindings
      .filter(({ name, value }) => name === 'ROOT_URLCONF' && value !== null)
      .flatMap(({ value, scope }) => {
        const site = { file: path, scope };
        const text = value === null ? null : this.code.evaluator.text(value, site);
        const [file] = text === null ? [] : this.code.program.modules(text, path);
        if (file === undefined) return [];
        this.code.program.file(file);
        return [file];
      });
  }

  /** Registrations at routers, and lists that grow: `urlpatterns.append(path(…))`. */
  #call(made: PythonCall): void {
    const { call, site } = made;
    this.#rest.call(call, site);
    this.#ninja?.call(made);
    const { callee, args } = call;
    if (callee.kind !== 'member' || callee.object.kind !== 'name') return;
    if (callee.object.name !== 'urlpatterns') return;
    const grown = args.at(-1)?.value;
    if (grown === undefined) return;
    if (callee.name === 'extend') this.#list(grown, site.file, site);
    else if (callee.name === 'append' || callee.name === 'insert')
      this.#pattern(grown, site.file, site);
  }

  #patternsOf(file: SourceFile): void {
    const site = { file: file.path, scope: 0 };
    for (const { value } of file.index.bindings(0, 'urlpatterns'))
      if (value !== null) this.#list(value, file.path, site);
  }

  /** The patterns of a list stand on the router `on`. */
  #list(list: Expr, on: string, site: Site): void {
    const call =
      this.#frame?.args.map(({ expr, site: at }) => placeKey(at.file, expr)).join() ?? '';
    const once = `${placeKey(site.file, list)} ${list.kind} ${on} ${call}`;
    if (this.#depth > MAX_DEPTH || this.#listed.has(once)) return;
    this.#listed.add(once);
    this.#depth += 1;
    this.#listParts(list, on, site);
    this.#depth -= 1;
  }

  #listParts(list: Expr, on: string, site: Site): void {
    if (list.kind === 'join') {
      for (const part of list.parts) this.#list(part, on, site);
    } else if (list.kind === 'list') {
      for (const item of list.items) this.#pattern(item, on, site);
    } else if (list.kind === 'either') {
      for (const option of list.options) this.#list(option, on, site);
    } else if (list.kind === 'call' && this.#listCall(list, on, site)) {
      return;
    } else if (
      list.kind === 'call' &&
      PATTERN.test(calledName(list.callee, site, this.code) ?? '')
    ) {
      this.#pattern(list, on, site);
    } else if (list.kind === 'member' && list.name === 'urls') {
      const routers = this.#routersOf(list.object, site);
      for (const key of routers) this.#graph.mount(key, on);
      if (routers.length === 0) this.#followed(list, on, site);
    } else if (list.kind === 'name' || list.kind === 'member' || list.kind === 'call')
      this.#followed(list, on, site);
  }

  #routersOf(expr: Expr, site: Site): readonly string[] {
    const keys = this.#rest.keysOf(expr, site);
    return keys.length > 0 ? keys : (this.#ninja?.keysOf(expr, site) ?? []);
  }

  /** What a name, a member or (`made`) a call of it stands for. */
  #followed(list: Expr, on: string, site: Site, made: CallExpr | null = null): void {
    const isOwn =
      list.kind === 'call' &&
      this.code.resolver.origins(list.callee, site).some(({ kind }) => kind === 'function');
    if (isOwn) {
      this.#followed(list.callee, on, site, list);
      return;
    }
    for (const origin of this.code.resolver.origins(list, site)) {
      for (const { expr, isList, site: at } of this.#growing.of(origin))
        if (isList) this.#list(expr, on, at);
        else this.#pattern(expr, on, at);
      if (origin.kind === 'value' && this.#isPatternsOf(origin, site))
        this.#include(origin.file, on);
      else if (origin.kind === 'value' && origin.expr !== list) this.#list(origin.expr, on, origin);
      else if (origin.kind === 'member' && origin.name === 'urls')
        for (const key of this.#rest.keysOfOrigin(origin.object)) this.#graph.mount(key, on);
      else if (origin.kind === 'module') this.#include(origin.file, on);
      else if (origin.kind === 'call' && origin.call !== list) this.#list(origin.call, on, origin);
      else if (origin.kind === 'function') this.#returned(origin, on, site, made);
      else if (origin.kind === 'param') this.#given(origin, on);
    }
    if (list.kind === 'call') this.#followed(list.callee, on, site, list);
  }

  /** Whether something is the `urlpatterns` of another file. */
  #isPatternsOf({ file, expr }: Extract<Origin, { kind: 'value' }>, { file: from }: Site): boolean {
    const patterns = this.code.program.file(file)?.index.bindings(0, 'urlpatterns') ?? [];
    return file !== from && patterns.some(({ value }) => value === expr);
  }

  /** The patterns that a function gives back, as they are in the call that is looked at. */
  #returned({ file, scope }: ClassAt, on: string, site: Site, made: CallExpr | null): void {
    const [outer, verbs] = [this.#frame, this.#verbs];
    if (made !== null) {
      this.#frame = this.code.evaluator.frame(made, site, { file, scope }, outer);
      this.#verbs = verbsOf(made);
    }
    for (const { value } of this.code.program.file(file)?.index.returns(scope) ?? [])
      this.#list(value, on, { file, scope });
    this.#frame = outer;
    this.#verbs = verbs;
  }

  /** The patterns that a function is given, in the call that is looked at. */
  #given(param: Extract<Origin, { kind: 'param' }>, on: string): void {
    const known = givenIn(this.#frame, param);
    if (known === undefined) return;
    const outer = this.#frame;
    this.#frame = known.frame;
    this.#list(known.expr, on, known.site);
    this.#frame = outer;
  }

  /** Calls that give a list of patterns. */
  #listCall(call: CallExpr, on: string, site: Site): boolean {
    const name = lastName(call.callee) ?? '';
    const [first, ...rest] = call.args;
    if (STATIC.test(name)) return true;
    if (name === 'i18n_patterns') {
      const key = `${placeKey(site.file, call)} ${on}`;
      this.#graph.mount(key, on, { path: '{language_code}', dynamic: false });
      for (const { value } of call.args) this.#pattern(value, key, site);
      return true;
    }
    if (name === 'format_suffix_patterns' || name === 'list' || name === 'decorator_include') {
      if (first !== undefined) this.#list(first.value, on, site);
      return true;
    }
    if (name === 'patterns' && first?.value.kind === 'text') {
      for (const { value } of rest) this.#pattern(value, on, site);
      return true;
    }
    return false;
  }

  #pattern(item: Expr, on: string, site: Site): void {
    if (item.kind === 'either') {
      for (const option of item.options) this.#pattern(option, on, site);
      return;
    }
    if (item.kind !== 'call') {
      if (item.kind === 'name' || item.kind === 'join') this.#named(item, on, site);
      return;
    }
    const source = this.code.program.file(site.file);
    const turns =
      source === undefined
        ? [item]
        : unrolled({ call: item, scope: site.scope }, source, this.code);
    if (turns.length !== 1) {
      for (const turn of turns) this.#pattern(turn, on, site);
      return;
    }
    const name = calledName(item.callee, site, this.code);
    if (name === null || !PATTERN.test(name)) {
      this.#list(item, on, site);
      return;
    }
    const route =
      argument(item, name === 'path' ? 'route' : 'regex', 0) ?? argument(item, 'route', 0);
    const view = argument(item, 'view', 1);
    if (route === null || view === null) return;
    const texts = this.code.evaluator.texts(route, site, this.#frame);
    const paths = pathsOf(route, name === 'path', texts);
    if (this.#mountAt(view, paths, on, site)) return;
    const known = this.#verbs ?? viewMethods(view, site, this.code, this.#frame);
    const { methods, message } =
      known === null ? unknownView(view, site, this.code) : { methods: known, message: null };
    if (message !== null) this.#graph.problem(message, site.file, item);
    for (const path of methods.length === 0 ? [] : paths)
      this.#graph.add({ router: on, ...listed(methods), path, file: site.file, at: item });
  }

  /** A pattern, or a list of them, under a name. */
  #named(item: Expr, on: string, site: Site): void {
    for (const origin of this.code.resolver.origins(item, site)) {
      if (origin.kind === 'call') this.#pattern(origin.call, on, origin);
      else if (origin.kind === 'value' && origin.expr !== item) this.#list(origin.expr, on, origin);
    }
  }

  /** Where the view is a list of other patterns: `include(…)`, `router.urls`, a tuple with an application's name. */
  #mountAt(view: Expr, paths: readonly PathTemplate[], on: string, site: Site): boolean {
    const isInclude =
      view.kind === 'call' && INCLUDE.test(calledName(view.callee, site, this.code) ?? '');
    const isUrls =
      view.kind === 'member' &&
      /^(?:urls|get_urls)$/.test(view.name) &&
      !isFunction(view, site, this.code);
    if (!isInclude && !isUrls && view.kind !== 'list') return false;
    const what = isInclude ? includedOf(view) : view;
    if (what === null) return true;
    for (const path of paths) {
      const key = `${placeKey(site.file, view)} ${on} ${path.path}`;
      this.#graph.mount(key, on, path);
      this.#includeAt(what, key, site);
    }
    return true;
  }

  #includeAt(what: Expr, key: string, site: Site): void {
    // `(patterns, 'app_name')`.
    if (what.kind === 'list' && this.#includes.isNamedTuple(what.items, site, this.#frame)) {
      const [patterns] = what.items;
      if (patterns !== undefined) this.#includeAt(patterns, key, site);
      return;
    }
    // What is put together may be lists, or the name of a module.
    const isLists =
      what.kind === 'join' && this.#includes.modules(what, site, this.#frame).length === 0;
    if (what.kind === 'list' || isLists) {
      this.#list(what, key, site);
      return;
    }
    const tuple = what.kind === 'name' ? this.#includes.tupleOf(what, site, this.#frame) : null;
    if (tuple !== null) {
      this.#includeAt(tuple.expr, key, tuple);
      return;
    }
    const names =
      what.kind === 'member' && what.name === 'urls'
        ? []
        : this.#includes.modules(what, site, this.#frame);
    if (names.length === 0) {
      this.#list(what, key, site);
      return;
    }
    for (const name of names) {
      const [file] = this.code.program.modules(name, site.file);
      if (file !== undefined) {
        this.code.program.file(file);
        this.#include(file, key);
      } else if (PACKAGE_URLS.has(name)) {
        for (const { path, methods } of PACKAGE_URLS.get(name) ?? []) {
          const template = { path, dynamic: false };
          this.#graph.add({ router: key, methods, path: template, file: site.file, at: what });
        }
      } else if (!FRAMEWORK_PAGES.test(name)) {
        this.#graph.problem(
          `The URL configuration '${name}' is not in this repository, so its routes are not listed.`,
          site.file,
          what,
        );
      }
    }
  }

  #include(file: string, on: string): void {
    this.#included.add(file);
    this.#graph.mount(file, on, ROOT);
    const source = this.code.program.file(file);
    if (source === undefined || source.index.bindings(0, 'urlpatterns').length > 0) return;
    // `from .urls import urlpatterns` in a package.
    const [origin] = this.code.resolver.lookUp('urlpatterns', { file, scope: 0 });
    if (origin?.kind !== 'value') return;
    if (this.#isPatternsOf(origin, { file, scope: 0 })) this.#include(origin.file, on);
    else this.#list(origin.expr, on, origin);
  }
}
