/** The process that compares cases for `npm run fuzz`: told a number, it answers with the faults of that case. */

import { checkCase } from './check-case.ts';
import { findDocuments } from './documents.ts';
import { makeCase } from './fuzz-case.ts';

const { seed, folders } = JSON.parse(process.argv[2] ?? '{}');
const documents = findDocuments(folders);

process.on('message', async (run) => {
  if (typeof run !== 'number') return;
  const made = makeCase(documents, seed, run);
  process.send?.({ kind: 'made', run });
  const started = process.cpuUsage();
  const faults = await checkCase(made);
  const { user, system } = process.cpuUsage(started);
  process.send?.({ kind: 'checked', run, faults, seconds: (user + system) / 1e6 });
});

process.send?.({ kind: 'ready', documents: documents.map(({ name }) => name) });
