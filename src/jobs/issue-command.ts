/** Does what a comment asks for with `/holdfast …`, for those who may write to the repository. */
import { answerCommand, type CommandAnswer, mayWrite } from '../github/command-answer.ts';
import { COMMAND_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { type Command, readCommand } from '../incidents/command.ts';
import type { Incident } from '../incidents/incident.ts';
import { decide } from './decision.ts';
import type { JobResources } from './handlers.ts';
import type { IssueCommandJob } from './job.ts';

/** What commands work with. */
type CommandResources = Pick<JobResources, 'store' | 'queue' | 'connection' | 'now'>;

/** What a command was given on. */
type Target =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'dashboard' }
  | { readonly kind: 'pull-request' }
  /** An issue that is not ours. */
  | { readonly kind: 'other' };

const NOT_ALLOWED = {
  wrong:
    'Only people who may write to this repository can give commands. Ask one of them, or say here what should be done.',
};

/**
 * Does a command and answers it: with 👍 when it is done, otherwise with 😕 and one comment that says what would be
 * right. On issues that are not ours only people who may write are answered. Run twice, it does and says it once.
 */
export async function obeyCommand(
  resources: CommandResources,
  job: IssueCommandJob,
): Promise<void> {
  const { connection } = resources;
  const { installationId, repositoryId, owner, repo, login, issue, commentId } = job;
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    COMMAND_PERMISSIONS,
  );
  const client = tokenClient(token, connection.address);
  const target = await targetOf(resources, job);
  const isAllowed = await mayWrite(client, { owner, repo, login });
  if (!isAllowed && (target.kind === 'other' || target.kind === 'pull-request')) return;
  const answer = isAllowed ? await obey(resources, job, target) : NOT_ALLOWED;
  const at = { owner, repo, number: issue, commentId };
  await answerCommand(client, at, await connection.identity(), answer);
}

async function targetOf({ store }: CommandResources, job: IssueCommandJob): Promise<Target> {
  const { installationId, repositoryId, issue, isPullRequest } = job;
  if (isPullRequest) return { kind: 'pull-request' };
  const incident = await store.incidents.findByIssue(installationId, repositoryId, issue);
  if (incident !== null) return { kind: 'incident', incident };
  const repository = await store.repositories.find(installationId, repositoryId);
  return { kind: repository?.dashboardIssue === issue ? 'dashboard' : 'other' };
}

async function obey(
  resources: CommandResources,
  job: IssueCommandJob,
  target: Target,
): Promise<CommandAnswer> {
  const reading = readCommand(job.line, job.writtenAt.slice(0, 10));
  if (!reading.ok) return { wrong: reading.message };
  const { command } = reading;
  if (command.kind === 'audit') return startAudit(resources, job, target);
  if (target.kind === 'incident') return obeyOnIncident(resources, job, target.incident, command);
  return {
    wrong: `\`/holdfast ${command.kind}\` is for the issue of an incident. Here there is \`/holdfast audit\`.`,
  };
}

async function startAudit(
  { queue }: CommandResources,
  { installationId, repositoryId, owner, repo, issue, login }: IssueCommandJob,
  target: Target,
): Promise<CommandAnswer> {
  const place = { installationId, repositoryId, owner, repo };
  await queue.enqueue(
    target.kind === 'pull-request'
      ? { kind: 'audit-pull-request', ...place, pullRequest: issue, trigger: 'manual' }
      : {
          kind: 'audit-branch',
          ...place,
          branch: target.kind === 'incident' ? target.incident.branch : null,
          trigger: 'manual',
          requestedBy: `github:${login}`,
        },
  );
  return null;
}

async function obeyOnIncident(
  resources: CommandResources,
  job: IssueCommandJob,
  incident: Incident,
  command: Exclude<Command, { kind: 'audit' }>,
): Promise<CommandAnswer> {
  const { installationId, repositoryId, owner, repo, login } = job;
  const by = { installationId, repositoryId, owner, repo, login };
  const done = (impossible: string | null) => (impossible === null ? null : { wrong: impossible });
  switch (command.kind) {
    case 'ack':
      return done(await decide(resources, incident, { status: 'acknowledged' }, by));
    case 'resolve': {
      const { note } = command;
      return done(await decide(resources, incident, { status: 'resolved', note }, by));
    }
    case 'waive':
      return waive(resources, incident, command, by);
  }
}

/** Accepts each drift of an incident, which ends it. */
async function waive(
  resources: CommandResources,
  incident: Incident,
  { until, reason }: Extract<Command, { kind: 'waive' }>,
  by: Parameters<typeof decide>[3],
): Promise<CommandAnswer> {
  const { fingerprints, installationId, repositoryId } = incident;
  if (fingerprints.length === 0) {
    return {
      wrong:
        'This incident is about a budget over time: no single change can be waived. Raise the limit in the settings, or end it with `/holdfast resolve <note>`.',
    };
  }
  const request = {
    // What a person closed for good stays so; its changes are waived all the same.
    ...(incident.status === 'closed' ? {} : { status: 'resolved' as const }),
    note: `Until ${until}: ${reason}`,
  };
  const impossible = await decide(resources, incident, request, by, {
    kind: 'waived',
    alongside: async ({ waivers }) => {
      for (const fingerprint of fingerprints) {
        await waivers.give({
          installationId,
          repositoryId,
          fingerprint,
          reason,
          expires: until,
          createdBy: `github:${by.login}`,
        });
      }
    },
  });
  return impossible === null ? null : { wrong: impossible };
}
