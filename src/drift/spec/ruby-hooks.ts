import type { Code } from '../code/code.ts';
import type { Site } from '../code/program.ts';
import type { RubyClasses } from './ruby-apps.ts';

/** What a class gets by the hooks of the modules that it includes and of the classes that it extends. */

/**
 * The blocks that are run in a class for the modules that it includes, those of modules first that come first:
 * `included do … end` (ActiveSupport::Concern), `def self.included(base)` with `base.class_eval do … end`.
 */
export function mixedIn(name: string, classes: RubyClasses, code: Code): readonly Site[] {
  return classes
    .mixins(name)
    .flatMap((mixin) => classes.places(mixin))
    .flatMap((place) => hooked(place, 'included', code));
}

/** The blocks that a class runs in those that extend it: `def self.inherited(base)` with `base.class_eval do … end`. */
export function inheritedFrom(name: string, classes: RubyClasses, code: Code): readonly Site[] {
  return classes.places(name).flatMap((place) => hooked(place, 'inherited', code));
}

function hooked({ file, scope }: Site, hook: string, code: Code): readonly Site[] {
  const source = code.program.file(file);
  if (source === undefined) return [];
  const hooks = new Set(source.index.declared(scope, hook));
  return source.facts.calls.flatMap(({ call, scope: at }) => {
    const { callee, args } = call;
    const block = args.at(-1)?.value;
    if (block?.kind !== 'function') return [];
    const isConcern = at === scope && callee.kind === 'name' && callee.name === hook;
    const isWithin =
      hooks.has(at) && callee.kind === 'member' && /^(?:class|instance)_eval$/.test(callee.name);
    return isConcern || isWithin ? [{ file, scope: block.scope }] : [];
  });
}
