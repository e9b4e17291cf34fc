import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate } from '../path-template.ts';
import { singularize } from '../singularize.ts';
import {
  basePaths,
  type Context,
  isNothing,
  option,
  railsPaths,
  wholeTexts,
} from './rails-context.ts';

/** The routes that `devise_for` declares (Devise 4, `ActionDispatch::Routing::Mapper#devise_for`). */

interface DeviseRoute {
  readonly methods: readonly string[];
  readonly path: PathTemplate;
}

/** The routes of each controller, by the module of the model that asks for it; `{…}` is a name of `path_names`. */
const CONTROLLERS: readonly {
  readonly name: string;
  readonly module: string;
  readonly routes: readonly (readonly [methods: string, path: string])[];
}[] = [
  {
    name: 'sessions',
    module: 'database_authenticatable',
    routes: [
      ['GET', '{sign_in}'],
      ['POST', '{sign_in}'],
      ['DELETE', '{sign_out}'],
    ],
  },
  {
    name: 'passwords',
    module: 'recoverable',
    routes: [
      ['GET', '{password}/{new}'],
      ['GET', '{password}/{edit}'],
      ['PATCH PUT', '{password}'],
      ['POST', '{password}'],
    ],
  },
  {
    name: 'registrations',
    module: 'registerable',
    routes: [
      ['GET', '{registration}/{cancel}'],
      ['GET', '{registration}/{sign_up}'],
      ['GET', '{registration}/{edit}'],
      ['PATCH PUT', '{registration}'],
      ['DELETE', '{registration}'],
      ['POST', '{registration}'],
    ],
  },
  {
    name: 'confirmations',
    module: 'confirmable',
    routes: [
      ['GET', '{confirmation}/{new}'],
      ['GET', '{confirmation}'],
      ['POST', '{confirmation}'],
    ],
  },
  {
    name: 'unlocks',
    module: 'lockable',
    routes: [
      ['GET', '{unlock}/{new}'],
      ['GET', '{unlock}'],
      ['POST', '{unlock}'],
    ],
  },
];
/** What Devise's generator writes into a model, for a model that is not in the folder. */
const GENERATED = ['database_authenticatable', 'registerable', 'recoverable'];

/** What `devise_for :users, path: 'auth', skip: [:passwords]` declares where it stands. */
export function deviseRoutes(
  call: CallExpr,
  context: Context,
  site: Site,
  code: Code,
): readonly DeviseRoute[] {
  const texts = (name: string) => {
    const value = option(call, name);
    return value === null ? null : wholeTexts(value, site, code);
  };
  const only = texts('only');
  const skip = texts('skip') ?? [];
  if (skip.includes('all')) return [];
  const signOut = texts('sign_out_via')?.map((one) => one.toUpperCase()) ?? ['DELETE'];
  const pathNames = namesOf(call, site, code);
  const said = option(call, 'path');
  return call.args
    .filter(({ name, value }) => name === null && value.kind !== 'function' && value.kind !== 'map')
    .flatMap(({ value }) => wholeTexts(value, site, code))
    .flatMap((resource) => {
      const modules = modulesOf(texts('class_name')?.[0] ?? singularize(resource), code);
      const controllers = CONTROLLERS.filter(
        ({ name, module }) =>
          modules.has(module) && !skip.includes(name) && (only?.includes(name) ?? true),
      );
      const own =
        said === null || isNothing(said)
          ? [{ path: `/${resource}`, dynamic: false }]
          : railsPaths(said, site, code);
      return basePaths(context, undefined).flatMap((before) =>
        own.flatMap((path) =>
          controllers.flatMap(({ routes }) =>
            routes.map(([methods, end]) => ({
              methods: end === '{sign_out}' ? signOut : methods.split(' '),
              path: joinPaths(joinPaths(before, path), {
                path: `/${end.replace(/\{(\w+)\}/g, (_, name: string) => pathNames(name))}`
                  .replace(/\/{2,}/g, '/')
                  .replace(/(.)\/$/, '$1'),
                dynamic: false,
              }),
            })),
          ),
        ),
      );
    });
}

/** `path_names: { sign_in: 'login' }`; a registration has no name of its own. */
function namesOf(call: CallExpr, site: Site, code: Code): (name: string) => string {
  const map = option(call, 'path_names');
  const said = new Map<string, string>([['registration', '']]);
  for (const { key, value } of map?.kind === 'map' ? map.entries : []) {
    const [text] = wholeTexts(value, site, code);
    if (key?.kind === 'text' && text !== undefined) said.set(key.value, text);
  }
  return (name) => said.get(name) ?? name;
}

/** The modules that a model names by `devise :registerable, …`. */
function modulesOf(model: string, code: Code): ReadonlySet<string> {
  const name = model
    .replace(/^::/, '')
    .replaceAll('::', '/')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
  const end = `app/models/${name}.rb`;
  const named = [...code.program.files()]
    .filter(({ path }) => path === end || path.endsWith(`/${end}`))
    .flatMap(({ path, facts }) =>
      facts.calls
        .filter(({ call }) => call.callee.kind === 'name' && call.callee.name === 'devise')
        .flatMap(({ call, scope }) =>
          call.args
            .filter((arg) => arg.name === null)
            .flatMap(({ value }) => wholeTexts(value, { file: path, scope }, code)),
        ),
    );
  return new Set(named.length > 0 ? named : GENERATED);
}
