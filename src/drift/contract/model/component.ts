import type { JsonValue } from '../../../document/document.ts';
import type { Contract } from './contract.ts';
import { objectField } from './fields.ts';
import { childrenOf, type Node } from './node.ts';

/** Components of one kind by name. */
export interface Named {
  readonly all: ReadonlyMap<string, Node>;
  /** Those that nothing outside the components leads to. */
  readonly unreached: ReadonlyMap<string, Node>;
}

/** The fields of Swagger 2.0 that are components elsewhere (section 5.2.1). */
const SWAGGER_FIELDS: Readonly<Record<string, string>> = {
  schemas: 'definitions',
  parameters: 'parameters',
  responses: 'responses',
};

/** The components of one kind. */
export function namedIn(
  contract: Contract,
  section: string,
  reached: ReadonlySet<JsonValue>,
): Named {
  const isSwagger = contract.dialect.family === 'swagger';
  const holder = isSwagger ? contract.root : objectField(contract, contract.root, 'components');
  const field = isSwagger ? SWAGGER_FIELDS[section] : section;
  const named = holder && field !== undefined ? objectField(contract, holder, field) : null;
  const all = new Map((named ? childrenOf(named) : []).map((node) => [String(node.key), node]));
  const unreached = new Map([...all].filter(([, node]) => !reached.has(node.value)));
  return { all, unreached };
}

/** Every object that the contract leads to, references included, without entering its components by itself. */
export function reachedValues(contract: Contract): ReadonlySet<JsonValue> {
  const isSwagger = contract.dialect.family === 'swagger';
  const own = isSwagger ? Object.values(SWAGGER_FIELDS) : ['components'];
  const reached = new Set<JsonValue>();
  const waiting = childrenOf(contract.root).filter(({ key }) => !own.includes(String(key)));
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { value } = node;
    if (typeof value !== 'object' || value === null || reached.has(value)) continue;
    reached.add(value);
    for (const child of childrenOf(node)) waiting.push(child);
    const reference = contract.referenceOf(node);
    const target = reference === undefined ? undefined : contract.lookUp(node.document, reference);
    if (target !== undefined) waiting.push(target);
  }
  return reached;
}
