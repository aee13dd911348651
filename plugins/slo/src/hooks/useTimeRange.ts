import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Ranges that end now, by the word for them in the address. */
export const presets = {
  '1h': { seconds: 3_600, label: '1 h' },
  '6h': { seconds: 6 * 3_600, label: '6 h' },
  '1d': { seconds: 86_400, label: '1 d' },
  '7d': { seconds: 7 * 86_400, label: '7 d' },
  '30d': { seconds: 30 * 86_400, label: '30 d' },
  '90d': { seconds: 90 * 86_400, label: '90 d' },
} as const;

/** The name of one of {@link presets}. */
export type Preset = keyof typeof presets;

const defaultPreset: Preset = '1d';

/** What charts show: up to now, or between two moments in Unix seconds. */
export type TimeRangeChoice =
  | { kind: 'preset'; preset: Preset }
  | { kind: 'fixed'; from: number; to: number };

/** Reads `range=6h`, or `from` and `to`, from an address; anything else is the default. */
export function readTimeRange(parameters: URLSearchParams): TimeRangeChoice {
  const [from, to] = ['from', 'to'].map(name =>
    Number(parameters.get(name) ?? NaN),
  );
  if (from > 0 && to > from) {
    return { kind: 'fixed', from, to };
  }
  const preset = parameters.get('range') ?? '';
  return {
    kind: 'preset',
    preset: Object.hasOwn(presets, preset) ? (preset as Preset) : defaultPreset,
  };
}

/** A copy of the parameters with another choice; the default needs none. */
export function writeTimeRange(
  parameters: URLSearchParams,
  choice: TimeRangeChoice,
): URLSearchParams {
  const next = new URLSearchParams(parameters);
  ['range', 'from', 'to'].forEach(name => next.delete(name));
  if (choice.kind === 'fixed') {
    next.set('from', String(Math.floor(choice.from)));
    next.set('to', String(Math.ceil(choice.to)));
  } else if (choice.preset !== defaultPreset) {
    next.set('range', choice.preset);
  }
  return next;
}

/** The moments a choice stands for, in Unix seconds. */
export function momentsOf(
  choice: TimeRangeChoice,
  nowSeconds: number,
): { from: number; to: number } {
  return choice.kind === 'fixed'
    ? { from: choice.from, to: choice.to }
    : { from: nowSeconds - presets[choice.preset].seconds, to: nowSeconds };
}

/** The range of a page's charts, which is kept in its address. */
export function useTimeRange() {
  const [parameters, setParameters] = useSearchParams();
  const choice = useMemo(() => readTimeRange(parameters), [parameters]);
  const setChoice = useCallback(
    (next: TimeRangeChoice) =>
      setParameters(current => writeTimeRange(current, next), {
        replace: true,
      }),
    [setParameters],
  );
  return [choice, setChoice] as const;
}
