import { describe, expect, test } from '@jest/globals';
import { problem } from '../../src/problem.ts';
import { diffTitle, verdictTitle } from '../../src/report/title.ts';
import {
  area,
  drift,
  exceededReport,
  harmless,
  largeReport,
  report,
  risky,
  use,
  verdict,
} from './make.ts';

const BROKEN = problem('syntax-error', 'A quote is not closed', {
  file: 'openapi.yaml',
  line: 3,
  column: 1,
  side: 'head',
});

describe('the verdict in a sentence', () => {
  test('one budget exceeded', () => {
    expect(verdictTitle(exceededReport())).toBe(
      '1 breaking change exceeds the budget of POST /api/users',
    );
    const two = [drift('POST /a'), drift('POST /a', { message: 'Another' })];
    expect(
      verdictTitle(report(area(two), [verdict(two, [use('max_breaking_changes', 2, 0)])])),
    ).toBe('2 breaking changes exceed the budget of POST /a');
  });

  test('one budget exceeded in two ways', () => {
    const changes = [drift('POST /a'), harmless('POST /a')];
    const limits = [use('max_breaking_changes', 1, 0), use('max_non_breaking_changes', 1, 0)];
    expect(verdictTitle(report(area(changes), [verdict(changes, limits)]))).toBe(
      '1 breaking, 1 harmless changes exceed the budget of POST /a',
    );
  });

  test('many budgets exceeded: a change that reaches several endpoints is one change', () => {
    expect(verdictTitle(largeReport(1_234))).toBe(
      '1,234 breaking changes exceed the budgets of 1,234 endpoints',
    );
    const shared = drift('GET /a');
    const verdicts = ['GET /a', 'GET /b'].map(() =>
      verdict([shared], [use('max_breaking_changes', 1, 0)]),
    );
    expect(verdictTitle(report(area([shared]), verdicts))).toBe(
      '1 breaking change exceeds the budgets of 2 endpoints',
    );
  });

  test('a change that settings count as breaking is called breaking', () => {
    const change = risky('POST /a');
    const promoted = [{ fingerprint: change.fingerprint, reason: 'severity medium or above' }];
    const verdicts = [
      verdict([change], [use('max_breaking_changes', 1, 0)], { promoted }),
      verdict([change], [use('max_breaking_changes', 1, 0)], { promoted }),
    ];
    expect(verdictTitle(report(area([change]), verdicts))).toBe(
      '1 breaking change exceeds the budgets of 2 endpoints',
    );
  });

  test('within budget', () => {
    const changes = [drift('GET /a'), ...['b', 'c', 'd'].map((path) => harmless(`GET /${path}`))];
    const judged = [verdict(changes, [use('max_breaking_changes', 1, 3)])];
    expect(verdictTitle(report(area(changes), judged))).toBe(
      'Within budget: 1 breaking, 3 harmless changes',
    );
    const off = [verdict(changes, [], { status: 'not_judged' })];
    expect(verdictTitle(report(area(changes), off))).toBe(
      'Not judged, budgets are off: 1 breaking, 3 harmless changes',
    );
  });

  test('nothing to judge', () => {
    expect(verdictTitle(report(area([])))).toBe('No contract changes');
    expect(verdictTitle(report(area([], [], [])))).toBe('No contract was changed');
  });

  test('what could not be checked is always named', () => {
    expect(verdictTitle(report(area([], [BROKEN])))).toBe('Could not check openapi.yaml');
    expect(verdictTitle(report(area([], [BROKEN, { ...BROKEN, file: 'b.yaml' }])))).toBe(
      'Could not check 2 files',
    );
    const changes = [drift('POST /a')];
    expect(
      verdictTitle(
        report(area(changes, [BROKEN]), [verdict(changes, [use('max_breaking_changes', 1, 0)])]),
      ),
    ).toBe('1 breaking change exceeds the budget of POST /a; could not check openapi.yaml');
    // Standing at base and head alike: it does not decide, but it is not hidden either.
    expect(verdictTitle(report(area([], [BROKEN]), [], { outcome: 'within' }))).toContain(
      'could not check openapi.yaml',
    );
    expect(verdictTitle(report(area([], [problem('tree-truncated', 'Too many files')])))).toBe(
      'Could not check: too many files',
    );
  });

  test('is short and visible whatever the names are', () => {
    const changes = [drift(`POST /${'x'.repeat(10_000)}\u202e`)];
    const title = verdictTitle(
      report(area(changes), [verdict(changes, [use('max_breaking_changes', 1, 0)])]),
    );
    expect(title.length).toBeLessThanOrEqual(140);
    expect(title).toMatch(/\\u\{202e\}$/);
  });
});

test('the title of a diff', () => {
  expect(diffTitle(area([drift('GET /a'), harmless('GET /a')]))).toBe(
    '1 breaking, 1 harmless changes',
  );
  expect(diffTitle(area([]))).toBe('No contract changes');
  expect(diffTitle(area([], [BROKEN]))).toBe('Could not check openapi.yaml');
});
