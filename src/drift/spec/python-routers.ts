import type { Code } from '../code/code.ts';
import { replaceNames } from '../code/expr-parts.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import type { Origin } from '../code/origin.ts';
import type { Site, SourceFile } from '../code/program.ts';
import { withParts } from '../code/spread-arguments.ts';
import { unrolled } from '../code/unroll.ts';
import { withoutAlias } from './python-aliases.ts';
import { decorated } from './python-routing.ts';
import type { RouterRole } from './router-roles.ts';

/** What FastAPI and Flask have in common: routes as decorators, and routers that only their names tell. */

/** A call of Python code, the scope it stands in, and the function or class that it decorates. */
export interface PythonCall {
  readonly call: CallExpr;
  readonly site: Site;
  readonly file: SourceFile;
  readonly handler: number | undefined;
}

/** Frameworks of which a router may bear the same name. */
const FRAMEWORKS =
  /^(?:flask\w*|quart|apiflask|fastapi\w*|starlette|sanic|bottle|falcon|aiohttp|tornado|chalice|litestar|starlite|blacksheep|robyn|microdot|pyramid|cherrypy|hug|responder|japronto|vibora|molten|django|ninja|connexion|discord|telegram|aiogram|telebot|pyrogram|celery|typer|click|dash|gradio|streamlit)(?:\.|$)/;
/** The names that applications and routers go by. */
const NAMES =
  /^(?:app|application|api|bp|blueprint|router|ns|namespace)$|_(?:app|api|bp|blueprint|router|routes|ns)$/;

/** What `pythonCalls` gave, for as long as nothing is added to the program. */
const known = new WeakMap<Code, { readonly generation: number; readonly calls: PythonCall[] }>();

/** All calls of the Python files, as often as they are made: in loops, and by functions that pass options on. */
export function pythonCalls(code: Code): readonly PythonCall[] {
  const { generation } = code.program;
  const before = known.get(code);
  if (before?.generation === generation) return before.calls;
  const calls = [...callsAsMade(code)];
  known.set(code, { generation, calls });
  return calls;
}

function* callsAsMade(code: Code): Iterable<PythonCall> {
  for (const file of code.program.files()) {
    if (file.facts.language !== 'python') continue;
    const handlers = decorated(file);
    const sites: Site[] = [];
    for (const made of file.facts.calls) {
      const site = sites[made.scope] ?? { file: file.path, scope: made.scope };
      sites[made.scope] = site;
      const handler = handlers.get(made.call);
      // A function that is given a router tells routes: its file is wanted.
      if (made.call.args.some(({ value }) => value.kind === 'name' && NAMES.test(value.name)))
        code.resolver.origins(made.call.callee, site);
      for (const call of unrolled(made, file, code))
        for (const own of withoutAlias(call, site, file, code))
          for (const one of withOptions(withParts(own, site, code), site, file, code))
            yield { call: one, site, file, handler };
    }
  }
}

/**
 * A call that passes on what the function around is given, as it is made by each call of that function:
 * `app.add_url_rule(rule, view_func=f, **options)` within `def json_route(rule, **options)`.
 */
function withOptions(
  call: CallExpr,
  site: Site,
  file: SourceFile,
  code: Code,
): readonly CallExpr[] {
  const passed = call.args.find(
    ({ name, spread, value }) => name === null && spread && value.kind === 'name',
  );
  if (passed?.value.kind !== 'name') return [call];
  // Paths that are passed on too are worked out call by call.
  if (call.args.some((one) => one !== passed && one.spread)) return [call];
  const { name } = passed.value;
  for (const scope of file.index.enclosing(site.scope)) {
    const params = file.index.scope(scope)?.params ?? [];
    if (params.at(-1)?.name !== name) continue;
    const callers = code.callers.of(file.path, scope);
    if (callers.length === 0) return [call];
    return callers.map((caller) => {
      const isOwn = (given: string) => params.some((param) => param.name === given);
      const given = caller.call.args.filter((one) => one.name !== null && !isOwn(one.name));
      const values = new Map<string, Expr>();
      for (const [position, param] of params.entries()) {
        const value = code.callers.argument(file.path, scope, position, caller);
        if (value === null || param.name === name) continue;
        code.resolver.settle(value, caller.site);
        values.set(param.name, value);
      }
      const args = call.args.flatMap((arg) => {
        if (arg === passed) return given;
        return [{ ...arg, value: replaceNames(arg.value, values) }];
      });
      for (const { value } of given) code.resolver.settle(value, caller.site);
      return { ...call, args };
    });
  }
  return [call];
}

/**
 * Whether a call is of a method that a class of the repository has in place of the framework's, and that registers in
 * its own way: by a call on the same object.
 */
export function isOverridden({ call, site }: PythonCall, code: Code): boolean {
  const { callee } = call;
  if (callee.kind !== 'member' || isSuper(callee.object)) return false;
  return code.resolver.origins(callee, site).some((origin) => {
    if (origin.kind !== 'function') return false;
    const file = code.program.file(origin.file);
    const isWithin = (scope: number) =>
      file !== undefined && [...file.index.enclosing(scope)].includes(origin.scope);
    return (file?.facts.calls ?? []).some(
      ({ call: inner, scope }) =>
        inner.callee.kind === 'member' && isOwnObject(inner.callee.object) && isWithin(scope),
    );
  });
}

function isOwnObject(object: Expr): boolean {
  return isSuper(object) || (object.kind === 'name' && object.name === 'self');
}

/** `self` for `super()`: both are the same object. */
export function ownObject(object: Expr): Expr {
  const { line, column } = object;
  return isSuper(object) ? { kind: 'name', name: 'self', line, column } : object;
}

function isSuper(object: Expr): boolean {
  return object.kind === 'call' && object.callee.kind === 'name' && object.callee.name === 'super';
}

/**
 * Whether nothing in the repository tells what something is: a name that nothing binds, or that is imported from a
 * module which is not there.
 */
export function isUnfollowed(origin: Origin): boolean {
  if (origin.kind === 'value') return origin.expr.kind === 'name';
  if (origin.kind === 'member') return isUnfollowed(origin.object);
  return origin.kind === 'external' && !FRAMEWORKS.test(origin.module);
}

/** Whether something that cannot be followed has a name that routers have. */
export function isNamedAsRouter(origin: Origin): boolean {
  if (!isUnfollowed(origin)) return false;
  if (origin.kind === 'value') return NAMES.test(lastName(origin.expr) ?? '');
  const name = origin.kind === 'external' || origin.kind === 'member' ? origin.name : '';
  return NAMES.test(name.slice(name.lastIndexOf('.') + 1));
}

/** By which types and names something may be a router of a framework. */
export interface RouterNames {
  readonly types: RegExp;
  /** Parameters without a type, in files that import one of `packages`. */
  readonly params: RegExp;
  readonly packages: RegExp;
  /** Members of what is not known. */
  readonly members: RegExp;
}

/** Whether something that cannot be followed counts as a router, by its type or by a name that routers have. */
export function isPlausibleRouter(origin: Origin, names: RouterNames, code: Code): boolean {
  if (isNamedAsRouter(origin)) return true;
  if (origin.kind === 'typed') return names.types.test(origin.type);
  if (origin.kind === 'member') return names.members.test(origin.name);
  if (origin.kind !== 'param') return false;
  const file = code.program.file(origin.file);
  const param = file?.index.scope(origin.scope)?.params[origin.position];
  if (param === undefined) return false;
  if (param.type !== null) return names.types.test(param.type);
  const imports = file?.facts.imports ?? [];
  return names.params.test(param.name) && imports.some(({ module }) => names.packages.test(module));
}

/** What something that cannot be followed is by its name; see `RouterTeller`. */
export function roleByName(origin: Origin): RouterRole | null | undefined {
  if (!isNamedAsRouter(origin)) return origin.kind === 'value' ? null : undefined;
  const name =
    origin.kind === 'value' ? lastName(origin.expr) : 'name' in origin ? origin.name : '';
  return /(?:^|[._])(?:app|application)$/.test(name ?? '') ? { role: 'root' } : undefined;
}

/**
 * Whether a route on something that cannot be followed is another framework's: where its file imports that one, where
 * it decorates nothing, or where its path has marks (`other`) that only the other one knows.
 */
export function isOthers(
  object: Expr,
  { call, site, file, handler }: PythonCall,
  own: RegExp,
  other: string,
  code: Code,
): boolean {
  if (!code.resolver.origins(object, site).every(isUnfollowed)) return false;
  const path = call.args.find(({ name }) => name === null)?.value;
  const isElsewhere = [...file.index.modules].some((one) => FRAMEWORKS.test(one) && !own.test(one));
  const isOtherwise = path?.kind === 'text' && path.value.includes(other);
  return handler === undefined || isElsewhere || isOtherwise;
}

/** Whether a handler is decorated with a route, on something that may be a router, in a file that names no framework. */
export function hasLooseRoutes(code: Code, method: RegExp, other: string): boolean {
  for (const made of pythonCalls(code)) {
    const { callee, args } = made.call;
    if (callee.kind !== 'member' || !method.test(callee.name)) continue;
    const first = args[0]?.value;
    if (first?.kind !== 'text' || !first.value.startsWith('/')) continue;
    const origins = code.resolver.origins(callee.object, made.site);
    if (origins.every(isNamedAsRouter) && !isOthers(callee.object, made, /^$/, other, code))
      return true;
  }
  return false;
}
