import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandLine, readCommand } from '../../src/incidents/command.ts';

const TODAY = '2026-01-31';

describe('the line of a command', () => {
  test.each([
    ['/holdfast audit', '/holdfast audit'],
    ['/holdfast ack  \r\nBye', '/holdfast ack'],
    ['\r\n \n/holdfast ack', '/holdfast ack'],
    ['/holdfast', '/holdfast'],
    ['/holdfast ack\n/holdfast audit', '/holdfast ack'],
  ])('is found in %j', (body, line) => {
    expect(commandLine(body)).toBe(line);
  });

  test.each([
    '',
    'Say /holdfast ack to acknowledge it.',
    '> /holdfast ack',
    '/holdfastly ack',
    'Thank you!\n\n/holdfast ack',
    '```\n/holdfast ack\n```\n/holdfast audit',
    '    /holdfast ack',
    '```\n/holdfast ack\n```',
    '~~~~\n```\n/holdfast ack\n~~~~',
  ])('is not found in %j', (body) => {
    expect(commandLine(body)).toBeNull();
  });
});

describe('a command', () => {
  test.each([
    ['/holdfast', { kind: 'help' }],
    ['/holdfast help me', { kind: 'help' }],
    ['/holdfast audit', { kind: 'audit' }],
    ['/holdfast fix', { kind: 'fix' }],
    ['/holdfast ack', { kind: 'ack' }],
    ['/holdfast explain', { kind: 'explain', about: null }],
    ['/holdfast explain endpoint-removed please', { kind: 'explain', about: 'endpoint-removed' }],
    ['/holdfast   resolve  moved to v2', { kind: 'resolve', note: 'moved to v2' }],
    [
      '/holdfast waive 30d one caller',
      { kind: 'waive', until: '2026-03-02', reason: 'one caller' },
    ],
    ['/holdfast waive 2026-01-31 x', { kind: 'waive', until: '2026-01-31', reason: 'x' }],
  ])('%s is understood', (line, command) => {
    expect(readCommand(line, TODAY)).toEqual({ ok: true, command });
  });

  test.each([
    ['/holdfast frobnicate <img>', 'There is no such command. There are `help`, `explain`,'],
    ['/holdfast waiv 30d x', 'There is no such command. Did you mean `/holdfast waive`?'],
    ['/holdfast Explian', 'Did you mean `/holdfast explain`?'],
    ['/holdfast resolve', 'needs a note'],
    ['/holdfast waive', 'not clear until when'],
    ['/holdfast waive soon because', 'not clear until when'],
    ['/holdfast waive 2026-02-30 because', 'not clear until when'],
    ['/holdfast waive 2026-01-30 because', 'has passed'],
    ['/holdfast waive 30d', 'needs a reason'],
  ])('%s is answered with what is wrong', (line, message) => {
    expect(readCommand(line, TODAY)).toEqual({
      ok: false,
      message: expect.stringContaining(message),
    });
  });

  test('is read or refused, whatever it says, and the answer holds nothing of it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reading = readCommand(`/holdfast ${text}§§§`, TODAY);
        expect(reading.ok || !reading.message.includes('§§§')).toBe(true);
      }),
    );
  });
});
