import { compareText } from '../../location.ts';
import { type Problem, problem } from '../../problem.ts';
import type { Place } from '../code/facts.ts';
import { ALL_METHODS, type Route, type RouteFindings, type RouteParameter } from './framework.ts';
import { joinPaths, normalizePath, type PathTemplate, ROOT, withoutBase } from './path-template.ts';
import { type Router, RouterPrefixes } from './router-prefixes.ts';

/** A route before it is known where its router is mounted. */
export interface Registration {
  /** The identity of the router. */
  readonly router: string;
  /** Upper case; `*` for any method. */
  readonly methods: readonly string[];
  readonly path: PathTemplate;
  readonly file: string;
  readonly at: Place;
  readonly parameters?: readonly RouteParameter[];
  /** See `Route`. */
  readonly answersAll?: boolean;
  /** See `Route`. */
  readonly isPage?: boolean;
}

/** Which router is mounted where, and the routes on them: together the paths that are served. */
export class RouteGraph {
  readonly #routers = new Map<string, Router>();
  readonly #routes: Registration[] = [];
  readonly #turns = new Map<string, Set<string>>();
  readonly #problems: Problem[] = [];
  readonly #heirs = new Map<string, Set<string>>();
  readonly #prefixes = new RouterPrefixes(this.#routers, this.#turns);

  constructor(private readonly framework: string) {}

  /**
   * A router is known; `isRoot` when it serves by itself, without being mounted. `prefix` stands before all its paths,
   * wherever it is mounted.
   */
  declare(router: string, isRoot: boolean, prefix: PathTemplate = ROOT): void {
    const known = this.#router(router);
    if (prefix.path !== '') this.prefix(router, prefix);
    known.isKnown = true;
    known.isRoot ||= isRoot;
  }

  /** A router stands on another, below a prefix. The same twice is once. */
  mount(router: string, on: string, prefix: PathTemplate = ROOT): void {
    const { mounts } = this.#router(router);
    const isThere = mounts.some((own) => own.on === on && own.prefix.path === prefix.path);
    if (router !== on && !isThere) mounts.push({ on, prefix, isGiven: false });
  }

  /**
   * A parameter is what a call gives it: what is registered on it is on that router, and where it is mounted that router
   * is, too.
   */
  give(param: string, router: string): void {
    const { mounts } = this.#router(param);
    if (param === router || mounts.some(({ on, isGiven }) => isGiven && on === router)) return;
    mounts.push({ on: router, prefix: ROOT, isGiven: true });
    this.#router(router).params.add(param);
  }

  /** The routers that a parameter is given; a router by itself. */
  behind(router: string, seen = new Set<string>()): readonly string[] {
    if (seen.has(router)) return [];
    seen.add(router);
    const { mounts } = this.#router(router);
    const given = mounts.flatMap(({ on, isGiven }) => (isGiven ? this.behind(on, seen) : []));
    return given.length > 0 ? given : [router];
  }

  /** A router has a prefix of its own: `new Router({ prefix: '/users' })`. Several are alternatives. */
  prefix(router: string, prefix: PathTemplate): void {
    const { own } = this.#router(router);
    if (!own.some(({ path }) => path === prefix.path)) own.push(prefix);
  }

  /** The prefixes that a router has of its own, in place of those that it had. */
  own(router: string, prefixes: readonly PathTemplate[]): void {
    this.#router(router).own.splice(0, Number.POSITIVE_INFINITY, ...prefixes);
  }

  /**
   * Whatever is registered on a router is also on another: that of a class which extends the one that made it, or of
   * one object of the class. Where the heirs are all there is (`isWhole`), the first stands for none by itself.
   */
  inherit(heir: string, from: string, isWhole = false): void {
    const known = this.#heirs.get(from) ?? new Set();
    this.#heirs.set(from, known.add(heir));
    this.#router(heir).base ??= from;
    if (isWhole) this.#router(from).isReplaced = true;
  }

  /** A router is what one turn of a loop makes; what the body of the loop does with `whole` is done with it. */
  turn(router: string, whole: string): void {
    this.inherit(router, whole, true);
    this.#turns.set(whole, (this.#turns.get(whole) ?? new Set()).add(router));
  }

  /** A router is one of several that are made in one place; one that is mounted nowhere counts only where none is. */
  alternative(router: string, of: string): void {
    this.#router(router).of = of;
  }

  add(route: Registration): void {
    this.#router(route.router);
    this.#routes.push(route);
  }

  /** Whether a router is one as far as is known by now. */
  isKnown(router: string): boolean {
    return this.#prefixes.isKnown(router);
  }

  problem(message: string, file: string, at: Place): void {
    this.#problems.push(
      problem('not-checked', message, { file, line: at.line, column: at.column }),
    );
  }

  /** All routes with their whole paths, and what kept routes from being known. */
  findings(): RouteFindings {
    const routes = new Map<string, Route>();
    const unmounted = new Set<string>();
    this.#prefixes.clear();
    for (const route of this.#inherited()) {
      if (!this.#prefixes.isKnown(route.router)) continue;
      if (isUnknown(route.path)) {
        this.problem(
          'The path of this route is not known: it is made while the program runs, or is a pattern that has no template. The route is left out.',
          route.file,
          route.at,
        );
        continue;
      }
      const { prefixes, isMounted } = this.#prefixes.reached(route.router);
      if (!isMounted && this.#isMountedElse(route.router)) continue;
      if (!isMounted && !unmounted.has(`${route.file} ${route.router}`)) {
        unmounted.add(`${route.file} ${route.router}`);
        this.problem(
          'The router of this route is not mounted on an application as far as can be seen, so its routes are listed with their own paths alone. If they have a prefix, it is missing here.',
          route.file,
          route.at,
        );
      }
      for (const one of this.#listed(route, prefixes))
        routes.set(`${one.method} ${one.path} ${one.file} ${one.line}`, one);
    }
    return { routes: [...routes.values()].sort(compareRoutes), problems: this.#problems };
  }

  /** All registrations, those of a class that is extended on the routers of the classes that extend it. */
  *#inherited(): Iterable<Registration> {
    for (const route of this.#routes)
      for (const router of this.#heirsOf(route.router, new Set()))
        if (!this.#isOnlyBase(router)) yield { ...route, router };
  }

  /** A router, and all that have what is registered on it. */
  #heirsOf(router: string, found: Set<string>): ReadonlySet<string> {
    if (found.has(router)) return found;
    found.add(router);
    for (const heir of this.#heirs.get(router) ?? []) this.#heirsOf(heir, found);
    return found;
  }

  #isOnlyBase(key: string): boolean {
    if ((this.#heirs.get(key)?.size ?? 0) === 0) return false;
    const { isReplaced, mounts, base } = this.#router(key);
    return isReplaced || mounts.every(({ on }) => on === base);
  }

  #isMountedElse(key: string): boolean {
    const of = this.#routers.get(key)?.of ?? null;
    if (of === null) return false;
    return [...this.#routers].some(
      ([other, router]) =>
        other !== key && router.of === of && this.#prefixes.reached(other).isMounted,
    );
  }

  *#listed(route: Registration, prefixes: readonly PathTemplate[]): Iterable<Route> {
    const methods = route.methods.flatMap((method) => (method === '*' ? ALL_METHODS : [method]));
    for (const prefix of prefixes) {
      const whole = joinPaths(prefix, route.path);
      const relative = withoutBase(whole);
      const { path, dynamic } = relative ?? whole;
      if (relative !== null) {
        this.problem(
          `What stands before ${normalizePath(path)} is known to the running program alone, so it is listed without that.`,
          route.file,
          route.at,
        );
      }
      if (dynamic) {
        this.problem(
          `A part of the path ${normalizePath(path)} is not known: it is made while the program runs.`,
          route.file,
          route.at,
        );
      }
      for (const method of methods) {
        yield {
          method,
          path: normalizePath(path),
          file: route.file,
          line: route.at.line,
          framework: this.framework,
          dynamic,
          ...(route.parameters === undefined
            ? {}
            : { parameters: route.parameters.filter(({ name }) => !path.includes(`{${name}}`)) }),
          ...(route.answersAll === true ? { answersAll: true } : {}),
          ...(route.isPage === true ? { isPage: true } : {}),
        };
      }
    }
  }

  #router(key: string): Router {
    const known = this.#routers.get(key);
    if (known !== undefined) return known;
    const made: Router = {
      isRoot: false,
      isKnown: false,
      mounts: [],
      params: new Set(),
      own: [],
      of: null,
      base: null,
      isReplaced: false,
    };
    this.#routers.set(key, made);
    return made;
  }
}

/** Whether nothing of a path is known. */
function isUnknown({ path, dynamic }: PathTemplate): boolean {
  return dynamic && /^\/*(?:\{[^{}]*\}\/*)+$/.test(path);
}

/** By path, then method, then place. */
export function compareRoutes(a: Route, b: Route): number {
  return (
    compareText(a.path, b.path) ||
    compareText(a.method, b.method) ||
    compareText(a.file, b.file) ||
    a.line - b.line ||
    compareText(a.framework, b.framework)
  );
}
