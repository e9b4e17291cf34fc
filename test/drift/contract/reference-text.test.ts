import { expect, test } from '@jest/globals';
import { parseReference } from '../../../src/drift/contract/model/reference.ts';

const kinds: [string, string][] = [
  ['#/a/b', 'pointer'],
  ['', 'pointer'],
  ['user.json', 'pointer'],
  ['../user.json#', 'pointer'],
  ['../../user.json', 'outside'],
  ['..', 'pointer'],
  ['../..', 'outside'],
  ['a/../../../x', 'outside'],
  ['a\\..\\..\\..\\x', 'outside'],
  ['/x', 'outside'],
  ['\\\\host\\x', 'outside'],
  ['user.json%00', 'outside'],
  ['C:\\x', 'remote'],
  ['HTTP://x', 'remote'],
  ['data:,{}', 'remote'],
  ['#anchor', 'anchor'],
  ['#/a~2', 'malformed'],
  ['%', 'malformed'],
];

test.each(kinds)('%j is %s', (text, kind) => {
  expect(parseReference(text, 'api/openapi.json').kind).toBe(kind);
});
