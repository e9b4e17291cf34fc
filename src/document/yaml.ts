import type { ParsedText } from './parsed-text.ts';
import { RareYaml } from './rare-yaml.ts';
import { readComposedYaml } from './yaml-composed.ts';
import { guardYaml } from './yaml-guard.ts';
import { readCommonYaml } from './yaml-one-pass.ts';

/**
 * Reads a YAML text (YAML 1.2, core schema) into JSON values: keys are text, dates are text,
 * `<<` merges, aliases share. Throws a `Refusal`.
 */
export function readYaml(text: string): ParsedText {
  try {
    return readCommonYaml(text);
  } catch (error) {
    if (!(error instanceof RareYaml)) throw error;
    guardYaml(text, error.offset);
    return readComposedYaml(text);
  }
}
