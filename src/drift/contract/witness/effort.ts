/** What looking for witnesses has cost so far: it is the same for the same contracts, as time is not. */
export interface Effort {
  /** Schemas asked whether they accept a value; other work counts as the number of those that take as long. */
  spent: number;
}

/** What all witnesses of one comparison may cost: many times what the largest contracts take. */
export const MAX_EFFORT = 8_000_000;
