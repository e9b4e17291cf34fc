import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';

/** Ktor's packages, and those of libraries that extend its routing. */
export const PACKAGE = /^io\.ktor\.|\.ktoropenapi\b|\.ktorswaggerui\b/;
const VERBS = /^(?:get|post|put|patch|delete|head|options)$/;

/** `get("/x") { … }`, `get { … }`, `handle { … }`: what ends with a block, or is given a handler. */
export function isRouting(call: CallExpr, file: string, code: Code): boolean {
  const { args } = call;
  const name = ktorName(call, file, code);
  if (name !== 'handle' && !VERBS.test(name)) return false;
  return args.at(-1)?.value.kind === 'function' || (name !== 'handle' && args.length > 1);
}

/** The name of what is called, as Ktor has it: `get` after `import io.ktor.server.routing.get as read`. */
export function ktorName({ callee }: CallExpr, file: string, { program }: Code): string {
  const name = lastName(callee) ?? '';
  const imports = program.file(file)?.index.imports(name) ?? [];
  return imports.find((one) => one.name !== name && PACKAGE.test(`${one.module}.`))?.name ?? name;
}

/** `install(Routing) { … }`, as it was written before Ktor 2. */
export function isInstalled({ callee, args }: CallExpr): boolean {
  const plugin = args[0]?.value;
  return (
    lastName(callee) === 'install' &&
    plugin !== undefined &&
    /^Routing(?:Root)?$/.test(lastName(plugin) ?? '')
  );
}
