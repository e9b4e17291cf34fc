import { mentions, partsOf } from './expr-parts.ts';
import type {
  Binding,
  CallExpr,
  Expr,
  FileFacts,
  Import,
  MapExpr,
  NameExpr,
  Return,
  Scope,
} from './facts.ts';

/** A call that a function is written into as an argument. */
export interface ArgumentOf {
  readonly call: CallExpr;
  /** The position of the function among the arguments. */
  readonly position: number;
  /** The scope that the call is made in. */
  readonly scope: number;
}

/** A struct's literal, and the scope that it stands in. */
export interface StructLiteral {
  readonly map: MapExpr;
  readonly type: string;
  readonly scope: number;
}

/** The facts of a file by the questions that are asked of them. */
export class FactsIndex {
  #modules: ReadonlySet<string> | undefined;
  #loopNames: ReadonlySet<string> | undefined;
  #turnNames: ReadonlySet<string> | undefined;
  readonly #bindings = new Map<string, Binding[]>();
  readonly #scopes = new Map<string, number[]>();
  readonly #imports = new Map<string, Import[]>();
  readonly #returns = new Map<number, Return[]>();
  readonly #argumentOf = new Map<number, ArgumentOf>();
  readonly #scopesWithin = new Map<number, number[]>();

  #functions: ReadonlyMap<number, string> | undefined;
  #literals: ReadonlyMap<string, readonly StructLiteral[]> | undefined;
  #byName: ReadonlyMap<string, readonly Binding[]> | undefined;
  #around: ReadonlyMap<NameExpr, Binding> | undefined;
  #fields: ReadonlyMap<string, readonly Binding[]> | undefined;
  #parts: ReadonlyMap<string, readonly Binding[]> | undefined;

  constructor(readonly facts: FileFacts) {
    for (const binding of facts.bindings)
      push(this.#bindings, `${binding.scope} ${binding.name}`, binding);
    for (const [index, { parent, name }] of facts.scopes.entries()) {
      if (parent === null) continue;
      push(this.#scopesWithin, parent, index);
      if (name !== null) push(this.#scopes, `${parent} ${name}`, index);
    }
    for (const one of facts.imports) push(this.#imports, one.local, one);
    for (const one of facts.returns) push(this.#returns, one.scope, one);
    for (const { call, scope } of facts.calls) {
      for (const [position, { value }] of call.args.entries()) {
        if (value.kind === 'function') this.#argumentOf.set(value.scope, { call, position, scope });
      }
    }
  }

  /** What the file imports or requires, by the names of modules as they are written; each once. */
  get modules(): ReadonlySet<string> {
    this.#modules ??= modulesOf(this.facts);
    return this.#modules;
  }

  /** Names that may take the items of a list in turn: those of loops, and of functions that run over one. */
  get loopNames(): ReadonlySet<string> {
    this.#loopNames ??= loopNamesOf(this);
    return this.#loopNames;
  }

  /** Names by which a call may be another one in each turn of a loop: the loop's own, and what is called or taken with these. */
  get turnNames(): ReadonlySet<string> {
    this.#turnNames ??= turnNamesOf(this);
    return this.#turnNames;
  }

  /** What a name is given in a scope itself, in the order of the text. */
  bindings(scope: number, name: string): readonly Binding[] {
    return this.#bindings.get(`${scope} ${name}`) ?? [];
  }

  /** What a name is given in any scope. */
  bindingsOf(name: string): readonly Binding[] {
    if (this.#byName === undefined) {
      const byName = new Map<string, Binding[]>();
      for (const binding of this.facts.bindings) push(byName, binding.name, binding);
      this.#byName = byName;
    }
    return this.#byName.get(name) ?? [];
  }

  /** The binding whose value a name stands in, where it is of the same name: `mux := mux.NewRouter()`. */
  bindingAround(name: NameExpr): Binding | undefined {
    this.#around ??= bindingsAround(this.facts.bindings);
    return this.#around.get(name);
  }

  /**
   * The name of the variable, or of the member of an object, that a function without a name of its own is given to:
   * `add := func(path string) {…}`, `routes.add = function (path) {…}`.
   */
  boundTo(scope: number): string | null {
    if (this.#functions === undefined) {
      const names = new Map<number, string>();
      for (const { name, value } of this.facts.bindings)
        if (value?.kind === 'function')
          names.set(value.scope, name.slice(name.lastIndexOf('.') + 1));
      this.#functions = names;
    }
    return this.#functions.get(scope) ?? null;
  }

  /** The functions and classes of a name that are declared in a scope itself. */
  declared(scope: number, name: string): readonly number[] {
    return this.#scopes.get(`${scope} ${name}`) ?? [];
  }

  /** All functions and classes right within a scope. */
  within(scope: number): readonly number[] {
    return this.#scopesWithin.get(scope) ?? [];
  }

  /** What imports bring under a name. */
  imports(local: string): readonly Import[] {
    return this.#imports.get(local) ?? [];
  }

  returns(scope: number): readonly Return[] {
    return this.#returns.get(scope) ?? [];
  }

  /** The call that a function is an argument of, where it is one. */
  argumentOf(scope: number): ArgumentOf | undefined {
    return this.#argumentOf.get(scope);
  }

  /** The literals of structs of a type, by its name without its package. */
  literals(type: string): readonly StructLiteral[] {
    this.#literals ??= structLiterals(this.facts);
    return this.#literals.get(type) ?? [];
  }

  /** The names of a scope that are parts of something that is taken apart, by its name there: `{ path }`, `for …`. */
  parts(scope: number, whole: string): readonly Binding[] {
    if (this.#parts === undefined) {
      const parts = new Map<string, Binding[]>();
      for (const binding of this.facts.bindings) {
        // A loop over a part is none itself.
        const name = binding.each ? null : (partOf(binding.value) ?? loopItemOf(binding.value));
        if (name !== null) push(parts, `${binding.scope} ${name}`, binding);
      }
      this.#parts = parts;
    }
    return this.#parts.get(`${scope} ${whole}`) ?? [];
  }

  /** What is given to a field of any object: `s.router = …` and `api.routes.router = …`, for `router`. */
  assigned(field: string): readonly Binding[] {
    if (this.#fields === undefined) {
      const fields = new Map<string, Binding[]>();
      for (const binding of this.facts.bindings) {
        const name = /\.([^.]+)$/.exec(binding.name)?.[1];
        if (name !== undefined) push(fields, name, binding);
      }
      this.#fields = fields;
    }
    return this.#fields.get(field) ?? [];
  }

  scope(index: number): Scope | undefined {
    return this.facts.scopes[index];
  }

  /** The scope itself and those around it, from the inside out. */
  *enclosing(scope: number): Iterable<number> {
    for (let at: number | null = scope; at !== null; at = this.facts.scopes[at]?.parent ?? null)
      yield at;
  }

  /** The innermost class around a scope (itself included); undefined where there is none. */
  classAround(scope: number): number | undefined {
    for (const index of this.enclosing(scope)) {
      if (this.facts.scopes[index]?.kind === 'class') return index;
    }
    return undefined;
  }
}

function structLiterals(facts: FileFacts): ReadonlyMap<string, readonly StructLiteral[]> {
  const found = new Map<string, StructLiteral[]>();
  const seen = new Set<Expr>();
  const visit = (expr: Expr, scope: number): void => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === 'list') for (const item of expr.items) visit(item, scope);
    else if (expr.kind === 'either') for (const option of expr.options) visit(option, scope);
    else if (expr.kind === 'member') visit(expr.object, scope);
    else if (expr.kind === 'call') {
      // `Handler{base: "/x"}.Register(app)`.
      visit(expr.callee, scope);
      for (const { value } of expr.args) visit(value, scope);
    } else if (expr.kind === 'map') {
      for (const { value } of expr.entries) visit(value, scope);
      const { type } = expr;
      const name = type === undefined ? undefined : /(\w+)(?:[<[].*)?$/s.exec(type)?.[1];
      if (type !== undefined && name !== undefined) push(found, name, { map: expr, type, scope });
    }
  };
  for (const { value, scope } of facts.bindings) if (value !== null) visit(value, scope);
  for (const { call, scope } of facts.calls) visit(call, scope);
  for (const { value, scope } of facts.returns) visit(value, scope);
  return found;
}

function bindingsAround(bindings: readonly Binding[]): ReadonlyMap<NameExpr, Binding> {
  const found = new Map<NameExpr, Binding>();
  for (const binding of bindings) {
    const visit = (expr: Expr): void => {
      if (expr.kind === 'name' && expr.name === binding.name) found.set(expr, binding);
      else for (const part of partsOf(expr)) visit(part);
    };
    if (binding.value !== null) visit(binding.value);
  }
  return found;
}

const indexes = new WeakMap<FileFacts, FactsIndex>();

/** The index of facts, made once for as long as they are kept. */
export function indexOf(facts: FileFacts): FactsIndex {
  const known = indexes.get(facts);
  if (known !== undefined) return known;
  const made = new FactsIndex(facts);
  indexes.set(facts, made);
  return made;
}

/** Where the functions that loops call are given the keys and the values of maps one by one. */
export const TAKING_PAIRS: ReadonlySet<string> = new Set(['ruby', 'java', 'kotlin']);

/** Methods of lists that call a function with each item. */
export const LOOP_METHODS =
  /^(?:forEach|ForEach|map|flatMap|filter|each|each_pair|each_key|each_value|each_with_index|for_each)$/;

/** Those that give it what they gave last first: Rust's `routes.into_iter().fold(router, |router, route| …)`. */
export const FOLD = /^fold$/;

/** How the item of a loop over keys and values is named, lists having their positions as keys. */
export const ENTRY_LOOP = 'for entry';

/**
 * The name of the item of a loop over pairs that a value is a part of (`for path, router in …`, `([path, router]) =>
 * …`); null for any other.
 */
export function loopItemOf(value: Expr | null): string | null {
  if (value?.kind !== 'index' || value.object.kind !== 'name') return null;
  return /^(?:for |\[|\()/.test(value.object.name) ? value.object.name : null;
}

/** The pattern that a value is a part of: `{ path }` of `path` in `({ path }) => …`; null for any other value. */
export function partOf(value: Expr | null): string | null {
  return value?.kind === 'member' && value.object.kind === 'name' ? value.object.name : null;
}

/** Whether a value is a part of the item of a loop: `for (const { path } of list)`, `for path, router in list`. */
function isPartOfLoop(value: Expr | null): boolean {
  return loopItemOf(value) !== null || partOf(value)?.startsWith('for ') === true;
}

function loopNamesOf(index: FactsIndex): ReadonlySet<string> {
  const { facts } = index;
  const names = new Set(
    facts.bindings.filter(({ each, value }) => each || isPartOfLoop(value)).map(({ name }) => name),
  );
  for (const { call } of facts.calls) {
    const method = call.callee.kind === 'member' ? call.callee.name : '';
    const isFold = FOLD.test(method);
    if (!isFold && !LOOP_METHODS.test(method)) continue;
    for (const { value } of call.args) {
      const params = value.kind === 'function' ? (facts.scopes[value.scope]?.params ?? []) : [];
      const first = isFold ? params.slice(1, 2) : params.slice(0, 1);
      const taken = TAKING_PAIRS.has(facts.language) ? params : first;
      for (const param of taken) {
        names.add(param.name);
        if (!/^[{(]/.test(param.name) || value.kind !== 'function') continue;
        for (const part of index.parts(value.scope, param.name)) names.add(part.name);
      }
    }
  }
  return names;
}

/** Whether a name in the body of a loop may be given something else in each turn: by a call, a part of what it gives, or `rows[i]`. */
export function isMadeInTurn(value: Expr): boolean {
  if (value.kind === 'index') return value.object.kind === 'call' || value.index.kind === 'name';
  return value.kind === 'call' || (value.kind === 'member' && value.object.kind === 'call');
}

function turnNamesOf({ facts, loopNames }: FactsIndex): ReadonlySet<string> {
  const names = new Set(loopNames);
  if (names.size === 0) return names;
  for (const { name, value } of facts.bindings)
    if (value !== null && isMadeInTurn(value) && mentions(value, loopNames)) names.add(name);
  return names;
}

function modulesOf({ imports, calls }: FileFacts): ReadonlySet<string> {
  const modules = new Set(imports.map(({ module }) => module));
  for (const { call } of calls) {
    const first = call.args[0]?.value;
    const isImport = call.callee.kind === 'name' && /^(?:require|import)$/.test(call.callee.name);
    if (isImport && first?.kind === 'text') modules.add(first.value);
  }
  return modules;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** `a.b.c` of an expression made of names and members alone; null for any other. */
export function dottedName(expr: Expr): string | null {
  if (expr.kind === 'name') return expr.name;
  if (expr.kind !== 'member') return null;
  const object = dottedName(expr.object);
  return object === null ? null : `${object}.${expr.name}`;
}

/** The last name of a callee: `get` of `app.get`, `Router` of `express.Router`; null where it has none. */
export function lastName(expr: Expr): string | null {
  if (expr.kind === 'name') return expr.name;
  return expr.kind === 'member' ? expr.name : null;
}
