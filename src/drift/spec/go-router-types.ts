import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import { dottedName, lastName } from '../code/facts-index.ts';
import { type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { importsPackage, usesPackage } from '../code/uses-package.ts';
import type { GoDialect } from './go-routers.ts';
import type { RouteGraph } from './route-graph.ts';
import { type RouterRole, receiver } from './router-roles.ts';

/** Go's web frameworks: code that imports one of them is not taken for another's. */
const FRAMEWORKS =
  /^github\.com\/(?:gin-gonic\/gin|labstack\/echo|go-chi\/chi|gofiber\/fiber|gorilla\/mux|julienschmidt\/httprouter|beego\/beego|valyala\/fasthttp|kataras\/iris)\b/;

/** Whether code may use a framework: where it imports it, or imports none at all, as pieces of programs do. */
export function mayUse(code: Code, module: RegExp): boolean {
  return usesPackage(code, module) || importsNoFramework(code);
}

/** Whether no file imports a web framework. */
export function importsNoFramework(code: Code): boolean {
  return !usesPackage(code, FRAMEWORKS);
}

/** Names of routers in code that uses one framework. */
const ROUTER_NAME =
  /^(?:r|e|g|rg|app|api|v\d+|fiber|echo|engine|mux|\w*(?:[rR]outer|[rR]outes|[gG]roup|[eE]ngine|[mM]ux|[aA]pp))$/;

/** Tells routers by what makes them and by the types that Go declares everywhere. */
export class GoRouterTypes {
  constructor(
    private readonly code: Code,
    private readonly dialect: Pick<
      GoDialect,
      'module' | 'local' | 'names' | 'package' | 'makers' | 'types' | 'applications' | 'made'
    >,
    private readonly graph: RouteGraph,
  ) {}

  /** As `RouterTeller` asks. */
  roleOf(origin: Origin): RouterRole | null | undefined {
    switch (origin.kind) {
      case 'call':
        return this.#ofCall(origin);
      case 'typed':
        return this.#ofType(origin.type, origin.file) ?? undefined;
      case 'member':
        return undefined;
      case 'instance':
      case 'value':
        if (this.dialect.package?.test('*') === true && this.#isMissing(origin))
          return { role: 'root' };
        return this.#embedded(origin) ?? this.#embeddedHandler(origin) ?? undefined;
      case 'param': {
        const type = this.#param(origin)?.type ?? null;
        const role =
          type === null
            ? null
            : (this.#ofType(type, origin.file) ?? this.#ofInterface(type, origin));
        // What callers give is looked at all the same.
        if (role !== null) this.graph.declare(originKey(origin), role.role === 'root');
        return undefined;
      }
      case 'external':
        return this.dialect.package?.test(origin.name) && this.dialect.module.test(origin.module)
          ? { role: 'root' }
          : null;
      default:
        return null;
    }
  }

  #param({ file, scope, position }: Extract<Origin, { kind: 'param' }>) {
    return this.code.program.file(file)?.index.scope(scope)?.params[position];
  }

  #ofCall(origin: Extract<Origin, { kind: 'call' }>): RouterRole | null {
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind === 'external' && this.dialect.module.test(callee.module)) {
        if (!this.dialect.makers.test(callee.name)) return null;
        return { role: this.#isGivenAway(origin) ? 'router' : 'root' };
      }
      if (callee.kind === 'member' && this.#isMissing(callee.object)) {
        if (!this.dialect.makers.test(callee.name)) return null;
        return { role: this.#isGivenAway(origin) ? 'router' : 'root' };
      }
      if (callee.kind !== 'function') continue;
      const type = this.code.program.file(callee.file)?.index.scope(callee.scope)?.returnType;
      if (type !== null && type !== undefined) return this.#ofType(type, callee.file);
    }
    if (call.callee.kind === 'name' && call.callee.name === 'new') {
      const type = call.args[0]?.value;
      return type?.kind === 'member' &&
        this.#isOwn(type, origin) &&
        this.dialect.types.test(type.name)
        ? { role: 'root' }
        : null;
    }
    const on = receiver(call);
    const name = lastName(call.callee);
    return on === null || name === null ? null : this.dialect.made(name, call, on);
  }

  /** Whether a router is made in a function that gives it back, and that nobody calls as far as can be seen. */
  #isGivenAway({ file, scope, call }: Extract<Origin, { kind: 'call' }>): boolean {
    const source = this.code.program.file(file);
    const site = { file, scope };
    const isReturned = source?.index
      .returns(scope)
      .some(({ value }) =>
        this.code.resolver
          .origins(value, site)
          .some((origin) => origin.kind === 'call' && origin.call === call),
      );
    return isReturned === true && this.code.callers.of(file, scope).length === 0;
  }

  /** `*gin.Engine`, in a file that imports the package under that name. */
  #ofType(type: string, path: string): RouterRole | null {
    const match = /^\*?(?:(\w+)\.)?(\w+)$/.exec(type);
    const name = match?.[2] ?? '';
    if (match === null || !this.dialect.types.test(name)) return null;
    const imports = this.code.program.file(path)?.index.imports(match[1] ?? '.') ?? [];
    const isMissing = imports.length === 0 && match[1] === this.dialect.local;
    if (!isMissing && !imports.some(({ module }) => this.dialect.module.test(module))) return null;
    return { role: this.dialect.applications.test(name) ? 'root' : 'router' };
  }

  /** An interface of the repository that has a router's methods, as generated code declares them. */
  #ofInterface(type: string, { file }: Extract<Origin, { kind: 'param' }>): RouterRole | null {
    if (!/^\*?\w+$/.test(type) || !this.#imports(file)) return null;
    const isRouter = this.code.resolver.typeOrigins(type, { file, scope: 0 }).some((origin) => {
      const source = origin.kind === 'class' ? this.code.program.file(origin.file) : undefined;
      if (origin.kind !== 'class' || source === undefined) return false;
      const names = new Set(
        source.index
          .within(origin.scope)
          .map((one) => source.index.scope(one)?.name?.toUpperCase()),
      );
      return names.has('GET') && names.has('POST');
    });
    return isRouter ? { role: 'router' } : null;
  }

  #imports(path: string): boolean {
    const file = this.code.program.file(path);
    return file !== undefined && importsPackage(file, this.dialect.module);
  }

  /**
   * Whether something that nothing in the repository makes is a router by its name: a variable that is bound nowhere,
   * or a field of a struct that is not there.
   */
  isPlausible(origin: Origin): boolean {
    const base = origin.kind === 'member' ? origin.object : origin;
    if (base.kind !== 'typed' && base.kind !== 'value' && base.kind !== 'param') return false;
    if (base.kind === 'param' && origin.kind !== 'member') return false;
    const name =
      origin.kind === 'member' || origin.kind === 'typed'
        ? origin.name
        : origin.kind === 'value'
          ? (lastName(origin.expr) ?? '')
          : '';
    if (base.kind === 'value' && base.expr.kind !== 'name') return false;
    // The standard library is imported everywhere, so that says nothing.
    const isOwn = this.dialect.package === undefined && usesPackage(this.code, this.dialect.module);
    return (isOwn ? ROUTER_NAME : this.dialect.names).test(name);
  }

  /** Whether something is the package by its name alone, because nothing imports it. */
  #isMissing(origin: Origin): boolean {
    return (
      origin.kind === 'value' &&
      origin.expr.kind === 'name' &&
      origin.expr.name === this.dialect.local
    );
  }

  #isOwn(type: Extract<Expr, { kind: 'member' }>, site: Site): boolean {
    return this.code.resolver
      .origins(type.object, site)
      .some((origin) => origin.kind === 'external' && this.dialect.module.test(origin.module));
  }

  /** What the `http.Handler` that a struct embeds is set to: `r.Handler = r.routes()`. */
  #embeddedHandler(origin: Extract<Origin, { kind: 'instance' | 'value' }>): RouterRole | null {
    if (origin.kind !== 'value' || origin.expr.kind !== 'map') return null;
    const { expr } = origin;
    const isEmbedding = this.code.resolver.typeOrigins(expr.type ?? '', origin).some((one) => {
      if (one.kind !== 'class') return false;
      const bases = this.code.program.file(one.file)?.index.scope(one.scope)?.bases ?? [];
      return bases.some((base) => dottedName(base) === 'http.Handler');
    });
    const { line, column } = expr;
    return isEmbedding
      ? { role: 'same', as: { kind: 'member', object: expr, name: 'Handler', line, column } }
      : null;
  }

  /** An object of a struct that embeds a router, and so has its methods. */
  #embedded(origin: Extract<Origin, { kind: 'instance' | 'value' }>): RouterRole | null {
    const classes =
      origin.kind === 'instance'
        ? [origin]
        : origin.expr.kind === 'map' && origin.expr.type !== undefined
          ? this.code.resolver.typeOrigins(origin.expr.type, origin)
          : [];
    for (const one of classes) {
      if (one.kind !== 'instance' && one.kind !== 'class') continue;
      const declared = this.code.program.file(one.file)?.index.scope(one.scope);
      for (const base of declared?.bases ?? []) {
        if (base.kind !== 'member' || base.object.kind !== 'name') continue;
        const role = this.#ofType(`${base.object.name}.${base.name}`, one.file);
        if (role === null) continue;
        // An object is mounted where only its type is known, and made where its routes are.
        const any = originKey({ kind: 'instance', file: one.file, scope: one.scope, call: null });
        if (originKey(origin) !== any) this.graph.mount(originKey(origin), any);
        return role;
      }
    }
    return null;
  }
}
