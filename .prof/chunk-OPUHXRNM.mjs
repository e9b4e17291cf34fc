import {
  compareText
} from "./chunk-KXT3YPIV.mjs";

// src/tree/content.ts
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";

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
  const lines = bytes.toString("utf8", 0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
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
function faultProblem(file, { code, message, line, column }) {
  return problem(code, message, { file, line, column });
}
function isSameContent(a, b) {
  return a.bytes !== void 0 && b.bytes !== void 0 ? a.bytes.equals(b.bytes) : a.text === b.text;
}
function contentOutcome(path, hash, content) {
  if ("text" in content) return { ok: true, value: { path, hash, text: content.text } };
  return { ok: false, problem: faultProblem(path, content) };
}
function blobHash(bytes) {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

export {
  problem,
  compareProblems,
  MAX_FILE_BYTES,
  decodeContent,
  tooLarge,
  isSameContent,
  contentOutcome,
  blobHash
};
//# sourceMappingURL=chunk-OPUHXRNM.mjs.map
