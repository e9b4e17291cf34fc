/** What stands in the queue, checked when it is taken: another version may have put it there. */
import { Ajv, type JSONSchemaType, type SchemaObject } from 'ajv';
import {
  type AuditPullRequestJob,
  type BackfillJob,
  CHECK_ACTIONS,
  type ConcludeAbandonedJob,
  type DeliveryJob,
  ISSUE_CHANGES,
  type IssueCommandJob,
  type IssueStateJob,
  type Job,
  type PublishFixesJob,
  type PublishIncidentsJob,
} from './job.ts';

const id = { type: 'integer', minimum: 1 } as const;
const text = { type: 'string', minLength: 1 } as const;
const place = { installationId: id, repositoryId: id, owner: text, repo: text };
const placeKeys = ['installationId', 'repositoryId', 'owner', 'repo'] as const;

const trigger = {
  type: 'string',
  enum: ['pull_request', 'push', 'schedule', 'manual', 'sync'],
} as const;

const deliverySchema: JSONSchemaType<DeliveryJob> = {
  type: 'object',
  required: ['kind', 'deliveryId'],
  properties: { kind: { type: 'string', const: 'delivery' }, deliveryId: text },
};
const pullRequestSchema: JSONSchemaType<AuditPullRequestJob> = {
  type: 'object',
  required: ['kind', ...placeKeys, 'pullRequest', 'trigger'],
  properties: {
    kind: { type: 'string', const: 'audit-pull-request' },
    ...place,
    pullRequest: id,
    trigger,
  },
};
const mergeGroupSchema: SchemaObject = {
  type: 'object',
  required: ['kind', ...placeKeys, 'baseSha', 'headSha'],
  properties: {
    kind: { type: 'string', const: 'audit-merge-group' },
    ...place,
    baseSha: text,
    headSha: text,
    pullRequest: id,
  },
};
const branchSchema: SchemaObject = {
  type: 'object',
  required: ['kind', ...placeKeys, 'branch', 'trigger', 'requestedBy'],
  properties: {
    kind: { type: 'string', const: 'audit-branch' },
    ...place,
    branch: { type: ['string', 'null'], minLength: 1 },
    trigger,
    before: { type: 'string', minLength: 1 },
    isDefaultBranch: { type: 'boolean' },
    requestedBy: { type: ['string', 'null'] },
  },
};
const publishSchema: JSONSchemaType<PublishIncidentsJob> = {
  type: 'object',
  required: ['kind', ...placeKeys],
  properties: { kind: { type: 'string', const: 'publish-incidents' }, ...place },
};
const publishFixesSchema: JSONSchemaType<PublishFixesJob> = {
  type: 'object',
  required: ['kind', ...placeKeys],
  properties: { kind: { type: 'string', const: 'publish-fixes' }, ...place },
};
const issueStateSchema: JSONSchemaType<IssueStateJob> = {
  type: 'object',
  required: ['kind', ...placeKeys, 'issue', 'change', 'login'],
  properties: {
    kind: { type: 'string', const: 'issue-state' },
    ...place,
    issue: id,
    change: { type: 'string', enum: ISSUE_CHANGES },
    login: text,
    incidentIds: { type: 'array', items: text, nullable: true },
  },
};
const issueCommandSchema: JSONSchemaType<IssueCommandJob> = {
  type: 'object',
  required: [
    'kind',
    ...placeKeys,
    'issue',
    'isPullRequest',
    'commentId',
    'login',
    'line',
    'writtenAt',
  ],
  properties: {
    kind: { type: 'string', const: 'issue-command' },
    ...place,
    issue: id,
    isPullRequest: { type: 'boolean' },
    commentId: id,
    threadId: { ...id, nullable: true },
    login: text,
    line: text,
    writtenAt: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T' },
  },
};
const checkActionSchema: SchemaObject = {
  type: 'object',
  required: ['kind', ...placeKeys, 'action', 'checkRunId', 'headSha', 'externalId', 'login'],
  properties: {
    kind: { type: 'string', const: 'check-action' },
    ...place,
    action: { type: 'string', enum: CHECK_ACTIONS },
    checkRunId: id,
    headSha: text,
    externalId: { type: 'string' },
    login: text,
    pullRequest: id,
  },
};
const backfillSchema: JSONSchemaType<BackfillJob> = {
  type: 'object',
  required: ['kind', ...placeKeys, 'branch', 'headSha', 'files', 'days'],
  properties: {
    kind: { type: 'string', const: 'backfill' },
    ...place,
    branch: text,
    headSha: text,
    files: { type: 'array', items: text },
    days: id,
  },
};
const abandonedSchema: JSONSchemaType<ConcludeAbandonedJob> = {
  type: 'object',
  required: ['kind', 'installationId', 'auditId'],
  properties: {
    kind: { type: 'string', const: 'conclude-abandoned' },
    installationId: id,
    auditId: text,
  },
};

/** A job with the attempts that were used up before it was put back. */
export interface Envelope {
  readonly job: Job;
  readonly spent: number;
}

const envelopeSchema: SchemaObject = {
  type: 'object',
  required: ['job', 'spent'],
  properties: {
    job: {
      type: 'object',
      required: ['kind'],
      oneOf: [
        deliverySchema,
        pullRequestSchema,
        mergeGroupSchema,
        branchSchema,
        publishSchema,
        publishFixesSchema,
        issueStateSchema,
        issueCommandSchema,
        checkActionSchema,
        backfillSchema,
        abandonedSchema,
      ],
    },
    spent: { type: 'integer', minimum: 0 },
  },
};
const ajv = new Ajv({ allErrors: false, allowUnionTypes: true });
const isEnvelope = ajv.compile<Envelope>(envelopeSchema);

/** What the queue holds, checked. @throws InvalidJob when it is not a job this version knows. */
export function readEnvelope(data: unknown): Envelope {
  if (isEnvelope(data)) return data;
  throw new InvalidJob(
    `The queue holds a job that this version does not know: ${ajv.errorsText(isEnvelope.errors)}.`,
  );
}

/** What stands in the queue is not a job. */
export class InvalidJob extends Error {
  override readonly name = 'InvalidJob';
}
