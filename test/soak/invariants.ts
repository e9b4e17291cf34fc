/** What must hold after any fault, read from GitHub and from the store: nothing lost, nothing twice. */
import type { RepositorySnapshot, StateSnapshot } from '../../src/playground/client.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts';

/** What is wrong at GitHub, a sentence each; every default branch ends with one break. */
export function faultsAtGitHub({ repositories, deliveries }: StateSnapshot): string[] {
  const accepted = new Set(
    deliveries.filter(({ status_code: code }) => code >= 200 && code < 300).map(({ guid }) => guid),
  );
  return [
    ...deliveries
      .filter(({ guid }) => !accepted.has(guid))
      .map(({ guid, event }) => `The delivery ${guid} (${event}) was never accepted.`),
    ...repositories.flatMap(faultsOfRepository),
  ];
}

function faultsOfRepository(repository: RepositorySnapshot): string[] {
  const { full_name: name, check_runs: runs, pulls, issues, comments, branches } = repository;
  const verdictAt = (sha: string | undefined) =>
    runs.filter((run) => run.head_sha === sha && run.name === 'Holdfast');
  const judged = [branches[repository.default_branch], ...pulls.map(({ head }) => head.sha)];
  const marked = issues.flatMap(
    ({ body }) => /^<!-- holdfast:incident:\S+ -->/.exec(body ?? '') ?? [],
  );
  const open = issues.filter(
    ({ body, state }) => state === 'open' && body?.startsWith('<!-- holdfast:incident:'),
  );
  return [
    ...runs
      .filter(({ status }) => status !== 'completed')
      .map(({ name: run, head_sha: sha }) => `The check run ${run} of ${sha} is not concluded.`),
    ...repeated(runs.map((run) => `${run.name} of ${run.head_sha}`)).map(
      (run) => `There is more than one check run ${run}.`,
    ),
    ...judged
      .filter((sha) => !verdictAt(sha).some(({ conclusion }) => conclusion === 'failure'))
      .map((sha) => `${sha} breaks the contract and no check run says so.`),
    ...runs
      .filter(({ title }) => title?.includes('could not finish'))
      .map(({ head_sha: sha, title }) => `The check run of ${sha} gave up: ${title}.`),
    ...repeated(marked).map((marker) => `There is more than one issue ${marker}.`),
    ...(open.length === 1 ? [] : [`${open.length} issues of incidents are open, not 1.`]),
    ...repeated(issues.map(({ title, body }) => body?.split('\n')[0] ?? title)).map(
      (issue) => `There is more than one issue that starts with ${issue}.`,
    ),
    ...repeated(comments.map(({ issue, body }) => `${body.split('\n')[0]} on #${issue}`)).map(
      (comment) => `There is more than one comment ${comment}.`,
    ),
    ...pulls
      .filter(({ number }) => !comments.some(({ issue }) => issue === number))
      .map(({ number }) => `The pull request #${number} has no comment.`),
  ].map((fault) => `${name}: ${fault}`);
}

/** Statements each of which finds no row in a store that is in order. */
const NOTHING = {
  'a delivery that was not processed': `select guid, state::text from deliveries where state <> 'processed'`,
  'an audit that was not ended': `select id::text, state::text from audits where state in ('queued', 'running')`,
  'an audit that failed': `select id::text, error from audits where state = 'failed'`,
  'a job that is left': `select name, data::text from pgboss.job
    where name in ('work', 'exhausted') and state not in ('completed', 'failed')`,
  'a job that failed for good': `select data::text from pgboss.job where name = 'exhausted'`,
  'an event of an incident that was recorded twice': `select incident_id::text, kind, audit_id::text
    from incident_events where audit_id is not null group by 1, 2, 3 having count(*) > 1`,
  'an incident whose issue is not known': `select id::text, title from incidents where issue_number is null`,
  'an issue of two incidents': `select repository_id, issue_number from incidents group by 1, 2 having count(*) > 1`,
  'an incident that is not shown as it is': `select id::text, title from incidents
    where published_at is null or published_at < updated_at`,
} as const;

/** What is wrong in the store, which no process has open any more if it is the embedded one. */
export async function faultsInStore(
  options: StoreOptions,
  state: StateSnapshot,
): Promise<string[]> {
  const store = await openStore(options);
  try {
    const faults: string[] = [];
    for (const [what, statement] of Object.entries(NOTHING)) {
      for (const row of await store.sql.query(statement)) {
        faults.push(`The store has ${what}: ${Object.values(row).join(', ')}`);
      }
    }
    return [...faults, ...(await lostDeliveries(store, state))];
  } finally {
    await store.close();
  }
}

async function lostDeliveries(store: Store, { deliveries }: StateSnapshot): Promise<string[]> {
  const rows = await store.sql.query('select guid from deliveries');
  const stored = new Set(rows.map(({ guid }) => String(guid)));
  return deliveries
    .filter(
      ({ guid, status_code: code, event }) => code === 202 && event !== 'ping' && !stored.has(guid),
    )
    .map(({ guid }) => `The store lost the delivery ${guid}, which was acknowledged.`);
}

function repeated(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}
