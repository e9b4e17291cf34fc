import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { placeKey, type Site } from '../../code/program.ts';
import { classAt, lineage } from '../../spec/class-hierarchy.ts';
import { isEnvironment } from '../environment-origin.ts';
import { NamedReads } from '../named-reads.ts';
import { accessesWithin, type FieldRule, fieldRule, schemaFields } from '../schema-fields.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

const ID = 'javascript-schema';
/** Methods that hold an object against a schema. */
const PARSES =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|validateAsync|attempt|assert|cast|decode|Check|Decode|Parse|parseEnv|create|strict)$/;
/** Functions of class-transformer that make an object of a class: its fields are the settings. */
const FILLS_CLASS = /^(?:plainToInstance|plainToClass|transformAndValidateSync)$/;
/** Functions that take the environment, or look at it themselves, and a plain map of fields. */
const CLEANERS = /^(?:cleanEnv|parseEnv|envsafe|parseEnvVars|customCleanEnv|testOnly)$/;

/**
 * Schemas that the environment is held against: zod, Joi, yup, valibot, envalid, znv, t3-env, env-schema, the settings of
 * NestJS. A field is a setting; its default and whether it may be missing come from the schema.
 */
export const javascriptSchema: SettingReader = {
  id: ID,
  languages: ['javascript'],
  mark: /\b(?:zod|joi|yup|valibot|envalid|envsafe|znv|superstruct|arktype|typebox)\b|createEnv|env-schema|fastify\/env|ConfigModule|validationSchema|class-transformer/i,
  find(code) {
    const reads = new NamedReads(code, ID);
    const covered = new Set<string>();
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'javascript') continue;
      for (const { call, scope } of facts.calls) {
        const site = { file: path, scope };
        for (const use of usesOf(call, site, code)) take(use, reads, covered, code);
      }
    }
    return { ...reads.findings(), covered };
  },
};

/** A schema and what it is held against. */
interface SchemaUse {
  readonly schema: Expr;
  readonly site: Site;
  /** A map of values one by one; null for the environment as a whole. */
  readonly values: Expr | null;
  /** Joi: a field may be missing unless it is required. */
  readonly isOptionalFirst: boolean;
  /** Whether the fields' rules are options (`str({ default: 'x' })`) rather than links of a chain. */
  readonly style: 'chain' | 'options' | 'json' | 'class';
}

function usesOf(call: CallExpr, site: Site, code: Code): readonly SchemaUse[] {
  const name = lastName(call.callee) ?? '';
  const args = call.args.map(({ value }) => value);
  if (name === 'createEnv') return ofCreateEnv(args, site, code);
  if (name === 'forRoot' || name === 'forRootAsync') return ofNest(args, site, code);
  if (name === 'envSchema' || name === 'register') return ofJsonSchema(args, site, code);
  if (CLEANERS.test(name)) {
    const [fields] = args.filter((arg) => isEnvironment(arg, site, code) === 'no');
    const style = name === 'parseEnv' ? 'chain' : 'options';
    return fields === undefined
      ? []
      : [{ schema: fields, site, values: null, isOptionalFirst: false, style }];
  }
  if (FILLS_CLASS.test(name)) {
    const isOfEnvironment = args.some((arg) => isEnvironment(arg, site, code) === 'yes');
    return isOfEnvironment ? ofClass(call, site) : [];
  }
  if (!PARSES.test(name)) return [];
  const given = args.find((arg) => isGiven(arg, site, code));
  if (given === undefined) return [];
  const object = call.callee.kind === 'member' ? [call.callee.object] : [];
  const isWhole = isEnvironment(given, site, code) === 'yes';
  return [...object, ...args.filter((arg) => arg !== given)].map((schema) => ({
    schema,
    site,
    values: isWhole ? null : given,
    isOptionalFirst: isJoi(schema, site, code),
    style: 'chain',
  }));
}

/** The environment, or a map that is filled from it. */
function isGiven(arg: Expr, site: Site, code: Code): boolean {
  if (isEnvironment(arg, site, code) === 'yes') return true;
  const [map] = code.resolver.origins(arg, site);
  return (
    map?.kind === 'value' &&
    map.expr.kind === 'map' &&
    accessesWithin(map.expr, { file: map.file, scope: map.scope }, code).size > 0
  );
}

/** `createEnv({ server, client, shared, runtimeEnv })` of t3-env. */
function ofCreateEnv(args: readonly Expr[], site: Site, code: Code): readonly SchemaUse[] {
  const [options] = args;
  if (options === undefined) return [];
  const values = member(
    options,
    /^(?:runtimeEnv|runtimeEnvStrict|experimental__runtimeEnv)$/,
    site,
    code,
  );
  const [given] = values;
  return member(options, /^(?:server|client|shared)$/, site, code).map((schema) => ({
    ...schema,
    values: given?.schema ?? null,
    isOptionalFirst: false,
    style: 'chain',
  }));
}

/** `ConfigModule.forRoot({ validationSchema, validate })` of NestJS. */
function ofNest(args: readonly Expr[], site: Site, code: Code): readonly SchemaUse[] {
  const [options] = args;
  if (options === undefined) return [];
  const schemas = member(options, /^validationSchema$/, site, code).map((use) => ({
    ...use,
    values: null,
    isOptionalFirst: true,
    style: 'chain' as const,
  }));
  const functions = member(options, /^validate$/, site, code);
  return [...schemas, ...functions.flatMap((use) => ofValidate(use, code))];
}

/** The schema, or the class, that a function `validate(config)` holds its parameter against. */
function ofValidate(
  { schema, site }: { readonly schema: Expr; readonly site: Site },
  code: Code,
): readonly SchemaUse[] {
  return code.resolver.origins(schema, site).flatMap((origin): readonly SchemaUse[] => {
    if (origin.kind === 'member' && origin.object.kind === 'call') {
      const { call, file, scope } = origin.object;
      return [
        {
          schema: call,
          site: { file, scope },
          values: null,
          isOptionalFirst: false,
          style: 'chain',
        },
      ];
    }
    if (origin.kind !== 'function') return [];
    const calls = code.program.file(origin.file)?.facts.calls ?? [];
    return calls.flatMap(({ call, scope }) => {
      const inner = { file: origin.file, scope };
      const name = lastName(call.callee) ?? '';
      if (scope === origin.scope && FILLS_CLASS.test(name)) return ofClass(call, inner);
      if (scope !== origin.scope || !PARSES.test(name)) return [];
      return call.callee.kind === 'member'
        ? [
            {
              schema: call.callee.object,
              site: inner,
              values: null,
              isOptionalFirst: isJoi(call.callee.object, inner, code),
              style: 'chain' as const,
            },
          ]
        : [];
    });
  });
}

/** `plainToInstance(EnvironmentVariables, config)`: a class whose fields are the settings. */
function ofClass({ args }: CallExpr, site: Site): readonly SchemaUse[] {
  const [type] = args;
  return type === undefined
    ? []
    : [{ schema: type.value, site, values: null, isOptionalFirst: false, style: 'class' }];
}

/** `envSchema({ schema })` and `fastify.register(env, { schema })`: JSON Schema. */
function ofJsonSchema(args: readonly Expr[], site: Site, code: Code): readonly SchemaUse[] {
  const isPlugin = args.length > 1;
  if (isPlugin) {
    const isEnv = code.resolver
      .origins(args[0] ?? { kind: 'unknown', text: '', line: 1, column: 1 }, site)
      .some(
        (origin) =>
          origin.kind === 'external' && /^(?:@fastify\/env|fastify-env)$/.test(origin.module),
      );
    if (!isEnv) return [];
  }
  const options = args.at(isPlugin ? 1 : 0);
  if (options === undefined) return [];
  return member(options, /^schema$/, site, code).map((use) => ({
    ...use,
    values: null,
    isOptionalFirst: false,
    style: 'json',
  }));
}

function member(
  options: Expr,
  name: RegExp,
  site: Site,
  code: Code,
): readonly { readonly schema: Expr; readonly site: Site }[] {
  return code.resolver.origins(options, site).flatMap((origin) => {
    if (origin.kind !== 'value' || origin.expr.kind !== 'map') return [];
    const inner = { file: origin.file, scope: origin.scope };
    return origin.expr.entries.flatMap(({ key, value }) =>
      key?.kind === 'text' && name.test(key.value) ? [{ schema: value, site: inner }] : [],
    );
  });
}

function isJoi(schema: Expr, site: Site, code: Code): boolean {
  const [origin] = code.resolver.origins(schema, site);
  if (origin?.kind === 'external')
    return /^(?:@?hapi\/)?joi$|^@hapi\/joi$|^celebrate$/i.test(origin.module);
  if (origin?.kind === 'value' && origin.expr.kind === 'name')
    return /^joi$/i.test(origin.expr.name);
  if (origin?.kind === 'member' && origin.object.kind === 'external')
    return /joi$/i.test(origin.object.module);
  if (origin?.kind !== 'call') return false;
  const { callee } = origin.call;
  const object = callee.kind === 'member' ? callee.object : callee;
  return isJoi(object, { file: origin.file, scope: origin.scope }, code);
}

function take(use: SchemaUse, reads: NamedReads, covered: Set<string>, code: Code): void {
  const names = new Map<string, Expr>();
  if (use.values !== null) {
    for (const key of accessesWithin(use.values, use.site, code)) covered.add(key);
    for (const [field, name] of namesOf(use.values, use.site, code)) names.set(field, name);
  }
  if (use.style === 'class') {
    takeClass(use, reads, code);
    return;
  }
  const fields =
    use.style === 'json' ? jsonFields(use, code) : schemaFields(use.schema, use.site, code);
  const hasUpper = fields.some(({ name }) => isUpperName(name));
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
      optional: rule.optional,
    });
  }
}

/** The fields of a class and of what it extends; `@IsOptional()` says that one may be missing. */
function takeClass({ schema, site }: SchemaUse, reads: NamedReads, code: Code): void {
  for (const origin of code.resolver.origins(schema, site)) {
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
            optional: decorators.some(({ callee }) => lastName(callee) === 'IsOptional'),
          },
        );
      }
    }
  }
}

function ruleOf(
  field: { readonly value: Expr; readonly site: Site },
  use: SchemaUse,
  code: Code,
): FieldRule & { readonly site: Site } {
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
  return member(use.schema, /^properties$/, use.site, code).flatMap(({ schema, site }) =>
    schemaFields(schema, site, code),
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
