import { classAt, lineage } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';
import { sectionOf, settingsFiles } from './dotnet-configuration.ts';

/** Classes within classes are followed so far. */
const MAX_DEPTH = 4;
/** What names the section rather than being a part of it. */
const OF_SECTION = /^(?:\w*Section\w*|Position|Key|[A-Z][A-Z0-9_]+)$/;

/** A class whose properties are keys of a section. */
interface BoundClass {
  readonly type: string;
  readonly section: string;
  readonly site: Site;
}

/**
 * .NET's options: classes that are bound to a section of the configuration (".NET options pattern"), by
 * `Configure<T>(section)`, `AddOptions<T>().Bind(section)`, `BindConfiguration("X")`, `section.Get<T>()`.
 */
export const dotnetOptions: SettingReader = {
  id: 'dotnet-options',
  languages: ['csharp'],
  // Classes of options may stand in files of other names.
  mark: /\b(?:GetSection|GetRequiredSection|BindConfiguration)\b|\.Bind\(|\b(?:class|record)\s+\w*(?:Options|Settings|Config(?:uration)?)\b/,
  find(code) {
    const reads = new NamedReads(code, 'dotnet-options');
    const isSet = settingsFiles(code);
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'csharp') continue;
      for (const { call, scope } of facts.calls) {
        const bound = boundBy(call, { file: path, scope }, code);
        if (bound !== null)
          takeType(bound.type, `${bound.section}`, bound.site, { reads, code, isSet }, 0);
      }
    }
    return reads.findings();
  },
};

function boundBy(call: CallExpr, site: Site, code: Code): BoundClass | null {
  const { callee, args } = call;
  if (callee.kind !== 'member') return null;
  const [type] = call.types ?? [];
  const first = args[0]?.value;
  const section = (expr: Expr | undefined) =>
    expr === undefined ? null : sectionOf(expr, site, code);
  const told = (name: string | undefined, key: string | null): BoundClass | null =>
    name === undefined || key === null || key === '' ? null : { type: name, section: key, site };
  switch (callee.name.replace(/<.*$/s, '')) {
    case 'Configure':
      return told(type, section(args.at(-1)?.value));
    case 'Bind': {
      const ofChain = typeOfChain(callee.object);
      if (ofChain !== undefined) return told(ofChain, section(first));
      const second = args[1]?.value;
      // `configuration.Bind("Smtp", options)`.
      if (first !== undefined && second !== undefined && section(callee.object) === '')
        return told(madeType(second, site, code), code.evaluator.text(first, site));
      // `section.Bind(options)`, where the options are made right before.
      return told(
        first === undefined ? undefined : madeType(first, site, code),
        section(callee.object),
      );
    }
    case 'BindConfiguration':
      return told(
        typeOfChain(callee.object),
        first === undefined ? null : code.evaluator.text(first, site),
      );
    case 'Get':
      return told(type, section(callee.object));
    default:
      return null;
  }
}

/** `T` of `services.AddOptions<T>()` and of what is called on it. */
function typeOfChain(expr: Expr): string | undefined {
  for (let at = expr; at.kind === 'call'; ) {
    if (/^AddOptions/.test(lastName(at.callee) ?? '')) return at.types?.[0];
    if (at.callee.kind !== 'member') return undefined;
    at = at.callee.object;
  }
  return undefined;
}

function madeType(expr: Expr, site: Site, code: Code): string | undefined {
  for (const origin of code.resolver.origins(expr, site)) {
    if (origin.kind !== 'instance') continue;
    return code.program.file(origin.file)?.index.scope(origin.scope)?.name ?? undefined;
  }
  return undefined;
}

function takeType(
  type: string,
  section: string,
  site: Site,
  context: {
    readonly reads: NamedReads;
    readonly code: Code;
    readonly isSet: (key: string) => boolean;
  },
  depth: number,
): void {
  const { reads, code, isSet } = context;
  for (const origin of code.resolver.typeOrigins(type, site)) {
    const file = origin.kind === 'class' ? code.program.file(origin.file) : undefined;
    const own =
      file === undefined || origin.kind !== 'class' ? undefined : classAt(file, origin.scope);
    if (own === undefined) continue;
    for (const { file: at, scope } of lineage(code, own)) {
      for (const field of at.facts.bindings) {
        if (field.scope !== scope || field.type === null || !/^[A-Z]/.test(field.name)) continue;
        if (field.value?.kind === 'text' && OF_SECTION.test(field.name)) continue;
        const key = `${section}:${field.name}`;
        const inner = { file: at.path, scope };
        const isNested = code.resolver
          .typeOrigins(field.type, inner)
          .some(({ kind, ...one }) => kind === 'class' && 'scope' in one && one.scope !== scope);
        if (isNested && depth < MAX_DEPTH && !/[<[]/.test(field.type)) {
          takeType(field.type, key, inner, context, depth + 1);
          continue;
        }
        const { line, column } = field;
        const isInFile = isSet(key);
        reads.add({ kind: 'text', value: key.replaceAll(':', '__'), line, column }, inner, {
          at: { line, column },
          fallback: field.value,
          optional: isInFile || /\?$/.test(field.type),
          overridable: isInFile || /[<[]/.test(field.type),
        });
      }
    }
  }
}
