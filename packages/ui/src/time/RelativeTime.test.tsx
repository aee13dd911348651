import { act, render, screen } from '@testing-library/react';
import { RelativeTime } from './RelativeTime';
import { ageInWords, timeWords } from './timeWords';

const now = Date.parse('2026-07-04T12:00:00Z');

describe('timeWords', () => {
  it.each([
    ['2026-07-04T11:59:50Z', 'just now'],
    ['2026-07-04T12:00:05Z', 'just now'],
    ['2026-07-04T11:59:18Z', '42 s ago'],
    ['2026-07-04T11:55:30Z', '4 m ago'],
    ['2026-07-04T08:48:00Z', '3 h ago'],
    ['2026-07-04T14:00:00Z', 'in 2 h'],
  ])('%s is %s', (at, text) => {
    expect(timeWords(at, now)?.text).toBe(text);
  });

  it('gives the date from a day on, and the year when it is another', () => {
    expect(timeWords('2026-07-01T12:00:00Z', now)?.text).toMatch(
      /^1 Jul, \d\d:\d\d$/,
    );
    expect(timeWords('2025-07-01T12:00:00Z', now)?.text).toMatch(/2025/);
  });

  it('keeps local time with its zone and UTC for the tooltip', () => {
    const words = timeWords('2026-07-04T11:55:30Z', now);
    expect(words?.tooltip).toMatch(/\n2026-07-04 11:55:30 UTC$/);
    expect(words?.iso).toBe('2026-07-04T11:55:30.000Z');
  });

  it('knows what is not a time', () => {
    expect(timeWords('yesterday', now)).toBeUndefined();
  });

  it('says ages in one unit', () => {
    expect(ageInWords(200)).toBe('1 s');
    expect(ageInWords(5_400_000)).toBe('1 h');
    expect(ageInWords(-172_800_000)).toBe('2 d');
  });
});

describe('RelativeTime', () => {
  beforeEach(() => jest.useFakeTimers({ now }));
  afterEach(() => jest.useRealTimers());

  it('moves on by itself, all of them by one timer', () => {
    const { unmount } = render(
      <>
        <RelativeTime at="2026-07-04T11:59:00Z" />
        <RelativeTime at="2026-07-04T11:50:00Z" />
      </>,
    );
    expect(screen.getByText('1 m ago')).toBeInTheDocument();
    expect(jest.getTimerCount()).toBe(1);
    act(() => {
      jest.advanceTimersByTime(120_000);
    });
    expect(screen.getByText('3 m ago')).toBeInTheDocument();
    expect(screen.getByText('12 m ago')).toBeInTheDocument();
    unmount();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('shows a dash for a time that does not exist', () => {
    render(<RelativeTime at={undefined} />);
    expect(screen.getByText('–')).toBeInTheDocument();
  });
});
