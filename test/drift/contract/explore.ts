import fc from 'fast-check';
import { mutationsOf, wideningsOf } from './generate/mutation.ts';
import { componentsOf, schemasOf } from './generate/schema.ts';
import { breakingValue, compareBodies, saysSafe } from './generate/soundness.ts';

const [mode = 'sound', runs = '500', seed = String(Date.now() % 1e6)] = process.argv.slice(2);
const choice = { proto: false, directions: process.env['DIR'] !== undefined };
const schemas = schemasOf(choice);
const components = componentsOf(choice);
const edits = mutationsOf(schemas);
let safe = 0,
  total = 0,
  same = 0;
const pairs = fc
  .tuple(
    schemas,
    components,
    edits,
    fc.option(edits),
    fc.nat(),
    fc.constantFrom('request' as const, 'response' as const),
  )
  .map(([base, before, edit, other, s, flow]) => ({
    base,
    before,
    head: edit(base),
    after: other === null ? before : { ...before, A: other(before.A) },
    s,
    flow,
  }));
const wide = fc
  .tuple(
    schemas,
    components,
    wideningsOf(),
    wideningsOf(),
    fc.nat(),
    fc.constantFrom('request' as const, 'response' as const),
  )
  .map(([base, before, e, f, s, flow]) => {
    const head = f(e(base));
    return flow === 'request'
      ? { base, head, before, after: before, s, flow }
      : { base: head, head: base, before, after: before, s, flow };
  });
const property =
  mode === 'sound'
    ? fc.asyncProperty(pairs, async (pair) => {
        const report = await compareBodies(pair, pair.flow);
        total++;
        if (report.changes.length === 0) same++;
        if (!saysSafe(report)) return;
        safe++;
        const value = breakingValue(pair, pair.flow, pair.s, { onlyListed: report.changes.length > 0 });
        if (value !== undefined)
          throw new Error(
            'BREAK ' +
              JSON.stringify(value) +
              ' but ' +
              JSON.stringify(report.changes.map((c) => [c.rule, c.compatibility])),
          );
      })
    : fc.asyncProperty(wide, async (pair) => {
        const report = await compareBodies(pair, pair.flow);
        total++;
        const bad = report.changes.filter((c) => c.compatibility === 'definitely_breaking');
        if (report.changes.length === 0) same++;
        if (report.changes.every((c) => c.compatibility === 'non_breaking')) safe++;
        if (bad.length)
          throw new Error(
            'DEFINITE ' + JSON.stringify(bad.map((c) => [c.rule, c.message, c.witness])),
          );
      });
const t = Date.now();
const out = await fc.check(property, {
  numRuns: Number(runs),
  seed: Number(seed),
  endOnFailure: false,
});
console.log({ failed: out.failed, seed, runs: out.numRuns, total, same, safe, ms: Date.now() - t });
if (out.failed) {
  const [p] = out.counterexample!;
  console.log(p.flow);
  for (const k of ['base', 'head', 'before', 'after'])
    console.log(k, JSON.stringify((p as never)[k]));
  console.log(String(out.errorInstance).slice(0, 700));
}
