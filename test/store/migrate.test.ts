import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../src/store/embedded.ts';
import { migrate, migrationAdapter, readMigrations } from '../../src/store/migrate.ts';
import { openSchemaEngine } from '../../src/store/schema-engine.ts';
import { openStore } from '../../src/store/store.ts';
import { MigrationFailed } from '../../src/store/store-error.ts';
import { emptyImage, migrationsFolder, root } from './open-test-store.ts';
import { startPostgresServer } from './postgres-server.ts';

const names = (await readMigrations(migrationsFolder)).migrationDirectories.map(({ path }) => path);

beforeAll(async () => {
  await emptyImage();
}, 60_000);

describe('migrations', () => {
  let database: EmbeddedDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await openEmbeddedDatabase(undefined, await emptyImage());
    folder = await mkdtemp(join(tmpdir(), 'holdfast-migrations-'));
    await cp(migrationsFolder, folder, { recursive: true });
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const add = async (name: string, sql: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  };

  test('say the same as schema.prisma', async () => {
    const content = await readFile(join(root, 'prisma/schema.prisma'), 'utf8');
    const files = [{ path: 'schema.prisma', content }];
    const engine = await openSchemaEngine(migrationAdapter(database.pool), undefined);
    const { stdout: script } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    await migrate(database.pool, migrationsFolder);
    const migrated = await catalogue(database);
    const wanted = await openEmbeddedDatabase(undefined, await emptyImage());
    await wanted.pool.query(script ?? '');
    const described = await catalogue(wanted);
    await wanted.close();
    expect(described).toContain('audits.unfinished_key text');
    // What differs here is what the next migration has to change.
    expect(migrated).toEqual(described);
  });

  test('are applied once', async () => {
    expect(await migrate(database.pool, migrationsFolder)).toEqual(names);
    expect(await migrate(database.pool, migrationsFolder)).toEqual([]);
  });

  test('may hold functions and several statements, and leave nothing when one fails', async () => {
    await add(
      '99990101000000_next',
      `create table first (id int);
       create function answer() returns int language plpgsql as $$ begin return 42; end; $$;
       select 1 / 0;`,
    );
    const failing = migrate(database.pool, folder);
    await expect(failing).rejects.toThrow(MigrationFailed);
    await expect(failing).rejects.toThrow(/division by zero[\s\S]*99990101000000_next/);
    const { rows } = await database.pool.query("select to_regclass('first') as first");
    expect(rows).toEqual([{ first: null }]);
  });

  test('that failed are applied once they have been corrected', async () => {
    await add('99990101000000_next', 'create table first (id int); select 1 / 0;');
    await expect(migrate(database.pool, folder)).rejects.toThrow(MigrationFailed);
    await add('99990101000000_next', 'create table first (id int);');
    expect(await migrate(database.pool, folder)).toEqual(['99990101000000_next']);
  });

  test('cut off by a crash are applied at the next start', async () => {
    await migrate(database.pool, folder);
    await database.pool.query(
      `insert into _prisma_migrations (id, checksum, migration_name, applied_steps_count)
       values ('1', 'x', '99990101000000_next', 0)`,
    );
    await add('99990101000000_next', 'create table first (id int);');
    expect(await migrate(database.pool, folder)).toEqual(['99990101000000_next']);
    expect(await migrate(database.pool, folder)).toEqual([]);
  });
});

/** What a database consists of: columns, indexes, constraints and enums, one a line. */
async function catalogue({ pool }: EmbeddedDatabase): Promise<string[]> {
  const { rows } = await pool.query(`
    select concat_ws(' ', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end, pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0
    union all select typname || ' ' || string_agg(enumlabel, ',' order by enumsortorder)
    from pg_enum join pg_type on pg_type.oid = enumtypid group by typname`);
  const lines = rows.map((row) => String(row.line));
  return lines.filter((line) => !line.includes('_prisma_migrations')).sort();
}

const onServer = startPostgresServer === null ? describe.skip : describe;
onServer('migrations on a server', () => {
  const server = startPostgresServer?.();
  afterAll(async () => (await server)?.stop());

  test('are applied once when several processes start at once', async () => {
    const databaseUrl = await (await server)?.createDatabase();
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore({ databaseUrl })));
    await Promise.all(stores.map((store) => store.close()));
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const { rows } = await client.query('select migration_name from _prisma_migrations order by 1');
    await client.end();
    expect(rows.map((row) => row.migration_name)).toEqual(names);
  });
});
