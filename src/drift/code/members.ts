import { exported } from './exports.ts';
import type { Binding, Expr, MapExpr } from './facts.ts';
import type { Origin } from './origin.ts';
import { placeKey, type Site, type SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';
import { memberOfReturned, returnedBy, structOf } from './returned.ts';
import { fieldValues } from './struct-fields.ts';

/** Classes are followed upwards so far. */
const MAX_BASES = 12;

/** A member of something that is known; empty where it is not found. */
export function lookUpMember(resolver: Resolver, object: Origin, name: string): readonly Origin[] {
  switch (object.kind) {
    case 'module': {
      const found = exported(resolver, object.file, name);
      if (found.length > 0 || name !== 'default') return found;
      // `import x from` of a module without a default export: what CommonJS interoperation gives.
      return [object];
    }
    case 'external':
      return [{ ...object, name: object.name === '*' ? name : `${object.name}.${name}` }];
    case 'value':
      return memberOfValue(resolver, object, name);
    case 'param':
      return memberOfParam(resolver, object, name);
    case 'class':
      return memberOfClass(resolver, object.file, object.scope, name, 0);
    case 'instance': {
      const found = memberOfClass(resolver, object.file, object.scope, name, 0);
      if (object.call === null) return found;
      return found.map((one) => (one.kind === 'call' ? { ...one, through: object } : one));
    }
    case 'call':
      return memberOfReturned(resolver, object, name);
    default:
      return [];
  }
}

/** A member of the class that a parameter is declared with. */
function memberOfParam(
  resolver: Resolver,
  { file, scope, position }: Extract<Origin, { kind: 'param' }>,
  name: string,
): readonly Origin[] {
  const declared = resolver.program.file(file)?.index.scope(scope);
  const type = declared?.params[position]?.type;
  if (type === null || type === undefined) return [];
  // Types mean what they mean outside of the function: a parameter may be called as the package of its type.
  return resolver
    .typeOrigins(type, { file, scope: declared?.parent ?? 0 })
    .filter(isClass)
    .flatMap((origin) => memberOfClass(resolver, origin.file, origin.scope, name, 0));
}

/** An entry of a map; of a struct's literal also its methods, and what its other fields are given elsewhere. */
function memberOfValue(
  resolver: Resolver,
  object: Extract<Origin, { kind: 'value' }>,
  name: string,
): readonly Origin[] {
  const entries = mapEntry(resolver, object, name);
  const struct = structOf(object.expr);
  if (entries.length > 0 || struct === undefined) return entries;
  return resolver
    .typeOrigins(struct, object)
    .filter(isClass)
    .flatMap((origin) => memberOfClass(resolver, origin.file, origin.scope, name, 0));
}

function mapEntry(
  resolver: Resolver,
  { file, scope, expr }: Extract<Origin, { kind: 'value' }>,
  name: string,
): readonly Origin[] {
  if (expr.kind !== 'map') return [];
  const site = { file, scope };
  for (const { key, value } of expr.entries) {
    const isNamed =
      (key?.kind === 'text' && key.value === name) || (key?.kind === 'name' && key.name === name);
    if (isNamed) return resolver.origins(value, site).flatMap((one) => gotten(resolver, one));
  }
  const positioned = positionedEntry(resolver, expr, name, site);
  if (positioned !== undefined) return resolver.origins(positioned, site);
  // `options = { ...options, a: 1 }` is spread into itself.
  return resolver.once(`${placeKey(file, expr)} spread ${name}`, () =>
    expr.entries
      .filter(({ key }) => key === null)
      .flatMap(({ value }) => resolver.origins(value, site))
      .flatMap((spread) => lookUpMember(resolver, spread, name)),
  );
}

/** The value of a field in a literal without names, of a struct that another file declares: `Route{"GET", "/x"}`. */
function positionedEntry(
  resolver: Resolver,
  { entries, type }: MapExpr,
  name: string,
  site: Site,
): Expr | undefined {
  if (type === undefined || entries[0]?.key?.kind !== 'literal') return undefined;
  for (const origin of resolver.typeOrigins(type, site).filter(isClass)) {
    const fields = resolver.program
      .file(origin.file)
      ?.facts.bindings.filter(({ scope }) => scope === origin.scope);
    const position = fields?.findIndex((field) => field.name === name) ?? -1;
    if (position !== -1) return entries[position]?.value;
  }
  return undefined;
}

/** What a member is: a getter of an object is what it gives back. */
function gotten(resolver: Resolver, member: Origin): readonly Origin[] {
  if (member.kind !== 'function') return [member];
  const declared = resolver.program.file(member.file)?.index.scope(member.scope);
  return declared?.getter === true ? returnedBy(resolver, member.file, member.scope) : [member];
}

/** A field, constant, method or inner class; of the class itself, then of what it extends. */
function memberOfClass(
  resolver: Resolver,
  path: string,
  scope: number,
  name: string,
  depth: number,
): readonly Origin[] {
  const file = resolver.program.file(path);
  const declared = file?.index.scope(scope);
  if (file === undefined || declared === undefined || depth > MAX_BASES) return [];
  const own = ownMember(resolver, file, scope, name);
  if (own.length > 0) return own;
  return declared.bases
    .flatMap((base) => resolver.origins(base, { file: path, scope: declared.parent ?? 0 }))
    .flatMap((base) =>
      base.kind === 'class' ? memberOfClass(resolver, base.file, base.scope, name, depth + 1) : [],
    );
}

function ownMember(
  resolver: Resolver,
  file: SourceFile,
  scope: number,
  name: string,
): readonly Origin[] {
  const found = boundIn(resolver, file, file.index.bindings(scope, name), name);
  const methods = file.index.declared(scope, name).flatMap((index): readonly Origin[] => {
    const declared = file.index.scope(index);
    if (declared?.getter === true) {
      const given = returnedBy(resolver, file.path, index);
      // What gives back no more than a value is asked for it where it is wanted.
      if (given.length > 0 || file.facts.language !== 'python') return given;
    }
    const kind = declared?.kind === 'class' ? 'class' : 'function';
    return [{ kind, file: file.path, scope: index }];
  });
  const all = [...found, ...methods, ...methodsByReceiver(resolver, file, scope, name)];
  const lists = isGoList(file, scope, name)
    ? fieldValues(resolver, file.path, scope, name).filter(
        (origin) => origin.kind === 'value' && origin.expr.kind === 'list',
      )
    : [];
  // The type of a list's items says less than the list.
  if (lists.length > 0) return lists;
  if (all.some((origin) => origin.kind !== 'typed' && !isNothing(origin))) return all;
  const fields = assignedWithin(resolver, file, scope, name);
  if (fields.length > 0) return fields;
  const given = fieldValues(resolver, file.path, scope, name);
  if (given.length > 0) return given;
  if (all.length > 0) return all;
  return constructorParams(resolver, file, scope, name);
}

/** Whether a field is declared as a slice or an array. */
function isGoList({ facts, index }: SourceFile, scope: number, name: string): boolean {
  return (
    facts.language === 'go' &&
    index.bindings(scope, name).some(({ type }) => type?.startsWith('[') === true)
  );
}

/** Methods that are declared beside their type: Go's, and Kotlin's extension functions. */
function methodsByReceiver(
  resolver: Resolver,
  file: SourceFile,
  scope: number,
  name: string,
): readonly Origin[] {
  const type = file.index.scope(scope)?.name;
  if (type === null || type === undefined || !/^(?:go|kotlin)$/.test(file.facts.language))
    return [];
  const others = resolver.program.siblings(file.path).map((path) => resolver.program.file(path));
  return [file, ...others].flatMap((one) =>
    one === undefined
      ? []
      : one.index
          .declared(0, name)
          .filter((index) => bareType(one.index.scope(index)?.receiver?.type) === type)
          .map((index): Origin => ({ kind: 'function', file: one.path, scope: index })),
  );
}

/** `Server` of `*Server` and `Server[T]`. */
function bareType(type: string | null | undefined): string | undefined {
  return type?.replace(/^[*&\s]+/, '').replace(/[<[].*$/s, '');
}

/** What bindings give a name; those without a value by their type. */
function boundIn(
  resolver: Resolver,
  file: SourceFile,
  bindings: readonly Binding[],
  name: string,
): readonly Origin[] {
  return bindings.flatMap(({ scope, value, type }): readonly Origin[] => {
    const site = { file: file.path, scope };
    if (value !== null) return resolver.origins(value, site);
    if (type === null) return [];
    const classes = resolver.typeOrigins(type, site).filter(isClass);
    return classes.length > 0
      ? classes.map((origin) => ({ ...origin, kind: 'instance', call: null }))
      : [{ ...site, kind: 'typed', name, type }];
  });
}

/** What the functions of a class give a field of its object, in the order of the functions. */
function assignedWithin(
  resolver: Resolver,
  file: SourceFile,
  scope: number,
  field: string,
): readonly Origin[] {
  const found = [`this.${field}`, `self.${field}`, `$this.${field}`, `@${field}`].flatMap((name) =>
    file.index
      .bindingsOf(name)
      .filter((binding) => isWithinClass(file, binding.scope, scope))
      .map((binding) => ({ name, binding })),
  );
  return found
    .sort((a, b) => a.binding.scope - b.binding.scope)
    .flatMap(({ name, binding }) => boundIn(resolver, file, [binding], name));
}

const CONSTRUCTORS = ['constructor', '__construct', 'init'];

/** TypeScript's, Kotlin's and PHP's parameters of a constructor that are fields too. */
function constructorParams(
  resolver: Resolver,
  file: SourceFile,
  scope: number,
  name: string,
): readonly Origin[] {
  const constructors = CONSTRUCTORS.flatMap((one) => file.index.declared(scope, one));
  return [scope, ...constructors].flatMap((inner) => {
    const declared = file.index.scope(inner);
    const position = declared?.params.findIndex(
      (param) => param.name === name || param.name === `$${name}`,
    );
    if (position === undefined || position === -1) return [];
    const type = declared?.params[position]?.type;
    const site = { file: file.path, scope };
    const classes =
      type === null || type === undefined ? [] : resolver.typeOrigins(type, site).filter(isClass);
    return classes.length > 0
      ? classes.map((origin): Origin => ({ ...origin, kind: 'instance', call: null }))
      : [{ kind: 'param', file: file.path, scope: inner, position }];
  });
}

/** Whether a scope is a function of a class, or within one, but not within a class inside it. */
function isWithinClass({ index }: SourceFile, scope: number, around: number): boolean {
  for (let at: number | null = scope; at !== null && at !== around; ) {
    const declared = index.scope(at);
    if (declared?.kind !== 'function') return false;
    at = declared.parent;
    if (at === around) return true;
  }
  return false;
}

/** A field that is declared with nothing in it gets its value elsewhere. */
export function isNothing(origin: Origin): boolean {
  return origin.kind === 'value' && origin.expr.kind === 'literal' && origin.expr.type === 'null';
}

/** Whether something only holds the place of what is imported where that can be: `except ImportError: urls = []`. */
export function isPlaceholder(origin: Origin): boolean {
  return (
    isNothing(origin) ||
    (origin.kind === 'value' && origin.expr.kind === 'list' && origin.expr.items.length === 0)
  );
}

function isClass(origin: Origin): origin is Extract<Origin, { kind: 'function' | 'class' }> {
  return origin.kind === 'class';
}
