import { expect, test } from '@jest/globals';
import { storm } from './storm.ts';

/** `npm run soak`; SOAK_SEED chooses other moments. */
const seed = Number(process.env['SOAK_SEED'] ?? 1);

test(`killed 50 times among 200 webhooks, it loses nothing and does nothing twice (seed ${seed})`, async () => {
  const report = await storm({ seed, repositories: 4, events: 200, kills: 50 });
  console.log(report);
  expect(report.violations).toEqual([]);
  expect(report.webhooks).toBeGreaterThanOrEqual(200);
}, 1_800_000);
