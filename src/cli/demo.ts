import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { packageRoot } from '../package-root.ts';
import type { CheckRunSnapshot, PullAnswer, RepositorySnapshot } from '../playground/client.ts';
import {
  type AppProcess,
  type PlaygroundProcess,
  startAppProcess,
  startPlaygroundProcess,
} from '../playground/processes.ts';
import { CommandError, EXIT } from './exit.ts';
import { readTerminal } from './terminal.ts';

export interface DemoOptions {
  readonly once?: boolean;
  readonly port?: string;
}

const REPOSITORY = 'acme/shop';
const BRANCH = 'phone-numbers';
/** The path takes a few seconds; after this long something is wrong. */
const PATIENCE_MS = 90_000;

/**
 * `holdfast demo`: Holdfast and a stand-in for GitHub, each a process of its own, one pull request, and what it
 * is told. Answers 0 when the path worked.
 */
export async function demo(options: DemoOptions): Promise<number> {
  const port = Number(options.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandError(`--port must be a number from 0 to 65535; it is "${options.port}".`);
  }
  const root = packageRoot(import.meta.url);
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-demo-'));
  const running: { github?: PlaygroundProcess; app?: AppProcess } = {};
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  try {
    say('Starting a local stand-in for GitHub and Holdfast on its embedded database …');
    running.github = await startPlaygroundProcess(root, { port });
    const { client, credentials } = running.github;
    running.app = await startAppProcess({ root, credentials, dataDir: folder });
    await client.setWebhook({ url: `${running.app.url}/api/github/webhooks` });
    const pull = await openSamplePull(running.github, root);
    say(`Opened ${pull.html_url}; the webhook is on its way …\n`);
    const repository = await within(PATIENCE_MS, waitForVerdict(running.github, pull));
    print(repository, pull);
    if (options.once !== true) {
      say(`\nSee it as the developer would:  ${styled('bold', pull.html_url)}`);
      say('Press Ctrl-C to end.');
      await ended;
    }
    return EXIT.withinBudget;
  } finally {
    await running.app?.kill('SIGTERM');
    await running.github?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openSamplePull({ client }: PlaygroundProcess, root: string): Promise<PullAnswer> {
  const sample = join(root, 'src/playground/sample');
  await client.createRepository({
    owner: 'acme',
    name: 'shop',
    description: 'A sample repository',
    sourceDir: join(sample, 'base'),
    message: 'The shop as it is',
    collaborators: { mona: 'write' },
  });
  await client.commit({
    repository: REPOSITORY,
    branch: BRANCH,
    message: 'Ask for a phone number, sort the list of users',
    files: { 'specs/users.yaml': await readFile(join(sample, 'head/specs/users.yaml'), 'utf8') },
    author: 'mona',
  });
  return client.openPull({
    repository: REPOSITORY,
    head: BRANCH,
    title: 'Ask for a phone number, sort the list of users',
    body: 'New users leave their phone number, and the list of users can be sorted.',
    author: 'mona',
  });
}

function waitForVerdict(
  { client }: PlaygroundProcess,
  pull: PullAnswer,
): Promise<RepositorySnapshot> {
  return client.waitFor(({ repositories }) =>
    repositories.find(
      (repository) =>
        repository.full_name === REPOSITORY &&
        repository.check_runs.some(({ status }) => status === 'completed') &&
        repository.comments.some(({ issue }) => issue === pull.number),
    ),
  );
}

function print(repository: RepositorySnapshot, pull: PullAnswer): void {
  for (const run of repository.check_runs) printCheckRun(run);
  for (const comment of repository.comments.filter(({ issue }) => issue === pull.number)) {
    heading(`Comment by ${comment.user}`, `${pull.html_url}#issuecomment-${comment.id}`);
    say(readable(comment.body));
  }
}

function printCheckRun(run: CheckRunSnapshot): void {
  const good = run.conclusion === 'success';
  heading(`Check run ${run.name}: ${run.conclusion ?? run.status}`, run.html_url);
  say(styled(good ? 'green' : 'red', `${good ? '✓' : '✗'} ${run.title ?? ''}`));
  say(`\n${readable(run.summary ?? '')}`);
  if (run.annotations.length > 0) heading('Annotated lines');
  for (const note of run.annotations) {
    say(styled('bold', `${note.path}:${note.start_line}  ${note.annotation_level}`));
    say(indented(note.title ?? ''));
    say(indented(note.message));
  }
}

/** Markdown as it can be read in a terminal: without what only a page shows. */
function readable(markdown: string): string {
  return markdown
    .replace(/<!--.*?-->\n?/gs, '')
    .replace(/<\/?(details|summary|sub|b|br)>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\([[\]()*_#`<>@|~-])/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .trim();
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

function heading(text: string, url?: string): void {
  say(`\n${styled(['bold', 'underline'], text)}${url === undefined ? '' : `  ${url}`}`);
}

function styled(format: Parameters<typeof styleText>[0], text: string): string {
  return readTerminal().colour ? styleText(format, text, { validateStream: false }) : text;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new CommandError(`there was no verdict within ${milliseconds / 1_000} seconds.`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
