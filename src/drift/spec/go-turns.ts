import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import { unrolled } from '../code/unroll.ts';
import type { RouterObjects } from './router-objects.ts';

/** Gives routers to the functions that loops run through: `for prefix, register := range modules { register(r) }`. */
export function giveInTurns(code: Code, routers: RouterObjects): void {
  for (const file of code.program.files()) {
    if (file.facts.language !== 'go') continue;
    const { loopNames } = file.index;
    for (const made of file.facts.calls) {
      if (made.call.args.length === 0 || !loopNames.has(firstName(made.call.callee))) continue;
      const site = { file: file.path, scope: made.scope };
      for (const turn of unrolled(made, file, code)) {
        if (turn.callee === made.call.callee) continue;
        for (const [position, { value }] of turn.args.entries())
          routers.giveOne(turn.callee, site, position, value);
      }
    }
  }
}

/** `m` of `m.register`. */
function firstName(callee: Expr): string {
  const first = callee.kind === 'member' ? callee.object : callee;
  return first.kind === 'name' ? first.name : '';
}
