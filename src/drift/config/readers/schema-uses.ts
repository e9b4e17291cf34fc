import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { isEnvironment } from '../environment-origin.ts';
import { accessesWithin } from '../schema-fields.ts';

/** Methods that hold an object against a schema. */
const PARSES =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|validateAsync|attempt|assert|cast|decode|Check|Decode|Parse|parseEnv|create|strict)$/;
/** Functions of class-transformer that make an object of a class: its fields are the settings. */
const FILLS_CLASS = /^(?:plainToInstance|plainToClass|transformAndValidateSync)$/;
/** Functions that take the environment, or look at it themselves, and a plain map of fields. */
const CLEANERS = /^(?:cleanEnv|parseEnv|envsafe|parseEnvVars|customCleanEnv|testOnly)$/;

/** A schema and what it is held against. */
export interface SchemaUse {
  readonly schema: Expr;
  readonly site: Site;
  /** A map of values one by one; null for the environment as a whole. */
  readonly values: Expr | null;
  /** Joi: a field may be missing unless it is required. */
  readonly isOptionalFirst: boolean;
  /** What the rules of fields are: links of a chain, options (`str({ default: 'x' })`), defaults themselves. */
  readonly style: 'chain' | 'options' | 'json' | 'class' | 'values';
}

/** The schemas that a call holds the environment against. */
export function schemaUses(call: CallExpr, site: Site, code: Code): readonly SchemaUse[] {
  const name = lastName(call.callee) ?? '';
  const args = call.args.map(({ value }) => value);
  if (name === 'EnvironmentPlugin') return ofWebpack(args, site);
  if (name === 'defineConfig') return ofAstro(args, site, code);
  if (name === 'createEnv') return ofCreateEnv(args, site, code);
  if (name === 'forRoot' || name === 'forRootAsync') return ofNest(args, site, code);
  if (name === 'envSchema' || name === 'register') return ofJsonSchema(args, site, code);
  if (/^(?:create|rules)$/.test(name) && isAdonis(call, site, code)) {
    const schema = args.at(-1);
    const use = { site, values: null, isOptionalFirst: false, style: 'chain' as const };
    return schema === undefined ? [] : [{ ...use, schema }];
  }
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
  if (isArkType(call, site, code))
    return [{ schema: call.callee, site, values: null, isOptionalFirst: false, style: 'chain' }];
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

/** `Env(process.env)` of ArkType, whose types are functions. */
function isArkType({ callee, args }: CallExpr, site: Site, code: Code): boolean {
  const [given] = args;
  if (args.length !== 1 || given === undefined || !/env/i.test(lastName(given.value) ?? ''))
    return false;
  return (
    isEnvironment(given.value, site, code) === 'yes' &&
    code.resolver
      .origins(callee, site)
      .some(
        (made) =>
          made.kind === 'call' &&
          code.resolver
            .origins(made.call.callee, made)
            .some((type) => type.kind === 'external' && type.module === 'arktype'),
      )
  );
}

/** `Env.create(root, { PORT: Env.schema.number() })` of AdonisJS, `Env.rules({ … })` in version 5. */
function isAdonis({ callee }: CallExpr, site: Site, code: Code): boolean {
  if (callee.kind !== 'member') return false;
  return code.resolver
    .origins(callee.object, site)
    .some(
      (origin) =>
        origin.kind === 'external' && /^@(?:adonisjs|ioc:Adonis)\/(?:C|c)ore/.test(origin.module),
    );
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

/** `new EnvironmentPlugin({ API_HOST: 'x' })` of webpack: names and their defaults. */
function ofWebpack(args: readonly Expr[], site: Site): readonly SchemaUse[] {
  const [schema] = args;
  return schema === undefined
    ? []
    : [{ schema, site, values: null, isOptionalFirst: false, style: 'values' }];
}

/** `defineConfig({ env: { schema: { PORT: envField.number({ default: 80 }) } } })` of Astro. */
function ofAstro(args: readonly Expr[], site: Site, code: Code): readonly SchemaUse[] {
  const [options] = args;
  if (options === undefined) return [];
  return member(options, /^env$/, site, code)
    .flatMap((env) => member(env.schema, /^schema$/, env.site, code))
    .map((use) => ({ ...use, values: null, isOptionalFirst: false, style: 'options' }));
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

/** `export const autoConfig = { schema }` beside `@fastify/env`, which loads it as its options. */
export function pluginUses(path: string, code: Code): readonly SchemaUse[] {
  const file = code.program.file(path);
  if (file === undefined || !importsPackage(file, /^(?:@fastify\/env|fastify-env)$/)) return [];
  return file.facts.bindings.flatMap(({ name, value, scope }) =>
    value === null || !/^(?:auto)?(?:config|options|opts)$/i.test(name)
      ? []
      : member(value, /^schema$/, { file: path, scope }, code).map((use) => ({
          ...use,
          values: null,
          isOptionalFirst: false,
          style: 'json' as const,
        })),
  );
}

/** The values of an option whose name fits, where the options are known. */
export function member(
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
