import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site } from '../../code/program.ts';
import { type PathSyntax, type PathTemplate, ROOT, templates } from '../path-template.ts';

/** Ktor's paths: `{id}`, `{id?}`, `{path...}`, `*`. */
const SYNTAX: PathSyntax = { braces: true, star: true };

/** A parameter that may be missing takes the next part of a path all the same, where there is one. */
const INNER_OPTIONAL = /\{(\w+)\?\}(?=\/.)/g;

/** The path of a routing function's call: its first argument, unless that is its block. */
export function pathOf(call: CallExpr): Expr | null {
  const named = call.args.find(({ name }) => name === 'path');
  const first = named ?? call.args.find(({ name }) => name === null);
  const value = first?.value;
  return value === undefined || value.kind === 'function' ? null : value;
}

/** The paths that an expression means, a text or a `Regex`; the root for none. */
export function ktorPaths(
  expr: Expr | null,
  site: Site,
  code: Code,
  frame: Frame | null = null,
): readonly PathTemplate[] {
  if (expr === null) return [ROOT];
  const pattern =
    expr.kind === 'call' && lastName(expr.callee) === 'Regex' ? expr.args[0] : undefined;
  return code.evaluator
    .texts(pattern?.value ?? expr, site, frame)
    .map((text) =>
      pattern === undefined
        ? text.map((part) =>
            typeof part === 'string' ? part.replace(INNER_OPTIONAL, '{$1}') : part,
          )
        : text.map((part) => (typeof part === 'string' ? fromRegex(part) : part)),
    )
    .flatMap((text) => templates(text, SYNTAX));
}

/** A regular expression's named groups as parameters; the rest of it as it stands. */
function fromRegex(pattern: string): string {
  return pattern
    .replace(/\(\?<(\w+)>(?:[^()\\]|\\.|\([^()]*\))*\)/g, '{$1}')
    .replace(/\\(.)/g, '$1')
    .replace(/^\^|\$$/g, '');
}
