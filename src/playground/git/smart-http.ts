import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { actor, authenticate, authorize, type Principal } from '../http/auth.ts';
import { ApiError } from '../http/errors.ts';
import { alone, noticePush } from '../model/pushes.ts';
import type { Repository } from '../model/records.ts';
import type { Site } from '../site.ts';

/**
 * Git's smart HTTP protocol (git's own documentation, gitprotocol-http), by `git upload-pack` and
 * `git receive-pack` themselves, so that a real `git clone` and `git push` work.
 */

const PATH = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;
type Service = 'git-upload-pack' | 'git-receive-pack';

interface GitRequest {
  readonly repository: Repository;
  readonly service: Service;
  readonly advertise: boolean;
  readonly principal: Principal;
  readonly env: Readonly<Record<string, string>>;
}

/** Whether a path is one of git's. */
export function isGitPath(path: string): boolean {
  return PATH.test(path);
}

function serviceOf(url: URL, action: string | undefined): Service {
  const name = action === 'info/refs' ? url.searchParams.get('service') : action;
  if (name === 'git-upload-pack' || name === 'git-receive-pack') return name;
  throw new ApiError(403, 'Only the smart HTTP protocol is spoken here');
}

/** Finds the repository and checks that the caller may read or push. */
function open(site: Site, request: IncomingMessage, url: URL): GitRequest {
  const [, owner = '', name = '', action] = PATH.exec(url.pathname) ?? [];
  const service = serviceOf(url, action);
  const principal = authenticate(site.state, request.headers.authorization ?? null);
  const repository = site.state.repository(decodeURIComponent(owner), decodeURIComponent(name));
  if (repository === undefined) {
    // Like GitHub, which does not tell strangers what is there.
    throw new ApiError(principal.kind === 'anonymous' ? 401 : 404, 'Repository not found.');
  }
  if (principal.kind === 'anonymous' && (repository.private || service === 'git-receive-pack')) {
    throw new ApiError(401, 'Authentication required');
  }
  const need = service === 'git-receive-pack' ? 'contents:write' : 'contents:read';
  authorize(site.state, principal, repository, [need]);
  const protocol = request.headers['git-protocol'];
  const env = typeof protocol === 'string' ? { GIT_PROTOCOL: protocol } : {};
  return { repository, service, advertise: action === 'info/refs', principal, env };
}

/** One line of git's wire format: its length in four hexadecimal digits, then the text. */
function packetLine(text: string): string {
  return (text.length + 4).toString(16).padStart(4, '0') + text;
}

async function advertise(site: Site, git: GitRequest, response: ServerResponse): Promise<void> {
  const { stdout } = await site.git.run(
    git.repository.git.folder,
    [git.service.slice(4), '--stateless-rpc', '--advertise-refs', '.'],
    { env: git.env },
  );
  response.writeHead(200, {
    'content-type': `application/x-${git.service}-advertisement`,
    'cache-control': 'no-cache',
  });
  const second =
    git.env['GIT_PROTOCOL']?.includes('version=2') && git.service === 'git-upload-pack';
  if (!second) response.write(`${packetLine(`# service=${git.service}\n`)}0000`);
  response.end(stdout);
}

function bodyOf(request: IncomingMessage): Readable {
  return request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
}

async function serve(
  site: Site,
  git: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const child = site.git.start(
    git.repository.git.folder,
    [git.service.slice(4), '--stateless-rpc', '.'],
    git.env,
  );
  child.stderr.resume();
  response.writeHead(200, {
    'content-type': `application/x-${git.service}-result`,
    'cache-control': 'no-cache',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  response.once('close', () => child.kill());
  // What a caller that went away leaves half sent is git's to refuse; its exit ends the answer.
  const sent = pipeline(bodyOf(request), child.stdin).catch(() => child.stdin.destroy());
  child.stdout.pipe(response, { end: false });
  await Promise.all([sent, ended]);
}

/** The error that a failed request ends with; git shows the text to its user. */
function refuse(response: ServerResponse, error: unknown): void {
  const status = error instanceof ApiError ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {}),
  });
  response.end(`${message}\n`);
}

/**
 * Answers a request of `git`. A push is done, with pull requests moved and webhooks on their way,
 * before its answer ends.
 */
export async function answerGit(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const git = open(site, request, new URL(request.url ?? '/', site.url));
    if (git.advertise) {
      await advertise(site, git, response);
    } else if (git.service === 'git-upload-pack') {
      await serve(site, git, request, response);
      response.end();
    } else {
      await alone(git.repository, async () => {
        await serve(site, git, request, response);
        await noticePush(site, git.repository, actor(site.state, git.principal));
      });
      response.end();
    }
  } catch (error) {
    refuse(response, error);
  }
}
