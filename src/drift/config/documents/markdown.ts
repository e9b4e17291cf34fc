import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isConventionalName } from '../setting-name.ts';
import { MarkdownContext } from './markdown-context.ts';
import { fencedEntries } from './markdown-fence.ts';
import { listEntry } from './markdown-list.ts';
import { tableRows } from './markdown-table.ts';

const LEFT_OUT =
  /(?:^|\/)(?:CHANGE(?:LOG|S)|HISTORY|NEWS|RELEASE(?:S|[_-]?NOTES)?|CODE_OF_CONDUCT|LICEN[SC]E|AUTHORS|SECURITY|GOVERNANCE|MAINTAINERS|AGENTS|CLAUDE|GEMINI|PULL_REQUEST_TEMPLATE)[\w.-]*\.mdx?$|(?:^|\/)(?:\.changeset|\.changes|changelogs?|releases?|ISSUE_TEMPLATE|adr|rfcs?|proposals?|blog|news)\//i;

/** Markdown for people: tables, lists, headings and blocks that tell of settings, and names in sentences. */
export const markdown: DocumentFormat = {
  id: 'markdown',
  matches: (path) => /\.(?:md|mdx|markdown)$/i.test(path) && !LEFT_OUT.test(path),
  read(file, text) {
    return { documented: distinct([...entriesOf(file, text)]), uses: [], problems: [] };
  },
};

function* entriesOf(file: string, text: string): Iterable<Documented> {
  const lines = text.split(/\r?\n/);
  const context = new MarkdownContext(file);
  const entry = (parts: Pick<Documented, 'name' | 'line' | 'column'> & Partial<Documented>) =>
    documentedAs({ file, kind: 'documentation', ...parts });
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = /^\s*(?:>\s*)?(`{3,}|~{3,})\s*(?:\{?\.?([\w+-]*))?/.exec(line);
    if (fence !== null) {
      const end = fenceEnd(lines, index, fence[1] ?? '```');
      const block = lines.slice(index + 1, end);
      for (const one of fencedEntries(
        block,
        (fence[2] ?? '').toLowerCase(),
        context.isAboutSettings(),
      ))
        yield entry({ ...one, line: index + 2 + one.line });
      index = end;
      continue;
    }
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line);
    if (heading !== null) {
      const title = heading[2] ?? '';
      const name = headingName(title);
      if (name !== null) {
        const isSure =
          context.isAboutSettings() || context.isAboutSettingsAbove((heading[1] ?? '').length);
        const value = defaultIn(lines.slice(index + 1, index + 8).join('\n'));
        yield entry({
          name,
          line: index + 1,
          column: line.indexOf(name) + 1,
          certainty: isSure ? 'sure' : 'likely',
          value,
        });
      }
      context.heading((heading[1] ?? '').length, title);
      continue;
    }
    if (/^\s*\|?.*\|/.test(line) && /^\s*\|?\s*:?-+:?\s*(?:\||$)/.test(lines[index + 1] ?? '')) {
      const table = tableRows(lines, index, context.isAboutSettings());
      for (const one of table.entries) yield entry(one);
      for (let row = index; row < table.end; row += 1)
        yield* mentions(lines[row] ?? '', row + 1, entry);
      index = table.end - 1;
      continue;
    }
    context.line(line);
    const item = listEntry(line, context.isAboutSettings());
    if (item !== null) {
      const value = defaultIn(
        [
          line,
          ...lines
            .slice(index + 1, index + 6)
            .filter((_, at, all) =>
              all
                .slice(0, at + 1)
                .every((one) => /^\s{2,}\S/.test(one) && !/^\s*[-*+]\s+[`*]/.test(one)),
            ),
        ].join('\n'),
      );
      for (const name of item.names)
        yield entry({
          name,
          line: index + 1,
          column: line.indexOf(name) + 1,
          certainty: item.certainty,
          optional: /\boptional\b/i.test(line),
          value,
        });
    }
    yield* mentions(line, index + 1, entry);
  }
}

/** Names in code within a sentence. */
function* mentions(
  line: string,
  number: number,
  entry: (parts: Pick<Documented, 'name' | 'line' | 'column' | 'certainty'>) => Documented,
): Iterable<Documented> {
  for (const match of line.matchAll(
    /(?:`|<code>)\$?\{?([A-Z][A-Z0-9_]+)\}?(?:=[^`<]*)?(?:`|<\/code>)/g,
  )) {
    const name = match[1] ?? '';
    yield entry({
      name,
      line: number,
      column: match.index + 1 + match[0].indexOf(name),
      certainty: 'likely',
    });
  }
  for (const match of line.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))
    yield entry({ name: match[0], line: number, column: match.index + 1, certainty: 'likely' });
}

/** `### \`DATABASE_URL\``, `### DATABASE_URL (required)`. */
function headingName(title: string): string | null {
  const match =
    /^(?:\*\*)?(?:`|<code>)?([A-Z][A-Z0-9_]*)(?:=[^`]*)?(?:`|<\/code>)?(?:\*\*)?(?:\s*[:([–—-].*)?$/.exec(
      title,
    );
  const name = match?.[1] ?? '';
  return isConventionalName(name) ? name : null;
}

/** `8080` of "Default: `8080`" and "defaults to 8080"; null where no default is told. */
export function defaultIn(text: string): string | null {
  const match =
    /\bdefaults?(?:\s{1,3}(?:to|is|value(?:\s{1,3}is)?))?\s{0,3}(?:\*\*)?\s{0,3}[:=]?\s{0,3}(?:\*\*)?\s{0,3}`([^`\n]{0,500})`/i.exec(
      text,
    );
  return match?.[1] ?? null;
}

function fenceEnd(lines: readonly string[], start: number, mark: string): number {
  const end = new RegExp(`^\\s*(?:>\\s*)?${mark[0] === '~' ? '~' : '`'}{${mark.length},}\\s*$`);
  for (let index = start + 1; index < lines.length; index += 1) {
    if (end.test(lines[index] ?? '')) return index;
  }
  return lines.length;
}

/** Each name once on a line, the surest. */
function distinct(all: readonly Documented[]): readonly Documented[] {
  const byPlace = new Map<string, Documented>();
  for (const one of all) {
    const key = `${one.name} ${one.line}`;
    const known = byPlace.get(key);
    if (known === undefined || (known.certainty === 'likely' && one.certainty === 'sure'))
      byPlace.set(key, one);
  }
  return [...byPlace.values()];
}
