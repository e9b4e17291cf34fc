import type { SourceFile } from '../../code/program.ts';
import { isUpperName } from '../setting-name.ts';

/** What turns the names of properties into those of variables. */
export type PropertySource = 'spring' | 'microprofile' | 'micronaut';

/** The container that a file is written for, going by what it imports; Spring where nothing tells. */
export function propertySourceOf({ facts }: SourceFile): PropertySource {
  const isOf = (package_: RegExp) => facts.imports.some(({ module }) => package_.test(module));
  if (isOf(/^io\.micronaut\b/)) return 'micronaut';
  return isOf(/^(?:org\.eclipse\.microprofile|io\.smallrye|io\.quarkus)\b/)
    ? 'microprofile'
    : 'spring';
}

/**
 * The variables that a property is read from, the usual one first. Spring Boot ("Binding From Environment Variables"):
 * dots are underscores, dashes are left out, or are underscores in the older form. MicroProfile Config ("Environment
 * Variables Mapping Rules") and Micronaut ("Property Sources"): whatever is no letter or digit is an underscore.
 */
export function variablesOf(property: string, source: PropertySource): readonly string[] {
  if (isUpperName(property)) return [property];
  const plain = property.replace(/[^A-Za-z0-9]/g, '_').toUpperCase();
  if (source !== 'spring') return [plain];
  const joined = property
    .replaceAll('-', '')
    .replace(/[^A-Za-z0-9]/g, '_')
    .toUpperCase();
  return [...new Set([joined, plain])];
}

/** `bucket-name` of a field `bucketName`. */
export function dashed(field: string): string {
  return field.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
