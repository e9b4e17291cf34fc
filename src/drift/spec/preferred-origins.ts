import type { Caller } from '../code/call-names.ts';
import type { Code } from '../code/code.ts';
import type { Origin } from '../code/origin.ts';

/** Of a function's parameters the one that may be left out, where it never is: `group is null ? app : group`. */
export function preferredOrigins(origins: readonly Origin[], code: Code): readonly Origin[] {
  if (origins.length < 2) return origins;
  const given = origins.filter((origin) => {
    if (origin.kind !== 'param') return false;
    const { file, scope, position } = origin;
    const param = code.program.file(file)?.index.scope(scope)?.params[position];
    if (param?.default?.kind !== 'literal' || param.default.type !== 'null') return false;
    const callers = code.callers.of(file, scope);
    const isGiven = (caller: Caller) =>
      code.callers.argument(file, scope, position, caller) !== null;
    return callers.length > 0 && callers.every(isGiven);
  });
  const [only] = given;
  const isAmongParams = origins.every((origin) => origin.kind === 'param');
  return only !== undefined && given.length === 1 && isAmongParams ? given : origins;
}
