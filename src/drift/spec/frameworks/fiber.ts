import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import type { Framework } from '../framework.ts';
import { type GoDialect, type GoStep, goRoutes } from '../go-routers.ts';
import type { RouterRole } from '../router-roles.ts';

const METHODS = /^(?:Get|Head|Post|Put|Delete|Connect|Options|Trace|Patch)$/;

/** https://docs.gofiber.io/guide/routing and /guide/grouping, versions 2 and 3. */
const DIALECT: GoDialect = {
  id: 'fiber',
  module: /^github\.com\/gofiber\/fiber(?:\/v\d+)?$/,
  local: 'fiber',
  names: /^(?:app|fiber)$/,
  makers: /^New$/,
  types: /^(?:App|Group|Router)$/,
  applications: /^App$/,
  syntax: { colon: true, star: true },
  made(name: string, { args }: CallExpr, on: Expr): RouterRole | null {
    const [first] = args;
    // Version 3's `RouteChain` is called on without a function.
    if (name === 'Group' || name === 'Route' || name === 'RouteChain')
      return { role: 'group', of: on, prefix: first?.value ?? null };
    return METHODS.test(name) || /^(?:All|Add|Use|Name|Mount)$/.test(name)
      ? { role: 'same', as: on }
      : null;
  },
  step(name: string, args: readonly Argument[]): GoStep | null {
    const [first, second, third] = args;
    if (first === undefined) return null;
    const isAll = name === 'All';
    if (METHODS.test(name) || isAll) {
      const methods = isAll ? ['*'] : [name.toUpperCase()];
      // On what `Route("/x")` gives back, handlers stand alone.
      const isPath = second !== undefined || first.value.kind === 'text';
      return { does: 'route', methods, path: isPath ? first.value : null };
    }
    if (second === undefined) return null;
    if (name === 'Route') return { does: 'give', prefix: first.value, to: second.value };
    if (name === 'Mount' || name === 'Use')
      return { does: 'mount', prefix: first.value, child: args.at(-1)?.value ?? second.value };
    return name === 'Add' && third !== undefined
      ? { does: 'route', methods: first.value, path: second.value }
      : null;
  },
};

/** Fiber. */
export const fiber: Framework = {
  id: 'fiber',
  languages: ['go'],
  mark: /gofiber\/fiber|\.(?:Get|Head|Post|Put|Delete|Options|Patch|All|Add|Group|Route|Mount)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT),
};
