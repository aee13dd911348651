import fc from 'fast-check';
import { driftInWords, rulesInWords, verdictOfCounts } from './words';

const place = { group: 'g', rule: 'slo:objective:ratio' };
const count = fc.nat(20);
const none = { equal: 0, different: 0, missing: 0, extra: 0 };

describe('drift in words', () => {
  it.each([
    [
      { ...place, kind: 'missing' as const, expected: '1' },
      'slo:objective:ratio is not loaded',
    ],
    [
      { ...place, kind: 'extra' as const, loaded: '1' },
      'slo:objective:ratio is loaded, and the spec does not make it, or not twice',
    ],
    [
      {
        ...place,
        kind: 'different' as const,
        field: 'expression' as const,
        expected: '1',
        loaded: '2',
      },
      'slo:objective:ratio has another expression than the spec makes',
    ],
  ])('says of %j', (drift, words) => {
    expect(driftInWords(drift)).toBe(words);
  });

  it.each([
    [{ ...none, equal: 16 }, 'in-step', 'All 16 rules in lab are those'],
    [{ ...none, missing: 16 }, 'not-loaded', 'None of the rules'],
    [
      { equal: 11, different: 3, missing: 2, extra: 0 },
      'drifted',
      '3 different, 2 missing, 11 equal',
    ],
    [{ ...none, extra: 1, equal: 16 }, 'drifted', '1 extra, 16 equal'],
  ])('sums up %j', (counts, verdict, words) => {
    expect(verdictOfCounts(counts)).toBe(verdict);
    expect(
      rulesInWords(verdictOfCounts(counts), { source: 'lab', counts }),
    ).toContain(words);
  });

  it('takes for in step only what differs in nothing', () => {
    fc.assert(
      fc.property(count, count, count, count, (equal, ...rest) => {
        const [different, missing, extra] = rest;
        const verdict = verdictOfCounts({ equal, different, missing, extra });
        expect(verdict === 'in-step').toBe(rest.every(each => each === 0));
      }),
    );
  });

  it('says why it does not judge what another tool records', () => {
    expect(
      rulesInWords('not-judged', { source: 'lab', tool: 'pyrra' }),
    ).toMatch(/^Not judged, because Pyrra records it/);
  });

  it('says why a source does not tell', () => {
    expect(
      rulesInWords('unknown', { source: 'lab', reason: 'no answer' }),
    ).toBe('lab does not tell which rules it has loaded: no answer');
  });
});
