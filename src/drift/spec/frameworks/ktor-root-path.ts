import { ApplicationProperties } from '../../code/application-properties.ts';
import type { Code } from '../../code/code.ts';
import { type PathTemplate, templates } from '../path-template.ts';

/** HOCON needs no quotes around a path. */
const ROOT_PATH = /\brootPath\s*[=:]\s*"?([^"\s#]*)"?/;

/** The path that an application's configuration puts before all routes: `ktor.deployment.rootPath`. */
export function rootPaths(code: Code): readonly PathTemplate[] {
  const properties = new ApplicationProperties(code);
  for (const folder of code.program.folders()) {
    if (!/(?:^|\/)src\/main\/resources$/.test(folder)) continue;
    const source = `${folder}/application.conf`;
    const text = code.program.has(source) ? code.program.text(source) : null;
    const value =
      ROOT_PATH.exec(text ?? '')?.[1] ?? properties.value('ktor.deployment.rootPath', source);
    if (value !== undefined) return templates([value], {});
  }
  return [];
}
