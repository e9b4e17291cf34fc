import { type ClassRef, lineage } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { type PathTemplate, ROOT, templates } from '../path-template.ts';
import type { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';
import { classAround, EndpointCallers } from './aspnet-endpoint-callers.ts';
import { givenToBase } from './aspnet-given.ts';
import { IDENTITY_API } from './aspnet-identity.ts';
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
  readonly #callers: EndpointCallers;

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
    this.#callers = new EndpointCallers(code, graph, this.#routers, this.#own);
  }

  /** Tells the graph of all routes there are. */
  read(): void {
    const files = ownFiles(this.code, 'csharp');
    for (const file of files) {
      for (const { call, scope } of file.facts.calls) this.#give(call, file, scope);
    }
    this.#mountControllers(files);
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
    return this.#own.groupPrefix(call, classAround(this.code, site)) ?? first;
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
    if (declared.name !== null) this.#callers.mount(declared.name, origin);
    this.#module(origin);
    return param.type !== null || /^(?:app|endpoints?|routes?|builder|group|e)$/.test(param.name);
  }

  /** Carter's modules are called by Carter, below the path that a module gives to its base. */
  #module(origin: Extract<Origin, { kind: 'param' }>): void {
    const ref = classAround(this.code, origin);
    if (ref === undefined || !isCarterModule(this.code, ref)) return;
    const key = originKey(origin);
    this.graph.declare(key, true);
    for (const text of givenToBase(this.code, ref, null))
      for (const prefix of templates(text, { braces: true })) this.graph.prefix(key, prefix);
  }

  /** `app.UseEndpoints(endpoints => …)`, and a branch of the pipeline: `app.Map("/api", api => …)`. */
  #give(call: CallExpr, file: SourceFile, scope: number): void {
    const on = receiver(call);
    const name = lastName(call.callee);
    const isBranch = name === 'Map' && branchOf(call, file) !== null;
    if (on === null || (name !== 'UseEndpoints' && !isBranch)) return;
    const site = { file: file.path, scope };
    const [first, second] = call.args;
    const fn = isBranch ? second : first;
    if (first === undefined || fn === undefined) return;
    const keys = this.#routers.keysOf(on, site);
    // The `Configure` of a Startup class is called by the framework.
    for (const key of keys) this.graph.declare(key, true);
    const prefixes = isBranch ? this.#routers.paths(first.value, site) : [ROOT];
    this.#routers.give(fn.value, site, 0, keys, prefixes);
  }

  /** Controllers stand where the only `MapControllers()` is called: on a group, in a branch of the pipeline. */
  #mountControllers(files: readonly SourceFile[]): void {
    const [only, ...others] = files.flatMap((file) =>
      file.facts.calls.flatMap(({ call, scope }) =>
        /^Map(?:Default)?Controller(?:s|Route)$/.test(lastName(call.callee) ?? '')
          ? [{ on: receiver(call), site: { file: file.path, scope } }]
          : [],
      ),
    );
    if (only === undefined || only.on === null || others.length > 0) return;
    for (const key of this.#routers.keysOf(only.on, only.site))
      this.graph.mount('controllers', key);
  }

  /** `app.MapIdentityApi<User>()`, unless it is one of the repository's own. */
  #identity(call: CallExpr, site: Site): void {
    const on = receiver(call);
    const isOwn = this.code.resolver
      .origins(call.callee, site)
      .some(({ kind }) => kind === 'function');
    if (on === null || isOwn) return;
    for (const router of this.#routers.keysOf(on, site))
      for (const { method, path } of IDENTITY_API)
        this.graph.add({
          router,
          methods: [method],
          path: { path, dynamic: false },
          file: site.file,
          at: call.callee,
        });
  }

  #call(call: CallExpr, file: SourceFile, scope: number): void {
    const on = receiver(call);
    const name = lastName(call.callee) ?? '';
    const site = { file: file.path, scope };
    if (name === 'MapIdentityApi') this.#identity(call, site);
    if (branchOf(call, file) !== null) return;
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

function isCarterModule(code: Code, ref: ClassRef): boolean {
  return lineage(code, ref).some(({ declared }) =>
    declared.bases.some((base) => /^I?CarterModule$/.test(lastName(base) ?? '')),
  );
}

/** `Map("/x", api => api.UseRouting())`: what is given a part of the pipeline to fill. Null for any other call. */
function branchOf(call: CallExpr, file: SourceFile): number | null {
  const fn = lastName(call.callee) === 'Map' ? call.args[1]?.value : undefined;
  const param = fn?.kind === 'function' ? file.index.scope(fn.scope)?.params[0]?.name : undefined;
  if (fn?.kind !== 'function' || param === undefined) return null;
  const isFilled = file.facts.calls.some(
    ({ call: { callee }, scope }) =>
      scope === fn.scope &&
      callee.kind === 'member' &&
      callee.object.kind === 'name' &&
      callee.object.name === param &&
      /^(?:Use|Run$|Map)/.test(callee.name),
  );
  return isFilled ? fn.scope : null;
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
