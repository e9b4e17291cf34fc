import { CONSTRUCTOR } from './callers.ts';
import { classAt } from './class-hierarchy.ts';
import { type Construction, constructions } from './constructions.ts';
import type { CallExpr, Expr, MemberExpr, NameExpr } from './facts.ts';
import { type Frame, givenIn, ownIn } from './frame.ts';
import { type KnownText, promised } from './known-text.ts';
import { OWN_OBJECT } from './named-members.ts';
import { type Origin, WITHOUT_THIS } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';
import { SuperCalls } from './super-calls.ts';

type Instance = Extract<Origin, { kind: 'instance' }>;
type ParamOrigin = Extract<Origin, { kind: 'param' }>;

/** How the texts of an origin, and the frame of a call, are worked out. */
interface Makers {
  texts(origin: Origin, expr: Expr, from: Site, frame: Frame | null): readonly KnownText[];
  value(expr: Expr, site: Site, frame: Frame | null): readonly KnownText[];
  frame(call: CallExpr, site: Site, callee: Site, outer: Frame | null): Frame;
}

/** Works out what the fields are of the object whose method is called, by the call that makes the object. */
export class OwnObjects {
  readonly #supers: SuperCalls;
  readonly #make: Makers;

  constructor(
    private readonly resolver: Resolver,
    make: Makers,
  ) {
    this.#make = make;
    this.#supers = new SuperCalls(resolver, (...asked) => make.frame(...asked));
  }

  /** `self.prefix` where it is known which object `self` is; null where its class has no such member. */
  member(expr: MemberExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    const isOwn = expr.object.kind === 'name' && OWN_OBJECT.test(expr.object.name);
    if (!isOwn) return this.#ofMade(expr, site, frame);
    const own = ownIn(frame);
    return own === undefined ? null : this.#fieldOf(own, expr, site, frame);
  }

  /** The same for `prefix` where a field needs no `this`. */
  bareField(expr: NameExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    const own = ownIn(frame);
    if (own === undefined || !this.#needsNoThis(site)) return null;
    return this.#isField(expr, site) ? this.#fieldOf(own, expr, site, frame) : null;
  }

  /** A field of what a call makes: `Kind.CAT.path` of an enum, `options.Prefix` of `new Options { Prefix = "/x" }`. */
  #ofMade(expr: MemberExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    if (!this.#needsNoThis(site)) return null;
    const found: KnownText[] = [];
    for (const own of this.resolver.origins(expr.object, site)) {
      if (own.kind !== 'instance' || own.call === null) return null;
      const texts = this.#fieldOf(own, expr, site, { key: '', args: [], outer: frame, own });
      if (texts === null) return null;
      found.push(...texts);
    }
    return found;
  }

  #needsNoThis({ file }: Site): boolean {
    const language = this.resolver.program.file(file)?.facts.language;
    return language !== undefined && WITHOUT_THIS.has(language);
  }

  /** Whether a name that nothing binds in the functions around stands in a class. */
  #isField({ name }: NameExpr, { file, scope }: Site): boolean {
    const index = this.resolver.program.file(file)?.index;
    for (const around of index?.enclosing(scope) ?? []) {
      const declared = index?.scope(around);
      if (declared?.kind === 'class') return true;
      const isOwn = declared?.params.some((param) => param.name === name);
      if (isOwn || (index?.bindings(around, name).length ?? 0) > 0) return false;
    }
    return false;
  }

  #fieldOf(
    own: Instance,
    expr: MemberExpr | NameExpr,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const made = this.#needsNoThis(own) ? this.#madeField(own, expr, site) : null;
    if (made !== null) return made;
    const found = this.resolver.memberOf(own, expr.name).filter(({ kind }) => kind !== 'member');
    return found.length === 0
      ? null
      : promised(found.flatMap((origin) => this.#make.texts(origin, expr, site, frame)));
  }

  /** What the making of an object gives a field: its initializer, its constructors and those of its bases. */
  #madeField(own: Instance, expr: MemberExpr | NameExpr, from: Site): readonly KnownText[] | null {
    const { program } = this.resolver;
    const file = program.file(own.file);
    const ref = file === undefined ? undefined : classAt(file, own.scope);
    if (ref === undefined) return null;
    const set = initialValue(own, expr.name);
    if (set !== null) return this.#make.value(set, own.at ?? own, null);
    const maker = { resolver: this.resolver, program, frame: this.#make.frame };
    const steps = constructions(maker, ref, own.call, own.at ?? own);
    // A name alone is a field of the object where the place is in one of its classes.
    const around = program.file(from.file)?.index.classAround(from.scope);
    const isWithin = steps.some(
      (one) => one.ref.file.path === from.file && one.ref.scope === around,
    );
    if (expr.kind === 'name' && !isWithin) return null;
    for (const step of steps) {
      const given = givenIn(step.frame, { ...step.site, position: paramAt(step, expr.name) });
      const frame: Frame = { ...(step.frame ?? { key: '', args: [], outer: null }), own };
      const values = fieldValues(step, expr.name);
      if (values.length > 0)
        return promised(values.flatMap(({ value, at }) => this.#make.value(value, at, frame)));
      if (given !== undefined) return this.#make.value(given.expr, given.site, given.frame);
    }
    return null;
  }

  /** The frame in which a parameter is known: for one of a constructor that of the call that makes the object. */
  frameOf(param: ParamOrigin, from: Site, frame: Frame | null): Frame | null {
    const own = givenIn(frame, param) === undefined ? ownIn(frame) : undefined;
    if (
      own !== undefined &&
      own.call !== null &&
      param.file === own.file &&
      this.#isConstructor(own, param.scope)
    )
      return this.#make.frame(own.call, own.at ?? own, param, null);
    return this.#supers.frameOf(param, from, frame);
  }

  #isConstructor({ file, scope: around }: Instance, scope: number): boolean {
    const index = this.resolver.program.file(file)?.index;
    const declared = index?.scope(scope);
    const isNamed =
      CONSTRUCTOR.test(declared?.name ?? '') || declared?.name === index?.scope(around)?.name;
    return scope === around || (declared?.parent === around && isNamed);
  }

  /** The object that a method is called on, where that is known. */
  objectOf({ callee }: CallExpr, site: Site): Instance | undefined {
    if (callee.kind !== 'member') return undefined;
    const { object } = callee;
    if (object.kind === 'name' && OWN_OBJECT.test(object.name)) return undefined;
    const [only, ...others] = this.resolver.origins(object, site);
    return only?.kind === 'instance' && only.call !== null && others.length === 0
      ? only
      : undefined;
  }
}

/** What an object is given right behind its constructor: `new Options { Prefix = "/x" }`. */
function initialValue({ call }: Instance, name: string): Expr | null {
  const last = call?.args.at(-1)?.value;
  if (last?.kind !== 'map' || last.type !== undefined) return null;
  const entry = last.entries.find(({ key }) => key?.kind === 'text' && key.value === name);
  return entry?.value ?? null;
}

/** What a constructor gives a field, or else the class itself. */
function fieldValues(
  { ref, site }: Construction,
  name: string,
): readonly { readonly value: Expr; readonly at: Site }[] {
  const { file, scope } = ref;
  const isOwn = site.scope !== scope;
  const set = isOwn ? [name, `this.${name}`] : [];
  const bySet = set.flatMap((one) => file.index.bindings(site.scope, one));
  const found = bySet.length > 0 ? bySet : file.index.bindings(scope, name);
  const params = file.index.scope(site.scope)?.params ?? [];
  return found.flatMap(({ value, scope: at }) =>
    // The default of a constructor's parameter is not what it is given.
    value === null || params.some((param) => param.default === value)
      ? []
      : [{ value, at: { file: file.path, scope: at } }],
  );
}

/** The parameter that is a field as well: those of Kotlin's constructors, of records and C#'s primary constructors. */
function paramAt({ ref, site }: Construction, name: string): number {
  const { index, facts } = ref.file;
  const isField = site.scope === ref.scope || facts.language === 'kotlin';
  return isField
    ? (index.scope(site.scope)?.params ?? []).findIndex((one) => one.name === name)
    : -1;
}
