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
    fixtures: null,
    unread: [],
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
    expect(body).toContain('one commit on the newest `main`.');
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

  test('says of fixtures how many were checked, and how many are valid now', () => {
    const proof = {
      check: 'the fixtures against their contracts',
      before: 2,
      after: 0,
      gone: [{ fingerprint: 'f2', message: 'The fixture a.json does not say what it should.' }],
      checked: ['a.json', 'b.json', 'c.json'],
    };
    const both = fixPullRequest(report({ fixtures: proof }));
    expect(both.body).toContain('1 fixture that would not agree with that follows.');
    expect(both.body).toContain('| Fixtures updated | 1 |');
    expect(both.body).toContain(
      'in `a.json`, `b.json`, `c.json`: 3 fixtures checked by ajv, 2 did not agree before, all are valid now.',
    );
    const left = fixPullRequest(report({ fixtures: { ...proof, after: 1 } }));
    expect(left.body).toContain('2 did not agree before, 2 are valid now.');

    const target: Fix['target'] = { kind: 'pull_request', number: 12 };
    const alone = fixPullRequest(
      report({
        fix: { key: 'pull-12', target },
        base: 'feature',
        incidents: [],
        proofs: [],
        removed: [],
        fixtures: proof,
      }),
    );
    expect(alone.title).toBe('Update fixtures for #12');
    expect(alone.body).toContain(
      'This brings 1 fixture in line with the contracts of `feature`, the branch of pull request #12',
    );
    expect(alone.body).not.toContain('takes back');
    expect(alone.body).not.toContain('/holdfast waive');
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

  test('closes, mentions and skips nothing by its title and message, which know no Markdown', () => {
    const text =
      'fixes GH-1, closes https://github.com/acme/shop/issues/2, \u202e@dana #3 [skip ci] [CI skip]';
    const { title, message } = fixPullRequest(
      report({
        incidents: [makeIncident({ title: text, method: null })],
        changes: [{ file: text, sentence: text }],
      }),
    );
    for (const said of [title, message]) {
      expect(said).not.toMatch(/GH-\d|:\/\/|@d|#\d|\[skip|\[ci|\u202e/i);
    }
    const faces = makeIncident({ title: '\u{1f600}'.repeat(200), method: null });
    const { title: short } = fixPullRequest(report({ incidents: [faces] }));
    expect(short.length).toBeLessThanOrEqual(200);
    expect(Buffer.from(short).toString()).toBe(short);
  });
});

test('names the fixtures that nothing could be checked of', () => {
  const unread = [{ file: 'fixtures/a.json', message: 'A value is missing, @dana.' }];
  const { body } = fixPullRequest(report({ unread }));
  expect(body).toContain('### Fixtures not checked\n\n- `fixtures/a.json`: A value is missing, ');
  expect(body).not.toContain('@dana');
});
