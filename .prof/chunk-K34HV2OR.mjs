import {
  MAX_FILE_BYTES,
  problem,
  tooLarge
} from "./chunk-OPUHXRNM.mjs";
import {
  compareText
} from "./chunk-KXT3YPIV.mjs";

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
    for (const entry of entries) byPath.set(entry.path, entry);
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
    const entry = this.byPath.get(path);
    if (entry === void 0) return { ok: false, problem: this.missing(path) };
    if (entry.kind !== "file") return { ok: false, problem: notAFile(path, entry) };
    if (entry.size !== null && entry.size > MAX_FILE_BYTES) {
      const message = tooLarge(entry.size);
      return {
        ok: false,
        problem: problem("file-too-large", message, { file: path, line: 1, column: 1 })
      };
    }
    return { ok: true, value: entry };
  }
  missing(path) {
    for (const folder of parentFolders(path)) {
      const entry = this.byPath.get(folder);
      if (entry !== void 0 && entry.kind !== "file") return notAFile(path, entry);
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
function notAFile(path, entry) {
  if (entry.kind === "symlink") return symlinkProblem(path, entry.path);
  const what = path === entry.path ? "This is" : `"${entry.path}" is`;
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

export {
  pathFault,
  EntryIndex
};
//# sourceMappingURL=chunk-K34HV2OR.mjs.map
