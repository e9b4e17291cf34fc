import type { CallExpr, Expr, Place } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** Symfony's `%env(int:PORT)%`. */
const PLACEHOLDER = /%env\(((?:[\w.-]*:){0,8})([A-Za-z_]\w*)\)%/g;
/** `bool:PORT`, the name behind what processes it. */
const PROCESSED = /^((?:[\w.-]*:){0,8})([A-Za-z_]\w*)$/;

/**
 * phpdotenv's `$dotenv->required(['A', 'B'])`, `filter_input(INPUT_ENV, 'A')`, and the variables that Symfony puts in:
 * `#[Autowire(env: 'bool:A')]`, `'%env(A)%'`.
 */
export const phpLibraries: SettingReader = {
  id: 'php-libraries',
  languages: ['php'],
  mark: /->(?:required|ifPresent)\(|\bINPUT_ENV\b|\$_ENV\b|%env\(|\bAutowire\b/,
  find(code) {
    const reads = new NamedReads(code, 'php-libraries');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'php') continue;
      for (const { call, scope } of file.facts.calls)
        takeCall(call, { file: file.path, scope }, reads);
      for (const { call, scope } of attributesOf(file))
        takeAttribute(call, { file: file.path, scope }, reads);
    }
    return reads.findings();
  },
};

function takeCall({ callee, args }: CallExpr, site: Site, reads: NamedReads): void {
  const [first, second] = args.map(({ value }) => value);
  const name = lastName(callee) ?? '';
  const isRequired = name === 'required';
  if (callee.kind === 'member' && (isRequired || name === 'ifPresent') && first !== undefined) {
    if (!/dotenv/i.test(lastName(callee.object) ?? '')) return;
    const names = first.kind === 'list' ? first.items : [first];
    for (const one of names)
      reads.add(one, site, { at: one, fallback: null, optional: !isRequired });
  } else if (name === 'filter_input' && first !== undefined && second !== undefined) {
    if (lastName(first) === 'INPUT_ENV')
      reads.add(second, site, { at: callee, fallback: null, optional: true });
  } else if (name === 'array_key_exists' && first !== undefined && second !== undefined) {
    if (lastName(second) === '_ENV')
      reads.add(first, site, { at: callee, fallback: null, optional: true });
  } else if (name === 'set' || name === 'arg' || name === 'args') {
    // Containers that are set up in PHP.
    for (const value of [first, second])
      if (value?.kind === 'text') takePlaceholders(value.value, value, site, reads);
  }
}

function attributesOf({
  facts,
}: SourceFile): readonly { readonly call: CallExpr; readonly scope: number }[] {
  return facts.scopes.flatMap(({ params, decorators }, scope) =>
    [...decorators, ...params.flatMap((param) => param.decorators)].map((call) => ({
      call,
      scope,
    })),
  );
}

function takeAttribute({ callee, args }: CallExpr, site: Site, reads: NamedReads): void {
  if (lastName(callee) !== 'Autowire') return;
  for (const { name, value } of args) {
    if (value.kind !== 'text') continue;
    const own = name === 'env' ? PROCESSED.exec(value.value) : null;
    if (own !== null) add(own[2] ?? '', own[1] ?? '', value, site, reads);
    else takePlaceholders(value.value, value, site, reads);
  }
}

function takePlaceholders(text: string, at: Place, site: Site, reads: NamedReads): void {
  for (const match of text.matchAll(PLACEHOLDER))
    add(match[2] ?? '', match[1] ?? '', at, site, reads);
}

function add(
  value: string,
  steps: string,
  { line, column }: Place,
  site: Site,
  reads: NamedReads,
): void {
  if (!isUpperName(value)) return;
  const name: Expr = { kind: 'text', value, line, column };
  const optional = steps.includes('default:');
  reads.add(name, site, { at: { line, column }, fallback: null, optional });
}
