import { compareTree } from '../drift/config/read-settings.ts';
import { readRoutes } from '../drift/spec/read-routes.ts';
import { routesJson, routesText } from '../report/inspection.ts';
import { settingsJson, settingsText } from '../report/settings-inspection.ts';
import { openDirectory } from '../tree/directory.ts';
import type { Tree } from '../tree/tree.ts';
import { CommandError, EXIT } from './exit.ts';
import { readTerminal, withProgress } from './terminal.ts';

export interface InspectOptions {
  readonly format: string;
}

/** Folders of packages that are never the repository's own code: not even listed. */
const SKIPPED = new Set(['node_modules']);

/** `holdfast inspect routes`: prints the operations that the code of a folder serves. */
export async function inspectRoutes(folder: string, options: InspectOptions): Promise<number> {
  const tree = await openFolder(folder);
  const reading = await withProgress(readTerminal(), (step) => {
    step('Reading the code');
    return readRoutes(tree);
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
  const tree = await openFolder(folder);
  const settings = await withProgress(readTerminal(), (step) => {
    step('Reading the code');
    return compareTree(tree);
  });
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(settingsJson(settings), null, 2)}\n`
      : settingsText(settings, readTerminal()),
  );
  return EXIT.withinBudget;
}

async function openFolder(folder: string): Promise<Tree> {
  const tree = await openDirectory(folder, { skip: SKIPPED });
  if (!tree.ok) throw new CommandError(`${folder}: ${tree.problem.message}`);
  return tree.value;
}
