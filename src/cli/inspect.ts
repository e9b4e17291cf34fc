import { FactsCache } from '../drift/code/facts-cache.ts';
import { compareTree } from '../drift/config/read-settings.ts';
import { readRoutes } from '../drift/spec/read-routes.ts';
import { routesJson, routesText } from '../report/inspection.ts';
import { settingsJson, settingsText } from '../report/settings-inspection.ts';
import type { Tree } from '../tree/tree.ts';
import { CommandError, EXIT } from './exit.ts';
import { type LocalTree, openLocalTree } from './local-tree.ts';
import { CodeThread } from './read-code-elsewhere.ts';
import { readTerminal, withProgress } from './terminal.ts';

export interface InspectOptions {
  readonly format: string;
}

/** Folders of packages that are never the repository's own code: not even listed. */
const SKIPPED = ['node_modules'];

/** `holdfast inspect routes`: prints the operations that the code of a folder serves. */
export async function inspectRoutes(folder: string, options: InspectOptions): Promise<number> {
  const { tree, thread } = await openFolder(folder);
  const reading = await withProgress(readTerminal(), (step) => {
    step('Reading the code');
    return readRoutes(tree, {
      cache: FactsCache.keepingNone(),
      elsewhere: (...asked) => thread.routes(...asked),
    });
  });
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(routesJson(reading), null, 2)}\n`
      : routesText(reading, readTerminal()),
  );
  return EXIT.withinBudget;
}

/** `holdfast inspect env`: prints the settings that the code of a folder reads, and where they are told of. */
export async function inspectEnv(folder: string, options: InspectOptions): Promise<number> {
  const { tree, thread } = await openFolder(folder);
  const settings = await withProgress(readTerminal(), (step) => {
    step('Reading the code');
    return compareTree(tree, {
      cache: FactsCache.keepingNone(),
      elsewhere: (...asked) => thread.settings(...asked),
    });
  });
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(settingsJson(settings), null, 2)}\n`
      : settingsText(settings, readTerminal()),
  );
  return EXIT.withinBudget;
}

/** The tree of a folder, and a second thread to read much of it with. */
async function openFolder(
  folder: string,
): Promise<{ readonly tree: Tree; readonly thread: CodeThread }> {
  const local: LocalTree = { kind: 'folder', path: folder, skip: SKIPPED };
  const tree = await openLocalTree(local);
  if (!tree.ok) throw new CommandError(`${folder}: ${tree.problem.message}`);
  return { tree: tree.value, thread: new CodeThread(new Map([[tree.value, local]])) };
}
