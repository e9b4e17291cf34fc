/** Which of a repository's fixes are followed when, and what becomes of them where that cannot be done. */
import { describe, expect, test } from '@jest/globals';
import { GitHubRefused, GitHubUnavailable } from '../../src/github/request-error.ts';
import type { Fix, FixStatus } from '../../src/incidents/fix.ts';
import { AuditFailed } from '../../src/jobs/audit-threads.ts';
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
    requestedAt: new Date(0),
    updatedAt: new Date(0),
  };
}

describe('the fixes of a repository', () => {
  test('have as many open as may be: one that waits is opened when another one ends', async () => {
    const seen: [string, number][] = [];
    const { isChanged } = await followAll(
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
    const unchanged = { isChanged: false, failures: [] };
    const fixes = [fix('stays', 'open'), fix('waits', 'wanted')];
    expect(await followAll(fixes, 1, same)).toEqual(unchanged);
  });

  test('are followed also where it cannot be done for one; not where GitHub cannot answer', async () => {
    const seen: string[] = [];
    const failing =
      (error: Error) =>
      async ({ key, status }: Fix) => {
        seen.push(key);
        if (key === 'first') throw error;
        return status;
      };
    const fixes = [fix('first', 'wanted'), fix('second', 'wanted')];
    for (const error of [new GitHubRefused('Refused', 422, {}), new AuditFailed('Too large')]) {
      seen.length = 0;
      const { failures } = await followAll(fixes, 1, failing(error));
      expect(failures).toEqual([error]);
      expect(seen).toEqual(['first', 'second']);
    }
    const later = followAll(fixes, 1, failing(new GitHubUnavailable('Later')));
    await expect(later).rejects.toThrow('Later');
    expect(seen).toEqual(['first', 'second', 'first']);
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
