import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalTree, openLocalTree } from '../../src/cli/local-tree.ts';
import { CodeThread } from '../../src/cli/read-code-elsewhere.ts';
import { Claims } from '../../src/drift/code/claims.ts';
import { KIN } from '../../src/drift/code/languages/index.ts';
import { type AskElsewhere, askCode } from '../../src/drift/code/read-code.ts';
import { compareTree } from '../../src/drift/config/read-settings.ts';
import type { RouteFindings } from '../../src/drift/spec/framework.ts';
import { readRoutes, routesQuestion } from '../../src/drift/spec/read-routes.ts';
import type { Tree } from '../../src/tree/tree.ts';

/** As many files in two languages as are worth a second thread. */
const FILES = 200;

let folder: string;
let local: LocalTree;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-code-'));
  local = { kind: 'folder', path: folder, skip: [] };
  mkdirSync(join(folder, 'web'));
  mkdirSync(join(folder, 'api'));
  for (let n = 0; n < FILES; n += 1) {
    writeFileSync(
      join(folder, `web/r${n}.js`),
      `const app = require('express')();\napp.get('/web/${n}', process.env.WEB_${n});\n`,
    );
    writeFileSync(
      join(folder, `api/r${n}.py`),
      `import os\nfrom flask import Flask\napp = Flask(__name__)\n\n@app.get("/api/${n}")\ndef show():\n    return os.environ["API_${n}"]\n`,
    );
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(): Promise<{ readonly tree: Tree; readonly thread: CodeThread }> {
  const tree = await openLocalTree(local);
  if (!tree.ok) throw new Error(tree.problem.message);
  return { tree: tree.value, thread: new CodeThread(new Map([[tree.value, local]])) };
}

describe('code that is read in two threads', () => {
  test('gives what one thread gives', async () => {
    const { tree, thread } = await open();
    let asked = 0;
    const elsewhere: AskElsewhere<RouteFindings> = (of, claims) => {
      asked += 1;
      return thread.routes(of, claims);
    };
    const routes = await readRoutes(tree, { elsewhere });
    expect(asked).toBe(1);
    expect(routes).toEqual(await readRoutes(tree));
    expect(routes.routes).toHaveLength(2 * FILES);
    const settings = await compareTree(tree, {
      elsewhere: (of, claims) => thread.settings(of, claims),
    });
    expect(settings).toEqual(await compareTree(tree));
    expect(settings.reads).toHaveLength(2 * FILES);
  });

  test('is read by the thread that is first to claim it', async () => {
    const { tree, thread } = await open();
    const claims = Claims.room(KIN.length);
    const javascript = KIN.findIndex((languages) => languages.includes('javascript'));
    expect(new Claims(claims).take(javascript)).toBe(true);
    const { value, read } = await thread.routes(tree, claims);
    expect(value.routes).toHaveLength(FILES);
    expect(read.every((path) => path.endsWith('.py'))).toBe(true);
    // Now nothing is left.
    expect((await askCode(tree, routesQuestion, { claims })).read).toEqual([]);
  });

  test('is read here where the other thread fails', async () => {
    const { tree } = await open();
    const failing = (_: Tree, claims: SharedArrayBuffer) => {
      new Claims(claims).take(KIN.findIndex((languages) => languages.includes('python')));
      return Promise.reject(new Error('out of memory'));
    };
    expect(await askCode(tree, routesQuestion, { elsewhere: failing })).toEqual(
      await askCode(tree, routesQuestion),
    );
  });

  test('is read here where the thread cannot open the tree', async () => {
    const { thread } = await open();
    const { tree } = await open();
    await expect(thread.routes(tree, Claims.room(KIN.length))).rejects.toThrow('cannot open');
  });
});
