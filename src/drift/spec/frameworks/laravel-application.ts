import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import type { Step } from '../php-chains.ts';
import { includedFile } from '../php-routing.ts';

/** What `->withRouting(…)` of `bootstrap/app.php` says (Laravel 11: "Routing, Customization"). */
export interface ApplicationRouting {
  readonly health: Expr | undefined;
  /** Files of routes, each with the expression of its prefix; null for none. */
  readonly files: readonly { readonly path: string; readonly prefix: Expr | 'api' | null }[];
}

/** `->withRouting(api: __DIR__.'/../routes/api.php', apiPrefix: 'v1', health: '/up')`. */
export function applicationRouting({ args }: Step, site: Site, code: Code): ApplicationRouting {
  const named = (name: string) => args.find((arg) => arg.name === name)?.value;
  const filesOf = (name: string, prefix: Expr | 'api' | null) => {
    const given = named(name);
    const exprs = given === undefined ? [] : given.kind === 'list' ? given.items : [given];
    return exprs.flatMap((expr) => {
      const path = includedFile(expr, site, code);
      return path === null ? [] : [{ path, prefix }];
    });
  };
  return {
    health: named('health'),
    files: [...filesOf('web', null), ...filesOf('api', named('apiPrefix') ?? 'api')],
  };
}
