import {
  EntryIndex,
  pathFault
} from "../chunk-K34HV2OR.mjs";
import {
  COMPATIBILITIES,
  SEVERITIES,
  compareContractFiles,
  detectContractDrift,
  parseDocument,
  parseReference
} from "../chunk-VYFHMLHN.mjs";
import {
  blobHash,
  contentOutcome,
  decodeContent
} from "../chunk-OPUHXRNM.mjs";
import "../chunk-TVJMIPHR.mjs";
import {
  fromPointer,
  isList,
  isObject,
  preview,
  toPointer
} from "../chunk-LEUKAN7O.mjs";
import {
  compareLocations,
  compareText
} from "../chunk-KXT3YPIV.mjs";

// src/fix/propose.ts
import { createHash } from "node:crypto";

// src/fix/documents.ts
var Documents = class {
  constructor(tree) {
    this.tree = tree;
  }
  tree;
  known = /* @__PURE__ */ new Map();
  /** The file at a path, parsed; the problem where there is none that can be read. */
  open(path) {
    const known = this.known.get(path) ?? this.read(path);
    this.known.set(path, known);
    return known;
  }
  /** The document at a path; null where it cannot be read. */
  async document(path) {
    const opened = await this.open(path);
    return opened.ok && opened.value.document.ok ? opened.value.document.value : null;
  }
  async read(path) {
    const read = await this.tree.read(path);
    if (!read.ok) return read;
    const file = read.value;
    return { ok: true, value: { file, document: parseDocument(path, file) } };
  }
};

// src/fix/cannot-edit.ts
var CannotEdit = class extends Error {
  /** `message`: why, as one plain sentence. */
  constructor(message) {
    super(message);
    this.name = "CannotEdit";
  }
};

// src/fix/values.ts
function isList2(value) {
  return Array.isArray(value);
}
function valueAt(root, path) {
  let at = root;
  for (const key of path) {
    if (isList2(at)) at = at[Number(key)];
    else if (isObject(at)) at = Object.hasOwn(at, key) ? at[key] : void 0;
    else return void 0;
  }
  return at;
}
function changed(root, change) {
  const last = change.path.at(-1);
  if (last === void 0) throw new CannotEdit("The whole document would be replaced.");
  const parents = change.path.slice(0, -1);
  const edit = (parent) => {
    if (isList2(parent)) return changedList(parent, Number(last), change);
    if (isObject(parent)) return changedObject(parent, String(last), change);
    throw new CannotEdit(`There is no object or list at ${shown(parents)}.`);
  };
  return within(root, parents, 0, edit);
}
function within(value, path, depth, edit) {
  const key = path[depth];
  if (key === void 0) return edit(value);
  const child = valueAt(value, [key]);
  if (child === void 0) throw new CannotEdit(`There is nothing at ${shown(path)}.`);
  const edited = within(child, path, depth + 1, edit);
  if (isList2(value)) return value.map((item, index) => index === Number(key) ? edited : item);
  return isObject(value) ? withMember(value, String(key), edited) : value;
}
function changedList(list, index, change) {
  const isThere = index >= 0 && index < list.length;
  if (change.kind === "add" || (change.kind === "insert" ? index > list.length : !isThere)) {
    throw new CannotEdit(`The list has no place ${index} (${shown(change.path)}).`);
  }
  const copy = [...list];
  if (change.kind === "remove") copy.splice(index, 1);
  else copy.splice(index, change.kind === "insert" ? 0 : 1, change.value);
  return copy;
}
function changedObject(object, key, change) {
  const isThere = Object.hasOwn(object, key);
  if (change.kind === "insert") throw new CannotEdit(`There is no list at ${shown(change.path)}.`);
  if (change.kind === "add" && isThere)
    throw new CannotEdit(`There is something at ${shown(change.path)} already.`);
  if (change.kind !== "add" && !isThere)
    throw new CannotEdit(`There is nothing at ${shown(change.path)}.`);
  if (change.kind !== "remove") return withMember(object, key, change.value);
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
function withMember(object, key, value) {
  if (key !== "__proto__") return { ...object, [key]: value };
  const others = Object.entries(object).filter(([name]) => name !== key);
  return Object.fromEntries([...others, [key, value]]);
}
function shown(path) {
  return path.length === 0 ? "the top" : toPointer(path).slice(0, 300);
}
function equalValues(a, b) {
  if (a === b) return true;
  if (isList2(a))
    return isList2(b) && a.length === b.length && a.every((item, index) => equalValues(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalValues(a[key], b[key]));
}
function isWithinPath(path, outer) {
  return outer.length <= path.length && outer.every((key, index) => String(key) === String(path[index]));
}

// src/fix/splice.ts
function spliced(text, { start, end, text: instead }) {
  return text.slice(0, start) + instead + text.slice(end);
}
function splicedAll(text, splices) {
  const parts = [];
  let at = 0;
  for (const { start, end, text: instead } of splices) {
    parts.push(text.slice(at, start), instead);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
var SAMPLE = 1e4;
function lineEndOf(text) {
  let feeds = 0;
  let pairs = 0;
  for (let at = text.indexOf("\n"); at !== -1 && feeds < SAMPLE; at = text.indexOf("\n", at + 1)) {
    feeds += 1;
    if (text.charAt(at - 1) === "\r") pairs += 1;
  }
  return pairs * 2 > feeds ? "\r\n" : "\n";
}
function lineStart(text, offset) {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}
function nextLine(text, offset) {
  const feed = text.indexOf("\n", offset);
  return feed === -1 ? text.length : feed + 1;
}
function restOfLine(text, offset) {
  const feed = text.indexOf("\n", offset);
  return text.slice(offset, feed === -1 ? text.length : feed).replace(/\r$/, "");
}
function indentationAt(text, offset) {
  return /^[ \t]*/.exec(restOfLine(text, lineStart(text, offset)))?.[0] ?? "";
}
function isFirstOnLine(text, offset) {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}

// src/fix/yaml-place.ts
function collectionAt(document, path) {
  const { text } = document;
  const value = valueAt(document.value, path);
  if (!isObject(value) && !isList2(value)) {
    throw new CannotEdit(`There is no object or list at ${toPointer(path)}.`);
  }
  const place = ownPlace(document, path);
  const first = text.charAt(place.start);
  if (first === "*") throw aliased(path);
  const isFlow = first === "{" || first === "[";
  const keys = isList2(value) ? value.map((_, index) => index) : Object.keys(value);
  const children = keys.flatMap((key) => {
    const own = document.place([...path, key]);
    if (own === void 0 || own.isShared) return [];
    const start = isFlow || own.key !== null ? own.key ?? own.start : dashOf(text, place, own);
    return [{ key, path: [...path, key], place: own, start }];
  });
  children.sort((a, b) => a.start - b.start);
  return { path, place, isFlow, isMapping: isObject(value), children };
}
function ownPlace(document, path) {
  const place = document.place(path);
  if (place === void 0) throw new CannotEdit(`There is nothing at ${toPointer(path)}.`);
  if (place.isShared) throw aliased(path);
  return place;
}
function aliased(path) {
  return new CannotEdit(
    `What stands at ${toPointer(path).slice(0, 300)} comes from an alias or a merge key, so that the same text counts elsewhere too. Edit it by hand.`
  );
}
function dashOf(text, list, item) {
  const column = list.start - lineStart(text, list.start);
  for (let at = item.start; ; at = lineStart(text, at) - 1) {
    const dash = lineStart(text, at) + column;
    if (dash <= item.start && text.charAt(dash) === "-" && dash >= list.start) return dash;
    if (lineStart(text, at) <= list.start)
      throw new CannotEdit("The dash of an item of a list was not found.");
  }
}
function columnOf(text, offset) {
  return offset - lineStart(text, offset);
}
function endOfLines(text, { place }) {
  if (place.end > place.start && text.charAt(place.end - 1) === "\n") {
    return endOfBlockText(text, place);
  }
  if (!/^[ \t]*(#.*)?$/.test(restOfLine(text, place.end))) {
    throw new CannotEdit(
      "Something else stands on the same line, so that it cannot be told apart."
    );
  }
  return nextLine(text, place.end);
}
function endOfBlockText(text, { start, end }) {
  const isKept = /^[|>][^\s#]*\+/.test(restOfLine(text, start));
  let at = end;
  while (!isKept) {
    const before = lineStart(text, at - 1);
    if (before <= start || text.slice(before, at).trim() !== "") break;
    at = before;
  }
  return at;
}
function pastOwnComments(text, offset, column) {
  let end = offset;
  for (let at = offset; at < text.length; at = nextLine(text, at)) {
    const line = restOfLine(text, at);
    const indentation = /^ *(?=#)/.exec(line)?.[0].length;
    if (indentation !== void 0 && indentation > column) end = nextLine(text, at);
    else if (line.trim() !== "") break;
  }
  return end;
}
function refuseComments(document, path, start, end) {
  const { text } = document;
  if (!text.slice(start, end).includes("#")) return;
  const scalars = [];
  collectScalars(document, path, valueAt(document.value, path), scalars);
  scalars.sort((a, b) => a.start - b.start);
  let rest = "";
  let at = start;
  for (const scalar of scalars) {
    const header = /^[|>]/.test(text.charAt(scalar.start)) ? restOfLine(text, scalar.start) : "";
    rest += `${text.slice(at, Math.max(at, scalar.start))}x${header}
`;
    at = Math.max(at, scalar.end);
  }
  rest += text.slice(at, Math.max(at, end));
  if (!/(?:^|\s)#/.test(rest.replace(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g, "x"))) return;
  const { line } = document.locate(path);
  throw new CannotEdit(
    `There is a comment in what would be replaced or removed (${document.file}:${line}). Edit it by hand, so that nothing is lost that a person wrote.`
  );
}
function collectScalars(document, path, value, found) {
  const place = document.place(path);
  if (place === void 0 || place.isShared) return;
  const isAlias = document.text.charAt(place.start) === "*";
  if (!isAlias && isList2(value)) {
    value.forEach((item, index) => {
      collectScalars(document, [...path, index], item, found);
    });
  } else if (!isAlias && isObject(value)) {
    for (const [key, item] of Object.entries(value))
      collectScalars(document, [...path, key], item, found);
  } else found.push(place);
}
function memberLines(document, path) {
  if (document.format !== "yaml") return void 0;
  const place = document.place(path);
  const { text } = document;
  if (place === void 0 || place.isShared || place.key === null) return void 0;
  if (!isFirstOnLine(text, place.key)) return void 0;
  const column = columnOf(text, place.key);
  try {
    const end = endOfLines(text, { key: "", path, place, start: place.key });
    const lines = text.slice(lineStart(text, place.key), end).replace(/\r?\n$/, "").split(/\r?\n/);
    const isIndented = lines.every((line) => /^ *$/.test(line.slice(0, column)));
    return isIndented ? lines.map((line) => line.slice(column)) : void 0;
  } catch (error) {
    if (error instanceof CannotEdit) return void 0;
    throw error;
  }
}

// src/drift/remarks.ts
var REMARKS = /* @__PURE__ */ new Set([
  "api-major-version-not-bumped",
  "api-version-not-bumped"
]);

// src/drift/contract/fix/paths.ts
function isOnWay(a, b) {
  return isWithinPath(a, b) || isWithinPath(b, a);
}
function pathAt(document, location) {
  const path = [];
  let value = document.value;
  for (; ; ) {
    if (compareLocations(document.locate(path), location) === 0) return path;
    const keys = isList(value) ? value.map((_, index) => index) : isObject(value) ? Object.keys(value) : [];
    const next = lastBefore(document, path, keys, location);
    if (next === void 0) return void 0;
    path.push(next);
    value = isList(value) ? value[Number(next)] : isObject(value) ? value[next] : void 0;
  }
}
function lastBefore(document, path, keys, location) {
  let best;
  for (const key of keys) {
    const at = document.locate([...path, key]);
    if (compareLocations(at, location) > 0) continue;
    if (best === void 0 || compareLocations(at, best.at) > 0) best = { key, at };
  }
  return best?.key;
}

// src/fix/value-diff.ts
var MOST_PAIRS = 4e6;
function differences(from, to) {
  const found = [];
  compare(from, to, [], [], found);
  return found;
}
function compare(from, to, path, target, found) {
  if (equalValues(from, to)) return;
  if (isObject(from) && isObject(to) && shareKeys(from, to)) {
    compareObjects(from, to, path, target, found);
  } else if (isList2(from) && isList2(to) && from.length > 0 && to.length > 0) {
    compareLists(from, to, path, target, found);
  } else if (path.length > 0) {
    found.push({ change: { kind: "replace", path, value: to }, target });
  } else if (isObject(from) && isObject(to)) compareObjects(from, to, path, target, found);
}
function shareKeys(a, b) {
  return Object.keys(a).some((key) => Object.hasOwn(b, key));
}
function compareObjects(from, to, path, target, found) {
  let after;
  for (const [key, value] of Object.entries(to)) {
    const own = Object.hasOwn(from, key) ? from[key] : void 0;
    if (own !== void 0) compare(own, value, [...path, key], [...target, key], found);
    else {
      const place = after === void 0 ? {} : { after };
      const change = { kind: "add", path: [...path, key], value, ...place };
      found.push({ change, target: [...target, key] });
    }
    after = key;
  }
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key))
      found.push({ change: { kind: "remove", path: [...path, key] }, target: null });
  }
}
function compareLists(from, to, path, target, found) {
  const pairs = pairItems(from.map(identityOf), to.map(identityOf));
  if (pairs === void 0) {
    found.push({ change: { kind: "replace", path, value: to }, target });
    return;
  }
  let i = 0;
  let j = 0;
  for (const [a, b] of [...pairs, [from.length, to.length]]) {
    compareGap(from.slice(i, a), to.slice(j, b), { path, target, i, j, a }, found);
    const [own, meant] = [from[a], to[b]];
    if (own !== void 0 && meant !== void 0)
      compare(own, meant, [...path, a], [...target, b], found);
    [i, j] = [a + 1, b + 1];
  }
}
function compareGap(from, to, at, found) {
  const { path, target, i, j, a } = at;
  const isPaired = from.length === to.length && [...from, ...to].every(isNameless);
  if (isPaired) {
    from.forEach((item, index) => {
      const meant = to[index];
      if (meant !== void 0)
        compare(item, meant, [...path, i + index], [...target, j + index], found);
    });
    return;
  }
  to.forEach((value, index) => {
    const change = { kind: "insert", path: [...path, a], value };
    found.push({ change, target: [...target, j + index] });
  });
  from.forEach((_, index) => {
    found.push({ change: { kind: "remove", path: [...path, i + index] }, target: null });
  });
}
function isNameless(value) {
  return isObject(value) && nameOf(value) === void 0 || isList2(value);
}
function identityOf(value) {
  return (isObject(value) ? nameOf(value) : void 0) ?? JSON.stringify(value);
}
function nameOf(value) {
  const { $ref, in: place, name, url, title } = value;
  if (typeof $ref === "string") return `$ref ${$ref}`;
  if (typeof name === "string") return `name ${typeof place === "string" ? place : ""} ${name}`;
  if (typeof url === "string") return `url ${url}`;
  return typeof title === "string" ? `title ${title}` : void 0;
}
function pairItems(from, to) {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(from.length, to.length) - start && from[from.length - 1 - tail] === to[to.length - 1 - tail])
    tail += 1;
  const rows = from.length - tail - start;
  const columns = to.length - tail - start;
  if (rows * columns > MOST_PAIRS) return void 0;
  const pairs = [];
  for (let index = 0; index < start; index += 1) pairs.push([index, index]);
  pairs.push(
    ...longest(from.slice(start, start + rows), to.slice(start, start + columns)).map(
      ([a, b]) => [a + start, b + start]
    )
  );
  for (let index = tail; index > 0; index -= 1)
    pairs.push([from.length - index, to.length - index]);
  return pairs;
}
function longest(from, to) {
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  const at = (i, j) => lengths[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    if (from[i] === to[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

// src/drift/contract/fix/selection.ts
var DECLARATION = 3;
var MOST_TAIL = 4;
function choicesFor(drift, pair) {
  const base = pathOf(drift.base_pointer);
  const head = pathOf(drift.head_pointer);
  const own = atPlaces(pair.differences, base, head);
  const choices = [];
  if (drift.action === "change") {
    choices.push(own.filter((each) => isAsShown(each, drift, pair)));
    choices.push(own.filter((each) => isOfNode(each, base, head)));
  }
  choices.push(own);
  choices.push(...elsewhere(drift, pair, base, head));
  for (let up = 1; up < 40; up += 1) {
    const [outerBase, outerHead] = [shortened(base, up), shortened(head, up)];
    if (outerBase === null && outerHead === null) break;
    const outer = atPlaces(pair.differences, outerBase, outerHead);
    choices.push(outer.filter((each) => isOfNode(each, outerBase, outerHead)));
    choices.push(outer);
  }
  return unique(choices.map((choice) => withRequired(choice, pair)));
}
function pathOf(pointer) {
  return pointer === null ? null : fromPointer(pointer) ?? null;
}
function shortened(path, by) {
  return path === null || path.length - by < DECLARATION ? null : path.slice(0, path.length - by);
}
function atPlaces(all, base, head) {
  return all.filter(
    ({ change, target }) => base !== null && target !== null && isOnWay(target, base) || head !== null && isOnWay(change.path, head)
  );
}
function isAsShown({ change, target }, drift, pair) {
  const before = target === null ? void 0 : valueAt(pair.base.value, target);
  const after = change.kind === "add" || change.kind === "insert" ? void 0 : valueAt(pair.head.value, change.path);
  return isShown(before, drift.before) && isShown(after, drift.after);
}
function isShown(value, shown2) {
  return value === void 0 ? shown2 === null : shown2 !== null && preview(value) === shown2;
}
function isOfNode({ change, target }, base, head) {
  const isOf = (path, node) => path !== null && node !== null && (path.length <= node.length + 1 || isListOf(path, node));
  return isOf(change.path, head) || isOf(target, base);
}
function isListOf(path, node) {
  return path.length === node.length + 2 && /^(?:required|enum|type|tags)$/.test(String(path[node.length]));
}
function elsewhere(drift, pair, base, head) {
  if (base === null) {
    return head === null ? [] : [[{ change: { kind: "remove", path: head }, target: null }]];
  }
  const near = head ?? (drift.head === null ? void 0 : pathAt(pair.head, drift.head));
  if (near === void 0) return [];
  const choices = [];
  for (let tail = head === null ? 1 : 0; tail <= (head === null ? MOST_TAIL : 0); tail += 1) {
    const from = base.slice(0, base.length - tail);
    if (base.length < tail || isWithinPath(from, near) && isWithinPath(near, from)) continue;
    const [there, here] = [valueAt(pair.base.value, from), valueAt(pair.head.value, near)];
    if (there === void 0 || here === void 0 || isList2(there) !== isList2(here)) continue;
    const moved = differences(here, there).map(({ change, target }) => ({
      change: { ...change, path: [...near, ...change.path] },
      target: target === null ? null : [...from, ...target]
    }));
    choices.push(atPlaces(moved, base, head));
  }
  return choices;
}
function withRequired(choice, pair) {
  const names = /* @__PURE__ */ new Map();
  for (const { change } of choice) {
    if (change.kind !== "add" && change.kind !== "remove") continue;
    const { path } = change;
    if (path.at(-2) !== "properties") continue;
    const owner = JSON.stringify(path.slice(0, -2));
    names.set(owner, (names.get(owner) ?? /* @__PURE__ */ new Set()).add(String(path.at(-1))));
  }
  if (names.size === 0) return choice;
  const further = pair.differences.filter((each) => {
    const { path } = each.change;
    const at = path.at(-1) === "required" ? path.length - 1 : path.length - 2;
    if (at < 0 || path[at] !== "required" || choice.includes(each)) return false;
    const wanted = names.get(JSON.stringify(path.slice(0, at)));
    return wanted !== void 0 && namesIn(each, pair).some((name) => wanted.has(name));
  });
  return [...choice, ...further];
}
function namesIn({ change }, pair) {
  const now = change.kind === "add" || change.kind === "insert" ? void 0 : valueAt(pair.head.value, change.path);
  const meant = change.kind === "remove" ? void 0 : change.value;
  return [now, meant].flatMap(
    (value) => isList2(value) ? value.map(String) : typeof value === "string" ? [value] : []
  );
}
function unique(choices) {
  const seen = /* @__PURE__ */ new Set();
  return choices.filter((choice) => {
    const key = choice.map(({ change }) => `${change.kind} ${JSON.stringify(change.path)}`).sort().join("\n");
    if (choice.length === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

// src/drift/contract/fix/sides.ts
import { posix } from "node:path";
var Sides = class {
  constructor(baseFiles, headFiles) {
    this.baseFiles = baseFiles;
    this.headFiles = headFiles;
  }
  baseFiles;
  headFiles;
  pairs = /* @__PURE__ */ new Map();
  renamed = /* @__PURE__ */ new Map();
  /** Says that a file of base has another name at head. */
  rename(base, head) {
    this.renamed.set(base, head);
  }
  headFile(base) {
    return this.renamed.get(base) ?? base;
  }
  /** The file of base that became a file of head. */
  baseFile(head) {
    for (const [base, renamed] of this.renamed) if (renamed === head) return base;
    return head;
  }
  base(file) {
    return this.baseFiles.document(file);
  }
  head(file) {
    return this.headFiles.document(file);
  }
  /** A file of base with the one of head that it became; null where either cannot be read. */
  pair(baseFile) {
    const known = this.pairs.get(baseFile);
    if (known !== void 0) return known;
    const pair = this.compare(baseFile);
    this.pairs.set(baseFile, pair);
    return pair;
  }
  async compare(baseFile) {
    const [base, head] = await Promise.all([
      this.base(baseFile),
      this.head(this.headFile(baseFile))
    ]);
    if (base === null || head === null) return null;
    return { base, head, differences: differences(head.value, base.value) };
  }
  /** A value of a file of base as it is to stand in a file of head: its references name the same things from there. */
  carried(value, from, to) {
    if (this.headFile(from) === to && posix.dirname(from) === posix.dirname(to)) return value;
    return mapReferences(value, (text) => {
      const reference = parseReference(text, from);
      if (reference.kind !== "pointer") return text;
      const file = this.headFile(reference.file);
      const address = file === to ? "" : posix.relative(posix.dirname(to), file);
      return `${address}#${toPointer(reference.keys)}`;
    });
  }
};
function mapReferences(value, map) {
  if (isList(value)) return value.map((item) => mapReferences(item, map));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === "$ref" && typeof item === "string" ? map(item) : mapReferences(item, map)
    ])
  );
}
function referencesIn(value) {
  const found = [];
  const visit = (at) => {
    if (isList(at)) for (const item of at) visit(item);
    else if (isObject(at)) {
      for (const [key, item] of Object.entries(at)) {
        if (key === "$ref" && typeof item === "string") found.push(item);
        else visit(item);
      }
    }
  };
  visit(value);
  return found;
}
function securityIn(value) {
  const found = [];
  const visit = (at) => {
    if (isList(at)) for (const item of at) visit(item);
    else if (isObject(at)) {
      for (const [key, item] of Object.entries(at)) {
        if (key === "security" && isList(item))
          found.push(...item.flatMap((each) => isObject(each) ? Object.keys(each) : []));
        else visit(item);
      }
    }
  };
  visit(value);
  return found;
}

// src/drift/contract/fix/restore.ts
var restoreContract = {
  id: "restore-contract",
  title: "Restore the contract",
  isEnabled: ({ gitops }) => gitops.update_openapi_specs,
  canFix: ({ area, rule }) => area === "contract" && !REMARKS.has(rule),
  async open({ documents, files }) {
    const sides = new Sides(documents.base, documents.head);
    if (files !== void 0) sides.rename(files.base, files.head);
    return new Restoring(sides);
  }
};
var MOST_ATTEMPTS = 8;
var Restoring = class {
  constructor(sides) {
    this.sides = sides;
  }
  sides;
  async attempts(drift) {
    if (drift.rule === "contract-added")
      return refused(
        "A contract that is new is not taken away. Remove the file if it is not meant."
      );
    if (drift.rule === "contract-removed") return this.wholeFiles(drift);
    const baseFile = await this.baseFile(drift);
    if (baseFile === void 0) return refused("It is not known where base has it.");
    const pair = await this.sides.pair(baseFile);
    if (pair === null) {
      const isGone = await this.sides.head(this.sides.headFile(baseFile)) === null;
      return isGone ? this.wholeFiles(drift) : refused(`The file ${baseFile} cannot be read at base.`);
    }
    const choices = choicesFor(drift, pair).slice(0, MOST_ATTEMPTS);
    if (choices.length === 0)
      return refused("Where it stands, base and head say the same; what changed is elsewhere.");
    const attempts = [];
    for (const choice of choices) {
      const chosen = choice.map((difference) => ({ file: baseFile, difference, isFurther: false }));
      attempts.push({ edits: await this.edits(await this.withTargets(chosen), drift) });
    }
    return { ok: true, attempts };
  }
  /** The file of base that a drift is in; for what is new at head, the one that became head's file. */
  async baseFile({ base, head }) {
    if (base !== null) {
      const isThere = await this.sides.head(this.sides.headFile(base.file)) !== null;
      if (!isThere && head !== null) this.sides.rename(base.file, head.file);
      return base.file;
    }
    return head === null ? void 0 : this.sides.baseFile(head.file);
  }
  /** Adds what the chosen values refer to, where head does not have it any more. */
  async withTargets(chosen) {
    const all = [...chosen];
    for (let next = 0; next < all.length; next += 1) {
      const one = all[next];
      if (one === void 0 || one.difference.change.kind === "remove") continue;
      const { value } = one.difference.change;
      for (const { file, keys } of neededBy(value, one.file)) {
        const pair = await this.sides.pair(file);
        if (pair === null || valueAt(pair.head.value, keys) !== void 0) continue;
        for (const difference of pair.differences) {
          const isIt = difference.target !== null && isOnWay(difference.target, keys);
          const isKnown = all.some((each) => each.difference === difference);
          if (isIt && !isKnown) all.push({ file, difference, isFurther: true });
        }
      }
    }
    return all;
  }
  async edits(chosen, drift) {
    const edits = [];
    for (const { file, difference, isFurther } of chosen) {
      const pair = await this.sides.pair(file);
      if (pair === null) continue;
      const change = this.change(difference, pair);
      edits.push({ file: pair.head.file, change, sentence: sentenceOf(change, drift, isFurther) });
    }
    return edits;
  }
  change({ change, target }, { base, head }) {
    if (change.kind === "remove") return change;
    const value = this.sides.carried(change.value, base.file, head.file);
    if (change.kind !== "add" || target === null || value !== change.value)
      return { ...change, value };
    const lines = head.format === "yaml" ? memberLines(base, target) : void 0;
    return lines === void 0 ? change : { ...change, written: { lines } };
  }
  /** The files of a contract that head does not have any more. */
  async wholeFiles({ base, message }) {
    if (base === null) return refused("It is not known where base has it.");
    const edits = [];
    const waiting = [base.file];
    const seen = new Set(waiting);
    for (let file = waiting.pop(); file !== void 0; file = waiting.pop()) {
      const document = await this.sides.base(file);
      if (document === null) return refused(`The file ${file} cannot be read at base.`);
      if (await this.sides.head(file) === null) {
        const sentence = `Puts the file ${file} back. ${message}`;
        edits.push({ file, change: { kind: "create", text: document.text }, sentence });
      }
      for (const other of filesOf(document).filter((each) => !seen.has(each))) {
        seen.add(other);
        waiting.push(other);
      }
    }
    return edits.length === 0 ? refused("All its files are there.") : { ok: true, attempts: [{ edits }] };
  }
};
function refused(reason) {
  return { ok: false, reason };
}
function filesOf(document) {
  return referencesIn(document.value).flatMap((text) => {
    const reference = parseReference(text, document.file);
    return reference.kind === "pointer" ? [reference.file] : [];
  });
}
function neededBy(value, file) {
  const named = referencesIn(value).flatMap((text) => {
    const reference = parseReference(text, file);
    return reference.kind === "pointer" ? [{ file: reference.file, keys: reference.keys }] : [];
  });
  const schemes = isObject(value) ? securityIn(value) : [];
  const schemePaths = schemes.flatMap((name) => [
    { file, keys: ["components", "securitySchemes", name] },
    { file, keys: ["securityDefinitions", name] }
  ]);
  return [...named, ...schemePaths];
}
function sentenceOf(change, { message }, isFurther) {
  const place = `#${toPointer(change.path)}`;
  const why = isFurther ? "What is put back refers to it." : message;
  switch (change.kind) {
    case "add":
    case "insert":
      return `Puts back ${place}. ${why}`;
    case "remove":
      return `Takes out ${place}. ${why}`;
    case "replace":
      return `Sets ${place} back to ${preview(change.value, 60)}. ${why}`;
  }
}

// src/drift/contract/fix/index.ts
var contractFixes = {
  area: "contract",
  check: "the contracts",
  fixers: [restoreContract],
  detector({ base, settings, date, files }) {
    const { components } = settings.contracts;
    return async (head) => {
      const { changes, problems, checked: checked2 } = files === void 0 ? await detectContractDrift({ base, head, settings, date, components }) : await compareContractFiles({
        base: { tree: base, path: files.base },
        head: { tree: head, path: files.head },
        service: null,
        date,
        components
      });
      return { found: changes, problems, checked: checked2 };
    };
  }
};

// src/fix/registry.ts
var FIX_AREAS = [contractFixes];

// src/tree/overlay.ts
function overlayTree(below, overlay) {
  return new OverlayTree(below, overlay);
}
var OverlayTree = class {
  constructor(below, overlay) {
    this.below = below;
    this.overlay = overlay;
    this.own = new EntryIndex(entriesOf(overlay));
  }
  below;
  overlay;
  own;
  listing;
  get revision() {
    return `${this.below.revision} with edits`;
  }
  list() {
    this.listing ??= this.merged();
    return this.listing;
  }
  async read(path) {
    const bytes = this.overlay.get(path);
    if (bytes === void 0) return this.below.read(path);
    const entry = this.own.readable(path);
    if (!entry.ok) return entry;
    const content = bytes ?? Buffer.alloc(0);
    const outcome = contentOutcome(path, entry.value.hash, decodeContent(content));
    return outcome.ok ? { ok: true, value: { ...outcome.value, bytes: content } } : outcome;
  }
  async prefetch(paths) {
    await this.below.prefetch?.(paths.filter((path) => !this.overlay.has(path)));
  }
  async merged() {
    const { entries, problems } = await this.below.list();
    const kept = entries.filter(({ path }) => !this.overlay.has(path));
    return new EntryIndex([...kept, ...this.own.listing.entries], problems).listing;
  }
};
function entriesOf(overlay) {
  const entries = [];
  for (const [path, bytes] of overlay) {
    if (bytes === null) continue;
    entries.push({ path, kind: "file", size: bytes.length, hash: blobHash(bytes) });
  }
  return entries;
}

// src/fix/json-splice.ts
import jsonc from "jsonc-parser";
function spliceJson(document, change) {
  const parent = change.path.slice(0, -1);
  const last = change.path.at(-1);
  if (last === void 0) throw new CannotEdit("The whole document would be replaced.");
  const { start, end } = ownPlace(document, parent);
  const { text } = document;
  const around = text.slice(start, end);
  const isList3 = Array.isArray(valueAt(document.value, parent));
  const key = isList3 ? Number(last) : String(last);
  const value = change.kind === "remove" ? void 0 : change.value;
  const blanks = indentationAt(text, start);
  const make = (options) => {
    const edits = jsonc.modify(blanks + around, [key], value, options);
    const made = narrowed(blanks + around, jsonc.applyEdits(blanks + around, edits));
    const offset = start - blanks.length;
    return { start: made.start + offset, end: made.end + offset, text: made.text };
  };
  const order = orderOf(change);
  const formatted = make({ ...order, ...formattingOf(document, change, around) });
  const old = change.kind === "replace" ? ownPlace(document, change.path) : void 0;
  const isOwn = change.kind === "remove" || (old === void 0 ? text.slice(formatted.start, formatted.end).trim() === "" : formatted.start >= old.start && formatted.end <= old.end);
  return isOwn ? formatted : make(order);
}
function orderOf(change) {
  if (change.kind === "insert") return { isArrayInsertion: true };
  const after = change.kind === "add" ? change.after : void 0;
  if (after === void 0) return {};
  return { getInsertionIndex: (keys) => keys.indexOf(after) + 1 || keys.length };
}
function formattingOf(document, change, around) {
  if (change.kind === "remove") return {};
  const isScalar = typeof change.value !== "object" || change.value === null;
  const isOnOneLine = !around.includes("\n") && around.replace(/\s/g, "").length > 2;
  const isPlain = isOnOneLine || !document.text.includes("\n");
  if (isPlain || change.kind === "replace" && isScalar) return {};
  const unit = indentationUnit(document);
  return {
    formattingOptions: {
      insertSpaces: !unit.startsWith("	"),
      tabSize: unit.startsWith("	") ? 4 : unit.length,
      eol: lineEndOf(document.text)
    }
  };
}
function indentationUnit(document) {
  const { value, text } = document;
  const first = isObject(value) ? Object.keys(value)[0] : 0;
  const place = first === void 0 ? void 0 : document.place([first]);
  const blanks = place === void 0 ? "" : indentationAt(text, place.key ?? place.start);
  return blanks === "" ? "  " : blanks;
}
function narrowed(before, after) {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (tail < most - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail += 1;
  return {
    start,
    end: before.length - tail,
    text: after.slice(start, after.length - tail)
  };
}

// src/fix/yaml-write.ts
import { stringify } from "yaml";
var SAMPLE2 = 2e4;
function yamlStyleOf(text) {
  const sample = text.slice(0, SAMPLE2 * 40);
  const nested = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( +)[^\s#-]/gm;
  let indent;
  for (const [, outer = "", inner = ""] of sample.matchAll(nested)) {
    if (inner.length <= outer.length) continue;
    indent = inner.length - outer.length;
    break;
  }
  const list = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( *)- /m.exec(sample);
  const count = (pattern) => [...sample.matchAll(pattern)].length;
  return {
    indent: indent ?? 2,
    indentLists: list === null || (list[2] ?? "").length > (list[1] ?? "").length,
    singleQuotes: count(/(?:: |- |^ *)'/gm) > count(/(?:: |- |^ *)"/gm)
  };
}
function blockLines(value, style) {
  return stringify(value, {
    indent: style.indent,
    indentSeq: style.indentLists,
    singleQuote: style.singleQuotes,
    lineWidth: 0,
    minContentWidth: 0,
    aliasDuplicateObjects: false,
    // What readers of YAML 1.1 take for something else than text is quoted too.
    compat: "yaml-1.1"
  }).replace(/\n$/, "").split("\n");
}
function flowText(value, style) {
  if (isList2(value)) return `[${value.map((item) => flowText(item, style)).join(", ")}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, item]) => flowMember(key, item, style));
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return typeof value === "string" ? flowScalar(value, style) : JSON.stringify(value);
}
function flowMember(key, value, style) {
  return `${flowScalar(key, style)}: ${flowText(value, style)}`;
}
function flowScalar(text, style) {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(text) && blockLines(text, style).join("\n") === text;
  return isPlain ? text : quoted(text, style.singleQuotes ? "'" : '"');
}
function quoted(text, quote) {
  const isSimple = !/[\p{Cc}\u0085\u2028\u2029\uFEFF]/u.test(text);
  return quote === "'" && isSimple ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

// src/fix/yaml-splice.ts
function spliceYaml(document, change) {
  return new YamlEditor(document).splice(change);
}
var YamlEditor = class {
  constructor(document) {
    this.document = document;
    this.text = document.text;
    this.style = yamlStyleOf(document.text);
    this.lineEnd = lineEndOf(document.text);
  }
  document;
  text;
  style;
  lineEnd;
  splice(change) {
    const parent = collectionAt(this.document, change.path.slice(0, -1));
    switch (change.kind) {
      case "add":
        return this.add(parent, change);
      case "insert":
        return this.insert(parent, change);
      case "replace":
        return this.replace(parent, this.child(parent, change.path), change);
      case "remove":
        return this.remove(parent, this.child(parent, change.path));
    }
  }
  child(parent, path) {
    const key = path.at(-1);
    const found = parent.children.find((child) => String(child.key) === String(key));
    if (found !== void 0) return found;
    ownPlace(this.document, path);
    throw new CannotEdit("There is nothing to change.");
  }
  add(parent, { path, value, after, written }) {
    const key = String(path.at(-1));
    const before = parent.children.findLast((child) => child.key === after) ?? parent.children.at(-1);
    if (parent.isFlow) {
      const whole = this.inBlock(parent, { [key]: value });
      return whole ?? this.intoFlow(parent, before, flowMember(key, value, this.style));
    }
    if (before === void 0) throw new CannotEdit("The object has no members of its own.");
    const lines = written?.lines ?? blockLines({ [key]: value }, this.style);
    return this.linesAfter(before, lines);
  }
  insert(parent, { path, value }) {
    const index = Number(path.at(-1));
    const before = parent.children[index - 1];
    if (parent.isFlow) {
      const whole = this.inBlock(parent, [value]);
      return whole ?? this.intoFlow(parent, before, flowText(value, this.style));
    }
    const lines = blockLines([value], this.style);
    if (before !== void 0) return this.linesAfter(before, lines);
    const first = parent.children[0];
    if (first === void 0 || !isFirstOnLine(this.text, first.start)) {
      throw new CannotEdit("The list starts on the line of something else.");
    }
    const start = lineStart(this.text, first.start);
    const column = columnOf(this.text, first.start);
    return { start, end: start, text: this.indented(lines, column) + this.lineEnd };
  }
  linesAfter(before, lines) {
    const { text } = this;
    const column = columnOf(text, before.start);
    const at = pastOwnComments(text, endOfLines(text, before), column);
    const block = this.indented(lines, column);
    const isOpenEnd = at === text.length && !text.endsWith("\n");
    return { start: at, end: at, text: isOpenEnd ? this.lineEnd + block : block + this.lineEnd };
  }
  indented(lines, column, first = column) {
    const blanks = " ".repeat(column);
    return lines.map(
      (line, index) => line === "" ? "" : index === 0 ? " ".repeat(first) + line : blanks + line
    ).join(this.lineEnd);
  }
  /** An empty flow collection among block ones is written as a block, with what comes into it. */
  inBlock(empty, value) {
    if (empty.children.length > 0 || empty.path.length === 0) return void 0;
    const parent = collectionAt(this.document, empty.path.slice(0, -1));
    if (parent.isFlow) return void 0;
    const child = this.child(parent, empty.path);
    return this.replace(parent, child, { kind: "replace", path: empty.path, value });
  }
  intoFlow(parent, before, text) {
    const [first] = parent.children;
    if (before !== void 0) {
      return { start: before.place.end, end: before.place.end, text: `, ${text}` };
    }
    const at = first?.start ?? parent.place.start + 1;
    return { start: at, end: at, text: first === void 0 ? text : `${text}, ` };
  }
  replace(parent, child, { value }) {
    const { start, end } = child.place;
    refuseComments(this.document, child.path, child.start, end);
    if (parent.isFlow) return { start, end, text: flowText(value, this.style) };
    const from = this.afterMark(parent, child);
    const to = this.withoutLineEnds(from, end);
    const lines = this.valueLines(parent, child, value);
    if (lines.length > 1 && restOfLine(this.text, to).trim() !== "") {
      throw new CannotEdit("A comment stands behind the value, on a line that would be split.");
    }
    const column = columnOf(this.text, child.start);
    const [first = "", ...others] = lines;
    const rest = others.length === 0 ? "" : this.lineEnd + this.indented(others, column);
    return { start: from, end: to, text: (first === "" ? "" : ` ${first}`) + rest };
  }
  /** The offset after the colon or dash of a child. */
  afterMark(parent, child) {
    if (!parent.isMapping) return child.start + 1;
    const { start } = child.place;
    const before = this.text.slice(child.start, start);
    const at = child.start + before.trimEnd().length;
    if (this.text.charAt(at - 1) === ":") return at;
    throw new CannotEdit("An anchor or a tag stands before the value.");
  }
  withoutLineEnds(from, end) {
    let to = end;
    while (to > from && /[\r\n]/.test(this.text.charAt(to - 1))) to -= 1;
    return to;
  }
  /** What is written after the mark of a child: the first line, and those below in the columns of a block. */
  valueLines(parent, child, value) {
    const mark = this.text.charAt(child.place.start);
    const isQuoted = (mark === "'" || mark === '"') && child.place.end > child.place.start;
    if (typeof value === "string" && isQuoted && !value.includes("\n"))
      return [quoted(value, mark)];
    if (!parent.isMapping) {
      const [first2 = "", ...others2] = blockLines([value], this.style);
      return [first2.replace(/^- ?/, ""), ...others2];
    }
    const [first = "", ...others] = blockLines({ x: value }, this.style);
    return [first.replace(/^x: ?/, ""), ...others];
  }
  remove(parent, child) {
    const { text } = this;
    const siblings = parent.children;
    const index = siblings.indexOf(child);
    const next = siblings[index + 1];
    const previous = siblings[index - 1];
    if (parent.isFlow) return this.removeFromFlow(child, previous, next);
    if (siblings.length === 1) return this.emptied(parent);
    if (!isFirstOnLine(text, child.start)) {
      if (next === void 0) throw new CannotEdit("It stands on the line of something else.");
      refuseComments(this.document, child.path, child.start, next.start);
      return { start: child.start, end: next.start, text: "" };
    }
    const end = endOfLines(text, child);
    refuseComments(this.document, child.path, child.start, end);
    const start = lineStart(text, child.start);
    const isOpenEnd = end === text.length && !text.endsWith("\n");
    return { start: isOpenEnd ? this.withoutLineEnd(start) : start, end, text: "" };
  }
  withoutLineEnd(start) {
    return start - (this.text.slice(0, start).endsWith("\r\n") ? 2 : Math.min(1, start));
  }
  removeFromFlow(child, previous, next) {
    const start = previous === void 0 ? child.start : previous.place.end;
    const end = previous === void 0 && next !== void 0 ? next.start : child.place.end;
    refuseComments(this.document, child.path, start, end);
    return { start, end, text: "" };
  }
  /** A block collection of which the last member goes. */
  emptied(collection) {
    const { path } = collection;
    if (path.length === 0) throw new CannotEdit("The document would be empty.");
    const parent = collectionAt(this.document, path.slice(0, -1));
    const value = Array.isArray(valueAt(this.document.value, path)) ? [] : {};
    return this.replace(parent, this.child(parent, path), { kind: "replace", path, value });
  }
};

// src/fix/edit-document.ts
function editDocument(document, change) {
  const intended = changed(document.value, change);
  if (document.format === "json") return checked(document, spliceJson(document, change), intended);
  if (change.kind !== "add" || change.written === void 0) {
    return checked(document, spliceYaml(document, change), intended);
  }
  try {
    return checked(document, spliceYaml(document, change), intended);
  } catch (error) {
    if (!(error instanceof CannotEdit)) throw error;
    const { written: _, ...anew } = change;
    return checked(document, spliceYaml(document, anew), intended);
  }
}
function editAtOnce(document, changes) {
  const splice = document.format === "json" ? spliceJson : spliceYaml;
  try {
    const intended = changes.reduce(changed, document.value);
    const splices = standing(changes).map((change, index) => ({ change, index, ...splice(document, change) })).sort((a, b) => a.start - b.start || a.end - b.end || orderAt(a, b));
    const isApart = splices.every(({ start }, index) => start >= (splices[index - 1]?.end ?? 0));
    return isApart ? checkedText(document, splicedAll(document.text, splices), intended) : void 0;
  } catch (error) {
    if (error instanceof CannotEdit) return void 0;
    throw error;
  }
}
function standing(changes) {
  const places = /* @__PURE__ */ new Map();
  return changes.map((change) => {
    if (change.kind !== "add") return change;
    const parent = change.path.slice(0, -1);
    const key = (name) => JSON.stringify([...parent, name]);
    const isNew2 = change.after !== void 0 && places.has(key(change.after));
    const after = isNew2 ? places.get(key(change.after)) : change.after;
    places.set(key(change.path.at(-1)), after);
    const { after: _, ...rest } = change;
    return after === void 0 ? rest : { ...rest, after };
  });
}
function orderAt(a, b) {
  const depth = b.change.path.length - a.change.path.length;
  if (depth !== 0) return depth;
  return a.change.kind === "insert" ? b.index - a.index : a.index - b.index;
}
function checked(document, splice, intended) {
  return checkedText(document, spliced(document.text, splice), intended);
}
function checkedText(document, text, intended) {
  const parsed = parseDocument(document.file, text);
  if (!parsed.ok) {
    throw new CannotEdit(
      `With the edit the file could not be read any more (line ${parsed.problem.line ?? 1}: ${parsed.problem.message}) Edit it by hand.`
    );
  }
  if (!equalValues(parsed.value.value, intended)) {
    throw new CannotEdit(
      "With the edit the file would say something else than what is meant, as where an anchor is used elsewhere. Edit it by hand."
    );
  }
  return parsed.value;
}
function editLines(text, { from, expected, lines }) {
  const lineEnd = lineEndOf(text);
  let start = 0;
  for (let line = 1; line < from; line += 1) {
    if (start >= text.length) throw new CannotEdit(`The file has no line ${from}.`);
    start = nextLine(text, start);
  }
  let end = start;
  for (const line of expected) {
    const next = nextLine(text, end);
    if (end >= text.length || text.slice(end, next).replace(/\r?\n$/, "") !== line) {
      throw new CannotEdit(`Line ${from} and those after it are not what was expected any more.`);
    }
    end = next;
  }
  const isOpenEnd = end === text.length && text !== "" && !text.endsWith("\n");
  const block = lines.map((line) => line + lineEnd).join("");
  if (!isOpenEnd) return spliced(text, { start, end, text: block });
  if (start === text.length || lineStart(text, start) !== start) {
    return spliced(text, { start, end, text: lineEnd + block.slice(0, -lineEnd.length) });
  }
  const head = lines.length === 0 ? text.slice(0, start).replace(/\r?\n$/, "") : text.slice(0, start);
  return head + block.slice(0, block.length - (lines.length === 0 ? 0 : lineEnd.length));
}

// src/fix/apply.ts
async function applyEdits(tree, edits) {
  const documents = tree instanceof Documents ? tree : new Documents(tree);
  const byFile = /* @__PURE__ */ new Map();
  for (const edit of edits) {
    const group = byFile.get(edit.file);
    if (group === void 0) byFile.set(edit.file, [edit]);
    else group.push(edit);
  }
  const files = [];
  for (const [path, group] of byFile) {
    const made = await editFile(documents, path, group);
    if ("reason" in made) return { ok: false, ...made };
    if (made.before !== made.after) files.push(made);
  }
  files.sort((a, b) => compareText(a.path, b.path));
  const overlay = new Map(files.map(({ path, content }) => [path, content]));
  return { ok: true, tree: overlayTree(documents.tree, overlay), files };
}
var MARK = "\uFEFF";
async function editFile(documents, path, edits) {
  const [first] = edits;
  const fault = pathFault(path);
  const opened = await documents.open(path);
  if (first !== void 0 && fault !== void 0)
    return { edit: first, reason: `The file cannot be edited, since ${fault}.` };
  if (first !== void 0 && !opened.ok && opened.problem.code !== "missing-file")
    return { edit: first, reason: `The file cannot be edited: ${opened.problem.message}` };
  const before = opened.ok ? opened.value : null;
  const edited = new EditedFile(path, before);
  const failed = edited.makeAll(edits);
  if (failed !== void 0) return failed;
  const mark = before !== null && hasMark(before.file) ? MARK : "";
  const after = edited.text;
  return {
    path,
    before: before?.file.text ?? null,
    after,
    content: after === null ? null : Buffer.from(mark + after)
  };
}
var EditedFile = class {
  constructor(path, before) {
    this.path = path;
    this.text = before?.file.text ?? null;
    this.document = before?.document.ok === true ? before.document.value : void 0;
  }
  path;
  text;
  document;
  makeAll(edits) {
    if (this.madeAtOnce(edits)) return void 0;
    for (const edit of edits) {
      try {
        this.make(edit);
      } catch (error) {
        if (!(error instanceof CannotEdit)) throw error;
        return { edit, reason: error.message };
      }
    }
    return void 0;
  }
  /** Makes changes of values together, where that comes to the same: large files take long to be read. */
  madeAtOnce(edits) {
    const changes = edits.map(({ change }) => change).filter(isValueChange);
    if (changes.length < edits.length || edits.length < 2 || this.document === void 0)
      return false;
    const made = editAtOnce(this.document, changes);
    if (made === void 0) return false;
    this.text = made.text;
    return true;
  }
  make({ change }) {
    if (change.kind === "create") {
      if (this.text !== null) throw new CannotEdit("The file is there already.");
      this.text = change.text;
      return;
    }
    const { text } = this;
    if (text === null) throw new CannotEdit("There is no such file.");
    if (isValueChange(change)) {
      this.document = editDocument(this.document ?? this.parsed(text), change);
      this.text = this.document.text;
      return;
    }
    this.text = change.kind === "delete" ? null : editLines(text, change);
    this.document = void 0;
  }
  parsed(text) {
    const parsed = parseDocument(this.path, text);
    if (parsed.ok) return parsed.value;
    throw new CannotEdit(
      `The file cannot be read (line ${parsed.problem.line ?? 1}): ${parsed.problem.message}`
    );
  }
};
function isValueChange(change) {
  return !["create", "delete", "lines"].includes(change.kind);
}
function hasMark({ text, bytes, hash }) {
  if (bytes !== void 0) return bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191;
  return blobHash(Buffer.from(MARK + text)) === hash;
}

// src/fix/order.ts
function inOrderOfPlaces(edits) {
  return ordered(edits, 0);
}
function ordered(edits, depth) {
  const groups = /* @__PURE__ */ new Map();
  for (const edit of edits) {
    const key = edit.change.path[depth];
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [edit]);
    else group.push(edit);
  }
  return [...groups].map(([key, group]) => {
    const here = group.filter(({ change }) => change.path.length === depth + 1);
    const deeper = group.filter(({ change }) => change.path.length > depth + 1);
    return { key, here, edits: deeper.length === 0 ? [] : ordered(deeper, depth + 1) };
  }).sort(
    (a, b) => typeof a.key === "number" && typeof b.key === "number" ? b.key - a.key : rankOf(a.here) - rankOf(b.here)
  ).flatMap(({ here, edits: inside }) => {
    const inserts = here.filter(({ change }) => change.kind === "insert").reverse();
    const others = here.filter(({ change }) => change.kind !== "insert");
    return [...inside, ...others, ...inserts];
  });
}
function rankOf(edits) {
  const kinds = new Set(edits.map(({ change }) => change.kind));
  return kinds.has("remove") ? 2 : kinds.has("add") ? 1 : 0;
}

// src/fix/combine.ts
function combined(edits) {
  const byFile = /* @__PURE__ */ new Map();
  for (const edit of edits) {
    const group = byFile.get(edit.file);
    if (group === void 0) byFile.set(edit.file, [edit]);
    else group.push(edit);
  }
  return [...byFile.keys()].sort().flatMap((file) => ofFile(byFile.get(file) ?? []));
}
function ofFile(edits) {
  const seen = /* @__PURE__ */ new Set();
  const once = edits.filter(({ change }) => {
    const key = keyOf(change);
    const isNew2 = !seen.has(key);
    seen.add(key);
    return isNew2;
  });
  const whole = once.filter(({ change }) => change.kind === "create" || change.kind === "delete");
  if (whole.length > 0) return whole.slice(0, 1);
  const lines = once.filter(({ change }) => change.kind === "lines").sort((a, b) => lineOf(b.change) - lineOf(a.change));
  const values = once.filter(isValueEdit);
  const outer = values.filter(
    (edit) => !values.some((other) => other !== edit && covers(other.change, edit.change))
  );
  return [...inOrderOfPlaces(outer), ...lines];
}
function keyOf(change) {
  switch (change.kind) {
    case "create":
    case "delete":
      return change.kind;
    case "lines":
      return JSON.stringify([change.kind, change.from, change.expected, change.lines]);
    case "insert":
      return JSON.stringify([change.kind, change.path, change.value]);
    default:
      return JSON.stringify(["value", change.path.map(String)]);
  }
}
function lineOf(change) {
  return change.kind === "lines" ? change.from : 0;
}
function isValueEdit(edit) {
  const { kind } = edit.change;
  return kind === "add" || kind === "insert" || kind === "replace" || kind === "remove";
}
function covers(outer, inner) {
  if (outer.kind === "insert" || outer.path.length > inner.path.length) return false;
  if (outer.path.length === inner.path.length) return false;
  return isWithinPath(inner.path, outer.path);
}

// src/fix/proof.ts
function prove(claim) {
  const { before, after, removes } = claim;
  const known = new Map(before.found.map((each) => [each.fingerprint, each]));
  const left = new Set(after.found.map(({ fingerprint }) => fingerprint));
  const absent = [...removes].filter((fingerprint) => !known.has(fingerprint));
  const standing2 = after.found.filter(({ fingerprint }) => removes.has(fingerprint));
  const came = after.found.filter((each) => isNew(each, known.get(each.fingerprint), claim));
  const problems = newProblems(before.problems, after.problems);
  const reason = reasonOf({ absent, standing: standing2, came, problems });
  if (reason !== void 0) return { ok: false, reason, standing: standing2, came };
  const gone = before.found.filter(({ fingerprint }) => !left.has(fingerprint)).map(({ fingerprint, message }) => ({ fingerprint, message })).sort((a, b) => compareText(a.fingerprint, b.fingerprint));
  return {
    ok: true,
    proof: {
      check: claim.check,
      before: before.found.length,
      after: after.found.length,
      gone,
      checked: after.checked
    }
  };
}
function isNew(now, before, claim) {
  if (claim.isRemark?.(now) === true) return false;
  if (before === void 0) return true;
  const { badness: badness2 } = claim;
  return badness2 !== void 0 && badness2(now) > badness2(before);
}
function newProblems(before, after) {
  const key = ({ code, message, file }) => JSON.stringify([code, message, file]);
  const known = new Set(before.map(key));
  return after.filter((each) => !known.has(key(each)));
}
function reasonOf(outcome) {
  const [absent] = outcome.absent;
  const [standing2] = outcome.standing;
  const [came] = outcome.came;
  const [fault] = outcome.problems;
  if (absent !== void 0) return `The drift ${absent} is not there, so there is nothing to fix.`;
  if (fault !== void 0)
    return `With the edit, ${fault.file ?? "a file"} could no longer be checked: ${fault.message}`;
  if (standing2 !== void 0) return `With the edit it is still there: ${standing2.message}`;
  if (came !== void 0) return `The edit would bring something else: ${came.message}`;
  return void 0;
}

// src/fix/search.ts
var MOST_PROOFS = 40;
var Search = class {
  constructor(input) {
    this.input = input;
  }
  input;
  candidates = [];
  refused = [];
  async run(drifts) {
    await this.open(drifts);
    let reason = "";
    for (let proofs = 0; this.candidates.length > 0 && proofs < MOST_PROOFS; proofs += 1) {
      const tried = await this.tryOnce();
      if (typeof tried !== "string") return { fix: tried, refused: this.refused };
      reason = tried;
    }
    for (const { drift } of this.candidates) this.refuse(drift, reason);
    return { fix: null, refused: this.refused };
  }
  async open(drifts) {
    const known = new Set(this.input.before.found.map(({ fingerprint }) => fingerprint));
    for (const drift of drifts) {
      if (!known.has(drift.fingerprint)) {
        this.refuse(drift, "The drift is not there any more.");
        continue;
      }
      const found = await this.input.fixer.attempts(drift);
      if (found.ok) this.candidates.push({ drift, attempts: found.attempts, at: 0 });
      else this.refuse(drift, found.reason);
    }
  }
  /** Tries all that are left with the edits they have come to; a reason where that is no proof. */
  async tryOnce() {
    const { head, detect, before, check } = this.input;
    const edits = combined(this.candidates.flatMap(editsOf));
    const applied = await applyEdits(head, edits);
    if (!applied.ok) {
      const { edit, reason } = applied;
      const told = `${edit.file}: ${reason}`;
      this.widen((candidate) => editsOf(candidate).some((each) => isSameEdit(each, edit)), told);
      return told;
    }
    const after = await detect(applied.tree);
    const removes = new Set(this.candidates.map(({ drift }) => drift.fingerprint));
    const outcome = prove({
      check,
      before,
      after,
      removes,
      isRemark: ({ rule }) => REMARKS.has(rule),
      badness
    });
    if (outcome.ok) return { edits, files: applied.files, proof: outcome.proof };
    const standing2 = new Set(outcome.standing.map(({ fingerprint }) => fingerprint));
    const isBlamed = (candidate) => standing2.has(candidate.drift.fingerprint) || outcome.came.some((came) => isNear(came, candidate));
    const isAnyBlamed = this.candidates.some(isBlamed);
    this.widen(isAnyBlamed ? isBlamed : () => true, outcome.reason);
    return outcome.reason;
  }
  /** Goes on to the next way of some drifts; those that have none are refused. */
  widen(isMeant, reason) {
    this.candidates = this.candidates.filter((candidate) => {
      if (!isMeant(candidate)) return true;
      candidate.at += 1;
      if (candidate.at < candidate.attempts.length) return true;
      this.refuse(candidate.drift, reason);
      return false;
    });
  }
  refuse({ fingerprint }, reason) {
    this.refused.push({ drift: fingerprint, reason });
  }
};
function editsOf({ attempts, at }) {
  return attempts[at]?.edits ?? [];
}
function isSameEdit(a, b) {
  return a === b || JSON.stringify([a.file, a.change]) === JSON.stringify([b.file, b.change]);
}
function badness({ compatibility, severity }) {
  return COMPATIBILITIES.indexOf(compatibility) * SEVERITIES.length + SEVERITIES.indexOf(severity);
}
function isNear(came, { drift }) {
  const name = ({ method, path }) => `${method} ${path}`;
  const reached = new Set(drift.operations.map(name));
  return came.operations.some((operation) => reached.has(name(operation)));
}

// src/fix/propose.ts
var MOST_FIXES = 30;
async function proposeFixes(input) {
  const work = new Work(input);
  const fixes = [];
  const refused2 = [];
  for (const drift of input.drifts) {
    if (fixes.length === (input.most ?? MOST_FIXES)) {
      const reason = `Fixes are worked out for ${fixes.length} drifts at most; this one comes after them.`;
      refused2.push({ drift: drift.fingerprint, reason });
      continue;
    }
    const proposal = await work.together([drift]);
    fixes.push(...proposal.fixes);
    refused2.push(...proposal.refused);
  }
  return { fixes, refused: refused2 };
}
async function proposeFixTogether(input) {
  return new Work(input).together(input.drifts);
}
var Work = class {
  constructor(input) {
    this.input = input;
    const documents = { base: new Documents(input.base), head: new Documents(input.head) };
    this.context = { ...input, documents };
  }
  input;
  open = /* @__PURE__ */ new Map();
  before = /* @__PURE__ */ new Map();
  context;
  async together(drifts) {
    const groups = /* @__PURE__ */ new Map();
    const fixes = [];
    const refused2 = [];
    for (const drift of drifts) {
      const found = this.fixerOf(drift);
      if (typeof found === "string") refused2.push({ drift: drift.fingerprint, reason: found });
      else {
        const group = groups.get(found.fixer) ?? { area: found.area, drifts: [] };
        group.drifts.push(drift);
        groups.set(found.fixer, group);
      }
    }
    for (const [fixer, group] of groups) {
      const outcome = await new Search({
        head: this.context.documents.head,
        fixer: await this.opened(fixer),
        detect: group.area.detector(this.input),
        before: await this.detected(group.area),
        check: checkOf(group.area, this.input)
      }).run(group.drifts);
      if (outcome.fix !== null) fixes.push(provenFix(fixer, outcome.fix));
      refused2.push(...outcome.refused);
    }
    return { fixes, refused: refused2 };
  }
  fixerOf(drift) {
    const area = FIX_AREAS.find((each) => each.area === drift.area);
    const fixer = area?.fixers.find((each) => each.canFix(drift));
    if (area === void 0 || fixer === void 0)
      return "There is no fix for drifts of this kind.";
    if (fixer.isEnabled(this.input.settings)) return { fixer, area };
    return "The settings do not want fixes of this kind.";
  }
  opened(fixer) {
    const known = this.open.get(fixer) ?? fixer.open(this.context);
    this.open.set(fixer, known);
    return known;
  }
  detected(area) {
    const known = this.before.get(area) ?? this.detect(area);
    this.before.set(area, known);
    return known;
  }
  async detect(area) {
    const { found, head } = this.input;
    if (found === void 0) return area.detector(this.input)(head);
    return { found: found.changes, problems: found.problems, checked: found.checked };
  }
};
function checkOf({ check }, { base }) {
  return `${check} against ${base.revision}`;
}
function provenFix(fixer, { edits, files, proof }) {
  const drifts = proof.gone.map(({ fingerprint }) => fingerprint);
  const [only] = proof.gone;
  const count = `${drifts.length} drifts`;
  return {
    id: createHash("sha256").update(JSON.stringify([fixer.id, ...drifts])).digest("hex").slice(0, 16),
    fixer: fixer.id,
    title: `${fixer.title}: ${drifts.length === 1 && only !== void 0 ? only.message : count}`,
    edits,
    sentences: [...new Set(edits.map(({ sentence }) => sentence))],
    files,
    drifts,
    proof
  };
}
export {
  proposeFixTogether,
  proposeFixes
};
//# sourceMappingURL=propose.mjs.map
