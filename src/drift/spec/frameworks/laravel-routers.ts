import type { Code } from '../../code/code.ts';
import type { Argument, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';

/** The facade, and that of Livewire's pages. */
const FACADE = /^(?:(?:Illuminate\\Support\\Facades\\)?Route|(?:Livewire\\Volt\\)?Volt)$/;
const ROUTER_TYPE = /(?:^|\\)(?:Router|Registrar)$/;
/** Lumen's application, which was its router before version 5.5. */
const LUMEN = /^Laravel\\Lumen\\Application$/;

/** Tells what routes of Laravel and Lumen are told to: the facade, routers by their type, and what bears their names. */
export class LaravelRouters {
  constructor(
    private readonly code: Code,
    private readonly isLumen: boolean,
  ) {}

  /** `Route`, and what is a router by its type or name. */
  is(expr: Expr, site: Site): boolean {
    if (expr.kind === 'call')
      return lastName(expr.callee) === 'app' && isText(expr.args[0], 'router');
    const name = lastName(expr);
    return this.code.resolver.origins(expr, site).some((origin) => {
      switch (origin.kind) {
        case 'external':
          return FACADE.test(origin.module) || FACADE.test(origin.name);
        case 'typed':
          return ROUTER_TYPE.test(origin.type);
        case 'param': {
          const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
          const type = declared?.params[origin.position]?.type ?? null;
          return type === null ? this.#isRouterName(name) : ROUTER_TYPE.test(type);
        }
        case 'value':
          return (
            expr.kind === 'name' &&
            (/^(?:Route|router)$/.test(expr.name) || (this.isLumen && expr.name === 'app'))
          );
        case 'member':
          return name === 'router';
        case 'call':
          return isText(origin.call.args[0], 'router') || this.#isLumenApp(origin);
        default:
          return false;
      }
    });
  }

  #isRouterName(name: string | null): boolean {
    return /^(?:router|api)$/.test(name ?? '') || (this.isLumen && name === 'app');
  }

  #isLumenApp({ call, ...site }: Extract<Origin, { kind: 'call' }>): boolean {
    const callees = this.code.resolver.origins(call.callee, site);
    return callees.some((one) => one.kind === 'external' && LUMEN.test(one.module));
  }
}

function isText(argument: Argument | undefined, value: string): boolean {
  return argument?.value.kind === 'text' && argument.value.value === value;
}
