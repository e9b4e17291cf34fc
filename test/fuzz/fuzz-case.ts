/** One case of the fuzzer: two sides made of one real document, of a seed and a number and of nothing else. */
import { stringify } from 'yaml';
import { type RealDocument, takePart } from './documents.ts';
import type { Json, JsonRecord } from './json.ts';
import { damageBytes, damageText } from './mutate-text.ts';
import { damageValue } from './mutate-value.ts';
import { Random } from './random.ts';

/** The text of one side, or bytes that may be none. */
export interface FuzzFile {
  readonly path: string;
  readonly content: string | Buffer;
}

export interface FuzzCase {
  /** The document that both sides were made of. */
  readonly name: string;
  readonly base: FuzzFile;
  readonly head: FuzzFile;
}

export function makeCase(documents: readonly RealDocument[], seed: number, run: number): FuzzCase {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b));
  const document = random.pick(documents);
  if (document === undefined) throw new Error('There is no document to mutate.');
  const part = takePart(random, document);
  const wantsYaml = random.chance(0.35);
  const base = structuredClone(part);
  const damaged = random.oneOf('head', 'head', 'base', 'both');
  if (damaged !== 'head') damageValue(random, base, 6);
  if (damaged !== 'base') damageValue(random, part, 12);
  const isYaml = wantsYaml && [base, part].every(canBeYaml);
  return {
    name: document.name,
    base: fileOf(random, base, isYaml, damaged !== 'head'),
    head: fileOf(random, part, isYaml, damaged !== 'base'),
  };
}

/** Whether a value can be written as YAML: not so deep that the writer fails, not so large that it takes seconds. */
function canBeYaml(value: JsonRecord): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 700) return false;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
  return JSON.stringify(value).length < 400_000;
}

function fileOf(random: Random, value: JsonRecord, isYaml: boolean, mayBreak: boolean): FuzzFile {
  const path = isYaml ? 'api.yaml' : random.chance(0.9) ? 'api.json' : 'api.yml';
  const text = isYaml ? yamlOf(random, value) : JSON.stringify(value, null, random.oneOf(2, 0, 1));
  if (!mayBreak || random.chance(0.7)) return { path, content: text };
  const content = random.chance(0.2) ? damageBytes(random, text) : damageText(random, text);
  return { path, content };
}

function yamlOf(random: Random, value: JsonRecord): string {
  return stringify(value, {
    aliasDuplicateObjects: false,
    lineWidth: random.oneOf(80, 0),
    collectionStyle: random.chance(0.1) ? 'flow' : 'any',
    defaultStringType: random.oneOf('PLAIN', 'QUOTE_DOUBLE', 'BLOCK_LITERAL'),
  });
}
