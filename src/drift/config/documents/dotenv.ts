import { basename } from 'node:path/posix';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';

const EXAMPLE_WORD =
  '(?:example|examples|sample|samples|template|tmpl|tpl|dist|defaults?|schema|skeleton|skel|demo|public|in|base)';
const EXAMPLE = new RegExp(
  `^(?:\\.?(?:dev\\.)?(?:env|envrc|vars)[._-](?:[\\w.-]*[._-])?${EXAMPLE_WORD}|${EXAMPLE_WORD}[._-](?:[\\w-]+[._-])?env|\\.?env[._-]${EXAMPLE_WORD}(?:[._-][\\w.-]+)?|[\\w-]+\\.env[._-]${EXAMPLE_WORD}|\\.${EXAMPLE_WORD}[._-]env)(?:\\.txt)?$`,
  'i',
);
/** `.env`, `.env.production`, `production.env`. */
const OWN =
  /^(?:\.env(?:\.([\w-]+?)(?:\.local)?)?|\.envrc|([\w-]+)\.env|env\.list|\.?env[_-]?file|\.dev\.vars)$/i;
/** `production` of `.env.production.example`. */
const OF_ENVIRONMENT = new RegExp(
  `^\\.?env[._-](?!${EXAMPLE_WORD})([\\w-]+)[._-]${EXAMPLE_WORD}$`,
  'i',
);
/** `.envs/.local/.django`: a folder of such files, one for each program (cookiecutter's way). */
const IN_FOLDER = /(?:^|\/)\.?envs?\/(?:\.?[\w-]+\/)*\.[\w-]+$/;
/** `k8s/base/app.properties`, which a kustomization makes a ConfigMap of, where all that it has is `NAME=value`. */
const OF_CLUSTER =
  /(?:^|\/)(?:k8s|kube|kubernetes|kustomize|base|overlays|manifests|deploy(?:ment)?s?)\/(?:[\w.-]+\/)*[\w-]+\.(?:properties|params)$/;
/** `feed.conf.example`, where all that it has is `NAME=value`. */
const PLAIN = new RegExp(`^[\\w-]+\\.(?:conf|config|cfg|vars)[._-]${EXAMPLE_WORD}$`, 'i');
const ASSIGNMENT = /^(\s*)(?:export\s+)?([A-Za-z_][\w.]*)\s*=(.*)$/;
const COMMENTED = /^\s*[#;]+\s?(?:export\s+)?([A-Za-z_]\w*)=(.*)$/;

/** `.env.example` and its kin: files to copy, and the environments' own files. */
export const dotenv: DocumentFormat = {
  id: 'dotenv',
  matches: (path) => {
    const name = basename(path);
    if (/\.(?:[cm]?[jt]sx?|json|ya?ml|py|rb|php|go|html|toml|d\.ts)$/i.test(name)) return false;
    return (
      EXAMPLE.test(name) ||
      OWN.test(name) ||
      PLAIN.test(name) ||
      IN_FOLDER.test(path) ||
      OF_CLUSTER.test(path)
    );
  },
  read(file, text) {
    const isPlain = PLAIN.test(basename(file));
    if ((isPlain || OF_CLUSTER.test(file)) && !isAllAssignments(text))
      return { documented: [], uses: [], problems: [] };
    const isExample = isPlain || EXAMPLE.test(basename(file));
    const kind = isExample ? 'example' : 'supply';
    const environment = environmentOf(file, isExample);
    const documented = dotenvEntries(text).map((entry) =>
      documentedAs({ ...entry, file, kind, environment }),
    );
    return { documented, uses: interpolated(text), problems: [] };
  },
};

/** Whether a text is nothing but `NAME=value`, some of them as comments. */
function isAllAssignments(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const told = lines.filter((line) => !/^\s*[#;]/.test(line));
  const isSet = (line: string) => /^\s*(?:export\s+)?[A-Z][A-Z0-9_]*=/.test(line);
  return told.every(isSet) && lines.some((line) => isSet(line.replace(/^\s*[#;]\s?/, '')));
}

/** The environment that a file of settings is for; null for the one that holds for all. */
function environmentOf(file: string, isExample: boolean): string | null {
  if (isExample) {
    const own = OF_ENVIRONMENT.exec(basename(file))?.[1]?.toLowerCase();
    return own === undefined || own === 'local' ? 'example' : own;
  }
  const folder = IN_FOLDER.test(file) ? /\/\.?([\w-]+)\/[^/]+$/.exec(file)?.[1] : undefined;
  if (folder !== undefined) return folder.toLowerCase();
  const match = OWN.exec(basename(file));
  const name = match?.[1] ?? match?.[2] ?? null;
  return name === null || name === 'local' ? null : name.toLowerCase();
}

/** `${OTHER}` in values names what is used to make up another setting. */
function interpolated(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.includes('=') && !/^\s*#/.test(line))
    .flatMap((line) => [...line.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''));
}

type Entry = Pick<Documented, 'name' | 'line' | 'column' | 'value' | 'optional'> &
  Partial<Pick<Documented, 'certainty'>>;

/** The settings of a text in the form of dotenv files, in order; each name once as long as it is not set twice. */
export function dotenvEntries(text: string): readonly Entry[] {
  const lines = text.split(/\r?\n/);
  const found: Entry[] = [];
  const isSet = new Set<string>();
  const mentioned: Entry[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const set = ASSIGNMENT.exec(line);
    if (set !== null) {
      const [, indent = '', name = '', rest = ''] = set;
      const { value, more } = writtenValue(rest, lines, index);
      found.push({
        name,
        line: index + 1,
        column: line.indexOf(name, indent.length) + 1,
        value,
        optional: false,
      });
      isSet.add(name);
      index += more;
      continue;
    }
    if (/^\s*#/.test(line)) {
      for (const match of line.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))
        mentioned.push({
          name: match[0],
          line: index + 1,
          column: match.index + 1,
          value: null,
          optional: true,
          certainty: 'likely',
        });
    }
    const commented = COMMENTED.exec(line);
    const [, name = '', rest = ''] = commented ?? [];
    // A comment is a sentence more often than a setting: `# e.g. mode=fast` does not begin with a name.
    if (commented === null || !isUpperName(name) || /^\s*=/.test(rest)) continue;
    const { value } = writtenValue(rest, [], 0);
    found.push({ name, line: index + 1, column: line.indexOf(name) + 1, value, optional: true });
  }
  const told = new Set(found.map(({ name }) => name));
  return [
    ...found.filter(({ name, optional }) => !optional || !isSet.has(name)),
    ...mentioned.filter(({ name }) => !told.has(name)),
  ];
}

/** A value without quotes and comment; one in quotes may run over several lines. */
function writtenValue(
  rest: string,
  lines: readonly string[],
  index: number,
): { readonly value: string; readonly more: number } {
  const text = rest.trim();
  const quote = /^(['"`])/.exec(text)?.[1];
  if (quote === undefined) return { value: text.replace(/(?:^|\s+)#.*$/, '').trim(), more: 0 };
  const end = closing(text, quote, 1);
  if (end !== -1) return { value: text.slice(1, end), more: 0 };
  for (let next = index + 1; next < lines.length; next += 1) {
    const close = closing(lines[next] ?? '', quote, 0);
    if (close === -1) continue;
    const between = lines.slice(index + 1, next);
    const value = [text.slice(1), ...between, (lines[next] ?? '').slice(0, close)].join('\n');
    return { value, more: next - index };
  }
  return { value: text, more: 0 };
}

function closing(text: string, quote: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}
