import fc from 'fast-check';
import { render, screen } from '@testing-library/react';
import { Sparkline } from './Sparkline';
import { sparklinePath, sparklineRange } from './sparklinePath';

const sample = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  nil: null,
});

describe('sparklinePath', () => {
  const frame = { width: 100, height: 20, low: 0, high: 10 };

  it('draws from left to right, high values on top', () => {
    expect(sparklinePath([0, 10, 5], frame)).toEqual({
      lines: ['M0 20L50 0L100 10'],
      dots: [],
    });
  });

  it('keeps gaps and shows lone samples', () => {
    expect(sparklinePath([0, 0, null, 10, null, null, 5], frame)).toEqual({
      lines: ['M0 20L16.67 20'],
      dots: [
        { x: 50, y: 0 },
        { x: 100, y: 10 },
      ],
    });
  });

  it('draws each sample once and stays in its frame', () => {
    fc.assert(
      fc.property(fc.array(sample), fc.boolean(), (values, fromZero) => {
        const range = sparklineRange(values, { fromZero });
        expect(range.high).toBeGreaterThan(range.low);
        const shape = sparklinePath(values, { ...frame, ...range });
        const onLines = shape.lines.flatMap(line => line.slice(1).split('L'));
        const samples = values.filter(value => value !== null);
        expect(onLines.length + shape.dots.length).toBe(samples.length);
        for (const point of onLines) {
          const [x, y] = point.split(' ').map(Number);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(100);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(20);
        }
      }),
    );
  });
});

describe('sparklineRange', () => {
  it('starts at zero, unless told otherwise, and holds the threshold', () => {
    expect(sparklineRange([4, 6], { fromZero: true })).toEqual({
      low: 0,
      high: 6,
    });
    expect(sparklineRange([4, 6], { fromZero: false, threshold: 9 })).toEqual({
      low: 4,
      high: 9,
    });
    expect(sparklineRange([], { fromZero: false })).toEqual({
      low: -1,
      high: 1,
    });
  });
});

describe('Sparkline', () => {
  it('is an image that says what it shows', () => {
    render(<Sparkline label="Errors" values={[1, 4, null, 2]} threshold={3} />);
    expect(
      screen.getByRole('img', {
        name: 'Errors: latest 2, between 1 and 4, threshold 3',
      }),
    ).toBeInTheDocument();
  });

  it('says when there is nothing, or nothing now', () => {
    render(
      <>
        <Sparkline label="Errors" values={[null, null]} />
        <Sparkline label="Traffic" values={[3, null]} />
      </>,
    );
    expect(
      screen.getByRole('img', { name: 'Errors: no data' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: /latest missing/ }),
    ).toBeInTheDocument();
  });
});
