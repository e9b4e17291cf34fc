import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../src/store/embedded.ts';
import { urgently } from '../../src/store/urgent-pool.ts';
import { emptyImage } from './open-test-store.ts';

let database: EmbeddedDatabase;
beforeEach(async () => {
  database = await openEmbeddedDatabase(undefined, await emptyImage());
}, 60_000);
afterEach(() => database.close());

test('what is urgent gets the connection next, and the rest in the order in which it came', async () => {
  const { pool } = database;
  const order: string[] = [];
  const ask = async (name: string) => {
    await pool.query('select 1');
    order.push(name);
  };
  const holder = await pool.connect();
  const asked = [ask('first'), ask('second'), urgently(() => ask('urgent'))];
  expect(pool.waiting()).toBe(3);
  holder.release();
  await Promise.all(asked);
  expect(order).toEqual(['urgent', 'first', 'second']);
  expect(pool.waiting()).toBe(0);
});

test('a transaction keeps the urgent waiting too', async () => {
  const { pool } = database;
  await pool.query('create table sheep (name text)');
  const client = await pool.connect();
  await client.query('begin');
  await client.query("insert into sheep values ('dolly')");
  const counted = urgently(() => pool.query('select count(*)::int as count from sheep'));
  await client.query('rollback');
  client.release();
  expect((await counted).rows).toEqual([{ count: 0 }]);
});

test('many failures at once leave the connection to those that wait', async () => {
  const { pool } = database;
  const failing = Array.from({ length: 5 }, () => pool.query('select $1::int', ['x']));
  const answers = await Promise.allSettled([...failing, pool.query('select $1::int as one', [1])]);
  expect(answers.map(({ status }) => status)).toEqual([...Array(5).fill('rejected'), 'fulfilled']);
});

test('a statement whose transaction failed does not touch the next one', async () => {
  const { pool } = database;
  await expect(pool.query('begin; select 1/0')).rejects.toThrow('division by zero');
  expect((await pool.query('select 42 as answer')).rows).toEqual([{ answer: 42 }]);
});

test('long texts go through, in both directions', async () => {
  const text = 'long '.repeat(2_000_000);
  const { rows } = await database.pool.query('select $1::text as text', [text]);
  expect(rows[0]?.text === text).toBe(true);
});
