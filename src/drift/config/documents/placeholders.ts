import { basename } from 'node:path/posix';
import type { DocumentFormat } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingRead } from '../setting-read.ts';

/** A kind of file into which settings are put from the environment, and how it names them. */
interface FilledFile {
  readonly id: string;
  matches(path: string): boolean;
  /** `name` is the setting, `fallback` what is taken without it, `optional` is there where nothing is needed. */
  readonly patterns: readonly RegExp[];
  /** Names that the file gives a value itself. */
  readonly own?: RegExp;
  readonly comment?: RegExp;
}

const SHELL_EXPANSION =
  /(?<!\$)\$(?:\{(?<name>[A-Z][A-Z0-9_]*)(?:(?<optional>:?[-=+])(?<fallback>[^}]*))?[^}]*\}|(?<name2>[A-Z][A-Z0-9_]*))/g;

const files: readonly FilledFile[] = [
  {
    // Spring Boot, "Property Placeholders"; Quarkus, "Property expressions"; Micronaut, "Property Value Binding";
    // Ktor, "Environment variables" of a configuration file.
    id: 'spring-properties',
    matches: (path) =>
      /^(?:application|bootstrap|microprofile-config)(?:-[\w-]+)?\.(?:properties|ya?ml)$/.test(
        basename(path),
      ),
    patterns: [
      /\$\{(?<name>[A-Za-z_]\w*)(?=[:}])(?<optional>:(?<fallback>[^{}$]*))?/g,
      /["']\$(?<optional>\?)?(?<name>[A-Z]\w*)(?::(?<fallback>[^"']*))?["']/g,
      /#\{[^{}]*\bsystemEnvironment\[\s*['"](?<name>\w+)['"]\s*\][^{}]*?(?<optional>\?:\s*['"]?(?<fallback>[^'"{}]*?)['"]?\s*)?\}/g,
    ],
    comment: /^\s*[#!]/,
  },
  {
    // Serverless Framework, "Reference Environment Variables".
    id: 'serverless',
    matches: (path) => /^serverless(?:[.-][\w-]+)?\.ya?ml$/.test(basename(path)),
    patterns: [/\$\{env:(?<name>[A-Z]\w*)(?<optional>\s*,\s*['"]?(?<fallback>[^'"${}]*))?/g],
    comment: /^\s*#/,
  },
  {
    // Dropwizard, "Environment variables"; others read their files of settings the same way.
    id: 'configuration',
    matches: (path) =>
      !/(?:^|\/)\./.test(path) &&
      (/(?:^|\/)src\/main\/resources\/(?!application|bootstrap|logback|log4j)[\w./-]+\.ya?ml$/.test(
        path,
      ) ||
        /^config(?:uration)?(?:[.-][\w-]+)?\.ya?ml$/.test(basename(path))),
    patterns: [
      /(?<!\$)\$\{(?:env[:.])?(?<name>[A-Z][A-Z0-9_]*)(?<optional>:-?(?<fallback>[^{}$]*))?\}/g,
    ],
    comment: /^\s*#/,
  },
  {
    // Laravel's templates, outside of PHP.
    id: 'blade',
    matches: (path) => path.endsWith('.blade.php'),
    patterns: [/\benv\(\s*['"](?<name>\w+)['"]\s*(?<optional>,\s*['"]?(?<fallback>[^'")]*))?/g],
  },
  {
    // HOCON, "Optional and required substitutions".
    id: 'hocon',
    matches: (path) =>
      /\.conf$/.test(path) &&
      (/^(?:application|reference|bootstrap)[\w.-]*\.conf$/.test(basename(path)) ||
        /(?:^|\/)resources\//.test(path)),
    patterns: [/\$\{(?<optional>\?)?\s*(?<name>[A-Z][A-Z0-9_]*)\s*\}/g],
    comment: /^\s*(?:#|\/\/)/,
  },
  {
    // Logback, "Default values for variables".
    id: 'logback',
    matches: (path) => /^(?:logback|log4j2)[\w.-]*\.xml$/.test(basename(path)),
    patterns: [/\$\{(?:env:)?(?<name>[A-Z][A-Z0-9_]*)(?<optional>:-(?<fallback>[^{}]*))?\}/g],
    own: /<(?:property|springProperty|variable|Property)\s[^>]*\bname="(\w+)"/g,
  },
  {
    id: 'symfony-config',
    matches: (path) => /(?:^|\/)config\/(?:[\w-]+\/)*[\w-]+\.(?:ya?ml|xml)$/.test(path),
    patterns: [/%env\((?<steps>(?:[\w.-]*:){0,8})(?<name>[A-Za-z_]\w*)\)%/g],
    comment: /^\s*#/,
  },
  {
    id: 'prisma',
    matches: (path) => /\.prisma$/.test(path),
    patterns: [/\benv\(\s*"(?<name>\w+)"\s*\)/g],
    comment: /^\s*\/\//,
  },
  {
    id: 'erb',
    matches: (path) =>
      /(?:^|\/)config\/[\w./-]*\.(?:ya?ml|erb)$|\.(?:ya?ml|conf|json)\.erb$/.test(path),
    patterns: [
      /\bENV\.fetch\(?\s*["'](?<name>\w+)["'](?:\s*(?<optional>,)\s*["']?(?<fallback>[^"')%]*)|\s*\)?\s*(?<optional2>\{|do\b))?/g,
      /\bENV\[\s*["'](?<name>\w+)["']\s*\](?:\s*(?<optional>\|\|)(?=\s*(?:ENV\b|["']?(?<fallback>[^"'%]*))))?/g,
    ],
    comment: /^\s*#/,
  },
  {
    // Vite, "HTML Constant Replacement"; Create React App, "Referencing Environment Variables in the HTML".
    id: 'html',
    matches: (path) => /^(?:index|app)\.html$/.test(basename(path)),
    patterns: [/%(?<name>(?:VITE|REACT_APP|PUBLIC)_[A-Z0-9_]+)%/g],
  },
  {
    // Commands that run what the repository has.
    id: 'commands',
    matches: (path) =>
      /^(?:Procfile(?:\.\w+)?|package\.json|render\.ya?ml|railway\.(?:json|toml)|nixpacks\.toml)$/.test(
        basename(path),
      ),
    patterns: [SHELL_EXPANSION],
    comment: /^\s*#/,
  },
  {
    // What `envsubst` fills in, as the image of nginx does with its templates.
    id: 'template',
    matches: (path) =>
      /\.(?:conf|json|ya?ml|html|js|ini|cfg|toml|xml)\.(?:template|tmpl|tpl)$|[.-](?:template|tmpl)\.(?:js|json|conf|html|ini|toml|xml)$/.test(
        path,
      ),
    patterns: [/\$\{(?<name>[A-Z][A-Z0-9_]*)\}|["']\$(?<name2>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)["']/g],
  },
];

/** Files that read settings as code does: `${DB_HOST:localhost}` of an application's properties, `env("X")` of Prisma. */
export const filledFiles: readonly DocumentFormat[] = files.map((file) => ({
  id: file.id,
  matches: file.matches,
  read: (path, text) => ({
    documented: [],
    uses: [],
    reads: readsIn(path, text, file),
    problems: [],
  }),
}));

function readsIn(
  file: string,
  text: string,
  { id, patterns, own, comment }: FilledFile,
): readonly SettingRead[] {
  const set = new Set(own === undefined ? [] : [...text.matchAll(own)].map((match) => match[1]));
  const reads: SettingRead[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (comment?.test(line) === true) continue;
    for (const match of patterns.flatMap((pattern) => [...line.matchAll(pattern)])) {
      const parts = match.groups ?? {};
      const name = parts.name ?? parts.name2 ?? '';
      // Names in lower case are other properties of the same files.
      if (!isUpperName(name) || set.has(name) || isSetBefore(name, line, match.index)) continue;
      const value = parts.fallback?.trim().replace(/^`(.*)`$/, '$1') ?? null;
      const isOptional =
        value !== null ||
        parts.optional !== undefined ||
        parts.optional2 !== undefined ||
        parts.steps?.includes('default:') === true;
      reads.push({
        name,
        file,
        line: index + 1,
        column: match.index + 1,
        required: !isOptional,
        default: value === '' ? null : value,
        reader: id,
      });
    }
  }
  return reads;
}

/** `PORT=80 node app.js $PORT`. */
function isSetBefore(name: string, line: string, at: number): boolean {
  return new RegExp(`(?:^|[\\s:;&])${name}=`).test(line.slice(0, at));
}
