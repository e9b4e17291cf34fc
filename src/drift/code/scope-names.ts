import { namesIn } from './expr-parts.ts';
import type { Binding, Expr, Param, Place, Scope } from './facts.ts';
import { MAX_ORIGINS, type Origin } from './origin.ts';
import type { Site, SourceFile } from './program.ts';
import { type NameAt, reachingBindings } from './reaching.ts';
import type { Resolver } from './resolve.ts';

/**
 * What a name is in a scope itself: a parameter, a variable, a function or a class. `at` is where the name stands, and
 * in which scope, if that is known.
 */
export function inScope(
  resolver: Resolver,
  name: string,
  file: SourceFile,
  scope: number,
  at?: NameAt,
): readonly Origin[] {
  const declared = file.index.scope(scope);
  if (declared === undefined) return [];
  const position = declared.params.findIndex((param) => param.name === name);
  // Methods of Python and Rust have their own object as their first parameter.
  const isOwn = position === 0 && isWithinClass(file, scope) && /^(?:self|cls)$/.test(name);
  if (isOwn) return ownParam(name, file, declared);
  const param = position === -1 ? undefined : declared.params[position];
  if (param !== undefined) {
    const own: Origin = { kind: 'param', file: file.path, scope, position };
    const values = valuesOfParam(param, file, scope, at);
    return values.flatMap((one) =>
      one === null ? [own] : valuesOf(resolver, one, { file: file.path, scope }),
    );
  }
  if (declared.receiver !== null && declared.receiver.name === name) {
    const { type } = declared.receiver;
    const site = { file: file.path, scope: declared.parent ?? 0 };
    return type === null ? [] : typed(resolver, name, type, site);
  }
  const bindings = file.index.bindings(scope, name);
  const reaching = reachingBindings(bindings, file.index, scope, at);
  const others = reaching === bindings ? '' : ` of ${reaching.map(placeOf).join(' ')}`;
  const bound = resolver.once(`${file.path}#${scope} ${name}${others}`, () =>
    reaching.flatMap((binding) => {
      const site = { file: file.path, scope };
      if (binding.value !== null) return valuesOf(resolver, binding, site);
      const later =
        scope === 0
          ? setInFunctions(resolver, file, name)
          : setInConstructors(resolver, file, scope, binding);
      if (later.length > 0) return later;
      return binding.type === null ? [] : typed(resolver, name, binding.type, site);
    }),
  );
  if (bound.length > 0) return bound;
  const found = file.index.declared(scope, name);
  // Go's methods are called on something.
  const bare =
    file.facts.language === 'go'
      ? found.filter((index) => file.index.scope(index)?.receiver === null)
      : found;
  return bare.map((index) => functionOrClass(file, file.path, index));
}

function valuesOf(resolver: Resolver, { value, each }: Binding, site: Site): readonly Origin[] {
  const values = value === null ? [] : resolver.origins(value, site);
  return each ? values.flatMap((one) => itemsOf(resolver, one)) : values;
}

/** The values of one of Go's parameters where it is named, null for the given one: `r = r.Group("/x")` hides that. */
function valuesOfParam(
  param: Param,
  { facts, index }: SourceFile,
  scope: number,
  at: NameAt | undefined,
): readonly (Binding | null)[] {
  const bindings = index.bindings(scope, param.name);
  if (at === undefined || bindings.length === 0 || facts.language !== 'go') return [null];
  const { line, column } = param;
  const value: Expr = { kind: 'unknown', text: '', line, column };
  const given: Binding = { ...param, scope, value, each: false, type: null };
  const reaching = reachingBindings([given, ...bindings], index, scope, at);
  return reaching.length === 0 ? [null] : reaching.map((one) => (one === given ? null : one));
}

/** An expression and where it is to be understood. */
export interface ExprAt {
  readonly expr: Expr;
  readonly site: Site;
}

/** What a call or a member is asked of, and what a variable was given last. */
export function chainBefore(resolver: Resolver, expr: Expr, met: Site): ExprAt | undefined {
  const site = resolver.homeOf(expr, met);
  if (expr.kind === 'call') return { expr: expr.callee, site };
  if (expr.kind === 'member') return { expr: expr.object, site };
  const file = expr.kind === 'name' ? resolver.program.file(site.file) : undefined;
  if (file === undefined || expr.kind !== 'name') return undefined;
  for (const scope of file.index.enclosing(site.scope)) {
    const bindings = file.index.bindings(scope, expr.name);
    if (bindings.length === 0) continue;
    const reaching = reachingBindings(bindings, file.index, scope, { expr, scope: site.scope });
    const value = reaching.at(-1)?.value;
    return value ? { expr: value, site: { file: site.file, scope } } : undefined;
  }
  return undefined;
}

function placeOf({ line, column }: Place): string {
  return `${line}:${column}`;
}

/** What the functions of a package make of a variable that it declares without a value: Go's `var router *gin.Engine`. */
function setInFunctions(resolver: Resolver, file: SourceFile, name: string): readonly Origin[] {
  if (file.facts.language !== 'go') return [];
  const others = resolver.program
    .siblings(file.path)
    .flatMap((path) => resolver.program.file(path) ?? []);
  return [file, ...others].flatMap((one) =>
    one.index
      .bindingsOf(name)
      .flatMap(({ value, scope, each }) =>
        value === null || each || scope === 0 || !isMade(value)
          ? []
          : resolver.origins(value, { file: one.path, scope }),
      ),
  );
}

/** What the constructors of a class of C# or Java make of a field: `_group = app.MapGroup("/x")`, `this.base = "/x"`. */
function setInConstructors(
  resolver: Resolver,
  file: SourceFile,
  scope: number,
  { name }: Binding,
): readonly Origin[] {
  const { facts, index } = file;
  if (!/^(?:csharp|java)$/.test(facts.language) || index.scope(scope)?.kind !== 'class') return [];
  return index
    .within(scope)
    .filter((one) => index.scope(one)?.name === 'constructor')
    .flatMap((one) => {
      const params = index.scope(one)?.params ?? [];
      return [name, `this.${name}`]
        .flatMap((field) => index.bindings(one, field))
        .flatMap(({ value }) => {
          if (value === null) return [];
          // What differs from one object to the next is not known of all.
          const isFixed =
            (value.kind === 'text' || value.kind === 'join') &&
            !params.some((param) => namesIn(value).has(param.name));
          const isKnown = isFixed || (isMade(value) && facts.language === 'csharp');
          return isKnown ? resolver.origins(value, { file: file.path, scope: one }) : [];
        });
    });
}

/** Whether a value says more than the type of the variable does. */
function isMade({ kind }: Expr): boolean {
  return kind === 'call' || kind === 'map' || kind === 'member';
}

/** What a loop over something gives: the items of a list that is not too long. */
function itemsOf(resolver: Resolver, origin: Origin): readonly Origin[] {
  if (origin.kind !== 'value' || origin.expr.kind !== 'list') return [origin];
  const { items } = origin.expr;
  return items.length > MAX_ORIGINS
    ? [origin]
    : items.flatMap((item) => resolver.origins(item, origin));
}

/** A name of a declared type: an object of the class where it is the repository's. */
function typed(resolver: Resolver, name: string, type: string, site: Site): readonly Origin[] {
  const classes = resolver.typeOrigins(type, site).filter(({ kind }) => kind === 'class');
  return classes.length > 0
    ? classes.map(
        (origin): Origin =>
          origin.kind === 'class'
            ? { kind: 'instance', file: origin.file, scope: origin.scope, call: null }
            : origin,
      )
    : [{ ...site, kind: 'typed', name, type }];
}

/** `self` and `cls` of a method; in Rust of all the `impl`s that the type has in the file, and of the type itself. */
function ownParam(name: string, file: SourceFile, method: Scope): readonly Origin[] {
  const parent = method.parent === null ? undefined : file.index.scope(method.parent);
  if (!/^(?:self|cls)$/.test(name) || parent?.kind !== 'class' || parent.name === null) return [];
  const kind = name === 'self' ? 'instance' : 'class';
  return file.index
    .declared(parent.parent ?? 0, parent.name)
    .map(
      (scope): Origin =>
        kind === 'class'
          ? { kind, file: file.path, scope }
          : { kind, file: file.path, scope, call: null },
    );
}

export function functionOrClass(file: SourceFile | undefined, path: string, scope: number): Origin {
  const kind = file?.index.scope(scope)?.kind === 'class' ? 'class' : 'function';
  return { kind, file: path, scope };
}

function isWithinClass({ index }: SourceFile, scope: number): boolean {
  const parent = index.scope(scope)?.parent;
  return parent !== null && parent !== undefined && index.scope(parent)?.kind === 'class';
}

/** Whether a function of a file makes something itself, and does not pass on what another has made. */
