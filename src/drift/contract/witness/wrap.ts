import { isObject, type JsonValue } from '../../../document/document.ts';
import { childrenOf } from '../model/node.ts';
import { findText } from '../pattern/automaton.ts';
import type { SchemaView } from '../schema/view.ts';
import type { Candidates } from './candidates.ts';

/**
 * Puts a value at its place, by the step that leads there, in a value of the schema around it.
 * Undefined for places that it cannot be put at.
 */
export function wrap(
  value: JsonValue,
  step: string,
  around: SchemaView,
  candidates: Candidates,
): JsonValue | undefined {
  if (step === '') return value;
  if (step.startsWith('[')) return inList(value, step, around, candidates);
  const name = nameOf(step);
  if (name === undefined) return undefined;
  return Object.fromEntries([...Object.entries(firstObject(around, candidates)), [name, value]]);
}

/** After the positions with a schema of their own, or at one of them: `[]` or `[2]`. */
function inList(
  value: JsonValue,
  step: string,
  around: SchemaView,
  candidates: Candidates,
): JsonValue {
  const positions = (around.constraints.get('prefixItems') ?? []).flatMap(childrenOf);
  const list = positions.map((position) => candidates.sample([position], 0) ?? null);
  const index = step === '[]' ? list.length : Number(step.slice(1, -1));
  while (list.length < index) list.push(null);
  list[index] = value;
  return list;
}

/** The name of a property that a step leads to: `.name`, `.*` for one that is not listed, `./pattern/`. */
function nameOf(step: string): string | undefined {
  if (!step.startsWith('.')) return undefined;
  if (step === '.*') return 'additional';
  const pattern = /^\.\/(.*)\/$/s.exec(step)?.[1];
  return pattern === undefined ? step.slice(1) : (findText([pattern], [])?.text ?? undefined);
}

function firstObject(around: SchemaView, candidates: Candidates) {
  for (const sample of candidates.of(around, undefined)) if (isObject(sample)) return sample;
  return {};
}
