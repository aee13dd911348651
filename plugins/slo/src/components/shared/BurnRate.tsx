import {
  AlertPair,
  rateInWords,
  SloWindow,
} from '@goreliable/plugin-slo-common';
import { StateIcon } from '@goreliable/ui';
import { burnLevel } from './burnLevel';

const missing: Record<Exclude<SloWindow['condition'], 'measured'>, string> = {
  'no-traffic': 'No traffic in this window',
  invalid: 'Errors are counted, but no events',
};

function explanation(burnRate: number, level: ReturnType<typeof burnLevel>) {
  const { exceeds, next } = level;
  const sustainable = `${rateInWords(
    burnRate,
  )} times the rate that the budget can bear`;
  if (exceeds) {
    return `${sustainable}; above the ${
      exceeds.severity
    } threshold of ${rateInWords(exceeds.factor)}`;
  }
  return next
    ? `${sustainable}; ${next.severity} threshold ${rateInWords(next.factor)}`
    : sustainable;
}

/** The burn rate of one window; a sign beside it where it is above an alert's threshold. */
export function BurnRate(props: {
  window: SloWindow | undefined;
  pairs: readonly AlertPair[];
  /** Its number is the last known: it is no reason for alarm now. */
  isOld?: boolean;
}) {
  const { window, pairs, isOld } = props;
  if (window?.burnRate === undefined) {
    const reason =
      window === undefined || window.condition === 'measured'
        ? 'Not recorded'
        : missing[window.condition];
    return (
      <span className="gr-cell-missing" title={reason}>
        –<span className="gr-hidden">{reason}</span>
      </span>
    );
  }
  if (isOld) {
    return (
      <span className="gr-numbers slo-old" title="Last known value">
        {rateInWords(window.burnRate)}
      </span>
    );
  }
  const level = burnLevel(window.burnRate, window.seconds, pairs);
  const severity = level.exceeds?.severity;
  return (
    <span
      className="slo-burn gr-numbers"
      data-severity={severity}
      title={explanation(window.burnRate, level)}
    >
      {severity && (
        <StateIcon
          state={severity === 'page' ? 'critical' : 'warning'}
          label={`above ${severity} threshold`}
        />
      )}
      {rateInWords(window.burnRate)}
    </span>
  );
}
