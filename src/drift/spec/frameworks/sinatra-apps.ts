import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { isOwnSource } from '../../code/source-files.ts';
import { constantName } from '../ruby-apps.ts';

/** How code of Sinatra is told where no class says so. */

/** Methods that tell a route. */
export const VERBS = /^(?:get|post|put|patch|delete|options|head|link|unlink)$/;
/** Frameworks with routes of the same looks. */
const OTHERS = /^(?:Rails|Grape|Hanami|Roda|Cuba|Padrino|Syro)\b/;

/** `Hooks = Sinatra.new do … end`. */
export function madeApps(code: Code): Map<string, Site> {
  const found = new Map<string, Site>();
  for (const { path, facts } of code.program.files()) {
    for (const { name, value } of facts.language === 'ruby' ? facts.bindings : []) {
      if (value?.kind !== 'call' || constantName(value) !== 'Sinatra') continue;
      const block = value.args.at(-1)?.value;
      if (block?.kind === 'function') found.set(name, { file: path, scope: block.scope });
    }
  }
  return found;
}

/** `send(:get, '/x') { … }` as the call that it makes; `text` works out the name of the method. */
export function withoutSend(call: CallExpr, text: (expr: Expr) => string | null): CallExpr {
  const { callee, args } = call;
  const [first, ...rest] = args;
  if (callee.kind !== 'name' || !/^(?:public_|__)?send(?:__)?$/.test(callee.name)) return call;
  const name = first === undefined || first.name !== null ? null : text(first.value);
  return name === null ? call : { ...call, callee: { ...callee, name }, args: rest };
}

/** Whether a file has routes of the classic style, in code that knows nothing of other frameworks. */
export function looksClassic(code: Code): boolean {
  const files = [...code.program.files()].filter(({ facts }) => facts.language === 'ruby');
  if (
    files.some(({ facts }) =>
      facts.calls.some(({ call }) => OTHERS.test(constantName(call.callee) ?? '')),
    )
  )
    return false;
  return files.some(({ facts, path }) =>
    facts.calls.some(({ call: { callee, args }, scope }) => {
      const [first, last] = [args[0]?.value, args.at(-1)?.value];
      return (
        scope === 0 &&
        isOwnSource(path) &&
        callee.kind === 'name' &&
        VERBS.test(callee.name) &&
        first?.kind === 'text' &&
        first.value.startsWith('/') &&
        last?.kind === 'function'
      );
    }),
  );
}
