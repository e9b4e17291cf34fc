import type { Location } from '../location.ts';
import { encodePath } from './address.ts';

/** Addresses of places in the two commits; null where there is nothing to link to. */
export interface Links {
  base(location: Location): string | null;
  head(location: Location): string | null;
}

/** No links: places are shown as text. */
export const NO_LINKS: Links = { base: () => null, head: () => null };

/** Where a repository is seen in a browser. */
export interface RepositoryPage {
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly baseSha: string;
  readonly headSha: string;
}

/** Permanent links to lines of both commits. A fork's head commit is seen through its parent as well. */
export function permalinks(page: RepositoryPage): Links {
  const root = `${page.serverUrl.replace(/\/+$/, '')}/${encodePath(`${page.owner}/${page.repo}`)}/blob`;
  const at = (sha: string) => (location: Location) =>
    `${root}/${encodePath(`${sha}/${location.file}`)}#L${location.line}`;
  return { base: at(page.baseSha), head: at(page.headSha) };
}
