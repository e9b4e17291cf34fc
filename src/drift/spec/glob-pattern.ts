/** A path with `*`, `**`, `?` and `{a,b}` as the source of a regular expression; `.` is any path. */
export function globPattern(glob: string): string {
  if (glob === '' || glob === '.') return '(?=.)[^/]*';
  return glob.replace(/\*\*\/?|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (found) => {
    if (found.startsWith('**')) return '.*';
    if (found === '*') return '[^/]*';
    if (found === '?') return '[^/]';
    if (found.length > 1) return `(?:${found.slice(1, -1).split(',').map(globPattern).join('|')})`;
    return `\\${found}`;
  });
}

/** The files of a program that a glob means, sorted. */
export function globFiles(
  glob: string,
  program: {
    folders(): Iterable<string>;
    filesIn(folder: string): readonly string[];
  },
): readonly string[] {
  const pattern = new RegExp(`^${globPattern(glob)}$`);
  const [fixed = ''] = glob.split(/\/?[^/]*[*?{]/);
  const found: string[] = [];
  for (const folder of program.folders()) {
    if (fixed !== '' && folder !== fixed && !folder.startsWith(`${fixed}/`)) continue;
    found.push(...program.filesIn(folder).filter((path) => pattern.test(path)));
  }
  return found.sort();
}
