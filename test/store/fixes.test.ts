import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fix } from '../../src/incidents/fix.ts';
import type { Store } from '../../src/store/store.ts';
import { openEmptyStore } from './empty-store.ts';

const WANTED = {
  installationId: 7,
  repositoryId: 1,
  key: '0123456789ab',
  target: { kind: 'incidents', incidentIds: [] },
  requestedBy: 'github:dana',
} as const;
const day = (day: number) => new Date(Date.UTC(2026, 0, day));

let store: Store;

beforeEach(async () => {
  store = await openEmptyStore();
  await store.installations.saveRepositories(7, [{ id: 1, owner: 'acme', name: 'shop' }]);
}, 60_000);

afterEach(() => store.close());

async function current(): Promise<Fix | undefined> {
  const [fix] = await store.fixes.list(7, 1);
  return fix;
}

describe('a fix', () => {
  test('that is asked for while another run ends it stays wanted', async () => {
    const fix = await store.fixes.want({ ...WANTED, at: day(1) });
    await store.fixes.want({ ...WANTED, at: day(2) });
    await store.fixes.progress(fix, { status: 'withdrawn', branch: null }, day(2));
    expect(await current()).toMatchObject({ status: 'wanted', requestedAt: day(2) });
  });

  test('that is open stays so when it is asked for, and remembers when', async () => {
    const fix = await store.fixes.want({ ...WANTED, at: day(1) });
    await store.fixes.progress(fix, { status: 'open', number: 12 }, day(1));
    await store.fixes.want({ ...WANTED, at: day(2) });
    expect(await current()).toMatchObject({ status: 'open', requestedAt: day(2) });
  });

  test('whose pull request a person opens again is open, and no other', async () => {
    const fix = await store.fixes.want({ ...WANTED, at: day(1) });
    await store.fixes.progress(fix, { status: 'declined', number: 12 }, day(1));
    await store.fixes.reopen(7, 1, 13, day(2));
    expect(await current()).toMatchObject({ status: 'declined' });
    await store.fixes.reopen(7, 1, 12, day(2));
    expect(await current()).toMatchObject({ status: 'open', note: null });
  });
});
