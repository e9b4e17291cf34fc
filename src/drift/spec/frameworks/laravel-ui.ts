import { basename } from 'node:path/posix';
import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { chainOf, type Step } from '../php-chains.ts';
import { entry } from './laravel-resource-options.ts';

/** The routes of laravel/ui, which `Auth::routes()` tells (`Laravel\Ui\AuthRouteMethods`). */

const ROUTES: readonly {
  readonly option: string;
  readonly routes: readonly (readonly [method: string, path: string])[];
}[] = [
  {
    option: 'login',
    routes: [
      ['GET', 'login'],
      ['POST', 'login'],
    ],
  },
  { option: 'logout', routes: [['POST', 'logout']] },
  {
    option: 'register',
    routes: [
      ['GET', 'register'],
      ['POST', 'register'],
    ],
  },
  {
    option: 'reset',
    routes: [
      ['GET', 'password/reset'],
      ['POST', 'password/email'],
      ['GET', 'password/reset/{token}'],
      ['POST', 'password/reset'],
    ],
  },
  {
    option: 'confirm',
    routes: [
      ['GET', 'password/confirm'],
      ['POST', 'password/confirm'],
    ],
  },
  {
    option: 'verify',
    routes: [
      ['GET', 'email/verify'],
      ['GET', 'email/verify/{id}/{hash}'],
      ['POST', 'email/resend'],
    ],
  },
];

/** The call of `Auth::routes(['verify' => true])` or `Route::auth()`; null for any other. */
export function uiCall(call: Parameters<typeof chainOf>[0]): Step | null {
  const { on, steps } = chainOf(call);
  const owner = lastName(on);
  const [first] = steps;
  if (first === undefined) return null;
  const isUi =
    (owner === 'Auth' && first.name === 'routes') || (owner === 'Route' && first.name === 'auth');
  return isUi ? first : null;
}

/** What it tells: what is said to be off is left out, pages to verify addresses are there when they are said to be on. */
export function uiRoutes({ args }: Step, code: Code): readonly (readonly [string, string])[] {
  const options = args[0]?.value;
  const confirms = [...code.program.folders()].some((folder) =>
    code.program.filesIn(folder).some((path) => basename(path) === 'ConfirmPasswordController.php'),
  );
  const byDefault = (name: string) => (name === 'confirm' ? confirms : name !== 'verify');
  return ROUTES.filter(({ option }) => {
    const said = options === undefined ? null : entry(options, option);
    return said === null ? byDefault(option) : !isFalse(said);
  }).flatMap(({ routes }) => routes);
}

function isFalse(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.text.toLowerCase() === 'false';
}
