// What a change is to make of a value, worked out on the value alone: what the edited text has to read as.
import { isObject, type JsonValue, type NodePath, toPointer } from '../document/document.ts';
import { CannotEdit } from './cannot-edit.ts';
import type { ValueChange } from './edit.ts';

/** Whether a value is an array. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: JsonValue, path: NodePath): JsonValue | undefined {
  let at: JsonValue | undefined = root;
  for (const key of path) {
    if (isList(at)) at = at[Number(key)];
    else if (isObject(at)) at = Object.hasOwn(at, key) ? at[key] : undefined;
    else return undefined;
  }
  return at;
}

/** The value with a change made; what does not change is shared. Throws `CannotEdit` where there is nothing to change. */
export function changed(root: JsonValue, change: ValueChange): JsonValue {
  const last = change.path.at(-1);
  if (last === undefined) throw new CannotEdit('The whole document would be replaced.');
  const parents = change.path.slice(0, -1);
  const edit = (parent: JsonValue): JsonValue => {
    if (isList(parent)) return changedList(parent, Number(last), change);
    if (isObject(parent)) return changedObject(parent, String(last), change);
    throw new CannotEdit(`There is no object or list at ${shown(parents)}.`);
  };
  return within(root, parents, 0, edit);
}

function within(
  value: JsonValue,
  path: NodePath,
  depth: number,
  edit: (value: JsonValue) => JsonValue,
): JsonValue {
  const key = path[depth];
  if (key === undefined) return edit(value);
  const child = valueAt(value, [key]);
  if (child === undefined) throw new CannotEdit(`There is nothing at ${shown(path)}.`);
  const edited = within(child, path, depth + 1, edit);
  if (isList(value)) return value.map((item, index) => (index === Number(key) ? edited : item));
  return isObject(value) ? withMember(value, String(key), edited) : value;
}

function changedList(
  list: readonly JsonValue[],
  index: number,
  change: ValueChange,
): readonly JsonValue[] {
  const isThere = index >= 0 && index < list.length;
  if (change.kind === 'add' || (change.kind === 'insert' ? index > list.length : !isThere)) {
    throw new CannotEdit(`The list has no place ${index} (${shown(change.path)}).`);
  }
  const copy = [...list];
  if (change.kind === 'remove') copy.splice(index, 1);
  else copy.splice(index, change.kind === 'insert' ? 0 : 1, change.value);
  return copy;
}

function changedObject(
  object: { readonly [key: string]: JsonValue },
  key: string,
  change: ValueChange,
): JsonValue {
  const isThere = Object.hasOwn(object, key);
  if (change.kind === 'insert') throw new CannotEdit(`There is no list at ${shown(change.path)}.`);
  if (change.kind === 'add' && isThere)
    throw new CannotEdit(`There is something at ${shown(change.path)} already.`);
  if (change.kind !== 'add' && !isThere)
    throw new CannotEdit(`There is nothing at ${shown(change.path)}.`);
  if (change.kind !== 'remove') return withMember(object, key, change.value);
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** Made from entries, so that `__proto__` is a key like any other. */
function withMember(
  object: { readonly [key: string]: JsonValue },
  key: string,
  value: JsonValue,
): JsonValue {
  if (key !== '__proto__') return { ...object, [key]: value };
  const others = Object.entries(object).filter(([name]) => name !== key);
  return Object.fromEntries([...others, [key, value]]);
}

function shown(path: NodePath): string {
  return path.length === 0 ? 'the top' : toPointer(path).slice(0, 300);
}

/** Whether two values are the same; the order of keys does not count. */
export function equalValues(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (isList(a))
    return (
      isList(b) && a.length === b.length && a.every((item, index) => equalValues(item, b[index]))
    );
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalValues(a[key], b[key]));
}

/** Whether a path is another one or leads through it. Indexes may be numbers or text. */
export function isWithinPath(path: NodePath, outer: NodePath): boolean {
  return (
    outer.length <= path.length && outer.every((key, index) => String(key) === String(path[index]))
  );
}
