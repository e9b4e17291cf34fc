import { isObject, type JsonValue } from '../../../document/document.ts';
import { parseDocument } from '../../../document/parse.ts';
import type { Problem } from '../../../problem.ts';
import { type RoutingEntry, splitMethods } from './symfony-entries.ts';

/** What loads the routes of all controllers there are (Symfony 7.4's recipe of the framework bundle). */
const TAGGED = 'routing.controllers';

/** The routes and imports of a YAML routing file (Symfony documentation, "Routing": YAML), or why it cannot be read. */
export function yamlEntries(
  path: string,
  text: string,
): { readonly entries: readonly RoutingEntry[]; readonly problem: Problem | null } {
  const parsed = parseDocument(path, text);
  if (!parsed.ok) return { entries: [], problem: parsed.problem };
  const document = parsed.value;
  if (!isObject(document.value)) return { entries: [], problem: null };
  const entries = Object.entries(document.value).flatMap(([name, entry]): RoutingEntry[] => {
    // `when@dev:` holds routes of one environment.
    if (!isObject(entry) || name.startsWith('when@')) return [];
    const { resource } = entry;
    if (resource !== undefined) {
      const written = isObject(resource) ? (resource['path'] ?? null) : resource;
      const prefixes = texts(entry['prefix'] ?? null);
      return [
        {
          kind: 'import',
          resources: texts(written).map((one) => (one === TAGGED ? controllersFrom(path) : one)),
          prefixes: prefixes.length === 0 ? [''] : prefixes,
          isWhole: false,
          excludes: texts(entry['exclude'] ?? null),
          type: texts(entry['type'] ?? null)[0] ?? null,
        },
      ];
    }
    const paths = texts(entry['path'] ?? entry['pattern'] ?? null);
    if (paths.length === 0) return [];
    const { line, column } = document.locate([name]);
    const requirements = entry['requirements'];
    // Symfony 2 said the methods among the requirements.
    const old = isObject(requirements) ? requirements['_method'] : undefined;
    const methods = splitMethods(texts(entry['methods'] ?? old ?? null));
    const given = entry['defaults'];
    const defaults = isObject(given) ? Object.keys(given) : [];
    const at = { line: line ?? 1, column: column ?? 1 };
    return [{ kind: 'route', paths, methods, defaults, at }];
  });
  return { entries, problem: null };
}

/** The folder of an application's classes as a routing file below its `config` names it. */
function controllersFrom(path: string): string {
  const below = path.slice(path.lastIndexOf('config/')).split('/').length - 1;
  return `${'../'.repeat(below)}src/`;
}

/** The texts of a text, of a list, or of a map by languages. */
function texts(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  const values = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return values.filter((one): one is string => typeof one === 'string');
}
