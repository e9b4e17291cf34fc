import type { Code } from '../code/code.ts';
import type { CallExpr, Expr, MemberExpr } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import type { Site, SourceFile } from '../code/program.ts';

/** Methods of routers that go by another name: `get = router.get`, `route(app.post, "/x")`, `partial(router.get, …)`. */

/** Methods that register a route. */
const REGISTERS =
  /^(?:get|head|post|put|patch|delete|options|trace|route|api_route|add_route|add_api_route|add_url_rule|add_resource)$/;

const aliases = new WeakMap<SourceFile, ReadonlySet<string>>();

/** The names that a file gives to methods which register routes, and its parameters that are called like functions. */
function aliasesOf(file: SourceFile): ReadonlySet<string> {
  const known = aliases.get(file);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const { name, value } of file.facts.bindings)
    if (value !== null && methodIn(value) !== null) names.add(name);
  for (const { params } of file.facts.scopes)
    for (const { name } of params)
      if (/(?:^|_)(?:method|route|router|register|decorator|verb|func|fn|operation)$/.test(name))
        names.add(name);
  aliases.set(file, names);
  return names;
}

/** A call by another name as the calls of the methods that it stands for; the call itself where it is no such. */
export function withoutAlias(
  call: CallExpr,
  site: Site,
  file: SourceFile,
  code: Code,
): readonly CallExpr[] {
  const { callee } = call;
  // A function that is given such a method calls it: its file is wanted.
  if (call.args.some(({ value }) => value.kind === 'member' && methodIn(value) !== null))
    code.resolver.origins(callee, site);
  if (callee.kind !== 'name' || !aliasesOf(file).has(callee.name)) return [call];
  for (const scope of file.index.enclosing(site.scope)) {
    const bound = file.index.bindings(scope, callee.name).at(-1)?.value;
    const method = bound ? methodIn(bound) : null;
    if (method !== null) return [{ ...call, callee: method }];
    const params = file.index.scope(scope)?.params ?? [];
    const position = params.findIndex(({ name }) => name === callee.name);
    if (position !== -1) return given(call, { file: file.path, scope }, position, code);
    if (bound) return [call];
  }
  return [call];
}

/** A call of a parameter, as each caller of the function makes it: with its method, and with its other arguments. */
function given(call: CallExpr, fn: Site, position: number, code: Code): readonly CallExpr[] {
  const params = code.program.file(fn.file)?.index.scope(fn.scope)?.params ?? [];
  const found = code.callers.of(fn.file, fn.scope).flatMap((caller) => {
    const argument = code.callers.argument(fn.file, fn.scope, position, caller);
    const method = argument === null ? null : methodIn(argument);
    if (method === null) return [];
    code.resolver.settle(method, caller.site);
    code.resolver.settle(method.object, caller.site);
    const args = call.args.map((arg) => {
      const at = params.findIndex(
        ({ name }) => arg.value.kind === 'name' && name === arg.value.name,
      );
      const value = at === -1 ? null : code.callers.argument(fn.file, fn.scope, at, caller);
      if (value === null) return arg;
      code.resolver.settle(value, caller.site);
      return { ...arg, value };
    });
    return [{ ...call, callee: method, args }];
  });
  return found.length > 0 ? found : [call];
}

/** `router.get` of itself and of `partial(router.get, …)`; null for what is no such method. */
function methodIn(value: Expr): MemberExpr | null {
  if (value.kind === 'member') return REGISTERS.test(value.name) ? value : null;
  const first =
    value.kind === 'call' && lastName(value.callee) === 'partial' ? value.args[0] : null;
  return first ? methodIn(first.value) : null;
}
