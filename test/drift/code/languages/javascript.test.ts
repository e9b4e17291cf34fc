import { describe, expect, test } from '@jest/globals';
import { javascript } from '../../../../src/drift/code/languages/javascript.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string, path?: string) => factsOf(javascript, text, path);

describe('the facts of JavaScript', () => {
  test('calls, with constants, templates and functions as arguments', async () => {
    const facts = await read(`
      const base = '/api' + version;
      app.get(\`\${base}/us\\u0065rs\`, (req, res) => { res.send('x'); });
    `);
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['base', 'join("/api", version)'],
    ]);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['app.get(join(base, "/users"), fn#1)', 0],
      ['res.send("x")', 1],
    ]);
    expect(facts.scopes[1]?.params.map(({ name }) => name)).toEqual(['req', 'res']);
  });

  test('imports of every form', async () => {
    const facts = await read(
      `
      import express, { Router as R } from 'express';
      import * as users from './users.js';
      import old = require('./old');
      const { a, b: c } = require('./common');
      const lazy = await import('./lazy');
    `,
      'file.ts',
    );
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      'express = express default',
      'R = express Router',
      'users = ./users.js *',
      'old = ./old *',
      'a = ./common a',
      'c = ./common b',
      'lazy = ./lazy *',
    ]);
  });

  test('exports of every form', async () => {
    const facts = await read(`
      export const one = 1, two = 2;
      export function three() {}
      export default class Four {}
      export { x as five } from './x';
      export * from './y';
      module.exports = { six };
      exports.seven = 7;
    `);
    expect(facts.exports.map(({ name, value, from }) => [name, shown(value), from])).toEqual([
      ['one', 'one', null],
      ['two', 'two', null],
      ['three', 'three', null],
      ['default', 'Four', null],
      ['five', 'x', './x'],
      ['*', '*', './y'],
      ['default', '{"six": six}', null],
      ['seven', '7', null],
    ]);
  });

  test('classes with decorators on themselves, their methods, fields and parameters', async () => {
    const facts = await read(
      `
      @Controller({ path: 'users' })
      export class Users extends Base {
        @Input() name: string = 'x';
        @Get(':id') one(@Param('id') id: string): User { return this.find(id); }
      }
    `,
      'file.ts',
    );
    const [, users, one] = facts.scopes;
    expect(users?.decorators.map(shown)).toEqual(['Controller({"path": "users"})']);
    expect(users?.bases.map(shown)).toEqual(['Base']);
    expect(one?.decorators.map(shown)).toEqual(['Get(":id")']);
    expect(
      one?.params.map(({ name, type, decorators }) => [name, type, decorators.map(shown)]),
    ).toEqual([['id', 'string', ['Param("id")']]]);
    expect(one).toMatchObject({ name: 'one', parent: 1, returnType: 'User' });
    expect(facts.bindings[0]?.decorators.map(shown)).toEqual(['Input()']);
  });

  test('readings of the environment, with what stands in for them', async () => {
    const facts = await read(`
      const { A, B: b = 'two', ...rest } = process.env;
      const env = process.env;
      const port = Number(process.env.PORT ?? 3000);
      const url = env['URL'] || fallback;
      const raw = import.meta.env.VITE_X;
    `);
    expect(
      facts.accesses.map(({ name, fallback, at }) => [shown(name), shown(fallback), at.line]),
    ).toEqual([
      ['"A"', '-', 2],
      ['"B"', '"two"', 2],
      ['"PORT"', '3000', 4],
      ['"URL"', 'fallback', 5],
      ['"VITE_X"', '-', 6],
    ]);
  });

  test('the environment is told by where it comes from, written members are not read, and tests are told', async () => {
    const facts = await read(
      `
      import { env as settings } from 'node:process';
      settings.RENAMED;
      function load(source = process.env, typed: NodeJS.ProcessEnv) { return [source.A, typed.B]; }
      process.env.WRITTEN = 'x';
      delete process.env.DELETED;
      process.env.FILLED ??= 'y';
      if (process.env.ASKED) run();
      if (!process.env.DEMANDED) throw new Error();
      const isOn = process.env.FLAG === '1' || 'NAMED' in process.env;
      const list = process.env.LIST?.split(',');
    `,
      'file.ts',
    );
    expect(
      facts.accesses.map(({ name, fallback, tested }) => [shown(name), shown(fallback), tested]),
    ).toEqual([
      ['"RENAMED"', '-', false],
      ['"A"', '-', false],
      ['"B"', '-', false],
      ['"FILLED"', '"y"', false],
      ['"ASKED"', '-', true],
      ['"DEMANDED"', '-', false],
      ['"FLAG"', '-', true],
      ['"NAMED"', '-', true],
      ['"LIST"', '-', true],
    ]);
  });

  test('a file with a mistake gives what can be seen, and says where it breaks', async () => {
    const facts = await read(`app.get('/a', h);\nfunction ( {\napp.get('/b', h);\n`);
    expect(facts.calls.map(({ call }) => shown(call))).toContain('app.get("/a", h)');
    expect(facts.broken?.line).toBe(2);
  });
});
