import { LineIndex } from '../../../document/line-index.ts';
import type { DocumentFormat } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingRead } from '../setting-read.ts';

/** What Vite itself puts into `import.meta.env`. */
const OF_VITE = /^(?:MODE|BASE_URL|PROD|DEV|SSR)$/;
/** `import { A, B as b } from '$env/static/private'`, Astro's `astro:env/server`, and `const { A } = import.meta.env`. */
const STATIC =
  /\b(?:import|const)\s*\{([^}]*)\}\s*(?:from\s*['"](?:\$env\/static|astro:env)\/\w+['"]|=\s*(?:import\.meta|process)\.env\b)/g;
/** `import { env as settings } from '$env/dynamic/public'`. */
const DYNAMIC = /\bimport\s*\{\s*env(?:\s+as\s+(\w+))?\s*\}\s*from\s*['"]\$env\/dynamic\/\w+['"]/g;
const WHOLE = /\bimport\s*\*\s*as\s+(\w+)\s+from\s*['"](?:\$env\/static\/\w+|astro:env\/\w+)['"]/g;
/** What a value is only looked at by. */
const ASKED_BEFORE = /(?:[#:]if\s[^{}]*|\bv-(?:if|show)="[^"]*|!)$/;
const ASKED_AFTER = /^\s*(?:\?(?!\?)|&&|[=!]==?)/;
const FALLBACK = /^\s*(?:\?\?|\|\|)\s*(?:(['"`])(?<text>[^'"`$]*)\1|(?<other>[^\s;]))/;

/** So many characters before and after a reading are looked at. */
const AROUND = 300;

/** Components in files of their own (Vue, Svelte, Astro): what their scripts and templates take from the environment. */
export const components: DocumentFormat = {
  id: 'components',
  matches: (path) => /\.(?:vue|svelte|astro)$/.test(path),
  read(file, text) {
    const reads: SettingRead[] = [];
    const lines = new LineIndex(text);
    const add = (name: string, at: number, end: number, isSure: boolean): void => {
      if (!isUpperName(name) || OF_VITE.test(name)) return;
      const { line, column } = lines.place(at);
      const rest = text.slice(end, end + AROUND);
      const fallback = FALLBACK.exec(rest)?.groups;
      const own = text.slice(at - Math.min(column - 1, AROUND), at);
      const isAsked = !isSure && (ASKED_BEFORE.test(own) || ASKED_AFTER.test(rest));
      reads.push({
        name,
        file,
        line,
        column,
        required: fallback === undefined && !isAsked,
        default: fallback?.text ?? null,
        reader: 'components',
      });
    };
    for (const match of text.matchAll(STATIC)) {
      const [whole, list = ''] = match;
      const start = match.index + whole.indexOf('{') + 1;
      for (const one of list.matchAll(/(?:^|,)\s*([A-Z]\w*)/g)) {
        const at = start + one.index + one[0].length - (one[1] ?? '').length;
        add(one[1] ?? '', at, at, true);
      }
    }
    const locals = [...text.matchAll(DYNAMIC)].map((match) => match[1] ?? 'env');
    const wholes = [...text.matchAll(WHOLE)].map((match) => match[1] ?? '');
    const objects = ['process\\.env', 'import\\.meta\\.env', ...locals, ...wholes].join('|');
    const access = new RegExp(
      `(?<![\\w.])(?:${objects})(?:\\??\\.|\\[['"])([A-Z]\\w*)(?:['"]\\])?`,
      'g',
    );
    for (const match of text.matchAll(access))
      add(match[1] ?? '', match.index, match.index + match[0].length, false);
    return { documented: [], uses: [], reads, problems: [] };
  },
};
