import { expect, test } from '@jest/globals';
import type { Expr } from '../../../src/drift/code/facts.ts';
import { go } from '../../../src/drift/code/languages/go.ts';
import { languagesById } from '../../../src/drift/code/languages/index.ts';
import { javascript } from '../../../src/drift/code/languages/javascript.ts';
import { Program } from '../../../src/drift/code/program.ts';
import { Resolver } from '../../../src/drift/code/resolve.ts';
import { factsOf } from './facts-of.ts';

/** The object that the first call of a method with this name is made on. */
function objectOf(program: Program, path: string, method: string): Expr {
  for (const { call } of program.file(path)?.facts.calls ?? [])
    if (call.callee.kind === 'member' && call.callee.name === method) return call.callee.object;
  throw new Error(`There is no call of ${method}.`);
}

test('what a field is given in a file that is read later is seen then', async () => {
  const paths = new Set(['go.mod', 'shop/server.go', 'cmd/main.go']);
  const program = new Program(paths, languagesById);
  program.addText('go.mod', 'module example.com/shop\n');
  const server = `package shop\n\ntype Server struct {\n\tRouter Router\n}\n\nfunc (s *Server) Routes() {\n\ts.Router.Get("/x")\n}\n`;
  program.add('shop/server.go', await factsOf(go, server));
  const resolver = new Resolver(program);
  const router = objectOf(program, 'shop/server.go', 'Get');
  const site = { file: 'shop/server.go', scope: 2 };
  const kinds = () => resolver.origins(router, site).map(({ kind }) => kind);
  expect(kinds()).not.toContain('call');
  const main = `package main\n\nimport "example.com/shop/shop"\n\nfunc main() {\n\tstart(&shop.Server{Router: routers.New()})\n}\n`;
  program.add('cmd/main.go', await factsOf(go, main));
  expect(kinds()).toContain('call');
});

test('what is worked out from files that are all read is not worked out again', async () => {
  const program = new Program(new Set(['app.js', 'other.js', 'more.js']), languagesById);
  const app = `const other = require('./other');\nconst app = make();\napp.get('/x');\nother.app.get('/y');\n`;
  program.add('app.js', await factsOf(javascript, app));
  const resolver = new Resolver(program);
  const calls = program.file('app.js')?.facts.calls ?? [];
  const [own, others] = calls.flatMap(({ call }) =>
    call.callee.kind === 'member' ? [call.callee.object] : [],
  );
  if (own === undefined || others === undefined) throw new Error('There are two calls.');
  const site = { file: 'app.js', scope: 0 };
  const before = [own, others].map((expr) => resolver.origins(expr, site));
  program.add('other.js', await factsOf(javascript, 'exports.app = create();\n'));
  expect(resolver.origins(own, site)).toBe(before[0]);
  expect(resolver.origins(others, site)).not.toBe(before[1]);
});
