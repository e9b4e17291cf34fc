import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Scope } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import {
  argument,
  type ClassAt,
  classesOf,
  classValue,
  externalBases,
  lineage,
  methodNames,
} from '../python-routing.ts';

/** Classes of views whose methods are routes: those of Flask-Classful and of Flask-AppBuilder. */

/** A route that a class has, its path made of texts that stand one after the other. */
export interface ViewRoute {
  readonly path: readonly Expr[];
  readonly methods: readonly string[];
  /** Where its texts are to be worked out. */
  readonly site: Site;
  readonly at: CallExpr | Scope;
}

const CLASSFUL = /^flask_class(?:y|ful)\.(?:\w+\.)*FlaskView$/;
const BUILDER = /^flask_appbuilder\./;
/** The methods of a view that answer a request of their name at its base (Flask-Classful, "Special method names"). */
const SPECIAL = /^(?:get|put|patch|post|delete)$/;
/** What is called around requests, and no route. */
const AROUND = /^(?:_|(?:before|after)_|default_methods$|register$)/;

/** Whether a call registers a class of views: `UsersView.register(app)`, `appbuilder.add_view(UsersView, "Users")`. */
export function viewsRegistered(
  call: CallExpr,
  site: Site,
  code: Code,
): { readonly own: ClassAt; readonly on: Expr | null } | null {
  const { callee } = call;
  if (callee.kind !== 'member') return null;
  const isBuilder = /^add_(?:view|view_no_menu|api)$/.test(callee.name);
  if (!isBuilder && callee.name !== 'register') return null;
  const view = isBuilder ? argument(call, 'baseview', 0) : callee.object;
  const [own] = view === null ? [] : classesOf(view, site, code);
  if (own === undefined) return null;
  const wanted = isBuilder ? BUILDER : CLASSFUL;
  if (!externalBases(own, code).some((base) => wanted.test(base))) return null;
  return { own, on: isBuilder ? null : argument(call, 'app', 0) };
}

/** The routes of a class of views of Flask-Classful. */
export function classfulRoutes(
  own: ClassAt,
  call: CallExpr,
  site: Site,
  code: Code,
): readonly ViewRoute[] {
  const declared = code.program.file(own.file)?.index.scope(own.scope);
  if (declared === undefined) return [];
  const said = (name: string): readonly Expr[] => {
    const given = argument(call, name, null);
    if (given !== null) return [settled(given, site, code)];
    const inClass = classValue(own, name, code);
    return inClass === null ? [] : [settled(inClass.value, inClass.site, code)];
  };
  const prefix = said('route_prefix');
  const base = said('route_base');
  const named = (declared.name ?? '').replace(/View$/, '').toLowerCase();
  const before = [
    ...prefix,
    slash(declared),
    ...(base.length > 0 ? base : [text(named, declared)]),
  ];
  const excluded = classValue(own, 'excluded_methods', code);
  const left =
    excluded === null ? [] : code.evaluator.texts(excluded.value, excluded.site).map(String);
  const isDashed = classValue(own, 'method_dashified', code)?.value;
  return methodsOf(own, code).flatMap(({ method, file }): readonly ViewRoute[] => {
    const name = method.name ?? '';
    const isStatic = method.decorators.some((one) =>
      /^(?:static|class)method$/.test(lastName(one.callee) ?? ''),
    );
    if (AROUND.test(name) || isStatic || left.includes(name)) return [];
    const at = { file, scope: method.parent ?? 0 };
    const routes = method.decorators.filter((one) => lastName(one.callee) === 'route');
    const verbs = method.decorators
      .filter((one) => lastName(one.callee) === 'method')
      .flatMap(({ args }) => args.flatMap(({ value }) => methodNames(value, at, code) ?? []));
    if (routes.length > 0) {
      return routes.flatMap((one) => {
        const rule = argument(one, 'rule', 0);
        const methods = argument(one, 'methods', null);
        if (rule === null) return [];
        const known = methods === null ? ['GET'] : methodNames(methods, at, code);
        return [{ path: [...before, slash(one), rule], methods: known ?? [], site: at, at: one }];
      });
    }
    const isSpecial = SPECIAL.test(name);
    const isDash = isDashed?.kind === 'literal' && isDashed.text === 'True';
    const own =
      isSpecial || name === 'index' ? '' : `/${isDash ? name.replaceAll('_', '-') : name}`;
    const params = method.params.filter((param) => param.name !== 'self' && param.default === null);
    const rule = own + params.map((param) => `/<${param.name}>`).join('');
    const methods = isSpecial ? [name.toUpperCase()] : verbs.length > 0 ? verbs : ['GET'];
    return [{ path: [...before, text(rule, method)], methods, site: at, at: method }];
  });
}

export interface MethodAt {
  readonly method: Scope;
  readonly file: string;
}

/** The methods of a class and of those it extends, each name once. */
export function methodsOf(own: ClassAt, code: Code): readonly MethodAt[] {
  const found = new Map<string, MethodAt>();
  for (const { file, scope } of lineage(own, code)) {
    const index = code.program.file(file)?.index;
    for (const inner of index?.within(scope) ?? []) {
      const method = index?.scope(inner);
      if (method?.kind === 'function' && method.name && !found.has(method.name))
        found.set(method.name, { method, file });
    }
  }
  return [...found.values()];
}

export function settled(expr: Expr, site: Site, code: Code): Expr {
  code.resolver.settle(expr, site);
  return expr;
}

export function text(value: string, { line, column }: { line: number; column: number }): Expr {
  return { kind: 'text', value, line, column };
}

export function slash(at: { line: number; column: number }): Expr {
  return text('/', at);
}
