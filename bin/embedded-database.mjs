// The thread of the embedded database: see src/store/embedded.ts. It takes messages of PostgreSQL's protocol,
// each a `Uint8Array`, one after the other, and answers each with what the database says to it, or with an Error.
// It is plain JavaScript, as threads do not go through what runs TypeScript in tests.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create(workerData);

async function answerTo(message) {
  if (message === 'dump') return database.dumpDataDir('none');
  if (message === 'close') return database.close();
  const parts = [];
  await database.execProtocolRawStream(message, { onRawData: (part) => parts.push(part.slice()) });
  return Buffer.concat(parts);
}

let last = Promise.resolve();
parentPort.on('message', (message) => {
  last = last.then(async () => {
    try {
      parentPort.postMessage(await answerTo(message));
    } catch (error) {
      parentPort.postMessage(error);
    }
  });
});
