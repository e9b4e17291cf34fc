/** Permanent links to where the drifts of an incident stood and stand: each in the commits that showed it. Pure. */
import type { Incident, IncidentDrift } from '../incidents/incident.ts';
import { permalinks } from './links.ts';

/** Where a repository is seen in a browser. */
export interface RepositoryAddress {
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
}

/** The two places of a drift; null where there is none. */
export interface DriftLinks {
  readonly base: string | null;
  readonly head: string | null;
}

export function driftLinks(
  address: RepositoryAddress,
  { baseSha, headSha }: Pick<Incident, 'baseSha' | 'headSha'>,
  {
    base,
    head,
    base_sha,
    head_sha,
  }: Pick<IncidentDrift, 'base' | 'head' | 'base_sha' | 'head_sha'>,
): DriftLinks {
  const { serverUrl, owner, repo } = address;
  const links = permalinks({
    serverUrl,
    owner,
    repo,
    baseSha: base_sha ?? baseSha,
    headSha: head_sha ?? headSha,
  });
  return {
    base: base === null ? null : links.base(base),
    head: head === null ? null : links.head(head),
  };
}
