import { Worker } from 'node:worker_threads';
import type { PlainScan, ScanElsewhere } from '../document/json-ahead.ts';

/** Scans JSON texts in a thread, see scan-thread.ts. */
export const scanElsewhere: ScanElsewhere = (texts) =>
  new Promise((resolve, reject) => {
    const workerData = texts.map((text) => {
      const shared = new SharedArrayBuffer(text.length);
      Buffer.from(shared).set(text);
      return shared;
    });
    const thread = new Worker(new URL('./scan-thread.js', import.meta.url), { workerData });
    thread.once('message', (scans: readonly (PlainScan | null)[]) => resolve(scans));
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The scan ended without a result.')));
  });
