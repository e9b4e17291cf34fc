/** Does what a comment asks for with `/holdfast …`: most of it for those who may write to the repository. */
import type { GitHubClient } from '../github/client.ts';
import {
  answerCommand,
  type CommandAnswer,
  mayWrite,
  said,
  wrong,
} from '../github/command-answer.ts';
import { COMMAND_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { readPullRequest } from '../github/pull-request.ts';
import { type Command, type CommandReading, readCommand } from '../incidents/command.ts';
import type { Incident } from '../incidents/incident.ts';
import { helpText } from '../report/explanation.ts';
import { escapeText } from '../report/markdown-escape.ts';
import { acceptExceeding } from './accept.ts';
import { decide } from './decision.ts';
import { explain } from './explain.ts';
import type { JobResources } from './handlers.ts';
import type { IssueCommandJob } from './job.ts';
import { requestFix } from './request-fix.ts';

/** What commands work with. */
type CommandResources = Pick<JobResources, 'store' | 'queue' | 'connection' | 'now' | 'log'>;

/** What a command was given on. */
type Target =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'dashboard' }
  | { readonly kind: 'pull-request' }
  /** An issue that is not ours. */
  | { readonly kind: 'other' };

const DONE: CommandAnswer = { reaction: '+1', reply: null };
const STARTED: CommandAnswer = { reaction: 'eyes', reply: null };

const NOT_ALLOWED =
  'Only people who may write to this repository can give this command. Ask one of them, or say here what should be done. `/holdfast help` and `/holdfast explain` are for everybody.';

/**
 * Does a command and answers it: with 👍 when it is done, 👀 when it has been started, otherwise 😕 and one comment
 * that says what would be right. On issues that are not ours, those who may not write get no comment for what they
 * may not do. Run twice, it does and says it once.
 */
export async function obeyCommand(
  resources: CommandResources,
  job: IssueCommandJob,
): Promise<void> {
  const { connection } = resources;
  const { installationId, repositoryId, owner, repo, login, issue, commentId, threadId } = job;
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    COMMAND_PERMISSIONS,
  );
  const client = tokenClient(token, connection.address);
  const target = await targetOf(resources, job);
  const reading = readCommand(job.line, job.writtenAt.slice(0, 10));
  const isAllowed = isForEverybody(reading) || (await mayWrite(client, { owner, repo, login }));
  const answer = isAllowed
    ? await obey(resources, client, job, target, reading)
    : { ...wrong(NOT_ALLOWED), ...(target.kind === 'other' ? { reply: null } : {}) };
  const at = { owner, repo, number: issue, commentId, threadId };
  await answerCommand(client, at, await connection.identity(), answer, (err) =>
    resources.log.warn({ err, ...at }, 'GitHub refused the answer to a command.'),
  );
}

/** What only says what everybody can read anyway. */
function isForEverybody(reading: CommandReading): boolean {
  return reading.ok && (reading.command.kind === 'help' || reading.command.kind === 'explain');
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
  client: GitHubClient,
  job: IssueCommandJob,
  target: Target,
  reading: CommandReading,
): Promise<CommandAnswer> {
  if (!reading.ok) return wrong(reading.message);
  const { command } = reading;
  const incident = target.kind === 'incident' ? target.incident : null;
  switch (command.kind) {
    case 'help':
      return said(helpText());
    case 'explain':
      return explain(resources, job, incident, command.about);
    case 'audit':
      return startAudit(resources, client, job, target);
    case 'fix':
      return askForFix(resources, job, target);
    default:
      return decideOn(resources, client, job, target, command);
  }
}

/** What becomes of it is said by the pull request, or else where it was asked for. */
async function askForFix(
  resources: CommandResources,
  { installationId, repositoryId, owner, repo, issue, login }: IssueCommandJob,
  target: Target,
): Promise<CommandAnswer> {
  if (target.kind !== 'incident' && target.kind !== 'pull-request') {
    return wrong(
      '`/holdfast fix` is for pull requests and for the issues of incidents. `/holdfast help` says what there is.',
    );
  }
  const asked = await requestFix(resources, {
    installationId,
    repositoryId,
    owner,
    repo,
    incidents: target.kind === 'incident' ? [target.incident] : null,
    pullRequest: target.kind === 'incident' ? null : issue,
    requestedBy: `github:${login}`,
    at: resources.now(),
  });
  return asked.ok ? STARTED : wrong(escapeText(asked.reason));
}

type Decision = Extract<Command, { kind: 'ack' | 'resolve' | 'waive' }>;

async function decideOn(
  resources: CommandResources,
  client: GitHubClient,
  job: IssueCommandJob,
  target: Target,
  command: Decision,
): Promise<CommandAnswer> {
  if (target.kind === 'incident') return obeyOnIncident(resources, job, target.incident, command);
  if (target.kind === 'pull-request' && command.kind === 'waive') {
    return acceptOnPullRequest(resources, client, job, command);
  }
  const where =
    command.kind === 'waive'
      ? 'for pull requests and for the issues of incidents'
      : 'for the issue of an incident';
  return wrong(`\`/holdfast ${command.kind}\` is ${where}. \`/holdfast help\` says what there is.`);
}

async function startAudit(
  { queue }: CommandResources,
  client: GitHubClient,
  { installationId, repositoryId, owner, repo, issue, login }: IssueCommandJob,
  target: Target,
): Promise<CommandAnswer> {
  const place = { installationId, repositoryId, owner, repo };
  const pull =
    target.kind === 'pull-request'
      ? await readPullRequest(client, { owner, repo, number: issue })
      : null;
  if (pull?.state === 'closed') {
    return wrong(
      'This pull request is closed and is not audited any more. Open it again, or give the command on an issue to have the branch audited.',
    );
  }
  await queue.enqueue(
    pull !== null
      ? // Judged as every audit of a pull request is, whoever asked for it.
        { kind: 'audit-pull-request', ...place, pullRequest: issue, trigger: 'pull_request' }
      : {
          kind: 'audit-branch',
          ...place,
          branch: target.kind === 'incident' ? target.incident.branch : null,
          trigger: 'manual',
          requestedBy: `github:${login}`,
        },
  );
  return STARTED;
}

/** GitHub says to the second when a comment was written. */
const SECOND_MS = 1_000;

/**
 * Accepts what exceeds on a pull request, with an end and a reason of somebody's own. What counts is the verdict that
 * there was when the command was written: nobody accepts what they cannot have seen, however late this is done.
 */
async function acceptOnPullRequest(
  resources: CommandResources,
  client: GitHubClient,
  { installationId, repositoryId, owner, repo, issue, login, writtenAt }: IssueCommandJob,
  { until, reason }: Extract<Command, { kind: 'waive' }>,
): Promise<CommandAnswer> {
  const { audits } = resources.store;
  const by = new Date(Date.parse(writtenAt) + SECOND_MS);
  const audit = await audits.latestVerdict(installationId, repositoryId, issue, by);
  if (
    audit === null &&
    (await audits.latestVerdict(installationId, repositoryId, issue)) !== null
  ) {
    return wrong(
      'The check of this pull request was done only after the command was written. Look at what it says, and give the command again.',
    );
  }
  const newest = await audits.latest(installationId, repositoryId, issue);
  if (newest?.state === 'running' && newest.headSha !== audit?.headSha) {
    return wrong(
      'The newest commit is still being audited. Give the command again when its check is done.',
    );
  }
  const place = { installationId, repositoryId, owner, repo, pullRequest: issue };
  const accepting = { ...place, login, reason, expires: until };
  return doneUnless(await acceptExceeding(resources, client, audit, accepting));
}

async function obeyOnIncident(
  resources: CommandResources,
  job: IssueCommandJob,
  incident: Incident,
  command: Decision,
): Promise<CommandAnswer> {
  const { installationId, repositoryId, owner, repo, login } = job;
  const by = { installationId, repositoryId, owner, repo, login };
  switch (command.kind) {
    case 'ack':
      return doneUnless(await decide(resources, incident, { status: 'acknowledged' }, by));
    case 'resolve': {
      const { note } = command;
      return doneUnless(await decide(resources, incident, { status: 'resolved', note }, by));
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
    return wrong(
      'This incident is about a budget over time: no single change can be waived. Raise the limit in the settings, or end it with `/holdfast resolve <note>`.',
    );
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
  return doneUnless(impossible);
}

function doneUnless(impossible: string | null): CommandAnswer {
  return impossible === null ? DONE : wrong(impossible);
}
