import type { Documented } from '../documented.ts';
import { isConventionalName, isUpperName } from '../setting-name.ts';

const NAME_HEADER =
  /^(?:env(?:ironment)?(?:[\s_-]*var(?:iable)?s?)?(?:[\s_-]*name)?|variables?(?: name)?|names?|keys?|settings?|options?|parameters?|params?|config(?:uration)?(?: (?:key|option|variable|name))?|secrets?(?: name)?|var|property|field)\b/i;
const ENV_HEADER = /\benv(?:ironment)?\b|\bvar(?:iable)?s?\b|\bsettings?\b|\bsecrets?\b/i;
const OTHER_HEADER =
  /\b(?:code|error|event|status|constant|enum|permission|method|endpoint|http|scope|type|class|macro)s?\b/i;

/** `-e PUID=1000`, as a container is given it. */
const FLAG = /^(\s*`?(?:docker run )?(?:-e|--env)[\s=]+)([A-Za-z_]\w*)(?:=([^\s`|]*))?`?\s*$/;

type Entry = Pick<Documented, 'name' | 'line' | 'column' | 'value' | 'optional' | 'certainty'>;

/**
 * The settings that a table tells, from the line of its head.
 *
 * @returns the entries, and the index of the first line after the table
 */
export function tableRows(
  lines: readonly string[],
  start: number,
  isAboutSettings: boolean,
): { readonly entries: readonly Entry[]; readonly end: number } {
  const head = cells(lines[start] ?? '');
  const titles = head.map(({ text }) => plain(text));
  let end = start + 2;
  while (end < lines.length && /\|/.test(lines[end] ?? '') && (lines[end] ?? '').trim() !== '')
    end += 1;
  const envColumn = titles.findIndex((title) =>
    /\benv(?:ironment)?\b|\benv[\s_-]?var/i.test(title),
  );
  const column =
    envColumn !== -1 ? envColumn : titles.findIndex((title) => NAME_HEADER.test(title));
  const nameColumn = column === -1 ? 0 : column;
  const isEnvTable = ENV_HEADER.test(titles[nameColumn] ?? '');
  const isOther = column === -1 && OTHER_HEADER.test(titles[0] ?? '');
  const isSure = isEnvTable || (isAboutSettings && !isOther);
  const defaultColumn = titles.findIndex((title) => /\bdefaults?\b/i.test(title));
  const requiredColumn = titles.findIndex((title) => /\brequired\b|\bmandatory\b/i.test(title));
  const entries: Entry[] = [];
  for (let index = start + 2; index < end; index += 1) {
    const row = cells(lines[index] ?? '');
    const cell = row[nameColumn];
    if (cell === undefined) continue;
    const value = defaultOf(row[defaultColumn]?.text);
    const optional = /^(?:no|n|false|optional|❌|✗|✘|-)$/i.test(
      plain(row[requiredColumn]?.text ?? ''),
    );
    const flag = FLAG.exec(cell.text);
    if (flag !== null) {
      const [whole, start = '', name = '', set] = flag;
      const own = cell.column + flag.index + whole.indexOf(name, start.length);
      const entry = { name, line: index + 1, column: own, optional, certainty: 'sure' } as const;
      entries.push({ ...entry, value: value ?? set ?? null });
      continue;
    }
    for (const { name, at } of namesOf(cell.text)) {
      const isMarked = isEnvTable || /[`*]|<code>/.test(cell.text);
      const fits =
        isConventionalName(name) || (isSure && isMarked && isUpperName(name) && name.length > 1);
      if (!fits) continue;
      entries.push({
        name,
        line: index + 1,
        column: cell.column + at,
        value,
        optional,
        certainty: isSure ? 'sure' : 'likely',
      });
    }
  }
  return { entries, end };
}

/** The names that a cell consists of: one, or several with a comma, a slash or a line break between. */
function namesOf(cell: string): readonly { readonly name: string; readonly at: number }[] {
  const stripped = cell
    .replace(/<(?!br)[^>]*>|\[|\]\([^)]*\)|[*`]/gi, (part) => ' '.repeat(part.length))
    .replace(/\((?:required|optional|deprecated|\*)\)|[*†‡¹²³]+/gi, (part) =>
      ' '.repeat(part.length),
    );
  const found: { name: string; at: number }[] = [];
  const pattern = /(?:^|[\s,/|>])\$?\{?([A-Za-z_][A-Za-z0-9_]*)\}?(?=$|[\s,/=<:])/g;
  for (const match of stripped.matchAll(pattern)) {
    const name = match[1] ?? '';
    found.push({ name, at: match.index + match[0].indexOf(name) });
  }
  const others = found.filter(
    ({ name }) =>
      !/^(?:or|and|br|required|optional)$/i.test(name) &&
      !isUpperName(name) &&
      !isConventionalName(name),
  );
  // A cell with words beside is a sentence, whose first word may be a name all the same.
  if (others.length > 0) {
    const [first] = found;
    return first !== undefined && isConventionalName(first.name) ? [first] : [];
  }
  // `DB_PASSWORD` and `/_FILE` below it: the end of a name is no name.
  const isEnd = (name: string) => name.startsWith('_') && found.length > 1;
  return found.filter(
    ({ name }) => !isEnd(name) && (isUpperName(name) || isConventionalName(name)),
  );
}

/** A default that is told as code or as a plain word; null for none, or for a sentence. */
function defaultOf(cell: string | undefined): string | null {
  if (cell === undefined) return null;
  const code = /^\s*(?:`([^`]*)`|<code>([^<]*)<\/code>)\s*$/.exec(cell);
  if (code !== null) return code[1] ?? code[2] ?? null;
  const text = cell.trim();
  return /^[\w./:@%+-]+$/.test(text) &&
    !/^(?:-+|none|n\/?a|null|unset|undefined|empty|required|no|yes|optional)$/i.test(text)
    ? text
    : null;
}

function plain(text: string): string {
  return text.replace(/[*`_]|<[^>]*>/g, (part) => (part === '_' ? '_' : '')).trim();
}

/** The cells of a row; a pipe after a backslash or in code belongs to its cell. */
function cells(line: string): readonly { readonly text: string; readonly column: number }[] {
  const found: { text: string; column: number }[] = [];
  let text = '';
  let column = 1;
  for (let at = 0; at <= line.length; at += 1) {
    const char = line[at];
    if (char === '\\' && line[at + 1] === '|') {
      text += '\\|';
      at += 1;
    } else if (char === '|' || char === undefined) {
      found.push({ text, column });
      text = '';
      column = at + 2;
    } else text += char;
  }
  if ((found[0]?.text ?? '').trim() === '') found.shift();
  if ((found.at(-1)?.text ?? '').trim() === '' && found.length > 1) found.pop();
  return found;
}
