import type { TreeEntry } from '../../tree/tree.ts';

/** Folders of others' code, of tests and of what tools write. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|\.yarn|\.git|\.venv|venv|site-packages|__pycache__|\.tox|Pods|\.gradle|\.next|\.nuxt|\.svelte-kit|coverage|__tests__|__mocks__|testdata|fixtures)\//;
const TEST_FOLDER =
  /(?:^|\/)(?:tests?|spec|specs|e2e|cypress|src\/(?:test|androidTest|integrationTest))\//i;
const TEST_FILE =
  /(?:[._-](?:test|tests|spec|e2e|stories|cy)\.[mc]?[jt]sx?|_test\.(?:go|py|rb)|_spec\.rb|(?:^|\/)(?:test_[^/]*|conftest)\.py|Tests?\.(?:java|kt|cs|php)|\.min\.js|\.d\.[mc]?ts|\.pb\.go)$/;
/** Others' code that is kept in the repository, by the language's custom. */
const VENDORED = /(?:^|\/)(?:vendor|third_party|thirdparty)\//;
/** Folders that hold what is built; they count where nothing stands beside them that it is built from. */
const BUILT = /(?:^|\/)(?:dist|build|out|target|obj|bin\/(?:Debug|Release|x64|x86|main))\//;

/** Compilers write JavaScript; TypeScript in such a folder is a source that a generator wrote. */
const GENERATED = /(?<!\.d)\.[cm]?tsx?$/;

const CODE = /\.(?:[cm]?[jt]sx?|py|go|java|kt|rb|php|cs|rs)$/;

/** Sources larger than this are generated or bundled; nobody writes routes into them. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

/**
 * The files that may be read as the repository's own code: no tests, nobody else's code, nothing that is built beside
 * its sources. What an import of such a file leads to is read too.
 */
export function isOwnSource(path: string): boolean {
  return !(
    FOREIGN.test(path) ||
    VENDORED.test(path) ||
    TEST_FOLDER.test(path) ||
    TEST_FILE.test(path)
  );
}

/** The paths of what is built from sources that are there too: `dist/` beside `src/`. */
export function builtFiles(entries: readonly TreeEntry[]): ReadonlySet<string> {
  const sources = new Set<string>();
  for (const { path } of entries) {
    const match = /^((?:.*?\/)??)(?:src|lib|app|cmd|internal|source)\//.exec(path);
    if (match !== null && CODE.test(path) && !BUILT.test(path)) sources.add(match[1] ?? '');
  }
  const built = new Set<string>();
  for (const { path } of entries) {
    const match = BUILT.exec(path);
    if (match === null || GENERATED.test(path)) continue;
    const folder = path.slice(0, match.index === 0 ? 0 : match.index + 1);
    if (sources.has(folder)) built.add(path);
  }
  return built;
}
