import { type Args, FieldError, type Resolved } from './execute.ts';

/** GitHub's limit for one page of a connection. */
const MAX_PAGE = 100;

/** A cursor is opaque to callers: here it is the number of items up to it. */
function cursor(position: number): string {
  return Buffer.from(`cursor:${position}`).toString('base64');
}

function positionOf(after: unknown): number {
  if (typeof after !== 'string') return 0;
  const position = /^cursor:(\d+)$/.exec(Buffer.from(after, 'base64').toString())?.[1];
  if (position === undefined) {
    throw new FieldError(
      'INVALID_CURSOR_ARGUMENTS',
      `\`${after}\` does not appear to be a valid cursor.`,
    );
  }
  return Number(position);
}

function bound(name: string, value: number): number {
  if (value > 0 && value <= MAX_PAGE) return value;
  const message = `Requesting ${value} records on the \`${name}\` connection exceeds the limit of ${MAX_PAGE} records.`;
  throw new FieldError('EXCESSIVE_PAGINATION', message);
}

/** One page of a list, as every connection of GitHub's schema gives it. */
export async function connection<T>(
  type: string,
  name: string,
  all: readonly T[],
  { first, last, after }: Args,
  resolve: (item: T) => Promise<Resolved | null> | Resolved | null,
): Promise<Resolved> {
  const rest = all.slice(positionOf(after));
  const start = all.length - rest.length;
  if (typeof first !== 'number' && typeof last !== 'number') {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new FieldError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  const items =
    typeof first === 'number'
      ? rest.slice(0, bound(name, first))
      : rest.slice(-bound(name, Number(last)));
  const end = typeof first === 'number' ? start + items.length : all.length;
  return {
    __typename: type,
    totalCount: all.length,
    nodes: () => Promise.all(items.map(resolve)),
    pageInfo: {
      __typename: 'PageInfo',
      endCursor: items.length === 0 ? null : cursor(end),
      hasNextPage: end < all.length,
    },
  };
}
