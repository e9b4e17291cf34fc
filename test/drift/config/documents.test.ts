import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dotenv } from '../../../src/drift/config/documents/dotenv.ts';
import { documentFormatsOf } from '../../../src/drift/config/documents/index.ts';
import { markdown } from '../../../src/drift/config/documents/markdown.ts';

/** The names that a Markdown text surely tells as settings. */
const sure = (text: string, file = 'README.md') => [
  ...new Set(
    markdown
      .read(file, text)
      .documented.filter(({ certainty }) => certainty === 'sure')
      .map(({ name }) => name),
  ),
];

describe('Markdown tells of settings', () => {
  test('in a table whose column says so, wherever it stands', () => {
    expect(sure('| Env var | What |\n|---|---|\n| PORT | x |\n| A_B | y |\n')).toEqual([
      'PORT',
      'A_B',
    ]);
  });

  test('in tables, lists and headings below a heading about them', () => {
    const body = '| Name | What |\n|---|---|\n| `A_B` | x |\n\n- `C_D`: y\n\n### E_F\n';
    expect(sure(`## Configuration\n\n${body}`)).toEqual(['A_B', 'C_D', 'E_F']);
    expect(sure(`## Error codes\n\n${body}`)).toEqual([]);
    expect(sure(body, 'docs/configuration.md')).toEqual(['A_B', 'C_D', 'E_F']);
  });

  test('but not in tables of characters, codes or constants', () => {
    expect(
      sure(
        '## Restricted names\n\nIt depends on the environment.\n\n| Character | Value |\n|---|---|\n| NUL | 0x00 |\n| ACK | 0x06 |\n',
      ),
    ).toEqual([]);
    expect(sure('## Settings\n\n- **HTTP transports** are known\n- JSON is not\n')).toEqual([]);
  });

  test('with defaults in a column, in brackets and in a sentence', () => {
    const { documented } = markdown.read(
      'README.md',
      '# Environment variables\n\n| Variable | Default |\n|---|---|\n| A_B | `1` |\n| B_C | none |\n\n- `C_D`: what (default: `2`)\n\n## D_E\n\nDefaults to `3`.\n',
    );
    const values = documented
      .filter(({ certainty }) => certainty === 'sure')
      .map(({ name, value }) => [name, value]);
    expect(values).toEqual([
      ['A_B', '1'],
      ['B_C', null],
      ['C_D', '2'],
      ['D_E', '3'],
    ]);
  });

  test('not in files that tell of the past', () => {
    expect(markdown.matches('CHANGELOG.md')).toBe(false);
    expect(markdown.matches('docs/configuration.md')).toBe(true);
  });
});

describe('dotenv files', () => {
  test.each([
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    'env.example',
    '.env.local.example',
    '.env.production.example',
    'example.env',
    '.env.example.local',
    'apps/web/.env.example',
    '.dev.vars.example',
  ])('%s is an example', (path) => {
    expect(dotenv.matches(path)).toBe(true);
    expect(dotenv.read(path, 'A_B=1').documented[0]?.kind).toBe('example');
  });

  test.each([
    ['.env', null],
    ['.env.production', 'production'],
    ['.env.local', null],
    ['staging.env', 'staging'],
  ])('%s gives values, for %s', (path, environment) => {
    expect(dotenv.read(path, 'A_B=1').documented[0]).toMatchObject({ kind: 'supply', environment });
  });

  test.each(['environment.ts', 'src/env.js', 'env.d.ts', 'docs/env.md', '.envoy.yaml'])(
    '%s is none',
    (path) => {
      expect(dotenv.matches(path)).toBe(false);
    },
  );

  test('are read with quotes, comments, several lines and what is commented out', () => {
    const text = [
      'A_ONE="x # y" # z',
      "export B_TWO='q'",
      'C_THREE=plain # comment',
      '# D_FOUR=4',
      '#E_FIVE=5',
      '# Use mode=fast or not',
      'F_SIX="first',
      'G_NOT=inside',
      'last"',
      'H_SEVEN=',
      '#A_ONE=again',
    ].join('\n');
    const found = dotenv.read('.env.example', text).documented;
    expect(found.map(({ name, line, value, optional }) => [name, line, value, optional])).toEqual([
      ['A_ONE', 1, 'x # y', false],
      ['B_TWO', 2, 'q', false],
      ['C_THREE', 3, 'plain', false],
      ['D_FOUR', 4, '4', true],
      ['E_FIVE', 5, '5', true],
      ['F_SIX', 7, 'first\nG_NOT=inside\nlast', false],
      ['H_SEVEN', 10, '', false],
    ]);
  });
});

test('hostile names and texts take no time that grows without bound', () => {
  const names = [`.env${'-a'.repeat(120)}!`, `.env${'_a.'.repeat(80)}x`];
  expect(names.map((name) => dotenv.matches(name))).toEqual([false, false]);
  const text = `- \`A_B\`: default${' '.repeat(200_000)}\n${'='.repeat(200_000)}`;
  expect(sure(`# Settings\n\n${text}`)).toEqual(['A_B']);
  expect(dotenv.read('.env.example', `A_B=${'=$'.repeat(100_000)}`).documented).toHaveLength(1);
}, 30_000);

describe('any text', () => {
  const parts = fc.constantFrom(
    '|===',
    '|A_B |x',
    '===',
    '== A_B',
    '-----',
    '+---+---+',
    '+===+===+',
    '| A_B | x |',
    '==== ====',
    'A_B  x',
    '.. list-table::',
    '   * - A_B',
    '     - x',
    '.. code-block:: sh',
    '   export A_B=1',
    '::',
    '<table>',
    '<tr><td>A_B</td>',
    '</table>',
    '<dt>A_B</dt>',
    '```',
    'docker run -e A_B=1 \\',
    '`A_B`',
    ': text',
    '# Configuration',
    'A_B=1',
    `\${A_B:-x}`,
    '',
  );
  const paths = ['a.md', 'a.rst', 'a.adoc', 'a.service', 'a.tf', 'a.prisma', 'values.yaml', '.env'];

  test.each(paths)('is read in %s without a fault, each name on a line that has it', (path) => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (lines) => {
        for (const format of documentFormatsOf(path)) {
          const { documented, reads } = format.read(path, lines.join('\n'));
          for (const { name, line } of [...documented, ...(reads ?? [])])
            expect(lines[line - 1]).toContain(name);
        }
      }),
    );
  });
});
