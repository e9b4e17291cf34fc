import { describe, expect, test } from '@jest/globals';
import { problem } from '../../src/problem.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { byteLength, LIMITS } from '../../src/report/limits.ts';
import {
  area,
  CONTRACT,
  drift,
  exceededReport,
  harmless,
  largeReport,
  report,
  risky,
  use,
  verdict,
} from './make.ts';

describe('annotations', () => {
  test('stand at the head line and name the base line of what is gone', () => {
    const [first] = annotationsOf(exceededReport()).annotations;
    expect(first).toEqual({
      path: CONTRACT,
      start_line: 18,
      end_line: 18,
      annotation_level: 'failure',
      title: 'POST /api/users: response-property-removed',
      message: [
        'The property email was removed from the response with status 200',
        `It stood at ${CONTRACT}:20:9 at base; this is the nearest line left.`,
        'Why: Consumers that read email find nothing there',
        'Instead: Keep email, mark it as deprecated and remove it after its sunset date',
      ].join('\n'),
    });
  });

  test('show the value that proves a break, cut where it is long', () => {
    const shown = drift('GET /a', {
      witness: { value: `{"id":"\u202e${'x'.repeat(900)}"}`, accepted_by: 'base' },
    });
    const [first] = annotationsOf(report(area([shown]))).annotations;
    expect(first?.message).toMatch(/\nShown by \{"id":".*…/);
    expect(first?.message).not.toContain('\u202e');
    expect(first?.message).toContain('(base accepts it, head does not).\n');
    expect(first?.message.length).toBeLessThan(700);
  });

  test('are failures for what breaks or exceeds, warnings for what may break, notices for problems', () => {
    const levels = (made: ReturnType<typeof report>) =>
      annotationsOf(made).annotations.map(({ annotation_level }) => annotation_level);
    const broken = problem('syntax-error', 'Broken', { file: 'a.yaml', line: 2, side: 'head' });
    const atBase = problem('syntax-error', 'Broken', { file: 'b.yaml', line: 2, side: 'base' });
    expect(
      levels(
        report(area([drift('GET /a'), risky('GET /a'), harmless('GET /a')], [broken, atBase])),
      ),
    ).toEqual(['failure', 'warning', 'notice']);
    const free = harmless('GET /a');
    expect(
      levels(report(area([free]), [verdict([free], [use('max_non_breaking_changes', 1, 0)])])),
    ).toEqual(['failure']);
  });

  test('are capped, worst first, and the rest is counted', () => {
    const { annotations, left_out } = annotationsOf(largeReport(1_200));
    expect(annotations).toHaveLength(500);
    expect(left_out).toBe(700);
    expect(annotations.map(({ start_line }) => start_line)).toEqual(
      [...annotations.keys()].map((index) => index + 1),
    );
    const mixed = [
      ...Array.from({ length: 5 }, (_, index) => risky(`GET /${index}`)),
      drift('GET /z'),
    ];
    expect(annotationsOf(report(area(mixed)), 1).annotations[0]?.annotation_level).toBe('failure');
  });

  test('stay within the limits of title and message', () => {
    const long = '世'.repeat(100_000);
    const change = drift(`GET /${long}`, { rule: long, message: long, why: long, remedy: long });
    const [only] = annotationsOf(report(area([change]))).annotations;
    expect(byteLength(only?.title ?? '')).toBeLessThanOrEqual(LIMITS.annotationTitleBytes);
    expect(byteLength(only?.message ?? '')).toBeLessThanOrEqual(LIMITS.annotationMessageBytes);
    expect(only?.title).toContain('…');
  });

  test('are not made where the head has no line left', () => {
    expect(annotationsOf(report(area([drift('GET /a', { head: null })]))).annotations).toEqual([]);
  });
});
