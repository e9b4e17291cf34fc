import { RE2JS } from 're2js';

export type GlobOutcome =
  | { readonly ok: true; readonly pattern: string }
  | { readonly ok: false; readonly message: string };

/**
 * Translates a glob into a regular expression for RE2, which matches any path in linear time: globs come
 * from repositories, and `*a*a*a*a*b` keeps a backtracking engine busy for minutes.
 *
 * `*` and `?` stay within one part of a path, `**` as a whole part stands for any number of parts,
 * `[a-z]` and `[!a-z]` for one character, `{a,b}` for alternatives. Names that begin with a dot are matched too.
 */
export function translateGlob(glob: string): GlobOutcome {
  if (glob.endsWith('/')) return failure(`it ends with /; write ${glob}** for all files below`);
  let pattern = '';
  let depth = 0;
  let at = 0;
  while (at < glob.length) {
    const character = glob.charAt(at);
    if (character === '*') {
      const stars = /^\*+/.exec(glob.slice(at))?.[0].length ?? 1;
      const isWholePart = stars === 2 && /(^|[/{,])$/.test(glob.slice(0, at));
      const next = glob.charAt(at + stars);
      at += stars;
      if (isWholePart && next === '/') {
        pattern += '(?:.*/)?';
        at += 1;
      } else pattern += isWholePart && /^[,}]?$/.test(next) ? '.*' : '[^/]*';
    } else if (character === '[') {
      const characters = characterClass(glob, at);
      if (!characters.ok) return failure(characters.message);
      pattern += characters.pattern;
      at = characters.end;
    } else {
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      if (depth < 0) return failure('a } has no { before it');
      if (depth > 0 && glob.startsWith('..', at)) {
        return failure('ranges such as {1..3} are not known; list the alternatives as {1,2,3}');
      }
      pattern += translateCharacter(character, depth > 0);
      at += 1;
    }
  }
  return depth > 0 ? failure('a { is not closed') : { ok: true, pattern };
}

/** Makes a test of paths: whether any of the globs matches the whole path. Throws for a glob that is not one. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const patterns = globs.map((glob) => {
    const outcome = translateGlob(glob);
    if (!outcome.ok)
      throw new Error(`The glob ${JSON.stringify(glob)} is wrong: ${outcome.message}.`);
    return `(?:${outcome.pattern})`;
  });
  const expression = RE2JS.compile(patterns.join('|'), RE2JS.DOTALL);
  return (path) => expression.testExact(path);
}

function failure(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

function translateCharacter(character: string, inBraces: boolean): string {
  if (character === '?') return '[^/]';
  if (character === '{') return '(?:';
  if (character === '}') return ')';
  if (character === ',' && inBraces) return '|';
  return RE2JS.quote(character);
}

type ClassOutcome =
  | { readonly ok: true; readonly pattern: string; readonly end: number }
  | { readonly ok: false; readonly message: string };

/** The character class that starts at `start`; a slash is never part of it. */
function characterClass(glob: string, start: number): ClassOutcome {
  const match = /^\[([!^]?)([^\]/]+)\]/.exec(glob.slice(start));
  const [whole = '', negation = '', members = ''] = match ?? [];
  if (match === null) return failure('a [ is not closed, or holds nothing or a /');
  let pattern = '';
  for (const [, low = '', high = low] of members.matchAll(/(.)(?:-(.))?/gsu)) {
    if ((low.codePointAt(0) ?? 0) > (high.codePointAt(0) ?? 0)) {
      return failure(`the range ${low}-${high} runs backwards`);
    }
    if (low <= '/' && high >= '/') return failure(`the range ${low}-${high} spans a /`);
    pattern += low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`;
  }
  return {
    ok: true,
    pattern: negation === '' ? `[${pattern}]` : `[^/${pattern}]`,
    end: start + whole.length,
  };
}

function escaped(character: string): string {
  return /[\\\]^[-]/.test(character) ? `\\${character}` : character;
}
