// src/cli/read-code-elsewhere.ts
import { join as join2 } from "node:path";
import { Worker } from "node:worker_threads";

// src/package-root.ts
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
function packageRoot(moduleUrl) {
  for (let folder = dirname(fileURLToPath(moduleUrl)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new Error(`There is no package.json above ${moduleUrl}.`);
  }
}

// src/cli/read-code-elsewhere.ts
var CodeThread = class {
  constructor(trees) {
    this.trees = trees;
  }
  trees;
  #thread;
  /** What was asked last: the thread does one thing at a time. */
  #last = Promise.resolve();
  async routes(tree, languages2) {
    const given = await this.#ask(tree, "routes", languages2);
    if (given.question !== "routes") throw new Error("The thread answered something else.");
    return given.answer;
  }
  async settings(tree, languages2) {
    const given = await this.#ask(tree, "settings", languages2);
    if (given.question !== "settings") throw new Error("The thread answered something else.");
    return given.answer;
  }
  #ask(tree, question, languages2) {
    const local = this.trees.get(tree);
    if (local === void 0) return Promise.reject(new Error("The thread cannot open this tree."));
    const asked = this.#last.catch(() => void 0).then(() => this.#answer({ tree: local, question, languages: languages2 }));
    this.#last = asked;
    return asked;
  }
  #answer(task) {
    const thread = this.#started();
    thread.ref();
    return new Promise((resolve2, reject) => {
      const end = () => reject(new Error("The thread ended without an answer."));
      thread.once("error", reject).once("exit", end);
      thread.once("message", (given) => {
        thread.off("error", reject).off("exit", end);
        thread.unref();
        resolve2(given);
      });
      thread.postMessage(task);
    });
  }
  #started() {
    if (this.#thread !== void 0) return this.#thread;
    const thread = new Worker(join2(packageRoot(import.meta.url), "dist/cli/code-thread.js"));
    this.#thread = thread;
    return thread;
  }
};

// src/tree/directory.ts
import { readdirSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { basename, dirname as dirname2, resolve } from "node:path";

// src/location.ts
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/problem.ts
function problem(code, message, place = {}) {
  return {
    code,
    message,
    file: place.file ?? null,
    line: place.line ?? null,
    column: place.column ?? null,
    side: place.side ?? null
  };
}
function compareProblems(a, b) {
  return compareText(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compareText(a.side ?? "", b.side ?? "") || compareText(a.code, b.code) || compareText(a.message, b.message);
}

// src/tree/disk-file.ts
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync
} from "node:fs";
import { join as join3 } from "node:path";

// src/tree/content.ts
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";

// src/tree/tree.ts
var MAX_FILE_BYTES = 32 * 1024 * 1024;

// src/tree/content.ts
function decodeContent(bytes) {
  return contentFault(bytes) ?? { text: decodedText(bytes) };
}
function contentFault(bytes) {
  if (bytes.length > MAX_FILE_BYTES)
    return { code: "file-too-large", message: tooLarge(bytes.length), line: 1, column: 1 };
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    return {
      ...placeOf(bytes, zero),
      code: "binary-file",
      message: "The file is binary (it has a NUL byte), so it was not read. A text file was expected."
    };
  }
  if (!isUtf8(bytes)) {
    return {
      ...placeOf(bytes, firstNotUtf8(bytes)),
      code: "unreadable-file",
      message: "The file is not valid UTF-8, so it was not read. Save it with the encoding UTF-8."
    };
  }
  return void 0;
}
function placeOf(bytes, offset) {
  const lines2 = bytes.toString("utf8", 0, offset).split("\n");
  return { line: lines2.length, column: (lines2.at(-1)?.length ?? 0) + 1 };
}
function firstNotUtf8(bytes) {
  const again = Buffer.from(bytes.toString("utf8"));
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at += 1;
  return at;
}
function decodedText(bytes) {
  const hasMark = bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191;
  return bytes.toString("utf8", hasMark ? 3 : 0);
}
function tooLarge(size) {
  const mebibytes = (bytes) => Math.floor(bytes / 1024 / 1024).toLocaleString("en-US");
  return `The file has ${mebibytes(size)} MiB; files over ${mebibytes(MAX_FILE_BYTES)} MiB are not read. Split it, or exclude it in the settings.`;
}
var LazyFile = class {
  constructor(path, bytes) {
    this.path = path;
    this.bytes = bytes;
  }
  path;
  bytes;
  #hash;
  #text;
  get hash() {
    this.#hash ??= blobHash(this.bytes);
    return this.#hash;
  }
  get text() {
    this.#text ??= decodedText(this.bytes);
    return this.#text;
  }
};
function bytesOutcome(path, bytes) {
  const fault = contentFault(bytes);
  if (fault === void 0) return { ok: true, value: new LazyFile(path, bytes) };
  return { ok: false, problem: faultProblem(path, fault) };
}
function faultProblem(file, { code, message, line, column }) {
  return problem(code, message, { file, line, column });
}
function contentOutcome(path, hash, content) {
  if ("text" in content) return { ok: true, value: { path, hash, text: content.text } };
  return { ok: false, problem: faultProblem(path, content) };
}
function blobHash(bytes) {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

// src/tree/path.ts
function pathFault(path) {
  if (path === "") return "it is empty";
  if (path.includes("\0")) return "it holds a NUL character";
  if (path.startsWith("/")) return "it is absolute";
  for (const part of path.split("/")) {
    if (part === "..") return 'it leaves its folder with ".."';
    if (part === "" || part === ".") return 'it has an empty part or "."';
  }
  return void 0;
}
function parentFolders(path) {
  const parents = [];
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
    parents.push(path.slice(0, at));
  }
  return parents;
}

// src/tree/entry-index.ts
var EntryIndex = class {
  listing;
  byPath;
  /** Of several entries with one path the last counts. */
  constructor(entries, problems = []) {
    const byPath = /* @__PURE__ */ new Map();
    for (const entry3 of entries) byPath.set(entry3.path, entry3);
    this.byPath = byPath;
    this.listing = {
      entries: [...byPath.values()].sort((a, b) => compareText(a.path, b.path)),
      problems
    };
  }
  /** The file at a path, if it is one that may be read. */
  readable(path) {
    const fault = pathFault(path);
    if (fault !== void 0) return { ok: false, problem: outsideProblem(path, fault) };
    const entry3 = this.byPath.get(path);
    if (entry3 === void 0) return { ok: false, problem: this.missing(path) };
    if (entry3.kind !== "file") return { ok: false, problem: notAFile(path, entry3) };
    if (entry3.size !== null && entry3.size > MAX_FILE_BYTES) {
      const message = tooLarge(entry3.size);
      return {
        ok: false,
        problem: problem("file-too-large", message, { file: path, line: 1, column: 1 })
      };
    }
    return { ok: true, value: entry3 };
  }
  missing(path) {
    for (const folder of parentFolders(path)) {
      const entry3 = this.byPath.get(folder);
      if (entry3 !== void 0 && entry3.kind !== "file") return notAFile(path, entry3);
    }
    return missingFile(path);
  }
};
function missingFile(path) {
  return problem("missing-file", "There is no such file. Check the path, or add the file.", {
    file: path
  });
}
function symlinkProblem(path, link) {
  const what = path === link ? "This is" : `"${link}" is`;
  return problem(
    "symlink",
    `${what} a symbolic link, which is not followed. Put the file itself here, or name the file it points to.`,
    { file: path }
  );
}
function notAFile(path, entry3) {
  if (entry3.kind === "symlink") return symlinkProblem(path, entry3.path);
  const what = path === entry3.path ? "This is" : `"${entry3.path}" is`;
  return problem(
    "submodule",
    `${what} a submodule, whose files belong to another repository and are not read. Copy the file into this repository to have it checked.`,
    { file: path }
  );
}
function outsideProblem(path, fault) {
  return problem(
    "reference-outside-tree",
    `The path cannot be read, since ${fault}. Use a path inside the repository.`,
    { file: path }
  );
}

// src/tree/disk-file.ts
var READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
function readDiskFile(root, path) {
  try {
    const link = firstLink(root, path);
    if (link !== void 0) return refuse(symlinkProblem(path, link));
    return readPlainFile(root, path);
  } catch (error) {
    return refuse(diskProblem(path, error));
  }
}
function diskEntry(root, path) {
  const link = firstLink(root, path);
  return link !== void 0 && link !== path ? void 0 : entryAt(root, path);
}
function entryAt(root, path) {
  const whole2 = join3(root, path);
  const stats = unlessAbsent(() => lstatSync(whole2));
  if (stats === void 0) return void 0;
  if (stats.isSymbolicLink()) {
    const target = unlessAbsent(() => readlinkSync(whole2));
    return { path, kind: "symlink", size: null, hash: blobHash(Buffer.from(target ?? "")) };
  }
  if (stats.isDirectory()) return { path, kind: "submodule", size: null, hash: "" };
  if (!stats.isFile()) return void 0;
  const { size, mtimeMs } = stats;
  const hash = size > MAX_FILE_BYTES ? void 0 : unlessAbsent(() => withFile(whole2, (file) => blobHash(readFileSync(file))));
  return { path, kind: "file", size, hash: hash ?? `unread:${size}:${mtimeMs}` };
}
function readPlainFile(root, path) {
  return withFile(join3(root, path), (file, stats) => {
    if (!stats.isFile()) return refuse(notAFile2(path));
    if (stats.size > MAX_FILE_BYTES) {
      return refuse(problem("file-too-large", tooLarge(stats.size), { file: path }));
    }
    return bytesOutcome(path, readFileSync(file));
  });
}
function withFile(path, use) {
  const file = openSync(path, READ_FLAGS);
  try {
    return use(file, fstatSync(file));
  } finally {
    closeSync(file);
  }
}
function firstLink(root, path) {
  for (const part of [...parentFolders(path), path]) {
    const stats = unlessAbsent(() => lstatSync(join3(root, part)));
    if (stats === void 0) return void 0;
    if (stats.isSymbolicLink()) return part;
  }
  return void 0;
}
function diskProblem(path, error) {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return missingFile(path);
  if (code === "ELOOP") return symlinkProblem(path, path);
  if (code === "EISDIR") return notAFile2(path);
  if (code === "EACCES" || code === "EPERM") {
    const message = "Holdfast is not allowed to read this file. Change its permissions.";
    return problem("unreadable-file", message, { file: path });
  }
  throw error;
}
function notAFile2(path) {
  const message = "This is not a regular file, so it was not read. A text file was expected.";
  return problem("unreadable-file", message, { file: path });
}
function unlessAbsent(work) {
  try {
    return work();
  } catch (error) {
    const code = errorCode(error) ?? "";
    if (["ENOENT", "ENOTDIR", "ELOOP", "EACCES", "EPERM"].includes(code)) return void 0;
    throw error;
  }
}
function errorCode(error) {
  if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}
function refuse(reason) {
  return { ok: false, problem: reason };
}

// src/tree/directory.ts
var MAX_LISTED = 2e5;
async function openDirectory(directory, { skip = /* @__PURE__ */ new Set() } = {}) {
  const root = await existing(directory);
  if (!root.ok) return root;
  const stats = await stat(root.value);
  if (!stats.isDirectory())
    return unreadable(directory, "It is not a folder; a folder was expected.");
  return { ok: true, value: new DirectoryTree(root.value, () => listFolder(root.value, "", skip)) };
}
var DirectoryTree = class {
  constructor(revision, load2) {
    this.revision = revision;
    this.load = load2;
  }
  revision;
  load;
  index;
  async list() {
    this.index ??= this.load();
    return this.index.listing;
  }
  async read(path) {
    const fault = pathFault(path);
    if (fault !== void 0) return { ok: false, problem: outsideProblem(path, fault) };
    return readDiskFile(this.revision, path);
  }
};
async function existing(path) {
  try {
    return { ok: true, value: await realpath(resolve(path)) };
  } catch (error) {
    const code = errorCode(error);
    if (code === void 0) throw error;
    if (code === "ENOENT" || code === "ENOTDIR") {
      const message = "There is no such file or folder. Check the path.";
      return { ok: false, problem: problem("missing-file", message, { file: path }) };
    }
    if (code === "ELOOP") return unreadable(path, "Its symbolic links lead in a circle.");
    if (code === "EACCES")
      return unreadable(path, "Holdfast may not open it. Change its permissions.");
    return unreadable(path, `It cannot be opened (${code}).`);
  }
}
function unreadable(file, message) {
  return { ok: false, problem: problem("unreadable-file", message, { file }) };
}
function listFolder(root, below2 = "", skip = /* @__PURE__ */ new Set()) {
  const entries = [];
  const folders = [below2];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    for (const child of readdirSync(resolve(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? child.name : `${folder}/${child.name}`;
      if (child.name === ".git" || child.isDirectory() && skip.has(child.name)) continue;
      if (child.isDirectory()) folders.push(path);
      else if (entries.length < MAX_LISTED) entries.push(...optional(entryAt(root, path)));
      else return new EntryIndex(entries, [notAllListed()]);
    }
  }
  return new EntryIndex(entries);
}
function optional(value) {
  return value === void 0 ? [] : [value];
}
function notAllListed() {
  const limit = MAX_LISTED.toLocaleString("en-US");
  return problem(
    "tree-truncated",
    `The folder has more than ${limit} files; the rest was not looked at. Choose a smaller folder.`
  );
}

// src/tree/git.ts
import { isUtf8 as isUtf82 } from "node:buffer";

// src/tree/git-command.ts
import { execFile } from "node:child_process";
var REDIRECTING_VARIABLES = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE"
];
var MAX_OUTPUT_BYTES = 512 * 1024 * 1024;
var GitError = class extends Error {
  constructor(command, exitCode, stderr) {
    super(`git ${command} failed: ${stderr.trim() || `exit code ${exitCode}`}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
  exitCode;
  stderr;
};
var GitMissingError = class extends Error {
  constructor() {
    super("The git executable was not found. Install git and put it on the PATH.");
  }
};
function gitEnvironment() {
  const environment2 = { ...process.env };
  for (const name of REDIRECTING_VARIABLES) delete environment2[name];
  return {
    ...environment2,
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C"
  };
}
function gitArguments(directory) {
  return ["-C", directory, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];
}
function runGit(directory, args) {
  const options = {
    encoding: "buffer",
    env: gitEnvironment(),
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true
  };
  return new Promise((resolve2, reject) => {
    execFile("git", [...gitArguments(directory), ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve2(stdout);
      else if (error.code === "ENOENT") reject(new GitMissingError());
      else {
        const exitCode = typeof error.code === "number" ? error.code : null;
        reject(new GitError(args[0] ?? "", exitCode, stderr.toString("utf8") || error.message));
      }
    });
  });
}
async function tryGit(directory, args, failure) {
  try {
    const output = await runGit(directory, args);
    return { ok: true, value: output.toString("utf8").replace(/\r?\n$/, "") };
  } catch (error) {
    if (error instanceof GitMissingError) {
      return { ok: false, problem: problem("not-checked", error.message) };
    }
    if (!(error instanceof GitError)) throw error;
    return { ok: false, problem: problem("not-checked", gitMessage(directory, error, failure)) };
  }
}
function gitMessage(directory, error, failure) {
  if (/dubious ownership/.test(error.stderr)) {
    return `The git repository at "${directory}" belongs to another user, so git refuses to read it. Run: git config --global --add safe.directory "${directory}"`;
  }
  if (/not a git repository|cannot change to/i.test(error.stderr)) {
    return `"${directory}" is not inside a git repository. Run this in a clone of the repository, or compare two files with "holdfast diff".`;
  }
  return failure(error);
}

// src/tree/git-objects.ts
import { spawn } from "node:child_process";
import { Socket } from "node:net";
var LINE_FEED = 10;
var GitObjects = class {
  constructor(directory) {
    this.directory = directory;
  }
  directory;
  child;
  waiting = [];
  chunks = [];
  received = 0;
  /** Bytes of the answer at the head of the queue, header and final line end included, once its header came. */
  expected;
  /** The bytes of a blob; undefined where the repository does not have it. Throws when git fails. */
  read(hash) {
    if (!/^[0-9a-f]{40,64}$/.test(hash))
      return Promise.reject(new Error(`not an object id: ${hash}`));
    return new Promise((resolve2, reject) => {
      const child = this.start();
      this.waiting.push({ hash, resolve: resolve2, reject });
      hold(child);
      child.stdin.write(`${hash}
`);
    });
  }
  /** Ends git. The next read starts it again. */
  close() {
    const { child } = this;
    this.child = void 0;
    child?.stdin.end();
    this.fail(new Error("the reading of git objects was closed"));
  }
  start() {
    if (this.child !== void 0) return this.child;
    const args = [...gitArguments(this.directory), "cat-file", "--batch"];
    const child = spawn("git", args, {
      env: gitEnvironment(),
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true
    });
    this.child = child;
    child.stdout.on("data", (chunk) => this.receive(child, chunk));
    child.stdin.on("error", (error) => this.ended(child, error));
    child.on("error", (error) => this.ended(child, missing(error)));
    child.on(
      "close",
      (code) => this.ended(child, new GitError("cat-file", code, "git ended before it had answered"))
    );
    return child;
  }
  ended(child, error) {
    if (this.child !== child) return;
    this.child = void 0;
    this.fail(error);
  }
  fail(error) {
    this.chunks = [];
    this.received = 0;
    this.expected = void 0;
    for (const request of this.waiting.splice(0)) request.reject(error);
  }
  receive(child, chunk) {
    if (this.child !== child) return;
    this.chunks.push(chunk);
    this.received += chunk.length;
    while (this.answer()) {
    }
    if (this.waiting.length === 0) release(child);
  }
  /** Hands the first answer to its request, if all of it has come. */
  answer() {
    const [request] = this.waiting;
    if (request === void 0 || this.received === 0) return false;
    if (this.expected !== void 0 && this.received < this.expected) return false;
    const bytes = Buffer.concat(this.chunks);
    this.chunks = [bytes];
    const lineEnd = bytes.indexOf(LINE_FEED);
    if (lineEnd === -1) return false;
    const size = / (\d+)$/.exec(bytes.toString("latin1", 0, lineEnd))?.[1];
    const start = lineEnd + 1;
    const expected = size === void 0 ? start : start + Number(size) + 1;
    this.expected = expected;
    if (bytes.length < expected) return false;
    this.chunks = [bytes.subarray(expected)];
    this.received = bytes.length - expected;
    this.expected = void 0;
    this.waiting.shift();
    request.resolve(size === void 0 ? void 0 : bytes.subarray(start, expected - 1));
    return true;
  }
};
function missing(error) {
  return error.code === "ENOENT" ? new GitMissingError() : error;
}
function hold(child) {
  child.ref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.ref();
}
function release(child) {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
}

// src/tree/git-revision.ts
import { realpath as realpath2 } from "node:fs/promises";
async function resolveCommit(directory, ref) {
  const fault = refFault(ref);
  if (fault !== void 0) return { ok: false, problem: problem("not-checked", fault) };
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  return tryGit(directory, args, () => unknownRef(ref));
}
async function repositoryRoot(directory, needs = "working-tree") {
  if (needs === "commits") {
    const bare2 = await tryGit(directory, ["rev-parse", "--is-bare-repository"], () => "");
    if (bare2.ok && bare2.value === "true") return bareRoot(directory);
  }
  const root = await tryGit(
    directory,
    ["rev-parse", "--show-toplevel"],
    (error) => /work tree/.test(error.stderr) ? `The repository at "${directory}" has no working tree. Name the commit to check with --head.` : `Git could not find the repository of "${directory}": ${error.stderr.trim()}`
  );
  return root.ok ? { ok: true, value: await realpath2(root.value) } : root;
}
async function bareRoot(directory) {
  const failure = ({ stderr }) => `Git could not find the repository of "${directory}": ${stderr.trim()}`;
  const root = await tryGit(directory, ["rev-parse", "--absolute-git-dir"], failure);
  return root.ok ? { ok: true, value: await realpath2(root.value) } : root;
}
function refFault(ref) {
  if (ref === "") return "The name of a commit is empty. Give a branch, a tag or a commit SHA.";
  if (ref.startsWith("-")) {
    return `"${ref}" is not the name of a commit, since it starts with "-". Give a branch, a tag or a commit SHA.`;
  }
  const hasControl = [...ref].some((character) => character < " ");
  return hasControl ? "The name of a commit must not hold control characters." : void 0;
}
function unknownRef(ref) {
  const fetch = /[~^:@{]/.test(ref) ? "git fetch --unshallow" : `git fetch origin ${ref}`;
  return `There is no commit "${ref}" in this repository. Check the name; in a shallow clone or a CI checkout, fetch it first: ${fetch}`;
}

// src/tree/git.ts
async function openGitTree(directory, ref) {
  const commit = await resolveCommit(directory, ref);
  if (!commit.ok) return commit;
  return { ok: true, value: new CommitTree(directory, commit.value) };
}
var CommitTree = class {
  constructor(directory, revision) {
    this.directory = directory;
    this.revision = revision;
    this.objects = new GitObjects(directory);
  }
  directory;
  revision;
  index;
  objects;
  async list() {
    return (await this.entries()).listing;
  }
  async read(path) {
    const entry3 = (await this.entries()).readable(path);
    if (!entry3.ok) return entry3;
    const { hash } = entry3.value;
    const bytes = await this.objects.read(hash);
    if (bytes === void 0) return { ok: false, problem: missingFile(path) };
    return contentOutcome(path, hash, decodeContent(bytes));
  }
  close() {
    this.objects.close();
  }
  entries() {
    this.index ??= listCommit(this.directory, this.revision);
    return this.index;
  }
};
async function listCommit(directory, commit) {
  const output = await runGit(directory, ["ls-tree", "-r", "-z", "-l", "--full-tree", commit]);
  const entries = [];
  const problems = [];
  for (const record of splitRecords(output)) {
    const entry3 = parseEntry(record);
    if (typeof entry3 === "string") problems.push(unreadableName(entry3));
    else entries.push(entry3);
  }
  return new EntryIndex(entries, problems);
}
function* splitRecords(output) {
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    yield output.subarray(start, end === -1 ? output.length : end);
    if (end === -1) return;
    start = end + 1;
  }
}
function unreadableName(shown) {
  return problem(
    "unreadable-file",
    "The name of this file is not valid UTF-8, so it was not read. Rename it.",
    { file: shown }
  );
}
function parseEntry(record) {
  const tab = record.indexOf(9);
  const name = record.subarray(tab + 1);
  if (!isUtf82(name)) return name.toString("utf8");
  const [mode = "", , hash = "", size = ""] = record.toString("latin1", 0, tab).split(/ +/);
  return {
    path: name.toString("utf8"),
    kind: kindOfMode(mode),
    size: /^\d+$/.test(size) ? Number(size) : null,
    hash
  };
}
function kindOfMode(mode) {
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : "file";
}

// src/tree/working.ts
import { isUtf8 as isUtf83 } from "node:buffer";
async function openWorkingTree(directory) {
  const root = await repositoryRoot(directory);
  return root.ok ? { ok: true, value: new WorkingTree(root.value) } : root;
}
var WorkingTree = class {
  constructor(root) {
    this.root = root;
    this.objects = new GitObjects(root);
  }
  root;
  revision = "working tree";
  files;
  objects;
  async list() {
    return (await this.load()).index.listing;
  }
  async read(path) {
    const { index, unchanged } = await this.load();
    const entry3 = index.readable(path);
    if (!entry3.ok) return entry3;
    const outcome = readDiskFile(this.root, path);
    if (!outcome.ok && outcome.problem.code === "missing-file" && unchanged.has(path)) {
      return this.readCommitted(entry3.value, outcome);
    }
    if (!outcome.ok) return outcome;
    return { ok: true, value: { path, hash: entry3.value.hash, text: outcome.value.text } };
  }
  close() {
    this.objects.close();
  }
  /** A sparse checkout leaves files out that are not changed: their text is what is committed. */
  async readCommitted(entry3, missing2) {
    const bytes = await this.objects.read(entry3.hash);
    return bytes === void 0 ? missing2 : contentOutcome(entry3.path, entry3.hash, decodeContent(bytes));
  }
  load() {
    this.files ??= listWorkingFiles(this.root);
    return this.files;
  }
};
async function listWorkingFiles(root) {
  const [staged, modified, untracked] = await Promise.all([
    runGit(root, ["ls-files", "-z", "--stage"]),
    runGit(root, ["ls-files", "-z", "--modified"]),
    runGit(root, ["ls-files", "-z", "--others", "--exclude-standard"])
  ]);
  const problems = [];
  const unchanged = stagedEntries(staged, problems);
  const onDisk = /* @__PURE__ */ new Set([...names(modified, problems), ...names(untracked, problems)]);
  const entries = [];
  for (const path of onDisk) {
    const isSubmodule = unchanged.get(path)?.kind === "submodule";
    if (isSubmodule) continue;
    unchanged.delete(path);
    const entry3 = diskEntry(root, path);
    if (entry3 !== void 0) entries.push(entry3);
  }
  return { index: new EntryIndex([...unchanged.values(), ...entries], problems), unchanged };
}
function stagedEntries(output, problems) {
  const entries = /* @__PURE__ */ new Map();
  for (const record of splitRecords(output)) {
    const tab = record.indexOf(9);
    const [mode = "", hash = ""] = record.toString("latin1", 0, tab).split(" ");
    const path = nameOf(record.subarray(tab + 1), problems);
    if (path !== void 0) entries.set(path, { path, kind: kindOfMode(mode), size: null, hash });
  }
  return entries;
}
function* names(output, problems) {
  for (const record of splitRecords(output)) {
    const path = nameOf(record, problems);
    if (path !== void 0) yield path.replace(/\/$/, "");
  }
}
function nameOf(name, problems) {
  if (isUtf83(name)) return name.toString("utf8");
  const shown = name.toString("utf8");
  if (!problems.some(({ file }) => file === shown)) problems.push(unreadableName(shown));
  return void 0;
}

// src/cli/local-tree.ts
async function openLocalTree(tree) {
  switch (tree.kind) {
    case "folder":
      return openDirectory(tree.path, { skip: new Set(tree.skip) });
    case "commit":
      return openGitTree(tree.root, tree.ref);
    case "working-tree":
      return openWorkingTree(tree.root);
  }
}

// src/drift/code/facts-index.ts
var FactsIndex = class {
  constructor(facts) {
    this.facts = facts;
    for (const binding of facts.bindings)
      push(this.#bindings, `${binding.scope} ${binding.name}`, binding);
    for (const [index, { parent, name }] of facts.scopes.entries()) {
      if (parent === null) continue;
      push(this.#scopesWithin, parent, index);
      if (name !== null) push(this.#scopes, `${parent} ${name}`, index);
    }
    for (const one of facts.imports) push(this.#imports, one.local, one);
    for (const one of facts.returns) push(this.#returns, one.scope, one);
    for (const { call, scope } of facts.calls) {
      for (const [position, { value }] of call.args.entries()) {
        if (value.kind === "function") this.#argumentOf.set(value.scope, { call, position, scope });
      }
    }
  }
  facts;
  #modules;
  #loopNames;
  #bindings = /* @__PURE__ */ new Map();
  #scopes = /* @__PURE__ */ new Map();
  #imports = /* @__PURE__ */ new Map();
  #returns = /* @__PURE__ */ new Map();
  #argumentOf = /* @__PURE__ */ new Map();
  #scopesWithin = /* @__PURE__ */ new Map();
  #literals;
  #fields;
  /** What the file imports or requires, by the names of modules as they are written; each once. */
  get modules() {
    this.#modules ??= modulesOf(this.facts);
    return this.#modules;
  }
  /** Names that may take the items of a list in turn: those of loops, and of functions that run over one. */
  get loopNames() {
    this.#loopNames ??= loopNamesOf(this);
    return this.#loopNames;
  }
  /** What a name is given in a scope itself, in the order of the text. */
  bindings(scope, name) {
    return this.#bindings.get(`${scope} ${name}`) ?? [];
  }
  /** The functions and classes of a name that are declared in a scope itself. */
  declared(scope, name) {
    return this.#scopes.get(`${scope} ${name}`) ?? [];
  }
  /** All functions and classes right within a scope. */
  within(scope) {
    return this.#scopesWithin.get(scope) ?? [];
  }
  /** What imports bring under a name. */
  imports(local) {
    return this.#imports.get(local) ?? [];
  }
  returns(scope) {
    return this.#returns.get(scope) ?? [];
  }
  /** The call that a function is an argument of, where it is one. */
  argumentOf(scope) {
    return this.#argumentOf.get(scope);
  }
  /** The literals of structs of a type, by its name without its package. */
  literals(type) {
    this.#literals ??= structLiterals(this.facts);
    return this.#literals.get(type) ?? [];
  }
  /** What is given to a field of any object: `s.router = …`, for `router`. */
  assigned(field2) {
    if (this.#fields === void 0) {
      const fields = /* @__PURE__ */ new Map();
      for (const binding of this.facts.bindings) {
        const name = /^[^.]+\.([^.]+)$/.exec(binding.name)?.[1];
        if (name !== void 0) push(fields, name, binding);
      }
      this.#fields = fields;
    }
    return this.#fields.get(field2) ?? [];
  }
  scope(index) {
    return this.facts.scopes[index];
  }
  /** The scope itself and those around it, from the inside out. */
  *enclosing(scope) {
    for (let at = scope; at !== null; at = this.facts.scopes[at]?.parent ?? null)
      yield at;
  }
  /** The innermost class around a scope (itself included); undefined where there is none. */
  classAround(scope) {
    for (const index of this.enclosing(scope)) {
      if (this.facts.scopes[index]?.kind === "class") return index;
    }
    return void 0;
  }
};
function structLiterals(facts) {
  const found = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  const visit = (expr, scope) => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === "list") for (const item of expr.items) visit(item, scope);
    else if (expr.kind === "either") for (const option2 of expr.options) visit(option2, scope);
    else if (expr.kind === "call") for (const { value } of expr.args) visit(value, scope);
    else if (expr.kind === "map") {
      for (const { value } of expr.entries) visit(value, scope);
      const { type } = expr;
      const name = type === void 0 ? void 0 : /(\w+)(?:[<[].*)?$/s.exec(type)?.[1];
      if (type !== void 0 && name !== void 0) push(found, name, { map: expr, type, scope });
    }
  };
  for (const { value, scope } of facts.bindings) if (value !== null) visit(value, scope);
  for (const { call, scope } of facts.calls) visit(call, scope);
  for (const { value, scope } of facts.returns) visit(value, scope);
  return found;
}
var indexes = /* @__PURE__ */ new WeakMap();
function indexOf(facts) {
  const known5 = indexes.get(facts);
  if (known5 !== void 0) return known5;
  const made2 = new FactsIndex(facts);
  indexes.set(facts, made2);
  return made2;
}
var LOOP_METHODS = /^(?:forEach|map|flatMap|each|each_pair|for_each)$/;
function loopItemOf(value) {
  if (value?.kind !== "index" || value.object.kind !== "name") return null;
  return value.object.name.startsWith("for ") ? value.object.name : null;
}
function partOf(value) {
  return value?.kind === "member" && value.object.kind === "name" ? value.object.name : null;
}
function loopNamesOf({ facts }) {
  const names2 = new Set(
    facts.bindings.filter(({ each: each2, value }) => each2 || loopItemOf(value) !== null).map(({ name }) => name)
  );
  for (const { call } of facts.calls) {
    if (call.callee.kind !== "member" || !LOOP_METHODS.test(call.callee.name)) continue;
    for (const { value } of call.args) {
      const params = value.kind === "function" ? facts.scopes[value.scope]?.params ?? [] : [];
      const taken = facts.language === "ruby" ? params : params.slice(0, 1);
      for (const param of taken) {
        names2.add(param.name);
        if (!param.name.startsWith("{") || value.kind !== "function") continue;
        for (const part of facts.bindings) {
          if (part.scope === value.scope && partOf(part.value) === param.name) names2.add(part.name);
        }
      }
    }
  }
  return names2;
}
function modulesOf({ imports, calls }) {
  const modules = new Set(imports.map(({ module }) => module));
  for (const { call } of calls) {
    const first = call.args[0]?.value;
    const isImport = call.callee.kind === "name" && /^(?:require|import)$/.test(call.callee.name);
    if (isImport && first?.kind === "text") modules.add(first.value);
  }
  return modules;
}
function push(map, key, value) {
  const known5 = map.get(key);
  if (known5 === void 0) map.set(key, [value]);
  else known5.push(value);
}
function dottedName(expr) {
  if (expr.kind === "name") return expr.name;
  if (expr.kind !== "member") return null;
  const object = dottedName(expr.object);
  return object === null ? null : `${object}.${expr.name}`;
}
function lastName(expr) {
  if (expr.kind === "name") return expr.name;
  return expr.kind === "member" ? expr.name : null;
}

// src/drift/code/program.ts
import { dirname as dirname3 } from "node:path/posix";
var Program = class {
  /**
   * @param paths all files of the repository
   * @param languages by their id
   * @param byFolder the same files by their folders, where several programs share them
   */
  constructor(paths, languages2, byFolder = filesByFolder(paths)) {
    this.paths = paths;
    this.languages = languages2;
    this.byFolder = byFolder;
  }
  paths;
  languages;
  byFolder;
  #files = /* @__PURE__ */ new Map();
  #taken = /* @__PURE__ */ new Set();
  #wanted = /* @__PURE__ */ new Set();
  #wantedTexts = /* @__PURE__ */ new Set();
  #texts = /* @__PURE__ */ new Map();
  /** Which files an import means; depends on the texts alone. */
  #modules = /* @__PURE__ */ new Map();
  /** Grows whenever something is added: what was worked out before may be out of date. */
  generation = 0;
  /** Whether the repository has a file. */
  has(path) {
    return this.paths.has(path);
  }
  /** The paths of the files that stand right in a folder (`.` for the root). */
  filesIn(folder) {
    return this.byFolder.get(folder) ?? [];
  }
  /** All folders with files. */
  folders() {
    return this.byFolder.keys();
  }
  add(path, facts) {
    const isTaken = this.#taken.has(facts);
    const own = isTaken ? structuredClone(facts) : facts;
    this.#taken.add(facts);
    this.#files.set(path, { path, facts: own, index: indexOf(own) });
    this.#wanted.delete(path);
    this.generation += 1;
  }
  /** The files that are read, in no order that means anything. */
  files() {
    return this.#files.values();
  }
  /** Whether a file is read. */
  isRead(path) {
    return this.#files.has(path);
  }
  /** A file, if it is read; otherwise it is noted as wanted. */
  file(path) {
    const known5 = this.#files.get(path);
    if (known5 === void 0 && this.paths.has(path)) this.#wanted.add(path);
    return known5;
  }
  /** The text of a file that is no source: `tsconfig.json`, `go.mod`. Null when it is not there or not read yet. */
  text(path) {
    const known5 = this.#texts.get(path);
    if (known5 === void 0 && this.paths.has(path)) this.#wantedTexts.add(path);
    return known5 ?? null;
  }
  /** Null for one that cannot be read. */
  addText(path, text) {
    this.#texts.set(path, text);
    this.#modules.clear();
    this.#wantedTexts.delete(path);
    this.generation += 1;
  }
  /** What is to be read and added: sources, and others by their text. Asking empties it. */
  takeWanted() {
    const taken = {
      sources: [...this.#wanted].sort(),
      texts: [...this.#wantedTexts].sort()
    };
    this.#wanted.clear();
    this.#wantedTexts.clear();
    return taken;
  }
  language(id) {
    return this.languages.get(id);
  }
  /**
   * The files of the repository that an import in a file may mean, the likeliest first; those that may declare a name,
   * if one is given.
   */
  modules(module, from, name) {
    const file = this.#files.get(from);
    if (file === void 0) return [];
    const language = this.languages.get(file.facts.language);
    return language?.modules(module, from, this, name) ?? [];
  }
  /** The other files whose declarations a file sees without an import; those that may declare a name, if one is given. */
  siblings(path, name) {
    const file = this.#files.get(path);
    if (file === void 0) return [];
    const siblings = this.languages.get(file.facts.language)?.siblings?.(path, this, name) ?? [];
    return siblings.filter((sibling) => sibling !== path);
  }
  /** The nearest file of a name in the folder of `from` or above it. */
  nearest(name, from) {
    for (let folder = dirname3(from); ; folder = dirname3(folder)) {
      const path = folder === "." ? name : `${folder}/${name}`;
      if (this.paths.has(path)) return path;
      if (folder === "." || folder === "/") return void 0;
    }
  }
};
function filesByFolder(paths) {
  const folders = /* @__PURE__ */ new Map();
  for (const path of paths) {
    const folder = dirname3(path);
    const known5 = folders.get(folder);
    if (known5 === void 0) folders.set(folder, [path]);
    else known5.push(path);
  }
  return folders;
}
function placeKey(file, { line, column }) {
  return `${file}:${line}:${column}`;
}

// src/drift/code/origin.ts
function originKey(origin) {
  switch (origin.kind) {
    case "function":
    case "class":
      return `${origin.file}#${origin.scope}`;
    case "instance":
      return origin.call === null ? `${origin.file}#${origin.scope}#this` : `${origin.file}#${origin.scope}#${placeKey("", origin.call.callee)}`;
    case "module":
      return origin.file;
    case "external":
      return `<${origin.module}>.${origin.name}`;
    case "call":
      return placeKey(origin.file, origin.call.callee);
    case "param":
      return `${origin.file}#${origin.scope}(${origin.position})`;
    case "typed":
      return `${origin.file}#${origin.scope}:${origin.name}`;
    case "member":
      return `${originKey(origin.object)}.${origin.name}`;
    case "value":
      return placeKey(origin.file, origin.expr);
  }
}

// src/drift/code/callers.ts
var CONSTRUCTOR = /^(?:constructor|__init__|initialize|__construct|init)$/;
var MAX_CALLERS = 64;
var Callers = class {
  constructor(resolver) {
    this.resolver = resolver;
  }
  resolver;
  #byName = /* @__PURE__ */ new Map();
  #imports = /* @__PURE__ */ new Map();
  #known = /* @__PURE__ */ new Map();
  #generation = -1;
  /** The calls of the function that has a scope, in the order of files and text; none for one that is called too often. */
  of(path, scope) {
    if (this.#generation !== this.resolver.program.generation) this.#index();
    const key = `${path}#${scope}`;
    const known5 = this.#known.get(key);
    if (known5 !== void 0) return known5;
    this.#known.set(key, []);
    const found = this.#find(path, scope);
    this.#known.set(key, found);
    return found;
  }
  /** What a call gives to a parameter of the function; null for what it leaves to the default. */
  argument(path, scope, position, caller) {
    const { call } = caller;
    const declared = this.resolver.program.file(path)?.index.scope(scope);
    const param = declared?.params[position];
    if (declared === void 0 || param === void 0) return null;
    const byName4 = call.args.find(({ name }) => name !== null && name === param.name);
    if (byName4 !== void 0) return byName4.value;
    const first = declared.params[0]?.name ?? "";
    const isExtended = declared.receiver?.name === first && this.#isOnObject(caller);
    if (isExtended && position === 0 && call.callee.kind === "member") return call.callee.object;
    const offset = isExtended || /^(?:self|cls)$/.test(first) ? 1 : 0;
    const positional = call.args.filter(({ name }) => name === null);
    const argument5 = positional[position - offset];
    const isCut = positional.slice(0, position - offset + 1).some(({ spread }) => spread);
    return argument5 === void 0 || isCut ? null : argument5.value;
  }
  /** Whether C#'s extension method is called on what it extends, and not on its own class. */
  #isOnObject({ call, site }) {
    return call.callee.kind === "member" && this.resolver.origins(call.callee.object, site).every(({ kind }) => kind !== "class");
  }
  #find(path, scope) {
    const file = this.resolver.program.file(path);
    const declared = file?.index.scope(scope);
    if (file === void 0 || declared === void 0) return [];
    const isConstructor = declared.name !== null && CONSTRUCTOR.test(declared.name);
    const own = isConstructor ? file.index.classAround(scope) : scope;
    if (own === void 0) return [];
    const wanted = `${path}#${own}`;
    const name = file.index.scope(own)?.name ?? null;
    const found = [];
    const throughInterface = [];
    for (const caller of this.#candidates(name, path)) {
      const origins = this.resolver.origins(caller.call.callee, caller.site).flatMap((origin) => this.resolver.asValue(origin));
      if (origins.some((origin) => originKey(origin) === wanted)) found.push(caller);
      else if (origins.some((origin) => this.#isInterfaceOf(declared, origin)))
        throughInterface.push(caller);
      if (found.length > MAX_CALLERS) return [];
    }
    return found.length > 0 ? found : throughInterface.slice(0, MAX_CALLERS);
  }
  /** Whether a call through an interface can mean a method: Go's types implement interfaces without saying so. */
  #isInterfaceOf({ receiver: receiver2, name, params }, origin) {
    if (receiver2 === null || origin.kind !== "function") return false;
    const file = this.resolver.program.file(origin.file);
    const declared = file?.facts.language === "go" ? file.index.scope(origin.scope) : void 0;
    if (file === void 0 || declared === void 0 || declared.receiver !== null) return false;
    const isMember2 = file.index.scope(declared.parent ?? 0)?.kind === "class";
    return isMember2 && declared.name === name && declared.params.length === params.length;
  }
  /** Calls under the function's own name, under names that exports and imports give to anything of its file, and of calls. */
  #candidates(name, path) {
    const found = /* @__PURE__ */ new Set();
    const take3 = (key) => {
      for (const caller of this.#byName.get(key) ?? []) found.add(caller);
    };
    if (name !== null) take3(name);
    take3("");
    for (const { name: exported, value } of this.resolver.program.file(path)?.facts.exports ?? []) {
      const isOther = value.kind === "name" && value.name !== name;
      if (!isOther && exported !== name) take3(exported);
    }
    for (const one of this.#importsOf(path)) {
      const isOfFile = one.name === "default" || one.name === "*" || one.name === name;
      if (isOfFile && one.local !== name) take3(one.local);
    }
    return found;
  }
  /** The imports, in any file, of what a file has. */
  #importsOf(path) {
    if (this.#imports.size === 0) {
      for (const other of this.resolver.program.files()) {
        for (const one of other.facts.imports) {
          for (const target of this.resolver.program.modules(one.module, other.path)) {
            const known5 = this.#imports.get(target);
            if (known5 === void 0) this.#imports.set(target, [one]);
            else known5.push(one);
          }
        }
      }
    }
    return this.#imports.get(path) ?? [];
  }
  #index() {
    this.#imports.clear();
    this.#byName.clear();
    this.#known.clear();
    this.#generation = this.resolver.program.generation;
    const files = [...this.resolver.program.files()].sort((a, b) => a.path < b.path ? -1 : 1);
    for (const { path, facts } of files) {
      for (const { call, scope } of facts.calls) {
        const key = lastName(call.callee) ?? (call.callee.kind === "call" ? "" : null);
        if (key === null) continue;
        const caller = { call, site: { file: path, scope } };
        const known5 = this.#byName.get(key);
        if (known5 === void 0) this.#byName.set(key, [caller]);
        else known5.push(caller);
      }
    }
  }
};

// src/drift/code/evaluate.ts
var MAX_TEXTS = 32;
var MAX_DEPTH = 30;
var MAX_STEPS = 2e3;
var Evaluator = class {
  constructor(resolver, callers) {
    this.resolver = resolver;
    this.callers = callers;
  }
  resolver;
  callers;
  #depth = 0;
  #steps = 0;
  /**
   * The texts that an expression stands for: one, or several for a list, for alternatives and for a parameter that is
   * given different values. What is not known is a hole. Never empty, except for an empty list.
   */
  texts(expr, site, frame = null) {
    if (this.#depth === 0) this.#steps = 0;
    this.#steps += 1;
    if (this.#depth >= MAX_DEPTH || this.#steps > MAX_STEPS) return [[holeOf(expr)]];
    this.#depth += 1;
    try {
      const found = this.#texts(expr, this.resolver.homeOf(expr, site), frame);
      return found.length > MAX_TEXTS ? [[holeOf(expr)]] : distinct(found);
    } finally {
      this.#depth -= 1;
    }
  }
  /** The only text that an expression stands for, if it is known whole; null otherwise. */
  text(expr, site, frame = null) {
    const [only, ...others] = this.texts(expr, site, frame);
    return only === void 0 || others.length > 0 ? null : wholeText(only);
  }
  #texts(expr, site, frame) {
    switch (expr.kind) {
      case "text":
        return [[expr.value]];
      case "literal":
        return expr.type === "null" ? [[holeOf(expr)]] : [[expr.text]];
      case "join":
        return this.#joined(expr.parts, "", site, frame);
      case "list":
        return expr.items.flatMap((item) => this.texts(item, site, frame));
      case "either": {
        const all = expr.options.flatMap((option2) => this.texts(option2, site, frame));
        const whole2 = all.filter((text) => wholeText(text) !== null);
        return whole2.length > 0 ? whole2 : all;
      }
      case "call":
        return this.#call(expr, site, frame) ?? this.#followed(expr, site, frame);
      case "index":
        return expr.index.kind === "text" ? this.#followed(expr, site, frame) : [[holeOf(expr)]];
      case "name":
      case "member":
        return this.#followed(expr, site, frame);
      default:
        return [[holeOf(expr)]];
    }
  }
  /** All ways to put parts together. */
  #joined(parts, between, site, frame) {
    let all = [[]];
    for (const [index, part] of parts.entries()) {
      const texts = this.texts(part, site, frame);
      if (all.length * texts.length > MAX_TEXTS) return [parts.map(holeOf)];
      const glue = index === 0 || between === "" ? [] : [between];
      all = all.flatMap((text) => texts.map((more) => [...text, ...glue, ...more]));
    }
    return all.map(merged);
  }
  #followed(expr, site, frame) {
    const all = this.resolver.origins(expr, site).flatMap((origin) => this.#ofOrigin(origin, expr, site, frame));
    const whole2 = all.filter((text) => wholeText(text) !== null);
    return whole2.length > 0 ? whole2 : all;
  }
  #ofOrigin(origin, expr, from, frame) {
    if (origin.kind === "param") return this.#param(origin, expr, frame);
    if (origin.kind === "call") {
      const site = { file: origin.file, scope: origin.scope };
      return this.#call(origin.call, site, frame) ?? [[holeOf(expr)]];
    }
    if (origin.kind === "external" && origin.name !== "*") {
      const { program } = this.resolver;
      const language = program.file(from.file)?.facts.language;
      const known5 = language === void 0 ? void 0 : program.language(language);
      const text = known5?.constant?.(origin.module, origin.name);
      return [[text ?? { hole: origin.name.slice(origin.name.lastIndexOf(".") + 1) }]];
    }
    if (origin.kind !== "value" || origin.expr === expr) return [[holeOf(expr)]];
    return this.texts(origin.expr, { file: origin.file, scope: origin.scope }, frame);
  }
  #param({ file, scope, position }, expr, frame) {
    const key = `${file}#${scope}`;
    for (let at = frame; at !== null; at = at.outer) {
      const given = at.key === key ? at.args[position] : void 0;
      if (given !== void 0) return this.texts(given.expr, given.site, given.frame);
    }
    const items = this.#iterated(file, scope, position);
    if (items !== null) return items;
    const declared = this.resolver.program.file(file)?.index.scope(scope)?.params[position];
    const found = [];
    for (const caller of this.callers.of(file, scope)) {
      const argument5 = this.callers.argument(file, scope, position, caller);
      if (argument5 !== null) found.push(...this.texts(argument5, caller.site));
      else if (declared?.default) found.push(...this.texts(declared.default, { file, scope }));
    }
    if (found.length > 0) return found;
    return declared?.default ? this.texts(declared.default, { file, scope }) : [[holeOf(expr)]];
  }
  /** The items of the list that a function runs over: `['get', 'put'].forEach((method) => …)`. */
  #iterated(file, scope, position) {
    const written = this.resolver.program.file(file)?.index.argumentOf(scope);
    if (written === void 0 || position !== 0 || written.call.callee.kind !== "member")
      return null;
    const { object, name } = written.call.callee;
    if (!/^(?:forEach|map|each|flatMap|for_each)$/.test(name)) return null;
    const site = { file, scope: written.scope };
    const lists = this.resolver.origins(object, site);
    const isList2 = lists.every((origin) => origin.kind === "value" && origin.expr.kind === "list");
    return isList2 ? this.texts(object, site) : null;
  }
  /** A call that puts texts together, or of a function of the repository that gives one back. */
  #call(call, site, frame) {
    const name = lastName(call.callee);
    const values = call.args.map(({ value }) => value);
    const object = call.callee.kind === "member" ? call.callee.object : null;
    if (name === "concat" && object !== null)
      return this.#joined([object, ...values], "", site, frame);
    if (name === "join" && object?.kind === "list")
      return this.#joined(object.items, this.#textOr(values[0], ",", site, frame), site, frame);
    if ((name === "join" || name === "Join") && object !== null)
      return this.#joined(values, "/", site, frame);
    if (isUnchanging(name, call.args) && object !== null) return this.texts(object, site, frame);
    if (/^(?:String|str|string|to_string)$/.test(name ?? "") && values[0] !== void 0)
      return this.texts(values[0], site, frame);
    return this.#returned(call, site, frame);
  }
  #textOr(expr, otherwise3, site, frame) {
    return expr === void 0 ? otherwise3 : this.text(expr, site, frame) ?? otherwise3;
  }
  #returned(call, site, frame) {
    const found = [];
    const callees = this.resolver.origins(call.callee, site).flatMap((origin) => this.resolver.asValue(origin));
    for (const callee of callees) {
      if (callee.kind !== "function") continue;
      const inner = this.frame(call, site, callee, frame);
      const returns = this.resolver.program.file(callee.file)?.index.returns(callee.scope) ?? [];
      for (const { value } of returns)
        found.push(...this.texts(value, { file: callee.file, scope: callee.scope }, inner));
    }
    return found.length > 0 ? found : null;
  }
  /** The frame of one call of a function: what its parameters are there. */
  frame(call, site, callee, outer) {
    const declared = this.resolver.program.file(callee.file)?.index.scope(callee.scope);
    const params = declared?.params ?? [];
    const args = params.map((param, position) => {
      const given = this.callers.argument(callee.file, callee.scope, position, { call, site });
      return given !== null ? { expr: given, site, frame: outer } : {
        expr: param.default ?? nothing(param),
        site: { file: callee.file, scope: callee.scope },
        frame: null
      };
    });
    return { key: `${callee.file}#${callee.scope}`, args, outer };
  }
};
function isUnchanging(name, args) {
  return args.length === 0 && /^(?:toString|to_string|to_owned|into|as_str|freeze|clone|trim|strip|String)$/.test(name ?? "");
}
function nothing({ line, column }) {
  return { kind: "unknown", text: "", line, column };
}
function holeOf(expr) {
  const name = expr.kind === "call" ? lastName(expr.callee) : lastName(expr);
  return { hole: name ?? "" };
}
function wholeText(text) {
  let whole2 = "";
  for (const part of text) {
    if (typeof part !== "string") return null;
    whole2 += part;
  }
  return whole2;
}
function merged(text) {
  const parts = [];
  for (const part of text) {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}
function distinct(texts) {
  if (texts.length < 2) return texts;
  return [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];
}

// src/drift/code/extensions.ts
var Extensions = class {
  constructor(resolver) {
    this.resolver = resolver;
  }
  resolver;
  #byName = /* @__PURE__ */ new Map();
  #generation = -1;
  /** The extension functions that a method's name may mean at a place. */
  of(name, site) {
    const language = this.resolver.program.file(site.file)?.facts.language;
    if (language === "kotlin")
      return this.resolver.lookUp(name, site).filter((origin) => this.#isExtension(origin));
    if (language !== "csharp") return [];
    if (this.#generation !== this.resolver.program.generation) this.#index();
    return this.#byName.get(name) ?? [];
  }
  #isExtension(origin) {
    if (origin.kind !== "function") return false;
    const declared = this.resolver.program.file(origin.file)?.index.scope(origin.scope);
    return declared !== void 0 && declared.receiver !== null;
  }
  #index() {
    this.#byName.clear();
    this.#generation = this.resolver.program.generation;
    for (const { path, facts } of this.resolver.program.files()) {
      if (facts.language !== "csharp") continue;
      for (const [scope, { name, receiver: receiver2 }] of facts.scopes.entries()) {
        if (name === null || receiver2 === null) continue;
        const origin = { kind: "function", file: path, scope };
        const known5 = this.#byName.get(name);
        if (known5 === void 0) this.#byName.set(name, [origin]);
        else known5.push(origin);
      }
    }
  }
};

// src/drift/code/struct-fields.ts
var MAX_VALUES = 16;
function fieldValues(resolver, path, scope, field2) {
  const own = resolver.program.file(path);
  const type = own?.index.scope(scope)?.name;
  const language = own?.facts.language;
  if (type === void 0 || type === null || !/^(?:go|rust)$/.test(language ?? "")) return [];
  return resolver.once(`${path}#${scope} field ${field2}`, () => {
    const found = [];
    const isOwn3 = (origin) => (origin.kind === "class" || origin.kind === "instance") && origin.file === path && origin.scope === scope;
    const files = [...resolver.program.files()].sort((a, b) => a.path < b.path ? -1 : 1);
    for (const file of files) {
      if (file.facts.language !== language) continue;
      for (const literal3 of file.index.literals(type)) {
        const site = { file: file.path, scope: literal3.scope };
        const entry3 = literal3.map.entries.find(
          ({ key }) => key?.kind === "text" && key.value === field2
        );
        if (entry3 === void 0 || !resolver.typeOrigins(literal3.type, site).some(isOwn3)) continue;
        found.push(...resolver.origins(entry3.value, site));
      }
      for (const { name, value, scope: at } of file.index.assigned(field2)) {
        if (value === null) continue;
        const site = { file: file.path, scope: at };
        const objects2 = resolver.lookUp(name.slice(0, name.indexOf(".")), site);
        const isOfIt = objects2.some(
          (origin) => isOwn3(origin) || origin.kind === "value" && origin.expr.kind === "map" && origin.expr.type !== void 0 && resolver.typeOrigins(origin.expr.type, origin).some(isOwn3)
        );
        if (isOfIt) found.push(...resolver.origins(value, site));
      }
      if (found.length > MAX_VALUES) return [];
    }
    return found;
  });
}

// src/drift/code/members.ts
var MAX_BASES = 12;
function lookUpMember(resolver, object, name) {
  switch (object.kind) {
    case "module": {
      const found = resolver.exported(object.file, name);
      if (found.length > 0 || name !== "default") return found;
      return [object];
    }
    case "external":
      return [{ ...object, name: object.name === "*" ? name : `${object.name}.${name}` }];
    case "value":
      return memberOfValue(resolver, object, name);
    case "param":
      return memberOfParam(resolver, object, name);
    case "class":
    case "instance":
      return memberOfClass(resolver, object.file, object.scope, name, 0);
    default:
      return [];
  }
}
function memberOfParam(resolver, { file, scope, position }, name) {
  const declared = resolver.program.file(file)?.index.scope(scope);
  const type = declared?.params[position]?.type;
  if (type === null || type === void 0) return [];
  return resolver.typeOrigins(type, { file, scope: declared?.parent ?? 0 }).filter(isClass).flatMap((origin) => memberOfClass(resolver, origin.file, origin.scope, name, 0));
}
function memberOfValue(resolver, object, name) {
  const entries = mapEntry(resolver, object, name);
  const struct = structOf(object.expr);
  if (entries.length > 0 || struct === void 0) return entries;
  return resolver.typeOrigins(struct, object).filter(isClass).flatMap((origin) => memberOfClass(resolver, origin.file, origin.scope, name, 0));
}
function mapEntry(resolver, { file, scope, expr }, name) {
  if (expr.kind !== "map") return [];
  const site = { file, scope };
  for (const { key, value } of expr.entries) {
    const isNamed = key?.kind === "text" && key.value === name || key?.kind === "name" && key.name === name;
    if (isNamed) return resolver.origins(value, site);
  }
  return expr.entries.filter(({ key }) => key === null).flatMap(({ value }) => resolver.origins(value, site)).flatMap((spread) => lookUpMember(resolver, spread, name));
}
function memberOfClass(resolver, path, scope, name, depth) {
  const file = resolver.program.file(path);
  const declared = file?.index.scope(scope);
  if (file === void 0 || declared === void 0 || depth > MAX_BASES) return [];
  const own = ownMember(resolver, file, scope, name);
  if (own.length > 0) return own;
  return declared.bases.flatMap((base) => resolver.origins(base, { file: path, scope: declared.parent ?? 0 })).flatMap(
    (base) => base.kind === "class" ? memberOfClass(resolver, base.file, base.scope, name, depth + 1) : []
  );
}
function ownMember(resolver, file, scope, name) {
  const found = [...boundIn(resolver, file, scope, [name])];
  const methods = file.index.declared(scope, name).map((index) => {
    const kind = file.index.scope(index)?.kind === "class" ? "class" : "function";
    return { kind, file: file.path, scope: index };
  });
  const all = [...found, ...methods, ...methodsByReceiver(resolver, file, scope, name)];
  if (all.some((origin) => origin.kind !== "typed" && !isNothing(origin))) return all;
  const assigned = [`this.${name}`, `self.${name}`, `$this.${name}`, `@${name}`];
  const fields = withinClass(file, scope).flatMap((inner) => [
    ...boundIn(resolver, file, inner, assigned)
  ]);
  if (fields.length > 0) return fields;
  const given = fieldValues(resolver, file.path, scope, name);
  if (given.length > 0) return given;
  if (all.length > 0) return all;
  return constructorParams(resolver, file, scope, name);
}
function methodsByReceiver(resolver, file, scope, name) {
  const type = file.index.scope(scope)?.name;
  if (type === null || type === void 0 || !/^(?:go|kotlin)$/.test(file.facts.language))
    return [];
  const others = resolver.program.siblings(file.path).map((path) => resolver.program.file(path));
  return [file, ...others].flatMap(
    (one) => one === void 0 ? [] : one.index.declared(0, name).filter((index) => bareType(one.index.scope(index)?.receiver?.type) === type).map((index) => ({ kind: "function", file: one.path, scope: index }))
  );
}
function bareType(type) {
  return type?.replace(/^[*&\s]+/, "").replace(/[<[].*$/s, "");
}
function boundIn(resolver, file, scope, names2) {
  const site = { file: file.path, scope };
  return names2.flatMap(
    (name) => file.index.bindings(scope, name).flatMap((binding) => {
      if (binding.value !== null) return resolver.origins(binding.value, site);
      if (binding.type === null) return [];
      const classes = resolver.typeOrigins(binding.type, site).filter(isClass);
      return classes.length > 0 ? classes.map((origin) => ({ ...origin, kind: "instance", call: null })) : [{ ...site, kind: "typed", name, type: binding.type }];
    })
  );
}
function constructorParams(resolver, file, scope, name) {
  return [scope, ...withinClass(file, scope)].flatMap((inner) => {
    const declared = file.index.scope(inner);
    const position = declared?.params.findIndex(
      (param) => param.name === name || param.name === `$${name}`
    );
    const isConstructor = inner === scope || /^(?:constructor|__construct|init)$/.test(declared?.name ?? "");
    if (position === void 0 || position === -1 || !isConstructor) return [];
    const type = declared?.params[position]?.type;
    const site = { file: file.path, scope };
    const classes = type === null || type === void 0 ? [] : resolver.typeOrigins(type, site).filter(isClass);
    return classes.length > 0 ? classes.map((origin) => ({ ...origin, kind: "instance", call: null })) : [{ kind: "param", file: file.path, scope: inner, position }];
  });
}
function withinClass(file, scope) {
  return file.index.within(scope).flatMap(
    (inner) => file.index.scope(inner)?.kind === "function" ? [inner, ...withinClass(file, inner)] : []
  );
}
function isNothing(origin) {
  return origin.kind === "value" && origin.expr.kind === "literal" && origin.expr.type === "null";
}
function isClass(origin) {
  return origin.kind === "class";
}

// src/drift/code/resolve.ts
var MAX_ORIGINS = 16;
var MAX_DEPTH2 = 40;
var MAX_STEPS2 = 5e3;
var WITHOUT_THIS = /* @__PURE__ */ new Set(["java", "kotlin", "csharp"]);
var OWN_OBJECT = /^(?:\$?this|self|super)$/;
var OWN_CLASS = /^(?:Self|cls|static)$/;
var Resolver = class {
  constructor(program) {
    this.program = program;
    this.#extensions = new Extensions(this);
  }
  program;
  #memo = /* @__PURE__ */ new WeakMap();
  /** Where expressions stand that are looked at somewhere else. */
  #homes = /* @__PURE__ */ new WeakMap();
  #generation = 0;
  /** The names that are being looked up, so that `r = r.group('/x')` means the outer `r`. */
  #active = /* @__PURE__ */ new Set();
  #depth = 0;
  #steps = 0;
  /** How often something was left out because it was being worked out already, or lay too deep. */
  #cuts = 0;
  #extensions;
  /** From now on an expression means what it means at `site`, wherever it is asked about. */
  settle(expr, site) {
    this.#homes.set(expr, site);
  }
  /** The place at which an expression is to be understood: its own, if it has been settled; else where it is met. */
  homeOf(expr, met) {
    return this.#homes.get(expr) ?? met;
  }
  /** What an expression comes from; never empty. */
  origins(expr, met) {
    const site = this.homeOf(expr, met);
    if (this.#generation !== this.program.generation) {
      this.#memo = /* @__PURE__ */ new WeakMap();
      this.#generation = this.program.generation;
    }
    const known5 = this.#memo.get(expr);
    if (known5 !== void 0) return known5;
    if (this.#depth === 0) this.#steps = 0;
    this.#steps += 1;
    if (this.#depth >= MAX_DEPTH2 || this.#steps > MAX_STEPS2) {
      this.#cuts += 1;
      return [{ ...site, kind: "value", expr }];
    }
    this.#depth += 1;
    const cuts = this.#cuts;
    try {
      const found = distinct2(this.#follow(expr, site));
      const origins = found.length === 0 || found.length > MAX_ORIGINS ? [{ ...site, kind: "value", expr }] : found;
      if (this.#cuts === cuts || this.#depth === 1 && this.#active.size === 0)
        this.#memo.set(expr, origins);
      return origins;
    } finally {
      this.#depth -= 1;
    }
  }
  #follow(expr, site) {
    switch (expr.kind) {
      case "name":
        return this.lookUp(expr.name, site);
      case "member":
        return this.#member(expr.object, expr.name, site);
      case "index":
        return expr.index.kind === "text" ? this.#member(expr.object, expr.index.value, site) : [];
      case "call":
        return this.#call(expr, site);
      case "function":
        return [functionOrClass(this.program.file(site.file), site.file, expr.scope)];
      case "either":
        return expr.options.flatMap((option2) => this.origins(option2, site));
      default:
        return [];
    }
  }
  /** What a name means at a place; empty for one that nothing binds. */
  lookUp(name, site) {
    const file = this.program.file(site.file);
    if (file === void 0) return [];
    for (const scope of file.index.enclosing(site.scope)) {
      const found = this.#inScope(name, file, scope);
      if (found.length > 0) return found;
    }
    const own = this.#ownObject(name, file, site.scope);
    if (own !== void 0) return [own];
    if (WITHOUT_THIS.has(file.facts.language)) {
      const inherited2 = this.#inherited(name, file, site.scope);
      if (inherited2.length > 0) return inherited2;
    }
    const imported = file.index.imports(name).flatMap((one) => this.imported(one, site.file));
    if (imported.length > 0) return imported;
    for (const one of file.index.imports("*")) {
      const found = this.#fromModules(one.module, name, site.file);
      if (found.length > 0) return found;
    }
    for (const sibling of this.program.siblings(site.file, name)) {
      const other = this.program.file(sibling);
      const found = other === void 0 ? [] : this.#inScope(name, other, 0);
      if (found.length > 0) return found;
    }
    return [];
  }
  /** A member that the classes around inherit: Java, Kotlin and C# need no `this` for it. */
  #inherited(name, file, scope) {
    for (const around2 of file.index.enclosing(scope)) {
      if (file.index.scope(around2)?.kind !== "class") continue;
      const own = { kind: "class", file: file.path, scope: around2 };
      const found = this.once(
        `${file.path}#${around2} inherits ${name}`,
        () => lookUpMember(this, own, name)
      );
      if (found.length > 0) return found;
    }
    return [];
  }
  /** The class of the repository that a declared type names, or the package's; empty for what is neither. */
  typeOrigins(type, site) {
    const bare2 = type.replace(/<.*$|\[.*\]$/s, "").replace(/^(?:[*&?\s]|\.\.\.|mut\s|\[\]|'\w+\s)+|[?!\s]+$/g, "");
    const [first, ...rest] = bare2.split(/\.|::|\\/).filter((part) => part !== "");
    if (first === void 0) return [];
    return this.once(
      `${site.file}#${site.scope} type ${bare2}`,
      () => rest.reduce(
        (objects2, name) => objects2.flatMap((object) => this.memberOf(object, name)),
        this.lookUp(first, site)
      )
    );
  }
  /** A member of something that is known. */
  memberOf(object, name) {
    const found = lookUpMember(this, object, name);
    return found.length > 0 ? found : [{ kind: "member", object, name }];
  }
  /** What a module stands for where a value is wanted: its default export (CommonJS: `module.exports`). */
  asValue(origin) {
    if (origin.kind !== "module") return [origin];
    const found = this.exported(origin.file, "default");
    return found.length > 0 ? found : [origin];
  }
  /** What a file offers to others under a name. */
  exported(path, name) {
    const file = this.program.file(path);
    if (file === void 0) return [];
    if (name === "*") return [{ kind: "module", file: path }];
    const { exports } = file.facts;
    if (file.facts.language !== "javascript") {
      const own = this.#inScope(name, file, 0);
      if (own.length > 0) return own;
      return this.once(
        `${path} export ${name}`,
        () => file.index.imports(name).flatMap((one) => this.imported(one, path))
      );
    }
    return this.once(`${path} export ${name}`, () => {
      const site = { file: path, scope: 0 };
      const own = exports.filter((one) => one.name === name);
      const found = own.flatMap(
        (one) => one.from === null ? this.origins(one.value, site) : this.#fromModules(one.from, one.value.kind === "name" ? one.value.name : name, path)
      );
      if (found.length > 0) return found;
      for (const one of exports) {
        if (one.name !== "*" || one.from === null) continue;
        const passedOn = this.#fromModules(one.from, name, path);
        if (passedOn.length > 0) return passedOn;
      }
      return name === "default" ? [] : exports.filter((one) => one.name === "default").flatMap((one) => this.origins(one.value, site)).flatMap((origin) => lookUpMember(this, origin, name));
    });
  }
  /** What an import brings: of the repository's own, or else of a package. */
  imported({ module, name }, from) {
    const found = this.#fromModules(module, name, from);
    if (found.length > 0) return found;
    const isOwn3 = this.program.modules(module, from).length > 0;
    return isOwn3 ? [] : [{ kind: "external", module, name }];
  }
  #fromModules(module, name, from) {
    for (const path of this.program.modules(module, from, name)) {
      const found = this.exported(path, name);
      if (found.length > 0) return found;
    }
    const language = this.program.file(from)?.facts.language;
    if (language !== void 0 && WITHOUT_THIS.has(language)) {
      const inner = this.#withinClass(module, name, from);
      if (inner.length > 0) return inner;
    }
    const submodule = language === void 0 ? void 0 : this.program.language(language)?.submodule?.(module, name);
    return submodule === void 0 ? [] : this.program.modules(submodule, from).slice(0, 1).map((file) => ({ kind: "module", file }));
  }
  /** `import a.b.Outer.Inner`, `import static a.b.Paths.BASE`, `using static A.Paths`: a member of a class of the module. */
  #withinClass(module, name, from) {
    const segments = module.split(".");
    const inner = segments.at(-1) === name ? segments : [...segments, name];
    for (let at = inner.length - 2; at >= Math.max(0, inner.length - 4); at -= 1) {
      const outer = inner[at] ?? "";
      for (const path of this.program.modules(module, from)) {
        const file = this.program.file(path);
        const classes = file === void 0 ? [] : this.#inScope(outer, file, 0);
        const found = inner.slice(at + 1).reduce(
          (objects2, part) => objects2.flatMap((object) => lookUpMember(this, object, part)),
          classes.filter(({ kind }) => kind === "class")
        );
        if (found.length > 0) return found;
      }
    }
    return [];
  }
  /** What a name is in a scope itself: a parameter, a variable, a function or a class. */
  #inScope(name, file, scope) {
    const declared = file.index.scope(scope);
    if (declared === void 0) return [];
    const position = declared.params.findIndex((param) => param.name === name);
    const isOwn3 = position === 0 && isWithinClass(file, scope) && /^(?:self|cls)$/.test(name);
    if (isOwn3) return this.#ownParam(name, file, declared);
    if (position !== -1) return [{ kind: "param", file: file.path, scope, position }];
    if (declared.receiver !== null && declared.receiver.name === name) {
      const { type } = declared.receiver;
      const site = { file: file.path, scope: declared.parent ?? 0 };
      return type === null ? [] : this.#typed(name, type, site);
    }
    const bound = this.once(
      `${file.path}#${scope} ${name}`,
      () => file.index.bindings(scope, name).flatMap((binding) => {
        const site = { file: file.path, scope };
        if (binding.value !== null) {
          const values = this.origins(binding.value, site);
          return binding.each ? values.flatMap((value) => this.#items(value)) : values;
        }
        return binding.type === null ? [] : this.#typed(name, binding.type, site);
      })
    );
    if (bound.length > 0) return bound;
    return file.index.declared(scope, name).map((index) => functionOrClass(file, file.path, index));
  }
  /** What a loop over something gives: the items of a list that is not too long. */
  #items(origin) {
    if (origin.kind !== "value" || origin.expr.kind !== "list") return [origin];
    const { items } = origin.expr;
    return items.length > MAX_ORIGINS ? [origin] : items.flatMap((item) => this.origins(item, origin));
  }
  /** A name of a declared type: an object of the class where it is the repository's. */
  #typed(name, type, site) {
    const classes = this.typeOrigins(type, site).filter(({ kind }) => kind === "class");
    return classes.length > 0 ? classes.map(
      (origin) => origin.kind === "class" ? { kind: "instance", file: origin.file, scope: origin.scope, call: null } : origin
    ) : [{ ...site, kind: "typed", name, type }];
  }
  /** `self` and `cls` of a method; in Rust of all the `impl`s that the type has in the file, and of the type itself. */
  #ownParam(name, file, method) {
    const parent = method.parent === null ? void 0 : file.index.scope(method.parent);
    if (!/^(?:self|cls)$/.test(name) || parent?.kind !== "class" || parent.name === null) return [];
    const kind = name === "self" ? "instance" : "class";
    return file.index.declared(parent.parent ?? 0, parent.name).map(
      (scope) => kind === "class" ? { kind, file: file.path, scope } : { kind, file: file.path, scope, call: null }
    );
  }
  #ownObject(name, file, scope) {
    const isObject2 = OWN_OBJECT.test(name);
    if (!isObject2 && !OWN_CLASS.test(name)) return void 0;
    const around2 = file.index.classAround(scope);
    if (around2 === void 0) return void 0;
    return isObject2 ? { kind: "instance", file: file.path, scope: around2, call: null } : { kind: "class", file: file.path, scope: around2 };
  }
  #member(object, name, site) {
    const assigned = this.#assignedMember(object, name, site);
    if (assigned.length > 0) return assigned;
    const imported = this.#importedMember(object, name, site);
    if (imported.length > 0) return imported;
    const found = this.origins(object, site).flatMap((origin) => this.memberOf(origin, name));
    if (found.some(({ kind }) => kind !== "member")) return found;
    const extensions = this.#extensions.of(name, site);
    return extensions.length > 0 ? extensions : found;
  }
  /** Python's `import app.views` brings `app.views` as it is written. */
  #importedMember(object, name, site) {
    const index = this.program.file(site.file)?.index;
    if (index?.facts.language !== "python") return [];
    const dotted = dottedName(object);
    return dotted === null ? [] : index.imports(`${dotted}.${name}`).flatMap((one) => this.imported(one, site.file)).filter(({ kind }) => kind === "module");
  }
  /** `app.router` where the same text is given a value in a scope around: `app.router = express.Router()`. */
  #assignedMember(object, name, site) {
    if (object.kind !== "name" || OWN_OBJECT.test(object.name)) return [];
    const file = this.program.file(site.file);
    if (file === void 0) return [];
    const whole2 = `${object.name}.${name}`;
    for (const scope of file.index.enclosing(site.scope)) {
      const bound = this.once(
        `${site.file}#${scope} ${whole2}`,
        () => file.index.bindings(scope, whole2).flatMap(
          ({ value }) => value === null ? [] : this.origins(value, { file: site.file, scope })
        )
      );
      if (bound.length > 0) return bound;
    }
    return [];
  }
  #call(call, site) {
    const required = requiredModule(call);
    if (required !== null) {
      const [path] = this.program.modules(required, site.file);
      return path === void 0 ? [{ kind: "external", module: required, name: "*" }] : [{ kind: "module", file: path }];
    }
    const callees = this.origins(call.callee, site).flatMap((callee) => this.asValue(callee));
    const made2 = callees.flatMap((callee) => {
      if (callee.kind === "class")
        return [{ kind: "instance", file: callee.file, scope: callee.scope, call }];
      return callee.kind === "function" ? this.#returned(callee.file, callee.scope) : [];
    });
    return made2.length > 0 ? made2 : [{ ...site, kind: "call", call }];
  }
  /** What a function of the repository gives back, where that is more than a value. */
  #returned(path, scope) {
    const file = this.program.file(path);
    if (file === void 0) return [];
    return this.once(
      `${path}#${scope} returns`,
      () => file.index.returns(scope).flatMap(({ value }) => this.origins(value, { file: path, scope })).filter((origin) => origin.kind !== "value" || structOf(origin.expr) !== void 0)
    );
  }
  /** Works something out unless that is under way already: then it gives nothing. */
  once(key, work) {
    if (this.#active.has(key)) {
      this.#cuts += 1;
      return [];
    }
    this.#active.add(key);
    try {
      return work();
    } finally {
      this.#active.delete(key);
    }
  }
};
function requiredModule({ callee, args }) {
  const first = args[0]?.value;
  return callee.kind === "name" && /^(?:require|import)$/.test(callee.name) && first?.kind === "text" ? first.value : null;
}
function structOf(expr) {
  return expr.kind === "map" ? expr.type : void 0;
}
function functionOrClass(file, path, scope) {
  const kind = file?.index.scope(scope)?.kind === "class" ? "class" : "function";
  return { kind, file: path, scope };
}
function isWithinClass({ index }, scope) {
  const parent = index.scope(scope)?.parent;
  return parent !== null && parent !== void 0 && index.scope(parent)?.kind === "class";
}
function distinct2(origins) {
  if (origins.length < 2) return origins;
  return [...new Map(origins.map((origin) => [originKey(origin), origin])).values()];
}

// src/drift/code/code.ts
var Code = class {
  constructor(program) {
    this.program = program;
    this.resolver = new Resolver(program);
    this.callers = new Callers(this.resolver);
    this.evaluator = new Evaluator(this.resolver, this.callers);
  }
  program;
  /** Calls as they are made in each turn of the loops around them, for as long as nothing is added. */
  #turns = /* @__PURE__ */ new WeakMap();
  #generation = 0;
  resolver;
  callers;
  evaluator;
  /** What `turns` made of a call, which is asked once: then all who look at a call see the same. */
  unrolled(site, turns) {
    if (this.#generation !== this.program.generation) {
      this.#turns = /* @__PURE__ */ new WeakMap();
      this.#generation = this.program.generation;
    }
    const known5 = this.#turns.get(site);
    if (known5 !== void 0) return known5;
    const made2 = turns();
    this.#turns.set(site, made2);
    return made2;
  }
};

// src/drift/code/fetch-limit.ts
var MAX_FETCHED = 4e3;
var MAX_FETCHED_BYTES = 40 * 1024 * 1024;
function isTooMuchToFetch(tree, entries) {
  if (tree.prefetch === void 0) return false;
  const bytes = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
  return entries.length > MAX_FETCHED || bytes > MAX_FETCHED_BYTES;
}
function tooMuchToFetch(count) {
  const limit = MAX_FETCHED.toLocaleString("en-US");
  return problem(
    "limit-reached",
    `The code was not read: ${count.toLocaleString("en-US")} source files would have to be fetched, and at most ${limit} are. \`holdfast check\` in a clone has no such limit; \`spec.enabled\` and \`config.enabled\` switch this off.`
  );
}

// src/drift/code/grammar.ts
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import treeSitter from "@vscode/tree-sitter-wasm";
var MAX_DEPTH3 = 300;
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
    const made2 = new treeSitter.Query(this.language, source);
    this.#queries.set(source, made2);
    return made2;
  }
  /**
   * What a query finds, in the order of the text. Matches begin at a depth that code of people does not reach at most,
   * and a file that is mistakes above all has none: a query takes more than linear time there, and memory without end.
   */
  captures(source, root) {
    const isRubble = [root, ...root.hasError ? root.children : []].some(
      (node) => node?.isError === true && node.childCount > MAX_MISTAKES
    );
    return isRubble ? [] : this.#query(source).captures(root, { maxStartDepth: MAX_DEPTH3 });
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
  let before2;
  return () => {
    const now = performance.now();
    if (now < next) return false;
    next = now + LOOKED_EVERY_MS;
    const memory = process.memoryUsage.rss();
    before2 ??= memory;
    return now > until || memory - before2 > MAX_MEMORY;
  };
}
async function grammar(name) {
  if (isBroken) return void 0;
  const known5 = loading.get(name);
  if (known5 !== void 0) return known5;
  const made2 = load(name);
  loading.set(name, made2);
  return made2;
}
async function load(name) {
  started ??= treeSitter.Parser.init();
  await started;
  const file = name === "kotlin" ? "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm" : `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
  return new Grammar(await treeSitter.Language.load(await readFile(require2.resolve(file))));
}

// src/drift/code/nodes.ts
function placeOf2(node) {
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
var MAX_DEPTH4 = 200;
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
      ...placeOf2(node),
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
    if (this.#depth >= MAX_DEPTH4) return this.unknown(node);
    this.#depth += 1;
    try {
      const made2 = this.reader(node, this);
      this.#exprs.set(node.id, made2);
      return made2;
    } finally {
      this.#depth -= 1;
    }
  }
  /** The function that a node is. Its scope must have been told. */
  functionExpr(node) {
    const scope = this.#scopeOfNode.get(node.id);
    return scope === void 0 ? this.unknown(node) : { kind: "function", scope, ...placeOf2(node) };
  }
  /** An expression that is not understood. */
  unknown(node) {
    const { text } = node;
    return {
      kind: "unknown",
      text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\u2026` : text,
      ...placeOf2(node)
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
    this.#imports.push({ local, module, name, ...placeOf2(node) });
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
      ...placeOf2(at)
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
    this.#exports.push({ name, value, from, ...placeOf2(at) });
  }
  addAccess(at, access) {
    this.#accesses.push({ ...access, scope: this.scopeAt(at), at: placeOf2(at) });
  }
  /** `at` is the node of the comparison. */
  addComparison(at, subject, value) {
    this.#comparisons.push({ subject, value, scope: this.scopeAt(at) });
  }
  addTag(at, tag) {
    this.#tags.push({ ...tag, scope: this.scopeAt(at), ...placeOf2(at) });
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
    if (node.isError || node.isMissing) return placeOf2(node);
    const inner = node.children.find((child) => child?.hasError || child?.isMissing);
    if (inner === void 0 || inner === null) return placeOf2(node);
    node = inner;
  }
}

// src/drift/code/joined.ts
function joined(parts, { line, column }) {
  const merged4 = [];
  for (const part of parts.flatMap((one) => one.kind === "join" ? one.parts : [one])) {
    const last = merged4.at(-1);
    if (part.kind === "text" && last?.kind === "text")
      merged4[merged4.length - 1] = { ...last, value: last.value + part.value };
    else merged4.push(part);
  }
  const [only] = merged4;
  if (only === void 0) return { kind: "text", value: "", line, column };
  return merged4.length === 1 && only.kind === "text" ? only : { kind: "join", parts: merged4, line, column };
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
    (whole2, four, eight, hex, one) => {
      const code = four ?? eight ?? hex;
      if (code === void 0) return SIMPLE[one] ?? one;
      const point = Number.parseInt(code, 16);
      return point <= 1114111 ? String.fromCodePoint(point) : whole2;
    }
  );
}
function csharpText(literal3) {
  const raw = /^("{3,})([\s\S]*?)\1(?:u8)?$/.exec(literal3);
  if (raw !== null) return withoutIndent(raw[2] ?? "");
  const text = literal3.replace(/u8$/i, "");
  if (text.startsWith("@")) return text.slice(2, -1).replaceAll('""', '"');
  return resolveEscapes(text.slice(1, -1));
}
function withoutIndent(text) {
  if (!/^[ \t]*\r?\n/.test(text)) return text;
  const lines2 = text.split(/\r?\n/).slice(1);
  const indent = lines2.pop()?.length ?? 0;
  return lines2.map((line) => line.slice(indent)).join("\n");
}
function textOfInterpolated(node, build) {
  const at = placeOf2(node);
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
    ([whole2, position]) => position === void 0 ? whole2[0] : args[Number(position)]
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
  const at = placeOf2(node);
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
  return { kind: "member", object, name: bareName(name), ...placeOf2(name ?? node) };
}
function constructorCall(node, build) {
  const word = node.children.find((child) => child?.type === "this") === void 0 ? "base" : "this";
  const args = argumentsOf(childOf(node, "argument_list"), build);
  const at = placeOf2(node);
  return { kind: "call", callee: { kind: "name", name: word, ...at }, args, ...at };
}
function conditional(node, build) {
  const object = build.expr(node.childForFieldName("condition"));
  const rest = node.lastNamedChild;
  const at = placeOf2(node);
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
  if (operator === "+") return joined([build.expr(left), build.expr(right)], placeOf2(node));
  if (operator !== "??") return build.unknown(node);
  if (right?.type === "throw_expression") return build.expr(left);
  return { kind: "either", options: [build.expr(left), build.expr(right)], ...placeOf2(node) };
}
function callExpr(node, build) {
  const at = placeOf2(node);
  const type = node.childForFieldName("type");
  const target = node.childForFieldName("function");
  const list2 = node.childForFieldName("arguments") ?? childOf(node, "argument_list");
  const initial = node.childForFieldName("initializer") ?? childOf(node, "initializer_expression");
  const args = argumentsOf(list2, build);
  if (target === null) {
    const callee = type === null ? implicitType(node) : typeExpr(type);
    const made2 = initial === null ? [] : [initializer(initial, build)];
    const entries = made2.map((value) => ({ name: null, value, spread: false }));
    return { kind: "call", callee, args: [...args, ...entries], ...at };
  }
  return meaningOf({ kind: "call", callee: build.expr(target), args, ...at, ...typesOf(target) });
}
function implicitType(node) {
  const holder = node.parent?.type === "variable_declarator" ? node.parent.parent : node.parent;
  const type = holder?.childForFieldName("type");
  return type === null || type === void 0 ? { kind: "unknown", text: "new", ...placeOf2(node) } : typeExpr(type);
}
function initializer(node, build) {
  const items = named(node);
  if (!items.some(({ type }) => type === "assignment_expression")) return build.expr(node);
  const entries = items.flatMap((item) => {
    const left = item.childForFieldName("left");
    if (left === null) return [];
    const key = left.type === "element_binding_expression" ? build.expr(left.firstNamedChild) : { kind: "text", value: left.text, ...placeOf2(left) };
    return [{ key, value: build.expr(item.childForFieldName("right")) }];
  });
  return { kind: "map", entries, ...placeOf2(node) };
}
function typesOf(target) {
  const name = target.childForFieldName("name") ?? target;
  const list2 = name.type === "generic_name" ? childOf(name, "type_argument_list") : null;
  return list2 === null ? {} : { types: named(list2).map(({ text }) => text) };
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
function argumentsOf(list2, build) {
  return named(list2).map((arg) => {
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
  const at = placeOf2(node);
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
import { basename as basename3, dirname as dirname5 } from "node:path/posix";

// src/drift/code/languages/package-folders.ts
import { basename as basename2, dirname as dirname4, join as join4 } from "node:path/posix";
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
  const folder = join4(dirname4(from), ...up, ...theirs.slice(common));
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
  const made2 = known.get(program);
  if (made2 !== void 0) return made2;
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
    const made2 = /* @__PURE__ */ new Map();
    for (const folder of [...program.folders()].sort()) {
      for (const path of program.filesIn(folder)) {
        const others = made2.get(basename2(path));
        if (others === void 0) made2.set(basename2(path), [path]);
        else others.push(path);
      }
    }
    namedFiles.set(program, made2);
    files = made2;
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
  for (let folder = dirname5(path); ; folder = dirname5(folder)) {
    folders.push(folder);
    const isProject = program.filesIn(folder).some((file) => file.endsWith(".csproj"));
    if (isProject || folder === "." || folder === "/") break;
  }
  const found = declaring(name, folders, program);
  if (name === void 0 || found.some((file) => basename3(file) === `${name}.cs`)) return found;
  const named2 = filesNamed(`${name}.cs`, program);
  return [.../* @__PURE__ */ new Set([...found, ...named2.length > 0 ? named2 : filesOfConstants(program)])];
}
function declaring(name, folders, program) {
  const all = folders.flatMap(
    (folder) => [...program.filesIn(folder)].sort().filter((path) => path.endsWith(".cs"))
  );
  if (name === void 0) return all;
  const named2 = all.filter((path) => basename3(path) === `${name}.cs`);
  if (named2.length > 0) return named2;
  return all.filter((path) => program.isRead(path));
}
var constants2 = /* @__PURE__ */ new WeakMap();
function filesOfConstants(program) {
  const known5 = constants2.get(program);
  if (known5 !== void 0) return known5;
  const found = [...program.folders()].flatMap((folder) => program.filesIn(folder)).filter((path) => /(?:Constants?|Consts|Routes?|Paths?|Urls?|Endpoints?)\.cs$/.test(path)).sort();
  constants2.set(program, found);
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
    build.addScope(node, { kind, name: nameOf2(node) });
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
function nameOf2(node) {
  if (node.type === "constructor_declaration") return "constructor";
  const { parent } = node;
  const isHeld = parent?.type === "variable_declarator" && FUNCTION.test(node.type);
  return (isHeld ? parent : node).childForFieldName("name")?.text ?? null;
}
function completeScope(node, build) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  const list2 = node.childForFieldName("parameters") ?? childOf(node, "parameter_list");
  const params = paramsOf(list2, build);
  const decorators = decoratorsOf(node, build);
  if (!FUNCTION.test(node.type)) {
    const bases = named(childOf(node, "base_list")).flatMap(
      (base) => base.type === "argument_list" ? [] : [typeExpr(base)]
    );
    build.complete(index, { decorators, bases, abstract: isAbstract(node) });
    addPrimary(list2, params, build);
    return;
  }
  const [first] = params;
  const isExtension = first !== void 0 && isThis(list2);
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
function addPrimary(list2, params, build) {
  const nodes = named(list2).filter(({ type }) => type === "parameter");
  for (const [position, { name, type, default: value, decorators }] of params.entries()) {
    const at = nodes[position]?.childForFieldName("name");
    if (at !== null && at !== void 0) build.addBinding(at, name, value, { type, decorators });
  }
}
function isThis(list2) {
  const modifiers = named(list2)[0]?.namedChildren ?? [];
  return modifiers.some((child) => child?.type === "modifier" && child.text === "this");
}
function decoratorsOf(node, build) {
  return named(node).filter(({ type }) => type === "attribute_list").flatMap((list2) => named(list2).filter(({ type }) => type === "attribute")).map((attribute) => {
    const name = attribute.childForFieldName("name");
    return {
      kind: "call",
      callee: name === null ? build.unknown(attribute) : typeExpr(name),
      args: argumentsOf(childOf(attribute, "attribute_argument_list"), build),
      ...placeOf2(attribute)
    };
  });
}
function paramsOf(list2, build) {
  if (list2 === null) return [];
  if (!list2.type.endsWith("parameter_list"))
    return [{ name: list2.text, type: null, default: null, decorators: [], ...placeOf2(list2) }];
  const params = named(list2).filter(({ type: type2 }) => type2 === "parameter" || type2 === "implicit_parameter").map((node) => paramOf(node, build));
  const rest = list2.childForFieldName("name");
  if (rest === null) return params;
  const type = list2.childForFieldName("type")?.text ?? null;
  return [...params, { name: rest.text, type, default: null, decorators: [], ...placeOf2(rest) }];
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
    ...placeOf2(node)
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
  const isEnvironment6 = /\bEnvironment\.GetEnvironmentVariables\(\)$/.test(object.text);
  if (!isEnvironment6 && !SETTINGS.test(last?.text ?? "")) return;
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
  const isMap2 = type?.type === "map_type";
  const fields = type?.type === "struct_type" ? fieldsOf(type) : null;
  const inner = type?.childForFieldName("element") ?? (isMap2 ? type.childForFieldName("value") : null);
  const element = (node, of) => {
    const value = node?.type === "literal_element" ? node.firstNamedChild : node;
    return value?.type === "literal_value" ? literalValue(value, of, build, types) : build.expr(value);
  };
  const parts = named(body);
  const at = placeOf2(body);
  const own = structType(declared, type, parts);
  const isKeyed = parts[0]?.type === "keyed_element" && !isList(type);
  if (isKeyed) {
    const entries2 = parts.flatMap((part) => {
      const key = part.childForFieldName("key")?.firstNamedChild;
      if (key === null || key === void 0) return [];
      const field2 = fields?.find(({ name }) => name === key.text)?.type ?? null;
      return [
        {
          key: !isMap2 && key.type === "identifier" ? { kind: "text", value: key.text, ...placeOf2(key) } : build.expr(key),
          value: element(part.childForFieldName("value"), isMap2 ? inner : field2)
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
        const key = { kind: "text", value: field2.name, ...placeOf2(part) };
        return [{ key, value: element(part, field2.type) }];
      }),
      ...own,
      ...at
    };
  const items = parts.map(
    (part) => element(part.type === "keyed_element" ? part.childForFieldName("value") : part, inner)
  );
  if (own.type === void 0)
    return isMap2 ? { kind: "map", entries: [], ...at } : { kind: "list", items, ...at };
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
    const names2 = named(field2).filter((child) => child.type === "field_identifier");
    return names2.length === 0 ? [{ name: /(\w+)$/.exec(type?.text ?? "")?.[1] ?? "", type }] : names2.map((name) => ({ name: name.text, type }));
  });
}

// src/drift/code/languages/go-modules.ts
import { dirname as dirname6, join as join5 } from "node:path/posix";
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
  if (module.startsWith(".")) return packageFiles(join5(dirname6(from), module), program);
  if (STANDARD.has(module.split("/", 1)[0] ?? "")) return [];
  for (const path of manifests(from, program)) {
    const text = program.text(path);
    const own = text === null ? null : modulePath(text);
    if (own === null || module !== own && !module.startsWith(`${own}/`)) continue;
    return packageFiles(join5(dirname6(path), module.slice(own.length + 1)), program);
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
  const nearest2 = program.nearest("go.mod", from);
  return nearest2 === void 0 ? all : [nearest2, ...all.filter((path) => path !== nearest2)];
}
function modulePath(text) {
  return /^module\s+"?([^\s"]+)/m.exec(text)?.[1] ?? null;
}
function byEnding(module, from, program) {
  const parts = module.split("/");
  const roots2 = /* @__PURE__ */ new Set([".", "src"]);
  for (let folder = dirname6(from); folder !== "."; folder = dirname6(folder)) roots2.add(folder);
  const least = (parts[0] ?? "").includes(".") ? 2 : 1;
  for (let start = 0; parts.length - start >= least; start += 1) {
    for (const root of roots2) {
      const files = packageFiles(join5(root, parts.slice(start).join("/")), program);
      if (files.length > 0) return files;
    }
  }
  return [];
}
function packageFiles(folder, program) {
  return program.filesIn(folder).filter((path) => path.endsWith(".go") && !path.endsWith("_test.go")).sort();
}
function goSiblings(path, program) {
  return packageFiles(dirname6(path), program);
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
    (whole2, four, eight, two, octal, one) => {
      const hex = four ?? eight ?? two;
      const point = hex !== void 0 ? Number.parseInt(hex, 16) : octal !== void 0 ? Number.parseInt(octal, 8) : null;
      if (point === null) return SIMPLE2[one] ?? one;
      return point <= 1114111 ? String.fromCodePoint(point) : whole2;
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
  let literal3 = "";
  const flush = () => {
    if (literal3 !== "") parts.push({ kind: "text", value: literal3, line, column });
    literal3 = "";
  };
  for (const match of text.matchAll(verb)) {
    literal3 += text.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === "%") {
      literal3 += "%";
      continue;
    }
    const value = values[used]?.value;
    if (value === void 0) return null;
    used += 1;
    flush();
    parts.push(value);
  }
  literal3 += text.slice(from);
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
function paramsOf2(list2) {
  return named(list2).flatMap((node) => {
    const type = node.childForFieldName("type")?.text ?? node.text;
    const names2 = named(node).filter((child) => child.type === "identifier");
    const param = (at, name) => ({
      name,
      type: node.type === "variadic_parameter_declaration" ? `...${type}` : type,
      default: null,
      decorators: [],
      ...placeOf2(at)
    });
    return names2.length === 0 ? [param(node, "_")] : names2.map((name) => param(name, name.text));
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
  const names2 = fields.length > 0 ? fields.map((field2) => ({ node: field2, name: field2.text })) : [{ node: type, name: /(\w+)(?:\[.*\])?$/s.exec(type.text)?.[1] ?? type.text }];
  const tag = node.childForFieldName("tag");
  for (const { node: at, name } of names2) {
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
  const names2 = named(node).filter((child) => child.type === "identifier");
  const type = node.childForFieldName("type")?.text ?? null;
  bind(names2, named(node.childForFieldName("value")), type, build);
}
function addAssignment2(node, build) {
  const operator = node.childForFieldName("operator")?.type ?? "=";
  if (operator !== "=") return;
  bind(named(node.childForFieldName("left")), named(node.childForFieldName("right")), null, build);
}
function bind(names2, values, type, build) {
  const [first] = values;
  for (const [position, at] of names2.entries()) {
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
  const place = placeOf2(at);
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
  const made2 = value.childForFieldName("arguments")?.firstNamedChild;
  return made2 === null || made2 === void 0 ? null : `*${made2.text}`;
}
function addRange(node, build) {
  const [, value] = named(node.childForFieldName("left"));
  if (value?.type !== "identifier") return;
  const list2 = build.expr(node.childForFieldName("right"));
  build.addBinding(value, value.text, list2, { each: true });
}
function addReturn(node, build) {
  const [first] = named(node.firstNamedChild);
  if (first !== void 0) build.addReturn(node, build.expr(first));
}
function toExpr2(node, build) {
  const at = placeOf2(node);
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
    ...placeOf2(name ?? node)
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
    ...placeOf2(node)
  };
}
function callExpr2(node, build) {
  const callee = node.childForFieldName("function");
  const args = named(node.childForFieldName("arguments")).map((arg) => {
    const spread = arg.type === "variadic_argument";
    return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
  });
  if (callee?.text === "fmt.Sprintf") {
    const text = formatted2(args, /%[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])/g, placeOf2(node));
    if (text !== null) return text;
  }
  return { kind: "call", callee: build.expr(callee), args, ...placeOf2(node) };
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
    return { kind: "either", options: [optional2(object), first], ...at };
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
function optional2(expr) {
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
function javaText(literal3) {
  return literal3.startsWith('"""') ? resolveEscapes2(stripIndent(literal3.slice(3, -3).replace(/^[ \t\f]*\r?\n/, ""))) : resolveEscapes2(literal3.slice(1, -1));
}
function stripIndent(text) {
  const lines2 = text.split(/\r?\n/);
  const counted = lines2.filter((line, index) => line.trim() !== "" || index === lines2.length - 1);
  const indent = Math.min(...counted.map((line) => line.length - line.trimStart().length));
  return lines2.map((line) => line.slice(indent).trimEnd()).join("\n");
}

// src/drift/code/languages/jvm-modules.ts
import { dirname as dirname7 } from "node:path/posix";
var ENDS = [".java", ".kt"];
var answers = /* @__PURE__ */ new WeakMap();
function jvmModules(module, from, program, name) {
  let known5 = answers.get(program);
  if (known5 === void 0) {
    known5 = /* @__PURE__ */ new Map();
    answers.set(program, known5);
  }
  const language = from.slice(from.lastIndexOf("."));
  const key = `${dirname7(from)} ${language} ${module} ${name ?? ""}`;
  const answer = known5.get(key) ?? modulesOf2(module, from, program, name);
  known5.set(key, answer);
  return answer;
}
function modulesOf2(module, from, program, name) {
  const segments = module.split(".");
  const last = segments.at(-1) ?? "";
  const whole2 = /^[a-z_]/.test(last) && last !== name ? packageFolders(module, from, program) : [];
  if (whole2.length > 0) return declaring2(name, whole2, from, program);
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
  return declaring2(name, [.../* @__PURE__ */ new Set([dirname7(path), ...others])], path, program);
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
      name: nameOf3(node)
    });
  }
  for (const { node } of scopes) completeScope2(node, build);
  const environment2 = /* @__PURE__ */ new Set();
  for (const { name, node } of captures) {
    if (name === "call") addCall(node, build, environment2);
    else if (name === "package") build.setPackage(node.firstNamedChild?.text ?? "");
    else if (name === "import") addImport2(node, build);
    else if (name === "declaration") addDeclaration(node, build, environment2);
    else if (name === "element" || name === "resource") addNamed(node, build);
    else if (name === "loop") addLoop2(node, build);
    else if (name === "constant") addConstant(node, build);
    else if (name === "assignment") addAssignment3(node, build);
    else if (name === "return" && node.firstNamedChild !== null)
      build.addReturn(node, build.expr(node.firstNamedChild));
  }
  return build.facts();
}
function nameOf3(node) {
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
  const at = placeOf2(node);
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
    ...placeOf2(node)
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
    ...placeOf2(node)
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
function addDeclaration(node, build, environment2) {
  const declared = node.childForFieldName("type")?.text ?? null;
  const decorators = decoratorsOf2(node, build);
  for (const declarator of node.childrenForFieldName("declarator")) {
    const name = declarator?.childForFieldName("name");
    if (declarator === null || name === null || name === void 0) continue;
    const value = declarator.childForFieldName("value");
    const made2 = value === null ? null : build.expr(value);
    if (isEnvironment(made2)) environment2.add(name.text);
    build.addBinding(name, name.text, made2, {
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
  const callee = { kind: "name", name: type, ...placeOf2(name) };
  const value = { kind: "call", callee, args, ...placeOf2(node) };
  build.addBinding(name, name.text, value, { type, decorators: decoratorsOf2(node, build) });
}
function addAssignment3(node, build) {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (left === null || right === null || left.type === "array_access") return;
  build.addBinding(left, left.text.replace(/\s+/g, ""), build.expr(right));
}
function addCall(node, build, environment2) {
  build.addCall(node);
  const expr = build.expr(node);
  if (expr.kind !== "call" || expr.callee.kind !== "member") return;
  const { object, name } = expr.callee;
  if (name !== "get" && name !== "getOrDefault" && name !== "containsKey") return;
  const isKnown = object.kind === "name" ? environment2.has(object.name) : isEnvironment(object);
  const [key, fallback] = expr.args;
  if (isKnown && key !== void 0)
    build.addAccess(node, { object, name: key.value, fallback: fallback?.value ?? null });
}
function isEnvironment(expr) {
  return expr?.kind === "call" && expr.args.length === 0 && dottedName(expr.callee) === "System.getenv";
}
function toExpr3(node, build) {
  const at = placeOf2(node);
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
  return { kind: "member", object, name: name?.text ?? "", ...placeOf2(name ?? node) };
}
function argumentsOf2(node, build) {
  return named(node.childForFieldName("arguments")).map((arg) => ({
    name: null,
    value: build.expr(arg),
    spread: false
  }));
}
function callExpr3(node, build) {
  const at = placeOf2(node);
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
    (whole2, braced, four, two, one) => {
      const code = braced ?? four ?? two;
      if (code !== void 0) {
        const point = Number.parseInt(code, 16);
        return point <= 1114111 ? String.fromCodePoint(point) : whole2;
      }
      if (one === "\n" || one === "\r\n") return "";
      return SIMPLE4[one] ?? one;
    }
  );
}
function textOfTemplate(node, build) {
  const parts = [];
  const { text, startIndex } = node;
  const at = placeOf2(node);
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
  return { kind: "text", value, ...placeOf2(node) };
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
  const names2 = /* @__PURE__ */ new Set();
  for (const { params } of scopes) {
    for (const param of params) {
      const given = param.default === null ? null : dottedName(param.default);
      if (ENVIRONMENT.test(given ?? "") || TYPED_SO.test(param.type ?? "")) names2.add(param.name);
    }
  }
  return names2;
}
function importedEnvironment(node) {
  const match = /\benv\s+as\s+(\w+)[^}]*\}\s*from\s*['"](?:node:)?process['"]/.exec(node.text);
  return match?.[1] === void 0 ? [] : [match[1]];
}
function addAccess2(node, build, environment2) {
  const object = node.childForFieldName("object");
  if (object === null || !mayBeEnvironment(object, environment2) || isWritten(node)) return;
  const property = node.childForFieldName("property");
  const name = property === null ? build.expr(node.childForFieldName("index")) : textExpr(property, property.text);
  const fallback = fallbackOf2(node, build);
  const tested = fallback === null && isTested(node);
  build.addAccess(node, { object: build.expr(object), name, fallback, tested });
}
function addContains(node, build, environment2) {
  const name = node.childForFieldName("left");
  const object = node.childForFieldName("right");
  if (name === null || object === null || !mayBeEnvironment(object, environment2)) return;
  build.addAccess(node, {
    object: build.expr(object),
    name: build.expr(name),
    fallback: null,
    tested: true
  });
}
function mayBeEnvironment(object, environment2) {
  if (object.type === "identifier")
    return environment2.has(object.text) || NAMED_SO.test(object.text);
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
  const at = placeOf2(node);
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
      return { kind: "member", object, name: name?.text ?? "", ...placeOf2(name ?? node) };
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
      return { kind: "map", entries: named(node).flatMap((entry3) => entryOf2(entry3, build)), ...at };
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
  const list2 = node.childForFieldName("arguments");
  const args = list2?.type === "template_string" ? [list2] : named(list2);
  return {
    kind: "call",
    callee: build.expr(callee),
    args: args.map((arg) => {
      const spread = arg.type === "spread_element";
      return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
    }),
    ...placeOf2(node)
  };
}
function binaryExpr2(node, build) {
  const operator = node.childForFieldName("operator")?.type;
  const sides = [node.childForFieldName("left"), node.childForFieldName("right")];
  if (operator === "+") {
    const parts = sides.map((side) => build.expr(side));
    return { kind: "join", parts, ...placeOf2(node) };
  }
  if (operator === "??" || operator === "||")
    return { kind: "either", options: sides.map((side) => build.expr(side)), ...placeOf2(node) };
  if (operator === "&&") return build.expr(sides[1]);
  return build.unknown(node);
}
function entryOf2(entry3, build) {
  if (entry3.type === "pair") {
    const key = entry3.childForFieldName("key");
    if (key === null) return [];
    const isComputed = key.type === "computed_property_name";
    return [
      {
        key: isComputed ? build.expr(key.firstNamedChild) : textExpr(key, nameText(key)),
        value: build.expr(entry3.childForFieldName("value"))
      }
    ];
  }
  if (entry3.type === "shorthand_property_identifier")
    return [{ key: textExpr(entry3, entry3.text), value: build.expr(entry3) }];
  if (entry3.type === "spread_element")
    return [{ key: null, value: build.expr(entry3.firstNamedChild) }];
  if (entry3.type === "method_definition") {
    const name = entry3.childForFieldName("name");
    return name === null ? [] : [{ key: textExpr(name, nameText(name)), value: build.functionExpr(entry3) }];
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
      const value = { kind: "name", name: nameText(inner), ...placeOf2(inner) };
      build.addExport(one, nameText(outer), value, from);
    }
  } else if (namespace !== void 0) {
    const value = { kind: "name", name: "*", ...placeOf2(node) };
    build.addExport(node, namespace.firstNamedChild?.text ?? "", value, from);
  } else if (from !== null) {
    build.addExport(node, "*", { kind: "name", name: "*", ...placeOf2(node) }, from);
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
        build.addExport(one, bound, { kind: "name", name: bound, ...placeOf2(one) });
    }
  } else {
    const name = declaration.childForFieldName("name");
    if (name !== null) build.addExport(node, name.text, ownName(declaration, build));
  }
}
function ownName(declaration, build) {
  const name = declaration.childForFieldName("name");
  return name === null ? build.expr(declaration) : { kind: "name", name: name.text, ...placeOf2(declaration) };
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
function requiredModule2(value) {
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
import { dirname as dirname8, join as join6, normalize } from "node:path/posix";
import { parse } from "jsonc-parser";
var ENDS2 = [".ts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".mts", ".cts"];
function javascriptModules(module, from, program) {
  const bases = module.startsWith(".") ? [join6(dirname8(from), module)] : aliases(module, from, program);
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
    ...ENDS2.map((end) => join6(base, `index${end}`))
  ];
}
function aliases(module, from, program) {
  for (const name of ["tsconfig.json", "tsconfig.base.json", "jsconfig.json"]) {
    const path = program.nearest(name, from);
    const text = path === void 0 ? null : program.text(path);
    if (path === void 0 || text === null) continue;
    const found = byConfig(module, dirname8(path), parse(text, [], { allowTrailingComma: true }));
    if (found.length > 0) return found;
  }
  return module.startsWith("@/") || module.startsWith("~/") ? [module.slice(2), `src/${module.slice(2)}`].map((path) => join6(rootOf(from, program), path)) : [];
}
function rootOf(from, program) {
  const manifest = program.nearest("package.json", from);
  return manifest === void 0 ? "." : dirname8(manifest);
}
function byConfig(module, folder, config) {
  const options = member2(config, "compilerOptions");
  const baseUrl = member2(options, "baseUrl");
  const base = join6(folder, typeof baseUrl === "string" ? baseUrl : ".");
  const paths = member2(options, "paths");
  const found = [];
  if (typeof paths === "object" && paths !== null) {
    for (const [pattern, targets] of Object.entries(paths)) {
      const rest = matched(pattern, module);
      if (rest === null || !Array.isArray(targets)) continue;
      for (const target of targets)
        if (typeof target === "string")
          found.push(normalize(join6(base, target.replace("*", rest))));
    }
  }
  if (typeof baseUrl === "string") found.push(join6(base, module));
  return found.filter((path) => !path.startsWith(".."));
}
function matched(pattern, module) {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === module ? "" : null;
  const [before2, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return module.length >= before2.length + after.length && module.startsWith(before2) && module.endsWith(after) ? module.slice(before2.length, module.length - after.length) : null;
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
  const environment2 = environmentParams(build.scopes());
  for (const { name, node } of captures) {
    if (name === "call") addCall2(node, build);
    else if (name === "import") {
      addImport3(node, build);
      for (const local of importedEnvironment(node)) environment2.add(local);
    } else if (name === "export") addExport(node, build);
    else if (name === "declarator") addDeclarator2(node, build, environment2);
    else if (name === "assignment") addAssignment4(node, build);
    else if (name === "return") addReturn2(node, build);
    else if (name === "loop") addLoop3(node, build);
    else if (name === "field") addField2(node, build);
    else if (name === "enum") addEnum(node, build);
    else if (name === "comparison") addComparison(node, build);
    else if (name === "case") addCase(node, build);
  }
  if (environment2.size > 0 || /\b_?env\b/i.test(root.text)) {
    for (const { name, node } of grammar2.captures(ACCESSES, root)) {
      if (name === "member") addAccess2(node, build, environment2);
      else addContains(node, build, environment2);
    }
  }
  return build.facts();
}
function addScope(node, build) {
  const isClass2 = node.type.includes("class");
  const name = node.childForFieldName("name");
  build.addScope(node, {
    kind: isClass2 ? "class" : "function",
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
  const before2 = [];
  const parent = node.parent;
  if (parent?.type === "export_statement") {
    before2.push(...named(parent).filter(({ type }) => type === "decorator"));
  } else if (parent?.type === "class_body") {
    for (let sibling = node.previousNamedSibling; sibling !== null && (sibling.type === "decorator" || sibling.type === "comment"); sibling = sibling.previousNamedSibling) {
      if (sibling.type === "decorator") before2.unshift(sibling);
    }
  }
  return [...before2, ...own].map((decorator) => asCall(decorator, build));
}
function asCall(decorator, build) {
  const expr = build.expr(decorator.firstNamedChild);
  return expr.kind === "call" ? expr : { kind: "call", callee: expr, args: [], ...placeOf2(decorator) };
}
function paramOf3(node, build) {
  const { type } = node;
  if (type === "comment") return [];
  if (type === "identifier")
    return [{ name: node.text, type: null, default: null, decorators: [], ...placeOf2(node) }];
  const pattern = node.childForFieldName("pattern") ?? node.childForFieldName("left") ?? node;
  const value = node.childForFieldName("value") ?? node.childForFieldName("right");
  return [
    {
      name: pattern.type === "rest_pattern" ? pattern.firstNamedChild?.text ?? "" : pattern.text,
      type: typeOf(node.childForFieldName("type")),
      default: value === null ? null : build.expr(value),
      decorators: named(node).filter((part) => part.type === "decorator").map((decorator) => asCall(decorator, build)),
      ...placeOf2(node)
    }
  ];
}
function addParts(param, scope, build) {
  const pattern = param.childForFieldName("pattern") ?? param.childForFieldName("left") ?? param;
  if (pattern.type !== "object_pattern") return;
  const object = { kind: "name", name: pattern.text, ...placeOf2(pattern) };
  for (const part of named(pattern)) {
    const one = destructured(part);
    if (one === null) continue;
    const member7 = { kind: "member", object, name: one.key, ...placeOf2(part) };
    build.addBindingIn(scope, part, one.local, member7);
  }
}
function typeOf(node) {
  return node === null ? null : node.text.replace(/^:\s*/, "").trim();
}
function addCall2(node, build) {
  const call = build.addCall(node);
  if (call !== void 0) addCompiledExports(node, call, build);
}
function addDeclarator2(node, build, environment2) {
  const name = node.childForFieldName("name");
  const value = node.childForFieldName("value");
  if (name === null) return;
  const type = typeOf(node.childForFieldName("type"));
  if (name.type !== "object_pattern") {
    if (value !== null && isEnvironment2(value)) environment2.add(name.text);
    const given = value === null ? null : build.expr(value);
    const required = given === null ? null : requiredModule2(given);
    if (required !== null) build.addImport(name, name.text, required, "*");
    build.addBinding(name, name.text, given, { type });
  } else if (value !== null) destructure(name, value, build, environment2);
}
function destructure(pattern, value, build, environment2) {
  const whole2 = build.expr(value);
  const module = requiredModule2(whole2);
  const isTaken = isEnvironment2(value) || value.type === "identifier" && environment2.has(value.text);
  for (const part of named(pattern)) {
    const one = destructured(part);
    if (one === null) continue;
    const member7 = { kind: "member", object: whole2, name: one.key, ...placeOf2(part) };
    const fallback = one.fallback === null ? null : build.expr(one.fallback);
    if (module !== null) build.addImport(part, one.local, module, one.key);
    build.addBinding(
      part,
      one.local,
      fallback === null ? member7 : { kind: "either", options: [member7, fallback], ...placeOf2(part) }
    );
    if (isTaken) {
      const name = { kind: "text", value: one.key, ...placeOf2(part) };
      build.addAccess(part, { object: whole2, name, fallback });
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
  const entries = named(node.childForFieldName("body")).flatMap((member7) => {
    const key = member7.childForFieldName("name");
    const value = member7.childForFieldName("value");
    if (key === null || value === null) return [];
    return [{ key: textExpr(key, nameText(key)), value: build.expr(value) }];
  });
  build.addBinding(name, name.text, { kind: "map", entries, ...placeOf2(node) });
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
  const at = placeOf2(node);
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
  const at = placeOf2(node);
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
      return name === void 0 ? { kind: "name", name: object.text, ...at } : { kind: "member", object: build.expr(object), name: name.text, ...placeOf2(name) };
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
  const at = placeOf2(node);
  if (text === "true" || text === "false") return { kind: "literal", type: "boolean", text, ...at };
  if (text === "null") return { kind: "literal", type: "null", text, ...at };
  return { kind: "name", name: text.replaceAll("`", ""), ...at };
}
function typeExpr3(node) {
  if (node.type !== "user_type") {
    const inner = named(node).find(({ type }) => type.endsWith("_type"));
    if (inner !== void 0) return typeExpr3(inner);
  }
  const at = placeOf2(node);
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
  const made2 = build.expr(object);
  if (name.text === "java" && /::\s*class$/.test(object.text)) return made2;
  return { kind: "member", object: made2, name: name.text, ...placeOf2(name) };
}
function argumentsOf3(list2, build) {
  return named(list2).map((arg) => {
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
  const list2 = parts.find(({ type }) => type === "value_arguments") ?? null;
  const inner = list2 === null && target.type === "call_expression" ? build.expr(target) : null;
  const blocks = block === void 0 ? [] : [{ name: null, value: build.expr(block), spread: false }];
  if (inner?.kind === "call") return { ...inner, args: [...inner.args, ...blocks] };
  const types = typesOf2(parts.find(({ type }) => type === "type_arguments"));
  const args = [...argumentsOf3(list2, build), ...blocks];
  return meaningOf3({ kind: "call", callee: build.expr(target), args, ...types, ...placeOf2(node) });
}
function typesOf2(list2) {
  return list2 === void 0 ? {} : { types: named(list2).map(({ text }) => text) };
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
  const at = placeOf2(node);
  const [object, value] = [build.expr(left), build.expr(right)];
  if (operator.text === "to") return { kind: "list", items: [object, value], ...at };
  const callee = { kind: "member", object, name: operator.text, ...placeOf2(operator) };
  return { kind: "call", callee, args: [{ name: null, value, spread: false }], ...at };
}
function binaryExpr3(node, build) {
  const operator = node.childForFieldName("operator")?.type;
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  const at = placeOf2(node);
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
  const isBlock2 = last.type === "lambda_literal";
  if (type === null || !isBlock2 && last.type !== "parenthesized_expression") return null;
  if (!/^[A-Z]/.test(type.text.slice(type.text.lastIndexOf(".") + 1))) return null;
  const callee = build.expr(inner.childForFieldName("left"));
  const args = [{ name: null, value: build.expr(last), spread: false }];
  return { kind: "call", callee, args, types: [type.text], ...placeOf2(node) };
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
  let made2 = "";
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
        made2 += `${text.slice(from, at)};`;
        from = at;
      }
      lineStart = true;
    } else if (char === "}" && !lineStart && !/[{;,>]/.test(last)) {
      const isSpaced = text[at - 1] === " ";
      made2 += `${text.slice(from, isSpaced ? at - 1 : at)};`;
      from = at;
    }
    if (!/\s/.test(char)) {
      last = char;
      lineStart = false;
    }
    at += 1;
  }
  return made2 + text.slice(from);
}
function endsWithClass(text, at) {
  const before2 = text.slice(Math.max(0, at - 40), at);
  return /::class(?:\.java)?[ \t]*$/.test(before2) && /^\s*\w/.test(text.slice(at, at + 200));
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
    build.addScope(node, { kind, name: nameOf4(node) });
  }
  for (const { node } of scopes) completeScope4(node, build);
  const environment2 = /* @__PURE__ */ new Set();
  for (const { name, node } of captures) {
    if (name === "call") addCall3(node, build, environment2);
    else if (name === "package") build.setPackage(node.firstNamedChild?.text ?? "");
    else if (name === "import") addImport4(node, build);
    else if (name === "property") addProperty2(node, build, environment2);
    else if (name === "parameter") addParameter(node, build);
    else if (name === "entry") addEntry(node, build);
    else if (name === "assignment") addAssignment5(node, build);
    else if (name === "loop") addLoop4(node, build);
    else if (name === "index") addAccess3(node, build, environment2);
    else if (name === "return") addReturn3(node, build);
  }
  return build.facts();
}
function nameOf4(node) {
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
  let receiver2 = null;
  let returnType = null;
  let params = [];
  for (const child of named(node)) {
    if (/^(?:function_value|class)_parameters$/.test(child.type)) params = paramsOf3(child, build);
    else if (TYPE.test(child.type)) {
      if (name !== null && child.startIndex < name.startIndex) receiver2 = receiverOf(child);
      else returnType ??= child.text;
    }
  }
  return { params, receiver: receiver2, returnType };
}
function receiverOf(type) {
  return { name: "this", type: type.text, default: null, decorators: [], ...placeOf2(type) };
}
function paramsOf3(list2, build) {
  const params = [];
  let modifiers;
  for (const child of named(list2)) {
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
    ...placeOf2(node)
  };
}
function lambdaParams(node) {
  const first = node.firstNamedChild;
  const list2 = first?.type === "lambda_parameters" ? named(first) : [];
  if (list2.length === 0)
    return [{ name: "it", type: null, default: null, decorators: [], ...placeOf2(node) }];
  return list2.map((param) => ({
    name: param.firstNamedChild?.text ?? param.text,
    type: named(param).find((child) => TYPE.test(child.type))?.text ?? null,
    default: null,
    decorators: [],
    ...placeOf2(param)
  }));
}
function decoratorsOf4(node, build) {
  return annotationsIn(childOf2(node, "modifiers"), build);
}
function annotationsIn(modifiers, build) {
  return named(modifiers).filter(({ type }) => type === "annotation").flatMap((annotation2) => named(annotation2)).filter(({ type }) => type === "user_type" || type === "constructor_invocation").map((made2) => {
    const args = argumentsOf3(childOf2(made2, "value_arguments") ?? null, build);
    return { kind: "call", callee: typeExpr3(made2), args, ...placeOf2(made2) };
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
function addProperty2(node, build, environment2) {
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
  if (isEnvironment3(value)) environment2.add(name.text);
  const type = named(declared).find((child) => TYPE.test(child.type))?.text ?? null;
  build.addBinding(name, name.text, value, { type, decorators });
}
function addLoop4(node, build) {
  const [declared, list2] = named(node);
  const name = declared?.type === "variable_declaration" ? declared.firstNamedChild : null;
  if (name !== null) build.addBinding(name, name.text, build.expr(list2), { each: true });
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
  const callee = { kind: "name", name: type, ...placeOf2(name) };
  const args = argumentsOf3(childOf2(node, "value_arguments") ?? null, build);
  build.addBinding(name, name.text, { kind: "call", callee, args, ...placeOf2(node) }, { type });
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
function addCall3(node, build, environment2) {
  if (isBeginning(node)) return;
  build.addCall(node);
  const expr = build.expr(node);
  if (expr.kind !== "call" || expr.callee.kind !== "member") return;
  const { object, name } = expr.callee;
  const [key, fallback] = expr.args;
  if (!/^(?:get|getOrDefault|getOrElse|getValue|containsKey)$/.test(name) || key === void 0)
    return;
  if (!holdsEnvironment(object, environment2)) return;
  const fallen = fallback?.value ?? fallbackOf3(node, build);
  build.addAccess(node, { object, name: key.value, fallback: fallen });
}
function addAccess3(node, build, environment2) {
  const expr = build.expr(node);
  if (expr.kind !== "index" || !holdsEnvironment(expr.object, environment2)) return;
  const fallback = fallbackOf3(node, build);
  build.addAccess(node, { object: expr.object, name: expr.index, fallback });
}
function fallbackOf3(node, build) {
  const { parent } = node;
  return parent?.type === "binary_expression" && parent.childForFieldName("operator")?.type === "?:" && parent.childForFieldName("left")?.id === node.id ? build.expr(parent.childForFieldName("right")) : null;
}
function holdsEnvironment(expr, environment2) {
  return expr.kind === "name" ? environment2.has(expr.name) : isEnvironment3(expr);
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
    this.#at = placeOf2(doc);
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
    const before2 = this.#text.slice(0, this.#from).split("\n");
    const last = before2.at(-1) ?? "";
    return before2.length === 1 ? { line: this.#at.line, column: this.#at.column + last.length } : { line: this.#at.line + before2.length - 1, column: last.length + 1 };
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
      const before2 = this.#from;
      parts.push({ name, value: this.#value(), spread: false });
      if (this.#from === before2) break;
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
    const [object = "", member7] = word.replace(/^[^:]*\\/, "").split("::");
    const name = { kind: "name", name: object, ...at };
    return member7 === void 0 ? name : { kind: "member", object: name, name: member7, ...at };
  }
  /** `{"a", "b"}` and `{"a": "b", c = "d"}`. */
  #braces(at) {
    const entries = [];
    let isMap2 = false;
    while (this.#from < this.#text.length) {
      this.#take(/([\s,]*)/y);
      if (this.#take(/(\})/y) !== null) break;
      const before2 = this.#from;
      const first = this.#value();
      if (this.#take(/(\s*[:=]\s*)/y) === null) entries.push({ key: null, value: first });
      else {
        isMap2 = true;
        const key = first.kind === "name" ? { ...first, kind: "text", value: first.name } : first;
        entries.push({ key, value: this.#value() });
      }
      if (this.#from === before2) break;
    }
    return isMap2 ? { kind: "map", entries, ...at } : { kind: "list", items: entries.map(({ value }) => value), ...at };
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
import { basename as basename4, dirname as dirname9, join as join7 } from "node:path/posix";
function phpModules(module, from, program) {
  const name = module.replace(/^\\/, "");
  const manifest = program.nearest("composer.json", from);
  const text = manifest === void 0 ? null : program.text(manifest);
  if (manifest !== void 0 && text !== null) {
    for (const { prefix, folder } of autoload(text)) {
      if (!name.startsWith(prefix)) continue;
      const rest = name.slice(prefix.length).replace(/\\/g, "/");
      const path = join7(dirname9(manifest), folder, `${rest}.php`);
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
  const made2 = /* @__PURE__ */ new Map();
  for (const folder of program.folders()) {
    for (const path of program.filesIn(folder)) {
      if (!path.endsWith(".php")) continue;
      const name = basename4(path, ".php");
      const same = made2.get(name);
      if (same === void 0) made2.set(name, [path]);
      else same.push(path);
    }
  }
  known3.set(program, made2);
  return made2;
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
  const folders = dirname9(path).split("/").reverse();
  const spaces = parts.slice(0, -1).reverse();
  const end = spaces.findIndex((space, at) => space.toLowerCase() !== folders[at]?.toLowerCase());
  return end === -1 ? spaces.length : end;
}
function phpSiblings(path, program) {
  return program.filesIn(dirname9(path)).filter((sibling) => sibling.endsWith(".php")).sort();
}

// src/drift/code/languages/php-names.ts
var PhpNames = class {
  namespace = "";
  #aliases = /* @__PURE__ */ new Map();
  #told = /* @__PURE__ */ new Set();
  add(local, whole2) {
    this.#aliases.set(local, whole2);
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
    const whole2 = this.whole(text);
    const name = whole2.slice(whole2.lastIndexOf("\\") + 1);
    if (whole2.includes("\\") && !this.#told.has(whole2)) {
      this.#told.add(whole2);
      const isRelative = whole2 === text && this.namespace !== "";
      build.addImport(node, name, isRelative ? `${this.namespace}\\${whole2}` : whole2, name);
    }
    return name;
  }
};
function addUse(node, build, names2) {
  const group2 = node.childForFieldName("body");
  const before2 = named(node).find(({ type }) => type === "namespace_name")?.text;
  for (const clause of named(group2 ?? node)) {
    if (clause.type !== "namespace_use_clause") continue;
    const own = clause.firstNamedChild?.text.replace(/^\\/, "") ?? "";
    const whole2 = group2 === null || before2 === void 0 ? own : `${before2}\\${own}`;
    const name = whole2.slice(whole2.lastIndexOf("\\") + 1);
    const local = clause.childForFieldName("alias")?.text ?? name;
    names2.add(local, whole2);
    build.addImport(clause, local, whole2, name);
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
  const at = placeOf2(node);
  const parts = [];
  let literal3 = "";
  const flush = () => {
    if (literal3 !== "") parts.push({ kind: "text", value: literal3, ...at });
    literal3 = "";
  };
  for (const child of named(node.type === "heredoc" ? node.childForFieldName("value") : node)) {
    if (child.type === "string_content") literal3 += child.text;
    else if (child.type === "escape_sequence") literal3 += escaped(child.text);
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
  const names2 = new PhpNames();
  const build = new FactsBuilder("php", root, (node, builder) => toExpr6(node, builder, names2));
  const captures = grammar2.captures(QUERY5, root);
  const docs = [];
  for (const { name, node } of captures) {
    if (name === "use") addUse(node, build, names2);
    else if (name === "doc") docs.push(node);
    else if (name === "namespace") {
      names2.namespace = node.childForFieldName("name")?.text ?? "";
      build.setPackage(names2.namespace);
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
  const list2 = node.childForFieldName("attributes");
  return named(list2).flatMap(
    (group2) => named(group2).map((attribute) => {
      const args = argumentsOf4(attribute.childForFieldName("parameters"), build);
      return {
        kind: "call",
        callee: build.expr(attribute.firstNamedChild),
        args,
        ...placeOf2(attribute)
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
    ...placeOf2(node)
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
      const place = placeOf2(part);
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
  const isMember2 = node.type === "member_access_expression";
  if (!isMember2 && node.type !== "scoped_property_access_expression") return null;
  const object = node.childForFieldName(isMember2 ? "object" : "scope");
  const outer = object === null || !isMember2 ? object?.text ?? null : assignedName(object);
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
  const [list2, item] = named(node);
  const value = item?.type === "pair" ? named(item)[1] : item;
  if (list2 !== void 0 && value?.type === "variable_name")
    build.addBinding(value, bare(value), build.expr(list2), { each: true });
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
function toExpr6(node, build, names2) {
  const at = placeOf2(node);
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
      return { kind: "name", name: names2.shortened(node, build), ...at };
    case "member_access_expression":
    case "nullsafe_member_access_expression":
      return member4(field2("object"), field2("name"), node, build);
    case "scoped_property_access_expression":
      return member4(field2("scope"), field2("name"), node, build);
    case "class_constant_access_expression": {
      const [object, name] = named(node);
      if (name?.text === "class" && /name$/.test(object?.type ?? ""))
        return { kind: "text", value: names2.whole(object?.text ?? ""), ...at };
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
          ...placeOf2(field2("name") ?? node)
        },
        args: argumentsOf4(field2("arguments"), build),
        ...at
      };
    case "object_creation_expression": {
      const list2 = named(node).find(({ type }) => type === "arguments") ?? null;
      return {
        kind: "call",
        callee: build.expr(node.firstNamedChild),
        args: argumentsOf4(list2, build),
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
  return { kind: "member", object: build.expr(object), name: bare(name), ...placeOf2(name ?? node) };
}
function functionCall(node, build) {
  const callee = node.childForFieldName("function");
  const args = argumentsOf4(node.childForFieldName("arguments"), build);
  if (callee !== null && /^\\?sprintf$/.test(callee.text)) {
    const text = formatted2(args, /%[-+ 0]*(?:'.)?\d*(?:\.\d+)?([a-zA-Z%])/g, placeOf2(node));
    if (text !== null) return text;
  }
  return { kind: "call", callee: build.expr(callee), args, ...placeOf2(node) };
}
function argumentsOf4(list2, build) {
  return named(list2).flatMap((argument5) => {
    if (argument5.type !== "argument") return [];
    const value = named(argument5).at(-1);
    if (value === void 0) return [];
    const spread = value.type === "variadic_unpacking";
    return [
      {
        name: argument5.childForFieldName("name")?.text ?? null,
        value: build.expr(spread ? value.firstNamedChild : value),
        spread
      }
    ];
  });
}
function arrayExpr(node, build) {
  const elements = named(node).map((element) => named(element));
  const at = placeOf2(node);
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
  const at = placeOf2(node);
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
    (whole2, eight, four, two, octal, one) => {
      const code = eight ?? four ?? two;
      if (code !== void 0 || octal !== void 0) {
        const point = code === void 0 ? Number.parseInt(octal, 8) : Number.parseInt(code, 16);
        return point <= 1114111 ? String.fromCodePoint(point) : whole2;
      }
      if (one === "\n" || one === "\r\n") return "";
      if (one === "\\" || one === "'" || one === '"') return one;
      return SIMPLE6[one] ?? whole2;
    }
  );
}
function percentFormatted(format, values, at) {
  const list2 = values.kind === "list" ? values.items : [values];
  let next = 0;
  return formatted3(format, /%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([%a-zA-Z])/g, at, (match) => {
    if (match[2] === "%") return "%";
    const name = match[1];
    if (name === void 0) return list2[next++] ?? null;
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
  const list2 = args[0]?.value;
  if (list2?.kind !== "list") return null;
  const separator = callee.object;
  return joined(
    list2.items.flatMap((item, index) => index === 0 ? [item] : [separator, item]),
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
  const at = placeOf2(node);
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
        ...placeOf2(field(node, "attribute") ?? node)
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
      return { kind: "map", entries: named(node).flatMap((entry3) => entryOf3(entry3, build)), ...at };
    case "lambda":
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}
function callExpr6(node, build) {
  const list2 = field(node, "arguments");
  const args = list2?.type === "generator_expression" ? [list2] : named(list2);
  const call = {
    kind: "call",
    callee: build.expr(field(node, "function")),
    args: args.map((arg) => argumentOf(arg, build)),
    ...placeOf2(node)
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
  const at = placeOf2(node);
  const left = build.expr(field(node, "left"));
  const right = build.expr(field(node, "right"));
  if (operator === "+") return joined([left, right], at);
  const made2 = left.kind === "text" ? percentFormatted(left.value, right, at) : null;
  return made2 ?? build.unknown(node);
}
function comparedExpr(node, build) {
  const [left, right] = named(node);
  const operator = field(node, "operators")?.type;
  const isMethod = left?.type === "attribute" && field(left, "attribute")?.text === "method";
  if (!isMethod || right === void 0 || operator === void 0) return build.unknown(node);
  const at = placeOf2(node);
  return {
    kind: "call",
    callee: { kind: "name", name: operator, ...at },
    args: [left, right].map((side) => ({ name: null, value: build.expr(side), spread: false })),
    ...at
  };
}
function booleanExpr(node, build) {
  const sides = [field(node, "left"), field(node, "right")];
  return field(node, "operator")?.type === "or" ? { kind: "either", options: sides.map((side) => build.expr(side)), ...placeOf2(node) } : build.expr(sides[1]);
}
function listExpr(node, build) {
  const at = placeOf2(node);
  const items = named(node);
  if (!items.some(({ type }) => type === "list_splat"))
    return { kind: "list", items: items.map((item) => build.expr(item)), ...at };
  const parts = items.map(
    (item) => item.type === "list_splat" ? build.expr(item.firstNamedChild) : { kind: "list", items: [build.expr(item)], ...placeOf2(item) }
  );
  return { kind: "join", parts, ...at };
}
function entryOf3(entry3, build) {
  if (entry3.type === "pair")
    return [{ key: build.expr(field(entry3, "key")), value: build.expr(field(entry3, "value")) }];
  return entry3.type === "dictionary_splat" ? [{ key: null, value: build.expr(entry3.firstNamedChild) }] : [];
}

// src/drift/code/languages/python-modules.ts
import { basename as basename5, dirname as dirname10, join as join8 } from "node:path/posix";
var roots = /* @__PURE__ */ new WeakMap();
function pythonModules(module, from, program) {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split(".").filter((part) => part !== "");
  if (dots > 0) {
    let folder = dirname10(from);
    for (let up = 1; up < dots; up += 1) {
      if (folder === ".") return [];
      folder = dirname10(folder);
    }
    return fileOf2(folder, parts, program);
  }
  const [first] = parts;
  if (first === void 0) return [];
  for (let folder = dirname10(from); ; folder = dirname10(folder)) {
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
  const base = join8(folder, ...parts);
  const paths = parts.length === 0 ? [join8(base, "__init__.py")] : [`${base}.py`, join8(base, "__init__.py")];
  return paths.filter((path) => program.has(path)).slice(0, 1);
}
function rootsOf(program) {
  const known5 = roots.get(program);
  if (known5 !== void 0) return known5;
  const made2 = /* @__PURE__ */ new Map();
  const add4 = (name, root) => {
    const list2 = made2.get(name);
    if (list2 === void 0) made2.set(name, [root]);
    else if (!list2.includes(root)) list2.push(root);
  };
  for (const folder of program.folders()) {
    const files = program.filesIn(folder).filter((path) => path.endsWith(".py"));
    if (files.length === 0) continue;
    for (let at = folder; at !== "." && at !== "/"; at = dirname10(at))
      add4(basename5(at), dirname10(at));
    for (const path of files) add4(basename5(path, ".py"), folder);
  }
  roots.set(program, made2);
  return made2;
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
  const environment2 = /* @__PURE__ */ new Set();
  for (const { node } of scopes) addScope2(node, build);
  for (const { node } of scopes) completeScope6(node, build, environment2);
  for (const { name, node } of captures) {
    if (name === "import") addImport5(node, build, environment2);
    else if (name === "from") addFromImport(node, build, environment2);
    else if (name === "assignment") addAssignment7(node, build, environment2);
    else if (name === "named") bind3(field(node, "name"), build.expr(field(node, "value")), build);
    else if (name === "with") addWith(node, build);
    else if (name === "for") addLoop5(node, build);
    else if (name === "return") addReturn5(node, build);
    else if (name === "compared") build.addCall(node.parent?.parent ?? node);
  }
  for (const { name, node } of captures) {
    if (name === "call") addCall5(node, build, environment2);
    else if (name === "subscript") addSubscript(node, build, environment2);
    else if (name === "contains") addContains2(node, build, environment2);
  }
  return build.facts();
}
function addScope2(node, build) {
  const isClass2 = node.type === "class_definition";
  const name = node.type === "lambda" ? nameOfHolder2(node) : field(node, "name")?.text ?? null;
  build.addScope(node, { kind: isClass2 ? "class" : "function", name });
}
function nameOfHolder2(node) {
  const { parent } = node;
  const left = parent?.type === "assignment" ? field(parent, "left") : null;
  return left?.type === "identifier" ? left.text : null;
}
function completeScope6(node, build, environment2) {
  const index = build.scopeOf(node);
  if (index === void 0) return;
  if (node.type === "class_definition") {
    const bases = named(field(node, "superclasses")).filter(({ type }) => type !== "keyword_argument").map((base) => build.expr(base));
    build.complete(index, { bases, decorators: decoratorsOf5(node, build) });
    return;
  }
  const params = named(field(node, "parameters")).flatMap((param) => paramOf6(param, build));
  for (const one of params)
    if (one.default !== null && isEnvironment4(one.default, environment2)) environment2.add(one.name);
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
    return expr.kind === "call" ? expr : { kind: "call", callee: expr, args: [], ...placeOf2(decorator) };
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
      ...placeOf2(node)
    }
  ];
}
function addImport5(node, build, environment2) {
  for (const one of named(node)) {
    const module = field(one, "name")?.text ?? one.text;
    const alias = field(one, "alias")?.text;
    if (module === "os" && alias !== void 0) environment2.add(`${alias}.environ`);
    const [first = module] = module.split(".");
    if (alias !== void 0) build.addImport(one, alias, module, "*");
    else {
      build.addImport(one, first, first, "*");
      if (first !== module) build.addImport(one, module, module, "*");
    }
  }
}
function addFromImport(node, build, environment2) {
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
    if (module === "os" && name === "environ") environment2.add(local);
    build.addImport(one, local, module, name);
  }
}
function addAssignment7(node, build, environment2) {
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
    bind3(left, { kind: "join", parts, ...placeOf2(node) }, build);
    return;
  }
  if (left.type === "identifier" && holdsEnvironment2(value, environment2))
    environment2.add(left.text);
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
    return value.items[position] ?? { kind: "unknown", text: "", ...placeOf2(at) };
  const place = placeOf2(at);
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
  const list2 = build.expr(field(node, "right"));
  if (left === null) return;
  if (left.type === "identifier") {
    build.addBinding(left, left.text, list2, { each: true });
    return;
  }
  if (!/^(?:pattern_list|tuple_pattern|list_pattern)$/.test(left.type)) return;
  const at = placeOf2(left);
  const item = `for ${at.line}:${at.column}`;
  build.addBinding(left, item, list2, { each: true });
  bind3(left, { kind: "name", name: item, ...at }, build);
}
function addReturn5(node, build) {
  const value = node.firstNamedChild;
  if (value !== null) build.addReturn(node, build.expr(value));
}
function isEnvironment4(expr, environment2) {
  const name = dottedName(expr);
  return name !== null && (name === "os.environ" || environment2.has(name));
}
function holdsEnvironment2(expr, environment2) {
  if (expr.kind === "map")
    return expr.entries.some(({ key, value }) => key === null && isEnvironment4(value, environment2));
  if (expr.kind !== "call") return isEnvironment4(expr, environment2);
  const { callee, args } = expr;
  if (callee.kind === "member")
    return callee.name === "copy" && isEnvironment4(callee.object, environment2);
  const first = args[0];
  return callee.kind === "name" && callee.name === "dict" && first !== void 0 && isEnvironment4(first.value, environment2);
}
function addCall5(node, build, environment2) {
  build.addCall(node);
  const call = build.expr(node);
  if (call.kind !== "call" || call.callee.kind !== "member" || !READS.has(call.callee.name)) return;
  const [name, fallback] = call.args;
  const object = call.callee.object;
  if (name === void 0 || name.spread || !isEnvironment4(object, environment2)) return;
  build.addAccess(node, {
    object,
    name: name.value,
    fallback: fallback?.value ?? otherwise(node, build)
  });
}
function addSubscript(node, build, environment2) {
  const object = build.expr(field(node, "value"));
  if (!isEnvironment4(object, environment2) || isWritten2(node)) return;
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
function addContains2(node, build, environment2) {
  const [name, object] = named(node).map((part) => build.expr(part));
  if (name === void 0 || object === void 0 || !isEnvironment4(object, environment2)) return;
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
  const at = placeOf2(node);
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
  const list2 = values.length === 1 && values[0]?.kind === "list" ? values[0].items : values;
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
    const value = name === void 0 ? list2[next++] : first?.kind === "map" ? entryValue2(first, name) : void 0;
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
  const at = placeOf2(node);
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
        ...placeOf2(field(node, "name") ?? node)
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
      return { kind: "map", entries: named(node).flatMap((entry3) => entryOf4(entry3, build)), ...at };
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
  return options.length === 1 && options[0] !== void 0 ? options[0] : { kind: "either", options, ...placeOf2(node) };
}
function callExpr7(node, build) {
  const receiver2 = field(node, "receiver");
  const name = field(node, "method");
  const block = field(node, "block");
  const at = placeOf2(node);
  if (block !== null && (isProc(node) || isMadeClass(node))) return build.functionExpr(block);
  if (receiver2 !== null && block === null && name !== null && SAME.has(name.text))
    return build.expr(receiver2);
  const callee = receiver2 === null ? build.expr(name) : name === null ? build.expr(receiver2) : { kind: "member", object: build.expr(receiver2), name: name.text, ...placeOf2(name) };
  const args = argumentsOf5(named(field(node, "arguments")), build);
  if (block !== null) args.push({ name: null, value: build.functionExpr(block), spread: false });
  const call = { kind: "call", callee, args, ...at };
  const [first] = args;
  if (receiver2 === null && /^s?printf$|^format$/.test(name?.text ?? "") && first?.value.kind === "text") {
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
          value: isShort ? { kind: "name", name, ...placeOf2(key) } : build.expr(value),
          spread: false
        });
        continue;
      }
      if (entries.length === 0)
        args.push({ name: null, value: { kind: "map", entries, ...placeOf2(node) }, spread: false });
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
      return joined(both(), placeOf2(node));
    case "||":
    case "or":
      return { kind: "either", options: both(), ...placeOf2(node) };
    case "&&":
    case "and":
      return build.expr(right);
    case "%": {
      const [format, values] = both();
      const made2 = format?.kind === "text" && values !== void 0 ? formatted4(format.value, [values], placeOf2(node)) : null;
      return made2 ?? build.unknown(node);
    }
    default:
      return build.unknown(node);
  }
}
function listExpr2(node, build) {
  const at = placeOf2(node);
  const items = named(node);
  if (!items.some(({ type }) => type === "splat_argument"))
    return { kind: "list", items: items.map((item) => build.expr(item)), ...at };
  const parts = items.map(
    (item) => item.type === "splat_argument" ? build.expr(item.firstNamedChild) : { kind: "list", items: [build.expr(item)], ...placeOf2(item) }
  );
  return { kind: "join", parts, ...at };
}
function entryOf4(entry3, build) {
  if (entry3.type === "hash_splat_argument")
    return [{ key: null, value: build.expr(entry3.firstNamedChild) }];
  const key = field(entry3, "key");
  const value = field(entry3, "value");
  if (key === null) return [];
  return [
    {
      key: build.expr(key),
      value: value === null ? { kind: "name", name: key.text, ...placeOf2(key) } : build.expr(value)
    }
  ];
}
function isMadeClass(call) {
  if (call?.type !== "call" || field(call, "method")?.text !== "new") return false;
  return /^(?:::)?(?:Class|Module|Struct)$/.test(field(call, "receiver")?.text ?? "");
}
function isProc(call) {
  const method = field(call, "method")?.text ?? "";
  const receiver2 = field(call, "receiver")?.text;
  return receiver2 === void 0 ? method === "lambda" || method === "proc" : receiver2 === "Proc" && method === "new";
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
  return values.length === 1 ? build.expr(values[0]) : { kind: "list", items: values.map((value) => build.expr(value)), ...placeOf2(node) };
}

// src/drift/code/languages/ruby-modules.ts
import { basename as basename6, dirname as dirname11, join as join9 } from "node:path/posix";
var byName2 = /* @__PURE__ */ new WeakMap();
function rubyModules(module, from, program) {
  if (/^\.\.?\//.test(module)) {
    const path2 = withEnd(join9(dirname11(from), module));
    return program.has(path2) ? [path2] : [];
  }
  if (module === "" || module.startsWith("/")) return [];
  const isConstant = /^[A-Z]/.test(module);
  const path = isConstant ? `${underscored(module)}.rb` : withEnd(module);
  const found = (filesByName2(program).get(basename6(path, ".rb")) ?? []).filter(
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
  const made2 = /* @__PURE__ */ new Map();
  for (const folder of program.folders()) {
    for (const path of program.filesIn(folder)) {
      if (!path.endsWith(".rb")) continue;
      const name = basename6(path, ".rb");
      const list2 = made2.get(name);
      if (list2 === void 0) made2.set(name, [path]);
      else list2.push(path);
    }
  }
  byName2.set(program, made2);
  return made2;
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
  const constants3 = /* @__PURE__ */ new Map();
  const build = new FactsBuilder("ruby", root, (node, facts) => {
    if (node.type === "constant" && !constants3.has(node.text)) constants3.set(node.text, node);
    return rubyExpr(node, facts);
  });
  const captures = grammar2.captures(QUERY7, root);
  const scopes = captures.filter(
    ({ name, node }) => name === "scope" && node.parent?.type !== "lambda"
  );
  const declared = /* @__PURE__ */ new Set();
  for (const { node } of scopes) addScope3(node, build, declared);
  const environment2 = /* @__PURE__ */ new Set(["ENV"]);
  for (const { name, node } of captures)
    if (name === "assignment") addAssignment8(node, build, environment2, declared);
  const mixins = /* @__PURE__ */ new Map();
  for (const { name, node } of captures) {
    if (name === "call") addCall6(node, build, environment2, mixins);
    else if (name === "return") build.addReturn(node, returned(node, build));
    else if (name === "element") addElement(node, build, environment2);
  }
  for (const { node } of scopes) completeScope7(node, build, mixins);
  for (const [name, node] of constants3)
    if (!declared.has(name) && !NOT_AUTOLOADED.test(name)) build.addImport(node, name, name, name);
  return build.facts();
}
function addScope3(node, build, declared) {
  const isBlock2 = node.type.endsWith("block");
  const isClass2 = isBlock2 ? isMadeClass(node.parent) : node.type === "class" || node.type === "module";
  const holder = isBlock2 ? node.parent : node;
  const name = isBlock2 || node.type === "lambda" ? nameOfHolder3(holder) : field(node, "name")?.text ?? null;
  if (isClass2 && name !== null) declared.add(name);
  build.addScope(node, { kind: isClass2 ? "class" : "function", name });
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
      ...placeOf2(node)
    }
  ];
}
function addAssignment8(node, build, environment2, declared) {
  const left = field(node, "left");
  const right = field(node, "right");
  if (left === null || right === null) return;
  const value = build.expr(right);
  if (left.type === "element_reference") {
    if (node.type === "operator_assignment") addRead(left, value, build, environment2);
    return;
  }
  if (node.type === "operator_assignment" && field(node, "operator")?.type === "+=") {
    bind4(left, joined([build.expr(left), value], placeOf2(node)), build);
    return;
  }
  if (left.type === "constant") declared.add(left.text);
  if (/^ENV(?:\.(?:to_h|to_hash|dup|clone))?$/.test(right.text)) environment2.add(left.text);
  bind4(left, value, build);
}
function bind4(left, value, build) {
  if (left.type !== "left_assignment_list") {
    build.addBinding(left, left.text.replace(/\s+/g, "").replaceAll("&.", "."), value);
    return;
  }
  const place = placeOf2(left);
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
function addCall6(node, build, environment2, mixins) {
  const call = build.expr(node);
  const method = field(node, "method")?.text ?? "";
  const receiver2 = field(node, "receiver");
  if (call.kind !== "call" || receiver2 !== null && SAME.has(method)) return;
  build.addCall(node);
  if (receiver2 === null) {
    addRequired(node, method, call, build);
    if (method === "include" || method === "extend" || method === "prepend") {
      const scope = build.scopeAt(node);
      const known5 = mixins.get(scope) ?? [];
      mixins.set(scope, [...known5, ...call.args.map(({ value }) => value)]);
    }
    return;
  }
  const reads = READS2.has(method);
  if (!reads && !ASKS.has(method) || !environment2.has(receiver2.text)) return;
  const object = build.expr(receiver2);
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
function addElement(node, build, environment2) {
  const { parent } = node;
  if (parent?.type.endsWith("assignment") && field(parent, "left")?.id === node.id) return;
  addRead(node, otherwise2(node, build), build, environment2);
}
function addRead(node, fallback, build, environment2) {
  const object = field(node, "object");
  if (object === null || !environment2.has(object.text)) return;
  const name = named(node).find(({ id }) => id !== object.id);
  if (name !== void 0)
    build.addAccess(node, { object: build.expr(object), name: build.expr(name), fallback });
}
function otherwise2(node, build) {
  let inner = node;
  for (let up = node.parent; up !== null; up = inner.parent) {
    const isSame2 = up.type === "parenthesized_statements" || up.type === "call" && field(up, "receiver")?.id === inner.id && SAME.has(field(up, "method")?.text ?? "");
    if (!isSame2) break;
    inner = up;
  }
  const { parent } = inner;
  const operator = parent?.type === "binary" ? field(parent, "operator")?.type : void 0;
  return parent !== null && (operator === "||" || operator === "or") && field(parent, "left")?.id === inner.id ? build.expr(field(parent, "right")) : null;
}

// src/drift/code/languages/rust-imports.ts
function addUse2(node, build) {
  const argument5 = node.childForFieldName("argument");
  if (argument5 !== null) addPart(argument5, [], build);
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
function addList(list2, path, build) {
  for (const part of named(list2)) addPart(part, path, build);
}
function within(path, node) {
  if (node === null) return path;
  return [
    ...path,
    ...node.text.replace(/\s+/g, "").split("::").filter((part) => part !== "")
  ];
}
function addName(node, whole2, alias, build) {
  const path = whole2.at(-1) === "self" && whole2.length > 1 ? whole2.slice(0, -1) : whole2;
  const name = path.at(-1);
  if (name === void 0) return;
  const local = alias ?? name;
  if (path.length > 1) build.addImport(node, local, path.slice(0, -1).join("::"), name);
  if (/^[a-z_]/.test(name)) build.addImport(node, local, path.join("::"), "*");
}

// src/drift/code/languages/rust-modules.ts
import { basename as basename7, dirname as dirname12, join as join10 } from "node:path/posix";
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
  const bare2 = join10(crate.folder, ...path);
  return [`${bare2}.rs`, `${bare2}/mod.rs`].filter((file) => program.has(file)).slice(0, 1);
}
function crateOf(from, program) {
  const main = program.nearest("main.rs", from);
  const lib = program.nearest("lib.rs", from);
  const manifest = program.nearest("Cargo.toml", from);
  const deepest = [main, lib].filter((path) => path !== void 0).sort((a, b) => dirname12(b).length - dirname12(a).length)[0];
  const isWithin = manifest === void 0 || dirname12(manifest) === "." || deepest?.startsWith(`${dirname12(manifest)}/`);
  if (deepest !== void 0 && isWithin === true && !/(?:^|\/)src\/bin\/[^/]+$/.test(from)) {
    const folder = dirname12(deepest);
    return { folder, roots: [join10(folder, "lib.rs"), join10(folder, "main.rs")] };
  }
  return { folder: dirname12(from), roots: [from] };
}
function modulePathOf(from, crate) {
  if (crate.roots.includes(from)) return [];
  const inner = crate.folder === "." ? from : from.slice(crate.folder.length + 1);
  const bare2 = basename7(inner) === "mod.rs" ? dirname12(inner) : inner.replace(/\.rs$/, "");
  return bare2 === "." ? [] : bare2.split("/");
}
var known4 = /* @__PURE__ */ new WeakMap();
function crates(program) {
  const found = known4.get(program);
  if (found !== void 0) return found;
  const made2 = /* @__PURE__ */ new Map();
  for (const folder of [...program.folders()].sort()) {
    if (!program.has(join10(folder, "Cargo.toml"))) continue;
    made2.set(basename7(folder).replace(/-/g, "_"), libraryIn(folder));
  }
  known4.set(program, made2);
  return made2;
}
function libraryIn(folder) {
  const sources3 = join10(folder, "src");
  return { folder: sources3, roots: [join10(sources3, "lib.rs")] };
}
function crateCalled(name, from, program) {
  const nearest2 = program.nearest("Cargo.toml", from);
  if (nearest2 === void 0 || !/^\w+$/.test(name)) return void 0;
  const text = program.text(nearest2);
  if (text === null) return void 0;
  const own = /^\s*name\s*=\s*"([^"]+)"/m.exec(text)?.[1]?.replace(/-/g, "_");
  if (own === name) return libraryIn(dirname12(nearest2));
  const dependency = new RegExp(
    `^\\s*${name.replace(/_/g, "[-_]")}\\s*=\\s*\\{[^}]*\\bpath\\s*=\\s*"([^"]+)"`,
    "m"
  ).exec(text)?.[1];
  return dependency === void 0 ? void 0 : libraryIn(join10(dirname12(nearest2), dependency));
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
    (whole2, braced, two, newline, one) => {
      if (newline !== void 0) return "";
      const hex = braced?.replace(/_/g, "") ?? two;
      if (hex === void 0) return SIMPLE8[one] ?? one;
      const point = Number.parseInt(hex, 16);
      return point <= 1114111 ? String.fromCodePoint(point) : whole2;
    }
  );
}
function formattedText(args, at) {
  const [format, ...values] = args;
  if (format?.value.kind !== "text") return null;
  const { value: text, line, column } = format.value;
  const parts = [];
  let literal3 = "";
  let from = 0;
  let next = 0;
  const flush = () => {
    if (literal3 !== "") parts.push({ kind: "text", value: literal3, line, column });
    literal3 = "";
  };
  for (const match of text.matchAll(/\{\{|\}\}|\{(\w*)(?::[^{}]*)?\}/g)) {
    literal3 += text.slice(from, match.index);
    from = match.index + match[0].length;
    const name = match[1];
    if (name === void 0) {
      literal3 += match[0][0];
      continue;
    }
    flush();
    parts.push(argumentOf2(name === "" ? String(next++) : name, values, { line, column }));
  }
  literal3 += text.slice(from);
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
    ...placeOf2(node)
  };
}
function macroExpr(node, path, tree, build) {
  return invoked(build.expr(path), argumentsOf6(tree, build), placeOf2(node));
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
  let made2 = atom(first, build);
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
      made2 = { kind: "member", object: made2, name: next.text, ...placeOf2(next) };
      at += 1;
    } else if (token.type === "!" && next?.type === "token_tree") {
      made2 = invoked(made2, argumentsOf6(next, build), placeOf2(first));
      at += 1;
    } else if (token.type === "token_tree" && token.firstChild?.type === "(") {
      made2 = { kind: "call", callee: made2, args: argumentsOf6(token, build), ...placeOf2(first) };
    } else return build.unknown(first);
  }
  return made2;
}
function atom(token, build) {
  if (token.type !== "token_tree") return build.expr(token);
  const items = argumentsOf6(token, build).map(({ value }) => value);
  const [only] = items;
  return token.firstChild?.type === "(" && items.length === 1 && only !== void 0 ? only : { kind: "list", items, ...placeOf2(token) };
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
    if (name === "function") build.addScope(node, { kind: "function", name: nameOf5(node) });
    else if (name === "class" || name === "module" && hasBody(node))
      build.addScope(node, { kind: "class", name: nameOf5(node) });
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
    const before2 = found.get(node.startIndex) ?? [];
    found.delete(node.startIndex);
    found.set(space.lastIndex + startIndex, [...before2, node]);
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
function nameOf5(node) {
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
  return [{ name, type, default: null, decorators: [], ...placeOf2(node) }];
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
  const place = placeOf2(pattern);
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
      destructure2(part, { kind: "index", object: value, index, ...placeOf2(part) }, build);
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
  const at = placeOf2(node);
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
        entries: named(field2("body")).flatMap((entry3) => entryOf5(entry3, build)),
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
  const place = placeOf2(name ?? node);
  return { kind: "member", object: build.expr(object), name: name?.text ?? "", ...place };
}
function either(nodes, node, build) {
  const options = nodes.flatMap((one) => {
    const value = resultOf(one);
    return value === null || /^(?:return|break|continue)_expression$/.test(value.type) ? [] : [build.expr(value)];
  });
  const [only] = options;
  if (only === void 0) return build.unknown(node);
  return options.length === 1 ? only : { kind: "either", options, ...placeOf2(node) };
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
  return { kind: "call", callee: build.expr(callee), args, ...placeOf2(node) };
}
function entryOf5(entry3, build) {
  if (entry3.type === "base_field_initializer")
    return [{ key: null, value: build.expr(entry3.firstNamedChild) }];
  const key = entry3.childForFieldName("field") ?? entry3.firstNamedChild;
  if (key === null) return [];
  return [
    {
      key: { kind: "text", value: key.text, ...placeOf2(key) },
      value: build.expr(entry3.childForFieldName("value") ?? key)
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
    object: { kind: "name", name: "$", ...placeOf2(node) },
    name: { kind: "text", value: variable.text, ...placeOf2(variable) },
    fallback: stands ? wordExpr(word, node) : null,
    tested: /^:?\+$/.test(operator) || operator === "" && isTested2(node)
  });
}
function wordExpr(word, node) {
  const value = word.replace(/^(["'])([\s\S]*)\1$/, "$2");
  return /[$`]/.test(value) ? { kind: "unknown", text: "$", ...placeOf2(node) } : { kind: "text", value, ...placeOf2(node) };
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
  const at = placeOf2(node);
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
var KIN = [
  ["javascript"],
  ["csharp"],
  ["go"],
  ["java", "kotlin"],
  ["php"],
  ["python"],
  ["ruby"],
  ["rust"],
  ["shell", "dockerfile"]
];
var languagesById = new Map(
  languages.map((language) => [language.id, language])
);
function languageOf(path) {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return BY_NAME.get(dot > 0 ? name.slice(dot) : name) ?? BY_NAME.get(name);
}
function isManifest(path, among = languagesById.keys()) {
  for (const id of among) {
    if (languagesById.get(id)?.manifest?.test(path)) return true;
  }
  return false;
}
var BY_NAME = new Map(
  languages.flatMap((language) => language.extensions.map((end) => [end, language]))
);

// src/drift/code/source-files.ts
var FOREIGN = /(?:^|\/)(?:node_modules|bower_components|jspm_packages|\.yarn|\.git|\.venv|venv|site-packages|__pycache__|\.tox|Pods|\.gradle|\.next|\.nuxt|\.svelte-kit|coverage|__tests__|__mocks__|testdata|fixtures)\//;
var TEST_FOLDER = /(?:^|\/)(?:tests?|spec|specs|e2e|cypress|src\/(?:test|androidTest|integrationTest))\//i;
var TEST_FILE = /(?:[._-](?:test|tests|spec|e2e|stories|cy)\.[mc]?[jt]sx?|_test\.(?:go|py|rb)|_spec\.rb|(?:^|\/)(?:test_[^/]*|conftest)\.py|Tests?\.(?:java|kt|cs|php)|\.min\.js|\.d\.[mc]?ts|\.pb\.go)$/;
var VENDORED = /(?:^|\/)(?:vendor|third_party|thirdparty)\//;
var BUILT = /(?:^|\/)(?:dist|build|out|target|obj|bin\/(?:Debug|Release|x64|x86|main))\//;
var CODE = /\.(?:[cm]?[jt]sx?|py|go|java|kt|rb|php|cs|rs)$/;
var MAX_SOURCE_BYTES = 1024 * 1024;
function isOwnSource(path) {
  return !(FOREIGN.test(path) || VENDORED.test(path) || TEST_FOLDER.test(path) || TEST_FILE.test(path));
}
function builtFiles(entries) {
  const sources3 = /* @__PURE__ */ new Set();
  for (const { path } of entries) {
    const match = /^((?:.*?\/)??)(?:src|lib|app|cmd|internal|source)\//.exec(path);
    if (match !== null && CODE.test(path) && !BUILT.test(path)) sources3.add(match[1] ?? "");
  }
  const built = /* @__PURE__ */ new Set();
  for (const { path } of entries) {
    const match = BUILT.exec(path);
    if (match === null) continue;
    const folder = path.slice(0, match.index === 0 ? 0 : match.index + 1);
    if (sources3.has(folder)) built.add(path);
  }
  return built;
}

// src/drift/code/code-reader.ts
var MAX_MANIFESTS = 500;
var AT_ONCE = 16;
var CodeReader = class {
  constructor(tree, entries, marks, cache) {
    this.tree = tree;
    this.entries = entries;
    this.marks = marks;
    this.cache = cache;
    this.#byPath = new Map(entries.map((entry3) => [entry3.path, entry3]));
  }
  tree;
  entries;
  marks;
  cache;
  problems = [];
  #read = /* @__PURE__ */ new Set();
  #byPath;
  #asked = /* @__PURE__ */ new Map();
  /** The files that were read, sorted. */
  get read() {
    return [...this.#read].sort();
  }
  /** The files that bear the marks of the question. False where they are too many to be fetched: then none is read. */
  async readFirst(groups) {
    const all = [...groups].flatMap(
      ([{ program }, candidates2]) => candidates2.flatMap((candidate) => this.#unlessUnmarked(candidate, program))
    );
    const unread = all.filter(
      ({ entry: entry3, language, byText }) => byText || this.#cached(entry3, language) === void 0
    );
    const wanted = unread.map(({ entry: entry3 }) => entry3);
    if (isTooMuchToFetch(this.tree, wanted)) {
      this.problems.push(tooMuchToFetch(wanted.length));
      return false;
    }
    const texts = [...groups.keys()].flatMap(
      (kin) => this.#manifests(kin).map((entry3) => ({ entry: entry3, program: kin.program }))
    );
    await this.tree.prefetch?.([...wanted, ...texts.map(({ entry: entry3 }) => entry3)].map(pathOf));
    await each(texts, ({ entry: entry3, program }) => this.#addText(entry3, program));
    await each(all, (candidate) => this.#add(candidate, candidate.program));
    return true;
  }
  /** What programs came to want; answers to which anything was added. */
  async readWanted(kins) {
    const wanted = kins.map((kin) => {
      const { sources: sources3, texts } = kin.program.takeWanted();
      return {
        kin,
        sources: sources3.flatMap((path) => this.#newEntry(path, kin.program)),
        texts: texts.flatMap((path) => this.#newEntry(path, kin.program))
      };
    });
    await this.tree.prefetch?.(
      wanted.flatMap(({ sources: sources3, texts }) => [...sources3, ...texts].map(pathOf))
    );
    for (const { kin, sources: sources3, texts } of wanted) {
      await each(sources3, async (entry3) => {
        const language = languageOf(entry3.path);
        if (language !== void 0)
          await this.#add({ entry: entry3, language, byText: false }, kin.program);
      });
      await each(texts, (entry3) => this.#addText(entry3, kin.program));
    }
    return new Set(
      wanted.flatMap(({ kin, sources: sources3, texts }) => sources3.length + texts.length > 0 ? [kin] : [])
    );
  }
  /** A candidate, unless its content is known to bear no mark. */
  #unlessUnmarked(candidate, program) {
    const { entry: entry3, language, byText } = candidate;
    const known5 = byText ? this.cache.isMarked(entry3.hash, this.#markOf(language)) : true;
    return known5 === false ? [] : [{ ...candidate, program, byText: known5 === void 0 }];
  }
  /** What is nearly always asked for, so that no round is needed for it. */
  #manifests({ languages: languages2, program }) {
    const found = this.entries.filter(
      ({ path }) => isManifest(path, languages2) && isOwnSource(path)
    );
    return found.slice(0, MAX_MANIFESTS).flatMap(({ path }) => this.#newEntry(path, program));
  }
  async #addText({ path, hash }, program) {
    const known5 = this.cache.text(hash);
    if (known5 !== void 0) {
      program.addText(path, known5);
      return;
    }
    const file = await this.tree.read(path);
    if (!file.ok) this.problems.push(file.problem);
    const text = file.ok ? file.value.text : null;
    if (file.ok) this.cache.setText(hash, text);
    program.addText(path, text);
  }
  #newEntry(path, program) {
    const entry3 = this.#byPath.get(path);
    const asked = this.#askedBy(program);
    if (entry3 === void 0 || asked.has(path)) return [];
    asked.add(path);
    return [entry3];
  }
  #askedBy(program) {
    const known5 = this.#asked.get(program);
    if (known5 !== void 0) return known5;
    const asked = /* @__PURE__ */ new Set();
    this.#asked.set(program, asked);
    return asked;
  }
  #markOf({ id }) {
    return `${this.marks.name} ${id}`;
  }
  #cached(entry3, language) {
    return this.cache.get(entry3.hash, language.grammar(entry3.path));
  }
  async #add({ entry: entry3, language, byText }, program) {
    const known5 = byText ? void 0 : this.#cached(entry3, language);
    if (known5 !== void 0) {
      this.#take(entry3.path, known5, program);
      return;
    }
    if ((entry3.size ?? 0) > MAX_SOURCE_BYTES) {
      this.problems.push(tooLong(entry3.path));
      return;
    }
    const file = await this.tree.read(entry3.path);
    if (!file.ok) {
      this.problems.push(file.problem);
      return;
    }
    if (byText) {
      const isMarked = this.marks.isMarked(file.value.text, language);
      this.cache.setMarked(entry3.hash, this.#markOf(language), isMarked);
      if (!isMarked) return;
    }
    const facts = await this.#parse(file.value, entry3, language);
    if (facts !== void 0) this.#take(entry3.path, facts, program);
  }
  async #parse(file, entry3, language) {
    const name = language.grammar(entry3.path);
    const known5 = this.cache.get(entry3.hash, name);
    if (known5 !== void 0) return known5;
    const loaded = await grammar(name);
    const facts = loaded?.parse(file.text, (root) => language.read(root, loaded));
    if (facts === void 0) this.problems.push(notThrough(entry3.path));
    else this.cache.set(entry3.hash, name, facts, file.text.length);
    return facts;
  }
  #take(path, facts, program) {
    this.#askedBy(program).add(path);
    this.#read.add(path);
    program.add(path, facts);
    if (facts.broken !== null) this.problems.push(notWhole(path, facts.broken));
  }
};
async function each(items, work) {
  for (let at = 0; at < items.length; at += AT_ONCE)
    await Promise.all(items.slice(at, at + AT_ONCE).map(work));
}
function pathOf({ path }) {
  return path;
}
function notWhole(file, place) {
  return problem(
    "syntax-error",
    "From here on the file could not be read completely: it has a mistake, or is written in a newer form of its language. What could be understood of it counts.",
    { file, ...place }
  );
}
function notThrough(file) {
  return problem(
    "not-checked",
    "The parser does not get through this file, so it was not read as code. Exclude it if it is none.",
    { file }
  );
}
function tooLong(file) {
  return problem(
    "file-too-large",
    `The source file has more than ${MAX_SOURCE_BYTES / 1024 / 1024} MiB, so it was not read as code.`,
    { file }
  );
}

// src/drift/code/facts-cache.ts
var DEFAULT_BYTES = 48 * 1024 * 1024;
var MAX_TEXTS2 = 1e3;
var FactsCache = class {
  constructor(maxBytes = DEFAULT_BYTES) {
    this.maxBytes = maxBytes;
  }
  maxBytes;
  #facts = /* @__PURE__ */ new Map();
  #texts = /* @__PURE__ */ new Map();
  #marks = /* @__PURE__ */ new Map();
  #bytes = 0;
  /** The facts of a content that was parsed with a grammar. */
  get(hash, grammar2) {
    const key = `${grammar2} ${hash}`;
    const known5 = this.#facts.get(key);
    if (known5 === void 0) return void 0;
    this.#facts.delete(key);
    this.#facts.set(key, known5);
    return known5.facts;
  }
  /** `size` is that of the source, in characters. */
  set(hash, grammar2, facts, size) {
    this.#facts.set(`${grammar2} ${hash}`, { facts, size });
    this.#bytes += size;
    for (const [oldest, dropped] of this.#facts) {
      if (this.#bytes <= this.maxBytes) return;
      this.#facts.delete(oldest);
      this.#bytes -= dropped.size;
    }
  }
  /** The text of a file that is no source; undefined where it is not known, null where it cannot be read. */
  text(hash) {
    return this.#texts.get(hash);
  }
  setText(hash, text) {
    if (this.#texts.size > MAX_TEXTS2) this.#texts.clear();
    this.#texts.set(hash, text);
  }
  /** Whether a content has the mark of a question; undefined where that is not known. */
  isMarked(hash, question) {
    return this.#marks.get(`${question} ${hash}`);
  }
  setMarked(hash, question, isMarked) {
    if (this.#marks.size > 5e5) this.#marks.clear();
    this.#marks.set(`${question} ${hash}`, isMarked);
  }
};

// src/drift/code/lanes.ts
var WORTH_A_THREAD = 150;
function askedElsewhere(groups) {
  const bySize = [...groups].sort((a, b) => b.candidates.length - a.candidates.length);
  const lanes = { here: 0, away: 0 };
  const away = [];
  for (const group2 of bySize) {
    if (lanes.here <= lanes.away) lanes.here += group2.candidates.length;
    else {
      lanes.away += group2.candidates.length;
      away.push(group2);
    }
  }
  return Math.min(lanes.here, lanes.away) < WORTH_A_THREAD ? [] : away;
}

// src/drift/code/read-code.ts
var MAX_ROUNDS = 12;
async function askCode(tree, question, { cache = new FactsCache(), elsewhere, languages: languages2 } = {}) {
  const { entries, problems } = await tree.list();
  const files = entries.filter(({ kind }) => kind === "file");
  const candidates2 = candidatesOf(files, question, languages2);
  const read11 = async (groups) => {
    const answer = await readGroups(groups, files, { tree, question, cache });
    return { ...answer, problems: [...problems, ...answer.problems] };
  };
  const away = elsewhere === void 0 ? [] : askedElsewhere(candidates2);
  if (elsewhere === void 0 || away.length === 0)
    return merged2([await read11(candidates2)], question);
  const beside = elsewhere(
    tree,
    away.flatMap((group2) => group2.languages)
  ).catch(() => void 0);
  const here = await read11(candidates2.filter((group2) => !away.includes(group2)));
  return merged2([here, await beside ?? await read11(away)], question);
}
function candidatesOf(files, question, languages2) {
  const built = builtFiles(files);
  const found = /* @__PURE__ */ new Map();
  for (const entry3 of files) {
    const language = languageOf(entry3.path);
    if (language === void 0 || built.has(entry3.path)) continue;
    if (languages2 !== void 0 && !languages2.includes(language.id)) continue;
    if (!isOwnSource(question.ownPart?.(entry3.path, language) ?? entry3.path)) continue;
    if ((entry3.size ?? 0) > MAX_SOURCE_BYTES) continue;
    const isWanted2 = question.isWanted(entry3.path, language);
    if (isWanted2 === false) continue;
    const candidate = { entry: entry3, language, byText: isWanted2 === "by-text" };
    const known5 = found.get(language.id);
    if (known5 === void 0) found.set(language.id, [candidate]);
    else known5.push(candidate);
  }
  return KIN.map((kin) => ({
    languages: kin,
    candidates: kin.flatMap((id) => found.get(id) ?? [])
  })).filter(({ candidates: candidates2 }) => candidates2.length > 0);
}
async function readGroups(groups, files, {
  tree,
  question,
  cache
}) {
  const paths = new Set(files.map(({ path }) => path));
  const folders = filesByFolder(paths);
  const reader = new CodeReader(tree, files, question, cache);
  const kins = groups.map(({ languages: languages2, candidates: candidates2 }) => ({
    languages: new Set(languages2),
    program: new Program(paths, languagesById, folders),
    candidates: candidates2
  }));
  const isWhole = await reader.readFirst(new Map(kins.map((kin) => [kin, kin.candidates])));
  const value = question.merge(await answers2(kins, question, reader));
  return { value, problems: reader.problems, read: reader.read, isWhole };
}
async function answers2(kins, question, reader) {
  const codes = new Map(kins.map((kin) => [kin, new Code(kin.program)]));
  const found = /* @__PURE__ */ new Map();
  let open = new Set(kins);
  for (let round = 1; round <= MAX_ROUNDS && open.size > 0; round += 1) {
    for (const [kin, code] of codes)
      if (open.has(kin)) found.set(kin, question.answer(code, kin.languages));
    open = new Set(await reader.readWanted([...open]));
  }
  return [...found.values()];
}
function merged2(answers3, question) {
  return {
    value: question.merge(answers3.map(({ value }) => value)),
    problems: answers3.flatMap(({ problems }) => problems).sort(compareProblems),
    read: answers3.flatMap(({ read: read11 }) => read11).sort(),
    isWhole: answers3.every(({ isWhole }) => isWhole)
  };
}

// src/drift/code/unroll.ts
var MAX_ITEMS = 100;
function unrolled(site, file, code) {
  const { loopNames } = file.index;
  if (loopNames.size === 0) return [site.call];
  return code.unrolled(site, () => {
    const names2 = loopNamesIn(site.call, loopNames);
    return names2.size === 0 ? [site.call] : inEachTurn(site, names2, file, code);
  });
}
function inEachTurn({ call, scope }, names2, file, code) {
  for (const name of names2) {
    const rows = rowsOf(name, call, file, scope, code) ?? partRowsOf(name, call, file, scope, code);
    if (rows !== null) {
      return rows.map((row) => {
        let replaced2 = call;
        for (const [part, value] of row) replaced2 = replaceName(replaced2, part, value);
        return replaced2.kind === "call" ? replaced2 : call;
      });
    }
    const items = itemsOf(name, call, file, scope, code);
    if (items === null) continue;
    return items.map((item) => {
      const replaced2 = replaceName(call, name, item);
      return replaced2.kind === "call" ? replaced2 : call;
    });
  }
  return [call];
}
function rowsOf(name, call, file, scope, code) {
  for (const index of file.index.enclosing(scope)) {
    const loop = pairLoop(name, call, file, index);
    if (loop === void 0) {
      if (file.index.bindings(index, name).length > 0) return null;
      continue;
    }
    const items = pairsOf(loop.list, { file: file.path, scope: index }, code);
    if (items === null || items.length > MAX_ITEMS) return null;
    return items.map(
      (parts) => new Map(
        loop.names.flatMap((part, position) => {
          const value = parts[position];
          return value === void 0 ? [] : [[part, value]];
        })
      )
    );
  }
  return null;
}
function partRowsOf(name, call, file, scope, code) {
  for (const index of file.index.enclosing(scope)) {
    const [binding] = file.index.bindings(index, name);
    if (binding === void 0) continue;
    const pattern = partOf(binding.value);
    if (pattern === null || file.index.scope(index)?.params[0]?.name !== pattern) return null;
    const items = itemsOf(pattern, call, file, index, code);
    const parts = file.facts.bindings.filter(
      (one) => one.scope === index && partOf(one.value) === pattern
    );
    if (items === null) return null;
    return items.map(
      (object) => new Map(
        parts.flatMap(
          (part) => part.value?.kind === "member" ? [[part.name, { ...part.value, object }]] : []
        )
      )
    );
  }
  return null;
}
function pairLoop(name, call, file, scope) {
  const written = file.index.argumentOf(scope);
  const params = file.index.scope(scope)?.params.map((param) => param.name) ?? [];
  if (file.facts.language === "ruby" && params.length > 1 && params.includes(name)) {
    const callee = written?.call.callee;
    return callee?.kind === "member" && /^each(?:_pair)?$/.test(callee.name) ? { names: params, list: callee.object } : void 0;
  }
  const item = loopItemOf(lastBefore(call, file.index.bindings(scope, name))?.value ?? null);
  const loop = item === null ? void 0 : file.index.bindings(scope, item).find(({ each: each2 }) => each2);
  if (!loop?.value) return void 0;
  const parts = file.facts.bindings.filter(
    (one) => one.scope === scope && loopItemOf(one.value) === item
  );
  return { names: parts.map((one) => one.name), list: loop.value };
}
function lastBefore(call, bindings) {
  return bindings.filter(({ line }) => line <= call.line).at(-1) ?? bindings[0];
}
function pairsOf(list2, site, code) {
  const isItems = list2.kind === "call" && list2.callee.kind === "member" && list2.callee.name === "items";
  const over = isItems && list2.callee.kind === "member" ? list2.callee.object : list2;
  const [origin, ...others] = code.resolver.origins(over, site);
  if (origin?.kind !== "value" || others.length > 0 || origin.file !== site.file) return null;
  const { expr } = origin;
  if (expr.kind === "map")
    return expr.entries.flatMap(({ key, value }) => key === null ? [] : [[key, value]]);
  if (expr.kind !== "list") return null;
  const items = expr.items.flatMap((item) => item.kind === "list" ? [item.items] : []);
  return items.length === expr.items.length ? items : null;
}
function itemsOf(name, call, file, scope, code) {
  for (const index of file.index.enclosing(scope)) {
    const list2 = loopOver(name, call, file, index);
    if (list2 === void 0) {
      const isOther = file.index.bindings(index, name).length > 0 || file.index.scope(index)?.params.some((param) => param.name === name);
      if (isOther) return null;
      continue;
    }
    const [origin, ...others] = code.resolver.origins(list2, { file: file.path, scope: index });
    if (origin?.kind !== "value" || others.length > 0) return null;
    const { expr } = origin;
    if (expr.kind !== "list" || expr.items.length > MAX_ITEMS) return null;
    if (origin.file !== file.path) {
      for (const item of expr.items) code.resolver.settle(item, origin);
    }
    return expr.items;
  }
  return null;
}
function loopOver(name, call, file, scope) {
  const loops = file.index.bindings(scope, name).filter(({ each: each2 }) => each2);
  const loop = lastBefore(call, loops);
  if (loop?.value) return loop.value;
  const written = file.index.argumentOf(scope);
  const isItem = file.index.scope(scope)?.params[0]?.name === name;
  if (written === void 0 || !isItem || written.call.callee.kind !== "member") return void 0;
  const { object, name: method } = written.call.callee;
  return LOOP_METHODS.test(method) ? object : void 0;
}
function loopNamesIn(expr, loopNames) {
  const names2 = /* @__PURE__ */ new Set();
  const visit = (one) => {
    if (one.kind === "name" && loopNames.has(one.name)) names2.add(one.name);
    for (const part of partsOf(one)) visit(part);
  };
  visit(expr);
  return names2;
}
function partsOf(expr) {
  switch (expr.kind) {
    case "member":
      return [expr.object];
    case "index":
      return [expr.object, expr.index];
    case "call":
      return [expr.callee, ...expr.args.map(({ value }) => value)];
    case "join":
      return expr.parts;
    case "list":
      return expr.items;
    case "either":
      return expr.options;
    default:
      return [];
  }
}
function replaceName(expr, name, by) {
  const replace = (one) => replaceName(one, name, by);
  switch (expr.kind) {
    case "name":
      return expr.name === name ? by : expr;
    case "member":
      return { ...expr, object: replace(expr.object) };
    case "index":
      return { ...expr, object: replace(expr.object), index: replace(expr.index) };
    case "call":
      return {
        ...expr,
        callee: replace(expr.callee),
        args: expr.args.map((arg) => ({ ...arg, value: replace(arg.value) }))
      };
    case "join":
      return { ...expr, parts: expr.parts.map(replace) };
    case "list":
      return { ...expr, items: expr.items.map(replace) };
    case "either":
      return { ...expr, options: expr.options.map(replace) };
    default:
      return expr;
  }
}

// src/drift/spec/path-template.ts
var ROOT = { path: "", dynamic: false };
var [OPEN, CLOSE] = ["\uE000", "\uE001"];
var MAX_ALTERNATIVES = 8;
function templates(text, syntax) {
  const marked = text.map((part) => typeof part === "string" ? part : `${OPEN}${part.hole}${CLOSE}`).join("");
  const expanded = expand(marked, syntax);
  const alternatives = expanded.length > MAX_ALTERNATIVES ? expanded.slice(-1) : expanded;
  return [...new Set(alternatives)].map(unmarked);
}
function unmarked(path) {
  const dynamic = path.includes(OPEN);
  return {
    path: path.replace(
      new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "g"),
      (_, name) => `{${/^[\w$]+$/.test(name) ? name : "unknown"}}`
    ),
    dynamic
  };
}
function joinPaths(prefix, path) {
  return {
    path: path.path === "" ? prefix.path : `${prefix.path}/${path.path}`,
    dynamic: prefix.dynamic || path.dynamic
  };
}
function normalizePath(path) {
  const parts = path.split("/").filter((part) => part !== "");
  return `/${parts.join("/")}`;
}
function expand(path, syntax) {
  let done = [""];
  let at = 0;
  const append = (...alternatives) => {
    done = done.flatMap((start) => alternatives.map((end) => start + end));
  };
  while (at < path.length) {
    if (syntax.colonEscape && path.startsWith("::", at)) {
      append(":");
      at += 2;
      continue;
    }
    const found = group(path, at, syntax) ?? parenthesized(path, at, syntax) ?? parameter(path, at, syntax);
    if (found === null) {
      const [own = "", next] = path.slice(at, at + 2);
      const mayMiss = syntax.parentheses === true && next === "?" && /\w/.test(own);
      append(...mayMiss ? ["", own] : [own]);
      at += mayMiss ? 2 : 1;
      continue;
    }
    if (found.optional) {
      const without = done.map((start) => found.takesSlash ? start.replace(/\/$/, "") : start);
      const inner = found.alternatives;
      done = [...without, ...done.flatMap((start) => inner.map((end) => start + end))];
    } else append(...found.alternatives);
    if (done.length > 4 * MAX_ALTERNATIVES) done = done.slice(-1);
    at = found.end;
  }
  return done;
}
function group(path, at, syntax) {
  if (syntax.optional === void 0 || path[at] !== syntax.optional[0]) return null;
  const end = closing(path, at);
  const inner = path.slice(at + 1, end - 1);
  if (syntax.optional === "{}" && syntax.braces && !/[/:]/.test(inner)) return null;
  return { alternatives: expand(inner, syntax), optional: true, takesSlash: false, end };
}
function parenthesized(path, at, syntax) {
  if (!syntax.parentheses || path[at] !== "(") return null;
  const end = closing(path, at);
  const inner = path.slice(at + 1, end - 1).replace(/^\?:/, "");
  const isOptional2 = /[?*]/.test(path[end] ?? "");
  const behind = /[?*+]/.test(path[end] ?? "") ? end + 1 : end;
  const isPlain = /^[\w\-/.|:]*$/.test(inner);
  return {
    alternatives: isPlain ? inner.split("|").flatMap((one) => expand(one, syntax)) : ["{wildcard}"],
    optional: isOptional2,
    takesSlash: !inner.startsWith("/"),
    end: behind
  };
}
function parameter(path, at, syntax) {
  const rest = path.slice(at);
  if (syntax.colon && rest[0] === ":") return colonParameter(path, at);
  if (syntax.braces && rest[0] === "{") return braceParameter(path, at);
  if (syntax.angles && rest[0] === "<") {
    const match = /^<(?:[\w.]+(?:\([^)]*\))?:)?([\w-]+)(?:\.\.)?>/.exec(rest);
    return match === null ? null : whole(match[1] ?? "", at + match[0].length);
  }
  if (syntax.star && syntax.colon && path[at - 1] === "/" && /^\+(?:\/|$)/.test(rest))
    return whole("wildcard", at + 1);
  if (syntax.star && rest[0] === "*") {
    const match = /^\*+(\w*)/.exec(rest);
    return whole(match?.[1] || "wildcard", at + (match?.[0].length ?? 1));
  }
  return null;
}
function colonParameter(path, at) {
  const match = /^:([A-Za-z_]\w*)/.exec(path.slice(at));
  if (match === null) return null;
  let end = at + match[0].length;
  if (/[({<]/.test(path[end] ?? "")) end = closing(path, end);
  const optional3 = path[end] === "?" || path[end] === "*";
  if (/[?*+]/.test(path[end] ?? "")) end += 1;
  return { ...whole(match[1] ?? "", end), optional: optional3, takesSlash: true };
}
function braceParameter(path, at) {
  const end = closing(path, at);
  const inner = path.slice(at + 1, end - 1);
  if (inner.startsWith(OPEN) && inner.includes(CLOSE))
    return {
      alternatives: [inner.slice(0, inner.indexOf(CLOSE) + 1)],
      optional: false,
      takesSlash: true,
      end
    };
  const match = /^\s*[*!]{0,2}\s*([\w$-]*)\s*(\.\.\.)?(\?)?/.exec(inner);
  const name = match?.[1] || (inner.startsWith("...") || inner.startsWith("*") ? "wildcard" : "");
  if (name === "" || end > path.length) return null;
  const optional3 = match?.[3] === "?" || /\?$/.test(inner);
  return { ...whole(name, end), optional: optional3, takesSlash: true };
}
function whole(name, end) {
  return { alternatives: [`{${name}}`], optional: false, takesSlash: false, end };
}
function closing(path, at) {
  const open = path[at] ?? "";
  const close = { "(": ")", "[": "]", "{": "}", "<": ">" }[open] ?? "";
  let depth = 0;
  for (let index = at; index < path.length; index += 1) {
    if (path[index] === "\\") index += 1;
    else if (path[index] === open) depth += 1;
    else if (path[index] === close && --depth === 0) return index + 1;
  }
  return path.length + 1;
}

// src/drift/spec/framework.ts
var ALL_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

// src/drift/spec/route-graph.ts
var MAX_PREFIXES = 64;
var MAX_DEPTH5 = 24;
var RouteGraph = class {
  constructor(framework) {
    this.framework = framework;
  }
  framework;
  #routers = /* @__PURE__ */ new Map();
  #routes = [];
  #problems = [];
  /**
   * A router is known; `isRoot` when it serves by itself, without being mounted. `prefix` stands before all its paths,
   * wherever it is mounted.
   */
  declare(router, isRoot, prefix = ROOT) {
    const known5 = this.#router(router);
    if (prefix.path !== "") this.prefix(router, prefix);
    known5.isKnown = true;
    known5.isRoot ||= isRoot;
  }
  /** A router stands on another, below a prefix. The same twice is once. */
  mount(router, on, prefix = ROOT) {
    const { mounts } = this.#router(router);
    const isThere = mounts.some((own) => own.on === on && own.prefix.path === prefix.path);
    if (router !== on && !isThere) mounts.push({ on, prefix });
  }
  /** A router has a prefix of its own: `new Router({ prefix: '/users' })`. Several are alternatives. */
  prefix(router, prefix) {
    const { own } = this.#router(router);
    if (!own.some(({ path }) => path === prefix.path)) own.push(prefix);
  }
  add(route) {
    this.#router(route.router);
    this.#routes.push(route);
  }
  /** Whether a router is one as far as is known by now. */
  isKnown(router) {
    return this.#isKnown(router, 0);
  }
  problem(message, file, at) {
    this.#problems.push(
      problem("not-checked", message, { file, line: at.line, column: at.column })
    );
  }
  /** All routes with their whole paths, and what kept routes from being known. */
  findings() {
    const routes = /* @__PURE__ */ new Map();
    const unmounted = /* @__PURE__ */ new Set();
    for (const route of this.#routes) {
      if (!this.#isKnown(route.router, 0)) continue;
      if (isUnknown(route.path)) {
        this.problem(
          "The path of this route is not known: it is made while the program runs, or is a pattern that has no template. The route is left out.",
          route.file,
          route.at
        );
        continue;
      }
      const { prefixes, isMounted } = this.#prefixes(route.router);
      if (!isMounted && !unmounted.has(`${route.file} ${route.router}`)) {
        unmounted.add(`${route.file} ${route.router}`);
        this.problem(
          "The router of this route is not mounted on an application as far as can be seen, so its routes are listed with their own paths alone. If they have a prefix, it is missing here.",
          route.file,
          route.at
        );
      }
      for (const one of this.#listed(route, prefixes))
        routes.set(`${one.method} ${one.path} ${one.file} ${one.line}`, one);
    }
    return { routes: [...routes.values()].sort(compareRoutes), problems: this.#problems };
  }
  *#listed(route, prefixes) {
    const methods = route.methods.flatMap((method) => method === "*" ? ALL_METHODS : [method]);
    for (const prefix of prefixes) {
      const { path, dynamic } = joinPaths(prefix, route.path);
      if (dynamic) {
        this.problem(
          `A part of the path ${normalizePath(path)} is not known: it is made while the program runs.`,
          route.file,
          route.at
        );
      }
      for (const method of methods) {
        yield {
          method,
          path: normalizePath(path),
          file: route.file,
          line: route.at.line,
          framework: this.framework,
          dynamic,
          ...route.parameters === void 0 ? {} : { parameters: route.parameters.filter(({ name }) => !path.includes(`{${name}}`)) },
          ...route.answersAll === true ? { answersAll: true } : {}
        };
      }
    }
  }
  #router(key) {
    const known5 = this.#routers.get(key);
    if (known5 !== void 0) return known5;
    const made2 = { isRoot: false, isKnown: false, mounts: [], own: [] };
    this.#routers.set(key, made2);
    return made2;
  }
  #isKnown(key, depth) {
    const router = this.#routers.get(key);
    if (router === void 0 || depth > MAX_DEPTH5) return false;
    return router.isKnown || router.mounts.some(({ on }) => this.#isKnown(on, depth + 1));
  }
  /** All prefixes that a router is reached by, its own included. One that is mounted nowhere has the empty prefix. */
  #prefixes(key, above = []) {
    const own = this.#routers.get(key)?.own ?? [];
    const { prefixes, isMounted } = this.#mountedAt(key, above);
    if (own.length === 0) return { prefixes, isMounted };
    const whole2 = prefixes.flatMap((one) => own.map((more) => joinPaths(one, more)));
    return { prefixes: whole2, isMounted };
  }
  #mountedAt(key, above) {
    const router = this.#routers.get(key);
    const mounts = (router?.mounts ?? []).filter(
      ({ on }) => !above.includes(on) && this.#isKnown(on, 0)
    );
    if (router?.isRoot && mounts.length === 0) return { prefixes: [ROOT], isMounted: true };
    if (mounts.length === 0 || above.length > MAX_DEPTH5)
      return { prefixes: [ROOT], isMounted: false };
    const found = mounts.map(({ on, prefix }) => {
      const outer = this.#prefixes(on, [...above, key]);
      return { outer, prefixes: outer.prefixes.map((one) => joinPaths(one, prefix)) };
    });
    const proper = found.filter(({ outer }) => outer.isMounted);
    const counted = proper.length > 0 ? proper : found;
    return {
      prefixes: distinct3(counted.flatMap(({ prefixes }) => prefixes)).slice(0, MAX_PREFIXES),
      isMounted: proper.length > 0
    };
  }
};
function isUnknown({ path, dynamic }) {
  return dynamic && /^\/*(?:\{[^{}]*\}\/*)+$/.test(path);
}
function distinct3(prefixes) {
  return [...new Map(prefixes.map((one) => [normalizePath(one.path), one])).values()];
}
function compareRoutes(a, b) {
  return compareText(a.path, b.path) || compareText(a.method, b.method) || compareText(a.file, b.file) || a.line - b.line || compareText(a.framework, b.framework);
}

// src/drift/code/entries.ts
var MAX_DEPTH6 = 8;
var UNCHANGED = /^(?:freeze|seal|define\w*|satisfies|markRaw)$/;
var LOOPS = /^(?:forEach|map|flatMap|each)$/;
function objects(expr, site, code, depth = 0) {
  if (depth > MAX_DEPTH6) return [];
  if (expr.kind === "map") return [{ expr, site }];
  if (expr.kind === "list")
    return expr.items.flatMap((item) => objects(item, site, code, depth + 1));
  return code.resolver.origins(expr, site).flatMap((origin) => code.resolver.asValue(origin)).flatMap((origin) => objectsOf(origin, expr, code, depth));
}
function objectsOf(origin, from, code, depth) {
  if (origin.kind === "value")
    return origin.expr === from ? [] : objects(origin.expr, origin, code, depth + 1);
  if (origin.kind === "call") {
    const [first] = origin.call.args;
    const { callee } = origin.call;
    const name2 = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
    if (UNCHANGED.test(name2) && first !== void 0)
      return objects(first.value, origin, code, depth + 1);
    return returnedObjects(origin, code, depth);
  }
  if (origin.kind !== "param" || origin.position !== 0) return [];
  const written = code.program.file(origin.file)?.index.argumentOf(origin.scope);
  if (written === void 0 || written.call.callee.kind !== "member") return [];
  const { object, name } = written.call.callee;
  const site = { file: origin.file, scope: written.scope };
  return LOOPS.test(name) ? objects(object, site, code, depth + 1) : [];
}
function returnedObjects({ call, ...site }, code, depth) {
  return code.resolver.origins(call.callee, site).flatMap((callee) => {
    if (callee.kind !== "function") return [];
    const { file, scope } = callee;
    const returns = code.program.file(file)?.index.returns(scope) ?? [];
    return returns.flatMap(({ value }) => objects(value, { file, scope }, code, depth + 1));
  });
}
function entriesOf({ expr, site }, code) {
  const found = /* @__PURE__ */ new Map();
  for (const entry3 of allEntries({ expr, site }, code, 0)) found.set(entry3.key, entry3);
  return [...found.values()];
}
function* allEntries({ expr, site }, code, depth) {
  if (expr.kind !== "map" || depth > MAX_DEPTH6) return;
  for (const { key, value } of expr.entries) {
    if (key === null) {
      for (const spread of objects(value, site, code).slice(0, 1))
        yield* allEntries(spread, code, depth + 1);
      continue;
    }
    const name = key.kind === "text" ? key.value : code.evaluator.text(key, site);
    if (name !== null) yield { key: name, value: { expr: value, site } };
  }
}
function entry(object, name, code) {
  return entriesOf(object, code).find(({ key }) => key === name)?.value;
}

// src/drift/spec/router-objects.ts
var RouterObjects = class {
  constructor(code, graph, teller) {
    this.code = code;
    this.graph = graph;
    this.teller = teller;
  }
  code;
  graph;
  teller;
  #seen = /* @__PURE__ */ new Set();
  #following = /* @__PURE__ */ new Set();
  /** Routers that are being followed to what they stand on. */
  #active = /* @__PURE__ */ new Set();
  /** The routers that an expression may be; empty for what is none. */
  keysOf(expr, site) {
    if (this.#following.has(expr)) return [];
    this.#following.add(expr);
    try {
      const keys = this.code.resolver.origins(expr, site).flatMap((origin) => this.code.resolver.asValue(origin)).flatMap((origin) => this.#keysOfValue(origin, site));
      return [...new Set(keys)];
    } finally {
      this.#following.delete(expr);
    }
  }
  /** The routers of a list too: that of a loop which is written in another file than its list. */
  #keysOfValue(origin, site) {
    if (origin.kind !== "value" || origin.expr.kind !== "list") return this.#keyOf(origin, site);
    return origin.expr.items.flatMap((item) => this.keysOf(item, origin));
  }
  /**
   * The routers that an expression may be, each with the frame in which the texts beside it are to be worked out: a
   * function that is given different routers and prefixes in different calls is looked at call by call.
   */
  at(expr, site, texts) {
    let around2;
    return this.code.resolver.origins(expr, site).flatMap((origin) => {
      if (origin.kind !== "param") {
        const keys = this.#keysOfValue(origin, site);
        if (keys.length === 0) return [];
        around2 ??= this.#framesAround(site, texts);
        const frames2 = around2;
        return keys.flatMap((key) => frames2.map((frame) => ({ key, frame })));
      }
      const { file, scope, position } = origin;
      if (texts.every(isSettled))
        return this.#keyOf(origin, site).map((key) => ({ key, frame: null }));
      const frames = this.#frames(file, scope);
      if (!this.#differ(texts, site, frames)) {
        const [first] = frames;
        return this.#keyOf(origin, site).map((key) => ({ key, frame: first?.frame ?? null }));
      }
      return frames.flatMap(({ caller, frame }) => {
        const given = this.code.callers.argument(file, scope, position, caller);
        const keys = given === null ? [] : this.keysOf(given, caller.site);
        return keys.map((key) => ({ key, frame }));
      });
    });
  }
  /** The frames of the function around, where texts differ from one of its calls to the next; else none. */
  #framesAround(site, texts) {
    const index = this.code.program.file(site.file)?.index;
    if (index === void 0 || texts.every(isSettled)) return [null];
    for (const scope of index.enclosing(site.scope)) {
      if ((index.scope(scope)?.params.length ?? 0) === 0) continue;
      const frames = this.#frames(site.file, scope);
      if (this.#differ(texts, site, frames)) return frames.map(({ frame }) => frame);
    }
    return [null];
  }
  #frames(file, scope) {
    return this.code.callers.of(file, scope).map((caller) => ({
      caller,
      frame: this.code.evaluator.frame(caller.call, caller.site, { file, scope }, null)
    }));
  }
  /** Whether texts are not the same in all frames. */
  #differ(texts, site, frames) {
    if (frames.length < 2) return false;
    const seen = frames.map(
      ({ frame }) => JSON.stringify(texts.map((text) => this.code.evaluator.texts(text, site, frame)))
    );
    return new Set(seen).size > 1;
  }
  /** The paths that an expression means in the framework's notation; the root for none. */
  paths(expr, site, frame = null) {
    if (expr === null) return [ROOT];
    return this.code.evaluator.texts(expr, site, frame).flatMap((text) => templates(text, this.teller.syntax));
  }
  /** A function gets a router as its parameter from the framework: `app.group('/x', (group) => …)`. */
  give(fn, site, position, on, prefixes) {
    const functions2 = this.code.resolver.origins(fn, site).flatMap((origin) => this.code.resolver.asValue(origin));
    for (const origin of functions2) {
      if (origin.kind !== "function") continue;
      const key = originKey({ kind: "param", file: origin.file, scope: origin.scope, position });
      for (const parent of on) {
        for (const prefix of prefixes) this.graph.mount(key, parent, prefix);
      }
    }
  }
  #keyOf(origin, site) {
    const key = originKey(origin);
    const place = "file" in origin && "scope" in origin ? origin : site;
    const role = this.teller.roleOf(origin, place);
    if (role === null) return [];
    if (role === void 0) return this.#unclear(origin, key);
    if (role.role === "same") return this.#through(key, () => this.keysOf(role.as, place));
    if (role.role === "group") {
      const texts = role.prefix === null ? [] : [role.prefix];
      const parents = this.#through(key, () => this.at(role.of, place, texts));
      if (parents.length === 0) return [];
      for (const { key: parent, frame } of parents) {
        for (const prefix of this.paths(role.prefix, place, frame))
          this.graph.mount(key, parent, prefix);
      }
      return [key];
    }
    this.graph.declare(key, role.role === "root");
    if (role.prefix) {
      for (const prefix of this.paths(role.prefix, place)) this.graph.prefix(key, prefix);
    }
    return [key];
  }
  /** What something stands on; nothing where that leads back to it: `app = app.route(…)` in a loop. */
  #through(key, work) {
    if (this.#active.has(key)) return [];
    this.#active.add(key);
    try {
      return work();
    } finally {
      this.#active.delete(key);
    }
  }
  /** A parameter stands on whatever it is given; other things count when they look like a router. */
  #unclear(origin, key) {
    if (origin.kind === "param") {
      if (!this.#seen.has(key)) {
        this.#seen.add(key);
        const { file, scope, position } = origin;
        const callers = this.code.callers.of(file, scope);
        for (const caller of callers) {
          const given = this.code.callers.argument(file, scope, position, caller);
          if (given === null) continue;
          for (const parent of this.keysOf(given, caller.site)) this.graph.mount(key, parent);
        }
        if (callers.length === 0 && this.teller.isPlausible(origin)) this.graph.declare(key, false);
      }
      return [key];
    }
    if (this.#isTakenApart(origin, key)) return [key];
    if (!this.teller.isPlausible(origin)) return [];
    this.graph.declare(key, false);
    return [key];
  }
  /** Mounts `app` of `({ app }) => …` on what the calls of the function give it; whether any gives a router. */
  #isTakenApart(origin, key) {
    if (origin.kind !== "member" || origin.object.kind !== "param") return false;
    const { file, scope, position } = origin.object;
    let isGiven2 = false;
    for (const caller of this.code.callers.of(file, scope)) {
      const argument5 = this.code.callers.argument(file, scope, position, caller);
      if (argument5 === null) continue;
      for (const map of objects(argument5, caller.site, this.code)) {
        const value = entry(map, origin.name, this.code);
        const parents = value === void 0 ? [] : this.keysOf(value.expr, value.site);
        for (const parent of parents) this.graph.mount(key, parent);
        isGiven2 ||= parents.length > 0;
      }
    }
    return isGiven2;
  }
};
function isSettled(expr) {
  if (expr.kind === "list") return expr.items.every(isSettled);
  return expr.kind === "text" || expr.kind === "literal" || expr.kind === "function";
}
function receiver(call) {
  return call.callee.kind === "member" ? call.callee.object : null;
}

// src/drift/spec/rust-routing.ts
function isExternal(expr, site, module, code) {
  const written = dottedName(expr)?.replace(/\./g, "::");
  return code.resolver.origins(expr, site).some((origin) => {
    if (origin.kind === "external") return module.test(origin.module);
    if (origin.kind !== "member" && origin.kind !== "value") return false;
    return written !== void 0 && module.test(written);
  });
}
function isReturnedToNobody({ file, scope, call }, code) {
  const returns = code.program.file(file)?.index.returns(scope) ?? [];
  const isReturned = returns.some(({ value }) => holds(value, call));
  return isReturned && code.callers.of(file, scope).length === 0;
}
function holds(expr, call) {
  for (let at = expr; ; ) {
    if (at === call) return true;
    if (at.kind !== "call" || at.callee.kind !== "member") return at.kind === "name";
    at = at.callee.object;
  }
}
function isTest(file, scope) {
  for (const index of file.index.enclosing(scope)) {
    for (const { callee, args } of file.index.scope(index)?.decorators ?? []) {
      const name = lastName(callee);
      const [first] = args;
      if (name === "test" || name === "cfg" && first?.value.kind === "name" && first.value.name === "test")
        return true;
    }
  }
  return false;
}
function isAttributeOf(callee, file, module, code) {
  const site = { file: file.path, scope: 0 };
  if (isExternal(callee, site, module, code)) return "yes";
  if (callee.kind === "name" && file.index.imports("*").some((one) => module.test(one.module)))
    return "yes";
  const isKnown = code.resolver.origins(callee, site).some(({ kind }) => kind !== "value");
  return isKnown ? "no" : "unknown";
}

// src/drift/spec/uses-package.ts
function importsPackage({ index }, name) {
  for (const module of index.modules) {
    if (name.test(module)) return true;
  }
  return false;
}
function usesPackage(code, name) {
  for (const file of code.program.files()) {
    if (importsPackage(file, name)) return true;
  }
  return false;
}
function packagesUsing(code, name) {
  const found = /* @__PURE__ */ new Set();
  for (const file of code.program.files()) {
    if (importsPackage(file, name)) found.add(packageOf(file.path, code));
  }
  return found;
}
function packageOf(path, code) {
  return code.program.nearest("package.json", path) ?? "";
}

// src/drift/spec/frameworks/actix-web.ts
var MODULE = /^(?:actix_web|actix_web_lab|utoipa_actix_web|paperclip)(?:::|$)/;
var METHOD = /^(?:get|head|post|put|patch|delete|options|trace|connect)$/i;
var SAME2 = /^(?:service|configure|route|app_data|data|data_factory|wrap|wrap_fn|guard|name|default_service|external_resource|to|get|head|post|put|patch|delete|options|trace|into_utoipa_app|into_app|wrap_api|build|map)$/;
var actixWeb = {
  id: "actix-web",
  languages: ["rust"],
  mark: /\bactix_web\b|\b(?:ServiceConfig|web::scope|web::resource)\b|#\[(?:get|head|post|put|patch|delete|options|route)\(/,
  routes(code) {
    return usesPackage(code, MODULE) ? new ActixRoutes(code).findings() : { routes: [], problems: [] };
  }
};
var ActixRoutes = class {
  constructor(code) {
    this.code = code;
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: { braces: true }
    });
  }
  code;
  #graph = new RouteGraph("actix-web");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "rust") continue;
      this.#attributes(file);
      for (const made2 of file.facts.calls) {
        const { callee } = made2.call;
        if (callee.kind !== "member" || !SAME2.test(callee.name)) continue;
        if (isTest(file, made2.scope)) continue;
        const site = { file: file.path, scope: made2.scope };
        for (const call of unrolled(made2, file, this.code)) this.#call(call, site);
      }
    }
    return this.#graph.findings();
  }
  /** Handlers with `#[get("/x")]`: services of their own, which `service` mounts by the function's name. */
  #attributes(file) {
    for (const [scope, { kind, parent }] of file.facts.scopes.entries()) {
      if (kind !== "function" || isTest(file, parent ?? 0)) continue;
      const key = originKey({ kind: "function", file: file.path, scope });
      for (const attribute of this.#routeAttributes(file, scope)) {
        const path = attribute.args.find(({ name }) => name === null)?.value ?? null;
        const site = { file: file.path, scope: parent ?? 0 };
        this.#graph.declare(key, false);
        for (const template of this.#routers.paths(path, site))
          this.#graph.add({
            router: key,
            methods: this.#attributeMethods(attribute),
            path: template,
            file: file.path,
            at: attribute
          });
      }
    }
  }
  #routeAttributes(file, scope) {
    return (file.index.scope(scope)?.decorators ?? []).filter(({ callee, args }) => {
      const name = lastName(callee) ?? "";
      const isRoute = METHOD.test(name) || name === "route";
      return isRoute && args.length > 0 && isAttributeOf(callee, file, MODULE, this.code) === "yes";
    });
  }
  #attributeMethods({ callee, args }) {
    const name = lastName(callee) ?? "";
    if (METHOD.test(name)) return [name.toUpperCase()];
    const named2 = args.flatMap(
      (arg) => arg.name === "method" && arg.value.kind === "text" ? [arg.value.value.toUpperCase()] : []
    );
    return named2.length === 0 ? ["*"] : named2;
  }
  #roleOf(origin) {
    if (origin.kind === "function") {
      const file = this.code.program.file(origin.file);
      return file !== void 0 && this.#routeAttributes(file, origin.scope).length > 0 ? { role: "router" } : null;
    }
    if (origin.kind === "param") {
      const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
      const type = declared?.params[origin.position]?.type ?? "";
      if (/\b(?:ServiceConfig|App|Scope|Resource)\b/.test(type))
        this.#graph.declare(originKey(origin), false);
      return void 0;
    }
    return origin.kind === "call" ? this.#ofCall(origin) : null;
  }
  #ofCall(origin) {
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee);
    if (name === null) return null;
    const prefix = call.args[0]?.value ?? null;
    if (isExternal(call.callee, origin, MODULE, this.code)) {
      if (name === "scope" || name === "resource") return { role: "router", prefix };
      const type = on === null ? null : lastName(on);
      if (name === "new" && type === "App") return { role: "root" };
      if (name === "new" && (type === "Scope" || type === "Resource"))
        return { role: "router", prefix };
    }
    return on !== null && SAME2.test(name) ? { role: "same", as: on } : null;
  }
  #call(call, site) {
    if (call.callee.kind !== "member") return;
    const { object, name } = call.callee;
    const [first, second] = call.args;
    if (first === void 0) return;
    if (name === "service") this.#service(object, first.value, site);
    else if (name === "configure")
      this.#routers.give(first.value, site, 0, this.#routers.keysOf(object, site), [ROOT]);
    else if (name === "route" && second !== void 0)
      this.#route(object, first.value, this.#methods(second.value, site), call, site);
    else if (name === "route")
      this.#route(object, null, this.#methods(first.value, site), call, site);
    else if (name === "to") this.#route(object, null, ["*"], call, site);
    else if (METHOD.test(name)) this.#route(object, null, [name.toUpperCase()], call, site);
  }
  #service(on, service, site) {
    const services = service.kind === "call" && lastName(service.callee) === "services" ? service.args.map(({ value }) => value) : service.kind === "list" ? service.items : [service];
    const children = services.flatMap((one) => this.#routers.keysOf(one, site));
    if (children.length === 0) return;
    for (const key of this.#routers.keysOf(on, site))
      for (const child of children) this.#graph.mount(child, key);
  }
  #route(on, path, methods, call, site) {
    for (const { key, frame } of this.#routers.at(on, site, path === null ? [] : [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call.callee });
    }
  }
  /** The methods of `web::get().to(h)`, `web::method(Method::PUT)` and of guards for methods. */
  #methods(expr, site) {
    const found = [];
    const visit = (one, depth) => {
      if (one.kind !== "call" || depth > 20) return;
      const name = lastName(one.callee) ?? "";
      const on = receiver(one);
      if (METHOD.test(name) && /^(?:web|guard)$/.test(on === null ? "web" : lastName(on) ?? ""))
        found.push(name.toUpperCase());
      if (name === "method" || name === "Method") {
        const given = one.args[0] === void 0 ? null : lastName(one.args[0].value);
        if (given !== null && METHOD.test(given)) found.push(given.toUpperCase());
      }
      if (on !== null) visit(on, depth + 1);
      if (/^(?:guard|Any|or|All|and)$/.test(name))
        for (const { value } of one.args) visit(value, depth + 1);
    };
    visit(expr, 0);
    if (expr.kind === "name") {
      for (const origin of this.code.resolver.origins(expr, site))
        if (origin.kind === "call") visit(origin.call, 0);
    }
    return found.length === 0 ? ["*"] : [...new Set(found)];
  }
};

// src/drift/spec/own-files.ts
function ownFiles(code, ...languages2) {
  return [...code.program.files()].filter(({ path, facts }) => languages2.includes(facts.language) && isOwnSource(path)).sort((a, b) => a.path < b.path ? -1 : 1);
}

// src/drift/spec/class-hierarchy.ts
var MAX_CLASSES = 32;
function classAt(file, scope) {
  const declared = file.index.scope(scope);
  return declared?.kind === "class" ? { file, scope, declared } : void 0;
}
function allClasses(code, languages2) {
  return ownFiles(code, ...languages2).flatMap(
    (file) => file.facts.scopes.flatMap((_, scope) => classAt(file, scope) ?? [])
  );
}
function basesOf5(code, { file, declared }) {
  const site = { file: file.path, scope: declared.parent ?? 0 };
  return declared.bases.flatMap((base) => code.resolver.origins(base, site)).flatMap((origin) => {
    const found = origin.kind === "class" ? code.program.file(origin.file) : void 0;
    return found === void 0 || origin.kind !== "class" ? [] : classAt(found, origin.scope) ?? [];
  });
}
function lineage(code, ref) {
  const found = /* @__PURE__ */ new Map();
  const waiting = [ref];
  for (let next = waiting.shift(); next !== void 0; next = waiting.shift()) {
    const key = keyOf(next);
    if (found.has(key) || found.size >= MAX_CLASSES) continue;
    found.set(key, next);
    waiting.push(...basesOf5(code, next));
  }
  return [...found.values()];
}
function ownMethods(owner) {
  return owner.file.index.within(owner.scope).flatMap((scope) => {
    const declared = owner.file.index.scope(scope);
    return declared?.kind === "function" && declared.name !== null ? [{ owner, scope, declared }] : [];
  });
}
function signature2({ declared }) {
  return `${declared.name}(${declared.params.map(({ type }) => type?.replace(/<.*$/s, "") ?? "").join()})`;
}
function siteIn({ file, scope }) {
  return { file: file.path, scope };
}
function keyOf({ file, scope }) {
  return originKey({ kind: "class", file: file.path, scope });
}
function annotationClass(code, call, site) {
  if (isForeign(code, call, site)) return void 0;
  for (const origin of code.resolver.origins(call.callee, site)) {
    const file = origin.kind === "class" ? code.program.file(origin.file) : void 0;
    if (file !== void 0 && origin.kind === "class") return classAt(file, origin.scope);
  }
  return void 0;
}
function isForeign(code, { callee }, { file }) {
  const index = code.program.file(file)?.index;
  if (callee.kind !== "name" || index === void 0) return false;
  const imports = index.imports(callee.name);
  return imports.length > 0 && imports.every(({ module, name }) => code.program.modules(module, file, name).length === 0);
}

// src/drift/spec/frameworks/aspnet-attributes.ts
var AspNetAttributes = class {
  constructor(code) {
    this.code = code;
  }
  code;
  /** The route of an attribute that is declared in the repository; undefined for any other. */
  of(attribute, site) {
    const ref = this.#declared(attribute, site);
    if (ref === void 0) return void 0;
    const bases = ref.declared.bases.map(
      (base) => (lastName(base) ?? "").replace(/Attribute$/, "")
    );
    const verb = bases.flatMap((base) => /^Http(Get|Post|Put|Patch|Delete)$/.exec(base)?.[1] ?? []);
    const isRoute = bases.some((base) => base === "Route" || base === "IRouteTemplateProvider");
    if (!isRoute && verb.length === 0) return void 0;
    return {
      templates: this.#templates(ref, attribute, site),
      verbs: verb.length === 0 ? null : verb.map((one) => one.toUpperCase())
    };
  }
  /** Its class, whose name may end in the `Attribute` that is left out where it is used. */
  #declared(attribute, site) {
    const { callee } = attribute;
    if (callee.kind !== "name") return void 0;
    const whole2 = {
      ...attribute,
      callee: { ...callee, name: `${callee.name}Attribute` }
    };
    return annotationClass(this.code, whole2, site) ?? annotationClass(this.code, attribute, site);
  }
  /** What its `Template` is, or what its constructor gives to the base: `: base("api/" + template)`. */
  #templates(ref, attribute, site) {
    const own = ref.file.index.bindings(ref.scope, "Template").flatMap(({ value }) => value ?? []);
    const said = own.flatMap((value) => this.code.evaluator.texts(value, siteIn(ref)));
    if (said.length > 0) return said;
    const constructors = ownMethods(ref).filter(({ declared }) => declared.name === "constructor");
    const fitting = constructors.filter(
      ({ declared }) => declared.params.length >= attribute.args.length
    );
    for (const { scope } of fitting) {
      const callee = { file: ref.file.path, scope };
      const frame = this.code.evaluator.frame(attribute, site, callee, null);
      for (const { call, scope: at } of ref.file.facts.calls) {
        const [first] = call.args;
        if (at !== scope || lastName(call.callee) !== "base" || first === void 0) continue;
        return this.code.evaluator.texts(first.value, callee, frame);
      }
    }
    return [];
  }
};

// src/drift/spec/frameworks/aspnet-parameters.ts
var SIMPLE9 = /^(?:string|bool|byte|short|int|long|float|double|decimal|char|Guid|DateTime(?:Offset)?|DateOnly|TimeOnly|TimeSpan|Uri|System\.\w+)(?:\[\])?\??$/;
var PLACES = /* @__PURE__ */ new Map([
  ["FromQuery", "query"],
  ["FromHeader", "header"]
]);
function actionParameters(params, path, code, site) {
  return params.flatMap((param) => {
    const attribute = param.decorators.find(({ callee }) => /^From/.test(lastName(callee) ?? ""));
    const place = PLACES.get(lastName(attribute?.callee ?? NONE) ?? "");
    if (attribute !== void 0 && place === void 0) return [];
    const isSimple = SIMPLE9.test(param.type ?? "");
    if (!isSimple || attribute === void 0 && path.includes(`{${param.name}}`)) return [];
    const name = attribute === void 0 ? param.name : nameOf6(attribute, param, code, site);
    const isRequired = param.decorators.some(
      ({ callee }) => /^(?:Bind)?Required$/.test(lastName(callee) ?? "")
    );
    return name === null ? [] : [{ name, in: place ?? "query", required: isRequired }];
  });
}
var NONE = { kind: "name", name: "", line: 1, column: 1 };
function nameOf6({ args }, param, code, site) {
  const said = args.find(({ name }) => name === "Name");
  return said === void 0 ? param.name : code.evaluator.text(said.value, site);
}

// src/drift/spec/frameworks/aspnet-templates.ts
var SYNTAX = { braces: true, optional: "()" };
function aspnetTemplates(text) {
  const plain3 = text.map(
    (part) => typeof part === "string" ? part.replace(/\{([^{}=?]+)=[^{}]*\}/g, "{$1?}").replace(/\.\{([^{}?]+)\?\}/g, "(.{$1})") : part
  );
  return templates(plain3, SYNTAX);
}
function isAbsolute(text) {
  const [first] = text;
  return typeof first === "string" && /^~?\//.test(first);
}
function withTokens(text, tokens) {
  return text.map(
    (part) => typeof part === "string" ? part.replace(/^~\//, "/").replace(/\[(\w+)\]/g, (whole2, name) => tokens.get(name.toLowerCase()) ?? whole2) : part
  );
}
function tokenStyle(code) {
  let lower = false;
  for (const { facts } of code.program.files()) {
    if (facts.language !== "csharp") continue;
    if (facts.calls.some(({ call }) => lastName(call.callee) === "RouteTokenTransformerConvention"))
      return (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
    lower ||= facts.bindings.some(
      ({ name, value }) => /(?:^|\.)LowercaseUrls$/.test(name) && value?.kind === "literal" && value.text === "true"
    );
  }
  return lower ? (name) => name.toLowerCase() : (name) => name;
}

// src/drift/spec/frameworks/aspnet-controllers.ts
var METHOD2 = /^Http(Get|Post|Put|Patch|Delete|Head|Options)$/;
var BASE = /^(?:Controller|ControllerBase|ApiController|ODataController)$/;
var CONVENTIONAL = /^(?:MapControllerRoute|MapDefaultControllerRoute|MapAreaControllerRoute|MapRoute|UseMvcWithDefaultRoute|MapHttpRoute)$/;
var AspNetControllers = class {
  constructor(code, graph) {
    this.code = code;
    this.graph = graph;
    this.#styled = tokenStyle(code);
    this.#attributes = new AspNetAttributes(code);
  }
  code;
  graph;
  #styled;
  #attributes;
  /** Tells the graph of all routes there are. */
  read() {
    this.graph.declare("controllers", true);
    for (const ref of allClasses(this.code, ["csharp"])) {
      if (!ref.declared.abstract && this.#isController(ref)) this.#controller(ref);
    }
    for (const { path, facts } of this.code.program.files()) {
      if (facts.language === "csharp") this.#conventional(path);
    }
  }
  /** A class is a controller by its name, its attribute or what it extends, unless it says that it is none. */
  #isController(ref) {
    const classes = lineage(this.code, ref);
    const has = (name) => classes.some(({ declared }) => declared.decorators.some((one) => name.test(nameOf7(one))));
    if (has(/^NonController$/)) return false;
    return /Controller$/.test(ref.declared.name ?? "") || has(/^(?:Api)?Controller$/) || classes.some(({ declared }) => declared.bases.some((base) => BASE.test(lastName(base) ?? "")));
  }
  #controller(ref) {
    const classes = lineage(this.code, ref);
    const prefixes = this.#prefixes(classes);
    const area = classes.flatMap(({ declared }) => declared.decorators).find((one) => nameOf7(one) === "Area");
    const seen = /* @__PURE__ */ new Set();
    const routed = new Set(
      classes.flatMap((owner) => ownMethods(owner)).filter((method) => this.#selectors(method, false).length > 0).map(callable)
    );
    for (const owner of classes) {
      for (const method of ownMethods(owner)) {
        if (seen.has(signature2(method)) || !isAction(method)) continue;
        const isInherited = routed.has(callable(method));
        const selectors = this.#selectors(method, prefixes.length > 0 && !isInherited);
        if (selectors.length > 0) seen.add(signature2(method));
        const tokens = /* @__PURE__ */ new Map([
          ["controller", this.#styled((ref.declared.name ?? "").replace(/Controller$/, ""))],
          ["action", this.#styled(this.#actionName(method))],
          ["area", this.#styled(area === void 0 ? "" : this.#first(area, siteIn(ref)) ?? "")]
        ]);
        for (const selector of selectors) this.#add(selector, prefixes, tokens, method);
      }
    }
  }
  /** The templates of the first class in the line that has any: its own replace those of its bases. */
  #prefixes(classes) {
    for (const owner of classes) {
      const site = siteIn(owner);
      const found = owner.declared.decorators.flatMap(
        (one) => /^(?:Route|RoutePrefix)$/.test(nameOf7(one)) ? this.#templates(one, site) : this.#attributes.of(one, site)?.templates ?? []
      );
      if (found.length > 0) return found;
    }
    return [];
  }
  #selectors(method, hasPrefix) {
    const site = siteIn(method.owner);
    const routes = [];
    const verbs = [];
    let first;
    for (const at2 of method.declared.decorators) {
      const custom = this.#attributes.of(at2, site);
      const own = custom?.verbs ?? verbsOf(at2);
      const isRoute = nameOf7(at2) === "Route" || custom !== void 0;
      if (!isRoute && own === null) continue;
      first ??= at2;
      const texts = custom?.templates ?? this.#templates(at2, site);
      if (texts.length === 0) verbs.push(...own ?? []);
      for (const template of texts) routes.push({ template, methods: own ?? [], at: at2 });
    }
    if (routes.length > 0) {
      const isOwn3 = verbs.length > 0 && routes.every(({ methods }) => methods.length > 0);
      const own = isOwn3 && first !== void 0 ? [{ template: null, methods: verbs, at: first }] : [];
      return [
        ...own,
        ...routes.map((one) => one.methods.length > 0 ? one : { ...one, methods: verbs })
      ];
    }
    if (first !== void 0) return [{ template: null, methods: verbs, at: first }];
    const { declared } = method;
    if (!hasPrefix || !declared.public) return [];
    const at = {
      kind: "call",
      callee: {
        kind: "name",
        name: declared.name ?? "",
        line: declared.line,
        column: declared.column
      },
      args: [],
      line: declared.line,
      column: declared.column
    };
    return [{ template: null, methods: [], at }];
  }
  #add({ template, methods, at }, prefixes, tokens, method) {
    if (template === null && prefixes.length === 0) return;
    const own = template === null ? null : withTokens(template, tokens);
    const isAlone = prefixes.length === 0 || template !== null && isAbsolute(template);
    const before2 = isAlone ? [null] : prefixes.map((one) => withTokens(one, tokens));
    for (const start of before2) {
      for (const prefix of start === null ? [ROOT] : aspnetTemplates(start)) {
        for (const path of own === null ? [ROOT] : aspnetTemplates(own)) {
          const whole2 = joinPaths(prefix, path);
          this.graph.add({
            router: "controllers",
            methods: methods.length === 0 ? ["*"] : methods,
            path: whole2,
            file: method.owner.file.path,
            at,
            parameters: actionParameters(
              method.declared.params,
              whole2.path,
              this.code,
              siteIn(method.owner)
            )
          });
        }
      }
    }
  }
  /** The template of an attribute: its first argument, or the one that is named so. */
  #templates(attribute, site) {
    const isList2 = /^AcceptVerbs$|^HttpMethod$/.test(nameOf7(attribute));
    const arg = attribute.args.find(
      ({ name }, position) => name === null ? position === 0 && !isList2 : /^(?:template|Template|Route|prefix)$/.test(name)
    );
    return arg === void 0 ? [] : this.code.evaluator.texts(arg.value, site);
  }
  #first(attribute, site) {
    const value = attribute.args[0]?.value;
    return value === void 0 ? null : this.code.evaluator.text(value, site);
  }
  /** The name of an action: that of its method without `Async`, or what `[ActionName]` says. */
  #actionName({ declared, owner }) {
    const named2 = declared.decorators.find((one) => nameOf7(one) === "ActionName");
    const said = named2 === void 0 ? null : this.#first(named2, siteIn(owner));
    return said ?? (declared.name ?? "").replace(/(?<=.)Async$/, "");
  }
  /** Routes by convention depend on all controllers and views at once: they are said, not read. */
  #conventional(path) {
    for (const { call } of this.code.program.file(path)?.facts.calls ?? []) {
      if (!CONVENTIONAL.test(lastName(call.callee) ?? "")) continue;
      this.graph.problem(
        'Routes by convention are not read: actions without a route of their own that this pattern leads to are not listed. Give them [Route] or [HttpGet("\u2026")] attributes to have them checked.',
        path,
        call.callee
      );
    }
  }
};
function callable({ declared }) {
  return `${declared.name}/${declared.params.length}`;
}
function isAction({ declared }) {
  return declared.name !== "constructor" && !declared.decorators.some((one) => nameOf7(one) === "NonAction") && !/^(?:Dispose|ToString|Equals|GetHashCode|OnActionExecut\w+)$/.test(declared.name ?? "");
}
function verbsOf(attribute) {
  const name = nameOf7(attribute);
  const one = METHOD2.exec(name)?.[1];
  if (one !== void 0) return [one.toUpperCase()];
  if (name !== "AcceptVerbs" && name !== "HttpMethod") return null;
  return attribute.args.filter((arg) => arg.name === null).flatMap(({ value }) => value.kind === "list" ? value.items : [value]).flatMap((value) => value.kind === "text" ? [value.value.toUpperCase()] : []);
}
function nameOf7({ callee }) {
  return (lastName(callee) ?? "").replace(/(?<=.)Attribute$/, "");
}

// src/drift/spec/frameworks/aspnet-endpoints.ts
var METHOD3 = /^Map(Get|Post|Put|Patch|Delete)$/;
var BUILDER = /^Create(?:Slim|Empty)?Builder$/;
var TYPE2 = /\b(?:IEndpointRouteBuilder|WebApplication|RouteGroupBuilder|IApplicationBuilder|IVersionedEndpointRouteBuilder)\b/;
var AspNetEndpoints = class {
  constructor(code, graph) {
    this.code = code;
    this.graph = graph;
    this.#routers = new RouterObjects(code, graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      syntax: { braces: true }
    });
  }
  code;
  graph;
  #routers;
  /** Tells the graph of all routes there are. */
  read() {
    const files = ownFiles(this.code, "csharp");
    for (const file of files) {
      for (const { call, scope } of file.facts.calls) {
        if (lastName(call.callee) === "UseEndpoints") this.#give(call, { file: file.path, scope });
      }
    }
    for (const file of files) {
      for (const made2 of file.facts.calls) {
        if (!/^Map/.test(lastName(made2.call.callee) ?? "")) continue;
        for (const call of unrolled(made2, file, this.code)) this.#call(call, file, made2.scope);
      }
    }
  }
  #roleOf(origin) {
    if (origin.kind !== "call") return void 0;
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee) ?? "";
    if (on === null || BUILDER.test(name)) return null;
    if (name === "Create") return lastName(on) === "WebApplication" ? { role: "root" } : null;
    if (name === "Build") return this.#isBuilder(on, origin) ? { role: "root" } : null;
    if (name === "MapGroup") return { role: "group", of: on, prefix: call.args[0]?.value ?? null };
    return { role: "same", as: on };
  }
  /** What `WebApplication.CreateBuilder(args)` gives, or something of its type. */
  #isBuilder(expr, site) {
    return this.code.resolver.origins(expr, site).some((origin) => {
      if (origin.kind === "call") return BUILDER.test(lastName(origin.call.callee) ?? "");
      return origin.kind === "typed" && /\bWebApplicationBuilder\b/.test(origin.type);
    });
  }
  /** What cannot be followed counts by its type, or by the name that such things have. */
  #isPlausible(origin) {
    if (origin.kind === "typed") return TYPE2.test(origin.type);
    if (origin.kind === "member") return /^_?(?:app|endpoints|group)$/i.test(origin.name);
    if (origin.kind === "value")
      return origin.expr.kind === "name" && /^(?:app|endpoints)$/.test(origin.expr.name);
    if (origin.kind !== "param") return false;
    const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = declared?.params[origin.position];
    if (declared === void 0 || param === void 0) return false;
    if (param.type !== null && !TYPE2.test(param.type)) return false;
    if (declared.name !== null) this.#mountByName(declared.name, origin);
    this.#module(origin);
    return param.type !== null || /^(?:app|endpoints?|routes?|builder|group|e)$/.test(param.name);
  }
  /** Carter's modules are called by Carter, below the path that a module gives to its base. */
  #module(origin) {
    const file = this.code.program.file(origin.file);
    const owner = file?.index.classAround(origin.scope);
    const bases = owner === void 0 ? [] : file?.index.scope(owner)?.bases ?? [];
    if (file === void 0 || !bases.some((base) => /^I?CarterModule$/.test(lastName(base) ?? "")))
      return;
    const key = originKey(origin);
    this.graph.declare(key, true);
    for (const { call, scope } of file.facts.calls) {
      const [first] = call.args;
      if (lastName(call.callee) !== "base" || first === void 0) continue;
      if (file.index.classAround(scope) !== owner) continue;
      for (const prefix of this.#routers.paths(first.value, { file: file.path, scope }))
        this.graph.prefix(key, prefix);
    }
  }
  /** Callers that know only an interface: `foreach (var endpoint in endpoints) endpoint.Map(app)`. */
  #mountByName(name, origin) {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "csharp") continue;
      for (const { call, scope } of file.facts.calls) {
        const given = call.args[origin.position];
        if (lastName(call.callee) !== name || given === void 0) continue;
        for (const parent of this.#routers.keysOf(given.value, { file: file.path, scope }))
          this.graph.mount(originKey(origin), parent);
      }
    }
  }
  /** `app.UseEndpoints(endpoints => …)`. */
  #give(call, site) {
    const on = receiver(call);
    const [fn] = call.args;
    if (on === null || fn === void 0) return;
    const keys = this.#routers.keysOf(on, site);
    for (const key of keys) this.graph.declare(key, true);
    this.#routers.give(fn.value, site, 0, keys, [ROOT]);
  }
  #call(call, file, scope) {
    const on = receiver(call);
    const name = lastName(call.callee) ?? "";
    const site = { file: file.path, scope };
    const path = argument(call, 0, "pattern");
    if (on === null || path === null || call.args.length < 2) return;
    const methods = this.#methods(name, call, site);
    if (methods.length === 0 || !this.#isText(path, site)) return;
    for (const { key, frame } of this.#routers.at(on, site, [path])) {
      const texts = this.code.evaluator.texts(path, site, frame);
      for (const template of texts.flatMap(
        (text) => aspnetTemplates(text)
      ))
        this.graph.add({ router: key, methods, path: template, file: file.path, at: call.callee });
    }
  }
  #methods(name, call, site) {
    const one = METHOD3.exec(name)?.[1];
    if (one !== void 0) return [one.toUpperCase()];
    if (name === "Map") return isHandler(call.args[1]?.value) ? ["*"] : [];
    const list2 = name === "MapMethods" ? argument(call, 1, "httpMethods") : null;
    if (list2 === null) return [];
    return this.code.evaluator.texts(list2, site).map((text) => text.map((part) => typeof part === "string" ? part : part.hole).join("")).map((method) => method.toUpperCase());
  }
  #isText(expr, site) {
    if (expr.kind === "function") return false;
    return this.code.evaluator.texts(expr, site).length > 0;
  }
};
function isHandler(expr) {
  return expr !== void 0 && expr.kind !== "text";
}
function argument(call, position, name) {
  const named2 = call.args.find((one) => one.name === name);
  const positional = call.args.filter((one) => one.name === null);
  return named2?.value ?? positional[position]?.value ?? null;
}

// src/drift/spec/frameworks/aspnet.ts
var aspnet = {
  id: "aspnet",
  languages: ["csharp"],
  mark: /\bMicrosoft\.AspNetCore\b|\bSystem\.Web\.Http\b|\bController(?:Base)?\b|\[(?:\w+,\s*)*(?:Route|Http(?:Get|Post|Put|Patch|Delete|Head|Options))\b|\.Map(?:Get|Post|Put|Patch|Delete|Methods|Group)\b|\bIEndpointRouteBuilder\b|\bWebApplication\b/,
  routes(code) {
    const graph = new RouteGraph("aspnet");
    new AspNetControllers(code, graph).read();
    new AspNetEndpoints(code, graph).read();
    return graph.findings();
  }
};

// src/drift/spec/frameworks/axum.ts
var MODULE2 = /^(?:axum|aide|utoipa_axum)(?:::|$)/;
var ROUTER = /^(?:Router|ApiRouter|OpenApiRouter)$/;
var METHOD4 = /^(get|head|post|put|patch|delete|options|trace|connect|any)(?:_service|_with)?$/;
var SAME3 = /^(?:route|api_route|route_service|nest|nest_service|nest_api_service|merge|layer|route_layer|with_state|fallback|fallback_service|method_not_allowed_fallback|without_v07_checks|finish_api|into_make_service|into_make_service_with_connect_info|routes)$/;
var axum = {
  id: "axum",
  languages: ["rust"],
  mark: /\baxum\b|\.(?:route|nest|merge|route_service|nest_service)\(/,
  routes(code) {
    return usesPackage(code, MODULE2) ? new AxumRoutes(code).findings() : { routes: [], problems: [] };
  }
};
var AxumRoutes = class {
  constructor(code) {
    this.code = code;
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: { colon: true, braces: true, star: true }
    });
  }
  code;
  #graph = new RouteGraph("axum");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "rust") continue;
      for (const made2 of file.facts.calls) {
        const { callee } = made2.call;
        if (callee.kind !== "member" || !SAME3.test(callee.name)) continue;
        if (isTest(file, made2.scope)) continue;
        const site = { file: file.path, scope: made2.scope };
        for (const call of unrolled(made2, file, this.code)) this.#call(call, site);
      }
    }
    return this.#graph.findings();
  }
  #roleOf(origin) {
    if (origin.kind === "param" || origin.kind === "typed") {
      const type = origin.kind === "typed" ? origin.type : this.code.program.file(origin.file)?.index.scope(origin.scope)?.params[origin.position]?.type;
      if (!/\b(?:Router|ApiRouter|OpenApiRouter)\b/.test(type ?? "")) return null;
      this.#graph.declare(originKey(origin), false);
      return origin.kind === "typed" ? { role: "router" } : void 0;
    }
    if (origin.kind !== "call") return null;
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee);
    if (on === null || name === null) return null;
    const isMade = /^(?:new|default|with_openapi)$/.test(name) && ROUTER.test(lastName(on) ?? "");
    if (isMade && isExternal(on, origin, MODULE2, this.code))
      return { role: isReturnedToNobody(origin, this.code) ? "router" : "root" };
    return SAME3.test(name) ? { role: "same", as: on } : null;
  }
  #call(call, site) {
    if (call.callee.kind !== "member") return;
    const { object, name } = call.callee;
    const [first, second] = call.args;
    if (first === void 0) return;
    if (name === "routes") this.#documented(object, first.value, site);
    else if (name === "merge") this.#mount(object, null, first.value, site);
    else if (second === void 0) return;
    else if (/^nest/.test(name)) this.#mount(object, first.value, second.value, site);
    else if (/^(?:api_)?route$/.test(name))
      this.#route(object, first.value, second.value, call, site);
    else if (name === "route_service") this.#add(object, first.value, ["*"], call, site);
  }
  #mount(on, prefix, child, site) {
    const children = this.#routers.keysOf(child, site);
    if (children.length === 0) return;
    for (const { key, frame } of this.#routers.at(on, site, prefix === null ? [] : [prefix])) {
      for (const path of this.#routers.paths(prefix, site, frame))
        for (const router of children) this.#graph.mount(router, key, path);
    }
  }
  #route(on, path, methods, call, site) {
    this.#add(on, path, this.#methods(methods, site, 0), call, site);
  }
  /** utoipa-axum's `.routes(routes!(list, create))`: methods and paths stand on the handlers. */
  #documented(on, routes, site) {
    if (routes.kind !== "call" || lastName(routes.callee) !== "routes") return;
    for (const { value } of routes.args) {
      for (const origin of this.code.resolver.origins(value, site)) {
        const file = origin.kind === "function" ? this.code.program.file(origin.file) : void 0;
        if (origin.kind !== "function" || file === void 0) continue;
        for (const attribute of file.index.scope(origin.scope)?.decorators ?? []) {
          const path = attribute.args.find((arg) => arg.name === "path")?.value;
          if (dottedName(attribute.callee) !== "utoipa.path" || path === void 0) continue;
          const methods = attribute.args.flatMap((arg) => {
            const method = arg.name === null ? METHOD4.exec(lastName(arg.value) ?? "")?.[1] : void 0;
            return method === void 0 ? [] : [method.toUpperCase()];
          });
          for (const router of this.#routers.keysOf(on, site))
            for (const template of this.#routers.paths(path, { file: file.path, scope: 0 }))
              this.#graph.add({ router, methods, path: template, file: file.path, at: attribute });
        }
      }
    }
  }
  #add(on, path, methods, call, site) {
    for (const { key, frame } of this.#routers.at(on, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame)) {
        this.#graph.add({
          router: key,
          methods: methods.length === 0 ? ["*"] : [...new Set(methods)],
          path: template,
          file: site.file,
          at: call.callee
        });
      }
    }
  }
  /** The methods of `get(h).post(h2)`; none where it cannot be told, so that any are assumed. */
  #methods(expr, site, depth) {
    if (depth > 20) return [];
    if (expr.kind === "call") {
      const on = receiver(expr);
      const name = lastName(expr.callee) ?? "";
      const own = this.#method(name, expr);
      const isChain = on !== null && on.kind === "call";
      if (own.length > 0 || isChain)
        return [...isChain ? this.#methods(on, site, depth + 1) : [], ...own];
    }
    for (const origin of this.code.resolver.origins(expr, site)) {
      if (origin.kind === "call" && origin.call !== expr)
        return this.#methods(origin.call, origin, depth + 1);
    }
    return [];
  }
  #method(name, { args }) {
    if (name === "on" || name === "on_service") {
      const filter = args[0] === void 0 ? null : dottedName(args[0].value);
      return filter === null ? [] : [filter.slice(filter.lastIndexOf(".") + 1)];
    }
    const method = METHOD4.exec(name)?.[1];
    if (method === void 0) return [];
    return [method === "any" ? "*" : method.toUpperCase()];
  }
};

// src/drift/spec/go-routers.ts
function goRoutes(code, dialect) {
  return usesPackage(code, dialect.module) ? new GoRoutes(code, dialect).findings() : { routes: [], problems: [] };
}
var GoRoutes = class {
  constructor(code, dialect) {
    this.code = code;
    this.dialect = dialect;
    this.#graph = new RouteGraph(dialect.id);
    const types = new GoRouterTypes(code, dialect, this.#graph);
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => types.roleOf(origin),
      isPlausible: () => false,
      syntax: dialect.syntax
    });
  }
  code;
  dialect;
  #graph;
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "go") continue;
      for (const made2 of file.facts.calls) {
        const { callee, args } = made2.call;
        if (callee.kind !== "member" || this.dialect.step(callee.name, args) === null) continue;
        for (const call of unrolled(made2, file, this.code)) this.#call(call, file, made2.scope);
      }
    }
    return this.#graph.findings();
  }
  #call(call, file, scope) {
    const site = { file: file.path, scope };
    if (call.callee.kind !== "member") return;
    const { object, name } = call.callee;
    const step = this.dialect.step(name, call.args);
    if (step === null) return;
    if (step.does === "route") this.#route(object, step, call, site);
    else this.#prefixed(object, step, site);
  }
  #route(object, step, call, site) {
    const { methods, path } = step;
    const texts = [...path === null ? [] : [path], ...isExpr(methods) ? [methods] : []];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      const names2 = isExpr(methods) ? methodNames(methods, site, frame, this.code) : methods;
      for (const template of this.#routers.paths(path, site, frame)) {
        const { method, path: own } = splitPattern(template);
        this.#graph.add({
          router: key,
          methods: method === null ? names2 : [method],
          path: own,
          file: site.file,
          at: call.callee
        });
      }
    }
  }
  #prefixed(object, step, site) {
    const texts = step.prefix === null ? [] : [step.prefix];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      const prefixes = this.#routers.paths(step.prefix, site, frame);
      if (step.does === "give") this.#routers.give(step.to, site, 0, [key], prefixes);
      else {
        for (const child of this.#routers.keysOf(step.child, site))
          for (const prefix of prefixes) this.#graph.mount(child, key, prefix);
      }
    }
  }
};
var GoRouterTypes = class {
  constructor(code, dialect, graph) {
    this.code = code;
    this.dialect = dialect;
    this.graph = graph;
  }
  code;
  dialect;
  graph;
  /** As `RouterTeller` asks. */
  roleOf(origin) {
    switch (origin.kind) {
      case "call":
        return this.#ofCall(origin);
      case "typed":
        return this.#ofType(origin.type, origin.file);
      case "instance":
      case "value":
        return this.#embedded(origin);
      case "param": {
        const type = this.#param(origin)?.type ?? null;
        const role = type === null ? null : this.#ofType(type, origin.file);
        if (role !== null) this.graph.declare(originKey(origin), role.role === "root");
        return void 0;
      }
      case "external":
        return this.dialect.package?.test(origin.name) && this.dialect.module.test(origin.module) ? { role: "root" } : null;
      default:
        return null;
    }
  }
  #param({ file, scope, position }) {
    return this.code.program.file(file)?.index.scope(scope)?.params[position];
  }
  #ofCall(origin) {
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind === "external" && this.dialect.module.test(callee.module)) {
        if (!this.dialect.makers.test(callee.name)) return null;
        return { role: this.#isGivenAway(origin) ? "router" : "root" };
      }
      if (callee.kind !== "function") continue;
      const type = this.code.program.file(callee.file)?.index.scope(callee.scope)?.returnType;
      if (type !== null && type !== void 0) return this.#ofType(type, callee.file);
    }
    if (call.callee.kind === "name" && call.callee.name === "new") {
      const type = call.args[0]?.value;
      return type?.kind === "member" && this.#isOwn(type, origin) && this.dialect.types.test(type.name) ? { role: "root" } : null;
    }
    const on = receiver(call);
    const name = lastName(call.callee);
    return on === null || name === null ? null : this.dialect.made(name, call, on);
  }
  /** Whether a router is made in a function that gives it back, and that nobody calls as far as can be seen. */
  #isGivenAway({ file, scope, call }) {
    const source = this.code.program.file(file);
    const site = { file, scope };
    const isReturned = source?.index.returns(scope).some(
      ({ value }) => this.code.resolver.origins(value, site).some((origin) => origin.kind === "call" && origin.call === call)
    );
    return isReturned === true && this.code.callers.of(file, scope).length === 0;
  }
  /** `*gin.Engine`, in a file that imports the package under that name. */
  #ofType(type, path) {
    const match = /^\*?(?:(\w+)\.)?(\w+)$/.exec(type);
    const name = match?.[2] ?? "";
    if (match === null || !this.dialect.types.test(name)) return null;
    const imports = this.code.program.file(path)?.index.imports(match[1] ?? ".") ?? [];
    if (!imports.some(({ module }) => this.dialect.module.test(module))) return null;
    return { role: this.dialect.applications.test(name) ? "root" : "router" };
  }
  #isOwn(type, site) {
    return this.code.resolver.origins(type.object, site).some((origin) => origin.kind === "external" && this.dialect.module.test(origin.module));
  }
  /** An object of a struct that embeds a router, and so has its methods. */
  #embedded(origin) {
    const classes = origin.kind === "instance" ? [origin] : origin.expr.kind === "map" && origin.expr.type !== void 0 ? this.code.resolver.typeOrigins(origin.expr.type, origin) : [];
    for (const one of classes) {
      if (one.kind !== "instance" && one.kind !== "class") continue;
      const declared = this.code.program.file(one.file)?.index.scope(one.scope);
      for (const base of declared?.bases ?? []) {
        if (base.kind !== "member" || base.object.kind !== "name") continue;
        const role = this.#ofType(`${base.object.name}.${base.name}`, one.file);
        if (role !== null) return role;
      }
    }
    return null;
  }
};
function isExpr(methods) {
  return "kind" in methods;
}
function methodNames(expr, site, frame, code) {
  const found = code.evaluator.texts(expr, site, frame).flatMap((text) => {
    const [part, ...more] = text;
    if (part === void 0 || more.length > 0) return ["*"];
    return typeof part === "string" && /^[A-Za-z-]+$/.test(part) ? [part.toUpperCase()] : ["*"];
  });
  return found.length === 0 ? ["*"] : [...new Set(found)];
}
function splitPattern({ path, dynamic }) {
  const match = /^(?:([A-Z]+)[ \t]+)?(.*)$/s.exec(path);
  const rest = match?.[2] ?? path;
  return { method: match?.[1] ?? null, path: { path: rest, dynamic } };
}
function chainEnds(file) {
  const inner = /* @__PURE__ */ new Set();
  for (const { call } of file.facts.calls)
    if (call.callee.kind === "member") inner.add(call.callee.object);
  return file.facts.calls.filter(({ call }) => !inner.has(call));
}

// src/drift/spec/frameworks/chi.ts
var METHODS = /^(?:Connect|Delete|Get|Head|Options|Patch|Post|Put|Trace)$/;
var DIALECT = {
  id: "chi",
  module: /^github\.com\/(?:go-chi|pressly)\/chi(?:\/v\d+)?$/,
  makers: /^(?:NewRouter|NewMux)$/,
  types: /^(?:Router|Mux)$/,
  applications: /^Mux$/,
  syntax: { braces: true, star: true },
  made(name, { args }, on) {
    if (name === "Route") return { role: "group", of: on, prefix: args[0]?.value ?? null };
    return name === "With" || name === "Group" ? { role: "same", as: on } : null;
  },
  step(name, args) {
    const [first, second, third] = args;
    if (first === void 0) return null;
    if (name === "Group") return { does: "give", prefix: null, to: first.value };
    if (second === void 0) return null;
    if (METHODS.test(name))
      return { does: "route", methods: [name.toUpperCase()], path: first.value };
    if (name === "Route") return { does: "give", prefix: first.value, to: second.value };
    if (name === "Mount") return { does: "mount", prefix: first.value, child: second.value };
    if (name === "Handle" || name === "HandleFunc")
      return { does: "route", methods: ["*"], path: first.value };
    return (name === "Method" || name === "MethodFunc") && third !== void 0 ? { does: "route", methods: first.value, path: second.value } : null;
  }
};
var chi = {
  id: "chi",
  languages: ["go"],
  mark: /(?:go-chi|pressly)\/chi|\.(?:Get|Head|Post|Put|Delete|Options|Patch|Handle|HandleFunc|Method|MethodFunc|Route|Mount)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT)
};

// src/drift/spec/python-routing.ts
var HANDLERS = /^(?:get|head|post|put|patch|delete|options|trace)$/;
var MAX_BASES2 = 12;
function argument2(call, name, position) {
  const byName4 = call.args.find((one) => one.name === name);
  if (byName4 !== void 0) return byName4.value;
  if (position === null) return null;
  const positional = call.args.filter((one) => one.name === null);
  const isCut = positional.slice(0, position + 1).some(({ spread }) => spread);
  return isCut ? null : positional[position]?.value ?? null;
}
function decorated(file) {
  const found = /* @__PURE__ */ new Map();
  for (const [index, { decorators }] of file.facts.scopes.entries())
    for (const one of decorators) found.set(one, index);
  return found;
}
function methodNames2(expr, site, code) {
  const methods = code.evaluator.texts(expr, site).map((text) => {
    const [only, ...rest] = text;
    if (only === void 0 || rest.length > 0) return null;
    return (typeof only === "string" ? only : only.hole).toUpperCase();
  });
  const known5 = methods.filter((method) => method !== null && /^[A-Z]+$/.test(method));
  return known5.length === methods.length ? [...new Set(known5)].filter((one) => one !== null) : null;
}
function classesOf(expr, site, code, depth = 0) {
  return code.resolver.origins(expr, site).flatMap((origin) => {
    if (origin.kind === "class" || origin.kind === "instance")
      return [{ file: origin.file, scope: origin.scope }];
    if (origin.kind !== "param" || depth > MAX_BASES2) return [];
    const { file, scope, position } = origin;
    return code.callers.of(file, scope).flatMap((caller) => {
      const given = code.callers.argument(file, scope, position, caller);
      return given === null ? [] : classesOf(given, caller.site, code, depth + 1);
    });
  });
}
function lineage2(own, code, depth = 0) {
  if (depth > MAX_BASES2) return [own];
  const bases = basesOf6(own, code).flatMap(
    (origin) => origin.kind === "class" ? lineage2(origin, code, depth + 1) : []
  );
  return [own, ...bases];
}
function externalBases(own, code) {
  return lineage2(own, code).flatMap(
    (one) => basesOf6(one, code).flatMap(
      (origin) => origin.kind === "external" ? [`${origin.module}.${origin.name}`] : []
    )
  );
}
function basesOf6({ file, scope }, code) {
  const declared = code.program.file(file)?.index.scope(scope);
  const site = { file, scope: declared?.parent ?? 0 };
  return (declared?.bases ?? []).flatMap((base) => code.resolver.origins(base, site));
}
function classValue(own, name, code) {
  for (const { file, scope } of lineage2(own, code)) {
    const found = code.program.file(file)?.index.bindings(scope, name).at(-1)?.value;
    if (found) return { value: found, site: { file, scope } };
  }
  return null;
}
function classMethod(own, name, code) {
  for (const { file, scope } of lineage2(own, code)) {
    const found = code.program.file(file)?.index.declared(scope, name)[0];
    if (found !== void 0) return { file, scope: found };
  }
  return null;
}
function handlerMethods(own, code) {
  const names2 = lineage2(own, code).flatMap(({ file, scope }) => {
    const source = code.program.file(file);
    const index = source?.index;
    const inner = (index?.within(scope) ?? []).map((one) => index?.scope(one)?.name ?? "");
    const bound = (source?.facts.bindings ?? []).filter((one) => one.scope === scope).map(({ name }) => name);
    return [...inner, ...bound].filter((name) => HANDLERS.test(name));
  });
  return [...new Set(names2)].map((name) => name.toUpperCase());
}
function viewClasses(view, site, code) {
  return asViewCalls(view, site, code).flatMap(
    ({ call, site: at }) => call.callee.kind === "member" ? classesOf(call.callee.object, at, code) : []
  );
}
function asViewCalls(view, site, code, depth = 0) {
  if (depth > MAX_BASES2) return [];
  if (view.kind === "call") {
    const { callee, args } = view;
    if (callee.kind === "member" && callee.name === "as_view") return [{ call: view, site }];
    return args.flatMap(({ value }) => asViewCalls(value, site, code, depth + 1));
  }
  if (view.kind !== "name" && view.kind !== "member") return [];
  const bound = boundTo(view, site, code);
  if (bound !== null) return asViewCalls(bound.expr, bound.site, code, depth + 1);
  return code.resolver.origins(view, site).flatMap((origin) => {
    if (origin.kind === "call") return asViewCalls(origin.call, origin, code, depth + 1);
    if (origin.kind !== "param") return [];
    const { file, scope, position } = origin;
    return code.callers.of(file, scope).flatMap((caller) => {
      const given = code.callers.argument(file, scope, position, caller);
      return given === null ? [] : asViewCalls(given, caller.site, code, depth + 1);
    });
  });
}
function boundTo(name, site, code) {
  if (name.kind !== "name") return null;
  const index = code.program.file(site.file)?.index;
  for (const scope of index?.enclosing(site.scope) ?? []) {
    const bound = index?.bindings(scope, name.name).at(-1);
    if (bound?.value && !bound.each) return { expr: bound.value, site: { file: site.file, scope } };
  }
  return null;
}

// src/drift/spec/regex-path.ts
var [OPEN2, CLOSE2] = ["\uE000", "\uE001"];
var MAX_ALTERNATIVES2 = 16;
var UNNAMED = "arg";
function regexTemplates(text) {
  const source = text.map((part) => typeof part === "string" ? part : `${OPEN2}${part.hole}${CLOSE2}`).join("");
  const reader = new PatternReader(source);
  const paths = [...new Set(reader.alternatives())];
  const counted = paths.length > MAX_ALTERNATIVES2 ? paths.slice(-1) : paths;
  return counted.map((path) => ({
    path: path.replace(
      new RegExp(`${OPEN2}([^${CLOSE2}]*)${CLOSE2}`, "g"),
      (_, name) => `{${/^[\w$]+$/.test(name) ? name : "unknown"}}`
    ),
    dynamic: path.includes(OPEN2)
  }));
}
var PatternReader = class {
  constructor(source) {
    this.source = source;
  }
  source;
  #at = 0;
  /** The texts that alternatives up to a closing bracket, or the end, stand for. */
  alternatives() {
    const found = [];
    let done = [""];
    while (this.#at < this.source.length && this.source[this.#at] !== ")") {
      if (this.source[this.#at] === "|") {
        this.#at += 1;
        found.push(...done);
        done = [""];
        continue;
      }
      const part = this.#part();
      const quantifier = this.#quantifier();
      const isWildcard = part[0] === "{wildcard}";
      const isOptional2 = !isWildcard && /^[?*]|^\{0/.test(quantifier);
      const options = isOptional2 ? ["", ...part] : part;
      done = done.flatMap((start) => options.map((end) => start + end));
      if (done.length > 4 * MAX_ALTERNATIVES2) done = done.slice(-1);
    }
    return [...found, ...done];
  }
  #part() {
    const char = this.source[this.#at] ?? "";
    this.#at += 1;
    switch (char) {
      case "^":
      case "$":
        return [""];
      case "(":
        return this.#group();
      case "[":
        return [this.#characters()];
      case ".":
        return [`{${/^[*+]/.test(this.source.slice(this.#at)) ? "wildcard" : "unknown"}}`];
      case "\\":
        return [this.#escape()];
      case OPEN2: {
        const end = this.source.indexOf(CLOSE2, this.#at);
        const name = this.source.slice(this.#at, end);
        this.#at = end + 1;
        return [OPEN2 + name + CLOSE2];
      }
      default:
        return [char];
    }
  }
  #group() {
    const rest = this.source.slice(this.#at);
    const head = /^\?(?:P?<([A-Za-z_]\w*)>|P?'(\w+)'|([:=!>]|<[=!])|[a-zA-Z-]+([:)]))/.exec(rest);
    if (head === null) {
      this.#skipGroup();
      return [`{${UNNAMED}}`];
    }
    this.#at += head[0].length;
    const name = head[1] ?? head[2];
    if (name !== void 0) {
      this.#skipGroup();
      return [`{${name}}`];
    }
    if (head[4] === ")") return [""];
    const inner = this.alternatives();
    this.#at += 1;
    return head[3] !== void 0 && head[3] !== ":" && head[3] !== ">" ? [""] : inner;
  }
  /** Goes behind the bracket that closes the group whose inside starts here. */
  #skipGroup() {
    let depth = 1;
    while (this.#at < this.source.length && depth > 0) {
      const char = this.source[this.#at];
      this.#at += 1;
      if (char === "\\") this.#at += 1;
      else if (char === "[") this.#characters();
      else if (char === "(") depth += 1;
      else if (char === ")") depth -= 1;
    }
  }
  /** `[/]` is the character; any other class is a part that is not known. */
  #characters() {
    const start = this.#at;
    if (this.source[this.#at] === "^") this.#at += 1;
    if (this.source[this.#at] === "]") this.#at += 1;
    while (this.#at < this.source.length && this.source[this.#at] !== "]")
      this.#at += this.source[this.#at] === "\\" ? 2 : 1;
    const inner = this.source.slice(start, this.#at).replace(/^\\/, "");
    this.#at += 1;
    return inner.length === 1 ? inner : `${OPEN2}${CLOSE2}`;
  }
  #escape() {
    const char = this.source[this.#at] ?? "";
    this.#at += 1;
    if (/[AZzbBG]/.test(char)) return "";
    return /[a-zA-Z0-9]/.test(char) ? `${OPEN2}${CLOSE2}` : char;
  }
  #quantifier() {
    const match = /^(?:[?*+]|\{\d*,?\d*\})[?+]?/.exec(this.source.slice(this.#at));
    if (match === null) return "";
    this.#at += match[0].length;
    return match[0];
  }
};

// src/drift/spec/frameworks/django-views.ts
var GENERIC = [
  [/\.ListCreateAPIView$/, ["GET", "POST"]],
  [/\.RetrieveUpdateDestroyAPIView$/, ["GET", "PUT", "PATCH", "DELETE"]],
  [/\.RetrieveUpdateAPIView$/, ["GET", "PUT", "PATCH"]],
  [/\.RetrieveDestroyAPIView$/, ["GET", "DELETE"]],
  [/\.CreateAPIView$/, ["POST"]],
  [/\.UpdateAPIView$/, ["PUT", "PATCH"]],
  [/\.DestroyAPIView$/, ["DELETE"]],
  [/\.(?:List|Retrieve)APIView$/, ["GET"]],
  [
    /\.(?:CreateView|UpdateView|FormView|LoginView|PasswordChangeView|PasswordResetView|PasswordResetConfirmView|GraphQLView)$/,
    ["GET", "POST"]
  ],
  [/\.DeleteView$/, ["GET", "POST", "DELETE"]],
  [/\.(?:LogoutView|Token\w+View|ObtainAuthToken|obtain_auth_token)$/, ["POST"]],
  [
    /\.(?:TemplateView|RedirectView|\w*ListView|DetailView|\w*ArchiveView|(?:Year|Month|Week|Day|Today|Date)\w*View|\w+DoneView|\w+CompleteView|Feed|JavaScriptCatalog|JSONCatalog|Spectacular\w+View|sitemap|serve)$/,
    ["GET"]
  ]
];
var REQUIRED = {
  require_GET: ["GET"],
  require_POST: ["POST"],
  require_safe: ["GET", "HEAD"]
};
var MAX_DEPTH7 = 12;
function viewMethods(view, site, code, depth = 0) {
  const made2 = asViewCalls(view, site, code);
  if (made2.length > 0) return union(made2.map((one) => methodsOfCall(one, code)));
  if (depth > MAX_DEPTH7) return null;
  if (view.kind === "call") return methodsOfWrapped(view, site, code, depth);
  const bound = boundTo(view, site, code);
  if (bound !== null) return viewMethods(bound.expr, bound.site, code, depth + 1);
  const found = code.resolver.origins(view, site).map((origin) => {
    if (origin.kind === "function") return methodsOfFunction(origin, code);
    if (origin.kind === "instance") return methodsOfClass(origin, code) ?? ["*"];
    if (origin.kind === "external") return generic([`${origin.module}.${origin.name}`]);
    if (origin.kind === "call") return methodsOfWrapped(origin.call, origin, code, depth);
    if (origin.kind !== "param") return null;
    const { file, scope, position } = origin;
    const given = code.callers.of(file, scope).flatMap((caller) => {
      const value = code.callers.argument(file, scope, position, caller);
      return value === null ? [] : [viewMethods(value, caller.site, code, depth + 1)];
    });
    return union(given);
  });
  return union(found);
}
function methodsOfWrapped(call, site, code, depth) {
  const said = REQUIRED[lastName(call.callee) ?? ""];
  if (said !== void 0) return said;
  if (call.callee.kind === "call") {
    const limited2 = limitedBy(call.callee, site, code);
    if (limited2 !== null) return limited2;
  }
  const [own] = classesOf(call, site, code);
  if (own !== void 0) return methodsOfClass(own, code) ?? ["*"];
  for (const { value } of call.args) {
    if (value.kind === "text" || value.kind === "literal") continue;
    const inner = viewMethods(value, site, code, depth + 1);
    if (inner !== null) return inner;
  }
  return null;
}
function methodsOfCall({ call, site }, code) {
  const map = argument2(call, "actions", 0);
  if (map !== null) {
    const bound = boundTo(map, site, code)?.expr ?? map;
    if (bound.kind === "map")
      return bound.entries.flatMap(
        ({ key }) => key?.kind === "text" ? [key.value.toUpperCase()] : []
      );
  }
  if (call.callee.kind !== "member") return null;
  const { object } = call.callee;
  const limit = argument2(call, "http_method_names", null);
  const limited2 = limit === null ? null : methodNames2(limit, site, code);
  const classes = classesOf(object, site, code);
  const methods = classes.length > 0 ? union(classes.map((own) => methodsOfClass(own, code))) : generic(
    code.resolver.origins(object, site).flatMap(
      (origin) => origin.kind === "external" ? [`${origin.module}.${origin.name}`] : []
    )
  );
  return limited2 === null || methods === null ? methods : within2(methods, limited2);
}
function methodsOfClass(own, code) {
  const handlers = handlerMethods(own, code);
  const inherited2 = generic(externalBases(own, code)) ?? [];
  const all = [.../* @__PURE__ */ new Set([...handlers, ...inherited2])];
  const limit = methodLimit(own, code);
  if (all.length === 0) return null;
  return limit === null ? all : within2(all, limit);
}
function methodLimit(own, code) {
  const said = classValue(own, "http_method_names", code);
  return said === null ? null : methodNames2(said.value, said.site, code);
}
function readsForm({ callee, args }) {
  const names2 = [callee, ...args.map(({ value }) => value)].map((expr) => dottedName(expr) ?? "");
  return names2.some((name) => /^request\.(?:POST|FILES|body|data)\b/.test(name));
}
function methodsOfFunction({ file, scope }, code) {
  const source = code.program.file(file);
  const declared = source?.index.scope(scope);
  const site = { file, scope: declared?.parent ?? 0 };
  for (const decorator of declared?.decorators ?? []) {
    const limited2 = limitedBy(decorator, site, code);
    if (limited2 !== null) return limited2;
  }
  const calls = (source?.facts.calls ?? []).filter((one) => one.scope === scope);
  const compared = /* @__PURE__ */ new Set();
  let isExact = false;
  for (const { call } of calls) {
    const name = call.callee.kind === "name" ? call.callee.name : "";
    if (name === "!=" || name === "not in" || refuses(call)) isExact = true;
    const value = call.args[1]?.value;
    if (value === void 0 || !/^(?:==|!=|in|not in)$/.test(name)) continue;
    for (const method of methodNames2(value, { file, scope }, code) ?? []) compared.add(method);
  }
  if (compared.size === 0) return calls.some(({ call }) => readsForm(call)) ? ["*", "POST"] : ["*"];
  if (!isExact) compared.add("GET");
  return [...compared];
}
function refuses({ callee, args }) {
  if (lastName(callee) === "HttpResponseNotAllowed") return true;
  return args.some(
    ({ name, value }) => name === "status" && (value.kind === "literal" && value.text === "405" || value.kind === "member" && value.name.includes("405"))
  );
}
function limitedBy(decorator, site, code) {
  const name = lastName(decorator.callee) ?? "";
  const said = REQUIRED[name];
  if (said !== void 0) return said;
  if (name !== "require_http_methods" && name !== "api_view") return null;
  const list2 = argument2(
    decorator,
    name === "api_view" ? "http_method_names" : "request_method_list",
    0
  );
  return list2 === null ? ["GET"] : methodNames2(list2, site, code) ?? ["*"];
}
function generic(names2) {
  const found = names2.flatMap((name) => GENERIC.find(([end]) => end.test(`.${name}`))?.[1] ?? []);
  return found.length === 0 ? null : [...new Set(found)];
}
function within2(methods, limit) {
  return methods.includes("*") ? limit : methods.filter((method) => limit.includes(method));
}
function union(all) {
  const known5 = all.filter((one) => one !== null);
  return known5.length === 0 ? null : [...new Set(known5.flat())];
}

// src/drift/spec/frameworks/django-rest.ts
var ROUTER2 = /^rest_framework(?:_nested|_extensions)?(?:\.\w+)*\.\w*Router\w*$/;
var NESTED = /Nested\w*Router$/;
var STANDARD2 = [
  { name: "list", method: "GET", isDetail: false },
  { name: "create", method: "POST", isDetail: false },
  { name: "retrieve", method: "GET", isDetail: true },
  { name: "update", method: "PUT", isDetail: true },
  { name: "partial_update", method: "PATCH", isDetail: true },
  { name: "destroy", method: "DELETE", isDetail: true }
];
var INHERITED = [
  [/ReadOnly\w*ViewSet$/, ["list", "retrieve"]],
  [/ModelViewSet$/, ["list", "create", "retrieve", "update", "partial_update", "destroy"]],
  [/ListModelMixin$/, ["list"]],
  [/CreateModelMixin$/, ["create"]],
  [/RetrieveModelMixin$/, ["retrieve"]],
  [/UpdateModelMixin$/, ["update", "partial_update"]],
  [/DestroyModelMixin$/, ["destroy"]]
];
var RestRouters = class {
  constructor(code, graph) {
    this.code = code;
    this.graph = graph;
  }
  code;
  graph;
  #nested = /* @__PURE__ */ new Map();
  /** The routers that an expression may be. */
  keysOf(expr, site) {
    return this.code.resolver.origins(expr, site).flatMap((origin) => this.#isRouter(origin) ? [originKey(origin)] : []);
  }
  /** `router.register(r'users', UserViewSet)`, `router.registry.extend(other.registry)`. */
  call(call, site) {
    if (call.callee.kind !== "member") return;
    const { object, name } = call.callee;
    if (name === "register") this.#register(object, call, site);
    else if (name === "extend" && object.kind === "member" && object.name === "registry") {
      const [other] = call.args;
      if (other?.value.kind !== "member" || other.value.name !== "registry") return;
      for (const on of this.keysOf(object.object, site)) {
        for (const key of this.keysOf(other.value.object, site)) this.graph.mount(key, on);
      }
    }
  }
  #isRouter(origin) {
    if (origin.kind === "instance")
      return externalBases(origin, this.code).some((base) => ROUTER2.test(base));
    if (origin.kind === "call") {
      const names2 = this.#externalNames(origin.call.callee, origin);
      if (names2.some((name) => NESTED.test(name))) this.#nest(origin.call, origin);
      return names2.some((name) => ROUTER2.test(name));
    }
    if (origin.kind !== "param") return false;
    const file = this.code.program.file(origin.file);
    return /router/.test(file?.index.scope(origin.scope)?.params[origin.position]?.name ?? "");
  }
  #externalNames(expr, site) {
    return this.code.resolver.origins(expr, site).flatMap((origin) => origin.kind === "external" ? [`${origin.module}.${origin.name}`] : []);
  }
  /** drf-nested-routers: `NestedSimpleRouter(router, r'domains', lookup='domain')` serves below one domain. */
  #nest(call, site) {
    const key = originKey(site);
    if (this.#nested.has(key)) return;
    this.#nested.set(key, ROOT);
    const parent = argument2(call, "parent_router", 0);
    const prefix = argument2(call, "parent_prefix", 1);
    const lookup = argument2(call, "lookup", null);
    if (parent === null || prefix === null) return;
    const [above] = this.keysOf(parent, site);
    const [before2] = this.#paths(prefix, site);
    const name = lookup === null ? "nested" : this.code.evaluator.text(lookup, site) ?? "nested";
    if (before2 === void 0) return;
    const own = joinPaths(before2, { path: `{${name}_pk}`, dynamic: false });
    const whole2 = joinPaths(
      (above === void 0 ? void 0 : this.#nested.get(above)) ?? ROOT,
      own
    );
    this.#nested.set(key, whole2);
    this.graph.declare(key, false, whole2);
  }
  #paths(expr, site) {
    return this.code.evaluator.texts(expr, site).flatMap((text) => {
      const isRegex = text.some((part) => typeof part === "string" && /[(^$\\]/.test(part));
      return isRegex ? regexTemplates(text) : templates(text, { angles: true });
    });
  }
  #register(object, call, site) {
    const keys = this.keysOf(object, site);
    const prefix = argument2(call, "prefix", 0);
    const viewset = argument2(call, "viewset", 1);
    if (keys.length === 0 || prefix === null || viewset === null) return;
    const [own] = classesOf(viewset, site, this.code);
    const bases = own === void 0 ? this.#externalNames(viewset, site) : [];
    if (own === void 0 && inherited(bases).length === 0) {
      this.graph.problem(
        "The view set that is registered here could not be found, so its routes are not known.",
        site.file,
        call
      );
      return;
    }
    for (const key of keys) {
      for (const template of this.#paths(prefix, site)) {
        const at = { key, template, file: site.file, place: call.callee };
        this.#standard(own ?? null, own === void 0 ? bases : externalBases(own, this.code), at);
        if (own !== void 0) this.#actions(own, at);
      }
    }
  }
  #standard(own, bases, at) {
    const names2 = new Set(inherited(bases));
    const limit = own === null ? null : methodLimit(own, this.code);
    const detail = this.#detail(own, at.template);
    for (const { name, method, isDetail } of STANDARD2) {
      const isThere = names2.has(name) || own !== null && classMethod(own, name, this.code) !== null;
      if (!isThere || limit !== null && !limit.includes(method)) continue;
      this.#add(at, isDetail ? detail : at.template, [method], at.file, at.place);
    }
  }
  /** `users/{pk}`: by `lookup_url_kwarg`, or else by `lookup_field`. */
  #detail(own, template) {
    const said = own === null ? null : classValue(own, "lookup_url_kwarg", this.code) ?? classValue(own, "lookup_field", this.code);
    const name = said === null ? null : this.code.evaluator.text(said.value, said.site);
    return joinPaths(template, { path: `{${name ?? "pk"}}`, dynamic: false });
  }
  /** `@action(detail=True, methods=['post'], url_path='set-password')` on functions of the view set. */
  #actions(own, at) {
    const seen = /* @__PURE__ */ new Set();
    const limit = methodLimit(own, this.code);
    for (const one of lineage2(own, this.code)) {
      const file = this.code.program.file(one.file);
      if (file === void 0) continue;
      const paths = /* @__PURE__ */ new Map();
      for (const index of file.index.within(one.scope)) {
        const declared = file.index.scope(index);
        for (const decorator of declared?.decorators ?? []) {
          const name = declared?.name ?? "";
          const action = this.#action(decorator, name, paths, one, file, own, at.template);
          if (action === null || seen.has(`${name} ${action.methods.join()}`)) continue;
          seen.add(`${name} ${action.methods.join()}`);
          const methods = action.methods.filter((one2) => limit === null || limit.includes(one2));
          for (const template of action.paths)
            this.#add(at, template, methods, one.file, decorator);
        }
      }
    }
  }
  #action(decorator, name, paths, { file, scope }, { index }, own, before2) {
    const { callee } = decorator;
    const site = { file, scope: index.scope(scope)?.parent ?? 0 };
    if (callee.kind === "member" && callee.object.kind === "member" && callee.object.name === "mapping") {
      const of = callee.object.object;
      const known5 = of.kind === "name" ? paths.get(of.name) : void 0;
      return known5 === void 0 ? null : { methods: [callee.name.toUpperCase()], paths: known5 };
    }
    const kind = callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.name : "";
    if (!/^(?:action|detail_route|list_route)$/.test(kind)) return null;
    const detail = argument2(decorator, "detail", kind === "action" ? 1 : null);
    const isDetail = kind === "detail_route" || detail?.kind === "literal" && detail.text === "True";
    const said = argument2(decorator, "methods", 0);
    const methods = said === null ? ["GET"] : methodNames2(said, site, this.code) ?? [];
    const path = argument2(decorator, "url_path", null);
    const on = isDetail ? this.#detail(own, before2) : before2;
    const parts = path === null || path.kind === "literal" ? [{ path: name, dynamic: false }] : this.#paths(path, site);
    const whole2 = parts.map((one) => joinPaths(on, one));
    paths.set(name, whole2);
    return { methods, paths: whole2 };
  }
  #add({ key }, path, methods, file, at) {
    if (methods.length > 0) this.graph.add({ router: key, methods, path, file, at });
  }
};
function inherited(bases) {
  return bases.flatMap((base) => INHERITED.find(([end]) => end.test(base))?.[1] ?? []);
}

// src/drift/spec/frameworks/django.ts
var PACKAGES = /^(?:django|rest_framework)(?:\.|$)/;
var FRAMEWORK_PAGES = /^(?:django\.|rest_framework\.urls|debug_toolbar|__debug__|silk\.|allauth\.|grappelli\.|ckeditor|wagtail\.|drf_spectacular|django_browser_reload)/;
var STATIC = /^(?:static|staticfiles_urlpatterns)$/;
var MAX_DEPTH8 = 40;
var django = {
  id: "django",
  languages: ["python"],
  mark: /\burlpatterns\b|\bROOT_URLCONF\b|\bDefaultRouter\b|\bSimpleRouter\b|\brouter\.register\(/,
  routes(code) {
    if (!usesPackage(code, PACKAGES)) return { routes: [], problems: [] };
    return new DjangoRoutes(code).findings();
  }
};
var DjangoRoutes = class {
  constructor(code) {
    this.code = code;
    this.#rest = new RestRouters(code, this.#graph);
  }
  code;
  #graph = new RouteGraph("django");
  #rest;
  #included = /* @__PURE__ */ new Set();
  #listed = /* @__PURE__ */ new Set();
  #depth = 0;
  findings() {
    const files = [...this.code.program.files()].filter(({ facts }) => facts.language === "python");
    const roots2 = files.flatMap((file) => this.#roots(file));
    const lists = files.filter(({ index }) => index.bindings(0, "urlpatterns").length > 0);
    for (const file of files) this.#calls(file);
    for (const file of lists) this.#patternsOf(file);
    for (const { path } of lists) {
      const isRoot = roots2.includes(path) || roots2.length === 0 && !this.#included.has(path);
      this.#graph.declare(path, isRoot);
    }
    return this.#graph.findings();
  }
  /** The files that `ROOT_URLCONF` names. */
  #roots({ path, facts }) {
    return facts.bindings.filter(({ name, value }) => name === "ROOT_URLCONF" && value !== null).flatMap(({ value, scope }) => {
      const site = { file: path, scope };
      const text = value === null ? null : this.code.evaluator.text(value, site);
      const [file] = text === null ? [] : this.code.program.modules(text, path);
      if (file === void 0) return [];
      this.code.program.file(file);
      return [file];
    });
  }
  /** Registrations at routers, and lists that grow: `urlpatterns.append(path(…))`. */
  #calls(file) {
    for (const made2 of file.facts.calls) {
      for (const call of unrolled(made2, file, this.code)) {
        const site = { file: file.path, scope: made2.scope };
        this.#rest.call(call, site);
        const { callee, args } = call;
        if (callee.kind !== "member" || callee.object.kind !== "name") continue;
        if (callee.object.name !== "urlpatterns") continue;
        const grown = args.at(-1)?.value;
        if (grown === void 0) continue;
        if (callee.name === "extend") this.#list(grown, file.path, site);
        else if (callee.name === "append" || callee.name === "insert")
          this.#pattern(grown, file.path, site);
      }
    }
  }
  #patternsOf(file) {
    const site = { file: file.path, scope: 0 };
    for (const { value } of file.index.bindings(0, "urlpatterns"))
      if (value !== null) this.#list(value, file.path, site);
  }
  /** The patterns of a list stand on the router `on`. */
  #list(list2, on, site) {
    const once = `${placeKey(site.file, list2)} ${list2.kind} ${on}`;
    if (this.#depth > MAX_DEPTH8 || this.#listed.has(once)) return;
    this.#listed.add(once);
    this.#depth += 1;
    this.#listParts(list2, on, site);
    this.#depth -= 1;
  }
  #listParts(list2, on, site) {
    if (list2.kind === "join") {
      for (const part of list2.parts) this.#list(part, on, site);
    } else if (list2.kind === "list") {
      for (const item of list2.items) this.#pattern(item, on, site);
    } else if (list2.kind === "either") {
      for (const option2 of list2.options) this.#list(option2, on, site);
    } else if (list2.kind === "call" && this.#listCall(list2, on, site)) {
      return;
    } else if (list2.kind === "member" && list2.name === "urls") {
      for (const key of this.#rest.keysOf(list2.object, site)) this.#graph.mount(key, on);
    } else if (list2.kind === "name" || list2.kind === "member" || list2.kind === "call")
      this.#followed(list2, on, site);
  }
  #followed(list2, on, site) {
    for (const origin of this.code.resolver.origins(list2, site)) {
      if (origin.kind === "value" && origin.expr !== list2) this.#list(origin.expr, on, origin);
      else if (origin.kind === "module") this.#include(origin.file, on);
      else if (origin.kind === "call" && origin.call !== list2) this.#list(origin.call, on, origin);
      else if (origin.kind === "function") {
        const file = this.code.program.file(origin.file);
        for (const { value } of file?.index.returns(origin.scope) ?? [])
          this.#list(value, on, { file: origin.file, scope: origin.scope });
      }
    }
    if (list2.kind === "call") this.#followed(list2.callee, on, site);
  }
  /** Calls that give a list of patterns. */
  #listCall(call, on, site) {
    const name = lastName(call.callee) ?? "";
    const [first, ...rest] = call.args;
    if (STATIC.test(name)) return true;
    if (name === "i18n_patterns") {
      const key = `${placeKey(site.file, call)} ${on}`;
      this.#graph.mount(key, on, { path: "{language_code}", dynamic: false });
      for (const { value } of call.args) this.#pattern(value, key, site);
      return true;
    }
    if (name === "format_suffix_patterns" || name === "list" || name === "decorator_include") {
      if (first !== void 0) this.#list(first.value, on, site);
      return true;
    }
    if (name === "patterns" && first?.value.kind === "text") {
      for (const { value } of rest) this.#pattern(value, on, site);
      return true;
    }
    return false;
  }
  #pattern(item, on, site) {
    if (item.kind === "either") {
      for (const option2 of item.options) this.#pattern(option2, on, site);
      return;
    }
    if (item.kind !== "call") {
      if (item.kind === "name" || item.kind === "join") this.#named(item, on, site);
      return;
    }
    const name = lastName(item.callee);
    if (name !== "path" && name !== "re_path" && name !== "url") {
      this.#list(item, on, site);
      return;
    }
    const route = argument2(item, name === "path" ? "route" : "regex", 0) ?? argument2(item, "route", 0);
    const view = argument2(item, "view", 1);
    if (route === null || view === null) return;
    const paths = this.#paths(route, name === "path", site);
    if (this.#mountAt(view, paths, on, site)) return;
    const methods = viewMethods(view, site, this.code) ?? this.#unknownView(view, item, site);
    for (const path of methods.length === 0 ? [] : paths)
      this.#graph.add({ router: on, ...listed(methods), path, file: site.file, at: item });
  }
  /**
   * A function of the repository that could not be found counts as one that tells no methods apart, as Django's may. Of
   * classes, and of what packages have, it is not known which methods they answer.
   */
  #unknownView(view, item, site) {
    const isOwn3 = (view.kind === "name" || view.kind === "member") && this.code.resolver.origins(view, site).every(({ kind }) => kind !== "external");
    const message = isOwn3 ? "The view of this route could not be found. The route is listed for GET." : "The view of this route could not be found, so it is not known which methods it answers. The route is left out.";
    this.#graph.problem(message, site.file, item);
    return isOwn3 ? ["*"] : [];
  }
  /** A pattern, or a list of them, under a name. */
  #named(item, on, site) {
    for (const origin of this.code.resolver.origins(item, site)) {
      if (origin.kind === "call") this.#pattern(origin.call, on, origin);
      else if (origin.kind === "value" && origin.expr !== item) this.#list(origin.expr, on, origin);
    }
  }
  #paths(route, isPlain, site) {
    return this.code.evaluator.texts(route, site).flatMap((text) => isPlain ? templates(text, { angles: true }) : regexTemplates(text));
  }
  /** Where the view is a list of other patterns: `include(…)`, `router.urls`, a tuple with an application's name. */
  #mountAt(view, paths, on, site) {
    const isInclude2 = view.kind === "call" && /^(?:include|decorator_include)$/.test(lastName(view.callee) ?? "");
    const isUrls = view.kind === "member" && /^(?:urls|get_urls)$/.test(view.name);
    if (!isInclude2 && !isUrls && view.kind !== "list") return false;
    const what = isInclude2 ? includedOf(view) : view;
    if (what === null) return true;
    for (const [index, path] of paths.entries()) {
      const key = `${placeKey(site.file, view)} ${on} ${index}`;
      this.#graph.mount(key, on, path);
      this.#includeAt(what, key, site);
    }
    return true;
  }
  #includeAt(what, key, site) {
    if (what.kind === "list" && isNamedTuple(what.items)) {
      const [patterns] = what.items;
      if (patterns !== void 0) this.#includeAt(patterns, key, site);
      return;
    }
    if (what.kind === "list" || what.kind === "join") {
      this.#list(what, key, site);
      return;
    }
    const names2 = what.kind === "member" && what.name === "urls" ? [] : this.#modules(what, site);
    if (names2.length === 0) {
      this.#list(what, key, site);
      return;
    }
    for (const name of names2) {
      const [file] = this.code.program.modules(name, site.file);
      if (file !== void 0) {
        this.code.program.file(file);
        this.#include(file, key);
      } else if (!FRAMEWORK_PAGES.test(name)) {
        this.#graph.problem(
          `The URL configuration '${name}' is not in this repository, so its routes are not listed.`,
          site.file,
          what
        );
      }
    }
  }
  /** The modules that `include('app.urls')` names. */
  #modules(what, site) {
    if (what.kind !== "text" && what.kind !== "join" && what.kind !== "name") return [];
    return this.code.evaluator.texts(what, site).flatMap((text) => {
      const [only, ...rest] = text;
      return typeof only === "string" && rest.length === 0 && /^[\w.]+$/.test(only) ? [only] : [];
    });
  }
  #include(file, on) {
    this.#included.add(file);
    this.#graph.mount(file, on, ROOT);
  }
};
function includedOf(view) {
  if (view.kind !== "call") return null;
  const position = lastName(view.callee) === "decorator_include" ? 1 : 0;
  return argument2(view, "arg", position);
}
function isNamedTuple(items) {
  return items.length > 1 && items.slice(1).every(({ kind }) => kind === "text" || kind === "literal");
}
function listed(methods) {
  if (!methods.includes("*")) return { methods };
  return {
    methods: [.../* @__PURE__ */ new Set(["GET", ...methods.filter((one) => one !== "*")])],
    answersAll: true
  };
}

// src/drift/spec/frameworks/echo.ts
var METHODS2 = /^(?:CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE)$/;
var DIALECT2 = {
  id: "echo",
  module: /^github\.com\/labstack\/echo(?:\/v\d+)?$/,
  makers: /^New$/,
  types: /^(?:Echo|Group)$/,
  applications: /^Echo$/,
  syntax: { colon: true, star: true },
  made(name, { args }, on) {
    if (name === "Group") return { role: "group", of: on, prefix: args[0]?.value ?? null };
    return name === "Host" ? { role: "same", as: on } : null;
  },
  step(name, args) {
    const [first, second, third] = args;
    if (first === void 0 || second === void 0) return null;
    if (METHODS2.test(name)) return { does: "route", methods: [name], path: first.value };
    if (name === "Any") return { does: "route", methods: ["*"], path: first.value };
    return (name === "Add" || name === "Match") && third !== void 0 ? { does: "route", methods: first.value, path: second.value } : null;
  }
};
var echo = {
  id: "echo",
  languages: ["go"],
  mark: /labstack\/echo|\.(?:CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE|Any|Add|Match|Group)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT2)
};

// src/drift/spec/frameworks/express.ts
var PACKAGES2 = /^(?:express|express-promise-router|express-ws|router|polka|ultimate-express|@?awaitjs\/express)$/;
var METHODS3 = /^(?:get|head|post|put|patch|delete|del|options|all)$/;
var MAX_CHAIN = 60;
var CHAIN = /^(?:use|param|set|enable|disable|engine|get|head|post|put|patch|delete|del|options|all)$/;
var SYNTAX2 = { colon: true, star: true, optional: "{}", parentheses: true };
var express = {
  id: "express",
  languages: ["javascript"],
  mark: /['"](?:express|express-promise-router|router|polka|ultimate-express)['"]|\.(?:get|post|put|patch|delete|all|use|route)\(\s*['"`[]/,
  routes(code) {
    const packages = packagesUsing(code, PACKAGES2);
    return packages.size === 0 ? { routes: [], problems: [] } : new ExpressRoutes(code, packages).findings();
  }
};
var ExpressRoutes = class {
  constructor(code, packages) {
    this.code = code;
    this.packages = packages;
    const teller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      syntax: SYNTAX2
    };
    this.#routers = new RouterObjects(code, this.#graph, teller);
  }
  code;
  packages;
  #graph = new RouteGraph("express");
  #routers;
  /** What `router.route('/x')` gave, with methods of its own on it. */
  #specific = /* @__PURE__ */ new Set();
  /** `all` of `router.route('/x').all(…)`. */
  #alls = [];
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "javascript") continue;
      for (const made2 of file.facts.calls) {
        for (const call of unrolled(made2, file, this.code)) this.#call(call, file, made2.scope);
      }
    }
    for (const route of this.#alls) {
      if (!this.#specific.has(route.router)) this.#graph.add(route);
    }
    return this.#graph.findings();
  }
  #roleOf(origin) {
    if (origin.kind !== "call") return origin.kind === "value" ? null : void 0;
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee);
    const callees = this.code.resolver.origins(call.callee, origin);
    for (const callee of callees) {
      if (callee.kind !== "external" || !PACKAGES2.test(callee.module)) continue;
      if (/(?:^|\.)Router$/.test(callee.name)) return { role: "router" };
      if (!/^(?:\*|default(?:\.default)?)$/.test(callee.name)) return null;
      return { role: /router/.test(callee.module) ? "router" : "root" };
    }
    if (on === null || name === null) return void 0;
    if (name === "route") return { role: "group", of: on, prefix: call.args[0]?.value ?? null };
    return CHAIN.test(name) ? { role: "same", as: on } : null;
  }
  #call(call, file, scope) {
    const site = { file: file.path, scope };
    if (call.callee.kind === "member") {
      const { object, name } = call.callee;
      if (name === "use") this.#use(object, call, site);
      else if (METHODS3.test(name)) this.#route(object, [name], call, site);
    } else if (call.callee.kind === "index") {
      const { object, index } = call.callee;
      const names2 = this.code.evaluator.texts(index, site).map((text) => text.join(""));
      const methods = names2.map((name) => name.toLowerCase());
      if (methods.length > 0 && methods.every((name) => METHODS3.test(name)))
        this.#route(object, methods, call, site);
    }
  }
  #route(object, names2, call, site) {
    const [path, ...handlers] = call.args;
    if (path === void 0) return;
    const hasPath = !this.#isRoute(object, site);
    if (hasPath && (handlers.length === 0 || !this.#looksLikePath(path, site))) return;
    const methods = names2.map(
      (name) => name === "all" ? "*" : name === "del" ? "DELETE" : name.toUpperCase()
    );
    const texts = hasPath ? [path.value] : [];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      for (const template of this.#routers.paths(texts[0] ?? null, site, frame)) {
        const at = call.callee;
        const route = { router: key, methods, path: template, file: site.file, at };
        if (hasPath || !methods.includes("*")) {
          if (!hasPath) this.#specific.add(key);
          this.#graph.add(route);
        } else this.#alls.push(route);
      }
    }
  }
  /** Whether an object is what `router.route('/x')` gives: its methods take handlers alone. */
  #isRoute(object, site, depth = 0) {
    if (depth > MAX_CHAIN) return false;
    return this.code.resolver.origins(object, site).some((origin) => {
      if (origin.kind !== "call") return false;
      const name = lastName(origin.call.callee);
      const on = receiver(origin.call);
      if (name === "route") return on !== null;
      return on !== null && METHODS3.test(name ?? "") && this.#isRoute(on, origin, depth + 1);
    });
  }
  /** Paths start with a slash, or a star; what is not known may be one. */
  #looksLikePath({ value, spread }, site) {
    if (spread || value.kind === "function" || value.kind === "map") return false;
    return this.code.evaluator.texts(value, site).some(([first]) => {
      return typeof first !== "string" || first === "" || /^[/*:{(]/.test(first);
    });
  }
  /** `app.use('/prefix', …, router)`. */
  #use(object, call, site) {
    const [first] = call.args;
    if (first === void 0) return;
    const values = call.args.flatMap(
      ({ value }) => value.kind === "list" ? value.items : [value]
    );
    const path = this.#isText(first.value, site) ? first.value : null;
    const mounted = values.filter((value) => value !== path);
    const children = new Set(mounted.flatMap((value) => this.#routers.keysOf(value, site)));
    if (children.size === 0) return;
    for (const { key, frame } of this.#routers.at(object, site, path === null ? [] : [path])) {
      for (const prefix of this.#routers.paths(path, site, frame)) {
        for (const child of children) this.#graph.mount(child, key, prefix);
      }
    }
  }
  #isText(expr, site) {
    if (expr.kind === "function") return false;
    if (expr.kind === "list") return expr.items.every((item) => this.#isText(item, site));
    return this.code.evaluator.texts(expr, site).some(([first]) => typeof first === "string");
  }
  /** What cannot be followed counts by its type, or by a name that routers have where the package uses Express. */
  #isPlausible(origin) {
    const named2 = /^(?:app|server|router|routes?|api|express)$|(?:App|Router|Routes)$/;
    const typed = /\b(?:Express|Router|IRouter|Application)\b/;
    if (origin.kind === "typed") return typed.test(origin.type) && this.#isNear(origin.file);
    if (origin.kind === "member") {
      const { object, name } = origin;
      const isOurs = object.kind !== "param" || this.#isNear(object.file);
      return isOurs && /^(?:app|router|expressApp)$/.test(name);
    }
    if (origin.kind !== "param" || !this.#isNear(origin.file)) return false;
    const scope = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (param === void 0) return false;
    return param.type === null || param.type === "any" ? named2.test(param.name) : typed.test(param.type);
  }
  #isNear(path) {
    return this.packages.has(packageOf(path, this.code));
  }
};

// src/drift/spec/frameworks/fastapi-parameters.ts
var SOURCES2 = {
  Query: "query",
  Header: "header",
  Cookie: "cookie"
};
var SCALAR = /^(?:str|int|float|bool|bytes|Decimal|UUID|UUID[1-5]|datetime|date|time|timedelta|EmailStr|(?:uuid|datetime|decimal)\.\w+)$/;
function declaredParameters(file, handler, code) {
  const declared = file.index.scope(handler)?.params ?? [];
  const site = { file: file.path, scope: handler };
  return declared.flatMap((param) => {
    const source = sourceOf(param);
    if (source === null) return [];
    const alias = source.alias === null ? null : code.evaluator.text(source.alias, site);
    const name = source.in === "header" ? param.name.replaceAll("_", "-") : param.name;
    return [{ name: alias ?? source.written ?? name, in: source.in, required: source.required }];
  });
}
function sourceOf(param) {
  const value = param.default;
  if (value?.kind === "call") return fromCall(value);
  const type = param.type ?? "";
  const annotated = /^(?:\w+\.)?Annotated\[([\s\S]*)\]$/.exec(type);
  if (annotated !== null) {
    const inner = annotated[1] ?? "";
    const called2 = /\b(Query|Header|Cookie)\s*\(([\s\S]*)\)/.exec(inner);
    const place = SOURCES2[called2?.[1] ?? ""];
    if (place === void 0) return null;
    const alias = /\balias\s*=\s*["']([^"']+)["']/.exec(called2?.[2] ?? "");
    return { in: place, alias: null, written: alias?.[1] ?? null, required: value === null };
  }
  return isScalar(type) ? { in: "query", alias: null, written: null, required: value === null } : null;
}
function fromCall(call) {
  const place = SOURCES2[lastName(call.callee) ?? ""];
  if (place === void 0) return null;
  const given = call.args.find(({ name }) => name === null || name === "default")?.value;
  const alias = call.args.find(({ name }) => name === "alias")?.value ?? null;
  const isRequired = given === void 0 || given.kind === "unknown" && given.text === "...";
  const hasFactory = call.args.some(({ name }) => name === "default_factory");
  return { in: place, alias, written: null, required: isRequired && !hasFactory };
}
function isScalar(type) {
  const optional3 = /^(?:\w+\.)?Optional\[([\s\S]*)\]$/.exec(type)?.[1] ?? type;
  const parts = optional3.split("|").map((part) => part.trim()).filter((part) => part !== "None");
  return parts.length > 0 && parts.every((part) => SCALAR.test(part));
}

// src/drift/spec/frameworks/fastapi.ts
var PACKAGES3 = /^(?:fastapi|starlette)(?:\.|$)/;
var APPLICATION = /(?:^|\.)(?:FastAPI|Starlette)$/;
var ROUTER3 = /(?:^|\.)(?:APIRouter|InferringRouter|Router)$/;
var METHODS4 = /^(?:get|head|post|put|patch|delete|options|trace)$/;
var SYNTAX3 = { braces: true };
var fastapi = {
  id: "fastapi",
  languages: ["python"],
  mark: /\b(?:fastapi|starlette|APIRouter|include_router|api_route)\b|@\w+(?:\.\w+)*\.(?:get|head|post|put|patch|delete|options)\(/,
  routes(code) {
    if (!usesPackage(code, PACKAGES3)) return { routes: [], problems: [] };
    return new FastApiRoutes(code).findings();
  }
};
var FastApiRoutes = class {
  constructor(code) {
    this.code = code;
    const teller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => isPlausible(origin, code),
      syntax: SYNTAX3
    };
    this.#routers = new RouterObjects(code, this.#graph, teller);
  }
  code;
  #graph = new RouteGraph("fastapi");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "python") continue;
      const handlers = decorated(file);
      for (const made2 of file.facts.calls) {
        for (const call of unrolled(made2, file, this.code))
          this.#call(call, file, made2.scope, handlers.get(made2.call));
      }
    }
    return this.#graph.findings();
  }
  #roleOf(origin) {
    if (origin.kind === "instance") {
      const bases = externalBases(origin, this.code).filter((base) => PACKAGES3.test(base));
      return roleOfClass(bases, origin.call);
    }
    if (origin.kind !== "call") return origin.kind === "value" ? null : void 0;
    const { call } = origin;
    const callees = this.code.resolver.origins(call.callee, origin);
    const names2 = callees.flatMap(
      (callee) => callee.kind === "external" ? [`${callee.module}.${callee.name}`] : []
    );
    const known5 = roleOfClass(names2, call);
    if (known5 !== null) return known5;
    const [first] = call.args;
    return names2.length > 0 && first?.value.kind === "name" && /App|API|Middleware/.test(names2.join()) ? { role: "same", as: first.value } : null;
  }
  #call(call, file, scope, handler) {
    const site = { file: file.path, scope };
    if (call.callee.kind !== "member") {
      this.#application(call, site);
      return;
    }
    const { object, name } = call.callee;
    if (METHODS4.test(name)) this.#route(object, [name.toUpperCase()], call, site, file, handler);
    else if (name === "api_route" || name === "route" || name === "add_api_route" || name === "add_route") {
      const isClass2 = handler !== void 0 && file.index.scope(handler)?.kind === "class";
      const methods = isClass2 ? handlerMethods({ file: file.path, scope: handler }, this.code) : this.#methods(call, site);
      this.#route(object, methods, call, site, file, handler);
    } else if (name === "include_router" || name === "mount") this.#mount(object, call, site);
    else this.#application(call, site);
  }
  /** The methods of `methods=[…]`; those of a class of handlers; GET where nothing is said. */
  #methods(call, site) {
    const said = argument2(call, "methods", null);
    if (said !== null && !isNothing2(said)) {
      const known5 = methodNames2(said, site, this.code);
      if (known5 !== null) return known5;
      this.#graph.problem("The methods of this route are not known.", site.file, call);
      return [];
    }
    const endpoint = argument2(call, "endpoint", 1) ?? argument2(call, "route", 1);
    const [own] = endpoint === null ? [] : classesOf(endpoint, site, this.code);
    return own === void 0 ? ["GET"] : handlerMethods(own, this.code);
  }
  #route(object, methods, call, site, file, handler) {
    const path = argument2(call, "path", 0);
    if (path === null) return;
    const parameters = handler === void 0 ? void 0 : declaredParameters(file, handler, this.code);
    for (const { key, frame } of this.#routers.at(this.#owner(object, site), site, [path])) {
      for (const template of this.#routers.paths(path, site, frame)) {
        this.#graph.add({
          router: key,
          methods,
          path: template,
          file: site.file,
          at: call,
          ...parameters === void 0 ? {} : { parameters }
        });
      }
    }
  }
  /** `app` of `app.router`, which routes as the application does. */
  #owner(object, site) {
    const isOwn3 = object.kind === "member" && object.name === "router";
    return isOwn3 && this.#routers.keysOf(object.object, site).length > 0 ? object.object : object;
  }
  /** `app.include_router(users.router, prefix="/users")`, `app.mount("/admin", admin)`. */
  #mount(object, call, site) {
    const isInclude2 = lastName(call.callee) === "include_router";
    const child = isInclude2 ? argument2(call, "router", 0) : argument2(call, "app", 1);
    const prefix = isInclude2 ? argument2(call, "prefix", null) : argument2(call, "path", 0);
    if (child === null) return;
    const children = this.#routers.keysOf(child, site);
    if (children.length === 0) return;
    const texts = prefix === null ? [] : [prefix];
    for (const { key, frame } of this.#routers.at(this.#owner(object, site), site, texts)) {
      for (const template of this.#routers.paths(prefix, site, frame)) {
        for (const one of children) this.#graph.mount(one, key, template);
      }
    }
  }
  /** `Starlette(routes=[Route("/x", view), Mount("/y", routes=[…])])`. */
  #application(call, site) {
    const routes = argument2(call, "routes", null);
    if (routes === null) return;
    for (const key of this.#routers.keysOf(call, site)) this.#listed(routes, key, site);
  }
  #listed(routes, on, site) {
    if (routes.kind === "join") {
      for (const part of routes.parts) this.#listed(part, on, site);
      return;
    }
    if (routes.kind === "list") {
      for (const item of routes.items) this.#declared(item, on, site);
      return;
    }
    for (const origin of this.code.resolver.origins(routes, site)) {
      if (origin.kind !== "value" || origin.expr === routes) continue;
      this.#listed(origin.expr, on, { file: origin.file, scope: origin.scope });
    }
  }
  #declared(item, on, site) {
    if (item.kind !== "call") return;
    const name = lastName(item.callee);
    const path = argument2(item, "path", 0);
    if (name === "Route" || name === "APIRoute") {
      const methods = this.#methods(item, site);
      for (const template of this.#routers.paths(path, site))
        this.#graph.add({ router: on, methods, path: template, file: site.file, at: item });
    } else if (name === "Mount" || name === "Host") {
      const isMount = name === "Mount";
      const app = argument2(item, "app", 1);
      const inner = argument2(item, "routes", null);
      for (const template of this.#routers.paths(isMount ? path : null, site)) {
        const key = `${site.file}:${item.line}:${item.column} ${on}`;
        this.#graph.mount(key, on, template);
        if (inner !== null) this.#listed(inner, key, site);
        const children = app === null ? [] : this.#routers.keysOf(app, site);
        for (const child of children) this.#graph.mount(child, key);
      }
    }
  }
};
function roleOfClass(names2, call) {
  if (names2.some((name) => APPLICATION.test(name))) return { role: "root" };
  if (!names2.some((name) => ROUTER3.test(name))) return null;
  return { role: "router", prefix: call === null ? null : argument2(call, "prefix", null) };
}
function isNothing2(expr) {
  return expr.kind === "literal" && expr.type === "null";
}
function isPlausible(origin, code) {
  const typed = /\b(?:FastAPI|APIRouter|Starlette)\b/;
  const named2 = /^(?:app|router|api|api_router|fastapi_app)$|_router$/;
  if (origin.kind === "typed") return typed.test(origin.type);
  if (origin.kind === "member") return /^(?:app|router)$/.test(origin.name);
  if (origin.kind !== "param") return false;
  const file = code.program.file(origin.file);
  const param = file?.index.scope(origin.scope)?.params[origin.position];
  if (param === void 0) return false;
  if (param.type !== null) return typed.test(param.type);
  return named2.test(param.name) && (file?.facts.imports ?? []).some(({ module }) => PACKAGES3.test(module));
}

// src/drift/spec/schema-parameters.ts
var OBJECT = /^(?:object|Object|strictObject|looseObject|StrictObject)$/;
var OPTIONAL = /^(?:optional|Optional|nullish|default|exactOptional)$/;
var MAX_DEPTH9 = 10;
function schemaParameters(schema, place, code) {
  const found = /* @__PURE__ */ new Map();
  for (const one of propertiesOf(schema, code, 0))
    found.set(one.name, { name: one.name, in: place, required: one.required });
  return [...found.values()];
}
function propertiesOf({ expr, site }, code, depth) {
  if (depth > MAX_DEPTH9) return [];
  const maps = objects(expr, site, code);
  if (maps.length > 0) return maps.flatMap((map) => ofJsonSchema(map, code));
  return code.resolver.origins(expr, site).flatMap((origin) => origin.kind === "call" ? ofCall(origin.call, origin, code, depth) : []);
}
function ofJsonSchema(map, code) {
  const properties = entry(map, "properties", code);
  const isShort = properties === void 0 && entry(map, "type", code)?.expr.kind !== "text";
  const required = entry(map, "required", code);
  const names2 = required === void 0 ? [] : code.evaluator.texts(required.expr, required.site).map((text) => text.join(""));
  const from = properties ?? (isShort ? map : void 0);
  if (from === void 0) return [];
  return objects(from.expr, from.site, code).flatMap(
    (one) => entriesOf(one, code).filter(({ key }) => !key.startsWith("$")).map(({ key }) => ({ name: key, required: names2.includes(key) }))
  );
}
function ofCall(call, site, code, depth) {
  const name = lastName(call.callee) ?? "";
  const given = call.args.flatMap(({ value }) => objects(value, site, code)).slice(0, 1);
  const own = given.flatMap(
    (map) => entriesOf(map, code).map(({ key, value }) => ({
      name: key,
      required: !isOptional(value.expr)
    }))
  );
  if (OBJECT.test(name)) return own;
  if (/^(?:Partial|partial)$/.test(name)) {
    const inner2 = name === "Partial" ? call.args[0]?.value : objectOf(call);
    const all = inner2 ? propertiesOf({ expr: inner2, site }, code, depth + 1) : [];
    return all.map((one) => ({ ...one, required: false }));
  }
  const on = objectOf(call);
  const inner = on === null ? [] : propertiesOf({ expr: on, site }, code, depth + 1);
  if (name === "pick") return inner.filter((one) => own.some((other) => other.name === one.name));
  if (name === "omit") return inner.filter((one) => !own.some((other) => other.name === one.name));
  if (/^(?:extend|augment|keys|safeExtend)$/.test(name)) return [...inner, ...own];
  if (/^(?:merge|and|Intersect|Composite)$/.test(name)) {
    const others = call.args.flatMap(
      ({ value }) => (value.kind === "list" ? value.items : [value]).flatMap(
        (expr) => propertiesOf({ expr, site }, code, depth + 1)
      )
    );
    return [...inner, ...others];
  }
  return inner;
}
function objectOf(call) {
  return call.callee.kind === "member" ? call.callee.object : null;
}
function isOptional(expr) {
  if (expr.kind === "call")
    return OPTIONAL.test(lastName(expr.callee) ?? "") || isOptional(expr.callee);
  return expr.kind === "member" && isOptional(expr.object);
}

// src/drift/spec/frameworks/fastify-autoload.ts
import { basename as basename8, dirname as dirname13, join as join11 } from "node:path/posix";
var SCRIPT = /\.[cm]?[jt]s$/;
var INDEX = /^index\.[cm]?[jt]s$/;
var OTHER = /^autohooks\.|\.d\.[cm]?ts$|\.(?:test|spec)\./;
function autoloadedFiles(options, site, code) {
  const dir = entry(options, "dir", code);
  const root = dir === void 0 ? null : folderOf(dir.expr, dir.site, code);
  if (root === null) return null;
  const isSet = (name) => {
    const value = entry(options, name, code);
    return value === void 0 ? null : code.evaluator.text(value.expr, value.site);
  };
  const byFolder = isSet("dirNameRoutePrefix") !== "false";
  const withParams = isSet("routeParams") === "true";
  const depth = Number(isSet("maxDepth") ?? Number.POSITIVE_INFINITY);
  const found = [];
  for (const folder of [...code.program.folders()].sort()) {
    if (folder !== root && !folder.startsWith(root === "." ? "" : `${root}/`)) continue;
    const below2 = folder === root ? [] : folder.slice(root === "." ? 0 : root.length + 1).split("/");
    if (below2.length > depth || below2.includes("node_modules")) continue;
    const names2 = below2.map((name) => withParams ? name.replace(/^_+/, ":") : name);
    const scripts = code.program.filesIn(folder).filter((path) => SCRIPT.test(path) && !OTHER.test(basename8(path)) && path !== site.file).sort();
    const index = scripts.filter((path) => INDEX.test(basename8(path)));
    for (const path of index.length > 0 ? index : scripts) {
      const own = ownPrefix(path, code);
      const prefix = byFolder ? names2.join("/") : "";
      const isOverride = own.override !== null;
      found.push({ path, prefix: own.override ?? own.auto ?? prefix, isOwnPrefix: isOverride });
    }
  }
  return found.length > 0 ? found : null;
}
function ownPrefix(path, code) {
  const file = code.program.file(path);
  const text = (name) => {
    const value = file?.facts.exports.find((one) => one.name === name)?.value;
    return value === void 0 ? null : code.evaluator.text(value, { file: path, scope: 0 });
  };
  return { auto: text("autoPrefix"), override: text("prefixOverride") };
}
function folderOf(expr, site, code) {
  const texts = literalTexts(expr, site, code, 0);
  if (texts.length === 0) return null;
  const path = join11(dirname13(site.file), ...texts);
  const isThere = [...code.program.folders()].some(
    (folder) => folder === path || folder.startsWith(`${path}/`)
  );
  return isThere ? path : null;
}
function literalTexts(expr, site, code, depth) {
  if (depth > 6) return [];
  switch (expr.kind) {
    case "text":
      return /^\w+:/.test(expr.value) ? [] : [expr.value];
    case "call":
      return expr.args.flatMap(({ value }) => literalTexts(value, site, code, depth + 1));
    case "join":
      return expr.parts.flatMap((part) => literalTexts(part, site, code, depth + 1));
    case "name":
      return code.resolver.origins(expr, site).flatMap((origin) => {
        const inner = origin.kind === "value" ? origin.expr : origin.kind === "call" ? origin.call : null;
        return inner === null || inner === expr || !("file" in origin) || origin.file !== site.file ? [] : literalTexts(inner, site, code, depth + 1);
      });
    default:
      return [];
  }
}

// src/drift/spec/frameworks/fastify.ts
var PACKAGE = /^fastify$/;
var KIN2 = /^(?:fastify|fastify-\w[\w-]*|@fastify\/.+)$/;
var METHODS5 = /^(?:get|head|post|put|patch|delete|options|all)$/;
var CHAIN2 = /^(?:register|route|decorate\w*|addHook|addSchema|set\w+|withTypeProvider|after|get|head|post|put|patch|delete|options|all)$/;
var SYNTAX4 = { colon: true, star: true, colonEscape: true };
var TYPED = /\bFastify(?:Instance|\w*Instance)\b/;
var NAMED = /^(?:fastify|app|server|instance|router|api|scope|f)$|(?:Fastify|Instance|App|Server)$/;
var fastify = {
  id: "fastify",
  languages: ["javascript"],
  mark: /['"](?:fastify|fastify-[\w-]+|@fastify\/[\w-]+)['"]|\b[Ff]astify\b[\w\s<>,()]*\.|\.register\(|\.(?:get|post|put|patch|delete|options|head|all)\s*(?:<[^;]{0,200}?>)?\(\s*['"`]\/?|\.route\(/,
  routes(code) {
    const packages = packagesUsing(code, KIN2);
    return packages.size === 0 ? { routes: [], problems: [] } : new FastifyRoutes(code, packages).findings();
  }
};
var MAX_DEPTH10 = 8;
var FastifyRoutes = class {
  constructor(code, packages) {
    this.code = code;
    this.packages = packages;
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      syntax: SYNTAX4
    });
  }
  code;
  packages;
  #graph = new RouteGraph("fastify");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "javascript") continue;
      for (const made2 of file.facts.calls) {
        if (made2.call.callee.kind !== "member" && made2.call.callee.kind !== "index") continue;
        for (const call of unrolled(made2, file, this.code)) this.#call(call, file, made2.scope);
      }
    }
    return this.#graph.findings();
  }
  #roleOf(origin) {
    if (origin.kind === "value") return null;
    if (origin.kind !== "call") return void 0;
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind !== "external") continue;
      if (PACKAGE.test(callee.module))
        return /^(?:\*|default|fastify|Fastify|default\.default|default\.fastify)$/.test(
          callee.name
        ) ? { role: "root" } : null;
    }
    const on = receiver(call);
    const name = lastName(call.callee);
    if (on === null || name === null) return void 0;
    return CHAIN2.test(name) ? { role: "same", as: on } : null;
  }
  /** What cannot be followed counts by its type, or by its name where the package uses Fastify. */
  #isPlausible(origin) {
    if (origin.kind === "typed") return TYPED.test(origin.type);
    if (origin.kind === "member") return /^(?:fastify|fastifyInstance)$/.test(origin.name);
    if (origin.kind !== "param") return false;
    const file = this.code.program.file(origin.file);
    const scope = file?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (file === void 0 || scope === void 0 || param === void 0) return false;
    if (param.type !== null) return TYPED.test(param.type);
    const holder = scope.name === null ? [] : file.index.bindings(scope.parent ?? 0, scope.name);
    if (holder.some(({ type }) => /\bFastifyPlugin/.test(type ?? ""))) return origin.position === 0;
    return NAMED.test(param.name) && this.packages.has(packageOf(origin.file, this.code));
  }
  #call(call, file, scope) {
    const site = { file: file.path, scope };
    if (call.callee.kind === "member") {
      const { object, name } = call.callee;
      if (name === "register") this.#register(object, call, site);
      else if (name === "route") this.#route(object, call, site);
      else if (METHODS5.test(name)) this.#shorthand(object, [name], call, site);
    } else if (call.callee.kind === "index") {
      const { object, index } = call.callee;
      const names2 = this.code.evaluator.texts(index, site).map((text) => text.join(""));
      const methods = names2.map((name) => name.toLowerCase());
      if (methods.length > 0 && methods.every((name) => METHODS5.test(name)))
        this.#shorthand(object, methods, call, site);
    }
  }
  /** `app.get('/x', options, handler)`. */
  #shorthand(object, names2, call, site) {
    const [path, ...others] = call.args;
    if (path === void 0 || others.length === 0 || !this.#mayBePath(path.value, site)) return;
    const methods = names2.map((name) => name === "all" ? "*" : name.toUpperCase());
    const parameters = others.flatMap(({ value }) => this.#parameters(value, site));
    this.#add(object, methods, path.value, site, call, parameters, null);
  }
  /** `app.route({ method, url, schema, handler })`. */
  #route(object, call, site) {
    const [options] = call.args;
    if (options === void 0 || call.args.length > 1) return;
    const known5 = objects(options.value, site, this.code);
    if (known5.length === 0) {
      if (this.#routers.keysOf(object, site).some((key) => this.#graph.isKnown(key)))
        this.#graph.problem(
          "The options of this route are not known, so its method and path are not: the route is left out.",
          site.file,
          call.callee
        );
      return;
    }
    for (const one of known5) {
      const url = entry(one, "url", this.code) ?? entry(one, "path", this.code);
      const method = entry(one, "method", this.code);
      if (url === void 0 || method === void 0) continue;
      const methods = this.code.evaluator.texts(method.expr, method.site).flatMap((text) => text.filter((part) => typeof part === "string")).map((name) => name.toUpperCase());
      if (methods.length === 0) {
        this.#graph.problem(
          "The method of this route is not known: it is worked out while the program runs. The route is left out.",
          site.file,
          call.callee
        );
        continue;
      }
      const parameters = this.#parameters(one.expr, one.site);
      this.#add(object, methods, url.expr, site, call, parameters, url.site);
    }
  }
  #add(object, methods, path, site, call, parameters, pathSite) {
    for (const { key, frame } of this.#routers.at(object, site, [path])) {
      for (const template of this.#routers.paths(path, pathSite ?? site, frame)) {
        this.#graph.add({
          router: key,
          methods,
          path: template,
          file: site.file,
          at: call.callee,
          ...parameters.length === 0 ? {} : { parameters }
        });
      }
    }
  }
  #mayBePath(expr, site) {
    if (expr.kind === "function" || expr.kind === "map") return false;
    return this.code.evaluator.texts(expr, site).some(([first]) => {
      return typeof first !== "string" || first === "" || /^[/*:]/.test(first);
    });
  }
  /** What a route's `schema` says of the query and the headers. */
  #parameters(options, site) {
    if (options.kind === "function") return [];
    return objects(options, site, this.code).flatMap((one) => {
      const schema = entry(one, "schema", this.code);
      if (schema === void 0) return [];
      return objects(schema.expr, schema.site, this.code).flatMap((parts) => [
        ...this.#named(parts, "querystring", "query"),
        ...this.#named(parts, "query", "query"),
        ...this.#named(parts, "headers", "header")
      ]);
    });
  }
  #named(parts, name, place) {
    const schema = entry(parts, name, this.code);
    return schema === void 0 ? [] : schemaParameters(schema, place, this.code);
  }
  /** `app.register(plugin, { prefix: '/v1' })`. */
  #register(object, call, site) {
    const [plugin, options] = call.args;
    if (plugin === void 0) return;
    const parents = this.#routers.at(object, site, options === void 0 ? [] : [options.value]);
    if (parents.length === 0) return;
    const given = options === void 0 ? [] : objects(options.value, site, this.code);
    const prefix = given.flatMap((one) => entry(one, "prefix", this.code) ?? []).slice(0, 1);
    if (this.#isAutoload(plugin.value, site)) {
      this.#autoload(
        given,
        parents.map(({ key }) => key),
        call,
        site
      );
      return;
    }
    const plugins = this.#pluginsOf(plugin.value, site);
    for (const { key: on, frame } of parents) {
      const prefixes = prefix.flatMap(({ expr, site: at }) => this.#routers.paths(expr, at, frame));
      for (const { key, isEncapsulated } of plugins) {
        const all = isEncapsulated && prefixes.length > 0 ? prefixes : [ROOT];
        for (const one of all) this.#graph.mount(key, on, one);
      }
    }
  }
  /** The functions that are registered: as they are, imported, made by a call, within `fastify-plugin`. */
  #pluginsOf(expr, site, isEncapsulated = true, depth = 0) {
    if (depth > MAX_DEPTH10) return [];
    return this.code.resolver.origins(expr, site).flatMap((origin) => this.code.resolver.asValue(origin)).flatMap((origin) => this.#pluginsOfOrigin(origin, isEncapsulated, depth));
  }
  #pluginsOfOrigin(origin, isEncapsulated, depth = 0) {
    if (origin.kind === "function") {
      const { file, scope } = origin;
      return [{ key: originKey({ kind: "param", file, scope, position: 0 }), isEncapsulated }];
    }
    if (origin.kind === "value") {
      const inner = objects(origin.expr, origin, this.code).flatMap(
        (one) => entry(one, "default", this.code) ?? []
      );
      return inner.flatMap(
        ({ expr, site }) => this.#pluginsOf(expr, site, isEncapsulated, depth + 1)
      );
    }
    if (origin.kind !== "call") return [];
    const [first] = origin.call.args;
    const isWrapped = this.code.resolver.origins(origin.call.callee, origin).some((callee) => callee.kind === "external" && /^fastify-plugin$/.test(callee.module));
    return isWrapped && first !== void 0 ? this.#pluginsOf(first.value, origin, false, depth + 1) : [];
  }
  #isAutoload(expr, site) {
    return this.code.resolver.origins(expr, site).some(
      (origin) => origin.kind === "external" && /^(?:@fastify\/|fastify-)autoload$/.test(origin.module)
    );
  }
  /** `app.register(autoload, { dir, options: { prefix } })`: the plugins of a folder, by its names. */
  #autoload(given, parents, call, site) {
    for (const options of given) {
      const files = autoloadedFiles(options, site, this.code);
      if (files === null) {
        this.#graph.problem(
          "The folder whose plugins are loaded here is not known, so the routes in it may have a prefix that is missing.",
          site.file,
          call.callee
        );
        continue;
      }
      const more = entry(options, "options", this.code);
      const prefix = (more === void 0 ? [] : objects(more.expr, more.site, this.code)).flatMap(
        (one) => entry(one, "prefix", this.code) ?? []
      );
      const outer = prefix.flatMap(({ expr, site: at }) => this.#routers.paths(expr, at));
      for (const { path, prefix: inner, isOwnPrefix } of files) {
        const ends = templates([inner], SYNTAX4);
        const starts = isOwnPrefix || outer.length === 0 ? [ROOT] : outer;
        const plugins = this.code.resolver.asValue({ kind: "module", file: path }).flatMap((origin) => this.#pluginsOfOrigin(origin, true));
        for (const { key, isEncapsulated } of plugins) {
          for (const on of parents) {
            for (const start of starts) {
              for (const end of ends)
                this.#graph.mount(key, on, isEncapsulated ? joinPaths(start, end) : ROOT);
            }
          }
        }
      }
    }
  }
};

// src/drift/spec/frameworks/fiber.ts
var METHODS6 = /^(?:Get|Head|Post|Put|Delete|Connect|Options|Trace|Patch)$/;
var DIALECT3 = {
  id: "fiber",
  module: /^github\.com\/gofiber\/fiber(?:\/v\d+)?$/,
  makers: /^New$/,
  types: /^(?:App|Group|Router)$/,
  applications: /^App$/,
  syntax: { colon: true, star: true },
  made(name, { args }, on) {
    const [first] = args;
    if (name === "Group" || name === "Route" || name === "RouteChain")
      return { role: "group", of: on, prefix: first?.value ?? null };
    return METHODS6.test(name) || /^(?:All|Add|Use|Name|Mount)$/.test(name) ? { role: "same", as: on } : null;
  },
  step(name, args) {
    const [first, second, third] = args;
    if (first === void 0) return null;
    const isAll = name === "All";
    if (METHODS6.test(name) || isAll) {
      const methods = isAll ? ["*"] : [name.toUpperCase()];
      const isPath = second !== void 0 || first.value.kind === "text";
      return { does: "route", methods, path: isPath ? first.value : null };
    }
    if (second === void 0) return null;
    if (name === "Route") return { does: "give", prefix: first.value, to: second.value };
    if (name === "Mount" || name === "Use")
      return { does: "mount", prefix: first.value, child: args.at(-1)?.value ?? second.value };
    return name === "Add" && third !== void 0 ? { does: "route", methods: first.value, path: second.value } : null;
  }
};
var fiber = {
  id: "fiber",
  languages: ["go"],
  mark: /gofiber\/fiber|\.(?:Get|Head|Post|Put|Delete|Options|Patch|All|Add|Group|Route|Mount)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT3)
};

// src/drift/spec/frameworks/flask.ts
var PACKAGES4 = /^(?:flask|quart|apiflask|flask_restful|flask_restx|flask_restplus|flask_smorest|flask_openapi3|flask_classful)(?:\.|$)/;
var APPLICATION2 = /\.(?:Flask|Quart|APIFlask|OpenAPI)$/;
var BLUEPRINT = /\.(?:Blueprint|APIBlueprint)$/;
var API = /^flask_(?:restful|restx|restplus|smorest)\.(?:\w+\.)*Api$/;
var NAMESPACE = /\.Namespace$/;
var METHODS7 = /^(?:get|post|put|patch|delete)$/;
var SYNTAX5 = { angles: true };
var flask = {
  id: "flask",
  languages: ["python"],
  mark: /\b(?:flask\w*|quart|apiflask|Blueprint|add_url_rule|register_blueprint|MethodView)\b|\.(?:route|add_resource|add_namespace)\(/,
  routes(code) {
    if (!usesPackage(code, PACKAGES4)) return { routes: [], problems: [] };
    return new FlaskRoutes(code).findings();
  }
};
var FlaskRoutes = class {
  constructor(code) {
    this.code = code;
    const teller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => isPlausible2(origin, code),
      syntax: SYNTAX5
    };
    this.#routers = new RouterObjects(code, this.#graph, teller);
  }
  code;
  #graph = new RouteGraph("flask");
  #routers;
  /** The prefixes that blueprints have of their own: one that is given where they are registered stands in their place. */
  #own = /* @__PURE__ */ new Map();
  #mounted = /* @__PURE__ */ new Set();
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "python") continue;
      const handlers = decorated(file);
      for (const made2 of file.facts.calls) {
        for (const call of unrolled(made2, file, this.code))
          this.#call(call, { file: file.path, scope: made2.scope }, file, handlers.get(made2.call));
      }
    }
    for (const key of this.#own.keys())
      if (!this.#mounted.has(key)) this.#graph.declare(key, false, this.#ownPrefixes(key)[0]);
    return this.#graph.findings();
  }
  #roleOf(origin) {
    if (origin.kind === "instance") {
      const names3 = externalBases(origin, this.code);
      return origin.call === null && !names3.some((name) => PACKAGES4.test(name)) ? null : this.#roleOfClass(names3, origin.call, origin, originKey(origin));
    }
    if (origin.kind !== "call") return origin.kind === "value" ? null : void 0;
    const { call } = origin;
    const names2 = this.code.resolver.origins(call.callee, origin).flatMap((callee) => callee.kind === "external" ? [`${callee.module}.${callee.name}`] : []);
    const role = this.#roleOfClass(names2, call, origin, originKey(origin));
    if (role !== null) return role;
    if (call.callee.kind === "member" && call.callee.name === "namespace")
      return { role: "group", of: call.callee.object, prefix: namespacePath(call) };
    return null;
  }
  #roleOfClass(names2, call, site, key) {
    const known5 = names2.filter((name) => PACKAGES4.test(name));
    if (known5.some((name) => APPLICATION2.test(name))) return { role: "root" };
    if (known5.some((name) => API.test(name))) {
      const on = call === null ? null : argument2(call, "app", 0) ?? argument2(call, "blueprint", 0);
      const prefix2 = call === null ? null : argument2(call, "prefix", null);
      return on !== null && this.#routers.keysOf(on, site).length > 0 ? { role: "group", of: on, prefix: prefix2 } : { role: "router", prefix: prefix2 };
    }
    const isNamespace = known5.some((name) => NAMESPACE.test(name));
    if (!isNamespace && !known5.some((name) => BLUEPRINT.test(name))) return null;
    const prefix = call === null ? null : isNamespace ? namespacePath(call) : argument2(call, "url_prefix", null);
    if (prefix !== null) this.#own.set(key, { prefix, site });
    return { role: "router" };
  }
  #call(call, site, file, handler) {
    if (call.callee.kind !== "member") return;
    const { object, name } = call.callee;
    if (METHODS7.test(name)) {
      const [path] = call.args;
      if (path !== void 0 && path.name === null)
        this.#add(object, path.value, [name.toUpperCase()], call, site);
    } else if (name === "route") this.#route(object, call, site, file, handler);
    else if (name === "add_url_rule") this.#rule(object, call, site);
    else if (name === "add_resource") this.#resource(object, call, site);
    else if (name === "register_blueprint" || name === "register_api") {
      this.#mount(argument2(call, "blueprint", 0), object, argument2(call, "url_prefix", null), site);
    } else if (name === "add_namespace")
      this.#mount(argument2(call, "ns", 0), object, argument2(call, "path", 1), site);
    else if (name === "init_app") this.#initialize(object, call, site);
  }
  /** `@app.route('/x', methods=['GET'])` on a function; on a class of handlers its methods count. */
  #route(object, call, site, file, handler) {
    const isClass2 = handler !== void 0 && file.index.scope(handler)?.kind === "class";
    const own = isClass2 ? { file: site.file, scope: handler } : null;
    const methods = this.#methods(argument2(call, "methods", null), own, call, site);
    const named2 = call.args.find(({ name }) => name === "rule")?.value;
    const paths = call.args.filter(({ name }) => name === null).map(({ value }) => value);
    for (const path of named2 === void 0 ? paths : [named2])
      this.#add(object, path, methods, call, site);
  }
  /** `app.add_url_rule('/x', 'name', view, methods=['GET'])`, with a function or `View.as_view('name')`. */
  #rule(object, call, site) {
    const path = argument2(call, "rule", 0);
    const view = argument2(call, "view_func", 2);
    if (path === null) return;
    const [own] = view === null ? [] : viewClasses(view, site, this.code);
    const methods = this.#methods(argument2(call, "methods", null), own ?? null, call, site);
    this.#add(object, path, methods, call, site);
  }
  /** `api.add_resource(Users, '/users', '/people')`. */
  #resource(object, call, site) {
    const [resource, ...paths] = call.args;
    if (resource === void 0) return;
    const [own] = classesOf(resource.value, site, this.code);
    const methods = this.#methods(argument2(call, "methods", null), own ?? null, call, site);
    for (const { name, value } of paths) {
      if (name === null) this.#add(object, value, methods, call, site);
    }
  }
  /** The methods that are said, or those of a class; GET where nothing is said. */
  #methods(said, own, call, site) {
    const inClass = own === null ? null : classValue(own, "methods", this.code);
    const handlers = own === null ? [] : handlerMethods(own, this.code);
    const expr = said ?? (handlers.length === 0 ? inClass?.value ?? null : null);
    if (expr === null || expr.kind === "literal" && expr.type === "null")
      return own === null || handlers.length === 0 ? ["GET"] : handlers;
    const known5 = methodNames2(expr, said === null ? inClass?.site ?? site : site, this.code);
    if (known5 !== null) return known5;
    this.#graph.problem("The methods of this route are not known.", site.file, call);
    return [];
  }
  #add(object, path, methods, call, site) {
    for (const { key, frame } of this.#routers.at(object, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call });
    }
  }
  /** `app.register_blueprint(users, url_prefix='/users')`: a prefix that is given stands for the blueprint's own. */
  #mount(child, object, given, site) {
    if (child === null) return;
    const prefix = given?.kind === "literal" ? null : given;
    const children = this.#routers.keysOf(child, site);
    if (children.length === 0) return;
    const texts = prefix === null ? [] : [prefix];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      for (const one of children) {
        this.#mounted.add(one);
        const before2 = prefix === null ? this.#ownPrefixes(one) : this.#routers.paths(prefix, site, frame);
        for (const template of before2) this.#graph.mount(one, key, template);
      }
    }
  }
  #ownPrefixes(key) {
    const own = this.#own.get(key);
    return own === void 0 ? [ROOT] : this.#routers.paths(own.prefix, own.site);
  }
  /** `api.init_app(app)`: what is made without an application gets one. */
  #initialize(object, call, site) {
    const app = argument2(call, "app", 0);
    if (app === null) return;
    const apis = this.code.resolver.origins(object, site).filter((origin) => {
      if (origin.kind !== "call") return false;
      const names2 = this.code.resolver.origins(origin.call.callee, origin);
      return names2.some((one) => one.kind === "external" && API.test(`${one.module}.${one.name}`));
    });
    if (apis.length === 0) return;
    for (const on of this.#routers.keysOf(app, site)) {
      for (const key of this.#routers.keysOf(object, site)) this.#graph.mount(key, on);
    }
  }
};
function namespacePath(call) {
  const said = argument2(call, "path", null);
  if (said !== null) return said;
  const name = argument2(call, "name", 0);
  if (name === null) return null;
  const { line, column } = name;
  return { kind: "join", parts: [{ kind: "text", value: "/", line, column }, name], line, column };
}
function isPlausible2(origin, code) {
  const typed = /\b(?:Flask|Quart|Blueprint|Api|Namespace|APIFlask|APIBlueprint)\b/;
  const named2 = /^(?:app|application|flask_app|bp|blueprint|api|ns)$/;
  if (origin.kind === "typed") return typed.test(origin.type);
  if (origin.kind === "member") return /^(?:app|flask_app|blueprint|bp)$/.test(origin.name);
  if (origin.kind !== "param") return false;
  const file = code.program.file(origin.file);
  const param = file?.index.scope(origin.scope)?.params[origin.position];
  if (param === void 0) return false;
  if (param.type !== null) return typed.test(param.type);
  return named2.test(param.name) && (file?.facts.imports ?? []).some(({ module }) => PACKAGES4.test(module));
}

// src/drift/spec/frameworks/gin.ts
var METHODS8 = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
var DIALECT4 = {
  id: "gin",
  module: /^(?:github\.com\/gin-gonic\/gin|gopkg\.in\/gin-gonic\/gin)(?:\.v\d+)?$/,
  makers: /^(?:Default|New)$/,
  types: /^(?:Engine|RouterGroup|IRouter|IRoutes)$/,
  applications: /^Engine$/,
  syntax: { colon: true, star: true },
  made(name, { args }, on) {
    if (name === "Group") return { role: "group", of: on, prefix: args[0]?.value ?? null };
    return name === "Use" || name === "With" || METHODS8.test(name) ? { role: "same", as: on } : null;
  },
  step(name, args) {
    const [first, second, third] = args;
    if (first === void 0 || second === void 0) return null;
    if (METHODS8.test(name)) return { does: "route", methods: [name], path: first.value };
    if (name === "Any") return { does: "route", methods: ["*"], path: first.value };
    return (name === "Handle" || name === "Match") && third !== void 0 ? { does: "route", methods: first.value, path: second.value } : null;
  }
};
var gin = {
  id: "gin",
  languages: ["go"],
  mark: /gin-gonic\/gin|\.(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|Any|Handle|Match|Group)\(\s*["`]/,
  routes: (code) => goRoutes(code, DIALECT4)
};

// src/drift/spec/frameworks/gorilla-mux.ts
var MODULE3 = /^github\.com\/gorilla\/mux$/;
var MATCHERS = /^(?:Methods|Host|Schemes|Headers|HeadersRegexp|Queries|MatcherFunc|Name|NewRoute|StrictSlash|SkipClean|UseEncodedPath|BuildOnly|BuildVarsFunc|HandlerFunc|Handler)$/;
var WITH_PATH = /^(?:HandleFunc|Handle|Path|PathPrefix)$/;
var HANDLING = /^(?:HandleFunc|Handle|HandlerFunc|Handler)$/;
var MAX_DEPTH11 = 20;
var gorillaMux = {
  id: "gorilla/mux",
  languages: ["go"],
  mark: /gorilla\/mux|\.(?:HandleFunc|Handle|Path|PathPrefix)\(\s*["`]/,
  routes(code) {
    return usesPackage(code, MODULE3) ? new MuxRoutes(code).findings() : { routes: [], problems: [] };
  }
};
var MuxRoutes = class {
  constructor(code) {
    this.code = code;
    const types = new GoRouterTypes(
      code,
      {
        module: MODULE3,
        makers: /^NewRouter$/,
        types: /^(?:Router|Route)$/,
        applications: /^$/,
        made
      },
      this.#graph
    );
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => types.roleOf(origin),
      isPlausible: () => false,
      syntax: { braces: true }
    });
  }
  code;
  #graph = new RouteGraph("gorilla/mux");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "go") continue;
      for (const made2 of chainEnds(file)) {
        if (!chainOf(made2.call).isHandled) continue;
        const site = { file: file.path, scope: made2.scope };
        for (const call of unrolled(made2, file, this.code)) this.#chain(call, site);
      }
    }
    return this.#graph.findings();
  }
  #chain(end, site) {
    const { on, methods, paths, isHandled } = chainOf(end);
    const [first] = paths;
    const path = pathOf2(paths);
    if (!isHandled || (first === void 0 ? methods.length === 0 : path === null)) return;
    if (paths.some((call) => nameOf8(call) === "PathPrefix") && methods.length === 0) return;
    for (const { key, frame } of this.#routers.at(
      on,
      site,
      path === null ? methods : [path, ...methods]
    )) {
      const own = methods.flatMap((one) => methodNames(one, site, frame, this.code));
      const names2 = own.length > 0 ? own : this.#methodsAround(on, site, 0);
      for (const template of this.#routers.paths(path, site, frame)) {
        this.#graph.add({
          router: key,
          methods: names2.length === 0 ? ["*"] : names2,
          path: template,
          file: site.file,
          at: (first ?? end).callee
        });
      }
    }
  }
  /** The methods of a subrouter: `r.Methods("GET").Subrouter()` serves them alone. */
  #methodsAround(on, site, depth) {
    if (depth > MAX_DEPTH11) return [];
    for (const origin of this.code.resolver.origins(on, site)) {
      if (origin.kind !== "call") continue;
      const { callee, args } = origin.call;
      if (callee.kind !== "member") continue;
      if (callee.name === "Methods")
        return args.flatMap(({ value }) => methodNames(value, origin, null, this.code));
      const around2 = this.#methodsAround(callee.object, origin, depth + 1);
      if (around2.length > 0) return around2;
    }
    return [];
  }
};
function made(name, { args }, on) {
  if (WITH_PATH.test(name)) return { role: "group", of: on, prefix: args[0]?.value ?? null };
  return name === "Subrouter" || MATCHERS.test(name) ? { role: "same", as: on } : null;
}
function chainOf(end) {
  const methods = [];
  const paths = [];
  let isHandled = false;
  let on = end;
  while (on.kind === "call" && on.callee.kind === "member") {
    const { name, object } = on.callee;
    if (!WITH_PATH.test(name) && !MATCHERS.test(name)) break;
    if (name === "Methods") methods.unshift(...on.args.map(({ value }) => value));
    if (WITH_PATH.test(name)) paths.unshift(on);
    isHandled ||= HANDLING.test(name);
    on = object;
  }
  return { on, methods, paths, isHandled };
}
function pathOf2(paths) {
  const parts = [];
  for (const { args } of paths) {
    const [first] = args;
    if (first === void 0) return null;
    parts.push(first.value);
  }
  const [only] = parts;
  return only === void 0 || parts.length === 1 ? only ?? null : joined(parts, only);
}
function nameOf8({ callee }) {
  return callee.kind === "member" ? callee.name : null;
}

// src/drift/spec/singularize.ts
var UNCOUNTABLE = /(?:^|_)(?:equipment|information|rice|money|species|series|fish|sheep|jeans|police)$/;
var ENDINGS = [
  [/people$/, "person"],
  [/men$/, "man"],
  [/children$/, "child"],
  [/sexes$/, "sex"],
  [/(m)oves$/, "$1ove"],
  [/zombies$/, "zombie"],
  [/(database)s$/, "$1"],
  [/(quiz)zes$/, "$1"],
  [/(matr)ices$/, "$1ix"],
  [/(vert|ind)ices$/, "$1ex"],
  [/^(ox)en/, "$1"],
  [/(alias|status)(?:es)?$/, "$1"],
  [/(octop|vir)(?:us|i)$/, "$1us"],
  [/(^|_)(a)x[ie]s$/, "$1$2xis"],
  [/(cris|test)(?:is|es)$/, "$1is"],
  [/(shoe)s$/, "$1"],
  [/(o)es$/, "$1"],
  [/(bus)(?:es)?$/, "$1"],
  [/([ml])ice$/, "$1ouse"],
  [/(x|ch|ss|sh)es$/, "$1"],
  [/(m)ovies$/, "$1ovie"],
  [/([^aeiouy]|qu)ies$/, "$1y"],
  [/([lr])ves$/, "$1f"],
  [/(tive)s$/, "$1"],
  [/(hive)s$/, "$1"],
  [/([^f])ves$/, "$1fe"],
  [/(^analy)(?:sis|ses)$/, "$1sis"],
  [/((a)naly|(b)a|(d)iagno|(p)arenthe|(p)rogno|(s)ynop|(t)he)(?:sis|ses)$/, "$1sis"],
  [/([ti])a$/, "$1um"],
  [/(n)ews$/, "$1ews"],
  [/(ss)$/, "$1"],
  [/s$/, ""]
];
function singularize(word) {
  if (UNCOUNTABLE.test(word)) return word;
  for (const [ending, singular] of ENDINGS) {
    if (ending.test(word)) return word.replace(ending, singular);
  }
  return word;
}

// src/drift/spec/frameworks/rails-context.ts
var ACTIONS = ["index", "create", "new", "edit", "show", "update", "destroy"];
function option(call, name) {
  return call.args.find((one) => one.name === name)?.value ?? null;
}
function wholeTexts(expr, site, code) {
  if (expr === null) return [];
  return code.evaluator.texts(expr, site).flatMap((text) => text.every((part) => typeof part === "string") ? [text.join("")] : []);
}
function railsPaths(expr, site, code) {
  return code.evaluator.texts(expr, site).flatMap(
    (text) => templates(
      text.map((part) => typeof part === "string" ? part.replace(/\(\.:?\w+\)/g, "") : part),
      { colon: true, star: true, optional: "()" }
    )
  );
}
function below(before2, paths) {
  return before2.flatMap((one) => paths.map((path) => joinPaths(one, path)));
}
function literal(path) {
  return [{ path, dynamic: false }];
}
function basePaths(context, on) {
  const { resource } = context;
  if (resource === null) return context.paths;
  if (on === "member") return resource.member;
  if (on === "collection") return resource.collection;
  if (on === "new") return below(resource.collection, literal(context.names.new));
  return resource.nested;
}
function limited(actions, call, site, code) {
  const only = option(call, "only");
  const except = option(call, "except");
  const names2 = (expr) => new Set(wholeTexts(expr, site, code));
  if (only !== null && !isNothing3(only)) {
    const wanted = names2(only);
    return new Set(ACTIONS.filter((action) => wanted.has(action)));
  }
  if (except === null) return actions;
  const unwanted = names2(except);
  return new Set([...actions].filter((action) => !unwanted.has(action)));
}
function actionNames(context, call, site, code) {
  const map = option(call, "path_names");
  if (map?.kind !== "map") return context.names;
  const named2 = (name, otherwise3) => {
    const entry3 = map.entries.find(({ key }) => key?.kind === "text" && key.value === name);
    return entry3 === void 0 ? otherwise3 : wholeTexts(entry3.value, site, code)[0] ?? otherwise3;
  };
  return { new: named2("new", context.names.new), edit: named2("edit", context.names.edit) };
}
function resourceAt(name, isSingle, call, context, site, code) {
  const said = option(call, "path");
  const own = said === null || isNothing3(said) ? literal(name) : railsPaths(said, site, code);
  const collection = below(basePaths(context, void 0), own);
  if (isSingle) return { collection, member: collection, nested: collection };
  const [param = "id"] = wholeTexts(option(call, "param"), site, code);
  const [as = name] = wholeTexts(option(call, "as"), site, code);
  const before2 = context.shallow ? below(context.shallowPaths, own) : collection;
  return {
    collection,
    member: below(before2, literal(`{${param}}`)),
    nested: below(before2, literal(`{${singularize(as)}_${param}}`))
  };
}
function isNothing3(expr) {
  return expr.kind === "literal" && expr.type === "null";
}
function isTrue(expr) {
  return expr?.kind === "literal" && expr.text === "true";
}

// src/drift/spec/frameworks/rails.ts
var VERBS = /^(?:get|post|put|patch|delete|options|head|match)$/;
var TRANSPARENT = /^(?:constraints|defaults|controller|with_options|authenticate|authenticated|unauthenticated|devise_scope|each|each_with_index|tap|instance_exec|instance_eval|with_scope|format)$/;
var OF_GEMS = /^(?:devise_for|use_doorkeeper|use_doorkeeper_openid_connect|mount_devise_token_auth_for)$/;
var APPLICATION3 = /^(?:Rails\.application|(?:\w+\.)*Application|ActionController\.Routing)$/;
var MAX_DEPTH12 = 30;
var rails = {
  id: "rails",
  languages: ["ruby"],
  mark: /\broutes\.(?:draw|append|prepend)\b|\bRoutes\.draw\b|\bapi_only\b/,
  files: /(?:^|\/)config\/routes(?:\/.*)?\.rb$/,
  routes: (code) => new RailsRoutes(code).findings()
};
function railsMounts(code) {
  const routes = new RailsRoutes(code);
  routes.findings();
  return routes.mounts;
}
var RailsRoutes = class {
  constructor(code) {
    this.code = code;
  }
  code;
  mounts = [];
  #graph = new RouteGraph("rails");
  #calls = /* @__PURE__ */ new Map();
  #depth = 0;
  findings() {
    const files = [...this.code.program.files()].filter(({ facts }) => facts.language === "ruby");
    const isApi = files.some(
      ({ facts }) => facts.bindings.some(({ name, value }) => /(?:^|\.)api_only$/.test(name) && isTrue(value))
    );
    const actions = ACTIONS.filter((action) => !isApi || action !== "new" && action !== "edit");
    for (const file of files.sort((a, b) => a.path < b.path ? -1 : 1)) {
      for (const { call } of file.facts.calls) this.#draw(call, file, new Set(actions));
    }
    return this.#graph.findings();
  }
  /** `Rails.application.routes.draw do … end`, and the same of an engine. */
  #draw(call, file, actions) {
    if (call.callee.kind !== "member" || !/^(?:draw|append|prepend)$/.test(call.callee.name))
      return;
    const block = call.args.at(-1)?.value;
    const owner = /^(.*)\.(?:routes|Routes)$/.exec(pathOf3(call.callee.object) ?? "")?.[1];
    if (block?.kind !== "function" || owner === void 0) return;
    const isApplication = APPLICATION3.test(owner);
    const folder = /^(.*?)(?:config|lib|app)\//.exec(file.path)?.[1] ?? "";
    const router = isApplication ? `application ${folder}` : `engine ${owner}`;
    this.#graph.declare(router, isApplication);
    this.#walk(file, block.scope, {
      router,
      paths: [ROOT],
      shallowPaths: [ROOT],
      shallow: false,
      resource: null,
      actions,
      names: { new: "new", edit: "edit" },
      concerns: /* @__PURE__ */ new Map(),
      mappers: /* @__PURE__ */ new Set()
    });
  }
  #walk(file, scope, context) {
    if (this.#depth > MAX_DEPTH12) return;
    this.#depth += 1;
    const params = file.index.scope(scope)?.params ?? [];
    const inner = {
      ...context,
      mappers: /* @__PURE__ */ new Set([...context.mappers, ...params.map(({ name }) => name)])
    };
    for (const made2 of this.#callsIn(file, scope)) {
      for (const call of unrolled(made2, file, this.code)) this.#call(call, file, scope, inner);
    }
    this.#depth -= 1;
  }
  #callsIn(file, scope) {
    const known5 = this.#calls.get(file.path);
    if (known5 !== void 0) return known5.get(scope) ?? [];
    const made2 = /* @__PURE__ */ new Map();
    for (const one of file.facts.calls) {
      const list2 = made2.get(one.scope);
      if (list2 === void 0) made2.set(one.scope, [one]);
      else list2.push(one);
    }
    this.#calls.set(file.path, made2);
    return made2.get(scope) ?? [];
  }
  #call(call, file, scope, context) {
    const site = { file: file.path, scope };
    const { callee } = call;
    const isOwn3 = callee.kind === "name" || callee.kind === "member" && callee.object.kind === "name" && (callee.object.name === "self" || context.mappers.has(callee.object.name));
    const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
    if (!isOwn3) {
      if (TRANSPARENT.test(name)) this.#block(call, file, context);
    } else if (VERBS.test(name)) this.#route(name, call, context, site);
    else if (name === "root") this.#root(call, context, site);
    else if (name === "resources" || name === "resource")
      this.#resources(call, name === "resource", file, context, site);
    else if (name === "namespace" || name === "scope") this.#scope(call, name, file, context, site);
    else if (name === "member" || name === "collection" || name === "new")
      this.#block(call, file, { ...context, paths: basePaths(context, name), resource: null });
    else if (name === "nested")
      this.#block(call, file, { ...context, paths: basePaths(context, void 0), resource: null });
    else if (name === "shallow") this.#block(call, file, { ...context, shallow: true });
    else if (name === "mount") this.#mount(call, context, site);
    else if (name === "draw") this.#drawFile(call, context, site);
    else if (name === "concern") this.#concern(call, context, site);
    else if (name === "concerns")
      this.#useConcerns(
        call.args.map(({ value }) => value),
        context,
        site
      );
    else if (OF_GEMS.test(name)) this.#ofGem(name, call, site);
    else if (TRANSPARENT.test(name)) {
      const actions = limited(context.actions, call, site, this.code);
      this.#block(call, file, { ...context, actions });
    } else this.#own(name, file, scope, context);
  }
  #block(call, file, context) {
    const last = call.args.at(-1);
    if (last?.name === null && last.value.kind === "function")
      this.#walk(file, last.value.scope, context);
  }
  /** A method of the same file that declares routes. */
  #own(name, file, scope, context) {
    for (const around2 of file.index.enclosing(scope)) {
      const [declared] = file.index.declared(around2, name);
      if (declared === void 0 || declared === scope) continue;
      this.#walk(file, declared, context);
      return;
    }
  }
  /** `get 'photos/:id', to: 'photos#show'`, `get :preview, on: :member`, `match 'x' => 'y#z', via: [:get, :post]`. */
  #route(verb, call, context, site) {
    const [on] = wholeTexts(option(call, "on"), site, this.code);
    const methods = verb === "match" ? this.#via(call, site) : [verb.toUpperCase()];
    const base = basePaths(context, on);
    const said = option(call, "path");
    const paths = said !== null && !isNothing3(said) ? [said] : routePaths(call);
    for (const path of paths) {
      for (const template of below(base, railsPaths(path, site, this.code)))
        this.#add(context, methods, template, call, site);
    }
  }
  #via(call, site) {
    const via = option(call, "via");
    if (via === null) return ["*"];
    const names2 = wholeTexts(via, site, this.code).map((name) => name.toUpperCase());
    return names2.map((name) => name === "ALL" || name === "ANY" ? "*" : name);
  }
  #root(call, context, site) {
    if (call.args.length === 0) return;
    for (const path of basePaths(context, void 0)) this.#add(context, ["GET"], path, call, site);
  }
  #resources(call, isSingle, file, context, site) {
    const names2 = call.args.filter(
      ({ name, value }) => name === null && value.kind !== "function" && value.kind !== "map"
    ).flatMap(({ value }) => wholeTexts(value, site, this.code));
    const [on] = wholeTexts(option(call, "on"), site, this.code);
    const outer = on === void 0 ? { ...context, names: actionNames(context, call, site, this.code) } : { ...context, paths: basePaths(context, on), resource: null };
    const actions = limited(context.actions, call, site, this.code);
    const shallow = option(call, "shallow");
    const isShallow = shallow === null ? context.shallow : isTrue(shallow);
    for (const name of names2) {
      const own = { ...outer, shallow: isShallow };
      const resource = resourceAt(name, isSingle, call, own, site, this.code);
      for (const action of actions) {
        if (isSingle && action === "index") continue;
        const at = this.#action(action, resource, own.names);
        for (const path of at.paths) this.#add(context, at.methods, path, call, site);
      }
      const inner = { ...own, paths: resource.nested, resource, actions: context.actions };
      const concerns = option(call, "concerns");
      if (concerns !== null) this.#useConcerns([concerns], inner, site);
      this.#block(call, file, inner);
    }
  }
  #action(action, resource, names2) {
    const { collection, member: member7 } = resource;
    switch (action) {
      case "index":
        return { methods: ["GET"], paths: collection };
      case "create":
        return { methods: ["POST"], paths: collection };
      case "new":
        return { methods: ["GET"], paths: below(collection, literal(names2.new)) };
      case "edit":
        return { methods: ["GET"], paths: below(member7, literal(names2.edit)) };
      case "show":
        return { methods: ["GET"], paths: member7 };
      case "update":
        return { methods: ["PATCH", "PUT"], paths: member7 };
      case "destroy":
        return { methods: ["DELETE"], paths: member7 };
    }
  }
  /** `namespace :admin do`, `scope '/admin', module: 'x' do`, `scope path: ':locale' do`. */
  #scope(call, kind, file, context, site) {
    const positional = call.args.filter(
      ({ name, value }) => name === null && value.kind !== "function" && value.kind !== "map"
    ).map(({ value }) => value);
    const said = call.args.find(({ name }) => name === "path")?.value;
    const parts = said === void 0 ? positional : [...kind === "scope" ? positional : [], ...isNothing3(said) ? [] : [said]];
    const add4 = (before2) => parts.reduce((paths, part) => below(paths, railsPaths(part, site, this.code)), before2);
    const shallow = option(call, "shallow");
    const shallowPath = option(call, "shallow_path");
    this.#block(call, file, {
      ...context,
      paths: add4(basePaths(context, void 0)),
      shallowPaths: shallowPath === null ? add4(context.shallowPaths) : below([ROOT], railsPaths(shallowPath, site, this.code)),
      shallow: shallow === null ? context.shallow : isTrue(shallow),
      resource: null,
      actions: limited(context.actions, call, site, this.code),
      names: actionNames(context, call, site, this.code)
    });
  }
  /** `mount Blog::Engine => '/blog'`, `mount Api::Root, at: '/api'`. */
  #mount(call, context, site) {
    const [first] = call.args;
    if (first === void 0 || first.name !== null) return;
    const at = option(call, "at") ?? option(call, "path");
    const pairs2 = first.value.kind === "map" ? first.value.entries.flatMap(
      ({ key, value }) => key === null ? [] : [[key, value]]
    ) : [[first.value, at]];
    for (const [app, path] of pairs2) {
      const own = path === null ? [ROOT] : railsPaths(path, site, this.code);
      const paths = below(basePaths(context, void 0), own);
      this.mounts.push({ app, site, paths });
      const name = pathOf3(app);
      if (name === null) continue;
      for (const one of paths) this.#graph.mount(`engine ${name}`, context.router, one);
    }
  }
  /** `draw(:admin)` evaluates `config/routes/admin.rb` in its place. */
  #drawFile(call, context, site) {
    const folder = /^(.*?\bconfig)\//.exec(site.file)?.[1] ?? "config";
    for (const name of wholeTexts(call.args[0]?.value ?? null, site, this.code)) {
      const path = `${folder}/routes/${name}.rb`;
      const file = this.code.program.file(path);
      if (file !== void 0) this.#walk(file, 0, context);
      else if (!this.code.program.has(path)) {
        this.#graph.problem(
          `The file '${path}', which is drawn here, is not in this repository. Its routes are missing.`,
          site.file,
          call
        );
      }
    }
  }
  #concern(call, { concerns }, site) {
    const [name] = wholeTexts(call.args[0]?.value ?? null, site, this.code);
    const block = call.args.at(-1)?.value;
    if (name !== void 0 && block?.kind === "function")
      concerns.set(name, { file: site.file, scope: block.scope });
  }
  #useConcerns(values, context, site) {
    for (const name of values.flatMap((value) => wholeTexts(value, site, this.code))) {
      const concern = context.concerns.get(name);
      const file = concern === void 0 ? void 0 : this.code.program.file(concern.file);
      if (concern !== void 0 && file !== void 0) this.#walk(file, concern.scope, context);
    }
  }
  #ofGem(name, call, site) {
    this.#graph.problem(
      `'${name}' adds routes that a gem declares. They are not listed.`,
      site.file,
      call
    );
  }
  #add({ router }, methods, path, call, site) {
    if (methods.length > 0)
      this.#graph.add({ router, methods, path, file: site.file, at: call.callee });
  }
};
function routePaths({ args }) {
  const positional = args.filter(({ name, value }) => name === null && value.kind !== "function");
  const paths = positional.flatMap(
    ({ value }) => value.kind === "map" ? value.entries.flatMap(({ key }) => key === null ? [] : [key]) : [value]
  );
  if (paths.length > 0) return paths;
  const [first] = args;
  return first?.name && first.value.kind === "text" && first.value.value.includes("#") ? [{ ...first.value, value: first.name }] : [];
}
function pathOf3(expr) {
  if (expr.kind === "name") return expr.name;
  if (expr.kind === "call" && expr.args.length === 0) return pathOf3(expr.callee);
  if (expr.kind !== "member") return null;
  const object = pathOf3(expr.object);
  return object === null ? null : `${object}.${expr.name}`;
}

// src/drift/spec/ruby-apps.ts
var RubyClasses = class {
  constructor(code) {
    this.code = code;
    const files = [...code.program.files()].filter(({ facts }) => facts.language === "ruby");
    for (const file of files.sort((a, b) => a.path < b.path ? -1 : 1)) {
      for (const [scope, { kind, name }] of file.facts.scopes.entries()) {
        if (kind !== "class" || name === null) continue;
        const whole2 = wholeName(file, scope);
        this.#names.set(`${file.path}#${scope}`, whole2);
        const known5 = this.#declared.get(whole2);
        if (known5 === void 0) this.#declared.set(whole2, [{ file: file.path, scope }]);
        else known5.push({ file: file.path, scope });
      }
    }
  }
  code;
  #declared = /* @__PURE__ */ new Map();
  #names = /* @__PURE__ */ new Map();
  /** The names of all classes that descend from one whose name matches, sorted. */
  descendants(of) {
    return [...this.#declared.keys()].filter((name) => this.#descends(name, of, 0)).sort();
  }
  /** All places where a class is opened. */
  places(name) {
    return this.#declared.get(name) ?? [];
  }
  /** The classes of the repository that a class extends. */
  parents(name) {
    return this.#bases(name).filter((base) => this.#declared.has(base));
  }
  /** The whole name of what a constant means at a place, as far as the repository declares it; else as it is written. */
  resolve(constant, site) {
    const name = constantName(constant);
    if (name === null) return null;
    const index = this.code.program.file(site.file)?.index;
    for (const scope of index?.enclosing(site.scope) ?? []) {
      const around2 = this.#names.get(`${site.file}#${scope}`);
      for (let outer = around2; outer !== void 0 && outer !== ""; outer = parentName(outer)) {
        if (this.#declared.has(`${outer}::${name}`)) return `${outer}::${name}`;
      }
    }
    return name;
  }
  #descends(name, of, depth) {
    if (depth > 12) return false;
    return this.#bases(name).some(
      (base) => of.test(base) || base !== name && this.#descends(base, of, depth + 1)
    );
  }
  #bases(name) {
    return this.places(name).flatMap(({ file, scope }) => {
      const declared = this.code.program.file(file)?.index.scope(scope);
      const site = { file, scope: declared?.parent ?? 0 };
      return (declared?.bases ?? []).flatMap((base) => this.resolve(base, site) ?? []);
    });
  }
};
function constantName(expr) {
  if (expr.kind === "name") return /^[A-Z]/.test(expr.name) ? expr.name : null;
  if (expr.kind === "call")
    return expr.callee.kind === "member" && /^[a-z]/.test(expr.callee.name) ? constantName(expr.callee.object) : null;
  if (expr.kind !== "member" || !/^[A-Z]/.test(expr.name)) return null;
  const object = constantName(expr.object);
  return object === null ? null : `${object}::${expr.name}`;
}
function callsByScope({ facts }) {
  const found = /* @__PURE__ */ new Map();
  for (const one of facts.calls) {
    const list2 = found.get(one.scope);
    if (list2 === void 0) found.set(one.scope, [one]);
    else list2.push(one);
  }
  return found;
}
function mountPoints(code) {
  const found = [...railsMounts(code)];
  for (const file of code.program.files()) {
    if (file.facts.language !== "ruby") continue;
    const calls = callsByScope(file);
    if (file.path.endsWith(".ru")) rackCalls(0, [ROOT], file, calls, code, found);
    for (const { call } of file.facts.calls) {
      const block = call.args.at(-1)?.value;
      const isBuilder = constantName(call.callee) === null && /\bBuilder$/.test(builderOf(call) ?? "");
      if (isBuilder && block?.kind === "function")
        rackCalls(block.scope, [ROOT], file, calls, code, found);
    }
  }
  return found;
}
function builderOf({ callee }) {
  return callee.kind === "member" && /^(?:new|app)$/.test(callee.name) ? constantName(callee.object) : null;
}
function rackCalls(scope, paths, file, calls, code, found) {
  const site = { file: file.path, scope };
  for (const { call } of calls.get(scope) ?? []) {
    const name = call.callee.kind === "name" ? call.callee.name : "";
    const [first, last] = [call.args[0]?.value, call.args.at(-1)?.value];
    if (first === void 0) continue;
    if (name === "map" && last?.kind === "function")
      rackCalls(last.scope, below(paths, railsPaths(first, site, code)), file, calls, code, found);
    else if (name === "run" || name === "use") run(first, paths, site, code, found);
  }
}
function run(app, paths, site, code, found) {
  const made2 = app.kind === "call" ? constantName(app) ?? "" : "";
  const first = app.kind === "call" ? app.args[0]?.value : void 0;
  if (/\bURLMap$/.test(made2) && first?.kind === "map") {
    for (const { key, value } of first.entries) {
      if (key !== null) run(value, below(paths, railsPaths(key, site, code)), site, code, found);
    }
  } else if (/\bCascade$/.test(made2) && first?.kind === "list") {
    for (const item of first.items) run(item, paths, site, code, found);
  } else found.push({ app, site, paths });
}
function wholeName(file, scope) {
  const names2 = [];
  for (const index of file.index.enclosing(scope)) {
    const declared = file.index.scope(index);
    if (declared?.kind === "class" && declared.name !== null) names2.unshift(declared.name);
  }
  return names2.join("::").replace(/^::/, "");
}
function parentName(name) {
  const at = name.lastIndexOf("::");
  return at === -1 ? void 0 : name.slice(0, at);
}

// src/drift/spec/frameworks/grape.ts
var BASE2 = /^Grape::API(?:::Instance)?$/;
var VERBS2 = /^(?:get|post|put|patch|delete|options|head)$/;
var NAMESPACE2 = /^(?:namespace|resource|resources|group|segment)$/;
var TRANSPARENT2 = /^(?:each|each_with_index|class_eval|instance_eval|tap|given|rescue_from_block)$/;
var MAX_DEPTH13 = 24;
var grape = {
  id: "grape",
  languages: ["ruby"],
  mark: /\bGrape\b|\b(?:run|map|mount|use)\b.*\b[A-Z]|\broute_param\b/,
  routes(code) {
    const classes = new RubyClasses(code);
    const apis = classes.descendants(BASE2);
    return apis.length === 0 ? { routes: [], problems: [] } : new GrapeRoutes(code, classes, new Set(apis)).findings();
  }
};
var GrapeRoutes = class {
  constructor(code, classes, apis) {
    this.code = code;
    this.classes = classes;
    this.apis = apis;
  }
  code;
  classes;
  apis;
  #graph = new RouteGraph("grape");
  #calls = /* @__PURE__ */ new Map();
  #depth = 0;
  findings() {
    const served = this.#served();
    const inner = this.#innerApis();
    const parents = new Set([...this.apis].flatMap((api) => this.classes.parents(api)));
    for (const api of this.apis) {
      if (inner.has(api) && !served.has(api)) continue;
      if (parents.has(api) && !served.has(api)) continue;
      this.#graph.declare(api, served.size === 0);
      const root = [ROOT];
      this.#api(api, {
        router: api,
        mounts: root,
        prefixes: root,
        versions: root,
        namespaces: root
      });
    }
    return this.#graph.findings();
  }
  /** The APIs that `config.ru` and the routes of Rails serve; they are mounted there. */
  #served() {
    const served = /* @__PURE__ */ new Set();
    for (const { app, site, paths } of mountPoints(this.code)) {
      const name = this.classes.resolve(constantOf(app), site);
      if (name === null || !this.apis.has(name)) continue;
      served.add(name);
      this.#graph.declare("server", true);
      for (const path of paths) this.#graph.mount(name, "server", path);
    }
    return served;
  }
  /** The APIs that others mount. */
  #innerApis() {
    const inner = /* @__PURE__ */ new Set();
    for (const { path, facts } of this.code.program.files()) {
      for (const { call, scope } of facts.language === "ruby" ? facts.calls : []) {
        if (call.callee.kind !== "name" || call.callee.name !== "mount") continue;
        const isOfApi = this.#isWithinApi(path, scope);
        for (const { app } of isOfApi ? mountedBy(call) : []) {
          const name = this.classes.resolve(app, { file: path, scope });
          if (name !== null) inner.add(name);
        }
      }
    }
    return inner;
  }
  #isWithinApi(path, scope) {
    const index = this.code.program.file(path)?.index;
    const around2 = index?.classAround(scope);
    return [...this.apis].some(
      (api) => this.classes.places(api).some((place) => place.file === path && place.scope === around2)
    );
  }
  #api(api, context) {
    if (this.#depth > MAX_DEPTH13) return;
    this.#depth += 1;
    let own = context;
    for (const name of this.#lineage(api)) own = this.#settings(name, own);
    for (const { file, scope } of this.classes.places(api)) {
      const source = this.code.program.file(file);
      if (source !== void 0) this.#walk(source, scope, own);
    }
    this.#depth -= 1;
  }
  /** The API itself behind those that it extends. */
  #lineage(api) {
    const parents = this.classes.parents(api).filter((name) => name !== api && this.apis.has(name));
    return [...parents.flatMap((name) => this.#lineage(name)), api];
  }
  /** `prefix` and `version` hold for all of a class, wherever in it they stand. */
  #settings(api, context) {
    let { prefixes, versions } = context;
    for (const { file, scope } of this.classes.places(api)) {
      const source = this.code.program.file(file);
      const site = { file, scope };
      for (const { call } of source === void 0 ? [] : this.#callsIn(source, scope)) {
        const name = call.callee.kind === "name" ? call.callee.name : "";
        const [first] = call.args;
        if (first === void 0 || isBlock(call)) continue;
        if (name === "prefix") prefixes = railsPaths(first.value, site, this.code);
        else if (name === "version") versions = this.#versions(call, site);
      }
    }
    return { ...context, prefixes, versions };
  }
  /** `version 'v1', using: :path`: other ways to tell the version leave the path alone. */
  #versions(call, site) {
    const [using = "path"] = wholeTexts(option(call, "using"), site, this.code);
    if (using !== "path") return [ROOT];
    return call.args.filter(({ name, value }) => name === null && value.kind !== "function").flatMap(({ value }) => railsPaths(value, site, this.code));
  }
  #callsIn(file, scope) {
    const known5 = this.#calls.get(file.path);
    const calls = known5 ?? callsByScope(file);
    if (known5 === void 0) this.#calls.set(file.path, calls);
    return calls.get(scope) ?? [];
  }
  #walk(file, scope, context) {
    let declared = [];
    for (const made2 of this.#callsIn(file, scope)) {
      const name = made2.call.callee.kind === "name" ? made2.call.callee.name : "";
      if (name === "params") declared = this.#declared(made2.call, file);
      else if (VERBS2.test(name) || name === "route") {
        for (const call of unrolled(made2, file, this.code))
          this.#route(name, call, declared, context, { file: file.path, scope });
        declared = [];
      } else {
        for (const call of unrolled(made2, file, this.code)) this.#call(call, file, scope, context);
      }
    }
  }
  #call(call, file, scope, context) {
    const site = { file: file.path, scope };
    const { callee } = call;
    const block = call.args.at(-1)?.value;
    const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
    if (block?.kind === "function" && TRANSPARENT2.test(name))
      this.#walk(file, block.scope, context);
    else if (callee.kind !== "name") return;
    else if (name === "mount") this.#mount(call, context, site);
    else if (block?.kind !== "function") return;
    else if (name === "version")
      this.#walk(file, block.scope, { ...context, versions: this.#versions(call, site) });
    else if (NAMESPACE2.test(name)) {
      const [first] = call.args;
      const own = first === void 0 || first.value === block ? [ROOT] : railsPaths(first.value, site, this.code);
      this.#walk(file, block.scope, { ...context, namespaces: below(context.namespaces, own) });
    } else if (name === "route_param") {
      const [first] = call.args;
      const [param] = first === void 0 ? [] : wholeTexts(first.value, site, this.code);
      if (param === void 0) return;
      const namespaces = below(context.namespaces, literal(`{${param}}`));
      this.#walk(file, block.scope, { ...context, namespaces });
    }
  }
  /** `get ':id' do`, `get do`, `route ['GET', 'POST'], '/x' do`, `route :any, '*path' do`. */
  #route(verb, call, declared, context, site) {
    const positional = call.args.filter(
      ({ name, value }) => name === null && value.kind !== "function" && value.kind !== "map"
    ).map(({ value }) => value);
    const [said] = positional;
    if (verb === "route" && said === void 0) return;
    const methods = verb === "route" ? wholeTexts(said ?? null, site, this.code).map(
      (name) => /^(?:any|\*)$/i.test(name) ? "*" : name.toUpperCase()
    ) : [verb.toUpperCase()];
    const paths = verb === "route" ? positional.slice(1) : positional;
    const own = paths.length === 0 ? [ROOT] : paths.flatMap((path) => railsPaths(path, site, this.code));
    const isRead = methods.every((method) => /^(?:GET|HEAD|DELETE)$/.test(method));
    for (const path of below(before(context), own)) {
      this.#graph.add({
        router: context.router,
        methods,
        path,
        file: site.file,
        at: call.callee,
        // Of other methods parameters are read from the body too.
        ...isRead ? { parameters: declared } : {}
      });
    }
  }
  /** `mount Users`, `mount Users => '/users'`, `mount({ Users => '/users' }, with: {})`. */
  #mount(call, context, site) {
    for (const { app, path } of mountedBy(call)) {
      const name = this.classes.resolve(app, site);
      if (name === null || !this.apis.has(name)) continue;
      const own = path === null ? [ROOT] : railsPaths(path, site, this.code);
      this.#api(name, { ...context, mounts: below(context.mounts, own) });
    }
  }
  /** The parameters of `params do requires :id; optional :page end`, without those of hashes inside. */
  #declared(call, file) {
    const block = call.args.at(-1)?.value;
    if (block?.kind !== "function") return [];
    const site = { file: file.path, scope: block.scope };
    return this.#callsIn(file, block.scope).flatMap(({ call: { callee, args } }) => {
      if (callee.kind !== "name" || !/^(?:requires|optional)$/.test(callee.name)) return [];
      return args.filter(({ name, value }) => name === null && value.kind === "text").flatMap(({ value }) => wholeTexts(value, site, this.code)).map(
        (name) => ({ name, in: "query", required: callee.name === "requires" })
      );
    });
  }
};
function before({ mounts, prefixes, versions, namespaces }) {
  return below(below(below(mounts, prefixes), versions), namespaces);
}
function mountedBy(call) {
  return call.args.filter(({ name }) => name === null).flatMap(
    ({ value }) => value.kind === "map" ? value.entries.flatMap(
      ({ key, value: path }) => key === null ? [] : [{ app: key, path }]
    ) : [{ app: value, path: null }]
  );
}
function isBlock(call) {
  return call.args.at(-1)?.value.kind === "function";
}
function constantOf(expr) {
  return expr.kind === "call" && expr.callee.kind === "member" ? constantOf(expr.callee.object) : expr;
}

// src/drift/spec/frameworks/hono.ts
var PACKAGE2 = /(?:^|[/:@])hono(?:@[^/]*)?(?:\/|$)/;
var APPLICATION4 = /^(?:Hono|OpenAPIHono|default|default\.Hono)$/;
var METHODS9 = /^(?:get|head|post|put|patch|delete|options|all)$/;
var CHAIN3 = /^(?:get|head|post|put|patch|delete|options|all|on|use|route|mount|notFound|onError|openapi|doc\w*)$/;
var SYNTAX6 = { colon: true, star: true };
var OPENAPI_SYNTAX = { braces: true, colon: true, star: true };
var hono = {
  id: "hono",
  languages: ["javascript"],
  mark: /['"](?:[\w:/.@]*@?)hono(?:[@/][\w@./-]*)?['"]|\bcreateRoute\(|\.basePath\(/,
  routes(code) {
    const packages = packagesUsing(code, PACKAGE2);
    return packages.size === 0 ? { routes: [], problems: [] } : new HonoRoutes(code, packages).findings();
  }
};
var HonoRoutes = class {
  constructor(code, packages) {
    this.code = code;
    this.packages = packages;
    const teller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin)
    };
    this.#routers = new RouterObjects(code, this.#graph, { ...teller, syntax: SYNTAX6 });
    this.#described = new RouterObjects(code, this.#graph, { ...teller, syntax: OPENAPI_SYNTAX });
  }
  code;
  packages;
  #graph = new RouteGraph("hono");
  #routers;
  #described;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "javascript") continue;
      for (const made2 of file.facts.calls) {
        if (made2.call.callee.kind !== "member" && made2.call.callee.kind !== "index") continue;
        for (const call of unrolled(made2, file, this.code)) this.#call(call, file, made2.scope);
      }
    }
    return this.#graph.findings();
  }
  #roleOf(origin) {
    if (origin.kind === "value") return null;
    if (origin.kind === "instance") return this.#extendsHono(origin) ? { role: "root" } : void 0;
    if (origin.kind !== "call") return void 0;
    const { call } = origin;
    const name = lastName(call.callee);
    const on = receiver(call);
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind === "external" && PACKAGE2.test(callee.module))
        return APPLICATION4.test(callee.name) ? { role: "root" } : null;
      if (name === "createApp" && this.#isFactory(callee)) return { role: "root" };
    }
    if (on === null || name === null) return void 0;
    if (name === "basePath") return { role: "group", of: on, prefix: call.args[0]?.value ?? null };
    return CHAIN3.test(name) ? { role: "same", as: on } : null;
  }
  /** `createFactory().createApp`. */
  #isFactory(callee) {
    if (callee.kind !== "member" || callee.object.kind !== "call") return false;
    const { object } = callee;
    return this.code.resolver.origins(object.call.callee, object).some((origin) => origin.kind === "external" && PACKAGE2.test(origin.module));
  }
  #extendsHono({ file, scope }) {
    const declared = this.code.program.file(file)?.index.scope(scope);
    return (declared?.bases ?? []).some(
      (base) => this.code.resolver.origins(base, { file, scope: declared?.parent ?? 0 }).some((origin) => origin.kind === "external" && PACKAGE2.test(origin.module))
    );
  }
  /** What cannot be followed counts by its type, or by its name where the package uses Hono. */
  #isPlausible(origin) {
    const typed = /\b(?:Hono|OpenAPIHono)\b/;
    if (origin.kind === "typed") return typed.test(origin.type);
    if (origin.kind !== "param") return false;
    const scope = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (param === void 0) return false;
    if (param.type !== null) return typed.test(param.type);
    return /^(?:app|router|api|hono)$|App$/.test(param.name) && this.packages.has(packageOf(origin.file, this.code));
  }
  #call(call, file, scope) {
    const site = { file: file.path, scope };
    if (call.callee.kind === "member") {
      const { object, name } = call.callee;
      if (name === "route" || name === "mount") this.#mount(object, call, site);
      else if (name === "on") this.#on(object, call, site);
      else if (/^openapi(?:Routes)?$/.test(name)) this.#openapi(object, call, site);
      else if (METHODS9.test(name)) this.#route(object, [name], call, site);
    } else if (call.callee.kind === "index") {
      const { object, index } = call.callee;
      const names2 = this.code.evaluator.texts(index, site).map((text) => text.join(""));
      if (names2.length > 0 && names2.every((name) => METHODS9.test(name)))
        this.#route(object, names2, call, site);
    }
  }
  /** `app.get('/x', …)`; without a path that of the call before it in the chain counts. */
  #route(object, names2, call, site) {
    const [first, ...others] = call.args;
    if (first === void 0) return;
    const hasPath = this.#isPath(first, site);
    const path = hasPath ? first.value : this.#pathBefore(object, site);
    if (hasPath && others.length === 0) return;
    if (path === null && first.value.kind !== "function") return;
    this.#add(object, names2.map(methodOf), path, call, site);
  }
  /** The path that a chain of calls is at: `app.get('/x', a).post(b)`. */
  #pathBefore(object, site) {
    if (object.kind !== "call" || object.callee.kind !== "member") return null;
    const { name, object: inner } = object.callee;
    const [first] = object.args;
    if (METHODS9.test(name) && first !== void 0 && this.#isPath(first, site)) return first.value;
    return METHODS9.test(name) ? this.#pathBefore(inner, site) : null;
  }
  /** `app.on(['PUT', 'DELETE'], ['/x', '/y'], …)`. */
  #on(object, call, site) {
    const [method, path, ...handlers] = call.args;
    if (method === void 0 || path === void 0 || handlers.length === 0) return;
    if (!this.#isPath(path, site)) return;
    const names2 = this.code.evaluator.texts(method.value, site).map((text) => text.join(""));
    this.#add(object, names2.map(methodOf), path.value, call, site);
  }
  #add(object, methods, path, call, site) {
    for (const { key, frame } of this.#routers.at(object, site, path === null ? [] : [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call.callee });
    }
  }
  /** `app.route('/x', other)` and `app.mount('/x', other.fetch)`. */
  #mount(object, call, site) {
    const [path, other] = call.args;
    if (path === void 0 || other === void 0) return;
    const { value } = other;
    const inner = value.kind === "member" && value.name === "fetch" ? value.object : value;
    const children = this.#routers.keysOf(inner, site);
    if (children.length === 0) return;
    for (const { key, frame } of this.#routers.at(object, site, [path.value])) {
      for (const prefix of this.#routers.paths(path.value, site, frame)) {
        for (const child of children) this.#graph.mount(child, key, prefix);
      }
    }
  }
  /** `app.openapi(createRoute({ method, path, request }), …)`. */
  #openapi(object, call, site) {
    const [route] = call.args;
    if (route === void 0) return;
    const routers = this.#routers.keysOf(object, site);
    if (routers.length === 0) return;
    const given = this.#descriptions(route.value, site);
    if (given.length === 0) {
      this.#graph.problem(
        "The description of this route is not known, so its method and path are not: the route is left out.",
        site.file,
        call.callee
      );
    }
    for (const one of given) {
      const method = entry(one, "method", this.code);
      const path = entry(one, "path", this.code);
      if (method === void 0 || path === void 0) continue;
      const names2 = this.code.evaluator.texts(method.expr, method.site).map((text) => text.join(""));
      const parameters = this.#parameters(one);
      for (const key of routers) {
        for (const template of this.#described.paths(path.expr, path.site))
          this.#addDescribed(key, names2, template, parameters, call, site);
      }
    }
  }
  #addDescribed(router, names2, path, parameters, call, site) {
    this.#graph.add({
      router,
      methods: names2.map(methodOf),
      path: path.path === "/" ? ROOT : path,
      file: site.file,
      at: call.callee,
      ...parameters.length === 0 ? {} : { parameters }
    });
  }
  /** What `createRoute` was given, wherever that was; lists of routes too. */
  #descriptions(expr, site, depth = 0) {
    if (depth > 6) return [];
    const direct = objects(expr, site, this.code);
    if (direct.length > 0) return direct;
    return this.code.resolver.origins(expr, site).flatMap((origin) => {
      if (origin.kind === "value" && origin.expr.kind === "list")
        return origin.expr.items.flatMap((item) => this.#descriptions(item, origin, depth + 1));
      if (origin.kind !== "call") return [];
      const [first] = origin.call.args;
      return first === void 0 ? [] : objects(first.value, origin, this.code);
    });
  }
  #parameters(route) {
    const request = entry(route, "request", this.code);
    if (request === void 0) return [];
    return objects(request.expr, request.site, this.code).flatMap(
      (parts) => ["query", "headers", "cookies"].flatMap((name) => {
        const schema = entry(parts, name, this.code);
        const place = name === "query" ? "query" : name === "headers" ? "header" : "cookie";
        return schema === void 0 ? [] : schemaParameters(schema, place, this.code);
      })
    );
  }
  #isPath({ value, spread }, site) {
    if (spread || value.kind === "function" || value.kind === "map") return false;
    return this.code.evaluator.texts(value, site).some(([first]) => {
      if (typeof first !== "string") return value.kind === "join";
      return first === "" || /^[/*:]/.test(first) || value.kind === "text";
    });
  }
};
function methodOf(name) {
  return name.toLowerCase() === "all" ? "*" : name.toUpperCase();
}

// src/document/document.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

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
    if (source.bytes[value] !== QUOTE || !isKey(source, table.key(node), key)) continue;
    found.add(jsonStringAt(source, value));
  }
  return found;
}
function isKey(source, start, key) {
  const { bytes } = source;
  let at = 0;
  while (at < key.length && bytes[start + 1 + at] === key.charCodeAt(at)) at += 1;
  if (at === key.length && bytes[start + 1 + at] === QUOTE) return true;
  return jsonStringAt(source, start) === key;
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
    const meant = isEscaped ? Buffer.from(decodedStringAt(this.source, start)) : void 0;
    this.add(node, hashOf(meant ?? bytes.subarray(start + 1, end - 1)));
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
var LINE_FEED2 = 10;
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
    code === LINE_FEED2 || code === CARRIAGE_RETURN ? 'The string is not closed on its line. Add a double quote, or write a line break as "\\n".' : `A string must not hold the control character ${code}. Write it as an escape ("\\t", "\\u00..").`,
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
  const before2 = source.slice(Math.max(0, at - 200), at).trimEnd();
  if ((character === "}" || character === "]") && before2.endsWith(",")) {
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
  static of({ cells: cells2, lineFeeds }) {
    const table = new _PositionTable();
    table.cells = cells2;
    table.count = cells2.length / FIELDS;
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
var LINE_FEED3 = 10;
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
var NULL = Buffer.from("null");
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
      if (byte === LINE_FEED3) this.table.lineFeed(at);
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
    const whole2 = at;
    if (this.byte(at) === POINT) at = this.afterDigits(at + 1);
    const hasExponent = (this.byte(at) | 32) === 101;
    if (hasExponent) {
      const sign = this.byte(at + 1);
      at = this.afterDigits(sign === PLUS || sign === MINUS ? at + 2 : at + 1);
    }
    const mayOverflow = hasExponent || whole2 - start > 300;
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
    const literal3 = code === 116 ? TRUE : code === 102 ? FALSE : NULL;
    for (let index = 0; index < literal3.length; index += 1) {
      if (this.byte(at + index) !== literal3[index]) throw this.unexpected(at, "a value");
    }
    return at + literal3.length;
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
    const within3 = Math.max(0, Math.min(offset, this.text.length));
    const { line, start } = lineAt(within3, feeds);
    return { line, column: within3 - start + 1 };
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
  }
  source;
  bytes;
  /** Where the text is not ASCII; null where that is in too many places to note, undefined where nobody has asked. */
  runs;
  isAscii;
  /** Code units of the text before each `STEP` bytes. */
  steps;
  get ascii() {
    this.isAscii ??= this.runs === void 0 ? isAscii(this.bytes) : this.runs?.length === 0;
    return this.isAscii;
  }
  get text() {
    return typeof this.source === "string" ? this.source : this.source.text;
  }
  /** The text between two offsets. */
  slice(start, end) {
    return this.ascii ? this.bytes.toString("latin1", start, end) : this.bytes.toString("utf8", start, end);
  }
  /** The value of the whole text. Throws what `JSON.parse` throws where it is not valid. */
  parse() {
    if (typeof this.source === "string") return parsed2(this.source);
    if (this.runs === void 0) this.runs = wideRuns(this.bytes);
    return parsed2(this.runs === null ? this.text : this.escaped(this.runs));
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
    const within3 = Math.max(0, Math.min(offset, this.bytes.length));
    const { line, start } = lineAt(within3, lineFeeds);
    const isShort = within3 - start <= STEP;
    const units = isShort ? this.count(start, within3) : this.unitsBefore(within3) - this.unitsBefore(start);
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
function parsed2(text) {
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
      if (runs.length === MOST_RUNS) return null;
      runs.push({ start, end: at });
    }
  }
  return runs;
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
      const isOwn3 = owner === node && child > node && child < this.table.next(node);
      isShared ||= !isOwn3;
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
    const known5 = this.children.get(node);
    if (known5 !== void 0) return known5;
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
  const source = ahead?.source ?? new JsonSource(text);
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
  constructor(file, hash, source, parsed3) {
    this.file = file;
    this.hash = hash;
    this.source = source;
    this.parsed = parsed3;
    this.format = parsed3.format;
    this.positions = parsed3.positions;
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
  isScalar as isScalar2,
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
  close(name, opened, anchored) {
    const { node, value, nodes } = anchored;
    this.known.set(name, { node, value, size: nodes + this.aliased - opened });
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
  refuseDuplicate(mapping, known5, key, offset) {
    if (!Object.hasOwn(known5, key)) return;
    const { table, keys } = this;
    let first = mapping + 1;
    while (first < table.size && keys[first] !== key) first = table.next(first);
    throw Refusal.duplicateKey(key, offset, table.key(first));
  }
  /** Takes over into a mapping what its plain key `<<` names: one mapping or a list of them. */
  merge(mapping, members) {
    const source = members[MERGE_KEY];
    const sources3 = Array.isArray(source) ? source : [source ?? null];
    if (sources3.length === 0 || !sources3.every(isObject)) return;
    delete members[MERGE_KEY];
    for (const each2 of sources3) {
      for (const [key, value] of Object.entries(each2)) {
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
    const lines2 = new LineIndex(text);
    return {
      format: "yaml",
      readValue: () => value,
      positions,
      place: (offset) => lines2.place(offset),
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
    const list2 = this.target(child);
    const items = [];
    for (let item = list2 + 1; item < table.next(list2); item = table.next(item)) items.push(item);
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
var INTEGER = /^[-+]?[0-9]+$/;
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
  const isNumber = INTEGER.test(text) || OCTAL.test(text) || HEXADECIMAL.test(text) || FLOAT.test(text);
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
function isSimplyQuoted(source, quote) {
  const escapeMark = quote === '"' ? "\\" : "''";
  return source.length > 1 && source.endsWith(quote) && !source.includes(escapeMark, 1);
}
function blockScalarText(scalar) {
  const { header, lines: lines2, offset } = scalar;
  const token = {
    type: "block-scalar",
    offset,
    indent: Math.max(scalar.indent, 0),
    props: [{ type: "block-scalar-header", offset, indent: 0, source: header }],
    source: lines2
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
  const sentence = /[.…]$/.test(words) ? words : `${words}.`;
  return new Refusal("syntax-error", `${sentence} ${ADVICE[fault.code] ?? ""}`.trim(), offset);
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
    if (!isScalar2(node) && !isCollection(node)) return this.empty(keyOffset, key);
    const { anchor } = node;
    if (anchor === void 0) return this.content(node, keyOffset, key);
    const first = this.nodes.table.size;
    const opened = this.anchors.open(anchor);
    const value = this.content(node, keyOffset, key);
    const nodes = this.nodes.table.size - first;
    this.anchors.close(anchor, opened, { node: first, value, nodes });
    return value;
  }
  content(node, keyOffset, key) {
    if (isMap(node)) return this.mapping(node, keyOffset, key);
    if (isSeq(node)) return this.sequence(node, keyOffset, key);
    const [start, end] = this.span(node);
    const isBlock2 = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
    if (isBlock2 && this.hasTextWithin(start, end)) throw Refusal.tabAfterBlockScalar(end);
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
      hasMerge ||= name === "<<" && isScalar2(pair.key) && pair.key.type === "PLAIN";
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
    if (isScalar2(key) && key.anchor === void 0) return key.source ?? String(key.value);
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
    const before2 = this.text.slice(Math.max(0, start - 1e3), start);
    const at = start - (before2.length - before2.trimEnd().length);
    return [at, at];
  }
};
function rangeStart(node) {
  return isScalar2(node) || isCollection(node) || isAlias(node) ? node.range?.[0] ?? 0 : 0;
}
function scalarValue(node) {
  const { value } = node;
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return node.source ?? String(value);
}

// src/document/yaml-tokens.ts
import { CST as CST2, Lexer } from "yaml";
var KINDS = {
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
    this.kind = KINDS[CST2.tokenType(source) ?? ""] ?? "rare";
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
    if (tokens.count > limits.rareYamlTokens) throw tooLong2(rareOffset);
    gap = isFiller(tokens) ? gap + 1 : 0;
    if (gap > limits.rareYamlGap) throw tooLong2(rareOffset);
  }
}
function isFiller({ kind }) {
  return kind === "space" || kind === "newline" || kind === "comment" || kind === "anchor" || kind === "tag";
}
function tooLong2(offset) {
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
    const before2 = this.offset > 0 ? this.text.charAt(this.offset - 1) : " ";
    if (!/[ \t\n]/.test(before2)) throw this.rare();
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
var ROOT2 = { text: "", offset: NO_KEY };
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
    const value = this.block(ROOT2, { column: -1, isMapping: false });
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
    const isPlain = tokens.kind === "plain";
    const text = this.scalarText();
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind === "colon") {
      if (mappingColumn === null) throw tokens.rare();
      return this.mapping(key, mappingColumn, { text, offset: start, end, isPlain });
    }
    this.leaf(key, start, end);
    return this.closed(isPlain ? resolvePlainScalar(text) : text);
  }
  mapping(key, column, first) {
    const { tokens, nodes } = this;
    const node = nodes.open(key.offset, key.text, first.offset);
    const members = {};
    const self = { column, isMapping: true };
    let hasMerge = false;
    let member7 = first;
    for (; ; ) {
      this.checkKey(member7.offset, member7.end);
      nodes.refuseDuplicate(node, members, member7.text, member7.offset);
      hasMerge ||= member7.isPlain && member7.text === "<<";
      tokens.advance();
      setMember(members, member7.text, this.entry(member7, self));
      tokens.skipToLine();
      if (tokens.column !== column || !tokens.isScalar()) break;
      member7 = this.nextKey();
    }
    this.endBlock(node);
    if (hasMerge) nodes.merge(node, members);
    return members;
  }
  nextKey() {
    const { tokens } = this;
    const { offset, end } = tokens;
    const isPlain = tokens.kind === "plain";
    const text = this.scalarText();
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind !== "colon") throw tokens.rare();
    return { text, offset, end, isPlain };
  }
  sequence(key, column) {
    const { tokens, nodes } = this;
    const node = nodes.open(key.offset, key.text, tokens.offset);
    const items = [];
    const self = { column, isMapping: false };
    while (tokens.kind === "item" && tokens.column === column) {
      tokens.advance();
      items.push(this.entry(ROOT2, self));
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
    const opened = anchors.open(name);
    const isOnLine = !tokens.isLineEnd();
    const value = isOnLine ? this.inline(key, parent, null) : this.nextLines(key, parent, after);
    if (value === null && !isOnLine) throw tokens.rare();
    anchors.close(name, opened, { node, value, nodes: nodes.table.size - node });
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
    const isMapping2 = tokens.source === "{";
    const node = nodes.open(key.offset, key.text, tokens.offset);
    tokens.advance();
    const value = isMapping2 ? this.flowMembers(node) : this.flowItems();
    if (tokens.kind !== "close" || tokens.source !== (isMapping2 ? "}" : "]")) throw tokens.rare();
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
      const member7 = this.nextKey();
      this.checkKey(member7.offset, member7.end);
      nodes.refuseDuplicate(node, members, member7.text, member7.offset);
      hasMerge ||= member7.isPlain && member7.text === "<<";
      tokens.advance();
      tokens.skipToLine();
      setMember(members, member7.text, this.flowValue(member7));
      if (!this.flowComma()) break;
    }
    if (hasMerge) nodes.merge(node, members);
    return members;
  }
  flowItems() {
    const items = [];
    this.tokens.skipToLine();
    while (this.tokens.kind !== "close") {
      items.push(this.flowValue(ROOT2));
      if (!this.flowComma()) break;
    }
    return items;
  }
  flowValue(key) {
    const { tokens } = this;
    if (tokens.kind === "open") return this.flow(key);
    if (tokens.kind === "alias") return this.alias(key);
    if (!tokens.isScalar()) throw tokens.rare();
    const isPlain = tokens.kind === "plain";
    const text = this.scalarText();
    this.leaf(key, tokens.offset, tokens.end);
    tokens.advance();
    return isPlain ? resolvePlainScalar(text) : text;
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
    const parsed3 = readText(file, content, options.ahead);
    return { ok: true, value: new TextDocument(file, hash, content, parsed3) };
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
    const parsed3 = readYaml(text);
    const value = parsed3.readValue();
    const isCollection2 = typeof value === "object" && value !== null;
    if (isCollection2 || !isNamedJson) return parsed3;
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
  const lines2 = new LineIndex(text);
  const first = refusal.firstOffset === null ? "" : ` It stood first on line ${lines2.place(refusal.firstOffset).line}.`;
  return problem(refusal.code, `${refusal.message}${first}`, {
    ...place,
    ...lines2.place(refusal.offset)
  });
}

// src/drift/spec/frameworks/application-properties.ts
var FILE = /^(?:application|bootstrap)\.(?:properties|ya?ml)$/;
var PLACEHOLDER = /\$\{([^{}:]+)(?::([^{}]*))?\}/g;
var MAX_DEPTH14 = 5;
var ApplicationProperties = class {
  /** Files that could not be read. */
  problems = [];
  #modules = /* @__PURE__ */ new Map();
  constructor(code) {
    for (const folder of code.program.folders()) {
      const match = /^(?:(.*)\/)?src\/main\/resources(?:\/config)?$/.exec(folder);
      if (match === null) continue;
      for (const path of code.program.filesIn(folder)) {
        if (!FILE.test(path.slice(path.lastIndexOf("/") + 1))) continue;
        const text = code.program.text(path);
        if (text !== null) this.#take(match[1] ?? "", path, text);
      }
    }
  }
  /** The value of a property for a source file: that of its module, or else of the only application there is. */
  value(name, path) {
    return this.#of(path)?.get(canonical(name));
  }
  /** A text with its `${name:default}` filled in; what is not set anywhere is a hole. */
  filled(text, path, depth = 0) {
    return text.flatMap((part) => {
      if (typeof part !== "string" || !part.includes("${")) return [part];
      const parts = [];
      let from = 0;
      for (const match of part.matchAll(PLACEHOLDER)) {
        parts.push(part.slice(from, match.index));
        from = match.index + match[0].length;
        const value = this.value(match[1] ?? "", path) ?? match[2];
        if (value === void 0) parts.push({ hole: /[\w]+$/.exec(match[1] ?? "")?.[0] ?? "" });
        else if (depth < MAX_DEPTH14) parts.push(...this.filled([value], path, depth + 1));
      }
      return [...parts, part.slice(from)];
    });
  }
  /** The prefix of all paths of the application: context path and the dispatcher's own. */
  contextPath(path) {
    const parts = [
      "server.servlet.context-path",
      "spring.mvc.servlet.path",
      "spring.webflux.base-path"
    ];
    const values = parts.flatMap((name) => this.value(name, path) ?? []);
    return this.filled(values.length === 0 ? [] : [values.join("/")], path);
  }
  #of(path) {
    const folder = /^(?:(.*)\/)?src\//.exec(path)?.[1] ?? "";
    const own = this.#modules.get(folder);
    const [only, ...others] = this.#modules.values();
    return own ?? (others.length === 0 ? only : void 0);
  }
  #take(folder, path, text) {
    const known5 = this.#modules.get(folder) ?? /* @__PURE__ */ new Map();
    this.#modules.set(folder, known5);
    const values = path.endsWith(".properties") ? lines(text) : this.#yaml(path, text);
    for (const [name, value] of values) {
      if (!known5.has(canonical(name))) known5.set(canonical(name), value);
    }
  }
  /** The first document: those behind it are for profiles. */
  #yaml(path, text) {
    const [first] = text.replaceAll(/@([\w.-]+)@/g, "$1").split(/^---.*$/m).filter((one) => one.trim() !== "");
    if (first === void 0) return [];
    const parsed3 = parseDocument2(path, first);
    if (parsed3.ok) return flattened(parsed3.value.value, "");
    this.problems.push(parsed3.problem);
    return [];
  }
};
function canonical(name) {
  return name.trim().replaceAll(/[-_]/g, "").toLowerCase();
}
function lines(text) {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*([^#!\s=:][^=:\s]*)\s*[=:\s]\s*(.*?)\s*$/.exec(line);
    return match === null ? [] : [[match[1] ?? "", match[2] ?? ""]];
  });
}
function flattened(value, prefix) {
  if (!isObject(value)) return value === null ? [] : [[prefix, String(value)]];
  return Object.entries(value).flatMap(
    ([key, inner]) => flattened(inner, prefix === "" ? key : `${prefix}.${key}`)
  );
}

// src/drift/spec/frameworks/jaxrs-applications.ts
var PROPERTIES = [
  "quarkus.http.root-path",
  "quarkus.rest.path",
  "quarkus.resteasy.path",
  "server.servlet.context-path",
  "spring.jersey.application-path"
];
var JaxRsApplications = class {
  constructor(code) {
    this.code = code;
    this.#properties = new ApplicationProperties(code);
    this.#applications = [...this.#annotated()];
  }
  code;
  #applications;
  #properties;
  /** What stands before the path of a resource: one prefix for each application that it belongs to. */
  prefixes(resource) {
    const path = resource.file.path;
    const base = this.#configured(path);
    const near = this.#applications.filter(({ module }) => module === moduleOf(path));
    const all = near.length > 0 ? near : this.#applications;
    const naming = all.filter(({ names: names2 }) => names2.has(resource.declared.name ?? ""));
    const taking = naming.length > 0 ? naming : all.filter(({ names: names2 }) => names2.size === 0);
    const chosen = (taking.length > 0 ? taking : all).flatMap(({ prefixes }) => prefixes);
    const found = chosen.length > 0 ? chosen : this.#mapped(path);
    return distinct4(found.map((one) => joinPaths(base, one)));
  }
  *#annotated() {
    for (const ref of allClasses(this.code, ["java", "kotlin"])) {
      const annotation2 = ref.declared.decorators.find(
        ({ callee }) => lastName(callee) === "ApplicationPath"
      );
      const value = annotation2?.args[0]?.value;
      if (value === void 0) continue;
      const texts = this.code.evaluator.texts(value, siteIn(ref));
      yield {
        prefixes: texts.flatMap((text) => templates(text, { braces: true })),
        module: moduleOf(ref.file.path),
        names: namesOfClasses(ref)
      };
    }
  }
  #configured(path) {
    const texts = PROPERTIES.flatMap((name) => this.#properties.value(name, path) ?? []);
    const [only] = templates(this.#properties.filled([texts.join("/")], path), { braces: true });
    return texts.length === 0 ? ROOT : only ?? ROOT;
  }
  /** `/rest` of the mapping `/rest/*` in a `web.xml` that has a JAX-RS servlet. */
  #mapped(path) {
    const module = moduleOf(path);
    const file = `${module === "" ? "" : `${module}/`}src/main/webapp/WEB-INF/web.xml`;
    const text = this.code.program.text(file);
    if (text === null) return [ROOT];
    const servlets = [...text.matchAll(/<servlet>([\s\S]*?)<\/servlet>/g)].flatMap(
      ([, body]) => /ServletContainer|HttpServletDispatcher|ws\.rs\.core\.Application|CXFNonSpringJaxrsServlet/.test(
        body ?? ""
      ) ? /<servlet-name>\s*([^<]+?)\s*</.exec(body ?? "")?.[1] ?? [] : []
    );
    servlets.push("javax.ws.rs.core.Application", "jakarta.ws.rs.core.Application");
    const found = [...text.matchAll(/<servlet-mapping>([\s\S]*?)<\/servlet-mapping>/g)].flatMap(
      ([, body]) => {
        const name = /<servlet-name>\s*([^<]+?)\s*</.exec(body ?? "")?.[1] ?? "";
        const patterns = [...(body ?? "").matchAll(/<url-pattern>\s*([^<]+?)\s*</g)];
        return servlets.includes(name) ? patterns.map(([, pattern]) => ({
          path: (pattern ?? "").replace(/\/?\*$/, ""),
          dynamic: false
        })) : [];
      }
    );
    return found.length > 0 ? found : [ROOT];
  }
};
function namesOfClasses({ file, scope }) {
  const names2 = /* @__PURE__ */ new Set();
  const take3 = (expr) => {
    if (expr.kind === "name" && /^[A-Z]/.test(expr.name)) names2.add(expr.name);
    if (expr.kind === "list") expr.items.forEach(take3);
  };
  for (const { call, scope: at } of file.facts.calls) {
    if (file.index.classAround(at) !== scope) continue;
    if (/^(?:add|addAll|register|registerClasses)$/.test(lastName(call.callee) ?? ""))
      for (const { value } of call.args) take3(value);
  }
  for (const { value, scope: at } of file.facts.returns)
    if (file.index.classAround(at) === scope) take3(value);
  return names2;
}
function moduleOf(path) {
  return /^(?:(.*)\/)?src\//.exec(path)?.[1] ?? "";
}
function distinct4(paths) {
  return [...new Map(paths.map((one) => [one.path, one])).values()];
}

// src/drift/spec/frameworks/jaxrs-parameters.ts
var PLACES2 = /* @__PURE__ */ new Map([
  ["QueryParam", "query"],
  ["RestQuery", "query"],
  ["HeaderParam", "header"],
  ["RestHeader", "header"],
  ["CookieParam", "cookie"],
  ["RestCookie", "cookie"]
]);
function methodParameters(params, code, site) {
  return params.flatMap(({ decorators, name: own }) => {
    for (const { callee, args } of decorators) {
      const place = PLACES2.get(lastName(callee) ?? "");
      if (place === void 0) continue;
      const value = args[0]?.value;
      const name = value === void 0 ? own : code.evaluator.text(value, site);
      const required = decorators.some((one) => lastName(one.callee) === "NotNull");
      return name === null ? [] : [{ name, in: place, required }];
    }
    return [];
  });
}

// src/drift/spec/frameworks/jaxrs.ts
var VERBS3 = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
var PACKAGE3 = /^(?:javax|jakarta)\.ws\.rs\b/;
var CLIENT = /^(?:RegisterRestClient|RegisterProvider|FeignClient|Client)$/;
var MAX_LOCATORS = 8;
var jaxrs = {
  id: "jaxrs",
  languages: ["java", "kotlin"],
  mark: /\b(?:javax|jakarta)\.ws\.rs\b/,
  routes: (code) => new JaxRsRoutes(code).findings()
};
var JaxRsRoutes = class {
  constructor(code) {
    this.code = code;
    this.#applications = new JaxRsApplications(code);
  }
  code;
  #graph = new RouteGraph("jaxrs");
  #applications;
  findings() {
    this.#graph.declare("application", true);
    const classes = allClasses(this.code, ["java", "kotlin"]);
    const extended = new Set(classes.flatMap((ref) => lineage(this.code, ref).slice(1)).map(keyOf));
    for (const ref of classes) {
      if (ref.declared.abstract && (extended.has(keyOf(ref)) || isClient(ref))) continue;
      const outer = this.#pathOf(lineage(this.code, ref));
      if (outer === void 0) continue;
      for (const start of this.#applications.prefixes(ref)) {
        for (const prefix of outer) this.#resource(ref, joinPaths(start, prefix), 0, [keyOf(ref)]);
      }
    }
    return this.#graph.findings();
  }
  /** The paths of the nearest class or interface that has `@Path`; undefined where none has. */
  #pathOf(classes) {
    for (const owner of classes) {
      const site = { file: owner.file.path, scope: owner.scope };
      const path = this.#path(owner.declared.decorators, site);
      if (path !== void 0) return path;
    }
    return void 0;
  }
  #path(decorators, site) {
    const path = decorators.find(({ callee }) => lastName(callee) === "Path");
    if (path === void 0 || !this.#isOwn(site)) return void 0;
    const value = path.args[0]?.value;
    return value === void 0 ? [ROOT] : this.code.evaluator.texts(value, site).flatMap((text) => templates(text, { braces: true }));
  }
  #isOwn({ file }) {
    const imports = this.code.program.file(file)?.facts.imports ?? [];
    return imports.some(({ module }) => PACKAGE3.test(module));
  }
  /** The methods of a resource, and those of the resources that its locators lead to. */
  #resource(ref, prefix, depth, above) {
    const seen = /* @__PURE__ */ new Set();
    for (const owner of lineage(this.code, ref)) {
      for (const method of ownMethods(owner)) {
        const site = siteIn(owner);
        const { decorators } = method.declared;
        const path = this.#path(decorators, site);
        const verbs = decorators.flatMap((one) => this.#verb(one, site));
        if (path === void 0 && verbs.length === 0 || seen.has(signature2(method))) continue;
        seen.add(signature2(method));
        for (const inner of path ?? [ROOT]) {
          const whole2 = joinPaths(prefix, inner);
          if (verbs.length === 0) this.#located(method, whole2, depth, above);
          else this.#add(method, verbs, whole2);
        }
      }
    }
  }
  #add(method, verbs, path) {
    for (const { verb, at } of verbs) {
      this.#graph.add({
        router: "application",
        methods: [verb],
        path,
        file: method.owner.file.path,
        at,
        parameters: methodParameters(method.declared.params, this.code, siteIn(method.owner))
      });
    }
  }
  /** `GET` of `@GET`, and of an annotation that is declared with `@HttpMethod("GET")`. */
  #verb(at, site) {
    const name = lastName(at.callee) ?? "";
    if (VERBS3.test(name) && this.#isOwn(site)) return [{ verb: name, at }];
    const own = annotationClass(this.code, at, site);
    const meta = own?.declared.decorators.find(({ callee }) => lastName(callee) === "HttpMethod");
    const value = meta?.args[0]?.value;
    if (own === void 0 || value === void 0) return [];
    const verb = this.code.evaluator.text(value, siteIn(own)) ?? lastName(value);
    return verb === null ? [] : [{ verb: verb.toUpperCase(), at }];
  }
  /** A locator has a path and no verb: what it gives back serves what is below. */
  #located(method, prefix, depth, above) {
    const targets = this.#targets(method).filter((ref) => !above.includes(keyOf(ref)));
    if (depth >= MAX_LOCATORS) return;
    if (targets.length === 0 && this.#targets(method).length === 0) {
      this.#graph.problem(
        "This method has @Path and no HTTP method, so it leads to another resource, but which class that is cannot be seen. Its operations are missing here. Declare the class as the type that it returns.",
        method.owner.file.path,
        method.declared
      );
    }
    for (const ref of targets) this.#resource(ref, prefix, depth + 1, [...above, keyOf(ref)]);
  }
  /** The classes that a locator gives: by its declared type, or by what it returns. */
  #targets({ declared, owner, scope }) {
    const site = siteIn(owner);
    const type = declared.returnType?.replace(
      /^(?:Class|KClass)\s*<\s*(?:out\s+|\?\s*extends\s+)?(.*)>\??$/s,
      "$1"
    );
    const declaredTypes = type === void 0 ? [] : this.code.resolver.typeOrigins(type, site);
    const returned2 = owner.file.index.returns(scope).flatMap(({ value }) => this.code.resolver.origins(value, { file: owner.file.path, scope }));
    for (const origins of [returned2, declaredTypes]) {
      const found = origins.flatMap((origin) => {
        if (origin.kind !== "class" && origin.kind !== "instance") return [];
        const file = this.code.program.file(origin.file);
        return file === void 0 ? [] : classAt(file, origin.scope) ?? [];
      });
      if (found.length > 0) return [...new Map(found.map((ref) => [keyOf(ref), ref])).values()];
    }
    return [];
  }
};
function isClient({ declared, file }) {
  return declared.decorators.some(({ callee }) => CLIENT.test(lastName(callee) ?? "")) || file.facts.imports.some(({ module }) => /\bws\.rs\.client\b|\brest\.client\b/.test(module));
}

// src/drift/spec/frameworks/koa.ts
var APPLICATION5 = /^koa$/;
var ROUTER4 = /^(?:@koa\/router|koa-router|@?koa-better-router|koa-tree-router|koa-joi-router)$/;
var METHODS10 = /^(?:get|head|post|put|patch|delete|del|options|all)$/;
var CHAIN4 = /^(?:use|prefix|param|redirect|register|get|head|post|put|patch|delete|del|options|all)$/;
var MIDDLEWARE = /^(?:routes|middleware)$/;
var SYNTAX7 = { colon: true, star: true, optional: "{}", parentheses: true };
var koa = {
  id: "koa",
  languages: ["javascript"],
  mark: /['"](?:koa|@koa\/[\w-]+|koa-[\w-]+)['"]|\brouter\.(?:get|post|put|patch|delete|del|all|use|prefix)\(/i,
  routes(code) {
    const packages = packagesUsing(
      code,
      /^(?:koa|@koa\/router|koa-router|koa-.*router|koa-route)$/
    );
    return packages.size === 0 ? { routes: [], problems: [] } : new KoaRoutes(code, packages).findings();
  }
};
var KoaRoutes = class {
  constructor(code, packages) {
    this.code = code;
    this.packages = packages;
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      syntax: SYNTAX7
    });
  }
  code;
  packages;
  #graph = new RouteGraph("koa");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "javascript") continue;
      for (const made2 of file.facts.calls) {
        if (made2.call.callee.kind !== "member" && made2.call.callee.kind !== "index") continue;
        for (const call of unrolled(made2, file, this.code)) this.#call(call, file, made2.scope);
      }
    }
    return this.#graph.findings();
  }
  #roleOf(origin) {
    if (origin.kind === "value") return null;
    if (origin.kind !== "call") return void 0;
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind !== "external") continue;
      if (!/^(?:\*|default|Router|router|default\.default)$/.test(callee.name)) continue;
      if (APPLICATION5.test(callee.module)) return { role: "root" };
      if (ROUTER4.test(callee.module))
        return { role: "router", prefix: this.#prefixOf(call, origin) };
    }
    const on = receiver(call);
    const name = lastName(call.callee);
    if (on === null || name === null) return void 0;
    return CHAIN4.test(name) || MIDDLEWARE.test(name) ? { role: "same", as: on } : null;
  }
  /** `new Router({ prefix: '/users' })`. */
  #prefixOf(call, site) {
    const [options] = call.args;
    if (options === void 0) return null;
    const [map] = objects(options.value, site, this.code);
    const prefix = map === void 0 ? void 0 : entry(map, "prefix", this.code);
    if (prefix === void 0) return null;
    this.code.resolver.settle(prefix.expr, prefix.site);
    return prefix.expr;
  }
  /** What cannot be followed counts by its type, or by its name where the package uses Koa. */
  #isPlausible(origin) {
    if (origin.kind === "typed")
      return /^(?:Koa\.?)?Router\b|^Koa\b/.test(origin.type) && this.#isNear(origin.file);
    if (origin.kind !== "param") return false;
    const scope = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (param === void 0 || !this.#isNear(origin.file)) return false;
    if (param.type !== null) return /\bRouter\b|\bKoa\b/.test(param.type);
    return /^(?:router|app)$|Router$/.test(param.name);
  }
  #isNear(path) {
    return this.packages.has(packageOf(path, this.code));
  }
  #call(call, file, scope) {
    const site = { file: file.path, scope };
    if (call.callee.kind === "member") {
      const { object, name } = call.callee;
      if (name === "use") this.#use(object, call, site);
      else if (name === "prefix") this.#prefix(object, call, site);
      else if (name === "register") this.#register(object, call, site);
      else if (name === "route") this.#joiRoute(object, call, site);
      else if (METHODS10.test(name)) this.#route(object, [name], call, site);
    } else if (call.callee.kind === "index") {
      const { object, index } = call.callee;
      const names2 = this.code.evaluator.texts(index, site).map((text) => text.join(""));
      const methods = names2.map((name) => name.toLowerCase());
      if (methods.length > 0 && methods.every((name) => METHODS10.test(name)))
        this.#route(object, methods, call, site);
    }
  }
  /** `router.get('/x', …)`, or with a name before the path: `router.get('user', '/users/:id', …)`. */
  #route(object, names2, call, site) {
    const [first, second, third] = call.args;
    if (first === void 0 || second === void 0) return;
    const isNamed = third !== void 0 && this.#isName(first, second, site);
    const path = isNamed ? second : first;
    if (!this.#isPath(path, site)) return;
    this.#add(object, methodsOf(names2), path.value, call, site);
  }
  /** `router.register('/x', ['GET', 'POST'], …)`. */
  #register(object, call, site) {
    const [path, methods] = call.args;
    if (path === void 0 || methods === void 0 || !this.#isPath(path, site)) return;
    const names2 = this.code.evaluator.texts(methods.value, site).map((text) => text.join(""));
    if (names2.every((name) => METHODS10.test(name.toLowerCase())))
      this.#add(object, methodsOf(names2), path.value, call, site);
  }
  /** `router.route({ method: 'get', path: '/x', … })` of koa-joi-router; also a list of them. */
  #joiRoute(object, call, site) {
    const [given] = call.args;
    if (given === void 0) return;
    for (const map of objects(given.value, site, this.code)) {
      const path = entry(map, "path", this.code);
      const method = entry(map, "method", this.code);
      if (path === void 0 || method === void 0) continue;
      const names2 = this.code.evaluator.texts(method.expr, method.site).map((text) => text.join(""));
      this.code.resolver.settle(path.expr, path.site);
      this.#add(object, methodsOf(names2), path.expr, call, site);
    }
  }
  #add(object, methods, path, call, site) {
    for (const { key, frame } of this.#routers.at(object, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call.callee });
    }
  }
  /** `router.prefix('/x')` counts for all its routes. */
  #prefix(object, call, site) {
    const [path] = call.args;
    if (path === void 0 || call.args.length > 1) return;
    for (const { key, frame } of this.#routers.at(object, site, [path.value])) {
      for (const template of this.#routers.paths(path.value, site, frame))
        this.#graph.prefix(key, template);
    }
  }
  /** `app.use(router.routes())`, `router.use('/x', …, other.routes())`, `app.use(mount('/x', other))`. */
  #use(object, call, site) {
    const [first] = call.args;
    if (first === void 0) return;
    const path = this.#isText(first.value, site) ? first.value : null;
    const values = call.args.map(({ value }) => value).filter((value) => value !== path);
    const mounted = values.flatMap((value) => this.#mounted(value, site));
    const own = values.flatMap((value) => this.#koaRoute(value, site));
    if (mounted.length === 0 && own.length === 0) return;
    for (const { key, frame } of this.#routers.at(object, site, path === null ? [] : [path])) {
      for (const prefix of this.#routers.paths(path, site, frame)) {
        for (const one of mounted) this.#graph.mount(one.key, key, joinPaths(prefix, one.prefix));
        for (const one of own) this.#graph.add({ router: key, ...one });
      }
    }
  }
  /** What is put on by one argument: routers as they are, mounted below a path, or several composed. */
  #mounted(expr, site, depth = 0) {
    if (depth > 8 || expr.kind === "function") return [];
    if (expr.kind === "list")
      return expr.items.flatMap((item) => this.#mounted(item, site, depth + 1));
    const found = this.code.resolver.origins(expr, site).flatMap((origin) => {
      if (origin.kind === "value" && origin.expr.kind === "list")
        return this.#mounted(origin.expr, origin, depth + 1);
      return origin.kind === "call" ? this.#made(origin, depth) : null;
    });
    if (found.some((one) => one !== null)) return found.filter((one) => one !== null);
    return this.#routers.keysOf(expr, site).map((key) => ({ key, prefix: ROOT }));
  }
  /** What `mount('/x', app)`, `compose([…])` and `combineRouters(a, b)` put on; null for any other call. */
  #made({ call, ...site }, depth) {
    const packages = this.code.resolver.origins(call.callee, site).flatMap((origin) => origin.kind === "external" ? [origin.module] : []);
    const inner = (args) => args.flatMap(({ value }) => this.#mounted(value, site, depth + 1));
    if (packages.some((name) => /^koa-(?:compose|combine-routers)$/.test(name)))
      return inner(call.args);
    if (call.callee.kind === "call" && call.args.length === 0)
      return this.#made({ ...site, call: call.callee }, depth + 1);
    if (!packages.some((name) => /^koa-mount$/.test(name))) return [null];
    const [first, ...others] = call.args;
    if (first === void 0) return [];
    if (others.length === 0) return inner([first]);
    const prefixes = this.#routers.paths(first.value, site);
    return inner(others).flatMap(
      ({ key, prefix }) => prefixes.map((one) => ({ key, prefix: joinPaths(one, prefix) }))
    );
  }
  /** `route.get('/x', …)` of koa-route, which stands in `app.use(…)`. */
  #koaRoute(expr, site) {
    if (expr.kind !== "call" || expr.callee.kind !== "member") return [];
    const { callee } = expr;
    const isRoute = this.code.resolver.origins(callee, site).some((origin) => origin.kind === "external" && origin.module === "koa-route");
    const [path] = expr.args;
    if (!isRoute || path === void 0 || !METHODS10.test(callee.name)) return [];
    return this.#routers.paths(path.value, site).map((template) => ({
      methods: methodsOf([callee.name]),
      path: template,
      file: site.file,
      at: callee
    }));
  }
  #isPath({ value, spread }, site) {
    if (spread || value.kind === "function" || value.kind === "map") return false;
    return this.code.evaluator.texts(value, site).some(([first]) => {
      return typeof first !== "string" ? value.kind !== "call" : first === "" || /^[/*:({]/.test(first);
    });
  }
  /** Whether a name stands before the path. */
  #isName(first, second, site) {
    const starts = ({ value }) => this.code.evaluator.texts(value, site).map(([part]) => part);
    return starts(second).some((part) => typeof part === "string" && part.startsWith("/")) && starts(first).every((part) => typeof part === "string" && !part.startsWith("/"));
  }
  #isText(expr, site) {
    if (expr.kind === "function" || expr.kind === "call") return false;
    if (expr.kind === "list")
      return expr.items.length > 0 && expr.items.every((item) => this.#isText(item, site));
    return this.code.evaluator.texts(expr, site).some(([first]) => typeof first === "string");
  }
};
function methodsOf(names2) {
  return names2.map((name) => {
    const lower = name.toLowerCase();
    return lower === "all" ? "*" : lower === "del" ? "DELETE" : name.toUpperCase();
  });
}

// src/drift/spec/frameworks/ktor-resources.ts
var MAX_DEPTH15 = 12;
var KtorResources = class {
  constructor(code) {
    this.code = code;
  }
  code;
  /** The whole paths of the resource that a type names; undefined for a type that is none. */
  paths(type, site) {
    const [ref] = this.#classes(this.code.resolver.typeOrigins(type, site));
    return ref === void 0 ? void 0 : this.#resource(ref, 0);
  }
  #resource(ref, depth) {
    const annotation2 = ref.declared.decorators.find(
      ({ callee }) => /^(?:Resource|Location)$/.test(lastName(callee) ?? "")
    );
    if (annotation2 === void 0 || depth > MAX_DEPTH15) return void 0;
    const site = siteIn(ref);
    const value = annotation2.args[0]?.value;
    const own = value === void 0 ? [ROOT] : this.code.evaluator.texts(value, site).flatMap((text) => templates(text, { braces: true, star: true }));
    const properties = ref.file.facts.bindings.filter(({ scope }) => scope === ref.scope);
    let above;
    const parameters = [];
    for (const { name, type, value: given } of properties) {
      if (type === null) continue;
      const [owner] = this.#classes(this.code.resolver.typeOrigins(type, site));
      const parent = owner === void 0 || keyOf(owner) === keyOf(ref) ? void 0 : this.#resource(owner, depth + 1);
      if (parent !== void 0) above ??= parent;
      else if (!own.some(({ path }) => path.includes(`{${name}}`)))
        parameters.push({ name, in: "query", required: given === null && !type.endsWith("?") });
    }
    above ??= this.#around(ref, lastName(annotation2.callee), depth);
    return {
      paths: (above?.paths ?? [ROOT]).flatMap(
        (prefix) => own.map((path) => joinPaths(prefix, path))
      ),
      parameters: [...above?.parameters ?? [], ...parameters]
    };
  }
  /** A `@Location` within another stands below it without saying so. */
  #around(ref, annotation2, depth) {
    if (annotation2 !== "Location" || ref.declared.parent === null) return void 0;
    const outer = classAt(ref.file, ref.declared.parent);
    return outer === void 0 ? void 0 : this.#resource(outer, depth + 1);
  }
  #classes(origins) {
    return origins.flatMap((origin) => {
      const file = origin.kind === "class" ? this.code.program.file(origin.file) : void 0;
      return file === void 0 || origin.kind !== "class" ? [] : classAt(file, origin.scope) ?? [];
    });
  }
};

// src/drift/spec/frameworks/ktor-root-path.ts
var ROOT_PATH = /\brootPath\s*[=:]\s*"([^"]*)"/;
function rootPaths(code) {
  const properties = new ApplicationProperties(code);
  for (const folder of code.program.folders()) {
    if (!/(?:^|\/)src\/main\/resources$/.test(folder)) continue;
    const source = `${folder}/application.conf`;
    const text = code.program.has(source) ? code.program.text(source) : null;
    const value = ROOT_PATH.exec(text ?? "")?.[1] ?? properties.value("ktor.deployment.rootPath", source);
    if (value !== void 0) return templates([value], {});
  }
  return [];
}

// src/drift/spec/frameworks/ktor.ts
var PACKAGE4 = /^io\.ktor\.|\.ktoropenapi\b|\.ktorswaggerui\b/;
var VERBS4 = /^(?:get|post|put|patch|delete|head|options)$/;
var METHODS11 = /* @__PURE__ */ new Set([
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "HEAD",
  "OPTIONS"
]);
var ROUTE = /^(?:\w+\.)*(?:Route|Routing|IRoute|RoutingNode|RootRoute|RoutingBuilder)\??$/;
var APPLICATION6 = /^(?:\w+\.)*Application\??$/;
var SYNTAX8 = { braces: true, star: true };
var ktor = {
  id: "ktor",
  languages: ["kotlin"],
  mark: /\bio\.ktor\b/,
  routes: (code) => new KtorRoutes(code).findings()
};
var KtorRoutes = class {
  constructor(code) {
    this.code = code;
    this.#resources = new KtorResources(code);
  }
  code;
  #graph = new RouteGraph("ktor");
  #resources;
  /** Calls whose routes are being worked out. */
  #following = /* @__PURE__ */ new Set();
  /** Functions whose callers are known to the graph already. */
  #called = /* @__PURE__ */ new Set();
  findings() {
    this.#graph.declare("application", true);
    for (const prefix of rootPaths(this.code)) this.#graph.prefix("application", prefix);
    for (const file of ownFiles(this.code, "kotlin")) {
      const { imports, calls } = file.facts;
      if (!imports.some(({ module }) => PACKAGE4.test(module))) continue;
      for (const made2 of calls) {
        if (!this.#isRouting(made2.call)) continue;
        for (const call of unrolled(made2, file, this.code))
          this.#route(call, { file: file.path, scope: made2.scope });
      }
    }
    return this.#graph.findings();
  }
  /** `get("/x") { … }`, `get { … }`, `handle { … }`: what ends with a block, or is given a handler. */
  #isRouting({ callee, args }) {
    const name = lastName(callee) ?? "";
    if (name !== "handle" && !VERBS4.test(name)) return false;
    return args.at(-1)?.value.kind === "function" || name !== "handle" && args.length > 1;
  }
  #route(call, site) {
    const name = lastName(call.callee) ?? "";
    const routers = this.#routersOf(call, site);
    if (routers.length === 0) return;
    const methods = name === "handle" ? this.#methodsAround(site) : [name.toUpperCase()];
    const [type] = call.types ?? [];
    const typed = type === void 0 ? void 0 : this.#resources.paths(type, site);
    const path = typed === void 0 ? this.#path(call) : null;
    if (type !== void 0 && typed === void 0 && path === null) return;
    for (const router of routers) {
      for (const template of typed?.paths ?? this.#paths(path, site)) {
        this.#graph.add({
          router,
          methods,
          path: template,
          file: site.file,
          at: call.callee,
          ...typed === void 0 ? {} : { parameters: typed.parameters }
        });
      }
    }
  }
  /** The path of a call: its first argument, unless that is its block. */
  #path(call) {
    const named2 = call.args.find(({ name }) => name === "path");
    const first = named2 ?? call.args.find(({ name }) => name === null);
    const value = first?.value;
    return value === void 0 || value.kind === "function" ? null : value;
  }
  #paths(expr, site) {
    if (expr === null) return [ROOT];
    const pattern = expr.kind === "call" && lastName(expr.callee) === "Regex" ? expr.args[0] : void 0;
    return this.code.evaluator.texts(pattern?.value ?? expr, site).map(
      (text) => pattern === void 0 ? text : text.map((part) => typeof part === "string" ? fromRegex(part) : part)
    ).flatMap((text) => templates(text, SYNTAX8));
  }
  /** The methods of `method(HttpMethod.Get) { handle { … } }` and `route("/x", HttpMethod.Get) { … }`; any for none. */
  #methodsAround(site) {
    const index = this.code.program.file(site.file)?.index;
    for (const scope of index?.enclosing(site.scope) ?? []) {
      const written = index?.argumentOf(scope);
      const name = lastName(
        written?.call.callee ?? { kind: "unknown", text: "", line: 1, column: 1 }
      );
      if (written === void 0 || name !== "method" && name !== "route") continue;
      const methods = written.call.args.flatMap(({ value }) => {
        const method = (lastName(value) ?? "").toUpperCase();
        return METHODS11.has(method) && value.kind === "member" ? [method] : [];
      });
      if (methods.length > 0) return methods;
    }
    return ["*"];
  }
  /** The routes that a call adds to: those of the block around it, or of the object that it is called on. */
  #routersOf(call, site) {
    const { callee } = call;
    if (callee.kind !== "member") return this.#around(site);
    const { object } = callee;
    if (object.kind === "name" && object.name.startsWith("this")) return this.#around(site);
    return this.#ofObject(object, site);
  }
  /** The routes of an expression: a parameter of their type, or what `routing { }` and `route("/x") { }` give. */
  #ofObject(expr, site) {
    return this.code.resolver.origins(expr, site).flatMap((origin) => {
      if (origin.kind === "typed" && ROUTE.test(origin.type)) return this.#plausible(origin);
      if (origin.kind === "param") return this.#ofParam(origin);
      if (origin.kind !== "call") return [];
      const name = lastName(origin.call.callee);
      if (name === "routing") return ["application"];
      return name === "route" ? this.#once(originKey(origin), origin) : [];
    });
  }
  /** What a `route("/x") { }` gives; nothing while it is being worked out: `r = r.route("/x") { }`. */
  #once(key, { call, file, scope }) {
    if (this.#following.has(key)) return [];
    this.#following.add(key);
    try {
      return this.#below(call, { file, scope });
    } finally {
      this.#following.delete(key);
    }
  }
  #plausible(origin) {
    const key = originKey(origin);
    this.#graph.declare(key, false);
    return [key];
  }
  #ofParam(origin) {
    const { file, scope, position } = origin;
    const type = this.code.program.file(file)?.index.scope(scope)?.params[position]?.type ?? null;
    if (type === null || !ROUTE.test(type)) return [];
    const key = originKey(origin);
    if (this.#called.has(key)) return [key];
    this.#called.add(key);
    this.#graph.declare(key, false);
    for (const caller of this.code.callers.of(file, scope)) {
      const given = this.code.callers.argument(file, scope, position, caller);
      if (given === null) continue;
      const isThis2 = given.kind === "name" && given.name.startsWith("this");
      const parents = isThis2 ? this.#around(caller.site) : this.#ofObject(given, caller.site);
      for (const parent of parents) this.#graph.mount(key, parent);
    }
    return [key];
  }
  /** The routes that a place in the code adds to; none where it is not within any. */
  #around(site) {
    const file = this.code.program.file(site.file);
    if (file === void 0) return [];
    for (const scope of file.index.enclosing(site.scope)) {
      const written = file.index.argumentOf(scope);
      if (written !== void 0) {
        const found = this.#ofBlock(written.call, { file: site.file, scope: written.scope });
        if (found !== "outer") return found;
        continue;
      }
      const declared = file.index.scope(scope);
      if (declared?.kind !== "function" || declared.name === null) continue;
      const type = declared.receiver?.type ?? null;
      if (type !== null && ROUTE.test(type)) return this.#ofFunction(file, scope);
      if (type !== null && APPLICATION6.test(type)) return [];
      const lambda = this.#ofTypedValue(file, scope);
      if (lambda.length > 0) return lambda;
    }
    return [];
  }
  /** `val users: Route.() -> Unit = { … }`. */
  #ofTypedValue(file, scope) {
    const declared = file.index.scope(scope);
    const binding = file.facts.bindings.find(
      ({ value, type }) => value?.kind === "function" && value.scope === scope && /^\(?(?:\w+\.)*Route(?:ing)?\.\(/.test(type ?? "")
    );
    return declared === void 0 || binding === void 0 ? [] : this.#ofFunction(file, scope);
  }
  /** What the block of a call adds to: its own path below the outer ones; `outer` for a call that changes nothing. */
  #ofBlock(call, site) {
    const name = lastName(call.callee) ?? "";
    if (name === "routing" || isInstalled(call)) return ["application"];
    if (name === "route" || name === "resource" || name === "location")
      return this.#below(call, site);
    if (this.#isRouting(call)) return [];
    if (/^(?:with|apply|run|also|let)$/.test(name)) {
      const object = name === "with" ? call.args[0]?.value : call.callee.kind === "member" ? call.callee.object : void 0;
      const found = object === void 0 ? [] : this.#ofObject(object, site);
      if (found.length > 0) return found;
    }
    return "outer";
  }
  /** The routes below a call of `route`. */
  #below(call, site) {
    const parents = this.#routersOf(call, site);
    if (parents.length === 0) return [];
    const key = `${site.file}:${call.callee.line}:${call.callee.column} ${call.args.length}`;
    const [type] = call.types ?? [];
    const typed = type === void 0 ? void 0 : this.#resources.paths(type, site);
    for (const parent of parents) {
      for (const prefix of typed?.paths ?? this.#paths(this.#path(call), site))
        this.#graph.mount(key, parent, prefix);
    }
    return [key];
  }
  /** Calls of an extension function that stands in a class: `with(users) { routes() }` does not tell which one it is. */
  #byName(file, scope) {
    const name = file.index.scope(scope)?.name ?? null;
    if (name === null || file.index.classAround(scope) === void 0) return [];
    return ownFiles(this.code, "kotlin").flatMap(
      ({ path, facts }) => facts.calls.filter(({ call }) => lastName(call.callee) === name).map((made2) => ({ call: made2.call, site: { file: path, scope: made2.scope } }))
    );
  }
  /** An extension function of `Route` adds to whatever it is called on. */
  #ofFunction(file, scope) {
    const key = originKey({ kind: "function", file: file.path, scope });
    if (this.#called.has(key)) return [key];
    this.#called.add(key);
    this.#graph.declare(key, false);
    const callers = this.code.callers.of(file.path, scope);
    for (const { call, site } of callers.length > 0 ? callers : this.#byName(file, scope)) {
      for (const parent of this.#routersOf(call, site)) this.#graph.mount(key, parent);
    }
    return [key];
  }
};
function isInstalled({ callee, args }) {
  const plugin = args[0]?.value;
  return lastName(callee) === "install" && plugin !== void 0 && /^Routing(?:Root)?$/.test(lastName(plugin) ?? "");
}
function fromRegex(pattern) {
  return pattern.replace(/\(\?<(\w+)>(?:[^()\\]|\\.|\([^()]*\))*\)/g, "{$1}").replace(/\\(.)/g, "$1").replace(/^\^|\$$/g, "");
}

// src/drift/spec/php-routing.ts
import { dirname as dirname14, join as join12 } from "node:path/posix";
function usesFramework(code, namespace, packages) {
  if (usesPackage(code, namespace)) return true;
  const manifests2 = /* @__PURE__ */ new Set();
  for (const { path, facts } of code.program.files()) {
    const manifest = facts.language === "php" ? code.program.nearest("composer.json", path) : void 0;
    if (manifest !== void 0) manifests2.add(manifest);
  }
  return [...manifests2].some((path) => packages.test(code.program.text(path) ?? ""));
}
function includedFile(expr, site, code) {
  const path = pathOf4(expr, site, code, 0);
  if (path === null) return null;
  const normal = join12(path);
  return code.program.has(normal) ? normal : null;
}
function pathOf4(expr, site, code, depth) {
  const manifest = code.program.nearest("composer.json", site.file);
  const root = manifest === void 0 ? "." : dirname14(manifest);
  if (depth > 8) return null;
  if (expr.kind === "name" && expr.name === "__DIR__") return dirname14(site.file);
  if (expr.kind === "name" && expr.name === "__FILE__") return site.file;
  if (expr.kind === "join") {
    const parts = expr.parts.map((part) => pathOf4(part, site, code, depth + 1));
    const known5 = parts.flatMap((part) => part === null ? [] : [part]);
    return known5.length === parts.length ? known5.join("") : null;
  }
  if (expr.kind === "call") {
    const name = lastName(expr.callee);
    const first = expr.args[0]?.value;
    const inner = first === void 0 ? "" : pathOf4(first, site, code, depth + 1);
    if (inner === null) return null;
    if (name === "dirname") return dirname14(inner);
    return name === "base_path" || name === "basePath" ? join12(root, inner) : null;
  }
  if (expr.kind === "text") return depth === 0 ? join12(dirname14(site.file), expr.value) : expr.value;
  const text = code.evaluator.text(expr, site);
  if (text !== null) return text;
  for (const origin of code.resolver.origins(expr, site)) {
    if (origin.kind === "value" && origin.expr !== expr)
      return pathOf4(origin.expr, origin, code, depth + 1);
  }
  return null;
}

// src/drift/spec/frameworks/laravel-resources.ts
function resourceRoutes(name, options) {
  const slash = name.lastIndexOf("/");
  const before2 = slash === -1 ? "" : name.slice(0, slash);
  const parts = name.slice(slash + 1).split(".");
  const last = parts.at(-1) ?? "";
  const parameter2 = (part) => `{${options.parameters.get(part) ?? singularize(part).replace(/-/g, "_")}}`;
  const outer = parts.slice(0, -1).flatMap((part) => [part, parameter2(part)]);
  const collection = [before2, ...outer, last].join("/");
  const shallow = options.isShallow ? [before2, last].join("/") : collection;
  const member7 = `${shallow}/${parameter2(last)}`;
  const all = [
    { action: "index", methods: ["GET"], path: collection },
    { action: "create", methods: ["GET"], path: `${collection}/create` },
    { action: "store", methods: ["POST"], path: collection },
    { action: "show", methods: ["GET"], path: member7 },
    { action: "edit", methods: ["GET"], path: `${member7}/edit` },
    { action: "update", methods: ["PUT", "PATCH"], path: member7 },
    { action: "destroy", methods: ["DELETE"], path: member7 }
  ];
  return all.filter((route) => isWanted(route, options));
}
function singletonRoutes(name, options) {
  const parts = name.split(".");
  const outer = parts.slice(0, -1).flatMap((part) => [part, `{${singularize(part).replace(/-/g, "_")}}`]);
  const path = [...outer, parts.at(-1) ?? ""].join("/");
  const all = [
    { action: "show", methods: ["GET"], path },
    { action: "edit", methods: ["GET"], path: `${path}/edit` },
    { action: "update", methods: ["PUT", "PATCH"], path },
    { action: "create", methods: ["GET"], path: `${path}/create` },
    { action: "store", methods: ["POST"], path },
    { action: "destroy", methods: ["DELETE"], path }
  ];
  return all.filter((route) => {
    if (/^(?:create|store)$/.test(route.action) && !options.isCreatable) return false;
    if (route.action === "destroy" && !options.isCreatable && !options.isDestroyable) return false;
    return isWanted(route, options);
  });
}
function isWanted({ action }, { isApi, only, except }) {
  if (isApi && (action === "create" || action === "edit")) return false;
  return (only === null || only.includes(action)) && !except.includes(action);
}

// src/drift/spec/frameworks/laravel.ts
var MODULE4 = /^(?:Illuminate|Laravel)\\/;
var PACKAGE5 = /"laravel\/(?:framework|lumen-framework)"/;
var FACADE = /^(?:Illuminate\\Support\\Facades\\)?Route$/;
var ROUTER_TYPE = /(?:^|\\)(?:Router|Registrar)$/;
var VERB = /^(?:get|post|put|patch|delete|options)$/;
var RESOURCE = /^(?:api)?(?:Resources?|resources?|Singleton|singleton)$/;
var laravel = {
  id: "laravel",
  languages: ["php"],
  mark: /\bRoute::|\$router->|->withRouting\(|->group\(/,
  files: /(?:^|\/)routes\/[^/]+\.php$/,
  routes(code) {
    return usesFramework(code, MODULE4, PACKAGE5) || hasRouteFiles(code) ? new LaravelRoutes(code).findings() : { routes: [], problems: [] };
  }
};
function hasRouteFiles({ program }) {
  return [...program.files()].some(
    ({ path, facts }) => /(?:^|\/)routes\/(?:api|web)\.php$/.test(path) && facts.calls.some(({ call: { callee } }) => {
      return callee.kind === "member" && lastName(callee.object) === "Route";
    })
  );
}
var LaravelRoutes = class {
  constructor(code) {
    this.code = code;
  }
  code;
  #graph = new RouteGraph("laravel");
  /** Files that something in the repository loads. */
  #loaded = /* @__PURE__ */ new Set();
  findings() {
    const files = [...this.code.program.files()].filter(({ facts }) => facts.language === "php");
    for (const file of files) {
      this.#graph.declare(fileKey(file.path), true);
      const inner = innerCalls(file);
      for (const made2 of file.facts.calls) {
        if (inner.has(made2.call)) continue;
        const site = { file: file.path, scope: made2.scope };
        if (isInclude(made2.call)) this.#include(made2.call, site);
        else if (chainOf2(made2.call).steps.some(({ name }) => isTelling(name)))
          for (const call of unrolled(made2, file, this.code)) this.#chain(call, site);
      }
    }
    for (const { path } of files) this.#mountByName(path);
    return this.#graph.findings();
  }
  /** `routes/api.php` stands below `/api` where nothing in the repository loads it (Laravel's skeleton does). */
  #mountByName(path) {
    if (!/(?:^|\/)routes\/api\.php$/.test(path) || this.#loaded.has(path)) return;
    const isLaravel = /"laravel\/framework"/.test(this.#manifest(path));
    if (!isLaravel && /"laravel\/lumen/.test(this.#manifest(path))) return;
    const skeleton = `${fileKey(path)} skeleton`;
    this.#graph.declare(skeleton, true);
    this.#graph.mount(fileKey(path), skeleton, { path: "api", dynamic: false });
  }
  #manifest(path) {
    const manifest = this.code.program.nearest("composer.json", path);
    return manifest === void 0 ? "" : this.code.program.text(manifest) ?? "";
  }
  #include(call, site) {
    const [first] = call.args;
    const path = first === void 0 ? null : includedFile(first.value, site, this.code);
    if (path !== null) this.#load(path, site, [ROOT]);
  }
  #load(path, site, prefixes) {
    if (this.code.program.file(path) === void 0) return;
    this.#loaded.add(path);
    for (const prefix of prefixes)
      this.#graph.mount(fileKey(path), this.#around(site.file, site.scope), prefix);
  }
  /** What a place stands on: the function of a group, or the file. */
  #around(path, scope) {
    const index = this.code.program.file(path)?.index;
    if (index === void 0) return fileKey(path);
    for (const at of index.enclosing(scope)) {
      const written = index.argumentOf(at);
      if (written !== void 0 && lastName(written.call.callee) === "group")
        return `${path}#${at}`;
    }
    return fileKey(path);
  }
  #chain(call, site) {
    const { on, steps } = chainOf2(call);
    const routing = steps.find(({ name }) => name === "withRouting");
    if (routing !== void 0) this.#application(routing, site);
    else if (this.#isRouter(on, site)) this.#routes(steps, site);
  }
  /** `Route`, and what is a router by its type or name. */
  #isRouter(expr, site) {
    if (expr.kind === "call")
      return lastName(expr.callee) === "app" && isText(expr.args[0], "router");
    const name = lastName(expr);
    return this.code.resolver.origins(expr, site).some((origin) => {
      switch (origin.kind) {
        case "external":
          return FACADE.test(origin.module) || FACADE.test(origin.name);
        case "typed":
          return ROUTER_TYPE.test(origin.type);
        case "param": {
          const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
          const type = declared?.params[origin.position]?.type ?? null;
          return type === null ? /^(?:router|api)$/.test(name ?? "") : ROUTER_TYPE.test(type);
        }
        case "value":
          return expr.kind === "name" && /^(?:Route|router)$/.test(expr.name);
        case "member":
          return name === "router";
        case "call":
          return isText(origin.call.args[0], "router");
        default:
          return false;
      }
    });
  }
  #routes(steps, site) {
    const at = steps.findIndex(({ name }) => isTelling(name));
    const step = steps[at];
    if (step === void 0) return;
    const before2 = steps.slice(0, at).findLast(({ name }) => name === "prefix");
    const prefixes = this.#paths(before2?.args[0]?.value ?? null, site);
    if (step.name === "group") this.#group(step, prefixes, site);
    else {
      const after = steps.slice(at + 1);
      const own = after.find(({ name }) => name === "prefix");
      const all = own === void 0 ? prefixes : join13(prefixes, this.#paths(own.args[0]?.value ?? null, site));
      if (RESOURCE.test(step.name))
        this.#resources(step, [...steps.slice(0, at), ...after], all, site);
      else this.#verb(step, all, site);
    }
  }
  #verb({ name, args, at }, prefixes, site) {
    const [first, second] = args;
    if (first === void 0) return;
    let path = first.value;
    let methods = ["*"];
    if (VERB.test(name)) methods = [name.toUpperCase()];
    else if (name === "view" || name === "inertia" || name === "livewire") methods = ["GET"];
    else if (name === "match" || name === "addRoute") {
      if (second === void 0) return;
      path = second.value;
      methods = this.#methods(first.value, site);
    }
    for (const template of join13(prefixes, this.#paths(path, site)))
      this.#add(methods, template, at, site);
  }
  #methods(expr, site) {
    const names2 = this.code.evaluator.texts(expr, site).map((text) => text.join(""));
    return names2.length > 0 && names2.every((one) => /^[A-Za-z]+$/.test(one)) ? names2.map((one) => one.toUpperCase()) : ["*"];
  }
  #add(methods, path, at, site) {
    const router = this.#around(site.file, site.scope);
    this.#graph.add({ router, methods, path, file: site.file, at });
  }
  /** `group(function () { … })`, `group(['prefix' => 'x'], …)`, `group(base_path('routes/x.php'))`. */
  #group({ args }, before2, site) {
    const last = args.at(-1)?.value;
    if (last === void 0) return;
    const options = args.length > 1 ? args[0]?.value : void 0;
    const inner = options === void 0 ? null : entry2(options, "prefix");
    const prefixes = join13(before2, this.#paths(inner, site));
    const around2 = this.#around(site.file, site.scope);
    for (const body of last.kind === "list" ? last.items : [last]) {
      const functions2 = this.code.resolver.origins(body, site);
      for (const origin of functions2) {
        if (origin.kind !== "function") continue;
        for (const prefix of prefixes)
          this.#graph.mount(`${origin.file}#${origin.scope}`, around2, prefix);
      }
      if (functions2.some(({ kind }) => kind === "function")) continue;
      const path = includedFile(body, site, this.code);
      if (path !== null) this.#load(path, site, prefixes);
    }
  }
  #resources(step, others, prefixes, site) {
    const [first, , third] = step.args;
    if (first === void 0) return;
    const names2 = first.value.kind === "map" ? first.value.entries.flatMap(({ key }) => key === null ? [] : [key]) : [first.value];
    const given = /s$/.test(step.name) ? step.args[1]?.value : third?.value;
    for (const expr of names2) {
      const name = this.code.evaluator.text(expr, site);
      if (name === null) {
        this.#graph.problem(
          "The name of this resource is not known: it is made while the program runs. Its routes are left out.",
          site.file,
          step.at
        );
        continue;
      }
      for (const route of this.#resource(step.name, name, others, given, site)) {
        const path = { path: route.path, dynamic: false };
        for (const template of join13(prefixes, [path]))
          this.#add(route.methods, template, step.at, site);
      }
    }
  }
  #resource(kind, name, others, given, site) {
    const names2 = (key) => {
      const step = others.find((one) => one.name === key);
      const written = given === void 0 ? null : entry2(given, key);
      const exprs = step === void 0 ? written === null ? null : [written] : step.args.map(({ value }) => value);
      return exprs === null ? null : exprs.flatMap(
        (expr) => this.code.evaluator.texts(expr, site).map((text) => text.join(""))
      );
    };
    const has = (key) => others.some((one) => one.name === key);
    const options = {
      isApi: /^api/.test(kind),
      only: names2("only"),
      except: names2("except") ?? [],
      parameters: this.#parameters(others, given, site),
      isShallow: has("shallow") || given !== void 0 && entry2(given, "shallow") !== null
    };
    return /singleton$/i.test(kind) ? singletonRoutes(name, {
      ...options,
      isCreatable: has("creatable"),
      isDestroyable: has("destroyable")
    }) : resourceRoutes(name, options);
  }
  /** `->parameters(['users' => 'admin'])`, `->parameter('users', 'admin')`. */
  #parameters(others, given, site) {
    const found = /* @__PURE__ */ new Map();
    const set = (key, value) => {
      const from = key === void 0 ? null : this.code.evaluator.text(key, site);
      const to = value === void 0 ? null : this.code.evaluator.text(value, site);
      if (from !== null && to !== null) found.set(from, to);
    };
    for (const { name, args } of others)
      if (name === "parameter") set(args[0]?.value, args[1]?.value);
    const maps = others.flatMap(
      ({ name, args }) => name === "parameters" ? args.map(({ value }) => value) : []
    );
    const written = given === void 0 ? null : entry2(given, "parameters");
    for (const map of written === null ? maps : [...maps, written]) {
      if (map.kind !== "map") continue;
      for (const { key, value } of map.entries) if (key !== null) set(key, value);
    }
    return found;
  }
  /** Laravel 11: `->withRouting(api: __DIR__.'/../routes/api.php', apiPrefix: 'v1')`. */
  #application({ args }, site) {
    const named2 = (name) => args.find((arg) => arg.name === name)?.value;
    const apiPrefix = named2("apiPrefix");
    for (const [name, prefix] of [
      ["web", [ROOT]],
      ["api", apiPrefix === void 0 ? [API2] : this.#paths(apiPrefix, site)]
    ]) {
      const given = named2(name);
      const exprs = given === void 0 ? [] : given.kind === "list" ? given.items : [given];
      for (const expr of exprs) {
        const path = includedFile(expr, site, this.code);
        if (path !== null) this.#load(path, site, prefix);
      }
    }
  }
  #paths(expr, site) {
    if (expr === null) return [ROOT];
    return this.code.evaluator.texts(expr, site).flatMap((text) => templates(text, { braces: true }));
  }
};
var API2 = { path: "api", dynamic: false };
function isTelling(name) {
  return VERB.test(name) || RESOURCE.test(name) || /^(?:any|match|addRoute|view|redirect|permanentRedirect|group|withRouting|inertia|livewire)$/.test(
    name
  );
}
function fileKey(path) {
  return `${path}#0`;
}
function isInclude({ callee }) {
  return callee.kind === "name" && /^(?:require|include)(?:_once)?$/.test(callee.name);
}
function innerCalls(file) {
  const inner = /* @__PURE__ */ new Set();
  for (const { call } of file.facts.calls)
    if (call.callee.kind === "member") inner.add(call.callee.object);
  return inner;
}
function chainOf2(end) {
  const steps = [];
  let on = end;
  while (on.kind === "call" && on.callee.kind === "member") {
    steps.unshift({ name: on.callee.name, args: on.args, at: on.callee });
    on = on.callee.object;
  }
  return { on, steps };
}
function join13(prefixes, paths) {
  return prefixes.flatMap((prefix) => paths.map((path) => joinPaths(prefix, path)));
}
function entry2(expr, name) {
  if (expr.kind !== "map") return null;
  const found = expr.entries.find(({ key }) => key?.kind === "text" && key.value === name);
  return found?.value ?? null;
}
function isText(argument5, value) {
  return argument5?.value.kind === "text" && argument5.value.value === value;
}

// src/drift/spec/frameworks/nestjs-application.ts
import { dirname as dirname15 } from "node:path/posix";

// src/drift/spec/frameworks/nestjs-decorators.ts
var PACKAGES5 = /^@nestjs\/(?:common|core|microservices)$|^@nestia\/core$/;
var MAX_DEPTH16 = 6;
function decoratorsOf7(calls, site, code, frame = null, depth = 0) {
  const known5 = [];
  let unclear = false;
  for (const call of calls) {
    for (const origin of code.resolver.origins(call.callee, site)) {
      if (origin.kind === "external" && PACKAGES5.test(origin.module)) {
        const name = origin.name.replace(/^(?:Typed|Encrypted)Route\./, "").replace(/^\*\./, "");
        known5.push({ name, call, site, frame });
      } else if (origin.kind === "function" && depth < MAX_DEPTH16) {
        const inner = code.evaluator.frame(call, site, origin, frame);
        const made2 = composed(origin.file, origin.scope, code, inner, depth);
        known5.push(...made2.known);
        unclear ||= made2.unclear;
      }
    }
  }
  return { known: known5, unclear };
}
function composed(file, scope, code, frame, depth) {
  const parts = [];
  let unclear = false;
  const take3 = (expr) => {
    if (expr.kind === "list") expr.items.forEach(take3);
    else if (expr.kind === "call") parts.push(expr);
    else if (expr.kind === "either") expr.options.forEach(take3);
    else {
      const found = code.resolver.origins(expr, { file, scope });
      const lists = found.flatMap(
        (one) => one.kind === "value" && one.expr.kind === "list" ? one.expr.items : []
      );
      if (lists.length > 0) lists.forEach(take3);
      else unclear = true;
    }
  };
  for (const { value } of code.program.file(file)?.index.returns(scope) ?? []) {
    if (value.kind !== "call") continue;
    const isApply = code.resolver.origins(value.callee, { file, scope }).some((origin) => origin.kind === "external" && origin.name === "applyDecorators");
    if (isApply) for (const { value: part } of value.args) take3(part);
    else parts.push(value);
  }
  const inner = decoratorsOf7(parts, { file, scope }, code, frame, depth + 1);
  return { known: inner.known, unclear: unclear || inner.unclear };
}
function argumentOf3({ call, site, frame }, name, code) {
  const [first] = call.args;
  if (first === void 0) return null;
  for (const map of objects(first.value, site, code)) {
    if (map.expr.kind !== "map") continue;
    for (const { key, value } of map.expr.entries) {
      if (key?.kind === "text" && key.value === name) return { expr: value, site: map.site, frame };
    }
  }
  return null;
}

// src/drift/spec/frameworks/nestjs-application.ts
var MAX_DEPTH17 = 12;
function composition(code) {
  return new Composer(code).all();
}
var Composer = class {
  constructor(code) {
    this.code = code;
  }
  code;
  #modules = /* @__PURE__ */ new Map();
  #modulesOf = /* @__PURE__ */ new Map();
  #paths = /* @__PURE__ */ new Map();
  all() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "javascript") continue;
      for (const [scope, declared] of file.facts.scopes.entries()) {
        if (declared.kind !== "class" || declared.decorators.length === 0) continue;
        const site = { file: file.path, scope: declared.parent ?? 0 };
        const { known: known5 } = decoratorsOf7(declared.decorators, site, this.code);
        for (const { name, call } of known5) {
          if (name === "Module") this.#module(`${file.path}#${scope}`, call, site);
        }
      }
    }
    return {
      applications: this.#applications(),
      modulesOf: this.#modulesOf,
      pathsOf: this.#paths
    };
  }
  #module(key, call, site) {
    const [given] = call.args;
    const maps = given === void 0 ? [] : objects(given.value, site, this.code);
    const imports = maps.flatMap((map) => this.#parts(map, key));
    this.#modules.set(key, {
      key,
      imports: [...this.#modules.get(key)?.imports ?? [], ...imports]
    });
  }
  /** A module's description: takes its controllers and gives the keys of its imports. */
  #parts(map, key) {
    const controllers = entry(map, "controllers", this.code);
    if (controllers !== void 0) {
      for (const origin of this.#classes(controllers.expr, controllers.site, 0)) {
        const own = originKey(origin);
        const known5 = this.#modulesOf.get(own) ?? [];
        if (!known5.includes(key)) this.#modulesOf.set(own, [...known5, key]);
      }
    }
    const imports = entry(map, "imports", this.code);
    if (imports === void 0) return [];
    this.#routerModules(imports);
    return this.#classes(imports.expr, imports.site, 0).map(originKey);
  }
  /** The classes that an expression names: in lists, behind `forwardRef`, and those whose `forRoot()` is called. */
  #classes(expr, site, depth) {
    if (depth > MAX_DEPTH17) return [];
    if (expr.kind === "list")
      return expr.items.flatMap((item) => this.#classes(item, site, depth + 1));
    if (expr.kind === "either")
      return expr.options.flatMap((option2) => this.#classes(option2, site, depth + 1));
    if (expr.kind === "call") return this.#ofCall(expr, site, depth);
    return this.code.resolver.origins(expr, site).flatMap((origin) => {
      if (origin.kind === "class") return [origin];
      if (origin.kind === "call") return this.#ofCall(origin.call, origin, depth + 1);
      return origin.kind === "value" && origin.expr !== expr ? this.#classes(origin.expr, origin, depth + 1) : [];
    });
  }
  #ofCall(call, site, depth) {
    if (lastName(call.callee) === "forwardRef") {
      return call.args.flatMap(
        ({ value }) => value.kind !== "function" ? [] : (this.code.program.file(site.file)?.index.returns(value.scope) ?? []).flatMap(
          (one) => this.#classes(one.value, { file: site.file, scope: value.scope }, depth + 1)
        )
      );
    }
    if (call.callee.kind !== "member") return [];
    const owners = this.#classes(call.callee.object, site, depth + 1);
    for (const made2 of this.code.resolver.origins(call.callee, site)) {
      if (made2.kind !== "function") continue;
      const returns = this.code.program.file(made2.file)?.index.returns(made2.scope) ?? [];
      for (const { value } of returns) {
        for (const map of objects(value, made2, this.code)) {
          for (const owner of owners) this.#parts(map, originKey(owner));
        }
      }
    }
    return owners;
  }
  /** `RouterModule.register([{ path, module, children }])` among a module's imports. */
  #routerModules(imports) {
    for (const { expr, site } of this.#items(imports)) {
      if (expr.kind !== "call") continue;
      const isRouter = this.code.resolver.origins(expr.callee, site).some((origin) => origin.kind === "external" && /^RouterModule\./.test(origin.name));
      if (isRouter) for (const { value } of expr.args) this.#tree(value, site, [], 0);
    }
  }
  #items({ expr, site }) {
    if (expr.kind === "list")
      return expr.items.flatMap((item) => this.#items({ expr: item, site }));
    if (expr.kind !== "name" && expr.kind !== "member") return [{ expr, site }];
    return this.code.resolver.origins(expr, site).flatMap(
      (origin) => origin.kind === "value" && origin.expr !== expr ? this.#items({ expr: origin.expr, site: origin }) : origin.kind === "call" ? [{ expr: origin.call, site: origin }] : []
    );
  }
  #tree(expr, site, above, depth) {
    if (depth > MAX_DEPTH17) return;
    for (const item of this.#items({ expr, site })) {
      const map = item.expr.kind === "map" ? item : void 0;
      const path = map === void 0 ? void 0 : entry(map, "path", this.code);
      const module = map === void 0 ? item : entry(map, "module", this.code);
      const children = map === void 0 ? void 0 : entry(map, "children", this.code);
      const whole2 = path === void 0 ? above : [...above, path];
      if (module !== void 0) {
        for (const origin of this.#classes(module.expr, module.site, 0)) {
          const key = originKey(origin);
          this.#paths.set(key, [...this.#paths.get(key) ?? [], [...whole2]]);
        }
      }
      if (children !== void 0) this.#tree(children.expr, children.site, whole2, depth + 1);
    }
    if (expr.kind === "list") {
      for (const item of expr.items) {
        if (item.kind !== "name") continue;
        for (const origin of this.#classes(item, site, 0)) {
          if (origin.kind !== "class") continue;
          const key = originKey(origin);
          this.#paths.set(key, [...this.#paths.get(key) ?? [], [...above]]);
        }
      }
    }
  }
  #applications() {
    const made2 = [];
    const settings = [];
    for (const { path, facts } of this.code.program.files()) {
      if (facts.language !== "javascript") continue;
      for (const { call, scope } of facts.calls) {
        const site = { file: path, scope };
        if (call.callee.kind !== "member") continue;
        if (/^(?:setGlobalPrefix|enableVersioning)$/.test(call.callee.name))
          settings.push({ call, site, keys: this.#applicationsOf(call.callee.object, site, 0) });
        else if (call.callee.name === "create" && this.#isFactory(call, site)) {
          const root = call.args[0];
          const modules = root === void 0 ? [] : this.#classes(root.value, site, 0);
          made2.push({
            key: placeKey(path, call),
            file: path,
            modules: this.#reachable(modules.map(originKey))
          });
        }
      }
    }
    if (made2.length === 0 && settings.length > 0)
      made2.push({ key: "", file: settings[0]?.site.file ?? "", modules: /* @__PURE__ */ new Set() });
    return made2.sort((a, b) => a.key < b.key ? -1 : 1).map((one) => {
      const own = settings.filter(
        ({ keys, site }) => keys.size > 0 ? keys.has(one.key) : nearest(site.file, made2).includes(one)
      );
      return { ...one, ...this.#settingsOf(own) };
    });
  }
  #settingsOf(calls) {
    const of = (name) => calls.find(({ call }) => lastName(call.callee) === name);
    const prefixed = of("setGlobalPrefix");
    const versioned = of("enableVersioning");
    const [prefix, options] = prefixed?.call.args ?? [];
    const option2 = (name, from, at) => {
      const given = from?.call.args[at];
      if (from === void 0 || given === void 0) return null;
      const [map] = objects(given.value, from.site, this.code);
      return map === void 0 ? null : entry(map, name, this.code) ?? null;
    };
    const type = option2("type", versioned, 0);
    const isUri = type === null || (lastName(type.expr) ?? "URI") === "URI";
    const mark = option2("prefix", versioned, 0);
    return {
      prefix: prefixed === void 0 || prefix === void 0 ? null : { expr: prefix.value, site: prefixed.site },
      exclude: options === void 0 ? null : option2("exclude", prefixed, 1),
      versioning: versioned === void 0 || !isUri ? null : {
        prefix: markOf(mark === null ? "v" : this.code.evaluator.text(mark.expr, mark.site)),
        byDefault: option2("defaultVersion", versioned, 0)
      }
    };
  }
  #isFactory(call, site) {
    return this.code.resolver.origins(call.callee, site).some((origin) => origin.kind === "external" && origin.name === "NestFactory.create");
  }
  /** The applications that an expression may be; empty when that is not known. */
  #applicationsOf(expr, site, depth) {
    const found = /* @__PURE__ */ new Set();
    if (depth > MAX_DEPTH17) return found;
    for (const origin of this.code.resolver.origins(expr, site)) {
      if (origin.kind === "call" && this.#isFactory(origin.call, origin))
        found.add(placeKey(origin.file, origin.call));
      if (origin.kind !== "param") continue;
      const { file, scope, position } = origin;
      for (const caller of this.code.callers.of(file, scope)) {
        const given = this.code.callers.argument(file, scope, position, caller);
        if (given === null) continue;
        for (const key of this.#applicationsOf(given, caller.site, depth + 1)) found.add(key);
      }
    }
    return found;
  }
  #reachable(from) {
    const found = /* @__PURE__ */ new Set();
    const next = [...from];
    for (let key = next.pop(); key !== void 0; key = next.pop()) {
      if (found.has(key)) continue;
      found.add(key);
      next.push(...this.#modules.get(key)?.imports ?? []);
    }
    return found;
  }
};
function markOf(text) {
  return text === null ? "v" : text === "false" ? "" : text;
}
function nearest(path, applications) {
  const shared2 = ({ file }) => {
    const [a, b] = [dirname15(path).split("/"), dirname15(file).split("/")];
    let count = 0;
    while (count < a.length && a[count] === b[count]) count += 1;
    return count;
  };
  const most = Math.max(0, ...applications.map(shared2));
  return applications.filter((one) => shared2(one) === most);
}
function settingTexts({ expr, site }, code) {
  const call = code.resolver.origins(expr, site).flatMap((origin) => origin.kind === "call" ? [origin] : []).find((origin) => /^(?:get|getOrThrow)$/.test(lastName(origin.call.callee) ?? ""));
  const [name, byDefault] = call?.call.args ?? [];
  if (call === void 0 || name === void 0) return code.evaluator.texts(expr, site);
  const registered = registeredSetting(code.evaluator.text(name.value, call) ?? "", code);
  if (registered !== void 0) return code.evaluator.texts(registered.expr, registered.site);
  return byDefault !== void 0 && byDefault.value.kind !== "map" ? code.evaluator.texts(byDefault.value, call) : code.evaluator.texts(expr, site);
}
function registeredSetting(name, code) {
  const [namespace, ...rest] = name.split(".");
  if (rest.length !== 1) return void 0;
  for (const { path, facts, index } of code.program.files()) {
    for (const { call, scope } of facts.calls) {
      const [own, made2] = call.args;
      if (lastName(call.callee) !== "registerAs" || made2?.value.kind !== "function") continue;
      if (own?.value.kind !== "text" || own.value.value !== namespace) continue;
      for (const { value } of index.returns(made2.value.scope)) {
        for (const map of objects(value, { file: path, scope: made2.value.scope ?? scope }, code)) {
          const found = entry(map, rest[0] ?? "", code);
          if (found !== void 0) return found;
        }
      }
    }
  }
  return void 0;
}

// src/drift/spec/frameworks/nestjs-exclude.ts
var Exclusions = class {
  #all;
  constructor(given, code) {
    this.#all = given === null ? [] : exclusionsOf(given, code);
  }
  /** Whether a path (with `{name}` for parameters) keeps free of the prefix. */
  has(path, method) {
    return this.#all.some((one) => (one.method ?? method) === method && one.pattern.test(path));
  }
};
function exclusionsOf({ expr, site }, code) {
  if (expr.kind === "list")
    return expr.items.flatMap((item) => exclusionsOf({ expr: item, site }, code));
  if (expr.kind === "map") {
    const path = entry({ expr, site }, "path", code);
    const method = entry({ expr, site }, "method", code);
    if (path === void 0) return [];
    const text2 = code.evaluator.text(path.expr, path.site);
    return text2 === null ? [] : [{ pattern: patternOf(text2), method: methodOf2(method?.expr) }];
  }
  const lists = code.resolver.origins(expr, site).flatMap(
    (origin) => origin.kind === "value" && origin.expr !== expr && /^(?:list|map)$/.test(origin.expr.kind) ? exclusionsOf({ expr: origin.expr, site: origin }, code) : []
  );
  if (lists.length > 0) return lists;
  const text = code.evaluator.text(expr, site);
  return text === null ? [] : [{ pattern: patternOf(text), method: null }];
}
function methodOf2(expr) {
  return expr?.kind === "member" && expr.name !== "ALL" ? expr.name : null;
}
function patternOf(text) {
  const parts = normalizePath(text).replace(/\{\*\w*\}|\(\.\*\)|\*\w*/g, "\uE000").replace(/:\w+(?:\([^)]*\))?/g, "\uE001").replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\uE000/g, ".*").replace(/\uE001/g, "[^/]+");
  return new RegExp(`^${parts}$`, "i");
}

// src/drift/spec/frameworks/nestjs.ts
var METHODS12 = {
  Get: "GET",
  Head: "HEAD",
  Post: "POST",
  Put: "PUT",
  Patch: "PATCH",
  Delete: "DELETE",
  Options: "OPTIONS",
  All: "*",
  Sse: "GET"
};
var SYNTAX9 = { colon: true, star: true, optional: "{}", parentheses: true };
var MAX_BASES3 = 12;
var NEUTRAL = "VERSION_NEUTRAL";
var SERVED = "served";
var nestjs = {
  id: "nestjs",
  languages: ["javascript"],
  mark: /['"]@nestjs\/(?:common|core|config)['"]|['"]@nestia\/core['"]|\.setGlobalPrefix\(|\.enableVersioning\(/,
  routes(code) {
    if (!usesPackage(code, /^@nestjs\/(?:common|core)$/)) return { routes: [], problems: [] };
    return new NestRoutes(code).findings();
  }
};
var NestRoutes = class {
  constructor(code) {
    this.code = code;
    this.#composition = composition(code);
    this.#graph.declare(SERVED, true);
  }
  code;
  #graph = new RouteGraph("nestjs");
  #composition;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "javascript") continue;
      for (const [index, declared] of file.facts.scopes.entries()) {
        if (declared.kind !== "class" || declared.decorators.length === 0) continue;
        const site = { file: file.path, scope: declared.parent ?? 0 };
        const { known: known5 } = decoratorsOf7(declared.decorators, site, this.code);
        const controller = known5.find(({ name }) => name === "Controller");
        if (controller !== void 0) this.#controller(file, index, controller, known5);
        this.#generated(declared, site);
      }
    }
    return this.#graph.findings();
  }
  /** Packages that give a controller routes without words. */
  #generated(declared, site) {
    for (const call of declared.decorators) {
      const isGenerator = this.code.resolver.origins(call.callee, site).some(
        (origin) => origin.kind === "external" && /crud/i.test(origin.module) && /^Crud/.test(origin.name)
      );
      if (isGenerator)
        this.#graph.problem(
          "This decorator gives the controller routes that are not written in the code, so they are left out.",
          site.file,
          call
        );
    }
  }
  #controller(file, index, controller, decorators) {
    const key = `${file.path}#${index}`;
    const paths = this.#pathsOf(controller);
    const own = this.#versionsOf(controller, decorators);
    const applications = this.#applicationsOf(key, file.path);
    const prefixes = this.#modulePaths(key);
    const handlers = /* @__PURE__ */ new Map();
    this.#collect(file.path, index, null, 0, handlers);
    for (const handler of handlers.values()) {
      const { known: known5, unclear } = decoratorsOf7(
        handler.scope.decorators,
        handler.site,
        this.code,
        handler.frame
      );
      const routes = known5.filter(({ name }) => name in METHODS12 || name === "RequestMapping");
      if (routes.length === 0 && unclear)
        this.#graph.problem(
          "Whether this method serves a route is not known: its decorators are put together while the program runs.",
          handler.site.file,
          handler.scope
        );
      const versions = this.#versionsOf(void 0, known5) ?? own;
      for (const route of routes) {
        const methods = this.#methodsOf(route);
        const parameters = handler.scope.params.flatMap(
          (param) => this.#parameters(param, handler)
        );
        for (const template of this.#pathsOf(route)) {
          const inner = prefixes.flatMap(
            (prefix) => paths.map((path) => joinPaths(joinPaths(prefix, path), template))
          );
          for (const path of inner) {
            for (const application of applications)
              this.#add(
                application,
                versions,
                path,
                methods,
                parameters,
                handler,
                route.call,
                file
              );
          }
        }
      }
    }
  }
  #add(application, versions, path, methods, parameters, handler, call, file) {
    const { exclusions, prefixes } = this.#prefixOf(application);
    const isHere = handler.scope.decorators.includes(call);
    const at = isHere ? call : handler.scope;
    for (const method of methods) {
      const isExcluded = exclusions.has(normalizePath(path.path), method);
      for (const prefix of isExcluded ? [ROOT] : prefixes) {
        for (const version of this.#versionPrefixes(application, versions)) {
          this.#graph.add({
            router: SERVED,
            methods: [method],
            path: joinPaths(joinPaths(prefix, version), path),
            file: isHere || handler.site.file !== file.path ? handler.site.file : file.path,
            at,
            ...parameters.length === 0 ? {} : { parameters }
          });
        }
      }
    }
  }
  #prefixOf(application) {
    if (application === null || application.prefix === null)
      return { exclusions: new Exclusions(null, this.code), prefixes: [ROOT] };
    return {
      exclusions: new Exclusions(application.exclude, this.code),
      prefixes: this.#templates(settingTexts(application.prefix, this.code))
    };
  }
  #versionPrefixes(application, versions) {
    const versioning = application?.versioning;
    if (!versioning) return [ROOT];
    const byDefault = versioning.byDefault;
    const all = versions ?? (byDefault === null ? [] : this.#versions(byDefault.expr, byDefault.site, null));
    if (all.length === 0) return [ROOT];
    return all.map(
      (version) => version === NEUTRAL ? ROOT : { path: `${versioning.prefix}${version}`, dynamic: false }
    );
  }
  /** The applications that serve a controller: those whose modules have it, else the nearest. */
  #applicationsOf(key, path) {
    const { applications, modulesOf: modulesOf3 } = this.#composition;
    const modules = modulesOf3.get(key) ?? [];
    const own = applications.filter((one) => modules.some((module) => one.modules.has(module)));
    const found = own.length > 0 ? own : nearest(path, applications).slice(0, 1);
    return found.length > 0 ? found : [null];
  }
  #modulePaths(key) {
    const { modulesOf: modulesOf3, pathsOf: pathsOf2 } = this.#composition;
    const lists = (modulesOf3.get(key) ?? []).flatMap((module) => pathsOf2.get(module) ?? []);
    if (lists.length === 0) return [ROOT];
    return lists.flatMap(
      (parts) => parts.reduce(
        (starts, { expr, site }) => starts.flatMap(
          (start) => this.#templates(this.code.evaluator.texts(expr, site)).map(
            (end) => joinPaths(start, end)
          )
        ),
        [ROOT]
      )
    );
  }
  #templates(texts) {
    return texts.flatMap((text) => templates(text, SYNTAX9));
  }
  /** The paths of `@Get('x')`, `@Controller(['a', 'b'])`, `@Controller({ path })`. */
  #pathsOf(decorator) {
    const named2 = argumentOf3(decorator, "path", this.code);
    if (named2 !== null)
      return this.#templates(this.code.evaluator.texts(named2.expr, named2.site, named2.frame));
    const [first] = decorator.call.args;
    if (first === void 0 || first.value.kind === "map") return [ROOT];
    const texts = this.code.evaluator.texts(first.value, decorator.site, decorator.frame);
    const isNothing5 = first.value.kind === "literal" && first.value.type === "null";
    return isNothing5 || texts.length === 0 ? [ROOT] : this.#templates(texts);
  }
  #methodsOf(decorator) {
    if (decorator.name !== "RequestMapping") return [METHODS12[decorator.name] ?? "GET"];
    const given = argumentOf3(decorator, "method", this.code)?.expr;
    const name = given?.kind === "member" ? given.name : "GET";
    return [name === "ALL" ? "*" : name];
  }
  /** What `@Version` or the controller's options say; null where neither does. */
  #versionsOf(controller, decorators) {
    const version = decorators.find(({ name }) => name === "Version");
    const [first] = version?.call.args ?? [];
    if (version !== void 0 && first !== void 0)
      return this.#versions(first.value, version.site, version.frame);
    const own = controller === void 0 ? null : argumentOf3(controller, "version", this.code);
    return own === null ? null : this.#versions(own.expr, own.site, own.frame);
  }
  #versions(expr, site, frame) {
    return this.code.evaluator.texts(expr, site, frame).map((text) => text.map((part) => typeof part === "string" ? part : part.hole).join(""));
  }
  /** The methods of a class and of what it extends; the nearest of a name counts. */
  #collect(path, index, frame, depth, into) {
    const file = this.code.program.file(path);
    const declared = file?.index.scope(index);
    if (file === void 0 || declared === void 0 || depth > MAX_BASES3) return;
    const around2 = { file: path, scope: declared.parent ?? 0 };
    for (const inner of file.index.within(index)) {
      const scope = file.index.scope(inner);
      if (scope?.kind !== "function" || scope.name === null || into.has(scope.name)) continue;
      into.set(scope.name, { scope, site: around2, frame });
    }
    for (const base of declared.bases) {
      for (const origin of this.code.resolver.origins(base, around2)) {
        if (origin.kind !== "class") continue;
        this.#collect(
          origin.file,
          origin.scope,
          this.#frameOf(base, around2, frame),
          depth + 1,
          into
        );
      }
    }
  }
  /** What a function that makes a class is given: `extends Crud('users')`. */
  #frameOf(base, site, frame) {
    if (base.kind !== "call") return frame;
    const maker = this.code.resolver.origins(base.callee, site).find(({ kind }) => kind === "function");
    return maker?.kind === "function" ? this.code.evaluator.frame(base, site, maker, frame) : frame;
  }
  /** `@Query('page') page`, `@Headers('x-id') id`, and each field of `@Query() query: ListQuery`. */
  #parameters(param, { site }) {
    return decoratorsOf7(param.decorators, site, this.code).known.flatMap((decorator) => {
      if (!/^(?:Query|Headers)$/.test(decorator.name)) return [];
      const place = decorator.name === "Query" ? "query" : "header";
      const [first] = decorator.call.args;
      const name = first === void 0 ? null : this.code.evaluator.text(first.value, site);
      if (name !== null) return [{ name, in: place, required: false }];
      return param.type === null ? [] : this.#fields(param.type, site, place);
    });
  }
  #fields(type, site, place) {
    return this.code.resolver.typeOrigins(type, site).flatMap((origin) => {
      if (origin.kind !== "class") return [];
      const facts = this.code.program.file(origin.file)?.facts;
      return (facts?.bindings ?? []).filter(({ scope, name }) => scope === origin.scope && /^[\w$]+$/.test(name)).map(({ name, decorators }) => {
        const names2 = decorators.map(({ callee }) => callee.kind === "name" ? callee.name : "");
        const isChecked = names2.some((one) => /^Is(?!Optional$)/.test(one));
        const mayMiss = names2.some((one) => /^(?:IsOptional|ApiPropertyOptional)$/.test(one));
        return { name, in: place, required: isChecked && !mayMiss };
      });
    });
  }
};

// src/drift/spec/frameworks/net-http.ts
var MODULE5 = /^net\/http$/;
var ROUTER5 = /^(?:New|Default|New\w*(?:Router|Mux|Handler|App|Server|API))$/;
var NO_OPERATION = /^(?:FileServer|FileServerFS|RedirectHandler|NotFoundHandler)$/;
var MAX_WRAPS = 8;
var netHttp = {
  id: "net/http",
  languages: ["go"],
  mark: /\bhttp\.Handle(?:Func)?\(|NewServeMux|\bServeMux\b|\.Handle(?:Func)?\(\s*["`]/,
  routes(code) {
    return usesPackage(code, MODULE5) ? new ServeMuxRoutes(code).findings() : { routes: [], problems: [] };
  }
};
var ROUTER_TYPE2 = /^\*?(?:mux|chi|gin|echo|fiber|httprouter|runtime)\.\w+$/;
var ServeMuxRoutes = class {
  constructor(code) {
    this.code = code;
    const types = new GoRouterTypes(
      code,
      {
        module: MODULE5,
        package: /^(?:\*|DefaultServeMux)$/,
        makers: /^NewServeMux$/,
        types: /^ServeMux$/,
        applications: /^ServeMux$/,
        made: () => null
      },
      this.#graph
    );
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => types.roleOf(origin),
      isPlausible: () => false,
      syntax: { braces: true }
    });
  }
  code;
  #graph = new RouteGraph("net/http");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "go") continue;
      for (const made2 of file.facts.calls) {
        const { callee } = made2.call;
        if (callee.kind !== "member" || !/^Handle(?:Func)?$/.test(callee.name)) continue;
        const site = { file: file.path, scope: made2.scope };
        for (const call of unrolled(made2, file, this.code)) this.#handle(call, site);
      }
    }
    return this.#graph.findings();
  }
  #handle(call, site) {
    const [pattern, handler] = call.args;
    if (call.callee.kind !== "member" || pattern === void 0 || handler === void 0) return;
    const found = this.#routers.at(call.callee.object, site, [pattern.value]);
    if (found.length === 0) return;
    const inner = this.#unwrapped(handler.value, site, ROOT, 0);
    if (inner === null) return;
    for (const { key, frame } of found) {
      for (const child of inner.routers) this.#graph.mount(child, key, inner.stripped);
      if (inner.routers.length > 0) continue;
      for (const template of this.#routers.paths(pattern.value, site, frame)) {
        const { method, path } = splitPattern(template);
        this.#graph.add({
          router: key,
          methods: [method ?? "*"],
          path: withoutHost(path),
          file: site.file,
          at: call.callee
        });
      }
    }
  }
  /**
   * The routers in what handles a pattern, under `http.StripPrefix` and wrappers of any kind; null for handlers that
   * list their own routes, or serve none.
   */
  #unwrapped(handler, site, stripped, depth) {
    const nothing2 = { routers: [], stripped };
    if (depth > MAX_WRAPS || handler.kind === "function" || handler.kind === "text") return nothing2;
    if (handler.kind === "call") {
      const inner = this.#wrapped(handler, site, stripped, depth);
      if (inner === null || inner.routers.length > 0) return inner;
    }
    const origins = this.code.resolver.origins(handler, site);
    for (const origin of origins) {
      const inner = this.#ofOrigin(origin, handler, stripped, depth);
      if (inner === null || inner.routers.length > 0) return inner;
    }
    const routers = origins.some(({ kind }) => kind === "param") ? [] : this.#routers.keysOf(handler, site);
    return { routers, stripped };
  }
  /** What a call is given, or is made on. */
  #wrapped(call, site, stripped, depth) {
    const callees = this.code.resolver.origins(call.callee, site);
    const external = callees.find((callee) => callee.kind === "external");
    const name = external?.kind === "external" ? external.name : "";
    const isOwn3 = external?.kind === "external" && MODULE5.test(external.module);
    if (isOwn3 ? NO_OPERATION.test(name) : external !== void 0 && ROUTER5.test(name)) return null;
    const [first] = call.args;
    const isStrip = isOwn3 && name === "StripPrefix" && first !== void 0;
    const prefix = isStrip ? this.#routers.paths(first.value, site)[0] ?? ROOT : stripped;
    const on = call.callee.kind === "member" && external === void 0 ? [call.callee.object] : [];
    for (const value of [...on, ...call.args.slice(isStrip ? 1 : 0).map((arg) => arg.value)]) {
      const inner = this.#unwrapped(value, site, prefix, depth + 1);
      if (inner === null || inner.routers.length > 0) return inner;
    }
    return { routers: [], stripped };
  }
  #ofOrigin(origin, from, stripped, depth) {
    if (origin.kind === "typed" && ROUTER_TYPE2.test(origin.type)) return null;
    if (origin.kind === "call" && origin.call !== from)
      return this.#unwrapped(origin.call, origin, stripped, depth + 1);
    if (origin.kind === "instance" || origin.kind === "value") {
      const routers = this.#served(origin);
      if (routers.length > 0) return { routers, stripped };
    }
    if (origin.kind === "param") {
      const { file, scope, position } = origin;
      const type = this.code.program.file(file)?.index.scope(scope)?.params[position]?.type;
      if (ROUTER_TYPE2.test(type ?? "")) return null;
      if (/^\*http\.ServeMux$/.test(type ?? ""))
        return { routers: this.#routers.keysOf(from, { file, scope }), stripped };
      for (const caller of this.code.callers.of(file, scope)) {
        const given = this.code.callers.argument(file, scope, position, caller);
        const inner = given === null ? null : this.#unwrapped(given, caller.site, stripped, depth + 1);
        if (given !== null && (inner === null || inner.routers.length > 0)) return inner;
      }
    }
    return { routers: [], stripped };
  }
  /** The routers that the `ServeHTTP` of an object passes requests on to. */
  #served(origin) {
    return this.code.resolver.memberOf(origin, "ServeHTTP").flatMap((method) => {
      const file = method.kind === "function" ? this.code.program.file(method.file) : void 0;
      if (file === void 0 || method.kind !== "function") return [];
      return file.facts.calls.flatMap(
        ({ call: { callee }, scope }) => scope === method.scope && callee.kind === "member" && callee.name === "ServeHTTP" ? this.#routers.keysOf(callee.object, { file: file.path, scope }) : []
      );
    });
  }
};
function withoutHost({ path, dynamic }) {
  const start = path.startsWith("{") ? 0 : path.indexOf("/");
  return { path: path.slice(Math.max(start, 0)).replace(/\/\{\$\}$/, ""), dynamic };
}

// src/drift/spec/frameworks/nextjs-pages.ts
var METHOD5 = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
function pageMethods(file, code) {
  const found = /* @__PURE__ */ new Set();
  for (const { subject, value } of file.facts.comparisons) {
    if (asksMethod(subject) && value.kind === "text") found.add(value.value.toUpperCase());
  }
  for (const { call, scope } of file.facts.calls) {
    for (const name of methodsOfCall2(call, { file: file.path, scope }, code))
      found.add(name.toUpperCase());
  }
  const methods = [...found].filter((name) => METHOD5.test(name));
  return methods.length > 0 ? methods : ["*"];
}
function methodsOfCall2(call, site, code) {
  const { callee, args } = call;
  if (callee.kind === "index")
    return asksMethod(callee.index) ? objects(callee.object, site, code).flatMap(
      (map) => entriesOf(map, code).map(({ key }) => key)
    ) : [];
  if (callee.kind !== "member") return [];
  const [first] = args;
  if (callee.name === "includes" && first !== void 0 && asksMethod(first.value))
    return code.evaluator.texts(callee.object, site).map((text) => text.join(""));
  const isMethod = METHOD5.test(callee.name.toUpperCase());
  return isMethod && isConnect(callee.object, site, code, 0) ? [callee.name] : [];
}
function isConnect(expr, site, code, depth) {
  return code.resolver.origins(expr, site).some((origin) => {
    if (origin.kind !== "call" || depth > 20) return false;
    const { callee } = origin.call;
    const isMade = code.resolver.origins(callee, origin).some((one) => one.kind === "external" && one.module === "next-connect");
    return isMade || callee.kind === "member" && isConnect(callee.object, origin, code, depth + 1);
  });
}
function asksMethod(expr) {
  if (expr.kind !== "call") return lastName(expr) === "method";
  const { callee } = expr;
  return callee.kind === "member" && /^to(?:Upper|Lower)Case$/.test(callee.name) && asksMethod(callee.object);
}

// src/drift/spec/frameworks/nextjs-project.ts
import { dirname as dirname16 } from "node:path/posix";
var CONFIGS = ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs"];
var MAX_DEPTH18 = 8;
function routeFileOf(path, code) {
  const root = rootOf2(path, code);
  const inner = root === "" ? path : path.slice(root.length + 1);
  const match = /^(.*?)(?:^|(?<=\/))(?:src\/)?(app|pages\/api)\/(.*)$/.exec(inner);
  if (match === null) return null;
  const [, before2 = "", folder, rest = ""] = match;
  const parts = rest.split("/");
  const name = (parts.pop() ?? "").replace(/\.\w+$/, "");
  const start = [root, before2.replace(/\/$/, "")].filter((part) => part !== "").join("/");
  if (folder === "app") return { kind: "app", root: start, segments: parts };
  const own = name === "index" ? [] : [name];
  return { kind: "pages", root: start, segments: ["api", ...parts, ...own] };
}
function rootOf2(path, code) {
  const near = [...CONFIGS, "package.json"].flatMap(
    (name) => code.program.nearest(name, path) ?? []
  );
  const folders = near.map((file) => dirname16(file)).map((folder) => folder === "." ? "" : folder);
  return folders.sort((a, b) => b.length - a.length)[0] ?? "";
}
function isNextPackage(root, file, code) {
  if (configOf(root, code) !== void 0) return true;
  if (file.facts.imports.some(({ module }) => /^next(?:\/|$)/.test(module))) return true;
  const manifest = code.program.nearest("package.json", root === "" ? "x" : `${root}/x`);
  if (manifest === void 0) return true;
  return /"next"\s*:/.test(code.program.text(manifest) ?? "");
}
function configOf(root, code) {
  return CONFIGS.map((name) => root === "" ? name : `${root}/${name}`).find(
    (path) => code.program.has(path)
  );
}
function basePathOf(root, code) {
  const config = configOf(root, code);
  if (config === void 0 || code.program.file(config) === void 0) return null;
  const exported = code.resolver.exported(config, "default");
  for (const origin of exported) {
    const maps = origin.kind === "value" ? objects(origin.expr, origin, code) : origin.kind === "call" ? configsIn(origin.call, origin, code, 0) : origin.kind === "function" ? returnedBy(origin, code, 0) : [];
    for (const map of maps) {
      const base = entry(map, "basePath", code);
      if (base === void 0) continue;
      const path = code.evaluator.text(base.expr, base.site);
      return { path, file: base.site.file, at: base.expr };
    }
  }
  return null;
}
function configsIn(expr, site, code, depth) {
  if (depth > MAX_DEPTH18) return [];
  if (expr.kind === "call")
    return [...expr.args.map(({ value }) => value), expr.callee].flatMap(
      (part) => configsIn(part, site, code, depth + 1)
    );
  if (expr.kind === "function")
    return returnedBy({ file: site.file, scope: expr.scope }, code, depth + 1);
  if (expr.kind === "map") return [{ expr, site }];
  if (expr.kind !== "name") return [];
  return code.resolver.origins(expr, site).flatMap(
    (origin) => origin.kind === "value" && origin.expr !== expr ? configsIn(origin.expr, origin, code, depth + 1) : origin.kind === "call" ? configsIn(origin.call, origin, code, depth + 1) : origin.kind === "function" ? returnedBy(origin, code, depth + 1) : []
  );
}
function returnedBy({ file, scope }, code, depth) {
  const returns = code.program.file(file)?.index.returns(scope) ?? [];
  return returns.flatMap(({ value }) => configsIn(value, { file, scope }, code, depth));
}

// src/drift/spec/frameworks/nextjs.ts
var METHODS13 = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
var SERVED2 = "served";
var nextjs = {
  id: "nextjs",
  languages: ["javascript"],
  mark: /(?!)/,
  files: /(?:^|\/)(?:src\/)?(?:app\/(?:.*\/)?route|pages\/api\/.*)\.(?:[jt]sx?|[cm][jt]s)$/,
  routes(code) {
    return new NextRoutes(code).findings();
  }
};
var NextRoutes = class {
  constructor(code) {
    this.code = code;
    this.#graph.declare(SERVED2, true);
  }
  code;
  #graph = new RouteGraph("nextjs");
  #bases = /* @__PURE__ */ new Map();
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language === "javascript" && nextjs.files?.test(file.path)) this.#file(file);
    }
    return this.#graph.findings();
  }
  #file(file) {
    const found = routeFileOf(file.path, this.code);
    if (found === null || !isNextPackage(found.root, file, this.code)) return;
    const paths = pathsOf(found.segments);
    if (paths === null) return;
    if (found.kind === "app") {
      for (const { method, at } of this.#exported(file))
        this.#add([method], found.root, paths, file, at);
      return;
    }
    const handler = file.facts.exports.find(({ name }) => name === "default");
    if (handler !== void 0 && !this.#isOtherApp(handler.value, file))
      this.#add(pageMethods(file, this.code), found.root, paths, file, handler);
  }
  #add(methods, root, paths, file, at) {
    for (const base of this.#baseOf(root)) {
      for (const path of paths) {
        const template = joinPaths(base, { path, dynamic: false });
        this.#graph.add({ router: SERVED2, methods, path: template, file: file.path, at });
      }
    }
  }
  #baseOf(root) {
    const known5 = this.#bases.get(root);
    if (known5 !== void 0) return known5;
    const base = basePathOf(root, this.code);
    if (base !== null && base.path === null)
      this.#graph.problem(
        "The base path of this application is not known: it is worked out while the program runs. Its routes are listed without it.",
        base.file,
        base.at
      );
    const made2 = base === null || base.path === null ? [ROOT] : [{ path: base.path, dynamic: false }];
    this.#bases.set(root, made2);
    return made2;
  }
  /** The methods that a file exports, its own or passed on. */
  #exported(file) {
    return METHODS13.flatMap((method) => {
      const own = file.facts.exports.find(({ name }) => name === method);
      if (own !== void 0)
        return own.from === null && this.#isOtherApp(own.value, file) ? [] : [{ method, at: own }];
      const all = file.facts.exports.find(({ name, from }) => name === "*" && from !== null);
      const isPassedOn = all !== void 0 && this.code.resolver.exported(file.path, method).length > 0;
      return isPassedOn ? [{ method, at: all }] : [];
    });
  }
  /** Whether a handler passes everything on to an application whose routes are read by themselves. */
  #isOtherApp(value, file) {
    return this.code.resolver.origins(value, { file: file.path, scope: 0 }).some((origin) => {
      if (origin.kind !== "call") return false;
      return this.code.resolver.origins(origin.call.callee, origin).some(
        (callee) => callee.kind === "external" && /^(?:hono|npm:hono|@hono\/.+)(?:\/|$)/.test(callee.module)
      );
    });
  }
};
function pathsOf(segments) {
  let paths = [""];
  for (const segment of segments) {
    if (/^_/.test(segment) || /^\(\.+\)/.test(segment)) return null;
    if (/^\(.*\)$/.test(segment) || segment.startsWith("@")) continue;
    const optional3 = /^\[\[\.\.\.(.+)\]\]$/.exec(segment);
    const dynamic = /^\[(?:\.\.\.)?(.+)\]$/.exec(segment);
    if (optional3 !== null) paths = paths.flatMap((path) => [path, `${path}/{${optional3[1]}}`]);
    else {
      const part = dynamic === null ? segment.replace(/^%5F/i, "_") : `{${dynamic[1]}}`;
      paths = paths.map((path) => `${path}/${part}`);
    }
  }
  return paths;
}

// src/drift/spec/frameworks/rocket.ts
var MODULE6 = /^rocket(?:::|$)/;
var METHOD6 = /^(?:get|head|post|put|patch|delete|options)$/i;
var SAME4 = /^(?:mount|attach|manage|register|configure|reconfigure|ignite)$/;
var ROUTES = /^(?:routes|openapi_get_routes|routes_with_openapi)$/;
var MAX_DEPTH19 = 12;
var rocket = {
  id: "rocket",
  languages: ["rust"],
  mark: /\brocket\b|\broutes!\[|#\[(?:get|head|post|put|patch|delete|options|route)\(/,
  routes(code) {
    return usesPackage(code, MODULE6) ? new RocketRoutes(code).findings() : { routes: [], problems: [] };
  }
};
var RocketRoutes = class {
  constructor(code) {
    this.code = code;
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isRocket(origin),
      syntax: { angles: true }
    });
  }
  code;
  #graph = new RouteGraph("rocket");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "rust") continue;
      this.#attributes(file);
      for (const { call, scope } of file.facts.calls) {
        if (call.callee.kind !== "member" || call.callee.name !== "mount") continue;
        if (!isTest(file, scope)) this.#mount(call.callee.object, call, { file: file.path, scope });
      }
    }
    return this.#graph.findings();
  }
  #attributes(file) {
    for (const [scope, { kind, parent, params }] of file.facts.scopes.entries()) {
      if (kind !== "function" || isTest(file, parent ?? 0)) continue;
      const key = originKey({ kind: "function", file: file.path, scope });
      const optional3 = new Set(
        params.filter(({ type }) => /^(?:Option|Result|Vec|Strict<Option)\b/.test(type ?? "")).map(({ name }) => name)
      );
      for (const attribute of this.#routeAttributes(file, scope)) {
        this.#graph.declare(key, false);
        const { methods, path } = attributeRoute(attribute);
        for (const template of this.#routers.paths(path, { file: file.path, scope: 0 }))
          this.#graph.add({
            router: key,
            methods,
            ...withoutQuery(template, optional3),
            file: file.path,
            at: attribute
          });
      }
    }
  }
  #routeAttributes(file, scope) {
    return (file.index.scope(scope)?.decorators ?? []).filter(({ callee, args }) => {
      const name = lastName(callee) ?? "";
      if (!METHOD6.test(name) && name !== "route" || args.length === 0) return false;
      return isAttributeOf(callee, file, MODULE6, this.code) !== "no";
    });
  }
  #roleOf(origin) {
    if (origin.kind === "param") {
      const isStage = this.#isRocket(origin) && this.#isCalledByNobody(origin);
      return isStage ? { role: "root" } : void 0;
    }
    if (origin.kind !== "call") return null;
    const { call } = origin;
    const name = lastName(call.callee) ?? "";
    const isMade = /^(?:build|ignite|custom)$/.test(name);
    if (isMade && isExternal(call.callee, origin, MODULE6, this.code)) return { role: "root" };
    const on = receiver(call);
    return on !== null && SAME4.test(name) ? { role: "same", as: on } : null;
  }
  #isCalledByNobody({ file, scope }) {
    return this.code.callers.of(file, scope).length === 0;
  }
  /** `|rocket| …` and `rocket: Rocket<Build>`: a stage that is attached. */
  #isRocket(origin) {
    if (origin.kind !== "param") return false;
    const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = declared?.params[origin.position];
    return param?.name === "rocket" || /\bRocket\b/.test(param?.type ?? "");
  }
  #mount(on, call, site) {
    const [base, routes] = call.args;
    if (base === void 0 || routes === void 0) return;
    const handlers = this.#handlers(routes.value, site, 0);
    if (handlers.length === 0) return;
    for (const { key, frame } of this.#routers.at(on, site, [base.value])) {
      for (const prefix of this.#routers.paths(base.value, site, frame))
        for (const handler of handlers) this.#graph.mount(handler, key, prefix);
    }
  }
  /** The handlers of `routes![…]`, of lists of them and of functions that give them. */
  #handlers(expr, site, depth) {
    if (depth > MAX_DEPTH19) return [];
    if (expr.kind === "list")
      return expr.items.flatMap((item) => this.#handlers(item, site, depth + 1));
    if (expr.kind !== "call") {
      return this.code.resolver.origins(expr, site).flatMap((origin) => {
        if (origin.kind === "value" && origin.expr !== expr)
          return this.#handlers(origin.expr, origin, depth + 1);
        return origin.kind === "call" ? this.#handlers(origin.call, origin, depth + 1) : [];
      });
    }
    const name = lastName(expr.callee) ?? "";
    if (ROUTES.test(name) && expr.args.length > 0)
      return expr.args.flatMap(
        ({ value }) => this.code.resolver.origins(value, site).flatMap((origin) => origin.kind === "function" ? [originKey(origin)] : [])
      );
    const found = [];
    for (const callee of this.code.resolver.origins(expr.callee, site)) {
      if (callee.kind !== "function") continue;
      const returns = this.code.program.file(callee.file)?.index.returns(callee.scope) ?? [];
      for (const { value } of returns) found.push(...this.#handlers(value, callee, depth + 1));
    }
    const on = receiver(expr);
    if (found.length === 0 && on !== null)
      for (const part of [on, ...expr.args.map(({ value }) => value)])
        found.push(...this.#handlers(part, site, depth + 1));
    return found;
  }
};
function attributeRoute({ callee, args }) {
  const name = lastName(callee) ?? "";
  const named2 = (key) => args.find((arg) => arg.name === key)?.value;
  const bare2 = args.filter((arg) => arg.name === null).map(({ value }) => value);
  const path = named2("uri") ?? named2("path") ?? bare2.find(({ kind }) => kind === "text") ?? null;
  if (METHOD6.test(name)) return { methods: [name.toUpperCase()], path };
  const method = named2("method") ?? bare2.find(({ kind }) => kind !== "text");
  const own = method?.kind === "text" ? method.value : method === void 0 ? null : lastName(method);
  return { methods: [own === null ? "*" : own.toUpperCase()], path };
}
function withoutQuery({ path, dynamic }, optional3) {
  const at = path.indexOf("?");
  const query = at === -1 ? "" : path.slice(at + 1);
  const parameters = query.split("&").flatMap((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name === void 0 ? [] : [{ name, in: "query", required: !optional3.has(name) }];
  });
  return { path: { path: at === -1 ? path : path.slice(0, at), dynamic }, parameters };
}

// src/drift/spec/frameworks/sinatra.ts
var PACKAGES6 = /^sinatra(?:\/|$)/;
var BASE3 = /^Sinatra::(?:Base|Application)$/;
var VERBS5 = /^(?:get|post|put|patch|delete|options|head|link|unlink)$/;
var TRANSPARENT3 = /^(?:configure|each|each_pair|each_with_index|class_eval|instance_eval|tap)$/;
var CLASSIC = "classic";
var sinatra = {
  id: "sinatra",
  languages: ["ruby"],
  mark: /\b[sS]inatra\b|^\s*(?:get|post|put|patch|delete)[ (]+['"%]|\b(?:run|map|use|mount)\b.*\b[A-Z]/m,
  routes(code) {
    const classes = new RubyClasses(code);
    const apps = classes.descendants(BASE3);
    const isClassic = usesPackage(code, /^sinatra(?:\/main)?$/);
    if (!usesPackage(code, PACKAGES6) && apps.length === 0) return { routes: [], problems: [] };
    return new SinatraRoutes(code, classes, apps, isClassic).findings();
  }
};
var SinatraRoutes = class {
  constructor(code, classes, apps, isClassic) {
    this.code = code;
    this.classes = classes;
    this.apps = apps;
    this.isClassic = isClassic;
  }
  code;
  classes;
  apps;
  isClassic;
  #graph = new RouteGraph("sinatra");
  #calls = /* @__PURE__ */ new Map();
  findings() {
    const mounted = this.#mounts();
    for (const app of this.apps) {
      this.#graph.declare(app, mounted.size === 0 && !this.#isBase(app));
      for (const parent of this.classes.parents(app)) this.#graph.mount(parent, app);
      for (const { file, scope } of this.classes.places(app)) this.#body(file, scope, app);
    }
    if (this.isClassic) {
      this.#graph.declare(CLASSIC, !mounted.has(CLASSIC));
      for (const { path, facts } of this.code.program.files())
        if (facts.language === "ruby") this.#body(path, 0, CLASSIC);
    }
    return this.#graph.findings();
  }
  /** Whether other applications extend one: then it serves within them. */
  #isBase(app) {
    return this.apps.some((other) => this.classes.parents(other).includes(app));
  }
  /** Mounts what `config.ru` and the routes of Rails name; gives the names. */
  #mounts() {
    const mounted = /* @__PURE__ */ new Set();
    for (const { app, site, paths } of mountPoints(this.code)) {
      const written = constantName(app);
      const name = written === "Sinatra::Application" ? CLASSIC : this.classes.resolve(constantOf2(app), site);
      if (name === null || name !== CLASSIC && !this.apps.includes(name)) continue;
      mounted.add(name);
      this.#graph.declare("server", true);
      for (const path of paths) this.#graph.mount(name, "server", path);
    }
    for (const { path, facts } of this.code.program.files()) {
      for (const { call, scope } of facts.language === "ruby" ? facts.calls : []) {
        if (call.callee.kind !== "member" || call.callee.name !== "run!") continue;
        const name = this.classes.resolve(call.callee.object, { file: path, scope });
        if (name === null || !this.apps.includes(name)) continue;
        mounted.add(name);
        this.#graph.declare(name, true);
      }
    }
    return mounted;
  }
  #body(path, scope, app) {
    const file = this.code.program.file(path);
    if (file !== void 0) this.#walk(file, scope, app, [ROOT], null);
  }
  /** `on` is the name of the parameter that routes are declared on, where it is one: `app.get '/x'`. */
  #walk(file, scope, app, paths, on) {
    const known5 = this.#calls.get(file.path);
    const calls = known5 ?? callsByScope(file);
    if (known5 === void 0) this.#calls.set(file.path, calls);
    for (const made2 of calls.get(scope) ?? []) {
      for (const call of unrolled(made2, file, this.code))
        this.#call(call, file, scope, app, paths, on);
    }
  }
  #call(call, file, scope, app, paths, on) {
    const site = { file: file.path, scope };
    const { callee } = call;
    const block = call.args.at(-1)?.value;
    const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
    const isOwn3 = on === null ? callee.kind === "name" || callee.kind === "member" && isSelf(callee.object) : callee.kind === "member" && callee.object.kind === "name" && callee.object.name === on;
    const hasBlock = block?.kind === "function" || call.args.at(-1)?.name === "&";
    if (block?.kind === "function" && TRANSPARENT3.test(name))
      this.#walk(file, block.scope, app, paths, on);
    else if (!isOwn3) return;
    else if (name === "namespace" && block?.kind === "function" && call.args[0] !== void 0) {
      const inner = below(paths, this.#paths(call.args[0].value, site));
      this.#walk(file, block.scope, app, inner, null);
    } else if (VERBS5.test(name) && hasBlock)
      this.#route([name.toUpperCase()], call.args, call, app, paths, site);
    else if (name === "route" && hasBlock) this.#multi(call, app, paths, site);
    else if (name === "use" || name === "register") this.#use(call, app, paths, site);
  }
  #route(methods, args, call, app, paths, site) {
    const given = args.filter(({ name, value }) => name === null && value.kind !== "function");
    const own = given.flatMap(({ value }) => value.kind === "map" ? [] : [value]);
    for (const path of own) {
      if (app === CLASSIC && !isPathLike(path)) continue;
      for (const template of below(paths, this.#paths(path, site))) {
        this.#graph.add({ router: app, methods, path: template, file: site.file, at: call.callee });
      }
    }
  }
  /** sinatra-contrib's `route :get, :post, '/x' do`. */
  #multi(call, app, paths, site) {
    const isVerb = (value) => value.kind === "text" && VERBS5.test(value.value.toLowerCase());
    const methods = call.args.flatMap(
      ({ value }) => value.kind === "text" && isVerb(value) ? [value.value.toUpperCase()] : []
    );
    const rest = call.args.filter(({ value }) => !isVerb(value));
    this.#route(methods, rest, call, app, paths, site);
  }
  /** `use Other` puts an application before this one; `register Extension` gives its routes to this one. */
  #use(call, app, paths, site) {
    for (const { value } of call.args) {
      const name = value.kind === "function" ? null : this.classes.resolve(value, site);
      if (name === null) continue;
      if (this.apps.includes(name)) {
        for (const path of paths) this.#graph.mount(name, app, path);
        continue;
      }
      for (const place of this.classes.places(name)) {
        const file = this.code.program.file(place.file);
        const [registered] = file?.index.declared(place.scope, "registered") ?? [];
        if (file === void 0 || registered === void 0) continue;
        const on = file.index.scope(registered)?.params[0]?.name ?? null;
        this.#walk(file, registered, app, paths, on);
      }
    }
  }
  #paths(path, site) {
    if (path.kind === "unknown") {
      const regex = /^(?:%r(.)([\s\S]*)[^\w\s]|\/([\s\S]*)\/)[a-z]*$/.exec(path.text);
      if (regex !== null) return regexTemplates([regex[2] ?? regex[3] ?? ""]);
    }
    return this.code.evaluator.texts(path, site).flatMap(
      (text) => templates(
        text.map((part) => typeof part === "string" ? plain(part) : part),
        { colon: true, star: true, optional: "()" }
      )
    );
  }
};
function plain(path) {
  return path.replace(/\.\?:\w+\?|\(\.:\w+\)\??/g, "").replace(/\/\?(?=:|$)/g, "/").replace(/\)\?/g, ")");
}
function isPathLike(path) {
  if (path.kind === "text") return /^[/*]/.test(path.value);
  if (path.kind === "join")
    return path.parts[0] !== void 0 && (path.parts[0].kind !== "text" || isPathLike(path.parts[0]));
  return path.kind !== "unknown" || /^(?:%r|\/)/.test(path.text);
}
function isSelf(expr) {
  return expr.kind === "name" && expr.name === "self";
}
function constantOf2(expr) {
  return expr.kind === "call" && expr.callee.kind === "member" ? constantOf2(expr.callee.object) : expr;
}

// src/drift/spec/frameworks/slim.ts
var METHOD7 = /^(?:get|post|put|patch|delete|options)$/;
var MAKERS = /^(?:AppFactory\.(?:create|createFromContainer)|Bridge\.create|App|Slim|Slim\\App)$/;
var MODULE7 = /^(?:Slim\\|DI\\Bridge\\Slim|Slim$)/;
var APPLICATION7 = /(?:^|\\)(?:Slim)?App$/;
var GROUP = /(?:^|\\)(?:RouteCollectorProxy(?:Interface)?|Group)$/;
var THIS = -1;
var slim = {
  id: "slim",
  languages: ["php"],
  mark: /\bSlim\\|->(?:get|post|put|patch|delete|options|any|map|group)\(\s*['"[]/,
  routes(code) {
    return usesFramework(code, MODULE7, /"(?:slim\/slim|php-di\/slim-bridge)"/) ? new SlimRoutes(code).findings() : { routes: [], problems: [] };
  }
};
var SlimRoutes = class {
  constructor(code) {
    this.code = code;
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: { braces: true, optional: "[]" }
    });
  }
  code;
  #graph = new RouteGraph("slim");
  #routers;
  findings() {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== "php") continue;
      for (const made2 of file.facts.calls) {
        const { callee } = made2.call;
        if (callee.kind !== "member") continue;
        if (!METHOD7.test(callee.name) && !/^(?:any|map|group)$/.test(callee.name)) continue;
        const site = { file: file.path, scope: made2.scope };
        for (const call of unrolled(made2, file, this.code)) this.#call(call, site);
      }
    }
    return this.#graph.findings();
  }
  #roleOf(origin) {
    switch (origin.kind) {
      case "call":
        return this.#ofCall(origin);
      case "param": {
        const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
        const param = declared?.params[origin.position];
        const type = param?.type ?? "";
        const isNamed = type === "" && param?.name === "app";
        if (isNamed || APPLICATION7.test(type)) this.#graph.declare(originKey(origin), true);
        else if (GROUP.test(type)) this.#graph.declare(originKey(origin), false);
        return void 0;
      }
      case "typed":
        return APPLICATION7.test(origin.type) ? { role: "root" } : null;
      case "value":
        return origin.expr.kind === "name" && /^(?:app|slim)$/.test(origin.expr.name) ? { role: "root" } : null;
      default:
        return null;
    }
  }
  #ofCall(origin) {
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind === "external" && MODULE7.test(callee.module) && MAKERS.test(callee.name))
        return { role: "root" };
    }
    const on = receiver(call);
    return on !== null && lastName(call.callee) === "group" ? { role: "group", of: on, prefix: call.args[0]?.value ?? null } : null;
  }
  #call(call, site) {
    if (call.callee.kind !== "member") return;
    const { object, name } = call.callee;
    const [first, second, third] = call.args;
    if (first === void 0 || second === void 0) return;
    if (name === "group") this.#group(object, first.value, second.value, site);
    else if (name !== "map") {
      const methods = [name === "any" ? "*" : name.toUpperCase()];
      this.#route(object, methods, first.value, call, site);
    } else if (third !== void 0) {
      const names2 = this.code.evaluator.texts(first.value, site).map((text) => text.join(""));
      const isKnown = names2.length > 0 && names2.every((one) => /^[A-Za-z]+$/.test(one));
      const methods = isKnown ? names2.map((one) => one.toUpperCase()) : ["*"];
      this.#route(object, methods, second.value, call, site);
    }
  }
  #group(on, prefix, fn, site) {
    for (const { key, frame } of this.#on(on, site, [prefix])) {
      const prefixes = this.#routers.paths(prefix, site, frame);
      for (const position of [0, THIS]) this.#routers.give(fn, site, position, [key], prefixes);
    }
  }
  #route(on, methods, path, call, site) {
    for (const { key, frame } of this.#on(on, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call.callee });
    }
  }
  #on(expr, site, texts) {
    const index = this.code.program.file(site.file)?.index;
    if (expr.kind === "name" && expr.name === "this" && index !== void 0) {
      for (const scope of index.enclosing(site.scope)) {
        const written = index.argumentOf(scope);
        if (written === void 0 || lastName(written.call.callee) !== "group") continue;
        const key = originKey({ kind: "param", file: site.file, scope, position: THIS });
        return [{ key, frame: null }];
      }
    }
    return this.#routers.at(expr, site, texts);
  }
};

// src/drift/spec/frameworks/spring-mapping.ts
var MAPPINGS = /* @__PURE__ */ new Map([
  ["RequestMapping", "*"],
  ["GetMapping", "GET"],
  ["PostMapping", "POST"],
  ["PutMapping", "PUT"],
  ["PatchMapping", "PATCH"],
  ["DeleteMapping", "DELETE"],
  ["HttpExchange", "*"],
  ["GetExchange", "GET"],
  ["PostExchange", "POST"],
  ["PutExchange", "PUT"],
  ["PatchExchange", "PATCH"],
  ["DeleteExchange", "DELETE"]
]);
var SPRING_SYNTAX = { braces: true, star: true };
var MAX_DEPTH20 = 5;
var SPRING = /^org\.springframework\b/;
var SpringMappings = class {
  constructor(code, properties) {
    this.code = code;
    this.properties = properties;
  }
  code;
  properties;
  /** The mapping among decorators; undefined where there is none. */
  of(decorators, site) {
    for (const decorator of decorators) {
      const given = decorator.args.map((arg) => givenBy(arg, site));
      const found = this.#merged(decorator, given, site, 0);
      if (found !== void 0) return { ...found, file: site.file, at: decorator };
    }
    return void 0;
  }
  /** Whether decorators have an annotation of Spring's, or one that is composed of it. */
  has(decorators, names2, site, depth = 0) {
    return decorators.some((decorator) => {
      const own = annotationClass(this.code, decorator, site);
      if (own === void 0)
        return names2.has(lastName(decorator.callee) ?? "") && this.#usesSpring(site);
      return depth < MAX_DEPTH20 && this.has(own.declared.decorators, names2, siteIn(own), depth + 1);
    });
  }
  /** The texts of an annotation's argument as paths. */
  templates(expr, site) {
    return this.code.evaluator.texts(expr, site).map((text) => this.properties.filled(text, site.file)).flatMap((text) => templates(text, SPRING_SYNTAX));
  }
  #usesSpring({ file }) {
    const imports = this.code.program.file(file)?.facts.imports ?? [];
    return imports.some(({ module }) => SPRING.test(module));
  }
  #merged(decorator, given, site, depth) {
    const own = annotationClass(this.code, decorator, site);
    if (own !== void 0) return depth < MAX_DEPTH20 ? this.#composed(own, given, depth) : void 0;
    const method = MAPPINGS.get(lastName(decorator.callee) ?? "");
    if (method === void 0 || !this.#usesSpring(site)) return void 0;
    const paths = given.filter(({ name }) => /^(?:value|path|url)$/.test(name));
    const found = paths.flatMap(({ value, site: at }) => this.templates(value, at));
    const methods = given.filter(({ name }) => name === "method").flatMap(({ value, site: at }) => this.#methods(value, at));
    return {
      paths: found.length === 0 ? [ROOT] : found,
      methods: method === "*" ? methods : [method]
    };
  }
  /** An annotation of the repository: what it is annotated with, its own attributes put in (`@AliasFor`). */
  #composed(own, given, depth) {
    const site = siteIn(own);
    const elements = own.file.facts.bindings.filter(({ scope }) => scope === own.scope);
    const passed = elements.flatMap(({ name, value, decorators }) => {
      const set = given.find((one) => one.name === name);
      const target = aliasOf(decorators) ?? name;
      if (set !== void 0) return [{ ...set, name: target }];
      const isEmpty = value === null || value.kind === "list" && value.items.length === 0;
      return isEmpty || value.kind === "text" && value.value === "" ? [] : [{ name: target, value, site }];
    });
    for (const meta of own.declared.decorators) {
      const fixed = meta.args.map((arg) => givenBy(arg, site)).filter(({ name }) => !passed.some((one) => isSame(one.name, name)));
      const found = this.#merged(meta, [...fixed, ...passed], site, depth + 1);
      if (found !== void 0) return found;
    }
    return void 0;
  }
  /** `GET` of `RequestMethod.GET`, and of a list of those. */
  #methods(expr, site) {
    if (expr.kind === "list") return expr.items.flatMap((item) => this.#methods(item, site));
    const name = expr.kind === "text" ? expr.value : lastName(expr);
    return name === null ? [] : [name.toUpperCase()];
  }
};
function givenBy({ name, value }, site) {
  return { name: name ?? "value", value, site };
}
function isSame(one, other) {
  const isPath = (name) => name === "value" || name === "path";
  return one === other || isPath(one) && isPath(other);
}
function aliasOf(decorators) {
  const alias = decorators.find(({ callee }) => lastName(callee) === "AliasFor");
  const arg = alias?.args.find(
    ({ name }) => name === null || name === "attribute" || name === "value"
  );
  return arg?.value.kind === "text" ? arg.value.value : void 0;
}

// src/drift/spec/frameworks/spring-functions.ts
var PACKAGES7 = /^org\.springframework\.web\.(?:reactive\.function\.server|servlet\.function)\b/;
var METHODS14 = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
var ADDING = /^(?:add|and|andOther|andNest|nest|path)$/;
var SpringFunctions = class {
  constructor(code, graph, application) {
    this.code = code;
    this.graph = graph;
    this.application = application;
  }
  code;
  graph;
  application;
  /** The call of `nest` that a call stands within as an argument: `nest(path("/x"), route(GET("/y"), h))`. */
  #within = /* @__PURE__ */ new Map();
  /** The functions that make routes, with their files, and those of them that others add to theirs. */
  #outermost = /* @__PURE__ */ new Map();
  #added = /* @__PURE__ */ new Set();
  /** Tells the graph of all routes there are. */
  read() {
    for (const file of ownFiles(this.code, "java", "kotlin")) {
      const { imports, calls } = file.facts;
      if (!imports.some(({ module }) => PACKAGES7.test(module))) continue;
      for (const { call, scope } of calls) this.#noteNested(call, scope);
      for (const { call, scope } of calls) this.#call(call, file, scope);
    }
    for (const [router, path] of this.#outermost) {
      if (!this.#added.has(router)) this.graph.mount(router, this.application(path));
    }
  }
  #noteNested(call, scope) {
    if (!/^(?:nest|andNest)$/.test(lastName(call.callee) ?? "")) return;
    const [, inner] = call.args;
    if (inner === void 0) return;
    const visit = (expr) => {
      if (expr.kind === "member") visit(expr.object);
      if (expr.kind !== "call") return;
      if (!this.#within.has(expr)) this.#within.set(expr, { nest: call, scope });
      visit(expr.callee);
      for (const { value } of expr.args) visit(value);
    };
    visit(inner.value);
  }
  #call(call, file, scope) {
    const name = lastName(call.callee) ?? "";
    const site = { file: file.path, scope };
    if (METHODS14.test(name)) this.#route([name], call.args[0]?.value ?? null, call, file, scope);
    else if (/^(?:route|andRoute)$/.test(name) && isCallOf(call.args[0]?.value, "path"))
      this.#route(["*"], call.args[0]?.value ?? null, call, file, scope);
    else if (ADDING.test(name)) this.#add(call, file, site);
  }
  #route(methods, path, call, file, scope) {
    const site = { file: file.path, scope };
    const hasPath = path !== null && (path.kind === "call" || this.#isText(path, site));
    const router = this.#router(call, file, scope);
    for (const template of hasPath ? this.#paths(path, site) : [ROOT])
      this.graph.add({ router, methods, path: template, file: file.path, at: call.callee });
  }
  #isText(expr, site) {
    if (expr.kind === "function") return false;
    return this.code.evaluator.texts(expr, site).some(([first]) => typeof first === "string");
  }
  /** The paths of a predicate: a text, `path("/x")`, `path("/x").and(accept(…))`; the root for one without. */
  #paths(expr, site) {
    if (expr.kind === "call") {
      const name = lastName(expr.callee);
      const parts = expr.args.map(({ value }) => value);
      if (name === "and" && expr.callee.kind === "member") {
        const all = [expr.callee.object, ...parts].flatMap((part) => this.#paths(part, site));
        const real = all.filter(({ path }) => path !== "");
        return real.length === 0 ? [ROOT] : real;
      }
      if (name === "path" || name === "pathPrefix" || METHODS14.test(name ?? ""))
        return parts[0] === void 0 ? [ROOT] : this.#paths(parts[0], site);
      return [ROOT];
    }
    if (!this.#isText(expr, site)) return [ROOT];
    return this.code.evaluator.texts(expr, site).flatMap((text) => templates(text, SPRING_SYNTAX));
  }
  /** The router that a call's routes stand on: the innermost nesting around it, or the function it is in. */
  #router(call, file, scope) {
    const around2 = this.#within.get(call);
    if (around2 !== void 0) {
      const key = `${file.path} nest ${around2.nest.line}:${around2.nest.column}:${around2.nest.args.length}`;
      const site = { file: file.path, scope: around2.scope };
      const [predicate] = around2.nest.args;
      const prefixes = predicate === void 0 ? [ROOT] : this.#paths(predicate.value, site);
      for (const prefix of prefixes)
        this.graph.mount(key, this.#router(around2.nest, file, around2.scope), prefix);
      return key;
    }
    return this.#routerOfScope(file, scope);
  }
  #routerOfScope(file, scope) {
    const written = file.index.argumentOf(scope);
    const key = originKey({ kind: "function", file: file.path, scope });
    if (written !== void 0) {
      const { call, position } = written;
      const outer = this.#router(call, file, written.scope);
      for (const prefix of this.#prefixes(call, position, {
        file: file.path,
        scope: written.scope
      }))
        this.graph.mount(key, outer, prefix);
      return key;
    }
    const declared = file.index.scope(scope);
    if (declared?.kind === "function" && declared.name === null && declared.parent !== null)
      return this.#routerOfScope(file, declared.parent);
    this.#outermost.set(key, file.path);
    return key;
  }
  /** What a call puts before the routes of its function: `path("/x", b -> …)`, `"/x".nest { … }`. */
  #prefixes(call, position, site) {
    const name = lastName(call.callee) ?? "";
    if (!/^(?:nest|andNest|path)$/.test(name)) return [ROOT];
    const [first] = call.args;
    if (position > 0 && first !== void 0) return this.#paths(first.value, site);
    return call.callee.kind === "member" ? this.#paths(call.callee.object, site) : [ROOT];
  }
  /** Another function's routes below these: `.add(users())`, `nest(path("/x"), users())`, `.path("/x", this::users)`. */
  #add(call, file, site) {
    for (const [position, { value }] of call.args.entries()) {
      const target = value.kind === "call" ? value.callee : value;
      if (target.kind !== "name" && target.kind !== "member") continue;
      for (const origin of this.code.resolver.origins(target, site)) {
        if (origin.kind !== "function") continue;
        const on = this.#router(call, file, site.scope);
        for (const prefix of this.#prefixes(call, position, site))
          this.graph.mount(originKey(origin), on, prefix);
        if (originKey(origin) !== on) this.#added.add(originKey(origin));
      }
    }
  }
};
function isCallOf(expr, name) {
  if (expr?.kind !== "call") return false;
  if (lastName(expr.callee) === name) return true;
  return expr.callee.kind === "member" && isCallOf(expr.callee.object, name);
}

// src/drift/spec/frameworks/spring-prefixes.ts
function pathPrefixes(code) {
  const found = [];
  for (const file of ownFiles(code, "java", "kotlin")) {
    for (const { call, scope } of file.facts.calls) {
      const [prefix, predicate] = call.args;
      if (lastName(call.callee) !== "addPathPrefix" || prefix === void 0) continue;
      const site = { file: file.path, scope };
      const covers = coveredBy(predicate?.value, file);
      found.push({ expr: prefix.value, site, covers });
    }
  }
  return found;
}
function coveredBy(predicate, file) {
  const calls = predicate?.kind === "function" ? file.facts.calls.filter(({ scope }) => scope === predicate.scope).map(({ call }) => call) : predicate?.kind === "call" ? [predicate] : [];
  for (const { callee, args } of calls) {
    const values = args.flatMap(({ value }) => value.kind === "list" ? value.items : [value]);
    const name = lastName(callee) ?? "";
    if (/^(?:forAnnotation|isAnnotationPresent|hasAnnotation)$/.test(name)) {
      const annotations = new Set(values.map((value) => lastName(value)));
      return ({ declared }) => declared.decorators.some((decorator) => annotations.has(lastName(decorator.callee)));
    }
    if (/^(?:forBasePackage|startsWith)$/.test(name)) {
      const packages = values.flatMap((value) => value.kind === "text" ? [value.value] : []);
      return (controller) => packages.some((one) => (controller.file.facts.package ?? "").startsWith(one));
    }
    if (name === "forAssignableType") {
      const types = new Set(values.map((value) => lastName(value)));
      return ({ declared }) => types.has(declared.name) || declared.bases.some((base) => types.has(lastName(base)));
    }
  }
  return () => true;
}

// src/drift/spec/frameworks/spring.ts
var CONTROLLERS = /* @__PURE__ */ new Set([
  "Controller",
  "RestController",
  "RepositoryRestController",
  "BasePathAwareController"
]);
var spring = {
  id: "spring",
  languages: ["java", "kotlin"],
  mark: /org\.springframework\.(?:web|stereotype|data\.rest)|@\w*(?:Controller|Mapping)\b|\bRouterFunction/,
  routes: (code) => new SpringRoutes(code).findings()
};
var SpringRoutes = class {
  constructor(code) {
    this.code = code;
    this.#properties = new ApplicationProperties(code);
    this.#mappings = new SpringMappings(code, this.#properties);
    this.#prefixes = pathPrefixes(code);
  }
  code;
  #graph = new RouteGraph("spring");
  #properties;
  #mappings;
  #prefixes;
  findings() {
    for (const ref of allClasses(this.code, ["java", "kotlin"])) {
      if (ref.declared.abstract || !this.#isController(ref)) continue;
      this.#controller(ref);
    }
    new SpringFunctions(this.code, this.#graph, (path) => this.#application(path)).read();
    const { routes, problems } = this.#graph.findings();
    return { routes, problems: [...this.#properties.problems, ...problems] };
  }
  #isController({ declared, ...ref }) {
    const site = siteIn({ declared, ...ref });
    return this.#mappings.has(declared.decorators, CONTROLLERS, site);
  }
  /** The application that a file is of, by its context path. */
  #application(path) {
    const key = `application ${JSON.stringify(this.#properties.contextPath(path))}`;
    this.#graph.declare("application", true);
    this.#graph.declare(key, false);
    for (const prefix of templates(this.#properties.contextPath(path), SPRING_SYNTAX))
      this.#graph.mount(key, "application", prefix);
    return key;
  }
  /** All mapped methods of a controller, inherited ones too: a base class or an interface may bear the mappings. */
  #controller(ref) {
    const classes = lineage(this.code, ref);
    const outer = classes.map((one) => this.#mapping(one.declared.decorators, siteIn(one))).find(isMapping);
    const seen = /* @__PURE__ */ new Set();
    for (const owner of classes) {
      for (const method of ownMethods(owner)) {
        const mapping = this.#mapping(method.declared.decorators, siteIn(owner));
        if (mapping === void 0 || seen.has(signature2(method))) continue;
        seen.add(signature2(method));
        this.#route(ref, outer, mapping, method);
      }
    }
  }
  #mapping(decorators, site) {
    return decorators.length === 0 ? void 0 : this.#mappings.of(decorators, site);
  }
  #route(ref, outer, mapping, method) {
    const methods = [.../* @__PURE__ */ new Set([...outer?.methods ?? [], ...mapping.methods])];
    const before2 = this.#prefixes.filter(({ covers }) => covers(ref)).flatMap(({ expr, site }) => this.#mappings.templates(expr, site));
    for (const start of before2.length === 0 ? [ROOT] : before2) {
      for (const prefix of outer?.paths ?? [ROOT]) {
        for (const path of mapping.paths) {
          this.#graph.add({
            router: this.#application(ref.file.path),
            methods: methods.length === 0 ? ["*"] : methods,
            path: joinPaths(start, joinPaths(prefix, path)),
            file: mapping.file,
            at: mapping.at,
            parameters: this.#parameters(method)
          });
        }
      }
    }
  }
  #parameters({ declared, owner }) {
    return declared.params.flatMap((param) => {
      for (const decorator of param.decorators) {
        const place = PLACES3.get(lastName(decorator.callee) ?? "");
        if (place !== void 0) return this.#parameter(param, decorator, place, siteIn(owner));
      }
      return [];
    });
  }
  /** `@RequestParam(name = "q", required = false)`; a map takes all that there are. */
  #parameter(param, { args }, place, site) {
    const named2 = args.find(({ name: name2 }) => name2 === null || name2 === "value" || name2 === "name");
    if (named2 === void 0 && /Map\s*</.test(param.type ?? "")) return [];
    const name = named2 === void 0 ? param.name : this.code.evaluator.text(named2.value, site);
    if (name === null) return [];
    const isOptional2 = args.some(({ name: key }) => key === "defaultValue") || args.some(({ name: key, value }) => key === "required" && isFalse(value)) || param.default !== null || /^Optional\b|\?$/.test(param.type ?? "");
    return [{ name, in: place, required: !isOptional2 }];
  }
};
var PLACES3 = /* @__PURE__ */ new Map([
  ["RequestParam", "query"],
  ["RequestHeader", "header"],
  ["CookieValue", "cookie"]
]);
function isFalse(expr) {
  return expr.kind === "literal" && expr.text === "false";
}
function isMapping(mapping) {
  return mapping !== void 0;
}

// src/drift/spec/frameworks/symfony-config.ts
import { dirname as dirname17, join as join14 } from "node:path/posix";
var FILE2 = /^(?:.*\/)?config\/(?:routes\.ya?ml|routes\/[^/]+\.ya?ml|routing\.ya?ml)$/;
var IMPORT_DEPTH = 6;
var SymfonyConfig = class {
  constructor(code) {
    this.code = code;
    const imported = /* @__PURE__ */ new Set();
    for (const folder of [...code.program.folders()].sort()) {
      if (!/(?:^|\/)config(?:\/routes)?$/.test(folder)) continue;
      for (const path of [...code.program.filesIn(folder)].sort())
        if (FILE2.test(path) && isOwnSource(path)) this.#take(path, "", imported, 0);
    }
  }
  code;
  routes = [];
  prefixes = [];
  problems = [];
  /** The prefixes of a controller's file: one for each import that reaches it; none where nothing imports it. */
  prefixesOf(path) {
    const found = this.prefixes.filter(
      ({ folder }) => path === folder || path.startsWith(`${folder}/`)
    );
    return [...new Set(found.map(({ prefix }) => prefix))];
  }
  #take(path, before2, imported, depth) {
    const text = this.code.program.text(path);
    if (text === null || depth > IMPORT_DEPTH || imported.has(`${before2} ${path}`)) return;
    imported.add(`${before2} ${path}`);
    const parsed3 = parseDocument2(path, text);
    if (!parsed3.ok) {
      this.problems.push(parsed3.problem);
      return;
    }
    const document = parsed3.value;
    if (!isObject(document.value)) return;
    for (const [name, entry3] of Object.entries(document.value)) {
      if (!isObject(entry3) || name.startsWith("when@")) continue;
      const { line, column } = document.locate([name]);
      if (entry3["resource"] !== void 0) this.#import(entry3, path, before2, imported, depth);
      else if (typeof entry3["path"] === "string") {
        const methods = list(entry3["methods"]);
        this.routes.push({
          path: `${before2}/${entry3["path"]}`,
          methods,
          file: path,
          at: { line: line ?? 1, column: column ?? 1 }
        });
      }
    }
  }
  #import(entry3, from, before2, imported, depth) {
    const { resource } = entry3;
    const own = typeof entry3["prefix"] === "string" ? entry3["prefix"] : "";
    const prefix = own === "" ? before2 : `${before2}/${own}`;
    const written = isObject(resource) ? resource["path"] : resource;
    for (const one of list(written ?? null)) {
      if (one.startsWith("@") || one.startsWith(".") === false && one.startsWith("/")) continue;
      const target = join14(dirname17(from), one).replace(/\/+$/, "").replace(/\/\*+.*$/, "");
      if (/\.ya?ml$/.test(target)) this.#take(target, prefix, imported, depth + 1);
      else this.prefixes.push({ folder: target, prefix });
    }
  }
};
function list(value) {
  if (typeof value === "string") return value.split("|").map((one) => one.trim());
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

// src/drift/spec/frameworks/symfony.ts
var MODULE8 = /^(?:Symfony\\Component\\Routing|Symfony\\Bundle|Sensio\\Bundle|FOS\\RestBundle)\b/;
var PACKAGE6 = /"symfony\/(?:framework-bundle|routing|symfony)"/;
var ROUTE2 = /^(?:Route|Get|Post|Put|Patch|Delete|Head|Options)$/;
var ROUTE_MODULE = /^(?:Symfony\\Component\\Routing\\(?:Attribute|Annotation)|Sensio\\Bundle\\FrameworkExtraBundle\\Configuration|FOS\\RestBundle\\Controller\\Annotations)\b/;
var symfony = {
  id: "symfony",
  languages: ["php"],
  mark: /#\[[\\\w]*\b(?:Route|Get|Post|Put|Patch|Delete)\b|@(?:\w+\\)?(?:Route|Get|Post|Put|Patch|Delete)\(/,
  routes(code) {
    return usesFramework(code, MODULE8, PACKAGE6) ? new SymfonyRoutes(code).findings() : { routes: [], problems: [] };
  }
};
var SymfonyRoutes = class {
  constructor(code) {
    this.code = code;
    this.#config = new SymfonyConfig(code);
  }
  code;
  #graph = new RouteGraph("symfony");
  #config;
  findings() {
    this.#graph.declare("", true);
    for (const { path, methods, file, at } of this.#config.routes) {
      for (const template of templates([path], { braces: true }))
        this.#graph.add({ router: "", methods: methodsOf2(methods), path: template, file, at });
    }
    const classes = allClasses(this.code, ["php"]);
    const extended = new Set(
      classes.flatMap((ref) => basesOf5(this.code, ref).map((base) => keyOf(base)))
    );
    for (const ref of classes) {
      const isBase = /^(?:Abstract|Base)/.test(ref.declared.name ?? "") && extended.has(keyOf(ref));
      if (!isBase) this.#class(ref);
    }
    const { routes, problems } = this.#graph.findings();
    return { routes, problems: [...this.#config.problems, ...problems] };
  }
  #class(ref) {
    const own = this.#routesOf(ref.declared.decorators, ref);
    const methods = lineage(this.code, ref).flatMap((one) => ownMethods(one)).filter(
      (one, at, all) => all.findIndex(({ declared }) => declared.name === one.declared.name) === at
    );
    const routed = methods.flatMap((method) => {
      const site2 = siteIn(method.owner);
      return this.#routesOf(method.declared.decorators, method.owner).map((call) => ({
        call,
        site: site2,
        beside: this.#methodsBeside(method.declared.decorators, site2)
      }));
    });
    const site = siteIn(ref);
    const before2 = this.#config.prefixesOf(ref.file.path);
    const configured = (before2.length === 0 ? [""] : before2).map((path) => ({
      path,
      dynamic: false
    }));
    const outer = own.length === 0 ? [{ paths: [ROOT], methods: [] }] : own.map((call) => this.#mapping(call, site));
    if (routed.length === 0) {
      const isInvoked = methods.some(({ declared }) => declared.name === "__invoke");
      if (!isInvoked) return;
      for (const [at, call] of own.entries()) {
        const mapping = outer[at];
        if (mapping !== void 0) this.#add(mapping, [ROOT], configured, call, site);
      }
      return;
    }
    for (const { call, site: inner, beside } of routed) {
      const mapping = this.#mapping(call, inner);
      for (const { paths, methods: more } of outer)
        this.#add(
          { paths: mapping.paths, methods: [...more, ...mapping.methods, ...beside] },
          paths,
          configured,
          call,
          inner
        );
    }
  }
  #add({ paths, methods }, outer, configured, call, site) {
    for (const prefix of configured)
      for (const before2 of outer)
        for (const path of paths)
          this.#graph.add({
            router: "",
            methods: methodsOf2(methods),
            path: joinPaths(prefix, joinPaths(before2, path)),
            file: site.file,
            at: call
          });
  }
  #routesOf(decorators, { file }) {
    return decorators.filter(
      ({ callee }) => this.code.resolver.origins(callee, { file: file.path, scope: 0 }).some((origin) => {
        if (origin.kind === "external")
          return ROUTE_MODULE.test(origin.module) && ROUTE2.test(origin.name);
        return origin.kind === "value" && lastName(callee) === "Route";
      })
    );
  }
  /** The methods of SensioFrameworkExtraBundle's `@Method({"GET"})`, which stands beside a route. */
  #methodsBeside(decorators, site) {
    return decorators.flatMap(
      ({ callee, args }) => lastName(callee) === "Method" ? args.flatMap(({ value }) => this.#texts(value, site)) : []
    );
  }
  #mapping(call, site) {
    const named2 = (name) => call.args.find((arg) => arg.name === name)?.value;
    const path = named2("path") ?? named2("value") ?? call.args.find((arg) => arg.name === null)?.value;
    const methods = named2("methods") ?? named2("method");
    const own = this.#verb(call, site);
    return {
      paths: path === void 0 ? [ROOT] : this.#paths(path, site),
      methods: own !== null ? [own] : methods === void 0 ? [] : this.#texts(methods, site)
    };
  }
  /** `GET` of FOSRestBundle's `Get`. */
  #verb({ callee }, site) {
    const origins = this.code.resolver.origins(callee, { file: site.file, scope: 0 });
    const name = origins.flatMap((origin) => origin.kind === "external" ? [origin.name] : [])[0];
    return name === void 0 || name === "Route" ? null : name.toUpperCase();
  }
  /** A path; an array has one for each language. */
  #paths(expr, site) {
    const exprs = expr.kind === "map" ? expr.entries.map(({ value }) => value) : [expr];
    return exprs.flatMap(
      (one) => this.code.evaluator.texts(one, site).flatMap((text) => templates(text, { braces: true }))
    );
  }
  /** Methods as texts; constants of `Request` by their name. */
  #texts(expr, site) {
    return this.code.evaluator.texts(expr, site).flatMap((text) => {
      const [part, ...more] = text;
      if (part === void 0 || more.length > 0) return ["*"];
      const name = typeof part === "string" ? part : part.hole.replace(/^METHOD_/, "");
      return name.split("|");
    });
  }
};
function methodsOf2(methods) {
  const found = methods.map((one) => one.trim().toUpperCase()).filter((one) => one !== "");
  return found.length === 0 || found.includes("*") ? ["*"] : [...new Set(found)];
}

// src/drift/spec/frameworks/index.ts
var frameworks = [
  actixWeb,
  aspnet,
  axum,
  chi,
  django,
  echo,
  express,
  fastapi,
  fastify,
  fiber,
  flask,
  gin,
  gorillaMux,
  grape,
  hono,
  jaxrs,
  koa,
  ktor,
  laravel,
  nestjs,
  netHttp,
  nextjs,
  rails,
  rocket,
  sinatra,
  slim,
  spring,
  symfony
];

// src/drift/spec/read-routes.ts
var byLanguage = /* @__PURE__ */ new Map();
for (const framework of frameworks) {
  for (const language of framework.languages)
    byLanguage.set(language, [...byLanguage.get(language) ?? [], framework]);
}
async function readRoutes(tree, reading) {
  const { value, problems, read: read11, isWhole } = await askCode(tree, routesQuestion, reading);
  return {
    routes: [...value.routes].sort(compareRoutes),
    problems: distinct5([...problems, ...value.problems].sort(compareProblems)),
    read: read11,
    isWhole
  };
}
var routesQuestion = {
  name: "routes",
  isWanted: (path, { id }) => {
    const own = byLanguage.get(id);
    if (own === void 0) return false;
    return own.some(({ files }) => files?.test(path)) || "by-text";
  },
  ownPart: (path, { id }) => {
    const starts = (byLanguage.get(id) ?? []).flatMap(
      ({ files }) => files?.exec(path)?.index ?? []
    );
    return starts.length === 0 ? path : path.slice(0, Math.min(...starts) + 1);
  },
  isMarked: (text, { id }) => (byLanguage.get(id) ?? []).some(({ mark }) => mark.test(text)),
  answer: (code, languages2) => merged3(
    frameworks.filter((framework) => framework.languages.some((id) => languages2.has(id))).map((framework) => routesOf(framework, code))
  ),
  merge: merged3
};
function merged3(findings) {
  return {
    routes: findings.flatMap(({ routes }) => routes),
    problems: findings.flatMap(({ problems }) => problems)
  };
}
function routesOf(framework, code) {
  try {
    return framework.routes(code);
  } catch (error) {
    const message = `Reading the routes of ${framework.id} failed, so those it has are missing here (${String(error)}). This is a fault in Holdfast: please report it.`;
    return { routes: [], problems: [problem("internal-error", message)] };
  }
}
function distinct5(problems) {
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}

// src/drift/config/known-names.ts
var WELL_KNOWN = new Set(
  [
    // POSIX, shells and terminals
    "HOME PATH PWD OLDPWD SHELL TERM TERM_PROGRAM TERM_PROGRAM_VERSION COLORTERM COLORFGBG USER LOGNAME USERNAME LANG LANGUAGE TZ TMPDIR TMP TEMP",
    "EDITOR VISUAL PAGER BROWSER DISPLAY WAYLAND_DISPLAY HOSTNAME HOST_NAME IFS SHLVL PS1 PS2 PS4 MANPATH COLUMNS LINES RANDOM SECONDS UID EUID GID PPID",
    "BASH BASH_SOURCE BASH_VERSION BASH_VERSINFO BASH_REMATCH BASH_LINENO BASH_ENV BASHPID BASH_COMMAND BASH_SUBSHELL FUNCNAME PIPESTATUS OPTARG OPTIND OPTERR REPLY LINENO HOSTTYPE MACHTYPE OSTYPE GROUPS DIRSTACK HISTFILE HISTSIZE MAPFILE READLINE_LINE EPOCHSECONDS EPOCHREALTIME SRANDOM ZSH_VERSION ZSH ZDOTDIR FPATH COMP_WORDS COMP_CWORD COMP_LINE COMP_POINT COMPREPLY",
    "LD_LIBRARY_PATH LD_PRELOAD DYLD_LIBRARY_PATH DYLD_INSERT_LIBRARIES PKG_CONFIG_PATH CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS MAKEFLAGS MAKELEVEL DESTDIR",
    "NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE SUDO_USER SUDO_UID SUDO_GID SUDO_COMMAND SSH_CONNECTION SSH_CLIENT SSH_TTY SSH_AUTH_SOCK SSH_AGENT_PID DBUS_SESSION_BUS_ADDRESS DEBIAN_FRONTEND",
    // Windows
    "APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES ProgramFiles ProgramData USERPROFILE USERDOMAIN HOMEDRIVE HOMEPATH SYSTEMROOT SystemRoot SystemDrive WINDIR windir COMSPEC ComSpec PATHEXT OS PROCESSOR_ARCHITECTURE PROCESSOR_ARCHITEW6432 NUMBER_OF_PROCESSORS COMPUTERNAME ALLUSERSPROFILE PSModulePath MSYSTEM WSL_DISTRO_NAME WSL_INTEROP WSLENV WT_SESSION ConEmuANSI ANSICON",
    // Proxies
    "HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy all_proxy",
    // Continuous integration
    "CI CONTINUOUS_INTEGRATION BUILD_NUMBER BUILD_URL JENKINS_URL JENKINS_HOME TEAMCITY_VERSION TRAVIS CIRCLECI APPVEYOR DRONE BUILDKITE SEMAPHORE GITLAB_CI TF_BUILD BITBUCKET_COMMIT CODEBUILD_BUILD_ID NETLIFY VERCEL NOW_REGION DYNO",
    // Node.js and what is built on it
    "NODE_ENV NODE_OPTIONS NODE_PATH NODE_DEBUG NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED NODE_V8_COVERAGE NODE_NO_WARNINGS NODE_PENDING_DEPRECATION NODE_UNIQUE_ID NODE_CHANNEL_FD NODE_APP_INSTANCE NODE_REPL_HISTORY NODE_AUTH_TOKEN NODE_ICU_DATA NODE_DISABLE_COLORS NPM_TOKEN INIT_CWD BABEL_ENV JEST_WORKER_ID VITEST VITEST_WORKER_ID VITEST_POOL_ID WATCHPACK_POLLING CHOKIDAR_USEPOLLING UV_THREADPOOL_SIZE BROWSERSLIST BROWSERSLIST_ENV NEXT_RUNTIME NEXT_PHASE NEXT_TELEMETRY_DISABLED NEXT_MANUAL_SIG_HANDLE TURBOPACK WDS_SOCKET_HOST WDS_SOCKET_PATH WDS_SOCKET_PORT FAST_REFRESH GENERATE_SOURCEMAP SKIP_PREFLIGHT_CHECK DENO_DIR BUN_INSTALL NVM_DIR COREPACK_HOME PNPM_HOME",
    // Python, Ruby, PHP, Java, Go, Rust, .NET
    "PYTHONPATH PYTHONHOME PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHONHASHSEED PYTHONIOENCODING PYTHONWARNINGS PYTHONFAULTHANDLER PYTHONBREAKPOINT PYTHONUTF8 VIRTUAL_ENV CONDA_PREFIX CONDA_DEFAULT_ENV PIPENV_ACTIVE POETRY_ACTIVE PYTEST_CURRENT_TEST PYTEST_XDIST_WORKER READTHEDOCS READTHEDOCS_VERSION DJANGO_SETTINGS_MODULE WERKZEUG_RUN_MAIN PIP_NO_CACHE_DIR PIP_DISABLE_PIP_VERSION_CHECK PIP_DEFAULT_TIMEOUT",
    "RACK_ENV RAILS_ENV BUNDLE_GEMFILE BUNDLE_PATH BUNDLE_WITHOUT BUNDLE_DEPLOYMENT BUNDLE_APP_CONFIG BUNDLE_BIN GEM_HOME GEM_PATH RUBYOPT RUBYLIB RUBY_VERSION RBENV_VERSION BOOTSNAP_CACHE_DIR DISABLE_SPRING DISABLE_BOOTSNAP",
    "COMPOSER_HOME COMPOSER_ALLOW_SUPERUSER PHP_INI_SCAN_DIR",
    "JAVA_HOME JAVA_OPTS JAVA_TOOL_OPTIONS JDK_HOME JRE_HOME CLASSPATH MAVEN_OPTS MAVEN_HOME M2_HOME GRADLE_OPTS GRADLE_HOME GRADLE_USER_HOME ANDROID_HOME ANDROID_SDK_ROOT CATALINA_HOME CATALINA_BASE CATALINA_OPTS",
    "GOPATH GOROOT GOBIN GOOS GOARCH GOARM GOFLAGS GOCACHE GOMODCACHE GOPROXY GOPRIVATE GOMAXPROCS GOGC GOMEMLIMIT GODEBUG GOTRACEBACK GOTOOLCHAIN CGO_ENABLED GO111MODULE",
    "CARGO CARGO_HOME CARGO_MANIFEST_DIR CARGO_TARGET_DIR CARGO_INCREMENTAL CARGO_TERM_COLOR OUT_DIR NUM_JOBS RUSTC RUSTFLAGS RUSTUP_HOME RUSTUP_TOOLCHAIN RUST_BACKTRACE RUST_LIB_BACKTRACE DOCS_RS DEP_OPENSSL_INCLUDE",
    "DOTNET_RUNNING_IN_CONTAINER DOTNET_ROOT DOTNET_CLI_TELEMETRY_OPTOUT DOTNET_NOLOGO DOTNET_SKIP_FIRST_TIME_EXPERIENCE DOTNET_SYSTEM_GLOBALIZATION_INVARIANT DOTNET_ENVIRONMENT ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS ASPNETCORE_HTTP_PORTS NUGET_XMLDOC_MODE",
    // Containers and their tools
    "KUBECONFIG DOCKER_HOST DOCKER_BUILDKIT DOCKER_CONFIG COMPOSE_PROJECT_NAME COMPOSE_FILE COMPOSE_PROFILES COMPOSE_DOCKER_CLI_BUILD BUILDPLATFORM TARGETPLATFORM TARGETARCH TARGETOS TARGETVARIANT BUILDARCH BUILDOS BUILDKIT_INLINE_CACHE PUID PGID UMASK",
    // systemd
    "NOTIFY_SOCKET LISTEN_FDS LISTEN_PID LISTEN_FDNAMES INVOCATION_ID JOURNAL_STREAM WATCHDOG_USEC WATCHDOG_PID XDG_RUNTIME_DIR MAINPID",
    // Serverless platforms
    "AWS_REGION AWS_DEFAULT_REGION AWS_EXECUTION_ENV AWS_SESSION_TOKEN AWS_PROFILE LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR K_SERVICE K_REVISION K_CONFIGURATION FUNCTION_TARGET FUNCTION_SIGNATURE_TYPE  FUNCTION_REGION GAE_ENV GAE_SERVICE GAE_VERSION GAE_INSTANCE GAE_RUNTIME GCLOUD_PROJECT GCP_PROJECT GOOGLE_CLOUD_PROJECT FIREBASE_CONFIG WEBSITE_SITE_NAME WEBSITE_INSTANCE_ID WEBSITE_HOSTNAME AZURE_FUNCTIONS_ENVIRONMENT FUNCTIONS_WORKER_RUNTIME IS_PULL_REQUEST"
  ].flatMap((line) => line.split(" "))
);
var PLATFORM = new RegExp(
  `^(?:${[
    "GITHUB_(?:ACTIONS?|ACTION_\\w+|ACTOR|ACTOR_ID|API_URL|BASE_REF|ENV|EVENT_NAME|EVENT_PATH|GRAPHQL_URL|HEAD_REF|JOB|OUTPUT|PATH|REF|REF_\\w+|REPOSITORY|REPOSITORY_\\w+|RETENTION_DAYS|RUN_\\w+|SERVER_URL|SHA|STATE|STEP_SUMMARY|TOKEN|TRIGGERING_ACTOR|WORKFLOW|WORKFLOW_\\w+|WORKSPACE)$",
    "RUNNER_(?:ARCH|DEBUG|ENVIRONMENT|NAME|OS|TEMP|TOOL_CACHE|WORKSPACE)$",
    "(?:NEXT_PUBLIC_)?VERCEL_(?:ENV|URL|REGION|TARGET_ENV|BRANCH_URL|PROJECT_\\w+|DEPLOYMENT_\\w+|GIT_\\w+|AUTOMATION_\\w+|OIDC_\\w+|SKEW_\\w+)$",
    "RENDER_(?:CPU_COUNT|DISCOVERY_SERVICE|EXTERNAL_\\w+|GIT_\\w+|INSTANCE_ID|SERVICE_\\w+|WEB_CONCURRENCY)$",
    "FLY_(?:APP_NAME|MACHINE_ID|ALLOC_ID|REGION|PUBLIC_IP|IMAGE_REF|MACHINE_VERSION|PRIVATE_IP|PROCESS_GROUP|VM_MEMORY_MB|PRIMARY_REGION)$",
    "HEROKU_(?:APP_\\w+|DYNO_ID|RELEASE_\\w+|SLUG_\\w+|BUILD_\\w+|TEST_RUN_\\w+|POSTGRESQL_\\w+)$",
    "CI_(?:COMMIT|PIPELINE|JOB|PROJECT|MERGE_REQUEST|REGISTRY|SERVER|RUNNER|ENVIRONMENT|BUILD|API_V4|DEFAULT_BRANCH|PAGES|CONFIG_PATH|NODE|PULL_REQUEST)",
    "GITLAB_(?:CI|USER_\\w+|FEATURES)$",
    "SYSTEM_(?:PULLREQUEST|TEAM|ACCESSTOKEN|COLLECTION|DEFINITION|JOB|STAGE|PHASE)",
    "AGENT_(?:BUILDDIRECTORY|HOMEDIRECTORY|JOBNAME|JOBSTATUS|MACHINENAME|TEMPDIRECTORY|TOOLSDIRECTORY|WORKFOLDER)",
    "(?:ACTIONS|NETLIFY|KUBERNETES|AWS_LAMBDA|YARN|PNPM|XDG|TRAVIS|CIRCLE|BITBUCKET|BUILDKITE|JENKINS|RAILWAY|CODESPACE|GITPOD|CODEBUILD|APPVEYOR|DRONE|SEMAPHORE|TEAMCITY|WEBPACK|TURBO|NX|LERNA|VERGEN|CGO|CIRRUS|BITRISE|ECS|ELECTRON|BASH_FUNC|DOTNET)_",
    "LC_[A-Z]+$|npm_|NPM_CONFIG_|CF_PAGES|COMPlus_|CARGO_(?:PKG|CFG|BIN|FEATURE|MAKE)_"
  ].join("|")})`
);
var FOREIGN_IMAGE = /(?:^|\/)(?:postgres|postgis|pgvector|timescaledb(?:-ha)?|mysql|mysql-server|mariadb|percona|mongo|mongodb|mongo-express|redis|redis-stack(?:-server)?|valkey|keydb|dragonfly|memcached|rabbitmq|nats|kafka|cp-[\w-]+|zookeeper|redpanda|elasticsearch|opensearch|opensearch-dashboards|kibana|logstash|filebeat|minio|mc|localstack|keycloak|vault|consul|etcd|grafana|prometheus|loki|tempo|promtail|alertmanager|jaeger|all-in-one|otel\/[\w-]+|opentelemetry-collector[\w-]*|zipkin|nginx|httpd|caddy|traefik|haproxy|envoy|certbot|adminer|pgadmin4?|phpmyadmin|pgbouncer|mailhog|mailpit|maildev|mailcatcher|smtp4dev|clickhouse(?:-server)?|cassandra|scylla|neo4j|influxdb|couchdb|arangodb|cockroach|rethinkdb|meilisearch|typesense|qdrant|weaviate|milvus|chroma|ollama|selenium|chrome|firefox|browserless|watchtower|portainer|registry|sonarqube|mssql\/server|azure-sql-edge|azurite|azure-storage\/azurite|dynamodb-local|elasticmq(?:-native)?|temporal[\w-]*|auto-setup|autoheal|cloudflared|wordpress|nextcloud|ghost|mock-server|mockserver|wiremock|busybox|alpine|ubuntu|debian|node|python|golang|ruby|php|openjdk)(?::[\w.${}:?+-]*)?(?:@sha256:\w+)?$/i;
var FOREIGN_NAME = /^(?:POSTGRES_(?:USER|PASSWORD|DB|HOST_AUTH_METHOD|INITDB_ARGS)|PGDATA|PGPASSWORD|MYSQL_(?:ROOT_PASSWORD|DATABASE|USER|PASSWORD|ALLOW_EMPTY_PASSWORD|RANDOM_ROOT_PASSWORD)|MARIADB_\w+|MONGO_INITDB_\w+|RABBITMQ_\w+|MINIO_ROOT_\w+|KC_\w+|KEYCLOAK_ADMIN(?:_PASSWORD)?|GF_\w+|PGADMIN_\w+|ES_JAVA_OPTS|KAFKA_\w+|ZOOKEEPER_\w+|ACCEPT_EULA|MSSQL_\w+|OTEL_\w+|DD_\w+|SENTRY_(?:AUTH_TOKEN|ORG|PROJECT|RELEASE)|NEW_RELIC_\w+|JAVA_\w+|VIRTUAL_(?:HOST|PORT)|LETSENCRYPT_\w+|SONAR_\w+|CODECOV_\w+|COVERALLS_\w+|CODECLIMATE_\w+|ACT_\w+|DOCKER_(?:USERNAME|PASSWORD|TOKEN|REGISTRY)|TF_\w+|ANSIBLE_\w+|PIP_\w+|UV_\w+|POETRY_\w+|PLAYWRIGHT_\w+|PUPPETEER_\w+|CYPRESS_\w+|TWINE_\w+|AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)|GOOGLE_APPLICATION_CREDENTIALS|GH_TOKEN|HUSKY\w*|RUST_LOG)$/;
var OF_REQUEST = new Set(
  "REQUEST_METHOD REQUEST_URI REQUEST_TIME REQUEST_TIME_FLOAT QUERY_STRING SCRIPT_NAME SCRIPT_FILENAME DOCUMENT_ROOT DOCUMENT_URI PHP_SELF PATH_INFO PATH_TRANSLATED ORIG_PATH_INFO REMOTE_ADDR REMOTE_HOST REMOTE_PORT REMOTE_USER SERVER_ADDR SERVER_NAME SERVER_PORT SERVER_PROTOCOL SERVER_SOFTWARE SERVER_SIGNATURE SERVER_ADMIN GATEWAY_INTERFACE HTTPS AUTH_TYPE PHP_AUTH_USER PHP_AUTH_PW PHP_AUTH_DIGEST REDIRECT_STATUS REDIRECT_URL REDIRECT_QUERY_STRING REDIRECT_REMOTE_USER UNIQUE_ID REQUEST_SCHEME CONTENT_TYPE CONTENT_LENGTH argv argc".split(
    " "
  )
);
function isRequestName(name) {
  return OF_REQUEST.has(name) || name.startsWith("HTTP_") || name.startsWith("SSL_CLIENT_");
}
function isKnownName(name) {
  return WELL_KNOWN.has(name) || PLATFORM.test(name);
}
function isForeignName(name) {
  return FOREIGN_NAME.test(name);
}
function isForeignImage(image) {
  return FOREIGN_IMAGE.test(image.replace(/\$\{[^}]*\}/g, "x"));
}

// src/drift/config/compare-settings.ts
function compareSettings({ reads, documented, uses }, mentioned = /* @__PURE__ */ new Set()) {
  const readByName = byName3(reads);
  const toldByName = byName3(documented);
  const used = new Set(uses);
  const undocumented = [...readByName].flatMap(
    ([name, own]) => toldByName.has(name) || isKnownName(name) ? [] : [{ name, required: own.some(({ required }) => required), reads: own }]
  );
  const ownBlocks = new Set(
    documented.flatMap(
      ({ name, block }) => block !== null && readByName.has(name) ? [block] : []
    )
  );
  const isForOthers = ({ used: isUsed, block }) => isUsed || block !== null && !ownBlocks.has(block);
  const stale = [...toldByName].flatMap(([name, own]) => {
    if (readByName.has(name) || used.has(name) || isKnownName(name) || isForeignName(name))
      return [];
    if (own.some(isForOthers) || mentioned.has(name)) return [];
    return [{ name, documented: own }];
  });
  return { undocumented, stale };
}
function byName3(all) {
  const found = /* @__PURE__ */ new Map();
  for (const one of all) {
    const known5 = found.get(one.name);
    if (known5 === void 0) found.set(one.name, [one]);
    else known5.push(one);
  }
  return found;
}

// src/drift/config/documented.ts
function documentedAs(parts) {
  return {
    value: null,
    optional: false,
    certainty: "sure",
    used: false,
    block: null,
    environment: null,
    ...parts
  };
}

// src/drift/config/setting-name.ts
var POSSIBLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
var CONVENTIONAL2 = /^_{0,2}[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)+$/;
var UPPER = /^_*[A-Z](?:[A-Z0-9_]*[A-Z0-9])?$/;
function isPossibleName(name) {
  return POSSIBLE.test(name);
}
function isConventionalName(name) {
  return CONVENTIONAL2.test(name);
}
function isUpperName(name) {
  return UPPER.test(name);
}

// src/drift/config/documents/yaml-document.ts
function yamlParts(file, text) {
  const parts = [];
  const problems = [];
  for (const { text: one, offset } of split2(text)) {
    const parsed3 = parseDocument2(file, one);
    if (parsed3.ok) parts.push({ document: parsed3.value, offset });
    else
      problems.push({
        ...parsed3.problem,
        line: parsed3.problem.line === null ? null : parsed3.problem.line + offset
      });
  }
  return { parts, problems };
}
function split2(text) {
  const lines2 = text.split("\n");
  const parts = [];
  let start = 0;
  for (const [index, line] of lines2.entries()) {
    if (!/^---(?:\s|$)/.test(line)) continue;
    parts.push({ text: lines2.slice(start, index).join("\n"), offset: start });
    start = index + 1;
  }
  parts.push({ text: lines2.slice(start).join("\n"), offset: start });
  return parts.filter((part) => part.text.replace(/^\s*(?:#.*)?$/gm, "").trim() !== "");
}
function plainText(value) {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

// src/drift/config/documents/env-block.ts
function envEntries(part, path, block) {
  const place = (at) => {
    const { line, column } = part.document.locate(at);
    return { line: line + part.offset, column };
  };
  if (Array.isArray(block)) {
    return block.flatMap((item, index) => {
      const at = [...path, index];
      if (typeof item === "string") {
        const [name2 = "", ...rest] = item.split("=");
        return isPossibleName(name2) ? [{ name: name2, value: rest.length > 0 ? rest.join("=") : null, ...place(at) }] : [];
      }
      if (!isObject(item)) return [];
      const name = plainText(item.name) ?? plainText(item.key);
      return name !== null && isPossibleName(name) ? [
        {
          name,
          value: plainText(item.value),
          ...place([...at, "name" in item ? "name" : "key"])
        }
      ] : [];
    });
  }
  if (!isObject(block)) return [];
  return Object.entries(block).flatMap(
    ([name, value]) => isPossibleName(name) ? [{ name, value: plainText(value), ...place([...path, name]) }] : []
  );
}
function interpolations(text) {
  const names2 = [];
  for (const match of text.matchAll(/\$\$|\$\{([A-Za-z_]\w*)|\$([A-Za-z_]\w*)/g)) {
    const name = match[1] ?? match[2];
    if (name !== void 0) names2.push(name);
  }
  return names2;
}

// src/drift/config/documents/compose.ts
var NAME2 = /(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$|(?:^|\/)[\w.-]+[._-]compose\.ya?ml$/i;
var compose = {
  id: "compose",
  matches: (path) => NAME2.test(path),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text);
    const documented = [];
    for (const part of parts) {
      const { value } = part.document;
      if (!isObject(value)) continue;
      for (const [key, block] of Object.entries(value)) {
        if (key.startsWith("x-") && isObject(block)) {
          const inner = isObject(block.environment) || Array.isArray(block.environment);
          const path = inner ? [key, "environment"] : [key];
          const isEnv = inner || /env|var/i.test(key);
          if (!isEnv) continue;
          for (const entry3 of envEntries(part, path, inner ? block.environment : block))
            documented.push(documentedAs({ ...entry3, file, kind: "supply" }));
        }
      }
      const { services } = value;
      for (const [name, service] of isObject(services) ? Object.entries(services) : []) {
        if (!isObject(service)) continue;
        const used = isForeign2(service);
        const isOwn3 = service.build !== void 0;
        const blocks = [
          [["services", name, "environment"], service.environment],
          [
            ["services", name, "build", "args"],
            isObject(service.build) ? service.build.args : void 0
          ]
        ];
        for (const [path, block] of blocks) {
          const isArgs = path.includes("args");
          for (const entry3 of envEntries(part, path, block))
            documented.push(
              documentedAs({
                ...entry3,
                file,
                kind: "supply",
                used: used || isArgs,
                block: isOwn3 ? null : `${file} ${name}`
              })
            );
        }
      }
    }
    return { documented: distinct6(documented), uses: interpolations(text), problems };
  }
};
function isForeign2(service) {
  return service.build === void 0 && typeof service.image === "string" && isForeignImage(service.image);
}
function distinct6(all) {
  return [...new Map(all.map((one) => [`${one.name} ${one.line}`, one])).values()];
}

// src/drift/config/documents/dockerfile.ts
import { basename as basename9 } from "node:path/posix";
var NAME3 = /^(?:(?:docker|container)file(?:[._-][\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i;
var dockerfile2 = {
  id: "dockerfile",
  matches: (path) => NAME3.test(basename9(path)) && !/\.(?:md|[jt]s|py|go)$/.test(path),
  read(file, text) {
    const found = [];
    const lines2 = text.split(/\r?\n/);
    for (const { line, text: instruction } of dockerInstructions(text)) {
      const [, keyword = "", rest = ""] = /^\s*(\w+)\s+([\s\S]*)$/.exec(instruction) ?? [];
      if (!/^(?:ENV|ARG)$/i.test(keyword)) continue;
      for (const { name, value } of assignments(rest, /^env$/i.test(keyword)))
        found.push(
          documentedAs({
            name,
            file,
            kind: "supply",
            line: lineOf(lines2, line, name),
            column: 1,
            value,
            block: file,
            // An argument is for building alone, and is mostly given to what is run there.
            used: /^arg$/i.test(keyword)
          })
        );
    }
    const uses = interpolations(text.replace(/^\s*#.*$/gm, ""));
    return { documented: found, uses, problems: [] };
  }
};
function dockerInstructions(text) {
  const found = [];
  let open = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(line) || line.trim() === "" && open === null) continue;
    const goesOn = /[\\`]\s*$/.test(line);
    const part = goesOn ? line.replace(/[\\`]\s*$/, "") : line;
    if (open === null) open = { line: index + 1, text: part };
    else open.text += `
${part}`;
    if (goesOn) continue;
    found.push(open);
    open = null;
  }
  if (open !== null) found.push(open);
  return found;
}
function assignments(rest, isEnv) {
  const text = rest.trim();
  const old = /^([A-Za-z_]\w*)\s+([^=\s][\s\S]*)$/.exec(text);
  if (isEnv && old !== null) return [{ name: old[1] ?? "", value: (old[2] ?? "").trim() }];
  const pairs2 = text.matchAll(
    /(?:^|\s)([A-Za-z_]\w*)(?:=("(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s\\])*))?(?=\s|$)/g
  );
  return [...pairs2].map((match) => ({
    name: match[1] ?? "",
    value: match[2] === void 0 ? null : match[2].replace(/^(['"])([\s\S]*)\1$/, "$2")
  }));
}
function lineOf(lines2, start, name) {
  const word = new RegExp(`(?:^|\\s)${name}(?:[=\\s]|$)`);
  for (let line = start; line <= lines2.length; line += 1) {
    if (word.test(lines2[line - 1] ?? "")) return line;
  }
  return start;
}

// src/drift/config/documents/dotenv.ts
import { basename as basename10 } from "node:path/posix";
var EXAMPLE_WORD = "(?:example|examples|sample|samples|template|tmpl|tpl|dist|defaults?|schema|skeleton|skel|demo|public|in|base)";
var EXAMPLE = new RegExp(
  `^(?:\\.?(?:dev\\.)?(?:env|vars)[._-](?:[\\w.-]*[._-])?${EXAMPLE_WORD}|${EXAMPLE_WORD}[._-](?:[\\w-]+[._-])?env|\\.?env[._-]${EXAMPLE_WORD}(?:[._-][\\w.-]+)?|[\\w-]+\\.env[._-]${EXAMPLE_WORD}|\\.${EXAMPLE_WORD}[._-]env)(?:\\.txt)?$`,
  "i"
);
var OWN = /^(?:\.env(?:\.([\w-]+?)(?:\.local)?)?|\.envrc|([\w-]+)\.env)$/i;
var OF_ENVIRONMENT = new RegExp(
  `^\\.?env[._-](?!${EXAMPLE_WORD})([\\w-]+)[._-]${EXAMPLE_WORD}$`,
  "i"
);
var ASSIGNMENT = /^(\s*)(?:export\s+)?([A-Za-z_][\w.]*)\s*=(.*)$/;
var COMMENTED = /^\s*[#;]+\s?(?:export\s+)?([A-Za-z_]\w*)=(.*)$/;
var dotenv = {
  id: "dotenv",
  matches: (path) => {
    const name = basename10(path);
    return EXAMPLE.test(name) || OWN.test(name);
  },
  read(file, text) {
    const isExample = EXAMPLE.test(basename10(file));
    const kind = isExample ? "example" : "supply";
    const environment2 = environmentOf(file, isExample);
    const documented = dotenvEntries(text).map(
      (entry3) => documentedAs({ ...entry3, file, kind, environment: environment2 })
    );
    return { documented, uses: interpolated(text), problems: [] };
  }
};
function environmentOf(file, isExample) {
  if (isExample) {
    const own = OF_ENVIRONMENT.exec(basename10(file))?.[1]?.toLowerCase();
    return own === void 0 || own === "local" ? "example" : own;
  }
  const match = OWN.exec(basename10(file));
  const name = match?.[1] ?? match?.[2] ?? null;
  return name === null || name === "local" ? null : name.toLowerCase();
}
function interpolated(text) {
  return text.split("\n").filter((line) => line.includes("=") && !/^\s*#/.test(line)).flatMap((line) => [...line.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ""));
}
function dotenvEntries(text) {
  const lines2 = text.split(/\r?\n/);
  const found = [];
  const isSet = /* @__PURE__ */ new Set();
  const mentioned = [];
  for (let index = 0; index < lines2.length; index += 1) {
    const line = lines2[index] ?? "";
    const set = ASSIGNMENT.exec(line);
    if (set !== null) {
      const [, indent = "", name2 = "", rest2 = ""] = set;
      const { value: value2, more } = writtenValue(rest2, lines2, index);
      found.push({
        name: name2,
        line: index + 1,
        column: line.indexOf(name2, indent.length) + 1,
        value: value2,
        optional: false
      });
      isSet.add(name2);
      index += more;
      continue;
    }
    if (/^\s*#/.test(line)) {
      for (const match of line.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))
        mentioned.push({
          name: match[0],
          line: index + 1,
          column: match.index + 1,
          value: null,
          optional: true,
          certainty: "likely"
        });
    }
    const commented = COMMENTED.exec(line);
    const [, name = "", rest = ""] = commented ?? [];
    if (commented === null || !isUpperName(name) || /^\s*=/.test(rest)) continue;
    const { value } = writtenValue(rest, [], 0);
    found.push({ name, line: index + 1, column: line.indexOf(name) + 1, value, optional: true });
  }
  const told2 = new Set(found.map(({ name }) => name));
  return [
    ...found.filter(({ name, optional: optional3 }) => !optional3 || !isSet.has(name)),
    ...mentioned.filter(({ name }) => !told2.has(name))
  ];
}
function writtenValue(rest, lines2, index) {
  const text = rest.trim();
  const quote = /^(['"`])/.exec(text)?.[1];
  if (quote === void 0) return { value: text.replace(/(?:^|\s+)#.*$/, "").trim(), more: 0 };
  const end = closing2(text, quote, 1);
  if (end !== -1) return { value: text.slice(1, end), more: 0 };
  for (let next = index + 1; next < lines2.length; next += 1) {
    const close = closing2(lines2[next] ?? "", quote, 0);
    if (close === -1) continue;
    const between = lines2.slice(index + 1, next);
    const value = [text.slice(1), ...between, (lines2[next] ?? "").slice(0, close)].join("\n");
    return { value, more: next - index };
  }
  return { value: text, more: 0 };
}
function closing2(text, quote, from) {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

// src/drift/config/documents/github-workflow.ts
var githubWorkflow = {
  id: "github-workflow",
  matches: (path) => /(?:^|\/)\.github\/(?:workflows|actions)\/.*\.ya?ml$/.test(path),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text);
    const documented = [];
    for (const part of parts) {
      const visit = (node, path, used) => {
        if (Array.isArray(node)) {
          for (const [index, item] of node.entries()) visit(item, [...path, index], used);
        } else if (isObject(node)) {
          const foreign = used || typeof node.uses === "string" || typeof node.image === "string";
          for (const [key, inner] of Object.entries(node)) {
            if (key === "env" && isObject(inner)) {
              for (const entry3 of envEntries(part, [...path, key], inner))
                documented.push(
                  documentedAs({ ...entry3, file, kind: "supply", used: foreign, block: file })
                );
            } else if (key !== "with" && key !== "inputs") visit(inner, [...path, key], foreign);
          }
        }
      };
      visit(part.document.value, [], false);
    }
    const contexts = [...text.matchAll(/\benv\.([A-Za-z_]\w*)/g)].map((match) => match[1] ?? "");
    return { documented, uses: [...contexts, ...interpolations(text)], problems };
  }
};

// src/drift/config/documents/helm-template.ts
var helmTemplate = {
  id: "helm-template",
  matches: (path) => /(?:^|\/)templates\/.*\.(?:ya?ml|tpl)$/i.test(path),
  read(file, text) {
    const found = [];
    const isConfig = /^kind:\s*['"]?(?:ConfigMap|Secret)\b/m.test(text);
    let isInEnv = -1;
    let isInData = -1;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (/^\s*(?:#|\{\{|$)/.test(line)) continue;
      const indent = line.search(/\S/);
      if (isInEnv !== -1 && (indent < isInEnv || indent === isInEnv && !/^\s*-/.test(line)))
        isInEnv = -1;
      if (isInData !== -1 && indent <= isInData) isInData = -1;
      if (/^\s*(?:- )?env:\s*$/.test(line)) isInEnv = indent;
      else if (isConfig && /^(?:data|stringData):\s*$/.test(line)) isInData = indent;
      const name = isInEnv !== -1 ? /^\s*-\s+name:\s*['"]?([A-Za-z_]\w*)['"]?\s*$/.exec(line)?.[1] : isInData !== -1 ? /^\s+['"]?([A-Za-z_]\w*)['"]?:/.exec(line)?.[1] : void 0;
      if (name === void 0 || !isUpperName(name)) continue;
      const column = line.indexOf(name) + 1;
      found.push(
        documentedAs({ name, file, kind: "supply", line: index + 1, column, block: file })
      );
    }
    return { documented: found, uses: [], problems: [] };
  }
};

// src/drift/config/documents/kubernetes.ts
var MAX_DEPTH21 = 40;
var kubernetes = {
  id: "kubernetes",
  matches: (path) => /\.ya?ml$/i.test(path) && !/(?:^|\/)\.github\//.test(path) && !/(?:^|\/)templates\//.test(path) && !/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i.test(path) && !/(?:^|\/)render\.ya?ml$/.test(path),
  read(file, text) {
    if (!MARK.test(text) || /\{\{-?\s/.test(text.replace(/\$\{\{/g, ""))) return NOTHING;
    const { parts, problems } = yamlParts(file, text);
    const environment2 = overlayOf(file);
    const documented = parts.flatMap((part) => entriesOf2(part, file, environment2));
    return { documented, uses: [], problems };
  }
};
var NOTHING = { documented: [], uses: [], problems: [] };
var MARK = /^\s*(?:- )?(?:env|extraEnv\w*|envVars?|environment|environmentVariables|configMapGenerator|secretGenerator):|^kind:\s*['"]?(?:ConfigMap|Secret)\b/im;
var LIST2 = /^(?:env|extraEnv|extraEnvs|extraEnvVars|envVars?|environment|environmentVariables|variables)$/;
function overlayOf(file) {
  const overlay = /(?:^|\/)(?:overlays|environments|envs?)\/([\w-]+)\//.exec(file);
  if (overlay !== null) return overlay[1] ?? null;
  return /(?:^|\/)values[._-]([\w-]+)\.ya?ml$/.exec(file)?.[1] ?? null;
}
function entriesOf2(part, file, environment2) {
  const found = [];
  const { value } = part.document;
  const isManifest2 = isObject(value) && typeof value.kind === "string" && "apiVersion" in value;
  const isValues = /(?:^|\/)values[\w.-]*\.ya?ml$/.test(file);
  const take3 = (path, block, used, onlyUpper) => {
    for (const entry3 of envEntries(part, path, block)) {
      if (onlyUpper && !isUpperName(entry3.name)) continue;
      const block2 = `${file} ${part.offset} ${path.join("/")}`;
      found.push(documentedAs({ ...entry3, file, kind: "supply", used, environment: environment2, block: block2 }));
    }
  };
  if (isObject(value) && /^(?:ConfigMap|Secret|SealedSecret)$/.test(String(value.kind ?? ""))) {
    for (const key of ["data", "stringData"]) take3([key], value[key], false, true);
    return found;
  }
  const visit = (node, path, used) => {
    if (path.length > MAX_DEPTH21) return;
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) visit(item, [...path, index], used);
    } else if (isObject(node)) {
      const foreign = used || isForeign3(node.image);
      for (const [key, inner] of Object.entries(node)) {
        const isBlock2 = LIST2.test(key) && (Array.isArray(inner) || isObject(inner));
        if (isBlock2 && (isManifest2 || isValues || Array.isArray(inner)))
          take3([...path, key], inner, foreign, !Array.isArray(inner));
        else if (key === "literals" && Array.isArray(inner))
          take3([...path, key], inner, foreign, true);
        else visit(inner, [...path, key], foreign);
      }
    }
  };
  if (isManifest2 || isValues || isObject(value)) visit(value, [], false);
  return isManifest2 || isValues || isKustomization(file) ? found : [];
}
function isKustomization(file) {
  return /(?:^|\/)kustomization\.ya?ml$/.test(file);
}
function isForeign3(image) {
  if (typeof image === "string") return isForeignImage(image);
  return isObject(image) && typeof image.repository === "string" && isForeignImage(image.repository);
}

// src/drift/config/documents/markdown-context.ts
import { basename as basename11 } from "node:path/posix";
var SETTINGS2 = /\benv(?:ironment)?(?:[\s_-]*var(?:iable)?s?)?\b|\benvs?\b|\.env\b|\bconfig(?:uration|uring|ure|s)?\b|\bsettings?\b|\bvariables?\b|\bsecrets?\b|\bparameters\b|\bcredentials\b/i;
var OTHER2 = /\berrors?\b|\bcodes?\b|\bevents?\b|\bconstants?\b|\bstatus(?:es)?\b|\benums?\b|\bpermissions?\b|\bscopes?\b|\bapi\b|\bmacros?\b|\bmessages?\b|\btypes?\b|\bactions?\b(?!.*\b(?:env|secret|variable))|\bendpoints?\b|\bkeywords?\b|\bfunctions?\b|\bmethods?\b|\bhooks?\b|\bclass(?:es)?\b|\bschema\b|\bcolumns?\b|\bfields?\b|\btables?\b|\bbuild args?\b/i;
var ENVIRONMENT2 = /\benvironment(?:al)?[\s-]+variables?\b|\benv[\s_-]*vars?\b|`?\.env\b|\benvironment\b/i;
var VARIABLES = /\benvironment(?:al)?[\s-]+variables?\b|\benv[\s_-]*vars?\b|`\.env\b|\benv(?:ironment)? settings\b/i;
var MarkdownContext = class {
  #headings = [];
  #isFile;
  #lead = "";
  constructor(file) {
    const name = basename11(file).replace(/\.\w+$/, "").replace(/[_-]+/g, " ");
    this.#isFile = /^(?:env|environment|configuration|config|settings|variables)\b/i.test(name) || ENVIRONMENT2.test(name);
  }
  heading(level, title) {
    while ((this.#headings.at(-1)?.level ?? 0) >= level) this.#headings.pop();
    this.#headings.push({ level, title });
    this.#lead = "";
  }
  /** A line that is no heading, table or block. */
  line(text) {
    if (text.trim() === "" || /^\s*(?:[-*+]|\d+\.)\s/.test(text)) return;
    this.#lead = text;
  }
  /** Whether what stands here is told to be about settings. */
  isAboutSettings() {
    if (VARIABLES.test(this.#lead)) return true;
    return this.#decide(this.#headings);
  }
  /** The same for a heading of a level that is about to begin. */
  isAboutSettingsAbove(level) {
    return this.#decide(this.#headings.filter((one) => one.level < level));
  }
  /** The nearest heading that says anything decides. */
  #decide(headings) {
    for (const { title } of [...headings].reverse()) {
      if (ENVIRONMENT2.test(title)) return true;
      if (OTHER2.test(title)) return false;
      if (SETTINGS2.test(title)) return true;
    }
    return this.#isFile;
  }
};

// src/drift/config/documents/markdown-fence.ts
var SHELL = /^(?:sh|bash|shell|zsh|console|terminal|shellsession|shell-session|cmd|powershell|ps1|)$/;
var DOTENV = /^(?:dotenv|env|properties|ini|conf)$/;
function fencedEntries(lines2, language, isAboutSettings) {
  const isShell = SHELL.test(language);
  const looksLikeDotenv = (DOTENV.test(language) || isShell && isAboutSettings) && isMostlyAssignments(lines2);
  if (looksLikeDotenv || /^(?:dotenv|env)$/.test(language)) {
    const isSure = /^(?:dotenv|env)$/.test(language) || isAboutSettings;
    return dotenvEntries(lines2.join("\n")).flatMap(
      (entry3) => isConventionalName(entry3.name) || isSure && isUpperName(entry3.name) && entry3.name.length > 1 ? [
        {
          ...entry3,
          line: entry3.line - 1,
          certainty: isSure ? "sure" : "likely"
        }
      ] : []
    );
  }
  if (isAboutSettings && isListOfNames(lines2))
    return lines2.flatMap((line, index) => namesIn(line, index, "sure"));
  return lines2.flatMap((line, index) => namesIn(line, index, "likely"));
}
function isMostlyAssignments(lines2) {
  const told2 = lines2.filter((line) => line.trim() !== "" && !/^\s*#/.test(line));
  const set = told2.filter(
    (line) => /^\s*(?:export\s+)?[A-Za-z_]\w*=/.test(line) && !/^\s*\w+=\S*\s+[\w./]+\s/.test(line)
  );
  return told2.length === 0 ? lines2.some((line) => /^\s*#\s*[A-Z]\w*=/.test(line)) : set.length === told2.length;
}
function isListOfNames(lines2) {
  const told2 = lines2.map((line) => line.trim()).filter((line) => line !== "");
  return told2.length > 0 && told2.every(isConventionalName);
}
function namesIn(line, index, certainty) {
  return [...line.matchAll(/(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map((match) => ({
    name: match[0],
    line: index,
    column: match.index + 1,
    value: null,
    optional: false,
    certainty
  }));
}

// src/drift/config/documents/markdown-list.ts
var NAME4 = "(?:\\*\\*|__)?(?:`|<code>)?\\$?([A-Z][A-Z0-9_]*)(?:=[^`]*)?(?:`|</code>)?(?:\\*\\*|__)?";
var ITEM = new RegExp(
  `^\\s*(?:>\\s*)?(?:[-*+]|\\d+[.)])\\s+(?:\\[[ x]\\]\\s+)?${NAME4}((?:\\s*(?:,|/|\\bor\\b|\\band\\b)\\s*${NAME4})*)\\s*(?:$|[:=(\\[\u2013\u2014]|-+\\s|\\*\\*\\s*[:(\u2013\u2014-]|\\s+\\S)`
);
function listEntry(line, isAboutSettings) {
  const match = ITEM.exec(line);
  if (match === null) return null;
  const [whole2] = match;
  const names2 = [...whole2.matchAll(/[A-Z][A-Z0-9_]*(?=[\s`*=:,/<)_]|$)/g)].map(([name]) => name);
  const first = match[1] ?? "";
  const told2 = [first, ...names2.slice(1).filter(isConventionalName)];
  const isCode = /[`*]|<code>/.test(line.slice(0, line.indexOf(first)));
  const isNamed = /^\s*(?:[:=–—-]|\((?:required|optional|default))/.test(
    line.slice(line.indexOf(first) + first.length).replace(/^[`*_]+/, "")
  );
  const isWhole = /^[`*_<]/.test(line.slice(line.indexOf(first) + first.length));
  const isSure = isAboutSettings && (isConventionalName(first) ? isCode || isNamed : isCode && isWhole && isUpperName(first) && first.length > 1);
  if (!isSure && !isConventionalName(first)) return null;
  return { names: told2, certainty: isSure ? "sure" : "likely" };
}

// src/drift/config/documents/markdown-table.ts
var NAME_HEADER = /^(?:env(?:ironment)?(?:[\s_-]*var(?:iable)?s?)?(?:[\s_-]*name)?|variables?(?: name)?|names?|keys?|settings?|options?|parameters?|params?|config(?:uration)?(?: (?:key|option|variable|name))?|secrets?(?: name)?|var|property|field)\b/i;
var ENV_HEADER = /\benv(?:ironment)?\b|\bvar(?:iable)?s?\b|\bsettings?\b|\bsecrets?\b/i;
var OTHER_HEADER = /\b(?:code|error|event|status|constant|enum|permission|method|endpoint|http|scope|type|class|macro)s?\b/i;
function tableRows(lines2, start, isAboutSettings) {
  const head = cells(lines2[start] ?? "");
  const titles = head.map(({ text }) => plain2(text));
  let end = start + 2;
  while (end < lines2.length && /\|/.test(lines2[end] ?? "") && (lines2[end] ?? "").trim() !== "")
    end += 1;
  const envColumn = titles.findIndex(
    (title) => /\benv(?:ironment)?\b|\benv[\s_-]?var/i.test(title)
  );
  const column = envColumn !== -1 ? envColumn : titles.findIndex((title) => NAME_HEADER.test(title));
  const nameColumn = column === -1 ? 0 : column;
  const isEnvTable = ENV_HEADER.test(titles[nameColumn] ?? "");
  const isOther = column === -1 && OTHER_HEADER.test(titles[0] ?? "");
  const isSure = isEnvTable || isAboutSettings && !isOther;
  const defaultColumn = titles.findIndex((title) => /\bdefaults?\b/i.test(title));
  const requiredColumn = titles.findIndex((title) => /\brequired\b|\bmandatory\b/i.test(title));
  const entries = [];
  for (let index = start + 2; index < end; index += 1) {
    const row = cells(lines2[index] ?? "");
    const cell = row[nameColumn];
    if (cell === void 0) continue;
    const value = defaultOf(row[defaultColumn]?.text);
    const optional3 = /^(?:no|n|false|optional|❌|✗|✘|-)$/i.test(
      plain2(row[requiredColumn]?.text ?? "")
    );
    for (const { name, at } of namesOf(cell.text)) {
      const isMarked = isEnvTable || /[`*]|<code>/.test(cell.text);
      const fits = isConventionalName(name) || isSure && isMarked && isUpperName(name) && name.length > 1;
      if (!fits) continue;
      entries.push({
        name,
        line: index + 1,
        column: cell.column + at,
        value,
        optional: optional3,
        certainty: isSure ? "sure" : "likely"
      });
    }
  }
  return { entries, end };
}
function namesOf(cell) {
  const stripped = cell.replace(/<(?!br)[^>]*>|\[|\]\([^)]*\)|[*`]/gi, (part) => " ".repeat(part.length)).replace(
    /\((?:required|optional|deprecated|\*)\)|[*†‡¹²³]+/gi,
    (part) => " ".repeat(part.length)
  );
  const found = [];
  const pattern = /(?:^|[\s,/|>])\$?\{?([A-Za-z_][A-Za-z0-9_]*)\}?(?=$|[\s,/=<:])/g;
  for (const match of stripped.matchAll(pattern)) {
    const name = match[1] ?? "";
    found.push({ name, at: match.index + match[0].indexOf(name) });
  }
  const others = found.filter(
    ({ name }) => !/^(?:or|and|br|required|optional)$/i.test(name) && !isUpperName(name)
  );
  if (others.length > 0) {
    const [first] = found;
    return first !== void 0 && isConventionalName(first.name) ? [first] : [];
  }
  return found.filter(({ name }) => isUpperName(name));
}
function defaultOf(cell) {
  if (cell === void 0) return null;
  const code = /^\s*(?:`([^`]*)`|<code>([^<]*)<\/code>)\s*$/.exec(cell);
  if (code !== null) return code[1] ?? code[2] ?? null;
  const text = cell.trim();
  return /^[\w./:@%+-]+$/.test(text) && !/^(?:-+|none|n\/?a|null|unset|undefined|empty|required|no|yes|optional)$/i.test(text) ? text : null;
}
function plain2(text) {
  return text.replace(/[*`_]|<[^>]*>/g, (part) => part === "_" ? "_" : "").trim();
}
function cells(line) {
  const found = [];
  let text = "";
  let column = 1;
  for (let at = 0; at <= line.length; at += 1) {
    const char = line[at];
    if (char === "\\" && line[at + 1] === "|") {
      text += "\\|";
      at += 1;
    } else if (char === "|" || char === void 0) {
      found.push({ text, column });
      text = "";
      column = at + 2;
    } else text += char;
  }
  if ((found[0]?.text ?? "").trim() === "") found.shift();
  if ((found.at(-1)?.text ?? "").trim() === "" && found.length > 1) found.pop();
  return found;
}

// src/drift/config/documents/markdown.ts
var LEFT_OUT = /(?:^|\/)(?:CHANGE(?:LOG|S)|HISTORY|NEWS|RELEASE(?:S|[_-]?NOTES)?|CODE_OF_CONDUCT|LICEN[SC]E|AUTHORS|SECURITY|GOVERNANCE|MAINTAINERS|AGENTS|CLAUDE|GEMINI|PULL_REQUEST_TEMPLATE)[\w.-]*\.mdx?$|(?:^|\/)(?:\.changeset|\.changes|changelogs?|releases?|ISSUE_TEMPLATE|adr|rfcs?|proposals?|blog|news)\//i;
var markdown = {
  id: "markdown",
  matches: (path) => /\.(?:md|mdx|markdown)$/i.test(path) && !LEFT_OUT.test(path),
  read(file, text) {
    return { documented: distinct7([...entriesOf3(file, text)]), uses: [], problems: [] };
  }
};
function* entriesOf3(file, text) {
  const lines2 = text.split(/\r?\n/);
  const context = new MarkdownContext(file);
  const entry3 = (parts) => documentedAs({ file, kind: "documentation", ...parts });
  for (let index = 0; index < lines2.length; index += 1) {
    const line = lines2[index] ?? "";
    const fence = /^\s*(?:>\s*)?(`{3,}|~{3,})\s*(?:\{?\.?([\w+-]*))?/.exec(line);
    if (fence !== null) {
      const end = fenceEnd(lines2, index, fence[1] ?? "```");
      const block = lines2.slice(index + 1, end);
      for (const one of fencedEntries(
        block,
        (fence[2] ?? "").toLowerCase(),
        context.isAboutSettings()
      ))
        yield entry3({ ...one, line: index + 2 + one.line });
      index = end;
      continue;
    }
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line);
    if (heading !== null) {
      const title = heading[2] ?? "";
      const name = headingName(title);
      if (name !== null) {
        const isSure = context.isAboutSettings() || context.isAboutSettingsAbove((heading[1] ?? "").length);
        const value = defaultIn(lines2.slice(index + 1, index + 8).join("\n"));
        yield entry3({
          name,
          line: index + 1,
          column: line.indexOf(name) + 1,
          certainty: isSure ? "sure" : "likely",
          value
        });
      }
      context.heading((heading[1] ?? "").length, title);
      continue;
    }
    if (/^\s*\|?.*\|/.test(line) && /^\s*\|?\s*:?-+:?\s*(?:\||$)/.test(lines2[index + 1] ?? "")) {
      const table = tableRows(lines2, index, context.isAboutSettings());
      for (const one of table.entries) yield entry3(one);
      for (let row = index; row < table.end; row += 1)
        yield* mentions(lines2[row] ?? "", row + 1, entry3);
      index = table.end - 1;
      continue;
    }
    context.line(line);
    const item = listEntry(line, context.isAboutSettings());
    if (item !== null) {
      const value = defaultIn(
        [
          line,
          ...lines2.slice(index + 1, index + 6).filter(
            (_, at, all) => all.slice(0, at + 1).every((one) => /^\s{2,}\S/.test(one) && !/^\s*[-*+]\s+[`*]/.test(one))
          )
        ].join("\n")
      );
      for (const name of item.names)
        yield entry3({
          name,
          line: index + 1,
          column: line.indexOf(name) + 1,
          certainty: item.certainty,
          optional: /\boptional\b/i.test(line),
          value
        });
    }
    yield* mentions(line, index + 1, entry3);
  }
}
function* mentions(line, number, entry3) {
  for (const match of line.matchAll(
    /(?:`|<code>)\$?\{?([A-Z][A-Z0-9_]+)\}?(?:=[^`<]*)?(?:`|<\/code>)/g
  )) {
    const name = match[1] ?? "";
    yield entry3({
      name,
      line: number,
      column: match.index + 1 + match[0].indexOf(name),
      certainty: "likely"
    });
  }
  for (const match of line.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))
    yield entry3({ name: match[0], line: number, column: match.index + 1, certainty: "likely" });
}
function headingName(title) {
  const match = /^(?:\*\*)?(?:`|<code>)?([A-Z][A-Z0-9_]*)(?:=[^`]*)?(?:`|<\/code>)?(?:\*\*)?(?:\s*[:([–—-].*)?$/.exec(
    title
  );
  const name = match?.[1] ?? "";
  return isConventionalName(name) ? name : null;
}
function defaultIn(text) {
  const match = /\bdefaults?(?:\s{1,3}(?:to|is|value(?:\s{1,3}is)?))?\s{0,3}(?:\*\*)?\s{0,3}[:=]?\s{0,3}(?:\*\*)?\s{0,3}`([^`\n]{0,500})`/i.exec(
    text
  );
  return match?.[1] ?? null;
}
function fenceEnd(lines2, start, mark) {
  const end = new RegExp(`^\\s*(?:>\\s*)?${mark[0] === "~" ? "~" : "`"}{${mark.length},}\\s*$`);
  for (let index = start + 1; index < lines2.length; index += 1) {
    if (end.test(lines2[index] ?? "")) return index;
  }
  return lines2.length;
}
function distinct7(all) {
  const byPlace = /* @__PURE__ */ new Map();
  for (const one of all) {
    const key = `${one.name} ${one.line}`;
    const known5 = byPlace.get(key);
    if (known5 === void 0 || known5.certainty === "likely" && one.certainty === "sure")
      byPlace.set(key, one);
  }
  return [...byPlace.values()];
}

// src/drift/config/documents/placeholders.ts
import { basename as basename12 } from "node:path/posix";
var springProperties = {
  id: "spring-properties",
  matches: (path) => /^(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$/.test(basename12(path)),
  read: (file, text) => readsIn(file, text, /\$\{([A-Za-z_]\w*)(?::([^{}]*))?\}/g, "spring-properties")
};
var symfonyConfig = {
  id: "symfony-config",
  matches: (path) => /(?:^|\/)config\/(?:[\w-]+\/)*[\w-]+\.(?:ya?ml|xml)$/.test(path),
  read: (file, text) => readsIn(file, text, /%env\((?:[\w.-]+:)*([A-Za-z_]\w*)\)%/g, "symfony-config")
};
function readsIn(file, text, pattern, reader) {
  const reads = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*[#!]/.test(line)) continue;
    for (const match of line.matchAll(pattern)) {
      const name = match[1] ?? "";
      const value = match[2] ?? null;
      if (!isUpperName(name)) continue;
      reads.push({
        name,
        file,
        line: index + 1,
        column: match.index + 1,
        required: value === null && !match[0].includes("default:"),
        default: value === "" ? null : value,
        reader
      });
    }
  }
  return { documented: [], uses: [], reads, problems: [] };
}
var nodeConfig = {
  id: "node-config",
  matches: (path) => /^custom-environment-variables\.(?:json5?|ya?ml)$/.test(basename12(path)),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text);
    const reads = [];
    for (const { document, offset } of parts) {
      const visit = (value, path) => {
        if (isObject(value)) {
          for (const [key, inner] of Object.entries(value)) {
            if (key !== "__format") visit(inner, [...path, key]);
          }
          return;
        }
        const name = plainText(value);
        if (name === null || !isUpperName(name)) return;
        const { line, column } = document.locate(path);
        reads.push({
          name,
          file,
          line: line + offset,
          column,
          // What the files beside say is taken where it is not set.
          required: false,
          default: null,
          reader: "node-config"
        });
      };
      visit(document.value, []);
    }
    return { documented: [], uses: [], reads, problems };
  }
};

// src/drift/config/documents/platform.ts
import { basename as basename13 } from "node:path/posix";
var platform = {
  id: "platform",
  matches: (path) => /^(?:app\.json|render\.ya?ml|vercel\.json|now\.json|serverless\.ya?ml|app\.ya?ml|railway\.json|\.do|deploy\.template\.yaml)$/.test(
    basename13(path)
  ) || /(?:^|\/)\.do\/.*\.ya?ml$/.test(path),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text.replace(/^\{\{.*$/gm, ""));
    const documented = parts.flatMap((part) => {
      const found = [];
      const visit = (node, path) => {
        if (path.length > 30) return;
        if (Array.isArray(node)) {
          for (const [index, item] of node.entries()) visit(item, [...path, index]);
        } else if (isObject(node)) {
          for (const [key, inner] of Object.entries(node)) {
            if (/^(?:env|envVars|environment|env_variables|envs)$/.test(key)) {
              for (const entry3 of envEntries(part, [...path, key], inner))
                found.push(
                  documentedAs({ ...entry3, file, kind: "supply", ...described(inner, entry3.name) })
                );
            } else visit(inner, [...path, key]);
          }
        }
      };
      visit(part.document.value, []);
      return found;
    });
    return { documented, uses: [], problems };
  }
};
function described(block, name) {
  const one = isObject(block) ? block[name] : void 0;
  if (!isObject(one)) return {};
  return {
    optional: one.required === false,
    value: typeof one.value === "string" ? one.value : null
  };
}
var tomlPlatform = {
  id: "toml-platform",
  matches: (path) => /^(?:fly(?:\.[\w-]+)?|wrangler|netlify|railway|mise|\.mise|shuttle)\.toml$/i.test(
    basename13(path)
  ),
  read(file, text) {
    const found = [];
    let isEnv = false;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const table = /^\s*\[+([^\]]+)\]+/.exec(line)?.[1]?.trim();
      if (table !== void 0) {
        isEnv = /(?:^|\.)(?:env|vars|environment)$/.test(table) && !/^env\.[\w-]+$/.test(table);
        continue;
      }
      const pair = /^\s*['"]?([A-Za-z_]\w*)['"]?\s*=\s*(.*)$/.exec(line);
      const name = pair?.[1];
      if (!isEnv || name === void 0 || !isPossibleName(name)) continue;
      const value = /^(['"])(.*?)\1/.exec(pair?.[2] ?? "")?.[2] ?? null;
      found.push(
        documentedAs({
          name,
          file,
          kind: "supply",
          line: index + 1,
          column: line.indexOf(name) + 1,
          value
        })
      );
    }
    return { documented: found, uses: [], problems: [] };
  }
};

// src/drift/config/documents/terraform.ts
var terraform = {
  id: "terraform",
  matches: (path) => /\.tf(?:vars)?$/.test(path),
  read(file, text) {
    const found = [];
    const add4 = (name, line, index, value, used) => found.push(
      documentedAs({
        name,
        file,
        kind: "supply",
        line: index + 1,
        column: line.indexOf(name) + 1,
        value,
        used,
        block: file
      })
    );
    let depth = -1;
    const lines2 = text.split(/\r?\n/);
    for (const [index, line] of lines2.entries()) {
      if (/^\s*(?:#|\/\/)/.test(line)) continue;
      const variable = /^\s*variable\s+"([\w-]+)"/.exec(line)?.[1];
      if (variable !== void 0) {
        found.push(
          documentedAs({
            name: `TF_VAR_${variable}`,
            file,
            kind: "supply",
            line: index + 1,
            column: 1,
            used: true
          })
        );
        continue;
      }
      if (depth === -1 && /^\s*(?:\w*environment\w*|\w*env_?vars?|env|variables|app_settings|secret_env\w*)\s*=?\s*(?:merge\([^{]*)?[{[]/i.test(
        line
      ))
        depth = 0;
      if (depth !== -1) {
        const pair = /^\s*"?([A-Za-z_]\w*)"?\s*[=:]\s*(?!=)(.*?),?\s*$/.exec(line);
        const name = pair?.[1];
        if (name !== void 0 && isUpperName(name))
          add4(name, line, index, literal2(pair?.[2] ?? ""), false);
      }
      const named2 = /\bname\s*[=:]\s*"([A-Z][A-Z0-9_]*)"/.exec(line)?.[1];
      if (named2 !== void 0 && isNearValue(lines2, index)) add4(named2, line, index, null, false);
      if (depth !== -1) {
        depth += (line.match(/[{[]/g) ?? []).length - (line.match(/[}\]]/g) ?? []).length;
        if (depth <= 0) depth = -1;
      }
    }
    return { documented: found, uses: [], problems: [] };
  }
};
function isNearValue(lines2, index) {
  const around2 = lines2.slice(Math.max(0, index - 2), index + 3);
  return around2.some((line) => /\b(?:value|valueFrom|value_from|value_source)\s*[=:{]?/.test(line));
}
function literal2(written) {
  return /^"([^"$]*)"$/.exec(written)?.[1] ?? (/^[\d.]+$|^(?:true|false)$/.test(written) ? written : null);
}

// src/drift/config/documents/index.ts
var documentFormats = [
  dotenv,
  markdown,
  nodeConfig,
  springProperties,
  compose,
  dockerfile2,
  githubWorkflow,
  platform,
  tomlPlatform,
  helmTemplate,
  symfonyConfig,
  kubernetes,
  terraform
];
function documentFormatOf(path) {
  return documentFormats.find((format) => format.matches(path));
}

// src/drift/config/mentions.ts
var LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|composer\.lock|[\w.-]*\.lock)$/;
var FOREIGN2 = /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|\.git|dist|build|coverage|site-packages)\//;
var RUNS = /\.(?:[mc]?[jt]sx?|vue|svelte|astro|py|rb|erb|rake|php|java|kts?|scala|groovy|gradle|go|cs|fs|vb|rs|swift|ex|exs|erl|lua|pl|c|cc|cpp|h|hpp|sh|bash|zsh|fish|ps1|bat|cmd|ya?ml|json|json5|toml|ini|cfg|conf|config|properties|xml|tmpl|tpl|template|j2|jinja2?|hbs|ejs|html?|mk|cmake|nix|hcl|tf|sql|service|prisma|env|cjs)$|(?:^|\/)(?:[\w.-]*Dockerfile[\w.-]*|Makefile|Rakefile|Procfile|Gemfile|Justfile|justfile|Vagrantfile|Jenkinsfile|Caddyfile|Brewfile|Taskfile|Earthfile|bin\/[\w-]+|[\w-]*entrypoint[\w-]*|gradlew)$/i;
var WORD = /([A-Za-z_]\w+)/g;
var IN_JSON = /(?:\$\{?|%|\benv[.:]|\{\{\s*|\b(?=\w+=))([A-Za-z_]\w+)/g;
var MAX_BYTES = 512 * 1024;
var AT_ONCE2 = 16;
async function mentionedNames(tree, names2, cache = new FactsCache()) {
  if (names2.size === 0) return /* @__PURE__ */ new Set();
  const { entries } = await tree.list();
  const files = entries.filter(mayMention);
  const isUnread = ({ hash }) => [...names2.keys()].some((name) => cache.isMarked(hash, `mentions ${name}`) === void 0);
  const unread = files.filter(isUnread);
  if (isTooMuchToFetch(tree, unread)) return new Set(names2.keys());
  await tree.prefetch?.(unread.map(({ path }) => path));
  for (let at = 0; at < unread.length; at += AT_ONCE2) {
    const texts = await Promise.all(
      unread.slice(at, at + AT_ONCE2).map(({ path }) => tree.read(path))
    );
    for (const file of texts) {
      if (file.ok) note(file.value, names2, cache);
    }
  }
  const isMentioned = (name, documented) => files.some(
    ({ path, hash }) => cache.isMarked(hash, `mentions ${name}`) === true && documented.every((one) => one.file !== path)
  );
  return new Set([...names2].filter(([name, own]) => isMentioned(name, own)).map(([name]) => name));
}
function note({ path, text, hash }, names2, cache) {
  const found = /* @__PURE__ */ new Set();
  for (const match of text.matchAll(path.endsWith(".json") ? IN_JSON : WORD))
    found.add(match[1] ?? "");
  for (const name of names2.keys()) cache.setMarked(hash, `mentions ${name}`, found.has(name));
}
function mayMention({ path, kind, size }) {
  if (kind !== "file" || (size ?? 0) > MAX_BYTES) return false;
  return RUNS.test(path) && !FOREIGN2.test(path) && !LOCK.test(path);
}

// src/drift/config/fallbacks.ts
var CONVERSION = /^(?:Number|String|Boolean|BigInt|parseInt|parseFloat|int|float|str|bool|Integer|Float|Int|strconv|Atoi|ParseInt|ParseBool|parse|trim|strip|toString|toLowerCase|toUpperCase|lower|upper|to_i|to_s|to_sym|presence|split|intval|floatval|strval|boolval|toInt|toIntOrNull|toBoolean|toLong|valueOf|parseBoolean|ok|unwrap_or_default|map|and_then|as_str|as_deref)$/;
var LINES_BELOW = 4;
var Fallbacks = class {
  #byExpr = /* @__PURE__ */ new Map();
  #seen = /* @__PURE__ */ new Set();
  /** Objects that several readings share, as where one is taken apart: nothing stands in for all of them. */
  #shared = /* @__PURE__ */ new Set();
  constructor(facts) {
    const objects2 = /* @__PURE__ */ new Set();
    for (const { object } of facts.accesses) {
      if (objects2.has(object)) this.#shared.add(object);
      objects2.add(object);
    }
    for (const { value } of facts.bindings) this.#visit(value);
    this.#markReplaced(facts);
    for (const { call } of facts.calls) this.#visit(call);
    for (const { value } of facts.returns) this.#visit(value);
    for (const { value } of facts.exports) this.#visit(value);
    for (const { params } of facts.scopes) for (const param of params) this.#visit(param.default);
  }
  /** What stands in for a call, or for a member of the object that is given; null where nothing does. */
  of(expr) {
    return this.#byExpr.get(expr) ?? null;
  }
  /** Names that get a text or a number right below. */
  #markReplaced({ bindings }) {
    const last = /* @__PURE__ */ new Map();
    for (const binding of bindings) {
      const key = `${binding.scope} ${binding.name}`;
      const before2 = last.get(key);
      last.set(key, binding);
      const { value, line } = binding;
      const isPlain = value?.kind === "text" || value?.kind === "literal" && value.type !== "null";
      if (value === null || !isPlain || !before2?.value) continue;
      if (line > before2.line && line <= before2.line + LINES_BELOW) this.#mark(before2.value, value);
    }
  }
  #visit(expr) {
    if (expr === null || this.#seen.has(expr)) return;
    this.#seen.add(expr);
    if (expr.kind === "either") {
      for (const [index, option2] of expr.options.entries()) {
        const next = expr.options[index + 1];
        if (next !== void 0) this.#mark(option2, next);
      }
    }
    for (const part of partsOf2(expr)) this.#visit(part);
  }
  /** Of several, the outermost stands in last: `'x'` for both of `a || b || 'x'`. */
  #set(expr, fallback) {
    if (!this.#byExpr.has(expr) && !this.#shared.has(expr)) this.#byExpr.set(expr, fallback);
  }
  #mark(expr, fallback) {
    switch (expr.kind) {
      case "either":
        for (const option2 of expr.options) this.#mark(option2, fallback);
        break;
      case "member":
      case "index":
        this.#set(expr.object, fallback);
        break;
      case "call":
        this.#set(expr, fallback);
        if (expr.callee.kind === "member" && expr.callee.name === "get")
          this.#set(expr.callee.object, fallback);
        for (const inner of converted(expr)) this.#mark(inner, fallback);
        break;
      default:
        break;
    }
  }
};
function converted(call) {
  if (!CONVERSION.test(lastName(call.callee) ?? "")) return [];
  const object = call.callee.kind === "member" ? [call.callee.object] : [];
  return [...object, ...call.args.slice(0, 1).map(({ value }) => value)];
}
function partsOf2(expr) {
  switch (expr.kind) {
    case "member":
      return [expr.object];
    case "index":
      return [expr.object, expr.index];
    case "call":
      return [expr.callee, ...expr.args.map(({ value }) => value)];
    case "join":
      return expr.parts;
    case "list":
      return expr.items;
    case "either":
      return expr.options;
    case "map":
      return expr.entries.flatMap(({ key, value }) => key === null ? [value] : [key, value]);
    default:
      return [];
  }
}

// src/drift/config/named-reads.ts
var MAX_CHAIN2 = 4;
var NamedReads = class {
  /** @param reader the id of the reader that the reads are found by */
  constructor(code, reader) {
    this.code = code;
    this.reader = reader;
  }
  code;
  reader;
  #reads = [];
  #problems = [];
  add(name, site, reading) {
    const items = this.#items(name, site);
    if (items === null) this.#follow(name, site, reading, []);
    else for (const item of items) this.#follow(item.expr, item.site, reading, []);
  }
  findings() {
    return { reads: this.#reads, problems: this.#problems };
  }
  /** The default that an expression is, and whether it is one. */
  default(fallback, site, frame = null) {
    if (fallback === null) return { isThere: false, text: null };
    if (fallback.kind === "literal" && fallback.type === "null")
      return { isThere: true, text: null };
    if (fallback.kind === "function" || fallback.kind === "list" || fallback.kind === "map")
      return { isThere: true, text: null };
    return { isThere: true, text: this.code.evaluator.text(fallback, site, frame) };
  }
  #follow(name, site, reading, chain) {
    const outermost = chain.at(-1);
    const at = outermost?.caller.site ?? site;
    const subject = outermost === void 0 ? [name] : outermost.caller.call.args.map(({ value }) => value);
    const owner = name.kind === "text" ? null : this.#ownerOf(outermost === void 0 ? [name] : subject, at, name, site, chain);
    const callers = owner === null || chain.length >= MAX_CHAIN2 ? [] : this.code.callers.of(owner.file, owner.scope);
    if (owner !== null && callers.length > 0) {
      for (const caller of callers)
        this.#follow(name, site, reading, [...chain, { caller, ...owner }]);
      return;
    }
    this.#settle(name, site, reading, chain);
  }
  /** The function whose parameter the name still hangs on; null where it hangs on none. */
  #ownerOf(exprs, at, name, site, chain) {
    if (chain.length > 0) {
      const texts = this.code.evaluator.texts(name, site, this.#frame(chain));
      const isKnown = texts.every((text) => wholeText(text) !== null);
      const isOne = texts.length === 1;
      if (isKnown && isOne) return null;
    }
    for (const name2 of exprs.flatMap(namesIn2)) {
      for (const origin of this.code.resolver.origins(name2, at)) {
        if (origin.kind === "param") return { file: origin.file, scope: origin.scope };
      }
    }
    return null;
  }
  #frame(chain) {
    let frame = null;
    for (const { caller, file, scope } of [...chain].reverse())
      frame = this.code.evaluator.frame(caller.call, caller.site, { file, scope }, frame);
    return frame;
  }
  #settle(name, site, reading, chain) {
    const frame = this.#frame(chain);
    const outermost = chain.at(-1);
    const file = outermost?.caller.site.file ?? site.file;
    const isItem = outermost === void 0 && name.kind === "text";
    const { line, column } = outermost?.caller.call.callee ?? (isItem && this.#isApart(name, reading) ? name : reading.at);
    const known5 = this.#default(name, reading, site, frame, chain);
    for (const text of this.code.evaluator.texts(name, site, frame)) {
      const whole2 = wholeText(text);
      if (whole2 === null) {
        this.#problems.push(
          problem(
            "not-checked",
            "A setting is read here whose name is only known when the program runs, so it was not compared with what is documented. Write the name as a text or a constant where it is to be checked.",
            { file, line, column }
          )
        );
        return;
      }
      const renamed = reading.rename?.(whole2) ?? whole2;
      if (!isPossibleName(renamed)) continue;
      this.#reads.push({
        name: renamed,
        file,
        line,
        column,
        required: !known5.isThere && reading.optional !== true,
        default: known5.text,
        reader: this.reader,
        ...reading.overridable === true ? { overridable: true } : {}
      });
    }
  }
  /** An item of a list is told where it is written; a name in the reading itself where the reading is. */
  #isApart({ line }, { at }) {
    return line < at.line;
  }
  #default(name, { fallback }, site, frame, chain) {
    if (fallback !== null && !this.#isMissing(fallback, site, frame))
      return this.default(fallback, site, frame);
    return chain[0] === void 0 ? { isThere: fallback !== null, text: null } : this.#returnedParam(name, site, chain[0], frame);
  }
  /** Whether a fallback is a parameter that the call leaves out. */
  #isMissing(fallback, site, frame) {
    if (frame === null) return false;
    return this.code.resolver.origins(fallback, site).every((origin) => {
      if (origin.kind !== "param") return false;
      const given = givenTo(frame, origin.file, origin.scope, origin.position);
      return given !== null && isNothing4(given);
    });
  }
  /**
   * The parameter that a wrapper gives back where it finds nothing: `fallback` of
   * `func env(key, fallback string) string { if v := os.Getenv(key); v != "" { return v }; return fallback }`.
   */
  #returnedParam(name, site, step, frame) {
    const file = this.code.program.file(step.file);
    const own = new Set(
      namesIn2(name).flatMap(
        (one) => this.code.resolver.origins(one, site).map((origin) => origin.kind === "param" ? origin.position : -1)
      )
    );
    const inner = { file: step.file, scope: step.scope };
    for (const { value } of file?.index.returns(step.scope) ?? []) {
      const options = value.kind === "either" ? value.options : [value];
      for (const option2 of options.flatMap((one) => [one, ...convertedParts(one)])) {
        for (const origin of this.code.resolver.origins(option2, inner)) {
          if (origin.kind !== "param" || origin.scope !== step.scope || own.has(origin.position))
            continue;
          const given = givenTo(frame, origin.file, origin.scope, origin.position);
          if (given === null || isNothing4(given)) continue;
          return this.default(option2, inner, frame);
        }
      }
    }
    return { isThere: false, text: null };
  }
  /** The items of a list that a name takes in turn; null for a name that runs through none. */
  #items(name, site) {
    if (name.kind !== "name") return null;
    const found = this.code.resolver.origins(name, site).flatMap((origin) => {
      if (origin.kind === "value" && origin.expr.kind === "list")
        return origin.expr.items.map((expr) => ({ expr, site: siteOf(origin) }));
      const keys = origin.kind === "call" ? this.#keysOf(origin.call, siteOf(origin)) : null;
      if (keys !== null) return keys;
      return origin.kind === "param" ? this.#iterated(origin) : [];
    });
    return found.length > 0 ? found : null;
  }
  /** The items of `list` of `list.forEach((name) => …)`, where the name is the function's first parameter. */
  #iterated({
    file,
    scope,
    position
  }) {
    const written = this.code.program.file(file)?.index.argumentOf(scope);
    if (written === void 0 || position !== 0 || written.call.callee.kind !== "member") return [];
    const { object, name } = written.call.callee;
    if (!/^(?:forEach|map|each|flatMap|filter|every|some|find|reduce|for_each)$/.test(name))
      return [];
    const around2 = { file, scope: written.scope };
    return this.code.resolver.origins(object, around2).flatMap((origin) => {
      if (origin.kind === "value" && origin.expr.kind === "list")
        return origin.expr.items.map((expr) => ({ expr, site: siteOf(origin) }));
      return origin.kind === "call" ? this.#keysOf(origin.call, siteOf(origin)) ?? [] : [];
    });
  }
  /** The keys of a map that is known, of `Object.keys(map)`. */
  #keysOf({ callee, args }, site) {
    const isKeys = callee.kind === "member" && callee.name === "keys" && callee.object.kind === "name" && callee.object.name === "Object";
    const map = args[0]?.value;
    if (!isKeys || map === void 0) return null;
    return this.code.resolver.origins(map, site).flatMap((origin) => {
      if (origin.kind !== "value" || origin.expr.kind !== "map") return [];
      return origin.expr.entries.flatMap(
        ({ key }) => key === null ? [] : [{ expr: key, site: siteOf(origin) }]
      );
    });
  }
};
function siteOf({ file, scope }) {
  return { file, scope };
}
function givenTo(frame, file, scope, position) {
  const key = `${file}#${scope}`;
  for (let at = frame; at !== null; at = at.outer) {
    if (at.key === key) return at.args[position]?.expr ?? null;
  }
  return null;
}
function isNothing4(expr) {
  return expr.kind === "unknown" && expr.text === "" || expr.kind === "literal" && expr.type === "null" || expr.kind === "name" && expr.name === "undefined";
}
function convertedParts(expr) {
  return expr.kind === "call" ? expr.args.slice(0, 1).map(({ value }) => value) : [];
}
function namesIn2(expr) {
  if (expr.kind === "name") return [expr];
  if (expr.kind === "function") return [];
  return partsOf2(expr).flatMap(namesIn2);
}

// src/drift/config/readers/clap.ts
var clap = {
  id: "clap",
  languages: ["rust"],
  mark: /\b(?:arg|clap|structopt)\s*\([^\]]*\benv\b|\.env\(/,
  find(code) {
    const reads = new NamedReads(code, "clap");
    for (const file of code.program.files()) {
      if (file.facts.language !== "rust") continue;
      for (const binding of file.facts.bindings) takeField(binding, file, reads);
      takeBuilt(file, reads);
    }
    return reads.findings();
  }
};
function takeField(field2, file, reads) {
  const site = { file: file.path, scope: field2.scope };
  const options = field2.decorators.filter(({ callee }) => /^(?:arg|clap|structopt)$/.test(lastName(callee) ?? "")).flatMap(({ args }) => args);
  const { line, column } = field2;
  const named2 = options.find(({ name }) => name === "env")?.value;
  const isBare = options.some(
    ({ name, value }) => name === null && value.kind === "name" && value.name === "env"
  );
  if (named2 === void 0 && !isBare) return;
  const own = { kind: "text", value: field2.name.toUpperCase(), line, column };
  const fallback = options.find(({ name }) => /^default_value/.test(name ?? ""))?.value ?? null;
  reads.add(named2 ?? own, site, {
    at: field2,
    fallback,
    optional: /^(?:Option|Vec|bool)\b/.test(field2.type ?? "") || hasDefault(options)
  });
}
function hasDefault(options) {
  return options.some(({ value }) => value.kind === "name" && /^default_value/.test(value.name));
}
function takeBuilt({ path, facts }, reads) {
  for (const { call, scope } of facts.calls) {
    const [name] = call.args;
    if (lastName(call.callee) !== "env" || name === void 0 || !isOfArgument(call)) continue;
    const links = facts.calls.map((one) => one.call).filter((one) => isInChain(call, one));
    const fallback = links.find(({ callee }) => /^default_value/.test(lastName(callee) ?? ""));
    const isRequired = links.some(({ callee }) => lastName(callee) === "required");
    const site = { file: path, scope };
    reads.add(name.value, site, {
      at: call.callee,
      fallback: fallback?.args[0]?.value ?? null,
      optional: !isRequired
    });
  }
}
function isOfArgument(call) {
  let at = call;
  while (at.kind === "call" && at.callee.kind === "member" && at.callee.object.kind === "call")
    at = at.callee.object;
  return at.kind === "call" && /(?:^|\.)Arg\.(?:new|with_name)$/.test(dottedName(at.callee) ?? "");
}
function isInChain(call, other) {
  return isBehind(call, other) || isBehind(other, call);
}
function isBehind(first, call) {
  for (let at = call; at.kind === "call" && at.callee.kind === "member"; ) {
    at = at.callee.object;
    if (at === first) return true;
  }
  return false;
}

// src/drift/config/readers/command-line.ts
var URFAVE = /(?:^|\/)urfave\/cli(?:\/v\d+)?$/;
var CLICK = /^(?:click|typer|asyncclick|rich_click)(?:\.|$)/;
var FLAGS = /^(?:String|Int|Int64|Uint|Uint64|Bool|Float64|Duration|StringSlice|IntSlice|Path|Timestamp|Generic)Flag$/;
var commandLine = {
  id: "command-line",
  languages: ["go", "python"],
  mark: /\bEnvVars?\b|\benvvar\b/,
  find(code) {
    const reads = new NamedReads(code, "command-line");
    for (const file of code.program.files()) {
      if (file.facts.language === "go" && importsPackage(file, URFAVE)) takeFlags(file, reads);
      if (file.facts.language === "python" && importsPackage(file, CLICK)) takeOptions(file, reads);
    }
    return reads.findings();
  }
};
function takeFlags(file, reads) {
  const seen = /* @__PURE__ */ new Set();
  const visit = (expr, scope) => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === "list") for (const item of expr.items) visit(item, scope);
    if (expr.kind === "call") for (const { value } of expr.args) visit(value, scope);
    if (expr.kind !== "map") return;
    const type = /(\w+)$/.exec(expr.type ?? "")?.[1] ?? "";
    if (FLAGS.test(type)) takeFlag(expr, { file: file.path, scope }, reads);
    else for (const { value } of expr.entries) visit(value, scope);
  };
  for (const { value, scope } of file.facts.bindings) if (value !== null) visit(value, scope);
  for (const { value, scope } of file.facts.returns) visit(value, scope);
  for (const { call, scope } of file.facts.calls) visit(call, scope);
}
function takeFlag({ entries }, site, reads) {
  const entry3 = (name) => entries.find(({ key }) => key?.kind === "text" && key.value === name)?.value ?? null;
  const required = entry3("Required");
  const optional3 = !(required?.kind === "literal" && required.text === "true");
  const fallback = entry3("Value");
  for (const name of namesOf2(entry3("EnvVars") ?? entry3("EnvVar") ?? entry3("Sources")))
    reads.add(name, site, { at: name, fallback, optional: optional3 });
}
function namesOf2(told2) {
  if (told2 === null) return [];
  if (told2.kind === "list") return told2.items;
  if (told2.kind === "call")
    return lastName(told2.callee) === "EnvVars" ? told2.args.map(({ value }) => value) : [];
  if (told2.kind !== "text") return [told2];
  return told2.value.split(",").map((value) => ({ ...told2, value: value.trim() }));
}
function takeOptions(file, reads) {
  const { scopes, calls } = file.facts;
  const told2 = /* @__PURE__ */ new Map();
  for (const { call, scope } of calls) told2.set(call, scope);
  for (const { decorators, parent } of scopes)
    for (const call of decorators) told2.set(call, parent ?? 0);
  const taken = /* @__PURE__ */ new Set();
  for (const [call, scope] of told2) {
    if (!/^(?:option|argument|Option|Argument)$/.test(lastName(call.callee) ?? "")) continue;
    const site = { file: file.path, scope };
    const argument5 = (name) => call.args.find((one) => one.name === name)?.value ?? null;
    const first = /^[OA]/.test(lastName(call.callee) ?? "") ? call.args[0] : void 0;
    const isGiven2 = first?.name === null && first.value.kind !== "unknown";
    const fallback = argument5("default") ?? (isGiven2 ? first?.value ?? null : null);
    const required = argument5("required");
    const isOpen = first?.value.kind === "unknown" && first.value.text === "...";
    const optional3 = !isOpen && !(required?.kind === "literal" && /^true$/i.test(required.text));
    for (const name of namesOf2(argument5("envvar"))) {
      const key = `${name.line}:${name.column}`;
      if (taken.has(key)) continue;
      taken.add(key);
      reads.add(name, site, { at: name, fallback, optional: optional3 });
    }
  }
}

// src/drift/config/readers/convict.ts
var MAX_DEPTH22 = 12;
var convict = {
  id: "convict",
  languages: ["javascript"],
  mark: /\bconvict\b/,
  find(code) {
    const reads = new NamedReads(code, "convict");
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== "javascript") continue;
      for (const { call, scope } of facts.calls) {
        const [schema] = call.args;
        if (schema === void 0 || lastName(call.callee) !== "convict") continue;
        takeEntries(schema.value, { file: path, scope }, reads, code, 0);
      }
    }
    return reads.findings();
  }
};
function takeEntries(expr, site, reads, code, depth) {
  if (depth > MAX_DEPTH22) return;
  for (const origin of code.resolver.origins(expr, site)) {
    if (origin.kind !== "value" || origin.expr.kind !== "map") continue;
    const inner = { file: origin.file, scope: origin.scope };
    const named2 = (name2) => origin.expr.kind === "map" ? origin.expr.entries.find(({ key }) => key?.kind === "text" && key.value === name2)?.value : void 0;
    const name = named2("env");
    if (name !== void 0 && name.kind !== "map") {
      const fallback = named2("default");
      const isNothing5 = fallback?.kind === "literal" && fallback.type === "null";
      reads.add(name, inner, { at: name, fallback: isNothing5 ? null : fallback ?? null });
      continue;
    }
    for (const { value } of origin.expr.entries) takeEntries(value, inner, reads, code, depth + 1);
  }
}

// src/drift/config/readers/dotnet-configuration.ts
var CONFIGURATION = /^_?(?:app)?config(?:uration)?$/i;
var SETTINGS_FILE = /^appsettings(?:\.[\w-]+)?\.json$/i;
var dotnetConfiguration = {
  id: "dotnet-configuration",
  languages: ["csharp"],
  mark: /\b_?(?:app)?config(?:uration)?\s*\??(?:\[|\.\s*Get)/i,
  find(code) {
    const reads = new NamedReads(code, "dotnet-configuration");
    const isSet = settingsFiles(code);
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== "csharp") continue;
      const take3 = (told2, at, scope) => add(told2, at, { file: path, scope }, reads, isSet, code);
      for (const { object, name, scope, fallback, at } of facts.accesses) {
        if (name !== null && isConfiguration(object)) take3({ key: name, fallback }, at, scope);
      }
      for (const { call, scope } of facts.calls) {
        const told2 = keyRead(call);
        if (told2 !== null) take3(told2, call.callee, scope);
      }
    }
    return reads.findings();
  }
};
function isConfiguration(object) {
  return CONFIGURATION.test(lastName(object) ?? "");
}
function settingsFiles(code) {
  const texts = [];
  for (const folder of code.program.folders()) {
    for (const path of code.program.filesIn(folder)) {
      if (!SETTINGS_FILE.test(path.slice(path.lastIndexOf("/") + 1))) continue;
      const text = code.program.text(path);
      if (text !== null) texts.push(text.toLowerCase());
    }
  }
  return (key) => {
    const last = key.slice(key.lastIndexOf(":") + 1).toLowerCase();
    return texts.some((text) => text.includes(`"${last}"`) || text.includes(`:${last}"`));
  };
}
function keyRead({ callee, args }) {
  const [key, second] = args;
  if (callee.kind !== "member" || key === void 0 || !isConfiguration(callee.object)) return null;
  switch (callee.name.replace(/<.*$/s, "")) {
    case "GetValue":
      return { key: key.value, fallback: second?.value ?? null };
    case "GetConnectionString":
      return { key: key.value, fallback: null, section: "ConnectionStrings:" };
    case "GetSection":
    case "GetRequiredSection":
      return { key: key.value, fallback: null, isSection: true };
    default:
      return null;
  }
}
function add({ key, fallback, section = "", isSection = false }, at, site, reads, isSet, code) {
  const text = code.evaluator.text(key, site);
  if (text === null) return;
  const whole2 = `${section}${text}`;
  const isInFile = isSet(whole2);
  const isPlain = !whole2.includes(":") && !isUpperName(whole2);
  reads.add(key, site, {
    at,
    fallback,
    optional: isSection || isInFile,
    overridable: isSection || isInFile || isPlain,
    rename: () => whole2.replaceAll(":", "__")
  });
}

// src/drift/config/readers/environment.ts
var environment = {
  id: "environment",
  languages: ["python", "ruby", "php", "java", "kotlin", "go", "csharp", "rust"],
  mark: /\benviron\b|\bENV\b|\$_(?:ENV|SERVER)\b|\bgetenv\b/,
  find(code) {
    const reads = new NamedReads(code, "environment");
    for (const { path, facts } of code.program.files()) {
      if (!environment.languages.includes(facts.language) || facts.accesses.length === 0) continue;
      const isCsharp = facts.language === "csharp";
      const fallbacks = new Fallbacks(facts);
      for (const { object, name, scope, fallback, tested, at } of facts.accesses) {
        if (name === null || isOfRequest(object, name)) continue;
        if (isCsharp && isConfiguration(object)) continue;
        const standing = fallback ?? fallbacks.of(object);
        reads.add(
          name,
          { file: path, scope },
          { at, fallback: standing, optional: tested === true }
        );
      }
    }
    return reads.findings();
  }
};
function isOfRequest(object, name) {
  return object.kind === "name" && /^\$?_SERVER$/.test(object.name) && name.kind === "text" && isRequestName(name.value);
}

// src/drift/config/environment-calls.ts
function readsOfCalls(code, reader, languages2, tell4) {
  const reads = new NamedReads(code, reader);
  for (const { path, facts } of code.program.files()) {
    if (!languages2.includes(facts.language)) continue;
    let fallbacks;
    for (const { call, scope } of facts.calls) {
      const site = { file: path, scope };
      const told2 = tell4(call, site);
      if (told2 === null) continue;
      fallbacks ??= new Fallbacks(facts);
      const fallback = told2.fallback ?? fallbacks.of(call);
      reads.add(told2.name, site, { ...told2, at: call.callee, fallback });
    }
  }
  return reads.findings();
}

// src/drift/config/readers/environment-functions.ts
var functions = {
  python: [{ name: /^getenvb?$/, qualified: /^os\.getenvb?$/, fallback: /^default$/ }],
  go: [
    { name: /^Getenv$/, qualified: /^(?:os|syscall|unix|golang\.org\/x\/sys\/\w+)\.Getenv$/ },
    { name: /^LookupEnv$/, qualified: /^os\.LookupEnv$/, optional: true }
  ],
  java: [{ name: /^getenv$/, qualified: /^(?:java\.lang\.)?System\.getenv$/ }],
  kotlin: [{ name: /^getenv$/, qualified: /^(?:java\.lang\.)?System\.getenv$/ }],
  rust: [
    {
      name: /^(?:var|var_os)$/,
      qualified: /^(?:(?:std|core)\.env|env|dotenvy?|envmnt)\.var(?:_os)?$/
    },
    { name: /^(?:env|option_env)$/, qualified: /^(?:(?:std|core)\.)?(?:env|option_env)$/ }
  ],
  php: [
    { name: /^getenv$/, qualified: /^\\?getenv$/ },
    { name: /^env$/, qualified: /^\\?env$/, fallback: /^default$/ },
    {
      name: /^(?:get|getOrFail)$/,
      qualified: /(?:^|[.\\])(?:Env|EnvHelper)\.get(?:OrFail)?$/,
      fallback: /^default$/,
      upperOnly: true
    }
  ],
  csharp: [
    { name: /^GetEnvironmentVariable$/, qualified: /(?:^|\.)Environment\.GetEnvironmentVariable$/ }
  ]
};
var ASKS2 = /^(?:is_ok|is_err|is_some|is_none|is_ok_and|is_some_and|unwrap_or_default)$/;
var FAILS = /^(?:panic|os\.Exit|log\.(?:Fatal|Panic)\w*|fmt\.Errorf|errors\.New|\w+\.Fatal\w*)$/;
var LINES_BELOW2 = 3;
var LANGUAGES = [
  "python",
  "go",
  "java",
  "kotlin",
  "rust",
  "php",
  "csharp"
];
var environmentFunctions = {
  id: "environment-functions",
  languages: LANGUAGES,
  mark: /\bgetenvb?\b|\b(?:Getenv|LookupEnv)\b|\benv\s*(?:::\s*(?:\{[^}]*)?var|!?\s*\()|\boption_env!|\bEnv::get|\bGetEnvironmentVariables?\b/,
  find: (code) => readsOfCalls(code, "environment-functions", LANGUAGES, (call, site) => tell(call, site, code))
};
function tell(call, site, code) {
  const name = lastName(call.callee);
  const language = code.program.file(site.file)?.facts.language;
  const [first] = call.args;
  if (name === null || language === void 0 || first === void 0 || first.spread) return null;
  const known5 = (functions[language] ?? []).filter((one) => one.name.test(bareName2(name)));
  if (known5.length === 0) return null;
  const names2 = qualifiedNames(call.callee, site, code);
  const own = known5.find(({ qualified }) => names2.some((one) => qualified.test(one)));
  if (own === void 0) return null;
  const key = first.value;
  if (own.upperOnly === true && !(key.kind === "text" && isUpperName(key.value))) return null;
  const optional3 = own.optional === true && !failsBelow(call, site, code) || isAsked(call, site, code);
  return { name: key, fallback: fallbackOf5(call, own), optional: optional3 };
}
function failsBelow({ line }, site, code) {
  const calls = code.program.file(site.file)?.facts.calls ?? [];
  return calls.some(
    ({ call }) => call.line >= line && call.line <= line + LINES_BELOW2 && FAILS.test(dottedName(call.callee) ?? "")
  );
}
function isAsked(call, site, code) {
  const calls = code.program.file(site.file)?.facts.calls ?? [];
  return calls.some(
    ({ call: { callee } }) => callee.kind === "member" && callee.object === call && ASKS2.test(callee.name)
  );
}
function bareName2(name) {
  return name.slice(name.lastIndexOf("\\") + 1);
}
function fallbackOf5({ args }, { fallback }) {
  if (fallback === void 0) return null;
  const named2 = args.find(({ name }) => name !== null && fallback.test(name));
  const second = args[1];
  return named2?.value ?? (second?.name === null && !second.spread ? second.value : null);
}
function qualifiedNames(callee, site, code) {
  const origins = code.resolver.origins(callee, site);
  if (origins.some(isOwn)) return [];
  const written = dottedName(callee);
  return [
    ...written === null ? [] : [written],
    ...origins.flatMap((origin) => {
      const told2 = nameOf9(origin);
      return told2 === null ? [] : [told2];
    })
  ];
}
function isOwn({ kind }) {
  return kind === "function" || kind === "class" || kind === "instance";
}
function nameOf9(origin) {
  if (origin.kind === "external") {
    const module = origin.module.replaceAll("::", ".");
    const isWithin = origin.name === "*" || module.endsWith(`.${origin.name}`);
    return isWithin ? module : `${module}.${origin.name}`;
  }
  if (origin.kind !== "member") return null;
  const object = nameOf9(origin.object);
  return object === null ? null : `${object}.${origin.name}`;
}

// src/drift/config/readers/go-tags.ts
var MAX_DEPTH23 = 4;
var TAG = /(\w[\w-]*):"((?:[^"\\]|\\.)*)"/g;
var goTags = {
  id: "go-tags",
  languages: ["go"],
  mark: /\benv(?:config)?:\\?"|\benvconfig\b|\benvPrefix:|arg:"[^"]*env\b/,
  find(code) {
    const reads = new NamedReads(code, "go-tags");
    const prefixes = prefixesOf(code);
    for (const file of goFiles(code)) {
      const scopes = new Set(file.facts.tags.map(({ scope }) => scope));
      for (const scope of scopes) {
        const own = prefixes.get(keyOf2({ file, scope })) ?? [""];
        for (const prefix of own) takeStruct({ file, scope }, prefix, reads);
      }
    }
    for (const { struct, prefix } of processed(code))
      takeProcessed(struct, prefix, reads, code, /* @__PURE__ */ new Set(), 0);
    return reads.findings();
  }
};
function goFiles(code) {
  return [...code.program.files()].filter(({ facts }) => facts.language === "go");
}
function keyOf2({ file, scope }) {
  return `${file.path}#${scope}`;
}
function keysOf2({ text }) {
  return new Map([...text.matchAll(TAG)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}
function takeStruct({ file, scope }, prefix, reads) {
  for (const tag of file.facts.tags) {
    if (tag.scope !== scope) continue;
    const told2 = variableOf(tag, keysOf2(tag));
    if (told2 !== null) add2(told2, tag, prefix, { file: file.path, scope }, reads);
  }
}
function add2({ name, fallback, isRequired }, { line, column }, prefix, site, reads) {
  const at = { line, column };
  reads.add({ kind: "text", value: `${prefix}${name}`, ...at }, site, {
    at,
    fallback: fallback === null ? null : { kind: "text", value: fallback, ...at },
    // These libraries leave a field at its zero where nothing is set, unless it is said to be required.
    optional: !isRequired
  });
}
function variableOf(tag, keys) {
  const [first, ...options] = (keys.get("env") ?? "").split(",").map((part) => part.trim());
  const ofArg = /(?:^|,)\s*env(?::([^,]*))?\s*(?:,|$)/.exec(keys.get("arg") ?? "");
  const name = first || (ofArg === null ? "" : ofArg[1] ?? tag.field.toUpperCase());
  if (name === "" || !isPossibleName(name)) return null;
  const ofOptions = options.find((one) => one.startsWith("default="))?.slice("default=".length);
  const fallback = keys.get("envDefault") ?? keys.get("env-default") ?? keys.get("default") ?? ofOptions ?? null;
  const isRequired = options.some((one) => /^(?:required|notEmpty)$/.test(one)) || isTrue2(keys.get("env-required")) || isTrue2(keys.get("required")) || /(?:^|,)\s*required\b/.test(keys.get("arg") ?? "");
  return { name, fallback, isRequired };
}
function isTrue2(value) {
  return value === "true" || value === "yes" || value === "1";
}
function prefixesOf(code) {
  const holders = /* @__PURE__ */ new Map();
  for (const file of goFiles(code)) {
    for (const field2 of file.facts.bindings) {
      if (field2.type === null || field2.value !== null) continue;
      if (file.index.scope(field2.scope)?.kind !== "class") continue;
      const tag = file.facts.tags.find(
        (one) => one.scope === field2.scope && one.line === field2.line
      );
      const held = tag === void 0 ? void 0 : structOf2(field2.type, file, field2.scope, code);
      if (tag === void 0 || held === void 0) continue;
      const keys = keysOf2(tag);
      const inOptions = /(?:^|,)\s*prefix=([^,"]*)/.exec(keys.get("env") ?? "")?.[1];
      const prefix = keys.get("envPrefix") ?? keys.get("env-prefix") ?? inOptions;
      if (prefix === void 0) continue;
      const key = keyOf2(held);
      holders.set(key, [
        ...holders.get(key) ?? [],
        { holder: { file, scope: field2.scope }, prefix }
      ]);
    }
  }
  const found = /* @__PURE__ */ new Map();
  const all = (key, depth) => depth > MAX_DEPTH23 || !holders.has(key) ? [""] : (holders.get(key) ?? []).flatMap(
    ({ holder, prefix }) => all(keyOf2(holder), depth + 1).map((outer) => `${outer}${prefix}`)
  );
  for (const key of holders.keys()) found.set(key, [...new Set(all(key, 0))]);
  return found;
}
function structOf2(type, file, scope, code) {
  const parent = file.index.scope(scope)?.parent ?? 0;
  return asStruct(code.resolver.typeOrigins(type, { file: file.path, scope: parent }), code);
}
function asStruct(origins, code) {
  for (const origin of origins) {
    if (origin.kind === "class" || origin.kind === "instance") {
      const file = code.program.file(origin.file);
      if (file !== void 0) return { file, scope: origin.scope };
    }
    const type = origin.kind === "value" && origin.expr.kind === "map" ? origin.expr.type : void 0;
    if (type === void 0 || origin.kind !== "value") continue;
    const site = { file: origin.file, scope: origin.scope };
    const found = asStruct(code.resolver.typeOrigins(type, site), code);
    if (found !== void 0) return found;
  }
  return void 0;
}
function processed(code) {
  return goFiles(code).flatMap(
    (file) => file.facts.calls.flatMap(({ call, scope }) => {
      const [prefix, target] = call.args.map(({ value }) => value);
      if (!/^(?:Must)?Process$/.test(lastName(call.callee) ?? "") || target === void 0)
        return [];
      const site = { file: file.path, scope };
      if (prefix === void 0 || !isOfKelsey(call.callee, site, code)) return [];
      const struct = asStruct(code.resolver.origins(target, site), code);
      const text = code.evaluator.text(prefix, site);
      return struct === void 0 || text === null ? [] : [{ struct, prefix: text }];
    })
  );
}
function isOfKelsey(callee, site, code) {
  return dottedName(callee)?.includes(".") === true && code.resolver.origins(callee, site).some(
    (origin) => origin.kind === "external" && /kelseyhightower\/envconfig$/.test(origin.module)
  );
}
function takeProcessed(struct, prefix, reads, code, seen, depth) {
  const { file, scope } = struct;
  if (depth > MAX_DEPTH23 || seen.has(keyOf2(struct))) return;
  const start = prefix === "" ? "" : `${prefix.toUpperCase()}_`;
  for (const field2 of file.facts.bindings) {
    if (field2.scope !== scope || field2.type === null || !/^[A-Z]/.test(field2.name)) continue;
    const tag = file.facts.tags.find((one) => one.scope === scope && one.line === field2.line);
    const keys = tag === void 0 ? /* @__PURE__ */ new Map() : keysOf2(tag);
    if (isTrue2(keys.get("ignored")) || keys.get("envconfig") === "-") continue;
    const split3 = isTrue2(keys.get("split_words")) ? field2.name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4") : field2.name;
    const name = (keys.get("envconfig") || split3).toUpperCase();
    const inner = structOf2(field2.type, file, scope, code);
    if (inner !== void 0 && inner.file.index.scope(inner.scope)?.name !== null) {
      const bases = file.index.scope(scope)?.bases ?? [];
      const isEmbedded = bases.some(({ line }) => line === field2.line);
      const own = isEmbedded && !keys.has("envconfig") ? prefix : `${start}${name}`;
      takeProcessed(inner, own, reads, code, /* @__PURE__ */ new Set([...seen, keyOf2(struct)]), depth + 1);
      continue;
    }
    const told2 = {
      name,
      fallback: keys.get("default") ?? null,
      isRequired: isTrue2(keys.get("required"))
    };
    const at = tag ?? { ...field2, field: field2.name, type: field2.type, text: "" };
    add2(told2, at, start, { file: file.path, scope }, reads);
  }
}

// src/drift/config/readers/javascript-calls.ts
var TYPED2 = /^(?:int|float|bool|json|array|date|oneOf|get|string|number|boolean|str|num)$/;
var javascriptCalls = {
  id: "javascript-calls",
  languages: ["javascript"],
  mark: /\benv\b|ConfigService|env-var/,
  find: (code) => readsOfCalls(code, "javascript-calls", ["javascript"], (call, site) => tell2(call, site, code))
};
function tell2(call, site, code) {
  const [name, second] = call.args;
  if (name === void 0 || name.spread) return null;
  const plain3 = dottedName(call.callee);
  if (/^(?:Deno|Netlify)\.env\.(?:get|has)$/.test(plain3 ?? ""))
    return { name: name.value, fallback: null, optional: plain3?.endsWith(".has") === true };
  if (!mayName(call)) return null;
  if (call.callee.kind === "member") {
    if (isConfigService(call, site, code)) {
      const isSafe = /^(?:getOrThrow)$/.test(call.callee.name);
      const fallback = second !== void 0 && second.value.kind !== "map" ? second.value : null;
      return { name: name.value, fallback: isSafe ? null : fallback };
    }
    const envVar = ofEnvVar(call, site, code);
    if (envVar !== null) return envVar;
  }
  return ofEnvFunction(call, site, code);
}
function mayName({ args }) {
  const first = args[0]?.value;
  return first?.kind === "text" && isUpperName(first.value);
}
function isConfigService({ callee }, site, code) {
  if (callee.kind !== "member" || !/^(?:get|getOrThrow)$/.test(callee.name)) return false;
  return code.resolver.origins(callee.object, site).some((origin) => {
    if (origin.kind === "typed") return /ConfigService\b/.test(origin.type);
    if (origin.kind === "param") {
      const param = code.program.file(origin.file)?.index.scope(origin.scope)?.params[origin.position];
      return /ConfigService\b/.test(param?.type ?? "") || /^config(?:Service)?$/.test(param?.name ?? "");
    }
    if (origin.kind === "call") {
      const given = origin.call.args[0]?.value;
      return lastName(origin.call.callee) === "get" && lastName(given ?? origin.call.callee) === "ConfigService";
    }
    return false;
  });
}
function ofEnvVar(call, site, code) {
  const [name] = call.args;
  if (call.callee.kind !== "member" || call.callee.name !== "get" || name === void 0)
    return null;
  const isOf = code.resolver.origins(call.callee.object, site).some((origin) => origin.kind === "external" && origin.module === "env-var");
  if (!isOf) return null;
  const links = linksAfter(call, site, code);
  const fallback = links.find(({ callee }) => lastName(callee) === "default")?.args[0]?.value;
  const isRequired = links.some(({ callee }) => lastName(callee) === "required");
  return { name: name.value, fallback: fallback ?? null, optional: !isRequired };
}
function linksAfter(call, site, code) {
  const all = code.program.file(site.file)?.facts.calls ?? [];
  return all.flatMap(({ call: outer }) => isLinkAfter(outer, call) ? [outer] : []);
}
function isLinkAfter(outer, call) {
  for (let at = outer; at.callee.kind === "member" && at.callee.object.kind === "call"; ) {
    at = at.callee.object;
    if (at === call) return true;
  }
  return false;
}
function ofEnvFunction(call, site, code) {
  const { callee, args } = call;
  const isTyped = callee.kind === "member" && TYPED2.test(callee.name);
  const named2 = isTyped ? callee.object : callee;
  const [name, fallback] = args;
  if (named2.kind !== "name" || !/^[eE]nv$/.test(named2.name) || name === void 0) return null;
  if (callee.kind === "member" && !isTyped) return null;
  if (!isTyped && name.value.kind === "text" && !isConventionalName(name.value.value) && fallback === void 0)
    return null;
  const isOwn3 = code.resolver.origins(named2, site).some(({ kind }) => kind === "function" || kind === "class" || kind === "instance");
  return isOwn3 ? null : { name: name.value, fallback: fallback?.value ?? null };
}

// src/drift/config/environment-origin.ts
var HOLDER = /^(?:process|Bun|import\.meta|globalThis|Deno)$/;
var PROCESS_MODULE = /^(?:node:)?process$/;
var MAX_DEPTH24 = 6;
function isEnvironment5(expr, site, code, depth = 0) {
  if (depth > MAX_DEPTH24) return "unknown";
  const answers3 = code.resolver.origins(expr, site).map((origin) => isEnvironmentOrigin(origin, code, depth));
  if (answers3.includes("yes")) return "yes";
  return answers3.includes("unknown") ? "unknown" : "no";
}
function isEnvironmentOrigin(origin, code, depth) {
  switch (origin.kind) {
    case "member":
      return isMember(origin, code);
    case "external":
      if (PROCESS_MODULE.test(origin.module)) return lastPart(origin.name) === "env" ? "yes" : "no";
      return origin.module.startsWith("$env/dynamic/") && origin.name === "env" ? "yes" : "no";
    case "call":
      return isLoaded(origin, code);
    case "param":
      return isParam(origin, code, depth);
    case "typed":
      return /ProcessEnv/.test(origin.type) ? "yes" : "no";
    case "value":
      return isCopy(origin, code, depth);
    default:
      return "no";
  }
}
function isMember({ object, name }, code) {
  if (object.kind === "member" && name === "env" && object.name === "process") return "yes";
  if (object.kind === "value" && object.expr.kind === "name")
    return name === "env" && HOLDER.test(object.expr.name) ? "yes" : "no";
  if (object.kind === "call" && name === "parsed") return isLoaded(object, code);
  return object.kind === "param" && name === "env" ? "unknown" : "no";
}
function isLoaded({ call, file, scope }, code) {
  const isOf = code.resolver.origins(call.callee, { file, scope }).some((callee) => {
    if (callee.kind !== "external") return false;
    const name = lastPart(callee.name);
    return /^(?:vite|vitest\/config)$/.test(callee.module) && name === "loadEnv" || /^(?:dotenv|dotenv-flow|dotenv-expand)$/.test(callee.module) && /^(?:config|expand)$/.test(name) || callee.module === "dotenv-safe" && lastName(call.callee) === "config";
  });
  return isOf ? "yes" : "no";
}
function isParam({ file, scope, position }, code, depth) {
  const param = code.program.file(file)?.index.scope(scope)?.params[position];
  if (param === void 0) return "unknown";
  if (/ProcessEnv/.test(param.type ?? "")) return "yes";
  if (param.default !== null && isEnvironment5(param.default, { file, scope }, code, depth + 1) === "yes")
    return "yes";
  const given = code.callers.of(file, scope).flatMap((caller) => {
    const argument5 = code.callers.argument(file, scope, position, caller);
    return argument5 === null ? [] : [isEnvironment5(argument5, caller.site, code, depth + 1)];
  });
  if (given.includes("yes")) return "yes";
  return given.length > 0 && given.every((one) => one === "no") ? "no" : "unknown";
}
function isCopy({ expr, file, scope }, code, depth) {
  if (expr.kind === "name") return /^_?env$/.test(expr.name) ? "unknown" : "no";
  if (expr.kind !== "map") return "no";
  const spreads = expr.entries.filter(({ key }) => key === null);
  const isOne = spreads.some(
    ({ value }) => isEnvironment5(value, { file, scope }, code, depth + 1) === "yes"
  );
  return isOne ? "yes" : "no";
}
function lastPart(name) {
  return name.slice(name.lastIndexOf(".") + 1);
}

// src/drift/config/readers/javascript-environment.ts
var OF_OBJECTS = /^(?:hasOwnProperty|toString|valueOf|constructor|propertyIsEnumerable)$/;
var OF_VITE = /^(?:MODE|BASE_URL|PROD|DEV|SSR)$/;
var javascriptEnvironment = {
  id: "javascript-environment",
  languages: ["javascript"],
  mark: /\b_?env\b/i,
  find(code) {
    const reads = new NamedReads(code, "javascript-environment");
    for (const file of code.program.files()) {
      if (file.facts.language !== "javascript" || file.facts.accesses.length === 0) continue;
      const fallbacks = new Fallbacks(file.facts);
      for (const { object, name, scope, fallback, tested, at } of file.facts.accesses) {
        if (name === null || name.kind === "text" && OF_OBJECTS.test(name.value)) continue;
        if (isOfVite(object, name)) continue;
        const site = { file: file.path, scope };
        const answer = isEnvironment5(object, site, code);
        const isUpper = name.kind === "text" && isUpperName(name.value) && name.value.length > 1;
        if (answer === "no" || answer === "unknown" && !isUpper) continue;
        reads.add(name, site, {
          at,
          fallback: fallbacks.of(object) ?? fallback,
          optional: tested === true
        });
      }
    }
    return reads.findings();
  }
};
function isOfVite(object, name) {
  return name.kind === "text" && OF_VITE.test(name.value) && dottedName(object) === "import.meta.env";
}

// src/drift/config/readers/javascript-options.ts
var KEY2 = /^(?:env|envVar|envName|envKey|env_var|envvar)$/;
var javascriptOptions = {
  id: "javascript-options",
  languages: ["javascript"],
  mark: /\benv(?:Var|Name|Key|_var|var)?['"]?\s*:\s*['"][A-Z]|\.env\(\s*['"][A-Z]/,
  find(code) {
    const reads = new NamedReads(code, "javascript-options");
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== "javascript" || isOfConvict(facts)) continue;
      const site = { file: path, scope: 0 };
      for (const { name, fallback } of namedIn(facts))
        reads.add(name, site, { at: name, fallback, optional: true });
    }
    return reads.findings();
  }
};
function isOfConvict({ imports }) {
  return imports.some(({ module }) => module === "convict");
}
function namedIn(facts) {
  const found = [];
  const seen = /* @__PURE__ */ new Set();
  const visit = (expr) => {
    if (expr === null || seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === "map") {
      const at = (wanted) => expr.entries.find(({ key }) => key?.kind === "text" && wanted.test(key.value))?.value;
      const name = at(KEY2);
      const fallback = at(/^default(?:Value)?$/) ?? null;
      if (name?.kind === "text" && isConventionalName(name.value)) found.push({ name, fallback });
    } else if (expr.kind === "call" && expr.callee.kind === "member" && expr.callee.name === "env") {
      const name = expr.args[0]?.value;
      if (name?.kind === "text" && isConventionalName(name.value) && expr.args.length === 1)
        found.push({ name, fallback: null });
    }
    for (const part of partsOf2(expr)) visit(part);
  };
  for (const { value } of facts.bindings) visit(value);
  for (const { call } of facts.calls) visit(call);
  for (const { value } of facts.returns) visit(value);
  for (const { value } of facts.exports) visit(value);
  return found;
}

// src/drift/config/schema-fields.ts
var OBJECT2 = /^(?:object|strictObject|looseObject|interface|keys|append|extend|safeExtend|augment|setKey|shape|noUnknown)$/;
var OTHER3 = /^(?:merge|and|intersection|concat)$/;
var MAX_DEPTH25 = 12;
function schemaFields(expr, site, code, depth = 0) {
  if (depth > MAX_DEPTH25) return [];
  return code.resolver.origins(expr, site).flatMap((origin) => {
    if (origin.kind === "value" && origin.expr.kind === "map")
      return mapFields(origin.expr, { file: origin.file, scope: origin.scope }, code, depth);
    if (origin.kind === "call")
      return callFields(origin.call, { file: origin.file, scope: origin.scope }, code, depth);
    if (origin.kind === "member" && origin.object.kind === "call") {
      const { call, file, scope } = origin.object;
      return callFields(call, { file, scope }, code, depth);
    }
    return [];
  });
}
function mapFields(map, site, code, depth) {
  return map.entries.flatMap(({ key, value }) => {
    if (key === null) return schemaFields(value, site, code, depth + 1);
    const name = code.evaluator.text(key, site);
    return name === null ? [] : [{ name, value, site, line: key.line, column: key.column }];
  });
}
function callFields(call, site, code, depth) {
  const name = lastName(call.callee) ?? "";
  const object = call.callee.kind === "member" ? call.callee.object : null;
  const base = object === null ? [] : schemaFields(object, site, code, depth + 1);
  const args = call.args.map(({ value }) => value);
  if (OBJECT2.test(name) || OTHER3.test(name) || name === "preprocess") {
    const more = args.flatMap(
      (arg) => arg.kind === "function" ? [] : schemaFields(arg, site, code, depth + 1)
    );
    return [...base, ...more];
  }
  return base;
}
function fieldRule(expr, site, code, isOptionalFirst, depth = 0) {
  const links = [];
  let at = site;
  let [origin] = code.resolver.origins(expr, site);
  for (let steps = 0; origin?.kind === "call" && steps < MAX_DEPTH25 * 2; steps += 1) {
    links.push(origin.call);
    at = { file: origin.file, scope: origin.scope };
    const { callee } = origin.call;
    if (callee.kind !== "member") break;
    [origin] = code.resolver.origins(callee.object, at);
  }
  let fallback = null;
  let optional3 = isOptionalFirst;
  for (const link of links) {
    const name = lastName(link.callee) ?? "";
    const [first, second] = link.args;
    const isFree = link.callee.kind === "member" && link.callee.object.kind === "name";
    if (/^(?:default|prefault|catch)$/.test(name) && first !== void 0) fallback ??= first.value;
    else if (/^(?:optional|nullish|optionalWhen|fallback)$/.test(name)) {
      optional3 = true;
      if (isFree && second !== void 0) fallback ??= second.value;
    } else if (name === "required") optional3 = false;
    if (isFree && first !== void 0 && depth < 4 && /^(?:preprocess|optional|pipe|union|or|nullish)$/.test(name)) {
      const inner = link.args.flatMap(
        ({ value }) => value.kind === "call" ? [fieldRule(value, at, code, false, depth + 1)] : []
      );
      for (const one of inner) {
        fallback ??= one.fallback;
        optional3 ||= one.optional;
      }
    }
  }
  return { fallback, optional: optional3 || fallback !== null, site: at };
}
function accessesWithin(expr, site, code) {
  const found = /* @__PURE__ */ new Set();
  const accesses = code.program.file(site.file)?.facts.accesses ?? [];
  const objects2 = new Map(accesses.map(({ object, at }) => [object, at]));
  const visit = (one) => {
    const at = objects2.get(one);
    if (at !== void 0) found.add(placeKey(site.file, at));
    for (const part of partsOf2(one)) visit(part);
  };
  visit(expr);
  return found;
}

// src/drift/config/readers/javascript-schema.ts
var ID = "javascript-schema";
var PARSES = /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|validateAsync|attempt|assert|cast|decode|Check|Decode|Parse|parseEnv|create|strict)$/;
var CLEANERS = /^(?:cleanEnv|parseEnv|envsafe|parseEnvVars|customCleanEnv|testOnly)$/;
var javascriptSchema = {
  id: ID,
  languages: ["javascript"],
  mark: /\b(?:zod|joi|yup|valibot|envalid|envsafe|znv|superstruct|arktype|typebox)\b|createEnv|env-schema|fastify\/env|ConfigModule|validationSchema|class-transformer/i,
  find(code) {
    const reads = new NamedReads(code, ID);
    const covered = /* @__PURE__ */ new Set();
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== "javascript") continue;
      for (const { call, scope } of facts.calls) {
        const site = { file: path, scope };
        for (const use of usesOf(call, site, code)) take(use, reads, covered, code);
      }
    }
    return { ...reads.findings(), covered };
  }
};
function usesOf(call, site, code) {
  const name = lastName(call.callee) ?? "";
  const args = call.args.map(({ value }) => value);
  if (name === "createEnv") return ofCreateEnv(args, site, code);
  if (name === "forRoot" || name === "forRootAsync") return ofNest(args, site, code);
  if (name === "envSchema" || name === "register") return ofJsonSchema2(args, site, code);
  if (CLEANERS.test(name)) {
    const [fields] = args.filter((arg) => isEnvironment5(arg, site, code) === "no");
    const style = name === "parseEnv" ? "chain" : "options";
    return fields === void 0 ? [] : [{ schema: fields, site, values: null, isOptionalFirst: false, style }];
  }
  if (!PARSES.test(name)) return [];
  const given = args.find((arg) => isGiven(arg, site, code));
  if (given === void 0) return [];
  const object = call.callee.kind === "member" ? [call.callee.object] : [];
  const isWhole = isEnvironment5(given, site, code) === "yes";
  return [...object, ...args.filter((arg) => arg !== given)].map((schema) => ({
    schema,
    site,
    values: isWhole ? null : given,
    isOptionalFirst: isJoi(schema, site, code),
    style: "chain"
  }));
}
function isGiven(arg, site, code) {
  if (isEnvironment5(arg, site, code) === "yes") return true;
  const [map] = code.resolver.origins(arg, site);
  return map?.kind === "value" && map.expr.kind === "map" && accessesWithin(map.expr, { file: map.file, scope: map.scope }, code).size > 0;
}
function ofCreateEnv(args, site, code) {
  const [options] = args;
  if (options === void 0) return [];
  const values = member6(
    options,
    /^(?:runtimeEnv|runtimeEnvStrict|experimental__runtimeEnv)$/,
    site,
    code
  );
  const [given] = values;
  return member6(options, /^(?:server|client|shared)$/, site, code).map((schema) => ({
    ...schema,
    values: given?.schema ?? null,
    isOptionalFirst: false,
    style: "chain"
  }));
}
function ofNest(args, site, code) {
  const [options] = args;
  if (options === void 0) return [];
  const schemas = member6(options, /^validationSchema$/, site, code).map((use) => ({
    ...use,
    values: null,
    isOptionalFirst: true,
    style: "chain"
  }));
  const functions2 = member6(options, /^validate$/, site, code);
  return [...schemas, ...functions2.flatMap((use) => ofValidate(use, code))];
}
function ofValidate({ schema, site }, code) {
  return code.resolver.origins(schema, site).flatMap((origin) => {
    if (origin.kind === "member" && origin.object.kind === "call") {
      const { call, file, scope } = origin.object;
      return [
        {
          schema: call,
          site: { file, scope },
          values: null,
          isOptionalFirst: false,
          style: "chain"
        }
      ];
    }
    if (origin.kind !== "function") return [];
    const calls = code.program.file(origin.file)?.facts.calls ?? [];
    return calls.flatMap(({ call, scope }) => {
      if (scope !== origin.scope || !PARSES.test(lastName(call.callee) ?? "")) return [];
      const inner = { file: origin.file, scope };
      return call.callee.kind === "member" ? [
        {
          schema: call.callee.object,
          site: inner,
          values: null,
          isOptionalFirst: isJoi(call.callee.object, inner, code),
          style: "chain"
        }
      ] : [];
    });
  });
}
function ofJsonSchema2(args, site, code) {
  const isPlugin = args.length > 1;
  if (isPlugin) {
    const isEnv = code.resolver.origins(args[0] ?? { kind: "unknown", text: "", line: 1, column: 1 }, site).some(
      (origin) => origin.kind === "external" && /^(?:@fastify\/env|fastify-env)$/.test(origin.module)
    );
    if (!isEnv) return [];
  }
  const options = args.at(isPlugin ? 1 : 0);
  if (options === void 0) return [];
  return member6(options, /^schema$/, site, code).map((use) => ({
    ...use,
    values: null,
    isOptionalFirst: false,
    style: "json"
  }));
}
function member6(options, name, site, code) {
  return code.resolver.origins(options, site).flatMap((origin) => {
    if (origin.kind !== "value" || origin.expr.kind !== "map") return [];
    const inner = { file: origin.file, scope: origin.scope };
    return origin.expr.entries.flatMap(
      ({ key, value }) => key?.kind === "text" && name.test(key.value) ? [{ schema: value, site: inner }] : []
    );
  });
}
function isJoi(schema, site, code) {
  const [origin] = code.resolver.origins(schema, site);
  if (origin?.kind === "external")
    return /^(?:@?hapi\/)?joi$|^@hapi\/joi$|^celebrate$/i.test(origin.module);
  if (origin?.kind === "value" && origin.expr.kind === "name")
    return /^joi$/i.test(origin.expr.name);
  if (origin?.kind === "member" && origin.object.kind === "external")
    return /joi$/i.test(origin.object.module);
  if (origin?.kind !== "call") return false;
  const { callee } = origin.call;
  const object = callee.kind === "member" ? callee.object : callee;
  return isJoi(object, { file: origin.file, scope: origin.scope }, code);
}
function take(use, reads, covered, code) {
  const names2 = /* @__PURE__ */ new Map();
  if (use.values !== null) {
    for (const key of accessesWithin(use.values, use.site, code)) covered.add(key);
    for (const [field2, name] of namesOf3(use.values, use.site, code)) names2.set(field2, name);
  }
  const fields = use.style === "json" ? jsonFields(use, code) : schemaFields(use.schema, use.site, code);
  const hasUpper = fields.some(({ name }) => isUpperName(name));
  for (const field2 of fields) {
    if (!hasUpper && names2.size === 0) continue;
    const rule = ruleOf(field2, use, code);
    const own = names2.get(field2.name);
    const at = { line: field2.line, column: field2.column };
    const name = own ?? { kind: "text", value: field2.name, ...at };
    reads.add(name, own === void 0 ? rule.site : use.site, {
      at,
      fallback: rule.fallback,
      optional: rule.optional
    });
  }
}
function ruleOf(field2, use, code) {
  if (use.style === "chain") return fieldRule(field2.value, field2.site, code, use.isOptionalFirst);
  const [origin] = code.resolver.origins(field2.value, field2.site);
  const site = origin?.kind === "call" ? { file: origin.file, scope: origin.scope } : field2.site;
  const options = origin?.kind === "call" ? origin.call.args[0]?.value : field2.value;
  const fallback = options === void 0 ? void 0 : member6(options, /^default$/, site, code)[0]?.schema;
  return { fallback: fallback ?? null, optional: fallback !== void 0, site };
}
function jsonFields(use, code) {
  return member6(use.schema, /^properties$/, use.site, code).flatMap(
    ({ schema, site }) => schemaFields(schema, site, code)
  );
}
function namesOf3(values, site, code) {
  const accesses = code.program.file(site.file)?.facts.accesses ?? [];
  return code.resolver.origins(values, site).flatMap((origin) => {
    if (origin.kind !== "value" || origin.expr.kind !== "map") return [];
    return origin.expr.entries.flatMap(({ key, value }) => {
      if (key?.kind !== "text") return [];
      const inside2 = accessesWithin(value, { file: origin.file, scope: origin.scope }, code);
      const access = accesses.find(({ at }) => inside2.has(placeKey(origin.file, at)));
      return access?.name ? [[key.value, access.name]] : [];
    });
  });
}

// src/drift/config/readers/pydantic.ts
var MAX_DEPTH26 = 4;
var pydantic = {
  id: "pydantic",
  languages: ["python"],
  mark: /\bBaseSettings\b/,
  find(code) {
    const reads = new NamedReads(code, "pydantic");
    const all = allClasses(code, ["python"]).filter((ref) => isSettings(code, ref));
    const extended = new Set(all.flatMap((ref) => basesOf5(code, ref)).map(keyOf));
    for (const ref of all) {
      if (!extended.has(keyOf(ref))) takeFields(ref, namingOf(code, ref), reads, code, 0);
    }
    return reads.findings();
  }
};
function isSettings(code, ref) {
  return hasBase(code, ref, "BaseSettings");
}
function hasBase(code, ref, name) {
  return lineage(code, ref).some(
    ({ declared }) => declared.bases.some((base) => lastName(base) === name)
  );
}
function takeFields(ref, naming, reads, code, depth) {
  const taken = /* @__PURE__ */ new Set();
  for (const { file, scope } of lineage(code, ref)) {
    const site = { file: file.path, scope };
    for (const binding of file.facts.bindings) {
      if (binding.scope !== scope || !isField(binding) || taken.has(binding.name)) continue;
      taken.add(binding.name);
      takeField2(binding, site, naming, reads, code, depth);
    }
  }
}
function isField({ name, type }) {
  return type !== null && !/^(?:_|model_config$)/.test(name) && !/^(?:\w+\.)?ClassVar\b/.test(type);
}
function takeField2(binding, site, naming, reads, code, depth) {
  const field2 = fieldCall(binding);
  const model = modelOf(binding, site, code);
  if (model !== null) {
    if (isSettings(code, model)) return;
    if (naming.delimiter !== null && depth < MAX_DEPTH26) {
      const own = naming.isCaseSensitive ? binding.name : binding.name.toUpperCase();
      const prefix = `${naming.prefix}${own}${naming.delimiter}`;
      takeFields(model, { ...naming, prefix }, reads, code, depth + 1);
      return;
    }
  }
  const fallback = field2 === null ? binding.value : defaultOf2(field2);
  const optional3 = field2 !== null && argument3(field2, "default_factory") !== null;
  const aliases2 = field2 === null ? [] : aliasesOf(field2);
  const upper = (text) => naming.isCaseSensitive ? text : text.toUpperCase();
  for (const alias of aliases2)
    reads.add(alias, site, { at: binding, fallback, optional: optional3, rename: upper });
  if (aliases2.length > 0) return;
  const { line, column } = binding;
  const rename = (text) => upper(`${naming.prefix}${text}`);
  reads.add({ kind: "text", value: binding.name, line, column }, site, {
    at: binding,
    fallback,
    optional: optional3,
    rename
  });
}
function fieldCall({ value }) {
  return value?.kind === "call" && lastName(value.callee) === "Field" ? value : null;
}
function argument3({ args }, name) {
  return args.find((one) => one.name === name)?.value ?? null;
}
function defaultOf2(field2) {
  const first = field2.args.find(({ name, spread }) => name === null && !spread)?.value ?? null;
  const value = argument3(field2, "default") ?? first;
  return value?.kind === "unknown" && value.text === "..." ? null : value;
}
function aliasesOf(field2) {
  const told2 = argument3(field2, "validation_alias") ?? argument3(field2, "env") ?? argument3(field2, "alias");
  if (told2 === null) return [];
  if (told2.kind === "list") return told2.items;
  const isChoice = told2.kind === "call" && lastName(told2.callee) === "AliasChoices";
  return isChoice ? told2.args.map(({ value }) => value) : [told2];
}
function modelOf({ type }, site, code) {
  const name = /^(?:Optional\[)?([\w.]+)\]?(?:\s*\|\s*None)?$/.exec(type ?? "")?.[1];
  if (name === void 0) return null;
  for (const origin of code.resolver.typeOrigins(name, site)) {
    if (origin.kind !== "class") continue;
    const file = code.program.file(origin.file);
    const declared = file?.index.scope(origin.scope);
    if (file === void 0 || declared === void 0) continue;
    const ref = { file, scope: origin.scope, declared };
    if (isSettings(code, ref) || hasBase(code, ref, "BaseModel")) return ref;
  }
  return null;
}
function namingOf(code, ref) {
  const options = lineage(code, ref).flatMap((one) => optionsOf(one));
  const text = (name) => {
    const own = options.find((one) => one.name === name);
    return own === void 0 ? null : code.evaluator.text(own.value, own.site);
  };
  return {
    prefix: text("env_prefix") ?? "",
    isCaseSensitive: /^true$/i.test(text("case_sensitive") ?? ""),
    delimiter: text("env_nested_delimiter")
  };
}
function optionsOf({ file, scope }) {
  const site = { file: file.path, scope };
  const config = file.index.bindings(scope, "model_config").at(-1)?.value;
  const ofCall2 = config?.kind === "call" ? config.args.flatMap(({ name, value }) => name === null ? [] : [{ name, value, site }]) : [];
  const ofMap = config?.kind === "map" ? config.entries.flatMap(
    ({ key, value }) => key?.kind === "text" ? [{ name: key.value, value, site }] : []
  ) : [];
  const inner = file.index.declared(scope, "Config");
  const ofClass = file.facts.bindings.flatMap(
    ({ name, value, scope: own }) => inner.includes(own) && value !== null ? [{ name, value, site: { file: file.path, scope: own } }] : []
  );
  return [...ofCall2, ...ofMap, ...ofClass];
}

// src/drift/config/readers/python-libraries.ts
var MAKERS2 = /^(?:decouple\.(?:Config|AutoConfig)|starlette\.config\.Config|environs\.(?:Env|FileAwareEnv)|environ\.(?:Env|FileAwareEnv)|prettyconf\.Configuration)$/;
var READY = /^(?:decouple|prettyconf)\.config$/;
var TYPED3 = /^(?:str|bytes|bool|int|float|decimal|json|list|tuple|set|dict|url|path|date|datetime|time|timedelta|uuid|log_level|enum|unicode|get_value|get|db|db_url|cache|cache_url|email|email_url|search_url|channels|dj_db_url|dj_email_url|dj_cache_url)$/;
var OWN_NAMES = {
  db: "DATABASE_URL",
  db_url: "DATABASE_URL",
  cache: "CACHE_URL",
  cache_url: "CACHE_URL",
  email: "EMAIL_URL",
  email_url: "EMAIL_URL",
  search_url: "SEARCH_URL"
};
var pythonLibraries = {
  id: "python-libraries",
  languages: ["python"],
  mark: /\b(?:decouple|environs?|starlette\.config|prettyconf)\b/,
  find: (code) => readsOfCalls(code, "python-libraries", ["python"], (call, site) => tell3(call, site, code))
};
function tell3(call, site, code) {
  const { callee, args } = call;
  const method = callee.kind === "member" && TYPED3.test(callee.name) ? callee.name : null;
  const object = callee.kind === "member" && method !== null ? callee.object : callee;
  const made2 = code.resolver.origins(object, site).flatMap((origin) => envOf(origin, method === null, code));
  if (made2.length === 0) return null;
  const first = args.find(({ name: name2, spread }) => name2 === null && !spread || name2 === "var");
  const own = method === null ? void 0 : OWN_NAMES[method];
  const { line, column } = call;
  const name = first?.value ?? (own === void 0 ? void 0 : { kind: "text", value: own, line, column });
  if (name === void 0) return null;
  return { name, fallback: fallbackOf6(call) ?? schemeDefault(name, made2, code) };
}
function fallbackOf6({ args }) {
  const named2 = args.find(({ name }) => name === "default");
  const second = args.filter(({ name, spread }) => name === null && !spread)[1];
  return named2?.value ?? second?.value ?? null;
}
function envOf(origin, isCalled, code) {
  if (origin.kind === "external")
    return isCalled && READY.test(`${origin.module}.${origin.name}`) ? [null] : [];
  if (origin.kind !== "call") return [];
  const site = { file: origin.file, scope: origin.scope };
  const isMaker = code.resolver.origins(origin.call.callee, site).some((callee) => MAKERS2.test(nameOf10(callee)));
  return isMaker ? [origin] : [];
}
function nameOf10(origin) {
  if (origin.kind === "external")
    return origin.name === "*" ? origin.module : `${origin.module}.${origin.name}`;
  return origin.kind === "member" ? `${nameOf10(origin.object)}.${origin.name}` : "";
}
function schemeDefault(name, made2, code) {
  if (name.kind !== "text") return null;
  for (const origin of made2) {
    if (origin === null || lastName(origin.call.callee) !== "Env") continue;
    const scheme = origin.call.args.find((one) => one.name === name.value)?.value;
    const pair = scheme?.kind === "list" ? scheme.items[1] : void 0;
    if (pair === void 0) continue;
    code.resolver.settle(pair, { file: origin.file, scope: origin.scope });
    return pair;
  }
  return null;
}

// src/drift/config/readers/shell.ts
var OF_SHELL = /^(?:BASH\w*|FUNCNAME|LINENO|RANDOM|SRANDOM|SECONDS|OPTARG|OPTIND|OPTERR|PIPESTATUS|REPLY|IFS|PPID|UID|EUID|GROUPS|OSTYPE|HOSTTYPE|MACHTYPE|SHLVL|PWD|OLDPWD|COMP\w*|MAPFILE|DIRSTACK|EPOCH\w+|ZSH_\w+|_)$/;
var OF_RELEASE = /^(?:ID|ID_LIKE|NAME|VERSION|VERSION_ID|VERSION_CODENAME|PRETTY_NAME|UBUNTU_CODENAME|VARIANT_ID|DISTRIB_\w+)$/;
var OF_BUILD = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/;
var shellScripts = {
  id: "shell",
  languages: ["shell", "dockerfile"],
  mark: /\$\{?[A-Z]/,
  find(code) {
    const reads = new NamedReads(code, "shell");
    const files = [...code.program.files()].filter(({ facts }) => isScript(facts));
    for (const file of files) {
      const others = setByOthers(file, files);
      for (const access of file.facts.accesses) {
        if (access.name?.kind !== "text" || isOwn2(access, file, others)) continue;
        reads.add(
          access.name,
          { file: file.path, scope: access.scope },
          {
            at: access.at,
            fallback: access.fallback,
            optional: access.tested === true
          }
        );
      }
    }
    return reads.findings();
  }
};
function isScript({ language }) {
  return language === "shell" || language === "dockerfile";
}
function isOwn2(access, { facts }, others) {
  if (access.name?.kind !== "text") return true;
  const { value: name } = access.name;
  if (!isUpperName(name) || name.length < 2 || OF_SHELL.test(name) || OF_BUILD.test(name))
    return true;
  if (others.has(name)) return true;
  const hasRelease = facts.imports.some(({ module }) => /^(?:os|lsb)-release$/.test(module));
  if (hasRelease && OF_RELEASE.test(name)) return true;
  const { line, column } = access.at;
  const isInFunction = access.scope !== 0;
  return facts.bindings.some((binding) => {
    if (binding.name !== name) return false;
    const isSame2 = binding.line === line && binding.column < column;
    if (isSame2 && isFromItself(binding)) return false;
    return isInFunction || isSame2 || binding.line < line;
  });
}
function isFromItself({ name, value }) {
  return value?.kind === "unknown" && new RegExp(`\\$\\{?${name}\\b`).test(value.text);
}
function setByOthers(file, files) {
  const names2 = /* @__PURE__ */ new Set();
  const near = /* @__PURE__ */ new Set();
  const follow = (one) => {
    for (const other of files) {
      if (other === one || near.has(other) || !(sources2(one, other) || sources2(other, file)))
        continue;
      near.add(other);
      follow(other);
    }
  };
  follow(file);
  for (const other of near) {
    for (const binding of other.facts.bindings) if (!isFromItself(binding)) names2.add(binding.name);
  }
  return names2;
}
function sources2(one, other) {
  const name = other.path.slice(other.path.lastIndexOf("/") + 1);
  return one.facts.imports.some(({ module }) => module === name);
}

// src/drift/config/readers/spring-values.ts
var PLACEHOLDER2 = /\$\{\s*([\w.-]+)\s*(?::((?:[^{}$]|\$(?!\{))*))?/g;
var WITH_PLACEHOLDERS = /^(?:Value|Property)$/;
var springValues = {
  id: "spring-values",
  languages: ["java", "kotlin"],
  mark: /@(?:\w+:)?(?:Value|ConfigProperty|ConfigurationProperties)\b/,
  find(code) {
    const reads = new NamedReads(code, "spring-values");
    const properties = new ApplicationProperties(code);
    for (const file of code.program.files()) {
      if (!springValues.languages.includes(file.facts.language)) continue;
      for (const { call, site } of annotationsOf2(file)) take2(call, site, properties, reads, code);
      takeClasses(file, reads, code);
    }
    return {
      ...reads.findings(),
      problems: [...reads.findings().problems, ...properties.problems]
    };
  }
};
function annotationsOf2(file) {
  const found = /* @__PURE__ */ new Map();
  const { bindings, scopes } = file.facts;
  for (const { decorators, scope } of bindings)
    for (const call of decorators) found.set(call, { file: file.path, scope });
  for (const [scope, { decorators, params }] of scopes.entries()) {
    for (const call of [...decorators, ...params.flatMap((one) => one.decorators)])
      found.set(call, { file: file.path, scope });
  }
  return [...found].map(([call, site]) => ({ call, site }));
}
function take2(call, site, properties, reads, code) {
  const name = lastName(call.callee) ?? "";
  if (name === "ConfigProperty") {
    const key = argument4(call, "name");
    const value2 = key === null ? null : code.evaluator.text(key, site);
    const fallback = argument4(call, "defaultValue");
    const text2 = fallback === null ? null : code.evaluator.text(fallback, site);
    if (value2 !== null)
      add3(value2, fallback === null ? null : { text: text2 }, call, site, properties, reads);
    return;
  }
  const value = WITH_PLACEHOLDERS.test(name) ? argument4(call, "value") : null;
  const text = value === null ? null : code.evaluator.text(value, site);
  for (const match of text?.matchAll(PLACEHOLDER2) ?? []) {
    const isNested = text?.startsWith("${", match.index + match[0].length) === true;
    const fallback = match[2] === void 0 ? null : { text: isNested ? null : match[2] };
    add3(match[1] ?? "", fallback, call, site, properties, reads);
  }
}
function add3(property, fallback, { line, column }, site, properties, reads) {
  const at = { line, column };
  const set = properties.value(property, site.file);
  const text = fallback?.text ?? null;
  reads.add({ kind: "text", value: property, ...at }, site, {
    at,
    fallback: text === null ? null : { kind: "text", value: text, ...at },
    optional: fallback !== null || set !== void 0,
    // What the application's own file sets need not come from outside.
    overridable: set !== void 0,
    rename: environmentName
  });
}
function environmentName(property) {
  return isUpperName(property) ? property : property.replaceAll("-", "").replaceAll(".", "_").toUpperCase();
}
function argument4({ args }, name) {
  const own = args.find((one) => one.name === name);
  const first = args.find((one) => one.name === null);
  return own?.value ?? (name === "value" ? first?.value ?? null : null);
}
function takeClasses(file, reads, code) {
  for (const [scope, declared] of file.facts.scopes.entries()) {
    const own = declared.decorators.find(
      ({ callee }) => lastName(callee) === "ConfigurationProperties"
    );
    const prefix = own === void 0 ? null : argument4(own, "prefix") ?? argument4(own, "value");
    const site = { file: file.path, scope };
    const text = prefix === null ? null : code.evaluator.text(prefix, site);
    if (text === null || declared.kind !== "class") continue;
    for (const field2 of file.facts.bindings) {
      if (field2.scope !== scope) continue;
      const { line, column } = field2;
      reads.add({ kind: "text", value: `${text}.${field2.name}`, line, column }, site, {
        at: field2,
        fallback: field2.value,
        optional: true,
        overridable: true,
        rename: environmentName
      });
    }
  }
}

// src/drift/config/readers/sveltekit.ts
var sveltekit = {
  id: "sveltekit",
  languages: ["javascript"],
  mark: /\$env\/static\//,
  find(code) {
    const reads = [];
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== "javascript") continue;
      for (const { module, name, line, column } of facts.imports) {
        if (!module.startsWith("$env/static/") || name === "*" || name === "default") continue;
        reads.push({
          name,
          file: path,
          line,
          column,
          required: true,
          default: null,
          reader: "sveltekit"
        });
      }
    }
    return { reads, problems: [] };
  }
};

// src/drift/config/readers/viper.ts
var VIPER = /(?:^|\/)spf13\/viper(?:\/v\d+)?$/;
var GETS = /^Get(?:String|Bool|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Float64|Duration|Time|SizeInBytes|StringSlice|IntSlice|StringMap\w*)?$/;
var METHOD8 = /^(?:BindEnv|MustBindEnv|SetEnvPrefix|AutomaticEnv|SetEnvKeyReplacer|SetDefault|BindPFlag|IsSet|Get\w*)$/;
var viper = {
  id: "viper",
  languages: ["go"],
  mark: /\bviper\b/i,
  find(code) {
    const reads = new NamedReads(code, "viper");
    const calls = viperCalls(code);
    const isAutomatic = calls.some(({ method }) => method === "AutomaticEnv");
    const naming = namingOf2(calls, code);
    const defaults = defaultsOf(calls, code);
    for (const { call, site, method } of calls) {
      const [key, ...names2] = call.args.map(({ value }) => value);
      if (key === void 0) continue;
      const text = code.evaluator.text(key, site);
      const fallback = text === null ? void 0 : defaults.get(text);
      const told2 = { at: call.callee, fallback: fallback ?? null };
      if (/BindEnv$/.test(method)) {
        for (const name of names2) reads.add(name, site, told2);
        if (names2.length === 0) reads.add(key, site, { ...told2, rename: naming });
      } else if (isAutomatic && (GETS.test(method) || method === "SetDefault"))
        reads.add(key, site, { ...told2, rename: naming });
      else if (isAutomatic && /^(?:IsSet|BindPFlag)$/.test(method))
        reads.add(key, site, { ...told2, rename: naming, optional: true });
    }
    return reads.findings();
  }
};
function viperCalls(code) {
  return [...code.program.files()].flatMap(
    ({ path, facts }) => facts.language !== "go" ? [] : facts.calls.flatMap(({ call, scope }) => {
      const method = lastName(call.callee) ?? "";
      const site = { file: path, scope };
      return call.callee.kind === "member" && METHOD8.test(method) && isViper(call.callee.object, site, code) ? [{ call, site, method }] : [];
    })
  );
}
function isViper(object, site, code) {
  return code.resolver.origins(object, site).some((origin) => isViperOrigin(origin, code));
}
function isViperOrigin(origin, code) {
  if (origin.kind === "external") return VIPER.test(origin.module);
  if (origin.kind === "typed") return /(?:^|\*)viper\.Viper$/.test(origin.type);
  if (origin.kind === "param") {
    const param = code.program.file(origin.file)?.index.scope(origin.scope)?.params[origin.position];
    return /(?:^|\*)viper\.Viper$/.test(param?.type ?? "");
  }
  return origin.kind === "call" && /^(?:New\w*|GetViper|Sub)$/.test(lastName(origin.call.callee) ?? "") && isViper(origin.call.callee, { file: origin.file, scope: origin.scope }, code);
}
function namingOf2(calls, code) {
  const prefixes = calls.filter(({ method }) => method === "SetEnvPrefix");
  const [prefix] = prefixes.flatMap(({ call, site }) => {
    const first = call.args[0]?.value;
    const text = first === void 0 ? null : code.evaluator.text(first, site);
    return text === null || text === "" ? [] : [text];
  });
  const pairs2 = calls.filter(({ method }) => method === "SetEnvKeyReplacer").flatMap(({ call, site }) => replaced(call, site, code));
  return (key) => {
    const whole2 = (prefix === void 0 ? key : `${prefix}_${key}`).toUpperCase();
    return pairs2.reduce((text, [from, to]) => text.replaceAll(from, to), whole2);
  };
}
function replaced(call, site, code) {
  const first = call.args[0]?.value;
  const origins = first === void 0 ? [] : code.resolver.origins(first, site);
  return origins.flatMap((origin) => {
    if (origin.kind !== "call" || lastName(origin.call.callee) !== "NewReplacer") return [];
    const texts = origin.call.args.map(
      ({ value }) => code.evaluator.text(value, { file: origin.file, scope: origin.scope })
    );
    return texts.flatMap((from, index) => {
      const to = texts[index + 1];
      return index % 2 === 0 && from && to !== void 0 && to !== null ? [[from.toUpperCase(), to.toUpperCase()]] : [];
    });
  });
}
function defaultsOf(calls, code) {
  const found = /* @__PURE__ */ new Map();
  for (const { call, site, method } of calls) {
    const [key, value] = call.args.map((one) => one.value);
    if (method !== "SetDefault" || key === void 0 || value === void 0) continue;
    const text = code.evaluator.text(key, site);
    if (text !== null) found.set(text, value);
  }
  return found;
}

// src/drift/config/readers/index.ts
var settingReaders = [
  environment,
  environmentFunctions,
  javascriptEnvironment,
  javascriptCalls,
  javascriptOptions,
  javascriptSchema,
  convict,
  sveltekit,
  shellScripts,
  pydantic,
  pythonLibraries,
  springValues,
  goTags,
  viper,
  clap,
  commandLine,
  dotnetConfiguration
];

// src/drift/config/read-settings.ts
var MAX_DOCUMENT_BYTES = 1024 * 1024;
var AT_ONCE3 = 16;
var byLanguage2 = /* @__PURE__ */ new Map();
for (const reader of settingReaders) {
  for (const language of reader.languages)
    byLanguage2.set(language, [...byLanguage2.get(language) ?? [], reader]);
}
async function compareTree(tree, how = {}) {
  const reading = await readSettings(tree, how);
  const { stale } = compareSettings(reading);
  const candidates2 = new Map(stale.map(({ name, documented }) => [name, documented]));
  const mentioned = await mentionedNames(tree, candidates2, how.cache);
  return { ...reading, ...compareSettings(reading, mentioned) };
}
async function readSettings(tree, how = {}) {
  const [code, documents] = await Promise.all([
    askCode(tree, settingsQuestion, how),
    readDocuments(tree)
  ]);
  const told2 = new Set(documents.documented.map(({ name }) => name));
  const reads = distinctReads([...code.value.reads, ...documents.reads]).filter(
    ({ overridable, name }) => overridable !== true || told2.has(name)
  );
  const names2 = new Set(reads.map(({ name }) => name));
  return {
    reads,
    documented: documents.documented.filter(({ certainty, name }) => certainty === "sure" || names2.has(name)).sort(compareEntries),
    uses: [...new Set(documents.uses)].sort(compareText),
    problems: distinct8([...code.problems, ...code.value.problems, ...documents.problems]),
    read: [...code.read, ...documents.read].sort(compareText),
    isWhole: code.isWhole
  };
}
var settingsQuestion = {
  name: "settings",
  isWanted: (_path, { id }) => byLanguage2.has(id) ? "by-text" : false,
  isMarked: (text, { id }) => (byLanguage2.get(id) ?? []).some(({ mark }) => mark.test(text)),
  answer: (code, languages2) => {
    const readers = settingReaders.filter((one) => one.languages.some((id) => languages2.has(id)));
    return allReads(readers.map((reader) => reader.find(code)));
  },
  merge: allReads
};
function allReads(findings) {
  const covered = new Set(findings.flatMap((one) => [...one.covered ?? []]));
  const reads = findings.flatMap((one) => one.reads).filter((read11) => read11.reader.endsWith("-schema") || !covered.has(placeKey(read11.file, read11)));
  return {
    reads: distinctReads(reads),
    problems: findings.flatMap(({ problems }) => problems)
  };
}
function distinctReads(reads) {
  const byPlace = /* @__PURE__ */ new Map();
  for (const read11 of reads) {
    const key = `${read11.name} ${read11.file}:${read11.line}`;
    const known5 = byPlace.get(key);
    if (known5 === void 0 || told(read11) > told(known5)) byPlace.set(key, read11);
  }
  return [...byPlace.values()].sort(compareEntries);
}
function told({ required, default: value }) {
  return value !== null ? 2 : required ? 0 : 1;
}
async function readDocuments(tree) {
  const { entries } = await tree.list();
  const wanted = entries.flatMap((entry3) => {
    const format = formatOf(entry3);
    return format === void 0 ? [] : [{ path: entry3.path, format }];
  });
  await tree.prefetch?.(wanted.map(({ path }) => path));
  const documented = [];
  const uses = [];
  const reads = [];
  const problems = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE3) {
    const files = await Promise.all(
      wanted.slice(at, at + AT_ONCE3).map(async ({ path, format }) => ({
        file: await tree.read(path),
        format
      }))
    );
    for (const { file, format } of files) {
      if (!file.ok) {
        problems.push(file.problem);
        continue;
      }
      const found = format.read(file.value.path, file.value.text);
      documented.push(...found.documented);
      uses.push(...found.uses);
      reads.push(...found.reads ?? []);
      problems.push(...found.problems);
    }
  }
  return { documented, uses, reads, problems, read: wanted.map(({ path }) => path) };
}
function formatOf({ path, kind, size }) {
  if (kind !== "file" || (size ?? 0) > MAX_DOCUMENT_BYTES || !isOwnSource(path)) return void 0;
  return documentFormatOf(path);
}
function compareEntries(a, b) {
  return compareText(a.name, b.name) || compareText(a.file, b.file) || a.line - b.line;
}
function distinct8(problems) {
  const byText = new Map(problems.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()].sort(compareProblems);
}
export {
  CodeThread,
  compareTree,
  openLocalTree,
  readRoutes
};
