// Places of a contract that is to be edited: which is within which, and what stands at a line.
import {
  isObject,
  type JsonValue,
  type NodePath,
  type SourceDocument,
} from '../../../document/document.ts';
import { isWithinPath, valueAt } from '../../../fix/values.ts';
import { compareLocations, type Location } from '../../../location.ts';
import { isList } from '../model/node.ts';

/** Whether one of two paths leads through the other. */
export function isOnWay(a: NodePath, b: NodePath): boolean {
  return isWithinPath(a, b) || isWithinPath(b, a);
}

/** A path of a value in which indexes of lists are numbers. */
export function withIndexes(root: JsonValue, path: NodePath): NodePath {
  let at: JsonValue | undefined = root;
  return path.map((key) => {
    const own = isList(at) ? Number(key) : key;
    at = at === undefined ? undefined : valueAt(at, [key]);
    return own;
  });
}

/** The outermost node that stands at a location; undefined where none does. */
export function pathAt(document: SourceDocument, location: Location): NodePath | undefined {
  const path: (string | number)[] = [];
  let value: JsonValue | undefined = document.value;
  for (;;) {
    if (compareLocations(document.locate(path), location) === 0) return path;
    const keys: readonly (string | number)[] = isList(value)
      ? value.map((_, index) => index)
      : isObject(value)
        ? Object.keys(value)
        : [];
    const next = lastBefore(document, path, keys, location);
    if (next === undefined) return undefined;
    path.push(next);
    value = isList(value) ? value[Number(next)] : isObject(value) ? value[next] : undefined;
  }
}

function lastBefore(
  document: SourceDocument,
  path: NodePath,
  keys: readonly (string | number)[],
  location: Location,
): string | number | undefined {
  let best: { readonly key: string | number; readonly at: Location } | undefined;
  for (const key of keys) {
    const at = document.locate([...path, key]);
    if (compareLocations(at, location) > 0) continue;
    if (best === undefined || compareLocations(at, best.at) > 0) best = { key, at };
  }
  return best?.key;
}
