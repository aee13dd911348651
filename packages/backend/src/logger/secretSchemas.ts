import type { ConfigSchema } from '@backstage/config-loader';
import type { JsonObject, JsonValue } from '@backstage/types';

/** What a schema of configuration is written down as. */
export type SerializedSchema = ReturnType<ConfigSchema['serialize']>;

/**
 * Leaves of a schema only the properties that lead to something secret: compiling all the
 * others costs most of a second of every start, and says nothing about secrets.
 *
 * Only what a property holds is left out, as it decides about nothing but itself. Whatever
 * else has a secret in it (alternatives, items, additional properties) stays whole, for there
 * one part decides whether another one counts.
 */
export function secretSchemas(serialized: SerializedSchema): SerializedSchema {
  const { schemas } = serialized;
  if (!Array.isArray(schemas)) {
    return serialized;
  }
  return {
    ...serialized,
    schemas: schemas.filter(isJsonObject).map(schema => ({
      ...schema,
      value: isJsonObject(schema.value)
        ? withSecretsOnly(schema.value)
        : schema.value,
    })),
  };
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withSecretsOnly(schema: JsonObject): JsonObject {
  const { properties } = schema;
  if (!isJsonObject(properties) || 'deepVisibility' in schema) {
    return schema;
  }
  const leading = Object.entries(properties).filter(([, value]) =>
    holdsSecret(value),
  );
  return {
    ...schema,
    properties: Object.fromEntries(
      leading.map(([name, value]) => [
        name,
        isJsonObject(value) ? withSecretsOnly(value) : value,
      ]),
    ),
  };
}

function holdsSecret(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) {
    return value.some(holdsSecret);
  }
  return (
    isJsonObject(value) &&
    (value.visibility === 'secret' ||
      value.deepVisibility === 'secret' ||
      // A reference may lead to one; it is not followed.
      '$ref' in value ||
      Object.values(value).some(holdsSecret))
  );
}
