/** The cache of the process, reached from the threads that audit: they come and go, and what they read stays. */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { ByteCache } from '../tree/byte-cache.ts';

/** What a thread says: it looks for names, or has read something. */
type Request =
  | { readonly kind: 'get'; readonly id: number; readonly keys: readonly string[] }
  | { readonly kind: 'put'; readonly key: string; readonly bytes: Uint8Array };

interface Found {
  readonly id: number;
  readonly found: readonly (readonly [string, Uint8Array])[];
}

/** Opens a way to the cache for one audit. Give the port to the thread, and call `close` when it is done. */
export function servePort(cache: ByteCache): { readonly port: MessagePort; close(): void } {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (request: Request) => {
    if (request.kind === 'put') {
      cache.put(request.key, request.bytes);
      return;
    }
    void cache.get(request.keys).then((found) => {
      const answer: Found = { id: request.id, found: [...found] };
      port1.postMessage(answer);
    });
  });
  port1.unref();
  return { port: port2, close: () => port1.close() };
}

/** The cache at the other end of a port. */
export function cacheAt(port: MessagePort): ByteCache {
  const waiting = new Map<number, (found: ReadonlyMap<string, Uint8Array>) => void>();
  let last = 0;
  port.on('message', ({ id, found }: Found) => {
    waiting.get(id)?.(new Map(found));
    waiting.delete(id);
  });
  const send = (request: Request) => port.postMessage(request);
  return {
    get: (keys) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        send({ kind: 'get', id: last, keys });
      }),
    put: (key, bytes) => send({ kind: 'put', key, bytes }),
  };
}
