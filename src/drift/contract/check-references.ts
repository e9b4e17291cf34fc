import { isObject, type JsonValue, type SourceDocument } from '../../document/document.ts';
import type { Contract } from './model/contract.ts';
import { childOf, isList, type Node, rootNode } from './model/node.ts';
import { parseReference } from './model/reference.ts';
import { referenceTexts } from './reference-texts.ts';

/** Keywords whose values are data: a `$ref` in them refers to nothing. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** References whose target depends on the way to them (JSON Schema 2020-12, section 8.2.3.2). */
const DYNAMIC = ['$dynamicRef', '$recursiveRef'] as const;

/**
 * Follows every `$ref` of a contract once, so that one that leads nowhere is a problem wherever it stands, also in
 * parts that no comparison reaches. References that are not followed are said to be not checked.
 */
export function checkReferences(contract: Contract): void {
  for (const document of contract.documents) {
    if (!allLeadSomewhere(contract, document)) checkDocument(contract, document);
  }
}

/** Whether every reference of a contract in one file leads somewhere; of JSON that is told without making its values. */
export function isWellReferenced(contract: Contract): boolean {
  const { document } = contract;
  const texts = referenceTexts(document);
  if (texts !== null && !hasDynamic(document) && [...texts].every((text) => names(document, text)))
    return true;
  checkReferences(contract);
  return contract.problems.length === 0;
}

/** Whether a reference names something in its own file that is no reference again. */
function names(document: SourceDocument, text: string): boolean {
  const reference = parseReference(text, document.file);
  if (reference.kind !== 'pointer' || reference.file !== document.file) return false;
  const isThere = (keys: readonly string[]) => document.written(keys) !== undefined;
  return isThere(reference.keys) && !isThere([...reference.keys, '$ref']);
}

function hasDynamic(document: SourceDocument): boolean {
  return DYNAMIC.some((keyword) => document.textsOf(keyword)?.size !== 0);
}

/** Whether each text of a `$ref` names something that is no reference again, and no other reference is there: then nothing can be wrong. */
function allLeadSomewhere(contract: Contract, document: SourceDocument): boolean {
  const texts = referenceTexts(document);
  if (texts === null || hasDynamic(document)) return false;
  for (const text of texts) {
    const target = contract.lookUp(document, text);
    if (target === undefined || contract.referenceOf(target) !== undefined) return false;
  }
  return true;
}

function checkDocument(contract: Contract, document: SourceDocument): void {
  const followed = new Set<string>();
  const path: (string | number)[] = [];
  const visit = (value: JsonValue): void => {
    if (isList(value)) {
      for (let index = 0; index < value.length; index += 1) visitChild(value[index], index);
      return;
    }
    if (!isObject(value)) return;
    const reference = Object.hasOwn(value, '$ref') ? value['$ref'] : undefined;
    if (typeof reference === 'string' && !followed.has(reference)) {
      followed.add(reference);
      const node = nodeAt(document, path);
      if (node !== null && !contract.isReportedCycle(node)) contract.follow(node);
    }
    for (const keyword of DYNAMIC) {
      if (typeof value[keyword] === 'string' && Object.hasOwn(value, keyword))
        reportDynamic(contract, document, [...path, keyword]);
    }
    for (const key of Object.keys(value)) {
      if (!DATA.has(key) && !key.startsWith('x-')) visitChild(value[key], key);
    }
  };
  const visitChild = (child: JsonValue | undefined, key: string | number): void => {
    if (typeof child !== 'object' || child === null) return;
    path.push(key);
    visit(child);
    path.pop();
  };
  visit(document.value);
}

function reportDynamic(
  contract: Contract,
  document: SourceDocument,
  path: readonly (string | number)[],
): void {
  const node = nodeAt(document, path);
  if (node === null) return;
  const message = `${String(node.key)} is not followed, so that what it leads to was not compared. Look at it yourself.`;
  contract.report(node, 'not-checked', message);
}

function nodeAt(document: SourceDocument, path: readonly (string | number)[]): Node | null {
  let node: Node | null = rootNode(document);
  for (const key of path) node = node === null ? null : childOf(node, key);
  return node;
}
