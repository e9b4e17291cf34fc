import { expect, test } from '@jest/globals';
import { storm } from './storm.ts';

test('killed again and again, it loses nothing and does nothing twice', async () => {
  const { violations, webhooks } = await storm({ seed: 7, repositories: 2, events: 24, kills: 4 });
  expect(violations).toEqual([]);
  expect(webhooks).toBeGreaterThan(24);
}, 120_000);
