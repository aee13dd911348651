import {
  AlertPair,
  percentInWords,
  rateInWords,
  Slo,
} from '@goreliable/plugin-slo-common';
import { formatOneIn } from '@goreliable/ui';
import { BurnRate } from '../shared/BurnRate';
import { isOutOfDate } from '../shared/stateWords';

function thresholdsOf(
  windowSeconds: number,
  pairs: readonly AlertPair[],
): string {
  return pairs
    .filter(
      pair =>
        pair.shortSeconds === windowSeconds ||
        pair.longSeconds === windowSeconds,
    )
    .map(pair => `${rateInWords(pair.factor)} ${pair.severity}`)
    .join(', ');
}

/** How fast the budget burns in each window, beside the thresholds that look at it. */
export function BurnWindows(props: { slo: Slo; pairs: readonly AlertPair[] }) {
  const { slo, pairs } = props;
  return (
    <section className="slo-panel" aria-labelledby="slo-burn-heading">
      <h2 id="slo-burn-heading">Burn by window</h2>
      {/* It scrolls on narrow screens, which the keyboard must be able to do too. */}
      <div
        className="slo-scroll"
        role="region"
        aria-label="Table of the burn by window"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className="slo-windows">
          <thead>
            <tr>
              <th scope="col">Window</th>
              <th scope="col">Failing</th>
              <th scope="col">Error ratio</th>
              <th scope="col">Burn</th>
              <th scope="col">Thresholds</th>
            </tr>
          </thead>
          <tbody>
            {slo.windows.map(window => (
              <tr key={window.window}>
                <th scope="row">{window.window}</th>
                <td className="gr-numbers">
                  {window.errorRatio === undefined
                    ? '–'
                    : formatOneIn(window.errorRatio)}
                </td>
                <td className="gr-numbers">
                  {window.errorRatio === undefined
                    ? '–'
                    : percentInWords(window.errorRatio, 4)}
                </td>
                <td>
                  <BurnRate
                    window={window}
                    pairs={pairs}
                    isOld={isOutOfDate(slo)}
                  />
                </td>
                <td className="gr-numbers">
                  {thresholdsOf(window.seconds, pairs) || '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {slo.windows.length === 0 && (
        <p className="slo-note">No error ratio is recorded.</p>
      )}
    </section>
  );
}
