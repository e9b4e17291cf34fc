import type { JsonValue, SourceDocument } from '../../../document/document.ts';
import { parseDocument } from '../../../document/parse.ts';
import type { Problem } from '../../../problem.ts';

/** One document of a YAML file, and on which line of the file it starts (from 0). */
export interface YamlPart {
  readonly document: SourceDocument;
  readonly offset: number;
}

/** The documents of a YAML file that `---` parts, each read by itself; what cannot be read is a problem. */
export function yamlParts(
  file: string,
  text: string,
): { readonly parts: readonly YamlPart[]; readonly problems: readonly Problem[] } {
  const parts: YamlPart[] = [];
  const problems: Problem[] = [];
  for (const { text: one, offset } of split(text)) {
    const parsed = parseDocument(file, one);
    if (parsed.ok) parts.push({ document: parsed.value, offset });
    else
      problems.push({
        ...parsed.problem,
        line: parsed.problem.line === null ? null : parsed.problem.line + offset,
      });
  }
  return { parts, problems };
}

/** The same text without the tags of CloudFormation, GitLab and others (`!Ref Queue`), all else in its place. */
export function withoutTags(text: string): string {
  return text.replace(/(?<=[:\-[,]\s+)![A-Z]\w*(?:[.:]\w+)?(?=\s)/gi, (tag) =>
    ' '.repeat(tag.length),
  );
}

function split(text: string): readonly { readonly text: string; readonly offset: number }[] {
  const lines = text.split('\n');
  const parts: { text: string; offset: number }[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    if (!/^---(?:\s|$)/.test(line)) continue;
    parts.push({ text: lines.slice(start, index).join('\n'), offset: start });
    start = index + 1;
  }
  parts.push({ text: lines.slice(start).join('\n'), offset: start });
  return parts.filter((part) => part.text.replace(/^\s*(?:#.*)?$/gm, '').trim() !== '');
}

/** A value as a text, where it is plain. */
export function plainText(value: JsonValue | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}
