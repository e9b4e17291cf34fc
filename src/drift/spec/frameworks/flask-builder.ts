import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import {
  argument,
  type ClassAt,
  classValue,
  externalBases,
  methodNames,
} from '../python-routing.ts';
import { methodsOf, settled, slash, text, type ViewRoute } from './flask-views.ts';

/** Sets of names are followed through this many others. */
const MAX_DEPTH = 8;

/** What the classes of Flask-AppBuilder bring, by the last part of their names: methods, path and function. */
const BUILT: readonly {
  readonly base: RegExp;
  readonly routes: readonly (readonly [string, string, string])[];
}[] = [
  {
    base: /\bModelRestApi$/,
    routes: [
      ['GET', '/_info', 'info'],
      ['GET', '/', 'get_list'],
      ['POST', '/', 'post'],
      ['GET', '/<pk>', 'get'],
      ['PUT', '/<pk>', 'put'],
      ['DELETE', '/<pk>', 'delete'],
    ],
  },
  {
    base: /\b(?:ModelView|MasterDetailView|CompactCRUDMixin)$/,
    routes: [
      ['GET', '/list/', 'list'],
      ['GET', '/show/<pk>', 'show'],
      ['GET POST', '/add', 'add'],
      ['GET POST', '/edit/<pk>', 'edit'],
      ['GET POST', '/delete/<pk>', 'delete'],
    ],
  },
  { base: /\b(?:Simple|Public)FormView$/, routes: [['GET POST', '/form', 'form']] },
];

/** The routes of a class of views of Flask-AppBuilder: those that are exposed, and what the classes above bring. */
export function builderRoutes(own: ClassAt, code: Code): readonly ViewRoute[] {
  const declared = code.program.file(own.file)?.index.scope(own.scope);
  if (declared === undefined) return [];
  const bases = externalBases(own, code);
  const site = { file: own.file, scope: own.scope };
  const said = classValue(own, 'route_base', code);
  const isApi = bases.some((base) => /Api$/.test(base));
  const named = text((declared.name ?? '').toLowerCase(), declared);
  const before =
    said !== null
      ? [settled(said.value, said.site, code)]
      : isApi
        ? apiBase()
        : [slash(declared), named];
  const chosen = namesIn(own, 'include_route_methods', code);
  const left = namesIn(own, 'exclude_route_methods', code);
  const isServed = (name: string) => chosen?.has(name) !== false && left?.has(name) !== true;
  const exposed = methodsOf(own, code).flatMap(({ method, file }) =>
    method.decorators.flatMap((one): readonly ViewRoute[] => {
      if (lastName(one.callee) !== 'expose' || !isServed(method.name ?? '')) return [];
      const at = { file, scope: method.parent ?? 0 };
      const url = argument(one, 'url', 0) ?? text('/', one);
      const methods = argument(one, 'methods', 1);
      const known = methods === null ? ['GET'] : methodNames(methods, at, code);
      return [{ path: [...before, slash(one), url], methods: known ?? [], site: at, at: one }];
    }),
  );
  const brought = BUILT.filter(({ base }) => bases.some((one) => base.test(one))).flatMap(
    ({ routes }) =>
      routes
        .filter(([, , name]) => isServed(name))
        .map(
          ([methods, path]): ViewRoute => ({
            path: [...before, text(path, declared)],
            methods: methods.split(' '),
            site,
            at: declared,
          }),
        ),
  );
  return [...exposed, ...brought];

  function apiBase(): readonly Expr[] {
    const at = declared ?? { line: 1, column: 1 };
    const value = (name: string) => {
      const found = classValue(own, name, code);
      return found === null ? null : settled(found.value, found.site, code);
    };
    const version = value('version') ?? text('v1', at);
    return [text('/api/', at), version, text('/', at), value('resource_name') ?? named];
  }
}

/** The names in a set that a class has; null where it has none, or not all of them are known. */
function namesIn(own: ClassAt, name: string, code: Code): ReadonlySet<string> | null {
  const said = classValue(own, name, code);
  const found = said === null ? null : itemsOf(said.value, said.site, code, 0);
  return found === null ? null : new Set(found);
}

/** `{"get", Method.POST} | MORE`; null where something in it is not known. */
function itemsOf(expr: Expr, site: Site, code: Code, depth: number): readonly string[] | null {
  if (depth > MAX_DEPTH) return null;
  const parts = expr.kind === 'join' ? expr.parts : expr.kind === 'list' ? expr.items : null;
  if (parts !== null) {
    const known = parts.map((part) => itemsOf(part, site, code, depth + 1));
    return known.every((one) => one !== null) ? known.flat() : null;
  }
  const [origin, ...others] = code.resolver.origins(expr, site);
  const isSet = origin?.kind === 'value' && /^(?:join|list)$/.test(origin.expr.kind);
  if (isSet && others.length === 0) return itemsOf(origin.expr, origin, code, depth + 1);
  const only = code.evaluator.text(expr, site);
  return only === null ? null : [only];
}
