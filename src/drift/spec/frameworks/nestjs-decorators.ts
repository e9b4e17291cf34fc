import type { Code } from '../../code/code.ts';
import { objects } from '../../code/entries.ts';
import type { CallExpr, Expr, NameExpr } from '../../code/facts.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site } from '../../code/program.ts';

/** Packages whose decorators say what serves a route; Nestia's wrap those of NestJS. */
const PACKAGES = /^@nestjs\/(?:common|core|microservices)$|^@nestia\/core$/;
/** Names that count in a file that imports nothing of the kind: code that is cut out of a larger file. */
const KNOWN =
  /^(?:Controller|Module|Version|Get|Head|Post|Put|Patch|Delete|Options|All|Sse|Query|Headers)$/;
const MAX_DEPTH = 6;

/** A decorator of NestJS, wherever it is written: right there, or within one that is composed of several. */
export interface Decorator {
  /** `Controller`, `Get`, `Query`; Nestia's `TypedRoute.Get` is `Get`. */
  readonly name: string;
  readonly call: CallExpr;
  readonly site: Site;
  /** What the parameters around it are given, where it stands in a composed decorator. */
  readonly frame: Frame | null;
}

/** The decorators of NestJS among some, and whether others are composed in a way that is not known. */
export interface Decorators {
  readonly known: readonly Decorator[];
  readonly unclear: boolean;
}

/** Tells which decorators are NestJS's, going through `applyDecorators(…)`. */
export function decoratorsOf(
  calls: readonly CallExpr[],
  site: Site,
  code: Code,
  frame: Frame | null = null,
  depth = 0,
): Decorators {
  const known: Decorator[] = [];
  let unclear = false;
  for (const call of calls) {
    for (const origin of code.resolver.origins(call.callee, site)) {
      if (origin.kind === 'external' && PACKAGES.test(origin.module)) {
        const name = origin.name.replace(/^(?:Typed|Encrypted)Route\./, '').replace(/^\*\./, '');
        known.push({ name, call, site, frame });
      } else if (origin.kind === 'value' && isKnownName(origin.expr)) {
        known.push({ name: origin.expr.name, call, site, frame });
      } else if (origin.kind === 'function' && depth < MAX_DEPTH) {
        const inner = code.evaluator.frame(call, site, origin, frame);
        const made = composed(origin.file, origin.scope, code, inner, depth);
        known.push(...made.known);
        unclear ||= made.unclear;
      }
    }
  }
  return { known, unclear };
}

function isKnownName(expr: Expr): expr is NameExpr {
  return expr.kind === 'name' && KNOWN.test(expr.name);
}

/** The decorators that a function of the repository puts together. */
function composed(
  file: string,
  scope: number,
  code: Code,
  frame: Frame,
  depth: number,
): Decorators {
  const parts: CallExpr[] = [];
  let unclear = false;
  const take = (expr: Expr): void => {
    if (expr.kind === 'list') expr.items.forEach(take);
    else if (expr.kind === 'call') parts.push(expr);
    else if (expr.kind === 'either') expr.options.forEach(take);
    else {
      const found = code.resolver.origins(expr, { file, scope });
      const lists = found.flatMap((one) =>
        one.kind === 'value' && one.expr.kind === 'list' ? one.expr.items : [],
      );
      if (lists.length > 0) lists.forEach(take);
      else unclear = true;
    }
  };
  for (const { value } of code.program.file(file)?.index.returns(scope) ?? []) {
    if (value.kind !== 'call') continue;
    const isApply = code.resolver
      .origins(value.callee, { file, scope })
      .some((origin) => origin.kind === 'external' && origin.name === 'applyDecorators');
    if (isApply) for (const { value: part } of value.args) take(part);
    else parts.push(value);
  }
  const inner = decoratorsOf(parts, { file, scope }, code, frame, depth + 1);
  return { known: inner.known, unclear: unclear || inner.unclear };
}

/** What a decorator's one argument says under a name, or (`name` null) as it stands; the first of what is known. */
export function argumentOf(
  { call, site, frame }: Decorator,
  name: string,
  code: Code,
): { readonly expr: Expr; readonly site: Site; readonly frame: Frame | null } | null {
  const [first] = call.args;
  if (first === undefined) return null;
  for (const map of objects(first.value, site, code)) {
    if (map.expr.kind !== 'map') continue;
    for (const { key, value } of map.expr.entries) {
      if (key?.kind === 'text' && key.value === name) return { expr: value, site: map.site, frame };
    }
  }
  return null;
}

/** Whether an argument in a composed decorator is a parameter that was given nothing: `(path?: string) => …`. */
export function isLeftOut(expr: Expr, { site, frame }: Decorator, code: Code): boolean {
  if (frame === null) return false;
  return code.resolver.origins(expr, site).some((origin) => {
    if (origin.kind !== 'param' || frame.key !== `${origin.file}#${origin.scope}`) return false;
    const given = frame.args[origin.position]?.expr;
    return given?.kind === 'unknown' && given.text === '';
  });
}
