import { joinPaths, normalizePath, type PathTemplate, ROOT } from './path-template.ts';

/** Routers may be mounted this often in all, and this deep. */
const MAX_PREFIXES = 256;
const MAX_DEPTH = 24;

/** That a router is mounted on another one. */
export interface Mount {
  readonly on: string;
  readonly prefix: PathTemplate;
  /** Whether it is a parameter on what a call gives it. */
  readonly isGiven: boolean;
}

/** A router, as far as is known by now. */
export interface Router {
  /** Serves by itself. */
  isRoot: boolean;
  /** Known to be a router; of others only those count that are mounted on one that is known. */
  isKnown: boolean;
  readonly mounts: Mount[];
  /** The parameters that it is given to. */
  readonly params: Set<string>;
  /** What stands before everything on it, whatever it is mounted on. */
  readonly own: PathTemplate[];
  /** Which it is one of several of: routers that one function makes. */
  of: string | null;
  /** That of the class which is extended, whose own prefixes hold for this one where it has none. */
  base: string | null;
  /** Whether there are others of one class in its place: those of the objects. */
  isReplaced: boolean;
}

export interface Prefixes {
  readonly prefixes: readonly PathTemplate[];
  /** Whether it stands on an application. */
  readonly isMounted: boolean;
}

/** Works out by which prefixes routers are reached, from where each is mounted. */
export class RouterPrefixes {
  readonly #known = new Map<string, Prefixes>();

  /** @param turns the routers that the turns of a loop make, by what is written in the loop */
  constructor(
    private readonly routers: ReadonlyMap<string, Router>,
    private readonly turns: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  /** Forgets what is known, since more is mounted. */
  clear(): void {
    this.#known.clear();
  }

  /** Whether a router is one, or stands on one. */
  isKnown(key: string): boolean {
    return this.#isKnown(key, 0);
  }

  #isKnown(key: string, depth: number): boolean {
    const router = this.routers.get(key);
    if (router === undefined || depth > MAX_DEPTH) return false;
    return router.isKnown || router.mounts.some(({ on }) => this.#isKnown(on, depth + 1));
  }

  /** All prefixes that a router is reached by: what is worked out of the whole graph is worked out once. */
  reached(key: string): Prefixes {
    const known = this.#known.get(key) ?? this.#prefixes(key, []);
    this.#known.set(key, known);
    return known;
  }

  /** All prefixes that a router is reached by, its own included. One that is mounted nowhere has the empty prefix. */
  #prefixes(key: string, above: readonly string[]): Prefixes {
    const router = this.routers.get(key);
    const own = this.#ownPrefixes(router);
    const { prefixes, isMounted } = this.#mountedAt(key, above);
    if (own.length === 0) return { prefixes, isMounted };
    const whole = prefixes.flatMap((one) => own.map((more) => joinPaths(one, more)));
    return { prefixes: whole, isMounted };
  }

  /** Its own, or else those of what it has its routes from. */
  #ownPrefixes(router: Router | undefined): readonly PathTemplate[] {
    let at = router;
    for (let depth = 0; at !== undefined && depth < MAX_DEPTH; depth += 1) {
      if (at.own.length > 0) return at.own;
      at = at.base === null ? undefined : this.routers.get(at.base);
    }
    return [];
  }

  /** What stands on a router that is another one in each turn of a loop stands on all of them. */
  #inPlaceOf(mount: Mount): readonly Mount[] {
    const turns = this.turns.get(mount.on) ?? [];
    return [mount, ...[...turns].map((on) => ({ ...mount, on }))];
  }

  /** Where a router is mounted, also by functions that it is given to. */
  #mountsOf(key: string): readonly Mount[] {
    const router = this.routers.get(key);
    if (router === undefined || router.params.size === 0) return router?.mounts ?? [];
    const params = new Set(router.params);
    for (const param of params)
      for (const further of this.routers.get(param)?.params ?? []) params.add(further);
    const given = [...params].flatMap(
      (param) => this.routers.get(param)?.mounts.filter(({ isGiven }) => !isGiven) ?? [],
    );
    return [...router.mounts, ...given];
  }

  #mountedAt(key: string, above: readonly string[]): Prefixes {
    const router = this.routers.get(key);
    const mounts = this.#mountsOf(key)
      .flatMap((mount) => this.#inPlaceOf(mount))
      .filter(({ on }) => on !== key && !above.includes(on) && this.#isKnown(on, 0));
    if (router?.isRoot && mounts.length === 0) return { prefixes: [ROOT], isMounted: true };
    if (mounts.length === 0 || above.length > MAX_DEPTH)
      return { prefixes: [ROOT], isMounted: false };
    const found = mounts.map(({ on, prefix }) => {
      const isBase = on === router?.base;
      const outer = isBase
        ? this.#mountedAt(on, [...above, key])
        : this.#prefixes(on, [...above, key]);
      return { isBase, outer, prefixes: outer.prefixes.map((one) => joinPaths(one, prefix)) };
    });
    // A router that is mounted properly somewhere is not also listed where it leads nowhere.
    const proper = found.filter(({ outer }) => outer.isMounted);
    // One that is put somewhere by itself does not stand where that of the class stands which it extends.
    const apart = proper.filter(({ isBase }) => !isBase);
    const counted = apart.length > 0 ? apart : proper.length > 0 ? proper : found;
    return {
      prefixes: distinct(counted.flatMap(({ prefixes }) => prefixes)).slice(0, MAX_PREFIXES),
      isMounted: proper.length > 0,
    };
  }
}

function distinct(prefixes: readonly PathTemplate[]): readonly PathTemplate[] {
  return [...new Map(prefixes.map((one) => [normalizePath(one.path), one])).values()];
}
