import { isObject, type JsonValue } from '../../../document/document.ts';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isForeignImage } from '../known-names.ts';
import { envEntries, interpolations } from './env-block.ts';
import { yamlParts } from './yaml-document.ts';

const NAME =
  /(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$|(?:^|\/)[\w.-]+[._-]compose\.ya?ml$/i;

/** Compose files: the environment of services, and what is put into the file from outside. */
export const compose: DocumentFormat = {
  id: 'compose',
  matches: (path) => NAME.test(path),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text);
    const documented: Documented[] = [];
    for (const part of parts) {
      const { value } = part.document;
      if (!isObject(value)) continue;
      for (const [key, block] of Object.entries(value)) {
        // `x-environment: &default` is shared by services, as YAML aliases or merges.
        if (key.startsWith('x-') && isObject(block)) {
          const inner = isObject(block.environment) || Array.isArray(block.environment);
          const path = inner ? [key, 'environment'] : [key];
          const isEnv = inner || /env|var/i.test(key);
          if (!isEnv) continue;
          for (const entry of envEntries(part, path, inner ? block.environment : block))
            documented.push(documentedAs({ ...entry, file, kind: 'supply' }));
        }
      }
      const { services } = value;
      for (const [name, service] of isObject(services) ? Object.entries(services) : []) {
        if (!isObject(service)) continue;
        const used = isForeign(service);
        const isOwn = service.build !== undefined;
        const blocks: readonly [readonly (string | number)[], JsonValue | undefined][] = [
          [['services', name, 'environment'], service.environment],
          [
            ['services', name, 'build', 'args'],
            isObject(service.build) ? service.build.args : undefined,
          ],
        ];
        for (const [path, block] of blocks) {
          const isArgs = path.includes('args');
          for (const entry of envEntries(part, path, block))
            documented.push(
              documentedAs({
                ...entry,
                file,
                kind: 'supply',
                used: used || isArgs,
                block: isOwn ? null : `${file} ${name}`,
              }),
            );
        }
      }
    }
    return { documented: distinct(documented), uses: interpolations(text), problems };
  },
};

/** A service that runs a program of others: its settings are that program's. */
function isForeign(service: { readonly [key: string]: JsonValue }): boolean {
  return (
    service.build === undefined &&
    typeof service.image === 'string' &&
    isForeignImage(service.image)
  );
}

/** Aliases and merges show the same place several times. */
function distinct(all: readonly Documented[]): readonly Documented[] {
  return [...new Map(all.map((one) => [`${one.name} ${one.line}`, one])).values()];
}
