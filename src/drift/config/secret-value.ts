import { looksSecret } from './setting-name.ts';

/** Secrets that are told by their form, as those who give them out document it. */
const FORMS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{50,}\b/,
  /\bglpat-[\w-]{20,}/,
  /\b(?:sk|rk|pk)_live_[A-Za-z0-9]{16,}/,
  /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
  /\bSG\.[\w-]{20,}\.[\w-]{40,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bdop_v1_[0-9a-f]{64}\b/,
  /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/,
  /-----BEGIN (?:RSA |EC |OPENSSH |DSA |PGP )?PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[rn])*[A-Za-z0-9+/=]{40}/,
  /\bhooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}/,
];
const PLACEHOLDER =
  /example|sample|placeholder|changeme|change[_-]?(?:me|this|it)|replace|your|dummy|test|fake|todo|fixme|insert|secret|password|default|development|localhost|demo|foo|bar|xxx|\*{3,}|\.{3}|<.*>|\$\{?\w|\{\{|1234|abcd|0000|aaaa|lorem|super|random|generate|openssl/i;
const MIN_LENGTH = 20;

/** A text that stands for a value that everybody puts their own in place of. */
export function isPlaceholder(value: string): boolean {
  return value === '' || PLACEHOLDER.test(value) || new Set(value.toLowerCase()).size < 6;
}

/** Whether a value looks like a secret that works: by its form, or a long one of no pattern under a secret's name. */
export function looksLikeSecret(name: string, value: string): boolean {
  const text = value.trim();
  if (FORMS.some((form) => form.test(text)))
    return !/example|placeholder|x{6,}|0{8,}|1234567/i.test(text);
  if (!looksSecret(name) || isPlaceholder(text)) return false;
  return text.length >= MIN_LENGTH && /^[\w+/=.~-]+$/.test(text) && isRandom(text);
}

/** Whether a text looks as if it was made by chance: mixed characters with many bits each. */
function isRandom(text: string): boolean {
  if (/^[0-9a-f]+$/i.test(text)) return /\d/.test(text) && bitsOf(text) > 3;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return kinds === 3 && bitsOf(text) > 3.8;
}

/** Shannon's entropy of the characters, in bits for each. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
