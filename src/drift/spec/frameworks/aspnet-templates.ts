import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import type { KnownText } from '../../code/known-text.ts';
import { type PathSyntax, type PathTemplate, templates } from '../path-template.ts';

/** ASP.NET Core's route templates: `{id}`, `{id:int}`, `{id?}`, `{id=1}`, `{*rest}`, `{**rest}`. */
const SYNTAX: PathSyntax = { braces: true, optional: '()' };

/** The paths that a template means. A parameter with a default may be missing. */
export function aspnetTemplates(text: KnownText): readonly PathTemplate[] {
  const plain = text.map((part) =>
    typeof part === 'string'
      ? part
          .replace(/\{([^{}=?]+)=[^{}]*\}/g, '{$1?}')
          // `{name}.{format?}`: the point goes with what may be missing.
          .replace(/\.\{([^{}?]+)\?\}/g, '(.{$1})')
      : part,
  );
  return templates(plain, SYNTAX);
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

/** How the application writes the names that it fills in: as they are, in lower case, or with hyphens. */
export function tokenStyle(code: Code): (name: string) => string {
  let lower = false;
  for (const { facts } of code.program.files()) {
    if (facts.language !== 'csharp') continue;
    if (facts.calls.some(({ call }) => lastName(call.callee) === 'RouteTokenTransformerConvention'))
      return (name) => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
    lower ||= facts.bindings.some(
      ({ name, value }) =>
        /(?:^|\.)LowercaseUrls$/.test(name) && value?.kind === 'literal' && value.text === 'true',
    );
  }
  return lower ? (name) => name.toLowerCase() : (name) => name;
}
