import { describe, expect, test } from '@jest/globals';
import { readRoutes } from '../../../src/drift/spec/read-routes.ts';
import { openFiles } from '../../../src/tree/memory.ts';

/** More routes than the largest services put on one router. */
const ROUTES = 400;

const numbers = Array.from({ length: ROUTES }, (_, index) => index);
const each = (line: (n: number) => string) => numbers.map(line).join('\n');

const PROGRAMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'one chain of calls (axum)': {
    'src/main.rs': `use axum::{routing::get, Router};\nasync fn main() { axum::serve(l, app()).await }\nfn app() -> Router {\n  Router::new()\n${each((n) => `    .route("/r${n}", get(h))`)}\n}`,
  },
  'one chain of calls (actix-web)': {
    'src/main.rs': `use actix_web::{web, App, HttpServer};\nfn main() { HttpServer::new(|| App::new()\n${each((n) => `    .route("/r${n}", web::get().to(h))`)}\n); }`,
  },
  'one chain of calls (Hono)': {
    'index.js': `import { Hono } from 'hono';\nexport default new Hono()\n${each((n) => `  .get('/r${n}', h)`)};`,
  },
  'a variable that is made of itself (axum)': {
    'src/main.rs': `use axum::{routing::get, Router};\nasync fn main() { axum::serve(l, app()).await }\nfn app() -> Router {\n  let mut r = Router::new();\n${each((n) => `  r = r.route("/r${n}", get(h));`)}\n  r\n}`,
  },
  'a variable that is declared again with each route (axum)': {
    'src/main.rs': `use axum::{routing::get, Router};\nasync fn main() { axum::serve(l, app()).await }\nfn app() -> Router {\n  let r = Router::new();\n${each((n) => `  let r = r.route("/r${n}", get(h));`)}\n  r\n}`,
  },
  'a variable that is made of itself (Hono)': {
    'index.js': `import { Hono } from 'hono';\nlet app = new Hono();\n${each((n) => `app = app.get('/r${n}', h);`)}\nexport default app;`,
  },
  'a function that registers what it is given (Express)': {
    'index.js': `const app = require('express')();\nfunction add(path, handler) { app.get(path, check, handler); }\n${each((n) => `add('/r${n}', h);`)}`,
  },
  'one list of paths (Spring)': {
    'Things.java': `@RestController\nclass Things {\n  @GetMapping({\n${numbers
      .slice(0, 200)
      .map((n) => `"/r${n}"`)
      .join(',\n')}\n  })\n  String some() { return ""; }\n  @GetMapping({\n${numbers
      .slice(200)
      .map((n) => `"/r${n}"`)
      .join(',\n')}\n  })\n  String others() { return ""; }\n}`,
  },
};

describe('routes on one router, however many', () => {
  test.each(Object.keys(PROGRAMS))('%s', async (name) => {
    const { routes, problems } = await readRoutes(openFiles(PROGRAMS[name] ?? {}, 'head'));
    expect(routes.map(({ path }) => path)).toEqual(numbers.map((n) => `/r${n}`).sort());
    expect(problems).toEqual([]);
  });

  test('a function that makes a router each time', async () => {
    const calls = numbers.slice(0, 200).map((n) => `add('/r${n}');`);
    const files = {
      'index.js': `const express = require('express');\nconst app = express();\nfunction add(path) {\n  const router = express.Router();\n  router.get('/x', h);\n  app.use(path, router);\n}\n${calls.join('\n')}`,
    };
    const { routes } = await readRoutes(openFiles(files, 'head'));
    expect(routes.map(({ path }) => path)).toEqual(calls.map((_, n) => `/r${n}/x`).sort());
  });

  test('a class with as many methods', async () => {
    const methods = each((n) => `  [HttpGet(Paths.R${n})] public IActionResult M${n}() => Ok(_x);`);
    const paths = each((n) => `  public const string R${n} = "r${n}";`);
    const files = {
      'ThingsController.cs': `using Microsoft.AspNetCore.Mvc;\n[ApiController]\n[Route("")]\npublic class ThingsController : ControllerBase {\n${methods}\n}\npublic static class Paths {\n${paths}\n}`,
    };
    const { routes } = await readRoutes(openFiles(files, 'head'));
    expect(routes).toHaveLength(ROUTES);
  });
});
