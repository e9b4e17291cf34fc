import type {
  CommitMessage,
  Exchange,
  FaultAnswer,
  FaultOptions,
  IssueChangeMessage,
  PullAnswer,
  PullChangeMessage,
  PullMessage,
  RepositoryAnswer,
  RepositoryChangeMessage,
  RepositoryMessage,
  RequestPattern,
  RunEndMessage,
  StateSnapshot,
} from './control/messages.ts';

export type * from './control/messages.ts';

/** What the app needs to know to sign in. */
export interface AppCredentials {
  readonly id: number;
  readonly client_id: string;
  readonly slug: string;
  readonly private_key: string;
  readonly webhook_secret: string;
  readonly webhook_url: string | null;
}

/** A fault that was set, seen from another process. */
export interface RemoteFault {
  readonly id: number;
  /** Done when the first request has met it. */
  reached(): Promise<void>;
  /** How many requests it has met. */
  met(): Promise<number>;
  /** Lets paused requests go on. */
  release(): Promise<void>;
}

/** Drives a stand-in over its control API, from this process or another. */
export class PlaygroundClient {
  constructor(readonly url: string) {}

  /** Answers are the stand-in's own, in the shapes of `control/messages.ts`. */
  async #send<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/_control/${path}`, {
      method,
      ...(method === 'GET' ? {} : { headers: { 'content-type': 'application/json' } }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} /_control/${path}: ${response.status} ${await response.text()}`);
    }
    return JSON.parse(await response.text());
  }

  app(): Promise<AppCredentials> {
    return this.#send('GET', 'app');
  }

  createRepository(message: RepositoryMessage): Promise<RepositoryAnswer> {
    return this.#send('POST', 'repositories', message);
  }

  /** Forks `owner/name` for another account. */
  fork(repository: string, owner: string): Promise<RepositoryAnswer> {
    return this.#send('POST', 'forks', { repository, owner });
  }

  setCollaborator(repository: string, user: string, permission: string): Promise<object> {
    return this.#send('POST', 'collaborators', { repository, user, permission });
  }

  /** Commits files to a branch, with everything a push brings about. */
  commit(message: CommitMessage): Promise<{ readonly sha: string }> {
    return this.#send('POST', 'commits', message);
  }

  deleteBranch(repository: string, branch: string, user: string): Promise<object> {
    return this.#send('POST', 'delete-branch', { repository, branch, user });
  }

  openPull(message: PullMessage): Promise<PullAnswer> {
    return this.#send('POST', 'pulls', message);
  }

  /** Edits, closes, reopens, makes ready or merges a pull request. */
  changePull(message: PullChangeMessage): Promise<PullAnswer> {
    return this.#send('POST', 'change-pull', message);
  }

  /** Puts a pull request into the merge queue. */
  enqueuePull(
    repository: string,
    number: number,
    user: string,
  ): Promise<{ readonly head_ref: string; readonly head_sha: string; readonly base_sha: string }> {
    return this.#send('POST', 'enqueue-pull', { repository, number, user });
  }

  openIssue(message: {
    readonly repository: string;
    readonly title: string;
    readonly body?: string;
    readonly user: string;
  }): Promise<{ readonly number: number; readonly html_url: string }> {
    return this.#send('POST', 'issues', message);
  }

  /** Edits an issue, ticks a checkbox in it, labels and assigns it, closes or reopens it. */
  changeIssue(message: IssueChangeMessage): Promise<object> {
    return this.#send('POST', 'change-issue', message);
  }

  /** Archives a repository, disables its issues or changes its default branch. */
  changeRepository(message: RepositoryChangeMessage): Promise<RepositoryAnswer> {
    return this.#send('POST', 'change-repository', message);
  }

  /** Sends a `repository_dispatch`. */
  dispatch(message: {
    readonly repository: string;
    readonly user: string;
    readonly event: string;
    readonly payload?: Readonly<Record<string, unknown>>;
  }): Promise<object> {
    return this.#send('POST', 'dispatch', message);
  }

  comment(message: {
    readonly repository: string;
    readonly number: number;
    readonly body: string;
    readonly user: string;
  }): Promise<{ readonly id: number }> {
    return this.#send('POST', 'comments', message);
  }

  editComment(message: {
    readonly repository: string;
    readonly comment: number;
    readonly body: string;
    readonly user: string;
  }): Promise<object> {
    return this.#send('POST', 'edit-comment', message);
  }

  /** Presses "Re-run" on a run or suite, or one of the app's own buttons (`action`) on a run. */
  recheck(message: {
    readonly repository: string;
    readonly user: string;
    readonly check_run?: number;
    readonly check_suite?: number;
    readonly action?: string;
  }): Promise<object> {
    return this.#send('POST', 'recheck', message);
  }

  /** Ends a run of a workflow, with what it commits. */
  concludeRun(message: RunEndMessage): Promise<object> {
    return this.#send('POST', 'conclude-run', message);
  }

  /** Presses "Re-run" on a run of a workflow that has ended. */
  rerunRun(repository: string, run: number, user: string): Promise<object> {
    return this.#send('POST', 'rerun-run', { repository, run, user });
  }

  /** Changes what the app may do where it is installed for this repository; null takes a permission away. */
  setPermissions(
    repository: string,
    permissions: Readonly<Record<string, 'read' | 'write' | null>>,
  ): Promise<object> {
    return this.#send('POST', 'permissions', { repository, permissions });
  }

  /** A personal access token; for pushing, the password with any user name. */
  async createUserToken(login: string): Promise<string> {
    const { token } = await this.#send<{ readonly token: string }>('POST', 'tokens', { login });
    return token;
  }

  /** A URL that `git clone` and `git push` use as this user. */
  async gitUrl(repository: string, login: string): Promise<string> {
    const url = new URL(`${this.url}/${repository}.git`);
    url.username = login;
    url.password = await this.createUserToken(login);
    return url.href;
  }

  /** Where webhooks go; null: nowhere. */
  setWebhook(message: { readonly url?: string | null; readonly secret?: string }): Promise<object> {
    return this.#send('POST', 'webhook-url', message);
  }

  redeliver(delivery: number): Promise<{ readonly id: number; readonly guid: string }> {
    return this.#send('POST', 'redeliver', { delivery });
  }

  /** Takes the app away from the owner of this repository. */
  uninstall(repository: string): Promise<object> {
    return this.#send('POST', 'uninstall', { repository });
  }

  suspend(repository: string, suspended: boolean): Promise<object> {
    return this.#send('POST', 'suspend', { repository, suspended });
  }

  /** What there is now or, with `after`, as soon as something has changed since that version. */
  state(after = -1): Promise<StateSnapshot> {
    return this.#send('GET', `state?after=${after}`);
  }

  /** Looks now and after every change until the answer is not undefined, null or false. */
  async waitFor<T>(look: (state: StateSnapshot) => T | undefined | null | false): Promise<T> {
    let state = await this.state();
    for (;;) {
      const seen = look(state);
      if (seen !== undefined && seen !== null && seen !== false) return seen;
      state = await this.state(state.version);
    }
  }

  /** Done when no webhook is under way. */
  webhooksSent(): Promise<object> {
    return this.#send('GET', 'webhooks-sent');
  }

  exchanges(after = 0): Promise<readonly Exchange[]> {
    return this.#send('GET', `exchanges?after=${after}`);
  }

  /** The first exchange that matches, waiting for it if it has not been yet. */
  waitForRequest(pattern: RequestPattern, after = 0): Promise<Exchange> {
    const entries = Object.entries({ ...pattern, after });
    const query = new URLSearchParams(
      entries.map(([key, value]): [string, string] => [key, String(value)]),
    );
    return this.#send('GET', `exchange?${query}`);
  }

  async addFault(options: FaultOptions): Promise<RemoteFault> {
    const { id } = await this.#send<FaultAnswer>('POST', 'faults', options);
    return {
      id,
      reached: async () => {
        await this.#send('GET', `faults/${id}/reached`);
      },
      met: async () => (await this.#send<FaultAnswer>('GET', `faults/${id}`)).met,
      release: async () => {
        await this.#send('POST', `faults/${id}/release`, {});
      },
    };
  }

  /** Holds matching requests until released: for crashes and moves in the middle of things. */
  pauseAt(pattern: RequestPattern & { readonly when?: 'before' | 'after' }): Promise<RemoteFault> {
    return this.addFault({ ...pattern, effect: { kind: 'pause' } });
  }

  /** Takes all faults away and lets paused requests go on. */
  clearFaults(): Promise<object> {
    return this.#send('DELETE', 'faults', {});
  }
}
