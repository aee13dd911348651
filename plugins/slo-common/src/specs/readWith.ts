import { z } from 'zod';
import { ObjectSchema } from './fields';
import { SpecProblem } from './types';

/** Reads a value; unknown fields are odd, but no error, as in Sloth. */
export type Reader<T> = (
  value: unknown,
  document: number,
) => { value?: T; problems: SpecProblem[] };

/**
 * Makes a reader of a schema. Sloth passes over fields that it does not know,
 * which hides misspelt ones; here they become warnings.
 *
 * @param schemaOf - called with what is to make the schemas of mappings
 */
export function readerOf<T>(
  schemaOf: (object: ObjectSchema) => z.ZodType<T>,
): Reader<T> {
  const strict = schemaOf(z.strictObject as unknown as ObjectSchema);
  const lenient = schemaOf(z.object as unknown as ObjectSchema);
  return (value, document) => {
    const parsed = lenient.safeParse(value);
    const issues = strict.safeParse(value).error?.issues ?? [];
    const unknown = issues.flatMap(issue =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => ({
            severity: 'warning' as const,
            document,
            path: pathOf([...issue.path, key]),
            message:
              'is no field that anything reads: remove it or correct its name',
          }))
        : [],
    );
    if (parsed.success) {
      return { value: parsed.data, problems: unknown };
    }
    const errors = parsed.error.issues.map(issue => ({
      severity: 'error' as const,
      document,
      path: pathOf(issue.path),
      message: inWords(issue),
    }));
    return { problems: [...errors, ...unknown] };
  };
}

/** A place in a document as `slos[0].sli`. */
export function pathOf(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') {
      return `${path}[${step}]`;
    }
    return path ? `${path}.${String(step)}` : String(step);
  }, '');
}

const wanted: Record<string, string> = {
  string: 'a text: put it in quotes',
  number: 'a number, without quotes',
  boolean: 'true or false, without quotes',
  object: 'a mapping of fields',
  record: 'a mapping of names to texts',
  array: 'a list',
};

function inWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${wanted[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return `must be ${wanted.number}`;
    default:
      return issue.message;
  }
}
