import type { Code } from '../code/code.ts';
import { entriesOf, entry, type Located, objects } from '../code/entries.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import type { RouteParameter } from './framework.ts';

/** Calls that make an object schema of the properties they are given: zod, TypeBox, valibot, Joi. */
const OBJECT = /^(?:object|Object|strictObject|looseObject|StrictObject)$/;
/** Calls in whose chain a value may be missing. */
const OPTIONAL = /^(?:optional|Optional|nullish|default|exactOptional)$/;
/** Schemas are followed this deep at most. */
const MAX_DEPTH = 10;

/** The parameters that a schema for the query, the headers or the cookies names: JSON Schema or a schema library's. */
export function schemaParameters(
  schema: Located,
  place: RouteParameter['in'],
  code: Code,
): readonly RouteParameter[] {
  const found = new Map<string, RouteParameter>();
  for (const one of propertiesOf(schema, code, 0))
    found.set(one.name, { name: one.name, in: place, required: one.required });
  return [...found.values()];
}

interface Property {
  readonly name: string;
  readonly required: boolean;
}

function propertiesOf({ expr, site }: Located, code: Code, depth: number): readonly Property[] {
  if (depth > MAX_DEPTH) return [];
  const maps = objects(expr, site, code);
  if (maps.length > 0) return maps.flatMap((map) => ofJsonSchema(map, code));
  return code.resolver
    .origins(expr, site)
    .flatMap((origin) => (origin.kind === 'call' ? ofCall(origin.call, origin, code, depth) : []));
}

/** JSON Schema, or Fastify's short form of it: the properties alone. */
function ofJsonSchema(map: Located, code: Code): readonly Property[] {
  const properties = entry(map, 'properties', code);
  const isShort = properties === undefined && entry(map, 'type', code)?.expr.kind !== 'text';
  const required = entry(map, 'required', code);
  const names =
    required === undefined
      ? []
      : code.evaluator.texts(required.expr, required.site).map((text) => text.join(''));
  const from = properties ?? (isShort ? map : undefined);
  if (from === undefined) return [];
  return objects(from.expr, from.site, code).flatMap((one) =>
    entriesOf(one, code)
      .filter(({ key }) => !key.startsWith('$'))
      .map(({ key }) => ({ name: key, required: names.includes(key) })),
  );
}

/** `z.object({ … })`, `Type.Object({ … })`, and what is called on one: `.strict()`, `.extend({ … })`. */
function ofCall(
  call: CallExpr,
  site: { readonly file: string; readonly scope: number },
  code: Code,
  depth: number,
): readonly Property[] {
  const name = lastName(call.callee) ?? '';
  const given = call.args.flatMap(({ value }) => objects(value, site, code)).slice(0, 1);
  const own = given.flatMap((map) =>
    entriesOf(map, code).map(({ key, value }) => ({
      name: key,
      required: !isOptional(value.expr),
    })),
  );
  if (OBJECT.test(name)) return own;
  if (/^(?:Partial|partial)$/.test(name)) {
    const inner = name === 'Partial' ? call.args[0]?.value : objectOf(call);
    const all = inner ? propertiesOf({ expr: inner, site }, code, depth + 1) : [];
    return all.map((one) => ({ ...one, required: false }));
  }
  const on = objectOf(call);
  const inner = on === null ? [] : propertiesOf({ expr: on, site }, code, depth + 1);
  if (name === 'pick') return inner.filter((one) => own.some((other) => other.name === one.name));
  if (name === 'omit') return inner.filter((one) => !own.some((other) => other.name === one.name));
  if (/^(?:extend|augment|keys|safeExtend)$/.test(name)) return [...inner, ...own];
  if (/^(?:merge|and|Intersect|Composite)$/.test(name)) {
    const others = call.args.flatMap(({ value }) =>
      (value.kind === 'list' ? value.items : [value]).flatMap((expr) =>
        propertiesOf({ expr, site }, code, depth + 1),
      ),
    );
    return [...inner, ...others];
  }
  return inner;
}

function objectOf(call: CallExpr): Expr | null {
  return call.callee.kind === 'member' ? call.callee.object : null;
}

/** Whether `.optional()` or the like stands anywhere in the chain of a property's schema. */
function isOptional(expr: Expr): boolean {
  if (expr.kind === 'call')
    return OPTIONAL.test(lastName(expr.callee) ?? '') || isOptional(expr.callee);
  return expr.kind === 'member' && isOptional(expr.object);
}
