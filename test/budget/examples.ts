import type { ContractDrift, OperationSubject } from '../../src/drift/drift.ts';
import { parseSettings } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';

/** Settings from the text of a file, and of the organisation's where one is given. */
export function settingsOf(own: string, shared?: string): Settings {
  const files = [{ file: 'holdfast.yml', text: own }];
  if (shared !== undefined) files.push({ file: 'acme/.github:holdfast.yml', text: shared });
  const outcome = parseSettings(files, { repository: 'acme/shop' });
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
  return outcome.settings;
}

/** The operation of an endpoint such as `POST /api/users`. */
export function operation(
  endpoint: string,
  more: Partial<Pick<OperationSubject, 'tags' | 'service'>> = {},
): OperationSubject {
  const [method = '', path = ''] = endpoint.split(' ');
  return { kind: 'operation', method, path, tags: [], operation_id: null, service: null, ...more };
}

/** A drift that is potentially breaking and of low severity unless said otherwise. */
export function drift(fingerprint: string, more: Partial<ContractDrift> = {}): ContractDrift {
  return {
    area: 'contract',
    rule: 'some-rule',
    compatibility: 'potentially_breaking',
    severity: 'low',
    mismatch_type: 'type_mismatch',
    message: 'Something changed.',
    why: 'Somebody relies on it.',
    remedy: 'Keep it.',
    base: null,
    head: null,
    fingerprint,
    subject: operation('GET /a'),
    direction: 'none',
    action: 'change',
    base_pointer: null,
    head_pointer: null,
    before: null,
    after: null,
    witness: null,
    operations: [],
    ...more,
  };
}
