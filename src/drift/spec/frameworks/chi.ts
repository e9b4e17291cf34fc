import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import type { Framework } from '../framework.ts';
import { type GoDialect, type GoStep, goRoutes } from '../go-routers.ts';
import type { RouterRole } from '../router-roles.ts';

const METHODS = /^(?:Connect|Delete|Get|Head|Options|Patch|Post|Put|Trace)$/;

/** https://pkg.go.dev/github.com/go-chi/chi/v5: the `Router` interface. */
const DIALECT: GoDialect = {
  id: 'chi',
  module: /^github\.com\/(?:go-chi|pressly)\/chi(?:\/v\d+)?$/,
  local: 'chi',
  names: /^(?:r|\w*[rR]outer|mux|chi)$/,
  makers: /^(?:NewRouter|NewMux)$/,
  types: /^(?:Router|Mux)$/,
  applications: /^Mux$/,
  syntax: { braces: true, star: true },
  made(name: string, { args }: CallExpr, on: Expr): RouterRole | null {
    if (name === 'Route') return { role: 'group', of: on, prefix: args[0]?.value ?? null };
    return name === 'With' || name === 'Group' ? { role: 'same', as: on } : null;
  },
  step(name: string, args: readonly Argument[]): GoStep | null {
    const [first, second, third] = args;
    if (first === undefined) return null;
    if (name === 'Group') return { does: 'give', prefix: null, to: first.value };
    if (second === undefined) return null;
    if (METHODS.test(name))
      return { does: 'route', methods: [name.toUpperCase()], path: first.value };
    if (name === 'Route') return { does: 'give', prefix: first.value, to: second.value };
    if (name === 'Mount') return { does: 'mount', prefix: first.value, child: second.value };
    if (name === 'Handle' || name === 'HandleFunc')
      return { does: 'route', methods: ['*'], path: first.value };
    return (name === 'Method' || name === 'MethodFunc') && third !== undefined
      ? { does: 'route', methods: first.value, path: second.value }
      : null;
  },
};

/** chi. */
export const chi: Framework = {
  id: 'chi',
  languages: ['go'],
  mark: /(?:go-chi|pressly)\/chi|\.(?:Get|Head|Post|Put|Delete|Options|Patch|Handle|HandleFunc|Method|MethodFunc|Route|Mount\w*)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT),
};
