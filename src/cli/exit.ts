/** Exit codes of every command. */
export const EXIT = { withinBudget: 0, exceeded: 1, couldNotCheck: 2 } as const;

/** The command cannot do what it was asked: ends it with exit code 2 and the message, which is for people. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Whether a command ended itself. Told by its name: `diff` is built as a script with a class of its own. */
export function isCommandError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'CommandError';
}
