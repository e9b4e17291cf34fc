import { type ClassRef, keyOf, lineage } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';

/** Classes with all their parts: `partial class` stands in several places, and what one of them says holds for all. */
export function wholeClasses(classes: readonly ClassRef[]): readonly (readonly ClassRef[])[] {
  const found = new Map<string, ClassRef[]>();
  for (const ref of classes) {
    const { declared, file } = ref;
    const isPart = declared.partial === true;
    const key = isPart ? `${file.facts.package}.${declared.name}` : keyOf(ref);
    const known = found.get(key);
    if (known === undefined) found.set(key, [ref]);
    else known.push(ref);
  }
  return [...found.values()];
}

/** The parts of a class, then all that it inherits from in the repository. */
export function lineageOfParts(code: Code, parts: readonly ClassRef[]): readonly ClassRef[] {
  const all = [...parts, ...parts.flatMap((part) => lineage(code, part))];
  return [...new Map(all.map((ref) => [keyOf(ref), ref])).values()];
}
