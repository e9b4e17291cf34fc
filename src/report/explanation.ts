/** What `/holdfast explain` and `/holdfast help` answer, in Markdown. Pure. */
import type { AuditReport } from '../audit/report.ts';
import type { Drift } from '../drift/drift.ts';
import type { Rule } from '../drift/rule.ts';
import { COMMAND_LIST } from '../incidents/command.ts';
import type { Incident, IncidentDrift } from '../incidents/incident.ts';
import { exceededChurn, exceededChurnList } from './churn.ts';
import { driftLinks, type RepositoryAddress } from './incident-links.ts';
import {
  allProblems,
  exceededVerdicts,
  type JudgedChange,
  judgedChanges,
  unjudgedChanges,
} from './judgement.ts';
import type { Links } from './links.ts';
import { reasons } from './markdown-changes.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import { exceededList, problemList } from './markdown-verdicts.ts';
import { Page } from './page.ts';
import { exampleDiff, type RuleExample } from './rules.ts';
import { verdictTitle } from './title.ts';
import { waivedChanges, waivedList } from './waivers.ts';
import { COMPATIBILITY_WORDS, count, lineOf, number } from './wording.ts';

/** An answer is read under a comment: what is longer is in the check run and in the issue. */
const MAX_BYTES = 12_000;

/** Reasons, drifts and budgets that one answer goes through at most. */
const MOST = 20;

const SIGNS = { within: '🟢', exceeded: '🔴', unchecked: '⚠️' } as const;

/** The commands, and who may give them. */
export function helpText(): string {
  const rows = COMMAND_LIST.map(
    ({ usage, where, does }) => `| ${code(usage)} | ${where} | ${does} |`,
  );
  return `| command | where | what it does |\n| :-- | :-- | :-- |\n${rows.join('\n')}\n\n<sub>A command stands in the first line of a new comment. \`help\` and \`explain\` are for everybody, the others for people who may write to this repository.</sub>`;
}

/** Why a rule is one, what to do, and its example. */
export function ruleExplanation(rule: Rule, example: RuleExample): string {
  const { sign, word } = COMPATIBILITY_WORDS[rule.compatibility];
  const diff = exampleDiff(example);
  const fence = '```';
  return [
    `#### ${sign} ${code(rule.id)} (${word}, severity ${rule.severity})`,
    `${escapeText(rule.title)}.`,
    `**Why:** ${escapeText(rule.why)}  \n**What to do:** ${escapeText(rule.remedy)}`,
    ...(rule.note === undefined ? [] : [`**Note:** ${escapeText(rule.note)}`]),
    ...(diff === '' ? [] : [`For example:\n\n${fence}diff\n${diff}\n${fence}`]),
  ].join('\n\n');
}

/** The drifts of an incident, all or some of them, and the budgets that said so. */
export function incidentExplanation(
  incident: Incident,
  address: RepositoryAddress,
  drifts: readonly IncidentDrift[] = incident.details.drifts,
): string {
  const { details, branch, baseSha, headSha } = incident;
  const page = new Page(MAX_BYTES);
  page.add(
    `Between ${code(baseSha.slice(0, 7))} and ${code(headSha.slice(0, 7))}, ${code(branch)} got:`,
  );
  const left = drifts === details.drifts ? details.more_drifts : 0;
  page.addRows({
    head: '',
    rows: drifts.map((drift) => driftRow(drift, incident, address)),
    more: (rest) => `- … and ${count(rest + left, 'more change')}`,
    most: MOST,
  });
  page.addRows({
    head: 'The budgets that said so:\n',
    rows: details.limits.map(
      ({ subject, key, limit, used, set_by }) =>
        `- ${code(subject)}: ${code(key)}, ${number(used)} used, ${number(limit)} allowed; set by ${escapeText(set_by)}`,
    ),
    more: (rest) => `- … and ${count(rest, 'more budget')}`,
    most: MOST,
  });
  return page.text();
}

function driftRow(drift: IncidentDrift, incident: Incident, address: RepositoryAddress): string {
  const { sign } = COMPATIBILITY_WORDS[drift.compatibility];
  const place = drift.head ?? drift.base;
  const { head, base } = driftLinks(address, incident, drift);
  const seen = drift.head === null ? base : head;
  const where =
    place === null
      ? ''
      : ` (${seen === null ? code(lineOf(place)) : link(code(lineOf(place)), seen)})`;
  return [
    `- ${sign} ${escapeText(drift.message)}${where}`,
    `  **Why:** ${escapeText(drift.why)}`,
    `  **What to do:** ${escapeText(drift.remedy)}`,
    `  Rule ${code(drift.rule)}, fingerprint ${code(drift.fingerprint)}.`,
  ].join('  \n');
}

/** What an audit found on a pull request. */
export function auditExplanation(
  report: AuditReport,
  { links, headSha }: { readonly links: Links; readonly headSha: string },
): string {
  const page = new Page(MAX_BYTES);
  page.add(
    `**${SIGNS[report.outcome]} ${escapeText(verdictTitle(report))}**, at ${code(headSha.slice(0, 7))}.`,
  );
  page.addRows({ ...problemList(allProblems(report), links), most: 10 });
  page.addRows(exceededList(exceededVerdicts(report), links));
  page.addRows(exceededChurnList(exceededChurn(report), links));
  const telling = judgedChanges(report).filter(
    ({ counted, exceeds }) => exceeds || counted !== 'non_breaking',
  );
  const left = addReasons(page, telling, links);
  page.addRows(waivedList(waivedChanges(report), links));
  const more =
    '<sub>`/holdfast explain <rule or fingerprint>` says more of one. The check run has it all.</sub>';
  return [page.text(), ...left, more].join('\n\n');
}

/** Adds why changes break, as far as there is room. Gives the line that says how much was left out, if anything was. */
function addReasons(page: Page, changes: readonly JudgedChange[], links: Links): readonly string[] {
  let left = 0;
  for (const [index, reason] of reasons(changes, links).entries()) {
    const { room } = page;
    if (index < MOST) page.addRows(reason);
    if (page.room === room) left += 1;
  }
  return left === 0 ? [] : [`… and ${count(left, 'more reason')}.`];
}

/** Some of the changes that an audit found, each with its fingerprint. */
export function changesExplanation(drifts: readonly Drift[], links: Links): string {
  const page = new Page(MAX_BYTES);
  const left = addReasons(page, unjudgedChanges(drifts), links);
  const fingerprints = drifts.slice(0, MOST).map(({ fingerprint }) => code(fingerprint));
  const rest = drifts.length - fingerprints.length;
  const more = rest > 0 ? `, and ${number(rest)} more` : '';
  return [page.text(), ...left, `Fingerprints: ${fingerprints.join(', ')}${more}.`].join('\n\n');
}
