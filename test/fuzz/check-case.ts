/** Compares the two sides of a case and says what is wrong with the answer. */
import type { AreaReport } from '../../src/drift/area-report.ts';
import { compareContractFiles, detectContractDrift } from '../../src/drift/contract/detect.ts';
import { contractRules } from '../../src/drift/contract/rules/index.ts';
import type { Location } from '../../src/location.ts';
import { diffJson, jsonText } from '../../src/report/json.ts';
import { diffMarkdown } from '../../src/report/markdown.ts';
import { diffSarif } from '../../src/report/sarif.ts';
import { diffText } from '../../src/report/text.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';
import type { FuzzCase, FuzzFile } from './fuzz-case.ts';

const DATE = '2026-01-01';

/** Every fault of what Holdfast says about a case; none where all is well. Never rejects. */
export async function checkCase({ base, head }: FuzzCase): Promise<string[]> {
  try {
    const before = { tree: openFiles({ [base.path]: base.content }), path: base.path };
    const after = { tree: openFiles({ [head.path]: head.content }), path: head.path };
    const report = await compareContractFiles({
      base: before,
      head: after,
      service: null,
      date: DATE,
      components: true,
    });
    const faults = [...faultsOf(report, base, head), ...rendered(report)];
    if (base.path !== head.path) return faults;
    const found = await detectContractDrift({
      base: before.tree,
      head: after.tree,
      settings: defaultSettings('acme/shop'),
      date: DATE,
    });
    return [...faults, ...faultsOf(found, base, head)];
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

function faultsOf({ changes, problems }: AreaReport, base: FuzzFile, head: FuzzFile): string[] {
  const faults: string[] = [];
  for (const problem of problems) {
    const text = `problem ${problem.code}: ${problem.message.slice(0, 300)}`;
    if (problem.code === 'internal-error') faults.push(text);
    if (problem.file === null || problem.side === null) faults.push(`no file or side: ${text}`);
    const side = problem.side === 'base' ? base : head;
    if (!isInside(problem, side)) faults.push(`line ${problem.line} is not in the file: ${text}`);
  }
  const seen = new Set<string>();
  for (const change of changes) {
    if (change.base === null && change.head === null) faults.push(`no place: ${change.rule}`);
    if (change.base !== null && !isInside(change.base, base))
      faults.push(`line of base: ${change.rule}`);
    if (change.head !== null && !isInside(change.head, head))
      faults.push(`line of head: ${change.rule}`);
    if (seen.has(change.fingerprint)) faults.push(`the same fingerprint twice: ${change.rule}`);
    seen.add(change.fingerprint);
  }
  return faults;
}

/** Whether a place is a line of a file. */
function isInside(
  { line }: Pick<Location, 'line'> | { line: null },
  { content }: FuzzFile,
): boolean {
  return line !== null && line >= 1 && line <= content.toString().split('\n').length;
}

/** Writes a report in every form, so that no name or value in it is too much for one of them. */
function rendered(report: AreaReport): string[] {
  const texts = [
    jsonText(diffJson(report)),
    diffText(report, { colour: true }),
    diffMarkdown(report),
    JSON.stringify(diffSarif(report, { rules: contractRules, version: '0' })),
  ];
  return texts.flatMap((text) => (text.length > 0 ? [] : ['a report without text']));
}
