/** Rules that only remark on the drifts beside them: they are shown, but count as no change against any budget. */
export const REMARKS: ReadonlySet<string> = new Set([
  'api-major-version-not-bumped',
  'api-version-not-bumped',
]);
