import { isObject, type JsonValue, type NodePath } from '../../../document/document.ts';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { envEntries, interpolations } from './env-block.ts';
import { yamlParts } from './yaml-document.ts';

/** GitHub workflows and actions: `env` of the workflow, its jobs and their steps. */
export const githubWorkflow: DocumentFormat = {
  id: 'github-workflow',
  matches: (path) => /(?:^|\/)\.github\/(?:workflows|actions)\/.*\.ya?ml$/.test(path),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text);
    const documented: Documented[] = [];
    for (const part of parts) {
      const visit = (node: JsonValue | undefined, path: NodePath, used: boolean): void => {
        if (Array.isArray(node)) {
          for (const [index, item] of node.entries()) visit(item, [...path, index], used);
        } else if (isObject(node)) {
          // What a step of an action of others is given is for that action; so is what a container of theirs is.
          const foreign = used || typeof node.uses === 'string' || typeof node.image === 'string';
          for (const [key, inner] of Object.entries(node)) {
            if (key === 'env' && isObject(inner)) {
              for (const entry of envEntries(part, [...path, key], inner))
                documented.push(
                  documentedAs({ ...entry, file, kind: 'supply', used: foreign, block: file }),
                );
            } else if (key !== 'with' && key !== 'inputs') visit(inner, [...path, key], foreign);
          }
        }
      };
      visit(part.document.value, [], false);
    }
    const contexts = [...text.matchAll(/\benv\.([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
    return { documented, uses: [...contexts, ...interpolations(text)], problems };
  },
};
