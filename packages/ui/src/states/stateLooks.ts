import type { HealthState } from '@goreliable/upstream-common';
import type { StateFamily } from '../theme/tokens';

/** Health, and what a person decided about it. */
export type ChipState = HealthState | 'silenced' | 'acknowledged';

/** The sign of a state. Each has its own outline, so colour is never needed to tell them apart. */
export type StateShape =
  | 'dot'
  | 'triangle'
  | 'octagon'
  | 'arc'
  | 'hollow-dot'
  | 'clock'
  | 'pause'
  | 'bell-off'
  | 'person';

/** How a state looks and what it is called. */
export type StateLook = {
  readonly family: StateFamily;
  readonly shape: StateShape;
  /** Said when the caller has no better word. */
  readonly label: string;
};

/** The look of every state; the only place that decides it. */
export const stateLooks: Readonly<Record<ChipState, StateLook>> = {
  ok: { family: 'ok', shape: 'dot', label: 'OK' },
  warning: { family: 'warning', shape: 'triangle', label: 'Warning' },
  critical: { family: 'critical', shape: 'octagon', label: 'Critical' },
  progressing: { family: 'progressing', shape: 'arc', label: 'Progressing' },
  'no-traffic': { family: 'unknown', shape: 'hollow-dot', label: 'No traffic' },
  'no-data': { family: 'unknown', shape: 'clock', label: 'No data' },
  stale: { family: 'unknown', shape: 'clock', label: 'Stale' },
  suspended: { family: 'decided', shape: 'pause', label: 'Suspended' },
  silenced: { family: 'decided', shape: 'bell-off', label: 'Silenced' },
  acknowledged: { family: 'decided', shape: 'person', label: 'Acknowledged' },
};
