import { dirname } from 'node:path/posix';
import type { Code } from '../../code/code.ts';
import { entry, type Located, objects } from '../../code/entries.ts';
import type { KnownText } from '../../code/evaluate.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { placeKey, type Site } from '../../code/program.ts';
import { decoratorsOf } from './nestjs-decorators.ts';

/** What an application says of all its paths. */
export interface Application {
  readonly file: string;
  readonly key: string;
  /** The modules that it is made of, by their key. */
  readonly modules: ReadonlySet<string>;
  readonly prefix: Located | null;
  /** What the prefix does not count for. */
  readonly exclude: Located | null;
  /** Null without versions in paths. */
  readonly versioning: Versioning | null;
}

export interface Versioning {
  /** What stands before the version: `v`. */
  readonly prefix: string;
  readonly byDefault: Located | null;
}

/** How applications, modules and controllers belong together. */
export interface Composition {
  readonly applications: readonly Application[];
  /** The modules of a controller, by the controller's key. */
  readonly modulesOf: ReadonlyMap<string, readonly string[]>;
  /** The paths of modules, by their key: `RouterModule.register([{ path, module }])`. */
  readonly pathsOf: ReadonlyMap<string, readonly Located[][]>;
}

const MAX_DEPTH = 12;

/** Reads how the applications of the code are put together. */
export function composition(code: Code): Composition {
  return new Composer(code).all();
}

interface Module {
  readonly key: string;
  readonly imports: readonly string[];
}

class Composer {
  readonly #modules = new Map<string, Module>();
  readonly #modulesOf = new Map<string, string[]>();
  readonly #paths = new Map<string, Located[][]>();

  constructor(private readonly code: Code) {}

  all(): Composition {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'javascript') continue;
      for (const [scope, declared] of file.facts.scopes.entries()) {
        if (declared.kind !== 'class' || declared.decorators.length === 0) continue;
        const site = { file: file.path, scope: declared.parent ?? 0 };
        const { known } = decoratorsOf(declared.decorators, site, this.code);
        for (const { name, call } of known) {
          if (name === 'Module') this.#module(`${file.path}#${scope}`, call, site);
        }
      }
    }
    return {
      applications: this.#applications(),
      modulesOf: this.#modulesOf,
      pathsOf: this.#paths,
    };
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
      for (const origin of this.#classes(controllers.expr, controllers.site, 0)) {
        const own = originKey(origin);
        const known = this.#modulesOf.get(own) ?? [];
        if (!known.includes(key)) this.#modulesOf.set(own, [...known, key]);
      }
    }
    const imports = entry(map, 'imports', this.code);
    if (imports === undefined) return [];
    this.#routerModules(imports);
    return this.#classes(imports.expr, imports.site, 0).map(originKey);
  }

  /** The classes that an expression names: in lists, behind `forwardRef`, and those whose `forRoot()` is called. */
  #classes(expr: Expr, site: Site, depth: number): readonly Origin[] {
    if (depth > MAX_DEPTH) return [];
    if (expr.kind === 'list')
      return expr.items.flatMap((item) => this.#classes(item, site, depth + 1));
    if (expr.kind === 'either')
      return expr.options.flatMap((option) => this.#classes(option, site, depth + 1));
    if (expr.kind === 'call') return this.#ofCall(expr, site, depth);
    return this.code.resolver.origins(expr, site).flatMap((origin): readonly Origin[] => {
      if (origin.kind === 'class') return [origin];
      if (origin.kind === 'call') return this.#ofCall(origin.call, origin, depth + 1);
      return origin.kind === 'value' && origin.expr !== expr
        ? this.#classes(origin.expr, origin, depth + 1)
        : [];
    });
  }

  #ofCall(call: CallExpr, site: Site, depth: number): readonly Origin[] {
    if (lastName(call.callee) === 'forwardRef') {
      return call.args.flatMap(({ value }) =>
        value.kind !== 'function'
          ? []
          : (this.code.program.file(site.file)?.index.returns(value.scope) ?? []).flatMap((one) =>
              this.#classes(one.value, { file: site.file, scope: value.scope }, depth + 1),
            ),
      );
    }
    if (call.callee.kind !== 'member') return [];
    const owners = this.#classes(call.callee.object, site, depth + 1);
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
        for (const origin of this.#classes(module.expr, module.site, 0)) {
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
        for (const origin of this.#classes(item, site, 0)) {
          if (origin.kind !== 'class') continue;
          const key = originKey(origin);
          this.#paths.set(key, [...(this.#paths.get(key) ?? []), [...above]]);
        }
      }
    }
  }

  #applications(): readonly Application[] {
    const made: { key: string; file: string; modules: ReadonlySet<string> }[] = [];
    const settings: { call: CallExpr; site: Site; keys: ReadonlySet<string> }[] = [];
    for (const { path, facts } of this.code.program.files()) {
      if (facts.language !== 'javascript') continue;
      for (const { call, scope } of facts.calls) {
        const site = { file: path, scope };
        if (call.callee.kind !== 'member') continue;
        if (/^(?:setGlobalPrefix|enableVersioning)$/.test(call.callee.name))
          settings.push({ call, site, keys: this.#applicationsOf(call.callee.object, site, 0) });
        else if (call.callee.name === 'create' && this.#isFactory(call, site)) {
          const root = call.args[0];
          const modules = root === undefined ? [] : this.#classes(root.value, site, 0);
          made.push({
            key: placeKey(path, call),
            file: path,
            modules: this.#reachable(modules.map(originKey)),
          });
        }
      }
    }
    if (made.length === 0 && settings.length > 0)
      made.push({ key: '', file: settings[0]?.site.file ?? '', modules: new Set() });
    return made
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map((one) => {
        const own = settings.filter(({ keys, site }) =>
          keys.size > 0 ? keys.has(one.key) : nearest(site.file, made).includes(one),
        );
        return { ...one, ...this.#settingsOf(own) };
      });
  }

  #settingsOf(
    calls: readonly { call: CallExpr; site: Site }[],
  ): Pick<Application, 'prefix' | 'exclude' | 'versioning'> {
    const of = (name: string) => calls.find(({ call }) => lastName(call.callee) === name);
    const prefixed = of('setGlobalPrefix');
    const versioned = of('enableVersioning');
    const [prefix, options] = prefixed?.call.args ?? [];
    const option = (name: string, from: typeof versioned, at: number): Located | null => {
      const given = from?.call.args[at];
      if (from === undefined || given === undefined) return null;
      const [map] = objects(given.value, from.site, this.code);
      return map === undefined ? null : (entry(map, name, this.code) ?? null);
    };
    const type = option('type', versioned, 0);
    const isUri = type === null || (lastName(type.expr) ?? 'URI') === 'URI';
    const mark = option('prefix', versioned, 0);
    return {
      prefix:
        prefixed === undefined || prefix === undefined
          ? null
          : { expr: prefix.value, site: prefixed.site },
      exclude: options === undefined ? null : option('exclude', prefixed, 1),
      versioning:
        versioned === undefined || !isUri
          ? null
          : {
              prefix: markOf(mark === null ? 'v' : this.code.evaluator.text(mark.expr, mark.site)),
              byDefault: option('defaultVersion', versioned, 0),
            },
    };
  }

  #isFactory(call: CallExpr, site: Site): boolean {
    return this.code.resolver
      .origins(call.callee, site)
      .some((origin) => origin.kind === 'external' && origin.name === 'NestFactory.create');
  }

  /** The applications that an expression may be; empty when that is not known. */
  #applicationsOf(expr: Expr, site: Site, depth: number): ReadonlySet<string> {
    const found = new Set<string>();
    if (depth > MAX_DEPTH) return found;
    for (const origin of this.code.resolver.origins(expr, site)) {
      if (origin.kind === 'call' && this.#isFactory(origin.call, origin))
        found.add(placeKey(origin.file, origin.call));
      if (origin.kind !== 'param') continue;
      const { file, scope, position } = origin;
      for (const caller of this.code.callers.of(file, scope)) {
        const given = this.code.callers.argument(file, scope, position, caller);
        if (given === null) continue;
        for (const key of this.#applicationsOf(given, caller.site, depth + 1)) found.add(key);
      }
    }
    return found;
  }

  #reachable(from: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const next = [...from];
    for (let key = next.pop(); key !== undefined; key = next.pop()) {
      if (found.has(key)) continue;
      found.add(key);
      next.push(...(this.#modules.get(key)?.imports ?? []));
    }
    return found;
  }
}

function markOf(text: string | null): string {
  return text === null ? 'v' : text === 'false' ? '' : text;
}

/** Those of some applications that stand nearest to a file. */
export function nearest<T extends { readonly file: string }>(
  path: string,
  applications: readonly T[],
): readonly T[] {
  const shared = ({ file }: T): number => {
    const [a, b] = [dirname(path).split('/'), dirname(file).split('/')];
    let count = 0;
    while (count < a.length && a[count] === b[count]) count += 1;
    return count;
  };
  const most = Math.max(0, ...applications.map(shared));
  return applications.filter((one) => shared(one) === most);
}

/**
 * The texts of a setting; one that is asked of `ConfigService` is looked for in the `registerAs` of its namespace, and
 * the default that is given with it counts.
 */
export function settingTexts({ expr, site }: Located, code: Code): readonly KnownText[] {
  const call = code.resolver
    .origins(expr, site)
    .flatMap((origin) => (origin.kind === 'call' ? [origin] : []))
    .find((origin) => /^(?:get|getOrThrow)$/.test(lastName(origin.call.callee) ?? ''));
  const [name, byDefault] = call?.call.args ?? [];
  if (call === undefined || name === undefined) return code.evaluator.texts(expr, site);
  const registered = registeredSetting(code.evaluator.text(name.value, call) ?? '', code);
  if (registered !== undefined) return code.evaluator.texts(registered.expr, registered.site);
  return byDefault !== undefined && byDefault.value.kind !== 'map'
    ? code.evaluator.texts(byDefault.value, call)
    : code.evaluator.texts(expr, site);
}

function registeredSetting(name: string, code: Code): Located | undefined {
  const [namespace, ...rest] = name.split('.');
  if (rest.length !== 1) return undefined;
  for (const { path, facts, index } of code.program.files()) {
    for (const { call, scope } of facts.calls) {
      const [own, made] = call.args;
      if (lastName(call.callee) !== 'registerAs' || made?.value.kind !== 'function') continue;
      if (own?.value.kind !== 'text' || own.value.value !== namespace) continue;
      for (const { value } of index.returns(made.value.scope)) {
        for (const map of objects(value, { file: path, scope: made.value.scope ?? scope }, code)) {
          const found = entry(map, rest[0] ?? '', code);
          if (found !== undefined) return found;
        }
      }
    }
  }
  return undefined;
}
