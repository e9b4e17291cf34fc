import { basename } from 'node:path/posix';

const SETTINGS =
  /\benv(?:ironment)?(?:[\s_-]*var(?:iable)?s?)?\b|\benvs?\b|\.env\b|\bconfig(?:uration|uring|ure|s)?\b|\bsettings?\b|\bvariables?\b|\bsecrets?\b|\bparameters\b|\bcredentials\b/i;
/** Words of headings under which upper case names are something else. */
const OTHER =
  /\berrors?\b|\bcodes?\b|\bevents?\b|\bconstants?\b|\bstatus(?:es)?\b|\benums?\b|\bpermissions?\b|\bscopes?\b|\bapi\b|\bmacros?\b|\bmessages?\b|\btypes?\b|\bactions?\b(?!.*\b(?:env|secret|variable))|\bendpoints?\b|\bkeywords?\b|\bfunctions?\b|\bmethods?\b|\bhooks?\b|\bclass(?:es)?\b|\bschema\b|\bcolumns?\b|\bfields?\b|\btables?\b|\bbuild args?\b/i;
const ENVIRONMENT =
  /\benvironment(?:al)?[\s-]+variables?\b|\benv[\s_-]*vars?\b|`?\.env\b|\benvironment\b/i;

/** Sentences speak of environments in many ways; only these words lead to a list of settings. */
const VARIABLES =
  /\benvironment(?:al)?[\s-]+variables?\b|\benv[\s_-]*vars?\b|`\.env\b|\benv(?:ironment)? settings\b/i;

/** A line that is a heading but for its form: "Environment:", "**Settings**". */
const LABEL =
  /^\s*(?:\*\*|__)?(?:(?:supported|available|required|optional|the)\s+)?(?:env(?:ironment)?|config(?:uration)?|settings|variables)(?:\s+\w+){0,2}\s*(?:(?:\*\*|__)?:(?:\*\*|__)?|\*\*|__)\s*$/i;

/** Where in a Markdown file one is: the headings above, and what the sentence before said. */
export class MarkdownContext {
  readonly #headings: { readonly level: number; readonly title: string }[] = [];
  readonly #isFile: boolean;
  #lead = '';

  constructor(file: string) {
    const name = basename(file)
      .replace(/\.\w+$/, '')
      .replace(/[_-]+/g, ' ');
    this.#isFile =
      /^(?:env|environment|configuration|config|settings|variables)\b/i.test(name) ||
      ENVIRONMENT.test(name);
  }

  heading(level: number, title: string): void {
    while ((this.#headings.at(-1)?.level ?? 0) >= level) this.#headings.pop();
    this.#headings.push({ level, title });
    this.#lead = '';
  }

  /** A line that is no heading, table or block. */
  line(text: string): void {
    if (text.trim() === '' || /^\s*(?:[-*+]|\d+\.)\s/.test(text)) return;
    this.#lead = text;
  }

  /** Whether what stands here is told to be about settings. */
  isAboutSettings(): boolean {
    if (VARIABLES.test(this.#lead) || LABEL.test(this.#lead)) return true;
    return this.#decide(this.#headings);
  }

  /** The same for a heading of a level that is about to begin. */
  isAboutSettingsAbove(level: number): boolean {
    return this.#decide(this.#headings.filter((one) => one.level < level));
  }

  /** The nearest heading that says anything decides. */
  #decide(headings: readonly { readonly level: number; readonly title: string }[]): boolean {
    for (const { title } of [...headings].reverse()) {
      if (ENVIRONMENT.test(title)) return true;
      if (OTHER.test(title)) return false;
      if (SETTINGS.test(title)) return true;
    }
    return this.#isFile;
  }
}
