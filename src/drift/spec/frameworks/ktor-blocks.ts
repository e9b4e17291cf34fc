import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site, SourceFile } from '../../code/program.ts';

/** A call within a function, and where it is made. */
interface CallAt {
  readonly call: CallExpr;
  readonly site: Site;
}

/** What a function of the repository puts around a block that it is given. */
export interface BlockWrapping {
  /** The calls whose blocks it runs it in, the outermost first. */
  readonly calls: readonly CallAt[];
  /** What the function's parameters are. */
  readonly frame: Frame;
}

/**
 * What stands around a block that a call gives to a function of the repository, for each place where that runs it or
 * passes it on: `route("/$version") { build() }` in `fun Route.versioned(version: String, build: Route.() -> Unit)`.
 */
export function wrappingsOf(
  call: CallExpr,
  block: number,
  site: Site,
  code: Code,
): readonly BlockWrapping[] {
  return code.resolver.origins(call.callee, site).flatMap((callee) => {
    const file = callee.kind === 'function' ? code.program.file(callee.file) : undefined;
    if (file === undefined || callee.kind !== 'function') return [];
    const params = file.index.scope(callee.scope)?.params ?? [];
    const given = params.findIndex((_, position) => {
      const value = code.callers.argument(file.path, callee.scope, position, { call, site });
      return value?.kind === 'function' && value.scope === block;
    });
    const name = params[given]?.name;
    if (name === undefined) return [];
    const frame = code.evaluator.frame(call, site, callee, null);
    return file.facts.calls.flatMap((made) => {
      const calls = callsAround(file, made.scope, callee.scope);
      if (calls === null) return [];
      const at = { call: made.call, site: { file: file.path, scope: made.scope } };
      if (isName(made.call.callee, name)) return [{ calls, frame }];
      const isPassed = made.call.args.some(({ value }) => isName(value, name));
      return isPassed ? [{ calls: [...calls, at], frame }] : [];
    });
  });
}

/** The calls whose blocks a scope stands in, up to a function around; null for a scope that is not within it. */
function callsAround(file: SourceFile, from: number, fn: number): readonly CallAt[] | null {
  const calls: CallAt[] = [];
  for (const scope of file.index.enclosing(from)) {
    if (scope === fn) return calls;
    const written = file.index.argumentOf(scope);
    if (written !== undefined)
      calls.unshift({ call: written.call, site: { file: file.path, scope: written.scope } });
  }
  return null;
}

function isName(expr: Expr, name: string): boolean {
  if (expr.kind === 'member' && expr.name === 'invoke') return isName(expr.object, name);
  return expr.kind === 'name' && lastName(expr) === name;
}
