import type { CallExpr, Expr, MapExpr } from './facts.ts';

/** The entries of a map as loops see them: what Kotlin and C# call `key` and `Key`, and Java asks for by `getKey()`. */
export function entryObjects({ entries, line, column }: MapExpr): readonly Expr[] {
  return entries.flatMap(({ key, value }): Expr[] => {
    if (key === null) return [];
    const names: readonly (readonly [string, Expr])[] = [
      ['key', key],
      ['value', value],
      ['Key', key],
      ['Value', value],
    ];
    const known = names.map(([name, part]) => ({
      key: { kind: 'text', value: name, line, column } as const,
      value: part,
    }));
    return [{ kind: 'map', entries: known, line, column }];
  });
}

/** `getKey()` and `getValue()` of an entry of Java's maps. */
export function partOfEntry({ callee, args }: CallExpr): Expr | null {
  if (callee.kind !== 'member' || args.length > 0) return null;
  const { object, name } = callee;
  const wanted = name === 'getKey' ? 'key' : name === 'getValue' ? 'value' : null;
  if (object.kind !== 'map' || wanted === null) return null;
  return (
    object.entries.find(({ key }) => key?.kind === 'text' && key.value === wanted)?.value ?? null
  );
}
