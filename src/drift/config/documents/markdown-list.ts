import type { Documented } from '../documented.ts';
import { isConventionalName, isUpperName } from '../setting-name.ts';

const NAME =
  '(?:\\*\\*|__)?\\[?(?:`|<code>)?\\$?([A-Z][A-Za-z0-9]*(?:__[A-Za-z0-9]+)+|[A-Z][A-Z0-9_]*)(?:=[^`]*)?(?:`|</code>)?(?:\\]\\([^)]*\\))?(?:\\*\\*|__)?';
/** The name is all there is, or an explanation follows it. */
const ITEM = new RegExp(
  `^\\s*(?:>\\s*)?(?:[-*+]|\\d+[.)])\\s+(?:\\[[ x]\\]\\s+)?${NAME}((?:\\s*(?:,|/|\\bor\\b|\\band\\b)\\s*${NAME})*)\\s*(?:$|[:=(\\[–—]|-+\\s|\\*\\*\\s*[:(–—-]|\\s+\\S)`,
);

/** What is said before the name in a list that tells of one setting: "- Name: `PORT`", "- `-e PORT=80`". */
const BEFORE =
  /^(\s*(?:[-*+]|\d+[.)])\s+)(?:(?:\*\*|__)?(?:(?:variable|setting)?\s*names?|env(?:ironment)?(?:[\s_-]*var(?:iable)?s?)?|variables?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(?=`|<code>)|(?=`-e\s))/i;

/** The same without a list: "Environment variable: `PORT`". */
const LABELLED =
  /^(\s*)(?:\*\*|__)?env(?:ironment)?(?:[\s_-]+(?:var(?:iable)?|name|path|key))?(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(?=`[A-Z][A-Z0-9_]*`)/i;

/** The settings that a list's item begins with: "- `PORT`: where to listen"; null where it begins with none. */
export function listEntry(
  line: string,
  isAboutSettings: boolean,
): { readonly names: readonly string[]; readonly certainty: Documented['certainty'] } | null {
  const before = BEFORE.exec(line) ?? LABELLED.exec(line);
  if (before !== null) {
    const rest = line.slice(before[0].length).replace(/^`-e\s+/, '`');
    const inner = listEntry(`- ${rest}`, isAboutSettings || /env/i.test(before[0]));
    return inner === null || !isConventionalName(inner.names[0] ?? '') ? null : inner;
  }
  const match = ITEM.exec(line);
  if (match === null) return null;
  const [whole] = match;
  const names = [...whole.matchAll(/[A-Z]\w*(?=[\s`*=:,/<)_]|$)/g)].map(([name]) => name);
  const first = match[1] ?? '';
  const told = [first, ...names.slice(1).filter(isConventionalName)];
  const isCode = /[`*]|<code>/.test(line.slice(0, line.indexOf(first)));
  const isNamed = /^\s*(?:[:=–—-]|\((?:required|optional|default))/.test(
    line.slice(line.indexOf(first) + first.length).replace(/^[`*_]+/, ''),
  );
  const isWhole = /^[`*_<]/.test(line.slice(line.indexOf(first) + first.length));
  const isSure =
    isAboutSettings &&
    (isConventionalName(first)
      ? isCode || isNamed
      : isCode && isWhole && isUpperName(first) && first.length > 1);
  if (!isSure && !isConventionalName(first)) return null;
  return { names: told, certainty: isSure ? 'sure' : 'likely' };
}
