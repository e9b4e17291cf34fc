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

  /** The struct that a call gives back; null where that cannot be told. */
  madeBy(call: CallExpr, met: Site, frame: Frame | null, depth = 0): MadeStruct | null {
    const site = this.resolver.homeOf(call, met);
    const language = this.resolver.program.file(site.file)?.facts.language;
    if (depth > MAX_DEPTH || (language !== 'go' && language !== 'rust')) return null;
    for (const callee of this.resolver.origins(call.callee, site)) {
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
    if (expr.kind === 'map') return expr.type === undefined ? null : { map: expr, site, frame };
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
