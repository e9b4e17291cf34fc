import type { Code } from '../../code/code.ts';
import type { Expr, Scope } from '../../code/facts.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site } from '../../code/program.ts';

const MAX_BASES = 12;

/** A method of a controller, which may come from a class that it extends. */
export interface Handler {
  readonly scope: Scope;
  readonly site: Site;
  readonly frame: Frame | null;
}

/** The methods of a controller, those that it inherits too. */
export function handlersOf(path: string, index: number, code: Code): readonly Handler[] {
  const handlers = new Map<string, Handler>();
  collect(path, index, code, null, 0, handlers);
  return [...handlers.values()];
}

/** The methods of a class and of what it extends; the nearest of a name counts. */
function collect(
  path: string,
  index: number,
  code: Code,
  frame: Frame | null,
  depth: number,
  into: Map<string, Handler>,
): void {
  const file = code.program.file(path);
  const declared = file?.index.scope(index);
  if (file === undefined || declared === undefined || depth > MAX_BASES) return;
  const around = { file: path, scope: declared.parent ?? 0 };
  for (const inner of file.index.within(index)) {
    const scope = file.index.scope(inner);
    if (scope?.kind !== 'function' || scope.name === null || into.has(scope.name)) continue;
    into.set(scope.name, { scope, site: around, frame });
  }
  for (const base of declared.bases) {
    for (const origin of code.resolver.origins(base, around)) {
      if (origin.kind !== 'class') continue;
      collect(origin.file, origin.scope, code, frameOf(base, around, code, frame), depth + 1, into);
    }
  }
}

/** What a function that makes a class is given: `extends Crud('users')`. */
function frameOf(base: Expr, site: Site, code: Code, frame: Frame | null): Frame | null {
  if (base.kind !== 'call') return frame;
  const maker = code.resolver.origins(base.callee, site).find(({ kind }) => kind === 'function');
  return maker?.kind === 'function' ? code.evaluator.frame(base, site, maker, frame) : frame;
}
