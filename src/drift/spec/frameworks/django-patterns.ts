import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { KnownText } from '../../code/known-text.ts';
import type { Site } from '../../code/program.ts';
import { type PathTemplate, templates } from '../path-template.ts';
import { argument } from '../python-routing.ts';
import { regexTemplates } from '../regex-path.ts';
import type { Registration } from '../route-graph.ts';

/** What the calls that make Django's patterns say. */

/** `GET` and `POST` of `rest_path("users", GET=get_users, POST=add_user)`; null for a call without such names. */
export function verbsOf({ args }: CallExpr): readonly string[] | null {
  const found = args.flatMap(({ name }) =>
    name !== null && /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(name) ? [name.toUpperCase()] : [],
  );
  return found.length > 0 ? found : null;
}

/** The name by which Django knows what is called: `path` of `from django.urls import path as p`. */
export function calledName(callee: Expr, { file }: Site, { program }: Code): string | null {
  const name = lastName(callee);
  if (callee.kind !== 'name') return name;
  const brought = program.file(file)?.index.imports(callee.name) ?? [];
  return brought.find(({ module }) => /^django\b/.test(module))?.name ?? name;
}

export function includedOf(view: Expr): Expr | null {
  if (view.kind !== 'call') return null;
  const position = lastName(view.callee) === 'decorator_include' ? 1 : 0;
  return argument(view, 'arg', position);
}

/**
 * A function that does not look at the method answers any, but is written for `GET` and for what else it shows; it is
 * listed for these, and nothing is held against it for the others.
 */
export function listed(methods: readonly string[]): Pick<Registration, 'methods' | 'answersAll'> {
  if (!methods.includes('*')) return { methods };
  return {
    methods: [...new Set(['GET', ...methods.filter((one) => one !== '*')])],
    answersAll: true,
  };
}

/** Whether a pattern begins with what a call gives, or with a setting: `r"^{}api/".format(settings.URL_PREFIX)`. */
function beginsWithSetting(route: Expr): boolean {
  const parts = route.kind === 'join' ? route.parts : [];
  const first = parts.find((part) => part.kind !== 'text' || part.value !== '^');
  return first?.kind === 'call' || first?.kind === 'member';
}

/** A prefix of which nothing is known stands for whole parts of the path: patterns follow each other without a slash. */
function withWholePrefix(text: KnownText): KnownText {
  const at = text[0] === '^' ? 1 : 0;
  const behind = text[at + 1];
  return typeof text[at] === 'string' || typeof behind !== 'string' || !/^\w/.test(behind)
    ? text
    : [...text.slice(0, at + 1), `/${behind}`, ...text.slice(at + 2)];
}

/** The paths that a pattern means: of `path`, or a regular expression. */
export function pathsOf(
  route: Expr,
  isPlain: boolean,
  texts: readonly KnownText[],
): readonly PathTemplate[] {
  return texts
    .map((text) => (beginsWithSetting(route) ? withWholePrefix(text) : text))
    .flatMap((text) => (isPlain ? templates(text, { angles: true }) : regexTemplates(text)));
}
