import type { Documented } from './documented.ts';
import { isPlaceholder } from './secret-value.ts';
import { looksSecret } from './setting-name.ts';
import type { SettingRead } from './setting-read.ts';

/**
 * Whether a documented default says something else than the code. Only what is plain on both sides is held against
 * each other: addresses, secrets and placeholders in an example are meant to be replaced.
 */
export function differsFromCode(documented: Documented, reads: readonly SettingRead[]): boolean {
  const { name, kind, value } = documented;
  if (kind === 'supply' || value === null || looksSecret(name)) return false;
  const told = normalized(value);
  const isStandIn =
    told === '' ||
    (kind === 'example' && ((isPlaceholder(value) && !isShort(value)) || /:\/\/|@/.test(value)));
  if (isStandIn || /[<>$]|\.\.\./.test(value)) return false;
  const defaults = reads.flatMap((read) =>
    read.default === null ? [] : [normalized(read.default)],
  );
  const known = defaults.filter((one) => one !== '');
  return known.length > 0 && !known.includes(told);
}

function isShort(value: string): boolean {
  return /^(?:[\d.]+|true|false|yes|no|on|off|\w{1,12})$/i.test(value);
}

/** `"8080"` and `8080`, `True` and `true`, `1.0` and `1` are one. */
function normalized(value: string): string {
  const text = value
    .trim()
    .replace(/^(["'`])([\s\S]*)\1$/, '$2')
    .trim();
  if (/^(?:true|false|yes|no|on|off)$/i.test(text))
    return /^(?:true|yes|on)$/i.test(text) ? 'true' : 'false';
  const number = text.replaceAll('_', '');
  if (/^-?\d+(?:\.\d+)?$/.test(number)) return String(Number(number));
  return text.replace(/\/$/, '');
}
