import { execFile } from 'node:child_process';
import { type Outcome, problem } from '../problem.ts';

/** Variables that would point git at another repository, index or object store than the one asked for. */
const REDIRECTING_VARIABLES = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/** Output of one command that is kept at most, in bytes: room for the names of over a million files. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/** Git ended with an error. */
export class GitError extends Error {
  constructor(
    command: string,
    readonly exitCode: number | null,
    readonly stderr: string,
  ) {
    super(`git ${command} failed: ${stderr.trim() || `exit code ${exitCode}`}`);
  }
}

/** The git executable is not there. */
export class GitMissingError extends Error {
  constructor() {
    super('The git executable was not found. Install git and put it on the PATH.');
  }
}

/** The environment git runs in: no questions, no locks, no programs named by the repository's settings. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  for (const name of REDIRECTING_VARIABLES) delete environment[name];
  return {
    ...environment,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C',
  };
}

/** Arguments that come before every command, for the repository at a folder. */
export function gitArguments(directory: string): readonly string[] {
  return ['-C', directory, '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
}

/**
 * Runs git in a folder, without a shell, and gives what it printed.
 * Throws a `GitError` when git ends with an error, a `GitMissingError` when there is no git.
 */
export function runGit(directory: string, args: readonly string[]): Promise<Buffer> {
  const options = {
    encoding: 'buffer',
    env: gitEnvironment(),
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  } as const;
  return new Promise((resolve, reject) => {
    execFile('git', [...gitArguments(directory), ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === 'ENOENT') reject(new GitMissingError());
      else {
        const exitCode = typeof error.code === 'number' ? error.code : null;
        reject(new GitError(args[0] ?? '', exitCode, stderr.toString('utf8') || error.message));
      }
    });
  });
}

/** Like `runGit`, with git's refusal as a problem that says what could not be done. */
export async function tryGit(
  directory: string,
  args: readonly string[],
  failure: (error: GitError) => string,
): Promise<Outcome<string>> {
  try {
    const output = await runGit(directory, args);
    return { ok: true, value: output.toString('utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    if (error instanceof GitMissingError) {
      return { ok: false, problem: problem('not-checked', error.message) };
    }
    if (!(error instanceof GitError)) throw error;
    return { ok: false, problem: problem('not-checked', gitMessage(directory, error, failure)) };
  }
}

function gitMessage(
  directory: string,
  error: GitError,
  failure: (error: GitError) => string,
): string {
  if (/dubious ownership/.test(error.stderr)) {
    return `The git repository at "${directory}" belongs to another user, so git refuses to read it. Run: git config --global --add safe.directory "${directory}"`;
  }
  if (/not a git repository|cannot change to/i.test(error.stderr)) {
    return `"${directory}" is not inside a git repository. Run this in a clone of the repository, or compare two files with "holdfast diff".`;
  }
  return failure(error);
}
