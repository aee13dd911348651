import {
  LastReview,
  overdueReviewInWords,
  overdueReviewsInWords,
  reviewStanding,
} from './due';
import { newSloReviewSchema } from './schema';

const review: LastReview = {
  decision: 'keep',
  decidedAt: '2026-05-04T10:00:00.000Z',
  nextReviewOn: '2026-08-04',
};

describe('a review', () => {
  it.each([
    [undefined, '2026-05-04T10:00:00Z', 'never'],
    [review, '2026-05-04T10:00:00Z', 'current'],
    [review, '2026-08-04T23:59:59Z', 'current'],
    [review, '2026-08-05T00:00:00Z', 'overdue'],
    [{ ...review, nextReviewOn: undefined }, '2030-01-01T00:00:00Z', 'retired'],
  ] as const)('%p is at %s %s', (last, now, standing) => {
    expect(reviewStanding(last, Date.parse(now))).toBe(standing);
  });

  it.each([
    [['2026-08-04', '2026-08-03', '2026-08-05'], '2 reviews are overdue'],
    [['2026-08-04', undefined], '1 review is overdue'],
    [['2026-08-05'], undefined],
    [[], undefined],
  ])('of those due on %p, %p', (dates, words) => {
    const slos = dates.map(nextReviewOn => ({
      review: { ...review, nextReviewOn },
    }));
    expect(
      overdueReviewsInWords([...slos, {}], Date.parse('2026-08-05T10:00:00Z')),
    ).toBe(words);
  });

  it.each([
    ['2026-08-05T00:00:00Z', 'yesterday'],
    ['2026-08-06T23:59:59Z', '2\u00a0days ago'],
  ])('that is overdue was due at %s %s', (now, ago) => {
    expect(overdueReviewInWords('2026-08-04', Date.parse(now))).toContain(
      `by 2026-08-04, ${ago}.`,
    );
  });

  it.each([
    [{ decision: 'keep', nextReviewOn: '2026-08-04' }, undefined],
    [{ decision: 'keep' }, 'nextReviewOn'],
    [{ decision: 'keep', nextReviewOn: '04.08.2026' }, 'nextReviewOn'],
    [{ decision: 'change', nextReviewOn: '2026-08-04' }, 'note'],
    [{ decision: 'change', note: ' ', nextReviewOn: '2026-08-04' }, 'note'],
    [{ decision: 'retire', note: 'Nobody asks' }, undefined],
    [{ decision: 'drop', note: 'Nobody asks' }, 'decision'],
    [{ decision: 'retire', note: 'x'.repeat(4_001) }, 'note'],
  ])('%j is refused for its %s', (body, field) => {
    const parsed = newSloReviewSchema.safeParse(body);
    expect(parsed.error?.issues[0].path.join('.')).toBe(field);
  });
});
