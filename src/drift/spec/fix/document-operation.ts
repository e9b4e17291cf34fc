import {
  fromPointer,
  isObject,
  type JsonValue,
  type NodePath,
} from '../../../document/document.ts';
import type { Edit, ValueChange } from '../../../fix/edit.ts';
import type { Attempt, Attempts, FixContext, Fixer, OpenFixer } from '../../../fix/fixer.ts';
import { valueAt } from '../../../fix/values.ts';
import type { Drift, OperationSubject } from '../../drift.ts';
import type { PromisedOperation } from '../../promised-operation.ts';
import { templateOf } from '../base-path.ts';
import type { ListPromised } from './index.ts';

/** Contracts that are tried. */
const MAX_CONTRACTS = 3;

/** Adds what the code serves to the contract: its path, method and parameters, with a default response. */
export function documentOperation(list: ListPromised): Fixer {
  return {
    id: 'document-operation',
    title: 'Document the operation',
    isEnabled: ({ gitops }) => gitops.update_openapi_specs,
    canFix: ({ area, rule }) => area === 'spec' && rule === 'undocumented-operation',
    open: async (context) => new Documenting(context, await list(context.head, context.settings)),
  };
}

class Documenting implements OpenFixer {
  constructor(
    private readonly context: FixContext,
    private readonly promised: readonly PromisedOperation[],
  ) {}

  async attempts({ subject, message }: Drift): Promise<Attempts> {
    if (subject.kind !== 'operation') return refused('It is not about an operation.');
    const own = this.promised.filter(({ subject: { service } }) => service === subject.service);
    const nearest = nearestFirst(own, subject.path);
    const contracts = [...new Set(nearest.map(({ contract }) => contract))].slice(0, MAX_CONTRACTS);
    const sentence = `Adds ${subject.method} ${subject.path}. ${message}`;
    const attempts: Attempt[] = [];
    const reasons: string[] = [];
    // Contracts with bases of their own may all have a path of this name: the proof tells the right one.
    for (const contract of contracts) {
      const edit = await this.editOf(
        subject,
        nearest.filter((one) => one.contract === contract),
      );
      if (typeof edit === 'string') reasons.push(edit);
      else attempts.push({ edits: [{ ...edit, sentence }] });
    }
    return attempts.length > 0
      ? { ok: true, attempts }
      : refused(reasons[0] ?? 'No contract of the service has any operation yet.');
  }

  /** Where one contract is to have an operation, given its operations, the nearest first. */
  private async editOf(
    subject: OperationSubject,
    nearest: readonly PromisedOperation[],
  ): Promise<Omit<Edit, 'sentence'> | string> {
    const template = templateOf(subject.path);
    const beside = nearest.find((one) => templateOf(one.subject.path) === template);
    const [near] = nearest;
    if (beside !== undefined) return this.newMethod(subject, beside);
    return near === undefined ? 'The contract has no operation yet.' : this.newPath(subject, near);
  }

  /** A method of a path that is there: behind the one that is there already, wherever the path item stands. */
  private async newMethod(
    subject: OperationSubject,
    beside: PromisedOperation,
  ): Promise<Omit<Edit, 'sentence'> | string> {
    const { location, subject: other } = beside;
    const keys = fromPointer(beside.pointer) ?? [];
    const item = keys.slice(0, -1);
    const after = keys.at(-1);
    const document = await this.context.documents.head.document(location.file);
    if (document === null) return `${location.file} cannot be read.`;
    const value = valueAt(document.value, item);
    const isShared = isObject(value) && value['parameters'] !== undefined;
    const change: ValueChange = {
      kind: 'add',
      path: [...item, subject.method.toLowerCase()],
      // The names of parameters are those that the path has here.
      value: operationOf(
        { ...subject, path: other.path },
        beside,
        isShared,
        isSwagger(document.value),
      ),
      after: after === undefined ? null : String(after),
    };
    return { file: location.file, change };
  }

  /** A path that is new: behind the one that has the most in common with it. */
  private async newPath(
    subject: OperationSubject,
    near: PromisedOperation,
  ): Promise<Omit<Edit, 'sentence'> | string> {
    const document = await this.context.documents.head.document(near.contract);
    if (document === null) return `${near.contract} cannot be read.`;
    const paths = isObject(document.value) ? document.value['paths'] : undefined;
    if (!isObject(paths)) return `${near.contract} has no paths to add one to.`;
    const path: NodePath = ['paths', subject.path];
    const operation = operationOf(subject, near, false, isSwagger(document.value));
    const after = paths[near.subject.path] === undefined ? null : near.subject.path;
    return {
      file: near.contract,
      change: {
        kind: 'add',
        path,
        value: { [subject.method.toLowerCase()]: operation },
        ...(after === null ? {} : { after }),
      },
    };
  }
}

/** Those whose paths have the most parts in common with a path come first; of equal ones the last. */
function nearestFirst(
  promised: readonly PromisedOperation[],
  path: string,
): readonly PromisedOperation[] {
  const parts = path.split('/');
  const common = ({ subject }: PromisedOperation) => {
    const other = subject.path.split('/');
    const end = parts.findIndex((part, index) => part !== other[index]);
    return end === -1 ? parts.length : end;
  };
  return [...promised]
    .map((operation, index) => ({ operation, index, shared: common(operation) }))
    .sort((a, b) => b.shared - a.shared || b.index - a.index)
    .map(({ operation }) => operation);
}

/** What the contract says of it: as much as is known from the code, in the manner of the operations around. */
function operationOf(
  { path }: OperationSubject,
  { subject: { tags } }: PromisedOperation,
  hasParameters: boolean,
  isSwagger2: boolean,
): JsonValue {
  const names = [...path.matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1] ?? '');
  const parameters = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    ...(isSwagger2 ? { type: 'string' } : { schema: { type: 'string' } }),
  }));
  return {
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(parameters.length === 0 || hasParameters ? {} : { parameters }),
    responses: { default: { description: 'Default response' } },
  };
}

function isSwagger(root: JsonValue): boolean {
  return isObject(root) && root['swagger'] !== undefined;
}

function refused(reason: string): Attempts {
  return { ok: false, reason };
}
