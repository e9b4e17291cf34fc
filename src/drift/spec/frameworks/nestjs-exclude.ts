import type { Code } from '../../code/code.ts';
import { entry, type Located } from '../../code/entries.ts';
import type { Expr } from '../../code/facts.ts';
import { normalizePath } from '../path-template.ts';

interface Exclusion {
  readonly pattern: RegExp;
  /** Null for any method. */
  readonly method: string | null;
}

/** The paths that an application's prefix does not count for: `setGlobalPrefix('api', { exclude: […] })`. */
export class Exclusions {
  readonly #all: readonly Exclusion[];

  constructor(given: Located | null, code: Code) {
    this.#all = given === null ? [] : exclusionsOf(given, code);
  }

  /** Whether a path (with `{name}` for parameters) keeps free of the prefix. */
  has(path: string, method: string): boolean {
    return this.#all.some((one) => (one.method ?? method) === method && one.pattern.test(path));
  }
}

function exclusionsOf({ expr, site }: Located, code: Code): readonly Exclusion[] {
  if (expr.kind === 'list')
    return expr.items.flatMap((item) => exclusionsOf({ expr: item, site }, code));
  if (expr.kind === 'map') {
    const path = entry({ expr, site }, 'path', code);
    const method = entry({ expr, site }, 'method', code);
    if (path === undefined) return [];
    const text = code.evaluator.text(path.expr, path.site);
    return text === null ? [] : [{ pattern: patternOf(text), method: methodOf(method?.expr) }];
  }
  const lists = code.resolver
    .origins(expr, site)
    .flatMap((origin) =>
      origin.kind === 'value' && origin.expr !== expr && /^(?:list|map)$/.test(origin.expr.kind)
        ? exclusionsOf({ expr: origin.expr, site: origin }, code)
        : [],
    );
  if (lists.length > 0) return lists;
  const text = code.evaluator.text(expr, site);
  return text === null ? [] : [{ pattern: patternOf(text), method: null }];
}

function methodOf(expr: Expr | undefined): string | null {
  return expr?.kind === 'member' && expr.name !== 'ALL' ? expr.name : null;
}

/** `health`, `auth/(.*)`, `auth/*path`, `users/:id` as they match whole paths. */
function patternOf(text: string): RegExp {
  const parts = normalizePath(text)
    .replace(/\{\*\w*\}|\(\.\*\)|\*\w*/g, '\uE000')
    .replace(/:\w+(?:\([^)]*\))?/g, '\uE001')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\uE000/g, '.*')
    .replace(/\uE001/g, '[^/]+');
  return new RegExp(`^${parts}$`, 'i');
}
