import {
  isObject,
  type JsonObject,
  type JsonValue,
  type NodePath,
} from '../../../document/document.ts';
import type { Place } from '../../code/facts.ts';
import { isPossibleName } from '../setting-name.ts';
import { plainText, type YamlPart } from './yaml-document.ts';

/** A name in a block that sets the environment, and its value where it is plain. */
export interface EnvEntry extends Place {
  readonly name: string;
  readonly value: string | null;
}

/**
 * The entries of a block that sets the environment, in the forms that compose files, manifests and platforms have: a
 * map, a list of `NAME=value`, a list of maps with a name.
 */
export function envEntries(
  part: YamlPart,
  path: NodePath,
  block: JsonValue | undefined,
): readonly EnvEntry[] {
  const place = (at: NodePath): Place => {
    const { line, column } = part.document.locate(at);
    return { line: line + part.offset, column };
  };
  const named = (item: JsonObject, at: NodePath): readonly EnvEntry[] => {
    // CloudFormation writes `Name`.
    const name = plainText(item.name) ?? plainText(item.key) ?? plainText(item.Name);
    const where = place([...at, 'name' in item ? 'name' : 'key' in item ? 'key' : 'Name']);
    return name !== null && isPossibleName(name)
      ? [{ name, value: plainText(item.value), ...where }]
      : [];
  };
  if (Array.isArray(block)) {
    return block.flatMap((item, index): readonly EnvEntry[] => {
      const at = [...path, index];
      if (typeof item === 'string') {
        const [name = '', ...rest] = item.split('=');
        return isPossibleName(name)
          ? [{ name, value: rest.length > 0 ? rest.join('=') : null, ...place(at) }]
          : [];
      }
      return isObject(item) ? named(item, at) : [];
    });
  }
  if (!isObject(block)) return [];
  // One entry alone, as a patch adds it.
  if ('name' in block && Object.keys(block).every((key) => /^(?:name|value|valueFrom)$/.test(key)))
    return named(block, path);
  return Object.entries(block).flatMap(([name, value]): readonly EnvEntry[] =>
    isPossibleName(name) ? [{ name, value: plainText(value), ...place([...path, name]) }] : [],
  );
}

/** `X` and its default of `${X}`, `${X:-d}`, `${X-d}`, `${X:?}` and `$X` in a text (`$$` is a dollar). */
export function interpolations(text: string): readonly string[] {
  const names: string[] = [];
  for (const match of text.matchAll(/\$\$|\$\{([A-Za-z_]\w*)|\$([A-Za-z_]\w*)/g)) {
    const name = match[1] ?? match[2];
    if (name !== undefined) names.push(name);
  }
  return names;
}
