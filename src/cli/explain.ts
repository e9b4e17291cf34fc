import { explainBudget, formatExplanation } from '../budget/explain.ts';
import { listOperations } from '../drift/contract/list-operations.ts';
import type { OperationSubject } from '../drift/drift.ts';
import { problemsText } from '../report/text.ts';
import { endpointKey, parseEndpoint } from '../settings/endpoint.ts';
import { loadSettings } from '../settings/find.ts';
import { nearMiss } from '../settings/near-miss.ts';
import type { Settings } from '../settings/settings.ts';
import { type GitTree, openGitTree } from '../tree/git.ts';
import type { Tree } from '../tree/tree.ts';
import { openWorkingTree } from '../tree/working.ts';
import { CommandError, EXIT } from './exit.ts';
import { findRepository, namedRepository, refused } from './local-repository.ts';

export interface ExplainOptions {
  readonly tag?: readonly string[];
  readonly service?: string;
  readonly ref?: string;
  readonly directory: string;
  readonly repository?: string;
  readonly format: string;
}

/** `holdfast explain`: prints how an endpoint's budget is resolved. */
export async function explain(endpoint: string, options: ExplainOptions): Promise<number> {
  const parsed = parseEndpoint(endpoint);
  if (!parsed.ok) throw new CommandError(parsed.message);
  const needs = options.ref === undefined ? 'working-tree' : 'commits';
  const root = await findRepository(options.directory, needs);
  const repository = await namedRepository(root, options.repository);
  const tree = await openTree(root, options.ref);
  try {
    const settings = await loadSettings({ tree, organisation: null, repository });
    if (!settings.ok) {
      process.stderr.write(problemsText(settings.problems, { colour: false }));
      throw new CommandError('the settings have errors, so no budget can be resolved.');
    }
    const subject = await subjectOf(parsed.endpoint, options, tree, settings.settings);
    const explanation = explainBudget(settings.settings, subject);
    process.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify(explanation, null, 2)}\n`
        : formatExplanation(explanation),
    );
    return EXIT.withinBudget;
  } finally {
    tree.close();
  }
}

async function openTree(root: string, ref: string | undefined): Promise<GitTree> {
  const tree = ref === undefined ? await openWorkingTree(root) : await openGitTree(root, ref);
  if (!tree.ok) throw refused(tree.problem);
  return tree.value;
}

/** The operation as the contracts have it; one that is not there yet has only what the options say. */
async function subjectOf(
  endpoint: { readonly method: string; readonly path: string },
  options: ExplainOptions,
  tree: Tree,
  settings: Settings,
): Promise<OperationSubject> {
  noteUnknownService(options.service, settings);
  const key = endpointKey(endpoint);
  const { operations } = await listOperations(tree, settings);
  const known = operations.find(({ subject }) => endpointKey(subject) === key)?.subject;
  if (known === undefined && options.tag === undefined && options.service === undefined) {
    process.stderr.write(
      `note: no contract has this endpoint, so its tags and service are unknown; --tag and --service set them.\n`,
    );
  }
  return {
    kind: 'operation',
    method: endpoint.method,
    path: known?.path ?? endpoint.path,
    tags: options.tag ?? known?.tags ?? [],
    operation_id: known?.operation_id ?? null,
    service: options.service ?? known?.service ?? null,
  };
}

/** A service that the settings do not name has no budget of its own, which looks like one that is not set. */
function noteUnknownService(service: string | undefined, { services }: Settings): void {
  const names = services.map(({ name }) => name);
  if (service === undefined || names.includes(service)) return;
  const meant = nearMiss(service, names);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  process.stderr.write(`note: the settings name no service "${service}".${hint}\n`);
}
