import type { Edit } from '../../../fix/edit.ts';
import type { Attempts, Fixer, OpenFixer } from '../../../fix/fixer.ts';
import type { Tree } from '../../../tree/tree.ts';
import type { Drift } from '../../drift.ts';
import type { Documented } from '../documented.ts';
import { compareTree, type SettingsComparison } from '../read-settings.ts';

/** Takes what nothing reads out of examples and documents, where the settings want that. */
export const removeStale: Fixer = {
  id: 'remove-stale-variable',
  title: 'Take the setting out',
  isEnabled: ({ config }) => config.enabled && config.remove_stale,
  canFix: ({ area, rule }) => area === 'config' && rule === 'stale-variable',
  open: async ({ head }) => new Removing(head, await compareTree(head)),
};

class Removing implements OpenFixer {
  constructor(
    private readonly head: Tree,
    private readonly settings: SettingsComparison,
  ) {}

  async attempts({ subject, message }: Drift): Promise<Attempts> {
    if (subject.kind !== 'variable') return refused('It is not about a setting.');
    const stale = this.settings.stale.find(({ name }) => name === subject.name);
    if (stale === undefined) return refused('The setting is read, or not told of any more.');
    const supply = stale.documented.find(
      ({ kind, file }) => kind === 'supply' && !/(?:^|\/)\.env[\w.-]*$/.test(file),
    );
    if (supply !== undefined)
      return refused(
        `${supply.file} gives it a value in line ${supply.line}, which may be for a program of others. Take it out by hand.`,
      );
    const sentence = `Takes ${stale.name} out. ${message}`;
    const edits: Edit[] = [];
    for (const one of stale.documented) {
      const edit = await this.#removal(one, sentence);
      if (typeof edit === 'string') return refused(edit);
      edits.push(edit);
    }
    return { ok: true, attempts: [{ edits }] };
  }

  async #removal(one: Documented, sentence: string): Promise<Edit | string> {
    const file = await this.head.read(one.file);
    if (!file.ok) return `${one.file} cannot be read: ${file.problem.message}`;
    const lines = file.value.text.split(/\r?\n/);
    const line = lines[one.line - 1] ?? '';
    if (one.kind === 'documentation') {
      const others = this.settings.documented.filter(
        ({ file: other, line: at, name }) =>
          other === one.file && at === one.line && name !== one.name,
      );
      const isWhole = /^\s*\|.*\|\s*$|^\s*[-*+]\s|^\s*(?:export\s+)?#?\s*\w+=/.test(line);
      const goesOn = /^\s*[-*+]\s/.test(line) && /^\s{2,}\S/.test(lines[one.line] ?? '');
      if (!isWhole || goesOn || others.length > 0)
        return `${one.file} tells of it in line ${one.line} together with something else. Take it out by hand.`;
      return edit(one.file, one.line, [line], sentence);
    }
    if (/=\s*(["'`])(?:(?!\1).)*$/.test(line))
      return `Its value in ${one.file} runs over several lines. Take it out by hand.`;
    // A comment that tells of this setting alone goes with it.
    const before = lines[one.line - 2] ?? '';
    const isOwnComment = /^# read in \S+:\d+$/.test(before);
    return isOwnComment
      ? edit(one.file, one.line - 1, [before, line], sentence)
      : edit(one.file, one.line, [line], sentence);
  }
}

function edit(file: string, from: number, expected: readonly string[], sentence: string): Edit {
  return { file, change: { kind: 'lines', from, expected, lines: [] }, sentence };
}

function refused(reason: string): Attempts {
  return { ok: false, reason };
}
