import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import { type PathTemplate, templates } from '../path-template.ts';

/** Folders of a module in which the files are that an application of Dropwizard is started with. */
const FOLDERS = ['', 'config', 'conf', 'src/main/resources', 'src/main/config'];

/**
 * What an application of Dropwizard puts before its resources: the pattern that its code gives to Jersey, or the
 * `rootPath` and context path of the file that it is started with. Empty for other applications.
 */
export function dropwizardPaths(code: Code, module: string): readonly PathTemplate[] {
  const files = ownFiles(code, 'java', 'kotlin').filter(
    ({ path, facts }) =>
      path.startsWith(module === '' ? '' : `${module}/`) &&
      facts.imports.some(({ module: from }) => from.startsWith('io.dropwizard')),
  );
  if (files.length === 0) return [];
  for (const { path, facts } of files) {
    for (const { call, scope } of facts.calls) {
      const [pattern] = call.args;
      if (lastName(call.callee) !== 'setUrlPattern' || pattern === undefined) continue;
      const texts = code.evaluator.texts(pattern.value, { file: path, scope });
      return texts.flatMap((text) => templates(text, { braces: true })).map(withoutStar);
    }
  }
  const [path] = configuredPaths(code, module);
  return path === undefined ? [] : [{ path, dynamic: false }];
}

function configuredPaths(code: Code, module: string): readonly string[] {
  const folders = FOLDERS.map((folder) => [module, folder].filter((part) => part !== '').join('/'));
  return folders
    .flatMap((folder) => [...code.program.filesIn(folder === '' ? '.' : folder)].sort())
    .filter((path) => /\.ya?ml$/.test(path))
    .flatMap((path) => pathsIn(code.program.text(path) ?? ''));
}

/** `server:` with `rootPath: /api/*`, and what stands before that: `applicationContextPath: /app`. */
function pathsIn(text: string): readonly string[] {
  const server =
    /^server:[ \t]*(?:#.*)?\r?\n((?:[ \t]+.*\r?\n?|\s*\r?\n|#.*\r?\n)*)/m.exec(text)?.[1] ?? '';
  const said = (name: string) =>
    new RegExp(`^[ \\t]+${name}:[ \\t]*["']?(/[^\\s"'#$]*)`, 'm').exec(server)?.[1] ?? '';
  const path = `${said('applicationContextPath')}/${said('rootPath')}`.replace(/\/+/g, '/');
  const { path: plain } = withoutStar({ path, dynamic: false });
  return plain === '' ? [] : [plain];
}

function withoutStar({ path, dynamic }: PathTemplate): PathTemplate {
  return {
    path: path.replace(/(?:\/\*|\{[^{}]*\})?\/*$/, ''),
    dynamic: dynamic && /\{/.test(path),
  };
}
