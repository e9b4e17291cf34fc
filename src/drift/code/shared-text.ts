import type { Expr } from './facts.ts';

/** Longer texts are seldom there twice. */
const MAX_LENGTH = 64;

/** An object without any key. */
const NOTHING: object = {};

/**
 * Lets equal texts share their memory: code has the same few thousand names over and over, and each occurrence comes
 * from the parser as a text of its own. V8 keeps one copy of what was looked up as a key; what the look-up says is of
 * no use.
 */
export function share(text: string): boolean {
  return text.length <= MAX_LENGTH && text in NOTHING;
}

/** The same for the texts of an expression; its parts have been through this before, but for those made with it. */
export function shareTexts(expr: Expr): void {
  switch (expr.kind) {
    case 'name':
      share(expr.name);
      break;
    case 'member':
      share(expr.name);
      if (expr.object.kind === 'name') share(expr.object.name);
      break;
    case 'text':
      share(expr.value);
      break;
    case 'call':
      shareTexts(expr.callee);
      for (const { name, value } of expr.args) {
        if (name !== null) share(name);
        shareTexts(value);
      }
      break;
    case 'join':
      expr.parts.forEach(shareTexts);
      break;
    case 'map':
      for (const { key } of expr.entries) if (key !== null) shareTexts(key);
      break;
    default:
  }
}
