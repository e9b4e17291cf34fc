import { numberList } from '../expr-parts.ts';
import type { CallExpr, Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { argumentsOf, entryOf, listExpr, valuesOf } from './ruby-arguments.ts';
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

/** Longer ranges are not counted out. */
const MAX_RANGE = 100;

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
    case 'yield':
      return {
        kind: 'call',
        callee: { kind: 'name', name: 'yield', line, column },
        args: argumentsOf(named(node.firstNamedChild), build),
        line,
        column,
      };
    case 'range':
      return rangeExpr(node, build);
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
      if (field(node, 'operand')?.type === 'integer')
        return { kind: 'literal', type: 'number', text: node.text, line, column };
      // `+'/x'` is a text that can be changed.
      return node.text.startsWith('+') ? build.expr(field(node, 'operand')) : build.unknown(node);
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

/** The numbers of a short range: `1..3`. */
function rangeExpr(node: Node, build: FactsBuilder): Expr {
  const [from, to] = [field(node, 'begin'), field(node, 'end')];
  const isKnown = from?.type === 'integer' && to?.type === 'integer';
  const first = Number(from?.text);
  const last = Number(to?.text) - (field(node, 'operator')?.text === '...' ? 1 : 0);
  if (!isKnown || last - first > MAX_RANGE) return build.unknown(node);
  return numberList(first, last - first + 1, placeOf(node));
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
