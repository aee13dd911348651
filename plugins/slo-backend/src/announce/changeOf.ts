import { SloChangedSignal } from '@goreliable/plugin-slo-common';
import { Refresh } from '../collector/Collector';
import { SloRecord } from '../store/types';

/** Smaller differences cannot be seen in any view. */
const visibleShare = 1e-3;

/**
 * What a refresh changed that somebody could see; `undefined` for nothing, in
 * which case no browser needs to ask.
 */
export function changeOf(
  refresh: Refresh,
): SloChangedSignal['changed'] | undefined {
  const { previous, current } = refresh;
  const before = new Map(previous?.slos.map(record => [record.id, record]));
  const changedState =
    previous === undefined ||
    (previous.error === undefined) !== (current.error === undefined) ||
    before.size !== current.slos.length ||
    current.slos.some(({ id, state }) => before.get(id)?.state !== state);
  if (changedState) {
    return 'states';
  }
  return current.slos.some(record => differs(before.get(record.id)!, record))
    ? 'numbers'
    : undefined;
}

function differs(a: SloRecord, b: SloRecord): boolean {
  return (
    a.windows.length !== b.windows.length ||
    isVisible(a.budgetRemaining, b.budgetRemaining) ||
    b.windows.some(({ errorRatio, condition }, index) => {
      const before = a.windows[index];
      return (
        before.condition !== condition ||
        isVisible(before.errorRatio, errorRatio)
      );
    })
  );
}

function isVisible(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a !== b;
  }
  return Math.abs(a - b) > visibleShare * Math.max(Math.abs(a), Math.abs(b));
}
