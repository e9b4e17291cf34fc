import { describe, expect, test } from '@jest/globals';
import { php } from '../../../../src/drift/code/languages/php.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(php, `<?php\n${text}`);

describe('the facts of PHP', () => {
  test('calls of every form, with closures and texts put together', async () => {
    const facts = await read(String.raw`
      const BASE = '/it\'s';
      Route::prefix("a\u{64}min/{$id}/$x[0]")->group(function () use ($x) {
        Route::get('/users' . BASE, [Users::class, 'show']);
      });
      $app?->map(['GET'], sprintf('/%s/%d', $a, 2), fn ($req) => $this->show($req, q: $q, ...$rest));
      require __DIR__ . '/auth.php';`);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['Route.prefix(join("admin/", id, "/", x[0])).group(fn#1)', 0],
      ['Route.prefix(join("admin/", id, "/", x[0]))', 0],
      ['Route.get(join("/users", BASE), ["Users", "show"])', 1],
      ['app.map(["GET"], join("/", a, "/", 2), fn#2)', 0],
      ['this.show(req, q=q, ...rest)', 2],
      ['require(join(__DIR__, "/auth.php"))', 0],
    ]);
    expect(shown(facts.bindings[0]?.value ?? null)).toBe(`"/it's"`);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([
      ['this.show(req, q=q, ...rest)', 2],
    ]);
  });

  test('names by their namespace and what is used', async () => {
    const facts = await read(String.raw`
      namespace App\Http;
      use App\Models\User;
      use Illuminate\Support\Facades\{Route, DB as Database};
      use FOS\Rest as Rest;
      use function App\helper;
      \App\Kernel::boot(Rest\Get::class, namespace\Other::x(), new Sub\Thing());`);
    expect(facts.package).toBe('App\\Http');
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      'User = App\\Models\\User User',
      'Route = Illuminate\\Support\\Facades\\Route Route',
      'Database = Illuminate\\Support\\Facades\\DB DB',
      'Rest = FOS\\Rest Rest',
      'helper = App\\helper helper',
      'Kernel = App\\Kernel Kernel',
      'Other = App\\Http\\Other Other',
      'Thing = App\\Http\\Sub\\Thing Thing',
    ]);
    expect(shown(facts.calls[0]?.call ?? null)).toBe(
      'Kernel.boot("FOS\\\\Rest\\\\Get", Other.x(), Thing())',
    );
  });

  test('classes with attributes, annotations, constants, properties and what they are made of', async () => {
    const facts = await read(`
      /**
       * Users.
       * @Route("/api", name="x")
       */
      #[Prefix('/v1'), Other]
      final class Users extends Base implements A, B {
        use Loads;
        const PATH = '/p';
        private string $base = "/b";
        #[Route('/{id}', methods: ['GET', self::PATH])]
        public function show(int $id, #[MapQuery] ?string $q = null): Response { return new Response($this->base); }
        public function __construct(private readonly Foo $foo) { $this->app = $foo; }
        /** @Rest\\Get("/{a}", methods={"GET", Users::PATH}, requirements={"a"="\\d+"}, n = 1) @return string */
        public function list() {}
      }
      enum Suit: string { case Hearts = 'H'; }`);
    const [, users, show, make, list] = facts.scopes;
    expect(users?.decorators.map(shown)).toEqual([
      'Route("/api", name="x")',
      'Prefix("/v1")',
      'Other()',
    ]);
    expect(users?.decorators[0]?.line).toBe(5);
    expect(users?.bases.map(shown)).toEqual(['Base', 'A', 'B', 'Loads']);
    expect(show?.decorators.map(shown)).toEqual(['Route("/{id}", methods=["GET", self.PATH])']);
    expect(show).toMatchObject({ returnType: 'Response', parent: 1 });
    expect(
      show?.params.map((one) => [
        one.name,
        one.type,
        shown(one.default),
        one.decorators.map(shown),
      ]),
    ).toEqual([
      ['id', 'int', '-', []],
      ['q', '?string', 'null', ['MapQuery()']],
    ]);
    expect(make?.params.map(({ name, type }) => [name, type])).toEqual([['foo', 'Foo']]);
    expect(list?.decorators.map(shown)).toEqual([
      String.raw`Rest.Get("/{a}", methods=["GET", Users.PATH], requirements={"a": "\\d+"}, n=1)`,
    ]);
    expect(
      facts.bindings.map(({ name, type, value, scope }) => [name, type, shown(value), scope]),
    ).toEqual([
      ['PATH', null, '"/p"', 1],
      ['base', 'string', '"/b"', 1],
      ['this.foo', 'Foo', 'foo', 3],
      ['this.app', null, 'foo', 3],
      ['Hearts', 'self', '"H"', 5],
    ]);
  });

  test('values: lists, maps, choices, what is taken apart and what loops give', async () => {
    const facts = await read(`
      define('X', 'y');
      [$a, $b] = f();
      self::$routes = ['a' => 1, 2, ...$more];
      foreach (['/a', '/b'] as $path) {}
      foreach ($list as $key => $value) {}
      $c = $d ? 1 : match ($e) { 1 => 'x', default => 'y' };
      $t = <<<EOT
      hello $name
      EOT;`);
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['X', '"y"'],
      ['a', 'f()[0]'],
      ['b', 'f()[1]'],
      ['self.routes', '{"a": 1, 1: 2, -: more}'],
      ['path', '["/a", "/b"]'],
      ['for entry 7:25', 'list'],
      ['key', 'for entry 7:25[0]'],
      ['value', 'for entry 7:25[1]'],
      ['c', 'either(1, either("x", "y"))'],
      ['t', 'join("      hello ", name)'],
    ]);
  });

  test('readings of the environment, with what stands in for them', async () => {
    const facts = await read(`
      $a = $_ENV['A'] ?? 'x';
      $b = ($_SERVER["B"]) ?: getenv('C');
      f($_ENV[$name], $_GET['d']);`);
    expect(
      facts.accesses.map(({ object, name, fallback }) => [
        shown(object),
        shown(name),
        shown(fallback),
      ]),
    ).toEqual([
      ['_ENV', '"A"', '"x"'],
      ['_SERVER', '"B"', 'getenv("C")'],
      ['_ENV', 'name', '-'],
    ]);
  });

  test('a file with a mistake gives what can be seen, and says where it breaks', async () => {
    const facts = await read(`$app->get('/a', $h);\nfunction ( {\n`);
    expect(facts.calls.map(({ call }) => shown(call))).toContain('app.get("/a", h)');
    expect(facts.broken?.line).toBe(3);
  });
});

describe('the classes of PHP', () => {
  test('are found by the autoloader, otherwise by their name and folders', () => {
    const paths = [
      'composer.json',
      'app/Models/User.php',
      'lib/Models/User.php',
      'app/Http/Kernel.php',
    ];
    const program = new Program(new Set(paths), new Map([['php', php]]));
    const modules = (module: string) => php.modules(module, 'app/Http/Kernel.php', program);
    expect(modules('Lib\\Models\\User')).toEqual(['lib/Models/User.php']);
    program.addText(
      'composer.json',
      '{"autoload":{"psr-4":{"Lib\\\\":"nowhere/","Lib\\\\Models\\\\":["app/Models"]}}}',
    );
    expect(modules('Lib\\Models\\User')).toEqual(['app/Models/User.php']);
    expect(modules('Http\\Kernel')).toEqual(['app/Http/Kernel.php']);
    expect(modules('Vendor\\Kernel')).toEqual([]);
  });
});
