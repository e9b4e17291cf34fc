/** Which of a repository's fixes are followed when, and what becomes of them where that cannot be done. */
import { describe, expect, test } from '@jest/globals';
import type { Fix, FixStatus } from '../../src/incidents/fix.ts';
import { followAll, refuseAll } from '../../src/jobs/publish-fixes.ts';
import type { FixProgress } from '../../src/store/fixes.ts';

function fix(key: string, status: FixStatus): Fix {
  return {
    id: key,
    installationId: 1,
    repositoryId: 2,
    key,
    target: { kind: 'incidents', incidentIds: [] },
    status,
    requestedBy: 'holdfast',
    branch: null,
    number: null,
    companyNumber: null,
    commitSha: null,
    input: null,
    note: null,
    heldBack: false,
    updatedAt: new Date(0),
  };
}

describe('the fixes of a repository', () => {
  test('have as many open as may be: one that waits is opened when another one ends', async () => {
    const seen: [string, number][] = [];
    const isChanged = await followAll(
      [
        fix('waits', 'wanted'),
        fix('waits too', 'wanted'),
        fix('ends', 'open'),
        fix('stays', 'open'),
      ],
      2,
      async ({ key, status }, room) => {
        seen.push([key, room]);
        if (key === 'ends') return 'declined';
        return status === 'wanted' && room > 0 ? 'open' : status;
      },
    );
    expect(seen).toEqual([
      ['ends', 0],
      ['stays', 1],
      ['waits', 1],
      ['waits too', 0],
    ]);
    expect(isChanged).toBe(true);
  });

  test('have not changed where each is as it was', async () => {
    const same = async ({ status }: Fix) => status;
    expect(await followAll([fix('stays', 'open'), fix('waits', 'wanted')], 1, same)).toBe(false);
  });

  test('that wait are impossible where the App may not write; the others stay what they are', async () => {
    const noted: (readonly [string, FixStatus | undefined])[] = [];
    const progress = async ({ key }: Fix, change: FixProgress) => {
      noted.push([key, change.status]);
    };
    const states = ['wanted', 'open', 'impossible', 'taken_over', 'withdrawn'] as const;
    const fixes = states.map((status) => fix(status, status));
    await refuseAll({ store: { fixes: { progress } }, now: () => new Date(0) }, fixes);
    expect(noted).toEqual([['wanted', 'impossible']]);
  });
});
