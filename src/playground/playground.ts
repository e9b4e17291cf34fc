import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './control/wait.ts';
import { GitProcesses } from './git/process.ts';
import { type Fault, type FaultOptions, Faults } from './http/faults.ts';
import { type Exchange, Recorder, type RequestPattern } from './http/recorder.ts';
import { type AppOptions, State } from './model/state.ts';
import { listen, serve, stop } from './server.ts';
import { GITHUB_LIMITS, type Limits, type Site } from './site.ts';
import { Webhooks } from './webhooks.ts';

export interface PlaygroundOptions {
  /** 0 (default) takes a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Folder for the bare repositories. Without one, a temporary folder that closing removes. */
  readonly folder?: string;
  readonly app?: AppOptions;
  readonly limits?: Partial<Limits>;
  /** The clock; tests set it to make tokens expire. */
  readonly now?: () => Date;
  /** How many exchanges are kept; default 5000. */
  readonly recordedExchanges?: number;
}

/** A running stand-in for GitHub. Drive it through `client.ts`, in this process or another. */
export interface Playground {
  readonly url: string;
  readonly site: Site;
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Requests to the REST API and their answers, oldest first. */
  readonly exchanges: readonly Exchange[];
  readonly faults: Faults;
  /** Sets a fault that holds matching requests until it is released. */
  pauseAt(pattern: RequestPattern & { when?: 'before' | 'after' }): Fault;
  /** The first exchange that matches, waiting for it if it has not been yet. */
  waitForRequest(pattern: RequestPattern, after?: number): Promise<Exchange>;
  /** Looks now and after every change until the answer is not undefined, null or false. */
  waitFor<T>(look: (site: Site) => T | undefined | null | false): Promise<T>;
  /** Done when no webhook is under way. */
  webhooksSent(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a stand-in for GitHub. */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const { server, url } = await listen(options.host ?? '127.0.0.1', options.port ?? 0);
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'playground-')));
  const limits: Limits = { ...GITHUB_LIMITS, ...options.limits };
  const state = new State(options.app ?? {}, options.now ?? (() => new Date()));
  const site: Site = {
    url,
    folder,
    limits,
    state,
    git: new GitProcesses(),
    webhooks: new Webhooks(state, limits.webhookTimeoutMs),
    faults: new Faults(() => state.changed()),
    recorder: new Recorder(options.recordedExchanges ?? 5000, () => state.changed()),
    closing: new AbortController(),
  };
  serve(site, server);
  return {
    url,
    site,
    appId: state.app.id,
    privateKey: state.app.privateKey,
    webhookSecret: state.app.webhookSecret,
    get exchanges() {
      return site.recorder.exchanges;
    },
    faults: site.faults,
    pauseAt: ({ when, ...pattern }) => {
      const fault: FaultOptions = { ...pattern, effect: { kind: 'pause' }, when: when ?? 'before' };
      return site.faults.add(fault);
    },
    waitForRequest: (pattern, after = 0) => until(site, () => site.recorder.find(pattern, after)),
    waitFor: (look) => until(site, look),
    webhooksSent: () => site.webhooks.idle(),
    close: async () => {
      site.closing.abort();
      site.faults.clear();
      await Promise.all([stop(server), site.webhooks.close(), site.git.close()]);
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
