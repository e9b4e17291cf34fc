// src/drift/code/grammar.ts
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import treeSitter from "@vscode/tree-sitter-wasm";
var MAX_DEPTH = 300;
var MAX_MISTAKES = 5e3;
var require2 = createRequire(import.meta.url);
var MAX_MS = 1e4;
var MAX_MEMORY = 400 * 1024 * 1024;
var LOOKED_EVERY_MS = 20;
var isBroken = false;
var loading = /* @__PURE__ */ new Map();
var started;
var Grammar = class {
  constructor(language) {
    this.language = language;
    this.#parser.setLanguage(language);
  }
  language;
  #parser = new treeSitter.Parser();
  #queries = /* @__PURE__ */ new Map();
  /** A query over this grammar. Throws for one that is not valid, which is a fault in Holdfast itself. */
  #query(source) {
    const known5 = this.#queries.get(source);
    if (known5 !== void 0) return known5;
    const made = new treeSitter.Query(this.language, source);
    this.#queries.set(source, made);
    return made;
  }
  /**
   * What a query finds, in the order of the text. Matches begin at a depth that code of people does not reach at most,
   * and a file that is mistakes above all has none: a query takes more than linear time there, and memory without end.
   */
  captures(source, root) {
    const isRubble = [root, ...root.hasError ? root.children : []].some(
      (node) => node?.isError === true && node.childCount > MAX_MISTAKES
    );
    return isRubble ? [] : this.#query(source).captures(root, { maxStartDepth: MAX_DEPTH });
  }
  /**
   * Parses a text and gives the root of its tree to `use`; the tree is freed afterwards, so nothing of it may be kept.
   * A text with mistakes has a tree too. Undefined for a text that the parser does not get through: no code of people
   * is one, but texts can be made on which it takes more than linear time or memory.
   */
  parse(text, use) {
    if (isBroken) return void 0;
    try {
      this.#parser.reset();
      const tree = this.#parser.parse(text, null, { progressCallback: allowance() });
      if (tree === null) return void 0;
      try {
        return use(tree.rootNode);
      } finally {
        tree.delete();
      }
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "RuntimeError") throw error;
      isBroken = true;
      return void 0;
    }
  }
};
function allowance() {
  const until = performance.now() + MAX_MS;
  let next = performance.now() + LOOKED_EVERY_MS;
  let before;
  return () => {
    const now = performance.now();
    if (now < next) return false;
    next = now + LOOKED_EVERY_MS;
    const memory = process.memoryUsage.rss();
    before ??= memory;
    return now > until || memory - before > MAX_MEMORY;
  };
}
async function grammar(name) {
  if (isBroken) return void 0;
  const known5 = loading.get(name);
  if (known5 !== void 0) return known5;
  const made = load(name);
  loading.set(name, made);
  return made;
}
async function load(name) {
  started ??= treeSitter.Parser.init();
  await started;
  const file = name === "kotlin" ? "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm" : `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
  return new Grammar(await treeSitter.Language.load(await readFile(require2.resolve(file))));
}

// src/drift/code/nodes.ts
function placeOf(node) {
  const { row, column } = node.startPosition;
  return { line: row + 1, column: column + 1 };
}
function named(node) {
  const found = [];
  for (const child of node?.namedChildren ?? []) {
    if (child !== null && !child.type.endsWith("comment")) found.push(child);
  }
  return found;
}
function field(node, name) {
  return node.childForFieldName(name);
}

// src/drift/code/facts-builder.ts
var MAX_DEPTH2 = 200;
var MAX_TEXT = 80;
var FactsBuilder = class {
  constructor(language, root, reader) {
    this.language = language;
    this.reader = reader;
    this.#root = root;
    this.#ranges = [{ start: 0, end: Number.POSITIVE_INFINITY }];
    this.#scopes = [
      {
        kind: "file",
        name: null,
        parent: null,
        decorators: [],
        params: [],
        bases: [],
        returnType: null,
        receiver: null,
        line: 1,
        column: 1,
        endLine: root.endPosition.row + 1
      }
    ];
  }
  language;
  reader;
  #scopes;
  #ranges;
  #scopeOfNode = /* @__PURE__ */ new Map();
  #exprs = /* @__PURE__ */ new Map();
  #imports = [];
  #bindings = [];
  #calls = [];
  #returns = [];
  #exports = [];
  #accesses = [];
  #comparisons = [];
  #tags = [];
  #root;
  #depth = 0;
  #package = null;
  /**
   * Tells of a function or class. `node` is what holds all of it: parameters and body. First tell all scopes with
   * their names alone, then `complete` them: what their decorators and defaults say may hold functions itself.
   */
  addScope(node, parts) {
    const known5 = this.#scopeOfNode.get(node.id);
    if (known5 !== void 0) return known5;
    const index = this.#scopes.length;
    this.#scopes.push({
      decorators: [],
      params: [],
      bases: [],
      returnType: null,
      receiver: null,
      name: null,
      ...parts,
      parent: this.scopeAt(node),
      ...placeOf(node),
      endLine: node.endPosition.row + 1
    });
    this.#ranges.push({ start: node.startIndex, end: node.endIndex });
    this.#scopeOfNode.set(node.id, index);
    return index;
  }
  /** Says more of a scope that is told already. */
  complete(index, parts) {
    const scope = this.#scopes[index];
    if (scope !== void 0) this.#scopes[index] = { ...scope, ...parts };
  }
  /** The scope that a node makes; undefined for a node that makes none. */
  scopeOf(node) {
    return this.#scopeOfNode.get(node.id);
  }
  /** The innermost scope that a node stands in; a function's own node stands in the scope around it. */
  scopeAt(node) {
    const at = node.startIndex;
    const end = node.endIndex;
    let low = 0;
    let high = this.#ranges.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if ((this.#ranges[middle]?.start ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const own = this.#scopeOfNode.get(node.id);
    for (let index = low; index !== null; ) {
      const range = this.#ranges[index];
      if (range !== void 0 && index !== own && range.end >= end) return index;
      index = this.#scopes[index]?.parent ?? null;
    }
    return 0;
  }
  /** The expression that a node is; the same node gives the same object. */
  expr(node) {
    if (node === null || node === void 0)
      return { kind: "unknown", text: "", line: 1, column: 1 };
    const known5 = this.#exprs.get(node.id);
    if (known5 !== void 0) return known5;
    if (this.#depth >= MAX_DEPTH2) return this.unknown(node);
    this.#depth += 1;
    try {
      const made = this.reader(node, this);
      this.#exprs.set(node.id, made);
      return made;
    } finally {
      this.#depth -= 1;
    }
  }
  /** The function that a node is. Its scope must have been told. */
  functionExpr(node) {
    const scope = this.#scopeOfNode.get(node.id);
    return scope === void 0 ? this.unknown(node) : { kind: "function", scope, ...placeOf(node) };
  }
  /** An expression that is not understood. */
  unknown(node) {
    const { text } = node;
    return {
      kind: "unknown",
      text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\u2026` : text,
      ...placeOf(node)
    };
  }
  /** All scopes as they are known by now. */
  scopes() {
    return this.#scopes;
  }
  setPackage(name) {
    this.#package = name;
  }
  addImport(node, local, module, name) {
    this.#imports.push({ local, module, name, ...placeOf(node) });
  }
  /** A name that gets a value; `at` is the node of the name. */
  addBinding(at, name, value, more = {}) {
    this.addBindingIn(this.scopeAt(at), at, name, value, more);
  }
  /** A name that belongs to another scope than the one it is written in. */
  addBindingIn(scope, at, name, value, more = {}) {
    this.#bindings.push({
      name,
      scope,
      value,
      each: more.each ?? false,
      type: more.type ?? null,
      decorators: more.decorators ?? [],
      ...placeOf(at)
    });
  }
  /** The module that a name was imported from last. */
  importOf(local) {
    return this.#imports.findLast((one) => one.local === local)?.module;
  }
  /** A call; passes over nodes that do not read as one. */
  addCall(node) {
    const call = this.expr(node);
    if (call.kind !== "call") return void 0;
    this.#calls.push({ call, scope: this.scopeAt(node) });
    return call;
  }
  addReturn(at, value) {
    this.#returns.push({ value, scope: this.scopeAt(at) });
  }
  /** What an arrow function or a last expression gives back, in the scope that is named. */
  addReturnOf(scope, value) {
    this.#returns.push({ value, scope });
  }
  addExport(at, name, value, from = null) {
    this.#exports.push({ name, value, from, ...placeOf(at) });
  }
  addAccess(at, access) {
    this.#accesses.push({ ...access, scope: this.scopeAt(at), at: placeOf(at) });
  }
  /** `at` is the node of the comparison. */
  addComparison(at, subject, value) {
    this.#comparisons.push({ subject, value, scope: this.scopeAt(at) });
  }
  addTag(at, tag) {
    this.#tags.push({ ...tag, scope: this.scopeAt(at), ...placeOf(at) });
  }
  facts() {
    return {
      language: this.language,
      package: this.#package,
      imports: this.#imports,
      scopes: this.#scopes,
      bindings: this.#bindings,
      calls: this.#calls,
      returns: this.#returns,
      exports: this.#exports,
      accesses: this.#accesses,
      comparisons: this.#comparisons,
      tags: this.#tags,
      broken: this.#root.hasError ? firstError(this.#root) : null
    };
  }
};
function firstError(root) {
  let node = root;
  for (; ; ) {
    if (node.isError || node.isMissing) return placeOf(node);
    const inner = node.children.find((child) => child?.hasError || child?.isMissing);
    if (inner === void 0 || inner === null) return placeOf(node);
    node = inner;
  }
}

// src/drift/code/joined.ts
function joined(parts, { line, column }) {
  const merged = [];
  for (const part of parts.flatMap((one) => one.kind === "join" ? one.parts : [one])) {
    const last = merged.at(-1);
    if (part.kind === "text" && last?.kind === "text")
      merged[merged.length - 1] = { ...last, value: last.value + part.value };
    else merged.push(part);
  }
  const [only] = merged;
  if (only === void 0) return { kind: "text", value: "", line, column };
  return merged.length === 1 && only.kind === "text" ? only : { kind: "join", parts: merged, line, column };
}

// src/drift/code/languages/csharp-text.ts
var SIMPLE = {
  n: "\n",
  r: "\r",
  t: "	",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  e: "\x1B",
  "0": "\0"
};
function resolveEscapes(text) {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,4})|([\s\S]))/g,
    (whole, four, eight, hex, one) => {
      const code = four ?? eight ?? hex;
      if (code === void 0) return SIMPLE[one] ?? one;
      const point = Number.parseInt(code, 16);
      return point <= 1114111 ? String.fromCodePoint(point) : whole;
    }
  );
}
function csharpText(literal) {
  const raw = /^("{3,})([\s\S]*?)\1(?:u8)?$/.exec(literal);
  if (raw !== null) return withoutIndent(raw[2] ?? "");
  const text = literal.replace(/u8$/i, "");
  if (text.startsWith("@")) return text.slice(2, -1).replaceAll('""', '"');
  return resolveEscapes(text.slice(1, -1));
}
function withoutIndent(text) {
  if (!/^[ \t]*\r?\n/.test(text)) return text;
  const lines = text.split(/\r?\n/).slice(1);
  const indent = lines.pop()?.length ?? 0;
  return lines.map((line) => line.slice(indent)).join("\n");
}
function textOfInterpolated(node, build) {
  const at = placeOf(node);
  const parts = [];
  const start = node.firstChild?.text ?? '$"';
  let text = "";
  for (const child of node.namedChildren) {
    if (child?.type === "interpolation") {
      if (text !== "") parts.push({ kind: "text", value: text, ...at });
      text = "";
      parts.push(
        build.expr(child.namedChildren.find((one) => one?.type !== "interpolation_brace"))
      );
    } else if (child?.type === "string_content") {
      const content = child.text.replaceAll("{{", "{").replaceAll("}}", "}");
      text += start.includes("@") ? content.replaceAll('""', '"') : content;
    } else if (child?.type === "escape_sequence") text += resolveEscapes(child.text);
  }
  return joined(text === "" ? parts : [...parts, { kind: "text", value: text, ...at }], at);
}

// src/drift/code/languages/format-text.ts
var PERCENT = /%(?:(\d+)\$)?[-#+ 0,(]*\d*(?:\.\d+)?([a-zA-Z%])/g;
var BRACES = /\{\{|\}\}|\{(\d+)(?:[,:][^{}]*)?\}/g;
function percentFormat(format, args, at) {
  let next = 0;
  return formatted(format, PERCENT, at, ([, position, verb]) => {
    if (verb === "%") return "%";
    if (verb === "n") return "\n";
    const index = position === void 0 ? next++ : Number(position) - 1;
    return args[index];
  });
}
function braceFormat(format, args, at) {
  return formatted(
    format,
    BRACES,
    at,
    ([whole, position]) => position === void 0 ? whole[0] : args[Number(position)]
  );
}
function formatted(format, pattern, at, part) {
  const parts = [];
  let text = "";
  let from = 0;
  for (const match of format.matchAll(pattern)) {
    text += format.slice(from, match.index);
    from = match.index + match[0].length;
    const value = part(match);
    if (typeof value === "string") text += value;
    else {
      if (text !== "") parts.push({ kind: "text", value: text, ...at });
      text = "";
      parts.push(value ?? { kind: "unknown", text: match[0], ...at });
    }
  }
  text += format.slice(from);
  return joined(text === "" ? parts : [...parts, { kind: "text", value: text, ...at }], at);
}

// src/drift/code/languages/csharp-expressions.ts
function toExpr(node, build) {
  const at = placeOf(node);
  const field2 = (name) => node.childForFieldName(name);
  switch (node.type) {
    case "string_literal":
    case "verbatim_string_literal":
    case "raw_string_literal":
    case "character_literal":
      return { kind: "text", value: csharpText(node.text), ...at };
    case "interpolated_string_expression":
      return textOfInterpolated(node, build);
    case "integer_literal":
    case "real_literal":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "boolean_literal":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "null_literal":
      return { kind: "literal", type: "null", text: node.text, ...at };
    case "identifier":
    case "predefined_type":
    case "this":
    case "base":
      return { kind: "name", name: node.text, ...at };
    case "generic_name":
    case "qualified_name":
    case "alias_qualified_name":
      return typeExpr(node);
    case "typeof_expression":
      return typeExpr(field2("type") ?? node);
    case "member_access_expression": {
      return memberExpr(build.expr(field2("expression")), field2("name"), node);
    }
    case "conditional_access_expression":
      return conditional(node, build);
    case "element_access_expression": {
      const index = named(field2("subscript"))[0]?.lastNamedChild;
      return {
        kind: "index",
        object: build.expr(field2("expression")),
        index: build.expr(index),
        ...at
      };
    }
    case "invocation_expression":
    case "object_creation_expression":
    case "implicit_object_creation_expression":
      return callExpr(node, build);
    case "constructor_initializer":
    case "base_list":
      return constructorCall(node, build);
    case "binary_expression":
      return binaryExpr(node, build);
    case "conditional_expression": {
      const options = [build.expr(field2("consequence")), build.expr(field2("alternative"))];
      return { kind: "either", options, ...at };
    }
    case "switch_expression": {
      const arms = named(node).filter(({ type }) => type === "switch_expression_arm");
      return { kind: "either", options: arms.map((arm) => build.expr(arm.lastNamedChild)), ...at };
    }
    case "parenthesized_expression":
    case "await_expression":
    case "postfix_unary_expression":
    case "range_expression":
    case "argument":
      return build.expr(node.lastNamedChild);
    case "cast_expression":
      return build.expr(field2("value"));
    case "as_expression":
      return build.expr(field2("left"));
    case "assignment_expression":
      return build.expr(field2("right"));
    case "array_creation_expression":
    case "implicit_array_creation_expression":
      return build.expr(childOf(node, "initializer_expression") ?? field2("initializer"));
    case "initializer_expression":
    case "collection_expression":
    case "element_binding_expression":
    case "tuple_expression":
      return { kind: "list", items: named(node).map((item) => build.expr(item)), ...at };
    case "lambda_expression":
    case "anonymous_method_expression":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function memberExpr(object, name, node) {
  return { kind: "member", object, name: bareName(name), ...placeOf(name ?? node) };
}
function constructorCall(node, build) {
  const word = node.children.find((child) => child?.type === "this") === void 0 ? "base" : "this";
  const args = argumentsOf(childOf(node, "argument_list"), build);
  const at = placeOf(node);
  return { kind: "call", callee: { kind: "name", name: word, ...at }, args, ...at };
}
function conditional(node, build) {
  const object = build.expr(node.childForFieldName("condition"));
  const rest = node.lastNamedChild;
  const at = placeOf(node);
  if (rest?.type === "member_binding_expression")
    return memberExpr(object, rest.childForFieldName("name"), node);
  if (rest?.type === "element_binding_expression")
    return { kind: "index", object, index: build.expr(rest.firstNamedChild), ...at };
  return build.unknown(node);
}
function binaryExpr(node, build) {
  const operator = node.childForFieldName("operator")?.type;
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (operator === "+") return joined([build.expr(left), build.expr(right)], placeOf(node));
  if (operator !== "??") return build.unknown(node);
  if (right?.type === "throw_expression") return build.expr(left);
  return { kind: "either", options: [build.expr(left), build.expr(right)], ...placeOf(node) };
}
function callExpr(node, build) {
  const at = placeOf(node);
  const type = node.childForFieldName("type");
  const target = node.childForFieldName("function");
  const list = node.childForFieldName("arguments") ?? childOf(node, "argument_list");
  const initial = node.childForFieldName("initializer") ?? childOf(node, "initializer_expression");
  const args = argumentsOf(list, build);
  if (target === null) {
    const callee = type === null ? implicitType(node) : typeExpr(type);
    const made = initial === null ? [] : [initializer(initial, build)];
    const entries = made.map((value) => ({ name: null, value, spread: false }));
    return { kind: "call", callee, args: [...args, ...entries], ...at };
  }
  return meaningOf({ kind: "call", callee: build.expr(target), args, ...at, ...typesOf(target) });
}
function implicitType(node) {
  const holder = node.parent?.type === "variable_declarator" ? node.parent.parent : node.parent;
  const type = holder?.childForFieldName("type");
  return type === null || type === void 0 ? { kind: "unknown", text: "new", ...placeOf(node) } : typeExpr(type);
}
function initializer(node, build) {
  const items = named(node);
  if (!items.some(({ type }) => type === "assignment_expression")) return build.expr(node);
  const entries = items.flatMap((item) => {
    const left = item.childForFieldName("left");
    if (left === null) return [];
    const key = left.type === "element_binding_expression" ? build.expr(left.firstNamedChild) : { kind: "text", value: left.text, ...placeOf(left) };
    return [{ key, value: build.expr(item.childForFieldName("right")) }];
  });
  return { kind: "map", entries, ...placeOf(node) };
}
function typesOf(target) {
  const name = target.childForFieldName("name") ?? target;
  const list = name.type === "generic_name" ? childOf(name, "type_argument_list") : null;
  return list === null ? {} : { types: named(list).map(({ text }) => text) };
}
function meaningOf(call) {
  const { callee, line, column } = call;
  const at = { line, column };
  const values = call.args.map(({ value }) => value);
  const [first] = values;
  if (first === void 0) return call;
  if (callee.kind === "name" && callee.name === "nameof" && values.length === 1) {
    const named2 = first.kind === "name" || first.kind === "member" ? first.name : null;
    return named2 === null ? call : { kind: "text", value: named2, ...at };
  }
  if (callee.kind !== "member" || callee.object.kind !== "name") return call;
  if (!/^string$/i.test(callee.object.name)) return call;
  if (callee.name === "Concat") return joined(values, at);
  return callee.name === "Format" && first.kind === "text" ? braceFormat(first.value, values.slice(1), at) : call;
}
function argumentsOf(list, build) {
  return named(list).map((arg) => {
    const value = arg.lastNamedChild ?? arg;
    if (arg.type === "attribute_argument" && value.type === "assignment_expression") {
      const name = value.childForFieldName("left")?.text ?? null;
      return { name, value: build.expr(value.childForFieldName("right")), spread: false };
    }
    const label = arg.firstNamedChild;
    const isNamed = label !== null && label.id !== value.id && label.nextSibling?.type === ":";
    return { name: isNamed ? label.text : null, value: build.expr(value), spread: false };
  });
}
function typeExpr(node) {
  const at = placeOf(node);
  const field2 = (name2) => node.childForFieldName(name2);
  if (node.type === "primary_constructor_base_type") return typeExpr(field2("type") ?? node);
  if (node.type === "generic_name")
    return { kind: "name", name: node.firstNamedChild?.text ?? "", ...at };
  const object = field2("qualifier") ?? field2("alias");
  const name = field2("name");
  if (object === null || name === null) return { kind: "name", name: node.text, ...at };
  return { kind: "member", object: typeExpr(object), name: bareName(name), ...at };
}
function bareName(node) {
  return (node?.type === "generic_name" ? node.firstNamedChild?.text : node?.text) ?? "";
}
function childOf(node, type) {
  return node.namedChildren.find((child) => child?.type === type) ?? null;
}

// src/drift/code/languages/csharp-modules.ts
import { basename as basename2, dirname as dirname2 } from "node:path/posix";

// src/drift/code/languages/package-folders.ts
import { basename, dirname, join } from "node:path/posix";
var known = /* @__PURE__ */ new WeakMap();
function packageFolders(name, from, program) {
  const beside = besideOwn(name, from, program);
  const exact = foldersEnding(name.split("."), program);
  const found = exact.length > 0 ? exact : longestEnd(name, program);
  return [.../* @__PURE__ */ new Set([...beside, ...found])];
}
function exactFolders(name, program) {
  return foldersEnding(name.split("."), program);
}
function besideOwn(name, from, program) {
  const own = program.file(from)?.facts.package;
  if (own === null || own === void 0) return [];
  const [mine, theirs] = [own.split("."), name.split(".")];
  let common = 0;
  while (common < mine.length && mine[common] === theirs[common]) common += 1;
  if (common === 0) return [];
  const up = mine.slice(common).map(() => "..");
  const folder = join(dirname(from), ...up, ...theirs.slice(common));
  return program.filesIn(folder).length > 0 ? [folder] : [];
}
function longestEnd(name, program) {
  const segments = name.split(".");
  for (let first = 1; first < segments.length; first += 1) {
    const found = foldersEnding(segments.slice(first), program);
    if (found.length > 0) return found;
  }
  return [];
}
function foldersEnding(segments, program) {
  const candidates2 = foldersByLast(program).get(segments.at(-1) ?? "");
  if (candidates2 === void 0) return [];
  const end = `.${segments.join(".")}`;
  return candidates2.flatMap(({ folder, dotted }) => dotted.endsWith(end) ? [folder] : []);
}
function foldersByLast(program) {
  const made = known.get(program);
  if (made !== void 0) return made;
  const folders = /* @__PURE__ */ new Map();
  for (const folder of [...program.folders()].sort()) {
    const dotted = `.${folder.replaceAll("/", ".")}`;
    const last = dotted.slice(dotted.lastIndexOf(".") + 1);
    const others = folders.get(last);
    if (others === void 0) folders.set(last, [{ folder, dotted }]);
    else others.push({ folder, dotted });
  }
  known.set(program, folders);
  return folders;
}
var namedFiles = /* @__PURE__ */ new WeakMap();
function filesNamed(name, program) {
  let files = namedFiles.get(program);
  if (files === void 0) {
    const made = /* @__PURE__ */ new Map();
    for (const folder of [...program.folders()].sort()) {
      for (const path of program.filesIn(folder)) {
        const others = made.get(basename(path));
        if (others === void 0) made.set(basename(path), [path]);
        else others.push(path);
      }
    }
    namedFiles.set(program, made);
    files = made;
  }
  return files.get(name) ?? [];
}

// src/drift/code/languages/csharp-modules.ts
function csharpModules(module, from, program, name) {
  const dot = module.lastIndexOf(".");
  const last = module.slice(dot + 1);
  const named2 = dot === -1 ? [] : packageFolders(module.slice(0, dot), from, program).map((folder) => `${folder}/${last}.cs`).filter((path) => program.has(path));
  const folders = packageFolders(module, from, program);
  return [.../* @__PURE__ */ new Set([...named2, ...declaring(name, folders, program)])];
}
function csharpSiblings(path, program, name) {
  const folders = [];
  for (let folder = dirname2(path); ; folder = dirname2(folder)) {
    folders.push(folder);
    const isProject = program.filesIn(folder).some((file) => file.endsWith(".csproj"));
    if (isProject || folder === "." || folder === "/") break;
  }
  const found = declaring(name, folders, program);
  if (name === void 0 || found.some((file) => basename2(file) === `${name}.cs`)) return found;
  const named2 = filesNamed(`${name}.cs`, program);
  return [.../* @__PURE__ */ new Set([...found, ...named2.length > 0 ? named2 : filesOfConstants(program)])];
}
function declaring(name, folders, program) {
  const all = folders.flatMap(
    (folder) => [...program.filesIn(folder)].sort().filter((path) => path.endsWith(".cs"))
  );
  if (name === void 0) return all;
  const named2 = all.filter((path) => basename2(path) === `${name}.cs`);
  if (named2.length > 0) return named2;
  return all.filter((path) => program.isRead(path));
}
var constants = /* @__PURE__ */ new WeakMap();
function filesOfConstants(program) {
  const known5 = constants.get(program);
  if (known5 !== void 0) return known5;
  const found = [...program.folders()].flatMap((folder) => program.filesIn(folder)).filter((path) => /(?:Constants?|Consts|Routes?|Paths?|Urls?|Endpoints?)\.cs$/.test(path)).sort();
  constants.set(program, found);
  return found;
}

// src/drift/code/languages/csharp.ts
var QUERY = `
[(class_declaration) (struct_declaration) (record_declaration) (interface_declaration) (enum_declaration)
 (method_declaration) (constructor_declaration) (local_function_statement) (lambda_expression)
 (anonymous_method_expression)] @scope
[(invocation_expression) (object_creation_expression) (implicit_object_creation_expression)
 (constructor_initializer)] @call
(base_list (argument_list)) @call
[(namespace_declaration) (file_scoped_namespace_declaration)] @namespace
(using_directive) @using
(variable_declarator) @declarator
(property_declaration) @property
(enum_member_declaration) @member
(assignment_expression) @assignment
(return_statement) @return
(element_access_expression) @element
(foreach_statement) @loop
`;
var FUNCTION = /^(?:method_declaration|constructor|local_function|lambda|anonymous_method)/;
var SETTINGS = /^_?(?:app)?config(?:uration)?$/i;
var csharp = {
  id: "csharp",
  extensions: [".cs"],
  grammar: () => "c-sharp",
  read,
  modules: csharpModules,
  siblings: csharpSiblings
};
function read(root, grammar2) {
  const build = new FactsBuilder("csharp", root, toExpr);
  const captures = grammar2.captures(QUERY, root);
  const scopes = captures.filter(({ name }) => name === "scope");
  for (const { node } of scopes) {
    const kind = FUNCTION.test(node.type) ? "function" : "class";
    build.addScope(node, { kind, name: nameOf(node) });
  }
  for (const { node } of scopes) completeScope(node, build);
  let hasNamespace = false;
  for (const { name, node } of captures) {
    if (name === "call") build.addCall(node);
    else if (name === "using") addUsing(node, build);
    else if (name === "declarator") addDeclarator(node, build);
    else if (name === "property") addProperty(node, build);
    else if (name === "member") addMember(node, build);
    else if (name === "assignment") addAssignment(node, build);
    else if (name === "loop") addLoop(node, build);
    else if (name === "element") addAccess(node, build);
    else if (name === "namespace" && !hasNamespace) {
      build.setPackage(node.childForFieldName("name")?.text ?? "");
      hasNamespace = true;
    } else if (name === "return" && node.firstNamedChild !== null)
      build.addReturn(node, build.expr(node.firstNamedChild));
  }
  return build.facts();
}
function nameOf(node) {
  if (node.type === "constructor_declaration") return "constructor";
  const { parent } = node;
  const isHeld = parent?.type === "variable_declarator" && FUNCTION.test(node.type);
  return (isHeld ? parent : node).childForFieldName("name")?.text ?? null;
}
function completeScope(node, build) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  const list = node.childForFieldName("parameters") ?? childOf(node, "parameter_list");
  const params = paramsOf(list, build);
  const decorators = decoratorsOf(node, build);
  if (!FUNCTION.test(node.type)) {
    const bases = named(childOf(node, "base_list")).flatMap(
      (base) => base.type === "argument_list" ? [] : [typeExpr(base)]
    );
    build.complete(index, { decorators, bases, abstract: isAbstract(node) });
    addPrimary(list, params, build);
    return;
  }
  const [first] = params;
  const isExtension = first !== void 0 && isThis(list);
  build.complete(index, {
    decorators,
    params,
    receiver: isExtension ? first : null,
    ...hasModifier(node, "public") && !hasModifier(node, "static") ? { public: true } : {},
    returnType: (node.childForFieldName("returns") ?? node.childForFieldName("type"))?.text ?? null
  });
  const body = node.childForFieldName("body");
  if (body?.type === "arrow_expression_clause")
    build.addReturnOf(index, build.expr(body.firstNamedChild));
  else if (node.type === "lambda_expression" && body !== null && body.type !== "block")
    build.addReturnOf(index, build.expr(body));
}
function isAbstract(node) {
  return node.type === "interface_declaration" || childOf(node, "type_parameter_list") !== null || hasModifier(node, "abstract");
}
function hasModifier(node, name) {
  return node.namedChildren.some((child) => child?.type === "modifier" && child.text === name);
}
function addPrimary(list, params, build) {
  const nodes = named(list).filter(({ type }) => type === "parameter");
  for (const [position, { name, type, default: value, decorators }] of params.entries()) {
    const at = nodes[position]?.childForFieldName("name");
    if (at !== null && at !== void 0) build.addBinding(at, name, value, { type, decorators });
  }
}
function isThis(list) {
  const modifiers = named(list)[0]?.namedChildren ?? [];
  return modifiers.some((child) => child?.type === "modifier" && child.text === "this");
}
function decoratorsOf(node, build) {
  return named(node).filter(({ type }) => type === "attribute_list").flatMap((list) => named(list).filter(({ type }) => type === "attribute")).map((attribute) => {
    const name = attribute.childForFieldName("name");
    return {
      kind: "call",
      callee: name === null ? build.unknown(attribute) : typeExpr(name),
      args: argumentsOf(childOf(attribute, "attribute_argument_list"), build),
      ...placeOf(attribute)
    };
  });
}
function paramsOf(list, build) {
  if (list === null) return [];
  if (!list.type.endsWith("parameter_list"))
    return [{ name: list.text, type: null, default: null, decorators: [], ...placeOf(list) }];
  const params = named(list).filter(({ type: type2 }) => type2 === "parameter" || type2 === "implicit_parameter").map((node) => paramOf(node, build));
  const rest = list.childForFieldName("name");
  if (rest === null) return params;
  const type = list.childForFieldName("type")?.text ?? null;
  return [...params, { name: rest.text, type, default: null, decorators: [], ...placeOf(rest) }];
}
function paramOf(node, build) {
  const name = node.childForFieldName("name");
  const last = node.lastNamedChild;
  const value = name !== null && last !== null && last.id !== name.id ? last : null;
  return {
    name: name?.text ?? node.text,
    type: node.childForFieldName("type")?.text ?? null,
    default: value === null ? null : build.expr(value),
    decorators: decoratorsOf(node, build),
    ...placeOf(node)
  };
}
function addUsing(node, build) {
  const module = node.lastNamedChild?.text.replace(/^global::/, "") ?? "";
  const alias = node.childForFieldName("name");
  if (alias === null) build.addImport(node, "*", module, "*");
  else build.addImport(node, alias.text, module, module.slice(module.lastIndexOf(".") + 1));
}
function addDeclarator(node, build) {
  const name = node.childForFieldName("name");
  if (name === null) return;
  const last = node.lastNamedChild;
  const value = last === null || last.id === name.id ? null : build.expr(last);
  const type = node.parent?.childForFieldName("type");
  const field2 = node.parent?.parent;
  build.addBinding(name, name.text, value, {
    type: type === null || type === void 0 || type.type === "implicit_type" ? null : type.text,
    decorators: field2?.type === "field_declaration" ? decoratorsOf(field2, build) : []
  });
}
function addLoop(node, build) {
  const left = node.childForFieldName("left");
  if (left?.type !== "identifier") return;
  const value = build.expr(node.childForFieldName("right"));
  build.addBinding(left, left.text, value, { each: true });
}
function addProperty(node, build) {
  const name = node.childForFieldName("name");
  const value = node.childForFieldName("value");
  if (name === null) return;
  const given = value?.type === "arrow_expression_clause" ? value.firstNamedChild : value;
  build.addBinding(name, name.text, given === null ? null : build.expr(given), {
    type: node.childForFieldName("type")?.text ?? null,
    decorators: decoratorsOf(node, build)
  });
}
function addMember(node, build) {
  const name = node.childForFieldName("name");
  const value = node.childForFieldName("value");
  if (name === null) return;
  const type = node.parent?.parent?.childForFieldName("name")?.text ?? null;
  const decorators = decoratorsOf(node, build);
  build.addBinding(name, name.text, value === null ? null : build.expr(value), {
    type,
    decorators
  });
}
function addAssignment(node, build) {
  const holder = node.parent?.type;
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (holder === "initializer_expression" || holder === "attribute_argument") return;
  if (left === null || right === null) return;
  if (left.type === "identifier" || left.type === "member_access_expression")
    build.addBinding(left, left.text.replace(/\s+/g, ""), build.expr(right));
}
function addAccess(node, build) {
  const object = node.childForFieldName("expression");
  if (object === null) return;
  const last = object.type === "member_access_expression" ? object.childForFieldName("name") : object;
  const isEnvironment5 = /\bEnvironment\.GetEnvironmentVariables\(\)$/.test(object.text);
  if (!isEnvironment5 && !SETTINGS.test(last?.text ?? "")) return;
  const expr = build.expr(node);
  if (expr.kind !== "index") return;
  build.addAccess(node, {
    object: expr.object,
    name: expr.index,
    fallback: fallbackOf(node, build)
  });
}
function fallbackOf(node, build) {
  let inner = node;
  while (/^(?:postfix_unary|parenthesized)_expression$/.test(inner.parent?.type ?? ""))
    inner = inner.parent ?? inner;
  const { parent } = inner;
  return parent?.type === "binary_expression" && parent.childForFieldName("operator")?.type === "??" && parent.childForFieldName("left")?.id === inner.id ? build.expr(parent.childForFieldName("right")) : null;
}

// src/drift/code/languages/go-composites.ts
function readTypes(declarations) {
  const types = /* @__PURE__ */ new Map();
  for (const node of declarations) {
    const name = node.childForFieldName("name");
    const type = node.childForFieldName("type");
    if (name !== null && type !== null) types.set(name.text, type);
  }
  return types;
}
function compositeExpr(node, build, types) {
  return literalValue(node.childForFieldName("body"), node.childForFieldName("type"), build, types);
}
function underlying(type, types) {
  let found = type;
  for (let hops = 0; hops < 10 && found !== null; hops += 1) {
    if (found.type === "pointer_type") found = found.firstNamedChild;
    else {
      const next = found.type === "type_identifier" ? types.get(found.text) : void 0;
      if (next === void 0) return found;
      found = next;
    }
  }
  return found;
}
function literalValue(body, declared, build, types) {
  if (body === null) return build.expr(declared);
  const type = underlying(declared, types);
  const isMap = type?.type === "map_type";
  const fields = type?.type === "struct_type" ? fieldsOf(type) : null;
  const inner = type?.childForFieldName("element") ?? (isMap ? type.childForFieldName("value") : null);
  const element = (node, of) => {
    const value = node?.type === "literal_element" ? node.firstNamedChild : node;
    return value?.type === "literal_value" ? literalValue(value, of, build, types) : build.expr(value);
  };
  const parts = named(body);
  const at = placeOf(body);
  const own = structType(declared, type, parts);
  const isKeyed = parts[0]?.type === "keyed_element" && !isList(type);
  if (isKeyed) {
    const entries2 = parts.flatMap((part) => {
      const key = part.childForFieldName("key")?.firstNamedChild;
      if (key === null || key === void 0) return [];
      const field2 = fields?.find(({ name }) => name === key.text)?.type ?? null;
      return [
        {
          key: !isMap && key.type === "identifier" ? { kind: "text", value: key.text, ...placeOf(key) } : build.expr(key),
          value: element(part.childForFieldName("value"), isMap ? inner : field2)
        }
      ];
    });
    return { kind: "map", entries: entries2, ...own, ...at };
  }
  if (fields !== null && parts.length > 0)
    return {
      kind: "map",
      entries: parts.flatMap((part, position) => {
        const field2 = fields[position];
        if (field2 === void 0) return [];
        const key = { kind: "text", value: field2.name, ...placeOf(part) };
        return [{ key, value: element(part, field2.type) }];
      }),
      ...own,
      ...at
    };
  const items = parts.map(
    (part) => element(part.type === "keyed_element" ? part.childForFieldName("value") : part, inner)
  );
  if (own.type === void 0)
    return isMap ? { kind: "map", entries: [], ...at } : { kind: "list", items, ...at };
  const entries = items.map((value, position) => {
    const key = { kind: "literal", type: "number", text: String(position), ...at };
    return { key, value };
  });
  return { kind: "map", entries, ...own, ...at };
}
function structType(declared, type, parts) {
  const name = declared?.type === "pointer_type" ? declared.firstNamedChild : declared;
  if (name === null || !/^(?:type_identifier|qualified_type|generic_type)$/.test(name.type))
    return {};
  const isStruct = type?.type === "struct_type" || type !== null && type.id === name.id && !parts.some((part) => holdsLiteral(part));
  return isStruct ? { type: name.text } : {};
}
function holdsLiteral(part) {
  return /^(?:literal_value|composite_literal)$/.test(part.firstNamedChild?.type ?? "");
}
function isList(type) {
  return /^(?:slice|array|implicit_length_array)_type$/.test(type?.type ?? "");
}
function fieldsOf(struct) {
  return named(struct.firstNamedChild).flatMap((field2) => {
    const type = field2.childForFieldName("type");
    const names = named(field2).filter((child) => child.type === "field_identifier");
    return names.length === 0 ? [{ name: /(\w+)$/.exec(type?.text ?? "")?.[1] ?? "", type }] : names.map((name) => ({ name: name.text, type }));
  });
}

// src/drift/code/languages/go-modules.ts
import { dirname as dirname3, join as join2 } from "node:path/posix";
var STANDARD = new Set(
  "archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe weak C".split(" ")
);
function packageName(module) {
  const parts = module.split("/");
  const last = parts.at(-1) ?? "";
  const name = parts.length > 1 && /^v\d+$/.test(last) ? parts.at(-2) ?? last : last;
  return name.replace(/\.v\d+$/, "").replace(/^go-|[-.]go$/, "").replace(/-/g, "_");
}
function goModules(module, from, program) {
  if (module.startsWith(".")) return packageFiles(join2(dirname3(from), module), program);
  if (STANDARD.has(module.split("/", 1)[0] ?? "")) return [];
  for (const path of manifests(from, program)) {
    const text = program.text(path);
    const own = text === null ? null : modulePath(text);
    if (own === null || module !== own && !module.startsWith(`${own}/`)) continue;
    return packageFiles(join2(dirname3(path), module.slice(own.length + 1)), program);
  }
  return byEnding(module, from, program);
}
var known2 = /* @__PURE__ */ new WeakMap();
function manifests(from, program) {
  let all = known2.get(program);
  if (all === void 0) {
    all = [...program.folders()].map((folder) => folder === "." ? "go.mod" : `${folder}/go.mod`).filter((path) => program.has(path)).sort();
    known2.set(program, all);
  }
  const nearest = program.nearest("go.mod", from);
  return nearest === void 0 ? all : [nearest, ...all.filter((path) => path !== nearest)];
}
function modulePath(text) {
  return /^module\s+"?([^\s"]+)/m.exec(text)?.[1] ?? null;
}
function byEnding(module, from, program) {
  const parts = module.split("/");
  const roots2 = /* @__PURE__ */ new Set([".", "src"]);
  for (let folder = dirname3(from); folder !== "."; folder = dirname3(folder)) roots2.add(folder);
  const least = (parts[0] ?? "").includes(".") ? 2 : 1;
  for (let start = 0; parts.length - start >= least; start += 1) {
    for (const root of roots2) {
      const files = packageFiles(join2(root, parts.slice(start).join("/")), program);
      if (files.length > 0) return files;
    }
  }
  return [];
}
function packageFiles(folder, program) {
  return program.filesIn(folder).filter((path) => path.endsWith(".go") && !path.endsWith("_test.go")).sort();
}
function goSiblings(path, program) {
  return packageFiles(dirname3(path), program);
}

// src/drift/code/languages/go-text.ts
var SIMPLE2 = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v"
};
function unquoteGo(node) {
  const text = node.text.slice(1, -1);
  if (node.type === "raw_string_literal") return text.replace(/\r/g, "");
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{3})|([\s\S]))/g,
    (whole, four, eight, two, octal, one) => {
      const hex = four ?? eight ?? two;
      const point = hex !== void 0 ? Number.parseInt(hex, 16) : octal !== void 0 ? Number.parseInt(octal, 8) : null;
      if (point === null) return SIMPLE2[one] ?? one;
      return point <= 1114111 ? String.fromCodePoint(point) : whole;
    }
  );
}

// src/drift/code/languages/printf.ts
function formatted2(args, verb, at) {
  const [format, ...values] = args;
  if (format?.value.kind !== "text" || args.some(({ spread }) => spread)) return null;
  const { value: text, line, column } = format.value;
  const parts = [];
  let from = 0;
  let used = 0;
  let literal = "";
  const flush = () => {
    if (literal !== "") parts.push({ kind: "text", value: literal, line, column });
    literal = "";
  };
  for (const match of text.matchAll(verb)) {
    literal += text.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === "%") {
      literal += "%";
      continue;
    }
    const value = values[used]?.value;
    if (value === void 0) return null;
    used += 1;
    flush();
    parts.push(value);
  }
  literal += text.slice(from);
  flush();
  return joined(parts, at);
}

// src/drift/code/languages/go.ts
var QUERY2 = `
[(function_declaration) (method_declaration) (func_literal) (method_elem)] @function
[(type_spec) (type_alias)] @type
(package_clause) @package
(import_spec) @import
[(call_expression) (type_conversion_expression)] @call
(return_statement) @return
[(var_spec) (const_spec)] @spec
[(short_var_declaration) (assignment_statement)] @assignment
(range_clause) @range
(field_declaration) @field
`;
var METHOD_CONSTANTS = /^(?:net\/http\.Method|github\.com\/gofiber\/fiber(?:\/v\d+)?\.Method|github\.com\/labstack\/echo(?:\/v\d+)?\.)(Get|Head|Post|Put|Patch|Delete|Connect|Options|Trace|GET|HEAD|POST|PUT|PATCH|DELETE|CONNECT|OPTIONS|TRACE)$/;
var go = {
  id: "go",
  extensions: [".go"],
  manifest: /(?:^|\/)go\.mod$/,
  grammar: () => "go",
  read: read2,
  modules: goModules,
  siblings: goSiblings,
  constant: (module, name) => METHOD_CONSTANTS.exec(`${module}.${name}`)?.[1]?.toUpperCase()
};
function read2(root, grammar2) {
  const captures = grammar2.captures(QUERY2, root);
  const types = readTypes(captures.flatMap(({ name, node }) => name === "type" ? [node] : []));
  const build = new FactsBuilder(
    "go",
    root,
    (node, builder) => node.type === "composite_literal" ? compositeExpr(node, builder, types) : toExpr2(node, builder)
  );
  for (const { name, node } of captures) {
    if (name !== "function" && name !== "type") continue;
    const own = node.childForFieldName("name")?.text ?? null;
    build.addScope(node, { kind: name === "type" ? "class" : "function", name: own });
  }
  for (const { name, node } of captures) {
    if (name === "call") build.addCall(node);
    else if (name === "assignment") addAssignment2(node, build);
    else if (name === "return") addReturn(node, build);
    else if (name === "spec") addSpec(node, build);
    else if (name === "function") completeFunction(node, build);
    else if (name === "type") completeType(node, build);
    else if (name === "field") addField(node, build);
    else if (name === "range") addRange(node, build);
    else if (name === "import") addImport(node, build);
    else if (name === "package") build.setPackage(node.firstNamedChild?.text ?? "");
  }
  return build.facts();
}
function completeFunction(node, build) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  const result = node.childForFieldName("result");
  const first = result?.type === "parameter_list" ? named(result)[0] : result;
  build.complete(index, {
    params: paramsOf2(node.childForFieldName("parameters")),
    returnType: (first?.childForFieldName("type") ?? first)?.text ?? null,
    receiver: paramsOf2(node.childForFieldName("receiver"))[0] ?? null
  });
}
function paramsOf2(list) {
  return named(list).flatMap((node) => {
    const type = node.childForFieldName("type")?.text ?? node.text;
    const names = named(node).filter((child) => child.type === "identifier");
    const param = (at, name) => ({
      name,
      type: node.type === "variadic_parameter_declaration" ? `...${type}` : type,
      default: null,
      decorators: [],
      ...placeOf(at)
    });
    return names.length === 0 ? [param(node, "_")] : names.map((name) => param(name, name.text));
  });
}
function completeType(node, build) {
  const index = build.scopeOf(node);
  const type = node.childForFieldName("type");
  if (index === void 0 || type === null) return;
  build.complete(index, { bases: basesOf(type).map((base) => build.expr(base)) });
}
function basesOf(type) {
  if (type.type === "struct_type")
    return named(type.firstNamedChild).flatMap((field2) => {
      const embedded = field2.childForFieldName("type");
      return field2.childForFieldName("name") === null && embedded !== null ? [embedded] : [];
    });
  if (type.type === "interface_type")
    return named(type).flatMap((part) => part.type === "type_elem" ? named(part) : []);
  return /^(?:type_identifier|qualified_type|generic_type|pointer_type)$/.test(type.type) ? [type] : [];
}
function addField(node, build) {
  const type = node.childForFieldName("type");
  if (type === null) return;
  const fields = named(node).filter((child) => child.type === "field_identifier");
  const names = fields.length > 0 ? fields.map((field2) => ({ node: field2, name: field2.text })) : [{ node: type, name: /(\w+)(?:\[.*\])?$/s.exec(type.text)?.[1] ?? type.text }];
  const tag = node.childForFieldName("tag");
  for (const { node: at, name } of names) {
    build.addBinding(at, name, null, { type: type.text });
    if (tag !== null) build.addTag(at, { field: name, type: type.text, text: unquoteGo(tag) });
  }
}
function addImport(node, build) {
  const path = node.childForFieldName("path");
  if (path === null) return;
  const module = unquoteGo(path);
  const local = node.childForFieldName("name")?.text ?? packageName(module);
  build.addImport(node, local, module, "*");
}
function addSpec(node, build) {
  const names = named(node).filter((child) => child.type === "identifier");
  const type = node.childForFieldName("type")?.text ?? null;
  bind(names, named(node.childForFieldName("value")), type, build);
}
function addAssignment2(node, build) {
  const operator = node.childForFieldName("operator")?.type ?? "=";
  if (operator !== "=") return;
  bind(named(node.childForFieldName("left")), named(node.childForFieldName("right")), null, build);
}
function bind(names, values, type, build) {
  const [first] = values;
  for (const [position, at] of names.entries()) {
    if (at.type !== "identifier" && at.type !== "selector_expression") continue;
    if (at.text === "_") continue;
    const own = values[position];
    const value = own !== void 0 ? build.expr(own) : first === void 0 ? null : numbered(build.expr(first), position, at);
    build.addBinding(at, at.text.replace(/\s+/g, ""), value, {
      type: type ?? (own === void 0 ? null : literalType(own))
    });
  }
}
function numbered(object, position, at) {
  const place = placeOf(at);
  const index = { kind: "literal", type: "number", text: String(position), ...place };
  return { kind: "index", object, index, ...place };
}
function literalType(value) {
  if (value.type === "composite_literal") return value.childForFieldName("type")?.text ?? null;
  if (value.type === "unary_expression") {
    const operand = value.childForFieldName("operand");
    const type = operand?.type === "composite_literal" ? literalType(operand) : null;
    return type === null ? null : `*${type}`;
  }
  if (value.type !== "call_expression" || value.childForFieldName("function")?.text !== "new")
    return null;
  const made = value.childForFieldName("arguments")?.firstNamedChild;
  return made === null || made === void 0 ? null : `*${made.text}`;
}
function addRange(node, build) {
  const [, value] = named(node.childForFieldName("left"));
  if (value?.type !== "identifier") return;
  const list = build.expr(node.childForFieldName("right"));
  build.addBinding(value, value.text, list, { each: true });
}
function addReturn(node, build) {
  const [first] = named(node.firstNamedChild);
  if (first !== void 0) build.addReturn(node, build.expr(first));
}
function toExpr2(node, build) {
  const at = placeOf(node);
  const field2 = (name) => node.childForFieldName(name);
  switch (node.type) {
    case "interpreted_string_literal":
    case "raw_string_literal":
      return { kind: "text", value: unquoteGo(node), ...at };
    case "int_literal":
    case "float_literal":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "true":
    case "false":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "nil":
      return { kind: "literal", type: "null", text: "nil", ...at };
    case "identifier":
    case "blank_identifier":
    case "type_identifier":
    case "package_identifier":
    case "field_identifier":
      return { kind: "name", name: node.text, ...at };
    case "selector_expression":
      return member(field2("operand"), field2("field"), node, build);
    case "qualified_type":
      return member(field2("package"), field2("name"), node, build);
    case "index_expression":
      return {
        kind: "index",
        object: build.expr(field2("operand")),
        index: build.expr(field2("index")),
        ...at
      };
    case "call_expression":
      return callExpr2(node, build);
    case "type_conversion_expression":
      return conversion(node, build);
    case "generic_type":
      return build.expr(field2("type"));
    case "type_instantiation_expression":
      return build.expr(field2("type") ?? node.firstNamedChild);
    case "pointer_type":
    case "parenthesized_expression":
      return build.expr(node.firstNamedChild);
    case "type_assertion_expression":
      return build.expr(field2("operand"));
    case "unary_expression":
      return /^[&*]$/.test(field2("operator")?.type ?? "") ? build.expr(field2("operand")) : build.unknown(node);
    case "binary_expression":
      if (field2("operator")?.type !== "+") return build.unknown(node);
      return joined([build.expr(field2("left")), build.expr(field2("right"))], at);
    case "literal_element":
      return build.expr(node.firstNamedChild);
    case "func_literal":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function member(object, name, node, build) {
  return {
    kind: "member",
    object: build.expr(object),
    name: name?.text ?? "",
    ...placeOf(name ?? node)
  };
}
function conversion(node, build) {
  const type = node.childForFieldName("type");
  const operand = build.expr(node.childForFieldName("operand"));
  if (type === null || !/^(?:generic_type|type_identifier|qualified_type)$/.test(type.type))
    return operand;
  return {
    kind: "call",
    callee: build.expr(type),
    args: [{ name: null, value: operand, spread: false }],
    ...placeOf(node)
  };
}
function callExpr2(node, build) {
  const callee = node.childForFieldName("function");
  const args = named(node.childForFieldName("arguments")).map((arg) => {
    const spread = arg.type === "variadic_argument";
    return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
  });
  if (callee?.text === "fmt.Sprintf") {
    const text = formatted2(args, /%[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])/g, placeOf(node));
    if (text !== null) return text;
  }
  return { kind: "call", callee: build.expr(callee), args, ...placeOf(node) };
}

// src/drift/code/facts-index.ts
function dottedName(expr) {
  if (expr.kind === "name") return expr.name;
  if (expr.kind !== "member") return null;
  const object = dottedName(expr.object);
  return object === null ? null : `${object}.${expr.name}`;
}

// src/drift/code/languages/java-library.ts
function meaningOf2(call) {
  const { callee, line, column } = call;
  const at = { line, column };
  const values = call.args.map(({ value }) => value);
  const [first, second] = values;
  if (callee.kind !== "member" || first === void 0) return call;
  const { object, name } = callee;
  if (name === "orElse" || name === "orElseGet")
    return { kind: "either", options: [optional(object), first], ...at };
  if (name === "concat" && call.args.length === 1) return joined([object, first], at);
  if (name === "formatted" && object.kind === "text")
    return percentFormat(object.value, values, at);
  if (object.kind !== "name") return call;
  switch (`${object.name}.${name}`) {
    case "String.format":
      return first.kind === "text" ? percentFormat(first.value, values.slice(1), at) : call;
    case "String.valueOf":
    case "Objects.requireNonNull":
      return first;
    case "Objects.requireNonNullElse":
      return second === void 0 ? call : { kind: "either", options: [first, second], ...at };
    case "List.of":
    case "Set.of":
    case "Arrays.asList":
    case "ImmutableList.of":
    case "ImmutableSet.of":
      return { kind: "list", items: values, ...at };
    case "Map.of":
    case "ImmutableMap.of":
      return { kind: "map", entries: pairs(values), ...at };
    default:
      return call;
  }
}
function optional(expr) {
  const value = expr.kind === "call" ? expr.args[0]?.value : void 0;
  return expr.kind === "call" && /^Optional\.of/.test(dottedName(expr.callee) ?? "") ? value ?? expr : expr;
}
function pairs(values) {
  return values.flatMap((key, index) => {
    const value = values[index + 1];
    return index % 2 === 0 && value !== void 0 ? [{ key, value }] : [];
  });
}

// src/drift/code/languages/java-text.ts
var SIMPLE3 = {
  n: "\n",
  r: "\r",
  t: "	",
  b: "\b",
  f: "\f",
  s: " ",
  "0": "\0"
};
function resolveEscapes2(text) {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(\r?\n)|([\s\S]))/g,
    (_, hex, octal, newline, one) => {
      if (hex !== void 0) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== void 0) return String.fromCharCode(Number.parseInt(octal, 8));
      if (newline !== void 0) return "";
      return SIMPLE3[one] ?? one;
    }
  );
}
function javaText(literal) {
  return literal.startsWith('"""') ? resolveEscapes2(stripIndent(literal.slice(3, -3).replace(/^[ \t\f]*\r?\n/, ""))) : resolveEscapes2(literal.slice(1, -1));
}
function stripIndent(text) {
  const lines = text.split(/\r?\n/);
  const counted = lines.filter((line, index) => line.trim() !== "" || index === lines.length - 1);
  const indent = Math.min(...counted.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent).trimEnd()).join("\n");
}

// src/drift/code/languages/jvm-modules.ts
import { dirname as dirname4 } from "node:path/posix";
var ENDS = [".java", ".kt"];
var answers = /* @__PURE__ */ new WeakMap();
function jvmModules(module, from, program, name) {
  let known5 = answers.get(program);
  if (known5 === void 0) {
    known5 = /* @__PURE__ */ new Map();
    answers.set(program, known5);
  }
  const language = from.slice(from.lastIndexOf("."));
  const key = `${dirname4(from)} ${language} ${module} ${name ?? ""}`;
  const answer = known5.get(key) ?? modulesOf(module, from, program, name);
  known5.set(key, answer);
  return answer;
}
function modulesOf(module, from, program, name) {
  const segments = module.split(".");
  const last = segments.at(-1) ?? "";
  const whole = /^[a-z_]/.test(last) && last !== name ? packageFolders(module, from, program) : [];
  if (whole.length > 0) return declaring2(name, whole, from, program);
  for (let length = segments.length; length > 1; length -= 1) {
    const folders = packageFolders(segments.slice(0, length - 1).join("."), from, program);
    const found = folders.flatMap((folder) => fileOf(segments[length - 1] ?? "", folder, program));
    if (found.length > 0) return found;
    if (!/^[A-Z]/.test(segments[length - 2] ?? "")) break;
  }
  const parent = packageFolders(segments.slice(0, -1).join("."), from, program);
  const inPackage = sources(parent, program).filter((path) => path.endsWith(".kt"));
  return inPackage.length > 0 ? inPackage : anywhere(segments, from, program);
}
function anywhere(segments, from, program) {
  const own = program.file(from)?.facts.package?.split(".")[0];
  const name = segments.find((segment) => /^[A-Z]/.test(segment));
  if (name === void 0 || own === void 0 || own !== segments[0]) return [];
  return ENDS.flatMap((end) => filesNamed(`${name}${end}`, program));
}
function jvmSiblings(path, program, name) {
  const own = program.file(path)?.facts.package;
  const others = own === null || own === void 0 ? [] : exactFolders(own, program);
  return declaring2(name, [.../* @__PURE__ */ new Set([dirname4(path), ...others])], path, program);
}
function declaring2(name, folders, from, program) {
  if (name === void 0) return sources(folders, program);
  const found = folders.flatMap((folder) => fileOf(name, folder, program));
  if (found.length > 0) return found;
  if (!from.endsWith(".kt")) return [];
  return sources(folders, program).filter((path) => path.endsWith(".kt"));
}
function fileOf(name, folder, program) {
  return ENDS.map((end) => `${folder}/${name}${end}`.replace(/^\.\//, "")).filter(
    (path) => program.has(path)
  );
}
function sources(folders, program) {
  return folders.flatMap(
    (folder) => [...program.filesIn(folder)].sort().filter((path) => ENDS.some((end) => path.endsWith(end)))
  );
}

// src/drift/code/languages/java.ts
var QUERY3 = `
[(class_declaration) (interface_declaration) (enum_declaration) (record_declaration) (annotation_type_declaration)
 (method_declaration) (constructor_declaration) (lambda_expression)] @scope
(object_creation_expression (class_body) @scope)
[(method_invocation) (object_creation_expression)] @call
(package_declaration) @package
(import_declaration) @import
[(field_declaration) (constant_declaration) (local_variable_declaration)] @declaration
(annotation_type_element_declaration) @element
(enum_constant) @constant
(resource) @resource
(enhanced_for_statement) @loop
(assignment_expression) @assignment
(return_statement) @return
`;
var FUNCTION2 = /^(?:method|constructor|lambda)_/;
var java = {
  id: "java",
  extensions: [".java"],
  grammar: () => "java",
  read: read3,
  modules: jvmModules,
  siblings: jvmSiblings
};
function read3(root, grammar2) {
  const build = new FactsBuilder("java", root, toExpr3);
  const captures = grammar2.captures(QUERY3, root);
  const scopes = captures.filter(({ name }) => name === "scope");
  for (const { node } of scopes) {
    build.addScope(node, {
      kind: FUNCTION2.test(node.type) ? "function" : "class",
      name: nameOf2(node)
    });
  }
  for (const { node } of scopes) completeScope2(node, build);
  const environment = /* @__PURE__ */ new Set();
  for (const { name, node } of captures) {
    if (name === "call") addCall(node, build, environment);
    else if (name === "package") build.setPackage(node.firstNamedChild?.text ?? "");
    else if (name === "import") addImport2(node, build);
    else if (name === "declaration") addDeclaration(node, build, environment);
    else if (name === "element" || name === "resource") addNamed(node, build);
    else if (name === "loop") addLoop2(node, build);
    else if (name === "constant") addConstant(node, build);
    else if (name === "assignment") addAssignment3(node, build);
    else if (name === "return" && node.firstNamedChild !== null)
      build.addReturn(node, build.expr(node.firstNamedChild));
  }
  return build.facts();
}
function nameOf2(node) {
  if (node.type === "constructor_declaration") return "constructor";
  const { parent } = node;
  const holder = node.type === "lambda_expression" && parent?.type === "variable_declarator" ? parent : node;
  return holder.childForFieldName("name")?.text ?? null;
}
function completeScope2(node, build) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  if (node.type === "class_body") {
    const type = node.parent?.childForFieldName("type");
    build.complete(index, { bases: type === null || type === void 0 ? [] : [typeExpr2(type)] });
    return;
  }
  const parameters = node.childForFieldName("parameters");
  const params = parameters?.type === "identifier" ? [paramOf2(parameters, build)] : named(parameters).map((param) => paramOf2(param, build));
  const decorators = decoratorsOf2(node, build);
  if (node.type === "lambda_expression") {
    build.complete(index, { params });
    const body = node.childForFieldName("body");
    if (body !== null && body.type !== "block") build.addReturnOf(index, build.expr(body));
  } else if (!FUNCTION2.test(node.type)) {
    build.complete(index, { decorators, bases: basesOf2(node), abstract: isAbstract2(node) });
    for (const param of named(parameters)) addNamed(param, build);
  } else {
    const returnType = node.childForFieldName("type")?.text ?? null;
    build.complete(index, { decorators, params, returnType });
  }
}
function isAbstract2(node) {
  if (node.type === "interface_declaration" || node.type === "annotation_type_declaration")
    return true;
  const modifiers = node.namedChildren.find((child) => child?.type === "modifiers");
  return modifiers?.children.some((child) => child?.type === "abstract") ?? false;
}
function basesOf2(node) {
  return named(node).filter(({ type }) => /^(?:superclass|super_interfaces|extends_interfaces)$/.test(type)).flatMap((clause) => named(clause)).flatMap((part) => part.type === "type_list" ? named(part) : [part]).map(typeExpr2);
}
function typeExpr2(node) {
  const at = placeOf(node);
  if (node.type === "generic_type" || node.type === "annotated_type") {
    const inner = named(node).find(({ type }) => type.endsWith("type_identifier"));
    if (inner !== void 0) return typeExpr2(inner);
  }
  const object = node.type.startsWith("scoped_") ? node.firstNamedChild : null;
  return object === null ? { kind: "name", name: node.text, ...at } : { kind: "member", object: typeExpr2(object), name: node.lastNamedChild?.text ?? "", ...at };
}
function decoratorsOf2(node, build) {
  const modifiers = node.namedChildren.find((child) => child?.type === "modifiers");
  return named(modifiers).flatMap(
    (one) => one.type.endsWith("annotation") ? [annotation(one, build)] : []
  );
}
function annotation(node, build) {
  const name = node.childForFieldName("name");
  return {
    kind: "call",
    callee: name === null ? build.unknown(node) : build.expr(name),
    args: named(node.childForFieldName("arguments")).map((arg) => {
      const isPair = arg.type === "element_value_pair";
      const value = isPair ? arg.childForFieldName("value") : arg;
      const key = isPair ? arg.childForFieldName("key")?.text ?? null : null;
      return { name: key, value: build.expr(value), spread: false };
    }),
    ...placeOf(node)
  };
}
function paramOf2(node, build) {
  const declarator = named(node).find(({ type: type2 }) => type2 === "variable_declarator") ?? node;
  const type = node.childForFieldName("type") ?? (declarator === node ? null : typeBefore(node));
  return {
    name: declarator.childForFieldName("name")?.text ?? node.text,
    type: type?.text ?? null,
    default: null,
    decorators: decoratorsOf2(node, build),
    ...placeOf(node)
  };
}
function typeBefore(node) {
  return named(node).find(({ type }) => type !== "modifiers" && type !== "variable_declarator") ?? null;
}
function addImport2(node, build) {
  const path = named(node).find(({ type }) => type.endsWith("identifier"))?.text;
  if (path === void 0) return;
  const isStatic = node.children.some((child) => child?.type === "static");
  const isAll = named(node).some(({ type }) => type === "asterisk");
  const last = path.slice(path.lastIndexOf(".") + 1);
  if (isAll) build.addImport(node, "*", path, "*");
  else build.addImport(node, last, isStatic ? path.slice(0, path.lastIndexOf(".")) : path, last);
}
function addDeclaration(node, build, environment) {
  const declared = node.childForFieldName("type")?.text ?? null;
  const decorators = decoratorsOf2(node, build);
  for (const declarator of node.childrenForFieldName("declarator")) {
    const name = declarator?.childForFieldName("name");
    if (declarator === null || name === null || name === void 0) continue;
    const value = declarator.childForFieldName("value");
    const made = value === null ? null : build.expr(value);
    if (isEnvironment(made)) environment.add(name.text);
    build.addBinding(name, name.text, made, {
      type: declared === "var" ? null : declared,
      decorators
    });
  }
}
function addNamed(node, build) {
  const name = node.childForFieldName("name");
  const value = node.childForFieldName("value");
  if (name === null) return;
  const type = node.childForFieldName("type")?.text ?? null;
  build.addBinding(name, name.text, value === null ? null : build.expr(value), {
    type: type === "var" ? null : type,
    decorators: decoratorsOf2(node, build)
  });
}
function addLoop2(node, build) {
  const name = node.childForFieldName("name");
  if (name === null) return;
  const type = node.childForFieldName("type")?.text ?? null;
  build.addBinding(name, name.text, build.expr(node.childForFieldName("value")), {
    type: type === "var" ? null : type,
    each: true
  });
}
function addConstant(node, build) {
  const name = node.childForFieldName("name");
  const type = node.parent?.parent?.childForFieldName("name")?.text ?? "";
  if (name === null) return;
  const args = argumentsOf2(node, build);
  const callee = { kind: "name", name: type, ...placeOf(name) };
  const value = { kind: "call", callee, args, ...placeOf(node) };
  build.addBinding(name, name.text, value, { type, decorators: decoratorsOf2(node, build) });
}
function addAssignment3(node, build) {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (left === null || right === null || left.type === "array_access") return;
  build.addBinding(left, left.text.replace(/\s+/g, ""), build.expr(right));
}
function addCall(node, build, environment) {
  build.addCall(node);
  const expr = build.expr(node);
  if (expr.kind !== "call" || expr.callee.kind !== "member") return;
  const { object, name } = expr.callee;
  if (name !== "get" && name !== "getOrDefault" && name !== "containsKey") return;
  const isKnown = object.kind === "name" ? environment.has(object.name) : isEnvironment(object);
  const [key, fallback] = expr.args;
  if (isKnown && key !== void 0)
    build.addAccess(node, { object, name: key.value, fallback: fallback?.value ?? null });
}
function isEnvironment(expr) {
  return expr?.kind === "call" && expr.args.length === 0 && dottedName(expr.callee) === "System.getenv";
}
function toExpr3(node, build) {
  const at = placeOf(node);
  const field2 = (name) => node.childForFieldName(name);
  switch (node.type) {
    case "string_literal":
      return { kind: "text", value: javaText(node.text), ...at };
    case "character_literal":
      return { kind: "text", value: javaText(node.text), ...at };
    case "decimal_integer_literal":
    case "hex_integer_literal":
    case "decimal_floating_point_literal":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "true":
    case "false":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "null_literal":
      return { kind: "literal", type: "null", text: node.text, ...at };
    case "identifier":
    case "type_identifier":
    case "this":
    case "super":
      return { kind: "name", name: node.text, ...at };
    case "field_access":
    case "scoped_identifier": {
      const object = build.expr(field2("object") ?? field2("scope"));
      return memberExpr2(object, field2("field") ?? field2("name"), node);
    }
    case "method_reference": {
      return memberExpr2(build.expr(node.firstNamedChild), node.lastChild, node);
    }
    case "class_literal":
    case "generic_type":
    case "scoped_type_identifier":
      return typeExpr2(node.type === "class_literal" ? node.firstNamedChild ?? node : node);
    case "array_access":
      return {
        kind: "index",
        object: build.expr(field2("array")),
        index: build.expr(field2("index")),
        ...at
      };
    case "method_invocation":
    case "object_creation_expression":
      return callExpr3(node, build);
    case "annotation":
    case "marker_annotation":
      return annotation(node, build);
    case "binary_expression":
      return field2("operator")?.type === "+" ? joined([build.expr(field2("left")), build.expr(field2("right"))], at) : build.unknown(node);
    case "ternary_expression": {
      const options = [build.expr(field2("consequence")), build.expr(field2("alternative"))];
      return { kind: "either", options, ...at };
    }
    case "parenthesized_expression":
      return build.expr(node.firstNamedChild);
    case "cast_expression":
    case "array_creation_expression":
      return build.expr(field2("value"));
    case "assignment_expression":
      return build.expr(field2("right"));
    case "array_initializer":
    case "element_value_array_initializer":
      return { kind: "list", items: named(node).map((item) => build.expr(item)), ...at };
    case "lambda_expression":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function memberExpr2(object, name, node) {
  return { kind: "member", object, name: name?.text ?? "", ...placeOf(name ?? node) };
}
function argumentsOf2(node, build) {
  return named(node.childForFieldName("arguments")).map((arg) => ({
    name: null,
    value: build.expr(arg),
    spread: false
  }));
}
function callExpr3(node, build) {
  const at = placeOf(node);
  const type = node.childForFieldName("type");
  const object = node.childForFieldName("object");
  const name = node.childForFieldName("name");
  const callee = type !== null ? typeExpr2(type) : object === null ? build.expr(name) : memberExpr2(build.expr(object), name, node);
  const args = argumentsOf2(node, build);
  const call = { kind: "call", callee, args, ...at };
  return type === null ? meaningOf2(call) : call;
}

// src/drift/code/languages/javascript-text.ts
var SIMPLE4 = {
  n: "\n",
  r: "\r",
  t: "	",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0"
};
function unquote(node) {
  return resolveEscapes3(node.text.slice(1, -1));
}
function resolveEscapes3(text) {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g,
    (whole, braced, four, two, one) => {
      const code = braced ?? four ?? two;
      if (code !== void 0) {
        const point = Number.parseInt(code, 16);
        return point <= 1114111 ? String.fromCodePoint(point) : whole;
      }
      if (one === "\n" || one === "\r\n") return "";
      return SIMPLE4[one] ?? one;
    }
  );
}
function textOfTemplate(node, build) {
  const parts = [];
  const { text, startIndex } = node;
  const at = placeOf(node);
  let from = 1;
  const addText = (to) => {
    if (to > from) parts.push({ kind: "text", value: resolveEscapes3(text.slice(from, to)), ...at });
  };
  for (const child of node.namedChildren) {
    if (child?.type !== "template_substitution") continue;
    addText(child.startIndex - startIndex);
    parts.push(build.expr(child.firstNamedChild));
    from = child.endIndex - startIndex;
  }
  addText(text.length - 1);
  const [only] = parts;
  if (only === void 0) return { kind: "text", value: "", ...at };
  return parts.length === 1 && only.kind === "text" ? only : { kind: "join", parts, ...at };
}
function textExpr(node, value) {
  return { kind: "text", value, ...placeOf(node) };
}
function nameText(node) {
  if (node === null) return "";
  return node.type === "string" ? unquote(node) : node.text;
}

// src/drift/code/languages/javascript-environment.ts
var ENVIRONMENT = /^(?:process\.env|import\.meta\.env|Bun\.env|(?:globalThis|global|window)\.process\.env|process\[['"]env['"]\])$/;
var NAMED_SO = /^_?env$/i;
var TYPED_SO = /\bProcessEnv\b|\bDict<string>/;
function environmentParams(scopes) {
  const names = /* @__PURE__ */ new Set();
  for (const { params } of scopes) {
    for (const param of params) {
      const given = param.default === null ? null : dottedName(param.default);
      if (ENVIRONMENT.test(given ?? "") || TYPED_SO.test(param.type ?? "")) names.add(param.name);
    }
  }
  return names;
}
function importedEnvironment(node) {
  const match = /\benv\s+as\s+(\w+)[^}]*\}\s*from\s*['"](?:node:)?process['"]/.exec(node.text);
  return match?.[1] === void 0 ? [] : [match[1]];
}
function addAccess2(node, build, environment) {
  const object = node.childForFieldName("object");
  if (object === null || !mayBeEnvironment(object, environment) || isWritten(node)) return;
  const property = node.childForFieldName("property");
  const name = property === null ? build.expr(node.childForFieldName("index")) : textExpr(property, property.text);
  const fallback = fallbackOf2(node, build);
  const tested = fallback === null && isTested(node);
  build.addAccess(node, { object: build.expr(object), name, fallback, tested });
}
function addContains(node, build, environment) {
  const name = node.childForFieldName("left");
  const object = node.childForFieldName("right");
  if (name === null || object === null || !mayBeEnvironment(object, environment)) return;
  build.addAccess(node, {
    object: build.expr(object),
    name: build.expr(name),
    fallback: null,
    tested: true
  });
}
function mayBeEnvironment(object, environment) {
  if (object.type === "identifier")
    return environment.has(object.text) || NAMED_SO.test(object.text);
  return (object.type === "member_expression" || object.type === "subscript_expression") && ENVIRONMENT.test(object.text.replace(/\?\./g, "."));
}
function isEnvironment2(node) {
  return /^(?:member|subscript)_expression$/.test(node.type) && ENVIRONMENT.test(node.text);
}
function around(node) {
  let inner = node;
  while (inner.parent !== null && /^(?:parenthesized|as|non_null|satisfies)_expression$/.test(inner.parent.type))
    inner = inner.parent;
  return inner;
}
function isWritten(node) {
  const { parent } = node;
  if (parent?.type === "assignment_expression")
    return parent.childForFieldName("left")?.id === node.id;
  return parent?.type === "unary_expression" && parent.childForFieldName("operator")?.type === "delete";
}
function fallbackOf2(node, build) {
  const inner = around(node);
  const { parent } = inner;
  if (parent?.childForFieldName("left")?.id !== inner.id) return null;
  const operator = parent.childForFieldName("operator")?.type;
  const stands = parent.type === "binary_expression" && (operator === "??" || operator === "||") || parent.type === "augmented_assignment_expression" && (operator === "??=" || operator === "||=");
  return stands ? build.expr(parent.childForFieldName("right")) : null;
}
function isTested(node) {
  const inner = around(node);
  const { parent } = inner;
  if (isDemanded(node)) return false;
  switch (parent?.type) {
    case "unary_expression":
      return /^(?:!|typeof)$/.test(parent.childForFieldName("operator")?.type ?? "");
    case "binary_expression": {
      const operator = parent.childForFieldName("operator")?.type ?? "";
      if (/^(?:[=!]==?)$/.test(operator)) return true;
      return operator === "&&" && parent.childForFieldName("left")?.id === inner.id;
    }
    case "ternary_expression":
    case "if_statement":
    case "while_statement":
      return parent.childForFieldName("condition")?.id === inner.id;
    case "member_expression":
      return parent.childForFieldName("object")?.id === inner.id && parent.children.some((child) => child?.type === "optional_chain");
    default:
      return false;
  }
}
function isDemanded(node) {
  let inner = node;
  for (let up = node.parent; up !== null; up = up.parent) {
    if (up.type === "if_statement") {
      if (up.childForFieldName("condition")?.id !== inner.id) return false;
      const then = up.childForFieldName("consequence")?.text ?? "";
      return /^\{?\s*(?:[\w.]+\([^)]*\);?\s*)?(?:throw\b|process\.exit\()/.test(then);
    }
    if (!/expression$/.test(up.type)) return false;
    inner = up;
  }
  return false;
}

// src/drift/code/languages/javascript-interop.ts
var WRAPPER = /^_*(?:interop_?require_?(?:default|wildcard)|import(?:Default|Star)|interop(?:Default|Namespace)\w*|toESM|toCommonJS)\d*$/i;
function unwrapped(call) {
  const { callee, args } = call;
  const named2 = callee.kind === "member" && callee.name === "_" ? callee.object : callee;
  const name = named2.kind === "name" || named2.kind === "member" ? named2.name : "";
  return WRAPPER.test(name) ? args[0]?.value ?? call : call;
}
function addCompiledExports(node, call, build) {
  const [first, second, third] = call.args.map(({ value }) => value);
  if (first === void 0) return;
  const { callee } = call;
  if (callee.kind === "member" && callee.name === "forEach") {
    const local = keysOf(callee.object);
    const module = local === null ? void 0 : build.importOf(local);
    if (module !== void 0 && /\bexports\b/.test(node.text)) addAll(node, module, build);
    return;
  }
  const name = callee.kind === "member" || callee.kind === "name" ? callee.name : "";
  if (name === "defineProperty" && isExports(first) && second?.kind === "text") {
    const given = third?.kind === "map" ? third : void 0;
    const value = entryOf(given, "value");
    const getter = entryOf(given, "get");
    if (second.value === "__esModule") return;
    if (value !== void 0) build.addExport(node, second.value, value);
    else if (getter !== void 0) build.addExport(node, second.value, called(getter));
  } else if (/^_*exportStar$/.test(name)) {
    const module = first.kind === "call" ? first.args[0]?.value : void 0;
    if (module?.kind === "text") addAll(node, module.value, build);
  } else if (/^_+export$/.test(name) && isExports(first) && second?.kind === "map") {
    for (const { key, value } of second.entries) {
      if (key?.kind === "text") build.addExport(node, key.value, called(value));
    }
  }
}
function keysOf(expr) {
  if (expr.kind !== "call" || dottedName(expr.callee) !== "Object.keys") return null;
  const given = expr.args[0]?.value;
  return given?.kind === "name" ? given.name : null;
}
function isExports(expr) {
  return expr.kind === "name" && /(?:^|_)exports$/.test(expr.name) || dottedName(expr) === "module.exports";
}
function entryOf(map, name) {
  return map?.entries.find(({ key }) => key?.kind === "text" && key.value === name)?.value;
}
function called(getter) {
  return { kind: "call", callee: getter, args: [], line: getter.line, column: getter.column };
}
function addAll(node, module, build) {
  const { row, column } = node.startPosition;
  build.addExport(
    node,
    "*",
    { kind: "name", name: "*", line: row + 1, column: column + 1 },
    module
  );
}

// src/drift/code/languages/javascript-expressions.ts
function toExpr4(node, build) {
  const at = placeOf(node);
  const field2 = (name) => node.childForFieldName(name);
  switch (node.type) {
    case "string":
      return { kind: "text", value: unquote(node), ...at };
    case "template_string":
      return textOfTemplate(node, build);
    case "number":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "true":
    case "false":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "null":
    case "undefined":
      return { kind: "literal", type: "null", text: node.text, ...at };
    case "identifier":
    case "this":
    case "super":
    case "import":
    case "type_identifier":
    case "meta_property":
    case "shorthand_property_identifier":
      return { kind: "name", name: node.text, ...at };
    case "member_expression": {
      const name = field2("property");
      const object = build.expr(field2("object"));
      return { kind: "member", object, name: name?.text ?? "", ...placeOf(name ?? node) };
    }
    case "subscript_expression":
      return {
        kind: "index",
        object: build.expr(field2("object")),
        index: build.expr(field2("index")),
        ...at
      };
    case "call_expression":
      return unwrapped(callExpr4(node, build));
    case "new_expression":
      return callExpr4(node, build);
    // `(0, x.f)` calls `f` without its object.
    case "sequence_expression":
      return build.expr(node.lastNamedChild);
    case "binary_expression":
      return binaryExpr2(node, build);
    case "ternary_expression":
      return {
        kind: "either",
        options: [build.expr(field2("consequence")), build.expr(field2("alternative"))],
        ...at
      };
    case "parenthesized_expression":
    case "spread_element":
    case "await_expression":
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
      return build.expr(node.firstNamedChild);
    case "type_assertion":
      return build.expr(node.lastNamedChild);
    case "assignment_expression":
      return build.expr(field2("right"));
    case "array":
      return { kind: "list", items: named(node).map((item) => build.expr(item)), ...at };
    case "object":
      return { kind: "map", entries: named(node).flatMap((entry) => entryOf2(entry, build)), ...at };
    case "arrow_function":
    case "function_expression":
    case "generator_function":
    case "function_declaration":
    case "class_declaration":
    case "class":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function callExpr4(node, build) {
  const callee = node.childForFieldName("function") ?? node.childForFieldName("constructor");
  const list = node.childForFieldName("arguments");
  const args = list?.type === "template_string" ? [list] : named(list);
  return {
    kind: "call",
    callee: build.expr(callee),
    args: args.map((arg) => {
      const spread = arg.type === "spread_element";
      return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
    }),
    ...placeOf(node)
  };
}
function binaryExpr2(node, build) {
  const operator = node.childForFieldName("operator")?.type;
  const sides = [node.childForFieldName("left"), node.childForFieldName("right")];
  if (operator === "+") {
    const parts = sides.map((side) => build.expr(side));
    return { kind: "join", parts, ...placeOf(node) };
  }
  if (operator === "??" || operator === "||")
    return { kind: "either", options: sides.map((side) => build.expr(side)), ...placeOf(node) };
  if (operator === "&&") return build.expr(sides[1]);
  return build.unknown(node);
}
function entryOf2(entry, build) {
  if (entry.type === "pair") {
    const key = entry.childForFieldName("key");
    if (key === null) return [];
    const isComputed = key.type === "computed_property_name";
    return [
      {
        key: isComputed ? build.expr(key.firstNamedChild) : textExpr(key, nameText(key)),
        value: build.expr(entry.childForFieldName("value"))
      }
    ];
  }
  if (entry.type === "shorthand_property_identifier")
    return [{ key: textExpr(entry, entry.text), value: build.expr(entry) }];
  if (entry.type === "spread_element")
    return [{ key: null, value: build.expr(entry.firstNamedChild) }];
  if (entry.type === "method_definition") {
    const name = entry.childForFieldName("name");
    return name === null ? [] : [{ key: textExpr(name, nameText(name)), value: build.functionExpr(entry) }];
  }
  return [];
}

// src/drift/code/languages/javascript-imports.ts
function addImport3(node, build) {
  const required = named(node).find(({ type }) => type === "import_require_clause");
  const source = node.childForFieldName("source") ?? required?.childForFieldName("source");
  if (source === null || source === void 0) return;
  const module = unquote(source);
  if (required !== void 0) {
    build.addImport(node, required.firstNamedChild?.text ?? "", module, "*");
    return;
  }
  const clause = named(node).find(({ type }) => type === "import_clause");
  for (const part of named(clause ?? null)) {
    if (part.type === "identifier") build.addImport(part, part.text, module, "default");
    else if (part.type === "namespace_import")
      build.addImport(part, part.firstNamedChild?.text ?? "", module, "*");
    else if (part.type === "named_imports") {
      for (const one of named(part)) {
        if (one.type !== "import_specifier") continue;
        const name = nameText(one.childForFieldName("name"));
        build.addImport(one, one.childForFieldName("alias")?.text ?? name, module, name);
      }
    }
  }
}
function addExport(node, build) {
  const source = node.childForFieldName("source");
  const from = source === null ? null : unquote(source);
  const clause = named(node).find(({ type }) => type === "export_clause");
  const namespace = named(node).find(({ type }) => type === "namespace_export");
  if (clause !== void 0) {
    for (const one of named(clause)) {
      const inner = one.childForFieldName("name");
      if (inner === null) continue;
      const outer = one.childForFieldName("alias") ?? inner;
      const value = { kind: "name", name: nameText(inner), ...placeOf(inner) };
      build.addExport(one, nameText(outer), value, from);
    }
  } else if (namespace !== void 0) {
    const value = { kind: "name", name: "*", ...placeOf(node) };
    build.addExport(node, namespace.firstNamedChild?.text ?? "", value, from);
  } else if (from !== null) {
    build.addExport(node, "*", { kind: "name", name: "*", ...placeOf(node) }, from);
  } else exportOwn(node, build);
}
function exportOwn(node, build) {
  const isDefault = node.children.some((child) => child?.type === "default");
  const value = node.childForFieldName("value");
  const declaration = node.childForFieldName("declaration");
  if (value !== null) build.addExport(node, "default", build.expr(value));
  else if (declaration === null) return;
  else if (isDefault) build.addExport(node, "default", ownName(declaration, build));
  else if (declaration.type.endsWith("variable_declaration") || declaration.type === "lexical_declaration") {
    for (const one of named(declaration)) {
      const name = one.childForFieldName("name");
      for (const bound of name === null ? [] : boundNames(name))
        build.addExport(one, bound, { kind: "name", name: bound, ...placeOf(one) });
    }
  } else {
    const name = declaration.childForFieldName("name");
    if (name !== null) build.addExport(node, name.text, ownName(declaration, build));
  }
}
function ownName(declaration, build) {
  const name = declaration.childForFieldName("name");
  return name === null ? build.expr(declaration) : { kind: "name", name: name.text, ...placeOf(declaration) };
}
function boundNames(pattern) {
  if (pattern.type === "identifier" || pattern.type === "shorthand_property_identifier_pattern")
    return [pattern.text];
  if (pattern.type === "pair_pattern") {
    const value = pattern.childForFieldName("value");
    return value === null ? [] : boundNames(value);
  }
  if (pattern.type === "assignment_pattern" || pattern.type === "object_assignment_pattern") {
    const left = pattern.childForFieldName("left");
    return left === null ? [] : boundNames(left);
  }
  return named(pattern).flatMap(boundNames);
}
function requiredModule(value) {
  if (value.kind !== "call" || value.callee.kind !== "name") return null;
  const given = value.args[0]?.value;
  return /^(?:require|import)$/.test(value.callee.name) && given?.kind === "text" ? given.value : null;
}
function addAssignedExport(node, name, build) {
  const exported = /^(?:module\.)?exports(?:\.(\w+))?$/.exec(name);
  let right = node.childForFieldName("right");
  while (right?.type === "assignment_expression") right = right.childForFieldName("right");
  if (exported === null || right === null || right.type === "unary_expression") return;
  build.addExport(node, exported[1] ?? "default", build.expr(right));
}

// src/drift/code/languages/javascript-modules.ts
import { dirname as dirname5, join as join3, normalize } from "node:path/posix";
import { parse } from "jsonc-parser";
var ENDS2 = [".ts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".mts", ".cts"];
function javascriptModules(module, from, program) {
  const bases = module.startsWith(".") ? [join3(dirname5(from), module)] : aliases(module, from, program);
  for (const base of bases) {
    const found = candidates(base).find((path) => program.has(path));
    if (found !== void 0) return [found];
  }
  return [];
}
function candidates(base) {
  const bare2 = base.replace(/\.[mc]?jsx?$/, "");
  return [
    base,
    ...ENDS2.map((end) => base + end),
    ...ENDS2.map((end) => bare2 + end),
    ...ENDS2.map((end) => join3(base, `index${end}`))
  ];
}
function aliases(module, from, program) {
  for (const name of ["tsconfig.json", "tsconfig.base.json", "jsconfig.json"]) {
    const path = program.nearest(name, from);
    const text = path === void 0 ? null : program.text(path);
    if (path === void 0 || text === null) continue;
    const found = byConfig(module, dirname5(path), parse(text, [], { allowTrailingComma: true }));
    if (found.length > 0) return found;
  }
  return module.startsWith("@/") || module.startsWith("~/") ? [module.slice(2), `src/${module.slice(2)}`].map((path) => join3(rootOf(from, program), path)) : [];
}
function rootOf(from, program) {
  const manifest = program.nearest("package.json", from);
  return manifest === void 0 ? "." : dirname5(manifest);
}
function byConfig(module, folder, config) {
  const options = member2(config, "compilerOptions");
  const baseUrl = member2(options, "baseUrl");
  const base = join3(folder, typeof baseUrl === "string" ? baseUrl : ".");
  const paths = member2(options, "paths");
  const found = [];
  if (typeof paths === "object" && paths !== null) {
    for (const [pattern, targets] of Object.entries(paths)) {
      const rest = matched(pattern, module);
      if (rest === null || !Array.isArray(targets)) continue;
      for (const target of targets)
        if (typeof target === "string")
          found.push(normalize(join3(base, target.replace("*", rest))));
    }
  }
  if (typeof baseUrl === "string") found.push(join3(base, module));
  return found.filter((path) => !path.startsWith(".."));
}
function matched(pattern, module) {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === module ? "" : null;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return module.length >= before.length + after.length && module.startsWith(before) && module.endsWith(after) ? module.slice(before.length, module.length - after.length) : null;
}
function member2(value, key) {
  return typeof value === "object" && value !== null && key in value ? Object.entries(value).find(([name]) => name === key)?.[1] : void 0;
}

// src/drift/code/languages/javascript.ts
var SHARED = `
[(function_declaration) (function_expression) (generator_function) (generator_function_declaration)
 (arrow_function) (method_definition) (class_declaration) (class)] @scope
[(call_expression) (new_expression)] @call
(import_statement) @import
(export_statement) @export
(variable_declarator) @declarator
(assignment_expression) @assignment
(return_statement) @return
(for_in_statement) @loop
(binary_expression operator: ["===" "==" "!==" "!="] right: (string)) @comparison
(switch_statement body: (switch_body (switch_case value: (string) @case)))
`;
var ACCESSES = `
[(member_expression) (subscript_expression)] @member
(binary_expression operator: "in") @in
`;
var QUERIES = {
  javascript: `${SHARED} (field_definition) @field`,
  typescript: `${SHARED} (abstract_class_declaration) @scope (public_field_definition) @field (enum_declaration) @enum`
};
var javascript = {
  id: "javascript",
  extensions: [".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"],
  manifest: /(?:^|\/)[tj]sconfig(?:\.[\w-]+)?\.json$/,
  grammar: (path) => path.endsWith(".tsx") ? "tsx" : /\.[mc]?ts$/.test(path) ? "typescript" : "javascript",
  read: read4,
  modules: javascriptModules
};
function read4(root, grammar2) {
  const build = new FactsBuilder("javascript", root, toExpr4);
  const isTyped = root.tree.language.name !== "javascript";
  const captures = grammar2.captures(QUERIES[isTyped ? "typescript" : "javascript"], root);
  const scopes = captures.filter(({ name }) => name === "scope");
  for (const { node } of scopes) addScope(node, build);
  for (const { node } of scopes) completeScope3(node, isTyped, build);
  const environment = environmentParams(build.scopes());
  for (const { name, node } of captures) {
    if (name === "call") addCall2(node, build);
    else if (name === "import") {
      addImport3(node, build);
      for (const local of importedEnvironment(node)) environment.add(local);
    } else if (name === "export") addExport(node, build);
    else if (name === "declarator") addDeclarator2(node, build, environment);
    else if (name === "assignment") addAssignment4(node, build);
    else if (name === "return") addReturn2(node, build);
    else if (name === "loop") addLoop3(node, build);
    else if (name === "field") addField2(node, build);
    else if (name === "enum") addEnum(node, build);
    else if (name === "comparison") addComparison(node, build);
    else if (name === "case") addCase(node, build);
  }
  if (environment.size > 0 || /\b_?env\b/i.test(root.text)) {
    for (const { name, node } of grammar2.captures(ACCESSES, root)) {
      if (name === "member") addAccess2(node, build, environment);
      else addContains(node, build, environment);
    }
  }
  return build.facts();
}
function addScope(node, build) {
  const isClass = node.type.includes("class");
  const name = node.childForFieldName("name");
  build.addScope(node, {
    kind: isClass ? "class" : "function",
    name: name?.text ?? nameOfHolder(node)
  });
}
function nameOfHolder(node) {
  const { parent } = node;
  if (parent?.type === "variable_declarator") return parent.childForFieldName("name")?.text ?? null;
  if (parent?.type === "pair") return parent.childForFieldName("key")?.text ?? null;
  return null;
}
function completeScope3(node, isTyped, build) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  const { type } = node;
  if (type.includes("class")) {
    build.complete(index, { decorators: decoratorsOf3(node, build), bases: basesOf3(node, build) });
    return;
  }
  const isArrow = type === "arrow_function";
  const single = isArrow ? node.childForFieldName("parameter") : null;
  const params = single === null ? named(node.childForFieldName("parameters")) : [single];
  build.complete(index, {
    decorators: type === "method_definition" ? decoratorsOf3(node, build) : [],
    params: params.flatMap((param) => paramOf3(param, build)),
    returnType: isTyped ? typeOf(node.childForFieldName("return_type")) : null
  });
  for (const param of params) addParts(param, index, build);
  const body = isArrow ? node.childForFieldName("body") : null;
  if (body !== null && body.type !== "statement_block") build.addReturnOf(index, build.expr(body));
}
function basesOf3(node, build) {
  const heritage = named(node).find(({ type }) => type === "class_heritage");
  return named(heritage ?? null).flatMap(
    (part) => part.type.endsWith("_clause") ? named(part).map((base) => build.expr(base)) : [build.expr(part)]
  );
}
function decoratorsOf3(node, build) {
  const own = named(node).filter(({ type }) => type === "decorator");
  const before = [];
  const parent = node.parent;
  if (parent?.type === "export_statement") {
    before.push(...named(parent).filter(({ type }) => type === "decorator"));
  } else if (parent?.type === "class_body") {
    for (let sibling = node.previousNamedSibling; sibling !== null && (sibling.type === "decorator" || sibling.type === "comment"); sibling = sibling.previousNamedSibling) {
      if (sibling.type === "decorator") before.unshift(sibling);
    }
  }
  return [...before, ...own].map((decorator) => asCall(decorator, build));
}
function asCall(decorator, build) {
  const expr = build.expr(decorator.firstNamedChild);
  return expr.kind === "call" ? expr : { kind: "call", callee: expr, args: [], ...placeOf(decorator) };
}
function paramOf3(node, build) {
  const { type } = node;
  if (type === "comment") return [];
  if (type === "identifier")
    return [{ name: node.text, type: null, default: null, decorators: [], ...placeOf(node) }];
  const pattern = node.childForFieldName("pattern") ?? node.childForFieldName("left") ?? node;
  const value = node.childForFieldName("value") ?? node.childForFieldName("right");
  return [
    {
      name: pattern.type === "rest_pattern" ? pattern.firstNamedChild?.text ?? "" : pattern.text,
      type: typeOf(node.childForFieldName("type")),
      default: value === null ? null : build.expr(value),
      decorators: named(node).filter((part) => part.type === "decorator").map((decorator) => asCall(decorator, build)),
      ...placeOf(node)
    }
  ];
}
function addParts(param, scope, build) {
  const pattern = param.childForFieldName("pattern") ?? param.childForFieldName("left") ?? param;
  if (pattern.type !== "object_pattern") return;
  const object = { kind: "name", name: pattern.text, ...placeOf(pattern) };
  for (const part of named(pattern)) {
    const one = destructured(part);
    if (one === null) continue;
    const member6 = { kind: "member", object, name: one.key, ...placeOf(part) };
    build.addBindingIn(scope, part, one.local, member6);
  }
}
function typeOf(node) {
  return node === null ? null : node.text.replace(/^:\s*/, "").trim();
}
function addCall2(node, build) {
  const call = build.addCall(node);
  if (call !== void 0) addCompiledExports(node, call, build);
}
function addDeclarator2(node, build, environment) {
  const name = node.childForFieldName("name");
  const value = node.childForFieldName("value");
  if (name === null) return;
  const type = typeOf(node.childForFieldName("type"));
  if (name.type !== "object_pattern") {
    if (value !== null && isEnvironment2(value)) environment.add(name.text);
    const given = value === null ? null : build.expr(value);
    const required = given === null ? null : requiredModule(given);
    if (required !== null) build.addImport(name, name.text, required, "*");
    build.addBinding(name, name.text, given, { type });
  } else if (value !== null) destructure(name, value, build, environment);
}
function destructure(pattern, value, build, environment) {
  const whole = build.expr(value);
  const module = requiredModule(whole);
  const isTaken = isEnvironment2(value) || value.type === "identifier" && environment.has(value.text);
  for (const part of named(pattern)) {
    const one = destructured(part);
    if (one === null) continue;
    const member6 = { kind: "member", object: whole, name: one.key, ...placeOf(part) };
    const fallback = one.fallback === null ? null : build.expr(one.fallback);
    if (module !== null) build.addImport(part, one.local, module, one.key);
    build.addBinding(
      part,
      one.local,
      fallback === null ? member6 : { kind: "either", options: [member6, fallback], ...placeOf(part) }
    );
    if (isTaken) {
      const name = { kind: "text", value: one.key, ...placeOf(part) };
      build.addAccess(part, { object: whole, name, fallback });
    }
  }
}
function destructured(part) {
  if (part.type === "shorthand_property_identifier_pattern")
    return { key: part.text, local: part.text, fallback: null };
  if (part.type === "object_assignment_pattern") {
    const left = part.childForFieldName("left");
    return left === null ? null : { key: left.text, local: left.text, fallback: part.childForFieldName("right") };
  }
  if (part.type !== "pair_pattern") return null;
  const key = part.childForFieldName("key");
  const value = part.childForFieldName("value");
  if (key === null || value === null) return null;
  const local = value.type === "assignment_pattern" ? value.childForFieldName("left") : value;
  return {
    key: nameText(key),
    local: local?.text ?? "",
    fallback: value.type === "assignment_pattern" ? value.childForFieldName("right") : null
  };
}
function addAssignment4(node, build) {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (left === null || right === null || left.type === "subscript_expression") return;
  const name = left.text.replace(/\s+/g, "");
  const value = build.expr(right);
  addAssignedExport(node, name, build);
  if (left.type === "identifier" || left.type === "member_expression")
    build.addBinding(left, name, value);
}
function addReturn2(node, build) {
  const value = node.firstNamedChild;
  if (value !== null) build.addReturn(node, build.expr(value));
}
function addLoop3(node, build) {
  const name = node.childForFieldName("left");
  const isOf = node.childForFieldName("operator")?.type === "of";
  if (name?.type === "identifier" && isOf)
    build.addBinding(name, name.text, build.expr(node.childForFieldName("right")), { each: true });
}
function addField2(node, build) {
  const name = node.childForFieldName("name") ?? node.childForFieldName("property");
  const value = node.childForFieldName("value");
  if (name === null) return;
  build.addBinding(name, name.text, value === null ? null : build.expr(value), {
    type: typeOf(node.childForFieldName("type")),
    decorators: decoratorsOf3(node, build)
  });
}
function addEnum(node, build) {
  const name = node.childForFieldName("name");
  if (name === null) return;
  const entries = named(node.childForFieldName("body")).flatMap((member6) => {
    const key = member6.childForFieldName("name");
    const value = member6.childForFieldName("value");
    if (key === null || value === null) return [];
    return [{ key: textExpr(key, nameText(key)), value: build.expr(value) }];
  });
  build.addBinding(name, name.text, { kind: "map", entries, ...placeOf(node) });
}
function addComparison(node, build) {
  const subject = build.expr(node.childForFieldName("left"));
  build.addComparison(node, subject, build.expr(node.childForFieldName("right")));
}
function addCase(value, build) {
  const subject = value.parent?.parent?.parent?.childForFieldName("value");
  build.addComparison(value, build.expr(subject), build.expr(value));
}

// src/drift/code/languages/kotlin-text.ts
var NAME = /(\\*)\$([A-Za-z_]\w*)/g;
function textOfString(node, build) {
  const { text, startIndex } = node;
  const at = placeOf(node);
  const isRaw = node.type === "multiline_string_literal";
  const quotes = /^\$*"*/.exec(text)?.[0].length ?? 1;
  const width = isRaw ? quotes : 1;
  const parts = [];
  const addText = (value) => {
    if (value !== "")
      parts.push({ kind: "text", value: isRaw ? value : resolveEscapes2(value), ...at });
  };
  const addPiece = (piece) => {
    let from2 = 0;
    for (const match of piece.matchAll(NAME)) {
      const [, slashes = "", name = ""] = match;
      if (!isRaw && slashes.length % 2 === 1) continue;
      addText(piece.slice(from2, match.index + slashes.length));
      parts.push({ kind: "name", name, ...at });
      from2 = match.index + match[0].length;
    }
    addText(piece.slice(from2));
  };
  let from = width;
  for (const child of node.namedChildren) {
    if (child?.type !== "interpolation") continue;
    addPiece(text.slice(from, child.startIndex - startIndex));
    parts.push(build.expr(child.firstNamedChild));
    from = child.endIndex - startIndex;
  }
  addPiece(text.slice(from, text.length - (isRaw ? 3 : 1)));
  return joined(parts, at);
}

// src/drift/code/languages/kotlin-expressions.ts
var LIST = /^(?:(?:mutable|immutable|persistent)?(?:list|set)|array)of$/i;
var MAP = /^(?:mutable|immutable|linked|hash)?mapof$/i;
function toExpr5(node, build) {
  const at = placeOf(node);
  const field2 = (name) => node.childForFieldName(name);
  switch (node.type) {
    case "string_literal":
    case "multiline_string_literal":
      return textOfString(node, build);
    case "character_literal":
      return { kind: "text", value: node.text.slice(1, -1), ...at };
    case "number_literal":
    case "float_literal":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "identifier":
      return identifier(node);
    case "this_expression":
    case "super_expression":
      return { kind: "name", name: node.text, ...at };
    case "user_type":
    case "nullable_type":
    case "constructor_invocation":
      return typeExpr3(node);
    case "navigation_expression":
      return navigation(node, build);
    case "callable_reference": {
      const [object, name] = named(node);
      if (object === void 0) return build.unknown(node);
      return name === void 0 ? { kind: "name", name: object.text, ...at } : { kind: "member", object: build.expr(object), name: name.text, ...placeOf(name) };
    }
    case "index_expression": {
      const [object, index] = named(node);
      return { kind: "index", object: build.expr(object), index: build.expr(index), ...at };
    }
    case "call_expression":
      return callExpr5(node, build);
    case "infix_expression":
      return infix(node, build);
    case "binary_expression":
      return binaryExpr3(node, build);
    case "if_expression": {
      const condition = field2("condition");
      const branches2 = named(node).filter(({ id }) => id !== condition?.id);
      return { kind: "either", options: branches2.map((one) => lastOf(one, build)), ...at };
    }
    case "when_expression": {
      const entries = named(node).filter(({ type }) => type === "when_entry");
      const options = entries.map(({ lastNamedChild }) => lastOf(lastNamedChild, build));
      return { kind: "either", options, ...at };
    }
    case "try_expression":
      return lastOf(node.firstNamedChild, build);
    case "parenthesized_expression":
    case "spread_expression":
    case "annotated_lambda":
    case "annotated_expression":
      return build.expr(node.lastNamedChild);
    case "unary_expression":
      return /^[!+-]?!?$/.test(field2("operator")?.text ?? "") && node.text.endsWith("!!") ? build.expr(field2("argument")) : build.unknown(node);
    case "as_expression":
      return build.expr(field2("left"));
    case "assignment":
      return build.expr(field2("right"));
    case "collection_literal":
      return { kind: "list", items: named(node).map((item) => build.expr(item)), ...at };
    case "lambda_literal":
    case "anonymous_function":
    case "object_literal":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function lastOf(node, build) {
  return build.expr(node?.type === "block" ? named(node).at(-1) : node);
}
function identifier(node) {
  const { text } = node;
  const at = placeOf(node);
  if (text === "true" || text === "false") return { kind: "literal", type: "boolean", text, ...at };
  if (text === "null") return { kind: "literal", type: "null", text, ...at };
  return { kind: "name", name: text.replaceAll("`", ""), ...at };
}
function typeExpr3(node) {
  if (node.type !== "user_type") {
    const inner = named(node).find(({ type }) => type.endsWith("_type"));
    if (inner !== void 0) return typeExpr3(inner);
  }
  const at = placeOf(node);
  let expr = null;
  for (const part of named(node)) {
    if (part.type !== "identifier") continue;
    expr = expr === null ? { kind: "name", name: part.text, ...at } : { kind: "member", object: expr, name: part.text, ...at };
  }
  return expr ?? { kind: "name", name: node.text, ...at };
}
function navigation(node, build) {
  const [object] = named(node);
  const name = node.lastNamedChild;
  if (object === void 0 || name === null) return build.unknown(node);
  if (name.text === "class" && name.previousSibling?.type === "::") return build.expr(object);
  const made = build.expr(object);
  if (name.text === "java" && /::\s*class$/.test(object.text)) return made;
  return { kind: "member", object: made, name: name.text, ...placeOf(name) };
}
function argumentsOf3(list, build) {
  return named(list).map((arg) => {
    const value = arg.lastNamedChild ?? arg;
    const label = arg.firstNamedChild;
    const isNamed = label !== null && label.id !== value.id && label.nextSibling?.type === "=";
    const spread = value.type === "spread_expression";
    return { name: isNamed ? label.text : null, value: build.expr(value), spread };
  });
}
function callExpr5(node, build) {
  const parts = named(node);
  const [target] = parts;
  if (target === void 0) return build.unknown(node);
  const block = parts.find(({ type }) => type === "annotated_lambda");
  const list = parts.find(({ type }) => type === "value_arguments") ?? null;
  const inner = list === null && target.type === "call_expression" ? build.expr(target) : null;
  const blocks = block === void 0 ? [] : [{ name: null, value: build.expr(block), spread: false }];
  if (inner?.kind === "call") return { ...inner, args: [...inner.args, ...blocks] };
  const types = typesOf2(parts.find(({ type }) => type === "type_arguments"));
  const args = [...argumentsOf3(list, build), ...blocks];
  return meaningOf3({ kind: "call", callee: build.expr(target), args, ...types, ...placeOf(node) });
}
function typesOf2(list) {
  return list === void 0 ? {} : { types: named(list).map(({ text }) => text) };
}
function isBeginning(node) {
  const { parent } = node;
  if (parent?.type !== "call_expression" || parent.firstNamedChild?.id !== node.id) return false;
  return parent.lastNamedChild?.type === "annotated_lambda" && parent.namedChildCount === 2;
}
function infix(node, build) {
  const [left, operator, right] = named(node);
  if (left === void 0 || operator === void 0 || right === void 0)
    return build.unknown(node);
  const at = placeOf(node);
  const [object, value] = [build.expr(left), build.expr(right)];
  if (operator.text === "to") return { kind: "list", items: [object, value], ...at };
  const callee = { kind: "member", object, name: operator.text, ...placeOf(operator) };
  return { kind: "call", callee, args: [{ name: null, value, spread: false }], ...at };
}
function binaryExpr3(node, build) {
  const operator = node.childForFieldName("operator")?.type;
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  const at = placeOf(node);
  if (operator === "+") return joined([build.expr(left), build.expr(right)], at);
  if (operator === "?:") {
    if (/^(?:return|throw)_expression$/.test(right?.type ?? "")) return build.expr(left);
    return { kind: "either", options: [build.expr(left), build.expr(right)], ...at };
  }
  if (operator === ">") return comparedCall(node, build) ?? build.unknown(node);
  return build.unknown(node);
}
function comparedCall(node, build) {
  const inner = node.childForFieldName("left");
  const last = node.childForFieldName("right");
  if (inner?.type !== "binary_expression" || last === null) return null;
  if (inner.childForFieldName("operator")?.type !== "<") return null;
  const type = inner.childForFieldName("right");
  const isBlock = last.type === "lambda_literal";
  if (type === null || !isBlock && last.type !== "parenthesized_expression") return null;
  if (!/^[A-Z]/.test(type.text.slice(type.text.lastIndexOf(".") + 1))) return null;
  const callee = build.expr(inner.childForFieldName("left"));
  const args = [{ name: null, value: build.expr(last), spread: false }];
  return { kind: "call", callee, args, types: [type.text], ...placeOf(node) };
}
function meaningOf3(call) {
  const { callee, line, column } = call;
  const at = { line, column };
  const values = call.args.map(({ value }) => value);
  if (callee.kind === "name" && LIST.test(callee.name))
    return { kind: "list", items: values, ...at };
  if (callee.kind === "name" && MAP.test(callee.name)) {
    const entries = values.flatMap((pair) => {
      const [key, value] = pair.kind === "list" ? pair.items : [];
      return key === void 0 || value === void 0 ? [] : [{ key, value }];
    });
    return { kind: "map", entries, ...at };
  }
  if (callee.kind !== "member" || callee.name !== "format") return call;
  const { object } = callee;
  const [first] = values;
  if (object.kind === "text") return percentFormat(object.value, values, at);
  const isStatic = object.kind === "name" && object.name === "String" && first?.kind === "text";
  return isStatic ? percentFormat(first.value, values.slice(1), at) : call;
}

// src/drift/code/languages/kotlin-mending.ts
var OPAQUE = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'/y;
function mended(text) {
  let made = "";
  let from = 0;
  let last = "";
  let lineStart = true;
  for (let at = 0; at < text.length; ) {
    const end = endOfOpaque(text, at);
    if (end > at) {
      last = text[end - 1] ?? "";
      lineStart = false;
      at = end;
      continue;
    }
    const char = text[at] ?? "";
    if (char === "\n") {
      if (endsWithClass(text, at)) {
        made += `${text.slice(from, at)};`;
        from = at;
      }
      lineStart = true;
    } else if (char === "}" && !lineStart && !/[{;,>]/.test(last)) {
      const isSpaced = text[at - 1] === " ";
      made += `${text.slice(from, isSpaced ? at - 1 : at)};`;
      from = at;
    }
    if (!/\s/.test(char)) {
      last = char;
      lineStart = false;
    }
    at += 1;
  }
  return made + text.slice(from);
}
function endsWithClass(text, at) {
  const before = text.slice(Math.max(0, at - 40), at);
  return /::class(?:\.java)?[ \t]*$/.test(before) && /^\s*\w/.test(text.slice(at, at + 200));
}
function endOfOpaque(text, at) {
  const char = text[at];
  if (char === '"') return endOfString(text, at);
  if (char !== "/" && char !== "'") return at;
  OPAQUE.lastIndex = at;
  return OPAQUE.test(text) ? OPAQUE.lastIndex : at;
}
function endOfString(text, start) {
  const quote = text.startsWith('"""', start) ? '"""' : '"';
  let at = start + quote.length;
  while (at < text.length) {
    if (text.startsWith(quote, at)) {
      at += quote.length;
      while (quote.length === 3 && text[at] === '"') at += 1;
      return at;
    }
    if (quote === '"' && text[at] === "\n") return at;
    if (quote === '"' && text[at] === "\\") at += 2;
    else if (text.startsWith("${", at)) at = endOfTemplate(text, at + 2);
    else at += 1;
  }
  return text.length;
}
function endOfTemplate(text, start) {
  let depth = 1;
  for (let at = start; at < text.length; ) {
    const end = endOfOpaque(text, at);
    if (end > at) {
      at = end;
      continue;
    }
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return text.length;
}

// src/drift/code/languages/kotlin.ts
var QUERY4 = `
[(class_declaration) (object_declaration) (object_literal) (function_declaration) (anonymous_function)
 (lambda_literal) (primary_constructor) (secondary_constructor)] @scope
[(call_expression) (infix_expression)] @call
(binary_expression left: (binary_expression operator: "<") operator: ">") @call
(package_header) @package
(import) @import
(property_declaration) @property
(class_parameter) @parameter
(enum_entry) @entry
(assignment) @assignment
(return_expression) @return
(for_statement) @loop
(index_expression) @index
`;
var CLASS = /^(?:class_declaration|object_)/;
var TYPE = /^(?:user|nullable|function|parenthesized|non_nullable|dynamic)_?type$|^dynamic$/;
var kotlin = {
  id: "kotlin",
  extensions: [".kt", ".kts"],
  grammar: () => "kotlin",
  read: read5,
  modules: jvmModules,
  siblings: jvmSiblings
};
function read5(root, grammar2) {
  if (!root.hasError) return factsOf(root, grammar2);
  const { row, column } = root.startPosition;
  const text = "\n".repeat(row) + " ".repeat(column) + root.text;
  return grammar2.parse(mended(text), (better) => factsOf(better, grammar2)) ?? factsOf(root, grammar2);
}
function factsOf(root, grammar2) {
  const build = new FactsBuilder("kotlin", root, toExpr5);
  const captures = grammar2.captures(QUERY4, root);
  const scopes = captures.filter(({ name }) => name === "scope");
  for (const { node } of scopes) {
    const kind = CLASS.test(node.type) ? "class" : "function";
    build.addScope(node, { kind, name: nameOf3(node) });
  }
  for (const { node } of scopes) completeScope4(node, build);
  const environment = /* @__PURE__ */ new Set();
  for (const { name, node } of captures) {
    if (name === "call") addCall3(node, build, environment);
    else if (name === "package") build.setPackage(node.firstNamedChild?.text ?? "");
    else if (name === "import") addImport4(node, build);
    else if (name === "property") addProperty2(node, build, environment);
    else if (name === "parameter") addParameter(node, build);
    else if (name === "entry") addEntry(node, build);
    else if (name === "assignment") addAssignment5(node, build);
    else if (name === "loop") addLoop4(node, build);
    else if (name === "index") addAccess3(node, build, environment);
    else if (name === "return") addReturn3(node, build);
  }
  return build.facts();
}
function nameOf3(node) {
  if (node.type.endsWith("_constructor")) return "constructor";
  if (node.type === "lambda_literal" || node.type === "anonymous_function") {
    const { parent } = node;
    return parent?.type === "property_declaration" ? nameIn(parent) : null;
  }
  return node.childForFieldName("name")?.text ?? null;
}
function nameIn(property) {
  return childOf2(property, "variable_declaration")?.firstNamedChild?.text ?? null;
}
function childOf2(node, type) {
  return node.namedChildren.find((child) => child?.type === type) ?? void 0;
}
function completeScope4(node, build) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  const decorators = decoratorsOf4(node, build);
  if (CLASS.test(node.type)) {
    const bases = named(childOf2(node, "delegation_specifiers")).map(baseExpr);
    build.complete(index, { decorators, bases, abstract: isAbstract3(node) });
  } else if (node.type === "lambda_literal") {
    build.complete(index, { params: lambdaParams(node) });
    const last = lastChild(node);
    if (last !== null && isExpression(last)) build.addReturnOf(index, build.expr(last));
  } else {
    build.complete(index, { decorators, ...signature(node, build) });
    const body = childOf2(node, "function_body")?.firstNamedChild;
    if (body !== null && body !== void 0 && body.type !== "block")
      build.addReturnOf(index, build.expr(body));
  }
}
function lastChild(node) {
  let last = node.lastNamedChild;
  while (last?.type.endsWith("comment")) last = last.previousNamedSibling;
  return last;
}
function isAbstract3(node) {
  const isInterface = node.children.some((child) => child?.type === "interface");
  const modifiers = childOf2(node, "modifiers")?.namedChildren ?? [];
  return isInterface || modifiers.some((child) => /^(?:abstract|sealed)$/.test(child?.text ?? ""));
}
function isExpression({ type }) {
  return !/^(?:property_declaration|assignment|return_expression|lambda_parameters)$|_statement$/.test(
    type
  );
}
function baseExpr(specifier) {
  const inner = specifier.firstNamedChild ?? specifier;
  return typeExpr3(inner.type === "explicit_delegation" ? inner.firstNamedChild ?? inner : inner);
}
function signature(node, build) {
  const name = node.childForFieldName("name");
  let receiver = null;
  let returnType = null;
  let params = [];
  for (const child of named(node)) {
    if (/^(?:function_value|class)_parameters$/.test(child.type)) params = paramsOf3(child, build);
    else if (TYPE.test(child.type)) {
      if (name !== null && child.startIndex < name.startIndex) receiver = receiverOf(child);
      else returnType ??= child.text;
    }
  }
  return { params, receiver, returnType };
}
function receiverOf(type) {
  return { name: "this", type: type.text, default: null, decorators: [], ...placeOf(type) };
}
function paramsOf3(list, build) {
  const params = [];
  let modifiers;
  for (const child of named(list)) {
    if (child.type === "class_parameter")
      params.push(paramOf4(child, childOf2(child, "modifiers"), build));
    else if (child.type === "parameter") params.push(paramOf4(child, modifiers, build));
    else if (child.type === "parameter_modifiers") modifiers = child;
    else {
      const last = params.pop();
      if (last !== void 0) params.push({ ...last, default: build.expr(child) });
    }
    if (child.type !== "parameter_modifiers") modifiers = void 0;
  }
  return params;
}
function paramOf4(node, modifiers, build) {
  const type = named(node).find((child) => TYPE.test(child.type));
  const last = node.lastNamedChild;
  const isDefault = last !== null && last.previousSibling?.type === "=";
  return {
    name: childOf2(node, "identifier")?.text ?? "",
    type: type?.text ?? null,
    default: isDefault ? build.expr(last) : null,
    decorators: annotationsIn(modifiers, build),
    ...placeOf(node)
  };
}
function lambdaParams(node) {
  const first = node.firstNamedChild;
  const list = first?.type === "lambda_parameters" ? named(first) : [];
  if (list.length === 0)
    return [{ name: "it", type: null, default: null, decorators: [], ...placeOf(node) }];
  return list.map((param) => ({
    name: param.firstNamedChild?.text ?? param.text,
    type: named(param).find((child) => TYPE.test(child.type))?.text ?? null,
    default: null,
    decorators: [],
    ...placeOf(param)
  }));
}
function decoratorsOf4(node, build) {
  return annotationsIn(childOf2(node, "modifiers"), build);
}
function annotationsIn(modifiers, build) {
  return named(modifiers).filter(({ type }) => type === "annotation").flatMap((annotation2) => named(annotation2)).filter(({ type }) => type === "user_type" || type === "constructor_invocation").map((made) => {
    const args = argumentsOf3(childOf2(made, "value_arguments") ?? null, build);
    return { kind: "call", callee: typeExpr3(made), args, ...placeOf(made) };
  });
}
function addImport4(node, build) {
  const path = childOf2(node, "qualified_identifier")?.text ?? node.firstNamedChild?.text;
  if (path === void 0) return;
  if (/\*\s*$/.test(node.text)) {
    build.addImport(node, "*", path.replace(/\.\*$/, ""), "*");
    return;
  }
  const last = path.slice(path.lastIndexOf(".") + 1);
  const alias = named(node)[1];
  build.addImport(node, alias?.text ?? last, path, last);
}
function addProperty2(node, build, environment) {
  const decorators = decoratorsOf4(node, build);
  const valueNode = valueIn(node);
  const value = valueNode === null ? null : build.expr(valueNode);
  const several = named(childOf2(node, "multi_variable_declaration"));
  for (const [index, declared2] of several.entries()) {
    const name2 = declared2.firstNamedChild;
    const item = value?.kind === "list" ? value.items[index] : void 0;
    if (name2 !== null) build.addBinding(name2, name2.text, item ?? null);
  }
  const declared = childOf2(node, "variable_declaration");
  const name = declared?.firstNamedChild;
  if (declared === void 0 || name === null || name === void 0) return;
  if (isEnvironment3(value)) environment.add(name.text);
  const type = named(declared).find((child) => TYPE.test(child.type))?.text ?? null;
  build.addBinding(name, name.text, value, { type, decorators });
}
function addLoop4(node, build) {
  const [declared, list] = named(node);
  const name = declared?.type === "variable_declaration" ? declared.firstNamedChild : null;
  if (name !== null) build.addBinding(name, name.text, build.expr(list), { each: true });
}
function valueIn(property) {
  for (const child of named(property)) {
    if (child.previousSibling?.type === "=") return child;
    if (child.type === "property_delegate") {
      const call = child.firstNamedChild;
      const block = call?.text.startsWith("lazy") ? call.lastNamedChild?.lastNamedChild : null;
      return block?.type === "lambda_literal" ? named(block).at(-1) ?? null : call;
    }
    if (child.type === "getter") {
      const body = childOf2(child, "function_body")?.firstNamedChild;
      return body === void 0 || body === null || body.type === "block" ? null : body;
    }
  }
  return null;
}
function addParameter(node, build) {
  const name = childOf2(node, "identifier");
  const holder = node.parent?.parent;
  const around2 = holder?.parent;
  if (name === void 0 || around2 === null || around2 === void 0) return;
  const { type, default: value, decorators } = paramOf4(node, childOf2(node, "modifiers"), build);
  build.addBindingIn(build.scopeOf(around2) ?? 0, name, name.text, value, { type, decorators });
}
function addEntry(node, build) {
  const name = childOf2(node, "identifier");
  const type = node.parent?.parent?.childForFieldName("name")?.text ?? "";
  if (name === void 0) return;
  const callee = { kind: "name", name: type, ...placeOf(name) };
  const args = argumentsOf3(childOf2(node, "value_arguments") ?? null, build);
  build.addBinding(name, name.text, { kind: "call", callee, args, ...placeOf(node) }, { type });
}
function addAssignment5(node, build) {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (left === null || right === null) return;
  if (left.type === "identifier" || left.type === "navigation_expression")
    build.addBinding(left, left.text.replace(/\s+/g, ""), build.expr(right));
}
function addReturn3(node, build) {
  const label = node.childForFieldName("label");
  const value = named(node).at(-1);
  if (value === void 0 || value.id === label?.id) return;
  let at = node;
  if (label === null) {
    for (let up = node.parent; up !== null; up = up.parent) {
      if (up.type === "lambda_literal") at = up;
      else if (build.scopeOf(up) !== void 0) break;
    }
  }
  build.addReturn(at, build.expr(value));
}
function addCall3(node, build, environment) {
  if (isBeginning(node)) return;
  build.addCall(node);
  const expr = build.expr(node);
  if (expr.kind !== "call" || expr.callee.kind !== "member") return;
  const { object, name } = expr.callee;
  const [key, fallback] = expr.args;
  if (!/^(?:get|getOrDefault|getOrElse|getValue|containsKey)$/.test(name) || key === void 0)
    return;
  if (!holdsEnvironment(object, environment)) return;
  const fallen = fallback?.value ?? fallbackOf3(node, build);
  build.addAccess(node, { object, name: key.value, fallback: fallen });
}
function addAccess3(node, build, environment) {
  const expr = build.expr(node);
  if (expr.kind !== "index" || !holdsEnvironment(expr.object, environment)) return;
  const fallback = fallbackOf3(node, build);
  build.addAccess(node, { object: expr.object, name: expr.index, fallback });
}
function fallbackOf3(node, build) {
  const { parent } = node;
  return parent?.type === "binary_expression" && parent.childForFieldName("operator")?.type === "?:" && parent.childForFieldName("left")?.id === node.id ? build.expr(parent.childForFieldName("right")) : null;
}
function holdsEnvironment(expr, environment) {
  return expr.kind === "name" ? environment.has(expr.name) : isEnvironment3(expr);
}
function isEnvironment3(expr) {
  return expr?.kind === "call" && expr.args.length === 0 && dottedName(expr.callee) === "System.getenv";
}

// src/drift/code/languages/php-annotations.ts
function annotationsOf(root, docs) {
  const found = /* @__PURE__ */ new Map();
  if (docs.length === 0) return found;
  const { text, startIndex } = root;
  for (const doc of docs) {
    const after = /\S/g;
    after.lastIndex = doc.endIndex - startIndex;
    const next = after.exec(text);
    if (next !== null) found.set(next.index + startIndex, new AnnotationReader(doc).all());
  }
  return found;
}
var AnnotationReader = class {
  #text;
  #at;
  #from = 0;
  constructor(doc) {
    this.#text = doc.text.replace(/^([ \t]*)\*/gm, "$1 ");
    this.#at = placeOf(doc);
  }
  all() {
    const found = [];
    for (; ; ) {
      const start = /(?<=^|\s)@(?=\\?[A-Z])/g;
      start.lastIndex = this.#from;
      const next = start.exec(this.#text);
      if (next === null) return found;
      this.#from = next.index;
      const call = this.#annotation();
      if (call !== null) found.push(call);
    }
  }
  /** Where the reader stands. */
  #place() {
    const before = this.#text.slice(0, this.#from).split("\n");
    const last = before.at(-1) ?? "";
    return before.length === 1 ? { line: this.#at.line, column: this.#at.column + last.length } : { line: this.#at.line + before.length - 1, column: last.length + 1 };
  }
  #annotation() {
    const at = this.#place();
    const name = this.#take(/@([\\\w]+)/y);
    if (name === null) return null;
    const callee = { kind: "name", name: name.replace(/^.*\\/, ""), ...at };
    const args = this.#take(/(\()/y) === null ? [] : this.#parts(/\s*\)/y);
    return { kind: "call", callee, args, ...at };
  }
  /** Values and `name = value`, with commas between, up to the end that is named. */
  #parts(end) {
    const parts = [];
    while (this.#from < this.#text.length) {
      this.#take(/([\s,]*)/y);
      if (this.#take(end) !== null) break;
      const name = this.#take(/([\w-]+)\s*=(?!=)\s*/y);
      const before = this.#from;
      parts.push({ name, value: this.#value(), spread: false });
      if (this.#from === before) break;
    }
    return parts;
  }
  #value() {
    const at = this.#place();
    const text = this.#take(/"((?:[^"]|"")*)"/y) ?? this.#take(/'([^']*)'/y);
    if (text !== null) return { kind: "text", value: text.replace(/""/g, '"'), ...at };
    if (this.#take(/(\{)/y) !== null) return this.#braces(at);
    if (/@/y.test(this.#text[this.#from] ?? ""))
      return this.#annotation() ?? { kind: "unknown", text: "@", ...at };
    const number = this.#take(/(-?\d+(?:\.\d+)?)/y);
    if (number !== null) return { kind: "literal", type: "number", text: number, ...at };
    const word = this.#take(/([\\\w]+(?:::\w+)?)/y);
    if (word === null) return { kind: "unknown", text: "", ...at };
    if (/^(?:true|false)$/i.test(word))
      return { kind: "literal", type: "boolean", text: word, ...at };
    if (/^null$/i.test(word)) return { kind: "literal", type: "null", text: word, ...at };
    const [object = "", member6] = word.replace(/^[^:]*\\/, "").split("::");
    const name = { kind: "name", name: object, ...at };
    return member6 === void 0 ? name : { kind: "member", object: name, name: member6, ...at };
  }
  /** `{"a", "b"}` and `{"a": "b", c = "d"}`. */
  #braces(at) {
    const entries = [];
    let isMap = false;
    while (this.#from < this.#text.length) {
      this.#take(/([\s,]*)/y);
      if (this.#take(/(\})/y) !== null) break;
      const before = this.#from;
      const first = this.#value();
      if (this.#take(/(\s*[:=]\s*)/y) === null) entries.push({ key: null, value: first });
      else {
        isMap = true;
        const key = first.kind === "name" ? { ...first, kind: "text", value: first.name } : first;
        entries.push({ key, value: this.#value() });
      }
      if (this.#from === before) break;
    }
    return isMap ? { kind: "map", entries, ...at } : { kind: "list", items: entries.map(({ value }) => value), ...at };
  }
  /** What a pattern (a sticky one) finds here: its first group; null when it finds nothing. */
  #take(pattern) {
    pattern.lastIndex = this.#from;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.#from = pattern.lastIndex;
    return match[1] ?? "";
  }
};

// src/drift/code/languages/php-modules.ts
import { basename as basename3, dirname as dirname6, join as join4 } from "node:path/posix";
function phpModules(module, from, program) {
  const name = module.replace(/^\\/, "");
  const manifest = program.nearest("composer.json", from);
  const text = manifest === void 0 ? null : program.text(manifest);
  if (manifest !== void 0 && text !== null) {
    for (const { prefix, folder } of autoload(text)) {
      if (!name.startsWith(prefix)) continue;
      const rest = name.slice(prefix.length).replace(/\\/g, "/");
      const path = join4(dirname6(manifest), folder, `${rest}.php`);
      if (program.has(path)) return [path];
    }
  }
  return byName(name.split("\\"), program);
}
function autoload(text) {
  const found = [];
  for (const section of ["autoload", "autoload-dev"]) {
    const mapping = member3(member3(parsed(text), section), "psr-4");
    if (typeof mapping !== "object" || mapping === null) continue;
    for (const [prefix, folders] of Object.entries(mapping)) {
      for (const folder of Array.isArray(folders) ? folders : [folders])
        if (typeof folder === "string") found.push({ prefix, folder });
    }
  }
  return found.sort((a, b) => b.prefix.length - a.prefix.length);
}
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
function member3(value, key) {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : void 0;
}
var known3 = /* @__PURE__ */ new WeakMap();
function filesByName(program) {
  const found = known3.get(program);
  if (found !== void 0) return found;
  const made = /* @__PURE__ */ new Map();
  for (const folder of program.folders()) {
    for (const path of program.filesIn(folder)) {
      if (!path.endsWith(".php")) continue;
      const name = basename3(path, ".php");
      const same = made.get(name);
      if (same === void 0) made.set(name, [path]);
      else same.push(path);
    }
  }
  known3.set(program, made);
  return made;
}
function byName(parts, program) {
  const found = (filesByName(program).get(parts.at(-1) ?? "") ?? []).map((path) => ({
    path,
    alike: alike(path, parts)
  }));
  const least = parts.length > 1 ? 1 : 0;
  return found.filter((one) => one.alike >= least).sort((a, b) => b.alike - a.alike || (a.path < b.path ? -1 : 1)).slice(0, 1).map(({ path }) => path);
}
function alike(path, parts) {
  const folders = dirname6(path).split("/").reverse();
  const spaces = parts.slice(0, -1).reverse();
  const end = spaces.findIndex((space, at) => space.toLowerCase() !== folders[at]?.toLowerCase());
  return end === -1 ? spaces.length : end;
}
function phpSiblings(path, program) {
  return program.filesIn(dirname6(path)).filter((sibling) => sibling.endsWith(".php")).sort();
}

// src/drift/code/languages/php-names.ts
var PhpNames = class {
  namespace = "";
  #aliases = /* @__PURE__ */ new Map();
  #told = /* @__PURE__ */ new Set();
  add(local, whole) {
    this.#aliases.set(local, whole);
  }
  /** The whole name, without the backslash before it; one that nothing is known of stays as it is written. */
  whole(text) {
    if (text.startsWith("\\")) return text.slice(1);
    const [first = "", ...rest] = text.split("\\");
    if (first === "namespace") return [this.namespace, ...rest].join("\\");
    const alias = this.#aliases.get(first);
    return alias === void 0 ? text : [alias, ...rest].join("\\");
  }
  /** The last part of a name with a namespace, told as an import of this file. */
  shortened(node, build) {
    const { text } = node;
    const whole = this.whole(text);
    const name = whole.slice(whole.lastIndexOf("\\") + 1);
    if (whole.includes("\\") && !this.#told.has(whole)) {
      this.#told.add(whole);
      const isRelative = whole === text && this.namespace !== "";
      build.addImport(node, name, isRelative ? `${this.namespace}\\${whole}` : whole, name);
    }
    return name;
  }
};
function addUse(node, build, names) {
  const group = node.childForFieldName("body");
  const before = named(node).find(({ type }) => type === "namespace_name")?.text;
  for (const clause of named(group ?? node)) {
    if (clause.type !== "namespace_use_clause") continue;
    const own = clause.firstNamedChild?.text.replace(/^\\/, "") ?? "";
    const whole = group === null || before === void 0 ? own : `${before}\\${own}`;
    const name = whole.slice(whole.lastIndexOf("\\") + 1);
    const local = clause.childForFieldName("alias")?.text ?? name;
    names.add(local, whole);
    build.addImport(clause, local, whole, name);
  }
}

// src/drift/code/languages/php-text.ts
var SIMPLE5 = {
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v",
  e: "\x1B",
  f: "\f",
  "\\": "\\",
  $: "$",
  '"': '"'
};
function phpText(node) {
  if (node.type === "nowdoc")
    return named(node.childForFieldName("value")).map(({ text: text2 }) => text2).join("");
  const { text } = node;
  return text.slice(text.indexOf("'") + 1, -1).replace(/\\([\\'])/g, "$1");
}
function textParts(node, build) {
  const at = placeOf(node);
  const parts = [];
  let literal = "";
  const flush = () => {
    if (literal !== "") parts.push({ kind: "text", value: literal, ...at });
    literal = "";
  };
  for (const child of named(node.type === "heredoc" ? node.childForFieldName("value") : node)) {
    if (child.type === "string_content") literal += child.text;
    else if (child.type === "escape_sequence") literal += escaped(child.text);
    else {
      flush();
      parts.push(build.expr(child));
    }
  }
  flush();
  return joined(parts, at);
}
function escaped(text) {
  const simple = SIMPLE5[text.slice(1)];
  if (simple !== void 0) return simple;
  const [, braced, two, octal] = /^\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3}))$/.exec(text) ?? [];
  const hex = braced ?? two;
  if (hex === void 0 && octal === void 0) return text;
  const point = hex === void 0 ? Number.parseInt(octal ?? "", 8) : Number.parseInt(hex, 16);
  return point <= 1114111 ? String.fromCodePoint(point) : text;
}

// src/drift/code/languages/php.ts
var QUERY5 = `
[(function_definition) (method_declaration) (anonymous_function) (arrow_function)] @function
[(class_declaration) (interface_declaration) (trait_declaration) (enum_declaration) (anonymous_class)] @class
((comment) @doc (#match? @doc "^/\\\\*\\\\*[\\\\s\\\\S]*@[A-Z]"))
(namespace_definition) @namespace
(namespace_use_declaration) @use
[(function_call_expression) (member_call_expression) (nullsafe_member_call_expression)
 (scoped_call_expression) (object_creation_expression) (require_expression) (require_once_expression)
 (include_expression) (include_once_expression)] @call
[(assignment_expression) (augmented_assignment_expression)] @assignment
[(const_element) (property_element) (enum_case) (static_variable_declaration)] @declared
(foreach_statement) @foreach
(return_statement) @return
((subscript_expression (variable_name (name) @environment)) @subscript
 (#any-of? @environment "_ENV" "_SERVER"))
`;
var php = {
  id: "php",
  extensions: [".php"],
  manifest: /(?:^|\/)composer\.json$/,
  grammar: () => "php",
  read: read6,
  modules: phpModules,
  siblings: phpSiblings
};
function read6(root, grammar2) {
  const names = new PhpNames();
  const build = new FactsBuilder("php", root, (node, builder) => toExpr6(node, builder, names));
  const captures = grammar2.captures(QUERY5, root);
  const docs = [];
  for (const { name, node } of captures) {
    if (name === "use") addUse(node, build, names);
    else if (name === "doc") docs.push(node);
    else if (name === "namespace") {
      names.namespace = node.childForFieldName("name")?.text ?? "";
      build.setPackage(names.namespace);
    } else if (name === "function" || name === "class") {
      const own = node.childForFieldName("name")?.text ?? null;
      build.addScope(node, { kind: name, name: own });
    }
  }
  const annotations = annotationsOf(root, docs);
  for (const { name, node } of captures) {
    if (name === "call") addCall4(node, build);
    else if (name === "assignment") addAssignment6(node, build);
    else if (name === "return") addReturn4(node, build);
    else if (name === "function" || name === "class")
      completeScope5(node, build, annotations.get(node.startIndex) ?? []);
    else if (name === "declared") addDeclared(node, build, annotations);
    else if (name === "foreach") addForeach(node, build);
    else if (name === "subscript") addAccess4(node, build);
  }
  return build.facts();
}
function completeScope5(node, build, annotations) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  const decorators = [...annotations, ...attributesOf(node, build)];
  const parameters = named(node.childForFieldName("parameters"));
  build.complete(index, {
    decorators,
    params: parameters.map((param) => paramOf5(param, build)),
    returnType: node.childForFieldName("return_type")?.text ?? null,
    bases: /^(?:class|interface|trait|enum|anonymous_class)/.test(node.type) ? basesOf4(node, build) : []
  });
  const body = node.childForFieldName("body");
  if (node.type === "arrow_function" && body !== null) build.addReturnOf(index, build.expr(body));
  for (const param of parameters) {
    const name = param.childForFieldName("name");
    if (param.type !== "property_promotion_parameter" || name === null) continue;
    build.addBinding(name, `this.${bare(name)}`, build.expr(name), {
      type: param.childForFieldName("type")?.text ?? null,
      decorators: attributesOf(param, build)
    });
  }
}
function basesOf4(node, build) {
  const body = node.childForFieldName("body") ?? named(node).at(-1);
  const used = named(body).filter(({ type }) => type === "use_declaration");
  const clauses = named(node).filter(({ type }) => /^(?:base|class_interface)_clause$/.test(type));
  return [...clauses, ...used].flatMap(
    (clause) => named(clause).flatMap((base) => /name$/.test(base.type) ? [build.expr(base)] : [])
  );
}
function attributesOf(node, build) {
  const list = node.childForFieldName("attributes");
  return named(list).flatMap(
    (group) => named(group).map((attribute) => {
      const args = argumentsOf4(attribute.childForFieldName("parameters"), build);
      return {
        kind: "call",
        callee: build.expr(attribute.firstNamedChild),
        args,
        ...placeOf(attribute)
      };
    })
  );
}
function paramOf5(node, build) {
  const value = node.childForFieldName("default_value");
  return {
    name: bare(node.childForFieldName("name")),
    type: node.childForFieldName("type")?.text ?? null,
    default: value === null ? null : build.expr(value),
    decorators: attributesOf(node, build),
    ...placeOf(node)
  };
}
function bare(node) {
  return node?.text.replace(/^[&$]+/, "") ?? "";
}
function addCall4(node, build) {
  build.addCall(node);
  if (node.childForFieldName("function")?.text !== "define") return;
  const [name, value] = named(node.childForFieldName("arguments"));
  const text = name === void 0 ? null : build.expr(name.firstNamedChild);
  if (name !== void 0 && value !== void 0 && text?.kind === "text")
    build.addBinding(name, text.value, build.expr(value.firstNamedChild));
}
function addAssignment6(node, build) {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  const operator = node.childForFieldName("operator")?.type ?? "=";
  if (left === null || right === null || !/^(?:\?\?)?=$/.test(operator)) return;
  bind2(left, build.expr(right), build);
}
function bind2(left, value, build) {
  if (left.type === "list_literal" || left.type === "array_creation_expression") {
    for (const [position, part] of named(left).entries()) {
      const inner = part.type === "array_element_initializer" ? part.lastNamedChild : part;
      const place = placeOf(part);
      const index = { kind: "literal", type: "number", text: String(position), ...place };
      if (inner !== null) bind2(inner, { kind: "index", object: value, index, ...place }, build);
    }
    return;
  }
  const name = assignedName(left);
  if (name !== null) build.addBinding(left, name, value);
}
function assignedName(node) {
  if (node.type === "variable_name") return bare(node);
  const isMember = node.type === "member_access_expression";
  if (!isMember && node.type !== "scoped_property_access_expression") return null;
  const object = node.childForFieldName(isMember ? "object" : "scope");
  const outer = object === null || !isMember ? object?.text ?? null : assignedName(object);
  return outer === null ? null : `${outer}.${bare(node.childForFieldName("name"))}`;
}
function addDeclared(node, build, annotations) {
  const name = node.childForFieldName("name") ?? node.firstNamedChild;
  const value = node.childForFieldName("value") ?? node.childForFieldName("default_value") ?? (node.type === "const_element" ? node.lastNamedChild : null);
  if (name === null) return;
  const holder = node.type === "property_element" ? node.parent : null;
  build.addBinding(name, bare(name), value === null ? null : build.expr(value), {
    type: holder?.childForFieldName("type")?.text ?? null,
    decorators: holder === null ? [] : [...annotations.get(holder.startIndex) ?? [], ...attributesOf(holder, build)]
  });
}
function addForeach(node, build) {
  const [list, item] = named(node);
  const value = item?.type === "pair" ? named(item)[1] : item;
  if (list !== void 0 && value?.type === "variable_name")
    build.addBinding(value, bare(value), build.expr(list), { each: true });
}
function addReturn4(node, build) {
  const value = node.firstNamedChild;
  if (value !== null) build.addReturn(node, build.expr(value));
}
function addAccess4(node, build) {
  const { parent } = node;
  const isWritten3 = parent?.type === "assignment_expression" && parent.childForFieldName("left")?.id === node.id;
  if (isWritten3) return;
  const [object, index] = named(node);
  build.addAccess(node, {
    object: build.expr(object),
    name: index === void 0 ? null : build.expr(index),
    fallback: fallbackOf4(node, build)
  });
}
function fallbackOf4(node, build) {
  let inner = node;
  while (inner.parent?.type === "parenthesized_expression") inner = inner.parent;
  const { parent } = inner;
  const isFirst = parent?.firstNamedChild?.id === inner.id;
  if (!isFirst) return null;
  if (parent?.type === "binary_expression" && parent.childForFieldName("operator")?.type === "??")
    return build.expr(parent.childForFieldName("right"));
  return parent?.type === "conditional_expression" && parent.childForFieldName("body") === null ? build.expr(parent.childForFieldName("alternative")) : null;
}
function toExpr6(node, build, names) {
  const at = placeOf(node);
  const field2 = (name) => node.childForFieldName(name);
  switch (node.type) {
    case "string":
    case "nowdoc":
      return { kind: "text", value: phpText(node), ...at };
    case "encapsed_string":
    case "heredoc":
      return textParts(node, build);
    case "integer":
    case "float":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "boolean":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "null":
      return { kind: "literal", type: "null", text: node.text, ...at };
    case "variable_name":
      return { kind: "name", name: bare(node), ...at };
    case "name":
    case "relative_scope":
    case "primitive_type":
      return { kind: "name", name: node.text, ...at };
    case "qualified_name":
    case "relative_name":
      return { kind: "name", name: names.shortened(node, build), ...at };
    case "member_access_expression":
    case "nullsafe_member_access_expression":
      return member4(field2("object"), field2("name"), node, build);
    case "scoped_property_access_expression":
      return member4(field2("scope"), field2("name"), node, build);
    case "class_constant_access_expression": {
      const [object, name] = named(node);
      if (name?.text === "class" && /name$/.test(object?.type ?? ""))
        return { kind: "text", value: names.whole(object?.text ?? ""), ...at };
      return member4(object ?? null, name ?? null, node, build);
    }
    case "subscript_expression": {
      const [object, index] = named(node);
      return { kind: "index", object: build.expr(object), index: build.expr(index), ...at };
    }
    case "function_call_expression":
      return functionCall(node, build);
    case "member_call_expression":
    case "nullsafe_member_call_expression":
    case "scoped_call_expression":
      return {
        kind: "call",
        callee: {
          kind: "member",
          object: build.expr(field2("object") ?? field2("scope")),
          name: field2("name")?.text ?? "",
          ...placeOf(field2("name") ?? node)
        },
        args: argumentsOf4(field2("arguments"), build),
        ...at
      };
    case "object_creation_expression": {
      const list = named(node).find(({ type }) => type === "arguments") ?? null;
      return {
        kind: "call",
        callee: build.expr(node.firstNamedChild),
        args: argumentsOf4(list, build),
        ...at
      };
    }
    case "require_expression":
    case "require_once_expression":
    case "include_expression":
    case "include_once_expression": {
      const name = node.type.replace(/_expression$/, "");
      return {
        kind: "call",
        callee: { kind: "name", name, ...at },
        args: [{ name: null, value: build.expr(node.firstNamedChild), spread: false }],
        ...at
      };
    }
    case "binary_expression": {
      const parts = [build.expr(field2("left")), build.expr(field2("right"))];
      const operator = field2("operator")?.type;
      if (operator === ".") return joined(parts, at);
      return operator === "??" ? { kind: "either", options: parts, ...at } : build.unknown(node);
    }
    case "conditional_expression":
      return {
        kind: "either",
        options: [
          build.expr(field2("body") ?? field2("condition")),
          build.expr(field2("alternative"))
        ],
        ...at
      };
    case "match_expression":
      return {
        kind: "either",
        options: named(field2("body")).map(
          (arm) => build.expr(arm.childForFieldName("return_expression"))
        ),
        ...at
      };
    case "assignment_expression":
      return build.expr(field2("right"));
    case "parenthesized_expression":
    case "clone_expression":
    case "error_suppression_expression":
    case "by_ref":
    case "print_intrinsic":
      return build.expr(node.firstNamedChild);
    case "cast_expression":
      return build.expr(field2("value"));
    case "array_creation_expression":
      return arrayExpr(node, build);
    case "anonymous_function":
    case "arrow_function":
    case "anonymous_class":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function member4(object, name, node, build) {
  return { kind: "member", object: build.expr(object), name: bare(name), ...placeOf(name ?? node) };
}
function functionCall(node, build) {
  const callee = node.childForFieldName("function");
  const args = argumentsOf4(node.childForFieldName("arguments"), build);
  if (callee !== null && /^\\?sprintf$/.test(callee.text)) {
    const text = formatted2(args, /%[-+ 0]*(?:'.)?\d*(?:\.\d+)?([a-zA-Z%])/g, placeOf(node));
    if (text !== null) return text;
  }
  return { kind: "call", callee: build.expr(callee), args, ...placeOf(node) };
}
function argumentsOf4(list, build) {
  return named(list).flatMap((argument) => {
    if (argument.type !== "argument") return [];
    const value = named(argument).at(-1);
    if (value === void 0) return [];
    const spread = value.type === "variadic_unpacking";
    return [
      {
        name: argument.childForFieldName("name")?.text ?? null,
        value: build.expr(spread ? value.firstNamedChild : value),
        spread
      }
    ];
  });
}
function arrayExpr(node, build) {
  const elements = named(node).map((element) => named(element));
  const at = placeOf(node);
  const spread = (part) => part?.type === "variadic_unpacking";
  if (elements.every((element) => element.length === 1 && !spread(element[0])))
    return { kind: "list", items: elements.map(([item]) => build.expr(item)), ...at };
  return {
    kind: "map",
    entries: elements.map(([first, second], position) => {
      if (first !== void 0 && spread(first))
        return { key: null, value: build.expr(first.firstNamedChild) };
      if (second !== void 0) return { key: build.expr(first), value: build.expr(second) };
      const text = String(position);
      return { key: { kind: "literal", type: "number", text, ...at }, value: build.expr(first) };
    }),
    ...at
  };
}

// src/drift/code/languages/python-text.ts
var SIMPLE6 = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v"
};
function textOfString2(node, build) {
  const { text, startIndex } = node;
  const at = placeOf(node);
  const opened = /^([a-zA-Z]*)("""|'''|"|')/.exec(text);
  const prefix = opened?.[1]?.toLowerCase() ?? "";
  const quote = opened?.[2] ?? "";
  const isRaw = prefix.includes("r");
  const isFormat = prefix.includes("f") || prefix.includes("t");
  const parts = [];
  let from = opened?.[0].length ?? 0;
  const addText = (to) => {
    if (to <= from) return;
    const piece = text.slice(from, to);
    const unbraced = isFormat ? piece.replace(/\{\{|\}\}/g, (two) => two.charAt(0)) : piece;
    parts.push({ kind: "text", value: isRaw ? unbraced : resolveEscapes4(unbraced), ...at });
  };
  if (isFormat) {
    for (const child of named(node)) {
      if (child.type !== "interpolation") continue;
      addText(child.startIndex - startIndex);
      parts.push(build.expr(child.childForFieldName("expression")));
      from = child.endIndex - startIndex;
    }
  }
  addText(text.endsWith(quote) ? text.length - quote.length : text.length);
  return joined(parts, at);
}
function resolveEscapes4(text) {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r\n|[\s\S]))/g,
    (whole, eight, four, two, octal, one) => {
      const code = eight ?? four ?? two;
      if (code !== void 0 || octal !== void 0) {
        const point = code === void 0 ? Number.parseInt(octal, 8) : Number.parseInt(code, 16);
        return point <= 1114111 ? String.fromCodePoint(point) : whole;
      }
      if (one === "\n" || one === "\r\n") return "";
      if (one === "\\" || one === "'" || one === '"') return one;
      return SIMPLE6[one] ?? whole;
    }
  );
}
function percentFormatted(format, values, at) {
  const list = values.kind === "list" ? values.items : [values];
  let next = 0;
  return formatted3(format, /%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([%a-zA-Z])/g, at, (match) => {
    if (match[2] === "%") return "%";
    const name = match[1];
    if (name === void 0) return list[next++] ?? null;
    return values.kind === "map" ? entryValue(values.entries, name) : null;
  });
}
function braceFormatted(call) {
  const { callee, args } = call;
  if (callee.kind !== "member" || callee.name !== "format" || callee.object.kind !== "text")
    return null;
  let next = 0;
  const positional = args.filter(({ name }) => name === null);
  if (args.some(({ spread }) => spread)) return null;
  return formatted3(
    callee.object.value,
    /\{\{|\}\}|\{([^{}!:]*)(?:![rsa])?(?::[^{}]*)?\}/g,
    call,
    (match) => {
      if (match[0] === "{{" || match[0] === "}}") return match[0].charAt(0);
      const field2 = match[1] ?? "";
      if (field2 === "") return positional[next++]?.value ?? null;
      if (/^\d+$/.test(field2)) return positional[Number(field2)]?.value ?? null;
      return args.find(({ name }) => name === field2)?.value ?? null;
    }
  );
}
function joinedBy(call) {
  const { callee, args } = call;
  if (callee.kind !== "member" || callee.name !== "join" || callee.object.kind !== "text")
    return null;
  const list = args[0]?.value;
  if (list?.kind !== "list") return null;
  const separator = callee.object;
  return joined(
    list.items.flatMap((item, index) => index === 0 ? [item] : [separator, item]),
    call
  );
}
function formatted3(format, field2, at, value) {
  const parts = [];
  const { line, column } = at;
  const addText = (text) => parts.push({ kind: "text", value: text, line, column });
  let from = 0;
  for (const match of format.matchAll(field2)) {
    addText(format.slice(from, match.index));
    const found = value(match);
    if (found === null) return null;
    if (typeof found === "string") addText(found);
    else parts.push(found);
    from = match.index + match[0].length;
  }
  addText(format.slice(from));
  return joined(
    parts.filter((part) => part.kind !== "text" || part.value !== ""),
    at
  );
}
function entryValue(entries, name) {
  const found = entries.find(({ key }) => key?.kind === "text" && key.value === name);
  return found?.value ?? null;
}

// src/drift/code/languages/python-expressions.ts
function pythonExpr(node, build) {
  const at = placeOf(node);
  switch (node.type) {
    case "string":
      return textOfString2(node, build);
    case "concatenated_string":
      return joined(
        named(node).map((part) => build.expr(part)),
        at
      );
    case "integer":
    case "float":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "true":
    case "false":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "none":
      return { kind: "literal", type: "null", text: node.text, ...at };
    case "identifier":
      return { kind: "name", name: node.text, ...at };
    case "attribute":
      return {
        kind: "member",
        object: build.expr(field(node, "object")),
        name: field(node, "attribute")?.text ?? "",
        ...placeOf(field(node, "attribute") ?? node)
      };
    case "subscript":
      return {
        kind: "index",
        object: build.expr(field(node, "value")),
        index: build.expr(field(node, "subscript")),
        ...at
      };
    case "call":
      return callExpr6(node, build);
    case "binary_operator":
      return binaryExpr4(node, build);
    case "boolean_operator":
      return booleanExpr(node, build);
    case "conditional_expression": {
      const [then, , otherwise3] = named(node);
      return { kind: "either", options: [build.expr(then), build.expr(otherwise3)], ...at };
    }
    case "comparison_operator":
      return comparedExpr(node, build);
    case "unary_operator":
      return field(node, "argument")?.type === "integer" ? { kind: "literal", type: "number", text: node.text, ...at } : build.unknown(node);
    case "parenthesized_expression":
    case "await":
      return build.expr(named(node)[0]);
    case "named_expression":
      return build.expr(field(node, "value"));
    case "assignment":
      return build.expr(field(node, "right"));
    case "type":
      return build.expr(node.firstNamedChild);
    case "list":
    case "tuple":
    case "set":
    case "expression_list":
      return listExpr(node, build);
    case "list_comprehension":
    case "set_comprehension":
    case "generator_expression":
      return { kind: "list", items: [build.expr(field(node, "body"))], ...at };
    case "dictionary":
      return { kind: "map", entries: named(node).flatMap((entry) => entryOf3(entry, build)), ...at };
    case "lambda":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function callExpr6(node, build) {
  const list = field(node, "arguments");
  const args = list?.type === "generator_expression" ? [list] : named(list);
  const call = {
    kind: "call",
    callee: build.expr(field(node, "function")),
    args: args.map((arg) => argumentOf(arg, build)),
    ...placeOf(node)
  };
  return braceFormatted(call) ?? joinedBy(call) ?? call;
}
function argumentOf(arg, build) {
  if (arg.type === "keyword_argument")
    return {
      name: field(arg, "name")?.text ?? null,
      value: build.expr(field(arg, "value")),
      spread: false
    };
  const spread = arg.type === "list_splat" || arg.type === "dictionary_splat";
  return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
}
function binaryExpr4(node, build) {
  const operator = field(node, "operator")?.type;
  if (operator !== "+" && operator !== "%") return build.unknown(node);
  const at = placeOf(node);
  const left = build.expr(field(node, "left"));
  const right = build.expr(field(node, "right"));
  if (operator === "+") return joined([left, right], at);
  const made = left.kind === "text" ? percentFormatted(left.value, right, at) : null;
  return made ?? build.unknown(node);
}
function comparedExpr(node, build) {
  const [left, right] = named(node);
  const operator = field(node, "operators")?.type;
  const isMethod = left?.type === "attribute" && field(left, "attribute")?.text === "method";
  if (!isMethod || right === void 0 || operator === void 0) return build.unknown(node);
  const at = placeOf(node);
  return {
    kind: "call",
    callee: { kind: "name", name: operator, ...at },
    args: [left, right].map((side) => ({ name: null, value: build.expr(side), spread: false })),
    ...at
  };
}
function booleanExpr(node, build) {
  const sides = [field(node, "left"), field(node, "right")];
  return field(node, "operator")?.type === "or" ? { kind: "either", options: sides.map((side) => build.expr(side)), ...placeOf(node) } : build.expr(sides[1]);
}
function listExpr(node, build) {
  const at = placeOf(node);
  const items = named(node);
  if (!items.some(({ type }) => type === "list_splat"))
    return { kind: "list", items: items.map((item) => build.expr(item)), ...at };
  const parts = items.map(
    (item) => item.type === "list_splat" ? build.expr(item.firstNamedChild) : { kind: "list", items: [build.expr(item)], ...placeOf(item) }
  );
  return { kind: "join", parts, ...at };
}
function entryOf3(entry, build) {
  if (entry.type === "pair")
    return [{ key: build.expr(field(entry, "key")), value: build.expr(field(entry, "value")) }];
  return entry.type === "dictionary_splat" ? [{ key: null, value: build.expr(entry.firstNamedChild) }] : [];
}

// src/drift/code/languages/python-modules.ts
import { basename as basename4, dirname as dirname7, join as join5 } from "node:path/posix";
var roots = /* @__PURE__ */ new WeakMap();
function pythonModules(module, from, program) {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split(".").filter((part) => part !== "");
  if (dots > 0) {
    let folder = dirname7(from);
    for (let up = 1; up < dots; up += 1) {
      if (folder === ".") return [];
      folder = dirname7(folder);
    }
    return fileOf2(folder, parts, program);
  }
  const [first] = parts;
  if (first === void 0) return [];
  for (let folder = dirname7(from); ; folder = dirname7(folder)) {
    const found = fileOf2(folder, parts, program);
    if (found.length > 0) return found;
    if (folder === "." || folder === "/") break;
  }
  const elsewhere = (rootsOf(program).get(first) ?? []).map((root) => ({ root, shared: sharedFolders(root, from) })).sort((a, b) => b.shared - a.shared || (a.root < b.root ? -1 : 1));
  for (const { root } of elsewhere) {
    const found = fileOf2(root, parts, program);
    if (found.length > 0) return found;
  }
  return [];
}
function pythonSubmodule(module, name) {
  return module.endsWith(".") ? module + name : `${module}.${name}`;
}
function fileOf2(folder, parts, program) {
  const base = join5(folder, ...parts);
  const paths = parts.length === 0 ? [join5(base, "__init__.py")] : [`${base}.py`, join5(base, "__init__.py")];
  return paths.filter((path) => program.has(path)).slice(0, 1);
}
function rootsOf(program) {
  const known5 = roots.get(program);
  if (known5 !== void 0) return known5;
  const made = /* @__PURE__ */ new Map();
  const add = (name, root) => {
    const list = made.get(name);
    if (list === void 0) made.set(name, [root]);
    else if (!list.includes(root)) list.push(root);
  };
  for (const folder of program.folders()) {
    const files = program.filesIn(folder).filter((path) => path.endsWith(".py"));
    if (files.length === 0) continue;
    for (let at = folder; at !== "." && at !== "/"; at = dirname7(at))
      add(basename4(at), dirname7(at));
    for (const path of files) add(basename4(path, ".py"), folder);
  }
  roots.set(program, made);
  return made;
}
function sharedFolders(a, b) {
  const [one, two] = [a.split("/"), b.split("/")];
  let count = 0;
  while (count < one.length && count < two.length && one[count] === two[count]) count += 1;
  return count;
}

// src/drift/code/languages/python.ts
var QUERY6 = `
[(function_definition) (class_definition) (lambda)] @scope
(call) @call
(import_statement) @import
(import_from_statement) @from
[(assignment) (augmented_assignment)] @assignment
(named_expression) @named
(with_item value: (as_pattern) @with)
(for_statement) @for
(for_in_clause) @for
(return_statement) @return
(subscript) @subscript
(comparison_operator (string) "in" [(attribute) (identifier)]) @contains
(comparison_operator . (attribute attribute: (identifier) @compared (#eq? @compared "method")))
`;
var READS = /* @__PURE__ */ new Set(["get", "pop", "setdefault", "__getitem__"]);
var python = {
  id: "python",
  extensions: [".py"],
  grammar: () => "python",
  read: read7,
  modules: pythonModules,
  submodule: pythonSubmodule
};
function read7(root, grammar2) {
  const build = new FactsBuilder("python", root, pythonExpr);
  const captures = grammar2.captures(QUERY6, root);
  const scopes = captures.filter(({ name }) => name === "scope");
  const environment = /* @__PURE__ */ new Set();
  for (const { node } of scopes) addScope2(node, build);
  for (const { node } of scopes) completeScope6(node, build, environment);
  for (const { name, node } of captures) {
    if (name === "import") addImport5(node, build, environment);
    else if (name === "from") addFromImport(node, build, environment);
    else if (name === "assignment") addAssignment7(node, build, environment);
    else if (name === "named") bind3(field(node, "name"), build.expr(field(node, "value")), build);
    else if (name === "with") addWith(node, build);
    else if (name === "for") addLoop5(node, build);
    else if (name === "return") addReturn5(node, build);
    else if (name === "compared") build.addCall(node.parent?.parent ?? node);
  }
  for (const { name, node } of captures) {
    if (name === "call") addCall5(node, build, environment);
    else if (name === "subscript") addSubscript(node, build, environment);
    else if (name === "contains") addContains2(node, build, environment);
  }
  return build.facts();
}
function addScope2(node, build) {
  const isClass = node.type === "class_definition";
  const name = node.type === "lambda" ? nameOfHolder2(node) : field(node, "name")?.text ?? null;
  build.addScope(node, { kind: isClass ? "class" : "function", name });
}
function nameOfHolder2(node) {
  const { parent } = node;
  const left = parent?.type === "assignment" ? field(parent, "left") : null;
  return left?.type === "identifier" ? left.text : null;
}
function completeScope6(node, build, environment) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  if (node.type === "class_definition") {
    const bases = named(field(node, "superclasses")).filter(({ type }) => type !== "keyword_argument").map((base) => build.expr(base));
    build.complete(index, { bases, decorators: decoratorsOf5(node, build) });
    return;
  }
  const params = named(field(node, "parameters")).flatMap((param) => paramOf6(param, build));
  for (const one of params)
    if (one.default !== null && isEnvironment4(one.default, environment)) environment.add(one.name);
  build.complete(index, {
    params,
    decorators: node.type === "lambda" ? [] : decoratorsOf5(node, build),
    returnType: field(node, "return_type")?.text ?? null
  });
  if (node.type === "lambda") build.addReturnOf(index, build.expr(field(node, "body")));
}
function decoratorsOf5(node, build) {
  const { parent } = node;
  if (parent?.type !== "decorated_definition") return [];
  return named(parent).filter(({ type }) => type === "decorator").map((decorator) => {
    const expr = build.expr(decorator.firstNamedChild);
    return expr.kind === "call" ? expr : { kind: "call", callee: expr, args: [], ...placeOf(decorator) };
  });
}
function paramOf6(node, build) {
  if (node.type.endsWith("_separator")) return [];
  const holder = field(node, "name") ?? (node.type === "typed_parameter" ? node.firstNamedChild : node);
  if (holder === null) return [];
  const value = field(node, "value");
  return [
    {
      name: holder.text.replace(/^\*+/, ""),
      type: field(node, "type")?.text ?? null,
      default: value === null ? null : build.expr(value),
      decorators: [],
      ...placeOf(node)
    }
  ];
}
function addImport5(node, build, environment) {
  for (const one of named(node)) {
    const module = field(one, "name")?.text ?? one.text;
    const alias = field(one, "alias")?.text;
    if (module === "os" && alias !== void 0) environment.add(`${alias}.environ`);
    const [first = module] = module.split(".");
    if (alias !== void 0) build.addImport(one, alias, module, "*");
    else {
      build.addImport(one, first, first, "*");
      if (first !== module) build.addImport(one, module, module, "*");
    }
  }
}
function addFromImport(node, build, environment) {
  const source = field(node, "module_name");
  const module = source?.text.replace(/\s+/g, "") ?? "";
  for (const one of named(node)) {
    if (one.id === source?.id) continue;
    if (one.type === "wildcard_import") {
      build.addImport(one, "*", module, "*");
      continue;
    }
    const name = field(one, "name")?.text ?? one.text;
    const local = field(one, "alias")?.text ?? name;
    if (module === "os" && name === "environ") environment.add(local);
    build.addImport(one, local, module, name);
  }
}
function addAssignment7(node, build, environment) {
  const left = field(node, "left");
  const right = field(node, "right");
  const type = field(node, "type")?.text ?? null;
  if (left === null) return;
  if (right === null) {
    if (type !== null) bind3(left, null, build, type);
    return;
  }
  const value = build.expr(right);
  if (node.type === "augmented_assignment") {
    if (field(node, "operator")?.type !== "+=") return;
    const parts = [build.expr(left), value];
    bind3(left, { kind: "join", parts, ...placeOf(node) }, build);
    return;
  }
  if (left.type === "identifier" && holdsEnvironment2(value, environment))
    environment.add(left.text);
  bind3(left, value, build, type);
}
function bind3(left, value, build, type = null) {
  if (left === null) return;
  if (left.type === "identifier") build.addBinding(left, left.text, value, { type });
  else if (left.type === "attribute")
    build.addBinding(left, left.text.replace(/\s+/g, ""), value, { type });
  else if (value !== null && /^(?:pattern_list|tuple_pattern|list_pattern|tuple|list)$/.test(left.type)) {
    for (const [position, part] of named(left).entries())
      bind3(part, itemOf(value, position, part), build);
  }
}
function itemOf(value, position, at) {
  if (value.kind === "list")
    return value.items[position] ?? { kind: "unknown", text: "", ...placeOf(at) };
  const place = placeOf(at);
  return {
    kind: "index",
    object: value,
    index: { kind: "literal", type: "number", text: String(position), ...place },
    ...place
  };
}
function addWith(node, build) {
  const target = field(node, "alias")?.firstNamedChild ?? null;
  bind3(target, build.expr(node.firstNamedChild), build);
}
function addLoop5(node, build) {
  const left = field(node, "left");
  const list = build.expr(field(node, "right"));
  if (left === null) return;
  if (left.type === "identifier") {
    build.addBinding(left, left.text, list, { each: true });
    return;
  }
  if (!/^(?:pattern_list|tuple_pattern|list_pattern)$/.test(left.type)) return;
  const at = placeOf(left);
  const item = `for ${at.line}:${at.column}`;
  build.addBinding(left, item, list, { each: true });
  bind3(left, { kind: "name", name: item, ...at }, build);
}
function addReturn5(node, build) {
  const value = node.firstNamedChild;
  if (value !== null) build.addReturn(node, build.expr(value));
}
function isEnvironment4(expr, environment) {
  const name = dottedName(expr);
  return name !== null && (name === "os.environ" || environment.has(name));
}
function holdsEnvironment2(expr, environment) {
  if (expr.kind === "map")
    return expr.entries.some(({ key, value }) => key === null && isEnvironment4(value, environment));
  if (expr.kind !== "call") return isEnvironment4(expr, environment);
  const { callee, args } = expr;
  if (callee.kind === "member")
    return callee.name === "copy" && isEnvironment4(callee.object, environment);
  const first = args[0];
  return callee.kind === "name" && callee.name === "dict" && first !== void 0 && isEnvironment4(first.value, environment);
}
function addCall5(node, build, environment) {
  build.addCall(node);
  const call = build.expr(node);
  if (call.kind !== "call" || call.callee.kind !== "member" || !READS.has(call.callee.name)) return;
  const [name, fallback] = call.args;
  const object = call.callee.object;
  if (name === void 0 || name.spread || !isEnvironment4(object, environment)) return;
  build.addAccess(node, {
    object,
    name: name.value,
    fallback: fallback?.value ?? otherwise(node, build)
  });
}
function addSubscript(node, build, environment) {
  const object = build.expr(field(node, "value"));
  if (!isEnvironment4(object, environment) || isWritten2(node)) return;
  const name = build.expr(field(node, "subscript"));
  build.addAccess(node, { object, name, fallback: otherwise(node, build) });
}
function isWritten2(node) {
  const { parent } = node;
  if (parent?.type === "delete_statement") return true;
  return (parent?.type === "assignment" || parent?.type === "augmented_assignment") && field(parent, "left")?.id === node.id;
}
function otherwise(node, build) {
  let inner = node;
  while (inner.parent?.type === "parenthesized_expression") inner = inner.parent;
  const { parent } = inner;
  return parent?.type === "boolean_operator" && field(parent, "operator")?.type === "or" && field(parent, "left")?.id === inner.id ? build.expr(field(parent, "right")) : null;
}
function addContains2(node, build, environment) {
  const [name, object] = named(node).map((part) => build.expr(part));
  if (name === void 0 || object === void 0 || !isEnvironment4(object, environment)) return;
  build.addAccess(node, { object, name, fallback: null, tested: true });
}

// src/drift/code/languages/ruby-text.ts
var SIMPLE7 = {
  a: "\x07",
  b: "\b",
  e: "\x1B",
  f: "\f",
  n: "\n",
  r: "\r",
  s: " ",
  t: "	",
  v: "\v"
};
function textOfString3(node, build) {
  const at = placeOf(node);
  const isSingle = node.type === "string" && node.text.startsWith("'");
  const parts = named(node).map((part) => {
    if (part.type === "interpolation") return build.expr(part.firstNamedChild);
    const { text } = part;
    const value = part.type === "escape_sequence" ? escaped2(text) : isSingle ? text.replace(/\\([\\'])/g, "$1") : text;
    return { kind: "text", value, ...at };
  });
  return joined(parts, at);
}
function escaped2(text) {
  const code = /^\\(?:u\{?([0-9a-fA-F]{1,6})\}?|x([0-9a-fA-F]{1,2}))$/.exec(text);
  if (code !== null) {
    const point = Number.parseInt(code[1] ?? code[2] ?? "", 16);
    return point <= 1114111 ? String.fromCodePoint(point) : text;
  }
  const octal = /^\\([0-7]{1,3})$/.exec(text);
  if (octal !== null) return String.fromCodePoint(Number.parseInt(octal[1] ?? "", 8));
  const one = text.slice(1);
  return one === "\n" ? "" : SIMPLE7[one] ?? one;
}
function formatted4(format, values, at) {
  const { line, column } = at;
  const list = values.length === 1 && values[0]?.kind === "list" ? values[0].items : values;
  const [first] = values;
  const parts = [];
  let from = 0;
  let next = 0;
  const addText = (value) => {
    if (value !== "") parts.push({ kind: "text", value, line, column });
  };
  for (const match of format.matchAll(/%(?:<(\w+)>)?[-#0 +]*\d*(?:\{(\w+)\}|([%a-zA-Z]))/g)) {
    addText(format.slice(from, match.index));
    from = match.index + match[0].length;
    const name = match[1] ?? match[2];
    if (name === void 0 && match[3] === "%") {
      addText("%");
      continue;
    }
    const value = name === void 0 ? list[next++] : first?.kind === "map" ? entryValue2(first, name) : void 0;
    if (value === void 0) return null;
    parts.push(value);
  }
  addText(format.slice(from));
  return joined(parts, at);
}
function joinedBy2({ callee, args, line, column }) {
  if (callee.kind !== "member" || callee.name !== "join") return null;
  const { object } = callee;
  const isFile = object.kind === "name" && object.name === "File";
  const items = isFile ? args.some(({ spread }) => spread) ? void 0 : args.map(({ value }) => value) : object.kind === "list" ? object.items : void 0;
  const between = isFile ? "/" : args[0]?.value;
  if (items === void 0 || between === void 0) return null;
  const separator = typeof between === "string" ? { kind: "text", value: between, line, column } : between;
  return joined(
    items.flatMap((item, index) => index === 0 ? [item] : [separator, item]),
    { line, column }
  );
}
function entryValue2(map, name) {
  return map.entries.find(({ key }) => key?.kind === "text" && key.value === name)?.value;
}

// src/drift/code/languages/ruby-expressions.ts
var SAME = /* @__PURE__ */ new Set([
  "freeze",
  "dup",
  "to_s",
  "to_sym",
  "to_a",
  "itself",
  "html_safe",
  "presence",
  "deep_dup",
  "uniq"
]);
function rubyExpr(node, build) {
  const at = placeOf(node);
  switch (node.type) {
    case "string":
    case "bare_string":
    case "bare_symbol":
    case "delimited_symbol":
      return textOfString3(node, build);
    case "chained_string":
      return joined(
        named(node).map((part) => build.expr(part)),
        at
      );
    case "simple_symbol":
      return { kind: "text", value: node.text.slice(1), ...at };
    case "hash_key_symbol":
      return { kind: "text", value: node.text, ...at };
    case "integer":
    case "float":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "true":
    case "false":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "nil":
      return { kind: "literal", type: "null", text: node.text, ...at };
    case "identifier":
    case "constant":
    case "self":
    case "super":
    case "instance_variable":
    case "class_variable":
    case "global_variable":
      return { kind: "name", name: node.text, ...at };
    case "scope_resolution": {
      const scope = field(node, "scope");
      const name = field(node, "name")?.text ?? "";
      return scope === null ? { kind: "name", name, ...at } : {
        kind: "member",
        object: build.expr(scope),
        name,
        ...placeOf(field(node, "name") ?? node)
      };
    }
    case "call":
      return callExpr7(node, build);
    case "element_reference":
      return {
        kind: "index",
        object: build.expr(field(node, "object")),
        index: build.expr(named(node)[1]),
        ...at
      };
    case "binary":
      return binaryExpr5(node, build);
    case "conditional":
      return branches([field(node, "consequence"), field(node, "alternative")], node, build);
    case "if":
    case "elsif":
    case "unless":
      return branches(
        [lastOf2(field(node, "consequence")), lastOf2(field(node, "alternative"))],
        node,
        build
      );
    case "rescue_modifier":
      return branches([field(node, "body"), field(node, "handler")], node, build);
    case "case":
      return branches(
        named(node).filter(({ type }) => type === "when" || type === "else").map((branch) => lastOf2(field(branch, "body") ?? branch)),
        node,
        build
      );
    case "if_modifier":
    case "unless_modifier":
      return build.expr(field(node, "body"));
    case "parenthesized_statements":
    case "begin":
      return build.expr(lastOf2(node));
    case "return":
      return returned(node, build);
    case "assignment":
    case "operator_assignment":
      return build.expr(field(node, "right"));
    case "unary":
      return field(node, "operand")?.type === "integer" ? { kind: "literal", type: "number", text: node.text, ...at } : build.unknown(node);
    case "array":
    case "string_array":
    case "symbol_array":
    case "right_assignment_list":
      return listExpr2(node, build);
    case "hash":
      return { kind: "map", entries: named(node).flatMap((entry) => entryOf4(entry, build)), ...at };
    case "lambda":
    case "block":
    case "do_block":
    case "method":
    case "singleton_method":
    case "class":
    case "module":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function branches(nodes, node, build) {
  const options = nodes.filter((one) => one !== null).map((one) => build.expr(one));
  return options.length === 1 && options[0] !== void 0 ? options[0] : { kind: "either", options, ...placeOf(node) };
}
function callExpr7(node, build) {
  const receiver = field(node, "receiver");
  const name = field(node, "method");
  const block = field(node, "block");
  const at = placeOf(node);
  if (block !== null && (isProc(node) || isMadeClass(node))) return build.functionExpr(block);
  if (receiver !== null && block === null && name !== null && SAME.has(name.text))
    return build.expr(receiver);
  const callee = receiver === null ? build.expr(name) : name === null ? build.expr(receiver) : { kind: "member", object: build.expr(receiver), name: name.text, ...placeOf(name) };
  const args = argumentsOf5(named(field(node, "arguments")), build);
  if (block !== null) args.push({ name: null, value: build.functionExpr(block), spread: false });
  const call = { kind: "call", callee, args, ...at };
  const [first] = args;
  if (receiver === null && /^s?printf$|^format$/.test(name?.text ?? "") && first?.value.kind === "text") {
    return formatted4(first.value.value, valuesOf(args.slice(1)), at) ?? call;
  }
  return joinedBy2(call) ?? call;
}
function valuesOf(args) {
  const [first] = args;
  if (first === void 0 || first.name === null) return args.map(({ value }) => value);
  const { line, column } = first.value;
  const entries = args.map(
    ({ name, value }) => ({
      key: name === null ? null : { kind: "text", value: name, line, column },
      value
    })
  );
  return [{ kind: "map", entries, line, column }];
}
function argumentsOf5(nodes, build) {
  const args = [];
  const entries = [];
  for (const node of nodes) {
    if (node.type === "pair") {
      const key = field(node, "key");
      const value = field(node, "value") ?? key;
      if (key?.type === "hash_key_symbol" || key?.type === "simple_symbol") {
        const isShort = field(node, "value") === null;
        const name = key.text.replace(/^:/, "");
        args.push({
          name,
          value: isShort ? { kind: "name", name, ...placeOf(key) } : build.expr(value),
          spread: false
        });
        continue;
      }
      if (entries.length === 0)
        args.push({ name: null, value: { kind: "map", entries, ...placeOf(node) }, spread: false });
      entries.push({ key: build.expr(key), value: build.expr(value) });
    } else if (node.type === "block_argument")
      args.push({ name: "&", value: build.expr(node.firstNamedChild), spread: false });
    else {
      const spread = node.type.endsWith("splat_argument");
      args.push({ name: null, value: build.expr(spread ? node.firstNamedChild : node), spread });
    }
  }
  return args;
}
function binaryExpr5(node, build) {
  const left = field(node, "left");
  const right = field(node, "right");
  const both = () => [build.expr(left), build.expr(right)];
  switch (field(node, "operator")?.type) {
    case "+":
      return joined(both(), placeOf(node));
    case "||":
    case "or":
      return { kind: "either", options: both(), ...placeOf(node) };
    case "&&":
    case "and":
      return build.expr(right);
    case "%": {
      const [format, values] = both();
      const made = format?.kind === "text" && values !== void 0 ? formatted4(format.value, [values], placeOf(node)) : null;
      return made ?? build.unknown(node);
    }
    default:
      return build.unknown(node);
  }
}
function listExpr2(node, build) {
  const at = placeOf(node);
  const items = named(node);
  if (!items.some(({ type }) => type === "splat_argument"))
    return { kind: "list", items: items.map((item) => build.expr(item)), ...at };
  const parts = items.map(
    (item) => item.type === "splat_argument" ? build.expr(item.firstNamedChild) : { kind: "list", items: [build.expr(item)], ...placeOf(item) }
  );
  return { kind: "join", parts, ...at };
}
function entryOf4(entry, build) {
  if (entry.type === "hash_splat_argument")
    return [{ key: null, value: build.expr(entry.firstNamedChild) }];
  const key = field(entry, "key");
  const value = field(entry, "value");
  if (key === null) return [];
  return [
    {
      key: build.expr(key),
      value: value === null ? { kind: "name", name: key.text, ...placeOf(key) } : build.expr(value)
    }
  ];
}
function isMadeClass(call) {
  if (call?.type !== "call" || field(call, "method")?.text !== "new") return false;
  return /^(?:::)?(?:Class|Module|Struct)$/.test(field(call, "receiver")?.text ?? "");
}
function isProc(call) {
  const method = field(call, "method")?.text ?? "";
  const receiver = field(call, "receiver")?.text;
  return receiver === void 0 ? method === "lambda" || method === "proc" : receiver === "Proc" && method === "new";
}
function lastOf2(body) {
  if (body === null || !/^(?:body_statement|block_body|then|else|begin|parenthesized_statements)$/.test(body.type))
    return body;
  const statements = named(body).filter(
    ({ type }) => !/^(?:rescue|ensure|else|heredoc_body)$/.test(type)
  );
  return statements.at(-1) ?? null;
}
function returned(node, build) {
  const values = named(node.firstNamedChild);
  return values.length === 1 ? build.expr(values[0]) : { kind: "list", items: values.map((value) => build.expr(value)), ...placeOf(node) };
}

// src/drift/code/languages/ruby-modules.ts
import { basename as basename5, dirname as dirname8, join as join6 } from "node:path/posix";
var byName2 = /* @__PURE__ */ new WeakMap();
function rubyModules(module, from, program) {
  if (/^\.\.?\//.test(module)) {
    const path2 = withEnd(join6(dirname8(from), module));
    return program.has(path2) ? [path2] : [];
  }
  if (module === "" || module.startsWith("/")) return [];
  const isConstant = /^[A-Z]/.test(module);
  const path = isConstant ? `${underscored(module)}.rb` : withEnd(module);
  const found = (filesByName2(program).get(basename5(path, ".rb")) ?? []).filter(
    (one) => one === path || one.endsWith(`/${path}`)
  );
  return [...found].filter((one) => one !== from).sort((a, b) => shared(b, from) - shared(a, from) || (a < b ? -1 : 1));
}
function underscored(name) {
  return name.replace(/^::/, "").replaceAll("::", "/").replace(/([A-Z\d]+)([A-Z][a-z])/g, "$1_$2").replace(/([a-z\d])([A-Z])/g, "$1_$2").replaceAll("-", "_").toLowerCase();
}
function withEnd(path) {
  return /\.(?:rb|ru)$/.test(path) ? path : `${path}.rb`;
}
function filesByName2(program) {
  const known5 = byName2.get(program);
  if (known5 !== void 0) return known5;
  const made = /* @__PURE__ */ new Map();
  for (const folder of program.folders()) {
    for (const path of program.filesIn(folder)) {
      if (!path.endsWith(".rb")) continue;
      const name = basename5(path, ".rb");
      const list = made.get(name);
      if (list === void 0) made.set(name, [path]);
      else list.push(path);
    }
  }
  byName2.set(program, made);
  return made;
}
function shared(a, b) {
  const [one, two] = [a.split("/"), b.split("/")];
  let count = 0;
  while (count < one.length && count < two.length && one[count] === two[count]) count += 1;
  return count;
}

// src/drift/code/languages/ruby.ts
var QUERY7 = `
[(class) (module) (method) (singleton_method) (lambda) (do_block) (block)] @scope
(call) @call
[(assignment) (operator_assignment)] @assignment
(return) @return
(element_reference) @element
`;
var READS2 = /* @__PURE__ */ new Set(["fetch", "values_at", "dig", "slice", "delete", "assoc"]);
var ASKS = /* @__PURE__ */ new Set(["key?", "has_key?", "include?", "member?"]);
var NOT_AUTOLOADED = /^(?:ENV|Rails|Class|Module|File|String|Integer|Float|Array|Hash|Proc|Struct|Object|Kernel|Time|Date)$/;
var ruby = {
  id: "ruby",
  extensions: [".rb", ".ru"],
  grammar: () => "ruby",
  read: read8,
  modules: rubyModules
};
function read8(root, grammar2) {
  const constants2 = /* @__PURE__ */ new Map();
  const build = new FactsBuilder("ruby", root, (node, facts) => {
    if (node.type === "constant" && !constants2.has(node.text)) constants2.set(node.text, node);
    return rubyExpr(node, facts);
  });
  const captures = grammar2.captures(QUERY7, root);
  const scopes = captures.filter(
    ({ name, node }) => name === "scope" && node.parent?.type !== "lambda"
  );
  const declared = /* @__PURE__ */ new Set();
  for (const { node } of scopes) addScope3(node, build, declared);
  const environment = /* @__PURE__ */ new Set(["ENV"]);
  for (const { name, node } of captures)
    if (name === "assignment") addAssignment8(node, build, environment, declared);
  const mixins = /* @__PURE__ */ new Map();
  for (const { name, node } of captures) {
    if (name === "call") addCall6(node, build, environment, mixins);
    else if (name === "return") build.addReturn(node, returned(node, build));
    else if (name === "element") addElement(node, build, environment);
  }
  for (const { node } of scopes) completeScope7(node, build, mixins);
  for (const [name, node] of constants2)
    if (!declared.has(name) && !NOT_AUTOLOADED.test(name)) build.addImport(node, name, name, name);
  return build.facts();
}
function addScope3(node, build, declared) {
  const isBlock = node.type.endsWith("block");
  const isClass = isBlock ? isMadeClass(node.parent) : node.type === "class" || node.type === "module";
  const holder = isBlock ? node.parent : node;
  const name = isBlock || node.type === "lambda" ? nameOfHolder3(holder) : field(node, "name")?.text ?? null;
  if (isClass && name !== null) declared.add(name);
  build.addScope(node, { kind: isClass ? "class" : "function", name });
}
function nameOfHolder3(node) {
  const parent = node?.parent;
  if (node === null || parent?.type !== "assignment") return null;
  const isFunction = node.type === "lambda" || isMadeClass(node) || isProc(node);
  return isFunction ? field(parent, "left")?.text ?? null : null;
}
function completeScope7(node, build, mixins) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  const isMade = node.type.endsWith("block") && isMadeClass(node.parent);
  if (node.type === "class" || node.type === "module" || isMade) {
    const superclass = isMade ? named(node.parent === null ? null : field(node.parent, "arguments")) : named(field(node, "superclass"));
    const bases = superclass.slice(0, 1).map((base) => build.expr(base));
    build.complete(index, { bases: [...bases, ...mixins.get(index) ?? []] });
    return;
  }
  const params = named(field(node, "parameters")).flatMap((param) => paramOf7(param, build));
  build.complete(index, { params });
  const body = node.type === "lambda" ? field(field(node, "body") ?? node, "body") : field(node, "body");
  const last = lastOf2(body);
  if (last !== null && last.type !== "return") build.addReturnOf(index, build.expr(last));
}
function paramOf7(node, build) {
  if (node.type === "destructured_parameter")
    return named(node).flatMap((part) => paramOf7(part, build));
  const name = field(node, "name")?.text ?? node.text;
  const value = field(node, "value");
  return [
    {
      name,
      type: null,
      default: value === null ? null : build.expr(value),
      decorators: [],
      ...placeOf(node)
    }
  ];
}
function addAssignment8(node, build, environment, declared) {
  const left = field(node, "left");
  const right = field(node, "right");
  if (left === null || right === null) return;
  const value = build.expr(right);
  if (left.type === "element_reference") {
    if (node.type === "operator_assignment") addRead(left, value, build, environment);
    return;
  }
  if (node.type === "operator_assignment" && field(node, "operator")?.type === "+=") {
    bind4(left, joined([build.expr(left), value], placeOf(node)), build);
    return;
  }
  if (left.type === "constant") declared.add(left.text);
  if (/^ENV(?:\.(?:to_h|to_hash|dup|clone))?$/.test(right.text)) environment.add(left.text);
  bind4(left, value, build);
}
function bind4(left, value, build) {
  if (left.type !== "left_assignment_list") {
    build.addBinding(left, left.text.replace(/\s+/g, "").replaceAll("&.", "."), value);
    return;
  }
  const place = placeOf(left);
  for (const [position, part] of named(left).entries()) {
    const item = value.kind === "list" ? value.items[position] ?? { kind: "unknown", text: "", ...place } : {
      kind: "index",
      object: value,
      index: { kind: "literal", type: "number", text: String(position), ...place },
      ...place
    };
    if (part.type !== "rest_assignment") bind4(part, item, build);
  }
}
function addCall6(node, build, environment, mixins) {
  const call = build.expr(node);
  const method = field(node, "method")?.text ?? "";
  const receiver = field(node, "receiver");
  if (call.kind !== "call" || receiver !== null && SAME.has(method)) return;
  build.addCall(node);
  if (receiver === null) {
    addRequired(node, method, call, build);
    if (method === "include" || method === "extend" || method === "prepend") {
      const scope = build.scopeAt(node);
      const known5 = mixins.get(scope) ?? [];
      mixins.set(scope, [...known5, ...call.args.map(({ value }) => value)]);
    }
    return;
  }
  const reads = READS2.has(method);
  if (!reads && !ASKS.has(method) || !environment.has(receiver.text)) return;
  const object = build.expr(receiver);
  if (!reads || method === "fetch") {
    const [name, fallback] = call.args;
    if (name === void 0) return;
    const other = fallback === void 0 ? otherwise2(node, build) : blockValue(node, fallback.value, build);
    build.addAccess(node, {
      object,
      name: name.value,
      fallback: reads ? other : null,
      tested: !reads
    });
    return;
  }
  for (const { name, value, spread } of call.args)
    if (name === null && !spread) build.addAccess(node, { object, name: value, fallback: null });
}
function blockValue(call, fallback, build) {
  const block = field(call, "block");
  if (fallback.kind !== "function" || block === null) return fallback;
  const last = lastOf2(field(block, "body"));
  return last === null ? fallback : build.expr(last);
}
function addRequired(node, method, call, build) {
  const [first, second] = call.args;
  if (method === "autoload" && first?.value.kind === "text" && second?.value.kind === "text") {
    build.addImport(node, first.value.value, second.value.value, first.value.value);
    return;
  }
  if (!/^(?:require|require_relative|load|require_dependency)$/.test(method)) return;
  if (first?.value.kind !== "text") return;
  const path = first.value.value;
  const isRelative = method === "require_relative" && !/^\.\.?\//.test(path);
  build.addImport(node, "*", isRelative ? `./${path}` : path, "*");
}
function addElement(node, build, environment) {
  const { parent } = node;
  if (parent?.type.endsWith("assignment") && field(parent, "left")?.id === node.id) return;
  addRead(node, otherwise2(node, build), build, environment);
}
function addRead(node, fallback, build, environment) {
  const object = field(node, "object");
  if (object === null || !environment.has(object.text)) return;
  const name = named(node).find(({ id }) => id !== object.id);
  if (name !== void 0)
    build.addAccess(node, { object: build.expr(object), name: build.expr(name), fallback });
}
function otherwise2(node, build) {
  let inner = node;
  for (let up = node.parent; up !== null; up = inner.parent) {
    const isSame = up.type === "parenthesized_statements" || up.type === "call" && field(up, "receiver")?.id === inner.id && SAME.has(field(up, "method")?.text ?? "");
    if (!isSame) break;
    inner = up;
  }
  const { parent } = inner;
  const operator = parent?.type === "binary" ? field(parent, "operator")?.type : void 0;
  return parent !== null && (operator === "||" || operator === "or") && field(parent, "left")?.id === inner.id ? build.expr(field(parent, "right")) : null;
}

// src/drift/code/languages/rust-imports.ts
function addUse2(node, build) {
  const argument = node.childForFieldName("argument");
  if (argument !== null) addPart(argument, [], build);
}
function addPart(node, path, build) {
  const own = within(path, node.childForFieldName("path"));
  if (node.type === "use_list") addList(node, path, build);
  else if (node.type === "scoped_use_list") addList(node.childForFieldName("list"), own, build);
  else if (node.type === "use_as_clause")
    addName(node, own, node.childForFieldName("alias")?.text ?? null, build);
  else if (node.type === "use_wildcard")
    build.addImport(node, "*", within(path, node.firstNamedChild).join("::"), "*");
  else addName(node, within(path, node), null, build);
}
function addList(list, path, build) {
  for (const part of named(list)) addPart(part, path, build);
}
function within(path, node) {
  if (node === null) return path;
  return [
    ...path,
    ...node.text.replace(/\s+/g, "").split("::").filter((part) => part !== "")
  ];
}
function addName(node, whole, alias, build) {
  const path = whole.at(-1) === "self" && whole.length > 1 ? whole.slice(0, -1) : whole;
  const name = path.at(-1);
  if (name === void 0) return;
  const local = alias ?? name;
  if (path.length > 1) build.addImport(node, local, path.slice(0, -1).join("::"), name);
  if (/^[a-z_]/.test(name)) build.addImport(node, local, path.join("::"), "*");
}

// src/drift/code/languages/rust-modules.ts
import { basename as basename6, dirname as dirname9, join as join7 } from "node:path/posix";
function rustModules(module, from, program) {
  const [first = "", ...rest] = module.split("::");
  const own = crateOf(from, program);
  const here = modulePathOf(from, own);
  if (first === "crate") return moduleFile(own, rest, program);
  if (first === "self") return moduleFile(own, [...here, ...rest], program);
  if (first === "super") {
    const ups = rest.findIndex((part) => part !== "super");
    const more = ups === -1 ? rest.length : ups;
    return moduleFile(own, [...here.slice(0, -1 - more), ...rest.slice(more)], program);
  }
  const local = moduleFile(own, [...here, first, ...rest], program);
  if (local.length > 0) return local;
  const other = crates(program).get(first) ?? crateCalled(first, from, program);
  return other === void 0 ? [] : moduleFile(other, rest, program);
}
function moduleFile(crate, path, program) {
  if (path.length === 0) return crate.roots.filter((root) => program.has(root));
  const bare2 = join7(crate.folder, ...path);
  return [`${bare2}.rs`, `${bare2}/mod.rs`].filter((file) => program.has(file)).slice(0, 1);
}
function crateOf(from, program) {
  const main = program.nearest("main.rs", from);
  const lib = program.nearest("lib.rs", from);
  const manifest = program.nearest("Cargo.toml", from);
  const deepest = [main, lib].filter((path) => path !== void 0).sort((a, b) => dirname9(b).length - dirname9(a).length)[0];
  const isWithin = manifest === void 0 || dirname9(manifest) === "." || deepest?.startsWith(`${dirname9(manifest)}/`);
  if (deepest !== void 0 && isWithin === true && !/(?:^|\/)src\/bin\/[^/]+$/.test(from)) {
    const folder = dirname9(deepest);
    return { folder, roots: [join7(folder, "lib.rs"), join7(folder, "main.rs")] };
  }
  return { folder: dirname9(from), roots: [from] };
}
function modulePathOf(from, crate) {
  if (crate.roots.includes(from)) return [];
  const inner = crate.folder === "." ? from : from.slice(crate.folder.length + 1);
  const bare2 = basename6(inner) === "mod.rs" ? dirname9(inner) : inner.replace(/\.rs$/, "");
  return bare2 === "." ? [] : bare2.split("/");
}
var known4 = /* @__PURE__ */ new WeakMap();
function crates(program) {
  const found = known4.get(program);
  if (found !== void 0) return found;
  const made = /* @__PURE__ */ new Map();
  for (const folder of [...program.folders()].sort()) {
    if (!program.has(join7(folder, "Cargo.toml"))) continue;
    made.set(basename6(folder).replace(/-/g, "_"), libraryIn(folder));
  }
  known4.set(program, made);
  return made;
}
function libraryIn(folder) {
  const sources2 = join7(folder, "src");
  return { folder: sources2, roots: [join7(sources2, "lib.rs")] };
}
function crateCalled(name, from, program) {
  const nearest = program.nearest("Cargo.toml", from);
  if (nearest === void 0 || !/^\w+$/.test(name)) return void 0;
  const text = program.text(nearest);
  if (text === null) return void 0;
  const own = /^\s*name\s*=\s*"([^"]+)"/m.exec(text)?.[1]?.replace(/-/g, "_");
  if (own === name) return libraryIn(dirname9(nearest));
  const dependency = new RegExp(
    `^\\s*${name.replace(/_/g, "[-_]")}\\s*=\\s*\\{[^}]*\\bpath\\s*=\\s*"([^"]+)"`,
    "m"
  ).exec(text)?.[1];
  return dependency === void 0 ? void 0 : libraryIn(join7(dirname9(nearest), dependency));
}

// src/drift/code/languages/rust-text.ts
var SIMPLE8 = { n: "\n", r: "\r", t: "	", "0": "\0" };
function rustText(node) {
  const { text } = node;
  const open = text.indexOf('"');
  const inner = text.slice(open + 1, text.lastIndexOf('"'));
  if (node.type === "raw_string_literal" || !inner.includes("\\")) return inner;
  return inner.replace(
    /\\(?:u\{([0-9a-fA-F_]{1,10})\}|x([0-9a-fA-F]{2})|(\r?\n\s*)|([\s\S]))/g,
    (whole, braced, two, newline, one) => {
      if (newline !== void 0) return "";
      const hex = braced?.replace(/_/g, "") ?? two;
      if (hex === void 0) return SIMPLE8[one] ?? one;
      const point = Number.parseInt(hex, 16);
      return point <= 1114111 ? String.fromCodePoint(point) : whole;
    }
  );
}
function formattedText(args, at) {
  const [format, ...values] = args;
  if (format?.value.kind !== "text") return null;
  const { value: text, line, column } = format.value;
  const parts = [];
  let literal = "";
  let from = 0;
  let next = 0;
  const flush = () => {
    if (literal !== "") parts.push({ kind: "text", value: literal, line, column });
    literal = "";
  };
  for (const match of text.matchAll(/\{\{|\}\}|\{(\w*)(?::[^{}]*)?\}/g)) {
    literal += text.slice(from, match.index);
    from = match.index + match[0].length;
    const name = match[1];
    if (name === void 0) {
      literal += match[0][0];
      continue;
    }
    flush();
    parts.push(argumentOf2(name === "" ? String(next++) : name, values, { line, column }));
  }
  literal += text.slice(from);
  flush();
  return joined(parts, at);
}
function argumentOf2(name, values, place) {
  const found = /^\d+$/.test(name) ? values[Number(name)] : values.find((value) => value.name === name);
  return found?.value ?? { kind: "name", name, ...place };
}

// src/drift/code/languages/rust-tokens.ts
function attributeCall(node, path, tree, build) {
  return {
    kind: "call",
    callee: build.expr(path),
    args: argumentsOf6(tree, build),
    ...placeOf(node)
  };
}
function macroExpr(node, path, tree, build) {
  return invoked(build.expr(path), argumentsOf6(tree, build), placeOf(node));
}
function invoked(callee, args, at) {
  const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
  if (name === "format") return formattedText(args, at) ?? { kind: "call", callee, args, ...at };
  if (name === "concat")
    return joined(
      args.map(({ value }) => value),
      at
    );
  if (name === "vec") return { kind: "list", items: args.map(({ value }) => value), ...at };
  return { kind: "call", callee, args, ...at };
}
var CALLED = /^(?:identifier|self|super|crate|metavariable|::|\.|!|\?|token_tree)$/;
function treeCall(tree, build) {
  const siblings = tree.parent?.children ?? [];
  const position = siblings.findIndex((sibling) => sibling?.id === tree.id);
  let start = position;
  while (start > 1 && CALLED.test(siblings[start - 1]?.type ?? "")) {
    const isWord = siblings[start]?.isNamed === true && siblings[start]?.type !== "token_tree";
    if (isWord && siblings[start - 1]?.isNamed === true) break;
    start -= 1;
  }
  if (start === position) return build.unknown(tree);
  const tokens = siblings.slice(start, position + 1).filter((token) => token !== null);
  return tokensExpr(tokens, build, tree);
}
function staticsOf(node, build) {
  const name = node.childForFieldName("macro")?.text ?? "";
  if (!/\b(?:lazy_static|thread_local)$/.test(name)) return [];
  const tree = node.children.at(-1);
  return split(inside(tree ?? null), ";").flatMap((tokens) => {
    const equals = tokens.findIndex(({ type: type2 }) => type2 === "=");
    const colon = tokens.findIndex(({ type: type2 }) => type2 === ":");
    const at = tokens[colon - 1];
    if (equals === -1 || colon < 1 || colon > equals || at === void 0) return [];
    const value = tokensExpr(tokens.slice(equals + 1), build, node);
    const type = tokens.slice(colon + 1, equals).map(({ text }) => text).join("");
    return [{ at, value, type }];
  });
}
function inside(tree) {
  return (tree?.children ?? []).slice(1, -1).filter((token) => token !== null).filter((token) => !token.type.endsWith("comment"));
}
function split(tokens, separator) {
  const parts = [[]];
  for (const token of tokens) {
    if (token.type === separator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}
function argumentsOf6(tree, build) {
  if (tree?.type !== "token_tree") return [];
  return split(inside(tree), ",").map((tokens) => {
    const [name, equals, ...rest] = tokens;
    const isNamed = name?.type === "identifier" && equals?.type === "=" && rest.length > 0;
    return {
      name: isNamed ? name.text : null,
      value: tokensExpr(isNamed ? rest : tokens, build, tree),
      spread: false
    };
  });
}
function tokensExpr(tokens, build, around2) {
  let at = 0;
  while (/^(?:&|\*|mut|move|async|mutable_specifier|::|\|\|)$/.test(tokens[at]?.type ?? ""))
    at += 1;
  const first = tokens[at];
  if (first === void 0) return build.unknown(around2);
  let made = atom(first, build);
  for (at += 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === void 0) break;
    if (token.type === "?") continue;
    if ((token.type === "." || token.type === "::") && next !== void 0) {
      if (next.type === "<") {
        while (at < tokens.length && tokens[at]?.type !== ">") at += 1;
        continue;
      }
      made = { kind: "member", object: made, name: next.text, ...placeOf(next) };
      at += 1;
    } else if (token.type === "!" && next?.type === "token_tree") {
      made = invoked(made, argumentsOf6(next, build), placeOf(first));
      at += 1;
    } else if (token.type === "token_tree" && token.firstChild?.type === "(") {
      made = { kind: "call", callee: made, args: argumentsOf6(token, build), ...placeOf(first) };
    } else return build.unknown(first);
  }
  return made;
}
function atom(token, build) {
  if (token.type !== "token_tree") return build.expr(token);
  const items = argumentsOf6(token, build).map(({ value }) => value);
  const [only] = items;
  return token.firstChild?.type === "(" && items.length === 1 && only !== void 0 ? only : { kind: "list", items, ...placeOf(token) };
}

// src/drift/code/languages/rust.ts
var QUERY8 = `
[(function_item) (function_signature_item) (closure_expression)] @function
[(struct_item) (enum_item) (union_item) (trait_item) (impl_item)] @class
(mod_item) @module
(attribute_item) @attribute
(use_declaration) @use
(extern_crate_declaration) @extern
[(call_expression) (macro_invocation)] @call
(token_tree (token_tree) @tree)
[(const_item) (static_item) (let_declaration) (let_condition)] @binding
(assignment_expression) @assignment
(for_expression) @for
(field_declaration) @field
(return_expression) @return
(scoped_identifier path: [(crate) (super)] @root)
`;
var PASSING = /^(?:to_string|to_owned|into|as_str|as_ref|clone|borrow|into_owned|to_vec|iter|into_iter)$/;
var WRAPPING = /^(?:Ok|Some|Box::new|Arc::new|Rc::new|String::from|Cow::from|Cow::Borrowed)$/;
var rust = {
  id: "rust",
  extensions: [".rs"],
  manifest: /(?:^|\/)Cargo\.toml$/,
  grammar: () => "rust",
  read: read9,
  modules: rustModules
};
function read9(root, grammar2) {
  const build = new FactsBuilder("rust", root, toExpr7);
  const captures = grammar2.captures(QUERY8, root);
  const attributes = attributesOf2(
    root,
    captures.flatMap(({ name, node }) => name === "attribute" ? [node] : [])
  );
  for (const { name, node } of captures) {
    if (name === "function") build.addScope(node, { kind: "function", name: nameOf4(node) });
    else if (name === "class" || name === "module" && hasBody(node))
      build.addScope(node, { kind: "class", name: nameOf4(node) });
  }
  const roots2 = /* @__PURE__ */ new Set();
  for (const { name, node } of captures) {
    if (name === "call" || name === "tree") addCall7(node, build);
    else if (name === "binding") addBinding(node, build, attributes);
    else if (name === "assignment") addAssignment9(node, build);
    else if (name === "function") completeFunction2(node, build, attributes);
    else if (name === "class" || name === "module") completeClass(node, build, attributes);
    else if (name === "use") addUse2(node, build);
    else if (name === "extern") addExtern(node, build);
    else if (name === "field") addField3(node, build, attributes);
    else if (name === "for") addFor(node, build);
    else if (name === "root" && !roots2.has(node.type)) {
      roots2.add(node.type);
      build.addImport(node, node.type, node.type, "*");
    } else if (name === "return" && node.firstNamedChild !== null)
      build.addReturn(node, build.expr(node.firstNamedChild));
  }
  return build.facts();
}
function attributesOf2(root, nodes) {
  const found = /* @__PURE__ */ new Map();
  if (nodes.length === 0) return found;
  const { text, startIndex } = root;
  const space = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  for (const node of nodes) {
    space.lastIndex = node.endIndex - startIndex;
    space.exec(text);
    const before = found.get(node.startIndex) ?? [];
    found.delete(node.startIndex);
    found.set(space.lastIndex + startIndex, [...before, node]);
  }
  return found;
}
function decoratorsOf6(node, build, attributes) {
  return (attributes.get(node.startIndex) ?? []).flatMap((attribute) => {
    const inner = attribute.firstNamedChild;
    const path = inner?.firstNamedChild;
    if (inner === null || path === null || path === void 0) return [];
    return [attributeCall(inner, path, inner.childForFieldName("arguments"), build)];
  });
}
function hasBody(node) {
  return node.childForFieldName("body") !== null;
}
function nameOf4(node) {
  const name = node.childForFieldName("name")?.text;
  if (name !== void 0 || node.type !== "impl_item") return name ?? null;
  const type = node.childForFieldName("type")?.text.replace(/<.*$/s, "") ?? "";
  return /(\w+)$/.exec(type)?.[1] ?? null;
}
function completeFunction2(node, build, attributes) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  build.complete(index, {
    decorators: node.type === "closure_expression" ? [] : decoratorsOf6(node, build, attributes),
    params: named(node.childForFieldName("parameters")).flatMap((param) => paramOf8(param)),
    returnType: node.childForFieldName("return_type")?.text ?? null
  });
  const last = resultOf(node.childForFieldName("body"));
  if (last !== null) build.addReturnOf(index, build.expr(last));
}
function paramOf8(node) {
  if (node.type === "attribute_item") return [];
  const pattern = node.childForFieldName("pattern") ?? node;
  const name = node.type === "self_parameter" ? "self" : pattern.text.replace(/^mut\s+/, "");
  const type = node.childForFieldName("type")?.text ?? null;
  return [{ name, type, default: null, decorators: [], ...placeOf(node) }];
}
function resultOf(node) {
  if (node === null) return null;
  if (node.type === "async_block" || node.type === "unsafe_block" || node.type === "else_clause")
    return resultOf(named(node).at(-1) ?? null);
  if (node.type !== "block") return node;
  const last = named(node).at(-1);
  if (last === void 0 || /_item$|_declaration$|^attribute_item$/.test(last.type)) return null;
  if (last.type !== "expression_statement") return last.type === "block" ? resultOf(last) : last;
  return last.lastChild?.type === ";" ? null : last.firstNamedChild;
}
function completeClass(node, build, attributes) {
  const name = node.childForFieldName("name");
  const index = build.scopeOf(node);
  if (index === void 0) {
    if (name !== null) build.addImport(node, name.text, `self::${name.text}`, "*");
    return;
  }
  const trait = node.childForFieldName("trait");
  build.complete(index, {
    decorators: decoratorsOf6(node, build, attributes),
    bases: trait === null ? [] : [build.expr(trait)]
  });
}
function addExtern(node, build) {
  const name = node.childForFieldName("name")?.text ?? "";
  build.addImport(node, node.childForFieldName("alias")?.text ?? name, name, "*");
}
function addField3(node, build, attributes) {
  const name = node.childForFieldName("name");
  if (name === null) return;
  build.addBinding(name, name.text, null, {
    type: node.childForFieldName("type")?.text ?? null,
    decorators: decoratorsOf6(node, build, attributes)
  });
}
function addCall7(node, build) {
  build.addCall(node);
  if (node.type !== "macro_invocation") return;
  for (const { at, value, type } of staticsOf(node, build))
    build.addBinding(at, at.text, value, { type });
}
function addBinding(node, build, attributes) {
  const pattern = node.childForFieldName("pattern") ?? node.childForFieldName("name");
  const value = node.childForFieldName("value");
  if (pattern === null) return;
  const expr = value === null ? null : build.expr(value);
  const type = node.childForFieldName("type")?.text ?? null;
  if (pattern.type === "identifier") {
    const decorators = node.type.endsWith("_item") ? decoratorsOf6(node, build, attributes) : [];
    build.addBinding(pattern, pattern.text, expr, { type, decorators });
  } else if (expr !== null) destructure2(pattern, expr, build);
}
function destructure2(pattern, value, build) {
  const place = placeOf(pattern);
  if (pattern.type === "identifier") build.addBinding(pattern, pattern.text, value);
  else if (pattern.type === "mut_pattern" || pattern.type === "ref_pattern") {
    const inner = named(pattern).at(-1);
    if (inner !== void 0) destructure2(inner, value, build);
  } else if (pattern.type === "tuple_struct_pattern") {
    const inner = named(pattern)[1];
    if (inner !== void 0) destructure2(inner, value, build);
  } else if (pattern.type === "tuple_pattern") {
    for (const [position, part] of named(pattern).entries()) {
      const index = { kind: "literal", type: "number", text: String(position), ...place };
      destructure2(part, { kind: "index", object: value, index, ...placeOf(part) }, build);
    }
  }
}
function addAssignment9(node, build) {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (left === null || right === null || !/^(?:identifier|field_expression)$/.test(left.type))
    return;
  build.addBinding(left, left.text.replace(/\s+/g, ""), build.expr(right));
}
function addFor(node, build) {
  const pattern = node.childForFieldName("pattern");
  const value = node.childForFieldName("value");
  if (pattern?.type === "identifier" && value !== null)
    build.addBinding(pattern, pattern.text, build.expr(value), { each: true });
}
function toExpr7(node, build) {
  const at = placeOf(node);
  const field2 = (name) => node.childForFieldName(name);
  switch (node.type) {
    case "string_literal":
    case "raw_string_literal":
      return { kind: "text", value: rustText(node), ...at };
    case "integer_literal":
    case "float_literal":
      return { kind: "literal", type: "number", text: node.text, ...at };
    case "boolean_literal":
      return { kind: "literal", type: "boolean", text: node.text, ...at };
    case "identifier":
    case "type_identifier":
    case "primitive_type":
    case "self":
    case "crate":
    case "super":
      return { kind: "name", name: node.text, ...at };
    case "field_expression":
      return member5(field2("value"), field2("field"), node, build);
    case "scoped_identifier":
    case "scoped_type_identifier": {
      const path = field2("path");
      return path === null || path.type === "self" ? { kind: "name", name: field2("name")?.text ?? "", ...at } : member5(path, field2("name"), node, build);
    }
    case "generic_function":
      return build.expr(field2("function"));
    case "generic_type":
      return build.expr(field2("type"));
    case "index_expression": {
      const [object, index] = named(node);
      return { kind: "index", object: build.expr(object), index: build.expr(index), ...at };
    }
    case "call_expression":
      return callExpr8(node, build);
    case "macro_invocation":
      return macroExpr(node, field2("macro"), named(node).at(-1) ?? null, build);
    case "token_tree":
      return treeCall(node, build);
    case "reference_expression":
    case "type_cast_expression":
      return build.expr(field2("value"));
    case "reference_type":
      return build.expr(field2("type"));
    case "try_expression":
    case "await_expression":
    case "parenthesized_expression":
    case "return_expression":
      return build.expr(node.firstNamedChild);
    case "unary_expression":
      return node.firstChild?.type === "*" ? build.expr(node.firstNamedChild) : build.unknown(node);
    case "binary_expression":
      if (field2("operator")?.type !== "+") return build.unknown(node);
      return joined([build.expr(field2("left")), build.expr(field2("right"))], at);
    case "block":
    case "async_block":
    case "unsafe_block":
    case "else_clause": {
      const value = resultOf(node);
      return value === null ? build.unknown(node) : build.expr(value);
    }
    case "if_expression":
      return either([field2("consequence"), field2("alternative")], node, build);
    case "match_expression":
      return either(
        named(field2("body")).map((arm) => arm.childForFieldName("value")),
        node,
        build
      );
    case "array_expression":
    case "tuple_expression":
      return { kind: "list", items: named(node).map((item) => build.expr(item)), ...at };
    case "struct_expression":
      return {
        kind: "map",
        entries: named(field2("body")).flatMap((entry) => entryOf5(entry, build)),
        type: field2("name")?.text ?? "",
        ...at
      };
    case "closure_expression":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function member5(object, name, node, build) {
  const place = placeOf(name ?? node);
  return { kind: "member", object: build.expr(object), name: name?.text ?? "", ...place };
}
function either(nodes, node, build) {
  const options = nodes.flatMap((one) => {
    const value = resultOf(one);
    return value === null || /^(?:return|break|continue)_expression$/.test(value.type) ? [] : [build.expr(value)];
  });
  const [only] = options;
  if (only === void 0) return build.unknown(node);
  return options.length === 1 ? only : { kind: "either", options, ...placeOf(node) };
}
function callExpr8(node, build) {
  const callee = node.childForFieldName("function");
  const values = named(node.childForFieldName("arguments"));
  const [first] = values;
  if (callee?.type === "field_expression") {
    const object = callee.childForFieldName("value");
    const name = callee.childForFieldName("field")?.text ?? "";
    if (values.length === 0 && PASSING.test(name)) return build.expr(object);
    if (first !== void 0 && (name === "unwrap_or" || name === "unwrap_or_else")) {
      const body = first.type === "closure_expression" ? first.childForFieldName("body") : first;
      return either([object, body], node, build);
    }
  } else if (first !== void 0 && values.length === 1 && WRAPPING.test(callee?.text ?? ""))
    return build.expr(first);
  const args = values.map((arg) => ({ name: null, value: build.expr(arg), spread: false }));
  return { kind: "call", callee: build.expr(callee), args, ...placeOf(node) };
}
function entryOf5(entry, build) {
  if (entry.type === "base_field_initializer")
    return [{ key: null, value: build.expr(entry.firstNamedChild) }];
  const key = entry.childForFieldName("field") ?? entry.firstNamedChild;
  if (key === null) return [];
  return [
    {
      key: { kind: "text", value: key.text, ...placeOf(key) },
      value: build.expr(entry.childForFieldName("value") ?? key)
    }
  ];
}

// src/drift/code/languages/shell.ts
var QUERY9 = `
[(simple_expansion) (expansion)] @expansion
(variable_assignment) @assignment
(declaration_command (variable_name) @declared)
(for_statement variable: (variable_name) @name)
(command) @command
(function_definition) @scope
`;
var FILLS = /^(?:read|mapfile|readarray|getopts|select|printf|IFS=\S*)$/;
var MAX_DECISION = 2e4;
var SOURCES = /^(?:source|\.)$/;
var shell = {
  id: "shell",
  extensions: [".sh", ".bash", ".ksh", ".zsh"],
  grammar: () => "bash",
  read: (root, grammar2) => read10(root, grammar2, "shell"),
  modules: () => []
};
var dockerfile = {
  id: "dockerfile",
  extensions: [
    "dockerfile",
    "containerfile",
    ".dockerfile",
    "dockerfile.dev",
    "dockerfile.prod",
    "dockerfile.production",
    "dockerfile.development",
    "dockerfile.test",
    "dockerfile.ci"
  ],
  grammar: () => "bash",
  // It is no shell script, so that what does not parse is no mistake.
  read: (root, grammar2) => ({ ...read10(root, grammar2, "dockerfile"), broken: null }),
  modules: () => []
};
function read10(root, grammar2, language) {
  const build = new FactsBuilder(language, root, toExpr8);
  const captures = grammar2.captures(QUERY9, root);
  for (const { name, node } of captures) {
    if (name === "scope")
      build.addScope(node, { kind: "function", name: field(node, "name")?.text ?? null });
  }
  for (const { name, node } of captures) {
    if (name === "expansion") addExpansion(node, build);
    else if (name === "assignment") addAssignment10(node, build);
    else if (name === "name") build.addBinding(node, node.text, null, { each: true });
    else if (name === "declared") addDeclared2(node, build);
    else if (name === "command") addCommand(node, build, language);
  }
  if (root.hasError) addLostAssignments(root, build);
  return build.facts();
}
function addAssignment10(node, build) {
  const name = field(node, "name");
  const value = field(node, "value");
  if (name === null || node.parent?.type === "command") return;
  build.addBinding(name, name.text, value === null ? null : build.expr(value));
}
function addLostAssignments(root, build) {
  const pattern = /^[ \t]*(?:(?:export|local|readonly|declare(?: -\w+)*)[ \t]+)?([A-Za-z_]\w*)\+?=/gm;
  for (const match of root.text.matchAll(pattern)) {
    const at = match.index + match[0].indexOf(match[1] ?? "");
    const node = root.descendantForIndex(at);
    if (node !== null) build.addBinding(node, match[1] ?? "", null);
  }
}
function addDeclared2(node, build) {
  const keyword = node.parent?.firstChild?.type ?? "";
  if (!/^(?:export|readonly|unset)$/.test(keyword)) build.addBinding(node, node.text, null);
}
function addCommand(node, build, language) {
  const command = field(node, "name")?.text ?? "";
  const args = named(node).slice(1);
  if (SOURCES.test(command)) {
    const [file] = args;
    const path = file?.text.replace(/^["']|["']$/g, "") ?? "";
    if (path !== "") build.addImport(node, "*", path.slice(path.lastIndexOf("/") + 1), "*");
  } else if (FILLS.test(command)) {
    for (const arg of args) if (/^\w+$/.test(arg.text)) build.addBinding(arg, arg.text, null);
  } else if (language === "dockerfile" && /^(?:ARG|ENV)$/i.test(command)) {
    for (const match of node.text.matchAll(/\s([A-Za-z_]\w*)(?==|\s|$)/g))
      build.addBinding(node, match[1] ?? "", null);
  } else if (language === "dockerfile") {
    for (const arg of args) {
      const name = /^([A-Za-z_]\w*)=/.exec(arg.text)?.[1];
      if (name !== void 0) build.addBinding(arg, name, null);
    }
  }
}
function addExpansion(node, build) {
  const variable = node.namedChildren.find((child) => child?.type === "variable_name");
  if (variable === null || variable === void 0) return;
  const rest = node.text.slice(node.text.indexOf(variable.text) + variable.text.length);
  const [, operator = "", word = ""] = /^(:?[-=?+])([\s\S]*)\}$/.exec(rest) ?? [];
  const stands = /^:?[-=]$/.test(operator);
  build.addAccess(node, {
    object: { kind: "name", name: "$", ...placeOf(node) },
    name: { kind: "text", value: variable.text, ...placeOf(variable) },
    fallback: stands ? wordExpr(word, node) : null,
    tested: /^:?\+$/.test(operator) || operator === "" && isTested2(node)
  });
}
function wordExpr(word, node) {
  const value = word.replace(/^(["'])([\s\S]*)\1$/, "$2");
  return /[$`]/.test(value) ? { kind: "unknown", text: "$", ...placeOf(node) } : { kind: "text", value, ...placeOf(node) };
}
function isTested2(node) {
  for (let up = node.parent; up !== null; up = up.parent) {
    if (up.type === "test_command") {
      const { parent } = up;
      const isDecision = parent !== null && /^(?:if_statement|list)$/.test(parent.type);
      if (!isDecision || parent.endIndex - parent.startIndex > MAX_DECISION) return true;
      return !/^(?:if\s+)?\[+\s*(?:-z\b|!\s)[\s\S]*\bexit\b/.test(parent.text.slice(0, 400));
    }
    if (up.type === "case_statement") return field(up, "value")?.endIndex === node.endIndex;
    if (!/^(?:string|concatenation|unary_expression|binary_expression|parenthesized_expression)$/.test(
      up.type
    ))
      return false;
  }
  return false;
}
function toExpr8(node, build) {
  const at = placeOf(node);
  switch (node.type) {
    case "word":
    case "number":
    case "raw_string":
      return { kind: "text", value: node.text.replace(/^'|'$/g, ""), ...at };
    case "string":
      return named(node).some(({ type }) => type !== "string_content") ? build.unknown(node) : { kind: "text", value: node.text.slice(1, -1), ...at };
    default:
      return build.unknown(node);
  }
}

// src/drift/code/languages/index.ts
var languages = [
  javascript,
  csharp,
  go,
  java,
  kotlin,
  php,
  python,
  ruby,
  rust,
  shell,
  dockerfile
];
var languagesById = new Map(
  languages.map((language) => [language.id, language])
);
function languageOf(path) {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return BY_NAME.get(dot > 0 ? name.slice(dot) : name) ?? BY_NAME.get(name);
}
var BY_NAME = new Map(
  languages.flatMap((language) => language.extensions.map((end) => [end, language]))
);
export {
  grammar,
  languageOf
};
