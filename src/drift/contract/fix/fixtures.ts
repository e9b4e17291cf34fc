// Fixtures: recorded bodies of responses that do not say what the contract says, and their repair.
import type { JsonValue, SourceDocument } from '../../../document/document.ts';
import { toPointer } from '../../../document/document.ts';
import { applyEdits } from '../../../fix/apply.ts';
import { combined } from '../../../fix/combine.ts';
import { Documents } from '../../../fix/documents.ts';
import type { Edit, ValueChange } from '../../../fix/edit.ts';
import {
  type FoundFix,
  type Proposal,
  type ProvenFix,
  provenFix,
  type RefusedFix,
} from '../../../fix/fix.ts';
import { type Detection, type Found, prove } from '../../../fix/proof.ts';
import { differences } from '../../../fix/value-diff.ts';
import { compareText } from '../../../location.ts';
import type { Problem } from '../../../problem.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Tree } from '../../../tree/tree.ts';
import { fingerprint } from '../../fingerprint.ts';
import { loadContract } from '../load.ts';
import { ContractModel } from '../model/contract-model.ts';
import { valueNode } from '../model/media-type.ts';
import { childOf, childrenOf, type Node } from '../model/node.ts';
import { responsesOf } from '../model/response.ts';
import { type FixtureUse, fixtureUses } from './fixture-files.ts';
import { FixtureMerge, isSettled } from './fixture-merge.ts';

/** What fixtures are held against. */
export interface FixtureInput {
  /** The tree with the fixtures and the contracts that they are to follow. */
  readonly tree: Tree;
  /** A tree from before, which tells what the contracts removed. */
  readonly before?: Tree;
  /** Where one file is compared with another, not whole trees: the contract's paths on both sides. */
  readonly files?: { readonly base: string; readonly head: string };
  readonly settings: Settings;
  /** Only fixtures of contracts in these files; of all that the tree has where it is not given. */
  readonly contracts?: readonly string[];
  /** Whether a file may be edited; where it is not given, all may. */
  readonly mayEdit?: (file: string) => boolean;
}

/** A fixture that does not say what its contract says. */
export interface FixtureDrift extends Found {
  readonly file: string;
}

/** What holds for one fixture: the value it should have, by the responses it is used for. */
interface Judged {
  readonly file: string;
  readonly document: SourceDocument;
  readonly uses: readonly FixtureUse[];
  /** Undefined where no value could be made that is valid. */
  readonly merged: JsonValue | undefined;
}

/** Finds the fixtures that the contracts of a tree do not hold for. Rejects only when a tree's source fails. */
export async function checkFixtures(input: FixtureInput): Promise<Detection<FixtureDrift>> {
  const { judged, problems } = await judge(input);
  return detectionOf(judged, problems);
}

/** What can be done for fixtures: one fix at most, and what could not be checked. */
export interface FixtureProposal extends Proposal {
  readonly problems: readonly Problem[];
}

/** Fixtures that one fix edits at most: a pull request with more cannot be looked through. */
const MOST_FIXTURES = 100;

/**
 * One fix for all fixtures that do not say what their contracts say, proven by `ajv`; those in `leave`, by
 * fingerprint, stay as they are.
 */
export async function proposeFixtureFix(
  input: FixtureInput,
  leave: ReadonlySet<string> = new Set(),
): Promise<FixtureProposal> {
  if (!input.settings.gitops.update_fixtures) return { fixes: [], refused: [], problems: [] };
  const { judged, problems, documents } = await judge(input);
  const open = judged
    .filter((each) => !isSettled(each.document.value, each.merged))
    .filter((each) => !leave.has(driftOf(each).fingerprint));
  const work = new FixtureRepair(input, documents, detectionOf(judged, problems));
  const fix = await work.run(open);
  return { fixes: fix === null ? [] : [fix], refused: work.refused, problems };
}

/** A fixture with the edits that bring it towards its contract. */
interface Candidate {
  readonly file: string;
  readonly fingerprint: string;
  readonly edits: readonly Edit[];
}

/** One search for edits of several fixtures that hold together. */
class FixtureRepair {
  readonly refused: RefusedFix[] = [];

  constructor(
    private readonly input: FixtureInput,
    private readonly documents: Documents,
    private readonly before: Detection<FixtureDrift>,
  ) {}

  async run(fixtures: readonly Judged[]): Promise<ProvenFix | null> {
    let candidates = fixtures.flatMap((fixture) => this.candidate(fixture));
    this.refuse(candidates.slice(MOST_FIXTURES), `Fixtures are edited ${MOST_FIXTURES} at a time.`);
    candidates = candidates.slice(0, MOST_FIXTURES);
    while (candidates.length > 0) {
      const tried = await this.tryOnce(candidates);
      if ('proof' in tried) {
        const update = { id: 'update-fixtures', title: 'Update fixtures' };
        return provenFix(update, tried);
      }
      const blamed = candidates.filter(({ file }) => tried.files.has(file));
      this.refuse(blamed.length > 0 ? blamed : candidates, tried.reason);
      candidates = blamed.length > 0 ? candidates.filter((each) => !blamed.includes(each)) : [];
    }
    return null;
  }

  private candidate(fixture: Judged): readonly Candidate[] {
    const { file, document, merged, uses } = fixture;
    const { fingerprint } = driftOf(fixture);
    if (this.input.mayEdit?.(file) === false) {
      this.refused.push({ drift: fingerprint, reason: `Holdfast never writes to ${file}.` });
      return [];
    }
    const changes =
      merged === undefined ? [] : differences(document.value, merged).map(({ change }) => change);
    if (changes.length > 0) {
      const edits = combined(changes.map((change) => editOf(file, change, uses)));
      return [{ file, fingerprint, edits }];
    }
    const reason =
      merged === undefined
        ? `No value could be made for ${file} that the contract accepts.`
        : `${file} would have to be written anew as a whole.`;
    this.refused.push({ drift: fingerprint, reason });
    return [];
  }

  private async tryOnce(
    candidates: readonly Candidate[],
  ): Promise<FoundFix | { readonly files: ReadonlySet<string>; readonly reason: string }> {
    const edits = candidates.flatMap((each) => each.edits);
    const applied = await applyEdits(this.documents, edits);
    if (!applied.ok) {
      const [{ edit, reason }] = applied.failures;
      const files = new Set(applied.failures.map((failure) => failure.edit.file));
      return { files, reason: `${edit.file}: ${reason}` };
    }
    const outcome = prove({
      check: 'the fixtures against their contracts',
      before: this.before,
      after: await checkFixtures({ ...this.input, tree: applied.tree }),
      removes: new Set(candidates.map(({ fingerprint }) => fingerprint)),
    });
    if (outcome.ok) return { edits, files: applied.files, proof: outcome.proof };
    const blamed = [...outcome.standing, ...outcome.came].map(({ file }) => file);
    return { files: new Set(blamed), reason: outcome.reason };
  }

  private refuse(candidates: readonly Candidate[], reason: string): void {
    for (const { fingerprint } of candidates) this.refused.push({ drift: fingerprint, reason });
  }
}

async function judge(input: FixtureInput): Promise<{
  readonly judged: readonly Judged[];
  readonly problems: readonly Problem[];
  readonly documents: Documents;
}> {
  const documents = new Documents(input.tree);
  const byFile = new Map<string, FixtureUse[]>();
  const only = input.contracts === undefined ? undefined : new Set(input.contracts);
  for (const use of await fixtureUses(input.tree, input.settings, only))
    byFile.set(use.file, [...(byFile.get(use.file) ?? []), use]);
  const judged: Judged[] = [];
  const problems: Problem[] = [];
  const olds = new Map<string, Promise<ContractModel | null>>();
  await input.tree.prefetch?.([...byFile.keys()]);
  for (const file of [...byFile.keys()].sort(compareText)) {
    const uses = byFile.get(file) ?? [];
    const opened = await documents.open(file);
    if (!opened.ok) problems.push(opened.problem);
    else if (!opened.value.document.ok) problems.push(opened.value.document.problem);
    else {
      const document = opened.value.document.value;
      let merged: JsonValue | undefined = document.value;
      for (const use of uses) {
        const old = olds.get(use.contract.file) ?? modelBefore(input, use.contract.file);
        olds.set(use.contract.file, old);
        merged = merged === undefined ? undefined : mergedFor(use, await old, merged);
      }
      judged.push({ file, document, uses, merged });
    }
  }
  return { judged, problems, documents };
}

async function modelBefore(
  { before, files }: FixtureInput,
  file: string,
): Promise<ContractModel | null> {
  if (before === undefined) return null;
  const loaded = await loadContract(before, file === files?.head ? files.base : file, 'base');
  return loaded.ok ? new ContractModel(loaded.value) : null;
}

function mergedFor(
  use: FixtureUse,
  before: ContractModel | null,
  value: JsonValue,
): JsonValue | undefined {
  const nodes = [valueNode(use.type)];
  const old = before === null ? null : oldNodes(use, before);
  return new FixtureMerge(use.model, before).merged(nodes, old, value, exampleOf(use.type.node));
}

/** The schema of the same response in the contract before. */
function oldNodes(use: FixtureUse, before: ContractModel): readonly Node[] | null {
  const operation = before.operations.find(
    ({ method, template, kind }) =>
      kind === 'operation' &&
      method === use.operation.method &&
      template === use.operation.template,
  );
  const responses = operation === undefined ? undefined : responsesOf(before, operation);
  const type = responses?.get(use.status)?.response.content?.get(use.type.name);
  return type === undefined ? null : [valueNode(type)];
}

/** The contract's own example of a body. */
function exampleOf(node: Node): JsonValue | undefined {
  const example = childOf(node, 'example');
  if (example !== null) return example.value;
  const examples = childOf(node, 'examples');
  const [first] = examples === null ? [] : childrenOf(examples);
  return first === undefined ? undefined : childOf(first, 'value')?.value;
}

function detectionOf(
  judged: readonly Judged[],
  problems: readonly Problem[],
): Detection<FixtureDrift> {
  return {
    found: judged.filter((each) => !isSettled(each.document.value, each.merged)).map(driftOf),
    problems,
    checked: judged.map(({ file }) => file),
  };
}

function driftOf({ file, uses }: Judged): FixtureDrift {
  return {
    file,
    fingerprint: fingerprint('contract', 'fixture', [file]),
    message: `The fixture ${file} does not say what ${namesOf(uses)} promises.`,
  };
}

function namesOf(uses: readonly FixtureUse[]): string {
  return uses
    .map(({ operation, status }) => `${operation.method} ${operation.path} (${status})`)
    .join(' and ');
}

function editOf(file: string, change: ValueChange, uses: readonly FixtureUse[]): Edit {
  const place = `#${toPointer(change.path)}`;
  const who = namesOf(uses);
  const sentence = {
    add: `Adds ${place}, which ${who} requires.`,
    insert: `Adds ${place}, which ${who} requires.`,
    remove: `Drops ${place}, which ${who} does not have.`,
    replace: `Sets ${place} to a value that ${who} accepts.`,
  }[change.kind];
  return { file, change, sentence };
}
