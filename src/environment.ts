import { readFileSync } from 'node:fs';

/** Where GitHub is: its web pages, its API, both without a trailing slash. */
export interface GitHubAddress {
  readonly webUrl: string;
  readonly apiUrl: string;
}

/** What the process is told from outside, checked and complete. */
export interface Environment {
  readonly appId: string;
  readonly privateKey: string;
  /** At least one; the first signs nothing, all verify. More than one while a secret is being rotated. */
  readonly webhookSecrets: readonly string[];
  readonly github: GitHubAddress;
  /** PostgreSQL connection string; null for the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Where Prometheus reads metrics; null for nowhere. */
  readonly metricsPort: number | null;
  /** Where this process is reached from outside, for links in check runs; null leaves links out. */
  readonly publicUrl: string | null;
}

/** The environment is incomplete or wrong; the message names every variable at fault. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

type Variables = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Reads the process's environment. Throws an `EnvironmentError` that lists everything that is wrong at once.
 * There is no default secret: without one, anybody could send webhooks.
 */
export function readEnvironment(variables: Variables): Environment {
  const faults: string[] = [];
  const appId = variables['APP_ID']?.trim() ?? '';
  if (!/^\d+$/.test(appId)) {
    faults.push('APP_ID must be the number of the GitHub App (on its settings page).');
  }
  const privateKey = readPrivateKey(variables, faults);
  const webhookSecrets = readSecrets(variables, faults);
  const github = readGitHubAddress(variables, faults);
  const port = Number(variables['PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    faults.push(`PORT must be a number from 0 to 65535; it is "${variables['PORT']}".`);
  }
  const logLevel = variables['LOG_LEVEL'] ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) {
    faults.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}; it is "${logLevel}".`);
  }
  const database = readDatabase(variables, faults);
  const metricsPort = readMetricsPort(variables, faults);
  if (faults.length > 0) {
    throw new EnvironmentError(
      `Holdfast cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nSee .env.example and docs/operations.md.`,
    );
  }
  return {
    appId,
    privateKey,
    webhookSecrets,
    github,
    ...database,
    host: variables['HOST']?.trim() || 'localhost',
    port,
    logLevel,
    metricsPort,
    publicUrl: variables['HOLDFAST_PUBLIC_URL']?.trim().replace(/\/+$/, '') || null,
  };
}

/** Where the data is: what commands need that work on it without being the App. */
export function readDatabase(
  variables: Variables,
  faults: string[],
): Pick<Environment, 'databaseUrl' | 'dataDir'> {
  const databaseUrl = variables['DATABASE_URL']?.trim() || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push(
      'DATABASE_URL must start with postgresql://. Leave it out to use the embedded database.',
    );
  }
  return { databaseUrl, dataDir: variables['HOLDFAST_DATA_DIR']?.trim() || '.holdfast/data' };
}

function readMetricsPort(variables: Variables, faults: string[]): number | null {
  const text =
    variables['HOLDFAST_METRICS_PORT']?.trim() || variables['METRICS_PORT']?.trim() || null;
  if (text === null) return null;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  faults.push(`HOLDFAST_METRICS_PORT must be a number from 0 to 65535; it is "${text}".`);
  return null;
}

function readPrivateKey(variables: Variables, faults: string[]): string {
  const inline = variables['PRIVATE_KEY'];
  const path = variables['PRIVATE_KEY_PATH'];
  let key = inline?.replaceAll('\\n', '\n') ?? '';
  if (key === '' && path !== undefined) {
    try {
      key = readFileSync(path, 'utf8');
    } catch (error) {
      faults.push(
        `PRIVATE_KEY_PATH names ${path}, which cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      );
      return '';
    }
  }
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) {
    faults.push(
      'PRIVATE_KEY (or PRIVATE_KEY_PATH, a file) must hold the private key of the GitHub App in PEM format.',
    );
  }
  return key;
}

function readSecrets(variables: Variables, faults: string[]): readonly string[] {
  const current = variables['WEBHOOK_SECRET']?.trim() ?? '';
  if (current === '') {
    faults.push(
      'WEBHOOK_SECRET must hold the webhook secret of the GitHub App: without it anybody could send webhooks.',
    );
  }
  const previous = (variables['WEBHOOK_PREVIOUS_SECRETS'] ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
  return [current, ...previous];
}

/**
 * The address of GitHub from `GITHUB_API_URL` (any base URL), else `GHE_HOST` (GitHub Enterprise Server,
 * whose API is at /api/v3), else github.com.
 */
export function readGitHubAddress(variables: Variables, faults: string[] = []): GitHubAddress {
  const host = variables['GHE_HOST']?.trim() || null;
  const apiUrl = variables['GITHUB_API_URL']?.trim().replace(/\/+$/, '') || null;
  if (host !== null && !/^[A-Za-z0-9.-]+(:\d+)?$/.test(host)) {
    faults.push(`GHE_HOST must be a host name such as github.example.com; it is "${host}".`);
  }
  if (apiUrl !== null && !URL.canParse(apiUrl)) {
    faults.push(`GITHUB_API_URL must be a URL; it is "${apiUrl}".`);
    return { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' };
  }
  if (apiUrl !== null) {
    const webUrl =
      variables['GITHUB_SERVER_URL']?.trim().replace(/\/+$/, '') ||
      (apiUrl === 'https://api.github.com' ? 'https://github.com' : new URL(apiUrl).origin);
    return { webUrl, apiUrl };
  }
  if (host !== null) {
    const protocol = variables['GHE_PROTOCOL']?.trim() || 'https';
    return { webUrl: `${protocol}://${host}`, apiUrl: `${protocol}://${host}/api/v3` };
  }
  return { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' };
}
