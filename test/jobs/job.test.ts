import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidJob, readEnvelope } from '../../src/jobs/envelope.ts';
import { type Job, jobGroup, jobKey } from '../../src/jobs/job.ts';

const place = { installationId: 7, repositoryId: 1, owner: 'acme', repo: 'shop' };
const jobs: Job[] = [
  { kind: 'delivery', deliveryId: 'guid' },
  { kind: 'audit-pull-request', ...place, pullRequest: 12, trigger: 'pull_request' },
  { kind: 'audit-merge-group', ...place, baseSha: 'b', headSha: 'a' },
  { kind: 'publish-incidents', ...place },
  { kind: 'issue-state', ...place, issue: 12, change: 'completed', login: 'dana' },
  {
    kind: 'issue-command',
    ...place,
    issue: 12,
    isPullRequest: false,
    commentId: 12,
    login: 'dana',
    line: '/holdfast ack',
    writtenAt: '2026-01-31T12:00:00Z',
  },
  {
    kind: 'check-action',
    ...place,
    action: 'accept',
    checkRunId: 70,
    headSha: 'a',
    externalId: 'pull/12#run',
    login: 'dana',
  },
  { kind: 'audit-merge-group', ...place, baseSha: 'b', headSha: 'c', pullRequest: 12 },
  { kind: 'conclude-abandoned', installationId: 7, auditId: 'run' },
];

describe('a job taken from the queue', () => {
  test.each(jobs)('of kind $kind is what was put in', (job) => {
    expect(readEnvelope(JSON.parse(JSON.stringify({ job, spent: 2 })))).toEqual({ job, spent: 2 });
  });

  test.each([
    ['nothing', null],
    ['no job', { spent: 0 }],
    ['an unknown kind', { job: { kind: 'make-coffee' }, spent: 0 }],
    ['a missing field', { job: { kind: 'delivery' }, spent: 0 }],
    ['a wrong type', { job: { ...jobs[1], pullRequest: '12' }, spent: 0 }],
    ['no count of attempts', { job: jobs[0] }],
  ])('is refused when it is %s', (_name, data) => {
    expect(() => readEnvelope(data)).toThrow(InvalidJob);
  });

  test('is refused or understood, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        try {
          readEnvelope(data);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidJob);
        }
      }),
    );
  });
});

describe('the key of a job', () => {
  test('tells all kinds and subjects apart', () => {
    const others: Job[] = [
      { kind: 'audit-pull-request', ...place, pullRequest: 13, trigger: 'pull_request' },
      { kind: 'audit-pull-request', ...place, installationId: 8, pullRequest: 12, trigger: 'push' },
    ];
    const keys = [...jobs, ...others].map(jobKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('of a pull request does not depend on what set the audit off or on its name', () => {
    const manual: Job = {
      kind: 'audit-pull-request',
      ...place,
      repo: 'renamed',
      pullRequest: 12,
      trigger: 'manual',
    };
    expect(jobs.map(jobKey)).toContain(jobKey(manual));
  });
});

describe('the group of a job', () => {
  const audit: Job = {
    kind: 'audit-branch',
    ...place,
    branch: null,
    trigger: 'sync',
    isDefaultBranch: true,
    requestedBy: null,
  };
  const push: Job = { ...audit, branch: 'main', trigger: 'push', before: 'a'.repeat(40) };

  test('joins the first look at a branch with the audit of a push to it, which are two jobs', () => {
    expect(jobKey(push)).not.toBe(jobKey(audit));
    expect(jobGroup(push)).toBe(jobGroup(audit));
  });

  test('keeps branches apart', () => {
    expect(jobGroup({ ...push, branch: 'next', isDefaultBranch: false })).not.toBe(jobGroup(push));
  });
});
