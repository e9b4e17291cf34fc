import type { Code } from '../code/code.ts';
import type { Frame } from '../code/frame.ts';
import { type Making, type Origin, originKey } from '../code/origin.ts';
import { placeKey, type Site } from '../code/program.ts';
import type { RouteGraph } from './route-graph.ts';

/** A function that makes a router. */
interface MakerAt {
  readonly file: string;
  readonly scope: number;
}

/** A router that a function makes in one of its calls: the function, and what its parameters are there. */
interface Made extends MakerAt {
  readonly frame: Frame;
  /** What the routers of all calls have in common. */
  readonly of: string;
}

/** A function that is called more often than this is taken to make the same router each time. */
const MAX_MAKINGS = 256;

/** Tells the routers apart that one function makes in several calls of it, so that each has its own prefix. */
export class RouterMakings {
  readonly #made = new Map<string, Made>();

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
  ) {}

  /**
   * The routers that stand for one that is made in a function which is called more than once: that of the call by which
   * it was come upon, or (within the function) those of all calls. None for a router that is made once.
   */
  of(origin: Origin, key: string): readonly string[] {
    if (origin.kind !== 'call') return [];
    const around = this.#makerOf(origin, key);
    const maker = origin.via === undefined ? around : this.#calledBy(origin.via);
    if (maker === null || around === null) return [];
    const callers = this.code.callers.of(maker.file, maker.scope);
    if (callers.length < 2 || callers.length > MAX_MAKINGS) return [];
    const wanted =
      origin.via === undefined ? null : placeKey(origin.via.file, origin.via.call.callee);
    return callers.flatMap(({ call, site }) => {
      const at = placeKey(site.file, call.callee);
      if (wanted !== null && at !== wanted) return [];
      const made = `${key}@${at}`;
      const frame = this.code.evaluator.frame(call, site, maker, null);
      this.#made.set(made, { ...maker, frame, of: key });
      this.graph.alternative(made, key);
      return [made];
    });
  }

  /**
   * What the parameters of a function are in the call by which a group was come upon that it makes, so that each group
   * stands on the router that it was made of. Null for a function that is called once.
   */
  groupCall(origin: Origin): Frame | null {
    const via = origin.kind === 'call' ? origin.via : undefined;
    const maker = via === undefined ? null : this.#calledBy(via);
    if (via === undefined || maker === null || origin.kind !== 'call') return null;
    if (origin.file !== maker.file || origin.scope !== maker.scope) return null;
    const calls = this.code.callers.of(maker.file, maker.scope);
    return calls.length < 2 ? null : this.code.evaluator.frame(via.call, via, maker, null);
  }

  /** What the parameters of the function are that has made a router; null where that is not told apart. */
  frameOf(key: string): Frame | null {
    return this.#made.get(key)?.frame ?? null;
  }

  /** The same, for what stands within that function; null elsewhere. */
  frameAt(key: string, site: Site): Frame | null {
    const made = this.#made.get(key);
    const index = site.file === made?.file ? this.code.program.file(site.file)?.index : undefined;
    if (made === undefined || index === undefined) return null;
    return [...index.enclosing(site.scope)].includes(made.scope) ? made.frame : null;
  }

  /** What all routers of one place have in common that are told apart; a router that is not is itself. */
  common(key: string): string {
    return this.#made.get(key)?.of ?? key;
  }

  #calledBy(via: Making): MakerAt | null {
    const callees = this.code.resolver
      .origins(via.call.callee, via)
      .flatMap((origin) => this.code.resolver.asValue(origin));
    for (const callee of callees)
      if (callee.kind === 'function') return { file: callee.file, scope: callee.scope };
    return null;
  }

  /** The function around that gives back what is made in it, or else the one that makes it. */
  #makerOf(origin: Extract<Origin, { kind: 'call' }>, key: string): MakerAt | null {
    const index = this.code.program.file(origin.file)?.index;
    for (const scope of index?.enclosing(origin.scope) ?? []) {
      const site = { file: origin.file, scope };
      const isGiven = index
        ?.returns(scope)
        .some(({ value }) =>
          this.code.resolver.origins(value, site).some((one) => originKey(one) === key),
        );
      if (isGiven === true) return site;
    }
    // What is given to another function is called by that.
    const isOwn =
      index?.scope(origin.scope)?.kind === 'function' &&
      index.argumentOf(origin.scope) === undefined &&
      index.classAround(origin.scope) === undefined;
    return isOwn ? { file: origin.file, scope: origin.scope } : null;
  }
}
