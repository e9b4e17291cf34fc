import { describe, expect, test } from '@jest/globals';
import { ruby } from '../../../../src/drift/code/languages/ruby.ts';
import { rubyModules, underscored } from '../../../../src/drift/code/languages/ruby-modules.ts';
import { Program } from '../../../../src/drift/code/program.ts';
import { factsOf, shown } from '../facts-of.ts';

const read = (text: string) => factsOf(ruby, text);

describe('the facts of Ruby', () => {
  test('calls with blocks, named arguments and pairs', async () => {
    const facts = await read(`
Rails.application.routes.draw do
  resources :users, only: [:index], :path => 'u' do
    get 'a' => 'b#c', as: :d
    mount Api::Root => '/api', &block
  end
end
get('/x') { |id, (a, b)| 'x' }
foo *list, **rest
bar name:
`);
    expect(facts.calls.map(({ call, scope }) => [shown(call), scope])).toEqual([
      ['Rails.application().routes().draw(fn#1)', 0],
      ['Rails.application().routes()', 0],
      ['Rails.application()', 0],
      ['resources("users", only=["index"], path="u", fn#2)', 1],
      ['get({"a": "b#c"}, as="d")', 2],
      ['mount({Api.Root: "/api"}, &=block)', 2],
      ['get("/x", fn#3)', 0],
      ['foo(...list, ...rest)', 0],
      ['bar(name=name)', 0],
    ]);
    expect(facts.scopes[3]?.params.map(({ name }) => name)).toEqual(['id', 'a', 'b']);
  });

  test('texts of every form', async () => {
    const facts = await read(
      [
        `a = 'it\\'s \\n' "x\\n\\u0041"`,
        'b = "/v#{VERSION}/users" + suffix',
        `c = :sym`,
        `d = %w[get post].freeze`,
        `e = %i[a b]`,
        `f = "/%s/%{name}%%" % [one]`,
        `g = format('/%<id>d/%{name}', id: x, name: 'y')`,
        `h = [base, 'users'].join('/')`,
        `i = File.join('/api', VERSION)`,
        `j = "a-#{:b}".to_sym`,
      ].join('\n'),
    );
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['a', '"it\'s \\\\nx\\nA"'],
      ['b', 'join("/v", VERSION, "/users", suffix)'],
      ['c', '"sym"'],
      ['d', '["get", "post"]'],
      ['e', '["a", "b"]'],
      ['f', '?"/%s/%{name}%%" % [one]?'],
      ['g', 'join("/", x, "/y")'],
      ['h', 'join(base, "/users")'],
      ['i', 'join("/api/", VERSION)'],
      ['j', '"a-b"'],
    ]);
  });

  test('classes, modules, methods and what they give back', async () => {
    const facts = await read(`
module Api
  class Users < Grape::API
    include Shared
    PREFIX = '/users'
    def self.path(id, base = '/x', *rest, kind:, &block)
      return base if id
      "#{base}/#{id}"
    end
    def pick
      if a then 1 else 2 end
    rescue => e
      3
    end
  end
end
App = Class.new(Sinatra::Base) do
  handler = ->(x) { x }
  other = lambda { |y| y }
end
`);
    expect(facts.scopes.map(({ kind, name, parent }) => [kind, name, parent])).toEqual([
      ['file', null, null],
      ['class', 'Api', 0],
      ['class', 'Users', 1],
      ['function', 'path', 2],
      ['function', 'pick', 2],
      ['class', 'App', 0],
      ['function', 'handler', 5],
      ['function', 'other', 5],
    ]);
    expect(facts.scopes[2]?.bases.map(shown)).toEqual(['Grape.API', 'Shared']);
    expect(facts.scopes[5]?.bases.map(shown)).toEqual(['Sinatra.Base']);
    expect(facts.scopes[3]?.params.map((one) => [one.name, shown(one.default)])).toEqual([
      ['id', '-'],
      ['base', '"/x"'],
      ['rest', '-'],
      ['kind', '-'],
      ['block', '-'],
    ]);
    expect(facts.returns.map(({ value, scope }) => [shown(value), scope])).toEqual([
      ['base', 3],
      ['join(base, "/", id)', 3],
      ['either(1, 2)', 4],
      ['x', 6],
      ['y', 7],
    ]);
  });

  test('what gets a value, and what is needed of other files', async () => {
    const facts = await read(`
require 'sinatra/base'
require_relative 'routes/users'
autoload :Admin, 'admin/app'
@a ||= one || two
b, c = 1, [*list, 2]
d = cond ? :yes : :no
e = { 'k' => 1, b: 2, **more }
e[:x] = 1
self.f = Integer(x) rescue 3
path += '/more'
g = Constants::PREFIX
`);
    expect(facts.bindings.map(({ name, value }) => [name, shown(value)])).toEqual([
      ['@a', 'either(one, two)'],
      ['b', '1'],
      ['c', 'join(list, [2])'],
      ['d', 'either("yes", "no")'],
      ['e', '{"k": 1, "b": 2, -: more}'],
      ['self.f', 'either(Integer(x), 3)'],
      ['path', 'join(path, "/more")'],
      ['g', 'Constants.PREFIX'],
    ]);
    expect(facts.imports.map(({ local, module, name }) => `${local} = ${module} ${name}`)).toEqual([
      '* = sinatra/base *',
      '* = ./routes/users *',
      'Admin = admin/app Admin',
      'Constants = Constants Constants',
    ]);
  });

  test('readings of the environment, with what stands in for them', async () => {
    const facts = await read(`
a = ENV['A'] || 'one'
b = ENV.fetch('B', 3000).to_i
c = ENV.fetch('C') { 'three' }
d = (ENV["D"].presence || four)
e = ENV.key?('E')
f, g = ENV.values_at('F', 'G')
ENV['H'] ||= 'eight'
ENV['WRITTEN'] = 'x'
env = ENV.to_h
env['I']
ENV.fetch(NAME)
`);
    expect(
      facts.accesses
        .map(({ name, fallback, at }) => [shown(name), shown(fallback), at.line])
        .sort(),
    ).toEqual([
      ['"A"', '"one"', 2],
      ['"B"', '3000', 3],
      ['"C"', '"three"', 4],
      ['"D"', 'four', 5],
      ['"E"', '-', 6],
      ['"F"', '-', 7],
      ['"G"', '-', 7],
      ['"H"', '"eight"', 8],
      ['"I"', '-', 11],
      ['NAME', '-', 12],
    ]);
  });

  test('a file with a mistake gives what can be seen, and says where it breaks', async () => {
    const facts = await read(`get '/a' do\nend\nclass ( do\nget '/b'\n`);
    expect(facts.calls.map(({ call }) => shown(call))).toContain('get("/a", fn#1)');
    expect(facts.broken).not.toBeNull();
  });
});

describe('the files that a Ruby name means', () => {
  const files = [
    'api/app.rb',
    'api/lib/shop/users.rb',
    'api/routes/users.rb',
    'web/lib/shop/users.rb',
    'web/app/controllers/api/v1/users_controller.rb',
  ];
  const program = new Program(new Set(files), new Map([['ruby', ruby]]));

  test.each([
    ['./routes/users', 'api/app.rb', ['api/routes/users.rb']],
    ['shop/users', 'api/app.rb', ['api/lib/shop/users.rb', 'web/lib/shop/users.rb']],
    ['Shop::Users', 'web/app.rb', ['web/lib/shop/users.rb', 'api/lib/shop/users.rb']],
    ['API::V1::UsersController', 'web/x.rb', ['web/app/controllers/api/v1/users_controller.rb']],
    ['grape', 'api/app.rb', []],
  ])('%s in %s', (module, from, expected) => {
    expect(rubyModules(module, from, program)).toEqual(expected);
  });

  test('names of constants become names of files as Rails makes them', () => {
    expect(['HTMLParser', 'Api::V1::OAuth2', 'UsersController'].map(underscored)).toEqual([
      'html_parser',
      'api/v1/o_auth2',
      'users_controller',
    ]);
  });
});
