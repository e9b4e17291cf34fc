/**
 * Who owns a file, by a repository's CODEOWNERS. Pure. The rules are GitHub's ("About code owners"): patterns as in
 * .gitignore but for `!`, `[ ]` and an escaped `#`, which do not work there, and the last line that matches wins.
 * Patterns come from repositories, so they are matched in linear time.
 */
import { RE2JS } from 're2js';

/** Where GitHub looks, in this order; the first that is there counts. */
export const CODE_OWNERS_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** GitHub does not read a CODEOWNERS file that is larger than this, in bytes. */
export const MAX_CODE_OWNERS_BYTES = 3 * 1024 * 1024;

/** One line that GitHub would take. */
export interface CodeOwnersRule {
  readonly pattern: string;
  /** As they stand: `@dana`, `@acme/api`, `dana@example.com`; empty for files that nobody owns. */
  readonly owners: readonly string[];
}

/** The rules of a file, in its order. Lines that GitHub would not take are passed over, as there. */
export function parseCodeOwners(text: string): readonly CodeOwnersRule[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    // A space that is part of a path is written `\ `.
    const [pattern, ...rest] = line.trim().match(/(?:\\.|[^\s\\])+/g) ?? [];
    if (pattern === undefined || pattern.startsWith('#')) return [];
    if (pattern.startsWith('!') || pattern.startsWith('\\#') || /[[\]]/.test(pattern)) return [];
    const comment = rest.findIndex((word) => word.startsWith('#'));
    const owners = comment < 0 ? rest : rest.slice(0, comment);
    return [{ pattern, owners }];
  });
}

/** The people who own any of these files and can be assigned: not teams, not e-mail addresses. Sorted, each once. */
export function assignableOwners(
  rules: readonly CodeOwnersRule[],
  files: readonly string[],
): readonly string[] {
  const matchers = rules.map(({ pattern, owners }) => ({ matches: matcher(pattern), owners }));
  const logins = files.flatMap((file) => {
    const rule = matchers.findLast(({ matches }) => matches(file));
    return (rule?.owners ?? []).flatMap((owner) => /^@([\w-]+)$/.exec(owner)?.[1] ?? []);
  });
  return [...new Map(logins.map((login) => [login.toLowerCase(), login])).values()].sort();
}

function matcher(pattern: string): (file: string) => boolean {
  const isFolder = pattern.endsWith('/');
  const inner = pattern.replace(/^\/+/, '').replace(/\/+$/, '');
  // A slash at the start or within ties a pattern to the root; without one it is found at any depth.
  const isTied = pattern.startsWith('/') || inner.includes('/');
  // `docs/*` is for the files of the folder itself, not for those of folders in it.
  const below = isFolder ? '/.+' : inner.endsWith('/*') ? '' : '(?:/.+)?';
  const expression = RE2JS.compile(
    `${isTied ? '' : '(?:.*/)?'}${translate(inner)}${below}`,
    RE2JS.DOTALL,
  );
  return (file) => expression.testExact(file);
}

function translate(pattern: string): string {
  const parts = pattern.match(/\*\*\/|\/\*\*$|\\.|\*+|[^*\\]|\\$/gsu) ?? [];
  return parts
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '/**') return '/.+';
      if (part === '**') return '.*';
      if (part.startsWith('*')) return '[^/]*';
      if (part === '?') return '[^/]';
      return RE2JS.quote(part.length === 2 && part.startsWith('\\') ? part.slice(1) : part);
    })
    .join('');
}
