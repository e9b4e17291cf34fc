import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** nconf is set up in one chain of calls. */
const MAX_CHAIN = 20;

/** nconf: `nconf.env(['PORT', 'DATABASE_URL'])`, and with `nconf.env()` the keys that are read and look like variables. */
export const nconf: SettingReader = {
  id: 'nconf',
  languages: ['javascript'],
  mark: /\bnconf\b/,
  find(code) {
    const reads = new NamedReads(code, 'nconf');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'javascript' || !importsPackage(file, /^nconf$/)) continue;
      const calls = file.facts.calls.filter(({ call, scope }) =>
        isOfNconf(call.callee, { file: file.path, scope }, code, 0),
      );
      const defaults = calls.flatMap(({ call }) => defaultsOf(call));
      const isWhole = calls.some(
        ({ call }) => lastName(call.callee) === 'env' && namesGiven(call) === null,
      );
      for (const { call, scope } of calls) {
        const method = lastName(call.callee);
        const [first] = call.args;
        const isKey =
          isWhole &&
          (method === 'get' || method === 'required') &&
          first?.value.kind === 'text' &&
          isUpperName(first.value.value);
        const names = method === 'env' ? (namesGiven(call) ?? []) : isKey ? [first.value] : [];
        for (const name of names) {
          const own = name.kind === 'text' ? name.value : '';
          const fallback = defaults.find(({ key }) => key === own)?.value ?? null;
          const told = { at: name, fallback, optional: true };
          reads.add(name, { file: file.path, scope }, told);
        }
      }
    }
    return reads.findings();
  },
};

/** `['A', 'B']` and `{ whitelist: ['A'] }`; null where all variables are taken. */
function namesGiven({ args }: CallExpr): readonly Expr[] | null {
  const first = args[0]?.value;
  if (first?.kind === 'list') return first.items;
  if (first?.kind !== 'map') return null;
  const list = first.entries.find(({ key }) => key?.kind === 'text' && key.value === 'whitelist');
  return list?.value.kind === 'list' ? list.value.items : null;
}

function defaultsOf({
  callee,
  args,
}: CallExpr): readonly { readonly key: string; readonly value: Expr }[] {
  const first = args[0]?.value;
  if (lastName(callee) !== 'defaults' || first?.kind !== 'map') return [];
  return first.entries.flatMap(({ key, value }) =>
    key?.kind === 'text' ? [{ key: key.value, value }] : [],
  );
}

/** `nconf.env`, and what follows in a chain that begins with it. */
function isOfNconf(callee: Expr, site: Site, code: Code, depth: number): boolean {
  if (callee.kind !== 'member' || depth > MAX_CHAIN) return false;
  const { object } = callee;
  if (object.kind === 'call') {
    if (isOfNconf(object.callee, site, code, depth + 1)) return true;
  }
  return code.resolver.origins(object, site).some((origin) => isNconf(origin, code));
}

/** What is made of itself, `config = config.file(path)`, ends with the depth. */
function isNconf(origin: Origin, code: Code, depth = 0): boolean {
  if (origin.kind === 'external') return origin.module === 'nconf';
  if (depth > MAX_CHAIN) return false;
  if (origin.kind === 'member') return isNconf(origin.object, code, depth + 1);
  return (
    origin.kind === 'call' &&
    code.resolver
      .origins(origin.call.callee, origin)
      .some((made) => made.kind !== 'call' && isNconf(made, code, depth + 1))
  );
}
