import { DOCUMENT_LIMITS, type DocumentLimits } from './limits.ts';
import { Refusal } from './refusal.ts';
import { YamlTokens } from './yaml-tokens.ts';

/**
 * Refuses a YAML text that would take `yaml`'s parser too deep (its recursion can end the process),
 * too long or too much memory. Works on tokens, in one pass, and rather counts a level too many:
 * it runs only for text with rare features or errors. Throws a `Refusal`.
 */
export function guardYaml(
  text: string,
  rareOffset: number,
  limits: DocumentLimits = DOCUMENT_LIMITS,
): void {
  const tokens = new YamlTokens(text);
  const nesting = new Nesting();
  let gap = 0;
  for (; tokens.kind !== 'end'; tokens.advance()) {
    nesting.pass(tokens);
    if (nesting.depth > limits.depth) throw Refusal.tooDeep(tokens.offset, limits);
    if (tokens.count > limits.rareYamlTokens) throw tooLong(rareOffset);
    gap = isFiller(tokens) ? gap + 1 : 0;
    if (gap > limits.rareYamlGap) throw tooLong(rareOffset);
  }
}

function isFiller({ kind }: YamlTokens): boolean {
  return (
    kind === 'space' ||
    kind === 'newline' ||
    kind === 'comment' ||
    kind === 'anchor' ||
    kind === 'tag'
  );
}

function tooLong(offset: number): Refusal {
  return new Refusal(
    'limit-reached',
    'The YAML is broken here, or uses a rare feature (tag, explicit key, directive, tab) that is only read in smaller files. Write it in the common form.',
    offset,
  );
}

/** An upper bound of how deep the parser's tree is at a token. */
class Nesting {
  /** Columns of the open block collections. */
  private readonly columns: number[] = [];
  /** For each open flow collection, and for the line around them, the indicators that can each open a level. */
  private readonly indicators = [0];
  private indicatorSum = 0;
  /** Whether only indentation and indicators stood on the line so far. */
  private leading = true;

  get depth(): number {
    return 2 * this.columns.length + this.indicators.length - 1 + this.indicatorSum;
  }

  pass(tokens: YamlTokens): void {
    const { kind } = tokens;
    const inFlow = this.indicators.length > 1;
    if (kind === 'newline') this.newLine(inFlow);
    else if (kind === 'open') this.openFlow(tokens.column, inFlow);
    else if (kind === 'close') this.closeFlow(inFlow);
    else if (kind === 'comma') this.resetIndicators();
    else if (kind === 'rare') this.leaveFlow();
    else if (kind === 'item' || kind === 'explicit-key' || kind === 'colon') {
      this.indicator(tokens.column, inFlow);
    } else if (
      kind === 'plain' ||
      kind === 'quoted' ||
      kind === 'alias' ||
      kind === 'block-header'
    ) {
      this.content(tokens, inFlow);
    }
  }

  private newLine(inFlow: boolean): void {
    if (inFlow) return;
    this.resetIndicators();
    this.leading = true;
  }

  private openFlow(column: number, inFlow: boolean): void {
    if (!inFlow && this.leading) this.indent(column);
    this.leading = false;
    this.indicators.push(0);
  }

  private closeFlow(inFlow: boolean): void {
    if (!inFlow) return;
    this.resetIndicators();
    this.indicators.pop();
  }

  /** The lexer gives up on a flow collection at text that is indented too little. */
  private leaveFlow(): void {
    while (this.indicators.length > 1) this.closeFlow(true);
    this.leading = true;
  }

  private indicator(column: number, inFlow: boolean): void {
    if (!inFlow && this.leading) {
      this.indent(column);
      return;
    }
    const level = this.indicators.length - 1;
    this.indicators[level] = (this.indicators[level] ?? 0) + 1;
    this.indicatorSum += 1;
  }

  private content(tokens: YamlTokens, inFlow: boolean): void {
    if (!inFlow && this.leading) this.indent(tokens.column);
    const endsLine = tokens.kind === 'plain' && tokens.source.endsWith('\n');
    this.leading = !inFlow && endsLine;
    if (this.leading) this.resetIndicators();
  }

  private resetIndicators(): void {
    const level = this.indicators.length - 1;
    this.indicatorSum -= this.indicators[level] ?? 0;
    this.indicators[level] = 0;
  }

  private indent(column: number): void {
    while ((this.columns.at(-1) ?? -1) > column) this.columns.pop();
    if ((this.columns.at(-1) ?? -1) < column) this.columns.push(column);
  }
}
