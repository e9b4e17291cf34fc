import { Webhooks } from '@octokit/webhooks';
import { commandLine } from '../incidents/command.ts';
import type { Job } from '../jobs/job.ts';
import type { Queue } from '../jobs/queue.ts';
import { grouping } from '../store/group-commit.ts';
import {
  type NewDelivery,
  type Store,
  StoreUnavailable,
  type Transaction,
} from '../store/store.ts';

/** What the inbox says back to GitHub: an HTTP status and a sentence for the App's delivery log. */
export interface Answer {
  readonly status: 200 | 202 | 400 | 401 | 503;
  readonly message: string;
}

/** A webhook as it came over HTTP. `header` answers undefined for a header that is not there. */
export interface IncomingWebhook {
  readonly header: (name: string) => string | undefined;
  /** The body, unchanged: the signature is over its bytes. */
  readonly body: string;
}

export interface InboxOptions {
  /** Any of them may have signed: more than one while a secret is being rotated. */
  readonly secrets: readonly string[];
  readonly store: Pick<Store, 'kind' | 'urgentTransaction'>;
  readonly queue: Pick<Queue, 'enqueueAll'>;
  readonly log: { warn(details: object, message: string): void };
}

/** How many groups of webhooks are stored at once: the embedded database has one connection. */
const GROUPS_AT_ONCE: Readonly<Record<Store['kind'], number>> = { embedded: 1, server: 4 };

/**
 * Verifies, stores and queues a webhook, and answers; its work is done later, from the queue.
 * A delivery is stored once, whatever happens: the row and its job are committed together, with those
 * of the webhooks that arrive at about the same time.
 * One that is sent again is passed over, unless it had failed: then that is how to have it done after all.
 */
export function webhookInbox(options: InboxOptions): (webhook: IncomingWebhook) => Promise<Answer> {
  const verifiers = options.secrets.map((secret) => new Webhooks({ secret }));
  const store = grouping(
    (deliveries: readonly NewDelivery[]) => storeAll(options, deliveries),
    GROUPS_AT_ONCE[options.store.kind],
  );
  return async ({ header, body }) => {
    const event = header('x-github-event');
    const guid = header('x-github-delivery');
    const signature = header('x-hub-signature-256');
    if (event === undefined || guid === undefined || !GUID.test(guid)) {
      return refuse(
        400,
        'This is not a webhook of GitHub: X-GitHub-Event or X-GitHub-Delivery is missing.',
      );
    }
    if (signature === undefined || !(await verified(verifiers, body, signature))) {
      options.log.warn({ guid, event }, 'A webhook with a missing or wrong signature was refused.');
      return refuse(
        401,
        'The signature does not match. Check the webhook secret of the App and of Holdfast.',
      );
    }
    const envelope = readEnvelope(body);
    if (envelope === null)
      return refuse(
        400,
        'The body is not a JSON object. Set the content type to application/json.',
      );
    if (event === 'ping') return { status: 200, message: 'pong' };
    const { payload, ...about } = envelope;
    if (!isNeeded(event, payload)) return NOT_NEEDED;
    try {
      return await store({ guid, event, payload: body, ...about });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      options.log.warn({ err: error, guid }, 'A webhook could not be stored; redeliver it later.');
      return refuse(503, 'The database does not answer. Redeliver this later.');
    }
  };
}

/** GitHub's delivery ids are UUIDs; anything of that alphabet and a bounded length will do. */
const GUID = /^[0-9A-Za-z-]{8,64}$/;

function refuse(status: 400 | 401 | 503, message: string): Answer {
  return { status, message };
}

async function verified(
  verifiers: readonly Webhooks[],
  body: string,
  signature: string,
): Promise<boolean> {
  for (const verifier of verifiers) {
    if (await verifier.verify(body, signature)) return true;
  }
  return false;
}

interface Envelope {
  readonly action: string | null;
  readonly installationId: number | null;
  readonly payload: object;
}

/** The parts of a payload that decide where it goes; null when it is not an object. */
function readEnvelope(body: string): Envelope | null {
  let payload: unknown;
  try {
    payload = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return null;
  const action = 'action' in payload && typeof payload.action === 'string' ? payload.action : null;
  const installation = 'installation' in payload ? payload.installation : null;
  const id =
    typeof installation === 'object' && installation !== null && 'id' in installation
      ? installation.id
      : null;
  return { action, installationId: typeof id === 'number' ? id : null, payload };
}

/**
 * Whether a delivery may set anything off. A busy repository tells of thousands of runs of workflows a day, three times
 * of each, and of every comment: those that have nothing to say to us are not even stored.
 */
function isNeeded(event: string, payload: object): boolean {
  const action = 'action' in payload ? payload.action : null;
  switch (event) {
    case 'workflow_run': {
      // Those for fixes are dispatched.
      const run = 'workflow_run' in payload ? payload.workflow_run : null;
      return action === 'completed' && textOf(run, 'event') === 'workflow_dispatch';
    }
    case 'issue_comment':
    case 'pull_request_review_comment': {
      const comment = 'comment' in payload ? payload.comment : null;
      return action === 'created' && commandLine(textOf(comment, 'body')) !== null;
    }
    default:
      return true;
  }
}

function textOf(value: unknown, key: 'event' | 'body'): string {
  if (typeof value !== 'object' || value === null) return '';
  const found = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : '';
}

const NOT_NEEDED: Answer = { status: 200, message: 'Not needed.' };

const STORED: Answer = { status: 202, message: 'Stored.' };
const AGAIN: Answer = { status: 202, message: 'This delivery had failed and is tried again.' };
const KNOWN: Answer = { status: 200, message: 'This delivery is known.' };

/** Stores deliveries with their jobs, in one transaction. */
function storeAll(
  { store, queue }: InboxOptions,
  deliveries: readonly NewDelivery[],
): Promise<Answer[]> {
  return store.urgentTransaction(async (transaction) => {
    const stored = new Set(await transaction.deliveries.record(deliveries));
    const answers: Answer[] = [];
    const jobs: Job[] = [];
    for (const { guid } of deliveries) {
      // One that is there twice is stored for the first of them only.
      const answer = stored.delete(guid) ? STORED : await answerKnown(transaction, guid);
      answers.push(answer);
      if (answer !== KNOWN) jobs.push({ kind: 'delivery', deliveryId: guid });
    }
    await queue.enqueueAll(jobs, { transaction });
    return answers;
  });
}

async function answerKnown({ deliveries }: Transaction, guid: string): Promise<Answer> {
  const known = await deliveries.find(guid);
  return known?.state === 'failed' ? AGAIN : KNOWN;
}
