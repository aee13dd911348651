import { render, screen } from '@testing-library/react';
import { healthStates } from '@goreliable/upstream-common';
import { StateChip } from './StateChip';
import { StateIcon } from './StateIcon';
import { ChipState, stateLooks } from './stateLooks';

const allStates = Object.keys(stateLooks) as ChipState[];

describe('StateChip', () => {
  it('has a look for every health state', () => {
    expect(allStates).toEqual(expect.arrayContaining([...healthStates]));
  });

  it.each(allStates)('says %s in words, the sign being decoration', state => {
    const { container } = render(<StateChip state={state} />);
    expect(screen.getByText(stateLooks[state].label)).toBeInTheDocument();
    expect(container.querySelector('svg')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
  });

  it('prefers the words it is given', () => {
    render(<StateChip state="critical" label="Burning at 14 ×" />);
    expect(screen.getByText('Burning at 14 ×')).toBeInTheDocument();
    expect(screen.queryByText('Critical')).not.toBeInTheDocument();
  });
});

describe('StateIcon', () => {
  it('is an image with a name when it stands alone', () => {
    render(<StateIcon state="warning" label="Warning" />);
    expect(screen.getByRole('img', { name: 'Warning' })).toBeInTheDocument();
  });

  it('uses one outline per family and meaning, so that colour is never needed', () => {
    const looks = Object.values(stateLooks);
    const colourOfShape = new Map<string, string>();
    for (const { shape, family } of looks) {
      expect(colourOfShape.get(shape) ?? family).toBe(family);
      colourOfShape.set(shape, family);
    }
    const known = ['ok', 'warning', 'critical', 'progressing', 'suspended'];
    const shapes = known.map(state => stateLooks[state as ChipState].shape);
    expect(new Set(shapes).size).toBe(known.length);
  });
});
