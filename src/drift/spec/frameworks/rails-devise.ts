import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { underscored } from '../../code/languages/ruby-modules.ts';
import type { Site } from '../../code/program.ts';
import { singularize } from '../singularize.ts';
import {
  basePaths,
  below,
  type Context,
  isNothing,
  literal,
  option,
  railsPaths,
  wholeTexts,
} from './rails-context.ts';
import type { Declared } from './rails-declarations.ts';

/** The routes that `devise_for` declares (Devise 4, `ActionDispatch::Routing::Mapper#devise_for`). */

/** The routes of each controller, by the module of the model that asks for it; `{…}` is a name of `path_names`. */
const CONTROLLERS: readonly {
  readonly name: string;
  readonly module: RegExp;
  readonly routes: readonly (readonly [methods: string, path: string])[];
}[] = [
  {
    name: 'sessions',
    // Gems that sign in by other means (devise-two-factor, devise_ldap_authenticatable) have the same routes.
    module: /authenticatable$/,
    routes: [
      ['GET', '{sign_in}'],
      ['POST', '{sign_in}'],
      ['DELETE', '{sign_out}'],
    ],
  },
  {
    name: 'passwords',
    module: /^recoverable$/,
    routes: [
      ['GET', '{password}/{new}'],
      ['GET', '{password}/{edit}'],
      ['PATCH PUT', '{password}'],
      ['POST', '{password}'],
    ],
  },
  {
    name: 'registrations',
    module: /^registerable$/,
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
    module: /^confirmable$/,
    routes: [
      ['GET', '{confirmation}/{new}'],
      ['GET', '{confirmation}'],
      ['POST', '{confirmation}'],
    ],
  },
  {
    name: 'unlocks',
    module: /^lockable$/,
    routes: [
      ['GET', '{unlock}/{new}'],
      ['GET', '{unlock}'],
      ['POST', '{unlock}'],
    ],
  },
  {
    // devise_invitable.
    name: 'invitations',
    module: /^invitable$/,
    routes: [
      ['GET', '{invitation}/{accept}'],
      ['GET', '{invitation}/{remove}'],
      ['GET', '{invitation}/{new}'],
      ['POST PATCH PUT', '{invitation}'],
    ],
  },
];
/** What Devise's generator writes into a model, for a model that is not in the folder. */
const GENERATED = ['database_authenticatable', 'registerable', 'recoverable'];

/**
 * What `devise_for :users, path: 'auth', skip: [:passwords]` declares where it stands, and devise_token_auth's
 * `mount_devise_token_auth_for 'User', at: 'auth'`.
 */
export function deviseRoutes(
  call: CallExpr,
  context: Context,
  site: Site,
  code: Code,
): readonly Declared[] {
  const texts = (name: string) => {
    const value = option(call, name);
    return value === null ? null : wholeTexts(value, site, code);
  };
  const only = texts('only');
  const skip = texts('skip') ?? [];
  if (skip.includes('all')) return [];
  const isOn = (name: string) => !skip.includes(name) && (only?.includes(name) ?? true);
  const isToken = lastName(call.callee) === 'mount_devise_token_auth_for';
  const signOut = texts('sign_out_via')?.map((one) => one.toUpperCase()) ?? ['DELETE'];
  const pathNames = namesOf(call, site, code);
  const said = option(call, isToken ? 'at' : 'path');
  const base = basePaths(context, undefined);
  return call.args
    .filter(({ name, value }) => name === null && value.kind !== 'function' && value.kind !== 'map')
    .flatMap(({ value }) => wholeTexts(value, site, code))
    .flatMap((resource): readonly Declared[] => {
      const model = modelOf(texts('class_name')?.[0] ?? singularize(resource), code);
      const own =
        said === null || isNothing(said)
          ? literal(isToken ? 'auth' : resource)
          : railsPaths(said, site, code);
      const at = below(base, own);
      const routes = CONTROLLERS.filter(
        ({ name, module }) => isOn(name) && model.modules.some((one) => module.test(one)),
      ).flatMap((controller) => controller.routes);
      return [
        ...routes.map(([methods, end]) => ({
          methods: end === '{sign_out}' ? signOut : methods.split(' '),
          paths: below(
            at,
            literal(end.replace(/\{(\w+)\}/g, (_, name: string) => pathNames(name))),
          ),
        })),
        ...(isToken ? [{ methods: ['GET'], paths: below(at, literal('validate_token')) }] : []),
        ...(isToken || !isOn('omniauth_callbacks') ? [] : omniauthRoutes(model, at)),
      ];
    });
}

/** The routes of each provider of a model that is `omniauthable` (Devise, `devise_omniauth_callback`). */
function omniauthRoutes({ modules, providers }: Model, at: Declared['paths']): readonly Declared[] {
  if (!modules.includes('omniauthable')) return [];
  return providers.flatMap((provider) => [
    // What OmniAuth 2 allows unless it is told otherwise.
    { methods: ['POST'], paths: below(at, literal(`auth/${provider}`)) },
    { methods: ['GET', 'POST'], paths: below(at, literal(`auth/${provider}/callback`)) },
  ]);
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

/** A model that Devise signs in: its modules, and what OmniAuth signs in by. */
interface Model {
  readonly modules: readonly string[];
  readonly providers: readonly string[];
}

/** What a model names by `devise :registerable, :omniauthable, omniauth_providers: [:github]`. */
function modelOf(model: string, code: Code): Model {
  const end = `app/models/${underscored(model)}.rb`;
  const said = callsNamed(code, 'devise').filter(
    ({ site }) => site.file === end || site.file.endsWith(`/${end}`),
  );
  const modules = said.flatMap(({ call, site }) =>
    call.args
      .filter((arg) => arg.name === null)
      .flatMap(({ value }) => wholeTexts(value, site, code)),
  );
  const own = said.flatMap(({ call, site }) =>
    wholeTexts(option(call, 'omniauth_providers'), site, code),
  );
  // `config.omniauth :github` of Devise's initializer holds for models that name none.
  const configured = callsNamed(code, 'omniauth').flatMap(({ call, site }) =>
    wholeTexts(call.args[0]?.value ?? null, site, code),
  );
  return {
    modules: modules.length > 0 ? modules : GENERATED,
    providers: [...new Set(own.length > 0 ? own : configured)],
  };
}

function callsNamed(code: Code, name: string) {
  return code.callers
    .named(name)
    .filter(({ site }) => code.program.file(site.file)?.facts.language === 'ruby');
}
