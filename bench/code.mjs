// Reading code: a repository of 3,000 source files in mixed languages, put together from packages that are installed
// and from the fixtures of the tests. Each run in a process of its own, medians over several runs. Says of each target
// whether it is met; docs/performance.md quotes it.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const FILES = 3_000;
/** How many of them come from packages; the others are of the fixtures' languages. */
const OF_PACKAGES = 2_000;
/** Megabytes of source that the prefilter lets through, read in a second at least; and memory at most, in MiB. */
const SPEED = 3;
const MEMORY = 400;
/** Audits in one process, and how much memory the later ones may need more than the first ten, in per cent. */
const AUDITS = Number(process.env.BENCH_AUDITS ?? 50);
const GROWTH = 10;
const CHANGED = 5;

// Within the project, so that the built code finds its packages.
const folder = mkdtempSync(join(root, '.bench-'));

const script = `
import { readFileSync, writeFileSync } from 'node:fs';
import { FactsCache, openDirectory, readRoutes } from './holdfast.mjs';
const [folder, mode] = process.argv.slice(2);
const open = async () => {
  const opened = await openDirectory(folder);
  if (!opened.ok) throw new Error(opened.problem.message);
  await opened.value.list();
  return opened.value;
};
const tree = await open();
if (mode === 'grow') {
  const sizes = [];
  for (let audit = 0; audit < ${AUDITS}; audit += 1) {
    await readRoutes(tree, { cache: new FactsCache() });
    globalThis.gc();
    sizes.push(process.memoryUsage.rss() / 1024 / 1024);
  }
  console.log(JSON.stringify({ early: Math.max(...sizes.slice(0, 10)), late: Math.max(...sizes.slice(-10)) }));
} else {
  const cache = new FactsCache();
  const { routes, read } = await readRoutes(tree, { cache });
  const size = (name) => readFileSync(folder + '/' + name).length;
  const bytes = read.reduce((sum, name) => sum + size(name), 0);
  for (const name of read.slice(0, ${CHANGED})) {
    const path = folder + '/' + name;
    writeFileSync(path, readFileSync(path, 'utf8') + '\\n');
  }
  const head = await open();
  let fetched = 0;
  const counting = {
    revision: 'head',
    list: () => head.list(),
    read: (name) => { fetched += 1; return head.read(name); },
  };
  const again = performance.now();
  await readRoutes(counting, { cache });
  console.log(JSON.stringify({
    again: performance.now() - again, fetched, megabytes: bytes / 1e6, read: read.length, routes: routes.length,
  }));
}
`;

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The paths of the files below a folder, in order. */
function below(path, isWanted) {
  return readdirSync(path, { recursive: true })
    .map(String)
    .filter((name) => isWanted(name) && statSync(join(path, name)).isFile())
    .sort();
}

/** Sources of packages, as if they were the repository's own. */
function fromPackages(count) {
  const packages = join(root, 'node_modules');
  const isSource = (name) =>
    /\.(?:[cm]?js|tsx?|mts)$/.test(name) && !/\.d\.[cm]?ts$|\.min\./.test(name);
  const names = below(packages, isSource);
  const files = {};
  const step = names.length / count;
  for (let at = 0; at < count; at += 1) {
    const name = names[Math.floor(at * step)];
    const text = readFileSync(join(packages, name), 'utf8');
    if (text.length < 200_000) files[`packages/p${at}/index${extname(name)}`] = text;
  }
  return files;
}

/** A function of some lines that serves nothing, in each language: what most of a service's code is. */
const FILLER = {
  '.js': (n) =>
    `\nexport async function step${n}(input, options = {}) {\n  const limit = options.limit ?? 100;\n  const found = await store.find({ owner: input.owner, state: 'open' });\n  const kept = found.filter((item) => item.total > limit && !item.hidden);\n  if (kept.length === 0) throw new NotFound(\`nothing for \${input.owner}\`);\n  logger.info('kept', { count: kept.length });\n  return kept.map((item) => ({ id: item.id, name: item.name.trim(), total: item.total * 2 }));\n}\n`,
  '.py': (n) =>
    `\n\ndef step_${n}(owner, limit=100, hidden=False):\n    found = store.find(owner=owner, state="open")\n    kept = [item for item in found if item.total > limit and item.hidden == hidden]\n    if not kept:\n        raise NotFound(f"nothing for {owner}")\n    logger.info("kept %d", len(kept))\n    return [{"id": item.id, "name": item.name.strip(), "total": item.total * 2} for item in kept]\n`,
  '.go': (n) =>
    `\nfunc step${n}(owner string, limit int) ([]Item, error) {\n\tfound, err := store.Find(owner, "open")\n\tif err != nil {\n\t\treturn nil, fmt.Errorf("find %s: %w", owner, err)\n\t}\n\tkept := make([]Item, 0, len(found))\n\tfor _, item := range found {\n\t\tif item.Total > limit && !item.Hidden {\n\t\t\tkept = append(kept, Item{ID: item.ID, Name: strings.TrimSpace(item.Name)})\n\t\t}\n\t}\n\treturn kept, nil\n}\n`,
  '.rb': (n) =>
    `\ndef step_${n}(owner, limit = 100)\n  found = Store.find(owner: owner, state: 'open')\n  kept = found.select { |item| item.total > limit && !item.hidden }\n  raise NotFound, "nothing for #{owner}" if kept.empty?\n  Log.info("kept #{kept.size}")\n  kept.map { |item| { id: item.id, name: item.name.strip, total: item.total * 2 } }\nend\n`,
  '.rs': (n) =>
    `\nfn step_${n}(owner: &str, limit: u32) -> Result<Vec<Item>, Error> {\n    let found = store::find(owner, "open")?;\n    let kept: Vec<Item> = found.into_iter().filter(|item| item.total > limit && !item.hidden).collect();\n    if kept.is_empty() {\n        return Err(Error::NotFound(format!("nothing for {}", owner)));\n    }\n    log::info!("kept {}", kept.len());\n    Ok(kept)\n}\n`,
  '.java': (n) =>
    `\nclass Step${n} {\n    List<Item> run(String owner, int limit) {\n        List<Item> kept = new ArrayList<>();\n        for (Item item : store.find(owner, "open")) {\n            if (item.getTotal() > limit && !item.isHidden()) {\n                kept.add(new Item(item.getId(), item.getName().trim()));\n            }\n        }\n        log.info("kept {}", kept.size());\n        return kept;\n    }\n}\n`,
  '.kt': (n) =>
    `\nfun step${n}(owner: String, limit: Int = 100): List<Item> {\n    val kept = store.find(owner, "open").filter { it.total > limit && !it.hidden }\n    if (kept.isEmpty()) throw NotFound("nothing for $owner")\n    log.info("kept {}", kept.size)\n    return kept.map { Item(it.id, it.name.trim(), it.total * 2) }\n}\n`,
  '.cs': (n) =>
    `\nclass Step${n}\n{\n    public List<Item> Run(string owner, int limit)\n    {\n        var kept = store.Find(owner, "open").Where(item => item.Total > limit && !item.Hidden).ToList();\n        if (kept.Count == 0) throw new NotFound($"nothing for {owner}");\n        log.Info("kept {Count}", kept.Count);\n        return kept.Select(item => new Item(item.Id, item.Name.Trim())).ToList();\n    }\n}\n`,
  '.php': (n) =>
    `\nfunction step${n}(string $owner, int $limit = 100): array\n{\n    $kept = array_filter(find($owner, 'open'), fn ($item) => $item->total > $limit && !$item->hidden);\n    if (count($kept) === 0) {\n        throw new NotFound("nothing for $owner");\n    }\n    return array_map(fn ($item) => ['id' => $item->id, 'name' => trim($item->name)], $kept);\n}\n`,
};
const SAME = { '.ts': '.js', '.mjs': '.js', '.cjs': '.js', '.tsx': '.js', '.jsx': '.js' };
/** Functions that are added to each file of the fixtures: then it is as long as files of services are. */
const FILLERS = 12;

/** So many files of the fixtures of all frameworks, copied until there are enough, each copy an application of its own. */
function fromFixtures(count) {
  const fixtures = join(root, 'test/fixtures/routes');
  const names = below(fixtures, (name) => !name.endsWith('expected.json'));
  const files = {};
  for (let copy = 0; Object.keys(files).length < count; copy += 1) {
    for (const name of names.slice(0, count - Object.keys(files).length)) {
      const end = extname(name);
      const filler = FILLER[SAME[end] ?? end];
      const more = filler === undefined ? [] : Array.from({ length: FILLERS }, (_, n) => filler(n));
      const text = readFileSync(join(fixtures, name), 'utf8');
      // What was read of a content is kept, so no two copies are the same.
      const filled = more.join('').replaceAll(/\b(step_?)(?=\d)/gi, `$1${copy}0`);
      files[`services/c${copy}/${name}`] = `${text}\n${filled}`;
    }
  }
  return files;
}

/** Writes a repository and gives its folder. */
function writeFiles(name, files) {
  const path = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
  return path;
}

function run(path, mode) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', join(folder, 'run.mjs'), path, mode],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Says at the end of a process how much memory it took at most, in KiB, and how much CPU, in microseconds. */
const USAGE = `data:text/javascript,process.on('exit', () => { const { maxRSS, userCPUTime } = process.resourceUsage(); process.stderr.write('\\nusage ' + maxRSS + ' ' + userCPUTime); })`;

/** The whole command, as its user would run it: start-up, listing, reading, printing. */
function command(path) {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', USAGE, join(root, 'bin/holdfast.mjs'), 'inspect', 'routes', path, '-f', 'json'],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const first = performance.now() - started;
  if (status !== 0) throw new Error(stderr);
  const [, memory, user] = /usage (\d+) (\d+)\s*$/.exec(stderr) ?? [];
  return { first, memory: Number(memory) / 1024, user: Number(user) / 1000 };
}

try {
  await build({
    stdin: {
      contents: `
        export { FactsCache } from './src/drift/code/facts-cache.ts';
        export { readRoutes } from './src/drift/spec/read-routes.ts';
        export { openDirectory } from './src/tree/directory.ts';
      `,
      resolveDir: root,
    },
    outfile: join(folder, 'holdfast.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  writeFileSync(join(folder, 'run.mjs'), script);
  const files = { ...fromPackages(OF_PACKAGES), ...fromFixtures(FILES - OF_PACKAGES) };
  const path = writeFiles('repository', files);
  // The one that changes files comes last.
  const commands = Array.from({ length: RUNS }, () => command(path));
  const once = run(path, 'once');
  const runs = commands.map((one) => ({ ...once, ...one }));
  const of = (key) => median(runs.map((one) => one[key]));
  const grown = run(writeFiles('small', fromFixtures(FILES / 10)), 'grow');
  const speed = of('megabytes') / (of('first') / 1000);
  const growth = (100 * (grown.late - grown.early)) / grown.early;
  const rows = [
    [
      'source let through and read in a second',
      `${speed.toFixed(1)} MB`,
      `at least ${SPEED} MB`,
      speed >= SPEED,
    ],
    ['memory at most', `${of('memory').toFixed(0)} MiB`, `${MEMORY} MiB`, of('memory') <= MEMORY],
    [`files read again after ${CHANGED} changed`, of('fetched'), CHANGED, of('fetched') <= CHANGED],
    [
      `memory of the last ten of ${AUDITS} audits against the first ten`,
      `${growth.toFixed(1)} %`,
      `${GROWTH} %`,
      growth <= GROWTH,
    ],
  ];
  console.log(
    `${Object.keys(files).length} source files, ${of('read')} of them (${of('megabytes').toFixed(1)} MB) let through, ${of('routes')} operations; first audit ${(of('first') / 1000).toFixed(2)} s (user CPU ${(of('user') / 1000).toFixed(2)} s), the next ${(of('again') / 1000).toFixed(2)} s; Node ${process.version}; medians of ${RUNS} runs\n`,
  );
  console.log('| what | measured | target | |');
  console.log('|---|--:|--:|---|');
  for (const [what, value, target, isMet] of rows)
    console.log(`| ${what} | ${value} | ${target} | ${isMet ? 'met' : '**missed**'} |`);
  if (rows.some(([, , , isMet]) => !isMet)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
