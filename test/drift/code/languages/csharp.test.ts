import { describe, expect, test } from '@jest/globals';
import { csharp } from '../../../../src/drift/code/languages/csharp.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(csharp, text);

describe('the facts of C#', () => {
  test('namespace and usings of every form', async () => {
    const facts = await read(`
      using System.Linq;
      using static My.Api.Routes;
      using Api = My.Api.Contracts.V1;
      global using Microsoft.AspNetCore.Mvc;
      namespace My.Api.Controllers;
    `);
    expect(facts.package).toBe('My.Api.Controllers');
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      '* = System.Linq *',
      '* = My.Api.Routes *',
      'Api = My.Api.Contracts.V1 V1',
      '* = Microsoft.AspNetCore.Mvc *',
    ]);
    expect((await read('namespace A.B { class C {} }')).package).toBe('A.B');
  });

  test('classes with attributes on themselves, methods, properties and parameters', async () => {
    const facts = await read(`
      [ApiController, Route("api/[controller]")]
      [Area("x")]
      public class Users(ISvc svc) : Base<User>(svc), web.IApi {
        [FromServices] public Svc Other { get; set; }
        [HttpGet("{id:int}", Name = nameof(Get))]
        public async Task<User> Get([FromRoute(Name = "id")] int id, string q = "d", params string[] r) => await svc.Find(id);
        public Users(int a) : this(null) { this.a = a; }
      }
      record Point([property: Json("x")] int X, int Y) : Base;
    `);
    const [, users, get, made, point] = facts.scopes;
    expect(users?.decorators.map(shown)).toEqual([
      'ApiController()',
      'Route("api/[controller]")',
      'Area("x")',
    ]);
    expect(users?.bases.map(shown)).toEqual(['Base', 'web.IApi']);
    expect(get).toMatchObject({ name: 'Get', parent: 1, returnType: 'Task<User>' });
    expect(get?.decorators.map(shown)).toEqual(['HttpGet("{id:int}", Name="Get")']);
    expect(
      get?.params.map((one) => [
        one.name,
        one.type,
        shown(one.default),
        one.decorators.map(shown).join(),
      ]),
    ).toEqual([
      ['id', 'int', '-', 'FromRoute(Name="id")'],
      ['q', 'string', '"d"', ''],
      ['r', 'string[]', '-', ''],
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([
      ['svc.Find(id)', 2],
    ]);
    expect(made).toMatchObject({ name: 'constructor', parent: 1 });
    expect(point).toMatchObject({ kind: 'class', name: 'Point' });
    expect(facts.bindings.map(({ name, type, scope }) => [name, type, scope])).toEqual([
      ['svc', 'ISvc', 1],
      ['X', 'int', 4],
      ['Y', 'int', 4],
      ['Other', 'Svc', 1],
      ['this.a', null, 3],
    ]);
  });

  test('values: texts of every form, lists, objects, enums', async () => {
    const facts = await read(`
      static class Routes {
        public const string A = "x\\u0041" + "/b", B = @"c""d";
        public static string C => $"{A}/users/{{id}}" + string.Format("{0}/{1:X}", A, 2);
        public string[] List { get; } = new[] { "GET" };
        List<string> more = ["a", .. other];
        Options o = new() { Name = "n", ["k"] = 2 };
        Type t = typeof(Foo<int>);
        string e = x ?? "y", f = c ? "g" : (string)h!, raw = """r"q""";
        string s = v switch { 1 => "a", _ => "b" };
      }
      enum E { One = 1, Two }
    `);
    expect(facts.bindings.map(({ name, value }) => `${name} = ${shown(value)}`)).toEqual([
      'A = "xA/b"',
      'B = "c\\"d"',
      'C = join(A, "/users/{id}", A, "/", 2)',
      'List = ["GET"]',
      'more = ["a", other]',
      'o = Options({"Name": "n", "k": 2})',
      't = Foo',
      'e = either(x, "y")',
      'f = either("g", h)',
      'raw = "r\\"q"',
      's = either("a", "b")',
      'One = 1',
      'Two = -',
    ]);
  });

  test('calls: top-level statements, extension methods, lambdas, type arguments', async () => {
    const facts = await read(`
      var group = app.MapGroup("/users").RequireAuthorization();
      group.MapMethods("/m", ["GET", "PUT"], async (int id, [FromServices] Svc s) => Results.Ok(s?.Get(id)));
      app.UseEndpoints(endpoints => { endpoints.MapHub<Chat>("/chat", pattern: P); });
      app.MapUsers();
      static string Handle(int x) => "a";
      static class Extensions {
        public static void MapUsers(this IEndpointRouteBuilder builder, string prefix = "/u") { builder.MapGet(prefix, Handle); }
      }
    `);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['app.MapGroup("/users").RequireAuthorization()', 0],
      ['app.MapGroup("/users")', 0],
      ['group.MapMethods("/m", ["GET", "PUT"], fn#1)', 0],
      ['Results.Ok(s.Get(id))', 1],
      ['s.Get(id)', 1],
      ['app.UseEndpoints(fn#2)', 0],
      ['endpoints.MapHub("/chat", pattern=P)', 2],
      ['app.MapUsers()', 0],
      ['builder.MapGet(prefix, Handle)', 5],
    ]);
    expect(facts.calls[6]?.call.types).toEqual(['Chat']);
    expect(facts.scopes[2]?.params.map(({ name }) => name)).toEqual(['endpoints']);
    expect(facts.scopes[5]).toMatchObject({
      name: 'MapUsers',
      receiver: { name: 'builder', type: 'IEndpointRouteBuilder' },
      params: [{ name: 'builder' }, { name: 'prefix', type: 'string' }],
    });
  });

  test('readings of the settings', async () => {
    const facts = await read(`
      var key = builder.Configuration["Jwt:Key"] ?? "none";
      var all = Environment.GetEnvironmentVariables()["HOME"];
      var other = _config["A"]!;
      var not = cache["B"];
    `);
    expect(facts.accesses.map(({ name, fallback }) => [shown(name), shown(fallback)])).toEqual([
      ['"Jwt:Key"', '"none"'],
      ['"HOME"', '-'],
      ['"A"', '-'],
    ]);
  });

  test('classes that no object is made of', async () => {
    const facts = await read(`abstract class Q {} interface R {} class S {}`);
    expect(facts.scopes.slice(1).map((scope) => scope.abstract)).toEqual([true, true, false]);
  });

  test('a file with a mistake gives what can be seen', async () => {
    const facts = await read('app.MapGet("/a", F);\nvar x = ;\napp.MapGet("/b", F);');
    expect(facts.calls.map(({ call }) => shown(call))).toEqual([
      'app.MapGet("/a", F)',
      'app.MapGet("/b", F)',
    ]);
    expect(facts.broken?.line).toBe(2);
  });

  test('a namespace means the files of its folder, and files see those above them in the project', async () => {
    const paths = [
      'src/My.Api/My.Api.csproj',
      'src/My.Api/Program.cs',
      'src/My.Api/Endpoints/Users.cs',
      'src/My.Api/Endpoints/V1/Orders.cs',
      'src/My.Core/Paths.cs',
    ];
    const program = new Program(new Set(paths), new Map([['csharp', csharp]]));
    program.add('src/My.Api/Program.cs', await read('using My.Api.Endpoints;'));
    program.add('src/My.Api/Endpoints/V1/Orders.cs', await read('namespace My.Api.Endpoints.V1;'));
    expect(program.modules('My.Api.Endpoints', 'src/My.Api/Program.cs')).toEqual([paths[2]]);
    expect(program.modules('My.Core', 'src/My.Api/Program.cs')).toEqual([paths[4]]);
    expect(program.modules('My.Core.Paths', 'src/My.Api/Program.cs')).toEqual([paths[4]]);
    expect(program.modules('System.Linq', 'src/My.Api/Program.cs')).toEqual([]);
    expect(program.siblings('src/My.Api/Endpoints/V1/Orders.cs')).toEqual([paths[2], paths[1]]);
  });

  test('a name is looked for in the file of its name, else where constants are', async () => {
    const paths = ['Api/Users.cs', 'Api/Orders.cs', 'Core/Roles.cs', 'Core/ApiConstants.cs'];
    const program = new Program(new Set(paths), new Map([['csharp', csharp]]));
    program.add('Api/Users.cs', await read('class Users {}'));
    expect(program.siblings('Api/Users.cs', 'Orders')).toEqual(['Api/Orders.cs']);
    expect(program.siblings('Api/Users.cs', 'Roles')).toEqual(['Core/Roles.cs']);
    expect(program.siblings('Api/Users.cs', 'Routes')).toEqual(['Core/ApiConstants.cs']);
  });
});
