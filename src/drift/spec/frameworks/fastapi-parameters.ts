import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Param } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { SourceFile } from '../../code/program.ts';
import type { RouteParameter } from '../framework.ts';

/** What a parameter is read from, by the function that says so. */
const SOURCES: Readonly<Record<string, RouteParameter['in']>> = {
  Query: 'query',
  Header: 'header',
  Cookie: 'cookie',
};
/** Types of one value: without more said, FastAPI reads a parameter of one of them from the query. */
const SCALAR =
  /^(?:str|int|float|bool|bytes|Decimal|UUID|UUID[1-5]|datetime|date|time|timedelta|EmailStr|(?:uuid|datetime|decimal)\.\w+)$/;

/**
 * The parameters in query, headers and cookies that a handler declares (FastAPI's "Query Parameters", "Header
 * Parameters", "Cookie Parameters"). What depends on other functions or is a model is left out.
 */
export function declaredParameters(
  file: SourceFile,
  handler: number,
  code: Code,
): readonly RouteParameter[] {
  const declared = file.index.scope(handler)?.params ?? [];
  const site = { file: file.path, scope: handler };
  return declared.flatMap((param): RouteParameter[] => {
    const source = sourceOf(param);
    if (source === null) return [];
    const alias = source.alias === null ? null : code.evaluator.text(source.alias, site);
    const name = source.in === 'header' ? param.name.replaceAll('_', '-') : param.name;
    return [{ name: alias ?? source.written ?? name, in: source.in, required: source.required }];
  });
}

interface Source {
  readonly in: RouteParameter['in'];
  readonly alias: Expr | null;
  /** An alias that is written in the type. */
  readonly written: string | null;
  readonly required: boolean;
}

function sourceOf(param: Param): Source | null {
  const value = param.default;
  if (value?.kind === 'call') return fromCall(value);
  const type = param.type ?? '';
  const annotated = /^(?:\w+\.)?Annotated\[([\s\S]*)\]$/.exec(type);
  if (annotated !== null) {
    const inner = annotated[1] ?? '';
    const called = /\b(Query|Header|Cookie)\s*\(([\s\S]*)\)/.exec(inner);
    const place = SOURCES[called?.[1] ?? ''];
    if (place === undefined) return null;
    const alias = /\balias\s*=\s*["']([^"']+)["']/.exec(called?.[2] ?? '');
    return { in: place, alias: null, written: alias?.[1] ?? null, required: value === null };
  }
  return isScalar(type)
    ? { in: 'query', alias: null, written: null, required: value === null }
    : null;
}

/** `Query(None, alias="x")`: required without a default, or with `...`. */
function fromCall(call: CallExpr): Source | null {
  const place = SOURCES[lastName(call.callee) ?? ''];
  if (place === undefined) return null;
  const given = call.args.find(({ name }) => name === null || name === 'default')?.value;
  const alias = call.args.find(({ name }) => name === 'alias')?.value ?? null;
  const isRequired = given === undefined || (given.kind === 'unknown' && given.text === '...');
  const hasFactory = call.args.some(({ name }) => name === 'default_factory');
  return { in: place, alias, written: null, required: isRequired && !hasFactory };
}

/** `int`, `Optional[int]`, `int | None`. */
function isScalar(type: string): boolean {
  const optional = /^(?:\w+\.)?Optional\[([\s\S]*)\]$/.exec(type)?.[1] ?? type;
  const parts = optional
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== 'None');
  return parts.length > 0 && parts.every((part) => SCALAR.test(part));
}
