import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/apply.ts';
import type { Change } from '../../src/fix/edit.ts';
import { openFiles } from '../../src/tree/memory.ts';

/** What a change makes of a text: the text, or why it is refused. */
async function made(text: string, ...changes: Change[]): Promise<string> {
  const edits = changes.map((change) => ({ file: 'a.yaml', change, sentence: 'Because.' }));
  const applied = await applyEdits(openFiles({ 'a.yaml': text }), edits);
  if (!applied.ok) return `refused: ${applied.failures[0].reason}`;
  return applied.files[0]?.content?.toString('utf8') ?? 'unchanged';
}

describe('a value of a YAML file', () => {
  test('keeps the quotes it had', async () => {
    const change: Change = { kind: 'replace', path: ['a'], value: "it's" };
    expect(await made("a: 'x' # why\nb: 1\n", change)).toBe("a: 'it''s' # why\nb: 1\n");
    expect(await made('a: "x"\n', change)).toBe('a: "it\'s"\n');
    expect(await made('a: x\n', change)).toBe("a: it's\n");
  });

  test('is written with the line ends, the mark and the missing last line end of the file', async () => {
    const change: Change = { kind: 'add', path: ['b'], value: { c: [1] } };
    expect(await made('\uFEFFa:\r\n  x: 1', change)).toBe(
      '\uFEFFa:\r\n  x: 1\r\nb:\r\n  c:\r\n    - 1',
    );
  });

  test('is put back as it was written, comments included', async () => {
    const written = { lines: ['b: # of old', '  c: 0x10'] };
    const change: Change = { kind: 'add', path: ['p', 'b'], value: { c: 16 }, after: 'a', written };
    expect(await made('p:\n    a: 1\n    z: 2\n', change)).toBe(
      'p:\n    a: 1\n    b: # of old\n      c: 0x10\n    z: 2\n',
    );
  });

  test('is written anew where what was written means something else here', async () => {
    const written = { lines: ['b: *gone'] };
    const change: Change = { kind: 'add', path: ['b'], value: 'x', written };
    expect(await made('a: 1\n', change)).toBe('a: 1\nb: x\n');
  });

  test('opens an empty object and closes an emptied one', async () => {
    expect(await made('p: {}\nq: 1\n', { kind: 'add', path: ['p', 'a'], value: 1 })).toBe(
      'p:\n  a: 1\nq: 1\n',
    );
    expect(await made('p:\n  a: 1\nq: 1\n', { kind: 'remove', path: ['p', 'a'] })).toBe(
      'p: {}\nq: 1\n',
    );
  });

  test('is put before the first item of a list that starts on the line of another one', async () => {
    const change: Change = { kind: 'insert', path: ['a', 0, 0], value: { x: 1, z: 2 } };
    expect(await made('a:\n  - - 1\n    - 2\n', change)).toBe(
      'a:\n  - - x: 1\n      z: 2\n    - 1\n    - 2\n',
    );
  });

  const FIRST: Change = { kind: 'add', path: ['p', 'm'], value: 1, after: null };

  test.each([
    ['', 'p:\n  a: 1\n', 'p:\n  m: 1\n  a: 1\n'],
    [', above its comment', 'p:\n  # a\n  a: 1\n', 'p:\n  m: 1\n  # a\n  a: 1\n'],
    [' of a flow mapping', 'p: {a: 1}\n', 'p: {m: 1, a: 1}\n'],
    [' of an empty one', 'p: {}\nq: 1\n', 'p:\n  m: 1\nq: 1\n'],
  ])('is put before the first member%s', async (_, before, after) => {
    expect(await made(before, FIRST)).toBe(after);
  });

  test('is put before the first member of an item of a list, and several in their order', async () => {
    const first: Change = { kind: 'add', path: ['p', 0, 'm'], value: 1, after: null };
    const second: Change = { kind: 'add', path: ['p', 0, 'o'], value: 2, after: 'm' };
    expect(await made('p:\n  - a: 1\n', first, second)).toBe('p:\n  - m: 1\n    o: 2\n    a: 1\n');
    const [one, two]: Change[] = [FIRST, { ...FIRST, path: ['p', 'o'], value: 2, after: 'm' }];
    expect(await made('p:\n  a: 1\n', one ?? FIRST, two ?? FIRST)).toBe(
      'p:\n  m: 1\n  o: 2\n  a: 1\n',
    );
  });

  test('is not put above what a document starts with', async () => {
    const first: Change = { kind: 'add', path: ['m'], value: 1, after: null };
    expect(await made('# License\na: 1\n', first)).toBe('# License\na: 1\nm: 1\n');
  });

  test.each([
    ['p: {a, b: 1}\n', 'p: {a: 5, b: 1}\n'],
    ['p: {b: 1, a}\n', 'p: {b: 1, a: 5}\n'],
    ['p: {a: , b: 1}\n', 'p: {a: 5, b: 1}\n'],
    ['p: {a:, b: 1}\n', 'p: {a: 5, b: 1}\n'],
    ['p: {"a", b: 1}\n', 'p: {"a": 5, b: 1}\n'],
    ['p: { a }\n', 'p: { a: 5 }\n'],
  ])('takes the place of none in %j', async (before, after) => {
    expect(await made(before, { kind: 'replace', path: ['p', 'a'], value: 5 })).toBe(after);
  });

  test.each<[string, Change, string]>([
    ['p: {a, b: 1}\n', { kind: 'remove', path: ['p', 'a'] }, 'p: {b: 1}\n'],
    ['p: {b: 1, a}\n', { kind: 'remove', path: ['p', 'a'] }, 'p: {b: 1}\n'],
    ['p: {"a,", b: 1}\n', { kind: 'remove', path: ['p', 'b'] }, 'p: {"a,"}\n'],
    ['p: {a}\n', { kind: 'add', path: ['p', 'b'], value: 1 }, 'p: {a, b: 1}\n'],
  ])('is edited beside a key without a value in %j', async (before, change, after) => {
    expect(await made(before, change)).toBe(after);
  });

  test('does not take in the blanks that stood behind what it replaces', async () => {
    const change: Change = { kind: 'replace', path: ['a'], value: 'one\ntwo\n' };
    expect(await made('a: 1   \nb: 2\n', change)).toBe('a: |\n  one\n  two\nb: 2\n');
  });

  test('comes after the comments of what stands before it', async () => {
    const text = 'a:\n  b: 1\n  # still a\n# of c\nc: 2\n';
    expect(await made(text, { kind: 'add', path: ['new'], value: 1, after: 'a' })).toBe(
      'a:\n  b: 1\n  # still a\nnew: 1\n# of c\nc: 2\n',
    );
  });
});

describe('an edit is refused', () => {
  test.each<[string, string, Change, RegExp]>([
    [
      'where a comment would be lost',
      'a:\n  b: 1 # why\nc: 1\n',
      { kind: 'remove', path: ['a'] },
      /comment/,
    ],
    [
      'behind an alias',
      'a: &x { b: 1 }\nc: *x\n',
      { kind: 'replace', path: ['c', 'b'], value: 2 },
      /alias/,
    ],
    [
      'where an alias elsewhere would change too',
      'a: &x\n  b: 1\nc: *x\n',
      { kind: 'replace', path: ['a', 'b'], value: 2 },
      /something else than what is meant/,
    ],
    [
      'where an anchor is used elsewhere',
      'a: &x 1\nc: *x\n',
      { kind: 'remove', path: ['a'] },
      /could not be read/,
    ],
    [
      'behind a merge key',
      'a: &x\n  b: 1\nc:\n  <<: *x\n  d: 1\n',
      { kind: 'remove', path: ['c', 'b'] },
      /merge key/,
    ],
    [
      'in several documents',
      'a: 1\n---\nb: 1\n',
      { kind: 'remove', path: ['a'] },
      /more than one YAML document/,
    ],
    ['where there is nothing', 'a: 1\n', { kind: 'remove', path: ['b'] }, /There is nothing/],
    [
      'where there is something already',
      'a: 1\n',
      { kind: 'add', path: ['a'], value: 2 },
      /already/,
    ],
    ['for a whole document', 'a: 1\n', { kind: 'replace', path: [], value: 2 }, /whole document/],
    [
      'where the lines are others',
      'a: 1\n',
      { kind: 'lines', from: 1, expected: ['b'], lines: [] },
      /not what was expected/,
    ],
  ])('%s', async (_, text, change, reason) => {
    expect(await made(text, change)).toMatch(/^refused: /);
    expect(await made(text, change)).toMatch(reason);
  });

  test('and none of the others is made then', async () => {
    const tree = openFiles({ 'a.yaml': 'a: 1\n' });
    const applied = await applyEdits(tree, [
      { file: 'b.yaml', change: { kind: 'create', text: 'x' }, sentence: 'New.' },
      { file: 'a.yaml', change: { kind: 'remove', path: ['q'] }, sentence: 'Gone.' },
    ]);
    expect(applied.ok).toBe(false);
  });
});

describe('lines of a text', () => {
  const lines = (from: number, expected: string[], instead: string[]): Change => ({
    kind: 'lines',
    from,
    expected,
    lines: instead,
  });
  test.each<[string, string, Change, string]>([
    ['are replaced', 'a\nb\nc\n', lines(2, ['b'], ['x', 'y']), 'a\nx\ny\nc\n'],
    ['are added', 'a\nb\n', lines(2, [], ['x']), 'a\nx\nb\n'],
    ['are added at the end', 'a\nb', lines(3, [], ['x']), 'a\nb\nx'],
    ['are removed at the end', 'a\nb', lines(2, ['b'], []), 'a'],
    ['keep their line ends', 'a\r\nb\r\n', lines(1, ['a'], ['x']), 'x\r\nb\r\n'],
  ])('%s', async (_, text, change, expected) => {
    expect(await made(text, change)).toBe(expected);
  });
});

test('several edits of one file are made as if one after the other', async () => {
  const text = 'p:\n  a: 1\n  b: [x, y, z]\n  c: 3\nq: []\n';
  expect(
    await made(
      text,
      { kind: 'add', path: ['p', 'm'], value: 1, after: 'a' },
      { kind: 'add', path: ['p', 'o'], value: 2, after: 'm' },
      { kind: 'remove', path: ['p', 'b', 2] },
      { kind: 'insert', path: ['p', 'b', 0], value: 'w' },
      { kind: 'remove', path: ['p', 'c'] },
      { kind: 'insert', path: ['q', 0], value: { k: 1 } },
    ),
  ).toBe('p:\n  a: 1\n  m: 1\n  o: 2\n  b: [w, x, y]\nq:\n  - k: 1\n');
});
