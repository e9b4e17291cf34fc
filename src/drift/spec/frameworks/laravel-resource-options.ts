import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import type { Step } from '../php-chains.ts';
import { type ResourceRoute, resourceRoutes, singletonRoutes } from './laravel-resources.ts';

/** The routes of one resource, by what the calls around it and the array that it is given say. */
export function resourceOf(
  kind: string,
  name: string,
  others: readonly Step[],
  given: Expr | undefined,
  site: Site,
  code: Code,
): readonly ResourceRoute[] {
  const names = (key: string): readonly string[] | null => {
    const step = others.find((one) => one.name === key);
    const written = given === undefined ? null : entry(given, key);
    const exprs =
      step === undefined
        ? written === null
          ? null
          : [written]
        : step.args.map(({ value }) => value);
    return exprs === null
      ? null
      : exprs.flatMap((expr) => code.evaluator.texts(expr, site).map((text) => text.join('')));
  };
  const has = (key: string) => others.some((one) => one.name === key);
  const options = {
    isApi: /^api/.test(kind),
    only: names('only'),
    except: names('except') ?? [],
    parameters: parametersOf(others, given, site, code),
    isShallow: has('shallow') || (given !== undefined && entry(given, 'shallow') !== null),
  };
  return /singletons?$/i.test(kind)
    ? singletonRoutes(name, {
        ...options,
        isCreatable: has('creatable'),
        isDestroyable: has('destroyable'),
      })
    : resourceRoutes(name, options);
}

/** `->parameters(['users' => 'admin'])`, `->parameter('users', 'admin')`. */
function parametersOf(
  others: readonly Step[],
  given: Expr | undefined,
  site: Site,
  code: Code,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const set = (key: Expr | undefined, value: Expr | undefined) => {
    const from = key === undefined ? null : code.evaluator.text(key, site);
    const to = value === undefined ? null : code.evaluator.text(value, site);
    if (from !== null && to !== null) found.set(from, to);
  };
  for (const { name, args } of others)
    if (name === 'parameter') set(args[0]?.value, args[1]?.value);
  const maps = others.flatMap(({ name, args }) =>
    name === 'parameters' ? args.map(({ value }) => value) : [],
  );
  const written = given === undefined ? null : entry(given, 'parameters');
  for (const map of written === null ? maps : [...maps, written]) {
    if (map.kind !== 'map') continue;
    for (const { key, value } of map.entries) if (key !== null) set(key, value);
  }
  return found;
}

/** The value of a key of an array. */
export function entry(expr: Expr, name: string): Expr | null {
  if (expr.kind !== 'map') return null;
  const found = expr.entries.find(({ key }) => key?.kind === 'text' && key.value === name);
  return found?.value ?? null;
}
