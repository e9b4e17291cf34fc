import { describe, expect, test } from '@jest/globals';
import { Page } from '../../src/report/page.ts';

const more = (left: number) => `… and ${left} more`;
const rows = ['one', 'two', 'three', 'four'];

describe('a page', () => {
  test('holds what fits, counting bytes and the empty lines between blocks', () => {
    const page = new Page(11);
    expect(page.add('äbc')).toBe(true);
    expect(page.add('12345')).toBe(true);
    expect(page.room).toBe(0);
    expect(page.add('x')).toBe(false);
    expect(new Page(3).add('äbc')).toBe(false);
    expect(page.text()).toBe('äbc\n\n12345');
  });

  test('cuts lists between rows and says how many are left out', () => {
    const page = new Page(35);
    expect(page.addRows({ head: 'Head', rows, more })).toBe(2);
    expect(page.text()).toBe('Head\none\ntwo\n… and 2 more');
    expect(Buffer.byteLength(page.text())).toBeLessThanOrEqual(35);
  });

  test('takes all rows where there is no limit, and only so many where there is one', () => {
    const page = new Page(Number.POSITIVE_INFINITY);
    expect(page.addRows({ head: '', rows, more })).toBe(0);
    expect(page.addRows({ head: '', rows, more, most: 1, foot: '\nend' })).toBe(3);
    expect(page.text()).toBe('one\ntwo\nthree\nfour\n\none\n… and 3 more\nend');
  });

  test('leaves a list out whole when not even its head fits', () => {
    const page = new Page(100);
    expect(page.addRows({ head: 'x'.repeat(200), rows, more })).toBe(4);
    expect(page.text()).toBe('');
  });
});
