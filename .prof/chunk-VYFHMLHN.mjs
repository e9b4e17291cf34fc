import {
  compareProblems,
  isSameContent,
  problem
} from "./chunk-OPUHXRNM.mjs";
import {
  DEFAULT_CONTRACTS
} from "./chunk-TVJMIPHR.mjs";
import {
  ANY,
  ARRAY,
  Acceptance,
  BOOLEAN,
  BOUNDS,
  FRACTION,
  INTEGER,
  NULL,
  NUMBER,
  OBJECT,
  PatternWork,
  STRING,
  STRUCTURED,
  USUAL_SEVERITY,
  anything,
  arePatternsSpent,
  boundFact,
  canonical,
  childOf,
  childrenOf,
  compatibilityOf,
  conditionalsOf,
  containedOf,
  contractRule,
  countOf,
  describeTypes,
  excludesNothing,
  factOf,
  findText,
  fromPointer,
  isIdle,
  isList,
  isMeaningful,
  isMultiple,
  isNullable,
  isNumberOf,
  isObject,
  isObjectNode,
  isPartOf,
  isWithin,
  judge,
  lifecycleRuleId,
  lowerLimit,
  names,
  nearest,
  numbersOf,
  pathOf,
  patternsOf,
  pointerOf,
  preview,
  propertyShape,
  remedyOf,
  reportDroppedNullable,
  requiredNames,
  rootNode,
  saysNothing,
  schemaRuleId,
  strongest,
  textsOf,
  typeOfValue,
  typesOf,
  upperLimit,
  workOnPatterns
} from "./chunk-LEUKAN7O.mjs";
import {
  compareLocations,
  compareText
} from "./chunk-KXT3YPIV.mjs";

// src/drift/contract/reference-texts.ts
var KNOWN = /* @__PURE__ */ new WeakMap();
function referenceTexts(document) {
  const known = KNOWN.get(document);
  if (known !== void 0) return known;
  const found = document.textsOf("$ref");
  KNOWN.set(document, found);
  return found;
}

// src/drift/contract/check-references.ts
var DATA = /* @__PURE__ */ new Set(["example", "examples", "default", "enum", "const"]);
var DYNAMIC = ["$dynamicRef", "$recursiveRef"];
function checkReferences(contract) {
  for (const document of contract.documents) {
    if (!allLeadSomewhere(contract, document)) checkDocument(contract, document);
  }
}
function allLeadSomewhere(contract, document) {
  const texts = referenceTexts(document);
  const isDynamic = DYNAMIC.some((keyword) => document.textsOf(keyword)?.size !== 0);
  if (texts === null || isDynamic) return false;
  for (const text of texts) {
    const target = contract.lookUp(document, text);
    if (target === void 0 || contract.referenceOf(target) !== void 0) return false;
  }
  return true;
}
function checkDocument(contract, document) {
  const followed = /* @__PURE__ */ new Set();
  const path = [];
  const visit = (value) => {
    if (isList(value)) {
      for (let index = 0; index < value.length; index += 1) visitChild(value[index], index);
      return;
    }
    if (!isObject(value)) return;
    const reference2 = Object.hasOwn(value, "$ref") ? value["$ref"] : void 0;
    if (typeof reference2 === "string" && !followed.has(reference2)) {
      followed.add(reference2);
      const node = nodeAt(document, path);
      if (node !== null && !contract.isReportedCycle(node)) contract.follow(node);
    }
    for (const keyword of DYNAMIC) {
      if (typeof value[keyword] === "string" && Object.hasOwn(value, keyword))
        reportDynamic(contract, document, [...path, keyword]);
    }
    for (const key of Object.keys(value)) {
      if (!DATA.has(key) && !key.startsWith("x-")) visitChild(value[key], key);
    }
  };
  const visitChild = (child, key) => {
    if (typeof child !== "object" || child === null) return;
    path.push(key);
    visit(child);
    path.pop();
  };
  visit(document.value);
}
function reportDynamic(contract, document, path) {
  const node = nodeAt(document, path);
  if (node === null) return;
  const message = `${String(node.key)} is not followed, so that what it leads to was not compared. Look at it yourself.`;
  contract.report(node, "not-checked", message);
}
function nodeAt(document, path) {
  let node = rootNode(document);
  for (const key of path) node = node === null ? null : childOf(node, key);
  return node;
}

// src/drift/contract/compare-contracts.ts
import { extname } from "node:path";

// src/document/refusal.ts
var Refusal = class _Refusal extends Error {
  constructor(code, message, offset, firstOffset = null) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.firstOffset = firstOffset;
  }
  code;
  offset;
  firstOffset;
  static tooDeep(offset, limits) {
    return new _Refusal(
      "too-deep",
      `The document is nested more than ${limits.depth} levels deep here, which is not read. Make it flatter.`,
      offset
    );
  }
  static tooManyNodes(offset, limits) {
    return new _Refusal(
      "too-many-nodes",
      `The document has more than ${limits.nodes.toLocaleString("en-US")} values, which is not read. Split it.`,
      offset
    );
  }
  static duplicateKey(key, offset, firstOffset) {
    const shown = key.length > 80 ? `${key.slice(0, 80)}\u2026` : key;
    return new _Refusal(
      "duplicate-key",
      `The key ${JSON.stringify(shown)} is there twice in one object, so it is open which of them counts. Keep one of them.`,
      offset,
      firstOffset
    );
  }
  /**
   * For tabs below the lines of a YAML block scalar: the lexer takes in the indentation of the line after
   * them too, and the parser would give its content to another parent without a word.
   */
  static tabAfterBlockScalar(offset) {
    return new _Refusal(
      "syntax-error",
      "A line with tabs ends the block text before this place. Remove the tabs, or use spaces.",
      offset
    );
  }
};

// src/document/json-keys.ts
var QUOTE = 34;
var BACKSLASH = 92;
var FEW_KEYS = 8;
function jsonStringAt(source, start) {
  const { bytes } = source;
  for (let at = start + 1; ; at++) {
    const code = bytes[at];
    if (code === BACKSLASH) return decodedStringAt(source, start);
    if (code === QUOTE || code === void 0) return source.slice(start + 1, at);
  }
}
function decodedStringAt(source, start) {
  const { bytes } = source;
  let end = start + 1;
  while (bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return String(JSON.parse(source.slice(start, end + 1)));
}
var MOST_STEPS = 8;
var NOTED = ["$ref", "$dynamicRef", "$recursiveRef"];
function textsUnder(source, table, noted, key) {
  const found = /* @__PURE__ */ new Set();
  for (const node of noted) {
    const value = table.value(node);
    if (source.bytes[value] !== QUOTE || jsonStringAt(source, table.key(node)) !== key) continue;
    found.add(jsonStringAt(source, value));
  }
  return found;
}
var JsonKeys = class {
  constructor(source, table) {
    this.source = source;
    this.table = table;
  }
  source;
  table;
  /** Hashes of the keys of nodes. */
  hashes = new Int32Array(1024);
  /** Slots of a hash table over one object's keys: a node, or 0, which as the root has no key. */
  slots = new Int32Array(64);
  /** Nodes whose keys have the hash of one that is noted. */
  noted = [];
  /** Takes in the hash of a node's key: of its bytes, by 31. */
  add(node, hash) {
    if (node >= this.hashes.length) {
      const larger = new Int32Array(Math.max(node + 1, this.hashes.length * 2));
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[node] = hash;
    if (hash === FIRST_NOTED || hash === SECOND_NOTED || hash === THIRD_NOTED) {
      this.noted.push(node);
    }
  }
  /** Takes in a key with escapes or other characters than ASCII, from `start` up to `end`, quotes included. */
  addUnusual(node, start, end) {
    const { bytes } = this.source;
    const isEscaped = bytes.subarray(start, end).includes(BACKSLASH);
    const meant2 = isEscaped ? Buffer.from(decodedStringAt(this.source, start)) : void 0;
    this.add(node, hashOf(meant2 ?? bytes.subarray(start + 1, end - 1)));
  }
  /** Refuses an object that has a key twice. `node` is the object in the table of positions, complete. */
  refuseDuplicates(node) {
    const { table } = this;
    const end = table.next(node);
    let members = 0;
    for (let child = node + 1; child < end; child = table.next(child)) members += 1;
    if (members <= FEW_KEYS) this.compareInPairs(node, end);
    else if (!this.compareBySlots(node, end, members)) compareInSet(this.source, table, node);
  }
  compareInPairs(node, end) {
    const { table, hashes } = this;
    for (let child = node + 1; child < end; child = table.next(child)) {
      const hash = hashes[child];
      for (let other = table.next(child); other < end; other = table.next(other)) {
        if (hashes[other] === hash) this.refuseSame(child, other);
      }
    }
  }
  /** False where so many hashes are the same that the keys may have been chosen for it. */
  compareBySlots(node, end, members) {
    const { table, hashes } = this;
    const size = 1 << 33 - Math.clz32(members);
    if (this.slots.length < size) this.slots = new Int32Array(size);
    else this.slots.fill(0, 0, size);
    let steps = members * MOST_STEPS;
    for (let child = node + 1; child < end; child = table.next(child)) {
      const hash = hashes[child] ?? 0;
      let slot = Math.imul(hash, GOLDEN) >>> 32 - Math.log2(size);
      for (let other = this.slots[slot] ?? 0; other !== 0; other = this.slots[slot] ?? 0) {
        if (hashes[other] === hash) this.refuseSame(other, child);
        steps -= 1;
        if (steps === 0) return false;
        slot = slot + 1 & size - 1;
      }
      this.slots[slot] = child;
    }
    return true;
  }
  refuseSame(first, second) {
    const { source, table } = this;
    if (sameKey(source, table.key(first), table.key(second))) {
      throw duplicate(source, table.key(first), table.key(second));
    }
  }
};
var GOLDEN = 2654435761;
function hashOf(key) {
  let hash = 0;
  for (const byte of key) hash = Math.imul(hash, 31) + byte | 0;
  return hash;
}
var [FIRST_NOTED, SECOND_NOTED, THIRD_NOTED] = [
  hashOf(Buffer.from(NOTED[0])),
  hashOf(Buffer.from(NOTED[1])),
  hashOf(Buffer.from(NOTED[2]))
];
function compareInSet(source, table, node) {
  const end = table.next(node);
  const seen = /* @__PURE__ */ new Map();
  for (let child = node + 1; child < end; child = table.next(child)) {
    const key = jsonStringAt(source, table.key(child));
    const first = seen.get(key);
    if (first !== void 0) throw duplicate(source, table.key(first), table.key(child));
    seen.set(key, child);
  }
}
function sameKey(source, first, second) {
  const { bytes } = source;
  for (let step = 1; ; step++) {
    const a = bytes[first + step];
    const b = bytes[second + step];
    if (a === BACKSLASH || b === BACKSLASH) {
      return decodedStringAt(source, first) === decodedStringAt(source, second);
    }
    if (a !== b) return false;
    if (a === QUOTE) return true;
  }
}
function duplicate(source, first, second) {
  return Refusal.duplicateKey(jsonStringAt(source, second), second, first);
}

// src/document/json-syntax.ts
var LINE_FEED = 10;
var CARRIAGE_RETURN = 13;
function unexpected(source, at, expected) {
  const found = at >= source.bytes.length ? "the file ends" : `found ${excerpt(source, at)}`;
  return new Refusal(
    "syntax-error",
    `Expected ${expected}, but ${found}.${advice(source, at)}`,
    at
  );
}
function unknownEscape(source, at) {
  return new Refusal(
    "syntax-error",
    `"\\${firstCharacter(source, at + 1)}" is not an escape that JSON knows. Write "\\\\" for a backslash.`,
    at
  );
}
function brokenString({ bytes }, start, at) {
  if (at >= bytes.length) {
    return new Refusal("syntax-error", "This string is never closed. Add a double quote.", start);
  }
  const code = bytes[at];
  return new Refusal(
    "syntax-error",
    code === LINE_FEED || code === CARRIAGE_RETURN ? 'The string is not closed on its line. Add a double quote, or write a line break as "\\n".' : `A string must not hold the control character ${code}. Write it as an escape ("\\t", "\\u00..").`,
    at
  );
}
function excerpt(source, at) {
  const word = /^[\w.$-]{1,20}/.exec(source.slice(at, at + 20))?.[0];
  return JSON.stringify(word ?? firstCharacter(source, at));
}
function firstCharacter(source, at) {
  return String.fromCodePoint(source.slice(at, at + 4).codePointAt(0) ?? 0);
}
function advice(source, at) {
  const character = source.slice(at, at + 1);
  const before = source.slice(Math.max(0, at - 200), at).trimEnd();
  if ((character === "}" || character === "]") && before.endsWith(",")) {
    return " JSON allows no comma after the last entry: remove it.";
  }
  if (character === "/") return " JSON allows no comments: remove it.";
  if (character === "'") return " JSON needs double quotes.";
  return "";
}

// src/document/limits.ts
var DOCUMENT_LIMITS = {
  depth: 256,
  nodes: 4e6,
  aliasedNodes: 1e6,
  rareYamlTokens: 6e5,
  rareYamlGap: 8e3
};

// src/document/position-table.ts
var KEY = 0;
var VALUE = 1;
var END = 2;
var NEXT = 3;
var FIELDS = 4;
var NO_KEY = -1;
var PositionTable = class _PositionTable {
  /** A sealed table from what `plain` gave. */
  static of({ cells, lineFeeds }) {
    const table = new _PositionTable();
    table.cells = cells;
    table.count = cells.length / FIELDS;
    table.lines = lineFeeds;
    table.lineCount = lineFeeds.length;
    return table;
  }
  cells = new Int32Array(1024 * FIELDS);
  count = 0;
  lines = new Int32Array(0);
  lineCount = 0;
  /** Number of nodes. */
  get size() {
    return this.count;
  }
  /** Adds the node that comes next in the text and returns its number; `close` completes it. */
  open(key, value) {
    const at = this.count * FIELDS;
    if (at === this.cells.length) {
      const larger = new Int32Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    this.cells[at + KEY] = key;
    this.cells[at + VALUE] = value;
    return this.count++;
  }
  /** Ends a node, with all that was added since as its descendants. */
  close(node, end) {
    this.cells[node * FIELDS + END] = end;
    this.cells[node * FIELDS + NEXT] = this.count;
  }
  /** Offset of a node's key, or `NO_KEY`. */
  key(node) {
    return this.cells[node * FIELDS + KEY] ?? NO_KEY;
  }
  /** Offset at which a node's value starts. */
  value(node) {
    return this.cells[node * FIELDS + VALUE] ?? 0;
  }
  /** Offset just after a node's value. */
  end(node) {
    return this.cells[node * FIELDS + END] ?? 0;
  }
  /** The node after a node and all its descendants. */
  next(node) {
    return this.cells[node * FIELDS + NEXT] ?? this.count;
  }
  /** Takes note of a line feed; offsets ascend. */
  lineFeed(offset) {
    if (this.lineCount === this.lines.length) {
      const larger = new Int32Array(Math.max(1024, this.lines.length * 2));
      larger.set(this.lines);
      this.lines = larger;
    }
    this.lines[this.lineCount++] = offset;
  }
  /** The line feeds that were noted; none where the format does not note them. */
  get lineFeeds() {
    return this.lines.subarray(0, this.lineCount);
  }
  /** All of a sealed table as plain data, which goes from one thread to another. */
  plain() {
    return { cells: this.cells, lineFeeds: this.lines.slice(0, this.lineCount) };
  }
  /** Gives back the room that was kept for growing. */
  seal() {
    this.cells = this.cells.slice(0, this.count * FIELDS);
  }
};

// src/document/json-scan.ts
var TAB = 9;
var LINE_FEED2 = 10;
var CARRIAGE_RETURN2 = 13;
var SPACE = 32;
var QUOTE2 = 34;
var PLUS = 43;
var COMMA = 44;
var MINUS = 45;
var POINT = 46;
var ZERO = 48;
var NINE = 57;
var COLON = 58;
var OPEN_ARRAY = 91;
var BACKSLASH2 = 92;
var CLOSE_ARRAY = 93;
var OPEN_OBJECT = 123;
var CLOSE_OBJECT = 125;
var TRUE = Buffer.from("true");
var FALSE = Buffer.from("false");
var NULL2 = Buffer.from("null");
function scanJson(source, limits = DOCUMENT_LIMITS) {
  return new JsonScan(source, limits).run();
}
var JsonScan = class {
  constructor(source, limits) {
    this.source = source;
    this.limits = limits;
    this.bytes = source.bytes;
    this.keys = new JsonKeys(source, this.table);
  }
  source;
  limits;
  table = new PositionTable();
  keys;
  bytes;
  /** Open objects and arrays, outermost first, as nodes of the table; objects as they are, arrays negated. */
  open = [];
  run() {
    const { table, keys } = this;
    let at = this.afterSpace(0);
    let key = NO_KEY;
    for (; ; ) {
      const code = this.byte(at);
      const node = table.open(key, at);
      if (node >= this.limits.nodes) throw Refusal.tooManyNodes(at, this.limits);
      const isContainer = code === OPEN_OBJECT || code === OPEN_ARRAY;
      const inner = isContainer ? this.afterSpace(at + 1) : 0;
      if (isContainer && this.byte(inner) !== code + 2) {
        if (this.open.length === this.limits.depth) throw Refusal.tooDeep(at, this.limits);
        this.open.push(code === OPEN_OBJECT ? node : ~node);
        at = inner;
      } else {
        at = isContainer ? inner + 1 : this.afterScalar(code, at);
        table.close(node, at);
        at = this.afterValue(at);
        if (this.open.length === 0) break;
      }
      key = NO_KEY;
      if ((this.open[this.open.length - 1] ?? 0) >= 0) {
        key = at;
        at = this.afterKey(at);
      }
    }
    at = this.afterSpace(at);
    if (at < this.bytes.length) {
      throw this.unexpected(at, "the end of the file, since the JSON value is complete");
    }
    table.seal();
    return { table, noted: keys.noted };
  }
  /** The byte at an offset; 0 beyond the text. */
  byte(at) {
    return at < this.bytes.length ? this.bytes[at] ?? 0 : 0;
  }
  afterScalar(code, at) {
    if (code === QUOTE2) return this.afterString(at);
    if (code === MINUS || code >= ZERO && code <= NINE) return this.afterNumber(at);
    return this.afterLiteral(at);
  }
  /** From the end of a value to where the next key or item starts, or to the end of the root. */
  afterValue(end) {
    const { open } = this;
    let at = end;
    while (open.length > 0) {
      const top = open[open.length - 1] ?? 0;
      at = this.afterSpace(at);
      const code = this.byte(at);
      if (code === COMMA) return this.afterSpace(at + 1);
      const isObject2 = top >= 0;
      if (code !== (isObject2 ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        const expected = isObject2 ? '"," or "}" after the value' : '"," or "]" after the value';
        throw this.unexpected(at, expected);
      }
      at += 1;
      open.pop();
      this.table.close(isObject2 ? top : ~top, at);
      if (isObject2) this.keys.refuseDuplicates(top);
    }
    return at;
  }
  /** Reads a key and its colon up to the value's start. */
  afterKey(start) {
    if (this.byte(start) !== QUOTE2) throw this.unexpected(start, "a key in double quotes");
    const { bytes } = this;
    const { length } = bytes;
    let at = start + 1;
    let hash = 0;
    while (at < length) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE2 || byte === BACKSLASH2 || byte < SPACE || byte > 127) break;
      hash = Math.imul(hash, 31) + byte | 0;
      at += 1;
    }
    if (this.byte(at) === QUOTE2) {
      at += 1;
      this.keys.add(this.table.size, hash);
    } else {
      at = this.afterString(start);
      this.keys.addUnusual(this.table.size, start, at);
    }
    const colon = this.byte(at) === COLON ? at : this.afterSpace(at);
    if (this.byte(colon) !== COLON) throw this.unexpected(colon, '":" after the key');
    return this.afterSpace(colon + 1);
  }
  afterSpace(start) {
    const { bytes } = this;
    const { length } = bytes;
    let at = start;
    while (at < length) {
      const byte = bytes[at] ?? 0;
      if (byte > SPACE) return at;
      if (byte === LINE_FEED2) this.table.lineFeed(at);
      else if (byte !== SPACE && byte !== CARRIAGE_RETURN2 && byte !== TAB) return at;
      at += 1;
    }
    return at;
  }
  afterString(start) {
    const { bytes } = this;
    const { length } = bytes;
    let at = start + 1;
    for (; ; ) {
      let byte = 0;
      while (at < length) {
        byte = bytes[at] ?? 0;
        if (byte === QUOTE2 || byte === BACKSLASH2 || byte < SPACE || byte > 127) break;
        at += 1;
      }
      if (at >= length) throw brokenString(this.source, start, at);
      if (byte === QUOTE2) return at + 1;
      if (byte === BACKSLASH2) at = this.afterEscape(start, at);
      else if (byte > 127) at = this.afterWide(at);
      else throw brokenString(this.source, start, at);
    }
  }
  /** Passes over what is not ASCII. */
  afterWide(start) {
    let at = start + 1;
    while (this.byte(at) > 127) at += 1;
    return at;
  }
  afterEscape(start, at) {
    if (at + 1 >= this.bytes.length) throw brokenString(this.source, start, at + 1);
    const letter = String.fromCharCode(this.byte(at + 1));
    if ('"\\/bfnrt'.includes(letter)) return at + 2;
    const digits = this.bytes.toString("latin1", at + 2, at + 6);
    if (letter === "u" && /^[0-9a-fA-F]{4}$/.test(digits)) return at + 6;
    throw unknownEscape(this.source, at);
  }
  afterNumber(start) {
    let at = this.byte(start) === MINUS ? start + 1 : start;
    at = this.byte(at) === ZERO ? at + 1 : this.afterDigits(at);
    const whole = at;
    if (this.byte(at) === POINT) at = this.afterDigits(at + 1);
    const hasExponent = (this.byte(at) | 32) === 101;
    if (hasExponent) {
      const sign = this.byte(at + 1);
      at = this.afterDigits(sign === PLUS || sign === MINUS ? at + 2 : at + 1);
    }
    const mayOverflow = hasExponent || whole - start > 300;
    if (mayOverflow && !Number.isFinite(Number(this.bytes.toString("latin1", start, at)))) {
      throw new Refusal(
        "syntax-error",
        "This number is too large to be read exactly (beyond 1.8e308). Use a smaller one.",
        start
      );
    }
    return at;
  }
  afterDigits(start) {
    let at = start;
    let code = this.byte(at);
    while (code >= ZERO && code <= NINE) {
      at += 1;
      code = this.byte(at);
    }
    if (at === start) throw this.unexpected(at, "a digit");
    return at;
  }
  afterLiteral(at) {
    const code = this.byte(at);
    const literal = code === 116 ? TRUE : code === 102 ? FALSE : NULL2;
    for (let index = 0; index < literal.length; index += 1) {
      if (this.byte(at + index) !== literal[index]) throw this.unexpected(at, "a value");
    }
    return at + literal.length;
  }
  unexpected(at, expected) {
    return unexpected(this.source, at, expected);
  }
};

// src/document/json-source.ts
import { isAscii } from "node:buffer";

// src/document/line-index.ts
var LineIndex = class {
  constructor(text) {
    this.text = text;
  }
  text;
  feeds;
  /** The place of an offset; one beyond the text is the text's end. */
  place(offset) {
    const feeds = this.lineFeeds();
    const within2 = Math.max(0, Math.min(offset, this.text.length));
    const { line, start } = lineAt(within2, feeds);
    return { line, column: within2 - start + 1 };
  }
  lineFeeds() {
    if (this.feeds !== void 0) return this.feeds;
    const feeds = [];
    for (let at = this.text.indexOf("\n"); at !== -1; at = this.text.indexOf("\n", at + 1)) {
      feeds.push(at);
    }
    this.feeds = Int32Array.from(feeds);
    return this.feeds;
  }
};
function lineAt(offset, lineFeeds) {
  let low = 0;
  let high = lineFeeds.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((lineFeeds[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return { line: low + 1, start: low === 0 ? 0 : (lineFeeds[low - 1] ?? 0) + 1 };
}

// src/document/json-source.ts
var LEAD_OF_FOUR = 240;
var FIRST_WIDE = 128;
var STEP = 4096;
var JsonSource = class {
  constructor(source) {
    this.source = source;
    this.bytes = typeof source === "string" ? Buffer.from(source, "utf8") : source.bytes;
    this.ascii = isAscii(this.bytes);
  }
  source;
  bytes;
  ascii;
  /** Code units of the text before each `STEP` bytes. */
  steps;
  get text() {
    return typeof this.source === "string" ? this.source : this.source.text;
  }
  /** The text between two offsets. */
  slice(start, end) {
    return this.ascii ? this.bytes.toString("latin1", start, end) : this.bytes.toString("utf8", start, end);
  }
  /** The value of the whole text. Throws what `JSON.parse` throws where it is not valid. */
  parse() {
    if (typeof this.source === "string") return parsed(this.source);
    const wide = wideRuns(this.bytes);
    return parsed(wide === void 0 ? this.text : this.escaped(wide));
  }
  /**
   * The text with all that is not ASCII as escapes, which mean the same: JSON has such characters in strings only.
   * It takes half the memory, and less time than decoding.
   */
  escaped(wide) {
    const pieces = [];
    let at = 0;
    for (const { start, end } of wide) {
      pieces.push(this.bytes.toString("latin1", at, start));
      for (const unit of this.bytes.toString("utf8", start, end).split("")) {
        pieces.push(`\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
      }
      at = end;
    }
    pieces.push(this.bytes.toString("latin1", at));
    return pieces.join("");
  }
  /** How many code units of the text stand before an offset. */
  unitsBefore(offset) {
    if (this.ascii) return offset;
    this.steps ??= this.countSteps();
    const step = Math.floor(offset / STEP);
    return (this.steps[step] ?? 0) + this.count(step * STEP, offset);
  }
  /** The place of an offset in a text whose line feeds stand at `lineFeeds`; one beyond the text is its end. */
  place(offset, lineFeeds) {
    const within2 = Math.max(0, Math.min(offset, this.bytes.length));
    const { line, start } = lineAt(within2, lineFeeds);
    const isShort = within2 - start <= STEP;
    const units = isShort ? this.count(start, within2) : this.unitsBefore(within2) - this.unitsBefore(start);
    return { line, column: units + 1 };
  }
  countSteps() {
    const steps = new Uint32Array(Math.floor(this.bytes.length / STEP) + 1);
    let units = 0;
    for (let step = 1; step < steps.length; step += 1) {
      units += this.count((step - 1) * STEP, step * STEP);
      steps[step] = units;
    }
    return steps;
  }
  /** Code units of the characters that start between two offsets (RFC 3629 section 3). */
  count(start, end) {
    if (this.ascii) return end - start;
    const { bytes } = this;
    let units = 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if ((byte & 192) !== 128) units += byte >= LEAD_OF_FOUR ? 2 : 1;
    }
    return units;
  }
};
function parsed(text) {
  return JSON.parse(text);
}
var MOST_RUNS = 1e4;
function wideRuns(bytes) {
  const runs = [];
  for (let block = 0; block < bytes.length; block += STEP) {
    if (isAscii(bytes.subarray(block, block + STEP))) continue;
    const end = Math.min(block + STEP, bytes.length);
    for (let at = Math.max(block, runs.at(-1)?.end ?? 0); at < end; at += 1) {
      if ((bytes[at] ?? 0) < FIRST_WIDE) continue;
      const start = at;
      while ((bytes[at] ?? 0) >= FIRST_WIDE) at += 1;
      if (runs.length === MOST_RUNS) return void 0;
      runs.push({ start, end: at });
    }
  }
  return runs;
}

// src/document/json-ahead.ts
var WORTH_A_THREAD = 2e6;
async function readAhead(texts, scanElsewhere) {
  const size = texts.reduce((sum, { length }) => sum + length, 0);
  if (size < WORTH_A_THREAD || !texts.every(startsAsObject)) return [];
  const scanning = scanElsewhere(texts).catch(() => []);
  const values = texts.map(valueIn);
  const scans = await scanning;
  return texts.map((_, index) => {
    const [scan, value] = [scans[index], values[index]];
    if (scan === null || scan === void 0 || value === void 0) return void 0;
    const { table, noted } = scan;
    return { scanned: { table: PositionTable.of(table), noted }, value };
  });
}
function startsAsObject(bytes) {
  return bytes[0] === OPEN_OBJECT2;
}
var OPEN_OBJECT2 = 123;
function valueIn(bytes) {
  try {
    return new JsonSource(utf8(bytes)).parse();
  } catch {
    return void 0;
  }
}
function utf8(bytes) {
  return {
    bytes,
    get text() {
      return bytes.toString("utf8");
    }
  };
}

// src/drift/drift.ts
var COMPATIBILITIES = [
  "non_breaking",
  "potentially_breaking",
  "definitely_breaking"
];
var SEVERITIES = ["info", "low", "medium", "high", "critical"];
function subjectName(subject) {
  return subject.kind === "operation" ? `${subject.method} ${subject.path}` : subject.file;
}
function compareDrifts(a, b) {
  return COMPATIBILITIES.indexOf(b.compatibility) - COMPATIBILITIES.indexOf(a.compatibility) || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || compareText(subjectName(a.subject), subjectName(b.subject)) || compareText(a.rule, b.rule) || compareLocations(a.head, b.head) || compareLocations(a.base, b.base) || compareText(a.fingerprint, b.fingerprint);
}

// src/drift/area-report.ts
function countDrifts(drifts) {
  const counts = { non_breaking: 0, potentially_breaking: 0, definitely_breaking: 0 };
  for (const drift of drifts) counts[drift.compatibility] += 1;
  return counts;
}
var WORST_FIRST = [...COMPATIBILITIES].reverse();

// src/drift/contract/model/lifecycle.ts
var STABILITY_LEVELS = ["draft", "alpha", "beta", "stable"];
function lifecycleOf(node, parts = [node]) {
  let deprecated = null;
  let sunset = null;
  let stability = null;
  for (const part of parts) {
    const flag = childOf(part, "deprecated");
    if (flag?.value === true) deprecated ??= flag;
    sunset ??= childOf(part, "x-sunset");
    stability ??= childOf(part, "x-stability-level");
  }
  return { node, deprecated, sunset, stability };
}
function operationLifecycle({ node, item }) {
  const own = lifecycleOf(node);
  const shared2 = lifecycleOf(item);
  const isDecided = childOf(node, "deprecated") !== null;
  return {
    node,
    deprecated: isDecided ? own.deprecated : shared2.deprecated,
    sunset: own.sunset ?? shared2.sunset,
    stability: own.stability ?? shared2.stability
  };
}
function schemaLifecycle(contract, node, parts) {
  const seen = /* @__PURE__ */ new Set();
  const merged = [];
  const waiting = [...parts];
  for (let part = waiting.pop(); part !== void 0; part = waiting.pop()) {
    if (seen.has(part.value)) continue;
    seen.add(part.value);
    merged.push(part);
    const reference2 = contract.referenceOf(part);
    const target = reference2 === void 0 ? void 0 : contract.lookUp(part.document, reference2);
    if (target !== void 0) waiting.push(target);
    const members = childOf(part, "allOf");
    if (members !== null) waiting.push(...childrenOf(members));
  }
  return lifecycleOf(node, merged);
}
function sunsetDate(node) {
  const { value } = node;
  const match = typeof value === "string" ? /^\d{4}-\d{2}-\d{2}(?=$|T|t| )/.exec(value) : null;
  const [date] = match ?? [];
  if (date === void 0) return void 0;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(date) ? void 0 : date;
}
function stabilityOf({ stability }) {
  return stability === null ? "stable" : STABILITY_LEVELS.find((level) => level === stability.value);
}
function isUnstable(lifecycle) {
  const level = stabilityOf(lifecycle);
  return level === "draft" || level === "alpha";
}

// src/drift/contract/model/fields.ts
function objectField(contract, node, key) {
  const field = childOf(node, key);
  return field === null ? null : asObject(contract, field, "an object");
}
function listField(contract, node, key) {
  const field = childOf(node, key);
  if (field === null) return null;
  if (isList(field.value)) return childrenOf(field);
  contract.reportInvalid(field, "a list");
  return void 0;
}
function asObject(contract, node, expected) {
  if (isObjectNode(node)) return node;
  contract.reportInvalid(node, expected);
  return void 0;
}
function definition(contract, node, expected) {
  const target = contract.follow(node);
  return target === void 0 ? void 0 : asObject(contract, target, expected);
}
function textField(node, key) {
  const value = Object.hasOwn(node.value, key) ? node.value[key] : void 0;
  return typeof value === "string" ? value : null;
}
function flagField(node, key) {
  return node.value[key] === true;
}
function textsField(node, key) {
  const field = childOf(node, key);
  if (field === null || !isList(field.value)) return null;
  return field.value.filter((item) => typeof item === "string");
}

// src/drift/contract/model/server.ts
function serversOf(contract, item, operation) {
  if (contract.dialect.family === "swagger") return swaggerServers(contract, operation);
  return listedServers(contract, operation) ?? listedServers(contract, item) ?? rootServers(contract);
}
function listedServers(contract, node) {
  const servers = listField(contract, node, "servers");
  if (servers === null || servers === void 0 || servers.length === 0) return void 0;
  return { node: childOf(node, "servers"), servers: servers.flatMap(readServers) };
}
var OF_ROOTS = /* @__PURE__ */ new WeakMap();
function rootServers(contract) {
  let known = OF_ROOTS.get(contract);
  if (known === void 0) {
    known = listedServers(contract, contract.root) ?? { node: null, servers: [] };
    OF_ROOTS.set(contract, known);
  }
  return known;
}
function swaggerServers(contract, operation) {
  const { root } = contract;
  const host = isObjectNode(root) ? textField(root, "host") : null;
  const basePath = isObjectNode(root) ? textField(root, "basePath") : null;
  if (host === null && basePath === null) return { node: null, servers: [] };
  const node = host === null ? nearest(root, "basePath") : nearest(root, "host");
  const schemes = textsField(operation, "schemes") ?? textsField(root, "schemes") ?? [];
  const origins = schemes.map((scheme) => `${scheme}://${host}`.toLowerCase());
  const usual = host === null ? [""] : origins.length > 0 ? origins : [`//${host.toLowerCase()}`];
  const prefix = prefixOf(basePath ?? "");
  return { node, servers: usual.map((origin) => ({ node, origin, prefix })) };
}
var MAX_ADDRESSES = 64;
function readServers(node) {
  const url = isObjectNode(node) ? textField(node, "url") ?? "" : "";
  if (!url.includes("{")) return [serverAt(node, url)];
  const variables = variablesOf(node);
  let urls = [""];
  for (const [index, part] of url.split(/\{([^{}]*)\}/).entries()) {
    const choices = index % 2 === 0 ? [part] : choicesOf(variables.get(part));
    const longer = choices.flatMap((choice) => urls.map((start) => start + choice));
    urls = longer.length <= MAX_ADDRESSES ? longer : urls.map((start) => start + (choices[0] ?? ""));
  }
  return [...new Set(urls)].map((filled) => serverAt(node, filled));
}
function serverAt(node, url) {
  const [origin = ""] = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(url) ?? [];
  return { node, origin: withoutUsualPort(origin.toLowerCase()), prefix: prefixOf(url) };
}
function withoutUsualPort(origin) {
  return origin.replace(/^((?:http|ws):.*):80$|^((?:https|wss):.*):443$/, "$1$2");
}
function variablesOf(server) {
  const holder = childOf(server, "variables");
  const variables = /* @__PURE__ */ new Map();
  for (const node of holder === null ? [] : childrenOf(holder)) {
    const usual = childOf(node, "default")?.value;
    const list = childOf(node, "enum");
    const values = list === null || !isList(list.value) ? null : childrenOf(list);
    variables.set(String(node.key), {
      node,
      usual: isPlain(usual) ? String(usual) : null,
      values: values && new Map(values.filter(isPlainNode).map((value) => [String(value.value), value]))
    });
  }
  return variables;
}
function isPlain(value) {
  return typeof value === "string" || typeof value === "number";
}
function isPlainNode({ value }) {
  return isPlain(value);
}
function choicesOf(variable) {
  const usual = variable?.usual ?? null;
  const values = [...variable?.values?.keys() ?? []];
  const choices = usual === null ? values : [usual, ...values.filter((value) => value !== usual)];
  return choices.length === 0 ? ["{}"] : choices;
}
function prefixOf(url) {
  const path = url.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  const trimmed = path.replace(/^(?:\.\/|\.$)/, "").replace(/(?<!\/)\/+$|^\/+$/, "");
  return trimmed === "" || trimmed.startsWith("/") ? trimmed : `/${trimmed}`;
}

// src/drift/contract/model/address.ts
function templateOf(path) {
  return path.replace(/\{[^{}/]*\}/g, "{}");
}
function pathParameterNames(path) {
  return [...path.matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1] ?? "");
}
function addressesOf(contract, path, item, operation) {
  const template = templateOf(path);
  const { servers } = serversOf(contract, item, operation);
  const prefixes = new Set(servers.map(({ prefix }) => prefix));
  if (prefixes.size === 0) prefixes.add("");
  return [...prefixes].sort().map((prefix) => prefix + template);
}

// src/drift/contract/model/operation.ts
var METHODS = [
  "delete",
  "get",
  "head",
  "options",
  "patch",
  "post",
  "put",
  "query",
  "trace"
];
function readOperations(contract) {
  const operations = [
    ...readPaths(contract, "paths", "operation"),
    ...readPaths(contract, "webhooks", "webhook")
  ];
  return operations.sort(
    (a, b) => compareText(a.kind, b.kind) || compareText(a.path, b.path) || compareText(a.method, b.method)
  );
}
function readPaths(contract, field, kind) {
  const paths = objectField(contract, contract.root, field);
  if (paths === null || paths === void 0) return [];
  return childrenOf(paths).filter((entry) => kind === "webhook" || String(entry.key).startsWith("/")).flatMap((entry) => readItem(contract, entry, kind));
}
function readItem(contract, entry, kind) {
  const item = definition(contract, entry, "an object of operations");
  if (item === void 0) return [];
  const path = String(entry.key);
  const operations = [];
  for (const [method, found] of declaredMethods(contract, item)) {
    const node = definition(contract, found, "an operation");
    if (node === void 0) continue;
    const { deprecated, sunset } = operationLifecycle({ node, item });
    operations.push({
      kind,
      method,
      path,
      template: templateOf(path),
      addresses: kind === "operation" ? addressesOf(contract, path, item, node) : [path],
      node,
      item,
      entry,
      tags: textsField(node, "tags") ?? [],
      operationId: textField(node, "operationId"),
      deprecated: deprecated !== null,
      sunset
    });
  }
  return operations;
}
function declaredMethods(contract, item) {
  const found = [];
  for (const method of METHODS) {
    const node = childOf(item, method);
    if (node !== null) found.push([method.toUpperCase(), node]);
  }
  const further = objectField(contract, item, "additionalOperations");
  for (const node of further ? childrenOf(further) : []) found.push([String(node.key), node]);
  return found;
}
function readCallbacks(contract, operation) {
  const found = /* @__PURE__ */ new Map();
  const callbacks = objectField(contract, operation.node, "callbacks");
  for (const use of callbacks ? childrenOf(callbacks) : []) {
    const callback = definition(contract, use, "an object of addresses");
    if (callback === void 0) continue;
    const operations = childrenOf(callback).filter((entry) => !String(entry.key).startsWith("x-")).flatMap((entry) => readItem(contract, entry, "callback"));
    found.set(String(use.key), operations);
  }
  return found;
}
function operationName({ method, path }) {
  return `${method} ${path}`;
}

// src/drift/contract/schema/contain-conditions.ts
function containsConditions(proof, inner, outer) {
  return (outer.constraints.get("not") ?? []).every((node) => isRefused(proof, inner, node)) && conditionalsOf(outer).every((conditional) => meets(proof, inner, conditional));
}
function isRefused(proof, inner, refused) {
  const own = inner.constraints.get("not") ?? [];
  return own.some((node) => proof.isWithin([refused], [node])) || proof.isApart(inner, refused);
}
function meets(proof, inner, { test, met, unmet }) {
  if (met === null && unmet === null) return true;
  const own = conditionalsOf(inner);
  const isMet = met === null || proof.fits(inner, met) || proof.isApart(inner, test) || own.some(
    (other) => proof.isWithin([test], [other.test]) && [other.met, other.test].some((node) => node !== null && takes(proof, inner, node, met))
  );
  if (!isMet) return false;
  return unmet === null || proof.fits(inner, unmet) || proof.fits(inner, test) || own.some(
    (other) => other.unmet !== null && proof.nodes([other.test], [test]) && takes(proof, inner, other.unmet, unmet)
  );
}
function takes(proof, inner, own, other) {
  if (proof.nodes([own], [other])) return true;
  const together2 = proof.narrowed(inner, own);
  return together2 !== void 0 && proof.fits(together2, other);
}
function containsDependents(proof, inner, outer) {
  return (outer.constraints.get("propertyNames") ?? []).every(
    (node) => containsNames(proof, inner, node)
  ) && dependencies(outer, "dependentRequired").every(([name, node]) => {
    if (isForbidden(proof, inner, name)) return true;
    const there = presentWith(proof, inner, name);
    return isList(node.value) && node.value.every((other) => there.has(String(other)));
  }) && dependencies(outer, "dependentSchemas").every(([name, node]) => {
    if (isForbidden(proof, inner, name)) return true;
    const named = withNames(inner, node, presentWith(proof, inner, name));
    if (proof.fits(named, node)) return true;
    const own = dependencies(inner, "dependentSchemas").filter(([other]) => other === name);
    return own.some(([, other]) => takes(proof, named, other, node));
  });
}
function containsNames(proof, inner, node) {
  const own = inner.constraints.get("propertyNames") ?? [];
  if (own.some((other) => proof.nodes([other], [node]))) return true;
  const view = own.length === 0 ? anything(node) : proof.sides.inner.schemas.of(own)?.view();
  if (view === void 0) return false;
  const texts = {
    ...view,
    types: view.types & STRING,
    effectiveTypes: view.effectiveTypes & STRING
  };
  if (proof.fits(texts, node)) return true;
  return inner.closed !== null && !inner.constraints.has("patternProperties") && !inner.mixed && [...inner.properties.keys()].every((name) => proof.accepts(node, name));
}
function dependencies(view, keyword) {
  return (view.constraints.get(keyword) ?? []).flatMap(
    (held) => (isObject(held.value) ? Object.keys(held.value) : []).sort().flatMap((name) => {
      const node = childOf(held, name);
      return node === null ? [] : [[name, node]];
    })
  );
}
function presentWith(proof, inner, name) {
  const { inner: model, flow } = proof.sides;
  const there = /* @__PURE__ */ new Set([name, ...requiredNames(model, inner, flow)]);
  const required = dependencies(inner, "dependentRequired");
  const schemas = dependencies(inner, "dependentSchemas");
  for (const present of there) {
    for (const [when, { value }] of required)
      if (when === present && isList(value)) for (const other of value) there.add(String(other));
    for (const [when, node] of schemas) {
      const view = when === present ? model.schemas.of([node])?.view() : void 0;
      for (const other of view === void 0 ? [] : requiredNames(model, view, flow))
        there.add(other);
    }
  }
  return there;
}
function withNames(view, node, names2) {
  return { ...view, required: new Map([...names2].map((name) => [name, node])) };
}
function isForbidden({ sides }, inner, name) {
  if (inner.mixed || inner.constraints.has("patternProperties")) return false;
  return propertyShape(sides.inner, inner, name, sides.flow).forbidden;
}

// src/drift/contract/schema/evaluated.ts
var MAX_DEPTH = 6;
function evaluatesAlike(proof, inner, outer, of, depth = 0) {
  if (depth > MAX_DEPTH) return false;
  const lists = of === "properties" ? listsSameNames : listsSameItems;
  if (!lists(proof, inner, outer)) return false;
  const alike = (own, other) => nodesAlike(proof, own, other, of, depth);
  return samePairs(inner.unions, outer.unions, (own, other) => {
    if (own.keyword !== other.keyword) return false;
    return samePairs(
      own.members,
      other.members,
      (left, right) => proof.isEqual(left, right) && alike(left, right)
    );
  }) && samePairs(
    conditionalsOf(inner),
    conditionalsOf(outer),
    (own, other) => proof.isEqual(own.test, other.test) && alike(own.test, other.test) && alike(own.met, other.met) && alike(own.unmet, other.unmet)
  ) && (of === "items" || samePairs(
    dependentsOf(inner),
    dependentsOf(outer),
    (own, other) => own.key === other.key && alike(own, other)
  ));
}
function containsUnevaluated(proof, inner, outer, of) {
  const keyword = of === "properties" ? "unevaluatedProperties" : "unevaluatedItems";
  const asked = outer.constraints.get(keyword);
  if (asked === void 0) return true;
  if (of === "properties" && leavesNothing(inner, outer)) return true;
  const own = inner.constraints.get(keyword) ?? [];
  return asked.every((node) => own.some((other) => proof.nodes([other], [node]))) && evaluatesAlike(proof, inner, outer, of);
}
function leavesNothing(inner, outer) {
  if (inner.closed === null || inner.mixed || inner.constraints.has("patternProperties"))
    return false;
  return [...inner.properties.keys()].every((name) => outer.properties.has(name));
}
function nodesAlike(proof, own, other, of, depth) {
  if (own === null || other === null) return own === other;
  const { inner, outer } = proof.sides;
  const [left, right] = [inner.schemas.of([own])?.view(), outer.schemas.of([other])?.view()];
  if (left === void 0 || right === void 0) return false;
  return evaluatesAlike(proof, left, right, of, depth + 1);
}
function listsSameNames(_, inner, outer) {
  return sameKeys(inner.properties, outer.properties) && sameKeys(patternsOf(inner), patternsOf(outer)) && takesRest(inner) === takesRest(outer) && hasBoth(inner, outer, "unevaluatedProperties");
}
function takesRest({ closed, additional, opened: opened2 }) {
  return opened2.has("additionalProperties") || closed !== null || additional.length > 0;
}
function listsSameItems(proof, inner, outer) {
  return inner.items.length > 0 === outer.items.length > 0 && countOf2(inner) === countOf2(outer) && hasBoth(inner, outer, "additionalItems") && hasBoth(inner, outer, "unevaluatedItems") && samePairs(
    containedOf(inner),
    containedOf(outer),
    (own, other) => proof.isEqual(own.node, other.node)
  );
}
function hasBoth(inner, outer, keyword) {
  return inner.constraints.has(keyword) === outer.constraints.has(keyword) && inner.opened.has(keyword) === outer.opened.has(keyword);
}
function countOf2({ constraints }) {
  const lists = constraints.get("prefixItems") ?? [];
  return Math.max(0, ...lists.map((list) => childrenOf(list).length));
}
function dependentsOf({ constraints }) {
  return (constraints.get("dependentSchemas") ?? []).flatMap(childrenOf);
}
function sameKeys(inner, outer) {
  return inner.size === outer.size && [...inner.keys()].every((name) => outer.has(name));
}
function samePairs(inner, outer, isSame2) {
  if (inner.length !== outer.length) return false;
  const left = [...outer];
  return inner.every((own) => {
    const found = left.findIndex((other) => isSame2(own, other));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}

// src/drift/contract/schema/contain-unions.ts
var NO_SPLIT = /* @__PURE__ */ new Set();
var MAX_MEMBERS = 500;
var MAX_REWRITTEN = 8;
var TYPES = [NULL, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT];
function containsUnion(proof, inner, union, split) {
  if (sameUnion(proof, inner, union)) return true;
  if (inner.effectiveTypes === NULL && union.orNull) return true;
  const values = proof.valuesOf(inner);
  if (values !== void 0) {
    const only2 = { ...anything(union.node), unions: [union] };
    return values.every((value) => proof.takes(only2, value)) || likeUnion(proof, inner, union);
  }
  if (inOne(proof, inner, union, split)) return true;
  if (likeUnion(proof, inner, union)) return true;
  const [own] = inner.unions.filter(({ node }) => !split.has(node.value));
  if (own === void 0) return byType(proof, inner, union, split);
  return eachAlternative(
    proof,
    inner,
    own,
    split,
    (view, rest) => containsUnion(proof, view, union, rest)
  );
}
function inOne(proof, inner, union, split) {
  return proof.nesting(
    () => likeliestFirst(proof, inner, union).some((member) => {
      const view = proof.sides.outer.schemas.of([member])?.view();
      if (view === void 0 || !proof.views(withoutNull(inner, union), view, split)) return false;
      return union.keyword === "anyOf" || isOnlyIn(proof, inner, union, member);
    })
  );
}
function likeliestFirst(proof, { parts }, { members }) {
  const same2 = parts.length === 1 ? members.find((it) => proof.isSame(parts, [it])) : void 0;
  return same2 === void 0 || same2 === members[0] ? members : [same2, ...members.filter((member) => member !== same2)];
}
function byType(proof, inner, union, split) {
  const types = TYPES.filter((type) => (inner.effectiveTypes & type) !== 0);
  if (types.length < 2 || inner.values !== null) return false;
  return types.every(
    (type) => containsUnion(
      proof,
      { ...inner, types: inner.types & type, effectiveTypes: inner.effectiveTypes & type },
      union,
      split
    )
  );
}
function isOnlyIn(proof, inner, union, chosen) {
  return union.members.every((member) => {
    if (member === chosen || proof.excluded.some((node) => proof.isSame([node], [member])))
      return true;
    return proof.isApart(inner, member) || isExcluded(proof, member);
  });
}
function isExcluded(proof, member) {
  const opposite = proof.sides.opposite?.();
  return opposite !== void 0 && proof.excluded.some((node) => opposite.nodes([member], [node]));
}
function sameUnion(proof, inner, outer) {
  return inner.unions.some((union) => unmatched(proof, union, outer)?.own.length === 0);
}
function likeUnion(proof, inner, outer) {
  return inner.unions.some((union) => {
    const { own, others } = unmatched(proof, union, outer) ?? {};
    if (own === void 0 || others === void 0 || own.length > MAX_REWRITTEN) return false;
    return samePairs(own, others, (left, right) => proof.isEqual(left, right));
  });
}
function unmatched(proof, union, outer) {
  if (union.keyword !== outer.keyword || union.members.length !== outer.members.length)
    return void 0;
  if (union.orNull && !outer.orNull) return void 0;
  const left = new Set(outer.members);
  const own = union.members.filter((member, index) => {
    const match = memberLike(proof, member, left, outer.members[index]);
    if (match !== void 0) left.delete(match);
    return match === void 0;
  });
  return { own, others: [...left] };
}
function memberLike(proof, member, left, guess) {
  if (guess !== void 0 && left.has(guess) && proof.isSame([member], [guess])) return guess;
  if (left.size > MAX_MEMBERS) return void 0;
  for (const other of left) if (proof.isSame([member], [other])) return other;
  return void 0;
}
function eachAlternative(proof, inner, union, split, holds) {
  const rest = /* @__PURE__ */ new Set([...split, union.node.value]);
  if (proof.isTooDeep() || rest.size > 4 || union.members.length > 100) return false;
  const isBare2 = saysNothing({ ...inner, unions: [] }) && inner.unions.length === 1;
  const views = union.members.map(
    (member) => proof.sides.inner.schemas.of(isBare2 ? [member] : [...inner.parts, member])?.view()
  );
  if (!proof.spend(views.length)) return false;
  const all = views.every((view, index) => {
    if (view === void 0) return false;
    const types = view.effectiveTypes & inner.effectiveTypes;
    if (types === 0) return true;
    const others = union.keyword === "oneOf" ? union.members.filter((_, other) => other !== index) : [];
    return proof.excluding(
      others,
      () => holds({ ...view, types: view.types & inner.types, effectiveTypes: types }, rest)
    );
  });
  return all && (!union.orNull || holds(nullOf(inner), rest));
}
function nullOf(view) {
  return { ...view, types: NULL, effectiveTypes: NULL, values: null, unions: [] };
}
function withoutNull(view, union) {
  if (!union.orNull) return view;
  return { ...view, types: view.types & ~NULL, effectiveTypes: view.effectiveTypes & ~NULL };
}

// src/drift/contract/schema/contain-distributed.ts
var MAX_DISTRIBUTED = 100;
function containsDistributed(proof, inner, outer, split) {
  if (!saysMoreBeside(inner, outer)) return false;
  return inner.unions.some(
    (own) => outer.unions.some((other) => distributedUnion(proof, inner, own, outer, other, split))
  );
}
function distributedUnion(proof, inner, own, outer, other, split) {
  const isOne = own.keyword === "oneOf";
  if (own.keyword !== other.keyword || split.has(own.node.value)) return false;
  if (own.members.length !== other.members.length || own.members.length > MAX_DISTRIBUTED)
    return false;
  const left = wholes(proof.sides.inner, inner, own);
  const right = wholes(proof.sides.outer, outer, other);
  if (left === void 0 || right === void 0) return false;
  proof.spend(left.length);
  const hasNull = own.orNull && (inner.effectiveTypes & NULL) !== 0;
  return (!hasNull || proof.views(nullOf(inner), outer, split)) && samePairs(
    left,
    right,
    (before, after) => proof.views(before, after, split) && // Which ones a value is not of counts for `oneOf`.
    (!isOne || proof.sides.inverse?.().views(after, before, NO_SPLIT) === true)
  );
}
function saysMoreBeside(inner, outer) {
  if (inner.unions.length === 0 || outer.unions.length === 0) return false;
  if ([inner, outer].some(({ constraints }) => UNEVALUATED.some((it) => constraints.has(it))))
    return false;
  return inner.types !== outer.types || inner.properties.size !== outer.properties.size || inner.required.size !== outer.required.size || inner.constraints.size !== outer.constraints.size;
}
var UNEVALUATED = ["unevaluatedProperties", "unevaluatedItems"];
function wholes({ schemas }, view, union) {
  if (view.parts.length === 0) return void 0;
  const found = [];
  for (const member of union.members) {
    const whole = schemas.of([...view.parts, member])?.view();
    if (whole === void 0) return void 0;
    found.push({
      ...whole,
      types: whole.types & view.types,
      effectiveTypes: whole.effectiveTypes & view.effectiveTypes,
      unions: whole.unions.filter(({ node }) => node.value !== union.node.value)
    });
  }
  return found;
}

// src/drift/contract/schema/contain-objects.ts
function containsObjects(proof, inner, outer) {
  const { inner: innerModel, outer: outerModel, flow } = proof.sides;
  if (inner.mixed || outer.mixed) return false;
  if (proof.sides.strict && !sameNames(inner, outer)) return false;
  const needed = new Set(requiredNames(innerModel, inner, flow));
  if (requiredNames(outerModel, outer, flow).some((name) => !needed.has(name))) return false;
  const least = Math.max(needed.size, countOf(inner, "minProperties"));
  if (least < countOf(outer, "minProperties")) return false;
  if (mostProperties(inner) > countOf(outer, "maxProperties")) return false;
  if (!containsUnevaluated(proof, inner, outer, "properties")) return false;
  if (!containsDependents(proof, inner, outer)) return false;
  const hasPatterns = inner.constraints.has("patternProperties") || outer.constraints.has("patternProperties");
  if (hasPatterns && !(sameNames(inner, outer) && containsPatterns(proof, inner, outer)))
    return false;
  if (outer.closed !== null && inner.closed === null) return false;
  const names2 = /* @__PURE__ */ new Set([...inner.properties.keys(), ...outer.properties.keys()]);
  for (const name of [...names2].sort()) {
    const left = propertyShape(innerModel, inner, name, flow);
    const right = propertyShape(outerModel, outer, name, flow);
    if (proof.sides.strict && left.hidden !== right.hidden) return false;
    if (left.forbidden) {
      if (proof.sides.strict && !right.forbidden) return false;
      continue;
    }
    if (right.forbidden && proof.sides.isCustomary && flow === "response") continue;
    if (right.forbidden) return false;
    if (isUnsaid(proof, inner, left)) continue;
    if (!proof.nodes(left.schemas, right.schemas)) return false;
  }
  return inner.closed !== null || proof.nodes(inner.additional, outer.additional);
}
function containsPatterns(proof, inner, outer) {
  const [own, others] = [patternsOf(inner), patternsOf(outer)];
  return (own.size === others.size || outer.closed === null && outer.additional.length === 0) && [...others].every(([pattern, nodes]) => {
    const before = own.get(pattern);
    return before !== void 0 && proof.nodes(before, nodes);
  });
}
function isUnsaid({ sides }, view, { schemas }) {
  const isFree = sides.opposite === void 0 && view.properties.size === 0;
  return sides.isCustomary && schemas.length === 0 && !isFree;
}
function mostProperties(view) {
  const listed2 = view.closed === null || view.constraints.has("patternProperties") ? Number.POSITIVE_INFINITY : view.properties.size;
  return Math.min(listed2, countOf(view, "maxProperties"));
}
function sameNames(inner, outer) {
  if (inner.properties.size !== outer.properties.size) return false;
  return [...inner.properties.keys()].every((name) => outer.properties.has(name));
}

// src/drift/contract/schema/contain-rests.ts
function withoutRests(view) {
  const constraints = new Map(view.constraints);
  for (const keyword of UNEVALUATED2) constraints.delete(keyword);
  return {
    ...view,
    rests: [],
    constraints,
    mixed: false,
    mixedItems: false,
    ...view.mixed === "rest" ? { closed: null, additional: [] } : {},
    ...view.mixedItems === "rest" ? { items: [] } : {}
  };
}
var UNEVALUATED2 = ["unevaluatedProperties", "unevaluatedItems"];
function containsRests(proof, inner, outer) {
  if (outer.rests.length === 0)
    return OF.every((of) => containsUnevaluated(proof, inner, outer, of));
  const own = speakersOf(inner);
  return outer.rests.every(
    (other) => KEYWORDS.every((keyword) => {
      const asked = childOf(other, keyword);
      if (asked === null || asked.value === true || isList(asked.value)) return true;
      return own.some((part) => isSameRest(proof, part, other, keyword));
    })
  );
}
function speakersOf(view) {
  const found = [
    view.closed,
    ...view.additional,
    ...view.items,
    ...KEYWORDS.flatMap((keyword) => view.constraints.get(keyword) ?? [])
  ].flatMap((node) => {
    const parent = node?.parent ?? null;
    return parent !== null && isObjectNode(parent) ? [parent] : [];
  });
  return [...view.rests, ...found];
}
function isSameRest(proof, own, other, keyword) {
  const [left, right] = [childOf(own, keyword), childOf(other, keyword)];
  if (left === null || right === null || isList(left.value)) return left === right;
  if (!proof.nodes([left], [right])) return false;
  if (keyword === "additionalProperties")
    return NAMED.every((names2) => namesOf(own, names2) === namesOf(other, names2));
  if (keyword === "items" || keyword === "additionalItems")
    return positionsOf(own) === positionsOf(other);
  const { inner, outer } = proof.sides;
  const [before, after] = [inner.schemas.of([own])?.view(), outer.schemas.of([other])?.view()];
  const of = keyword === "unevaluatedProperties" ? "properties" : "items";
  return before !== void 0 && after !== void 0 && evaluatesAlike(proof, before, after, of);
}
function namesOf(part, keyword) {
  const node = childOf(part, keyword);
  return node === null ? "[]" : JSON.stringify(childrenOf(node).map(({ key }) => key));
}
function positionsOf({ value }) {
  const { prefixItems, items } = value;
  return [prefixItems, items].find(isList)?.length ?? 0;
}
var OF = ["properties", "items"];
var NAMED = ["properties", "patternProperties"];
var KEYWORDS = [
  "additionalProperties",
  "items",
  "additionalItems",
  "unevaluatedProperties",
  "unevaluatedItems"
];

// src/drift/contract/schema/content-words.ts
var WORDS = /* @__PURE__ */ new Map([
  ["byte", ["contentEncoding", "base64"]],
  ["binary", ["contentMediaType", "application/octet-stream"]]
]);
function rewordedContent(one, other) {
  return reworded(one, other) ?? reworded(other, one);
}
function reworded(byFormat, byKeyword) {
  const format = byFormat.format?.value;
  const words = typeof format === "string" ? WORDS.get(format) : void 0;
  if (words === void 0 || byKeyword.format !== null) return null;
  const [keyword, value] = words;
  return !byFormat.annotations.has(keyword) && said(byKeyword, keyword) === value ? keyword : null;
}
function said({ annotations }, keyword) {
  const value = annotations.get(keyword)?.value;
  return typeof value === "string" ? value.toLowerCase() : null;
}
function isOnlyBytes(view) {
  const isBytes2 = view.format?.value === "binary" || said(view, "contentMediaType") === "application/octet-stream" || view.typeNode.value === "file";
  return view.types === STRING && isBytes2 && saysNothing({ ...view, types: ANY, format: null });
}

// src/drift/contract/schema/contain-values.ts
function containsTexts(inner, outer) {
  if (!containsFormat(inner, outer)) return false;
  const least = countOf(inner, "minLength");
  const most = countOf(inner, "maxLength");
  const patterns = textsOf(inner, "pattern");
  const isLong = least >= countOf(outer, "minLength") || areLengthsWithin(
    patterns,
    [least, most],
    [countOf(outer, "minLength"), Number.POSITIVE_INFINITY]
  );
  if (!isLong) return false;
  const isShort = most <= countOf(outer, "maxLength") || areLengthsWithin(patterns, [least, most], [0, countOf(outer, "maxLength")]);
  if (!isShort) return false;
  return textsOf(outer, "pattern").every(
    (pattern) => patterns.includes(pattern) || isPatternWithin(patterns, pattern, [least, most])
  );
}
function areLengthsWithin(patterns, inner, outer) {
  if (patterns.length === 0) return inner[0] > inner[1];
  return isPatternWithin(patterns, lengthPattern(...outer), inner);
}
function lengthPattern(least, most) {
  return `^[\\s\\S]{${least},${Number.isFinite(most) ? most : ""}}$`;
}
function isPatternWithin(inner, outer, lengths) {
  return findText(inner, [outer], lengths)?.text === null;
}
function containsFormat(inner, outer, integers = false) {
  if (rewordedContent(inner, outer) !== null) return true;
  const before = formatsOf(inner);
  return formatsOf(outer).every(
    (after) => excludesNothing(after, integers) || before.some((format) => isPartOf(format, after))
  );
}
function formatsOf({ format, constraints }) {
  const nodes = [...format === null ? [] : [format], ...constraints.get("format") ?? []];
  return nodes.flatMap(({ value }) => typeof value === "string" && value !== "" ? [value] : []);
}
function containsNumbers(inner, outer, integers) {
  if (!containsFormat(inner, outer, integers)) return false;
  const lower = isWithinLimit(lowerLimit(inner, integers), lowerLimit(outer, integers), 1);
  const upper = isWithinLimit(upperLimit(inner, integers), upperLimit(outer, integers), -1);
  if (!lower || !upper) return false;
  const steps = numbersOf(inner, "multipleOf");
  return numbersOf(outer, "multipleOf").every(
    (step) => steps.some((own) => isMultiple(own, step)) || integers && isMultiple(1, step)
  );
}
function isWithinLimit(inner, outer, sign) {
  if (outer === null) return true;
  if (inner === null) return false;
  const distance = (inner.value - outer.value) * sign;
  return distance > 0 || distance === 0 && (inner.exclusive || !outer.exclusive);
}
function containsContained(proof, inner, outer) {
  const own = containedOf(inner);
  return containedOf(outer).every(
    ({ node, least, most }) => (least === 0 || own.some((other) => other.least >= least && proof.nodes([other.node], [node]))) && (countOf(inner, "maxItems") <= most || own.some((other) => other.most <= most && proof.isWithin([node], [other.node])))
  );
}
function containsArrays(proof, inner, outer) {
  const most = countOf(inner, "maxItems");
  if (countOf(inner, "minItems") < countOf(outer, "minItems") || most > countOf(outer, "maxItems"))
    return false;
  if (outer.constraints.has("uniqueItems") && !inner.constraints.has("uniqueItems") && most > 1)
    return false;
  if (inner.mixedItems || outer.mixedItems) return false;
  if (!containsUnevaluated(proof, inner, outer, "items")) return false;
  if (!containsContained(proof, inner, outer)) return false;
  return most === 0 || containsPositions(proof, inner, outer, most);
}
function containsPositions(proof, inner, outer, most) {
  const [own, other] = [listsOf(inner), listsOf(outer)];
  const after = outer.constraints.get("additionalItems") ?? [];
  const before = inner.constraints.get("additionalItems") ?? [];
  if (own.length === 0 && other.length === 0)
    return proof.nodes(inner.items, outer.items) && (after.length === 0 || before.length > 0);
  const [positions, others] = [atPositions(own), atPositions(other)];
  const isSame2 = positions.length === others.length;
  if (!after.every((node) => isSame2 && before.some((held) => proof.nodes([held], [node]))))
    return false;
  const count = Math.max(positions.length, others.length);
  for (let index = 0; index < count && index < most; index += 1) {
    const [left, right] = [positions[index], others[index]];
    if (!proof.nodes(left ?? inner.items, right ?? outer.items)) return false;
  }
  return most <= count || proof.nodes(inner.items, outer.items);
}
function listsOf({ constraints }) {
  return (constraints.get("prefixItems") ?? []).map(childrenOf);
}
function atPositions(lists) {
  const count = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, index) => lists.flatMap((list) => list[index] ?? []));
}

// src/drift/contract/schema/disjoint.ts
var MAX_DEPTH2 = 3;
var MAX_STEPS = 200;
var Disjointness = class {
  constructor(left, right, flow, isCustomary) {
    this.flow = flow;
    this.isCustomary = isCustomary;
    this.left = { model: left, acceptance: new Acceptance(left, flow, isNumberOf) };
    this.right = { model: right, acceptance: new Acceptance(right, flow, isNumberOf) };
  }
  flow;
  isCustomary;
  left;
  right;
  steps = 0;
  areDisjoint(left, right) {
    this.steps = 0;
    return this.views(left, right, 0);
  }
  views(left, right, depth) {
    this.steps += 1;
    if (left.broken.size > 0 || right.broken.size > 0 || this.steps > MAX_STEPS) return false;
    const common = left.effectiveTypes & right.effectiveTypes;
    if (common === 0) return true;
    if (left.values !== null && areRefused(left, right, this.right)) return true;
    if (right.values !== null && areRefused(right, left, this.left)) return true;
    const apart = common === STRING ? areTextsApart(left, right) : (common & ~NUMBER) === 0 ? areNumbersApart(left, right, common === INTEGER) : common === ARRAY ? areCountsApart(left, right, "Items") : common === OBJECT && this.objects(left, right, depth);
    if (apart) return true;
    return left.unions.some((union) => this.isApart(union, left, this.left, right, depth, true)) || right.unions.some((union) => this.isApart(union, right, this.right, left, depth, false));
  }
  /** Whether every alternative of a union is apart from what the other side accepts. */
  isApart(union, owner, { model }, other, depth, isLeft) {
    if (depth > MAX_DEPTH2 || union.orNull || owner.unions.length === 0) return false;
    return union.members.every((member) => {
      const view = model.schemas.of([member])?.view();
      if (view === void 0) return false;
      return isLeft ? this.views(view, other, depth + 1) : this.views(other, view, depth + 1);
    });
  }
  objects(left, right, depth) {
    if (areCountsApart(left, right, "Properties")) return true;
    const needed = {
      left: requiredNames(this.left.model, left, this.flow),
      right: requiredNames(this.right.model, right, this.flow)
    };
    return [.../* @__PURE__ */ new Set([...needed.left, ...needed.right])].some((name) => {
      const own = this.shapeOf(left, this.left, name);
      const other = this.shapeOf(right, this.right, name);
      if (own === "forbidden" || other === "forbidden") return true;
      if (own.length > 0 && other.length > 0) return this.nodes(own, other, depth);
      return this.isCustomary && left.properties.size > 0 && own.length === 0 && !needed.left.includes(name) && isUnnamed(left, name);
    });
  }
  nodes(left, right, depth) {
    if (depth > MAX_DEPTH2) return false;
    const own = this.left.model.schemas.of(left)?.view();
    const other = this.right.model.schemas.of(right)?.view();
    return own !== void 0 && other !== void 0 && this.views(own, other, depth + 1);
  }
  /** What is known of a property by its name; nothing where patterns of names or parts may say something else. */
  shapeOf(view, { model }, name) {
    const { schemas, forbidden } = propertyShape(model, view, name, this.flow);
    if (view.properties.has(name)) return schemas;
    if (view.mixed || view.constraints.has("patternProperties")) return [];
    return forbidden ? "forbidden" : schemas;
  }
};
function isUnnamed(view, name) {
  return !view.properties.has(name) && !view.constraints.has("patternProperties");
}
function areRefused(listed2, other, { acceptance }) {
  return [...listed2.values ?? []].every(([text, { value }]) => {
    return acceptance.byView(other, canonical(value) === text ? value : null) === false;
  });
}
function areTextsApart(left, right) {
  if (areCountsApart(left, right, "Length")) return true;
  const patterns = [.../* @__PURE__ */ new Set([...textsOf(left, "pattern"), ...textsOf(right, "pattern")])].sort();
  if (patterns.length === 0) return false;
  const least = Math.max(countOf(left, "minLength"), countOf(right, "minLength"));
  const most = Math.min(countOf(left, "maxLength"), countOf(right, "maxLength"));
  return findText(patterns, [], [least, most])?.text === null;
}
function areNumbersApart(left, right, integers) {
  const isBelow = (low, high) => {
    const [upper, lower] = [upperLimit(low, integers), lowerLimit(high, integers)];
    if (upper === null || lower === null) return false;
    return upper.value < lower.value || upper.value === lower.value && (upper.exclusive || lower.exclusive);
  };
  return isBelow(left, right) || isBelow(right, left);
}
function areCountsApart(left, right, of) {
  return countOf(left, `max${of}`) < countOf(right, `min${of}`) || countOf(right, `max${of}`) < countOf(left, `min${of}`);
}

// src/drift/contract/schema/finite-values.ts
function finiteValues({ values, effectiveTypes }) {
  if (values !== null) {
    return [...values].flatMap(([text, { value }]) => canonical(value) === text ? [value] : [null]).filter((value) => (typeOfValue(value) & effectiveTypes) !== 0);
  }
  if (!isWithin(effectiveTypes, NULL | BOOLEAN)) return void 0;
  const found = [];
  if ((effectiveTypes & NULL) !== 0) found.push(null);
  if ((effectiveTypes & BOOLEAN) !== 0) found.push(true, false);
  return found;
}

// src/drift/contract/schema/discriminator.ts
function impliedNames(schema) {
  const { discriminator } = schema;
  if (!isObject(discriminator) || discriminator["mapping"] !== void 0) return null;
  const members = [schema["oneOf"], schema["anyOf"]].flatMap((list) => isList(list) ? list : []);
  return members.flatMap((member) => {
    const reference2 = isObject(member) ? member["$ref"] : void 0;
    return typeof reference2 === "string" ? [componentName(reference2)] : [];
  }).sort();
}
function componentName(reference2) {
  return reference2.replace(/^.*\//, "");
}
function sameImpliedNames(base, head) {
  const [before, after] = [impliedNames(base), impliedNames(head)];
  if (before === null || after === null) return true;
  return before.length === after.length && before.every((name, index) => name === after[index]);
}

// src/drift/contract/schema/same-annotations.ts
function sameImplied({ parent: inner }, { parent: outer }) {
  if (!isObject(inner?.value) || !isObject(outer?.value)) return true;
  return sameImpliedNames(inner.value, outer.value);
}
function meant(view, other) {
  const reworded2 = rewordedContent(view, other);
  if (reworded2 === null) return view.annotations;
  return new Map([...view.annotations].filter(([keyword]) => keyword !== reworded2));
}
function sameAnnotations(inner, outer) {
  const { readOnly, writeOnly } = inner;
  const left = meant(inner, outer);
  const right = meant(outer, inner);
  if (left.size !== right.size || readOnly !== outer.readOnly || writeOnly !== outer.writeOnly)
    return false;
  return [...left].every(([keyword, node]) => {
    const other = right.get(keyword);
    return other !== void 0 && canonical(node.value) === canonical(other.value) && (keyword !== "discriminator" || sameImplied(node, other));
  });
}

// src/drift/contract/schema/containment.ts
var MAX_STEPS2 = 4e5;
var MAX_DEPTH3 = 300;
var MAX_SPENT = 2e4;
var MAX_NESTED = 4;
var Containment = class {
  constructor(sides) {
    this.sides = sides;
    const { inner, outer, flow, isCustomary } = sides;
    this.acceptance = new Acceptance(outer, flow, isNumberOf);
    this.own = new Acceptance(inner, flow, isNumberOf);
    this.disjointness = new Disjointness(inner, outer, flow, isCustomary);
  }
  sides;
  states = /* @__PURE__ */ new Map();
  trail = [];
  acceptance;
  /** What the inner side accepts. */
  own;
  disjointness;
  steps = 0;
  spent = 0;
  depth = 0;
  nested = 0;
  /** Alternatives of the inner side that the value at hand is known not to be of. */
  excluded = [];
  /** Whether the schemas at one place of the inner side are proven to be within those of the outer side. */
  nodes(inner, outer) {
    if (outer.length === 0 || outer.every(({ value }) => value === true)) return true;
    if (this.isSame(inner, outer)) return true;
    const { inner: innerModel, outer: outerModel } = this.sides;
    const innerSchema = innerModel.schemas.of(inner);
    const outerSchema = outerModel.schemas.of(outer);
    if (outerSchema === void 0) return false;
    if (innerSchema === void 0) return inner.length === 0 && saysNothing(outerSchema.view());
    return this.schemas(innerSchema, outerSchema);
  }
  schemas(inner, outer) {
    let byOuter = this.states.get(inner);
    if (byOuter === void 0) {
      byOuter = /* @__PURE__ */ new Map();
      this.states.set(inner, byOuter);
    }
    const known = byOuter.get(outer);
    if (known !== void 0) return known !== "failed";
    this.steps += 1;
    if (this.steps > MAX_STEPS2 || this.depth > MAX_DEPTH3) return false;
    if (this.depth === 0) this.spent = 0;
    byOuter.set(outer, "open");
    const mark2 = this.trail.length;
    this.trail.push([inner, outer]);
    const { nested, excluded } = this;
    this.nested = 0;
    this.excluded = [];
    this.depth += 1;
    const holds = this.views(inner.view(), outer.view(), NO_SPLIT);
    this.depth -= 1;
    this.nested = nested;
    this.excluded = excluded;
    if (!holds) {
      for (const [left, right] of this.trail.splice(mark2)) this.states.get(left)?.delete(right);
      byOuter.set(outer, "failed");
    } else if (this.depth === 0) {
      for (const [left, right] of this.trail.splice(0)) this.states.get(left)?.set(right, "held");
    }
    return holds;
  }
  /** Whether schemas of the outer side are proven to be within those of the inner one. */
  isWithin(outer, inner) {
    return this.isSame(inner, outer) || this.sides.inverse?.().nodes(outer, inner) === true;
  }
  /** Whether two schemas are proven to accept the same. */
  isEqual(inner, outer) {
    return this.nodes([inner], [outer]) && this.isWithin([outer], [inner]);
  }
  /** Whether what is left of an inner schema is within a schema of the outer side. */
  fits(inner, outer) {
    const view = this.sides.outer.schemas.of([outer])?.view();
    return view !== void 0 && this.views(inner, view, NO_SPLIT);
  }
  /** Whether nothing of an inner schema is of a schema of the outer side. */
  isApart(inner, outer) {
    const view = this.sides.outer.schemas.of([outer])?.view();
    return view !== void 0 && this.disjointness.areDisjoint(inner, view);
  }
  /** Whether a schema of the outer side is known to accept a value. */
  accepts(outer, value) {
    return this.acceptance.byNodes([outer], value) === true;
  }
  /** The values of an inner schema where it has few enough to tell; undefined where it has more. */
  valuesOf(inner) {
    return finiteValues(inner)?.filter((value) => this.own.byView(inner, value) !== false);
  }
  /** Whether an outer schema is known to accept a value. */
  takes(outer, value) {
    return this.acceptance.byView(outer, value) === true;
  }
  /** Takes steps. @returns whether there are any left. */
  spend(steps) {
    this.steps += steps;
    return this.steps <= MAX_STEPS2;
  }
  isTooDeep() {
    return this.depth > MAX_DEPTH3;
  }
  /** Goes into a union; not where too many are around it already. */
  nesting(holds) {
    if (this.nested === MAX_NESTED) return false;
    this.nested += 1;
    const found = holds();
    this.nested -= 1;
    return found;
  }
  /** Goes a level deeper, where the value at hand is known not to be of some alternatives. */
  excluding(members, holds) {
    const { excluded } = this;
    if (members.length > 0) this.excluded = [...excluded, ...members];
    this.depth += 1;
    const found = holds();
    this.depth -= 1;
    this.excluded = excluded;
    return found;
  }
  /** What is left of an inner schema where another one holds as well. */
  narrowed(inner, node) {
    const view = this.sides.inner.schemas.of([...inner.parts, node])?.view();
    if (view === void 0) return void 0;
    const effectiveTypes = view.effectiveTypes & inner.effectiveTypes;
    return { ...view, types: view.types & inner.types, effectiveTypes };
  }
  /** Whether the schemas at one place of each side are one each, and written the same. */
  isSame(inner, outer) {
    const [left, second] = inner;
    const [right, other] = outer;
    if (left === void 0 || right === void 0 || second !== void 0 || other !== void 0)
      return false;
    const { sameness, forward } = this.sides;
    return forward ? sameness.same(left, right) : sameness.same(right, left);
  }
  /** Whether a keyword holds the same at one place of each side. */
  sameHeld(keyword, inner, outer) {
    const { sameness, forward } = this.sides;
    return forward ? sameness.sameHeld(keyword, inner, outer) : sameness.sameHeld(keyword, outer, inner);
  }
  /** Whether what an inner schema accepts is proven to be accepted by an outer one. */
  views(inner, outer, split) {
    this.steps += 1;
    this.spent += 1;
    if (this.steps > MAX_STEPS2 || this.spent > MAX_SPENT || this.depth > MAX_DEPTH3) return false;
    this.depth += 1;
    const holds = this.compared(inner, outer, split);
    this.depth -= 1;
    return holds;
  }
  compared(inner, outer, split) {
    if (inner.broken.size > 0 || outer.broken.size > 0) return false;
    if (this.sides.strict && !sameAnnotations(inner, outer)) return false;
    if (inner.effectiveTypes === 0) return true;
    return this.core(inner, outer, split) && outer.unions.every((union) => containsUnion(this, inner, union, split)) || containsDistributed(this, inner, outer, split);
  }
  /** What the outer schema says by itself, its alternatives aside. */
  core(inner, outer, split) {
    const listed2 = this.listed(inner, outer);
    if (listed2 !== void 0) return listed2 || this.listedAlike(inner, outer);
    if (this.plain(inner, outer)) return true;
    const [union] = inner.unions.filter(({ node }) => !split.has(node.value));
    return union !== void 0 && eachAlternative(this, inner, union, split, (view, rest) => this.core(view, outer, rest));
  }
  plain(inner, outer) {
    if (inner.rests.length > 0 || outer.rests.length > 0) {
      return containsRests(this, inner, outer) && this.plain(withoutRests(inner), withoutRests(outer));
    }
    if (outer.values !== null || !isWithin(inner.effectiveTypes, outer.types)) return false;
    const common = inner.effectiveTypes;
    const has = (types) => (common & types) !== 0;
    return (!has(STRING) || containsTexts(inner, outer)) && (!has(NUMBER) || containsNumbers(inner, outer, (common & NUMBER) === INTEGER)) && (!has(ARRAY) || containsArrays(this, inner, outer)) && (!has(OBJECT) || containsObjects(this, inner, outer)) && containsConditions(this, inner, outer);
  }
  /** Where the inner schema lists its values, each is tried; undefined where it does not. */
  listed(inner, outer) {
    const values = this.valuesOf(inner);
    if (values === void 0) return void 0;
    const withoutUnions = { ...outer, unions: [] };
    return values.every((value) => this.takes(withoutUnions, value));
  }
  /** Where values could not be judged, as by a format that is not known: whether both list them and say the same. */
  listedAlike(inner, outer) {
    if (inner.values === null) return false;
    const isListed = [...inner.values.keys()].every((text) => outer.values?.has(text) ?? true);
    return isListed && this.plain(inner, { ...outer, values: null });
  }
};

// src/drift/contract/schema/keywords.ts
var STANDARD_KEYWORDS = {
  type: "value",
  format: "value",
  enum: "value",
  const: "value",
  nullable: "value",
  default: "value",
  deprecated: "value",
  readOnly: "value",
  writeOnly: "value",
  discriminator: "value",
  required: "value",
  multipleOf: "value",
  maximum: "value",
  exclusiveMaximum: "value",
  minimum: "value",
  exclusiveMinimum: "value",
  maxLength: "value",
  minLength: "value",
  pattern: "value",
  maxItems: "value",
  minItems: "value",
  uniqueItems: "value",
  maxProperties: "value",
  minProperties: "value",
  contentMediaType: "value",
  properties: "schema-map",
  additionalProperties: "schema",
  items: "schema",
  not: "schema",
  allOf: "schemas",
  anyOf: "schemas",
  oneOf: "schemas"
};
var DEPRECATED_VALUES = [
  "x-deprecated-enum",
  "x-deprecated-enum-values",
  "x-deprecated-values",
  "x-enum-deprecated",
  "x-enumDeprecated"
];
var FURTHER_KEYWORDS = [
  ["contentEncoding", "value"],
  ["contentSchema", "schema"],
  ["minContains", "value"],
  ["maxContains", "value"],
  ["contains", "schema"],
  ["prefixItems", "schemas"],
  ["additionalItems", "schema"],
  ["unevaluatedItems", "schema"],
  ["unevaluatedProperties", "schema"],
  ["patternProperties", "schema-map"],
  ["propertyNames", "schema"],
  ["dependentRequired", "value"],
  ["dependentSchemas", "schema-map"],
  ["if", "schema"],
  ["then", "schema"],
  ["else", "schema"],
  ["$dynamicRef", "value"],
  ["$recursiveRef", "value"],
  ["x-nullable", "value"],
  ["x-sunset", "value"],
  ["x-stability-level", "value"],
  ["x-extensible-enum", "value"],
  ...DEPRECATED_VALUES.map((keyword) => [keyword, "value"])
];
var KEYWORDS2 = new Map([
  ...Object.entries(STANDARD_KEYWORDS),
  ...FURTHER_KEYWORDS
]);
function kindOfKeyword(keyword) {
  return KEYWORDS2.get(keyword);
}
var CONSTRAINT_KEYWORDS = /* @__PURE__ */ new Set([
  "multipleOf",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minItems",
  "uniqueItems",
  "maxProperties",
  "minProperties",
  "minContains",
  "maxContains",
  "contains",
  "prefixItems",
  "additionalItems",
  "unevaluatedItems",
  "unevaluatedProperties",
  "patternProperties",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "if",
  "then",
  "else",
  "not"
]);
var ANNOTATION_KEYWORDS = /* @__PURE__ */ new Set([
  "default",
  "deprecated",
  "x-sunset",
  "x-stability-level",
  "discriminator",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "x-extensible-enum",
  ...DEPRECATED_VALUES
]);
var ANNOUNCEMENTS = ["deprecated", "x-sunset", "x-stability-level"];
function saysNothing2(keyword, value) {
  switch (keyword) {
    case "uniqueItems":
      return value === false;
    case "minLength":
    case "minItems":
    case "minProperties":
      return value === 0;
    case "minContains":
      return value === 1;
    default:
      return false;
  }
}
function isEmptySchema(value) {
  if (value === true) return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.keys(value).every((key) => key !== "$ref" && kindOfKeyword(key) === void 0);
}

// src/drift/contract/schema/sameness.ts
var MAX_RENAMED = 2e5;
var Sameness = class {
  constructor(base, head) {
    this.base = base;
    this.head = head;
    this.siblings = base.dialect.referenceSiblings && head.dialect.referenceSiblings;
    this.isNullableAlike = base.dialect.nullable === head.dialect.nullable;
  }
  base;
  head;
  pairs = /* @__PURE__ */ new Map();
  /** Inline schemas known to differ, so that going down into them does not read them again and again. */
  different = /* @__PURE__ */ new Map();
  siblings;
  /** Whether `nullable` means the same on both sides. */
  isNullableAlike;
  renamed = 0;
  /** Whether two schemas are the same. False may also mean: written differently, compare them. */
  same(base, head) {
    const references = [];
    const same2 = this.sameSchema(base.value, head.value, references);
    return same2 && this.sameTargets(base, head, references);
  }
  /** Whether what a keyword holds is the same: a value, a schema, schemas in a list or by name. */
  sameHeld(keyword, base, head) {
    const references = [];
    const kind = kindOfKeyword(keyword) ?? "value";
    const same2 = this.sameKeyword(kind, base.value, head.value, references);
    return same2 && this.sameTargets(base, head, references);
  }
  sameTargets(base, head, references) {
    return references.every((pair) => this.sameTarget(base.document, head.document, pair));
  }
  sameTarget(base, head, names2) {
    const pair = this.pairOf(base, head, names2);
    if (pair === void 0) return this.areBothLost(base, head, names2);
    if (pair.state === "undecided") this.decide(pair);
    return pair.state === "same";
  }
  /** Whether two references that are written the same lead nowhere on both sides, which a problem says. */
  areBothLost(base, head, names2) {
    return names2[0] === names2[1] && this.base.lookUp(base, names2[0]) === void 0 && this.head.lookUp(head, names2[1]) === void 0;
  }
  pairOf(base, head, names2) {
    const baseNode = this.base.lookUp(base, names2[0]);
    const headNode = this.head.lookUp(head, names2[1]);
    if (baseNode === void 0 || headNode === void 0) return void 0;
    let byHead = this.pairs.get(baseNode.value);
    if (byHead === void 0) {
      byHead = /* @__PURE__ */ new Map();
      this.pairs.set(baseNode.value, byHead);
    }
    let pair = byHead.get(headNode.value);
    if (pair === void 0) {
      if (names2[0] !== names2[1]) this.renamed += 1;
      if (this.renamed > MAX_RENAMED && names2[0] !== names2[1]) return void 0;
      pair = { base: baseNode, head: headNode, state: "undecided", referrers: [] };
      byHead.set(headNode.value, pair);
    }
    return pair;
  }
  /** Looks at everything undecided that can be reached from `start`, and decides all of it. */
  decide(start) {
    const explored = /* @__PURE__ */ new Set([start]);
    const waiting = [start];
    for (let pair = waiting.pop(); pair !== void 0; pair = waiting.pop()) {
      const references = [];
      if (!this.sameSchema(pair.base.value, pair.head.value, references)) {
        this.spread(pair);
        continue;
      }
      for (const names2 of references) {
        const next = this.pairOf(pair.base.document, pair.head.document, names2);
        if (next === void 0) {
          if (!this.areBothLost(pair.base.document, pair.head.document, names2)) this.spread(pair);
        } else if (next.state === "different") this.spread(pair);
        else if (next.state === "undecided") {
          next.referrers.push(pair);
          if (!explored.has(next)) {
            explored.add(next);
            waiting.push(next);
          }
        }
      }
    }
    for (const pair of explored) if (pair.state === "undecided") pair.state = "same";
  }
  /** Marks a pair, and all that refer to it, as different. */
  spread(start) {
    const waiting = [start];
    for (let pair = waiting.pop(); pair !== void 0; pair = waiting.pop()) {
      if (pair.state === "different") continue;
      pair.state = "different";
      waiting.push(...pair.referrers);
    }
  }
  sameSchema(base, head, references) {
    if (!isObject(base) || !isObject(head)) return sameValue(base, head);
    if (this.different.get(base) === head) return false;
    const same2 = this.sameKeywords(base, head, references);
    if (!same2) this.different.set(base, head);
    return same2;
  }
  sameKeywords(base, head, references) {
    const baseReference = base["$ref"];
    const headReference = head["$ref"];
    if (typeof baseReference === "string" || typeof headReference === "string") {
      if (typeof baseReference !== "string" || typeof headReference !== "string") return false;
      references.push([baseReference, headReference]);
      if (!this.siblings) return true;
    }
    let balance = 0;
    for (const key of Object.keys(base)) {
      const kind = kindOfKeyword(key);
      if (kind === void 0) continue;
      balance += 1;
      const left = base[key];
      const right = Object.hasOwn(head, key) ? head[key] : void 0;
      if (left === void 0 || right === void 0) return false;
      if (key === "nullable" && left === true && !this.isNullableAlike) return false;
      if (!this.sameKeyword(kind, left, right, references)) return false;
    }
    for (const key of Object.keys(head)) if (kindOfKeyword(key) !== void 0) balance -= 1;
    return balance === 0 && sameImpliedNames(base, head);
  }
  sameKeyword(kind, base, head, references) {
    if (kind === "value") return sameValue(base, head);
    if (isList(base)) {
      if (!isList(head) || base.length !== head.length) return false;
      return base.every((member, index) => {
        const other = head[index];
        return other !== void 0 && this.sameSchema(member, other, references);
      });
    }
    if (kind === "schema" || !isObject(base) || !isObject(head))
      return this.sameSchema(base, head, references);
    const names2 = Object.keys(base);
    if (names2.length !== Object.keys(head).length) return false;
    return names2.every((name) => {
      const left = base[name];
      const right = Object.hasOwn(head, name) ? head[name] : void 0;
      return left !== void 0 && right !== void 0 && this.sameSchema(left, right, references);
    });
  }
};
function sameValue(base, head) {
  if (base === head) return true;
  if (isList(base)) {
    if (!isList(head) || base.length !== head.length) return false;
    return base.every((item, index) => {
      const other = head[index];
      return other !== void 0 && sameValue(item, other);
    });
  }
  if (!isObject(base) || !isObject(head)) return false;
  const keys = Object.keys(base);
  if (keys.length !== Object.keys(head).length) return false;
  return keys.every((key) => {
    const left = base[key];
    const right = Object.hasOwn(head, key) ? head[key] : void 0;
    return left !== void 0 && right !== void 0 && sameValue(left, right);
  });
}

// src/drift/contract/model/enum-lifecycle.ts
function valueLifecycles(view) {
  const found = /* @__PURE__ */ new Map();
  if (view.values === null) return found;
  if (view.valuesNode.key === "oneOf" || view.valuesNode.key === "anyOf") {
    for (const [text, node] of view.values) {
      const member = node.key === "const" ? node.parent : node.parent?.parent ?? null;
      if (member !== null) found.set(text, lifecycleOf(member));
    }
  }
  for (const keyword of DEPRECATED_VALUES) {
    const node = view.annotations.get(keyword);
    if (node !== void 0) readAnnounced(view, node, found);
  }
  return found;
}
function readAnnounced(view, holder, found) {
  for (const entry of childrenOf(holder)) {
    const text = isList(holder.value) ? listedText(entry) : keyText(view, String(entry.key));
    if (entry.value === false || entry.value === null) continue;
    found.set(text, { node: entry, deprecated: entry, sunset: sunsetOf(entry), stability: null });
  }
}
function listedText({ value }) {
  const named = isObject(value) && Object.hasOwn(value, "value") ? value["value"] : void 0;
  return canonical(named ?? value);
}
function keyText({ values }, key) {
  return values?.has(canonical(key)) === true ? canonical(key) : key;
}
function sunsetOf(entry) {
  if (typeof entry.value === "string") return typeof entry.key === "string" ? entry : null;
  return isObjectNode(entry) ? childOf(entry, "x-sunset") ?? childOf(entry, "sunset") : null;
}

// src/drift/contract/compare/where.ts
var START = { site: "request-body", phrase: "", steps: "" };
function advance(from, label) {
  const where = from ?? START;
  if (label.part !== void 0) {
    return { site: label.part.site, phrase: label.part.phrase(where.phrase), steps: "" };
  }
  const step = label.step ?? "";
  if (step === "") return where;
  const steps = where.steps === "" && step.startsWith(".") ? step.slice(1) : where.steps + step;
  return { site: nestedSite(where.site, step), phrase: where.phrase, steps: shorten(steps, 200) };
}
function nestedSite(site, step) {
  const isItem = step.startsWith("[");
  switch (site) {
    case "request-body":
      return "request-property";
    case "response-body":
      return "response-property";
    case "request-parameter":
      return isItem ? site : "request-property";
    case "response-header":
      return isItem ? site : "response-property";
    default:
      return site;
  }
}
function labelKey(label) {
  return label.part === void 0 ? label.step ?? "" : label.part.phrase("");
}
function describe(where) {
  if (where.steps === "") return where.phrase;
  if (/^(?:\[\])+$/.test(where.steps)) return `an item of ${where.phrase}`;
  return `property ${quote(where.steps)} of ${where.phrase}`;
}
function describeProperty(where, name, kind = "property") {
  return `${kind} ${quote(where.steps === "" ? name : `${where.steps}.${name}`)}`;
}
function within(part, outer) {
  return outer === "" ? part : `${part} of ${outer}`;
}
function quote(text) {
  return `'${shorten(text.replace(/\p{Cc}/gu, " "), 120)}'`;
}
function shorten(text, limit) {
  return text.length > limit ? `${text.slice(0, limit)}\u2026` : text;
}

// src/drift/contract/compare/extensible-enum.ts
function isExtensible({ annotations }) {
  const value = annotations.get(KEYWORD)?.value;
  return value === true || value !== void 0 && isList(value);
}
var EXPECTED_UNKNOWN = {
  compatibility: "non_breaking",
  reason: "The values were declared as extensible, so consumers expect unknown ones."
};
function compareExtensibleEnum(pair) {
  compareExtensibility(pair);
  const before = pair.base.annotations.get(KEYWORD) ?? null;
  const after = pair.head.annotations.get(KEYWORD) ?? null;
  if (before === null || after === null) return;
  const [old, now] = [listed(before), listed(after)];
  if (old === null || now === null) return;
  for (const [text, value] of now)
    if (!old.has(text)) reportValue(pair, "added", text, value, after, after);
  for (const [text, value] of old)
    if (!now.has(text)) reportValue(pair, "removed", text, value, before, after);
}
var KEYWORD = "x-extensible-enum";
function compareExtensibility({ unit, flow, base, head }) {
  const isClosed = base.values !== null && head.values !== null;
  if (flow !== "response" || !isClosed || isExtensible(base) || !isExtensible(head)) return;
  unit.report({
    rule: { fact: "became-not-enum" },
    detail: KEYWORD,
    action: "change",
    base: base.valuesNode,
    head: head.annotations.get(KEYWORD) ?? head.valuesNode,
    near: null,
    message: (where) => `The values of ${describe(where)} became extensible: others may come.`
  });
}
function listed({ value }) {
  if (!isList(value)) return null;
  const texts = value.map((member) => [canonical(member), member]);
  return new Map(texts.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0));
}
function reportValue(pair, what, text, value, place, near) {
  const [had, has] = [pair.base.values?.has(text), pair.head.values?.has(text)];
  if (what === "added" ? had === false && has === true : had === true && has === false) return;
  const isAdded = what === "added";
  pair.unit.report({
    rule: { fact: `x-extensible-enum-value-${what}` },
    detail: text,
    action: isAdded ? "add" : "remove",
    base: isAdded ? null : place,
    head: isAdded ? place : null,
    near: isAdded ? null : near,
    message: (where) => `Value ${preview(value, 80)} was ${isAdded ? "added to" : "removed from"} the extensible list of ${describe(where)}.`,
    ...isAdded ? { after: value } : { before: value },
    ...isAdded || pair.flow === "response" ? {} : judgedByEnum(had, has)
  });
}
function judgedByEnum(had, has) {
  if (has === true)
    return { compatibility: "non_breaking", reason: "The value is accepted: enum lists it still." };
  if (had === false)
    return {
      compatibility: "non_breaking",
      reason: "The value was not accepted before: enum did not list it."
    };
  return {};
}

// src/drift/contract/compare/lifecycle.ts
function removalOf(model, thing, date) {
  if (!thing.deprecated) return "without-deprecation";
  if (thing.sunset === null) return "with-deprecation";
  const sunset = sunsetDate(thing.sunset);
  if (sunset === void 0) {
    model.contract.reportInvalid(thing.sunset, "a date such as 2030-12-31");
    return "without-deprecation";
  }
  return sunset > date ? "before-sunset" : "with-deprecation";
}
function plannedRemoval({ base, date }, lifecycle, subject, otherwise) {
  const { deprecated, sunset } = lifecycle;
  const removal = removalOf(base, { deprecated: deprecated !== null, sunset }, date);
  if (removal === "without-deprecation") return null;
  if (removal === "before-sunset") {
    return {
      rule: `${subject}-removed-before-sunset`,
      compatibility: otherwise,
      when: PHRASES[removal]
    };
  }
  return {
    rule: `${subject}-removed-with-deprecation`,
    compatibility: sunset === null && otherwise !== "non_breaking" ? "potentially_breaking" : "non_breaking",
    when: PHRASES[removal]
  };
}
var PHRASES = {
  "without-deprecation": "",
  "before-sunset": " before its sunset date",
  "with-deprecation": " after it was deprecated"
};
function compareLifecycle(pair) {
  const { base, head } = pair;
  if (base.deprecated !== null || head.deprecated !== null) compareDeprecation(pair);
  if (base.stability !== null || head.stability !== null) compareStability(pair);
}
function compareDeprecation(pair) {
  const { base, head } = pair;
  if (head.deprecated === null) {
    report(pair, "reactivated", "is no longer deprecated", "deprecated");
    return;
  }
  const before = base.deprecated === null || base.sunset === null ? null : base.sunset;
  if (head.sunset === null) {
    if (before !== null) report(pair, "sunset-deleted", "no longer has a sunset date", "x-sunset");
    else if (base.deprecated === null) reportWithoutSunset(pair);
    return;
  }
  if (before !== null && sameValue(before.value, head.sunset.value)) return;
  reportSunset(pair, before === null ? void 0 : sunsetDate(before), sunsetDate(head.sunset));
}
function reportWithoutSunset(pair) {
  const { stability } = pair.head;
  if (stability !== null && ["beta", "stable"].includes(String(stability.value))) {
    const text = `is declared ${String(stability.value)} and was deprecated without a sunset date`;
    report(pair, "deprecated-sunset-missing", text, "deprecated");
  } else report(pair, "deprecated", "was deprecated", "deprecated");
}
function reportSunset(pair, before, after) {
  if (after === void 0) {
    report(pair, "sunset-parse", "has a sunset date that cannot be read", "x-sunset");
  } else if (before !== void 0) {
    if (after < before) {
      const text = `now ends on ${after} instead of ${before}`;
      report(pair, "sunset-date-changed-too-small", text, "x-sunset");
    } else if (after > before) {
      const text = `now ends on ${after} instead of ${before}`;
      report(pair, "sunset-date-postponed", text, "x-sunset");
    }
  } else if (after <= pair.date) {
    const text = `was deprecated with a sunset date that has passed, ${after}`;
    report(pair, "sunset-date-too-small", text, "x-sunset");
  } else {
    report(pair, "deprecated-with-sunset", `was deprecated and ends on ${after}`, "x-sunset");
  }
}
function compareStability(pair) {
  const { base, head } = pair;
  if (sameValue(base.stability?.value ?? null, head.stability?.value ?? null)) return;
  const after = stabilityOf(head);
  if (after === void 0) {
    const text2 = "has a stability level that is not known";
    report(pair, "invalid-stability-level", text2, "x-stability-level");
    return;
  }
  const before = stabilityOf(base);
  if (before === void 0 || before === after) return;
  const isLower = STABILITY_LEVELS.indexOf(after) < STABILITY_LEVELS.indexOf(before);
  const text = `is now ${after} instead of ${before}`;
  const event = isLower ? "stability-decreased" : "stability-increased";
  report(pair, event, text, "x-stability-level");
}
var PARTS = {
  deprecated: "deprecated",
  "x-sunset": "sunset",
  "x-stability-level": "stability"
};
function report({ unit, base, head, ruleOf: ruleOf2, nameOf: nameOf6, detail }, event, text, keyword) {
  const before = base[PARTS[keyword]] ?? nearest(base.node, keyword);
  const after = head[PARTS[keyword]] ?? nearest(head.node, keyword);
  unit.report({
    rule: ruleOf2(event),
    topic: event,
    ...detail === void 0 ? {} : { detail },
    action: "change",
    base: before,
    head: after,
    near: null,
    message: (where) => `${nameOf6(where)} ${text}.`,
    ...before === base.node ? {} : { before: before.value },
    ...after === head.node ? {} : { after: after.value }
  });
}

// src/drift/contract/compare/enum.ts
function compareEnum(pair) {
  const { unit, base, head } = pair;
  if (base.values === null && head.values === null) return;
  const expected = pair.flow === "response" && isExtensible(base) ? EXPECTED_UNKNOWN : {};
  const shared2 = { near: null, base: base.valuesNode, head: head.valuesNode };
  if (isConst(base) && isConst(head)) {
    if (only(base) === only(head)) return;
    unit.report({
      ...shared2,
      rule: { fact: "const-changed" },
      action: "change",
      message: (where) => `The only value of ${describe(where)} changed from ${only(base)} to ${only(head)}.`,
      before: base.valuesNode.value,
      after: head.valuesNode.value
    });
    return;
  }
  if (base.values === null) {
    unit.report({
      ...shared2,
      rule: { fact: isConst(head) ? "const-added" : "became-enum" },
      action: "change",
      message: (where) => `${describe(where)} now allows only listed values.`,
      after: head.valuesNode.value
    });
    return;
  }
  if (head.values === null) {
    unit.report({
      ...shared2,
      rule: { fact: isConst(base) ? "const-removed" : "became-not-enum" },
      action: "change",
      message: (where) => `${describe(where)} is no longer restricted to listed values.`,
      before: base.valuesNode.value,
      ...expected
    });
    return;
  }
  for (const [text, node] of sorted(head.values)) {
    if (text === "null" || base.values.has(text)) continue;
    unit.report({
      rule: { fact: "enum-value-added" },
      detail: text,
      action: "add",
      base: null,
      head: node,
      near: null,
      message: (where) => `Value ${preview(node.value, 80)} was added to ${describe(where)}.`,
      after: node.value,
      ...expected
    });
  }
  for (const [text, node] of sorted(base.values)) {
    if (text === "null" || head.values.has(text)) continue;
    const planned = plannedValue(pair, text);
    unit.report({
      rule: planned?.rule ?? { fact: "enum-value-removed" },
      topic: "enum-value-removed",
      detail: text,
      action: "remove",
      base: node,
      head: null,
      near: head.valuesNode,
      message: (where) => `Value ${preview(node.value, 80)} was removed from ${describe(where)}${planned?.when ?? ""}.`,
      ...planned === null ? {} : { compatibility: planned.compatibility },
      before: node.value
    });
  }
}
function plannedValue({ comparison, flow, base }, text) {
  const lifecycle = valueLifecycles(base).get(text);
  if (lifecycle === void 0) return null;
  const { compatibility } = factOf("enum-value-removed")[flow];
  return plannedRemoval(comparison, lifecycle, `${flow}-enum-value`, compatibility);
}
function compareValueLifecycles({ comparison, unit, flow, base, head }) {
  if (base.values === null || head.values === null) return;
  const before = valueLifecycles(base);
  const after = valueLifecycles(head);
  if (before.size === 0 && after.size === 0) return;
  for (const [text, node] of sorted(head.values)) {
    const baseNode = base.values.get(text);
    if (baseNode === void 0) continue;
    compareLifecycle({
      unit,
      base: before.get(text) ?? { ...UNANNOUNCED, node: baseNode },
      head: after.get(text) ?? { ...UNANNOUNCED, node },
      date: comparison.date,
      ruleOf: (event) => lifecycleRuleId(`${flow}-enum-value`, event),
      nameOf: (where) => `value ${preview(node.value, 80)} of ${describe(where)}`,
      detail: text
    });
  }
}
var UNANNOUNCED = { deprecated: null, sunset: null, stability: null };
function isConst({ values, valuesNode }) {
  return valuesNode.key === "const" && values !== null && !isEmptyButNull(values);
}
function isEmptyButNull(values) {
  return [...values.keys()].every((text) => text === "null");
}
function only({ values }) {
  return preview([...values?.values() ?? []][0]?.value ?? null, 80);
}
function sorted(values) {
  return [...values].sort(([a], [b]) => a < b ? -1 : 1);
}

// src/drift/contract/compare/discriminator.ts
function compareDiscriminators(pair) {
  const { unit, base, head } = pair;
  const before = base.annotations.get("discriminator") ?? null;
  const after = head.annotations.get("discriminator") ?? null;
  if (before !== null && after !== null) {
    compareNames(pair, before, after);
    compareMappings(pair, before, after);
    return;
  }
  if (before === null && after === null) return;
  unit.report({
    rule: { fact: before === null ? "discriminator-added" : "discriminator-removed" },
    action: before === null ? "add" : "remove",
    base: before,
    head: after,
    near: head.node,
    message: (where) => `The discriminator ${before === null ? "was added to" : "was removed from"} ${describe(where)}.`
  });
}
function nameOf(node) {
  return typeof node.value === "string" ? node.value : textMember(node, "propertyName") ?? "";
}
function compareNames({ unit }, base, head) {
  const [before, after] = [nameOf(base), nameOf(head)];
  if (before === after) return;
  unit.report({
    rule: { fact: "discriminator-property-name-changed" },
    action: "change",
    base,
    head,
    near: null,
    message: (where) => `The discriminator of ${describe(where)} is now property ${quote(after)} instead of ${quote(before)}.`,
    before,
    after
  });
}
function mappingOf(node) {
  const mapping = childOf(node, "mapping");
  if (mapping === null || !isObjectNode(mapping)) return /* @__PURE__ */ new Map();
  return new Map(childrenOf(mapping).map((entry) => [String(entry.key), entry]));
}
function impliedMapping(view, listed2) {
  if (listed2.size > 0) return listed2;
  const references = view.unions.flatMap(({ members }) => members).flatMap((member) => childOf(member, "$ref") ?? []);
  return new Map(references.map((node) => [componentName(String(node.value)), node]));
}
function compareMappings(pair, base, head) {
  const [listedBefore, listedAfter] = [mappingOf(base), mappingOf(head)];
  const [before, after] = listedBefore.size === 0 || listedAfter.size === 0 ? [impliedMapping(pair.base, listedBefore), impliedMapping(pair.head, listedAfter)] : [listedBefore, listedAfter];
  for (const key of [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(key) ?? null, after.get(key) ?? null];
    if (old !== null && now !== null && leadsToSame(pair, old, now)) continue;
    const fact = old === null ? "discriminator-mapping-added" : now === null ? "discriminator-mapping-deleted" : "discriminator-mapping-changed";
    pair.unit.report({
      rule: { fact },
      topic: "discriminator mapping",
      detail: key,
      action: old === null ? "add" : now === null ? "remove" : "change",
      base: old,
      head: now,
      near: head,
      message: (where) => {
        const value = `Discriminator value ${quote(key)}`;
        if (old === null) return `${value} was added to ${describe(where)}.`;
        if (now === null) return `${value} was removed from ${describe(where)}.`;
        return `${value} of ${describe(where)} leads to another schema.`;
      },
      ...old === null ? {} : { before: old.value },
      ...now === null ? {} : { after: now.value }
    });
  }
}
function leadsToSame({ comparison }, base, head) {
  if (base.value === head.value) return true;
  const [before, after] = [reference(base.value), reference(head.value)];
  if (before === null || after === null) return false;
  if (before === after) return true;
  const left = comparison.base.contract.lookUp(base.document, before);
  const right = comparison.head.contract.lookUp(head.document, after);
  return left !== void 0 && right !== void 0 && comparison.sameness.same(left, right);
}
function reference(value) {
  if (typeof value !== "string") return null;
  return /^[A-Za-z0-9._-]+$/.test(value) ? `#/components/schemas/${value}` : value;
}

// src/drift/contract/compare/annotation.ts
function compareAnnotations(pair) {
  compareKeyword(pair, "default", [
    "default-value-added",
    "default-value-changed",
    "default-value-removed"
  ]);
  const reworded2 = rewordedContent(pair.base, pair.head);
  if (reworded2 !== "contentEncoding")
    compareKeyword(pair, "contentEncoding", same("content-encoding-changed"));
  if (reworded2 !== "contentMediaType")
    compareKeyword(pair, "contentMediaType", same("content-media-type-changed"));
  compareKeyword(pair, "contentSchema", [
    "content-schema-added",
    "content-schema-changed",
    "content-schema-removed"
  ]);
  compareExtensibleEnum(pair);
  compareDiscriminators(pair);
}
function same(fact) {
  return [fact, fact, fact];
}
function compareKeyword({ unit, comparison, base, head }, keyword, facts2) {
  const before = base.annotations.get(keyword) ?? null;
  const after = head.annotations.get(keyword) ?? null;
  if (before === null && after === null) return;
  if (before !== null && after !== null && comparison.sameness.sameHeld(keyword, before, after))
    return;
  const [added, changed, removed] = facts2;
  unit.report({
    rule: { fact: before === null ? added : after === null ? removed : changed },
    topic: `annotation ${keyword}`,
    detail: keyword,
    action: before === null ? "add" : after === null ? "remove" : "change",
    base: before,
    head: after,
    near: head.node,
    message: (where) => {
      if (before === null) return `${quote(keyword)} was added to ${describe(where)}.`;
      if (after === null) return `${quote(keyword)} was removed from ${describe(where)}.`;
      return `${quote(keyword)} of ${describe(where)} changed.`;
    },
    ...valuesOf(before, after),
    ...keyword === "default" && unit.isAlwaysSent ? NEVER_TAKEN : {}
  });
}
var NEVER_TAKEN = {
  compatibility: "non_breaking",
  reason: "The parameter is required, so that the default is never taken."
};
function valuesOf(before, after) {
  return {
    ...before === null ? {} : { before: before.value },
    ...after === null ? {} : { after: after.value }
  };
}
function textMember(node, key) {
  const { value } = node;
  const member = isObject(value) && Object.hasOwn(value, key) ? value[key] : void 0;
  return typeof member === "string" ? member : null;
}

// src/drift/contract/compare/bound.ts
var BOUND_KEYWORDS = new Set(
  names().map((name) => BOUNDS[name].keyword)
);
function compareBounds(pair) {
  for (const name of names()) compareBound(pair, name);
}
function compareBound({ unit, base, head }, name) {
  const { keyword, upper } = BOUNDS[name];
  const before = strongest(base, keyword);
  const after = strongest(head, keyword);
  if (before === after) return;
  const change = changeOf(before, after, absent(name));
  unit.report({
    rule: { fact: boundFact(name, change) },
    topic: `bound ${keyword}`,
    action: before === null ? "add" : after === null ? "remove" : "change",
    base: nodeOf(base, keyword, before),
    head: nodeOf(head, keyword, after),
    near: head.node,
    message: (where) => {
      const place = describe(where);
      if (before === null) return `'${keyword}' of ${place} was set to ${after}.`;
      if (after === null) return `'${keyword}' (${before}) of ${place} was removed.`;
      const verb = change === "increased" ? "raised" : "lowered";
      const effect = upper === (change === "increased") ? "more" : "fewer";
      return `'${keyword}' of ${place} was ${verb} from ${before} to ${after}, which allows ${effect} values.`;
    },
    before,
    after
  });
}
function absent(name) {
  return name === "min-contains" ? 1 : null;
}
function changeOf(before, after, usual) {
  if (before === null && usual === null) return "set";
  if (after === null && usual === null) return "unset";
  return (before ?? usual ?? 0) < (after ?? usual ?? 0) ? "increased" : "decreased";
}
function nodeOf(view, keyword, value) {
  const nodes = view.constraints.get(keyword) ?? [];
  return nodes.find((node) => node.value === value) ?? nodes[0] ?? null;
}

// src/drift/contract/compare/constraint.ts
function facts(name) {
  return [`${name}-added`, `${name}-changed`, `${name}-removed`];
}
var FACTS = /* @__PURE__ */ new Map([
  ["multipleOf", facts("multiple-of")],
  ["uniqueItems", ["unique-items-added", "constraint-changed", "unique-items-removed"]],
  ["contains", facts("contains")],
  ["not", facts("not")],
  ["propertyNames", facts("property-names")],
  ["dependentRequired", facts("dependent-required")],
  ["dependentSchemas", facts("dependent-schema")],
  ["if", facts("if")],
  ["then", facts("then")],
  ["else", facts("else")],
  ["unevaluatedItems", facts("unevaluated-items")],
  ["unevaluatedProperties", facts("unevaluated-properties")]
]);
var OTHER = ["constraint-changed", "constraint-changed", "constraint-changed"];
var ELSEWHERE = /* @__PURE__ */ new Set([
  ...BOUND_KEYWORDS,
  "pattern",
  "prefixItems",
  "patternProperties"
]);
function compareConstraints(pair) {
  const { base, head } = pair;
  const closing = [base, head].flatMap(
    ({ closed }) => closed?.key === UNEVALUATED3 ? [UNEVALUATED3] : []
  );
  for (const keyword of [
    .../* @__PURE__ */ new Set([...base.constraints.keys(), ...head.constraints.keys(), ...closing])
  ].sort()) {
    if (ELSEWHERE.has(keyword)) continue;
    const [before, after] = unlike(pair, keyword);
    if (before.length + after.length === 0) continue;
    const [added, changed, removed] = FACTS.get(keyword) ?? OTHER;
    const [old = null] = before;
    const [now = null] = after;
    const fact = old === null ? added : now === null ? removed : changed;
    pair.unit.report({ ...constraintFinding(pair, keyword, old, now), rule: { fact } });
  }
  comparePatternProperties(pair);
}
function constraintFinding({ head }, keyword, old, now) {
  return {
    detail: keyword,
    topic: `constraint ${keyword}`,
    action: old === null ? "add" : now === null ? "remove" : "change",
    base: old,
    head: now,
    near: head.node,
    message: (where) => {
      const verb = old === null ? "was added to" : now === null ? "was removed from" : "changed in";
      return `${quote(keyword)} ${verb} ${describe(where)}.`;
    },
    ...old === null ? {} : { before: old.value },
    ...now === null ? {} : { after: now.value }
  };
}
function unlike(pair, keyword) {
  const { base, head } = pair;
  const before = saidBy(base, keyword, head);
  const after = saidBy(head, keyword, base);
  if (isSameConstraint(pair, keyword, before, after)) return NOTHING;
  if (keyword === "if" || keyword === "then" || keyword === "else")
    return unlikeOfConditionals(pair, keyword);
  if (kindOfKeyword(keyword) === "schema") return unmatched2(before, after, isAlike(pair));
  if (keyword === "dependentSchemas") {
    const [own, other] = [before.flatMap(childrenOf), after.flatMap(childrenOf)];
    const isSame2 = isAlike(pair);
    const [left, right] = unmatched2(own, other, (a, b) => a.key === b.key && isSame2(a, b));
    return left.length + right.length === 0 ? NOTHING : [before, after];
  }
  return [before, after];
}
var UNEVALUATED3 = "unevaluatedProperties";
function saidBy(view, keyword, other) {
  const own = view.constraints.get(keyword) ?? [];
  const { closed } = view;
  if (keyword !== UNEVALUATED3 || closed?.key !== UNEVALUATED3 || other.closed !== null) return own;
  return [...own, closed];
}
var NOTHING = [[], []];
function isAlike({ comparison, flow }) {
  return (left, right) => comparison.areAlike([left], [right], flow);
}
function unlikeOfConditionals(pair, keyword) {
  const isSame2 = isAlike(pair);
  const isBoth = (left, right) => left === null || right === null ? left === right : isSame2(left, right);
  const [own, others] = unmatched2(
    conditionalsOf(pair.base),
    conditionalsOf(pair.head),
    (left, right) => isSame2(left.test, right.test) && isBoth(left.met, right.met) && isBoth(left.unmet, right.unmet)
  );
  const idle = ({ constraints }) => (constraints.get(keyword) ?? []).filter(isIdle);
  const of = (all) => all.flatMap((each) => heldBy(each, keyword) ?? []);
  const before = [...of(own), ...others.length > own.length ? idle(pair.base) : []];
  const after = [...of(others), ...own.length > others.length ? idle(pair.head) : []];
  return unmatched2(before, after, isSame2);
}
function heldBy(conditional, keyword) {
  if (keyword === "if") return conditional.test;
  return keyword === "then" ? conditional.met : conditional.unmet;
}
function unmatched2(before, after, isSame2) {
  const left = [...after];
  const own = before.filter((node) => {
    const found = left.findIndex((other) => isSame2(node, other));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  return [own, left];
}
function isSameConstraint({ comparison, base, head }, keyword, before, after) {
  if (keyword === "multipleOf") {
    const [old, now] = [strongest(base, keyword), strongest(head, keyword)];
    if (old !== null && now !== null && old === now) return true;
    if (old !== null && now !== null && before.length + after.length > 2)
      return isMultiple(old, now) && isMultiple(now, old);
  }
  if (keyword === "uniqueItems") return before.length > 0 === after.length > 0;
  if (keyword === "dependentRequired") return namesAskedFor(before) === namesAskedFor(after);
  if (before.length !== after.length) return false;
  return before.every((node, index) => {
    const other = after[index];
    return other !== void 0 && comparison.sameness.sameHeld(keyword, node, other);
  });
}
function namesAskedFor(nodes) {
  const asked = nodes.flatMap(childrenOf).flatMap((entry) => {
    const names2 = isList(entry.value) ? entry.value : [entry.value];
    return names2.map((name) => canonical([entry.key, name]));
  });
  return canonical([...new Set(asked)].sort());
}
function comparePatternProperties(pair) {
  const [before, after] = [patternsOf(pair.base), patternsOf(pair.head)];
  for (const name of [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(name) ?? [], after.get(name) ?? []];
    const [first = null] = old;
    const [other = null] = now;
    if (first !== null && other !== null) {
      pair.comparison.schemas(pair.unit, { step: `./${name}/` }, pair.flow, old, now);
      continue;
    }
    pair.unit.report({
      ...constraintFinding(pair, "patternProperties", first, other),
      rule: { fact: first === null ? "pattern-property-added" : "pattern-property-removed" },
      detail: name,
      message: (where) => `Properties like ${quote(name)} ${first === null ? "now have a schema" : "have no schema any more"} in ${describe(where)}.`
    });
  }
}
function positionsOf2(nodes) {
  const [only2] = nodes ?? [];
  return nodes?.length === 1 && only2 !== void 0 ? childrenOf(only2) : [];
}
function compareItems(pair) {
  const { comparison, unit, flow, base, head } = pair;
  const before = positionsOf2(base.constraints.get("prefixItems"));
  const after = positionsOf2(head.constraints.get("prefixItems"));
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [old = null, now = null] = [before[index], after[index]];
    if (old !== null && now !== null) {
      comparison.schemas(unit, { step: `[${index}]` }, flow, [old], [now]);
      continue;
    }
    unit.report({
      ...constraintFinding(pair, "prefixItems", old, now),
      rule: { fact: old === null ? "prefix-items-added" : "prefix-items-removed" },
      detail: String(index),
      message: (where) => `Position ${index} ${old === null ? "was added to" : "was removed from"} 'prefixItems' of ${describe(where)}.`
    });
  }
  comparison.schemas(
    unit,
    { step: "[]" },
    flow,
    orAny(base.items, base.node),
    orAny(head.items, head.node)
  );
}
function orAny(nodes, owner) {
  return nodes.length > 0 ? nodes : [{ ...owner, value: true }];
}

// src/drift/contract/compare/format.ts
function compareFormat({ unit, base, head }) {
  if (rewordedContent(base, head) !== null) return;
  const before = formatOf(base.format?.value);
  const after = formatOf(head.format?.value);
  if (before === after) return;
  const integers = [base, head].every(({ effectiveTypes }) => (effectiveTypes & FRACTION) === 0);
  const compatibility = judgeFormats(before, after, integers);
  const fact = formatFact(before, after);
  const isHarmless = fact === (unit.direction === "request" ? "format-generalized" : "format-specialized");
  const override = compatibility === void 0 || isHarmless ? {} : { compatibility };
  unit.report({
    rule: { fact },
    topic: "format",
    action: before === null ? "add" : after === null ? "remove" : "change",
    base: base.format,
    head: head.format,
    near: head.node,
    message: (where) => {
      if (before === null) return `Format ${quote(after ?? "")} was added to ${describe(where)}.`;
      if (after === null) return `Format ${quote(before)} was removed from ${describe(where)}.`;
      return `${describe(where)} changed format from ${quote(before)} to ${quote(after)}.`;
    },
    before,
    after,
    ...override
  });
}
function formatOf(value) {
  return typeof value === "string" && value !== "" ? value : null;
}
function judgeFormats(before, after, integers) {
  if (undecided(before) || undecided(after)) return "potentially_breaking";
  return [before, after].every((format) => excludesNothing(format, integers)) ? "non_breaking" : void 0;
}
function undecided(format) {
  return format !== null && !isMeaningful(format);
}
function formatFact(before, after) {
  if (isPartOf(before, after)) return "format-generalized";
  return isPartOf(after, before) ? "format-specialized" : "format-changed";
}

// src/drift/contract/compare/pattern.ts
function comparePatterns({ unit, base, head }) {
  const before = textsOf(base, "pattern");
  const after = textsOf(head, "pattern");
  if (before.join("\0") === after.join("\0")) return;
  const narrower = after.every((pattern) => isImplied(before, pattern));
  const wider = before.every((pattern) => isImplied(after, pattern));
  if (narrower && wider) return;
  const fact = before.length === 0 ? "pattern-added" : after.length === 0 ? "pattern-removed" : narrower ? "pattern-generalized" : wider ? "pattern-specialized" : "pattern-changed";
  unit.report({
    ...fact === "pattern-changed" && arePatternsSpent() ? { isCutShort: true } : {},
    rule: { fact },
    topic: "pattern",
    action: before.length === 0 ? "add" : after.length === 0 ? "remove" : "change",
    base: base.constraints.get("pattern")?.[0] ?? null,
    head: head.constraints.get("pattern")?.[0] ?? null,
    near: head.node,
    message: (where) => {
      const [old, now] = [before.map(quote).join(" and "), after.map(quote).join(" and ")];
      if (fact === "pattern-added") return `Pattern ${now} was added to ${describe(where)}.`;
      if (fact === "pattern-removed") return `Pattern ${old} was removed from ${describe(where)}.`;
      const effect = EFFECTS[fact];
      return `The pattern of ${describe(where)} changed from ${old} to ${now}${effect}.`;
    },
    before: before.join(" "),
    after: after.join(" ")
  });
}
var EFFECTS = {
  "pattern-generalized": ", which matches more",
  "pattern-specialized": ", which matches less",
  "pattern-changed": ""
};
function isImplied(patterns, other) {
  return patterns.includes(other) || findText(patterns, [other])?.text === null;
}

// src/drift/contract/compare/property.ts
function compareProperties(pair) {
  const { base, head } = pair;
  const names2 = /* @__PURE__ */ new Set([
    ...base.properties.keys(),
    ...head.properties.keys(),
    ...base.required.keys(),
    ...head.required.keys()
  ]);
  for (const name of [...names2].sort()) {
    const declaredBefore = base.properties.get(name) ?? [];
    const declaredAfter = head.properties.get(name) ?? [];
    if (isUnchanged(pair, name, declaredBefore, declaredAfter)) continue;
    const before = standingOf(pair.comparison.base, base, name, pair.flow);
    const after = standingOf(pair.comparison.head, head, name, pair.flow);
    compareProperty(pair, name, before, after);
  }
}
function isUnchanged({ comparison, base, head }, name, before, after) {
  const [first] = before;
  const [other] = after;
  if (before.length !== 1 || after.length !== 1 || first === void 0 || other === void 0) {
    return false;
  }
  return base.required.has(name) === head.required.has(name) && comparison.sameness.same(first, other);
}
function standingOf(model, view, name, flow) {
  const schemas = view.properties.get(name) ?? [];
  const requirement = view.required.get(name);
  const schema = schemas.length === 0 ? void 0 : model.schemas.of(schemas)?.view();
  const hidden = schema !== void 0 && (flow === "request" ? schema.readOnly : schema.writeOnly);
  return {
    node: schemas[0] ?? null,
    schemas,
    hidden,
    required: requirement !== void 0,
    requiredNode: requirement ?? schemas[0] ?? view.requiredNode,
    hasDefault: schema?.hasDefault ?? false
  };
}
function compareProperty(pair, name, before, after) {
  const had = before.node !== null && !before.hidden;
  const has = after.node !== null && !after.hidden;
  if (before.node !== null && after.node !== null) {
    if (before.hidden && after.hidden) return;
    if (had && !has) {
      reportHidden(pair, name, before, after);
      return;
    }
    if (has && !had) {
      reportShown(pair, name, before, after);
      return;
    }
    reportRequired(pair, name, before, after);
    pair.comparison.schemas(
      pair.unit,
      { step: `.${name}` },
      pair.flow,
      before.schemas,
      after.schemas
    );
    return;
  }
  if (has) {
    reportAdded(pair, name, before, after);
    compareUnlisted(pair, name, pair.base.additional, after.schemas, "base");
    return;
  }
  if (had) {
    reportRemoved(pair, name, before, after);
    compareUnlisted(pair, name, before.schemas, pair.head.additional, "head");
    return;
  }
  if (before.node === null && after.node === null) reportRequired(pair, name, before, after);
}
function compareUnlisted(pair, name, before, after, unlisted) {
  const view = pair[unlisted];
  if (view.additional.length === 0 || view.mixed || view.constraints.has("patternProperties"))
    return;
  pair.comparison.schemas(pair.unit, { step: `.${name}` }, pair.flow, before, after);
}
function reportAdded(pair, name, before, after) {
  const isNew = after.required && !before.required;
  const rule = pair.flow === "response" ? after.required ? "response-required-property-added" : "response-optional-property-added" : !isNew ? "new-optional-request-property" : after.hasDefault ? "new-required-request-property-with-default" : "new-required-request-property";
  pair.unit.report({
    rule,
    topic: "property-added",
    action: "add",
    base: null,
    head: after.node,
    near: null,
    message: (where) => {
      const kind = isNew && pair.flow === "request" ? "required property" : "property";
      return `${describeProperty(where, name, kind)} was added to ${where.phrase}.`;
    },
    ...after.node === null ? {} : { after: after.node.value }
  });
}
function reportRemoved(pair, name, before, after) {
  const { flow, unit, base, head, comparison } = pair;
  const rule = flow === "request" ? "request-property-removed" : before.required ? "response-required-property-removed" : "response-optional-property-removed";
  const otherwise = flow === "request" && head.closed !== null && !base.mixed && !head.mixed ? "definitely_breaking" : contractRule(rule).compatibility;
  const planned = before.node === null ? null : plannedRemoval(
    comparison,
    schemaLifecycle(comparison.base.contract, before.node, before.schemas),
    `${flow}-property`,
    otherwise
  );
  unit.report({
    rule: planned?.rule ?? rule,
    topic: "property-removed",
    action: "remove",
    base: before.node,
    head: null,
    near: after.required ? after.requiredNode : head.propertiesNode,
    message: (where) => `${describeProperty(where, name)} was removed from ${where.phrase}${planned?.when ?? ""}.`,
    ...before.node === null ? {} : { before: before.node.value },
    compatibility: planned?.compatibility ?? otherwise
  });
}
function reportRequired(pair, name, before, after) {
  if (before.required === after.required) return;
  const { flow, unit, head } = pair;
  const rule = after.required ? flow === "response" ? "response-property-became-required" : after.hasDefault ? "request-property-became-required-with-default" : "request-property-became-required" : flow === "response" ? "response-property-became-optional" : "request-property-became-optional";
  unit.report({
    rule,
    topic: "property-required",
    detail: name,
    action: "change",
    base: after.required ? before.node ?? before.requiredNode : before.requiredNode,
    head: after.required ? after.requiredNode : after.node ?? head.requiredNode,
    near: null,
    message: (where) => `${describeProperty(where, name)} of ${where.phrase} became ${after.required ? "required" : "optional"}.`,
    before: before.required ? "required" : "optional",
    after: after.required ? "required" : "optional"
  });
}
function reportHidden(pair, name, before, after) {
  const { flow, unit } = pair;
  const rule = flow === "request" ? before.required ? "request-required-property-became-read-only" : "request-optional-property-became-read-only" : before.required ? "response-required-property-became-write-only" : "response-optional-property-became-write-only";
  const mode = flow === "request" ? "read-only" : "write-only";
  unit.report({
    rule,
    topic: "property-mode",
    action: "change",
    base: before.node,
    head: after.node,
    near: null,
    message: (where) => `${describeProperty(where, name)} of ${where.phrase} became ${mode}.`
  });
}
function reportShown(pair, name, before, after) {
  const { flow, unit } = pair;
  const rule = flow === "request" ? after.required ? "request-required-property-became-not-read-only" : "request-optional-property-became-not-read-only" : after.required ? "response-required-property-became-not-write-only" : "response-optional-property-became-not-write-only";
  const mode = flow === "request" ? "read-only" : "write-only";
  unit.report({
    rule,
    topic: "property-mode",
    action: "change",
    base: before.node,
    head: after.node,
    near: null,
    message: (where) => `${describeProperty(where, name)} of ${where.phrase} is no longer ${mode}.`
  });
}

// src/drift/contract/compare/type.ts
function compareTypes(pair) {
  const { unit, base, head } = pair;
  const [before, after] = comparableTypes(base, head);
  const [plainBefore, plainAfter] = [before & ~NULL, after & ~NULL];
  if (plainBefore === plainAfter && before === 0 === (after === 0)) return;
  const fact = isTextAnyway(pair) ? "type-compatible" : typeFact(plainBefore, plainAfter);
  unit.report({
    rule: { fact },
    topic: "type",
    action: "change",
    base: base.typeNode,
    head: head.typeNode,
    near: null,
    message: (where) => `${describe(where)} changed type from ${describeTypes(before)} to ${describeTypes(after)}.`,
    before: describeTypes(before),
    after: describeTypes(after)
  });
}
function typeFact(before, after) {
  const isList2 = isListOfTypes(before) || isListOfTypes(after);
  if (isWithin(before, after)) return isList2 ? "list-of-types-widened" : "type-generalized";
  if (!isWithin(after, before)) return "type-changed";
  return isList2 ? "list-of-types-narrowed" : "type-specialized";
}
function isListOfTypes(types) {
  if ((types | NULL) === ANY) return false;
  const one = (types & NUMBER) === NUMBER ? types & ~INTEGER : types;
  return one !== 0 && (one & one - 1) !== 0;
}
function isTextAnyway({ unit, base, head, flow }) {
  if (!unit.isText) return false;
  const [inner, outer] = flow === "request" ? [base, head] : [head, base];
  const scalars = STRING | NUMBER | BOOLEAN;
  return (outer.types & STRING) !== 0 && outer.values === null && outer.format === null && outer.constraints.size === 0 && isWithin(inner.types & ~NULL, scalars);
}
function compareNullability({ unit, base, head }) {
  const [before, after] = comparableTypes(base, head);
  if (before === ANY || after === ANY || before === 0 || after === 0) return;
  const could = (before & NULL) !== 0;
  const can = (after & NULL) !== 0;
  if (could === can) return;
  const message = (where) => `${describe(where)} can ${can ? "now" : "no longer"} be null.`;
  const finding = {
    topic: "nullable",
    action: "change",
    base: base.typeNode,
    head: head.typeNode,
    near: null,
    message,
    before: describeTypes(before),
    after: describeTypes(after)
  };
  unit.report({ ...finding, rule: { fact: can ? "became-nullable" : "became-not-nullable" } });
}
function comparableTypes(base, head) {
  if (base.values === null === (head.values === null)) {
    return [base.effectiveTypes, head.effectiveTypes];
  }
  return [ownTypes(base), ownTypes(head)];
}
function ownTypes(view) {
  return view.types === ANY ? view.effectiveTypes : view.types;
}

// src/drift/contract/compare/plain-alternatives.ts
function plainAlternatives(view) {
  const [part] = view.parts;
  const orNull = (view.effectiveTypes & NULL) !== 0;
  if (part === void 0 || !isObjectNode(part)) return { members: view.parts, orNull };
  if (isOneType(view)) {
    return { members: (view.types & NULL) === 0 ? [part] : [withoutNull2(part, view)], orNull };
  }
  const members = saysOnlyTypes(view) ? unionMembers(part) ?? typeMembers(part) : null;
  return members === null ? { members: [part], orNull } : { members, orNull };
}
function isOneType({ types }) {
  const rest = types & ~NULL;
  return isWithin(rest, NUMBER) || (rest & rest - 1) === 0;
}
function saysOnlyTypes(view) {
  return view.values === null && view.format === null && view.properties.size === 0 && view.required.size === 0 && view.items.length === 0 && view.additional.length === 0 && view.closed === null && view.constraints.size === 0;
}
function unionMembers(part) {
  const union = childOf(part, "anyOf") ?? childOf(part, "oneOf");
  if (union === null || !isList(union.value) || childOf(part, "type") !== null) return null;
  return childrenOf(union).filter((member) => typeOf(member) !== "null");
}
function typeMembers(part) {
  const types = childOf(part, "type");
  if (types === null || !isList(types.value)) return null;
  return childrenOf(types).filter(({ value }) => value !== "null").map((entry) => ({ ...entry, value: { type: entry.value } }));
}
function typeOf(node) {
  return childOf(node, "type")?.value;
}
function withoutNull2(part, view) {
  const type = childOf(part, "type")?.value;
  const own = isList(type) ? type.filter((name) => name !== "null") : type === void 0 ? [] : [type];
  const [only2] = own;
  if (only2 === void 0 || own.length > 1 || typesOf(only2) !== (view.types & ~NULL)) return part;
  const { nullable: _nullable, "x-nullable": _extension, ...rest } = part.value;
  return { ...part, value: { ...rest, type: only2 } };
}

// src/drift/contract/compare/union.ts
var MAX_MATCHED = 4e4;
var MAX_MATCHED_IN_ALL = 2e6;
function compareUnions(pair) {
  const { base, head } = pair;
  const [baseUnion] = base.unions;
  const [headUnion] = head.unions;
  if (baseUnion !== void 0 && headUnion !== void 0) {
    compareNull(pair, [baseUnion.orNull, baseUnion.node], [headUnion.orNull, headUnion.node]);
  }
  if (baseUnion === void 0 && headUnion === void 0) return "beside";
  if (baseUnion === void 0 && headUnion !== void 0 && isBare(pair.comparison.head, head) && isPlain2(base)) {
    const { members, orNull } = plainAlternatives(base);
    compareNull(pair, [orNull, base.typeNode], [orNullIn(head, headUnion), headUnion.node]);
    matchMembers(pair, members, headUnion.members, headUnion, headUnion.node);
    return "instead";
  }
  if (headUnion === void 0 && baseUnion !== void 0 && isBare(pair.comparison.base, base) && isPlain2(head)) {
    const { members, orNull } = plainAlternatives(head);
    compareNull(pair, [orNullIn(base, baseUnion), baseUnion.node], [orNull, head.typeNode]);
    matchMembers(pair, baseUnion.members, members, baseUnion, head.typeNode);
    return "instead";
  }
  base.unions.forEach((union, index) => {
    const other = head.unions[index];
    if (other !== void 0) {
      matchMembers(pair, union.members, other.members, other, other.node);
      if (union.keyword !== other.keyword) reportKeyword(pair, union, other);
    } else reportUnion(pair, union.node, null, union.keyword);
  });
  for (const union of head.unions.slice(base.unions.length)) {
    reportUnion(pair, null, union.node, union.keyword);
  }
  return "beside";
}
function compareNull({ unit }, base, head) {
  const [[could, before], [can, after]] = [base, head];
  if (could === can) return;
  unit.report({
    rule: { fact: can ? "became-nullable" : "became-not-nullable" },
    topic: "nullable",
    action: "change",
    base: before,
    head: after,
    near: null,
    message: (where) => `${describe(where)} can ${can ? "now" : "no longer"} be null.`
  });
}
function isPlain2(view) {
  return view.parts.length === 1 && view.types !== ANY;
}
function orNullIn({ types }, union) {
  return union.orNull && (types & NULL) !== 0;
}
function isBare({ schemas }, view) {
  const [union] = view.unions;
  const isRepeated = (member) => {
    const own = schemas.of([member])?.view();
    return own !== void 0 && isWithin(own.types & ~NULL, view.types);
  };
  return union !== void 0 && view.unions.length === 1 && ((view.types & ~NULL) === (ANY & ~NULL) || union.members.every(isRepeated)) && view.values === null && view.properties.size === 0 && view.items.length === 0 && view.required.size === 0;
}
function matchMembers(pair, base, head, { keyword }, near) {
  const { comparison, unit, flow } = pair;
  const before = new Set(base);
  const after = new Set(head);
  const match = (left, right) => {
    before.delete(left);
    after.delete(right);
    comparison.schemas(unit, { step: "", isAlternative: true }, flow, [left], [right]);
  };
  const { sameness, base: baseModel, head: headModel } = pair.comparison;
  const matchEach = (isMatch) => {
    const pairs = before.size * after.size;
    if (pairs > MAX_MATCHED || pair.comparison.matched + pairs > MAX_MATCHED_IN_ALL) return;
    pair.comparison.matched += pairs;
    for (const left of [...before]) {
      for (const right of after) {
        if (!isMatch(left, right)) continue;
        match(left, right);
        break;
      }
    }
  };
  const matchByText = (textOf2) => {
    for (const [left, right] of samePairs2(
      [...before].map((node) => [node, textOf2(baseModel, node)]),
      [...after].map((node) => [node, textOf2(headModel, node)])
    ))
      match(left, right);
  };
  for (const [left, right] of samePairs2(written(base), written(head)))
    if (sameness.same(left, right)) match(left, right);
  matchEach((left, right) => sameness.same(left, right));
  matchByText(givenName);
  matchEach((left, right) => likeness(pair, left, right) >= 0.5);
  const place = keyword === "oneOf" ? "one-of" : "any-of";
  for (const member of after) {
    unit.report({
      rule: { fact: `${place}-added` },
      detail: memberName(comparison.head, member),
      action: "add",
      base: null,
      head: member,
      near: null,
      message: (where) => `Alternative ${quote(memberName(comparison.head, member))} was added to ${describe(where)}.`,
      after: member.value
    });
  }
  for (const member of before) {
    unit.report({
      rule: { fact: `${place}-removed` },
      detail: memberName(comparison.base, member),
      action: "remove",
      base: member,
      head: null,
      near,
      message: (where) => `Alternative ${quote(memberName(comparison.base, member))} was removed from ${describe(where)}.`,
      before: member.value
    });
  }
}
function written(members) {
  return members.map((node) => [node, canonical(node.value)]);
}
function samePairs2(base, head) {
  const waiting = /* @__PURE__ */ new Map();
  for (const [node, text] of [...head].reverse()) {
    if (text === null) continue;
    const known = waiting.get(text);
    if (known === void 0) waiting.set(text, [node]);
    else known.push(node);
  }
  return base.flatMap(([left, text]) => {
    const right = text === null ? void 0 : waiting.get(text)?.pop();
    return right === void 0 ? [] : [[left, right]];
  });
}
function givenName(model, node) {
  const reference2 = model.contract.referenceOf(node);
  if (reference2 !== void 0) return reference2.slice(reference2.lastIndexOf("/") + 1);
  const title = childOf(node, "title")?.value;
  return typeof title === "string" ? title : null;
}
function memberName(model, node) {
  const given = givenName(model, node);
  if (given !== null) return given;
  const view = model.schemas.of([node])?.view();
  if (view !== void 0 && view.properties.size > 0) {
    return `{${[...view.properties.keys()].sort().slice(0, 8).join(", ")}}`;
  }
  const type = childOf(node, "type")?.value;
  return typeof type === "string" ? type : "schema";
}
function likeness(pair, left, right) {
  const before = pair.comparison.base.schemas.of([left])?.view();
  const after = pair.comparison.head.schemas.of([right])?.view();
  if (before === void 0 || after === void 0) return 0;
  if (before.types === ANY || after.types === ANY)
    return before.types === after.types ? shared(pair, before, after) : 0;
  if ((before.types & after.types & ~NULL) === 0) return 0;
  return shared(pair, before, after);
}
function shared(pair, before, after) {
  const all = /* @__PURE__ */ new Set([...before.properties.keys(), ...after.properties.keys()]);
  if (all.size === 0) return 1;
  let common = 0;
  for (const [name, schemas] of before.properties) {
    const others = after.properties.get(name);
    if (others === void 0) continue;
    const own = onlyValue(pair.comparison.base, schemas);
    const other = onlyValue(pair.comparison.head, others);
    if (own !== null && other !== null) return own === other ? 1 : 0;
    common += 1;
  }
  return common / all.size;
}
function onlyValue(model, schemas) {
  const values = model.schemas.of(schemas)?.view().values;
  const [value] = values?.size === 1 ? values.keys() : [];
  return value ?? null;
}
function reportKeyword({ unit }, base, head) {
  unit.report({
    rule: { fact: "constraint-changed" },
    detail: "union",
    topic: "constraint union",
    action: "change",
    base: base.node,
    head: head.node,
    near: null,
    message: (where) => `${describe(where)} now says ${quote(head.keyword)} instead of ${quote(base.keyword)}.`,
    before: base.keyword,
    after: head.keyword
  });
}
function reportUnion(pair, base, head, keyword) {
  pair.unit.report({
    rule: { fact: "constraint-changed" },
    detail: keyword,
    topic: `constraint ${keyword}`,
    action: base === null ? "add" : "remove",
    base,
    head,
    near: pair.head.node,
    message: (where) => `${quote(keyword)} was ${base === null ? "added to" : "removed from"} ${describe(where)}.`
  });
}

// src/drift/contract/compare/schema.ts
function compareSchema(comparison, unit, flow, base, head) {
  const views = { base: base.view(), head: head.view() };
  if (views.base.broken.has("schema") || views.head.broken.has("schema")) return;
  if (leadsElsewhere(views.base) !== leadsElsewhere(views.head)) return;
  if (comparison.areEquivalent(base, head, flow)) return;
  compareKeywords({ comparison, unit, flow, ...views });
  judge(comparison, unit, flow, base, head);
}
function leadsElsewhere({ broken }) {
  return broken.has("$dynamicRef") || broken.has("$recursiveRef");
}
function compareKeywords(pair) {
  const { base, head } = pair;
  compareAnnotations(pair);
  if (compareUnions(pair) === "instead") return;
  if (isKnown(pair, "type")) {
    compareTypes(pair);
    compareNullability(pair);
  }
  const common = base.types & head.types;
  if (common === 0) return;
  if (isKnown(pair, "enum")) compareEnum(pair);
  compareFormat(pair);
  if ((common & OBJECT) !== 0) compareObjects(pair);
  if ((common & ARRAY) !== 0) compareItems(pair);
  compareBounds(pair);
  comparePatterns(pair);
  compareConstraints(pair);
}
function compareObjects(pair) {
  if (isKnown(pair, "properties") && isKnown(pair, "required")) compareProperties(pair);
  compareAdditional(pair);
}
function isKnown(pair, keyword) {
  return !pair.base.broken.has(keyword) && !pair.head.broken.has(keyword);
}
function isClosing(closed) {
  return closed !== null && closed.key !== "unevaluatedProperties";
}
function compareAdditional({ comparison, unit, flow, base, head }) {
  if (base.closed === null && head.closed === null && base.additional.length + head.additional.length > 0) {
    const [before, after] = [orAny(base.additional, base.node), orAny(head.additional, head.node)];
    comparison.schemas(unit, { step: ".*" }, flow, before, after);
  }
  if (base.closed === null && isClosing(head.closed)) {
    unit.report({
      rule: { fact: "additional-properties-forbidden" },
      action: "change",
      base: nearest(base.node, "additionalProperties"),
      head: head.closed,
      near: null,
      message: (where) => `${describe(where)} no longer allows properties that are not listed.`
    });
  }
  if (isClosing(base.closed) && head.closed === null) {
    unit.report({
      rule: { fact: "additional-properties-allowed" },
      action: "change",
      base: base.closed,
      head: nearest(head.node, "additionalProperties"),
      near: null,
      message: (where) => `${describe(where)} now allows properties that are not listed.`
    });
  }
}

// src/drift/contract/compare/unit.ts
var Unit = class {
  constructor(direction, operation = null, isText = false, name = "", isAlwaysSent = false) {
    this.direction = direction;
    this.operation = operation;
    this.isText = isText;
    this.name = name;
    this.isAlwaysSent = isAlwaysSent;
  }
  direction;
  operation;
  isText;
  name;
  isAlwaysSent;
  parents = [];
  findings = [];
  /** What has to be shown by values, for units that compared schemas. */
  claim = null;
  /** The schemas it compares, where it compares schemas. */
  schemas = null;
  report(finding) {
    this.findings.push(finding);
  }
};

// src/drift/contract/compare/comparison.ts
var MAX_INVERSE = 4;
var MAX_UNITS = 3e5;
var Comparison = class {
  constructor(base, head, date) {
    this.base = base;
    this.head = head;
    this.date = date;
    this.sameness = new Sameness(base.contract, head.contract);
  }
  base;
  head;
  date;
  units = [];
  sameness;
  /** Pairs of alternatives that were looked at for being alike. */
  matched = 0;
  known = /* @__PURE__ */ new Map();
  proofs = /* @__PURE__ */ new Map();
  waiting = [];
  /** The unit of an operation, from which all else is reached; `name` is how its parts speak of it, where they do. */
  operation(index, name) {
    const unit = new Unit("none", index, false, name);
    this.units.push(unit);
    return unit;
  }
  /**
   * Goes from `parent` to a pair of declarations; `compare` is called the first time the pair is met in this direction.
   */
  enter(parent, label, flow, pair, compare) {
    const isText = label.isText ?? (parent.isText && label.part === void 0);
    const isSame2 = label.part === void 0 && (label.step ?? "") === "";
    const isAlwaysSent = label.isAlwaysSent ?? (parent.isAlwaysSent && isSame2);
    const known = this.knownOf(`${flow}${isText ? "-text" : ""}${isAlwaysSent ? "-always" : ""}`);
    let byHead = known.get(pair.base);
    if (byHead === void 0) {
      byHead = /* @__PURE__ */ new Map();
      known.set(pair.base, byHead);
    }
    const met = byHead.get(pair.head);
    const unit = met ?? new Unit(flow, null, isText, "", isAlwaysSent);
    unit.parents.push({ unit: parent, label });
    if (met !== void 0) return;
    byHead.set(pair.head, unit);
    this.units.push(unit);
    if (this.units.length <= MAX_UNITS) compare(unit);
    else this.reportLimit();
  }
  knownOf(kind) {
    let known = this.known.get(kind);
    if (known === void 0) {
      known = /* @__PURE__ */ new Map();
      this.known.set(kind, known);
    }
    return known;
  }
  /** Goes to the schemas at one place of each side, unless they are the same. */
  schemas(parent, label, flow, base, head) {
    const [onlyBase, secondBase] = base;
    const [onlyHead, secondHead] = head;
    if (onlyBase === void 0 || onlyHead === void 0) return;
    const single = secondBase === void 0 && secondHead === void 0;
    if (single && this.sameness.same(onlyBase, onlyHead)) return;
    const baseSchema = this.base.schemas.of(base);
    const headSchema = this.head.schemas.of(head);
    if (baseSchema === void 0 || headSchema === void 0) return;
    this.schemaPair(parent, label, flow, baseSchema, headSchema);
  }
  /** Goes to a pair of schemas; it is compared when its turn comes. */
  schemaPair(parent, label, flow, base, head) {
    this.enter(parent, label, flow, { base, head }, (unit) => {
      unit.schemas = { base, head };
      this.waiting.push(() => {
        compareSchema(this, unit, flow, base, head);
        compareValueLifecycles({
          comparison: this,
          unit,
          flow,
          base: base.view(),
          head: head.view()
        });
        compareLifecycle({
          unit,
          base: schemaLifecycle(this.base.contract, base.node, base.view().parts),
          head: schemaLifecycle(this.head.contract, head.node, head.view().parts),
          date: this.date,
          ruleOf: (event) => ({ event }),
          nameOf: describe
        });
      });
    });
  }
  /** Puts something off, so that declarations inside each other do not grow the stack. */
  later(compare) {
    this.waiting.push(compare);
  }
  /** Compares all that waits, and what that leads to. */
  finish() {
    for (let next = this.waiting.pop(); next !== void 0; next = this.waiting.pop()) next();
  }
  /** Whether two schemas are proven to accept the same values, and mean them alike. */
  areEquivalent(base, head, flow) {
    return this.proof(flow, true, "strict").schemas(base, head) && this.proof(flow, false, "strict").schemas(head, base);
  }
  /**
   * Whether a change is proven to be safe: every request that was accepted still is,
   * every response that can come could come before.
   */
  isSafe(base, head, flow) {
    return flow === "request" ? this.proof(flow, true, "exact").schemas(base, head) : this.proof(flow, false, "exact").schemas(head, base);
  }
  /** The same, taken for granted that nothing is sent under names that an open object says nothing of. */
  isCustomarilySafe(base, head, flow) {
    return flow === "request" ? this.proof(flow, true, "customary").schemas(base, head) : this.proof(flow, false, "customary").schemas(head, base);
  }
  /** Whether schemas at one place of each side are proven to accept the same values, and mean them alike. */
  areAlike(base, head, flow) {
    return this.proof(flow, true, "strict").nodes(base, head) && this.proof(flow, false, "strict").nodes(head, base);
  }
  proof(flow, forward, kind, level = 0) {
    const key = `${flow} ${forward} ${kind} ${level}`;
    let proof = this.proofs.get(key);
    if (proof === void 0) {
      const [inner, outer] = forward ? [this.base, this.head] : [this.head, this.base];
      const back = (of) => () => this.proof(flow, !forward, of, level + 1);
      proof = new Containment({
        inner,
        outer,
        flow,
        forward,
        strict: kind === "strict",
        isCustomary: kind === "customary",
        sameness: this.sameness,
        ...level === 0 ? { opposite: back(kind === "customary" ? kind : "exact") } : {},
        ...level < MAX_INVERSE ? { inverse: back("exact") } : {}
      });
      this.proofs.set(key, proof);
    }
    return proof;
  }
  reportLimit() {
    const { contract } = this.head;
    contract.report(
      contract.root,
      "limit-reached",
      `More than ${MAX_UNITS} pairs of declarations differ. The rest was not compared.`
    );
  }
};

// src/drift/contract/model/component.ts
var SWAGGER_FIELDS = {
  schemas: "definitions",
  parameters: "parameters",
  responses: "responses"
};
function namedIn(contract, section, reached) {
  const isSwagger = contract.dialect.family === "swagger";
  const holder = isSwagger ? contract.root : objectField(contract, contract.root, "components");
  const field = isSwagger ? SWAGGER_FIELDS[section] : section;
  const named = holder && field !== void 0 ? objectField(contract, holder, field) : null;
  const all = new Map((named ? childrenOf(named) : []).map((node) => [String(node.key), node]));
  const unreached = new Map([...all].filter(([, node]) => !reached.has(node.value)));
  return { all, unreached };
}
function reachedValues(contract) {
  const isSwagger = contract.dialect.family === "swagger";
  const own = isSwagger ? Object.values(SWAGGER_FIELDS) : ["components"];
  const reached = /* @__PURE__ */ new Set();
  const waiting = childrenOf(contract.root).filter(({ key }) => !own.includes(String(key)));
  for (let node = waiting.pop(); node !== void 0; node = waiting.pop()) {
    const { value } = node;
    if (typeof value !== "object" || value === null || reached.has(value)) continue;
    reached.add(value);
    for (const child of childrenOf(node)) waiting.push(child);
    const reference2 = contract.referenceOf(node);
    const target = reference2 === void 0 ? void 0 : contract.lookUp(node.document, reference2);
    if (target !== void 0) waiting.push(target);
  }
  return reached;
}

// src/drift/contract/schema/siblings.ts
function hasSiblings(node) {
  if (!isObjectNode(node)) return false;
  return Object.keys(node.value).some((key) => key !== "$ref" && kindOfKeyword(key) !== void 0);
}

// src/drift/contract/schema/alternatives.ts
function isNullSchema(contract, node) {
  const target = followAlone(contract, node);
  if (target === void 0 || !isObjectNode(target)) return false;
  const says = Object.keys(target.value).filter((key) => kindOfKeyword(key) !== void 0);
  if (says.some((key) => !NULL_KEYWORDS.has(key))) return false;
  const { type, enum: values, const: only2 } = target.value;
  if (only2 !== void 0 && only2 !== null) return false;
  if (values !== void 0 && !(isList(values) && values.includes(null))) return false;
  const isOnlyValue = only2 === null || isList(values) && values.every((value) => value === null);
  if (type === "null") return true;
  return isOnlyValue && (type === void 0 || ((typesOf(type) ?? 0) & NULL) !== 0 || isNullable(contract, target.value));
}
function overlap(contract, keyword, nodes) {
  if (keyword === "anyOf") return false;
  let met = 0;
  for (const node of nodes) {
    const types = bareTypes(contract, [node]);
    if (types === void 0 || (met & types) !== 0) return true;
    met |= types;
  }
  return false;
}
function followAlone(contract, node) {
  const { referenceSiblings } = contract.dialect;
  const target = contract.follow(node, (at) => referenceSiblings && hasSiblings(at));
  return target === void 0 || contract.referenceOf(target) !== void 0 ? void 0 : target;
}
var NULL_KEYWORDS = /* @__PURE__ */ new Set([
  "type",
  "enum",
  "const",
  "nullable",
  "x-nullable",
  ...ANNOTATION_KEYWORDS
]);
function bareTypes(contract, nodes) {
  let types = 0;
  for (const node of nodes) {
    const target = followAlone(contract, node);
    if (target === void 0 || !isObjectNode(target)) return void 0;
    for (const key of Object.keys(target.value)) {
      if (key !== "type" && kindOfKeyword(key) !== void 0) return void 0;
    }
    const own = target.value["type"];
    const bits = own === void 0 ? void 0 : typesOf(own);
    if (bits === void 0) return void 0;
    types |= bits;
  }
  return nodes.length === 0 ? void 0 : types;
}
function listedValues(contract, keyword, nodes) {
  const values = /* @__PURE__ */ new Map();
  for (const node of nodes) {
    const target = followAlone(contract, node);
    if (target === void 0 || !isObjectNode(target)) return void 0;
    const { type, enum: list, const: one } = target.value;
    for (const key of Object.keys(target.value)) {
      if (["type", "enum", "const"].includes(key) || ANNOUNCEMENTS.includes(key)) continue;
      if (kindOfKeyword(key) !== void 0) return void 0;
    }
    if (list === void 0 === (one === void 0)) return void 0;
    const types = type === void 0 ? void 0 : typesOf(type);
    if (type !== void 0 && types === void 0) return void 0;
    const holder = childOf(target, one === void 0 ? "enum" : "const");
    if (holder === null || one === void 0 && !isList(holder.value)) return void 0;
    const own = /* @__PURE__ */ new Map();
    for (const member of one === void 0 ? childrenOf(holder) : [holder]) {
      if (types === void 0 || (typeOfValue(member.value) & types) !== 0)
        own.set(canonical(member.value), member);
    }
    for (const [text, member] of own) {
      if (keyword === "oneOf" && values.has(text)) return void 0;
      values.set(text, member);
    }
  }
  return nodes.length === 0 ? void 0 : [...values.values()];
}

// src/drift/contract/schema/null-beside.ts
var MAX_DEPTH4 = 8;
var CONDITIONS = ["not", "if", "const", "$dynamicRef", "$recursiveRef"];
function takesNullBeside(contract, keyword, others) {
  if (keyword === "oneOf") return others.every((node) => refusesNull(contract, node, 0));
  return others.length !== 1 || others.every((node) => !judgesNull(contract, node, 0));
}
function refusesNull(contract, node, depth) {
  if (node.value === false) return true;
  const target = depth > MAX_DEPTH4 ? void 0 : contract.follow(node);
  if (target === void 0 || !isObjectNode(target)) return target?.value === false;
  const { type, enum: values, const: only2 } = target.value;
  if (isNullable(contract, target.value)) return false;
  const types = type === void 0 ? void 0 : typesOf(type);
  if (types !== void 0 && (types & NULL) === 0) return true;
  if (Array.isArray(values) && !values.includes(null)) return true;
  if (only2 !== void 0 && only2 !== null) return true;
  const all = childOf(target, "allOf");
  if (all !== null && childrenOf(all).some((part) => refusesNull(contract, part, depth + 1)))
    return true;
  return UNIONS.some((keyword) => {
    const union = childOf(target, keyword);
    return union !== null && childrenOf(union).every((part) => refusesNull(contract, part, depth + 1));
  });
}
var UNIONS = ["anyOf", "oneOf"];
function judgesNull(contract, node, depth) {
  if (depth > MAX_DEPTH4) return true;
  const { value } = node;
  if (!isObject(value)) return false;
  if (CONDITIONS.some((keyword) => value[keyword] !== void 0)) return true;
  const target = contract.referenceOf(node) === void 0 ? void 0 : contract.follow(node);
  if (target !== void 0 && target !== node && judgesNull(contract, target, depth + 1))
    return true;
  return ["allOf", ...UNIONS].some((keyword) => {
    const held = childOf(node, keyword);
    return held !== null && childrenOf(held).some((part) => judgesNull(contract, part, depth + 1));
  });
}

// src/drift/contract/schema/merge-unions.ts
function mergeValues(view, node, members, orNull, isUnion = false) {
  if (members === void 0) {
    view.breakKeyword(node, "a list of values");
    return;
  }
  const values = /* @__PURE__ */ new Map();
  for (const member of members) values.set(canonical(member.value), member);
  if (orNull && (isUnion || view.nullListed || node.key === "const")) values.set("null", node);
  const known = view.values;
  if (known === null) {
    view.values = values;
    view.valuesNode = node;
    return;
  }
  for (const text of [...known.keys()]) if (!values.has(text)) known.delete(text);
}
function mergeUnion(view, keyword, node, orNull) {
  if (!isList(node.value)) {
    view.breakKeyword(node, "a list of schemas");
    return;
  }
  const members = childrenOf(node);
  const others = members.filter((member) => !isNullSchema(view.contract, member));
  const nulls = members.length - others.length;
  const isTwice = keyword === "oneOf" && nulls > 1;
  if (isTwice || nulls > 0 && !takesNullBeside(view.contract, keyword, others)) {
    view.unions.push({ keyword, node, members, orNull });
    return;
  }
  const withNull = orNull || others.length < members.length;
  const [only2] = others;
  if (only2 !== void 0 && others.length === 1) {
    view.wait(only2, withNull, view.nullListed || others.length < members.length);
    return;
  }
  const types = overlap(view.contract, keyword, others) ? void 0 : bareTypes(view.contract, others);
  if (types === void 0) {
    const listed2 = listedValues(view.contract, keyword, others);
    if (listed2 !== void 0) {
      mergeValues(view, node, listed2, withNull, true);
      if (others.some(announces)) view.annotations = view.own.annotate(keyword, node);
    } else view.unions.push({ keyword, node, members: others, orNull: withNull });
    return;
  }
  if (view.types === ANY) view.typeNode = node;
  view.types &= withNull ? types | NULL : types;
}
function announces({ value }) {
  return isObject(value) && ANNOUNCEMENTS.some((keyword) => Object.hasOwn(value, keyword));
}

// src/drift/contract/schema/nothing.ts
var MAX_DEPTH5 = 4;
function isAnything(contract, node, depth = 0) {
  const { value } = node;
  if (isEmptySchema(value)) return true;
  if (!isObject(value) || depth > MAX_DEPTH5) return false;
  const says = Object.keys(value).filter((key) => key === "$ref" || kindOfKeyword(key));
  const [keyword, second] = says;
  if (second !== void 0) return false;
  if (keyword === "$ref") {
    const target = contract.follow(node);
    return target !== void 0 && target !== node && isAnything(contract, target, depth + 1);
  }
  const parts = keyword === "allOf" ? childOf(node, keyword) : null;
  return parts !== null && childrenOf(parts).every((part) => isAnything(contract, part, depth + 1));
}
function acceptsNothing(contract, node, depth = 0) {
  if (node.value === false) return true;
  if (!isObject(node.value) || depth > MAX_DEPTH5) return false;
  const { not, allOf, $ref } = node.value;
  if (not === void 0 && allOf === void 0 && $ref === void 0) return false;
  if ($ref !== void 0) {
    const target = contract.follow(node);
    return target !== void 0 && target !== node && acceptsNothing(contract, target, depth + 1);
  }
  const [refused, parts] = [childOf(node, "not"), childOf(node, "allOf")];
  return refused !== null && isAnything(contract, refused) || parts !== null && childrenOf(parts).some((part) => acceptsNothing(contract, part, depth + 1));
}

// src/drift/contract/schema/rest-alone.ts
var MAX_DEPTH6 = 6;
function closesAlone(contract, part) {
  const said2 = childOf(part, "unevaluatedProperties");
  if (said2 === null || !acceptsNothing(contract, said2)) return false;
  if (part.value["additionalProperties"] !== void 0) return false;
  const names2 = new Set(namesOf2(part));
  return inPlace(contract, part)?.every((node) => addsNothing(contract, node, names2, 0)) ?? false;
}
function addsNothing(contract, node, names2, depth) {
  if (typeof node.value === "boolean") return true;
  if (!isObjectNode(node) || depth > MAX_DEPTH6) return false;
  if (EVALUATING.some((keyword) => node.value[keyword] !== void 0)) return false;
  if (!namesOf2(node).every((name) => names2.has(name))) return false;
  return inPlace(contract, node)?.every((held) => addsNothing(contract, held, names2, depth + 1)) ?? false;
}
function inPlace(contract, node) {
  if (ELSEWHERE2.some((keyword) => node.value[keyword] !== void 0)) return void 0;
  const found = [
    ...SINGLE.flatMap((keyword) => childOf(node, keyword) ?? []),
    ...SEVERAL.flatMap((keyword) => {
      const held = childOf(node, keyword);
      return held === null ? [] : childrenOf(held);
    })
  ];
  const reference2 = contract.referenceOf(node);
  if (reference2 === void 0) return found;
  const target = contract.lookUp(node.document, reference2);
  return target === void 0 ? void 0 : [...found, target];
}
function namesOf2(node) {
  const held = childOf(node, "properties");
  return held === null ? [] : childrenOf(held).map(({ key }) => String(key));
}
var EVALUATING = ["patternProperties", "additionalProperties", "unevaluatedProperties"];
var ELSEWHERE2 = ["$dynamicRef", "$recursiveRef"];
var SINGLE = ["if", "then", "else"];
var SEVERAL = ["allOf", "anyOf", "oneOf", "dependentSchemas"];

// src/drift/contract/schema/merge-keywords.ts
function mergeKeyword(view, part, keyword, orNull) {
  if (kindOfKeyword(keyword) === void 0) return;
  const node = childOf(part, keyword);
  if (node === null) return;
  switch (keyword) {
    case "type":
      mergeType(view, node, orNull);
      return;
    case "enum":
      mergeValues(view, node, isList(node.value) ? childrenOf(node) : void 0, orNull);
      return;
    case "const":
      mergeValues(view, node, [node], orNull);
      return;
    case "format":
      if (typeof node.value !== "string") return;
      if (view.format === null) view.format = node;
      else if (view.format.value !== node.value) view.addConstraint(keyword, node);
      return;
    case "properties":
      mergeProperties(view, node);
      return;
    case "required":
      mergeRequired(view, node);
      return;
    case "items":
      if (isList(node.value)) view.addConstraint("prefixItems", node);
      else view.items.push(node);
      return;
    case "additionalProperties":
      mergeAdditional(view, node);
      return;
    case "unevaluatedProperties":
      if (closesAlone(view.contract, part)) view.closed ??= node;
      else view.addConstraint(keyword, node);
      return;
    case "allOf":
      mergeAll(view, node, orNull);
      return;
    case "anyOf":
    case "oneOf":
      mergeUnion(view, keyword, node, orNull);
      return;
    case "not":
      if (!mergeNot(view, node)) view.addConstraint(keyword, node);
      return;
    case "minContains":
    case "maxContains":
      if (!isIdle(node)) view.addConstraint(keyword, node);
      return;
    case "readOnly":
      view.readOnly ||= node.value === true;
      return;
    case "writeOnly":
      view.writeOnly ||= node.value === true;
      return;
    case "$dynamicRef":
    case "$recursiveRef":
      view.broken = view.own.breakKeyword(keyword);
      view.contract.report(
        node,
        "not-checked",
        `'${keyword}' is not followed, so what it adds was not compared. Use $ref.`
      );
      return;
    default:
      if (keyword === "default") view.hasDefault = true;
      if (ANNOTATION_KEYWORDS.has(keyword) && !view.annotations.has(keyword))
        view.annotations = view.own.annotate(keyword, node);
      if (CONSTRAINT_KEYWORDS.has(keyword) && !isBound(keyword)) view.addConstraint(keyword, node);
  }
}
function mergeType(view, node, orNull) {
  const types = typesOf(node.value);
  if (types === void 0) {
    view.breakKeyword(node, "one of the JSON Schema types or a list of them");
    return;
  }
  if (view.types === ANY) view.typeNode = node;
  view.types &= orNull ? types | NULL : types;
}
function mergeProperties(view, node) {
  if (!isObjectNode(node)) {
    view.breakKeyword(node, "an object of schemas by name");
    return;
  }
  if (view.properties.size === 0) view.propertiesNode = node;
  for (const property of childrenOf(node)) view.addProperty(String(property.key), property);
}
function mergeRequired(view, node) {
  if (!isList(node.value)) {
    if (view.contract.dialect.family === "openapi")
      view.breakKeyword(node, "a list of property names");
    return;
  }
  if (view.required.size === 0) view.requiredNode = node;
  for (const entry of childrenOf(node)) {
    if (typeof entry.value !== "string")
      view.contract.reportInvalid(entry, "the name of a property");
    else view.require(entry.value, entry);
  }
}
function mergeAdditional(view, node) {
  if (acceptsNothing(view.contract, node)) view.closed ??= node;
  else if (!isAnything(view.contract, node)) view.additional.push(node);
  else view.opened = view.own.open("additionalProperties");
}
function mergeAll(view, node, orNull) {
  if (!isList(node.value)) {
    view.breakKeyword(node, "a list of schemas");
    return;
  }
  for (const member of childrenOf(node).reverse()) view.wait(member, orNull);
}
function mergeNot(view, node) {
  if (acceptsNothing(view.contract, node)) return true;
  if (!isAnything(view.contract, node)) return false;
  view.types = 0;
  view.typeNode = node;
  return true;
}
function mergeBounds(view, part) {
  for (const [plain2, exclusive] of BOUNDS2) {
    const bound = childOf(part, plain2);
    const exclusiveBound = childOf(part, exclusive);
    if (bound !== null)
      view.addConstraint(exclusiveBound?.value === true ? exclusive : plain2, bound);
    if (typeof exclusiveBound?.value === "number") view.addConstraint(exclusive, exclusiveBound);
  }
}
var BOUNDS2 = [
  ["minimum", "exclusiveMinimum"],
  ["maximum", "exclusiveMaximum"]
];
function isBound(keyword) {
  return BOUNDS2.some((pair) => pair.some((bound) => bound === keyword));
}

// src/drift/contract/schema/reaches.ts
var Reaches = class {
  all;
  /** `merged` are all parts that were merged, `parts` those that it began with. */
  constructor(contract, merged, parts) {
    const [root, second] = parts;
    this.all = merged.filter((node) => KEYWORDS3.some((keyword) => speaks(contract, node, keyword))).map((node) => reachOf(contract, node, second === void 0 && node.value === root?.value));
  }
  /** Whether a part speaks of properties that it does not list, and others list more; `listed` is what all list. */
  areObjectsMixed(listed2) {
    const patterns = this.all.reduce((sum, part) => sum + part.patterns, 0);
    if (this.all.some(
      (part) => part.restOfObject && (part.properties < listed2 || part.patterns < patterns)
    ))
      return "rest";
    return this.all.some((part) => part.unevaluatedProperties && !part.isRoot) ? "unevaluated" : false;
  }
  /** The parts that speak of what they do not list. */
  rests() {
    return this.all.filter(
      (part) => part.restOfObject || part.restOfArray || part.unevaluatedProperties || part.unevaluatedItems
    ).map(({ node }) => node);
  }
  areArraysMixed() {
    const most = Math.max(...this.all.map(({ positions }) => positions));
    if (this.all.some((part) => part.restOfArray && part.positions < most)) return "rest";
    return this.all.some((part) => part.unevaluatedItems && !part.isRoot) ? "unevaluated" : false;
  }
};
var KEYWORDS3 = [
  "additionalProperties",
  "patternProperties",
  "unevaluatedProperties",
  "items",
  "prefixItems",
  "additionalItems",
  "unevaluatedItems"
];
function countOf3(held) {
  return typeof held === "object" && held !== null ? Object.keys(held).length : 0;
}
function speaks(contract, part, keyword) {
  const node = part.value[keyword] === void 0 ? null : childOf(part, keyword);
  return node !== null && !isAnything(contract, node);
}
function reachOf(contract, node, isRoot) {
  const speaksOf = (keyword) => speaks(contract, node, keyword);
  const part = node.value;
  const { prefixItems, items } = part;
  const isAlone = closesAlone(contract, node);
  const positions = [prefixItems, items].find((held) => isList(held ?? null));
  return {
    node,
    properties: countOf3(part["properties"]),
    patterns: countOf3(part["patternProperties"]),
    positions: countOf3(positions),
    restOfObject: speaksOf("additionalProperties") || isAlone,
    restOfArray: speaksOf("items") && !isList(items ?? null) || speaksOf("additionalItems"),
    unevaluatedProperties: speaksOf("unevaluatedProperties") && !isAlone,
    unevaluatedItems: speaksOf("unevaluatedItems"),
    isRoot
  };
}

// src/drift/contract/schema/view-parts.ts
var NO_LISTS = /* @__PURE__ */ new Map();
var NO_NODES = /* @__PURE__ */ new Map();
var NO_KEYWORDS = /* @__PURE__ */ new Set();
var OwnParts = class {
  properties;
  constraints;
  required;
  annotations;
  broken;
  opened;
  first;
  met;
  addProperty(name, node) {
    this.properties ??= /* @__PURE__ */ new Map();
    return addTo(this.properties, name, node);
  }
  constrain(keyword, node) {
    this.constraints ??= /* @__PURE__ */ new Map();
    return addTo(this.constraints, keyword, node);
  }
  require(name, node) {
    this.required ??= /* @__PURE__ */ new Map();
    return this.required.set(name, node);
  }
  annotate(keyword, node) {
    this.annotations ??= /* @__PURE__ */ new Map();
    return this.annotations.set(keyword, node);
  }
  breakKeyword(keyword) {
    this.broken ??= /* @__PURE__ */ new Set();
    return this.broken.add(keyword);
  }
  open(keyword) {
    this.opened ??= /* @__PURE__ */ new Set();
    return this.opened.add(keyword);
  }
  /** Whether a schema was met before; it is from now on. */
  hasMet(schema) {
    if (this.first === void 0) {
      this.first = schema;
      return false;
    }
    this.met ??= /* @__PURE__ */ new Set([this.first]);
    if (this.met.has(schema)) return true;
    this.met.add(schema);
    return false;
  }
};
function addTo(lists, name, node) {
  const known = lists.get(name);
  if (known === void 0) lists.set(name, [node]);
  else known.push(node);
  return lists;
}

// src/drift/contract/schema/build-view.ts
var ViewBuilder = class {
  constructor(contract, node, parts) {
    this.contract = contract;
    this.node = node;
    this.parts = parts;
    this.typeNode = node;
    this.valuesNode = node;
    this.propertiesNode = node;
    this.requiredNode = node;
  }
  contract;
  node;
  parts;
  types = ANY;
  typeNode;
  effectiveTypes = ANY;
  values = null;
  valuesNode;
  format = null;
  properties = NO_LISTS;
  propertiesNode;
  required = NO_NODES;
  requiredNode;
  items = [];
  additional = [];
  closed = null;
  opened = NO_KEYWORDS;
  unions = [];
  constraints = NO_LISTS;
  readOnly = false;
  writeOnly = false;
  hasDefault = false;
  annotations = NO_NODES;
  mixed = false;
  mixedItems = false;
  rests = [];
  broken = NO_KEYWORDS;
  /** The parts that were merged, which are mostly one. */
  first;
  further;
  waiting = [];
  /** Whether a union around the part at hand lists null: then also a list of values without null accepts it. */
  nullListed = false;
  own = new OwnParts();
  merge() {
    for (const node of [...this.parts].reverse()) this.wait(node, false, false);
    for (let part = this.waiting.pop(); part !== void 0; part = this.waiting.pop()) {
      this.nullListed = part.nullListed;
      this.mergePart(part.node, part.orNull);
    }
    if (this.first !== void 0 && this.further !== void 0) {
      const reaches = new Reaches(this.contract, [this.first, ...this.further], this.parts);
      this.mixed = reaches.areObjectsMixed(this.properties.size);
      this.mixedItems = reaches.areArraysMixed();
      if (this.mixed || this.mixedItems) this.rests = reaches.rests();
    }
    this.effectiveTypes = this.types;
    if (this.values !== null) {
      let allowed = 0;
      for (const text of this.values.keys()) allowed |= typeOfValue(JSON.parse(text));
      this.effectiveTypes &= allowed;
    }
    return this;
  }
  /** Notes a schema that holds as well, to be merged after what is at hand. */
  wait(node, orNull, nullListed = this.nullListed) {
    this.waiting.push({ node, orNull, nullListed });
  }
  mergePart(node, orNull) {
    if (node.value === true) return;
    if (node.value === false) {
      this.types &= orNull ? NULL : 0;
      this.typeNode = node;
      return;
    }
    if (!isObjectNode(node)) {
      this.contract.reportInvalid(node, "a schema");
      this.broken = this.own.breakKeyword("schema");
      return;
    }
    if (this.own.hasMet(node.value)) return;
    const { value } = node;
    if (this.contract.referenceOf(node) !== void 0) {
      const target = this.contract.follow(node, (at) => at !== node && this.stopsAt(at));
      if (target === void 0) this.broken = this.own.breakKeyword("schema");
      else this.wait(target, orNull);
      if (!this.contract.dialect.referenceSiblings) return;
    }
    const nullable = orNull || isNullable(this.contract, value);
    reportDroppedNullable(this.contract, node);
    for (const keyword of Object.keys(value)) mergeKeyword(this, node, keyword, nullable);
    mergeBounds(this, node);
    if (this.first === void 0) this.first = node;
    else if (this.further === void 0) this.further = [node];
    else this.further.push(node);
  }
  stopsAt(node) {
    return this.contract.dialect.referenceSiblings && hasSiblings(node);
  }
  /** Adds what a part says about a property. */
  addProperty(name, node) {
    this.properties = this.own.addProperty(name, node);
  }
  /** Adds a required name and what says so. */
  require(name, node) {
    if (!this.required.has(name)) this.required = this.own.require(name, node);
  }
  /** Adds what a keyword asks for, unless it asks for nothing. */
  addConstraint(keyword, node) {
    if (saysNothing2(keyword, node.value)) return;
    if (SPEAKING_OF_REST.has(keyword) && isAnything(this.contract, node)) {
      this.opened = this.own.open(keyword);
      return;
    }
    this.constraints = this.own.constrain(keyword, node);
  }
  /** Reports a keyword that cannot be read; what it says is not compared. */
  breakKeyword(node, expected) {
    this.contract.reportInvalid(node, expected);
    this.broken = this.own.breakKeyword(String(node.key));
  }
};
var SPEAKING_OF_REST = /* @__PURE__ */ new Set([
  "additionalItems",
  "unevaluatedItems",
  "unevaluatedProperties"
]);
function viewForm(contract, node, fields) {
  const view = new ViewBuilder(contract, node, []);
  view.types = OBJECT;
  view.effectiveTypes = OBJECT;
  for (const [name, field] of fields) {
    view.addProperty(name, field);
    if (field.value["required"] === true) view.require(name, nearest(field, "required"));
  }
  return view;
}
function viewSchema(contract, node, parts) {
  return new ViewBuilder(contract, node, parts).merge();
}

// src/drift/contract/schema/schema-node.ts
var MAX_COMPOUND = 2e4;
var SchemaNode = class {
  constructor(contract, parts, node, view) {
    this.contract = contract;
    this.parts = parts;
    this.node = node;
    this.known = view;
  }
  contract;
  parts;
  node;
  known;
  view() {
    this.known ??= viewSchema(this.contract, this.node, this.parts);
    return this.known;
  }
};
var SchemaNodes = class {
  constructor(contract) {
    this.contract = contract;
  }
  contract;
  single = /* @__PURE__ */ new Map();
  plain = /* @__PURE__ */ new Map();
  compound = /* @__PURE__ */ new Map();
  numbers = /* @__PURE__ */ new Map();
  /** The schema of the given parts; undefined, with a problem, where a reference cannot be followed. */
  of(parts) {
    const [only2, second] = parts;
    if (only2 !== void 0 && second === void 0) {
      const target = this.follow(only2);
      return target === void 0 ? void 0 : this.singleOf(target);
    }
    return this.ofSeveral(parts);
  }
  ofSeveral(parts) {
    const targets = [];
    for (const part of parts) {
      const target = this.follow(part);
      if (target === void 0) return void 0;
      if (!targets.some((known2) => known2.value === target.value)) targets.push(target);
    }
    const [first] = targets;
    if (first === void 0) return void 0;
    if (targets.length === 1) return this.singleOf(first);
    const key = targets.map((target) => this.numberOf(target)).sort((a, b) => a - b).join(" ");
    let known = this.compound.get(key);
    if (known === void 0) {
      if (this.compound.size >= MAX_COMPOUND) {
        this.contract.report(
          first,
          "limit-reached",
          `More than ${MAX_COMPOUND} combinations of schemas come together in allOf. The rest was not compared; simplify the recursion.`
        );
        return void 0;
      }
      known = new SchemaNode(this.contract, targets, first);
      this.compound.set(key, known);
    }
    return known;
  }
  /** What a schema's `$ref`s lead to; the schema itself where keywords beside the `$ref` count. */
  follow(node) {
    const { referenceSiblings } = this.contract.dialect;
    return this.contract.follow(node, (at) => referenceSiblings && hasSiblings(at));
  }
  singleOf(node) {
    if (!isObjectNode(node)) return this.plainOf(node);
    let known = this.single.get(node.value);
    if (known === void 0) {
      known = new SchemaNode(this.contract, [node], node);
      this.single.set(node.value, known);
    }
    return known;
  }
  /** `true` and `false` have no identity of their own: they are known by where they stand. */
  plainOf(node) {
    const holder = node.parent?.value ?? null;
    let byKey = this.plain.get(holder);
    if (byKey === void 0) {
      byKey = /* @__PURE__ */ new Map();
      this.plain.set(holder, byKey);
    }
    let known = byKey.get(node.key);
    if (known === void 0) {
      known = new SchemaNode(this.contract, [node], node);
      byKey.set(node.key, known);
    }
    return known;
  }
  numberOf(node) {
    let number = this.numbers.get(node.value);
    if (number === void 0) {
      number = this.numbers.size;
      this.numbers.set(node.value, number);
    }
    return number;
  }
};

// src/drift/contract/model/media-type.ts
function mediaTypeSchema(model, type) {
  const { contract, schemas } = model;
  if (type.form !== void 0) {
    return new SchemaNode(contract, [], type.node, viewForm(contract, type.node, type.form));
  }
  return schemas.of([valueNode(type)]);
}
function valueNode(type) {
  return type.schema ?? { ...type.node, value: true };
}
var MAX_TYPES = 200;
function readContent(model, holder) {
  const content = objectField(model.contract, holder, "content");
  if (content === null || content === void 0) return content;
  const entries = childrenOf(content);
  if (entries.length > MAX_TYPES) {
    model.contract.report(
      content,
      "limit-reached",
      `There are more than ${MAX_TYPES} media types, which were not compared. Name fewer of them, or a range such as application/*.`
    );
    return void 0;
  }
  const types = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const name = mediaTypeName(String(entry.key));
    const node = asObject(model.contract, entry, "a media type object");
    types.set(name, {
      name,
      node: entry,
      schema: node === void 0 ? null : childOf(node, "schema"),
      itemSchema: node === void 0 ? null : childOf(node, "itemSchema")
    });
  }
  return types;
}
function mediaTypeName(text) {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim());
  const rest = parameters.filter((part) => part !== "").map((part) => part.replace(/^[^=]+/, (name) => name.toLowerCase())).map((part) => part.replace(/="([\w.+-]*)"$/, "=$1")).map((part) => part.startsWith("charset=") ? part.toLowerCase() : part);
  return [type.toLowerCase(), ...rest.sort()].join(";");
}
function mediaTypeCovers(range, type) {
  if (range === type) return true;
  const [rangeType = "", ...rangeParameters] = range.split(";");
  const [plainType = "", ...typeParameters] = type.split(";");
  if (!rangeParameters.every((parameter) => typeParameters.includes(parameter))) return false;
  if (rangeType === plainType || rangeType === "*/*" || rangeType === "*") return true;
  const [main, sub = ""] = rangeType.split("/");
  const [plainMain, plainSub = ""] = plainType.split("/");
  if (main !== plainMain) return false;
  return sub === "*" || sub.startsWith("*+") && plainSub.endsWith(sub.slice(1));
}

// src/drift/contract/model/parameter.ts
function readParameters(model, operation) {
  const uses = /* @__PURE__ */ new Map();
  const positions = pathParameterNames(operation.path);
  for (const holder of [operation.item, operation.node]) {
    const listed2 = listField(model.contract, holder, "parameters");
    if (listed2 === void 0) return void 0;
    for (const use of listed2 ?? []) {
      const parameter = model.parameter(use);
      if (parameter === void 0) continue;
      const key = keyOf(parameter, positions);
      if (key !== void 0) uses.set(key, { use, parameter });
    }
  }
  return uses;
}
var IGNORED_HEADERS = /* @__PURE__ */ new Set(["accept", "content-type", "authorization"]);
function keyOf(parameter, positions) {
  switch (parameter.in) {
    case "path": {
      const position = positions.indexOf(parameter.name);
      return position === -1 ? void 0 : `path:${position}`;
    }
    case "header": {
      const name = parameter.name.toLowerCase();
      return IGNORED_HEADERS.has(name) ? void 0 : `header:${name}`;
    }
    case "query":
    case "querystring":
    case "cookie":
      return `${parameter.in}:${parameter.name}`;
    default:
      return void 0;
  }
}
function readParameter(model, node) {
  const name = textField(node, "name");
  const place = textField(node, "in");
  if (name === null || place === null) {
    model.contract.reportInvalid(node, "a parameter with `name` and `in`");
    return void 0;
  }
  const isSwagger = model.contract.dialect.family === "swagger";
  const content = isSwagger ? null : readContent(model, node);
  const written2 = isSwagger ? swaggerStyle(node) : openapiStyle(node, place);
  return {
    node,
    name,
    in: place,
    required: flagField(node, "required"),
    deprecated: flagField(node, "deprecated"),
    sunset: childOf(node, "x-sunset"),
    style: content ? [...content.keys()].sort().join(", ") : written2.style,
    styleNode: content ? childOf(node, "content") ?? node : written2.node,
    emptyValue: place === "query" && flagField(node, "allowEmptyValue"),
    reserved: place === "query" && flagField(node, "allowReserved"),
    schema: isSwagger ? node : childOf(node, "schema"),
    content
  };
}
function parameterDefinition(model, use) {
  return definition(model.contract, use, "a parameter");
}
function openapiStyle(node, place) {
  const usual = place === "query" || place === "cookie" ? "form" : "simple";
  const style = textField(node, "style") ?? usual;
  const explode = style !== "deepObject" && (typeof node.value["explode"] === "boolean" ? node.value["explode"] : style === "form");
  return {
    style: `${style}${explode ? ", exploded" : ""}`,
    node: childOf(node, "style") ?? childOf(node, "explode") ?? node
  };
}
var COLLECTION_STYLES = /* @__PURE__ */ new Map([
  ["ssv", "spaceDelimited"],
  ["pipes", "pipeDelimited"],
  ["tsv", "tabDelimited"],
  ["multi", "form, exploded"]
]);
function swaggerStyle(node) {
  const format = textField(node, "collectionFormat") ?? "csv";
  const place = textField(node, "in");
  const separated = place === "query" || place === "formData" ? "form" : "simple";
  return {
    style: COLLECTION_STYLES.get(format) ?? separated,
    node: childOf(node, "collectionFormat") ?? node
  };
}

// src/drift/contract/model/request-body.ts
function readRequestBody(model, node) {
  const content = readContent(model, node);
  return {
    node,
    required: flagField(node, "required"),
    content: content === null ? /* @__PURE__ */ new Map() : content
  };
}
function requestBodyOf(model, operation) {
  if (model.contract.dialect.family === "swagger") return swaggerBody(model, operation);
  const use = childOf(operation.node, "requestBody");
  return use === null ? null : model.requestBody(use);
}
function swaggerBody(model, operation) {
  const form = /* @__PURE__ */ new Map();
  let body = null;
  for (const holder of [operation.item, operation.node]) {
    const listed2 = listField(model.contract, holder, "parameters");
    if (listed2 === void 0) return void 0;
    for (const use of listed2 ?? []) {
      const parameter = parameterDefinition(model, use);
      if (parameter === void 0) continue;
      const place = textField(parameter, "in");
      if (place === "body") body = parameter;
      if (place === "formData") form.set(textField(parameter, "name") ?? "", parameter);
    }
  }
  const consumes = textsField(operation.node, "consumes") ?? textsField(model.contract.root, "consumes");
  if (body !== null) {
    const schema = childOf(body, "schema");
    const content2 = mediaTypes(consumes ?? ["application/json"], body, schema);
    return { node: body, required: flagField(body, "required"), content: content2 };
  }
  const [first] = form.values();
  if (first === void 0) return null;
  const required = [...form.values()].some((field) => flagField(field, "required"));
  const hasFile = [...form.values()].some((field) => textField(field, "type") === "file");
  const usual = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const types = (consumes ?? []).filter((type) => /form/i.test(type));
  const content = mediaTypes(types.length > 0 ? types : [usual], first, null, form);
  return { node: first, required, content };
}
function mediaTypes(names2, node, schema, form) {
  const fields = form === void 0 ? {} : { form };
  return new Map(
    [...new Set(names2.map(mediaTypeName))].sort().map((name) => [name, { name, node, schema, itemSchema: null, ...fields }])
  );
}

// src/drift/contract/model/response.ts
function responsesOf(model, operation) {
  const responses = objectField(model.contract, operation.node, "responses");
  if (responses === void 0) return void 0;
  const uses = /* @__PURE__ */ new Map();
  if (responses === null) return uses;
  const produces = textsField(operation.node, "produces") ?? textsField(model.contract.root, "produces");
  for (const use of childrenOf(responses)) {
    const key = String(use.key);
    if (key.startsWith("x-")) continue;
    const status = /^[1-5]xx$/i.test(key) ? key.toUpperCase() : key;
    const response = model.response(use, produces ?? ["application/json"]);
    uses.set(status, response === void 0 ? void 0 : { use, response });
  }
  return uses;
}
function readResponse(model, node, produces) {
  return { node, headers: readHeaders(model, node), content: contentOf(model, node, produces) };
}
function contentOf(model, node, produces) {
  if (model.contract.dialect.family === "swagger") {
    const schema = childOf(node, "schema");
    return schema === null ? /* @__PURE__ */ new Map() : mediaTypes(produces, node, schema);
  }
  const content = readContent(model, node);
  return content === null ? /* @__PURE__ */ new Map() : content;
}
function readHeaders(model, node) {
  const { contract } = model;
  const headers = objectField(contract, node, "headers");
  if (headers === void 0) return void 0;
  const found = /* @__PURE__ */ new Map();
  for (const use of headers === null ? [] : childrenOf(headers)) {
    const name = String(use.key);
    if (name.toLowerCase() === "content-type") continue;
    const header = definition(contract, use, "a header");
    if (header === void 0) continue;
    const isSwagger = contract.dialect.family === "swagger";
    const content = isSwagger ? null : readContent(model, header);
    const isExploded = header.value["explode"] === true;
    found.set(name.toLowerCase(), {
      name,
      style: isSwagger ? swaggerStyle(header).style : content ? [...content.keys()].sort().join(", ") : isExploded ? "exploded" : "simple",
      content: content === void 0 ? /* @__PURE__ */ new Map() : content,
      node: header,
      required: flagField(header, "required"),
      schema: isSwagger ? asObject(contract, header, "a header") ?? null : childOf(header, "schema")
    });
  }
  return found;
}

// src/drift/contract/model/encoding.ts
var URL_ENCODED = "application/x-www-form-urlencoded";
function isForm({ name }) {
  return name.startsWith("multipart/") || name.split(";")[0] === URL_ENCODED;
}
function encodedParts(type) {
  const encoding = childOf(type.node, "encoding");
  const named = encoding === null ? [] : childrenOf(encoding).map(({ key }) => String(key));
  return [...named, ...type.form?.keys() ?? []];
}
function partEncoding(model, type, name) {
  const properties = mediaTypeSchema(model, type)?.view().properties.get(name);
  const view = properties === void 0 ? void 0 : model.schemas.of(properties)?.view();
  if (view === void 0) return void 0;
  const encoding = childOf(type.node, "encoding");
  const entry = encoding === null || type.form !== void 0 ? null : childOf(encoding, name);
  const node = entry === null ? null : asObject(model.contract, entry, "an encoding") ?? null;
  const isMultipart = type.name.startsWith("multipart/");
  const headers = node === null || !isMultipart ? null : childOf(node, "headers");
  return {
    node,
    isStructured: (view.types & STRUCTURED) !== 0,
    style: styleOf(model, type, name, node),
    contentTypes: isMultipart ? contentTypesOf(model, node, view) : null,
    reserved: !isMultipart && node !== null && flagField(node, "allowReserved"),
    headers: new Map(
      (headers === null ? [] : childrenOf(headers)).map((header) => [String(header.key).toLowerCase(), header]).filter(([header]) => header !== "content-type")
    )
  };
}
function styleOf({ contract }, type, name, node) {
  const field = type.form?.get(name);
  if (field !== void 0) return swaggerStyle(field).style;
  if (!type.name.startsWith("multipart/")) {
    return node === null ? "form, exploded" : openapiStyle(node, "query").style;
  }
  if (node === null || !contract.dialect.referenceSiblings) return null;
  const isSaid = ["style", "explode", "allowReserved"].some((key) => key in node.value);
  return isSaid ? openapiStyle(node, "query").style : null;
}
function contentTypesOf(model, node, view) {
  const said2 = node === null ? null : textField(node, "contentType");
  if (said2 === null) {
    const usual = usualType(model, view);
    return usual === null ? null : [usual];
  }
  return [...new Set(said2.split(",").map(mediaTypeName))].sort();
}
function usualType(model, view) {
  const types = view.types & ~NULL;
  if (types === 0 || view.unions.length > 0) return null;
  if (isWithin(types, ARRAY)) {
    const items = view.items.length === 0 ? void 0 : model.schemas.of(view.items)?.view();
    return items === void 0 || (items.types & ARRAY) !== 0 ? null : usualType(model, items);
  }
  if (isWithin(types, OBJECT)) return "application/json";
  if ((types & STRUCTURED) !== 0) return null;
  const isBytes2 = ["binary", "base64", "byte"].includes(String(view.format?.value));
  const isEncoded = view.annotations.has("contentEncoding");
  const isTyped = view.annotations.has("contentMediaType");
  if (isTyped) return null;
  return isWithin(types, STRING) && (isBytes2 || isEncoded) ? "application/octet-stream" : "text/plain";
}
function isRequiredHeader(model, header) {
  const node = model.contract.follow(header);
  return node !== void 0 && isObjectNode(node) && flagField(node, "required");
}

// src/drift/contract/compare/encoding.ts
function compareEncoding(encoding, before, after) {
  if (!isForm(before) || !isForm(after)) return;
  const { comparison } = encoding;
  const names2 = /* @__PURE__ */ new Set([...encodedParts(before), ...encodedParts(after)]);
  for (const name of [...names2].sort()) {
    const base = partEncoding(comparison.base, before, name);
    const head = partEncoding(comparison.head, after, name);
    if (base === void 0 || head === void 0) continue;
    const places = { base: placeOf(base, before), head: placeOf(head, after) };
    comparePart({ ...encoding, name, base, head, places });
  }
}
function placeOf({ node }, type) {
  return node ?? nearest(type.node, "encoding");
}
function comparePart(part) {
  const { base, head } = part;
  compareStyle(part);
  if (base.reserved !== head.reserved) {
    report2(part, "changed", "allowReserved", {
      text: `may ${head.reserved ? "now" : "no longer"} hold reserved characters`,
      ...head.reserved === (part.flow === "request") ? { compatibility: "non_breaking" } : {}
    });
  }
  if (base.style === null && head.style === null) compareContentTypes(part);
  compareHeaders(part);
}
function compareStyle(part) {
  const { base, head } = part;
  if (base.style === head.style || !base.isStructured || !head.isStructured) return;
  if (base.style === null || head.style === null) {
    report2(part, "changed", "style", { text: "is written in another way" });
    return;
  }
  report2(part, "style-changed", "style", {
    text: `is now written as '${head.style}' instead of '${base.style}'`,
    before: base.style,
    after: head.style
  });
}
function compareContentTypes(part) {
  const { base, head } = part;
  if (base.contentTypes === null || head.contentTypes === null) {
    const [before, after] = [base, head].map(({ node }) => node?.value["contentType"] ?? null);
    if (before !== after)
      report2(part, "changed", "contentType", { text: "may have other media types" });
    return;
  }
  for (const type of uncovered(head.contentTypes, base.contentTypes)) {
    const text = `may now be ${quote(type)}`;
    report2(part, "content-type-added", `contentType ${type}`, { text, after: type });
  }
  for (const type of uncovered(base.contentTypes, head.contentTypes)) {
    const text = `may no longer be ${quote(type)}`;
    report2(part, "content-type-removed", `contentType ${type}`, { text, before: type });
  }
}
function uncovered(types, by) {
  return types.filter((type) => !by.some((range) => mediaTypeCovers(range, type)));
}
function compareHeaders(part) {
  const { base, head, comparison, flow, unit, name } = part;
  for (const key of [.../* @__PURE__ */ new Set([...base.headers.keys(), ...head.headers.keys()])].sort()) {
    const before = base.headers.get(key);
    const after = head.headers.get(key);
    const isNeeded = after !== void 0 && isRequiredHeader(comparison.head, after);
    const wasNeeded = before !== void 0 && isRequiredHeader(comparison.base, before);
    if (flow === "request" && isNeeded && !wasNeeded) {
      const what = "required-header-added";
      report2(part, what, `header ${key}`, { text: `needs header ${quote(key)}` });
    } else if (before === void 0) {
      report2(part, "header-added", `header ${key}`, { text: `may have header ${quote(key)}` });
    } else if (after === void 0 || flow === "response" && wasNeeded && !isNeeded) {
      report2(part, "header-removed", `header ${key}`, {
        text: `${after === void 0 ? "no longer has" : "may be without"} header ${quote(key)}`,
        ...flow === "response" && wasNeeded ? { compatibility: "definitely_breaking" } : {}
      });
    }
    if (before === void 0 || after === void 0) continue;
    const schemas = [schemaOf(comparison.base, before), schemaOf(comparison.head, after)];
    if (schemas[0] === null || schemas[1] === null) continue;
    const site = flow === "request" ? "request-parameter" : "response-header";
    const phrase = (outer) => `header ${quote(key)} of part ${quote(name)} of ${outer}`;
    const label = { part: { site, phrase }, isText: true };
    comparison.schemas(unit, label, flow, [schemas[0]], [schemas[1]]);
  }
}
function schemaOf({ contract }, header) {
  const node = contract.follow(header);
  return node === void 0 ? null : childOf(node, "schema");
}
function report2({ unit, flow, name, places }, what, detail, { text, ...values }) {
  const rule = what === "required-header-added" ? `request-body-encoding-${what}` : flow === "request" ? `request-body-encoding-${what}` : `response-encoding-${what}`;
  unit.report({
    rule,
    detail: `${name} ${detail}`,
    action: "change",
    base: places.base,
    head: places.head,
    near: null,
    message: (where) => `part ${quote(name)} of ${where.phrase} ${text}.`,
    ...values
  });
}

// src/drift/contract/compare/media-type.ts
function compareContent({ comparison, unit, flow }, site, { base, head }) {
  const removed = [];
  const covered = /* @__PURE__ */ new Set();
  for (const [name, before] of sorted2(base)) {
    const after = head.get(name) ?? bestCover([...head.values()], name) ?? (flow === "response" ? narrowed([...head.values()], name) : void 0);
    if (after === void 0) {
      removed.push(before);
      continue;
    }
    covered.add(after.name);
    compareDeclarations({ comparison, unit, flow }, site, before, after);
    const label = {
      part: { site, phrase: (outer) => outer },
      isText: before.name.startsWith("text/") && after.name.startsWith("text/")
    };
    compareItems2({ comparison, unit, flow }, label, before, after);
    if (before.form === void 0 && after.form === void 0) {
      if (isBytes(comparison.base, before) && isBytes(comparison.head, after)) continue;
      comparison.schemas(unit, label, flow, [valueNode(before)], [valueNode(after)]);
      continue;
    }
    const baseSchema = mediaTypeSchema(comparison.base, before);
    const headSchema = mediaTypeSchema(comparison.head, after);
    if (baseSchema === void 0 || headSchema === void 0) continue;
    comparison.schemaPair(unit, label, flow, baseSchema, headSchema);
  }
  const added = sorted2(head).map(([, type]) => type).filter(
    ({ name }) => !covered.has(name) && ![...base.keys()].some((range) => mediaTypeCovers(range, name))
  );
  return { removed, added };
}
var STRUCTURED2 = /json|xml|yaml|^text\/|^multipart\/|urlencoded|\*/;
function isBytes({ schemas }, type) {
  if (STRUCTURED2.test(type.name)) return false;
  const view = schemas.of([valueNode(type)])?.view();
  return view !== void 0 && (saysNothing(view) || isOnlyBytes(view));
}
function compareItems2({ comparison, unit, flow }, label, base, head) {
  const { part } = label;
  if (part === void 0 || (base.itemSchema ?? head.itemSchema) === null) return;
  const own = {
    part: { site: part.site, phrase: (outer) => `an item of ${part.phrase(outer)}` }
  };
  const [before, after] = [base, head].map(
    (type) => type.itemSchema ?? { ...type.node, value: true }
  );
  if (before !== void 0 && after !== void 0)
    comparison.schemas(unit, own, flow, [before], [after]);
}
function bestCover(types, name) {
  const covers = types.filter((range) => mediaTypeCovers(range.name, name));
  return covers.find((range) => covers.every((other) => mediaTypeCovers(other.name, range.name)));
}
function narrowed(types, range) {
  const [only2, second] = types.filter(({ name }) => mediaTypeCovers(range, name));
  return second === void 0 ? only2 : void 0;
}
function compareDeclarations({ comparison, unit, flow }, site, base, head) {
  if (site === "response-body" && flow === "response") compareNames2(unit, base, head);
  compareEncoding({ comparison, unit, flow }, base, head);
  const isBody = site === "request-body" || site === "response-body";
  if (!isBody || base.form !== void 0 || head.form !== void 0) return;
  const subject = flow === "request" ? "request-body-media-type" : "response-media-type";
  compareLifecycle({
    unit,
    base: lifecycleOf(base.node),
    head: lifecycleOf(head.node),
    date: comparison.date,
    ruleOf: (event) => lifecycleRuleId(subject, event),
    nameOf: (where) => `media type ${quote(head.name)} of ${where.phrase}`
  });
}
function plannedMediaType({ comparison, flow }, { node }) {
  const subject = flow === "request" ? "request-body-media-type" : "response-media-type";
  return plannedRemoval(comparison, lifecycleOf(node), subject, "definitely_breaking");
}
function compareNames2(unit, base, head) {
  if (base.name === head.name) return;
  const isWider = mediaTypeCovers(head.name, base.name);
  unit.report({
    rule: `response-media-type-name-${isWider ? "generalized" : "specialized"}`,
    detail: base.name,
    action: "change",
    base: base.node,
    head: head.node,
    near: null,
    message: (where) => `Media type ${quote(base.name)} of ${where.phrase} became ${quote(head.name)}.`,
    before: base.name,
    after: head.name
  });
}
function sorted2(content) {
  return [...content].sort(([a], [b]) => a < b ? -1 : 1);
}

// src/drift/contract/compare/parameter.ts
function compareParameters(operation) {
  const { comparison, pair } = operation;
  const base = readParameters(comparison.base, pair.base);
  const head = readParameters(comparison.head, pair.head);
  if (base === void 0 || head === void 0) return;
  const moves = findMoves(base, head);
  const arrived = new Set(moves.values());
  for (const key of [.../* @__PURE__ */ new Set([...base.keys(), ...head.keys()])].sort()) {
    const before = base.get(key);
    const after = head.get(key);
    const moved = before === void 0 ? void 0 : moves.get(before);
    if (before !== void 0 && moved !== void 0) reportMoved(operation, key, before, moved);
    else if (after !== void 0 && arrived.has(after)) continue;
    else if (before !== void 0 && after !== void 0)
      compareParameter(operation, before.parameter, after.parameter);
    else if (before !== void 0) reportRemoved2(operation, key, before);
    else if (after !== void 0) reportAdded2(operation, key, after);
  }
}
function findMoves(base, head) {
  const moves = /* @__PURE__ */ new Map();
  const gone = byName([...base].filter(([key]) => !head.has(key)));
  if (gone.size === 0) return moves;
  const added = byName([...head].filter(([key]) => !base.has(key)));
  for (const [name, [before, another]] of gone) {
    const [after, second] = added.get(name) ?? [];
    if (before !== void 0 && after !== void 0 && (another ?? second) === void 0)
      moves.set(before, after);
  }
  return moves;
}
function byName(uses) {
  const found = /* @__PURE__ */ new Map();
  for (const [, use] of uses) {
    const name = use.parameter.name.toLowerCase();
    const known = found.get(name);
    if (known === void 0) found.set(name, [use]);
    else known.push(use);
  }
  return found;
}
function reportMoved({ unit }, key, before, after) {
  unit.report({
    rule: "request-parameter-moved",
    detail: key,
    action: "change",
    base: nearest(before.parameter.node, "in"),
    head: nearest(after.parameter.node, "in"),
    near: null,
    message: () => `${nameOf2(before.parameter)} moved to the ${after.parameter.in}.`,
    before: before.parameter.in,
    after: after.parameter.in
  });
}
function nameOf2({ in: place, name }) {
  return `${place} parameter ${quote(name)}`;
}
function compareParameter(operation, base, head) {
  const { comparison, unit, request: flow } = operation;
  const site = flow === "request" ? "request-parameter" : "response-header";
  const label = { part: { site, phrase: (outer) => within(nameOf2(head), outer) } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.required !== head.required && head.in !== "path")
      reportRequired2(own, flow, base, head);
    if (flow === "request") {
      compareStyle2(comparison, own, base, head);
      compareFlags(own, base, head);
      compareLifecycle({
        unit: own,
        base: lifecycleOf(base.node),
        head: lifecycleOf(head.node),
        date: comparison.date,
        ruleOf: (event) => ({ event }),
        nameOf: describe
      });
    }
    if (base.content === void 0 || head.content === void 0) return;
    if (base.content === null && head.content === null) {
      const isAlwaysSent = base.required && head.required;
      const inside = isAlwaysSent ? { isText: true, isAlwaysSent } : { isText: true };
      comparison.schemas(own, inside, flow, [schemaOf2(base)], [schemaOf2(head)]);
    } else if (base.content !== null && head.content !== null) {
      const content = { base: base.content, head: head.content };
      compareContent({ comparison, unit: own, flow }, site, content);
    }
  });
}
function compareFlags(unit, base, head) {
  const flags = [
    [base.emptyValue, head.emptyValue, "empty-value", "allowEmptyValue", "be sent without a value"],
    [base.reserved, head.reserved, "reserved", "allowReserved", "hold reserved characters"]
  ];
  for (const [before, after, flag, keyword, what] of flags) {
    if (before === after) continue;
    unit.report({
      rule: `request-parameter-${flag}-${after ? "allowed" : "forbidden"}`,
      action: "change",
      base: nearest(base.node, keyword),
      head: nearest(head.node, keyword),
      near: null,
      message: () => `${nameOf2(head)} may ${after ? "now" : "no longer"} ${what}.`,
      before,
      after
    });
  }
}
function schemaOf2({ schema, node }) {
  return schema ?? { ...node, value: true };
}
function reportRequired2(unit, flow, base, head) {
  const change = head.required ? "became-required" : "became-optional";
  unit.report({
    rule: flow === "request" ? `request-parameter-${change}` : `webhook-parameter-${change}`,
    action: "change",
    base: nearest(base.node, "required"),
    head: nearest(head.node, "required"),
    near: null,
    message: ({ phrase }) => `${phrase} became ${head.required ? "required" : "optional"}.`,
    before: base.required,
    after: head.required
  });
}
function compareStyle2(comparison, unit, base, head) {
  if (base.style === head.style) return;
  const before = comparison.base.schemas.of([schemaOf2(base)])?.view().types ?? 0;
  const after = comparison.head.schemas.of([schemaOf2(head)])?.view().types ?? 0;
  const hasContent = base.content !== null || head.content !== null;
  if (!hasContent && (before & after & typesThatShow(base.style, head.style)) === 0) return;
  unit.report({
    rule: "request-parameter-style-changed",
    action: "change",
    base: base.styleNode,
    head: head.styleNode,
    near: null,
    message: () => `${nameOf2(head)} is now written as '${head.style}' instead of '${base.style}'.`,
    before: base.style,
    after: head.style
  });
}
function typesThatShow(before, after) {
  const [old, now] = [before, after].map((style) => style.replace(", exploded", ""));
  if (old === now) return old === "simple" ? OBJECT : STRUCTURED;
  const hasPrefix = [old, now].some((style) => style === "label" || style === "matrix");
  return hasPrefix ? ANY : STRUCTURED;
}
function reportAdded2({ unit, request: flow }, key, { use, parameter }) {
  const isPath = parameter.in === "path";
  const rule = flow === "response" ? "webhook-parameter-added" : isPath ? "new-request-path-parameter" : parameter.required ? "new-required-request-parameter" : "new-optional-request-parameter";
  unit.report({
    rule,
    detail: key,
    action: "add",
    base: null,
    head: use,
    near: null,
    message: ({ phrase }) => `${parameter.required && !isPath ? "required " : ""}${within(nameOf2(parameter), phrase)} was ${isPath ? "declared" : "added"}.`,
    after: parameter.node.value
  });
}
function reportRemoved2(operation, key, { use, parameter }) {
  const { comparison, unit, pair } = operation;
  if (parameter.in === "path") return;
  const isSent = operation.request === "request";
  const removal = removalOf(comparison.base, parameter, comparison.date);
  unit.report({
    rule: isSent ? REMOVED[removal] : parameter.required ? "webhook-required-parameter-removed" : "webhook-optional-parameter-removed",
    topic: "parameter-removed",
    detail: key,
    action: "remove",
    base: use,
    head: null,
    near: nearest(pair.head.node, "parameters"),
    message: ({ phrase }) => {
      const when = isSent && removal === "before-sunset" ? " before its sunset date" : "";
      return `${within(nameOf2(parameter), phrase)} was removed${when}.`;
    },
    before: parameter.node.value
  });
}
var REMOVED = {
  "without-deprecation": "request-parameter-removed",
  "before-sunset": "request-parameter-removed-before-sunset",
  "with-deprecation": "request-parameter-removed-with-deprecation"
};

// src/drift/contract/compare/request-body.ts
function compareRequestBodies(operation) {
  const { comparison, unit, pair } = operation;
  const base = requestBodyOf(comparison.base, pair.base);
  const head = requestBodyOf(comparison.head, pair.head);
  if (base === void 0 || head === void 0 || base === null && head === null) return;
  const isSent = operation.request === "request";
  if (base === null && head !== null) {
    unit.report({
      rule: !isSent ? "webhook-body-added" : head.required ? "request-body-added-required" : "request-body-added-optional",
      action: "add",
      base: null,
      head: nearest(pair.head.node, "requestBody"),
      near: null,
      message: ({ phrase }) => `${within(
        `${head.required ? "a required" : "an optional"} ${isSent ? "request body" : "body"}`,
        phrase
      )} was added.`
    });
  } else if (base !== null && head === null) {
    unit.report({
      rule: isSent ? "request-body-removed" : "webhook-body-removed",
      action: "remove",
      base: nearest(pair.base.node, "requestBody"),
      head: null,
      near: pair.head.node,
      message: ({ phrase }) => `${within(nameOf3(operation.request), phrase)} was removed.`
    });
  } else if (base !== null && head !== null) compareBody(operation, base, head);
}
function compareBody(operation, base, head) {
  const { comparison, unit, request: flow } = operation;
  const site = flow === "request" ? "request-body" : "response-body";
  const isSent = flow === "request";
  const label = { part: { site, phrase: (outer) => within(nameOf3(flow), outer) } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.required !== head.required) reportRequired3(own, flow, base, head);
    if (base.content === void 0 || head.content === void 0) return;
    const content = { base: base.content, head: head.content };
    const { removed, added } = compareContent({ comparison, unit: own, flow }, site, content);
    for (const type of removed) {
      const planned = isSent ? plannedMediaType({ comparison, unit: own, flow }, type) : null;
      const removal = isSent ? "request-body-media-type-removed" : "webhook-body-media-type-removed";
      own.report({
        rule: planned?.rule ?? removal,
        topic: "media-type-removed",
        detail: type.name,
        action: "remove",
        base: type.node,
        head: null,
        near: nearest(head.node, "content"),
        message: (where) => `Media type ${quote(type.name)} was removed from ${where.phrase}${planned?.when ?? ""}.`,
        ...planned === null ? {} : { compatibility: planned.compatibility }
      });
    }
    for (const type of added) {
      own.report({
        rule: isSent ? "request-body-media-type-added" : "webhook-body-media-type-added",
        detail: type.name,
        action: "add",
        base: null,
        head: type.node,
        near: null,
        message: (where) => `Media type ${quote(type.name)} was added to ${where.phrase}.`
      });
    }
  });
}
function nameOf3(flow) {
  return flow === "request" ? "the request body" : "the body";
}
function reportRequired3(unit, flow, base, head) {
  const change = head.required ? "became-required" : "became-optional";
  unit.report({
    rule: flow === "request" ? `request-body-${change}` : `webhook-body-${change}`,
    action: "change",
    base: nearest(base.node, "required"),
    head: nearest(head.node, "required"),
    near: null,
    message: ({ phrase }) => `${phrase} became ${head.required ? "required" : "optional"}.`,
    before: base.required,
    after: head.required
  });
}

// src/drift/contract/compare/header.ts
function compareHeaders2(content, base, head, response) {
  for (const key of [.../* @__PURE__ */ new Set([...base.keys(), ...head.keys()])].sort()) {
    const before = base.get(key);
    const after = head.get(key);
    if (before !== void 0 && after !== void 0) compareHeader(content, key, before, after);
    else if (after !== void 0) reportAdded3(content, key, after);
    else if (before !== void 0) reportRemoved3(content, key, before, response);
  }
}
function reportAdded3({ unit, flow }, key, after) {
  const added = after.required ? "webhook-response-required-header-added" : "webhook-response-header-added";
  unit.report({
    rule: flow === "response" ? "response-header-added" : added,
    topic: "header-added",
    detail: key,
    action: "add",
    base: null,
    head: after.node,
    near: null,
    message: (where) => `header ${quote(after.name)} was added to ${where.phrase}.`
  });
}
function reportRemoved3({ comparison, unit, flow }, key, before, response) {
  const removed = before.required ? "required-response-header-removed" : "optional-response-header-removed";
  const lifecycle = headerLifecycle(comparison.base, before);
  const { compatibility } = contractRule(removed);
  const planned = flow === "response" ? plannedRemoval(comparison, lifecycle, "response-header", compatibility) : null;
  unit.report({
    rule: planned?.rule ?? (flow === "response" ? removed : "webhook-response-header-removed"),
    topic: "header-removed",
    detail: key,
    action: "remove",
    base: before.node,
    head: null,
    near: nearest(response, "headers"),
    message: (where) => `header ${quote(before.name)} was removed from ${where.phrase}${planned?.when ?? ""}.`,
    ...planned === null ? {} : { compatibility: planned.compatibility }
  });
}
function headerLifecycle({ contract }, { node, schema }) {
  const own = lifecycleOf(node);
  return own.deprecated !== null || schema === null || schema.value === node.value ? own : schemaLifecycle(contract, node, [node, schema]);
}
function compareHeader(content, key, before, after) {
  const { comparison, unit, flow } = content;
  const nameIn = (outer) => within(`header ${quote(after.name)}`, outer);
  const site = flow === "response" ? "response-header" : "request-parameter";
  const label = { part: { site, phrase: nameIn }, isText: true };
  if (before.required !== after.required) {
    const prefix = flow === "response" ? "response" : "webhook-response";
    unit.report({
      rule: `${prefix}-header-became-${after.required ? "required" : "optional"}`,
      detail: key,
      action: "change",
      base: nearest(before.node, "required"),
      head: nearest(after.node, "required"),
      near: null,
      message: (where) => `${nameIn(where.phrase)} became ${after.required ? "required" : "optional"}.`,
      before: before.required,
      after: after.required
    });
  }
  if (flow === "response") {
    compareLifecycle({
      unit,
      base: lifecycleOf(before.node),
      head: lifecycleOf(after.node),
      date: comparison.date,
      ruleOf: (event) => lifecycleRuleId("response-header", event),
      nameOf: (where) => nameIn(where.phrase)
    });
  }
  compareStyle3(content, key, before, after);
  if (before.content !== null || after.content !== null) return;
  if (before.schema !== null && after.schema !== null) {
    comparison.schemas(unit, label, flow, [before.schema], [after.schema]);
  }
}
function compareStyle3({ comparison, unit, flow }, key, before, after) {
  const nameIn = (outer) => within(`header ${quote(after.name)}`, outer);
  if (before.content !== null && after.content !== null) {
    const label = {
      part: { site: flow === "response" ? "response-header" : "request-parameter", phrase: nameIn }
    };
    for (const [name, base] of before.content) {
      const head = after.content.get(name);
      if (head !== void 0)
        comparison.schemas(unit, label, flow, [valueNode(base)], [valueNode(head)]);
    }
  }
  if (before.style === after.style || flow !== "response") return;
  const isPlain3 = before.content === null && after.content === null;
  const shown = isExplodedOnly(before, after) ? OBJECT : STRUCTURED;
  if (isPlain3 && (typesOf2(comparison.base, before) & shown) === 0) return;
  if (isPlain3 && (typesOf2(comparison.head, after) & shown) === 0) return;
  unit.report({
    rule: "response-header-style-changed",
    detail: key,
    action: "change",
    base: before.node,
    head: after.node,
    near: null,
    message: (where) => `${nameIn(where.phrase)} is now written as '${after.style}' instead of '${before.style}'.`,
    before: before.style,
    after: after.style
  });
}
function isExplodedOnly(before, after) {
  return [before, after].every(({ style }) => style === "simple" || style === "exploded");
}
function typesOf2(model, { schema }) {
  return schema === null ? 0 : model.schemas.of([schema])?.view().types ?? 0;
}

// src/drift/contract/compare/link.ts
function compareLinks({ base, head }, unit, before, after) {
  const old = objectField(base.contract, before, "links");
  const own = objectField(head.contract, after, "links");
  if (old === void 0 || own === void 0 || old === null && own === null) return;
  const names2 = [old, own].flatMap((links) => links === null ? [] : childrenOf(links));
  for (const name of [...new Set(names2.map(({ key }) => String(key)))].sort()) {
    const baseLink = old === null ? null : childOf(old, name);
    const headLink = own === null ? null : childOf(own, name);
    if (baseLink !== null && headLink !== null) {
      const baseTarget = base.contract.follow(baseLink);
      const headTarget = head.contract.follow(headLink);
      if (baseTarget === void 0 || headTarget === void 0) continue;
      compareLink(unit, name, baseTarget, headTarget);
    } else if (headLink !== null)
      reportLink(unit, "added", name, { base: null, head: headLink, near: null });
    else if (baseLink !== null) {
      const near = nearest(after, "links");
      reportLink(unit, "removed", name, { base: baseLink, head: null, near });
    }
  }
}
function compareLink(unit, name, base, head) {
  if (sameValue(meaningOf(base.value), meaningOf(head.value))) return;
  reportLink(unit, "changed", name, { base, head, near: null });
}
function meaningOf(link) {
  if (!isObject(link)) return link;
  const keys = ["operationId", "operationRef", "parameters", "requestBody", "server"];
  return keys.map((key) => (Object.hasOwn(link, key) ? link[key] : void 0) ?? null);
}
function reportLink(unit, what, name, places) {
  const text = { added: "was added to", removed: "was removed from", changed: "changed in" }[what];
  unit.report({
    ...places,
    rule: `response-link-${what}`,
    detail: name,
    action: what === "added" ? "add" : what === "removed" ? "remove" : "change",
    message: (where) => `Link ${quote(name)} ${text} ${where.phrase}.`,
    ...places.base === null ? {} : { before: places.base.value },
    ...places.head === null ? {} : { after: places.head.value }
  });
}

// src/drift/contract/compare/response.ts
function compareResponses(operation) {
  const { comparison, pair } = operation;
  const base = responsesOf(comparison.base, pair.base);
  const head = responsesOf(comparison.head, pair.head);
  if (base === void 0 || head === void 0) return;
  const used = /* @__PURE__ */ new Set();
  for (const status of [...base.keys()].sort()) {
    const before = base.get(status);
    if (before === void 0) continue;
    const cover = coverOf(head, status);
    if (cover !== void 0) used.add(cover);
    if (cover !== void 0) {
      const after = head.get(cover);
      if (after !== void 0)
        compareResponse(operation, `the ${status} response`, before.response, after.response);
    } else if (!compareNarrowed(operation, head, status, before))
      reportRemoved4(operation, status, before);
  }
  for (const status of [...head.keys()].sort()) {
    const after = head.get(status);
    if (after === void 0 || base.has(status) || used.has(status)) continue;
    const cover = coverOf(base, status);
    const before = cover === void 0 ? void 0 : base.get(cover);
    if (cover === void 0) reportAdded4(operation, status, after);
    else if (before !== void 0)
      compareResponse(operation, `the ${status} response`, before.response, after.response);
  }
}
function compareNarrowed({ unit }, head, range, before) {
  if (!range.endsWith("XX")) return false;
  const [first] = [...head].filter(([status2]) => status2.startsWith(range.slice(0, 1))).sort(([a], [b]) => a < b ? -1 : 1);
  const [status, after] = first ?? [];
  if (status === void 0 || after === void 0) return false;
  unit.report({
    rule: "response-status-range-narrowed",
    detail: range,
    action: "change",
    base: before.use,
    head: after.use,
    near: null,
    message: () => `Status range ${quote(range)} became single statuses, such as ${quote(status)}.`
  });
  return true;
}
function reportRemoved4({ unit, pair, response: flow }, status, before) {
  const removed = isSuccess(status) ? "response-success-status-removed" : "response-non-success-status-removed";
  unit.report({
    rule: flow === "response" ? removed : "webhook-response-status-removed",
    detail: status,
    action: "remove",
    base: before.use,
    head: null,
    near: nearest(pair.head.node, "responses"),
    message: ({ phrase }) => `Status ${quote(status)} was removed from ${within("the responses", phrase)}.`
  });
}
function reportAdded4({ unit, response: flow }, status, after) {
  const added = isSuccess(status) ? "response-success-status-added" : "response-non-success-status-added";
  unit.report({
    rule: flow === "response" ? added : "webhook-response-status-added",
    detail: status,
    action: "add",
    base: null,
    head: after.use,
    near: null,
    message: ({ phrase }) => `Status ${quote(status)} was added to ${within("the responses", phrase)}.`
  });
}
function coverOf(responses, status) {
  const range = `${status.slice(0, 1)}XX`;
  const own = [status, range].find((key) => responses.has(key));
  if (own !== void 0 || !responses.has("default")) return own;
  const namesSuccess = [...responses.keys()].some(isSuccess);
  return isSuccess(status) && namesSuccess ? void 0 : "default";
}
function isSuccess(status) {
  return /^[123]/.test(status);
}
function compareResponse(operation, part, base, head) {
  const { comparison, unit, response: flow } = operation;
  const site = flow === "response" ? "response-body" : "request-body";
  const label = { part: { site, phrase: (outer) => within(part, outer) } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.headers !== void 0 && head.headers !== void 0) {
      compareHeaders2({ comparison, unit: own, flow }, base.headers, head.headers, head.node);
    }
    if (flow === "response") compareLinks(comparison, own, base.node, head.node);
    if (base.content === void 0 || head.content === void 0) return;
    const content = { base: base.content, head: head.content };
    const { removed, added } = compareContent({ comparison, unit: own, flow }, site, content);
    const prefix = flow === "response" ? "response" : "webhook-response";
    for (const type of removed) {
      const planned = flow === "response" ? plannedMediaType({ comparison, unit: own, flow }, type) : null;
      own.report({
        rule: planned?.rule ?? `${prefix}-media-type-removed`,
        topic: "media-type-removed",
        detail: type.name,
        action: "remove",
        base: type.node,
        head: null,
        near: nearest(head.node, "content"),
        message: (where) => `Media type ${quote(type.name)} was removed from ${where.phrase}${planned?.when ?? ""}.`,
        ...planned === null ? {} : { compatibility: planned.compatibility }
      });
    }
    for (const type of added) {
      own.report({
        rule: `${prefix}-media-type-added`,
        detail: type.name,
        action: "add",
        base: null,
        head: type.node,
        near: null,
        message: (where) => `Media type ${quote(type.name)} was added to ${where.phrase}.`
      });
    }
  });
}

// src/drift/contract/model/security.ts
var MAX_ALTERNATIVES = 200;
function isOpen(security) {
  return security.alternatives.length === 0 || security.alternatives.some((alternative) => alternative.schemes.size === 0);
}
function securityOf(contract, operation) {
  const own = childOf(operation.node, "security");
  const node = own ?? childOf(contract.root, "security");
  if (node === null) return { node: operation.node, inherited: true, alternatives: [] };
  if (!isList(node.value)) {
    contract.reportInvalid(node, "a list of security requirements");
    return void 0;
  }
  if (node.value.length > MAX_ALTERNATIVES) {
    contract.report(
      node,
      "limit-reached",
      `There are more than ${MAX_ALTERNATIVES} alternatives of security requirements, which were not compared. Name fewer of them.`
    );
    return void 0;
  }
  const alternatives = [];
  for (const entry of childrenOf(node)) {
    const requirement = asObject(contract, entry, "an object of scopes by scheme");
    if (requirement === void 0) return void 0;
    const schemes = childrenOf(requirement).map((scheme) => {
      const scopes = isList(scheme.value) ? scheme.value.filter((scope) => typeof scope === "string") : [];
      const name = String(scheme.key);
      const definition2 = schemeOf(contract, name);
      return [schemeIdentity(definition2, name), { name, scopes, scheme: definition2 }];
    });
    alternatives.push({ node: entry, schemes: new Map(schemes) });
  }
  return { node, inherited: own === null, alternatives };
}
function schemesOf(contract) {
  const holder = schemesField(contract);
  const found = /* @__PURE__ */ new Map();
  for (const { key } of holder ? childrenOf(holder) : []) {
    const scheme = schemeOf(contract, String(key));
    if (scheme !== void 0) found.set(String(key), scheme);
  }
  return found;
}
function schemesField(contract) {
  const isSwagger = contract.dialect.family === "swagger";
  const holder = isSwagger ? contract.root : objectField(contract, contract.root, "components");
  if (!holder) return holder === null ? null : void 0;
  return objectField(contract, holder, isSwagger ? "securityDefinitions" : "securitySchemes");
}
function schemeOf(contract, name) {
  const schemes = schemesField(contract);
  const use = schemes ? childOf(schemes, name) : null;
  const scheme = use === null ? void 0 : contract.follow(use);
  return scheme !== void 0 && isObjectNode(scheme) ? scheme : void 0;
}
function schemeIdentity(scheme, name) {
  if (scheme === void 0) return `name ${name}`;
  const { type, scheme: http, in: place, name: key } = scheme.value;
  if (type === "basic") return canonical({ type: "http", scheme: "basic" });
  const shown = place === "header" && typeof key === "string" ? key.toLowerCase() : key;
  return canonical({
    type: type ?? null,
    ...type === "http" && typeof http === "string" ? { scheme: http.toLowerCase() } : {},
    ...type === "apiKey" ? { in: place ?? null, name: shown ?? null } : {}
  });
}
var SWAGGER_FLOWS = /* @__PURE__ */ new Map([
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"]
]);
function flowsOf(contract, scheme) {
  const found = /* @__PURE__ */ new Map();
  if (textField(scheme, "type") !== "oauth2") return found;
  const only2 = textField(scheme, "flow");
  if (only2 !== null) {
    found.set(SWAGGER_FLOWS.get(only2) ?? only2, readFlow(contract, scheme));
    return found;
  }
  const flows = objectField(contract, scheme, "flows");
  for (const flow of flows ? childrenOf(flows) : []) {
    const node = asObject(contract, flow, "an object that describes a flow");
    if (node !== void 0 && !String(flow.key).startsWith("x-"))
      found.set(String(flow.key), readFlow(contract, node));
  }
  return found;
}
function readFlow(contract, node) {
  const scopes = objectField(contract, node, "scopes");
  return {
    node,
    authorizationUrl: textField(node, "authorizationUrl"),
    tokenUrl: textField(node, "tokenUrl"),
    refreshUrl: textField(node, "refreshUrl"),
    scopes: new Map((scopes ? childrenOf(scopes) : []).map((scope) => [String(scope.key), scope]))
  };
}

// src/drift/contract/compare/security-scheme.ts
function enterScheme(comparison, parent, pair, isUsed) {
  if (sameValue(pair.base.value, pair.head.value)) return;
  const places = { base: pair.base.value, head: pair.head.value };
  comparison.enter(parent, {}, "request", places, (unit) => {
    const scheme = { ...pair, unit, isUsed };
    compareKind(scheme);
    compareTexts(scheme);
    compareFlows(scheme, comparison.base.contract, comparison.head.contract);
  });
}
function compareSchemeList(comparison, isPromised) {
  const base = schemesOf(comparison.base.contract);
  const head = schemesOf(comparison.head.contract);
  if (base.size === 0 && head.size === 0) return;
  const unit = new Unit("none");
  comparison.units.push(unit);
  const usedBefore = usedNames(comparison.base);
  const usedAfter = usedNames(comparison.head);
  const gone = [...base].filter(([name]) => !head.has(name) && !usedBefore.has(name));
  const added = [...head].filter(([name]) => !base.has(name) && !usedAfter.has(name));
  for (const [name, scheme] of head) {
    const before = base.get(name);
    if (before !== void 0)
      enterScheme(comparison, unit, { base: before, head: scheme, name }, isPromised);
  }
  const kinds = (schemes) => new Set(schemes.map(([name, scheme]) => schemeIdentity(scheme, name)));
  const [goneKinds, addedKinds] = [kinds(gone), kinds(added)];
  for (const [name, scheme] of added) {
    if (goneKinds.has(schemeIdentity(scheme, name))) continue;
    unit.report({
      rule: "api-security-component-added",
      detail: name,
      action: "add",
      base: null,
      head: scheme,
      near: null,
      message: () => `Security scheme ${quote(name)} was defined.`
    });
  }
  const near = schemesField(comparison.head.contract);
  for (const [name, scheme] of gone) {
    if (addedKinds.has(schemeIdentity(scheme, name))) continue;
    unit.report({
      rule: "api-security-component-removed",
      detail: name,
      action: "remove",
      base: scheme,
      head: null,
      near: near ?? nearest(comparison.head.contract.root, "components"),
      message: () => `The definition of security scheme ${quote(name)} was removed.`
    });
  }
}
function usedNames({ contract, operations }) {
  const used = /* @__PURE__ */ new Set();
  for (const holder of [contract.root, ...operations.map(({ node }) => node)]) {
    const security = childOf(holder, "security");
    for (const alternative of security === null ? [] : childrenOf(security))
      for (const { key } of childrenOf(alternative)) used.add(String(key));
  }
  return used;
}
function compareKind(scheme) {
  const { base, head, name } = scheme;
  if (schemeIdentity(base, name) === schemeIdentity(head, name)) return;
  const keyword = ["type", "in", "name", "scheme"].find(
    (key) => !sameValue(base.value[key] ?? null, head.value[key] ?? null)
  );
  const text = `now asks for ${kindOf(head)} instead of ${kindOf(base)}`;
  report3(scheme, "api-security-component-type-changed", keyword ?? "type", text);
}
function kindOf(scheme) {
  const words = ["type", "scheme", "in", "name"].flatMap((key) => textField(scheme, key) ?? []);
  return quote(words.join(" "));
}
var TEXTS = [
  ["bearerFormat", "api-security-component-bearer-format-changed", "has another bearer format"],
  [
    "openIdConnectUrl",
    "api-security-component-openid-url-changed",
    "has another discovery address"
  ]
];
function compareTexts(scheme) {
  for (const [key, rule, text] of TEXTS) {
    if (textField(scheme.base, key) !== textField(scheme.head, key))
      report3(scheme, rule, key, text);
  }
}
function compareFlows(scheme, base, head) {
  const before = flowsOf(base, scheme.base);
  const after = flowsOf(head, scheme.head);
  if (schemeIdentity(scheme.base, "") !== schemeIdentity(scheme.head, "")) return;
  for (const flow of [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort()) {
    const old = before.get(flow);
    const own = after.get(flow);
    if (old !== void 0 && own !== void 0) compareFlow(scheme, flow, old, own);
    else if (own !== void 0)
      reportPart(scheme, "api-security-component-oauth-flow-added", flow, null, own.node);
    else if (old !== void 0)
      reportPart(scheme, "api-security-component-oauth-flow-removed", flow, old.node, null);
  }
}
var URLS = [
  ["authorizationUrl", "api-security-component-oauth-url-changed"],
  ["tokenUrl", "api-security-component-oauth-token-url-changed"],
  ["refreshUrl", "api-security-component-oauth-token-url-changed"]
];
function compareFlow(scheme, flow, base, head) {
  for (const [key, rule] of URLS) {
    if (base[key] === head[key]) continue;
    const flowCase = { ...scheme, base: base.node, head: head.node };
    report3(flowCase, rule, key, `has another ${key} in flow ${quote(flow)}`);
  }
  for (const scope of [.../* @__PURE__ */ new Set([...base.scopes.keys(), ...head.scopes.keys()])].sort()) {
    const before = base.scopes.get(scope) ?? null;
    const after = head.scopes.get(scope) ?? null;
    if (before === null)
      reportPart(scheme, "api-security-component-oauth-scope-added", scope, null, after);
    else if (after === null)
      reportPart(scheme, "api-security-component-oauth-scope-removed", scope, before, null);
  }
}
function report3({ unit, base, head, name, isUsed }, rule, key, text) {
  unit.report({
    rule,
    detail: key,
    action: "change",
    base: nearest(base, key),
    head: nearest(head, key),
    near: null,
    message: () => `Security scheme ${quote(name)} ${text}.`,
    ...textField(base, key) === null ? {} : { before: textField(base, key) },
    ...textField(head, key) === null ? {} : { after: textField(head, key) },
    ...isUsed ? {} : { compatibility: "non_breaking" }
  });
}
function reportPart({ unit, head: scheme, name, isUsed }, rule, part, base, head) {
  const kind = rule.includes("-flow-") ? "Flow" : "Scope";
  unit.report({
    rule,
    detail: part,
    action: head === null ? "remove" : "add",
    base,
    head,
    near: head === null ? scheme : null,
    message: () => `${kind} ${quote(part)} was ${head === null ? "removed from" : "added to"} security scheme ${quote(name)}.`,
    ...isUsed ? {} : { compatibility: "non_breaking" }
  });
}

// src/drift/contract/compare/security.ts
function compareSecurity({ comparison, unit, pair }) {
  const base = securityOf(comparison.base.contract, pair.base);
  const head = securityOf(comparison.head.contract, pair.head);
  if (base === void 0 || head === void 0) return;
  if (isOpen(base) || isOpen(head)) {
    compareOpen(unit, base, head);
    return;
  }
  const free = new Set(head.alternatives);
  for (const before of base.alternatives) {
    const same2 = head.alternatives.filter((after) => sameSchemes(before, after));
    const renamed = [...free].find(
      (after) => sameNames2(before, after) && !base.alternatives.some((other) => sameSchemes(other, after))
    );
    const exact = same2.find((after) => asksNoMore(before, after));
    const match = exact ?? same2[0] ?? renamed;
    if (match !== void 0) {
      free.delete(match);
      compareSchemes(comparison, unit, before, match);
      compareScopes(unit, before, match);
      continue;
    }
    const weaker = head.alternatives.find((after) => asksNoMore(before, after));
    if (weaker !== void 0) continue;
    reportAlternative(unit, "removed", before, head);
  }
  for (const after of free) {
    if (base.alternatives.some((before) => sameSchemes(before, after))) continue;
    reportAlternative(unit, "added", after, base);
  }
}
function compareSchemes(comparison, unit, before, after) {
  for (const [identity, use] of before.schemes) {
    const own = after.schemes.get(identity) ?? byName2(after, use.name);
    if (use.scheme === void 0 || own?.scheme === void 0) continue;
    const pair = { base: use.scheme, head: own.scheme, name: own.name };
    enterScheme(comparison, unit, pair, true);
  }
}
function byName2({ schemes }, name) {
  return [...schemes.values()].find((scheme) => scheme.name === name);
}
function sameNames2(left, right) {
  const names2 = ({ schemes }) => JSON.stringify([...schemes.values()].map(({ name }) => name).sort());
  return names2(left) === names2(right);
}
function compareOpen(unit, base, head) {
  if (isOpen(base) === isOpen(head)) return;
  const closes = isOpen(base);
  const names2 = (closes ? head : base).alternatives.map(nameOf4).join(" or ");
  unit.report({
    rule: closes ? "api-security-added" : "api-security-removed",
    action: closes ? "add" : "remove",
    base: closes && base.alternatives.length === 0 ? null : base.node,
    head: closes ? head.node : null,
    near: head.node,
    message: () => closes ? `Callers must now authenticate (${names2}).` : `Callers no longer have to authenticate (${names2}).`
  });
}
function nameOf4(alternative) {
  return [...alternative.schemes.values()].map((scheme) => scheme.name).join(" together with ") || "nothing";
}
function sameSchemes(left, right) {
  return left.schemes.size === right.schemes.size && [...left.schemes.keys()].every((scheme) => right.schemes.has(scheme));
}
function asksNoMore(before, after) {
  return [...after.schemes].every(([scheme, { scopes }]) => {
    const own = before.schemes.get(scheme);
    return own !== void 0 && scopes.every((scope) => own.scopes.includes(scope));
  });
}
function compareScopes(unit, before, after) {
  for (const [scheme, { name, scopes }] of after.schemes) {
    const own = before.schemes.get(scheme) ?? byName2(before, name);
    const old = own?.scopes ?? [];
    for (const scope of [...scopes].sort()) {
      if (old.includes(scope)) continue;
      unit.report({
        rule: "api-security-scope-added",
        detail: `${scheme} ${scope}`,
        action: "add",
        base: null,
        head: after.node,
        near: null,
        message: () => `Scope '${scope}' of '${name}' is now asked for.`
      });
    }
    for (const scope of [...old].sort()) {
      if (scopes.includes(scope)) continue;
      unit.report({
        rule: "api-security-scope-removed",
        detail: `${scheme} ${scope}`,
        action: "remove",
        base: before.node,
        head: null,
        near: after.node,
        message: () => `Scope '${scope}' of '${name}' is no longer asked for.`
      });
    }
  }
}
function reportAlternative(unit, what, alternative, other) {
  unit.report({
    rule: `api-security-alternative-${what}`,
    detail: [...alternative.schemes.keys()].sort().join(" "),
    action: what === "added" ? "add" : "remove",
    base: what === "removed" ? alternative.node : null,
    head: what === "added" ? alternative.node : null,
    near: what === "removed" ? other.node : null,
    message: () => what === "added" ? `Callers can now also authenticate with ${nameOf4(alternative)}.` : `Callers can no longer authenticate with ${nameOf4(alternative)}.`
  });
}

// src/drift/contract/compare/server-variable.ts
function compareServerVariables(place, base, head, lost) {
  const known = /* @__PURE__ */ new Set();
  const nodes = new Set(head.map(({ node }) => node));
  for (const before of new Set(base.map(({ node }) => node))) {
    const url = urlOf(before);
    if (url === null || known.has(before.value)) continue;
    const after = [...nodes].find((node) => urlOf(node) === url && !known.has(node.value));
    if (after === void 0) continue;
    known.add(before.value).add(after.value);
    if (sameValue(before.value, after.value)) continue;
    const gone = lost.filter(({ node }) => node.value === before.value);
    const isPathLost = gone.some(
      ({ prefix }) => !place.pair.head.addresses.includes(prefix + place.pair.base.template)
    );
    compareVariables(place, before, after, { isLost: gone.length > 0, isPathLost });
  }
  return known;
}
function urlOf(server) {
  const url = childOf(server, "url")?.value;
  return typeof url === "string" && url.includes("{") ? url : null;
}
function compareVariables(place, before, after, loss) {
  const [base, head] = [variablesOf(before), variablesOf(after)];
  for (const name of [.../* @__PURE__ */ new Set([...base.keys(), ...head.keys()])].sort()) {
    const old = base.get(name);
    const own = head.get(name);
    if (old !== void 0 && own !== void 0) {
      compareVariable({ ...place, ...loss, name, base: old, head: own });
      continue;
    }
    place.unit.report({
      rule: own === void 0 ? "api-server-variable-removed" : "api-server-variable-added",
      detail: name,
      action: own === void 0 ? "remove" : "add",
      base: old?.node ?? null,
      head: own?.node ?? null,
      near: own === void 0 ? nearest(after, "variables") : null,
      message: () => `Variable ${quote(name)} of the server is ${own === void 0 ? "no longer" : "now"} declared.`
    });
  }
}
function compareVariable(variable) {
  const { base, head, name, unit } = variable;
  if (base.usual !== head.usual) {
    unit.report({
      rule: "api-server-variable-default-changed",
      detail: name,
      action: "change",
      base: nearest(base.node, "default"),
      head: nearest(head.node, "default"),
      near: null,
      message: () => `The default of server variable ${quote(name)} is now ${quote(head.usual ?? "")} instead of ${quote(base.usual ?? "")}.`,
      before: base.usual,
      after: head.usual
    });
  }
  if (base.values !== null && head.values !== null) compareValues(variable);
  else if (base.values !== null || head.values !== null) {
    const isListed = head.values !== null;
    unit.report({
      rule: `api-server-variable-became-${isListed ? "enum" : "not-enum"}`,
      detail: name,
      action: "change",
      base: nearest(base.node, "enum"),
      head: nearest(head.node, "enum"),
      near: null,
      message: () => `Server variable ${quote(name)} is ${isListed ? "now" : "no longer"} restricted to listed values.`
    });
  }
}
function compareValues({ base, head, name, unit, isLost, isPathLost }) {
  for (const [value, node] of head.values ?? []) {
    if (base.values?.has(value) === true) continue;
    unit.report({
      rule: "api-server-variable-value-added",
      detail: `${name} ${value}`,
      action: "add",
      base: null,
      head: node,
      near: null,
      message: () => `Value ${quote(value)} was added to server variable ${quote(name)}.`,
      after: value
    });
  }
  for (const [value, node] of base.values ?? []) {
    if (head.values?.has(value) === true) continue;
    unit.report({
      rule: "api-server-variable-value-removed",
      detail: `${name} ${value}`,
      action: "remove",
      base: node,
      head: null,
      near: nearest(head.node, "enum"),
      message: () => `Value ${quote(value)} was removed from server variable ${quote(name)}.`,
      before: value,
      // Another server may serve the same; another path is another address for certain.
      ...isPathLost ? { compatibility: "definitely_breaking" } : {},
      ...isLost ? {} : { compatibility: "non_breaking" }
    });
  }
}

// src/drift/contract/compare/server.ts
function compareServers({ comparison, unit, pair }) {
  const base = serversOf(comparison.base.contract, pair.base.item, pair.base.node);
  const head = serversOf(comparison.head.contract, pair.head.item, pair.head.node);
  if (pair.base.template === pair.head.template) {
    if (sameValue(base.node?.value ?? null, head.node?.value ?? null)) {
      if (sameOrigins(base.servers, head.servers)) return;
    }
  }
  if (!pair.base.addresses.some((address) => pair.head.addresses.includes(address))) return;
  const before = addressesOf2(orUsual(base), pair.base);
  const after = addressesOf2(orUsual(head), pair.head);
  const allLost = base.servers.filter((server) => !after.includes(server, pair.base));
  const allGained = head.servers.filter((server) => !before.includes(server, pair.head));
  const known = compareServerVariables({ unit, pair }, base.servers, head.servers, allLost);
  const lost = allLost.filter(({ node }) => !known.has(node.value));
  const gained = allGained.filter(({ node }) => !known.has(node.value));
  const root = comparison.head.contract.root;
  const near = head.node ?? nearest(root, "servers");
  const [onlyLost, secondLost] = lost;
  const [onlyGained, secondGained] = gained;
  const isOne = secondLost === void 0 && secondGained === void 0;
  if (onlyLost !== void 0 && onlyGained !== void 0 && isOne) {
    unit.report({
      rule: "api-server-changed",
      action: "change",
      base: onlyLost.node,
      head: onlyGained.node,
      near: null,
      message: () => `The server is now ${nameOf5(onlyGained)} instead of ${nameOf5(onlyLost)}.`,
      before: urlOf2(onlyLost),
      after: urlOf2(onlyGained)
    });
    return;
  }
  for (const server of lost) {
    const isPathLost = !pair.head.addresses.includes(server.prefix + pair.base.template);
    unit.report({
      rule: "api-server-removed",
      detail: urlOf2(server),
      action: "remove",
      base: server.node,
      head: null,
      near,
      message: () => `Server ${nameOf5(server)} was removed.`,
      before: urlOf2(server),
      // Another host may serve the same; another path is another address for certain.
      ...isPathLost ? { compatibility: "definitely_breaking" } : {}
    });
  }
  for (const server of gained) {
    unit.report({
      rule: "api-server-added",
      detail: urlOf2(server),
      action: "add",
      base: null,
      head: server.node,
      near: null,
      message: () => `Server ${nameOf5(server)} was added.`,
      after: urlOf2(server)
    });
  }
}
function orUsual({ node, servers }) {
  return node === null ? [{ origin: "", prefix: "" }] : servers;
}
function sameOrigins(base, head) {
  return base.map(urlOf2).sort().join(" ") === head.map(urlOf2).sort().join(" ");
}
function addressesOf2(servers, { template }) {
  const exact = /* @__PURE__ */ new Set();
  const open = /* @__PURE__ */ new Set();
  const hosts = /* @__PURE__ */ new Set();
  for (const { origin, prefix } of servers) {
    const path = prefix + template;
    exact.add(origin + path);
    hosts.add(hostOf(origin) + path);
    if (isOpen2(origin)) open.add(origin + path);
  }
  return {
    includes: ({ origin, prefix }, operation) => {
      const path = prefix + operation.template;
      const host = hostOf(origin) + path;
      return exact.has(origin + path) || (isOpen2(origin) ? hosts : open).has(host);
    }
  };
}
function isOpen2(origin) {
  return origin.startsWith("//");
}
function hostOf(origin) {
  return origin.replace(/^[^/]*/, "");
}
function urlOf2({ origin, prefix }) {
  return `${origin}${prefix}` || "/";
}
function nameOf5(server) {
  return quote(urlOf2(server));
}

// src/drift/contract/compare/operation.ts
function compareOperation(comparison, unit, pair) {
  const isInverted = pair.head.kind !== "operation";
  const operation = {
    comparison,
    unit,
    pair,
    request: isInverted ? "response" : "request",
    response: isInverted ? "request" : "response"
  };
  compareAnnouncements(operation);
  compareOperationId(operation);
  compareTags(operation);
  compareParameters(operation);
  if (!isInverted) {
    compareServers(operation);
    compareSecurity(operation);
  }
  compareRequestBodies(operation);
  compareResponses(operation);
  compareCallbacks(operation);
}
function compareAnnouncements({ comparison, unit, pair: { base, head } }) {
  compareLifecycle({
    unit,
    base: operationLifecycle(base),
    head: operationLifecycle(head),
    date: comparison.date,
    ruleOf: (event) => lifecycleRuleId("api", event),
    nameOf: () => `Operation ${operationName(head)}`
  });
}
function compareOperationId({ unit, pair: { base, head } }) {
  const [before, after] = [base.operationId, head.operationId];
  if (before === after) return;
  const shared2 = { near: null, base: nearest(base.node, "operationId") };
  const name = operationName(head);
  if (before === null && after !== null) {
    unit.report({
      ...shared2,
      rule: "api-operation-id-added",
      action: "add",
      base: null,
      head: nearest(head.node, "operationId"),
      message: () => `Operation ${name} was given the id ${quote(after)}.`,
      after
    });
  } else if (before !== null && after === null) {
    unit.report({
      ...shared2,
      rule: "api-operation-id-removed",
      action: "remove",
      head: null,
      near: head.node,
      message: () => `Operation ${name} no longer has the id ${quote(before)}.`,
      before
    });
  } else if (before !== null && after !== null) {
    unit.report({
      ...shared2,
      rule: "api-operation-id-changed",
      action: "change",
      head: nearest(head.node, "operationId"),
      message: () => `Operation ${name} has the id ${quote(after)} instead of ${quote(before)}.`,
      before,
      after
    });
  }
}
function compareTags({ unit, pair: { base, head } }) {
  for (const tag of [...new Set(head.tags)].sort()) {
    if (base.tags.includes(tag)) continue;
    unit.report({
      rule: "api-tag-added",
      detail: tag,
      action: "add",
      base: null,
      head: nearest(head.node, "tags"),
      near: null,
      message: () => `Tag ${quote(tag)} was added to ${operationName(head)}.`,
      after: tag
    });
  }
  for (const tag of [...new Set(base.tags)].sort()) {
    if (head.tags.includes(tag)) continue;
    unit.report({
      rule: "api-tag-removed",
      detail: tag,
      action: "remove",
      base: nearest(base.node, "tags"),
      head: null,
      near: nearest(head.node, "tags"),
      message: () => `Tag ${quote(tag)} was removed from ${operationName(head)}.`,
      before: tag
    });
  }
}

// src/drift/contract/compare/pair-operations.ts
function pairOperations(base, head) {
  const left = new Set(base);
  const free = new Set(head);
  const pairs = [];
  const moved = [];
  const pairBy = (into, keysOf) => {
    const index = /* @__PURE__ */ new Map();
    for (const operation of [...free].reverse()) {
      for (const key of keysOf(operation)) {
        const known = index.get(key);
        if (known === void 0) index.set(key, [operation]);
        else known.push(operation);
      }
    }
    const takeFree = (key) => {
      const waiting = index.get(key) ?? [];
      let operation = waiting.pop();
      while (operation !== void 0 && !free.has(operation)) operation = waiting.pop();
      return operation;
    };
    for (const operation of [...left]) {
      let match;
      for (const key of keysOf(operation)) match ??= takeFree(key);
      if (match === void 0) continue;
      left.delete(operation);
      free.delete(match);
      into.push({ base: operation, head: match });
    }
  };
  const id = ({ kind, method }) => `${kind} ${method}`;
  pairBy(
    pairs,
    (operation) => operation.addresses.map((address) => `${id(operation)} ${address} ${operation.path}`)
  );
  pairBy(pairs, (operation) => operation.addresses.map((address) => `${id(operation)} ${address}`));
  pairBy(moved, (operation) => [`${id(operation)} ${operation.template}`]);
  return { pairs, moved, removed: [...left], added: [...free] };
}

// src/drift/contract/compare/callback.ts
function compareCallbacks(operation) {
  const { comparison, pair } = operation;
  const base = readCallbacks(comparison.base.contract, pair.base);
  const head = readCallbacks(comparison.head.contract, pair.head);
  if (base.size === 0 && head.size === 0) return;
  for (const name of [.../* @__PURE__ */ new Set([...base.keys(), ...head.keys()])].sort()) {
    const pairing = pairOperations(base.get(name) ?? [], head.get(name) ?? []);
    for (const own of [...pairing.pairs, ...pairing.moved]) enterCallback(operation, name, own);
    for (const gone of pairing.removed) reportOne(operation, name, gone, "removed");
    for (const added of pairing.added) reportOne(operation, name, added, "added");
  }
}
function enterCallback({ comparison, unit }, name, pair) {
  const label = {
    part: {
      site: "response-body",
      phrase: (outer) => `callback ${quote(name)}${outer === "" ? "" : ` of ${outer}`}`
    }
  };
  const places = { base: pair.base.node.value, head: pair.head.node.value };
  comparison.enter(unit, label, "response", places, (own) => {
    comparison.later(() => compareOperation(comparison, own, pair));
  });
}
function reportOne({ unit, pair }, name, callback, what) {
  const isAdded = what === "added";
  unit.report({
    rule: isAdded ? "callback-added" : "callback-removed",
    detail: `${name} ${callback.method}`,
    action: isAdded ? "add" : "remove",
    base: isAdded ? null : callback.node,
    head: isAdded ? callback.node : null,
    near: isAdded ? null : nearest(pair.head.node, "callbacks"),
    message: () => `Callback ${quote(name)} (${operationName(callback)}) was ${what}.`
  });
}

// src/drift/contract/compare/component-part.ts
var KINDS = [
  ["parameters", "Parameter", compareParameters2],
  ["requestBodies", "Request body", compareBodies],
  ["responses", "Response", compareResponses2],
  ["headers", "Header", compareHeaders3],
  ["callbacks", "Callback", compareCallbacks2],
  ["links", "Link", compareLinks2],
  ["pathItems", "Path item", comparePathItem]
];
function compareParts(comparison, reached) {
  for (const [section, kind, compare] of KINDS) {
    const base = namedIn(comparison.base.contract, section, reached.base);
    const head = namedIn(comparison.head.contract, section, reached.head);
    for (const [name, before] of base.unreached) {
      const after = head.all.get(name);
      const unit = unitOf(comparison, `${section}/${name}`);
      if (after === void 0) reportRemoved5(comparison, unit, kind, before);
      else if (!sameValue(before.value, after.value) || hasReference(before.value))
        compare({ comparison, unit, name, base: before, head: after });
    }
    for (const [name, after] of head.unreached) {
      if (base.all.has(name)) continue;
      unitOf(comparison, `${section}/${name}`).report({
        rule: "api-component-added",
        action: "add",
        base: null,
        head: after,
        near: null,
        message: () => `${kind} ${quote(name)} was added to the components.`
      });
    }
  }
}
function hasReference(value) {
  return JSON.stringify(value).includes('"$ref"');
}
function unitOf(comparison, name) {
  const top = new Unit("none");
  const unit = new Unit("none");
  const phrase = () => `component ${quote(name)}`;
  unit.parents.push({ unit: top, label: { part: { site: "request-body", phrase } } });
  comparison.units.push(top, unit);
  return unit;
}
function reportRemoved5({ head }, unit, kind, before) {
  unit.report({
    rule: "api-component-removed",
    action: "remove",
    base: before,
    head: null,
    near: nearest(head.contract.root, "components"),
    message: () => `${kind} ${quote(String(before.key))} was removed from the components.`
  });
}
function compareParameters2({ comparison, unit, base, head }) {
  const before = comparison.base.parameter(base);
  const after = comparison.head.parameter(head);
  if (before === void 0 || after === void 0) return;
  compareParameter({ comparison, unit, request: "request" }, before, after);
}
function compareBodies({ comparison, unit, base, head }) {
  const before = comparison.base.requestBody(base);
  const after = comparison.head.requestBody(head);
  if (before === void 0 || after === void 0) return;
  compareBody({ comparison, unit, request: "request" }, before, after);
}
function compareResponses2({ comparison, unit, base, head }) {
  const usual = ["application/json"];
  const before = comparison.base.response(base, usual);
  const after = comparison.head.response(head, usual);
  if (before === void 0 || after === void 0) return;
  compareResponse({ comparison, unit, response: "response" }, "the response", before, after);
}
function compareHeaders3({ comparison, unit, name }) {
  const [before, after] = [comparison.base, comparison.head].map((model) => {
    const holder = componentsOf(model);
    return holder && readHeaders(model, holder)?.get(name.toLowerCase());
  });
  if (before && after) compareHeader({ comparison, unit, flow: "response" }, name, before, after);
}
function compareCallbacks2({ comparison, unit, name }) {
  const [before, after] = [comparison.base, comparison.head].map((model) => {
    const node = componentsOf(model);
    return node ? readCallbacks(model.contract, { node }).get(name) ?? [] : [];
  });
  for (const pair of pairOperations(before ?? [], after ?? []).pairs)
    enterCallback({ comparison, unit }, name, pair);
}
function componentsOf({ contract }) {
  return objectField(contract, contract.root, "components");
}
function compareLinks2({ comparison, unit, name, base, head }) {
  const before = comparison.base.contract.follow(base);
  const after = comparison.head.contract.follow(head);
  if (before !== void 0 && after !== void 0) compareLink(unit, name, before, after);
}
function comparePathItem({ comparison, unit, base, head }) {
  const before = readItem(comparison.base.contract, base, "operation");
  const after = readItem(comparison.head.contract, head, "operation");
  const { pairs, moved, removed, added } = pairOperations(before, after);
  for (const pair of [...pairs, ...moved]) {
    const phrase = (outer) => within(pair.head.method, outer);
    const places = { base: pair.base.node.value, head: pair.head.node.value };
    comparison.enter(
      unit,
      { part: { site: "request-body", phrase } },
      "request",
      places,
      (own) => comparison.later(() => compareOperation(comparison, own, pair))
    );
  }
  for (const operation of removed) {
    const removal = removalOf(comparison.base, operation, comparison.date);
    unit.report({
      rule: `api-removed-${removal}`,
      topic: "operation-removed",
      action: "remove",
      base: operation.node,
      head: null,
      near: head,
      message: ({ phrase }) => `Operation ${operation.method} of ${phrase} was removed${PHRASES[removal]}.`
    });
  }
  for (const operation of added) {
    unit.report({
      rule: "endpoint-added",
      action: "add",
      base: null,
      head: operation.node,
      near: null,
      message: ({ phrase }) => `Operation ${operation.method} was added to ${phrase}.`
    });
  }
}

// src/drift/contract/compare/component.ts
function compareComponents(comparison) {
  const [reachedBefore, reachedAfter] = [comparison.base, comparison.head].map(
    ({ contract }) => reachedValues(contract)
  );
  if (reachedBefore === void 0 || reachedAfter === void 0) return;
  const reached = { base: reachedBefore, head: reachedAfter };
  compareParts(comparison, reached);
  const base = namedIn(comparison.base.contract, "schemas", reached.base);
  const head = namedIn(comparison.head.contract, "schemas", reached.head);
  const unit = new Unit("none");
  comparison.units.push(unit);
  const gone = [];
  for (const [name, before] of base.unreached) {
    const after = head.all.get(name);
    if (after === void 0) {
      gone.push([name, before]);
      continue;
    }
    const phrase = () => `schema ${quote(name)}`;
    const [request, response] = [{ site: "request-body" }, { site: "response-body" }];
    comparison.schemas(unit, { part: { ...request, phrase } }, "request", [before], [after]);
    comparison.schemas(unit, { part: { ...response, phrase } }, "response", [before], [after]);
  }
  const added = [...head.unreached].filter(([name]) => !base.all.has(name));
  const taken = /* @__PURE__ */ new Set();
  for (const [name, before] of gone) {
    const twin = added.find(
      ([other, after]) => !taken.has(other) && comparison.sameness.same(before, after)
    );
    if (twin !== void 0) taken.add(twin[0]);
    reportGone(comparison, unit, name, before, twin);
  }
  for (const [name, after] of added) {
    if (taken.has(name)) continue;
    unit.report({
      rule: "api-schema-added",
      detail: name,
      action: "add",
      base: null,
      head: after,
      near: null,
      message: () => `Schema ${quote(name)} was added.`,
      after: after.value
    });
  }
}
function reportGone({ head }, unit, name, before, twin) {
  if (twin !== void 0) {
    unit.report({
      rule: "api-schema-renamed",
      detail: name,
      action: "change",
      base: before,
      head: twin[1],
      near: null,
      message: () => `Schema ${quote(name)} was likely renamed to ${quote(twin[0])} (100 % alike).`,
      before: name,
      after: twin[0]
    });
    return;
  }
  unit.report({
    rule: "api-schema-removed",
    detail: name,
    action: "remove",
    base: before,
    head: null,
    near: nearest(head.contract.root, "components"),
    message: () => `Schema ${quote(name)} was removed.`,
    before: before.value
  });
}

// src/drift/contract/compare/likeness.ts
var Effort = class {
  left = 3e7;
  /** Whether there is enough left for this; takes it. */
  spend(cost) {
    this.left -= cost;
    return this.left >= 0;
  }
};
function nameLikeness(left, right, effort) {
  if (!effort.spend(left.length + right.length)) return left === right ? 1 : 0;
  const [a, b] = [plain(left), plain(right)];
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || !effort.spend(a.length * b.length)) return 0;
  if (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a))
    return Math.max(0.6, Math.min(a.length, b.length) / longest);
  return 1 - editDistance(a, b) / longest;
}
function plain(name) {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
function pathLikeness(left, right, effort) {
  const a = left.split("/").slice(1);
  const b = right.split("/").slice(1);
  const parameters = (segments) => segments.filter((segment) => segment.includes("{}")).length;
  if (parameters(a) !== parameters(b) || a.length > 30 || b.length > 30) return 0;
  let row = new Array(b.length + 1).fill(0);
  for (const segment of a) {
    const next = [0];
    b.forEach((other, index) => {
      const both = (row[index] ?? 0) + segmentLikeness(segment, other, effort);
      next.push(Math.max(both, row[index + 1] ?? 0, next[index] ?? 0));
    });
    row = next;
  }
  return 2 * (row[b.length] ?? 0) / (a.length + b.length);
}
var VERSION = /^v\d+(?:\.\d+)?$/i;
function segmentLikeness(left, right, effort) {
  if (left === right) return 1;
  if (left.includes("{}") || right.includes("{}")) return 0;
  if (VERSION.test(left) && VERSION.test(right)) return 0.9;
  const likeness3 = nameLikeness(left, right, effort);
  return likeness3 >= 0.7 ? likeness3 : 0;
}
var PROSE = /* @__PURE__ */ new Set([
  "description",
  "summary",
  "operationId",
  "tags",
  "example",
  "examples",
  "externalDocs"
]);
var MAX_LEAVES = 2e3;
function leavesOf(value) {
  const leaves = /* @__PURE__ */ new Set();
  const visit = (item, way) => {
    if (leaves.size >= MAX_LEAVES) return;
    if (isList(item)) for (const element of item) visit(element, `${way}/-`);
    else if (isObject(item)) {
      for (const [key, member] of Object.entries(item))
        if (!PROSE.has(key)) visit(member, `${way}/${key}`);
    } else leaves.add(`${way}=${String(item).slice(0, 200)}`);
  };
  visit(value, "");
  return leaves;
}
function shareOf(left, right) {
  let common = 0;
  for (const leaf of left) if (right.has(leaf)) common += 1;
  const all = left.size + right.size - common;
  return all === 0 ? 1 : common / all;
}

// src/drift/contract/compare/renamed-operation.ts
var MAX_PAIRS = 2e4;
var ENOUGH = 0.8;
var PATH_ENOUGH = 0.5;
function findRenamed(removed, added) {
  if (removed.length === 0 || added.length === 0) return [];
  const byLikeness = removed.length * added.length <= MAX_PAIRS;
  const leaves = /* @__PURE__ */ new Map();
  const known = (operation) => {
    const found = leaves.get(operation) ?? leavesOf(operation.node.value);
    leaves.set(operation, found);
    return found;
  };
  const effort = new Effort();
  const ids = idsOf(added);
  const baseIds = idsOf(removed);
  const scored = [];
  for (const base of removed) {
    const namesake = idTwin(base, ids, baseIds);
    if (namesake !== void 0) {
      const score = 0.8 + 0.2 * shareOf(known(base), known(namesake));
      scored.push({ base, head: namesake, score });
      continue;
    }
    if (!byLikeness) continue;
    for (const head of added) {
      if (head.kind !== base.kind || head.method !== base.method) continue;
      if (spelling(base) === spelling(head)) {
        scored.push({ base, head, score: 0.9 + 0.1 * shareOf(known(base), known(head)) });
        continue;
      }
      const paths = pathLikeness(base.template, head.template, effort);
      if (paths < PATH_ENOUGH) continue;
      const score = 0.4 * paths + 0.6 * shareOf(known(base), known(head));
      if (score >= ENOUGH) scored.push({ base, head, score });
    }
  }
  return bestOf(scored);
}
function spelling({ template }) {
  return template.toLowerCase().replace(/\/+$/, "");
}
function idsOf(operations) {
  const ids = /* @__PURE__ */ new Map();
  for (const operation of operations) {
    if (operation.operationId === null || operation.operationId === "") continue;
    const known = ids.get(operation.operationId);
    if (known === void 0) ids.set(operation.operationId, [operation]);
    else known.push(operation);
  }
  return ids;
}
function idTwin({ operationId, kind }, ids, baseIds) {
  if (operationId === null || baseIds.get(operationId)?.length !== 1) return void 0;
  const [twin, second] = ids.get(operationId) ?? [];
  return second === void 0 && twin?.kind === kind ? twin : void 0;
}
function bestOf(scored) {
  const order = [...scored].sort((a, b) => b.score - a.score || (keyOf2(a) < keyOf2(b) ? -1 : 1));
  const taken = /* @__PURE__ */ new Set();
  return order.filter(({ base, head }) => {
    if (taken.has(base) || taken.has(head)) return false;
    taken.add(base).add(head);
    return true;
  });
}
function keyOf2({ base, head }) {
  return [base, head].map(({ path, method }) => `${path} ${method}`).sort().join(" ");
}

// src/drift/contract/compare/renamed-property.ts
var ENOUGH2 = 0.7;
var ENOUGH_ALONE = 0.5;
var MAX_PROPERTIES = 200;
function joinRenamed(comparison) {
  const effort = new Effort();
  for (const unit of comparison.units) {
    const removed = changesOf(unit, "property-removed");
    if (removed.length === 0) continue;
    const added = changesOf(unit, "property-added");
    if (added.length === 0 || removed.length + added.length > MAX_PROPERTIES) continue;
    for (const rename of findRenames(comparison, removed, added, effort)) replace(unit, rename);
  }
}
function changesOf({ findings }, topic) {
  return findings.flatMap((finding) => {
    const node = finding.base ?? finding.head;
    if (finding.topic !== topic || node === null) return [];
    return [{ finding, node, name: String(node.key) }];
  });
}
function findRenames({ sameness }, removed, added, effort) {
  const isAlone = removed.length === 1 && added.length === 1;
  const scored = [];
  for (const before of removed) {
    for (const after of added) {
      const likeness3 = nameLikeness(before.name, after.name, effort);
      const score = isAlone && isSpecific(before.node) ? Math.max(likeness3, ENOUGH_ALONE) : likeness3;
      if (score >= (isAlone ? ENOUGH_ALONE : ENOUGH2) && sameness.same(before.node, after.node))
        scored.push({ removed: before, added: after, score });
    }
  }
  const key = ({ removed: { name }, added: { name: other } }) => [name, other].sort().join(" ");
  scored.sort((a, b) => b.score - a.score || (key(a) < key(b) ? -1 : 1));
  const taken = /* @__PURE__ */ new Set();
  return scored.filter((rename) => {
    if (taken.has(rename.removed) || taken.has(rename.added)) return false;
    taken.add(rename.removed).add(rename.added);
    return true;
  });
}
function isSpecific({ value }) {
  if (!isObject(value)) return false;
  return ["$ref", "properties", "enum", "pattern", "format", "allOf", "oneOf", "anyOf"].some(
    (keyword) => Object.hasOwn(value, keyword)
  );
}
function replace(unit, { removed, added, score }) {
  const { direction } = unit;
  const compatibility = worse(compatibilityOf2(removed.finding), compatibilityOf2(added.finding));
  const kept = unit.findings.filter(
    (finding) => finding !== removed.finding && finding !== added.finding
  );
  unit.findings.splice(0, unit.findings.length, ...kept);
  unit.report({
    ...removed.finding,
    rule: direction === "request" ? "request-property-renamed" : "response-property-renamed",
    topic: "property-renamed",
    action: "change",
    head: added.node,
    near: null,
    message: (where) => `${describeProperty(where, removed.name)} of ${where.phrase} was likely renamed to '${added.name.slice(0, 120)}' (${percent(score)}).`,
    compatibility
  });
}
function percent(score) {
  return `${Math.round(score * 100)} % alike`;
}
function compatibilityOf2({ rule, compatibility }) {
  if (compatibility !== void 0) return compatibility;
  return typeof rule === "string" ? contractRule(rule).compatibility : "potentially_breaking";
}
function worse(a, b) {
  return COMPATIBILITIES.indexOf(a) > COMPATIBILITIES.indexOf(b) ? a : b;
}

// src/drift/contract/compare/unclaimed.ts
function judgeUnclaimed(comparison) {
  const explained = /* @__PURE__ */ new Set();
  const schemas = comparison.units.filter((unit) => unit.schemas !== null);
  for (const unit of schemas)
    if (isUnread(unit) || unit.findings.some((it) => explains(it, unit))) mark(unit, explained);
  for (const unit of innermostFirst(schemas)) {
    if (explained.has(unit) || isProven(comparison, unit)) continue;
    doubt(unit);
    mark(unit, explained);
  }
}
function explains(finding, { direction }) {
  const { rule, action } = finding;
  if (direction === "none" || isAbout(finding, "annotation")) return false;
  if (compatibilityOf(finding, direction) !== "non_breaking") return true;
  if (finding.reason !== void 0) return true;
  return typeof rule === "string" ? action === "remove" : isAbout(finding, "type-compatible");
}
function isAbout({ rule }, what) {
  if (typeof rule === "string") return false;
  if ("event" in rule) return what === "annotation";
  return what === "annotation" ? factOf(rule.fact).annotation === true : rule.fact === what;
}
function mark(unit, marked) {
  const waiting = [unit];
  for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
    if (marked.has(next)) continue;
    marked.add(next);
    for (const { unit: parent } of next.parents) waiting.push(parent);
  }
}
function innermostFirst(units) {
  const inside = /* @__PURE__ */ new Map();
  for (const unit of units) {
    for (const { unit: parent } of unit.parents) {
      const known = inside.get(parent);
      if (known === void 0) inside.set(parent, [unit]);
      else known.push(unit);
    }
  }
  const met = /* @__PURE__ */ new Set();
  const order = [];
  for (const root of units) {
    const waiting = [
      { unit: root, isDone: false }
    ];
    for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
      if (next.isDone) order.push(next.unit);
      else if (!met.has(next.unit)) {
        met.add(next.unit);
        waiting.push({ unit: next.unit, isDone: true });
        for (const unit of inside.get(next.unit) ?? []) waiting.push({ unit, isDone: false });
      }
    }
  }
  return order;
}
function isUnread({ schemas }) {
  if (schemas === null) return false;
  return schemas.base.view().broken.size > 0 || schemas.head.view().broken.size > 0;
}
function isProven(comparison, { schemas, direction }) {
  if (schemas === null || direction === "none") return true;
  const { base, head } = schemas;
  return comparison.isCustomarilySafe(base, head, direction);
}
function doubt(unit) {
  const { schemas, direction: flow } = unit;
  if (schemas === null || flow === "none") return;
  const { base, head } = schemas;
  const findings = unit.findings.filter(
    (finding) => typeof finding.rule !== "string" && !isAbout(finding, "annotation")
  );
  if (findings.length === 0) {
    const finding = together(base, head);
    unit.report(finding);
    findings.push(finding);
  }
  for (const finding of findings) {
    if (compatibilityOf(finding, flow) === "non_breaking") finding.isDoubted = true;
    finding.compatibility = "potentially_breaking";
  }
  unit.claim = { base, head, flow, findings };
}
var TOGETHER = "together";
function together(base, head) {
  return {
    rule: { fact: "constraint-changed" },
    detail: TOGETHER,
    topic: TOGETHER,
    action: "change",
    base: base.node,
    head: head.node,
    near: null,
    message: (where) => `What the keywords of ${describe(where)} accept together changed.`
  };
}

// src/drift/contract/compare/contract.ts
function compareContracts(base, head, { date, components = false }) {
  const comparison = new Comparison(base, head, date);
  const operations = [];
  const tags = [];
  const unstable = [];
  const unitOf2 = (operation, judgedBy = operation) => {
    operations.push(operation);
    tags.push(judgedBy.tags);
    unstable.push(isUnstable(operationLifecycle(judgedBy)));
    const name = operation.kind === "webhook" ? `webhook ${quote(operation.path)}` : "";
    return comparison.operation(operations.length - 1, name);
  };
  const pairing = pairOperations(base.operations, head.operations);
  for (const pair of [...pairing.pairs, ...pairing.moved].sort(byPath)) {
    compareOperation(comparison, unitOf2(pair.head, pair.base), pair);
  }
  reportMoved2(comparison, pairing.moved, operations);
  const renames = findRenamed(pairing.removed, pairing.added);
  const renamed = new Set(renames.flatMap((rename) => [rename.base, rename.head]));
  for (const rename of renames) {
    const unit = unitOf2(rename.base);
    const removal = reportRenamed(comparison, rename, unit);
    if (removal !== "with-deprecation") compareOperation(comparison, unit, rename);
  }
  const isLeft = (operation) => !renamed.has(operation);
  reportRemoved6(comparison, pairing.removed.filter(isLeft), unitOf2);
  for (const operation of pairing.added.filter(isLeft)) {
    const isWebhook = operation.kind === "webhook";
    unitOf2(operation).report({
      rule: isWebhook ? "webhook-added" : "endpoint-added",
      action: "add",
      base: null,
      head: operation.node,
      near: null,
      message: () => `${isWebhook ? "Webhook" : "Operation"} ${operationName(operation)} was added.`
    });
  }
  compareSchemeList(comparison, components);
  if (components) compareComponents(comparison);
  comparison.finish();
  judgeUnclaimed(comparison);
  joinRenamed(comparison);
  return { units: comparison.units, sameness: comparison.sameness, operations, tags, unstable };
}
function byPath(a, b) {
  const [left, right] = [sortKey(a.head), sortKey(b.head)];
  return left < right ? -1 : left > right ? 1 : 0;
}
function sortKey({ path, method, kind }) {
  return `${path} ${method} ${kind}`;
}
function reportMoved2(comparison, moved, operations) {
  const [first] = moved;
  if (first === void 0) return;
  const { base, head } = comparison;
  const unit = new Unit("none");
  for (const { head: operation } of moved) {
    const index = operations.indexOf(operation);
    const parent = comparison.units.find((candidate) => candidate.operation === index);
    if (parent !== void 0) unit.parents.push({ unit: parent, label: {} });
  }
  const before = prefixOf2(first.base);
  const after = prefixOf2(first.head);
  unit.report({
    rule: "api-base-path-changed",
    action: "change",
    base: serversNode(base.contract.root),
    head: serversNode(head.contract.root),
    near: null,
    message: () => `The path prefix of the servers changed from '${before}' to '${after}'.`,
    before,
    after
  });
  comparison.units.push(unit);
}
function serversNode(root) {
  return childOf(root, "servers") ?? nearest(root, "basePath");
}
function prefixOf2({ addresses, template }) {
  const [address = template] = addresses;
  return address.slice(0, address.length - template.length) || "/";
}
function reportRenamed(comparison, { base, head, score }, unit) {
  const removal = removalOf(comparison.base, base, comparison.date);
  const isPathOnly = base.method === head.method;
  unit.report({
    rule: "api-operation-renamed",
    detail: isPathOnly ? removal : `${removal} ${base.method}`,
    action: "change",
    base: isPathOnly ? base.entry : base.node,
    head: isPathOnly ? head.entry : head.node,
    near: null,
    message: () => isPathOnly ? `Path ${base.path} was likely renamed to ${head.path} (${percent(score)})${PHRASES[removal]}.` : `Operation ${operationName(base)} likely became ${operationName(head)} (${percent(score)})${PHRASES[removal]}.`,
    before: isPathOnly ? base.path : operationName(base),
    after: isPathOnly ? head.path : operationName(head),
    ...removal === "with-deprecation" ? { compatibility: "non_breaking" } : {}
  });
  return removal;
}
function reportRemoved6(comparison, removed, unitOf2) {
  const surviving = new Map(
    comparison.head.operations.map((operation) => [operation.template, operation])
  );
  const gone = /* @__PURE__ */ new Map();
  for (const operation of removed) {
    const survivor = surviving.get(operation.template);
    const removal = removalOf(comparison.base, operation, comparison.date);
    if (operation.kind === "webhook") reportWebhook(comparison, operation, unitOf2(operation));
    else if (survivor !== void 0) {
      unitOf2(operation).report({
        rule: `api-removed-${removal}`,
        topic: "operation-removed",
        action: "remove",
        base: operation.node,
        head: null,
        near: survivor.entry,
        message: () => `Operation ${operationName(operation)} was removed${PHRASES[removal]}.`
      });
    } else {
      const key = `${removal} ${operation.path}`;
      gone.set(key, [...gone.get(key) ?? [], operation]);
    }
  }
  const near = nearest(comparison.head.contract.root, "paths");
  for (const operations of gone.values()) {
    const [first] = operations;
    if (first === void 0) continue;
    const removal = removalOf(comparison.base, first, comparison.date);
    for (const operation of operations) {
      unitOf2(operation).report({
        rule: `api-path-removed-${removal}`,
        topic: "path-removed",
        detail: removal,
        action: "remove",
        base: operation.entry,
        head: null,
        near,
        message: () => `Path ${first.path} was removed${PHRASES[removal]} (${operations.map(({ method }) => method).join(", ")}).`
      });
    }
  }
}
function reportWebhook(comparison, operation, unit) {
  unit.report({
    rule: "webhook-removed",
    action: "remove",
    base: operation.node,
    head: null,
    near: nearest(comparison.head.contract.root, "webhooks"),
    message: () => `Webhook ${operationName(operation)} was removed.`
  });
}

// src/drift/contract/compare/version.ts
function compareVersion(base, head, worst) {
  const before = versionNode(base);
  const after = versionNode(head);
  if (before === null || after === null) return null;
  const [old, own] = [String(before.value), String(after.value)];
  const [oldNumbers, ownNumbers] = [parseVersion(old), parseVersion(own)];
  const rule = ruleOf({ old, own, oldNumbers, ownNumbers }, worst);
  if (rule === null) return null;
  const unit = new Unit("none");
  unit.report({
    rule,
    action: "change",
    base: before,
    head: after,
    near: null,
    message: () => rule === "api-version-decreased" ? `The version went down from ${quote(old)} to ${quote(own)}.` : old === own ? `The version is still ${quote(own)}.` : `The version went from ${quote(old)} to ${quote(own)}, which is the same major version.`,
    before: old,
    after: own
  });
  return unit;
}
function ruleOf({ old, own, oldNumbers, ownNumbers }, worst) {
  const isNumbered = oldNumbers !== null && ownNumbers !== null;
  if (isNumbered && compareNumbers(oldNumbers, ownNumbers) > 0) return "api-version-decreased";
  if (worst !== "definitely_breaking") return null;
  if (old === own) return "api-version-not-bumped";
  const isSame2 = isNumbered && breakingPart(oldNumbers) === breakingPart(ownNumbers);
  return isSame2 ? "api-major-version-not-bumped" : null;
}
function breakingPart([major, minor]) {
  return major === 0 ? `0.${minor}` : String(major);
}
function compareNumbers(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
function parseVersion(text) {
  const match = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:[-+].*)?$/s.exec(text.trim());
  if (match === null || /^\d{4}-\d{2}/.test(text)) return null;
  const [, major = "0", minor = "0", patch = "0"] = match;
  return [Number(major), Number(minor), Number(patch)];
}
function versionNode({ root }) {
  const info = childOf(root, "info");
  if (info === null || !isObjectNode(info)) return null;
  const node = childOf(info, "version");
  const isNumber = typeof node?.value === "number";
  return isNumber || (textField(info, "version") ?? "") !== "" ? node : null;
}

// src/document/source-positions.ts
var SourcePositions = class {
  constructor(table, reader) {
    this.table = table;
    this.reader = reader;
  }
  table;
  reader;
  children = /* @__PURE__ */ new Map();
  /**
   * The node at a path, or its nearest existing ancestor, whether it is the node itself, and whether the way to it
   * leads through an alias or a merge.
   */
  find(path) {
    let node = 0;
    let isShared = false;
    for (const key of path) {
      const owner = this.reader.target(node);
      const child = this.child(node, key);
      if (child === void 0) return { node, exact: false, isShared };
      const isOwn = owner === node && child > node && child < this.table.next(node);
      isShared ||= !isOwn;
      node = child;
    }
    return { node, exact: true, isShared };
  }
  child(parent, key) {
    const node = this.reader.target(parent);
    const children = this.childrenOf(node);
    if (children instanceof Map) {
      return children.get(String(key)) ?? this.mergedChild(node, key);
    }
    return Array.isArray(children) && /^(0|[1-9]\d*)$/.test(String(key)) ? children[Number(key)] : void 0;
  }
  mergedChild(node, key) {
    for (const source of this.reader.merged(node)) {
      const child = this.child(source, key);
      if (child !== void 0) return child;
    }
    return void 0;
  }
  childrenOf(node) {
    const known = this.children.get(node);
    if (known !== void 0) return known;
    const found = this.collect(node);
    this.children.set(node, found);
    return found;
  }
  collect(node) {
    const { table, reader } = this;
    const end = table.next(node);
    const isArray = node + 1 < end && table.key(node + 1) === NO_KEY;
    const items = [];
    const members = /* @__PURE__ */ new Map();
    for (let child = node + 1; child < end; child = table.next(child)) {
      if (isArray) items.push(child);
      else members.set(reader.keyOf(child), child);
    }
    return isArray ? items : members;
  }
};

// src/document/json.ts
function readJson(text, ahead) {
  const source = new JsonSource(text);
  const { table, noted } = ahead?.scanned ?? scanned(source);
  const positions = new SourcePositions(table, {
    keyOf: (node) => jsonStringAt(source, table.key(node)),
    target: (node) => node,
    merged: () => []
  });
  return {
    format: "json",
    readValue: () => ahead === void 0 ? source.parse() : ahead.value,
    positions,
    place: (offset) => source.place(offset, table.lineFeeds),
    slice: (start, end) => source.slice(start, end),
    unitsBefore: (offset) => source.unitsBefore(offset),
    textsOf: (key) => textsUnder(source, table, noted, key)
  };
}
function scanned(source) {
  try {
    return scanJson(source);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, offset, firstOffset } = error;
    const first = firstOffset === null ? null : source.unitsBefore(firstOffset);
    throw new Refusal(code, message, source.unitsBefore(offset), first);
  }
}

// src/document/text-document.ts
var TextDocument = class {
  constructor(file, hash, source, parsed2) {
    this.file = file;
    this.hash = hash;
    this.source = source;
    this.parsed = parsed2;
    this.format = parsed2.format;
    this.positions = parsed2.positions;
  }
  file;
  hash;
  source;
  parsed;
  format;
  positions;
  read;
  get text() {
    return typeof this.source === "string" ? this.source : this.source.text;
  }
  get value() {
    this.read ??= { value: this.parsed.readValue() };
    return this.read.value;
  }
  locate(path) {
    const { table } = this.positions;
    const { node } = this.positions.find(path);
    const key = table.key(node);
    return this.location(key === NO_KEY ? table.value(node) : key);
  }
  locateValue(path) {
    return this.location(this.positions.table.value(this.positions.find(path).node));
  }
  range(path) {
    const { table } = this.positions;
    const { node, exact } = this.positions.find(path);
    if (!exact) return void 0;
    const { unitsBefore } = this.parsed;
    return { start: unitsBefore(table.value(node)), end: unitsBefore(table.end(node)) };
  }
  place(path) {
    const { table } = this.positions;
    const { node, exact, isShared } = this.positions.find(path);
    if (!exact) return void 0;
    const { unitsBefore } = this.parsed;
    const key = table.key(node);
    return {
      key: key === NO_KEY ? null : unitsBefore(key),
      start: unitsBefore(table.value(node)),
      end: unitsBefore(table.end(node)),
      isShared
    };
  }
  written(path) {
    const { table } = this.positions;
    const { node, exact } = this.positions.find(path);
    return exact ? this.parsed.slice(table.value(node), table.end(node)) : void 0;
  }
  textsOf(key) {
    return this.parsed.textsOf(key);
  }
  location(offset) {
    return { file: this.file, ...this.parsed.place(offset) };
  }
};

// src/document/rare-yaml.ts
var RareYaml = class extends Error {
  constructor(offset) {
    super(`not a common form of YAML at offset ${offset}`);
    this.offset = offset;
  }
  offset;
};

// src/document/yaml-composed.ts
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument
} from "yaml";

// src/document/yaml-anchors.ts
var YamlAnchors = class {
  constructor(limits = DOCUMENT_LIMITS) {
    this.limits = limits;
  }
  limits;
  known = /* @__PURE__ */ new Map();
  aliased = 0;
  /** Starts a node with an anchor; the result is what `close` wants back. */
  open(name) {
    this.known.set(name, "open");
    return this.aliased;
  }
  /** Ends it. `nodes` is the number of values in its own text. */
  close(name, opened2, anchored) {
    const { node, value, nodes } = anchored;
    this.known.set(name, { node, value, size: nodes + this.aliased - opened2 });
  }
  /** What the alias of a name stands for at an offset. Throws a `Refusal` for one that has no end. */
  resolve(name, offset) {
    const anchored = this.known.get(name);
    if (anchored === void 0) {
      throw new Refusal(
        "syntax-error",
        `The alias "*${name}" names no anchor that stands before it. Add "&${name}" where its value is.`,
        offset
      );
    }
    if (anchored === "open") {
      throw new Refusal(
        "cyclic-reference",
        `The alias "*${name}" stands inside the value it names, so it has no end. Name another value.`,
        offset
      );
    }
    this.aliased += anchored.size;
    if (this.aliased > this.limits.aliasedNodes) throw this.tooMany(offset);
    return anchored;
  }
  tooMany(offset) {
    const limit = this.limits.aliasedNodes.toLocaleString("en-US");
    return new Refusal(
      "too-many-aliases",
      `The aliases up to here stand for more than ${limit} values, which is not read. Use fewer aliases.`,
      offset
    );
  }
};

// src/document/yaml-nodes.ts
var MERGE_KEY = "<<";
var YamlNodes = class {
  constructor(limits = DOCUMENT_LIMITS) {
    this.limits = limits;
  }
  limits;
  table = new PositionTable();
  keys = [];
  targets = /* @__PURE__ */ new Map();
  merges = /* @__PURE__ */ new Map();
  depth = 0;
  /** Adds a node without children. */
  leaf(keyOffset, key, start, end) {
    const node = this.add(keyOffset, key, start);
    this.table.close(node, end);
    return node;
  }
  /** Adds an alias, whose children are those of the node it stands for. */
  alias(keyOffset, key, start, end, target) {
    this.targets.set(this.leaf(keyOffset, key, start, end), this.target(target.node));
  }
  /** Adds a mapping or sequence; what is added until `close` is in it. */
  open(keyOffset, key, start) {
    if (this.depth === this.limits.depth) throw Refusal.tooDeep(start, this.limits);
    this.depth += 1;
    return this.add(keyOffset, key, start);
  }
  close(node, end) {
    this.depth -= 1;
    this.table.close(node, end);
  }
  /** Refuses a key that a mapping has already; `offset` is where it stands for the second time. */
  refuseDuplicate(mapping, known, key, offset) {
    if (!Object.hasOwn(known, key)) return;
    const { table, keys } = this;
    let first = mapping + 1;
    while (first < table.size && keys[first] !== key) first = table.next(first);
    throw Refusal.duplicateKey(key, offset, table.key(first));
  }
  /** Takes over into a mapping what its plain key `<<` names: one mapping or a list of them. */
  merge(mapping, members) {
    const source = members[MERGE_KEY];
    const sources = Array.isArray(source) ? source : [source ?? null];
    if (sources.length === 0 || !sources.every(isObject)) return;
    delete members[MERGE_KEY];
    for (const each of sources) {
      for (const [key, value] of Object.entries(each)) {
        if (!Object.hasOwn(members, key)) setMember(members, key, value);
      }
    }
    this.merges.set(mapping, this.mergeNodes(mapping, Array.isArray(source)));
  }
  /** The document, when its root is closed. */
  finish(value, text) {
    this.table.seal();
    const positions = new SourcePositions(this.table, {
      keyOf: (node) => this.keys[node] ?? "",
      target: (node) => this.target(node),
      merged: (node) => this.merges.get(node) ?? []
    });
    const lines = new LineIndex(text);
    return {
      format: "yaml",
      readValue: () => value,
      positions,
      place: (offset) => lines.place(offset),
      slice: (start, end) => text.slice(start, end),
      unitsBefore: (offset) => offset,
      textsOf: () => null
    };
  }
  add(keyOffset, key, start) {
    const node = this.table.open(keyOffset, start);
    if (node >= this.limits.nodes) throw Refusal.tooManyNodes(start, this.limits);
    this.keys.push(key);
    return node;
  }
  target(node) {
    return this.targets.get(node) ?? node;
  }
  mergeNodes(mapping, isList2) {
    const { table } = this;
    let child = mapping + 1;
    while (child < table.size && this.keys[child] !== MERGE_KEY) child = table.next(child);
    if (!isList2) return [child];
    const list = this.target(child);
    const items = [];
    for (let item = list + 1; item < table.next(list); item = table.next(item)) items.push(item);
    return items;
  }
};
function setMember(members, key, value) {
  if (key === "__proto__") {
    Object.defineProperty(members, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    });
  } else {
    members[key] = value;
  }
}

// src/document/yaml-scalar.ts
import { CST } from "yaml";
var LOWER_A = 97;
var LOWER_Z = 122;
var INTEGER2 = /^[-+]?[0-9]+$/;
var OCTAL = /^0o[0-7]+$/;
var HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
var FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
function resolvePlainScalar(text) {
  const first = text.charCodeAt(0);
  const isWord = first >= LOWER_A && first <= LOWER_Z && first !== 116 && first !== 102 && first !== 110;
  if (isWord) return text;
  switch (text) {
    case "":
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
    default:
      return isNumberStart(first) ? resolveNumber(text) ?? text : text;
  }
}
function isNumberStart(code) {
  return code >= 48 && code <= 57 || code === 43 || code === 45 || code === 46;
}
function resolveNumber(text) {
  const isNumber = INTEGER2.test(text) || OCTAL.test(text) || HEXADECIMAL.test(text) || FLOAT.test(text);
  const value = isNumber ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : void 0;
}
function endsWithinLine(text, start, end) {
  return end > start && end < text.length && text.charAt(end - 1) !== "\n";
}
function flowScalarText(source, isQuoted, offset) {
  const first = source.charAt(0);
  if (source === "") throw new RareYaml(offset);
  if (!source.includes("\n")) {
    if (isQuoted ? isSimplyQuoted(source, first) : !",%@`|>	".includes(first)) {
      return isQuoted ? source.slice(1, -1) : source;
    }
  }
  const quoted = first === '"' ? "double-quoted-scalar" : "single-quoted-scalar";
  const type = isQuoted ? quoted : "scalar";
  return CST.resolveAsScalar({ type, offset, indent: 0, source }, true, rareAt(offset)).value;
}
function isSimplyQuoted(source, quote2) {
  const escapeMark = quote2 === '"' ? "\\" : "''";
  return source.length > 1 && source.endsWith(quote2) && !source.includes(escapeMark, 1);
}
function blockScalarText(scalar) {
  const { header, lines, offset } = scalar;
  const token = {
    type: "block-scalar",
    offset,
    indent: Math.max(scalar.indent, 0),
    props: [{ type: "block-scalar-header", offset, indent: 0, source: header }],
    source: lines
  };
  return CST.resolveAsScalar(token, true, rareAt(offset)).value;
}
function rareAt(offset) {
  return () => {
    throw new RareYaml(offset);
  };
}

// src/document/yaml-composed.ts
function readComposedYaml(text) {
  const document = parseDocument(text, {
    schema: "core",
    version: "1.2",
    merge: false,
    stringKeys: true,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "error"
  });
  const faults = [...document.errors, ...document.warnings];
  const [first] = faults.sort((a, b) => a.pos[0] - b.pos[0]);
  if (first !== void 0) throw faultRefusal(first, text);
  return new ComposedWalk(text).run(document.contents);
}
var EXPLANATIONS = {
  BAD_DQ_ESCAPE: 'This is no escape that YAML knows. Write "\\\\" for a backslash, or use single quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A mapping or list cannot start here, on the line of a key. Put text that holds ": " in quotes, start the mapping or list on its own line, and check the indentation of the next line.',
  MULTILINE_IMPLICIT_KEY: `A key and its ":" must be on one line. If this belongs to the value before it, indent it more than that value's key.`,
  NON_STRING_KEY: "A list or mapping cannot be a key. Use a text.",
  TAB_AS_INDENT: "Tabs cannot indent YAML. Use spaces."
};
var ADVICE = {
  BAD_INDENT: "Indent it like its neighbours.",
  BAD_SCALAR_START: "Put the text in quotes.",
  MISSING_CHAR: "Add what is missing, or check the lines before.",
  TAG_RESOLVE_FAILED: "Only plain JSON-like values are read: remove the tag.",
  UNEXPECTED_TOKEN: "Check quotes, brackets and indentation here and on the line before."
};
var MAX_FAULT_LENGTH = 200;
function faultRefusal(fault, text) {
  const offset = Math.min(fault.pos[0], text.length);
  if (fault.code === "MULTIPLE_DOCS") {
    return new Refusal(
      "multiple-documents",
      'The file holds more than one YAML document; only files with one are read. Split it at the "---" lines.',
      offset
    );
  }
  if (fault.code === "RESOURCE_EXHAUSTION") {
    return new Refusal(
      "too-deep",
      "The YAML is nested too deep to be read. Make it flatter.",
      offset
    );
  }
  const explanation = EXPLANATIONS[fault.code];
  if (explanation !== void 0) return new Refusal("syntax-error", explanation, offset);
  const isLong = fault.message.length > MAX_FAULT_LENGTH;
  const words = isLong ? `${fault.message.slice(0, MAX_FAULT_LENGTH)}\u2026` : fault.message;
  const sentence2 = /[.…]$/.test(words) ? words : `${words}.`;
  return new Refusal("syntax-error", `${sentence2} ${ADVICE[fault.code] ?? ""}`.trim(), offset);
}
var ComposedWalk = class {
  constructor(text) {
    this.text = text;
  }
  text;
  nodes = new YamlNodes();
  anchors = new YamlAnchors();
  lastEnd = 0;
  run(root) {
    if (root !== null) return this.nodes.finish(this.node(root, NO_KEY, ""), this.text);
    this.nodes.leaf(NO_KEY, "", 0, 0);
    return this.nodes.finish(null, this.text);
  }
  node(node, keyOffset, key) {
    if (isAlias(node)) return this.alias(node, keyOffset, key);
    if (!isScalar(node) && !isCollection(node)) return this.empty(keyOffset, key);
    const { anchor } = node;
    if (anchor === void 0) return this.content(node, keyOffset, key);
    const first = this.nodes.table.size;
    const opened2 = this.anchors.open(anchor);
    const value = this.content(node, keyOffset, key);
    const nodes = this.nodes.table.size - first;
    this.anchors.close(anchor, opened2, { node: first, value, nodes });
    return value;
  }
  content(node, keyOffset, key) {
    if (isMap(node)) return this.mapping(node, keyOffset, key);
    if (isSeq(node)) return this.sequence(node, keyOffset, key);
    const [start, end] = this.span(node);
    const isBlock = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
    if (isBlock && this.hasTextWithin(start, end)) throw Refusal.tabAfterBlockScalar(end);
    this.nodes.leaf(keyOffset, key, start, end);
    this.lastEnd = end;
    return scalarValue(node);
  }
  /** Whether a block scalar, header included, has lines and ends within one. */
  hasTextWithin(start, end) {
    const header = this.text.indexOf("\n", start) + 1;
    return header > 0 && endsWithinLine(this.text, header, end);
  }
  mapping(map, keyOffset, key) {
    const node = this.nodes.open(keyOffset, key, map.range?.[0] ?? 0);
    const members = {};
    let hasMerge = false;
    for (const pair of map.items) {
      const name = this.keyText(pair.key);
      const offset = rangeStart(pair.key);
      this.nodes.refuseDuplicate(node, members, name, offset);
      hasMerge ||= name === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN";
      setMember(members, name, this.node(pair.value, offset, name));
    }
    this.endCollection(node, map);
    if (hasMerge) this.nodes.merge(node, members);
    return members;
  }
  sequence(sequence, keyOffset, key) {
    const node = this.nodes.open(keyOffset, key, sequence.range?.[0] ?? 0);
    const items = [];
    for (const item of sequence.items) items.push(this.node(item, NO_KEY, ""));
    this.endCollection(node, sequence);
    return items;
  }
  endCollection(node, collection) {
    if (collection.flow === true) this.lastEnd = collection.range?.[1] ?? this.lastEnd;
    this.nodes.close(node, this.lastEnd);
  }
  alias(alias, keyOffset, key) {
    const [start, end] = this.span(alias);
    const target = this.anchors.resolve(alias.source, start);
    this.nodes.alias(keyOffset, key, start, end, target);
    this.lastEnd = end;
    return target.value;
  }
  empty(keyOffset, key) {
    this.nodes.leaf(keyOffset, key, this.lastEnd, this.lastEnd);
    return null;
  }
  keyText(key) {
    if (isScalar(key) && key.anchor === void 0) return key.source ?? String(key.value);
    throw new Refusal(
      "syntax-error",
      "A key must be plain text here, without anchor or alias. Write the text itself.",
      rangeStart(key)
    );
  }
  /** Start and end of a scalar; an empty one stands right after what comes before it. */
  span(node) {
    const [start, end] = node.range ?? [0, 0];
    if (start !== end) return [start, end];
    const before = this.text.slice(Math.max(0, start - 1e3), start);
    const at = start - (before.length - before.trimEnd().length);
    return [at, at];
  }
};
function rangeStart(node) {
  return isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] ?? 0 : 0;
}
function scalarValue(node) {
  const { value } = node;
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return node.source ?? String(value);
}

// src/document/yaml-tokens.ts
import { CST as CST2, Lexer } from "yaml";
var KINDS2 = {
  "doc-mode": "document",
  "doc-start": "document-start",
  "doc-end": "document-end",
  newline: "newline",
  space: "space",
  comment: "comment",
  "seq-item-ind": "item",
  "explicit-key-ind": "explicit-key",
  "map-value-ind": "colon",
  "flow-map-start": "open",
  "flow-seq-start": "open",
  "flow-map-end": "close",
  "flow-seq-end": "close",
  comma: "comma",
  anchor: "anchor",
  alias: "alias",
  tag: "tag",
  "single-quoted-scalar": "quoted",
  "double-quoted-scalar": "quoted",
  "block-scalar-header": "block-header"
};
var YamlTokens = class {
  kind = "end";
  source = "";
  /** Offset of the token. */
  offset = 0;
  /** Offset just after it. */
  end = 0;
  /** Tokens so far. */
  count = 0;
  lineStart = 0;
  lexemes;
  constructor(text) {
    this.lexemes = new Lexer().lex(text);
    this.advance();
  }
  /** Characters between the start of the line and the token. */
  get column() {
    return this.offset - this.lineStart;
  }
  /** Goes to the next token; at the end it stays there. */
  advance() {
    this.passLineBreaks();
    const lexeme = this.lexemes.next();
    this.offset = this.end;
    if (lexeme.done === true) {
      this.kind = "end";
      this.source = "";
      return;
    }
    this.count += 1;
    if (lexeme.value === CST2.SCALAR) this.plain();
    else this.token(lexeme.value);
  }
  token(source) {
    this.source = source;
    this.kind = KINDS2[CST2.tokenType(source) ?? ""] ?? "rare";
    const isMark = source === CST2.DOCUMENT || source === CST2.FLOW_END;
    if (!isMark) this.end += source.length;
  }
  /** The lexer announces such a scalar by a mark before its text. */
  plain() {
    const content = this.lexemes.next();
    this.source = content.done === true ? "" : content.value;
    this.kind = "plain";
    this.end += this.source.length;
  }
  passLineBreaks() {
    if (this.kind === "newline") this.lineStart = this.end;
    else if (this.kind === "plain" || this.kind === "quoted") {
      const lineBreak = this.source.lastIndexOf("\n");
      if (lineBreak !== -1) this.lineStart = this.offset + lineBreak + 1;
    }
  }
};

// src/document/yaml-guard.ts
function guardYaml(text, rareOffset, limits = DOCUMENT_LIMITS) {
  const tokens = new YamlTokens(text);
  const nesting = new Nesting();
  let gap = 0;
  for (; tokens.kind !== "end"; tokens.advance()) {
    nesting.pass(tokens);
    if (nesting.depth > limits.depth) throw Refusal.tooDeep(tokens.offset, limits);
    if (tokens.count > limits.rareYamlTokens) throw tooLong(rareOffset);
    gap = isFiller(tokens) ? gap + 1 : 0;
    if (gap > limits.rareYamlGap) throw tooLong(rareOffset);
  }
}
function isFiller({ kind }) {
  return kind === "space" || kind === "newline" || kind === "comment" || kind === "anchor" || kind === "tag";
}
function tooLong(offset) {
  return new Refusal(
    "limit-reached",
    "The YAML is broken here, or uses a rare feature (tag, explicit key, directive, tab) that is only read in smaller files. Write it in the common form.",
    offset
  );
}
var Nesting = class {
  /** Columns of the open block collections. */
  columns = [];
  /** For each open flow collection, and for the line around them, the indicators that can each open a level. */
  indicators = [0];
  indicatorSum = 0;
  /** Whether only indentation and indicators stood on the line so far. */
  leading = true;
  get depth() {
    return 2 * this.columns.length + this.indicators.length - 1 + this.indicatorSum;
  }
  pass(tokens) {
    const { kind } = tokens;
    const inFlow = this.indicators.length > 1;
    if (kind === "newline") this.newLine(inFlow);
    else if (kind === "open") this.openFlow(tokens.column, inFlow);
    else if (kind === "close") this.closeFlow(inFlow);
    else if (kind === "comma") this.resetIndicators();
    else if (kind === "rare") this.leaveFlow();
    else if (kind === "item" || kind === "explicit-key" || kind === "colon") {
      this.indicator(tokens.column, inFlow);
    } else if (kind === "plain" || kind === "quoted" || kind === "alias" || kind === "block-header") {
      this.content(tokens, inFlow);
    }
  }
  newLine(inFlow) {
    if (inFlow) return;
    this.resetIndicators();
    this.leading = true;
  }
  openFlow(column, inFlow) {
    if (!inFlow && this.leading) this.indent(column);
    this.leading = false;
    this.indicators.push(0);
  }
  closeFlow(inFlow) {
    if (!inFlow) return;
    this.resetIndicators();
    this.indicators.pop();
  }
  /** The lexer gives up on a flow collection at text that is indented too little. */
  leaveFlow() {
    while (this.indicators.length > 1) this.closeFlow(true);
    this.leading = true;
  }
  indicator(column, inFlow) {
    if (!inFlow && this.leading) {
      this.indent(column);
      return;
    }
    const level = this.indicators.length - 1;
    this.indicators[level] = (this.indicators[level] ?? 0) + 1;
    this.indicatorSum += 1;
  }
  content(tokens, inFlow) {
    if (!inFlow && this.leading) this.indent(tokens.column);
    const endsLine = tokens.kind === "plain" && tokens.source.endsWith("\n");
    this.leading = !inFlow && endsLine;
    if (this.leading) this.resetIndicators();
  }
  resetIndicators() {
    const level = this.indicators.length - 1;
    this.indicatorSum -= this.indicators[level] ?? 0;
    this.indicators[level] = 0;
  }
  indent(column) {
    while ((this.columns.at(-1) ?? -1) > column) this.columns.pop();
    if ((this.columns.at(-1) ?? -1) < column) this.columns.push(column);
  }
};

// src/document/yaml-cursor.ts
var YamlCursor = class extends YamlTokens {
  constructor(text) {
    super(text);
    this.text = text;
  }
  text;
  /** Whether a plain or quoted scalar stands here. */
  isScalar() {
    return this.kind === "plain" || this.kind === "quoted";
  }
  /** Whether nothing more stands on the line, but for a comment. */
  isLineEnd() {
    return this.kind === "newline" || this.kind === "comment" || this.kind === "end";
  }
  /** Passes blanks on the line. Tabs are rare, and some places forbid them. */
  skipSpace() {
    while (this.kind === "space") {
      if (this.source.includes("	")) throw this.rare();
      this.advance();
    }
  }
  /** Passes blanks, comments and line ends. */
  skipToLine() {
    for (; ; ) {
      this.skipSpace();
      if (this.kind === "newline") this.advance();
      else if (this.kind === "comment") this.comment();
      else return;
    }
  }
  /** Passes a comment, before which there must be a blank (YAML 1.2.2 section 6.6). */
  comment() {
    const before = this.offset > 0 ? this.text.charAt(this.offset - 1) : " ";
    if (!/[ \t\n]/.test(before)) throw this.rare();
    this.advance();
  }
  /** Passes a token that must be of a kind. */
  expect(kind) {
    if (this.kind !== kind) throw this.rare();
    this.advance();
  }
  rare() {
    return new RareYaml(this.offset);
  }
};

// src/document/yaml-one-pass.ts
var MAX_KEY_LENGTH = 1e3;
function readCommonYaml(text) {
  return new OnePass(text).run();
}
var ROOT = { text: "", offset: NO_KEY };
var OnePass = class {
  constructor(text) {
    this.text = text;
    this.tokens = new YamlCursor(text);
  }
  text;
  tokens;
  nodes = new YamlNodes();
  anchors = new YamlAnchors();
  /** Offset after the last value: where the collections around it end. */
  lastEnd = 0;
  run() {
    const { tokens } = this;
    tokens.skipToLine();
    tokens.expect("document");
    if (tokens.kind === "document-start") {
      tokens.advance();
      tokens.skipSpace();
      if (!tokens.isLineEnd()) throw tokens.rare();
    }
    tokens.skipToLine();
    const value = this.block(ROOT, { column: -1, isMapping: false });
    tokens.skipToLine();
    if (tokens.kind === "document-end") {
      tokens.advance();
      tokens.skipToLine();
    }
    if (tokens.kind !== "end") throw tokens.rare();
    return this.nodes.finish(value, this.text);
  }
  /** A value whose first token stands first on its line. */
  block(key, parent) {
    const { tokens } = this;
    const { column } = tokens;
    if (tokens.kind === "item") return this.sequence(key, column);
    return this.inline(key, parent, column);
  }
  /** A value that starts at the token: a mapping only where one may start, at `mappingColumn`. */
  inline(key, parent, mappingColumn) {
    const { tokens } = this;
    switch (tokens.kind) {
      case "plain":
      case "quoted":
        return this.scalarOrMapping(key, mappingColumn);
      case "open":
        return this.closed(this.flow(key));
      case "alias":
        return this.closed(this.alias(key));
      case "block-header":
        return this.blockScalar(key, parent);
      default:
        throw tokens.rare();
    }
  }
  scalarOrMapping(key, mappingColumn) {
    const { tokens } = this;
    const start = tokens.offset;
    const end = tokens.end;
    const isPlain3 = tokens.kind === "plain";
    const text = this.scalarText();
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind === "colon") {
      if (mappingColumn === null) throw tokens.rare();
      return this.mapping(key, mappingColumn, { text, offset: start, end, isPlain: isPlain3 });
    }
    this.leaf(key, start, end);
    return this.closed(isPlain3 ? resolvePlainScalar(text) : text);
  }
  mapping(key, column, first) {
    const { tokens, nodes } = this;
    const node = nodes.open(key.offset, key.text, first.offset);
    const members = {};
    const self = { column, isMapping: true };
    let hasMerge = false;
    let member = first;
    for (; ; ) {
      this.checkKey(member.offset, member.end);
      nodes.refuseDuplicate(node, members, member.text, member.offset);
      hasMerge ||= member.isPlain && member.text === "<<";
      tokens.advance();
      setMember(members, member.text, this.entry(member, self));
      tokens.skipToLine();
      if (tokens.column !== column || !tokens.isScalar()) break;
      member = this.nextKey();
    }
    this.endBlock(node);
    if (hasMerge) nodes.merge(node, members);
    return members;
  }
  nextKey() {
    const { tokens } = this;
    const { offset, end } = tokens;
    const isPlain3 = tokens.kind === "plain";
    const text = this.scalarText();
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind !== "colon") throw tokens.rare();
    return { text, offset, end, isPlain: isPlain3 };
  }
  sequence(key, column) {
    const { tokens, nodes } = this;
    const node = nodes.open(key.offset, key.text, tokens.offset);
    const items = [];
    const self = { column, isMapping: false };
    while (tokens.kind === "item" && tokens.column === column) {
      tokens.advance();
      items.push(this.entry(ROOT, self));
      tokens.skipToLine();
    }
    this.endBlock(node);
    return items;
  }
  /**
   * Ends a block collection. A next token that belongs to no collection further out ends them all,
   * and is then found where the document should end.
   */
  endBlock(node) {
    this.nodes.close(node, this.lastEnd);
  }
  /** What follows a colon or dash: a value on the same line, a deeper block, or nothing. */
  entry(key, parent) {
    const { tokens } = this;
    const after = tokens.offset;
    tokens.skipSpace();
    if (tokens.kind === "anchor") return this.anchored(key, parent);
    if (!tokens.isLineEnd()) {
      if (parent.isMapping) return this.inline(key, parent, null);
      return this.block(key, parent);
    }
    return this.nextLines(key, parent, after);
  }
  nextLines(key, parent, after) {
    const { tokens } = this;
    tokens.skipToLine();
    const { column } = tokens;
    const isDeeper = column > parent.column && tokens.kind !== "end";
    const isListOfKey = parent.isMapping && column === parent.column && tokens.kind === "item";
    if (isDeeper || isListOfKey) return this.block(key, parent);
    this.leaf(key, after, after);
    return null;
  }
  anchored(key, parent) {
    const { tokens, nodes, anchors } = this;
    const name = tokens.source.slice(1);
    const after = tokens.end;
    if (name === "" || name.endsWith(":")) throw tokens.rare();
    tokens.advance();
    if (tokens.kind !== "space" && !tokens.isLineEnd()) throw tokens.rare();
    tokens.skipSpace();
    const node = nodes.table.size;
    const opened2 = anchors.open(name);
    const isOnLine = !tokens.isLineEnd();
    const value = isOnLine ? this.inline(key, parent, null) : this.nextLines(key, parent, after);
    if (value === null && !isOnLine) throw tokens.rare();
    anchors.close(name, opened2, { node, value, nodes: nodes.table.size - node });
    return value;
  }
  alias(key) {
    const { tokens } = this;
    const { offset, end } = tokens;
    if (tokens.source.endsWith(":")) throw tokens.rare();
    const target = this.anchors.resolve(tokens.source.slice(1), offset);
    this.nodes.alias(key.offset, key.text, offset, end, target);
    this.lastEnd = end;
    tokens.advance();
    return target.value;
  }
  flow(key) {
    const { tokens, nodes } = this;
    const isMapping = tokens.source === "{";
    const node = nodes.open(key.offset, key.text, tokens.offset);
    tokens.advance();
    const value = isMapping ? this.flowMembers(node) : this.flowItems();
    if (tokens.kind !== "close" || tokens.source !== (isMapping ? "}" : "]")) throw tokens.rare();
    this.lastEnd = tokens.end;
    nodes.close(node, tokens.end);
    tokens.advance();
    return value;
  }
  flowMembers(node) {
    const { tokens, nodes } = this;
    const members = {};
    let hasMerge = false;
    tokens.skipToLine();
    while (tokens.isScalar()) {
      const member = this.nextKey();
      this.checkKey(member.offset, member.end);
      nodes.refuseDuplicate(node, members, member.text, member.offset);
      hasMerge ||= member.isPlain && member.text === "<<";
      tokens.advance();
      tokens.skipToLine();
      setMember(members, member.text, this.flowValue(member));
      if (!this.flowComma()) break;
    }
    if (hasMerge) nodes.merge(node, members);
    return members;
  }
  flowItems() {
    const items = [];
    this.tokens.skipToLine();
    while (this.tokens.kind !== "close") {
      items.push(this.flowValue(ROOT));
      if (!this.flowComma()) break;
    }
    return items;
  }
  flowValue(key) {
    const { tokens } = this;
    if (tokens.kind === "open") return this.flow(key);
    if (tokens.kind === "alias") return this.alias(key);
    if (!tokens.isScalar()) throw tokens.rare();
    const isPlain3 = tokens.kind === "plain";
    const text = this.scalarText();
    this.leaf(key, tokens.offset, tokens.end);
    tokens.advance();
    return isPlain3 ? resolvePlainScalar(text) : text;
  }
  flowComma() {
    const { tokens } = this;
    tokens.skipToLine();
    if (tokens.kind !== "comma") return false;
    tokens.advance();
    tokens.skipToLine();
    return true;
  }
  /** The lines of a block scalar belong to one token after its header. */
  blockScalar(key, parent) {
    const { tokens } = this;
    const { offset, source: header } = tokens;
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind === "comment") tokens.comment();
    tokens.expect("newline");
    if (!tokens.isScalar()) throw tokens.rare();
    if (endsWithinLine(this.text, tokens.offset, tokens.end)) {
      throw Refusal.tabAfterBlockScalar(tokens.end);
    }
    const text = blockScalarText({ header, lines: tokens.source, indent: parent.column, offset });
    this.leaf(key, offset, tokens.end);
    tokens.advance();
    return text;
  }
  /** The text of the scalar at the token. */
  scalarText() {
    const { kind, source, offset } = this.tokens;
    return flowScalarText(source, kind === "quoted", offset);
  }
  checkKey(offset, end) {
    const isLong = this.tokens.offset - offset > MAX_KEY_LENGTH;
    if (isLong || this.text.slice(offset, end).includes("\n")) throw this.tokens.rare();
  }
  leaf(key, start, end) {
    this.nodes.leaf(key.offset, key.text, start, end);
    this.lastEnd = end;
  }
  /** After a value on a line only a comment may follow. */
  closed(value) {
    this.tokens.skipSpace();
    if (!this.tokens.isLineEnd()) throw this.tokens.rare();
    return value;
  }
};

// src/document/yaml.ts
function readYaml(text) {
  try {
    return readCommonYaml(text);
  } catch (error) {
    if (!(error instanceof RareYaml)) throw error;
    guardYaml(text, error.offset);
    return readComposedYaml(text);
  }
}

// src/document/parse.ts
function parseDocument2(file, source, options = {}) {
  const content = withoutMark(source);
  try {
    const hash = options.hash ?? null;
    const parsed2 = readText(file, content, options.ahead);
    return { ok: true, value: new TextDocument(file, hash, content, parsed2) };
  } catch (error) {
    return { ok: false, problem: errorProblem(error, file, textOf(content), options.side) };
  }
}
function textOf(content) {
  return typeof content === "string" ? content : content.text;
}
function withoutMark(source) {
  if (typeof source !== "string" && source.bytes !== void 0) {
    const { bytes } = source;
    const hasMark = bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191;
    return {
      bytes: hasMark ? bytes.subarray(3) : bytes,
      get text() {
        return source.text;
      }
    };
  }
  const text = typeof source === "string" ? source : source.text;
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
function readText(file, content, ahead) {
  const isNamedJson = /\.json$/i.test(file);
  const startsLikeJson = /^\s*[[{]/.test(startOf(content));
  if (!isNamedJson && !startsLikeJson) return readYaml(textOf(content));
  try {
    return readJson(content, ahead);
  } catch (jsonError) {
    if (!isSyntaxError(jsonError) || isNamedJson && startsLikeJson) throw jsonError;
    return readMislabelledYaml(textOf(content), isNamedJson, jsonError);
  }
}
function startOf(content) {
  if (typeof content === "string") return content;
  const start = content.bytes.toString("latin1", 0, 200);
  return /^[ \t\r\n]*[!-~]/.test(start) ? start : content.text;
}
function readMislabelledYaml(text, isNamedJson, jsonError) {
  try {
    const parsed2 = readYaml(text);
    const value = parsed2.readValue();
    const isCollection2 = typeof value === "object" && value !== null;
    if (isCollection2 || !isNamedJson) return parsed2;
  } catch (yamlError) {
    if (!isNamedJson || !isSyntaxError(yamlError)) throw yamlError;
  }
  throw jsonError;
}
function isSyntaxError(error) {
  return error instanceof Refusal && error.code === "syntax-error";
}
function errorProblem(error, file, text, side) {
  const sides = side === void 0 ? {} : { side };
  if (error instanceof Refusal) return refusalProblem(error, text, { file, ...sides });
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Holdfast failed to parse this file (${reason}). This is a fault in Holdfast: please report it.`;
  return problem("internal-error", message, { file, ...sides });
}
function refusalProblem(refusal, text, place) {
  const lines = new LineIndex(text);
  const first = refusal.firstOffset === null ? "" : ` It stood first on line ${lines.place(refusal.firstOffset).line}.`;
  return problem(refusal.code, `${refusal.message}${first}`, {
    ...place,
    ...lines.place(refusal.offset)
  });
}

// src/drift/contract/model/reference.ts
import { posix } from "node:path";
function parseReference(text, fromFile) {
  const hash = text.indexOf("#");
  const address = decode(hash === -1 ? text : text.slice(0, hash));
  const fragment = decode(hash === -1 ? "" : text.slice(hash + 1));
  if (address === void 0 || fragment === void 0) return { kind: "malformed" };
  if (/^file:/i.test(address)) return { kind: "outside" };
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return { kind: "remote" };
  if (/^[/\\]/.test(address) || address.includes("\0")) return { kind: "outside" };
  let file = fromFile;
  if (address !== "") {
    file = posix.normalize(posix.join(posix.dirname(fromFile), address.replaceAll("\\", "/")));
    if (file === ".." || file.startsWith("../")) return { kind: "outside" };
  }
  const keys = fromPointer(fragment);
  if (keys !== void 0) return { kind: "pointer", file, keys };
  return fragment.startsWith("/") ? { kind: "malformed" } : { kind: "anchor" };
}
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return void 0;
  }
}

// src/drift/contract/model/contract.ts
var MAX_PROBLEMS = 200;
var MAX_REFERENCE_CHAIN = 100;
var Contract = class {
  constructor(side, dialect, document, others) {
    this.side = side;
    this.dialect = dialect;
    this.document = document;
    this.others = others;
  }
  side;
  dialect;
  document;
  others;
  roots = /* @__PURE__ */ new Map();
  targets = /* @__PURE__ */ new Map();
  found = /* @__PURE__ */ new Map();
  /** Objects whose `$ref` was found to be part of a cycle. */
  cyclic = /* @__PURE__ */ new Set();
  /** The root of its document, whose value is only read now. */
  get root() {
    return this.rootFor(this.document);
  }
  get file() {
    return this.document.file;
  }
  /** Every file that was read for it, sorted. */
  get files() {
    return [this.file, ...this.others.keys()].sort();
  }
  /** Every document that was read for it. */
  get documents() {
    const others = [...this.others.values()].flatMap((other) => "code" in other ? [] : [other]);
    return [this.document, ...others];
  }
  /** Problems met so far; more may come while more of the contract is read. */
  get problems() {
    return [...this.found.values()];
  }
  /** Records what is wrong at a node, once per place and code. */
  report(node, code, message) {
    if (this.found.size > MAX_PROBLEMS) return;
    const { file, line, column } = node.document.locate(pathOf(node));
    const key = `${code} ${file}:${line}:${column}`;
    if (this.found.has(key)) return;
    if (this.found.size === MAX_PROBLEMS) {
      code = "limit-reached";
      message = `There are more than ${MAX_PROBLEMS} problems in this contract. The rest is not listed; repair these first.`;
    }
    this.found.set(key, problem(code, message, { file, line, column, side: this.side }));
  }
  /** What is wrong with a value that is not of the kind the specification asks for. */
  reportInvalid(node, expected) {
    const what = node.parent === null ? "The document" : `'${String(node.key).slice(0, 80)}'`;
    const message = `${what} is ${kindOf2(node.value)}, but must be ${expected}. What it should say was not compared.`;
    this.report(node, "invalid-contract", message);
  }
  /** The text of a node's `$ref`, if it has one. */
  referenceOf(node) {
    if (!isObjectNode(node)) return void 0;
    const reference2 = node.value["$ref"];
    return typeof reference2 === "string" ? reference2 : void 0;
  }
  /** What `reference`, standing in `document`, names; undefined where it cannot be followed. */
  lookUp(document, reference2) {
    const target = this.target(document, reference2);
    return "node" in target ? target.node : void 0;
  }
  /**
   * The node itself, or what it finally refers to. Undefined, with a problem, where a reference
   * leads nowhere, outside the tree, to the network, or back to itself.
   * With `stopAtSiblings` a `$ref` that has keywords beside it that count is not followed.
   */
  follow(node, stopAtSiblings) {
    let at = node;
    const chain = /* @__PURE__ */ new Set();
    while (chain.size < MAX_REFERENCE_CHAIN) {
      chain.add(at.value);
      const reference2 = this.referenceOf(at);
      if (reference2 === void 0 || stopAtSiblings?.(at)) return at;
      const target = this.target(at.document, reference2);
      if (!("node" in target)) {
        this.report(childOf(at, "$ref") ?? at, target.code, target.message);
        return void 0;
      }
      at = target.node;
      if (!chain.has(at.value)) continue;
      for (const value of chain) this.cyclic.add(value);
      this.reportCycle(node);
      return void 0;
    }
    this.report(
      childOf(node, "$ref") ?? node,
      "limit-reached",
      `More than ${MAX_REFERENCE_CHAIN} $refs follow each other from here, so that what they name was not compared. Point this one at the definition itself.`
    );
    return void 0;
  }
  /** Whether a node's `$ref` is part of a cycle that has been reported already. */
  isReportedCycle(node) {
    return this.cyclic.has(node.value);
  }
  /** Records that a reference comes back to itself without saying anything. */
  reportCycle(node) {
    this.report(
      childOf(node, "$ref") ?? node,
      "cyclic-reference",
      "This $ref leads back to itself and never to a definition. Point it at one."
    );
  }
  target(document, reference2) {
    let known = this.targets.get(document.file);
    if (known === void 0) {
      known = /* @__PURE__ */ new Map();
      this.targets.set(document.file, known);
    }
    let target = known.get(reference2);
    if (target === void 0) {
      target = this.find(document, reference2);
      known.set(reference2, target);
    }
    return target;
  }
  find(document, text) {
    const shown = JSON.stringify(text.slice(0, 200));
    const reference2 = parseReference(text, document.file);
    switch (reference2.kind) {
      case "remote":
        return refuse(
          "remote-reference",
          `$ref ${shown} points to another machine. Holdfast never fetches; put a copy into the repository and point to that.`
        );
      case "outside":
        return refuse(
          "reference-outside-tree",
          `$ref ${shown} leaves the repository. Only files of the same commit are read; use a relative path inside it.`
        );
      case "anchor":
        return refuse(
          "not-checked",
          `$ref ${shown} names an anchor, which is not followed. Use a JSON pointer such as #/components/schemas/Name.`
        );
      case "malformed":
        return refuse(
          "unresolved-reference",
          `$ref ${shown} is not a valid reference. Write a relative path and a JSON pointer, such as ./file.yaml#/Name.`
        );
      case "pointer": {
        const root = this.rootOf(reference2.file);
        if (!("value" in root)) {
          const code = root.code === "missing-file" ? "unresolved-reference" : root.code;
          return refuse(
            code,
            `$ref ${shown} cannot be followed into ${reference2.file}: ${root.message}`
          );
        }
        const node = this.walk(root, reference2.keys);
        if (node !== null) return { node };
        return refuse(
          "unresolved-reference",
          `$ref ${shown} names nothing that exists in ${reference2.file === document.file ? "this file" : reference2.file}. Correct the pointer or add the definition.`
        );
      }
    }
  }
  rootOf(file) {
    const known = this.roots.get(file);
    if (known !== void 0) return known;
    if (file === this.file) return this.root;
    const document = this.others.get(file);
    if (document === void 0) return problem("missing-file", "it was not read.", { file });
    if ("code" in document) return document;
    return this.rootFor(document);
  }
  rootFor(document) {
    const known = this.roots.get(document.file);
    if (known !== void 0) return known;
    const root = rootNode(document);
    this.roots.set(document.file, root);
    return root;
  }
  walk(root, keys) {
    let at = root;
    for (const key of keys) {
      if (at === null) return null;
      const index = isList(at.value) && /^(0|[1-9]\d*)$/.test(key) ? Number(key) : key;
      at = childOf(at, index);
    }
    return at;
  }
};
function refuse(code, message) {
  return { code, message };
}
function kindOf2(value) {
  if (value === null) return "empty (null)";
  if (isList(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "text" : `a ${typeof value}`;
}

// src/drift/contract/model/dialect.ts
function dialectOf(value) {
  if (!isObject(value)) return { kind: "not-a-contract" };
  const openapi = versionText(value, "openapi");
  const swagger = versionText(value, "swagger");
  if (openapi !== void 0) {
    if (!/^3(\.|$)/.test(openapi)) return { kind: "unsupported", version: `openapi ${openapi}` };
    const minor = Number.parseInt(openapi.split(".")[1] ?? "0", 10);
    return {
      kind: "dialect",
      dialect: { family: "openapi", referenceSiblings: minor >= 1, nullable: minor < 1 }
    };
  }
  if (swagger === void 0) return { kind: "not-a-contract" };
  if (!/^2(\.0)?$/.test(swagger)) return { kind: "unsupported", version: `swagger ${swagger}` };
  return {
    kind: "dialect",
    dialect: { family: "swagger", referenceSiblings: false, nullable: true }
  };
}
function versionText(value, key) {
  const version = Object.hasOwn(value, key) ? value[key] : void 0;
  return typeof version === "string" || typeof version === "number" ? String(version) : void 0;
}
function mayBeContract(text) {
  return /(?:^|[\s{,"'\uFEFF])(?:openapi|swagger)["']?\s*:/.test(text);
}

// src/drift/contract/load.ts
var MAX_FILES = 2e3;
async function loadContract(tree, path, side, file, ahead) {
  const read = file === void 0 ? await readOn(tree, path, side) : { ok: true, value: file };
  if (!read.ok) return read;
  const parsed2 = parseDocument2(path, read.value, {
    side,
    ...ahead === void 0 ? {} : { ahead }
  });
  if (!parsed2.ok) return parsed2;
  const found = dialectOf(versionsOf(parsed2.value));
  if (found.kind === "not-a-contract") {
    const isEmpty = parsed2.value.text.trim() === "";
    const message = isEmpty ? "The file is empty; an API contract was expected." : "This file has no `openapi` or `swagger` version at its top, so it is not an API contract. Name another file or add the version.";
    return {
      ok: false,
      problem: problem("not-a-contract", message, { file: path, line: 1, column: 1, side })
    };
  }
  if (found.kind === "unsupported") {
    const message = `The version says ${found.version.slice(0, 40)}. Holdfast reads Swagger 2.0 and OpenAPI 3.x; convert the contract to one of them.`;
    const place = parsed2.value.locate([
      found.version.startsWith("openapi") ? "openapi" : "swagger"
    ]);
    return { ok: false, problem: problem("unsupported-version", message, { ...place, side }) };
  }
  const others = await loadReferenced(tree, parsed2.value, side);
  return { ok: true, value: new Contract(side, found.dialect, parsed2.value, others) };
}
function versionsOf(document) {
  const versions = {};
  for (const key of ["openapi", "swagger"]) {
    const written2 = document.written([key]);
    if (written2 === void 0) continue;
    const value = document.format === "json" ? JSON.parse(written2) : isObject(document.value) ? document.value[key] : void 0;
    if (value !== void 0) versions[key] = value;
  }
  return versions;
}
async function readOn(tree, path, side) {
  const read = await tree.read(path);
  return read.ok ? read : { ok: false, problem: { ...read.problem, side } };
}
async function loadReferenced(tree, root, side) {
  const others = /* @__PURE__ */ new Map();
  const waiting = referencedFiles(root);
  await tree.prefetch?.(waiting.slice(0, MAX_FILES));
  for (let path = waiting.pop(); path !== void 0; path = waiting.pop()) {
    if (path === root.file || others.has(path)) continue;
    if (others.size >= MAX_FILES) {
      others.set(
        path,
        problem("limit-reached", `the contract is spread over more than ${MAX_FILES} files.`, {
          file: path,
          side
        })
      );
      break;
    }
    const read = await tree.read(path);
    const parsed2 = read.ok ? parseDocument2(path, read.value, { side }) : read;
    others.set(path, parsed2.ok ? parsed2.value : parsed2.problem);
    if (!parsed2.ok) continue;
    const further = referencedFiles(parsed2.value).filter((file) => !others.has(file));
    await tree.prefetch?.(further.slice(0, MAX_FILES));
    waiting.push(...further);
  }
  return others;
}
function referencedFiles(document) {
  const texts = referenceTexts(document);
  const mayHaveFiles = texts === null ? mayReferToFiles(document.text) : [...texts].some((each) => !each.startsWith("#"));
  if (!mayHaveFiles) return [];
  const files = /* @__PURE__ */ new Set();
  const waiting = [document.value];
  const seen = /* @__PURE__ */ new Set();
  for (let value = waiting.pop(); value !== void 0; value = waiting.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isList(value)) {
      for (const item of value) waiting.push(item);
      continue;
    }
    if (!isObject(value)) continue;
    for (const item of Object.values(value)) waiting.push(item);
    const text = Object.hasOwn(value, "$ref") ? value["$ref"] : void 0;
    const reference2 = typeof text === "string" ? parseReference(text, document.file) : void 0;
    if (reference2?.kind === "pointer") files.add(reference2.file);
  }
  files.delete(document.file);
  return [...files].sort();
}
function mayReferToFiles(text) {
  return /\$ref["']?\s*:\s*["']?[^\s"'#]|\\u0024|\\x24/.test(text);
}

// src/drift/contract/model/contract-model.ts
var ContractModel = class {
  constructor(contract) {
    this.contract = contract;
    this.schemas = new SchemaNodes(contract);
  }
  contract;
  schemas;
  parameters = /* @__PURE__ */ new Map();
  bodies = /* @__PURE__ */ new Map();
  responses = /* @__PURE__ */ new Map();
  known;
  get operations() {
    this.known ??= readOperations(this.contract);
    return this.known;
  }
  /** The parameter that an entry of a list of parameters is, or refers to. */
  parameter(use) {
    const node = parameterDefinition(this, use);
    if (node === void 0) return void 0;
    if (!this.parameters.has(node.value))
      this.parameters.set(node.value, readParameter(this, node));
    return this.parameters.get(node.value);
  }
  requestBody(use) {
    const node = definition(this.contract, use, "a request body");
    if (node === void 0) return void 0;
    return once(this.bodies, node.value, () => readRequestBody(this, node));
  }
  /** In Swagger 2.0 the same declaration has other media types where the operation `produces` others. */
  response(use, produces) {
    const node = definition(this.contract, use, "a response");
    if (node === void 0) return void 0;
    const isSwagger = this.contract.dialect.family === "swagger";
    const group = once(this.responses, isSwagger ? produces.join(" ") : "", () => /* @__PURE__ */ new Map());
    return once(group, node.value, () => readResponse(this, node, produces));
  }
};
function once(known, key, make) {
  const found = known.get(key);
  if (found !== void 0) return found;
  const made = make();
  known.set(key, made);
  return made;
}

// src/drift/fingerprint.ts
import { createHash } from "node:crypto";
function fingerprint(area, rule, parts) {
  return createHash("sha256").update(JSON.stringify([area, rule, ...parts])).digest("hex").slice(0, 32);
}

// src/drift/contract/compare/operation-set.ts
var MANY = 64;
var OperationSet = class {
  /** `count` is how many operations there are. */
  constructor(count) {
    this.count = count;
  }
  count;
  few = /* @__PURE__ */ new Set();
  bits = new Uint32Array(0);
  /** Adds an operation; whether it was not there before. */
  add(index) {
    if (this.few !== null) {
      if (this.few.has(index)) return false;
      this.few.add(index);
      if (this.few.size > MANY) this.spread();
      return true;
    }
    return this.addWord(index >>> 5, 1 << (index & 31) >>> 0);
  }
  /** Adds the operations of another set; whether that changed this one. */
  addAll(other) {
    let changed = false;
    if (other.few !== null) {
      for (const index of other.few) if (this.add(index)) changed = true;
      return changed;
    }
    this.spread();
    for (let word = 0; word < other.bits.length; word += 1)
      if (this.addWord(word, other.bits[word] ?? 0)) changed = true;
    return changed;
  }
  /** The operations in ascending order. */
  members() {
    if (this.few !== null) return [...this.few].sort((a, b) => a - b);
    const members = [];
    this.bits.forEach((word, index) => {
      for (let bit = 0; bit < 32; bit += 1)
        if ((word & 1 << bit) !== 0) members.push(index * 32 + bit);
    });
    return members;
  }
  /** Goes over to bits. */
  spread() {
    if (this.few === null) return;
    const { few } = this;
    this.few = null;
    this.bits = new Uint32Array(Math.ceil(this.count / 32));
    for (const index of few) this.add(index);
  }
  addWord(word, more) {
    const before = this.bits[word] ?? 0;
    const after = (before | more) >>> 0;
    if (after === before) return false;
    this.bits[word] = after;
    return true;
  }
};

// src/drift/contract/compare/reach.ts
var NOWHERE = { site: "request-body", phrase: "", steps: "" };
function reachOf2(units, order) {
  const changed = units.filter((unit) => unit.findings.length > 0);
  const relevant = ancestorsOf(changed);
  const children = childrenOf2(relevant);
  const sets = spreadOperations(relevant, children, order.length);
  const places = namePlaces(relevant, children, order);
  const reach = /* @__PURE__ */ new Map();
  for (const unit of changed) {
    const reached = sets.get(unit);
    reach.set(unit, {
      where: places.get(unit) ?? NOWHERE,
      operations: reached?.members() ?? []
    });
  }
  return reach;
}
function ancestorsOf(units) {
  const found = new Set(units);
  const waiting = [...units];
  for (let unit = waiting.pop(); unit !== void 0; unit = waiting.pop()) {
    for (const { unit: parent } of unit.parents) {
      if (found.has(parent)) continue;
      found.add(parent);
      waiting.push(parent);
    }
  }
  return found;
}
function childrenOf2(units) {
  const children = /* @__PURE__ */ new Map();
  for (const unit of units) {
    unit.parents.forEach(({ unit: parent, label }, index) => {
      const step = { unit, key: labelKey(label), index };
      const known = children.get(parent);
      if (known === void 0) children.set(parent, [step]);
      else known.push(step);
    });
  }
  return children;
}
function spreadOperations(units, children, count) {
  const sets = /* @__PURE__ */ new Map();
  const waiting = [];
  const queued = /* @__PURE__ */ new Set();
  for (const unit of units) {
    const own = new OperationSet(count);
    sets.set(unit, own);
    if (unit.operation === null) continue;
    own.add(unit.operation);
    waiting.push(unit);
    queued.add(unit);
  }
  for (let next = 0; next < waiting.length; next += 1) {
    const unit = waiting[next];
    const reached = unit === void 0 ? void 0 : sets.get(unit);
    if (unit === void 0 || reached === void 0) continue;
    queued.delete(unit);
    for (const { unit: child } of children.get(unit) ?? []) {
      const target = sets.get(child);
      if (target === void 0 || !target.addAll(reached) || queued.has(child)) continue;
      queued.add(child);
      waiting.push(child);
    }
  }
  return sets;
}
function namePlaces(units, children, order) {
  const roots = /* @__PURE__ */ new Map();
  const others = [];
  for (const unit of units) {
    if (unit.operation !== null) roots.set(unit.operation, unit);
    else if (unit.parents.length === 0) others.push(unit);
  }
  const places = /* @__PURE__ */ new Map();
  for (const index of order) {
    const root = roots.get(index);
    if (root !== void 0) spreadPlaces(root, children, places);
  }
  for (const root of others) spreadPlaces(root, children, places);
  const known = /* @__PURE__ */ new Map();
  for (const [unit, where] of places) if (where !== void 0) known.set(unit, where);
  return known;
}
function spreadPlaces(root, children, places) {
  places.set(root, root.name === "" ? void 0 : { ...NOWHERE, phrase: root.name });
  const waiting = [root];
  for (let next = 0; next < waiting.length; next += 1) {
    const unit = waiting[next];
    if (unit === void 0) continue;
    const steps = [...children.get(unit) ?? []].sort(
      (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0
    );
    for (const step of steps) {
      const label = step.unit.parents[step.index]?.label;
      if (label === void 0 || places.has(step.unit)) continue;
      places.set(step.unit, advance(places.get(unit), label));
      waiting.push(step.unit);
    }
  }
}

// src/drift/contract/declaration.ts
function declarationKey(node, contract) {
  const parts = [];
  for (let at = node; at.parent !== null; at = at.parent) parts.push(partOf(at, at.parent));
  const file = node.document === contract.document ? "" : node.document.file;
  return JSON.stringify([file, ...parts.reverse()]);
}
function partOf(node, parent) {
  if (isList(parent.value)) return entryName(node, parent);
  const key = String(node.key);
  return parent.key === "paths" ? templateOf(key) : key;
}
function entryName(node, parent) {
  const { value } = node;
  if (typeof value === "string") return `=${value}`;
  if (!isObject(value)) return String(node.key);
  const { $ref, in: place, name, title, properties, url } = value;
  if (typeof $ref === "string") return `=${$ref}`;
  if (parent.key === "parameters" && typeof place === "string" && typeof name === "string") {
    return `${place}:${place === "path" ? "" : name}`;
  }
  if (typeof title === "string") return `title:${title}`;
  if (typeof url === "string") return `url:${url}`;
  if (isObject(properties)) return `{${Object.keys(properties).sort().join(",")}}`;
  if (parent.key === "security") return Object.keys(value).sort().join("+");
  return String(node.key);
}

// src/drift/contract/report.ts
function reportDrifts(findings, context) {
  const subjects = findings.operations.map((operation, index) => ({
    ...subjectOf(operation, context.service),
    tags: findings.tags[index] ?? []
  }));
  const order = inOrder(findings.operations);
  const ranks = new Map(order.map((index, rank) => [index, rank]));
  const reach = reachOf2(findings.units, order);
  const merged = mergeCases(findings, reach);
  const drafts = merged.map((found) => {
    const operations = [...found.operations].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)).map((index) => subjects[index]).filter((subject) => subject !== void 0);
    return { found, operations, key: keyOf3(found, context) };
  });
  const counts = /* @__PURE__ */ new Map();
  for (const { key } of drafts) counts.set(key, (counts.get(key) ?? 0) + 1);
  const copies = /* @__PURE__ */ new Map();
  return drafts.map(({ found, operations, key }) => {
    const parts = [key, ...(counts.get(key) ?? 0) > 1 ? [extendedKey(found, context)] : []];
    const text = parts.join("\0");
    const copy = copies.get(text) ?? 0;
    copies.set(text, copy + 1);
    if (copy > 0) parts.push(String(copy));
    return driftOf(found, operations, parts, context);
  }).sort(compareDrifts);
}
function subjectOf(operation, service) {
  return {
    kind: "operation",
    method: operation.method,
    path: operation.path,
    tags: operation.tags,
    operation_id: operation.operationId,
    service
  };
}
function inOrder(operations) {
  const keys = operations.map(({ path, method, kind }) => [path, method, kind].join("\0"));
  return operations.map((_, index) => index).sort((a, b) => compareText(keys[a] ?? "", keys[b] ?? ""));
}
function mergeCases(findings, reach) {
  const cases = /* @__PURE__ */ new Map();
  for (const unit of findings.units) {
    const reached = reach.get(unit);
    if (reached === void 0) continue;
    for (const finding of unit.findings) {
      const found = caseOf(finding, reached, findings.unstable);
      const key = causeKey(found, unit.direction);
      const known = cases.get(key);
      cases.set(key, known === void 0 ? found : mergeTwo(known, found));
    }
  }
  return [...cases.values()];
}
function caseOf(finding, { where, operations }, unstable) {
  const rule = contractRule(ruleIdOf(finding, where));
  const own = finding.compatibility ?? rule.compatibility;
  const isSoftened = own === "definitely_breaking" && operations.length > 0 && operations.every((index) => unstable[index] === true);
  const compatibility = isSoftened ? "potentially_breaking" : own;
  const told = isSoftened ? `${rule.why} ${UNSTABLE}` : whyOf(finding, rule, compatibility);
  const why = finding.isCutShort === true ? `${told} ${CUT_SHORT}` : told;
  return { finding, rule, compatibility, why, where, operations: new Set(operations) };
}
function whyOf({ doubt: doubt2, reason, isUnshown, witness }, { why, compatibility: usual }, compatibility) {
  if (doubt2 !== void 0) return doubt2;
  if (reason !== void 0) return reason;
  if (witness !== void 0 && usual !== "definitely_breaking") return SHOWN[witness.accepted_by];
  const isOpen3 = isUnshown === true && compatibility === "definitely_breaking";
  return isOpen3 ? `${why} No value could be made here that shows it.` : why;
}
var SHOWN = {
  base: "Callers may send values that were accepted and are refused now: the value shown is one.",
  head: "Consumers may get values that could not come before: the value shown is one."
};
var CUT_SHORT = "How the patterns compare is not known: those of the contract take more work together than is done.";
var UNSTABLE = "It is not counted as a certain break, as what it reaches is declared draft or alpha.";
function ruleIdOf({ rule }, { site }) {
  if (typeof rule === "string") return rule;
  if ("fact" in rule) return schemaRuleId(site, rule.fact);
  return lifecycleRuleId(LIFECYCLE_OF_SITE[site], rule.event);
}
var LIFECYCLE_OF_SITE = {
  "request-body": "request-property",
  "request-property": "request-property",
  "request-parameter": "request-parameter",
  "response-body": "response-property",
  "response-property": "response-property",
  "response-header": "response-header"
};
function topicOf({ rule, topic }, id) {
  if (topic !== void 0) return topic;
  if (typeof rule === "string") return id;
  return "fact" in rule ? rule.fact : rule.event;
}
function causeKey({ finding, rule }, direction) {
  const topic = topicOf(finding, rule.id);
  const places = [finding.base, finding.head].map(
    (node) => node === null ? "" : `${node.document.file}#${pointerOf(node)}`
  );
  return [direction, topic, finding.detail ?? "", ...places].join("\0");
}
function mergeTwo(a, b) {
  const worse2 = COMPATIBILITIES.indexOf(b.compatibility) - COMPATIBILITIES.indexOf(a.compatibility) || compareText(a.rule.id, b.rule.id) || compareText(a.where.phrase, b.where.phrase) || compareText(a.where.steps, b.where.steps);
  const operations = /* @__PURE__ */ new Set([...a.operations, ...b.operations]);
  return { ...worse2 > 0 ? b : a, operations };
}
function keyOf3({ finding, rule }, context) {
  const place = finding.base === null ? finding.head === null ? "" : declarationKey(finding.head, context.head) : declarationKey(finding.base, context.base);
  return JSON.stringify([rule.id, rule.direction, place, finding.detail ?? ""]);
}
function extendedKey({ finding }, context) {
  const place = finding.head === null ? "" : declarationKey(finding.head, context.head);
  const near = finding.near === null ? "" : declarationKey(finding.near, context.head);
  return canonical(
    [place, near, finding.before ?? null, finding.after ?? null].map(
      (part) => typeof part === "string" ? part : preview(part)
    )
  );
}
function driftOf({ finding, rule, compatibility, why, where }, operations, key, context) {
  const [first] = operations;
  const headPlace = finding.head ?? finding.near;
  return {
    area: "contract",
    rule: rule.id,
    compatibility,
    severity: compatibility === rule.compatibility ? rule.severity : USUAL_SEVERITY[compatibility],
    mismatch_type: rule.mismatch_type,
    message: sentence(finding.message(where)),
    why,
    remedy: remedyOf(rule, compatibility),
    base: locate(finding.base),
    head: locate(headPlace),
    fingerprint: fingerprint("contract", rule.id, key),
    subject: first ?? contractSubject(context),
    direction: rule.direction,
    action: finding.action,
    base_pointer: finding.base === null ? null : pointerOf(finding.base),
    head_pointer: finding.head === null ? null : pointerOf(finding.head),
    before: finding.before === void 0 ? null : preview(finding.before),
    after: finding.after === void 0 ? null : preview(finding.after),
    operations,
    witness: compatibility === "definitely_breaking" ? finding.witness ?? null : null
  };
}
function contractSubject({ head, service }) {
  return { kind: "contract", file: head.file, service };
}
function locate(node) {
  return node === null ? null : node.document.locate(pathOf(node));
}
function sentence(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
function reportWholeContract(rule, contract, operations, service) {
  const { why, remedy, ...declared } = contractRule(rule);
  const place = locate(contract.root);
  const isAdded = rule === "contract-added";
  const names2 = operations.map(operationName);
  const count = `${names2.length} ${names2.length === 1 ? "operation" : "operations"}`;
  return {
    area: "contract",
    rule,
    compatibility: declared.compatibility,
    severity: declared.severity,
    mismatch_type: declared.mismatch_type,
    message: `The contract ${contract.file} with ${count} was ${isAdded ? "added" : "removed"}.`,
    why,
    remedy,
    base: isAdded ? null : place,
    head: isAdded ? place : null,
    fingerprint: fingerprint("contract", rule, [contract.file]),
    subject: { kind: "contract", file: contract.file, service },
    direction: declared.direction,
    action: isAdded ? "add" : "remove",
    base_pointer: isAdded ? null : "",
    head_pointer: isAdded ? "" : null,
    before: null,
    after: null,
    operations: inOrder(operations).flatMap((index) => {
      const operation = operations[index];
      return operation === void 0 ? [] : [subjectOf(operation, service)];
    }),
    witness: null
  };
}

// src/drift/contract/compare-contracts.ts
async function compareContractFiles(input) {
  const [before, after] = await Promise.all([
    input.base.tree.read(input.base.path),
    input.head.tree.read(input.head.path)
  ]);
  if (before.ok && after.ok && isSameFile(before.value, after.value)) {
    const only2 = await loadContract(input.head.tree, input.head.path, "head", after.value);
    if (only2.ok && only2.value.files.length === 1)
      return areaReport([], [], [input.base.path, input.head.path]);
  }
  const [baseAhead, headAhead] = await aheadOf(before, after, input.scanElsewhere);
  const base = await loadContract(...sideOf(input.base, "base", before), baseAhead);
  const head = await loadContract(...sideOf(input.head, "head", after), headAhead);
  if (!base.ok || !head.ok) {
    const problems2 = [base, head].flatMap((side) => side.ok ? [] : [side.problem]);
    return areaReport([], problems2, []);
  }
  const { drifts, problems } = await compareLoaded(base.value, head.value, input.service, input);
  return areaReport(drifts, problems, [...base.value.files, ...head.value.files]);
}
async function aheadOf(base, head, scanElsewhere) {
  if (!base.ok || !head.ok || scanElsewhere === void 0) return [];
  const [before, after] = [base.value.bytes, head.value.bytes];
  if (before === void 0 || after === void 0) return [];
  return readAhead([before, after], scanElsewhere);
}
async function compareLoaded(base, head, service, options) {
  if (isSame(base, head)) return { drifts: [], problems: [] };
  const models = { base: new ContractModel(base), head: new ContractModel(head) };
  const patterns = new PatternWork();
  workOnPatterns(patterns);
  const findings = compareContracts(models.base, models.head, options);
  if (findings.units.some(({ claim }) => claim !== null)) {
    const { proveClaims } = await import("./prove-FBITPJUU.mjs");
    workOnPatterns(patterns);
    proveClaims(findings, models.base, models.head);
  }
  const context = { base, head, service };
  const drifts = reportDrifts(findings, context);
  const unit = compareVersion(base, head, worstOf(drifts));
  if (unit !== null) {
    drifts.push(
      ...reportDrifts(
        { ...findings, units: [unit], operations: [], tags: [], unstable: [] },
        context
      )
    );
  }
  checkReferences(head);
  if (head.problems.length > 0) checkReferences(base);
  return { drifts, problems: [...base.problems, ...head.problems] };
}
function worstOf(drifts) {
  const found = new Set(drifts.map(({ compatibility }) => compatibility));
  return COMPATIBILITIES.findLast((level) => found.has(level)) ?? "non_breaking";
}
function isSameFile(base, head) {
  const isSameKind = extname(base.path) === extname(head.path);
  return isSameKind && isSameContent(base, head);
}
function sideOf({ tree, path }, side, read) {
  return [tree, path, side, read.ok ? read.value : void 0];
}
function isSame(base, head) {
  if (base.files.length > 1 || head.files.length > 1) return false;
  return sameValue(base.document.value, head.document.value);
}
function areaReport(changes, problems, checked) {
  return {
    changes: [...changes].sort(compareDrifts),
    waived: [],
    left_out: 0,
    summary: countDrifts(changes),
    problems: [...problems].sort(compareProblems),
    checked: [...new Set(checked)].sort()
  };
}

// src/settings/glob.ts
import { RE2JS } from "re2js";
function translateGlob(glob) {
  if (glob.endsWith("/")) return failure(`it ends with /; write ${glob}** for all files below`);
  let pattern = "";
  let depth = 0;
  let at = 0;
  while (at < glob.length) {
    const character = glob.charAt(at);
    if (character === "*") {
      const stars = /^\*+/.exec(glob.slice(at))?.[0].length ?? 1;
      const isWholePart = stars === 2 && /(^|[/{,])$/.test(glob.slice(0, at));
      const next = glob.charAt(at + stars);
      at += stars;
      if (isWholePart && next === "/") {
        pattern += "(?:.*/)?";
        at += 1;
      } else pattern += isWholePart && /^[,}]?$/.test(next) ? ".*" : "[^/]*";
    } else if (character === "[") {
      const characters = characterClass(glob, at);
      if (!characters.ok) return failure(characters.message);
      pattern += characters.pattern;
      at = characters.end;
    } else {
      if (character === "{") depth += 1;
      if (character === "}") depth -= 1;
      if (depth < 0) return failure("a } has no { before it");
      if (depth > 0 && glob.startsWith("..", at)) {
        return failure("ranges such as {1..3} are not known; list the alternatives as {1,2,3}");
      }
      pattern += translateCharacter(character, depth > 0);
      at += 1;
    }
  }
  return depth > 0 ? failure("a { is not closed") : { ok: true, pattern };
}
function globMatcher(globs) {
  if (globs.length === 0) return () => false;
  const patterns = globs.map((glob) => {
    const outcome = translateGlob(glob);
    if (!outcome.ok)
      throw new Error(`The glob ${JSON.stringify(glob)} is wrong: ${outcome.message}.`);
    return `(?:${outcome.pattern})`;
  });
  const expression = RE2JS.compile(patterns.join("|"), RE2JS.DOTALL);
  return (path) => expression.testExact(path);
}
function failure(message) {
  return { ok: false, message };
}
function translateCharacter(character, inBraces) {
  if (character === "?") return "[^/]";
  if (character === "{") return "(?:";
  if (character === "}") return ")";
  if (character === "," && inBraces) return "|";
  return RE2JS.quote(character);
}
function characterClass(glob, start) {
  const match = /^\[([!^]?)([^\]/]+)\]/.exec(glob.slice(start));
  const [whole = "", negation = "", members = ""] = match ?? [];
  if (match === null) return failure("a [ is not closed, or holds nothing or a /");
  let pattern = "";
  for (const [, low = "", high = low] of members.matchAll(/(.)(?:-(.))?/gsu)) {
    if ((low.codePointAt(0) ?? 0) > (high.codePointAt(0) ?? 0)) {
      return failure(`the range ${low}-${high} runs backwards`);
    }
    if (low <= "/" && high >= "/") return failure(`the range ${low}-${high} spans a /`);
    pattern += low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`;
  }
  return {
    ok: true,
    pattern: negation === "" ? `[${pattern}]` : `[^/${pattern}]`,
    end: start + whole.length
  };
}
function escaped(character) {
  return /[\\\]^[-]/.test(character) ? `\\${character}` : character;
}

// src/settings/contract-files.ts
function contractFiles(settings) {
  const isIncluded = globMatcher(settings.contracts.include);
  const isExcluded2 = globMatcher(settings.contracts.exclude);
  const owners = settings.services.map(({ name, contracts }) => ({
    name,
    owns: globMatcher(contracts)
  }));
  const serviceOf = (path) => owners.find(({ owns }) => owns(path))?.name ?? null;
  return {
    isCandidate: (path) => (isIncluded(path) || serviceOf(path) !== null) && !isExcluded2(path),
    serviceOf
  };
}

// src/drift/contract/discover.ts
async function listSide(side, tree) {
  const { entries } = await tree.list();
  return { side, tree, entries: new Map(entries.map((entry) => [entry.path, entry])) };
}
function candidatesOf(settings) {
  const files = contractFiles(settings);
  const isDefault = settings.contracts.include.join("\n") === DEFAULT_CONTRACTS.include.join("\n");
  return {
    serviceOf: (path) => files.serviceOf(path),
    isCandidate: (path) => hasContractExtension(path) && files.isCandidate(path),
    isNamed: (path) => files.serviceOf(path) !== null || !isDefault && files.isCandidate(path)
  };
}
function hasContractExtension(path) {
  return /\.(?:json|ya?ml)$/i.test(path);
}
function changedPaths(base, head) {
  const paths = /* @__PURE__ */ new Set([...base.entries.keys(), ...head.entries.keys()]);
  return [...paths].filter((path) => {
    const before = base.entries.get(path);
    const after = head.entries.get(path);
    return before?.hash !== after?.hash || before?.kind !== after?.kind;
  }).sort();
}
async function inspect(files, path) {
  const { side, tree } = files;
  if (!files.entries.has(path)) return { kind: "absent" };
  const read = await tree.read(path);
  if (!read.ok) {
    const sure = isNamedAsContract(path);
    return { kind: "unreadable", problem: { ...read.problem, side }, sure };
  }
  if (!mayBeContract(read.value.text) && !isNamedAsContract(path)) {
    return { kind: "other", text: read.value.text };
  }
  return opened(await loadContract(tree, path, side, read.value), read.value);
}
function opened(outcome, file) {
  if (outcome.ok) return { kind: "contract", contract: outcome.value };
  if (outcome.problem.code === "not-a-contract") return { kind: "other", text: file.text };
  return { kind: "unreadable", problem: outcome.problem, sure: saysContract(file) };
}
function saysContract(file) {
  return isNamedAsContract(file.path) || /^(?:(?:openapi|swagger)|[\s{]*(["'])(?:openapi|swagger)\1)\s*:/m.test(file.text);
}
function isNamedAsContract(path) {
  return /(?:^|[/._-])(?:openapi|swagger)(?:[._-][^/]*)?\.(?:json|ya?ml)$/i.test(path);
}
async function inspectAsContract(files, path) {
  const outcome = await loadContract(files.tree, path, files.side);
  if (outcome.ok) return { kind: "contract", contract: outcome.value };
  if (outcome.problem.code === "not-a-contract") return { kind: "other", text: null };
  return { kind: "unreadable", problem: outcome.problem, sure: true };
}

// src/drift/contract/fragments.ts
import { posix as posix2 } from "node:path";
var MAX_READ = 2e3;
var READ_AHEAD = 100;
var TOOL_FILES = /(?:^|\/)(?:package(?:-lock)?\.json|composer\.json|[tj]sconfig[^/]*\.json|biome\.jsonc?|renovate\.json|pnpm-lock\.yaml|pubspec\.yaml|docker-compose[^/]*\.ya?ml|mkdocs\.ya?ml|Chart\.yaml|values[^/]*\.ya?ml)$|^\.[^/]+\//i;
function mayBeFragment(path, text) {
  if (!hasContractExtension(path) || TOOL_FILES.test(path)) return false;
  return text === null || /["']?(?:\$ref|type|properties|enum|allOf|oneOf|anyOf|schema|responses|parameters|get|put|post|patch|delete)["']?\s*:/.test(
    text
  );
}
async function findAffected(base, head, candidates, fragments) {
  const changed = new Set(fragments);
  const paths = [...head.entries.values()].filter(
    ({ path, kind, hash }) => kind === "file" && base.entries.get(path)?.hash === hash && candidates.isCandidate(path)
  ).map(({ path }) => path).sort(byNearness(fragments));
  const contracts = [];
  for (const [index, path] of paths.slice(0, MAX_READ).entries()) {
    if (index % READ_AHEAD === 0) {
      await head.tree.prefetch?.(paths.slice(index, Math.min(index + READ_AHEAD, MAX_READ)));
    }
    const read = await head.tree.read(path);
    if (!read.ok || !mayBeContract(read.value.text) || !mayReferToFiles(read.value.text)) continue;
    const after = await inspect(head, path);
    const before = await inspect(base, path);
    if (before.kind !== "contract" || after.kind !== "contract") continue;
    const files = [...before.contract.files, ...after.contract.files];
    if (files.some((file) => changed.has(file)))
      contracts.push({ base: before.contract, head: after.contract });
  }
  return { contracts, problems: paths.length > MAX_READ ? [tooMany(paths.length)] : [] };
}
function tooMany(count) {
  const message = `Only ${MAX_READ} of ${count} JSON and YAML files were searched for contracts that refer to changed files. Name the contracts in the settings (contracts.include), so that only those are searched.`;
  return problem("limit-reached", message, { side: "head" });
}
function byNearness(fragments) {
  const folders = fragments.map((path) => posix2.dirname(path));
  const rank = (path) => {
    const folder = posix2.dirname(path);
    return folders.some(
      (other) => folder === "." || other === folder || other.startsWith(`${folder}/`)
    ) ? 0 : 1;
  };
  return (a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

// src/drift/contract/renames.ts
var LIKENESS = 0.5;
var MAX_PAIRS2 = 2500;
function pairRenamed(gone, added) {
  const scored = [];
  if (gone.length * added.length > MAX_PAIRS2) return [];
  const identities = new Map(
    [...gone, ...added].map((contract) => [contract, identityOf(contract)])
  );
  for (const base of gone) {
    for (const head of added) {
      const score = likeness2(base, head, identities);
      if (score >= LIKENESS) scored.push({ base, head, score });
    }
  }
  scored.sort((a, b) => b.score - a.score);
  const taken = /* @__PURE__ */ new Set();
  const renames = [];
  for (const { base, head } of scored) {
    if (taken.has(base) || taken.has(head)) continue;
    taken.add(base).add(head);
    renames.push({ base, head });
  }
  return renames;
}
function identityOf(contract) {
  const info = childOf(contract.root, "info");
  const title = info === null ? null : childOf(info, "title");
  const { operations } = new ContractModel(contract);
  return {
    title: typeof title?.value === "string" ? title.value : "",
    operations: new Set(operations.map(({ method, template }) => `${method} ${template}`))
  };
}
function likeness2(base, head, identities) {
  if (base.document.text === head.document.text) return 2;
  const before = identities.get(base);
  const after = identities.get(head);
  if (before === void 0 || after === void 0) return 0;
  const all = /* @__PURE__ */ new Set([...before.operations, ...after.operations]);
  const common = [...before.operations].filter(
    (operation) => after.operations.has(operation)
  ).length;
  const share = all.size === 0 ? 0 : common / all.size;
  const sameTitle = before.title !== "" && before.title === after.title;
  return share + (sameTitle && share > 0 ? 0.25 : 0);
}

// src/drift/contract/detect.ts
async function detectContractDrift(input) {
  const [base, head] = await Promise.all([
    listSide("base", input.base),
    listSide("head", input.head)
  ]);
  const candidates = candidatesOf(input.settings);
  const results = { drifts: [], problems: [], checked: [] };
  const { operations } = input;
  const compare = async (before, after) => {
    const { drifts, problems } = await compareLoaded(
      before,
      after,
      candidates.serviceOf(after.file),
      input
    );
    results.drifts.push(...drifts);
    results.problems.push(...problems);
    results.checked.push(...before.files, ...after.files);
    operations?.add(after, candidates.serviceOf(after.file));
    if (before.file !== after.file) operations?.gone.add(before.file);
  };
  const gone = [];
  const added = [];
  const fragments = [];
  const changed = changedPaths(base, head);
  await prefetch([base, head], changed.filter(candidates.isCandidate));
  for (const path of changed) {
    const pair = await inspectPair(base, head, path, candidates);
    results.problems.push(...problemsOf(pair, candidates.isNamed(path)));
    const { before, after } = pair;
    if (after.kind === "absent" || after.kind === "other") operations?.gone.add(path);
    if (before.kind === "contract" && after.kind === "contract")
      await compare(before.contract, after.contract);
    else if (before.kind === "contract" && after.kind !== "unreadable") gone.push(before.contract);
    else if (after.kind === "contract" && before.kind !== "unreadable") added.push(after.contract);
    else if (after.kind === "contract") operations?.add(after.contract, candidates.serviceOf(path));
    else if (isFragment(path, before) || isFragment(path, after)) fragments.push(path);
    if (before.kind === "contract" || after.kind === "contract")
      fragments.push(...sharedRoot(path, pair));
  }
  const renames = pairRenamed(gone, added);
  for (const rename of renames) await compare(rename.base, rename.head);
  const removed = gone.filter((contract) => !renames.some((rename) => rename.base === contract));
  const further = added.filter((contract) => !renames.some((rename) => rename.head === contract));
  reportWhole(results, "contract-removed", removed, candidates);
  reportWhole(results, "contract-added", further, candidates);
  for (const contract of further) operations?.add(contract, candidates.serviceOf(contract.file));
  if (fragments.length > 0) {
    const affected = await findAffected(base, head, candidates, fragments);
    for (const contract of affected.contracts) await compare(contract.base, contract.head);
    results.problems.push(...affected.problems);
  }
  return areaReport(results.drifts, results.problems, results.checked);
}
async function prefetch(sides, paths) {
  await Promise.all(sides.map(({ tree }) => tree.prefetch?.(paths)));
}
async function inspectPair(base, head, path, candidates) {
  if (!candidates.isCandidate(path)) {
    const other = { kind: "other", text: null };
    return { before: other, after: other };
  }
  const [before, after] = await Promise.all([inspect(base, path), inspect(head, path)]);
  if (before.kind === "contract" && after.kind === "other") {
    return { before, after: await inspectAsContract(head, path) };
  }
  if (after.kind === "contract" && before.kind === "other") {
    return { before: await inspectAsContract(base, path), after };
  }
  return { before, after };
}
function problemsOf({ before, after }, isNamed) {
  const isContract = [before, after].some(
    (side) => side.kind === "contract" || side.kind === "unreadable" && side.sure
  );
  if (!isContract && !isNamed) return [];
  return [before, after].flatMap((side) => side.kind === "unreadable" ? [side.problem] : []);
}
function isFragment(path, side) {
  return side.kind === "other" && mayBeFragment(path, side.text);
}
function sharedRoot(path, { before, after }) {
  const isShared = [before, after].some(
    (side) => side.kind === "contract" && new ContractModel(side.contract).operations.length === 0
  );
  return isShared ? [path] : [];
}
function reportWhole(results, rule, contracts, candidates) {
  for (const contract of contracts) {
    const { operations } = new ContractModel(contract);
    if (rule === "contract-added") checkReferences(contract);
    results.drifts.push(
      reportWholeContract(rule, contract, operations, candidates.serviceOf(contract.file))
    );
    results.problems.push(...contract.problems);
    results.checked.push(...contract.files);
  }
}

export {
  parseDocument2 as parseDocument,
  COMPATIBILITIES,
  SEVERITIES,
  parseReference,
  compareContractFiles,
  detectContractDrift
};
//# sourceMappingURL=chunk-VYFHMLHN.mjs.map
