// src/location.ts
function compareLocations(a, b) {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

export {
  compareLocations,
  compareText
};
//# sourceMappingURL=chunk-KXT3YPIV.mjs.map
