import type { Code } from '../../code/code.ts';
import { entry, type Located, objects } from '../../code/entries.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { decoratorsOf } from './nestjs-decorators.ts';

const MAX_DEPTH = 12;

interface Module {
  readonly key: string;
  readonly imports: readonly string[];
}

/** The modules of the code: what they import, which controllers they have and below which paths they stand. */
export class Modules {
  readonly #modules = new Map<string, Module>();
  readonly #modulesOf = new Map<string, string[]>();
  readonly #paths = new Map<string, Located[][]>();

  constructor(private readonly code: Code) {
    for (const file of code.program.files()) {
      if (file.facts.language !== 'javascript') continue;
      for (const [scope, declared] of file.facts.scopes.entries()) {
        if (declared.kind !== 'class' || declared.decorators.length === 0) continue;
        const site = { file: file.path, scope: declared.parent ?? 0 };
        const { known } = decoratorsOf(declared.decorators, site, code);
        for (const { name, call } of known) {
          if (name === 'Module') this.#module(`${file.path}#${scope}`, call, site);
        }
      }
    }
  }

  /** The modules of a controller, by the controller's key. */
  get ofControllers(): ReadonlyMap<string, readonly string[]> {
    return this.#modulesOf;
  }

  /** The paths of modules, by their key. */
  get paths(): ReadonlyMap<string, readonly Located[][]> {
    return this.#paths;
  }

  /** The modules that some are made of, themselves included. */
  reachable(from: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const next = [...from];
    for (let key = next.pop(); key !== undefined; key = next.pop()) {
      if (found.has(key)) continue;
      found.add(key);
      next.push(...(this.#modules.get(key)?.imports ?? []));
    }
    return found;
  }

  #module(key: string, call: CallExpr, site: Site): void {
    const [given] = call.args;
    const maps = given === undefined ? [] : objects(given.value, site, this.code);
    const imports = maps.flatMap((map) => this.#parts(map, key));
    this.#modules.set(key, {
      key,
      imports: [...(this.#modules.get(key)?.imports ?? []), ...imports],
    });
  }

  /** A module's description: takes its controllers and gives the keys of its imports. */
  #parts(map: Located, key: string): readonly string[] {
    const controllers = entry(map, 'controllers', this.code);
    if (controllers !== undefined) {
      for (const origin of this.classes(controllers.expr, controllers.site)) {
        const own = originKey(origin);
        const known = this.#modulesOf.get(own) ?? [];
        if (!known.includes(key)) this.#modulesOf.set(own, [...known, key]);
      }
    }
    const imports = entry(map, 'imports', this.code);
    if (imports === undefined) return [];
    this.#routerModules(imports);
    return this.classes(imports.expr, imports.site).map(originKey);
  }

  /** The classes that an expression names: in lists, behind `forwardRef`, and those whose `forRoot()` is called. */
  classes(expr: Expr, site: Site, depth = 0): readonly Origin[] {
    if (depth > MAX_DEPTH) return [];
    if (expr.kind === 'list')
      return expr.items.flatMap((item) => this.classes(item, site, depth + 1));
    if (expr.kind === 'either')
      return expr.options.flatMap((option) => this.classes(option, site, depth + 1));
    if (expr.kind === 'call') return this.#ofCall(expr, site, depth);
    return this.code.resolver.origins(expr, site).flatMap((origin): readonly Origin[] => {
      if (origin.kind === 'class') return [origin];
      if (origin.kind === 'call') return this.#ofCall(origin.call, origin, depth + 1);
      return origin.kind === 'value' && origin.expr !== expr
        ? this.classes(origin.expr, origin, depth + 1)
        : [];
    });
  }

  #ofCall(call: CallExpr, site: Site, depth: number): readonly Origin[] {
    if (lastName(call.callee) === 'forwardRef') {
      return call.args.flatMap(({ value }) =>
        value.kind !== 'function'
          ? []
          : (this.code.program.file(site.file)?.index.returns(value.scope) ?? []).flatMap((one) =>
              this.classes(one.value, { file: site.file, scope: value.scope }, depth + 1),
            ),
      );
    }
    if (call.callee.kind !== 'member') return [];
    const owners = this.classes(call.callee.object, site, depth + 1);
    // What `forRoot()` gives back adds to the class's own description.
    for (const made of this.code.resolver.origins(call.callee, site)) {
      if (made.kind !== 'function') continue;
      const returns = this.code.program.file(made.file)?.index.returns(made.scope) ?? [];
      for (const { value } of returns) {
        for (const map of objects(value, made, this.code)) {
          for (const owner of owners) this.#parts(map, originKey(owner));
        }
      }
    }
    return owners;
  }

  /** `RouterModule.register([{ path, module, children }])` among a module's imports. */
  #routerModules(imports: Located): void {
    for (const { expr, site } of this.#items(imports)) {
      if (expr.kind !== 'call') continue;
      const isRouter = this.code.resolver
        .origins(expr.callee, site)
        .some((origin) => origin.kind === 'external' && /^RouterModule\./.test(origin.name));
      if (isRouter) for (const { value } of expr.args) this.#tree(value, site, [], 0);
    }
  }

  #items({ expr, site }: Located): readonly Located[] {
    if (expr.kind === 'list')
      return expr.items.flatMap((item) => this.#items({ expr: item, site }));
    if (expr.kind !== 'name' && expr.kind !== 'member') return [{ expr, site }];
    return this.code.resolver
      .origins(expr, site)
      .flatMap((origin) =>
        origin.kind === 'value' && origin.expr !== expr
          ? this.#items({ expr: origin.expr, site: origin })
          : origin.kind === 'call'
            ? [{ expr: origin.call, site: origin }]
            : [],
      );
  }

  #tree(expr: Expr, site: Site, above: readonly Located[], depth: number): void {
    if (depth > MAX_DEPTH) return;
    for (const item of this.#items({ expr, site })) {
      const map = item.expr.kind === 'map' ? item : undefined;
      const path = map === undefined ? undefined : entry(map, 'path', this.code);
      const module = map === undefined ? item : entry(map, 'module', this.code);
      const children = map === undefined ? undefined : entry(map, 'children', this.code);
      const whole = path === undefined ? above : [...above, path];
      if (module !== undefined) {
        for (const origin of this.classes(module.expr, module.site)) {
          const key = originKey(origin);
          this.#paths.set(key, [...(this.#paths.get(key) ?? []), [...whole]]);
        }
      }
      if (children !== undefined) this.#tree(children.expr, children.site, whole, depth + 1);
    }
    // A class by itself, as a child.
    if (expr.kind === 'list') {
      for (const item of expr.items) {
        if (item.kind !== 'name') continue;
        for (const origin of this.classes(item, site)) {
          if (origin.kind !== 'class') continue;
          const key = originKey(origin);
          this.#paths.set(key, [...(this.#paths.get(key) ?? []), [...above]]);
        }
      }
    }
  }
}
