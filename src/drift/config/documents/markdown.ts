import {
  type Documented,
  type DocumentFindings,
  type DocumentFormat,
  documentedAs,
} from '../documented.ts';
import { isConventionalName, isUpperName } from '../setting-name.ts';
import { withoutHtml } from './html-lines.ts';
import { MarkdownContext } from './markdown-context.ts';
import { fencedEntries } from './markdown-fence.ts';
import { listEntry } from './markdown-list.ts';
import { tableRows } from './markdown-table.ts';

const LEFT_OUT =
  /(?:^|\/)(?:CHANGE(?:LOG|S)|HISTORY|NEWS|RELEASE(?:S|[_-]?NOTES)?|CODE_OF_CONDUCT|LICEN[SC]E|AUTHORS|SECURITY|GOVERNANCE|MAINTAINERS|AGENTS|CLAUDE|GEMINI|PULL_REQUEST_TEMPLATE)[\w.-]*\.mdx?$|(?:^|\/)(?:\.changeset|\.changes|changelogs?|releases?|ISSUE_TEMPLATE|adr|rfcs?|proposals?|blog|news)\//i;

/** Markdown for people: tables, lists, headings and blocks that tell of settings, and names in sentences. */
export const markdown: DocumentFormat = {
  id: 'markdown',
  matches: (path) =>
    (/\.(?:md|mdx|markdown)$/i.test(path) || /(?:^|\/)README(?:\.txt)?$/i.test(path)) &&
    !LEFT_OUT.test(path),
  read(file, text) {
    const lines = text.split(/\r?\n/);
    const rows = rowsApart(lines);
    if (rows === null) return markdownFindings(file, text, withoutHtml(lines));
    const apart = rows.map((row) => row.text);
    const found = markdownFindings(file, apart.join('\n'), withoutHtml(apart));
    return {
      ...found,
      documented: found.documented.map((one) => {
        const line = rows[one.line - 1]?.line ?? one.line;
        return { ...one, line, column: (lines[line - 1] ?? '').indexOf(one.name) + 1 || 1 };
      }),
    };
  },
};

/** Lines of HTML with several rows of a table in one, each row on a line of its own; null where there are none. */
function rowsApart(
  lines: readonly string[],
): readonly { readonly text: string; readonly line: number }[] | null {
  if (!lines.some((line) => /<tr\b.*(?:<tr\b|<\/table)/i.test(line))) return null;
  return lines.flatMap((line, index) =>
    line
      .replace(/(?<=<table\b[^>]*>|<t(?:head|body)\b[^>]*>|<\/tr>)\s*(?=<)/gi, '\n')
      .split('\n')
      .map((text) => ({ text, line: index + 1 })),
  );
}

/**
 * What a text for people tells.
 *
 * @param lines the text as Markdown, line by line; other markup is written as Markdown before, each line in its place
 */
export function markdownFindings(
  file: string,
  text: string,
  lines: readonly string[],
): DocumentFindings {
  const written = text.split(/\r?\n/);
  const documented = distinct([...entriesOf(file, lines)]).flatMap((one) => {
    const isMoved = written[one.line - 1] !== lines[one.line - 1];
    const place = isMoved ? placeNear(one, written) : one;
    return place === undefined ? [] : [{ ...one, ...place }];
  });
  return { documented, uses: [], problems: [] };
}

/** A row of other markup may run over several lines: the one that has the name is meant. */
const ROW_LINES = 8;

function placeNear(
  { name, line }: Documented,
  written: readonly string[],
): { readonly line: number; readonly column: number } | undefined {
  const lines = written.slice(line - 1, line - 1 + ROW_LINES);
  const at = lines.findIndex((text) => text.includes(name));
  const text = lines[at];
  if (text !== undefined) return { line: line + at, column: text.indexOf(name) + 1 };
  // The line between the head of a table and its rows may stand in for the head.
  const before = written[line - 2]?.indexOf(name) ?? -1;
  return before === -1 ? undefined : { line: line - 1, column: before + 1 };
}

function* entriesOf(file: string, lines: readonly string[]): Iterable<Documented> {
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
        yield entry({
          ...one,
          line: index + 2 + one.line,
          block: one.block == null ? null : `${file} ${index} ${one.block}`,
        });
      index = end;
      continue;
    }
    const indented = context.isAboutSettings() ? indentedBlock(lines, index) : [];
    if (indented.length > 0) {
      for (const one of fencedEntries(indented, 'dotenv', true))
        yield entry({ ...one, line: index + 1 + one.line, block: null });
      index += indented.length - 1;
      continue;
    }
    const heading = headingAt(lines, index);
    if (heading !== null) {
      const { level, title } = heading;
      const isSure = context.isAboutSettings() || context.isAboutSettingsAbove(level);
      const below = lines.slice(index + 1, index + 8).join('\n');
      const value = defaultIn(below);
      for (const name of headingNames(title, isSure)) {
        // The item "Name: `APP_LOG_LEVEL`" below `### LOG_LEVEL` says what it is called.
        if (new RegExp(`:\\s*\`\\w+_${name}\``).test(below)) continue;
        yield entry({
          name,
          line: index + 1,
          column: line.indexOf(name) + 1,
          certainty: isSure ? 'sure' : 'likely',
          value,
        });
      }
      context.heading(level, title);
      if (heading.isUnderlined) index += 1;
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
    const term = isTerm(line, lines[index + 1] ?? '') ? `- ${line.trim()}` : line;
    if (term === line) context.line(line);
    const item = listEntry(term, context.isAboutSettings());
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

/** Lines of `NAME=value` that are indented as code (CommonMark 0.31, "Indented code blocks"). */
function indentedBlock(lines: readonly string[], start: number): readonly string[] {
  if ((lines[start - 1] ?? '').trim() !== '') return [];
  const end = lines.findIndex(
    (line, index) => index >= start && !/^(?: {4,}|\t)(?:#|(?:export\s+)?[A-Z]\w*=)/.test(line),
  );
  return lines.slice(start, end === -1 ? lines.length : end);
}

/** "Optional environment variables: `A`, `B`": the names after it are told as settings. */
const LISTED = /\benv(?:ironment)?[\s_-]+var(?:iable)?s?\b[^`:.]{0,40}:\s*(?=`[A-Z])/i;

/** Names in code within a sentence. */
function* mentions(
  line: string,
  number: number,
  entry: (parts: Pick<Documented, 'name' | 'line' | 'column' | 'certainty'>) => Documented,
): Iterable<Documented> {
  const list = LISTED.exec(line);
  const listed = list === null ? line.length : list.index + list[0].length;
  const isListed = /^(?:`[A-Z][A-Z0-9_]*`[\s,]*(?:and\s|or\s)?)+\.?\s*$/.test(line.slice(listed));
  for (const match of line.matchAll(
    /(?:`|<code>)\$?\{?([A-Z][A-Z0-9_]+|[A-Z][A-Za-z0-9]*(?:__[A-Za-z0-9]+)+)\}?(?:=[^`<]*)?(?:`|<\/code>)/g,
  )) {
    const name = match[1] ?? '';
    yield entry({
      name,
      line: number,
      column: match.index + 1 + match[0].indexOf(name),
      certainty: isListed && match.index >= listed ? 'sure' : 'likely',
    });
  }
  for (const match of line.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))
    yield entry({ name: match[0], line: number, column: match.index + 1, certainty: 'likely' });
}

interface Heading {
  readonly level: number;
  readonly title: string;
  /** Whether the line below belongs to it. */
  readonly isUnderlined: boolean;
}

/** `## Title`, or a title above a line of `=` or `-` (CommonMark 0.31, "ATX headings", "Setext headings"). */
function headingAt(lines: readonly string[], index: number): Heading | null {
  const line = lines[index] ?? '';
  const match = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line);
  if (match !== null)
    return { level: (match[1] ?? '').length, title: match[2] ?? '', isUnderlined: false };
  const mark = /^\s{0,3}(=+|-{2,})\s*$/.exec(lines[index + 1] ?? '')?.[1];
  const isParagraph = (lines[index - 1] ?? '').trim() === '' && /^\s{0,3}[^\s|>*+#-]/.test(line);
  return mark === undefined || !isParagraph
    ? null
    : { level: mark.startsWith('=') ? 1 : 2, title: line.trim(), isUnderlined: true };
}

/** A name alone on its line, or explained by the next one: `: text`, or text that is indented. */
function isTerm(line: string, next: string): boolean {
  // A name in code that is all of its paragraph is a list of one.
  if (/^\s{0,3}(?:\*\*)?`[A-Z]\w*(?:=[^`]*)?`(?:\*\*)?\s*$/.test(line) && next.trim() === '')
    return true;
  // "**`PORT`** (optional): where to listen" is one too.
  if (/^\s{0,3}\*\*`?[A-Z][A-Z0-9_]*`?:?\*\*(?:\s*\([^)]*\))?\s*[:–—-]/.test(line)) return true;
  return (
    /^(?:\*\*)?`?[A-Z]\w*`?(?:\*\*)?(?:\s*[([:].{0,80})?\s*$/.test(line) &&
    /^(?::\s+|\s{2,})\S/.test(next)
  );
}

/** `### \`DATABASE_URL\``, `### DATABASE_URL (required)`, `### \`HOST\` and \`PORT\``. */
function headingNames(title: string, isAboutSettings: boolean): readonly string[] {
  const bare = title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`[^`]*`/g, (code) => code.replace(/[<>]/g, ''))
    .replace(/<[^>]*>/g, '`')
    // `{#anchor}` and `{: .class}`: what extensions of Markdown add.
    .replace(/\s*\{[:#.][^}]*\}\s*$/, '');
  const [list = ''] =
    /^(?:\*\*)?`?[A-Z]\w*(?:=[^`]*)?`?(?:\*\*)?(?:\s*(?:,|\/|\band\b|\bor\b)\s*`?[A-Z]\w*`?)*(?=\s*$|\s*[_*]*[:([–—-])/.exec(
      bare,
    ) ?? [];
  const names = list.split(/\s*(?:,|\/|\band\b|\bor\b)\s*/).flatMap((part) => {
    const [, mark = '', name = ''] = /^(?:\*\*)?(`?)([A-Z]\w*)/.exec(part) ?? [];
    const isCode = mark !== '' && isAboutSettings && isUpperName(name) && name.length > 2;
    return isConventionalName(name) || isCode ? [name] : [];
  });
  return names;
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
    const isSurer = known?.certainty === 'likely' && one.certainty === 'sure';
    if (known === undefined || isSurer) byPlace.set(key, one);
  }
  return [...byPlace.values()];
}
