import { z } from 'zod';
import { formatGoFloat32 } from './goNumbers';

/**
 * The text that Sloth's YAML reader makes of a scalar where a text is wanted:
 * `tier: 2` becomes `2`, `generated: yes` becomes `true`, nothing an empty text.
 */
function textOf(value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'number':
      return formatGoFloat32(value);
    default:
      return value ?? '';
  }
}

/** A text; whatever else is written there is read as one. */
export const lenientText = z.preprocess(textOf, z.string()).default('');

/** A text where other scalars are refused, as Kubernetes does. */
export const strictText = z
  .string()
  .nullish()
  .transform(text => text ?? '');

/** A number, 0 where none is given. */
export const numberField = z
  .union([z.number(), z.bigint()])
  .nullish()
  .transform(value => Number(value ?? 0));

/** Whether something is switched on; off where nothing is said. */
export const booleanField = z
  .boolean()
  .nullish()
  .transform(value => value ?? false);

/** Labels or annotations. */
export const labelsField = (text: typeof lenientText | typeof strictText) =>
  z
    .record(z.string(), text)
    .nullish()
    .transform(labels => labels ?? {});

/** Whatever stands there, if anything. */
export const anything = z.unknown().optional();

/** Makes the schema of a mapping; which one decides what unknown fields are. */
export type ObjectSchema = <T extends z.core.$ZodLooseShape>(
  shape: T,
) => z.ZodObject<T>;
