import type { Caller } from '../../code/call-names.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Frame, ownIn } from '../../code/frame.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { placeKey, type Site, type SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { RouteGraph } from '../route-graph.ts';
import type { RouterAt } from '../router-roles.ts';
import { wrappingsOf } from './ktor-blocks.ts';
import { KtorCallers, scopedObject } from './ktor-callers.ts';
import { isInstalled, isRouting, ktorName } from './ktor-calls.ts';
import { ktorPaths, pathOf } from './ktor-paths.ts';
import type { KtorResources } from './ktor-resources.ts';

/** Types that routes are declared on, and those that the application itself is of. */
const ROUTE = /^(?:\w+\.)*(?:Route|Routing|IRoute|RoutingNode|RootRoute|RoutingBuilder)\??$/;
const APPLICATION = /^(?:\w+\.)*Application\??$/;
/** A function of which more calls than this lead to routers is taken for the same in all of them. */
const MAX_CALLS = 500;

const APPLICATION_ROUTER: RouterAt = { key: 'application', frame: null };

/**
 * Follows Ktor's blocks and functions to the routes that they add to. A function that is given something beside them,
 * or stands in a class, is another one in each of its calls, whose frames tell what it is given there.
 */
export class KtorRouters {
  /** Calls whose routes are being worked out. */
  readonly #following = new Set<string>();
  /** Functions that are known to the graph already, with the routers that their blocks add to. */
  readonly #functions = new Map<string, readonly RouterAt[]>();
  readonly #callers: KtorCallers;

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly resources: KtorResources,
  ) {
    this.#callers = new KtorCallers(code);
  }

  /** The routes that a call adds to: those of the block around it, or of the object that it is called on. */
  of(call: CallExpr, site: Site): readonly RouterAt[] {
    const { callee } = call;
    if (callee.kind !== 'member') return this.#around(site);
    const { object } = callee;
    if (object.kind === 'name' && object.name.startsWith('this')) return this.#around(site);
    return this.#ofObject(object, site);
  }

  /** The routes of an expression: a parameter of their type, or what `routing { }` and `route("/x") { }` give. */
  #ofObject(expr: Expr, site: Site): readonly RouterAt[] {
    return this.code.resolver.origins(expr, site).flatMap((origin): readonly RouterAt[] => {
      if (origin.kind === 'typed' && ROUTE.test(origin.type)) return this.#plausible(origin);
      if (origin.kind === 'param') return this.#ofParam(origin);
      if (origin.kind !== 'call') return [];
      const name = ktorName(origin.call, origin.file, this.code);
      if (name === 'routing') return [APPLICATION_ROUTER];
      return name === 'route' ? this.#once(originKey(origin), origin) : [];
    });
  }

  /** What a `route("/x") { }` gives; nothing while it is being worked out: `r = r.route("/x") { }`. */
  #once(
    key: string,
    { call, file, scope }: Extract<Origin, { kind: 'call' }>,
  ): readonly RouterAt[] {
    if (this.#following.has(key)) return [];
    this.#following.add(key);
    try {
      return this.#below(call, { file, scope });
    } finally {
      this.#following.delete(key);
    }
  }

  #plausible(origin: Origin): readonly RouterAt[] {
    const key = originKey(origin);
    this.graph.declare(key, false);
    return [{ key, frame: null }];
  }

  /** A function that takes routes as a parameter adds to whatever it is given. */
  #ofParam(origin: Extract<Origin, { kind: 'param' }>): readonly RouterAt[] {
    const { file: path, scope, position } = origin;
    const file = this.code.program.file(path);
    const type = file?.index.scope(scope)?.params[position]?.type ?? null;
    if (file === undefined || type === null || !ROUTE.test(type)) return [];
    const callers = this.#callers.of(file, scope);
    return this.#called(originKey(origin), file, scope, callers, ({ call, site }) => {
      const given = this.code.callers.argument(path, scope, position, { call, site });
      if (given === null) return [];
      const isThis = given.kind === 'name' && given.name.startsWith('this');
      return isThis ? this.#around(site) : this.#ofObject(given, site);
    });
  }

  /** The routes that a place in the code adds to; none where it is not within any. */
  #around(site: Site): readonly RouterAt[] {
    const file = this.code.program.file(site.file);
    if (file === undefined) return [];
    for (const scope of file.index.enclosing(site.scope)) {
      const written = file.index.argumentOf(scope);
      if (written !== undefined) {
        const at = { file: site.file, scope: written.scope };
        const found = this.#ofBlock(written.call, at);
        if (found !== 'outer') return found;
        const wrapped = this.#ofWrappedBlock(written.call, scope, at);
        if (wrapped.length > 0) return wrapped;
        continue;
      }
      const declared = file.index.scope(scope);
      if (declared?.kind !== 'function' || declared.name === null) continue;
      const type = declared.receiver?.type ?? null;
      if (type !== null && ROUTE.test(type)) return this.#ofFunction(file, scope);
      if (type !== null && APPLICATION.test(type)) return [];
      const lambda = this.#ofTypedValue(file, scope);
      if (lambda.length > 0) return lambda;
    }
    return [];
  }

  /** `val users: Route.() -> Unit = { … }`. */
  #ofTypedValue(file: SourceFile, scope: number): readonly RouterAt[] {
    const declared = file.index.scope(scope);
    const binding = file.facts.bindings.find(
      ({ value, type }) =>
        value?.kind === 'function' &&
        value.scope === scope &&
        /^\(?(?:\w+\.)*Route(?:ing)?\.\(/.test(type ?? ''),
    );
    return declared === undefined || binding === undefined ? [] : this.#ofFunction(file, scope);
  }

  /** What the block of a call adds to: its own path below the outer ones; `outer` for a call that changes nothing. */
  #ofBlock(call: CallExpr, site: Site): readonly RouterAt[] | 'outer' {
    const name = ktorName(call, site.file, this.code);
    if (name === 'routing' || isInstalled(call)) return [APPLICATION_ROUTER];
    if (name === 'route' || name === 'resource' || name === 'location')
      return this.#below(call, site);
    // What stands in a handler is no route, however it is called.
    if (isRouting(call, site.file, this.code)) return [];
    const object = scopedObject(call);
    const found = object === undefined ? [] : this.#ofObject(object, site);
    return found.length > 0 ? found : 'outer';
  }

  /** What a block adds to that a function of the repository puts below paths of its own. */
  #ofWrappedBlock(call: CallExpr, block: number, site: Site): readonly RouterAt[] {
    return wrappingsOf(call, block, site, this.code).flatMap(({ calls, frame }, way) => {
      const [outer] = calls;
      const isRoot = lastName(outer?.call.callee ?? call.callee) === 'routing';
      const above = isRoot ? [APPLICATION_ROUTER] : this.of(call, site);
      return above.map((router) => {
        const inner: Frame = { ...frame, outer: router.frame };
        let parent = router.key;
        for (const [depth, one] of calls.entries()) {
          if (lastName(one.call.callee) !== 'route') continue;
          const key = `${placeKey(site.file, call.callee)} ${way} ${depth}${told(router)}`;
          for (const prefix of ktorPaths(pathOf(one.call), one.site, this.code, inner))
            this.graph.mount(key, parent, prefix);
          parent = key;
        }
        return { key: parent, frame: router.frame };
      });
    });
  }

  /** The routes below a call of `route`. */
  #below(call: CallExpr, site: Site): readonly RouterAt[] {
    const place = `${site.file}:${call.callee.line}:${call.callee.column} ${call.args.length}`;
    const [type] = call.types ?? [];
    const typed = type === undefined ? undefined : this.resources.paths(type, site);
    const found = this.of(call, site).map((parent) => {
      const key = `${place}${told(parent)}`;
      for (const prefix of typed?.paths ?? ktorPaths(pathOf(call), site, this.code, parent.frame))
        this.graph.mount(key, parent.key, prefix);
      return { key, frame: parent.frame };
    });
    return [...new Map(found.map((one) => [one.key, one])).values()];
  }

  /** An extension function of `Route` adds to whatever it is called on. */
  #ofFunction(file: SourceFile, scope: number): readonly RouterAt[] {
    const key = originKey({ kind: 'function', file: file.path, scope });
    const callers = this.#callers.of(file, scope);
    return this.#called(key, file, scope, callers, ({ call, site }) => this.of(call, site));
  }

  /** The routers of a function: one for all of its calls, or one for each where they may differ. */
  #called(
    key: string,
    file: SourceFile,
    scope: number,
    callers: readonly Caller[],
    routersOf: (caller: Caller) => readonly RouterAt[],
  ): readonly RouterAt[] {
    const known = this.#functions.get(key);
    if (known !== undefined) return known;
    const common: RouterAt = { key, frame: null };
    this.#functions.set(key, [common]);
    this.graph.declare(key, false);
    const found = this.#isTold(file, scope)
      ? this.#inEachCall(key, file, scope, callers, routersOf)
      : [];
    const isMany = found.length > MAX_CALLS;
    if (found.length > 0 && !isMany) {
      this.#functions.set(key, found);
      return found;
    }
    for (const caller of callers)
      for (const parent of routersOf(caller)) this.graph.mount(key, parent.key);
    return [common];
  }

  /** Whether what a function adds may differ from one call to the next. */
  #isTold(file: SourceFile, scope: number): boolean {
    const params = file.index.scope(scope)?.params ?? [];
    const isText = ({ type }: { readonly type: string | null }) =>
      type !== null && !ROUTE.test(type) && !type.includes('->');
    return params.some(isText) || file.index.classAround(scope) !== undefined;
  }

  #inEachCall(
    key: string,
    file: SourceFile,
    scope: number,
    callers: readonly Caller[],
    routersOf: (caller: Caller) => readonly RouterAt[],
  ): readonly RouterAt[] {
    return callers.flatMap(({ call: written, site }) => {
      const around = this.code.program.file(site.file);
      const turns =
        around === undefined
          ? [written]
          : unrolled({ call: written, scope: site.scope }, around, this.code);
      return turns.flatMap((call, turn) =>
        routersOf({ call, site }).flatMap((parent): readonly RouterAt[] => {
          const object = this.#callers.objectOf(call, site) ?? ownIn(parent.frame);
          if (object !== undefined && !this.#callers.isMethodOf(object, file, scope)) return [];
          const own = `${key} in ${placeKey(site.file, written.callee)} ${turn}${told(parent)}`;
          this.graph.mount(own, parent.key);
          const at = { file: file.path, scope };
          const frame = this.code.evaluator.frame(call, site, at, parent.frame);
          return [{ key: own, frame: object === undefined ? frame : { ...frame, own: object } }];
        }),
      );
    });
  }
}

/** What tells apart what stands below the same call in several calls of the function around. */
function told({ key, frame }: RouterAt): string {
  return frame === null ? '' : ` < ${key}`;
}
