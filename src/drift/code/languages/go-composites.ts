import type { Expr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

/** The types of a file, by name: what composite literals without field names are read with. */
export type GoTypes = ReadonlyMap<string, Node>;

/** The types that a file declares, from their declarations. */
export function readTypes(declarations: readonly Node[]): GoTypes {
  const types = new Map<string, Node>();
  for (const node of declarations) {
    const name = node.childForFieldName('name');
    const type = node.childForFieldName('type');
    if (name !== null && type !== null) types.set(name.text, type);
  }
  return types;
}

/**
 * `Route{Path: "/x"}` and, where the file declares the struct, `Route{"GET", "/x"}` as a map by field names; slices,
 * arrays and structs that are not known as a list.
 */
export function compositeExpr(node: Node, build: FactsBuilder, types: GoTypes): Expr {
  return literalValue(node.childForFieldName('body'), node.childForFieldName('type'), build, types);
}

/** What a type is made of, through the names that the file gives to it. */
function underlying(type: Node | null, types: GoTypes): Node | null {
  let found = type;
  for (let hops = 0; hops < 10 && found !== null; hops += 1) {
    if (found.type === 'pointer_type') found = found.firstNamedChild;
    else {
      const next = found.type === 'type_identifier' ? types.get(found.text) : undefined;
      if (next === undefined) return found;
      found = next;
    }
  }
  return found;
}

function literalValue(
  body: Node | null,
  declared: Node | null,
  build: FactsBuilder,
  types: GoTypes,
): Expr {
  if (body === null) return build.expr(declared);
  const type = underlying(declared, types);
  const isMap = type?.type === 'map_type';
  const fields = type?.type === 'struct_type' ? fieldsOf(type) : null;
  const inner =
    type?.childForFieldName('element') ?? (isMap ? type.childForFieldName('value') : null);
  const element = (node: Node | null, of: Node | null): Expr => {
    const value = node?.type === 'literal_element' ? node.firstNamedChild : node;
    return value?.type === 'literal_value'
      ? literalValue(value, of, build, types)
      : build.expr(value);
  };
  const parts = named(body);
  const { line, column } = placeOf(body);
  const own = structType(declared, type, parts);
  const isKeyed = parts[0]?.type === 'keyed_element' && !isList(type);
  if (isKeyed) {
    const entries = parts.flatMap((part): MapEntry[] => {
      const key = part.childForFieldName('key')?.firstNamedChild;
      if (key === null || key === undefined) return [];
      const field = fields?.find(({ name }) => name === key.text)?.type ?? null;
      return [
        {
          key:
            !isMap && key.type === 'identifier'
              ? { kind: 'text', value: key.text, line: lineOf(key), column: columnOf(key) }
              : build.expr(key),
          value: element(part.childForFieldName('value'), isMap ? inner : field),
        },
      ];
    });
    return { kind: 'map', entries, ...own, line, column };
  }
  if (fields !== null && parts.length > 0)
    return {
      kind: 'map',
      entries: parts.flatMap((part, position): MapEntry[] => {
        const field = fields[position];
        if (field === undefined) return [];
        const key: Expr = {
          kind: 'text',
          value: field.name,
          line: lineOf(part),
          column: columnOf(part),
        };
        return [{ key, value: element(part, field.type) }];
      }),
      ...own,
      line,
      column,
    };
  const items = parts.map((part) =>
    element(part.type === 'keyed_element' ? part.childForFieldName('value') : part, inner),
  );
  if (own.type === undefined)
    return isMap
      ? { kind: 'map', entries: [], line, column }
      : { kind: 'list', items, line, column };
  const entries = items.map((value, position): MapEntry => {
    const key: Expr = { kind: 'literal', type: 'number', text: String(position), line, column };
    return { key, value };
  });
  return { kind: 'map', entries, ...own, line, column };
}

/** The name of a struct's type; a type that the file does not declare is taken for one unless literals stand in it. */
function structType(
  declared: Node | null,
  type: Node | null,
  parts: readonly Node[],
): { readonly type?: string } {
  const name = declared?.type === 'pointer_type' ? declared.firstNamedChild : declared;
  if (name === null || !/^(?:type_identifier|qualified_type|generic_type)$/.test(name.type))
    return {};
  const isStruct =
    type?.type === 'struct_type' ||
    (type !== null && type.id === name.id && !parts.some((part) => holdsLiteral(part)));
  return isStruct ? { type: name.text } : {};
}

function holdsLiteral(part: Node): boolean {
  return /^(?:literal_value|composite_literal)$/.test(part.firstNamedChild?.type ?? '');
}

function isList(type: Node | null): boolean {
  return /^(?:slice|array|implicit_length_array)_type$/.test(type?.type ?? '');
}

function fieldsOf(struct: Node): readonly { readonly name: string; readonly type: Node | null }[] {
  return named(struct.firstNamedChild).flatMap((field) => {
    const type = field.childForFieldName('type');
    const names = named(field).filter((child) => child.type === 'field_identifier');
    return names.length === 0
      ? [{ name: /(\w+)$/.exec(type?.text ?? '')?.[1] ?? '', type }]
      : names.map((name) => ({ name: name.text, type }));
  });
}
