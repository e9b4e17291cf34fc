import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { type PathTemplate, ROOT } from '../path-template.ts';
import { below, option, railsPaths, wholeTexts } from './rails-context.ts';

/** Where a part of an API of Grape stands, and what single calls in it say. */

/** Where a part of an API stands ("Grape::Path": mount path, prefix, version, namespaces). */
export interface Context {
  /** The API that is mounted by no other, which this is within. */
  readonly router: string;
  readonly mounts: readonly PathTemplate[];
  readonly prefixes: readonly PathTemplate[];
  /** Versions that stand in paths. */
  readonly versions: readonly PathTemplate[];
  readonly namespaces: readonly PathTemplate[];
  /** What the API is mounted with: `mount Voting, with: { votable: 'posts' }`. */
  readonly configuration: Expr | null;
}

/** What stands before the paths of a context. */
export function before({
  mounts,
  prefixes,
  versions,
  namespaces,
}: Context): readonly PathTemplate[] {
  return below(below(below(mounts, prefixes), versions), namespaces);
}

/** A call with what the API is mounted with in the place of `configuration[:key]`. */
export function withConfiguration(call: CallExpr, configuration: Expr | null): CallExpr {
  if (configuration?.kind !== 'map') return call;
  const args = call.args.map((one) => {
    const { value } = one;
    if (value.kind !== 'index' || value.index.kind !== 'text') return one;
    const { object, index } = value;
    if (object.kind !== 'name' || object.name !== 'configuration') return one;
    const given = configuration.entries.find(
      ({ key }) => key?.kind === 'text' && key.value === index.value,
    );
    return given === undefined ? one : { ...one, value: given.value };
  });
  return { ...call, args };
}

/** An API that is mounted, and the path that it is mounted at; null for none. */
export interface Mounted {
  readonly app: Expr;
  readonly path: Expr | null;
}

/** `mount Users`, `mount Users => '/users'`, `mount({ Users => '/users' }, with: {})`. */
export function mountedBy(call: CallExpr): readonly Mounted[] {
  return call.args
    .filter(({ name }) => name === null)
    .flatMap(({ value }): readonly Mounted[] =>
      value.kind === 'map'
        ? value.entries.flatMap(({ key, value: path }) =>
            key === null ? [] : [{ app: key, path }],
          )
        : [{ app: value, path: null }],
    );
}

/** `version 'v1', using: :path`: other ways to tell the version leave the path alone. */
export function versionPaths(call: CallExpr, site: Site, code: Code): readonly PathTemplate[] {
  const [using = 'path'] = wholeTexts(option(call, 'using'), site, code);
  if (using !== 'path') return [ROOT];
  return call.args
    .filter(({ name, value }) => name === null && value.kind !== 'function')
    .flatMap(({ value }) => railsPaths(value, site, code));
}
