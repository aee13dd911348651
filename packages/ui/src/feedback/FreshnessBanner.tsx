import type { SourceStatus } from '@goreliable/upstream-common';
import { StateIcon } from '../states/StateIcon';
import { useNow } from '../time/sharedClock';
import { freshnessWords } from './freshnessWords';
import './feedback.css';

/** Props of {@link FreshnessBanner}. */
export type FreshnessBannerProps = {
  sources: readonly SourceStatus[];
  /** Asks again; shown as a button when given. */
  onRetry?: () => void;
};

/** Says which sources of a page are old or unreachable, since when and why. Nothing while all are fresh. */
export function FreshnessBanner(props: FreshnessBannerProps) {
  const { sources, onRetry } = props;
  const now = useNow();
  const notices = sources.flatMap(source => {
    const words = freshnessWords(source, now);
    return words ? [{ source, words }] : [];
  });
  return (
    // The region stays, so that a screen reader hears what appears in it.
    <div role="status">
      {notices.length > 0 && (
        <div className="gr-freshness">
          <ul>
            {notices.map(({ source, words }) => (
              <li key={source.name}>
                <StateIcon
                  state={source.state === 'unreachable' ? 'warning' : 'stale'}
                />
                <span>
                  {words}
                  {source.error && (
                    <span className="gr-freshness-reason"> {source.error}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {onRetry && (
            <button type="button" className="gr-button" onClick={onRetry}>
              Retry
            </button>
          )}
        </div>
      )}
    </div>
  );
}
