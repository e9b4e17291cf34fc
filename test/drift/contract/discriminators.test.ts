import { describe, expect, test } from '@jest/globals';
import { diff, responseOf } from './compare.ts';

const pet = (sound: string) => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' }, [sound]: { type: 'boolean' } },
});

function petsOf(names: readonly [string, string], discriminator: object) {
  const [cat, dog] = names;
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  return responseOf(
    { oneOf: [reference(cat), reference(dog)], ...discriminator },
    { components: { schemas: { [cat]: pet('purrs'), [dog]: pet('barks') } } },
  );
}

describe('a component that is renamed', () => {
  test('below a discriminator without a mapping changes the value that means it', async () => {
    const discriminator = { discriminator: { propertyName: 'kind' } };
    const { changes } = await diff(
      petsOf(['Cat', 'Dog'], discriminator),
      petsOf(['Feline', 'Dog'], discriminator),
    );
    expect(changes.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'response-body-discriminator-mapping-deleted',
        "Discriminator value 'Cat' was removed from the 200 response.",
      ],
      [
        'response-body-discriminator-mapping-added',
        "Discriminator value 'Feline' was added to the 200 response.",
      ],
    ]);
  });

  test('without a discriminator, or with values that stay, is silent', async () => {
    const { changes } = await diff(petsOf(['Cat', 'Dog'], {}), petsOf(['Feline', 'Dog'], {}));
    expect(changes).toEqual([]);
    const mapped = (cat: string) => ({
      discriminator: {
        propertyName: 'kind',
        mapping: { cat: `#/components/schemas/${cat}`, dog: '#/components/schemas/Dog' },
      },
    });
    const other = await diff(
      petsOf(['Cat', 'Dog'], mapped('Cat')),
      petsOf(['Feline', 'Dog'], mapped('Feline')),
    );
    expect(other.changes).toEqual([]);
  });
});
