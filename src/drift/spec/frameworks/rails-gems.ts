import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { ROOT } from '../path-template.ts';
import {
  basePaths,
  below,
  type Context,
  literal,
  option,
  railsPaths,
  wholeTexts,
} from './rails-context.ts';
import type { Declared } from './rails-declarations.ts';

/** The routes that gems declare by one call in `routes.rb`. */

/** The routes of Doorkeeper's controllers (Doorkeeper 5, `Doorkeeper::Rails::Routes`). */
const DOORKEEPER: readonly (readonly [controller: string, methods: string, path: string])[] = [
  ['authorizations', 'GET', 'authorize/native'],
  ['authorizations', 'GET POST DELETE', 'authorize'],
  ['tokens', 'POST', 'token'],
  ['tokens', 'POST', 'revoke'],
  ['tokens', 'POST', 'introspect'],
  ['applications', 'GET POST', 'applications'],
  ['applications', 'GET', 'applications/new'],
  ['applications', 'GET', 'applications/{id}/edit'],
  ['applications', 'GET PATCH PUT DELETE', 'applications/{id}'],
  ['authorized_applications', 'GET', 'authorized_applications'],
  ['authorized_applications', 'DELETE', 'authorized_applications/{id}'],
  ['token_info', 'GET', 'token/info'],
];

/** `use_doorkeeper scope: 'oauth' do skip_controllers :applications end`. */
export function doorkeeperRoutes(
  call: CallExpr,
  context: Context,
  site: Site,
  code: Code,
): readonly Declared[] {
  const block = call.args.at(-1)?.value;
  const said = block?.kind === 'function' ? code.program.file(site.file)?.facts.calls : undefined;
  const skipped = new Set(
    (said ?? [])
      .filter(
        ({ call: { callee }, scope }) =>
          block?.kind === 'function' &&
          scope === block.scope &&
          callee.kind === 'name' &&
          callee.name === 'skip_controllers',
      )
      .flatMap(({ call: { args }, scope }) =>
        args.flatMap(({ value }) => wholeTexts(value, { file: site.file, scope }, code)),
      ),
  );
  const scope = option(call, 'scope');
  const own = scope === null ? literal('oauth') : railsPaths(scope, site, code);
  const base = below(basePaths(context, undefined), own.length === 0 ? [ROOT] : own);
  return DOORKEEPER.filter(([controller]) => !skipped.has(controller)).map(([, methods, path]) => ({
    methods: methods.split(' '),
    paths: below(base, literal(path)),
  }));
}
