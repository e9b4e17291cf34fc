import { isBefore, visibleBindings } from './block-bindings.ts';
import { namesIn, partsOf } from './expr-parts.ts';
import type { Binding, Expr, NameExpr } from './facts.ts';
import type { Program, Site } from './program.ts';

/**
 * The values that a variable may have where it is named, after it was given several in the order of the text: `path :=
 * p; if group != "" { path = group + path }; path = method + " " + path`. A value that is made of the one before takes
 * its place. Null for what is given one value alone, and for languages where nobody has needed it so far.
 */
export function valuesAt(
  name: NameExpr,
  site: Site,
  program: Program,
): readonly { readonly value: Expr; readonly site: Site }[] | null {
  const file = program.file(site.file);
  if (file === undefined || file.facts.language !== 'go') return null;
  for (const scope of file.index.enclosing(site.scope)) {
    const declared = file.index.scope(scope);
    if (declared?.kind !== 'function') return null;
    if (declared.params.some((param) => param.name === name.name)) return null;
    const own = file.index.bindingAround(name);
    const bindings = visibleBindings(file.index.bindings(scope, name.name), own, name);
    if (bindings.length === 0) continue;
    if (bindings.length === 1 || bindings.some(({ each }) => each)) return null;
    const before = bindings.filter((one) => isBefore(one, name) && !holds(one.value, name));
    const values = standing(before);
    return values.length === 0
      ? null
      : values.map((value) => ({ value, site: { ...site, scope } }));
  }
  return null;
}

/** The values that may still hold after the last of several assignments. */
function standing(bindings: readonly Binding[]): readonly Expr[] {
  const found: Expr[] = [];
  for (const [index, { name, value }] of [...bindings.entries()].reverse()) {
    if (value === null) continue;
    found.unshift(value);
    const names = namesIn(value);
    const earlier = bindings.slice(0, index).findLast((one) => one.value !== null)?.value;
    // Added to under a condition: what it adds is empty where the condition does not hold.
    const isAdded = earlier?.kind === 'name' && names.has(earlier.name);
    if (names.has(name) || isAdded) break;
  }
  return found;
}

function holds(expr: Expr | null, part: Expr): boolean {
  return expr !== null && (expr === part || partsOf(expr).some((one) => holds(one, part)));
}
