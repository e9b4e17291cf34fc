import { isObject, type JsonValue } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import type { Problem } from '../../problem.ts';
import type { Code } from './code.ts';
import type { KnownText, TextPart } from './known-text.ts';

/** Spring Boot's and Quarkus's files of properties, without those of profiles. */
const FILE = /^(?:application|bootstrap)\.(?:properties|ya?ml)$/;
const PLACEHOLDER = /\$\{([^{}:]+)(?::([^{}]*))?\}/g;
/** Properties that lead to others are followed so far. */
const MAX_DEPTH = 5;

/** The properties of the applications in a repository, as their files set them, by the module's folder. */
export class ApplicationProperties {
  /** Files that could not be read. */
  readonly problems: Problem[] = [];
  readonly #modules = new Map<string, Map<string, string>>();

  constructor(code: Code) {
    for (const folder of code.program.folders()) {
      const match = /^(?:(.*)\/)?src\/main\/resources(?:\/config)?$/.exec(folder);
      if (match === null) continue;
      for (const path of code.program.filesIn(folder)) {
        if (!FILE.test(path.slice(path.lastIndexOf('/') + 1))) continue;
        const text = code.program.text(path);
        if (text !== null) this.#take(match[1] ?? '', path, text);
      }
    }
  }

  /** The value of a property for a source file: that of its module, or else of the only application there is. */
  value(name: string, path: string): string | undefined {
    return this.#of(path)?.get(canonical(name));
  }

  /** A text with its `${name:default}` filled in; what is not set anywhere is a hole. */
  filled(text: KnownText, path: string, depth = 0): KnownText {
    return text.flatMap((part): readonly TextPart[] => {
      if (typeof part !== 'string' || !part.includes('${')) return [part];
      const parts: TextPart[] = [];
      let from = 0;
      for (const match of part.matchAll(PLACEHOLDER)) {
        parts.push(part.slice(from, match.index));
        from = match.index + match[0].length;
        const value = this.value(match[1] ?? '', path) ?? match[2];
        if (value === undefined) parts.push({ hole: /[\w]+$/.exec(match[1] ?? '')?.[0] ?? '' });
        else if (depth < MAX_DEPTH) parts.push(...this.filled([value], path, depth + 1));
      }
      return [...parts, part.slice(from)];
    });
  }

  /** The prefix of all paths of the application: context path and the dispatcher's own. */
  contextPath(path: string): KnownText {
    const parts = [
      'server.servlet.context-path',
      'spring.mvc.servlet.path',
      'spring.webflux.base-path',
    ];
    const values = parts.flatMap((name) => this.value(name, path) ?? []);
    return this.filled(values.length === 0 ? [] : [values.join('/')], path);
  }

  #of(path: string): Map<string, string> | undefined {
    const folder = /^(?:(.*)\/)?src\//.exec(path)?.[1] ?? '';
    const own = this.#modules.get(folder);
    const [only, ...others] = this.#modules.values();
    return own ?? (others.length === 0 ? only : undefined);
  }

  #take(folder: string, path: string, text: string): void {
    const known = this.#modules.get(folder) ?? new Map<string, string>();
    this.#modules.set(folder, known);
    const values = path.endsWith('.properties') ? lines(text) : this.#yaml(path, text);
    for (const [name, value] of values) {
      if (!known.has(canonical(name))) known.set(canonical(name), value);
    }
  }

  /** The first document: those behind it are for profiles. */
  #yaml(path: string, text: string): readonly (readonly [string, string])[] {
    // Maven fills in `@name@`, which is no YAML before.
    const [first] = text
      .replaceAll(/@([\w.-]+)@/g, '$1')
      .split(/^---.*$/m)
      .filter((one) => one.trim() !== '');
    if (first === undefined) return [];
    const parsed = parseDocument(path, first);
    if (parsed.ok) return flattened(parsed.value.value, '');
    this.problems.push(parsed.problem);
    return [];
  }
}

/** Spring's relaxed names: `contextPath` is `context-path`. */
function canonical(name: string): string {
  return name.trim().replaceAll(/[-_]/g, '').toLowerCase();
}

function lines(text: string): readonly (readonly [string, string])[] {
  return text.split(/\r?\n/).flatMap((line): readonly (readonly [string, string])[] => {
    const match = /^\s*([^#!\s=:][^=:\s]*)\s*[=:\s]\s*(.*?)\s*$/.exec(line);
    return match === null ? [] : [[match[1] ?? '', match[2] ?? '']];
  });
}

function flattened(value: JsonValue, prefix: string): readonly (readonly [string, string])[] {
  if (!isObject(value)) return value === null ? [] : [[prefix, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flattened(inner, prefix === '' ? key : `${prefix}.${key}`),
  );
}
