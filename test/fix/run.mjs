// `npm run edits`: makes random edits of real OpenAPI documents, each on the document as it is, and prints for each
// document how many gave exactly what was meant and how many were refused. Exits with 1 where one gave anything else.
//
//   npm run edits -- --edits 100 --seed 7     fewer, and others
//   npm run edits -- --documents PATH         a file or folder of one's own, in place of those of the packages
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    edits: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    documents: { type: 'string', multiple: true, default: [] },
  },
});

// Inside the project, so that the packages that stay outside the bundle are found.
const folder = mkdtempSync(join(root, '.dist-edits-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
const names = ['edit-tally', 'real-documents'];
await build({
  entryPoints: names.map((name) => join(root, `test/fix/${name}.ts`)),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  // The documents are found from where the source stands.
  define: { 'import.meta.url': JSON.stringify(import.meta.url) },
  logLevel: 'warning',
});
const [{ tallyEdits, total }, { documentsAt, githubDocument, realYamlDocuments }] =
  await Promise.all(names.map((name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href)));

const documents =
  options.documents.length > 0
    ? options.documents.flatMap(documentsAt)
    : [...realYamlDocuments(), githubDocument()];
const sum = { documents: 0, made: 0, refused: 0, broken: 0 };
console.log('| document | kB | exact | refused | wrong |\n|---|---|---|---|---|');
for (const { name, text } of documents) {
  const tally = tallyEdits(name, text, Number(options.edits), Number(options.seed));
  const refused = total(tally.refused);
  const { made, broken } = tally;
  sum.documents += 1;
  sum.made += made;
  sum.refused += refused;
  sum.broken += broken.length;
  console.log(
    `| ${name} | ${Math.round(text.length / 1000)} | ${made} | ${refused} | ${broken.length} |`,
  );
  for (const fault of broken.slice(0, 5)) console.error(fault.slice(0, 500));
  const isOften = refused * 50 > made;
  if (isOften) for (const [reason, count] of tally.refused) console.log(`${count} × ${reason}`);
}
console.log(
  `\n${sum.documents} documents: ${sum.made} edits exact, ${sum.refused} refused, ${sum.broken} wrong.`,
);
if (sum.broken > 0) process.exitCode = 1;
