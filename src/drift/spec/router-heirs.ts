import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import type { Frame } from '../code/frame.ts';
import type { Origin } from '../code/origin.ts';
import { placeKey, type Site } from '../code/program.ts';
import { isSettled } from './call-frames.ts';
import { CONSTRUCTOR, constructionOf, type Instance, isTold } from './made-objects.ts';
import type { PathTemplate } from './path-template.ts';
import { type ClassAt, lineage } from './python-routing.ts';
import type { RouteGraph } from './route-graph.ts';
import type { RouterClasses } from './router-classes.ts';
import type { RouterTeller } from './router-roles.ts';

/** The routers that classes and objects have of their own where a class that they extend makes them. */
export class RouterHeirs {
  readonly #seen = new Set<string>();

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly teller: RouterTeller,
    private readonly classes: RouterClasses,
    private readonly paths: (
      expr: Expr,
      site: Site,
      frame: Frame | null,
    ) => readonly PathTemplate[],
  ) {}

  /**
   * The router that a class has of its own, made by a class that it extends; for an object of a class that is made
   * more than once that of this object.
   */
  of(key: string, object: Instance, made: Origin): string {
    // What may be anything is no router for being one object's.
    if (made.kind !== 'call' && !this.graph.isKnown(key)) return key;
    const { file, scope } = object;
    const base = made.kind === 'call' ? this.classes.classAround(made) : null;
    const isBase = base === null || (base.file === file && base.scope === scope);
    const ofClass = isBase ? key : this.#ofClass(key, object, base);
    const language = this.code.program.file(file)?.facts.language;
    if (object.call === null || object.at === undefined || !isTold(language)) return ofClass;
    const isOne = this.#makings(file, scope) < 2;
    const own = isOne
      ? ofClass
      : this.#descends(`${ofClass}@${placeKey(object.at.file, object.call.callee)}`, ofClass, true);
    this.#prefixOf(own, object, made);
    return own;
  }

  /** What the classes between the two register is on the router of the last one too. */
  #ofClass(key: string, { file, scope }: ClassAt, base: ClassAt | null): string {
    const own = this.#descends(`${key} of ${file}#${scope}`, key);
    for (const between of lineage({ file, scope }, this.code).slice(1)) {
      if (base === null || (between.file === base.file && between.scope === base.scope)) break;
      this.graph.inherit(own, `${key} of ${between.file}#${between.scope}`);
    }
    return own;
  }

  /** How often objects are made of a class, and of those below it by its constructor. */
  #makings(file: string, scope: number): number {
    const source = this.code.program.file(file);
    const initializer = source?.facts.scopes.findIndex(
      ({ parent, name }) => parent === scope && name !== null && CONSTRUCTOR.test(name),
    );
    const { length } = this.code.callers.of(file, scope);
    return initializer === undefined || initializer === -1
      ? length
      : Math.max(length, this.code.callers.of(file, initializer).length);
  }

  #descends(heir: string, from: string, isWhole = false): string {
    this.graph.inherit(heir, from, isWhole);
    this.graph.mount(heir, from);
    this.graph.declare(heir, false);
    return heir;
  }

  /** The prefix that a router has in one object of a class: `APIRouter(prefix=self.prefix)`. */
  #prefixOf(key: string, object: Instance, made: Origin): void {
    if (made.kind !== 'call' || this.#seen.has(`${key} prefix`)) return;
    this.#seen.add(`${key} prefix`);
    const role = this.teller.roleOf(made, made);
    if (role?.role !== 'router' || !role.prefix || isSettled(role.prefix)) return;
    const { frame } = constructionOf(object, this.code);
    this.graph.own(key, this.paths(role.prefix, made, frame));
  }
}
