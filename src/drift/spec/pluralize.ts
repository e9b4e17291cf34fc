/** Words that are the same in both numbers. */
const UNCOUNTABLE =
  /(?:equipment|information|rice|money|species|series|fish|sheep|jeans|police|news|media|metadata|data)$/i;

/** The endings of singulars and what they become, the first that fits counts. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(p)erson$/i, '$1eople'],
  [/(m)an$/i, '$1en'],
  [/(c)hild$/i, '$1hildren'],
  [/([^aeiou])y$/i, '$1ies'],
  [/(matr|append|vert|ind)(?:ix|ex)$/i, '$1ices'],
  [/(analy|the|ba|cri|diagno)sis$/i, '$1ses'],
  [/(s|x|z|ch|sh)$/i, '$1es'],
  [/$/, 's'],
];

/** The plural of an English word, as inflectors of frameworks make it. */
export function pluralize(word: string): string {
  if (UNCOUNTABLE.test(word)) return word;
  for (const [ending, plural] of ENDINGS)
    if (ending.test(word)) return word.replace(ending, plural);
  return word;
}
