/** A name that a variable of the environment can have (POSIX, Base Definitions 8.1, lower case too). */
const POSSIBLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Upper case with at least two parts, as nearly nothing else is written. */
const CONVENTIONAL = /^_{0,2}[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)+$/;
/** `ConnectionStrings__Default`: .NET's sections with `__` between them. */
const IN_SECTIONS = /^[A-Z][A-Za-z0-9]*(?:__[A-Za-z0-9]+)+$/;
const UPPER = /^_*[A-Z](?:[A-Z0-9_]*[A-Z0-9])?$/;
const SECRET =
  /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|PWD|SECRETS?|TOKENS?|KEYS?|APIKEY|CREDENTIALS?|CREDS?|SALT|PEPPER|DSN|AUTH|PRIVATE|SIGNATURE|CERT|JWT|COOKIE|PIN|OTP)(?:_|$|\d)|PASSWORD|SECRET|TOKEN|APIKEY/i;

export function isPossibleName(name: string): boolean {
  return POSSIBLE.test(name);
}

/** `DATABASE_URL`: a name that is told as a setting's even where nothing around it says so. */
export function isConventionalName(name: string): boolean {
  return CONVENTIONAL.test(name) || IN_SECTIONS.test(name);
}

/** `PORT`: a name that may be a setting's where something around it says so. */
export function isUpperName(name: string): boolean {
  return UPPER.test(name);
}

/** Whether the value of a setting is likely a secret, so that not even a default of it is shown. */
export function looksSecret(name: string): boolean {
  return SECRET.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}
