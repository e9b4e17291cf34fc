import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import type { KnownText } from '../../code/known-text.ts';
import { type PathSyntax, type PathTemplate, templates } from '../path-template.ts';

/** ASP.NET Core's route templates: `{id}`, `{id:int}`, `{id?}`, `{id=1}`, `{*rest}`, `{**rest}`. */
const SYNTAX: PathSyntax = { braces: true, optional: '()' };

/** A parameter that may be missing where all behind it is there: `{page=1}` of `{page=1}/list`. */
const INNER_OPTIONAL = /\?\}(?=[\s\S]*\/(?!\{[^{}/]*\?\}(?:\/|$)|\{\*))/g;

const SEVERAL_OPTIONAL = /^([\s\S]*?)(\{[^{}/]*\?\}(?:\/\{[^{}/]*\?\})+)$/;

/** The paths that a template means. A parameter with a default may be missing. */
export function aspnetTemplates(text: KnownText): readonly PathTemplate[] {
  const plain = text.map((part) =>
    typeof part === 'string'
      ? part
          .replace(/\{([^{}=?]+)=[^{}]*\}/g, '{$1?}')
          .replace(INNER_OPTIONAL, '}')
          // `{name}.{format?}`: the point goes with what may be missing.
          .replace(/\.\{([^{}?]+)\?\}/g, '(.{$1})')
      : part,
  );
  return withoutLast(plain).flatMap((one) => templates(one, SYNTAX));
}

/** Of several parameters at the end that may be missing, the last ones are: `{page?}/{size?}` is never `{size}` alone. */
function withoutLast(text: KnownText): readonly KnownText[] {
  const last = text.at(-1);
  const [, start, end] = (typeof last === 'string' ? SEVERAL_OPTIONAL.exec(last) : null) ?? [];
  if (start === undefined || end === undefined) return [text];
  const parts = end.replaceAll('?}', '}').split('/');
  const before = text.slice(0, -1);
  return [...parts.keys(), parts.length].map((count) => [
    ...before,
    `${start}${parts.slice(0, count).join('/')}`,
  ]);
}

/** Whether a template leaves out what stands before it: `/x` and `~/x`. */
export function isAbsolute(text: KnownText): boolean {
  const [first] = text;
  return typeof first === 'string' && /^~?\//.test(first);
}

/** A template with its tokens filled in: `[controller]`, `[action]`, `[area]`. */
export function withTokens(text: KnownText, tokens: ReadonlyMap<string, string>): KnownText {
  return text.map((part) =>
    typeof part === 'string'
      ? part
          .replace(/^~\//, '/')
          .replace(/\[(\w+)\]/g, (whole, name: string) => tokens.get(name.toLowerCase()) ?? whole)
      : part,
  );
}

/** How an application writes the names that it fills in: as they are, in lower case, or with hyphens. */
export interface TokenStyle {
  /** In attributes: `[controller]`. */
  inAttributes(name: string): string;
  /** In conventions: `{controller}`, of which `RouteTokenTransformerConvention` knows nothing. */
  inConventions(name: string): string;
}

export function tokenStyle(code: Code): TokenStyle {
  let isLower = false;
  let isTransformed = false;
  for (const { facts } of code.program.files()) {
    if (facts.language !== 'csharp') continue;
    isTransformed ||= facts.calls.some(
      ({ call }) => lastName(call.callee) === 'RouteTokenTransformerConvention',
    );
    isLower ||= facts.bindings.some(
      ({ name, value }) =>
        /(?:^|\.)LowercaseUrls$/.test(name) && value?.kind === 'literal' && value.text === 'true',
    );
  }
  const inConventions = (name: string) => (isLower ? name.toLowerCase() : name);
  const inAttributes = (name: string) =>
    isTransformed ? name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase() : inConventions(name);
  return { inAttributes, inConventions };
}
