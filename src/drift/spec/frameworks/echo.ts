import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import type { Framework } from '../framework.ts';
import { type GoDialect, type GoStep, goRoutes } from '../go-routers.ts';
import type { RouterRole } from '../router-roles.ts';

/** In upper case; up to version 2 they were `Get`, `Post` and so on. */
const METHODS =
  /^(?:CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE|Connect|Delete|Get|Head|Options|Patch|Post|Put|Trace)$/;

/** https://echo.labstack.com/docs/routing: the instance, its groups and its hosts. */
const DIALECT: GoDialect = {
  id: 'echo',
  module: /^github\.com\/labstack\/echo(?:\/v\d+)?$/,
  local: 'echo',
  names: /^e(?:cho)?$/,
  makers: /^New$/,
  types: /^(?:Echo|Group)$/,
  applications: /^Echo$/,
  syntax: { colon: true, star: true },
  made(name: string, { args }: CallExpr, on: Expr): RouterRole | null {
    if (name === 'Group') return { role: 'group', of: on, prefix: args[0]?.value ?? null };
    return name === 'Host' ? { role: 'same', as: on } : null;
  },
  step(name: string, args: readonly Argument[]): GoStep | null {
    const [first, second, third] = args;
    if (first === undefined || second === undefined) return null;
    if (METHODS.test(name))
      return { does: 'route', methods: [name.toUpperCase()], path: first.value };
    if (name === 'Any') return { does: 'route', methods: ['*'], path: first.value };
    return (name === 'Add' || name === 'Match') && third !== undefined
      ? { does: 'route', methods: first.value, path: second.value }
      : null;
  },
};

/** Echo. */
export const echo: Framework = {
  id: 'echo',
  languages: ['go'],
  mark: /labstack\/echo|\.(?:CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE|Any|Add|Match|Group|Get|Post|Put|Delete|Patch)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT),
};
