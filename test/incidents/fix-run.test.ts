/** How far the workflows of a fix are, and whose commits stand on its branch. */
import { describe, expect, test } from '@jest/globals';
import {
  type FixRun,
  growthOf,
  NO_GROWTH,
  nextStep,
  progressOf,
  type WantedWorkflow,
  wantedWorkflows,
} from '../../src/incidents/fix-run.ts';

const OURS = 'a'.repeat(40);
const THEIRS = 'b'.repeat(40);
const WANTED: readonly WantedWorkflow[] = [
  { step: 'regenerate_clients', workflow: 'clients.yml' },
  { step: 'run_tests', workflow: 'test.yml' },
];

function run(change: Partial<FixRun> = {}): FixRun {
  return {
    step: 'regenerate_clients',
    workflow: 'clients.yml',
    headSha: OURS,
    state: 'dispatched',
    askedAt: new Date('2026-01-01T00:00:00Z'),
    runId: 7,
    name: null,
    url: null,
    conclusion: null,
    note: null,
    tipSha: null,
    commits: [],
    ...change,
  };
}

const SUCCEEDED = { state: 'ended', conclusion: 'success', tipSha: THEIRS } as const;

test('the settings name them in the order of the runs', () => {
  expect(wantedWorkflows({ run_tests: 'test.yml', regenerate_clients: 'clients.yml' })).toEqual(
    WANTED,
  );
  expect(wantedWorkflows({ run_tests: 'test.yml', regenerate_clients: false })).toEqual([
    WANTED[1],
  ]);
  expect(wantedWorkflows({ run_tests: false, regenerate_clients: false })).toEqual([]);
});

describe('the next workflow', () => {
  const next = (runs: readonly FixRun[], wanted = WANTED) =>
    nextStep(progressOf(wanted, OURS, runs));

  test('is the first one, on our commit', () => {
    expect(next([])).toEqual({ ...WANTED[0], headSha: OURS, run: null });
  });

  test.each<[string, Partial<FixRun>]>([
    ['runs', {}],
    ['has failed', { state: 'ended', conclusion: 'failure', tipSha: OURS }],
    ['was skipped', { state: 'ended', conclusion: 'skipped', tipSha: OURS }],
    ['was refused', { state: 'refused', note: 'No.' }],
    ['is overdue', { state: 'overdue' }],
  ])('is the first one while it %s', (_, change) => {
    expect(next([run(change)])?.step).toBe('regenerate_clients');
  });

  test('is the second one on what the first one has left', () => {
    expect(next([run(SUCCEEDED)])).toEqual({ ...WANTED[1], headSha: THEIRS, run: null });
  });

  test('is none when both have succeeded on these commits', () => {
    const tests = run({ ...SUCCEEDED, step: 'run_tests', workflow: 'test.yml', headSha: THEIRS });
    expect(next([run(SUCCEEDED), tests])).toBeNull();
    expect(next([run(SUCCEEDED), { ...tests, headSha: OURS }])?.step).toBe('run_tests');
    expect(next([run({ ...SUCCEEDED, headSha: THEIRS })])?.run).toBeNull();
  });

  test('is none where one workflow is both, and has put nothing on the branch', () => {
    const both: readonly WantedWorkflow[] = [
      { step: 'regenerate_clients', workflow: 'all.yml' },
      { step: 'run_tests', workflow: 'all.yml' },
    ];
    expect(next([run({ ...SUCCEEDED, workflow: 'all.yml', tipSha: OURS })], both)).toBeNull();
    expect(next([run({ ...SUCCEEDED, workflow: 'all.yml' })], both)?.headSha).toBe(THEIRS);
  });
});

describe('above our commit', () => {
  test('nothing is expected where no workflow was run there to regenerate', () => {
    expect(growthOf(OURS, [])).toEqual(NO_GROWTH);
    expect(growthOf(THEIRS, [run()])).toEqual(NO_GROWTH);
    expect(growthOf(OURS, [run({ step: 'run_tests' })])).toEqual(NO_GROWTH);
    expect(growthOf(OURS, [run({ state: 'refused' })])).toEqual(NO_GROWTH);
  });

  test('there may be more as long as it has not succeeded', () => {
    const growing = { tipSha: null, mayGrow: true };
    expect(growthOf(OURS, [run()])).toEqual(growing);
    const failed = run({ state: 'ended', conclusion: 'failure', tipSha: THEIRS });
    expect(growthOf(OURS, [failed])).toEqual(growing);
  });

  test('is what it has left, and nothing else, when it has', () => {
    expect(growthOf(OURS, [run(SUCCEEDED)])).toEqual({ tipSha: THEIRS, mayGrow: false });
  });
});
