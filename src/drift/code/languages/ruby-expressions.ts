import type { Argument, CallExpr, Expr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { formatted, joinedBy, textOfString } from './ruby-text.ts';

/** Methods that give back what they are called on, as far as its meaning goes. */
export const SAME = new Set([
  'freeze',
  'dup',
  'to_s',
  'to_sym',
  'to_a',
  'itself',
  'html_safe',
  'presence',
  'deep_dup',
  'uniq',
  'compact',
]);

/** What a node of Ruby is as an expression. */
export function rubyExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  switch (node.type) {
    case 'string':
    case 'bare_string':
    case 'bare_symbol':
    case 'delimited_symbol':
      return textOfString(node, build);
    case 'chained_string':
      return joined(
        named(node).map((part) => build.expr(part)),
        { line, column },
      );
    case 'simple_symbol':
      return { kind: 'text', value: node.text.slice(1), isSymbol: true, line, column };
    case 'hash_key_symbol':
      return { kind: 'text', value: node.text, line, column };
    case 'integer':
    case 'float':
      return { kind: 'literal', type: 'number', text: node.text, line, column };
    case 'true':
    case 'false':
      return { kind: 'literal', type: 'boolean', text: node.text, line, column };
    case 'nil':
      return { kind: 'literal', type: 'null', text: node.text, line, column };
    case 'identifier':
    case 'constant':
    case 'self':
    case 'super':
    case 'instance_variable':
    case 'class_variable':
    case 'global_variable':
      return { kind: 'name', name: node.text, line, column };
    case 'scope_resolution': {
      const scope = field(node, 'scope');
      const name = field(node, 'name')?.text ?? '';
      return scope === null
        ? { kind: 'name', name, line, column }
        : {
            kind: 'member',
            object: build.expr(scope),
            name,
            line: lineOf(field(node, 'name') ?? node),
            column: columnOf(field(node, 'name') ?? node),
          };
    }
    case 'call':
      return callExpr(node, build);
    case 'element_reference':
      return {
        kind: 'index',
        object: build.expr(field(node, 'object')),
        index: build.expr(named(node)[1]),
        line,
        column,
      };
    case 'binary':
      return binaryExpr(node, build);
    case 'conditional':
      return branches([field(node, 'consequence'), field(node, 'alternative')], node, build);
    case 'if':
    case 'elsif':
    case 'unless':
      return branches(
        [lastOf(field(node, 'consequence')), lastOf(field(node, 'alternative'))],
        node,
        build,
      );
    case 'rescue_modifier':
      return branches([field(node, 'body'), field(node, 'handler')], node, build);
    case 'case':
      return branches(
        named(node)
          .filter(({ type }) => type === 'when' || type === 'else')
          .map((branch) => lastOf(field(branch, 'body') ?? branch)),
        node,
        build,
      );
    case 'if_modifier':
    case 'unless_modifier':
      return build.expr(field(node, 'body'));
    case 'parenthesized_statements':
    case 'begin':
      return build.expr(lastOf(node));
    case 'return':
      return returned(node, build);
    case 'assignment':
    case 'operator_assignment':
      return build.expr(field(node, 'right'));
    case 'unary':
      return field(node, 'operand')?.type === 'integer'
        ? { kind: 'literal', type: 'number', text: node.text, line, column }
        : build.unknown(node);
    case 'array':
    case 'string_array':
    case 'symbol_array':
    case 'right_assignment_list':
      return listExpr(node, build);
    case 'hash':
      return {
        kind: 'map',
        entries: named(node).flatMap((entry) => entryOf(entry, build)),
        line,
        column,
      };
    case 'lambda':
    case 'block':
    case 'do_block':
    case 'method':
    case 'singleton_method':
    case 'class':
    case 'module':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

function branches(nodes: readonly (Node | null)[], node: Node, build: FactsBuilder): Expr {
  const options = nodes.filter((one) => one !== null).map((one) => build.expr(one));
  return options.length === 1 && options[0] !== undefined
    ? options[0]
    : { kind: 'either', options, line: lineOf(node), column: columnOf(node) };
}

function callExpr(node: Node, build: FactsBuilder): Expr {
  const receiver = field(node, 'receiver');
  const name = field(node, 'method');
  const block = field(node, 'block');
  const { line, column } = placeOf(node);
  if (block !== null && (isProc(node) || isMadeClass(node))) return build.functionExpr(block);
  if (receiver !== null && block === null && name !== null && SAME.has(name.text))
    return build.expr(receiver);
  const callee: Expr =
    receiver === null
      ? build.expr(name)
      : name === null
        ? build.expr(receiver)
        : {
            kind: 'member',
            object: build.expr(receiver),
            name: name.text,
            line: lineOf(name),
            column: columnOf(name),
          };
  const args = argumentsOf(named(field(node, 'arguments')), build);
  if (block !== null) args.push({ name: null, value: build.functionExpr(block), spread: false });
  const call: CallExpr = { kind: 'call', callee, args, line, column };
  const [first] = args;
  if (
    receiver === null &&
    /^s?printf$|^format$/.test(name?.text ?? '') &&
    first?.value.kind === 'text'
  ) {
    return formatted(first.value.value, valuesOf(args.slice(1)), { line, column }) ?? call;
  }
  return joinedBy(call) ?? call;
}

/** The arguments of `format`: named ones are one map. */
function valuesOf(args: readonly Argument[]): readonly Expr[] {
  const [first] = args;
  if (first === undefined || first.name === null) return args.map(({ value }) => value);
  const { line, column } = first.value;
  const entries = args.map(
    ({ name, value }): MapEntry => ({
      key: name === null ? null : { kind: 'text', value: name, line, column },
      value,
    }),
  );
  return [{ kind: 'map', entries, line, column }];
}

/**
 * Pairs with a symbol as their key are named arguments; those with another key (`get '/x' => 'users#index'`) are
 * together one map, at the place of the first. `&block` has the name `&`.
 */
function argumentsOf(nodes: readonly Node[], build: FactsBuilder): Argument[] {
  const args: Argument[] = [];
  const entries: MapEntry[] = [];
  for (const node of nodes) {
    if (node.type === 'pair') {
      const key = field(node, 'key');
      const value = field(node, 'value') ?? key;
      if (key?.type === 'hash_key_symbol' || key?.type === 'simple_symbol') {
        const isShort = field(node, 'value') === null;
        const name = key.text.replace(/^:/, '');
        args.push({
          name,
          value: isShort
            ? { kind: 'name', name, line: lineOf(key), column: columnOf(key) }
            : build.expr(value),
          spread: false,
        });
        continue;
      }
      if (entries.length === 0)
        args.push({
          name: null,
          value: { kind: 'map', entries, line: lineOf(node), column: columnOf(node) },
          spread: false,
        });
      entries.push({ key: build.expr(key), value: build.expr(value) });
    } else if (node.type === 'block_argument')
      args.push({ name: '&', value: build.expr(node.firstNamedChild), spread: false });
    else {
      const spread = node.type.endsWith('splat_argument');
      args.push({ name: null, value: build.expr(spread ? node.firstNamedChild : node), spread });
    }
  }
  return args;
}

function binaryExpr(node: Node, build: FactsBuilder): Expr {
  const left = field(node, 'left');
  const right = field(node, 'right');
  const both = () => [build.expr(left), build.expr(right)];
  switch (field(node, 'operator')?.type) {
    case '+':
      return joined(both(), placeOf(node));
    case '||':
    case 'or':
      return { kind: 'either', options: both(), line: lineOf(node), column: columnOf(node) };
    case '&&':
    case 'and':
      return build.expr(right);
    case '%': {
      const [format, values] = both();
      const made =
        format?.kind === 'text' && values !== undefined
          ? formatted(format.value, [values], placeOf(node))
          : null;
      return made ?? build.unknown(node);
    }
    default:
      return build.unknown(node);
  }
}

/** `[*a, b]` is `a` and `[b]` put together. */
function listExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const items = named(node);
  if (!items.some(({ type }) => type === 'splat_argument'))
    return { kind: 'list', items: items.map((item) => build.expr(item)), line, column };
  const parts = items.map(
    (item): Expr =>
      item.type === 'splat_argument'
        ? build.expr(item.firstNamedChild)
        : { kind: 'list', items: [build.expr(item)], line: lineOf(item), column: columnOf(item) },
  );
  return { kind: 'join', parts, line, column };
}

function entryOf(entry: Node, build: FactsBuilder): readonly MapEntry[] {
  if (entry.type === 'hash_splat_argument')
    return [{ key: null, value: build.expr(entry.firstNamedChild) }];
  const key = field(entry, 'key');
  const value = field(entry, 'value');
  if (key === null) return [];
  return [
    {
      key: build.expr(key),
      value:
        value === null
          ? { kind: 'name', name: key.text, line: lineOf(key), column: columnOf(key) }
          : build.expr(value),
    },
  ];
}

/** `Class.new(Base) do … end`, `Module.new { … }` and `Struct.new(:a) do … end`. */
export function isMadeClass(call: Node | null): boolean {
  if (call?.type !== 'call' || field(call, 'method')?.text !== 'new') return false;
  return /^(?:::)?(?:Class|Module|Struct)$/.test(field(call, 'receiver')?.text ?? '');
}

/** `lambda { … }`, `proc { … }` and `Proc.new { … }`. */
export function isProc(call: Node): boolean {
  const method = field(call, 'method')?.text ?? '';
  const receiver = field(call, 'receiver')?.text;
  return receiver === undefined
    ? method === 'lambda' || method === 'proc'
    : receiver === 'Proc' && method === 'new';
}

/** The statement whose value a body has. */
export function lastOf(body: Node | null): Node | null {
  if (
    body === null ||
    !/^(?:body_statement|block_body|then|else|begin|parenthesized_statements)$/.test(body.type)
  )
    return body;
  const statements = named(body).filter(
    ({ type }) => !/^(?:rescue|ensure|else|heredoc_body)$/.test(type),
  );
  return statements.at(-1) ?? null;
}

/** What `return` gives back. */
export function returned(node: Node, build: FactsBuilder): Expr {
  const values = named(node.firstNamedChild);
  return values.length === 1
    ? build.expr(values[0])
    : {
        kind: 'list',
        items: values.map((value) => build.expr(value)),
        line: lineOf(node),
        column: columnOf(node),
      };
}
