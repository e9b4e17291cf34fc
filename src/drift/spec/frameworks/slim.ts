import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { usesFramework } from '../php-routing.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects, type RouterRole, receiver } from '../router-objects.ts';

const METHOD = /^(?:get|post|put|patch|delete|options)$/;
/** Classes that make an application: Slim's own, and PHP-DI's bridge to it. */
const MAKERS = /^(?:AppFactory\.(?:create|createFromContainer)|Bridge\.create|App|Slim|Slim\\App)$/;
const MODULE = /^(?:Slim\\|DI\\Bridge\\Slim|Slim$)/;
const APPLICATION = /(?:^|\\)(?:Slim)?App$/;
const GROUP = /(?:^|\\)(?:RouteCollectorProxy(?:Interface)?|Group)$/;
/** The position that `$this` in a group's function has among what it is given: Slim 3 binds the application to it. */
const THIS = -1;

/** Slim. */
export const slim: Framework = {
  id: 'slim',
  languages: ['php'],
  mark: /\bSlim\\|->(?:get|post|put|patch|delete|options|any|map|group)\(\s*['"[]/,
  routes(code) {
    return usesFramework(code, MODULE, /"(?:slim\/slim|php-di\/slim-bridge)"/)
      ? new SlimRoutes(code).findings()
      : { routes: [], problems: [] };
  },
};

/** https://www.slimframework.com/docs/v4/objects/routing.html, and the same of version 3. */
class SlimRoutes {
  readonly #graph = new RouteGraph('slim');
  readonly #routers: RouterObjects;

  constructor(private readonly code: Code) {
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: { braces: true, optional: '[]' },
    });
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'php') continue;
      for (const made of file.facts.calls) {
        const { callee } = made.call;
        if (callee.kind !== 'member') continue;
        if (!METHOD.test(callee.name) && !/^(?:any|map|group)$/.test(callee.name)) continue;
        const site = { file: file.path, scope: made.scope };
        for (const call of unrolled(made, file, this.code)) this.#call(call, site);
      }
    }
    return this.#graph.findings();
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
        if (isNamed || APPLICATION.test(type)) this.#graph.declare(originKey(origin), true);
        else if (GROUP.test(type)) this.#graph.declare(originKey(origin), false);
        return undefined;
      }
      case 'typed':
        return APPLICATION.test(origin.type) ? { role: 'root' } : null;
      case 'value':
        // A file that is included sees the application of the file that includes it.
        return origin.expr.kind === 'name' && /^(?:app|slim)$/.test(origin.expr.name)
          ? { role: 'root' }
          : null;
      default:
        return null;
    }
  }

  #ofCall(origin: Extract<Origin, { kind: 'call' }>): RouterRole | null {
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind === 'external' && MODULE.test(callee.module) && MAKERS.test(callee.name))
        return { role: 'root' };
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
    if (first === undefined || second === undefined) return;
    if (name === 'group') this.#group(object, first.value, second.value, site);
    else if (name !== 'map') {
      const methods = [name === 'any' ? '*' : name.toUpperCase()];
      this.#route(object, methods, first.value, call, site);
    } else if (third !== undefined) {
      const names = this.code.evaluator.texts(first.value, site).map((text) => text.join(''));
      const isKnown = names.length > 0 && names.every((one) => /^[A-Za-z]+$/.test(one));
      const methods = isKnown ? names.map((one) => one.toUpperCase()) : ['*'];
      this.#route(object, methods, second.value, call, site);
    }
  }

  #group(on: Expr, prefix: Expr, fn: Expr, site: Site): void {
    for (const { key, frame } of this.#on(on, site, [prefix])) {
      const prefixes = this.#routers.paths(prefix, site, frame);
      for (const position of [0, THIS]) this.#routers.give(fn, site, position, [key], prefixes);
    }
  }

  #route(on: Expr, methods: readonly string[], path: Expr, call: CallExpr, site: Site): void {
    for (const { key, frame } of this.#on(on, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call.callee });
    }
  }

  #on(expr: Expr, site: Site, texts: readonly Expr[]) {
    const index = this.code.program.file(site.file)?.index;
    if (expr.kind === 'name' && expr.name === 'this' && index !== undefined) {
      for (const scope of index.enclosing(site.scope)) {
        const written = index.argumentOf(scope);
        if (written === undefined || lastName(written.call.callee) !== 'group') continue;
        const key = originKey({ kind: 'param', file: site.file, scope, position: THIS });
        return [{ key, frame: null }];
      }
    }
    return this.#routers.at(expr, site, texts);
  }
}
