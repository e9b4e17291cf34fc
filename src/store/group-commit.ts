/** Many small writes that arrive together, done as one. */
import { StoreUnavailable } from './store-error.ts';

/** Items of one group at most: a statement has at most 65,535 values, and a webhook is up to 25 MB. */
const MOST = 50;

/**
 * Gives a function that has `work` do what arrives in one turn, and what arrives while `work` is busy,
 * all in one go; `atOnce` says with how many groups `work` may be busy. `work` answers for each item, in the order it was given them. Where a group fails,
 * each of its items is tried alone, so that one that cannot be done does not take others with it;
 * not so while the database is away.
 */
export function grouping<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  atOnce = 1,
): (item: T) => Promise<R> {
  interface Waiting {
    readonly item: T;
    readonly answer: (answer: R) => void;
    readonly fail: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let busy = 0;

  const attempt = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await work(group.map(({ item }) => item));
      for (const [index, answer] of answers.entries()) group[index]?.answer(answer);
    } catch (error) {
      if (group.length === 1 || error instanceof StoreUnavailable) {
        for (const { fail } of group) fail(error);
      } else {
        for (const one of group) await attempt([one]);
      }
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await attempt(group);
    }
    busy -= 1;
  };

  return (item) =>
    new Promise((answer, fail) => {
      waiting.push({ item, answer, fail });
      if (busy >= atOnce) return;
      busy += 1;
      setImmediate(run);
    });
}
