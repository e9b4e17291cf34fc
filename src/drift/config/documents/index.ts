import type { DocumentFormat } from '../documented.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import { dotenv } from './dotenv.ts';
import { githubWorkflow } from './github-workflow.ts';
import { helmTemplate } from './helm-template.ts';
import { kubernetes } from './kubernetes.ts';
import { markdown } from './markdown.ts';
import { platform, tomlPlatform } from './platform.ts';
import { terraform } from './terraform.ts';

/** All formats that tell of settings, the first that matches a path reads it. A new one is a file and a line here. */
export const documentFormats: readonly DocumentFormat[] = [
  dotenv,
  markdown,
  compose,
  dockerfile,
  githubWorkflow,
  platform,
  tomlPlatform,
  helmTemplate,
  kubernetes,
  terraform,
];
