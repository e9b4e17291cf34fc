import manifest from '../../package.json' with { type: 'json' };

/** Holdfast's own version. */
export function version(): string {
  return manifest.version;
}
