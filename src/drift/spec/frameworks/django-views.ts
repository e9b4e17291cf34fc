import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import { type Frame, givenIn } from '../../code/frame.ts';
import type { Site } from '../../code/program.ts';
import {
  argument,
  asViewCalls,
  boundTo,
  type CallAt,
  type ClassAt,
  classesOf,
  classValue,
  externalBases,
  handlerMethods,
  isMissing,
  methodNames,
} from '../python-routing.ts';

/** The methods that views of packages answer, by the end of their names; the first that fits counts. */
const GENERIC: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.ListCreateAPIView$/, ['GET', 'POST']],
  [/\.RetrieveUpdateDestroyAPIView$/, ['GET', 'PUT', 'PATCH', 'DELETE']],
  [/\.RetrieveUpdateAPIView$/, ['GET', 'PUT', 'PATCH']],
  [/\.RetrieveDestroyAPIView$/, ['GET', 'DELETE']],
  [/\.CreateAPIView$/, ['POST']],
  [/\.UpdateAPIView$/, ['PUT', 'PATCH']],
  [/\.DestroyAPIView$/, ['DELETE']],
  [/\.(?:List|Retrieve)APIView$/, ['GET']],
  [
    /\.(?:CreateView|UpdateView|FormView|LoginView|PasswordChangeView|PasswordResetView|PasswordResetConfirmView|GraphQLView)$/,
    ['GET', 'POST'],
  ],
  [/\.DeleteView$/, ['GET', 'POST', 'DELETE']],
  [/\.(?:LogoutView|Token\w+View|ObtainAuthToken|obtain_auth_token)$/, ['POST']],
  // Simple JWT's and its forerunner's.
  [/\.(?:(?:obtain|refresh|verify)_jwt_token|(?:Obtain|Refresh|Verify)JSONWebToken)$/, ['POST']],
  [/\.rest_framework_simplejwt\.views\.token_\w+$/, ['POST']],
  [
    /\.(?:TemplateView|RedirectView|\w*ListView|DetailView|\w*ArchiveView|(?:Year|Month|Week|Day|Today|Date)\w*View|\w+DoneView|\w+CompleteView|Feed|JavaScriptCatalog|JSONCatalog|Spectacular\w+View|sitemap|serve)$/,
    ['GET'],
  ],
];
/** Decorators of functions that say which methods they answer. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  require_GET: ['GET'],
  require_POST: ['POST'],
  require_safe: ['GET', 'HEAD'],
};
const MAX_DEPTH = 12;

/** The methods that a view answers, in upper case; `*` for any; null where that is not known. */
export function viewMethods(
  view: Expr,
  site: Site,
  code: Code,
  frame: Frame | null = null,
  depth = 0,
): readonly string[] | null {
  const made = asViewCalls(view, site, code, frame);
  if (made.length > 0) return union(made.map((one) => methodsOfCall(one, code)));
  if (depth > MAX_DEPTH) return null;
  if (view.kind === 'call') return methodsOfWrapped(view, site, code, frame, depth);
  const bound = boundTo(view, site, code);
  if (bound !== null) return viewMethods(bound.expr, bound.site, code, frame, depth + 1);
  const found = code.resolver.origins(view, site).map((origin): readonly string[] | null => {
    if (origin.kind === 'function') return methodsOfFunction(origin, code);
    if (origin.kind === 'instance') return methodsOfClass(origin, code) ?? ['*'];
    if (origin.kind === 'external') return generic([`${origin.module}.${origin.name}`]);
    if (origin.kind === 'call') return methodsOfWrapped(origin.call, origin, code, frame, depth);
    if (origin.kind !== 'param') return null;
    const known = givenIn(frame, origin);
    if (known !== undefined)
      return viewMethods(known.expr, known.site, code, known.frame, depth + 1);
    const { file, scope, position } = origin;
    const given = code.callers.of(file, scope).flatMap((caller) => {
      const value = code.callers.argument(file, scope, position, caller);
      return value === null ? [] : [viewMethods(value, caller.site, code, null, depth + 1)];
    });
    return union(given);
  });
  return union(found);
}

/** `csrf_exempt(view)`, `cache_page(60)(view)`, `require_POST(view)`; `Feed()`. */
function methodsOfWrapped(
  call: CallExpr,
  site: Site,
  code: Code,
  frame: Frame | null,
  depth: number,
): readonly string[] | null {
  const said = REQUIRED[lastName(call.callee) ?? ''];
  if (said !== undefined) return said;
  if (call.callee.kind === 'call') {
    const limited = limitedBy(call.callee, site, code);
    if (limited !== null) return limited;
  }
  const [own] = classesOf(call, site, code);
  if (own !== undefined) return methodsOfClass(own, code) ?? ['*'];
  for (const { value } of call.args) {
    if (value.kind === 'text' || value.kind === 'literal') continue;
    const inner = viewMethods(value, site, code, frame, depth + 1);
    if (inner !== null) return inner;
  }
  return null;
}

/** `View.as_view(…)`; a view set's takes a map of methods to functions. */
function methodsOfCall({ call, site, frame }: CallAt, code: Code): readonly string[] | null {
  const map = argument(call, 'actions', 0);
  if (map !== null) {
    const bound = boundTo(map, site, code)?.expr ?? map;
    if (bound.kind === 'map')
      return bound.entries.flatMap(({ key }) =>
        key?.kind === 'text' ? [key.value.toUpperCase()] : [],
      );
  }
  if (call.callee.kind !== 'member') return null;
  const { object } = call.callee;
  const limit = argument(call, 'http_method_names', null);
  const limited = limit === null ? null : methodNames(limit, site, code);
  const classes = classesOf(object, site, code, frame);
  const methods =
    classes.length > 0
      ? union(classes.map((own) => methodsOfClass(own, code)))
      : generic(
          code.resolver
            .origins(object, site)
            .flatMap((origin) =>
              origin.kind === 'external' ? [`${origin.module}.${origin.name}`] : [],
            ),
        );
  return limited === null || methods === null ? methods : within(methods, limited);
}

/** The handlers of a class and of what it extends, as far as `http_method_names` lets them through. */
function methodsOfClass(own: ClassAt, code: Code): readonly string[] | null {
  const handlers = handlerMethods(own, code);
  const inherited = generic(externalBases(own, code)) ?? [];
  const all = [...new Set([...handlers, ...inherited])];
  const limit = methodLimit(own, code);
  if (all.length === 0) return null;
  return limit === null ? all : within(all, limit);
}

/** `http_method_names = ['get', 'post']` of a class; null where it has none. */
export function methodLimit(own: ClassAt, code: Code): readonly string[] | null {
  const said = classValue(own, 'http_method_names', code);
  return said === null ? null : methodNames(said.value, said.site, code);
}

/** `request.POST.get('x')`, `request.POST['x']`, `json.loads(request.body)`: what only a request with a body has. */
function readsForm(expr: Expr): boolean {
  if (expr.kind === 'call')
    return [expr.callee, ...expr.args.map(({ value }) => value)].some(readsForm);
  if (expr.kind === 'index') return readsForm(expr.object);
  if (expr.kind === 'either') return expr.options.some(readsForm);
  return /^request\.(?:POST|FILES|body|data)\b/.test(dottedName(expr) ?? '');
}

/** By its decorators, or by the methods that it compares the request's with; any without either. */
function methodsOfFunction({ file, scope }: ClassAt, code: Code): readonly string[] {
  const source = code.program.file(file);
  const declared = source?.index.scope(scope);
  const site = { file, scope: declared?.parent ?? 0 };
  for (const decorator of declared?.decorators ?? []) {
    const limited = limitedBy(decorator, site, code);
    if (limited !== null) return limited;
  }
  const calls = (source?.facts.calls ?? []).filter((one) => one.scope === scope);
  const compared = new Set<string>();
  let isExact = false;
  for (const { call } of calls) {
    const name = call.callee.kind === 'name' ? call.callee.name : '';
    if (name === '!=' || name === 'not in' || refuses(call)) isExact = true;
    const value = call.args[1]?.value;
    if (value === undefined || !/^(?:==|!=|in|not in)$/.test(name)) continue;
    for (const method of methodNames(value, { file, scope }, code) ?? []) compared.add(method);
  }
  if (compared.size === 0) {
    const bound = (source?.facts.bindings ?? []).filter((one) => one.scope === scope);
    const read = [...calls.map(({ call }) => call), ...bound.flatMap(({ value }) => value ?? [])];
    return read.some(readsForm) ? ['*', 'POST'] : ['*'];
  }
  // What is not told apart is answered too: a form is shown for GET and taken for POST.
  if (!isExact) compared.add('GET');
  return [...compared];
}

/** Whether a call answers that a method is not allowed. */
function refuses({ callee, args }: CallExpr): boolean {
  if (lastName(callee) === 'HttpResponseNotAllowed') return true;
  return args.some(
    ({ name, value }) =>
      name === 'status' &&
      ((value.kind === 'literal' && value.text === '405') ||
        (value.kind === 'member' && value.name.includes('405'))),
  );
}

/** `@require_http_methods(["GET"])`, `@api_view(["GET"])`, `@require_POST`. */
function limitedBy(decorator: CallExpr, site: Site, code: Code): readonly string[] | null {
  const name = lastName(decorator.callee) ?? '';
  const said = REQUIRED[name];
  if (said !== undefined) return said;
  if (name !== 'require_http_methods' && name !== 'api_view') return null;
  const list = argument(
    decorator,
    name === 'api_view' ? 'http_method_names' : 'request_method_list',
    0,
  );
  return list === null ? ['GET'] : (methodNames(list, site, code) ?? ['*']);
}

function generic(names: readonly string[]): readonly string[] | null {
  const found = names.flatMap((name) => GENERIC.find(([end]) => end.test(`.${name}`))?.[1] ?? []);
  return found.length === 0 ? null : [...new Set(found)];
}

function within(methods: readonly string[], limit: readonly string[]): readonly string[] {
  return methods.includes('*') ? limit : methods.filter((method) => limit.includes(method));
}

function union(all: readonly (readonly string[] | null)[]): readonly string[] | null {
  const known = all.filter((one) => one !== null);
  return known.length === 0 ? null : [...new Set(known.flat())];
}

/** The methods that a view is taken to answer of which nothing is known, and what is to be said of it. */
export interface UnknownView {
  readonly methods: readonly string[];
  readonly message: string | null;
}

/**
 * A view of the repository that could not be found counts as one that tells no methods apart, as Django's functions
 * may. Of what packages have it is not known which methods they answer.
 */
export function unknownView(view: Expr, site: Site, code: Code): UnknownView {
  const isClass = view.kind === 'call' && lastName(view.callee) === 'as_view';
  // An object of a class that is not there answers as a view without a word of methods: `LatestFeed()`.
  const isObject = view.kind === 'call' && /^[A-Z]/.test(lastName(view.callee) ?? '');
  const own =
    isClass && view.callee.kind === 'member' ? view.callee.object : isObject ? view.callee : view;
  const isOwn =
    (own.kind === 'name' || own.kind === 'member' || own.kind === 'function') &&
    code.resolver
      .origins(own, site)
      .every((origin) => origin.kind !== 'external' || isMissing(origin, site, code));
  const message = isOwn
    ? 'The view of this route could not be found. The route is listed for GET.'
    : 'The view of this route could not be found, so it is not known which methods it answers. The route is left out.';
  return {
    methods: isOwn ? [isClass ? 'GET' : '*'] : [],
    message: own.kind === 'function' ? null : message,
  };
}
