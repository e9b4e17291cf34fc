/** A contract as it is named on the command line: a file, or text that comes through standard input or a pipe. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openFileTree } from '../tree/directory.ts';
import { openFiles } from '../tree/memory.ts';
import type { Tree } from '../tree/tree.ts';
import { CommandError } from './exit.ts';
import { refused } from './local-repository.ts';

/** A contract with the tree that its relative references may reach. */
export interface ContractFile {
  readonly tree: Tree;
  /** Its path in the tree, by which reports name it. */
  readonly path: string;
}

/** Stands for standard input, as in most commands. */
const STANDARD_INPUT = '-';

/**
 * Opens both contracts of a comparison; `beside` is a folder beside head whose files are wanted too. Throws a
 * `CommandError` for what is not there or no file.
 */
export async function openContracts(
  base: string,
  head: string,
  beside?: string,
): Promise<{ readonly base: ContractFile; readonly head: ContractFile }> {
  if (base === STANDARD_INPUT && head === STANDARD_INPUT) {
    throw new CommandError('only one of the two contracts can come from standard input ("-").');
  }
  return { base: await openContract(base), head: await openContract(head, beside) };
}

async function openContract(name: string, beside?: string): Promise<ContractFile> {
  if (name === '') throw new CommandError('the name of a file is empty. Name a contract.');
  if (name === STANDARD_INPUT) return textAlone('stdin', await buffer(process.stdin));
  if (await isPipe(name)) return textAlone(pipeName(name), await readFile(name));
  const opened = await openFileTree(name, beside);
  if (!opened.ok) throw refused({ ...opened.problem, file: name });
  return opened.value;
}

/** Whether a name stands for a pipe: a named one, or one that a shell has put in its place with `<(…)`. */
async function isPipe(name: string): Promise<boolean> {
  const stats = await stat(name).catch(() => null);
  return stats?.isFIFO() ?? false;
}

/** Pipes of a shell have only a number for a name. */
function pipeName(name: string): string {
  return `pipe-${basename(name)}`;
}

/** Text without a folder: what it refers to in other files cannot be read. */
function textAlone(path: string, bytes: Buffer): ContractFile {
  return { tree: openFiles({ [path]: bytes }), path };
}
