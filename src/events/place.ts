/** Where an event happened, and who set it off. */
import type { Context } from 'probot';

export interface Place {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

/** The part of an event that says where it happened. */
interface EventPlace {
  readonly installation?: { readonly id: number } | undefined;
  readonly repository?:
    | {
        readonly id: number;
        readonly name: string;
        readonly owner: { readonly login: string } | null;
      }
    | undefined;
}

/** Where an event happened; null for one that came through a repository's own webhook, not the App's. */
export function placeOf({ log, name, payload }: EventContext): Place | null {
  const { installation, repository } = payload;
  if (installation === undefined || !repository?.owner) {
    log.warn({ event: name }, 'An event that names no installation is passed over.');
    return null;
  }
  return {
    installationId: installation.id,
    repositoryId: repository.id,
    owner: repository.owner.login,
    repo: repository.name,
  };
}

export interface EventContext {
  readonly name: string;
  readonly payload: EventPlace;
  readonly log: Pick<Context['log'], 'warn'>;
}

export interface Sender {
  readonly login: string;
  readonly type?: string | undefined;
}

export function isBot(sender: Pick<Sender, 'type'> | null): boolean {
  return sender === null || sender.type === 'Bot';
}
