import type { FactsBuilder } from '../facts-builder.ts';

const NAME = /^_?env(?:ironment)?(?:Vars?|Variables)?$/i;
const TYPE = /^(?:java\.util\.)?Map<\s*String\s*,\s*String\s*>$/;

/** Spring's, which is asked by an index in Kotlin (`env["X"]`). */
const OF_SPRING = /^(?:Configurable)?Environment$/;

/** Parameters that by their name and type are given the environment: `Map<String, String> env`, `env: Environment`. */
export function givenEnvironment(build: FactsBuilder): readonly string[] {
  return build
    .scopes()
    .flatMap(({ params }) => params)
    .flatMap(({ name, type }) =>
      NAME.test(name) && (TYPE.test(type ?? '') || OF_SPRING.test(type ?? '')) ? [name] : [],
    );
}
