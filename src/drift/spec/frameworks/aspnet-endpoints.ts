import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { type PathTemplate, ROOT } from '../path-template.ts';
import type { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';
import { OwnEndpoints } from './aspnet-own-endpoints.ts';
import { aspnetTemplates } from './aspnet-templates.ts';

const METHOD = /^Map(Get|Post|Put|Patch|Delete)$/;
const BUILDER = /^Create(?:Slim|Empty)?Builder$/;
const TYPE =
  /\b(?:IEndpointRouteBuilder|WebApplication|RouteGroupBuilder|IApplicationBuilder|IVersionedEndpointRouteBuilder)\b/;

/** ASP.NET Core's minimal APIs: `app.MapGet("/x", handler)`, on groups and in extension methods too. */
export class AspNetEndpoints {
  readonly #routers: RouterObjects;
  readonly #own: OwnEndpoints;

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
  ) {
    this.#own = new OwnEndpoints(code);
    this.#routers = new RouterObjects(code, graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      syntax: { braces: true },
    });
  }

  /** Tells the graph of all routes there are. */
  read(): void {
    const files = ownFiles(this.code, 'csharp');
    for (const file of files) {
      for (const { call, scope } of file.facts.calls) {
        if (lastName(call.callee) === 'UseEndpoints') this.#give(call, { file: file.path, scope });
      }
    }
    for (const file of files) {
      for (const made of file.facts.calls) {
        if (!/^Map/.test(lastName(made.call.callee) ?? '')) continue;
        for (const call of unrolled(made, file, this.code)) this.#call(call, file, made.scope);
      }
    }
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind !== 'call') return undefined;
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee) ?? '';
    if (on === null || BUILDER.test(name)) return null;
    if (name === 'Create') return lastName(on) === 'WebApplication' ? { role: 'root' } : null;
    if (name === 'Build') return this.#isBuilder(on, origin) ? { role: 'root' } : null;
    if (name === 'MapGroup')
      return { role: 'group', of: on, prefix: this.#groupPrefix(call, origin) };
    return { role: 'same', as: on };
  }

  /** `app.MapGroup("/x")`, and `app.MapGroup(this)` of an overload that names the group after the class. */
  #groupPrefix(call: CallExpr, site: Site): Expr | null {
    const first = call.args[0]?.value ?? null;
    if (first?.kind !== 'name' || first.name !== 'this') return first;
    return this.#own.groupPrefix(call, this.#classAround(site)) ?? first;
  }

  #classAround({ file, scope }: Site): string {
    const index = this.code.program.file(file)?.index;
    const around = index?.classAround(scope);
    return (around === undefined ? null : index?.scope(around)?.name) ?? '';
  }

  /** What `WebApplication.CreateBuilder(args)` gives, or something of its type. */
  #isBuilder(expr: Expr, site: Site): boolean {
    return this.code.resolver.origins(expr, site).some((origin) => {
      if (origin.kind === 'call') return BUILDER.test(lastName(origin.call.callee) ?? '');
      return origin.kind === 'typed' && /\bWebApplicationBuilder\b/.test(origin.type);
    });
  }

  /** What cannot be followed counts by its type, or by the name that such things have. */
  #isPlausible(origin: Origin): boolean {
    if (origin.kind === 'typed') return TYPE.test(origin.type);
    if (origin.kind === 'member') return /^_?(?:app|endpoints|group)$/i.test(origin.name);
    if (origin.kind === 'value')
      return origin.expr.kind === 'name' && /^(?:app|endpoints)$/.test(origin.expr.name);
    if (origin.kind !== 'param') return false;
    const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = declared?.params[origin.position];
    if (declared === undefined || param === undefined) return false;
    if (param.type !== null && !TYPE.test(param.type)) return false;
    if (declared.name !== null) this.#mountByName(declared.name, origin);
    this.#module(origin);
    return param.type !== null || /^(?:app|endpoints?|routes?|builder|group|e)$/.test(param.name);
  }

  /** Carter's modules are called by Carter, below the path that a module gives to its base. */
  #module(origin: Extract<Origin, { kind: 'param' }>): void {
    const file = this.code.program.file(origin.file);
    const owner = file?.index.classAround(origin.scope);
    const bases = owner === undefined ? [] : (file?.index.scope(owner)?.bases ?? []);
    if (file === undefined || !bases.some((base) => /^I?CarterModule$/.test(lastName(base) ?? '')))
      return;
    const key = originKey(origin);
    this.graph.declare(key, true);
    for (const { call, scope } of file.facts.calls) {
      const [first] = call.args;
      if (lastName(call.callee) !== 'base' || first === undefined) continue;
      if (file.index.classAround(scope) !== owner) continue;
      for (const prefix of this.#routers.paths(first.value, { file: file.path, scope }))
        this.graph.prefix(key, prefix);
    }
  }

  /** Callers that know only an interface: `foreach (var endpoint in endpoints) endpoint.Map(app)`. */
  #mountByName(name: string, origin: Extract<Origin, { kind: 'param' }>): void {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'csharp') continue;
      for (const { call, scope } of file.facts.calls) {
        const given = call.args[origin.position];
        if (lastName(call.callee) !== name || given === undefined) continue;
        const site = { file: file.path, scope };
        if (this.#mountInOwnGroup(given.value, site, origin)) continue;
        for (const parent of this.#routers.keysOf(given.value, { file: file.path, scope }))
          this.graph.mount(originKey(origin), parent);
      }
    }
  }

  /** `group.Map(app.MapGroup(group))`, where each class has a group that is named after it. */
  #mountInOwnGroup(given: Expr, site: Site, origin: Extract<Origin, { kind: 'param' }>): boolean {
    if (given.kind !== 'call' || lastName(given.callee) !== 'MapGroup') return false;
    const on = receiver(given);
    const isText = this.#isKnown(given.args[0]?.value ?? null, site);
    const prefix = isText ? null : this.#own.groupPrefix(given, this.#classAround(origin));
    if (on === null || prefix === null) return false;
    for (const parent of this.#routers.keysOf(on, site))
      for (const path of this.#routers.paths(prefix, site))
        this.graph.mount(originKey(origin), parent, path);
    return true;
  }

  /** `app.UseEndpoints(endpoints => …)`. */
  #give(call: CallExpr, site: Site): void {
    const on = receiver(call);
    const [fn] = call.args;
    if (on === null || fn === undefined) return;
    const keys = this.#routers.keysOf(on, site);
    // The `Configure` of a Startup class is called by the framework.
    for (const key of keys) this.graph.declare(key, true);
    this.#routers.give(fn.value, site, 0, keys, [ROOT]);
  }

  #call(call: CallExpr, file: SourceFile, scope: number): void {
    const on = receiver(call);
    const name = lastName(call.callee) ?? '';
    const site = { file: file.path, scope };
    const own = this.#own.path(call);
    const first = argument(call, 0, 'pattern');
    const isFirst = own === null || (call.args.length > 1 && this.#isKnown(first, site));
    const path = isFirst ? first : own;
    if (on === null || path === null || (isFirst && call.args.length < 2)) return;
    if (this.#own.isPassingOn(call, site)) return;
    const methods = this.#methods(name, call, site);
    if (methods.length === 0 || !this.#isText(path, site)) return;
    for (const { key, frame } of this.#routers.at(on, site, [path])) {
      const texts = this.code.evaluator.texts(path, site, frame);
      for (const template of texts.flatMap((text): readonly PathTemplate[] =>
        aspnetTemplates(text),
      ))
        this.graph.add({ router: key, methods, path: template, file: file.path, at: call.callee });
    }
  }

  #methods(name: string, call: CallExpr, site: Site): readonly string[] {
    const one = METHOD.exec(name)?.[1];
    if (one !== undefined) return [one.toUpperCase()];
    if (name === 'Map') return isHandler(call.args[1]?.value) ? ['*'] : [];
    const list = name === 'MapMethods' ? argument(call, 1, 'httpMethods') : null;
    if (list === null) return [];
    return this.code.evaluator
      .texts(list, site)
      .map((text) => text.map((part) => (typeof part === 'string' ? part : part.hole)).join(''))
      .map((method) => method.toUpperCase());
  }

  /** Whether at least a part of a text is known. */
  #isKnown(expr: Expr | null, site: Site): boolean {
    if (expr === null || expr.kind === 'function') return false;
    return this.code.evaluator
      .texts(expr, site)
      .some((text) => text.length === 0 || text.some((part) => typeof part === 'string'));
  }

  #isText(expr: Expr, site: Site): boolean {
    if (expr.kind === 'function') return false;
    return this.code.evaluator.texts(expr, site).length > 0;
  }
}

/** `Map("/x", app => …)` also branches the pipeline: what takes one untyped argument does. */
function isHandler(expr: Expr | undefined): boolean {
  return expr !== undefined && expr.kind !== 'text';
}

function argument(call: CallExpr, position: number, name: string): Expr | null {
  const named = call.args.find((one) => one.name === name);
  const positional = call.args.filter((one) => one.name === null);
  return named?.value ?? positional[position]?.value ?? null;
}
