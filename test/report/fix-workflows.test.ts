import { describe, expect, test } from '@jest/globals';
import type { FixRun, StepProgress } from '../../src/incidents/fix-run.ts';
import {
  WORKFLOWS_BYTES,
  type WorkflowsReport,
  withWorkflows,
  workflowsSection,
} from '../../src/report/fix-workflows.ts';
import { byteLength } from '../../src/report/limits.ts';
import { HOSTILE } from './incident.ts';

const SHA = 'a'.repeat(40);
const PAGE = 'https://github.com/acme/shop/actions/runs/7';

function run(change: Partial<FixRun> = {}): FixRun {
  return {
    step: 'regenerate_clients',
    workflow: 'clients.yml',
    headSha: SHA,
    state: 'dispatched',
    askedAt: new Date('2026-01-01T00:00:00Z'),
    runId: 7,
    name: 'Generate clients',
    url: PAGE,
    conclusion: null,
    note: null,
    tipSha: null,
    commits: [],
    ...change,
  };
}

function report(change: Partial<FixRun> | null, isAllowed = true): WorkflowsReport {
  const first: StepProgress = {
    step: 'regenerate_clients',
    workflow: 'clients.yml',
    headSha: SHA,
    run: change === null ? null : run(change),
  };
  const second = { step: 'run_tests', workflow: 'test.yml', headSha: null, run: null } as const;
  return { steps: [first, second], isAllowed };
}

describe('the section on workflows', () => {
  test('is not there where none is wanted', () => {
    expect(workflowsSection({ steps: [], isAllowed: true })).toBe('');
    expect(withWorkflows('Text', { steps: [], isAllowed: false })).toBe('Text');
  });

  test.each<[string, Partial<FixRun> | null, string]>([
    ['has not run', null, 'Generate clients (`clients.yml`): not run yet.'],
    ['is about to', { state: 'asked', url: null, name: null }, '(`clients.yml`): about to run.'],
    ['runs', {}, `(Generate clients, \`clients.yml\`): running ([run](<${PAGE}>)).`],
    [
      'has succeeded',
      { state: 'ended', conclusion: 'success', tipSha: SHA },
      `succeeded ([run](<${PAGE}>)).`,
    ],
    ['has failed', { state: 'ended', conclusion: 'failure' }, `**failed** ([run](<${PAGE}>)).`],
    ['ended otherwise', { state: 'ended', conclusion: 'stale' }, 'ended as `stale`'],
    ['was refused', { state: 'refused', note: 'Add a trigger.' }, 'not run. Add a trigger.'],
    ['has not ended in time', { state: 'overdue' }, 'did not end within 6 hours'],
    ['has not even begun', { state: 'overdue', runId: null }, 'did not start within 6 hours'],
  ])('says of one that it %s', (_, change, text) => {
    const section = workflowsSection(report(change));
    expect(section).toContain(text);
    expect(section).toContain('- Tests (`test.yml`): not run yet.');
    expect(section).toContain('Not to be merged before they have succeeded');
  });

  test('lists the commits that were added, as they are', () => {
    const commits = [{ sha: SHA, subject: 'Generate, fixes #1' }];
    const ended = { state: 'ended', conclusion: 'success', tipSha: SHA, commits } as const;
    expect(workflowsSection(report(ended))).toContain(
      `It added 1 commit:\n  - ${SHA} Generate, fixes \\#&#8203;1\n- Tests`,
    );
  });

  test('says what to do when one has failed, and where the App may not', () => {
    expect(workflowsSection(report({ state: 'ended', conclusion: 'failure' }))).toContain(
      'Run it again on its page',
    );
    expect(workflowsSection(report({}))).not.toContain('Run it again');
    expect(workflowsSection(report(null, false))).toContain('The App may not run workflows here');
  });

  test('takes the place of the one before, whatever stands around it', () => {
    const before = workflowsSection(report(null));
    const body = `Above \`<!-- /holdfast:workflows -->\`\n\n${before}\n\nBelow $& $1`;
    const after = withWorkflows(body, report({}));
    expect(after).toBe(body.replace(before, () => workflowsSection(report({}))));
    expect(withWorkflows(after.replaceAll('\n', '\r\n'), report({}))).toContain('Below $& $1');
    expect(withWorkflows(after, report({}))).toBe(after);
    expect(withWorkflows('Somebody took it out.', report({}))).toContain(
      'out.\n\n<!-- holdfast:workflows -->',
    );
  });

  test('stays within its bounds and escapes what comes from the repository', () => {
    const hostile = HOSTILE.repeat(20);
    const commits = Array.from({ length: 50 }, () => ({ sha: SHA, subject: hostile }));
    const steps = [
      { ...run({ name: hostile, state: 'ended', conclusion: 'failure', commits }) },
      { ...run({ step: 'run_tests', name: hostile, state: 'refused', note: hostile }) },
    ].map((one): StepProgress => ({ ...one, run: one }));
    const section = workflowsSection({ steps, isAllowed: true });
    expect(byteLength(section)).toBeLessThan(WORKFLOWS_BYTES);
    expect(section).toContain('… and 40 more commits');
    expect(section.match(/<!--/g)).toHaveLength(2);
    expect(section).not.toMatch(/@everyone|#1\b/);
  });
});
