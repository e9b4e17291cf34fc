import type { Code } from '../code/code.ts';
import type { Argument, CallExpr, Expr } from '../code/facts.ts';
import type { Frame } from '../code/frame.ts';
import type { Site, SourceFile } from '../code/program.ts';
import { unrolled } from '../code/unroll.ts';
import { usesPackage } from '../code/uses-package.ts';
import type { RouteFindings } from './framework.ts';
import { GoRouterTypes, mayUse } from './go-router-types.ts';
import { mountStripped } from './go-stripped.ts';
import { giveInTurns } from './go-turns.ts';
import type { PathSyntax, PathTemplate } from './path-template.ts';
import { RouteGraph } from './route-graph.ts';
import { RouterObjects } from './router-objects.ts';
import type { RouterRole } from './router-roles.ts';

/** What one call on a router does. */
export type GoStep =
  /** Serves a path; `methods` in upper case, `*` for any, or an expression that gives them. */
  | {
      readonly does: 'route';
      readonly methods: Expr | readonly string[];
      readonly path: Expr | null;
    }
  /** Gives a router below a prefix to a function, as its first parameter. */
  | { readonly does: 'give'; readonly prefix: Expr | null; readonly to: Expr }
  /** Puts another router below a prefix. */
  | { readonly does: 'mount'; readonly prefix: Expr | null; readonly child: Expr };

/** How one of Go's frameworks is told and routes. */
export interface GoDialect {
  readonly id: string;
  /** Its import path … */
  readonly module: RegExp;
  /** … and the name that it has in code, which tells it where an import is missing. */
  readonly local: string;
  /** What of the package is a router itself: `*` for the package, or variables of it. */
  readonly package?: RegExp;
  /** Names that its routers have in code, for pieces of programs that do not show what makes them. */
  readonly names: RegExp;
  /** Its functions that make a router. */
  readonly makers: RegExp;
  /** Its types that are routers, without the package … */
  readonly types: RegExp;
  /** … and those of them that serve by themselves. */
  readonly applications: RegExp;
  readonly syntax: PathSyntax;
  /** What a call on a router gives back; null when that is no router. */
  made(name: string, call: CallExpr, on: Expr): RouterRole | null;
  /** What a call on a router does; null for a call that is of no interest, by its name and arguments. */
  step(name: string, args: readonly Argument[]): GoStep | null;
}

/** All routes of a dialect. */
export function goRoutes(code: Code, dialect: GoDialect): RouteFindings {
  return mayUse(code, dialect.module)
    ? new GoRoutes(code, dialect).findings()
    : { routes: [], problems: [] };
}

class GoRoutes {
  readonly #graph: RouteGraph;
  readonly #routers: RouterObjects;
  /** Whether the framework is imported anywhere: otherwise this may be another's code. */
  readonly #isUsed: boolean;

  constructor(
    private readonly code: Code,
    private readonly dialect: GoDialect,
  ) {
    this.#graph = new RouteGraph(dialect.id);
    this.#isUsed = usesPackage(code, dialect.module);
    const types = new GoRouterTypes(code, dialect, this.#graph);
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => types.roleOf(origin),
      isPlausible: (origin) => types.isPlausible(origin),
      syntax: dialect.syntax,
    });
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'go') continue;
      for (const made of file.facts.calls) {
        const { callee, args } = made.call;
        if (callee.kind !== 'member' || this.dialect.step(callee.name, args) === null) continue;
        if (this.code.resolver.ownRouters.around(file, made.scope) !== null) continue;
        for (const call of unrolled(made, file, this.code)) this.#call(call, file, made.scope);
      }
    }
    giveInTurns(this.code, this.#routers);
    mountStripped(this.code, this.#routers, this.#graph);
    return this.#graph.findings();
  }

  #call(call: CallExpr, file: SourceFile, scope: number): void {
    const site = { file: file.path, scope };
    if (call.callee.kind !== 'member') return;
    const { object, name } = call.callee;
    const step = this.dialect.step(name, call.args);
    // Nearly every router has a method of this name, so it says nothing of which one it is.
    if (step === null || (!this.#isUsed && /^Handle/.test(name))) return;
    if (step.does === 'route') this.#route(object, step, call, site);
    else this.#prefixed(object, step, site);
  }

  #route(object: Expr, step: Extract<GoStep, { does: 'route' }>, call: CallExpr, site: Site): void {
    const { methods, path } = step;
    if (!isExpr(methods) && this.#isOfOther(path, methods, site)) return;
    const texts = [...(path === null ? [] : [path]), ...(isExpr(methods) ? [methods] : [])];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      const names = isExpr(methods) ? methodNames(methods, site, frame, this.code) : methods;
      for (const template of this.#routers.paths(path, site, frame)) {
        const { method, path: own } = splitPattern(template);
        this.#graph.add({
          router: key,
          methods: method === null ? names : [method],
          path: own,
          file: site.file,
          at: call.callee,
        });
      }
    }
  }

  /**
   * Whether the route of a table is of another method than a call registers: `case "GET": r.GET(route.Path, …)` in a
   * loop over all of them.
   */
  #isOfOther(path: Expr | null, methods: readonly string[], site: Site): boolean {
    const row = path?.kind === 'member' && path.object.kind === 'map' ? path.object : null;
    const said = row?.entries.find(
      ({ key }) => key?.kind === 'text' && /^(?:http_?)?(?:method|verb)$/i.test(key.value),
    );
    if (row === null || said === undefined || methods.includes('*')) return false;
    const home = this.code.resolver.homeOf(row, site);
    const own = methodNames(said.value, home, null, this.code);
    return !own.includes('*') && !own.some((name) => methods.includes(name));
  }

  #prefixed(object: Expr, step: Exclude<GoStep, { does: 'route' }>, site: Site): void {
    const child = step.does === 'give' ? [] : [step.child];
    const texts = step.prefix === null ? child : [step.prefix, ...child];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      const prefixes = this.#routers.paths(step.prefix, site, frame);
      if (step.does === 'give') this.#routers.give(step.to, site, 0, [key], prefixes);
      else {
        for (const child of this.#routers.keysIn(step.child, site, frame))
          for (const prefix of prefixes) this.#graph.mount(child, key, prefix);
      }
    }
  }
}

function isExpr(methods: Expr | readonly string[]): methods is Expr {
  return 'kind' in methods;
}

/** Methods as an expression gives them: `"get"`, `http.MethodGet`, `[]string{"GET", "POST"}`, `"GET,POST"`. Others are any. */
export function methodNames(
  expr: Expr,
  site: Site,
  frame: Frame | null,
  code: Code,
): readonly string[] {
  const found = code.evaluator.texts(expr, site, frame).flatMap((text): readonly string[] => {
    const [part, ...more] = text;
    if (part === undefined || more.length > 0) return ['*'];
    return typeof part === 'string' && /^[A-Za-z-]+(?:\s*,\s*[A-Za-z-]+)*$/.test(part)
      ? part.toUpperCase().split(/\s*,\s*/)
      : ['*'];
  });
  return found.length === 0 ? ['*'] : [...new Set(found)];
}

/** `GET` and `/x` of `GET /x`, as Go 1.22 writes patterns; both as they are otherwise. */
export function splitPattern(pattern: PathTemplate): {
  readonly method: string | null;
  readonly path: PathTemplate;
} {
  const { path, dynamic } = pattern;
  const match = /^([A-Z]+)[ \t]+(.*)$/s.exec(path);
  return match === null
    ? { method: null, path: pattern }
    : { method: match[1] ?? null, path: { path: match[2] ?? path, dynamic } };
}

/** The calls of a file that no other call is made on: the ends of chains. */
export function chainEnds(file: SourceFile): readonly SourceFile['facts']['calls'][number][] {
  const inner = new Set<Expr>();
  for (const { call } of file.facts.calls)
    if (call.callee.kind === 'member') inner.add(call.callee.object);
  return file.facts.calls.filter(({ call }) => !inner.has(call));
}
