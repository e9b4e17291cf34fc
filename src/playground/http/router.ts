import { routes } from '../rest/routes.ts';
import type { Route } from './route.ts';

interface Compiled {
  readonly route: Route;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** Parameters that may hold slashes. */
const LONG = new Set(['ref', 'path', 'branch', 'basehead']);

function compile(route: Route): Compiled {
  const names: string[] = [];
  const source = route.template.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return LONG.has(name) ? '(.+)' : '([^/]+)';
  });
  return { route, expression: new RegExp(`^${source}$`), names };
}

/** Fixed parts win over parameters: `/commits/{ref}/check-runs` before `/commits/{ref}`. */
function specificity({ template }: Route): number {
  return template.split('/').reduce((sum, part) => sum + (part.startsWith('{') ? 1 : 100), 0);
}

const compiled = [...routes].sort((a, b) => specificity(b) - specificity(a)).map(compile);

/** The route of a request and what its path says. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The route for a path (without `/api/v3`); undefined where there is none. */
export function findRoute(method: string, path: string): Match | undefined {
  for (const { route, expression, names } of compiled) {
    if (route.method !== method) continue;
    const match = expression.exec(path);
    if (match === null) continue;
    const params = names.map((name, index): [string, string] => [
      name,
      decode(match[index + 1] ?? ''),
    ]);
    return { route, params: Object.fromEntries(params) };
  }
  return undefined;
}

/** Whether a path is the API's: pages are served for the others. */
export function isApiPath(path: string): boolean {
  return (
    /^\/(api\/v3|api\/graphql|repos|installation|users|user|rate_limit|meta|graphql|app|orgs|repositories)(\/|$)/.test(
      path,
    ) && !/^\/apps(\/|$)/.test(path)
  );
}

/** The path without the prefix that GitHub Enterprise Server puts before it: `/api/v3`, for GraphQL `/api`. */
export function apiPath(path: string): string {
  return path.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api\/graphql$/, '/graphql');
}
