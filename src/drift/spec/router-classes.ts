import type { Code } from '../code/code.ts';
import type { Expr, Place } from '../code/facts.ts';
import type { Frame } from '../code/frame.ts';
import type { Origin } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { type Instance, isTold, objectsOf } from './made-objects.ts';
import { classMethod } from './python-routing.ts';

/** Methods that call each other are followed this deep, and to this many calls in all. */
const MAX_DEPTH = 4;
const MAX_CALLS = 2_000;
const MAX_BASES = 12;
/** Objects of one class are told apart up to this many. */
const MAX_OBJECTS = 512;

/** A class of the repository. */
export interface ClassAt {
  readonly file: string;
  readonly scope: number;
}

/** One way in which a method comes to be called: what its parameters are, and of which class the object is. */
export interface MethodCall {
  readonly frame: Frame;
  readonly owner: Instance | null;
  /** Where the first of the methods that lead to it is called. */
  readonly called: { readonly file: string; readonly at: Place };
}

/**
 * Classes that keep a router and are extended: each class that extends one has a router of its own, and what its
 * methods register depends on the class whose object they are called on.
 */
export class RouterClasses {
  readonly #calls = new Map<string, readonly MethodCall[]>();

  constructor(private readonly code: Code) {}

  /** The objects, of classes below the one that makes a router or of that itself, through which an expression reaches it. */
  heirs(expr: Expr, site: Site, made: Origin): readonly Instance[] {
    if (made.kind !== 'call') return [];
    const base = this.classAround(made);
    if (base === null) return [];
    const owners = made.through === undefined ? this.#owners(expr, site) : [made.through];
    return owners.filter((one) => isSame(one, base) || this.#extends(one, base));
  }

  /** The objects of Python and JavaScript that are made of the class whose method a place stands in, and of those that extend it. */
  objectsAround({ file, scope }: Site): readonly Instance[] {
    const around = this.classAround({ file, scope });
    const source = this.code.program.file(file);
    if (around === null || !isTold(source?.facts.language)) return [];
    const method = this.#methodNamed({ file, scope });
    const found = objectsOf(around, this.code).filter((object) => {
      // A method that the object's own class has in its place is not called, unless that calls it.
      const own = method === null ? null : classMethod(object, method.name, this.code);
      return (
        own === null ||
        (own.file === file && own.scope === method?.scope) ||
        this.#callsAbove(own, method?.name ?? '')
      );
    });
    return found.length > MAX_OBJECTS ? [] : found;
  }

  #methodNamed({ file, scope }: Site): { readonly name: string; readonly scope: number } | null {
    const index = this.code.program.file(file)?.index;
    const around = index?.classAround(scope);
    for (const inner of index?.enclosing(scope) ?? []) {
      const declared = index?.scope(inner);
      if (declared?.parent === around && declared?.name)
        return { name: declared.name, scope: inner };
    }
    return null;
  }

  #callsAbove({ file, scope }: ClassAt, name: string): boolean {
    const calls = this.code.program.file(file)?.facts.calls ?? [];
    return calls.some(
      ({ call, scope: around }) =>
        around === scope && call.callee.kind === 'member' && call.callee.name === name,
    );
  }

  /** The innermost class around a place; null where there is none. */
  classAround({ file, scope }: Site): ClassAt | null {
    const around = this.code.program.file(file)?.index.classAround(scope);
    return around === undefined ? null : { file, scope: around };
  }

  /** Whether an expression begins with the object that a method belongs to: `this.app`. */
  beginsWithThis(expr: Expr): boolean {
    if (expr.kind === 'member' || expr.kind === 'index') return this.beginsWithThis(expr.object);
    if (expr.kind === 'call') return this.beginsWithThis(expr.callee);
    return isThis(expr);
  }

  /**
   * The calls of the method that a place stands in. A call by another method of the same object is followed to the
   * calls of that one.
   */
  callsAround(site: Site): readonly MethodCall[] {
    const method = this.#methodAround(site);
    return method === null ? [] : this.#callsOf(method, 0);
  }

  #callsOf(method: Site, depth: number): readonly MethodCall[] {
    const key = `${method.file}#${method.scope}`;
    const known = this.#calls.get(key);
    if (known !== undefined) return known;
    this.#calls.set(key, []);
    const found: MethodCall[] = [];
    for (const { call, site } of this.code.callers.all(method.file, method.scope)) {
      const isOwn = call.callee.kind === 'member' && isThis(call.callee.object);
      const outer = isOwn && depth < MAX_DEPTH ? this.#methodAround(site) : null;
      const outers = outer === null ? [] : this.#callsOf(outer, depth + 1);
      if (outers.length === 0) {
        const frame = this.code.evaluator.frame(call, site, method, null);
        const owners = this.#owners(call.callee, site);
        const called = { file: site.file, at: call.callee };
        if (owners.length === 0) found.push({ frame, owner: null, called });
        for (const owner of owners) found.push({ frame, owner, called });
      }
      for (const outer of outers)
        found.push({
          ...outer,
          frame: this.code.evaluator.frame(call, site, method, outer.frame),
        });
      if (found.length > MAX_CALLS) return [];
    }
    this.#calls.set(key, found);
    return found;
  }

  /** The method with parameters that a place stands in; null for a constructor, which is called once for each object. */
  #methodAround(site: Site): Site | null {
    const index = this.code.program.file(site.file)?.index;
    const around = index?.classAround(site.scope);
    if (index === undefined || around === undefined) return null;
    for (const scope of index.enclosing(site.scope)) {
      const declared = index.scope(scope);
      if (declared?.parent !== around) continue;
      const isMethod =
        declared.params.length > 0 && !/^(?:constructor|__init__)$/.test(declared.name ?? '');
      return isMethod ? { file: site.file, scope } : null;
    }
    return null;
  }

  /** The classes of the objects that a member is taken of. */
  #owners(expr: Expr, site: Site): readonly Instance[] {
    const member = expr.kind === 'call' ? expr.callee : expr;
    if (member.kind !== 'member') return [];
    return this.code.resolver
      .origins(member.object, this.code.resolver.homeOf(expr, site))
      .flatMap((origin) => (origin.kind === 'instance' ? [origin] : []));
  }

  #extends(one: ClassAt, base: ClassAt, depth = 0): boolean {
    const declared = this.code.program.file(one.file)?.index.scope(one.scope);
    if (declared === undefined || depth > MAX_BASES) return false;
    const site = { file: one.file, scope: declared.parent ?? 0 };
    return declared.bases.some((expr) =>
      this.code.resolver
        .origins(expr, site)
        .flatMap((origin) => this.code.resolver.asValue(origin))
        .some(
          (origin) =>
            origin.kind === 'class' &&
            (isSame(origin, base) || this.#extends(origin, base, depth + 1)),
        ),
    );
  }
}

function isSame(a: ClassAt, b: ClassAt): boolean {
  return a.file === b.file && a.scope === b.scope;
}

function isThis(expr: Expr): boolean {
  return expr.kind === 'name' && /^(?:this|self)$/.test(expr.name);
}
