import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
await build({ entryPoints: ['src/fix/propose.ts','src/tree/memory.ts','src/settings/defaults.ts','src/drift/contract/detect.ts'], outdir: '/tmp/wt/fixcore/.prof', bundle: true, splitting: true, format: 'esm', platform: 'node', packages: 'external', sourcemap: true, outExtension: {'.js':'.mjs'} });
const { proposeFixes, proposeFixTogether } = await import('/tmp/wt/fixcore/.prof/fix/propose.mjs');
const { openFiles } = await import('/tmp/wt/fixcore/.prof/tree/memory.mjs');
const { defaultSettings } = await import('/tmp/wt/fixcore/.prof/settings/defaults.mjs');
const { compareContractFiles } = await import('/tmp/wt/fixcore/.prof/drift/contract/detect.mjs');
const require = createRequire(import.meta.url);
const h = readFileSync(require.resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8');
const v = JSON.parse(h);
delete v.components.schemas['simple-user'].properties.login;
v.components.schemas['simple-user'].required = v.components.schemas['simple-user'].required.filter((x) => x !== 'login');
const h2 = JSON.stringify(v, null, 2);
const base = openFiles({ 'a.json': h }), head = openFiles({ 'a.json': h2 });
const settings = defaultSettings('a/b'); const date = '2026-01-15';
const files = { base: 'a.json', head: 'a.json' };
for (let i = 0; i < 3; i++) {
const t0 = process.cpuUsage(), w0 = Date.now();
const found = await compareContractFiles({ base: { tree: base, path: 'a.json' }, head: { tree: head, path: 'a.json' }, service: null, date });
const t1 = process.cpuUsage(t0), w1 = Date.now();
const one = await proposeFixes({ base, head, settings, date, files, found, drifts: found.changes.slice(0,1) });
const t2 = process.cpuUsage(t0), w2 = Date.now();
console.log('detect', w1 - w0, t1.user / 1000, 'fix', w2 - w1, (t2.user - t1.user) / 1000, found.changes.length, one.fixes.length, one.refused, one.fixes[0]?.edits.length, one.fixes[0]?.files[0].after === h);
}
