// Brings a contract back in line with what was promised: the inverse edit of a change that breaks.
import {
  isObject,
  type JsonValue,
  type NodePath,
  type SourceDocument,
  toPointer,
} from '../../../document/document.ts';
import type { Edit, ValueChange } from '../../../fix/edit.ts';
import type { Attempt, Attempts, Fixer, OpenFixer } from '../../../fix/fixer.ts';
import type { Difference } from '../../../fix/value-diff.ts';
import { valueAt } from '../../../fix/values.ts';
import { memberLines } from '../../../fix/yaml-place.ts';
import type { ContractDrift, Drift } from '../../drift.ts';
import { REMARKS } from '../../remarks.ts';
import { parseReference } from '../model/reference.ts';
import { preview } from '../schema/canonical.ts';
import { isOnWay } from './paths.ts';
import { choicesFor } from './selection.ts';
import { type FilePair, referencesIn, Sides, securityIn } from './sides.ts';

/** Takes back changes of contracts, so that what base promised holds again. */
export const restoreContract: Fixer = {
  id: 'restore-contract',
  title: 'Restore the contract',
  isEnabled: ({ gitops }) => gitops.update_openapi_specs,
  canFix: ({ area, rule }) => area === 'contract' && !REMARKS.has(rule),
  async open({ documents, files }) {
    const sides = new Sides(documents.base, documents.head);
    if (files !== undefined) sides.rename(files.base, files.head);
    return new Restoring(sides);
  },
};

/** Ways that are tried for one drift at most. */
const MOST_ATTEMPTS = 8;

/** A difference of a file, by its name at base. */
interface Chosen {
  readonly file: string;
  readonly difference: Difference;
  /** Whether it is only there for what others refer to. */
  readonly isFurther: boolean;
}

class Restoring implements OpenFixer {
  private readonly found = new Map<string, readonly Difference[]>();

  constructor(private readonly sides: Sides) {}

  async attempts(drift: Drift): Promise<Attempts> {
    if (drift.area !== 'contract') return refused('It is no change of a contract.');
    if (drift.rule === 'contract-added')
      return refused(
        'A contract that is new is not taken away. Remove the file if it is not meant.',
      );
    if (drift.rule === 'contract-removed') return this.wholeFiles(drift);
    const baseFile = await this.baseFile(drift);
    if (baseFile === undefined) return refused('It is not known where base has it.');
    const pair = await this.sides.pair(baseFile);
    if (pair === null) {
      const isGone = (await this.sides.head(this.sides.headFile(baseFile))) === null;
      return isGone
        ? this.wholeFiles(drift)
        : refused(`The file ${baseFile} cannot be read at base.`);
    }
    const choices = choicesFor(drift, pair).slice(0, MOST_ATTEMPTS);
    if (choices.length === 0)
      return refused('Where it stands, base and head say the same; what changed is elsewhere.');
    const attempts: Attempt[] = [];
    for (const choice of choices) {
      const chosen = choice.map((difference) => ({ file: baseFile, difference, isFurther: false }));
      attempts.push({ edits: await this.edits(await this.withTargets(chosen), drift) });
    }
    return { ok: true, attempts };
  }

  /** The file of base that a drift is in; for what is new at head, the one that became head's file. */
  private async baseFile({ base, head }: ContractDrift): Promise<string | undefined> {
    if (base !== null) {
      const isThere = (await this.sides.head(this.sides.headFile(base.file))) !== null;
      if (!isThere && head !== null) this.sides.rename(base.file, head.file);
      return base.file;
    }
    return head === null ? undefined : this.sides.baseFile(head.file);
  }

  /** Adds what the chosen values refer to, where head does not have it any more. */
  private async withTargets(chosen: readonly Chosen[]): Promise<readonly Chosen[]> {
    const all = new Map(chosen.map((one) => [one.difference, one]));
    // What is added on the way is looked at too.
    for (const { file, difference } of all.values()) {
      if (difference.change.kind === 'remove') continue;
      for (const needed of neededBy(difference.change.value, file)) {
        for (const further of await this.missing(needed)) {
          if (!all.has(further))
            all.set(further, { file: needed.file, difference: further, isFurther: true });
        }
      }
    }
    return [...all.values()];
  }

  /** What brings a value back that head does not have; nothing where it has it. Looked up once for each value. */
  private async missing({ file, keys }: Needed): Promise<readonly Difference[]> {
    const name = `${file}#${toPointer(keys)}`;
    const known = this.found.get(name);
    if (known !== undefined) return known;
    const pair = await this.sides.pair(file);
    const isMissing = pair !== null && valueAt(pair.head.value, keys) === undefined;
    const found = isMissing
      ? pair.differences.filter(({ target }) => target !== null && isOnWay(target, keys))
      : [];
    this.found.set(name, found);
    return found;
  }

  private async edits(chosen: readonly Chosen[], drift: ContractDrift): Promise<readonly Edit[]> {
    const edits: Edit[] = [];
    for (const { file, difference, isFurther } of chosen) {
      const pair = await this.sides.pair(file);
      if (pair === null) continue;
      const change = this.change(difference, pair);
      edits.push({ file: pair.head.file, change, sentence: sentenceOf(change, drift, isFurther) });
    }
    return edits;
  }

  private change({ change, target }: Difference, { base, head }: FilePair): ValueChange {
    if (change.kind === 'remove') return change;
    const value = this.sides.carried(change.value, base.file, head.file);
    if (change.kind !== 'add' || target === null || value !== change.value)
      return { ...change, value };
    const lines = head.format === 'yaml' ? memberLines(base, target) : undefined;
    return lines === undefined ? change : { ...change, written: { lines } };
  }

  /** The files of a contract that head does not have any more. */
  private async wholeFiles({ base, message }: ContractDrift): Promise<Attempts> {
    if (base === null) return refused('It is not known where base has it.');
    const edits: Edit[] = [];
    const waiting = [base.file];
    const seen = new Set(waiting);
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const document = await this.sides.base(file);
      if (document === null) return refused(`The file ${file} cannot be read at base.`);
      if ((await this.sides.head(file)) === null) {
        const sentence = `Puts the file ${file} back. ${message}`;
        edits.push({ file, change: { kind: 'create', text: document.text }, sentence });
      }
      for (const other of filesOf(document).filter((each) => !seen.has(each))) {
        seen.add(other);
        waiting.push(other);
      }
    }
    return edits.length === 0
      ? refused('All its files are there.')
      : { ok: true, attempts: [{ edits }] };
  }
}

function refused(reason: string): Attempts {
  return { ok: false, reason };
}

function filesOf(document: SourceDocument): readonly string[] {
  return referencesIn(document.value).flatMap((text) => {
    const reference = parseReference(text, document.file);
    return reference.kind === 'pointer' ? [reference.file] : [];
  });
}

/** A value of a file that another one names. */
interface Needed {
  readonly file: string;
  readonly keys: NodePath;
}

/** What a value of a file names: by `$ref`, and security schemes. */
function neededBy(value: JsonValue, file: string): readonly Needed[] {
  const named = referencesIn(value).flatMap((text) => {
    const reference = parseReference(text, file);
    return reference.kind === 'pointer' ? [{ file: reference.file, keys: reference.keys }] : [];
  });
  const schemes = isObject(value) ? securityIn(value) : [];
  const schemePaths = schemes.flatMap((name) => [
    { file, keys: ['components', 'securitySchemes', name] },
    { file, keys: ['securityDefinitions', name] },
  ]);
  return [...named, ...schemePaths];
}

/** What an edit does and why. */
function sentenceOf(change: ValueChange, { message }: ContractDrift, isFurther: boolean): string {
  const place = `#${toPointer(change.path)}`;
  const why = isFurther ? 'What is put back refers to it.' : message;
  switch (change.kind) {
    case 'add':
    case 'insert':
      return `Puts back ${place}. ${why}`;
    case 'remove':
      return `Takes out ${place}. ${why}`;
    case 'replace':
      return `Sets ${place} back to ${preview(change.value, 60)}. ${why}`;
  }
}
