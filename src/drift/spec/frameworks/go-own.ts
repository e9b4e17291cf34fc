import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { OwnStep, OwnSteps } from '../../code/own-routers.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { importsPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { methodNames } from '../go-routers.ts';
import { joinPaths, type PathTemplate, ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';

/** What a router of one's own stands on, by what its package imports; the first that fits names its routes. */
const GROUNDS = [
  { id: 'gin', module: /gin-gonic\/gin/ },
  { id: 'echo', module: /labstack\/echo/ },
  { id: 'fiber', module: /gofiber\/fiber/ },
  { id: 'chi', module: /(?:go-chi|pressly)\/chi/ },
  { id: 'gorilla/mux', module: /gorilla\/mux/ },
] as const;

/** Groups are looked for in functions within functions so far. */
const MAX_DEPTH = 12;

/** Routers that a program written in Go has of its own, on top of another one: see `OwnRouters`. */
export const goOwn: Framework = {
  id: 'net/http',
  languages: ['go'],
  mark: /\bfunc \(\w+ \*?\w+\) (?:Get|GET)\(\w+(?:, \w+)* string\b|\b(?:Get|GET)\(\w+ string, /,
  routes: (code) => new OwnRouterRoutes(code).findings(),
};

class OwnRouterRoutes {
  readonly #graph: RouteGraph;
  readonly #routers: RouterObjects;
  /** What the methods of all such routers do, by their names. */
  readonly #steps = new Map<string, OwnStep>();

  constructor(private readonly code: Code) {
    const files = this.#takeSteps();
    const ground = GROUNDS.find(({ module }) => files.some((file) => importsPackage(file, module)));
    this.#graph = new RouteGraph(ground?.id ?? 'net/http');
    const isColon = ground !== undefined && /^(?:gin|echo|fiber)$/.test(ground.id);
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: isColon ? { colon: true, star: true } : { colon: true, braces: true, star: true },
    });
  }

  findings(): RouteFindings {
    if (this.#steps.size === 0) return { routes: [], problems: [] };
    for (const file of ownFiles(this.code, 'go')) {
      for (const made of file.facts.calls) {
        const name = made.call.callee.kind === 'member' ? made.call.callee.name : '';
        const step = this.#steps.get(name);
        const { ownRouters } = this.code.resolver;
        if (step === undefined || ownRouters.around(file, made.scope) !== null) continue;
        if (ownRouters.isOfPath(file, made.scope)) continue;
        const site = { file: file.path, scope: made.scope };
        for (const call of unrolled(made, file, this.code)) this.#call(call, step, site);
      }
    }
    return this.#graph.findings();
  }

  /** Takes the methods of all routers of the repository's own; the files that declare them. */
  #takeSteps(): readonly SourceFile[] {
    return ownFiles(this.code, 'go').filter((file) => {
      const found = file.facts.scopes.flatMap(({ kind, name }) =>
        kind === 'class' && name !== null
          ? [...(this.code.resolver.ownRouters.steps(file, name) ?? [])]
          : [],
      );
      for (const [name, step] of found) this.#steps.set(name, step);
      return found.length > 0;
    });
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    switch (origin.kind) {
      case 'call': {
        const step = this.#steps.get(lastName(origin.call.callee) ?? '');
        const on = receiver(origin.call);
        const prefix = origin.call.args[0]?.value ?? null;
        const isMethod = on !== null && this.#routers.keysOf(on, origin).length > 0;
        if (isMethod && step?.does === 'group') return { role: 'group', of: on, prefix };
        if (isMethod && step?.does === 'same') return { role: 'same', as: on };
        return this.#isMaker(origin) ? { role: 'root' } : null;
      }
      case 'value':
        return origin.expr.kind === 'map' && this.#isOwn(origin.expr.type, origin)
          ? { role: 'root' }
          : null;
      case 'instance':
        return this.#stepsOfClass(origin) === null ? null : { role: 'router' };
      case 'param': {
        const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
        const type = declared?.params[origin.position]?.type;
        if (!this.#isOwn(type ?? undefined, { file: origin.file, scope: 0 })) return null;
        this.#graph.declare(originKey(origin), false);
        return undefined;
      }
      case 'typed':
        return this.#isOwn(origin.type, origin) ? { role: 'router' } : null;
      default:
        return null;
    }
  }

  #isMaker(origin: Extract<Origin, { kind: 'call' }>): boolean {
    return this.code.resolver
      .origins(origin.call.callee, origin)
      .some(
        (callee) =>
          callee.kind === 'function' &&
          this.code.resolver.ownRouters.madeBy(callee.file, callee.scope) !== null,
      );
  }

  #isOwn(type: string | undefined, site: Site): boolean {
    if (type === undefined) return false;
    return this.code.resolver
      .typeOrigins(type, site)
      .some((origin) => origin.kind === 'class' && this.#stepsOfClass(origin) !== null);
  }

  #stepsOfClass({ file: path, scope }: Site): OwnSteps | null {
    const file = this.code.program.file(path);
    const name = file?.index.scope(scope)?.name;
    return file === undefined || name === null || name === undefined
      ? null
      : this.code.resolver.ownRouters.steps(file, name);
  }

  #call(call: CallExpr, step: OwnStep, site: Site): void {
    const on = receiver(call);
    const [first, second] = call.args.map(({ value }) => value);
    if (on === null || first === undefined) return;
    const path = this.#pathCall(on);
    if (path !== null) {
      const [own] = path.args;
      const router = receiver(path);
      const method = step.does === 'route' ? (step.method ?? '*') : null;
      if (router !== null && own !== undefined && method !== null)
        this.#route(router, own.value, [method], call, site);
    } else if (step.does === 'route' && step.path)
      this.#route(on, first, step.method === null ? ['*'] : [step.method], call, site);
    else if (step.does === 'method' && second !== undefined) {
      const methods = methodNames(first, site, null, this.code);
      this.#route(on, second, methods, call, site);
    } else if (second !== undefined && step.does === 'give') this.#give(on, first, second, site);
    else if (second !== undefined && step.does === 'mount') this.#mount(on, first, second, site);
  }

  /** `r.Combo("/x")` of the chain of calls that it begins; null for what begins otherwise. */
  #pathCall(on: Expr): CallExpr | null {
    let at: Expr | null = on;
    while (at?.kind === 'call') {
      if (this.#steps.get(lastName(at.callee) ?? '')?.does === 'path') return at;
      at = receiver(at);
    }
    return null;
  }

  #route(on: Expr, path: Expr, methods: readonly string[], call: CallExpr, site: Site): void {
    for (const { key, frame } of this.#routers.at(on, site, [path])) {
      for (const prefix of this.#prefixesAround(site, 0)) {
        for (const own of this.#routers.paths(path, site, frame)) {
          this.#graph.add({
            router: key,
            methods,
            path: joinPaths(prefix, own),
            file: site.file,
            at: call.callee,
          });
        }
      }
    }
  }

  #give(on: Expr, prefix: Expr, to: Expr, site: Site): void {
    for (const { key, frame } of this.#routers.at(on, site, [prefix])) {
      const whole = this.#prefixesAround(site, 0).flatMap((outer) =>
        this.#routers.paths(prefix, site, frame).map((own) => joinPaths(outer, own)),
      );
      this.#routers.give(to, site, 0, [key], whole);
    }
  }

  #mount(on: Expr, prefix: Expr, child: Expr, site: Site): void {
    for (const { key, frame } of this.#routers.at(on, site, [prefix])) {
      for (const router of this.#routers.keysOf(child, site)) {
        for (const outer of this.#prefixesAround(site, 0))
          for (const own of this.#routers.paths(prefix, site, frame))
            this.#graph.mount(router, key, joinPaths(outer, own));
      }
    }
  }

  /** Where a function is called that takes a router: it may be in a group that its router does not show. */
  #callsWithRouter({ file, scope }: Site): readonly Site[] {
    const params = this.code.program.file(file)?.index.scope(scope)?.params ?? [];
    const takesRouter = params.some(({ type }) =>
      this.#isOwn(type ?? undefined, { file, scope: 0 }),
    );
    return takesRouter ? this.code.callers.of(file, scope).map(({ site }) => site) : [];
  }

  /** The groups that a place stands in, where their functions take no router: `m.Group("/x", func() { … })`. */
  #prefixesAround(site: Site, depth: number): readonly PathTemplate[] {
    const index = this.code.program.file(site.file)?.index;
    for (const scope of index?.enclosing(site.scope) ?? []) {
      const given = index?.argumentOf(scope);
      const [prefix] = given?.call.args ?? [];
      if (depth > MAX_DEPTH) continue;
      const calls = this.#callsWithRouter({ file: site.file, scope });
      if (calls.length > 0)
        return distinct(calls.flatMap((caller) => this.#prefixesAround(caller, depth + 1)));
      if (given === undefined || prefix === undefined) continue;
      if (this.#steps.get(lastName(given.call.callee) ?? '')?.does !== 'give') continue;
      const around = { file: site.file, scope: given.scope };
      if ((index?.scope(scope)?.params.length ?? 0) > 0) return [ROOT];
      return this.#prefixesAround(around, depth + 1).flatMap((outer) =>
        this.#routers.paths(prefix.value, around).map((own) => joinPaths(outer, own)),
      );
    }
    return [ROOT];
  }
}

function distinct(paths: readonly PathTemplate[]): readonly PathTemplate[] {
  return [...new Map(paths.map((one) => [one.path, one])).values()];
}
