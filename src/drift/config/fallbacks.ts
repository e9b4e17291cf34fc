import { partsOf } from '../code/expr-parts.ts';
import type { Binding, CallExpr, Expr, FileFacts } from '../code/facts.ts';
import { dottedName, lastName } from '../code/facts-index.ts';

/** Calls that make another form of a value: what stands in for their result stands in for the value. */
const CONVERSION =
  /^(?:Number|String|Boolean|BigInt|parseInt|parseFloat|int|float|str|bool|Integer|Float|Int|strconv|Atoi|ParseInt|ParseBool|parse|trim|strip|toString|toLowerCase|toUpperCase|lower|upper|to_i|to_s|to_sym|presence|split|intval|floatval|strval|boolval|toInt|toIntOrNull|toBoolean|toLong|valueOf|parseBoolean|ok|unwrap_or_default|map|and_then|as_str|as_deref)$/;

/** Calls that give the first of their arguments that is not empty. */
const FIRST_OF = /^(?:cmp\.Or|lo\.Coalesce(?:OrEmpty)?|_\.defaultTo)$/;

/** A name is given another value where it has none within so many lines. */
const LINES_BELOW = 4;

/**
 * What stands in for each value of a file where it is missing: `'x'` of `a || 'x'`, of `Number(a) ?? 'x'`, and of
 * `v = a; if (!v) v = 'x'`. Made from the facts alone, for the readings that a language's reader does not see the
 * surroundings of.
 */
export class Fallbacks {
  readonly #byExpr = new Map<Expr, Expr>();
  readonly #seen = new Set<Expr>();
  /** Objects that several readings share, as where one is taken apart: nothing stands in for all of them. */
  readonly #shared = new Set<Expr>();

  constructor(facts: FileFacts) {
    const objects = new Set<Expr>();
    for (const { object } of facts.accesses) {
      if (objects.has(object)) this.#shared.add(object);
      objects.add(object);
    }
    for (const { value } of facts.bindings) this.#visit(value);
    this.#markReplaced(facts);
    for (const { call } of facts.calls) this.#visit(call);
    for (const { value } of facts.returns) this.#visit(value);
    for (const { value } of facts.exports) this.#visit(value);
    for (const { params } of facts.scopes) for (const param of params) this.#visit(param.default);
  }

  /** What stands in for a call, or for a member of the object that is given; null where nothing does. */
  of(expr: Expr): Expr | null {
    return this.#byExpr.get(expr) ?? null;
  }

  /** Names that get a text or a number right below. */
  #markReplaced({ bindings }: FileFacts): void {
    const last = new Map<string, Binding>();
    for (const binding of bindings) {
      const key = `${binding.scope} ${binding.name}`;
      const before = last.get(key);
      last.set(key, binding);
      const { value, line } = binding;
      const isPlain =
        value?.kind === 'text' || (value?.kind === 'literal' && value.type !== 'null');
      if (value === null || !isPlain || !before?.value) continue;
      if (line > before.line && line <= before.line + LINES_BELOW) this.#mark(before.value, value);
    }
  }

  #visit(expr: Expr | null): void {
    if (expr === null || this.#seen.has(expr)) return;
    this.#seen.add(expr);
    if (expr.kind === 'either') {
      for (const [index, option] of expr.options.entries()) {
        const next = expr.options[index + 1];
        if (next !== undefined) this.#mark(option, next);
      }
    }
    if (expr.kind === 'call' && FIRST_OF.test(dottedName(expr.callee) ?? '')) {
      for (const [index, { value }] of expr.args.entries()) {
        const next = expr.args[index + 1];
        if (next !== undefined) this.#mark(value, next.value);
      }
    }
    for (const part of partsOf(expr)) this.#visit(part);
  }

  /** Of several, the outermost stands in last: `'x'` for both of `a || b || 'x'`. */
  #set(expr: Expr, fallback: Expr): void {
    if (!this.#byExpr.has(expr) && !this.#shared.has(expr)) this.#byExpr.set(expr, fallback);
  }

  #mark(expr: Expr, fallback: Expr): void {
    switch (expr.kind) {
      case 'either':
        for (const option of expr.options) this.#mark(option, fallback);
        break;
      case 'member':
      case 'index':
        this.#set(expr.object, fallback);
        break;
      case 'call':
        this.#set(expr, fallback);
        // `environ.get("X")` is a member of `environ`.
        if (expr.callee.kind === 'member' && expr.callee.name === 'get')
          this.#set(expr.callee.object, fallback);
        for (const inner of converted(expr)) this.#mark(inner, fallback);
        break;
      default:
        break;
    }
  }
}

function converted(call: CallExpr): readonly Expr[] {
  if (!CONVERSION.test(lastName(call.callee) ?? '')) return [];
  const object = call.callee.kind === 'member' ? [call.callee.object] : [];
  return [...object, ...call.args.slice(0, 1).map(({ value }) => value)];
}
