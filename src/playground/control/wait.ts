import type { Site } from '../site.ts';

/** Looks now and after every change until there is something to see; closing ends the wait with an error. */
export function until<T>(
  site: Site,
  look: (site: Site) => T | undefined | null | false,
): Promise<T> {
  const { signal } = site.closing;
  return new Promise((resolve, reject) => {
    const end = () => {
      forget();
      signal.removeEventListener('abort', attempt);
    };
    const attempt = () => {
      try {
        const seen = look(site);
        if (seen !== undefined && seen !== null && seen !== false) {
          end();
          resolve(seen);
        } else if (signal.aborted) {
          throw new Error('the playground was closed before what was waited for came');
        }
      } catch (error) {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const forget = site.state.onChange(attempt);
    signal.addEventListener('abort', attempt);
    attempt();
  });
}
