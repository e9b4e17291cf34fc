/** What the process tells of its work to whoever listens, such as metrics. Nobody waits for it. */
export type Observation =
  | { readonly kind: 'webhook'; readonly status: number }
  | {
      readonly kind: 'audit';
      readonly trigger: string;
      /** The verdict, or why there is none: `failed`, `superseded`. */
      readonly outcome: string;
      /** From its last start to its end. */
      readonly seconds: number;
    }
  | {
      readonly kind: 'github';
      /** Null: GitHub did not answer. */
      readonly status: number | null;
      /** Requests left in the hour, and of which of GitHub's limits; null where the answer does not say. */
      readonly limit: { readonly resource: string; readonly remaining: number } | null;
    };

export type GitHubObservation = Extract<Observation, { readonly kind: 'github' }>;

/** Whether what came from a thread of ours is such an observation. */
export function isGitHubObservation(message: unknown): message is GitHubObservation {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    message.kind === 'github' &&
    'status' in message &&
    'limit' in message
  );
}

const listeners = new Set<(observation: Observation) => void>();

/** Tells what happened. */
export function observed(observation: Observation): void {
  for (const listener of listeners) listener(observation);
}

/** Listens until the returned function is called. */
export function listen(listener: (observation: Observation) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
