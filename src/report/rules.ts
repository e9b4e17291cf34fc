/** The catalogue of rules for people: `docs/rules.md`, and what `holdfast rules` prints. */
import { WORST_FIRST } from '../drift/area-report.ts';
import type { Compatibility } from '../drift/drift.ts';
import type { Rule } from '../drift/rule.ts';
import { lineDiff } from './line-diff.ts';
import { COMPATIBILITY_WORDS, count } from './wording.ts';

/** A contract before and after a change that a rule finds; null where there is no file. */
export interface RuleExample {
  readonly before: string | null;
  readonly after: string | null;
}

/** A check that other catalogues have, how they judge it, and the rules that express it here, if any. */
export interface KnownCheck {
  readonly id: string;
  readonly compatibility: Compatibility;
  readonly rules: readonly string[];
  /** Why it is expressed or judged otherwise here; null where only the name differs, or nothing. */
  readonly why: string | null;
}

/** Longer examples are cut. */
const MOST_LINES = 40;

const DIRECTIONS = {
  request: 'requests, which callers send',
  response: 'responses, which consumers read',
  none: 'the operation or the contract itself',
} as const satisfies Record<Rule['direction'], string>;

/** The text of `docs/rules.md`. */
export function rulesMarkdown(
  rules: readonly Rule[],
  exampleOf: (id: string) => RuleExample,
  checks: readonly KnownCheck[],
): string {
  const counts = WORST_FIRST.map((compatibility) => {
    const { word } = COMPATIBILITY_WORDS[compatibility];
    return `${rules.filter((rule) => rule.compatibility === compatibility).length} ${word}`;
  });
  const rows = rules.map(
    ({ id, compatibility, severity, direction, title }) =>
      `| [\`${id}\`](#${id}) | ${COMPATIBILITY_WORDS[compatibility].word} | ${severity} | ${direction} | ${cell(title)} |`,
  );
  return `${[
    '# Rules',
    '<!-- Written by `npm run docs` from the catalogue of rules: change the rules, not this page. -->',
    `Every kind of drift that Holdfast finds, in API contracts and between them and the code: ${count(rules.length, 'rule')}, ${counts.join(', ')}. \`holdfast rules\` prints the same list, \`holdfast rules <id>\` one rule.`,
    'A repository can [change, switch off or restrict](configuration.md#tuning-rules) each rule, and [waive](configuration.md#waivers) a single change. A change may be judged better than its rule says here where the contracts show that it is safer, and worse where it is not.',
    'Ids go by the way data flows. What a webhook or a callback sends is data that its receivers get, so that a change inside its body has an id that begins with `response-`, and one inside what receivers answer has an id of requests. The sentence of the change says which webhook or callback it is, and its reason speaks of receivers. What is only there for webhooks has rules of its own: `webhook-…` and `callback-…`.',
    '## All rules',
    `| id | compatibility | severity | direction | finds |\n|---|---|---|---|---|\n${rows.join('\n')}`,
    ...knownElsewhere(rules, checks),
    ...rules.map((rule) => section(rule, exampleOf(rule.id))),
  ].join('\n\n')}\n`;
}

/** The checks that other catalogues have under another name or judge otherwise, and why they are not judged so here. */
function knownElsewhere(rules: readonly Rule[], checks: readonly KnownCheck[]): string[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const words = (compatibility: Compatibility) => COMPATIBILITY_WORDS[compatibility].word;
  const others = checks.filter(
    ({ id, compatibility, rules: own }) =>
      own.length !== 1 || own[0] !== id || byId.get(id)?.compatibility !== compatibility,
  );
  if (checks.length === 0) return [];
  const rows = others.map(({ id, compatibility, rules: own, why }) => {
    const here = own.map((name) => {
      const rule = byId.get(name);
      return `[\`${name}\`](#${name})${rule === undefined ? '' : `, ${words(rule.compatibility)}`}`;
    });
    return `| \`${id}\` | ${words(compatibility)} | ${here.length === 0 ? 'no rule' : here.join('; ')} | ${cell(why ?? 'The same under another name.')} |`;
  });
  return [
    '## Checks that are known from elsewhere',
    `The catalogue is held against a list of ${count(checks.length, 'check')} that teams know from other tools. ${checks.length - others.length} of them are rules here, with the same id and the same judgement. The others are expressed or judged otherwise:`,
    `| check | judged there | here | why |\n|---|---|---|---|\n${rows.join('\n')}`,
  ];
}

function section(rule: Rule, example: RuleExample): string {
  const diff = exampleDiff(example);
  return [
    `## ${rule.id}`,
    `${rule.title}. ${areaOf(rule)}*${COMPATIBILITY_WORDS[rule.compatibility].word}* (\`${rule.compatibility}\`), severity \`${rule.severity}\`, mismatch type \`${rule.mismatch_type}\`; about ${DIRECTIONS[rule.direction]}.`,
    `**Why:** ${rule.why}`,
    `**What to do:** ${rule.remedy}`,
    ...(rule.note === undefined ? [] : [`**Note:** ${rule.note}`]),
    ...(diff === '' ? [] : [`\`\`\`diff\n${diff}\n\`\`\``]),
  ].join('\n\n');
}

/** Where a rule looks, but for contracts, which most are about. */
function areaOf({ area }: Rule): string {
  return area === 'contract' ? '' : `Area \`${area}\`; `;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** The example as a diff, shortened. */
export function exampleDiff({ before, after }: RuleExample): string {
  const lines = lineDiff(before ?? '', after ?? '').split('\n');
  const rest = lines.length - MOST_LINES;
  const shown = rest > 0 ? [...lines.slice(0, MOST_LINES), '  …'] : lines;
  return shown.join('\n');
}

/** The list of rules for a terminal. */
export function rulesText(rules: readonly Rule[]): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, compatibility, severity }) => {
    const { word } = COMPATIBILITY_WORDS[compatibility];
    return `${id.padEnd(width)}  ${word.padEnd(20)}  ${severity}`;
  });
  return `${[...lines, '', `${count(rules.length, 'rule')}. holdfast rules <id> explains one.`].join('\n')}\n`;
}

/** One rule for a terminal. */
export function ruleText(rule: Rule, example: RuleExample): string {
  const diff = exampleDiff(example);
  return `${[
    rule.id,
    `  ${rule.title}.`,
    '',
    `  ${COMPATIBILITY_WORDS[rule.compatibility].word} (${rule.compatibility}), severity ${rule.severity}`,
    `  mismatch type ${rule.mismatch_type}, about ${DIRECTIONS[rule.direction]}`,
    '',
    `  why:  ${rule.why}`,
    `  do:   ${rule.remedy}`,
    ...(rule.note === undefined ? [] : [`  note: ${rule.note}`]),
    ...(diff === ''
      ? []
      : ['', '  for example:', ...diff.split('\n').map((line) => `    ${line}`)]),
  ].join('\n')}\n`;
}

/** A rule as data, with exactly the published keys in the published order. */
export function ruleJson(rule: Rule) {
  return {
    id: rule.id,
    area: rule.area,
    compatibility: rule.compatibility,
    severity: rule.severity,
    direction: rule.direction,
    mismatch_type: rule.mismatch_type,
    title: rule.title,
    why: rule.why,
    remedy: rule.remedy,
    note: rule.note ?? null,
  };
}
