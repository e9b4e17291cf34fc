import type { Code } from '../../code/code.ts';
import type { Binding, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site, SourceFile } from '../../code/program.ts';

/** A struct of the repository. */
export interface Struct {
  readonly file: SourceFile;
  readonly scope: number;
}

/** A field of a struct with the keys of its tag. */
export interface StructField {
  readonly field: Binding;
  readonly type: string;
  readonly keys: ReadonlyMap<string, string>;
  /** The fields around it, the outermost first, where it stands in structs without a name. */
  readonly around: readonly StructField[];
  /** Whether its type is a struct without a name, whose fields follow it. */
  readonly isHolder: boolean;
  readonly isEmbedded: boolean;
}

const TAG = /(\w[\w-]*):"((?:[^"\\]|\\.)*)"/g;
const WITHOUT_NAME = /^[*[\]]*struct\s*\{/;

export function goFiles(code: Code): readonly SourceFile[] {
  return [...code.program.files()].filter(({ facts }) => facts.language === 'go');
}

export function structKey({ file, scope }: Struct): string {
  return `${file.path}#${scope}`;
}

/** The fields of a struct, those of structs without a name within it too. */
export function structFields({ file, scope }: Struct): readonly StructField[] {
  const { bindings, tags } = file.facts;
  const bases = file.index.scope(scope)?.bases ?? [];
  const open: { readonly field: StructField; readonly lastLine: number }[] = [];
  return bindings.flatMap((field) => {
    if (field.scope !== scope || field.type === null) return [];
    const { type, line } = field;
    while ((open.at(-1)?.lastLine ?? Number.POSITIVE_INFINITY) < line) open.pop();
    const text = tags.find((one) => one.scope === scope && one.line === line)?.text ?? '';
    const isHolder = WITHOUT_NAME.test(type);
    const one: StructField = {
      field,
      type,
      keys: new Map([...text.matchAll(TAG)].map((match) => [match[1] ?? '', match[2] ?? ''])),
      around: open.map((outer) => outer.field),
      isHolder,
      // What is embedded stands as its type, so at the place of one of the bases.
      isEmbedded: bases.some((base) => base.line === line),
    };
    if (isHolder) open.push({ field: one, lastLine: line + type.split('\n').length - 1 });
    return [one];
  });
}

/** The struct of the repository that a field's type names. */
export function structOfType(
  type: string,
  { file, scope }: Struct,
  code: Code,
): Struct | undefined {
  if (WITHOUT_NAME.test(type)) return undefined;
  const parent = file.index.scope(scope)?.parent ?? 0;
  return asStruct(code.resolver.typeOrigins(type, { file: file.path, scope: parent }), code);
}

/** The struct that an expression is a value of, or a pointer to one. */
export function structOfValue(expr: Expr, site: Site, code: Code): Struct | undefined {
  return asStruct(code.resolver.origins(expr, site), code);
}

/** The fields of what an expression is a value of, where its struct has no name too: `var config struct { … }`. */
export function fieldsOfValue(
  expr: Expr,
  site: Site,
  code: Code,
): { readonly struct: Struct; readonly fields: readonly StructField[] } | undefined {
  const struct = structOfValue(expr, site, code);
  if (struct !== undefined) return { struct, fields: structFields(struct) };
  const file = code.program.file(site.file);
  if (expr.kind !== 'name' || file === undefined) return undefined;
  for (const scope of file.index.enclosing(site.scope)) {
    const all = structFields({ file, scope });
    const holder = all.find((one) => one.isHolder && one.field.name === expr.name);
    if (holder === undefined) continue;
    const fields = all
      .filter((one) => one.around[0] === holder)
      .map((one) => ({ ...one, around: one.around.slice(1) }));
    return { struct: { file, scope }, fields };
  }
  return undefined;
}

function asStruct(origins: readonly Origin[], code: Code): Struct | undefined {
  for (const origin of origins) {
    // `new(Config)`.
    const made = origin.kind === 'call' && lastName(origin.call.callee) === 'new' ? origin : null;
    const named = made?.call.args[0]?.value;
    if (made !== null && named !== undefined) {
      const found = asStruct(code.resolver.origins(named, made), code);
      if (found !== undefined) return found;
    }
    if (origin.kind === 'class' || origin.kind === 'instance') {
      const file = code.program.file(origin.file);
      if (file !== undefined) return { file, scope: origin.scope };
    }
    const type =
      origin.kind === 'value' && origin.expr.kind === 'map' ? origin.expr.type : undefined;
    if (type === undefined || origin.kind !== 'value') continue;
    const site = { file: origin.file, scope: origin.scope };
    const found = asStruct(code.resolver.typeOrigins(type, site), code);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The keys, with dots between their parts, that a struct is filled from by the names in one kind of tag
 * (`mapstructure`, `koanf`); fields without one go by their own name in lower case.
 */
export function structKeys(
  { struct, fields }: { readonly struct: Struct; readonly fields: readonly StructField[] },
  tag: string,
  code: Code,
  prefix: readonly string[] = [],
  depth = 0,
): readonly { readonly key: string; readonly field: StructField; readonly site: Site }[] {
  if (depth > MAX_DEPTH) return [];
  const nameOf = ({ keys, field }: StructField) =>
    keys.get(tag)?.split(',')[0] || field.name.toLowerCase();
  return fields.flatMap((one) => {
    const isSquashed = one.isEmbedded || /,\s*squash\b/.test(one.keys.get(tag) ?? '');
    const path = [...prefix, ...one.around.map(nameOf), ...(isSquashed ? [] : [nameOf(one)])];
    if (one.isHolder || one.keys.get(tag) === '-' || !/^[A-Z]/.test(one.field.name)) return [];
    const inner = structOfType(one.type, struct, code);
    if (inner !== undefined && structKey(inner) !== structKey(struct))
      return structKeys({ struct: inner, fields: structFields(inner) }, tag, code, path, depth + 1);
    const site = { file: struct.file.path, scope: struct.scope };
    return [{ key: path.join('.'), field: one, site }];
  });
}

/** A field that holds no struct of the repository, and the fields that it is reached through, the outermost first. */
export interface LeafField {
  readonly field: StructField;
  readonly around: readonly StructField[];
  readonly site: Site;
}

/** All that a struct is filled with, through the structs within it. Fields that are not exported are left out. */
export function leafFields(
  struct: Struct,
  code: Code,
  fields: readonly StructField[] = structFields(struct),
  outer: readonly StructField[] = [],
): readonly LeafField[] {
  if (outer.length > MAX_DEPTH) return [];
  return fields.flatMap((field): readonly LeafField[] => {
    if (field.isHolder || !/^[A-Z]/.test(field.field.name)) return [];
    const around = [...outer, ...field.around];
    const inner = structOfType(field.type, struct, code);
    const within = inner === undefined ? [] : structFields(inner);
    if (inner !== undefined && within.length > 0 && structKey(inner) !== structKey(struct))
      return leafFields(inner, code, within, [...around, field]);
    // What is embedded from elsewhere has fields that are not known.
    if (field.isEmbedded) return [];
    return [{ field, around, site: { file: struct.file.path, scope: struct.scope } }];
  });
}

/** Structs within structs are followed so far. */
const MAX_DEPTH = 4;
