import type { AuditReport } from '../audit/report.ts';
import type { AreaReport } from '../drift/area-report.ts';
import type { Terminal } from './terminal.ts';

/** The formats of results. */
export const FORMATS = ['text', 'json', 'markdown', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** Whether a text names a format; commander has checked its choices before. */
export function isFormat(text: string): text is Format {
  return FORMATS.some((format) => format === text);
}

export interface RenderOptions {
  readonly format: Format;
  readonly terminal: Terminal;
  readonly version: string;
}

/** A comparison of two contracts in the format asked for, ending in a line break. */
export async function renderDiff(area: AreaReport, options: RenderOptions): Promise<string> {
  switch (options.format) {
    case 'text':
      return (await import('../report/text.ts')).diffText(area, options.terminal);
    case 'json': {
      const { diffJson, jsonText } = await import('../report/json.ts');
      return jsonText(diffJson(area));
    }
    case 'markdown':
      return (await import('../report/markdown.ts')).diffMarkdown(area);
    case 'sarif': {
      const { diffSarif } = await import('../report/sarif.ts');
      return pretty(diffSarif(area, await sarifOptions(options)));
    }
  }
}

/** An audit in the format asked for, ending in a line break. */
export async function renderCheck(report: AuditReport, options: RenderOptions): Promise<string> {
  switch (options.format) {
    case 'text':
      return (await import('../report/text.ts')).checkText(report, options.terminal);
    case 'json': {
      const { checkJson, jsonText } = await import('../report/json.ts');
      return jsonText(checkJson(report));
    }
    case 'markdown':
      return (await import('../report/markdown.ts')).checkMarkdown(report);
    case 'sarif': {
      const { checkSarif } = await import('../report/sarif.ts');
      return pretty(checkSarif(report, await sarifOptions(options)));
    }
  }
}

async function sarifOptions({ version }: RenderOptions) {
  const { allRules } = await import('../drift/catalogue.ts');
  return { rules: allRules, version };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
