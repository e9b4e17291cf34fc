/** An incident to show, with everything in it that a repository can say. */
import type { Incident } from '../../src/incidents/incident.ts';

export function makeIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: '3f6c1e0a-0000-4000-8000-000000000001',
    installationId: 1,
    repositoryId: 2,
    branch: 'main',
    workspace: 'acme/shop',
    area: 'contract',
    incidentType: 'breaking_change',
    status: 'open',
    severity: 'high',
    groupKey: 'group',
    fingerprints: ['f'.repeat(32)],
    title: 'POST /api/users: the request body now requires `phone`',
    method: 'POST',
    endpoint: '/api/users',
    service: null,
    budgetId: null,
    syncCycleId: '3f6c1e0a-0000-4000-8000-000000000002',
    lastCycleId: '3f6c1e0a-0000-4000-8000-000000000002',
    baseSha: 'a'.repeat(40),
    headSha: 'b'.repeat(40),
    contractDiffId: null,
    pullRequest: 12,
    beforeSample: null,
    afterSample: '"phone"',
    details: {
      drifts: [
        {
          fingerprint: 'f'.repeat(32),
          rule: 'request-property-became-required',
          compatibility: 'definitely_breaking',
          severity: 'high',
          message: 'the request body now requires phone',
          why: 'Callers that do not send it are refused.',
          remedy: 'Make phone optional again.',
          operations: [{ method: 'POST', path: '/api/users' }],
          base: { file: 'openapi.yaml', line: 12, column: 3 },
          head: { file: 'openapi.yaml', line: 14, column: 3 },
          before: '["email"]',
          after: '["email","phone"]',
        },
      ],
      more_drifts: 0,
      limits: [
        {
          subject: 'POST /api/users',
          key: 'max_breaking_changes',
          limit: 0,
          used: 1,
          fingerprints: ['f'.repeat(32)],
          set_by: 'the endpoint budget of POST /api/users (.github/holdfast.yml:4)',
        },
      ],
      root_cause: {
        commits: [{ sha: 'b'.repeat(40), title: 'Ask for the phone', author: 'dana' }],
        pull_request: 12,
      },
    },
    count: 1,
    detectedAt: new Date('2026-01-10T10:00:00Z'),
    lastSeenAt: new Date('2026-01-10T10:00:00Z'),
    endedAt: null,
    resolvedSha: null,
    issueNumber: 7,
    externalTicketId: null,
    externalTicketUrl: null,
    updatedAt: new Date('2026-01-10T10:00:00Z'),
    ...changes,
  };
}

/** What somebody could write into a contract or a commit to make the app say it. */
export const HOSTILE =
  '@all <img src=x onerror=alert(1)> | a | `b` #1 acme/shop#2 https://evil.example';
