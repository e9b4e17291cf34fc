import type { Octokit } from '@octokit/rest';

/** The way to GitHub: Octokit's typed `request`. Probot's Octokit and @octokit/rest's both are one. */
export interface GitHubClient {
  readonly request: Octokit['request'];
  /** Octokit's `graphql`, which finds GitHub Enterprise Server's address by itself; left out where nobody signed in. */
  readonly graphql?: Octokit['graphql'];
}

/** One repository. */
export interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

/** This app as GitHub knows it: check runs carry the id, comments the login `<slug>[bot]`. */
export interface AppIdentity {
  readonly appId: number;
  readonly slug: string;
}

/** The login of this app's bot in REST, in lower case. One that ends in `[bot]` cannot be taken by a person. */
export function botLogin({ slug }: Pick<AppIdentity, 'slug'>): string {
  return `${slug}[bot]`.toLowerCase();
}

/** Whether REST names this app's bot. */
export function isOwnBot(
  user: { readonly login: string; readonly type?: string } | null | undefined,
  app: Pick<AppIdentity, 'slug'>,
): boolean {
  return user?.type === 'Bot' && user.login.toLowerCase() === botLogin(app);
}

/** Whether a query's answer names this app: there apps go by their slug, without the `[bot]`. */
export function isOwnApp(
  author: { readonly __typename: string; readonly login: string } | null | undefined,
  { slug }: Pick<AppIdentity, 'slug'>,
): boolean {
  return author?.__typename === 'Bot' && author.login.toLowerCase() === slug.toLowerCase();
}

/**
 * Asked before each write: whether what is about to be written is still about the newest state.
 * False stops the function, which then answers `superseded`.
 */
export type StillCurrent = () => Promise<boolean>;

/**
 * What an ensure did. `unchanged`: everything was already as wanted, nothing was written.
 * `superseded`: it stopped, and what it had not written yet stays unwritten.
 */
export type Ensured = 'written' | 'unchanged' | 'superseded';

/** Who this app is. `client` must be authenticated as the app itself (a JWT), not as an installation. */
export async function readAppIdentity(client: GitHubClient): Promise<AppIdentity> {
  const { data } = await client.request('GET /app');
  if (data === null) throw new Error('GitHub answered the question who this app is with nothing.');
  if (data.slug === undefined) {
    throw new Error('GitHub answered the question who this app is without its slug.');
  }
  return { appId: data.id, slug: data.slug };
}

/** Reads a list page by page; `page` counts from 1 and answers at most 100 items. */
export async function readPages<T>(
  readPage: (page: number, perPage: number) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const perPage = 100;
  const items: T[] = [];
  for (let page = 1; ; page += 1) {
    const found = await readPage(page, perPage);
    items.push(...found);
    if (found.length < perPage) return items;
  }
}
