import type { FactsBuilder } from '../facts-builder.ts';

const NAME = /^_?env(?:ironment)?(?:Vars?|Variables)?$/i;
const TYPE = /^(?:java\.util\.)?Map<\s*String\s*,\s*String\s*>$/;

/** Parameters that by their name and type are given the environment: `Map<String, String> env`. */
export function givenEnvironment(build: FactsBuilder): readonly string[] {
  return build
    .scopes()
    .flatMap(({ params }) => params)
    .flatMap(({ name, type }) => (NAME.test(name) && TYPE.test(type ?? '') ? [name] : []));
}
