import { describe, expect, test } from '@jest/globals';
import { contract, diff, rules } from './compare.ts';

const get = { responses: { 200: { description: 'OK' } } };
const shop = (paths: readonly string[], urls: readonly string[], item: object = {}) =>
  contract(Object.fromEntries(paths.map((path) => [path, { get, ...item }])), {
    servers: urls.map((url) => ({ url })),
  });
const found = async (base: unknown, head: unknown) =>
  (await diff(base, head)).changes.map(({ rule, compatibility }) => `${rule} ${compatibility}`);

describe('path and server are one address', () => {
  test('a prefix that moves from the paths to the server, or back, changes nothing', async () => {
    const inPath = shop(['/v1/users'], ['https://api.example.com']);
    const inServer = shop(['/users'], ['https://api.example.com/v1']);
    expect(await found(inPath, inServer)).toEqual([]);
    expect(await found(inServer, inPath)).toEqual([]);
  });

  test('so does a server that moves from the contract to its paths', async () => {
    const servers = [{ url: 'https://api.example.com' }];
    expect(
      await found(
        shop(['/users'], ['https://api.example.com']),
        shop(['/users'], ['https://other.example.com'], { servers }),
      ),
    ).toEqual([]);
  });

  test('an address that is no longer served breaks, another host may not', async () => {
    const both = ['https://api.example.com/v1', 'https://api.example.com/v2'];
    expect(await found(shop(['/users'], both), shop(['/users'], both.slice(1)))).toEqual([
      'api-server-removed definitely_breaking',
    ]);
    const hosts = ['https://a.example.com', 'https://b.example.com'];
    expect(await found(shop(['/users'], hosts), shop(['/users'], hosts.slice(1)))).toEqual([
      'api-server-removed potentially_breaking',
    ]);
    expect(await found(shop(['/users'], hosts.slice(1)), shop(['/users'], hosts))).toEqual([
      'api-server-added non_breaking',
    ]);
  });

  test('a server is one change, whatever the number of operations', async () => {
    const { changes } = await diff(
      shop(['/a', '/b', '/c'], ['https://a.example.com']),
      shop(['/a', '/b', '/c'], ['https://b.example.com']),
    );
    expect(changes.map(({ rule, operations }) => `${rule} ${operations.length}`)).toEqual([
      'api-server-changed 3',
    ]);
  });

  test('Swagger 2.0 says the same with host, basePath and schemes', async () => {
    const swagger = (rest: object) => ({
      swagger: '2.0',
      info: { title: 'Shop', version: '1.0.0' },
      host: 'api.example.com',
      basePath: '/v1',
      schemes: ['https'],
      paths: { '/users': { get } },
      ...rest,
    });
    expect(await found(swagger({}), shop(['/users'], ['https://api.example.com/v1/']))).toEqual([]);
    expect(await found(swagger({}), swagger({ host: 'API.example.com' }))).toEqual([]);
    expect(await found(swagger({}), swagger({ host: 'www.example.com' }))).toEqual([
      'api-server-changed potentially_breaking',
    ]);
  });

  test('the case of a host does not count, nor does a server that nothing is said of', async () => {
    expect(
      await found(
        shop(['/users'], ['https://API.example.com']),
        shop(['/users'], ['https://api.example.com']),
      ),
    ).toEqual([]);
    expect(rules(await diff(contract({ '/users': { get } }), shop(['/users'], ['/'])))).toEqual([]);
  });
});
