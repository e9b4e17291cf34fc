import { isObject, type JsonValue } from '../../../document/document.ts';
import { isList } from '../model/node.ts';

/** One text per value, whatever the order of its keys. For small values: enum members, bounds, schemes. */
export function canonical(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonical(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** JSON text of a value for display, cut after about `limit` characters without reading all of a large one. */
export function preview(value: JsonValue, limit = 160): string {
  const parts: string[] = [];
  let length = 0;
  const write = (text: string): void => {
    if (length <= limit) parts.push(text);
    length += text.length;
  };
  const visit = (item: JsonValue): void => {
    if (length > limit) return;
    if (isList(item)) {
      write('[');
      for (let index = 0; index < item.length && length <= limit; index += 1) {
        const element = item[index];
        if (index > 0) write(',');
        if (element !== undefined) visit(element);
      }
      write(']');
    } else if (isObject(item)) {
      write('{');
      let first = true;
      for (const key of Object.keys(item).sort()) {
        if (length > limit) break;
        const member = item[key];
        if (member === undefined) continue;
        write(`${first ? '' : ','}${JSON.stringify(key.slice(0, limit))}:`);
        first = false;
        visit(member);
      }
      write('}');
    } else {
      write(JSON.stringify(typeof item === 'string' ? item.slice(0, limit) : item));
    }
  };
  visit(value);
  const text = parts.join('');
  return length > limit ? `${text.slice(0, limit)}…` : text;
}
