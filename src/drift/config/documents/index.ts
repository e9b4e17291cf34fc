import type { DocumentFormat } from '../documented.ts';
import { asciidoc } from './asciidoc.ts';
import { components } from './components.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import { dotenv } from './dotenv.ts';
import { figaro } from './figaro.ts';
import { githubWorkflow } from './github-workflow.ts';
import { helmTemplate } from './helm-template.ts';
import { kubernetes } from './kubernetes.ts';
import { markdown } from './markdown.ts';
import { nodeConfig } from './node-config.ts';
import { pipelines } from './pipelines.ts';
import { filledFiles } from './placeholders.ts';
import { platform, tomlPlatform } from './platform.ts';
import { processManager } from './process-manager.ts';
import { restructuredText } from './restructured-text.ts';
import { systemd } from './systemd.ts';
import { terraform } from './terraform.ts';
import { turbo } from './turbo.ts';

/** All formats that tell of settings, the first that matches a path reads it. A new one is a file and a line here. */
const documentFormats: readonly DocumentFormat[] = [
  dotenv,
  markdown,
  restructuredText,
  asciidoc,
  nodeConfig,
  figaro,
  processManager,
  components,
  compose,
  dockerfile,
  githubWorkflow,
  pipelines,
  platform,
  tomlPlatform,
  turbo,
  helmTemplate,
  kubernetes,
  terraform,
  systemd,
];

/** The formats that a file is read in, going by its path: one that tells of settings, those that read some. */
export function documentFormatsOf(path: string): readonly DocumentFormat[] {
  const told = documentFormats.find((format) => format.matches(path));
  const filled = filledFiles.filter((format) => format.matches(path));
  return told === undefined ? filled : [told, ...filled];
}

/** Whether a file may tell of settings, going by its path. */
export function isSettingsDocument(path: string): boolean {
  return documentFormatsOf(path).length > 0;
}
