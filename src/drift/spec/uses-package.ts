import type { Code } from '../code/code.ts';

/** Whether any file of the repository that is read imports a package whose name matches. */
export function usesPackage(code: Code, name: RegExp): boolean {
  for (const { facts } of code.program.files()) {
    if (facts.imports.some(({ module }) => name.test(module))) return true;
    const required = facts.calls.some(({ call: { callee, args } }) => {
      const first = args[0]?.value;
      return (
        callee.kind === 'name' &&
        callee.name === 'require' &&
        first?.kind === 'text' &&
        name.test(first.value)
      );
    });
    if (required) return true;
  }
  return false;
}
