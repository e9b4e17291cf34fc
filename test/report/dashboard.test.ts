import { describe, expect, test } from '@jest/globals';
import {
  type DashboardInput,
  type DashboardPoint,
  dashboard,
  tickedBoxes,
} from '../../src/report/dashboard.ts';
import { HOSTILE, makeIncident } from './incident.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 9));

function point(changes: Partial<DashboardPoint> = {}): DashboardPoint {
  return {
    area: 'contract',
    takenAt: day(11),
    standing: 1,
    problems: 0,
    aligned: null,
    total: null,
    budgets: [{ level: 'default', name: '', key: 'max_breaking_changes', limit: 0, used: 1 }],
    ...changes,
  };
}

function input(changes: Partial<DashboardInput> = {}): DashboardInput {
  return {
    serverUrl: 'https://github.com',
    owner: 'acme',
    repo: 'shop',
    branch: 'main',
    points: [point(), point({ takenAt: day(4), standing: 0 })],
    incidents: [
      makeIncident(),
      makeIncident({
        status: 'resolved',
        issueNumber: 5,
        title: 'GET /api/users: the response lost name',
        endedAt: day(9),
        resolvedSha: 'c'.repeat(40),
      }),
    ],
    fixes: [],
    operations: ['GET', 'POST', 'PUT'].map((method) => ({ method, path: '/api/users' })),
    problems: [],
    ...changes,
  };
}

describe('the dashboard', () => {
  test('shows how things stand on one page', () => {
    const { title, labels, body } = dashboard(input());
    expect({ title, labels }).toEqual({ title: 'Drift health', labels: ['drift'] });
    expect(body).toBe(
      `<!-- holdfast:dashboard -->
How \`main\` keeps what it promises.

| Area | Status | Open | Last check | Trend |
| :-- | :-- | --: | :-- | :-: |
| API contracts | 🔴 66 % of 3 operations | 1 | 2026-01-11 | ↓ |

- [ ] <!-- holdfast:audit-now -->Tick this box to audit \`main\` now.

### Open incidents

| Severity | Incident | Since | Fix |
| :-- | :-- | :-- | :-- |
| high | #7 POST /api/users: the request body now requires \\\`phone\\\` | 2026-01-10 |  |

Tick a box to get a pull request that repairs it:

- [ ] <!-- holdfast:fix-now:3f6c1e0a-0000-4000-8000-000000000001 -->Open a fix pull request for #7.

### Resolved in the last 30 days

| Incident | Resolved | By |
| :-- | :-- | :-- |
| #5 GET /api/users: the response lost name | 2026-01-09 | [\`ccccccc\`](<https://github.com/acme/shop/commit/${'c'.repeat(40)}>) |

### Budgets used by the last audit

| Budget | Limit | Used | Left |
| :-- | :-- | --: | --: |
| default | \`max_breaking_changes\` | 1 of 0 | 0 |

<sub>Kept current by Holdfast; what you write here is overwritten. \`/holdfast audit\` in a comment does the same as the box.</sub>`,
    );
  });

  test('lists what is worst and oldest first', () => {
    const one = (title: string, severity: 'low' | 'high', at: number) =>
      makeIncident({ title, severity, detectedAt: day(at) });
    const incidents = [one('c', 'low', 1), one('b', 'high', 3), one('a', 'high', 2)];
    const { body } = dashboard(input({ incidents }));
    expect([...body.matchAll(/#7 (\w) /g)].map(([, title]) => title)).toEqual(['a', 'b', 'c']);
  });

  test('says when all is well, and what could not be checked', () => {
    const { body } = dashboard(
      input({
        incidents: [],
        points: [point({ standing: 0, problems: 1 }), point({ takenAt: day(4), standing: 2 })],
        problems: [{ file: 'api.yaml', message: 'The file cannot be read.' }],
      }),
    );
    expect(body).toContain(
      '| API contracts | ✅ 100 % of 3 operations ⚠️ 1 not checked | 0 | 2026-01-11 | ↑ |',
    );
    expect(body).toContain('### Open incidents\n\nNone.');
    expect(body).toContain('### Could not be checked\n\n- `api.yaml`: The file cannot be read.');
  });

  test('shows alignment where an area has one, and a hundred percent only for all of it', () => {
    const config = { area: 'config', standing: 0, aligned: 999, total: 1000 } as const;
    const { body } = dashboard(
      input({
        points: [
          point(),
          point(config),
          point({ takenAt: day(4) }),
          point({ ...config, takenAt: day(4) }),
        ],
      }),
    );
    expect(body).toContain('| Configuration | 🔴 99 % aligned | 0 | 2026-01-11 | → |');
  });

  test('renders what a repository says as text, and fits whatever it says', () => {
    const many = Array.from({ length: 400 }, () =>
      makeIncident({ title: HOSTILE.repeat(20), branch: HOSTILE }),
    );
    const { body } = dashboard(
      input({
        incidents: many,
        problems: many.map(() => ({ file: HOSTILE, message: HOSTILE.repeat(20) })),
      }),
    );
    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    expect(body).toContain('more incidents');
    expect(body.replaceAll(/`[^`]*`|<code>.*?<\/code>/g, '')).not.toMatch(
      /@all|<img|https:\/\/evil/,
    );
  });
});

describe('the box of the dashboard', () => {
  const { body } = dashboard(input());
  const ticked = body.replace('- [ ]', '- [x]');

  test('is seen when it is ticked', () => {
    expect(tickedBoxes(body)).toEqual({ audit: false, fixes: [] });
    expect(tickedBoxes(ticked).audit).toBe(true);
    expect(tickedBoxes(ticked.replaceAll('\n', '\r\n')).audit).toBe(true);
  });

  test('for a fix says of which incident', () => {
    const { id } = makeIncident();
    const wanted = body.replace(
      `- [ ] <!-- holdfast:fix-now:${id}`,
      `- [x] <!-- holdfast:fix-now:${id}`,
    );
    expect(tickedBoxes(wanted)).toEqual({ audit: false, fixes: [id] });
  });

  test('is looked for on a dashboard only', () => {
    expect(tickedBoxes(`Quoting:\n${ticked}`).audit).toBe(false);
    expect(tickedBoxes(`${body}\n- [x] something else`)).toEqual({ audit: false, fixes: [] });
  });
});
