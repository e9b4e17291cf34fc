import { Command, CommanderError, Option } from 'commander';
import { nearMiss } from '../settings/near-miss.ts';
import { CommandError, EXIT, isCommandError } from './exit.ts';
import { FORMATS } from './format.ts';
import { expectShortRun, keepHeapSmall } from './short-run.ts';
import { version } from './version.ts';

/** The command line: names, options and help of every command; each command's work is in its own file. */
function program(): Command {
  const holdfast = new Command('holdfast')
    .description('Keeps what a repository promises in step with what it does.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .addHelpText(
      'afterAll',
      `
Exit codes:
  0  within budget
  1  a budget is exceeded
  2  could not check: bad usage, an unreadable file, something that could not be parsed`,
    );

  const format = () =>
    new Option('-f, --format <format>', 'how to print the result').choices(FORMATS).default('text');

  holdfast
    .command('diff')
    .summary('what changed between two contracts')
    .description(
      'Compares two API contracts (OpenAPI 2.0, 3.0 or 3.1; JSON or YAML) and says what changed, whom it breaks and what to do instead. Judged by the default budget: no breaking change.',
    )
    .argument('<base-file>', 'the contract as it was; - reads standard input')
    .argument('<head-file>', 'the contract as it is; - reads standard input')
    .addOption(format())
    .option('--date <YYYY-MM-DD>', 'the date sunsets are compared with (default: today)')
    .action(async (base: string, head: string, options) => {
      const { diff } = await import('./diff.ts');
      process.exitCode = await diff(base, head, options);
    });

  holdfast
    .command('fix')
    .summary('the edits that bring a contract back in line with another')
    .description(
      'Works out edits that take the changes back which break, checks that they do so and bring nothing else, and prints them as a patch.',
    )
    .argument('<base-file>', 'the contract as it was promised; - reads standard input')
    .argument('<head-file>', 'the contract that is to be edited')
    .option('--all', 'take back every change, not only those that definitely break')
    .option('--write', 'write the files instead of printing a patch')
    .option(
      '--fixtures <folder>',
      'recorded responses that are to follow the contract, below the folder of the second file (default: fixtures)',
    )
    .option('--date <YYYY-MM-DD>', 'the date sunsets are compared with (default: today)')
    .action(async (base: string, head: string, options) => {
      const { fix } = await import('./fix.ts');
      process.exitCode = await fix(base, head, options);
    });

  holdfast
    .command('check')
    .summary('the audit a pull request would get')
    .description(
      "Compares two commits of the local git repository, judges the difference against the budgets in the base commit's .github/holdfast.yml, and prints what the pull request would be told.",
    )
    .option(
      '--base <ref>',
      'commit, branch or tag to compare with (default: where the head left the default branch)',
    )
    .option('--head <ref>', 'commit, branch or tag to check (default: the working tree)')
    .option('-C, --directory <dir>', 'a folder of the repository', '.')
    .option('--repository <owner/name>', 'the name budgets know it by (default: from the remote)')
    .option(
      '--pull-request <owner/name#number>',
      'check a pull request on GitHub instead, with the token in GITHUB_TOKEN',
    )
    .addOption(format())
    .option('--date <YYYY-MM-DD>', 'the date sunsets are compared with (default: today)')
    .action(async (options) => {
      expectShortRun();
      const { check } = await import('./check.ts');
      process.exitCode = await check(options);
    });

  holdfast
    .command('explain')
    .summary('which budget applies to an endpoint, and who said so')
    .description('Prints how the budget of an endpoint is resolved, key by key and level by level.')
    .argument('<endpoint>', 'method and path, such as "POST /api/users"')
    .option('--tag <tag...>', "the operation's tags (default: from the contracts)")
    .option('--service <name>', "the operation's service (default: from the contracts)")
    .option(
      '--ref <ref>',
      'commit, branch or tag whose settings are read (default: the working tree)',
    )
    .option('-C, --directory <dir>', 'a folder of the repository', '.')
    .option('--repository <owner/name>', 'the name budgets know it by (default: from the remote)')
    .addOption(
      new Option('-f, --format <format>', 'how to print it')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (endpoint: string, options) => {
      const { explain } = await import('./explain.ts');
      process.exitCode = await explain(endpoint, options);
    });

  const inspect = holdfast
    .command('inspect')
    .summary('what the code of a folder does, read without running it')
    .description(
      'Reads source code without running it and prints what it serves. Nothing is judged; see `holdfast check` for that.',
    );
  const inspectFormat = () =>
    new Option('-f, --format <format>', 'how to print it')
      .choices(['text', 'json'])
      .default('text');
  inspect
    .command('routes')
    .summary('the HTTP operations that the code serves')
    .description(
      'Prints every route that the code registers: method, path with its parameters as {name}, file, line and framework. What could not be resolved is listed as a problem, with its place.',
    )
    .argument('[dir]', 'the folder to read', '.')
    .addOption(inspectFormat())
    .action(async (folder: string, options) => {
      expectShortRun();
      keepHeapSmall();
      const { inspectRoutes } = await import('./inspect.ts');
      process.exitCode = await inspectRoutes(folder, options);
    });
  inspect
    .command('env')
    .summary('the settings that the code reads, and where they are told of')
    .description(
      'Prints every setting that the code reads from its environment, where settings are documented or supplied, and the names that only one side knows. Values are never printed.',
    )
    .argument('[dir]', 'the folder to read', '.')
    .addOption(inspectFormat())
    .action(async (folder: string, options) => {
      expectShortRun();
      keepHeapSmall();
      const { inspectEnv } = await import('./inspect.ts');
      process.exitCode = await inspectEnv(folder, options);
    });

  holdfast
    .command('rules')
    .summary('the kinds of change that are found')
    .description(
      'Lists all rules, or explains one: whom it breaks, what to do instead, an example.',
    )
    .argument('[id]', 'the id of a rule, such as endpoint-added')
    .addOption(
      new Option('-f, --format <format>', 'how to print it')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (id: string | undefined, options) => {
      const { rules } = await import('./rules.ts');
      process.stdout.write(rules(id, options.format));
    });

  holdfast
    .command('serve')
    .summary('run the GitHub App')
    .description(
      'Runs the GitHub App: receives webhooks, audits, answers. See .env.example for its settings.',
    )
    .action(async () => {
      const { serve } = await import('./serve.ts');
      process.exitCode = await serve();
    });

  const token = holdfast
    .command('token')
    .summary('tokens for the REST API')
    .description(
      'Makes, lists and revokes tokens for the REST API, in the database that DATABASE_URL or HOLDFAST_DATA_DIR names.',
    );
  const installation = () =>
    new Option(
      '-i, --installation <account>',
      'account the app is installed on, or the number of the installation (default: the only one)',
    );
  token
    .command('create')
    .summary('make a token; it is printed once')
    .addOption(installation())
    .option('-w, --workspace <id>', 'only this workspace (default: all of the installation)')
    .addOption(
      new Option('-a, --access <access>', 'what it may do')
        .choices(['read', 'write'])
        .default('read'),
    )
    .requiredOption('-n, --name <name>', 'what histories call it')
    .option('-e, --expires <days>', 'days until it expires, or never', '90')
    .action(async (options) => {
      const { createToken } = await import('./token.ts');
      process.exitCode = await createToken(options);
    });
  token
    .command('list')
    .summary('the tokens there are, without their secrets')
    .addOption(installation())
    .addOption(
      new Option('-f, --format <format>', 'how to print it')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (options) => {
      const { listTokens } = await import('./token.ts');
      process.exitCode = await listTokens(options);
    });
  token
    .command('revoke')
    .summary('end a token now')
    .argument('<id>', 'its id, as `holdfast token list` shows it')
    .action(async (id: string) => {
      const { revokeToken } = await import('./token.ts');
      process.exitCode = await revokeToken(id);
    });

  holdfast
    .command('demo')
    .summary('see it work, without an account')
    .description(
      'Starts Holdfast together with a local stand-in for GitHub, opens a pull request there and shows what it is told.',
    )
    .option('--once', 'exit after printing')
    .option('--port <number>', "port of the stand-in's pages (default: any free one)")
    .action(async (options) => {
      const { demo } = await import('./demo.ts');
      process.exitCode = await demo(options);
    });

  // The library's own help command prints the general help for a name that it does not know, as if nothing were wrong.
  holdfast
    .command('help')
    .summary('print the help of a command')
    .description('Prints the help of a command, or the list of all commands.')
    .argument('[command]', 'the name of a command')
    .action((name: string | undefined) => helpOf(holdfast, name));

  return holdfast;
}

/** Prints the help of a command; an unknown name is bad usage, and the nearest one is suggested. */
function helpOf(holdfast: Command, name: string | undefined): void {
  const asked =
    name === undefined ? holdfast : holdfast.commands.find((own) => own.name() === name);
  if (asked !== undefined) {
    asked.outputHelp();
    return;
  }
  const meant = nearMiss(
    name ?? '',
    holdfast.commands.map((own) => own.name()),
  );
  const hint =
    meant === undefined ? '`holdfast --help` lists all commands.' : `Did you mean ${meant}?`;
  throw new CommandError(
    `there is no command ${JSON.stringify((name ?? '').slice(0, 100))}. ${hint}`,
  );
}

/** Runs the command line; every failure ends with exit code 2 and a message on standard error. */
async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT.couldNotCheck;
    } else if (isCommandError(error)) {
      console.error(`holdfast: ${error.message}`);
      process.exitCode = EXIT.couldNotCheck;
    } else {
      console.error(
        'holdfast: something unexpected went wrong; this is a fault in Holdfast itself.',
      );
      console.error(error);
      process.exitCode = EXIT.couldNotCheck;
    }
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `holdfast diff … | head` closes the pipe early. That is no failure, and the verdict's exit code is still to come.
  if (error.code === 'EPIPE') return;
  console.error(`holdfast: the result could not be written to standard output (${error.code}).`);
  process.exit(EXIT.couldNotCheck);
});

await main();
