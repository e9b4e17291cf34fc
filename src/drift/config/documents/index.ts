import type { DocumentFormat } from '../documented.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import { dotenv } from './dotenv.ts';
import { githubWorkflow } from './github-workflow.ts';
import { helmTemplate } from './helm-template.ts';
import { kubernetes } from './kubernetes.ts';
import { markdown } from './markdown.ts';
import { nodeConfig, springProperties, symfonyConfig } from './placeholders.ts';
import { platform, tomlPlatform } from './platform.ts';
import { terraform } from './terraform.ts';

/** All formats that tell of settings, the first that matches a path reads it. A new one is a file and a line here. */
export const documentFormats: readonly DocumentFormat[] = [
  dotenv,
  markdown,
  nodeConfig,
  springProperties,
  compose,
  dockerfile,
  githubWorkflow,
  platform,
  tomlPlatform,
  helmTemplate,
  symfonyConfig,
  kubernetes,
  terraform,
];

/** The format that a file is read in, going by its path; undefined for one that tells of no settings. */
export function documentFormatOf(path: string): DocumentFormat | undefined {
  return documentFormats.find((format) => format.matches(path));
}

/** Whether a file may tell of settings, going by its path. */
export function isSettingsDocument(path: string): boolean {
  return documentFormatOf(path) !== undefined;
}
