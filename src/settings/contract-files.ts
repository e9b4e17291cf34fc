import { globMatcher } from './glob.ts';
import type { Settings } from './settings.ts';

/** Answers, for one repository's settings, which files are looked at as contracts and whose they are. */
export interface ContractFiles {
  /** Whether a file may be a contract; what it holds decides whether it is. */
  isCandidate(path: string): boolean;
  /** The service that claims a contract file, the first by name where several do; null where none does. */
  serviceOf(path: string): string | null;
}

/**
 * Reads the settings' globs once for any number of paths. A file is a candidate when `contracts.include`
 * or a service names it, unless `contracts.exclude` does.
 */
export function contractFiles(settings: Pick<Settings, 'contracts' | 'services'>): ContractFiles {
  const isIncluded = globMatcher(settings.contracts.include);
  const isExcluded = globMatcher(settings.contracts.exclude);
  const owners = settings.services.map(({ name, contracts }) => ({
    name,
    owns: globMatcher(contracts),
  }));
  const serviceOf = (path: string): string | null =>
    owners.find(({ owns }) => owns(path))?.name ?? null;
  return {
    isCandidate: (path) => (isIncluded(path) || serviceOf(path) !== null) && !isExcluded(path),
    serviceOf,
  };
}
