/** Fewer operations than this below another prefix do not make a second base. */
const MIN_TWINS = 3;
/** The share of the operations that a second base has at least. */
const SHARE = 0.8;

/**
 * Operations that are served a second time, below another base than the one that the contract goes by: `/volumes` and
 * `/v{version}/volumes`. Both sets hold a method and a path without the names of its parameters (`GET /users/{}`). Only
 * a base that has nearly all operations counts.
 */
export function twinsOf(
  aligned: ReadonlySet<string>,
  served: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Map<string, string[]>();
  const note = (base: string, twin: string) => found.set(base, [...(found.get(base) ?? []), twin]);
  for (const operation of served) {
    if (aligned.has(operation)) continue;
    for (const [prefix, rest] of ends(operation))
      if (aligned.has(rest)) note(`+${prefix}`, operation);
  }
  for (const operation of aligned) {
    for (const [prefix, rest] of ends(operation))
      if (served.has(rest) && !aligned.has(rest)) note(`-${prefix}`, rest);
  }
  const least = Math.max(MIN_TWINS, aligned.size * SHARE);
  return new Set([...found.values()].filter(({ length }) => length >= least).flat());
}

/** `/v1` and `GET /users` of `GET /v1/users`, and so on. */
function* ends(operation: string): Iterable<readonly [prefix: string, rest: string]> {
  const at = operation.indexOf(' ') + 1;
  const method = operation.slice(0, at);
  const path = operation.slice(at);
  for (let slash = path.indexOf('/', 1); slash !== -1; slash = path.indexOf('/', slash + 1))
    yield [path.slice(0, slash), method + path.slice(slash)];
}
