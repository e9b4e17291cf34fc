import { basename } from 'node:path/posix';
import { isObject, type JsonValue, type NodePath } from '../../../document/document.ts';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isForeignImage } from '../known-names.ts';
import { isUpperName } from '../setting-name.ts';
import { envEntries, interpolations } from './env-block.ts';
import { plainText, withoutTags, yamlParts } from './yaml-document.ts';

const NAME =
  /^(?:\.gitlab-ci(?:[.-][\w-]+)?|azure-pipelines?(?:[.-][\w-]+)?|cloudbuild(?:[.-][\w-]+)?|\.drone|\.woodpecker|\.cirrus|bitbucket-pipelines|buildspec(?:[.-][\w-]+)?)\.ya?ml$/;
const BLOCK = /^(?:env|environment|variables)$/;

/** Pipelines other than GitHub's: what GitLab, Azure, CircleCI, Google, AWS and others set for the jobs that they run. */
export const pipelines: DocumentFormat = {
  id: 'pipelines',
  matches: (path) =>
    NAME.test(basename(path)) ||
    /(?:^|\/)\.(?:circleci|woodpecker|buildkite)\/[\w./-]+\.ya?ml$/.test(path),
  read(file, text) {
    const { parts, problems } = yamlParts(file, withoutTags(text));
    const documented: Documented[] = [];
    for (const part of parts) {
      const visit = (node: JsonValue | undefined, path: NodePath, used: boolean): void => {
        if (Array.isArray(node)) {
          for (const [index, item] of node.entries()) visit(item, [...path, index], used);
        } else if (isObject(node)) {
          const image = plainText(node.image) ?? plainText(node.name);
          const foreign =
            used || (image !== null && isForeignImage(image) && path.includes('services'));
          for (const [key, inner] of Object.entries(node)) {
            if (!BLOCK.test(key)) {
              visit(inner, [...path, key], foreign);
              continue;
            }
            // What is written for a pipeline's own parts is in other forms.
            for (const entry of envEntries(part, [...path, key], inner))
              if (isUpperName(entry.name))
                documented.push(
                  documentedAs({ ...entry, file, kind: 'supply', used: foreign, block: file }),
                );
          }
        }
      };
      visit(part.document.value, [], false);
    }
    return { documented, uses: interpolations(text), problems };
  },
};
