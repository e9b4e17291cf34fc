import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import type { Origin } from '../code/origin.ts';
import type { Site, SourceFile } from '../code/program.ts';
import { packageOf, packagesUsing } from '../code/uses-package.ts';
import { unmadeKey } from './router-roles.ts';

/** Frameworks that register routes by methods of an object, and differ in what their handlers are given. */
export type Dialect = 'express' | 'fastify' | 'koa' | 'hono';

/** What says by itself which framework a package uses. */
const FRAMEWORK =
  /^(?:express(?:-.*)?|router|polka|fastify(?:-.*)?|@fastify\/.*|koa|koa-.*|@koa\/.*|hono|@hono\/.*|restify|@?hapi(?:\/.*)?|@nestjs\/.*|next-connect|sails|@feathersjs\/.*|@adonisjs\/.*|elysia|itty-router|find-my-way|oak|page|msw|nock|vue-router|react-router.*)$/;
const METHODS = /^(?:get|head|post|put|patch|delete|del|options|all)$/;
/** What programs call the object that they register routes on. */
const OBJECT = /^(?:app|server|router|routes|express|fastify)$|(?:App|Router|Routes)$/;
/** Clients and mocks, whose callbacks may look like handlers. */
const CLIENT = /^(?:axios|got|ky|superagent|supertest|request|needle|nock|msw|sinon|jest|vitest)\b/;

/** The framework that a registration's handlers are written for, by the names of their parameters; null if they do not say. */
export function dialectOf(call: CallExpr, file: SourceFile): Dialect | null {
  for (const { value } of call.args.slice(1)) {
    const handlers = value.kind === 'list' ? value.items : [value];
    for (const handler of handlers) {
      const dialect = handler.kind === 'function' ? dialectOfHandler(handler.scope, file) : null;
      if (dialect !== null) return dialect;
    }
  }
  return null;
}

function dialectOfHandler(scope: number, { index }: SourceFile): Dialect | null {
  const [first = '', second = ''] = (index.scope(scope)?.params ?? []).map(({ name }) => name);
  const isRequest = /^_?(?:req|request)$/.test(first) || /^(?:_+|\{.*\})$/s.test(first);
  if (isRequest && /^_?(?:res|response)$/.test(second)) return 'express';
  if (isRequest && /^_?(?:rep|reply)$/.test(second)) return 'fastify';
  if (/^ctx$/.test(first)) return 'koa';
  return first === 'c' ? 'hono' : null;
}

/** Whether a call looks like the registration of a route: a method, a path, and what may be a handler. */
function isRegistration({ callee, args }: CallExpr): boolean {
  if (callee.kind !== 'member' || !METHODS.test(callee.name)) return false;
  const [path, ...handlers] = args;
  const last = handlers.at(-1)?.value;
  if (path === undefined || last === undefined || !startsWithSlash(path.value)) return false;
  return /^(?:function|name|member|call|list)$/.test(last.kind);
}

function startsWithSlash(expr: Expr): boolean {
  if (expr.kind === 'join') return expr.parts[0] !== undefined && startsWithSlash(expr.parts[0]);
  return expr.kind === 'text' && expr.value.startsWith('/');
}

/**
 * The packages whose files register routes without a word of a framework, as pieces of programs do, in the manner of a
 * dialect. Where handlers do not say, Express is meant: it is what most such code is written for.
 */
export function packagesSpeaking(code: Code, dialect: Dialect): ReadonlySet<string> {
  const others = packagesUsing(code, FRAMEWORK);
  const found = new Map<string, Set<Dialect | null>>();
  for (const file of code.program.files()) {
    if (file.facts.language !== 'javascript') continue;
    const owner = packageOf(file.path, code);
    if (others.has(owner) || dependsOnAnother(owner, dialect, code)) continue;
    for (const { call } of file.facts.calls) {
      if (!isRegistration(call) || call.callee.kind !== 'member') continue;
      const name = lastName(call.callee.object) ?? '';
      const told = dialectOf(call, file);
      if (told === null && !OBJECT.test(name)) continue;
      const spoken = found.get(owner) ?? new Set();
      found.set(owner, spoken.add(told ?? (name === 'fastify' ? 'fastify' : null)));
    }
  }
  const packages = [...found].filter(([, spoken]) => {
    if (spoken.has(dialect)) return true;
    return dialect === 'express' && spoken.size === 1 && spoken.has(null);
  });
  return new Set(packages.map(([owner]) => owner));
}

/** Whether a `package.json` names a framework, and not this one. */
function dependsOnAnother(manifest: string, dialect: Dialect, code: Code): boolean {
  const text = manifest === '' ? null : code.program.text(manifest);
  if (text === null) return false;
  const named = [...text.matchAll(/"([@\w./-]+)"\s*:/g)].flatMap(([, name]) => name ?? []);
  const frameworks = named.filter((name) => FRAMEWORK.test(name));
  return frameworks.length > 0 && !frameworks.some((name) => name === dialect);
}

/** Objects of which the maker is not known, but whose handlers tell what they are. */
export class ToldByHandlers {
  readonly #keys = new Set<string>();

  constructor(
    private readonly code: Code,
    private readonly dialect: Dialect,
    packages: ReadonlySet<string>,
  ) {
    for (const file of code.program.files()) {
      if (file.facts.language !== 'javascript' || !packages.has(packageOf(file.path, code)))
        continue;
      for (const { call, scope } of file.facts.calls) {
        if (call.callee.kind !== 'member' || !isRegistration(call)) continue;
        const site = { file: file.path, scope };
        const told = dialectOf(call, file);
        if (told !== null && told !== dialect) continue;
        const origins = code.resolver.origins(call.callee.object, site);
        if (told === null && !this.#isToldByName(call, site, origins)) continue;
        for (const origin of origins) this.#keys.add(unmadeKey(origin));
      }
    }
  }

  /** Whether a package made the object, and a handler that is declared elsewhere tells the dialect: `users.list`. */
  #isToldByName({ args }: CallExpr, site: Site, origins: readonly Origin[]): boolean {
    if (!origins.some((origin) => origin.kind === 'call' && !this.#keys.has(unmadeKey(origin))))
      return false;
    const handlers = args.slice(1).filter(({ value }) => /^(?:name|member)$/.test(value.kind));
    return handlers.some(({ value }) =>
      this.code.resolver.origins(value, site).some((handler) => {
        if (handler.kind !== 'function') return false;
        const file = this.code.program.file(handler.file);
        return file !== undefined && dialectOfHandler(handler.scope, file) === this.dialect;
      }),
    );
  }

  /** Whether something is a router, going by its handlers; or by its name, where nothing else is known of it. */
  has(origin: Origin): boolean {
    if (origin.kind === 'external' && CLIENT.test(origin.module)) return false;
    const name = unmadeName(origin, this.code);
    const isOther = /^(?:express|fastify)$/.test(name ?? '') && name !== this.dialect;
    const isNamed = name !== null && OBJECT.test(name) && !isOther;
    return isNamed || this.#keys.has(unmadeKey(origin));
  }
}

/** The name of what nothing binds, or of what is imported from a file that is not there; null for anything else. */
function unmadeName(origin: Origin, code: Code): string | null {
  if (origin.kind === 'value' && origin.expr.kind === 'name') {
    const site = { file: origin.file, scope: origin.scope };
    return code.resolver.lookUp(origin.expr.name, site).length === 0 ? origin.expr.name : null;
  }
  if (origin.kind !== 'external' || !/^(?:[./~#]|@\/)/.test(origin.module)) return null;
  const last = origin.name.slice(origin.name.lastIndexOf('.') + 1);
  if (last !== '*' && last !== 'default') return last;
  return /([^/]*?)(?:\.[cm]?[jt]sx?)?$/.exec(origin.module)?.[1] ?? null;
}
