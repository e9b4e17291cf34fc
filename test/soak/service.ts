/** Holdfast in one or more processes that are killed and started again, with a stand-in for GitHub and traffic. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/package-root.ts';
import type { DeliverySnapshot, PlaygroundClient } from '../../src/playground/client.ts';
import {
  type AppProcess,
  startAppProcess,
  startPlaygroundProcess,
} from '../../src/playground/processes.ts';
import { SETTINGS, shopContract } from '../e2e/contract.ts';

const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });
const CONTRACTS = [shopContract(), BROKEN, shopContract({ sortable: true })];

/** Between two looks at whether all work is done, in milliseconds. */
const LOOK_EVERY_MS = 200;

/** What one kind of process is started with. */
export interface ServiceOptions {
  /** A database of PostgreSQL; left out: the embedded one, for one process. */
  readonly databaseUrl?: string;
  readonly processes?: number;
  readonly repositories: number;
}

/** The service under test. */
export class Service {
  readonly repositories: readonly string[];
  /** Traffic sent so far: pushes to default branches and pull requests. */
  #sent = 0;

  private constructor(
    readonly github: PlaygroundClient,
    readonly apps: AppProcess[],
    readonly dataDir: string,
    private readonly startApp: () => Promise<AppProcess>,
    private readonly stopGitHub: () => Promise<void>,
    repositories: number,
  ) {
    this.repositories = Array.from({ length: repositories }, (_, index) => `acme/shop-${index}`);
  }

  /** Starts everything; each repository has had its first cycle afterwards. */
  static async start(options: ServiceOptions): Promise<Service> {
    const root = packageRoot(import.meta.url);
    const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-soak-'));
    const { client, credentials, stop } = await startPlaygroundProcess(root);
    const { databaseUrl } = options;
    const environment = {
      HOLDFAST_METRICS_PORT: '0',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    };
    const startApp = () => startAppProcess({ root, credentials, dataDir, environment });
    const apps: AppProcess[] = [];
    for (let count = 0; count < (options.processes ?? 1); count++) apps.push(await startApp());
    const service = new Service(client, apps, dataDir, startApp, stop, options.repositories);
    for (const repository of service.repositories) {
      const [owner = '', name = ''] = repository.split('/');
      const files = { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS };
      await client.createRepository({ owner, name, files, collaborators: { dana: 'write' } });
    }
    await service.aim(0);
    for (const repository of service.repositories) {
      await service.commit(repository, 'main', { 'README.md': 'Shop\n' });
    }
    await service.settled();
    return service;
  }

  /** Lets webhooks go to one of the processes. */
  async aim(index: number): Promise<void> {
    await this.github.setWebhook({ url: `${this.app(index).url}/api/github/webhooks` });
  }

  app(index: number): AppProcess {
    const app = this.apps[index];
    if (app === undefined) throw new Error(`There is no process ${index}.`);
    return app;
  }

  /** Ends a process as a crash would. */
  async kill(index = 0): Promise<void> {
    await this.app(index).kill('SIGKILL');
  }

  /** Starts a process again, and sends webhooks to it. */
  async restart(index = 0): Promise<void> {
    this.apps[index] = await this.startApp();
    await this.aim(index);
  }

  commit(repository: string, branch: string, files: Readonly<Record<string, string>>) {
    return this.github.commit({
      repository,
      branch,
      message: `Change ${Object.keys(files).join(', ')}`,
      files,
      author: 'dana',
    });
  }

  /** One more push to a default branch or, every third time, a pull request that breaks the contract. */
  async traffic(): Promise<void> {
    const number = this.#sent++;
    const repository = this.repositories[number % this.repositories.length] ?? '';
    const turn = Math.floor(number / this.repositories.length);
    if (turn % 3 === 2) {
      const branch = `change-${number}`;
      await this.commit(repository, branch, {
        // Breaks whatever the default branch has at that moment.
        'openapi.yaml': shopContract().replace('/api/users', '/api/people'),
        'change.txt': `${number}\n`,
      });
      await this.github.openPull({ repository, head: branch, title: branch, author: 'dana' });
    } else {
      const contract = CONTRACTS[turn % CONTRACTS.length] ?? BROKEN;
      await this.commit(repository, 'main', { 'openapi.yaml': contract, 'n.txt': `${number}\n` });
    }
  }

  /** Gives each default branch the same contract: the one that it began with, or one that breaks it. */
  async pushAll(contract: 'fine' | 'broken'): Promise<void> {
    const openapi = contract === 'fine' ? shopContract() : BROKEN;
    for (const repository of this.repositories) {
      await this.commit(repository, 'main', { 'openapi.yaml': openapi, 'last.txt': contract });
    }
  }

  /** Redelivers, as an operator would, what no process has accepted. Gives how many. */
  async redeliver(): Promise<number> {
    await this.github.webhooksSent();
    const lost = unaccepted((await this.github.state()).deliveries);
    for (const { id } of lost) await this.github.redeliver(id);
    await this.github.webhooksSent();
    return lost.length;
  }

  /** Done when every webhook has been accepted and no process has a job left, waiting or running. */
  async settled(): Promise<void> {
    for (;;) {
      await this.redeliver();
      if ((await this.jobs()) === 0) {
        await this.github.webhooksSent();
        const { deliveries } = await this.github.state();
        // What the last job wrote may have sent webhooks of its own.
        if (unaccepted(deliveries).length === 0 && (await this.jobs()) === 0) return;
      }
      await delay(LOOK_EVERY_MS);
    }
  }

  /** Jobs that wait or run; null where the database does not answer. */
  async jobs(index = 0): Promise<number | null> {
    const counts = (await this.metrics(index))?.match(/^holdfast_jobs\{.*\} (\d+)/gm);
    return counts?.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0) ?? null;
  }

  /** How many audits a process has ended. */
  async audits(index: number): Promise<number> {
    const counts =
      (await this.metrics(index))?.match(/^holdfast_audit_duration_seconds_count\{.*\} (\d+)/gm) ??
      [];
    return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  private async metrics(index: number): Promise<string | null> {
    const url = this.app(index)
      .log.map((line) => /"url":"([^"]+\/metrics)"/.exec(line)?.[1])
      .find((found) => found !== undefined);
    if (url === undefined) throw new Error('The process did not say where its metrics are.');
    const response = await fetch(url);
    const text = await response.text();
    return response.ok ? text : null;
  }

  /** Stops the processes of Holdfast in good order. */
  async stopApps(): Promise<void> {
    for (const app of this.apps) await app.kill('SIGTERM');
  }

  async stop(): Promise<void> {
    await this.stopApps();
    await this.stopGitHub();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** The newest attempts at those webhooks that were never accepted and are not under way. */
function unaccepted(deliveries: readonly DeliverySnapshot[]): DeliverySnapshot[] {
  const accepted = ({ status_code: code }: DeliverySnapshot) => code >= 200 && code < 300;
  const done = new Set(deliveries.filter(accepted).map(({ guid }) => guid));
  const newest = new Map(deliveries.map((delivery) => [delivery.guid, delivery]));
  return [...newest.values()].filter(({ guid, status }) => !done.has(guid) && status !== 'pending');
}
