import { describe, expect, test } from '@jest/globals';
import type { Fix } from '../../src/incidents/fix.ts';
import { type FixReport, fixPullRequest } from '../../src/report/fix-pull-request.ts';
import { HOSTILE, makeIncident } from './incident.ts';

const GONE = {
  fingerprint: 'f1',
  message: 'POST /api/users: the request body now requires `phone`.',
};
const TARGET: Fix['target'] = { kind: 'incidents', incidentIds: [makeIncident().id] };

function report(changes: Partial<FixReport> = {}): FixReport {
  return {
    fix: { key: 'abc123abc123', target: TARGET },
    base: 'main',
    incidents: [makeIncident()],
    changes: [
      { file: 'openapi.yaml', sentence: 'Makes `phone` optional again, as it was promised.' },
    ],
    proofs: [
      {
        check: 'the contract check against 1a2b3c4',
        before: 1,
        after: 0,
        gone: [GONE],
        checked: ['openapi.yaml'],
      },
    ],
    removed: [GONE],
    refused: [],
    workflows: { steps: [], isAllowed: true },
    ...changes,
  };
}

describe('a fix pull request', () => {
  test('says what it repairs, what was changed, and the proof', () => {
    const { title, body, message } = fixPullRequest(report());
    expect(title).toBe('Fix drift: POST /api/users - breaking change');
    expect(body).toMatch(/^<!-- holdfast:fix:abc123abc123 -->\n/);
    expect(body).toContain('| Incidents | 1 |');
    expect(body).toContain('### Affected endpoints\n\n- `POST /api/users`');
    expect(body).toContain('Fixes #7: ');
    expect(body).toContain('1 drift before, 0 after.');
    expect(body).toContain('### If you do not want it');
    expect(message).toBe(
      'Fix drift: POST /api/users - breaking change\n\n- openapi.yaml: Makes `phone` optional again, as it was promised.',
    );
  });

  test('of a pull request names it, and says how to ask again', () => {
    const target: Fix['target'] = { kind: 'pull_request', number: 12 };
    const { title, body } = fixPullRequest(
      report({ fix: { key: 'pull-12', target }, incidents: [], base: 'feature' }),
    );
    expect(title).toBe('Fix drift in #12');
    expect(body).toContain('`/holdfast fix` on #12 asks for it again.');
  });

  test('of several incidents says how many', () => {
    const { title } = fixPullRequest(report({ incidents: [makeIncident(), makeIncident()] }));
    expect(title).toBe('Fix drift: POST /api/users - breaking change and 1 more incident');
  });

  test('says what it leaves', () => {
    const refused = [{ ...GONE, reason: 'The value stands in an alias.' }];
    expect(fixPullRequest(report({ refused })).body).toContain(
      '### Not repaired\n\n- POST /api/users: the request body now requires \\`phone\\`. The value stands in an alias.',
    );
  });

  test('renders what a repository says as text, and fits whatever it says', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      file: `${HOSTILE}${index}`,
      sentence: HOSTILE.repeat(9),
    }));
    const { title, body, message } = fixPullRequest(
      report({
        base: HOSTILE,
        changes: many,
        incidents: many.map(() =>
          makeIncident({ title: HOSTILE, method: null, issueNumber: null }),
        ),
        removed: many.map(({ sentence }) => ({ fingerprint: 'f', message: sentence })),
        refused: many.map(({ sentence }) => ({ ...GONE, message: sentence, reason: sentence })),
      }),
    );
    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    const shown = body.replaceAll(/`[^`]*`|<code>.*?<\/code>/g, '');
    expect(shown).not.toMatch(/@all|<img|https:\/\/evil/);
    expect(`${title}${message}`).not.toMatch(/@[a-z]|#\d/);
  });
});
