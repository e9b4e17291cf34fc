import type { Param, Scope } from './facts.ts';
import type { Program, SourceFile } from './program.ts';

const VERB = /^(?:get|head|post|put|patch|delete|options)$/i;
/** So many methods for methods of HTTP make a type a router. */
const MIN_VERBS = 2;

/** What a method of a router of the repository does, as its signature tells. */
export type OwnStep =
  /** Registers a path for the method that it is named after, or for any; `path` is false where it takes none. */
  | { readonly does: 'route'; readonly method: string | null; readonly path: boolean }
  /** Registers a path, its second parameter, for the methods that its first one names. */
  | { readonly does: 'method' }
  /** Gives back a router below a prefix. */
  | { readonly does: 'group' }
  /** Gives back what registers methods for one path: `r.Combo("/x").Get(list).Post(create)`. */
  | { readonly does: 'path' }
  /** Calls a function with a router below a prefix, or with nothing while the router itself stands below it. */
  | { readonly does: 'give' }
  /** Puts another router below a prefix. */
  | { readonly does: 'mount' }
  /** Gives the router back. */
  | { readonly does: 'same' };

/** The methods of a router of the repository, by name. */
export type OwnSteps = ReadonlyMap<string, OwnStep>;

/**
 * Types of Go that are routers of the repository's own: they have methods named after those of HTTP, and one that makes
 * a group below a prefix. What they do with the prefix inside is up to them; their signatures say what they are for.
 */
export class OwnRouters {
  #generation = -1;
  #known = new Map<string, OwnSteps | null>();
  /** Types of which not all files were read yet. */
  readonly #open = new Set<string>();

  constructor(private readonly program: Program) {}

  /** The methods of a type, by its name in a file's package; null for one that is no router. */
  steps(file: SourceFile, type: string): OwnSteps | null {
    if (file.facts.language !== 'go') return null;
    if (this.#generation !== this.program.generation) {
      this.#known = new Map();
      this.#open.clear();
      this.#generation = this.program.generation;
    }
    const key = `${file.path.slice(0, file.path.lastIndexOf('/') + 1)} ${type}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      if (this.#open.has(key)) this.program.leaveOpen();
      return known;
    }
    this.#known.set(key, null);
    const { leftOpen } = this.program;
    const found = stepsOf(this.#methods(file, type), type, (name) => this.#isOfPath(file, name));
    this.#known.set(key, found);
    if (this.program.leftOpen !== leftOpen) this.#open.add(key);
    return found;
  }

  /** Whether a function is a method of what registers methods for one path, which passes them on to the router. */
  isOfPath(file: SourceFile, scope: number): boolean {
    const type = bareName(file.index.scope(scope)?.receiver?.type ?? '');
    return type !== null && this.#isOfPath(file, type);
  }

  /** Whether the methods of a type are named after those of HTTP, and take no path. */
  #isOfPath(file: SourceFile, type: string): boolean {
    const verbs = this.#methods(file, type).filter(
      ({ name, params, returnType }) =>
        VERB.test(name ?? '') &&
        params[0] !== undefined &&
        !isText(params[0]) &&
        bareName(returnType ?? '') === type,
    );
    return verbs.length >= MIN_VERBS;
  }

  /** The type of the router that a function makes or gives back a group of, so that each call gives another one. */
  madeBy(path: string, scope: number): string | null {
    const file = this.program.file(path);
    const declared = file?.index.scope(scope);
    if (file === undefined || declared?.returnType == null) return null;
    const type = bareName(declared.returnType);
    if (type === null || this.steps(file, type) === null) return null;
    if (bareName(declared.receiver?.type ?? '') === type) return type;
    return makesOne(file, scope, type) ? type : null;
  }

  /** The methods of the type that a function is a method of, where that is a router of the repository. */
  around(file: SourceFile, scope: number): OwnSteps | null {
    for (const index of file.index.enclosing(scope)) {
      const type = bareName(file.index.scope(index)?.receiver?.type ?? '');
      if (type !== null) return this.steps(file, type);
    }
    return null;
  }

  #methods(file: SourceFile, type: string): readonly Scope[] {
    const others = this.program
      .siblings(file.path)
      .flatMap((path) => this.program.file(path) ?? []);
    return [file, ...others].flatMap(({ facts, index }) =>
      facts.scopes.filter(({ kind, receiver, parent }) => {
        if (kind !== 'function') return false;
        if (receiver !== null) return bareName(receiver.type ?? '') === type;
        const owner = parent === null ? undefined : index.scope(parent);
        return owner?.kind === 'class' && owner.name === type;
      }),
    );
  }
}

function stepsOf(
  methods: readonly Scope[],
  type: string,
  isOfPath: (type: string) => boolean,
): OwnSteps | null {
  const steps = new Map<string, OwnStep>();
  for (const method of methods) {
    const given = bareName(method.returnType ?? '');
    const isPath = isText(method.params[0]) && given !== null && given !== type && isOfPath(given);
    const step: OwnStep | null = isPath ? { does: 'path' } : stepOf(method, type);
    if (method.name !== null && step !== null) steps.set(method.name, step);
  }
  const all = [...steps];
  const verbs = all.filter(([name, step]) => VERB.test(name) && step.does === 'route' && step.path);
  const isGrouping = all.some(([, { does }]) => does === 'group' || does === 'give');
  return verbs.length >= MIN_VERBS && isGrouping ? steps : null;
}

function stepOf({ name, params, returnType }: Scope, type: string): OwnStep | null {
  const [first, second, third] = params;
  const own = name ?? '';
  const givesItself = returnType !== null && bareName(returnType) === type;
  if (VERB.test(own))
    return second !== undefined && isText(first)
      ? { does: 'route', method: own.toUpperCase(), path: true }
      : null;
  if (first === undefined) return null;
  if (/^(?:any|all)$/i.test(own) && isText(first) && second !== undefined)
    return { does: 'route', method: null, path: true };
  if (
    isText(first) &&
    isText(second) &&
    third !== undefined &&
    /method|handle|add|on|match|route/i.test(own)
  )
    return { does: 'method' };
  if (!isText(first)) return givesItself && !/clone/i.test(own) ? { does: 'same' } : null;
  if (params.slice(1, 2).some((param) => takesRouter(param, type))) return { does: 'give' };
  if (second !== undefined && bareName(second.type ?? '') === type) return { does: 'mount' };
  return givesItself && /group|route|sub|prefix|path|nest|scope|namespace|with|mount/i.test(own)
    ? { does: 'group' }
    : null;
}

/** `func()`, `func(r *Router)`: what describes a group. */
function takesRouter({ type }: Param, own: string): boolean {
  const match = /^func\(\s*(?:\w+\s+)?(?:\*?(\w+))?\s*\)$/.exec(type ?? '');
  return (
    match !== null && (match[1] === undefined || match[1] === own || /Rout|Group/.test(match[1]))
  );
}

function isText(param: Param | undefined): boolean {
  return param?.type === 'string';
}

/** Whether a function gives back a struct that it makes itself. */
function makesOne(file: SourceFile, scope: number, type: string): boolean {
  return file.index.returns(scope).some(({ value }) => {
    const values =
      value.kind === 'name'
        ? file.index.bindings(scope, value.name).map((binding) => binding.value)
        : [value];
    return values.some(
      (one) =>
        (one?.kind === 'map' && one.type === type) ||
        (one?.kind === 'call' && one.callee.kind === 'name' && one.callee.name === 'new'),
    );
  });
}

/** `Router` of `*Router`; null for types of other packages and all that is no name. */
function bareName(type: string): string | null {
  return /^[*&\s]*(\w+)(?:\[.*\])?$/s.exec(type)?.[1] ?? null;
}
