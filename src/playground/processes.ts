import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PlaygroundClient } from './client.ts';

/** The stand-in for GitHub as a process of its own. */
export interface PlaygroundProcess {
  readonly client: PlaygroundClient;
  readonly credentials: Credentials;
  stop(): Promise<void>;
}

interface Credentials {
  readonly url: string;
  readonly appId: string;
  readonly privateKeyPath: string;
  readonly webhookSecret: string;
}

/** Holdfast as a process of its own. */
export interface AppProcess {
  readonly url: string;
  /** Every line it has logged so far. */
  readonly log: readonly string[];
  /** Ends it and resolves with its exit code, or null when a signal ended it. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export interface AppProcessOptions {
  readonly root: string;
  readonly credentials: Credentials;
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the stand-in. `root` is the folder of package.json; what it needs has been built. */
export async function startPlaygroundProcess(
  root: string,
  options: { readonly port?: number } = {},
): Promise<PlaygroundProcess> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'dist/playground/main.js'),
      `--port=${options.port ?? 0}`,
      `--app-manifest=${join(root, 'app.yml')}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const credentials = await firstLine(child, 'The stand-in for GitHub', readCredentials);
  return {
    client: new PlaygroundClient(credentials.url),
    credentials,
    stop: async () => {
      await end(child, 'SIGTERM');
    },
  };
}

/** Starts Holdfast against a stand-in and waits until it listens. */
export async function startAppProcess(options: AppProcessOptions): Promise<AppProcess> {
  const { root, credentials, dataDir, environment } = options;
  const child = spawn(process.execPath, [join(root, 'bin/holdfast.mjs'), 'serve'], {
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      APP_ID: credentials.appId,
      PRIVATE_KEY_PATH: credentials.privateKeyPath,
      WEBHOOK_SECRET: credentials.webhookSecret,
      GITHUB_API_URL: `${credentials.url}/api/v3`,
      HOLDFAST_DATA_DIR: join(dataDir, 'data'),
      HOST: '127.0.0.1',
      PORT: '0',
      ...environment,
    },
  });
  const log: string[] = [];
  const url = await firstLine(child, 'Holdfast', runningAt, log);
  return { url, log, kill: (signal) => end(child, signal) };
}

/** The first line of a process's output that `read` understands. Rejects when the process ends before. */
function firstLine<T>(
  child: ChildProcess,
  name: string,
  read: (line: string) => T | null,
  log: string[] = [],
): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(
        new Error(`${name} did not start (${signal ?? `exit code ${code}`}).\n${log.join('\n')}`),
      );
    });
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line);
      const found = read(line);
      if (found !== null) resolve(found);
    });
  });
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Not every line is JSON; those that matter are.
    return {};
  }
}

function readCredentials(line: string): Credentials | null {
  const { url, appId, privateKeyPath, webhookSecret } = parseLine(line);
  if (typeof url !== 'string' || typeof privateKeyPath !== 'string') return null;
  return { url, appId: String(appId), privateKeyPath, webhookSecret: String(webhookSecret) };
}

function runningAt(line: string): string | null {
  const { msg, url } = parseLine(line);
  return msg === 'Holdfast is running.' && typeof url === 'string' ? url : null;
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}
