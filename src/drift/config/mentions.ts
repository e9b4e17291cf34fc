import type { Tree, TreeEntry, TreeFile } from '../../tree/tree.ts';
import { FactsCache } from '../code/facts-cache.ts';
import { isTooMuchToFetch } from '../code/fetch-limit.ts';
import type { Documented } from './documented.ts';

/** Generated files that hold about every word. */
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|composer\.lock|[\w.-]*\.lock)$/;
/** Folders of others' code and of what is built: what they mention means nothing here. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|\.git|dist|build|coverage|site-packages)\//;
/** Files that run or are filled in; texts for people are none. */
const RUNS =
  /\.(?:[mc]?[jt]sx?|vue|svelte|astro|py|rb|erb|rake|php|java|kts?|scala|groovy|gradle|go|cs|fs|vb|rs|swift|ex|exs|erl|lua|pl|c|cc|cpp|h|hpp|sh|bash|zsh|fish|ps1|bat|cmd|ya?ml|json|json5|toml|ini|cfg|conf|config|properties|xml|tmpl|tpl|template|j2|jinja2?|hbs|ejs|html?|mk|cmake|nix|hcl|tf|sql|service|prisma|env|cjs)$|(?:^|\/)(?:[\w.-]*Dockerfile[\w.-]*|Makefile|Rakefile|Procfile|Gemfile|Justfile|justfile|Vagrantfile|Jenkinsfile|Caddyfile|Brewfile|Taskfile|Earthfile|bin\/[\w-]+|[\w-]*entrypoint[\w-]*|gradlew)$/i;
const WORD = /([A-Za-z_]\w+)/g;
/** JSON is data more often than it runs: there a name counts where it is put in, or set for a command. */
const IN_JSON = /(?:\$\{?|%|\benv[.:]|\{\{\s*|\b(?=\w+=))([A-Za-z_]\w+)/g;
const MAX_BYTES = 512 * 1024;
const AT_ONCE = 16;

/**
 * Which of some names stand in a file that runs or is filled in, other than those that document them: tests, scripts,
 * templates and languages that are not read. Such a name is used in a way that is not understood, and is not stale.
 */
export async function mentionedNames(
  tree: Tree,
  names: ReadonlyMap<string, readonly Documented[]>,
  cache: FactsCache = new FactsCache(),
): Promise<ReadonlySet<string>> {
  if (names.size === 0) return new Set();
  const { entries } = await tree.list();
  const files = entries.filter(mayMention);
  const isUnread = ({ hash }: TreeEntry) =>
    [...names.keys()].some((name) => cache.isMarked(hash, `mentions ${name}`) === undefined);
  const unread = files.filter(isUnread);
  // What cannot be looked for may be there: nothing is stale then.
  if (isTooMuchToFetch(tree, unread)) return new Set(names.keys());
  await tree.prefetch?.(unread.map(({ path }) => path));
  for (let at = 0; at < unread.length; at += AT_ONCE) {
    const texts = await Promise.all(
      unread.slice(at, at + AT_ONCE).map(({ path }) => tree.read(path)),
    );
    for (const file of texts) {
      // What cannot be read mentions nothing that could be told; the reading of code says so where it matters.
      if (file.ok) note(file.value, names, cache);
    }
  }
  const isMentioned = (name: string, documented: readonly Documented[]) =>
    files.some(
      ({ path, hash }) =>
        cache.isMarked(hash, `mentions ${name}`) === true &&
        documented.every((one) => one.file !== path),
    );
  return new Set([...names].filter(([name, own]) => isMentioned(name, own)).map(([name]) => name));
}

function note(
  { path, text, hash }: TreeFile,
  names: ReadonlyMap<string, readonly Documented[]>,
  cache: FactsCache,
): void {
  const found = new Set<string>();
  for (const match of text.matchAll(path.endsWith('.json') ? IN_JSON : WORD))
    found.add(match[1] ?? '');
  for (const name of names.keys()) cache.setMarked(hash, `mentions ${name}`, found.has(name));
}

function mayMention({ path, kind, size }: TreeEntry): boolean {
  if (kind !== 'file' || (size ?? 0) > MAX_BYTES) return false;
  return RUNS.test(path) && !FOREIGN.test(path) && !LOCK.test(path);
}
