import { CONSTRUCTOR } from './callers.ts';
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
    const own = isOwn ? ownIn(frame) : undefined;
    return own === undefined ? null : this.#fieldOf(own, expr, site, frame);
  }

  /** The same for `prefix` where a field needs no `this`. */
  bareField(expr: NameExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    const own = ownIn(frame);
    const language = this.resolver.program.file(site.file)?.facts.language;
    if (own === undefined || language === undefined || !WITHOUT_THIS.has(language)) return null;
    const isField = this.resolver.origins(expr, site).every(({ kind }) => kind === 'typed');
    return isField ? this.#fieldOf(own, expr, site, frame) : null;
  }

  #fieldOf(
    own: Instance,
    expr: MemberExpr | NameExpr,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const set = this.#setByConstructor(own, expr.name);
    const found =
      set.length > 0
        ? set
        : this.resolver.memberOf(own, expr.name).filter(({ kind }) => kind !== 'member');
    return found.length === 0
      ? null
      : promised(found.flatMap((origin) => this.#make.texts(origin, expr, site, frame)));
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

  /** What a constructor gives a field that needs no `this`: `_prefix = prefix`. */
  #setByConstructor(own: Instance, name: string): readonly Origin[] {
    const source = this.resolver.program.file(own.file);
    if (source === undefined || !WITHOUT_THIS.has(source.facts.language)) return [];
    return source.index.within(own.scope).flatMap((scope) => {
      if (!this.#isConstructor(own, scope)) return [];
      const site = { file: own.file, scope };
      return source.index
        .bindings(scope, name)
        .flatMap(({ value }) => (value === null ? [] : this.resolver.origins(value, site)));
    });
  }

  #isConstructor({ file, scope: around }: Instance, scope: number): boolean {
    const index = this.resolver.program.file(file)?.index;
    const declared = index?.scope(scope);
    const isNamed =
      CONSTRUCTOR.test(declared?.name ?? '') || declared?.name === index?.scope(around)?.name;
    return declared?.parent === around && isNamed;
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
