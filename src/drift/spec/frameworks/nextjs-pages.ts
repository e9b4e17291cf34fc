import type { Code } from '../../code/code.ts';
import { entriesOf, objects } from '../../code/entries.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/**
 * The methods that an API route of the pages router serves: those that its code asks the request's method for, or
 * registers with `next-connect`; any method where it asks for none.
 */
export function pageMethods(file: SourceFile, code: Code): readonly string[] {
  const found = new Set<string>();
  for (const { subject, value } of file.facts.comparisons) {
    if (asksMethod(subject) && value.kind === 'text') found.add(value.value.toUpperCase());
  }
  for (const { call, scope } of file.facts.calls) {
    for (const name of methodsOfCall(call, { file: file.path, scope }, code))
      found.add(name.toUpperCase());
  }
  for (const { value, scope } of file.facts.bindings) {
    if (value === null) continue;
    for (const name of methodsOfTable(value, { file: file.path, scope }, code))
      found.add(name.toUpperCase());
  }
  const methods = [...found].filter((name) => METHOD.test(name));
  return methods.length > 0 ? methods : ['*'];
}

function methodsOfCall(call: CallExpr, site: Site, code: Code): readonly string[] {
  const { callee, args } = call;
  if (callee.kind === 'index') return methodsOfTable(callee, site, code);
  if (callee.kind !== 'member') return [];
  const [first] = args;
  // `['GET', 'POST'].includes(req.method)`.
  if (callee.name === 'includes' && first !== undefined && asksMethod(first.value))
    return code.evaluator.texts(callee.object, site).map((text) => text.join(''));
  const isMethod = METHOD.test(callee.name.toUpperCase());
  return isMethod && isConnect(callee.object, site, code, 0) ? [callee.name] : [];
}

/** The methods of `handlers[req.method]`. */
function methodsOfTable(expr: Expr, site: Site, code: Code): readonly string[] {
  if (expr.kind === 'either')
    return expr.options.flatMap((option) => methodsOfTable(option, site, code));
  if (expr.kind !== 'index' || !asksMethod(expr.index)) return [];
  return objects(expr.object, site, code).flatMap((map) =>
    entriesOf(map, code).map(({ key }) => key),
  );
}

/** Whether an object is a router of `next-connect`, maybe with routes on it already. */
function isConnect(expr: Expr, site: Site, code: Code, depth: number): boolean {
  return code.resolver.origins(expr, site).some((origin) => {
    if (origin.kind !== 'call' || depth > 20) return false;
    const { callee } = origin.call;
    const isMade = code.resolver
      .origins(callee, origin)
      .some((one) => one.kind === 'external' && one.module === 'next-connect');
    return (
      isMade || (callee.kind === 'member' && isConnect(callee.object, origin, code, depth + 1))
    );
  });
}

/** Whether an expression is the method of a request: `req.method`, `method`, `req.method.toUpperCase()`. */
function asksMethod(expr: Expr): boolean {
  if (expr.kind !== 'call') return lastName(expr) === 'method';
  const { callee } = expr;
  return (
    callee.kind === 'member' &&
    /^to(?:Upper|Lower)Case$/.test(callee.name) &&
    asksMethod(callee.object)
  );
}
