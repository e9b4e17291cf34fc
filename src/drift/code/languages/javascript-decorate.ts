import type { CallExpr, Expr, Scope } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { lastName } from '../facts-index.ts';

/** What TypeScript, SWC and esbuild call their function that puts decorators on. */
const DECORATE = /^(?:__decorate|_ts_decorate|__decorateClass)(?:_?\d+)?$/;
/** … and the one that puts a decorator on a parameter. */
const PARAM = /^(?:__param|_ts_param|__decorateParam)(?:_?\d+)?$/;

/**
 * Puts decorators back where they stood before a compiler took them off: `__decorate([Get(':id')], Users.prototype,
 * 'one', null)` on the method, `Users = __decorate([Controller('users')], Users)` on the class, `__param(0, Query())`
 * among them on the parameter.
 */
export function addCompiledDecorators(call: CallExpr, build: FactsBuilder): void {
  if (!DECORATE.test(lastName(call.callee) ?? '')) return;
  const [list, target, member] = call.args.map(({ value }) => value);
  if (list?.kind !== 'list' || target === undefined) return;
  const isMember = target.kind === 'member' && target.name === 'prototype';
  const name = lastName(isMember ? target.object : target);
  const scopes = build.scopes();
  const owner = scopes.findLastIndex((one) => one.kind === 'class' && one.name === name);
  if (owner === -1) return;
  const index =
    member?.kind === 'text'
      ? scopes.findIndex((one) => one.parent === owner && one.name === member.value)
      : isMember
        ? -1
        : owner;
  const scope = scopes[index];
  if (scope === undefined) return;
  const decorators = list.items.flatMap((item) => (item.kind === 'call' ? [item] : []));
  build.complete(index, {
    decorators: [
      ...scope.decorators,
      ...decorators.filter(({ callee }) => !PARAM.test(lastName(callee) ?? '')),
    ],
    params: paramsOf(scope, decorators),
  });
}

/** The parameters of a function with those of some decorators that are put on them. */
function paramsOf({ params }: Scope, decorators: readonly CallExpr[]): Scope['params'] {
  const put = decorators.filter(({ callee }) => PARAM.test(lastName(callee) ?? ''));
  if (put.length === 0) return params;
  return params.map((param, position) => ({
    ...param,
    decorators: [
      ...param.decorators,
      ...put.flatMap(({ args: [at, decorator] }) =>
        isPosition(at?.value, position) && decorator?.value.kind === 'call'
          ? [decorator.value]
          : [],
      ),
    ],
  }));
}

function isPosition(expr: Expr | undefined, position: number): boolean {
  return expr?.kind === 'literal' && expr.text === String(position);
}
