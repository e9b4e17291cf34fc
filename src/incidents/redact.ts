/** Keeps secrets out of what is copied from a repository into issues and the API. */

/** Values that are secrets by their form, whatever they are called: keys of known makers, tokens, private keys. */
const BY_FORM: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,})/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\bAIza[\w-]{35}/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g,
];

/** `user:password@` in an address. */
const IN_ADDRESS = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]+:)[^\s@/"]+(?=@)/gi;

/** A JSON member whose name says that its text is a secret. */
const BY_NAME =
  /("(?:[^"\\]*[_-])?(?:password|passwd|secret|token|api_?key|access_?key|private_?key|credentials?)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

const REMOVED = '[redacted]';

/** `text` with what looks like a secret replaced by `[redacted]`. Names and structure stay. */
export function redact(text: string): string {
  const byForm = BY_FORM.reduce((shown, form) => shown.replace(form, REMOVED), text);
  return byForm.replace(IN_ADDRESS, `$1${REMOVED}`).replace(BY_NAME, `$1"${REMOVED}"`);
}
