import type { KnownText } from '../code/known-text.ts';

/** A path with its parameters as `{name}`; `dynamic` where a part of it is not known. */
export interface PathTemplate {
  readonly path: string;
  readonly dynamic: boolean;
  /** What it begins with where that is not known: a base path that the settings of the program give, or nothing. */
  readonly base?: UnknownBase;
}

/** A part at the start of a path, without a slash before it: whatever it is, it is whole parts of the path. */
export interface UnknownBase {
  /** As it stands in the path. */
  readonly text: string;
  /** Whether all that stands behind it is known. */
  readonly isAll: boolean;
}

/** How a framework writes paths. What is not said it does not have. */
export interface PathSyntax {
  /** `:id`, with `(regex)`, `{regex}` or `<constraint>` behind it, and `?`, `*` or `+`. */
  readonly colon?: boolean;
  /** `::` for a colon that is one. */
  readonly colonEscape?: boolean;
  /** `(regex)` without a name, and `?` behind a group or a letter that may be missing. */
  readonly parentheses?: boolean;
  /** `{id}`, `{id:constraint}`, `{id?}`, `{id=default}`, `{!id}`, `{*rest}`, `{rest...}`, `{...}`. */
  readonly braces?: boolean;
  /** `{int:id}`, whose name is behind the colon. */
  readonly converters?: boolean;
  /** `<id>`, `<int:id>`, `<rest..>`. */
  readonly angles?: boolean;
  /** `*` and `*name` for what is left of the path. */
  readonly star?: boolean;
  /** What stands around a part that may be missing: `()`, `[]` or `{}`. */
  readonly optional?: '()' | '[]' | '{}';
}

export const ROOT: PathTemplate = { path: '', dynamic: false };

/** Marks that stand around the name of a hole while a text is looked at; no path has them. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
/** What begins nothing in any notation. */
const PLAIN = /[\w/-]+(?!\?)/y;
/** A path with more alternatives than this is taken with all its optional parts. */
const MAX_ALTERNATIVES = 8;

/** The paths that a text in a framework's notation means: more than one where parts may be missing. */
export function templates(text: KnownText, syntax: PathSyntax): readonly PathTemplate[] {
  const marked = text
    .map((part) => (typeof part === 'string' ? part : `${OPEN}${part.hole}${CLOSE}`))
    .join('');
  const expanded = expand(marked, syntax);
  const alternatives = expanded.length > MAX_ALTERNATIVES ? expanded.slice(-1) : expanded;
  return [...new Set(alternatives)].map(unmarked);
}

/** Holes as parameters; what is in the way of reading them as such goes. */
export function unmarked(path: string): PathTemplate {
  const dynamic = path.includes(OPEN);
  const shown = path.replace(
    new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g'),
    (_, name: string) => `{${/^[\w$]+$/.test(name) ? name : 'unknown'}}`,
  );
  const behind = path.startsWith(OPEN) ? path.slice(path.indexOf(CLOSE) + 1) : null;
  const isNamed = !path.startsWith(OPEN + CLOSE);
  if (behind === null || !isNamed || !/^(?:\/|$)/.test(behind)) return { path: shown, dynamic };
  const text = shown.slice(0, shown.indexOf('}') + 1);
  return { path: shown, dynamic, base: { text, isAll: !behind.includes(OPEN) } };
}

/** A path behind a prefix. */
export function joinPaths(prefix: PathTemplate, path: PathTemplate): PathTemplate {
  const base = prefix.path === '' ? path.base : prefix.base;
  const behind = prefix.path === '' ? prefix : path;
  const start = prefix.path === '' && base !== undefined ? '' : `${prefix.path}/`;
  return {
    path: path.path === '' ? prefix.path : `${start}${path.path}`,
    dynamic: prefix.dynamic || path.dynamic,
    ...(base === undefined ? {} : { base: { ...base, isAll: base.isAll && !behind.dynamic } }),
  };
}

/** A path without a base that is not known, as it is where that is empty; null for one without such a base. */
export function withoutBase({ path, dynamic, base }: PathTemplate): PathTemplate | null {
  if (base === undefined || !path.startsWith(base.text)) return null;
  return { path: path.slice(base.text.length), dynamic: dynamic && !base.isAll };
}

/** A path as it is shown: one slash at its start and between its parts, none at its end. */
export function normalizePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts.join('/')}`;
}

/** All readings of a path, those with fewer parts first. */
function expand(path: string, syntax: PathSyntax): readonly string[] {
  let done: readonly string[] = [''];
  let at = 0;
  const append = (...alternatives: readonly string[]) => {
    done = done.flatMap((start) => alternatives.map((end) => start + end));
  };
  while (at < path.length) {
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(path)?.[0];
    if (plain !== undefined) {
      append(plain);
      at += plain.length;
      continue;
    }
    if (syntax.colonEscape && path.startsWith('::', at)) {
      append(':');
      at += 2;
      continue;
    }
    // path-to-regexp's and Fiber's: what stands behind a backslash stands for itself.
    if (syntax.colon && path[at] === '\\' && /[:*+?(){}\-.]/.test(path[at + 1] ?? '')) {
      append(path[at + 1] ?? '');
      at += 2;
      continue;
    }
    const found =
      group(path, at, syntax) ?? parenthesized(path, at, syntax) ?? parameter(path, at, syntax);
    if (found === null) {
      const [own = '', next] = path.slice(at, at + 2);
      const mayMiss = syntax.parentheses === true && next === '?' && /\w/.test(own);
      append(...(mayMiss ? ['', own] : [own]));
      at += mayMiss ? 2 : 1;
      continue;
    }
    if (found.optional) {
      const without = done.map((start) => (found.takesSlash ? start.replace(/\/$/, '') : start));
      const inner = found.alternatives;
      done = [...without, ...done.flatMap((start) => inner.map((end) => start + end))];
    } else append(...found.alternatives);
    if (done.length > 4 * MAX_ALTERNATIVES) done = done.slice(-1);
    at = found.end;
  }
  return done;
}

interface Found {
  readonly alternatives: readonly string[];
  readonly optional: boolean;
  /** Whether the slash before it goes with it. */
  readonly takesSlash: boolean;
  /** The offset behind it. */
  readonly end: number;
}

/** A part that may be missing. */
function group(path: string, at: number, syntax: PathSyntax): Found | null {
  if (syntax.optional === undefined || path[at] !== syntax.optional[0]) return null;
  const end = closing(path, at);
  const inner = path.slice(at + 1, end - 1);
  // Braces are around parameters too.
  if (syntax.optional === '{}' && syntax.braces && !/[/:]/.test(inner)) return null;
  return { alternatives: expand(inner, syntax), optional: true, takesSlash: false, end };
}

/** Express 4's and Koa's `(.*)`, `(cd)?` and `(users|people)`. */
function parenthesized(path: string, at: number, syntax: PathSyntax): Found | null {
  if (!syntax.parentheses || path[at] !== '(') return null;
  const end = closing(path, at);
  const inner = path.slice(at + 1, end - 1).replace(/^\?:/, '');
  const isOptional = /[?*]/.test(path[end] ?? '');
  const behind = /[?*+]/.test(path[end] ?? '') ? end + 1 : end;
  const isPlain = /^[\w\-/.|:]*$/.test(inner);
  return {
    alternatives: isPlain ? inner.split('|').flatMap((one) => expand(one, syntax)) : ['{wildcard}'],
    optional: isOptional,
    takesSlash: !inner.startsWith('/'),
    end: behind,
  };
}

function parameter(path: string, at: number, syntax: PathSyntax): Found | null {
  const rest = path.slice(at);
  if (syntax.colon && rest[0] === ':') return colonParameter(path, at, syntax);
  if (syntax.braces && rest[0] === '{') return braceParameter(path, at, syntax);
  if (syntax.angles && rest[0] === '<') {
    const match = /^<(?:[\w.]+(?:\([^)]*\))?:)?([\w-]+)(?:\.\.)?>/.exec(rest);
    return match === null ? null : whole(match[1] ?? '', at + match[0].length);
  }
  // Fiber's `+` is a wildcard that takes at least one character.
  if (syntax.star && syntax.colon && path[at - 1] === '/' && /^\+(?:\/|$)/.test(rest))
    return whole('wildcard', at + 1);
  if (syntax.star && rest[0] === '*') {
    const match = /^\*+(\w*)/.exec(rest);
    return whole(match?.[1] || 'wildcard', at + (match?.[0].length ?? 1));
  }
  return null;
}

function colonParameter(path: string, at: number, { optional: around }: PathSyntax): Found | null {
  const match = /^:([A-Za-z_]\w*)/.exec(path.slice(at));
  if (match === null) return null;
  let end = at + match[0].length;
  const constraint = around === '()' ? /[{<]/ : around === '{}' ? /[(<]/ : /[({<]/;
  if (constraint.test(path[end] ?? '')) end = closing(path, end);
  // Express 4 also has both: `:path*?`.
  const modifier = /^(?:\*\??|[?+])/.exec(path.slice(end, end + 2))?.[0] ?? '';
  const optional = modifier !== '' && modifier !== '+';
  return { ...whole(match[1] ?? '', end + modifier.length), optional, takesSlash: true };
}

function braceParameter(path: string, at: number, { converters }: PathSyntax): Found | null {
  const end = closing(path, at);
  const inner = path.slice(at + 1, end - 1);
  if (inner.startsWith(OPEN) && inner.includes(CLOSE))
    return {
      alternatives: [inner.slice(0, inner.indexOf(CLOSE) + 1)],
      optional: false,
      takesSlash: true,
      end,
    };
  const converted = converters ? /^\s*\w+:(\w+)\s*$/.exec(inner)?.[1] : undefined;
  if (converted !== undefined) return whole(converted, end);
  const match = /^\s*[*!]{0,2}\s*([\w$-]*)\s*(\.\.\.)?(\?)?/.exec(inner);
  const name = match?.[1] || (inner.startsWith('...') || inner.startsWith('*') ? 'wildcard' : '');
  if (name === '' || end > path.length) return null;
  // Symfony: `{page<\d+>?1}`.
  const optional = match?.[3] === '?' || /\?$|>\?[^<>]*$/.test(inner);
  return { ...whole(name, end), optional, takesSlash: true };
}

function whole(name: string, end: number): Found {
  return { alternatives: [`{${name}}`], optional: false, takesSlash: false, end };
}

/** The offset behind the bracket that closes the one at `at`; behind the text where none does. */
function closing(path: string, at: number): number {
  const open = path[at] ?? '';
  const close = { '(': ')', '[': ']', '{': '}', '<': '>' }[open] ?? '';
  let depth = 0;
  for (let index = at; index < path.length; index += 1) {
    if (path[index] === '\\') index += 1;
    else if (path[index] === open) depth += 1;
    else if (path[index] === close && --depth === 0) return index + 1;
  }
  return path.length + 1;
}
