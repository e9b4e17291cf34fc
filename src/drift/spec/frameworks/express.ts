import type { Code } from '../../code/code.ts';
import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import { placeKey, type Site } from '../../code/program.ts';
import { packageOf, packagesUsing } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { httpMethod, type MethodCall, methodCalls, methodNames } from '../javascript-calls.ts';
import { packagesSpeaking, ToldByHandlers } from '../javascript-dialects.ts';
import type { PathSyntax } from '../path-template.ts';
import { type Registration, RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, type RouterTeller, receiver } from '../router-roles.ts';
import { wrappedIn } from '../wrapped-routers.ts';

/** Packages whose applications and routers route as Express does. */
const PACKAGES =
  /^(?:express|express-promise-router|express-ws|router|polka|ultimate-express|@?awaitjs\/express)$/;
/** What Express's own examples take it from: `require('../..')`, `require('../../lib/express')`. */
const ABOVE = /^(?:\.\.\/)+(?:\.\.\/?|(?:lib\/)?express)?$/;
/** `options` and `search` and the like are methods of Express too, but rarely routes. */
const METHODS = /^(?:get|head|post|put|patch|delete|del|options|all)$/;
/** The methods whose calls say something of routes. */
const CALLED =
  /^(?:use|route|addRoute|registerRoute|get|head|post|put|patch|delete|del|options|all)$/;
/** Methods as they are spelled out to a router that the program has written itself. */
const SPELLED = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
/** What makes an application; `createServer` and the like did so in Express 2. */
const APPLICATION =
  /^(?:\*|default(?:\.default)?|(?:default\.)?(?:express|createServer|createApplication|HTTPServer))$/;
/** So many calls on each other are followed back to their start. */
const MAX_CHAIN = 60;
/** Methods of an application that give it back. */
const CHAIN =
  /^(?:use|param|set|enable|disable|engine|get|head|post|put|patch|delete|del|options|all)$/;
/** Express 4 and 5 (path-to-regexp 0.1 and 8): `:id`, `:id?`, `(.*)`, `*`, `*rest`, `{/:id}`. */
const SYNTAX: PathSyntax = { colon: true, star: true, optional: '{}', parentheses: true };

/** Express, and what routes the same way. */
export const express: Framework = {
  id: 'express',
  languages: ['javascript'],
  mark: /['"](?:express|express-promise-router|router|polka|ultimate-express)['"]|\.(?:get|post|put|patch|delete|all|use|route)\(\s*['"`[]|\bnew\s+\w*(?:App|Application|Server)\(/,
  routes(code) {
    const packages = new Set([
      ...packagesUsing(code, PACKAGES),
      ...packagesSpeaking(code, 'express'),
      ...packagesOfExamples(code),
    ]);
    return packages.size === 0
      ? { routes: [], problems: [] }
      : new ExpressRoutes(code, packages).findings();
  },
};

/** The packages with files that take Express from a folder above them which is not in the repository. */
function packagesOfExamples(code: Code): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { path, facts, index } of code.program.files()) {
    if (facts.language !== 'javascript' || ![...index.modules].some((one) => ABOVE.test(one)))
      continue;
    const name: Expr = { kind: 'name', name: 'express', line: 1, column: 1 };
    const origins = code.resolver.origins(name, { file: path, scope: 0 });
    if (origins.some((one) => one.kind === 'external' && ABOVE.test(one.module)))
      found.add(packageOf(path, code));
  }
  return found;
}

class ExpressRoutes {
  readonly #graph = new RouteGraph('express');
  readonly #routers: RouterObjects;
  /** What `router.route('/x')` gave, with methods of its own on it. */
  readonly #specific = new Set<string>();
  /** `all` of `router.route('/x').all(…)`. */
  readonly #alls: Registration[] = [];
  readonly #told: ToldByHandlers;
  /** Calls that may spell out a method, a path and a handler. */
  readonly #spelled: { readonly call: CallExpr; readonly site: Site }[] = [];
  /** Where methods of classes are called that register what they are given. */
  readonly #followed = new Set<string>();

  constructor(
    private readonly code: Code,
    private readonly packages: ReadonlySet<string>,
  ) {
    this.#told = new ToldByHandlers(code, 'express', packages);
    const teller: RouterTeller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      tellsMakings: true,
      syntax: SYNTAX,
    };
    this.#routers = new RouterObjects(code, this.#graph, teller);
  }

  findings(): RouteFindings {
    for (const one of methodCalls(this.code, CALLED)) this.#call(one);
    for (const one of this.#spelled) this.#addSpelled(one);
    // Beside methods of its own `all` is what stands before or behind them: a check, or an answer for the others.
    for (const route of this.#alls) {
      if (!this.#specific.has(route.router)) this.#graph.add(route);
    }
    return this.#graph.findings();
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'value') return origin.expr.kind === 'name' ? undefined : null;
    if (origin.kind !== 'call') return undefined;
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee);
    const callees = this.code.resolver.origins(call.callee, origin);
    for (const callee of callees) {
      if (callee.kind !== 'external') continue;
      const isExample =
        ABOVE.test(callee.module) && /^express\b/.test(dottedName(call.callee) ?? '');
      if (!isExample && !PACKAGES.test(callee.module)) continue;
      if (/(?:^|\.)Router$/.test(callee.name)) return { role: 'router' };
      if (!APPLICATION.test(callee.name)) return null;
      return { role: /router/.test(callee.module) ? 'router' : 'root' };
    }
    if (on === null || name === null) return undefined;
    if (name === 'route') return { role: 'group', of: on, prefix: call.args[0]?.value ?? null };
    return CHAIN.test(name) ? { role: 'same', as: on } : undefined;
  }

  #call({ call, object, method, site }: MethodCall): void {
    if (method === 'use') this.#use(object, call, site);
    else if (typeof method === 'string' && /route$/i.test(method))
      this.#spelled.push({ call, site });
    else this.#route(object, method, call, site);
  }

  /** `this.route('GET', '/users', handler)` of a router that the program has written itself. */
  #addSpelled({ call, site }: { readonly call: CallExpr; readonly site: Site }): void {
    const [method, path, handler] = call.args.map(({ value }) => value);
    if (method?.kind !== 'text' || !SPELLED.test(method.value) || handler === undefined) return;
    if (path === undefined || !this.#isNear(site.file)) return;
    if (this.#followed.has(placeKey(site.file, call.callee))) return;
    const texts = this.code.evaluator.texts(path, site);
    if (!texts.every(([first]) => typeof first === 'string' && first.startsWith('/'))) return;
    const router = `${site.file} routes`;
    this.#graph.declare(router, false);
    for (const template of this.#routers.paths(path, site)) {
      const methods = [method.value];
      this.#graph.add({ router, methods, path: template, file: site.file, at: call.callee });
    }
  }

  /** `router.get('/x', …)`, and `router[method]('/x', …)`, where `method` is an expression. */
  #route(object: Expr, method: string | Expr, call: CallExpr, site: Site): void {
    const [path, ...handlers] = call.args;
    if (path === undefined) return;
    const hasPath = !this.#isRoute(object, site);
    // `app.get('title')` reads a setting.
    if (hasPath && (handlers.length === 0 || !this.#looksLikePath(path, site))) return;
    if (method === 'options' && handlers.length > 0 && this.#isCors(handlers, site)) return;
    const texts = [
      ...(hasPath ? [path.value] : []),
      ...(typeof method === 'string' ? [] : [method]),
    ];
    for (const { key, frame, called } of this.#routers.at(object, site, texts)) {
      const methods = methodNames(method, site, frame, METHODS, this.code).map(httpMethod);
      if (methods.length === 0) continue;
      if (called !== undefined) this.#followed.add(placeKey(called.file, called.at));
      for (const template of this.#routers.paths(hasPath ? path.value : null, site, frame)) {
        const at = call.callee;
        const route = { router: key, methods, path: template, file: site.file, at, ...called };
        if (hasPath || !methods.includes('*')) {
          if (!hasPath) this.#specific.add(key);
          this.#graph.add(route);
        } else this.#alls.push(route);
      }
    }
  }

  /** Whether nothing but the package `cors` answers: that lets browsers ask, and is no operation. */
  #isCors(handlers: readonly Argument[], site: Site): boolean {
    return handlers.every(
      ({ value }) =>
        value.kind === 'call' &&
        this.code.resolver
          .origins(value.callee, site)
          .some((origin) => origin.kind === 'external' && origin.module === 'cors'),
    );
  }

  /** Whether an object is what `router.route('/x')` gives: its methods take handlers alone. */
  #isRoute(object: Expr, site: Site, depth = 0): boolean {
    if (depth > MAX_CHAIN) return false;
    return this.code.resolver.origins(object, site).some((origin) => {
      if (origin.kind !== 'call') return false;
      const name = lastName(origin.call.callee);
      const on = receiver(origin.call);
      if (name === 'route') return on !== null;
      return on !== null && METHODS.test(name ?? '') && this.#isRoute(on, origin, depth + 1);
    });
  }

  /** Paths start with a slash, or a star; what is not known may be one. */
  #looksLikePath({ value, spread }: Argument, site: Site): boolean {
    if (spread || value.kind === 'function' || value.kind === 'map') return false;
    return this.code.evaluator.texts(value, site).some(([first]) => {
      return typeof first !== 'string' || first === '' || /^[/*:{(]/.test(first);
    });
  }

  /** `app.use('/prefix', …, router)`. */
  #use(object: Expr, call: CallExpr, site: Site): void {
    const [first] = call.args;
    if (first === undefined) return;
    const values = call.args.flatMap(({ value }) =>
      value.kind === 'list' ? value.items : [value],
    );
    const path = this.#isText(first.value, site) ? first.value : null;
    const mounted = values.filter((value) => value !== path);
    const wrapped = mounted
      .filter((value) => this.#routers.keysOf(value, site).length === 0)
      .flatMap((value) => wrappedIn(value, site, this.code))
      .flatMap((one) => this.#routers.keysOf(one.expr, one.site));
    const isRouter = (value: Expr) => this.#routers.keysOf(value, site).length > 0;
    if (wrapped.length === 0 && !mounted.some(isRouter)) return;
    const texts = path === null ? mounted : [path, ...mounted];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      const children = new Set([
        ...mounted.flatMap((value) => this.#routers.keysIn(value, site, frame)),
        ...wrapped,
      ]);
      for (const prefix of this.#routers.paths(path, site, frame)) {
        for (const child of children) this.#graph.mount(child, key, prefix);
      }
    }
  }

  #isText(expr: Expr, site: Site): boolean {
    if (expr.kind === 'function') return false;
    if (expr.kind === 'list') return expr.items.every((item) => this.#isText(item, site));
    return this.code.evaluator.texts(expr, site).some(([first]) => typeof first === 'string');
  }

  /** What cannot be followed counts by its type, or by a name that routers have where the package uses Express. */
  #isPlausible(origin: Origin): boolean {
    if (this.#told.has(origin)) return true;
    const named = /^(?:app|server|router|routes?|api|express)$|(?:App|Router|Routes)$/;
    const typed = /\b(?:Express|Router|IRouter|Application)\b/;
    if (origin.kind === 'typed') return typed.test(origin.type) && this.#isNear(origin.file);
    if (origin.kind === 'member') {
      const { object, name } = origin;
      const isOurs = object.kind !== 'param' || this.#isNear(object.file);
      return isOurs && /^(?:app|router|expressApp)$/.test(name);
    }
    if (origin.kind !== 'param' || !this.#isNear(origin.file)) return false;
    const scope = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (param === undefined) return false;
    return param.type === null || param.type === 'any'
      ? named.test(param.name)
      : typed.test(param.type);
  }

  #isNear(path: string): boolean {
    return this.packages.has(packageOf(path, this.code));
  }
}
