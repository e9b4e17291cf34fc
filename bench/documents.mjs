// Generated documents for the bench: always the same for the same numbers.

const text = (name) => ({
  type: 'string',
  maxLength: 100,
  description: `The ${name} of the thing.`,
});

/** A component with some properties; `links` are the numbers of components it refers to. */
function component(number, links, changed) {
  const properties = { id: { type: 'integer' }, name: text('name'), note: text('note') };
  for (const link of links) {
    properties[`link${link}`] = { $ref: `#/components/schemas/Thing${link}` };
    properties[`list${link}`] = {
      type: 'array',
      items: { $ref: `#/components/schemas/Thing${link}` },
    };
  }
  if (changed) delete properties.note;
  return { type: 'object', required: ['id'], properties, description: `Thing ${number}.` };
}

/**
 * `components` schemas and `operations` that each use one of them, as base and head: in the head every tenth
 * component has lost a property. With `recursive` each component refers to the next ones round in a ring, so that
 * every operation reaches all of them; without, to components that refer to nothing.
 */
export function componentPair({ components, operations, recursive }) {
  return [false, true].map((isHead) => {
    const schemas = {};
    for (let number = 0; number < components; number += 1) {
      const links = [1, 7, 31].map((step) => (number + step) % components);
      const leaves = links.map((link) => `Leaf${link}`);
      const made = component(number, recursive ? links : [], isHead && number % 10 === 0);
      if (!recursive) {
        for (const [index, link] of links.entries()) {
          made.properties[`link${link}`] = { $ref: `#/components/schemas/${leaves[index]}` };
          made.properties[`list${link}`] = {
            type: 'array',
            items: { $ref: `#/components/schemas/${leaves[index]}` },
          };
        }
        schemas[`Leaf${number}`] = component(number, [], false);
      }
      schemas[`Thing${number}`] = made;
    }
    const paths = {};
    for (let number = 0; number < operations; number += 1) {
      const schema = { $ref: `#/components/schemas/Thing${number % components}` };
      const content = { 'application/json': { schema } };
      paths[`/things${number}/{id}`] = {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { responses: { 200: { description: 'It.', content } } },
        put: { requestBody: { content }, responses: { 204: { description: 'Done.' } } },
      };
    }
    return {
      openapi: '3.0.3',
      info: { title: 'Generated', version: '1' },
      paths,
      components: { schemas },
    };
  });
}

/** The same value with the keys of every object in another order. */
export function reordered(value) {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reordered(member)]),
  );
}
