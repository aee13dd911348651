import fc from 'fast-check';
import { generateRules } from '../rules';
import { parseSpecs, SloSpec } from '../specs';
import {
  draftOfSpec,
  newDraft,
  withName,
  withService,
  withTemplate,
} from './draft';
import { specOfDraft } from './specOfDraft';
import { sloTemplates } from './templates';
import { SloDraft, SloTemplateId, sloTemplateIds } from './types';
import { writeSpec } from './writeSpec';

const withoutOrigin = ({ origin, ...spec }: SloSpec) => spec;

function specOf(draft: SloDraft): SloSpec {
  const drafted = specOfDraft(draft);
  if (drafted.kind !== 'spec') {
    throw new Error(JSON.stringify(drafted.problems));
  }
  return drafted.spec;
}

/** What the raw templates need and do not guess. */
const queries = {
  ratio: 'avg(failing:ratio{job="shop"}) * avg_over_time(up[{{.window}}])',
  errors: 'sum(rate(bad_total[{{.window}}]))',
  total: 'sum(rate(all_total[{{.window}}]))',
};

const filled = (id: SloTemplateId, service = 'shop'): SloDraft => {
  const draft = newDraft(id, service);
  return {
    ...draft,
    fields: {
      ...draft.fields,
      ...Object.fromEntries(
        Object.entries(queries).filter(([field]) => field in draft.fields),
      ),
    },
  };
};

const name = fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9_.]{0,12}[A-Za-z0-9]$/);
const metric = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}[a-z]$/);
const label = fc.stringMatching(/^[a-z]{1,6}$/);
/** Where something is to be filled in, nobody may write anything else: that is refused. */
const value = fc
  .string({ maxLength: 8 })
  .map(text => JSON.stringify(text.replace(/\{+/g, '{')));
const operator = fc.constantFrom('=', '!=');
const matcher = fc
  .tuple(label, operator, value)
  .map(([left, middle, right]) => `${left}${middle}${right}`);
const matchers = (minLength: number) =>
  fc.array(matcher, { minLength, maxLength: 3 }).map(list => list.join(','));
/** Words with everything that YAML may take for something else. */
const words = fc.oneof(
  fc.constantFrom('', 'yes', '1e3', 'null', '~', '- a', 'a: b', '# c', '1:30'),
  fc
    .string({ maxLength: 40 })
    .map(text => text.replace(/\{\{|\s+/g, ' ').trim()),
);

const drafts: fc.Arbitrary<SloDraft> = fc
  .record({
    id: fc.constantFrom(...sloTemplateIds),
    format: fc.constantFrom('sloth' as const, 'openslo' as const),
    service: name,
    name,
    description: words,
    summary: words,
    objective: fc.integer({ min: 1, max: 99_999 }).map(n => String(n / 1_000)),
    periodDays: fc.constantFrom('28', '30'),
    metric,
    selector: matchers(0),
    bad: matchers(1),
    threshold: fc.integer({ min: 1, max: 60_000 }).map(n => String(n / 1_000)),
    page: fc.boolean(),
    ticket: fc.boolean(),
  })
  .map(made => {
    const draft = filled(made.id, made.service);
    const own: Record<string, string> = {
      counter: made.metric,
      histogram: made.metric,
      gauge: made.metric,
      selector: made.selector,
      bad: made.bad,
      threshold: made.threshold,
    };
    return {
      ...draft,
      format: made.format,
      name: made.name,
      description: made.description,
      objective: made.objective,
      periodDays: made.format === 'sloth' ? '30' : made.periodDays,
      fields: Object.fromEntries(
        Object.entries(draft.fields).map(([id, usual]) => [
          id,
          own[id] ?? usual,
        ]),
      ),
      alerts: {
        ...draft.alerts,
        summary: made.summary,
        page: made.page,
        ticket: made.ticket,
      },
    };
  });

describe('a draft', () => {
  it('is read back by the parser as what it says, and rules can be made of it', () => {
    fc.assert(
      fc.property(drafts, draft => {
        const spec = specOf(draft);
        const { specs, problems } = parseSpecs(writeSpec(spec), {
          periodDays: 30,
        });
        expect(problems).toEqual([]);
        expect(specs.map(withoutOrigin)).toEqual([withoutOrigin(spec)]);
        expect(generateRules(specs).problems).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('comes back from its spec so that it makes the same spec again', () => {
    fc.assert(
      fc.property(drafts, draft => {
        const spec = specOf(draft);
        expect(specOf(draftOfSpec(spec))).toEqual(spec);
      }),
      { numRuns: 200 },
    );
  });

  it.each(sloTemplateIds.map(id => [id]))(
    'of the template %s is known by it again, fields and all',
    id => {
      const draft = filled(id);
      const read = draftOfSpec(specOf(draft));
      expect([read.template, read.fields]).toEqual([id, draft.fields]);
    },
  );

  it('keeps queries that no template makes', () => {
    const spec = specOf({
      ...filled('own-queries'),
      fields: {
        errors: 'sum(rate(a[{{.window}}]))  -  sum(rate(b[{{.window}}]))',
        total: 'sum(rate(a[{{.window}}]))',
      },
    });
    expect(draftOfSpec(spec)).toMatchObject({
      template: 'own-queries',
      fields: { total: 'sum(rate(a[{{.window}}]))' },
    });
  });

  it.each([
    ['objective', { objective: '100' }, /less than 100 %/],
    ['objective', { objective: '' }, /must be a number/],
    ['objective', { objective: '0' }, /more than 0/],
    ['service', { service: '' }, /is missing/],
    ['name', { name: '-x' }, /cannot be a name/],
    ['periodDays', { format: 'openslo', periodDays: '1.5' }, /whole number/],
    ['alerts.name', { alerts: { ...filled('ttft').alerts, name: '' } }, /name/],
  ] as [string, Partial<SloDraft>, RegExp][])(
    'says at %s what is wrong with %j',
    (field, change, message) => {
      const drafted = specOfDraft({ ...filled('availability'), ...change });
      expect(drafted).toEqual({
        kind: 'incomplete',
        problems: [{ field, message: expect.stringMatching(message) }],
      });
    },
  );

  it.each([
    ['availability', 'counter', 'a b', /name of a metric/],
    ['availability', 'bad', '', /is missing/],
    ['availability', 'bad', 'code="5', /must be label matchers/],
    ['availability', 'selector', 'a="b"} or x{', /must be label matchers/],
    ['latency', 'threshold', '-1', /above 0/],
    ['raw-ratio', 'ratio', 'sum(', /is not PromQL|must contain/],
    ['raw-ratio', 'ratio', 'up', /must contain \{\{\.window\}\}/],
    ['own-queries', 'total', 'sum(rate(a[{{.window}}])', /is not PromQL/],
  ] as [SloTemplateId, string, string, RegExp][])(
    'of the template %s says at %s what is wrong with %j',
    (id, field, typed, message) => {
      const draft = filled(id);
      const drafted = specOfDraft({
        ...draft,
        fields: { ...draft.fields, [field]: typed },
      });
      expect(drafted).toMatchObject({
        kind: 'incomplete',
        problems: [
          { field: `fields.${field}`, message: expect.stringMatching(message) },
        ],
      });
    },
  );

  it('takes what follows from service and name along, and nothing that was typed', () => {
    const moved = withName(withService(newDraft('availability'), 'shop'), 'up');
    expect(moved).toMatchObject({
      service: 'shop',
      fields: { selector: 'job="shop"' },
      alerts: { name: 'ShopUp' },
    });
    const typed = {
      ...moved,
      fields: { ...moved.fields, selector: 'app="x"' },
      alerts: { ...moved.alerts, name: 'Mine' },
    };
    expect(withName(withService(typed, 'other'), 'down')).toMatchObject({
      fields: { selector: 'app="x"' },
      alerts: { name: 'Mine' },
    });
    expect(withTemplate(typed, 'latency')).toMatchObject({
      name: 'up',
      objective: '99',
      fields: {
        histogram: 'http_request_duration_seconds',
        selector: 'app="x"',
        threshold: '0.5',
      },
    });
  });
});

describe('templates', () => {
  it('say in words what they are for, and what each field takes', () => {
    for (const template of sloTemplates) {
      expect(template.purpose).toMatch(/^[A-Z].*\.$/);
      const ids = template.fields.map(({ id }) => id);
      expect(Object.keys(template.defaults('shop')).sort()).toEqual(
        [...ids].sort(),
      );
    }
  });

  it('count a stream that fails before its first token as bad', () => {
    const { sli } = specOf(filled('ttft'));
    expect(sli).toEqual({
      kind: 'events',
      errorQuery:
        'sum(rate(llm_requests_total{job="shop",stream="true"}[{{.window}}])) - sum(rate(llm_time_to_first_token_seconds_bucket{job="shop",le=~"1([.]0)?"}[{{.window}}]))',
      totalQuery:
        'sum(rate(llm_requests_total{job="shop",stream="true"}[{{.window}}])) > 0',
    });
  });
});
