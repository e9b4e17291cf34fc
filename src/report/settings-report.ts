import type { Problem } from '../problem.ts';
import { shown } from '../visible.ts';
import { type AnnotationList, problemAnnotations } from './annotations.ts';
import { LIMITS } from './limits.ts';
import { type Links, NO_LINKS } from './links.ts';
import type { CheckRunOutput } from './markdown.ts';
import { problemList } from './markdown-verdicts.ts';
import { Page } from './page.ts';
import { count } from './wording.ts';

/** What the check run named after a settings file shows. */
export interface SettingsCheckReport {
  readonly output: CheckRunOutput;
  /** At the lines of the errors; empty when the file is not the head's own. */
  readonly annotations: AnnotationList;
}

/**
 * The check run of a settings file: its errors, or that it holds. `inHead` says whether the problems' lines are
 * those of the head commit; otherwise there is no line to annotate and the text names them.
 */
export function settingsCheckReport(
  file: string,
  problems: readonly Problem[],
  { inHead, links = NO_LINKS }: { readonly inHead: boolean; readonly links?: Links },
): SettingsCheckReport {
  const name = shown(file, 60);
  if (problems.length === 0) {
    return {
      output: {
        title: `${name} is valid`,
        summary: 'Every key is known and every value is possible.',
        text: '',
      },
      annotations: { annotations: [], left_out: 0 },
    };
  }
  const page = new Page(LIMITS.checkRunTextBytes);
  page.add(
    inHead
      ? 'These settings would not hold. This pull request is judged by those of its base.'
      : 'The settings on the base branch do not hold, so nothing can be judged until they are put right there.',
  );
  const list = problemList(problems, links);
  page.addRows({ ...list, head: '### What is wrong\n', share: page.room });
  return {
    output: {
      title: `${count(problems.length, 'error')} in ${name}`,
      summary: page.text(),
      text: '',
    },
    annotations: inHead
      ? problemAnnotations(problems.filter((problem) => problem.file === file))
      : { annotations: [], left_out: 0 },
  };
}
