/** Damage to the text of a document: what no value could have written. */
import type { Random } from './random.ts';

const INSERTS = [
  ...['{', '}', '[', ']', ',', ':', '"', "'", '\\', '\t', '\u0000', '\uFEFF', '\uD800', '\r'],
  ...['\r\n', '\n', '---\n', '...\n', '&a ', '*a', '*nope', '<<: *a\n', '!!binary ', '!x ', '? '],
  ...['|\n', '>-\n', '%YAML 1.1\n', '# ', '- ', '\n\n\n\n', '\u2028', '\u0085', '1e999999', '.inf'],
  ...['\\ud800', '\\u0000', '\\x', '//', '/*', 'NaN', '0x', '+1', '01', '[[[[[[[[[[[[[[[['],
];

type Edit = (random: Random, text: string) => string;

const EDITS: readonly Edit[] = [
  (random, text) => text.slice(0, random.below(text.length)),
  (random, text) => text.slice(random.below(text.length)),
  (random, text) => spliced(random, text, random.pick(INSERTS) ?? ''),
  (random, text) => spliced(random, text, random.pick(INSERTS) ?? ''),
  (random, text) => spliced(random, text, (random.pick(INSERTS) ?? '').repeat(random.below(3000))),
  (random, text) => spliced(random, text, aliasBomb(random)),
  (random, text) => repeatLines(random, text),
  (random, text) => withoutLines(random, text),
  (_random, text) => `\uFEFF${text}`,
  (_random, text) => text.replaceAll('\n', '\r\n'),
  (_random, text) => text.replaceAll('\n', '\r'),
  (random, text) => indentLine(random, text),
  (random, text) => `${text}${random.oneOf('\n---\n', ' x', '}', '\n- a', '\u0000', '\n\t')}`,
  () => '',
];

/** Damages a text, up to three times. */
export function damageText(random: Random, text: string): string {
  let damaged = text;
  for (let time = random.below(3); time >= 0; time -= 1)
    damaged = (random.pick(EDITS) ?? aliasBomb)(random, damaged);
  return damaged;
}

/** Flips bits of a text's bytes, so that it may be no text any more. */
export function damageBytes(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text);
  for (let time = random.below(4); time >= 0 && bytes.length > 0; time -= 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
}

function spliced(random: Random, text: string, inserted: string): string {
  const at = random.below(text.length + 1);
  return `${text.slice(0, at)}${inserted}${text.slice(at + random.oneOf(0, 0, 1, 7))}`;
}

function aliasBomb(random: Random): string {
  const levels = random.oneOf(3, 10, 30);
  const lines = ['\nx-l0: &l0 [1, 1]'];
  for (let level = 1; level < levels; level += 1) {
    const before = `*l${level - 1}`;
    lines.push(`x-l${level}: &l${level} [${Array(9).fill(before).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}

function repeatLines(random: Random, text: string): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const some = lines.slice(at, at + 1 + random.below(10));
  lines.splice(
    random.below(lines.length),
    0,
    ...Array(1 + random.below(5))
      .fill(some)
      .flat(),
  );
  return lines.join('\n');
}

function withoutLines(random: Random, text: string): string {
  const lines = text.split('\n');
  lines.splice(random.below(lines.length), 1 + random.below(5));
  return lines.join('\n');
}

function indentLine(random: Random, text: string): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  lines[at] = `${random.oneOf(' ', '\t', '      ')}${lines[at] ?? ''}`;
  return lines.join('\n');
}
