import {
  EntryIndex
} from "../chunk-K34HV2OR.mjs";
import {
  blobHash,
  contentOutcome,
  decodeContent
} from "../chunk-OPUHXRNM.mjs";
import "../chunk-KXT3YPIV.mjs";

// src/tree/memory.ts
function openFiles(files, revision = "memory") {
  const contents = /* @__PURE__ */ new Map();
  const entries = [];
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    contents.set(path, bytes);
    entries.push({ path, kind: "file", size: bytes.length, hash: blobHash(bytes) });
  }
  const index = new EntryIndex(entries);
  return {
    revision,
    list: async () => index.listing,
    read: async (path) => readFrom(index, contents, path)
  };
}
function readFrom(index, contents, path) {
  const entry = index.readable(path);
  if (!entry.ok) return entry;
  const bytes = contents.get(path) ?? Buffer.alloc(0);
  return contentOutcome(path, entry.value.hash, decodeContent(bytes));
}
export {
  openFiles
};
//# sourceMappingURL=memory.mjs.map
