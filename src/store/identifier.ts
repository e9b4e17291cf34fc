/** GitHub's identifiers: 64 bit in the database, numbers everywhere else. */

/** The number of a stored identifier. GitHub's stay below 2^53, as its JSON could not carry others. */
export function idFromRow(id: bigint): number {
  const number = Number(id);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError(`The identifier ${id} is too large to be one of GitHub's.`);
  }
  return number;
}
