import { describe, expect, test } from '@jest/globals';
import { rust } from '../../../../src/drift/code/languages/rust.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(rust, text);

describe('the facts of Rust', () => {
  test('chains of calls, closures, and what a function gives back', async () => {
    const facts = await read(`
      const BASE: &str = "/a\\u{70}i";
      pub fn router(state: &AppState, (a, b): (u8, u8)) -> Router<AppState> {
        let mut app = Router::new().route(&format!("{}/x/{id}", BASE), get(show).post(|| async { add() }));
        app = app.nest(concat!("/v", "1"), users::router());
        Ok(app)
      }`);
    expect(facts.bindings.map(({ name, type, value }) => [name, type, shown(value)])).toEqual([
      ['BASE', '&str', '"/api"'],
      ['a', null, '(a, b)[0]'],
      ['b', null, '(a, b)[1]'],
      ['app', null, 'Router.new().route(join(BASE, "/x/", id), get(show).post(fn#2))'],
      ['app', null, 'app.nest("/v1", users.router())'],
    ]);
    expect(facts.calls.map(({ call }) => shown(call))).toEqual([
      'Router.new().route(join(BASE, "/x/", id), get(show).post(fn#2))',
      'Router.new()',
      'get(show).post(fn#2)',
      'get(show)',
      'add()',
      'app.nest("/v1", users.router())',
      'users.router()',
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([
      ['app', 1],
      ['add()', 2],
    ]);
    expect(facts.scopes[1]).toMatchObject({
      name: 'router',
      returnType: 'Router<AppState>',
      params: [
        { name: 'state', type: '&AppState' },
        { name: '(a, b)', type: '(u8, u8)' },
      ],
    });
  });

  test('attributes and macros, their tokens read as arguments', async () => {
    const facts = await read(`
      #[get("/users/<id>?<q..>", format = "json", data = "<input>", rank = 2)]
      // between
      #[utoipa::path(tags("a", x::Y), guard = f(1).g())]
      pub async fn user() -> String { rocket::build().mount("/api", routes![user, users::list]) }
      fn main() {
        println!("{}", std::env::var("PORT").unwrap());
        let list = vec!["a", b];
      }
      lazy_static! { static ref HOST: Option<String> = env::var("HOST").ok(); }`);
    expect(facts.scopes[1]?.decorators.map(shown)).toEqual([
      'get("/users/<id>?<q..>", format="json", data="<input>", rank=2)',
      'utoipa.path(tags("a", x.Y), guard=f(1).g())',
    ]);
    expect(facts.scopes[2]?.decorators).toEqual([]);
    expect(facts.calls.map(({ call }) => shown(call))).toEqual([
      'tags("a", x.Y)',
      'f(1)',
      'f(1).g()',
      'rocket.build().mount("/api", routes(user, users.list))',
      'rocket.build()',
      'routes(user, users.list)',
      'println("{}", std.env.var("PORT").unwrap())',
      'std.env.var("PORT")',
      'std.env.var("PORT").unwrap()',
      'lazy_static(?static?)',
      'env.var("HOST")',
      'env.var("HOST").ok()',
    ]);
    expect(facts.bindings.map(({ name, type, value }) => [name, type, shown(value)])).toEqual([
      ['list', null, '["a", b]'],
      ['HOST', 'Option<String>', 'env.var("HOST").ok()'],
    ]);
  });

  test('items with fields and their attributes, impls and modules', async () => {
    const facts = await read(`
      mod users;
      mod inner { pub fn f() {} }
      #[derive(Parser)]
      struct Args {
        #[arg(long, env = "PORT", default_value_t = 80)]
        port: u16,
      }
      impl<S: Clone> Routes for api::Args<S> { const P: &'static str = "/p"; fn r(&self) { self.port = 1; } }`);
    expect(facts.scopes.map(({ kind, name, parent }) => [kind, name, parent]).slice(1)).toEqual([
      ['class', 'inner', 0],
      ['function', 'f', 1],
      ['class', 'Args', 0],
      ['class', 'Args', 0],
      ['function', 'r', 4],
    ]);
    expect(facts.scopes[4]?.bases.map(shown)).toEqual(['Routes']);
    expect(facts.bindings.map(({ name, scope }) => [name, scope])).toEqual([
      ['port', 3],
      ['P', 4],
      ['self.port', 5],
    ]);
    expect(facts.bindings[0]?.decorators.map(shown)).toEqual([
      'arg(long, env="PORT", default_value_t=80)',
    ]);
  });

  test('imports: names in lower case may be modules too', async () => {
    const facts = await read(`
      mod users;
      use axum::{routing::{get as g}, Router, extract::Path as P};
      use crate::handlers::{self, *};
      fn f() { super::g(); crate::h(); super::k(); self::m(); }`);
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      'users = self::users *',
      'g = axum::routing get',
      'g = axum::routing::get *',
      'Router = axum Router',
      'P = axum::extract Path',
      'handlers = crate handlers',
      'handlers = crate::handlers *',
      '* = crate::handlers *',
      'crate = crate *',
      'super = super *',
    ]);
    expect(facts.calls.map(({ call }) => shown(call))).toContain('m()');
  });

  test('several values: branches, what stands in for another, patterns and loops', async () => {
    const facts = await read(`
      fn f() {
        let port = std::env::var("PORT").unwrap_or_else(|_| "80".to_string());
        let app = if debug { a() } else { match x { A => b(), _ => return } };
        let (tx, Some(rx)) = pair();
        if let Ok(key) = env::var("KEY") { }
        for path in ["/a", "/b"] { app.route(path, h); }
        let c = Config { port: 1, name, ..Default::default() };
      }`);
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['port', 'either(std.env.var("PORT"), "80")'],
      ['app', 'either(a(), b())'],
      ['tx', 'pair()[0]'],
      ['rx', 'pair()[1]'],
      ['key', 'env.var("KEY")'],
      ['path', '["/a", "/b"]'],
      ['c', '{"port": 1, "name": name, -: Default.default()}'],
    ]);
  });

  test('a file with a mistake gives what can be seen, and says where it breaks', async () => {
    const facts = await read('fn f() { a.get("/a"); }\nfn g( {\n');
    expect(facts.calls.map(({ call }) => shown(call))).toContain('a.get("/a")');
    expect(facts.broken?.line).toBe(2);
  });
});

describe('the modules of Rust', () => {
  const paths = [
    'Cargo.toml',
    'src/main.rs',
    'src/lib.rs',
    'src/api/mod.rs',
    'src/api/users.rs',
    'src/api/users/rights.rs',
    'crates/my-core/Cargo.toml',
    'crates/my-core/src/lib.rs',
    'crates/my-core/src/routes.rs',
  ];
  const program = new Program(new Set(paths), new Map([['rust', rust]]));
  program.addText(
    'Cargo.toml',
    '[package]\nname = "my-app"\n[dependencies]\ncore = { path = "crates/my-core" }\n',
  );
  const modules = (module: string, from: string) => rust.modules(module, from, program);

  test('from the crate, from a module and from other crates', () => {
    expect(modules('crate', 'src/api/users.rs')).toEqual(['src/lib.rs', 'src/main.rs']);
    expect(modules('crate::api::users', 'src/main.rs')).toEqual(['src/api/users.rs']);
    expect(modules('self::api', 'src/main.rs')).toEqual(['src/api/mod.rs']);
    expect(modules('self::rights', 'src/api/users.rs')).toEqual(['src/api/users/rights.rs']);
    expect(modules('super', 'src/api/users/rights.rs')).toEqual(['src/api/users.rs']);
    expect(modules('super::super', 'src/api/users/rights.rs')).toEqual(['src/api/mod.rs']);
    expect(modules('api::users', 'src/main.rs')).toEqual(['src/api/users.rs']);
    expect(modules('my_core::routes', 'src/main.rs')).toEqual(['crates/my-core/src/routes.rs']);
    expect(modules('core::routes', 'src/main.rs')).toEqual(['crates/my-core/src/routes.rs']);
    expect(modules('my_app::api', 'src/main.rs')).toEqual(['src/api/mod.rs']);
    expect(modules('axum::routing', 'src/main.rs')).toEqual([]);
  });
});
