import { audit } from '../audit/audit.ts';
import type { AuditReport } from '../audit/report.ts';
import { readGitHubAddress } from '../environment.ts';
import { tokenClient } from '../github/connection.ts';
import { readMergeBase, readPullRequest } from '../github/pull-request.ts';
import { askQuery } from '../github/query.ts';
import { toGitHubError } from '../github/request-error.ts';
import { loadSettings } from '../settings/find.ts';
import { openGitHubRepository } from '../tree/github.ts';
import type { GitHubQuery } from '../tree/github-blobs.ts';
import { CommandError } from './exit.ts';

/** `holdfast check --pull-request`: the audit of a pull request on GitHub, with the caller's own token. */
export async function checkPullRequest(
  name: string,
  date: string,
  step: (name: string) => void,
): Promise<AuditReport> {
  const match = /^([\w.-]+)\/([\w.-]+)#(\d+)$/.exec(name);
  const [, owner, repo, number] = match ?? [];
  if (owner === undefined || repo === undefined || number === undefined) {
    throw new CommandError(`--pull-request must look like owner/name#12; it is "${name}".`);
  }
  try {
    return await auditPullRequest({ owner, repo, number: Number(number) }, date, step);
  } catch (caught) {
    if (caught instanceof CommandError) throw caught;
    const error = toGitHubError(caught, new Date());
    if (error === caught || !(error instanceof Error)) throw caught;
    throw new CommandError(`${name} cannot be checked. ${error.message}`);
  }
}

async function auditPullRequest(
  place: { readonly owner: string; readonly repo: string; readonly number: number },
  date: string,
  step: (name: string) => void,
): Promise<AuditReport> {
  const { owner, repo } = place;
  const faults: string[] = [];
  const address = readGitHubAddress(process.env, faults);
  if (faults.length > 0) throw new CommandError(faults.join(' '));
  const client = tokenClient(process.env['GITHUB_TOKEN'] || null, address);
  step(`Reading ${owner}/${repo}#${place.number}`);
  const pull = await readPullRequest(client, place);
  const mergeBase = await readMergeBase(client, { owner, repo, ...pull });
  const query: GitHubQuery = (text, variables) => askQuery<unknown>(client, text, variables);
  const source = openGitHubRepository({ client, owner, repo, query });
  const repository = `${owner}/${repo}`;
  step('Reading the settings');
  const settings = await loadSettings({
    tree: source.tree(pull.baseSha),
    organisation: null,
    repository,
  });
  step('Comparing contracts');
  return audit({
    repository,
    trigger: 'manual',
    base: source.tree(mergeBase),
    head: source.tree(pull.headSha),
    settings,
    date,
  });
}
