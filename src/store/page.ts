/** A page of a list that is newest first; `after` is the place of the last one before it. */
export interface Page<T> {
  readonly limit: number;
  readonly after?: T | undefined;
}
