// Reads a part of the code of a tree in a thread of its own. Started by read-code-elsewhere.ts.
import { parentPort } from 'node:worker_threads';
import { FactsCache } from '../drift/code/facts-cache.ts';
import { isParserBroken } from '../drift/code/grammar.ts';
import { askCode } from '../drift/code/read-code.ts';
import { settingsQuestion } from '../drift/config/read-settings.ts';
import { routesQuestion } from '../drift/spec/read-routes.ts';
import { openLocalTree } from './local-tree.ts';
import type { CodeTask, CodeTaskAnswer } from './read-code-elsewhere.ts';

/** What two trees of a repository share is parsed once. */
const shared = new FactsCache();

async function answer({
  tree: local,
  question,
  claims,
  isOnly,
}: CodeTask): Promise<CodeTaskAnswer> {
  const opened = await openLocalTree(local);
  if (!opened.ok) throw new Error(opened.problem.message);
  const tree = opened.value;
  try {
    const reading = { cache: isOnly ? FactsCache.keepingNone() : shared, claims };
    return question === 'routes'
      ? { question, answer: await askCode(tree, routesQuestion, reading) }
      : { question, answer: await askCode(tree, settingsQuestion, reading) };
  } finally {
    tree.close?.();
  }
}

parentPort?.on('message', (task: CodeTask) => {
  answer(task).then(
    (given) => {
      // A parser that broke reads nothing more: then all of it is read by who asked.
      if (isParserBroken()) process.exit(1);
      parentPort?.postMessage(given);
    },
    () => process.exit(1),
  );
});
