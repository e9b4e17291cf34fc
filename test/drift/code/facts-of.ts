import type { FileFacts } from '../../../src/drift/code/facts.ts';
import { grammar } from '../../../src/drift/code/grammar.ts';
import type { SourceLanguage } from '../../../src/drift/code/language.ts';

/** The facts of a text that stands in a file of this name. */
export async function factsOf(
  language: SourceLanguage,
  text: string,
  path = `file${language.extensions[0] ?? ''}`,
): Promise<FileFacts> {
  const loaded = await grammar(language.grammar(path));
  const facts = loaded?.parse(text, (root) => language.read(root, loaded));
  if (facts === undefined) throw new Error('The parser does not get through the text.');
  return facts;
}

/** An expression as a short text: `app.get("/x", fn#2)`. */
export function shown(expr: import('../../../src/drift/code/facts.ts').Expr | null): string {
  if (expr === null) return '-';
  switch (expr.kind) {
    case 'text':
      return JSON.stringify(expr.value);
    case 'literal':
      return expr.text;
    case 'name':
      return expr.name;
    case 'member':
      return `${shown(expr.object)}.${expr.name}`;
    case 'index':
      return `${shown(expr.object)}[${shown(expr.index)}]`;
    case 'call':
      return `${shown(expr.callee)}(${expr.args
        .map(
          (one) =>
            `${one.spread ? '...' : ''}${one.name === null ? '' : `${one.name}=`}${shown(one.value)}`,
        )
        .join(', ')})`;
    case 'join':
      return `join(${expr.parts.map(shown).join(', ')})`;
    case 'list':
      return `[${expr.items.map(shown).join(', ')}]`;
    case 'map':
      return `{${expr.entries.map(({ key, value }) => `${shown(key)}: ${shown(value)}`).join(', ')}}`;
    case 'function':
      return `fn#${expr.scope}`;
    case 'either':
      return `either(${expr.options.map(shown).join(', ')})`;
    case 'unknown':
      return `?${expr.text}?`;
  }
}
