/**
 * The stand-in for GitHub as a process of its own.
 *
 *   node dist/playground/main.js [--port 0] [--host 127.0.0.1] [--folder <path>]
 *                                [--webhook-url <url>] [--app-manifest <app.yml>]
 *
 * The same by environment: PLAYGROUND_PORT, PLAYGROUND_HOST, PLAYGROUND_FOLDER,
 * PLAYGROUND_WEBHOOK_URL, PLAYGROUND_APP_MANIFEST. Arguments win. Without a folder the
 * repositories live in a temporary one that is removed at the end. The manifest names the app's
 * permissions and events (`default_permissions`, `default_events`).
 *
 * When it is ready it prints one line of JSON on standard output:
 *   {"url", "appId", "clientId", "privateKeyPath", "webhookSecret"}
 * SIGTERM or SIGINT ends it.
 *
 * It is driven over HTTP with JSON (see `client.ts`, which is the typed way):
 *   POST /_control/repositories, forks, collaborators, commits, delete-branch, pulls, change-pull,
 *        enqueue-pull, issues, change-issue, comments, edit-comment, recheck, tokens, webhook-url,
 *        redeliver, uninstall, suspend,
 *        change-repository, dispatch
 *   GET  /_control/app                          credentials of the app
 *   GET  /_control/state?after=<version>        everything, as soon as it is newer than the version
 *   GET  /_control/exchanges?after=<number>     requests to the REST API and their answers
 *   GET  /_control/exchange?method&path&status  waits for such a request
 *   GET  /_control/webhooks-sent                waits until no webhook is under way
 *   POST /_control/faults                       sets a fault; GET …/<id>, GET …/<id>/reached,
 *                                               POST …/<id>/release, DELETE /_control/faults
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readManifest } from './manifest.ts';
import { startPlayground } from './playground.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PLAYGROUND_PORT'] ?? '0' },
    host: { type: 'string', default: process.env['PLAYGROUND_HOST'] ?? '127.0.0.1' },
    folder: { type: 'string', default: process.env['PLAYGROUND_FOLDER'] ?? '' },
    'webhook-url': { type: 'string', default: process.env['PLAYGROUND_WEBHOOK_URL'] ?? '' },
    'app-manifest': { type: 'string', default: process.env['PLAYGROUND_APP_MANIFEST'] ?? '' },
  },
});

const temporary = values.folder === '';
const folder = temporary ? await mkdtemp(join(tmpdir(), 'playground-')) : values.folder;
await mkdir(folder, { recursive: true });
const manifest = values['app-manifest'];
const playground = await startPlayground({
  port: Number(values.port),
  host: values.host,
  folder,
  app: {
    ...(manifest === '' ? {} : readManifest(await readFile(manifest, 'utf8'))),
    webhookUrl: values['webhook-url'] === '' ? null : values['webhook-url'],
  },
});
const privateKeyPath = join(folder, 'app.private-key.pem');
await writeFile(privateKeyPath, playground.privateKey, { mode: 0o600 });

let closing = false;
async function end(): Promise<void> {
  if (closing) return;
  closing = true;
  await playground.close();
  if (temporary) await rm(folder, { recursive: true, force: true });
}
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());

const ready = {
  url: playground.url,
  appId: playground.appId,
  clientId: playground.site.state.app.clientId,
  privateKeyPath,
  webhookSecret: playground.webhookSecret,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
