import { type Caller, CallNames } from './call-names.ts';
import type { CallExpr, Expr, ListExpr, Scope } from './facts.ts';
import { lastName, restPosition } from './facts-index.ts';
import { GivenFunctions } from './given-functions.ts';
import { type Origin, originKey } from './origin.ts';
import type { SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Functions that make an object; their callers are those of their class. */
export const CONSTRUCTOR = /^(?:constructor|__init__|initialize|__construct|init)$/;
/** A function that is called from more places than this is not followed to them. */
const MAX_CALLERS = 1_000;
/** … unless all are asked for: then it is this many. */
const MAX_ALL = 2_000;

/** Which calls lead to a function: the other direction of `Resolver`. */
export class Callers {
  #names: CallNames;
  readonly #byTarget = new Map<string, ReadonlyMap<string, readonly Caller[]>>();
  readonly #known = new Map<string, readonly Caller[]>();
  readonly #rests = new WeakMap<CallExpr, ListExpr>();
  #generation: number;

  readonly #given: GivenFunctions;

  constructor(private readonly resolver: Resolver) {
    this.#given = new GivenFunctions(resolver, this);
    this.#names = new CallNames(resolver.program);
    this.#generation = resolver.program.generation;
  }

  /** The calls of the function that has a scope, in the order of files and text; none for one that is called too often. */
  of(path: string, scope: number): readonly Caller[] {
    const found = this.all(path, scope);
    return found.length > MAX_CALLERS ? [] : found;
  }

  /** The same, for a function that may be called from many places; none for one that is called still more often. */
  all(path: string, scope: number): readonly Caller[] {
    this.#refresh();
    const key = `${path}#${scope}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []);
    const found = this.#find(path, scope);
    this.#known.set(key, found);
    return found;
  }

  /** The calls under a name, whatever it means there, in the order of files and text. */
  named(name: string): readonly Caller[] {
    this.resolver.program.leaveOpen();
    return this.#refresh().named(name);
  }

  /**
   * What a call gives to a parameter of the function; null for what it leaves to the default. Positions behind the last
   * parameter are the items of the list that takes all further arguments: `args[0]` of `(path, ...args)` is at 2.
   */
  argument(path: string, scope: number, position: number, caller: Caller): Expr | null {
    const { call } = caller;
    const declared = this.resolver.program.file(path)?.index.scope(scope);
    if (declared === undefined) return null;
    const param = declared.params[position];
    if (param === undefined) return this.#furtherArgument(declared, position, caller);
    const byName = call.args.find(({ name }) => name !== null && name === param.name);
    if (byName !== undefined) return byName.value;
    const first = declared.params[0]?.name ?? '';
    const isExtended = declared.receiver?.name === first && this.#isOnObject(caller);
    if (isExtended && position === 0 && call.callee.kind === 'member') return call.callee.object;
    const offset = isExtended || /^(?:self|cls)$/.test(first) ? 1 : 0;
    const positional = call.args.filter(({ name }) => name === null);
    if (param.rest === 'map') return null;
    if (param.rest === 'list') return restOf(call, positional.slice(position - offset));
    const argument = positional[position - offset];
    const isCut = positional.slice(0, position - offset + 1).some(({ spread }) => spread);
    if (argument === undefined || isCut) return null;
    const isRest = param.type?.startsWith('...') === true && positional.length > position + 1;
    return isRest ? this.#restOf(call, position) : argument.value;
  }

  #furtherArgument({ params }: Scope, position: number, { call }: Caller): Expr | null {
    const rest = restPosition(params);
    if (rest === null) return null;
    const offset = /^(?:self|cls)$/.test(params[0]?.name ?? '') ? 1 : 0;
    const positional = call.args.filter(({ name }) => name === null);
    const at = rest + position - params.length - offset;
    const isCut = positional.slice(0, at + 1).some(({ spread }) => spread);
    return isCut ? null : (positional[at]?.value ?? null);
  }

  /** What a call gives to Go's `paths ...string`: one list, the same each time it is asked for. */
  #restOf(call: CallExpr, position: number): ListExpr {
    const known = this.#rests.get(call);
    if (known !== undefined) return known;
    const items = call.args.slice(position).map(({ value }) => value);
    const made: ListExpr = { kind: 'list', items, line: call.line, column: call.column };
    this.#rests.set(call, made);
    return made;
  }

  /** Whether C#'s extension method is called on what it extends, and not on its own class. */
  #isOnObject({ call, site }: Caller): boolean {
    return (
      call.callee.kind === 'member' &&
      this.resolver.origins(call.callee.object, site).every(({ kind }) => kind !== 'class')
    );
  }

  #find(path: string, scope: number): readonly Caller[] {
    const file = this.resolver.program.file(path);
    const declared = file?.index.scope(scope);
    if (file === undefined || declared === undefined) return [];
    const isConstructor = declared.name !== null && CONSTRUCTOR.test(declared.name);
    // A function of that name may also stand outside of any class.
    const own = (isConstructor ? file.index.classAround(scope) : undefined) ?? scope;
    const wanted = `${path}#${own}`;
    const name = file.index.scope(own)?.name ?? file.index.boundTo(own);
    const direct = this.#names
      .of(name, path)
      .flatMap((key) => this.#leading(key).get(wanted) ?? []);
    const ofSubclasses = isConstructor && own !== scope ? this.#ofSubclasses(file, own) : [];
    const called = this.#used([...new Set([...direct, ...ofSubclasses])], path);
    const found =
      called.length > 0 ? called : this.#given.callsOf(file, scope, this.#names.of(name, path));
    if (found.length > MAX_ALL) return [];
    // A call through an interface may mean others: it counts for a method that nobody calls by itself.
    return found.length > 0 || declared.receiver === null
      ? found
      : this.#throughOthers(declared, name, path);
  }

  /** Calls without those of variants that a file of Go's offers beside and nobody calls, where others are used. */
  #used(calls: readonly Caller[], path: string): readonly Caller[] {
    if (calls.length < 2) return calls;
    const used = calls.filter((caller) => !this.#isOffered(caller, path));
    return used.length === 0 ? calls : used;
  }

  /** `func Handler(si Server) { return HandlerWithOptions(si, Options{}) }` in the file of what it calls, called by nobody. */
  #isOffered({ call, site }: Caller, path: string): boolean {
    const file = this.resolver.program.file(site.file);
    const around = file?.index.scope(site.scope);
    const [first] = around?.params ?? [];
    const passed = call.args[0]?.value;
    if (file?.facts.language !== 'go' || site.file !== path || first === undefined) return false;
    if (around?.receiver !== null || !/^[A-Z]/.test(around.name ?? '')) return false;
    const isPassedOn = passed?.kind === 'name' && passed.name === first.name;
    const isOfRequest = /ResponseWriter|Context|Ctx\b/.test(first.type ?? '');
    return isPassedOn && !isOfRequest && this.all(path, site.scope).length === 0;
  }

  /** The calls that run the constructor of a class for one below it: `super(…)`, or its own where it has none. */
  #ofSubclasses({ path, index }: SourceFile, scope: number): readonly Caller[] {
    const name = index.scope(scope)?.name ?? '';
    return this.#names.subclassesOf(name).flatMap(({ file, scope: below }) => {
      const { bases = [], parent } = file.index.scope(below) ?? {};
      const site = { file: file.path, scope: parent ?? 0 };
      const isBelow = bases
        .flatMap((base) => this.resolver.origins(base, site))
        .some((base) => base.kind === 'class' && base.file === path && base.scope === scope);
      if (!isBelow) return [];
      const own = file.facts.scopes.findIndex(
        (one) => one.parent === below && one.name !== null && CONSTRUCTOR.test(one.name),
      );
      if (own === -1) return this.all(file.path, below);
      return file.facts.calls.flatMap((made) =>
        made.scope === own && isSuper(made.call.callee)
          ? [{ call: made.call, site: { file: file.path, scope: own } }]
          : [],
      );
    });
  }

  /** The calls under a name by what they lead to: each is followed once, whatever number of functions have the name. */
  #leading(name: string): ReadonlyMap<string, readonly Caller[]> {
    const known = this.#byTarget.get(name);
    if (known !== undefined) return known;
    const found = new Map<string, Caller[]>();
    this.#byTarget.set(name, found);
    for (const caller of this.#names.named(name)) {
      for (const target of new Set(this.#targets(caller).map(originKey))) {
        const own = found.get(target);
        if (own === undefined) found.set(target, [caller]);
        else own.push(caller);
      }
    }
    return found;
  }

  #targets({ call, site }: Caller): readonly Origin[] {
    return this.resolver
      .origins(call.callee, site)
      .flatMap((origin) => this.resolver.asValue(origin));
  }

  /** The calls that may mean a method: through an interface, or on what cannot be told where no other has its name. */
  #throughOthers(declared: Scope, name: string | null, path: string): readonly Caller[] {
    const throughInterface: Caller[] = [];
    const byName: Caller[] = [];
    const isAlone = this.#names.isAlone(declared.name);
    const candidates = this.#names.of(name, path).flatMap((key) => this.#names.named(key));
    for (const caller of new Set(candidates)) {
      const origins = this.#targets(caller);
      if (origins.some((origin) => this.#isInterfaceOf(declared, origin)))
        throughInterface.push(caller);
      else if (isAlone && isUntold(caller, origins, declared)) byName.push(caller);
    }
    return (throughInterface.length > 0 ? throughInterface : byName).slice(0, MAX_CALLERS);
  }

  /** Whether a call through an interface can mean a method: Go's types implement interfaces without saying so. */
  #isInterfaceOf({ receiver, name, params }: Scope, origin: Origin): boolean {
    if (receiver === null || origin.kind !== 'function') return false;
    const file = this.resolver.program.file(origin.file);
    const declared = file?.facts.language === 'go' ? file.index.scope(origin.scope) : undefined;
    if (file === undefined || declared === undefined || declared.receiver !== null) return false;
    const isMember = file.index.scope(declared.parent ?? 0)?.kind === 'class';
    return isMember && declared.name === name && declared.params.length === params.length;
  }

  /** Works out anew what depends on the code, where there is more of it. */
  #refresh(): CallNames {
    const { program } = this.resolver;
    if (this.#generation !== program.generation) {
      this.#byTarget.clear();
      this.#given.clear();
      this.#known.clear();
      this.#generation = program.generation;
      this.#names = new CallNames(program);
    }
    return this.#names;
  }
}

/** `super(…)`, and Python's `super().__init__(…)`. */
function isSuper(callee: Expr): boolean {
  if (callee.kind === 'name') return callee.name === 'super';
  return (
    callee.kind === 'member' &&
    CONSTRUCTOR.test(callee.name) &&
    callee.object.kind === 'call' &&
    lastName(callee.object.callee) === 'super'
  );
}

/** All further arguments of a call as a list. */
function restOf(call: CallExpr, args: CallExpr['args']): Expr | null {
  if (args.length === 0) return null;
  const { line, column } = args[0]?.value ?? call;
  const parts = args.map(
    ({ value, spread }): Expr => (spread ? value : { kind: 'list', items: [value], line, column }),
  );
  return args.some(({ spread }) => spread)
    ? { kind: 'join', parts, line, column }
    : { kind: 'list', items: args.map(({ value }) => value), line, column };
}

/** Whether a call is made on an object that cannot be told, so that it may be of the only method of its name. */
function isUntold({ call }: Caller, origins: readonly Origin[], { params }: Scope): boolean {
  return (
    call.callee.kind === 'member' &&
    call.args.length === params.length &&
    origins.every(
      (origin) =>
        origin.kind === 'member' && /^(?:call|member|param|typed)$/.test(origin.object.kind),
    )
  );
}
