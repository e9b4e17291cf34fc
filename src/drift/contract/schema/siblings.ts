import { isObjectNode, type Node } from '../model/node.ts';
import { kindOfKeyword } from './keywords.ts';

/** Whether a `$ref` has keywords beside it that count (OpenAPI 3.1; before that they are ignored). */
export function hasSiblings(node: Node): boolean {
  if (!isObjectNode(node)) return false;
  return Object.keys(node.value).some((key) => key !== '$ref' && kindOfKeyword(key) !== undefined);
}
