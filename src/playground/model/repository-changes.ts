import { ApiError } from '../http/errors.ts';
import type { Site } from '../site.ts';
import { repositoryEvent } from './events.ts';
import { type Account, fullName, type Repository } from './records.ts';

/** What an administrator changes in a repository's settings. */
export interface RepositoryChange {
  readonly archived?: boolean | undefined;
  readonly hasIssues?: boolean | undefined;
  readonly defaultBranch?: string | undefined;
}

/** Changes a repository's settings. Switching issues on or off has no event of its own. */
export function changeRepository(
  site: Site,
  repository: Repository,
  change: RepositoryChange,
  user: Account,
): void {
  const { archived, hasIssues, defaultBranch } = change;
  repository.hasIssues = hasIssues ?? repository.hasIssues;
  if (defaultBranch !== undefined && defaultBranch !== repository.defaultBranch) {
    if (!repository.branches.has(defaultBranch)) {
      throw new ApiError(422, `${fullName(repository)} has no branch ${defaultBranch}`);
    }
    const from = repository.defaultBranch;
    repository.defaultBranch = defaultBranch;
    repositoryEvent(site, repository, 'edited', user, { changes: { default_branch: { from } } });
  }
  if (archived !== undefined && archived !== repository.archived) {
    repository.archived = archived;
    repositoryEvent(site, repository, archived ? 'archived' : 'unarchived', user);
  }
  repository.updatedAt = site.state.now();
  site.state.changed();
}
