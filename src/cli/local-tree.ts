import type { Outcome } from '../problem.ts';
import { openDirectory } from '../tree/directory.ts';
import { openGitTree } from '../tree/git.ts';
import type { Tree, TreeListing } from '../tree/tree.ts';
import { openWorkingTree } from '../tree/working.ts';

/** A tree of this machine, told so that another thread can open it too. */
export type LocalTree =
  | {
      readonly kind: 'folder';
      readonly path: string;
      readonly skip: readonly string[];
      /** What it lists, where that is known already. */
      readonly listing?: TreeListing;
    }
  | { readonly kind: 'commit'; readonly root: string; readonly ref: string }
  | { readonly kind: 'working-tree'; readonly root: string };

/** A tree that may hold on to a process until it is closed. */
export type OpenTree = Tree & { close?(): void };

export async function openLocalTree(tree: LocalTree): Promise<Outcome<OpenTree>> {
  switch (tree.kind) {
    case 'folder':
      return openDirectory(tree.path, { skip: new Set(tree.skip), listing: tree.listing });
    case 'commit':
      return openGitTree(tree.root, tree.ref);
    case 'working-tree':
      return openWorkingTree(tree.root);
  }
}
