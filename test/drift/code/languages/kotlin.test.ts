import { describe, expect, test } from '@jest/globals';
import { kotlin } from '../../../../src/drift/code/languages/kotlin.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(kotlin, text);

describe('the facts of Kotlin', () => {
  test('package and imports of every form', async () => {
    const facts = await read(`package com.example.web
import com.example.Paths
import com.example.routes.userRoutes as users
import io.ktor.server.routing.*
`);
    expect(facts.package).toBe('com.example.web');
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      'Paths = com.example.Paths Paths',
      'users = com.example.routes.userRoutes userRoutes',
      '* = io.ktor.server.routing *',
    ]);
  });

  test('classes with annotations on themselves, functions, properties and parameters', async () => {
    const facts = await read(`
@RestController
@RequestMapping(value = ["/a", "$BASE/b"], method = [RequestMethod.GET])
class Users(@Value("x") private val svc: Svc, n: Int = 1) : web.Base<User>(svc), Api {
  companion object { const val P = "/x" }
  @field:Inject lateinit var other: Other
  @GetMapping("/{id}") fun one(@PathVariable("id") id: String, q: String? = "d"): User = svc.find(id)
}
interface Api : A { @GET fun m() }
`);
    const [, users, made, one, api, m] = facts.scopes;
    expect(users?.decorators.map(shown)).toEqual([
      'RestController()',
      'RequestMapping(value=["/a", join(BASE, "/b")], method=[RequestMethod.GET])',
    ]);
    expect(users?.bases.map(shown)).toEqual(['web.Base', 'Api']);
    expect(made).toMatchObject({ name: 'constructor', parent: 1 });
    expect(one).toMatchObject({ name: 'one', parent: 1, returnType: 'User', receiver: null });
    expect(
      one?.params.map((param) => [
        param.name,
        param.type,
        shown(param.default),
        param.decorators.map(shown).join(),
      ]),
    ).toEqual([
      ['id', 'String', '-', 'PathVariable("id")'],
      ['q', 'String?', '"d"', ''],
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([
      ['svc.find(id)', 3],
    ]);
    expect(api?.bases.map(shown)).toEqual(['A']);
    expect(m?.decorators.map(shown)).toEqual(['GET()']);
    expect(
      facts.bindings.map(({ name, type, value, scope, decorators }) => [
        name,
        type,
        shown(value),
        scope,
        decorators.map(shown).join(),
      ]),
    ).toEqual([
      ['svc', 'Svc', '-', 1, 'Value("x")'],
      ['n', 'Int', '1', 1, ''],
      ['P', null, '"/x"', 1, ''],
      ['other', 'Other', '-', 1, 'Inject()'],
    ]);
  });

  test('values: texts, lists, maps, alternatives, enums, getters', async () => {
    const facts = await read(`
val a = "x\\n\\$b $c.d \${e.f}/g"
val raw = """$a \\n"""
val both = listOf("a", "b") + mapOf("k" to 1)["k"]
val given = System.getenv("A") ?: "d"
val chosen = if (x) "a" else { log(); "b" }
val one by lazy { "late" }
val got get() = "got"
val (left, right) = arrayOf(1, 2)
val text = "%s/%d".format(a, 2)
val type = Foo::class
val handle = fun(x: Int): Int { return x }
enum class E(val path: String) { USERS("/users"), B }
object Paths { const val U = "/u" }
`);
    expect(facts.bindings.map(({ name, value }) => `${name} = ${shown(value)}`)).toEqual([
      'a = join("x\\n$b ", c, ".d ", e.f, "/g")',
      'raw = join(a, " \\\\n")',
      'both = join(["a", "b"], {"k": 1}["k"])',
      'given = either(System.getenv("A"), "d")',
      'chosen = either("a", "b")',
      'one = "late"',
      'got = "got"',
      'left = 1',
      'right = 2',
      'text = join(a, "/", 2)',
      'type = Foo',
      'handle = fn#2',
      'path = -',
      'USERS = E("/users")',
      'B = E()',
      'U = "/u"',
    ]);
  });

  test('calls with blocks, type arguments and receivers', async () => {
    const facts = await read(`
fun Route.users(repo: Repo, p: String = "/u"): Route {
  return route("/users/$p") {
    get { call.respond(1) }
    get<Articles.Id> { id -> show(id) }
    post<Articles>("/x", body = { 1 }) { }
    ("/a" and accept(JSON)).nest { GET("/b", handler::list) }
    this@users.get("/c", ::handle)
    list.forEach { one -> return@forEach one }
  }
}
fun Application.module() = routing { users(repo) }
`);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['route(join("/users/", p), fn#2)', 1],
      ['get(fn#3)', 2],
      ['call.respond(1)', 3],
      ['get(fn#4)', 2],
      ['show(id)', 4],
      ['post("/x", body=fn#5, fn#6)', 2],
      ['"/a".and(accept(JSON)).nest(fn#7)', 2],
      ['"/a".and(accept(JSON))', 2],
      ['accept(JSON)', 2],
      ['GET("/b", handler.list)', 7],
      ['this@users.get("/c", handle)', 2],
      ['list.forEach(fn#8)', 2],
      ['routing(fn#10)', 9],
      ['users(repo)', 10],
    ]);
    expect(facts.calls[3]?.call.types).toEqual(['Articles.Id']);
    expect(facts.calls[5]?.call.types).toEqual(['Articles']);
    expect(facts.scopes[1]).toMatchObject({
      name: 'users',
      receiver: { name: 'this', type: 'Route' },
      returnType: 'Route',
    });
    expect(facts.scopes[4]?.params.map(({ name }) => name)).toEqual(['id']);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toContainEqual([
      'one',
      8,
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toContainEqual([
      'routing(fn#10)',
      9,
    ]);
  });

  test('readings of the environment', async () => {
    const facts = await read(`
val env = System.getenv()
val a = env["A"] ?: "one"
val b = System.getenv().getOrDefault("B", "two")
val c = cache["C"]
`);
    expect(facts.accesses.map(({ name, fallback }) => [shown(name), shown(fallback)])).toEqual([
      ['"A"', '"one"'],
      ['"B"', '"two"'],
    ]);
  });

  test('classes that no object is made of', async () => {
    const facts = await read(`abstract class Q
interface R
class S`);
    expect(facts.scopes.slice(1).map((scope) => scope.abstract)).toEqual([true, true, false]);
  });

  test('a file with a mistake gives what can be seen', async () => {
    const facts = await read('fun a() {\n get("/a") { }\n val x = )\n get("/b") { }\n}\n');
    expect(facts.calls.map(({ call }) => shown(call)).join()).toContain('get("/a"');
    expect(facts.broken).not.toBeNull();
  });

  test('what the grammar stumbles over: bodies on one line, a class literal at the end of a line', async () => {
    const facts = await read(`
class A { companion object { const val P = "/x" } }
@Resource("/articles") class Articles { @Resource("{id}") class Id(val s: String = "a}b \${ f { "}" } }") }
val type = A::class
val next = "// { no comment }" // }
fun one() { get("/z") }
`);
    expect(facts.broken).toBeNull();
    expect(facts.scopes.flatMap(({ decorators }) => decorators.map(shown))).toEqual([
      'Resource("/articles")',
      'Resource("{id}")',
    ]);
    expect(facts.bindings.map(({ name, value }) => `${name} = ${shown(value)}`)).toEqual([
      'P = "/x"',
      's = join("a}b ", f(fn#5))',
      'type = A',
      'next = "// { no comment }"',
    ]);
    expect(facts.calls.at(-1)?.call.line).toBe(6);
  });

  test('imports mean files, also where the folders leave out the common package', async () => {
    const paths = [
      'src/main/kotlin/Application.kt',
      'src/main/kotlin/routes/Users.kt',
      'src/main/kotlin/routes/Orders.kt',
      'src/main/java/com/example/Paths.java',
    ];
    const program = new Program(new Set(paths), new Map([['kotlin', kotlin]]));
    const [app = ''] = paths;
    program.add(app, await read('package com.example\nfun main() {}'));
    expect(program.modules('com.example.routes.userRoutes', app)).toEqual([paths[2], paths[1]]);
    expect(program.modules('com.example.routes.Users', app)).toEqual([paths[1]]);
    expect(program.modules('com.example.routes', app)).toEqual([paths[2], paths[1]]);
    expect(program.modules('com.example.Paths', app)).toEqual([paths[3]]);
    expect(program.siblings(app)).toEqual([paths[3]]);
  });
});
