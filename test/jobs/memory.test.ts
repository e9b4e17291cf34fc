import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newWindow } from '../../src/jobs/memory.ts';
import { parseSettings } from '../../src/settings/load.ts';
import { recordedSettings } from '../../src/settings/recorded.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../store/open-test-store.ts';

const AT = { installationId: 7, repositoryId: 1 };
const LONG_AGO = { createdAt: new Date(0) };
const LATER = { createdAt: new Date(8e15) };

let store: Store;

beforeAll(async () => {
  store = await openTestStore();
  await store.installations.saveRepositories(AT.installationId, [
    { id: AT.repositoryId, owner: 'acme', name: 'shop' },
  ]);
}, 60_000);

afterAll(() => store.close());

/** Settings whose budget looks back so many days; null for ones that do not look back. */
function settingsOf(days: number | null) {
  const budget =
    days === null ? '' : `    max_field_churn_percent: 10\n    time_window_days: ${days}\n`;
  const text = `drift_budget:\n  default_budget:\n    max_breaking_changes: 0\n${budget}`;
  const parsed = parseSettings([{ file: '.github/holdfast.yml', text }], {
    repository: 'acme/shop',
  });
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return recordedSettings(parsed.settings);
}

describe('the window whose past is to be read', () => {
  test('is that of the settings at the first cycle, and none where nothing looks back', async () => {
    expect(await newWindow(store, AT, settingsOf(60), null)).toBe(60);
    expect(await newWindow(store, AT, settingsOf(null), null)).toBeNull();
  });

  test('is that of a budget of the API that came after the cycle before', async () => {
    await store.budgets.create({
      installationId: AT.installationId,
      workspace: 'acme/shop',
      level: 'endpoint',
      name: 'POST /api/users',
      values: { max_field_churn_percent: 5, time_window_days: 90 },
      createdBy: 'token:ci',
    });
    expect(await newWindow(store, AT, settingsOf(null), LONG_AGO)).toBe(90);
    expect(await newWindow(store, AT, settingsOf(null), LATER)).toBeNull();
  });
});
