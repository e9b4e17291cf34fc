import { basename } from 'node:path/posix';
import { isObject, type JsonValue } from '../../../document/document.ts';
import {
  type Documented,
  type DocumentFindings,
  type DocumentFormat,
  documentedAs,
  documentedOn,
} from '../documented.ts';
import { isPossibleName } from '../setting-name.ts';
import { envEntries } from './env-block.ts';
import { withoutTags, yamlParts } from './yaml-document.ts';

/** Keys under which variables stand, in the words of the platforms. */
const BLOCK =
  /^(?:env|envVars|environment|env_variables|envs|environmentVariables|containerEnv|remoteEnv|Variables)$/;

/**
 * Manifests of platforms and tools in JSON or YAML: `app.json`, `render.yaml`, `vercel.json`, `serverless.yml`,
 * `app.yaml`, task definitions of ECS, `launchSettings.json`, `devcontainer.json`.
 */
export const platform: DocumentFormat = {
  id: 'platform',
  matches: (path) =>
    /^(?:app\.json|render\.ya?ml|vercel\.json|now\.json|serverless\.ya?ml|app\.ya?ml|railway\.json|wrangler\.jsonc?|apprunner\.ya?ml|heroku\.yml|\.do|launchSettings\.json|local\.settings\.json|devcontainer\.json|[\w-]*task[_-]?def(?:inition)?[\w-]*\.json|deploy\.template\.yaml)$/.test(
      basename(path),
    ) || /(?:^|\/)\.do\/.*\.ya?ml$/.test(path),
  read(file, text) {
    const plain = text
      .replace(/^\{\{.*$/gm, '')
      // Some tools read JSON with comments, and commas at the end.
      .replace(/^\s*\/\/.*$/gm, '')
      .replace(/,(?=\s*[}\]])/g, ' ');
    const { parts, problems } = yamlParts(file, withoutTags(plain));
    const documented = parts.flatMap((part) => {
      const found: Documented[] = [];
      const visit = (node: JsonValue | undefined, path: readonly (string | number)[]): void => {
        if (path.length > 30) return;
        if (Array.isArray(node)) {
          for (const [index, item] of node.entries()) visit(item, [...path, index]);
        } else if (isObject(node)) {
          for (const [key, inner] of Object.entries(node)) {
            const isFunctions = key === 'Values' && file.endsWith('local.settings.json');
            const isHeroku = key === 'config' && file.endsWith('heroku.yml');
            const isWorker = key === 'vars' && /wrangler\.jsonc?$/.test(file);
            const isSecrets = key === 'secrets' && /task/i.test(file) && Array.isArray(inner);
            if (BLOCK.test(key) || isFunctions || isHeroku || isWorker || isSecrets) {
              for (const entry of envEntries(part, [...path, key], inner))
                found.push(
                  documentedAs({ ...entry, file, kind: 'supply', ...described(inner, entry.name) }),
                );
            } else visit(inner, [...path, key]);
          }
        }
      };
      visit(part.document.value, []);
      return found;
    });
    return { documented, uses: [], problems };
  },
};

/** `{ "PORT": { "value": "80", "required": false } }` of `app.json`. */
function described(block: JsonValue, name: string): Partial<Documented> {
  const one = isObject(block) ? block[name] : undefined;
  if (!isObject(one)) return {};
  return {
    optional: one.required === false,
    value: typeof one.value === 'string' ? one.value : null,
  };
}

/** TOML manifests: `[env]` of `fly.toml`, `[vars]` of `wrangler.toml`, `[build.environment]` of `netlify.toml`. */
export const tomlPlatform: DocumentFormat = {
  id: 'toml-platform',
  matches: (path) =>
    /^(?:fly(?:\.[\w-]+)?|wrangler|netlify|railway|mise|\.mise|shuttle)\.toml$/i.test(
      basename(path),
    ),
  read(file, text): DocumentFindings {
    const found: Documented[] = [];
    let isEnv = false;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const table = /^\s*\[+([^\]]+)\]+/.exec(line)?.[1]?.trim();
      if (table !== undefined) {
        isEnv = /(?:^|\.)(?:env|vars|environment)$/.test(table) && !/^env\.[\w-]+$/.test(table);
        continue;
      }
      const pair = /^\s*['"]?([A-Za-z_]\w*)['"]?\s*=\s*(.*)$/.exec(line);
      const name = pair?.[1];
      if (!isEnv || name === undefined || !isPossibleName(name)) continue;
      const value = /^(['"])(.*?)\1/.exec(pair?.[2] ?? '')?.[2] ?? null;
      found.push(documentedOn(line, index, { name, file, kind: 'supply', value }));
    }
    return { documented: found, uses: [], problems: [] };
  },
};
