import type { Code } from '../../code/code.ts';
import type { CallExpr, CallSite, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import { originKey } from '../../code/origin.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { CallFrames } from '../call-frames.ts';
import { type PathTemplate, ROOT, templates } from '../path-template.ts';
import type { RouteGraph } from '../route-graph.ts';
import { SPRING_SYNTAX } from './spring-mapping.ts';

const PACKAGES = /^org\.springframework\.web\.(?:reactive\.function\.server|servlet\.function)\b/;
const METHODS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
/** Methods that put other functions' routes among these. */
const ADDING = /^(?:add|and|andOther|andNest|nest|path)$/;

/**
 * Spring's functional endpoints: `route().GET("/x", handler)`, `route(GET("/x"), handler)`, and Kotlin's `router { }`.
 * A function that makes routes serves by itself, unless another one puts it below a prefix.
 */
export class SpringFunctions {
  /** The call of `nest` that a call stands within as an argument: `nest(path("/x"), route(GET("/y"), h))`. */
  readonly #within = new Map<CallExpr, { readonly nest: CallExpr; readonly scope: number }>();

  /** The functions that make routes, with their files, and those of them that others add to theirs. */
  readonly #outermost = new Map<string, string>();
  readonly #added = new Set<string>();
  readonly #frames: CallFrames;

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly application: (path: string) => string,
  ) {
    this.#frames = new CallFrames(code);
  }

  /** Tells the graph of all routes there are. */
  read(): void {
    for (const file of ownFiles(this.code, 'java', 'kotlin')) {
      const { calls } = file.facts;
      if (!hasRouters(file)) continue;
      for (const { call, scope } of calls) this.#noteNested(call, scope);
      for (const made of calls) this.#call(made, file);
    }
    for (const [router, path] of this.#outermost) {
      if (!this.#added.has(router)) this.graph.mount(router, this.application(path));
    }
  }

  #noteNested(call: CallExpr, scope: number): void {
    if (!/^(?:nest|andNest)$/.test(lastName(call.callee) ?? '')) return;
    const [, inner] = call.args;
    if (inner === undefined) return;
    const visit = (expr: Expr): void => {
      if (expr.kind === 'member') visit(expr.object);
      if (expr.kind !== 'call') return;
      // Calls come in the order of the text: what is nested in another has the last word.
      this.#within.set(expr, { nest: call, scope });
      visit(expr.callee);
      for (const { value } of expr.args) visit(value);
    };
    visit(inner.value);
  }

  #call(made: CallSite, file: SourceFile): void {
    const { call, scope } = made;
    const name = lastName(call.callee) ?? '';
    const first = call.args[0]?.value;
    if (METHODS.test(name)) this.#route([name], made, file);
    else if (/^(?:route|andRoute)$/.test(name) && isCallOf(first, 'method'))
      this.#route(predicateMethods(first), made, file);
    else if (/^(?:route|andRoute)$/.test(name) && isCallOf(first, 'path'))
      this.#route(['*'], made, file);
    else if (ADDING.test(name)) this.#add(call, file, { file: file.path, scope });
  }

  /** A route in each turn of the loops around it, and in each call of the function that it is in. */
  #route(methods: readonly string[], made: CallSite, file: SourceFile): void {
    const site = { file: file.path, scope: made.scope };
    const router = this.#router(made.call, file, made.scope);
    for (const call of unrolled(made, file, this.code)) {
      const path = call.args[0]?.value;
      for (const frame of this.#frames.around(site, path === undefined ? [] : [path])) {
        // `GET(handler)` has the path of what it is nested in.
        const hasPath =
          path !== undefined && (path.kind === 'call' || this.#isText(path, site, frame));
        for (const template of hasPath ? this.#paths(path, site, frame) : [ROOT])
          this.graph.add({ router, methods, path: template, file: file.path, at: call.callee });
      }
    }
  }

  #isText(expr: Expr, site: Site, frame: Frame | null): boolean {
    if (expr.kind === 'function') return false;
    return this.code.evaluator
      .texts(expr, site, frame)
      .some(([first]) => typeof first === 'string');
  }

  /** The paths of a predicate: a text, `path("/x")`, `path("/x").and(accept(…))`; the root for one without. */
  #paths(expr: Expr, site: Site, frame: Frame | null = null): readonly PathTemplate[] {
    if (expr.kind === 'call') {
      const name = lastName(expr.callee) ?? '';
      const parts = expr.args.map(({ value }) => value);
      if (name === 'and' && expr.callee.kind === 'member') {
        const all = [expr.callee.object, ...parts].flatMap((part) =>
          this.#paths(part, site, frame),
        );
        const real = all.filter(({ path }) => path !== '');
        return real.length === 0 ? [ROOT] : real;
      }
      if (name === 'path' || name === 'pathPrefix' || METHODS.test(name))
        return parts[0] === undefined ? [ROOT] : this.#paths(parts[0], site, frame);
    }
    return this.#isText(expr, site, frame)
      ? this.code.evaluator
          .texts(expr, site, frame)
          .flatMap((text) => templates(text, SPRING_SYNTAX))
      : [ROOT];
  }

  /** The router that a call's routes stand on: the innermost nesting around it, or the function it is in. */
  #router(call: CallExpr, file: SourceFile, scope: number): string {
    const around = this.#within.get(call);
    if (around !== undefined) {
      const key = `${file.path} nest ${around.nest.line}:${around.nest.column}:${around.nest.args.length}`;
      const site = { file: file.path, scope: around.scope };
      const [predicate] = around.nest.args;
      const prefixes = predicate === undefined ? [ROOT] : this.#paths(predicate.value, site);
      for (const prefix of prefixes)
        this.graph.mount(key, this.#router(around.nest, file, around.scope), prefix);
      return key;
    }
    return this.#routerOfScope(file, scope);
  }

  #routerOfScope(file: SourceFile, scope: number): string {
    const written = file.index.argumentOf(scope);
    const key = originKey({ kind: 'function', file: file.path, scope });
    if (written !== undefined) {
      const { call, position } = written;
      const outer = this.#router(call, file, written.scope);
      for (const prefix of this.#prefixes(call, position, {
        file: file.path,
        scope: written.scope,
      }))
        this.graph.mount(key, outer, prefix);
      return key;
    }
    const declared = file.index.scope(scope);
    if (declared?.kind === 'function' && declared.name === null && declared.parent !== null)
      return this.#routerOfScope(file, declared.parent);
    this.#outermost.set(key, file.path);
    return key;
  }

  /** What a call puts before the routes of its function: `path("/x", b -> …)`, `"/x".nest { … }`. */
  #prefixes(call: CallExpr, position: number, site: Site): readonly PathTemplate[] {
    const name = lastName(call.callee) ?? '';
    if (!/^(?:nest|andNest|path)$/.test(name)) return [ROOT];
    const [first] = call.args;
    if (position > 0 && first !== undefined) return this.#paths(first.value, site);
    return call.callee.kind === 'member' ? this.#paths(call.callee.object, site) : [ROOT];
  }

  /** Another function's routes below these: `.add(users())`, `nest(path("/x"), users())`, `.path("/x", this::users)`. */
  #add(call: CallExpr, file: SourceFile, site: Site): void {
    for (const [position, { value }] of call.args.entries()) {
      const target = value.kind === 'call' ? value.callee : value;
      if (target.kind !== 'name' && target.kind !== 'member') continue;
      for (const origin of this.code.resolver.origins(target, site)) {
        if (origin.kind !== 'function') continue;
        const on = this.#router(call, file, site.scope);
        for (const prefix of this.#prefixes(call, position, site))
          this.graph.mount(originKey(origin), on, prefix);
        if (originKey(origin) !== on) this.#added.add(originKey(origin));
      }
    }
  }
}

/** The methods of `method(HttpMethod.GET)`, also where it is one of several that are to hold; any for none. */
function predicateMethods(expr: Expr | undefined): readonly string[] {
  const found: string[] = [];
  const visit = (one: Expr): void => {
    if (one.kind !== 'call') return;
    const parts = one.args.map(({ value }) => value);
    if (lastName(one.callee) === 'method')
      found.push(...parts.flatMap((part) => lastName(part)?.toUpperCase() ?? []));
    else {
      if (one.callee.kind === 'member') visit(one.callee.object);
      for (const part of parts) visit(part);
    }
  };
  if (expr !== undefined) visit(expr);
  return found.some((name) => METHODS.test(name)) ? found : ['*'];
}

/** Whether a file has functional endpoints, by its imports, or where those are missing by what it declares. */
function hasRouters({ facts }: SourceFile): boolean {
  const { imports, scopes, calls } = facts;
  return (
    imports.some(({ module }) => PACKAGES.test(module)) ||
    scopes.some(({ returnType }) => /\bRouterFunction\b/.test(returnType ?? '')) ||
    (imports.some(({ module }) => /^org\.springframework\b/.test(module)) &&
      calls.some(({ call }) => /^(?:coRouter|router)$/.test(lastName(call.callee) ?? '')))
  );
}

function isCallOf(expr: Expr | undefined, name: string): boolean {
  if (expr?.kind !== 'call') return false;
  if (lastName(expr.callee) === name) return true;
  return expr.callee.kind === 'member' && isCallOf(expr.callee.object, name);
}
