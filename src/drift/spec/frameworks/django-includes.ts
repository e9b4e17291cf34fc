import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import type { Frame } from '../../code/frame.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';

/** What Django's `include(…)` is given: patterns with the name of an application, or the name of a module. */
export class DjangoIncludes {
  constructor(private readonly code: Code) {}

  /** `(patterns, 'app_name')` under a name. */
  tupleOf(name: Expr, site: Site, frame: Frame | null): Extract<Origin, { kind: 'value' }> | null {
    const [origin, ...others] = this.code.resolver.origins(name, site);
    if (origin?.kind !== 'value' || others.length > 0 || origin.expr.kind !== 'list') return null;
    const { items } = origin.expr;
    return this.isNamedTuple(items, origin, frame) && items[0]?.kind !== 'text' ? origin : null;
  }

  /** Whether a tuple is one of patterns and of names: `(patterns, 'shop')`, `(patterns, version)`. */
  isNamedTuple([, ...names]: readonly Expr[], site: Site, frame: Frame | null): boolean {
    const isName = (one: Expr) =>
      one.kind === 'text' ||
      one.kind === 'literal' ||
      (one.kind === 'name' && this.code.evaluator.text(one, site, frame) !== null);
    return names.length > 0 && names.every(isName);
  }

  /** The modules that `include('app.urls')` names. */
  modules(what: Expr, site: Site, frame: Frame | null): readonly string[] {
    if (what.kind !== 'text' && what.kind !== 'join' && what.kind !== 'name') return [];
    return this.code.evaluator.texts(what, site, frame).flatMap((text) => {
      const [only, ...rest] = text;
      return typeof only === 'string' && rest.length === 0 && /^[\w.]+$/.test(only) ? [only] : [];
    });
  }
}

/** Whether something is a view that happens to be called so, and no property of an object. */
export function isFunction(view: Expr, site: Site, code: Code): boolean {
  return code.resolver.origins(view, site).every((origin) => {
    if (origin.kind !== 'function') return false;
    const index = code.program.file(origin.file)?.index;
    return index?.scope(origin.scope)?.parent === 0;
  });
}
