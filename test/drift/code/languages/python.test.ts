import { describe, expect, test } from '@jest/globals';
import { python } from '../../../../src/drift/code/languages/python.ts';
import { pythonModules } from '../../../../src/drift/code/languages/python-modules.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(python, text);

describe('the facts of Python', () => {
  test('texts of every form: prefixes, escapes, f-strings, formatting and joining', async () => {
    const facts = await read(
      [
        `a = "x\\n\\x41" 'y' + "z"`,
        `b = rb'\\d{{'`,
        `c = f"/{{v}}/{version}/users" + suffix`,
        `d = "%s/%s" % pair`,
        `e = "%s/users" % base`,
        `f = "%(p)s/%(q)s" % {"p": "/v", "q": name}`,
        `g = "{}/{1!r}/{name:>3}{{}}".format(one, two, name="n")`,
        `h = "/".join(["", API, "x"])`,
        `i = """tri\nple"""`,
      ].join('\n'),
    );
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['a', '"x\\nAyz"'],
      ['b', '"\\\\d{{"'],
      ['c', 'join("/{v}/", version, "/users", suffix)'],
      ['d', '?"%s/%s" % pair?'],
      ['e', 'join(base, "/users")'],
      ['f', 'join("/v/", name)'],
      ['g', 'join(one, "/", two, "/n{}")'],
      ['h', 'join("/", API, "/x")'],
      ['i', '"tri\\nple"'],
    ]);
    expect(facts.calls).toEqual([]);
  });

  test('functions and classes with decorators, parameters and bases', async () => {
    const facts = await read(`
@app.get("/x", tags=["a"])
@cached
async def items(q: str, limit: int = 10, *args, db=Depends(get_db), **rest) -> list[Item]:
    return q

class Users(View, metaclass=Meta):
    prefix: str = "/users"
    name: str
    def get(self, request): return lambda x: x + 1
key = lambda y: y.name
`);
    const [, items, users, get, inner, key] = facts.scopes;
    expect(items).toMatchObject({ kind: 'function', name: 'items', returnType: 'list[Item]' });
    expect(items?.decorators.map(shown)).toEqual(['app.get("/x", tags=["a"])', 'cached()']);
    expect(items?.params.map((one) => [one.name, one.type, shown(one.default)])).toEqual([
      ['q', 'str', '-'],
      ['limit', 'int', '10'],
      ['args', null, '-'],
      ['db', null, 'Depends(get_db)'],
      ['rest', null, '-'],
    ]);
    expect(users?.bases.map(shown)).toEqual(['View']);
    expect([users, get, inner, key].map((one) => [one?.kind, one?.name, one?.parent])).toEqual([
      ['class', 'Users', 0],
      ['function', 'get', 2],
      ['function', null, 3],
      ['function', 'key', 0],
    ]);
    expect(
      facts.bindings.map(({ name, type, value, scope }) => [name, type, shown(value), scope]),
    ).toEqual([
      ['prefix', 'str', '"/users"', 2],
      ['name', 'str', '-', 2],
      ['key', null, 'fn#5', 0],
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([
      ['join(x, 1)', 4],
      ['y.name', 5],
      ['q', 1],
      ['fn#4', 3],
    ]);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['app.get("/x", tags=["a"])', 0],
      ['Depends(get_db)', 1],
    ]);
  });

  test('imports of every form', async () => {
    const facts = await read(`
import os.path as p, sys
import users.views
from . import models
from ..api.v1 import (router as v1, users)
from .constants import *
`);
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      'p = os.path *',
      'sys = sys *',
      'users = users *',
      'users.views = users.views *',
      'models = . models',
      'v1 = ..api.v1 router',
      'users = ..api.v1 users',
      '* = .constants *',
    ]);
  });

  test('names that get values: attributes, chains, patterns, lists that grow, with and for', async () => {
    const facts = await read(`
self.router = r = APIRouter()
a, (b, c) = "/a", make()
urlpatterns = [*api.urls, path("x", v)]
urlpatterns += [path("y", w)]
with app.group("/g") as g: pass
if (n := size()) is None: pass
for name in ["x", "y"]: pass
for key, (one_of, _) in pairs: pass
x = [route(p) for p in ("q",)]
one = first or second
two = yes if cond else no
three = {"k": 1, **more}
`);
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['self.router', 'APIRouter()'],
      ['r', 'APIRouter()'],
      ['a', '"/a"'],
      ['b', 'make()[0]'],
      ['c', 'make()[1]'],
      ['urlpatterns', 'join(api.urls, [path("x", v)])'],
      ['urlpatterns', 'join(urlpatterns, [path("y", w)])'],
      ['g', 'app.group("/g")'],
      ['n', 'size()'],
      ['name', '["x", "y"]'],
      ['for 9:5', 'pairs'],
      ['key', 'for 9:5[0]'],
      ['for 9:10', 'for 9:5[1]'],
      ['one_of', 'for 9:10[0]'],
      ['_', 'for 9:10[1]'],
      ['x', '[route(p)]'],
      ['p', '["q"]'],
      ['one', 'either(first, second)'],
      ['two', 'either(yes, no)'],
      ['three', '{"k": 1, -: more}'],
    ]);
  });

  test('readings of the environment, with what stands in for them', async () => {
    const facts = await read(`
import os as system
from os import environ as env
a = os.environ["A"]
b = env.get("B", "two")
c = system.environ.get(NAME) or 3
def load(source=os.environ): return source["D"]
config = {**os.environ, "own": 1}
e = config["E"]
f = "F" in os.environ
os.environ["WRITTEN"] = "x"
del os.environ["GONE"]
other["G"]
`);
    expect(
      facts.accesses.map(({ name, fallback, at }) => [shown(name), shown(fallback), at.line]),
    ).toEqual([
      ['"A"', '-', 4],
      ['"B"', '"two"', 5],
      ['NAME', '3', 6],
      ['"D"', '-', 7],
      ['"E"', '-', 9],
      ['"F"', '-', 10],
    ]);
  });

  test('views that tell the methods of a request apart', async () => {
    const facts = await read(`
def view(request):
    if request.method == "POST" and x == 1: pass
    elif request.method in ("PUT", "PATCH"): pass
`);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['==(request.method, "POST")', 1],
      ['in(request.method, ["PUT", "PATCH"])', 1],
    ]);
  });

  test('a file with a mistake gives what can be seen, and says where it breaks', async () => {
    const facts = await read(`app.get('/a', h)\ndef f(:\napp.get('/b', h)\n`);
    expect(facts.calls.map(({ call }) => shown(call))).toContain('app.get("/a", h)');
    expect(facts.broken?.line).toBe(2);
  });
});

describe('the files that a Python import means', () => {
  const files = [
    'services/api/app/__init__.py',
    'services/api/app/main.py',
    'services/api/app/routers/__init__.py',
    'services/api/app/routers/users.py',
    'services/web/app/routers/users.py',
    'libs/shared/constants.py',
  ];
  const program = new Program(new Set(files), new Map([['python', python]]));
  const main = 'services/api/app/main.py';

  test.each([
    ['.', main, ['services/api/app/__init__.py']],
    ['.routers', main, ['services/api/app/routers/__init__.py']],
    ['.routers.users', main, ['services/api/app/routers/users.py']],
    ['..main', 'services/api/app/routers/users.py', [main]],
    ['app.routers.users', main, ['services/api/app/routers/users.py']],
    ['app.routers.users', 'services/web/run.py', ['services/web/app/routers/users.py']],
    ['app.routers.users', 'tests/test_users.py', ['services/api/app/routers/users.py']],
    ['shared.constants', main, ['libs/shared/constants.py']],
    ['fastapi', main, []],
  ])('%s in %s', (module, from, expected) => {
    expect(pythonModules(module, from, program)).toEqual(expected);
  });
});
