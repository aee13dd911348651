import fc from 'fast-check';
import { z } from 'zod';
import { quickParser } from './quickParser';

/** A schema, and values of which most are as it wants them. */
type Case = { schema: z.ZodType; values: fc.Arbitrary<unknown> };

const nonsense = fc.oneof(
  fc.constantFrom(undefined, null, NaN, Infinity, -1, 0, '', 'b', true),
  fc.constantFrom<unknown>([], [undefined], Array(2), {}, new Date(0)),
  fc.constantFrom({ a: undefined }, JSON.parse('{ "__proto__": "a" }')),
  fc.jsonValue({ maxDepth: 1 }),
);

const caseOf = (schema: z.ZodType, values: fc.Arbitrary<unknown>): Case => ({
  schema,
  values: fc.oneof(
    { arbitrary: values, weight: 20 },
    { arbitrary: nonsense, weight: 1 },
  ),
});

const someInteger = fc.integer({ min: -3, max: 3 });

const leaves = fc.constantFrom(
  caseOf(z.string(), fc.string()),
  caseOf(z.string().min(2), fc.string()),
  caseOf(z.string().trim(), fc.string()),
  caseOf(z.coerce.string(), fc.string()),
  caseOf(z.string().default('b'), fc.string()),
  caseOf(z.string().transform(Number), fc.string()),
  caseOf(z.iso.date(), fc.constantFrom('2026-05-04', '2026-13-04')),
  caseOf(z.number(), fc.double({ noNaN: true })),
  caseOf(z.number().positive(), someInteger),
  caseOf(z.number().min(1), someInteger),
  caseOf(z.number().max(1), someInteger),
  caseOf(z.number().min(0).max(1), someInteger),
  caseOf(z.number().int(), someInteger),
  caseOf(z.int(), someInteger),
  caseOf(z.boolean(), fc.boolean()),
  caseOf(z.null(), fc.constant(null)),
  caseOf(z.unknown(), fc.jsonValue()),
  caseOf(z.literal(['a', 1]), fc.constantFrom('a', 1)),
  caseOf(z.enum(['a', 'b']), fc.constantFrom('a', 'b')),
);

function objectCase(a: Case, b: Case, make: typeof z.object): Case {
  const whole = fc.record({ a: a.values, b: b.values });
  const part = fc.record(
    { a: a.values, b: b.values, stranger: fc.string() },
    { requiredKeys: [] },
  );
  return caseOf(
    make({ a: a.schema, b: b.schema }),
    fc.oneof(whole, whole, part),
  );
}

function choiceCase(a: Case, b: Case): Case {
  const schema = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('one'), a: a.schema }),
    z.object({ kind: z.enum(['other', 'third']), b: b.schema }),
  ]);
  const values = fc.oneof(
    fc.record({ kind: fc.constant('one'), a: a.values }),
    fc.record({ kind: fc.constantFrom('other', 'third'), b: b.values }),
    fc.record({ kind: fc.string(), a: a.values }),
  );
  return caseOf(schema, values);
}

/** Each makes a larger case out of smaller ones. */
const combinations: ((a: Case, b: Case) => Case)[] = [
  (a, b) => objectCase(a, b, z.object),
  (a, b) => objectCase(a, b, z.strictObject as typeof z.object),
  (a, b) => objectCase(a, b, z.looseObject as typeof z.object),
  (a, b) => choiceCase(a, b),
  (a, b) => caseOf(z.union([a.schema, b.schema]), fc.oneof(a.values, b.values)),
  a => caseOf(z.array(a.schema), fc.array(a.values, { maxLength: 3 })),
  a => caseOf(z.array(a.schema).min(1), fc.array(a.values, { maxLength: 3 })),
  a => caseOf(a.schema.optional(), a.values),
  a => caseOf(a.schema.nullable(), fc.oneof(a.values, fc.constant(null))),
  a =>
    caseOf(
      z.lazy(() => a.schema),
      a.values,
    ),
  a => caseOf(a.schema.readonly(), a.values),
  a =>
    caseOf(
      a.schema.refine(value => value !== null),
      a.values,
    ),
  a =>
    caseOf(
      z.record(z.string(), a.schema),
      fc.dictionary(fc.constantFrom('a', '__proto__', 'c'), a.values),
    ),
  a =>
    caseOf(
      z.record(z.enum(['a', 'b']), a.schema),
      fc.dictionary(fc.constantFrom('a', 'b'), a.values),
    ),
];

const { cases } = fc.letrec<{ cases: Case }>(tie => ({
  cases: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { arbitrary: leaves, weight: 1 },
    {
      arbitrary: fc
        .tuple(fc.constantFrom(...combinations), tie('cases'), tie('cases'))
        .map(([combine, a, b]) => combine(a, b)),
      weight: 4,
    },
  ),
}));

/** What comes of a value: what it was read as, or what is wrong with it. */
function outcome(parse: (value: unknown) => unknown, value: unknown) {
  try {
    return { read: parse(value) };
  } catch (error) {
    return { issues: (error as z.ZodError).issues };
  }
}

describe('quickParser', () => {
  it('reads and refuses what the schema does, whatever the schema', () => {
    const caseWithValue = cases.chain(({ schema, values }) =>
      fc.tuple(fc.constant(schema), values),
    );
    fc.assert(
      fc.property(caseWithValue, ([schema, value]) => {
        expect(outcome(quickParser(schema), value)).toStrictEqual(
          outcome(input => schema.parse(input), value),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('hands on what is right as it is', () => {
    const parse = quickParser(
      z.object({
        names: z.record(z.string(), z.string()),
        rows: z.array(
          z.object({
            state: z.enum(['ok', 'bad']),
            seconds: z.number().positive(),
            trend: z.array(z.number().nullable()).optional(),
            reason: z.discriminatedUnion('code', [
              z.object({ code: z.literal('none') }),
              z.object({ code: z.literal('since'), at: z.iso.date() }),
            ]),
          }),
        ),
      }),
    );
    const value = {
      names: { a: 'b' },
      rows: [
        { state: 'ok', seconds: 1, trend: [1, null], reason: { code: 'none' } },
        {
          state: 'bad',
          seconds: 2,
          reason: { code: 'since', at: '2026-05-04' },
        },
      ],
    };
    expect(parse(value)).toBe(value);
  });

  it('puts in what is given by default', () => {
    const text = z.string().default('b');
    const parse = quickParser(z.object({ a: text, c: text.optional() }));
    expect(parse({ a: 'a' })).toEqual({ a: 'a', c: 'b' });
    expect(parse({ c: 'c' })).toEqual({ a: 'b', c: 'c' });
  });

  it('leaves out what the schema does not know', () => {
    const parse = quickParser(z.object({ id: z.string() }));
    expect(parse({ id: 'a', more: 'b' })).toEqual({ id: 'a' });
  });

  it('says what is wrong, and where', () => {
    const parse = quickParser(z.array(z.object({ id: z.string() })));
    expect(() => parse([{ id: 'a' }, { id: 1 }])).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ path: [1, 'id'] })],
      }),
    );
  });
});
