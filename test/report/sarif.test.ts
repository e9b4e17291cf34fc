import { describe, expect, test } from '@jest/globals';
import { problem } from '../../src/problem.ts';
import { checkSarif, diffSarif } from '../../src/report/sarif.ts';
import {
  area,
  CONTRACT,
  drift,
  exceededReport,
  report,
  risky,
  rule,
  use,
  verdict,
} from './make.ts';

const RULES = [rule('other'), rule('response-property-removed')];
const OPTIONS = { rules: RULES, version: '0.1.0' };

describe('SARIF', () => {
  test('has the catalogue, and results that point into it', () => {
    const log = checkSarif(exceededReport(), OPTIONS);
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual([
      'other',
      'response-property-removed',
    ]);
    expect(run?.results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
      ['response-property-removed', 1, 'error'],
      ['response-enum-value-added', undefined, 'warning'],
      ['response-property-added', undefined, 'note'],
    ]);
  });

  test('places results at head and relates them to base', () => {
    const change = drift('GET /a');
    const result = diffSarif(area([change]), OPTIONS).runs[0]?.results[0];
    expect(result?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: CONTRACT, uriBaseId: '%SRCROOT%' },
          region: { startLine: 18, startColumn: 7 },
        },
      },
    ]);
    expect(result?.relatedLocations[0]?.physicalLocation.region).toEqual({
      startLine: 20,
      startColumn: 9,
    });
    expect(result?.partialFingerprints).toEqual({ 'holdfast/v1': change.fingerprint });
  });

  test('a change says the value that shows it, whole in its properties', () => {
    const witness = { value: '{"name":"[a](b)"}', accepted_by: 'head' } as const;
    const result = diffSarif(area([drift('GET /a', { witness })]), OPTIONS).runs[0]?.results[0];
    expect(result?.message.text).toContain(
      'Shown by {"name":"\\[a](b)"} (head accepts it, base does not).',
    );
    expect(result?.properties).toMatchObject({ witness });
  });

  test('a change whose file is gone stands at base', () => {
    const result = diffSarif(area([drift('GET /a', { head: null })]), OPTIONS).runs[0]?.results[0];
    expect(result?.locations[0]?.physicalLocation.region.startLine).toBe(20);
  });

  test('file names are URI references', () => {
    const head = { file: 'a b/ü#1?\ud800.yaml', line: 1, column: 1 };
    const uriOf = (file: string) =>
      diffSarif(area([drift('GET /a', { head: { ...head, file } })]), OPTIONS).runs[0]?.results[0]
        ?.locations[0]?.physicalLocation.artifactLocation;
    expect(uriOf(head.file)).toEqual({
      uri: 'a%20b/%C3%BC%231%3F%EF%BF%BD.yaml',
      uriBaseId: '%SRCROOT%',
    });
    expect(uriOf('/tmp/a.yaml')).toEqual({ uri: 'file:///tmp/a.yaml' });
  });

  test('what could not be checked is a notification, and the run is not successful', () => {
    const [run] = checkSarif(
      report(
        area(
          [],
          [problem('syntax-error', 'Broken', { file: 'a.yaml', line: 2, column: 3, side: 'head' })],
        ),
        [],
        {
          problems: [problem('invalid-settings', 'Unknown key', { file: 'holdfast.yml', line: 1 })],
        },
      ),
      OPTIONS,
    ).runs;
    const [invocation] = run?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toEqual([
      {
        level: 'error',
        descriptor: { id: 'syntax-error' },
        message: { text: 'Broken' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 2, startColumn: 3 },
            },
          },
        ],
        properties: { side: 'head' },
      },
    ]);
    expect(invocation?.toolConfigurationNotifications).toHaveLength(1);
    expect(checkSarif(exceededReport(), OPTIONS).runs[0]?.invocations[0]?.executionSuccessful).toBe(
      true,
    );
  });

  test('a promoted change has the level it counted with, and links from contracts stay text', () => {
    const change = risky('GET /a', { message: 'See [here](https://evil.example)' });
    const verdicts = [
      verdict([change], [use('max_breaking_changes', 1, 0)], {
        promoted: [{ fingerprint: change.fingerprint, reason: 'severity medium' }],
      }),
    ];
    const result = checkSarif(report(area([change]), verdicts), OPTIONS).runs[0]?.results[0];
    expect(result?.level).toBe('error');
    expect(result?.message.text).toContain('See \\[here](https://evil.example)');
    expect(result?.message.text).toContain('Counted as breaking: severity medium');
  });
});
