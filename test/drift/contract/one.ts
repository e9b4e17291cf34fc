import { diff } from './compare.ts';
import { bodyContract } from './generate/soundness.ts';
const [flow, base, head, before='{}', after='{}'] = process.argv.slice(2);
const r = await diff(bodyContract(JSON.parse(base!), JSON.parse(before), flow as never), bodyContract(JSON.parse(head!), JSON.parse(after), flow as never));
for (const c of r.changes) console.log(c.rule, c.compatibility, c.message, '|', c.why, JSON.stringify(c.witness)); console.log(JSON.stringify(r.problems));
