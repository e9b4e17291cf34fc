import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/package-root.ts';
import type {
  CheckRunSnapshot,
  PlaygroundClient,
  RepositorySnapshot,
} from '../../src/playground/client.ts';
import {
  type AppProcess,
  type AppProcessOptions,
  startAppProcess,
  startPlaygroundProcess,
} from '../../src/playground/processes.ts';

const execute = promisify(execFile);

/** Holdfast and the stand-in for GitHub, each a process of its own, as built by `npm test`. */
export interface Stack {
  readonly github: PlaygroundClient;
  /** The process that runs now. */
  readonly app: AppProcess;
  /** What the process was started with. */
  readonly place: Pick<AppProcessOptions, 'credentials' | 'dataDir'>;
  /** Starts Holdfast again on the same data, after a crash or a stop. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStack(): Promise<Stack> {
  const root = packageRoot(import.meta.url);
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-e2e-'));
  const playground = await startPlaygroundProcess(root);
  const { client: github, credentials } = playground;
  const start = async () => {
    const app = await startAppProcess({ root, credentials, dataDir });
    await github.setWebhook({ url: `${app.url}/api/github/webhooks` });
    return app;
  };
  let app = await start();
  return {
    github,
    place: { credentials, dataDir },
    get app() {
      return app;
    },
    restart: async () => {
      app = await start();
    },
    stop: async () => {
      await app.kill('SIGTERM');
      await playground.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A clone of a repository of the stand-in, driven by real git. */
export class Clone {
  private constructor(
    readonly folder: string,
    private readonly login: string,
  ) {}

  static async of(github: PlaygroundClient, repository: string, login: string): Promise<Clone> {
    const clone = new Clone(await mkdtemp(join(tmpdir(), 'holdfast-clone-')), login);
    await clone.git('clone', '--quiet', await github.gitUrl(repository, login), '.');
    return clone;
  }

  async git(...args: string[]): Promise<string> {
    const identity = ['-c', `user.name=${this.login}`, '-c', `user.email=${this.login}@localhost`];
    const { stdout } = await execute('git', [...identity, ...args], {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
      },
    });
    return stdout.trim();
  }

  /** Commits files on a branch and pushes it. Gives the new commit's SHA. */
  async push(branch: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
    await this.git('checkout', '--quiet', '-B', branch);
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, path)), { recursive: true });
      await writeFile(join(this.folder, path), content);
    }
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', `Change ${Object.keys(files).join(', ')}`);
    await this.git('push', '--quiet', 'origin', branch);
    return this.git('rev-parse', 'HEAD');
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Waits until a commit has a concluded check run of this name, and gives all its runs of that name. */
export async function concluded(
  github: PlaygroundClient,
  repository: string,
  sha: string,
  name = 'Holdfast',
): Promise<readonly CheckRunSnapshot[]> {
  return github.waitFor((state) => {
    const runs = runsOf(repositoryOf(state.repositories, repository), sha, name);
    return runs.length > 0 && runs.every(({ status }) => status === 'completed') ? runs : undefined;
  });
}

export function runsOf(
  repository: RepositorySnapshot,
  sha: string,
  name = 'Holdfast',
): readonly CheckRunSnapshot[] {
  return repository.check_runs.filter((run) => run.head_sha === sha && run.name === name);
}

export function repositoryOf(
  repositories: readonly RepositorySnapshot[],
  name: string,
): RepositorySnapshot {
  const found = repositories.find(({ full_name }) => full_name === name);
  if (found === undefined) throw new Error(`The stand-in has no repository ${name}.`);
  return found;
}
