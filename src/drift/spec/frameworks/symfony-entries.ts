import type { Place } from '../../code/facts.ts';

/** What a routing file says, whatever it is written in. */
export type RoutingEntry = ConfiguredPath | ConfiguredImport;

/** A route: its paths (one for each language) and methods, none of which means any. */
export interface ConfiguredPath {
  readonly kind: 'route';
  readonly paths: readonly string[];
  readonly methods: readonly string[];
  /** The names of the placeholders that have a default. */
  readonly defaults: readonly string[];
  readonly at: Place;
}

/** Another routing file, or a folder or file of controllers, and the prefixes before what it has. */
export interface ConfiguredImport {
  readonly kind: 'import';
  /** As they are written, to be looked for beside the file; or from the root where `isWhole`. */
  readonly resources: readonly string[];
  readonly prefixes: readonly string[];
  readonly isWhole: boolean;
  /** Files and folders that are left out, as they are written. */
  readonly excludes: readonly string[];
  /** What loads it, where that is said: `attribute`, `api_platform`. */
  readonly type: string | null;
}

/** `GET|POST` as a list; in XML `GET POST`. */
export function splitMethods(methods: readonly string[]): readonly string[] {
  return methods.flatMap((one) => one.split(/[|,\s]+/)).filter((one) => one !== '');
}
