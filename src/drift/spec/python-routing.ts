import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import { type Frame, givenIn } from '../code/frame.ts';
import type { Origin } from '../code/origin.ts';
import type { Site, SourceFile } from '../code/program.ts';

/** What Python's frameworks have in common: decorated handlers, classes of handlers and lists of methods. */

/** A class of the repository. */
export interface ClassAt {
  readonly file: string;
  readonly scope: number;
}

/** Methods of a class that answer a request of their name. */
const HANDLERS = /^(?:get|head|post|put|patch|delete|options|trace)$/;
/** Classes are followed upwards so far. */
const MAX_BASES = 12;

/** An argument by its name, or else by its position among those without one. */
export function argument(call: CallExpr, name: string, position: number | null): Expr | null {
  const byName = call.args.find((one) => one.name === name);
  if (byName !== undefined) return byName.value;
  if (position === null) return null;
  const positional = call.args.filter((one) => one.name === null);
  const isCut = positional.slice(0, position + 1).some(({ spread }) => spread);
  return isCut ? null : (positional[position]?.value ?? null);
}

/** The function or class that each decorator of a file stands on, by the decorator. */
export function decorated(file: SourceFile): ReadonlyMap<CallExpr, number> {
  const found = new Map<CallExpr, number>();
  for (const [index, { decorators }] of file.facts.scopes.entries())
    for (const one of decorators) found.set(one, index);
  return found;
}

/** The methods of `methods=["GET", HTTPMethod.POST]`, in upper case; null where one of them is not known. */
export function methodNames(
  expr: Expr,
  site: Site,
  code: Code,
  frame: Frame | null = null,
): readonly string[] | null {
  const methods = code.evaluator.texts(withItems(expr), site, frame).map((text) => {
    const [only, ...rest] = text;
    if (only === undefined || rest.length > 0) return null;
    if (typeof only === 'string') return only.toUpperCase();
    return HANDLERS.test(only.hole.toLowerCase()) ? only.hole.toUpperCase() : null;
  });
  const known = methods.filter((method) => method !== null && /^[A-Z]+$/.test(method));
  return known.length === methods.length ? [...new Set(known)].filter((one) => one !== null) : null;
}

/** What `list(methods)` has the items of. */
function withItems(expr: Expr): Expr {
  const isCopy =
    expr.kind === 'call' && /^(?:list|set|tuple|sorted)$/.test(lastName(expr.callee) ?? '');
  const [first, ...others] = isCopy ? expr.args : [];
  return first === undefined || others.length > 0 ? expr : withItems(first.value);
}

/**
 * The classes of the repository among what an expression means: the class itself or an object of it. What a function
 * is given is followed to its callers.
 */
export function classesOf(
  expr: Expr,
  site: Site,
  code: Code,
  frame: Frame | null = null,
  depth = 0,
): readonly ClassAt[] {
  return code.resolver.origins(expr, site).flatMap((origin) => {
    if (origin.kind === 'class' || origin.kind === 'instance')
      return [{ file: origin.file, scope: origin.scope }];
    if (origin.kind !== 'param' || depth > MAX_BASES) return [];
    const known = givenIn(frame, origin);
    if (known !== undefined) return classesOf(known.expr, known.site, code, known.frame, depth + 1);
    const { file, scope, position } = origin;
    return code.callers.of(file, scope).flatMap((caller) => {
      const given = code.callers.argument(file, scope, position, caller);
      return given === null ? [] : classesOf(given, caller.site, code, null, depth + 1);
    });
  });
}

/** A class and those of the repository that it extends, the nearest first. */
export function lineage(own: ClassAt, code: Code, depth = 0): readonly ClassAt[] {
  if (depth > MAX_BASES) return [own];
  const bases = basesOf(own, code).flatMap((origin) =>
    origin.kind === 'class' ? lineage(origin, code, depth + 1) : [],
  );
  return [own, ...bases];
}

/** The classes of packages that a class extends, itself or through others: `rest_framework.views.APIView`. */
export function externalBases(own: ClassAt, code: Code): readonly string[] {
  return lineage(own, code).flatMap((one) =>
    basesOf(one, code).flatMap((origin) =>
      origin.kind === 'external' ? [`${origin.module}.${origin.name}`] : [],
    ),
  );
}

function basesOf({ file, scope }: ClassAt, code: Code): readonly Origin[] {
  const declared = code.program.file(file)?.index.scope(scope);
  const site = { file, scope: declared?.parent ?? 0 };
  return (declared?.bases ?? []).flatMap((base) => code.resolver.origins(base, site));
}

/** What a class or those it extends give a name: the first value there is. */
export function classValue(
  own: ClassAt,
  name: string,
  code: Code,
): { readonly value: Expr; readonly site: Site } | null {
  for (const { file, scope } of lineage(own, code)) {
    const found = code.program.file(file)?.index.bindings(scope, name).at(-1)?.value;
    if (found) return { value: found, site: { file, scope } };
  }
  return null;
}

/** The function of a name that a class has, of its own or of what it extends. */
export function classMethod(own: ClassAt, name: string, code: Code): ClassAt | null {
  for (const { file, scope } of lineage(own, code)) {
    const found = code.program.file(file)?.index.declared(scope, name)[0];
    if (found !== undefined) return { file, scope: found };
  }
  return null;
}

/** The HTTP methods that a class answers by methods of their names, in upper case. */
export function handlerMethods(own: ClassAt, code: Code): readonly string[] {
  const names = lineage(own, code).flatMap(({ file, scope }) => {
    const source = code.program.file(file);
    const index = source?.index;
    const inner = (index?.within(scope) ?? []).map((one) => index?.scope(one)?.name ?? '');
    const bound = (source?.facts.bindings ?? [])
      .filter((one) => one.scope === scope)
      .map(({ name }) => name);
    return [...inner, ...bound].filter((name) => HANDLERS.test(name));
  });
  return [...new Set(names)].map((name) => name.toUpperCase());
}

/** A call, and the place that its names are looked up from, with what the parameters around are there. */
export interface CallAt {
  readonly call: CallExpr;
  readonly site: Site;
  readonly frame: Frame | null;
}

/** The classes in `View.as_view('x')`, also behind names and decorators. */
export function viewClasses(
  view: Expr,
  site: Site,
  code: Code,
  frame: Frame | null = null,
): readonly ClassAt[] {
  return asViewCalls(view, site, code, frame).flatMap(({ call, site: at, frame: known }) =>
    call.callee.kind === 'member' ? classesOf(call.callee.object, at, code, known) : [],
  );
}

/**
 * The calls of `View.as_view('x')` in an expression, also behind names and decorators: `login_required(View.as_view())`,
 * whatever the decorator gives back.
 */
export function asViewCalls(
  view: Expr,
  site: Site,
  code: Code,
  frame: Frame | null = null,
  depth = 0,
): readonly CallAt[] {
  if (depth > MAX_BASES) return [];
  if (view.kind === 'call') {
    const { callee, args } = view;
    if (callee.kind === 'member' && callee.name === 'as_view') return [{ call: view, site, frame }];
    return args.flatMap(({ value }) => asViewCalls(value, site, code, frame, depth + 1));
  }
  if (view.kind !== 'name' && view.kind !== 'member') return [];
  const bound = boundTo(view, site, code);
  if (bound !== null) return asViewCalls(bound.expr, bound.site, code, frame, depth + 1);
  return code.resolver.origins(view, site).flatMap((origin) => {
    if (origin.kind === 'call') return asViewCalls(origin.call, origin, code, frame, depth + 1);
    if (origin.kind !== 'param') return [];
    const known = givenIn(frame, origin);
    if (known !== undefined)
      return asViewCalls(known.expr, known.site, code, known.frame, depth + 1);
    const { file, scope, position } = origin;
    return code.callers.of(file, scope).flatMap((caller) => {
      const given = code.callers.argument(file, scope, position, caller);
      return given === null ? [] : asViewCalls(given, caller.site, code, null, depth + 1);
    });
  });
}

/** The expression that a name is given in its own file, and the place it stands in. */
export function boundTo(
  name: Expr,
  site: Site,
  code: Code,
): { readonly expr: Expr; readonly site: Site } | null {
  if (name.kind !== 'name') return null;
  const index = code.program.file(site.file)?.index;
  for (const scope of index?.enclosing(site.scope) ?? []) {
    const bound = index?.bindings(scope, name.name).at(-1);
    if (bound?.value && !bound.each) return { expr: bound.value, site: { file: site.file, scope } };
  }
  return null;
}

/** Whether something is imported from a module of the repository's own that is not there. */
export function isMissing(
  { module }: Extract<Origin, { kind: 'external' }>,
  { file }: Site,
  { program }: Code,
): boolean {
  if (module.startsWith('.')) return true;
  const [first = ''] = module.split('.');
  return (
    program.modules(first, file).length > 0 ||
    [...program.folders()].some((folder) => folder === first || folder.endsWith(`/${first}`))
  );
}
