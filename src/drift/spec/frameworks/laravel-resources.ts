import { singularize } from '../singularize.ts';

/** One operation of a resource. */
export interface ResourceRoute {
  readonly action: string;
  readonly methods: readonly string[];
  readonly path: string;
}

/** What the code says of a resource beside its name. */
export interface ResourceOptions {
  /** Whether forms (`create`, `edit`) are left out: `apiResource`. */
  readonly isApi: boolean;
  readonly only: readonly string[] | null;
  readonly except: readonly string[];
  /** Names of parameters, by the part of the resource's name. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly isShallow: boolean;
}

/**
 * The routes of `Route::resource('photos.comments')` (Laravel documentation, "Controllers: Resource Controllers";
 * `Illuminate\Routing\ResourceRegistrar`).
 */
export function resourceRoutes(name: string, options: ResourceOptions): readonly ResourceRoute[] {
  const slash = name.lastIndexOf('/');
  const before = slash === -1 ? '' : name.slice(0, slash);
  const parts = name.slice(slash + 1).split('.');
  const last = parts.at(-1) ?? '';
  const parameter = (part: string) =>
    `{${options.parameters.get(part)?.replace(/:.*$/, '') ?? singularize(part).replace(/-/g, '_')}}`;
  const outer = parts.slice(0, -1).flatMap((part) => [part, parameter(part)]);
  const collection = [before, ...outer, last].join('/');
  const shallow = options.isShallow ? [before, last].join('/') : collection;
  const member = `${shallow}/${parameter(last)}`;
  const all: readonly ResourceRoute[] = [
    { action: 'index', methods: ['GET'], path: collection },
    { action: 'create', methods: ['GET'], path: `${collection}/create` },
    { action: 'store', methods: ['POST'], path: collection },
    { action: 'show', methods: ['GET'], path: member },
    { action: 'edit', methods: ['GET'], path: `${member}/edit` },
    { action: 'update', methods: ['PUT', 'PATCH'], path: member },
    { action: 'destroy', methods: ['DELETE'], path: member },
  ];
  return all.filter((route) => isWanted(route, options));
}

/** The routes of `Route::singleton('profile')`, with those that `creatable` and `destroyable` add. */
export function singletonRoutes(
  name: string,
  options: ResourceOptions & { readonly isCreatable: boolean; readonly isDestroyable: boolean },
): readonly ResourceRoute[] {
  const parts = name.split('.');
  const outer = parts
    .slice(0, -1)
    .flatMap((part) => [part, `{${singularize(part).replace(/-/g, '_')}}`]);
  const path = [...outer, parts.at(-1) ?? ''].join('/');
  const all: readonly ResourceRoute[] = [
    { action: 'show', methods: ['GET'], path },
    { action: 'edit', methods: ['GET'], path: `${path}/edit` },
    { action: 'update', methods: ['PUT', 'PATCH'], path },
    { action: 'create', methods: ['GET'], path: `${path}/create` },
    { action: 'store', methods: ['POST'], path },
    { action: 'destroy', methods: ['DELETE'], path },
  ];
  return all.filter((route) => {
    if (/^(?:create|store)$/.test(route.action) && !options.isCreatable) return false;
    if (route.action === 'destroy' && !options.isCreatable && !options.isDestroyable) return false;
    return isWanted(route, options);
  });
}

function isWanted({ action }: ResourceRoute, { isApi, only, except }: ResourceOptions): boolean {
  if (isApi && (action === 'create' || action === 'edit')) return false;
  return (only === null || only.includes(action)) && !except.includes(action);
}
