import { useState } from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { QueryField } from './QueryField';

/** Keeps the text as an address does that has no use for spaces around it. */
function Trimming() {
  const [text, setText] = useState('');
  return (
    <>
      <QueryField
        label="Filter"
        value={text}
        onChange={next => setText(next.trim())}
      />
      <button type="button" onClick={() => setText('')}>
        Clear
      </button>
      <output>{text}</output>
    </>
  );
}

describe('the text filter', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function write(text: string) {
    fireEvent.change(screen.getByRole('searchbox'), {
      target: { value: text },
    });
    act(() => jest.advanceTimersByTime(500));
  }

  it('keeps the space before a word to come, which its owner has no use for', () => {
    render(<Trimming />);
    write('rolled ');
    expect(screen.getByRole('status')).toHaveTextContent('rolled');
    expect(screen.getByRole('searchbox')).toHaveValue('rolled ');
    write('rolled back');
    expect(screen.getByRole('status')).toHaveTextContent('rolled back');
    expect(screen.getByRole('searchbox')).toHaveValue('rolled back');
  });

  it('takes over what is changed from outside', () => {
    render(<Trimming />);
    write('rolled ');
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });
});
