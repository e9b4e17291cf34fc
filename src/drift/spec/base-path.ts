import type { PromisedOperation } from '../promised-operation.ts';
import type { Route } from './framework.ts';
import { normalizePath } from './path-template.ts';

/** How the paths of a contract become those of the code. */
export interface BasePath {
  /** What the contract has at the start and the code has not: `/v1` behind a gateway that takes it away. */
  readonly strip: string;
  /** What the code has at the start and the contract has not: `/api`. */
  readonly add: string;
}

const NONE: BasePath = { strip: '', add: '' };

/** A path with the names of its parameters left out. */
export function templateOf(path: string): string {
  return normalizePath(path).replace(/\{[^{}/]*\}/g, '{}');
}

/** The path of the code that a path of the contract stands for; null where the contract's base is not there. */
export function inCode(path: string, { strip, add }: BasePath): string | null {
  // Some contracts tell variants of an operation apart by a query behind its path.
  const own = normalizePath(path.replace(/\?.*$/s, ''));
  if (strip !== '' && own !== strip && !own.startsWith(`${strip}/`)) return null;
  return normalizePath(`${add}/${own.slice(strip.length)}`);
}

/** What the settings say: `/api`, or `-/v1`; null where they say nothing. */
export function givenBasePath(text: string | null): BasePath | null {
  if (text === null) return null;
  return text.startsWith('-')
    ? { strip: normalizePath(text.slice(1)), add: '' }
    : { strip: '', add: text === '/' ? '' : normalizePath(text) };
}

/** How the paths of each contract become those of the code, by the contract's file. */
export type BasePaths = ReadonlyMap<string, BasePath>;

/** The same for all contracts, as the settings say it. */
export function sameForAll(promised: readonly PromisedOperation[], basePath: BasePath): BasePaths {
  return new Map(promised.map(({ contract }) => [contract, basePath]));
}

/**
 * Works out how the paths of each contract and of the code relate: by its servers' prefixes, by nothing, or by
 * whatever the ends of the paths suggest, the one by which the most operations are on both sides; the first of equal
 * ones. A contract of which nothing is served goes by what holds for all contracts together.
 */
export function inferBasePaths(
  promised: readonly PromisedOperation[],
  routes: readonly Route[],
): BasePaths {
  const served = new Set(routes.map(({ method, path }) => `${method} ${templateOf(path)}`));
  const together = inferred(promised, routes, served) ?? NONE;
  const contracts = new Map<string, PromisedOperation[]>();
  for (const operation of promised) {
    const own = contracts.get(operation.contract);
    if (own === undefined) contracts.set(operation.contract, [operation]);
    else own.push(operation);
  }
  if (contracts.size === 1) return sameForAll(promised, together);
  return new Map(
    [...contracts].map(([contract, own]) => [contract, inferred(own, routes, served) ?? together]),
  );
}

/** Undefined where none of the ways brings anything together. */
function inferred(
  promised: readonly PromisedOperation[],
  routes: readonly Route[],
  served: ReadonlySet<string>,
): BasePath | undefined {
  const candidates = [...serverPrefixes(promised), NONE, ...suggested(promised, routes)];
  let best: BasePath | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const both = promised.filter(({ subject }) => {
      const path = inCode(subject.path, candidate);
      return path !== null && served.has(`${subject.method} ${templateOf(path)}`);
    }).length;
    if (both > most) {
      most = both;
      best = candidate;
    }
  }
  return best;
}

function serverPrefixes(promised: readonly PromisedOperation[]): readonly BasePath[] {
  const prefixes = new Set(promised.flatMap((operation) => operation.prefixes));
  return [...prefixes]
    .filter((prefix) => prefix !== '')
    .sort()
    .map((prefix) => ({ strip: '', add: normalizePath(prefix) }));
}

/** What the contract of a path of the code would call it: by the contract whose base takes the most of it away. */
export function inContract(path: string, basePaths: BasePaths): string {
  let own: BasePath = NONE;
  for (const basePath of basePaths.values()) {
    const { add } = basePath;
    const isBase = add === '' || path === add || path.startsWith(`${add}/`);
    if (isBase && (own === NONE || add.length > own.add.length)) own = basePath;
  }
  return normalizePath(own.strip + path.slice(own.add.length));
}

/** Only so many paths are held against each other. */
const MAX_COMPARED = 400;

/** Prefixes that make a path of one side one of the other, the most often found first. */
function suggested(
  promised: readonly PromisedOperation[],
  routes: readonly Route[],
): readonly BasePath[] {
  const counts = new Map<string, number>();
  const ofContract = new Set(promised.map(({ subject }) => templateOf(subject.path)));
  const ofCode = new Set(routes.map(({ path }) => templateOf(path)));
  const sample = (paths: ReadonlySet<string>) => [...paths].sort().slice(0, MAX_COMPARED);
  const note = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const contract of sample(ofContract)) {
    if (contract === '/') continue;
    for (const code of sample(ofCode)) {
      if (code === '/') continue;
      if (code.endsWith(contract)) note(`+${code.slice(0, code.length - contract.length)}`);
      else if (contract.endsWith(code))
        note(`-${contract.slice(0, contract.length - code.length)}`);
    }
  }
  return [...counts]
    .filter(([key]) => key.length > 1 && !key.includes('{}'))
    .sort(([a, m], [b, n]) => n - m || a.length - b.length || (a < b ? -1 : 1))
    .slice(0, 8)
    .map(([key]) =>
      key.startsWith('+') ? { strip: '', add: key.slice(1) } : { strip: key.slice(1), add: '' },
    );
}
