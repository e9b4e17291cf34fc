/** Words that are the same in both numbers. */
const UNCOUNTABLE =
  /(?:^|_)(?:equipment|information|rice|money|species|series|fish|sheep|jeans|police)$/;

/** The endings of plurals and what they become, the first that fits counts. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/people$/, 'person'],
  [/men$/, 'man'],
  [/children$/, 'child'],
  [/sexes$/, 'sex'],
  [/(m)oves$/, '$1ove'],
  [/zombies$/, 'zombie'],
  [/(database)s$/, '$1'],
  [/(quiz)zes$/, '$1'],
  [/(matr)ices$/, '$1ix'],
  [/(vert|ind)ices$/, '$1ex'],
  [/^(ox)en/, '$1'],
  [/(alias|status)(?:es)?$/, '$1'],
  [/(octop|vir)(?:us|i)$/, '$1us'],
  [/(^|_)(a)x[ie]s$/, '$1$2xis'],
  [/(cris|test)(?:is|es)$/, '$1is'],
  [/(shoe)s$/, '$1'],
  [/(o)es$/, '$1'],
  [/(bus)(?:es)?$/, '$1'],
  [/([ml])ice$/, '$1ouse'],
  [/(x|ch|ss|sh)es$/, '$1'],
  [/(m)ovies$/, '$1ovie'],
  [/([^aeiouy]|qu)ies$/, '$1y'],
  [/([lr])ves$/, '$1f'],
  [/(tive)s$/, '$1'],
  [/(hive)s$/, '$1'],
  [/([^f])ves$/, '$1fe'],
  [/(^analy)(?:sis|ses)$/, '$1sis'],
  [/((a)naly|(b)a|(d)iagno|(p)arenthe|(p)rogno|(s)ynop|(t)he)(?:sis|ses)$/, '$1sis'],
  [/([ti])a$/, '$1um'],
  [/(n)ews$/, '$1ews'],
  [/(ss)$/, '$1'],
  [/s$/, ''],
];

/** The singular of a word as Rails makes it (ActiveSupport's `inflections.rb`, English): `photo` of `photos`. */
export function singularize(word: string): string {
  if (UNCOUNTABLE.test(word)) return word;
  for (const [ending, singular] of ENDINGS) {
    if (ending.test(word)) return word.replace(ending, singular);
  }
  return word;
}
