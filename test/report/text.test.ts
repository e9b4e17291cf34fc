import { describe, expect, test } from '@jest/globals';
import { problem } from '../../src/problem.ts';
import { checkText, diffText } from '../../src/report/text.ts';
import {
  area,
  drift,
  exceededReport,
  harmless,
  largeReport,
  operation,
  report,
  use,
  verdict,
} from './make.ts';

describe('an audit in the terminal', () => {
  test('shows changes by endpoint with place, reason, remedy and budget, and ends with the verdict', () => {
    expect(checkText(exceededReport(), { colour: false })).toBe(`POST /api/users  budget exceeded
  ✗ breaking  The property email was removed from the response with status 200
      specs/openapi.yaml:18:7 (was line 20) [response-property-removed]
      why:  Consumers that read email find nothing there
      do:   Keep email, mark it as deprecated and remove it after its sunset date
      was:  {"type":"string"}   now: not there
  ! potentially breaking  The value paused was added to the enum of status
      specs/openapi.yaml:18:7 (was line 20) [response-enum-value-added]
      why:  Consumers that know all values meet one that they do not know
      do:   Tell consumers first, or mark the enum as extensible
      was:  {"type":"string"}   now: not there
  · harmless  The property nickname was added to the response with status 200
      specs/openapi.yaml:18:7 (was line 20) [response-property-added]
  budget: 1 breaking change, 0 allowed: 1 too many, says the default budget (.github/holdfast.yml:4:5)
  budget: 1 of 5 potentially breaking changes used, 4 left, says the default budget (.github/holdfast.yml:4:5)

Compared 1 contract file: 1 breaking, 1 potentially breaking, 1 harmless changes in 1 place.
✗ 1 breaking change exceeds the budget of POST /api/users
`);
  });

  test('lists every change, however many', () => {
    const text = checkText(largeReport(3_000), { colour: false });
    expect(text.match(/✗ breaking/g)).toHaveLength(3_000);
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      '✗ 3,000 breaking changes exceed the budgets of 3,000 endpoints',
    );
  });

  test('names budgets exceeded by changes that stand elsewhere', () => {
    const shared = drift('GET /a', { operations: [operation('GET /a'), operation('GET /b')] });
    const verdicts = ['GET /a', 'GET /b'].map((name) =>
      verdict([shared], [use('max_breaking_changes', 1, 0)], { subject: operation(name) }),
    );
    const text = checkText(report(area([shared]), verdicts), { colour: false });
    expect(text).toContain('also reaches GET /b');
    expect(text).toContain(
      'Budgets exceeded by the changes above\n  GET /b\n    budget: 1 breaking',
    );
  });

  test('says what could not be checked, with its place, and does not look like success', () => {
    const text = checkText(
      report(
        area(
          [],
          [
            problem('syntax-error', 'A quote is not closed', {
              file: 'a.yaml',
              line: 3,
              column: 4,
            }),
            problem('missing-file', 'The file is gone', { file: 'b.yaml', side: 'base' }),
          ],
        ),
      ),
      { colour: false },
    );
    expect(text).toContain(
      'Could not check\n  a.yaml:3:4: A quote is not closed\n  b.yaml (at base): The file is gone',
    );
    expect(text).toContain('✗ Could not check 2 files');
    expect(text).not.toContain('✓');
  });

  test('success is said too', () => {
    expect(checkText(report(area([])), { colour: false })).toBe(
      'Compared 1 contract file: no changes.\n✓ No contract changes\n',
    );
  });

  test('colours are only around the text', () => {
    const start = String.fromCharCode(27);
    const coloured = checkText(exceededReport(), { colour: true });
    expect(coloured).toContain(`${start}[31m`);
    expect(coloured.replaceAll(new RegExp(`${start}\\[\\d+m`, 'g'), '')).toBe(
      checkText(exceededReport(), { colour: false }),
    );
  });

  test('a contract cannot command the terminal', () => {
    const change = drift('GET /\u001b]0;owned\u0007', { message: 'a\u001b[2Jb\nc\u009b31m' });
    const text = checkText(report(area([change])), { colour: false });
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text).toContain('a\\u{1b}[2Jb\\nc\\u{9b}31m');
  });
});

test('a diff shows changes and counts, and judges nothing', () => {
  const text = diffText(area([drift('GET /a'), harmless('GET /a')]), { colour: false });
  expect(text).toContain('✗ breaking');
  expect(text).not.toContain('budget');
  expect(text.trimEnd().split('\n').at(-1)).toBe('1 breaking, 1 harmless changes');
});
