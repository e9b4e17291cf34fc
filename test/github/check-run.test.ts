import { beforeEach, describe, expect, test } from '@jest/globals';
import { isObject } from '../../src/document/document.ts';
import { concludeCheckRun, conclusionOf, startCheckRun } from '../../src/github/check-run.ts';
import { failCheckRun, supersedeCheckRun } from '../../src/github/end-check-run.ts';
import type { Annotation } from '../../src/report/annotations.ts';
import { APP_ID, always, client, Exchange, never, REPO, reset } from './exchange.ts';

const HEAD = 'b'.repeat(40);
const RUNS = '/repos/acme/shop/check-runs';
const LIST = `/repos/acme/shop/commits/${HEAD}/check-runs`;

interface RunOnGitHub {
  id: number;
  name: string;
  head_sha: string;
  external_id: string;
  status: string;
  conclusion: string | null;
  details_url: string | null;
  html_url: string;
  app: { id: number };
  output: {
    title: string | null;
    summary: string | null;
    text: string | null;
    annotations_count: number;
  };
}

function run(id: number, more: Partial<RunOnGitHub> = {}): RunOnGitHub {
  return {
    id,
    name: 'Holdfast',
    head_sha: HEAD,
    external_id: 'pull/12#r1',
    status: 'in_progress',
    conclusion: null,
    details_url: null,
    html_url: `https://github.com/acme/shop/runs/${id}`,
    app: { id: APP_ID },
    output: { title: null, summary: null, text: null, annotations_count: 0 },
    ...more,
  };
}

function github(...runs: RunOnGitHub[]): Exchange {
  const exchange = new Exchange()
    .reads(LIST, { total_count: runs.length, check_runs: runs })
    .accepts('POST', RUNS, run(99))
    .accepts('PATCH', `${RUNS}/{id}`);
  for (const each of runs) exchange.reads(`${RUNS}/${each.id}`, each);
  return exchange;
}

function annotations(size: number): Annotation[] {
  return Array.from({ length: size }, (_, index) => ({
    path: 'openapi.yaml',
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: 'failure',
    title: `Title ${index}`,
    message: 'Message',
  }));
}

function sentAnnotations(exchange: Exchange): number[] {
  return exchange.sent.map(({ body }) => {
    const output = body['output'];
    const list = isObject(output) ? output['annotations'] : undefined;
    return Array.isArray(list) ? list.length : 0;
  });
}

const START = {
  ...REPO,
  appId: APP_ID,
  headSha: HEAD,
  name: 'Holdfast',
  subject: 'pull/12',
  runId: 'r1',
} as const;
const OUTPUT = { title: 'A title', summary: 'A summary', text: 'A text' } as const;
const CONCLUDE = { ...REPO, checkRunId: 1, conclusion: 'failure', output: OUTPUT } as const;

beforeEach(reset);

describe('starting', () => {
  test('makes a check run that carries its subject and run', async () => {
    const exchange = github();
    const started = await startCheckRun(client(), START, always);
    expect(started).toEqual({
      checkRunId: 99,
      status: 'in_progress',
      url: 'https://github.com/acme/shop/runs/99',
      isNew: true,
    });
    expect(exchange.sent).toEqual([
      {
        method: 'POST',
        path: RUNS,
        body: {
          name: 'Holdfast',
          head_sha: HEAD,
          external_id: 'pull/12#r1',
          status: 'in_progress',
        },
      },
    ]);
    expect(exchange.complaints()).toEqual([]);
  });

  test('finds its own again and writes nothing', async () => {
    const exchange = github(run(1));
    expect(await startCheckRun(client(), START, always)).toMatchObject({
      checkRunId: 1,
      status: 'in_progress',
    });
    expect(exchange.sent).toEqual([]);
  });

  test('says when an earlier attempt of this run got to its end', async () => {
    const exchange = github(run(1, { status: 'completed', conclusion: 'success' }));
    expect(await startCheckRun(client(), START, always)).toMatchObject({
      checkRunId: 1,
      status: 'completed',
    });
    expect(exchange.sent).toEqual([]);
  });

  test('takes over the one a crash left behind, and closes further ones', async () => {
    const exchange = github(
      run(1, { external_id: 'pull/12#r0' }),
      run(2, { external_id: 'pull/12#r00', status: 'queued' }),
    );
    expect(await startCheckRun(client(), START, always)).toMatchObject({ checkRunId: 1 });
    expect(
      exchange.sent.map(({ path, body }) => [path, body['conclusion'], body['external_id']]),
    ).toEqual([
      [`${RUNS}/2`, 'cancelled', undefined],
      [`${RUNS}/1`, undefined, 'pull/12#r1'],
    ]);
    expect(exchange.complaints()).toEqual([]);
  });

  test('leaves alone what is not its own: other pull requests, other apps, other names, earlier results', async () => {
    const exchange = github(
      run(1, { external_id: 'pull/120#r1' }),
      run(2, { app: { id: 8 } }),
      run(3, { name: 'Holdfast: .github/holdfast.yml' }),
      run(4, { external_id: 'pull/12#r0', status: 'completed', conclusion: 'failure' }),
    );
    expect(await startCheckRun(client(), START, always)).toMatchObject({ checkRunId: 99 });
    expect(exchange.sent.map(({ method }) => method)).toEqual(['POST']);
  });

  test('a superseded head gets nothing', async () => {
    for (const runs of [[], [run(1, { external_id: 'pull/12#r0' })]]) {
      reset();
      const exchange = github(...runs);
      expect(await startCheckRun(client(), START, never)).toBe('superseded');
      expect(exchange.sent).toEqual([]);
    }
  });
});

describe('concluding', () => {
  test('120 annotations are three requests, and the conclusion comes with the last', async () => {
    const exchange = github(run(1));
    const result = await concludeCheckRun(
      client(),
      { ...CONCLUDE, annotations: annotations(120) },
      always,
    );
    expect(result).toEqual({ checkRunId: 1, result: 'written' });
    expect(sentAnnotations(exchange)).toEqual([50, 50, 20]);
    expect(exchange.sent.map(({ body }) => body['conclusion'])).toEqual([
      undefined,
      undefined,
      'failure',
    ]);
    expect(exchange.sent.map(({ body }) => body['status'])).toEqual([
      undefined,
      undefined,
      'completed',
    ]);
    expect(exchange.sent.at(-1)?.body['output']).toMatchObject(OUTPUT);
    expect(exchange.complaints()).toEqual([]);
  });

  test('without annotations it is one request', async () => {
    const exchange = github(run(1));
    await concludeCheckRun(
      client(),
      {
        ...CONCLUDE,
        annotations: [],
        actions: [{ label: 'Check again', description: 'Audit once more', identifier: 'again' }],
      },
      always,
    );
    expect(exchange.sent).toHaveLength(1);
    expect(exchange.sent[0]?.body['actions']).toHaveLength(1);
    expect(exchange.complaints()).toEqual([]);
  });

  test('a second time it writes nothing', async () => {
    const wanted = annotations(120);
    const done = { ...OUTPUT, annotations_count: 120 };
    const exchange = github(
      run(1, { status: 'completed', conclusion: 'failure', output: done }),
    ).reads(`${RUNS}/1/annotations`, [...wanted].reverse());
    expect(await concludeCheckRun(client(), { ...CONCLUDE, annotations: wanted }, always)).toEqual({
      checkRunId: 1,
      result: 'unchanged',
    });
    expect(exchange.sent).toEqual([]);
  });

  test('a concluded run that lacks annotations gets them', async () => {
    const wanted = annotations(2);
    const done = { ...OUTPUT, annotations_count: 1 };
    const exchange = github(
      run(1, { status: 'completed', conclusion: 'failure', output: done }),
    ).reads(`${RUNS}/1/annotations`, wanted.slice(0, 1));
    await concludeCheckRun(client(), { ...CONCLUDE, annotations: wanted }, always);
    expect(sentAnnotations(exchange)).toEqual([1]);
  });

  test('after a crash between two batches only the rest is sent', async () => {
    const wanted = annotations(120);
    const half = { title: 'A title', summary: '', text: null, annotations_count: 50 };
    const exchange = github(run(1, { output: half })).reads(
      `${RUNS}/1/annotations`,
      wanted.slice(0, 50),
    );
    await concludeCheckRun(client(), { ...CONCLUDE, annotations: wanted }, always);
    expect(sentAnnotations(exchange)).toEqual([50, 20]);
    expect(exchange.sent.at(-1)?.body['conclusion']).toBe('failure');
  });

  test('annotations that are no longer wanted: the run is closed and made anew', async () => {
    const stale = annotations(3).map((annotation) => ({
      ...annotation,
      message: 'Something else',
    }));
    const exchange = github(run(1, { output: { ...OUTPUT, annotations_count: 3 } })).reads(
      `${RUNS}/1/annotations`,
      stale,
    );
    expect(
      await concludeCheckRun(client(), { ...CONCLUDE, annotations: annotations(60) }, always),
    ).toEqual({
      checkRunId: 99,
      result: 'written',
    });
    expect(
      exchange.sent.map(({ method, path, body }) => [method, path, body['conclusion']]),
    ).toEqual([
      ['PATCH', `${RUNS}/1`, 'cancelled'],
      ['POST', RUNS, undefined],
      ['PATCH', `${RUNS}/99`, undefined],
      ['PATCH', `${RUNS}/99`, 'failure'],
    ]);
    expect(exchange.sent[1]?.body['external_id']).toBe('pull/12#r1');
    expect(exchange.complaints()).toEqual([]);
  });

  test('a superseded head gets nothing, also in the middle', async () => {
    const exchange = github(run(1));
    const options = { ...CONCLUDE, annotations: annotations(120) };
    expect(await concludeCheckRun(client(), options, never)).toEqual({
      checkRunId: 1,
      result: 'superseded',
    });
    expect(exchange.sent).toEqual([]);
    const answers = [true, false];
    expect(await concludeCheckRun(client(), options, async () => answers.shift() ?? false)).toEqual(
      {
        checkRunId: 1,
        result: 'superseded',
      },
    );
    expect(sentAnnotations(exchange)).toEqual([50]);
  });

  test('a button over the limits is refused before GitHub does', async () => {
    github(run(1));
    const action = { label: 'A label that is far too long', description: 'x', identifier: 'x' };
    await expect(
      concludeCheckRun(client(), { ...CONCLUDE, annotations: [], actions: [action] }, always),
    ).rejects.toThrow(/over GitHub's limits/);
  });

  test('what could not be checked never looks like success', () => {
    expect(conclusionOf('within')).toBe('success');
    expect(conclusionOf('exceeded')).toBe('failure');
    expect(conclusionOf('unchecked')).toBe('failure');
  });
});

describe('ending without a result', () => {
  test('a failure of ours is said with the run and nothing else', async () => {
    const exchange = github(run(1));
    expect(await failCheckRun(client(), { ...REPO, checkRunId: 1, runId: 'r1' })).toBe('written');
    expect(exchange.sent[0]?.body).toMatchObject({
      status: 'completed',
      conclusion: 'failure',
      output: {
        title: 'Holdfast could not finish; run r1',
        summary: expect.stringContaining('`r1`'),
      },
    });
    expect(exchange.complaints()).toEqual([]);
  });

  test('a moved head is said', async () => {
    const exchange = github(run(1));
    expect(await supersedeCheckRun(client(), { ...REPO, checkRunId: 1 })).toBe('written');
    expect(exchange.sent[0]?.body).toMatchObject({ conclusion: 'cancelled' });
  });

  test('a run that is concluded stays as it is', async () => {
    const exchange = github(run(1, { status: 'completed', conclusion: 'success' }));
    expect(await failCheckRun(client(), { ...REPO, checkRunId: 1, runId: 'r1' })).toBe('unchanged');
    expect(await supersedeCheckRun(client(), { ...REPO, checkRunId: 1 })).toBe('unchanged');
    expect(exchange.sent).toEqual([]);
  });
});
