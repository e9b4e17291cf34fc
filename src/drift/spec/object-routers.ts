import type { Code } from '../code/code.ts';
import { namesIn } from '../code/expr-parts.ts';
import type { Expr } from '../code/facts.ts';
import type { Frame } from '../code/frame.ts';
import type { Origin } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { type CallFrames, isSettled } from './call-frames.ts';
import { CONSTRUCTOR, constructionOf, type Instance } from './made-objects.ts';
import type { RouterClasses } from './router-classes.ts';
import type { RouterHeirs } from './router-heirs.ts';
import type { RouterAt } from './router-roles.ts';

/** Names for the object that a method belongs to. */
const OWN = /^(?:self|this)$/;

/** Tells which routers origins are; see `RouterObjects`. */
interface RoutersOf {
  keyOf(origin: Origin, site: Site): readonly string[];
  keysOfValue(origin: Origin, site: Site): readonly string[];
}

/** The routers that methods register on, for each object and each call by which these differ. */
export class ObjectRouters {
  readonly #routers: RoutersOf;

  constructor(
    private readonly code: Code,
    private readonly classes: RouterClasses,
    private readonly heirs: RouterHeirs,
    private readonly frames: CallFrames,
    routers: RoutersOf,
  ) {
    this.#routers = routers;
  }

  /**
   * The routers of an expression that begins with `this`, in a method of a class that is extended: for each call of
   * the method that of the class whose object it is called on. Null where the calls make no difference.
   */
  at(expr: Expr, site: Site, texts: readonly Expr[]): readonly RouterAt[] | null {
    if (texts.length === 0 || texts.every(isSettled)) return null;
    if (!this.classes.beginsWithThis(expr)) return null;
    const byObject = this.#atObjects(expr, site, texts);
    if (byObject !== null) return byObject;
    const keys = this.code.resolver
      .origins(expr, site)
      .flatMap((origin) => this.#routers.keysOfValue(origin, site).map((key) => ({ key, origin })));
    const calls = keys.length === 0 ? [] : this.classes.callsAround(site);
    const isGiven = texts.some((text) => this.#namesParam(text, site));
    if (calls.length === 1 ? !isGiven : !this.frames.differ(texts, site, calls)) return null;
    return calls.flatMap(({ frame, owner, called }) =>
      keys.map(({ key, origin }) => {
        const within = owner === null || owner.call === null ? null : owner;
        const outer = within === null ? null : constructionOf(within, this.code).frame;
        return {
          key: this.#keyFor(expr, key, owner, origin),
          frame: outer === null ? frame : below(frame, outer),
          called,
        };
      }),
    );
  }

  /**
   * The same for texts that depend on the object alone (`self.name`, what its constructor is given), for each object
   * that is made of the class or of those which extend it.
   */
  #atObjects(expr: Expr, site: Site, texts: readonly Expr[]): readonly RouterAt[] | null {
    const around = this.code.program.file(site.file)?.index.scope(site.scope);
    const isOfObject = texts.some(
      (text) =>
        [...namesIn(text)].some((name) => OWN.test(name)) ||
        (CONSTRUCTOR.test(around?.name ?? '') && this.#namesParam(text, site)),
    );
    const objects = isOfObject ? this.classes.objectsAround(site) : [];
    if (objects.length === 0) return null;
    const found = this.code.resolver
      .origins(expr, site)
      .flatMap((origin) => this.#routers.keysOfValue(origin, site).map((key) => ({ key, origin })));
    return objects.flatMap((object) =>
      this.#framesFor(object, site, texts).flatMap((frame) =>
        found.map(({ key, origin }) => ({ key: this.#keyFor(expr, key, object, origin), frame })),
      ),
    );
  }

  /** What holds for an object: in its constructor, or in each call of the method around by which texts differ. */
  #framesFor(object: Instance, site: Site, texts: readonly Expr[]): readonly (Frame | null)[] {
    const { frame } = constructionOf(object, this.code);
    const calls = texts.some((text) => this.#namesParam(text, site))
      ? this.classes.callsAround(site)
      : [];
    const own = calls.filter(
      ({ owner }) => owner === null || owner.call === null || owner.call === object.call,
    );
    if (own.length === 0 || frame === null) return [frame];
    return own.map((call) => ({ ...below(call.frame, frame), own: object }));
  }

  /** The router for one object: that which it keeps, or (`self`) that which it is. */
  #keyFor(expr: Expr, key: string, object: Instance | null, made: Origin): string {
    if (object === null) return key;
    if (!isSelf(expr)) return this.heirs.of(key, object, made);
    const [own] = object.call === null ? [] : this.#routers.keyOf(object, object);
    return own ?? key;
  }

  /** Whether an expression is made of what a function around is given. */
  #namesParam(expr: Expr, site: Site): boolean {
    return [...namesIn(expr)].some((name) =>
      this.code.resolver.lookUp(name, site).some(({ kind }) => kind === 'param'),
    );
  }
}

/** A frame with another one around all that it stands in. */
function below(frame: Frame, around: Frame): Frame {
  return { ...frame, outer: frame.outer === null ? around : below(frame.outer, around) };
}

/** Whether an expression is the object that a method belongs to. */
export function isSelf(expr: Expr): boolean {
  return expr.kind === 'name' && OWN.test(expr.name);
}
