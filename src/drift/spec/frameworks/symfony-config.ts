import { dirname, join } from 'node:path/posix';
import { isObject, type JsonValue } from '../../../document/document.ts';
import { parseDocument } from '../../../document/parse.ts';
import type { Problem } from '../../../problem.ts';
import type { Code } from '../../code/code.ts';
import type { Place } from '../../code/facts.ts';
import { isOwnSource } from '../../code/source-files.ts';

/** Routing files of Symfony's skeletons: `config/routes.yaml` and those in `config/routes/`. */
const FILE = /^(?:.*\/)?config\/(?:routes\.ya?ml|routes\/[^/]+\.ya?ml|routing\.ya?ml)$/;
const IMPORT_DEPTH = 6;

/** A route that a routing file tells. */
export interface ConfiguredRoute {
  readonly path: string;
  /** Empty for any. */
  readonly methods: readonly string[];
  readonly file: string;
  readonly at: Place;
}

/** What stands before the routes of the controllers in a folder, or in a file. */
export interface ConfiguredPrefix {
  readonly folder: string;
  readonly prefix: string;
}

/** What the routing files of a repository say (Symfony documentation, "Routing" and "Route Groups and Prefixes"). */
export class SymfonyConfig {
  readonly routes: ConfiguredRoute[] = [];
  readonly prefixes: ConfiguredPrefix[] = [];
  readonly problems: Problem[] = [];

  constructor(private readonly code: Code) {
    const imported = new Set<string>();
    for (const folder of [...code.program.folders()].sort()) {
      if (!/(?:^|\/)config(?:\/routes)?$/.test(folder)) continue;
      for (const path of [...code.program.filesIn(folder)].sort())
        if (FILE.test(path) && isOwnSource(path)) this.#take(path, '', imported, 0);
    }
  }

  /** The prefixes of a controller's file: one for each import that reaches it; none where nothing imports it. */
  prefixesOf(path: string): readonly string[] {
    const found = this.prefixes.filter(
      ({ folder }) => path === folder || path.startsWith(`${folder}/`),
    );
    return [...new Set(found.map(({ prefix }) => prefix))];
  }

  #take(path: string, before: string, imported: Set<string>, depth: number): void {
    const text = this.code.program.text(path);
    if (text === null || depth > IMPORT_DEPTH || imported.has(`${before} ${path}`)) return;
    imported.add(`${before} ${path}`);
    const parsed = parseDocument(path, text);
    if (!parsed.ok) {
      this.problems.push(parsed.problem);
      return;
    }
    const document = parsed.value;
    if (!isObject(document.value)) return;
    for (const [name, entry] of Object.entries(document.value)) {
      // `when@dev:` holds routes of one environment.
      if (!isObject(entry) || name.startsWith('when@')) continue;
      const { line, column } = document.locate([name]);
      if (entry['resource'] !== undefined) this.#import(entry, path, before, imported, depth);
      else if (typeof entry['path'] === 'string') {
        const methods = list(entry['methods']);
        this.routes.push({
          path: `${before}/${entry['path']}`,
          methods,
          file: path,
          at: { line: line ?? 1, column: column ?? 1 },
        });
      }
    }
  }

  #import(
    entry: { readonly [key: string]: JsonValue },
    from: string,
    before: string,
    imported: Set<string>,
    depth: number,
  ): void {
    const { resource } = entry;
    const own = typeof entry['prefix'] === 'string' ? entry['prefix'] : '';
    const prefix = own === '' ? before : `${before}/${own}`;
    const written = isObject(resource) ? resource['path'] : resource;
    for (const one of list(written ?? null)) {
      if (one.startsWith('@') || (one.startsWith('.') === false && one.startsWith('/'))) continue;
      const target = join(dirname(from), one)
        .replace(/\/+$/, '')
        .replace(/\/\*+.*$/, '');
      if (/\.ya?ml$/.test(target)) this.#take(target, prefix, imported, depth + 1);
      else this.prefixes.push({ folder: target, prefix });
    }
  }
}

function list(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.split('|').map((one) => one.trim());
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
