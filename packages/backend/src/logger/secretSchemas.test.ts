import { loadConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { type SerializedSchema, secretSchemas } from './secretSchemas';

const secret = { type: 'string', visibility: 'secret' };
const plain = { type: 'string' };

const serializedOf = (...values: JsonObject[]): SerializedSchema => ({
  backstageConfigSchemaVersion: 1,
  schemas: values.map((value, index) => ({ path: `schema ${index}`, value })),
});

async function secretsOf(serialized: SerializedSchema, data: JsonObject) {
  const schema = await loadConfigSchema({ serialized });
  const secrets: unknown[] = [];
  schema.process([{ data, context: 'test' }], {
    visibility: ['secret'],
    ignoreSchemaErrors: true,
    valueTransform: value => {
      secrets.push(value);
      return value;
    },
  });
  return secrets.filter(value => typeof value === 'string').sort();
}

describe('secretSchemas', () => {
  it('leaves out what leads to no secret', () => {
    const { schemas } = secretSchemas(
      serializedOf({
        type: 'object',
        properties: {
          app: { type: 'object', properties: { title: plain } },
          backend: {
            type: 'object',
            properties: { token: secret, listen: plain },
          },
        },
      }),
    );
    expect(schemas).toEqual([
      {
        path: 'schema 0',
        value: {
          type: 'object',
          properties: {
            backend: { type: 'object', properties: { token: secret } },
          },
        },
      },
    ]);
  });

  it.each<[string, JsonObject]>([
    [
      'items',
      { type: 'array', items: { properties: { a: plain, b: secret } } },
    ],
    ['additional properties', { additionalProperties: secret }],
    ['a pattern', { patternProperties: { '^a': secret } }],
    ['all inside', { deepVisibility: 'secret', properties: { a: plain } }],
    ['a reference', { $ref: '#/definitions/token' }],
    [
      'alternatives, of which another may count',
      {
        anyOf: [
          { properties: { kind: { const: 'a' } }, required: ['kind'] },
          { properties: { a: secret } },
        ],
      },
    ],
  ])('keeps whole what has secrets in %s', (_, part) => {
    const serialized = serializedOf({
      type: 'object',
      properties: { part },
      definitions: { token: secret },
    });
    expect(secretSchemas(serialized)).toEqual(serialized);
  });

  it('finds the secrets that the whole schema finds', async () => {
    const leaf = fc.constantFrom<JsonObject>(plain, secret);
    const { schema: schemas } = fc.letrec<{ schema: JsonObject }>(tie => ({
      schema: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(
            fc.constantFrom('a', 'b', 'c'),
            tie('schema'),
          ),
        }),
        fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1 }) }),
        fc.record({ type: fc.constant('array'), items: tie('schema') }),
      ) as fc.Arbitrary<JsonObject>,
    }));
    const { value: data } = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'medium' },
        fc.string({ minLength: 1 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    }));
    const objects = fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), schemas),
    });
    await fc.assert(
      fc.asyncProperty(
        objects,
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), data),
        async (schema, config) => {
          const serialized = serializedOf(schema);
          const known = config as JsonObject;
          expect(await secretsOf(secretSchemas(serialized), known)).toEqual(
            await secretsOf(serialized, known),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
