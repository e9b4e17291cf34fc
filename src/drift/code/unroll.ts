import type { Code } from './code.ts';
import { mentions, namesIn, replaceName } from './expr-parts.ts';
import type { Binding, CallExpr, CallSite, Expr } from './facts.ts';
import { isMadeInTurn } from './facts-index.ts';
import { withModules } from './listed-files.ts';
import { inTurn, type Turn, turnsOf } from './loop-turns.ts';
import { madeInTurn } from './made-in-turn.ts';
import type { SourceFile } from './program.ts';

/**
 * A call as it is made: once, or within a loop over a list that is known once for each item, the loop's name replaced
 * by the item. So `for (const { path, router } of list) app.use(path, router)` keeps together what belongs together.
 */
export function unrolled(site: CallSite, file: SourceFile, code: Code): readonly CallExpr[] {
  if (!mentions(site.call, file.index.turnNames)) return [site.call];
  return code.unrolled(site, () => inEachTurn(site, file, code));
}

function inEachTurn(
  { call: written, scope }: CallSite,
  file: SourceFile,
  code: Code,
): readonly CallExpr[] {
  const call = withBody(written, scope, file);
  const turns = turnsOf(call, { place: call, file, scope, code });
  if (turns === null) return [call];
  const isJavaScript = file.facts.language === 'javascript';
  return turns.map((turn) => {
    const replaced = inTurn(withMade(call, turn, scope, file), turn);
    const made = isJavaScript ? withModules(replaced, { file: file.path, scope }, code) : replaced;
    return made.kind === 'call' ? made : call;
  });
}

/** A call with what the loop gives names in its body: `module = import_module(name)` before `app.use(module)`. */
function withBody(written: CallExpr, scope: number, file: SourceFile): CallExpr {
  const { language } = file.facts;
  if (language === 'python' || language === 'go') return withNames(written, scope, file);
  if (language !== 'javascript') return written;
  // What is made of a name of the loop may be made of another that is.
  return withNames(withNames(written, scope, file), scope, file);
}

function withNames(call: CallExpr, scope: number, file: SourceFile): CallExpr {
  let made: Expr = call;
  for (const name of namesIn(call)) {
    const before = file.index.bindings(scope, name).filter(({ line }) => line <= call.line);
    const given = before.filter(({ value }) => value !== null);
    // One of several values, of which a condition tells, is not that of every turn.
    if (file.facts.language === 'javascript' && given.length > 1) continue;
    const bound = before.at(-1);
    if (!bound?.value || bound.each || !isMadeInTurn(bound.value)) continue;
    // What Go's loops make by calls is told apart by what the calls are given.
    if (file.facts.language === 'go' && bound.value.kind !== 'index') continue;
    const isOfTurn = [...namesIn(bound.value)].some((one) => isLoopName(one, bound, scope, file));
    if (isOfTurn) made = replaceName(made, name, bound.value);
  }
  return made.kind === 'call' ? made : call;
}

/** A call with what the body of the loop makes by calls as made in this turn: `const router = Router()`. */
function withMade(call: CallExpr, turn: Turn, scope: number, file: SourceFile): CallExpr {
  const { language } = file.facts;
  if (language !== 'javascript' && language !== 'go') return call;
  let made: Expr = call;
  for (const name of namesIn(call)) {
    if (turn.has(name)) continue;
    for (const around of file.index.enclosing(scope)) {
      const given = file.index.bindings(around, name);
      const [only, ...others] = given.filter(({ line }) => line <= call.line);
      if (only?.value?.kind === 'call' && others.length === 0 && !only.each) {
        const first = [...turn].find(([one]) => isLoopName(one, only, around, file))?.[1];
        if (first !== undefined) made = replaceName(made, name, madeInTurn(only.value, first));
      }
      if (given.length > 0) break;
    }
  }
  return made.kind === 'call' ? made : call;
}

function isLoopName(name: string, { line }: Binding, scope: number, file: SourceFile): boolean {
  return (
    file.index.loopNames.has(name) &&
    (file.index.bindings(scope, name).some((one) => one.line <= line) ||
      file.index.scope(scope)?.params[0]?.name === name)
  );
}
