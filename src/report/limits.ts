/**
 * GitHub's limits on what is shown, from its own API description ("Create a check run", "Create an issue comment").
 * GitHub does not say how it counts characters. We count UTF-8 bytes, which are never fewer than characters in
 * any other count, so what fits here fits there.
 */
export const LIMITS = {
  /** `output.summary` and `output.text` of a check run. */
  checkRunTextBytes: 65_535,
  /** The body of an issue comment. */
  commentBytes: 65_535,
  /** GitHub gives no limit for `output.title`; longer ones are cut off on the page. */
  checkRunTitleCharacters: 140,
  annotationsPerRequest: 50,
  annotationTitleBytes: 255,
  annotationMessageBytes: 64 * 1024,
  /** Our own: more annotations than this help nobody and cost a request per 50. */
  annotations: 500,
  /** Our own: more comments on lines than this are not read. */
  reviewComments: 30,
  actions: 3,
  actionLabelCharacters: 20,
  actionDescriptionCharacters: 40,
  actionIdentifierCharacters: 20,
} as const;

/** The length of text as the limits above count it: in UTF-8 bytes. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
