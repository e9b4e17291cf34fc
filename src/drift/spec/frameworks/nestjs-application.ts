import { dirname } from 'node:path/posix';
import type { Code } from '../../code/code.ts';
import { entry, type Located, objects } from '../../code/entries.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { originKey } from '../../code/origin.ts';
import { placeKey, type Site } from '../../code/program.ts';
import { Modules } from './nestjs-modules.ts';

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

class Composer {
  readonly #modules: Modules;

  constructor(private readonly code: Code) {
    this.#modules = new Modules(code);
  }

  all(): Composition {
    return {
      applications: this.#applications(),
      modulesOf: this.#modules.ofControllers,
      pathsOf: this.#modules.paths,
    };
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
          const modules = root === undefined ? [] : this.#modules.classes(root.value, site);
          made.push({
            key: placeKey(path, call),
            file: path,
            modules: this.#modules.reachable(modules.map(originKey)),
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
