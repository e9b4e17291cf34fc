import { describe, expect, test } from '@jest/globals';
import { detectConfigDrift } from '../../../src/drift/config/detect.ts';
import { proposeFixTogether } from '../../../src/fix/propose.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import { openFiles } from '../../../src/tree/memory.ts';

const defaults = defaultSettings('acme/shop');

/** All fixes of what stands in some files, as the texts after them, and why others are refused. */
async function fixed(files: Readonly<Record<string, string>>, removeStale = false) {
  const head = openFiles(files);
  const settings = { ...defaults, config: { ...defaults.config, remove_stale: removeStale } };
  const { drifts } = await detectConfigDrift({ tree: head, settings });
  const date = '2026-11-21';
  const { fixes, refused } = await proposeFixTogether({ base: head, head, settings, date, drifts });
  return {
    texts: Object.fromEntries(
      fixes.flatMap((fix) => fix.files.map(({ path, after }) => [path, after] as const)),
    ),
    gone: fixes.flatMap(({ proof }) => proof.gone.map(({ message }) => message)),
    refused: refused.map(({ reason }) => reason),
  };
}

describe('a setting that nothing tells of', () => {
  test('is added to the example beside its kin, with where it is read and the default of the code', async () => {
    const { texts, gone, refused } = await fixed({
      'src/app.js': [
        'process.env.DB_HOST;',
        'process.env.DB_PORT ?? 5432;',
        'process.env.MAIL_FROM;',
        "process.env.MAIL_TOKEN || 'hush';",
        'process.env.LOG;',
      ].join('\n'),
      '.env.example': '# The database\nDB_HOST=localhost\n\n# How much is said\nLOG=info\n',
    });
    expect(refused).toEqual([]);
    expect(gone).toHaveLength(3);
    expect(texts['.env.example']).toBe(
      `# The database
DB_HOST=localhost
# read in src/app.js:2
DB_PORT=5432

# How much is said
LOG=info

# read in src/app.js:3
MAIL_FROM=

# read in src/app.js:4
MAIL_TOKEN=
`,
    );
  });

  test('is written as the file writes its entries: export, quotes', async () => {
    const { texts } = await fixed({
      'a.js': "process.env.HOST_NAME; process.env.GREETING ?? 'hello you';",
      '.env.sample': 'export HOST_NAME="x"\n',
    });
    expect(texts['.env.sample']).toBe(
      'export HOST_NAME="x"\n# read in a.js:1\nexport GREETING="hello you"\n',
    );
  });

  test('is added to the table of the documentation in its manner, and to the example too', async () => {
    const table = `# Environment variables

| Variable | Required | Default | Description |
| -------- | -------- | ------- | ----------- |
| \`PORT\` | no | \`80\` | where to listen |
| \`HOST\` | yes | | what to listen on |

That is all.
`;
    const { texts } = await fixed({
      'a.js': "process.env.PORT ?? 80; process.env.HOST; process.env.LEVEL ?? 'info';",
      'README.md': table,
      '.env.example': 'PORT=80\nHOST=\n',
    });
    expect(texts['README.md']).toBe(
      table.replace(
        '\n\nThat is all',
        '\n| `LEVEL` | no | `info` | Read in `a.js`. |\n\nThat is all',
      ),
    );
    expect(texts['.env.example']).toBe('PORT=80\nHOST=\n# read in a.js:1\nLEVEL=info\n');
  });

  test('is told of in a comment where a value would be missed in the files of environments', async () => {
    const { texts, refused } = await fixed({
      'a.js': 'process.env.A_ONE; process.env.A_TWO; process.env.A_NEW;',
      '.env.example': 'A_ONE=\nA_TWO=\n',
      '.env.production': 'A_ONE=\nA_TWO=\n',
    });
    expect(refused).toEqual([]);
    expect(texts['.env.example']).toBe('A_ONE=\nA_TWO=\n# read in a.js:1\n# A_NEW=\n');
  });

  test('makes an example with all that is missing where there is none', async () => {
    const { texts, gone } = await fixed({ 'a.js': 'process.env.B_ONE;\nprocess.env.A_TWO ?? 2;' });
    expect(gone).toHaveLength(2);
    expect(texts['.env.example']).toBe('# read in a.js:2\n# A_TWO=2\n\n# read in a.js:1\nB_ONE=\n');
  });
});

describe('a setting that nothing reads', () => {
  const files = {
    'a.js': 'process.env.PORT',
    '.env.example': 'PORT=1\n# read in gone.js:3\nOLD_ONE=1\n',
    'README.md': '# Settings\n\n| Variable | |\n| --- | --- |\n| `PORT` | x |\n| `OLD_ONE` | y |\n',
  };

  test('stays, unless the settings want it out', async () => {
    const { texts } = await fixed(files);
    expect(texts).toEqual({});
  });

  test('goes with its comment and its row', async () => {
    const { texts, gone } = await fixed(files, true);
    expect(gone).toHaveLength(1);
    expect(texts).toEqual({
      '.env.example': 'PORT=1\n',
      'README.md': '# Settings\n\n| Variable | |\n| --- | --- |\n| `PORT` | x |\n',
    });
  });

  test('stays where a manifest sets it, and why is said', async () => {
    const { texts, refused } = await fixed(
      { 'a.js': '', 'fly.toml': '[env]\nOLD_ONE = "1"\n' },
      true,
    );
    expect(texts).toEqual({});
    expect(refused[0]).toContain('fly.toml');
  });
});
