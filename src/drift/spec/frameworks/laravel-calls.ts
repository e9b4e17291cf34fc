import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { joinPaths, type PathTemplate } from '../path-template.ts';

/** How the calls are told that tell Laravel of routes. */

/** Methods that tell a route for one HTTP method. */
export const VERB = /^(?:get|post|put|patch|delete|options)$/;
/** Methods that tell the routes of resources. */
export const RESOURCE = /^(?:api)?(?:Resources?|resources?|Singletons?|singletons?)$/;

/** Whether a method of a router or of its attributes tells routes. */
export function isTelling(name: string): boolean {
  return (
    VERB.test(name) ||
    RESOURCE.test(name) ||
    /^(?:any|match|addRoute|view|redirect|permanentRedirect|fallback|group|withRouting|inertia|livewire|route)$/.test(
      name,
    )
  );
}

/** `$this->loadRoutesFrom(__DIR__.'/../routes/web.php')` of a service provider. */
export function isLoad({ callee }: CallExpr): boolean {
  return callee.kind === 'member' && callee.name === 'loadRoutesFrom';
}

/** Whether routes are told to a `Route` of which nothing else is known: Laravel's facade needs no import. */
export function hasFacade({ program, resolver }: Code): boolean {
  return [...program.files()].some(
    ({ path, facts }) =>
      facts.language === 'php' &&
      facts.calls.some(({ call: { callee, args }, scope }) => {
        if (callee.kind !== 'member' || lastName(callee.object) !== 'Route') return false;
        if (!isTelling(callee.name) || args.length < 2) return false;
        const origins = resolver.origins(callee.object, { file: path, scope });
        return origins.every(({ kind }) => kind === 'value');
      }),
  );
}

/** The router of a macro's function. */
export function isThis(expr: Expr): boolean {
  return expr.kind === 'name' && expr.name === 'this';
}

/** What the routes of a file stand on. */
export function fileKey(path: string): string {
  return `${path}#0`;
}

/** Each path below each prefix. */
export function join(
  prefixes: readonly PathTemplate[],
  paths: readonly PathTemplate[],
): readonly PathTemplate[] {
  return prefixes.flatMap((prefix) => paths.map((path) => joinPaths(prefix, path)));
}
