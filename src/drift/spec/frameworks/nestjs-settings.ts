import type { Code } from '../../code/code.ts';
import { entry, type Located, objects } from '../../code/entries.ts';
import { lastName } from '../../code/facts-index.ts';
import type { KnownText } from '../../code/known-text.ts';

/**
 * The texts of a setting; one that is asked of `ConfigService` is looked for in the `registerAs` of its namespace, and
 * the default that is given with it counts.
 */
export function settingTexts({ expr, site }: Located, code: Code): readonly KnownText[] {
  const call = code.resolver
    .origins(expr, site)
    .flatMap((origin) => (origin.kind === 'call' ? [origin] : []))
    .find((origin) => /^(?:get|getOrThrow)$/.test(lastName(origin.call.callee) ?? ''));
  const [name, byDefault] = call?.call.args ?? [];
  if (call === undefined || name === undefined) return code.evaluator.texts(expr, site);
  const registered = registeredSetting(code.evaluator.text(name.value, call) ?? '', code);
  if (registered !== undefined) return code.evaluator.texts(registered.expr, registered.site);
  return byDefault !== undefined && byDefault.value.kind !== 'map'
    ? code.evaluator.texts(byDefault.value, call)
    : code.evaluator.texts(expr, site);
}

function registeredSetting(name: string, code: Code): Located | undefined {
  const [namespace, ...rest] = name.split('.');
  if (rest.length !== 1) return undefined;
  for (const { path, facts, index } of code.program.files()) {
    for (const { call, scope } of facts.calls) {
      const [own, made] = call.args;
      if (lastName(call.callee) !== 'registerAs' || made?.value.kind !== 'function') continue;
      if (own?.value.kind !== 'text' || own.value.value !== namespace) continue;
      for (const { value } of index.returns(made.value.scope)) {
        for (const map of objects(value, { file: path, scope: made.value.scope ?? scope }, code)) {
          const found = entry(map, rest[0] ?? '', code);
          if (found !== undefined) return found;
        }
      }
    }
  }
  return undefined;
}
