import { dirname } from 'node:path/posix';
import type { Edit } from '../../../fix/edit.ts';
import type { Attempt, Attempts, Fixer, OpenFixer } from '../../../fix/fixer.ts';
import type { Tree } from '../../../tree/tree.ts';
import type { Drift } from '../../drift.ts';
import type { UndocumentedSetting } from '../compare-settings.ts';
import type { Documented } from '../documented.ts';
import { compareTree, type SettingsComparison } from '../read-settings.ts';
import { isPlaceholder } from '../secret-value.ts';
import { looksSecret } from '../setting-name.ts';
import { tableRowEdit } from './table-row.ts';

/** The file that is made where none documents any setting. */
const NEW_FILE = '.env.example';

/** Tells of a setting where others are told of: in the example of the environment, and in the docs' table. */
export const documentVariable: Fixer = {
  id: 'document-variable',
  title: 'Document the setting',
  isEnabled: ({ config }) => config.enabled,
  canFix: ({ area, rule }) => area === 'config' && rule === 'undocumented-variable',
  open: async ({ head, settings }) =>
    new Documenting(head, await compareTree(head), new Set(settings.config.exclude)),
};

class Documenting implements OpenFixer {
  constructor(
    private readonly head: Tree,
    private readonly settings: SettingsComparison,
    private readonly excluded: ReadonlySet<string>,
  ) {}

  async attempts({ subject, message }: Drift): Promise<Attempts> {
    if (subject.kind !== 'variable') return refused('It is not about a setting.');
    const setting = this.settings.undocumented.find(({ name }) => name === subject.name);
    const [read] = setting?.reads ?? [];
    if (setting === undefined || read === undefined)
      return refused('The code does not read the setting any more, or it is documented by now.');
    const sentence = `Tells of ${setting.name}. ${message}`;
    const example = this.#exampleFor(read.file);
    const row = await this.#rowFor(setting, read.file, sentence);
    if (example === null && row === null) {
      const text = this.#newFile();
      return {
        ok: true,
        attempts: [{ edits: [{ file: NEW_FILE, change: { kind: 'create', text }, sentence }] }],
      };
    }
    if (example === null) return { ok: true, attempts: [{ edits: row === null ? [] : [row] }] };
    const file = await this.head.read(example);
    if (!file.ok) return refused(`${example} cannot be read: ${file.problem.message}`);
    // One that is only told of in a comment is not missed in the files of other environments.
    const attempts = [false, true].map((isComment): Attempt => {
      const edit = exampleEdit(file.value.text, example, setting, this.#told(example), isComment);
      return { edits: [{ ...edit, sentence }, ...(row === null ? [] : [row])] };
    });
    return { ok: true, attempts };
  }

  /** The example that is nearest to a file, in its folder or above it; the only one anywhere else. */
  #exampleFor(file: string): string | null {
    const examples = [
      ...new Set(
        this.settings.documented.filter(({ kind }) => kind === 'example').map((one) => one.file),
      ),
    ].sort((a, b) => a.length - b.length);
    for (let folder = dirname(file); ; folder = dirname(folder)) {
      const own = examples.find((example) => dirname(example) === folder);
      if (own !== undefined) return own;
      if (folder === '.' || folder === '/') break;
    }
    return examples.length === 1 ? (examples[0] ?? null) : null;
  }

  /** What a file tells of, in the order of its lines. */
  #told(file: string): readonly Documented[] {
    return this.settings.documented
      .filter((one) => one.file === file)
      .sort((a, b) => a.line - b.line);
  }

  async #rowFor(
    setting: UndocumentedSetting,
    near: string,
    sentence: string,
  ): Promise<Edit | null> {
    const files = new Map<string, Documented[]>();
    for (const one of this.settings.documented) {
      if (one.kind !== 'documentation' || one.certainty !== 'sure') continue;
      files.set(one.file, [...(files.get(one.file) ?? []), one]);
    }
    const [most] = [...files].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    if (most === undefined) return null;
    const file = await this.head.read(most[0]);
    if (!file.ok) return null;
    const edit = tableRowEdit(file.value.text, most[0], most[1], {
      name: setting.name,
      value: shownDefault(setting),
      required: setting.required,
      file: near,
    });
    return edit === null ? null : { ...edit, sentence };
  }

  /** An example with everything that is missing, in the order of names. */
  #newFile(): string {
    const blocks = this.settings.undocumented
      .filter(({ name }) => !this.excluded.has(name))
      .map((setting) =>
        entryLines(setting, { prefix: '', quote: '' }, !setting.required).join('\n'),
      );
    return `${blocks.join('\n\n')}\n`;
  }
}

/** How a file writes its entries. */
interface Style {
  /** `export `, or nothing. */
  readonly prefix: string;
  readonly quote: string;
}

function exampleEdit(
  text: string,
  file: string,
  setting: UndocumentedSetting,
  told: readonly Documented[],
  isComment: boolean,
): Omit<Edit, 'sentence'> {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const kin = told.filter(({ name }) => firstPart(name) === firstPart(setting.name)).at(-1);
  const style = styleOf(lines);
  const entry = entryLines(setting, style, isComment);
  const endOf = (line: number) => {
    const next = told.find((one) => one.line > line);
    // A value may run over several lines, as far as the quote that closes it.
    const isOpen = /=\s*(["'`])(?:(?!\1).)*$/.test(lines[line - 1] ?? '');
    return isOpen ? (next === undefined ? lines.length : next.line - 1) : line;
  };
  const from = kin === undefined ? lines.length + 1 : endOf(kin.line) + 1;
  const needsGap =
    kin === undefined && (lines.at(-1) ?? '').trim() !== '' && /^\s*$/m.test(text.trim());
  return {
    file,
    change: { kind: 'lines', from, expected: [], lines: needsGap ? ['', ...entry] : entry },
  };
}

/** `DB` of `DB_HOST`: what has it in common stands together. */
function firstPart(name: string): string {
  return name.includes('_') ? name.slice(0, name.indexOf('_')) : name;
}

function styleOf(lines: readonly string[]): Style {
  const set = lines.filter((line) => /^\s*(?:export\s+)?[A-Za-z_]\w*=/.test(line));
  const most = (pattern: RegExp) =>
    set.length > 0 && set.filter((line) => pattern.test(line)).length * 2 > set.length;
  return {
    prefix: most(/^\s*export\s/) ? 'export ' : '',
    quote: most(/="/) ? '"' : most(/='/) ? "'" : '',
  };
}

function entryLines(
  setting: UndocumentedSetting,
  style: Style,
  isComment: boolean,
): readonly string[] {
  const [read] = setting.reads;
  const value = shownDefault(setting) ?? '';
  const quote = style.quote === '' && /[\s#]/.test(value) ? '"' : style.quote;
  const assignment = `${style.prefix}${setting.name}=${quote}${value}${quote}`;
  const place = read === undefined ? [] : [`# read in ${read.file}:${read.line}`];
  return [...place, isComment ? `# ${assignment}` : assignment];
}

/** The default of the code, where it can stand in a file for everybody. */
function shownDefault({ name, reads }: UndocumentedSetting): string | null {
  const value = reads.find((read) => read.default !== null && read.default !== '')?.default ?? null;
  if (value === null || looksSecret(name) || /["'`\n\\$]/.test(value)) return null;
  return value.length > 100 && !isPlaceholder(value) ? null : value;
}

function refused(reason: string): Attempts {
  return { ok: false, reason };
}
