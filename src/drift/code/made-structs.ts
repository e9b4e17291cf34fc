import type { CallExpr, Expr, MapExpr } from './facts.ts';
import type { Frame } from './frame.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Functions that call functions are followed so far. */
const MAX_DEPTH = 6;

/** A struct as one call makes it: its literal, where that stands, and what the parameters there are in this call. */
export interface MadeStruct {
  readonly map: MapExpr;
  readonly site: Site;
  readonly frame: Frame | null;
}

type FrameOf = (
  call: CallExpr,
  site: Site,
  callee: { readonly file: string; readonly scope: number },
  outer: Frame | null,
) => Frame;

/** Follows calls of functions to the struct that they make: `NewGetRoute("/x", h)` to `localRoute{"GET", "/x", h}`. */
export class MadeStructs {
  constructor(
    private readonly resolver: Resolver,
    private readonly frameOf: FrameOf,
  ) {}

  /** The struct that an expression is by a call: `NewRoute("/x")`, or a variable that JavaScript gives what a call makes. */
  madeAs(expr: Expr, site: Site, frame: Frame | null): MadeStruct | null {
    if (expr.kind === 'call') return this.madeBy(expr, site, frame);
    if (expr.kind !== 'name') return null;
    if (this.resolver.program.file(site.file)?.facts.language !== 'javascript') return null;
    const [only, ...others] = this.resolver.origins(expr, site);
    return only?.kind === 'call' && others.length === 0
      ? this.madeBy(only.call, only, frame)
      : null;
  }

  /** The struct that a call gives back; null where that cannot be told. */
  madeBy(call: CallExpr, met: Site, frame: Frame | null, depth = 0): MadeStruct | null {
    const site = this.resolver.homeOf(call, met);
    const language = this.resolver.program.file(site.file)?.facts.language;
    if (depth > MAX_DEPTH || !/^(?:go|rust|javascript)$/.test(language ?? '')) return null;
    const callees = this.resolver
      .origins(call.callee, site)
      .flatMap((one) => this.resolver.asValue(one));
    for (const callee of callees) {
      if (callee.kind !== 'function') continue;
      const inner = this.frameOf(call, site, callee, frame);
      const returns = this.resolver.program.file(callee.file)?.index.returns(callee.scope) ?? [];
      for (const { value } of returns) {
        const made = this.#struct(value, { file: callee.file, scope: callee.scope }, inner, depth);
        if (made !== null) return made;
      }
    }
    return null;
  }

  #struct(expr: Expr, site: Site, frame: Frame, depth: number): MadeStruct | null {
    // A name may be given to itself: `let x = x;`.
    if (depth > MAX_DEPTH) return null;
    if (expr.kind === 'map') {
      const isObject = this.resolver.program.file(site.file)?.facts.language === 'javascript';
      return expr.type === undefined && !isObject ? null : { map: expr, site, frame };
    }
    if (expr.kind === 'call') return this.madeBy(expr, site, frame, depth + 1);
    if (expr.kind !== 'name') return null;
    for (const origin of this.resolver.origins(expr, site)) {
      // What stands in the same function has the same parameters.
      if (origin.kind !== 'value' || origin.file !== site.file) continue;
      const made = this.#struct(origin.expr, origin, frame, depth + 1);
      if (made !== null) return made;
    }
    return null;
  }

  /** The field that a method of a struct gives back: `func (r route) Path() string { return r.path }`. */
  fieldGivenBy({ map, site }: MadeStruct, method: string): string | null {
    for (const type of this.resolver.typeOrigins(map.type ?? '', site)) {
      for (const origin of this.resolver.memberOf(type, method)) {
        const file =
          origin.kind === 'function' ? this.resolver.program.file(origin.file) : undefined;
        if (origin.kind !== 'function' || file === undefined) continue;
        const receiver = file.index.scope(origin.scope)?.receiver?.name;
        const [only, ...others] = file.index.returns(origin.scope);
        const value = only?.value;
        if (others.length > 0 || value?.kind !== 'member' || value.object.kind !== 'name') continue;
        if (value.object.name === receiver) return value.name;
      }
    }
    return null;
  }
}

/** The value that a field has in a struct. */
export function fieldOf({ map }: MadeStruct, name: string): Expr | undefined {
  return map.entries.find(({ key }) => key?.kind === 'text' && key.value === name)?.value;
}
