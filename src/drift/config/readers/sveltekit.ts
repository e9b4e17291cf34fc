import type { SettingRead, SettingReader } from '../setting-read.ts';

/** SvelteKit: `import { DATABASE_URL } from '$env/static/private'`. */
export const sveltekit: SettingReader = {
  id: 'sveltekit',
  languages: ['javascript'],
  mark: /\$env\/static\//,
  find(code) {
    const reads: SettingRead[] = [];
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'javascript') continue;
      for (const { module, name, line, column } of facts.imports) {
        if (!module.startsWith('$env/static/') || name === '*' || name === 'default') continue;
        reads.push({
          name,
          file: path,
          line,
          column,
          required: true,
          default: null,
          reader: 'sveltekit',
        });
      }
    }
    return { reads, problems: [] };
  },
};
