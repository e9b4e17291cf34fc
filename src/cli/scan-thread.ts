// Scans the JSON texts of a comparison in a thread of its own. Started by scan-elsewhere.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { plainScan } from '../document/json-ahead.ts';

const texts: readonly SharedArrayBuffer[] = workerData;
const scans = texts.map((text) => plainScan(Buffer.from(text)));
const buffers = scans.flatMap((scan) =>
  scan === null ? [] : [scan.table.cells.buffer, scan.table.lineFeeds.buffer],
);
parentPort?.postMessage(scans, buffers);
