import { describe, expect, test } from '@jest/globals';
import type { IncidentEvent } from '../../src/incidents/incident.ts';
import { eventComment, stillThereComment } from '../../src/report/incident-comment.ts';
import { incidentIssue, overflowIssue } from '../../src/report/incident-issue.ts';
import { HOSTILE, makeIncident } from './incident.ts';

const CONTEXT = {
  serverUrl: 'https://github.com',
  owner: 'acme',
  repo: 'shop',
  trigger: 'push',
} as const;

describe('the issue of an incident', () => {
  test('is a ticket that says what broke, why, and how to end it', () => {
    const { title, labels, body } = incidentIssue(makeIncident(), CONTEXT);
    expect(title).toBe('POST /api/users: the request body now requires `phone`');
    expect(labels).toEqual(['drift', 'contract', 'severity: high']);
    const headings = body.split('\n').filter((line) => line.startsWith('#'));
    expect(headings).toEqual([
      '### Current state',
      '### Expected state',
      '### Root cause',
      '### Remediation plan',
      '### Prevention',
    ]);
    const root = 'https://github.com/acme/shop';
    expect(body).toContain(
      `- the request body now requires phone ([\`openapi.yaml:14\`](<${root}/blob/${'b'.repeat(40)}/openapi.yaml#L14>)).`,
    );
    expect(body).toContain(`Merged with [pull request 12](<${root}/pull/12>).`);
    expect(body).toContain('- [ ] Make phone optional again.');
    expect(body).toContain('/holdfast waive');
  });

  test('links each place in the commits that showed it', () => {
    const [drift] = makeIncident().details.drifts;
    if (drift === undefined) throw new Error('the incident has no drift');
    const joined = { ...drift, base_sha: 'c'.repeat(40), head_sha: 'd'.repeat(40) };
    const details = { ...makeIncident().details, drifts: [joined] };
    const { body } = incidentIssue(makeIncident({ details }), CONTEXT);
    expect(body).toContain(`blob/${'d'.repeat(40)}/openapi.yaml#L14`);
    expect(body).toContain(`blob/${'c'.repeat(40)}/openapi.yaml#L12`);
  });

  test('for a budget over time says how to end it, and not to waive what cannot be waived', () => {
    const overTime = makeIncident({
      incidentType: 'threshold_exceeded',
      fingerprints: [],
      details: {
        drifts: [],
        more_drifts: 0,
        limits: [
          {
            subject: 'tag payments',
            key: 'max_field_churn_percent',
            limit: 5,
            used: 12.5,
            fingerprints: [],
            set_by: 'the tag budget of payments (.github/holdfast.yml:4)',
          },
        ],
        root_cause: makeIncident().details.root_cause,
      },
    });
    const { body } = incidentIssue(overTime, CONTEXT);
    expect(body).toContain('Of the fields of tag payments, 12.5 % were added, removed or changed');
    expect(body).toContain('At most 5 % of the fields of tag payments change within the window');
    expect(body).toContain('The limit was passed with:');
    expect(body).toContain('raise `max_field_churn_percent`');
    expect(body).not.toContain('/holdfast waive');
    expect(stillThereComment(overTime, CONTEXT).body).not.toContain('/holdfast waive');
  });

  test('found by looking is technical debt', () => {
    const { labels } = incidentIssue(makeIncident(), { ...CONTEXT, trigger: 'schedule' });
    expect(labels).toContain('technical-debt');
  });

  test('renders what a repository says as text, and fits whatever it says', () => {
    const [drift] = makeIncident().details.drifts;
    if (drift === undefined) throw new Error('the incident has no drift');
    const hostile = {
      ...drift,
      message: HOSTILE.repeat(50),
      why: HOSTILE,
      remedy: HOSTILE,
      before: HOSTILE,
      after: HOSTILE.repeat(50),
      operations: Array.from({ length: 50 }, (_, index) => ({
        method: 'GET',
        path: `/${index}${HOSTILE}`,
      })),
    };
    const commits = Array.from({ length: 10 }, () => ({
      sha: 'b'.repeat(40),
      title: HOSTILE,
      author: HOSTILE,
    }));
    const { title, body } = incidentIssue(
      makeIncident({
        title: HOSTILE.repeat(20),
        branch: HOSTILE,
        service: HOSTILE,
        details: {
          drifts: Array.from({ length: 50 }, () => hostile),
          more_drifts: 3,
          limits: [],
          root_cause: { commits, pull_request: null },
        },
      }),
      CONTEXT,
    );
    expect(title.length).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    expect(body.replaceAll(/<code>.*?<\/code>|`[^`]*`/g, '')).not.toMatch(
      /@all|<img|https:\/\/evil/,
    );
  });
});

describe('a comment on an event', () => {
  const event: IncidentEvent = {
    kind: 'waived',
    actor: 'github:dana',
    at: new Date(0),
    fromStatus: 'open',
    toStatus: 'resolved',
    note: 'Until 2026-02-01: @all agreed',
    auditId: null,
    commitSha: null,
  };
  const { id } = makeIncident();

  test('says who and why, and pings nobody', () => {
    expect(eventComment(makeIncident(), event, 2, CONTEXT)).toBe(
      `<!-- holdfast:event:${id}:2 -->\n✅ Waived by dana. Until 2026-02-01: @&#8203;all agreed`,
    );
  });

  test('is made only of what people have to be told', () => {
    for (const kind of ['created', 'acknowledged', 'updated'] as const) {
      expect(eventComment(makeIncident(), { ...event, kind }, 1, CONTEXT)).toBeNull();
    }
  });
});

test('an issue closed too early is explained once for each cycle', () => {
  const { marker, body } = stillThereComment(makeIncident(), CONTEXT);
  expect(body.startsWith(marker)).toBe(true);
  expect(marker).toContain(makeIncident().lastCycleId);
  expect(body).toContain('still finds');
});

test('the rest of the incidents is listed, and the list says when it is done with', () => {
  const { title, body } = overflowIssue([makeIncident({ title: HOSTILE })]);
  expect(title).toBe('1 more incident');
  expect(body).not.toMatch(/@all|<img/);
  expect(overflowIssue([]).body).toContain('has an issue of its own now');
});
