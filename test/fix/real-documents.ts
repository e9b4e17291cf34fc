// Real OpenAPI documents that come with packages: written by many hands, in many ways.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A document in a file. */
export interface RealDocument {
  /** The package and the path in it. */
  readonly name: string;
  readonly text: string;
}

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

const YAML_PACKAGES = ['@readme/oas-examples', '@figma/rest-api-spec', 'rclone-openapi'];
const GITHUB = '@octokit/openapi/generated/api.github.com.json';

/** Every OpenAPI or Swagger document in YAML of the installed packages, sorted by name. */
export function realYamlDocuments(): readonly RealDocument[] {
  return YAML_PACKAGES.flatMap((name) => documentsIn(join(packages, name), packages, /\.ya?ml$/));
}

/** GitHub's description of its REST API: 13 MB of JSON. */
export function githubDocument(): RealDocument {
  return { name: GITHUB, text: readFileSync(join(packages, GITHUB), 'utf8') };
}

/** The OpenAPI and Swagger documents at a path: one file, or all in YAML or JSON below a folder. */
export function documentsAt(path: string): readonly RealDocument[] {
  if (statSync(path).isFile()) return [{ name: path, text: readFileSync(path, 'utf8') }];
  return documentsIn(path, path, /\.(?:ya?ml|json)$/);
}

/** Documents below a folder whose names match a pattern, by their path from another folder. */
function documentsIn(folder: string, from: string, pattern: RegExp): readonly RealDocument[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((entry) => pattern.test(entry))
    .sort()
    .map((entry) => join(folder, entry))
    .map((file) => ({ name: relative(from, file), text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => /^\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]/m.test(text));
}
