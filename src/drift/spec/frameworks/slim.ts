import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { type PathSyntax, ROOT } from '../path-template.ts';
import { isDynamic, withMethods } from '../php-chains.ts';
import { includedFunctions, phpCallables, phpIncludes, usesFramework } from '../php-routing.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterAt, type RouterRole, receiver } from '../router-roles.ts';

const METHOD = /^(?:get|post|put|patch|delete|options)$/;
/** Methods that tell of routes and of what stands before them. */
const TELLS = /^(?:get|post|put|patch|delete|options|any|map|via|group|redirect|setBasePath)$/;
/** Classes that make an application: Slim's own, and PHP-DI's bridge to it. */
const MAKERS = /^(?:AppFactory\.(?:create|createFromContainer)|Bridge\.create|App|Slim|Slim\\App)$/;
const MODULE = /^(?:Slim\\|DI\\Bridge\\Slim|Slim$)/;
const APPLICATION = /(?:^|\\)(?:Slim)?App$/;
const APPLICATION_CLASS = /^Slim\\(?:App|Slim)$/;
const GROUP = /(?:^|\\)(?:RouteCollectorProxy(?:Interface)?|Group)$/;
/** Frameworks whose applications are asked for routes in the same way. */
const OTHERS =
  /^(?:Illuminate|Laravel|Symfony|Silex|Phalcon|Leaf|Hyperf|CodeIgniter|Mezzio|Zend|Cake|Swoole)\\/;
/** Variables that hold the application where nothing says what they are. */
const NAMES = /^(?:app|slim)$/;
/** The position that `$this` in a group's function has among what it is given: Slim 3 binds the application to it. */
const THIS = -1;
/** `{id}`, `[/{page}]`. */
const SYNTAX: PathSyntax = { braces: true, optional: '[]' };
/** Slim 2: `:id`, `(/:page)`. */
const OLD_SYNTAX: PathSyntax = { colon: true, optional: '()' };

/** Slim. */
export const slim: Framework = {
  id: 'slim',
  languages: ['php'],
  mark: /\bSlim\\|->(?:get|post|put|patch|delete|options|any|map|group)\(\s*['"[$A-Z]/,
  routes(code) {
    const isUsed = usesFramework(code, MODULE, /"(?:slim\/slim|php-di\/slim-bridge)"/);
    return isUsed || looksLikeSlim(code)
      ? new SlimRoutes(code).findings()
      : { routes: [], problems: [] };
  },
};

/** Whether something is routed on an `$app` of which nothing is known, in code that knows no other framework. */
function looksLikeSlim(code: Code): boolean {
  const files = [...code.program.files()].filter(({ facts }) => facts.language === 'php');
  if (files.some(({ index }) => [...index.modules].some((module) => OTHERS.test(module))))
    return false;
  return files.some(({ facts, path }) =>
    facts.calls.some(({ call, scope }) => {
      const { callee, args } = call;
      const first = args[0]?.value;
      return (
        callee.kind === 'member' &&
        METHOD.test(callee.name) &&
        callee.object.kind === 'name' &&
        NAMES.test(callee.object.name) &&
        args.length > 1 &&
        first?.kind === 'text' &&
        first.value.startsWith('/') &&
        code.resolver
          .origins(callee.object, { file: path, scope })
          .every(({ kind }) => kind === 'value' || kind === 'param')
      );
    }),
  );
}

/** https://www.slimframework.com/docs/v4/objects/routing.html, and the same of versions 3 and 2. */
class SlimRoutes {
  readonly #graph = new RouteGraph('slim');
  readonly #routers: RouterObjects;
  /** The applications that are made, by their keys. */
  readonly #made = new Set<string>();
  /** Functions that are given an application by nobody who is known. */
  readonly #given = new Set<string>();
  readonly #includes: ReadonlyMap<string, readonly Site[]>;

  constructor(private readonly code: Code) {
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: usesSlim2(code) ? OLD_SYNTAX : SYNTAX,
    });
    this.#includes = phpIncludes(code);
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'php') continue;
      for (const made of file.facts.calls) {
        const { callee } = made.call;
        if (callee.kind === 'member' ? !TELLS.test(callee.name) : !isDynamic(made.call)) continue;
        const site = { file: file.path, scope: made.scope };
        for (const turn of unrolled(made, file, this.code))
          for (const call of withMethods(turn, site, this.code)) this.#call(call, site);
      }
    }
    this.#included();
    const [app, ...others] = this.#made;
    // Where there is one application, it is the one that they are given.
    for (const key of this.#given) {
      if (app !== undefined && others.length === 0) this.#graph.mount(key, app);
      else this.#graph.declare(key, true);
    }
    return this.#graph.findings();
  }

  /** Files that give a function are told the application, or the group, that the function is called with. */
  #included(): void {
    for (const { fn, file, call, site } of includedFunctions(this.code)) {
      for (const [position, { value }] of call.args.entries()) {
        const keys = this.#on(value, site, []).map(({ key }) => key);
        const functions = this.#routers.give(fn, { file, scope: 0 }, position, keys, [ROOT]);
        if (keys.length > 0) for (const given of functions) this.#given.delete(given);
      }
    }
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    switch (origin.kind) {
      case 'call':
        return this.#ofCall(origin);
      case 'param': {
        const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
        const param = declared?.params[origin.position];
        const type = param?.type ?? '';
        const isNamed = type === '' && param?.name === 'app';
        const isCalled = this.code.callers.of(origin.file, origin.scope).length > 0;
        if (isNamed || APPLICATION.test(type)) {
          if (isCalled) this.#graph.declare(originKey(origin), true);
          else this.#given.add(originKey(origin));
        } else if (GROUP.test(type)) this.#graph.declare(originKey(origin), false);
        return undefined;
      }
      case 'typed':
        return APPLICATION.test(origin.type) ? { role: 'root' } : null;
      case 'value':
        // A file that is included sees the application of the file that includes it.
        return origin.expr.kind === 'name' && NAMES.test(origin.expr.name)
          ? { role: 'root' }
          : null;
      case 'instance':
        return this.#extendsApplication(origin) ? { role: 'root' } : null;
      default:
        return null;
    }
  }

  /** Whether a class of the repository extends Slim's application. */
  #extendsApplication({ file, scope }: Extract<Origin, { kind: 'instance' }>): boolean {
    const index = this.code.program.file(file)?.index;
    const bases = index?.scope(scope)?.bases ?? [];
    // By the imports: `class App extends \\Slim\\App` is no class that extends itself.
    return bases.some((base) =>
      index?.imports(lastName(base) ?? '').some(({ module }) => APPLICATION_CLASS.test(module)),
    );
  }

  #ofCall(origin: Extract<Origin, { kind: 'call' }>): RouterRole | null {
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind === 'external' && MODULE.test(callee.module) && MAKERS.test(callee.name)) {
        this.#made.add(originKey(origin));
        return { role: 'root' };
      }
    }
    const on = receiver(call);
    return on !== null && lastName(call.callee) === 'group'
      ? { role: 'group', of: on, prefix: call.args[0]?.value ?? null }
      : null;
  }

  #call(call: CallExpr, site: Site): void {
    if (call.callee.kind !== 'member') return;
    const { object, name } = call.callee;
    const [first, second, third] = call.args;
    if (first === undefined) return;
    if (name === 'setBasePath') this.#basePath(object, first.value, site);
    else if (name === 'via') this.#via(object, call, site);
    else if (second === undefined) return;
    else if (name === 'group')
      this.#group(object, first.value, call.args.at(-1)?.value ?? second.value, site);
    else if (name === 'redirect') this.#route(object, ['GET'], first.value, call, site);
    else if (name !== 'map') {
      const methods = [name === 'any' ? '*' : name.toUpperCase()];
      this.#route(object, methods, first.value, call, site);
    } else if (third !== undefined && first.value.kind !== 'text')
      this.#route(object, this.#methods([first.value], site), second.value, call, site);
  }

  #methods(exprs: readonly Expr[], site: Site): readonly string[] {
    const names = exprs.flatMap((expr) =>
      this.code.evaluator.texts(expr, site).map((text) => text.join('')),
    );
    const isKnown = names.length > 0 && names.every((one) => /^[A-Za-z]+$/.test(one));
    return isKnown ? names.map((one) => one.toUpperCase()) : ['*'];
  }

  /** Slim 2: `$app->map('/login', $handler)->via('GET', 'POST')`. */
  #via(inner: Expr, call: CallExpr, site: Site): void {
    if (inner.kind !== 'call' || inner.callee.kind !== 'member' || inner.callee.name !== 'map')
      return;
    const path = inner.args[0]?.value;
    const methods = this.#methods(
      call.args.map(({ value }) => value),
      site,
    );
    if (path !== undefined) this.#route(inner.callee.object, methods, path, inner, site);
  }

  /** `$app->setBasePath('/api')`: what stands before all paths of the application. */
  #basePath(on: Expr, path: Expr, site: Site): void {
    for (const key of this.#routers.keysOf(on, site))
      for (const prefix of this.#routers.paths(path, site)) {
        if (!prefix.dynamic) this.#graph.prefix(key, prefix);
      }
  }

  #group(on: Expr, prefix: Expr, fn: Expr, site: Site): void {
    for (const { key, frame } of this.#on(on, site, [prefix])) {
      const prefixes = this.#routers.paths(prefix, site, frame);
      for (const position of [0, THIS]) this.#routers.give(fn, site, position, [key], prefixes);
      for (const { file, scope } of phpCallables(fn, site, this.code)) {
        const given = originKey({ kind: 'param', file, scope, position: 0 });
        for (const one of prefixes) this.#graph.mount(given, key, one);
      }
    }
  }

  #route(on: Expr, methods: readonly string[], path: Expr, call: CallExpr, site: Site): void {
    for (const { key, frame } of this.#on(on, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call.callee });
    }
  }

  /**
   * What routes are registered on. A group's function that is given nothing registers on the application itself, which
   * puts the group's prefix before whatever is registered meanwhile (Slim 2 and 3).
   */
  #on(expr: Expr, site: Site, texts: readonly Expr[]): readonly RouterAt[] {
    const index = this.code.program.file(site.file)?.index;
    if (expr.kind === 'name' && index !== undefined) {
      const isThis = expr.name === 'this';
      for (const scope of index.enclosing(site.scope)) {
        const written = index.argumentOf(scope);
        if (written === undefined || lastName(written.call.callee) !== 'group') continue;
        const isGiven = (index.scope(scope)?.params.length ?? 0) > 0;
        if (!isThis && (isGiven || this.#routers.keysOf(expr, site).length === 0)) break;
        const key = originKey({ kind: 'param', file: site.file, scope, position: THIS });
        return [{ key, frame: null }];
      }
    }
    for (const including of this.#includersOf(expr, site)) {
      // A copy: an expression itself is looked up where it is written.
      const found = this.#on({ ...expr }, including, texts);
      if (found.length > 0) return found;
    }
    return this.#routers.at(expr, site, texts);
  }

  /** Where a file is included that takes a variable from there: nothing in the file itself says what it is. */
  #includersOf(expr: Expr, site: Site): readonly Site[] {
    const includes = this.#includes.get(site.file);
    if (includes === undefined || expr.kind !== 'name') return [];
    if (expr.name === 'this') return site.scope === 0 ? includes : [];
    const origins = this.code.resolver.origins(expr, site);
    return origins.every(({ kind }) => kind === 'value') ? includes : [];
  }
}

/** Whether the code is written for Slim 2, which has its own notation of paths. */
function usesSlim2(code: Code): boolean {
  for (const { facts, index } of code.program.files()) {
    if (facts.language !== 'php') continue;
    if (index.modules.has('Slim\\Slim')) return true;
  }
  return false;
}
