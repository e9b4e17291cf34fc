import type { Job } from '../jobs/job.ts';
import type { AuditedHead } from '../store/audits.ts';
import type { Installation, RepositoryName } from '../store/installations.ts';

/** What events set off: jobs are queued, installations are remembered, earlier audits are looked up. */
export interface AppActions {
  enqueue(job: Job): Promise<void>;
  saveInstallation(
    installation: Installation,
    repositories: {
      readonly added: readonly RepositoryName[];
      readonly removed: readonly number[];
    },
  ): Promise<void>;
  /** The repositories of an installation that are known. */
  repositoriesOf(installationId: number): Promise<readonly RepositoryName[]>;
  /** What was audited at this head: events name neither a fork's pull request nor a merge group. */
  auditsAt(
    installationId: number,
    repositoryId: number,
    headSha: string,
  ): Promise<readonly AuditedHead[]>;
  /** Whether a branch is one of a fix that is not done. */
  isFixBranch(installationId: number, repositoryId: number, branch: string): Promise<boolean>;
}
