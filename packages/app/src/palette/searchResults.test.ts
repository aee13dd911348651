import { groupHits } from './searchResults';

const result = (type: string, title: string, rest: object = {}) => ({
  type,
  document: { title, location: `/${type}/${title}`, ...rest },
});

const named = (term: string, ...results: object[]) =>
  groupHits({ results }, term).map(
    ({ title, hits }) => `${title}: ${hits.map(hit => hit.title).join(', ')}`,
  );

describe('groups of search results', () => {
  it('stand in the order of their best hits, under the words of the portal', () => {
    expect(
      named(
        'orders',
        result('techdocs', 'Runbooks', { name: 'order-service' }),
        result('software-catalog', 'Order service'),
        result('techdocs', 'Alerts', { name: 'order-service' }),
        result('weather', 'Rain'),
      ),
    ).toEqual([
      'Docs: Runbooks, Alerts',
      'Catalog: Order service',
      'Other: Rain',
    ]);
  });

  it('begin with what bears the very name that was typed', () => {
    expect(
      named(
        'Up-Time',
        result('software-catalog', 'up-time-checker'),
        result('slo', 'shop up-time-of-all 99 %'),
        result('slo', 'shop up-time 99 %'),
      ),
    ).toEqual([
      'SLOs: shop up-time 99 %, shop up-time-of-all 99 %',
      'Catalog: up-time-checker',
    ]);
  });

  it('say what each hit is', () => {
    const [{ hits }] = groupHits(
      {
        results: [
          result('software-catalog', 'shop', { kind: 'component' }),
          result('software-catalog', 'depot'),
        ],
      },
      'o',
    );
    expect(hits.map(({ detail }) => detail)).toEqual([
      'Component',
      'Software-catalog',
    ]);
  });

  it('have six hits at most, and each place once', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      result('slo', `slo ${index}`),
    );
    const [{ hits }] = groupHits({ results: [...many, ...many] }, 'x');
    expect(hits.map(({ title }) => title)).toEqual(
      many.slice(0, 6).map(({ document }) => document.title),
    );
  });

  it('are refused where the answer is none', () => {
    expect(() => groupHits({ results: [{ type: 'slo' }] }, 'x')).toThrow();
  });
});
