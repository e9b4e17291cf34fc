import { shown } from '../visible.ts';

/** Longest sentence shown from a report. */
const MAX_TEXT = 600;
/** Longest name (path, file, value) shown. */
const MAX_NAME = 160;

/** Renders as nothing, but keeps GitHub from seeing a mention, a reference or an address around it. */
const BREAK = '&#8203;';

/**
 * Everything that Markdown, or GitHub after it, would read as more than text. GitHub makes a link of `www.` after an
 * underscore too, which counts as a letter of a word here.
 */
const SPECIAL = /[&<>|\\`*_[\]~$@#]|GH-(?=\d)|:(?=\/\/|[\w+-]+:)|www\./gi;

/** What would start a list, a heading's underline or a numbered item at the start of a line. */
const LINE_START = /^(\s*)([-+=]|\d+(?=[.)]))/;

/**
 * Text from a repository as inline Markdown that renders as exactly that text, anywhere: in a paragraph, a list
 * item or a table cell. Mentions, references (`#1`, `GH-1`), addresses and emoji codes stay text: GitHub looks
 * for them after Markdown is rendered, so a backslash would not stop them. Invisible characters are shown.
 */
export function escapeText(text: string, max = MAX_TEXT): string {
  return shown(text, max).replace(SPECIAL, escapeSpecial).replace(LINE_START, `$1${BREAK}$2`);
}

function escapeSpecial(special: string): string {
  switch (special) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '|':
      return '&#124;';
    case '@':
    case ':':
      return `${special}${BREAK}`;
    case '#':
      return `\\#${BREAK}`;
    default:
      // `GH-` and `www.` are broken before their last character, all else is a single one.
      return special.length === 1
        ? `\\${special}`
        : `${special.slice(0, -1)}${BREAK}${special.slice(-1)}`;
  }
}

/**
 * A name from a repository as code, in which GitHub looks for nothing. Safe in table cells too: a pipe would
 * end the cell even inside backticks, so a name with one is written as HTML instead. So is one with `<!--`: what we
 * find our own texts by must not even stand in code.
 */
export function code(name: string, max = MAX_NAME): string {
  const text = shown(name, max);
  if (text.trim() === '') return '<code>&#32;</code>';
  if (/\||<!--/.test(text)) return `<code>${escapeText(text, text.length)}</code>`;
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  // CommonMark 6.1: one space is stripped from both ends, so a name that starts or ends with a backtick or
  // space gets one of its own.
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A link on something already in Markdown; the address is one that we made. */
export function link(markdown: string, address: string): string {
  return `[${markdown}](<${address.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`;
}
