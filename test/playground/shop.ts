import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { PlaygroundClient } from '../../src/playground/client.ts';
import {
  type Playground,
  type PlaygroundOptions,
  startPlayground,
} from '../../src/playground/playground.ts';

const running: Playground[] = [];

/** Ends every stand-in that a test has started. */
export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((playground) => playground.close()));
}

const FILES = {
  'openapi.yaml': 'openapi: 3.0.3\ninfo: {title: Shop, version: 1.0.0}\npaths: {}\n',
  'docs/read me.md': '# Shop\n\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n',
};

/** Refusals are what is tested here: Octokit need not log them. */
const quiet = () => undefined;
export const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

export const REPO = { owner: 'acme', repo: 'shop' };

/** A stand-in with one repository, and Octokit as the app and as its installation. */
export async function start(options: PlaygroundOptions = {}) {
  const playground = await startPlayground(options);
  running.push(playground);
  const client = new PlaygroundClient(playground.url);
  const repository = await client.createRepository({
    owner: 'acme',
    name: 'shop',
    files: FILES,
    collaborators: { dana: 'admin' },
  });
  const app = new Octokit({
    log,
    baseUrl: playground.url,
    authStrategy: createAppAuth,
    auth: { appId: playground.appId, privateKey: playground.privateKey },
  });
  const installation = new Octokit({
    log,
    baseUrl: playground.url,
    authStrategy: createAppAuth,
    auth: {
      appId: playground.appId,
      privateKey: playground.privateKey,
      installationId: repository.installation_id,
    },
  });
  return { playground, client, repository, app, installation };
}

/** A pull request that changes, removes and adds a file. */
export async function openPull(client: PlaygroundClient) {
  await client.commit({
    repository: 'acme/shop',
    branch: 'feature/x',
    message: 'Change the shop',
    author: 'dana',
    files: {
      'openapi.yaml': FILES['openapi.yaml'].replace('1.0.0', '1.1.0'),
      'docs/read me.md': null,
      'new.txt': 'new\n',
    },
  });
  return client.openPull({
    repository: 'acme/shop',
    head: 'feature/x',
    title: 'Change the shop',
    author: 'dana',
  });
}

/** What a request ended with. */
export async function failure(
  promise: Promise<unknown>,
): Promise<{ status: number; message: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && 'status' in error) {
      return { status: Number(error.status), message: error.message };
    }
    throw error;
  }
  throw new Error('the request should have failed');
}
