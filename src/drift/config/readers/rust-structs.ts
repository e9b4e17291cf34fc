import type { Code } from '../../code/code.ts';
import type { Binding, CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

/** Structs within structs are followed so far. */
const MAX_DEPTH = 4;
/** Calls that fill a struct. */
const FILLS =
  /^(?:from_env|extract|extract_inner|extract_lossy|try_deserialize|deserialize|try_into)$/;

/** How the names of variables are made of a struct's fields. */
interface Naming {
  readonly prefix: string;
  /** Between the names of a struct and its fields; null where structs within it are not looked for. */
  readonly separator: string | null;
}

/** Structs that are filled from the environment as a whole: by envy, figment and config. */
export const rustStructs: SettingReader = {
  id: 'rust-structs',
  languages: ['rust'],
  mark: /\benvy::|\bEnv::(?:prefixed|raw)\b|\bEnvironment::(?:with_prefix|default|with_convention)\b/,
  find(code) {
    const reads = new NamedReads(code, 'rust-structs');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'rust') continue;
      for (const { call, scope } of file.facts.calls) {
        const site = { file: file.path, scope };
        const naming = namingOf(call, file, site, code);
        if (naming === null) continue;
        for (const target of targetsOf(file, scope, code)) {
          const path = [naming.prefix];
          takeStruct(target, { ...naming, path }, reads, code, 0);
        }
      }
    }
    return reads.findings();
  },
};

/** What a call that names the environment says; null for any other call. */
function namingOf(call: CallExpr, file: SourceFile, site: Site, code: Code): Naming | null {
  const name = dottedName(call.callee) ?? '';
  const own = /(?:^|\.)(envy|Env|Environment)\.(\w+)$/.exec(name);
  if (own === null) return null;
  const first = call.args[0]?.value;
  const text = first === undefined ? null : code.evaluator.text(first, site);
  switch (`${own[1]}.${own[2]}`) {
    // envy makes all names upper case and looks into no structs.
    case 'envy.from_env':
      return { prefix: '', separator: null };
    case 'envy.prefixed':
      return text === null ? null : { prefix: text, separator: null };
    case 'Env.prefixed':
      return text === null
        ? null
        : { prefix: text, separator: linkText('split', file, site, code) };
    case 'Env.raw':
      return { prefix: '', separator: linkText('split', file, site, code) };
    case 'Environment.default':
      return { prefix: '', separator: linkText('separator', file, site, code) };
    case 'Environment.with_prefix': {
      const separator = linkText('separator', file, site, code);
      const between = linkText('prefix_separator', file, site, code) ?? separator ?? '_';
      return text === null ? null : { prefix: `${text}${between}`, separator };
    }
    default:
      return null;
  }
}

/** The argument of a link of the chain in the same function: `"__"` of `.split("__")`. */
function linkText(method: string, file: SourceFile, site: Site, code: Code): string | null {
  for (const { call, scope } of file.facts.calls) {
    const [first] = call.args;
    if (scope === site.scope && lastName(call.callee) === method && first !== undefined)
      return code.evaluator.text(first.value, site);
  }
  return null;
}

interface Target {
  readonly file: SourceFile;
  readonly scope: number;
}

/** The structs that a function fills: as a turbofish, a variable's type or its own result names them. */
function targetsOf(file: SourceFile, scope: number, code: Code): readonly Target[] {
  const fills = file.facts.calls.filter(
    ({ call, scope: own }) => own === scope && FILLS.test(lastName(call.callee) ?? ''),
  );
  if (fills.length === 0) return [];
  const given = fills.flatMap(({ call }) => call.types ?? []);
  const declared = file.facts.bindings.flatMap((one) =>
    one.scope === scope && one.type !== null ? [one.type] : [],
  );
  const returned = file.index.scope(scope)?.returnType ?? '';
  for (const types of [given, declared, [returned]]) {
    const found = types.flatMap((type) => structsIn(type, { file: file.path, scope }, code));
    if (found.length > 0) return found;
  }
  return [];
}

/** The structs of the repository that a type is made of: `Settings` of `Result<Settings, Error>`. */
function structsIn(type: string, site: Site, code: Code): readonly Target[] {
  return [...type.matchAll(/[A-Z]\w*/g)].flatMap(([name]) =>
    code.resolver.typeOrigins(name, site).flatMap((origin) => {
      const file = origin.kind === 'class' ? code.program.file(origin.file) : undefined;
      if (file === undefined || origin.kind !== 'class') return [];
      // `Self` may be an `impl`, which stands beside the struct of its name.
      const own = file.index.scope(origin.scope);
      const all = own?.name == null ? [] : file.index.declared(own.parent ?? 0, own.name);
      return [...new Set([origin.scope, ...all])].flatMap((scope) =>
        hasFields({ file, scope }) ? [{ file, scope }] : [],
      );
    }),
  );
}

function takeStruct(
  { file, scope }: Target,
  naming: Naming & { readonly path: readonly string[] },
  reads: NamedReads,
  code: Code,
  depth: number,
): void {
  const site = { file: file.path, scope };
  for (const field of file.facts.bindings) {
    if (field.scope !== scope || field.type === null) continue;
    const options = field.decorators
      .filter(({ callee }) => lastName(callee) === 'serde')
      .flatMap(({ args }) => args);
    if (options.some(({ value }) => isWord(value, /^skip/))) continue;
    const name = renamedOf(options, site, code) ?? field.name;
    const { separator } = naming;
    const [inner] = depth < MAX_DEPTH ? structsIn(field.type, site, code) : [];
    if (inner !== undefined && inner.scope !== scope) {
      const isFlat = options.some(({ value }) => isWord(value, /^flatten$/));
      if (isFlat) takeStruct(inner, naming, reads, code, depth + 1);
      else if (separator !== null)
        takeStruct(
          inner,
          { ...naming, path: [...naming.path, `${name}${separator}`] },
          reads,
          code,
          depth + 1,
        );
      continue;
    }
    const { line, column } = field;
    reads.add({ kind: 'text', value: name, line, column }, site, {
      at: { line, column },
      fallback: null,
      optional: isOptional(field, options),
      rename: (text) => `${naming.path.join('')}${text}`.toUpperCase(),
    });
  }
}

function hasFields({ file, scope }: Target): boolean {
  return file.facts.bindings.some((one) => one.scope === scope && one.type !== null);
}

function isOptional({ type }: Binding, options: CallExpr['args']): boolean {
  return (
    /^Option\b/.test(type ?? '') ||
    options.some(({ name, value }) => name === 'default' || isWord(value, /^default/))
  );
}

function renamedOf(options: CallExpr['args'], site: Site, code: Code): string | null {
  const told = options.find(({ name }) => name === 'rename')?.value;
  return told === undefined ? null : code.evaluator.text(told, site);
}

function isWord(expr: Expr, word: RegExp): boolean {
  const text = expr.kind === 'name' ? expr.name : expr.kind === 'unknown' ? expr.text : '';
  return word.test(text);
}
