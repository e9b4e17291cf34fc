import { beforeEach, describe, expect, test } from '@jest/globals';
import { ensureSettingsCheck } from '../../src/github/settings-check.ts';
import { problem } from '../../src/problem.ts';
import { settingsCheckReport } from '../../src/report/settings-report.ts';
import { APP_ID, always, client, Exchange, never, REPO, reset } from './exchange.ts';

const HEAD = 'b'.repeat(40);
const FILE = '.github/holdfast.yml';
const WRONG = problem('invalid-settings', 'Unknown key', { file: FILE, line: 5, column: 3 });
const INVALID = settingsCheckReport(FILE, [WRONG], { inHead: true });
const VALID = settingsCheckReport(FILE, [], { inHead: true });
const OPTIONS = { ...REPO, appId: APP_ID, headSha: HEAD, file: FILE } as const;

function github(...runs: unknown[]): Exchange {
  return new Exchange()
    .reads(`/repos/acme/shop/commits/${HEAD}/check-runs`, {
      total_count: runs.length,
      check_runs: runs,
    })
    .accepts('POST', '/repos/acme/shop/check-runs', { id: 99 });
}

function there(conclusion: string, { output, annotations }: typeof VALID) {
  return {
    id: 1,
    name: `Holdfast: ${FILE}`,
    external_id: '',
    status: 'completed',
    conclusion,
    app: { id: APP_ID },
    html_url: null,
    output: { ...output, annotations_count: annotations.annotations.length },
  };
}

beforeEach(reset);

describe('the check named after the settings file', () => {
  test('fails with annotations at the lines of the errors', async () => {
    const exchange = github();
    const options = { ...OPTIONS, valid: false, changed: true, report: INVALID };
    expect(await ensureSettingsCheck(client(), options, always)).toBe('written');
    expect(exchange.sent[0]?.body).toMatchObject({
      name: 'Holdfast: .github/holdfast.yml',
      head_sha: HEAD,
      conclusion: 'failure',
      output: {
        title: '1 error in .github/holdfast.yml',
        annotations: [{ path: FILE, start_line: 5 }],
      },
    });
    expect(exchange.complaints()).toEqual([]);
  });

  test('is not there when the file is valid and not changed', async () => {
    const exchange = github();
    const options = { ...OPTIONS, valid: true, changed: false, report: VALID };
    expect(await ensureSettingsCheck(client(), options, always)).toBe('unchanged');
    expect(exchange.sent).toEqual([]);
  });

  test('passes when the pull request changes the file, or when it failed before', async () => {
    const changed = github();
    expect(
      await ensureSettingsCheck(
        client(),
        { ...OPTIONS, valid: true, changed: true, report: VALID },
        always,
      ),
    ).toBe('written');
    expect(changed.sent[0]?.body).toMatchObject({ conclusion: 'success' });
    reset();
    const before = github(there('failure', INVALID));
    expect(
      await ensureSettingsCheck(
        client(),
        { ...OPTIONS, valid: true, changed: false, report: VALID },
        always,
      ),
    ).toBe('written');
    expect(before.sent[0]?.body).toMatchObject({ conclusion: 'success' });
  });

  test('is written once, and not for a superseded head', async () => {
    const options = { ...OPTIONS, valid: false, changed: true, report: INVALID };
    const same = github(there('failure', INVALID));
    expect(await ensureSettingsCheck(client(), options, always)).toBe('unchanged');
    expect(same.sent).toEqual([]);
    reset();
    const bare = github(there('failure', { ...INVALID, annotations: VALID.annotations }));
    expect(await ensureSettingsCheck(client(), options, always)).toBe('written');
    expect(bare.sent).toHaveLength(1);
    reset();
    const moved = github();
    expect(await ensureSettingsCheck(client(), options, never)).toBe('superseded');
    expect(moved.sent).toEqual([]);
  });
});
