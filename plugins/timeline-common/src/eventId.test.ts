import fc from 'fast-check';
import {
  maxEventIdLength,
  timelineEventId,
  timelineEventSource,
} from './eventId';
import { timelineEventInputSchema } from './schema';

const sources = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/);
const keys = fc.string({ minLength: 1, maxLength: 400, unit: 'binary' });

describe('timelineEventId', () => {
  it.each([
    ['scaffolder', 'task-1:completed', 'scaffolder:task-1:completed'],
    ['argo-cd', 'gateway@3f2a91', 'argo-cd:gateway@3f2a91'],
    ['lab', 'a b\n%', 'lab:a%20b%0A%25'],
    ['lab', 'größe', 'lab:gr%C3%B6%C3%9Fe'],
    ['lab', '\ud800', 'lab:%EF%BF%BD'],
  ])('of %s and %j is %s', (source, key, id) => {
    expect(timelineEventId({ source, key })).toBe(id);
  });

  it('is the same for the same, fits the schema, and names its source', () => {
    fc.assert(
      fc.property(sources, keys, (source, key) => {
        const id = timelineEventId({ source, key });
        expect(timelineEventId({ source, key })).toBe(id);
        expect(id.length).toBeLessThanOrEqual(maxEventIdLength);
        expect(timelineEventSource(id)).toBe(source);
        expect(timelineEventInputSchema.shape.id.parse(id)).toBe(id);
      }),
    );
  });

  it('differs for different pairs, long ones too', () => {
    fc.assert(
      fc.property(sources, sources, keys, keys, (a, b, key, other) => {
        const first = timelineEventId({ source: a, key });
        const second = timelineEventId({ source: b, key: other });
        expect(first === second).toBe(a === b && key === other);
      }),
    );
    const long = 'x'.repeat(1000);
    expect(timelineEventId({ source: 'a', key: `${long}1` })).not.toBe(
      timelineEventId({ source: 'a', key: `${long}2` }),
    );
  });

  it.each([
    ['', 'key'],
    ['Argo', 'key'],
    ['a:b', 'key'],
    ['-a', 'key'],
    ['a'.repeat(41), 'key'],
    ['argocd', ''],
  ])('refuses source %j with key %j', (source, key) => {
    expect(() => timelineEventId({ source, key })).toThrow(RangeError);
  });
});
