import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { dottedName, lastName } from '../code/facts-index.ts';
import type { Frame } from '../code/frame.ts';
import type { Origin } from '../code/origin.ts';
import type { Site } from '../code/program.ts';

/** Handlers of net/http that tell the methods of requests apart themselves, as all did before Go 1.22. */

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
/** What is only asked for beside the others: preflights, and answers without a body. */
const ASIDE = /^(?:HEAD|OPTIONS)$/;
/** Handlers are looked for so deep in calls that wrap them. */
const MAX_WRAPS = 4;

/**
 * The methods that a handler answers: those it compares the request's with, and GET where it refuses no other. Empty
 * for a handler that compares none, or only asks for what is answered aside, so that it answers any.
 */
export function comparedMethods(handler: Expr, site: Site, code: Code): readonly string[] {
  const listed = methodKeys(handler, site, code);
  if (listed.length > 0) return listed;
  const scopes = scopesOf(handler, { ...site, frame: null }, code, 0);
  const all = [...scopes, ...scopes.flatMap((one) => passedTo(one, code))];
  return all.map((one) => methodsIn(one, code)).find((methods) => methods.length > 0) ?? [];
}

/** A function, or a place in one, and what its parameters are in the call by which it was come upon. */
interface Within extends Site {
  readonly frame: Frame | null;
}

/** The functions that a handler passes its response and its request on to: `list(w, r)`. */
function passedTo({ file: path, scope }: Within, code: Code): readonly Within[] {
  const file = code.program.file(path);
  const params = file?.index.scope(scope)?.params ?? [];
  const own = params.filter(({ type }) => /\bhttp\.(?:ResponseWriter|Request)$/.test(type ?? ''));
  if (file === undefined || own.length < 2) return [];
  return file.facts.calls.flatMap(({ call, scope: inner }) => {
    const given = call.args.map(({ value }) => (value.kind === 'name' ? value.name : ''));
    if (inner !== scope || !own.every(({ name }) => given.includes(name))) return [];
    return code.resolver
      .origins(call.callee, { file: path, scope })
      .flatMap((one) =>
        one.kind === 'function' ? [{ file: one.file, scope: one.scope, frame: null }] : [],
      );
  });
}

/** The keys of a handler that is a map by methods: `handlers.MethodHandler{"GET": list, "POST": create}`. */
function methodKeys(handler: Expr, site: Site, code: Code): readonly string[] {
  const maps = code.resolver
    .origins(handler, site)
    .flatMap((origin) =>
      origin.kind === 'value' && origin.expr.kind === 'map' ? [{ map: origin.expr, origin }] : [],
    );
  for (const { map, origin } of maps) {
    const keys = map.entries.map(({ key }) =>
      key === null ? null : code.evaluator.text(key, origin),
    );
    if (keys.length > 0 && keys.every((key) => key !== null && METHOD.test(key)))
      return keys.flatMap((key) => key ?? []).sort();
  }
  return [];
}

/**
 * The functions that an expression leads to: itself, what wraps it (`only("GET", h)`) and is given, or the `ServeHTTP`
 * of an object.
 */
function scopesOf(expr: Expr, site: Within, code: Code, depth: number): readonly Within[] {
  if (depth > MAX_WRAPS) return [];
  const inner = (origin: Origin): readonly Within[] => {
    if (origin.kind === 'function')
      return [{ file: origin.file, scope: origin.scope, frame: site.frame }];
    if (origin.kind === 'instance' || origin.kind === 'value')
      return code.resolver
        .memberOf(origin, 'ServeHTTP')
        .flatMap((one) =>
          one.kind === 'function' ? [{ file: one.file, scope: one.scope, frame: null }] : [],
        );
    return origin.kind === 'call' && origin.call !== expr
      ? scopesOf(origin.call, { ...origin, frame: site.frame }, code, depth + 1)
      : [];
  };
  const made = expr.kind === 'call' ? wrappersOf(expr, site, code, depth) : [];
  const found = made.length > 0 ? made : code.resolver.origins(expr, site).flatMap(inner);
  const given =
    expr.kind === 'call'
      ? expr.args.flatMap(({ value }) =>
          /^(?:function|name|member|call)$/.test(value.kind)
            ? scopesOf(value, site, code, depth + 1)
            : [],
        )
      : [];
  return [...found, ...given];
}

/** The functions that a call gives back, with what it is given. */
function wrappersOf(call: CallExpr, site: Within, code: Code, depth: number): readonly Within[] {
  return code.resolver.origins(call.callee, site).flatMap((callee) => {
    if (callee.kind !== 'function') return [];
    const frame = code.evaluator.frame(call, site, callee, site.frame);
    const returns = code.program.file(callee.file)?.index.returns(callee.scope) ?? [];
    return returns.flatMap(({ value }) =>
      value.kind === 'function' || value.kind === 'call'
        ? scopesOf(value, { file: callee.file, scope: callee.scope, frame }, code, depth + 1)
        : [],
    );
  });
}

function methodsIn({ file: path, scope, frame }: Within, code: Code): readonly string[] {
  const file = code.program.file(path);
  if (file === undefined) return [];
  const isWithin = (inner: number) => [...file.index.enclosing(inner)].includes(scope);
  const compared = file.facts.comparisons.flatMap(({ subject, value, scope: inner }) => {
    const site = { file: path, scope: inner };
    if (!isWithin(inner) || !isOfRequest(subject, site, code)) return [];
    const method = code.evaluator.text(value, site, frame);
    return method !== null && METHOD.test(method) ? [method] : [];
  });
  const methods = new Set(compared);
  if ([...methods].every((one) => ASIDE.test(one))) return [];
  const isRefused = file.facts.calls.some(
    ({ call, scope: inner }) =>
      isWithin(inner) &&
      (dottedName(call.callee) === 'http.NotFound' ||
        call.args.some(({ value }) => isRefusal(value))),
  );
  return [...(isRefused ? methods : methods.add('GET'))].sort();
}

/** `r.Method` of a function's `r *http.Request`. */
function isOfRequest(subject: Expr, site: Site, code: Code): boolean {
  if (subject.kind !== 'member') return false;
  return code.resolver.origins(subject.object, site).some((origin) => {
    if (origin.kind === 'typed') return /\bhttp\.Request$/.test(origin.type);
    if (origin.kind !== 'param') return false;
    const scope = code.program.file(origin.file)?.index.scope(origin.scope);
    return /\bhttp\.Request$/.test(scope?.params[origin.position]?.type ?? '');
  });
}

/** `http.StatusMethodNotAllowed`, and `r.Method + " not supported"` in words. */
function isRefusal(expr: Expr): boolean {
  if (expr.kind === 'join') return expr.parts.some(isRefusal);
  if (expr.kind === 'text') return /\bnot (?:supported|allowed)\b/i.test(expr.value);
  return expr.kind === 'literal'
    ? /^(?:405|501)$/.test(expr.text)
    : /^Status(?:MethodNotAllowed|NotImplemented)$/.test(lastName(expr) ?? '');
}
