import { type ClassRef, classAt } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import type { RouteGraph } from '../route-graph.ts';
import type { RouterObjects } from '../router-objects.ts';
import { receiver } from '../router-roles.ts';
import type { OwnEndpoints } from './aspnet-own-endpoints.ts';

type ParamOrigin = Extract<Origin, { kind: 'param' }>;

/** Calls that reach the methods of endpoint classes by other ways than their names alone. */
export class EndpointCallers {
  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly routers: RouterObjects,
    private readonly own: OwnEndpoints,
  ) {}

  /** Mounts a parameter of a method on what callers give it that know only an interface: `endpoint.Map(app)`. */
  mount(name: string, origin: ParamOrigin): void {
    for (const file of ownFiles(this.code, 'csharp')) {
      for (const { call, scope } of file.facts.calls) {
        const site = { file: file.path, scope };
        const given = isInvoked(call, name, file)
          ? invokedWith(call, origin.position)
          : lastName(call.callee) === name
            ? call.args[origin.position]?.value
            : undefined;
        if (given === undefined) continue;
        if (this.#mountByType(call, given, site, origin)) continue;
        if (this.#mountInOwnGroup(given, site, origin)) continue;
        for (const parent of this.routers.keysOf(given, site))
          this.graph.mount(originKey(origin), parent);
      }
    }
  }

  /** `TEndpoint.Map(app)` in a generic method, whose calls say which class is meant: `MapEndpoint<CreateUser>()`. */
  #mountByType({ callee }: CallExpr, given: Expr, site: Site, origin: ParamOrigin): boolean {
    const on = callee.kind === 'member' ? callee.object : null;
    if (on?.kind !== 'name' || !/^T(?:[A-Z]\w*)?$/.test(on.name)) return false;
    const type = classAround(this.code, origin)?.declared.name ?? '';
    const around = this.code.program.file(site.file)?.index.scope(site.scope);
    const [param, ...others] = this.code.resolver.origins(given, site);
    if (around?.kind !== 'function' || param?.kind !== 'param' || others.length > 0) return false;
    for (const caller of this.code.callers.all(site.file, site.scope)) {
      if (!caller.call.types?.some((one) => (one.split('.').at(-1) ?? '') === type)) continue;
      let router = this.code.callers.argument(site.file, site.scope, param.position, caller);
      // Such calls are made in a chain: each gives back what it is called on.
      while (router?.kind === 'call' && lastName(router.callee) === around.name)
        router = receiver(router);
      if (router === null) continue;
      for (const parent of this.routers.keysOf(router, caller.site))
        this.graph.mount(originKey(origin), parent);
    }
    return true;
  }

  /** `group.Map(app.MapGroup(group))`, where each class has a group that is named after it. */
  #mountInOwnGroup(given: Expr, site: Site, origin: ParamOrigin): boolean {
    if (given.kind !== 'call' || lastName(given.callee) !== 'MapGroup') return false;
    const on = receiver(given);
    const isText = this.#isKnown(given.args[0]?.value, site);
    const type = classAround(this.code, origin);
    const prefix = isText ? null : this.own.groupPrefix(given, type);
    if (on === null || prefix === null) return false;
    for (const parent of this.routers.keysOf(on, site))
      for (const path of this.routers.paths(prefix, site))
        this.graph.mount(originKey(origin), parent, path);
    return true;
  }

  /** Whether at least a part of a text is known. */
  #isKnown(expr: Expr | undefined, site: Site): boolean {
    if (expr === undefined || expr.kind === 'function') return false;
    return this.code.evaluator
      .texts(expr, site)
      .some((text) => text.length === 0 || text.some((part) => typeof part === 'string'));
  }
}

/** The class that a place is in. */
export function classAround(code: Code, { file: path, scope }: Site): ClassRef | undefined {
  const file = code.program.file(path);
  const around = file?.index.classAround(scope);
  return file === undefined || around === undefined ? undefined : classAt(file, around);
}

/** Whether a call runs a method that is looked up by its name: `type.GetMethod("Map")`, then `method.Invoke(null, […])`. */
function isInvoked({ callee }: CallExpr, name: string, file: SourceFile): boolean {
  return (
    lastName(callee) === 'Invoke' &&
    file.facts.calls.some(({ call }) => {
      const first = call.args[0]?.value;
      return (
        lastName(call.callee) === 'GetMethod' && first?.kind === 'text' && first.value === name
      );
    })
  );
}

function invokedWith({ args }: CallExpr, position: number): Expr | undefined {
  const list = args[1]?.value;
  return list?.kind === 'list' ? list.items[position] : undefined;
}
