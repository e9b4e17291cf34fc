// Reads the folders of test/fixtures/fix: each side of an example as the files of a tree.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FixedFile } from '../../src/fix/edit.ts';
import { openFiles } from '../../src/tree/memory.ts';
import type { Tree } from '../../src/tree/tree.ts';

const root = fileURLToPath(new URL('../fixtures/fix', import.meta.url));

/** The examples of a kind. */
export function examples(kind: string): readonly string[] {
  return readdirSync(join(root, kind)).sort();
}

/** The files of one side of an example, by path; bytes, so that marks and line ends are compared too. */
export function filesOf(kind: string, name: string, side: string): Record<string, Buffer> {
  const folder = join(root, kind, name, side);
  const files: Record<string, Buffer> = {};
  if (!existsSync(folder)) return files;
  for (const path of readdirSync(folder, { recursive: true }).map(String)) {
    if (statSync(join(folder, path)).isFile()) files[path] = readFileSync(join(folder, path));
  }
  return files;
}

export function treeOf(kind: string, name: string, side: string): Tree {
  return openFiles(filesOf(kind, name, side), side);
}

/** Files by path with those that fixes wrote put upon them, as text that shows a mark at its start. */
export function withFixes(
  files: Record<string, Buffer>,
  fixed: readonly FixedFile[],
): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [path, bytes] of Object.entries(files)) all[path] = bytes.toString('utf8');
  for (const { path, content } of fixed) {
    if (content === null) delete all[path];
    else all[path] = content.toString('utf8');
  }
  return all;
}
