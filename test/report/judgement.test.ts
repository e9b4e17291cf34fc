import { expect, test } from '@jest/globals';
import { judgedChanges } from '../../src/report/judgement.ts';
import { area, drift, operation, report, risky, use, verdict } from './make.ts';

test('a change that counts in several budgets is shown with the one it exceeds', () => {
  const shared = drift('GET /a', { operations: [operation('GET /a'), operation('GET /b')] });
  const within = verdict([shared], [use('max_breaking_changes', 1, 3)]);
  const exceeded = verdict([shared], [use('max_breaking_changes', 1, 0)], {
    subject: operation('GET /b'),
  });
  for (const verdicts of [
    [within, exceeded],
    [exceeded, within],
  ]) {
    const [change] = judgedChanges(report(area([shared]), verdicts));
    expect(change).toMatchObject({ exceeds: true, judged: true, limit: { limit: 0 } });
  }
});

test('what counts as breaking comes first, with the limit for breaking changes', () => {
  const plain = risky('GET /a');
  const promoted = risky('GET /b');
  const verdicts = [
    verdict(
      [plain],
      [use('max_breaking_changes', 0, 0), use('max_potentially_breaking_changes', 1, 5)],
    ),
    verdict([promoted], [use('max_breaking_changes', 1, 0)], {
      promoted: [{ fingerprint: promoted.fingerprint, reason: 'because' }],
    }),
  ];
  expect(judgedChanges(report(area([plain, promoted]), verdicts))).toMatchObject([
    { drift: promoted, counted: 'definitely_breaking', promoted: 'because', exceeds: true },
    {
      drift: plain,
      counted: 'potentially_breaking',
      promoted: null,
      exceeds: false,
      limit: { limit: 5 },
    },
  ]);
});

test('a change whose budget is off is not judged', () => {
  const change = drift('GET /a');
  const off = verdict([change], [], { status: 'not_judged' });
  expect(judgedChanges(report(area([change]), [off]))).toMatchObject([
    { judged: false, limit: null },
  ]);
});
