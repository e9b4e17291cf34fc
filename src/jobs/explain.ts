/** Answers `/holdfast explain` from what is recorded; nothing is audited for it. */
import { allChanges } from '../audit/report.ts';
import { allRules } from '../drift/catalogue.ts';
import { type CommandAnswer, said, wrong } from '../github/command-answer.ts';
import type { Incident } from '../incidents/incident.ts';
import { packageRoot } from '../package-root.ts';
import {
  auditExplanation,
  changesExplanation,
  incidentExplanation,
  ruleExplanation,
} from '../report/explanation.ts';
import { permalinks } from '../report/links.ts';
import { ruleExample } from '../rule-example.ts';
import { nearMiss } from '../settings/near-miss.ts';
import { readReport } from '../store/recorded-report.ts';
import type { JobResources } from './handlers.ts';
import type { IssueCommandJob } from './job.ts';

type ExplainResources = Pick<JobResources, 'store' | 'connection'>;

/** The beginning of a fingerprint: fewer digits would fit too many. */
const FINGERPRINT = /^[0-9a-f]{4,32}$/;

/** `about` is a rule's id, the beginning of a fingerprint, or null for all that the place is about. */
export async function explain(
  resources: ExplainResources,
  job: IssueCommandJob,
  incident: Incident | null,
  about: string | null,
): Promise<CommandAnswer> {
  if (about !== null && !FINGERPRINT.test(about)) return explainRule(about);
  if (incident !== null) return explainIncident(resources, job, incident, about);
  if (job.isPullRequest) return explainPullRequest(resources, job, about);
  return wrong(
    'Here only a rule can be explained: `/holdfast explain <rule>`. Changes are explained on pull requests and on the issues of incidents.',
  );
}

function explainRule(id: string): CommandAnswer {
  const rule = allRules.find((known) => known.id === id);
  if (rule !== undefined) {
    return said(ruleExplanation(rule, ruleExample(packageRoot(import.meta.url), id)));
  }
  const meant = nearMiss(
    id,
    allRules.map((known) => known.id),
  );
  const hint =
    meant === undefined
      ? 'The id of a rule stands beside each change in the check run.'
      : `Did you mean \`/holdfast explain ${meant}\`?`;
  return wrong(`There is no such rule. ${hint}`);
}

function explainIncident(
  { connection }: ExplainResources,
  { owner, repo }: IssueCommandJob,
  incident: Incident,
  about: string | null,
): CommandAnswer {
  const address = { serverUrl: connection.address.webUrl, owner, repo };
  if (about === null) return said(incidentExplanation(incident, address));
  const drifts = incident.details.drifts.filter(({ fingerprint }) => fingerprint.startsWith(about));
  return drifts.length === 0
    ? wrong(NO_SUCH_CHANGE)
    : said(incidentExplanation(incident, address, drifts));
}

async function explainPullRequest(
  { store, connection }: ExplainResources,
  { installationId, repositoryId, owner, repo, issue }: IssueCommandJob,
  about: string | null,
): Promise<CommandAnswer> {
  const audit = await store.audits.latestVerdict(installationId, repositoryId, issue);
  const stored = audit === null ? null : await store.audits.report(installationId, audit.id);
  if (audit === null || stored === null) {
    return wrong(
      'No audit of this pull request has come to a verdict yet: `/holdfast audit` starts one.',
    );
  }
  const report = readReport(stored);
  const { baseSha, headSha } = audit;
  const links = permalinks({ serverUrl: connection.address.webUrl, owner, repo, baseSha, headSha });
  if (about === null) return said(auditExplanation(report, { links, headSha }));
  const drifts = allChanges(report).filter(({ fingerprint }) => fingerprint.startsWith(about));
  return drifts.length === 0 ? wrong(NO_SUCH_CHANGE) : said(changesExplanation(drifts, links));
}

const NO_SUCH_CHANGE =
  'No change here has a fingerprint that begins so. `/holdfast explain` explains all there are.';
