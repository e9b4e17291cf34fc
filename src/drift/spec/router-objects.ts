import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import { type Frame, givenIn, isSameCall, ownIn } from '../code/frame.ts';
import type { KnownText } from '../code/known-text.ts';
import { askedAt, isLeftOut } from '../code/left-out.ts';
import { writtenInLoop } from '../code/made-in-turn.ts';
import { makingKey, type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { CallFrames, isSettled } from './call-frames.ts';
import { GivenRouters } from './given-routers.ts';
import { constructionOf, type Instance } from './made-objects.ts';
import { isSelf, ObjectRouters } from './object-routers.ts';
import { type PathTemplate, ROOT, templates } from './path-template.ts';
import { preferredOrigins } from './preferred-origins.ts';
import { lineage } from './python-routing.ts';
import { literalTemplates } from './regex-path.ts';
import type { RouteGraph } from './route-graph.ts';
import { RouterClasses } from './router-classes.ts';
import { RouterHeirs } from './router-heirs.ts';
import { RouterMakings } from './router-makings.ts';
import { type Mounting, type RouterAt, type RouterTeller, unmadeKey } from './router-roles.ts';

/** A chain of calls is followed so far. */
const MAX_CHAIN = 5_000;

/** Follows expressions to the routers of one framework and tells the graph how they stand on each other. */
export class RouterObjects {
  readonly #seen = new Set<string>();
  readonly #following = new Set<Expr>();
  /** Routers that are being followed to what they stand on. */
  readonly #active = new Set<string>();
  readonly #classes: RouterClasses;
  readonly #heirs: RouterHeirs;
  readonly #frames: CallFrames;
  readonly #makings: RouterMakings;
  readonly #objects: ObjectRouters;
  readonly #given: GivenRouters;

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly teller: RouterTeller,
  ) {
    this.#classes = new RouterClasses(code);
    this.#heirs = new RouterHeirs(code, graph, teller, this.#classes, (...asked) =>
      this.paths(...asked),
    );
    this.#frames = new CallFrames(code);
    this.#makings = new RouterMakings(code, graph);
    this.#objects = new ObjectRouters(code, this.#classes, this.#heirs, this.#frames, {
      keyOf: (...asked) => this.#keyOf(...asked),
      keysOfValue: (...asked) => this.#keysOfValue(...asked),
    });
    this.#given = new GivenRouters(code, graph, teller, {
      keysOf: (...asked) => this.keysOf(...asked),
    });
  }

  /** The routers that an expression may be; empty for what is none. */
  keysOf(expr: Expr, site: Site): readonly string[] {
    // What leads back to itself tells nothing more: `app = app.use(x)`, lists that hold themselves.
    if (this.#following.has(expr)) return [];
    this.#following.add(expr);
    try {
      const origins = this.code.resolver
        .origins(expr, site)
        .flatMap((origin) => this.code.resolver.asValue(origin));
      const keys = preferredOrigins(origins, this.code).flatMap((origin) =>
        this.#keysThrough(expr, origin, site),
      );
      return [...new Set(keys)];
    } finally {
      this.#following.delete(expr);
    }
  }

  /** The routers of an origin, as they are for the class through whose object an expression reaches them. */
  #keysThrough(expr: Expr, origin: Origin, site: Site): readonly string[] {
    const keys = this.#keysOfValue(origin, site);
    const heirs = keys.length === 0 ? [] : this.#classes.heirs(expr, site, origin);
    return heirs.length === 0
      ? keys
      : keys.flatMap((key) => heirs.map((heir) => this.#heirs.of(key, heir, origin)));
  }

  /** The routers of a list too: that of a loop which is written in another file than its list. */
  #keysOfValue(origin: Origin, site: Site): readonly string[] {
    if (origin.kind !== 'value') return this.#keyOf(origin, site);
    const { expr } = origin;
    if (expr.kind === 'join') return expr.parts.flatMap((part) => this.keysOf(part, origin));
    if (expr.kind !== 'list') return this.#keyOf(origin, site);
    return expr.items.flatMap((item) => this.keysOf(item, origin));
  }

  /**
   * The routers that an expression may be, each with the frame in which the texts beside it are to be worked out: a
   * function that is given different routers and prefixes in different calls is looked at call by call.
   */
  at(expr: Expr, site: Site, texts: readonly Expr[]): readonly RouterAt[] {
    const asked = askedAt(site.file, expr, this.code);
    return this.#at(expr, site, asked.length === 0 ? texts : [...texts, ...asked]).filter(
      ({ frame, called }) =>
        !isLeftOut(site.file, expr, frame, this.code) &&
        (called === undefined || !isLeftOut(called.file, called.at, frame, this.code)),
    );
  }

  #at(expr: Expr, site: Site, texts: readonly Expr[]): readonly RouterAt[] {
    const byMethod = this.#objects.at(expr, site, texts);
    if (byMethod !== null) return byMethod;
    let around: readonly (Frame | null)[] | undefined;
    return this.code.resolver.origins(expr, site).flatMap((origin) => {
      if (origin.kind !== 'param' || !this.#isAround(origin, site)) {
        const keys = this.#keysThrough(expr, origin, site);
        if (keys.length === 0) return [];
        around ??= this.#frames.around(site, texts);
        const frames = around;
        return keys.flatMap((key) => {
          const made = this.#makings.frameAt(key, site);
          return made !== null ? [{ key, frame: made }] : frames.map((frame) => ({ key, frame }));
        });
      }
      const { file, scope, position } = origin;
      if (texts.every(isSettled))
        return this.#keyOf(origin, site).map((key) => ({ key, frame: null }));
      const frames = this.#frames.of(file, scope);
      if (frames.length === 0) {
        // The framework calls it: what differs does so in the function around.
        around ??= this.#frames.around(site, texts);
        const outer = around;
        return this.#keyOf(origin, site).flatMap((key) => outer.map((frame) => ({ key, frame })));
      }
      if (!this.#frames.differ(texts, site, frames)) {
        const [first] = frames;
        return this.#keyOf(origin, site).map((key) => ({ key, frame: first?.frame ?? null }));
      }
      return frames.flatMap(({ caller, frame }) => {
        const given = this.code.callers.argument(file, scope, position, caller);
        const keys = given === null ? [] : this.keysOf(given, caller.site);
        return keys.map((key) => ({ key, frame }));
      });
    });
  }

  /** Whether a place stands in the function whose parameter something is: an object may keep one of another. */
  #isAround({ file, scope }: Site, site: Site): boolean {
    if (file !== site.file) return false;
    return [...(this.code.program.file(file)?.index.enclosing(site.scope) ?? [])].includes(scope);
  }

  /**
   * Which router stands on which, where a call mounts `child` on `on`; each with the frame in which its prefix is to be
   * worked out. A router that an object keeps is mounted for each object: `app.include_router(self.router)`.
   */
  mounts(child: Expr, on: Expr, prefix: Expr | null, site: Site): readonly Mounting[] {
    const objects = isOfSelf(child) ? this.#classes.objectsAround(site) : [];
    const byObject = objects.flatMap((object) => {
      const { frame } = constructionOf(object, this.code);
      const children = this.keysIn(child, site, frame);
      return children.flatMap((one) =>
        this.keysIn(on, site, frame).map((key) => ({ child: one, on: key, frame })),
      );
    });
    if (byObject.length > 0) return byObject;
    if (this.keysOf(child, site).length === 0) return [];
    const parts = prefix === null ? [child] : [prefix, child];
    return this.at(on, site, parts).flatMap(({ key, frame }) =>
      this.keysIn(child, site, frame).map((one) => ({ child: one, on: key, frame })),
    );
  }

  /** The routers that an expression may be within one call of the function around it. */
  keysIn(expr: Expr, site: Site, frame: Frame | null): readonly string[] {
    const object = isOfSelf(expr) ? ownIn(frame) : undefined;
    if (object !== undefined)
      return this.code.resolver
        .origins(expr, site)
        .flatMap((origin) =>
          this.#keysOfValue(origin, site).map((key) => this.#heirs.of(key, object, origin)),
        );
    for (const origin of frame === null ? [] : this.code.resolver.origins(expr, site)) {
      const given = origin.kind === 'param' ? givenIn(frame, origin) : undefined;
      if (given !== undefined) return this.keysIn(given.expr, given.site, given.frame);
      if (origin.kind !== 'call') continue;
      const role = this.teller.roleOf(origin, origin);
      if (role?.role === 'same') return this.keysIn(role.as, origin, frame);
    }
    const keys = this.keysOf(expr, site);
    // What the function around makes is what it makes in this call.
    const own = keys.filter((key) => isSameCall(this.frameOf(key), frame));
    return own.length > 0 ? own : keys;
  }

  /** The paths that an expression means in the framework's notation; the root for none. */
  paths(expr: Expr | null, site: Site, frame: Frame | null = null): readonly PathTemplate[] {
    if (expr === null) return [ROOT];
    const pattern = expr.kind === 'unknown' ? literalTemplates(expr.text) : null;
    if (pattern !== null) return pattern;
    if (expr.kind === 'list' && expr.items.some(({ kind }) => kind === 'unknown'))
      return expr.items.flatMap((item) => this.paths(item, site, frame));
    return this.code.evaluator
      .texts(expr, site, frame)
      .flatMap((text: KnownText) => templates(text, this.teller.syntax));
  }

  /** See `GivenRouters`. */
  give(...given: Parameters<GivenRouters['give']>): readonly string[] {
    return this.#given.give(...given);
  }

  /**
   * A function is given what may be a router. A group that is made for it alone is not followed by the place where it
   * is made, which is the same for all functions of a loop.
   */
  giveOne(fn: Expr, site: Site, position: number, value: Expr): void {
    const role =
      value.kind === 'call'
        ? this.teller.roleOf({ ...site, kind: 'call', call: value }, site)
        : null;
    if (role?.role === 'same') this.giveOne(fn, site, position, role.as);
    else if (role?.role === 'group')
      this.give(fn, site, position, this.keysOf(role.of, site), this.paths(role.prefix, site));
    else this.give(fn, site, position, this.keysOf(value, site), [ROOT]);
  }

  #keyOf(origin: Origin, site: Site): readonly string[] {
    const keys = this.#keyOfMade(origin, site);
    const written = origin.kind === 'call' ? writtenInLoop(origin.call) : null;
    if (origin.kind !== 'call' || written === null) return keys;
    // Functions that are given what each turn of a loop makes are given what is written there.
    const whole = unmadeKey({ ...origin, call: written });
    for (const key of keys) this.graph.turn(key, whole);
    return keys;
  }

  #keyOfMade(origin: Origin, site: Site): readonly string[] {
    const key = unmadeKey(origin);
    const place = 'file' in origin && 'scope' in origin ? origin : site;
    const role = this.teller.roleOf(origin, place);
    if (role === null) return [];
    if (role === undefined) return this.#given.keysOf(origin, key);
    if (role.role === 'same') {
      const { expr, site: at } = this.#beginning(role.as, place);
      return this.#through(key, () => this.#keysVia(expr, at, origin));
    }
    if (role.role === 'group') {
      // A function that makes a group may be given another router with each prefix.
      const texts = role.prefix === null ? [] : [role.prefix];
      const call = this.#makings.groupCall(origin);
      const own = call === null ? key : makingKey(origin);
      const parents = this.#through(own, () =>
        call === null
          ? this.at(role.of, place, texts)
          : this.keysIn(role.of, place, call).map((one) => ({ key: one, frame: call })),
      );
      if (parents.length === 0) return [];
      for (const { key: parent, frame } of parents) {
        for (const prefix of this.paths(role.prefix, place, frame))
          this.graph.mount(own, parent, prefix);
      }
      return [own];
    }
    const isMade = role.role === 'router' && this.teller.tellsMakings === true;
    const makings = isMade ? this.#makings.of(origin, key) : [];
    const keys = makings.length === 0 ? [key] : makings;
    for (const one of keys) {
      this.graph.declare(one, role.role === 'root');
      const at = role.made?.site ?? place;
      const frame = role.made?.frame ?? this.frameOf(one);
      for (const prefix of role.prefix ? this.paths(role.prefix, at, frame) : [])
        this.graph.prefix(one, prefix);
    }
    if (origin.kind === 'instance' && origin.call !== null) this.#ofClasses(origin, key);
    return keys;
  }

  /** What the methods of a class, and of those that it extends, register on `self` is on each object of it. */
  #ofClasses(object: Instance, key: string): void {
    if (this.#seen.has(`${key} classes`)) return;
    this.#seen.add(`${key} classes`);
    for (const { file, scope } of lineage(object, this.code)) {
      const own = originKey({ kind: 'instance', file, scope, call: null });
      this.graph.inherit(key, own);
    }
  }

  /** The routers at the beginning of a chain of calls, as the call of a function makes them that gives the chain back. */
  #keysVia(expr: Expr, site: Site, chain: Origin): readonly string[] {
    const via = chain.kind === 'call' ? chain.via : undefined;
    const [only, ...others] = via === undefined ? [] : this.code.resolver.origins(expr, site);
    if (via === undefined || only?.kind !== 'call' || others.length > 0 || only.via !== undefined)
      return this.keysOf(expr, site);
    return this.#keyOf({ ...only, via }, site);
  }

  /** What a chain of calls begins with that all give back what they are called on: chains may be long. */
  #beginning(expr: Expr, site: Site): { readonly expr: Expr; readonly site: Site } {
    let found = { expr, site };
    for (let step = 0; step < MAX_CHAIN; step += 1) {
      const [origin, ...others] = this.code.resolver
        .origins(found.expr, found.site)
        .flatMap((one) => this.code.resolver.asValue(one));
      if (origin?.kind !== 'call' || others.length > 0) break;
      const role = this.teller.roleOf(origin, origin);
      if (role?.role !== 'same') break;
      found = { expr: role.as, site: origin };
    }
    return found;
  }

  /** What the parameters of the function are that has made a router; null where that is not told apart. */
  frameOf(key: string): Frame | null {
    return this.#makings.frameOf(key);
  }

  /** What all routers of one place have in common that are told apart by the calls that make them. */
  withoutMaking(key: string): string {
    return this.#makings.common(key);
  }

  /** What something stands on; nothing where that leads back to it: `app = app.route(…)` in a loop. */
  #through<T>(key: string, work: () => readonly T[]): readonly T[] {
    if (this.#active.has(key)) return [];
    this.#active.add(key);
    try {
      return work();
    } finally {
      this.#active.delete(key);
    }
  }
}

/** `self.router`. */
function isOfSelf(expr: Expr): boolean {
  return expr.kind === 'member' && isSelf(expr.object);
}
