import { lastName } from '../../code/facts-index.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** Decorators that say which variable a field is filled from. */
const FROM_VARIABLE =
  /^(?:From)?Env(?:ironment)?(?:Var(?:iable)?)?(?:String|Number|Integer|Int|Boolean|Bool)?$/;

/** Fields of classes that decorators fill: `@Env('DB_TYPE') type = 'sqlite'`. */
export const javascriptDecorators: SettingReader = {
  id: 'javascript-decorators',
  languages: ['javascript'],
  mark: /@(?:From)?Env(?:ironment)?\w*\(\s*['"]/,
  find(code) {
    const reads = new NamedReads(code, 'javascript-decorators');
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'javascript') continue;
      for (const { scope, value, decorators } of facts.bindings) {
        for (const { callee, args, line, column } of decorators) {
          const [name] = args;
          if (!FROM_VARIABLE.test(lastName(callee) ?? '') || name === undefined) continue;
          if (name.value.kind === 'text' && !isUpperName(name.value.value)) continue;
          const at = { line, column };
          reads.add(name.value, { file: path, scope }, { at, fallback: value });
        }
      }
    }
    return reads.findings();
  },
};
