import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate, templates } from '../path-template.ts';
import { regexTemplates } from '../regex-path.ts';

/** The paths of Sinatra's routes (Mustermann, "Sinatra patterns"). */

/** The paths that an expression means: patterns, and regular expressions. */
export function sinatraPaths(
  path: Expr,
  site: Site,
  frame: Frame | null,
  code: Code,
): readonly PathTemplate[] {
  if (path.kind === 'unknown') {
    const regex = /^(?:%r(.)([\s\S]*)[^\w\s]|\/([\s\S]*)\/)[a-z]*$/.exec(path.text);
    if (regex !== null) return regexTemplates([regex[2] ?? regex[3] ?? '']);
  }
  return code.evaluator.texts(path, site, frame).flatMap((text) =>
    templates(
      text.map((part) => (typeof part === 'string' ? plain(part) : part)),
      { colon: true, star: true, optional: '()' },
    ),
  );
}

/** Paths behind those of a namespace, which stand right before them: `/lists` and `.json` are `/lists.json`. */
export function behind(
  namespace: readonly PathTemplate[],
  paths: readonly PathTemplate[],
): readonly PathTemplate[] {
  return namespace.flatMap((before) =>
    paths.map((path) =>
      /^[.-]/.test(path.path)
        ? { path: before.path + path.path, dynamic: before.dynamic || path.dynamic }
        : joinPaths(before, path),
    ),
  );
}

/** Without the marks of optional formats and slashes: `/posts/:id.?:format?`, `/posts/?`. */
function plain(path: string): string {
  return path
    .replace(/\.\?:\w+\?|\(\.:\w+\)\??/g, '')
    .replace(/\/\?(?=:|$)/g, '/')
    .replace(/\)\?/g, ')');
}

/** Paths of the classic style begin with a slash, or are patterns. */
export function isPathLike(path: Expr): boolean {
  if (path.kind === 'text') return /^[/*]/.test(path.value);
  if (path.kind === 'join')
    return (
      path.parts[0] !== undefined && (path.parts[0].kind !== 'text' || isPathLike(path.parts[0]))
    );
  return path.kind !== 'unknown' || /^(?:%r|\/)/.test(path.text);
}
