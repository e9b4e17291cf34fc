/** Holds answers of the API against its OpenAPI document. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isObject } from '../../src/document/document.ts';

const document: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const ajv = new Ajv2020({ strict: false, formats: fullFormats, allErrors: true });
ajv.addSchema(isObject(document) ? { ...document, $id: 'api' } : {});

/** What an answer does that docs/openapi.json does not say; empty when all of it is described. */
export function complaints(
  method: string,
  path: string,
  response: Response,
  body: unknown,
): unknown {
  const paths = isObject(document) && isObject(document['paths']) ? document['paths'] : {};
  const pathname = path.split('?')[0] ?? '';
  const matching = (template: string) =>
    new RegExp(`^${template.replace('{id}', '[^/]+')}$`).test(pathname);
  const template = Object.keys(paths)
    .sort((a, b) => a.indexOf('{') - b.indexOf('{'))
    .find(matching);
  const item = template === undefined ? undefined : paths[template];
  if (template === undefined || !isObject(item) || !isObject(item[method])) {
    return [404, 405].includes(response.status) ? [] : [`${method} ${path} is not in the document`];
  }
  const of = item[method];
  const responses = isObject(of['responses']) ? of['responses'] : {};
  if (responses[response.status] === undefined) return [`${response.status} is not documented`];
  if (body === undefined) return [];
  const one = responses[response.status];
  const at = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
  const type = response.headers.get('content-type') ?? '';
  const pointer =
    isObject(one) && typeof one['$ref'] === 'string'
      ? one['$ref']
      : `#/paths/${at(template)}/${method}/responses/${response.status}`;
  const validate = ajv.compile({
    $ref: `api${encodeURI(`${pointer}/content/${at(type)}/schema`)}`,
  });
  return validate(body) ? [] : (validate.errors ?? []);
}
