import type { Code } from '../../code/code.ts';
import type { Param } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import type { RouteParameter } from '../framework.ts';
import { decoratorsOf } from './nestjs-decorators.ts';
import type { Handler } from './nestjs-handlers.ts';

/** `@Query('page') page`, `@Headers('x-id') id`, and each field of `@Query() query: ListQuery`. */
export function parametersOf(
  param: Param,
  { site }: Handler,
  code: Code,
): readonly RouteParameter[] {
  return decoratorsOf(param.decorators, site, code).known.flatMap((decorator) => {
    if (!/^(?:Query|Headers)$/.test(decorator.name)) return [];
    const place = decorator.name === 'Query' ? 'query' : 'header';
    const [first] = decorator.call.args;
    const name = first === undefined ? null : code.evaluator.text(first.value, site);
    if (name !== null) return [{ name, in: place, required: false }];
    return param.type === null ? [] : fieldsOf(param.type, site, place, code);
  });
}

function fieldsOf(
  type: string,
  site: Site,
  place: 'query' | 'header',
  code: Code,
): readonly RouteParameter[] {
  return code.resolver.typeOrigins(type, site).flatMap((origin) => {
    if (origin.kind !== 'class') return [];
    const facts = code.program.file(origin.file)?.facts;
    return (facts?.bindings ?? [])
      .filter(({ scope, name }) => scope === origin.scope && /^[\w$]+$/.test(name))
      .map(({ name, decorators }) => {
        const names = decorators.map(({ callee }) => (callee.kind === 'name' ? callee.name : ''));
        const isChecked = names.some((one) => /^Is(?!Optional$)/.test(one));
        const mayMiss = names.some((one) => /^(?:IsOptional|ApiPropertyOptional)$/.test(one));
        return { name, in: place, required: isChecked && !mayMiss };
      });
  });
}
