import type { CallExpr, Expr, Import, ListExpr, Scope } from './facts.ts';
import { lastName } from './facts-index.ts';
import { GivenFunctions } from './given-functions.ts';
import { type Origin, originKey } from './origin.ts';
import type { Site, SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

/** A call of a function of the repository, and where it is made. */
export interface Caller {
  readonly call: CallExpr;
  readonly site: Site;
}

/** Functions that make an object; their callers are those of their class. */
export const CONSTRUCTOR = /^(?:constructor|__init__|initialize|__construct|init)$/;
/** A function that is called from more places than this is not followed to them. */
const MAX_CALLERS = 1_000;
/** … unless all are asked for: then it is this many. */
const MAX_ALL = 2_000;

/** Which calls lead to a function: the other direction of `Resolver`. */
export class Callers {
  readonly #byName = new Map<string, Caller[]>();
  readonly #byTarget = new Map<string, ReadonlyMap<string, readonly Caller[]>>();
  readonly #imports = new Map<string, Import[]>();
  /** The local names of what imports and variables rename, by the name it has elsewhere. */
  readonly #renamed = new Map<string, Set<string>>();
  /** How many of Go's methods have a name. */
  readonly #methods = new Map<string, number>();
  readonly #known = new Map<string, readonly Caller[]>();
  /** The classes that name a base, by its name. */
  readonly #subclasses = new Map<string, { readonly file: SourceFile; readonly scope: number }[]>();
  readonly #rests = new WeakMap<CallExpr, ListExpr>();
  #generation = -1;

  readonly #given: GivenFunctions;

  constructor(private readonly resolver: Resolver) {
    this.#given = new GivenFunctions(resolver, this);
  }

  /** The calls of the function that has a scope, in the order of files and text; none for one that is called too often. */
  of(path: string, scope: number): readonly Caller[] {
    const found = this.all(path, scope);
    return found.length > MAX_CALLERS ? [] : found;
  }

  /** The same, for a function that may be called from many places; none for one that is called still more often. */
  all(path: string, scope: number): readonly Caller[] {
    if (this.#generation !== this.resolver.program.generation) this.#index();
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
    if (this.#generation !== this.resolver.program.generation) this.#index();
    this.resolver.program.leaveOpen();
    return this.#byName.get(name) ?? [];
  }

  /** What a call gives to a parameter of the function; null for what it leaves to the default. */
  argument(path: string, scope: number, position: number, caller: Caller): Expr | null {
    const { call } = caller;
    const declared = this.resolver.program.file(path)?.index.scope(scope);
    const param = declared?.params[position];
    if (declared === undefined || param === undefined) return null;
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
    const direct = this.#names(name, path).flatMap((key) => this.#leading(key).get(wanted) ?? []);
    const ofSubclasses = isConstructor && own !== scope ? this.#ofSubclasses(file, own) : [];
    const called = this.#used([...new Set([...direct, ...ofSubclasses])], path);
    const found =
      called.length > 0 ? called : this.#given.callsOf(file, scope, this.#names(name, path));
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
    return (this.#subclasses.get(name) ?? []).flatMap(({ file, scope: below }) => {
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
    for (const caller of this.#byName.get(name) ?? []) {
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
    const isAlone = this.#isAlone(declared);
    const candidates = this.#names(name, path).flatMap((key) => this.#byName.get(key) ?? []);
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

  /** Whether no other method of Go's files has a name. */
  #isAlone({ name }: Scope): boolean {
    if (this.#methods.size === 0) {
      for (const { facts } of this.resolver.program.files()) {
        if (facts.language !== 'go') continue;
        for (const { receiver, name: own } of facts.scopes)
          if (receiver !== null && own !== null)
            this.#methods.set(own, (this.#methods.get(own) ?? 0) + 1);
      }
    }
    return this.#methods.get(name ?? '') === 1;
  }

  /** The function's own name, names that exports and imports give to anything of its file, and that of calls of calls. */
  #names(name: string | null, path: string): readonly string[] {
    const names = new Set<string>(name === null ? [''] : [name, '']);
    for (const { name: exported, value } of this.resolver.program.file(path)?.facts.exports ?? []) {
      const isOther = value.kind === 'name' && value.name !== name;
      if (!isOther) names.add(exported);
    }
    // What another file passes on may be imported under a name of its own.
    for (const local of this.#renamed.get(name ?? '') ?? []) names.add(local);
    for (const one of this.#importsOf(path)) {
      const isOfFile = one.name === 'default' || one.name === '*' || one.name === name;
      if (isOfFile) names.add(one.local);
    }
    return [...names];
  }

  /** The imports, in any file, of what a file has. */
  #importsOf(path: string): readonly Import[] {
    if (this.#imports.size === 0) {
      for (const other of this.resolver.program.files()) {
        for (const one of other.facts.imports) {
          for (const target of this.resolver.program.modules(one.module, other.path)) {
            const known = this.#imports.get(target);
            if (known === undefined) this.#imports.set(target, [one]);
            else known.push(one);
          }
        }
      }
    }
    return this.#imports.get(path) ?? [];
  }

  #rename(name: string, local: string): void {
    if (name === local) return;
    const known = this.#renamed.get(name);
    if (known === undefined) this.#renamed.set(name, new Set([local]));
    else known.add(local);
  }

  #index(): void {
    this.#imports.clear();
    this.#renamed.clear();
    this.#byName.clear();
    this.#byTarget.clear();
    this.#given.clear();
    this.#known.clear();
    this.#methods.clear();
    this.#subclasses.clear();
    this.#generation = this.resolver.program.generation;
    const files = [...this.resolver.program.files()].sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const file of files) {
      const { path, facts } = file;
      for (const [scope, { kind, bases }] of facts.scopes.entries()) {
        for (const base of kind === 'class' ? bases : []) {
          const name = lastName(base) ?? '';
          const known = this.#subclasses.get(name);
          if (known === undefined) this.#subclasses.set(name, [{ file, scope }]);
          else known.push({ file, scope });
        }
      }
      for (const { name, local } of facts.imports)
        if (name !== '*' && name !== 'default') this.#rename(name, local);
      // `const add = routes.add`.
      for (const { name, value } of facts.bindings)
        if (value?.kind === 'member' || value?.kind === 'name') this.#rename(value.name, name);
      for (const { call, scope } of facts.calls) {
        const key = lastName(call.callee) ?? (call.callee.kind === 'call' ? '' : null);
        // What is called where it is written, or by an index, has no name to be found by.
        if (key === null) continue;
        const caller = { call, site: { file: path, scope } };
        const known = this.#byName.get(key);
        if (known === undefined) this.#byName.set(key, [caller]);
        else known.push(caller);
      }
    }
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
