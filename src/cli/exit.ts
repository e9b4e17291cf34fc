/** Exit codes of every command. */
export const EXIT = { withinBudget: 0, exceeded: 1, couldNotCheck: 2 } as const;

/** The command cannot do what it was asked: ends it with exit code 2 and the message, which is for people. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
