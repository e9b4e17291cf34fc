import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import type { Framework } from '../framework.ts';
import { type GoDialect, type GoStep, goRoutes } from '../go-routers.ts';
import type { RouterRole } from '../router-roles.ts';

const METHODS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** https://pkg.go.dev/github.com/gin-gonic/gin: `RouterGroup` and what it can do. */
const DIALECT: GoDialect = {
  id: 'gin',
  module: /^(?:github\.com\/gin-gonic\/gin|gopkg\.in\/gin-gonic\/gin)(?:\.v\d+)?$/,
  local: 'gin',
  names: /^(?:r|rg|g|api|v\d+|engine|\w*[rR]outer|\w*[gG]roup)$/,
  makers: /^(?:Default|New)$/,
  types: /^(?:Engine|RouterGroup|IRouter|IRoutes)$/,
  applications: /^Engine$/,
  syntax: { colon: true, star: true },
  made(name: string, { args }: CallExpr, on: Expr): RouterRole | null {
    if (name === 'Group') return { role: 'group', of: on, prefix: args[0]?.value ?? null };
    return name === 'Use' || name === 'With' || METHODS.test(name)
      ? { role: 'same', as: on }
      : null;
  },
  step(name: string, args: readonly Argument[]): GoStep | null {
    const [first, second, third] = args;
    if (first === undefined || second === undefined) return null;
    if (METHODS.test(name)) return { does: 'route', methods: [name], path: first.value };
    if (name === 'Any') return { does: 'route', methods: ['*'], path: first.value };
    return (name === 'Handle' || name === 'Match') && third !== undefined
      ? { does: 'route', methods: first.value, path: second.value }
      : null;
  },
};

/** Gin. */
export const gin: Framework = {
  id: 'gin',
  languages: ['go'],
  mark: /gin-gonic\/gin|\.(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|Any|Handle|Match|Group)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT),
};
