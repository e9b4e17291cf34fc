/** What all lists of the API share: their parameters and their answer. */
import { answer, integer, list, nullable, ref, text } from './schema.ts';

/** Page size and place, as every list takes them. */
export const PAGING = {
  limit: integer('How many to answer at most.', { minimum: 1, maximum: 100, default: 50 }),
  cursor: text('`next_cursor` of the page before.', { maxLength: 200 }),
};

export interface Paging {
  readonly limit: number;
  readonly cursor?: string;
}

/** The answer of a list. */
export function pageOf(name: string, description: string) {
  return {
    description,
    schema: answer({
      items: list(ref(name), 'Newest first.'),
      total: integer('How many there are on all pages.', { minimum: 0 }),
      next_cursor: nullable(text('Where the next page begins; null on the last one.')),
    }),
  };
}
