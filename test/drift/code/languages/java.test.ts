import { describe, expect, test } from '@jest/globals';
import { java } from '../../../../src/drift/code/languages/java.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(java, text);

describe('the facts of Java', () => {
  test('package and imports of every form', async () => {
    const facts = await read(`
      package com.example.web;
      import java.util.List;
      import static com.example.Paths.BASE;
      import org.springframework.web.bind.annotation.*;
      import static com.example.Others.*;
    `);
    expect(facts.package).toBe('com.example.web');
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      'List = java.util.List List',
      'BASE = com.example.Paths BASE',
      '* = org.springframework.web.bind.annotation *',
      '* = com.example.Others *',
    ]);
  });

  test('classes with annotations on themselves, methods, fields and parameters', async () => {
    const facts = await read(`
      @RestController @RequestMapping(value = {"/a", BASE + "/b"}, method = RequestMethod.GET)
      public class Users<T> extends web.Base<User> implements Api, Other {
        @Value("\${port:80}") int port;
        public Users(@Qualifier("q") Foo f, String... rest) { this.f = f; }
        @GetMapping("/{id}")
        List<User> one(@PathVariable("id") final String id) { return find(id); }
      }
      interface Api extends A, B { @GET void m(); }
    `);
    const [, users, made, one, api, m] = facts.scopes;
    expect(users?.decorators.map(shown)).toEqual([
      'RestController()',
      'RequestMapping(value=["/a", join(BASE, "/b")], method=RequestMethod.GET)',
    ]);
    expect(users?.bases.map(shown)).toEqual(['web.Base', 'Api', 'Other']);
    expect(made).toMatchObject({ name: 'constructor', parent: 1 });
    expect(
      made?.params.map(({ name, type, decorators }) => [name, type, decorators.map(shown)]),
    ).toEqual([
      ['f', 'Foo', ['Qualifier("q")']],
      ['rest', 'String', []],
    ]);
    expect(one).toMatchObject({ name: 'one', parent: 1, returnType: 'List<User>' });
    expect(one?.decorators.map(shown)).toEqual(['GetMapping("/{id}")']);
    expect(one?.params[0]).toMatchObject({ name: 'id', type: 'String' });
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([
      ['find(id)', 3],
    ]);
    expect(api?.bases.map(shown)).toEqual(['A', 'B']);
    expect(m?.decorators.map(shown)).toEqual(['GET()']);
    expect(
      facts.bindings.map(({ name, type, decorators }) => [name, type, decorators.map(shown)]),
    ).toEqual([
      ['port', 'int', [`Value("\${port:80}")`]],
      ['this.f', null, []],
    ]);
  });

  test('values: texts, lists, maps, enums, records, annotation elements', async () => {
    const facts = await read(`
      class C {
        static final String A = "/x\\u0041" + ID, B = String.format("%s/%d", A, 2);
        String[] list = {"a"}, more = new String[]{"b"};
        Object of = Map.of("k", List.of("v")), type = Foo.class;
        String block = """
            one
              two
            """;
      }
      enum Path { USERS("/users"); final String text; }
      record Point(@JsonProperty("x") int x) {}
      @interface ApiGet { String[] path() default {}; @AliasFor(annotation = RequestMapping.class) String value() default "v"; }
    `);
    expect(facts.bindings.map(({ name, value }) => `${name} = ${shown(value)}`)).toEqual([
      'x = -',
      'A = join("/xA", ID)',
      'B = join(A, "/", 2)',
      'list = ["a"]',
      'more = ["b"]',
      'of = {"k": ["v"]}',
      'type = Foo',
      'block = "one\\n  two\\n"',
      'USERS = Path("/users")',
      'text = -',
      'path = []',
      'value = "v"',
    ]);
  });

  test('calls, chained and with lambdas and references to methods', async () => {
    const facts = await read(`
      class C {
        Object m() {
          return route().GET("/x", this::list).nest(path("/y"), b -> b.POST("/z", r -> ok())).build();
        }
        Object n() { return new Server(8080) { void go() { inner(); } }; }
      }
    `);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['route().GET("/x", this.list).nest(path("/y"), fn#3).build()', 2],
      ['route().GET("/x", this.list).nest(path("/y"), fn#3)', 2],
      ['route().GET("/x", this.list)', 2],
      ['route()', 2],
      ['path("/y")', 2],
      ['b.POST("/z", fn#4)', 3],
      ['ok()', 4],
      ['Server(8080)', 5],
      ['inner()', 7],
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toContainEqual([
      'ok()',
      4,
    ]);
    expect(facts.scopes[6]).toMatchObject({ kind: 'class', name: null });
  });

  test('readings of the environment', async () => {
    const facts = await read(`
      class C {
        void m() {
          var env = System.getenv();
          String a = env.get("A"), b = System.getenv().getOrDefault("B", "two");
          String c = Optional.ofNullable(System.getenv("C")).orElse("three");
          cache.get("D");
        }
      }
    `);
    expect(facts.accesses.map(({ name, fallback }) => [shown(name), shown(fallback)])).toEqual([
      ['"A"', '-'],
      ['"B"', '"two"'],
    ]);
    expect(facts.bindings.map(({ value }) => shown(value))).toContain(
      'either(System.getenv("C"), "three")',
    );
  });

  test('classes that no object is made of', async () => {
    const facts = await read(`abstract class Q {} interface R {} class S {}`);
    expect(facts.scopes.slice(1).map((scope) => scope.abstract)).toEqual([true, true, false]);
  });

  test('a file with a mistake gives what can be seen', async () => {
    const facts = await read('class A { @GetMapping("/a") void a() {} void b( { }\n}');
    expect(facts.scopes.flatMap(({ decorators }) => decorators.map(shown))).toEqual([
      'GetMapping("/a")',
    ]);
    expect(facts.broken?.line).toBe(1);
  });

  test('an import means the file of its class, a package all of its files', async () => {
    const paths = [
      'app/src/main/java/com/x/web/Users.java',
      'app/src/main/java/com/x/Paths.java',
      'api/src/main/java/com/x/web/Api.java',
      'api/src/main/java/com/y/web/Other.java',
    ];
    const program = new Program(new Set(paths), new Map([['java', java]]));
    const [users = ''] = paths;
    program.add(users, await read('package com.x.web; class Users {}'));
    expect(program.modules('com.x.Paths', users)).toEqual([paths[1]]);
    expect(program.modules('com.x.Paths.Inner', users)).toEqual([paths[1]]);
    expect(program.modules('com.y.web', users)).toEqual([paths[3]]);
    expect(program.modules('java.util.List', users)).toEqual([]);
    expect(program.siblings(users)).toEqual([paths[2]]);
    expect(program.siblings(users, 'Api')).toEqual([paths[2]]);
    expect(program.siblings(users, 'String')).toEqual([]);
  });

  test('a class of the own packages is found by its name where folders are not packages', async () => {
    const program = new Program(
      new Set(['a/Users.java', 'b/Paths.java']),
      new Map([['java', java]]),
    );
    program.add('a/Users.java', await read('package com.x.web; class Users {}'));
    expect(program.modules('com.x.constants.Paths', 'a/Users.java')).toEqual(['b/Paths.java']);
    expect(program.modules('org.other.Paths', 'a/Users.java')).toEqual([]);
  });
});
