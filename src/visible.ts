/**
 * What cannot be seen or reorders what is seen: control and format characters (bidirectional controls, zero
 * width, tags), lone surrogates, private use, line and paragraph separators, and all that Unicode says is to be
 * ignored when shown (UAX #44, Default_Ignorable_Code_Point).
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text from a repository as one line in which every character can be seen: invisible ones become escapes
 * (`\n`, `\u{202e}`), so that they can neither hide anything nor command a terminal.
 */
export function visible(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) => NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** Cuts text longer than `max` characters in its middle, so that both its start and its end can be recognised. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const tail = Math.floor((max - 1) / 3);
  return `${wholeStart(text, max - 1 - tail)}…${wholeEnd(text, tail)}`;
}

/** Text from a repository, visible and at most `max` characters long. */
export function shown(text: string, max: number): string {
  // Only what can be shown is looked at: a hostile name may be megabytes long.
  return shorten(visible(shorten(text, max)), max);
}

function wholeStart(text: string, length: number): string {
  const cut = text.slice(0, length);
  return isHighSurrogate(cut.charCodeAt(cut.length - 1)) ? cut.slice(0, -1) : cut;
}

function wholeEnd(text: string, length: number): string {
  const cut = text.slice(text.length - length);
  return isLowSurrogate(cut.charCodeAt(0)) ? cut.slice(1) : cut;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
