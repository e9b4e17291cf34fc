import { type Problem, problem } from '../../src/problem.ts';
import type { Tree } from '../../src/tree/tree.ts';

/** A tree of texts by path. `unlisted` files can be read although the listing, said to be cut, lacks them. */
export function memoryTree(
  files: Readonly<Record<string, string | Problem>>,
  unlisted: Readonly<Record<string, string>> = {},
): Tree {
  const cut = Object.keys(unlisted).length > 0;
  return {
    revision: 'memory',
    list: async () => ({
      entries: Object.keys(files)
        .sort()
        .map((path) => ({ path, kind: 'file', size: null, hash: path })),
      problems: cut ? [problem('tree-truncated', 'Too many files.')] : [],
    }),
    read: async (path) => {
      const found = files[path] ?? unlisted[path];
      if (found === undefined) {
        return {
          ok: false,
          problem: problem('missing-file', 'There is no such file.', { file: path }),
        };
      }
      return typeof found === 'string'
        ? { ok: true, value: { path, hash: path, text: found } }
        : { ok: false, problem: found };
    },
  };
}
