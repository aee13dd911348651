import { act, renderHook } from '@testing-library/react';
import { useAnswer } from './useAnswer';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

async function pass(ms: number) {
  await act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });
}

function show(ask: jest.Mock, question: string | undefined) {
  return renderHook(
    (props: { question: string | undefined }) =>
      useAnswer(props.question, ask, { delayMs: 300 }),
    { initialProps: { question } },
  );
}

it('asks nothing without a question', async () => {
  const ask = jest.fn();
  const { result } = show(ask, undefined);
  await pass(1_000);
  expect(result.current[0]).toEqual({ kind: 'none' });
  expect(ask).not.toHaveBeenCalled();
});

it('asks once the question has stopped changing', async () => {
  const ask = jest.fn(async question => `answer to ${question}`);
  const { result, rerender } = show(ask, 'a');
  await pass(200);
  rerender({ question: 'ab' });
  await pass(200);
  rerender({ question: 'abc' });
  expect(result.current[0]).toEqual({ kind: 'asking' });
  await pass(300);
  expect(ask.mock.calls.map(([question]) => question)).toEqual(['abc']);
  expect(result.current[0]).toEqual({
    kind: 'answered',
    value: 'answer to abc',
  });
});

it('forgets a late answer to an older question, and says so to who is asked', async () => {
  const answers: Record<string, (value: string) => void> = {};
  const signals: Record<string, AbortSignal> = {};
  const ask = jest.fn((question: string, signal: AbortSignal) => {
    signals[question] = signal;
    return new Promise(resolve => {
      answers[question] = resolve;
    });
  });
  const { result, rerender } = show(ask, 'old');
  await pass(300);
  rerender({ question: 'new' });
  await pass(300);
  expect(signals.old.aborted).toBe(true);
  await act(async () => answers.new('right'));
  await act(async () => answers.old('wrong'));
  expect(result.current[0]).toEqual({ kind: 'answered', value: 'right' });
});

it('never shows an answer beside another question', async () => {
  const ask = jest.fn(async () => 'yes');
  const { result, rerender } = show(ask, 'a');
  await pass(300);
  expect(result.current[0].kind).toBe('answered');
  rerender({ question: 'b' });
  expect(result.current[0].kind).toBe('asking');
});

it('can ask the same again after a failure', async () => {
  const ask = jest
    .fn()
    .mockRejectedValueOnce(new Error('down'))
    .mockResolvedValueOnce('up');
  const { result } = show(ask, 'a');
  await pass(300);
  expect(result.current[0]).toMatchObject({ kind: 'failed' });
  act(() => result.current[1]());
  await pass(300);
  expect(result.current[0]).toEqual({ kind: 'answered', value: 'up' });
});
