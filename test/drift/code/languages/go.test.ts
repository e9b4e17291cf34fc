import { describe, expect, test } from '@jest/globals';
import { go } from '../../../../src/drift/code/languages/go.ts';
import { packageName } from '../../../../src/drift/code/languages/go-modules.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(go, text);

describe('the facts of Go', () => {
  test('calls, with constants, formats and functions as arguments', async () => {
    const facts = await read(`
      package main
      const Base, V = "/api" + version, "\\u0076\\x31"
      func (s *Server[T]) Routes(r *gin.RouterGroup, a, b string, rest ...int) (http.Handler, error) {
        r.Group(fmt.Sprintf("%s/v%d-%%", Base, 2)).GET(\`/users\`, func(c *gin.Context) { c.String(200, "x") })
        return r, nil
      }`);
    expect(facts.package).toBe('main');
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['Base', 'join("/api", version)'],
      ['V', '"v1"'],
    ]);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['r.Group(join(Base, "/v", 2, "-%")).GET("/users", fn#2)', 1],
      ['r.Group(join(Base, "/v", 2, "-%"))', 1],
      ['c.String(200, "x")', 2],
    ]);
    expect(facts.scopes[1]).toMatchObject({
      name: 'Routes',
      returnType: 'http.Handler',
      receiver: { name: 's', type: '*Server[T]' },
    });
    expect(facts.scopes[1]?.params.map(({ name, type }) => [name, type])).toEqual([
      ['r', '*gin.RouterGroup'],
      ['a', 'string'],
      ['b', 'string'],
      ['rest', '...int'],
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([['r', 1]]);
  });

  test('imports, under the names that they have in the file', async () => {
    const facts = await read(`
      package main
      import "net/http"
      import (
        _ "embed"
        . "math"
        api "github.com/a/b/internal/api"
        "github.com/go-chi/chi/v5"
        "gopkg.in/yaml.v3"
      )`);
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      'http = net/http *',
      '_ = embed *',
      '. = math *',
      'api = github.com/a/b/internal/api *',
      'chi = github.com/go-chi/chi/v5 *',
      'yaml = gopkg.in/yaml.v3 *',
    ]);
    expect(packageName('github.com/x/go-foo-bar')).toBe('foo_bar');
  });

  test('types with fields, tags, what they embed and what interfaces ask for', async () => {
    const facts = await read(`
      package main
      type Config struct {
        Port int \`env:"PORT" envDefault:"80"\`
        *gin.Engine
        x, y string
      }
      type Routes = http.Handler
      type Service interface { io.Closer; Router() chi.Router }`);
    expect(
      facts.scopes.slice(1).map(({ kind, name, bases }) => [kind, name, bases.map(shown)]),
    ).toEqual([
      ['class', 'Config', ['gin.Engine']],
      ['class', 'Routes', ['http.Handler']],
      ['class', 'Service', ['io.Closer']],
      ['function', 'Router', []],
    ]);
    expect(facts.scopes[4]).toMatchObject({ parent: 3, returnType: 'chi.Router' });
    expect(facts.bindings.map(({ name, type, scope }) => [name, type, scope])).toEqual([
      ['Port', 'int', 1],
      ['Engine', 'gin.Engine', 1],
      ['x', 'string', 1],
      ['y', 'string', 1],
    ]);
    expect(facts.tags).toMatchObject([
      { field: 'Port', type: 'int', text: 'env:"PORT" envDefault:"80"', scope: 1 },
    ]);
  });

  test('composite literals by the names of their fields, lists, maps and what is made of a list', async () => {
    const facts = await read(`
      package main
      type Route struct { Method, Path string; Handle http.HandlerFunc }
      type Routes []*Route
      var routes = Routes{ {"GET", "/a", a}, &Route{Path: "/b"} }
      var known = map[string]http.HandlerFunc{"/c": c, Base: d}
      var s, err = New(), 1
      func main() {
        srv := &Server{Users: &Users{}}
        srv.mux, ok = make(), true
        for _, route := range routes { use(route.Path) }
        v, found := os.LookupEnv("X")
        list := []string{"a", "b"}
        raw := []byte("x")
      }`);
    expect(
      facts.bindings.slice(3).map(({ name, type, value }) => [name, type, shown(value)]),
    ).toEqual([
      ['routes', 'Routes', '[{"Method": "GET", "Path": "/a", "Handle": a}, {"Path": "/b"}]'],
      ['known', 'map[string]http.HandlerFunc', '{"/c": c, Base: d}'],
      ['s', null, 'New()'],
      ['err', null, '1'],
      ['srv', '*Server', '{"Users": {}}'],
      ['srv.mux', null, 'make()'],
      ['ok', null, 'true'],
      ['route', null, 'routes'],
      ['v', null, 'os.LookupEnv("X")'],
      ['found', null, 'os.LookupEnv("X")[1]'],
      ['list', '[]string', '["a", "b"]'],
      ['raw', null, '"x"'],
    ]);
  });

  test('a file with a mistake gives what can be seen, and says where it breaks', async () => {
    const facts = await read('package a\nfunc f() {\n  r.GET("/a", h)\n  r.GET(,\n}\n');
    expect(facts.calls.map(({ call }) => shown(call))).toContain('r.GET("/a", h)');
    expect(facts.broken?.line).toBe(4);
  });
});

describe('the packages of Go', () => {
  const program = (paths: readonly string[], mod?: string) => {
    const made = new Program(new Set(paths), new Map([['go', go]]));
    if (mod !== undefined) made.addText('go.mod', mod);
    return made;
  };

  test('are found by the module path, without their tests', () => {
    const paths = ['go.mod', 'main.go', 'api/a.go', 'api/a_test.go', 'http/x.go'];
    const one = program(paths, 'module "example.com/app"\n\ngo 1.22\n');
    expect(go.modules('example.com/app/api', 'main.go', one)).toEqual(['api/a.go']);
    expect(go.modules('example.com/app', 'api/a.go', one)).toEqual(['main.go']);
    expect(go.modules('net/http', 'main.go', one)).toEqual([]);
    expect(go.siblings?.('api/a_test.go', one)).toEqual(['api/a.go']);
  });

  test('are found by the end of the path where nothing says what the module is called', () => {
    const one = program(['cmd/main.go', 'internal/api/a.go', 'mux/m.go']);
    expect(go.modules('github.com/me/app/internal/api', 'cmd/main.go', one)).toEqual([
      'internal/api/a.go',
    ]);
    expect(go.modules('github.com/gorilla/mux', 'cmd/main.go', one)).toEqual([]);
    expect(go.modules('app/mux', 'cmd/main.go', one)).toEqual(['mux/m.go']);
  });
});
