import type { Expr } from './facts.ts';
import type { Origin } from './origin.ts';
import type { SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

/** What a function of the repository gives back, where that is more than a value. */
export function returnedBy(resolver: Resolver, path: string, scope: number): readonly Origin[] {
  const file = resolver.program.file(path);
  if (file === undefined) return [];
  return resolver.once(`${path}#${scope} returns`, () => {
    const found = file.index
      .returns(scope)
      .flatMap(({ value }) => resolver.origins(value, { file: path, scope }))
      .filter((origin) => origin.kind !== 'value' || structOf(origin.expr) !== undefined);
    return found.every((origin) => isUnknownCall(resolver, origin))
      ? [...declared(resolver, file, scope), ...found]
      : found;
  });
}

/** A member of the object that a function of JavaScript gives back: `make().router` with `return { path, router }`. */
export function memberOfReturned(
  resolver: Resolver,
  { call, file: path, scope }: Extract<Origin, { kind: 'call' }>,
  name: string,
): readonly Origin[] {
  const site = { file: path, scope };
  if (resolver.program.file(path)?.facts.language !== 'javascript') return [];
  const callees = resolver.origins(call.callee, site).flatMap((one) => resolver.asValue(one));
  return callees.flatMap((callee) => {
    if (callee.kind !== 'function') return [];
    const key = `${callee.file}#${callee.scope} returns .${name}`;
    const found = resolver.once(key, () =>
      (resolver.program.file(callee.file)?.index.returns(callee.scope) ?? [])
        .flatMap(({ value }) => resolver.origins(value, { file: callee.file, scope: callee.scope }))
        .filter((one) => one.kind === 'value' && one.expr.kind === 'map')
        .flatMap((one) => resolver.memberOf(one, name)),
    );
    return found.map((one) =>
      one.kind === 'call' && one.file === callee.file && one.scope === callee.scope
        ? { ...one, via: { call, ...site } }
        : one,
    );
  });
}

/** A call of which nothing tells what is called: `config()` after `config = configs[name]`. */
function isUnknownCall(resolver: Resolver, origin: Origin): boolean {
  return (
    origin.kind === 'call' &&
    resolver.origins(origin.call.callee, origin).every(({ kind }) => kind === 'value')
  );
}

/** An object of the class that a function says it gives back; Python alone says so where it matters. */
function declared(
  resolver: Resolver,
  { path, facts, index }: SourceFile,
  scope: number,
): readonly Origin[] {
  const type = facts.language === 'python' ? index.scope(scope)?.returnType : null;
  if (type === null || type === undefined) return [];
  return resolver
    .typeOrigins(type, { file: path, scope })
    .flatMap((origin): readonly Origin[] =>
      origin.kind === 'class'
        ? [{ kind: 'instance', file: origin.file, scope: origin.scope, call: null }]
        : [],
    );
}

/** The struct that a literal is of: `Server` of `&Server{…}`; undefined for other expressions. */
export function structOf(expr: Expr): string | undefined {
  return expr.kind === 'map' ? expr.type : undefined;
}
