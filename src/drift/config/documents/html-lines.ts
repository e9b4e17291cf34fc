import { columnRow, FILLER, rule } from './table-lines.ts';

/**
 * Lines of Markdown with the HTML among them written as Markdown, each in its place: tables, lists of terms, headings
 * and what folds away.
 */
export function withoutHtml(lines: readonly string[]): readonly string[] {
  const found: string[] = [];
  let isCode = false;
  const last = lines.findLastIndex((line) => /<\/table>/i.test(line));
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (/^\s*(?:`{3}|~{3})/.test(line)) isCode = !isCode;
    if (!isCode && index <= last && /<table\b/i.test(line)) {
      const end = lines.findIndex((one, at) => at >= index && /<\/table>/i.test(one));
      if (end !== -1) {
        found.push(...tableLines(lines.slice(index, end + 1)));
        index = end;
        continue;
      }
    }
    found.push(isCode || !line.includes('<') ? line : plainLine(line));
  }
  return found;
}

function plainLine(line: string): string {
  return line
    .replace(/^\s*<h([1-6])[^>]*>(.*?)<\/h\1>\s*$/i, (_, level: string, title: string) => {
      return `${'#'.repeat(Number(level))} ${title}`;
    })
    .replace(/^\s*<summary[^>]*>(.*?)<\/summary>.*$/i, '###### $1')
    .replace(/^\s*(?:<dl[^>]*>\s*)?<dt[^>]*>(.*?)<\/dt>/i, '- $1: ')
    .replace(/^\s*(?:<[uo]l[^>]*>\s*)?<li[^>]*>/i, '- ');
}

/** The rows of a table, its head on its first line, each row on the line of its first cell. */
function tableLines(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  const found = lines.map(() => FILLER);
  let isFirst = true;
  for (const row of text.matchAll(/<tr\b[^>]*>([\s\S]*?)(?=<\/tr>|<tr\b|<\/table>)/gi)) {
    const inner = row[1] ?? '';
    const cells = [...inner.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)(?=<\/t[hd]>|<t[hd]\b|$)/gi)];
    const [first] = cells;
    if (first === undefined) continue;
    const start = row.index + row[0].indexOf(inner) + first.index;
    const line = text.slice(0, start).split('\n').length - 1;
    const isHead = isFirst && /<th\b/i.test(inner);
    const written = columnRow(cells.map((cell) => (cell[1] ?? '').replace(/\s+/g, ' ')));
    if (isFirst) {
      found[0] = isHead ? written : FILLER;
      if (found.length > 1) found[1] = rule(cells.length);
    }
    if (!isHead && line > 1) found[line] = written;
    isFirst = false;
  }
  return found;
}
