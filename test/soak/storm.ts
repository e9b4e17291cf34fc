/** A storm of pushes and pull requests against a process that is killed again and again, and what must hold afterwards. */
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type {
  PlaygroundClient,
  RepositorySnapshot,
  StateSnapshot,
} from '../../src/playground/client.ts';
import { openStore } from '../../src/store/store.ts';
import { shopContract } from '../e2e/contract.ts';
import { concluded, repositoryOf, startStack } from '../e2e/stack.ts';

export interface StormOptions {
  /** The same seed kills after the same number of events. */
  readonly seed: number;
  readonly repositories: number;
  /** Pushes and pull requests in all; each is one webhook at least. */
  readonly events: number;
  readonly kills: number;
}

/** What came of a storm. */
export interface StormReport {
  readonly webhooks: number;
  readonly redelivered: number;
  readonly audits: number;
  /** What should not have happened, in sentences; empty when all is well. */
  readonly violations: readonly string[];
}

/** How long a kill waits for something to happen at most: a process that has nothing to do changes nothing. */
const QUIET_MS = 1_500;

/** After this long without a change nothing more is expected: longer than the longest pause between attempts. */
const STUCK_MS = 45_000;

/** The marker of the issues that incidents have. */
const INCIDENT = '<!-- holdfast:incident:';

/** Runs a storm to its end. Rejects only when the processes cannot be run at all. */
export async function storm(options: StormOptions): Promise<StormReport> {
  const random = randomOf(options.seed);
  const stack = await startStack();
  try {
    const names = await makeRepositories(stack.github, options.repositories);
    const world = new World(stack.github, names, random);
    for (let kill = 0; kill < options.kills; kill++) {
      const share = Math.ceil(options.events / options.kills);
      for (let event = 0; event < share; event++) await world.happen();
      await changes(stack.github, random(12));
      await stack.app.kill('SIGKILL');
      await stack.restart();
    }
    await world.happen();
    const redelivered = await redeliver(stack.github);
    const state = await settle(stack.github, (now) => world.unsettled(now).length === 0);
    await stack.app.kill('SIGTERM');
    const stored = await storeViolations(join(stack.place.dataDir, 'data'));
    return {
      webhooks: new Set(state.deliveries.map(({ guid }) => guid)).size,
      redelivered,
      audits: stored.audits,
      violations: [...world.unsettled(state), ...world.violations(state), ...stored.violations],
    };
  } finally {
    await stack.stop();
  }
}

async function makeRepositories(github: PlaygroundClient, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let index = 1; index <= count; index++) {
    const name = `storm-${index}`;
    await github.createRepository({
      owner: 'acme',
      name,
      files: { 'openapi.yaml': shopContract() },
      collaborators: { dana: 'write' },
    });
    names.push(`acme/${name}`);
    // What was promised before the first look nobody can know: the storm begins after it.
    const { sha } = await github.commit({
      repository: `acme/${name}`,
      branch: 'main',
      message: 'Begin',
      author: 'dana',
      files: { 'README.md': name },
    });
    await concluded(github, `acme/${name}`, sha);
  }
  return names;
}

/** What happens in the repositories, and what has to be true of them when all of it has been worked on. */
class World {
  readonly #mains = new Map<string, { sha: string; broken: boolean }>();
  readonly #pulls = new Map<string, { branch: string; number: number; sha: string }[]>();
  #count = 0;

  constructor(
    private readonly github: PlaygroundClient,
    private readonly names: readonly string[],
    private readonly random: (below: number) => number,
  ) {}

  /** One push to a main branch or to a pull request. */
  async happen(): Promise<void> {
    this.#count += 1;
    const name = this.names[this.random(this.names.length)] ?? '';
    if (this.random(3) === 0) await this.#pushToPull(name);
    else await this.#pushToMain(name);
  }

  async #commit(repository: string, branch: string, broken: boolean): Promise<string> {
    const { sha } = await this.github.commit({
      repository,
      branch,
      message: `Event ${this.#count}`,
      author: 'dana',
      files: {
        'openapi.yaml': `${shopContract(broken ? { newUserRequired: ['email', 'phone'] } : {})}# ${this.#count}\n`,
      },
    });
    return sha;
  }

  async #pushToMain(repository: string): Promise<void> {
    const broken = this.random(2) === 0;
    this.#mains.set(repository, { sha: await this.#commit(repository, 'main', broken), broken });
  }

  async #pushToPull(repository: string): Promise<void> {
    const pulls = this.#pulls.get(repository) ?? [];
    this.#pulls.set(repository, pulls);
    const known = pulls[this.random(3)];
    if (known !== undefined) {
      known.sha = await this.#commit(repository, known.branch, this.random(2) === 0);
      return;
    }
    const branch = `change-${pulls.length + 1}`;
    const sha = await this.#commit(repository, branch, true);
    const { number } = await this.github.openPull({
      repository,
      head: branch,
      title: branch,
      author: 'dana',
    });
    pulls.push({ branch, number, sha });
  }

  /** What is not done yet: heads without a verdict, open check runs, issues that say something else than their branch. */
  unsettled({ repositories }: StateSnapshot): string[] {
    return this.names.flatMap((name) => {
      const repository = repositoryOf(repositories, name);
      const main = this.#mains.get(name);
      const heads = [
        ...(main === undefined ? [] : [{ branch: 'main', sha: main.sha }]),
        ...(this.#pulls.get(name) ?? []),
      ];
      const issues = incidentIssues(repository);
      const open = issues.filter(({ state }) => state === 'open').length;
      return [
        ...repository.check_runs
          .filter(({ status }) => status !== 'completed')
          .map(({ head_sha: sha }) => `${name}: the check run of ${sha} is open`),
        ...heads
          .filter(({ sha }) => !isConcluded(repository, sha))
          .map(({ branch, sha }) => `${name}: ${branch} at ${sha} has no verdict`),
        ...(open === (main?.broken ? 1 : 0)
          ? []
          : [
              `${name}: ${open} open of ${issues.length} issues, main is ${main?.broken ? '' : 'not '}broken`,
            ]),
      ];
    });
  }

  /** What is there twice, or should not be there. */
  violations({ repositories }: StateSnapshot): string[] {
    return this.names.flatMap((name) => {
      const repository = repositoryOf(repositories, name);
      const found: string[] = [];
      const issues = incidentIssues(repository);
      const markers = issues.map(({ body }) => (body ?? '').slice(0, INCIDENT.length + 36));
      if (new Set(markers).size !== markers.length)
        found.push(`${name}: an incident has two issues`);
      if (issues.length > 1) found.push(`${name}: ${issues.length} issues for one break`);
      for (const { number } of this.#pulls.get(name) ?? []) {
        const comments = repository.comments.filter(({ issue }) => issue === number).length;
        if (comments > 1) found.push(`${name}#${number}: ${comments} comments`);
      }
      for (const { number } of issues) {
        const bodies = repository.comments
          .filter(({ issue }) => issue === number)
          .map(({ body }) => body.split('\n', 1)[0]);
        if (new Set(bodies).size !== bodies.length)
          found.push(`${name}#${number}: a comment twice`);
      }
      return found;
    });
  }
}

function incidentIssues({ issues }: RepositorySnapshot) {
  return issues.filter(({ body }) => body?.startsWith(INCIDENT));
}

function isConcluded({ check_runs: runs }: RepositorySnapshot, sha: string): boolean {
  return runs.some(
    ({ head_sha: head, conclusion }) =>
      head === sha && (conclusion === 'success' || conclusion === 'failure'),
  );
}

/** Waits for a number of changes at GitHub, or until nothing happens there any more. */
async function changes(github: PlaygroundClient, count: number): Promise<void> {
  let { version } = await github.state();
  for (let seen = 0; seen < count; seen++) {
    const next = await Promise.race([github.state(version), after(QUIET_MS, null, { ref: false })]);
    if (next === null) return;
    version = next.version;
  }
}

/** The state once it is as wanted, or once nothing has changed for long. */
async function settle(
  github: PlaygroundClient,
  isSettled: (state: StateSnapshot) => boolean,
): Promise<StateSnapshot> {
  let state = await github.state();
  while (!isSettled(state)) {
    const next = await Promise.race([
      github.state(state.version),
      after(STUCK_MS, null, { ref: false }),
    ]);
    if (next === null) return state;
    state = next;
  }
  return state;
}

/** Sends again what got no answer, as an operator does after an outage; until everything has one. */
async function redeliver(github: PlaygroundClient): Promise<number> {
  let count = 0;
  for (;;) {
    await github.webhooksSent();
    const { deliveries } = await github.state();
    const answered = new Set(
      deliveries
        .filter(({ status_code: code }) => code >= 200 && code < 300)
        .map(({ guid }) => guid),
    );
    const lost = new Map(
      deliveries.filter(({ guid }) => !answered.has(guid)).map(({ guid, id }) => [guid, id]),
    );
    if (lost.size === 0) return count;
    for (const id of lost.values()) await github.redeliver(id);
    count += lost.size;
  }
}

/** What the store says afterwards: nothing waiting, nothing unfinished, every history in order. */
async function storeViolations(dataDir: string): Promise<{ audits: number; violations: string[] }> {
  const store = await openStore({ dataDir });
  try {
    const violations: string[] = [];
    const far = new Date(Date.now() + 86_400_000);
    const waiting = await store.deliveries.listUnprocessed(far, 1_000);
    if (waiting.length > 0) violations.push(`${waiting.length} deliveries were never worked on`);
    const unfinished = await store.audits.listUnfinished(far, 1_000);
    if (unfinished.length > 0) violations.push(`${unfinished.length} audits never ended`);
    const failed = await store.sql.query(
      "select count(*)::int as count from deliveries where state = 'failed'",
    );
    if (Number(failed[0]?.['count']) > 0)
      violations.push(`${failed[0]?.['count']} deliveries failed`);
    // A step begins where the one before ended: nothing was written twice or lost.
    const torn = await store.sql.query(
      `select incident_id from (
         select incident_id, from_status, lag(to_status) over (partition by incident_id order by id) as before
         from incident_events) steps
       where from_status is distinct from before`,
    );
    if (torn.length > 0)
      violations.push(`${torn.length} steps of incidents do not follow each other`);
    const [audits] = await store.sql.query('select count(*)::int as count from audits');
    return { audits: Number(audits?.['count']), violations };
  } finally {
    await store.close();
  }
}

/** Numbers below a bound, the same for the same seed (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0;
  };
}
