import type { Place } from '../../code/facts.ts';
import { type RoutingEntry, splitMethods } from './symfony-entries.ts';

/** A tag, the text behind it up to the next one, and where it stands. */
interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly at: Place;
}

/** The routes and imports of an XML routing file (Symfony documentation, "Routing": XML). */
export function xmlEntries(source: string): readonly RoutingEntry[] {
  const tags = tagsOf(source);
  const found: RoutingEntry[] = [];
  for (const [index, tag] of tags.entries()) {
    if (tag.isEnd || (tag.name !== 'route' && tag.name !== 'import')) continue;
    const inner = tag.isEmpty ? [] : untilEnd(tags.slice(index + 1), tag.name);
    const of = (name: string) => inner.filter((one) => one.name === name && !one.isEnd);
    if (tag.name === 'import') {
      const resource = tag.attributes.get('resource');
      const own = tag.attributes.get('prefix');
      const prefixes = own === undefined ? of('prefix').map(({ text }) => text) : [own];
      if (resource === undefined) continue;
      found.push({
        kind: 'import',
        resources: [resource],
        prefixes: prefixes.length === 0 ? [''] : prefixes,
        isWhole: false,
        excludes: [tag.attributes.get('exclude') ?? []].flat(),
        type: tag.attributes.get('type') ?? null,
      });
      continue;
    }
    const path = tag.attributes.get('path') ?? tag.attributes.get('pattern');
    const paths = path === undefined ? of('path').map(({ text }) => text) : [path];
    const old = of('requirement').find(({ attributes }) => attributes.get('key') === '_method');
    const methods = splitMethods([tag.attributes.get('methods') ?? old?.text ?? '']);
    const defaults = of('default').flatMap(({ attributes }) => attributes.get('key') ?? []);
    if (paths.length > 0) found.push({ kind: 'route', paths, methods, defaults, at: tag.at });
  }
  return found;
}

function untilEnd(tags: readonly Tag[], name: string): readonly Tag[] {
  const end = tags.findIndex((one) => one.isEnd && one.name === name);
  return end === -1 ? tags : tags.slice(0, end);
}

function tagsOf(source: string): readonly Tag[] {
  const plain = source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  return [
    ...plain.matchAll(/<(\/?)(?:[\w-]+:)?([\w-]+)((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>([^<]*)/g),
  ].map(([, end = '', name = '', attributes = '', empty = '', text = ''], index, all) => {
    const before = plain.slice(0, all[index]?.index ?? 0).split('\n');
    return {
      name,
      isEnd: end !== '',
      isEmpty: empty !== '',
      attributes: new Map(
        [...attributes.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
          ([, key = '', double, single]) => [key, unescaped(double ?? single ?? '')],
        ),
      ),
      text: unescaped(text.trim()),
      at: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    };
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
