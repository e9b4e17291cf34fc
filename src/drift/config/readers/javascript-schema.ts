import { classAt, lineage } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import { placeKey, type Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { accessesWithin, type FieldRule, fieldRule, schemaFields } from '../schema-fields.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';
import { member, pluginUses, type SchemaUse, schemaUses } from './schema-uses.ts';

const ID = 'javascript-schema';
/**
 * Schemas that the environment is held against: zod, Joi, yup, valibot, envalid, znv, t3-env, env-schema, the settings of
 * NestJS. A field is a setting; its default and whether it may be missing come from the schema.
 */
export const javascriptSchema: SettingReader = {
  id: ID,
  languages: ['javascript'],
  mark: /\b(?:zod|joi|yup|valibot|envalid|envsafe|znv|superstruct|arktype|io-ts|typebox)\b|createEnv|EnvironmentPlugin|\benvField\b|env-schema|fastify\/env|ConfigModule|validationSchema|class-transformer|\bEnv\.(?:create|rules)\(/i,
  find(code) {
    const reads = new NamedReads(code, ID);
    const covered = new Set<string>();
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'javascript') continue;
      for (const use of pluginUses(path, code)) take(use, reads, covered, code);
      for (const { call, scope } of facts.calls) {
        const site = { file: path, scope };
        for (const use of schemaUses(call, site, code)) take(use, reads, covered, code);
      }
    }
    return { ...reads.findings(), covered };
  },
};

function take(use: SchemaUse, reads: NamedReads, covered: Set<string>, code: Code): void {
  const names = new Map<string, Expr>();
  if (use.values !== null) {
    for (const [field, name] of namesOf(use.values, use.site, code)) names.set(field, name);
  }
  if (use.style === 'class') {
    takeClass(use, reads, code);
    return;
  }
  if (use.style === 'values') takeList(use, reads, code);
  const fields =
    use.style === 'json' ? jsonFields(use, code) : schemaFields(use.schema, use.site, code);
  const hasUpper = fields.some(({ name }) => isUpperName(name));
  // `Store.create({ url: process.env.X })` is told in the same form, but there is no schema in it.
  if (use.values !== null && fields.length > 0)
    for (const key of accessesWithin(use.values, use.site, code)) covered.add(key);
  for (const field of fields) {
    // Schemas of other things are parsed too; the environment's have names in upper case.
    if (!hasUpper && names.size === 0) continue;
    const rule = ruleOf(field, use, code);
    const own = names.get(field.name);
    const at = { line: field.line, column: field.column };
    const name: Expr = own ?? { kind: 'text', value: field.name, ...at };
    reads.add(name, own === undefined ? rule.site : use.site, {
      at,
      fallback: rule.fallback,
      optional: rule.optional || field.isOptional === true,
    });
  }
}

/** The fields of a class and of what it extends. */
function takeClass({ schema, site }: SchemaUse, reads: NamedReads, code: Code): void {
  const origins = code.resolver
    .origins(schema, site)
    .flatMap((origin) => (origin.kind === 'param' ? givenTo(origin, code) : [origin]));
  for (const origin of origins) {
    const file = origin.kind === 'class' ? code.program.file(origin.file) : undefined;
    const own =
      file === undefined || origin.kind !== 'class' ? undefined : classAt(file, origin.scope);
    if (own === undefined) continue;
    for (const { file: at, scope } of lineage(code, own)) {
      for (const field of at.facts.bindings) {
        if (field.scope !== scope || !isUpperName(field.name)) continue;
        const { line, column, name, value, decorators } = field;
        reads.add(
          { kind: 'text', value: name, line, column },
          { file: at.path, scope },
          {
            at: field,
            fallback: value,
            optional: decorators.some(mayBeMissing),
          },
        );
      }
    }
  }
}

/** `@IsOptional()`, `@ValidateIf(…)`, a decorator of the program's own with `{ optional: true }`. */
function mayBeMissing({ callee, args }: CallExpr): boolean {
  if (/^(?:(?:Is)?Optional|ValidateIf)$/.test(lastName(callee) ?? '')) return true;
  return args.some(
    ({ value }) =>
      value.kind === 'map' &&
      value.entries.some(
        ({ key, value: given }) =>
          key?.kind === 'text' &&
          key.value === 'optional' &&
          given.kind === 'literal' &&
          given.text === 'true',
      ),
  );
}

/** What the calls of a function give to its parameter: the class of `validate(config, Variables)`. */
function givenTo(
  { file, scope, position }: Extract<Origin, { kind: 'param' }>,
  code: Code,
): readonly Origin[] {
  return code.callers.of(file, scope).flatMap((caller) => {
    const given = code.callers.argument(file, scope, position, caller);
    return given === null ? [] : code.resolver.origins(given, caller.site);
  });
}

/** The names of a list: `new EnvironmentPlugin(['API_HOST'])`. */
function takeList(use: SchemaUse, reads: NamedReads, code: Code): void {
  for (const origin of code.resolver.origins(use.schema, use.site)) {
    if (origin.kind !== 'value' || origin.expr.kind !== 'list') continue;
    for (const name of origin.expr.items) reads.add(name, origin, { at: name, fallback: null });
  }
}

function ruleOf(
  field: { readonly value: Expr; readonly site: Site },
  use: SchemaUse,
  code: Code,
): FieldRule & { readonly site: Site } {
  if (use.style === 'values') return { fallback: field.value, optional: true, site: field.site };
  if (use.style === 'chain') return fieldRule(field.value, field.site, code, use.isOptionalFirst);
  const [origin] = code.resolver.origins(field.value, field.site);
  const site = origin?.kind === 'call' ? { file: origin.file, scope: origin.scope } : field.site;
  const options = origin?.kind === 'call' ? origin.call.args[0]?.value : field.value;
  const fallback =
    options === undefined ? undefined : member(options, /^default$/, site, code)[0]?.schema;
  return { fallback: fallback ?? null, optional: fallback !== undefined, site };
}

/** The properties of a JSON Schema; those that are not required may be missing. */
function jsonFields(use: SchemaUse, code: Code) {
  const written = member(use.schema, /^properties$/, use.site, code);
  if (written.length === 0) return schemaFields(use.schema, use.site, code);
  const required = new Set(
    member(use.schema, /^required$/, use.site, code).flatMap(({ schema, site }) =>
      schema.kind === 'list' ? schema.items.map((one) => code.evaluator.text(one, site)) : [],
    ),
  );
  return written.flatMap(({ schema, site }) =>
    schemaFields(schema, site, code).map((field) => ({
      ...field,
      isOptional: !required.has(field.name),
    })),
  );
}

/** For each key of a map of values, the name that is read for it: `{ port: process.env.PORT }`. */
function namesOf(values: Expr, site: Site, code: Code): readonly (readonly [string, Expr])[] {
  const accesses = code.program.file(site.file)?.facts.accesses ?? [];
  return code.resolver.origins(values, site).flatMap((origin) => {
    if (origin.kind !== 'value' || origin.expr.kind !== 'map') return [];
    return origin.expr.entries.flatMap(({ key, value }) => {
      if (key?.kind !== 'text') return [];
      const inside = accessesWithin(value, { file: origin.file, scope: origin.scope }, code);
      const access = accesses.find(({ at }) => inside.has(placeKey(origin.file, at)));
      return access?.name ? [[key.value, access.name] as const] : [];
    });
  });
}
