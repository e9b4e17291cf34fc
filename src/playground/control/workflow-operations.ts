import { writeCommit } from '../git/write.ts';
import type { Body } from '../http/body.ts';
import { ApiError } from '../http/errors.ts';
import { alone, noticePush } from '../model/pushes.ts';
import type { PermissionLevel, Permissions, WorkflowRun } from '../model/records.ts';
import { grant } from '../model/repositories.ts';
import { concludeRun, rerun, workflowBot } from '../model/workflows.ts';
import type { Site } from '../site.ts';
import { filesOf, installationOf, repositoryOf, userOf } from './lookup.ts';
import type { Operation } from './operations.ts';

function runOf(site: Site, body: Body): WorkflowRun {
  const run = repositoryOf(site, body).workflowRuns.get(body.requiredInteger('run'));
  if (run === undefined) throw new ApiError(404, 'there is no such run of a workflow');
  return run;
}

const CONCLUSIONS = ['success', 'failure', 'cancelled', 'timed_out', 'skipped'] as const;

/** What happens to runs of workflows, and what an installation may do. */
export const workflowOperations: Readonly<Record<string, Operation>> = {
  'conclude-run': async (site, body) => {
    const run = runOf(site, body);
    const files = new Map(Object.entries(filesOf(body)));
    if (files.size > 0) await commitInRun(site, run, body.text('message') ?? 'Generate', files);
    await concludeRun(site, run, body.oneOf('conclusion', CONCLUSIONS) ?? 'success');
    return {};
  },
  'rerun-run': async (site, body) => {
    await rerun(site, runOf(site, body), userOf(site, body));
    return {};
  },
  permissions: (site, body) => {
    const installation = installationOf(site, body);
    const { values } = body.object('permissions') ?? {};
    const next: Record<string, PermissionLevel> = { ...installation.permissions };
    for (const [name, level] of Object.entries(values ?? {})) {
      if (level === 'read' || level === 'write') next[name] = level;
      else delete next[name];
    }
    const permissions: Permissions = next;
    grant(site, installation, permissions);
    return permissions;
  },
};

/** Pushes a commit to the branch that a run is on, as its own token lets it. */
function commitInRun(
  site: Site,
  { repository, headBranch: branch }: WorkflowRun,
  message: string,
  files: Parameters<typeof writeCommit>[2]['files'],
): Promise<void> {
  return alone(repository, async () => {
    const parent = repository.branches.get(branch);
    if (parent === undefined) throw new ApiError(422, `there is no branch ${branch}`);
    const author = site.state.signature(workflowBot(site));
    await writeCommit(site.git, repository.git.folder, { branch, parent, message, author, files });
    await noticePush(site, repository, workflowBot(site));
  });
}
