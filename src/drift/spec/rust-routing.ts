import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import { dottedName, lastName } from '../code/facts-index.ts';
import type { Origin } from '../code/origin.ts';
import type { Site, SourceFile } from '../code/program.ts';
import { importsPackage, usesPackage } from '../code/uses-package.ts';

/** Crates that serve HTTP: code that uses one of them is not taken for another's. */
const WEB_CRATES =
  /^(?:axum|aide|utoipa_axum|actix_web|actix_web_lab|utoipa_actix_web|paperclip|rocket|rocket_okapi|warp|tide|salvo|poem|poem_openapi|gotham|nickel|iron|rouille|loco_rs|dropshot|ntex|viz|worker)(?:::|$)/;

/** A chain of calls is followed through so many variables. */
const MAX_VARIABLES = 12;

/** Types that only actix-web's handlers have. */
const ACTIX_TYPES = /\bweb::|\bHttpResponse\b|\bHttpRequest\b|\bimpl Responder\b/;

/** Whether code may use a crate: where it imports it, or imports no web crate at all, as pieces of programs do. */
export function mayUse(code: Code, module: RegExp): boolean {
  return usesPackage(code, module) || !usesPackage(code, WEB_CRATES);
}

/** Whether nothing in a file says whose its names are: it imports no web crate. */
export function importsNoWebCrate(file: SourceFile): boolean {
  return !importsPackage(file, WEB_CRATES);
}

/** Whether a path begins with a name that nothing binds, so that it may be of a crate whose import is missing. */
export function isUnbound(expr: Expr, site: Site, code: Code): boolean {
  let first = expr;
  while (first.kind === 'member') first = first.object;
  return (
    first.kind === 'name' &&
    code.resolver.origins(first, site).every((origin) => origin.kind === 'value')
  );
}

/** Whether a path is of a crate: through a `use`, or written out in full (`axum::Router`). */
export function isExternal(expr: Expr, site: Site, module: RegExp, code: Code): boolean {
  const written = dottedName(expr)?.replace(/\./g, '::');
  return code.resolver.origins(expr, site).some((origin) => {
    if (origin.kind === 'external') return module.test(origin.module);
    if (origin.kind !== 'member' && origin.kind !== 'value') return false;
    return written !== undefined && module.test(written);
  });
}

/** Whether something is made in a function that gives it back, and that nobody calls as far as can be seen. */
export function isReturnedToNobody(
  { file, scope, call }: Extract<Origin, { kind: 'call' }>,
  code: Code,
): boolean {
  const returns = code.program.file(file)?.index.returns(scope) ?? [];
  const isReturned = returns.some(({ value }) => holds(value, call, { file, scope }, code, 0));
  return isReturned && code.callers.of(file, scope).length === 0;
}

/** Whether a chain of calls begins with one, also through variables: but `axum::serve(…, router)` gives no router. */
function holds(expr: Expr, call: Expr, site: Site, code: Code, depth: number): boolean {
  for (let at = expr; ; ) {
    if (at === call) return true;
    if (at.kind === 'call' && at.callee.kind === 'member') at = at.callee.object;
    else if (at.kind !== 'name' || depth > MAX_VARIABLES) return false;
    else
      return code.resolver
        .origins(at, site)
        .some(
          (origin) => origin.kind === 'call' && holds(origin.call, call, origin, code, depth + 1),
        );
  }
}

/** Whether a scope is only there in tests: `#[test]`, `#[tokio::test]`, `#[cfg(test)]`. */
export function isTest(file: SourceFile, scope: number): boolean {
  for (const index of file.index.enclosing(scope)) {
    for (const { callee, args } of file.index.scope(index)?.decorators ?? []) {
      const name = lastName(callee);
      const [first] = args;
      if (
        name === 'test' ||
        (name === 'cfg' && first?.value.kind === 'name' && first.value.name === 'test')
      )
        return true;
    }
  }
  return false;
}

/** Whether an attribute is a crate's: by its own path or import, or because all of the crate is imported. */
export function isAttributeOf(
  callee: Expr,
  file: SourceFile,
  module: RegExp,
  code: Code,
): 'yes' | 'no' | 'unknown' {
  const site = { file: file.path, scope: 0 };
  if (isExternal(callee, site, module, code)) return 'yes';
  if (callee.kind === 'name' && file.index.imports('*').some((one) => module.test(one.module)))
    return 'yes';
  // An attribute is a macro: functions of its name are something else.
  const isKnown = code.resolver
    .origins(callee, site)
    .some(({ kind }) => kind !== 'value' && kind !== 'function');
  return isKnown ? 'no' : 'unknown';
}

/** Whether the handlers of a file take and give what those of actix-web do. */
export function looksLikeActix({ facts }: SourceFile): boolean {
  return facts.scopes.some(({ params, returnType }) =>
    [returnType, ...params.map(({ type }) => type)].some((type) => ACTIX_TYPES.test(type ?? '')),
  );
}
