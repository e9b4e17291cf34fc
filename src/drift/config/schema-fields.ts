import type { Code } from '../code/code.ts';
import { partsOf } from '../code/expr-parts.ts';
import type { CallExpr, Expr, Place } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import { placeKey, type Site } from '../code/program.ts';

/** A field of a schema of settings, as it is written. */
export interface SchemaField extends Place {
  readonly name: string;
  readonly site: Site;
  readonly value: Expr;
  /** Whether it may be missing, as its name says: `'PORT?'` of ArkType. */
  readonly isOptional?: boolean;
}

/** What a field's schema says of it. */
export interface FieldRule {
  /** What is taken where the setting is missing; null where nothing is. */
  readonly fallback: Expr | null;
  readonly optional: boolean;
}

const OBJECT =
  /^(?:[oO]bject|type|partial|strictObject|looseObject|interface|keys|append|extend|safeExtend|augment|setKey|shape|noUnknown)$/;
const OTHER = /^(?:merge|and|intersection|concat)$/;
const MAX_DEPTH = 12;

/**
 * The fields of a schema of an object: `z.object({ … })` and what is made of it (`.extend`, `.merge`, `.strict` …), the
 * same for Joi, yup and valibot, or a plain map of them.
 */
export function schemaFields(
  expr: Expr,
  site: Site,
  code: Code,
  depth = 0,
): readonly SchemaField[] {
  if (depth > MAX_DEPTH) return [];
  return code.resolver.origins(expr, site).flatMap((origin): readonly SchemaField[] => {
    if (origin.kind === 'value' && origin.expr.kind === 'map')
      return mapFields(origin.expr, { file: origin.file, scope: origin.scope }, code, depth);
    if (origin.kind === 'call')
      return callFields(origin.call, { file: origin.file, scope: origin.scope }, code, depth);
    // `schema.shape` of a schema that is known.
    if (origin.kind === 'member' && origin.object.kind === 'call') {
      const { call, file, scope } = origin.object;
      return callFields(call, { file, scope }, code, depth);
    }
    return [];
  });
}

function mapFields(
  map: Extract<Expr, { kind: 'map' }>,
  site: Site,
  code: Code,
  depth: number,
): readonly SchemaField[] {
  return map.entries.flatMap(({ key, value }) => {
    if (key === null) return schemaFields(value, site, code, depth + 1);
    const name = code.evaluator.text(key, site);
    if (name === null) return [];
    const isOptional = name.endsWith('?');
    const own = isOptional ? name.slice(0, -1) : name;
    return [{ name: own, isOptional, value, site, line: key.line, column: key.column }];
  });
}

function callFields(call: CallExpr, site: Site, code: Code, depth: number): readonly SchemaField[] {
  const name = lastName(call.callee) ?? '';
  const object = call.callee.kind === 'member' ? call.callee.object : null;
  const base = object === null ? [] : schemaFields(object, site, code, depth + 1);
  const args = call.args.map(({ value }) => value);
  if (OBJECT.test(name) || OTHER.test(name) || name === 'preprocess') {
    const more = args.flatMap((arg) =>
      arg.kind === 'function' ? [] : schemaFields(arg, site, code, depth + 1),
    );
    return [...base, ...more];
  }
  return base;
}

/** `5` of ArkType's `"number = 5"`. */
function writtenDefault(expr: Expr): Expr | null {
  if (expr.kind !== 'text') return null;
  const value = /(?<![<>=!])=(?!=)\s*(.+)$/s.exec(expr.value)?.[1]?.trim();
  return value === undefined ? null : { ...expr, value: value.replace(/^(["'])(.*)\1$/, '$2') };
}

/** What the schema of a field says: `.default(x)`, `.optional()`, and what holds it (`z.optional(…)`). */
export function fieldRule(
  expr: Expr,
  site: Site,
  code: Code,
  isOptionalFirst: boolean,
  depth = 0,
): FieldRule & { readonly site: Site } {
  const links: CallExpr[] = [];
  let at = site;
  let [origin] = code.resolver.origins(expr, site);
  for (let steps = 0; origin?.kind === 'call' && steps < MAX_DEPTH * 2; steps += 1) {
    links.push(origin.call);
    at = { file: origin.file, scope: origin.scope };
    const { callee } = origin.call;
    if (callee.kind !== 'member') break;
    [origin] = code.resolver.origins(callee.object, at);
  }
  let fallback = writtenDefault(expr);
  let optional = isOptionalFirst;
  for (const link of links) {
    const name = lastName(link.callee) ?? '';
    const [first, second] = link.args;
    const isFree = link.callee.kind === 'member' && link.callee.object.kind === 'name';
    if (/^(?:default|prefault|catch)$/.test(name) && first !== undefined) fallback ??= first.value;
    else if (/^(?:optional|nullish|optionalWhen|fallback)$/.test(name)) {
      optional = true;
      if (isFree && second !== undefined) fallback ??= second.value;
    } else if (name === 'required') optional = false;
    if (
      isFree &&
      first !== undefined &&
      depth < 4 &&
      /^(?:preprocess|optional|pipe|union|or|nullish)$/.test(name)
    ) {
      const inner = link.args.flatMap(({ value }) =>
        value.kind === 'call' ? [fieldRule(value, at, code, false, depth + 1)] : [],
      );
      for (const one of inner) {
        fallback ??= one.fallback;
        optional ||= one.optional;
      }
    }
  }
  return { fallback, optional: optional || fallback !== null, site: at };
}

/** The readings of the environment that stand within an expression: what a schema is given piece by piece. */
export function accessesWithin(expr: Expr, site: Site, code: Code): ReadonlySet<string> {
  const found = new Set<string>();
  const accesses = code.program.file(site.file)?.facts.accesses ?? [];
  const objects = new Map(accesses.map(({ object, at }) => [object, at]));
  const visit = (one: Expr): void => {
    const at = objects.get(one);
    if (at !== undefined) found.add(placeKey(site.file, at));
    for (const part of partsOf(one)) visit(part);
  };
  visit(expr);
  return found;
}
