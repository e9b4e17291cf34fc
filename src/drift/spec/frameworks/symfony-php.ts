import type { Code } from '../../code/code.ts';
import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { chainOf, innerCalls, type Step } from '../php-chains.ts';
import { writtenPath } from '../php-routing.ts';
import { type ConfiguredImport, type RoutingEntry, splitMethods } from './symfony-entries.ts';

/** What routes are told to: by Symfony 4 and later, by routing files of Symfony 2 and 3, by their kernels. */
const CONFIGURATOR = /(?:^|\\)(?:RoutingConfigurator|CollectionConfigurator)$/;
const COLLECTION = /(?:^|\\)RouteCollection$/;
const BUILDER = /(?:^|\\)RouteCollectionBuilder$/;
/** The position of the methods among what `new Route()` is given. */
const METHODS = 6;
/** The position of the defaults there. */
const DEFAULTS = 1;

type Kind = 'configurator' | 'collection' | 'builder';

/** The routes and imports that a PHP file tells (Symfony documentation, "Routing": PHP). */
export function phpEntries(file: SourceFile, code: Code): readonly RoutingEntry[] {
  const inner = innerCalls(file);
  return file.facts.calls.flatMap((made) => {
    if (inner.has(made.call)) return [];
    const site = { file: file.path, scope: made.scope };
    return unrolled(made, file, code).flatMap((call) => {
      const { on, steps } = chainOf(call);
      if (!steps.some(({ name }) => name === 'add' || name === 'import')) return [];
      const told = toldTo(on, site, code);
      return told === null ? [] : entriesOf(told, steps, site, code);
    });
  });
}

/** Whether a file may tell routes in this way: a function of it is given what routes are told to, or it makes one. */
export function tellsRoutes({ facts, index }: SourceFile): boolean {
  if (facts.language !== 'php') return false;
  const isGiven = facts.scopes.some(({ params }) =>
    params.some(({ type }) => kindOfType(type) !== null),
  );
  return isGiven || [...index.modules].some((module) => COLLECTION.test(module));
}

function kindOfType(type: string | null | undefined): Kind | null {
  if (CONFIGURATOR.test(type ?? '')) return 'configurator';
  if (BUILDER.test(type ?? '')) return 'builder';
  return COLLECTION.test(type ?? '') ? 'collection' : null;
}

/** What routes are told to, and the prefixes that it puts before them: `$routes->collection('api_')->prefix('/api')`. */
interface Told {
  readonly kind: Kind;
  readonly prefixes: readonly string[];
  /** The methods of routes that name none. */
  readonly methods: readonly string[];
}

function toldTo(on: Expr, site: Site, code: Code): Told | null {
  for (const origin of code.resolver.origins(on, site)) {
    if (origin.kind === 'param') {
      const declared = code.program.file(origin.file)?.index.scope(origin.scope);
      const kind = kindOfType(declared?.params[origin.position]?.type);
      if (kind !== null) return { kind, prefixes: [''], methods: [] };
    } else if (origin.kind === 'call') {
      if (lastName(origin.call.callee) === 'RouteCollection')
        return { kind: 'collection', prefixes: prefixesAdded(origin, code), methods: [] };
      const inner = chainOf(origin.call);
      if (!inner.steps.some(({ name }) => name === 'collection')) continue;
      const outer = toldTo(inner.on, origin, code);
      const own = inner.steps.findLast(({ name }) => name === 'prefix')?.args[0]?.value;
      const prefixes = textsOf(own, origin, code);
      const methods = inner.steps.findLast(({ name }) => name === 'methods')?.args ?? [];
      if (outer !== null)
        return {
          ...outer,
          prefixes: prefixes.length === 0 ? [''] : prefixes,
          methods: methods.flatMap(({ value }) => textsOf(value, origin, code)),
        };
    }
  }
  return null;
}

/** What `$sub->addPrefix('/sub')` puts before the routes of a collection. */
function prefixesAdded(made: Site & { readonly call: Expr }, code: Code): readonly string[] {
  const calls = code.program.file(made.file)?.facts.calls ?? [];
  const added = calls.flatMap(({ call, scope }) => {
    const { callee, args } = call;
    if (callee.kind !== 'member' || callee.name !== 'addPrefix') return [];
    const site = { file: made.file, scope };
    const isOfIt = code.resolver
      .origins(callee.object, site)
      .some((one) => one.kind === 'call' && one.call === made.call);
    return isOfIt ? textsOf(args[0]?.value, site, code) : [];
  });
  return added.length === 0 ? [''] : added;
}

function entriesOf(
  { kind, prefixes: before, methods: usual }: Told,
  steps: readonly Step[],
  site: Site,
  code: Code,
): readonly RoutingEntry[] {
  const found: RoutingEntry[] = [];
  let around = before;
  let isOpen = false;
  for (const step of steps) {
    const last = found.at(-1);
    if (step.name === 'add') {
      isOpen = true;
      found.push(
        ...added(kind, step, site, code, around).map((one) =>
          one.kind === 'route' && one.methods.length === 0 ? { ...one, methods: usual } : one,
        ),
      );
    } else if (step.name === 'import') {
      isOpen = true;
      found.push(...imported(kind, step, site, code));
    } else if (/^(?:methods|setMethods)$/.test(step.name) && last?.kind === 'route') {
      const methods = splitMethods(step.args.flatMap(({ value }) => textsOf(value, site, code)));
      found[found.length - 1] = { ...last, methods };
    } else if (step.name === 'defaults' && last?.kind === 'route') {
      const defaults = keysOf(step.args[0]?.value);
      found[found.length - 1] = { ...last, defaults };
    } else if (step.name === 'prefix') {
      const prefixes = textsOf(step.args[0]?.value, site, code);
      if (last?.kind === 'import') found[found.length - 1] = { ...last, prefixes };
      else if (!isOpen) around = prefixes.length === 0 ? [''] : prefixes;
    }
  }
  return found;
}

function added(
  kind: Kind,
  { args, at }: Step,
  site: Site,
  code: Code,
  around: readonly string[],
): readonly RoutingEntry[] {
  const path =
    args.find(({ name }) => name === 'path')?.value ?? args[kind === 'builder' ? 0 : 1]?.value;
  if (path === undefined) return [];
  const made = routeMade(path, site, code);
  const own = textsOf(made === null ? path : made.args[0]?.value, site, code);
  const paths = around.flatMap((before) => own.map((one) => `${before}/${one}`));
  const said = made === null ? undefined : argument(made.args, 'methods', METHODS);
  const methods =
    made === null ? [] : [...textsOf(said, site, code), ...methodsSet(path, site, code)];
  const defaults = keysOf(made === null ? undefined : argument(made.args, 'defaults', DEFAULTS));
  return paths.length === 0
    ? []
    : [{ kind: 'route', paths, methods: splitMethods(methods), defaults, at }];
}

/** The `new Route(…)` that an expression is, or that a variable holds. */
function routeMade(expr: Expr, site: Site, code: Code): CallExpr | null {
  if (expr.kind === 'call') return lastName(expr.callee) === 'Route' ? expr : null;
  for (const origin of expr.kind === 'name' ? code.resolver.origins(expr, site) : [])
    if (origin.kind === 'call' && lastName(origin.call.callee) === 'Route') return origin.call;
  return null;
}

/** The methods of `$route->setMethods(['POST'])`, for a route that a variable holds. */
function methodsSet(route: Expr, site: Site, code: Code): readonly string[] {
  if (route.kind !== 'name') return [];
  return (code.program.file(site.file)?.facts.calls ?? []).flatMap(({ call, scope }) => {
    const { callee, args } = call;
    const isSet =
      callee.kind === 'member' &&
      callee.name === 'setMethods' &&
      callee.object.kind === 'name' &&
      callee.object.name === route.name &&
      scope === site.scope;
    return isSet ? textsOf(args[0]?.value, site, code) : [];
  });
}

/** The keys of an array that are written as texts. */
function keysOf(expr: Expr | undefined): readonly string[] {
  if (expr?.kind !== 'map') return [];
  return expr.entries.flatMap(({ key }) => (key?.kind === 'text' ? [key.value] : []));
}

function imported(kind: Kind, { args }: Step, site: Site, code: Code): readonly ConfiguredImport[] {
  const resource = argument(args, 'resource', 0);
  if (resource === undefined) return [];
  const path =
    argument(resource.kind === 'map' ? entriesAsArgs(resource) : [], 'path', 0) ?? resource;
  const second = kind === 'builder' ? textsOf(args[1]?.value, site, code) : [];
  const isWritten = path.kind === 'text';
  const written = isWritten ? path.value : writtenPath(path, site, code);
  if (written === null) return [];
  const prefixes = second.length === 0 ? [''] : second;
  const loader = kind === 'builder' ? args[2]?.value : argument(args, 'type', 1);
  const type = textsOf(loader, site, code)[0] ?? null;
  return [
    { kind: 'import', resources: [written], prefixes, isWhole: !isWritten, excludes: [], type },
  ];
}

function entriesAsArgs(map: Extract<Expr, { kind: 'map' }>): readonly Argument[] {
  return map.entries.map(({ key, value }) => ({
    name: key?.kind === 'text' ? key.value : null,
    value,
    spread: false,
  }));
}

function argument(args: readonly Argument[], name: string, position: number): Expr | undefined {
  const named = args.find((one) => one.name === name)?.value;
  const positional = args[position];
  return named ?? (positional?.name === null ? positional.value : undefined);
}

/** The texts of an expression that are known whole; of a map by languages, those of its values. */
function textsOf(expr: Expr | undefined, site: Site, code: Code): readonly string[] {
  if (expr === undefined) return [];
  const exprs = expr.kind === 'map' ? expr.entries.map(({ value }) => value) : [expr];
  return exprs
    .flatMap((one) => code.evaluator.texts(one, site))
    .flatMap((text) => {
      const [only, ...more] = text;
      if (only === undefined || more.length > 0) return [];
      return typeof only === 'string'
        ? [only]
        : only.hole.startsWith('METHOD_')
          ? [only.hole.slice(7)]
          : [];
    });
}
