import { dirname, join } from 'node:path/posix';
import type { Problem } from '../../../problem.ts';
import type { Code } from '../../code/code.ts';
import type { Place } from '../../code/facts.ts';
import { isOwnSource } from '../../code/source-files.ts';
import { globFiles, globPattern } from '../glob-pattern.ts';
import type { RoutingEntry } from './symfony-entries.ts';
import { phpEntries, tellsRoutes } from './symfony-php.ts';
import { xmlEntries } from './symfony-xml.ts';
import { yamlEntries } from './symfony-yaml.ts';

/** Routing files of Symfony's skeletons and bundles: `config/routes.yaml`, those in `config/routes/`, `routing.xml`. */
const FILE =
  /^(?:.*\/)?config\/(?:.*\/)?(?:(?:routes|routing)[\w.-]*\.(?:ya?ml|xml)|(?:routes|routing)\/[\w.-]+\.(?:ya?ml|xml))$/;
const IMPORT_DEPTH = 6;
/** A resource that is a class: `App\Kernel`. */
const CLASS = /^\\?[A-Z]\w*(?:\\\w+)+$/;
const GLOB = /[*?{]/;

/** A route that a routing file tells. */
export interface ConfiguredRoute {
  readonly path: string;
  /** Empty for any. */
  readonly methods: readonly string[];
  /** The names of the placeholders that have a default. */
  readonly defaults: readonly string[];
  readonly file: string;
  readonly at: Place;
}

/** What stands before the routes of the controllers in folders, or in a file. */
export interface ConfiguredPrefix {
  /** Matches the paths of the controllers' files. */
  readonly within: RegExp;
  /** Match those that are left out all the same. */
  readonly excludes: readonly RegExp[];
  readonly prefix: string;
}

/** What the routing files of a repository say (Symfony documentation, "Routing" and "Route Groups and Prefixes"). */
export class SymfonyConfig {
  readonly routes: ConfiguredRoute[] = [];
  readonly prefixes: ConfiguredPrefix[] = [];
  /** What stands before the operations of API Platform's resources. */
  readonly apiPrefixes: string[] = [];
  readonly problems: Problem[] = [];
  readonly #entries = new Map<string, readonly RoutingEntry[]>();
  readonly #taken = new Set<string>();

  constructor(private readonly code: Code) {
    const files = this.#files();
    const imported = new Set<string>();
    for (const path of files) this.#imports(path, imported);
    // What another routing file imports is served where that puts it.
    for (const path of files) if (!imported.has(path)) this.#take(path, '', 0);
  }

  /**
   * The prefixes of a controller's file: one for each import that reaches it; none where nothing imports it. Null where
   * what imports its folder leaves it out.
   */
  prefixesOf(path: string): readonly string[] | null {
    const around = this.prefixes.filter(({ within }) => within.test(path));
    const found = around.filter(({ excludes }) => !excludes.some((one) => one.test(path)));
    if (around.length > 0 && found.length === 0) return null;
    return [...new Set(found.map(({ prefix }) => prefix))];
  }

  /** Adds what a routing file imports, and what that imports in turn. */
  #imports(path: string, into: Set<string>): void {
    for (const entry of this.#of(path)) {
      for (const target of entry.kind === 'import' ? this.#targets(entry, path) : []) {
        if (into.has(target)) continue;
        into.add(target);
        if (this.#isRoutingFile(target)) this.#imports(target, into);
      }
    }
  }

  #files(): readonly string[] {
    const { program } = this.code;
    const found = new Set<string>();
    for (const folder of program.folders()) {
      if (!/(?:^|\/)config(?:\/|$)/.test(folder)) continue;
      for (const path of program.filesIn(folder)) if (FILE.test(path)) found.add(path);
    }
    for (const file of program.files()) if (tellsRoutes(file)) found.add(file.path);
    return [...found].filter(isOwnSource).sort();
  }

  /** What a routing file says; nothing for a file that is none. */
  #of(path: string): readonly RoutingEntry[] {
    const known = this.#entries.get(path);
    if (known !== undefined) return known;
    const entries = this.#read(path);
    this.#entries.set(path, entries);
    return entries;
  }

  #read(path: string): readonly RoutingEntry[] {
    if (path.endsWith('.php')) {
      const file = this.code.program.file(path);
      return file === undefined ? [] : phpEntries(file, this.code);
    }
    const text = this.code.program.text(path);
    if (text === null) return [];
    if (path.endsWith('.xml')) return xmlEntries(text);
    const { entries, problem } = yamlEntries(path, text);
    if (problem !== null) this.problems.push(problem);
    return entries;
  }

  #take(path: string, before: string, depth: number): void {
    if (depth > IMPORT_DEPTH || this.#taken.has(`${before} ${path}`)) return;
    this.#taken.add(`${before} ${path}`);
    for (const entry of this.#of(path)) {
      if (entry.kind === 'route') {
        for (const one of entry.paths)
          this.routes.push({
            path: `${before}/${one}`,
            methods: entry.methods,
            defaults: entry.defaults,
            file: path,
            at: entry.at,
          });
        continue;
      }
      if (entry.type === 'api_platform') {
        this.apiPrefixes.push(...entry.prefixes.map((own) => `${before}/${own}`));
        continue;
      }
      const excludes = this.#targets({ ...entry, resources: entry.excludes }, path).map(within);
      for (const target of this.#targets(entry, path)) {
        for (const own of entry.prefixes) {
          const prefix = own === '' ? before : `${before}/${own}`;
          if (this.#isRoutingFile(target)) this.#take(target, prefix, depth + 1);
          else this.prefixes.push({ within: within(target), excludes, prefix });
        }
      }
    }
  }

  #isRoutingFile(path: string): boolean {
    if (/\.(?:ya?ml|xml)$/.test(path)) return true;
    const file = path.endsWith('.php') ? this.code.program.file(path) : undefined;
    return file !== undefined && tellsRoutes(file);
  }

  /** The files and folders that an import means. */
  #targets(
    { resources, isWhole }: Extract<RoutingEntry, { kind: 'import' }>,
    from: string,
  ): readonly string[] {
    return resources.flatMap((written) => {
      if (written.startsWith('@')) return this.#inBundle(written.slice(1));
      if (CLASS.test(written)) return this.code.program.modules(written, from);
      if (written.startsWith('/') || written.startsWith('%')) return [];
      const path = isWhole ? join(written) : join(dirname(from), written);
      const target = path.replace(/\/+$/, '');
      // Routing files are named one by one; folders of controllers stay a pattern.
      return GLOB.test(target) && /\.\w+\}?$/.test(target)
        ? globFiles(target, this.code.program)
        : [target];
    });
  }

  /** `@AcmeBlogBundle/Resources/config/routing.xml`: in the folder that has a class of the bundle's name. */
  #inBundle(written: string): readonly string[] {
    const [bundle = '', ...rest] = written.replace(/\/+$/, '').split('/');
    for (const folder of this.code.program.folders()) {
      if (!this.code.program.has(join(folder, `${bundle}.php`))) continue;
      const roots = [folder, dirname(folder)].map((root) => join(root, ...rest));
      return roots.filter(
        (path) => this.code.program.has(path) || /^[^.]*$/.test(rest.at(-1) ?? ''),
      );
    }
    return [];
  }
}

/** Matches a file, and all files below a folder. */
function within(target: string): RegExp {
  return new RegExp(`^${globPattern(target)}(?:/|$)`);
}
