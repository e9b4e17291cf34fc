import { isObject } from '../../document/document.ts';
import { templateOf } from './model/address.ts';
import type { Contract } from './model/contract.ts';
import { isList, type Node } from './model/node.ts';

/**
 * The name of a declaration that stays the same when lines move, lists are put in another order
 * or path parameters get other names: its pointer, with entries of lists named by what they are.
 * The contract's own file is left out, so that a contract can be renamed.
 */
export function declarationKey(node: Node, contract: Contract): string {
  const parts: string[] = [];
  for (let at: Node = node; at.parent !== null; at = at.parent) parts.push(partOf(at, at.parent));
  const file = node.document === contract.document ? '' : node.document.file;
  return JSON.stringify([file, ...parts.reverse()]);
}

function partOf(node: Node, parent: Node): string {
  if (isList(parent.value)) return entryName(node, parent);
  const key = String(node.key);
  return parent.key === 'paths' ? templateOf(key) : key;
}

/** What an entry of a list is: parameters by place and name, texts by themselves, schemas by title or properties. */
function entryName(node: Node, parent: Node): string {
  const { value } = node;
  if (typeof value === 'string') return `=${value}`;
  if (!isObject(value)) return String(node.key);
  const { $ref, in: place, name, title, properties, url } = value;
  if (typeof $ref === 'string') return `=${$ref}`;
  if (parent.key === 'parameters' && typeof place === 'string' && typeof name === 'string') {
    return `${place}:${place === 'path' ? '' : name}`;
  }
  if (typeof title === 'string') return `title:${title}`;
  if (typeof url === 'string') return `url:${url}`;
  if (isObject(properties)) return `{${Object.keys(properties).sort().join(',')}}`;
  if (parent.key === 'security') return Object.keys(value).sort().join('+');
  return String(node.key);
}
