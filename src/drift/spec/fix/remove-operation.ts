import { fromPointer, isObject } from '../../../document/document.ts';
import type { Attempts, FixContext, Fixer, OpenFixer } from '../../../fix/fixer.ts';
import { valueAt } from '../../../fix/values.ts';
import type { Drift } from '../../drift.ts';
import type { PromisedOperation } from '../../promised-operation.ts';
import { templateOf } from '../base-path.ts';
import type { ListPromised } from './index.ts';

/** Members of a path item that are operations (OpenAPI 3.1, section 4.8.9). */
const METHOD = /^(?:get|put|post|delete|options|head|patch|trace|query)$/;

/** Takes out of the contract what the code does not serve, where the settings want that. */
export function removeOperation(list: ListPromised): Fixer {
  return {
    id: 'remove-operation',
    title: 'Take the operation out of the contract',
    isEnabled: ({ gitops, spec }) => gitops.update_openapi_specs && spec.remove_unimplemented,
    canFix: ({ area, rule }) => area === 'spec' && rule === 'unimplemented-operation',
    open: async (context) => new Removing(context, await list(context.head, context.settings)),
  };
}

class Removing implements OpenFixer {
  constructor(
    private readonly context: FixContext,
    private readonly promised: readonly PromisedOperation[],
  ) {}

  async attempts({ subject, message }: Drift): Promise<Attempts> {
    if (subject.kind !== 'operation') return refused('It is not about an operation.');
    const found = this.promised.filter(
      (one) =>
        one.subject.method === subject.method &&
        one.subject.service === subject.service &&
        templateOf(one.subject.path) === templateOf(subject.path),
    );
    if (found.length === 0) return refused('No contract has the operation any more.');
    const edits = await Promise.all(found.map((one) => this.removal(one, message)));
    return { ok: true, attempts: [{ edits }] };
  }

  private async removal({ location, pointer, subject }: PromisedOperation, message: string) {
    const keys = fromPointer(pointer) ?? [];
    const item = keys.slice(0, -1);
    const document = await this.context.documents.head.document(location.file);
    const value = document === null ? undefined : valueAt(document.value, item);
    const methods = isObject(value) ? Object.keys(value).filter((key) => METHOD.test(key)) : [];
    // Nothing of a path is left without its only operation.
    const path = methods.length === 1 && item[0] === 'paths' ? item : keys;
    const sentence = `Takes ${subject.method} ${subject.path} out. ${message}`;
    return { file: location.file, change: { kind: 'remove', path } as const, sentence };
  }
}

function refused(reason: string): Attempts {
  return { ok: false, reason };
}
