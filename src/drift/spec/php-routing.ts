import { dirname, join } from 'node:path/posix';
import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import type { Site } from '../code/program.ts';
import { usesPackage } from '../code/uses-package.ts';
import { globFiles } from './glob-pattern.ts';

/**
 * Whether the PHP code uses a framework: a file that is read imports something of its namespace, or a `composer.json`
 * beside or above one that is read names its package.
 */
export function usesFramework(code: Code, namespace: RegExp, packages: RegExp): boolean {
  if (usesPackage(code, namespace)) return true;
  const manifests = new Set<string>();
  for (const { path, facts } of code.program.files()) {
    const manifest =
      facts.language === 'php' ? code.program.nearest('composer.json', path) : undefined;
    if (manifest !== undefined) manifests.add(manifest);
  }
  return [...manifests].some((path) => packages.test(code.program.text(path) ?? ''));
}

/**
 * The file of the repository that `require`, `include` or a loader of routes is given: a path from the file's own
 * folder (`__DIR__`), or from that of the project (`base_path`). Null for one that is not known or not there.
 */
export function includedFile(expr: Expr, site: Site, code: Code): string | null {
  const path = writtenPath(expr, site, code);
  return path !== null && code.program.has(path) ? path : null;
}

/**
 * The functions that included files give and that are called: `(require 'routes.php')($app)`, and
 * `$routes = require 'routes.php'; $routes($app)`. Each with its call.
 */
export function includedFunctions(code: Code): readonly {
  readonly fn: Expr;
  readonly file: string;
  readonly call: CallExpr;
  readonly site: Site;
}[] {
  return [...code.program.files()].flatMap(({ path, facts }) => {
    if (facts.language !== 'php' || !facts.calls.some(({ call }) => isInclude(call))) return [];
    return facts.calls.flatMap(({ call, scope }) => {
      const site = { file: path, scope };
      const { callee } = call;
      const made =
        callee.kind === 'call'
          ? [callee]
          : callee.kind === 'name' && !isInclude(call)
            ? code.resolver
                .origins(callee, site)
                .flatMap((origin) => (origin.kind === 'call' ? [origin.call] : []))
            : [];
      return made.filter(isInclude).flatMap(({ args }) => {
        const [first] = args;
        const file = first === undefined ? null : includedFile(first.value, site, code);
        const returns = file === null ? [] : (code.program.file(file)?.index.returns(0) ?? []);
        return returns.map(({ value }) => ({ fn: value, file: file ?? path, call, site }));
      });
    });
  });
}

/**
 * The files that an expression means in each turn of a loop: `$file` of
 * `foreach (glob(base_path('routes/api/*.php')) as $file)`, and of Laravel's `File::allFiles(…)`; otherwise the one
 * that it means.
 */
export function includedFiles(expr: Expr, site: Site, code: Code): readonly string[] {
  const one = includedFile(expr, site, code);
  if (one !== null) return [one];
  // `$file->getPathname()` of a file that a loop gives.
  const name = expr.kind === 'call' && expr.callee.kind === 'member' ? expr.callee.object : expr;
  const index = code.program.file(site.file)?.index;
  if (name.kind !== 'name' || index === undefined) return [];
  for (const scope of index.enclosing(site.scope)) {
    for (const { each, value } of index.bindings(scope, name.name)) {
      if (!each || value?.kind !== 'call') continue;
      const [first] = value.args;
      const path = first === undefined ? null : writtenPath(first.value, { ...site, scope }, code);
      if (path === null) continue;
      const called = lastName(value.callee);
      if (called === 'glob') return globFiles(path, code.program);
      if (called === 'allFiles') return globFiles(`${path}/**/*.php`, code.program);
      if (called === 'files') return globFiles(`${path}/*.php`, code.program);
    }
  }
  return [];
}

/** Where the files of a program are included, by their paths. */
export function phpIncludes(code: Code): ReadonlyMap<string, readonly Site[]> {
  const found = new Map<string, Site[]>();
  for (const { path, facts } of code.program.files()) {
    for (const { call, scope } of facts.language === 'php' ? facts.calls : []) {
      const [first] = call.args;
      if (!isInclude(call) || first === undefined) continue;
      const site = { file: path, scope };
      for (const included of includedFiles(first.value, site, code)) {
        if (included === path) continue;
        const known = found.get(included);
        if (known === undefined) found.set(included, [site]);
        else known.push(site);
      }
    }
  }
  return found;
}

/** `require 'x.php'` and its kin. */
export function isInclude({ callee }: CallExpr): boolean {
  return callee.kind === 'name' && /^(?:require|include)(?:_once)?$/.test(callee.name);
}

/** The path that an expression means, from the root of the repository; null for one that is not known. */
export function writtenPath(expr: Expr, site: Site, code: Code): string | null {
  const path = pathOf(expr, site, code, 0);
  return path === null ? null : join(path);
}

function pathOf(expr: Expr, site: Site, code: Code, depth: number): string | null {
  const manifest = code.program.nearest('composer.json', site.file);
  const root = manifest === undefined ? '.' : dirname(manifest);
  if (depth > 8) return null;
  if (expr.kind === 'name' && expr.name === '__DIR__') return dirname(site.file);
  if (expr.kind === 'name' && expr.name === '__FILE__') return site.file;
  if (expr.kind === 'join') {
    const parts = expr.parts.map((part) => pathOf(part, site, code, depth + 1));
    const known = parts.flatMap((part) => (part === null ? [] : [part]));
    return known.length === parts.length ? known.join('') : null;
  }
  if (expr.kind === 'call') {
    const name = lastName(expr.callee);
    if (name === 'module_path') return modulePath(expr, site, code);
    const first = expr.args[0]?.value;
    const inner = first === undefined ? '' : pathOf(first, site, code, depth + 1);
    if (inner === null) return null;
    if (name === 'dirname') return dirname(inner);
    return name === 'base_path' || name === 'basePath' ? join(root, inner) : null;
  }
  if (expr.kind === 'text') return depth === 0 ? join(dirname(site.file), expr.value) : expr.value;
  const text = code.evaluator.text(expr, site);
  if (text !== null) return text;
  for (const origin of code.resolver.origins(expr, site)) {
    if (origin.kind === 'value' && origin.expr !== expr)
      return pathOf(origin.expr, origin, code, depth + 1);
  }
  return null;
}

/** `module_path('Blog', '/routes/api.php')` of nwidart/laravel-modules: below `Modules/Blog`. */
function modulePath({ args }: CallExpr, site: Site, code: Code): string | null {
  const [name, path] = args.map(({ value }) => code.evaluator.text(value, site));
  if (name === null || name === undefined) return null;
  const folder = new RegExp(`^(?:.*/)?${name.replace(/\W/g, '')}(?=/|$)`).exec(
    dirname(site.file),
  )?.[0];
  return join(folder ?? join('Modules', name), path ?? '');
}

/** A function of the repository. */
export interface FunctionAt {
  readonly file: string;
  readonly scope: number;
}

/**
 * The methods that a callable of PHP means where it is no function itself: `[$this, 'routes']`,
 * `[Routes::class, 'admin']`, `Routes::class` (its `__invoke`), `'Routes:admin'`, `new Routes()`.
 */
export function phpCallables(expr: Expr, site: Site, code: Code): readonly FunctionAt[] {
  if (expr.kind === 'call') {
    const [first] = expr.args;
    // `Closure::fromCallable([$this, 'routes'])`, and `$this->routes(...)` of PHP 8.1.
    if (lastName(expr.callee) === 'fromCallable' && first !== undefined)
      return phpCallables(first.value, site, code);
    if (expr.args.length === 0 && expr.callee.kind === 'member')
      return methodsOf(expr.callee.object, expr.callee.name, site, code);
  }
  if (expr.kind === 'list') {
    const [owner, method] = expr.items;
    const name = method === undefined ? null : code.evaluator.text(method, site);
    return owner === undefined || name === null ? [] : methodsOf(owner, name, site, code);
  }
  if (expr.kind === 'text' || expr.kind === 'join') {
    const text = code.evaluator.text(expr, site);
    const [owner = '', name = '__invoke'] = (text ?? '').split(/::?/);
    return methodsOf({ ...expr, kind: 'text', value: owner }, name, site, code);
  }
  return methodsOf(expr, '__invoke', site, code);
}

function methodsOf(owner: Expr, name: string, site: Site, code: Code): readonly FunctionAt[] {
  return phpClasses(owner, site, code).flatMap(({ file, scope }) =>
    (code.program.file(file)?.index.declared(scope, name) ?? []).map((found) => ({
      file,
      scope: found,
    })),
  );
}

/** The classes of the repository that `Routes::class`, `$this` or `new Routes()` mean. */
export function phpClasses(owner: Expr, site: Site, code: Code): readonly FunctionAt[] {
  if (owner.kind === 'text') {
    if (/^(?:self|static)$/.test(owner.value)) {
      const around = code.program.file(site.file)?.index.classAround(site.scope);
      return around === undefined ? [] : [{ file: site.file, scope: around }];
    }
    const name = owner.value.replace(/^\\/, '');
    if (!/^[A-Za-z_][\w\\]*$/.test(name)) return [];
    const last = name.slice(name.lastIndexOf('\\') + 1);
    return [site.file, ...code.program.modules(name, site.file)].flatMap((file) =>
      (code.program.file(file)?.index.declared(0, last) ?? []).map((scope) => ({ file, scope })),
    );
  }
  return code.resolver
    .origins(owner, site)
    .flatMap((origin) =>
      origin.kind === 'class' || origin.kind === 'instance'
        ? [{ file: origin.file, scope: origin.scope }]
        : [],
    );
}
