import { createHmac, randomUUID } from 'node:crypto';
import type { Installation, Repository } from './model/records.ts';
import { covers, type State } from './model/state.ts';

/** One attempt to deliver a webhook. */
export interface Delivery {
  readonly id: number;
  /** The same for every attempt of one event. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly deliveredAt: string;
  readonly redelivery: boolean;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly repository: string | null;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Seconds; null while it is under way. */
  duration: number | null;
  /** 0 while it is under way and where no answer came. */
  statusCode: number;
  /** `pending`, `OK`, the status text, or what went wrong. */
  status: string;
  responseHeaders: Readonly<Record<string, string>>;
  responseBody: string;
}

export interface WebhookEvent {
  readonly event: string;
  readonly action: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly repository: Repository | null;
  readonly installation: Installation | null;
}

/** Events that every app gets without having asked. */
const ALWAYS = new Set(['installation', 'installation_repositories', 'ping']);

/** Sends signed webhooks, one attempt each, and keeps a log of them. GitHub does not retry, so this does not. */
export class Webhooks {
  readonly #state: State;
  readonly #timeoutMs: number;
  readonly #log: Delivery[] = [];
  readonly #underWay = new Set<Promise<void>>();
  readonly #stop = new AbortController();

  constructor(state: State, timeoutMs: number) {
    this.#state = state;
    this.#timeoutMs = timeoutMs;
  }

  /** All attempts, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#log;
  }

  /** Whether the app hears of this: it asked for the event, and is installed where it happens. */
  #wanted({ event, repository, installation }: WebhookEvent): boolean {
    if (this.#state.app.webhookUrl === null) return false;
    if (ALWAYS.has(event)) return true;
    if (!this.#state.app.events.includes(event)) return false;
    if (installation === null || installation.suspendedAt !== null) return false;
    return repository === null || covers(installation, repository);
  }

  /** Sends an event if the app hears of it. Does not wait for the answer. */
  send(event: WebhookEvent): void {
    if (this.#wanted(event)) this.#attempt(event, randomUUID(), false);
  }

  /** Sends a logged delivery again with the same GUID. Undefined: there is no such delivery. */
  redeliver(id: number): Delivery | undefined {
    const earlier = this.#log.find((delivery) => delivery.id === id);
    if (earlier === undefined) return undefined;
    const { event, action, payload, guid } = earlier;
    const repository = this.#state.repositories.get(earlier.repositoryId ?? -1) ?? null;
    const installation = this.#state.installations.get(earlier.installationId ?? -1) ?? null;
    return this.#attempt({ event, action, payload, repository, installation }, guid, true);
  }

  #attempt(event: WebhookEvent, guid: string, redelivery: boolean): Delivery {
    const { app } = this.#state;
    const body = JSON.stringify(event.payload);
    const sign = (algorithm: string) =>
      createHmac(algorithm, app.webhookSecret).update(body).digest('hex');
    const delivery: Delivery = {
      id: this.#state.nextId(),
      guid,
      event: event.event,
      action: event.action,
      deliveredAt: this.#state.now(),
      redelivery,
      installationId: event.installation?.id ?? null,
      repositoryId: event.repository?.id ?? null,
      repository: event.repository
        ? `${event.repository.owner.login}/${event.repository.name}`
        : null,
      url: app.webhookUrl ?? '',
      requestHeaders: {
        accept: '*/*',
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/playground',
        'x-github-delivery': guid,
        'x-github-event': event.event,
        'x-github-hook-id': String(app.id),
        'x-github-hook-installation-target-id': String(app.id),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature': `sha1=${sign('sha1')}`,
        'x-hub-signature-256': `sha256=${sign('sha256')}`,
      },
      payload: event.payload,
      duration: null,
      statusCode: 0,
      status: 'pending',
      responseHeaders: {},
      responseBody: '',
    };
    this.#log.push(delivery);
    const work = this.#post(delivery, body).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
    this.#state.changed();
    return delivery;
  }

  async #post(delivery: Delivery, body: string): Promise<void> {
    const started = performance.now();
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await fetch(delivery.url, {
        method: 'POST',
        headers: delivery.requestHeaders,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, timeout]),
      });
      delivery.responseBody = (await response.text()).slice(0, 100_000);
      delivery.responseHeaders = Object.fromEntries(response.headers);
      delivery.statusCode = response.status;
      delivery.status = response.ok ? 'OK' : response.statusText || String(response.status);
    } catch (error) {
      delivery.status = timeout.aborted ? 'timed out' : failure(error);
    }
    delivery.duration = Math.round(performance.now() - started) / 1000;
    this.#state.changed();
  }

  /** Done when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.idle();
  }
}

function failure(error: unknown): string {
  if (!(error instanceof Error)) return 'failed to connect to host';
  return `failed to connect to host: ${error.cause instanceof Error ? error.cause.message : error.message}`;
}
