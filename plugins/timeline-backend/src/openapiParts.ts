import { z } from 'zod';

/** The schemas of the wire are the document's: it cannot say anything else than the code. */
export function toSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, {
    io,
    // Any JSON at all; spelling it out would need a recursive definition.
    override: ({ zodSchema, jsonSchema: target }) => {
      if (zodSchema._zod.def.type === 'record') {
        Object.assign(target, { type: 'object', additionalProperties: true });
        delete target.propertyNames;
      }
    },
  });
  delete jsonSchema.$defs;
  return jsonSchema;
}

/** A part of a message that is JSON. */
export function json(description: string, schema: object) {
  return { description, content: { 'application/json': { schema } } };
}

/** A query parameter that may be given once. */
export const single = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
});

/** What every refusal is. */
export const error = { $ref: '#/components/schemas/Error' };

/** The answers that any route may give. */
export const refusals = {
  400: json('The request is malformed; the message says where.', error),
  401: json('No credentials, or none that hold.', error),
  403: json('The credentials do not allow this.', error),
};
