/** Where a page of a list begins: opaque to callers, so that how lists are kept can change. */
import { invalid } from './refusal.ts';

/** The last item of a page. */
export interface PagePlace {
  readonly at: Date;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function writeCursor({ at, id }: PagePlace): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/** As cursors say it: years that the database has. */
const TIME = /^[1-9]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws Refusal when it is not one that a list has given. */
export function readCursor(text: string): PagePlace {
  const [time = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const at = new Date(time);
  if (!TIME.test(time) || Number.isNaN(at.getTime()) || !isUuid(id)) {
    throw invalid(
      { parameter: 'cursor' },
      'The cursor is not one that a list has given: take next_cursor of the page before, or leave it out.',
    );
  }
  return { at, id };
}

/** A page as it is answered; `next_cursor` is null on the last one. */
export async function answerPage<T, R>(
  items: readonly T[],
  { limit, total }: { readonly limit: number; readonly total: number },
  placeOf: (item: T) => PagePlace,
  toJson: (items: readonly T[]) => Promise<readonly R[]>,
) {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await toJson(shown),
    total,
    next_cursor: items.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null,
  };
}
