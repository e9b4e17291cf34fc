import { beforeEach, describe, expect, test } from '@jest/globals';
import { noteOnCheckRun } from '../../src/github/check-run-note.ts';
import { BUTTONS, RECHECK } from '../../src/jobs/buttons.ts';
import { byteLength, LIMITS } from '../../src/report/limits.ts';
import { client, Exchange, REPO, reset } from './exchange.ts';

const RUN = '/repos/acme/shop/check-runs/70';

beforeEach(reset);

function github(summary: string): Exchange {
  const output = { title: 'Exceeded', summary, text: 'All of it.', annotations_count: 3 };
  return new Exchange().reads(RUN, { id: 70, name: 'Holdfast', output }).accepts('PATCH', RUN);
}

async function note(summary: string, text: string) {
  const exchange = github(summary);
  const result = await noteOnCheckRun(client(), {
    ...REPO,
    checkRunId: 70,
    note: text,
    actions: [RECHECK],
  });
  const [sent] = exchange.sent;
  return { result, body: sent?.body, writes: exchange.sent.length };
}

const SAID =
  '<!-- holdfast:note -->\n> ⚠️ rita may not.\n\n<!-- holdfast:note-end -->\n\nThe verdict.';

describe('a note in a check run', () => {
  test('stands above the verdict, which stays, with its buttons', async () => {
    expect(await note('The verdict.', 'rita may not.')).toEqual({
      result: 'written',
      writes: 1,
      body: {
        output: { title: 'Exceeded', summary: SAID, text: 'All of it.' },
        actions: [RECHECK],
      },
    });
  });

  test('that stands there already is not written again', async () => {
    expect(await note(SAID, 'rita may not.')).toMatchObject({ result: 'unchanged', writes: 0 });
  });

  test('takes the place of an earlier one', async () => {
    const { body } = await note(SAID, 'nobody may.');
    expect(body).toMatchObject({ output: { summary: SAID.replace('rita may not', 'nobody may') } });
  });

  test('fits with the longest verdict that there can be', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const { body } = await note(line.repeat(655), 'rita may not.');
    const { output } = JSON.parse(JSON.stringify(body));
    expect(byteLength(output.summary)).toBeLessThanOrEqual(LIMITS.checkRunTextBytes);
    expect(output.summary).toContain('rita may not.');
  });
});

test('the buttons keep the limits of GitHub', () => {
  expect(BUTTONS.length).toBeLessThanOrEqual(LIMITS.actions);
  for (const { label, description, identifier } of BUTTONS) {
    expect(label.length).toBeLessThanOrEqual(LIMITS.actionLabelCharacters);
    expect(description.length).toBeLessThanOrEqual(LIMITS.actionDescriptionCharacters);
    expect(identifier.length).toBeLessThanOrEqual(LIMITS.actionIdentifierCharacters);
  }
});
