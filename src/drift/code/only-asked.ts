import { field } from './nodes.ts';
import type { Node } from './syntax-tree.ts';

/** What stands around a value without looking at it. */
const AROUND =
  /^(?:parenthesized_\w+|expression_list|argument|let_condition|await_expression|as_expression)$/;
const COMPARES =
  /^(?:binary_expression|comparison_operator|is_pattern_expression|equality_expression|comparison_expression|infix_expression)$/;
const NEGATES =
  /^(?:not_operator|unary_expression|unary_op_expression|prefix_expression|prefix_unary_expression)$/;
const JOINS = /^(?:boolean_operator|conjunction_expression|disjunction_expression)$/;
const CONDITIONAL = /^(?:conditional_expression|ternary_expression|if_expression)$/;
const GIVES_NAME =
  /^(?:short_var_declaration|assignment|assignment_statement|assignment_expression|variable_declarator|named_expression|let_declaration|var_spec|variable_declaration|property_declaration)$/;
const BLOCK =
  /(?:^|_)(?:block|body|program|module|source_file|compilation_unit|compound_statement|statements)$/;
/** Calls that only say something about what they are given. */
const ASKS =
  /(?:^|[.:\\])(?:bool|Boolean|isset|empty|is_string|is_null|IsNullOrEmpty|IsNullOrWhiteSpace|equals|equalsIgnoreCase|isEmpty|isBlank|hasText|ofNullable|len|in_array|EqualFold|parseBoolean)$/;
/** What is called on a value, or on what was made of it. */
const LINK =
  /^(?:navigation_expression|call|call_expression|method_invocation|member_call_expression|nullsafe_member_call_expression)$/;
/** What a block begins with that gives up. */
const GIVES_UP =
  /^[\s{:(]*(?:then\b)?\s*(?:[\w.]*(?:log|console|logger|logging|print\w*|fmt|echo|eprintln!?)\b[^\n;]*[\n;]\s*)*(?:raise|throw|panic|die|abort|(?:(?:sys|process|std::process)(?:\.|::))?exit(?!\s*\(?\s*0\b)|os\.Exit(?!\(0)|log\.(?:Fatal|Panic)|\w+\.Fatal|bail!|error\(|return\s[^\n]*(?:Errorf\(|errors\.|\berr\b|Err\())/;
const GIVES_UP_AT_ONCE =
  /\)\s*(?:throw|die|exit|panic|process\.exit|return\s[^\n]*(?:Error|Err\())/;
/** A condition that holds where the value is missing. */
const IS_MISSING =
  /!\s*[\w$("]|\bnot\s|(?<!!)={2,3}\s*(?:""|''|nil|null|None|undefined|false)|\bis\s+(?:None|null)\b|\bfalse\s*={2,3}\s|\bempty\(|IsNull|[iI]s_?(?:Empty|Blank|None|null)|\.(?:nil|blank|empty)\?|\bunless\b|==\s*0/;
/** An arm of Rust's `match` that gives up, or passes the error on. */
const DEMANDED_ARM = /\b(?:panic!|exit\(|Err\(\w*\)\s*=>\s*(?:return\s+)?Err\()/;
/** One that goes on where the variable is missing. */
const REPLACED_ARM = /\bNotPresent\)?\s*=>\s*(?!(?:return\s+)?Err\b|panic!|\{)/;
/** What is called on a value of Rust that may be missing, among the tokens of a macro. */
const GOES_WELL = /^(?:unwrap_or\w*|map_or\w*|ok|is_ok|is_err)$/;
/** So much text is looked through for a name that is asked for later. */
const MAX_LATER = 20_000;
const MAX_UP = 24;

/**
 * Whether a value that may be missing is only asked for: `if (x)`, `x == 'y'`, or a name is made of it that is asked
 * before anything else. A condition below which the code gives up demands the value.
 */
export function isOnlyAsked(node: Node): boolean {
  if (node.type === 'token_tree') return GOES_WELL.test(node.nextSibling?.nextSibling?.text ?? '');
  let isAsked = false;
  let inner = node;
  let given: Node | null = null;
  for (let steps = 0; steps < MAX_UP; steps += 1) {
    const up = inner.parent;
    if (up === null) break;
    if (CONDITIONAL.test(up.type) && GIVES_UP.test(lastText(up))) return false;
    if (isCondition(inner, up)) return !demands(up, field(up, 'condition')?.text ?? inner.text);
    const call = /^(?:argument_list|arguments|value_arguments)$/.test(up.type) ? up.parent : null;
    if (call !== null) {
      if (!ASKS.test(calleeText(call))) return isAsked;
      isAsked = true;
      inner = call;
      continue;
    }
    const operator = field(up, 'operator')?.text ?? '';
    if (LINK.test(up.type) && up.firstNamedChild?.id === inner.id) {
      // `x?.y` goes well without it, and so does what is called on that.
      const isSafe = up.children.some(({ type }) => /^(?:\?\.|&\.|\?->)$/.test(type));
      if (field(up, 'name')?.text === 'orElseThrow') return false;
      if (!isSafe && !isAsked) break;
      isAsked = true;
      inner = up;
      continue;
    }
    if (up.type === 'match_expression')
      return REPLACED_ARM.test(up.text) || !DEMANDED_ARM.test(up.text);
    // `let Ok(x) = … else { … };` of Rust.
    const otherwise = up.type === 'let_declaration' ? field(up, 'alternative') : null;
    if (otherwise !== null) return !GIVES_UP.test(otherwise.text.slice(0, 400));
    if (up.type === 'if_statement' && field(up, 'initializer')?.id === inner.id)
      return !demands(up, field(up, 'condition')?.text ?? '');
    if (GIVES_NAME.test(up.type)) given ??= up;
    else if (JOINS.test(up.type) || /^(?:&&|\|\||\?\?|\?:)$/.test(operator)) {
      const isFirst = up.firstNamedChild?.id === inner.id;
      if (isFirst && /^(?:\|\||\?\?|\?:|or)$/.test(operator) && GIVES_UP.test(lastText(up)))
        return false;
      isAsked ||= isFirst && (/^(?:&&|and)$/.test(operator) || up.type.startsWith('conj'));
    } else if (COMPARES.test(up.type)) isAsked ||= operator !== '+' && operator !== '.';
    else if (NEGATES.test(up.type)) isAsked ||= operator !== '+' && operator !== '-';
    else if (up.type === 'field_expression' && field(up, 'field')?.text === 'ok') {
      // `env::var("X").ok()` of Rust makes nothing of what is missing.
      if (up.parent?.parent?.type === 'field_expression') return false;
      return true;
    } else if (!AROUND.test(up.type)) break;
    inner = up;
  }
  return isAsked || (given !== null && isAskedLater(given));
}

function lastText(node: Node): string {
  return node.lastNamedChild?.text.slice(0, 400) ?? '';
}

function isCondition(inner: Node, up: Node): boolean {
  if (field(up, 'condition')?.id === inner.id) return true;
  // Python's `a if x else b` has no names for its parts.
  return (
    CONDITIONAL.test(up.type) &&
    field(up, 'condition') === null &&
    up.namedChildren[1]?.id === inner.id
  );
}

/** Whether the code gives up where a condition holds that the value is missing. */
export function demands(decision: Node, condition: string): boolean {
  const then = field(decision, 'consequence') ?? field(decision, 'body');
  return then !== null && IS_MISSING.test(condition) && GIVES_UP.test(then.text.slice(0, 400));
}

function calleeText(call: Node): string {
  const callee = field(call, 'function') ?? field(call, 'name') ?? call.firstNamedChild;
  return callee?.text ?? '';
}

/** The same for a name that a pattern gives a value: `const { X } = process.env; if (X) …`. */
export function isNameOnlyAsked(name: string, pattern: Node): boolean {
  let given = pattern;
  while (given.parent !== null && !/declaration$|statement$/.test(given.type)) given = given.parent;
  return isAskedLater(given, name);
}

/** Whether the first that is done with a name is to ask for it, and the code goes on without. */
function isAskedLater(given: Node, told?: string): boolean {
  const name =
    told ?? /^[\s(]*(?:let\s+(?:mut\s+)?|var\s+|val\s+|const\s+)?\$?(\w+)/.exec(given.text)?.[1];
  if (name === undefined) return false;
  let block: Node | null = given.parent;
  while (block !== null && block.parent !== null && !BLOCK.test(block.type)) block = block.parent;
  if (block === null) return false;
  const start = given.endIndex - block.startIndex;
  const rest = block.text.slice(start, start + MAX_LATER);
  const use = new RegExp(`\\$?\\b${name}\\b`).exec(rest);
  if (use === null) return false;
  const line = rest.slice(rest.lastIndexOf('\n', use.index) + 1);
  const [first = ''] = line.split('\n', 1);
  const asked =
    /^[\s});]*(?:else\s+)?(?:if|elif|elsif|unless|while|switch|match)\b([^\n]*?)(?:[{:\n]|$)/.exec(
      line,
    );
  const behind = new RegExp(`\\s(if|unless)\\s.*\\b${name}\\b.*`).exec(first);
  if (asked === null && behind !== null && !first.includes('{'))
    return !(IS_MISSING.test(behind[0]) && GIVES_UP.test(line));
  if (asked === null)
    return new RegExp(`^[^\\n]*\\b${name}\\s*(?:\\?(?!\\?)|&&|[=!]==?)`).test(line);
  const condition = asked[1] ?? '';
  const below = line.slice(asked[0].length).trimStart();
  return !(
    IS_MISSING.test(`${/\bunless\b/.test(asked[0]) ? 'unless' : ''}${condition}`) &&
    (GIVES_UP.test(below.slice(0, 400)) || GIVES_UP_AT_ONCE.test(condition))
  );
}
