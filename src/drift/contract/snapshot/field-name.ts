import { digest } from './promise.ts';

/** Characters of one part of a field's name; longer ones are cut. */
const MAX_PART = 200;

/**
 * A part of a field's name as it can be kept anywhere: what is too long, or holds what databases refuse in text
 * (U+0000, half a character), is cut or cleaned and told by its digest.
 */
export function namePart(text: string): string {
  const isPlain = text.length <= MAX_PART && !UNFIT.test(text);
  if (isPlain) return text;
  const start = text.slice(0, MAX_PART / 2).replace(new RegExp(UNFIT, 'gu'), '\ufffd');
  return `${start}~h${digest(text)}`;
}

const UNFIT = /\0|\p{Surrogate}/u;

/** What a name counts towards the bound on fields: one, and one more for each hundred characters. */
export function costOf(name: string): number {
  return 1 + Math.floor(name.length / 100);
}
