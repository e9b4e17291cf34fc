import { type Documented, type DocumentFormat, documentedOn } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';

/**
 * Terraform: variables (given as `TF_VAR_x`), maps and pairs that set the environment of what is run. Nomad's jobs are
 * written alike; their templates may be files of settings.
 */
export const terraform: DocumentFormat = {
  id: 'terraform',
  matches: (path) => /\.(?:tf|tfvars|nomad|hcl)$/.test(path),
  read(file, text) {
    const found: Documented[] = [];
    const add = (name: string, line: string, index: number, value: string | null, used: boolean) =>
      found.push(
        documentedOn(line, index, { name, file, kind: 'supply', value, used, block: file }),
      );
    const isJob = /^\s*job\s+"/m.test(text);
    let depth = -1;
    let isOfMap = false;
    const lines = text.split(/\r?\n/);
    for (const [index, line] of lines.entries()) {
      if (/^\s*(?:#|\/\/)/.test(line)) continue;
      const filled = isJob ? /^\s*([A-Z][A-Z0-9_]*)\s*=\s*.*\{\{/.exec(line)?.[1] : undefined;
      if (filled !== undefined) add(filled, line, index, null, false);
      const variable = /^\s*variable\s+"([\w-]+)"/.exec(line)?.[1];
      if (variable !== undefined) {
        // What it is called outside is only known where the code reads it.
        for (const name of [`TF_VAR_${variable}`, variable.replaceAll('-', '_').toUpperCase()])
          found.push(
            documentedOn(line, index, {
              name,
              file,
              kind: 'supply',
              certainty: 'likely',
              used: true,
            }),
          );
        continue;
      }
      const resource = /^\s*resource\s+"(\w+)"/.exec(line)?.[1];
      if (resource !== undefined) isOfMap = /^kubernetes_(?:config_map|secret)/.test(resource);
      if (depth === -1 && isOfMap && /^\s*data\s*=\s*\{/.test(line)) depth = 0;
      if (
        depth === -1 &&
        /^\s*(?:\w*environment\w*|\w*env_?vars?|env|variables|app_settings|config_vars|secret_env\w*)\s*=?\s*(?:merge\([^{]*)?[{[]/i.test(
          line,
        )
      )
        depth = 0;
      if (depth !== -1) {
        const pair = /^\s*"?([A-Za-z_]\w*)"?\s*[=:]\s*(?!=)(.*?),?\s*$/.exec(line);
        const name = pair?.[1];
        if (name !== undefined && isUpperName(name))
          add(name, line, index, literal(pair?.[2] ?? ''), false);
      }
      const named = /\bname\s*[=:]\s*"([A-Z][A-Z0-9_]*)"/.exec(line)?.[1];
      if (named !== undefined && isNearValue(lines, index)) add(named, line, index, null, false);
      if (depth !== -1) {
        depth += (line.match(/[{[]/g) ?? []).length - (line.match(/[}\]]/g) ?? []).length;
        if (depth <= 0) depth = -1;
      }
    }
    return { documented: found, uses: [], problems: [] };
  },
};

/** `name = "X"` sets a variable where `value` stands beside it. */
function isNearValue(lines: readonly string[], index: number): boolean {
  const around = lines.slice(Math.max(0, index - 2), index + 3);
  return around.some((line) => /\b(?:value|valueFrom|value_from|value_source)\s*[=:{]?/.test(line));
}

function literal(written: string): string | null {
  return (
    /^"([^"$]*)"$/.exec(written)?.[1] ??
    (/^[\d.]+$|^(?:true|false)$/.test(written) ? written : null)
  );
}
